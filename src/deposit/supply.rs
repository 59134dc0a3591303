//! What the person who deposits says of an article, put into the article itself, so that its JATS, its EPUB and every
//! deposit say the same.

use crate::article::{Article, HistoryDate, HistoryEvent, Identifier, IssueData, Run};
use crate::notation::date::Date;
use crate::source::Span;

use super::Supplied;

/// What is said of a whole issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuppliedIssue {
    /// Year.
    pub year: Option<String>,
    /// Volume.
    pub volume: Option<String>,
    /// Number.
    pub number: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
}

/// Puts what was supplied into the article: the DOI over the article's own, and of the issue what the article leaves open.
pub fn supply(article: &mut Article, supplied: &Supplied, issue: &SuppliedIssue) {
    let front = &mut article.front;
    if let Some(doi) = &supplied.doi {
        front.identifiers.retain(|i| !i.scheme.eq_ignore_ascii_case("doi"));
        front.identifiers.insert(0, Identifier { scheme: "doi".into(), value: made(doi) });
    }
    let fill = |place: &mut Option<Run>, value: &Option<String>| {
        if place.as_ref().is_none_or(|run| run.text.trim().is_empty()) {
            *place = value.as_ref().map(|v| made(v)).or(place.take());
        }
    };
    let IssueData { year, volume, issue: number, .. } = &mut front.issue;
    fill(year, &issue.year);
    fill(volume, &issue.volume);
    fill(number, &issue.number);
    if let Some(date) = issue.published
        && front.history.iter().all(|h| h.event != HistoryEvent::Published)
    {
        front.history.push(HistoryDate { event: HistoryEvent::Published, date, written: made(&date.iso()) });
    }
}

fn made(text: &str) -> Run {
    Run::new(text, Span::NONE)
}
