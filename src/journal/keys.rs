//! The keys of journal.toml: which there are, what each takes, and what is wrong with a value. The documentation, the
//! template and the JSON Schema are tested against this table.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::article::Lang;
use crate::journal::Level;

/// The name of a key that stands for any name: the tables of rules have an open end.
pub const ANY: &str = "*";

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The table that it stands in.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What it is, in a line.
    pub description: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name without white space.
    Word,
    /// A text by language, `{ en = "…", ru = "…" }`.
    ByLang,
    /// An ISSN with its check digit (ISO 3297).
    Issn,
    /// A list of language tags.
    Languages,
    /// A web address, http or https.
    Url,
    /// A DOI prefix, `10.` and four to nine digits.
    DoiPrefix,
    /// A text in quotes.
    Text,
    /// A list of names without white space.
    Words,
    /// An e-mail address.
    Email,
    /// The suffix of a DOI, with placeholders in braces ([`crate::deposit::pattern`]).
    Suffix,
    /// A web address with placeholders in braces.
    UrlPattern,
    /// A list of the targets of deposits.
    Targets,
    /// A metadata field of DSpace (`dc.subject.other`), or `none`.
    MetadataField,
    /// `true` or `false`.
    Flag,
    /// A whole number, 0 or more.
    Count,
    /// How bad findings are: one of [`Level::NAMES`]. The key's name is [`ANY`].
    Level,
}

const fn key(table: &'static str, name: &'static str, kind: Kind, description: &'static str) -> Key {
    Key { table, name, kind, description }
}

