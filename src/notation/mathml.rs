//! Presentation MathML 3 on its way through: a [`Builder`] takes elements, attributes and text from a manuscript, and lets
//! through what MathML 3, EPUBCheck and the DTDs of JATS all take. An element that it does not know gives what is in it.
//! The markup has no prefixes; [`element`] writes it as `math`, with or without the prefix that JATS uses.

use crate::article::{MathMl, Run};

/// How deep elements may stand in one another; what is deeper is written beside what holds it. Parsers refuse documents
/// that nest too deeply (libxml2: 256 levels).
const MAX_DEPTH: usize = 64;

/// The longest formula, in bytes of markup: a page of formulas has some thousands.
const MAX_BYTES: usize = 1 << 20;

/// The elements, in order, with the number of arguments that each takes where it is fixed (MathML 3, section 3.1.3).
const ELEMENTS: &[(&str, usize)] = &[
    ("maction", 0),
    ("menclose", 0),
    ("merror", 0),
    ("mfenced", 0),
    ("mfrac", 2),
    ("mi", 0),
    ("mmultiscripts", 0),
    ("mn", 0),
    ("mo", 0),
    ("mover", 2),
    ("mpadded", 0),
    ("mphantom", 0),
    ("mprescripts", 0),
    ("mroot", 2),
    ("mrow", 0),
    ("ms", 0),
    ("mspace", 0),
    ("msqrt", 0),
    ("mstyle", 0),
    ("msub", 2),
    ("msubsup", 3),
    ("msup", 2),
    ("mtable", 0),
    ("mtd", 0),
    ("mtext", 0),
    ("mtr", 0),
    ("munder", 2),
    ("munderover", 3),
    ("none", 0),
];

/// Attributes that are kept, in order, each with the elements that take it; none for those of all tokens and `mstyle`.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("accent", &["mover", "munderover", "mo"]),
    ("accentunder", &["munder", "munderover"]),
    ("close", &["mfenced"]),
    ("columnalign", &["mtable", "mtr", "mtd"]),
    ("columnlines", &["mtable"]),
    ("columnspacing", &["mtable"]),
    ("columnspan", &["mtd"]),
    ("depth", &["mspace", "mpadded"]),
    ("displaystyle", &["mstyle", "mtable"]),
    ("fence", &["mo"]),
    ("form", &["mo"]),
    ("frame", &["mtable"]),
    ("height", &["mspace", "mpadded"]),
    ("largeop", &["mo"]),
    ("linethickness", &["mfrac"]),
    ("lspace", &["mo"]),
    ("mathvariant", &["mi", "mn", "mo", "mtext", "mstyle"]),
    ("maxsize", &["mo"]),
    ("minsize", &["mo"]),
    ("movablelimits", &["mo"]),
    ("notation", &["menclose"]),
    ("open", &["mfenced"]),
    ("rowalign", &["mtable", "mtr", "mtd"]),
    ("rowlines", &["mtable"]),
    ("rowspacing", &["mtable"]),
    ("rowspan", &["mtd"]),
    ("rspace", &["mo"]),
    ("scriptlevel", &["mstyle"]),
    ("separator", &["mo"]),
    ("separators", &["mfenced"]),
    ("stretchy", &["mo"]),
    ("symmetric", &["mo"]),
    ("width", &["mspace", "mpadded"]),
];

const VARIANTS: &[&str] = &[
    "bold",
    "bold-fraktur",
    "bold-italic",
    "bold-sans-serif",
    "bold-script",
    "double-struck",
    "fraktur",
    "italic",
    "monospace",
    "normal",
    "sans-serif",
    "sans-serif-bold-italic",
    "sans-serif-italic",
    "script",
];

const NOTATIONS: &[&str] = &[
    "actuarial",
    "bottom",
    "box",
    "circle",
    "downdiagonalstrike",
    "horizontalstrike",
    "left",
    "longdiv",
    "radical",
    "right",
    "roundedbox",
    "top",
    "updiagonalstrike",
    "verticalstrike",
];

struct Open {
    /// None for an element whose content is all that is kept.
    name: Option<&'static str>,
    /// Where its start tag begins in the markup.
    start: usize,
    arguments: usize,
}

/// Makes the markup of one formula.
#[derive(Default)]
pub struct Builder {
    markup: String,
    plain: Run,
    open: Vec<Open>,
}

