//! The normal form of a code: what typesetting and text recognition made of it, mended.

use std::ops::Range;

use super::LONGEST;
use crate::notation::fold;

/// Whether a character is a quotation mark that is not `"`.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' | '＂' | '〝' | '〞' | 'ˮ')
}

/// Why a code was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Time stands between two straight marks `"`.
    Quote,
    /// The apostrophe is `'`.
    Apostrophe,
    /// A code has no spaces inside, nor characters that cannot be seen.
    Space,
    /// A hyphen, or a stroke between the ends of a range.
    Dash,
    /// No stop or comma after a code.
    Stop,
    /// A sign or letter stood in for one that looks like it.
    LookAlike,
    /// A backslash that kept a sign from being read as markup.
    Escape,
}

impl Reason {
    /// In words.
    pub fn message(self) -> &'static str {
        match self {
            Reason::Quote => "time in a UDC code stands between two straight marks \"",
            Reason::Apostrophe => "the apostrophe of a UDC code is '",
            Reason::Space => "a UDC code has no spaces inside",
            Reason::Dash => "a UDC code has hyphens, and a stroke between the ends of a range, but no dashes",
            Reason::Stop => "no stop or comma stands after a UDC code",
            Reason::LookAlike => "this sign only looks like the one of UDC notation",
            Reason::Escape => "a UDC code has no backslashes",
        }
    }
}

/// One change that [`normalise`] made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The bytes of the text given that are replaced.
    pub range: Range<usize>,
    /// What stands there in the normal form.
    pub to: String,
    /// Why.
    pub why: Reason,
}

/// One character of a code on its way to the normal form.
struct Sign {
    /// What it is now; none if it was taken out.
    now: Option<char>,
    from: Range<usize>,
    why: Option<Reason>,
}

/// The normal form of a code, and what was changed: any quotation marks around time become `"`, inner spaces, invisible
/// characters and a stop at the end go, dashes become hyphens or, between the ends of a range, strokes. What is not known
/// to be wrong stays, so the result need not be valid. Text too long to be a code is left as it is.
pub fn normalise(text: &str) -> (String, Vec<Change>) {
    if text.len() > LONGEST {
        return (text.to_owned(), Vec::new());
    }
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let (now, why) = plain(c);
        signs.push(Sign { now, from: at..end, why });
        if c == '…' {
            signs.extend((0..2).map(|_| Sign { now: Some('.'), from: end..end, why }));
        }
    }
    // Each pass may make room for another; every one that changes anything leaves less to change.
    while pass(&mut signs) {}
    let mut changes: Vec<Change> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for sign in &signs {
        if let Some(why) = sign.why {
            match changes.last_mut() {
                Some(last) if last.why == why && last.range.end == sign.from.start => {
                    last.range.end = sign.from.end;
                    last.to.extend(sign.now);
                }
                _ => changes.push(Change {
                    range: sign.from.clone(),
                    to: sign.now.map_or_else(String::new, String::from),
                    why,
                }),
            }
        }
        out.extend(sign.now);
    }
    (out, changes)
}

/// What a character is in a code, whatever is around it.
pub(super) fn plain(c: char) -> (Option<char>, Option<Reason>) {
    let (now, why) = match c {
        c if is_quote(c) => ('"', Reason::Quote),
        '’' | '‘' | '‛' | 'ʼ' | '′' | '´' | '＇' | 'ʹ' => ('\'', Reason::Apostrophe),
        '：' | '∶' => (':', Reason::LookAlike),
        '（' => ('(', Reason::LookAlike),
        '）' => (')', Reason::LookAlike),
        '⁄' | '∕' | '／' => ('/', Reason::LookAlike),
        '＋' => ('+', Reason::LookAlike),
        '＝' => ('=', Reason::LookAlike),
        '∗' | '＊' => ('*', Reason::LookAlike),
        '…' => ('.', Reason::LookAlike),
        '‐' | '‑' => ('-', Reason::Dash),
        '\\' => return (None, Some(Reason::Escape)),
        c if fold::invisible(c) => return (None, Some(Reason::Space)),
        c => return (Some(c), None),
    };
    (Some(now), Some(why))
}