/// Every key, in the order of the documentation.
pub const KEYS: &[Key] = &[
    key("journal", "id", Kind::Word, "A short name of the journal without spaces, such as its abbreviation"),
    key("journal", "title", Kind::ByLang, "The title of the journal, by language"),
    key("journal", "abbreviated-title", Kind::ByLang, "The abbreviated title (ISO 4), by language"),
    key("journal", "issn-print", Kind::Issn, "The ISSN of the printed journal"),
    key("journal", "issn-online", Kind::Issn, "The ISSN of the journal online"),
    key("journal", "languages", Kind::Languages, "The languages of its titles, abstracts and keywords"),
    key("journal", "url", Kind::Url, "The address of the journal's site"),
    key("publisher", "name", Kind::ByLang, "The name of the publisher, by language"),
    key("publisher", "place", Kind::ByLang, "The town of the publisher, by language"),
    key("licence", "url", Kind::Url, "The address of the licence"),
    key("licence", "statement", Kind::ByLang, "What the licence allows, by language"),
    key("licence", "holder", Kind::ByLang, "Who holds the copyright, by language"),
    key("doi", "prefix", Kind::DoiPrefix, "The prefix of the journal's DOIs"),
    key("doi", "suffix", Kind::Suffix, "The pattern by which `offprint doi` proposes what follows the prefix"),
    key("deposit", "targets", Kind::Targets, "The targets that are made where the command line names none"),
    key("deposit", "article-url", Kind::UrlPattern, "The pattern of the address at which an article will be read"),
    key("deposit", "pdf-url", Kind::UrlPattern, "The pattern of the address of its PDF"),
    key("crossref", "depositor", Kind::Text, "Who makes the deposit: a person or an office"),
    key("crossref", "email", Kind::Email, "Where Crossref reports what became of the deposit"),
    key("crossref", "registrant", Kind::Text, "The organisation that owns the DOIs"),
    key("rinc", "title-id", Kind::Count, "The number of the journal at eLIBRARY"),
    key("ojs", "section", Kind::Word, "The abbreviation of the section in which articles are published there"),
    key("ojs", "section-title", Kind::ByLang, "The title of that section, by language"),
    key("ojs", "locales", Kind::ByLang, "The locale of each language, where it is not the language's tag"),
    key("ojs", "genre", Kind::Text, "The name of the kind of file that a galley is there"),
    key("ojs", "uploader", Kind::Text, "The name of the account in whose name files are uploaded"),
    key("dspace", "title", Kind::MetadataField, "The field of the title; dc.title"),
    key("dspace", "translated-title", Kind::MetadataField, "The field of its translation; dc.title.alternative"),
    key("dspace", "author", Kind::MetadataField, "The field of each author; dc.contributor.author"),
    key(
        "dspace",
        "translated-author",
        Kind::MetadataField,
        "The field of each author's name in another language; none",
    ),
    key("dspace", "abstract", Kind::MetadataField, "The field of each abstract; dc.description.abstract"),
    key("dspace", "keyword", Kind::MetadataField, "The field of each keyword; dc.subject"),
    key("dspace", "udc", Kind::MetadataField, "The field of the UDC number; dc.subject.other"),
    key("dspace", "issued", Kind::MetadataField, "The field of the date of publication; dc.date.issued"),
    key("dspace", "received", Kind::MetadataField, "The field of the date received; dc.date.submitted"),
    key("dspace", "accepted", Kind::MetadataField, "The field of the date of acceptance; dcterms.dateAccepted"),
    key("dspace", "doi", Kind::MetadataField, "The field of the DOI; dc.identifier.doi"),
    key("dspace", "url", Kind::MetadataField, "The field of the article's address; dc.identifier.uri"),
    key("dspace", "issn", Kind::MetadataField, "The field of each ISSN; dc.identifier.issn"),
    key("dspace", "citation", Kind::MetadataField, "The field of the citation; dc.identifier.citation"),
    key("dspace", "journal", Kind::MetadataField, "The field of the journal's title; dc.relation.ispartof"),
    key("dspace", "volume", Kind::MetadataField, "The field of the volume; dc.description.volume"),
    key("dspace", "issue", Kind::MetadataField, "The field of the issue; dc.description.issue"),
    key("dspace", "first-page", Kind::MetadataField, "The field of the first page; dc.description.startpage"),
    key("dspace", "last-page", Kind::MetadataField, "The field of the last page; dc.description.endpage"),
    key("dspace", "publisher", Kind::MetadataField, "The field of the publisher; dc.publisher"),
    key("dspace", "licence", Kind::MetadataField, "The field of the licence's address; dc.rights.uri"),
    key("dspace", "rights", Kind::MetadataField, "The field of the statement of the licence; dc.rights"),
    key("dspace", "funding", Kind::MetadataField, "The field of the funding; dc.description.sponsorship"),
    key("dspace", "affiliation", Kind::MetadataField, "The field of each affiliation; none"),
    key("dspace", "orcid", Kind::MetadataField, "The field of each ORCID iD; none"),
    key("dspace", "email", Kind::MetadataField, "The field of each e-mail address; none"),
    key("dspace", "reference", Kind::MetadataField, "The field of each reference; dc.relation.references"),
    key("dspace", "language", Kind::MetadataField, "The field of the language; dc.language.iso"),
    key("dspace", "type", Kind::MetadataField, "The field of the type; dc.type"),
    key("zenodo", "communities", Kind::Words, "The communities to which records are proposed"),
    key("requirements", "udc", Kind::Flag, "Whether an article must have a UDC number"),
    key("requirements", "affiliations", Kind::Flag, "Whether it must have affiliations in each language"),
    key("requirements", "abstracts", Kind::Flag, "Whether it must have an abstract in each language"),
    key("requirements", "keywords", Kind::Flag, "Whether it must have keywords in each language"),
    key("requirements", "received", Kind::Flag, "Whether it must say when it was received"),
    key("requirements", "citation", Kind::Flag, "Whether it must have a citation block in each language"),
    key("requirements", "citation-once", Kind::Flag, "Whether one citation block is enough, in whatever language"),
    key("requirements", "references", Kind::Flag, "Whether it must have a list of references"),
    key("requirements", "pages", Kind::Flag, "Whether it must say on which pages it is printed"),
    key("requirements", "keywords-min", Kind::Count, "The fewest keywords in a language"),
    key("requirements", "keywords-max", Kind::Count, "The most keywords in a language"),
    key("requirements", "abstract-words-min", Kind::Count, "The fewest words of an abstract"),
    key("requirements", "abstract-words-max", Kind::Count, "The most words of an abstract"),
    key("requirements", "title-words-min", Kind::Count, "The fewest words of a title"),
    key("requirements", "title-words-max", Kind::Count, "The most words of a title"),
    key("requirements", "characters-min", Kind::Count, "The fewest characters of the article, spaces included"),
    key("requirements", "characters-max", Kind::Count, "The most characters of the article, spaces included"),
    key("requirements", "references-min", Kind::Count, "The fewest items of a list of references"),
    key("rules", ANY, Kind::Level, "How bad the findings of a rule, or of a family of rules, are"),
];

