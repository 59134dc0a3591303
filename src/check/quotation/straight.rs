//! Straight and curly quotation marks in one language.
//!
//! ## What it does
//! Counts the quotations of each language of the article that stand in straight marks `"…"` and in curly ones that the
//! language has (`“…”`, `«…»`, `„…“`). Where there are both, the first of the rarer kind is reported, with the others of
//! it. Inches and seconds of arc do not count.
//!
//! ## Why it matters
//! The two kinds in one text look like an oversight, and are one: words copied from another source bring their marks along.
//!
//! ## Example
//! ```text
//! The “old” road and the "new" one meet here; the “middle” one does not.
//! ```
//! Use instead:
//! ```text
//! The “old” road and the “new” one meet here; the “middle” one does not.
//! ```

use std::collections::BTreeMap;

use super::language;
use super::marks::{Marks, Pair, marks};
use crate::article::Lang;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "quotation-straight",
    severity: Severity::Warning,
    summary: ["Straight and curly quotation marks in one language", "Прямые и типографские кавычки вперемешку"],
    supersedes: &[],
    check,
};

/// The other places that are shown.
const SHOWN: usize = 12;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let pieces = subject.pieces();
    let found = marks(subject);
    // By language, straight and curly.
    let mut kinds: BTreeMap<Lang, [Vec<Pair>; 2]> = BTreeMap::new();
    for pair in &found.pairs {
        let lang = pair.open.lang(pieces);
        let straight = pair.open.sign == '"';
        if straight || language::allows(lang, pair.open.sign, pair.close.sign) {
            kinds.entry(lang).or_default()[usize::from(!straight)].push(*pair);
        }
    }
    for [straight, curly] in kinds.into_values() {
        let straight_are_few = straight.len() <= curly.len();
        let (n, m) = (straight.len(), curly.len());
        let (few, many) = if straight_are_few { (straight, curly) } else { (curly, straight) };
        let (Some(first), true) = (few.first(), n > 0 && m > 0) else { continue };
        let span = first.open.span(pieces).join(first.close.span(pieces));
        let message = say!(
            ui,
            "straight quotation marks ({n}) stand beside curly ones ({m}) in the same language",
            "в тексте на одном языке есть и прямые кавычки ({n}), и типографские ({m})"
        );
        let help = ui.of(
            "use one kind throughout: curly marks are the rule in print",
            "используйте один вид кавычек; в печати приняты типографские",
        );
        let mut finding = findings.at(span, message).help(help);
        for other in few.iter().skip(1).take(SHOWN) {
            let span = other.open.span(pieces).join(other.close.span(pieces));
            finding = finding.related(span, ui.of("here too", "и здесь"));
        }
        if let Some(other) = many.first() {
            let span = other.open.span(pieces).join(other.close.span(pieces));
            finding = finding.related(span, ui.of("the other kind", "кавычки другого вида"));
        }
        if straight_are_few && found.unlike.is_empty() && found.unclosed.is_empty() && found.unopened.is_empty() {
            finding.fix = curled(subject, &few, &found);
        }
        findings.add(finding);
    }
}

/// Edits that make straight marks those that the language has elsewhere in the article.
fn curled(subject: &Subject<'_>, straight: &[Pair], found: &Marks) -> Option<Fix> {
    let pieces = subject.pieces();
    let lang = straight.first()?.open.lang(pieces);
    let mut kinds: BTreeMap<(char, char), usize> = BTreeMap::new();
    for pair in found.pairs.iter().filter(|p| p.depth == 0 && p.open.sign != '"' && p.open.lang(pieces) == lang) {
        *kinds.entry((pair.open.sign, pair.close.sign)).or_default() += 1;
    }
    // Marks of several kinds have roles that have to be looked at; so have marks in marks.
    let (open, close) = *kinds.keys().next().filter(|_| kinds.len() == 1)?;
    let mut edits = Vec::new();
    for pair in straight {
        if pair.depth > 0 {
            return None;
        }
        for (mark, sign) in [(pair.open, open), (pair.close, close)] {
            let span = pieces[mark.piece].exact(mark.at..mark.at + 1, subject.source)?;
            edits.push(Edit { span, text: sign.into() });
        }
    }
    edits.sort_by_key(|edit| edit.span);
    Some(Fix { safe: true, edits })
}
