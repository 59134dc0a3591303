//! Locales, and what stands in them.

use super::is_locale;
use crate::article::{Article, Lang, Localised, Text};
use crate::deposit::tests::{filled, journal, one};

#[test]
fn locales_are_those_of_the_schema() {
    for (locale, right) in [
        ("ru", true),
        ("ru_RU", true),
        ("be@cyrillic", true),
        ("sr_RS@latin", true),
        ("zh_Hans", true),
        ("uz-Latn-UZ", true),
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
    for line in
        ["<title locale=\"ru_RU\">Название</title>", "<title locale=\"en\">A title</title>", "locale=\"ru_RU\" current"]
    {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    journal.ojs.locales.insert(Lang::RU, "русский".into());
    assert!(ojs(&journal).is_refused());
}
