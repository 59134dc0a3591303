//! `offprint check`: manuscripts in, findings out.

mod schemas;
mod writing;

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use offprint::check::fix::{Mended, mend};
use offprint::check::{Options, Schemas, Selection, Ui, check, is_known, nearest};
use offprint::diagnostic::Diagnostic;
use offprint::error::Error;
use offprint::journal::Journal;
use offprint::read::{READERS, Reader};
use offprint::report::diff::diff;
use offprint::report::human::Counts;
use offprint::report::{REPORTERS, Report};
use offprint::source::Source;

use super::Status;
use super::input::{Input, inputs};
use super::journals::Journals;
use super::shell::Shell;

const EXAMPLES: &str = "\
Examples:
  offprint check article.md                          what is wrong, where, and how to mend it
  offprint check issue/ --format sarif > a.sarif     every manuscript of a folder, for a service
  offprint check article.md --fix                    mends what is certain, in the manuscript
  offprint check article.md --diff                   shows what --fix would change
  offprint check article.md --select udc,pair-year   only these rules or families
  offprint explain pair-year                         what a rule is about

A comment in the manuscript keeps rules from being told for its line, or, alone in its line, for the next paragraph:
  <!-- offprint-ignore note-stop -- as in the source -->

Exit codes:
  0  no errors
  1  errors
  2  a file could not be read or written, or a wrong argument";

/// Check articles against good practice and the journal's requirements
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// Manuscripts, or folders of them; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// How findings are shown
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats())]
    format: String,

    /// The language of the messages [default: by LC_ALL, LC_MESSAGES, LANG]
    #[arg(long, value_name = "LANGUAGE", value_parser = PossibleValuesParser::new(["en", "ru"]))]
    lang: Option<String>,

    /// Mend what is certain, in the manuscripts themselves; standard input goes to standard output
    #[arg(long)]
    fix: bool,

    /// Show what --fix would change, and change nothing
    #[arg(long)]
    diff: bool,

    /// Only these rules or families of rules; all means every one
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Not these rules or families of rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    /// The form of the manuscripts [default: by the ending of the file name]
    #[arg(short, long, value_name = "FORMAT", value_parser = reader_names())]
    from: Option<String>,

    /// The journal's file [default: journal.toml beside the manuscript or above it]
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,

    /// Use no journal.toml, even if there is one
    #[arg(long, conflicts_with = "journal")]
    no_journal: bool,

    /// A schema to hold the JATS of the articles against, instead of those of offprint: Schematron or RELAX NG (XML syntax)
    #[arg(long, value_name = "FILE")]
    schema: Vec<PathBuf>,

    /// Show every finding, however many there are like it
    #[arg(short, long)]
    verbose: bool,
}

fn formats() -> PossibleValuesParser {
    std::iter::once("human").chain(REPORTERS.iter().map(|r| r.name)).collect::<Vec<_>>().into()
}

fn reader_names() -> PossibleValuesParser {
    READERS.iter().map(|r| r.name).collect::<Vec<_>>().into()
}

/// The language of messages by the environment, in the order of POSIX (XBD 8.2); English if nothing else is said.
pub fn language(asked: Option<&str>) -> Ui {
    let environment = || {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set)
    };
    match asked {
        Some(tag) => Ui::parse(tag),
        None => environment().as_deref().and_then(Ui::parse),
    }
    .unwrap_or_default()
}

/// What is the same for all manuscripts of a run.
struct Run<'a> {
    command: &'a Check,
    ui: Ui,
    selection: Selection,
    schemas: Schemas,
    journals: Journals,
    report: Option<Box<dyn Report>>,
    counts: Counts,
    /// How many manuscripts were checked.
    checked: usize,
    several: bool,
}

impl Check {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        shell.human.all = self.verbose;
        let from: Option<&'static Reader> = self.from.as_deref().and_then(|n| READERS.iter().find(|r| r.name == n));
        for name in self.select.iter().chain(&self.ignore) {
            known(name)?;
        }
        let inputs = inputs(&self.inputs, from)?;
        if self.fix && self.format != "human" && inputs.iter().any(Input::is_stdin) {
            let message = "standard output cannot hold both the mended manuscript and a report; leave out --format";
            return Err(Error::Usage(message.into()));
        }
        if self.diff && self.format != "human" {
            return Err(Error::Usage("--diff shows a difference, not findings; leave out --format".into()));
        }
        // Where a mended manuscript goes to standard output, findings stay aside.
        if !(self.fix && inputs.iter().any(Input::is_stdin)) {
            shell.findings_are_results();
        }
        let ui = language(self.lang.as_deref());
        let mut run = Run {
            command: self,
            ui,
            selection: Selection { select: self.select.clone(), ignore: self.ignore.clone() },
            schemas: schemas::schemas(&self.schema)?,
            journals: Journals::new(self.journal.clone(), self.no_journal),
            report: REPORTERS.iter().find(|r| r.name == self.format).map(|r| (r.begin)(ui)),
            counts: Counts::default(),
            checked: 0,
            several: inputs.len() > 1,
        };
        let mut worst = Status::Done;
        for input in &inputs {
            let status = run.one(input, shell).or_else(|error| {
                if let Some(report) = &mut run.report {
                    report.failure(&input.path.display().to_string(), &error.to_string());
                }
                shell.error(&error);
                Ok::<_, Error>(Status::Failed)
            })?;
            worst = worst.max(status);
        }
        if let Some(report) = run.report.take() {
            shell.print(report.finish().as_bytes())?;
        } else if !self.diff && run.checked > 0 {
            shell.remark(&run.summary());
        }
        if let Some(remark) = run.journals.remark() {
            shell.remark(remark);
        }
        Ok(worst)
    }
}

