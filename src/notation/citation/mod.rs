//! Bibliographic references in their parts: authors, titles, sources, numbers, addresses.
//!
//! [`parse`] reads one item of a list of references, or a footnote that cites. It knows the journal's own shape (AMA), GOST
//! R 7.0.5, APA, ABNT, Vancouver, and those of physics and botany, in all the languages that they are written in, without
//! being told which it is. It works from the certain to the likely:
//!
//! 1. the text is cut into tokens (`tokens`);
//! 2. what carries its own sign is claimed: addresses, DOIs, access dates (`access`), the language (`languages`), archives,
//!    editions, genres (`remarks`), acts, standards, patents (`designations`), volumes and pages with labels (`numbers`);
//! 3. the names at the start (`head`, `people`), the host with its editors (`hosts`), the numbers without labels
//!    (`clusters`, `endings`), the date of publication (`year`);
//! 4. what is left is cut into chunks (`chunks`), and each is labelled title, source, publisher or place by what fits best
//!    (`segments`, `weights`, `order`);
//! 5. the parts are named by the kind of publication (`kind`, `event`).

mod access;
mod chunks;
mod clusters;
mod cues;
mod dates;
mod designations;
mod endings;
mod event;
mod head;
mod hosts;
mod initials;
mod kind;
mod languages;
mod lexicon;
mod links;
mod numbers;
mod order;
mod people;
mod person;
mod places;
mod remarks;
mod seen;
mod segments;
#[cfg(test)]
mod tests;
mod tokens;
mod weights;
mod year;

use std::ops::Range;

use crate::article::{Citation, Inline, Lang, Part, PartKind, Style, Text};
use lexicon::phrases;
use segments::{Facts, Label};
use tokens::{Draft, Mark};

/// What is known of an item besides its words.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The byte ranges of the text that are set in italics, in order: mostly the source.
    pub italic: Vec<Range<usize>>,
    /// The language of the item.
    pub lang: Option<Lang>,
}

impl Hints {
    /// What is known of a text in a language.
    pub fn of(text: &Text, lang: Option<Lang>) -> Hints {
        let mut at = 0;
        let mut italic = Vec::new();
        for inline in &text.inlines {
            let mut len = 0;
            Text { inlines: vec![inline.clone()] }.for_each_run(&mut |run| len += run.text.len());
            if matches!(inline, Inline::Styled { style: Style::Italic, .. }) {
                italic.push(at..at + len);
            }
            at += len;
        }
        Hints { italic, lang }
    }
}

/// The longest item that is read, in bytes. A longer one is no reference, and is given back without parts.
pub const MAX_BYTES: usize = 16 << 10;

/// Reads a bibliographic reference: `text` is the item as displayed, without its number. Gives what is cited and its
/// parts as byte ranges of `text`; never fails, and gives no parts where nothing was recognised. Takes time linear in the
/// length of the text.
pub fn parse(text: &str, hints: &Hints) -> Citation {
    if text.len() > MAX_BYTES {
        return Citation::default();
    }
    let mut draft = Draft::new(text, &hints.italic);
    access::claim(&mut draft);
    languages::language(&mut draft);
    remarks::archive(&mut draft);
    if let Some(citation) = repeat(&draft) {
        return citation;
    }
    let head = head::claim(&mut draft);
    let enacted = designations::claim(&mut draft, head.end);
    remarks::edition(&mut draft, head.end);
    remarks::genre(&mut draft, head.end);
    numbers::labelled(&mut draft, head.end);
    hosts::claim(&mut draft, &head);
    clusters::unlabelled(&mut draft, head.end);
    year::claim(&mut draft, &head, enacted);
    let facts = facts(&draft, head);
    let chunks = chunks::cut(&draft, head.end.min(draft.len()));
    let mut segments = segments::label(&chunks, &facts);
    join_titles(&draft, &mut segments);
    close_brackets(&draft, &mut segments);
    kind::untitled(&draft, &mut segments, &facts);
    let kind = kind::kind(&draft, &segments, &facts);
    kind::name_parts(&mut draft, &segments, kind);
    let mut parts = std::mem::take(&mut draft.parts);
    settle(text, &mut parts);
    Citation { kind, source_lang: draft.source_lang, parts }
}

