//! Raised marks: note marks and affiliation keys, in all the ways in which recognised text has them.

/// The digit that a superscript character raises.
pub(super) fn superscript_digit(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        _ => return None,
    })
}

/// The letter that a superscript character raises.
fn superscript_letter(c: char) -> Option<char> {
    const RAISED: &str = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ";
    RAISED.chars().position(|r| r == c).map(|i| (b'a' + i as u8) as char)
}

/// A raised mark at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its plain label: `1`, `a`, `*`.
    pub label: String,
    /// Where the label's characters stand, for its place in the manuscript.
    pub at: std::ops::Range<usize>,
    /// How many bytes the mark takes, its signs included.
    pub len: usize,
    /// Whether a closing bracket belongs to it (`¹⁾`): an affiliation key or a list mark, never a note mark.
    pub bracket: bool,
}

/// Reads a raised mark at the start of `text`: `¹`, `¹⁾`, `^1`, `^a`, `^{12}`, `^1)`, `<sup>1</sup>`, `[^1]`, `ᵃ`,
/// `$^{1}$`.
pub(super) fn raised(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    if first == '$' {
        return in_formula(text);
    }
    if superscript_digit(first).is_some() || superscript_letter(first).is_some() {
        let mut label = String::new();
        let mut len = 0;
        let digits = superscript_digit(first).is_some();
        for c in text.chars().take(4) {
            match if digits { superscript_digit(c) } else { superscript_letter(c).filter(|_| label.is_empty()) } {
                Some(plain) => label.push(plain),
                None => break,
            }
            len += c.len_utf8();
        }
        let at = 0..len;
        return Some(close(text, label, at, len));
    }
    if let Some(rest) = text.strip_prefix("[^") {
        let end = rest.find(']').filter(|&e| (1..=32).contains(&e))?;
        let label = &rest[..end];
        let plain = label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '*'));
        return plain.then(|| Mark { label: label.into(), at: 2..2 + end, len: 2 + end + 1, bracket: false });
    }
    if first == '^' {
        let rest = &text[1..];
        if let Some(inner) = rest.strip_prefix('{') {
            let end = inner.find('}').filter(|&e| e <= 12)?;
            let label = inner[..end].trim();
            let plain =
                !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '*' | '†' | ',' | ' '));
            return plain.then(|| close(text, label.into(), 2..2 + end, end + 3));
        }
        if let Some(inner) = rest.strip_prefix('(') {
            let end = inner.find(')').filter(|&e| (1..=8).contains(&e))?;
            let plain = inner[..end].chars().all(|c| c.is_alphanumeric() || matches!(c, '*' | '†' | ','));
            return plain.then(|| Mark { label: inner[..end].into(), at: 2..2 + end, len: end + 3, bracket: true });
        }
        let len = label_len(rest)?;
        return Some(close(text, rest[..len].into(), 1..1 + len, 1 + len));
    }
    if let Some(rest) = text.strip_prefix("<sup>") {
        let end = rest.find("</sup>").filter(|&e| (1..=12).contains(&e))?;
        let inner = &rest[..end];
        let label = inner.trim_end_matches([')', '⁾']).trim();
        let plain =
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '*' | '†' | ',' | ' '));
        let bracket = label.len() < inner.trim().len();
        let mut mark = close(text, label.into(), 5..5 + label.len(), 5 + end + 6);
        mark.bracket |= bracket;
        return plain.then_some(mark);
    }
    None
}

/// A mark that text recognition took for mathematics: `$^{1}$`, `$^a$`, `${}^{1,2}$`, `$^{\ast}$`, `$^{1)}$`.
fn in_formula(text: &str) -> Option<Mark> {
    const SIGNS: &[(&str, &str)] = &[("\\ast", "*"), ("\\star", "*"), ("\\dagger", "†"), ("\\ddagger", "‡")];
    const WRAPPERS: &[&str] = &["\\mathrm{", "\\text{", "\\textrm{", "\\mathbf{", "\\rm "];
    let inner = text.strip_prefix('$')?;
    let inner = inner.strip_prefix("{}").unwrap_or(inner).strip_prefix('^')?;
    let end = inner.as_bytes().iter().take(40).position(|b| *b == b'$')?;
    let raised = inner[..end].trim();
    let mut label = match raised.strip_prefix('{') {
        Some(group) => group.strip_suffix('}')?.trim(),
        None if raised.chars().count() == 1 || raised.starts_with('\\') => raised,
        None => return None,
    };
    for wrapper in WRAPPERS {
        if let Some(inner) = label.strip_prefix(wrapper) {
            label = inner.strip_suffix('}').unwrap_or(inner).trim();
        }
    }
    let bare = label.trim_end_matches(')').trim();
    let start = bare.as_ptr() as usize - text.as_ptr() as usize;
    let at = start..start + bare.len();
    let sign = SIGNS.iter().find(|(name, _)| *name == bare).map(|(_, sign)| *sign);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '*' | '†' | '‡' | ',' | ' ');
    if sign.is_none() && (bare.is_empty() || bare.len() > 12 || !bare.chars().all(plain)) {
        return None;
    }
    let len = text.len() - inner.len() + end + 1;
    let bracket = bare.len() < label.len();
    let mark = Mark { label: sign.unwrap_or(bare).into(), at, len, bracket };
    // A bracket after it may belong to it.
    Some(if bracket { mark } else { close(text, mark.label, mark.at, len) })
}

