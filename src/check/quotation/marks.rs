//! The double quotation marks of an article: which opens, which closes, and which pair.
//!
//! What a mark does is told by the mark itself and by what stands around it, since `“` opens in English and closes in
//! German, and `"` does both. A quotation may run over several paragraphs, with or without a mark at the start of each;
//! where two guillemets would close together, Russian writes one. Inches, seconds of arc and the hard sign of romanised
//! Russian (`ob”ekt`) are no quotation marks. Single marks are not looked at: they cannot be told from apostrophes.

use crate::article::Lang;
use crate::check::{Piece, Role, Subject};
use crate::source::Span;

/// The paragraphs that one quotation may run over.
const LONGEST: usize = 12;
/// How deep quotations may stand in quotations.
const DEEPEST: usize = 16;

/// A double quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Index of its piece in [`Subject::pieces`].
    pub piece: usize,
    /// Its byte in the piece.
    pub at: usize,
    /// The mark.
    pub sign: char,
    /// A quotation inside this one has closed, so that one mark may close both.
    shared: bool,
}

impl Mark {
    /// Its place in the manuscript.
    pub(super) fn span(&self, pieces: &[Piece<'_>]) -> Span {
        pieces[self.piece].span(self.at..self.at + self.sign.len_utf8())
    }

    /// The language of the text that it stands in.
    pub(super) fn lang(&self, pieces: &[Piece<'_>]) -> Lang {
        pieces[self.piece].lang_at(self.at)
    }
}

/// A quotation from its opening to its closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub open: Mark,
    pub close: Mark,
    /// The quotations that it stands in.
    pub depth: usize,
}

impl Pair {
    /// What is quoted, if it stands in one piece.
    pub(super) fn inside<'a>(&self, pieces: &'a [Piece<'_>]) -> Option<&'a str> {
        let start = self.open.at + self.open.sign.len_utf8();
        (self.open.piece == self.close.piece).then(|| pieces[self.open.piece].plain.get(start..self.close.at)).flatten()
    }
}

/// The quotation marks of an article.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Quotations whose marks belong together.
    pub pairs: Vec<Pair>,
    /// Quotations whose marks do not.
    pub unlike: Vec<Pair>,
    /// Marks that open a quotation without an end.
    pub unclosed: Vec<Mark>,
    /// Marks that close nothing.
    pub unopened: Vec<Mark>,
    open: Vec<Mark>,
}

/// Whether two marks are a pair in some language.
pub(super) fn like(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('“' | '„' | '‟', '”') | ('„', '“') | ('«', '»') | ('»', '«' | '»') | ('"', '"') | ('”', '”')
    )
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '"')
}

/// Finds the marks of an article.
pub(super) fn marks(subject: &Subject<'_>) -> Marks {
    let pieces = subject.pieces();
    let mut found = Marks::default();
    for (index, piece) in pieces.iter().enumerate() {
        // A sign alone in a cell says that it is as above.
        if piece.role == Role::Table && !piece.plain.contains(char::is_alphanumeric) {
            continue;
        }
        found.piece(index, piece);
        let next = pieces.get(index + 1);
        let goes_on = next.is_some_and(|next| {
            next.role == piece.role
                && next.id == piece.id
                && next.lang == piece.lang
                && matches!(piece.role, Role::Paragraph | Role::Abstract | Role::BackMatter)
        });
        let since = if goes_on { (index + 1).saturating_sub(LONGEST) } else { usize::MAX };
        found.give_up(|mark| mark.piece < since);
    }
    found
}

/// What stands before or after a mark.
fn opens_after(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '<' | '—' | '–' | '-' | '/' | '«' | '„' | '=' | '¿' | '¡')
    })
}

fn closes_before(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, ')' | ']' | '}' | '>' | '—' | '–' | '-' | '/' | '»' | '”' | '’')
            || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…')
    })
}

