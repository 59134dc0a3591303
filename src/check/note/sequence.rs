//! Notes or their marks are out of sequence.
//!
//! ## What it does
//! Follows the numbers of the notes, and the marks that call them in the text. Each number is one more than the one before;
//! notes may start at 1 again (on a new page, in a new chapter). A number that is left out, one that comes twice and one that
//! goes back are told, and so are marks that call a later note before an earlier one. Notes with asterisks and letters are
//! not looked at.
//!
//! ## Why it matters
//! A gap or a repetition means that a note was lost, or that one was put in and the others were not numbered anew, so that
//! marks lead to the wrong notes.
//!
//! ## Example
//! ```text
//! ¹National Archive. F. 4. L. 12.
//! ³National Archive. F. 7. L. 3.
//! ```
//! Use instead:
//! ```text
//! ¹National Archive. F. 4. L. 12.
//! ²National Archive. F. 7. L. 3.
//! ```

use super::missing;
use crate::article::Note;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-sequence",
    severity: Severity::Error,
    summary: [
        "Notes, or the marks that call them, are out of sequence",
        "Нарушена нумерация примечаний или порядок их знаков в тексте",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let numbered: Vec<(u32, &Note)> =
        subject.article.notes.iter().filter_map(|note| Some((note.label.text.parse().ok()?, note))).collect();
    numbers(subject, &numbered, findings);
    marks(subject, &numbered, findings);
}

fn numbers(subject: &Subject<'_>, notes: &[(u32, &Note)], findings: &mut Findings) {
    let ui = subject.ui;
    let unanswered = missing::unanswered(subject);
    for pair in notes.windows(2) {
        let [(before, first), (number, note)] = pair else { continue };
        let (before, number) = (*before, *number);
        if number == before.saturating_add(1) || number == 1 && before > 1 {
            continue;
        }
        let (message, help) = if number > before {
            let left_out = before.saturating_add(1)..number;
            // A mark that calls the note that is missing tells of it already.
            if unanswered.iter().any(|(label, _)| label.parse().is_ok_and(|n| left_out.contains(&n))) {
                continue;
            }
            let message = if number == before.saturating_add(2) {
                say!(
                    ui,
                    "note {number} follows note {before}: there is no note {}",
                    "после примечания {before} идёт {number}: примечания {} нет",
                    before.saturating_add(1)
                )
            } else {
                say!(
                    ui,
                    "note {number} follows note {before}: notes {} to {} are missing",
                    "после примечания {before} идёт {number}: нет примечаний {}–{}",
                    before.saturating_add(1),
                    number - 1
                )
            };
            (
                message,
                ui.of(
                    "put in what is missing, or number the notes anew",
                    "восстановите пропущенное или перенумеруйте примечания",
                ),
            )
        } else if number == before {
            let message = say!(ui, "there are two notes {number}", "два примечания с номером {number}");
            (message, ui.of("number the notes anew, and their marks", "перенумеруйте примечания и их знаки в тексте"))
        } else {
            let message =
                say!(ui, "note {number} follows note {before}", "примечание {number} стоит после примечания {before}");
            (message, ui.of("put the notes in order", "расположите примечания по порядку"))
        };
        let finding = findings.at(note.label.span, message).help(help);
        findings.add(finding.related(first.label.span, ui.of("the note before", "предыдущее примечание")));
    }
}

/// Marks that call a later note before an earlier one.
fn marks(subject: &Subject<'_>, notes: &[(u32, &Note)], findings: &mut Findings) {
    let ui = subject.ui;
    let called: Vec<_> = notes.iter().filter_map(|(number, note)| Some((*number, *note.marks.first()?))).collect();
    for pair in called.windows(2) {
        let [(before, first), (number, mark)] = pair else { continue };
        if *number == before.saturating_add(1) && mark.start < first.start {
            let message = say!(
                ui,
                "the mark of note {number} stands before that of note {before}",
                "знак примечания {number} стоит раньше знака примечания {before}"
            );
            let help = ui.of(
                "number the notes in the order of their marks",
                "пронумеруйте примечания в порядке их знаков в тексте",
            );
            let finding = findings.at(*mark, message).help(help);
            findings.add(finding.related(*first, say!(ui, "the mark of note {before}", "знак примечания {before}")));
        }
    }
}