/// The tables, in the order of the documentation.
pub fn tables() -> Vec<&'static str> {
    let mut tables: Vec<_> = KEYS.iter().map(|k| k.table).collect();
    tables.dedup();
    tables
}

/// The rules by whose ids faults are reported; all are errors.
pub const RULES: [&str; 2] = ["journal-key", "journal-value"];

/// What is done with a fault: its rule, its bytes, what is wrong, how to mend it.
pub type Report<'r> = dyn FnMut(&str, Range<usize>, String, Option<String>) + 'r;

/// Reports every key that does not exist and every value that is wrong.
pub fn check(root: &DeTable<'_>, report: &mut Report<'_>) {
    let tables = tables();
    for (name, value) in root {
        let (place, name) = (name.span(), name.get_ref().as_ref());
        if !tables.contains(&name) {
            report("journal-key", place, format!("there is no table or key `{name}`"), suggest_at_root(name, &tables));
            continue;
        }
        let DeValue::Table(table) = value.get_ref() else {
            report("journal-value", value.span(), format!("`{name}` is a table: write its keys under [{name}]"), None);
            continue;
        };
        for (key, value) in table {
            let (place, written) = (key.span(), key.get_ref().as_ref());
            match KEYS.iter().find(|k| k.table == name && (k.name == written || k.name == ANY)) {
                Some(key) => check_value(key, value.get_ref(), value.span(), report),
                None => {
                    let message = format!("there is no key `{written}` in [{name}]");
                    report("journal-key", place, message, suggest(written, name));
                }
            }
        }
    }
}

fn suggest_at_root(written: &str, tables: &[&str]) -> Option<String> {
    if let Some(key) = KEYS.iter().find(|k| same(k.name, written)) {
        return Some(format!("`{}` stands under [{}]", key.name, key.table));
    }
    let near = nearest(written, tables.iter().copied())?;
    Some(format!("did you mean [{near}]?"))
}

fn suggest(written: &str, table: &str) -> Option<String> {
    let here = || KEYS.iter().filter(|k| k.table == table).map(|k| k.name);
    if let Some(name) = here().find(|n| same(n, written)) {
        return Some(format!("did you mean `{name}`?"));
    }
    if let Some(key) = KEYS.iter().find(|k| same(k.name, written)) {
        return Some(format!("`{}` stands under [{}]", key.name, key.table));
    }
    let near = nearest(written, here()).map(|name| format!("did you mean `{name}`?"));
    near.or_else(|| Some(format!("it takes {}", here().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", "))))
}

fn same(name: &str, written: &str) -> bool {
    name.eq_ignore_ascii_case(&written.replace('_', "-"))
}

/// The name most like what was written, if any is like it.
fn nearest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    // The measure takes the square of the length; no key is longer than this.
    if written.len() > 64 {
        return None;
    }
    let written = written.to_ascii_lowercase().replace('_', "-");
    let scored = names.map(|n| (strsim::jaro_winkler(n, &written), n)).filter(|(score, _)| *score > 0.75);
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

