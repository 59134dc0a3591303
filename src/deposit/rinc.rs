//! The XML of eLIBRARY.RU for the Russian Index of Science Citation, schema journal3: an issue with its articles.
//!
//! The schema leaves almost everything open; what the receiver asks beyond it (the codes of languages and of types, dates as
//! `DD.MM.YYYY`, the fields of a reference) is as the markup system of eLIBRARY writes it.

use super::bibliography::{Item, Name};
use super::field::Field::*;
use super::markup::Markup;
use super::record::{Affiliation, Author, Record, Texts};
use super::{Batch, Deposit, Made, Scope, advised, left_out, refused};
use crate::article::{Article, Lang, Section};
use crate::error::Error;
use crate::notation::date::Date;
use crate::notation::language::iso_639_2b;
use crate::source::Span;
use crate::write::jats::front::article_type;
use crate::write::xhtml::{clean, plain};

/// RINC.
pub const DEPOSIT: Deposit = Deposit {
    name: "rinc",
    description: "XML of eLIBRARY for the Russian Index of Science Citation (journal3)",
    title: "RINC",
    extension: "xml",
    scope: Scope::Batch,
    demands: &[Issn, JournalTitle, Year, VolumeOrIssue, Title, Authors, Pages],
    lacks: &[LicenceUrl, Licence, Holder],
    takes_files: false,
    write,
};

/// `author/@num` is an `xsd:byte`.
const MOST_AUTHORS: usize = i8::MAX as usize;
/// `individInfo` stands at most three times for an author.
const MOST_LANGUAGES: usize = 3;

fn write(batch: &Batch<'_>, made: &mut Made) -> Result<(), Error> {
    check(batch, made);
    let Some(first) = batch.records.first().filter(|_| !made.is_refused()) else { return Ok(()) };
    let mut xml = Markup::new();
    xml.open("journal", &[]);
    match batch.journal.rinc.title_id {
        Some(id) => {
            xml.leaf("titleid", &[], &id.to_string());
        }
        None => made.tell(
            0,
            advised(
                "eLIBRARY knows the journal by its number, which is not given",
                "set `title-id` under [rinc] in journal.toml",
            ),
        ),
    }
    xml.some("issn", &[], first.issn_print.as_deref());
    xml.some("eissn", &[], first.issn_online.as_deref());
    for title in &first.journal_titles {
        let said = |texts: &Texts| texts.iter().find(|t| t.lang == title.lang).map(|t| t.value.clone());
        with_lang(&mut xml, "journalInfo", title.lang, |xml| {
            xml.leaf("title", &[], &title.value);
            xml.some("abbrTitle", &[], said(&first.abbreviated_titles).as_deref());
            xml.some("publ", &[], said(&first.publisher).as_deref());
            xml.some("placePubl", &[], said(&first.place).as_deref());
        });
    }
    xml.open("issue", &[]);
    xml.some("volume", &[], first.volume.as_deref());
    xml.some("number", &[], first.issue.as_deref());
    xml.some("dateUni", &[], first.year.map(|y| y.to_string()).as_deref());
    xml.some("pages", &[], issue_pages(batch.records).as_deref());
    // There is room for one.
    let titles = batch.issue_title;
    if let Some((lang, title)) = titles.get_key_value(&first.lang).or_else(|| titles.first_key_value()) {
        leaf(&mut xml, "issTitle", *lang, title);
        if titles.len() > 1 {
            made.lose(0, "the issue's title in the other language");
        }
    }
    xml.open("articles", &[]);
    let mut under: Option<&Texts> = None;
    for (at, record) in batch.records.iter().enumerate() {
        if !record.headings.is_empty() && under != Some(&record.headings) {
            xml.open("section", &[]);
            for heading in &record.headings {
                leaf(&mut xml, "secTitle", heading.lang, &heading.value);
            }
            xml.close();
            under = Some(&record.headings);
        }
        article(&mut xml, at, record, made);
    }
    xml.close().close().close();
    made.file(format!("{}.rinc.xml", batch.name), xml.finish());
    Ok(())
}

