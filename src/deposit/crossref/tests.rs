//! What Crossref takes, and what it is told when.

use super::*;
use crate::article::{Article, HistoryDate, HistoryEvent, Localised, Run, Text};
use crate::context::Context;
use crate::deposit::Options;
use crate::deposit::tests::{crossref, filled};
use crate::notation::date::Date;

fn made(article: &Article, options: &Options, context: &Context) -> (String, Vec<String>) {
    let made = crossref(article, options, context);
    let rules = made.findings.iter().map(|(_, d)| d.rule.clone()).collect();
    (String::from_utf8(made.files[0].bytes.clone()).unwrap(), rules)
}

fn received(article: &mut Article) {
    let date = Date { year: 2020, month: Some(5), day: Some(11) };
    let written = Run::default();
    article.front.history.push(HistoryDate { event: HistoryEvent::Received, date, written });
}

#[test]
fn the_timestamp_is_asked_for_or_the_environments_or_the_articles() {
    let mut article = filled(Article::default());
    received(&mut article);
    let (at, none) = (Context { source_date_epoch: Some(1_582_934_400) }, Context::default());
    let asked = Options { timestamp: Some("20240102030405".into()), ..Options::default() };
    let default = Options::default();
    let stamp = |options: &Options, context: &Context| {
        let (text, rules) = made(&article, options, context);
        let stamp = text.split("<timestamp>").nth(1).and_then(|t| t.split('<').next()).unwrap().to_owned();
        (stamp, rules.iter().any(|rule| rule == "deposit-timestamp"))
    };
    assert_eq!(stamp(&asked, &at), ("20240102030405".into(), false));
    assert_eq!(stamp(&default, &at), ("20200229000000".into(), false));
    assert_eq!(stamp(&default, &none), ("20200511000000".into(), true));
}

#[test]
fn the_batch_is_known_by_its_articles_and_not_by_its_time() {
    let article = filled(Article::default());
    let id = |stamp: &str, article: &Article| {
        let options = Options { timestamp: Some(stamp.into()), ..Options::default() };
        let (text, _) = made(article, &options, &Context::default());
        text.split("<doi_batch_id>").nth(1).and_then(|t| t.split('<').next()).unwrap().to_owned()
    };
    assert_eq!(id("20240102030405", &article), id("20250102030405", &article));
    let mut other = article.clone();
    other.front.identifiers[0].value.text = "10.5555/y".into();
    assert_ne!(id("20240102030405", &article), id("20240102030405", &other));
}

#[test]
fn an_english_title_is_shown_and_the_original_stands_beside_it() {
    let mut article = filled(Article::default());
    article.lang = Lang::RU;
    article.front.titles.insert(0, Localised::new(Lang::RU, Text::made("Название")));
    article.front.titles.push(Localised::new(Lang::BE, Text::made("Назва")));
    let (text, _) = made(&article, &Options::default(), &Context::default());
    let is_title = |line: &&str| line.starts_with("<title>") || line.starts_with("<original");
    let lines: Vec<&str> = text.lines().map(str::trim).filter(is_title).collect();
    let wanted = [
        "<title>A title</title>",
        "<original_language_title language=\"ru\">Название</original_language_title>",
        "<title>Назва</title>",
    ];
    assert_eq!(lines, wanted);
    assert!(text.contains("<journal_article publication_type=\"full_text\" language=\"ru\">"), "{text}");
}

#[test]
fn what_the_patterns_of_the_schema_allow() {
    for (doi, right) in
        [("10.5555/a", true), ("10.555/a", false), ("10.5555/", false), ("10.5555/a b", false), ("x", false)]
    {
        assert_eq!(is_doi(doi), right, "{doi}");
    }
    for (name, right) in [("О’Брайен", true), ("de la Cruz", true), ("Smith2", false), ("who?", false), (" ", false)]
    {
        assert_eq!(is_name(name), right, "{name}");
    }
    assert!(!is_name(&"a".repeat(61)) && is_name(&"я".repeat(60)));
    assert_eq!(language(Lang::parse("jv").unwrap()), None);
    assert_eq!(language(Lang::BE), Some(("language", "be")));
}

#[test]
fn a_surname_with_figures_is_refused_and_a_given_name_left_out() {
    let mut article = filled(Article::default());
    let name = &mut article.front.contributors[0].names[0].value;
    name.given.text = "Ann 2".into();
    let (text, rules) = made(&article, &Options::default(), &Context::default());
    assert!(!text.contains("given_name") && rules.iter().any(|r| r == "deposit-left-out"));
    article.front.contributors[0].names[0].value.surname.text = "Maker 2".into();
    assert!(crossref(&article, &Options::default(), &Context::default()).is_refused());
}

