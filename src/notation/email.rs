//! E-mail addresses in running text: the addresses that people have, not all that RFC 5322 allows.

use std::ops::Range;

/// The longest local part and the longest domain (RFC 5321, section 4.5.3.1), in bytes.
const LOCAL: usize = 64;
const DOMAIN: usize = 255;

/// The first e-mail address in `text`, and its bytes.
pub fn find(text: &str) -> Option<(String, Range<usize>)> {
    find_all(text).next()
}

/// Every e-mail address in `text`, in order. Takes time in proportion to the text's length.
pub fn find_all(text: &str) -> impl Iterator<Item = (String, Range<usize>)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + memchr::memchr(b'@', text.as_bytes().get(from..)?)?;
            let floor = from;
            from = at + 1;
            let (Some(start), Some(end)) = (local_start(&text[floor..at]), domain_end(&text[from..])) else { continue };
            let range = floor + start..from + end;
            from = range.end;
            // Markdown keeps _ from being emphasis with a backslash.
            return Some((text[range.clone()].replace('\\', ""), range));
        }
    })
}

/// Whether a text is an e-mail address and nothing else.
pub fn is_valid(text: &str) -> bool {
    find(text).is_some_and(|(address, range)| range == (0..text.len()) && address == text)
}

fn is_local(c: u8) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, b'.' | b'_' | b'-' | b'+' | b'%' | b'\'' | b'\\' | b'&' | b'=' | b'~')
}

/// Where the local part that ends where `before` ends begins.
fn local_start(before: &str) -> Option<usize> {
    let bytes = before.as_bytes();
    let len = bytes.iter().rev().take(LOCAL + 1).take_while(|b| is_local(**b)).count();
    if len > LOCAL {
        return None;
    }
    let local = &before[bytes.len() - len..];
    // Opening emphasis and list marks are not part of it.
    let trimmed = local.trim_start_matches(['.', '-', '\'', '\\', '=', '&', '+', '%', '~']);
    let trimmed = trimmed.strip_prefix('_').map_or(trimmed, |inner| if inner.contains('_') { trimmed } else { inner });
    let wrong = trimmed.is_empty() || trimmed.ends_with('.') || trimmed.contains("..");
    // A letter of another alphabet that touches it is part of a name that text recognition misread.
    let glued = before[..bytes.len() - trimmed.len()].ends_with(char::is_alphanumeric);
    (!wrong && !glued).then_some(bytes.len() - trimmed.len())
}

/// Where the domain at the start of `after` ends.
fn domain_end(after: &str) -> Option<usize> {
    let bytes = after.as_bytes();
    let len = bytes.iter().take(DOMAIN).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
    let mut domain = after[..len].trim_end_matches(['.', '-']);
    // "a@bsu.by.Then": a sentence that begins without its space.
    if let Some((rest, last)) = domain.rsplit_once('.')
        && last.starts_with(|c: char| c.is_ascii_uppercase())
        && last.contains(|c: char| c.is_ascii_lowercase())
        && rest.contains('.')
    {
        domain = rest;
    }
    let labels = domain.split('.');
    let well_formed =
        labels.clone().all(|l| !l.is_empty() && l.len() <= 63 && !l.starts_with('-') && !l.ends_with('-'));
    let top = labels.clone().next_back().unwrap_or_default();
    let known = top.len() >= 2 && (top.bytes().all(|b| b.is_ascii_alphabetic()) || top.starts_with("xn--"));
    (well_formed && known && labels.count() >= 2).then_some(domain.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_in_text() {
        for (text, wanted) in [
            ("verbitskayavs@example.by", "verbitskayavs@example.by"),
            ("E-mail: o.s.zhur-1@mail.bsu.by.", "o.s.zhur-1@mail.bsu.by"),
            ("(mailto:a_b@x.org)", "a_b@x.org"),
            ("<a@b.by>", "a@b.by"),
            ("*a@b.by*", "a@b.by"),
            ("_a@b.by_", "a@b.by"),
            ("a\\_b@b.by", "a_b@b.by"),
            ("relations. a@b.by, c@d.by", "a@b.by"),
            ("a@bsu.by.Then", "a@bsu.by"),
        ] {
            assert_eq!(find(text).map(|(address, _)| address).as_deref(), Some(wanted), "{text}");
        }
        for text in ["@", "a@b", "a@.by", "@b.by", "a@b.1", "a..b@c.by", "яa@b.by", "a @b.by", ""] {
            assert_eq!(find(text), None, "{text}");
        }
        assert_eq!(find_all("a@b.by; c@d.by, e@f.by").count(), 3);
        assert!(is_valid("a@b.by"));
        assert!(!is_valid("a@b.by."));
    }

    proptest! {
        #[test]
        fn any_text(text in "([a-z.@_\\\\-]|\\PC){0,40}") {
            let mut last = 0;
            for (address, range) in find_all(&text) {
                prop_assert!(range.start >= last);
                prop_assert!(is_valid(&address), "{}", address);
                last = range.end;
            }
        }
    }
}
