//! What a deposit says of an article: the article and its journal on one page, every text plain, clean and on one line, in
//! the article's own language first. Deposits read this and nothing else, so that none of them says it differently.

mod people;

use std::borrow::Cow;

pub use people::{Affiliation, Author, Name, Place};

use super::bibliography;
use crate::article::{Article, BackMatterKind, Block, HistoryEvent, Lang, Localised, Run, Text};
use crate::journal::{ByLang, Journal};
use crate::notation::date::Date;
use crate::notation::doi;
use crate::write::xhtml::{self, clean};

/// A text in several languages, the article's own first; none is empty, no language twice.
pub type Texts = Vec<Localised<String>>;

/// An article as deposits tell of it. An empty list, text or `None` is what neither the article nor the journal says.
pub struct Record<'a> {
    /// The article.
    pub article: &'a Article,
    /// The journal.
    pub journal: &'a Journal,
    /// The name of its files, without folder and ending: letters, digits, `-`, `_` and `.` of ASCII.
    pub name: String,
    /// The article's own language; [`Lang::UND`] where nothing tells it.
    pub lang: Lang,
    /// The heading under which the journal prints it.
    pub headings: Texts,
    /// The title.
    pub titles: Texts,
    /// The abstract.
    pub abstracts: Texts,
    /// The keywords.
    pub keywords: Vec<Localised<Vec<String>>>,
    /// The authors, in order.
    pub authors: Vec<Author>,
    /// The affiliations that [`Author::affiliations`] points at.
    pub affiliations: Vec<Affiliation>,
    /// UDC numbers in normal form.
    pub udc: Vec<String>,
    /// Other classifications: scheme (`jel`, `msc`) and code.
    pub codes: Vec<(String, String)>,
    /// The DOI, without resolver.
    pub doi: Option<String>,
    /// The EDN of eLIBRARY.
    pub edn: Option<String>,
    /// Where the article is read: as given, else by the pattern of journal.toml.
    pub url: Option<String>,
    /// Where its PDF is: likewise.
    pub pdf_url: Option<String>,
    /// When it was received.
    pub received: Option<Date>,
    /// When it was accepted.
    pub accepted: Option<Date>,
    /// When it was published, as exactly as is known: a year at least.
    pub published: Option<Date>,
    /// The year of the issue.
    pub year: Option<u16>,
    /// Volume.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// First page.
    pub first_page: Option<String>,
    /// Last page.
    pub last_page: Option<String>,
    /// Article number instead of pages.
    pub elocation_id: Option<String>,
    /// The journal's title.
    pub journal_titles: Texts,
    /// Its abbreviated title.
    pub abbreviated_titles: Texts,
    /// The ISSN of the printed journal.
    pub issn_print: Option<String>,
    /// The ISSN of the journal online.
    pub issn_online: Option<String>,
    /// The publisher.
    pub publisher: Texts,
    /// The publisher's town.
    pub place: Texts,
    /// The address of the licence.
    pub licence_url: Option<String>,
    /// What the licence allows.
    pub licence: Texts,
    /// Who holds the copyright.
    pub holder: Texts,
    /// Statements on funding, acknowledgements of funding left out.
    pub funding: Texts,
    /// The references.
    pub references: Vec<Reference>,
    /// The files that go with it.
    pub galleys: &'a [Galley],
}

/// What the person who deposits says of an article, beside the article itself. It wins over what the article says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplied {
    /// The DOI.
    pub doi: Option<String>,
    /// Where the article is read.
    pub url: Option<String>,
    /// Where its PDF is.
    pub pdf_url: Option<String>,
    /// The heading of the contents under which it stands.
    pub section: Option<ByLang>,
}

/// An item of the list of references.
pub struct Reference {
    /// Its identifier in the article (`R1`).
    pub id: String,
    /// Its number or mark as it stands.
    pub label: Option<String>,
    /// As displayed, in each language that has it; never empty.
    pub forms: Texts,
    /// In parts.
    pub item: bibliography::Item,
}

/// A file that goes with an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Galley {
    /// What it is called for readers: `EPUB`, `JATS XML`, `PDF`.
    pub label: &'static str,
    /// Its name, without folder.
    pub file_name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The text in a language, else the first one.
pub fn pick<T>(texts: &[Localised<T>], lang: Lang) -> Option<&T> {
    texts.iter().find(|t| t.lang == lang).or(texts.first()).map(|t| &t.value)
}

/// The texts that are not in a language.
pub fn others<T>(texts: &[Localised<T>], lang: Lang) -> impl Iterator<Item = &Localised<T>> {
    texts.iter().filter(move |t| t.lang != lang)
}

