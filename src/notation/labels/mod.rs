//! Labels: the words by which a page is recognised ("Keywords:", "Образец цитирования:", "Received …"), from the table
//! in schemas/labels.xml.
//!
//! The table is indexed by the first word of each label when offprint is built, so that a run starts without reading it,
//! and a line costs one look-up however long it is.

mod history;
mod kind;
mod table;

use std::ops::Range;

pub use history::history;
pub use kind::LabelKind;

use super::fold;
use crate::article::Lang;
use table::{Among, Match};

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
    let mut found = Vec::new();
    let (words, after_number) = opening(line);
    table::match_at(line, words, Among::All, &mut found);
    let unnumbered = found.len();
    if let Some(after_number) = after_number {
        table::match_at(line, after_number, Among::Sections, &mut found);
    }
    let mut matches: Vec<(usize, Match)> = found
        .into_iter()
        .enumerate()
        .map(|(i, m)| (if i < unnumbered { words } else { after_number.unwrap_or(0) }, m))
        .collect();
    if matches.len() > 1 {
        matches.sort_by_key(|(_, m)| (std::cmp::Reverse(m.chars), !m.exact));
    }
    let mut labels: Vec<Label> = Vec::with_capacity(matches.len());
    for (start, found) in matches {
        if labels.iter().any(|l| l.kind == found.entry.kind && l.lang == found.entry.lang) {
            continue;
        }
        let label = Label::close(line, start, &found);
        // "P." and "С." are initials as often; a page has a number.
        let is_page = || label.whole_line || line[label.len..].starts_with(|c: char| c.is_ascii_digit());
        if label.kind != LabelKind::Page || is_page() {
            labels.push(label);
        }
    }
    labels
}

/// The first of [`at_start`] that is of one of `kinds`.
pub fn at_start_of(line: &str, kinds: &[LabelKind]) -> Option<Label> {
    at_start(line).into_iter().find(|label| kinds.contains(&label.kind))
}

impl Label {
    /// A label whose words begin at the byte `start` of the line, with what follows them.
    fn close(line: &str, start: usize, found: &Match) -> Label {
        let text = start..found.end;
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
            let mark = match c {
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
                separator = mark;
            }
            if mark == Separator::Slash {
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
            kind: found.entry.kind,
            lang: found.entry.lang,
            len: at,
            has_colon: separator == Separator::Colon,
            separator,
            text,
            whole_line,
            exact: found.exact,
        }
    }
}

/// Where the words of a label begin: after spaces, marks of headings and emphasis; and, where there is one, after a number.
fn opening(line: &str) -> (usize, Option<usize>) {
    let mut at = 0;
    let skip = |at: &mut usize, wanted: fn(char) -> bool| {
        let rest = &line[*at..];
        *at += rest.find(|c| !wanted(c)).unwrap_or(rest.len());
    };
    let invisible = |c: char| c.is_whitespace() || fold::invisible(c);
    skip(&mut at, invisible);
    skip(&mut at, |c| matches!(c, '#' | '>'));
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
#[cfg(test)]
mod tests {
    use super::kind::KINDS;
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
        assert!(table::entries().count() > 4000);
        for entry in table::entries() {
            let words = entry.words;
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
        for lang in ["en", "ru", "be", "uk", "pl", "de", "fr", "es", "pt"].map(|t| Lang::parse(t).unwrap()) {
            for (name, kind) in KINDS {
                if matches!(kind, Doi | Edn | Orcid | Spin | Jel | Msc | Pacs | Grnti | Bbk | Email) {
                    continue;
                }
                assert!(table::entries().any(|e| e.kind == kind && e.lang == lang), "{lang:?} has no {name}");
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
        for line in [
            "Abstraction is hard",
            "Results-driven",
            "Author's cut",
            "doi.org/10.1/2",
            "Udcx",
            "C. Santos",
            "P. Lunac",
            "e-mail@x.by",
            "",
        ] {
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

    proptest! {
        #[test]
        fn any_line_is_looked_at(line in "[#*_ \\d.:]{0,6}\\PC{0,40}") {
            for label in at_start(&line) {
                prop_assert!(label.text.end <= label.len && label.len <= line.len());
                prop_assert!(line.is_char_boundary(label.len) && !line[label.text].is_empty());
            }
        }

        #[test]
        fn a_label_is_found_before_any_text(entry in 0usize..4000, rest in "\\PC{0,20}") {
            let entry = table::entries().nth(entry).unwrap();
            let words = entry.words;
            prop_assume!(entry.kind != Page);
            let line = format!("{words}: {rest}");
            prop_assert!(at_start(&line).iter().any(|l| l.kind == entry.kind && l.lang == entry.lang && l.has_colon));
        }
    }
}
