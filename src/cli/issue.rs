//! `offprint issue`: a folder of manuscripts in; the issue's EPUB, its JATS, its articles and every deposit out.

mod package;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use offprint::article::{Article, Lang};
use offprint::deposit::{Batch, File, Options, Supplied};
use offprint::error::Error;
use offprint::issue::checks::{Checked, check};
use offprint::issue::{FILE_NAME, IssueFile, name, order, parse};
use offprint::parallel;
use offprint::source::Source;
use offprint::write::Job;
use offprint::write::epub::issue as epub;

use super::Status;
use super::deposit::delivery::{Delivery, Findings, Told};
use super::deposit::{formats, gather, stamp, target_names, targets, timestamp};
use super::environment::context;
use super::input::{Input, inputs, read_file};
use super::journals::Journals;
use super::material::{Material, Order, Workshop, folder_name, names};
use super::output::Protected;
use super::shell::Shell;

/// An issue.toml longer than this is something else.
const LONGEST: u64 = 1 << 20;

const EXAMPLES: &str = "\
Examples:
  offprint issue 2020-2/ -o out        everything of the issue whose manuscripts stand in 2020-2/
  offprint issue 2020-2/ -o out --to crossref,doaj

issue.toml in the folder says what the articles do not; every key is optional:

  volume = 7
  number = 2
  year = 2020
  published = \"2020-06-30\"
  title = { en = \"Borders\", ru = \"Границы\" }

  [[article]]                          without this list all manuscripts of the folder are taken
  file = \"ivanov.md\"
  doi = \"10.12345/abc\"
  url = \"https://journal.example/abc\"
  pdf = \"ivanov.pdf\"

Articles are put into the order of their pages. Pages that overlap or are missing, issue data that differ and authors
spelled two ways are told.";

/// Make a whole issue: its EPUB, its JATS, its articles and every deposit
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Issue {
    /// The folder of the manuscripts
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// The folder to put it into [default: the current folder]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// For whom [default: the targets that journal.toml names under [deposit], else all]
    #[arg(short, long, value_name = "TARGET", value_delimiter = ',', value_parser = target_names())]
    to: Vec<String>,

    /// The journal's file [default: journal.toml in the folder or above it]
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,

    /// Pack what is a folder (DSpace) as one zip
    #[arg(long)]
    zip: bool,

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

impl Issue {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        shell.human.all = self.verbose;
        if !self.folder.is_dir() {
            let message =
                format!("{} is not a folder; give the folder of the issue's manuscripts", self.folder.display());
            return Err(Error::Usage(message));
        }
        let mut protected = Protected::default();
        let file = self.read(&mut protected)?;
        let orders = self.orders(&file)?;
        for order in &orders {
            protected.add(&order.input.path);
        }
        self.journal.iter().for_each(|path| protected.add(path));

        let mut journals = Journals::new(self.journal.clone(), false);
        let journal = journals.of_all(orders.iter().map(|order| &order.input), shell)?;
        if let Some(path) = &journal.path {
            protected.add(path);
        }
        let context = context()?;
        let supplied = file.supplied();
        let workshop = Workshop { journal: &journal, context: &context, issue: &supplied, files: true };
        let materials = in_order(gather(&workshop, &orders, shell)?);
        for material in &materials {
            material.pictures.taken().iter().chain(&material.pdf).for_each(|path| protected.add(path));
        }

        let names: Vec<String> = materials.iter().map(Material::shown_name).collect();
        let checked: Vec<_> =
            materials.iter().zip(&names).map(|(m, name)| Checked { name, article: &m.article }).collect();
        let found = check(&checked, &supplied);
        // What issue.toml does not say of the issue, its first article may.
        let first = &materials[0].article.front.issue;
        let said = |told: &Option<String>, run: &Option<offprint::article::Run>| {
            told.clone().or_else(|| run.as_ref().map(|r| r.text.trim().to_owned())).filter(|t| !t.is_empty())
        };
        let (year, volume, number) = (
            said(&supplied.year, &first.year),
            said(&supplied.volume, &first.volume),
            said(&supplied.number, &first.issue),
        );
        let whole = offprint::deposit::supply::SuppliedIssue {
            year: year.clone(),
            volume: volume.clone(),
            number: number.clone(),
            published: supplied.published,
        };
        let id = journal.journal.journal.id.as_deref();
        let name = name(id, &whole).or_else(|| folder_name(&self.folder)).unwrap_or_else(|| "issue".into());

        let files: Vec<_> = materials.iter().map(|m| move |path: &str| m.file(path)).collect();
        let options = offprint::write::Options::default();
        let jobs: Vec<Job<'_>> = materials
            .iter()
            .zip(&files)
            .map(|(m, files)| Job {
                article: &m.article,
                journal: &journal.journal,
                context: &context,
                options: &options,
                files,
            })
            .collect();
        let languages: &[Lang] = &journal.journal.journal.languages;
        let issue = epub::Issue {
            articles: &jobs,
            journal: &journal.journal,
            context: &context,
            year,
            volume,
            number,
            title: &file.title,
            published: supplied.published,
            languages,
        };
        // The book takes the longest; the package is made beside it.
        let made = parallel::map(
            &[true, false],
            2,
            || (),
            |(), book| {
                if *book { epub::write(&issue).map(|written| written.bytes) } else { package::package(&materials) }
            },
        );
        let mut more = Vec::new();
        for (ending, bytes) in ["epub", "jats.zip"].into_iter().zip(made) {
            more.push(File { path: format!("{name}.{ending}"), bytes: bytes? });
        }
        for galley in materials.iter().flat_map(|m| &m.galleys).filter(|g| g.label != "PDF") {
            more.push(File { path: format!("articles/{}", galley.file_name), bytes: galley.bytes.clone() });
        }

        let records: Vec<_> = materials.iter().map(|m| m.record(&journal.journal)).collect();
        let options = Options { zip: self.zip, references: false, timestamp: stamp(self.timestamp.as_deref())? };
        let batch = Batch {
            name: &name,
            records: &records,
            journal: &journal.journal,
            issue_title: &file.title,
            context: &context,
            options: &options,
        };
        let delivery = Delivery {
            to_stdout: false,
            folder: self.output.clone().unwrap_or_default(),
            findings: Findings::of(&self.format, self.verbose),
        };
        let targets = targets(&self.to, &journal.journal.deposit.targets);
        let status = delivery.deliver(&targets, &batch, &materials, Told { found, files: more }, &protected, shell)?;
        if let Some(remark) = journals.remark() {
            shell.remark(remark);
        }
        Ok(status)
    }

    fn read(&self, protected: &mut Protected) -> Result<IssueFile, Error> {
        let path = self.folder.join(FILE_NAME);
        if !path.is_file() {
            return Ok(IssueFile::default());
        }
        protected.add(&path);
        let bytes = read_file(&path, LONGEST).map_err(|cause| Error::Read { path: path.clone(), cause })?;
        if bytes.len() as u64 > LONGEST {
            return Err(Error::TooLong { path, bytes: bytes.len() as u64, limit: LONGEST });
        }
        parse(&Source::new(&path, bytes)?)
    }

    /// The manuscripts that issue.toml lists, or all of the folder.
    fn orders(&self, file: &IssueFile) -> Result<Vec<Order>, Error> {
        if file.articles.is_empty() {
            let found = inputs(std::slice::from_ref(&self.folder), None)?;
            let orders = names(&found).into_iter().zip(found);
            return Ok(orders
                .map(|(name, input)| Order { input, name, supplied: Supplied::default(), pdf: None })
                .collect());
        }
        let paths: Vec<PathBuf> = file.articles.iter().map(|entry| self.folder.join(&entry.file)).collect();
        if let Some((n, path)) = paths.iter().enumerate().find(|(_, path)| !path.is_file()) {
            let message = format!("{} is not there; it is article {} in {FILE_NAME}", path.display(), n + 1);
            return Err(Error::Usage(message));
        }
        let found: Vec<Input> = inputs(&paths, None)?;
        if found.len() != paths.len() {
            let mut seen = BTreeSet::new();
            let twice = paths.iter().find(|path| !seen.insert(std::fs::canonicalize(path).unwrap_or_default()));
            let twice = twice.map_or_else(String::new, |path| path.display().to_string());
            return Err(Error::Usage(format!("{FILE_NAME} lists {twice} twice")));
        }
        let orders = names(&found).into_iter().zip(found).zip(&file.articles);
        Ok(orders
            .map(|((name, input), entry)| Order {
                input,
                name,
                supplied: entry.supplied(),
                pdf: entry.pdf.as_ref().map(|pdf| self.folder.join(Path::new(pdf))),
            })
            .collect())
    }
}

/// The materials in the order of their pages.
fn in_order(materials: Vec<Material>) -> Vec<Material> {
    let articles: Vec<&Article> = materials.iter().map(|m| &m.article).collect();
    let order = order(&articles);
    let mut slots: Vec<Option<Material>> = materials.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| slots[at].take()).collect()
}
