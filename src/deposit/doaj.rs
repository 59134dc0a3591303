//! The XML of the Directory of Open Access Journals, by its schema doajArticles.xsd 1.3.

use super::address::is_uri;
use super::field::Field::{self, *};
use super::markup::Markup;
use super::record::Record;
use super::{Batch, Deposit, Made, Scope, left_out, refused};
use crate::article::Lang;
use crate::error::Error;
use crate::notation::language::iso_639_2b;
use crate::source::Span;

/// DOAJ.
pub const DEPOSIT: Deposit = Deposit {
    name: "doaj",
    description: "XML of the Directory of Open Access Journals",
    title: "DOAJ",
    extension: "xml",
    scope: Scope::Batch,
    demands: &[JournalTitle, Issn, Year, Title, Url],
    lacks: LACKS,
    takes_files: false,
    write,
};

/// What its records have no place for.
const LACKS: &[Field] = &[
    AuthorsTranslated,
    AffiliationsTranslated,
    Bios,
    Udc,
    Codes,
    Edn,
    PdfUrl,
    Received,
    Accepted,
    JournalTitleTranslated,
    AbbreviatedTitle,
    Place,
    LicenceUrl,
    Licence,
    Holder,
    Funding,
    References,
];

/// DOAJ takes so many keywords in a language; it asks for no more.
const KEYWORDS: usize = 6;

fn write(batch: &Batch<'_>, made: &mut Made) -> Result<(), Error> {
    let mut xml = Markup::new();
    xml.open("records", &[]);
    for (at, record) in batch.records.iter().enumerate() {
        write_record(&mut xml, at, record, made);
    }
    xml.close();
    made.file(format!("{}.doaj.xml", batch.name), xml.finish());
    Ok(())
}

/// Element by element in the order of the schema.
fn write_record(xml: &mut Markup, at: usize, record: &Record<'_>, made: &mut Made) {
    let own = |texts: &super::record::Texts| super::record::pick(texts, record.lang).cloned().unwrap_or_default();
    xml.open("record", &[]);
    xml.some("language", &[], iso_639_2b(record.lang));
    xml.some("publisher", &[], Some(&own(&record.publisher)));
    xml.leaf("journalTitle", &[], &own(&record.journal_titles));
    xml.some("issn", &[], record.issn_print.as_deref());
    xml.some("eissn", &[], record.issn_online.as_deref());
    let date = record.published.map(|d| d.iso()).or_else(|| record.year.map(|y| format!("{y:04}")));
    xml.leaf("publicationDate", &[], &date.unwrap_or_default());
    xml.some("volume", &[], record.volume.as_deref());
    xml.some("issue", &[], record.issue.as_deref());
    // An article number is the place of an article as its first page is.
    xml.some("startPage", &[], record.first_page.as_deref().or(record.elocation_id.as_deref()));
    xml.some("endPage", &[], record.last_page.as_deref());
    xml.some("doi", &[], record.doi.as_deref());
    xml.leaf("publisherRecordId", &[], &record.name);
    xml.leaf("documentType", &[], "article");
    for title in &record.titles {
        in_language(xml, "title", title.lang, &title.value);
    }
    people(xml, record);
    for text in &record.abstracts {
        in_language(xml, "abstract", text.lang, &text.value);
    }
    let url = record.url.as_deref().unwrap_or_default();
    if !is_full_url(url) {
        let message = format!(
            "DOAJ cannot take the address {url}: it wants a web address whose host ends in a domain of letters"
        );
        made.tell(at, refused(Span::NONE, message, Url.set_in()));
    }
    xml.leaf("fullTextUrl", &[("format", "html")], url);
    for keywords in &record.keywords {
        let code = iso_639_2b(keywords.lang);
        let attribute = code.map(|code| ("language", code));
        xml.open("keywords", attribute.as_slice());
        for keyword in keywords.value.iter().take(KEYWORDS) {
            xml.leaf("keyword", &[], keyword);
        }
        xml.close();
        if keywords.value.len() > KEYWORDS {
            let more = keywords.value[KEYWORDS..].join("; ");
            let message = format!("DOAJ takes {KEYWORDS} keywords in a language; these are left out: {more}");
            let span = keywords_span(record, keywords.lang);
            made.tell(at, left_out(span, message));
        }
    }
    xml.close();
}