phrases! {
    /// A repeat of the note before.
    REPEATS,
    "ibid|ibidem|там же|тамсама|там само|там жа|id|idem|ebd|ebenda|tamże"
}

/// `Ibid.`, `Там же`: a repeat of the note before, which has no parts but its pages.
fn repeat(draft: &Draft<'_>) -> Option<Citation> {
    let end = draft.past_stop(draft.any_phrase(0, &REPEATS)?);
    let mut draft = Draft::new(draft.text, &[]);
    draft.add(PartKind::Comment, 0..end);
    draft.claim(0..end, Mark::Remark);
    numbers::labelled(&mut draft, end);
    let rest = (end..draft.len()).any(|t| draft.free(t) && draft.class(t) == tokens::Class::Word);
    (!rest).then(|| {
        let mut parts = std::mem::take(&mut draft.parts);
        settle(draft.text, &mut parts);
        Citation { parts, ..Citation::default() }
    })
}

/// What follows a title without anything between and is nothing else belongs to it: a second sentence.
fn join_titles(draft: &Draft<'_>, segments: &mut Vec<segments::Segment>) {
    let mut at = 0;
    while at + 1 < segments.len() {
        let (title, other) = (&segments[at], &segments[at + 1]);
        let between = title.tokens.end..other.tokens.start;
        let followed = segments.get(at + 2).is_some_and(|s| s.label != Label::Other);
        let joined = title.label == Label::Title
            && followed
            && other.label == Label::Other
            && draft.all_free(between.clone())
            && between.clone().all(|t| !matches!(draft.sign(t), '”' | '"' | '»' | '(' | '['))
            && other.tokens.clone().any(|t| draft.class(t) == tokens::Class::Word);
        if joined {
            segments[at].tokens.end = segments[at + 1].tokens.end;
            segments.remove(at + 1);
        } else {
            at += 1;
        }
    }
}

/// A segment that opens a bracket has the one that closes it: `… (1995–2016)`.
fn close_brackets(draft: &Draft<'_>, segments: &mut [segments::Segment]) {
    for segment in segments {
        let count = |sign: char| segment.tokens.clone().filter(|&t| draft.sign(t) == sign).count();
        let next = segment.tokens.end;
        let after = next + usize::from(draft.sign(next) == '.' && draft.sign(next + 1) == ')');
        if count('(') > count(')') && draft.sign(after) == ')' && draft.free(after) {
            segment.tokens.end = after + 1;
        }
    }
}

fn facts(draft: &Draft<'_>, head: head::Head) -> Facts {
    let has = |mark: Mark| draft.marks.contains(&mark);
    Facts {
        head,
        host: has(Mark::Host),
        volume: has(Mark::Volume),
        pages: has(Mark::Pages),
        genre: has(Mark::Genre),
        italics: draft.tokens.iter().any(|t| t.italic),
        link: has(Mark::Link),
        count: has(Mark::Count),
        archive: has(Mark::Archive),
        titled: draft.title.is_some(),
    }
}

/// Puts the parts in order and drops any that overlaps one before it, so that what [`Citation`] promises holds whatever
/// the grammars did.
fn settle(text: &str, parts: &mut Vec<Part>) {
    fn go(text: &str, parts: &mut Vec<Part>, within: Range<usize>) {
        parts.sort_by_key(|p| (p.start, std::cmp::Reverse(p.end)));
        let mut end = within.start;
        parts.retain_mut(|part| {
            let range = part.range();
            let fits = end <= range.start
                && range.start < range.end
                && range.end <= within.end
                && text.get(range.clone()).is_some();
            if fits {
                end = range.end;
                go(text, &mut part.parts, range);
            }
            fits
        });
    }
    go(text, parts, 0..text.len());
}
