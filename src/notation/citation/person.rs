//! One person of a list, as citations write them.

use super::dates;
use super::initials::*;
use super::lexicon;
use super::people::et_al;
use super::tokens::{Class, Draft, Tokens};
use crate::article::{Part, PartKind};
use crate::notation::name;

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `Surname, I. I.`
    Inverted,
    /// `Surname, Given I.`
    InvertedFull,
    /// `Surname II`, `Surname I. I.`
    Plain,
    /// `I. I. Surname`
    InitialsFirst,
    /// `Given I. Surname`
    GivenFirst,
    /// `SURNAME` alone, where others of the list are so.
    Bare,
}

/// A person of a list.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub range: Tokens,
    pub form: Form,
    surname: Tokens,
    given: Tokens,
    suffix: Option<Tokens>,
    /// Whether an initial is in the name.
    pub initial: bool,
}

impl Person {
    /// The part: a name with its surname, given names and suffix.
    pub fn part(&self, draft: &Draft<'_>) -> Part {
        let bytes = draft.bytes(self.range.clone());
        let mut part = Part::new(PartKind::Name, bytes.clone());
        let mut push = |kind, range: std::ops::Range<usize>| {
            if range.start < range.end && bytes.start <= range.start && range.end <= bytes.end {
                part.parts.push(Part::new(kind, range));
            }
        };
        let first_given = matches!(self.form, Form::InitialsFirst | Form::GivenFirst);
        let text = draft.text.get(bytes.clone()).unwrap_or("");
        match name::parse_person(text).filter(|_| first_given) {
            Some(name) => {
                let shift = |r: std::ops::Range<usize>| r.start + bytes.start..r.end + bytes.start;
                push(PartKind::Surname, shift(name.surname));
                push(PartKind::GivenNames, shift(name.given));
                if let Some(suffix) = name.suffix {
                    push(PartKind::Suffix, shift(suffix));
                }
            }
            None => {
                push(PartKind::Surname, draft.bytes(self.surname.clone()));
                push(PartKind::GivenNames, draft.bytes(self.given.clone()));
                if let Some(suffix) = &self.suffix {
                    push(PartKind::Suffix, draft.bytes(suffix.clone()));
                }
            }
        }
        part.parts.sort_by_key(|p| p.start);
        part
    }
}

/// One person at `i`, written in one of the `allowed` forms.
pub(super) fn person(draft: &Draft<'_>, i: usize, allowed: Option<&[Form]>) -> Option<Person> {
    let ok = |form: Form| allowed.is_none_or(|a| a.contains(&form));
    if !draft.free(i) || draft.class(i) != Class::Word {
        return None;
    }
    if let Some(end) = initials_of(draft, i, false)
        && ok(Form::InitialsFirst)
        && let Some(found) = initials_first(draft, i, end)
    {
        return Some(found);
    }
    // `VV Bertero`, after another name only.
    if allowed.is_some_and(|a| a.contains(&Form::InitialsFirst))
        && draft.word(i).chars().count() == 2
        && glued(draft, i) == Some(i + 1)
        && name_word(draft, i + 1)
        && let Some(found) = initials_first(draft, i, i + 1)
    {
        return Some(found);
    }
    let surname_end = surname(draft, i)?;
    // `Stewart III, Charles`
    let generation = Some(surname_end..draft.past_stop(surname_end + 1)).filter(|g| {
        is_suffix(draft, surname_end)
            && draft.sign(g.end) == ','
            && (!matches!(draft.word(surname_end), "II" | "IV") || lexicon::is_given_name(draft.lower(g.end + 1)))
    });
    if let Some(generation) = &generation
        && ok(Form::InvertedFull)
        && let Some(given_end) = given_names(draft, generation.end + 1)
    {
        let mut found = finish(draft, i..surname_end, generation.end + 1..given_end, None, Form::InvertedFull);
        found.suffix = Some(generation.clone());
        return Some(found);
    }
    let comma = draft.sign(surname_end) == ',';
    let at = surname_end + usize::from(comma);
    let form = if comma { Form::Inverted } else { Form::Plain };
    let single = surname_words(draft, i..surname_end) == 1;
    if ok(form)
        && !(form == Form::Plain && ok(Form::GivenFirst) && middle_initial(draft, i, at))
        && let Some((given_end, suffix)) = given_initials(draft, at, comma)
    {
        return Some(finish(draft, i..surname_end, at..given_end, suffix, form));
    }
    // `SIERVO (M.), NYAN (O.A.)`
    if ok(Form::Plain)
        && draft.sign(surname_end) == '('
        && let Some(given_end) = initials_of(draft, surname_end + 1, false)
        && draft.sign(given_end) == ')'
    {
        let mut found = finish(draft, i..surname_end, surname_end + 1..given_end, None, Form::Plain);
        found.range.end = given_end + 1;
        return Some(found);
    }
    // `Reiner Jr RC`, `Rouse, Jr., J. W.`, `Smith III, J.`
    if ok(Form::Inverted)
        && is_suffix(draft, at)
        && let after = draft.past_stop(at + 1)
        && let start = after + usize::from(draft.sign(after) == ',')
        && let Some((given_end, _)) = given_initials(draft, start, true)
    {
        let mut found = finish(draft, i..surname_end, start..given_end, None, form);
        found.suffix = Some(at..after);
        return Some(found);
    }
    if comma
        && ok(Form::InvertedFull)
        && let Some(given_end) = given_names(draft, at)
    {
        let words = surname_words(draft, at..given_end);
        // `Randall Packard, White Plague, …` is a name and a title; `García Márquez, Gabriel. …` is one name.
        let closed = matches!(draft.sign(given_end), '.' | ';' | '(' | ':' | '&')
            || draft.conjunction(given_end)
            || draft.sign(given_end) == ',' && draft.conjunction(given_end + 1);
        let known = lexicon::is_given_name(draft.lower(at));
        let particle = name_particle(draft, i) || (i..surname_end).any(|t| name_particle(draft, t));
        let apart = allowed.is_some() && !ok(Form::GivenFirst) && ok(Form::InitialsFirst);
        if apart
            || single
            || particle
            || closed
                && (words <= 1 && !draft.conjunction(given_end) && !is_given(draft, i) || known && !is_given(draft, i))
        {
            return Some(finish(draft, i..surname_end, at..given_end, None, Form::InvertedFull));
        }
    }
    if ok(Form::Bare)
        && allowed.is_some()
        && all_capitals(draft.word(i))
        && surname_end == i + 1
        && matches!(draft.sign(surname_end), ',' | '.')
    {
        return Some(finish(draft, i..surname_end, 0..0, None, Form::Bare));
    }
    if ok(Form::GivenFirst) {
        return given_first(draft, i);
    }
    None
}

