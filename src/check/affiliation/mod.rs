//! Rules on the places of work of the authors.

mod count;
mod keys;
mod postcode;

use crate::article::{Affiliation, AffiliationText, Lang};
use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[keys::RULE, count::RULE, postcode::RULE];

/// The affiliations that a language has, in order.
fn of_lang(all: &[Affiliation], lang: Lang) -> impl Iterator<Item = (&Affiliation, &AffiliationText)> {
    all.iter().filter_map(move |a| Some((a, &a.variants.iter().find(|v| v.lang == lang)?.value)))
}

/// The languages of the affiliations, in the order in which they come.
fn languages(all: &[Affiliation]) -> Vec<Lang> {
    let mut langs = Vec::new();
    for variant in all.iter().flat_map(|a| &a.variants) {
        if !langs.contains(&variant.lang) {
            langs.push(variant.lang);
        }
    }
    langs
}
