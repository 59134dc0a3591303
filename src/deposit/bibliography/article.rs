//! An article as a bibliographic item.

use super::item::{Issued, Item, Kind, Name};
use super::{key, line};
use crate::article::{Article, Contributor, HistoryEvent, Lang, Localised, Run, Text, in_lang};
use crate::journal::{ByLang, Journal};
use crate::notation::date::Date;
use crate::write::xhtml;

/// The article as an item in its own language, with what it has in other languages beside. `url` is the address where the
/// article can be read, if it is known; none is made up.
///
/// The key is made of the first author's name in English, if the article has it, and the year. Over several articles keys
/// can be equal: [`super::make_unique`].
pub fn of_article(article: &Article, journal: &Journal, url: Option<&str>) -> Item {
    let (front, lang) = (&article.front, article.lang);
    let issue = &front.issue;
    let (title, other_titles) =
        split(front.titles.iter().map(|t| (t.lang, line(&t.value.plain_without_marks()))), lang);
    let (container, other_containers) = containers(article, journal);
    let (summary, other_summaries) =
        split(front.abstracts.iter().map(|a| (a.lang, line(&xhtml::plain(&a.value)))), lang);
    let mut keywords: Vec<Localised<Vec<String>>> = (front.keywords.iter())
        .map(|k| Localised::new(k.lang, k.items.iter().map(plain).filter(|k| !k.is_empty()).collect::<Vec<_>>()))
        .collect();
    let own = keywords.iter().position(|k| k.lang == lang).map(|at| keywords.remove(at).value).unwrap_or_default();
    let first_page = run(&issue.first_page);
    let identity = &journal.journal;
    let mut item = Item {
        kind: Kind::ArticleJournal,
        lang: Some(lang).filter(|l| *l != Lang::UND),
        title,
        other_titles,
        container,
        other_containers,
        authors: front.contributors.iter().map(|c| author(c, lang)).filter(|n| *n != Name::default()).collect(),
        issued: issued(article),
        volume: run(&issue.volume),
        issue: run(&issue.issue),
        article_number: if first_page.is_empty() { run(&issue.elocation_id) } else { String::new() },
        last_page: if first_page.is_empty() { String::new() } else { run(&issue.last_page) },
        first_page,
        publisher: by_lang(&journal.publisher.name, lang),
        place: by_lang(&journal.publisher.place, lang),
        doi: identifier(article, "doi"),
        url: url.map(line).unwrap_or_default(),
        issns: [&identity.issn_print, &identity.issn_online].into_iter().flatten().map(|i| line(i)).collect(),
        pmid: identifier(article, "pmid"),
        pmcid: identifier(article, "pmcid"),
        keywords: own,
        other_keywords: keywords.into_iter().filter(|k| !k.value.is_empty()).collect(),
        summary,
        other_summaries,
        ..Item::default()
    };
    item.issns.dedup();
    // The name in English, where there is one, is how the author spells it in Latin letters.
    let english = front.contributors.first().filter(|c| in_lang(&c.names, Lang::EN).is_some());
    let named = Item {
        authors: english.map(|c| author(c, Lang::EN)).into_iter().chain(item.authors.first().cloned()).collect(),
        title: item.title.clone(),
        issued: item.issued,
        ..Item::default()
    };
    item.id = key::key(&named, "article");
    item
}

fn run(run: &Option<Run>) -> String {
    run.as_ref().map(|r| line(&r.text)).unwrap_or_default()
}

fn plain(text: &Text) -> String {
    line(&text.plain_without_marks())
}

fn identifier(article: &Article, scheme: &str) -> String {
    let found = article.front.identifiers.iter().find(|i| i.scheme.eq_ignore_ascii_case(scheme));
    found.map(|i| line(&i.value.text)).unwrap_or_default()
}

/// The text in the language, or the first of them, and the others.
fn split(texts: impl Iterator<Item = (Lang, String)>, lang: Lang) -> (String, Vec<Localised<String>>) {
    let mut all: Vec<_> = texts.filter(|(_, t)| !t.is_empty()).map(|(lang, text)| Localised::new(lang, text)).collect();
    if all.is_empty() {
        return Default::default();
    }
    let own = all.remove(all.iter().position(|t| t.lang == lang).unwrap_or(0)).value;
    all.retain(|t| t.value != own);
    (own, all)
}

fn by_lang(texts: &ByLang, lang: Lang) -> String {
    texts.get(&lang).or_else(|| texts.values().next()).map(|t| line(t)).unwrap_or_default()
}

/// The journal's title: as journal.toml has it, else as the article has it.
fn containers(article: &Article, journal: &Journal) -> (String, Vec<Localised<String>>) {
    let told = journal.journal.title.iter().map(|(lang, title)| (*lang, line(title)));
    let read = article.front.issue.journal.iter().map(|j| (j.lang, line(&j.value.text)));
    let read = read.filter(|(lang, _)| !journal.journal.title.contains_key(lang));
    split(told.chain(read), article.lang)
}

/// The day of publication where the article names it and it is of the issue's year, else the issue's year.
fn issued(article: &Article) -> Option<Issued> {
    let history = &article.front.history;
    let day = history.iter().find(|h| h.event == HistoryEvent::Published).map(|h| h.date);
    let year = article.front.issue.year.as_ref().and_then(|y| y.text.trim().get(..4)?.parse::<u16>().ok());
    let date = match (day, year) {
        (Some(day), Some(year)) if day.year != year => Date { year, month: None, day: None },
        (Some(day), _) => day,
        (None, year) => Date { year: year?, month: None, day: None },
    };
    Some(Issued { date, until: None })
}

fn author(contributor: &Contributor, lang: Lang) -> Name {
    let name = in_lang(&contributor.names, lang).or_else(|| contributor.names.first().map(|n| &n.value));
    match name {
        Some(name) if !name.surname.text.trim().is_empty() => {
            Name { family: line(&name.surname.text), given: line(&name.given.text), ..Name::default() }
        }
        Some(name) => Name { literal: line(&name.written.text), ..Name::default() },
        None => {
            let body = in_lang(&contributor.collaboration, lang)
                .or_else(|| contributor.collaboration.first().map(|c| &c.value));
            Name { literal: body.map(|b| line(&b.text)).unwrap_or_default(), ..Name::default() }
        }
    }
}
