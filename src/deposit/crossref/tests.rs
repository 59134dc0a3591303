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
