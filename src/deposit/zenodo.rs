//! The metadata that Zenodo's deposit API takes, as JSON, a file for each article.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::field::Field::{self, *};
use super::licence::spdx;
use super::record::{Author, Place, Record, others, pick};
use super::{Batch, Deposit, Made, Scope, left_out, refused};
use crate::article::Lang;
use crate::error::Error;
use crate::notation::language::iso_639_3;
use crate::notation::{doi, orcid};
use crate::source::Span;

/// Zenodo.
pub const DEPOSIT: Deposit = Deposit {
    name: "zenodo",
    description: "Metadata for Zenodo's deposit API",
    title: "Zenodo",
    extension: "json",
    scope: Scope::Article,
    demands: &[Title, Authors, Abstract, Year, LicenceUrl],
    lacks: LACKS,
    takes_files: false,
    write,
};

/// What it has no place for.
const LACKS: &[Field] = &[
    AuthorsTranslated,
    AffiliationsTranslated,
    Emails,
    Bios,
    Codes,
    Received,
    Accepted,
    Edn,
    Heading,
    PdfUrl,
    JournalTitleTranslated,
    AbbreviatedTitle,
    Holder,
    Licence,
    Funding,
    ReferencesTranslated,
];

/// The shortest title that Zenodo takes, in characters.
const SHORTEST_TITLE: usize = 3;

fn write(batch: &Batch<'_>, made: &mut Made) -> Result<(), Error> {
    for (at, record) in batch.records.iter().enumerate() {
        let metadata = metadata(at, record, made);
        let document = json!({ "metadata": metadata });
        let mut bytes = serde_json::to_vec_pretty(&document)
            .map_err(|e| Error::Internal { what: "JSON document", message: e.to_string() })?;
        bytes.push(b'\n');
        made.file(format!("{}.zenodo.json", record.name), bytes);
    }
    Ok(())
}

fn metadata(at: usize, record: &Record<'_>, made: &mut Made) -> Map<String, Value> {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = value.as_str().is_some_and(str::is_empty) || value.as_array().is_some_and(Vec::is_empty);
        if !empty && !value.is_null() {
            out.insert(key.into(), value);
        }
    };
    put("upload_type", json!("publication"));
    put("publication_type", json!("article"));
    if record.title().chars().count() < SHORTEST_TITLE {
        let message = format!("Zenodo takes no title shorter than {SHORTEST_TITLE} characters: {}", record.title());
        made.tell(at, refused(Title.span(record), message, "write the title in full"));
    }
    put("title", json!(record.title()));
    put("creators", Value::Array(record.authors.iter().map(|author| creator(at, author, record, made)).collect()));
    put("description", json!(description(record)));
    // As exactly as is known: a day that nobody named is not made up. Zenodo takes a year alone, too.
    put("publication_date", json!(record.published.map(|d| d.iso()).unwrap_or_default()));
    put("access_right", json!("open"));
    match record.licence_url.as_deref().and_then(spdx) {
        Some(id) => put("license", json!(id.to_lowercase())),
        None => {
            let url = record.licence_url.as_deref().unwrap_or_default();
            let message = format!("Zenodo knows licences by their identifiers, and {url} is none of Creative Commons");
            made.tell(at, refused(Span::NONE, message, LicenceUrl.set_in()));
        }
    }
    put("doi", json!(record.doi));
    // The UDC number is a keyword: subjects of the API want an address of each term, and there is none.
    let udc = record.udc.iter().map(|code| format!("UDC {code}"));
    let keywords: Vec<String> = record.keywords.iter().flat_map(|k| k.value.iter().cloned()).chain(udc).collect();
    put("keywords", json!(keywords));
    put("language", json!(iso_639_3(record.lang)));
    put("notes", json!(notes(record)));
    put("related_identifiers", related(record));
    let references: Vec<&str> =
        record.references.iter().filter_map(|r| r.forms.first()).map(|f| f.value.as_str()).collect();
    put("references", json!(references));
    put("journal_title", json!(pick(&record.journal_titles, record.lang)));
    put("journal_volume", json!(record.volume));
    put("journal_issue", json!(record.issue));
    put("journal_pages", json!(record.pages("-")));
    put("imprint_publisher", json!(pick(&record.publisher, record.lang)));
    put("imprint_place", json!(pick(&record.place, record.lang)));
    let communities: Vec<Value> =
        record.journal.zenodo.communities.iter().map(|id| json!({ "identifier": id })).collect();
    put("communities", Value::Array(communities));
    out
}

fn creator(at: usize, author: &Author, record: &Record<'_>, made: &mut Made) -> Value {
    let name = author.name(record.lang).filed();
    let mut out = json!({ "name": name });
    let places = author.affiliations.iter().filter_map(|a| record.affiliations.get(*a)?.place(record.lang));
    let places: Vec<&str> = places.map(Place::organisation).collect();
    if !places.is_empty() {
        out["affiliation"] = json!(places.join("; "));
    }
    // Zenodo computes the check character and refuses the whole record over a wrong one.
    match &author.orcid {
        Some(id) if orcid::is_valid(id) => out["orcid"] = json!(id),
        Some(id) => {
            let message = format!("Zenodo does not take the ORCID iD {id} of {name}: its last character is wrong");
            made.tell(at, left_out(Authors.span(record), message));
        }
        None => {}
    }
    out
}

