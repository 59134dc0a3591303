//! Authors and affiliations, brought together from the author lines of all languages, the citation blocks and the notes
//! on the authors.

use std::ops::Range;

use super::asides::Asides;
use super::blocks::Maker;
use super::finish::name_case;
use super::front::{Block, Front};
use super::people::LineAuthor;
use crate::article::{
    Affiliation, AffiliationPartKind, AffiliationText, Contributor, Front as ArticleFront, Lang, Localised, Part,
    PartKind, PersonName, Run, SelfCitation, Text,
};
use crate::diagnostic::Diagnostic;
use crate::notation::labels::{self, LabelKind};
use crate::notation::{affiliation, email, name, orcid};
use crate::source::Span;

/// Makes contributors and affiliations. `order` lists the front blocks, that of the article's language first.
pub(super) fn contributors(
    maker: &mut Maker<'_, '_>,
    front: &Front,
    order: &[usize],
    asides: &Asides,
    citations: &[SelfCitation],
    out: &mut ArticleFront,
) {
    affiliations(maker, front, order, out);
    // The block that leads: the article's own where it has authors.
    let with_authors: Vec<&Block> = order.iter().map(|&n| &front.blocks[n]).filter(|b| !b.authors.is_empty()).collect();
    let Some(lead) = with_authors.first() else {
        from_citation(citations, out);
        return;
    };
    for (unit, author) in line_authors(lead) {
        let mut contributor = Contributor { corresponding: author.corresponding, ..Contributor::default() };
        contributor.names.push(Localised::new(lead.lang, person(maker, unit, author, lead.lang)));
        out.contributors.push(contributor);
    }
    let count = out.contributors.len();
    for block in &with_authors[1..] {
        let others: Vec<(usize, &LineAuthor)> = line_authors(block).collect();
        if others.len() != count {
            let range = maker.page.range(block.authors[0].0);
            maker.page.diagnostics.push(
                Diagnostic::warning(
                    "read-authors-differ",
                    Span::new(range.start, range.end),
                    format!("{} authors here, {count} in the author line in the other language", others.len()),
                )
                .help("the author lines must name the same authors in the same order"),
            );
        }
        for (contributor, (unit, author)) in out.contributors.iter_mut().zip(others) {
            contributor.corresponding |= author.corresponding;
            contributor.names.push(Localised::new(block.lang, person(maker, unit, author, block.lang)));
        }
    }
    bind_affiliations(&with_authors, out);
    names_from_citations(citations, out);
    notes_on_authors(out);
    contacts(maker, front, asides, out);
    let lead_lang = maker.lang;
    for contributor in &mut out.contributors {
        contributor.bios.sort_by_key(|b| b.lang != lead_lang);
    }
}

fn line_authors(block: &Block) -> impl Iterator<Item = (usize, &LineAuthor)> {
    block.authors.iter().flat_map(|(unit, authors)| authors.iter().map(move |a| (*unit, a)))
}

/// The name of an author of an author line.
fn person(maker: &Maker<'_, '_>, unit: usize, author: &LineAuthor, lang: Lang) -> PersonName {
    let start = maker.page.range(unit).start;
    let place = |r: &Range<usize>| Span::new(start + r.start, start + r.end);
    let shown = &maker.page.text(unit)[author.name.clone()];
    let base = author.name.start;
    let written = Run::new(shown, place(&author.name));
    let at = |r: Range<usize>| base + r.start..base + r.end;
    let parsed = surname_in_capitals(maker, unit, shown).or_else(|| name::parse_person_in(shown, Some(lang)));
    match parsed {
        Some(parsed) => PersonName {
            surname: Run::new(name_case(&shown[parsed.surname.clone()]), place(&at(parsed.surname))),
            given: Run::new(given_case(&shown[parsed.given.clone()]), place(&at(parsed.given))),
            written,
        },
        None => PersonName { surname: written.clone(), given: Run::default(), written },
    }
}

