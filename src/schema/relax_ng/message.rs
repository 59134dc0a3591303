//! What a finding says, in English and in Russian.

use super::expected::Expected;

/// The longest value that a message quotes, in characters.
const LONGEST: usize = 40;

/// What is wrong with a document. Elements and attributes are named as the document or the grammar writes them, without
/// angle brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// An element that the grammar does not have at all.
    UnknownElement {
        /// The element.
        name: String,
        /// The element in which it stands; none for the root.
        parent: Option<String>,
        /// What may stand there.
        expected: Expected,
        /// The element that was probably meant.
        meant: Option<String>,
    },
    /// An element that may not stand here.
    NotAllowedHere {
        /// The element.
        name: String,
        /// The element in which it stands; none for the root.
        parent: Option<String>,
        /// What may stand there.
        expected: Expected,
        /// Whether it may stand in another place of the same element.
        elsewhere: bool,
    },
    /// Something is missing in an element.
    MissingElement {
        /// The element in which it is missing.
        parent: String,
        /// The child before which it should stand; none for the end.
        before: Option<String>,
        /// What is missing; each is one of several.
        wanted: Vec<Expected>,
    },
    /// An attribute is missing.
    MissingAttribute {
        /// The element.
        element: String,
        /// What is missing; each is one of several.
        wanted: Vec<Expected>,
    },
    /// An attribute that an element does not have.
    UnknownAttribute {
        /// The element.
        element: String,
        /// The attribute.
        name: String,
        /// The attributes that it may still have.
        expected: Expected,
        /// The attribute that was probably meant.
        meant: Option<String>,
        /// Whether the element has it, but not with the other attributes that are given.
        elsewhere: bool,
    },
    /// A value that is not one of those allowed.
    BadValue {
        /// The element.
        element: String,
        /// The attribute; none for the text of the element.
        attribute: Option<String>,
        /// The value, shortened.
        value: String,
        /// What it may be.
        expected: Expected,
        /// The value that was probably meant.
        meant: Option<String>,
    },
    /// Text where only elements may stand.
    TextNotAllowed {
        /// The element.
        parent: String,
        /// What may stand there.
        expected: Expected,
    },
    /// An identifier that another element has already.
    DuplicateId {
        /// The identifier.
        id: String,
    },
    /// A reference to an identifier that no element has.
    DanglingIdref {
        /// The identifier.
        id: String,
        /// The identifier that was probably meant.
        meant: Option<String>,
    },
    /// Validation was given up: grammar and document together ask for too much work.
    TooComplex,
}

impl Kind {
    pub(super) fn bad_value(
        element: String,
        attribute: Option<String>,
        value: &str,
        expected: Expected,
        meant: Option<String>,
    ) -> Kind {
        let mut shown: String = value.chars().take(LONGEST).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        Kind::BadValue { element, attribute, value: shown, expected, meant }
    }

