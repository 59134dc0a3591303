//! `offprint doi`: proposes the DOI of an article by the journal's pattern. It is proposed and nothing else: no output of
//! offprint has a DOI that neither the manuscript nor the person who deposits gave.

use std::path::PathBuf;

use offprint::deposit::{Record, Supplied, pattern};
use offprint::error::Error;

use super::Status;
use super::input::inputs;
use super::journals::Journals;
use super::shell::Shell;

/// What follows the prefix where journal.toml gives no pattern: as many journals of the region have it.
const USUAL: &str = "{issn}-{year}-{issue}-{first-page}";

const EXAMPLES: &str = "\
Examples:
  offprint doi article.md            10.12345/1234-5679-2020-2-47
  offprint doi issue/                one line a manuscript

The prefix and the pattern stand in journal.toml:

  [doi]
  prefix = \"10.12345\"
  suffix = \"{issn}-{year}-{issue}-{first-page}\"

A proposal is used nowhere by itself. Once the DOI is assigned, write `DOI: …` at the head of the manuscript.";

/// Propose the DOI of an article by the journal's pattern
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Doi {
    /// Manuscripts, or folders of them
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// The journal's file [default: journal.toml beside the manuscript or above it]
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,
}

impl Doi {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        let inputs = inputs(&self.inputs, None)?;
        let mut journals = Journals::new(self.journal.clone(), false);
        let mut worst = Status::Done;
        let mut proposed = 0;
        for input in &inputs {
            let journal = journals.of(input, shell)?;
            let Some(prefix) = &journal.journal.doi.prefix else {
                let file = journal
                    .path
                    .as_ref()
                    .map_or("there is no journal.toml".into(), |p| format!("{} has none", p.display()));
                return Err(Error::Usage(format!(
                    "a DOI begins with the journal's prefix, and {file}; set `prefix` under [doi]"
                )));
            };
            let (source, reader) = input.read()?;
            let reading = (reader.read)(&source);
            let stem = input.stem().to_string_lossy();
            let record = Record::new(&reading.article, &journal.journal, &stem, Supplied::default());
            let before = if inputs.len() > 1 { format!("{}\t", source.name()) } else { String::new() };
            if let Some(doi) = &record.doi {
                shell.print(format!("{before}{doi}\n").as_bytes())?;
                shell.remark(&format!("{}: this DOI stands in the manuscript", source.name()));
                continue;
            }
            match pattern::fill(journal.journal.doi.suffix.as_deref().unwrap_or(USUAL), &record) {
                Ok(suffix) => {
                    shell.print(format!("{before}{prefix}/{suffix}\n").as_bytes())?;
                    proposed += 1;
                }
                Err(name) => {
                    let why = format!(
                        "{}: no DOI is proposed: neither the manuscript nor journal.toml says {{{name}}}",
                        source.name()
                    );
                    shell.say(&format!("{}\n", offprint::report::visible::visible(&why)));
                    worst = worst.max(Status::Faulty);
                }
            }
        }
        if proposed > 0 {
            shell.remark(
                "proposed by the pattern under [doi] in journal.toml; it is not registered and used nowhere by itself",
            );
        }
        Ok(worst)
    }
}
