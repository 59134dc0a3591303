//! What is cited, and so what its titles are called.

use super::cues;
use super::event;
use super::people;
use super::places;
use super::segments::{Facts, Label, Segment};
use super::tokens::{Class, Draft, Mark, Tokens};
use crate::article::{PartKind, PublicationType};

/// The kind of publication.
pub(super) fn kind(draft: &Draft<'_>, segments: &[Segment], facts: &Facts) -> PublicationType {
    let has = |label: Label| segments.iter().any(|s| s.label == label);
    let part = |kind: PartKind| draft.parts.iter().any(|p| p.kind == kind);
    let source: Option<&Segment> = segments.iter().find(|s| s.label == Label::Source);
    let in_source = |class: fn(&str) -> bool| source.is_some_and(|s| s.tokens.clone().any(|t| class(draft.lower(t))));
    let genre = genre(draft);
    if part(PartKind::Archive) {
        return PublicationType::Archival;
    }
    if let Some(kind) = draft.kind.or(genre) {
        return kind;
    }
    let title = has(Label::Title);
    if source.is_some()
        && in_source(cues::is_proceedings)
        && !(part(PartKind::Volume) && part(PartKind::FirstPage) && in_source(cues::is_journal) && !facts.host)
    {
        return PublicationType::Conference;
    }
    if source.is_some() {
        let published = has(Label::Publisher) || has(Label::Place) && !part(PartKind::Volume) && !part(PartKind::Issue);
        if part(PartKind::Day)
            && !published
            && !part(PartKind::Editors)
            && !part(PartKind::Volume)
            && !part(PartKind::Issue)
        {
            return PublicationType::Newspaper;
        }
        if facts.host && (published || part(PartKind::Editors)) && !part(PartKind::Issue) {
            return PublicationType::Chapter;
        }
        if part(PartKind::Volume) || part(PartKind::Issue) {
            return PublicationType::Journal;
        }
        if in_source(cues::is_newspaper) && (part(PartKind::Day) || part(PartKind::Month))
            || part(PartKind::Day) && !facts.host
        {
            return PublicationType::Newspaper;
        }
        if in_source(cues::is_journal) {
            return PublicationType::Journal;
        }
        if published && title {
            return PublicationType::Chapter;
        }
        if part(PartKind::FirstPage) {
            return if facts.host { PublicationType::Chapter } else { PublicationType::Journal };
        }
        if part(PartKind::Url) {
            return PublicationType::Webpage;
        }
        return if title { PublicationType::Journal } else { PublicationType::Book };
    }
    if has(Label::Publisher)
        || has(Label::Place)
        || part(PartKind::PageCount)
        || part(PartKind::Edition)
        || part(PartKind::Isbn)
    {
        return PublicationType::Book;
    }
    if facts.link && !part(PartKind::Doi) || part(PartKind::AccessDate) || part(PartKind::Medium) {
        return PublicationType::Webpage;
    }
    if title && part(PartKind::Year) && facts.head.people && !part(PartKind::Volume) && !part(PartKind::FirstPage) {
        return PublicationType::Book;
    }
    if part(PartKind::Volume) && (part(PartKind::FirstPage) || part(PartKind::Issue)) {
        return PublicationType::Journal;
    }
    PublicationType::Other
}

fn genre(draft: &Draft<'_>) -> Option<PublicationType> {
    let part = draft.parts.iter().find(|p| p.kind == PartKind::Genre)?;
    let text = draft.text.get(part.range())?.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|w| text.contains(w));
    Some(if any(&["patent"]) {
        PublicationType::Patent
    } else if any(&["report", "rep", "paper", "memorandum", "relatório", "rapport", "bericht", "note"])
        || text.starts_with("tr")
    {
        PublicationType::Report
    } else if any(&[
        "thes",
        "diss",
        "tese",
        "tesis",
        "thèse",
        "дис",
        "дыс",
        "автореф",
        "аўтарэф",
        "arbeit",
        "schrift",
        "mémoire",
        "monografia",
        "trabalho",
        "praca",
        "rozprawa",
        "dis",
        "avtoref",
        "ph",
    ]) {
        PublicationType::Thesis
    } else {
        return None;
    })
}

