//! What identifies a publication and dates it: both come from the content alone, so that the same article is the same
//! publication on every day and machine.

use super::issue::Issue;
use crate::article::{Article, in_lang};
use crate::context::{Context, timestamp};
use crate::journal::Journal;
use crate::write::xhtml;

/// The URL namespace of RFC 9562, section 6.6. The namespaces of offprint's publications are the version 5 UUIDs of
/// `urn:offprint:article` and `urn:offprint:issue` in it.
const NAMESPACE_URL: [u8; 16] =
    [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];

/// A version 5 UUID (RFC 9562, section 5.5).
fn uuid_v5(namespace: [u8; 16], name: &str) -> [u8; 16] {
    let mut hash = sha1_smol::Sha1::new();
    hash.update(&namespace);
    hash.update(name.as_bytes());
    let digest = hash.digest().bytes();
    let mut uuid = [0; 16];
    uuid.copy_from_slice(&digest[..16]);
    uuid[6] = uuid[6] & 0x0F | 0x50;
    uuid[8] = uuid[8] & 0x3F | 0x80;
    uuid
}

fn hyphenated(uuid: [u8; 16]) -> String {
    let mut out = String::with_capacity(36);
    for (i, byte) in uuid.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        out.push_str(&format!("{byte:02x}"));
    }
    out
}

/// The version 5 UUID of a name in the namespace whose own name is the URN `namespace`.
pub fn uuid(namespace: &str, name: &str) -> String {
    hyphenated(uuid_v5(uuid_v5(NAMESPACE_URL, namespace), name))
}

/// `urn:uuid:…` over the journal, the year, the volume, the issue and the pages; where the article does not say where it
/// stands, over its titles and authors. A corrected title leaves the identifier as it was.
pub fn urn(article: &Article, journal: &Journal) -> String {
    let issue = &article.front.issue;
    let lang = xhtml::language(article);
    let own = in_lang(&issue.journal, lang).or_else(|| issue.journal.first().map(|j| &j.value));
    let title = own.map(|r| r.text.as_str()).or_else(|| {
        let titles = &journal.journal.title;
        titles.get(&lang).or_else(|| titles.values().next()).map(String::as_str)
    });
    let value = |run: &Option<crate::article::Run>| run.as_ref().map(|r| xhtml::clean(&r.text)).unwrap_or_default();
    let place = [value(&issue.first_page), value(&issue.last_page), value(&issue.elocation_id)];
    let mut fields: Vec<String>;
    if value(&issue.year).is_empty() || place.iter().all(String::is_empty) {
        fields = vec!["title".into()];
        fields.extend(article.front.titles.iter().map(|t| xhtml::clean(&t.value.plain_without_marks())));
        let names = article.front.contributors.iter().filter_map(|c| xhtml::author(c, lang, true));
        fields.extend(names.map(|(_, name)| name));
    } else {
        fields = vec!["place".into(), xhtml::clean(title.unwrap_or_default())];
        fields.extend([value(&issue.year), value(&issue.volume), value(&issue.issue)]);
        fields.extend(place);
    }
    // A line end stands in no field.
    format!("urn:uuid:{}", uuid("urn:offprint:article", &fields.join("\n")))
}

/// `urn:uuid:…` over the journal (its ISSN; without one its short name, or its title), the year, the volume and the number;
/// of an issue that says none of the three, over its articles. Languages, theme and order of the articles may change.
pub fn issue_urn(issue: &Issue<'_>) -> String {
    let value = |text: &Option<String>| text.as_deref().map(xhtml::clean).unwrap_or_default();
    let numbers = [value(&issue.year), value(&issue.volume), value(&issue.number)];
    let known = &issue.journal.journal;
    let known = [&known.issn_print, &known.issn_online, &known.id].into_iter().flatten().next().cloned();
    let journal = known.or_else(|| issue.journal_titles().into_values().next()).map(|t| xhtml::clean(&t));
    let fields: Vec<String> = if numbers.iter().all(String::is_empty) {
        let mut urns: Vec<String> = issue.articles.iter().map(|job| urn(job.article, issue.journal)).collect();
        urns.sort();
        std::iter::once("articles".into()).chain(urns).collect()
    } else {
        ["place".into(), journal.unwrap_or_default()].into_iter().chain(numbers).collect()
    };
    format!("urn:uuid:{}", uuid("urn:offprint:issue", &fields.join("\n")))
}

