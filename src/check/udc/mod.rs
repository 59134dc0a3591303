//! Rules on the article's UDC number (Universal Decimal Classification).

mod notation;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[notation::RULE];
