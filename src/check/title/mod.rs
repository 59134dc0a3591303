//! Rules on the article's title in its languages.

mod numbers;
mod quotes;
mod stop;

use std::collections::BTreeSet;

use crate::article::PartKind;
use crate::check::{Piece, Role, Rule, Subject};

/// The rules of the family.
pub const RULES: &[Rule] = &[quotes::RULE, numbers::RULE, stop::RULE];

/// The titles of an article. One that has little in common with the citation block in its language is left out: where a
/// title is lacking, another line is taken for it.
fn titles<'s, 'a>(subject: &'s Subject<'a>) -> Vec<&'s Piece<'a>> {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3).map(str::to_lowercase).collect()
    };
    let known = |title: &&Piece<'_>| {
        let blocks = subject.article.front.self_citations.iter();
        let mut cited = blocks.filter(|b| b.lang == title.lang && b.citation.find(PartKind::ArticleTitle).is_some());
        cited.next().is_none_or(|block| {
            let mut text = block.text.plain();
            // A running head has the words of the journal's name.
            if let Some(source) = block.citation.parts.iter().find(|p| p.kind == PartKind::Source)
                && text.get(source.range()).is_some()
            {
                text.replace_range(source.range(), " ");
            }
            let (own, cited) = (words(&title.plain), words(&text));
            own.intersection(&cited).count() * 2 >= own.len()
        })
    };
    subject.of(Role::Title).filter(known).collect()
}
