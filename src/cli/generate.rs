//! `offprint completions` and `offprint man`: what a package installs beside the program, made from the same description
//! of the command line as its help.

use clap::CommandFactory;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell as Kind;
use offprint::error::Error;

use super::shell::Shell;
use super::{Arguments, Status};

const SHELLS: [(&str, Kind); 5] = [
    ("bash", Kind::Bash),
    ("elvish", Kind::Elvish),
    ("fish", Kind::Fish),
    ("powershell", Kind::PowerShell),
    ("zsh", Kind::Zsh),
];

/// Print the completions of a shell
#[derive(clap::Args)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = PossibleValuesParser::new(SHELLS.map(|s| s.0)))]
    shell: String,
}

impl Completions {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        let mut script = Vec::new();
        for (_, kind) in SHELLS.iter().filter(|(name, _)| *name == self.shell) {
            clap_complete::generate(*kind, &mut Arguments::command(), "offprint", &mut script);
        }
        shell.print(&script)?;
        Ok(Status::Done)
    }
}

/// Print a page of the manual
#[derive(clap::Args)]
pub struct Man {
    /// The command that the page is about [default: offprint itself]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Man {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        let mut root = Arguments::command();
        root.build();
        let command = match &self.command {
            None => root,
            Some(name) => {
                let Some(command) = root.find_subcommand(name) else {
                    let names: Vec<_> = root.get_subcommands().map(|c| c.get_name()).collect();
                    return Err(Error::Usage(format!("there is no command {name}; there are {}", names.join(", "))));
                };
                command.clone().version(env!("CARGO_PKG_VERSION"))
            }
        };
        let mut page = Vec::new();
        let failed = |cause| Error::Write { path: "the manual page".into(), cause };
        clap_mangen::Man::new(command).render(&mut page).map_err(failed)?;
        shell.print(&page)?;
        Ok(Status::Done)
    }
}
