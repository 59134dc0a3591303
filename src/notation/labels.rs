//! Labels: the words by which a page is recognised ("Keywords:", "Образец цитирования:", "Received …"), from the table
//! in schemas/labels.xml.
//!
//! The table is indexed by the first word of each label, so that a line costs one look-up however long the table is.

use std::ops::Range;
use std::sync::OnceLock;

use super::date::{self, Date};
use super::fold;
use crate::article::{HistoryEvent, Lang};

/// What a label announces. The names in schemas/labels.xml are the kebab-case forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// A UDC code.
    Udc,
    /// A DOI.
    Doi,
    /// An EDN (eLIBRARY document number).
    Edn,
    /// An ORCID iD.
    Orcid,
    /// A SPIN code of the Russian author index.
    Spin,
    /// A JEL code.
    Jel,
    /// A code of the Mathematics Subject Classification.
    Msc,
    /// A PACS code.
    Pacs,
    /// A GRNTI code.
    Grnti,
    /// A code of the Library-Bibliographic Classification.
    Bbk,
    /// An e-mail address.
    Email,
    /// The abstract.
    Abstract,
    /// The keywords.
    Keywords,
    /// The citation block.
    Citation,
    /// A block on the authors.
    AuthorNotes,
    /// The corresponding author.
    Correspondence,
    /// A list of references.
    References,
    /// The article's history as a whole.
    History,
    /// The date received.
    Received,
    /// The date of the revised version.
    Revised,
    /// The date accepted.
    Accepted,
    /// The date published.
    Published,
    /// Acknowledgements.
    Acknowledgements,
    /// Funding.
    Funding,
    /// A statement on conflicts of interest.
    ConflictOfInterest,
    /// What each author did.
    Contributions,
    /// Where the data are.
    DataAvailability,
    /// Copyright and licence.
    Licence,
    /// An appendix.
    Appendix,
    /// The introduction.
    Introduction,
    /// The methods.
    Methods,
    /// The results.
    Results,
    /// The discussion.
    Discussion,
    /// The conclusions.
    Conclusions,
    /// A figure.
    Figure,
    /// A table.
    Table,
    /// A formula.
    Formula,
    /// A repeat of the reference before.
    Ibid,
    /// The type of article, as the journal heads it.
    Heading,
    /// A page number.
    Page,
    /// A title that is labelled as one.
    Title,
    /// An affiliation that is labelled as one.
    Affiliation,
}

/// Every kind and its name in the table.
const KINDS: [(&str, LabelKind); 42] = [
    ("udc", LabelKind::Udc),
    ("doi", LabelKind::Doi),
    ("edn", LabelKind::Edn),
    ("orcid", LabelKind::Orcid),
    ("spin", LabelKind::Spin),
    ("jel", LabelKind::Jel),
    ("msc", LabelKind::Msc),
    ("pacs", LabelKind::Pacs),
    ("grnti", LabelKind::Grnti),
    ("bbk", LabelKind::Bbk),
    ("email", LabelKind::Email),
    ("abstract", LabelKind::Abstract),
    ("keywords", LabelKind::Keywords),
    ("citation", LabelKind::Citation),
    ("author-notes", LabelKind::AuthorNotes),
    ("correspondence", LabelKind::Correspondence),
    ("references", LabelKind::References),
    ("history", LabelKind::History),
    ("received", LabelKind::Received),
    ("revised", LabelKind::Revised),
    ("accepted", LabelKind::Accepted),
    ("published", LabelKind::Published),
    ("acknowledgements", LabelKind::Acknowledgements),
    ("funding", LabelKind::Funding),
    ("conflict-of-interest", LabelKind::ConflictOfInterest),
    ("contributions", LabelKind::Contributions),
    ("data-availability", LabelKind::DataAvailability),
    ("licence", LabelKind::Licence),
    ("appendix", LabelKind::Appendix),
    ("introduction", LabelKind::Introduction),
    ("methods", LabelKind::Methods),
    ("results", LabelKind::Results),
    ("discussion", LabelKind::Discussion),
    ("conclusions", LabelKind::Conclusions),
    ("figure", LabelKind::Figure),
    ("table", LabelKind::Table),
    ("formula", LabelKind::Formula),
    ("ibid", LabelKind::Ibid),
    ("heading", LabelKind::Heading),
    ("page", LabelKind::Page),
    ("title-label", LabelKind::Title),
    ("affiliation", LabelKind::Affiliation),
];

