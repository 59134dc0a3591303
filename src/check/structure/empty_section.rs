//! Nothing stands under a heading.
//!
//! ## What it does
//! Finds headings after which the next heading of the same or a higher level follows at once, and headings at the end of the
//! body or of back matter with nothing after them. A heading before its own subheadings is none of these; where headings show
//! their level neither by signs nor by numbers, any heading but that of the conclusion may be one.
//!
//! ## Why it matters
//! The text was lost, or the line is no heading. In an electronic edition it is an entry of the contents that leads nowhere,
//! and JATS does not allow it.
//!
//! ## Example
//! ```text
//! ## The harbour
//!
//! ## The ferry
//!
//! The ferry went on.
//! ```
//! Use instead:
//! ```text
//! ## The harbour and the ferry
//!
//! The ferry went on.
//! ```

use super::parts;
use crate::article::{Section, SectionKind};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "structure-empty-section",
    severity: Severity::Error,
    summary: ["Nothing stands under a heading", "Под заголовком нет текста"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let sections = parts::sections(subject);
    let empty = sections.iter().enumerate().filter_map(|(n, placed)| {
        let section = placed.section;
        let blank = section.blocks.is_empty() && section.sections.is_empty();
        (blank && is_last_of_level(subject, section, sections.get(n + 1).map(|next| next.section)))
            .then_some(&section.title)
    });
    let back = subject.article.back.iter().filter(|back| back.blocks.is_empty()).map(|back| &back.title);
    for title in empty.chain(back).filter(|title| !title.is_empty()) {
        let shown = title.plain_without_marks();
        let shown = shown.trim();
        let message = say!(ui, "nothing stands under the heading “{shown}”", "под заголовком «{shown}» ничего нет");
        let help = ui.of("add the text, or take the heading out", "добавьте текст или уберите заголовок");
        findings.add(findings.at(title.span(), message).help(help));
    }
}

/// Whether what follows an empty section is surely none of its subsections. The lines of a page do not show their level.
fn is_last_of_level(subject: &Subject<'_>, section: &Section, next: Option<&Section>) -> bool {
    let Some(next) = next else { return true };
    if subject.source.text().trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return true;
    }
    let marked = (parts::marked_level(subject, &section.title), parts::marked_level(subject, &next.title));
    let number = |section: &Section| parts::heading_number(&section.title.plain_without_marks()).map(|n| n.len());
    match (marked, (number(section), number(next))) {
        ((Some(own), Some(next)), _) | (_, (Some(own), Some(next))) => next <= own,
        _ => next.kind == Some(SectionKind::Conclusions),
    }
}
