//! The items of the lists as the rules see them, and what most of them have in common.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use crate::article::{Citation, Inline, Part, PartKind, PublicationType, Reference, ReferenceForm, Run, Text};
use crate::check::{Piece, Role, Subject, Ui, say};
use crate::source::Span;

/// An item as one list has it.
pub(in crate::check) struct Item<'s> {
    /// The item.
    pub reference: &'s Reference,
    /// The item in this list.
    pub form: &'s ReferenceForm,
    /// Its text.
    pub piece: &'s Piece<'s>,
    /// Its place in the list, from 1: what it is called if it has no number.
    pub place: usize,
}

impl<'s> Item<'s> {
    /// As displayed.
    pub fn plain(&self) -> &'s str {
        &self.piece.plain
    }

    /// Its parts.
    pub fn citation(&self) -> &'s Citation {
        &self.form.citation
    }

    /// What is cited.
    pub fn kind(&self) -> PublicationType {
        self.form.citation.kind
    }

    /// The first part of a kind.
    pub fn part(&self, kind: PartKind) -> Option<&'s Part> {
        self.form.citation.find(kind)
    }

    /// The first part of a kind as it stands.
    pub fn text(&self, kind: PartKind) -> Option<&'s str> {
        self.part(kind).map(|part| part.text(self.plain()))
    }

    /// Whether it has a part of any of some kinds.
    pub fn has(&self, kinds: &[PartKind]) -> bool {
        kinds.iter().any(|kind| self.part(*kind).is_some())
    }

    /// Where a part stands.
    pub fn span(&self, part: &Part) -> Span {
        self.piece.span(part.range())
    }

    /// Its number, or its place in a list without numbers.
    pub fn number(&self) -> String {
        self.reference.label.as_ref().map_or_else(|| self.place.to_string(), |label| label.text.clone())
    }

    /// What it is called in messages.
    pub fn name(&self, ui: Ui) -> String {
        say!(ui, "item {}", "источник {}", self.number())
    }

    /// Its title: of the article or the chapter, else of the book.
    pub fn title(&self) -> Option<&'s Part> {
        self.part(PartKind::ArticleTitle)
            .or_else(|| self.part(PartKind::ChapterTitle))
            .or_else(|| self.part(PartKind::Source))
    }

    /// The year of publication.
    pub fn year(&self) -> Option<u32> {
        let text = self.text(PartKind::Year)?;
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        (digits.len() == 4).then(|| digits.parse().ok())?
    }

    /// The names in the groups of one kind.
    pub fn names(&self, group: PartKind) -> impl Iterator<Item = &'s Part> {
        let groups = self.form.citation.parts.iter().filter(move |part| part.kind == group);
        groups.flat_map(|group| &group.parts).filter(|part| part.kind == PartKind::Name)
    }
}

/// The part of a kind inside another.
pub(in crate::check) fn inside(part: &Part, kind: PartKind) -> Option<&Part> {
    part.parts.iter().find(|part| part.kind == kind)
}

/// The lists, each with its items in order.
pub(in crate::check) fn lists<'s>(subject: &'s Subject<'_>) -> Vec<Vec<Item<'s>>> {
    let mut lists: Vec<Vec<Item<'s>>> = subject.article.references.lists.iter().map(|_| Vec::new()).collect();
    let mut pieces = subject.of(Role::Reference);
    for reference in &subject.article.references.items {
        for form in &reference.forms {
            let Some(piece) = pieces.next() else { return lists };
            if let Some(list) = lists.get_mut(form.list as usize) {
                list.push(Item { reference, form, piece, place: list.len() + 1 });
            }
        }
    }
    lists
}

/// What at least three quarters of some values are, if at least `least` are it.
pub(in crate::check) fn most<T: Ord + Clone>(values: impl IntoIterator<Item = T>, least: usize) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    let mut total = 0;
    for value in values {
        *counts.entry(value).or_default() += 1;
        total += 1;
    }
    let (value, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= least && count * 4 >= total * 3).then_some(value)
}

