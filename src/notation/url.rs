//! Web addresses: which are followed, their form, and where they stand in running text.

use std::ops::Range;

use super::fold;

/// The schemes of addresses that offprint links to.
const SCHEMES: [&str; 4] = ["https://", "http://", "ftp://", "mailto:"];

/// The longest address that is looked for, in bytes.
const LONGEST: usize = 2048;

/// Whether an address may stand in a link that offprint writes: http, https, ftp and mailto, with something after the
/// scheme. Everything else (`javascript:`, `data:`, `file:`) is shown as text only, and so is an address with spaces or
/// with characters that cannot be seen or turn the direction of writing.
pub fn is_safe(href: &str) -> bool {
    let Some(rest) = after_scheme(href) else { return false };
    let hidden = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || fold::invisible(c)
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '_' | '%')) && !href.contains(hidden)
}

/// What follows one of [`SCHEMES`] at the start.
fn after_scheme(text: &str) -> Option<&str> {
    SCHEMES.iter().find_map(|scheme| {
        let head = text.as_bytes().get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme.as_bytes()).then(|| &text[scheme.len()..])
    })
}

/// An address found in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// The address; one that began with `www.` has `http://` before it. Always [`is_safe`].
    pub href: String,
    /// The bytes of the address as it stands, without the angle brackets around it.
    pub written: Range<usize>,
}

/// The first address in `text` and the bytes that it takes, angle brackets (`<https://…>`) included.
pub fn find(text: &str) -> Option<(Url, Range<usize>)> {
    find_all(text).next()
}

/// Every address in `text`, bare or in angle brackets, in order. Punctuation after an address is not part of it, nor a
/// bracket that closes one opened before it. Takes time in proportion to the text's length.
pub fn find_all(text: &str) -> impl Iterator<Item = (Url, Range<usize>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, host) = next_start(text, at)?;
            let host_len = host_len(&text[host..]);
            // What has no host is passed over before its rest is looked at, so that the time stays linear.
            at = host + host_len;
            // A host without a point is no address in a printed text.
            if !text[host..at].trim_end_matches('.').contains('.') {
                continue;
            }
            let in_brackets = text[..start].ends_with('<');
            let end = start + if in_brackets { bracketed_len(&text[start..]) } else { 0 };
            let end = if end > start { end } else { start + len(&text[start..], ends_address) };
            let mut href: String =
                text[start..end].chars().filter(|c| !c.is_whitespace() && !fold::invisible(*c) && *c != '\\').collect();
            if after_scheme(&href).is_none() {
                href.insert_str(0, "http://");
            }
            if !is_safe(&href) {
                continue;
            }
            let closed = in_brackets && text[end..].starts_with('>');
            let range = if closed { start - 1..end + 1 } else { start..end };
            at = range.end;
            return Some((Url { href, written: start..end }, range));
        }
    })
}

/// Where the next address may begin, from the byte `from` on, and where its host begins.
fn next_start(text: &str, from: usize) -> Option<(usize, usize)> {
    const BEGINNINGS: [(&[u8], usize); 4] = [(b"https://", 8), (b"http://", 7), (b"ftp://", 6), (b"www.", 0)];
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| matches!(b | 0x20, b'h' | b'f' | b'w'))?;
        let rest = &bytes[at..];
        let found = BEGINNINGS
            .iter()
            .find(|(word, _)| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)));
        if let Some((_, host)) = found
            && !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
        {
            return Some((at, at + host));
        }
        at += 1;
    }
}

/// Bytes of a host.
fn host_len(text: &str) -> usize {
    let head = fold::head(text, 256);
    head.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))).unwrap_or(head.len())
}

/// Bytes up to `>`, where that closes an address; text recognition may have broken it with spaces.
fn bracketed_len(text: &str) -> usize {
    let head = fold::head(text, LONGEST);
    match head.find(['<', '>', '"', '«', '»']) {
        Some(end) if head[end..].starts_with('>') && head[..end].split_whitespace().count() <= 3 => end,
        _ => 0,
    }
}

/// Whether a bare address or identifier ends before a character: spaces, quotation marks, superior figures (note marks).
pub(crate) fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '„' | '`' | '^' | '|' | '¹' | '²' | '³')
        || matches!(c, '\u{2070}'..='\u{2079}')
}