fn keywords_span(record: &Record<'_>, lang: Lang) -> Span {
    let keywords = record.article.front.keywords.iter().find(|k| k.lang == lang);
    keywords.map_or(Span::NONE, |k| k.items.iter().skip(KEYWORDS).map(|i| i.span()).fold(Span::NONE, Span::join))
}

/// A text with its language, as far as that has a code.
fn in_language(xml: &mut Markup, name: &str, lang: Lang, text: &str) {
    let attribute = iso_639_2b(lang).map(|code| ("language", code));
    xml.leaf(name, attribute.as_slice(), text);
}

fn people(xml: &mut Markup, record: &Record<'_>) {
    if record.authors.is_empty() {
        return;
    }
    xml.open("authors", &[]);
    for author in &record.authors {
        xml.open("author", &[]);
        xml.leaf("name", &[], &author.name(record.lang).read());
        xml.some("email", &[], author.email.as_deref());
        for affiliation in &author.affiliations {
            xml.leaf("affiliationId", &[], &(affiliation + 1).to_string());
        }
        let orcid = author.orcid.as_ref().map(|id| format!("https://orcid.org/{id}"));
        xml.some("orcid_id", &[], orcid.as_deref());
        xml.close();
    }
    xml.close();
    if record.affiliations.iter().any(|a| !a.texts.is_empty()) {
        xml.open("affiliationsList", &[]);
        for (n, affiliation) in record.affiliations.iter().enumerate() {
            let text = affiliation.place(record.lang).map_or("", |p| p.text.as_str());
            xml.leaf("affiliationName", &[("affiliationId", &(n + 1).to_string())], text);
        }
        xml.close();
    }
}

/// The pattern of `fullUrl` in the schema: a host that ends in a domain of two to ten letters, or four numbers.
fn is_full_url(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(name, port)| {
        if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) { name } else { host }
    });
    let domain = host.rsplit_once('.').is_some_and(|(before, last)| {
        !before.is_empty() && (2..=10).contains(&last.chars().count()) && last.chars().all(char::is_alphabetic)
    });
    let numbers: Vec<&str> = host.split('.').collect();
    let is_number = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    is_uri(url) && ((domain && !host.contains(':')) || (numbers.len() == 4 && numbers.iter().all(is_number)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Keywords, Text};
    use crate::deposit::tests::{filled, journal, one};

    #[test]
    fn addresses_are_those_of_the_schema() {
        for (url, right) in [
            ("https://journal.example/a", true),
            ("http://10.1.2.3/a", true),
            ("https://journal.example:8080/a?b=c", true),
            ("https://localhost/a", false),
            ("https://journal.x/a", false),
            ("https://user:word@journal.example/", false),
            ("ftp://journal.example/", false),
            ("https://journal.example/%zz", false),
        ] {
            assert_eq!(is_full_url(url), right, "{url}");
        }
    }

    #[test]
    fn the_seventh_keyword_is_left_out_and_told() {
        let mut article = filled(Article::default());
        let items = (1..=8).map(|n| Text::made(format!("word {n}"))).collect();
        article.front.keywords = vec![Keywords { lang: Lang::EN, items, ..Keywords::default() }];
        let made = one(&article, &journal()).into_iter().find(|(name, _)| *name == "doaj").unwrap().1;
        let text = String::from_utf8(made.files[0].bytes.clone()).unwrap();
        assert!(text.contains("word 6<") && !text.contains("word 7"));
        assert!(
            made.findings.iter().any(|(_, d)| d.rule == "deposit-left-out" && d.message.ends_with("word 7; word 8"))
        );
    }
}
