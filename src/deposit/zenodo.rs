//! The metadata of Zenodo's deposit API, as JSON.

use super::field::Field;
use super::{Batch, Deposit, Made, Scope};
use crate::error::Error;

/// Zenodo.
pub const DEPOSIT: Deposit = Deposit {
    name: "zenodo",
    description: "Metadata for Zenodo's deposit API",
    title: "Zenodo",
    extension: "json",
    scope: Scope::Article,
    demands: &[Field::Title],
    lacks: &[],
    takes_files: false,
    write,
};

fn write(_batch: &Batch<'_>, _made: &mut Made) -> Result<(), Error> {
    Ok(())
}
