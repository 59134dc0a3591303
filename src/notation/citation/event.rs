//! A conference inside the title of its proceedings: `Event: materials of the 5th conference; 30 October 2016; Minsk`.

use super::cues;
use super::dates;
use super::tokens::{Class, Draft, Tokens};
use crate::article::PartKind;

/// Splits a source at its semicolons: gives the title proper; adds the conference, its date and its place where the source
/// holds them.
pub(super) fn split(draft: &mut Draft<'_>, source: Tokens) -> Tokens {
    let signs: Vec<usize> = source.clone().filter(|&t| draft.sign(t) == ';').collect();
    let Some(&first) = signs.first() else { return source };
    let names_event = |draft: &Draft<'_>, range: Tokens| range.clone().any(|t| cues::is_proceedings(draft.lower(t)));
    if !names_event(draft, source.start..first) {
        return source;
    }
    let mut pieces = Vec::new();
    for (n, &at) in signs.iter().enumerate() {
        pieces.push(at + 1..signs.get(n + 1).copied().unwrap_or(source.end));
    }
    let dated = pieces.iter().position(|p| {
        (p.start..p.end.min(p.start + 4)).any(|t| dates::date(draft, t).is_some_and(|d| d.year.is_some()))
    });
    let Some(dated) = dated else { return source };
    draft.add(PartKind::ConfDate, pieces[dated].clone());
    for (n, piece) in pieces.iter().enumerate() {
        if n == dated + 1 && piece.clone().any(|t| draft.class(t) == Class::Word) {
            draft.add(PartKind::ConfLoc, piece.clone());
        }
    }
    // `Title: materials of the conference` has a title of its own; `Materials of the conference` is the title.
    let Some(colon) = (source.start..first).find(|&t| draft.sign(t) == ':') else { return source.start..first };
    if names_event(draft, source.start..colon) {
        return source.start..first;
    }
    let mut name = colon + 1;
    // Without `materials of the`.
    if name < first && is_kind_of_book(draft.lower(name)) {
        name += 1;
        while matches!(draft.lower(name), "of" | "the" | "da" | "do" | "de" | "des" | "der") && name < first {
            name += 1;
        }
    }
    draft.add(PartKind::ConfName, name..first);
    source.start..colon
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
