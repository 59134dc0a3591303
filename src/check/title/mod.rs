//! Rules on the article's title in its languages.

mod numbers;
mod quotes;
mod stop;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[quotes::RULE, numbers::RULE, stop::RULE];
