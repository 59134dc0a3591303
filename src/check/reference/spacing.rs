//! The parts of an item are set apart otherwise than in the other items: a space too many or too few.
//!
//! ## What it does
//! Compares what stands between the same two parts of all items, of the volume and its issue or of the year and the
//! volume, say. Where at least three quarters, and no fewer than three, have the same there, it tells those that differ
//! from them only in spaces. Two commas, colons or semicolons in a row are told wherever they stand.
//!
//! ## Why it matters
//! Items of one list are set alike; programs that read lists of references go by these signs.
//!
//! ## Example
//! ```text
//! 4. Amsel K. Bridges of glass. Water and Stone. 2009;3:11–19.
//! 5. Drossel P. Ferries without water. Water and Stone. 2010; 1:42–50.
//! ```
//! Use instead:
//! ```text
//! 5. Drossel P. Ferries without water. Water and Stone. 2010;1:42–50.
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use super::items::{self, Item, most};
use crate::article::{Citation, Part, PartKind};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-spacing",
    severity: Severity::Error,
    summary: [
        "Spaces or signs between the parts of an item are wrong",
        "Лишний или пропущенный пробел, лишний знак в источнике",
    ],
    supersedes: &[],
    check,
};

/// Two parts that follow one another.
type Pair = (u8, u8);

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let lists = items::lists(subject);
    let mut gaps: BTreeMap<Pair, Vec<&str>> = BTreeMap::new();
    for item in lists.iter().flatten() {
        for (pair, range) in between(item.citation(), item.plain()) {
            gaps.entry(pair).or_default().push(&item.plain()[range]);
        }
    }
    // The citation block is set as an item of the list is.
    let blocks: Vec<(String, &Citation)> =
        subject.article.front.self_citations.iter().map(|c| (c.text.plain(), &c.citation)).collect();
    for (plain, citation) in &blocks {
        for (pair, range) in between(citation, plain) {
            gaps.entry(pair).or_default().push(&plain[range]);
        }
    }
    let usual: BTreeMap<Pair, &str> =
        gaps.into_iter().filter_map(|(pair, gaps)| Some((pair, most(gaps, 3)?))).collect();
    for item in lists.iter().flatten() {
        for (pair, range) in between(item.citation(), item.plain()) {
            let (Some(usual), gap) = (usual.get(&pair), &item.plain()[range.clone()]) else { continue };
            if gap == *usual || spaceless(gap) != spaceless(usual) {
                continue;
            }
            let more = gap.chars().count() > usual.chars().count();
            let message = if more {
                say!(ui, "{}: a space too many", "{}: лишний пробел", item.name(ui))
            } else if gap.chars().count() < usual.chars().count() {
                say!(ui, "{}: a space is missing", "{}: пропущен пробел", item.name(ui))
            } else {
                continue;
            };
            add(subject, findings, item, range, usual, message);
        }
        doubled(subject, findings, item);
    }
}

/// Reports the gap `range` of an item, which should be `usual`.
fn add(
    subject: &Subject<'_>,
    findings: &mut Findings,
    item: &Item<'_>,
    range: Range<usize>,
    usual: &str,
    message: String,
) {
    let ui = subject.ui;
    let plain = item.plain();
    // Something must be seen at the place: the neighbours of a gap that is empty, or nothing but spaces.
    let from = plain[..range.start].char_indices().next_back().map_or(range.start, |(at, _)| at);
    let to = plain[range.end..].chars().next().map_or(range.end, |c| range.end + c.len_utf8());
    let (gap, place) = (&plain[range.clone()], from..to);
    let few = |text: &str| text.char_indices().take(8).find(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    let words = plain[..range.start].char_indices().rev().take(8).take_while(|(_, c)| c.is_alphanumeric());
    let left = words.last().map_or(range.start, |(at, _)| at);
    let right = few(&plain[range.end..]).map_or(to, |len| range.end + len.max(to - range.end));
    let shown = |gap: &str| format!("{}{gap}{}", &plain[left..range.start], &plain[range.end..right]);
    let help = say!(
        ui,
        "write “{}” as in the other items, not “{}”",
        "нужно «{}», как в других источниках, а не «{}»",
        shown(usual),
        shown(gap)
    );
    let mut finding = findings.at(item.piece.span(place.clone()), message).help(help);
    if let Some(exact) = item.piece.exact(place, subject.source) {
        let text = format!("{}{usual}{}", &plain[from..range.start], &plain[range.end..to]);
        finding = finding.replace(true, exact, text);
    }
    findings.add(finding);
}

/// Two signs where one belongs.
fn doubled(subject: &Subject<'_>, findings: &mut Findings, item: &Item<'_>) {
    let ui = subject.ui;
    let plain = item.plain();
    let bytes = plain.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        let sign = bytes[at];
        let mut end = at + 1;
        if matches!(sign, b',' | b';' | b':') {
            let spaces = bytes[end..].iter().take_while(|b| **b == b' ').count();
            if matches!(bytes.get(end + spaces), Some(b',' | b';' | b':')) && !in_link(item, at) {
                end += spaces + 1;
                let message = say!(ui, "{}: two signs in a row", "{}: два знака препинания подряд", item.name(ui));
                let help = say!(ui, "keep one of “{}”", "оставьте один знак из «{}»", &plain[at..end]);
                let mut finding = findings.at(item.piece.span(at..end), message).help(help);
                if bytes[end - 1] == sign
                    && let Some(exact) = item.piece.exact(at..end, subject.source)
                {
                    finding = finding.replace(true, exact, &plain[at..at + 1]);
                }
                findings.add(finding);
            }
        }
        at = end;
    }
}

fn in_link(item: &Item<'_>, at: usize) -> bool {
    let links = item.citation().parts.iter().filter(|part| matches!(part.kind, PartKind::Url | PartKind::Doi));
    links.into_iter().any(|part| part.range().contains(&at))
}

fn spaceless(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What stands between the figures that give the year, the volume, the issue and the pages, where nothing but signs does.
fn between(citation: &Citation, plain: &str) -> Vec<(Pair, Range<usize>)> {
    let numbers: Vec<(&Part, u8)> = citation.parts.iter().filter_map(|part| Some((part, class(part.kind)?))).collect();
    let mut out = Vec::new();
    for pair in numbers.windows(2) {
        let range = pair[0].0.range().end..pair[1].0.range().start;
        let Some(gap) = plain.get(range.clone()) else { continue };
        if gap.len() <= 6 && !gap.chars().any(char::is_alphanumeric) {
            out.push(((pair[0].1, pair[1].1), range));
        }
    }
    out
}

/// Parts that are set alike: a journal has volumes or numbers.
fn class(kind: PartKind) -> Option<u8> {
    Some(match kind {
        PartKind::Year => 0,
        PartKind::Volume | PartKind::Issue => 1,
        PartKind::FirstPage | PartKind::ElocationId => 2,
        PartKind::LastPage => 3,
        _ => return None,
    })
}
