//! The cover of an issue, in the style of an article's: the journal in each of its languages, then the theme or, of an
//! issue without one, the year and numbers.

use super::Issue;
use crate::article::{Lang, Localised};
use crate::write::epub::cover::{JOURNAL, MAIN, SECOND, SMALL, finish, open, set};
use crate::write::xhtml::{clean, words};
use crate::xml::Xml;

/// What the cover says, as alternative text.
pub fn description(issue: &Issue<'_>) -> String {
    let lang = issue.languages()[0];
    let name = issue.name(lang);
    let theme = issue.theme(lang).filter(|theme| *theme != name).map(|t| format!(". {}", t.value)).unwrap_or_default();
    clean(&format!("{}: {}{theme}", words::words(lang).cover, name.value))
}

/// The cover as SVG.
pub fn cover(issue: &Issue<'_>) -> Vec<u8> {
    let languages = issue.languages();
    let lang = languages[0];
    let theme = issue.theme(lang);
    let titles = in_order(&issue.journal_titles().into_iter().collect::<Vec<_>>(), &languages);
    // The band is as high as what stands in it.
    let band = |xml: &mut Xml| {
        let mut below = 120.0;
        for (i, (lang, title)) in titles.iter().take(3).enumerate() {
            let setting = if i == 0 { JOURNAL } else { SMALL.within(130.0) };
            below = set(xml, title, *lang, below, &setting) + 36.0;
        }
        if theme.is_some() {
            below = set(xml, &issue.numbers(lang).join(" · "), lang, below + 24.0, &SMALL);
        }
        (below + 60.0f32).max(420.0)
    };
    let height = band(&mut Xml::new());
    let mut xml = open(lang, &description(issue), height);
    band(&mut xml);
    let mut below = height + 130.0;
    match theme {
        Some(theme) => {
            below = set(&mut xml, &theme.value, theme.lang, below, &MAIN) + 70.0;
            let themes: Vec<(Lang, String)> = issue.title.iter().map(|(lang, text)| (*lang, clean(text))).collect();
            let themes = in_order(&themes, &languages);
            for (lang, text) in themes.iter().filter(|(lang, _)| *lang != theme.lang).take(2) {
                below = set(&mut xml, text, *lang, below, &SECOND.within(200.0)) + 40.0;
            }
        }
        None => {
            let numbers = issue.numbers(lang);
            if let Some((first, rest)) = numbers.split_first() {
                below = set(&mut xml, first, lang, below, &MAIN.within(330.0)) + 40.0;
                below = set(&mut xml, &rest.join(" · "), lang, below, &SECOND) + 20.0;
                for other in languages.iter().skip(1).filter(|other| words::words(**other).lang() == **other).take(2) {
                    let in_other = issue.numbers(*other);
                    if in_other != numbers {
                        below = set(&mut xml, &in_other[1..].join(" · "), *other, below, &SECOND) + 20.0;
                    }
                }
            }
        }
    }
    let publisher = issue.pick(&issue.journal.publisher.name, lang);
    let Localised { lang, value } = publisher.unwrap_or_else(|| Localised::new(lang, String::new()));
    finish(xml, &value, lang)
}

/// Texts in the order of the issue's languages, then the others.
fn in_order(texts: &[(Lang, String)], languages: &[Lang]) -> Vec<(Lang, String)> {
    let place = |lang: &Lang| languages.iter().position(|l| l == lang).unwrap_or(usize::MAX);
    let mut texts: Vec<(Lang, String)> = texts.iter().filter(|(_, text)| !text.is_empty()).cloned().collect();
    texts.sort_by_key(|(lang, _)| place(lang));
    texts
}
