//! Lists of persons: `Surname II, Surname II`; `Surname, I. I., & Surname, I.`; `A. Müller, O.E. Alarcon`;
//! `SURNAME, Given; SURNAME, G.`; `Marc Shapiro and Susan Horwitz`; `et al.`
//!
//! A list is read from its first name on; how the first name is written limits how those after it may be written, which
//! is what tells the last author from the first words of the title.

use super::dates;
pub(super) use super::initials::all_capitals;
use super::lexicon;
pub(super) use super::person::Form;
use super::person::{Person, person};
use super::tokens::{Class, Draft, Tokens};
use crate::article::{Part, PartKind};

/// A list of persons.
#[derive(Clone, Debug)]
pub(super) struct People {
    /// From the first name to the last, `et al.` included.
    pub range: Tokens,
    pub persons: Vec<Person>,
    etal: Option<Tokens>,
    /// Whether initials, a conjunction or `et al.` show that these are names.
    pub sure: bool,
    /// Whether `and` stands before the last.
    pub conjunction: bool,
    /// A body after the persons: `; the Study Group`.
    collab: Option<Tokens>,
}

impl People {
    /// The part: a person group with its names.
    pub fn part(&self, draft: &Draft<'_>, kind: PartKind) -> Part {
        let mut group = Part::new(kind, draft.bytes(self.range.clone()));
        for person in &self.persons {
            group.parts.push(person.part(draft));
        }
        if let Some(collab) = &self.collab {
            group.parts.push(Part::new(PartKind::Collab, draft.bytes(collab.clone())));
        }
        if let Some(etal) = &self.etal {
            group.parts.push(Part::new(PartKind::EtAl, draft.bytes(etal.clone())));
        }
        group
    }
}

/// Puts a role into a person group, before the names or after them, with the bracket that it stands in.
pub(super) fn add_role(draft: &Draft<'_>, part: &mut Part, role: Tokens) {
    let bytes = draft.bytes(role.clone());
    if bytes.is_empty() {
        return;
    }
    let first = bytes.start < part.start as usize;
    part.start = part.start.min(bytes.start as u32);
    part.end = part.end.max(bytes.end as u32);
    if !first
        && matches!(draft.sign(role.start.wrapping_sub(1)), '(' | '[')
        && matches!(draft.sign(role.end), ')' | ']')
    {
        part.end = draft.bytes(role.end..role.end + 1).end as u32;
    }
    let at = if first { 0 } else { part.parts.len() };
    part.parts.insert(at, Part::new(PartKind::Role, bytes));
}

/// The longest list that is read, in persons: a collaboration of physicists.
const MAX_PERSONS: usize = 4000;

