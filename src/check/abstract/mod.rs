//! Rules on the abstract in its languages.

mod citation;
mod length_differs;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[citation::RULE, length_differs::RULE];
