//! What is wrong between the articles of an issue: pages that overlap or are missing, issue data that differ, an author
//! spelled two ways, one DOI or one title twice.

use std::collections::BTreeMap;

use super::pages;
use crate::article::{Article, Lang, Run};
use crate::deposit::supply::SuppliedIssue;
use crate::diagnostic::Diagnostic;
use crate::notation::name::{same_person, same_surname};
use crate::source::Span;
use crate::write::xhtml::{clean, display};

/// An article to be checked, in the order of the issue.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    /// What its findings call it: the manuscript's name.
    pub name: &'a str,
    /// The article.
    pub article: &'a Article,
}

/// Checks the articles against one another and against what issue.toml says. Each finding comes with the index of the
/// article that it is about.
pub fn check(articles: &[Checked<'_>], issue: &SuppliedIssue) -> Vec<(usize, Diagnostic)> {
    let mut found = Vec::new();
    check_pages(articles, &mut found);
    check_issue(articles, issue, &mut found);
    check_authors(articles, &mut found);
    check_twice(articles, &mut found);
    found
}

fn span(run: &Option<Run>) -> Span {
    run.as_ref().map_or(Span::NONE, |r| r.span)
}

fn check_pages(articles: &[Checked<'_>], found: &mut Vec<(usize, Diagnostic)>) {
    let mut before: Option<(usize, super::Pages)> = None;
    for (at, checked) in articles.iter().enumerate() {
        let front = &checked.article.front.issue;
        let place = span(&front.first_page).join(span(&front.last_page));
        let Some(now) = pages(checked.article) else {
            // An article number says where it is, if not after what.
            if front.elocation_id.is_none() {
                let message = "the article does not say on which pages it is printed; it stands after the others";
                let help = "end the line `For citation: …` with the pages, such as `P. 47–55.`";
                let title = checked.article.front.titles.first().map_or(Span::NONE, |t| t.value.span());
                found.push((at, Diagnostic::warning("issue-pages-unknown", title, message).help(help)));
            }
            continue;
        };
        if let Some((other, known)) = before.as_ref().filter(|(_, known)| known.prefix == now.prefix) {
            let name = articles[*other].name;
            if now.first <= known.last {
                let message = format!(
                    "the pages {} overlap those of {name}, which end on page {}{}",
                    shown(&now),
                    known.prefix,
                    known.last
                );
                let help = "correct the pages of one of the two; if one article begins on the page where the other ends, say so in both";
                found.push((at, Diagnostic::error("issue-pages-overlap", place, message).help(help)));
            } else if now.first > known.last + 1 {
                let (from, to) = (known.last + 1, now.first - 1);
                let missing = if from == to { format!("page {from} is") } else { format!("pages {from}–{to} are") };
                let message = format!(
                    "{missing} in no article: {name} ends on page {}, this one begins on page {}",
                    known.last, now.first
                );
                let help = "add the article that is missing; an advertisement or an empty page is no fault";
                found.push((at, Diagnostic::warning("issue-pages-missing", place, message).help(help)));
            }
        }
        // The one that reaches furthest is what the next may not overlap.
        if before.as_ref().is_none_or(|(_, known)| known.prefix != now.prefix || now.last >= known.last) {
            before = Some((at, now));
        }
    }
}

fn shown(pages: &super::Pages) -> String {
    let super::Pages { prefix, first, last } = pages;
    if first == last { format!("{prefix}{first}") } else { format!("{prefix}{first}–{last}") }
}

fn check_issue(articles: &[Checked<'_>], issue: &SuppliedIssue, found: &mut Vec<(usize, Diagnostic)>) {
    type Get = fn(&Article) -> &Option<Run>;
    let fields: [(&str, &Option<String>, Get); 3] = [
        ("year", &issue.year, |a| &a.front.issue.year),
        ("volume", &issue.volume, |a| &a.front.issue.volume),
        ("number", &issue.number, |a| &a.front.issue.issue),
    ];
    for (what, told, get) in fields {
        let value =
            |checked: &Checked<'_>| get(checked.article).as_ref().map(|r| clean(&r.text)).filter(|t| !t.is_empty());
        // What issue.toml says, else what most articles say.
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        articles.iter().filter_map(value).for_each(|v| *counts.entry(v).or_default() += 1);
        let most = || counts.iter().max_by_key(|(_, n)| **n).map(|(v, _)| v.clone());
        let Some(right) = told.clone().or_else(most) else { continue };
        for (at, checked) in articles.iter().enumerate() {
            let Some(own) = value(checked).filter(|own| *own != right) else { continue };
            let who = if told.is_some() { "issue.toml says" } else { "the other articles say" };
            let message = format!("the article says {what} {own}, {who} {right}");
            let help = "correct the citation block of the manuscript, or take the article out of this issue";
            found.push((at, Diagnostic::error("issue-data-differ", span(get(checked.article)), message).help(help)));
        }
    }
}

/// An author of an article, as one language has the name.
struct Name<'a> {
    article: usize,
    lang: Lang,
    surname: String,
    given: String,
    shown: String,
    span: Span,
    keys: Vec<&'a str>,
}

/// So many names are compared with one another; no issue has as many, and the comparison takes the square of it.
const COMPARED: usize = 2000;

fn check_authors(articles: &[Checked<'_>], found: &mut Vec<(usize, Diagnostic)>) {
    let mut names: Vec<Name<'_>> = Vec::new();
    for (at, checked) in articles.iter().enumerate() {
        for author in &checked.article.front.contributors {
            let keys = [&author.orcid, &author.email].into_iter().flatten().map(|r| r.text.trim());
            let keys: Vec<&str> = keys.filter(|k| !k.is_empty()).collect();
            for name in &author.names {
                let (surname, given) = (clean(&name.value.surname.text), clean(&name.value.given.text));
                if surname.is_empty() || names.len() >= COMPARED {
                    continue;
                }
                let span = name.value.written.span;
                let shown = display(&name.value);
                let new = Name { article: at, lang: name.lang, surname, given, shown, span, keys: keys.clone() };
                // Each pair of spellings is told once, at the later article.
                let other = names.iter().find(|known| known.article != at && is_other_spelling(known, &new));
                if let Some(other) = other {
                    let message = format!(
                        "the author {} is spelled {} in {}",
                        new.shown, other.shown, articles[other.article].name
                    );
                    let help =
                        "indexes would take them for two authors: spell the name one way, unless these are two people";
                    found.push((at, Diagnostic::warning("issue-author-spelling", new.span, message).help(help)));
                }
                names.push(new);
            }
        }
    }
}

fn is_other_spelling(a: &Name<'_>, b: &Name<'_>) -> bool {
    if a.lang != b.lang || a.shown == b.shown {
        return false;
    }
    let by_key = a.keys.iter().any(|key| b.keys.contains(key));
    // A slip in the first letter is rare, and looking no further spares most comparisons.
    let initial = |name: &Name<'_>| name.surname.chars().next().map(|c| c.to_lowercase().to_string());
    by_key
        || initial(a) == initial(b)
            && (same_person(&a.surname, &a.given, &b.surname, &b.given)
                || (is_full(&a.given) && a.given == b.given && near(&a.surname, &b.surname)))
}

/// Whether a given name is written out: two people rarely share it, a patronymic or middle initial included.
fn is_full(given: &str) -> bool {
    given.split_whitespace().next().is_some_and(|first| first.chars().filter(|c| c.is_alphabetic()).count() > 2)
}

/// One letter apart, in a surname long enough for that to be a slip.
fn near(a: &str, b: &str) -> bool {
    let longest = a.chars().count().max(b.chars().count());
    (5..=64).contains(&longest) && (same_surname(a, b) || strsim::levenshtein(a, b) == 1)
}

fn check_twice(articles: &[Checked<'_>], found: &mut Vec<(usize, Diagnostic)>) {
    let mut dois: BTreeMap<String, usize> = BTreeMap::new();
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    for (at, checked) in articles.iter().enumerate() {
        let front = &checked.article.front;
        for identifier in front.identifiers.iter().filter(|i| i.scheme.eq_ignore_ascii_case("doi")) {
            // DOIs are the same in any case (ISO 26324).
            let doi = identifier.value.text.to_lowercase();
            if let Some(other) = dois.get(&doi).filter(|other| **other != at) {
                let message = format!("the DOI {} is also that of {}", identifier.value.text, articles[*other].name);
                let help = "each article has a DOI of its own; correct one of the two";
                found.push((at, Diagnostic::error("issue-doi-twice", identifier.value.span, message).help(help)));
            }
            dois.entry(doi).or_insert(at);
        }
        if let Some(title) = front.titles.first() {
            let plain = clean(&title.value.plain_without_marks()).to_lowercase();
            if let Some(other) = titles.get(&plain) {
                let message = format!("the article has the same title as {}", articles[*other].name);
                let help = "take one of the two manuscripts out of the folder, or list the articles in issue.toml";
                found.push((at, Diagnostic::warning("issue-title-twice", title.value.span(), message).help(help)));
            }
            titles.entry(plain).or_insert(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Contributor, Identifier, Localised, PersonName, Text};

    fn run(text: &str) -> Option<Run> {
        Some(Run::new(text, Span::new(1, 2)))
    }

    fn article(title: &str, first: &str, last: &str) -> Article {
        let mut article = Article { lang: Lang::EN, ..Article::default() };
        article.front.titles = vec![Localised::new(Lang::EN, Text::made(title))];
        article.front.issue.first_page = run(first);
        article.front.issue.last_page = run(last);
        article.front.issue.year = run("2020");
        article
    }

    fn by(mut article: Article, surname: &str, given: &str, email: Option<&str>) -> Article {
        let name = PersonName {
            surname: Run::new(surname, Span::NONE),
            given: Run::new(given, Span::NONE),
            written: Run::new(format!("{given} {surname}"), Span::NONE),
        };
        let names = vec![Localised::new(Lang::EN, name)];
        article.front.contributors.push(Contributor { names, email: email.and_then(run), ..Contributor::default() });
        article
    }

    fn rules(articles: &[Article], issue: &SuppliedIssue) -> Vec<(usize, String)> {
        let names: Vec<String> = (0..articles.len()).map(|n| format!("{n}.md")).collect();
        let checked: Vec<_> = articles.iter().zip(&names).map(|(article, name)| Checked { name, article }).collect();
        check(&checked, issue).into_iter().map(|(at, d)| (at, d.rule)).collect()
    }

    fn told(found: &[(usize, String)]) -> Vec<(usize, &str)> {
        found.iter().map(|(at, rule)| (*at, rule.as_str())).collect()
    }

    #[test]
    fn pages_follow_one_another() {
        let none = SuppliedIssue::default();
        let fine = [article("a", "1", "9"), article("b", "10", "19"), article("c", "20", "20")];
        assert_eq!(told(&rules(&fine, &none)), []);
        let overlap = [article("a", "1", "12"), article("b", "10", "11"), article("c", "12", "20")];
        assert_eq!(told(&rules(&overlap, &none)), [(1, "issue-pages-overlap"), (2, "issue-pages-overlap")]);
        let gap = [article("a", "1", "9"), article("b", "12", "19"), article("c", "", "")];
        assert_eq!(told(&rules(&gap, &none)), [(1, "issue-pages-missing"), (2, "issue-pages-unknown")]);
        let supplement = [article("a", "1", "9"), article("b", "S1", "S4")];
        assert_eq!(told(&rules(&supplement, &none)), []);
    }

    #[test]
    fn issue_data_are_those_of_the_issue() {
        let mut articles = [article("a", "1", "2"), article("b", "3", "4"), article("c", "5", "6")];
        articles[1].front.issue.year = run("2021");
        assert_eq!(told(&rules(&articles, &SuppliedIssue::default())), [(1, "issue-data-differ")]);
        let issue = SuppliedIssue { year: Some("2021".into()), ..SuppliedIssue::default() };
        assert_eq!(told(&rules(&articles, &issue)), [(0, "issue-data-differ"), (2, "issue-data-differ")]);
    }

    #[test]
    fn an_author_is_spelled_one_way() {
        let none = SuppliedIssue::default();
        let pair = |a: (&str, &str, Option<&str>), b: (&str, &str, Option<&str>)| {
            let one = by(article("a", "1", "2"), a.0, a.1, a.2);
            let two = by(article("b", "3", "4"), b.0, b.1, b.2);
            rules(&[one, two], &none).len()
        };
        assert_eq!(pair(("Kovalenko", "Anna B.", None), ("Kovalenko", "Anna B.", None)), 0);
        assert_eq!(pair(("Kovalenko", "Anna B.", None), ("Kovalenko", "A. B.", None)), 1);
        assert_eq!(pair(("Kovalenko", "Anna", None), ("Kovalenka", "Anna", None)), 1);
        assert_eq!(pair(("Kovalenko", "A.", None), ("Kovalenka", "A.", None)), 0, "two people may have one initial");
        assert_eq!(pair(("Kovalenko", "Anna", None), ("Kovalenko", "Boris", None)), 0);
        assert_eq!(pair(("Kovalenko", "Anna", Some("a@b.by")), ("Kavalenka", "Hanna", Some("a@b.by"))), 1);
    }

    #[test]
    fn nothing_is_there_twice() {
        let doi = |mut article: Article, doi: &str| {
            article.front.identifiers = vec![Identifier { scheme: "doi".into(), value: Run::new(doi, Span::NONE) }];
            article
        };
        let articles = [doi(article("a", "1", "2"), "10.5555/x"), doi(article("A", "3", "4"), "10.5555/X")];
        let found = rules(&articles, &SuppliedIssue::default());
        assert_eq!(told(&found), [(1, "issue-doi-twice"), (1, "issue-title-twice")]);
    }

    #[test]
    fn articles_are_ordered_by_pages() {
        let articles =
            [article("a", "20", "29"), article("b", "", ""), article("c", "3", "19"), article("d", "147", "55")];
        let all: Vec<&Article> = articles.iter().collect();
        assert_eq!(super::super::order(&all), [2, 0, 3, 1]);
        assert_eq!(pages(&articles[3]).map(|p| p.last), Some(155));
    }
}
