//! How a citation begins: the authors or editors, or the body that stands for them.

use super::cues;
use super::dates;
use super::lexicon;
use super::people;
use super::tokens::{Class, Draft, Mark, Tokens};
use crate::article::{Part, PartKind};

/// How the first statement ended, which is how the title will mostly end too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// With a stop.
    #[default]
    Stop,
    /// With a comma.
    Comma,
    /// With a colon.
    Colon,
}

/// The beginning of a citation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head {
    /// The first token after it, signs passed over.
    pub end: usize,
    /// How it ended.
    pub style: Style,
    /// Whether there are authors or editors.
    pub people: bool,
}

/// Claims the number before the item, where it was left in, and the authors.
pub(super) fn claim(draft: &mut Draft<'_>) -> Head {
    let start = past_number(draft);
    draft.claim(0..start, Mark::Remark);
    if let Some(head) = designation(draft, start) {
        return head;
    }
    let named = people::list(draft, start)
        .filter(|p| p.sure && !p.range.clone().any(|t| cues::is_organisation(draft.lower(t))));
    if let Some(found) = named {
        return persons(draft, found);
    }
    if let Some(head) = body_first(draft, start) {
        return head;
    }
    if let Some(found) = people::list(draft, start)
        && accept(draft, &found)
    {
        return persons(draft, found);
    }
    if let Some(head) = repeated(draft, start).or_else(|| body(draft, start)) {
        return head;
    }
    Head { end: start, ..Head::default() }
}

/// A standard or an act at the start has no author.
fn designation(draft: &Draft<'_>, start: usize) -> Option<Head> {
    let standard =
        matches!(draft.word(start), "ГОСТ" | "СТБ" | "ТКП" | "ДСТУ" | "GOST" | "ISO" | "IEC" | "DIN" | "NBR" | "ABNT")
            && (start + 1..start + 4).any(|t| draft.class(t) == Class::Number && t < draft.len());
    let act = super::designations::is_act(draft.lower(start))
        && draft.capital(start)
        && (start + 1..start + 3).any(|t| draft.class(t) == Class::Number || draft.sign(t) == '№');
    (standard || act).then_some(Head { end: start, ..Head::default() })
}

/// The end of an item number (`[13]`, `60.`, `(63)`, `•`) and of stray signs.
fn past_number(draft: &Draft<'_>) -> usize {
    let mut at = 0;
    while matches!(draft.sign(at), '.' | ',' | ';' | ':' | '•' | '·' | '*' | ')' | '†') {
        at += 1;
        if at > 8 {
            return 0;
        }
    }
    let number = |i: usize| {
        draft.class(i) == Class::Number
            && draft.lower(i).len() <= 4
            && (draft.lower(i).len() < 4 || !dates::is_year(draft, i))
    };
    if matches!(draft.sign(at), '[' | '(') && number(at + 1) && matches!(draft.sign(at + 2), ']' | ')') {
        return at + 3;
    }
    if number(at)
        && (draft.capital(at + 1) && draft.spaced(at + 1)
            || matches!(draft.sign(at + 1), '.' | ')')
                && draft.spaced(at + 2)
                && at + 2 < draft.len()
                && draft.class(at + 2) == Class::Word)
    {
        return if draft.capital(at + 1) { at + 1 } else { at + 2 };
    }
    at
}

