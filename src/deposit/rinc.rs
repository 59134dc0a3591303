//! The XML of eLIBRARY.RU for the Russian Index of Science Citation, schema journal3: an issue with its articles.

use super::field::Field;
use super::{Batch, Deposit, Made, Scope};
use crate::error::Error;

/// RINC.
pub const DEPOSIT: Deposit = Deposit {
    name: "rinc",
    description: "eLIBRARY (RINC) journal3 XML",
    title: "RINC",
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
