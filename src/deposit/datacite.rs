//! DataCite's metadata schema 4.6, a file for each article.

use super::address::is_uri;
use super::bibliography::Kind;
use super::crossref::is_doi;
use super::field::Field::{self, *};
use super::licence::spdx;
use super::markup::{Markup, xml_lang as lang};
use super::record::{Record, Reference, Texts, pick};
use super::{Batch, Deposit, Made, Scope, left_out, refused};
use crate::article::Lang;
use crate::error::Error;
use crate::source::Span;

/// DataCite.
pub const DEPOSIT: Deposit = Deposit {
    name: "datacite",
    description: "DataCite metadata 4.6",
    title: "DataCite",
    extension: "xml",
    scope: Scope::Article,
    demands: &[Doi, Authors, Title, Publisher, Year],
    lacks: LACKS,
    takes_files: false,
    write,
};

/// What it has no place for. A sentence on funding names no funder.
const LACKS: &[Field] = &[
    AuthorsTranslated,
    Emails,
    Bios,
    Heading,
    PdfUrl,
    AbbreviatedTitle,
    Place,
    Holder,
    Funding,
    AffiliationsTranslated,
];

const ROOT: [(&str, &str); 3] = [
    ("xmlns", "http://datacite.org/schema/kernel-4"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://datacite.org/schema/kernel-4 https://schema.datacite.org/meta/kernel-4.6/metadata.xsd",
    ),
];

fn write(batch: &Batch<'_>, made: &mut Made) -> Result<(), Error> {
    for (at, record) in batch.records.iter().enumerate() {
        if record.year.is_some_and(|y| y < 1000) {
            let message = "DataCite takes a year of four digits";
            made.tell(at, refused(Year.span(record), message, Year.set_in()));
        }
        let doi = record.doi.as_deref().unwrap_or_default();
        if !is_doi(doi) {
            let message = format!("DataCite takes a DOI; `{doi}` is none");
            made.tell(at, refused(Doi.span(record), message, "correct the line `DOI: …` of the manuscript"));
        }
        if let Some(url) = record.licence_url.as_deref().filter(|url| !is_uri(url)) {
            let message = format!("DataCite cannot take the address of the licence, {url}: it is left out");
            made.tell(at, left_out(Span::NONE, message));
        }
        if record.references.iter().any(|r| identifier(r).is_none()) {
            made.lose(at, "the references without a DOI, an ISBN or an address");
        }
        made.file(format!("{}.datacite.xml", record.name), resource(record));
    }
    Ok(())
}

fn resource(record: &Record<'_>) -> Vec<u8> {
    let mut markup = Markup::new();
    let xml = &mut markup;
    xml.open("resource", &ROOT);
    xml.leaf("identifier", &[("identifierType", "DOI")], record.doi.as_deref().unwrap_or_default());
    creators(xml, record);
    xml.open("titles", &[]);
    for title in &record.titles {
        let mut attributes = lang(title.lang);
        if title.lang != record.titles[0].lang {
            attributes.push(("titleType", "TranslatedTitle"));
        }
        xml.leaf("title", &attributes, &title.value);
    }
    xml.close();
    let publisher = record.publisher.iter().find(|p| p.lang == record.lang).or(record.publisher.first());
    if let Some(publisher) = publisher {
        xml.leaf("publisher", &lang(publisher.lang), &publisher.value);
    }
    xml.some("publicationYear", &[], record.year.map(|y| format!("{y:04}")).as_deref());
    xml.leaf("resourceType", &[("resourceTypeGeneral", "JournalArticle")], "Journal article");
    subjects(xml, record);
    dates(xml, record);
    if record.lang != Lang::UND {
        xml.leaf("language", &[], record.lang.as_str());
    }
    if record.url.is_some() || record.edn.is_some() {
        xml.open("alternateIdentifiers", &[]);
        xml.some("alternateIdentifier", &[("alternateIdentifierType", "URL")], record.url.as_deref());
        xml.some("alternateIdentifier", &[("alternateIdentifierType", "EDN")], record.edn.as_deref());
        xml.close();
    }
    related_identifiers(xml, record);
    rights(xml, record);
    if !record.abstracts.is_empty() {
        xml.open("descriptions", &[]);
        for text in &record.abstracts {
            let mut attributes = lang(text.lang);
            attributes.push(("descriptionType", "Abstract"));
            xml.leaf("description", &attributes, &text.value);
        }
        xml.close();
    }
    related_item(xml, record);
    xml.close();
    markup.finish()
}

fn creators(xml: &mut Markup, record: &Record<'_>) {
    xml.open("creators", &[]);
    for author in &record.authors {
        xml.open("creator", &[]);
        if author.is_body() {
            let name = pick(&author.body, record.lang).map_or("", String::as_str);
            xml.leaf("creatorName", &[("nameType", "Organizational")], name);
        } else {
            let name = author.name(record.lang);
            xml.leaf("creatorName", &[("nameType", "Personal")], &name.filed());
            xml.some("givenName", &[], Some(&name.given));
            xml.leaf("familyName", &[], &name.surname);
        }
        if let Some(orcid) = &author.orcid {
            let scheme = [("nameIdentifierScheme", "ORCID"), ("schemeURI", "https://orcid.org/")];
            xml.leaf("nameIdentifier", &scheme, &format!("https://orcid.org/{orcid}"));
        }
        for place in author.affiliations.iter().filter_map(|a| record.affiliations.get(*a)?.place(record.lang)) {
            xml.some("affiliation", &[], Some(place.organisation()));
        }
        xml.close();
    }
    xml.close();
}

