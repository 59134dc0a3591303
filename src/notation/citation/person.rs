//! One person of a list, as citations write them.

use super::dates;
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
    let generation = (is_suffix(draft, surname_end) && draft.sign(draft.past_stop(surname_end + 1)) == ',')
        .then(|| surname_end..draft.past_stop(surname_end + 1));
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
        || draft.conjunction(end)
        || et_al(draft, end).is_some()
        || dates::is_year(draft, end)
}

/// Counts capitalised words.
fn surname_words(draft: &Draft<'_>, range: Tokens) -> usize {
    range.filter(|&t| draft.capital(t)).count()
}

pub(super) fn all_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

fn is_suffix(draft: &Draft<'_>, i: usize) -> bool {
    matches!(
        draft.word(i),
        "Jr" | "Sr"
            | "JR"
            | "II"
            | "III"
            | "IV"
            | "Filho"
            | "Neto"
            | "Júnior"
            | "FILHO"
            | "NETO"
            | "JÚNIOR"
            | "Junior"
            | "JUNIOR"
            | "Fº"
            | "Jn"
    )
}

/// Whether the token is one initial: a capital alone, `Yu` before a stop, `J-P`.
fn is_initial(draft: &Draft<'_>, i: usize) -> bool {
    let word = draft.word(i);
    if draft.class(i) != Class::Word {
        return false;
    }
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return false };
    if !first.is_uppercase() {
        return false;
    }
    let rest = chars.as_str();
    match rest.chars().count() {
        0 => true,
        1 => {
            draft.sign(i + 1) == '.'
                && rest.chars().all(char::is_lowercase)
                && lexicon::is_two_letter_initial(draft.lower(i))
        }
        2 => {
            let mut rest = rest.chars();
            matches!(rest.next(), Some('-' | '‐' | '‑')) && rest.next().is_some_and(char::is_uppercase)
        }
        _ => false,
    }
}

/// Initials with stops or single capitals from `i` on: `O. S.`, `J.-P.`, `O.E.`, `C. B. d.`, `M-H`. Gives the end.
fn initials(draft: &Draft<'_>, i: usize) -> Option<usize> {
    initials_of(draft, i, true)
}

/// `strict` takes a capital without a stop among initials with stops for a word (`A natureza do espaço`), not for an
/// initial whose stop was lost (`J. J Koenderink`).
fn initials_of(draft: &Draft<'_>, i: usize, strict: bool) -> Option<usize> {
    if !is_initial(draft, i) {
        return None;
    }
    let mut at = i;
    let stops = draft.sign(i + 1) == '.';
    loop {
        // `SANTOS, M. A natureza do espaço`: the initials have stops, so `A` is none.
        let bare = stops
            && at > i
            && (strict || !draft.capital(at + 1))
            && draft.sign(at + 1) != '.'
            && draft.class(at + 1) == Class::Word
            && !draft.is_dash(at + 1);
        if is_initial(draft, at) && !bare
            || at > i && draft.lower(at) == "d" && draft.word(at) == "d" && draft.sign(at + 1) == '.'
        {
            at = draft.past_stop(at + 1);
            if draft.is_dash(at) && is_initial(draft, at + 1) && !draft.spaced(at) {
                at += 1;
            }
        } else {
            return Some(at);
        }
        if at > i + 24 {
            return Some(at);
        }
    }
}

/// `OS`, `CBd`: initials without stops, up to five letters.
fn glued(draft: &Draft<'_>, i: usize) -> Option<usize> {
    let word = draft.word(i);
    if draft.class(i) != Class::Word {
        return None;
    }
    if is_suffix(draft, i) && !matches!(draft.word(i), "JR") {
        return None;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let fits = (1..=5).contains(&letters)
        && upper >= 1
        && word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '‐' | '‑') || "dev".contains(c) && upper >= 2);
    if !fits {
        return None;
    }
    // `Taille Y de L`
    let mut end = i + 1;
    if letters == 1
        && lexicon::is_particle(draft.lower(end))
        && draft.word(end + 1).chars().count() == 1
        && draft.capital(end + 1)
    {
        end += 2;
    }
    Some(end)
}