impl Builder {
    /// Opens an element by its name without a prefix.
    pub fn open<'a>(&mut self, name: &str, attributes: impl Iterator<Item = (&'a str, &'a str)>) {
        let known = ELEMENTS.binary_search_by_key(&name, |(known, _)| known).ok().map(|at| ELEMENTS[at].0);
        let named = self.open.iter().filter(|open| open.name.is_some());
        let in_token = named.clone().next_back().is_some_and(|open| open.name.is_some_and(is_token));
        let name = known.filter(|_| !in_token && self.markup.len() < MAX_BYTES && named.count() < MAX_DEPTH);
        let start = self.markup.len();
        if let Some(name) = name {
            self.count();
            self.markup.push('<');
            self.markup.push_str(name);
            let mut kept: Vec<(&str, &str)> =
                attributes.filter_map(|(key, value)| keep(name, key, value.trim())).collect();
            kept.sort_unstable();
            kept.dedup_by_key(|(key, _)| *key);
            for (key, value) in kept {
                self.markup.push(' ');
                self.markup.push_str(key);
                self.markup.push_str("=\"");
                self.markup.push_str(&quick_xml::escape::escape(crate::xml::legal(value).as_ref()));
                self.markup.push('"');
            }
            self.markup.push('>');
        }
        self.open.push(Open { name, start, arguments: 0 });
    }

    /// Counts an argument of the element that is open.
    fn count(&mut self) {
        if let Some(around) = self.open.iter_mut().rev().find(|open| open.name.is_some()) {
            around.arguments += 1;
        }
    }

    /// Adds text.
    pub fn text(&mut self, run: &Run) {
        let token = self.open.iter().rev().find_map(|open| open.name).is_some_and(is_token);
        // White space at the ends of a token is none (section 2.1.7).
        let shown = run.text.trim_matches([' ', '\t', '\n', '\r']);
        if self.markup.len() >= MAX_BYTES || shown.is_empty() {
            return;
        }
        let legal = crate::xml::legal(shown);
        let text = quick_xml::escape::partial_escape(legal.as_ref());
        if token {
            self.markup.push_str(&text);
        } else {
            // Text belongs in a token (section 3.1.1).
            self.count();
            self.markup.push_str("<mtext>");
            self.markup.push_str(&text);
            self.markup.push_str("</mtext>");
        }
        self.plain.text.push_str(shown);
        self.plain.span = self.plain.span.join(run.span);
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Some(name) = open.name else { return };
        let due = ELEMENTS.binary_search_by_key(&name, |(known, _)| known).map_or(0, |at| ELEMENTS[at].1);
        self.markup.push_str("</");
        if due > 0 && open.arguments != due {
            // Without its arguments it is none: they stand side by side.
            let tag = self.markup[open.start..].find('>').map_or(open.start, |at| open.start + at);
            self.markup.replace_range(open.start..tag, "<mrow");
            self.markup.push_str("mrow");
        } else {
            self.markup.push_str(name);
        }
        self.markup.push('>');
    }

    /// The formula, if there is anything in it.
    pub fn finish(mut self) -> Option<MathMl> {
        while !self.open.is_empty() {
            self.close();
        }
        // A label that is no name (`\label` of TeX) shows nothing.
        (!self.plain.text.is_empty()).then_some(MathMl { markup: self.markup, plain: self.plain })
    }
}

fn is_token(name: &str) -> bool {
    matches!(name, "mi" | "mn" | "mo" | "ms" | "mtext")
}

/// The attribute if it is one that `element` takes, with a value that it may have.
fn keep<'a>(element: &str, name: &str, value: &'a str) -> Option<(&'static str, &'a str)> {
    let at = ATTRIBUTES.binary_search_by_key(&name, |(known, _)| known).ok()?;
    let (name, elements) = ATTRIBUTES[at];
    let truth = || matches!(value, "true" | "false");
    let words = |known: &[&str]| !value.is_empty() && value.split_whitespace().all(|word| known.contains(&word));
    let good = match name {
        "mathvariant" => VARIANTS.contains(&value),
        "notation" => words(NOTATIONS),
        "columnalign" => words(&["left", "center", "right"]),
        "rowalign" => words(&["top", "bottom", "center", "baseline", "axis"]),
        "columnlines" | "rowlines" => words(&["none", "solid", "dashed"]),
        "frame" => ["none", "solid", "dashed"].contains(&value),
        "form" => ["prefix", "infix", "postfix"].contains(&value),
        "open" | "close" | "separators" => value.chars().count() <= 8,
        "columnspan" | "rowspan" => value.parse().is_ok_and(|n: u32| (1..=1000).contains(&n)),
        "scriptlevel" => value.parse().is_ok_and(|n: i32| (-9..=9).contains(&n)),
        "linethickness" => ["thin", "medium", "thick", "0", "1"].contains(&value) || is_length(value),
        "minsize" | "maxsize" => value == "1" || is_length(value),
        "columnspacing" | "rowspacing" => !value.is_empty() && value.split_whitespace().all(is_length),
        "depth" | "height" | "lspace" | "rspace" | "width" => is_length(value),
        _ => truth(),
    };
    (good && elements.contains(&element)).then_some((name, value))
}

