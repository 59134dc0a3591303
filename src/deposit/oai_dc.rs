//! Unqualified Dublin Core as OAI-PMH has it.

use super::field::Field;
use super::{Batch, Deposit, Made, Scope};
use crate::error::Error;

/// Dublin Core.
pub const DEPOSIT: Deposit = Deposit {
    name: "oai-dc",
    description: "Dublin Core as OAI-PMH has it",
    title: "Dublin Core",
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
