//! Rules on the citation block, which tells readers how to cite the article, one a language.

mod authors;
mod blocks;
mod language;
mod wording;

use std::ops::Range;

use crate::article::{PartKind, SelfCitation};
use crate::check::{Piece, Role, Rule, Subject};

/// The rules of the family.
pub const RULES: &[Rule] = &[blocks::RULE, wording::RULE, authors::RULE, language::RULE];

/// A citation block and its text.
struct Block<'a> {
    own: &'a SelfCitation,
    piece: Piece<'a>,
}

impl Block<'_> {
    /// The first part of a kind: its value in normal form where it has one, and its place in the plain text.
    fn part(&self, kind: PartKind) -> Option<(&str, Range<usize>)> {
        let part = self.own.citation.parts.iter().find(|p| p.kind == kind)?;
        let text = part.value.as_deref().unwrap_or_else(|| part.text(&self.piece.plain)).trim();
        (!text.is_empty()).then(|| (text, part.range()))
    }
}

/// The citation blocks of an article.
fn blocks<'a>(subject: &Subject<'a>) -> Vec<Block<'a>> {
    let all = subject.article.front.self_citations.iter();
    all.map(|own| Block { own, piece: Piece::new(Role::SelfCitation, own.lang, "", &own.text) }).collect()
}
