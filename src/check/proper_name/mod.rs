//! Rules on proper names that are no people's: events, ships, places.

mod forms;
mod spelling;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[forms::RULE, spelling::RULE];
