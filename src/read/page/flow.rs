//! Running text put together from pieces of the manuscript, each byte still knowing its place: lines are joined, hyphens
//! at a break taken out, characters that no document may hold left out.

use std::ops::Range;

use super::vocabulary::Vocabulary;
use crate::article::Run;
use crate::source::Span;

/// Text in reading order and where its pieces came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Flow {
    /// The text.
    pub text: String,
    /// Pieces in order, without gaps. A piece as long in the text as in the manuscript is the same there, byte by byte.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    /// First byte in the text.
    at: u32,
    span: Span,
}

impl Flow {
    /// The text of one range of the manuscript.
    pub fn of(source: &str, range: Range<usize>, vocabulary: &Vocabulary) -> Flow {
        let mut flow = Flow::default();
        flow.push(source, range, vocabulary);
        flow
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn piece(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(text);
        if let Some(last) = self.pieces.last() {
            let last_len = at - last.at as usize;
            // The same bytes going on: one piece.
            if last.span.len() == last_len && span.len() == text.len() && last.span.end == span.start {
                let index = self.pieces.len() - 1;
                self.pieces[index].span.end = span.end;
                return;
            }
        }
        self.pieces.push(Piece { at: at as u32, span });
    }

    /// Adds a range of the manuscript. White space of more than one character, and all that has a line end in it, becomes
    /// one space; a hyphen at a line end goes where the word is one word.
    pub fn push(&mut self, source: &str, range: Range<usize>, vocabulary: &Vocabulary) {
        let text = &source[range.clone()];
        let mut from = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let strange = c.is_control() || c == '\u{AD}' || c == '\u{FEFF}' || c == '\u{2028}' || c == '\u{2029}';
            let double = c == ' ' && chars.peek().is_some_and(|(_, n)| *n == ' ' || n.is_control());
            if !strange && !double {
                continue;
            }
            self.piece(&text[from..i], Span::new(range.start + from, range.start + i));
            let mut end = i + c.len_utf8();
            let (mut breaks, mut space) = (c == '\n' || c == '\r', c.is_whitespace());
            while let Some((j, n)) = chars.peek().copied() {
                if !(n.is_control() || n == ' ' && (space || breaks) || n == '\u{2028}') {
                    break;
                }
                breaks |= n == '\n' || n == '\r';
                space |= n.is_whitespace();
                end = j + n.len_utf8();
                chars.next();
            }
            from = end;
            let span = Span::new(range.start + i, range.start + end);
            let soft = c == '\u{AD}';
            if breaks && !soft && self.text.ends_with('-') {
                let rest = &text[end..];
                self.join_hyphen(rest, vocabulary);
            } else if (breaks || space) && !soft && !self.text.is_empty() && end < text.len() {
                self.piece(" ", span);
            }
        }
        self.piece(&text[from..], Span::new(range.start + from, range.end));
    }

