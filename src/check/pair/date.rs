//! A date of an item differs between the two lists, or between a romanised title and its translation.
//!
//! ## What it does
//! Compares the day, month and year of the event in the item of the first list, in the romanised form, and in the
//! translation in brackets; and the dates of access.
//!
//! ## Why it matters
//! One of them is wrong, and the event cannot be found by it.
//!
//! ## Example
//! ```text
//! Voda i kamen’: materialy konferentsii; 30 oktyabrya 2006 g.; Minsk [Water and stone: materials of the conference;
//! 30 October 2016; Minsk].
//! ```
//! Use instead:
//! ```text
//! Voda i kamen’: materialy konferentsii; 30 oktyabrya 2006 g.; Minsk [Water and stone: materials of the conference;
//! 30 October 2006; Minsk].
//! ```

use std::ops::Range;

use super::partners::partners;
use crate::article::PartKind;
use crate::check::reference::items::Item;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::date::month_by_name;
use crate::notation::romanisation::{self, System};

/// The rule.
pub const RULE: Rule = Rule {
    id: "pair-date",
    severity: Severity::Error,
    summary: ["A date differs between the forms of an item", "Дата в описаниях одного источника различается"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(partners) = partners(subject) else { return };
    for (one, two) in partners.iter() {
        let (original, romanised) = (event(one), event(two));
        let translated = [one, two].map(translation);
        if let (Some(a), Some(b)) = (&original, &romanised) {
            compare(subject, findings, (one, a), (two, b), false);
        }
        for (item, own, translated) in [(one, &original, &translated[0]), (two, &romanised, &translated[1])] {
            let Some(translated) = translated else { continue };
            // A form without a date outside the brackets is compared with the other list.
            match (own, &original) {
                (Some(own), _) => compare(subject, findings, (item, own), (item, translated), true),
                (None, Some(first)) => compare(subject, findings, (one, first), (item, translated), false),
                (None, None) => {}
            }
        }
        missing(subject, findings, one, two, &original, romanised.as_ref().or(translated[1].as_ref()));
        access(subject, findings, one, two);
    }
}

/// The date of an event: the days, the month, the year, each with its place in the item.
#[derive(Debug, Default)]
struct Event {
    days: Vec<(u32, Range<usize>)>,
    months: Vec<(u32, Range<usize>)>,
    year: Option<(u32, Range<usize>)>,
    whole: Range<usize>,
}

/// The date in the bytes `range` of a text: figures and names of months, in Cyrillic, romanised or translated.
fn read(plain: &str, range: Range<usize>) -> Option<Event> {
    let text = plain.get(range.clone())?;
    let mut event = Event { whole: range.clone(), ..Event::default() };
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let place = range.start + at..range.start + at + bare.len();
        at += word.len();
        if bare.is_empty() {
            continue;
        }
        if bare.bytes().all(|b| b.is_ascii_digit()) {
            match (bare.len(), bare.parse().ok()) {
                (1 | 2, Some(day)) => event.days.push((day, place)),
                (4, Some(year)) if event.year.is_none() => event.year = Some((year, place)),
                _ => return None,
            }
        } else if let Some(month) = month(bare) {
            event.months.push((month, place));
        }
    }
    // A year alone is part of many a title.
    (!event.months.is_empty() && (event.year.is_some() || !event.days.is_empty())).then_some(event)
}

fn event(item: &Item<'_>) -> Option<Event> {
    read(item.plain(), item.part(PartKind::ConfDate)?.range())
}

/// The date in the translation of the source.
fn translation(item: &Item<'_>) -> Option<Event> {
    let range = item.part(PartKind::TransSource)?.range();
    let text = item.plain().get(range.clone())?;
    let mut at = range.start;
    for part in text.split(';') {
        let own = at..at + part.len();
        at += part.len() + 1;
        // In a title a month may be part of the name of a thing.
        if own.start > range.start
            && let Some(event) = read(item.plain(), own)
        {
            return Some(event);
        }
    }
    None
}

/// The month that a word names, romanised too.
fn month(word: &str) -> Option<u32> {
    const GENITIVES: [&str; 12] = [
        "января студзеня січня",
        "февраля лютага лютого",
        "марта сакавіка березня",
        "апреля красавіка квітня",
        "мая траўня травня",
        "июня чэрвеня червня",
        "июля ліпеня липня",
        "августа жніўня серпня",
        "сентября верасня вересня",
        "октября кастрычніка жовтня",
        "ноября лістапада листопада",
        "декабря снежня грудня",
    ];
    if let Some(month) = month_by_name(word) {
        return Some(month.into());
    }
    if word.chars().count() < 3 || word.len() > 24 {
        return None;
    }
    let latin = romanisation::normal(word);
    let fits =
        |name: &str| romanisation::align(name, &latin, &|_, _| true).is_some_and(|alignment| alignment.faults == 0);
    // The first letter leaves few to be tried.
    let starts = |name: &str| romanisation::romanise(System::Bs2979, name).chars().next() == latin.chars().next();
    (1..).zip(GENITIVES).find(|(_, names)| names.split(' ').any(|name| starts(name) && fits(name))).map(|(n, _)| n)
}

