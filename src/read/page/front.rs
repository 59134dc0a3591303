//! The front matter: codes and one block a language of title, authors, affiliations, abstract and keywords.
//!
//! A block is recognised by what is sure in it: an author line, a label of abstract or keywords. What stands before the
//! author line and is not something else is the title; the paragraph after the affiliations is the abstract even without
//! a label. The front ends where a block cannot begin.

use std::ops::Range;

use super::lines::Shape;
use super::markers::{self, Marker, Taken};
use super::people::{self, LineAuthor};
use super::{Page, Role, is_capitals, marks};
use crate::article::Lang;
use crate::notation::labels::{Label, LabelKind};
use crate::notation::{doi, email, language, orcid};

/// What the front matter's phase found.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// The blocks, in the manuscript's order.
    pub blocks: Vec<Block>,
    /// Lines before everything, such as the journal's section.
    pub rubrics: Vec<usize>,
    /// Units with codes and identifiers.
    pub codes: Vec<usize>,
    /// Units with dates.
    pub dates: Vec<usize>,
    /// Lines that were not understood.
    pub strange: Vec<usize>,
    /// The first unit of the body.
    pub end: usize,
}

/// A key and the range of its characters.
pub(super) type Key = (String, Range<usize>);

/// One language's block.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Its language.
    pub lang: Lang,
    /// Units of the title.
    pub title: Vec<usize>,
    /// Units of author lines, with what was read in them.
    pub authors: Vec<(usize, Vec<LineAuthor>)>,
    /// Affiliations: the key, the range of the key's characters, and the range of the text.
    pub affiliations: Vec<(Option<Key>, Range<usize>)>,
    /// The ranges of the abstract's paragraphs.
    pub abstract_paragraphs: Vec<Range<usize>>,
    /// The unit of the keywords, with the label.
    pub keywords: Option<(usize, Label)>,
    /// Units with an e-mail or ORCID.
    pub contacts: Vec<usize>,
}

impl Block {
    fn is_empty(&self) -> bool {
        self.title.is_empty()
            && self.authors.is_empty()
            && self.abstract_paragraphs.is_empty()
            && self.keywords.is_none()
    }

    /// Adds what another block in the same language has.
    pub fn extend(&mut self, other: Block) {
        self.title.extend(other.title);
        self.authors.extend(other.authors);
        self.affiliations.extend(other.affiliations);
        self.abstract_paragraphs.extend(other.abstract_paragraphs);
        self.keywords = self.keywords.take().or(other.keywords);
        self.contacts.extend(other.contacts);
    }
}

/// How far ahead of its first line a block must show what it is.
const LOOK_AHEAD: usize = 14;

/// Labels of the codes that stand above a title.
pub(super) const CODES: &[LabelKind] = &[
    LabelKind::Udc,
    LabelKind::Doi,
    LabelKind::Edn,
    LabelKind::Jel,
    LabelKind::Msc,
    LabelKind::Pacs,
    LabelKind::Grnti,
    LabelKind::Bbk,
];

/// Sections that end the front matter.
pub(super) const SECTIONS: &[LabelKind] =
    &[LabelKind::Introduction, LabelKind::Methods, LabelKind::Results, LabelKind::Discussion, LabelKind::Conclusions];

const DATES: &[LabelKind] =
    &[LabelKind::Received, LabelKind::Revised, LabelKind::Accepted, LabelKind::Published, LabelKind::History];

/// Reads the front matter from the first unit on.
pub(super) fn read(page: &mut Page<'_>) -> Front {
    let mut front = Front::default();
    let mut i = 0;
    loop {
        let first = front.blocks.is_empty();
        let Some(start) = page.next_unread(i) else { break };
        i = start;
        if !first && !starts_block(page, i, &front.blocks) {
            break;
        }
        let (block, end) = read_block(page, i, &mut front, page.units.len());
        if block.is_empty() {
            i = end.max(i);
            break;
        }
        i = end;
        front.blocks.push(block);
        if front.blocks.len() >= 12 {
            break;
        }
    }
    front.end = i;
    front
}