fn check_value(key: &Key, value: &DeValue<'_>, place: Range<usize>, report: &mut Report<'_>) {
    const RULE: &str = "journal-value";
    let name = key.name;
    match (key.kind, value) {
        (Kind::ByLang, DeValue::Table(texts)) => check_texts(name, texts, report),
        (Kind::ByLang, DeValue::String(text)) => {
            let help = format!("such as {name} = {{ en = \"{}\" }}", text.escape_debug());
            report(RULE, place, format!("`{name}` is given by language"), Some(help));
        }
        (Kind::Languages, DeValue::Array(tags)) => {
            let mut seen = BTreeSet::new();
            for tag in tags.iter() {
                match tag.get_ref() {
                    DeValue::String(text) => match Lang::parse(text) {
                        Some(lang) if !seen.insert(lang) => {
                            report(RULE, tag.span(), format!("`{lang}` is in the list twice"), None);
                        }
                        Some(_) => {}
                        None => report(RULE, tag.span(), not_a_tag(text), None),
                    },
                    other => report(RULE, tag.span(), wrong_type("a language tag such as \"en\"", other), None),
                }
            }
        }
        (Kind::Words | Kind::Targets, DeValue::Array(words)) => {
            for word in words.iter() {
                let fault = match word.get_ref() {
                    DeValue::String(text) => check_string(key.kind, text).err(),
                    other => Some((wrong_type("a name in quotes", other), None)),
                };
                if let Some((message, help)) = fault {
                    report(RULE, word.span(), message, help);
                }
            }
        }
        (Kind::Words | Kind::Targets, other) => {
            report(RULE, place, wrong_type("a list such as [\"one\", \"two\"]", other), None);
        }
        (Kind::ByLang, other) => {
            report(RULE, place, wrong_type("a text by language such as { en = \"…\" }", other), None);
        }
        (Kind::Languages, other) => {
            report(RULE, place, wrong_type("a list such as [\"en\", \"ru\"]", other), None);
        }
        (Kind::Flag, DeValue::Boolean(_)) => {}
        (Kind::Flag, other) => report(RULE, place, wrong_type("true or false", other), None),
        (Kind::Count, DeValue::Integer(number)) if i64_of(number).is_some_and(|n| (0..=MOST).contains(&n)) => {}
        (Kind::Count, DeValue::Integer(_)) => {
            report(RULE, place, format!("`{name}` is a whole number from 0 to {MOST}"), None);
        }
        (Kind::Count, other) => report(RULE, place, wrong_type("a whole number", other), None),
        (Kind::Level, DeValue::String(level)) if Level::NAMES.contains(&level.as_ref()) => {}
        (Kind::Level, other) => {
            let message = match other {
                DeValue::String(text) => format!("`{text}` is not a level"),
                other => wrong_type("a level", other),
            };
            report(RULE, place, message, Some(format!("the levels are {}", Level::NAMES.join(", "))));
        }
        (kind, DeValue::String(text)) => {
            if let Err((message, help)) = check_string(kind, text) {
                report(RULE, place, format!("`{name}`: {message}"), help);
            }
        }
        (_, other) => report(RULE, place, wrong_type("a text in quotes", other), None),
    }
}

/// The largest number that a requirement can be.
const MOST: i64 = 10_000_000;

