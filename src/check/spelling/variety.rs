//! British and American spelling in one article.
//!
//! ## What it does
//! Compares English words that Britain and America spell differently: `favour` and `favor`, `organise` and `organize`,
//! `centre` and `center`, `modelling` and `modeling`. It reports a word that is spelled both ways, and American spellings in
//! an article that is British in most others (or the reverse). Names, longer quotations, references and notes do not count,
//! and `-ize` is at home in both.
//!
//! ## Why it matters
//! An article has one spelling; searching for a word then finds all its places.
//!
//! ## Example
//! ```text
//! The clubs were in favour of the school, and the town was in favor of the clubs.
//! ```
//! Use instead:
//! ```text
//! The clubs were in favour of the school, and the town was in favour of the clubs.
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use super::speaks;
use super::varieties::{Side, side};
use crate::article::Lang;
use crate::check::quotation::quoted;
use crate::check::words::prose;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "spelling-variety",
    severity: Severity::Warning,
    summary: ["British and American spelling in one article", "Британское и американское написание в одной статье"],
    supersedes: &[],
    check,
};

/// Different words that show what the article's spelling is.
const ENOUGH: usize = 5;
/// A quotation that keeps the spelling of its source, in bytes.
const LONG: usize = 60;

/// Piece and bytes of a word.
type Place = (usize, Range<usize>);
/// The places of each side's spelling of a word.
type Sides = BTreeMap<Side, Vec<Place>>;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let quoted = quoted(subject);
    let mut stems: BTreeMap<String, Sides> = BTreeMap::new();
    for (index, piece) in subject.pieces().iter().enumerate().filter(|(_, piece)| speaks(piece)) {
        let mut quotations = quoted[index].iter().filter(|range| range.len() > LONG).peekable();
        for (range, word) in prose(piece) {
            while quotations.next_if(|quotation| quotation.end <= range.start).is_some() {}
            let in_quotation = quotations.peek().is_some_and(|quotation| quotation.start <= range.start);
            if in_quotation || piece.lang_at(range.start) != Lang::EN || is_name(&piece.plain, &range, word) {
                continue;
            }
            let lower = word.to_ascii_lowercase();
            if let Some((stem, side)) = side(&lower) {
                stems.entry(stem.to_owned()).or_default().entry(side).or_default().push((index, range));
            }
        }
    }
    let words = |side: Side| stems.values().filter(|sides| sides.contains_key(&side)).count();
    let (british, american) = (words(Side::British), words(Side::American));
    let usual = if british >= ENOUGH && american * 3 <= british {
        Some(Side::British)
    } else if american >= ENOUGH && british * 3 <= american {
        Some(Side::American)
    } else {
        None
    };
    for sides in stems.values() {
        let mut kinds: Vec<(&Side, &Vec<Place>)> = sides.iter().collect();
        match kinds[..] {
            [(of, places)] => {
                // -ize is no sign of either.
                if *of != Side::Either && usual.is_some_and(|usual| usual != *of) {
                    report_alone(subject, findings, *of, places);
                }
            }
            [_, _, ..] => {
                // What the article is in most words is right; else what is there more often.
                kinds.sort_by_key(|(of, places)| (Some(**of) == usual, places.len(), words(**of)));
                let (Some((_, few)), Some((_, many))) = (kinds.first(), kinds.last()) else { continue };
                report_both(subject, findings, few, many);
            }
            [] => {}
        }
    }
}

/// Whether a word is one of a name (`Department of Defense`) or stands in capitals: a capital that no sentence begins with.
fn is_name(text: &str, range: &Range<usize>, word: &str) -> bool {
    if !word.starts_with(|c: char| c.is_uppercase()) {
        return false;
    }
    let before = text[..range.start].trim_end();
    let starts = before.is_empty() || before.ends_with(['.', '!', '?', ':', '•']);
    !starts || word.chars().skip(1).any(char::is_uppercase)
}

fn report_both(subject: &Subject<'_>, findings: &mut Findings, few: &[Place], many: &[Place]) {
    let pieces = subject.pieces();
    let text = |(piece, range): &Place| pieces[*piece].plain.get(range.clone()).unwrap_or_default();
    let span = |(piece, range): &Place| pieces[*piece].span(range.clone());
    let (Some(first), Some(other)) = (few.first(), many.first()) else { return };
    let (here, there) = (text(first), text(other));
    let message = say!(
        subject.ui,
        "“{here}” and “{there}” are British and American spellings of one word",
        "«{here}» и «{there}» — британское и американское написание одного слова"
    );
    let help = subject.ui.of("keep to one spelling", "держитесь одного написания");
    let mut finding = findings.at(span(first), message).help(help);
    for place in few.iter().skip(1).take(8) {
        finding = finding.related(span(place), subject.ui.of("here too", "и здесь"));
    }
    finding = finding.related(span(other), subject.ui.of("the other spelling", "другое написание"));
    findings.add(finding);
}

fn report_alone(subject: &Subject<'_>, findings: &mut Findings, of: Side, places: &[Place]) {
    let pieces = subject.pieces();
    let Some((piece, range)) = places.first() else { return };
    let word = pieces[*piece].plain.get(range.clone()).unwrap_or_default();
    let message = if of == Side::American {
        say!(
            subject.ui,
            "“{word}” is American, the spelling of the article is British",
            "«{word}» — американское написание, а в статье принято британское"
        )
    } else {
        say!(
            subject.ui,
            "“{word}” is British, the spelling of the article is American",
            "«{word}» — британское написание, а в статье принято американское"
        )
    };
    let help = subject.ui.of("keep to one spelling", "держитесь одного написания");
    let mut finding = findings.at(pieces[*piece].span(range.clone()), message).help(help);
    for (piece, range) in places.iter().skip(1).take(8) {
        finding = finding.related(pieces[*piece].span(range.clone()), subject.ui.of("here too", "и здесь"));
    }
    findings.add(finding);
}
