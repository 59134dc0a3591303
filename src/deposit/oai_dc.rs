//! Unqualified Dublin Core as OAI-PMH has it (`oai_dc`), a file for each article.

use super::field::Field::{self, *};
use super::markup::{Markup, xml_lang as lang};
use super::record::{Record, Texts};
use super::{Batch, Deposit, Made, Scope};
use crate::article::Lang;
use crate::error::Error;
use crate::write::xhtml;

/// Dublin Core.
pub const DEPOSIT: Deposit = Deposit {
    name: "oai-dc",
    description: "Dublin Core as OAI-PMH has it",
    title: "Dublin Core",
    extension: "xml",
    scope: Scope::Article,
    demands: &[Title],
    lacks: LACKS,
    takes_files: false,
    write,
};

/// What it has no place for.
const LACKS: &[Field] = &[
    AuthorsTranslated,
    Affiliations,
    AffiliationsTranslated,
    Emails,
    Orcids,
    Bios,
    Heading,
    Received,
    Accepted,
    AbbreviatedTitle,
    Place,
    Funding,
    ReferencesTranslated,
];

const ROOT: [(&str, &str); 4] = [
    ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    ),
];

fn write(batch: &Batch<'_>, made: &mut Made) -> Result<(), Error> {
    for record in batch.records {
        made.file(format!("{}.oai-dc.xml", record.name), document(record));
    }
    Ok(())
}

fn document(record: &Record<'_>) -> Vec<u8> {
    let mut xml = Markup::new();
    xml.open("oai_dc:dc", &ROOT);
    texts(&mut xml, "dc:title", &record.titles);
    for author in &record.authors {
        xml.leaf("dc:creator", &[], &author.name(record.lang).filed());
    }
    for keywords in &record.keywords {
        for keyword in &keywords.value {
            xml.leaf("dc:subject", &lang(keywords.lang), keyword);
        }
    }
    for code in &record.udc {
        xml.leaf("dc:subject", &[], &format!("UDC {code}"));
    }
    for (scheme, code) in &record.codes {
        xml.leaf("dc:subject", &[], &format!("{} {code}", scheme.to_uppercase()));
    }
    texts(&mut xml, "dc:description", &record.abstracts);
    texts(&mut xml, "dc:publisher", &record.publisher);
    xml.some("dc:date", &[], record.published.map(|d| d.iso()).as_deref());
    // The vocabulary of OpenAIRE's guidelines, which aggregators of this format read, and that of DCMI.
    xml.leaf("dc:type", &[], "info:eu-repo/semantics/article").leaf("dc:type", &[], "Text");
    let doi = record.doi.as_deref().and_then(xhtml::doi);
    xml.some("dc:identifier", &[], doi.as_deref());
    xml.some("dc:identifier", &[], record.url.as_deref());
    xml.some("dc:identifier", &[], record.edn.as_ref().map(|edn| format!("EDN {edn}")).as_deref());
    for title in &record.journal_titles {
        xml.leaf("dc:source", &lang(title.lang), &place(record, &title.value));
    }
    for issn in record.issns() {
        xml.leaf("dc:source", &[], &format!("ISSN {issn}"));
    }
    xml.some("dc:language", &[], (record.lang != Lang::UND).then(|| record.lang.as_str()));
    xml.some("dc:relation", &[], record.pdf_url.as_deref());
    for reference in &record.references {
        // What is cited is related; the form in the manuscript's first list is the one in the original script.
        xml.some("dc:relation", &[], reference.forms.first().map(|f| f.value.as_str()));
    }
    xml.some("dc:rights", &[], record.licence_url.as_deref());
    texts(&mut xml, "dc:rights", &record.licence);
    texts(&mut xml, "dc:rights", &record.holder);
    xml.close();
    xml.finish()
}

/// `Journal; 2020; vol. 7; no. 2; p. 47–55`, as catalogues that harvest this format show it.
fn place(record: &Record<'_>, title: &str) -> String {
    let mut out = title.to_owned();
    let mut add = |text: String| {
        out.push_str("; ");
        out.push_str(&text);
    };
    record.year.into_iter().for_each(|year| add(year.to_string()));
    record.volume.iter().for_each(|volume| add(format!("vol. {volume}")));
    record.issue.iter().for_each(|issue| add(format!("no. {issue}")));
    record.pages("–").into_iter().for_each(|pages| add(format!("p. {pages}")));
    out
}

fn texts(xml: &mut Markup, name: &str, texts: &Texts) {
    for text in texts {
        xml.leaf(name, &lang(text.lang), &text.value);
    }
}
