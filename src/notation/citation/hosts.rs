//! What a part stands in (`In:`, `В:`, `//`) and whose work it is besides the authors': editors, translators, the
//! statement of responsibility of GOST R 7.0.5.

use super::cues;
use super::head::Head;
use super::lexicon::{self, Role};
use super::people::{self, People};
use super::places;
use super::tokens::{Class, Draft, Mark, Tokens};
use crate::article::{Part, PartKind};

/// How many statements of editors and translators are looked for: a citation has two, perhaps three.
const MAX_ROLES: usize = 6;

/// Claims hosts, editors and translators.
pub(super) fn claim(draft: &mut Draft<'_>, head: &Head) {
    double_slash(draft, head.end);
    responsibility(draft, head);
    in_host(draft, head.end);
    roles(draft, head.end);
}

/// `//` before the host.
fn double_slash(draft: &mut Draft<'_>, from: usize) {
    let found = (from..draft.len()).find(|&i| draft.sign(i) == '/' && draft.sign(i + 1) == '/' && !draft.spaced(i + 1));
    if let Some(i) = found.filter(|&i| draft.all_free(i..i + 2)) {
        draft.claim(i..i + 2, Mark::Host);
    }
}

/// ` / А. А. Иванов ; под ред. Б. Б. Петрова. —`
fn responsibility(draft: &mut Draft<'_>, head: &Head) {
    let slash =
        |draft: &Draft<'_>, i: usize| draft.sign(i) == '/' && draft.free(i) && draft.spaced(i) && draft.spaced(i + 1);
    let mut i = head.end;
    let mut done = 0;
    while i < draft.len() && done < MAX_ROLES {
        if !slash(draft, i) {
            i += 1;
            continue;
        }
        done += 1;
        let end = (i + 1..draft.len())
            .find(|&t| !draft.free(t) || draft.is_dash(t) && draft.spaced(t) && draft.spaced(t + 1) || slash(draft, t))
            .unwrap_or(draft.len());
        i = if statements(draft, i, end) { end } else { i + 1 };
    }
}

/// The statements between a slash and `end`, parted by semicolons. Says whether they were understood.
fn statements(draft: &mut Draft<'_>, slash: usize, end: usize) -> bool {
    let mut at = slash + 1;
    let mut last = at;
    let mut known = false;
    while at < end {
        let (from, kind) = lexicon::role_before(draft, at).unwrap_or((at, PartKind::Authors));
        let role = at..from - usize::from(from > at && draft.sign(from - 1) == ':');
        let after = match people::list(draft, from) {
            Some(found) if found.range.end <= end && (found.sure || kind != PartKind::Authors) => {
                let stop = found.range.end;
                let already = draft.parts.iter().any(|p| p.kind == PartKind::Authors);
                if kind != PartKind::Authors || !already {
                    group(draft, &found, kind, (!role.is_empty()).then_some(role.clone()));
                }
                known = true;
                stop
            }
            _ => from,
        };
        last = after;
        // To the next statement.
        let Some(next) = (after..end).find(|&t| draft.sign(t) == ';') else {
            // What is left until the stop belongs to the last statement (`[и др.]`, a post, an institute).
            let stop = (after..end).find(|&t| super::head::sentence_stop(draft, t)).unwrap_or(end);
            if known && stop == end {
                last = end;
            } else if known {
                last = stop + 1;
            }
            break;
        };
        at = next + 1;
        last = at;
    }
    if known {
        draft.claim(slash..last.min(end), Mark::Responsibility);
    }
    known
}

/// Adds a person group with its role, the bracket that the role closes included.
fn group(draft: &mut Draft<'_>, found: &People, kind: PartKind, role: Option<Tokens>) {
    let mut part = found.part(draft, kind);
    if let Some(role) = role {
        people::add_role(draft, &mut part, role);
    }
    draft.parts.push(part);
}

