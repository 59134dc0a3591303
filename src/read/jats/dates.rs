//! Dates and the place in the issue: `pub-date`, `history`, `volume` and what follows.

use super::Jats;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{HistoryDate, HistoryEvent, Run};
use crate::notation::date::{self, Date};

impl<'t> Jats<'t> {
    /// `pub-date`: with a month the day the article came out, else the year of its issue.
    pub(super) fn published(&mut self, node: Node<'t>) {
        let kind = node.attribute("date-type").or(node.attribute("pub-type")).unwrap_or("pub").to_lowercase();
        let issue = matches!(kind.as_str(), "collection" | "ppub");
        if !issue && !matches!(kind.as_str(), "pub" | "epub" | "epub-ppub" | "online" | "publication") {
            self.losses.note(node, Fate::Left);
            return;
        }
        let found = self.date(node);
        let exact = found.as_ref().is_some_and(|(date, _)| date.month.is_some());
        if exact && !(issue && kind == "collection") {
            let known = self.article.front.history.iter().any(|entry| entry.event == HistoryEvent::Published);
            if let Some((date, written)) = found.filter(|_| !issue || !known) {
                self.article.front.history.push(HistoryDate { event: HistoryEvent::Published, date, written });
            }
        }
        if (!exact || issue)
            && self.article.front.issue.year.is_none()
            && let Some(year) = node.child("year").map(|year| self.run_of(year)).filter(|year| !year.text.is_empty())
        {
            self.article.front.issue.year = Some(year);
        }
        if let Some(season) = node.child("season") {
            self.losses.note(season, Fate::Left);
        }
    }

    pub(super) fn history(&mut self, node: Node<'t>) {
        for child in node.elements() {
            let event = match child.attribute("date-type").unwrap_or_default() {
                "received" => HistoryEvent::Received,
                "rev-recd" | "revised" => HistoryEvent::Revised,
                "accepted" => HistoryEvent::Accepted,
                _ => {
                    self.losses.note(child, Fate::Left);
                    continue;
                }
            };
            match self.date(child) {
                Some((date, written)) => self.article.front.history.push(HistoryDate { event, date, written }),
                None => self.losses.note(child, Fate::Left),
            }
        }
    }

    /// The date in an element, and the element's bytes as where it stands.
    fn date(&self, node: Node<'t>) -> Option<(Date, Run)> {
        let part = |name| node.child(name).map(|part| self.run_of(part).text).filter(|text| !text.is_empty());
        if let Some(written) = node.child("string-date").map(|written| self.run_of(written)) {
            return date::find(&written.text).map(|(date, _)| (date, written));
        }
        let year = part("year")?;
        let month = part("month").and_then(|month| month.parse().ok().or_else(|| date::month_by_name(&month)));
        let day = part("day").and_then(|day| day.parse::<u8>().ok());
        let written = match (month, day) {
            (Some(month), Some(day)) => format!("{year:0>4}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:0>4}-{month:02}"),
            _ => year,
        };
        // Only the grammar makes dates, so that there is no 31 February.
        let date = match date::find(&written) {
            Some((date, range)) if range == (0..written.len()) => date,
            _ => {
                let year: u16 = written.get(..4)?.parse().ok().filter(|year| (1..=9999).contains(year))?;
                Date { year, month: month.filter(|m| (1..=12).contains(m) && day.is_none()), day: None }
            }
        };
        Some((date, Run::new(written, node.span())))
    }

    pub(super) fn place_in_issue(&mut self, node: Node<'t>) {
        let run = self.run_of(node);
        let issue = &mut self.article.front.issue;
        let place = match node.local() {
            "volume" => &mut issue.volume,
            "issue" => &mut issue.issue,
            "fpage" => &mut issue.first_page,
            "lpage" => &mut issue.last_page,
            "elocation-id" => &mut issue.elocation_id,
            _ => return,
        };
        if run.text.is_empty() {
            return;
        }
        if place.is_some() {
            self.losses.note(node, Fate::Left);
        } else {
            *place = Some(run);
        }
    }
}
