//! Rules on how the authors are given.

mod line;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[line::RULE];