/// The letters and figures of a text in lower case, without anything between.
pub(in crate::check) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The ids of the items that the text cites by number, each with where it is first cited: in the order of the citations,
/// and the place.
pub(in crate::check) fn cited(subject: &Subject<'_>) -> BTreeMap<String, (usize, Span)> {
    let items = subject.article.references.items.iter();
    let ids: BTreeMap<u32, &str> =
        items.rev().filter_map(|item| Some((item.label.as_ref()?.text.parse().ok()?, &*item.id))).collect();
    let (mut count, mut out) = (0, BTreeMap::new());
    let mut cite = |id: &str, span: Span| {
        count += 1;
        out.entry(id.to_owned()).or_insert((count, span));
    };
    for piece in subject.pieces().iter().filter(|piece| piece.role != Role::Reference) {
        let mut tokens = Vec::new();
        flatten(piece.text, &mut tokens);
        let mut before: Option<u32> = None;
        let mut gap = String::new();
        for token in tokens {
            match token {
                Token::Plain(text) if gap.len() + text.len() < 16 => gap.push_str(text),
                Token::Plain(_) => before = None,
                Token::Citation { target, label, through } => {
                    let number = label.text.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok();
                    // `[3]–[7]`, `([3])-([7])`: a range whose ends have brackets of their own.
                    let dash = gap.contains(['–', '-', '—']) && !gap.contains(|c: char| c.is_alphanumeric());
                    if let (Some(from), Some(to), true) = (before, number, dash) {
                        let between = ids.range(from.saturating_add(1).min(to)..to);
                        between.for_each(|(_, id)| cite(id, label.span));
                    }
                    for id in through.iter().map(String::as_str).chain([target]) {
                        cite(id, label.span);
                    }
                    (before, gap) = (number, String::new());
                }
            }
        }
    }
    if !out.is_empty() {
        unbound(subject, &ids, &mut out);
    }
    out
}

/// A stretch of text, or a citation.
enum Token<'a> {
    Plain(&'a str),
    Citation { target: &'a str, label: &'a Run, through: &'a [String] },
}

fn flatten<'a>(text: &'a Text, out: &mut Vec<Token<'a>>) {
    for inline in &text.inlines {
        match inline {
            Inline::Run(run) | Inline::NoteMark { label: run, .. } | Inline::Formula { tex: run, .. } => {
                out.push(Token::Plain(&run.text));
            }
            Inline::Citation { target, label, through } => out.push(Token::Citation { target, label, through }),
            Inline::Styled { content, .. }
            | Inline::Foreign { content, .. }
            | Inline::Link { content, .. }
            | Inline::CrossReference { content, .. } => flatten(content, out),
            Inline::Graphic(_) | Inline::Break => {}
        }
    }
}

/// Adds the items in clusters of numbers of which one is not in the list, so that none was bound to its item.
fn unbound(subject: &Subject<'_>, ids: &BTreeMap<u32, &str>, out: &mut BTreeMap<String, (usize, Span)>) {
    for piece in subject.pieces().iter().filter(|piece| piece.role != Role::Reference) {
        for cluster in brackets(&piece.plain) {
            if cluster.iter().all(|number| ids.contains_key(&number.value)) {
                continue;
            }
            let mut before = u32::MAX;
            for number in cluster {
                let from = if number.ends_range { before.saturating_add(1) } else { number.value };
                for (_, id) in ids.range(from.min(number.value)..=number.value) {
                    out.entry((*id).to_owned()).or_insert((usize::MAX, piece.span(number.range.clone())));
                }
                before = number.value;
            }
        }
    }
}

/// A number in square brackets.
pub(in crate::check) struct Number {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub value: u32,
    /// Whether a dash before it makes it the end of a range.
    pub ends_range: bool,
}

/// The clusters of numbers in square brackets: `[1]`, `[1, 2]`, `[3–5]`, `[1, с. 5; 2]`. Brackets that hold anything else
/// are left out.
pub(in crate::check) fn brackets(plain: &str) -> Vec<Vec<Number>> {
    const LONGEST: usize = 120;
    let mut out = Vec::new();
    for (open, _) in plain.match_indices('[') {
        let rest = &plain.as_bytes()[open + 1..];
        let len = rest.iter().take(LONGEST).take_while(|b| **b != b']').count();
        if rest.get(len) == Some(&b']')
            && let Some(cluster) = numbers(plain, open + 1..open + 1 + len)
        {
            out.push(cluster);
        }
    }
    out
}

