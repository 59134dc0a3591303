//! DSpace Simple Archive Format: a folder of items, each with its metadata and files.

use super::field::Field;
use super::{Batch, Deposit, Made, Scope};
use crate::error::Error;

/// DSpace.
pub const DEPOSIT: Deposit = Deposit {
    name: "dspace",
    description: "DSpace Simple Archive Format, a folder or a zip",
    title: "DSpace",
    extension: "zip",
    scope: Scope::Batch,
    demands: &[Field::Title],
    lacks: &[],
    takes_files: true,
    write,
};

fn write(_batch: &Batch<'_>, _made: &mut Made) -> Result<(), Error> {
    Ok(())
}