/// `dcterms:modified` of an article, `YYYY-MM-DDThh:mm:ssZ`: `SOURCE_DATE_EPOCH`; else the latest day in the article's
/// history; else 1 January of its year; else 1 January 1980, the first day that zip knows.
pub fn modified(article: &Article, context: &Context) -> String {
    let dates = article.front.history.iter().filter_map(|h| xhtml::civil(&h.date));
    moment(context, dates.max(), article.front.issue.year.as_ref().map(|y| y.text.as_str()))
}

/// `dcterms:modified` of an issue: `SOURCE_DATE_EPOCH`; else the day on which the issue was published; else the latest day
/// of its articles; else 1 January of its year; else 1 January 1980.
pub fn issue_modified(issue: &Issue<'_>) -> String {
    let published = issue.published.as_ref().and_then(xhtml::civil);
    let days =
        || issue.articles.iter().flat_map(|job| &job.article.front.history).filter_map(|h| xhtml::civil(&h.date));
    moment(issue.context, published.or_else(|| days().max()), issue.year.as_deref())
}

fn moment(context: &Context, day: Option<(u16, u8, u8)>, year: Option<&str>) -> String {
    if let Some(date) = context.source_date_epoch.and_then(timestamp) {
        return date;
    }
    let year = || year.and_then(|y| y.trim().parse().ok());
    let year = || year().filter(|y| (1..10_000).contains(y)).map(|y: u16| (y, 1, 1));
    let (year, month, day) = day.or_else(year).unwrap_or((1980, 1, 1));
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{HistoryDate, HistoryEvent, Lang, Localised, Run, Text};
    use crate::notation::date::Date;
    use crate::source::Span;

    #[test]
    fn the_uuid_is_that_of_the_rfc() {
        // RFC 9562, appendix A.4.
        let namespace_dns = {
            let mut dns = NAMESPACE_URL;
            dns[3] = 0x10;
            dns
        };
        assert_eq!(hyphenated(uuid_v5(namespace_dns, "www.example.com")), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    #[test]
    fn the_place_in_the_journal_identifies_and_not_the_title() {
        let run = |text: &str| Some(Run::new(text, Span::NONE));
        let mut article = Article { lang: Lang::EN, ..Article::default() };
        article.front.titles = vec![Localised::new(Lang::EN, Text::made("One"))];
        let untitled = urn(&article, &Journal::default());
        article.front.issue.year = run("2020");
        article.front.issue.first_page = run("47");
        let placed = urn(&article, &Journal::default());
        assert_ne!(untitled, placed);
        article.front.titles[0].value = Text::made("Two");
        assert_eq!(urn(&article, &Journal::default()), placed);
        article.front.issue.first_page = run("48");
        assert_ne!(urn(&article, &Journal::default()), placed);
    }

    #[test]
    fn the_date_comes_from_the_environment_then_from_the_article() {
        let mut article = Article::default();
        let at = |epoch| Context { source_date_epoch: epoch };
        assert_eq!(modified(&article, &at(None)), "1980-01-01T00:00:00Z");
        article.front.issue.year = Some(Run::new("2020", Span::NONE));
        assert_eq!(modified(&article, &at(None)), "2020-01-01T00:00:00Z");
        for (month, day) in [(5, 11), (2, 30), (3, 1)] {
            let date = Date { year: 2020, month: Some(month), day: Some(day) };
            article.front.history.push(HistoryDate { event: HistoryEvent::Received, date, written: Run::default() });
        }
        assert_eq!(modified(&article, &at(None)), "2020-05-11T00:00:00Z", "30 February is no day");
        assert_eq!(modified(&article, &at(Some(1_582_934_400))), "2020-02-29T00:00:00Z");
        assert_eq!(modified(&article, &at(Some(-1))), "1969-12-31T23:59:59Z");
        assert_eq!(modified(&article, &at(Some(i64::MAX))), "2020-05-11T00:00:00Z");
    }
}
