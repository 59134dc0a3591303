//! Rules on the items of the lists of references, each by itself and beside the others of its list.

mod dangling;
pub(in crate::check) mod items;
mod repeated;
mod spacing;
mod stop;
mod uncited;
mod year;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[uncited::RULE, dangling::RULE, repeated::RULE, stop::RULE, spacing::RULE, year::RULE];