impl LabelKind {
    /// Whether a section of the body or of the back matter is headed so; such a label may have a number before it
    /// ("5. Conclusion").
    pub fn heads_section(self) -> bool {
        use LabelKind::*;
        matches!(
            self,
            Introduction
                | Methods
                | Results
                | Discussion
                | Conclusions
                | References
                | Acknowledgements
                | Funding
                | ConflictOfInterest
                | Contributions
                | DataAvailability
                | Appendix
                | Abstract
        )
    }

    /// The event of the article's history that the label dates.
    pub fn event(self) -> Option<HistoryEvent> {
        match self {
            LabelKind::Received => Some(HistoryEvent::Received),
            LabelKind::Revised => Some(HistoryEvent::Revised),
            LabelKind::Accepted => Some(HistoryEvent::Accepted),
            LabelKind::Published => Some(HistoryEvent::Published),
            _ => None,
        }
    }
}

/// What stands between a label and what it labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// Nothing, or only spaces.
    None,
    /// A colon.
    Colon,
    /// A stop, perhaps with a dash after it.
    Stop,
    /// A dash.
    Dash,
    /// A slash: the label in another language most likely follows ("УДК / UDC").
    Slash,
}

/// A label found at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What it announces.
    pub kind: LabelKind,
    /// The language that has this label; [`Lang::UND`] for one that every language has (DOI, ORCID).
    pub lang: Lang,
    /// Bytes of the line that the label takes: marks of headings and emphasis and a number before it, the words, marks
    /// of emphasis and the colon, stop or dash after it, and the spaces that follow.
    pub len: usize,
    /// Whether a colon follows.
    pub has_colon: bool,
    /// What follows.
    pub separator: Separator,
    /// The bytes of the label's words alone.
    pub text: Range<usize>,
    /// Whether nothing else stands on the line.
    pub whole_line: bool,
    /// Whether the line has the label letter for letter but for case; otherwise accents are missing or letters of
    /// another script stand in.
    pub exact: bool,
}

/// Every label that the line starts with: the longest first, exact ones before others, then in the table's order. The
/// same words may be a label of several kinds and in several languages; a shorter label of a kind and language that a
/// longer one already has is left out.
pub fn at_start(line: &str) -> Vec<Label> {
    let table = table();
    let mut found = Vec::new();
    let (words, number) = Opening::read(line);
    table.match_at(line, words, false, &mut found);
    if let Some(after_number) = number {
        table.match_at(line, after_number, true, &mut found);
    }
    if found.len() > 1 {
        found.sort_by_key(|(chars, label)| (std::cmp::Reverse(*chars), !label.exact));
    }
    let mut labels: Vec<Label> = Vec::with_capacity(found.len());
    for (_, label) in found {
        if !labels.iter().any(|l| l.kind == label.kind && l.lang == label.lang) {
            labels.push(label);
        }
    }
    labels
}

/// The first of [`at_start`] that is of one of `kinds`.
pub fn at_start_of(line: &str, kinds: &[LabelKind]) -> Option<Label> {
    at_start(line).into_iter().find(|label| kinds.contains(&label.kind))
}

