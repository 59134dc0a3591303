//! The manuscript in lines and units. A unit is what stands between blank lines, or a line that starts something of its
//! own: a heading, a list item, a table row, a note, a labelled line.

use std::ops::Range;

use super::markers;
use crate::notation::labels;

/// One unit of the page: a byte range of the manuscript without white space at its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its bytes in the manuscript.
    pub range: Range<usize>,
    /// Whether a blank line stood before it.
    pub after_blank: bool,
    /// What its first characters make it.
    pub shape: Shape,
}

/// What the first characters of a unit make it, before anything is known of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Running text, or a heading without marks.
    Text,
    /// `#` to `######`.
    Heading(u8),
    /// Rows of a pipe table.
    Table,
    /// Lines in a code fence, the fences included.
    Fence,
    /// `$$ … $$`
    Formula,
    /// `> …`
    Quote,
    /// `- …`, `• …`
    Bullet,
    /// `1) …`, `1. …`, `a) …`
    Numbered,
    /// `---`, `***`: a rule.
    Rule,
}

impl Unit {
    /// Its text.
    pub fn text<'a>(&self, source: &'a str) -> &'a str {
        &source[self.range.clone()]
    }
}

/// Cuts the manuscript into units, in order.
pub(super) fn units(source: &str) -> Vec<Unit> {
    let mut cutter = Cutter { source, units: Vec::new(), group: Vec::new(), after_blank: true };
    let mut at = 0;
    // A byte order mark is not text.
    if source.starts_with('\u{FEFF}') {
        at = '\u{FEFF}'.len_utf8();
    }
    let mut fence: Option<Fenced> = None;
    while at < source.len() {
        let end = memchr::memchr2(b'\n', b'\r', &source.as_bytes()[at..]).map_or(source.len(), |i| at + i);
        let mut line = trim(source, at..end);
        at = end + 1;
        if source.as_bytes().get(end) == Some(&b'\r') && source.as_bytes().get(end + 1) == Some(&b'\n') {
            at = end + 2;
        }
        if let Some(open) = &mut fence {
            open.range.end = line.end.max(open.range.end);
            let text = &source[line.clone()];
            if open.closes(text) {
                cutter.push_own(open.range.clone(), open.shape);
                fence = None;
            }
            continue;
        }
        if line.is_empty() {
            cutter.flush();
            cutter.after_blank = true;
            continue;
        }
        if let Some(after) = comment_alone(source, line.start) {
            cutter.pass(&source[line.start..]);
            at = after;
            continue;
        }
        let ends_block = cut_comment(source, &mut line);
        if let Some(open) = Fenced::open(&source[line.clone()], line.clone()) {
            cutter.flush();
            fence = Some(open);
            continue;
        }
        cutter.line(line);
        if ends_block {
            cutter.cut();
        }
    }
    cutter.flush();
    if let Some(open) = fence {
        // Never closed: the marks were not a fence after all. Its lines are read as lines.
        let range = open.range;
        let mut from = range.start;
        let mut comment_end = 0;
        for piece in source[range.clone()].split_inclusive('\n') {
            let mut line = trim(source, from..from + piece.len());
            from += piece.len();
            if line.end <= comment_end {
                continue;
            }
            if line.is_empty() {
                cutter.cut();
            } else if let Some(after) = comment_alone(source, line.start) {
                cutter.pass(&source[line.start..]);
                comment_end = after;
            } else {
                let ends_block = cut_comment(source, &mut line);
                cutter.line(line);
                if ends_block {
                    cutter.cut();
                }
            }
        }
        cutter.flush();
    }
    cutter.units
}

/// The end of a comment, or of several in one line, that begins at `at` and stands alone in its lines: it is no part of
/// the page, and what is before and after it may be one paragraph.
fn comment_alone(source: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 4096;
    let mut from = at;
    loop {
        let rest = source[from..].strip_prefix("<!--")?;
        let close = memchr::memmem::find(&rest.as_bytes()[..rest.len().min(LONGEST)], b"-->")?;
        let after = from + "<!--".len() + close + "-->".len();
        let rest = &source[after..];
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() && !matches!(c, '\n' | '\r'));
        from = source.len() - next.len();
        if next.is_empty() || next.starts_with(['\n', '\r']) {
            return Some((from + 1).min(source.len()));
        }
    }
}