fn is_given(draft: &Draft<'_>, i: usize) -> bool {
    lexicon::is_given_name(draft.lower(i))
}

fn finish(draft: &Draft<'_>, surname: Tokens, given: Tokens, suffix: Option<Tokens>, form: Form) -> Person {
    let end = suffix.as_ref().map_or(surname.end.max(given.end), |s| s.end.max(given.end));
    let initial =
        (given.start..given.end).any(|t| is_initial(draft, t)) || form == Form::Plain || form == Form::Inverted;
    Person { range: surname.start..end, form, surname, given, suffix, initial }
}

/// Whether the initial at `at`, after the word at `i`, stands between given name and surname: `Lisa F. Rau.`, but not
/// `Lee Y. The predictive value`.
fn middle_initial(draft: &Draft<'_>, i: usize, at: usize) -> bool {
    let Some(after) = initials(draft, at) else { return false };
    if draft.sign(after - 1) != '.'
        || !(name_word(draft, after) || name_particle(draft, after))
        || !is_latin(draft.word(i))
    {
        return false;
    }
    let Some(end) = surname(draft, after) else { return false };
    let sign = draft.sign(end);
    let dots = sign == '.' && draft.sign(end + 1) == '.';
    !dots && matches!(sign, ',' | '.' | ';' | ':' | '(' | '[' | '&')
        || end >= draft.len()
        || draft.conjunction(end) && draft.capital(end + 1)
        || et_al(draft, end).is_some()
        || dates::is_year(draft, end)
}

/// Counts capitalised words.
fn surname_words(draft: &Draft<'_>, range: Tokens) -> usize {
    range.filter(|&t| draft.capital(t)).count()
}

/// The surname at `i`: particles and one to four capitalised words, up to initials or a sign.
fn surname(draft: &Draft<'_>, i: usize) -> Option<usize> {
    let mut at = i;
    while name_particle(draft, at) && at < i + 3 && (name_word(draft, at + 1) || name_particle(draft, at + 1)) {
        at += 1;
    }
    if draft.lower(at) == "st" && draft.sign(at + 1) == '.' && draft.capital(at + 2) {
        at += 2;
    }
    if !name_word(draft, at) {
        return None;
    }
    let capitals = all_capitals(draft.word(at)) && draft.word(at).chars().count() > 1;
    at += 1;
    let mut words = 1;
    while words < 4 && at < i + 8 {
        if name_word(draft, at)
            && !is_initial(draft, at)
            && !is_suffix(draft, at)
            && (glued(draft, at).is_none() || capitals && draft.sign(at + 1) == ',')
        {
            // `CASSARD Jean-Christophe`: the surname is what stands in capitals.
            if capitals && !all_capitals(draft.word(at)) {
                break;
            }
            at += 1;
            words += 1;
        } else if name_particle(draft, at)
            && draft.word(at).starts_with(char::is_lowercase)
            && name_word(draft, at + 1)
            && !draft.conjunction(at)
        {
            at += 1;
        } else {
            break;
        }
    }
    Some(at)
}

