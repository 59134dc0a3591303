//! Addresses of links to outside: only those that are followed, in a form that URL parsers take.

use std::ops::Range;

use crate::notation::url;

/// The address as it may stand in `href`; `None` where it must not be a link (see [`url::is_safe`]) or is no address.
/// What RFC 3986 does not allow in its place is escaped.
pub fn href(address: &str) -> Option<String> {
    let address = address.trim();
    if !url::is_safe(address) {
        return None;
    }
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme == "mailto" {
        let (name, host) = rest.split_once('?').map_or(rest, |(to, _)| to).rsplit_once('@')?;
        let plain = |c: char| c.is_ascii_alphanumeric() || ".!#$&'*+-/=^_`{|}~".contains(c);
        let sound = !name.is_empty() && name.chars().all(plain) && is_host(host);
        return sound.then(|| format!("mailto:{}@{}", escape(name), host));
    }
    let rest = rest.strip_prefix("//")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    if !is_host(host) || port.is_some_and(|p| p.parse::<u16>().is_err()) {
        return None;
    }
    let slash = if tail.starts_with(['/', '?', '#', '\\']) || tail.is_empty() { "" } else { "/" };
    Some(format!("{scheme}://{authority}{slash}{}", escape(tail)))
}

/// The address of a DOI (DOI Handbook, section 3.8). `doi` is with or without a resolver before it.
pub fn doi(doi: &str) -> Option<String> {
    let doi = doi.trim();
    let at = doi.find("10.")?;
    let doi = &doi[at..];
    let (prefix, suffix) = doi.split_once('/')?;
    let sound = prefix.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !suffix.is_empty();
    sound.then(|| format!("https://doi.org/{prefix}/{}", escape(suffix).replace('?', "%3F").replace('#', "%23")))
}

/// The bare web addresses in a text: the range of each and where it leads.
pub fn addresses(plain: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut past = 0;
    for (colon, _) in plain.match_indices("://") {
        if colon < past {
            continue;
        }
        let Some(start) = ["https", "http"].iter().find_map(|s| {
            let start = colon.checked_sub(s.len())?;
            plain.get(start..colon).filter(|t| t.eq_ignore_ascii_case(s)).map(|_| start)
        }) else {
            continue;
        };
        let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"«»“”„|{}^`".contains(c);
        let rest = &plain[start..];
        let mut address = &rest[..rest.find(ends).unwrap_or(rest.len())];
        past = start + address.len();
        // A stop or a bracket at the end belongs to the sentence, unless the bracket was opened in the address.
        let count = |sign: char| address.matches(sign).count();
        let mut unopened = [(')', count(')').saturating_sub(count('('))), (']', count(']').saturating_sub(count('[')))];
        while let Some(last) = address.chars().next_back() {
            let bracket = unopened.iter_mut().find(|(sign, n)| *sign == last && *n > 0);
            match bracket {
                Some((_, n)) => *n -= 1,
                None if ".,;:!?'’…".contains(last) => {}
                None => break,
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        if let Some(to) = href(address) {
            found.push((start..start + address.len(), to));
        }
    }
    found
}

/// Labels of letters, digits and hyphens between stops; letters of any script (IDNA is the reader's to do).
fn is_host(host: &str) -> bool {
    host.len() <= 253
        && host.trim_end_matches('.').split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && !label.starts_with("xn--")
                && label.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c) || is_plain_letter(c))
        })
}

/// Latin, Greek and Cyrillic letters, which have no oddities in host names.
fn is_plain_letter(c: char) -> bool {
    matches!(c, 'à'..='ö' | 'ø'..='ž' | 'α'..='ω' | 'а'..='я' | 'ё'..='џ' | 'ґ')
}

/// Escapes what does not belong into a path, a query or a fragment, and a `%` that escapes nothing.
fn escape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut hashes = 0;
    for (i, &b) in bytes.iter().enumerate() {
        let hex = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_hexdigit);
        let keep = match b {
            b'%' => hex(i + 1) && hex(i + 2),
            b'#' => {
                hashes += 1;
                hashes == 1
            }
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'='
            | b':' | b'@' | b'/' | b'?' => true,
            _ => b.is_ascii_alphanumeric(),
        };
        if keep {
            out.push(b as char);
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_sound_stay_as_they_are() {
        for address in [
            "https://www.nato.int/cps/en/natohq/news_169739.htm?selectedLocale=en",
            "https://www.pravo.by/document/?guid=3871&p0=p31000575",
            "http://example.org:8080/a%20b#c",
            "mailto:verbitskayavs@example.by",
            "ftp://ftp.example.org/x",
        ] {
            assert_eq!(href(address).as_deref(), Some(address));
        }
    }

    #[test]
    fn what_does_not_belong_is_escaped() {
        assert_eq!(href("HTTP://e.org/a|b[1]?q=ю%zz#x#y").unwrap(), "http://e.org/a%7Cb%5B1%5D?q=%D1%8E%25zz#x%23y");
        assert_eq!(doi("10.1000/a<b>#?").unwrap(), "https://doi.org/10.1000/a%3Cb%3E%23%3F");
        assert_eq!(doi("https://doi.org/10.33581/x-1").unwrap(), "https://doi.org/10.33581/x-1");
    }

    #[test]
    fn bare_addresses_are_found_without_the_stop_after_them() {
        let found = |text: &str| addresses(text).into_iter().map(|(r, _)| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            found("URL: <https://e.org/?a=1&b=2> (see http://a.by/x_(y)). Also (http://b.by)."),
            ["https://e.org/?a=1&b=2", "http://a.by/x_(y)", "http://b.by"]
        );
        assert_eq!(found("xhttp://e.org, ://, ftp://e.org, http://"), ["http://e.org"]);
        assert!(found("no address").is_empty());
    }

    #[test]
    fn what_is_no_address_is_no_link() {
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "http://",
            "http:///x",
            "http://a b/",
            "http://[::1",
            "http://a:99999/",
            "http://user@host/",
            "mailto:",
            "mailto:x",
            "http://exa<mple.org",
            "file:///etc/passwd",
            "http://-a.org/",
        ] {
            assert_eq!(href(address), None, "{address}");
        }
        assert_eq!(doi("10.x"), None);
        assert_eq!(doi(""), None);
    }
}