/// Whether the units from `i` on begin a block in another language: an author line soon, or a label of abstract or
/// keywords, before anything that only a body has.
pub(super) fn starts_block(page: &Page<'_>, i: usize, before: &[Block]) -> bool {
    let mut short = 0;
    for j in i..(i + LOOK_AHEAD).min(page.units.len()) {
        if page.roles[j] != Role::Unread {
            continue;
        }
        let text = page.text(j);
        if page.marker(j).is_some_and(Marker::is_of_front) {
            return true;
        }
        if let Some(label) = page.label(j, &[LabelKind::Abstract, LabelKind::Keywords]) {
            // The same labels again in the same language are no second block.
            return label.lang == Lang::UND || before.iter().all(|b| b.lang != label.lang || b.keywords.is_none());
        }
        if ends_front(page, j) || marks::note_start(text).is_some() && short == 0 {
            return false;
        }
        if let Some(authors) = author_line(page, j)
            && people::is_sure(text, &authors)
            && short <= 4
        {
            return true;
        }
        if text.len() > 400 {
            // A body paragraph; only a short head may stand before an abstract.
            if short == 0 || j > i + 6 {
                return false;
            }
        } else {
            short += 1;
        }
    }
    false
}

/// Whether unit `j` stands at the head of a block and never in an abstract.
fn begins_block(page: &Page<'_>, j: usize) -> bool {
    let text = page.text(j);
    page.label(j, &[LabelKind::Abstract]).is_some()
        || matches!(page.units[j].shape, Shape::Heading(_))
        || is_capitals(text)
        || author_line(page, j).is_some_and(|authors| people::is_sure(text, &authors))
}

/// Whether unit `j`, under a label of keywords that is alone on its line, is them: no heading, no paragraph, no next block.
fn can_be_keywords(page: &Page<'_>, j: usize) -> bool {
    let text = page.text(j);
    let labelled = |l: &Label| l.whole_line && l.kind.heads_section() || l.kind.announces_block() && l.has_colon;
    text.len() < 1000
        && !ends_front(page, j)
        && !page.labels(j).iter().any(labelled)
        && (text.contains(';') || !begins_block(page, j))
        && !people::reads_as_sentences(text)
}

/// Whether unit `j` can only stand after the front matter.
fn ends_front(page: &Page<'_>, j: usize) -> bool {
    page.labels(j).iter().any(|l| {
        l.whole_line && (SECTIONS.contains(&l.kind) || l.kind == LabelKind::References)
            || (l.whole_line || l.has_colon) && matches!(l.kind, LabelKind::Citation | LabelKind::AuthorNotes)
    })
}

fn author_line(page: &Page<'_>, j: usize) -> Option<Vec<LineAuthor>> {
    if let Some(marker) = page.marker(j) {
        return (marker == Marker::Authors).then(|| page.marked_authors(j));
    }
    if page.units[j].shape != Shape::Text {
        return None;
    }
    people::author_line(page.text(j))
}

