//! The codes on a line, after its label.

use std::ops::Range;

use super::normal::{is_quote, plain};
use super::{Change, Fault, LONGEST, Udc, normalise, parse};

/// One code on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its bytes in the text given, without spaces around it.
    pub range: Range<usize>,
    /// Its normal form.
    pub normal: String,
    /// What the normal form changes; ranges are bytes of the text given.
    pub changes: Vec<Change>,
    /// The parts of the normal form, or its fault; ranges are bytes of the normal form.
    pub parsed: Result<Udc, Fault>,
}

impl Code {
    /// The byte of the text given that stands behind the byte `at` of the normal form (that of a fault, say).
    pub fn origin(&self, at: usize) -> usize {
        let mut normal = 0;
        let mut text = self.range.start;
        for change in &self.changes {
            let kept = change.range.start.saturating_sub(text);
            if at < normal + kept {
                break;
            }
            normal += kept;
            text = change.range.start;
            if at < normal + change.to.len() {
                return text;
            }
            normal += change.to.len();
            text = change.range.end;
        }
        (text + at.saturating_sub(normal)).min(self.range.end)
    }
}

/// The codes at the start of what follows a label (`327(476):061.1; 94 DOI: …`), one or more with `;`, `,` and a space,
/// or a line's end between them, and the bytes that they take. Ends before words that are not notation.
pub fn codes_at(text: &str) -> (Vec<Code>, usize) {
    let end = notation_end(text);
    let mut codes = Vec::new();
    let mut start = 0;
    let mut round = 0i32;
    let bytes = &text.as_bytes()[..end];
    for at in 0..=end {
        let split = match bytes.get(at) {
            None => true,
            Some(b'(') => {
                round += 1;
                false
            }
            Some(b')') => {
                round -= 1;
                false
            }
            Some(b';' | b'\n') => true,
            Some(b',') => round <= 0 && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace),
            _ => false,
        };
        if !split {
            continue;
        }
        let piece = &text[start..at];
        let range = start + (piece.len() - piece.trim_start().len())..start + piece.trim_end().len();
        if !range.is_empty() && range.start < range.end {
            let (normal, mut changes) = normalise(&text[range.clone()]);
            for change in &mut changes {
                change.range = range.start + change.range.start..range.start + change.range.end;
            }
            let parsed = parse(&normal);
            codes.push(Code { range, normal, changes, parsed });
        }
        start = at + 1;
    }
    let taken = codes.last().map_or(0, |code| code.range.end);
    (codes, taken)
}

/// Where the signs of UDC notation end.
fn notation_end(text: &str) -> usize {
    let mut round = 0usize;
    let mut end = 0;
    let mut before = ' ';
    let mut letters = 0usize;
    for (at, c) in text.char_indices() {
        let is_notation = match c {
            '0'..='9' => true,
            '(' | '[' | '（' => {
                round += 1;
                true
            }
            ')' | ']' | '）' => {
                round = round.saturating_sub(1);
                true
            }
            c if c.is_alphabetic() => {
                letters += 1;
                // A name in brackets, or a capitalised word that touches what it extends.
                letters <= 40
                    && at > 0
                    && (round > 0
                        || before.is_alphabetic()
                        || (c.is_uppercase() && !before.is_whitespace() && before != '.'))
            }
            c if c.is_whitespace() => c != '\n' || round == 0,
            '.' | ':' | '/' | '+' | '-' | '=' | '"' | '\'' | '`' | '*' | ',' | ';' | '\\' => true,
            '–' | '—' | '−' => true,
            c => is_quote(c) || plain(c).1.is_some(),
        };
        if !is_notation || at > LONGEST {
            break;
        }
        if !c.is_alphabetic() {
            letters = 0;
        }
        before = c;
        end = at + c.len_utf8();
    }
    // What is left at the end without figures is not notation.
    let kept =
        text[..end].rfind(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '"' | '\'' | '`') || is_quote(c));
    let kept = kept.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    // The three points of an open number, or the stop that ends the line.
    let tail = &text[kept..end];
    kept + if tail.starts_with("...") { 3 } else { usize::from(tail.starts_with('.')) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_on_a_line() {
        let read = |text: &str| {
            let (codes, end) = codes_at(text);
            assert!(codes.iter().all(|c| c.parsed.is_ok()), "{codes:?}");
            (codes.into_iter().map(|c| c.normal).collect::<Vec<_>>().join(" | "), text[end..].to_owned())
        };
        let case = |text, codes: &str, rest: &str| assert_eq!(read(text), (codes.into(), rest.into()), "{text}");
        case("327(476):061.1 ; 94", "327(476):061.1 | 94", "");
        case("327, 94(476)", "327 | 94(476)", "");
        case("327(73:4)“1995/2016»(043.4)", "327(73:4)\"1995/2016\"(043.4)", "");
        case("327.7 DOI: 10.1/2", "327.7", " DOI: 10.1/2");
        case("327.7. И. И. Иванов", "327.7", " И. И. Иванов");
        case("32; ББК 66", "32", "; ББК 66");
        case("025.45UDC", "025.45UDC", "");
        case("321.01 + 316.3", "321.01+316.3", "");
        case("94(476) \"1991/2020\"", "94(476)\"1991/2020\"", "");
        case("94(476)\nТитул", "94(476)", "\nТитул");
        case("nothing", "", "nothing");
        case("", "", "");
        let (codes, _) = codes_at("53,51");
        assert_eq!(codes[0].parsed.as_ref().unwrap_err().at, 2);
    }

    #[test]
    fn a_fault_is_found_in_the_text() {
        let text = " 94 “1995/2016»,53";
        let (codes, _) = codes_at(text);
        let fault = codes[0].parsed.as_ref().unwrap_err();
        assert_eq!(codes[0].normal, "94\"1995/2016\",53");
        assert!(text[codes[0].origin(fault.at)..].starts_with(",53"));
        assert_eq!(codes[0].origin(0), 1);
        assert!(text[codes[0].origin(2)..].starts_with('“') || text[codes[0].origin(2)..].starts_with(' '));
        assert_eq!(codes[0].origin(codes[0].normal.len()), text.len());
    }
}
