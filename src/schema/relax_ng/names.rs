//! Names of elements and attributes as numbers, and name classes (RELAX NG, section 4.16 and 6.2.2 of the specification).
//!
//! Only what the grammar names has a number. A name that stands in a document alone is [`UNKNOWN`] in the part that the
//! grammar does not have, so that reading a document adds nothing to the table.

use std::collections::HashMap;

/// The number of a string that the grammar does not have.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// An expanded name: a namespace and a local name, as numbers of [`Names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Name {
    /// The namespace; number 0 is none.
    pub space: u32,
    /// The local name.
    pub local: u32,
}

/// The strings of a grammar.
#[derive(Debug)]
pub(super) struct Names {
    numbers: HashMap<Box<str>, u32>,
    strings: Vec<Box<str>>,
}

impl Names {
    pub fn new() -> Names {
        let mut names = Names { numbers: HashMap::new(), strings: Vec::new() };
        names.add("");
        names
    }

    /// The number of a string, given now if it has none.
    pub fn add(&mut self, string: &str) -> u32 {
        if let Some(&number) = self.numbers.get(string) {
            return number;
        }
        let number = self.strings.len() as u32;
        self.numbers.insert(string.into(), number);
        self.strings.push(string.into());
        number
    }

    /// The name of an element or attribute of a document.
    pub fn find(&self, space: Option<&str>, local: &str) -> Name {
        let find = |s: &str| self.numbers.get(s).copied().unwrap_or(UNKNOWN);
        Name { space: space.map_or(0, find), local: find(local) }
    }

    /// The string of a number; empty for [`UNKNOWN`].
    pub fn string(&self, number: u32) -> &str {
        self.strings.get(number as usize).map_or("", |s| s)
    }
}

/// Which names an element or attribute may have.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NameClass {
    /// One name.
    Name(Name),
    /// Any name of a namespace, but those excepted.
    Space(u32, Option<Box<NameClass>>),
    /// Any name, but those excepted.
    Any(Option<Box<NameClass>>),
    /// What any of the classes holds.
    Choice(Vec<NameClass>),
}

impl NameClass {
    /// Whether a name belongs to the class.
    pub fn holds(&self, name: Name) -> bool {
        let excepted = |except: &Option<Box<NameClass>>| except.as_ref().is_some_and(|e| e.holds(name));
        match self {
            NameClass::Name(n) => *n == name,
            NameClass::Space(space, except) => *space == name.space && !excepted(except),
            NameClass::Any(except) => !excepted(except),
            NameClass::Choice(classes) => classes.iter().any(|c| c.holds(name)),
        }
    }

    /// Calls `see` with every name that the class gives one by one.
    pub fn each(&self, see: &mut dyn FnMut(Name)) {
        match self {
            NameClass::Name(name) => see(*name),
            NameClass::Choice(classes) => classes.iter().for_each(|c| c.each(see)),
            NameClass::Space(..) | NameClass::Any(_) => {}
        }
    }
}
