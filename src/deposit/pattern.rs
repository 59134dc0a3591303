//! Patterns of addresses and of DOI suffixes: text with placeholders in braces (`{issn}-{year}-{issue}-{first-page}`).

use std::borrow::Cow;

use super::Record;

/// The names that a placeholder can have.
pub const NAMES: [&str; 13] = [
    "doi",
    "doi-suffix",
    "id",
    "issn",
    "year",
    "volume",
    "issue",
    "first-page",
    "last-page",
    "elocation-id",
    "surname",
    "title",
    "name",
];

/// What a pattern is made of.
enum Piece<'p> {
    Text(&'p str),
    Placeholder(&'p str),
}

fn pieces(pattern: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut out = Vec::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}']) {
        if rest[at..].starts_with('}') {
            return Err(format!("`{pattern}` has a }} without its {{"));
        }
        let end =
            rest[at..].find('}').map(|end| at + end).ok_or_else(|| format!("`{pattern}` has a {{ without its }}"))?;
        out.push(Piece::Text(&rest[..at]));
        out.push(Piece::Placeholder(&rest[at + 1..end]));
        rest = &rest[end + 1..];
    }
    out.push(Piece::Text(rest));
    Ok(out)
}

/// Checks a pattern's placeholders.
///
/// # Errors
/// What is wrong, for the person who wrote it.
pub fn check(pattern: &str) -> Result<(), String> {
    for piece in pieces(pattern)? {
        if let Piece::Placeholder(name) = piece
            && !NAMES.contains(&name)
        {
            return Err(format!("there is no placeholder {{{name}}}"));
        }
    }
    Ok(())
}

/// The pattern with what the article says in the place of its placeholders.
///
/// # Errors
/// The name of the first placeholder for which the article and journal.toml have nothing, or what [`check`] says.
pub fn fill(pattern: &str, record: &Record<'_>) -> Result<String, String> {
    check(pattern)?;
    let mut out = String::new();
    for piece in pieces(pattern)? {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Placeholder(name) => {
                let value = value(name, record).filter(|v| !v.is_empty()).ok_or(name)?;
                out.push_str(&escape(&value));
            }
        }
    }
    Ok(out)
}

fn value(name: &str, record: &Record<'_>) -> Option<String> {
    let owned = |text: &Option<String>| text.clone();
    match name {
        "doi" => owned(&record.doi),
        "doi-suffix" => record.doi.as_ref().and_then(|d| d.split_once('/')).map(|(_, suffix)| suffix.to_owned()),
        "id" => record.journal.journal.id.clone(),
        "issn" => record.issn_print.clone().or_else(|| record.issn_online.clone()),
        "year" => record.year.map(|y| y.to_string()),
        "volume" => owned(&record.volume),
        "issue" => owned(&record.issue),
        // An article number stands for the pages of an article that has none.
        "first-page" => record.first_page.clone().or_else(|| record.elocation_id.clone()),
        "last-page" => owned(&record.last_page),
        "elocation-id" => owned(&record.elocation_id),
        "surname" => record.authors.first().map(|a| ascii(&a.latin_name().0)),
        "title" => {
            let title = record.titles.iter().find(|t| t.value.is_ascii()).or(record.titles.first())?;
            let words: Vec<String> =
                title.value.split_whitespace().map(ascii).filter(|w| !w.is_empty()).take(6).collect();
            Some(words.join("-"))
        }
        "name" => Some(record.name.clone()),
        _ => None,
    }
}

/// Small letters and digits of ASCII, Cyrillic romanised.
fn ascii(text: &str) -> String {
    use crate::notation::romanisation::{System, romanise};
    let latin: Cow<'_, str> = if text.is_ascii() { text.into() } else { romanise(System::BgnPcgn, text).into() };
    latin.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// What stands for a placeholder must not end the address or the path that it is in: letters, digits and `-._/` stay, a
/// dash becomes a hyphen, everything else is percent-encoded. A DOI keeps its slash.
fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '–' | '—' => out.push('-'),
            c if c.is_ascii_alphanumeric() || "-._~/();:".contains(c) => out.push(c),
            c => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::deposit::Supplied;
    use crate::deposit::tests::{filled, journal};

    #[test]
    fn placeholders_are_filled_from_the_article() {
        let (article, journal) = (filled(Article::default()), journal());
        let record = Record::new(&article, &journal, "файл 1", Supplied::default());
        for (pattern, filled) in [
            ("{issn}-{year}-{issue}-{first-page}", Ok("1234-5679-2020-2-47")),
            ("{doi}/{doi-suffix}", Ok("10.5555/x/x")),
            ("{surname}.{title}", Ok("maker.a-title")),
            ("{name}", Ok("fayl-1")),
            ("plain", Ok("plain")),
            ("v{volume}", Err("volume")),
        ] {
            assert_eq!(fill(pattern, &record), filled.map(str::to_owned).map_err(str::to_owned), "{pattern}");
        }
        for wrong in ["{nothing}", "{year", "year}"] {
            assert!(check(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_an_article_says_cannot_lead_elsewhere() {
        let mut article = filled(Article::default());
        article.front.issue.first_page = Some(crate::article::Run::new("4?a=#b c", crate::source::Span::NONE));
        let journal = journal();
        let record = Record::new(&article, &journal, "a", Supplied::default());
        assert_eq!(fill("https://e.example/{first-page}", &record).unwrap(), "https://e.example/4%3Fa%3D%23b%20c");
    }
}
