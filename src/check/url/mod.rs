//! Rules on web addresses.

mod odd;
mod scheme;
mod syntax;

use crate::check::{Role, Rule};

/// The rules of the family.
pub const RULES: &[Rule] = &[syntax::RULE, odd::RULE, scheme::RULE];

/// Where addresses are looked at.
const ROLES: [Role; 6] =
    [Role::Paragraph, Role::BackMatter, Role::Note, Role::Reference, Role::AuthorNote, Role::SelfCitation];
