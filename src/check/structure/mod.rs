//! Rules on the article's structure: headings, their levels and numbers, tables, figures and formulas.

mod caption;
mod doubtful;
mod empty_section;
mod heading_case;
mod heading_stop;
mod level;
mod numbering;
mod parts;
mod run_in;
mod uncited;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[
    empty_section::RULE,
    level::RULE,
    numbering::RULE,
    heading_stop::RULE,
    heading_case::RULE,
    run_in::RULE,
    uncited::RULE,
    caption::RULE,
    doubtful::RULE,
];