/// `In`, `В:`, `Em:` and the editors right after it.
fn in_host(draft: &mut Draft<'_>, from: usize) {
    if draft.marks.contains(&Mark::Host) {
        return;
    }
    for i in from..draft.len() {
        if !draft.free(i) {
            continue;
        }
        let Some(end) = marker(draft, i, from) else { continue };
        draft.claim(i..end, Mark::Host);
        if let Some(found) = people::list(draft, end) {
            let role = lexicon::role(draft, found.range.end)
                .filter(|r| r.kind != PartKind::Authors && !names_follow(draft, r));
            let after = draft.sign(found.range.end);
            if let Some(role) = role {
                with_role(draft, &found, &role);
            } else if found.sure
                && (found.persons.len() > 1 || found.persons[0].form != people::Form::Plain)
                && matches!(after, ',' | ':' | '.')
                && !found.range.clone().any(|t| cues::is_proceedings(draft.lower(t)))
            {
                let range = found.range.clone();
                group(draft, &found, PartKind::Editors, None);
                draft.claim(range.start..range.end + 1, Mark::Editors);
            }
        } else if let Some(body) = editing_body(draft, end) {
            draft.claim(body, Mark::Editors);
        }
        return;
    }
}

/// `In: R DEVELOPMENT CORE TEAM. An introduction`: a body in capitals as the editor.
fn editing_body(draft: &mut Draft<'_>, from: usize) -> Option<Tokens> {
    let stop = (from..draft.len().min(from + 14)).find(|&t| super::head::sentence_stop(draft, t))?;
    let words = (from..stop).filter(|&t| draft.class(t) == Class::Word).count();
    let capitals = (from..stop).all(|t| draft.class(t) != Class::Word || people::all_capitals(draft.word(t)));
    if words < 2 || !capitals || !draft.all_free(from..stop) {
        return None;
    }
    let bytes = draft.bytes(from..stop);
    let mut part = Part::new(PartKind::Editors, bytes.clone());
    part.parts.push(Part::new(PartKind::Collab, bytes));
    draft.parts.push(part);
    Some(from..stop + 1)
}

/// The end of a host marker at `i`.
fn marker(draft: &Draft<'_>, i: usize, from: usize) -> Option<usize> {
    if draft.class(i) != Class::Word {
        return None;
    }
    // `В кн.:`, `В сб.:`
    for phrase in ["в кн", "в сб", "у кн", "у зб", "в книге", "в сборнике"] {
        if let Some(end) = draft.phrase(i, phrase) {
            let end = draft.past_stop(end);
            if draft.sign(end) == ':' {
                return Some(end + 1);
            }
        }
    }
    let lower = draft.lower(i);
    if !matches!(lower, "in" | "в" | "у" | "em" | "en" | "w" | "dans" | "im") {
        return None;
    }
    let before = i.checked_sub(1)?;
    let sign = draft.sign(before);
    let claimed = !draft.free(before);
    let boundary = claimed
        || matches!(
            sign,
            '.' | ',' | '?' | '!' | '”' | '"' | '»' | '’' | '\'' | ')' | ']' | ';' | '…' | '“' | '—' | '–'
        );
    if !boundary {
        return None;
    }
    if draft.sign(i + 1) == ':' {
        return Some(i + 2);
    }
    if !matches!(lower, "in" | "dans" | "en" | "em") {
        return None;
    }
    let title_words = (from..i).filter(|&t| draft.free(t) && draft.class(t) == Class::Word).count();
    if title_words == 0 && !claimed {
        return None;
    }
    let next = i + 1 + usize::from(matches!(draft.lower(i + 1), "the" | "a" | "an") && lower == "in");
    let proceedings = (next..next + 3).any(|t| cues::is_proceedings(draft.lower(t)));
    let opens = draft.capital(next)
        || matches!(draft.sign(next), '"' | '“' | '«' | '\'' | '‘' | '[')
        || matches!(draft.class(next), Class::Number | Class::Mixed)
        || draft.tokens.get(next).is_some_and(|t| t.italic);
    let quoted = matches!(sign, '”' | '"' | '»' | '’' | '\'' | '“');
    if next > i + 1
        && !proceedings
        && !((quoted || draft.word(i).starts_with(char::is_uppercase)) && draft.capital(i + 1))
    {
        return None;
    }
    let capital = draft.word(i).starts_with(char::is_uppercase);
    let place = places::city(draft, next).is_some() || cues::is_region(draft.lower(next));
    match lower {
        "in" if capital => (opens && (title_words > 0 || proceedings)).then_some(i + 1),
        "in" => (opens && !place && (quoted || claimed || sign == ',' || sign == '.' || proceedings)).then_some(i + 1),
        // `dans`, `en`, `em` are common words: only after a quotation.
        _ => (opens && quoted && !place).then_some(i + 1),
    }
}