/// Tells the first thing in which two dates of one event differ.
fn compare(
    subject: &Subject<'_>,
    findings: &mut Findings,
    first: (&Item<'_>, &Event),
    second: (&Item<'_>, &Event),
    inside: bool,
) {
    let ui = subject.ui;
    let ((one, a), (two, b)) = (first, second);
    let values = |list: &[(u32, Range<usize>)]| list.iter().map(|(value, _)| *value).collect::<Vec<_>>();
    let year = matches!((&a.year, &b.year), (Some((a, _)), Some((b, _))) if a != b);
    let months = values(&a.months) != values(&b.months);
    let mut days = (values(&a.days), values(&b.days));
    days.0.sort_unstable();
    days.1.sort_unstable();
    let place = |event: &Event| {
        if year {
            event.year.as_ref().map(|(_, range)| range.clone())
        } else if months {
            event.months.first().map(|(_, range)| range.clone())
        } else {
            event.days.first().map(|(_, range)| range.start..event.days.last().map_or(range.end, |(_, r)| r.end))
        }
    };
    if !year && !months && days.0 == days.1 {
        return;
    }
    let (there, here) = (one.plain()[a.whole.clone()].trim(), two.plain()[b.whole.clone()].trim());
    let message = if inside {
        say!(
            ui,
            "{}: the translation has the date “{here}”, the title before it “{there}”",
            "{}: в переводе дата «{here}», а в самом заглавии «{there}»",
            two.name(ui)
        )
    } else {
        say!(
            ui,
            "{}: the date of the event is “{here}” here, “{there}” in the other list",
            "{}: дата события здесь «{here}», в другом списке «{there}»",
            two.name(ui)
        )
    };
    let help = ui.of("one of the two is wrong: check both", "одна из дат неверна: проверьте обе");
    let span = two.piece.span(place(b).unwrap_or_else(|| b.whole.clone()));
    let other = one.piece.span(place(a).unwrap_or_else(|| a.whole.clone()));
    findings.add(findings.at(span, message).help(help).related(other, ui.of("the other date", "другая дата")));
}

/// A date that one list has and the other has not.
fn missing(
    subject: &Subject<'_>,
    findings: &mut Findings,
    one: &Item<'_>,
    two: &Item<'_>,
    first: &Option<Event>,
    second: Option<&Event>,
) {
    let ui = subject.ui;
    let (item, other, event) = match (first, second) {
        (Some(event), None) => (two, one, event),
        (None, Some(event)) => (one, two, event),
        _ => return,
    };
    let Some(name) = item.part(PartKind::Source) else { return };
    // A date that was not understood may still stand there.
    let year = event.year.as_ref().map(|(year, _)| year.to_string());
    let printed = item.part(PartKind::Year).map(|year| year.range().start);
    if year.is_none_or(|year| item.plain().match_indices(&year).any(|(at, _)| Some(at) != printed)) {
        return;
    }
    let date = other.plain()[event.whole.clone()].trim();
    let message = say!(
        ui,
        "{}: the event has no date here, but in the other list ({date})",
        "{}: здесь нет даты события, в другом списке она есть ({date})",
        item.name(ui)
    );
    let help = ui.of("add it, or take it out of the other list", "добавьте её или уберите из другого списка");
    let related = ui.of("in the other list", "в другом списке");
    let mut finding = findings.at(item.span(name), message).help(help);
    finding = finding.related(other.piece.span(event.whole.clone()), related);
    finding.severity = Severity::Warning;
    findings.add(finding);
}

fn access(subject: &Subject<'_>, findings: &mut Findings, one: &Item<'_>, two: &Item<'_>) {
    let ui = subject.ui;
    let (Some(a), Some(b)) = (one.part(PartKind::AccessDate), two.part(PartKind::AccessDate)) else { return };
    let (Some(first), Some(second)) = (&a.value, &b.value) else { return };
    if first == second {
        return;
    }
    let (there, here) = (a.text(one.plain()), b.text(two.plain()));
    let message = say!(
        ui,
        "{}: the date of access is “{here}” here, “{there}” in the other list",
        "{}: дата обращения здесь «{here}», в другом списке «{there}»",
        two.name(ui)
    );
    let help = ui.of("make the two lists agree", "приведите оба списка в соответствие");
    let related = ui.of("in the other list", "в другом списке");
    findings.add(findings.at(two.span(b), message).help(help).related(one.span(a), related));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_either_script() {
        for (word, expected) in [
            ("октября", Some(10)),
            ("oktyabrya", Some(10)),
            ("oktiabria", Some(10)),
            ("kastrychnika", Some(10)),
            ("iyunya", Some(6)),
            ("ijulja", Some(7)),
            ("marta", Some(3)),
            ("zhovtnia", Some(10)),
            ("sichnia", Some(1)),
            ("Tuesday", None),
            ("g", None),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
    }

    #[test]
    fn dates_are_read_with_their_places() {
        let text = "27–28 iyunya 2002 g.";
        let event = read(text, 0..text.len()).unwrap();
        assert_eq!(event.days, [(27, 0..2), (28, 5..7)]);
        assert_eq!(event.months, [(6, 8..14)]);
        assert_eq!(event.year, Some((2002, 15..19)));
        assert!(read("NATO in 2002", 0..12).is_none());
    }
}
