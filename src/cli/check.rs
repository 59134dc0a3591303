//! `offprint check`: manuscripts in, findings out.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use offprint::check::{Options, Selection, Ui, check};
use offprint::error::Error;
use offprint::read::READERS;
use offprint::report::human::Counts;

use super::Status;
use super::input::inputs;
use super::journals::Journals;
use super::shell::Shell;

/// Check articles against good practice and the journal's requirements
#[derive(clap::Args)]
pub struct Check {
    /// Manuscripts, or folders of them; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// The form of the manuscripts [default: by the ending of the file name]
    #[arg(short, long, value_name = "FORMAT", value_parser = reader_names())]
    from: Option<String>,

    /// The journal's file [default: journal.toml beside the manuscript or above it]
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,

    /// Use no journal.toml, even if there is one
    #[arg(long, conflicts_with = "journal")]
    no_journal: bool,

    /// The language of the messages [default: by the environment]
    #[arg(long, value_name = "LANGUAGE", value_parser = PossibleValuesParser::new(["en", "ru"]))]
    lang: Option<String>,

    /// Only these rules or families of rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Not these rules or families of rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Show every finding, however many there are like it
    #[arg(short, long)]
    verbose: bool,
}

fn reader_names() -> PossibleValuesParser {
    READERS.iter().map(|r| r.name).collect::<Vec<_>>().into()
}

impl Check {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        shell.human.all = self.verbose;
        let from = self.from.as_deref().and_then(|n| READERS.iter().find(|r| r.name == n));
        let ui = self.lang.as_deref().and_then(Ui::parse).unwrap_or_default();
        let selection = Selection { select: self.select.clone(), ignore: self.ignore.clone() };
        let mut journals = Journals::new(self.journal.clone(), self.no_journal);
        let mut worst = Status::Done;
        for input in inputs(&self.inputs, from)? {
            let source = input.read()?;
            let journal = journals.of(&input, shell)?;
            let options = Options { journal: &journal.journal, ui, selection: &selection };
            let found = check(&source, input.reader, &options);
            let shown = shell.human.render(&source, &found);
            shell.say(&shown);
            if Counts::of(&found).errors > 0 {
                worst = worst.max(Status::Faulty);
            }
        }
        Ok(worst)
    }
}