/// The length of a bare label: digits, or one letter that no letter follows, or asterisks.
fn label_len(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        return Some(digits);
    }
    let stars = text.bytes().take_while(|b| *b == b'*').count();
    if (1..=3).contains(&stars) {
        return Some(stars);
    }
    let c = text.chars().next()?;
    (c.is_alphabetic()).then_some(c.len_utf8())
}

fn close(text: &str, label: String, at: std::ops::Range<usize>, len: usize) -> Mark {
    for bracket in ["⁾", ")"] {
        if text[len..].starts_with(bracket) {
            return Mark { label, at, len: len + bracket.len(), bracket: true };
        }
    }
    Mark { label, at, len, bracket: false }
}

/// The mark with which a footnote starts (`¹Text`, `^1 Text`, `[^1]: Text`): digits or asterisks, never with a bracket.
/// The length covers the mark, a colon and the space after it.
pub(super) fn note_start(text: &str) -> Option<Mark> {
    let mut mark = raised(text).filter(|m| !m.bracket)?;
    let defined = text.starts_with("[^");
    if !defined && !mark.label.chars().all(|c| c.is_ascii_digit()) && !mark.label.chars().all(|c| c == '*' || c == '†')
    {
        return None;
    }
    let mut rest = &text[mark.len..];
    if defined {
        rest = rest.strip_prefix(':')?;
    }
    let rest = rest.trim_start();
    // A lone mark is no note, and several keys in a row belong to an author line.
    if rest.is_empty() || rest.starts_with([',', ';', '.']) {
        return None;
    }
    mark.len = text.len() - rest.len();
    Some(mark)
}

/// The key with which an affiliation starts: any raised mark, with or without bracket. The length covers the space and
/// the stop after it.
pub(super) fn affiliation_key(text: &str) -> Option<Mark> {
    let mut mark = raised(text).filter(|_| !text.starts_with("[^"))?;
    let rest = text[mark.len..].trim_start_matches(['.', ' ', '\u{A0}', '\t']);
    if rest.is_empty() || rest.starts_with(',') {
        return None;
    }
    mark.len = text.len() - rest.len();
    Some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_raise_a_mark_gives_its_label() {
        for (text, label, len, bracket) in [
            ("¹²Text", "12", "¹²".len(), false),
            ("¹⁾Text", "1", "¹⁾".len(), true),
            ("^a Text", "a", 2, false),
            ("^12 Text", "12", 3, false),
            ("^{12} x", "12", 5, false),
            ("^(a)Text", "a", 4, true),
            ("<sup>3</sup>x", "3", 12, false),
            ("<sup>3)</sup>x", "3", 13, true),
            ("[^n1] x", "n1", 5, false),
            ("ᵃText", "a", "ᵃ".len(), false),
            ("$^{12}$Text", "12", 7, false),
            ("$^a$ Text", "a", 4, false),
            ("${}^{1,2}$ x", "1,2", 10, false),
            ("$^{1)}$Minsk", "1", 7, true),
            ("$^{\\mathrm{b}}$ x", "b", 15, false),
            ("$^{\\ast}$ x", "*", 9, false),
        ] {
            let mark = raised(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((mark.label.as_str(), mark.len, mark.bracket), (label, len, bracket), "{text}");
        }
        assert_eq!(raised("plain"), None);
        assert_eq!(raised("^"), None);
        assert_eq!(raised("$^{x+1}$"), None);
        assert_eq!(raised("$x^2$"), None);
    }

    #[test]
    fn a_note_starts_with_digits_and_an_affiliation_with_any_key() {
        assert_eq!(note_start("¹Northern Lights").unwrap().label, "1");
        assert_eq!(note_start("[^a]: Text").unwrap().label, "a");
        assert!(note_start("¹⁾Minsk").is_none());
        assert!(note_start("^aMinsk").is_none());
        assert!(affiliation_key("^aMinsk").is_some());
        assert!(affiliation_key("^a, ^b").is_none());
    }
}