/// The dated events in `text` ("Received 27.05.2013. Accepted 11.11.2013."), in order: the event, the bytes of its
/// label, the date, the bytes of the date.
pub fn history(text: &str) -> Vec<(HistoryEvent, Range<usize>, Date, Range<usize>)> {
    /// Bytes between a label and its date: "Статья поступила в редакцию журнала «…»" is long.
    const REACH: usize = 160;
    let table = table();
    let mut labels: Vec<(HistoryEvent, Range<usize>)> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    let mut inside_word = false;
    while let Some(c) = text[at..].chars().next() {
        let is_word = c.is_alphanumeric();
        if is_word && !inside_word && !c.is_ascii_digit() {
            found.clear();
            table.match_at(text, at, false, &mut found);
            let longest = found
                .iter()
                .filter_map(|(chars, label)| Some((*chars, label.exact, label.kind.event()?, label.text.clone())))
                .max_by_key(|(chars, exact, event, _)| (*chars, *exact, std::cmp::Reverse(*event as u8)));
            if let Some((.., event, range)) = longest {
                at = range.end;
                inside_word = false;
                labels.push((event, range));
                continue;
            }
        }
        inside_word = is_word || fold::combines(c);
        at += c.len_utf8();
    }
    let mut events = Vec::new();
    for (i, (event, label)) in labels.iter().enumerate() {
        let next = labels.get(i + 1).map_or(text.len(), |(_, next)| next.start);
        let end = fold::floor(text, next.min(label.end + REACH));
        let Some((date, range)) = date::find(&text[label.end..end]) else { continue };
        // A lone year counts only right after the label: elsewhere it is part of a sentence.
        if date.month.is_none() && text[label.end..label.end + range.start].chars().any(char::is_alphanumeric) {
            continue;
        }
        events.push((*event, label.clone(), date, label.end + range.start..label.end + range.end));
    }
    events
}

/// One label of the table: bytes of [`SOURCE`].
struct Entry {
    start: u32,
    len: u16,
    kind: LabelKind,
    lang: Lang,
    /// The next entry with the same bucket, plus one.
    next: u32,
}

/// The table: entries chained by the hash of their first word.
struct LabelTable {
    entries: Vec<Entry>,
    heads: Vec<u32>,
}

const SOURCE: &str = include_str!("../../schemas/labels.xml");
const BUCKETS: usize = 1 << 13;

fn table() -> &'static LabelTable {
    static TABLE: OnceLock<LabelTable> = OnceLock::new();
    TABLE
        .get_or_init(|| LabelTable::read(SOURCE).unwrap_or(LabelTable { entries: Vec::new(), heads: vec![0; BUCKETS] }))
}

/// A label's characters as they are compared: lower case, runs of spaces as one, what cannot be seen left out.
struct Folded {
    c: char,
    /// Whether a combining accent followed it.
    marked: bool,
    end: usize,
}

/// The longest label of the table has fewer characters than this.
const LONGEST: usize = 96;

impl LabelTable {
    /// Reads the table. `source` must be [`SOURCE`]: entries keep offsets into it.
    fn read(source: &'static str) -> Result<LabelTable, String> {
        let document = roxmltree::Document::parse(source).map_err(|e| e.to_string())?;
        let mut table = LabelTable { entries: Vec::with_capacity(5000), heads: vec![0; BUCKETS] };
        for language in document.root_element().children().filter(roxmltree::Node::is_element) {
            let code = language.attribute("code").unwrap_or_default();
            let lang = Lang::parse(code).ok_or_else(|| format!("no language {code}"))?;
            for list in language.children().filter(roxmltree::Node::is_element) {
                let name = list.tag_name().name();
                let (_, kind) = KINDS.iter().find(|(n, _)| *n == name).ok_or_else(|| format!("no kind {name}"))?;
                let text = list.first_child().filter(roxmltree::Node::is_text).ok_or("an empty list")?;
                let start = text.range().start;
                let mut at = start;
                for label in source[text.range()].split('|') {
                    table.add(at + (label.len() - label.trim_ascii_start().len()), label.trim_ascii(), *kind, lang);
                    at += label.len() + 1;
                }
            }
        }
        Ok(table)
    }

