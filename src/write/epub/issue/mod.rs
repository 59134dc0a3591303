//! A whole issue as one EPUB 3.3: a cover, the contents in each language of the journal, then the articles in the order of
//! their pages, each in a folder of its own (`a01/`), so that the links inside it are those of the article by itself.

mod contents;
mod cover;
mod package;

use std::collections::BTreeSet;

use super::super::archive::{Entry, pack};
use super::{STYLE, cover::numbers, cover_page, identity, nav, pages, pictures, start};
use crate::article::{Lang, Localised};
use crate::context::Context;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::journal::{ByLang, Journal};
use crate::notation::date::Date;
use crate::source::Span;
use crate::write::xhtml::{self, Flavour, Rendered, clean, outline, page_name, words};
use crate::write::{Job, Written};
use crate::xml::{SourceMap, Xml};

/// What only an issue needs, after the style of articles.
const ISSUE_STYLE: &str = include_str!("issue.css");

/// An issue of a journal.
pub struct Issue<'a> {
    /// Its articles, in the order of their pages.
    pub articles: &'a [Job<'a>],
    /// The journal.
    pub journal: &'a Journal,
    /// The world outside.
    pub context: &'a Context,
    /// Its year.
    pub year: Option<String>,
    /// Its volume.
    pub volume: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// The title of a thematic issue by language, often empty.
    pub title: &'a ByLang,
    /// When it was published.
    pub published: Option<Date>,
    /// The languages of the contents, the journal's first one first; if there are none, those in which at least half of the
    /// articles have a title.
    pub languages: &'a [Lang],
}

/// An article as it stands in the issue.
struct Part<'a> {
    job: &'a Job<'a>,
    content: Rendered,
    /// The title, never empty.
    title: Localised<String>,
    /// The folder, with its slash.
    folder: String,
    pages: Vec<Entry<'a>>,
}

/// Writes an issue as one EPUB. The findings are those of its articles, each with the title of the article in its message
/// and without a place, since a place says nothing of which manuscript it is in.
///
/// # Errors
/// [`Error::Usage`] for an issue without articles; [`Error::Internal`] for what could only be a fault of this program.
pub fn write(issue: &Issue<'_>) -> Result<Written, Error> {
    if issue.articles.is_empty() {
        let message = "an issue without articles cannot be made into an EPUB: add the articles to its folder";
        return Err(Error::Usage(message.into()));
    }
    let mut parts = parts(issue);
    let languages = issue.languages();
    let lang = languages[0];
    let words = words::words(lang);
    let urn = identity::issue_urn(issue);
    let name = issue.name(lang);
    let nodes: Vec<outline::Node<'_>> = std::iter::once(outline::Node {
        address: contents::FILE.to_owned(),
        title: words.contents,
        lang: words.lang(),
        under: Vec::new(),
    })
    .chain(parts.iter().map(Part::node))
    .collect();
    let list = |xml: &mut Xml| outline::list(xml, &nodes, words.lang(), Flavour::Epub);
    let marks = [
        ("cover", "cover.xhtml".to_owned(), words.cover),
        ("toc", "nav.xhtml".to_owned(), words.contents),
        ("bodymatter", format!("{}{}#{}", parts[0].folder, page_name(0), parts[0].content.body), words.text),
    ];
    let mut entries = start(
        package::package(issue, &parts, &urn),
        nav::navigation(words, list, &marks),
        nav::ncx(&nodes, &name.value, lang, &urn),
        cover_page(words, &cover::description(issue)),
    );
    entries.push(Entry::new(format!("EPUB/{}", contents::FILE), contents::contents(issue, &languages, &parts)));
    let style = format!("{}\n{STYLE}\n{ISSUE_STYLE}", xhtml::STYLE);
    entries.push(Entry::new("EPUB/css/article.css", style.into_bytes()));
    entries.push(Entry::new("EPUB/img/cover.svg", cover::cover(issue)));
    let diagnostics = parts.iter().flat_map(Part::findings).collect();
    for part in &mut parts {
        entries.append(&mut part.pages);
        let part: &Part<'_> = part;
        entries.extend(pictures(&part.content, &part.folder));
    }
    Ok(Written { bytes: pack(&entries)?, diagnostics, map: SourceMap::default() })
}

fn parts<'a>(issue: &Issue<'a>) -> Vec<Part<'a>> {
    let digits = issue.articles.len().to_string().len().max(2);
    let numbered: Vec<(usize, &Job<'_>)> = issue.articles.iter().enumerate().collect();
    crate::parallel::map(
        &numbered,
        2,
        || (),
        |(), &(at, job)| {
            let lang = xhtml::language(job.article);
            let content = xhtml::render(job, Flavour::Epub);
            let title = xhtml::title(job.article).unwrap_or_else(|| {
                let words = words::words(lang);
                Localised::new(words.lang(), words.untitled.to_owned())
            });
            let folder = format!("a{:0digits$}/", at + 1);
            let pages = pages(&content, &title, lang, &folder);
            Part { job, content, title, folder, pages }
        },
    )
}

