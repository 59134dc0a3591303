//! Affiliations: which part is the institution, the street, the town, the country.

use crate::article::AffiliationPart;

/// The parts of an affiliation as displayed, in order: byte ranges of `text`, not overlapping.
pub fn parts(_text: &str) -> Vec<AffiliationPart> {
    Vec::new()
}
