//! Rules on the names of people: one person, one spelling. No way of romanising a name is wrong by itself; two in one
//! article are.

mod author;
mod cited;
mod forms;
mod spelling;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[author::RULE, cited::RULE, forms::RULE];
