//! `package.opf` of an article.

use std::collections::BTreeSet;

use super::opf::{Access, Item, Opf, Place, pick};
use crate::article::{Article, HistoryEvent, Lang, Localised, Run};
use crate::write::Job;
use crate::write::xhtml::{self, Rendered, clean, page_name};

/// What the package says beside what the job and the content say.
pub struct Package<'a> {
    /// The article, the journal.
    pub job: &'a Job<'a>,
    /// The content.
    pub content: &'a Rendered,
    /// `urn:uuid:…`
    pub urn: &'a str,
    /// The title, never empty, and its language.
    pub title: &'a Localised<String>,
    /// `dcterms:modified`.
    pub modified: &'a str,
}

/// The journal's title: as the article says it, else as the journal's file does; in the page's language if it is there.
pub fn journal_title(job: &Job<'_>) -> Option<Localised<String>> {
    let lang = xhtml::language(job.article);
    let own = &job.article.front.issue.journal;
    let named = own.iter().find(|j| j.lang == lang).or_else(|| own.first());
    let named = named.map(|j| Localised::new(j.lang, clean(&j.value.text)));
    named.filter(|j| !j.value.is_empty()).or_else(|| pick(&job.journal.journal.title, lang))
}

/// A value of the issue, none if it is empty.
pub fn value(run: &Option<Run>) -> Option<String> {
    run.as_ref().map(|r| clean(&r.text)).filter(|t| !t.is_empty())
}

/// The languages of an article: the page's first, then the others in the order of their tags.
pub fn languages(article: &Article) -> Vec<Lang> {
    let page = xhtml::language(article);
    let front = &article.front;
    let mut all: BTreeSet<Lang> = BTreeSet::new();
    all.extend(front.titles.iter().map(|t| t.lang));
    all.extend(front.abstracts.iter().map(|t| t.lang));
    all.extend(front.keywords.iter().map(|t| t.lang));
    all.extend(article.references.lists.iter().map(|l| l.lang));
    all.extend(article.body.sections.iter().filter_map(|s| s.lang));
    all.remove(&page);
    all.remove(&Lang::UND);
    std::iter::once(page).chain(all).collect()
}

/// Writes `package.opf`.
pub fn package(package: &Package<'_>) -> Vec<u8> {
    let Package { job, content, title, .. } = *package;
    let front = &job.article.front;
    let mut opf = Opf::new(xhtml::language(job.article), package.urn);
    let dois = front.identifiers.iter().filter(|i| i.scheme == "doi");
    if let Some(doi) = dois.filter_map(|i| xhtml::doi(&i.value.text)).next() {
        opf.dc("dc:identifier", &[("id", "doi")], &doi);
        opf.refine("doi", "identifier-type", &[("scheme", "onix:codelist5")], "06");
    }
    let others = front.titles.iter().map(|t| Localised::new(t.lang, clean(&t.value.plain_without_marks())));
    opf.title("title", "main", "1", title, others);
    opf.authors(front.contributors.iter());
    subjects(&mut opf, job.article);
    opf.journal(job.journal, &place(job), package.modified);
    opf.access(&Access::of([content]));

    let mut items = vec![Item::page("article", "article.xhtml", content.math_first)];
    for (n, more) in content.more.iter().enumerate() {
        items.push(Item::page(format!("article-{}", n + 2), page_name(n + 1), more.math));
    }
    let pages = items.len();
    for (i, picture) in content.pictures.iter().enumerate() {
        items.push(Item::new(format!("picture-{}", i + 1), picture.path.as_str(), picture.media_type, ""));
    }
    let spine: Vec<&str> = items[..pages].iter().map(|item| item.id.as_ref()).collect();
    opf.files(&items, &spine)
}

/// Where the article stands.
fn place(job: &Job<'_>) -> Place {
    let front = &job.article.front;
    let issue = &front.issue;
    let published = front.history.iter().filter(|h| h.event == HistoryEvent::Published);
    Place {
        title: journal_title(job),
        published: published.filter(|h| xhtml::civil(&h.date).is_some()).map(|h| h.date.iso()).next(),
        year: value(&issue.year),
        volume: value(&issue.volume),
        issue: value(&issue.issue),
        first_page: value(&issue.first_page),
        last_page: value(&issue.last_page),
    }
}

/// Languages, abstracts, classification and keywords.
fn subjects(opf: &mut Opf, article: &Article) {
    for lang in languages(article) {
        opf.dc("dc:language", &[], lang.as_str());
    }
    for summary in &article.front.abstracts {
        let text = xhtml::plain(&summary.value);
        if !text.is_empty() {
            opf.text("dc:description", &[], &Localised::new(summary.lang, text));
        }
    }
    let codes = article.front.classifications.iter().map(|c| (c.scheme.as_str(), clean(&c.code)));
    for (i, (scheme, code)) in codes.filter(|(_, code)| !code.is_empty()).enumerate() {
        let id = format!("subject-{}", i + 1);
        opf.dc("dc:subject", &[("id", &id)], &code);
        // A scheme without a reserved name is given by its address (EPUB 3.3, section D.3.2).
        let authority = match scheme {
            "udc" => "https://udcsummary.info",
            "jel" => "https://www.aeaweb.org/econlit/jelCodes.php",
            "msc" => "https://mathscinet.ams.org/mathscinet/msc/msc2020.html",
            "pacs" => "https://publishing.aip.org/publishing/pacs",
            "grnti" => "https://grnti.ru",
            "bbk" => "https://www.rsl.ru",
            _ => continue,
        };
        opf.refine(&id, "authority", &[], authority);
        opf.refine(&id, "term", &[], &code);
    }
    for keywords in &article.front.keywords {
        for keyword in keywords.items.iter().map(|k| clean(&k.plain_without_marks())).filter(|k| !k.is_empty()) {
            opf.text("dc:subject", &[], &Localised::new(keywords.lang, keyword));
        }
    }
}
