//! The text never mentions a table or a figure.
//!
//! ## What it does
//! Looks for the number of each table and figure in the text, the notes and the other captions: `Table 2`, `figs 1–3`,
//! «(рис. 4, б)», «в табл. 1 и 2», in any case of the noun. Those without a number are not looked at.
//!
//! ## Why it matters
//! What the text does not speak of, no reader looks at; and where it stands in an electronic edition follows from its first
//! mention.
//!
//! ## Example
//! ```text
//! The ships grew in number.
//!
//! Table 1. Ships by year
//! ```
//! Use instead:
//! ```text
//! The ships grew in number (table 1).
//!
//! Table 1. Ships by year
//! ```

use std::collections::BTreeSet;

use super::parts;
use crate::article::{Inline, Text};
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "structure-uncited",
    severity: Severity::Warning,
    summary: ["The text never mentions a table or a figure", "В тексте нет ссылки на таблицу или рисунок"],
    supersedes: &[],
    check,
};

/// Beginnings of the words for figures and for tables, in lower case.
const FIGURES: &[&str] = &[
    "fig",
    "рис",
    "мал",
    "рыс",
    "abb",
    "bild",
    "rys",
    "илл",
    "ил",
    "ілюстр",
    "graf",
    "gráf",
    "graph",
    "граф",
    "chart",
    "схем",
    "карт",
    "map",
    "фото",
    "imag",
    "pic",
    "diagr",
    "диагр",
    "дыягр",
    "діагр",
    "obr",
    "ryc",
    "plate",
    "scheme",
    "esquema",
    "mapa",
    "foto",
    "wykres",
];
const TABLES: &[&str] = &["tab", "таб", "tbl", "quadro", "cuadro", "апп", "прилож", "box"];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let all = parts::parts(subject);
    if all.floats.is_empty() {
        return;
    }
    let mut targets = BTreeSet::new();
    let mut mentions = [BTreeSet::new(), BTreeSet::new()];
    for piece in subject.pieces() {
        if matches!(piece.role, Role::Reference | Role::SelfCitation | Role::Keyword) {
            continue;
        }
        cross_references(piece.text, &mut targets);
        mentioned(&piece.plain, &mut mentions);
    }
    for float in &all.floats {
        let Some(label) = float.label() else { continue };
        let digits = label.text.trim_end_matches(['.', ':', ' ', '–', '—']);
        let at = digits
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |at| at + digits[at..].chars().next().map_or(1, char::len_utf8));
        let Ok(number) = digits[at..].parse::<u32>() else { continue };
        // `Figure 2.1` is not number 1.
        if digits[..at].contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let cited = targets.contains(float.id()) || mentions[usize::from(float.is_table())].contains(&number);
        if cited {
            continue;
        }
        let shown = label.text.trim().trim_end_matches(['.', ':']);
        let message = say!(ui, "the text never mentions “{shown}”", "в тексте нет ссылки на «{shown}»");
        let help =
            ui.of("refer to it where the text speaks of what it shows", "дайте ссылку там, где об этом идёт речь");
        findings.add(findings.at(float.place(), message).help(help));
    }
}

fn cross_references<'a>(text: &'a Text, targets: &mut BTreeSet<&'a str>) {
    for inline in &text.inlines {
        match inline {
            Inline::CrossReference { target, content, .. } => {
                targets.insert(target.as_str());
                cross_references(content, targets);
            }
            Inline::Styled { content, .. } | Inline::Foreign { content, .. } | Inline::Link { content, .. } => {
                cross_references(content, targets);
            }
            _ => {}
        }
    }
}

/// Adds the numbers that a text mentions: of figures, and of tables.
fn mentioned(text: &str, mentions: &mut [BTreeSet<u32>; 2]) {
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphabetic).map(|start| at + start) {
        let end = text[start..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |end| start + end);
        at = end;
        if end - start > 64 {
            continue;
        }
        let word = text[start..end].to_lowercase();
        let is = |beginnings: &[&str]| beginnings.iter().any(|beginning| word.starts_with(beginning));
        let kind = match (is(TABLES), is(FIGURES)) {
            (true, _) => 1,
            (_, true) => 0,
            _ => continue,
        };
        numbers(&text[end..], &mut mentions[kind]);
    }
}

/// Words and signs between numbers of one mention.
const JOINS: &[&str] = &["and", "и", "і", "й", "y", "e", "et", "und", "i", "a", "to", "до", "по", "u", "or", "или"];

/// The numbers after a word for a figure: `s 1, 2 and 4–6`, `. 3, a, b`, ` № 7`.
fn numbers(text: &str, found: &mut BTreeSet<u32>) {
    let mut last: Option<u32> = None;
    let mut range = false;
    let mut rest = text;
    // A mention is short.
    for _ in 0..48 {
        rest = rest
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '(' | '№' | '*' | '&' | ';'));
        let Some(c) = rest.chars().next() else { return };
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let Ok(number) = rest[..end].parse::<u32>() else { return };
            match last.filter(|last| range && *last < number && number - last < 100) {
                Some(last) => found.extend(last..=number),
                None => _ = found.insert(number),
            }
            (last, range) = (Some(number), false);
            rest = &rest[end..];
        } else if matches!(c, '-' | '–' | '—' | '−' | '‑') {
            range = true;
            rest = &rest[c.len_utf8()..];
        } else if c.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let word = &rest[..end];
            // Parts of a figure (`1a, b`) and joins; before the first number nothing but `no`.
            let part = last.is_some() && word.chars().count() == 1;
            if !(part
                || last.is_some() && JOINS.contains(&word)
                || last.is_none() && matches!(word, "no" | "No" | "n" | "s"))
            {
                return;
            }
            range |= matches!(word, "to" | "до" | "по" | "a");
            rest = &rest[end..];
        } else {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_in_mentions() {
        for (text, figures, tables) in [
            ("as figs 1–3 and 5 show (table 2)", vec![1, 2, 3, 5], vec![2]),
            ("на рис. 4, б и в табл. 1 и 2", vec![4], vec![1, 2]),
            ("Таблицы № 3, 4", vec![], vec![3, 4]),
            ("Abb. 2a, b; 3", vec![2, 3], vec![]),
            ("los cuadros 1 y 2, las figuras 1 a 3", vec![1, 2, 3], vec![1, 2]),
            ("the table of 1917", vec![], vec![]),
            ("рисунок", vec![], vec![]),
        ] {
            let mut found = [BTreeSet::new(), BTreeSet::new()];
            mentioned(text, &mut found);
            let found = found.map(|set| set.into_iter().collect::<Vec<_>>());
            assert_eq!(found, [figures, tables], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "(fig|рис|table|\\. |[0-9]{1,3}|[-–,]| and |\\PC){0,30}") {
            mentioned(&text, &mut [BTreeSet::new(), BTreeSet::new()]);
        }
    }
}