    fn add(&mut self, start: usize, label: &str, kind: LabelKind, lang: Lang) {
        let Some(bucket) = bucket(label) else { return };
        self.entries.push(Entry { start: start as u32, len: label.len() as u16, kind, lang, next: self.heads[bucket] });
        self.heads[bucket] = self.entries.len() as u32;
    }

    /// Adds to `found` the labels whose words start at the byte `at` of the line, each with its length in characters.
    fn match_at(&self, line: &str, at: usize, numbered: bool, found: &mut Vec<(usize, Label)>) {
        let rest = &line[at..];
        let spaced = is_letter_spaced(rest);
        if !spaced && bucket(rest).is_none_or(|bucket| self.heads[bucket] == 0) {
            return;
        }
        let folded = fold_line(rest, spaced);
        let word: String = if spaced {
            folded.iter().take_while(|f| f.c.is_alphanumeric()).map(|f| f.c).collect()
        } else {
            String::new()
        };
        let Some(bucket) = (if spaced { bucket(&word) } else { bucket(rest) }) else { return };
        let from = found.len();
        let mut next = self.heads[bucket];
        while next != 0 {
            let entry = &self.entries[next as usize - 1];
            next = entry.next;
            if numbered && !entry.kind.heads_section() {
                continue;
            }
            let words = &SOURCE[entry.start as usize..entry.start as usize + entry.len as usize];
            if let Some((chars, exact)) = compare(words, &folded) {
                let end = at + folded[chars - 1].end;
                if ends_word(&line[end..], words.ends_with(['.', ')'])) {
                    found.push((chars, Label::close(entry, line, at..end, exact)));
                }
            }
        }
        // The chains run backwards.
        found[from..].reverse();
    }
}

/// The bucket of the first word of a text; none if it does not begin with a letter or a digit.
fn bucket(text: &str) -> Option<usize> {
    let mut hash: u32 = 0x811C_9DC5;
    let mut any = false;
    // No label has a first word as long as this.
    for c in text.chars().take(40) {
        if fold::combines(c) || fold::invisible(c) {
            continue;
        }
        if !c.is_alphanumeric() {
            break;
        }
        any = true;
        hash = (hash ^ fold::base(fold::lower(c)) as u32).wrapping_mul(0x0100_0193);
    }
    any.then_some((hash ^ (hash >> 15)) as usize % BUCKETS)
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

/// The start of a line as it is compared.
fn fold_line(text: &str, spaced: bool) -> Vec<Folded> {
    let mut out: Vec<Folded> = Vec::with_capacity(LONGEST);
    let mut spaces = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if fold::combines(c) {
            if let Some(last) = out.last_mut() {
                last.marked = true;
                last.end = end;
            }
        } else if fold::invisible(c) {
            continue;
        } else if c.is_whitespace() {
            spaces += 1;
            // Between spaced letters only a wider space parts words.
            let parts = spaces == if spaced { 2 } else { 1 };
            if parts && out.last().is_some_and(|f| f.c != ' ') {
                out.push(Folded { c: ' ', marked: false, end });
            }
        } else {
            spaces = 0;
            out.push(Folded { c: fold::lower(c), marked: false, end });
        }
        if out.len() >= LONGEST {
            break;
        }
    }
    out
}

/// Whether the folded line begins with the words: how many of its characters they are, and whether letter for letter.
fn compare(words: &str, line: &[Folded]) -> Option<(usize, bool)> {
    let mut exact = true;
    let mut count = 0;
    let mut space = false;
    for c in words.chars() {
        // The table is wrapped at will.
        if c.is_ascii_whitespace() {
            if std::mem::replace(&mut space, true) {
                continue;
            }
        } else {
            space = false;
        }
        let c = if c.is_ascii_whitespace() { ' ' } else { fold::lower(c) };
        let folded = line.get(count)?;
        if folded.c != c || folded.marked {
            let plain = fold::base(c);
            if fold::base(folded.c) != plain {
                return None;
            }
            exact &= folded.marked && plain != c;
        }
        count += 1;
    }
    (count > 0).then_some((count, exact))
}

