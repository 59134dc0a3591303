//! Web addresses as the schemas of the targets take them.

/// Whether an address is one by `xs:anyURI` as validators read it (RFC 3986, other letters escaped): with a host, each `%`
/// before two figures, a port that is a number, no brackets and one `#` at most.
pub fn is_uri(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let bytes = url.as_bytes();
    let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let escaped = bytes.iter().enumerate().all(|(at, b)| *b != b'%' || (hex(at + 1) && hex(at + 2)));
    if !escaped || url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '[' | ']')) {
        return false;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.split_once('@').map_or(authority, |(_, host)| host);
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_port = |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit());
    !name.is_empty() && !name.contains('@') && port.is_none_or(is_port) && url.matches('#').count() <= 1
}

#[cfg(test)]
mod tests {
    use super::is_uri;

    #[test]
    fn what_validators_take() {
        for url in [
            "https://journal.example/a/10.5555/x?y=1#z",
            "http://journal.example:8080",
            "https://user@journal.example/a@b:c",
            "https://журнал.example/статья",
            "https://journal.example/%D1%8B",
            "https://journal.example/a(b)<c>|d",
        ] {
            assert!(is_uri(url), "{url}");
        }
        for url in [
            "https:///a",
            "https://",
            "https://:80/",
            "https://a:b/",
            "https://a:/",
            "https://a:1:2/",
            "https://a:999999/",
            "https://a@b@c/",
            "https://a/%zz",
            "https://a/%4",
            "https://a/%",
            "https://a/#b#c",
            "https://a/b[1]",
            "https://a/b c",
            "mailto:a@b",
            "a",
            "",
        ] {
            assert!(!is_uri(url), "{url}");
        }
    }
}
