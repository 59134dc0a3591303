//! An author, or a whole item, is in another script than its list.
//!
//! ## What it does
//! Tells authors in Latin letters before a Cyrillic title, authors in Cyrillic before a Latin title, and items in
//! Cyrillic in a list that is romanised otherwise. Foreign works in a list of original scripts, wholly in Latin letters,
//! are as they should be.
//!
//! ## Why it matters
//! The list of original scripts gives names as their works do; the romanised list is read by indexes that know no
//! Cyrillic.
//!
//! ## Example
//! ```text
//! Drozd KA. Мосты из стекла. Вода и камень. 2009;3:11–19.
//! ```
//! Use instead:
//! ```text
//! Дрозд КА. Мосты из стекла. Вода и камень. 2009;3:11–19.
//! ```

use super::items::{self, Item, most};
use crate::article::PartKind;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::language::{Script, script};

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-script",
    severity: Severity::Error,
    summary: ["An author or an item is in another script than its list", "Автор или источник записан не той графикой"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let lists = items::lists(subject);
    let cyrillic = |list: &[Item<'_>]| {
        list.iter().filter(|item| script(item.plain()) == Script::Cyrillic).count() * 2 > list.len()
    };
    let originals = lists.iter().any(|list| cyrillic(list));
    for list in &lists {
        // The romanised list is one of two, and Latin but for slips.
        let scripts = list.iter().map(|item| script_rank(script(item.plain())));
        let romanised = originals && most(scripts, 3) == Some(script_rank(Script::Latin));
        for item in list {
            if romanised && script(item.plain()) == Script::Cyrillic {
                let message = say!(
                    ui,
                    "{} is in Cyrillic in a romanised list",
                    "{}: кириллица в латинизированном списке",
                    item.name(ui)
                );
                let help =
                    ui.of("romanise it, or translate its title", "транслитерируйте описание или переведите заглавие");
                findings.add(findings.at(item.piece.whole(), message).help(help));
            } else {
                authors(subject, item, findings);
            }
        }
    }
}

fn script_rank(script: Script) -> u8 {
    match script {
        Script::Latin => 0,
        Script::Cyrillic => 1,
        Script::Mixed => 2,
        Script::None => 3,
    }
}

fn authors(subject: &Subject<'_>, item: &Item<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some(title) = item.title().map(|title| script(title.text(item.plain()))) else { return };
    let other = match title {
        Script::Cyrillic => Script::Latin,
        Script::Latin => Script::Cyrillic,
        Script::Mixed | Script::None => return,
    };
    let mut wrong = item.names(PartKind::Authors).filter(|name| script(name.text(item.plain())) == other);
    let Some(first) = wrong.next() else { return };
    let name = first.text(item.plain());
    let message = match other {
        Script::Latin => say!(
            ui,
            "{}: the author “{name}” is in Latin letters, the title in Cyrillic",
            "{}: автор «{name}» записан латиницей, а заглавие — кириллицей",
            item.name(ui)
        ),
        _ => say!(
            ui,
            "{}: the author “{name}” is in Cyrillic, the title in Latin letters",
            "{}: автор «{name}» записан кириллицей, а заглавие — латиницей",
            item.name(ui)
        ),
    };
    let help = ui.of("write the name in the script of the title", "запишите имя той же графикой, что и заглавие");
    let mut finding = findings.at(item.span(first), message).help(help);
    for name in wrong {
        finding = finding.related(item.span(name), ui.of("here too", "и здесь"));
    }
    findings.add(finding);
}
