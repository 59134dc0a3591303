//! Text from a manuscript made safe to show on a terminal. A manuscript may hold anything: an escape sequence would move
//! the cursor or rename the window, a bidirectional override would show the text in another order than it has.

use std::borrow::Cow;

/// What is shown for a character, where that is not the character itself: the Unicode picture of a control character
/// (`␛`), a space for white space that takes no one cell, and U+FFFD for characters that cannot be seen but change what
/// is around them.
pub fn replacement(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32),
        '\u{7F}' => Some('␡'),
        // C1 controls: some terminals take U+009B for the start of an escape sequence.
        '\u{80}'..='\u{9F}' => Some('\u{FFFD}'),
        // Soft hyphen, marks of direction, overrides and isolates, zero-width characters, tags, non-characters.
        '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{FFFE}'
        | '\u{FFFF}'
        | '\u{E0000}'..='\u{E007F}' => Some('\u{FFFD}'),
        _ => None,
    }
}

/// `text` with every character that a terminal would act on replaced.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| replacement(c).is_none()) {
        text.into()
    } else {
        text.chars().map(|c| replacement(c).unwrap_or(c)).collect::<String>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_acts_on_is_left() {
        assert_eq!(visible("a\u{1b}]0;x\u{7}b\r\u{9b}1m\u{202e}c\0"), "a␛]0;x␇b␍\u{FFFD}1m\u{FFFD}c␀");
        assert_eq!(visible("Ключевые\tслова\nNATO"), "Ключевые слова NATO");
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(visible("“Партнерство” – 1995/2016 ўіё é 漢"), Cow::Borrowed(_)));
    }
}
