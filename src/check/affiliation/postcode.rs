//! The post code or the house number of an affiliation differs between the languages.
//!
//! ## What it does
//! Holds each affiliation in one language against the same in the other: the post code, and the numbers of the street
//! address where both have as many. Affiliations that only stand in another order are left alone.
//!
//! ## Why it matters
//! One of the two is wrong, and letters go astray.
//!
//! ## Example
//! ```text
//! ^aLake University, 4 Long Street, Lakeville 220030, Belarus
//! …
//! ¹⁾Озерный университет, ул. Длинная, 4, 220013, г. Озерск, Беларусь
//! ```
//! Use instead:
//! ```text
//! ^aLake University, 4 Long Street, Lakeville 220030, Belarus
//! …
//! ¹⁾Озерный университет, ул. Длинная, 4, 220030, г. Озерск, Беларусь
//! ```

use std::ops::Range;

use super::{languages, of_lang};
use crate::article::{AffiliationPartKind, AffiliationText};
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "affiliation-postcode",
    severity: Severity::Error,
    summary: [
        "The post code or the house number of an affiliation differs between the languages",
        "Почтовый индекс или номер дома на разных языках не совпадает",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let all = &subject.article.front.affiliations;
    let langs = languages(all);
    let Some((&lead, others)) = langs.split_first() else { return };
    for &lang in others {
        // The affiliations of one language may stand in another order.
        let same = |kind| {
            let all_of = |l| {
                let mut numbers: Vec<String> = of_lang(all, l)
                    .flat_map(|(_, text)| Numbers::of(text, kind).found)
                    .map(|(number, _)| number)
                    .collect();
                numbers.sort_unstable();
                numbers
            };
            all_of(lead) == all_of(lang)
        };
        let kinds = [AffiliationPartKind::PostalCode, AffiliationPartKind::AddressLine].into_iter();
        let kinds: Vec<_> = kinds.filter(|kind| !same(*kind)).collect();
        for affiliation in all {
            let variant = |l| affiliation.variants.iter().find(|v| v.lang == l).map(|v| &v.value);
            let (Some(a), Some(b)) = (variant(lead), variant(lang)) else { continue };
            for &kind in &kinds {
                let (here, there) = (Numbers::of(b, kind), Numbers::of(a, kind));
                let Some(((number, range), (other, other_range))) = here.against(&there) else { continue };
                let message = match kind {
                    AffiliationPartKind::PostalCode => say!(
                        ui,
                        "the post code is {} here and {} in the other language",
                        "почтовый индекс здесь {}, а на другом языке — {}",
                        number,
                        other
                    ),
                    _ => say!(
                        ui,
                        "the number in the address is {} here and {} in the other language",
                        "номер в адресе здесь {}, а на другом языке — {}",
                        number,
                        other
                    ),
                };
                let place = Piece::new(Role::Affiliation, lang, "", &b.text).span(range);
                let there = Piece::new(Role::Affiliation, lead, "", &a.text).span(other_range);
                let help = ui.of(
                    "find out which is right, and write it in both",
                    "выясните, какой верен, и укажите его на обоих языках",
                );
                let related = ui.of("the other language", "на другом языке");
                findings.add(findings.at(place, message).help(help).related(there, related));
            }
        }
    }
}

/// A number in figures and its place in the plain text.
type Number = (String, Range<usize>);

/// The numbers in the parts of one kind of an affiliation, each with its place in the plain text.
struct Numbers {
    found: Vec<Number>,
}

impl Numbers {
    fn of(affiliation: &AffiliationText, kind: AffiliationPartKind) -> Numbers {
        let plain = affiliation.text.plain();
        let mut found = Vec::new();
        for part in affiliation.parts.iter().filter(|p| p.kind == kind) {
            let base = part.start as usize;
            let Some(text) = plain.get(base..part.end as usize) else { continue };
            let mut start = None;
            for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
                if c.is_ascii_digit() || start.is_some() && kind == AffiliationPartKind::PostalCode && c == '-' {
                    start = start.or(Some(at));
                } else if let Some(from) = start.take() {
                    let digits: String = text[from..at].chars().filter(char::is_ascii_digit).collect();
                    found.push((digits, base + from..base + at));
                }
            }
        }
        Numbers { found }
    }

    /// The only number that another list of as many has not, and its counterpart there.
    fn against(&self, other: &Numbers) -> Option<(Number, Number)> {
        if self.found.len() != other.found.len() {
            return None;
        }
        let lacks = |numbers: &Numbers, wanted: &str| !numbers.found.iter().any(|(n, _)| n == wanted);
        let mine: Vec<_> = self.found.iter().filter(|(n, _)| lacks(other, n)).collect();
        let theirs: Vec<_> = other.found.iter().filter(|(n, _)| lacks(self, n)).collect();
        match (&mine[..], &theirs[..]) {
            ([a], [b]) => Some(((*a).clone(), (*b).clone())),
            _ => None,
        }
    }
}
