//! Numbers of headings, tables, figures or formulas are out of sequence.
//!
//! ## What it does
//! Follows the numbers of the headings of each section, of the tables, of the figures and of the displayed formulas. A
//! number that is left out, one that comes twice and one that goes back are told. Formulas may skip numbers, since one can
//! stand in a line of text. Numbers with letters (A1, 2a) are not looked at.
//!
//! ## Why it matters
//! The text refers to these numbers. A gap means that something was lost or moved, a repetition that a reference leads to
//! two places.
//!
//! ## Example
//! ```text
//! Table 1. Ships by year
//! Table 3. Crews by year
//! ```
//! Use instead:
//! ```text
//! Table 1. Ships by year
//! Table 2. Crews by year
//! ```

use super::parts::{self, Float};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "structure-numbering",
    severity: Severity::Error,
    summary: [
        "Numbers of headings, tables, figures or formulas are out of sequence",
        "Нарушена нумерация заголовков, таблиц, рисунков или формул",
    ],
    supersedes: &[],
    check,
};

/// Something with a number.
struct Numbered {
    number: u32,
    /// As it stands.
    shown: String,
    span: Span,
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    headings(subject, findings);
    let all = parts::parts(subject);
    for tables in [true, false] {
        // A map is no figure, and a plate no table: each word has its own numbers.
        let mut words: Vec<(String, Vec<Numbered>)> = Vec::new();
        for float in all.floats.iter().filter(|float| float.is_table() == tables) {
            let Some((word, numbered)) = labelled(*float) else { continue };
            match words.iter().position(|(known, _)| *known == word) {
                Some(at) => words[at].1.push(numbered),
                None if words.len() < 16 => words.push((word, vec![numbered])),
                None => {}
            }
        }
        words.iter().for_each(|(_, list)| sequence(subject, list, true, findings));
    }
    let formulas: Vec<Numbered> = all
        .formulas
        .iter()
        .filter_map(|formula| {
            let label = formula.label.as_ref()?;
            let number = label.text.trim_matches(['(', ')', '[', ']', ' ']).parse().ok()?;
            Some(Numbered { number, shown: label.text.clone(), span: label.span })
        })
        .collect();
    sequence(subject, &formulas, false, findings);
}

/// `Table 12.` in its word, in lower case, and its number.
fn labelled(float: Float<'_>) -> Option<(String, Numbered)> {
    let label = float.label()?;
    let text = label.text.trim().trim_end_matches(['.', ':', ' ', '–', '—']);
    let at = text
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    // `2.1`, `1–3` and `Figure 1—figure supplement 2` are other kinds of numbers.
    if text[..at].contains(|c: char| c.is_ascii_digit()) || text[..at].ends_with(['-', '–', '/']) {
        return None;
    }
    let number = text[at..].parse().ok()?;
    let word: String = text[..at].chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).take(3).collect();
    Some((word, Numbered { number, shown: text.to_owned(), span: label.span }))
}

fn headings(subject: &Subject<'_>, findings: &mut Findings) {
    let sections = parts::sections(subject);
    // Those of one parent, in order; the parents are told by their place.
    let mut lists: Vec<(Option<*const crate::article::Section>, Vec<u32>, Vec<Numbered>)> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for placed in &sections {
        let title = placed.section.title.plain_without_marks();
        let Some(mut numbers) = parts::heading_number(&title) else { continue };
        let Some(number) = numbers.pop() else { continue };
        let parent = placed.parent.map(std::ptr::from_ref);
        let numbered = Numbered {
            number,
            shown: title.split_whitespace().next().unwrap_or("").to_owned(),
            span: placed.section.title.span(),
        };
        // Headings of one parent whose numbers begin alike.
        let index = *known.entry((parent, numbers.clone())).or_insert_with(|| {
            lists.push((parent, numbers.clone(), Vec::new()));
            lists.len() - 1
        });
        lists[index].2.push(numbered);
    }
    for (_, _, list) in lists {
        sequence(subject, &list, true, findings);
    }
}

fn sequence(subject: &Subject<'_>, list: &[Numbered], gaps: bool, findings: &mut Findings) {
    let ui = subject.ui;
    for pair in list.windows(2) {
        let [before, this] = pair else { continue };
        let (shown, first) = (&this.shown, &before.shown);
        // `Tabela 1` and `Table 1`: one table in two languages.
        let word = |shown: &str| shown.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
        if this.number == before.number && word(shown) != word(first) {
            continue;
        }
        let message = if this.number == before.number {
            say!(ui, "the number of “{shown}” comes twice", "номер «{shown}» повторяется")
        } else if this.number < before.number {
            // A new count begins: an appendix, a second part.
            if this.number == 1 {
                continue;
            }
            say!(ui, "“{shown}” follows “{first}”", "«{shown}» стоит после «{first}»")
        } else if this.number > before.number.saturating_add(1) && gaps {
            let missing = before.number.saturating_add(1);
            say!(
                ui,
                "“{shown}” follows “{first}”: number {missing} is left out",
                "«{shown}» стоит после «{first}»: номер {missing} пропущен"
            )
        } else {
            continue;
        };
        let help = ui.of(
            "put in what is missing, or number anew, and correct what the text refers to",
            "восстановите пропущенное или исправьте нумерацию и ссылки в тексте",
        );
        let finding = findings.at(this.span, message).help(help);
        findings.add(finding.related(before.span, ui.of("the one before", "предыдущий номер")));
    }
}
