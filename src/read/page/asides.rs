//! What cuts the body: footnotes, the citation block, notes on the authors, dates, acknowledgements, contacts, running
//! heads and page numbers. Each unit that is one of these is taken out of the body; running heads and page numbers are
//! left out of the article, with a diagnostic.

use std::collections::HashMap;
use std::ops::Range;

use super::front::{self, Front};
use super::lines::Shape;
use super::{Page, Role, first_sign, is_announced, is_ended, marks, people, references};
use crate::article::{BackMatterKind, Lang};
use crate::diagnostic::Diagnostic;
use crate::notation::labels::{self, Label, LabelKind};
use crate::notation::{email, name, orcid};
use crate::source::Span;

/// What was taken out of the body.
#[derive(Debug, Default)]
pub(super) struct Asides {
    /// Footnotes in the manuscript's order.
    pub notes: Vec<NoteUnit>,
    /// Citation blocks.
    pub citations: Vec<Labelled>,
    /// Notes on the authors.
    pub author_notes: Vec<Labelled>,
    /// Acknowledgements, funding and the like.
    pub back: Vec<(BackMatterKind, Labelled)>,
    /// Units with dates.
    pub dates: Vec<usize>,
    /// Units with a DOI or another code of the article.
    pub codes: Vec<usize>,
    /// Units with a contact of the corresponding author.
    pub contacts: Vec<usize>,
}

/// A footnote.
#[derive(Debug)]
pub(super) struct NoteUnit {
    pub label: String,
    /// The label's characters.
    pub at: Range<usize>,
    /// Its paragraphs.
    pub paragraphs: Vec<Range<usize>>,
}

/// A label and what stands under it.
#[derive(Debug)]
pub(super) struct Labelled {
    pub lang: Lang,
    /// The label's words.
    pub label: Range<usize>,
    /// The text, one range a paragraph.
    pub paragraphs: Vec<Range<usize>>,
}

/// Takes the asides out of the units after the front matter.
pub(super) fn read(page: &mut Page<'_>, front: &mut Front, references: usize) -> Asides {
    let mut asides = Asides::default();
    notes(page, front.end, &mut asides);
    notes_with_plain_numbers(page, front.end..references.min(page.units.len()), &mut asides);
    let mut i = front.end;
    while i < page.units.len() {
        if page.roles[i] == Role::Unread {
            i = labelled(page, i, front, references, &mut asides);
        } else {
            i += 1;
        }
    }
    late_front(page, front, references);
    running_heads(page, front, &asides);
    asides
}

fn notes(page: &mut Page<'_>, from: usize, asides: &mut Asides) {
    for i in 0..page.units.len() {
        if page.roles[i] != Role::Unread || page.units[i].shape != Shape::Text {
            continue;
        }
        let mark = match page.marker(i) {
            Some(_) => page.marked_note(i, asides.notes.last().map(|n| n.label.as_str())),
            None if i < from => None,
            None => marks::note_start(page.text(i)),
        };
        let Some(mark) = mark else { continue };
        let range = page.range(i);
        page.roles[i] = Role::Note(asides.notes.len());
        let body = page.rest(i, mark.len);
        asides.notes.push(NoteUnit {
            label: mark.label,
            at: range.start + mark.at.start..range.start + mark.at.end,
            paragraphs: vec![body],
        });
        split_run_together_notes(page, &mut asides.notes);
    }
}

/// How many units after its mark a note may stand at most: a page has no more.
const NOTE_WITHIN: usize = 25;

