//! `offprint convert`: manuscripts in, files out.

mod target;

use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::PossibleValuesParser;
use offprint::article::Article;
use offprint::context::Context;
use offprint::convert::{Conversion, Plan, convert};
use offprint::diagnostic::Diagnostic;
use offprint::error::Error;
use offprint::parallel;
use offprint::read::page::structure::{Field, structure};
use offprint::read::{READERS, Reader};
use offprint::report::human::{Counts, Human};
use offprint::source::{Source, Span};
use offprint::write::{JatsVersion, Options, WRITERS, Writer};

use super::Status;
use super::environment::context;
use super::input::{Input, inputs};
use super::journals::{Found, Journals};
use super::output::{Protected, write_all};
use super::pictures::Pictures;
use super::shell::Shell;
use target::Target;

const EXAMPLES: &str = "\
Examples:
  offprint convert article.md                        article.xml and article.epub, here
  offprint convert issue/ -o out --to jats,epub,html every manuscript of a folder
  offprint convert article.md -o deposit/a.epub      one file, by name
  offprint convert article.md --json | jq .front     the article as it was read

Outputs are named after the manuscript and put into the current folder unless -o says otherwise. An older output is
replaced; a manuscript never is. journal.toml is looked for beside the manuscript, then in the folders above it.";

/// Read articles and make the forms in which they are published
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Convert {
    /// Manuscripts, or folders of them; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// What to make [default: jats,epub]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = writer_names())]
    to: Vec<String>,

    /// Where to put it: a folder, a file for one output, or - for standard output [default: the current folder]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// The form of the manuscripts [default: by the ending of the file name]
    #[arg(short, long, value_name = "FORMAT", value_parser = reader_names())]
    from: Option<String>,

    /// The journal's file [default: journal.toml beside the manuscript or above it]
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,

    /// Use no journal.toml, even if there is one
    #[arg(long, conflicts_with = "journal")]
    no_journal: bool,

    /// The version of JATS to write
    #[arg(long, value_name = "VERSION", default_value = "1.3", value_parser = PossibleValuesParser::new(["1.3", "1.4"]))]
    jats_version: String,

    /// Print the article as it was read, one line of JSON a manuscript; files are made only if --to or -o is given
    #[arg(long)]
    json: bool,

    /// Show every finding, however many there are like it
    #[arg(short, long)]
    verbose: bool,
}

fn writer_names() -> PossibleValuesParser {
    WRITERS.iter().map(|w| w.name).collect::<Vec<_>>().into()
}

fn reader_names() -> PossibleValuesParser {
    READERS.iter().map(|r| r.name).collect::<Vec<_>>().into()
}

/// What is the same for all manuscripts of a run.
struct Run {
    context: Context,
    options: Options,
    writers: Vec<&'static Writer>,
    target: Target,
    human: Human,
    json: bool,
    several: bool,
}

/// A manuscript, and the journal that publishes it; none where that could not be read.
struct Job {
    input: Input,
    journal: Option<Arc<Found>>,
}

/// What was made of a manuscript.
struct Made {
    name: String,
    shown: String,
    counts: Counts,
    /// The files beside the manuscript that were read.
    pictures: Vec<PathBuf>,
    /// In the order of [`Run::writers`].
    outputs: Vec<Vec<u8>>,
    json: Option<Vec<u8>>,
}

impl Convert {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        shell.human.all = self.verbose;
        let from: Option<&'static Reader> = self.from.as_deref().and_then(|n| READERS.iter().find(|r| r.name == n));
        let inputs = inputs(&self.inputs, from)?;
        let (target, writers) = Target::choose(self.output.as_deref(), &self.chosen(), self.json, inputs.len())?;
        target.refuse_clashes(&inputs, &writers)?;

        let mut journals = Journals::new(self.journal.clone(), self.no_journal);
        let mut protected = Protected::default();
        for input in inputs.iter().filter(|i| !i.is_stdin()) {
            protected.add(&input.path);
        }
        if let Some(journal) = &self.journal {
            protected.add(journal);
        }
        for input in &inputs {
            for writer in &writers {
                if let Some(path) = target.path(input, writer) {
                    protected.check(&path)?;
                }
            }
        }