/// Initials after a surname, in either way, with what may follow them: `Jr.`, particles (`C. T. F. de`).
fn given_initials(draft: &Draft<'_>, i: usize, inverted: bool) -> Option<(usize, Option<Tokens>)> {
    let mut end = match initials(draft, i) {
        Some(end) => {
            // `Lee Y. The predictive value`: the stop is the list's, not the initial's, where no other has one.
            if !inverted
                && end == i + 2
                && draft.sign(i + 1) == '.'
                && !matches!(draft.sign(end), ',' | ';' | ':' | '&' | '(')
                && !draft.conjunction(end)
                && is_latin(draft.word(i))
            {
                i + 1
            } else {
                end
            }
        }
        None => {
            let end = glued(draft, i)?;
            // A capitalised word in a title of capitals is no initials.
            if inverted && draft.word(i).chars().count() > 4 {
                return None;
            }
            end
        }
    };
    // `Taille Y de L`
    if !inverted
        && draft.sign(end - 1) != '.'
        && lexicon::is_particle(draft.lower(end))
        && draft.capital(end + 1)
        && draft.word(end + 1).chars().count() == 1
    {
        end += 2;
    }
    // `M. L, Stanley` and `AB` may be followed by a word of the title without any sign: not initials then.
    if !inverted && draft.sign(end) == '\0' && end < draft.len() && draft.sign(end - 1) != '.' {
        let another =
            name_word(draft, end) && glued(draft, end + 1).is_some() && draft.word(end + 1).chars().count() <= 3;
        let goes_on = another
            || draft.conjunction(end)
            || et_al(draft, end).is_some()
            || is_suffix(draft, end)
            || dates::is_year(draft, end)
            || draft.class(end) == Class::Number;
        if !goes_on {
            return None;
        }
    }
    if inverted {
        // `Hal R. Mason` inverted: `Mason, R. Hal`; `Miranda, C. T. F. de`.
        let mut at = end;
        while draft.capital(at) && !is_suffix(draft, at) && draft.sign(at.wrapping_sub(1)) == '.' && at < end + 3 {
            let more = initials(draft, at).unwrap_or(at + 1);
            // `Bedford, H. Petticrew, M.`: the next name, its comma lost; `M. Modular and polymorphic`: a title.
            let next_name = draft.sign(more) == ',' && given_initials(draft, more + 1, true).is_some();
            if next_name || !is_initial(draft, at) && !lexicon::is_given_name(draft.lower(at)) {
                break;
            }
            if !matches!(draft.sign(more), ',' | ';' | '&' | '(') && !draft.conjunction(more) {
                break;
            }
            at = more;
            end = at;
        }
        while lexicon::is_particle(draft.lower(end))
            && draft.word(end).starts_with(char::is_lowercase)
            && !draft.conjunction(end)
            && matches!(draft.sign(draft.past_stop(end + 1)), ',' | ';' | '&' | '(' | '.' | '\0')
            && (!draft.capital(end + 1) || draft.sign(end + 1) != '\0')
        {
            end += 1;
        }
    }
    let at = end + usize::from(draft.sign(end) == ',');
    if is_suffix(draft, at) {
        let suffix_end = draft.past_stop(at + 1);
        return Some((end, Some(at..suffix_end)));
    }
    Some((end, None))
}

fn is_latin(word: &str) -> bool {
    !word.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

/// Given names in full after `Surname,`: `Susan A.`, `Marie-Claire`, `R. Hal`, `Ana Cristina`, `Clara Braz dos`.
fn given_names(draft: &Draft<'_>, i: usize) -> Option<usize> {
    let mut at = i;
    let mut words = 0;
    // Where a middle initial's stop would end the name: `Parsons, Deborah L. Streetwalking the metropolis`.
    let mut stop = None;
    while at < i + 10 && words < 5 {
        if is_initial(draft, at) {
            at = initials(draft, at)?;
            stop = (words > 0 && draft.sign(at - 1) == '.').then_some(at);
        } else if name_word(draft, at) && !is_suffix(draft, at) && !lexicon::is_no_name(draft.lower(at)) {
            at += 1;
        } else if words > 0 && lexicon::is_particle(draft.lower(at)) && !draft.conjunction(at) {
            at += 1;
            continue;
        } else {
            break;
        }
        words += 1;
    }
    // The stop of a middle initial was passed over; a word that follows without a sign is not a name's.
    let follows = draft.sign(at);
    let goes_on = follows != '\0'
        || at >= draft.len()
        || draft.conjunction(at)
        || dates::is_year(draft, at)
        || draft.sign(at - 1) == '.'
        || et_al(draft, at).is_some();
    if words > 0 && goes_on && !matches!(follows, '-' | '–' | '/' | '\'' | '%') { Some(at) } else { stop }
}

/// A capitalised word that can be in a name.
fn name_word(draft: &Draft<'_>, i: usize) -> bool {
    draft.free(i) && draft.capital(i) && draft.word(i).chars().count() > 1 && !lexicon::is_function_word(draft.lower(i))
}

fn name_particle(draft: &Draft<'_>, i: usize) -> bool {
    draft.class(i) == Class::Word
        && lexicon::is_particle(draft.lower(i))
        && (draft.word(i).starts_with(char::is_lowercase) || lexicon::is_capital_particle(draft.word(i)))
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
    if words < 2 || words > 4 {
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
