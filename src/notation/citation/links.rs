//! Addresses and DOIs in the text of a citation.

use std::ops::Range;

/// The places of addresses (`https://…`, `ftp://…`, `www.…`) and bare DOIs (`10.1234/…`), in order, without the angle
/// brackets and the punctuation around them.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let starts = match bytes[at] {
            b'h' | b'H' => prefix(bytes, at, b"http://") || prefix(bytes, at, b"https://"),
            b'f' | b'F' => prefix(bytes, at, b"ftp://"),
            b'w' | b'W' => prefix(bytes, at, b"www.") && !after_word(bytes, at),
            b'd' | b'D' => {
                (prefix(bytes, at, b"doi.org/") || prefix(bytes, at, b"dx.doi.org/")) && !after_word(bytes, at)
            }
            b'1' => is_doi(bytes, at) && !after_word(bytes, at),
            _ => false,
        };
        if starts {
            let end = end(text, at);
            if end > at + 5 {
                out.push(at..end);
                at = end;
                continue;
            }
        }
        at += 1;
    }
    out
}

/// The DOI in a link, without resolver: `10.1016/S0140-6736(05)66665-2`.
pub(super) fn doi(link: &str) -> Option<&str> {
    let at = link.find("10.")?;
    let before = link[..at].to_ascii_lowercase();
    let resolver = before.ends_with("doi.org/") || before.ends_with("doi:") || before.is_empty();
    (resolver && is_doi(link.as_bytes(), at)).then(|| &link[at..])
}

fn prefix(bytes: &[u8], at: usize, want: &[u8]) -> bool {
    bytes.get(at..at + want.len()).is_some_and(|b| b.eq_ignore_ascii_case(want))
}

fn after_word(bytes: &[u8], at: usize) -> bool {
    at > 0
        && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'.' | b'/' | b'-') && bytes[at] == b'1')
}

/// `10.` registrant `/`, the registrant being four to nine digits, perhaps with stops (ISO 26324).
fn is_doi(bytes: &[u8], at: usize) -> bool {
    if !prefix(bytes, at, b"10.") {
        return false;
    }
    let mut i = at + 3;
    let digits = bytes[i..].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
    i += digits;
    while bytes.get(i) == Some(&b'.') && bytes.get(i + 1).is_some_and(u8::is_ascii_digit) && i < at + 20 {
        i += 2;
    }
    (4..=9).contains(&digits) && bytes.get(i) == Some(&b'/') && bytes.get(i + 1).is_some_and(|b| b.is_ascii_graphic())
}

/// Where the link that starts at `start` ends.
fn end(text: &str, start: usize) -> usize {
    let mut end = text.len();
    for (i, c) in text[start..].char_indices() {
        if c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '\u{feff}')
        {
            end = start + i;
            break;
        }
    }
    // An address in angle brackets that was broken by a space goes to the bracket.
    if start > 0 && text.as_bytes()[start - 1] == b'<' && !text[end..].starts_with('>') {
        let rest = &text.as_bytes()[end..];
        let window = &rest[..rest.len().min(200)];
        if let Some(close) = window.iter().position(|b| matches!(b, b'<' | b'>'))
            && window[close] == b'>'
            && window[..close].iter().filter(|b| **b == b' ').count() <= 3
        {
            end += close;
        }
    }
    // Punctuation at the end is the sentence's, and so is a bracket that was not opened inside.
    loop {
        let part = &text[start..end];
        let Some(c) = part.chars().next_back() else { return end };
        let drop = match c {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' => true,
            ')' => part.matches('(').count() < part.matches(')').count(),
            ']' => part.matches('[').count() < part.matches(']').count(),
            '}' => part.matches('{').count() < part.matches('}').count(),
            _ => false,
        };
        if !drop {
            return end;
        }
        end -= c.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn addresses() {
        assert_eq!(links("URL: <https://a.by/x?y=1>. Russian."), ["https://a.by/x?y=1"]);
        assert_eq!(links("(see http://a.by/b_(c))."), ["http://a.by/b_(c)"]);
        assert_eq!(links("URL: www.cs.rice.edu/~m/a.ps."), ["www.cs.rice.edu/~m/a.ps"]);
        assert_eq!(links("<http://etext.edu /subjects/afam.html>."), ["http://etext.edu /subjects/afam.html"]);
        assert_eq!(links("https://mfa.gov.by/en_ (date"), ["https://mfa.gov.by/en_"]);
    }

    #[test]
    fn dois() {
        assert_eq!(links("DOI:10.1016/S0140-6736(05)66665-2"), ["10.1016/S0140-6736(05)66665-2"]);
        assert_eq!(links("https://doi.org/10.1080/1471.2010. PMid"), ["https://doi.org/10.1080/1471.2010"]);
        assert_eq!(doi("http://dx.doi.org/10.4037/ajcc2016258"), Some("10.4037/ajcc2016258"));
        assert_eq!(doi("10.1590/1980-265x"), Some("10.1590/1980-265x"));
        assert_eq!(doi("https://doi.org/bvc6px"), None);
        assert_eq!(links("10.12 and 210.1234/a"), Vec::<&str>::new());
    }
}