impl Marks {
    fn piece(&mut self, index: usize, piece: &Piece<'_>) {
        let text = &piece.plain;
        let mut before = None;
        for (at, sign) in text.char_indices() {
            let last = before.replace(sign);
            if !is_mark(sign) || !piece.is_prose(at) {
                continue;
            }
            let next = text[at + sign.len_utf8()..].chars().next();
            let mark = Mark { piece: index, at, sign, shared: false };
            // The next paragraph of a quotation begins with the mark again.
            let again = text[..at].trim().is_empty();
            if let Some(top) = self.open.last_mut().filter(|top| again && top.sign == sign && top.piece < index) {
                (top.piece, top.at) = (index, at);
                continue;
            }
            let opens = opens_after(last) && !closes_before(next);
            let closes = !opens_after(last) && (closes_before(next) || !next.is_some_and(char::is_alphanumeric));
            let top = self.open.last().map(|mark| mark.sign);
            let has = |sign| self.open.iter().any(|mark| mark.sign == sign);
            let within_a_word = last.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic);
            let after_a_figure = last.is_some_and(|c| c.is_ascii_digit() || matches!(c, '\'' | '’' | '′' | '.'))
                && text[..at].trim_end_matches(['\'', '’', '′', '.']).ends_with(|c: char| c.is_ascii_digit());
            match sign {
                '„' | '‟' => self.open(mark),
                '“' if top == Some('„') && !opens => self.close(mark),
                '“' if closes && !opens => self.close(mark),
                '“' => self.open(mark),
                '”' if opens && !has('“') && !has('„') && !has('”') => self.open(mark),
                '”' if within_a_word && top.is_none() => {}
                '”' if after_a_figure && top.is_none() => {}
                '”' => self.close(mark),
                '«' if closes && top == Some('»') => self.close(mark),
                '«' => self.open(mark),
                '»' if opens && !has('«') && top != Some('»') => self.open(mark),
                '»' => self.close(mark),
                '"' if opens => self.open(mark),
                '"' if has('"') => self.close(mark),
                '"' if after_a_figure => {}
                '"' if closes => self.close(mark),
                '"' if within_a_word => {}
                '"' => self.open(mark),
                _ => {}
            }
        }
    }

    fn open(&mut self, mark: Mark) {
        // A quotation from a paragraph before does not hold another with the same marks.
        self.give_up(|open| open.piece < mark.piece && open.sign == mark.sign);
        if self.open.len() == DEEPEST {
            let first = self.open.remove(0);
            self.unclosed.push(first);
        }
        self.open.push(mark);
    }

    fn close(&mut self, close: Mark) {
        let Some(at) = self.open.iter().rposition(|open| like(open.sign, close.sign)) else {
            match self.open.pop() {
                Some(open) => self.unlike.push(Pair { open, close, depth: self.open.len() }),
                None => self.unopened.push(close),
            }
            return;
        };
        let above = self.open.split_off(at + 1);
        self.unclosed.extend(above.into_iter().filter(|mark| !mark.excused()));
        if let Some(open) = self.open.pop() {
            self.pairs.push(Pair { open, close, depth: self.open.len() });
        }
        if let Some(around) = self.open.last_mut() {
            around.shared |= around.sign == close.sign || around.sign == '«' && close.sign == '»';
        }
    }

    fn give_up(&mut self, on: impl Fn(&Mark) -> bool) {
        let unclosed = &mut self.unclosed;
        self.open.retain(|mark| {
            let gone = on(mark);
            if gone && !mark.excused() {
                unclosed.push(*mark);
            }
            !gone
        });
    }
}

impl Mark {
    /// Whether it needs no closing mark of its own.
    fn excused(&self) -> bool {
        self.shared && self.sign == '«'
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Ui;
    use crate::journal::Journal;
    use crate::read::READERS;
    use crate::source::Source;
    use proptest::prelude::*;

    /// What is made of a paragraph: the quotations, and the signs of unlike, unclosed and unopened ones.
    fn read(text: &str) -> (Vec<String>, String) {
        let source =
            Source::from_text("a.md", format!("A TITLE IN CAPITALS\n\nA. B. AUTHOR\n\nIntroduction\n\n{text}\n"));
        let article = (READERS[0].read)(&source).article;
        let journal = Journal::default();
        let subject = Subject::new(&source, &article, &journal, Ui::En);
        let found = marks(&subject);
        let pieces = subject.pieces();
        let inside = found.pairs.iter().filter_map(|pair| pair.inside(pieces)).map(str::to_owned).collect();
        let unlike = found.unlike.iter().flat_map(|pair| [pair.open.sign, pair.close.sign]);
        let single = found.unclosed.iter().chain(&found.unopened).map(|mark| mark.sign);
        for pair in found.pairs.iter().chain(&found.unlike) {
            assert!((pair.open.piece, pair.open.at) < (pair.close.piece, pair.close.at));
        }
        (inside, unlike.chain(single).collect())
    }

    #[test]
    fn marks_pair_in_the_ways_of_several_languages() {
        for (text, inside) in [
            ("He read “the old” book and then another one.", &["the old"][..]),
            ("Er las „das alte“ Buch und dann noch ein anderes.", &["das alte"]),
            ("Er las »das alte« Buch und dann noch ein anderes.", &["das alte"]),
            ("Il a lu « le vieux » livre et puis encore un autre.", &[" le vieux "]),
            ("Он читал «роман „Зори“ вслух» в клубе весь вечер.", &["Зори", "роман „Зори“ вслух"]),
            ("Он читал «роман «Зори» в старом клубе весь вечер.", &["Зори"]),
            ("A board of 12\" hung in the hall (\"the old\") of town.", &["the old"]),
            ("The word ob”ekt is romanised, and so is pod”ezd.", &[]),
        ] {
            assert_eq!(read(text), (inside.iter().map(|s| s.to_string()).collect(), String::new()), "{text}");
        }
        assert_eq!(read("He read “the old» book and the other one.").1, "“»");
        assert_eq!(read("He read “the old book and the other one.").1, "“");
        assert_eq!(read("He read the old” book and the other one.").1, "”");
    }

    proptest! {
        #[test]
        fn any_marks_are_read(text in "([a-zа-я]{1,6}|[“”„«»\"' .,()0-9\n-]){1,60}") {
            read(&text);
        }
    }
}