/// The parts of a name whose surname is known by its capitals, because the other names of the line have theirs so:
/// `Jiaxing LI` beside `Yao V ZHANG`.
fn surname_in_capitals(maker: &Maker<'_, '_>, unit: usize, shown: &str) -> Option<name::Name> {
    let is_capitals = |word: &str, least: usize| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters >= least && !word.contains('.') && !word.chars().any(char::is_lowercase)
    };
    let mixed =
        |word: &str| word.chars().any(char::is_lowercase) && word.chars().next().is_some_and(char::is_uppercase);
    if !mixed(shown.split(' ').next()?) {
        return None;
    }
    let line = maker.page.text(unit);
    // So long a word in capitals after a name in small letters is no initials.
    let shows = line.split([',', ';']).any(|name| {
        let mut words = name.split_whitespace();
        // The key after the name is no part of it.
        let bare = |word: &str| word.find(['^', '<', '$', '[']).unwrap_or(word.len());
        words.next().is_some_and(mixed) && words.any(|word| is_capitals(&word[..bare(word)], 5))
    });
    let words: Vec<&str> = shown.split(' ').collect();
    let first = words.iter().rposition(|word| !is_capitals(word, 2)).map_or(0, |at| at + 1);
    // `Paul HGM DIRKS`: initials stand before the surname.
    let vowels = |word: &str| word.chars().any(|c| "AEIOUYÁÉÍÓÚÀÂÊÔÃÕÄÖÜАЕЁИОУЫЭЮЯІЎЇЄ".contains(c));
    let initials = |word: &str| word.chars().count() <= 3 && !vowels(word);
    let first = first + usize::from(words.len() - first > 1 && initials(words[first]));
    if !shows || first == 0 || first >= words.len() {
        return None;
    }
    let start = words[..first].iter().map(|word| word.len() + 1).sum();
    Some(name::Name { surname: start..shown.len(), given: 0..start - 1, suffix: None })
}

/// Given names in capitals in ordinary case; initials stay as they are.
fn given_case(given: &str) -> String {
    let words: Vec<String> = given
        .split(' ')
        .map(|w| if w.contains('.') || w.chars().count() <= 2 { w.to_owned() } else { name_case(w) })
        .collect();
    words.join(" ")
}

/// Without an author line the citation block names the authors.
fn from_citation(citations: &[SelfCitation], out: &mut ArticleFront) {
    for citation in citations {
        for (n, (surname, given)) in cited_names(citation).into_iter().enumerate() {
            let written = Run::new(surname.text.clone(), surname.span);
            let name = Localised::new(citation.lang, PersonName { surname, given, written });
            match out.contributors.get_mut(n) {
                Some(contributor) => contributor.names.push(name),
                None => out.contributors.push(Contributor { names: vec![name], ..Contributor::default() }),
            }
        }
    }
}

/// The authors' names in a citation block.
fn cited_names(citation: &SelfCitation) -> Vec<(Run, Run)> {
    let plain = citation.text.plain();
    let Some(group) = citation.citation.parts.iter().find(|p| p.kind == PartKind::Authors) else { return Vec::new() };
    let run = |p: &Part| Run::new(p.text(&plain), citation.text.slice(p.range()).span());
    group
        .parts
        .iter()
        .filter(|p| p.kind == PartKind::Name)
        .map(|name| {
            let part = |kind| name.parts.iter().find(|p| p.kind == kind).map(&run).unwrap_or_default();
            (part(PartKind::Surname), part(PartKind::GivenNames))
        })
        .collect()
}

/// The citation block writes surnames in ordinary case, where the author line may have capitals.
fn names_from_citations(citations: &[SelfCitation], out: &mut ArticleFront) {
    for citation in citations {
        for (surname, _) in cited_names(citation) {
            for contributor in &mut out.contributors {
                for own in &mut contributor.names {
                    let name = &mut own.value;
                    let same = name.surname.text != surname.text
                        && name.surname.text.to_lowercase() == surname.text.to_lowercase();
                    if same && !name.written.text.contains(&name.surname.text) {
                        name.surname.text = surname.text.clone();
                    }
                }
            }
        }
    }
}

fn affiliations(maker: &mut Maker<'_, '_>, front: &Front, order: &[usize], out: &mut ArticleFront) {
    let blocks: Vec<&Block> = order.iter().map(|&n| &front.blocks[n]).filter(|b| !b.affiliations.is_empty()).collect();
    for block in &blocks {
        for (n, (key, range)) in block.affiliations.iter().enumerate() {
            let text = maker.text(range.clone());
            let parts = affiliation::parts(&text.plain());
            let label = key.as_ref().map(|(label, at)| Run::new(label.clone(), Span::new(at.start, at.end)));
            let variant = Localised::new(block.lang, AffiliationText { label, text, parts });
            let same_count = blocks[0].affiliations.len() == block.affiliations.len();
            match out.affiliations.get_mut(n).filter(|_| same_count) {
                Some(known) if !known.variants.iter().any(|v| v.lang == block.lang) => known.variants.push(variant),
                _ => {
                    let id = format!("aff{}", out.affiliations.len() + 1);
                    out.affiliations.push(Affiliation { id, variants: vec![variant] });
                }
            }
        }
    }
}

