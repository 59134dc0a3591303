//! Rules on the items of the lists of references, each by itself and beside the others of its list.

mod access;
mod dangling;
mod dash;
mod initials;
pub(in crate::check) mod items;
mod label;
mod language;
mod order;
mod pages;
mod parts;
mod repeated;
mod script;
mod spacing;
mod stop;
mod uncited;
mod year;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[
    label::RULE,
    uncited::RULE,
    dangling::RULE,
    order::RULE,
    repeated::RULE,
    parts::RULE,
    pages::RULE,
    year::RULE,
    language::RULE,
    script::RULE,
    access::RULE,
    initials::RULE,
    spacing::RULE,
    dash::RULE,
    stop::RULE,
];