/// `O.E. Alarcon`, `A.P.N. de Oliveira`, `A. Sánchez Alvarado`, `J. Robert Oppenheimer`.
fn initials_first(draft: &Draft<'_>, i: usize, initials_end: usize) -> Option<Person> {
    let mut at = initials_end;
    while name_particle(draft, at) && at < initials_end + 4 {
        at += 1;
    }
    let mut words = 0;
    let start = at;
    while words < 3 && name_word(draft, at) && !is_suffix(draft, at) {
        // `J. Abrams`: a capital with a stop after the surname begins the next thing.
        if words > 0 && draft.sign(at + 1) == '.' && lexicon::is_abbreviation(draft.lower(at)) {
            break;
        }
        at += 1;
        words += 1;
        if words < 3 && is_initial(draft, at) && draft.sign(at + 1) == '.' && name_word(draft, at + 2) {
            // `W. Brian Arthur`, `J. Robert O. Smith`
            at = initials(draft, at)?;
        }
        if name_particle(draft, at)
            && draft.word(at).starts_with(char::is_lowercase)
            && name_word(draft, at + 1)
            && !draft.conjunction(at)
        {
            at += 1;
        }
    }
    if words == 0 {
        return None;
    }
    // `S. E. Han Nano Lett. 2010`: what follows without a sign is not part of the list.
    let comma = at + usize::from(draft.sign(at) == ',');
    let suffix = is_suffix(draft, comma).then(|| comma..draft.past_stop(comma + 1));
    let mut found = finish(draft, start..at, i..initials_end, suffix, Form::InitialsFirst);
    found.range.start = i;
    found.initial = true;
    Some(found)
}

/// `Robin C. Williamson`, `CASSARD Jean-Christophe`, `Luigi del Re`.
fn given_first(draft: &Draft<'_>, i: usize) -> Option<Person> {
    let mut at = i;
    let mut words = 0;
    let mut initial = false;
    while words < 5 && at < i + 12 {
        if words > 0 && is_initial(draft, at) {
            // `Marc Shapiro A`: an initial must be followed by a name.
            at = initials(draft, at)?;
            initial = true;
            if !name_word(draft, at) && !name_particle(draft, at) {
                return None;
            }
            continue;
        }
        if name_word(draft, at) && !lexicon::is_no_name(draft.lower(at)) {
            at += 1;
            words += 1;
        } else if words > 0
            && name_particle(draft, at)
            && !draft.conjunction(at)
            && (name_word(draft, at + 1) || name_particle(draft, at + 1))
        {
            at += 1;
        } else {
            break;
        }
    }
    if !(2..=4).contains(&words) {
        return None;
    }
    let suffix_at = at + usize::from(draft.sign(at) == ',');
    let suffix = is_suffix(draft, suffix_at).then(|| suffix_at..draft.past_stop(suffix_at + 1));
    let end = suffix.as_ref().map_or(at, |s| s.end);
    // What follows must be the end of a name.
    let sign = draft.sign(end);
    let ends = matches!(sign, ',' | '.' | ';' | ':' | '&' | '(' | '[' | '"' | '“' | '«' | '/')
        || end >= draft.len()
        || draft.conjunction(end)
        || dates::is_year(draft, end)
        || et_al(draft, end).is_some()
        || lexicon::role(draft, end).is_some();
    // `CASSARD Jean-Christophe`
    let capitals = all_capitals(draft.word(i))
        && draft.word(i).chars().count() > 3
        && draft.capital(i + 1)
        && !all_capitals(draft.word(i + 1));
    let last = at - 1;
    let capitals = capitals
        || !all_capitals(draft.word(i)) && all_capitals(draft.word(last)) && draft.word(last).chars().count() > 2;
    let initial = initial || capitals;
    ends.then(|| Person {
        range: i..end,
        form: Form::GivenFirst,
        surname: at - 1..at,
        given: i..at - 1,
        suffix,
        initial,
    })
}