impl<'a> Record<'a> {
    /// Gathers what there is to say. `name` is the manuscript's name without folder and ending.
    pub fn new(article: &'a Article, journal: &'a Journal, name: &str, supplied: Supplied) -> Record<'a> {
        let lang = xhtml::language(article);
        let front = &article.front;
        let issue = &front.issue;
        let own_first = |texts: Texts| own_first(texts, lang);
        let identifier = |scheme: &str| {
            let found = front.identifiers.iter().find(|i| i.scheme.eq_ignore_ascii_case(scheme));
            found.map(|i| clean(&i.value.text)).filter(|v| !v.is_empty())
        };
        // What is no date of the calendar no format takes.
        let is_date = |date: &Date| xhtml::civil(date).is_some() && (date.day.is_none() || date.month.is_some());
        let day = |event: HistoryEvent| front.history.iter().find(|h| h.event == event).map(|h| h.date).filter(is_date);
        let year = issue.year.as_ref().and_then(|y| clean(&y.text).get(..4)?.parse::<u16>().ok()).filter(|y| *y > 0);
        let published = match (day(HistoryEvent::Published), year) {
            (Some(day), Some(year)) if day.year != year => Some(Date { year, month: None, day: None }),
            (Some(day), _) => Some(day),
            (None, year) => year.map(|year| Date { year, month: None, day: None }),
        };
        let (udc, codes) = classifications(article);
        let identity = &journal.journal;
        let mut record = Record {
            article,
            journal,
            name: file_name(name),
            lang,
            headings: own_first(supplied.section.as_ref().map_or_else(|| texts(&front.headings), by_lang)),
            titles: own_first(texts(&front.titles)),
            abstracts: own_first(
                front.abstracts.iter().map(|a| Localised::new(a.lang, clean(&xhtml::plain(&a.value)))).collect(),
            ),
            keywords: keywords(article, lang),
            authors: people::authors(article, lang),
            affiliations: people::affiliations(article, lang),
            udc,
            codes,
            doi: supplied.doi.clone().or_else(|| identifier("doi")).map(|d| doi::normalise(&d).unwrap_or(d)),
            edn: identifier("edn"),
            url: None,
            pdf_url: None,
            received: day(HistoryEvent::Received),
            accepted: day(HistoryEvent::Accepted),
            published,
            year: year.or(published.map(|d| d.year)),
            volume: value(&issue.volume),
            issue: value(&issue.issue),
            first_page: value(&issue.first_page),
            last_page: value(&issue.last_page).or_else(|| value(&issue.first_page)),
            elocation_id: value(&issue.elocation_id),
            journal_titles: own_first(merged(&identity.title, &issue.journal)),
            abbreviated_titles: own_first(by_lang(&identity.abbreviated_title)),
            issn_print: identity.issn_print.clone(),
            issn_online: identity.issn_online.clone(),
            publisher: own_first(by_lang(&journal.publisher.name)),
            place: own_first(by_lang(&journal.publisher.place)),
            licence_url: journal.licence.url.clone(),
            licence: own_first(by_lang(&journal.licence.statement)),
            holder: own_first(by_lang(&journal.licence.holder)),
            funding: own_first(funding(article)),
            references: references(article),
            galleys: &[],
        };
        let address = |given: &Option<String>, pattern: &Option<String>| {
            let by_pattern = || pattern.as_ref().and_then(|p| super::pattern::fill(p, &record).ok());
            given.clone().or_else(by_pattern).filter(|url| crate::notation::url::is_safe(url))
        };
        let url = address(&supplied.url, &journal.deposit.article_url);
        let pdf_url = address(&supplied.pdf_url, &journal.deposit.pdf_url);
        (record.url, record.pdf_url) = (url, pdf_url);
        record
    }

    /// The languages in which it says something, its own first.
    pub fn languages(&self) -> Vec<Lang> {
        let mut all = vec![self.lang];
        let said = self.titles.iter().map(|t| t.lang).chain(self.abstracts.iter().map(|t| t.lang));
        for lang in said.chain(self.keywords.iter().map(|k| k.lang)) {
            if !all.contains(&lang) {
                all.push(lang);
            }
        }
        if all.len() > 1 {
            all.retain(|l| *l != Lang::UND);
        }
        all
    }

    /// The title in its own language, or the first one; empty if there is none.
    pub fn title(&self) -> &str {
        pick(&self.titles, self.lang).map_or("", String::as_str)
    }

    /// Every ISSN, the printed one first, none twice.
    pub fn issns(&self) -> Vec<&str> {
        let mut all: Vec<&str> =
            [&self.issn_print, &self.issn_online].into_iter().flatten().map(String::as_str).collect();
        all.dedup();
        all
    }

    /// `47–55`, `47`, or the article number; with the dash that is given.
    pub fn pages(&self, dash: &str) -> Option<String> {
        match (&self.first_page, &self.last_page) {
            (Some(first), Some(last)) if first != last => Some(format!("{first}{dash}{last}")),
            (Some(first), _) => Some(first.clone()),
            (None, _) => self.elocation_id.clone(),
        }
    }

    /// A citation of the article in its own language, as a repository shows it.
    pub fn citation(&self) -> String {
        let own = self.article.front.self_citations.iter().find(|c| c.lang == self.lang);
        if let Some(citation) = own.or(self.article.front.self_citations.first()) {
            let text = clean(&citation.text.plain_without_marks());
            if !text.is_empty() {
                return text;
            }
        }
        let names: Vec<String> = (self.authors.iter())
            .map(|a| a.name(self.lang))
            .map(|n| if n.given.is_empty() { n.surname } else { format!("{} {}", n.surname, n.given) })
            .collect();
        let mut out = names.join(", ");
        let mut add = |before: &str, text: &str| {
            if !text.is_empty() {
                out.push_str(if out.is_empty() { "" } else { before });
                out.push_str(text);
            }
        };
        add(". ", self.title());
        add(". ", pick(&self.journal_titles, self.lang).map_or("", String::as_str));
        add(". ", &self.year.map(|y| y.to_string()).unwrap_or_default());
        add("; ", &self.volume.clone().unwrap_or_default());
        if let Some(issue) = &self.issue {
            add("", &format!("({issue})"));
        }
        add(": ", &self.pages("–").unwrap_or_default());
        out
    }
}

