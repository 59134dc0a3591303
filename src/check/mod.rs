//! The validator: rules over the article, each a file of its own whose doc comment is its page of the manual, in a
//! folder for each family.
//!
//! A rule looks at the [`Subject`] and adds what it finds to [`Findings`]. It never reads files and never fails. What is
//! required of every article of a journal stands in schemas/ instead, as rules over the JATS document.
//!
//! [`check`] goes all the way: it reads the manuscript, runs the rules that are wanted, lets the manuscript and
//! journal.toml have their say on which findings count, and gives them in the manuscript's order.

mod abbreviation;
mod r#abstract;
mod addresses;
mod affiliation;
mod author;
mod bilingual;
mod catalogue;
mod citation;
mod date;
pub mod fix;
mod grammar;
mod identifier;
mod keyword;
mod language;
mod letters;
mod manual;
mod name;
mod note;
mod page;
mod pair;
mod people;
mod proper_name;
mod quotation;
mod reference;
mod romanisation;
mod say;
pub mod schema;
mod script;
mod select;
mod spelling;
mod structure;
mod subject;
mod suppress;
mod title;
mod udc;
mod url;
mod words;

pub use catalogue::{Entry, Origin, catalogue, entry, is_known, nearest};
pub use manual::{Page, page};
pub use say::Ui;
#[allow(unused_imports, reason = "not every set of rules counts")]
pub(crate) use say::{plural, say};
pub use schema::Schemas;
pub use select::Selection;
pub use subject::{Piece, Role, Subject};

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::journal::Journal;
use crate::notation::labels::{self, LabelKind};
use crate::parallel;
use crate::read::{Reader, Reading};
use crate::source::{Source, Span};

/// A rule over the article.
pub struct Rule {
    /// Its id: the name of its folder and of its file, joined by a hyphen (`udc-notation`).
    pub id: &'static str,
    /// How bad what it finds is, unless the journal says otherwise.
    pub severity: Severity,
    /// What it is about, in a line, in English and in Russian.
    pub summary: [&'static str; 2],
    /// What says the same with less knowledge: of readers, left out while this rule runs; of schemas, left out where this rule
    /// finds something.
    pub supersedes: &'static [&'static str],
    /// Looks at an article.
    pub check: fn(&Subject<'_>, &mut Findings),
}

/// The families of rules. A new family is a folder and a line here; a new rule is a file and a line in its family.
#[rustfmt::skip]
pub const FAMILIES: &[&[Rule]] = &[
    udc::RULES,
    author::RULES,
    quotation::RULES,
    script::RULES,
    spelling::RULES,
    abbreviation::RULES,
    proper_name::RULES,
    title::RULES,
    r#abstract::RULES,
    keyword::RULES,
    affiliation::RULES,
    date::RULES,
    page::RULES,
    citation::RULES,
    name::RULES,
    language::RULES,
    note::RULES,
    url::RULES,
    identifier::RULES,
    structure::RULES,
    reference::RULES,
    pair::RULES,
    romanisation::RULES,
];

/// Every rule over the article, in the order of the families.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

/// Where a rule puts what it finds.
pub struct Findings {
    rule: &'static str,
    severity: Severity,
    found: Vec<Diagnostic>,
}

impl Findings {
    /// A finding of the rule that runs, with its severity. Add help, related places and a fix, then give it to
    /// [`Findings::add`].
    pub fn at(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.rule, self.severity, span, message)
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Diagnostic) {
        self.found.push(finding);
    }
}

/// How a manuscript is checked.
pub struct Options<'a> {
    /// The journal, with its requirements and the levels that it gives to rules.
    pub journal: &'a Journal,
    /// The language of the messages.
    pub ui: Ui,
    /// Which rules are wanted.
    pub selection: &'a Selection,
    /// The schemas that it is held against.
    pub schemas: &'a Schemas,
}

/// Below so many bytes, or with so few rules, a second core costs more than it saves.
const SHORT: usize = 16 << 10;
const FEW: usize = 12;

/// What a reader says of a label with nothing after it, and the rule that says what is missing there.
type EmptyLabel = (&'static str, LabelKind, &'static str);

const EMPTY_LABELS: &[EmptyLabel] = &[
    ("read-label-without-text", LabelKind::Citation, "required-citation"),
    ("read-text-after-references", LabelKind::Received, "required-received"),
];