/// The abstracts in HTML, each in its language.
fn description(record: &Record<'_>) -> String {
    let paragraph = |text: &crate::article::Localised<String>| {
        let lang = if text.lang == Lang::UND { String::new() } else { format!(" lang=\"{}\"", text.lang.as_str()) };
        format!("<p{lang}>{}</p>", escape(&text.value))
    };
    record.abstracts.iter().map(paragraph).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What has no field of its own: the title in other languages.
fn notes(record: &Record<'_>) -> String {
    let first = record.titles.first().map_or(Lang::UND, |t| t.lang);
    let titles =
        others(&record.titles, first).map(|t| format!("<p lang=\"{}\">{}</p>", t.lang.as_str(), escape(&t.value)));
    titles.collect()
}

fn related(record: &Record<'_>) -> Value {
    let mut out = Vec::new();
    if let Some(url) = &record.url {
        out.push(json!({ "identifier": url, "relation": "isIdenticalTo", "resource_type": "publication-article" }));
    }
    for issn in record.issns() {
        out.push(json!({ "identifier": issn, "relation": "isPartOf", "resource_type": "publication" }));
    }
    let mut cited = BTreeSet::new();
    for doi in record.references.iter().map(|r| r.item.doi.as_str()).filter(|doi| doi::is_valid(doi)) {
        if cited.insert(doi.to_lowercase()) {
            out.push(json!({ "identifier": doi, "relation": "cites" }));
        }
    }
    Value::Array(out)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::article::{Article, Lang, Localised, Run, Text};
    use crate::deposit::Made;
    use crate::deposit::tests::{filled, journal, one};
    use crate::journal::Journal;
    use crate::source::Span;

    fn made(article: &Article, journal: &Journal) -> Made {
        one(article, journal).into_iter().find(|(name, _)| *name == "zenodo").unwrap().1
    }

    fn metadata(made: &Made) -> Value {
        serde_json::from_slice::<Value>(&made.files[0].bytes).unwrap()["metadata"].take()
    }

    #[test]
    fn an_article_in_two_languages() {
        let mut article = filled(Article { lang: Lang::DE, ..Article::default() });
        article.front.titles.insert(0, Localised::new(Lang::DE, Text::made("Ein <Titel> & mehr")));
        let expected = json!({
            "access_right": "open",
            "communities": [{ "identifier": "example" }],
            "creators": [{ "name": "Maker, Ann" }],
            "description": "<p lang=\"en\">Text.</p>",
            "doi": "10.5555/x",
            "imprint_place": "Minsk",
            "imprint_publisher": "Example University",
            "journal_issue": "2",
            "journal_pages": "47",
            "journal_title": "Example Journal",
            "language": "deu",
            "license": "cc-by-4.0",
            "notes": "<p lang=\"en\">A title</p>",
            "publication_date": "2020",
            "publication_type": "article",
            "related_identifiers": [
                {
                    "identifier": "https://journal.example/a/a",
                    "relation": "isIdenticalTo",
                    "resource_type": "publication-article",
                },
                { "identifier": "1234-5679", "relation": "isPartOf", "resource_type": "publication" },
                { "identifier": "2434-561X", "relation": "isPartOf", "resource_type": "publication" },
            ],
            "title": "Ein <Titel> & mehr",
            "upload_type": "publication",
        });
        assert_eq!(metadata(&made(&article, &journal())), expected);
    }

    #[test]
    fn a_licence_that_zenodo_cannot_know_is_refused() {
        let (article, mut journal) = (filled(Article::default()), journal());
        for url in ["https://journal.example/licence", "https://creativecommons.org/licenses/by/9.9/"] {
            journal.licence.url = Some(url.into());
            let made = made(&article, &journal);
            assert_eq!((made.files.len(), made.findings[0].1.rule.as_str()), (0, "deposit-value"), "{url}");
        }
    }

    #[test]
    fn a_title_that_is_too_short_is_refused() {
        let mut article = filled(Article::default());
        article.front.titles = vec![Localised::new(Lang::EN, Text::made("Ом"))];
        let made = made(&article, &journal());
        assert_eq!((made.files.len(), made.findings[0].1.rule.as_str()), (0, "deposit-value"));
    }

    #[test]
    fn an_orcid_with_a_wrong_check_character_is_left_out() {
        let mut article = filled(Article::default());
        for (id, kept) in [("0000-0002-1825-0097", true), ("0000-0002-1825-0098", false)] {
            article.front.contributors[0].orcid = Some(Run::new(id, Span::NONE));
            let made = made(&article, &journal());
            assert_eq!(metadata(&made)["creators"][0].get("orcid").is_some(), kept, "{id}");
            assert_eq!(made.findings.iter().any(|(_, d)| d.rule == "deposit-left-out"), !kept, "{id}");
        }
    }
}
