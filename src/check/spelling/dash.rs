//! The same words are joined by different dashes.
//!
//! ## What it does
//! Compares pairs of words that a dash joins: with spaces around it and without, with an en dash `–` and an em dash `—`
//! (`Minsk – Vilnius`, `Minsk–Vilnius`). It also counts the dashes with spaces around them in the text of each language:
//! where some are en dashes and some em dashes, the first of the rarer kind is reported.
//!
//! ## Why it matters
//! Which dash a journal uses is its choice, but it is one choice: two kinds side by side are seen at once.
//!
//! ## Example
//! ```text
//! The Minsk – Vilnius line and the Minsk–Vilnius road were built in 1873.
//! ```
//! Use instead:
//! ```text
//! The Minsk – Vilnius line and the Minsk – Vilnius road were built in 1873.
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::speaks;
use crate::article::Lang;
use crate::check::words::prose;
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "spelling-dash",
    severity: Severity::Warning,
    summary: ["The same words are joined by different dashes", "Одни и те же слова соединены разными тире"],
    supersedes: &[],
    check,
};

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Dash {
    Spaced(char),
    Close(char),
}

type Places = Vec<(usize, Range<usize>)>;

fn dash(gap: &str) -> Option<Dash> {
    let inner = gap.trim();
    let mut signs = inner.chars();
    let sign = signs.next().filter(|c| matches!(c, '–' | '—'))?;
    if signs.next().is_some() {
        return None;
    }
    let spaced = gap.starts_with(char::is_whitespace) && gap.ends_with(char::is_whitespace);
    match (spaced, gap.len() == inner.len()) {
        (true, _) => Some(Dash::Spaced(sign)),
        (false, true) => Some(Dash::Close(sign)),
        // A space on one side only is a slip of its own.
        _ => None,
    }
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let pieces = subject.pieces();
    let mut pairs: BTreeMap<(Lang, String), BTreeMap<Dash, Places>> = BTreeMap::new();
    let mut signs: BTreeMap<Lang, BTreeMap<char, Places>> = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        let mut last: Option<(Range<usize>, &str)> = None;
        for (range, word) in prose(piece) {
            let Some((before, first)) = last.replace((range.clone(), word)) else { continue };
            let gap = piece.plain.get(before.end..range.start).unwrap_or_default();
            let Some(dash) = dash(gap) else { continue };
            let lang = piece.lang_at(before.start);
            let at = before.end + gap.find(['–', '—']).unwrap_or(0);
            if let Dash::Spaced(sign) = dash
                && speaks(piece)
            {
                signs.entry(lang).or_default().entry(sign).or_default().push((index, at..at + sign.len_utf8()));
            }
            // Words only: a dash between figures is a range. An em dash in a reference is a matter of its list.
            let of_the_list = piece.role == Role::Reference && matches!(dash, Dash::Spaced('—') | Dash::Close('—'));
            if !of_the_list && [first, word].iter().all(|w| w.chars().all(char::is_alphabetic)) {
                let key = (lang, format!("{first} {word}").to_lowercase());
                pairs.entry(key).or_default().entry(dash).or_default().push((index, before.start..range.end));
            }
        }
    }
    let mut told: BTreeSet<Lang> = BTreeSet::new();
    for ((lang, _), forms) in pairs.into_iter().filter(|(_, forms)| forms.len() > 1) {
        let Some((usual, many)) = forms.iter().max_by_key(|(_, places)| places.len()) else { continue };
        let (Some(other), [first, ..]) = (many.first(), &few(&forms, *usual)[..]) else { continue };
        let text = |(piece, range): &(usize, Range<usize>)| pieces[*piece].plain.get(range.clone()).unwrap_or_default();
        let (here, there, times) = (text(first), text(other), many.len());
        let message = say!(
            subject.ui,
            "“{here}” is written “{there}” elsewhere in the article ({times})",
            "«{here}» в других местах статьи пишется «{there}» ({times})"
        );
        let help = subject.ui.of(
            "use one kind of dash, with or without spaces",
            "ставьте тире одного вида, везде с пробелами или везде без них",
        );
        let mut finding = findings.at(pieces[first.0].span(first.1.clone()), message).help(help);
        for (piece, range) in few(&forms, *usual).iter().skip(1).take(8) {
            finding = finding.related(pieces[*piece].span(range.clone()), subject.ui.of("here too", "и здесь"));
        }
        finding =
            finding.related(pieces[other.0].span(other.1.clone()), subject.ui.of("the other form", "другое написание"));
        findings.add(finding);
        if forms.keys().any(|dash| *dash == Dash::Spaced('—')) {
            told.insert(lang);
        }
    }
    for (lang, kinds) in signs.into_iter().filter(|(lang, _)| !told.contains(lang)) {
        let none = Vec::new();
        let [en, em] = ['–', '—'].map(|sign| kinds.get(&sign).unwrap_or(&none));
        let (few, many, sign, usual) =
            if em.len() <= en.len() { (em, en, '—', '–') } else { (en, em, '–', '—') };
        let (Some(first), Some(other)) = (few.first(), many.first()) else { continue };
        let (n, m) = (few.len(), many.len());
        let message = say!(
            subject.ui,
            "the dash {sign} ({n}) stands beside {usual} ({m}) in the same language ({lang})",
            "в тексте на одном языке ({lang}) есть и тире {sign} ({n}), и тире {usual} ({m})"
        );
        let help = say!(subject.ui, "use {usual} throughout", "ставьте везде {usual}");
        let mut finding = findings.at(pieces[first.0].span(first.1.clone()), message).help(help);
        for (piece, range) in few.iter().skip(1).take(8) {
            finding = finding.related(pieces[*piece].span(range.clone()), subject.ui.of("here too", "и здесь"));
        }
        finding =
            finding.related(pieces[other.0].span(other.1.clone()), subject.ui.of("the other dash", "другое тире"));
        findings.add(finding);
    }
}

/// The places that are not of the usual form, in order.
fn few(forms: &BTreeMap<Dash, Places>, usual: Dash) -> Places {
    let mut few: Places = forms.iter().filter(|(dash, _)| **dash != usual).flat_map(|(_, p)| p.clone()).collect();
    few.sort_by_key(|(piece, range)| (*piece, range.start));
    few
}