/// Whether a list at the start are persons, and not the first words of a title.
fn accept(draft: &Draft<'_>, found: &people::People) -> bool {
    let end = found.range.end;
    if found.sure {
        return true;
    }
    if lexicon::role(draft, end).is_some_and(|r| r.kind != PartKind::Authors) {
        return true;
    }
    let known = found
        .persons
        .iter()
        .any(|p| p.range.clone().any(|t| lexicon::is_given_name(draft.lower(t)) || is_patronymic_name(draft.lower(t))));
    let full = found.persons.iter().all(|p| p.form == people::Form::GivenFirst);
    let next = draft.sign(end);
    let year = dates::is_year(draft, end)
        || matches!(next, '(' | '[') && dates::is_year(draft, end + 1)
        || matches!(next, '.' | ',' | ':')
            && (dates::is_year(draft, end + 1) || draft.sign(end + 1) == '(' && dates::is_year(draft, end + 2));
    let quoted = matches!(draft.sign(end + 1), '"' | '“' | '«' | '„' | '\'' | '‘');
    if full {
        // Two or three capitalised words and a stop are mostly a person, in Latin letters at least.
        if found.persons.len() > 1 && found.conjunction && matches!(next, '.' | ',' | ':') && more_follows(draft, end) {
            return true;
        }
        let words: usize = found.persons.iter().map(|p| p.range.len()).sum();
        let latin = found.range.clone().all(|t| !draft.lower(t).chars().any(|c| matches!(c, '\u{400}'..='\u{52f}')));
        return known
            || year
            || quoted
            || latin
                && found.persons.len() == 1
                && words <= 3
                && matches!(next, '.' | ',')
                && more_follows(draft, end);
    }
    // `Surname, Given.`: a comma after the first word and a stop after the second.
    known
        || year
        || quoted
        || matches!(next, '.' | ';' | ':' | '(')
        || found.persons.len() > 1
        || next == ',' && draft.capital(end + 1)
}

/// Whether enough follows for a title.
fn more_follows(draft: &Draft<'_>, end: usize) -> bool {
    (end..draft.len().min(end + 12)).filter(|&t| draft.class(t) == Class::Word && draft.free(t)).count() >= 2
}

fn is_patronymic_name(word: &str) -> bool {
    ["ович", "евич", "овна", "евна", "аўна", "еўна", "авіч", "евіч", "івна"].iter().any(|e| word.ends_with(e))
}

fn persons(draft: &mut Draft<'_>, found: people::People) -> Head {
    let role = lexicon::role(draft, found.range.end);
    let kind = role.as_ref().map_or(PartKind::Authors, |r| r.kind);
    let mut part = found.part(draft, kind);
    let mut end = found.range.end;
    if let Some(role) = &role {
        end = role.range.end;
        people::add_role(draft, &mut part, role.word.clone());
    }
    draft.parts.push(part);
    let mark = if kind == PartKind::Authors { Mark::Authors } else { Mark::Editors };
    finish(draft, found.range.start..end, mark)
}

/// Claims the head and the signs after it.
fn finish(draft: &mut Draft<'_>, range: Tokens, mark: Mark) -> Head {
    let mut end = range.end;
    // `Céline, Louis-Ferdinand (Louis-Ferdinand Destouches).`
    if draft.sign(end) == '('
        && draft.capital(end + 1)
        && dates::date(draft, end + 1).is_none()
        && let Some(close) = draft.closing(end, 12)
        && matches!(draft.sign(close + 1), '.' | ',')
    {
        end = close + 1;
    }
    let last = draft.sign(end.wrapping_sub(1));
    let style = match draft.sign(end) {
        ',' => Style::Comma,
        ':' => Style::Colon,
        '.' => Style::Stop,
        _ if last == '.' => Style::Stop,
        _ => Style::Stop,
    };
    while matches!(draft.sign(end), ',' | '.' | ':' | ';' | '*' | '†') {
        end += 1;
    }
    draft.claim(range.start..end, mark);
    Head { end, style, people: true }
}

/// `———.`, `---`: the author of the item before.
fn repeated(draft: &mut Draft<'_>, start: usize) -> Option<Head> {
    let mut end = start;
    while draft.is_dash(end) || draft.sign(end) == '_' {
        end += 1;
    }
    let long = end - start >= 2 || draft.sign(start) == '—' && matches!(draft.sign(end), '.' | ',');
    if !long {
        return None;
    }
    draft.add(PartKind::Authors, start..end);
    Some(finish(draft, start..end, Mark::Authors))
}

/// A body whose name would otherwise be read as names: `U.S. Department of Transportation`.
fn body_first(draft: &mut Draft<'_>, start: usize) -> Option<Head> {
    let end = statement_end(draft, start)?;
    let words = (start..end).filter(|&t| draft.class(t) == Class::Word).count();
    let cue =
        (start..end).any(|t| cues::is_organisation(draft.lower(t)) && (draft.capital(t) || !draft.lower(t).is_ascii()));
    (cue && draft.capital(start) && words <= 16).then(|| body(draft, start)).flatten()
}