    /// Goes on with `next` where the manuscript broke off: at a hyphen inside the word, else after a space.
    pub fn join(&mut self, source: &str, next: Range<usize>, vocabulary: &Vocabulary) {
        if self.text.ends_with('\u{AD}') {
            self.cut(1);
        } else if self.text.ends_with('-') {
            self.join_hyphen(&source[next.clone()], vocabulary);
        } else if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            let end = self.pieces.last().map_or(0, |p| p.span.end);
            self.piece(" ", Span { start: end, end });
        }
        self.push(source, next, vocabulary);
    }

    /// Takes the hyphen at the end out, unless the word keeps it.
    fn join_hyphen(&mut self, rest: &str, vocabulary: &Vocabulary) {
        let head = self.text[..self.text.len() - 1]
            .rsplit(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .next()
            .unwrap_or("");
        let tail_len = rest.find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').unwrap_or(rest.len());
        if !vocabulary.keeps_hyphen(head, &rest[..tail_len]) {
            self.cut(1);
        }
    }

    /// Takes the last `bytes` (of one piece) off.
    fn cut(&mut self, bytes: usize) {
        let mut bytes = bytes;
        while !self.text.is_char_boundary(self.text.len() - bytes) {
            bytes += 1;
        }
        self.text.truncate(self.text.len() - bytes);
        if let Some(last) = self.pieces.last_mut() {
            last.span.end = last.span.end.saturating_sub(bytes as u32).max(last.span.start);
            if last.at as usize >= self.text.len() {
                self.pieces.pop();
            }
        }
    }

    /// The place of the bytes `range` of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.runs_with(range, |_, span| span).into_iter().fold(Span::NONE, Span::join)
    }

    /// The bytes `range` of the text as runs, one for each piece of the manuscript.
    pub fn runs(&self, range: Range<usize>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::with_capacity(1);
        for (text, span) in self.runs_with(range, |r, span| (&self.text[r], span)) {
            match runs.last_mut() {
                // A space made at a join belongs to the run before it.
                Some(last) if span.is_empty() => last.text.push_str(text),
                _ => runs.push(Run::new(text, span)),
            }
        }
        runs
    }

    fn runs_with<T>(&self, range: Range<usize>, mut make: impl FnMut(Range<usize>, Span) -> T) -> Vec<T> {
        let mut out = Vec::with_capacity(1);
        if range.is_empty() {
            return out;
        }
        let first = self.pieces.partition_point(|p| p.at as usize <= range.start).saturating_sub(1);
        for (i, piece) in self.pieces.iter().enumerate().skip(first) {
            let (start, end) = (piece.at as usize, self.pieces.get(i + 1).map_or(self.text.len(), |p| p.at as usize));
            if start >= range.end {
                break;
            }
            let (from, to) = (range.start.max(start), range.end.min(end));
            if from >= to {
                continue;
            }
            let span =
                if piece.span.len() == end - start { piece.span.slice(from - start..to - start) } else { piece.span };
            out.push(make(from..to, span));
        }
        out
    }

    /// The bytes `range` of the text as one run; where it has several pieces the span holds them all.
    pub fn run(&self, range: Range<usize>) -> Run {
        Run::new(&self.text[range.clone()], self.span(range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(source: &str) -> Flow {
        Flow::of(source, 0..source.len(), &Vocabulary::of(source))
    }

    #[test]
    fn lines_join_and_keep_their_places() {
        let f = flow("one\n  two");
        assert_eq!(f.text, "one two");
        assert_eq!(f.span(4..7), Span::new(6, 9));
        assert_eq!(f.span(3..4), Span::new(3, 6));
    }

    #[test]
    fn a_hyphen_goes_where_the_word_is_one_word_and_stays_where_it_is_two() {
        let source = "the Belarusian peace-keeping force; Belaru-\nsian and peace-\nkeeping";
        assert_eq!(flow(source).text, "the Belarusian peace-keeping force; Belarusian and peace-keeping");
    }

    #[test]
    fn a_join_across_the_page_makes_runs_of_its_two_ends() {
        let source = "from the Belaru-\n\nfootnote\n\nsian side";
        let vocabulary = Vocabulary::of("Belarusian");
        let mut f = Flow::of(source, 0..16, &vocabulary);
        f.join(source, 28..37, &vocabulary);
        assert_eq!(f.text, "from the Belarusian side");
        let runs = f.runs(0..f.text.len());
        assert_eq!(runs, [Run::new("from the Belaru", Span::new(0, 15)), Run::new("sian side", Span::new(28, 37))]);
    }

    #[test]
    fn control_characters_are_left_out() {
        assert_eq!(flow("a\u{0}b\u{AD}c\u{8}").text, "abc");
    }

    proptest::proptest! {
        #[test]
        fn every_run_lies_in_the_manuscript(source in "[a-zа-я \\-\\n\u{0}\u{AD}¹]{0,60}") {
            let f = flow(&source);
            let runs = f.runs(0..f.text.len());
            proptest::prop_assert_eq!(runs.iter().map(|r| r.text.as_str()).collect::<String>(), f.text.as_str());
            for run in runs {
                proptest::prop_assert!(run.span.end as usize <= source.len());
                if run.span.len() == run.text.len() {
                    proptest::prop_assert_eq!(source[run.span.range()].replace('\n', " "), run.text);
                }
            }
        }
    }
}
