//! Rules on the article's keywords, one block a language.

mod count;
mod numbers;
mod quotes;
mod repeated;
mod separator;

use crate::article::Keywords;
use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[count::RULE, quotes::RULE, numbers::RULE, repeated::RULE, separator::RULE];

/// Whether the keywords of a block stand in the order of the alphabet, so that keyword n of one language is not keyword
/// n of the other. Fewer than three may do so by chance.
fn alphabetical(keywords: &Keywords) -> bool {
    let folded: Vec<String> = keywords.items.iter().map(|item| folded(&item.plain())).collect();
    folded.len() > 2 && folded.is_sorted()
}

/// A keyword for comparison: small letters and figures, the signs around them left out.
fn folded(keyword: &str) -> String {
    let mut out = String::with_capacity(keyword.len());
    for word in keyword.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// The number of keywords that a block would have if its commas parted them as well.
fn parted_by_commas(keywords: &Keywords) -> usize {
    keywords.items.iter().map(|item| item.plain().split(", ").filter(|part| !part.trim().is_empty()).count()).sum()
}