fn numbers(plain: &str, inner: Range<usize>) -> Option<Vec<Number>> {
    let mut out: Vec<Number> = Vec::new();
    for source in split_at(plain, inner, &[';']) {
        let mut dash = false;
        for (n, number) in split_at(plain, source, &[',', '–', '-']).into_iter().enumerate() {
            let text = &plain[number.clone()];
            let lead = text.len() - text.trim_start().len();
            let digits = text[lead..].bytes().take_while(u8::is_ascii_digit).count();
            let (tail, own) = (text[lead + digits..].trim(), number.start + lead..number.start + lead + digits);
            if digits == 0 && n > 0 && tail.starts_with(char::is_alphabetic) {
                // Pages and volumes belong to the number before: `1, с. 5–7`.
                break;
            }
            if !(1..=4).contains(&digits) || !tail.is_empty() {
                return None;
            }
            out.push(Number { value: plain[own.clone()].parse().ok()?, range: own, ends_range: dash });
            dash = plain[number.end..].starts_with(['–', '-']);
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The pieces of a range of a text between some signs.
fn split_at(plain: &str, within: Range<usize>, signs: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = within.start;
    for (at, sign) in plain.get(within.clone()).unwrap_or_default().match_indices(signs) {
        out.push(from..within.start + at);
        from = within.start + at + sign.len();
    }
    out.push(from..within.end);
    out
}

/// The words of the article's own text in lower case: what stands in the lists of references is left out.
pub(in crate::check) fn words(subject: &Subject<'_>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for piece in subject.pieces() {
        if !matches!(piece.role, Role::Reference | Role::SelfCitation | Role::AuthorNote) {
            for word in piece.plain.split(|c: char| !c.is_alphanumeric()) {
                if word.chars().nth(1).is_some() {
                    out.insert(word.to_lowercase());
                }
            }
        }
    }
    out
}

/// The years in the article's own text, each with every word that stands shortly before it, in lower case: `Amsel et al.
/// (2011)`, `(Amsel, Drossel 2011a)`.
pub(in crate::check) fn dates(subject: &Subject<'_>) -> BTreeSet<(String, String)> {
    const NEAR: usize = 8;
    let mut out = BTreeSet::new();
    for piece in subject.pieces() {
        if matches!(piece.role, Role::Reference | Role::SelfCitation | Role::AuthorNote) {
            continue;
        }
        let mut before: VecDeque<&str> = VecDeque::with_capacity(NEAR);
        for word in piece.plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            let year = word.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 5);
            if let Some(year) = year {
                let names = before.iter().filter(|word| word.starts_with(char::is_uppercase));
                out.extend(names.map(|name| (name.to_lowercase(), year.to_owned())));
            } else {
                if before.len() == NEAR {
                    before.pop_front();
                }
                before.push_back(word);
            }
        }
    }
    out
}

/// The ranges of the digits in a text.
pub(in crate::check) fn figures(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match out.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<Vec<(u32, bool)>> {
        brackets(text).iter().map(|all| all.iter().map(|n| (n.value, n.ends_range)).collect()).collect()
    }

    #[test]
    fn numbers_in_brackets_are_citations_only_where_nothing_else_is() {
        assert_eq!(read("[1] and [2, 3]"), [vec![(1, false)], vec![(2, false), (3, false)]]);
        assert_eq!(read("[3–5; 7, с. 12–14]"), [vec![(3, false), (5, true), (7, false)]]);
        assert!(read("[sic] [1 m] [] [12345] [1").is_empty());
    }

    #[test]
    fn most_are_three_quarters() {
        assert_eq!(most([1, 1, 1, 2], 3), Some(1));
        assert_eq!(most([1, 1, 2, 2], 1), None);
        assert_eq!(most([1, 1], 3), None);
        assert_eq!(most(Vec::<u8>::new(), 0), None);
    }

    proptest! {
        #[test]
        fn what_is_found_in_brackets_stands_there(text in "[\\[\\]0-9,;–а-я. -]{0,60}") {
            for number in brackets(&text).into_iter().flatten() {
                prop_assert_eq!(text[number.range].parse::<u32>().unwrap(), number.value);
            }
        }
    }
}
