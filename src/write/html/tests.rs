//! HTML: the page as a whole.

use proptest::prelude::*;

use super::*;
use crate::article::{Article, Run, Text};
use crate::context::Context;
use crate::journal::Journal;
use crate::source::Span;
use crate::write::Options;
use crate::write::xhtml::{sample, tests};

fn page(article: &Article) -> String {
    let (journal, context, options) = (Journal::default(), Context::default(), Options::default());
    let job = Job { article, journal: &journal, context: &context, options: &options, files: &sample::files };
    String::from_utf8(write(&job).unwrap().bytes).unwrap()
}

/// Parses a page as XML, which it happens to be as well.
fn check(page: &str) {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(page, options).unwrap();
    tests::check(&document);
    let script = document.descendants().find(|n| n.has_tag_name("script")).unwrap();
    let data: serde_json::Value = serde_json::from_str(script.text().unwrap()).unwrap();
    assert_eq!(data["@type"], "ScholarlyArticle");
    // Nothing is fetched.
    for node in document.descendants() {
        assert!(node.attribute("src").is_none_or(|src| src.starts_with("data:image/")));
        assert!(!node.has_tag_name("link") && !node.has_tag_name("iframe"));
    }
}

#[test]
fn the_rich_page_says_what_it_is_to_machines() {
    let page = page(&sample::rich());
    check(&page);
    for line in [
        "<!DOCTYPE html>\n<html lang=\"en\">",
        "<meta name=\"citation_author\" content=\"Maryna V. Azarenka\"/>",
        "<meta name=\"citation_author_orcid\" content=\"https://orcid.org/0000-0002-1825-0097\"/>",
        "<meta name=\"citation_journal_title\" content=\"Annals of Inland Waters. Hydrology\"/>",
        "<meta name=\"citation_publication_date\" content=\"2020\"/>",
        "<meta name=\"citation_doi\" content=\"10.5555/river.2020-2-47\"/>",
        "\"isPartOf\":{\"@type\":\"PublicationIssue\",\"isPartOf\":{\"@type\":\"Periodical\"",
        "default-src &apos;none&apos;",
        "<li><a href=\"#abstract-ru\" lang=\"ru\">Аннотация</a></li>",
    ] {
        assert!(page.contains(line), "{line}");
    }
}

#[test]
fn no_words_end_the_data_or_the_style() {
    let mut article = Article { lang: Lang::EN, ..Article::default() };
    let words = "</script><script>alert(1)</script></style><!-- ]]>";
    article.front.titles = vec![Localised::new(Lang::EN, Text::made(words))];
    article.front.issue.year = Some(Run::new(words, Span::NONE));
    let page = page(&article);
    check(&page);
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("</style").count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_article_makes_a_sound_page(article in tests::articles()) {
        check(&page(&article));
    }
}

/// For looking at: `OFFPRINT_OUT=folder cargo test --lib html -- --ignored`.
#[test]
#[ignore = "writes a file to look at"]
fn write_a_sample_to_look_at() {
    let folder = std::path::PathBuf::from(std::env::var_os("OFFPRINT_OUT").expect("OFFPRINT_OUT names a folder"));
    std::fs::write(folder.join("rich.html"), page(&sample::rich())).unwrap();
}