fn i64_of(number: &toml::de::DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn check_texts(name: &str, texts: &DeTable<'_>, report: &mut Report<'_>) {
    const RULE: &str = "journal-value";
    let mut seen = BTreeSet::new();
    for (tag, text) in texts {
        match Lang::parse(tag.get_ref()) {
            None => report(RULE, tag.span(), not_a_tag(tag.get_ref()), None),
            Some(lang) if !seen.insert(lang) => {
                report(RULE, tag.span(), format!("`{name}` is given twice in `{lang}`"), None);
            }
            Some(_) => {}
        }
        match text.get_ref() {
            DeValue::String(value) if value.trim().is_empty() => {
                let help = "leave the key out if there is nothing to say";
                report(RULE, text.span(), format!("`{name}` is empty"), Some(help.into()));
            }
            DeValue::String(_) => {}
            other => report(RULE, text.span(), wrong_type("a text in quotes", other), None),
        }
    }
}

fn not_a_tag(text: &str) -> String {
    format!("`{text}` is not a language tag such as `en` or `ru` (BCP 47)")
}

fn wrong_type(wanted: &str, found: &DeValue<'_>) -> String {
    let found = match found {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number without quotes",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    format!("this takes {wanted}, not {found}")
}

type Fault = (String, Option<String>);

fn check_string(kind: Kind, text: &str) -> Result<(), Fault> {
    if text.trim().is_empty() {
        return Err(("it is empty".into(), Some("leave the key out if there is nothing to say".into())));
    }
    match kind {
        Kind::Word | Kind::Words if text.contains(|c: char| c.is_whitespace() || c.is_control()) => {
            Err((format!("`{text}` has white space in it"), None))
        }
        Kind::Issn => check_issn(text),
        Kind::Email if !crate::notation::email::is_valid(text) => {
            Err((format!("`{text}` is not an e-mail address"), None))
        }
        Kind::Targets if crate::deposit::find(text).is_none() => {
            let near = nearest(text, crate::deposit::names()).map(|name| format!("did you mean `{name}`?"));
            let all = || format!("the targets are {}", crate::deposit::names().collect::<Vec<_>>().join(", "));
            Err((format!("`{text}` is no target of deposits"), near.or_else(|| Some(all()))))
        }
        Kind::MetadataField if text != "none" && !is_metadata_field(text) => {
            let help = "schema, element and perhaps a qualifier, such as `dc.subject.other`; `none` leaves it out";
            Err((format!("`{text}` is not a metadata field"), Some(help.into())))
        }
        Kind::Suffix | Kind::UrlPattern => {
            if let Err(message) = crate::deposit::pattern::check(text) {
                let known = crate::deposit::pattern::NAMES.map(|n| format!("{{{n}}}"));
                return Err((message, Some(format!("the placeholders are {}", known.join(", ")))));
            }
            if kind == Kind::Suffix {
                return Ok(());
            }
            // The placeholders themselves are no fault; the advice has them as they were written.
            check_string(Kind::Url, &text.replace(['{', '}'], "")).map_err(|(_, help)| {
                let message = format!("`{text}` is not a web address that begins with https:// or http://");
                (message, help.map(|_| format!("did you mean `https://{text}`?")))
            })
        }
        Kind::Url => {
            let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
            let host = host.and_then(|rest| rest.split(['/', '?', '#']).next());
            if host.is_some_and(|h| !h.is_empty()) && crate::notation::url::is_safe(text) {
                return Ok(());
            }
            let bare = !text.contains("://") && text.contains('.') && !text.contains(char::is_whitespace);
            let help = bare.then(|| format!("did you mean `https://{text}`?"));
            Err((format!("`{text}` is not a web address that begins with https:// or http://"), help))
        }
        Kind::DoiPrefix => {
            let numbers = text.strip_prefix("10.").map(|rest| rest.split('.').collect::<Vec<_>>());
            let digits = |s: &&str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
            if numbers.is_some_and(|n| (4..=9).contains(&n[0].len()) && n.iter().all(digits)) {
                return Ok(());
            }
            let prefix = text.find("10.").map(|at| &text[at..]).and_then(|rest| rest.split('/').next());
            let prefix = prefix.filter(|p| *p != text && check_string(Kind::DoiPrefix, p).is_ok());
            let message = format!("`{text}` is not a DOI prefix such as `10.12345`");
            Err((message, prefix.map(|p| format!("did you mean `{p}`?"))))
        }
        _ => Ok(()),
    }
}

/// Letters, digits, `_` and `-` in two or three parts.
fn is_metadata_field(text: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    (2..=3).contains(&text.split('.').count()) && text.split('.').all(part)
}

/// ISO 3297: eight digits, the last of which may be X, in two groups. The last one checks the others: weights 8 to 2,
/// modulus 11.
fn check_issn(text: &str) -> Result<(), Fault> {
    let characters: Vec<char> = text.chars().collect();
    let digits: Option<Vec<u32>> = characters
        .iter()
        .enumerate()
        .filter(|(n, _)| *n != 4)
        .map(|(n, c)| if n == 8 && *c == 'X' { Some(10) } else { c.to_digit(10) })
        .collect();
    let (Some(digits), true) = (digits, characters.len() == 9 && characters[4] == '-') else {
        let message = format!("`{text}` is not an ISSN: eight digits in two groups, such as `1234-5679`");
        // A Cyrillic Х or a small x for the X, a dash for the hyphen, no hyphen, the word ISSN before it.
        let plain: String = text
            .chars()
            .map(|c| if matches!(c, 'x' | 'Х' | 'х') { 'X' } else { c })
            .filter(|c| c.is_ascii_digit() || *c == 'X')
            .collect();
        let mended = (plain.len() == 8).then(|| format!("{}-{}", &plain[..4], &plain[4..]));
        return Err((
            message,
            mended.filter(|m| m != text && check_issn(m).is_ok()).map(|m| format!("did you mean `{m}`?")),
        ));
    };
    let sum: u32 = digits[..7].iter().zip((2..=8).rev()).map(|(d, weight)| d * weight).sum();
    let check = (11 - sum % 11) % 11;
    if digits[7] == check {
        return Ok(());
    }
    let right = if check == 10 { "X".to_owned() } else { check.to_string() };
    let message = format!("`{text}` is not an ISSN: a digit is wrong");
    Err((message, Some(format!("the check digit of `{}` would be `{right}`", &text[..8]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issn_is_checked_by_its_last_digit() {
        for issn in ["2521-6848", "2617-7501", "2434-561X", "0000-0000"] {
            assert_eq!(check_issn(issn), Ok(()), "{issn}");
        }
        assert!(check_issn("2521-6849").unwrap_err().1.unwrap().ends_with("`8`"));
        for (written, right) in [("25216848", "2521-6848"), ("2434-561х", "2434-561X"), ("ISSN 2617–7501", "2617-7501")]
        {
            assert_eq!(check_issn(written).unwrap_err().1, Some(format!("did you mean `{right}`?")));
        }
        for wrong in ["", "-", "X434-5612", "2434-56", "２５２１-6848", "2521–6849"] {
            assert!(check_issn(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn web_addresses_and_prefixes_have_their_form() {
        for (kind, text, right) in [
            (Kind::Url, "https://journals.bsu.by/", true),
            (Kind::Url, "journals.bsu.by", false),
            (Kind::Url, "https:///x", false),
            (Kind::Url, "javascript:alert(1)", false),
            (Kind::Url, "https://a b", false),
            (Kind::DoiPrefix, "10.33581", true),
            (Kind::DoiPrefix, "10.1000.10", true),
            (Kind::DoiPrefix, "10.335", false),
            (Kind::DoiPrefix, "10.33581/", false),
            (Kind::DoiPrefix, "11.33581", false),
            (Kind::Word, "a b", false),
            (Kind::Word, "  ", false),
        ] {
            assert_eq!(check_string(kind, text).is_ok(), right, "{text}");
        }
        let (_, help) = check_string(Kind::DoiPrefix, "https://doi.org/10.33581/x").unwrap_err();
        assert_eq!(help.unwrap(), "did you mean `10.33581`?");
    }
}