/// Whether a word is over where `rest` begins.
fn ends_word(rest: &str, closed: bool) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if c.is_alphabetic() || fold::combines(c) => closed,
        Some(c) if c.is_alphanumeric() => closed,
        Some('@') => false,
        // A compound word; a possessive; a domain (doi.org).
        Some('-' | '‐' | '‑' | '\'' | '’') => !chars.next().is_some_and(char::is_alphanumeric),
        Some('.') => !chars.next().is_some_and(|c| c.is_ascii_lowercase()),
        _ => true,
    }
}

impl Label {
    /// A label whose words are at `text` of the line, with what follows them.
    fn close(entry: &Entry, line: &str, text: Range<usize>, exact: bool) -> Label {
        let mut at = text.end;
        let mut separator = Separator::None;
        let skip = |at: &mut usize, wanted: fn(char) -> bool| {
            let rest = &line[*at..];
            let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
            *at += end;
            end > 0
        };
        // At most: emphasis, a stop, emphasis, a dash, emphasis.
        for _ in 0..3 {
            let before = at;
            skip(&mut at, |c| matches!(c, '*' | '_'));
            let spaced = skip(&mut at, char::is_whitespace);
            let mut rest = line[at..].chars();
            let Some(c) = rest.next() else { break };
            let follows = rest.next();
            let found = match c {
                ':' | '：' | '∶' => Separator::Colon,
                '.' if separator == Separator::None => Separator::Stop,
                '—' | '–' | '―' | '−' => Separator::Dash,
                '-' if spaced || follows.is_none_or(char::is_whitespace) => Separator::Dash,
                '/' | '|' if separator == Separator::None => Separator::Slash,
                // Emphasis that opens again is what the label labels.
                _ => {
                    if spaced && separator == Separator::None {
                        let close = line[before..at].trim_end().len();
                        at = before + close;
                    }
                    break;
                }
            };
            at += c.len_utf8();
            if separator == Separator::None {
                separator = found;
            }
            if found == Separator::Slash {
                break;
            }
        }
        // Closing emphasis belongs to the label; opening emphasis, after a space, does not.
        if line[text.end..at].chars().next_back().is_some_and(|c| !c.is_whitespace()) {
            skip(&mut at, |c| matches!(c, '*' | '_'));
        }
        skip(&mut at, char::is_whitespace);
        let whole_line = line[at..].chars().all(|c| c.is_whitespace() || matches!(c, '*' | '_' | '#'));
        if whole_line {
            at = line.len();
        }
        Label {
            kind: entry.kind,
            lang: entry.lang,
            len: at,
            has_colon: separator == Separator::Colon,
            separator,
            text,
            whole_line,
            exact,
        }
    }
}

/// What may stand before the words of a label.
struct Opening;

