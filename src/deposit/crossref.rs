//! Crossref's deposit schema 5.3.1: the articles of a journal with their DOIs, lists of citations and licences.

mod citations;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::address::is_uri;
use super::field::Field::{self, *};
use super::markup::Markup;
use super::record::{Author, Name, Record, Texts, pick};
use super::{Batch, Deposit, Made, Scope, left_out, refused};
use crate::article::Lang;
use crate::context::timestamp;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::journal::ByLang;
use crate::notation::date::Date;
use crate::notation::language::iso_639_1;
use crate::source::Span;
use crate::write::epub::identity::uuid;
use crate::write::xhtml::civil;

/// Crossref.
pub const DEPOSIT: Deposit = Deposit {
    name: "crossref",
    description: "Crossref deposit XML 5.3.1, with the list of citations",
    title: "Crossref",
    extension: "xml",
    scope: Scope::Batch,
    demands: &[Doi, Url, CrossrefDepositor, CrossrefEmail, CrossrefRegistrant, Issn, JournalTitle, Year, Title],
    lacks: LACKS,
    takes_files: false,
    write,
};

/// What it has no place for.
const LACKS: &[Field] = &[
    Emails,
    Bios,
    Keywords,
    KeywordsTranslated,
    AffiliationsTranslated,
    Udc,
    Codes,
    Edn,
    Heading,
    Received,
    Publisher,
    Place,
    Licence,
    Holder,
    Funding,
    ReferencesTranslated,
];

const NAMESPACE: &str = "http://www.crossref.org/schema/5.3.1";
const ROOT: [(&str, &str); 6] = [
    ("xmlns", NAMESPACE),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xmlns:jats", "http://www.ncbi.nlm.nih.gov/JATS1"),
    ("xmlns:ai", "http://www.crossref.org/AccessIndicators.xsd"),
    ("version", "5.3.1"),
    ("xsi:schemaLocation", "http://www.crossref.org/schema/5.3.1 https://www.crossref.org/schemas/crossref5.3.1.xsd"),
];

/// The years that the schema allows.
const YEARS: RangeInclusive<u16> = 1400..=2200;
/// The lengths that the schema allows, in characters.
const JOURNAL_TITLE: usize = 255;
const ABBREVIATED_TITLE: usize = 150;
const NAME: usize = 60;
const NUMBER: usize = 32;
const INSTITUTION: usize = 1024;
const ORGANISATION: usize = 511;
/// Titles of a journal, and pairs of titles of an article.
const TITLES: usize = 10;

fn write(batch: &Batch<'_>, made: &mut Made) -> Result<(), Error> {
    let crossref = &batch.journal.crossref;
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let (depositor, email, registrant) = (said(&crossref.depositor), said(&crossref.email), said(&crossref.registrant));
    for (what, text, range) in
        [("depositor", &depositor, 1..=130), ("email", &email, 6..=200), ("registrant", &registrant, 1..=255)]
    {
        if !range.contains(&text.chars().count()) {
            let message = format!("Crossref takes {} to {} characters for `{what}`", range.start(), range.end());
            made.tell(0, refused(Span::NONE, message, format!("change `{what}` under [crossref] in journal.toml")));
        }
    }
    let mut xml = Markup::new();
    xml.open("doi_batch", &ROOT);
    xml.open("head", &[]);
    xml.leaf("doi_batch_id", &[], &batch_id(batch));
    xml.leaf("timestamp", &[], &stamp(batch, made));
    xml.open("depositor", &[]).leaf("depositor_name", &[], &depositor).leaf("email_address", &[], &email).close();
    xml.leaf("registrant", &[], &registrant).close();
    xml.open("body", &[]);
    for group in issues(batch.records) {
        let first = &batch.records[group[0]];
        xml.open("journal", &[]);
        journal(&mut xml, group[0], first, made);
        let published = group.iter().map(|at| batch.records[*at].published).reduce(common).flatten();
        journal_issue(&mut xml, group[0], first, published, batch.issue_title, made);
        for at in group {
            article(&mut xml, at, &batch.records[at], made);
        }
        xml.close();
    }
    once(batch, made);
    xml.close().close();
    made.file(format!("{}.crossref.xml", batch.name), xml.finish());
    Ok(())
}