/// Takes comments off the end of a line, and gives whether one is a marker, which ends a block.
fn cut_comment(source: &str, line: &mut Range<usize>) -> bool {
    let mut is_marker = false;
    loop {
        let text = &source[line.clone()];
        let Some(open) =
            text.rfind("<!--").filter(|open| *open > 0 && text.ends_with("-->") && !text[..*open].ends_with('\\'))
        else {
            return is_marker;
        };
        is_marker |= markers::is_marker(&text[open..]);
        *line = trim(source, line.start..line.start + open);
    }
}

/// An open code fence or displayed formula.
struct Fenced {
    range: Range<usize>,
    mark: &'static str,
    shape: Shape,
}

impl Fenced {
    fn open(line: &str, range: Range<usize>) -> Option<Fenced> {
        if line.starts_with("```") {
            return Some(Fenced { range, mark: "```", shape: Shape::Fence });
        }
        // A formula on one line is found by its shape; only `$$` that stays open makes a fence.
        let rest = line.strip_prefix("$$")?;
        (!rest.contains("$$")).then_some(Fenced { range, mark: "$$", shape: Shape::Formula })
    }

    fn closes(&self, line: &str) -> bool {
        match self.shape {
            Shape::Fence => line.starts_with(self.mark),
            _ => line.contains(self.mark),
        }
    }
}

struct Cutter<'a> {
    source: &'a str,
    units: Vec<Unit>,
    /// Lines of running text not yet cut: they may be one paragraph, broken by the page's line length.
    group: Vec<Range<usize>>,
    after_blank: bool,
}

impl Cutter<'_> {
    fn push_own(&mut self, range: Range<usize>, shape: Shape) {
        self.units.push(Unit { range, after_blank: self.after_blank, shape });
        self.after_blank = false;
    }

    /// Passes over a comment alone in its lines: a marker ends the block above it.
    fn pass(&mut self, comment: &str) {
        if markers::is_marker(comment) {
            self.cut();
        }
    }

    /// Ends the block, as a blank line does.
    fn cut(&mut self) {
        self.flush();
        self.after_blank = true;
    }

    fn line(&mut self, line: Range<usize>) {
        let text = &self.source[line.clone()];
        let mut shape = shape_of(text);
        // `… 655 of 1` / `860. The share …`: a number at the start of a wrapped line.
        if shape == Shape::Numbered
            && let Some(before) = self.group.last()
            && self.source[before.clone()].ends_with(|c: char| c.is_alphanumeric() || c == ',')
            && before.len() >= 45
        {
            shape = Shape::Text;
        }
        match shape {
            Shape::Text => {
                if starts_something(text) {
                    self.flush();
                }
                // A wrapped list item or quotation goes on in the next line.
                if self.group.is_empty()
                    && !self.after_blank
                    && let Some(last) = self.units.last_mut()
                    && matches!(last.shape, Shape::Bullet | Shape::Numbered | Shape::Quote)
                    && !starts_something(text)
                    && goes_on(&self.source[last.range.clone()], text)
                {
                    last.range.end = line.end;
                    return;
                }
                self.group.push(line);
            }
            Shape::Table | Shape::Quote => {
                self.flush();
                match self.units.last_mut() {
                    Some(last) if last.shape == shape && !self.after_blank => last.range.end = line.end,
                    _ => self.push_own(line, shape),
                }
            }
            _ => {
                self.flush();
                self.push_own(line, shape);
            }
        }
    }

    /// Cuts the lines gathered so far: lines as long as the page is wide go on in the next one, others stand alone.
    fn flush(&mut self) {
        let group = std::mem::take(&mut self.group);
        let Some(first) = group.first() else { return };
        // An address too long for the line stands on one of its own and says nothing of the width.
        let chars = |r: &Range<usize>| self.source[r.clone()].chars().count();
        let widest = group.iter().filter(|l| self.source[(*l).clone()].contains(' ')).map(chars).max().unwrap_or(0);
        let mut open = first.clone();
        for pair in group.windows(2) {
            let (before, after) = (&pair[0], &pair[1]);
            let next_word = self.source[after.clone()].split(' ').next().map_or(0, |w| w.chars().count());
            // Lines about as long as the widest, and those that the next word would have made longer.
            let full = chars(before) * 100 >= widest * 62 || chars(before) + 1 + next_word > widest;
            let wrapped = widest >= 45 && full || goes_on(&self.source[before.clone()], &self.source[after.clone()]);
            if wrapped {
                open.end = after.end;
            } else {
                self.push_own(std::mem::replace(&mut open, after.clone()), Shape::Text);
            }
        }
        self.push_own(open, Shape::Text);
    }
}

