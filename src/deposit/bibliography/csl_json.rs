//! CSL-JSON: the data model of the Citation Style Language, schema of version 1.0.2.
//!
//! CSL has a place for the original title of a translation, not for the translation of a title; what an item has in other
//! languages stands in `custom`, by language (`translated-title`, `translated-container-title`, …), which the schema sets
//! aside for what has no variable.

use serde_json::{Map, Value, json};

use super::item::{Item, Kind, Name};
use super::line;
use crate::article::Localised;
use crate::notation::date::Date;

/// The items as a JSON array.
pub fn csl_json(items: &[Item]) -> Vec<u8> {
    let list = Value::Array(items.iter().map(|i| Value::Object(object(i))).collect());
    let mut out = serde_json::to_vec_pretty(&list).unwrap_or_default();
    out.push(b'\n');
    out
}

/// What CSL has no place for.
pub(super) fn lost(item: &Item) -> Vec<&'static str> {
    if item.more_authors { vec!["that there are more authors (“et al.”)"] } else { Vec::new() }
}

fn object(item: &Item) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("id".into(), json!(line(&item.id)));
    map.insert("type".into(), json!(kind(item.kind)));
    let texts = [
        ("title", item.title.clone()),
        ("container-title", item.container.clone()),
        ("collection-title", item.series.clone()),
        ("event-title", item.event.clone()),
        ("event-place", item.event_place.clone()),
        ("volume", item.volume.clone()),
        ("issue", item.issue.clone()),
        ("page", item.pages("-")),
        ("number-of-pages", item.page_count.clone()),
        ("number", item.number.clone()),
        ("publisher", item.publisher.clone()),
        ("publisher-place", item.place.clone()),
        ("edition", item.edition.clone()),
        ("DOI", item.doi.clone()),
        ("URL", item.url.clone()),
        ("ISBN", item.isbn.clone()),
        ("ISSN", item.issns.join(", ")),
        ("PMID", item.pmid.clone()),
        ("PMCID", item.pmcid.clone()),
        ("genre", item.genre.clone()),
        ("medium", item.medium.clone()),
        ("archive_location", item.archive_location.clone()),
        ("keyword", item.keywords.join("; ")),
        ("abstract", item.summary.clone()),
        ("note", item.note.clone()),
        ("language", item.lang.map(|l| l.to_string()).unwrap_or_default()),
    ];
    for (name, text) in texts {
        let text = line(&text);
        if !text.is_empty() {
            map.insert(name.into(), Value::String(text));
        }
    }
    for (name, people) in [("author", &item.authors), ("editor", &item.editors), ("translator", &item.translators)] {
        if !people.is_empty() {
            map.insert(name.into(), people.iter().map(person).collect());
        }
    }
    if let Some(issued) = item.issued {
        let until = issued.until.map(|year| json!([year]));
        let parts: Vec<Value> = std::iter::once(date(issued.date)).chain(until).collect();
        map.insert("issued".into(), json!({ "date-parts": parts }));
    }
    if let Some(accessed) = item.accessed {
        map.insert("accessed".into(), json!({ "date-parts": [date(accessed)] }));
    }
    let keywords: Vec<Localised<String>> =
        item.other_keywords.iter().map(|k| Localised::new(k.lang, k.value.join("; "))).collect();
    let custom: Map<String, Value> = [
        ("translated-title", &item.other_titles),
        ("translated-container-title", &item.other_containers),
        ("translated-abstract", &item.other_summaries),
        ("translated-keyword", &keywords),
    ]
    .into_iter()
    .filter(|(_, texts)| !texts.is_empty())
    .map(|(name, texts)| {
        let by_lang: Map<String, Value> = texts.iter().map(|t| (t.lang.to_string(), json!(line(&t.value)))).collect();
        (name.to_owned(), Value::Object(by_lang))
    })
    .collect();
    if !custom.is_empty() {
        map.insert("custom".into(), Value::Object(custom));
    }
    map
}

fn person(name: &Name) -> Value {
    let parts =
        [("family", &name.family), ("given", &name.given), ("suffix", &name.suffix), ("literal", &name.literal)];
    let parts = parts.into_iter().map(|(key, text)| (key.to_owned(), line(text))).filter(|(_, text)| !text.is_empty());
    Value::Object(parts.map(|(key, text)| (key, Value::String(text))).collect())
}

fn date(date: Date) -> Value {
    match (date.month, date.day) {
        (Some(month), Some(day)) => json!([date.year, month, day]),
        (Some(month), None) => json!([date.year, month]),
        _ => json!([date.year]),
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ArticleJournal => "article-journal",
        Kind::ArticleNewspaper => "article-newspaper",
        Kind::Book => "book",
        Kind::Chapter => "chapter",
        Kind::PaperConference => "paper-conference",
        Kind::Thesis => "thesis",
        Kind::Webpage => "webpage",
        Kind::Report => "report",
        Kind::Legislation => "legislation",
        Kind::Standard => "standard",
        Kind::Patent => "patent",
        Kind::Manuscript => "manuscript",
        Kind::Dataset => "dataset",
        Kind::Document => "document",
    }
}