/// The bytes of an address or identifier at the start of `text`, which ends at the latest before a character for which
/// `ends` holds. What belongs to the sentence around it is left out: punctuation and marks of emphasis at the end, and a
/// bracket that it does not open with all that follows.
pub(crate) fn len(text: &str, ends: impl Fn(char) -> bool) -> usize {
    let head = fold::head(text, LONGEST);
    let mut open = [0i32; 3];
    let mut end = head.len();
    for (at, c) in head.char_indices() {
        let (pair, step) = match c {
            '(' => (0, 1),
            '[' => (1, 1),
            '{' => (2, 1),
            ')' => (0, -1),
            ']' => (1, -1),
            '}' => (2, -1),
            _ => (0, 0),
        };
        open[pair] += step;
        if open[pair] < 0 || ends(c) {
            end = at;
            break;
        }
    }
    let trailing = |c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '*' | '_' | '\'' | '’' | '‘' | '…' | '\\' | '(' | '[' | '{' | '–' | '—'
        )
    };
    head[..end].trim_end_matches(trailing).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn safe_addresses() {
        for href in ["http://a.by", "HTTPS://a.by/é", "http://é.by", "mailto:a@b.by", "ftp://a.by/x", "http://[::1]/"]
        {
            assert!(is_safe(href), "{href}");
        }
        for href in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            " http://a.by",
            "http://a b",
            "http://a\u{202E}b",
            "http://a\u{200B}b",
            "http://",
            "http:///x",
            "java\nscript:x",
            "",
            "httpé",
            "//a.by",
        ] {
            assert!(!is_safe(href), "{href}");
        }
    }

    #[test]
    fn addresses_in_text() {
        for (text, wanted) in [
            (
                "URL: https://www.nato.int/cps/en/news_140528.htm (date of access: 01.02.2020).",
                "https://www.nato.int/cps/en/news_140528.htm",
            ),
            (
                "Available at: <http://example.org/ea/2004/3/20040315.html>.",
                "http://example.org/ea/2004/3/20040315.html",
            ),
            ("(see https://en.wikipedia.org/wiki/Minsk_(city)).", "https://en.wikipedia.org/wiki/Minsk_(city)"),
            ("[x](https://a.by/b)", "https://a.by/b"),
            ("**https://a.by**, and", "https://a.by"),
            ("https://a.by/?a=1&b=2;", "https://a.by/?a=1&b=2"),
            ("see www.bsu.by.", "http://www.bsu.by"),
            ("«http://a.by/путь»", "http://a.by/путь"),
            ("https://a.by/x¹⁸", "https://a.by/x"),
            ("https://a.by/x^18", "https://a.by/x"),
            ("http://a.by/a\\_b", "http://a.by/a_b"),
            ("<https://www.nato.int/ science/x.pdf>", "https://www.nato.int/science/x.pdf"),
            ("HTTP://A.BY/", "HTTP://A.BY/"),
        ] {
            assert_eq!(find(text).map(|(url, _)| url.href).as_deref(), Some(wanted), "{text}");
        }
        for text in ["http://", "xhttp://a.by", "www.", "http://localhost/x", "no address", "https//a.by"] {
            assert_eq!(find(text), None, "{text}");
        }
        let text = "<http://a.by> and http://b.by.";
        let found: Vec<_> = find_all(text).map(|(url, range)| (&text[url.written], &text[range])).collect();
        assert_eq!(found, [("http://a.by", "<http://a.by>"), ("http://b.by", "http://b.by")]);
    }

    proptest! {
        #[test]
        fn any_text(text in "(http://|www\\.|<https://|[a-zé.()<> *]|\\PC){0,30}") {
            let mut last = 0;
            for (url, range) in find_all(&text) {
                prop_assert!(range.start >= last && url.written.start >= range.start && url.written.end <= range.end);
                prop_assert!(is_safe(&url.href));
                last = range.end;
            }
        }

        #[test]
        fn safety_never_panics(href in "(http:/|mailto:|\\PC){0,4}\\PC{0,10}") {
            let _ = is_safe(&href);
        }
    }
}