/// Where the first statement ends: at a stop between sentences, a year in brackets, a bracket of another kind.
fn statement_end(draft: &Draft<'_>, start: usize) -> Option<usize> {
    let mut i = start;
    while i < draft.len() && i < start + 40 {
        if !draft.free(i) {
            return None;
        }
        match draft.sign(i) {
            '.' if sentence_stop(draft, i) => return Some(i),
            '(' => {
                if dates::date(draft, i + 1).is_some_and(|d| d.year.is_some()) {
                    return Some(i);
                }
                // `(BR)`, `(WHO)`: of the name.
                let close = draft.closing(i, 8)?;
                i = close;
            }
            '[' | '?' | '!' | ':' | '/' | '"' | '“' | '«' => return None,
            ',' | ';' if dates::date(draft, i + 1).is_some_and(|d| d.year.is_some()) => return Some(i),
            _ => {}
        }
        i += 1;
    }
    None
}

/// Whether the stop at `i` is between sentences, not in an abbreviation or after an initial.
pub(super) fn sentence_stop(draft: &Draft<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    if i + 1 >= draft.len() {
        return true;
    }
    let initial = draft.capital(before) && draft.word(before).chars().count() == 1;
    draft.spaced(i + 1)
        && !initial
        && !lexicon::is_abbreviation(draft.lower(before))
        && (draft.capital(i + 1) || draft.class(i + 1) != Class::Word)
}

/// A body as the author: `Ministério da Saúde (BR).`, `INEP.`, `World Health Organization (WHO). 2012.`
fn body(draft: &mut Draft<'_>, start: usize) -> Option<Head> {
    let mut end = statement_end(draft, start)?;
    let cue = |draft: &Draft<'_>, range: Tokens| {
        range.clone().any(|t| cues::is_organisation(draft.lower(t)) && (draft.capital(t) || !draft.lower(t).is_ascii()))
            || range
                .clone()
                .filter(|&t| draft.class(t) == Class::Word)
                .all(|t| people::all_capitals(draft.word(t)) || lexicon::is_particle(draft.lower(t)))
                && range.clone().any(|t| draft.class(t) == Class::Word && draft.word(t).chars().count() > 1)
    };
    let words = (start..end).filter(|&t| draft.class(t) == Class::Word).count();
    let year_follows = |draft: &Draft<'_>, end: usize| {
        let at = draft.past_stop(end);
        let at = at + usize::from(matches!(draft.sign(at), ',' | ';'));
        dates::is_year(draft, at) || draft.sign(at) == '(' && dates::date(draft, at + 1).is_some()
    };
    // Without a word of bodies, only a name has a capital on every word of weight.
    let year = year_follows(draft, end)
        && (start..end).all(|t| {
            draft.class(t) != Class::Word
                || draft.capital(t)
                || lexicon::is_particle(draft.lower(t))
                || draft.lower(t).chars().count() <= 3
        });
    if !draft.capital(start) || words == 0 || words > 18 || !(cue(draft, start..end) || year && words <= 12) {
        return None;
    }
    // What follows must be able to hold a title: not an address, not a medium.
    let after = draft.past_stop(end);
    let rest = (after..draft.len()).filter(|&t| draft.free(t) && draft.class(t) == Class::Word).count();
    let bracket = !draft.free(after)
        && matches!(draft.marks.get(after), Some(Mark::Medium | Mark::Link | Mark::Access | Mark::Archive));
    if rest < 2 || bracket || draft.sign(after) == '/' {
        return None;
    }
    // `BRASIL. Ministério da Educação.`, `Universidade X. Faculdade Y.`
    let mut levels = 0;
    while !year
        && levels < 3
        && let after = draft.past_stop(end)
        && let Some(second) = statement_end(draft, after)
        && second > after
        && cue(draft, after..second)
        && draft.capital(after)
        && (after..second).filter(|&t| draft.class(t) == Class::Word).count() <= 8
        && statement_end(draft, draft.past_stop(second)).is_some()
    {
        end = second;
        levels += 1;
    }
    let bytes = draft.bytes(start..end);
    let mut group = Part::new(PartKind::Authors, bytes.clone());
    group.parts.push(Part::new(PartKind::Collab, bytes));
    draft.parts.push(group);
    Some(finish(draft, start..end, Mark::Authors))
}
