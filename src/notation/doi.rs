//! DOIs (ISO 26324): their form, and where they stand in running text, with or without a resolver before them.

use std::ops::Range;

use super::{fold, url};

/// The longest DOI that is looked for, in bytes.
const LONGEST: usize = 1024;

/// A DOI found in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doi {
    /// In normal form: `10.33581/2521-6848-2020-2-47`, without resolver, in the case in which it stands.
    pub value: String,
    /// The bytes of the DOI itself.
    pub written: Range<usize>,
}

/// The first DOI in `text` and the bytes that it takes, the resolver (`https://doi.org/`) or `doi:` before it included.
pub fn find(text: &str) -> Option<(Doi, Range<usize>)> {
    find_all(text).next()
}

/// Every DOI in `text`, in order. Punctuation after a DOI is not part of it, nor a bracket that closes one opened before
/// it. Takes time in proportion to the text's length.
pub fn find_all(text: &str) -> impl Iterator<Item = (Doi, Range<usize>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memmem::find(text.as_bytes().get(at..)?, b"10.")?;
            at = start + 3;
            let inside_number = text[..start].ends_with(|c: char| c.is_ascii_digit() || c == '.');
            let Some(len) = (if inside_number { None } else { len_at(&text[start..]) }) else { continue };
            let end = start + len;
            let before = before(&text[..start]);
            let in_address = text[before..start].contains("//");
            let value = clean(&text[start..end], in_address);
            if !is_valid(&value) {
                continue;
            }
            at = end;
            return Some((Doi { value, written: start..end }, before..end));
        }
    })
}

/// The normal form of a text that is a DOI and nothing else (`https://doi.org/10.…`, `doi:10.…`, `10.…`).
pub fn normalise(text: &str) -> Option<String> {
    let text = text.trim();
    let (doi, range) = find(text)?;
    (range == (0..text.len())).then_some(doi.value)
}

/// Whether a text is a DOI in normal form: `10.`, a registrant of four to nine figures with perhaps subdivisions, `/` and
/// a suffix without spaces.
pub fn is_valid(text: &str) -> bool {
    suffix_at(text).is_some_and(|at| {
        at < text.len() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || fold::invisible(c))
    })
}

/// Where the suffix begins.
fn suffix_at(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("10.")?;
    let registrant = rest.bytes().take(20).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    let well_formed =
        (4..=9).contains(&figures) && !rest[..registrant].ends_with('.') && !rest[..registrant].contains("..");
    (well_formed && rest[registrant..].starts_with('/')).then_some(3 + registrant + 1)
}

/// The bytes of the DOI at the start of `text`.
fn len_at(text: &str) -> Option<usize> {
    let head = fold::head(text, LONGEST);
    let suffix = suffix_at(head)?;
    // DOIs that Wiley made of SICIs have angle brackets.
    let sici = head[suffix..].starts_with("(SICI)");
    let end = suffix + url::len(&head[suffix..], |c| url::ends_address(c) && !(sici && matches!(c, '<' | '>')));
    (end > suffix).then_some(end)
}

/// The DOI without escapes: those of Markdown, and those of addresses where it stands in one.
fn clean(written: &str, in_address: bool) -> String {
    let plain: String = written.chars().filter(|c| *c != '\\' && !fold::invisible(*c)).collect();
    if !in_address || !plain.contains('%') {
        return plain;
    }
    let bytes = plain.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| plain.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or(plain)
}

/// Where a resolver or `doi:` that ends where `text` ends begins; the end if there is none.
fn before(text: &str) -> usize {
    const RESOLVERS: [&str; 8] = [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "https://www.doi.org/",
        "http://www.doi.org/",
        "dx.doi.org/",
        "doi.org/",
    ];
    let ends_with = |text: &str, what: &str| {
        text.len().checked_sub(what.len()).filter(|&at| text.as_bytes()[at..].eq_ignore_ascii_case(what.as_bytes()))
    };
    if let Some(at) = RESOLVERS.iter().find_map(|resolver| ends_with(text, resolver)) {
        return at;
    }
    // Tolerates "DOI: https://doi.org/" only in that order: the label stays outside.
    let trimmed = text.trim_end_matches([' ', '\u{a0}']);
    let label = ends_with(trimmed, "doi:").or_else(|| ends_with(text, "doi "));
    match label {
        Some(at) if !text[..at].ends_with(char::is_alphanumeric) => at,
        _ => text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dois_in_text() {
        for (text, value, written) in [
            ("10.33581/2521-6848-2020-2-47", "10.33581/2521-6848-2020-2-47", "10.33581/2521-6848-2020-2-47"),
            ("See https://doi.org/10.1000/182.", "10.1000/182", "https://doi.org/10.1000/182"),
            ("DOI: 10.1000/182;", "10.1000/182", "DOI: 10.1000/182"),
            ("doi:10.1000/a_b, 2", "10.1000/a_b", "doi:10.1000/a_b"),
            ("(http://dx.doi.org/10.1000/a(b)c)", "10.1000/a(b)c", "http://dx.doi.org/10.1000/a(b)c"),
            ("https://doi.org/10.1000/a%28b%29", "10.1000/a(b)", "https://doi.org/10.1000/a%28b%29"),
            ("<https://doi.org/10.1000/x>", "10.1000/x", "https://doi.org/10.1000/x"),
            (
                "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2.",
                "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
                "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            ),
            ("10.1000/a\\_b", "10.1000/a_b", "10.1000/a\\_b"),
            ("10.1000.10/x", "10.1000.10/x", "10.1000.10/x"),
        ] {
            let (doi, range) = find(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((doi.value.as_str(), &text[range]), (value, written), "{text}");
        }
        for text in ["10.1000/", "110.1000/x", "10.10/x", "5.10.2020/7", "10.1000/.", "10.1000 /x", "10.", ""] {
            assert_eq!(find(text), None, "{text}");
        }
        assert_eq!(find_all("10.1000/a, 10.1000/b and 10.1000/c").count(), 3);
    }

    #[test]
    fn a_doi_alone() {
        assert_eq!(normalise(" https://doi.org/10.1000/182 ").as_deref(), Some("10.1000/182"));
        assert_eq!(normalise("doi: 10.1000/182").as_deref(), Some("10.1000/182"));
        assert_eq!(normalise("see 10.1000/182"), None);
    }

    proptest! {
        #[test]
        fn any_text(text in "(10\\.|doi:|https://doi\\.org/|/|[0-9]{4}|[a-zé.()<>%;,]|\\PC){0,30}") {
            let mut last = 0;
            for (doi, range) in find_all(&text) {
                prop_assert!(range.start >= last || last == 0);
                prop_assert!(is_valid(&doi.value), "{}", doi.value);
                prop_assert!(range.start <= doi.written.start && range.end == doi.written.end);
                last = range.end;
            }
        }

        #[test]
        fn what_is_a_doi_is_found(suffix in "[a-z0-9]([a-z0-9./-]{0,20}[a-z0-9])?(\\([a-z]{1,3}\\)[0-9])?") {
            let doi = format!("10.12345/{suffix}");
            prop_assert_eq!(normalise(&format!("https://doi.org/{doi}")), Some(doi));
        }
    }
}
