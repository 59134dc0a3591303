//! `offprint deposit`: manuscripts in, the files of repositories and indexes out.

pub mod delivery;

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use offprint::deposit::supply::SuppliedIssue;
use offprint::deposit::{Batch, DEPOSITS, Deposit as Target, Options, Supplied};
use offprint::error::Error;
use offprint::journal::ByLang;
use offprint::parallel;
use offprint::read::{READERS, Reader};
use offprint::report::REPORTERS;

use super::Status;
use super::environment::{context, now};
use super::input::{Input, inputs};
use super::journals::Journals;
use super::material::{Material, Order, Workshop, folder_name, names};
use super::output::Protected;
use super::shell::Shell;
use delivery::{Delivery, Findings, Told};

const EXAMPLES: &str = "\
Examples:
  offprint deposit article.md --to crossref,doaj -o out   out/article.crossref.xml and out/article.doaj.xml
  offprint deposit article.md --to dspace --zip           article.dspace.zip, with the EPUB, the JATS and article.pdf
  offprint deposit issue/ --to rinc -o out                one file for all manuscripts of a folder
  offprint deposit article.md --to bibtex -o -            to standard output
  offprint deposit article.md --to ris --references       the article's list of references

A target that lacks what it demands gets no file, and the exit code is 1; the other targets are made all the same.
`offprint formats` lists the targets, journal.toml holds what they ask of the journal.";

/// Make the files that repositories and indexes take
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Deposit {
    /// Manuscripts, or folders of them, of one journal; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// For whom [default: the targets that journal.toml names under [deposit], else all]
    #[arg(short, long, value_name = "TARGET", value_delimiter = ',', value_parser = target_names())]
    to: Vec<String>,

    /// The folder to put it into, or - for standard output [default: the current folder]
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

    /// Pack what is a folder (DSpace) as one zip
    #[arg(long)]
    zip: bool,

    /// The PDF of the article [default: the PDF of the same name beside the manuscript, if there is one]
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,

    /// The lists of references instead of the articles, as CSL-JSON, BibTeX, biblatex or RIS
    #[arg(long)]
    references: bool,

    /// The timestamp of a deposit at Crossref that replaces an earlier one: YYYYMMDDhhmmss, or now
    #[arg(long, value_name = "TIME", value_parser = timestamp)]
    timestamp: Option<String>,

    /// How findings are shown: human, or one document for programs on standard output
    #[arg(long, value_name = "FORMAT", default_value = "human", hide_default_value = true, value_parser = formats())]
    format: String,

    /// Show every finding, and what was found in reading
    #[arg(short, long)]
    verbose: bool,
}

pub fn target_names() -> PossibleValuesParser {
    DEPOSITS.iter().map(|d| d.name).collect::<Vec<_>>().into()
}

fn reader_names() -> PossibleValuesParser {
    READERS.iter().map(|r| r.name).collect::<Vec<_>>().into()
}

pub fn formats() -> PossibleValuesParser {
    std::iter::once("human").chain(REPORTERS.iter().map(|r| r.name)).collect::<Vec<_>>().into()
}

/// `now`, or fourteen digits that are a time.
pub fn timestamp(text: &str) -> Result<String, String> {
    let digits = text.len() == 14 && text.bytes().all(|b| b.is_ascii_digit());
    let part = |range: std::ops::Range<usize>| text[range].parse::<u8>().unwrap_or(u8::MAX);
    let right = digits
        && (1..=12).contains(&part(4..6))
        && (1..=31).contains(&part(6..8))
        && part(8..10) < 24
        && part(10..12) < 60
        && part(12..14) < 61;
    if right || text == "now" {
        Ok(text.into())
    } else {
        Err("it is `now`, or year, month, day, hour, minute and second in 14 digits, such as 20200511120000".into())
    }
}

/// The timestamp that was asked for.
pub fn stamp(asked: Option<&str>) -> Result<Option<String>, Error> {
    match asked {
        Some("now") => now().map(Some),
        other => Ok(other.map(str::to_owned)),
    }
}

/// The targets by their names, without those that are there twice; by what journal.toml says if there are none; else all.
pub fn targets(asked: &[String], of_journal: &[String]) -> Vec<&'static Target> {
    let mut chosen: Vec<&'static Target> = Vec::new();
    for name in if asked.is_empty() { of_journal } else { asked } {
        let target = DEPOSITS.iter().find(|d| d.name == name);
        chosen.extend(target.filter(|t| chosen.iter().all(|c| c.name != t.name)));
    }
    if chosen.is_empty() { DEPOSITS.iter().collect() } else { chosen }
}

/// The formats that a list of references can have.
const BIBLIOGRAPHIC: [&str; 4] = ["csl-json", "bibtex", "biblatex", "ris"];