/// Binds authors to affiliations by their keys; without keys, all authors to the only affiliation, or author n to
/// affiliation n where there are as many.
fn bind_affiliations(blocks: &[&Block], out: &mut ArticleFront) {
    let ids: Vec<String> = out.affiliations.iter().map(|a| a.id.clone()).collect();
    for block in blocks {
        for (n, (_, author)) in line_authors(block).enumerate() {
            let Some(contributor) = out.contributors.get_mut(n) else { break };
            for key in &author.keys {
                let bound = out.affiliations.iter().find(|a| {
                    a.variants
                        .iter()
                        .any(|v| v.lang == block.lang && v.value.label.as_ref().is_some_and(|l| &l.text == key))
                });
                if let Some(bound) = bound
                    && !contributor.affiliations.contains(&bound.id)
                {
                    contributor.affiliations.push(bound.id.clone());
                }
            }
        }
    }
    if out.contributors.iter().all(|c| c.affiliations.is_empty()) {
        let pairs = ids.len() == out.contributors.len();
        for (n, contributor) in out.contributors.iter_mut().enumerate() {
            contributor.affiliations = match ids.as_slice() {
                [] => Vec::new(),
                [only] => vec![only.clone()],
                _ if pairs => vec![ids[n].clone()],
                _ => Vec::new(),
            };
        }
    }
    // An e-mail in an affiliation that only one author has is that author's.
    for affiliation in &out.affiliations {
        let mut bound = out.contributors.iter_mut().filter(|c| c.affiliations.contains(&affiliation.id));
        let (Some(one), None) = (bound.next(), bound.next()) else { continue };
        for variant in &affiliation.variants {
            let plain = variant.value.text.plain();
            let found = variant.value.parts.iter().find(|p| p.kind == AffiliationPartKind::Email);
            if let Some(part) = found
                && one.email.is_none()
            {
                let range = part.start as usize..part.end as usize;
                let span = variant.value.text.slice(range.clone()).span();
                one.email = plain.get(range).map(|e| Run::new(e, span));
            }
        }
    }
}

/// The notes on the authors: names in full, e-mail, ORCID; the whole note is the author's biography in its language.
fn notes_on_authors(out: &mut ArticleFront) {
    let notes = std::mem::take(&mut out.author_notes);
    for note in &notes {
        let single = note.paragraphs.len() == 1 && out.contributors.len() == 1;
        for text in &note.paragraphs {
            let plain = text.plain();
            let named = named_at_start(&plain);
            let index = match &named {
                Some((name, _)) => out.contributors.iter().position(|c| {
                    c.names.iter().any(|n| name::same_surname(&n.value.surname.text, &plain[name.surname.clone()]))
                }),
                None => None,
            };
            let Some(index) = index.or(single.then_some(0)) else { continue };
            let contributor = &mut out.contributors[index];
            if let Some((name, _)) = &named {
                full_name(contributor, &plain, name, text, note.lang);
            }
            mail_and_orcid(contributor, &plain, text);
            contributor.bios.push(Localised::new(note.lang, text.clone()));
        }
    }
    out.author_notes = notes;
}

/// The name at the start of a note: up to the first dash, comma, bracket or stop that can end a name.
fn named_at_start(plain: &str) -> Option<(name::Name, usize)> {
    const ENDS: &[&str] = &[" – ", " — ", " - ", ", ", "; ", " (", ": ", "\n"];
    let mut ends: Vec<usize> = ENDS.iter().filter_map(|e| plain.find(e)).collect();
    ends.sort_unstable();
    // `Surname, Given names, degree`: the first comma may stand inside the name.
    let comma =
        plain.find(", ").and_then(|first| plain[first + 2..].find([',', '–', '(']).map(|next| first + 2 + next));
    for end in ends.into_iter().take(1).chain(comma) {
        let head = plain[..end].trim_end();
        if head.chars().count() <= 70
            && head.split_whitespace().count() >= 2
            && let Some(name) = name::parse_person(head)
        {
            return Some((name, end));
        }
    }
    None
}