/// Notes whose own numbers are not raised (`1. See the report.`), where raised marks in the text call for them. That
/// they are no list is told by where they stand: each after its mark, and not all one after another.
fn notes_with_plain_numbers(page: &mut Page<'_>, units: Range<usize>, asides: &mut Asides) {
    let mut called: Vec<usize> = Vec::new();
    for i in units.clone().filter(|&i| page.roles[i] == Role::Unread) {
        let text = page.text(i);
        for (at, c) in text.char_indices() {
            if at == 0 || !(matches!(c, '^' | '<' | '$') || marks::superscript_digit(c).is_some()) {
                continue;
            }
            let after_word =
                text[..at].ends_with(|c: char| !c.is_whitespace() && marks::superscript_digit(c).is_none());
            let mark = marks::raised(&text[at..]).filter(|mark| after_word && !mark.bracket);
            if mark.is_some_and(|mark| mark.label.parse() == Ok(called.len() + 1)) {
                called.push(i);
            }
        }
    }
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let noted: Vec<usize> = asides.notes.iter().filter_map(|note| note.label.parse().ok()).collect();
    let lacking: Vec<(usize, usize)> =
        called.into_iter().enumerate().filter(|(at, _)| !noted.contains(&(at + 1))).collect();
    for &(at, mark) in &lacking {
        let number = (at + 1).to_string();
        let from = found.last().map_or(mark + 1, |(last, ..)| (mark + 1).max(last + 1));
        let note = (from..units.end.min(mark + 1 + NOTE_WITHIN)).find_map(|i| {
            let text = page.text(i);
            let rest = text.strip_prefix(number.as_str()).filter(|_| page.roles[i] == Role::Unread)?;
            let rest = rest.strip_prefix(['.', ')']).unwrap_or(rest);
            let words = rest.trim_start();
            // A heading has a number too, and no stop at its end.
            let is_note = words.len() < rest.len() && words.chars().count() > 15 && is_ended(text);
            is_note.then_some((i, number.len(), text.len() - words.len()))
        });
        found.extend(note);
    }
    let is_list = found.len() > 1
        && found.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1)
        && lacking.first().map(|(_, mark)| mark) != lacking.last().map(|(_, mark)| mark);
    let cuts = |&(i, ..): &(usize, usize, usize)| i > units.start && !is_ended(page.text(i - 1));
    let near = |(at, &(i, ..)): (usize, &(usize, usize, usize))| lacking.get(at).is_some_and(|(_, mark)| i <= mark + 3);
    // What cuts a sentence in two is no list.
    let stands_apart = found.iter().any(cuts) || !is_list && found.iter().enumerate().all(near);
    if found.len() < lacking.len() || !stands_apart {
        return;
    }
    for (i, digits, skip) in found {
        let start = page.range(i).start;
        page.roles[i] = Role::Note(asides.notes.len());
        asides.notes.push(NoteUnit {
            label: page.source[start..start + digits].to_owned(),
            at: start..start + digits,
            paragraphs: vec![page.rest(i, skip)],
        });
    }
    // In the manuscript's order, whichever way their numbers are written.
    asides.notes.sort_by_key(|note| note.at.start);
    for i in units {
        if let Role::Note(_) = page.roles[i] {
            let start = page.range(i).start;
            let at = asides.notes.partition_point(|note| note.at.start < start);
            page.roles[i] = Role::Note(at);
        }
    }
}

/// Notes in one line: `¹First. ²Second.`
fn split_run_together_notes(page: &Page<'_>, notes: &mut Vec<NoteUnit>) {
    loop {
        let Some(last) = notes.last_mut() else { return };
        let Ok(value) = last.label.parse::<u32>() else { return };
        let range = last.paragraphs[0].clone();
        let text = &page.source[range.clone()];
        let found = text.char_indices().find_map(|(i, c)| {
            let candidate = matches!(c, '^' | '<' | '$') || marks::superscript_digit(c).is_some();
            if !candidate || i == 0 || !text[..i].ends_with(char::is_whitespace) || !is_ended(text[..i].trim_end()) {
                return None;
            }
            let mark = marks::note_start(&text[i..])?;
            (mark.label.parse() == Ok(value + 1)).then_some((i, mark))
        });
        let Some((i, mark)) = found else { return };
        last.paragraphs[0] = super::lines::trim(page.source, range.start..range.start + i);
        let start = range.start + i;
        notes.push(NoteUnit {
            label: mark.label,
            at: start + mark.at.start..start + mark.at.end,
            paragraphs: vec![super::lines::trim(page.source, start + mark.len..range.end)],
        });
    }
}

