//! The two lists of references do not hold the same items.
//!
//! ## What it does
//! Counts the items of both lists, and looks for those that the other list does not have, by year, pages, names and
//! addresses.
//!
//! ## Why it matters
//! A number in the text means the item of that number in either list. From the first item that is missing on, every number
//! of the shorter list is wrong.
//!
//! ## Example
//! ```text
//! Библиографические ссылки
//! 1. Дрозд КА. Мосты из стекла. Вода и камень. 2009;3:11–19.
//! 2. Зяблик ПР. Паромы без воды. Вода и камень. 2010;1:42–50.
//!
//! References
//! 1. Drozd KA. [Bridges of glass]. Water and Stone. 2009;3:11–19.
//! ```
//! Use instead:
//! ```text
//! References
//! 1. Drozd KA. [Bridges of glass]. Water and Stone. 2009;3:11–19.
//! 2. Zyablik PR. [Ferries without water]. Water and Stone. 2010;1:42–50.
//! ```

use super::partners::partners;
use crate::check::reference::items::{self, Item};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::language::{Script, script};

/// The rule.
pub const RULE: Rule = Rule {
    id: "pair-count",
    severity: Severity::Error,
    summary: ["The two lists do not hold the same items", "Состав двух списков источников различается"],
    supersedes: &["read-lists-do-not-pair"],
    check,
};

/// More items than this are not told one by one.
const MANY: usize = 5;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let heads = &subject.article.references.lists;
    let [first, second] = &heads[..] else { return };
    if let Some(partners) = partners(subject) {
        if partners.whole {
            return;
        }
        let (one, two) = (&partners.lists[0], &partners.lists[1]);
        let message = counts(subject, one.len(), two.len());
        let help = ui.of(
            "item n of one list must be item n of the other",
            "источник с номером n в одном списке — тот же, что и в другом",
        );
        let mut finding = findings.at(second.title.span(), message).help(help);
        finding = finding.related(first.title.span(), ui.of("the other list", "другой список"));
        for (list, other) in [(0, 1), (1, 0)] {
            let alone = partners.alone(list);
            let lost = |item: &&Item<'_>| item.piece.whole();
            let place = heads[other].title.plain();
            let message = say!(ui, "not found under “{place}”", "не найден в списке «{place}»");
            for item in alone.iter().take(MANY) {
                finding = finding.related(lost(item), message.clone());
            }
        }
        findings.add(finding);
        return;
    }
    // Two lists that have nothing in common are of different sources, unless one is in each script.
    let lists = items::lists(subject);
    let [one, two] = &lists[..] else { return };
    let in_script =
        |list: &[Item<'_>], wanted| list.iter().filter(|item| script(item.plain()) == wanted).count() * 2 > list.len();
    let romanised = in_script(one, Script::Cyrillic) && in_script(two, Script::Latin);
    if romanised && one.len() != two.len() {
        let finding = findings.at(second.title.span(), counts(subject, one.len(), two.len()));
        findings.add(finding.related(first.title.span(), ui.of("the other list", "другой список")));
    }
}

fn counts(subject: &Subject<'_>, one: usize, two: usize) -> String {
    let ui = subject.ui;
    if one == two {
        return ui
            .of("items of this list are others than in the first list", "источники этого списка не те, что в первом")
            .to_owned();
    }
    say!(
        ui,
        "the numbers of items differ: {two} in this list, {one} in the first",
        "число источников различается: в этом списке — {two}, в первом — {one}"
    )
}