/// Gives the segments their names.
pub(super) fn name_parts(draft: &mut Draft<'_>, segments: &[Segment], kind: PublicationType) {
    let has_source = segments.iter().any(|s| s.label == Label::Source);
    let title_kind = title_kind(draft, segments, kind, has_source);
    let mut last = None;
    if let Some(title) = draft.title.clone() {
        draft.add(title_kind, title);
    }
    for segment in segments {
        let tokens = segment.tokens.clone();
        match segment.label {
            Label::Title => {
                last = Some(title_kind);
                if title_kind == PartKind::Source {
                    let proper = event::split(draft, tokens);
                    draft.add(PartKind::Source, proper);
                } else {
                    draft.add(title_kind, tokens);
                }
            }
            Label::Source => {
                last = Some(PartKind::Source);
                let tokens = last_stop(draft, tokens);
                let proper = event::split(draft, tokens);
                // `Voprosy istorii = Questions of history`
                match proper.clone().find(|&t| draft.sign(t) == '=' && t > proper.start && t + 1 < proper.end) {
                    Some(sign) => {
                        draft.add(PartKind::Source, proper.start..sign);
                        draft.add(PartKind::TransSource, sign + 1..proper.end);
                    }
                    None => draft.add(PartKind::Source, proper),
                }
            }
            Label::Translation => {
                let kind = if last == Some(PartKind::Source) { PartKind::TransSource } else { PartKind::TransTitle };
                draft.add(kind, tokens);
            }
            Label::Series => {
                let tokens = series_number(draft, tokens);
                draft.add(PartKind::Series, tokens);
            }
            Label::Publisher => {
                let (name, place) = publisher_and_place(draft, tokens);
                draft.add(PartKind::Publisher, name);
                draft.add(PartKind::PublisherLoc, place);
            }
            Label::Place => draft.add(PartKind::PublisherLoc, tokens),
            Label::Other => {}
        }
    }
}

/// The stop after the last word of a source is its own where other words have one (`Rev. Pesqui. Qual.`), and the
/// sentence's where none has (`Int J Rheum Dis.`).
fn last_stop(draft: &Draft<'_>, tokens: Tokens) -> Tokens {
    let last = tokens.end - 1;
    let stops = tokens.clone().filter(|&t| draft.sign(t) == '.').count();
    let words = tokens.clone().filter(|&t| draft.class(t) == Class::Word).count();
    if draft.sign(last) == '.' {
        return if stops == 1 && words > 1 { tokens.start..last } else { tokens };
    }
    let own = stops * 2 >= words && stops > 0 && draft.sign(tokens.end) == '.' && draft.free(tokens.end);
    tokens.start..tokens.end + usize::from(own)
}

/// `Lecture Notes in Computer Science 392`: the number is the volume, where there is none yet.
fn series_number(draft: &mut Draft<'_>, tokens: Tokens) -> Tokens {
    let last = tokens.end - 1;
    if tokens.len() < 3 || draft.class(last) != Class::Number || draft.parts.iter().any(|p| p.kind == PartKind::Volume)
    {
        return tokens;
    }
    draft.add(PartKind::Volume, last..tokens.end);
    let end = if draft.class(last - 1) == Class::Sign { last - 1 } else { last };
    tokens.start..end
}

/// `Springer Berlin`: a publisher and its town without a sign between them.
fn publisher_and_place(draft: &Draft<'_>, tokens: Tokens) -> (Tokens, Tokens) {
    for cut in tokens.start + 1..tokens.end {
        let sure = tokens.start..cut;
        if places::city(draft, cut) == Some(tokens.end)
            && draft.capital(cut - 1)
            && matches!(
                draft.lower(cut - 1),
                "press"
                    | "verlag"
                    | "springer"
                    | "publishers"
                    | "publishing"
                    | "wiley"
                    | "elsevier"
                    | "inc"
                    | "ltd"
                    | "co"
                    | "books"
                    | "publications"
                    | "sons"
                    | "kluwer"
            )
        {
            return (sure, cut..tokens.end);
        }
    }
    let end = tokens.end;
    (tokens, end..end)
}

/// What the title of the cited thing itself is called.
fn title_kind(draft: &Draft<'_>, segments: &[Segment], kind: PublicationType, has_source: bool) -> PartKind {
    match kind {
        PublicationType::Book if !has_source => PartKind::Source,
        PublicationType::Thesis
        | PublicationType::Report
        | PublicationType::Standard
        | PublicationType::Patent
        | PublicationType::Legal
            if !has_source =>
        {
            PartKind::Source
        }
        PublicationType::Chapter | PublicationType::Conference if has_source => PartKind::ChapterTitle,
        // The name of a body is the name of its site.
        PublicationType::Webpage if !has_source && is_site(draft, segments) => PartKind::Source,
        _ => PartKind::ArticleTitle,
    }
}

fn is_site(draft: &Draft<'_>, segments: &[Segment]) -> bool {
    let Some(title) = segments.iter().find(|s| s.label == Label::Title).map(|s| s.tokens.clone()) else { return false };
    let cue = |t: usize| {
        cues::is_organisation(draft.lower(t)) && !people::all_capitals(draft.word(t))
            || matches!(draft.lower(t), "сайт" | "портал" | "site" | "website" | "portal" | "homepage" | "вэб-сайт")
    };
    !draft.marks.contains(&Mark::Authors)
        && title.len() <= 12
        && title.clone().all(|t| !matches!(draft.sign(t), ':' | ',' | '?'))
        && (title.clone().take(3).any(cue) || title.clone().last().is_some_and(cue))
}