/// The records by issue, in the order in which the issues come: a journal stands in a deposit once for each issue.
fn issues(records: &[Record<'_>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known = BTreeMap::new();
    for (at, record) in records.iter().enumerate() {
        let issue = (record.year, record.volume.as_deref(), record.issue.as_deref());
        let group = *known.entry(issue).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(at);
    }
    groups
}

/// What two dates have in common: of an issue whose articles came out on several days only the month or the year is known.
fn common(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    let (a, b) = (a?, b?);
    let month = a.month.filter(|_| a.month == b.month);
    (a.year == b.year).then(|| Date { year: a.year, month, day: a.day.filter(|_| month.is_some() && a.day == b.day) })
}

/// Of two articles with one DOI the second would take the place of the first.
fn once(batch: &Batch<'_>, made: &mut Made) {
    let mut known = BTreeMap::new();
    for (at, record) in batch.records.iter().enumerate() {
        let doi = record.doi.as_deref().unwrap_or_default();
        let first = *known.entry(doi.to_lowercase()).or_insert(at);
        if first != at {
            let message = format!("two articles of this deposit have the DOI {doi}: {} too", batch.records[first].name);
            made.tell(at, refused(Doi.span(record), message, "correct the line `DOI: …` of one of the manuscripts"));
        }
    }
}

/// The same for the same articles on every day, so that a deposit can be recognised.
fn batch_id(batch: &Batch<'_>) -> String {
    let dois: Vec<&str> = batch.records.iter().filter_map(|r| r.doi.as_deref()).collect();
    uuid("urn:offprint:crossref", &dois.join("\n"))
}

/// The time asked for; else `SOURCE_DATE_EPOCH`; else the latest day of the articles, which is told.
fn stamp(batch: &Batch<'_>, made: &mut Made) -> String {
    let digits = |text: String| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let given = batch.options.timestamp.clone();
    if let Some(stamp) = given.or_else(|| batch.context.source_date_epoch.and_then(timestamp).map(digits)) {
        return stamp;
    }
    let days = batch.records.iter().flat_map(|r| [r.received, r.accepted, r.published]).flatten();
    let (year, month, day) = days.filter_map(|d| civil(&d)).max().unwrap_or((1980, 1, 1));
    let stamp = format!("{year:04}{month:02}{day:02}000000");
    let message = format!("the timestamp of the deposit at Crossref is {stamp}, the latest date of the articles");
    let help =
        "Crossref takes a deposit that replaces an earlier one only with a later timestamp: then say `--timestamp now`";
    made.tell(0, Diagnostic::info("deposit-timestamp", Span::NONE, message).help(help));
    stamp
}

fn journal(xml: &mut Markup, at: usize, record: &Record<'_>, made: &mut Made) {
    xml.open("journal_metadata", language(record.lang).as_slice());
    let mut short = |texts: &Texts, most: usize, what: &str| -> Vec<String> {
        let (fit, long): (Vec<String>, Vec<String>) =
            texts.iter().map(|t| t.value.clone()).partition(|t| t.chars().count() <= most);
        for text in long {
            let message = format!("Crossref takes {most} characters as {what}; this one is left out: {text}");
            made.tell(at, left_out(Span::NONE, message));
        }
        fit.into_iter().take(TITLES).collect()
    };
    let titles = short(&record.journal_titles, JOURNAL_TITLE, "a journal's title");
    let abbreviated = short(&record.abbreviated_titles, ABBREVIATED_TITLE, "an abbreviated title");
    if titles.is_empty() {
        let message = format!("Crossref takes no journal's title of more than {JOURNAL_TITLE} characters");
        made.tell(at, refused(Span::NONE, message, JournalTitle.set_in()));
    }
    for title in &titles {
        xml.leaf("full_title", &[], title);
    }
    for title in &abbreviated {
        xml.leaf("abbrev_title", &[], title);
    }
    xml.some("issn", &[("media_type", "print")], record.issn_print.as_deref());
    xml.some("issn", &[("media_type", "electronic")], record.issn_online.as_deref());
    xml.close();
}

fn journal_issue(
    xml: &mut Markup,
    at: usize,
    record: &Record<'_>,
    published: Option<Date>,
    titles: &ByLang,
    made: &mut Made,
) {
    xml.open("journal_issue", &[]);
    if let Some((lang, title)) = titles.get_key_value(&Lang::EN).or_else(|| titles.first_key_value()) {
        xml.open("titles", &[]).leaf("title", &[], title);
        let original = titles.get_key_value(&record.lang).filter(|(own, _)| *own != lang);
        if let Some((own, original)) = original {
            xml.leaf("original_language_title", language(*own).as_slice(), original);
        }
        xml.close();
    }
    date(xml, "publication_date", medium(record), published.or_else(|| year(record)));
    if let Some(volume) = number(record.volume.as_deref(), "the volume", at, record, made) {
        xml.open("journal_volume", &[]).leaf("volume", &[], volume).close();
    }
    xml.some("issue", &[], number(record.issue.as_deref(), "the issue", at, record, made));
    xml.close();
}

/// A journal without an ISSN in print is online alone.
fn medium(record: &Record<'_>) -> &'static str {
    if record.issn_print.is_some() { "print" } else { "online" }
}

fn number<'t>(text: Option<&'t str>, what: &str, at: usize, record: &Record<'_>, made: &mut Made) -> Option<&'t str> {
    let long = text.filter(|t| t.chars().count() > NUMBER);
    if let Some(long) = long {
        let message = format!("Crossref takes {NUMBER} characters as {what}; `{long}` is left out");
        made.tell(at, left_out(VolumeOrIssue.span(record), message));
    }
    text.filter(|_| long.is_none())
}

fn date(xml: &mut Markup, name: &str, medium: &str, date: Option<Date>) {
    let Some(date) = date else { return };
    // A day that is none in the calendar says nothing beside its year.
    let is_day = civil(&date).is_some();
    xml.open(name, &[("media_type", medium)]);
    xml.some("month", &[], date.month.filter(|_| is_day).map(|m| format!("{m:02}")).as_deref());
    xml.some("day", &[], date.day.filter(|_| is_day).map(|d| format!("{d:02}")).as_deref());
    xml.leaf("year", &[], &format!("{:04}", date.year)).close();
}

fn article(xml: &mut Markup, at: usize, record: &Record<'_>, made: &mut Made) {
    let language = language(record.lang);
    let mut attributes = vec![("publication_type", "full_text")];
    attributes.extend(language);
    xml.open("journal_article", &attributes);
    titles(xml, record);
    contributors(xml, at, record, made);
    for text in &record.abstracts {
        let lang = [("xml:lang", text.lang.as_str())];
        xml.open("jats:abstract", if text.lang == Lang::UND { &[] } else { &lang });
        xml.leaf("jats:p", &[], &text.value).close();
    }
    let published = record.published.or_else(|| year(record));
    if let Some(date) = published.filter(|date| !YEARS.contains(&date.year)) {
        let message = format!("Crossref takes no year such as {:04}", date.year);
        made.tell(at, refused(Year.span(record), message, "correct the year in the line `For citation: …`"));
    }
    date(xml, "publication_date", medium(record), published);
    if let Some(date) = record.accepted.filter(|date| !YEARS.contains(&date.year)) {
        let message = format!("Crossref takes no year such as {:04}: the date of acceptance is left out", date.year);
        made.tell(at, left_out(Accepted.span(record), message));
    }
    date(xml, "acceptance_date", medium(record), record.accepted.filter(|date| YEARS.contains(&date.year)));
    if let Some(first) = number(record.first_page.as_deref(), "a page", at, record, made) {
        xml.open("pages", &[]).leaf("first_page", &[], first);
        xml.some("last_page", &[], number(record.last_page.as_deref(), "a page", at, record, made));
        xml.close();
    }
    if let Some(item) = number(record.elocation_id.as_deref(), "an article number", at, record, made) {
        xml.open("publisher_item", &[]);
        xml.leaf("item_number", &[("item_number_type", "article_number")], item).close();
    }
    if let Some(licence) = address(record.licence_url.as_deref(), "the licence", at, made) {
        xml.open("ai:program", &[("name", "AccessIndicators")]);
        xml.leaf("ai:license_ref", &[], licence).close();
    }
    doi_data(xml, at, record, made);
    citations::list(xml, record);
    xml.close();
}

fn year(record: &Record<'_>) -> Option<Date> {
    record.year.map(|year| Date { year, month: None, day: None })
}

/// Crossref shows `title`, and takes an English one there with the original beside it; so the title in the article's
/// language is `original_language_title` where there is an English one too. A title in a further language is one more
/// `titles`.
fn titles(xml: &mut Markup, record: &Record<'_>) {
    let english = record.titles.iter().find(|t| t.lang == Lang::EN);
    let own = record.titles.first();
    let shown = english.or(own);
    let original = own.filter(|own| english.is_some() && own.lang != Lang::EN);
    let mut done: Vec<Lang> = Vec::new();
    if let Some(title) = shown {
        xml.open("titles", &[]).leaf("title", &[], &title.value);
        done.push(title.lang);
        if let Some(original) = original {
            xml.leaf("original_language_title", language(original.lang).as_slice(), &original.value);
            done.push(original.lang);
        }
        xml.close();
    }
    for title in record.titles.iter().filter(|t| !done.contains(&t.lang)).take(TITLES) {
        xml.open("titles", &[]).leaf("title", &[], &title.value).close();
    }
}

fn contributors(xml: &mut Markup, at: usize, record: &Record<'_>, made: &mut Made) {
    if record.authors.is_empty() {
        return;
    }
    xml.open("contributors", &[]);
    for (n, author) in record.authors.iter().enumerate() {
        let role = [("sequence", if n == 0 { "first" } else { "additional" }), ("contributor_role", "author")];
        if author.is_body() {
            let name = pick(&author.body, record.lang).map_or("", String::as_str);
            xml.leaf("organization", &role, cut(name, ORGANISATION, "the name of a body", at, record, made));
            continue;
        }
        person(xml, at, author, &role, record, made);
    }
    xml.close();
}

fn person(xml: &mut Markup, at: usize, author: &Author, role: &[(&str, &str)], record: &Record<'_>, made: &mut Made) {
    // In Latin letters, as Crossref's users search; the name in the article's language is beside it.
    let lang = author.names.iter().find(|n| n.lang == Lang::EN).or(author.names.first()).map_or(Lang::UND, |n| n.lang);
    let name = author.name(lang);
    if !is_name(&name.surname) {
        let message =
            format!("Crossref takes a surname of up to {NAME} letters without figures; `{}` is none", name.surname);
        made.tell(at, refused(Authors.span(record), message, "correct the author line"));
        return;
    }
    let mut attributes = role.to_vec();
    attributes.extend(language(lang));
    xml.open("person_name", &attributes);
    let given = (!name.given.is_empty()).then_some(name.given.as_str());
    if let Some(long) = given.filter(|given| !is_name(given)) {
        let message =
            format!("Crossref takes given names of up to {NAME} letters without figures; `{long}` is left out");
        made.tell(at, left_out(Authors.span(record), message));
    }
    xml.some("given_name", &[], given.filter(|given| is_name(given)));
    xml.leaf("surname", &[], &name.surname);
    let places: Vec<_> = author.affiliations.iter().filter_map(|a| record.affiliations.get(*a)?.place(lang)).collect();
    if !places.is_empty() {
        xml.open("affiliations", &[]);
        for place in places {
            let name = cut(place.organisation(), INSTITUTION, "the name of an institution", at, record, made);
            xml.open("institution", &[]).leaf("institution_name", &[], name);
            let town = [place.city.as_str(), place.country.as_str()];
            let town = town.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
            xml.some("institution_place", &[], Some(town.as_str()).filter(|t| is_short(t)));
            xml.some("institution_department", &[], Some(place.division.as_str()).filter(|d| is_short(d)));
            xml.close();
        }
        xml.close();
    }
    let orcid = author.orcid.as_ref().map(|id| format!("https://orcid.org/{id}"));
    xml.some("ORCID", &[], orcid.as_deref());
    let other: Vec<_> = author.names.iter().filter(|n| n.lang != lang && is_whole(&n.value)).collect();
    if !other.is_empty() {
        xml.open("alt-name", &[]);
        for name in other {
            xml.open("name", language(name.lang).as_slice());
            xml.leaf("surname", &[], &name.value.surname);
            xml.some("given_name", &[], Some(&name.value.given)).close();
        }
        xml.close();
    }
    xml.close();
}

/// A text of the length that is taken; that it was cut is told.
fn cut<'t>(text: &'t str, most: usize, what: &str, at: usize, record: &Record<'_>, made: &mut Made) -> &'t str {
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    let message = format!("Crossref takes {most} characters as {what}; this is left out: {}", &text[end..]);
    made.tell(at, left_out(Authors.span(record), message));
    text[..end].trim_end()
}

fn is_whole(name: &Name) -> bool {
    is_name(&name.surname) && (name.given.is_empty() || is_name(&name.given))
}

fn is_short(text: &str) -> bool {
    (2..=255).contains(&text.chars().count())
}

/// The schema's pattern for names: no figures, no question marks.
fn is_name(text: &str) -> bool {
    let right = |c: char| !c.is_numeric() && c != '?';
    (1..=NAME).contains(&text.chars().count()) && text.chars().all(right) && text.chars().any(|c| !c.is_whitespace())
}

fn is_address(url: &str) -> bool {
    is_uri(url) && (10..=2048).contains(&url.chars().count())
}

/// An address without which the deposit is worth making all the same.
fn address<'t>(url: Option<&'t str>, what: &str, at: usize, made: &mut Made) -> Option<&'t str> {
    if let Some(url) = url.filter(|url| !is_address(url)) {
        made.tell(
            at,
            left_out(Span::NONE, format!("Crossref cannot take the address of {what}, {url}: it is left out")),
        );
    }
    url.filter(|url| is_address(url))
}

