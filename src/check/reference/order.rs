//! An item stands out of the order of its list.
//!
//! ## What it does
//! A list is in the order in which the text first cites its items, or in that of the alphabet. Where all items but very
//! few (one in eight, a dozen at most) follow one of the two, it tells those that do not. A list in neither order is left alone.
//!
//! ## Why it matters
//! Readers look for a name where the alphabet puts it, and editors renumber a list that is not in the order of its
//! citations.
//!
//! ## Example
//! ```text
//! Amsel, K. (2009). Bridges of glass.
//! Elster, R. (2004). The town that stayed.
//! Drossel, P. (2010). Ferries without water.
//! Fink, M. (2011). Roads under the lake.
//! ```
//! Use instead:
//! ```text
//! Amsel, K. (2009). Bridges of glass.
//! Drossel, P. (2010). Ferries without water.
//! Elster, R. (2004). The town that stayed.
//! Fink, M. (2011). Roads under the lake.
//! ```

use std::collections::BTreeMap;

use super::items::{self, Item};
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::fold;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-order",
    severity: Severity::Warning,
    summary: ["An item stands out of the order of its list", "Источник стоит не на своём месте в списке"],
    supersedes: &[],
    check,
};

/// Fewer items show no order.
const LEAST: usize = 5;

/// Where more items than this are out of order, the list is in none.
const MANY: usize = 12;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let cited = items::cited(subject);
    let lists = items::lists(subject);
    // The second of two lists that pair is in the order of the first.
    let Some(list) = lists.first().filter(|list| list.len() >= LEAST) else { return };
    let numbered = list.iter().filter(|item| item.reference.label.is_some()).count() == list.len();
    let places: Vec<Option<usize>> =
        list.iter().map(|item| Some(cited.get(&item.reference.id)?.0).filter(|at| *at < usize::MAX)).collect();
    let by_citation = if numbered { outliers(&places) } else { None };
    let keys: Vec<Option<String>> = list.iter().map(key).collect();
    let by_name = outliers(&keys);
    match (by_citation, by_name) {
        (Some(cited), Some(named)) if named.len() < cited.len() => by_alphabet(subject, list, &named, findings),
        (Some(wrong), _) => by_citations(subject, list, &wrong, &cited, findings),
        (None, Some(wrong)) => by_alphabet(subject, list, &wrong, findings),
        (None, None) => {}
    }
}

/// The items that are out of an order that all but one in eight follow, if there is one. Those without a key fit
/// anywhere.
fn outliers<T: Ord>(keys: &[Option<T>]) -> Option<Vec<usize>> {
    let known: Vec<usize> = (0..keys.len()).filter(|&n| keys[n].is_some()).collect();
    if known.len() < LEAST {
        return None;
    }
    // The longest sequence that does not fall: `ends[k]` is the last item of the best one of length k + 1.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    for &n in &known {
        let len = ends.partition_point(|&end| keys[end] <= keys[n]);
        if let Some(&end) = len.checked_sub(1).and_then(|k| ends.get(k)) {
            before.insert(n, end);
        }
        match ends.get_mut(len) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut kept = Vec::new();
    let mut at = ends.last().copied();
    while let Some(n) = at {
        kept.push(n);
        at = before.get(&n).copied();
    }
    kept.reverse();
    let wrong: Vec<usize> = known.iter().copied().filter(|n| kept.binary_search(n).is_err()).collect();
    (wrong.len() <= (known.len() / 8).clamp(1, MANY)).then_some(wrong)
}

