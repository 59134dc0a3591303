//! A whole issue: what its issue.toml says, the order of its articles, and what is wrong between them.

pub mod checks;

use std::path::Path;

use serde::Deserialize;

use crate::article::Article;
use crate::deposit::Supplied;
use crate::deposit::supply::SuppliedIssue;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::journal::ByLang;
use crate::notation::date::{self, Date};
use crate::notation::{doi, url};
use crate::source::{Source, Span};

/// The name of the file that describes an issue, in its folder.
pub const FILE_NAME: &str = "issue.toml";

/// What issue.toml says. Every key is optional; what is not given is as the articles say it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct IssueFile {
    /// Volume.
    pub volume: Option<Number>,
    /// Number.
    pub number: Option<Number>,
    /// Year.
    pub year: Option<Number>,
    /// When it was published: `"2020-06-30"`, as exactly as is known.
    pub published: Option<String>,
    /// The title of a thematic issue, by language.
    pub title: ByLang,
    /// Its articles. Without this list the manuscripts of the folder are the articles.
    #[serde(rename = "article")]
    pub articles: Vec<Entry>,
}

/// A volume, number or year: with quotes or without.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Number {
    /// Without quotes.
    Whole(u32),
    /// With them (`"3–4"`).
    Text(String),
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Number::Whole(n) => write!(f, "{n}"),
            Number::Text(text) => f.write_str(text.trim()),
        }
    }
}

/// An article of the issue.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Entry {
    /// The manuscript, relative to issue.toml.
    pub file: String,
    /// Its DOI.
    pub doi: Option<String>,
    /// Where it is read.
    pub url: Option<String>,
    /// Its PDF: a file relative to issue.toml.
    pub pdf: Option<String>,
    /// Where its PDF is read.
    pub pdf_url: Option<String>,
    /// The heading of the contents under which it stands, by language.
    pub section: Option<ByLang>,
}

impl IssueFile {
    /// Reads an issue.toml.
    ///
    /// # Errors
    /// Its faults, each at its place.
    pub fn read(source: &Source) -> Result<IssueFile, Vec<Diagnostic>> {
        let bom = if source.text().starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let text = &source.text()[bom..];
        let file: IssueFile = toml::from_str(text).map_err(|e| {
            let span = e.span().map_or(Span::NONE, |s| {
                let start = s.start.min(text.len());
                Span::new(bom + start, bom + s.end.max(start + 1).min(text.len()).max(start))
            });
            vec![Diagnostic::error("issue-syntax", span, e.message()).help(
                "the keys are volume, number, year, published, title, and under [[article]] file, doi, url, pdf, pdf-url, section",
            )]
        })?;
        let mut faults = Vec::new();
        let mut wrong = |value: &str, message: String| {
            let at = source.text().find(value).filter(|_| !value.is_empty());
            let span = at.map_or(Span::NONE, |at| Span::new(at, at + value.len()));
            faults.push(Diagnostic::error("issue-value", span, message));
        };
        if let Some(text) = &file.published
            && published(text).is_none()
        {
            wrong(text, format!("`{text}` is not a date such as 2020-06-30"));
        }
        if let Some(year) = &file.year {
            let text = year.to_string();
            if !(text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())) {
                wrong(&text, format!("`{text}` is not a year of four digits"));
            }
        }
        for entry in &file.articles {
            if entry.file.trim().is_empty() {
                wrong("[[article]]", "an article needs `file`, the name of its manuscript".into());
            }
            for path in [Some(&entry.file), entry.pdf.as_ref()].into_iter().flatten() {
                if Path::new(path)
                    .components()
                    .any(|c| !matches!(c, std::path::Component::Normal(_) | std::path::Component::CurDir))
                {
                    wrong(path, format!("`{path}` is not a file in the folder of the issue"));
                }
            }
            if let Some(text) = entry.doi.as_ref().filter(|d| doi::normalise(d).is_none()) {
                wrong(text, format!("`{text}` is not a DOI such as 10.12345/abc"));
            }
            for address in [&entry.url, &entry.pdf_url].into_iter().flatten() {
                if !address.starts_with("http") || !url::is_safe(address) {
                    wrong(address, format!("`{address}` is not a web address that begins with https:// or http://"));
                }
            }
        }
        if faults.is_empty() { Ok(file) } else { Err(faults) }
    }

    /// What it says of the issue, for [`crate::deposit::supply`].
    pub fn supplied(&self) -> SuppliedIssue {
        let text = |number: &Option<Number>| number.as_ref().map(Number::to_string).filter(|t| !t.is_empty());
        let published = self.published.as_deref().and_then(published);
        SuppliedIssue {
            year: text(&self.year).or_else(|| published.map(|d| d.year.to_string())),
            volume: text(&self.volume),
            number: text(&self.number),
            published,
        }
    }
}