impl Run<'_> {
    /// One manuscript, from reading it to what is said of it.
    fn one(&mut self, input: &Input, shell: &mut Shell) -> Result<Status, Error> {
        let (source, reader) = input.read()?;
        let journal = self.journals.of(input, shell)?;
        for name in journal.journal.rules.keys() {
            known(name).map_err(|error| match (error, &journal.path) {
                (Error::Usage(message), Some(path)) => Error::Journal { path: path.clone(), message },
                (error, _) => error,
            })?;
        }
        let found = self.check(&source, reader, &journal.journal)?;
        if !self.command.fix && !self.command.diff {
            return self.tell(&source, &found, shell, false);
        }
        if source.is_made() {
            return Err(Error::Usage(format!(
                "{} is not text, so --fix and --diff cannot change it; it is as it was. Mend it in the word processor: \
                 without --fix, offprint shows what to mend",
                source.name()
            )));
        }
        let mended = mend(&source, found, |source| self.check(source, reader, &journal.journal))?;
        self.mended(&source, &mended, input, shell)
    }

    fn check(&self, source: &Source, reader: &Reader, journal: &Journal) -> Result<Vec<Diagnostic>, Error> {
        let (selection, schemas) = (&self.selection, &self.schemas);
        check(source, reader, &Options { journal, ui: self.ui, selection, schemas })
    }

    /// Shows or keeps what was mended.
    fn mended(&mut self, source: &Source, mended: &Mended, input: &Input, shell: &mut Shell) -> Result<Status, Error> {
        if self.command.diff {
            let name = source.path.to_string_lossy();
            shell.print(diff(name.trim_start_matches('/'), source.text(), mended.source.text()).as_bytes())?;
            return Ok(status(&Counts::of(&mended.found)));
        }
        if input.is_stdin() {
            shell.print(mended.source.text().as_bytes())?;
        } else if mended.applied > 0 {
            writing::replace(&input.path, mended.source.text().as_bytes())?;
        }
        let status = self.tell(&mended.source, &mended.found, shell, input.is_stdin())?;
        if mended.applied > 0 {
            let name = source.name();
            shell.remark(&match self.ui {
                Ui::En => format!("{name}: {} mended", mended.applied),
                Ui::Ru => format!("{name}: исправлено {}", mended.applied),
            });
        }
        Ok(status)
    }

    /// Tells what is found in a manuscript: to people at once, for programs in the report.
    fn tell(&mut self, source: &Source, found: &[Diagnostic], shell: &mut Shell, aside: bool) -> Result<Status, Error> {
        let counts = Counts::of(found);
        self.checked += 1;
        self.counts.errors += counts.errors;
        self.counts.warnings += counts.warnings;
        self.counts.notes += counts.notes;
        match &mut self.report {
            Some(report) => report.manuscript(source, found),
            None => {
                let shown = shell.human.render(source, found);
                if aside {
                    shell.say(&shown);
                } else {
                    shell.print(shown.as_bytes())?;
                }
            }
        }
        Ok(status(&counts))
    }

    /// The last line: how much was found.
    fn summary(&self) -> String {
        let manuscripts = self.checked;
        let counts = if self.counts == Counts::default() {
            self.ui.of("nothing was found", "замечаний нет").to_owned()
        } else {
            match self.ui {
                Ui::En => self.counts.to_string(),
                Ui::Ru => self.counts.in_russian(),
            }
        };
        match (self.several, self.ui) {
            (false, _) => counts,
            (true, Ui::En) => format!("{counts} in {manuscripts} manuscripts"),
            (true, Ui::Ru) => format!("{counts}; рукописей: {manuscripts}"),
        }
    }
}

fn status(counts: &Counts) -> Status {
    if counts.errors > 0 { Status::Faulty } else { Status::Done }
}

/// Refuses the name of a rule that does not exist.
fn known(name: &str) -> Result<(), Error> {
    if is_known(name) {
        return Ok(());
    }
    let meant = nearest(name).map_or("`offprint rules` lists the rules".into(), |n| format!("did you mean `{n}`?"));
    Err(Error::Usage(format!("there is no rule or family of rules `{name}`; {meant}")))
}
