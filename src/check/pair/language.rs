//! An item is of another language in the other list.
//!
//! ## What it does
//! Compares the remarks on the language (“Russian.”, «На рус. яз.») of the two forms of each item.
//!
//! ## Why it matters
//! Readers learn from the remark whether they can read the source.
//!
//! ## Example
//! ```text
//! 4. Чиж АВ. Дорогі пад возерам. Вада і камень. 2011;2:7–15. Белорусский.
//! 4. Chizh AV. [Roads under the lake]. Water and Stone. 2011;2:7–15. Russian.
//! ```
//! Use instead:
//! ```text
//! 4. Chizh AV. [Roads under the lake]. Water and Stone. 2011;2:7–15. Belarusian.
//! ```

use super::partners::partners;
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "pair-language",
    severity: Severity::Error,
    summary: ["The language remarks differ between the two lists", "Указания языка в двух списках различаются"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some(partners) = partners(subject) else { return };
    for (one, two) in partners.iter() {
        let (Some(a), Some(b)) = (one.part(PartKind::Language), two.part(PartKind::Language)) else { continue };
        let (Some(first), Some(second)) = (one.citation().source_lang, two.citation().source_lang) else { continue };
        if first == second {
            continue;
        }
        let (there, here) = (a.text(one.plain()), b.text(two.plain()));
        let message = say!(
            ui,
            "{}: “{here}” here, “{there}” in the other list",
            "{}: здесь «{here}», в другом списке «{there}»",
            two.name(ui)
        );
        let help =
            ui.of("name the language of the source in both lists", "укажите в обоих списках язык самого источника");
        let related = ui.of("in the other list", "в другом списке");
        findings.add(findings.at(two.span(b), message).help(help).related(one.span(a), related));
    }
}