/// Takes unit `i` and those that belong to it if a label announces it; gives the next unit to look at.
fn labelled(page: &mut Page<'_>, i: usize, front: &mut Front, references: usize, asides: &mut Asides) -> usize {
    let text = page.text(i);
    let short = text.len() < 400;
    let found = page.labels(i);
    let announced = |kind: LabelKind| found.iter().find(|l| l.kind == kind && is_announced(l)).cloned();

    if short
        && found.iter().any(|l| l.kind.event().is_some() || l.kind == LabelKind::History)
        && is_dates(page, i, references)
    {
        page.roles[i] = Role::Aside;
        asides.dates.push(i);
        return i + 1;
    }
    if let Some(label) = announced(LabelKind::Citation) {
        page.roles[i] = Role::Aside;
        let (paragraphs, next) = first_paragraph(page, i, &label);
        let lang = block_lang(page, i, &label, &paragraphs);
        asides.citations.push(Labelled { lang, label: label_range(page, i, &label), paragraphs });
        return next;
    }
    if let Some(label) = announced(LabelKind::AuthorNotes) {
        let (mut paragraphs, mut next) = first_paragraph(page, i, &label);
        if !paragraphs.is_empty()
            && (can_describe_person(page, &label, &paragraphs[0]) || describes_person(page, &paragraphs[0], front))
        {
            page.roles[i] = Role::Aside;
            while let Some(more) = page.next_unread(next).filter(|&m| m <= next + 1) {
                if more >= references && references > i
                    || !(describes_person(page, &page.range(more), front)
                        || people::starts_with_person(page.text(more)))
                {
                    break;
                }
                if page
                    .labels(more)
                    .iter()
                    .any(|l| (l.has_colon || l.whole_line) && !matches!(l.kind, LabelKind::Email | LabelKind::Orcid))
                {
                    break;
                }
                page.roles[more] = Role::Aside;
                paragraphs.push(page.range(more));
                next = more + 1;
            }
            let lang = block_lang(page, i, &label, &paragraphs);
            asides.author_notes.push(Labelled { lang, label: label_range(page, i, &label), paragraphs });
            return next;
        }
        // The label's paragraph was not one: give it back. A label with a colon is one all the same.
        for j in i + 1..next {
            page.roles[j] = Role::Unread;
        }
        if label.has_colon && label.whole_line {
            page.roles[i] = Role::Aside;
            if !paragraphs.is_empty() {
                let range = label_range(page, i, &label);
                page.diagnostics.push(without_text(range));
            }
        }
        return i + 1;
    }
    const BACK: &[(LabelKind, BackMatterKind)] = &[
        (LabelKind::Acknowledgements, BackMatterKind::Acknowledgements),
        (LabelKind::Funding, BackMatterKind::Funding),
        (LabelKind::ConflictOfInterest, BackMatterKind::ConflictOfInterest),
        (LabelKind::Contributions, BackMatterKind::Acknowledgements),
        (LabelKind::DataAvailability, BackMatterKind::Acknowledgements),
    ];
    for (kind, back) in BACK {
        let Some(label) = found
            .iter()
            .find(|l| l.kind == *kind && (l.has_colon || l.whole_line || l.separator == labels::Separator::Stop))
            .cloned()
        else {
            continue;
        };
        // A section of the body may be called "Support"; a heading in the middle is no back matter.
        if label.whole_line
            && i + 40 < references.min(page.units.len())
            && asides.citations.is_empty()
            && *kind != LabelKind::Acknowledgements
        {
            continue;
        }
        page.roles[i] = Role::Aside;
        let (paragraphs, next) = first_paragraph(page, i, &label);
        let lang = block_lang(page, i, &label, &paragraphs);
        asides.back.push((*back, Labelled { lang, label: label_range(page, i, &label), paragraphs }));
        return next;
    }
    if found.iter().any(|l| {
        l.kind == LabelKind::Correspondence && (l.has_colon || l.whole_line)
            || matches!(l.kind, LabelKind::Email | LabelKind::Orcid | LabelKind::Spin)
                && l.separator != labels::Separator::None
    }) && text.len() < 600
        && (email::find(text).is_some()
            || orcid::find(text).is_some()
            || found.iter().any(|l| l.kind == LabelKind::Spin))
    {
        page.roles[i] = Role::Aside;
        asides.contacts.push(i);
        return i + 1;
    }
    if short && text.starts_with('©') {
        let found = Diagnostic::info("read-copyright-line", page.span(i), "left out: a copyright line")
            .help("the rights of the published article come from journal.toml, [licence]");
        page.leave_out(i, found);
        return i + 1;
    }
    if short && found.iter().any(|l| front::CODES.contains(&l.kind) && !l.whole_line) && is_code(page, i) {
        page.roles[i] = Role::Aside;
        asides.codes.push(i);
        return i + 1;
    }
    i + 1
}

/// Whether unit `i` says when the article was received, accepted or published, and nothing else: a label at its start,
/// a date, and few words beside. A sentence of the body that happens to start so has more.
fn is_dates(page: &Page<'_>, i: usize, references: usize) -> bool {
    let text = page.text(i);
    let events = labels::history(text);
    if events.is_empty() {
        return false;
    }
    let told: usize = events.iter().map(|(_, label, _, date)| label.len() + date.len()).sum();
    let rest = text.len().saturating_sub(told);
    rest < 40 || i >= references && rest < 160
}

