//! What search engines and reference managers read: the `citation_*` elements that Google Scholar and Zotero take
//! (Highwire Press tags), and a schema.org `ScholarlyArticle` as JSON-LD.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::article::{Affiliation, HistoryEvent, Id, Lang, Localised, Run, in_lang};
use crate::journal::ByLang;
use crate::write::Job;
use crate::write::xhtml::{self, clean};
use crate::xml::Xml;

/// What is said of the article, gathered once.
struct Facts {
    title: String,
    lang: Lang,
    /// Name, affiliations, ORCID.
    authors: Vec<(String, Vec<String>, Option<String>)>,
    journal: Option<String>,
    issn: Vec<String>,
    publisher: Option<String>,
    /// Year, and the full date where it is known.
    date: Option<String>,
    volume: Option<String>,
    issue: Option<String>,
    first_page: Option<String>,
    last_page: Option<String>,
    doi: Option<String>,
    keywords: Vec<String>,
    summary: Option<String>,
    licence: Option<String>,
}

/// Writes the elements into `head`.
pub fn meta(xml: &mut Xml, job: &Job<'_>, title: &Localised<String>) {
    let facts = facts(job, title);
    let mut tag = |name: &str, value: &str| {
        if !value.is_empty() {
            xml.empty("meta", &[("name", name), ("content", value)]).newline();
        }
    };
    tag("citation_title", &facts.title);
    for (name, places, orcid) in &facts.authors {
        tag("citation_author", name);
        places.iter().for_each(|place| tag("citation_author_institution", place));
        tag("citation_author_orcid", orcid.as_deref().unwrap_or_default());
    }
    let date = facts.date.as_ref().map(|d| d.replace('-', "/"));
    for (name, value) in [
        ("citation_journal_title", &facts.journal),
        ("citation_publisher", &facts.publisher),
        ("citation_publication_date", &date),
        ("citation_volume", &facts.volume),
        ("citation_issue", &facts.issue),
        ("citation_firstpage", &facts.first_page),
        ("citation_lastpage", &facts.last_page),
        ("citation_doi", &facts.doi),
    ] {
        tag(name, value.as_deref().unwrap_or_default());
    }
    facts.issn.iter().for_each(|issn| tag("citation_issn", issn));
    if facts.lang != Lang::UND {
        tag("citation_language", facts.lang.as_str());
    }
    tag("citation_keywords", &facts.keywords.join("; "));
    tag("description", facts.summary.as_deref().unwrap_or_default());
    xml.open("script", &[("type", "application/ld+json")]);
    xml.raw(&for_script(&linked_data(&facts)));
    xml.close().newline();
}

