//! The list of citations: each in its parts for matching, and as it stands.

use std::borrow::Cow;

use super::is_doi;
use crate::deposit::bibliography::{Item, Kind};
use crate::deposit::markup::Markup;
use crate::deposit::record::{Record, Reference};

/// The longest key that the schema allows, in characters.
const KEY: usize = 128;

/// `citation_list`, if there is a list of references.
pub fn list(xml: &mut Markup, record: &Record<'_>) {
    if record.references.is_empty() {
        return;
    }
    xml.open("citation_list", &[]);
    for (n, reference) in record.references.iter().enumerate() {
        // The identifiers of the article are names; a manuscript in JATS may have longer ones than the schema allows.
        let by_number = || format!("ref{}", n + 1);
        let fits = !reference.id.trim().is_empty() && reference.id.chars().count() <= KEY;
        let key = if fits { Cow::Borrowed(reference.id.as_str()) } else { by_number().into() };
        xml.open("citation", &[("key", &key)]);
        parts(xml, &reference.item);
        xml.leaf("unstructured_citation", &[], in_latin(reference));
        xml.close();
    }
    xml.close();
}

/// The form that Crossref's matching reads best: the one in Latin letters, if there is one.
fn in_latin(reference: &Reference) -> &str {
    let latin = |text: &str| {
        let (letters, ascii) = text
            .chars()
            .filter(|c| c.is_alphabetic())
            .fold((0, 0), |(all, latin), c| (all + 1, latin + usize::from(c < '\u{250}')));
        letters > 0 && ascii * 2 > letters
    };
    let form = reference.forms.iter().find(|f| latin(&f.value)).or(reference.forms.first());
    form.map_or("", |f| f.value.as_str())
}

/// In the order in which the schema lists them, which it leaves free.
fn parts(xml: &mut Markup, item: &Item) {
    let issn = item.issns.first().filter(|issn| is_issn(issn));
    xml.some("issn", &[], issn.map(String::as_str));
    let titles = titles(item);
    let author = item.authors.first().map(|a| if a.family.is_empty() { &a.literal } else { &a.family });
    xml.some("journal_title", &[], Some(titles.journal));
    xml.some("author", &[], author.map(String::as_str));
    xml.some("volume", &[], Some(item.volume.as_str()).filter(|v| fits(v)));
    xml.some("issue", &[], Some(item.issue.as_str()).filter(|v| fits(v)));
    xml.some("first_page", &[], Some(item.first_page.as_str()).filter(|v| fits(v)));
    xml.some("elocation_id", &[], Some(&item.article_number));
    xml.some("cYear", &[], item.issued.map(|i| i.date.year.to_string()).as_deref());
    xml.some("doi", &[], Some(item.doi.as_str()).filter(|doi| is_doi(doi)));
    xml.some("isbn", &[], Some(item.isbn.as_str()).filter(|isbn| is_isbn(isbn)));
    xml.some("series_title", &[], Some(&item.series));
    xml.some("volume_title", &[], Some(titles.volume));
    xml.some("edition_number", &[], Some(item.edition.as_str()).filter(|e| e.chars().count() <= 15));
    xml.some("article_title", &[], Some(titles.article));
}

/// What an item is called and what it stands in, as Crossref tells them apart.
#[derive(Debug, Default, PartialEq)]
struct Titles<'i> {
    journal: &'i str,
    volume: &'i str,
    article: &'i str,
}

fn titles(item: &Item) -> Titles<'_> {
    let (title, container) = (item.title.as_str(), item.container.as_str());
    let none = Titles::default();
    match item.kind {
        // "Anal. Chem. 88, 320 (2015)": where references are given without titles, what has a volume is the journal.
        Kind::ArticleJournal if container.is_empty() && !item.volume.is_empty() => Titles { journal: title, ..none },
        Kind::ArticleJournal | Kind::ArticleNewspaper => Titles { journal: container, article: title, ..none },
        Kind::Book | Kind::Thesis | Kind::Report if container.is_empty() => Titles { volume: title, ..none },
        _ => Titles { volume: container, article: title, ..none },
    }
}

fn fits(text: &str) -> bool {
    text.chars().count() <= super::NUMBER
}

fn is_issn(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9
        && bytes[4] == b'-'
        && bytes.iter().enumerate().all(|(n, b)| n == 4 || b.is_ascii_digit() || (n == 8 && *b == b'X'))
}

/// `(97(8|9)-)?\d[\d \-]+[\dX]`, of 10 to 17 characters.
fn is_isbn(text: &str) -> bool {
    let bytes = text.as_bytes();
    (10..=17).contains(&bytes.len())
        && bytes[0].is_ascii_digit()
        && bytes.iter().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'X'))
        && !bytes[..bytes.len() - 1].contains(&b'X')
        && !matches!(bytes[bytes.len() - 1], b' ' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_apart() {
        let of = |kind, title: &str, container: &str, volume: &str| {
            let item = Item {
                kind,
                title: title.into(),
                container: container.into(),
                volume: volume.into(),
                ..Item::default()
            };
            let Titles { journal, volume, article } = titles(&item);
            [journal, volume, article].map(str::to_owned)
        };
        assert_eq!(of(Kind::ArticleJournal, "Keys", "History", "2"), ["History", "", "Keys"]);
        assert_eq!(of(Kind::ArticleJournal, "Anal. Chem.", "", "88"), ["Anal. Chem.", "", ""]);
        assert_eq!(of(Kind::ArticleJournal, "Keys", "", ""), ["", "", "Keys"]);
        assert_eq!(of(Kind::Chapter, "Keys", "Doors", ""), ["", "Doors", "Keys"]);
        assert_eq!(of(Kind::Book, "Doors", "", "2"), ["", "Doors", ""]);
        assert_eq!(of(Kind::Book, "Keys", "Doors", ""), ["", "Doors", "Keys"]);
        assert_eq!(of(Kind::Webpage, "Keys", "", ""), ["", "", "Keys"]);
    }

    #[test]
    fn numbers_are_those_of_the_schema() {
        for (text, right) in [("1234-567X", true), ("1234-5678", true), ("1234-567x", false), ("12345678", false)] {
            assert_eq!(is_issn(text), right, "{text}");
        }
        for (text, right) in [
            ("978-5-00-000000-1", true),
            ("5-00-000000-X", true),
            ("X-00-000000-1", false),
            ("978-5-00-0000000-1", false),
            ("5-00", false),
        ] {
            assert_eq!(is_isbn(text), right, "{text}");
        }
    }
}