/// Whether unit `i` is a code alone: a DOI, a UDC.
fn is_code(page: &Page<'_>, i: usize) -> bool {
    let text = page.text(i);
    text.len() < 160
        && text.split_whitespace().count() <= 8
        && page
            .labels(i)
            .iter()
            .any(|l| l.has_colon || crate::notation::doi::find(text).is_some() || l.kind == LabelKind::Udc)
}

/// The text after a label: on its line, else the next unit.
fn first_paragraph(page: &mut Page<'_>, i: usize, label: &Label) -> (Vec<Range<usize>>, usize) {
    if !label.whole_line {
        return (vec![page.rest(i, label.len)], i + 1);
    }
    match page.next_unread(i + 1) {
        Some(next)
            if next <= i + 2
                && matches!(page.units[next].shape, Shape::Text | Shape::Quote)
                && !page.labels(next).iter().any(|l| l.has_colon && l.kind.announces_block()) =>
        {
            page.roles[next] = Role::Aside;
            (vec![page.range(next)], next + 1)
        }
        _ => {
            let range = label_range(page, i, label);
            page.diagnostics.push(without_text(range));
            (Vec::new(), i + 1)
        }
    }
}

fn without_text(label: Range<usize>) -> Diagnostic {
    Diagnostic::warning("read-label-without-text", Span::new(label.start, label.end), "nothing stands under this label")
        .help("add what it announces, or take the label out")
}

fn label_range(page: &Page<'_>, i: usize, label: &Label) -> Range<usize> {
    let start = page.units[i].range.start;
    start + label.text.start..start + label.text.end
}

fn block_lang(page: &Page<'_>, i: usize, label: &Label, paragraphs: &[Range<usize>]) -> Lang {
    let sample = paragraphs.first().map_or("", |r| &page.source[r.clone()]);
    page.label_lang(i, label.kind, sample)
}

/// Whether a paragraph after a label with a colon can be about a person whose name is not known: it starts with a capital
/// and is no paragraph of the body.
fn can_describe_person(page: &Page<'_>, label: &Label, range: &Range<usize>) -> bool {
    let text = &page.source[range.clone()];
    label.has_colon && first_sign(text).is_some_and(char::is_uppercase) && text.chars().count() < 700
}

/// Whether a paragraph is about one of the authors: it starts with a name of theirs, or it gives an e-mail or ORCID.
fn describes_person(page: &Page<'_>, range: &Range<usize>, front: &Front) -> bool {
    let text = &page.source[range.clone()];
    if text.len() > 1500 {
        return false;
    }
    let head: String = text.chars().take(120).collect();
    if text.len() < 300 && (email::find(text).is_some() || orcid::find(text).is_some()) {
        return true;
    }
    let folded = head.to_lowercase();
    let named = front.blocks.iter().any(|b| {
        b.authors.iter().any(|(unit, authors)| {
            let line = page.text(*unit);
            authors.iter().any(|a| {
                let written = &line[a.name.clone()];
                name::parse_person(written).is_some_and(|n| folded.contains(&written[n.surname].to_lowercase()))
            })
        })
    });
    named && text.len() < 1200
}

/// A front block in another language at the end of the article, after the references.
fn late_front(page: &mut Page<'_>, front: &mut Front, references: usize) {
    let mut i = references;
    while let Some(start) = page.next_unread(i) {
        if start < references || front.blocks.len() >= 12 {
            break;
        }
        let short = page.text(start).len() < 300;
        if short && front::starts_block(page, start, &front.blocks) {
            let (block, end) = front::read_block(page, start, front, page.units.len());
            let empty = block.title.is_empty() && block.abstract_paragraphs.is_empty() && block.keywords.is_none();
            if !empty {
                front.blocks.push(block);
                i = end.max(start + 1);
                continue;
            }
        }
        i = start + 1;
    }
}

/// Letters of a text in lower case, without anything else.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Whether a page number stands right before or after unit `i`.
fn is_beside_number(page: &Page<'_>, i: usize) -> bool {
    let number = |j: usize| page.roles.get(j) == Some(&Role::Dropped) && references::is_page_number(page.text(j));
    number(i + 1) || i > 0 && number(i - 1)
}