/// Reads one block from unit `i` on, up to unit `limit`; gives it and the unit after it.
pub(super) fn read_block(page: &mut Page<'_>, mut i: usize, front: &mut Front, limit: usize) -> (Block, usize) {
    let mut block = Block::default();
    let mut waiting: Vec<usize> = Vec::new();
    let start = i;
    while i < limit {
        match markers::take(page, i, &mut block, waiting.len()) {
            Some(Taken::Ends) => break,
            Some(Taken::Yes | Taken::Passed) => {
                i += 1;
                continue;
            }
            None => {}
        }
        if page.roles[i] != Role::Unread {
            i += 1;
            continue;
        }
        let text = page.text(i);
        if page.units[i].shape == Shape::Rule {
            page.roles[i] = Role::Dropped;
            i += 1;
            continue;
        }
        let bare_doi = || doi::find(text).is_some_and(|(_, r)| r.start == 0 && r.end + 2 >= text.len());
        if text.len() < 300 && (page.labels(i).iter().any(|l| CODES.contains(&l.kind) && !l.whole_line) || bare_doi()) {
            front.codes.push(i);
            page.roles[i] = Role::Front;
            i += 1;
            continue;
        }
        if text.len() < 300
            && page.labels(i).iter().any(|l| DATES.contains(&l.kind))
            && !crate::notation::labels::history(text).is_empty()
        {
            front.dates.push(i);
            page.roles[i] = Role::Front;
            i += 1;
            continue;
        }
        if let Some(label) = page.label(i, &[LabelKind::Keywords]) {
            page.roles[i] = Role::Front;
            let mut at = i;
            if label.whole_line {
                // The label alone: the keywords stand in the next unit.
                match page.next_unread(i + 1) {
                    Some(next) if next < limit && can_be_keywords(page, next) => {
                        page.roles[next] = Role::Front;
                        at = next;
                    }
                    _ => {}
                }
            }
            block.keywords = Some((at, if at == i { label } else { Label { len: 0, ..label } }));
            i = at + 1;
            break;
        }
        if let Some(label) = page.label(i, &[LabelKind::Abstract]) {
            if !block.abstract_paragraphs.is_empty() {
                break;
            }
            page.roles[i] = Role::Front;
            let rest = page.rest(i, label.len);
            if !rest.is_empty() {
                block.abstract_paragraphs.push(rest);
            }
            i += 1;
            // Its further paragraphs, up to the keywords.
            let labelled_end = (i..(i + 10).min(limit)).find(|&j| page.label(j, &[LabelKind::Keywords]).is_some());
            // Those of the next block, if this one has none: something of that block stands in between.
            let labelled_end = labelled_end.filter(|&end| !(i..end).any(|j| begins_block(page, j)));
            while i < labelled_end.unwrap_or(if block.abstract_paragraphs.is_empty() { i + 1 } else { i }).min(limit) {
                if ends_front(page, i) {
                    break;
                }
                page.roles[i] = Role::Front;
                block.abstract_paragraphs.push(page.range(i));
                i += 1;
            }
            continue;
        }
        if ends_front(page, i) {
            break;
        }
        if page.units[i].shape == Shape::Heading(1)
            && (!block.title.is_empty() || !waiting.is_empty())
            && !block.authors.is_empty()
            || matches!(
                page.units[i].shape,
                Shape::Table | Shape::Fence | Shape::Formula | Shape::Quote | Shape::Bullet
            )
        {
            break;
        }
        let abstract_seen = !block.abstract_paragraphs.is_empty();
        if !abstract_seen
            && let Some(authors) = author_line(page, i)
            && (people::is_sure(text, &authors) || names_follow_title(page, i, &block, &waiting))
            && (block.authors.is_empty() || block.authors.last().is_some_and(|(j, _)| j + 1 == i))
        {
            page.roles[i] = Role::Front;
            block.authors.push((i, authors));
            i += 1;
            continue;
        }
        let key = marks::affiliation_key(text);
        let keyed = key.is_some() || starts_with_plain_key(text, &block);
        // Where the author line is missing, a key tells an affiliation, or its place between a title and an abstract.
        let placed = || {
            text.contains(',') && people::is_affiliation(text) && !is_capitals(text) && stands_before_abstract(page, i)
        };
        let due = !block.authors.is_empty() || !waiting.is_empty() && (keyed || placed());
        if !abstract_seen && due && (keyed || people::is_affiliation(text)) {
            page.roles[i] = Role::Front;
            affiliations(page, i, &mut block);
            i += 1;
            continue;
        }
        let after_title = !block.authors.is_empty() || !waiting.is_empty();
        if text.len() < 300 && (email::find(text).is_some() || orcid::find(text).is_some()) && after_title {
            page.roles[i] = Role::Front;
            block.contacts.push(i);
            i += 1;
            continue;
        }
        // After the authors a line that is long and ends as a sentence does is an abstract, however few its sentences.
        let sentence = !block.authors.is_empty() && text.ends_with('.') && !is_capitals(text);
        if text.len() > 400 || text.chars().count() > 110 && (sentence || people::reads_as_sentences(text)) {
            if abstract_seen {
                // A second paragraph belongs to the abstract only when the keywords are still to come.
                let keywords_ahead =
                    (i + 1..(i + 4).min(limit)).any(|j| page.label(j, &[LabelKind::Keywords]).is_some());
                if !keywords_ahead {
                    break;
                }
            } else if block.authors.is_empty() && waiting.is_empty() && block.title.is_empty() {
                break;
            }
            page.roles[i] = Role::Front;
            block.abstract_paragraphs.push(page.range(i));
            i += 1;
            continue;
        }
        if abstract_seen {
            // A short line after an abstract without keywords: the next block, or the body.
            break;
        }
        if page.labels(i).iter().any(|l| l.kind == LabelKind::Heading && l.whole_line) {
            front.rubrics.push(i);
            page.roles[i] = Role::Front;
            i += 1;
            continue;
        }
        if i > start + 40 {
            break;
        }
        page.roles[i] = Role::Front;
        let next = page.next_unread(i + 1);
        let before_keywords = next.is_some_and(|j| page.label(j, &[LabelKind::Keywords]).is_some());
        let before_body = next.is_some_and(|j| ends_front(page, j));
        let abstract_due =
            before_keywords && !waiting.is_empty() || (before_keywords || before_body) && !block.authors.is_empty();
        if abstract_due && text.ends_with('.') {
            // An abstract of one short sentence.
            block.abstract_paragraphs.push(page.range(i));
        } else if block.authors.is_empty() || block.title.is_empty() && waiting.is_empty() {
            waiting.push(i);
        } else {
            front.strange.push(i);
        }
        i += 1;
    }
    let marked = std::mem::take(&mut block.title);
    settle_title(page, &mut block, waiting, front);
    let is_titled = !marked.is_empty();
    markers::settle_title(&mut block, marked, front);
    if !is_titled && block.authors.is_empty() && block.abstract_paragraphs.is_empty() && block.keywords.is_none() {
        // Not a block: its lines go back to the body, but for a title at the very start.
        if !front.blocks.is_empty() || block.title.is_empty() {
            for &j in &block.title {
                page.roles[j] = Role::Unread;
            }
            return (Block::default(), start);
        }
    }
    block.lang = language_of(page, &block);
    (block, i)
}