/// What is done with an article.
enum Job {
    Schemas,
    Rule(&'static Rule),
}

/// Checks a manuscript: all that is found, in the manuscript's order.
///
/// # Errors
/// [`Error::Schema`] if a schema cannot be evaluated.
pub fn check(source: &Source, reader: &Reader, options: &Options<'_>) -> Result<Vec<Diagnostic>, Error> {
    let Reading { article, diagnostics } = (reader.read)(source);
    let subject = Subject::new(source, &article, options.journal, options.ui).read_by(reader.name, &diagnostics);
    let wanted = |id: &str, severity| options.selection.severity(id, severity, options.journal);
    // Rules know nothing of one another, nor of the schemas: they share the cores.
    let mut jobs = vec![Job::Schemas];
    jobs.extend(rules().filter(|rule| wanted(rule.id, rule.severity).is_some()).map(Job::Rule));
    subject.pieces();
    let enough = if source.text().len() < SHORT || jobs.len() < FEW { usize::MAX } else { 2 };
    let done = parallel::map(
        &jobs,
        enough,
        || (),
        |(), job| match job {
            Job::Schemas => options.schemas.run(source, reader.name == "jats", &article, options),
            Job::Rule(rule) => {
                let mut findings = Findings { rule: rule.id, severity: rule.severity, found: Vec::new() };
                (rule.check)(&subject, &mut findings);
                Ok(findings.found)
            }
        },
    );
    let mut done = done.into_iter();
    let required = done.next().unwrap_or_else(|| Ok(Vec::new()))?;
    let mut findings = Findings { rule: "", severity: Severity::Info, found: Vec::new() };
    for found in done {
        findings.found.extend(found?);
    }
    let superseded = jobs.iter().filter_map(|job| match job {
        Job::Rule(rule) => Some(rule.supersedes.iter().map(|other| (*other, rule.id))),
        Job::Schemas => None,
    });
    let superseded: Vec<(&str, &str)> = superseded.flatten().collect();
    // A schema says that two things differ; a rule that was there and says how, says it better.
    let overlaps = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    let told = |other: &Diagnostic| {
        let better = |by: &str, finding: &Diagnostic| finding.rule == by && overlaps(finding.span, other.span);
        let by = superseded.iter().filter(|(id, _)| *id == other.rule);
        by.clone().any(|(_, by)| findings.found.iter().any(|finding| better(by, finding)))
    };
    let required: Vec<Diagnostic> = required.into_iter().filter(|d| !told(d)).collect();
    findings.found.extend(required);
    let missing = |rule: &str| {
        let wanted = |d: &Diagnostic| d.rule == rule && wanted(&d.rule, d.severity).is_some();
        findings.found.iter().any(wanted)
    };
    let known: Vec<&EmptyLabel> = EMPTY_LABELS.iter().filter(|(_, _, rule)| missing(rule)).collect();
    let told = |d: &Diagnostic| {
        let text = source.slice(d.span);
        let labelled = |kind: LabelKind| text.len() < 200 && labels::at_start(text).iter().any(|l| l.kind == kind);
        known.iter().any(|(finding, kind, _)| d.rule == *finding && labelled(*kind))
    };
    let read = diagnostics.into_iter().filter(|d| superseded.iter().all(|(id, _)| *id != d.rule));
    let read = read.filter(|d| !told(d));
    // Notes on how the page was read, and what of a JATS file is not carried on, are for whoever converts it, unless they
    // are asked for.
    let of_conversion = |d: &Diagnostic| d.severity == Severity::Info || d.rule == "jats-not-carried";
    let read = read.filter(|d| !of_conversion(d) || options.selection.names(&d.rule));
    findings.found.extend(read.map(|mut finding| {
        catalogue::translate(&mut finding, options.ui);
        finding
    }));
    let ignored = suppress::marks(source);
    let mut found: Vec<Diagnostic> = findings
        .found
        .into_iter()
        .filter_map(|mut finding| {
            finding.severity = wanted(&finding.rule, finding.severity)?;
            (!ignored.covers(&finding)).then_some(finding)
        })
        .collect();
    found.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    found.dedup();
    Ok(found)
}