/// Refuses what one file cannot hold.
fn check(batch: &Batch<'_>, made: &mut Made) {
    let issue = |record: &Record<'_>| (record.year, record.volume.clone(), record.issue.clone());
    let first = batch.records.first().map(issue);
    for (at, record) in batch.records.iter().enumerate() {
        if Some(issue(record)) != first {
            let message = "RINC takes one issue in a file, and this article is in another issue than the first one";
            let help = "deposit each issue by itself, or correct the year, volume or issue in the citation block";
            made.tell(at, refused(Year.span(record), message, help));
        }
        if record.authors.len() > MOST_AUTHORS {
            let message = format!("RINC numbers authors up to {MOST_AUTHORS}, and there are {}", record.authors.len());
            let help = "name the group as the author, and the persons in it in an appendix";
            made.tell(at, refused(Authors.span(record), message, help));
        }
    }
}

/// The first page of the first article and the last page of the last one, where they are numbers.
fn issue_pages(records: &[Record<'_>]) -> Option<String> {
    let number = |text: &Option<String>| text.as_ref().and_then(|t| t.parse::<u32>().ok());
    let first = records.iter().map(|r| number(&r.first_page)).collect::<Option<Vec<u32>>>()?;
    let last = records.iter().map(|r| number(&r.last_page)).collect::<Option<Vec<u32>>>()?;
    Some(format!("{}-{}", first.into_iter().min()?, last.into_iter().max()?)).filter(|_| records.len() > 1)
}

fn article(xml: &mut Markup, at: usize, record: &Record<'_>, made: &mut Made) {
    xml.open("article", &[]);
    xml.leaf("pages", &[], &record.pages("-").unwrap_or_default());
    xml.leaf("artType", &[], kind(record));
    xml.leaf("langPubl", &[], &code(record.lang));
    xml.open("authors", &[]);
    for (n, one) in record.authors.iter().enumerate() {
        author(xml, at, n, one, record, made);
    }
    xml.close();
    texts(xml, "artTitles", "artTitle", &record.titles);
    texts(xml, "abstracts", "abstract", &record.abstracts);
    let text = body(record.article);
    if !text.is_empty() {
        leaf(xml, "text", record.lang, &text);
    }
    codes(xml, record);
    if !record.keywords.is_empty() {
        xml.open("keywords", &[]);
        for keywords in &record.keywords {
            // A group of keywords in no known language is one without the attribute.
            let known = iso_639_2b(keywords.lang).map(|_| code(keywords.lang));
            let lang = known.as_deref().map(|code| ("lang", code));
            xml.open("kwdGroup", lang.as_slice());
            for keyword in &keywords.value {
                xml.leaf("keyword", &[], keyword);
            }
            xml.close();
        }
        xml.close();
    }
    dates(xml, at, record, made);
    if !record.references.is_empty() {
        xml.open("references", &[]);
        for reference in &record.references {
            xml.open("reference", &[]);
            // The parts go with the form that has the title as they have it.
            let parts = reference.forms.iter().position(|f| f.value.contains(&reference.item.title)).unwrap_or(0);
            for (n, form) in reference.forms.iter().enumerate() {
                with_lang(xml, "refInfo", form.lang, |xml| {
                    xml.leaf("text", &[], &form.value);
                    if n == parts {
                        elements(xml, &reference.item);
                    }
                });
            }
            xml.close();
        }
        xml.close();
    }
    if record.url.is_some() || record.pdf_url.is_some() {
        let lang = code(record.lang);
        xml.open("files", &[]);
        xml.some("furl", &[("desc", "fullText"), ("lang", &lang)], record.pdf_url.as_deref());
        xml.some("furl", &[("desc", "description"), ("lang", &lang)], record.url.as_deref());
        xml.close();
    }
    texts(xml, "fundings", "funding", &record.funding);
    xml.close();
}

/// The code of the article's type in eLIBRARY.
fn kind(record: &Record<'_>) -> &'static str {
    match article_type(&record.article.front.headings) {
        "book-review" => "BRV",
        "editorial" => "EDI",
        "review-article" => "REV",
        "letter" => "COR",
        "brief-report" => "SCO",
        _ => "RAR",
    }
}

fn author(xml: &mut Markup, at: usize, n: usize, author: &Author, record: &Record<'_>, made: &mut Made) {
    xml.open("author", &[("num", &(n + 1).to_string())]);
    if author.corresponding {
        xml.leaf("correspondent", &[], "1");
    }
    let places: Vec<&Affiliation> = author.affiliations.iter().filter_map(|a| record.affiliations.get(*a)).collect();
    let people = author.names.iter().map(|n| (n.lang, n.value.surname.as_str(), n.value.given.as_str()));
    let bodies = author.body.iter().map(|b| (b.lang, b.value.as_str(), ""));
    let all: Vec<(Lang, &str, &str)> = people.chain(bodies).collect();
    if all.len() > MOST_LANGUAGES {
        made.lose(at, "an author's name in a fourth language");
    }
    for (lang, surname, given) in all.into_iter().take(MOST_LANGUAGES) {
        // What is not said of a place of work in this language is said in the one in which it is.
        let said = |part: fn(&super::record::Place) -> &str| {
            let parts = places.iter().filter_map(|a| a.place(lang)).map(part).filter(|p| !p.is_empty());
            parts.collect::<Vec<_>>().join("; ")
        };
        with_lang(xml, "individInfo", lang, |xml| {
            xml.leaf("surname", &[], surname);
            xml.some("initials", &[], Some(given));
            xml.some("address", &[], Some(&said(|p| &p.text)));
            xml.some("town", &[], Some(&said(|p| &p.city)));
            xml.some("country", &[], Some(&said(|p| &p.country)));
            xml.some("otherInfo", &[], author.bios.iter().find(|b| b.lang == lang).map(|b| b.value.as_str()));
            xml.some("orgName", &[], Some(&said(|p| p.organisation())));
            xml.some("email", &[], author.email.as_deref());
        });
    }
    if let Some(orcid) = &author.orcid {
        xml.open("authorCodes", &[]).leaf("orcid", &[], orcid).close();
    }
    xml.close();
}

fn codes(xml: &mut Markup, record: &Record<'_>) {
    let schemes = ["bbk", "jel", "msc", "pacs"];
    let rubrics: Vec<&str> = record.codes.iter().filter(|(s, _)| s == "grnti").map(|(_, code)| code.as_str()).collect();
    let any =
        record.codes.len() > rubrics.len() || !record.udc.is_empty() || record.doi.is_some() || record.edn.is_some();
    if any {
        xml.open("codes", &[]);
        xml.some("doi", &[], record.doi.as_deref());
        xml.some("edn", &[], record.edn.as_deref());
        for udc in &record.udc {
            xml.leaf("udk", &[], udc);
        }
        for (scheme, code) in record.codes.iter().filter(|(scheme, _)| scheme != "grnti") {
            let name = schemes.iter().find(|known| *known == scheme).copied().unwrap_or("anycode");
            xml.leaf(name, &[], code);
        }
        xml.close();
    }
    if !rubrics.is_empty() {
        xml.open("rubrics", &[]);
        for code in rubrics {
            xml.leaf("rubric", &[], code);
        }
        xml.close();
    }
}

fn dates(xml: &mut Markup, at: usize, record: &Record<'_>, made: &mut Made) {
    let all = [
        ("dateReceived", "received", record.received),
        ("dateAccepted", "of acceptance", record.accepted),
        ("datePublication", "of publication", record.published.filter(|d| d.month.is_some())),
    ];
    let mut known = Vec::new();
    for (name, what, date) in all.into_iter().filter_map(|(name, what, date)| Some((name, what, date?))) {
        match day(date) {
            Some(text) => known.push((name, text)),
            None => made.tell(
                at,
                left_out(Span::NONE, format!("RINC takes dates with their day; the date {what} is left out")),
            ),
        }
    }
    if !known.is_empty() {
        xml.open("dates", &[]);
        for (name, text) in &known {
            xml.leaf(name, &[], text);
        }
        xml.close();
    }
}

fn day(date: Date) -> Option<String> {
    Some(format!("{:02}.{:02}.{:04}", date.day?, date.month?, date.year))
}

/// The parts of a reference, by the names of eLIBRARY.
fn elements(xml: &mut Markup, item: &Item) {
    let people = |names: &[Name]| {
        let name = |n: &Name| {
            if n.family.is_empty() { n.literal.clone() } else { clean(&format!("{} {}", n.family, n.given)) }
        };
        names.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let pages = item.pages("-");
    let year = item.issued.map(|i| i.date.year.to_string()).unwrap_or_default();
    let whole = people(&item.authors);
    let parts = [
        ("Authors", whole.as_str()),
        ("Name", &item.title),
        ("Title", &item.container),
        ("YearPubl", &year),
        ("Volume", &item.volume),
        ("Issue", &item.issue),
        ("Pages", &pages),
        ("ISBN", &item.isbn),
        ("DOI", &item.doi),
        ("PMID", &item.pmid),
        ("URL", &item.url),
    ];
    if parts.iter().all(|(_, text)| text.is_empty()) {
        return;
    }
    xml.open("elements", &[]);
    for (field, text) in parts {
        xml.some("element", &[("field", field)], Some(text));
    }
    xml.close();
}

/// The unformatted text, which eLIBRARY searches and does not show.
fn body(article: &Article) -> String {
    fn add(out: &mut Vec<String>, sections: &[Section]) {
        for section in sections {
            out.push(clean(&section.title.plain_without_marks()));
            out.push(plain(&section.blocks));
            add(out, &section.sections);
        }
    }
    let mut out = vec![plain(&article.body.blocks)];
    add(&mut out, &article.body.sections);
    out.retain(|text| !text.is_empty());
    out.join("\n")
}

fn texts(xml: &mut Markup, around: &str, name: &str, texts: &Texts) {
    if !texts.is_empty() {
        xml.open(around, &[]);
        texts.iter().for_each(|text| leaf(xml, name, text.lang, &text.value));
        xml.close();
    }
}

fn leaf(xml: &mut Markup, name: &str, lang: Lang, text: &str) {
    xml.leaf(name, &[("lang", &code(lang))], text);
}

fn with_lang(xml: &mut Markup, name: &str, lang: Lang, inside: impl FnOnce(&mut Markup)) {
    xml.open(name, &[("lang", &code(lang))]);
    inside(xml);
    xml.close();
}

/// The code of a language: eLIBRARY's own where it has one, else that of ISO 639-2; `UNK` where it is not known.
fn code(lang: Lang) -> String {
    const OWN: [(&str, &str); 12] = [
        ("bg", "BGR"),
        ("cs", "CES"),
        ("de", "DEU"),
        ("es", "ESP"),
        ("id", "IND"),
        ("kk", "KKZ"),
        ("mn", "MON"),
        ("ro", "RON"),
        ("sk", "SLK"),
        ("zh", "CHN"),
        ("nl", "NLD"),
        ("und", "UNK"),
    ];
    let own = OWN.iter().find(|(tag, _)| *tag == lang.as_str()).map(|(_, code)| (*code).to_owned());
    own.or_else(|| iso_639_2b(lang).map(str::to_uppercase)).unwrap_or_else(|| "UNK".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Localised, Text};
    use crate::deposit::tests::{filled, journal, one};

    #[test]
    fn languages_have_the_codes_of_elibrary() {
        for (tag, wanted) in [
            ("ru", "RUS"),
            ("en", "ENG"),
            ("be", "BEL"),
            ("uk", "UKR"),
            ("de", "DEU"),
            ("fr", "FRE"),
            ("pt", "POR"),
            ("und", "UNK"),
        ] {
            assert_eq!(code(Lang::parse(tag).unwrap()), wanted);
        }
    }

    #[test]
    fn the_heading_of_the_contents_is_a_section_and_tells_the_type() {
        let mut article = filled(Article::default());
        article.front.headings = vec![Localised::new(Lang::RU, Text::made("Рецензии"))];
        let made = one(&article, &journal()).into_iter().find(|(name, _)| *name == "rinc").unwrap().1;
        let text = String::from_utf8(made.files[0].bytes.clone()).unwrap();
        assert!(
            text.contains("<secTitle lang=\"RUS\">Рецензии</secTitle>") && text.contains("<artType>BRV</artType>"),
            "{text}"
        );
    }
}