        let run = Run {
            context: context()?,
            options: Options {
                jats_version: if self.jats_version == "1.4" { JatsVersion::V1_4 } else { JatsVersion::V1_3 },
            },
            writers,
            target,
            human: shell.human,
            json: self.json,
            several: inputs.len() > 1,
        };
        // Journals come first: what they are read from is protected before anything is written.
        let mut faults = Vec::with_capacity(inputs.len());
        let mut jobs = Vec::with_capacity(inputs.len());
        for input in inputs {
            let (journal, fault) = match journals.of(&input, shell) {
                Ok(journal) => (Some(journal), None),
                Err(fault) => (None, Some(fault)),
            };
            if let Some(path) = journal.as_ref().and_then(|journal| journal.path.as_ref()) {
                protected.add(path);
            }
            faults.push(fault);
            jobs.push(Job { input, journal });
        }
        let mut faults = faults.into_iter();
        let mut worst = Status::Done;
        shell.begin(jobs.len());
        parallel::in_order(
            &jobs,
            |job| job.journal.as_ref().map(|journal| run.make(&job.input, journal)),
            |job, made| {
                let fault = faults.next().flatten();
                let done = match (made, fault) {
                    (Some(made), _) => made.and_then(|made| run.keep(&job.input, made, &mut protected, shell)),
                    (None, fault) => fault.map_or(Ok(Status::Done), Err),
                };
                let status = done.or_else(|error| {
                    shell.error(&error);
                    if run.json {
                        // Line n stays the article of manuscript n.
                        shell.print(b"null\n")?;
                    }
                    Ok::<_, Error>(Status::Failed)
                })?;
                shell.step();
                worst = worst.max(status);
                Ok(())
            },
        )?;
        shell.end();
        if let Some(remark) = journals.remark() {
            shell.remark(remark);
        }
        Ok(worst)
    }

    fn chosen(&self) -> Vec<&'static Writer> {
        let mut chosen: Vec<&'static Writer> = Vec::new();
        for name in &self.to {
            let writer = WRITERS.iter().find(|w| w.name == name);
            chosen.extend(writer.filter(|w| chosen.iter().all(|c| c.name != w.name)));
        }
        chosen
    }
}

/// A line of `--json`.
#[derive(serde::Serialize)]
struct Json<'a> {
    #[serde(flatten)]
    article: &'a Article,
    /// What was recovered from page text, each with how sure it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<Field>>,
}

impl Run {
    /// Reads a manuscript and makes all of its outputs in memory.
    fn make(&self, input: &Input, journal: &Found) -> Result<Made, Error> {
        let (source, reader) = input.read()?;
        let pictures = Pictures::beside(input.folder());
        let plan = Plan {
            reader,
            writers: &self.writers,
            journal: &journal.journal,
            context: &self.context,
            options: &self.options,
            files: &|path| pictures.get(path),
        };
        let Conversion { article, mut diagnostics, outputs } = convert(&source, &plan)?;
        refused_pictures(&source, &pictures, &mut diagnostics);
        let json = if self.json {
            let fields = (input.reader.name != "jats").then(|| structure(&source, &article, &diagnostics).fields);
            let line = serde_json::to_vec(&Json { article: &article, fields });
            Some(line.map_err(|e| Error::Internal { what: "JSON document", message: e.to_string() })?)
        } else {
            None
        };
        Ok(Made {
            name: source.name(),
            shown: self.human.render(&source, &diagnostics),
            counts: Counts::of(&diagnostics),
            pictures: pictures.taken(),
            outputs: outputs.into_iter().map(|written| written.bytes).collect(),
            json,
        })
    }

    /// Keeps what was made, and says what is to be said of it.
    fn keep(&self, input: &Input, made: Made, protected: &mut Protected, shell: &mut Shell) -> Result<Status, Error> {
        made.pictures.iter().for_each(|path| protected.add(path));
        let mut files = Vec::new();
        for (writer, bytes) in self.writers.iter().zip(&made.outputs) {
            match self.target.path(input, writer) {
                Some(path) => {
                    protected.check(&path)?;
                    files.push((path, bytes.as_slice()));
                }
                None => shell.print(bytes)?,
            }
        }
        // What was found is said even if what was made cannot be kept.
        shell.say(&made.shown);
        write_all(&files)?;
        if let Some(mut line) = made.json {
            line.push(b'\n');
            shell.print(&line)?;
        }

        let mut summary = Vec::new();
        if made.counts != Counts::default() {
            summary.push(made.counts.to_string());
        }
        if !files.is_empty() {
            let names: Vec<_> = files.iter().map(|(path, _)| path.display().to_string()).collect();
            summary.push(format!("wrote {}", names.join(", ")));
        }
        if !summary.is_empty() {
            let name = if self.several { format!("{}: ", made.name) } else { String::new() };
            if !made.shown.is_empty() {
                shell.remark("");
            }
            shell.remark(&format!("{name}{}", summary.join("; ")));
        }
        Ok(if made.counts.errors > 0 { Status::Faulty } else { Status::Done })
    }
}

/// A picture that is there and is not taken is worth a word; one that is not there is the writers' to tell.
fn refused_pictures(source: &Source, pictures: &Pictures, diagnostics: &mut Vec<Diagnostic>) {
    /// The manuscript is searched for so many of them; where the others stand is not told.
    const SEARCHED: usize = 20;
    for (n, (path, why)) in pictures.refused().into_iter().enumerate() {
        let searched = n < SEARCHED && !path.is_empty();
        let span = searched.then(|| source.text().find(&path)).flatten();
        let span = span.map_or(Span::NONE, |at| Span::new(at, at + path.len()));
        diagnostics.push(Diagnostic::warning(
            "picture-refused",
            span,
            format!("the picture {path} is left out: {why}"),
        ));
    }
}
