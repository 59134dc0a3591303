//! The native XML of Open Journal Systems, with the galleys embedded.

use super::field::Field;
use super::{Batch, Deposit, Made, Scope};
use crate::error::Error;

/// OJS.
pub const DEPOSIT: Deposit = Deposit {
    name: "ojs",
    description: "Open Journal Systems native XML, with the article's files",
    title: "OJS",
    extension: "xml",
    scope: Scope::Batch,
    demands: &[Field::Title],
    lacks: &[],
    takes_files: true,
    write,
};

fn write(_batch: &Batch<'_>, _made: &mut Made) -> Result<(), Error> {
    Ok(())
}
