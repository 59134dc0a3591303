//! A conference inside the title of its proceedings: `Event: materials of the 5th conference; 30 October 2016; Minsk`.

use super::cues;
use super::dates;
use super::places;
use super::tokens::{Class, Draft, Tokens};
use crate::article::PartKind;

/// Splits a source at its semicolons, or at its commas (`…: materials of the conference, Minsk, 27 Oct. 2016`): gives the
/// title proper; adds the conference, its date and its place where the source holds them.
pub(super) fn split(draft: &mut Draft<'_>, source: Tokens) -> Tokens {
    by_sign(draft, &source, ';').or_else(|| by_sign(draft, &source, ',')).unwrap_or(source)
}

fn by_sign(draft: &mut Draft<'_>, source: &Tokens, sign: char) -> Option<Tokens> {
    let names_event = |draft: &Draft<'_>, range: Tokens| range.clone().any(|t| cues::is_proceedings(draft.lower(t)));
    let event = source.clone().find(|&t| cues::is_proceedings(draft.lower(t)))?;
    let signs: Vec<usize> = (event..source.end).filter(|&t| draft.sign(t) == sign).collect();
    let mut pieces = Vec::new();
    for (n, &at) in signs.iter().enumerate() {
        pieces.push(at + 1..signs.get(n + 1).copied().unwrap_or(source.end));
    }
    let is_date = |p: &Tokens| {
        (p.start..p.end.min(p.start + 4))
            .any(|t| dates::date(draft, t).is_some_and(|d| d.year.is_some() && d.range.end + 2 >= p.end))
    };
    let dated = pieces.iter().position(is_date)?;
    // The place is after the date, or between the conference and the date.
    let word = |p: &Tokens| p.clone().any(|t| draft.class(t) == Class::Word);
    let is_place =
        |p: &Tokens| word(p) && p.clone().any(|t| places::city(draft, t).is_some() || cues::is_region(draft.lower(t)));
    let place =
        (dated + 1..pieces.len()).find(|&n| word(&pieces[n])).or_else(|| (0..dated).find(|&n| is_place(&pieces[n])));
    // Of what commas part, all pieces from the first of the two on are the event's.
    let first = place.map_or(dated, |p| p.min(dated));
    let name_end = signs[first];
    if sign == ',' && (first + 2 < pieces.len() || !is_place(&pieces[place?])) {
        return None;
    }
    draft.add(PartKind::ConfDate, pieces[dated].clone());
    if let Some(place) = place {
        draft.add(PartKind::ConfLoc, pieces[place].clone());
    }
    // `Title: materials of the conference` has a title of its own; `Materials of the conference` is the title.
    let Some(colon) = (source.start..name_end).find(|&t| draft.sign(t) == ':') else {
        return Some(source.start..name_end);
    };
    if names_event(draft, source.start..colon) {
        return Some(source.start..name_end);
    }
    let mut name = colon + 1;
    // Without `materials of the`.
    if name < name_end && is_kind_of_book(draft.lower(name)) {
        name += 1;
        while matches!(draft.lower(name), "of" | "the" | "da" | "do" | "de" | "des" | "der") && name < name_end {
            name += 1;
        }
    }
    draft.add(PartKind::ConfName, name..name_end);
    Some(source.start..colon)
}

fn is_kind_of_book(word: &str) -> bool {
    matches!(
        word,
        "materials"
            | "proceedings"
            | "papers"
            | "abstracts"
            | "материалы"
            | "матэрыялы"
            | "матеріали"
            | "тезисы"
            | "тэзісы"
            | "тези"
            | "труды"
            | "сборник"
            | "materialy"
            | "tezisy"
            | "trudy"
            | "anais"
            | "actas"
            | "actes"
            | "materiały"
    )
}
