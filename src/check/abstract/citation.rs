//! An abstract has a citation or the mark of a footnote.
//!
//! ## What it does
//! Finds citations of the list of references (`[5]`, `[5, p. 12]`) and marks of footnotes in the abstract.
//!
//! ## Why it matters
//! An abstract is read in catalogues and databases, where there is neither list nor foot of the page: the number leads
//! nowhere.
//!
//! ## Example
//! ```text
//! Abstract. The paper follows the method of [5] to estimate the flooding of lakes.
//! ```
//! Use instead:
//! ```text
//! Abstract. The paper follows Newton’s method to estimate the flooding of lakes.
//! ```

use crate::article::{Inline, Text};
use crate::check::language::other_language;
use crate::check::{Findings, Role, Rule, Subject};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "abstract-citation",
    severity: Severity::Warning,
    summary: ["An abstract has a citation or the mark of a footnote", "В аннотации есть ссылка на источник или сноска"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    for piece in subject.of(Role::Abstract) {
        // Two blocks read as one have keys of authors in them.
        if subject.of(Role::Abstract).any(|p| p.lang == piece.lang && other_language(&p.plain, p.lang).is_some()) {
            continue;
        }
        let mut places = Vec::new();
        marks(piece.text, &mut places);
        if places.is_empty()
            && let Some(range) = bracketed(&piece.plain)
        {
            places.push((false, piece.span(range)));
        }
        let Some(((note, place), others)) = places.split_first() else { continue };
        let message = if *note {
            ui.of("a footnote in the abstract", "сноска в аннотации")
        } else {
            ui.of("a citation in the abstract", "ссылка на источник в аннотации")
        };
        let help = ui.of(
            "the abstract is read without the article: name the work in words, or leave it out",
            "аннотацию читают отдельно от статьи: назовите работу словами или уберите ссылку",
        );
        let mut finding = findings.at(*place, message).help(help);
        for (_, place) in others.iter().take(9) {
            finding = finding.related(*place, ui.of("another one", "еще одна"));
        }
        findings.add(finding);
    }
}

/// The marks of notes (true) and the citations (false) in a text.
fn marks(text: &Text, places: &mut Vec<(bool, Span)>) {
    for inline in &text.inlines {
        match inline {
            Inline::NoteMark { label, .. } => places.push((true, label.span)),
            Inline::Citation { label, .. } => places.push((false, label.span)),
            Inline::Styled { content, .. } | Inline::Foreign { content, .. } | Inline::Link { content, .. } => {
                marks(content, places);
            }
            _ => {}
        }
    }
}

/// The first `[5]`, `[5; 7]`, `[5, p. 12]` of a text after a word: numbers of up to three figures, of which the first stands
/// right after the bracket. An interval (`[0, 1]`) begins with nought or has no word before it.
fn bracketed(text: &str) -> Option<std::ops::Range<usize>> {
    text.match_indices('[').find_map(|(open, _)| {
        let close = open + text[open..].find(']').filter(|len| *len < 24)?;
        let inside = &text[open + 1..close];
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        let rest = inside[digits..].trim_start();
        let plain = rest.is_empty()
            || rest.starts_with(['–', '-']) && rest.chars().skip(1).all(|c| c.is_ascii_digit())
            || [", p", ", с", ", c", ", s", "; "].iter().any(|s| rest.starts_with(s));
        let word = text[..open].trim_end().ends_with(|c: char| c.is_alphabetic());
        ((1..=3).contains(&digits) && !inside.starts_with('0') && plain && word).then(|| open..close + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::bracketed;

    #[test]
    fn citations_are_told_from_intervals() {
        for text in ["by the method of [5].", "описан в [12, с. 7]", "others [3–7] say", "they [1; 4] say"] {
            assert!(bracketed(text).is_some(), "{text}");
        }
        for text in ["on [0, 1]", "x = [1]", "in [2, 5]", "the [sic] word", "[5] first", "ions [2Fe–2S] in", "open [5"]
        {
            assert_eq!(bracketed(text), None, "{text}");
        }
    }
}
