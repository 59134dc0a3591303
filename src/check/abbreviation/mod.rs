//! Rules on abbreviations in capital letters and what they stand for.

mod forms;
mod known;
mod late;
mod repeated;
mod unexpanded;
mod uses;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[unexpanded::RULE, late::RULE, repeated::RULE, forms::RULE];
