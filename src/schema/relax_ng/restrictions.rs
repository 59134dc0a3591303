//! What a grammar must not do (RELAX NG, section 7), and bounds on what it may ask for.
//!
//! Checked are recursion outside elements and the prohibited paths (7.1), and strings beside other content (7.2). That
//! two attributes of one element or two parts of one interleave do not overlap (7.3, 7.4) is not: validation is exact
//! without it.

use super::syntax::{At, Pattern, Syntax};

/// How deep patterns may be nested, references followed, without an element between.
pub(super) const DEEPEST: usize = 400;

/// What a pattern holds, elements and attributes not entered.
#[derive(Clone, Copy, Default)]
struct Holds {
    element: bool,
    attribute: bool,
    text: bool,
    list: bool,
    data: bool,
    interleave: bool,
    group: bool,
    /// A group with an attribute in it.
    attribute_in_group: bool,
    /// A string beside other content.
    string_beside: bool,
    depth: usize,
}

impl Holds {
    fn join(mut self, other: Holds) -> Holds {
        self.element |= other.element;
        self.attribute |= other.attribute;
        self.text |= other.text;
        self.list |= other.list;
        self.data |= other.data;
        self.interleave |= other.interleave;
        self.group |= other.group;
        self.attribute_in_group |= other.attribute_in_group;
        self.string_beside |= other.string_beside;
        self.depth = self.depth.max(other.depth);
        self
    }

    fn content(self) -> bool {
        self.element || self.text || self.data
    }
}

#[derive(Clone, Copy)]
enum Visit {
    Not,
    Now,
    Done(Holds),
}

struct Check<'a> {
    syntax: &'a Syntax,
    visits: Vec<Visit>,
}

/// What is wrong, and the definition in which it is.
type Fault = (String, Option<u32>);

/// Checks a grammar.
pub(super) fn check(syntax: &Syntax) -> Result<(), Fault> {
    let mut check = Check { syntax, visits: vec![Visit::Not; syntax.definitions.len()] };
    for definition in 0..syntax.definitions.len() as u32 {
        check.definition(definition, 0)?;
    }
    for pattern in &syntax.patterns {
        if let Pattern::Element(_, body) = pattern
            && check.pattern(*body, 0)?.string_beside
        {
            return Err(("an element cannot have a <data>, <value> or <list> beside other content".into(), None));
        }
    }
    let start = check.pattern(syntax.start, 0)?;
    if start.attribute || start.text || start.data || start.group || start.interleave {
        return Err(("<start> must be one element, or a choice of elements".into(), None));
    }
    Ok(())
}

impl Check<'_> {
    fn definition(&mut self, number: u32, depth: usize) -> Result<Holds, Fault> {
        let syntax = self.syntax;
        let definition = &syntax.definitions[number as usize];
        match self.visits[number as usize] {
            Visit::Done(holds) => Ok(holds),
            Visit::Now => {
                Err((format!("`{}` refers to itself without an element between", definition.name), Some(number)))
            }
            Visit::Not => {
                self.visits[number as usize] = Visit::Now;
                let holds = self.pattern(definition.pattern, depth).map_err(|(m, d)| (m, d.or(Some(number))))?;
                self.visits[number as usize] = Visit::Done(holds);
                Ok(holds)
            }
        }
    }

    /// `depth` is how deep the walk is, which bounds recursion.
    fn pattern(&mut self, at: At, depth: usize) -> Result<Holds, Fault> {
        let syntax = self.syntax;
        let fault = |message: &str| Err((message.to_owned(), None));
        if depth > DEEPEST {
            return fault("the grammar is nested too deeply");
        }
        let mut holds = match &syntax.patterns[at as usize] {
            Pattern::Empty | Pattern::NotAllowed => Holds::default(),
            Pattern::Text => Holds { text: true, ..Holds::default() },
            Pattern::Element(..) => Holds { element: true, ..Holds::default() },
            Pattern::Value(_) => Holds { data: true, ..Holds::default() },
            Pattern::Data(data) => {
                if let Some(except) = data.except {
                    let inside = self.pattern(except, depth + 1)?;
                    if inside.element || inside.attribute || inside.text || inside.list || inside.group {
                        return fault("the <except> of <data> may hold only <data> and <value>");
                    }
                }
                Holds { data: true, ..Holds::default() }
            }
            Pattern::Attribute(_, body) => {
                let inside = self.pattern(*body, depth + 1)?;
                if inside.element || inside.attribute {
                    return fault("an attribute cannot hold an element or an attribute");
                }
                if inside.string_beside {
                    return fault("an attribute cannot have a <data>, <value> or <list> beside other content");
                }
                Holds { attribute: true, depth: inside.depth, ..Holds::default() }
            }
            Pattern::List(body) => {
                let inside = self.pattern(*body, depth + 1)?;
                if inside.element || inside.attribute || inside.text || inside.list || inside.interleave {
                    return fault("a <list> may hold only <data>, <value> and groups and repetitions of them");
                }
                Holds { data: true, list: true, depth: inside.depth, ..Holds::default() }
            }
            Pattern::OneOrMore(body) => {
                let inside = self.pattern(*body, depth + 1)?;
                if inside.attribute_in_group {
                    return fault("a group with an attribute in it cannot be repeated");
                }
                inside
            }
            Pattern::Choice(all) => {
                let mut holds = Holds::default();
                for one in all {
                    holds = holds.join(self.pattern(*one, depth + 1)?);
                }
                holds
            }
            pattern @ (Pattern::Group(all) | Pattern::Interleave(all)) => {
                let (mut holds, mut beside) = (Holds::default(), false);
                for one in all {
                    let one = self.pattern(*one, depth + 1)?;
                    beside |= (one.data && holds.content()) || (one.content() && holds.data);
                    holds = holds.join(one);
                }
                holds.string_beside |= beside;
                holds.attribute_in_group |= holds.attribute;
                holds.group |= all.len() > 1;
                holds.interleave |= matches!(pattern, Pattern::Interleave(_));
                holds
            }
            Pattern::Ref(number) => self.definition(*number, depth + 1)?,
        };
        holds.depth += 1;
        if holds.depth > DEEPEST {
            return fault("the grammar is nested too deeply");
        }
        Ok(holds)
    }
}