/// Takes the full name of a note over where it can be the same person's as the name in the author line.
fn full_name(contributor: &mut Contributor, plain: &str, name: &name::Name, text: &Text, lang: Lang) {
    let given = &plain[name.given.clone()];
    let surname = &plain[name.surname.clone()];
    let Some(own) = contributor.names.iter_mut().find(|n| n.lang == lang) else {
        let written = text.slice(name.given.start.min(name.surname.start)..name.surname.end.max(name.given.end));
        contributor.names.push(Localised::new(
            lang,
            PersonName {
                surname: Run::new(surname, text.slice(name.surname.clone()).span()),
                given: Run::new(given, text.slice(name.given.clone()).span()),
                written: Run::new(written.plain(), written.span()),
            },
        ));
        return;
    };
    let known = &own.value;
    let longer = given.chars().count() > known.given.text.chars().count();
    if longer
        && name::same_surname(&known.surname.text, surname)
        && (known.given.text.is_empty() || name::initials_agree(&known.given.text, given))
    {
        own.value.given = Run::new(given, text.slice(name.given.clone()).span());
    }
}

fn mail_and_orcid(contributor: &mut Contributor, plain: &str, text: &Text) {
    if contributor.email.is_none()
        && let Some((value, range)) = email::find(plain)
    {
        contributor.email = Some(Run::new(value, text.slice(range).span()));
    }
    if contributor.orcid.is_none()
        && let Some((value, range)) = orcid::find(plain)
    {
        contributor.orcid = Some(Run::new(value.value, text.slice(range).span()));
    }
}

/// Lines with an e-mail or ORCID: each belongs to the author who is named before it, else to the only one, else to the one
/// whose surname the address holds, else to the corresponding author.
fn contacts(maker: &mut Maker<'_, '_>, front: &Front, asides: &Asides, out: &mut ArticleFront) {
    let units: Vec<usize> =
        front.blocks.iter().flat_map(|b| b.contacts.iter().copied()).chain(asides.contacts.iter().copied()).collect();
    for unit in units {
        let range = maker.page.range(unit);
        let text = maker.text(range.clone());
        let plain = text.plain();
        let corresponding = plain.starts_with('*')
            || maker.page.labels(unit).iter().any(|l| l.kind == LabelKind::Correspondence)
            || labels::at_start(plain.trim_start_matches(['*', ' ']))
                .iter()
                .any(|l| l.kind == LabelKind::Correspondence);
        let mut found: Vec<(bool, String, Range<usize>)> = email::find_all(&plain)
            .map(|(value, range)| (true, value, range))
            .chain(orcid::find_all(&plain).map(|(found, range)| (false, found.value, range)))
            .collect();
        found.sort_by_key(|f| f.2.start);
        let mut from = 0;
        for (is_mail, value, range_of) in found {
            let before = plain.get(from..range_of.start).unwrap_or("").to_lowercase();
            let whole = plain.to_lowercase();
            from = range_of.end;
            let named = |text: &str| {
                let mut named = (0..out.contributors.len()).filter(|&n| {
                    out.contributors[n].names.iter().any(|name| text.contains(&name.value.surname.text.to_lowercase()))
                });
                named.next().filter(|_| named.next().is_none())
            };
            let index = named(&before)
                .or_else(|| named(&whole))
                .or((out.contributors.len() == 1).then_some(0))
                .or_else(|| if is_mail { by_mail(&value, out) } else { None })
                .or_else(|| out.contributors.iter().position(|c| c.corresponding && is_mail && c.email.is_none()));
            let span = text.slice(range_of).span();
            match index {
                Some(n) => {
                    let contributor = &mut out.contributors[n];
                    let place = if is_mail { &mut contributor.email } else { &mut contributor.orcid };
                    place.get_or_insert(Run::new(value, span));
                    contributor.corresponding |= corresponding && is_mail;
                }
                None => maker.page.diagnostics.push(
                    Diagnostic::warning(
                        "read-contact",
                        span,
                        format!("it is not clear whose {value} is; it is left out"),
                    )
                    .help("write the author's name in the same line, before it"),
                ),
            }
        }
    }
}

/// The author whose surname an e-mail address begins with or holds.
fn by_mail(value: &str, out: &ArticleFront) -> Option<usize> {
    let user = value.split('@').next()?.to_lowercase();
    out.contributors.iter().position(|c| {
        c.names.iter().any(|n| {
            let surname = n.value.surname.text.to_lowercase();
            surname.chars().count() > 3 && user.contains(&surname)
        })
    })
}
