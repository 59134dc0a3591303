//! Rules on identifiers: DOI, ORCID iD, ISSN, ISBN, e-mail.
//!
//! Those with a check character are looked for in the whole manuscript, since a reader that refuses one leaves it out of
//! the article.

mod doi;
mod email;
mod isbn;
mod issn;
mod orcid;

use crate::check::Rule;

/// The rules of the family.
pub const RULES: &[Rule] = &[doi::RULE, orcid::RULE, issn::RULE, isbn::RULE, email::RULE];