/// Whether a value is a length with its unit, of a size that does no harm (section 2.1.5.2).
fn is_length(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '%');
    let plain = number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    matches!(&value[number.len()..], "em" | "ex" | "px" | "pt" | "mm" | "cm" | "in" | "%")
        && plain
        && number.parse().is_ok_and(|n: f32| n.abs() <= 1000.0)
}

/// The formula as `math`: with `xmlns` on it, or with the prefix `mml:` throughout that JATS uses.
pub fn element(math: &MathMl, display: bool, alt: &str, prefixed: bool) -> String {
    let kind = if display { "block" } else { "inline" };
    let (prefix, binding) = if prefixed { ("mml:", "xmlns:mml") } else { ("", "xmlns") };
    let mut out = format!("<{prefix}math {binding}=\"http://www.w3.org/1998/Math/MathML\" display=\"{kind}\"");
    if !alt.is_empty() {
        out.push_str(" alttext=\"");
        out.push_str(&quick_xml::escape::escape(crate::xml::legal(alt).as_ref()));
        out.push('"');
    }
    out.push('>');
    if prefixed {
        let mut rest = math.markup.as_str();
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            let name = at + 1 + usize::from(rest[at..].starts_with("</"));
            out.push_str(&rest[..name]);
            out.push_str(prefix);
            rest = &rest[name..];
        }
        out.push_str(rest);
    } else {
        out.push_str(&math.markup);
    }
    out.push_str("</");
    out.push_str(prefix);
    out.push_str("math>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn of(xml: &str) -> Option<MathMl> {
        let document = roxmltree::Document::parse(xml).unwrap();
        fn go(node: roxmltree::Node<'_, '_>, builder: &mut Builder) {
            for child in node.children() {
                if let Some(text) = child.text().filter(|_| child.is_text()) {
                    builder.text(&Run::new(text, Span::NONE));
                } else {
                    builder.open(child.tag_name().name(), child.attributes().map(|a| (a.name(), a.value())));
                    go(child, builder);
                    builder.close();
                }
            }
        }
        let mut builder = Builder::default();
        go(document.root_element(), &mut builder);
        builder.finish()
    }

    fn markup(xml: &str) -> String {
        of(xml).unwrap().markup
    }

    #[test]
    fn the_tables_are_in_order() {
        assert!(ELEMENTS.is_sorted() && ATTRIBUTES.is_sorted());
    }

    #[test]
    fn known_markup_goes_through_and_the_rest_is_left_out() {
        let given = "<math><mrow onclick='x()' id='a'><mi mathvariant='bold' href='javascript:1'>x</mi><script>1</script>\
                     <mspace width='1em'/><mo stretchy='maybe'>&lt;</mo></mrow></math>";
        let kept =
            "<mrow><mi mathvariant=\"bold\">x</mi><mtext>1</mtext><mspace width=\"1em\"></mspace><mo>&lt;</mo></mrow>";
        assert_eq!(markup(given), kept);
        assert_eq!(of(given).unwrap().plain.text, "x1<");
    }

    #[test]
    fn a_script_without_one_of_its_parts_is_a_row() {
        assert_eq!(markup("<math><msup><mi>x</mi></msup></math>"), "<mrow><mi>x</mi></mrow>");
        assert_eq!(markup("<math><msup><mi>x</mi><mn>2</mn></msup></math>"), "<msup><mi>x</mi><mn>2</mn></msup>");
        assert_eq!(
            markup("<math><mfrac><b><mi>x</mi></b><mn>2</mn></mfrac></math>"),
            "<mfrac><mi>x</mi><mn>2</mn></mfrac>"
        );
    }

    #[test]
    fn nothing_but_space_is_no_formula() {
        assert_eq!(of("<math> <mrow/> </math>"), None);
    }

    #[test]
    fn with_the_prefix_every_name_has_it() {
        let math = of("<math><msup><mi>x</mi><mn>2</mn></msup></math>").unwrap();
        assert_eq!(
            element(&math, false, "x^2", true),
            "<mml:math xmlns:mml=\"http://www.w3.org/1998/Math/MathML\" display=\"inline\" alttext=\"x^2\"><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>"
        );
        let plain = element(&math, true, "", false);
        assert!(roxmltree::Document::parse(&plain).is_ok() && plain.contains("display=\"block\""));
    }

    #[test]
    fn what_nests_too_deeply_is_written_flat() {
        let deep = format!("<math>{}<mi>x</mi>{}</math>", "<mrow>".repeat(900), "</mrow>".repeat(900));
        let math = of(&deep).unwrap();
        assert_eq!(math.markup.matches("<mrow>").count(), MAX_DEPTH);
        assert!(math.markup.contains("<mtext>x</mtext>"));
    }
}
