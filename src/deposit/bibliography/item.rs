//! What the bibliographic formats have in common: an item, described by the variables of CSL.

use crate::article::{Lang, Localised};
use crate::notation::date::Date;

/// What an item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// An article in a journal.
    ArticleJournal,
    /// An article in a newspaper.
    ArticleNewspaper,
    /// A book, or proceedings as a whole.
    Book,
    /// A chapter in a book.
    Chapter,
    /// A paper in proceedings.
    PaperConference,
    /// A thesis.
    Thesis,
    /// A page or site on the web.
    Webpage,
    /// A report.
    Report,
    /// A law, a decree.
    Legislation,
    /// A standard.
    Standard,
    /// A patent.
    Patent,
    /// A file in an archive.
    Manuscript,
    /// Data.
    Dataset,
    /// Anything else.
    #[default]
    Document,
}

/// The name of a person or a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The surname with its particles; empty if `literal` is not.
    pub family: String,
    /// Given names, or initials with stops.
    pub given: String,
    /// `Jr.`, `III`.
    pub suffix: String,
    /// The name of a body, or of a person whose name has no parts.
    pub literal: String,
}

/// When an item was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The day, month or year, or the first year of several.
    pub date: Date,
    /// The last year, of a work that came out over several.
    pub until: Option<u16>,
}

/// A bibliographic item. Every text is plain and on one line; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// The key by which it is cited: ASCII letters and figures, unique over the list.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its language.
    pub lang: Option<Lang>,
    /// The title in its own language.
    pub title: String,
    /// The title in other languages; [`Lang::UND`] where it is not known in which.
    pub other_titles: Vec<Localised<String>>,
    /// The journal, book, proceedings or site that it stands in.
    pub container: String,
    /// The container's name in other languages.
    pub other_containers: Vec<Localised<String>>,
    /// The series.
    pub series: String,
    /// The conference.
    pub event: String,
    /// Where the conference was held.
    pub event_place: String,
    /// The authors, in order.
    pub authors: Vec<Name>,
    /// Whether there are more authors than are named ("et al.").
    pub more_authors: bool,
    /// The editors.
    pub editors: Vec<Name>,
    /// The translators.
    pub translators: Vec<Name>,
    /// When it was published.
    pub issued: Option<Issued>,
    /// When it was looked up.
    pub accessed: Option<Date>,
    /// Volume.
    pub volume: String,
    /// Issue, with the supplement after it.
    pub issue: String,
    /// First page.
    pub first_page: String,
    /// Last page.
    pub last_page: String,
    /// The article number instead of pages.
    pub article_number: String,
    /// The number of pages of the whole.
    pub page_count: String,
    /// The number of a patent or a standard.
    pub number: String,
    /// Publisher; of a thesis the university.
    pub publisher: String,
    /// The publisher's town.
    pub place: String,
    /// Edition as it stands (`2nd ed.`).
    pub edition: String,
    /// DOI without a resolver.
    pub doi: String,
    /// Address.
    pub url: String,
    /// ISBN.
    pub isbn: String,
    /// ISSN, the printed one first.
    pub issns: Vec<String>,
    /// PubMed's number.
    pub pmid: String,
    /// PubMed Central's number.
    pub pmcid: String,
    /// "dissertation", "Decree".
    pub genre: String,
    /// "Electronic resource".
    pub medium: String,
    /// The place in an archive.
    pub archive_location: String,
    /// The keywords in the item's language.
    pub keywords: Vec<String>,
    /// The keywords in other languages.
    pub other_keywords: Vec<Localised<Vec<String>>>,
    /// The abstract in the item's language.
    pub summary: String,
    /// The abstract in other languages.
    pub other_summaries: Vec<Localised<String>>,
    /// Whatever else it says.
    pub note: String,
}

impl Item {
    /// The pages with `dash` between first and last, or the article number; empty if there is neither.
    pub fn pages(&self, dash: &str) -> String {
        match (self.first_page.as_str(), self.last_page.as_str()) {
            ("", _) => self.article_number.clone(),
            (first, "") => first.to_owned(),
            (first, last) if first == last => first.to_owned(),
            (first, last) => format!("{first}{dash}{last}"),
        }
    }
}
