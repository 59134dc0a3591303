//! The page reader: from the text of a journal's page to an article.
//!
//! The phases, each in its file:
//!
//! 1. [`lines`]: the text is cut into units (paragraphs, headings, list items, table rows).
//! 2. [`front`]: the blocks at the start, one a language: title, authors, affiliations, abstract, keywords.
//! 3. [`references`]: the lists of references, cut into items and paired.
//! 4. [`asides`]: what cuts the body: footnotes, the citation block, notes on the authors, dates, running heads, page numbers.
//! 5. [`body`]: what is left is headings and paragraphs; paragraphs cut by a column or a page are joined again.
//! 6. [`inline`]: emphasis, links, note marks and citations inside a line.
//! 7. [`finish`]: facts are brought together: full names from the author notes, the case of titles in capitals and the
//!    journal's data from the citation block.
//!
//! Before all, [`markers`]: what the editor says of a block in a comment, which no phase may overrule.
//!
//! No phase fails. A unit that no phase took stays in the body as it stood.

mod asides;
mod authors;
mod blocks;
mod body;
mod codes;
mod finish;
mod flow;
mod front;
mod headings;
mod inline;
mod joins;
mod lines;
mod markers;
mod marks;
mod paragraphs;
mod people;
mod references;
mod resolve;
mod sections;
pub mod structure;
mod vocabulary;

use std::ops::Range;

use super::Reading;
use crate::article::Lang;
use crate::diagnostic::Diagnostic;
use crate::notation::labels::{self, Label, LabelKind, Separator};
use crate::notation::language;
use crate::source::{Source, Span};
use flow::Flow;
use lines::{Shape, Unit};
use markers::Markers;
use vocabulary::Vocabulary;

/// What a unit was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Nothing yet: the body takes it.
    Unread,
    /// The body takes it, whatever else it could be: its marker says so.
    Kept,
    /// Part of the front matter.
    Front,
    /// Footnote with this index.
    Note(usize),
    /// Between body and body: citation block, author notes, dates, contacts.
    Aside,
    /// Heading or item of a list of references.
    Reference,
    /// Running head, page number, rule: left out.
    Dropped,
}

/// The page while it is read.
struct Page<'s> {
    source: &'s str,
    units: Vec<Unit>,
    roles: Vec<Role>,
    vocabulary: Vocabulary,
    markers: Markers,
    diagnostics: Vec<Diagnostic>,
}

/// Reads the text of a page.
pub fn read(source: &Source) -> Reading {
    let text = source.text();
    let mut units = lines::units(text);
    let mut diagnostics = Vec::new();
    let markers = markers::place(text, &mut units, &mut diagnostics);
    let roles = vec![Role::Unread; units.len()];
    let vocabulary = Vocabulary::of(text);
    let mut page = Page { source: text, units, roles, vocabulary, markers, diagnostics };
    page.keep_marked();

    let mut front = front::read(&mut page);
    let mut lists = references::find(&mut page, front.end);
    let asides = asides::read(&mut page, &mut front, lists.start);
    markers::take_rest(&mut page, &mut front, &mut lists);
    front.end = page.give_marked(front.end);
    let article = finish::article(&mut page, front, lists, asides);

    let mut diagnostics = page.diagnostics;
    diagnostics.sort_by_key(|d| (d.span, d.severity));
    Reading { article, diagnostics }
}

