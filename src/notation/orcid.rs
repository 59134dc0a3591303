//! ORCID iDs: their form, their check character (ISO 7064 MOD 11-2), and where they stand in running text.

use std::ops::Range;

/// An ORCID iD found in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orcid {
    /// Sixteen digits with hyphens, the last perhaps `X`: `0000-0002-1825-0097`.
    pub value: String,
    /// Whether the check character is right.
    pub valid: bool,
    /// The bytes of the digits.
    pub written: Range<usize>,
}

/// The first ORCID iD in `text` and the bytes that it takes, `https://orcid.org/` included.
pub fn find(text: &str) -> Option<(Orcid, Range<usize>)> {
    find_all(text).next()
}

/// Every ORCID iD in `text`, in order, those with a wrong check character too. Hyphens may be dashes; they may be missing
/// or be spaces only after `orcid.org/` or the word ORCID. Takes time in proportion to the text's length.
pub fn find_all(text: &str) -> impl Iterator<Item = (Orcid, Range<usize>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(|c: char| c.is_ascii_digit())?;
            let announced = is_announced(&text[..start]);
            // All iDs given out so far begin so; without a word of ORCID anything else is another number.
            let likely =
                announced || (text[start..].starts_with("000") && !text[..start].ends_with(['/', '.', '-', '–', '_']));
            if likely
                && !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '-')
                && let Some((value, len)) = read_at(&text[start..], announced)
            {
                at = start + len;
                let valid = is_valid(&value);
                return Some((Orcid { value, valid, written: start..at }, address_start(&text[..start])..at));
            }
            let rest = &text[start..];
            at = start + rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        }
    })
}

/// Whether a text is an ORCID iD in normal form with the right check character.
pub fn is_valid(text: &str) -> bool {
    let mut digits = [0u8; 16];
    let mut count = 0;
    for (at, c) in text.bytes().enumerate() {
        if matches!(at, 4 | 9 | 14) {
            if c != b'-' {
                return false;
            }
            continue;
        }
        let Some(digit) = digits.get_mut(count) else { return false };
        *digit = match c {
            b'0'..=b'9' => c - b'0',
            b'X' if count == 15 => 10,
            _ => return false,
        };
        count += 1;
    }
    count == 16 && {
        let total = digits[..15].iter().fold(0u32, |total, &d| (total + u32::from(d)) * 2 % 11);
        (12 - total) % 11 == u32::from(digits[15])
    }
}

/// The iD at the start of `text` in normal form, and its bytes.
fn read_at(text: &str, announced: bool) -> Option<(String, usize)> {
    let mut value = String::with_capacity(19);
    let mut digits = 0;
    let mut chars = text.char_indices().peekable();
    while digits < 16 {
        if digits > 0 && digits % 4 == 0 {
            value.push('-');
            match chars.peek()?.1 {
                '-' | '‐' | '‑' | '–' | '—' | '−' => _ = chars.next(),
                ' ' | '\u{a0}' if announced => _ = chars.next(),
                _ if announced => {}
                _ => return None,
            }
        }
        let (_, c) = chars.next()?;
        match c {
            '0'..='9' => value.push(c),
            'X' | 'x' | 'Х' | 'х' if digits == 15 => value.push('X'),
            _ => return None,
        }
        digits += 1;
    }
    let len = chars.peek().map_or(text.len(), |(at, _)| *at);
    let goes_on = text[len..].starts_with(|c: char| c.is_alphanumeric());
    (!goes_on).then_some((value, len))
}

/// Whether what stands before says that an ORCID iD follows.
fn is_announced(before: &str) -> bool {
    let bytes = before.as_bytes();
    let near = &bytes[bytes.len().saturating_sub(16)..];
    near.windows(5).any(|w| w.eq_ignore_ascii_case(b"orcid"))
}

/// Where the address that ends where `before` ends begins.
fn address_start(before: &str) -> usize {
    const HOSTS: [&str; 5] =
        ["https://orcid.org/", "http://orcid.org/", "https://www.orcid.org/", "http://www.orcid.org/", "orcid.org/"];
    HOSTS
        .iter()
        .find_map(|host| {
            let at = before.len().checked_sub(host.len())?;
            before.as_bytes()[at..].eq_ignore_ascii_case(host.as_bytes()).then_some(at)
        })
        .unwrap_or(before.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_in_text() {
        for (text, value, written) in [
            ("ORCID: 0000-0002-1825-0097.", "0000-0002-1825-0097", "0000-0002-1825-0097"),
            ("https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X", "https://orcid.org/0000-0002-1694-233X"),
            ("(orcid.org/0000-0002-1694-233x)", "0000-0002-1694-233X", "orcid.org/0000-0002-1694-233x"),
            ("0000–0002–1694–233Х", "0000-0002-1694-233X", "0000–0002–1694–233Х"),
            ("ORCID 0000 0002 1825 0097", "0000-0002-1825-0097", "0000 0002 1825 0097"),
            ("ORCID iD 0000000218250097,", "0000-0002-1825-0097", "0000000218250097"),
        ] {
            let (orcid, range) = find(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((orcid.value.as_str(), &text[range]), (value, written), "{text}");
            assert!(orcid.valid, "{text}");
        }
        assert!(!find("0000-0002-1825-0098").unwrap().0.valid);
        for text in [
            "0000000218250097",
            "0000-0002-1825-009",
            "0000-0002-1825-00977",
            "x0000-0002-1825-0097",
            "0000-0002-1825-X097",
            "doi.org/10.1590/0034-7167-2016-0353",
            "1234-5678-9012-3456",
            "",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn check_characters() {
        for id in ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"] {
            assert!(is_valid(id), "{id}");
            assert!(!is_valid(&id.replacen('0', "1", 1)), "{id}");
        }
        for id in ["", "0000-0002-1825-009", "0000-0002-1825-00971", "0000x0002-1825-0097", "X000-0002-1825-0097"] {
            assert!(!is_valid(id), "{id}");
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "(orcid|0000-|[0-9]{4}|[-–X ]|\\PC){0,20}") {
            for (orcid, range) in find_all(&text) {
                prop_assert_eq!(orcid.value.len(), 19);
                prop_assert!(range.start <= orcid.written.start && range.end == orcid.written.end);
                prop_assert_eq!(orcid.valid, is_valid(&orcid.value));
            }
        }

        #[test]
        fn one_wrong_digit_is_seen(at in 0usize..15, by in 1u8..10) {
            let mut id = b"0000-0002-1825-0097".to_vec();
            let at = at + at / 4;
            id[at] = b'0' + (id[at] - b'0' + by) % 10;
            prop_assert!(!is_valid(std::str::from_utf8(&id).unwrap()));
        }
    }
}
