//! Rules on the notes: their marks, repeats of the source before, addresses and dates of access.

mod access_date;
mod access_order;
mod address_form;
mod ibid_first;
mod ibid_script;
mod mark;
mod medium;
mod missing;
mod online;
mod repeated;
mod sequence;
mod sources;
mod stop;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[
    sequence::RULE,
    mark::RULE,
    missing::RULE,
    ibid_script::RULE,
    ibid_first::RULE,
    repeated::RULE,
    stop::RULE,
    access_date::RULE,
    access_order::RULE,
    address_form::RULE,
    medium::RULE,
];
