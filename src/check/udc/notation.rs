//! A UDC number is not UDC notation.
//!
//! ## What it does
//! Reads each UDC number by the grammar of the notation: numbers, `+`, `/`, `:` and `::` between them, and auxiliaries of
//! language, form, place, time and the rest. What typesetting does to a number (quotation marks of the text around time,
//! dashes, spaces) is told with the number as it should be; anything else with the place at which the notation is left.
//!
//! ## Why it matters
//! Catalogues and repositories find articles by the number and split it at its signs. One that is not notation is filed
//! nowhere, or in the wrong place. Time stands between two straight marks `"` and nothing else.
//!
//! ## Example
//! ```text
//! UDC 94(476)“1917/1991”
//! ```
//! Use instead:
//! ```text
//! UDC 94(476)"1917/1991"
//! ```

use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::notation::udc::{self, Reason};
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "udc-notation",
    severity: Severity::Error,
    summary: ["A UDC number is not UDC notation", "Индекс УДК записан не по правилам"],
    supersedes: &["read-udc-malformed", "read-udc-normalised"],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for code in subject.article.front.classifications.iter().filter(|c| c.scheme == "udc") {
        let written = &code.written.text;
        let (normal, changes) = udc::normalise(written);
        let parsed = udc::parse(&normal);
        if let Some(first) = changes.first() {
            let edits: Vec<Edit> = changes
                .iter()
                .map(|c| Edit { span: code.written.span_of(c.range.clone()), text: c.to.clone() })
                .collect();
            let place = edits.iter().fold(Span::NONE, |all, edit| all.join(edit.span));
            let message = match (first.why, &parsed) {
                (why, Ok(_)) => ui.of(why.message(), in_russian(why)).to_owned(),
                (why, Err(fault)) => {
                    let fault = ui.of(&fault.message, &fault.in_russian);
                    say!(ui, "{}; and {}", "{}; кроме того, {}", ui.of(why.message(), in_russian(why)), fault)
                }
            };
            let mut finding = findings.at(place, message).help(say!(ui, "write {normal}", "нужно: {normal}"));
            // Only what was read byte for byte can be replaced.
            let exact = subject.source.slice(code.written.span) == written;
            finding.fix = exact.then_some(Fix { safe: parsed.is_ok(), edits });
            findings.add(finding);
        } else if let Err(fault) = parsed {
            let end = written[fault.at..].chars().next().map_or(fault.at, |c| fault.at + c.len_utf8());
            // At the end of the number there is nothing to point at but what stands last.
            let last = written.char_indices().next_back().map_or(0, |(at, _)| at);
            let place = if fault.at < end { fault.at..end } else { last..written.len() };
            let fault = ui.of(fault.message, fault.in_russian);
            let message = say!(ui, "this is not UDC notation: {}", "это не запись УДК: {}", fault);
            let help = ui.of("correct the number by the tables of the UDC", "исправьте индекс по таблицам УДК");
            findings.add(findings.at(code.written.span_of(place), message).help(help));
        }
    }
}

fn in_russian(why: Reason) -> &'static str {
    match why {
        Reason::Quote => "время в индексе УДК стоит между двумя прямыми кавычками \"",
        Reason::Apostrophe => "апостроф в индексе УДК — это '",
        Reason::Space => "внутри индекса УДК нет пробелов",
        Reason::Dash => "в индексе УДК есть дефисы и косая черта, но нет тире",
        Reason::Stop => "после индекса УДК нет ни точки, ни запятой",
        Reason::LookAlike => "этот знак лишь похож на знак УДК",
        Reason::Escape => "в индексе УДК нет обратной косой черты",
    }
}