impl<'s> Page<'s> {
    /// The text of unit `i`, `""` past the end.
    fn text(&self, i: usize) -> &'s str {
        self.units.get(i).map_or("", |u| u.text(self.source))
    }

    fn range(&self, i: usize) -> Range<usize> {
        self.units[i].range.clone()
    }

    /// The place of unit `i`.
    fn span(&self, i: usize) -> Span {
        let range = &self.units[i].range;
        Span::new(range.start, range.end)
    }

    /// Leaves unit `i` out of the article, and says so.
    fn leave_out(&mut self, i: usize, diagnostic: Diagnostic) {
        self.roles[i] = Role::Dropped;
        self.diagnostics.push(diagnostic);
    }

    /// The labels that unit `i` may start with, the longest first.
    fn labels(&self, i: usize) -> Vec<Label> {
        match self.marker(i) {
            None => labels::at_start(self.text(i)),
            Some(marker) => self.marked_labels(i, marker),
        }
    }

    /// The label of one of `kinds` at the start of unit `i`, if it is written as one: alone on its line, or before a colon
    /// or the like.
    fn label(&self, i: usize, kinds: &[LabelKind]) -> Option<Label> {
        self.labels(i).into_iter().find(|l| kinds.contains(&l.kind) && is_announced(l))
    }

    /// The language of a label: where several share the word, the one that `text` is written in.
    fn label_lang(&self, i: usize, kind: LabelKind, text: &str) -> Lang {
        let all = self.labels(i);
        let longest = all.iter().filter(|l| l.kind == kind).map(|l| l.text.len()).max().unwrap_or(0);
        let langs: Vec<Lang> =
            all.iter().filter(|l| l.kind == kind && l.text.len() == longest).map(|l| l.lang).collect();
        match langs.as_slice() {
            [] => language::guess(text).unwrap_or_default(),
            [one] if *one != Lang::UND => *one,
            several => match language::guess(text) {
                Some(lang) if several.contains(&lang) || several == [Lang::UND] => lang,
                _ => several[0],
            },
        }
    }

    fn flow(&self, range: Range<usize>) -> Flow {
        Flow::of(self.source, range, &self.vocabulary)
    }

    /// The first unit from `i` on that nothing has taken and that is no rule.
    fn next_unread(&self, mut i: usize) -> Option<usize> {
        while i < self.units.len() {
            if self.roles[i] == Role::Unread && self.units[i].shape != Shape::Rule {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    /// Marks that stand in unit `i` from its byte `from` on, as a range of the manuscript.
    fn rest(&self, i: usize, from: usize) -> Range<usize> {
        let range = self.range(i);
        lines::trim(self.source, range.start + from..range.end)
    }
}

/// Whether a label is written as one: alone on its line or before a colon, and before a stop or dash where a sentence
/// would not begin so.
fn is_announced(label: &Label) -> bool {
    label.has_colon
        || label.whole_line
        || matches!(label.kind, LabelKind::Abstract | LabelKind::Keywords)
            && matches!(label.separator, Separator::Stop | Separator::Dash)
}

/// The last character of a text that says whether it ends: brackets, quotes, note marks, citations and emphasis at the
/// end are looked through. `None` if nothing is left.
fn last_sign(text: &str) -> Option<char> {
    let mut text = text.trim_end();
    loop {
        let c = text.chars().next_back()?;
        let rest = &text[..text.len() - c.len_utf8()];
        if marks::superscript_digit(c).is_some() || matches!(c, '"' | '”' | '»' | '“' | '’' | '\'' | '*' | '_' | '⁾')
        {
            text = rest;
            continue;
        }
        // `^12` and `[^1]`
        let without_digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
        if without_digits.len() < text.len() && without_digits.ends_with('^') {
            text = &without_digits[..without_digits.len() - 1];
            continue;
        }
        if c == ']'
            && let Some(open) = rest.rfind("[^")
            && rest.len() - open < 12
        {
            text = &rest[..open];
            continue;
        }
        if c == '$'
            && let Some(open) = rest.rfind("$^").or_else(|| rest.rfind("${}^"))
            && marks::raised(&text[open..]).is_some_and(|mark| open + mark.len == text.len())
        {
            text = &rest[..open];
            continue;
        }
        if c == '>' && rest.ends_with("</sup") {
            text = &rest[..rest.rfind("<sup>")?];
            continue;
        }
        return Some(c);
    }
}

/// Whether a text ends as a sentence or a list member does.
fn is_ended(text: &str) -> bool {
    matches!(last_sign(text), Some('.' | '!' | '?' | '…' | ':' | ';' | '。'))
}

/// The first letter or digit of a text, quotes, brackets and emphasis looked through.
fn first_sign(text: &str) -> Option<char> {
    text.chars()
        .find(|c| !matches!(c, '"' | '“' | '”' | '«' | '„' | '(' | '[' | '*' | '_' | '‘' | '\'' | ' ' | '\u{A0}'))
}

/// Whether all letters are capitals, three at least.
fn is_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if c.is_lowercase() { lower += 1 } else { upper += 1 }
    }
    // One small letter among capitals is a particle or a mark (`В 1920-е ГОДЫ`).
    upper >= 3 && lower * 8 <= upper && (lower == 0 || text.split_whitespace().count() > 3)
}
