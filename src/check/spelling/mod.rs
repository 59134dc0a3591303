//! Rules on words that are spelled in two ways, dashes, repeated words and spaces.

mod dash;
mod hyphen;
mod repeated;
mod spacing;
mod varieties;
mod variety;

use crate::check::{Piece, Role, Rule};

/// The rules of the family.
pub const RULES: &[Rule] = &[hyphen::RULE, variety::RULE, dash::RULE, repeated::RULE, spacing::RULE];

/// Whether the article itself speaks in a piece, rather than naming what others wrote.
fn speaks(piece: &Piece<'_>) -> bool {
    !matches!(piece.role, Role::Reference | Role::Note | Role::SelfCitation | Role::Affiliation | Role::AuthorNote)
}

/// Whether a character is a hyphen inside a word.
fn is_hyphen(text: &str) -> bool {
    matches!(text, "-" | "‐" | "‑")
}
