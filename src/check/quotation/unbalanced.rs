//! A quotation opens or closes without its counterpart, or with another kind of mark.
//!
//! ## What it does
//! Pairs the double quotation marks of every paragraph, title, keyword, note and reference. It reports a mark that opens
//! and is not closed, one that closes nothing, and a pair of unlike marks such as `“ … »`. Quotations inside quotations
//! and quotations of several paragraphs are understood, as are inches, seconds of arc and apostrophes. Single quotation
//! marks are not looked at.
//!
//! ## Why it matters
//! The reader cannot tell where the quoted words end. In titles and keywords the marks go into catalogues as they stand,
//! and the title is then not found.
//!
//! ## Example
//! ```text
//! The journal “New Land» appeared in 1912.
//! ```
//! Use instead:
//! ```text
//! The journal “New Land” appeared in 1912.
//! ```

use std::collections::BTreeMap;

use super::marks::{Marks, Pair, like, marks};
use crate::article::Lang;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "quotation-unbalanced",
    severity: Severity::Error,
    summary: [
        "A quotation lacks its opening or closing mark, or they do not match",
        "У кавычки нет парной, или открывающая и закрывающая кавычки разного вида",
    ],
    supersedes: &[],
    check,
};

/// The longest quotation that is shown whole, in bytes.
const SHOWN: usize = 160;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let pieces = subject.pieces();
    let found = marks(subject);
    for pair in &found.unlike {
        let (open, close) = (pair.open.span(pieces), pair.close.span(pieces));
        let message = say!(
            ui,
            "the quotation opens with {} and closes with {}",
            "открывающая кавычка {} и закрывающая {} разного вида",
            pair.open.sign,
            pair.close.sign
        );
        let whole = open.join(close);
        let mut finding = if pair.inside(pieces).is_some() && whole.len() <= SHOWN {
            findings.at(whole, message)
        } else {
            findings.at(close, message).related(open, ui.of("it opens here", "она открывается здесь"))
        };
        match mended(subject, &found, pair) {
            Some((sign, span, safe)) => {
                finding = finding
                    .help(say!(ui, "write {} here, as elsewhere", "поставьте {}, как в других местах", sign))
                    .replace(safe, span, sign);
            }
            None => finding = finding.help(ui.of("use marks of one kind", "поставьте кавычки одного вида")),
        }
        findings.add(finding);
    }
    for mark in &found.unclosed {
        let message = say!(ui, "the quotation mark {} is not closed", "кавычка {} не закрыта", mark.sign);
        let help = ui.of(
            "close it where the quoted words end, or take it out",
            "закройте её там, где кончаются слова в кавычках, или уберите",
        );
        findings.add(findings.at(mark.span(pieces), message).help(help));
    }
    for mark in &found.unopened {
        let message = say!(ui, "the quotation mark {} closes nothing", "кавычка {} ничего не закрывает", mark.sign);
        let help = ui.of(
            "open it where the quoted words begin, or take it out",
            "откройте её там, где начинаются слова в кавычках, или уберите",
        );
        findings.add(findings.at(mark.span(pieces), message).help(help));
    }
}

/// The mark that makes a pair of an unlike one, its place, and whether that is certain: it is where the other pairs of the
/// language are all of one kind.
fn mended(subject: &Subject<'_>, found: &Marks, pair: &Pair) -> Option<(char, crate::source::Span, bool)> {
    let pieces = subject.pieces();
    let lang: Lang = pair.open.lang(pieces);
    let mut kinds: BTreeMap<(char, char), usize> = BTreeMap::new();
    for other in found.pairs.iter().filter(|other| other.open.lang(pieces) == lang) {
        *kinds.entry((other.open.sign, other.close.sign)).or_default() += 1;
    }
    let closing = kinds.iter().filter(|((open, _), _)| *open == pair.open.sign).max_by_key(|(_, n)| **n);
    let opening = kinds.iter().filter(|((_, close), _)| *close == pair.close.sign).max_by_key(|(_, n)| **n);
    let (sign, mark) = match (closing, opening) {
        (Some((_, n)), Some(((open, _), m))) if n < m => (*open, pair.open),
        (Some(((_, close), _)), _) => (*close, pair.close),
        (None, Some(((open, _), _))) => (*open, pair.open),
        (None, None) => return None,
    };
    let whole = if mark == pair.open { like(sign, pair.close.sign) } else { like(pair.open.sign, sign) };
    let range = mark.at..mark.at + mark.sign.len_utf8();
    let place = pieces[mark.piece].exact(range, subject.source).filter(|_| whole)?;
    Some((sign, place, kinds.len() == 1))
}
