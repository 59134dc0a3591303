//! The XML of the Directory of Open Access Journals.

use super::field::Field;
use super::{Batch, Deposit, Made, Scope};
use crate::error::Error;

/// DOAJ.
pub const DEPOSIT: Deposit = Deposit {
    name: "doaj",
    description: "Directory of Open Access Journals XML",
    title: "DOAJ",
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
