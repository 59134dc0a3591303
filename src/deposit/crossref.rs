//! Crossref deposit schema 5.3.1.

use super::field::Field;
use super::{Batch, Deposit, Made, Scope};
use crate::error::Error;

/// Crossref.
pub const DEPOSIT: Deposit = Deposit {
    name: "crossref",
    description: "Crossref deposit XML 5.3.1",
    title: "Crossref",
    extension: "xml",
    scope: Scope::Batch,
    demands: &[Field::Title],
    lacks: &[],
    takes_files: false,
    write,
};

fn write(_batch: &Batch<'_>, _made: &mut Made) -> Result<(), Error> {
    Ok(())
}