/// Makes every change that the neighbours of a sign call for; whether there was one.
fn pass(signs: &mut [Sign]) -> bool {
    let live: Vec<usize> = (0..signs.len()).filter(|&i| signs[i].now.is_some()).collect();
    let chars: Vec<char> = live.iter().filter_map(|&i| signs[i].now).collect();
    let mut edits: Vec<(usize, Option<char>, Reason)> = Vec::new();
    let is_digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    // Outer spaces, and a stop, comma or semicolon at the end.
    let end = chars.len();
    if let Some(&last) = chars.last() {
        let ellipsis = end >= 3 && chars[end - 3..] == ['.', '.', '.'] && (end == 3 || chars[end - 4] != '.');
        if last.is_whitespace() {
            edits.push((end - 1, None, Reason::Space));
        } else if matches!(last, '.' | ',' | ';') && !ellipsis {
            edits.push((end - 1, None, Reason::Stop));
        }
    }
    let mut i = 0;
    let mut round = 0i32;
    let mut in_time = false;
    while i < end {
        let c = chars[i];
        match c {
            '(' => round += 1,
            ')' => round -= 1,
            '"' => in_time = !in_time,
            c if c.is_whitespace() && i + 1 < end => {
                let named = i > 0 && chars[i - 1].is_alphanumeric() && chars[i + 1].is_alphabetic();
                // Only one plain space before a word stays, and only in brackets: (73 New York).
                if !(named && round > 0) {
                    edits.push((i, None, Reason::Space));
                } else if c != ' ' {
                    edits.push((i, Some(' '), Reason::Space));
                }
            }
            // '' and ,, for one quotation mark.
            '\'' | ',' if chars.get(i + 1) == Some(&c) => {
                edits.push((i, Some('"'), Reason::Quote));
                edits.push((i + 1, None, Reason::Quote));
                i += 1;
            }
            // '1995/2016' for "1995/2016".
            '\'' => {
                let mut close = i + 1;
                while chars.get(close).is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | '–' | 'X'))
                {
                    close += 1;
                }
                if close > i + 1 && chars.get(close) == Some(&'\'') && !is_digit(close + 1) {
                    edits.push((i, Some('"'), Reason::Quote));
                    edits.push((close, Some('"'), Reason::Quote));
                    i = close;
                }
            }
            '–' | '—' | '−' => {
                let to = if is_range(&chars, i, round, in_time) { '/' } else { '-' };
                edits.push((i, Some(to), Reason::Dash));
            }
            '-' if in_time && is_range(&chars, i, round, true) => edits.push((i, Some('/'), Reason::Dash)),
            // The letter O for nought, Cyrillic X for an unknown figure of a year.
            'O' | 'О' if (i > 0 && (is_digit(i - 1) || matches!(chars[i - 1], '(' | '.'))) && is_digit(i + 1) => {
                edits.push((i, Some('0'), Reason::LookAlike));
            }
            'Х' | 'х' | 'x' if in_time => edits.push((i, Some('X'), Reason::LookAlike)),
            _ => {}
        }
        i += 1;
    }
    let changed = !edits.is_empty();
    for (i, now, why) in edits {
        let sign = &mut signs[live[i]];
        sign.now = now;
        sign.why = Some(why);
    }
    changed
}

/// Whether the dash at `i` stands between the ends of a range: years in time, numbers of three figures in the main tables.
fn is_range(chars: &[char], i: usize, round: i32, in_time: bool) -> bool {
    let before = chars[..i].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let after = chars[i + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    if in_time {
        return before == 4 && after == 4;
    }
    round == 0
        && before == 3
        && after == 3
        && !matches!(chars.get(i.wrapping_sub(4)), Some('.' | '\'' | '-' | '='))
        && chars[i - 3..i] < chars[i + 1..i + 4]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn normal_forms() {
        for (written, normal) in [
            ("327(73:4)“1995/2016»(043.4)", "327(73:4)\"1995/2016\"(043.4)"),
            ("327«1995/2016»", "327\"1995/2016\""),
            ("327„1995/2016“", "327\"1995/2016\""),
            ("327″1995/2016″", "327\"1995/2016\""),
            ("327''1995/2016''", "327\"1995/2016\""),
            ("327’’1995/2016’’", "327\"1995/2016\""),
            ("327,,1995/2016”", "327\"1995/2016\""),
            ("327'1995/2016'", "327\"1995/2016\""),
            ("327 (73:4) \"1995 / 2016\" (043.4)", "327(73:4)\"1995/2016\"(043.4)"),
            ("327(476).", "327(476)"),
            (" 327 : 94 ;", "327:94"),
            ("327\"1995–2016\"", "327\"1995/2016\""),
            ("327\"1995-2016\"", "327\"1995/2016\""),
            ("592–599", "592/599"),
            ("821.161.1–31", "821.161.1-31"),
            ("(474–25)", "(474-25)"),
            ("811.161.1’373", "811.161.1'373"),
            ("(О45)", "(045)"),
            ("592…", "592..."),
            ("611\\*5", "611*5"),
            ("94\"20ХХ\"", "94\"20XX\""),
            ("327\u{a0}(476)", "327(476)"),
            ("(73\u{a0}New York)", "(73 New York)"),
            ("327 . .", "327"),
            ("not a code", "notacode"),
        ] {
            let (got, changes) = normalise(written);
            assert_eq!(got, normal, "{written}");
            assert!(!changes.is_empty());
            let mut rebuilt = String::new();
            let mut at = 0;
            for change in &changes {
                rebuilt.push_str(&written[at..change.range.start]);
                rebuilt.push_str(&change.to);
                at = change.range.end;
            }
            rebuilt.push_str(&written[at..]);
            assert_eq!(rebuilt, normal, "the changes make the normal form of {written}");
        }
        let (_, changes) = normalise("327“1995»");
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[1], Change { range: 10..12, to: "\"".into(), why: Reason::Quote });
    }

    proptest! {
        #[test]
        fn normal_form_is_stable(text in "[\\d.:/+=()\\[\\]\"'`*“»–…, ;OХ\\\\A-zА-я-]{0,40}") {
            let (normal, changes) = normalise(&text);
            prop_assert_eq!(normalise(&normal), (normal.clone(), vec![]));
            prop_assert_eq!(changes.is_empty(), normal == text);
            let mut rebuilt = String::new();
            let mut at = 0;
            for change in &changes {
                prop_assert!(change.range.start >= at);
                rebuilt.push_str(&text[at..change.range.start]);
                rebuilt.push_str(&change.to);
                at = change.range.end;
            }
            rebuilt.push_str(&text[at..]);
            prop_assert_eq!(rebuilt, normal);
        }
    }
}