fn by_citations(
    subject: &Subject<'_>,
    list: &[Item<'_>],
    wrong: &[usize],
    cited: &BTreeMap<String, (usize, Span)>,
    findings: &mut Findings,
) {
    let ui = subject.ui;
    for &n in wrong {
        let item = &list[n];
        let Some((_, first)) = cited.get(&item.reference.id) else { continue };
        let message = say!(
            ui,
            "{} is first cited out of turn; the list is in the order of citation",
            "{} впервые упомянут не в свою очередь; список составлен в порядке упоминания",
            item.name(ui)
        );
        let help = ui.of(
            "number the sources in the order in which the text first cites them",
            "нумеруйте источники в порядке первого упоминания",
        );
        let related = ui.of("first cited here", "первое упоминание");
        findings.add(findings.at(place(item), message).help(help).related(*first, related));
    }
}

fn by_alphabet(subject: &Subject<'_>, list: &[Item<'_>], wrong: &[usize], findings: &mut Findings) {
    let ui = subject.ui;
    for &n in wrong {
        let item = &list[n];
        let message = say!(ui, "{} is out of alphabetical order", "{} стоит не по алфавиту", item.name(ui));
        let own = key(item);
        // The first of the others that belongs after it.
        let next = list.iter().enumerate().find(|(m, other)| !wrong.contains(m) && key(other) > own);
        let help = match next {
            Some((_, next)) => say!(ui, "put it before item {}", "поставьте его перед источником {}", next.number()),
            None => ui.of("put it at the end", "поставьте его в конец списка").to_owned(),
        };
        findings.add(findings.at(place(item), message).help(help));
    }
}

fn place(item: &Item<'_>) -> Span {
    let name = item.names(PartKind::Authors).next().map(|name| item.span(name));
    item.reference.label.as_ref().map(|label| label.span).or(name).unwrap_or_else(|| item.piece.whole())
}

/// What an item is put in alphabetical order by: the letters of the word that it begins with, Cyrillic before Latin; none
/// for an item that does not begin with its author, or whose initials stand first.
fn key(item: &Item<'_>) -> Option<String> {
    let authors = item.part(PartKind::Authors).filter(|authors| authors.start < 8)?;
    let first = authors.text(item.plain()).split([' ', '-', '‐', '’', '\'', ',', '.', '\u{A0}']).next()?;
    // A particle may be passed over or not.
    if first.starts_with(char::is_lowercase) || first.chars().nth(1).is_none() {
        return None;
    }
    // Where a letter with an accent or a figure stands, each alphabet and each program has its own mind.
    if first.chars().any(|c| !c.is_ascii() && c < '\u{400}' && c.is_alphabetic())
        || !first.starts_with(char::is_alphabetic)
    {
        return None;
    }
    let cyrillic = first.chars().any(|c| matches!(c, '\u{400}'..='\u{52F}'));
    let mut key = String::from(if cyrillic { "0" } else { "1" });
    for c in first.chars().filter(|c| c.is_alphabetic()) {
        let c = fold::lower(c);
        match c {
            // Letters whose code points are out of alphabetical order.
            'ё' => key.push('е'),
            'і' => key.push('и'),
            'ї' => key.push('й'),
            'є' => key.push('е'),
            'ґ' => key.push('г'),
            'ў' => key.push('у'),
            c if cyrillic => key.push(c),
            c => key.push(fold::base(c)),
        }
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_item_out_of_order_is_found_and_disorder_is_not() {
        let keys = |keys: &[u32]| keys.iter().map(|k| (*k > 0).then_some(*k)).collect::<Vec<_>>();
        assert_eq!(outliers(&keys(&[1, 2, 9, 3, 4, 5])), Some(vec![2]));
        assert_eq!(outliers(&keys(&[1, 2, 2, 0, 3, 4, 5])), Some(vec![]));
        assert_eq!(outliers(&keys(&[5, 1, 4, 2, 3, 1])), None);
        assert_eq!(outliers(&keys(&[1, 2, 3, 4])), None);
    }

    proptest! {
        #[test]
        fn what_is_left_is_in_order(keys in proptest::collection::vec(proptest::option::of(0u8..20), 0..40)) {
            if let Some(wrong) = outliers(&keys) {
                let left: Vec<_> = (0..keys.len()).filter(|n| !wrong.contains(n)).filter_map(|n| keys[n]).collect();
                prop_assert!(left.is_sorted());
            }
        }
    }
}
