//! The citation block gives the article or the journal another title.
//!
//! ## What it does
//! Holds the title in each citation block against the title over the article in that language, word by word, and the
//! title of the journal against journal.toml. Capitals, quotation marks, dashes and other signs do not count.
//!
//! ## Why it matters
//! The article is cited as its block says. Under another title it is not found, and its citations are not counted.
//!
//! ## Example
//! ```text
//! THE RIVERS OF THE LAKE DISTRICT IN SPRING
//! …
//! For citation: Author AB. The rivers of a lake district in spring. Journal of Rivers. 2020;2:47–53.
//! ```
//! Use instead:
//! ```text
//! THE RIVERS OF THE LAKE DISTRICT IN SPRING
//! …
//! For citation: Author AB. The rivers of the lake district in spring. Journal of Rivers. 2020;2:47–53.
//! ```

use std::ops::Range;

use super::{Block, blocks};
use crate::article::PartKind;
use crate::check::{Findings, Piece, Role, Rule, Subject, Ui, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "citation-wording",
    severity: Severity::Error,
    summary: [
        "The citation block gives the article or the journal another title",
        "В образце цитирования другое заглавие статьи или название журнала",
    ],
    supersedes: &["agreement-title"],
    check,
};

/// Words of a title that are held against each other; what comes after is not looked at.
const LONGEST: usize = 120;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let titles: Vec<Piece<'_>> = subject
        .article
        .front
        .titles
        .iter()
        .map(|title| Piece::new(Role::Title, title.lang, "", &title.value))
        .collect();
    for block in blocks(subject) {
        title(subject, &block, &titles, findings);
        journal(subject, &block, findings);
    }
}

/// The title of the article.
fn title(subject: &Subject<'_>, block: &Block<'_>, titles: &[Piece<'_>], findings: &mut Findings) {
    let ui = subject.ui;
    let cited = words(&block.piece.plain);
    let Some((_, range)) = block.part(PartKind::ArticleTitle) else { return };
    // Where the block is lacking, the paragraph after its label is read as one; it has no year.
    if block.part(PartKind::Year).is_none() {
        return;
    }
    let own: Vec<Word> = cited.iter().filter(|w| range.contains(&w.range.start)).cloned().collect();
    let shown: Vec<(&Piece<'_>, Vec<Word>)> = titles.iter().map(|t| (t, words(&without_marks(t)))).collect();
    // In the block's language; else the one that it is most like, for the language may be a guess.
    let like = |title: &[Word]| title.iter().filter(|w| own.iter().any(|o| o.folded == w.folded)).count();
    let title = shown
        .iter()
        .find(|(piece, _)| piece.lang == block.own.lang)
        .or_else(|| shown.iter().filter(|(_, w)| like(w) * 10 >= w.len() * 6).max_by_key(|(_, w)| like(w)));
    let Some((piece, title)) = title else { return };
    // Where they have little in common one of the two was read from another place.
    let long: Vec<Word> = title.iter().filter(|w| w.folded.chars().count() > 3).cloned().collect();
    if like(&long) * 2 < long.len() {
        return;
    }
    // Wherever the title was read to end, the block holds it.
    if title.is_empty() || holds(&cited, title) {
        return;
    }
    let Some(difference) = Difference::of(title, &own) else { return };
    let message = difference.message(ui, &without_marks(piece), &block.piece.plain);
    let help = ui.of("give the article one title", "заглавие в образце должно совпадать с заглавием статьи");
    let related = ui.of("the title of the article", "заглавие статьи");
    let place = block.piece.span(difference.there.clone());
    findings.add(findings.at(place, message).help(help).related(piece.span(difference.here.clone()), related));
}

/// The title of the journal, where journal.toml gives it in the block's language.
fn journal(subject: &Subject<'_>, block: &Block<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let identity = &subject.journal.journal;
    let Some((source, range)) = block.part(PartKind::Source) else { return };
    let cited = words(&block.piece.plain);
    let all = || identity.title.values().chain(identity.abbreviated_title.values());
    if all().any(|title| holds(&cited, &words(title))) {
        return;
    }
    let Some(wanted) = identity.title.get(&block.own.lang) else { return };
    let message = say!(
        ui,
        "the journal is called “{}” here, and “{}” in journal.toml",
        "журнал назван здесь «{}», а в journal.toml — «{}»",
        source,
        wanted
    );
    let help = ui.of("give the journal its title", "укажите название журнала");
    findings.add(findings.at(block.piece.span(range), message).help(help));
}

/// A title without the marks of footnotes, byte for byte where it has none.
fn without_marks(piece: &Piece<'_>) -> String {
    let whole = piece.text.plain_without_marks();
    // Marks at the end cut nothing from what is before them, so places stay.
    if piece.plain.starts_with(&whole) { whole } else { piece.plain.clone() }
}

/// A word of a title as it is compared, and its place.
#[derive(Clone, Debug)]
struct Word {
    folded: String,
    range: Range<usize>,
}

/// The words of a text: letters and figures, in small letters; signs part words, apostrophes do not.
fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let skipped = matches!(c, '’' | '\'' | 'ʼ' | '`' | '\u{AD}' | '\u{301}' | '‘' | '′');
        if c.is_alphanumeric() || skipped && open || matches!(c, '\u{300}'..='\u{36f}') {
            if !open {
                found.push(Word { folded: String::new(), range: at..end });
            }
            open = true;
            let Some(word) = found.last_mut() else { continue };
            word.range.end = end;
            if !skipped {
                word.folded.extend(c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c }));
            }
        } else {
            open = false;
        }
    }
    found.retain(|word| !word.folded.is_empty());
    found
}

