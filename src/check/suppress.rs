//! What the manuscript itself says of findings: `<!-- offprint-ignore udc-form -->`.
//!
//! A comment in a line counts for that line; one that stands alone in its line counts for the next line that is not
//! empty, which in page text is the whole paragraph; `offprint-ignore-file` counts for the whole manuscript. Rules are
//! named by id or family, several with commas or spaces between them; none means all. What follows `--` is the reason.

use std::ops::Range;

use super::select::covers;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// The comments of a manuscript.
#[derive(Debug, Default)]
pub struct Marks {
    marks: Vec<(Range<usize>, Vec<String>)>,
}

impl Marks {
    /// Whether a finding is not to be told. One without a place can only be told off for the whole manuscript.
    pub fn covers(&self, finding: &Diagnostic) -> bool {
        self.marks.iter().any(|(range, rules)| {
            let here = range.start == 0 && range.end == usize::MAX
                || !finding.span.is_empty() && range.contains(&(finding.span.start as usize));
            here && (rules.is_empty() || rules.iter().any(|name| covers(name, &finding.rule)))
        })
    }
}

/// Finds the comments of a manuscript. One that is not closed within 1 000 bytes is none.
pub fn marks(source: &Source) -> Marks {
    let text = source.text();
    let mut marks = Vec::new();
    for (at, _) in text.match_indices("offprint-ignore") {
        let before = &text[..at];
        let Some(open) = before.trim_end().strip_suffix("<!--").map(str::len) else { continue };
        let rest = &text[at + "offprint-ignore".len()..];
        let Some(close) = rest.find("-->").filter(|close| *close < 1000) else { continue };
        let (whole, said) = match rest[..close].strip_prefix("-file") {
            Some(said) => (true, said),
            None => (false, &rest[..close]),
        };
        if said.chars().next().is_some_and(|c| !c.is_whitespace()) {
            continue;
        }
        let said = said.split("--").next().unwrap_or_default();
        let rules: Vec<String> =
            said.split([' ', ',', '\t', '\n', '\r']).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let end = at + "offprint-ignore".len() + close + "-->".len();
        marks.push((if whole { 0..usize::MAX } else { scope(text, open, end) }, rules));
    }
    Marks { marks }
}

/// What a comment counts for: its line, or the next line with something in it if it stands alone.
fn scope(text: &str, open: usize, end: usize) -> Range<usize> {
    let start = text[..open].rfind('\n').map_or(0, |n| n + 1);
    let stop = |from: usize| text[from..].find('\n').map_or(text.len(), |n| from + n);
    let line = stop(end);
    if !text[start..open].trim().is_empty() || !text[end..line].trim().is_empty() {
        return start..line;
    }
    let mut next = line;
    loop {
        if next >= text.len() {
            return start..text.len();
        }
        let from = next + 1;
        next = stop(from);
        let held = text[from..next].trim();
        // Comments may stand one below the other.
        let comment = held.starts_with("<!--") && held.ends_with("-->");
        if !held.is_empty() && !comment {
            return start..next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn told(text: &str, rule: &str, place: &str) -> bool {
        let source = Source::from_text("a.md", text);
        let at = text.find(place).unwrap();
        !marks(&source).covers(&Diagnostic::error(rule, Span::new(at, at + 1), ""))
    }

    #[test]
    fn a_comment_counts_for_its_line_or_for_the_next_paragraph() {
        let text = "One.\n\n<!-- offprint-ignore udc-form, note -- as the author wishes -->\n\nTwo.\n\nThree.\n";
        assert!(!told(text, "udc-form", "Two"));
        assert!(!told(text, "note-sequence", "Two"));
        assert!(told(text, "udc-notation", "Two"));
        assert!(told(text, "udc-form", "One"));
        assert!(told(text, "udc-form", "Three"));
        let text = "One. <!-- offprint-ignore -->\nTwo.\n";
        assert!(!told(text, "any", "One"));
        assert!(told(text, "any", "Two"));
    }

    #[test]
    fn a_comment_may_count_for_the_whole_manuscript() {
        let text = "One.\n\nTwo.\n<!-- offprint-ignore-file note -->";
        assert!(!told(text, "note-sequence", "One"));
        assert!(told(text, "udc-form", "One"));
    }

    #[test]
    fn what_is_no_comment_says_nothing() {
        for text in ["One. offprint-ignore all", "One. <!-- offprint-ignore", "One. <!-- offprint-ignored -->"] {
            assert!(told(text, "any", "One"), "{text}");
        }
    }
}