impl Opening {
    /// Where the words begin: after spaces, marks of headings and emphasis; and, where there is one, after a number.
    fn read(line: &str) -> (usize, Option<usize>) {
        let mut at = 0;
        let skip = |at: &mut usize, wanted: fn(char) -> bool| {
            let rest = &line[*at..];
            *at += rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        };
        let invisible = |c: char| c.is_whitespace() || fold::invisible(c);
        skip(&mut at, invisible);
        skip(&mut at, |c| c == '#');
        skip(&mut at, |c| c.is_whitespace() || matches!(c, '*' | '_') || fold::invisible(c));
        let words = at;
        let rest = &line[at..];
        let number = match rest.chars().next() {
            Some('0'..='9' | '(' | '§') => {
                let inner = rest.trim_start_matches(['(', '§', ' ', '\u{a0}']);
                let digits = inner.bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
                (digits > 0).then(|| at + (rest.len() - inner.len()) + digits)
            }
            Some('I' | 'V' | 'X') => {
                let numeral = rest.bytes().take(6).take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
                rest[numeral..].starts_with(['.', ')', ' ']).then_some(at + numeral)
            }
            _ => None,
        };
        let number = number.map(|mut at| {
            skip(&mut at, |c| matches!(c, '.' | ')' | '\\' | '*' | '_' | '—' | '–') || c.is_whitespace());
            at
        });
        (words, number.filter(|&n| n < line.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LabelKind::*;
    use proptest::prelude::*;

    fn first(line: &str) -> Option<(LabelKind, &'static str, &str, &str)> {
        let label = at_start(line).into_iter().next()?;
        let lang = Box::leak(label.lang.as_str().to_owned().into_boxed_str());
        Some((label.kind, lang, &line[label.text], &line[label.len..]))
    }

    #[test]
    fn the_table_is_read() {
        let table = LabelTable::read(SOURCE).unwrap();
        assert!(table.entries.len() > 4000);
        for entry in &table.entries {
            let words = &SOURCE[entry.start as usize..entry.start as usize + entry.len as usize];
            assert!(words.chars().count() < LONGEST, "{words}");
            assert!(!words.contains(['<', '&', '|']), "{words}");
            assert!(!words.ends_with(':'), "{words}");
            let labels = at_start(words);
            assert!(
                labels.iter().any(|l| l.kind == entry.kind && l.lang == entry.lang && l.exact),
                "{words} is not found as {:?} {:?}: {labels:?}",
                entry.kind,
                entry.lang
            );
        }
    }

    #[test]
    fn every_language_has_every_kind() {
        let table = table();
        for lang in ["en", "ru", "be", "uk", "pl", "de", "fr", "es", "pt"].map(|t| Lang::parse(t).unwrap()) {
            for (name, kind) in KINDS {
                if matches!(kind, Doi | Edn | Orcid | Spin | Jel | Msc | Pacs | Grnti | Bbk | Email) {
                    continue;
                }
                assert!(table.entries.iter().any(|e| e.kind == kind && e.lang == lang), "{lang:?} has no {name}");
            }
        }
    }

    #[test]
    fn labels_are_found() {
        for (line, wanted) in [
            ("Keywords: NATO; security.", (Keywords, "en", "Keywords", "NATO; security.")),
            ("**Keywords:** NATO", (Keywords, "en", "Keywords", "NATO")),
            ("**Keywords**: NATO", (Keywords, "en", "Keywords", "NATO")),
            ("*Key words and phrases* — *NATO*", (Keywords, "en", "Key words and phrases", "*NATO*")),
            ("KEY\u{a0} WORDS. NATO", (Keywords, "en", "KEY\u{a0} WORDS", "NATO")),
            ("Ключевые слова: НАТО", (Keywords, "ru", "Ключевые слова", "НАТО")),
            ("КЛЮЧАВЫЯ СЛОВЫ – НАТО", (Keywords, "be", "КЛЮЧАВЫЯ СЛОВЫ", "НАТО")),
            ("Palavras–chave: a", (Keywords, "pt", "Palavras–chave", "a")),
            ("Mots clés : a", (Keywords, "fr", "Mots clés", "a")),
            ("MOTS-CLES: a", (Keywords, "fr", "MOTS-CLES", "a")),
            ("Słowa kluczowe: a", (Keywords, "pl", "Słowa kluczowe", "a")),
            ("Schlüsselwörter: a", (Keywords, "de", "Schlüsselwörter", "a")),
            ("Schlu\u{308}sselwo\u{308}rter: a", (Keywords, "de", "Schlu\u{308}sselwo\u{308}rter", "a")),
            ("UDC 327(73:4)", (Udc, "en", "UDC", "327(73:4)")),
            ("УДK 327", (Udc, "ru", "УДK", "327")),
            ("УДК / UDC 327", (Udc, "ru", "УДК", "UDC 327")),
            ("# Введение", (Introduction, "ru", "Введение", "")),
            ("## 1. Introduction", (Introduction, "en", "Introduction", "")),
            ("**5. Conclusion**", (Conclusions, "en", "Conclusion", "")),
            ("IV. Discussion", (Discussion, "en", "Discussion", "")),
            ("6\\. References", (References, "en", "References", "")),
            ("2.1 Materials and methods", (Methods, "en", "Materials and methods", "")),
            ("A B S T R A C T", (Abstract, "en", "A B S T R A C T", "")),
            ("В В Е Д Е Н И Е", (Introduction, "ru", "В В Е Д Е Н И Е", "")),
            ("R E F E R E N C E S", (References, "en", "R E F E R E N C E S", "")),
            ("Образец цитирования:", (Citation, "ru", "Образец цитирования", "")),
            ("For citation:", (Citation, "en", "For citation", "")),
            ("Referências", (References, "pt", "Referências", "")),
            ("Referencias", (References, "es", "Referencias", "")),
            ("RÉFÉRENCES", (References, "fr", "RÉFÉRENCES", "")),
            ("Information about the authors", (AuthorNotes, "en", "Information about the authors", "")),
            ("Received by editorial board 11.05.2020.", (Received, "en", "Received by editorial board", "11.05.2020.")),
            ("DOI: 10.1/2", (Doi, "und", "DOI", "10.1/2")),
            ("https://doi.org/10.1/2", (Doi, "", "", "")),
            ("Оригинальная статья", (Heading, "ru", "Оригинальная статья", "")),
            ("Fig. 1. A map", (Figure, "en", "Fig.", "1. A map")),
            ("Fig.1", (Figure, "en", "Fig.", "1")),
            ("Рис. 1. Карта", (Figure, "ru", "Рис.", "1. Карта")),
            ("С. 65–70", (Page, "ru", "С.", "65–70")),
            ("Там же. С. 5", (Ibid, "ru", "Там же", "С. 5")),
            (
                "2010 Mathematics Subject Classification: 35A01",
                (Msc, "und", "2010 Mathematics Subject Classification", "35A01"),
            ),
        ] {
            let wanted = Some(wanted).filter(|w| !w.1.is_empty());
            assert_eq!(first(line), wanted, "{line}");
        }
    }

    #[test]
    fn labels_end_with_their_word() {
        for line in
            ["Abstraction is hard", "Results-driven", "Author's cut", "doi.org/10.1/2", "Udcx", "e-mail@x.by", ""]
        {
            let labels = at_start(line);
            assert!(labels.is_empty(), "{line}: {labels:?}");
        }
        assert!(at_start("5. Keywords: no number before these").is_empty());
    }

    #[test]
    fn what_follows_is_told() {
        let label = |line| at_start(line).remove(0);
        assert_eq!(label("Abstract. The").separator, Separator::Stop);
        assert_eq!(label("Аннотация. — Текст").len, "Аннотация. — ".len());
        assert_eq!(label("Abstract—The").separator, Separator::Dash);
        assert_eq!(label("Abstract - The").separator, Separator::Dash);
        assert_eq!(label("Results of the work").separator, Separator::None);
        assert!(!label("Results of the work").whole_line);
        assert!(label("  **Results** ").whole_line);
        assert!(label("Keywords :").has_colon);
        assert!(!label("RESUME").exact || label("RESUME").lang == Lang::EN);
    }

    #[test]
    fn one_word_may_be_several_labels() {
        let found: Vec<_> = at_start("УДК 1").into_iter().map(|l| l.lang).collect();
        assert_eq!(found, [Lang::RU, Lang::BE, Lang::UK]);
        let found: Vec<_> = at_start("Literatura").into_iter().map(|l| (l.kind, l.lang)).collect();
        assert_eq!(found, [(References, Lang::PL), (References, Lang::ES), (References, Lang::PT)]);
    }

    fn events(text: &str) -> Vec<String> {
        history(text)
            .into_iter()
            .map(|(event, label, date, range)| {
                format!("{event:?} {} [{}] [{}]", date.iso(), &text[label], &text[range])
            })
            .collect()
    }

    #[test]
    fn histories_are_read() {
        assert_eq!(
            events("Received 27.05.2013. Accepted 11.11.2013."),
            ["Received 2013-05-27 [Received] [27.05.2013]", "Accepted 2013-11-11 [Accepted] [11.11.2013]"]
        );
        assert_eq!(
            events("Поступила в редакцию 12.03.2021, принята к публикации 01.04.2021"),
            [
                "Received 2021-03-12 [Поступила в редакцию] [12.03.2021]",
                "Accepted 2021-04-01 [принята к публикации] [01.04.2021]"
            ]
        );
        assert_eq!(
            events(
                "Статья поступила в редакцию 01.02.2023; одобрена после рецензирования 17.05.2023; принята к публикации 20.05.2023."
            ),
            [
                "Received 2023-02-01 [Статья поступила в редакцию] [01.02.2023]",
                "Revised 2023-05-17 [одобрена после рецензирования] [17.05.2023]",
                "Accepted 2023-05-20 [принята к публикации] [20.05.2023]"
            ]
        );
        assert_eq!(
            events(
                "Article history: Received 1 Jan 2020; Received in revised form 2 Feb 2020; Available online 3 March 2020"
            ),
            [
                "Received 2020-01-01 [Received] [1 Jan 2020]",
                "Revised 2020-02-02 [Received in revised form] [2 Feb 2020]",
                "Published 2020-03-03 [Available online] [3 March 2020]"
            ]
        );
        assert_eq!(
            events("Артыкул паступіў у рэдкалегію 11 траўня 2020 г."),
            ["Received 2020-05-11 [Артыкул паступіў у рэдкалегію] [11 траўня 2020 г.]"]
        );
        assert_eq!(
            events("Надійшла до редакції 11 травня 2020 р."),
            ["Received 2020-05-11 [Надійшла до редакції] [11 травня 2020 р.]"]
        );
        assert_eq!(events("Recebido em 04/11/2014"), ["Received 2014-11-04 [Recebido em] [04/11/2014]"]);
        assert_eq!(events("Wpłynęło 5 maja 2020 r."), ["Received 2020-05-05 [Wpłynęło] [5 maja 2020 r.]"]);
        assert_eq!(events("Eingegangen am 5. Mai 2020"), ["Received 2020-05-05 [Eingegangen am] [5. Mai 2020]"]);
        assert_eq!(events("Reçu le 5 mai 2020"), ["Received 2020-05-05 [Reçu le] [5 mai 2020]"]);
        assert!(events("He received much help; since 2019 nothing was accepted").is_empty());
        assert!(events("Received 31.02.2020").is_empty());
    }

    proptest! {
        #[test]
        fn any_line_is_looked_at(line in "[#*_ \\d.:]{0,6}\\PC{0,40}") {
            for label in at_start(&line) {
                prop_assert!(label.text.end <= label.len && label.len <= line.len());
                prop_assert!(line.is_char_boundary(label.len) && !line[label.text].is_empty());
            }
            history(&line);
        }

        #[test]
        fn a_label_is_found_before_any_text(entry in 0usize..4000, rest in "\\PC{0,20}") {
            let entry = &table().entries[entry];
            let words = &SOURCE[entry.start as usize..entry.start as usize + entry.len as usize];
            let line = format!("{words}: {rest}");
            prop_assert!(at_start(&line).iter().any(|l| l.kind == entry.kind && l.lang == entry.lang && l.has_colon));
        }
    }
}