/// Whether `all` has the words of `part` one after the other, wherever hyphens and spaces part them.
fn holds(all: &[Word], part: &[Word]) -> bool {
    let part = part.iter().take(LONGEST);
    let wanted: String = part.map(|w| w.folded.as_str()).collect();
    if wanted.is_empty() {
        return false;
    }
    let mut text = String::new();
    let mut starts = Vec::with_capacity(all.len());
    for word in all {
        starts.push(text.len());
        text.push_str(&word.folded);
    }
    starts.push(text.len());
    text.match_indices(&wanted)
        .any(|(at, _)| starts.binary_search(&at).is_ok() && starts.binary_search(&(at + wanted.len())).is_ok())
}

/// Where two titles differ: what is between the words that they begin with and those that they end with.
struct Difference {
    /// In the title of the article; empty where nothing stands there.
    here: Range<usize>,
    /// In the block.
    there: Range<usize>,
    lacks: bool,
    adds: bool,
}

impl Difference {
    fn of(title: &[Word], cited: &[Word]) -> Option<Difference> {
        let before = title.iter().zip(cited).take_while(|(a, b)| a.folded == b.folded).count();
        let (a, b) = (&title[before..], &cited[before..]);
        let after = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a.folded == b.folded).count();
        let (a, b) = (&a[..a.len() - after], &b[..b.len() - after]);
        if a.is_empty() && b.is_empty() || cited.is_empty() {
            return None;
        }
        // A place is a word: the one before or after where nothing is left.
        let cover = |part: &[Word], all: &[Word]| match (part.first(), part.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => all.get(before).or(all.last()).map_or(0..0, |w| w.range.clone()),
        };
        Some(Difference { here: cover(a, title), there: cover(b, cited), lacks: !a.is_empty(), adds: !b.is_empty() })
    }

    fn message(&self, ui: Ui, title: &str, cited: &str) -> String {
        let here = short(title.get(self.here.clone()).unwrap_or_default());
        let there = short(cited.get(self.there.clone()).unwrap_or_default());
        match (self.lacks, self.adds) {
            (true, true) => say!(
                ui,
                "“{}” in the citation block is “{}” in the title of the article",
                "в образце цитирования «{}», а в заглавии статьи — «{}»",
                there,
                here
            ),
            (true, false) => say!(
                ui,
                "the citation block leaves “{}” out of the title",
                "в образце цитирования из заглавия пропало «{}»",
                here
            ),
            _ => say!(
                ui,
                "“{}” in the citation block is not in the title of the article",
                "«{}» в образце цитирования нет в заглавии статьи",
                there
            ),
        }
    }
}

/// No more words than a message holds.
fn short(text: &str) -> String {
    let mut words = text.split_whitespace();
    let head: Vec<&str> = words.by_ref().take(8).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    head.join(" ") + more
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn difference(title: &str, cited: &str) -> Option<String> {
        Difference::of(&words(title), &words(cited)).map(|d| d.message(Ui::En, title, cited))
    }

    #[test]
    fn the_words_that_differ_are_named() {
        assert_eq!(difference("THE RIVERS OF “L’EAU” – SPRING", "The rivers of «L'eau» — spring"), None);
        assert_eq!(
            difference("The rivers of the lake", "The rivers of a lake").unwrap(),
            "“a” in the citation block is “the” in the title of the article"
        );
        assert_eq!(
            difference("The rivers of the lake in spring", "The rivers of the lake").unwrap(),
            "the citation block leaves “in spring” out of the title"
        );
        assert_eq!(
            difference("The rivers", "The old rivers").unwrap(),
            "“old” in the citation block is not in the title of the article"
        );
    }

    #[test]
    fn a_title_is_found_wherever_it_ends() {
        assert!(holds(&words("Author AB. The rivers. A study. Journal. 2020"), &words("THE RIVERS: A STUDY")));
        assert!(holds(&words("Peace-keeping in towns"), &words("Peace keeping")));
        assert!(!holds(&words("Some other rivers"), &words("her rivers")));
    }

    proptest! {
        #[test]
        fn any_titles_are_compared(a in "[a-zа-яё’ .“]{0,30}", b in "\\PC{0,30}") {
            let _ = difference(&a, &b);
            prop_assert_eq!(difference(&b, &b), None);
            let all = words(&b);
            prop_assert_eq!(holds(&all, &all), !all.is_empty());
        }
    }
}