/// The list of persons that starts at `i`.
pub(super) fn list(draft: &Draft<'_>, i: usize) -> Option<People> {
    let first = person(draft, i, None)?;
    let mut end = first.range.end;
    let mut persons = vec![first];
    let mut etal = None;
    let mut conjunction = false;
    // Persons up to here are certain; later ones hold only if the list goes on or ends as a list does.
    let mut certain = 1;
    while persons.len() < MAX_PERSONS {
        let form = persons[0].form;
        // `В. Г. Кашинский (пред.), …`
        if draft.sign(end) == '('
            && matches!(draft.lower(end + 1), "пред" | "отв" | "гл" | "науч" | "сост" | "зам")
            && let Some(close) = draft.closing(end, 8)
            && lexicon::role(draft, end).is_none()
        {
            end = close + 1;
        }
        if let Some(e) = et_al(draft, end) {
            etal = Some(e.clone());
            end = e.end;
            break;
        }
        // `Gorky, Maxim (Alexei Maximovich Peshkov), et al.`
        if draft.sign(end) == '('
            && draft.capital(end + 1)
            && let Some(close) = draft.closing(end, 10)
            && et_al(draft, close + 1).is_some()
        {
            end = close + 1;
            continue;
        }
        let semicolon = draft.sign(end) == ';';
        let comma = draft.sign(end) == ',' || semicolon;
        let mut at = end + usize::from(comma);
        // `Asgaard, G., ... Botros, N.`; `Staples JE,, Kubota KA`
        while comma && matches!(draft.sign(at), ',' | '.' | '…') {
            at += 1;
        }
        let conj = draft.conjunction(at) || draft.sign(at) == '&';
        if !comma && !conj {
            // `Liu SM Zhong J Zhao XJ.`
            let bare = form == Form::Plain && draft.sign(end - 1) != '.' && draft.class(end) == Class::Word;
            // `Bedford, H. Petticrew, M.`
            let lost = form == Form::Inverted && persons.len() > 1 && draft.sign(end - 1) == '.';
            let next = if lost { person(draft, end, Some(&[Form::Inverted])) } else { None };
            match next.or_else(|| person(draft, end, Some(&[Form::Plain])).filter(|p| bare && p.range.len() == 2)) {
                Some(next) => {
                    end = next.range.end;
                    persons.push(next);
                    certain = persons.len();
                    continue;
                }
                None => break,
            }
        }
        at += usize::from(conj);
        let allowed: &[Form] = match form {
            // Where semicolons part the names, the commas are inside them.
            Form::Inverted | Form::InvertedFull if semicolon => {
                &[Form::Inverted, Form::InvertedFull, Form::Plain, Form::InitialsFirst]
            }
            _ if conj || semicolon => {
                &[Form::Inverted, Form::Plain, Form::InitialsFirst, Form::InvertedFull, Form::GivenFirst]
            }
            Form::Inverted | Form::Plain => &[Form::Inverted, Form::Plain, Form::InitialsFirst],
            Form::InvertedFull => &[Form::InitialsFirst, Form::GivenFirst, Form::InvertedFull, Form::Inverted],
            Form::InitialsFirst => &[Form::InitialsFirst, Form::GivenFirst],
            Form::GivenFirst => &[Form::GivenFirst, Form::InitialsFirst],
            Form::Bare => &[Form::Bare],
        };
        // After `and` only another `and` or a semicolon goes on.
        if conjunction && !conj && !semicolon {
            break;
        }
        let Some(next) = person(draft, at, Some(allowed)) else { break };
        if !conj && !semicolon && form == Form::InitialsFirst && next.form == Form::GivenFirst && !next.initial {
            break;
        }
        let strong = conj
            || semicolon
            || next.form != Form::GivenFirst && next.form != Form::InvertedFull && next.form != Form::Bare
            || next.initial && form != Form::InvertedFull;
        end = next.range.end;
        persons.push(next);
        conjunction |= conj;
        if strong {
            certain = persons.len();
        }
    }
    let known = |p: &Person| {
        p.initial || p.form == Form::Bare || p.range.clone().any(|t| lexicon::is_given_name(draft.lower(t)))
    };
    let closed = etal.is_some() || conjunction || ends_list(draft, end) && persons[certain..].iter().all(known);
    if !closed && certain < persons.len() {
        persons.truncate(certain);
        end = persons[certain - 1].range.end;
        etal = None;
    }
    let start = persons[0].range.start;
    let sure = etal.is_some()
        || conjunction
            && persons
                .iter()
                .any(|p| p.form != Form::GivenFirst || p.initial || lexicon::is_given_name(draft.lower(p.range.start)))
        || persons.iter().any(|p| p.initial);
    let collab = if etal.is_none() && sure { study_group(draft, end) } else { None };
    let end = collab.as_ref().map_or(end, |c| c.end);
    Some(People { range: start..end, persons, etal, sure, conjunction, collab })
}

/// `; the Italian Multicentre Study Group.`, `, for the X Investigators.`: a body after the persons.
fn study_group(draft: &Draft<'_>, end: usize) -> Option<Tokens> {
    if !matches!(draft.sign(end), ';' | ',') {
        return None;
    }
    let mut start = end + 1;
    while matches!(draft.lower(start), "and" | "on" | "behalf" | "of" | "for") && start < end + 6 {
        start += 1;
    }
    let stop =
        (start..draft.len().min(start + 24)).find(|&t| super::head::sentence_stop(draft, t) || draft.sign(t) == ':')?;
    let opens = draft.capital(start) || draft.lower(start) == "the" && draft.capital(start + 1);
    let cue = (start..stop).any(|t| {
        draft.capital(t)
            && matches!(
                draft.lower(t),
                "group"
                    | "collaboration"
                    | "consortium"
                    | "investigators"
                    | "team"
                    | "network"
                    | "collaborators"
                    | "committee"
                    | "initiative"
            )
    });
    (opens && cue && draft.all_free(start..stop)).then_some(start..stop)
}

/// Whether a list of names may end before the token `end`.
pub(super) fn ends_list(draft: &Draft<'_>, end: usize) -> bool {
    matches!(draft.sign(end), '.' | ':' | '(' | '[')
        || end >= draft.len()
        || dates::is_year(draft, end)
        || draft.sign(end.wrapping_sub(1)) == '.' && draft.sign(end) == '\0'
}

/// `et al.`, `и др.`, `[и др.]`, `and others`, with the comma before it; gives the words themselves.
pub(super) fn et_al(draft: &Draft<'_>, i: usize) -> Option<Tokens> {
    let mut at = i;
    if draft.sign(at) == ',' || draft.sign(at) == ';' {
        at += 1;
    }
    let open = matches!(draft.sign(at), '[' | '(');
    let start = at + usize::from(open);
    if (draft.sign(start) == '&' || draft.conjunction(start)) && draft.lower(start + 1) == "al" {
        return Some(start..draft.past_stop(start + 2));
    }
    let mut end = draft.any_phrase(start, &lexicon::ET_AL)?;
    end = draft.past_stop(end);
    if open && matches!(draft.sign(end), ']' | ')') {
        return Some(start..end);
    }
    (!open).then_some(start..end)
}