/// Adds the group of a list with the role after it and claims both, with the brackets around them.
fn with_role(draft: &mut Draft<'_>, found: &People, role: &Role) {
    group(draft, found, role.kind, Some(role.word.clone()));
    let mark = if role.kind == PartKind::Translators { Mark::Translators } else { Mark::Editors };
    let mut range = found.range.start..role.range.end;
    if matches!(draft.sign(range.start.wrapping_sub(1)), '(' | '[') && matches!(draft.sign(range.end), ')' | ']') {
        range = range.start - 1..range.end + 1;
    }
    draft.claim(range, mark);
}

/// Editors and translators anywhere after the head.
fn roles(draft: &mut Draft<'_>, from: usize) {
    let mut done = 0;
    let mut i = from;
    while i < draft.len() && done < MAX_ROLES {
        if !draft.free(i) {
            i += 1;
            continue;
        }
        match named_before(draft, i).or_else(|| named_after(draft, i, from)) {
            Some(next) => {
                done += 1;
                i = next;
            }
            None => i += 1,
        }
    }
}

/// `edited by X and Y`, `eds. L. Coly & J. D. S.`, `под ред. А. А. Иванова`, `Trans. Richard Howard`.
fn named_before(draft: &mut Draft<'_>, i: usize) -> Option<usize> {
    let before = i.checked_sub(1)?;
    let boundary = draft.class(before) == Class::Sign && !draft.is_dash(before)
        || !draft.free(before)
        || matches!(draft.lower(i), "edited" | "translated" | "под");
    if !boundary || draft.class(before) == Class::Number {
        return None;
    }
    let (names, kind) = lexicon::role_before(draft, i)?;
    // `ed. 2`: an edition; `Trans. on`: a journal.
    let found = people::list(draft, names)?;
    let short = draft.lower(i).chars().count() <= 6
        && !matches!(draft.lower(names.wrapping_sub(1)), "by" | "von" | "par" | "por");
    if short && !found.sure && found.persons.len() == 1 && found.range.len() > 4 {
        return None;
    }
    let mut range = i..found.range.end;
    // `Translated by X and Y; revised by Z.`
    if matches!(draft.sign(before), '(' | '[') && matches!(draft.sign(range.end), ')' | ']') {
        range = before..range.end + 1;
    }
    group(draft, &found, kind, Some(i..names));
    draft.claim(range.clone(), if kind == PartKind::Translators { Mark::Translators } else { Mark::Editors });
    Some(range.end)
}

/// `Dom Casmurro, trans. John Gledson.`: the names are after the role, not before it.
fn names_follow(draft: &Draft<'_>, role: &Role) -> bool {
    let abbreviated = draft.sign(role.word.end - 1) == '.';
    abbreviated
        && draft.sign(role.range.start) == ','
        && !matches!(draft.sign(role.range.start + 1), '(' | '[')
        && draft.sign(role.range.end) == '\0'
        && people::list(draft, role.range.end).is_some_and(|p| {
            let known = p.range.clone().any(|t| lexicon::is_given_name(draft.lower(t)));
            draft.sign(p.range.end) != ':' && (p.sure || known || p.conjunction)
        })
}

/// `Eike Middell (ed.)`, `(G. Geymonat, ed.)`: the role at `i`, the names before it.
fn named_after(draft: &mut Draft<'_>, i: usize, from: usize) -> Option<usize> {
    if !matches!(draft.sign(i), ',' | '(' | '[') && !draft.lower(i).starts_with("ed") {
        return None;
    }
    let role = lexicon::role(draft, i).filter(|r| r.kind != PartKind::Authors)?;
    if names_follow(draft, &role) {
        return None;
    }
    let mut best: Option<People> = None;
    for start in (from.max(i.saturating_sub(70))..i).rev() {
        if !draft.free(start) {
            break;
        }
        let before = start.checked_sub(1).map_or('.', |b| if draft.free(b) { draft.sign(b) } else { '.' });
        if before == '\0' && start != from || draft.class(start) != Class::Word {
            continue;
        }
        if let Some(found) = people::list(draft, start).filter(|p| p.range.end == i && (p.sure || best.is_none())) {
            best = Some(found);
        }
    }
    let found = best?;
    with_role(draft, &found, &role);
    Some(role.range.end.max(i + 1))
}