impl Part<'_> {
    /// The file with which it begins.
    fn address(&self) -> String {
        format!("{}{}", self.folder, page_name(0))
    }

    /// Its place in the tables of contents, with its headings under it.
    fn node(&self) -> outline::Node<'_> {
        let address = |heading: &xhtml::Heading| format!("{}{}", self.folder, outline::in_epub(heading));
        let under = outline::tree(&self.content.outline, &address);
        outline::Node { address: self.address(), title: &self.title.value, lang: self.title.lang, under }
    }

    fn findings(&self) -> impl Iterator<Item = Diagnostic> {
        self.content.diagnostics.iter().map(|finding| {
            let message = format!("“{}”: {}", self.title.value, finding.message);
            let told = Diagnostic::new(&finding.rule, finding.severity, Span::NONE, message);
            match &finding.help {
                Some(help) => told.help(help.clone()),
                None => told,
            }
        })
    }
}

impl Issue<'_> {
    /// The languages of the contents, each once; at least one.
    fn languages(&self) -> Vec<Lang> {
        let mut languages = Vec::new();
        for lang in self.languages.iter().filter(|lang| **lang != Lang::UND) {
            if !languages.contains(lang) {
                languages.push(*lang);
            }
        }
        if !languages.is_empty() {
            return languages;
        }
        let mut counts: Vec<(Lang, usize)> = Vec::new();
        for job in self.articles {
            let titles = job.article.front.titles.iter().map(|t| t.lang);
            let mut seen = BTreeSet::from([Lang::UND]);
            for lang in std::iter::once(xhtml::language(job.article)).chain(titles) {
                if seen.insert(lang) {
                    match counts.iter().position(|(l, _)| *l == lang) {
                        Some(at) => counts[at].1 += 1,
                        // No journal has as many languages.
                        None if counts.len() < 64 => counts.push((lang, 1)),
                        None => {}
                    }
                }
            }
        }
        let first = counts.first().map_or(Lang::EN, |(lang, _)| *lang);
        counts.retain(|(_, count)| 2 * count >= self.articles.len());
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        if counts.is_empty() { vec![first] } else { counts.into_iter().map(|(lang, _)| lang).collect() }
    }

    /// The journal's titles: those of journal.toml, else those that the articles name.
    pub(super) fn journal_titles(&self) -> ByLang {
        let known = self.journal.journal.title.iter().map(|(lang, title)| (*lang, clean(title)));
        let known: ByLang = known.filter(|(_, title)| !title.is_empty()).collect();
        if !known.is_empty() {
            return known;
        }
        let mut named = ByLang::new();
        for title in self.articles.iter().flat_map(|job| &job.article.front.issue.journal) {
            let text = clean(&title.value.text);
            if !text.is_empty() {
                named.entry(title.lang).or_insert(text);
            }
        }
        named
    }

    /// Year, volume and number in the words of a language.
    fn numbers(&self, lang: Lang) -> Vec<String> {
        let [year, volume, number] = [&self.year, &self.volume, &self.number].map(filled);
        numbers(words::words(lang), year, volume, number)
    }

    /// What the issue is called (`Annals of Inland Waters, 2020, vol. 3, no. 2`), in a language or, where the journal has no
    /// title in it, in another; never empty.
    fn name(&self, lang: Lang) -> Localised<String> {
        let title = self.pick(&self.journal_titles(), lang);
        let lang = title.as_ref().map_or(lang, |t| t.lang);
        let parts: Vec<String> = title.map(|t| t.value).into_iter().chain(self.numbers(lang)).collect();
        if parts.is_empty() {
            let words = words::words(lang);
            return self.theme(lang).unwrap_or_else(|| Localised::new(words.lang(), words.contents.to_owned()));
        }
        Localised::new(lang, parts.join(", "))
    }

    /// The title of a thematic issue, in a language or in another.
    fn theme(&self, lang: Lang) -> Option<Localised<String>> {
        self.pick(self.title, lang)
    }

    /// The text in a language, else in the first of the issue's that there is, else in any.
    fn pick(&self, by: &ByLang, lang: Lang) -> Option<Localised<String>> {
        let filled =
            |lang: Lang| by.get(&lang).map(|text| Localised::new(lang, clean(text))).filter(|t| !t.value.is_empty());
        let own = || self.languages().into_iter();
        std::iter::once(lang).chain(own()).chain(by.keys().copied()).find_map(filled)
    }
}

/// A value that is not empty.
fn filled(value: &Option<String>) -> Option<String> {
    value.as_deref().map(clean).filter(|v| !v.is_empty())
}

#[cfg(test)]
mod tests;
