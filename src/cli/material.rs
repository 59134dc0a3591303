//! Manuscripts on their way to a deposit: each read, with the files that are made of it and the PDF beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use offprint::article::Article;
use offprint::context::Context;
use offprint::convert::{Plan, write_all};
use offprint::deposit::record::{Galley, file_name};
use offprint::deposit::supply::{SuppliedIssue, supply};
use offprint::deposit::{Record, Supplied};
use offprint::diagnostic::Diagnostic;
use offprint::error::Error;
use offprint::read::{READERS, Reading};
use offprint::source::{MAX_BYTES, Source};
use offprint::write::{Options, WRITERS, Writer};

use super::input::{Input, read_file};
use super::journals::Found;
use super::pictures::Pictures;

/// The largest PDF that is deposited, in bytes.
const LARGEST_PDF: u64 = 500 << 20;

/// A manuscript that is to be deposited.
pub struct Order {
    /// Where it is.
    pub input: Input,
    /// The name of its files, not that of another one's.
    pub name: String,
    /// What the person who deposits says of it.
    pub supplied: Supplied,
    /// Its PDF, where that is named; else the one beside it is taken.
    pub pdf: Option<PathBuf>,
}

/// A manuscript that was read.
pub struct Material {
    /// The manuscript.
    pub source: Source,
    /// The article.
    pub article: Article,
    /// What the reader and the writers have to say.
    pub diagnostics: Vec<Diagnostic>,
    /// The name of its files.
    pub name: String,
    /// What the person who deposits says of it.
    pub supplied: Supplied,
    /// EPUB, JATS and PDF, in this order, those that there are.
    pub galleys: Vec<Galley>,
    /// The pictures beside it.
    pub pictures: Pictures,
    /// The PDF that was read.
    pub pdf: Option<PathBuf>,
}

/// What is the same for all manuscripts.
pub struct Workshop<'a> {
    /// The journal.
    pub journal: &'a Arc<Found>,
    /// The world outside.
    pub context: &'a Context,
    /// What is said of the issue.
    pub issue: &'a SuppliedIssue,
    /// Whether the files are made.
    pub files: bool,
}

impl Workshop<'_> {
    /// Reads a manuscript and makes its files.
    ///
    /// # Errors
    /// Those of reading and writing a manuscript, and of reading its PDF.
    pub fn make(&self, order: &Order) -> Result<Material, Error> {
        let (source, reader) = order.input.read()?;
        let Reading { mut article, mut diagnostics } = (reader.read)(&source);
        supply(&mut article, &order.supplied, self.issue);
        let pictures = Pictures::beside(order.input.folder());
        let mut galleys = Vec::new();
        let mut pdf = None;
        if self.files {
            let writer = |name: &str| WRITERS.iter().filter(|w| w.name == name).collect::<Vec<&Writer>>();
            let (jats, epub) = (writer("jats"), writer("epub"));
            let options = Options::default();
            let mut plan = Plan {
                reader,
                writers: &jats,
                journal: &self.journal.journal,
                context: self.context,
                options: &options,
                files: &|path| pictures.get(path),
            };
            let jats = write_all(&article, &source, &plan, &mut diagnostics)?.remove(0).bytes;
            // The EPUB is made of the JATS that goes with it: both say the same, whatever the manuscript was.
            let text = String::from_utf8_lossy(&jats).into_owned();
            let again =
                (text.len() as u64 <= MAX_BYTES).then(|| Source::from_text(source.path.with_extension("xml"), text));
            let reader_of_jats = READERS.iter().find(|r| r.name == "jats");
            let reading = reader_of_jats.zip(again).map(|(r, again)| (r.read)(&again));
            plan.writers = &epub;
            let deposited = reading.as_ref().map_or(&article, |reading| &reading.article);
            let epub = write_all(deposited, &source, &plan, &mut diagnostics)?.remove(0).bytes;
            let (name, zip) = (&order.name, "application/epub+zip");
            galleys.push(Galley { label: "EPUB", file_name: format!("{name}.epub"), media_type: zip, bytes: epub });
            let file_name = format!("{name}.xml");
            galleys.push(Galley { label: "JATS XML", file_name, media_type: "application/xml", bytes: jats });
            if let Some((path, bytes)) = self.pdf(order)? {
                let file_name = format!("{}.pdf", order.name);
                galleys.push(Galley { label: "PDF", file_name, media_type: "application/pdf", bytes });
                pdf = Some(path);
            }
        }
        let (name, supplied) = (order.name.clone(), order.supplied.clone());
        Ok(Material { source, article, diagnostics, name, supplied, galleys, pictures, pdf })
    }

    fn pdf(&self, order: &Order) -> Result<Option<(PathBuf, Vec<u8>)>, Error> {
        let beside =
            || Some(order.input.path.with_extension("pdf")).filter(|path| path.is_file() && !order.input.is_stdin());
        let Some(path) = order.pdf.clone().or_else(beside) else { return Ok(None) };
        let failed = |cause| Error::Read { path: path.clone(), cause };
        let bytes = read_file(&path, LARGEST_PDF).map_err(failed)?;
        if bytes.len() as u64 > LARGEST_PDF {
            return Err(failed(std::io::Error::other("it is larger than 500 MB")));
        }
        if !bytes.starts_with(b"%PDF-") {
            return Err(failed(std::io::Error::other("it is not a PDF: it does not begin with %PDF-")));
        }
        Ok(Some((path, bytes)))
    }
}

impl Material {
    /// What findings in other manuscripts call it.
    pub fn shown_name(&self) -> String {
        self.source.path.file_name().map_or_else(|| self.name.clone(), |name| name.to_string_lossy().into_owned())
    }

    /// A picture that the article names: inside the manuscript, else beside it.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.source.file(path).map(<[u8]>::to_vec).or_else(|| self.pictures.get(path))
    }

    /// What deposits say of it. Its files go with the record.
    pub fn record<'a>(&'a self, journal: &'a offprint::journal::Journal) -> Record<'a> {
        let mut record = Record::new(&self.article, journal, &self.name, self.supplied.clone());
        record.galleys = &self.galleys;
        record
    }
}

/// Names for the files of manuscripts: theirs, made safe, with a number where two are alike.
pub fn names(inputs: &[Input]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(inputs.len());
    let mut taken = std::collections::BTreeSet::new();
    for input in inputs {
        let stem = file_name(&input.stem().to_string_lossy());
        let mut name = stem.clone();
        let mut n = 1;
        // A.xml and a.xml are one file on some machines.
        while !taken.insert(name.to_lowercase()) {
            n += 1;
            name = format!("{stem}-{n}");
        }
        names.push(name);
    }
    names
}

/// A path as the name of what is made of it.
pub fn folder_name(path: &Path) -> Option<String> {
    let real = std::fs::canonicalize(path).ok()?;
    real.file_name().map(|name| file_name(&name.to_string_lossy()))
}