impl Entry {
    /// What it says of the article.
    pub fn supplied(&self) -> Supplied {
        Supplied {
            doi: self.doi.as_deref().and_then(doi::normalise),
            url: self.url.clone(),
            pdf_url: self.pdf_url.clone(),
            section: self.section.clone(),
        }
    }
}

fn published(text: &str) -> Option<Date> {
    let (date, len) = date::parse_at(text.trim())?;
    (len == text.trim().len()).then_some(date)
}

/// A range of pages: a prefix (`S`, `e`) and the numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pages {
    /// Letters before the number.
    pub prefix: String,
    /// First page.
    pub first: u32,
    /// Last page, the first one if there is no other.
    pub last: u32,
}

/// The pages of an article, if it says them and they are numbers.
pub fn pages(article: &Article) -> Option<Pages> {
    let issue = &article.front.issue;
    let first = issue.first_page.as_ref()?.text.trim();
    let digits = first.find(|c: char| c.is_ascii_digit())?;
    let prefix = &first[..digits];
    let first: u32 = first[digits..].parse().ok()?;
    let last = issue.last_page.as_ref().map(|l| l.text.trim());
    let last = last.and_then(|l| l.strip_prefix(prefix).unwrap_or(l).parse().ok());
    // 147–55 is 147–155.
    let last = last.map_or(first, |last: u32| {
        let shortened = 10u32.checked_pow(last.checked_ilog10().unwrap_or(0) + 1).filter(|_| last < first);
        shortened
            .and_then(|power| (first / power).checked_mul(power)?.checked_add(last))
            .filter(|l| *l >= first)
            .unwrap_or(last)
    });
    Some(Pages { prefix: prefix.to_owned(), first, last: last.max(first) })
}

/// The order of articles in an issue, as indices: by pages; those without pages after them, in the order given.
pub fn order(articles: &[&Article]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    let known: Vec<Option<Pages>> = articles.iter().map(|a| pages(a)).collect();
    order.sort_by_key(|at| (known[*at].is_none(), known[*at].clone(), *at));
    order
}

/// The name of the files of an issue: the journal's short name, year, volume and number, as far as they are known.
pub fn name(journal: Option<&str>, issue: &SuppliedIssue) -> Option<String> {
    let parts = [journal, issue.year.as_deref(), issue.volume.as_deref(), issue.number.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    // The name of a journal alone is no name of an issue.
    let known = parts.len() > usize::from(journal.is_some());
    known.then(|| crate::deposit::record::file_name(&parts.join("-")))
}

/// Reads issue.toml, with its faults as one message.
///
/// # Errors
/// [`Error::Journal`] with the place of each fault.
pub fn parse(source: &Source) -> Result<IssueFile, Error> {
    IssueFile::read(source).map_err(|faults| {
        let lines = faults.iter().map(|fault| {
            let place = source.position(fault.span.start);
            format!("line {}, column {}: {}", place.line, place.column, fault.message)
        });
        Error::Journal { path: source.path.clone(), message: lines.collect::<Vec<_>>().join("\n") }
    })
}