    /// The name of the kind, for ids of rules: `unknown-element`, `bad-value`, ….
    pub fn slug(&self) -> &'static str {
        match self {
            Kind::UnknownElement { .. } => "unknown-element",
            Kind::NotAllowedHere { .. } => "not-allowed-here",
            Kind::MissingElement { .. } => "missing-element",
            Kind::MissingAttribute { .. } => "missing-attribute",
            Kind::UnknownAttribute { .. } => "unknown-attribute",
            Kind::BadValue { .. } => "bad-value",
            Kind::TextNotAllowed { .. } => "text-not-allowed",
            Kind::DuplicateId { .. } => "duplicate-id",
            Kind::DanglingIdref { .. } => "dangling-idref",
            Kind::TooComplex => "too-complex",
        }
    }

    /// The sentence, without its stop; in Russian if `ui` is `ru`.
    pub fn message(&self, ui: &str) -> String {
        if ui == "ru" { self.russian() } else { self.english() }
    }

    fn english(&self) -> String {
        match self {
            Kind::UnknownElement { name, .. } => format!("<{name}> is not an element that the schema knows"),
            Kind::NotAllowedHere { name, parent: None, .. } => format!("<{name}> cannot be the root of the document"),
            Kind::NotAllowedHere { name, parent: Some(parent), elsewhere: true, .. } => {
                format!("<{name}> may stand in <{parent}>, but not in this place")
            }
            Kind::NotAllowedHere { name, parent: Some(parent), .. } => format!("<{name}> may not stand in <{parent}>"),
            Kind::MissingElement { parent, before, wanted } => {
                let wanted = each(wanted, "<", ">", EN);
                match (before, wanted.is_empty()) {
                    (Some(before), _) => format!("{wanted} is missing in <{parent}> before <{before}>"),
                    (None, false) => format!("{wanted} is missing in <{parent}>"),
                    (None, true) => format!("<{parent}> is not complete"),
                }
            }
            Kind::MissingAttribute { element, wanted } => {
                format!("<{element}> has no attribute {}", each(wanted, "`", "`", EN))
            }
            Kind::UnknownAttribute { element, name, elsewhere: true, .. } => {
                format!("<{element}> may not have the attribute `{name}` beside the others given here")
            }
            Kind::UnknownAttribute { element, name, .. } => {
                format!("<{element}> has no attribute `{name}` in the schema")
            }
            Kind::BadValue { element, attribute: Some(attribute), value, .. } if value.trim().is_empty() => {
                format!("`{attribute}` of <{element}> must not be empty")
            }
            Kind::BadValue { element, attribute: Some(attribute), value, .. } => {
                format!("`{value}` is not a value that `{attribute}` of <{element}> may have")
            }
            Kind::BadValue { element, value, .. } if value.trim().is_empty() => {
                format!("<{element}> must not be empty")
            }
            Kind::BadValue { element, value, .. } => format!("`{value}` is not a text that <{element}> may have"),
            Kind::TextNotAllowed { parent, .. } => format!("text may not stand here in <{parent}>"),
            Kind::DuplicateId { id } => format!("the identifier `{id}` stands twice"),
            Kind::DanglingIdref { id, .. } => format!("no element has the identifier `{id}`"),
            Kind::TooComplex => "the schema asks for too much work on this document; validation was given up".into(),
        }
    }

    fn russian(&self) -> String {
        match self {
            Kind::UnknownElement { name, .. } => format!("элемента <{name}> в схеме нет"),
            Kind::NotAllowedHere { name, parent: None, .. } => format!("<{name}> не может быть корнем документа"),
            Kind::NotAllowedHere { name, parent: Some(parent), elsewhere: true, .. } => {
                format!("<{name}> может стоять в <{parent}>, но не на этом месте")
            }
            Kind::NotAllowedHere { name, parent: Some(parent), .. } => format!("<{name}> не может стоять в <{parent}>"),
            Kind::MissingElement { parent, before, wanted } => {
                let wanted = each(wanted, "<", ">", RU);
                match (before, wanted.is_empty()) {
                    (Some(before), _) => format!("в <{parent}> перед <{before}> не хватает {wanted}"),
                    (None, false) => format!("в <{parent}> не хватает {wanted}"),
                    (None, true) => format!("элемент <{parent}> неполон"),
                }
            }
            Kind::MissingAttribute { element, wanted } => {
                format!("у <{element}> нет атрибута {}", each(wanted, "`", "`", RU))
            }
            Kind::UnknownAttribute { element, name, elsewhere: true, .. } => {
                format!("у <{element}> не может быть атрибута `{name}` вместе с остальными")
            }
            Kind::UnknownAttribute { element, name, .. } => format!("у <{element}> в схеме нет атрибута `{name}`"),
            Kind::BadValue { element, attribute: Some(attribute), value, .. } if value.trim().is_empty() => {
                format!("атрибут `{attribute}` элемента <{element}> не может быть пустым")
            }
            Kind::BadValue { element, attribute: Some(attribute), value, .. } => {
                format!("атрибут `{attribute}` элемента <{element}> не может иметь значение `{value}`")
            }
            Kind::BadValue { element, value, .. } if value.trim().is_empty() => {
                format!("<{element}> не может быть пустым")
            }
            Kind::BadValue { element, value, .. } => format!("текст <{element}> не может быть таким: `{value}`"),
            Kind::TextNotAllowed { parent, .. } => format!("в <{parent}> здесь не может стоять текст"),
            Kind::DuplicateId { id } => format!("идентификатор `{id}` встречается дважды"),
            Kind::DanglingIdref { id, .. } => format!("идентификатора `{id}` нет ни у одного элемента"),
            Kind::TooComplex => "схема требует слишком много работы над этим документом; проверка прекращена".into(),
        }
    }

    /// How to mend it, in Russian if `ui` is `ru`.
    pub fn help(&self, ui: &str) -> Option<String> {
        let words = if ui == "ru" { RU } else { EN };
        let (meant, expected, [open, close]) = match self {
            Kind::UnknownElement { meant, expected, .. } => (meant.as_ref(), Some(expected), ["<", ">"]),
            Kind::NotAllowedHere { expected, .. } | Kind::TextNotAllowed { expected, .. } => {
                (None, Some(expected), ["<", ">"])
            }
            Kind::UnknownAttribute { meant, expected, .. } | Kind::BadValue { meant, expected, .. } => {
                (meant.as_ref(), Some(expected), ["`", "`"])
            }
            Kind::DanglingIdref { meant, .. } => (meant.as_ref(), None, ["`", "`"]),
            _ => (None, None, ["", ""]),
        };
        // What was meant is not said twice.
        let expected = expected.filter(|e| meant.is_none_or(|m| e.listed != [m.as_str()] || e.any || e.end));
        let meant = meant.map(|m| (words.meant)(&format!("{open}{m}{close}")));
        let expected = expected.map(|e| list(e, open, close, words)).filter(|e| !e.is_empty());
        let expected = expected.map(|e| format!("{} {e}", words.expected));
        match (meant, expected) {
            (Some(meant), Some(expected)) => Some(format!("{meant} {expected}")),
            (meant, expected) => meant.or(expected),
        }
    }
}

