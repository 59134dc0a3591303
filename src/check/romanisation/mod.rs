//! Rules on the romanised list of references beside the list of original scripts.

mod brackets;
mod slip;
mod titles;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[slip::RULE, brackets::RULE];
