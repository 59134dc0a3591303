//! Locales, and what stands in them.

use super::is_locale;
use crate::article::{Article, HistoryDate, HistoryEvent, Lang, Localised, Reference, ReferenceForm, Run, Text};
use crate::deposit::tests::{all, filled, journal, one};
use crate::deposit::{Made, Options};
use crate::notation::date::Date;

fn deposited(articles: &[&Article]) -> (String, Made) {
    let all = all(articles, &journal(), &Options::default());
    let made = all.into_iter().find(|(name, _)| *name == "ojs").unwrap().1;
    (String::from_utf8(made.files[0].bytes.clone()).unwrap(), made)
}

fn lines<'t>(text: &'t str, start: &str) -> Vec<&'t str> {
    text.lines().map(str::trim).filter(|line| line.starts_with(start)).collect()
}

#[test]
fn locales_are_those_of_the_schema() {
    for (locale, right) in [
        ("ru", true),
        ("ru_RU", true),
        ("be@cyrillic", true),
        ("sr_RS@latin", true),
        ("zh_Hans", true),
        ("uz-Latn-UZ", true),
        ("es-419", true),
        ("es-41", false),
        ("russian", false),
        ("ru_", false),
        ("ru_R", false),
        ("", false),
        ("be@", false),
        ("be@Cyrl", false),
    ] {
        assert_eq!(is_locale(locale), right, "{locale}");
    }
}

#[test]
fn a_locale_is_as_the_site_calls_it() {
    let mut article = filled(Article::default());
    article.lang = Lang::RU;
    article.front.titles.push(Localised::new(Lang::RU, Text::made("Название")));
    let mut journal = journal();
    journal.ojs.locales.insert(Lang::RU, "ru_RU".into());
    let ojs = |journal: &crate::journal::Journal| {
        one(&article, journal).into_iter().find(|(name, _)| *name == "ojs").unwrap().1
    };
    let text = String::from_utf8(ojs(&journal).files[0].bytes.clone()).unwrap();
    for line in [
        "<title locale=\"ru_RU\">Название</title>",
        "<title locale=\"en\">A title</title>",
        "<article stage=\"production\" locale=\"ru_RU\"",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    journal.ojs.locales.insert(Lang::RU, "русский".into());
    assert!(ojs(&journal).is_refused());
}

#[test]
fn an_author_has_a_name_in_the_language_of_the_article() {
    let mut article = filled(Article::default());
    article.lang = Lang::RU;
    article.front.titles.push(Localised::new(Lang::RU, Text::made("Название")));
    let (text, made) = deposited(&[&article]);
    let wanted = ["<givenname locale=\"ru\">Ann</givenname>", "<givenname locale=\"en\">Ann</givenname>"];
    assert_eq!(lines(&text, "<givenname"), wanted);
    assert!(made.findings.iter().any(|(_, d)| d.rule == "deposit-advised" && d.message.contains("Maker")));
    article.front.contributors[0].names[0].lang = Lang::UND;
    assert_eq!(lines(&deposited(&[&article]).0, "<givenname"), wanted[..1]);
}

#[test]
fn no_number_is_given_twice_and_the_corresponding_author_is_pointed_at() {
    let mut two = filled(Article::default());
    let author = two.front.contributors[0].clone();
    two.front.contributors.push(author);
    two.front.contributors[1].corresponding = true;
    let (text, _) = deposited(&[&filled(Article::default()), &two]);
    let start = |seq, id: &str| format!("<author seq=\"{seq}\" id=\"{id}\" contributor_type=\"PERSON\"");
    let wanted = [
        format!("{} primary_contact=\"true\">", start(1, "1")),
        format!("{}>", start(1, "2")),
        format!("{} primary_contact=\"true\">", start(2, "3")),
    ];
    assert_eq!(lines(&text, "<author "), wanted);
    let publications = lines(&text, "<publication ");
    assert!(
        publications[0].contains("primary_contact_id=\"1\"") && publications[1].contains("primary_contact_id=\"3\"")
    );
    assert_eq!(lines(&text, "<submission_file ").len(), 4);
    assert_eq!(lines(&text, "<submission_file_ref").last(), Some(&"<submission_file_ref id=\"4\"/>"));
}

#[test]
fn an_article_is_published_on_a_day_or_waits() {
    let mut article = filled(Article::default());
    assert!(lines(&deposited(&[&article]).0, "<publication ")[0].contains("status=\"1\""));
    let date = Date { year: 2020, month: Some(5), day: Some(11) };
    article.front.history.push(HistoryDate { event: HistoryEvent::Published, date, written: Run::default() });
    let (text, _) = deposited(&[&article]);
    assert!(lines(&text, "<publication ")[0].contains("status=\"3\" date_published=\"2020-05-11\""));
    assert!(lines(&text, "<article ")[0].contains("status=\"3\""));
}

#[test]
fn what_the_site_shows_as_html_is_html() {
    let mut article = filled(Article::default());
    let said = crate::article::Block::Preformatted(Run::new("p<i & q", crate::source::Span::NONE));
    article.front.abstracts = vec![Localised::new(Lang::RU, vec![said])];
    let (text, _) = deposited(&[&article]);
    assert_eq!(lines(&text, "<abstract"), ["<abstract locale=\"ru\">p&amp;lt;i &amp;amp; q</abstract>"]);
}

#[test]
fn the_list_of_references_in_the_language_of_the_article_stands_last() {
    let mut article = filled(Article::default());
    article.lang = Lang::RU;
    article.front.titles.push(Localised::new(Lang::RU, Text::made("Название")));
    let form = |lang, text: &str| ReferenceForm { lang, text: Text::made(text), ..ReferenceForm::default() };
    let forms = vec![form(Lang::RU, "Книга."), form(Lang::EN, "Book.")];
    article.references.items = vec![Reference { id: "R1".into(), forms, ..Reference::default() }];
    let (text, _) = deposited(&[&article]);
    assert_eq!(lines(&text, "<citation>"), ["<citation>Book.</citation>", "<citation>Книга.</citation>"]);
    assert_eq!(lines(&text, "<citations"), ["<citations locale=\"en\">", "<citations locale=\"ru\">"]);
}