/// Crossref's file of several articles, and what was refused.
fn batch(articles: &[&Article], journal: &crate::journal::Journal) -> (Option<String>, Vec<String>) {
    let all = crate::deposit::tests::all(articles, journal, &Options::default());
    let made = all.into_iter().find(|(name, _)| *name == "crossref").unwrap().1;
    let text = made.files.first().map(|f| String::from_utf8(f.bytes.clone()).unwrap());
    let told = made.findings.into_iter().filter(|(_, d)| d.rule != "deposit-not-carried");
    (text, told.map(|(_, d)| format!("{}: {}", d.rule, d.message)).collect())
}

fn numbered(doi: &str, issue: &str, published: Option<(u8, u8)>) -> Article {
    let mut article = filled(Article::default());
    article.front.identifiers[0].value.text = doi.into();
    article.front.issue.issue = Some(Run::new(issue, crate::source::Span::NONE));
    if let Some((month, day)) = published {
        let date = Date { year: 2020, month: Some(month), day: Some(day) };
        let written = Run::default();
        article.front.history.push(HistoryDate { event: HistoryEvent::Published, date, written });
    }
    article
}

#[test]
fn the_articles_of_an_issue_stand_together_wherever_they_come() {
    let [a, b, c] = [
        numbered("10.5555/a", "1", Some((5, 11))),
        numbered("10.5555/b", "2", Some((6, 1))),
        numbered("10.5555/c", "1", Some((5, 20))),
    ];
    let text = batch(&[&a, &b, &c], &crate::deposit::tests::journal()).0.unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let journals = document.descendants().filter(|n| n.has_tag_name((NAMESPACE, "journal")));
    let dois = |node: roxmltree::Node<'_, '_>| -> Vec<String> {
        node.descendants().filter(|n| n.has_tag_name((NAMESPACE, "doi"))).map(|n| n.text().unwrap().into()).collect()
    };
    assert_eq!(journals.map(dois).collect::<Vec<_>>(), [vec!["10.5555/a", "10.5555/c"], vec!["10.5555/b"]]);
    // The articles came out on two days of one month: so did the issue.
    let issues = document.descendants().filter(|n| n.has_tag_name((NAMESPACE, "journal_issue")));
    let date = |node: roxmltree::Node<'_, '_>| -> String {
        let date = node.children().find(|n| n.has_tag_name((NAMESPACE, "publication_date"))).unwrap();
        date.children().filter_map(|n| n.text().filter(|_| n.is_element())).collect::<Vec<_>>().join("-")
    };
    assert_eq!(issues.map(date).collect::<Vec<_>>(), ["05-2020", "06-01-2020"]);
}

#[test]
fn two_articles_with_one_doi_are_refused() {
    let [a, b] = [numbered("10.5555/a", "1", None), numbered("10.5555/A", "1", None)];
    let (text, told) = batch(&[&a, &b], &crate::deposit::tests::journal());
    assert_eq!(text, None);
    assert!(told.iter().any(|t| t.starts_with("deposit-value: two articles of this deposit")), "{told:?}");
}

#[test]
fn years_outside_of_the_schemas_are_refused_or_left_out() {
    let journal = crate::deposit::tests::journal();
    for (year, right) in [("1399", false), ("1400", true), ("2200", true), ("2201", false)] {
        let mut article = filled(Article::default());
        article.front.issue.year = Some(Run::new(year, crate::source::Span::NONE));
        assert_eq!(batch(&[&article], &journal).0.is_some(), right, "{year}");
    }
    let mut article = filled(Article::default());
    let date = Date { year: 202, month: Some(5), day: None };
    article.front.history.push(HistoryDate { event: HistoryEvent::Accepted, date, written: Run::default() });
    let (text, told) = batch(&[&article], &journal);
    assert!(!text.unwrap().contains("acceptance_date") && told.iter().any(|t| t.contains("0202")), "{told:?}");
}

#[test]
fn addresses_that_the_schema_cannot_take_are_refused_or_left_out() {
    let article = filled(Article::default());
    let mut journal = crate::deposit::tests::journal();
    journal.deposit.pdf_url = Some("https://journal.example/%zz".into());
    journal.licence.url = Some("https://journal.example/a#b#c".into());
    let (text, told) = batch(&[&article], &journal);
    let text = text.unwrap();
    assert!(!text.contains("%zz") && !text.contains("ai:program"), "{text}");
    assert_eq!(told.iter().filter(|t| t.starts_with("deposit-left-out")).count(), 2, "{told:?}");
    journal.deposit.article_url = Some("https://journal.example:x/{name}".into());
    assert_eq!(batch(&[&article], &journal).0, None);
}

#[test]
fn what_is_cut_is_told() {
    let mut article = filled(Article::default());
    let name = format!("{} end", "x".repeat(ORGANISATION));
    article.front.contributors[0].names.clear();
    article.front.contributors[0].collaboration =
        vec![Localised::new(Lang::EN, Run::new(name, crate::source::Span::NONE))];
    let (text, told) = batch(&[&article], &crate::deposit::tests::journal());
    assert!(text.unwrap().contains(&format!(">{}</organization>", "x".repeat(ORGANISATION))));
    assert!(told.iter().any(|t| t.starts_with("deposit-left-out") && t.ends_with(" end")), "{told:?}");
}
