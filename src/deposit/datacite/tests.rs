//! What DataCite takes.

use super::identifier;
use crate::article::{self, Article, Lang, ReferenceForm, Text};
use crate::deposit::Made;
use crate::deposit::bibliography::{Item, Kind};
use crate::deposit::record::Reference;
use crate::deposit::tests::{filled, journal, one};
use crate::journal::Journal;

fn datacite(article: &Article, journal: &Journal) -> Made {
    one(article, journal).into_iter().find(|(name, _)| *name == "datacite").unwrap().1
}

fn text(made: &Made) -> String {
    String::from_utf8(made.files[0].bytes.clone()).unwrap()
}

#[test]
fn references_are_related_by_what_identifies_them() {
    let of = |kind, doi: &str, isbn: &str, url: &str| {
        let item = Item { kind, doi: doi.into(), isbn: isbn.into(), url: url.into(), ..Item::default() };
        let reference = Reference { id: "R1".into(), label: None, forms: Vec::new(), item };
        identifier(&reference).map(|(kind, value)| format!("{kind} {value}"))
    };
    let (isbn, url) = ("978-5-00-000000-1", "https://a.example/1");
    assert_eq!(of(Kind::ArticleJournal, "10.5555/other", "", url).as_deref(), Some("DOI 10.5555/other"));
    assert_eq!(of(Kind::Book, "", isbn, url).as_deref(), Some("ISBN 978-5-00-000000-1"));
    assert_eq!(of(Kind::Chapter, "", isbn, url).as_deref(), Some("URL https://a.example/1"), "the ISBN is the book's");
    assert_eq!(of(Kind::Chapter, "10.5555", "", "https://a.example/%zz"), None);
}

#[test]
fn references_that_nothing_identifies_are_told() {
    let mut article = filled(Article::default());
    let forms = vec![ReferenceForm { lang: Lang::EN, text: Text::made("A book."), ..ReferenceForm::default() }];
    article.references.items = vec![article::Reference { id: "R1".into(), forms, ..article::Reference::default() }];
    let made = datacite(&article, &journal());
    assert!(!text(&made).contains("\"References\""));
    assert!(made.findings.iter().any(|(_, d)| d.message.contains("the references without a DOI")));
}

#[test]
fn a_licence_without_an_address_is_left_out_and_a_wrong_doi_refused() {
    let (mut article, mut journal) = (filled(Article::default()), journal());
    journal.licence.url = Some("https://licence.example/%zz".into());
    let made = datacite(&article, &journal);
    assert!(!text(&made).contains("rightsURI") && text(&made).contains("It may be shared."));
    assert!(made.findings.iter().any(|(_, d)| d.rule == "deposit-left-out"));
    article.front.identifiers[0].value.text = "10.5555".into();
    assert!(datacite(&article, &journal).is_refused());
}
