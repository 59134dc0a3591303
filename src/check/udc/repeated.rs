//! A UDC number is given twice.
//!
//! ## What it does
//! Compares the UDC numbers that stand after one label with one another, and the terms that `+` and `:` join in one number.
//! The same number after the labels of two languages is no fault.
//!
//! ## Why it matters
//! The second one tells nothing new; mostly another number was meant.
//!
//! ## Example
//! ```text
//! UDC 327(476)+327(476)
//! ```
//! Use instead:
//! ```text
//! UDC 327(476)+327(474)
//! ```

use std::collections::BTreeMap;

use super::numbers;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "udc-repeated",
    severity: Severity::Warning,
    summary: ["A UDC number is given twice", "Индекс УДК указан дважды"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let mut seen: BTreeMap<(Span, String), Span> = BTreeMap::new();
    for number in numbers(subject) {
        let whole = number.span(0..number.normal().len());
        let mut terms: BTreeMap<&str, Span> = BTreeMap::new();
        let mut again = Vec::new();
        for term in number.parts.terms() {
            let place = number.span(term.range.clone());
            let text = number.normal().get(term.range.clone()).unwrap_or_default();
            match terms.get(text) {
                Some(first) => again.push((*first, place, text.to_owned())),
                None => drop(terms.insert(text, place)),
            }
        }
        match seen.get(&(number.code.label.span, number.normal().to_owned())) {
            Some(first) => again = vec![(*first, whole, number.normal().to_owned())],
            None => drop(seen.insert((number.code.label.span, number.normal().to_owned()), whole)),
        }
        for (first, place, text) in again {
            let message = say!(subject.ui, "the UDC number {} is given twice", "индекс УДК {} указан дважды", text);
            let here = subject.ui.of("the first time", "первый раз");
            let help = subject
                .ui
                .of("give it once, or the number that was meant", "оставьте его один раз или укажите нужный индекс");
            findings.add(findings.at(place, message).related(first, here).help(help));
        }
    }
}
