//! `cargo xtask references FILE [-v]`: how well references are read, against a file of labelled ones.
//!
//! The file is XML: `sequence` elements, each a reference, whose children in order are its parts; a child's name is the
//! part's label, as in AnyStyle's training data (`author`, `title`, `journal`, `container-title`, `date`, `volume`, `pages`,
//! `publisher`, `location`, `editor`). The measure is over tokens parted by white space: precision, recall and F1 of each
//! label. Tokens without letters and digits, and words that only announce a part (`In`, `pp.`, `vol.`, `eds.`), are not
//! counted, for the two sides draw their borders differently there.

use std::collections::BTreeMap;
use std::path::Path;

use offprint::article::{Citation, PartKind};
use offprint::notation::citation::{Hints, parse};

/// The labels that are measured, in the order of the table.
const LABELS: [&str; 9] =
    ["author", "title", "container-title", "date", "volume", "pages", "publisher", "location", "editor"];

/// Words that announce a part.
const ANNOUNCING: &[&str] = &[
    "in", "vol", "vols", "volume", "v", "no", "nr", "n", "nº", "number", "issue", "pp", "p", "page", "pages", "ed",
    "eds", "editor", "editors", "edited", "by", "hrsg", "dir", "jg", "heft", "h", "s", "and", "et", "und",
];

/// Right, wrong and missed tokens of a label.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Tokens that both sides give the label.
    pub right: u32,
    /// Tokens that only the reading gives it.
    pub wrong: u32,
    /// Tokens that only the gold gives it.
    pub missed: u32,
}

impl Count {
    fn add(&mut self, other: Count) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    /// Precision, recall, F1; 1 where there is nothing.
    pub fn measures(self) -> (f64, f64, f64) {
        let ratio = |a: u32, b: u32| if b == 0 { 1.0 } else { f64::from(a) / f64::from(b) };
        let (p, r) = (ratio(self.right, self.right + self.wrong), ratio(self.right, self.right + self.missed));
        (p, r, ratio(2 * self.right, 2 * self.right + self.wrong + self.missed))
    }
}

/// Prints the table for the labelled references of a file; with `-v` also every reference that lost a token.
///
/// # Errors
/// No file given, a file that cannot be read, or one that is not such XML.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let verbose = arguments.iter().any(|a| a == "-v");
    let path = arguments.iter().find(|a| *a != "-v").ok_or("which file of labelled references?")?;
    let text = std::fs::read_to_string(Path::new(path)).map_err(|e| format!("cannot read {path}: {e}"))?;
    let document = roxmltree::Document::parse(&text).map_err(|e| format!("{path}: {e}"))?;
    let mut counts: BTreeMap<&str, Count> = LABELS.iter().map(|l| (*l, Count::default())).collect();
    let mut read = 0;
    for sequence in document.descendants().filter(|n| n.has_tag_name("sequence")) {
        let labelled: Vec<(String, String)> = sequence
            .children()
            .filter(|n| n.is_element())
            .map(|n| {
                let words: String = n.descendants().filter_map(|t| t.text().filter(|_| t.is_text())).collect();
                (n.tag_name().name().to_owned(), words.split_whitespace().collect::<Vec<_>>().join(" "))
            })
            .collect();
        let own = compare(&labelled);
        read += 1;
        if verbose && own.values().any(|c| c.wrong + c.missed > 0) {
            show(&labelled, &own);
        }
        for (label, count) in own {
            counts.entry(label).or_default().add(count);
        }
    }
    println!("{read} references");
    println!("{:<16} {:>9} {:>9} {:>9} {:>8}", "part", "precision", "recall", "F1", "tokens");
    let mut all = Count::default();
    for label in LABELS {
        let count = counts[label];
        all.add(count);
        line(label, count);
    }
    line("all", all);
    Ok(())
}

fn line(label: &str, count: Count) {
    let (p, r, f) = count.measures();
    println!("{label:<16} {p:>9.4} {r:>9.4} {f:>9.4} {:>8}", count.right + count.missed);
}

