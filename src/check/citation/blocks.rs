//! The citation blocks of two languages disagree.
//!
//! ## What it does
//! Holds year, volume, issue, pages and DOI of the citation blocks against each other.
//!
//! ## Why it matters
//! The article has one place in one issue. Readers of one language are sent to the wrong one.
//!
//! ## Example
//! ```text
//! Образец цитирования:
//! Автор АБ. Реки озерного края. Журнал рек. 2020;2:47–53.
//! For citation:
//! Author AB. The rivers of the lake district. Journal of Rivers. 2020;2:47–58.
//! ```
//! Use instead:
//! ```text
//! Образец цитирования:
//! Автор АБ. Реки озерного края. Журнал рек. 2020;2:47–53.
//! For citation:
//! Author AB. The rivers of the lake district. Journal of Rivers. 2020;2:47–53.
//! ```

use std::ops::Range;

use super::{Block, blocks};
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "citation-blocks",
    severity: Severity::Error,
    summary: ["The citation blocks of two languages disagree", "Образцы цитирования на разных языках расходятся"],
    supersedes: &[
        "agreement-year",
        "agreement-volume",
        "agreement-issue",
        "agreement-first-page",
        "agreement-last-page",
    ],
    check,
};

/// What the blocks must agree in, in English and Russian.
const PARTS: &[(PartKind, [&str; 2])] = &[
    (PartKind::Year, ["year", "год"]),
    (PartKind::Volume, ["volume", "том"]),
    (PartKind::Issue, ["issue", "номер"]),
    (PartKind::FirstPage, ["first page", "первая страница"]),
    (PartKind::LastPage, ["last page", "последняя страница"]),
    (PartKind::ElocationId, ["article number", "номер статьи"]),
    (PartKind::Doi, ["DOI", "DOI"]),
];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let blocks = blocks(subject);
    let Some((first, others)) = blocks.split_first() else { return };
    for other in others {
        for (kind, names) in PARTS {
            let Some(((theirs, there), (ours, here))) = first.part(*kind).zip(other.part(*kind)) else { continue };
            if !differ(theirs, ours) {
                continue;
            }
            let name = ui.of(names[0], names[1]);
            let message = say!(
                ui,
                "the {name} is {} here and {} in the other citation block",
                "{name} здесь {}, а в другом образце цитирования — {}",
                ours,
                theirs
            );
            add(subject, findings, message, (other, here), (first, there));
        }
        if let Some((ours, here, theirs, there)) = lone_number(first, other) {
            let message = say!(
                ui,
                "the number of the issue is {} here and {} in the other citation block",
                "номер выпуска здесь {}, а в другом образце цитирования — {}",
                ours,
                theirs
            );
            add(subject, findings, message, (other, here), (first, there));
        }
    }
}

fn add(
    subject: &Subject<'_>,
    findings: &mut Findings,
    message: String,
    (block, here): (&Block<'_>, Range<usize>),
    (other, there): (&Block<'_>, Range<usize>),
) {
    let help =
        subject.ui.of("find out which is right, and write it in both", "выясните, что верно, и укажите это в обоих");
    let related = subject.ui.of("the other block", "другой образец");
    findings.add(findings.at(block.piece.span(here), message).help(help).related(other.piece.span(there), related));
}

/// Whether two values differ by more than case and noughts before a number.
fn differ(a: &str, b: &str) -> bool {
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.trim_start_matches('0').to_owned());
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a != b,
        // A volume in Roman figures is the same in Arabic ones, for all that is known.
        (Some(_), None) | (None, Some(_)) => false,
        (None, None) => a.to_lowercase() != b.to_lowercase(),
    }
}

/// One block has only a volume and the other only an issue: it is the same number, read in two ways.
fn lone_number<'a>(
    first: &'a Block<'_>,
    other: &'a Block<'_>,
) -> Option<(&'a str, Range<usize>, &'a str, Range<usize>)> {
    let lone = |block: &'a Block<'_>| match (block.part(PartKind::Volume), block.part(PartKind::Issue)) {
        (Some(volume), None) => Some((PartKind::Volume, volume)),
        (None, Some(issue)) => Some((PartKind::Issue, issue)),
        _ => None,
    };
    let (kind, (theirs, there)) = lone(first)?;
    let (other_kind, (ours, here)) = lone(other)?;
    (kind != other_kind && differ(ours, theirs)).then_some((ours, here, theirs, there))
}

#[cfg(test)]
mod tests {
    use super::differ;

    #[test]
    fn noughts_and_roman_figures_do_not_count() {
        assert!(!differ("01", "1"));
        assert!(!differ("XII", "12"));
        assert!(!differ("10.1234/AB", "10.1234/ab"));
        assert!(differ("47", "48"));
        assert!(differ("e1", "e2"));
    }
}