/// A text that came through a pattern or a command line as the name of a file: what could leave a folder or trouble a
/// program is replaced.
pub fn file_name(name: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let latin: Cow<'_, str> = if name.is_ascii() {
        name.into()
    } else {
        crate::notation::romanisation::romanise(crate::notation::romanisation::System::BgnPcgn, name).into()
    };
    let mut out: String = latin.chars().map(|c| if safe(c) { c } else { '-' }).take(100).collect();
    while out.contains("--") {
        out = out.replace("--", "-");
    }
    let trimmed = out.trim_matches(['-', '.']);
    if trimmed.is_empty() { "article".into() } else { trimmed.into() }
}

fn value(run: &Option<Run>) -> Option<String> {
    run.as_ref().map(|r| clean(&r.text)).filter(|t| !t.is_empty())
}

fn texts(values: &[Localised<Text>]) -> Texts {
    values.iter().map(|t| Localised::new(t.lang, clean(&t.value.plain_without_marks()))).collect()
}

fn by_lang(texts: &ByLang) -> Texts {
    texts.iter().map(|(lang, text)| Localised::new(*lang, clean(text))).collect()
}

/// What journal.toml says, and in the languages in which it says nothing what the article does.
fn merged(told: &ByLang, read: &[Localised<Run>]) -> Texts {
    let read = read.iter().filter(|j| !told.contains_key(&j.lang));
    by_lang(told).into_iter().chain(read.map(|j| Localised::new(j.lang, clean(&j.value.text)))).collect()
}

/// The article's own language first, then the order in which they stand; what is empty or said twice is left out.
fn own_first(texts: Texts, lang: Lang) -> Texts {
    let (own, other): (Texts, Texts) = texts.into_iter().filter(|t| !t.value.is_empty()).partition(|t| t.lang == lang);
    let mut out: Texts = Vec::new();
    for text in own.into_iter().chain(other) {
        if out.iter().all(|t| t.lang != text.lang) {
            out.push(text);
        }
    }
    out
}

fn keywords(article: &Article, lang: Lang) -> Vec<Localised<Vec<String>>> {
    let mut out: Vec<Localised<Vec<String>>> = Vec::new();
    for keywords in &article.front.keywords {
        let items = keywords.items.iter().map(|k| clean(&k.plain_without_marks())).filter(|k| !k.is_empty());
        match out.iter_mut().find(|k| k.lang == keywords.lang) {
            Some(known) => known.value.extend(items),
            None => out.push(Localised::new(keywords.lang, items.collect())),
        }
    }
    out.retain(|k| !k.value.is_empty());
    out.sort_by_key(|k| k.lang != lang);
    out
}

fn classifications(article: &Article) -> (Vec<String>, Vec<(String, String)>) {
    let (mut udc, mut codes) = (Vec::new(), Vec::new());
    for classification in &article.front.classifications {
        let code = clean(&classification.code);
        if code.is_empty() {
        } else if classification.scheme.eq_ignore_ascii_case("udc") {
            udc.push(code);
        } else {
            codes.push((clean(&classification.scheme).to_lowercase(), code));
        }
    }
    (udc, codes)
}

fn funding(article: &Article) -> Texts {
    let statements = article.back.iter().filter(|m| m.kind == BackMatterKind::Funding);
    let said = statements.map(|m| {
        let blocks: Vec<Block> = m.blocks.clone();
        Localised::new(m.lang, clean(&xhtml::plain(&blocks)))
    });
    let awards = article.front.kept.iter().filter(|k| k.name == "award-group");
    said.chain(awards.map(|k| Localised::new(article.lang, clean(&k.plain())))).collect()
}

fn references(article: &Article) -> Vec<Reference> {
    let items = bibliography::of_references(article);
    let reference = |(reference, item): (&crate::article::Reference, bibliography::Item)| Reference {
        id: reference.id.clone(),
        label: value(&reference.label),
        forms: (reference.forms.iter())
            .map(|f| Localised::new(f.lang, clean(&f.text.plain_without_marks())))
            .filter(|f| !f.value.is_empty())
            .collect(),
        item,
    };
    let all = article.references.items.iter().zip(items).map(reference);
    all.filter(|r| !r.forms.is_empty()).collect()
}