fn subjects(xml: &mut Markup, record: &Record<'_>) {
    if record.keywords.is_empty() && record.udc.is_empty() && record.codes.is_empty() {
        return;
    }
    xml.open("subjects", &[]);
    for keywords in &record.keywords {
        for keyword in &keywords.value {
            xml.leaf("subject", &lang(keywords.lang), keyword);
        }
    }
    for code in &record.udc {
        xml.leaf("subject", &[("subjectScheme", "UDC"), ("schemeURI", "https://udcsummary.info/")], code);
    }
    for (scheme, code) in &record.codes {
        xml.leaf("subject", &[("subjectScheme", &scheme.to_uppercase())], code);
    }
    xml.close();
}

fn dates(xml: &mut Markup, record: &Record<'_>) {
    let all = [("Submitted", record.received), ("Accepted", record.accepted), ("Issued", record.published)];
    if all.iter().all(|(_, date)| date.is_none()) {
        return;
    }
    xml.open("dates", &[]);
    for (kind, date) in all {
        xml.some("date", &[("dateType", kind)], date.map(|d| d.iso()).as_deref());
    }
    xml.close();
}

/// By what a reference is known: its kind and the identifier. An ISBN is that of a whole book.
fn identifier(reference: &Reference) -> Option<(&'static str, &str)> {
    let item = &reference.item;
    let whole = item.kind == Kind::Book;
    if is_doi(&item.doi) {
        Some(("DOI", &item.doi))
    } else if whole && !item.isbn.is_empty() {
        Some(("ISBN", &item.isbn))
    } else {
        is_uri(&item.url).then_some(("URL", &item.url))
    }
}

fn related_identifiers(xml: &mut Markup, record: &Record<'_>) {
    let issns = [("ISSN", &record.issn_print), ("EISSN", &record.issn_online)];
    let issns: Vec<_> = issns.into_iter().filter_map(|(kind, issn)| Some((kind, issn.as_deref()?))).collect();
    let references: Vec<_> = record.references.iter().filter_map(identifier).collect();
    if references.is_empty() && issns.is_empty() {
        return;
    }
    xml.open("relatedIdentifiers", &[]);
    for (kind, issn) in issns {
        xml.leaf("relatedIdentifier", &[("relatedIdentifierType", kind), ("relationType", "IsPublishedIn")], issn);
    }
    for (kind, value) in references {
        xml.leaf("relatedIdentifier", &[("relatedIdentifierType", kind), ("relationType", "References")], value);
    }
    xml.close();
}

fn rights(xml: &mut Markup, record: &Record<'_>) {
    let url = record.licence_url.as_deref().filter(|url| is_uri(url));
    let identifier = url.and_then(spdx);
    if record.licence.is_empty() && url.is_none() {
        return;
    }
    xml.open("rightsList", &[]);
    let empty: Texts = vec![crate::article::Localised::new(Lang::UND, String::new())];
    let statements = if record.licence.is_empty() { &empty } else { &record.licence };
    for statement in statements {
        let mut attributes: Vec<(&str, &str)> = lang(statement.lang);
        attributes.extend(url.map(|url| ("rightsURI", url)));
        if let Some(id) = &identifier {
            attributes.extend([
                ("rightsIdentifier", id.as_str()),
                ("rightsIdentifierScheme", "SPDX"),
                ("schemeURI", "https://spdx.org/licenses/"),
            ]);
        }
        xml.leaf("rights", &attributes, &statement.value);
    }
    xml.close();
}

/// The journal, with the place of the article in it.
fn related_item(xml: &mut Markup, record: &Record<'_>) {
    if record.journal_titles.is_empty() {
        return;
    }
    xml.open("relatedItems", &[]);
    xml.open("relatedItem", &[("relatedItemType", "Journal"), ("relationType", "IsPublishedIn")]);
    if let Some(issn) = record.issns().first() {
        xml.leaf("relatedItemIdentifier", &[("relatedItemIdentifierType", "ISSN")], issn);
    }
    xml.open("titles", &[]);
    for title in &record.journal_titles {
        xml.leaf("title", &lang(title.lang), &title.value);
    }
    xml.close();
    xml.some("publicationYear", &[], record.year.map(|y| format!("{y:04}")).as_deref());
    xml.some("volume", &[], record.volume.as_deref());
    xml.some("issue", &[], record.issue.as_deref());
    xml.some("number", &[("numberType", "Article")], record.elocation_id.as_deref());
    xml.some("firstPage", &[], record.first_page.as_deref());
    xml.some("lastPage", &[], record.last_page.as_deref());
    xml.some("publisher", &[], pick(&record.publisher, record.lang).map(String::as_str));
    xml.close().close();
}

#[cfg(test)]
mod tests;