/// Names in full without keys or initials are an author line only where one is due: right after the title, before an
/// affiliation.
fn names_follow_title(page: &Page<'_>, i: usize, block: &Block, waiting: &[usize]) -> bool {
    let due = !waiting.is_empty() || !block.title.is_empty();
    let next = page.text(i + 1);
    let before_affiliation =
        people::is_affiliation(next) || marks::affiliation_key(next).is_some() || email::find(next).is_some();
    due && before_affiliation && !people::is_affiliation(page.text(i))
}

/// Whether the next unit is the abstract: its label, or a long paragraph.
fn stands_before_abstract(page: &Page<'_>, i: usize) -> bool {
    let next = page.next_unread(i + 1);
    next.is_some_and(|j| page.label(j, &[LabelKind::Abstract]).is_some() || page.text(j).len() > 400)
}

/// `1 University of Samples`, `1) …`, `a) …`: a key without any sign that raises it, where the authors have such keys. Where
/// there are no authors, a number before a place of work, or after an affiliation with such a number.
fn starts_with_plain_key(text: &str, block: &Block) -> bool {
    let Some((key, _)) = plain_key(text) else { return false };
    if !block.authors.is_empty() {
        return block.authors.iter().flat_map(|(_, a)| a).any(|a| a.keys.contains(&key));
    }
    let numbered = block.affiliations.last().is_some_and(|(key, _)| key.is_some());
    key.starts_with(|c: char| c.is_ascii_digit()) && (numbered || people::is_affiliation(text))
}

/// A plain key at the start of an affiliation and the length with what parts it from the text.
fn plain_key(text: &str) -> Option<(String, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let len = if digits > 0 { digits } else { text.chars().next().filter(|c| c.is_lowercase())?.len_utf8() };
    let rest = &text[len..];
    let after = rest.trim_start_matches([')', '.', ' ', '\u{A0}', '\t']);
    let parted = digits > 0 && digits < 3 && after.chars().next().is_some_and(char::is_alphabetic)
        || rest.starts_with(')')
        || rest.starts_with(' ');
    parted.then(|| (text[..len].to_lowercase(), text.len() - after.len()))
}

