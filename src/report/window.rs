//! A window on a line of the manuscript. A paragraph is often one line of several thousand characters; what is shown is
//! the part around the place that matters, as wide as the terminal. Only that part is looked at, however long the line.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::visible::replacement;

/// What stands for the text left out at either side.
const ELLIPSIS: &str = "…";
/// A cut is moved this many characters at most to fall between two words.
const WORD: usize = 12;

/// Part of a line, safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// What is shown.
    pub text: String,
    /// The place that matters, as a range of bytes of `text`.
    pub mark: Range<usize>,
    /// Whether all of the place that matters is shown.
    pub whole: bool,
    /// The bytes of the line of which this is shown.
    pub shown: Range<usize>,
    /// Where every shown character begins: in the line, and in `text`; at last where both end.
    places: Vec<(usize, usize)>,
}

impl Window {
    /// The bytes of `text` that show the bytes `range` of the line; none if they are not all in view.
    pub fn locate(&self, range: Range<usize>) -> Option<Range<usize>> {
        let find = |at| self.places.binary_search_by_key(&at, |p| p.0).ok().map(|n| self.places[n].1);
        Some(find(range.start)?..find(range.end)?)
    }
}

/// The cells that a character takes on the terminal.
fn cells(c: char) -> usize {
    replacement(c).unwrap_or(c).width().unwrap_or(1)
}

/// The window on `line` (without its line end) around the bytes `mark`, at most `width` cells wide (taken as 20 if less).
///
/// `mark` is widened to whole characters and cut to the line.
pub fn window(line: &str, mark: Range<usize>, width: usize) -> Window {
    let width = width.max(20);
    let start = floor(line, mark.start.min(line.len()));
    let end = ceil(line, mark.end.clamp(start, line.len()));

    // At most this many characters are looked at in either direction: combining characters take no cell.
    let reach = width * 4;
    let whole_line = line.len() <= reach * 4 && line.chars().take(reach + 1).count() <= reach && fits(line, width);
    let shown = if whole_line { 0..line.len() } else { choose(line, start..end, width, reach) };

    let mut text = String::with_capacity(shown.len() + 2 * ELLIPSIS.len());
    if shown.start > 0 {
        text.push_str(ELLIPSIS);
    }
    let mut places = Vec::with_capacity(shown.len());
    for (at, c) in line[shown.clone()].char_indices() {
        places.push((shown.start + at, text.len()));
        text.push(replacement(c).unwrap_or(c));
    }
    places.push((shown.end, text.len()));
    let shown_end = text.len();
    if shown.end < line.len() {
        text.push_str(ELLIPSIS);
    }
    let whole = end <= shown.end;
    let mut window = Window { text, mark: shown_end..shown_end, whole, shown, places };
    window.mark = window.locate(start..end).or_else(|| window.locate(start..window.shown.end)).unwrap_or(window.mark);
    window
}

fn fits(line: &str, width: usize) -> bool {
    line.chars().map(cells).sum::<usize>() <= width
}

/// Which bytes of a line that is too long are shown.
fn choose(line: &str, mark: Range<usize>, width: usize, reach: usize) -> Range<usize> {
    // Two cells are kept for the ellipses.
    let room = width - 2;
    let marked: usize = line[mark.clone()].chars().take(reach).map(cells).sum();
    // Two fifths of what is left stand before the place, the rest after it; more stand before it where the line ends
    // soon. Of a place that is too long its start is shown.
    let after: usize = line[mark.end..].chars().take(room).map(cells).sum();
    let before =
        if marked >= room { room / 5 } else { ((room - marked) * 2 / 5).max((room - marked).saturating_sub(after)) };

    let mut start = mark.start;
    let mut used = 0;
    for (at, c) in line[..mark.start].char_indices().rev().take(reach) {
        used += cells(c);
        if used > before {
            break;
        }
        start = at;
    }
    if start > 0 {
        // Begin at a word, if one begins soon.
        let mut passed = None;
        for (at, c) in line[start..mark.start].char_indices().take(WORD) {
            if c.is_whitespace() {
                passed = Some(start + at + c.len_utf8());
                break;
            }
        }
        start = passed.unwrap_or(start);
    }

    let mut end = start;
    let mut used = 0;
    let mut last_gap = None;
    for (at, c) in line[start..].char_indices().take(reach) {
        let at = start + at;
        used += cells(c);
        if used > room {
            break;
        }
        if c.is_whitespace() && at >= mark.end {
            last_gap = Some(at);
        }
        end = at + c.len_utf8();
    }
    if end < line.len()
        && let Some(gap) = last_gap
        && line[gap..end].chars().count() <= WORD
    {
        end = gap;
    }
    start..end
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_short_line_is_shown_whole() {
        let w = window("Ключевые слова: НАТО", 0..16, 80);
        assert_eq!((w.text.as_str(), &w.text[w.mark.clone()], w.whole), ("Ключевые слова: НАТО", "Ключевые", true));
    }

    #[test]
    fn a_long_line_is_cut_between_words_around_the_place() {
        let line = format!("{}misspeled{}", "one two three ".repeat(200), " four five six".repeat(200));
        let at = line.find("misspeled").unwrap();
        let w = window(&line, at..at + 9, 60);
        assert_eq!(&w.text[w.mark.clone()], "misspeled");
        assert!(w.whole && w.text.starts_with('…') && w.text.ends_with('…'), "{}", w.text);
        assert!(w.text.chars().count() <= 60, "{}", w.text);
    }

    #[test]
    fn at_the_end_of_a_line_more_of_what_is_before_is_shown() {
        let line = format!("{}objec-", "слово и дело ".repeat(40));
        let w = window(&line, line.len() - 1..line.len(), 60);
        assert_eq!(&w.text[w.mark.clone()], "-");
        assert!(w.text.chars().count() > 45, "{}", w.text);
    }

    #[test]
    fn of_a_place_longer_than_the_window_the_start_is_shown() {
        let line = "слово ".repeat(500);
        let w = window(&line, 110..5000, 40);
        assert!(!w.whole);
        assert_eq!(w.mark.end, w.text.len() - ELLIPSIS.len());
    }

    #[test]
    fn a_tab_and_an_escape_do_not_move_the_mark() {
        let w = window("a\t\u{1b}[31mb", 7..8, 40);
        assert_eq!((w.text.as_str(), &w.text[w.mark.clone()]), ("a ␛[31mb", "b"));
    }

    proptest! {
        #[test]
        fn every_window_fits_and_marks_what_was_asked(line in "[ a-zа-я\u{0}-\u{1f}漢\u{301}😀]{0,400}", a in 0usize..900, b in 0usize..900, width in 0usize..120) {
            let (a, b) = (a.min(b).min(line.len()), a.max(b).min(line.len()));
            let w = window(&line, a..b, width);
            prop_assert!(w.text.chars().map(cells).sum::<usize>() <= width.max(20));
            prop_assert!(w.text.chars().all(|c| replacement(c).is_none()));
            prop_assert!(w.mark.start <= w.mark.end && w.mark.end <= w.text.len());
            let (start, end) = (floor(&line, a), ceil(&line, b));
            if w.whole {
                let expected: String = line[start..end].chars().map(|c| replacement(c).unwrap_or(c)).collect();
                prop_assert_eq!(&w.text[w.mark.clone()], expected.as_str());
            }
        }
    }
}