/// Finds running heads: short lines that come again, or that repeat the journal's name, the title or an author, where
/// they cut a paragraph.
fn running_heads(page: &mut Page<'_>, front: &mut Front, asides: &Asides) {
    let from = front.end;
    let cited: Vec<String> =
        asides.citations.iter().flat_map(|c| &c.paragraphs).map(|r| letters(&page.source[r.clone()])).collect();
    // What heads repeat: title, author lines, and what the citation blocks hold.
    let mut known: Vec<String> = Vec::new();
    for block in &front.blocks {
        known.push(letters(&block.title.iter().map(|&j| page.text(j)).collect::<Vec<_>>().join(" ")));
        known.extend(block.authors.iter().map(|(j, _)| letters(page.text(*j))));
    }
    known.extend(cited.iter().cloned());
    known.extend(front.rubrics.iter().map(|&j| letters(page.text(j))));
    known.retain(|k| k.chars().count() > 5);

    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for i in from..page.units.len() {
        if page.roles[i] != Role::Unread
            || page.marker(i).is_some()
            || !matches!(page.units[i].shape, Shape::Text | Shape::Numbered | Shape::Heading(_))
        {
            continue;
        }
        let text = page.text(i);
        if references::is_page_number(text) {
            page.leave_out(i, Diagnostic::info("read-page-number", page.span(i), "left out: a page number"));
            continue;
        }
        if text.len() > 260
            || text.chars().count() > 160
            || page.units[i].shape != Shape::Text && !text.contains(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        let key = letters(text);
        if key.chars().count() >= 4 {
            seen.entry(key).or_default().push(i);
        }
    }
    let mut heads: Vec<usize> = Vec::new();
    for units in seen.values() {
        let text = page.text(units[0]);
        if page.labels(units[0]).iter().any(|l| l.whole_line && l.kind != LabelKind::Heading) {
            continue;
        }
        // `ЖУРНАЛ / JOURNAL`: each side repeats something; in capitals one of them is enough.
        let repeated = |side: &str| {
            let side = letters(side);
            side.chars().count() >= 4 && known.iter().any(|k| k.contains(side.as_str()))
        };
        let mut sides = text.split(['/', '|']);
        let repeats = sides.clone().all(repeated) || super::is_capitals(text) && sides.any(repeated);
        let cuts = units.iter().filter(|&&u| cuts_paragraph(page, u)).count();
        let is_head = match units.len() {
            1 => {
                repeats && (cuts == 1 || names_issue(text) || text.contains(['/', '|']))
                    || cuts == 1 && looks_like_head(text)
                    || names_issue(text) && is_beside_number(page, units[0])
            }
            2 | 3 => repeats || cuts > 0 || names_issue(text) || units.iter().all(|&u| is_beside_number(page, u)),
            n => repeats || cuts * 3 >= n || !is_ended(text),
        };
        if is_head {
            heads.extend(units);
        }
    }
    // The same head above the title was taken for a rubric.
    front.rubrics.retain(|&j| {
        let text = page.text(j);
        let key = letters(text);
        let head = seen.contains_key(&key) || names_issue(text) && cited.iter().any(|c| shares_start(c, &key));
        if head {
            heads.push(j);
        }
        !head
    });
    heads.sort_unstable();
    for i in heads {
        page.leave_out(i, Diagnostic::info("read-running-head", page.span(i), "left out: a running head"));
    }
}

/// Whether a line names an issue: a year in it, and no sentence.
pub(super) fn names_issue(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.len() < 260
        && bytes.windows(4).any(|w| w.iter().all(u8::is_ascii_digit) && (w.starts_with(b"19") || w.starts_with(b"20")))
        && text.matches(|c: char| c.is_ascii_digit()).count() >= 5
}

/// Whether a citation holds the first letters of a head: the journal's name.
fn shares_start(cited: &str, key: &str) -> bool {
    let start: String = key.trim_start_matches("issn").chars().take(8).collect();
    start.chars().count() == 8 && cited.contains(&start)
}

/// Whether unit `i` stands between two halves of a paragraph.
fn cuts_paragraph(page: &Page<'_>, i: usize) -> bool {
    let is_text = |j: &usize| page.roles[*j] == Role::Unread && page.units[*j].shape == Shape::Text;
    let before = (0..i).rev().take(12).find(is_text);
    let after = (i + 1..page.units.len()).take(12).find(is_text);
    let (Some(before), Some(after)) = (before, after) else { return false };
    let (before, after) = (page.text(before), page.text(after));
    before.len() > 60
        && !is_ended(before)
        && (before.ends_with('-') || first_sign(after).is_some_and(char::is_lowercase))
}

/// A line that cuts a paragraph and is no sentence: a page number with a name, a name alone, a journal with its year.
fn looks_like_head(text: &str) -> bool {
    !is_ended(text)
        && text.chars().count() < 120
        && first_sign(text).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        && !people::reads_as_sentences(text)
}