/// The affiliations of a unit: one, or several with their keys in one line.
pub(super) fn affiliations(page: &Page<'_>, i: usize, block: &mut Block) {
    let range = page.range(i);
    let text = page.text(i);
    let mut starts: Vec<(usize, usize, String, Range<usize>)> = Vec::new();
    if let Some(key) = marks::affiliation_key(text) {
        starts.push((0, key.len, key.label.to_lowercase(), key.at));
    } else if let Some((label, len)) = plain_key(text).filter(|_| starts_with_plain_key(text, block)) {
        let at = 0..label.len();
        starts.push((0, len, label, at));
    }
    if !starts.is_empty() {
        for (j, _) in text.match_indices([';', ' ', '\n']).filter(|(j, _)| *j > 3) {
            let Some(key) = marks::affiliation_key(&text[j + 1..]) else { continue };
            let at = j + 1;
            starts.push((at, at + key.len, key.label.to_lowercase(), at + key.at.start..at + key.at.end));
        }
    }
    if starts.is_empty() {
        block.affiliations.push((None, range));
        return;
    }
    for (n, (_, from, label, at)) in starts.iter().enumerate() {
        let to = starts.get(n + 1).map_or(text.len(), |next| next.0);
        let mut body = super::lines::trim(page.source, range.start + from..range.start + to);
        while page.source[body.clone()].ends_with([';', ',']) {
            body.end -= 1;
        }
        block.affiliations.push((Some((label.clone(), range.start + at.start..range.start + at.end)), body));
    }
}

/// Of the lines that waited before the authors, the title is the last run of neighbours; what stands before a line in
/// capitals, or far from it, is a rubric.
fn settle_title(page: &mut Page<'_>, block: &mut Block, waiting: Vec<usize>, front: &mut Front) {
    let first_block = front.blocks.is_empty();
    // The line of the issue above a title that is missing is no title.
    let (issue, waiting): (Vec<usize>, Vec<usize>) = waiting.into_iter().partition(|&j| is_issue_line(page.text(j)));
    front.rubrics.extend(issue);
    let capitals = waiting.iter().any(|&j| is_capitals(page.text(j)));
    let mut title: Vec<usize> = Vec::new();
    for &j in waiting.iter().rev() {
        let joins = title.last().is_none_or(|&next: &usize| next == j + 1);
        // A title goes on in the next line only without a stop, and its lines are set alike.
        let alike = title.is_empty() || (is_capitals(page.text(j)) == is_capitals(page.text(title[0])));
        let parted_by_blank = title.last().is_some_and(|&next| page.units[next].after_blank);
        let one_title = !parted_by_blank || !first_block || !page.text(j).ends_with('.') && capitals && alike;
        if joins && alike && one_title && page.label(j, &[LabelKind::Heading]).is_none() {
            title.push(j);
        } else {
            break;
        }
    }
    title.reverse();
    for &j in waiting.iter().filter(|j| !title.contains(j)) {
        if first_block { front.rubrics.push(j) } else { front.strange.push(j) }
    }
    block.title = title;
}

/// Whether a line names a volume, an issue or pages of a year, as the head of a page does.
fn is_issue_line(text: &str) -> bool {
    const DESIGNATIONS: &[&str] = &[
        "ISSN", "№", "No", "Nº", "N°", "N", "Nr", "Vol", "V", "vol", "Т", "T", "Том", "том", "Вып", "вып", "Вип",
        "вип", "Heft", "H", "Bd", "Jg", "С", "S", "с", "P", "p", "pp", "issue",
    ];
    let words: Vec<&str> = text.split([' ', '\u{A0}', ',', ';', ':', '(']).filter(|w| !w.is_empty()).collect();
    let numbered = words.windows(2).any(|pair| {
        DESIGNATIONS.contains(&pair[0].trim_end_matches('.')) && pair[1].starts_with(|c: char| c.is_ascii_digit())
    });
    super::asides::names_issue(text) && numbered
}

/// The language of a block: of its abstract, else of its title, and the label of its keywords where they leave a doubt.
fn language_of(page: &Page<'_>, block: &Block) -> Lang {
    let mut sample = String::new();
    for range in &block.abstract_paragraphs {
        sample.push_str(&page.source[range.clone()]);
        sample.push(' ');
    }
    if sample.len() < 200 {
        for &j in &block.title {
            sample.push_str(&page.text(j).to_lowercase());
            sample.push(' ');
        }
        if let Some((j, label)) = &block.keywords {
            sample.push_str(page.text(*j).get(label.len..).unwrap_or(""));
        }
    }
    if let Some((j, label)) = &block.keywords
        && label.len > 0
    {
        return page.label_lang(*j, LabelKind::Keywords, &sample);
    }
    language::guess(&sample).or_else(|| block.keywords.as_ref().map(|k| k.1.lang)).unwrap_or_default()
}
