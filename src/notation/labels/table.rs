//! The table of labels as the build script laid it out, and the comparing of a line with it.
//!
//! `labels.txt` is the words of all labels, in lower case and with single spaces, one after another. `labels.bin` is, all
//! numbers little-endian:
//!
//! 1. one byte: how many languages; then three bytes a language, its code filled up with 0;
//! 2. two bytes a bucket, and two more: the first label whose first word falls in that bucket, which ends the one before;
//! 3. eight bytes a label: where its words begin (4), how many bytes they are (2), kind (1), language (1).

use crate::article::Lang;
use crate::notation::fold;

use super::LabelKind;
use super::kind::KINDS;

const WORDS: &str = include_str!(concat!(env!("OUT_DIR"), "/labels.txt"));
const INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/labels.bin"));
const LANGS: usize = INDEX[0] as usize;
const HEADS: usize = 1 + 3 * LANGS;
const ENTRIES: usize = HEADS + 2 * (fold::BUCKETS + 1);

/// One label of the table.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// Its words in lower case.
    #[cfg(test)]
    pub words: &'static str,
    /// Its kind.
    pub kind: LabelKind,
    /// Its language.
    pub lang: Lang,
}

/// A label found at a place of a line.
pub(super) struct Match {
    /// The label.
    pub entry: Entry,
    /// Its length in characters.
    pub chars: usize,
    /// The byte of the line at which its words end.
    pub end: usize,
    /// Whether the line has it letter for letter but for case.
    pub exact: bool,
}

/// The eight bytes of a label.
fn record(i: usize) -> Option<&'static [u8; 8]> {
    INDEX.get(ENTRIES + 8 * i..)?.first_chunk()
}

fn kind_of(record: &[u8; 8]) -> Option<LabelKind> {
    KINDS.get(usize::from(record[6])).map(|(_, kind)| *kind)
}

fn words_of(record: &[u8; 8]) -> Option<&'static str> {
    let [a, b, c, d, e, f, ..] = *record;
    let start = u32::from_le_bytes([a, b, c, d]) as usize;
    WORDS.get(start..start + usize::from(u16::from_le_bytes([e, f])))
}

fn entry(record: &[u8; 8]) -> Option<Entry> {
    let code = INDEX.get(1 + 3 * usize::from(record[7])..)?.first_chunk::<3>()?;
    let code = std::str::from_utf8(&code[..if code[2] == 0 { 2 } else { 3 }]).ok()?;
    Some(Entry {
        #[cfg(test)]
        words: words_of(record)?,
        kind: kind_of(record)?,
        lang: Lang::parse(code)?,
    })
}

/// The labels whose first word falls in a bucket.
fn bucket(bucket: usize) -> std::ops::Range<usize> {
    let number = |i: usize| usize::from(INDEX[HEADS + 2 * i]) | usize::from(INDEX[HEADS + 2 * i + 1]) << 8;
    number(bucket)..number(bucket + 1)
}

/// All labels.
#[cfg(test)]
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    (0..).map_while(record).filter_map(entry)
}

/// Which labels may be found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Among {
    /// All.
    All,
    /// Those that head a section: a number stands before the words.
    Sections,
    /// Those that date an event; words set with spaces between their letters are not looked for.
    Events,
}

/// Adds to `found` the labels whose words start at the byte `at` of the line, in the table's order.
pub(super) fn match_at(line: &str, at: usize, among: Among, found: &mut Vec<Match>) {
    let rest = &line[at..];
    let spaced = among != Among::Events && is_letter_spaced(rest);
    let mut candidates = if spaced { 0..0 } else { fold::bucket(rest).map_or(0..0, bucket) };
    if candidates.is_empty() && !spaced {
        return;
    }
    let mut folded = FoldedLine::new(rest, spaced);
    if spaced {
        let word: String =
            (0..).map_while(|i| folded.get(i)).map(|f| f.c).take_while(|c| c.is_alphanumeric()).collect();
        candidates = fold::bucket(&word).map_or(0..0, bucket);
    }
    for record in candidates.filter_map(record) {
        let Some(kind) = kind_of(record) else { continue };
        let wanted = match among {
            Among::All => true,
            Among::Sections => kind.heads_section(),
            Among::Events => kind.event().is_some(),
        };
        if wanted
            && let Some(words) = words_of(record)
            && let Some((chars, last, exact)) = compare(words, &mut folded)
            && ends_word(&line[at + last..], words.ends_with(['.', ')']))
            && let Some(entry) = entry(record)
        {
            found.push(Match { entry, chars, end: at + last, exact });
        }
    }
}

