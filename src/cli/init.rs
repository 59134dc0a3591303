//! `offprint init`: a journal.toml to fill in.

use std::path::PathBuf;

use offprint::error::Error;
use offprint::journal::{FILE_NAME, TEMPLATE};

use super::shell::Shell;
use super::{Status, output};

/// Write a commented journal.toml to fill in
#[derive(clap::Args)]
pub struct Init {
    /// The folder of the journal's manuscripts, or one above them
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    folder: PathBuf,
}

impl Init {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        let path = if self.folder.as_os_str() == "." { FILE_NAME.into() } else { self.folder.join(FILE_NAME) };
        // A link that leads nowhere is something that stands there, too.
        if path.symlink_metadata().is_ok() {
            return Err(Error::Usage(format!("{} is there already; it was left as it is", path.display())));
        }
        output::write_new(&path, TEMPLATE.as_bytes())?;
        shell.remark(&format!("wrote {}; fill in what your journal has", path.display()));
        Ok(Status::Done)
    }
}
