//! Rules on the two lists of references of a bilingual journal: item n of one is item n of the other.

mod address;
mod authors;
mod count;
mod date;
mod language;
mod pages;
pub(in crate::check) mod partners;
mod year;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] =
    &[count::RULE, authors::RULE, year::RULE, pages::RULE, date::RULE, address::RULE, language::RULE];