impl Deposit {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        shell.human.all = self.verbose;
        let from: Option<&'static Reader> = self.from.as_deref().and_then(|n| READERS.iter().find(|r| r.name == n));
        let inputs = inputs(&self.inputs, from)?;
        if self.pdf.is_some() && inputs.len() != 1 {
            let message = format!(
                "--pdf is the PDF of one article, and there are {}; put each PDF beside its manuscript, under the same name",
                inputs.len()
            );
            return Err(Error::Usage(message));
        }
        let mut protected = Protected::default();
        let named = inputs.iter().filter(|i| !i.is_stdin()).map(|i| &i.path).chain(&self.pdf).chain(&self.journal);
        named.for_each(|path| protected.add(path));

        let mut journals = Journals::new(self.journal.clone(), self.no_journal);
        let journal = journals.of_all(&inputs, shell)?;
        if let Some(path) = &journal.path {
            protected.add(path);
        }
        let mut targets = targets(&self.to, &journal.journal.deposit.targets);
        if self.references {
            targets = self.bibliographic(targets)?;
        }
        let delivery = Delivery {
            to_stdout: self.output.as_deref() == Some(Path::new("-")),
            folder: self.output.clone().filter(|o| o != Path::new("-")).unwrap_or_default(),
            findings: Findings::of(&self.format, self.verbose),
        };
        delivery.check(&targets)?;
        if self.format != "human" && delivery.to_stdout {
            let message = "--format and -o - would both print to standard output; leave one out";
            return Err(Error::Usage(message.into()));
        }

        let context = context()?;
        let options = Options {
            zip: self.zip || delivery.to_stdout,
            references: self.references,
            timestamp: stamp(self.timestamp.as_deref())?,
        };
        let name = batch_name(&self.inputs, &inputs);
        let files = targets.iter().any(|t| t.takes_files);
        let workshop = Workshop { journal: &journal, context: &context, issue: &SuppliedIssue::default(), files };
        let orders: Vec<Order> = names(&inputs)
            .into_iter()
            .zip(inputs)
            .map(|(name, input)| Order { input, name, supplied: Supplied::default(), pdf: self.pdf.clone() })
            .collect();
        let materials = gather(&workshop, &orders, shell)?;
        for material in &materials {
            material.pictures.taken().iter().chain(&material.pdf).for_each(|path| protected.add(path));
        }
        let records: Vec<_> = materials.iter().map(|m| m.record(&journal.journal)).collect();
        let batch = Batch {
            name: &name,
            records: &records,
            journal: &journal.journal,
            issue_title: &ByLang::new(),
            context: &context,
            options: &options,
        };
        let status = delivery.deliver(&targets, &batch, &materials, Told::default(), &protected, shell)?;
        if let Some(remark) = journals.remark() {
            shell.remark(remark);
        }
        Ok(status)
    }

    /// The targets that a list of references can have.
    fn bibliographic(&self, targets: Vec<&'static Target>) -> Result<Vec<&'static Target>, Error> {
        let (fit, other): (Vec<_>, Vec<_>) = targets.into_iter().partition(|t| BIBLIOGRAPHIC.contains(&t.name));
        match other.first() {
            Some(other) if !self.to.is_empty() => Err(Error::Usage(format!(
                "--references makes {}; {} takes articles",
                BIBLIOGRAPHIC.join(", "),
                other.name
            ))),
            _ if fit.is_empty() => Ok(DEPOSITS.iter().filter(|d| BIBLIOGRAPHIC.contains(&d.name)).collect()),
            _ => Ok(fit),
        }
    }
}

/// Reads all manuscripts, on all cores, in their order.
///
/// # Errors
/// The first manuscript that cannot be read: part of what is deposited together would be worse than nothing.
pub fn gather(workshop: &Workshop<'_>, orders: &[Order], shell: &mut Shell) -> Result<Vec<Material>, Error> {
    let mut materials = Vec::with_capacity(orders.len());
    shell.begin(orders.len());
    let done = parallel::in_order(
        orders,
        |order| workshop.make(order),
        |_, made: Result<Material, Error>| {
            materials.push(made?);
            shell.step();
            Ok(())
        },
    );
    shell.end();
    done.map(|()| materials)
}

/// The name of the files that hold several articles: the manuscript's, the folder's, or `deposit`.
fn batch_name(arguments: &[PathBuf], inputs: &[Input]) -> String {
    match (inputs, arguments) {
        ([_], _) => names(inputs).remove(0),
        (_, [folder]) => folder_name(folder).unwrap_or_else(|| "deposit".into()),
        _ => "deposit".into(),
    }
}
