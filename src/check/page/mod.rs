//! Rules on page numbers.

mod order;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[order::RULE];