/// A character of the line as it is compared: lower case, runs of spaces as one, what cannot be seen left out.
#[derive(Clone, Copy)]
struct Folded {
    c: char,
    /// Whether a combining accent followed it.
    marked: bool,
    end: usize,
}

/// The start of a line as it is compared, folded no further than asked for.
struct FoldedLine<'a> {
    rest: &'a str,
    at: usize,
    /// Whether only a wider space parts words: the letters have spaces between them.
    spaced: bool,
    done: [Folded; fold::LONGEST_LABEL],
    len: usize,
}

impl<'a> FoldedLine<'a> {
    fn new(text: &'a str, spaced: bool) -> FoldedLine<'a> {
        let nothing = Folded { c: '\0', marked: false, end: 0 };
        FoldedLine { rest: text, at: 0, spaced, done: [nothing; fold::LONGEST_LABEL], len: 0 }
    }

    /// Character `i`, where there is one and a label may be as long.
    fn get(&mut self, i: usize) -> Option<Folded> {
        while self.len <= i && self.len < self.done.len() {
            self.next()?;
        }
        self.done.get(i).copied()
    }

    /// Folds one character more, with the accents that combine with it.
    fn next(&mut self) -> Option<()> {
        let mut spaces = 0;
        loop {
            let c = self.rest[self.at..].chars().next()?;
            self.at += c.len_utf8();
            if fold::invisible(c) || (fold::combines(c) && self.len == 0) {
                continue;
            }
            let mut folded = Folded { c: fold::lower(c), marked: false, end: self.at };
            if c.is_whitespace() {
                spaces += 1;
                let more = self.rest[self.at..].starts_with(|c: char| c.is_whitespace() || fold::invisible(c));
                if more || (self.spaced && spaces < 2) {
                    continue;
                }
                folded.c = ' ';
            }
            while let Some(mark) = self.rest[self.at..].chars().next().filter(|c| fold::combines(*c)) {
                self.at += mark.len_utf8();
                folded.marked = true;
                folded.end = self.at;
            }
            self.done[self.len] = folded;
            self.len += 1;
            return Some(());
        }
    }
}

/// Whether a heading is set with spaces between its letters (`A B S T R A C T`).
fn is_letter_spaced(text: &str) -> bool {
    let mut chars = text.chars();
    for _ in 0..4 {
        if !chars.next().is_some_and(char::is_alphabetic) || !chars.next().is_some_and(char::is_whitespace) {
            return false;
        }
    }
    true
}

/// Whether the folded line begins with the words: how many of its characters they are, the byte at which they end, and
/// whether they stand there letter for letter.
fn compare(words: &str, line: &mut FoldedLine) -> Option<(usize, usize, bool)> {
    let mut exact = true;
    let mut count = 0;
    let mut end = 0;
    for c in words.chars() {
        let folded = line.get(count)?;
        if folded.c != c || folded.marked {
            let plain = fold::base(c);
            if fold::base(folded.c) != plain {
                return None;
            }
            exact &= folded.marked && plain != c;
        }
        count += 1;
        end = folded.end;
    }
    (count > 0).then_some((count, end, exact))
}

/// Whether a word is over where `rest` begins.
fn ends_word(rest: &str, closed: bool) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if c.is_alphanumeric() || fold::combines(c) => closed,
        Some('@') => false,
        // A compound word; a possessive; a domain (doi.org).
        Some('-' | '‐' | '‑' | '\'' | '’') => !chars.next().is_some_and(char::is_alphanumeric),
        Some('.') => !chars.next().is_some_and(|c| c.is_ascii_lowercase()),
        _ => true,
    }
}
