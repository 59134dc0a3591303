//! A title ends with a full stop.
//!
//! ## What it does
//! Finds a full stop after the last word of a title. The stop of an abbreviation (`г.`, `etc.`, `Linn.`) and an ellipsis
//! are left alone.
//!
//! ## Why it matters
//! No journal sets a stop after a heading; in databases it is doubled by the stop that follows the title.
//!
//! ## Example
//! ```text
//! The rivers of the lake district.
//! ```
//! Use instead:
//! ```text
//! The rivers of the lake district
//! ```

use crate::check::{Findings, Role, Rule, Subject};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "title-stop",
    severity: Severity::Warning,
    summary: ["A title ends with a full stop", "Заглавие оканчивается точкой"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for title in subject.of(Role::Title) {
        let text = title.plain.trim_end();
        let Some(head) = text.strip_suffix('.') else { continue };
        let last = head.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        if !is_whole(last) || head.ends_with('.') {
            continue;
        }
        let range = head.len()..text.len();
        let mut finding = findings
            .at(
                title.span(range.clone()),
                ui.of("there is no full stop after a title", "в конце заглавия точка не ставится"),
            )
            .help(ui.of("take the stop out", "уберите точку"));
        if let Some(span) = title.exact(range, subject.source) {
            finding = finding.replace(true, span, "");
        }
        findings.add(finding);
    }
}

/// Whether the last word of a title is no abbreviation: a year, something in brackets or quotation marks, or a word in
/// small letters, or all in capitals, that is too long for one.
fn is_whole(word: &str) -> bool {
    let Some(last) = word.chars().next_back() else { return false };
    if matches!(last, ')' | ']' | '”' | '“' | '»' | '"' | '’') || last.is_ascii_digit() {
        return true;
    }
    let vowel =
        |c: char| "aeiouyаеёиоуыэюяіїєàáâãäåèéêëìíîïòóôõöùúûüąęý".contains(c.to_lowercase().next().unwrap_or(c));
    let count = word.chars().count();
    let cased = word.chars().all(char::is_lowercase) || word.chars().all(char::is_uppercase);
    // Abbreviations are cut after a consonant, so a word that ends in a vowel is whole.
    cased && word.chars().all(char::is_alphabetic) && (count > 6 || count > 3 && vowel(last))
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn abbreviations_keep_their_stop() {
        for word in ["г", "гг", "etc", "Linn", "Mill", "D.C", "им", "обл", "др", "Jr", "ВВ"] {
            assert!(!is_whole(word), "{word}");
        }
        for word in ["district", "КРАЕ", "мира", "2020", "мира»", "(1995–2016)"] {
            assert!(is_whole(word), "{word}");
        }
    }
}
