//! The dates of an article's history, found by their labels.

use std::ops::Range;

use super::LabelKind;
use super::table::{self, Among};
use crate::article::HistoryEvent;
use crate::notation::date::{self, Date};
use crate::notation::fold;

impl LabelKind {
    /// The event of the article's history that the label dates.
    pub fn event(self) -> Option<HistoryEvent> {
        match self {
            LabelKind::Received => Some(HistoryEvent::Received),
            LabelKind::Revised => Some(HistoryEvent::Revised),
            LabelKind::Accepted => Some(HistoryEvent::Accepted),
            LabelKind::Published => Some(HistoryEvent::Published),
            _ => None,
        }
    }
}

/// The dated events in `text` ("Received 27.05.2013. Accepted 11.11.2013."), in order: the event, the bytes of its
/// label, the date, the bytes of the date.
pub fn history(text: &str) -> Vec<(HistoryEvent, Range<usize>, Date, Range<usize>)> {
    /// Bytes between a label and its date: "Статья поступила в редакцию журнала «…»" is long.
    const REACH: usize = 160;
    let mut labels: Vec<(HistoryEvent, Range<usize>)> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    let mut inside_word = false;
    while let Some(c) = text[at..].chars().next() {
        let is_word = c.is_alphanumeric();
        if is_word && !inside_word && !c.is_ascii_digit() {
            found.clear();
            table::match_at(text, at, Among::Events, &mut found);
            let longest = found
                .iter()
                .filter_map(|m| Some((m.chars, m.exact, m.entry.kind.event()?, m.end)))
                .max_by_key(|(chars, exact, event, _)| (*chars, *exact, std::cmp::Reverse(*event as u8)));
            if let Some((.., event, end)) = longest {
                labels.push((event, at..end));
                at = end;
                inside_word = false;
                continue;
            }
        }
        inside_word = is_word || fold::combines(c);
        at += c.len_utf8();
    }
    let mut events = Vec::new();
    for (i, (event, label)) in labels.iter().enumerate() {
        let next = labels.get(i + 1).map_or(text.len(), |(_, next)| next.start);
        let end = fold::floor(text, next.min(label.end + REACH));
        let Some((date, range)) = date::find(&text[label.end..end]) else { continue };
        // The date ends the statement that the label begins: more than the name of a journal between them is prose.
        if text[label.end..label.end + range.start].split_whitespace().count() > 9 {
            continue;
        }
        // A lone year counts only right after the label: elsewhere it is part of a sentence.
        if date.month.is_none() && text[label.end..label.end + range.start].chars().any(char::is_alphanumeric) {
            continue;
        }
        events.push((*event, label.clone(), date, label.end + range.start..label.end + range.end));
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn events(text: &str) -> Vec<String> {
        history(text)
            .into_iter()
            .map(|(event, label, date, range)| {
                format!("{event:?} {} [{}] [{}]", date.iso(), &text[label], &text[range])
            })
            .collect()
    }

    #[test]
    fn histories_are_read() {
        assert_eq!(
            events("Received 27.05.2013. Accepted 11.11.2013."),
            ["Received 2013-05-27 [Received] [27.05.2013]", "Accepted 2013-11-11 [Accepted] [11.11.2013]"]
        );
        assert_eq!(
            events("Поступила в редакцию 12.03.2021, принята к публикации 01.04.2021"),
            [
                "Received 2021-03-12 [Поступила в редакцию] [12.03.2021]",
                "Accepted 2021-04-01 [принята к публикации] [01.04.2021]"
            ]
        );
        assert_eq!(
            events(
                "Статья поступила в редакцию 01.02.2023; одобрена после рецензирования 17.05.2023; принята к публикации 20.05.2023."
            ),
            [
                "Received 2023-02-01 [Статья поступила в редакцию] [01.02.2023]",
                "Revised 2023-05-17 [одобрена после рецензирования] [17.05.2023]",
                "Accepted 2023-05-20 [принята к публикации] [20.05.2023]"
            ]
        );
        assert_eq!(
            events(
                "Article history: Received 1 Jan 2020; Received in revised form 2 Feb 2020; Available online 3 March 2020"
            ),
            [
                "Received 2020-01-01 [Received] [1 Jan 2020]",
                "Revised 2020-02-02 [Received in revised form] [2 Feb 2020]",
                "Published 2020-03-03 [Available online] [3 March 2020]"
            ]
        );
        assert_eq!(
            events("Артыкул паступіў у рэдкалегію 11 траўня 2020 г."),
            ["Received 2020-05-11 [Артыкул паступіў у рэдкалегію] [11 траўня 2020 г.]"]
        );
        assert_eq!(
            events("Надійшла до редакції 11 травня 2020 р."),
            ["Received 2020-05-11 [Надійшла до редакції] [11 травня 2020 р.]"]
        );
        assert_eq!(events("Recebido em 04/11/2014"), ["Received 2014-11-04 [Recebido em] [04/11/2014]"]);
        assert_eq!(events("Wpłynęło 5 maja 2020 r."), ["Received 2020-05-05 [Wpłynęło] [5 maja 2020 r.]"]);
        assert_eq!(events("Eingegangen am 5. Mai 2020"), ["Received 2020-05-05 [Eingegangen am] [5. Mai 2020]"]);
        assert_eq!(events("Reçu le 5 mai 2020"), ["Received 2020-05-05 [Reçu le] [5 mai 2020]"]);
        assert!(events("He received much help; since 2019 nothing was accepted").is_empty());
        assert!(events("Received 31.02.2020").is_empty());
        assert!(
            events("The paper accepted by all of the people who had been in the room that day, 1 May 2020").is_empty()
        );
        assert_eq!(
            events("Статья поступила в редакцию журнала «Вестник БГУ. История» 12.03.2021"),
            ["Received 2021-03-12 [Статья поступила в редакцию журнала] [12.03.2021]"]
        );
    }

    proptest! {
        #[test]
        fn any_text(text in "((received|поступила|accepted on) |\\PC|[0-9]{1,2}\\.0[1-9]\\.2020){0,20}") {
            let mut last = 0;
            for (_, label, _, date) in history(&text) {
                prop_assert!(last <= label.start && label.end <= date.start && date.end <= text.len());
                last = date.end;
            }
        }
    }
}