/// The words of a language that lists need.
#[derive(Clone, Copy)]
struct Words {
    or: &'static str,
    and: &'static str,
    more: fn(usize) -> String,
    any: &'static str,
    end: &'static str,
    of_type: &'static str,
    expected: &'static str,
    meant: fn(&str) -> String,
}

const EN: Words = Words {
    or: " or ",
    and: " and ",
    more: |n| format!(" or one of {n} more"),
    any: "any other",
    end: "the end of the element",
    of_type: "a value of the type",
    expected: "expected:",
    meant: |m| format!("did you mean {m}?"),
};

const RU: Words = Words {
    or: " или ",
    and: " и ",
    more: |n| format!(" или другое (ещё {n})"),
    any: "любой другой",
    end: "конец элемента",
    of_type: "значение типа",
    expected: "ожидается:",
    meant: |m| format!("возможно, имелось в виду {m}?"),
};

/// Several things, of which each is one of several.
fn each(wanted: &[Expected], open: &str, close: &str, words: Words) -> String {
    let all: Vec<String> = wanted.iter().map(|w| list(w, open, close, words)).filter(|w| !w.is_empty()).collect();
    all.join(words.and)
}

/// One of several things.
fn list(expected: &Expected, open: &str, close: &str, words: Words) -> String {
    let mut all: Vec<String> = expected.listed.iter().map(|name| format!("{open}{name}{close}")).collect();
    all.extend(expected.types.iter().map(|t| format!("{} {t}", words.of_type)));
    if expected.any {
        all.push(words.any.into());
    }
    if expected.end && expected.more == 0 {
        all.push(words.end.into());
    }
    let Some(last) = all.pop() else { return String::new() };
    if expected.more > 0 {
        all.push(last);
        return format!("{}{}", all.join(", "), (words.more)(expected.more));
    }
    if all.is_empty() { last } else { format!("{}{}{last}", all.join(", "), words.or) }
}