fn doi_data(xml: &mut Markup, at: usize, record: &Record<'_>, made: &mut Made) {
    let (doi, url) = (record.doi.as_deref().unwrap_or_default(), record.url.as_deref().unwrap_or_default());
    if !is_doi(doi) {
        let message = format!("Crossref takes a DOI of a prefix and up to 200 characters; `{doi}` is none");
        made.tell(at, refused(Doi.span(record), message, "correct the line `DOI: …` of the manuscript"));
    }
    if !is_address(url) {
        let message = format!("Crossref cannot take the address {url}");
        made.tell(at, refused(Span::NONE, message, Url.set_in()));
    }
    xml.open("doi_data", &[]).leaf("doi", &[], doi).leaf("resource", &[], url);
    if let Some(pdf) = address(record.pdf_url.as_deref(), "the PDF", at, made) {
        // Where text is mined, and where plagiarism is looked for.
        xml.open("collection", &[("property", "crawler-based")]).open("item", &[("crawler", "iParadigms")]);
        xml.leaf("resource", &[], pdf).close().close();
        xml.open("collection", &[("property", "text-mining")]).open("item", &[]);
        xml.leaf("resource", &[("mime_type", "application/pdf")], pdf).close().close();
    }
    xml.close();
}

/// `10\.[0-9]{4,9}/.{1,200}`.
pub(super) fn is_doi(doi: &str) -> bool {
    let Some((prefix, suffix)) = doi.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else { return false };
    (4..=9).contains(&prefix.len())
        && prefix.bytes().all(|b| b.is_ascii_digit())
        && (1..=200).contains(&suffix.chars().count())
        && !suffix.contains(char::is_whitespace)
}

/// The attribute of a language that the schema knows.
fn language(lang: Lang) -> Option<(&'static str, &'static str)> {
    /// Those of two letters that the schema's list lacks.
    const MISSING: [&str; 3] = ["jv", "mh", "zu"];
    iso_639_1(lang).filter(|tag| !MISSING.contains(tag)).map(|tag| ("language", tag))
}

#[cfg(test)]
mod tests;
