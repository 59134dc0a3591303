//! DataCite metadata schema 4.6.

use super::field::Field;
use super::{Batch, Deposit, Made, Scope};
use crate::error::Error;

/// DataCite.
pub const DEPOSIT: Deposit = Deposit {
    name: "datacite",
    description: "DataCite 4.6 XML",
    title: "DataCite",
    extension: "xml",
    scope: Scope::Article,
    demands: &[Field::Title],
    lacks: &[],
    takes_files: false,
    write,
};

fn write(_batch: &Batch<'_>, _made: &mut Made) -> Result<(), Error> {
    Ok(())
}
