//! What a text keeps when it is translated: names in quotation marks, and figures. Rules that hold the languages of an
//! article against each other share it.

use std::ops::Range;

use crate::article::{Inline, Style, Text};

/// The first stretch of a text that stands in quotation marks, the marks included. An apostrophe is none, nor is an
/// inch mark.
pub(super) fn quoted(text: &str) -> Option<Range<usize>> {
    let mut before = ' ';
    let mut open: Option<(usize, &[char])> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        match open {
            // A closing mark ends a word; an apostrophe stands in one.
            Some((start, closing)) if closing.contains(&c) && !next.is_alphanumeric() => {
                return Some(start..at + c.len_utf8());
            }
            None if !before.is_alphanumeric() && (next.is_alphanumeric() || matches!(next, '«' | '“' | '‘' | '*')) =>
            {
                open = closing(c).map(|closing| (at, closing));
            }
            _ => {}
        }
        before = c;
    }
    None
}

/// The marks that may close what a mark opens; pairs are often unequal.
fn closing(c: char) -> Option<&'static [char]> {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '"' | '＂' => Some(&['”', '“', '»', '«', '"', '＂']),
        '‘' | '‚' | '\'' | '‹' => Some(&['’', '‘', '\'', '›']),
        _ => None,
    }
}

/// Whether part of a text is set in italics, as some languages set what others put in quotation marks.
pub(super) fn has_italics(text: &Text) -> bool {
    text.inlines.iter().any(|inline| match inline {
        Inline::Styled { style: Style::Italic, .. } => true,
        Inline::Styled { content, .. } | Inline::Foreign { content, .. } | Inline::Link { content, .. } => {
            has_italics(content)
        }
        _ => false,
    })
}

/// A whole number in figures, as it stands, and its place.
pub(super) type Figure<'a> = (&'a str, Range<usize>);

/// The whole numbers of a text, in order; `1 000`, `0,5` and `4.0` are none.
pub(super) fn figures(text: &str) -> Vec<Figure<'_>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        // A figure next to another across a comma, stop, or space is part of a longer notation.
        let digit = |i: Option<usize>| i.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_digit);
        let before = text[..start].chars().next_back();
        let after = text[at..].chars().next();
        let parted =
            |c: Option<char>| matches!(c, Some('.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ':' | '/'));
        let joined_before = parted(before) && digit(start.checked_sub(before.map_or(0, char::len_utf8) + 1));
        let joined_after = parted(after) && digit(Some(at + after.map_or(0, char::len_utf8)));
        if !joined_before && !joined_after {
            found.push((&text[start..at], start..at));
        }
    }
    found
}

/// Whether a figure can be a year.
fn is_year(figure: &str) -> bool {
    figure.len() == 4 && matches!(figure.parse::<u16>(), Ok(1000..=2199))
}

/// The first figure of `a` that `b` ought to have and has not: a year, however shortened (`1939–45`, `the 90s`); or, where
/// both have as many figures, the one in which they differ, with its counterpart.
pub(super) fn unmatched<'a, 'b>(a: &'a str, b: &'b str) -> Option<(Figure<'a>, Option<Figure<'b>>)> {
    let (one, two) = (figures(a), figures(b));
    if one.len() == two.len() {
        let rest_of_one: Vec<_> = one.iter().filter(|x| !two.iter().any(|y| x.0 == y.0)).collect();
        let rest_of_two: Vec<_> = two.iter().filter(|y| !one.iter().any(|x| x.0 == y.0)).collect();
        if let ([x], [y]) = (&rest_of_one[..], &rest_of_two[..])
            && x.0.len() > 1
            && y.0.len() == x.0.len()
        {
            return Some(((*x).clone(), Some((*y).clone())));
        }
    }
    let lettered = |range: &Range<usize>| {
        // `1000-летие` is a millennium elsewhere, but `1990-х` are the 1990s.
        let mut rest = a[range.end..].chars();
        matches!(rest.next(), Some('-' | '‑' | '‐')) && rest.take_while(|c| c.is_alphabetic()).count() > 3
    };
    let year = one.into_iter().find(|(figure, range)| {
        is_year(figure) && !lettered(range) && !b.contains(figure) && !two.iter().any(|y| y.0 == &figure[2..])
    })?;
    Some((year, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotation_marks_are_told_from_apostrophes() {
        let shown = |text: &'static str| quoted(text).map(|range| &text[range]);
        assert_eq!(shown("программа “Партнерство ради мира”"), Some("“Партнерство ради мира”"));
        assert_eq!(shown("программа “Партнерство ради мира» сегодня"), Some("“Партнерство ради мира»"));
        assert_eq!(shown("das Programm „Frieden“"), Some("„Frieden“"));
        assert_eq!(shown("the ‘new normal’ economy"), Some("‘new normal’"));
        assert_eq!(shown("l’homme d’État, аб'ём, students’ work"), None);
        assert_eq!(shown("a screen of 15\" or 17\""), None);
        assert_eq!(shown("rock ’n’ roll"), None);
    }

    #[test]
    fn figures_that_a_translation_should_keep() {
        let found = |a, b| unmatched(a, b).map(|(x, y)| (x.0, y.map(|y| y.0)));
        assert_eq!(found("in 1995–2016", "в 1995–2016 гг."), None);
        assert_eq!(found("in 1995–2016", "в 1996–2016 гг."), Some(("1995", Some("1996"))));
        assert_eq!(found("in 1995–2016", "на рубеже веков"), Some(("1995", None)));
        assert_eq!(found("in 1939–1945", "в 1939–45 гг."), None);
        assert_eq!(found("in the 1990s", "в 90-е годы"), None);
        assert_eq!(found("the 21st century", "XXI век"), None);
        assert_eq!(found("1000-летие города", "the millennium of the town"), None);
        assert_eq!(found("COVID-19 and 5 towns", "COVID-19 и пять городов"), None);
        assert_eq!(found("1 000 years", "1000 лет"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_taken(a in "[0-9a-zА-я“”‘’ .,–-]{0,40}", b in "\\PC{0,40}") {
            for text in [&a, &b] {
                if let Some(range) = quoted(text) {
                    prop_assert!(text.get(range).is_some());
                }
                for (figure, range) in figures(text) {
                    prop_assert_eq!(&text[range], figure);
                }
            }
            prop_assert_eq!(unmatched(&a, &a), None);
            let _ = unmatched(&b, &a);
        }
    }
}
