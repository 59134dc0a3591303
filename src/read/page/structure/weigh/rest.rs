//! Evidence on notes, references, what labels announce, and what is left out.

use super::{Kind, Sights, Weighed, quoted};
use crate::notation::labels::LabelKind;
use crate::read::page::{is_capitals, is_ended, marks};

pub(super) fn note(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.3);
    let text = sights.text(i);
    w.pro(marks::note_start(text).is_some(), 2.2, "a raised mark stands before it");
    let number = |j: usize| sights.claimed[j].number.as_deref().and_then(|n| n.parse::<u32>().ok());
    let before = (0..i).rev().take(60).find(|&j| sights.kind(j) == Kind::Note);
    let own = number(i);
    let in_order = match (own, before.and_then(number)) {
        (Some(own), Some(before)) => own == before + 1 || own == 1,
        (Some(own), None) => own == 1,
        _ => false,
    };
    w.pro(in_order, 1.0, "its number follows that of the note before it");
    let called = sights.claimed[i].field.and_then(|n| sights.drafts[n].pointer.strip_prefix("/notes/"));
    let note = called.and_then(|n| n.parse::<usize>().ok()).and_then(|n| sights.article.notes.get(n));
    let is_called = note.is_some_and(|n| !n.marks.is_empty());
    w.pro(is_called, 1.5, "a mark in the text calls it");
    w.con(!is_called, 1.4, Kind::Paragraph, "no mark in the text calls it");
    w.con(own.is_some() && !in_order, 0.7, Kind::Paragraph, "its number does not follow that of the note before it");
    w
}

pub(super) fn list(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.5);
    let found = sights.labels(i).into_iter().find(|l| l.kind == LabelKind::References);
    w.pro(found.is_some(), 2.5, found.map(|l| quoted(sights, i, l.text)).unwrap_or_default());
    let items = (i + 1..sights.units.len()).take(3).any(|j| sights.kind(j) == Kind::Reference);
    w.pro(items, 1.2, "items follow");
    w.con(!items, 1.5, Kind::Heading, "no items follow");
    w
}

/// Whether there is a year in a text.
fn has_year(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|w| w.iter().all(u8::is_ascii_digit) && (w.starts_with(b"1") || w.starts_with(b"20")))
}

pub(super) fn reference(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.3);
    let text = sights.text(i);
    let number = crate::read::page::references::number(text);
    let goes_on = sights.claimed[i].first.is_some();
    if goes_on {
        let before = (0..i).rev().find(|&j| sights.kind(j) == Kind::Reference);
        let ended = before.is_some_and(|j| is_ended(sights.text(j)));
        w.pro(true, 0.8, "it stands in the list and begins no item");
        w.pro(!ended, 1.5, "the item above it ends without a stop");
        let small = text.starts_with(|c: char| c.is_lowercase()) || text.starts_with("http") || text.starts_with("doi");
        w.pro(small, 1.5, "it goes on in small letters, or with an address");
        w.con(ended && !small, 1.0, Kind::Paragraph, "the item above it ends as an item does");
        return w;
    }
    let before = (0..i).rev().take(12).find(|&j| matches!(sights.kind(j), Kind::Reference | Kind::ReferenceList));
    let value = |j: usize| crate::read::page::references::number(sights.text(j)).map(|n| n.0);
    let in_order = match (number.as_ref().map(|n| n.0), before) {
        (Some(1), Some(_)) => true,
        (Some(own), Some(j)) => value(j).is_some_and(|n| n < own && own <= n + 4) || sights.claimed[j].first.is_some(),
        _ => false,
    };
    w.pro(in_order, 2.2, "its number follows that of the item before it");
    w.pro(number.is_some() && !in_order, 0.8, "a number stands before it");
    w.pro(number.is_none() && before.is_some(), 0.8, "it stands in the list");
    w.pro(has_year(text), 1.2, "it has a year");
    w.pro(text.contains("http") || text.contains("doi"), 0.4, "it has an address");
    w.con(!has_year(text) && number.is_none(), 1.0, Kind::Paragraph, "neither a number nor a year is in it");
    w.con(
        number.is_none() && text.starts_with(|c: char| c.is_lowercase()),
        1.2,
        Kind::Continuation,
        "it begins with a small letter",
    );
    w
}

/// What a label announces.
pub(super) fn labelled(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.3);
    let kind = sights.kind(i);
    let text = sights.text(i);
    let wanted: &[LabelKind] = match kind {
        Kind::Citation => &[LabelKind::Citation],
        Kind::AuthorNote => &[LabelKind::AuthorNotes],
        Kind::Acknowledgements => &[LabelKind::Acknowledgements, LabelKind::Contributions, LabelKind::DataAvailability],
        Kind::Funding => &[LabelKind::Funding],
        Kind::Conflict => &[LabelKind::ConflictOfInterest],
        Kind::Appendix => &[LabelKind::Appendix],
        _ => &[],
    };
    let found = sights.labels(i).into_iter().find(|l| wanted.is_empty() || wanted.contains(&l.kind));
    let is_labelled = found.is_some();
    w.pro(is_labelled, 2.7, found.map(|l| quoted(sights, i, l.text)).unwrap_or_default());
    if kind == Kind::Label {
        return w;
    }
    let under = sights.claimed[i].first.is_some();
    w.pro(under && !is_labelled, 2.0, "it stands under the label above");
    w.pro(matches!(kind, Kind::Citation | Kind::AuthorNote) && sights.names_author(text), 1.2, "it names an author");
    if kind == Kind::Appendix {
        let before = sights.above(i).map(|j| sights.kind(j));
        w.pro(!is_labelled, 0.9, "it stands after the list of references");
        w.con(!is_labelled && before == Some(Kind::Reference), 0.8, Kind::Reference, "the list stands right above");
        w.con(!is_labelled, 0.4, Kind::Paragraph, "nothing says that it is an appendix");
    }
    w
}

pub(super) fn left_out(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.3);
    let text = sights.text(i);
    match sights.kind(i) {
        Kind::RunningHead => {
            let times = sights.times(i);
            w.pro(times > 2, 2.8, format!("a line with these words stands on the page {times} times"));
            w.pro(times == 2, 1.5, "a line with the same words comes again");
            w.pro(sights.repeats(i), 1.7, "it says what the title, the authors or the citation block say");
            w.pro(sights.cuts(i), 1.7, "it stands between two halves of a sentence");
            let figures = text.chars().filter(char::is_ascii_digit).count() > 4;
            w.pro(figures, 0.5, "it has figures as of a year and a page");
            let number = text.starts_with(|c: char| c.is_ascii_digit()) || text.ends_with(|c: char| c.is_ascii_digit());
            w.pro(number, 0.5, "a number stands at its side");
            w.con(is_ended(text), 0.7, Kind::Paragraph, "it ends as a sentence does");
            w.con(times == 1 && !sights.repeats(i), 0.7, Kind::Paragraph, "it comes only once");
            w.con(is_capitals(text) && times == 1 && !sights.cuts(i), 0.5, Kind::Heading, "it is in capitals");
        }
        Kind::PageNumber => w.pro(true, 2.7, "figures alone"),
        Kind::Copyright => w.pro(true, 3.2, "it begins with ©"),
        Kind::LeftOut => w.pro(true, 2.7, "the reader was told to"),
        _ => {
            w.pro(text.chars().count() < 6, 1.0, "hardly anything is in it");
            w.con(true, 1.2, Kind::Paragraph, "nothing else takes it");
        }
    }
    w
}