fn show(labelled: &[(String, String)], own: &BTreeMap<&'static str, Count>) {
    let gold: Vec<String> = labelled.iter().map(|(label, words)| format!("<{label}> {words}")).collect();
    println!("gold {}", gold.join(" "));
    let text = joined(labelled);
    let citation = parse(&text, &Hints::default());
    let read: Vec<String> = citation.parts.iter().map(|p| format!("<{:?}> {}", p.kind, p.text(&text))).collect();
    println!("read [{}] {}", citation.kind.as_str(), read.join(" "));
    let lost: Vec<String> = own
        .iter()
        .filter(|(_, c)| c.wrong + c.missed > 0)
        .map(|(label, c)| format!("{label} -{} +{}", c.missed, c.wrong))
        .collect();
    println!("     {}\n", lost.join(", "));
}

fn joined(labelled: &[(String, String)]) -> String {
    labelled.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" ")
}

/// Counts the tokens of one reference by label.
fn compare(labelled: &[(String, String)]) -> BTreeMap<&'static str, Count> {
    let text = joined(labelled);
    let citation = parse(&text, &Hints::default());
    let mut out: BTreeMap<&'static str, Count> = BTreeMap::new();
    let mut at = 0;
    for (label, words) in labelled {
        let gold = match label.as_str() {
            "journal" => Some("container-title"),
            other => LABELS.iter().copied().find(|l| *l == other),
        };
        for token in words.split(' ') {
            let start = at;
            at += token.len() + 1;
            let bare: String = token.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            if bare.is_empty() || ANNOUNCING.contains(&bare.as_str()) {
                continue;
            }
            let read = label_at(&citation, &text, start..start + token.len());
            match (gold, read) {
                (Some(g), Some(r)) if g == r => out.entry(g).or_default().right += 1,
                _ => {
                    if let Some(g) = gold {
                        out.entry(g).or_default().missed += 1;
                    }
                    if let Some(r) = read {
                        out.entry(r).or_default().wrong += 1;
                    }
                }
            }
        }
    }
    out
}

/// The label of the first part that has a letter or a digit in the token.
fn label_at(citation: &Citation, text: &str, token: std::ops::Range<usize>) -> Option<&'static str> {
    let titled = [PartKind::ArticleTitle, PartKind::ChapterTitle].iter().any(|k| citation.find(*k).is_some());
    let part = citation.parts.iter().find(|p| {
        let (start, end) = (p.range().start.max(token.start), p.range().end.min(token.end));
        start < end && text.get(start..end).is_some_and(|s| s.chars().any(char::is_alphanumeric))
    })?;
    Some(match part.kind {
        PartKind::Authors => "author",
        PartKind::Editors => "editor",
        PartKind::ArticleTitle | PartKind::ChapterTitle | PartKind::TransTitle => "title",
        PartKind::Source | PartKind::TransSource | PartKind::ConfName if titled => "container-title",
        PartKind::Source | PartKind::TransSource | PartKind::ConfName => {
            // A source without a title before it is the journal where there is a volume, else the book.
            let journal = citation.find(PartKind::Volume).is_some() && citation.find(PartKind::Publisher).is_none();
            if journal { "container-title" } else { "title" }
        }
        PartKind::Year | PartKind::Month | PartKind::Day | PartKind::ConfDate => "date",
        PartKind::Volume | PartKind::Issue | PartKind::Supplement => "volume",
        PartKind::FirstPage | PartKind::LastPage | PartKind::PageCount | PartKind::ElocationId => "pages",
        PartKind::Publisher => "publisher",
        PartKind::PublisherLoc | PartKind::ConfLoc => "location",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_counted_by_label() {
        let labelled = [
            ("author", "Lee, L. L."),
            ("date", "1990."),
            ("title", "Strychnine tolerance by gophers."),
            ("journal", "J. Pest"),
            ("volume", "14:"),
            ("pages", "87-90."),
        ];
        let labelled: Vec<(String, String)> = labelled.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
        let counts = compare(&labelled);
        // `by` is not counted.
        assert_eq!(counts["title"], Count { right: 3, wrong: 0, missed: 0 });
        assert_eq!(counts["volume"].right, 1);
        let mut wrong = labelled.clone();
        wrong[2].0 = "publisher".into();
        let counts = compare(&wrong);
        assert_eq!(counts["publisher"].missed, 3);
        assert_eq!(counts["title"].wrong, 3);
    }
}
