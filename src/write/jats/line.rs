//! A line of text laid flat: its pieces in reading order, each with the styles, languages and links around it. Marks
//! (the parts of a citation or of an affiliation) can then be set into it wherever they begin and end.

use std::borrow::Cow;

use super::content::Content;
use crate::article::{CrossReferenceKind, Id, Inline, Lang, MathMl, Run, Style};

/// How deep styles may stand in one another; what is deeper is written without its style. Parsers refuse documents
/// that nest too deeply (libxml2: 256 levels).
const MAX_WRAPPERS: u32 = 32;

/// A line laid flat.
pub(super) struct Line<'a> {
    pub leaves: Vec<Leaf<'a>>,
    wrappers: Vec<Wrapper<'a>>,
    /// Length of the plain text in bytes.
    pub len: usize,
}

/// A piece without structure.
pub(super) struct Leaf<'a> {
    pub what: What<'a>,
    /// Its first byte in the plain text.
    pub start: usize,
    wrapper: u32,
}

/// What a piece is.
#[derive(Clone, Copy)]
pub(super) enum What<'a> {
    Run(&'a Run),
    NoteMark { note: &'a Id, label: &'a Run },
    Citation { target: &'a Id, label: &'a Run, through: &'a [Id] },
    Formula(&'a Run, Option<&'a MathMl>),
    Graphic(&'a crate::article::Graphic),
    Break,
}

impl<'a> What<'a> {
    /// What it adds to the plain text.
    pub fn run(self) -> Option<&'a Run> {
        match self {
            What::Run(run) | What::NoteMark { label: run, .. } | What::Citation { label: run, .. } => Some(run),
            What::Formula(_, Some(math)) if self.is_markup_alone() => Some(&math.plain),
            What::Formula(tex, _) => Some(tex),
            What::Graphic(_) | What::Break => None,
        }
    }

    fn is_markup_alone(self) -> bool {
        matches!(self, What::Formula(tex, Some(_)) if tex.text.is_empty())
    }

    /// Whether it is a link by itself, which cannot stand inside another.
    pub fn is_link(self) -> bool {
        matches!(self, What::NoteMark { .. } | What::Citation { .. })
    }
}

/// What stands around a piece.
#[derive(Clone, Copy)]
pub(super) enum Wrap<'a> {
    Style(Style),
    Foreign(Lang),
    Link(&'a str),
    CrossReference { target: &'a Id, kind: CrossReferenceKind },
}

struct Wrapper<'a> {
    parent: u32,
    depth: u32,
    wrap: Wrap<'a>,
}

impl<'a> Line<'a> {
    /// Lays inlines flat. Linear, and without recursion.
    pub fn new(inlines: &'a [Inline]) -> Line<'a> {
        let mut line = Line { leaves: Vec::with_capacity(inlines.len()), wrappers: Vec::new(), len: 0 };
        let mut stack = vec![(inlines.iter(), 0u32)];
        while let Some((rest, around)) = stack.last_mut() {
            let around = *around;
            let Some(inline) = rest.next() else {
                stack.pop();
                continue;
            };
            let (wrap, content) = match inline {
                Inline::Styled { style, content } => (Wrap::Style(*style), content),
                Inline::Foreign { lang, content } => (Wrap::Foreign(*lang), content),
                Inline::Link { href, content } => (Wrap::Link(href), content),
                Inline::CrossReference { target, kind, content } => {
                    (Wrap::CrossReference { target, kind: *kind }, content)
                }
                Inline::Run(run) => {
                    line.leaf(What::Run(run), around);
                    continue;
                }
                Inline::NoteMark { note, label } => {
                    line.leaf(What::NoteMark { note, label }, around);
                    continue;
                }
                Inline::Citation { target, label, through } => {
                    line.leaf(What::Citation { target, label, through }, around);
                    continue;
                }
                Inline::Formula { tex, mathml } => {
                    line.leaf(What::Formula(tex, mathml.as_deref()), around);
                    continue;
                }
                Inline::Graphic(graphic) => {
                    line.leaf(What::Graphic(graphic), around);
                    continue;
                }
                Inline::Break => {
                    line.leaf(What::Break, around);
                    continue;
                }
            };
            let around = line.wrap(wrap, around);
            stack.push((content.inlines.iter(), around));
        }
        line
    }

    fn leaf(&mut self, what: What<'a>, wrapper: u32) {
        let len = what.run().map_or(0, |run| run.text.len());
        self.leaves.push(Leaf { what, start: self.len, wrapper });
        self.len += len;
    }

    fn wrap(&mut self, wrap: Wrap<'a>, parent: u32) -> u32 {
        let depth = if parent == 0 { 1 } else { self.wrapper(parent).depth + 1 };
        if depth > MAX_WRAPPERS {
            return parent;
        }
        self.wrappers.push(Wrapper { parent, depth, wrap });
        self.wrappers.len() as u32
    }

    fn wrapper(&self, number: u32) -> &Wrapper<'a> {
        &self.wrappers[number as usize - 1]
    }

    /// What a wrapper is, by its number (from 1).
    pub fn wrap_of(&self, number: u32) -> Wrap<'a> {
        self.wrapper(number).wrap
    }

    /// The wrappers around a piece, outermost first, into `chain`.
    pub fn chain(&self, leaf: &Leaf<'a>, chain: &mut Vec<u32>) {
        chain.clear();
        let mut number = leaf.wrapper;
        while number != 0 {
            chain.push(number);
            number = self.wrapper(number).parent;
        }
        chain.reverse();
    }

    fn around(&self, leaf: &Leaf<'a>) -> impl Iterator<Item = Wrap<'a>> {
        let mut number = leaf.wrapper;
        std::iter::from_fn(move || {
            if number == 0 {
                return None;
            }
            let wrapper = self.wrapper(number);
            number = wrapper.parent;
            Some(wrapper.wrap)
        })
    }

    /// The address of the link around a piece.
    pub fn href(&self, leaf: &Leaf<'a>) -> Option<&'a str> {
        self.around(leaf).find_map(|wrap| if let Wrap::Link(href) = wrap { Some(href) } else { None })
    }

    /// Whether all that can be seen in the bytes `from..to` is italic. `leaf` is the first piece to look at.
    pub fn is_italic(&self, leaf: usize, from: usize, to: usize) -> bool {
        let pieces = self.leaves[leaf..].iter().take_while(|l| l.start < to);
        let mut seen = false;
        for piece in pieces {
            let Some(run) = piece.what.run() else { continue };
            let end = piece.start + run.text.len();
            let text = run.text.get(from.max(piece.start) - piece.start..to.min(end) - piece.start).unwrap_or("");
            if text.trim().is_empty() {
                continue;
            }
            seen = true;
            if !self.around(piece).any(|wrap| matches!(wrap, Wrap::Style(Style::Italic))) {
                return false;
            }
        }
        seen
    }
}

/// The address that an element points at.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Href {
    /// It points nowhere.
    None,
    /// It may point somewhere: here, or where a link around it goes.
    Optional(Option<String>),
    /// Without an address it is not written, only its text.
    Required(Option<String>),
}

/// An element that stands over the bytes `start..end` of a line's plain text. Siblings are in order and do not overlap;
/// children lie inside their parent; both ends are at characters.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    pub start: usize,
    pub end: usize,
    pub element: &'static str,
    pub attributes: Vec<(&'static str, Cow<'a, str>)>,
    pub content: Content,
    /// Whether italic that covers all of it goes without saying.
    pub plain_face: bool,
    pub href: Href,
    pub children: Vec<Mark<'a>>,
}

impl<'a> Mark<'a> {
    /// An element over a range.
    pub fn new(element: &'static str, range: std::ops::Range<usize>, content: Content) -> Mark<'a> {
        Mark {
            start: range.start,
            end: range.end,
            element,
            attributes: Vec::new(),
            content,
            plain_face: false,
            href: Href::None,
            children: Vec::new(),
        }
    }

    /// Adds an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Mark<'a> {
        self.attributes.push((name, value.into()));
        self
    }
}
