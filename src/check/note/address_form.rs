//! Addresses stand partly in angle brackets and partly without.
//!
//! ## What it does
//! Counts the addresses of the notes that stand in `<…>` and those that stand bare. Where there are both, it shows those of
//! the rarer form in one finding.
//!
//! ## Why it matters
//! Either form is good; one article has one of them. Where the forms alternate, some addresses were pasted in later, or
//! the brackets were lost when the text was converted.
//!
//! ## Example
//! ```text
//! ¹The harbour today. URL: <https://example.org/today>.
//! ²The harbour plan. URL: https://example.org/plan.
//! ```
//! Use instead:
//! ```text
//! ¹The harbour today. URL: https://example.org/today.
//! ²The harbour plan. URL: https://example.org/plan.
//! ```

use crate::check::{Findings, Role, Rule, Subject, addresses, plural, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-address-form",
    severity: Severity::Warning,
    summary: [
        "Addresses in the notes partly in angle brackets, partly without",
        "Адреса в примечаниях то в угловых скобках, то без них",
    ],
    supersedes: &[],
    check,
};

/// Places that are shown.
const SHOWN: usize = 12;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let all = addresses::addresses(subject, &[Role::Note]);
    let (in_brackets, bare): (Vec<_>, Vec<_>) = all.iter().partition(|address| address.bracketed);
    if in_brackets.is_empty() || bare.is_empty() {
        return;
    }
    let brackets_fewer = in_brackets.len() < bare.len();
    let (fewer, more) = if brackets_fewer { (&in_brackets, &bare) } else { (&bare, &in_brackets) };
    let (few, many) = (fewer.len(), more.len());
    let addresses = plural(few + many, ["адреса", "адресов", "адресов"]);
    let message = if brackets_fewer {
        say!(
            ui,
            "{0} of {1} addresses in the notes stand in angle brackets, the others without",
            "из {1} {addresses} в примечаниях {0} — в угловых скобках, остальные без них",
            few,
            few + many
        )
    } else {
        say!(
            ui,
            "{0} of {1} addresses in the notes stand without angle brackets, the others in them",
            "из {1} {addresses} в примечаниях {0} — без угловых скобок, остальные в них",
            few,
            few + many
        )
    };
    let help = ui.of("set all of them alike", "оформите все адреса одинаково");
    let mut finding = findings.at(fewer[0].span(), message).help(help);
    for address in fewer.iter().skip(1).take(SHOWN) {
        finding = finding.related(address.span(), ui.of("and this one", "и этот"));
    }
    findings.add(finding);
}
