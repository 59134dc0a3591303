//! Rules on quotation marks and apostrophes.

mod apostrophe;
mod language;
mod marks;
mod straight;
mod unbalanced;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[unbalanced::RULE, straight::RULE, apostrophe::RULE, language::RULE];
