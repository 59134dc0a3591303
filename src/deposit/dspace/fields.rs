//! Which metadata field takes what: the table of defaults, over which journal.toml's `[dspace]` goes.

use crate::article::Lang;
use crate::deposit::Made;
use crate::deposit::field::Field;
use crate::deposit::record::{Record, Texts};
use crate::write::xhtml;

/// A value of a metadata field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// `dc`, `dcterms`, `local`.
    pub schema: String,
    /// `title`.
    pub element: String,
    /// `alternative`, or `none`.
    pub qualifier: String,
    /// The language of the text.
    pub lang: Option<String>,
    /// The text.
    pub text: String,
}

/// Left out.
const NONE: &str = "none";

/// The keys of `[dspace]`, the field of each where journal.toml does not say, and what an editor calls what goes there.
pub const DEFAULTS: &[(&str, &str, &str)] = &[
    ("title", "dc.title", "the title"),
    ("translated-title", "dc.title.alternative", "the title in the other language"),
    ("author", "dc.contributor.author", "the authors"),
    ("translated-author", NONE, "the authors' names in the other language"),
    ("issued", "dc.date.issued", "the date of publication"),
    ("received", "dc.date.submitted", "the date received"),
    ("accepted", "dcterms.dateAccepted", "the date of acceptance"),
    ("abstract", "dc.description.abstract", "the abstract"),
    ("funding", "dc.description.sponsorship", "the funding"),
    ("volume", "dc.description.volume", "the volume"),
    ("issue", "dc.description.issue", "the issue"),
    ("first-page", "dc.description.startpage", "the first page"),
    ("last-page", "dc.description.endpage", "the last page"),
    ("citation", "dc.identifier.citation", "the citation"),
    ("doi", "dc.identifier.doi", "the DOI"),
    ("issn", "dc.identifier.issn", "the ISSN"),
    ("url", "dc.identifier.uri", "the address at which the article is read"),
    ("language", "dc.language.iso", "the language"),
    ("publisher", "dc.publisher", "the publisher"),
    ("journal", "dc.relation.ispartof", "the journal's title"),
    ("reference", "dc.relation.references", "the list of references"),
    ("rights", "dc.rights", "the statement of the licence"),
    ("licence", "dc.rights.uri", "the licence"),
    ("keyword", "dc.subject", "the keywords"),
    ("udc", "dc.subject.other", "the UDC number"),
    ("affiliation", NONE, "the affiliations"),
    ("orcid", NONE, "the authors' ORCID iDs"),
    ("email", NONE, "the authors' e-mail addresses"),
    ("type", "dc.type", "the type"),
];

/// What an item says that no key of the table takes.
const LACKS: &[Field] = &[Field::Bios, Field::Codes, Field::Edn, Field::Heading, Field::Holder, Field::Place];

/// All values of an item, in the order of the table. What is left out is told.
pub fn values(at: usize, record: &Record<'_>, made: &mut Made) -> Vec<Value> {
    let mut out = Vec::new();
    let mut left_out = Vec::new();
    for (key, default, what) in DEFAULTS {
        let field = record.journal.dspace.get(*key).map_or(*default, String::as_str);
        let all = of_key(key, record);
        if field == NONE {
            if !all.is_empty() {
                left_out.push(*what);
            }
            continue;
        }
        let mut parts = field.split('.');
        let (schema, element) = (parts.next().unwrap_or("dc"), parts.next().unwrap_or(NONE));
        let qualifier = parts.next().unwrap_or(NONE);
        for (lang, text) in all.into_iter().filter(|(_, text)| !text.is_empty()) {
            out.push(Value {
                schema: schema.into(),
                element: element.into(),
                qualifier: qualifier.into(),
                lang: lang.filter(|l| *l != Lang::UND).map(|l| l.as_str().to_owned()),
                text,
            });
        }
    }
    left_out.extend(LACKS.iter().filter(|field| field.is_in(record)).map(|field| field.name()));
    left_out.into_iter().for_each(|what| made.lose(at, what));
    out
}

type Said = Vec<(Option<Lang>, String)>;

fn texts(texts: &Texts) -> Said {
    texts.iter().map(|t| (Some(t.lang), t.value.clone())).collect()
}

fn plain<S: Into<String>>(values: impl IntoIterator<Item = S>) -> Said {
    values.into_iter().map(|value| (None, value.into())).collect()
}

/// What a record says for a key.
fn of_key(key: &str, record: &Record<'_>) -> Said {
    let own = record.titles.first().map_or(Lang::UND, |t| t.lang);
    match key {
        "title" => texts(&record.titles).into_iter().take(1).collect(),
        "translated-title" => texts(&record.titles).into_iter().filter(|(lang, _)| *lang != Some(own)).collect(),
        "author" => plain(record.authors.iter().map(|a| a.name(record.lang).filed())),
        "translated-author" => (record.authors.iter())
            .flat_map(|a| a.names.iter().skip(1))
            .map(|n| (Some(n.lang), n.value.filed()))
            .collect(),
        "issued" => plain(record.published.map(|d| d.iso())),
        "received" => plain(record.received.map(|d| d.iso())),
        "accepted" => plain(record.accepted.map(|d| d.iso())),
        "abstract" => texts(&record.abstracts),
        "funding" => texts(&record.funding),
        "volume" => plain(record.volume.clone()),
        "issue" => plain(record.issue.clone()),
        "first-page" => plain(record.first_page.clone().or_else(|| record.elocation_id.clone())),
        "last-page" => plain(record.last_page.clone()),
        "citation" => plain([record.citation()]),
        "doi" => plain(record.doi.clone()),
        "issn" => plain(record.issns()),
        "url" => {
            let doi = record.doi.as_deref().and_then(xhtml::doi).filter(|doi| record.url.as_ref() != Some(doi));
            plain(record.url.clone().into_iter().chain(doi))
        }
        "language" => plain((record.lang != Lang::UND).then(|| record.lang.as_str())),
        "publisher" => texts(&record.publisher).into_iter().take(1).collect(),
        "journal" => texts(&record.journal_titles),
        "reference" => (record.references.iter())
            .filter_map(|r| r.forms.first())
            .map(|f| (Some(f.lang), f.value.clone()))
            .collect(),
        "rights" => texts(&record.licence),
        "licence" => plain(record.licence_url.clone()),
        "keyword" => {
            (record.keywords.iter()).flat_map(|k| k.value.iter().map(|word| (Some(k.lang), word.clone()))).collect()
        }
        "udc" => plain(record.udc.iter().cloned()),
        "affiliation" => (record.affiliations.iter())
            .filter_map(|a| a.texts.first())
            .map(|t| (Some(t.lang), t.value.text.clone()))
            .collect(),
        "orcid" => plain(record.authors.iter().filter_map(|a| a.orcid.clone())),
        "email" => plain(record.authors.iter().filter_map(|a| a.email.clone())),
        "type" => plain(["Article"]),
        _ => Vec::new(),
    }
}
