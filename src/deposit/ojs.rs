//! The native XML of Open Journal Systems: articles with their metadata in every locale and their files embedded.
//!
//! Numbers (`id`) tie the parts of the document together; the site gives its own when it imports.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::address::is_uri;
use super::field::Field::{self, *};
use super::markup::Markup;
use super::record::{Author, Record, Texts};
use super::{Batch, Deposit, Made, Scope, advised, left_out, refused};
use crate::article::{Lang, Localised};
use crate::error::Error;
use crate::journal::{ByLang, Ojs};
use crate::notation::date::Date;
use crate::source::Span;

/// OJS.
pub const DEPOSIT: Deposit = Deposit {
    name: "ojs",
    description: "Open Journal Systems native XML, with the article's files",
    title: "OJS",
    extension: "xml",
    scope: Scope::Batch,
    demands: &[Title, Language, OjsSection],
    lacks: LACKS,
    takes_files: true,
    write,
};

/// What it has no place for. What is said of the journal is said by the site itself.
const LACKS: &[Field] = &[Heading, Accepted, Edn, Funding];

/// The kind of file that every site has.
const GENRE: &str = "Article Text";
/// The role of an author, as a new site numbers its roles.
const AUTHOR: &str = "1";

fn write(batch: &Batch<'_>, made: &mut Made) -> Result<(), Error> {
    let ojs = &batch.journal.ojs;
    for locale in ojs.locales.values().filter(|locale| !is_locale(locale)) {
        let message = format!("OJS has no locale such as `{locale}`");
        made.tell(
            0,
            refused(
                Span::NONE,
                message,
                "change `locales` under [ojs] in journal.toml; a locale is such as `ru_RU` or `be@cyrillic`",
            ),
        );
    }
    let mut xml = Markup::new();
    let root = [
        ("xmlns", "http://pkp.sfu.ca"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", "http://pkp.sfu.ca native.xsd"),
    ];
    xml.open("articles", &root);
    let mut numbers = Numbers::default();
    for (at, record) in batch.records.iter().enumerate() {
        Document { xml: &mut xml, ojs, titles: batch.issue_title, record, at, made }.article(&mut numbers);
    }
    xml.close();
    made.file(format!("{}.ojs.xml", batch.name), xml.finish());
    Ok(())
}

/// The numbers given so far. The site keeps what they stand for over the whole document, so that none is given twice.
#[derive(Default)]
struct Numbers {
    files: usize,
    authors: usize,
}

/// An article in the document.
struct Document<'d, 'r> {
    xml: &'d mut Markup,
    ojs: &'d Ojs,
    /// The issue's title.
    titles: &'d ByLang,
    record: &'d Record<'r>,
    at: usize,
    made: &'d mut Made,
}

impl Document<'_, '_> {
    /// The site's name of a language; none for one that is not known.
    fn locale(&self, lang: Lang) -> Option<String> {
        let own = self.ojs.locales.get(&lang).map(|l| l.trim().to_owned());
        own.or_else(|| (lang != Lang::UND).then(|| lang.as_str().to_owned()))
    }

    fn article(&mut self, numbers: &mut Numbers) {
        let (record, id) = (self.record, (self.at + 1).to_string());
        let locale = self.locale(record.lang).unwrap_or_default();
        let received = record.received.and_then(full);
        let mut attributes = vec![("stage", "production"), ("locale", locale.as_str())];
        attributes.extend(received.as_deref().map(|day| ("date_submitted", day)));
        let status = status(record);
        attributes.extend([("status", status), ("current_publication_id", id.as_str())]);
        self.xml.open("article", &attributes);
        self.xml.leaf("id", &[("type", "internal"), ("advice", "ignore")], &id);
        let first = numbers.files + 1;
        for galley in record.galleys {
            numbers.files += 1;
            self.file(numbers.files, galley, &locale);
        }
        self.publication(&id, first, numbers.authors + 1);
        numbers.authors += record.authors.len();
        self.xml.close();
    }

    fn file(&mut self, number: usize, galley: &super::record::Galley, locale: &str) {
        let number = number.to_string();
        let mut attributes =
            vec![("id", number.as_str()), ("file_id", &number), ("stage", "proof"), ("viewable", "false")];
        let genre = self.ojs.genre.as_deref().unwrap_or(GENRE);
        attributes.push(("genre", genre));
        attributes.extend(self.ojs.uploader.as_deref().map(|name| ("uploader", name)));
        self.xml.open("submission_file", &attributes);
        self.xml.leaf("name", &[("locale", locale)], &galley.file_name);
        let extension = galley.file_name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let size = galley.bytes.len().to_string();
        self.xml.open("file", &[("id", &number), ("filesize", &size), ("extension", extension)]);
        self.xml.leaf(
            "embed",
            &[("encoding", "base64"), ("mime_type", galley.media_type)],
            &BASE64_STANDARD.encode(&galley.bytes),
        );
        self.xml.close().close();
    }

    /// Element by element in the order of the schema.
    fn publication(&mut self, id: &str, first_file: usize, first_author: usize) {
        let record = self.record;
        let published = record.published.and_then(full);
        let section = self.ojs.section.as_deref().unwrap_or_default();
        let mut attributes = vec![("id", id), ("section_ref", section), ("version_major", "1"), ("version_minor", "0")];
        attributes.push(("status", status(record)));
        attributes.extend(published.as_deref().map(|day| ("date_published", day)));
        let contact = (first_author + record.authors.iter().position(|a| a.corresponding).unwrap_or(0)).to_string();
        if !record.authors.is_empty() {
            attributes.push(("primary_contact_id", contact.as_str()));
        }
        attributes.push(("seq", id));
        self.xml.open("publication", &attributes);
        self.xml.leaf("id", &[("type", "internal"), ("advice", "ignore")], id);
        self.xml.some("id", &[("type", "doi"), ("advice", "update")], record.doi.as_deref());
        self.texts("title", &record.titles);
        self.texts("abstract", &html(&record.abstracts));
        self.texts("rights", &record.licence);
        let licence = record.licence_url.as_deref();
        if let Some(url) = licence.filter(|url| !is_uri(url)) {
            let message = format!("OJS cannot take the address of the licence, {url}: it is left out");
            self.made.tell(self.at, left_out(Span::NONE, message));
        }
        self.xml.some("licenseUrl", &[], licence.filter(|url| is_uri(url)));
        self.texts("copyrightHolder", &record.holder);
        self.xml.some(
            "copyrightYear",
            &[],
            record.year.filter(|_| !record.holder.is_empty()).map(|y| y.to_string()).as_deref(),
        );
        for keywords in &record.keywords {
            self.open_in("keywords", keywords.lang);
            for keyword in &keywords.value {
                self.xml.open("keyword", &[]).leaf("name", &[], keyword).close();
            }
            self.xml.close();
        }
        self.xml.open("languages", &[]).leaf("language", &[], record.lang.as_str()).close();
        self.subjects();
        self.authors(first_author);
        for (n, galley) in record.galleys.iter().enumerate() {
            let locale = self.locale(record.lang).unwrap_or_default();
            self.xml.open("article_galley", &[("locale", &locale), ("approved", "false")]);
            self.xml.leaf("name", &[("locale", &locale)], galley.label);
            self.xml.leaf("seq", &[], &n.to_string());
            self.xml.empty("submission_file_ref", &[("id", &(first_file + n).to_string())]).close();
        }
        self.citations();
        self.issue();
        self.xml.some("pages", &[], record.pages("-").as_deref());
        self.xml.close();
    }

    fn subjects(&mut self) {
        let record = self.record;
        let udc = record.udc.iter().map(|code| ("UDC".to_owned(), code.as_str()));
        let codes = record.codes.iter().map(|(scheme, code)| (scheme.to_uppercase(), code.as_str()));
        let all: Vec<(String, &str)> = udc.chain(codes).collect();
        if all.is_empty() {
            return;
        }
        self.open_in("subjects", record.lang);
        for (scheme, code) in all {
            self.xml.open("subject", &[]);
            self.xml.leaf("name", &[], &format!("{scheme} {code}")).leaf("identifier", &[], code);
            self.xml.leaf("source", &[], &scheme).close();
        }
        self.xml.close();
    }

    fn authors(&mut self, first: usize) {
        let record = self.record;
        if record.authors.is_empty() {
            return;
        }
        let contact = record.authors.iter().position(|a| a.corresponding).unwrap_or(0);
        self.xml.open("authors", &[]);
        for (n, author) in record.authors.iter().enumerate() {
            let (seq, number) = ((n + 1).to_string(), (first + n).to_string());
            let kind = if author.is_body() { "ORGANIZATION" } else { "PERSON" };
            let mut attributes = vec![("seq", seq.as_str()), ("id", &number), ("contributor_type", kind)];
            if n == contact {
                attributes.push(("primary_contact", "true"));
            }
            self.xml.open("author", &attributes);
            self.author(author);
            self.xml.close();
        }
        self.xml.close();
        if record.authors.iter().all(|a| a.email.is_none()) {
            let message = "OJS asks for an e-mail address of each author, and there is none";
            self.made.tell(self.at, advised(message, Emails.set_in()));
        }
    }

    fn author(&mut self, author: &Author) {
        let record = self.record;
        // The site wants a given name: of a name without one it is the surname.
        let mut given: Texts = self.in_own(&author.body, |name| name);
        let mut family: Texts = Vec::new();
        for name in self.in_own(&author.names, |name| &name.surname) {
            let text = |value: &str| Localised::new(name.lang, value.to_owned());
            if name.value.given.is_empty() {
                given.push(text(&name.value.surname));
            } else {
                given.push(text(&name.value.given));
                family.push(text(&name.value.surname));
            }
        }
        self.texts("givenname", &given);
        self.texts("familyname", &family);
        let places = author.affiliations.iter().filter_map(|a| record.affiliations.get(*a));
        let places: Vec<_> = places.filter(|place| !place.texts.is_empty()).collect();
        for place in &places {
            self.xml.open("affiliation", &[]);
            let names: Texts = place.texts.iter().map(|t| Localised::new(t.lang, t.value.text.clone())).collect();
            self.texts("name", &names);
            self.xml.close();
        }
        self.xml.some("country", &[], places.iter().find_map(|p| p.country_code.as_deref()));
        self.xml.some("email", &[], author.email.as_deref());
        let orcid = author.orcid.as_ref().map(|id| format!("https://orcid.org/{id}"));
        self.xml.some("orcid", &[], orcid.as_deref());
        self.texts("biography", &html(&author.bios));
        self.xml.open("contributor_roles", &[]).leaf("contributor_role_id", &[], AUTHOR).close();
    }

    /// The name of an author by language. The site takes no author without a name in the article's own language: there it
    /// is the name that there is, as the other targets have it, and that is told.
    fn in_own<T: Clone>(&mut self, names: &[Localised<T>], what: impl Fn(&T) -> &str) -> Vec<Localised<T>> {
        let own = self.record.lang;
        let mut names = names.to_vec();
        if let Some(first) = names.first().filter(|_| names.iter().all(|n| n.lang != own)).cloned() {
            if first.lang == Lang::UND {
                names.remove(0);
            } else {
                let message = format!(
                    "OJS asks for an author's name in the language of the article; {} stands there as in the other one",
                    what(&first.value)
                );
                self.made.tell(self.at, advised(message, AuthorsTranslated.set_in()));
            }
            names.insert(0, Localised::new(own, first.value));
        }
        names
    }

    /// The lists of references as the manuscript has them, each in its locale. Sites up to now keep the last one that they
    /// read, so that the one in the article's own language stands last.
    fn citations(&mut self) {
        let record = self.record;
        let count = record.references.iter().map(|r| r.forms.len()).max().unwrap_or(0);
        let mut lists = Vec::with_capacity(count);
        for n in 0..count {
            let forms: Vec<_> = record.references.iter().filter_map(|r| r.forms.get(n)).collect();
            // Most items of a list are in its language, some in the language of the work.
            let mut counts: std::collections::BTreeMap<Lang, usize> = std::collections::BTreeMap::new();
            forms.iter().for_each(|f| *counts.entry(f.lang).or_default() += 1);
            let lang = counts.into_iter().max_by_key(|(_, n)| *n).map_or(record.lang, |(lang, _)| lang);
            lists.push((lang, forms));
        }
        lists.sort_by_key(|(lang, _)| *lang == record.lang);
        for (lang, forms) in lists {
            self.open_in("citations", lang);
            for form in forms {
                self.xml.leaf("citation", &[], &form.value);
            }
            self.xml.close();
        }
    }

    fn issue(&mut self) {
        let record = self.record;
        let volume = record.volume.as_deref().filter(|v| v.len() < 10 && v.bytes().all(|b| b.is_ascii_digit()));
        if volume.is_none()
            && let Some(text) = &record.volume
        {
            let message = format!("OJS takes a volume that is a number; `{text}` is left out");
            self.made.tell(self.at, left_out(VolumeOrIssue.span(record), message));
        }
        if volume.is_none() && record.issue.is_none() && record.year.is_none() {
            return;
        }
        self.xml.open("issue_identification", &[]);
        self.xml.some("volume", &[], volume);
        self.xml.some("number", &[], record.issue.as_deref());
        self.xml.some("year", &[], record.year.map(|y| y.to_string()).as_deref());
        let titles: Texts = self.titles.iter().map(|(lang, title)| Localised::new(*lang, title.clone())).collect();
        self.texts("title", &titles);
        self.xml.close();
    }

    fn open_in(&mut self, name: &str, lang: Lang) {
        match self.locale(lang) {
            Some(locale) => self.xml.open(name, &[("locale", &locale)]),
            None => self.xml.open(name, &[]),
        };
    }

    /// A text in each locale. A text in a language that is not known would take the place of one that is.
    fn texts(&mut self, name: &str, texts: &Texts) {
        let known = texts.iter().any(|t| t.lang != Lang::UND);
        for text in texts {
            let locale = self.locale(text.lang);
            if locale.is_none() && known {
                self.made.lose(self.at, "a text in a language that is not known");
                continue;
            }
            let attribute = locale.as_deref().map(|locale| ("locale", locale));
            self.xml.leaf(name, attribute.as_slice(), &text.value);
        }
    }
}

/// Whether an article is published (3) or waits for it (1), as the site numbers it.
fn status(record: &Record<'_>) -> &'static str {
    if record.published.and_then(full).is_some() { "3" } else { "1" }
}

/// Texts that the site shows as HTML, as HTML: `p < 0.05` would begin an element.
fn html(texts: &Texts) -> Texts {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    texts.iter().map(|t| Localised::new(t.lang, escaped(&t.value))).collect()
}

/// A date with its day.
fn full(date: Date) -> Option<String> {
    date.day.map(|_| date.iso()).filter(|_| crate::write::xhtml::civil(&date).is_some())
}

/// `ru`, `ru_RU`, `be@cyrillic`, `sr-Latn-RS`: the schema's pattern, of which its parts are in the order of the letters.
fn is_locale(locale: &str) -> bool {
    let (base, variant) = locale.split_once('@').map_or((locale, None), |(base, variant)| (base, Some(variant)));
    let mut parts = base.split(['_', '-']);
    let letters = |text: &str, range: std::ops::RangeInclusive<usize>| {
        range.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic())
    };
    let language = parts.next().is_some_and(|p| letters(p, 2..=4));
    let rest: Vec<&str> = parts.collect();
    let is_region = |part: &str| letters(part, 2..=2) || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()));
    let rest_right = match rest.as_slice() {
        [] => true,
        [one] => is_region(one) || letters(one, 4..=5),
        [script, region] => letters(script, 4..=5) && is_region(region),
        _ => false,
    };
    let variant_right =
        variant.is_none_or(|v| (2..=30).contains(&v.len()) && v.bytes().all(|b| b.is_ascii_lowercase()));
    language && rest_right && variant_right
}

#[cfg(test)]
mod tests;