/// Whether `after` can only be the rest of `before`: it starts in lower case and `before` has no end, or `before` ends
/// with a comma or a hyphen.
fn goes_on(before: &str, after: &str) -> bool {
    let open =
        before.trim_end().chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-' | '\u{AD}'));
    let hyphen = before.ends_with('-') && before.chars().rev().nth(1).is_some_and(char::is_alphanumeric);
    // Nothing ends with a comma.
    let comma = before.trim_end().ends_with(',');
    after.chars().next().is_some_and(|c| open && c.is_lowercase() || (hyphen || comma) && c.is_alphanumeric())
}

/// Whether a line of running text starts something, so that no line before it can go on in it.
fn starts_something(text: &str) -> bool {
    super::marks::note_start(text).is_some()
        || super::marks::affiliation_key(text).is_some()
        || labels::at_start(text).iter().any(|l| l.has_colon || l.whole_line)
}

fn shape_of(text: &str) -> Shape {
    let bytes = text.as_bytes();
    let after = |n: usize| bytes.get(n).is_none_or(|b| *b == b' ' || *b == b'\t');
    match bytes[0] {
        b'#' => {
            let level = bytes.iter().take_while(|b| **b == b'#').count();
            if level <= 6 && after(level) && bytes.len() > level { Shape::Heading(level as u8) } else { Shape::Text }
        }
        b'|' if bytes.len() > 2 && memchr::memchr(b'|', &bytes[1..]).is_some() => Shape::Table,
        b'$' if bytes.starts_with(b"$$") && bytes.len() > 4 => Shape::Formula,
        b'>' => Shape::Quote,
        b'-' | b'*' | b'+' | b'_' => {
            let mark = bytes[0];
            if bytes.len() >= 3 && bytes.iter().all(|b| *b == mark || *b == b' ') {
                Shape::Rule
            } else if mark != b'_' && after(1) {
                Shape::Bullet
            } else {
                Shape::Text
            }
        }
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            let stop = matches!(bytes.get(digits), Some(b'.' | b')'));
            if digits <= 3 && stop && after(digits + 1) { Shape::Numbered } else { Shape::Text }
        }
        _ => {
            let mut chars = text.chars();
            match (chars.next(), chars.next(), chars.next()) {
                (Some('•' | '▪' | '●' | '■' | '◦' | '‣'), Some(' ' | '\t' | '\u{A0}'), _) => Shape::Bullet,
                (Some(c), Some(')'), Some(' ' | '\u{A0}')) if c.is_lowercase() => Shape::Numbered,
                _ => Shape::Text,
            }
        }
    }
}

/// `range` without white space at its ends.
pub(super) fn trim(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    let end = range.end - (text.len() - text.trim_end().len());
    if start >= end { start.min(range.end)..start.min(range.end) } else { start..end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(source: &str) -> Vec<(&str, Shape)> {
        units(source).iter().map(|u| (&source[u.range.clone()], u.shape)).collect()
    }

    #[test]
    fn blank_lines_part_units_and_wrapped_lines_stay_together() {
        let text = "A line that is as long as the column is wide, and so it goes\non in the line below it until the text\nends.\n\nTitle\n";
        assert_eq!(cut(text).len(), 2);
    }

    #[test]
    fn short_lines_stand_alone() {
        assert_eq!(cut("Title of it\nA. Author\n"), [("Title of it", Shape::Text), ("A. Author", Shape::Text)]);
    }

    #[test]
    fn shapes_are_told_by_the_first_characters() {
        let text = "# H\n\n| a | b |\n| - | - |\n\n> q\n\n- i\n1) n\n1. m\n\n$$x$$\n\n---\n\n```\ncode\n\nmore\n```\n\n$$\ny\n$$ (2)\n";
        let shapes: Vec<Shape> = cut(text).iter().map(|u| u.1).collect();
        use Shape::*;
        assert_eq!(shapes, [Heading(1), Table, Quote, Bullet, Numbered, Numbered, Formula, Rule, Fence, Formula]);
    }

    #[test]
    fn comments_alone_in_their_lines_or_at_the_end_of_one_are_no_part_of_the_page() {
        assert_eq!(cut("<!-- one -->\nText <!-- two -->\n\n<!-- three\nlines -->\nMore\n<!-- open").len(), 3);
        assert_eq!(cut("A <!-- x -->"), [("A", Shape::Text)]);
        let wrapped = "A line that is as long as the column is wide, and so it goes\n<!-- x -->\non in the line below it until the text\nends.";
        assert_eq!(cut(wrapped).len(), 1);
    }

    #[test]
    fn a_fence_that_is_never_closed_is_text() {
        assert_eq!(cut("```\nfirst\n\nsecond").len(), 3);
    }
}
