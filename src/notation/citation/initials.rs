//! The pieces of a name in a citation: initials with stops and without, given names, words that can be in a name.

use super::dates;
use super::lexicon;
use super::people::et_al;
use super::tokens::{Class, Draft, Tokens};
use crate::notation::name;

pub(super) fn all_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

pub(super) fn is_suffix(draft: &Draft<'_>, i: usize) -> bool {
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
pub(super) fn is_initial(draft: &Draft<'_>, i: usize) -> bool {
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
pub(super) fn initials(draft: &Draft<'_>, i: usize) -> Option<usize> {
    initials_of(draft, i, true)
}

/// `strict` takes a capital without a stop among initials with stops for a word (`A natureza do espaço`), not for an
/// initial whose stop was lost (`J. J Koenderink`).
pub(super) fn initials_of(draft: &Draft<'_>, i: usize, strict: bool) -> Option<usize> {
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
pub(super) fn glued(draft: &Draft<'_>, i: usize) -> Option<usize> {
    let word = draft.word(i);
    if draft.class(i) != Class::Word {
        return None;
    }
    // `Kazakova IV`, `Ivanov II`: initials; `III` is none.
    if is_suffix(draft, i) && !matches!(draft.word(i), "JR" | "II" | "IV") {
        return None;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let fits = (1..=5).contains(&letters)
        && upper >= 1
        && word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '‐' | '‑') || "dev".contains(c) && upper >= 2);
    if !fits && name::split_initials(word).is_none_or(|parts| parts.len() < 2) {
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
pub(super) fn given_initials(draft: &Draft<'_>, i: usize, inverted: bool) -> Option<(usize, Option<Tokens>)> {
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

pub(super) fn is_latin(word: &str) -> bool {
    !word.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

/// Given names in full after `Surname,`: `Susan A.`, `Marie-Claire`, `R. Hal`, `Ana Cristina`, `Clara Braz dos`.
pub(super) fn given_names(draft: &Draft<'_>, i: usize) -> Option<usize> {
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
pub(super) fn name_word(draft: &Draft<'_>, i: usize) -> bool {
    draft.free(i) && draft.capital(i) && draft.word(i).chars().count() > 1 && !lexicon::is_function_word(draft.lower(i))
}

pub(super) fn name_particle(draft: &Draft<'_>, i: usize) -> bool {
    draft.class(i) == Class::Word
        && lexicon::is_particle(draft.lower(i))
        && (draft.word(i).starts_with(char::is_lowercase) || lexicon::is_capital_particle(draft.word(i)))
}
