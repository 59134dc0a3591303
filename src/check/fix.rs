//! Applies fixes to a manuscript.

use crate::diagnostic::{Diagnostic, Edit};
use crate::source::Source;

/// So many times a manuscript is checked anew after fixes: one mended fault may show another, but fixes that undo each
/// other must not go on for ever.
const PASSES: usize = 10;

/// Applies the safe fixes among the findings: the text, and how many were applied. Of fixes that overlap only the first
/// is applied; so the others can be applied once the text has been checked again. A fix is applied whole or not at all.
pub fn apply(text: &str, found: &[Diagnostic]) -> (String, usize) {
    let mut fixes: Vec<&[Edit]> =
        found.iter().filter_map(|d| d.fix.as_ref()).filter(|f| f.safe).map(|f| f.edits.as_slice()).collect();
    fixes.sort_by_key(|edits| edits.first().map(|edit| edit.span));
    let (mut taken, mut end, mut count) = (Vec::new(), 0, 0);
    for edits in fixes {
        let in_order = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        let fits = |e: &Edit| text.get(e.span.range()).is_some() && e.span.start >= end;
        if edits.is_empty() || !in_order || !edits.iter().all(fits) {
            continue;
        }
        // An insertion where the last edit ended could be meant to stand before or after it.
        if count > 0 && edits[0].span.start == end && edits[0].span.is_empty() {
            continue;
        }
        end = edits.last().map_or(end, |edit| edit.span.end);
        taken.extend(edits);
        count += 1;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in taken {
        out.push_str(&text[at..edit.span.start as usize]);
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(&text[at..]);
    (out, count)
}

/// A manuscript after all safe fixes.
pub struct Mended {
    /// The manuscript as it is now.
    pub source: Source,
    /// What is found in it now.
    pub found: Vec<Diagnostic>,
    /// How many fixes were applied.
    pub applied: usize,
}

/// Applies safe fixes and checks again until there is nothing left to apply.
///
/// # Errors
/// Those of `check`.
pub fn mend<E>(
    source: &Source,
    found: Vec<Diagnostic>,
    mut check: impl FnMut(&Source) -> Result<Vec<Diagnostic>, E>,
) -> Result<Mended, E> {
    let mut mended = Mended { source: Source::from_text(&source.path, source.text()), found, applied: 0 };
    for _ in 0..PASSES {
        let (text, applied) = apply(mended.source.text(), &mended.found);
        if applied == 0 || text == mended.source.text() {
            break;
        }
        mended.source = Source::from_text(&source.path, text);
        mended.found = check(&mended.source)?;
        mended.applied += applied;
    }
    Ok(mended)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn replace(range: std::ops::Range<usize>, text: &str, safe: bool) -> Diagnostic {
        let span = Span::new(range.start, range.end);
        Diagnostic::error("r", span, "").replace(safe, span, text)
    }

    #[test]
    fn safe_fixes_are_applied_once_each_and_never_overlap() {
        let text = "«a” and b";
        let found = [
            replace(3..6, "»", true),
            replace(0..2, "“", false),
            replace(2..6, "x", true),
            replace(11..12, "c", true),
            replace(1..2, "y", true),
            replace(100..101, "z", true),
        ];
        // The second begins first and is taken; the first overlaps it. The fifth is not at a character's start.
        assert_eq!(apply(text, &found), ("«x and c".to_owned(), 2));
    }

    #[test]
    fn a_manuscript_is_mended_until_nothing_is_left() {
        let source = Source::from_text("a.md", "aaab");
        let check = |source: &Source| match source.text().find('a') {
            Some(at) => Ok::<_, ()>(vec![replace(at..at + 1, "b", true)]),
            None => Ok(Vec::new()),
        };
        let mended = mend(&source, check(&source).unwrap(), check).unwrap();
        assert_eq!((mended.source.text(), mended.applied, mended.found.len()), ("bbbb", 3, 0));
    }

    #[test]
    fn fixes_that_undo_each_other_come_to_an_end() {
        let source = Source::from_text("a.md", "a");
        let flip =
            |source: &Source| Ok::<_, ()>(vec![replace(0..1, if source.text() == "a" { "b" } else { "a" }, true)]);
        assert_eq!(mend(&source, flip(&source).unwrap(), flip).unwrap().applied, PASSES);
    }
}
