//! The bibliographic formats as targets of deposits: the articles, or with [`Options::references`] their lists of
//! references, each list a file.
//!
//! [`Options::references`]: crate::deposit::Options::references

use super::{Format, Item, biblatex, bibtex, csl_json, lost, make_unique, of_article, of_references, ris};
use crate::deposit::field::Field::{self, *};
use crate::deposit::{Batch, Deposit, Made, Scope};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::source::Span;

/// What a reference manager has no place for. What of the article's other language is lost, each format tells itself.
const LACKS: &[Field] = &[
    AuthorsTranslated,
    Affiliations,
    Emails,
    Orcids,
    Bios,
    Udc,
    Codes,
    Edn,
    Received,
    Accepted,
    LicenceUrl,
    Holder,
    Funding,
    References,
];

const fn target(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    extension: &'static str,
    write: fn(&Batch<'_>, &mut Made) -> Result<(), Error>,
) -> Deposit {
    Deposit {
        name,
        description,
        title,
        extension,
        scope: Scope::Batch,
        demands: &[Title],
        lacks: LACKS,
        takes_files: false,
        write,
    }
}

/// CSL-JSON.
pub const CSL_JSON: Deposit = target(
    "csl-json",
    "CSL-JSON",
    "CSL-JSON, for citation processors and reference managers",
    "csl.json",
    |batch, made| write(Format::CslJson, "csl.json", csl_json, batch, made),
);

/// BibTeX.
pub const BIBTEX: Deposit =
    target("bibtex", "BibTeX", "BibTeX", "bib", |batch, made| write(Format::BibTex, "bib", bibtex, batch, made));

/// biblatex.
pub const BIBLATEX: Deposit =
    target("biblatex", "biblatex", "BibTeX in the data model of biblatex", "biblatex.bib", |batch, made| {
        write(Format::BibLatex, "biblatex.bib", biblatex, batch, made)
    });

/// RIS.
pub const RIS: Deposit = target("ris", "RIS", "RIS, for reference managers", "ris", |batch, made| {
    write(Format::Ris, "ris", ris, batch, made)
});

fn write(
    format: Format,
    ending: &str,
    to_bytes: fn(&[Item]) -> Vec<u8>,
    batch: &Batch<'_>,
    made: &mut Made,
) -> Result<(), Error> {
    if batch.options.references {
        for record in batch.records {
            let items = of_references(record.article);
            if !items.is_empty() {
                made.file(format!("{}.references.{ending}", record.name), to_bytes(&items));
            }
        }
        if made.files.is_empty() {
            let message = "there is no list of references";
            let help = "add a list with the heading `References` to the manuscript";
            made.tell(0, Diagnostic::error("deposit-missing", Span::NONE, message).help(help));
        }
        return Ok(());
    }
    let mut items: Vec<Item> =
        batch.records.iter().map(|r| of_article(r.article, r.journal, r.url.as_deref())).collect();
    for (at, item) in items.iter().enumerate() {
        lost(format, item).into_iter().for_each(|what| made.lose(at, what));
    }
    make_unique(&mut items);
    made.file(format!("{}.{ending}", batch.name), to_bytes(&items));
    Ok(())
}