fn facts(job: &Job<'_>, title: &Localised<String>) -> Facts {
    let (article, journal) = (job.article, job.journal);
    let front = &article.front;
    let issue = &front.issue;
    let lang = xhtml::language(article);
    let value = |run: &Option<Run>| run.as_ref().map(|r| clean(&r.text)).filter(|t| !t.is_empty());
    let pick = |by: &ByLang| by.get(&lang).or_else(|| by.values().next()).map(|t| clean(t)).filter(|t| !t.is_empty());
    let by_id: HashMap<&Id, &Affiliation> = front.affiliations.iter().map(|a| (&a.id, a)).collect();
    let authors = front.contributors.iter().filter_map(|person| {
        let (_, name) = xhtml::author(person, lang, true)?;
        let places = person.affiliations.iter().filter_map(|id| {
            let place = by_id.get(id)?;
            let text = in_lang(&place.variants, lang).or_else(|| place.variants.first().map(|v| &v.value))?;
            Some(clean(&text.text.plain_without_marks())).filter(|t| !t.is_empty())
        });
        let orcid = value(&person.orcid).and_then(|o| xhtml::href(&format!("https://orcid.org/{o}")));
        Some((name, places.collect(), orcid))
    });
    let authors = authors.collect();
    let journal_title = issue.journal.iter().find(|j| j.lang == lang).or_else(|| issue.journal.first());
    let journal_title = journal_title.map(|j| clean(&j.value.text)).filter(|t| !t.is_empty());
    let published = front.history.iter().filter(|h| h.event == HistoryEvent::Published);
    let published = published.filter(|h| xhtml::civil(&h.date).is_some()).map(|h| h.date.iso()).next();
    let year = value(&issue.year).filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()));
    let doi = front.identifiers.iter().filter(|i| i.scheme == "doi").filter_map(|i| xhtml::doi(&i.value.text)).next();
    let keywords = front.keywords.iter().find(|k| k.lang == lang).map(|k| &k.items);
    let keywords = keywords.into_iter().flatten().map(|k| clean(&k.plain_without_marks())).filter(|k| !k.is_empty());
    Facts {
        title: title.value.clone(),
        lang,
        authors,
        journal: journal_title.or_else(|| pick(&journal.journal.title)),
        issn: [&journal.journal.issn_print, &journal.journal.issn_online]
            .into_iter()
            .flatten()
            .map(|i| clean(i))
            .collect(),
        publisher: pick(&journal.publisher.name),
        date: published.or(year),
        volume: value(&issue.volume),
        issue: value(&issue.issue),
        first_page: value(&issue.first_page).or_else(|| value(&issue.elocation_id)),
        last_page: value(&issue.last_page),
        doi: doi.and_then(|d| d.strip_prefix("https://doi.org/").map(str::to_owned)),
        keywords: keywords.collect(),
        summary: in_lang(&front.abstracts, lang).map(|a| xhtml::plain(a)).filter(|t| !t.is_empty()),
        licence: journal.licence.url.as_deref().and_then(xhtml::href),
    }
}

/// schema.org: the article in its issue, volume and journal.
fn linked_data(facts: &Facts) -> Value {
    let mut article = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            article.insert(key.to_owned(), value);
        }
    };
    let text = |value: &Option<String>| value.clone().map(Value::from);
    put("@context", Some("https://schema.org".into()));
    put("@type", Some("ScholarlyArticle".into()));
    put("headline", Some(facts.title.clone().into()));
    put("inLanguage", (facts.lang != Lang::UND).then(|| facts.lang.as_str().into()));
    let authors: Vec<Value> = facts.authors.iter().map(author).collect();
    put("author", (!authors.is_empty()).then(|| authors.into()));
    put("datePublished", text(&facts.date));
    put("description", text(&facts.summary));
    put("keywords", (!facts.keywords.is_empty()).then(|| facts.keywords.clone().into()));
    put("pageStart", text(&facts.first_page));
    put("pageEnd", text(&facts.last_page));
    put("license", text(&facts.licence));
    let doi = facts.doi.as_ref().map(|d| format!("https://doi.org/{d}"));
    put("identifier", doi.clone().map(Value::from));
    put("sameAs", doi.map(Value::from));
    put("publisher", facts.publisher.as_ref().map(|p| json!({ "@type": "Organization", "name": p })));
    let mut part = facts.journal.as_ref().map(|name| {
        let mut journal = json!({ "@type": "Periodical", "name": name });
        if !facts.issn.is_empty() {
            journal["issn"] = facts.issn.clone().into();
        }
        journal
    });
    for (kind, key, number) in
        [("PublicationVolume", "volumeNumber", &facts.volume), ("PublicationIssue", "issueNumber", &facts.issue)]
    {
        if let (Some(number), Some(whole)) = (number, part.take_if(|_| number.is_some())) {
            part = Some(json!({ "@type": kind, key: number, "isPartOf": whole }));
        }
    }
    put("isPartOf", part);
    Value::Object(article)
}

fn author((name, places, orcid): &(String, Vec<String>, Option<String>)) -> Value {
    let mut person = json!({ "@type": "Person", "name": name });
    if !places.is_empty() {
        let places: Vec<Value> = places.iter().map(|p| json!({ "@type": "Organization", "name": p })).collect();
        person["affiliation"] = places.into();
    }
    if let Some(orcid) = orcid {
        person["@id"] = orcid.clone().into();
    }
    person
}

/// JSON that ends no `script` element, in HTML and in XML.
fn for_script(value: &Value) -> String {
    let json = value.to_string();
    json.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}
