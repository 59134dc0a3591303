//! DOCX: WordprocessingML in a package (ECMA-376, ISO/IEC 29500, transitional and strict), as Word, LibreOffice and pandoc
//! write it.
//!
//! A manuscript in a word processor has the same parts as the text of a page, known by the same labels, forms and order;
//! only here and there does the file say more. So [`open`] makes the text of the page of it, which is what findings are
//! shown in, and keeps beside it what the file knows better ([`known`]); [`read`] has the page reader recover the article,
//! and puts in its places what is known ([`apply`]): cells that cover several columns or rows, lists in lists, MathML,
//! links, raised and small characters.
//!
//! The way of a file: [`package`] unpacks it within limits, [`xml`] makes trees of its parts, [`collect`] reads these into
//! paragraphs and tables ([`items`]) with the help of [`styles`] and [`numbering`], and [`emit`] puts them out as text.
//! What is not carried is counted in [`losses`].

mod apply;
mod collect;
mod emit;
mod items;
mod known;
mod line;
mod lists;
mod losses;
mod math;
mod numbering;
mod package;
mod styles;
mod symbols;
mod tables;
mod xml;

use std::collections::BTreeMap;
use std::path::PathBuf;

use self::collect::{Collector, Notes};
use self::items::{Item, Loss, Paragraph};
use self::known::Known;
use self::numbering::Numbering;
use self::package::{Package, Relationship, Target};
use self::styles::Styles;
use self::xml::{Node, Ns, Tree};
use super::{Reading, page};
use crate::error::Error;
use crate::source::{Aside, Source};

/// The entry in [`super::READERS`].
pub const READER: super::Reader = super::Reader {
    name: "docx",
    description: "a word processor's file: DOCX by Word, LibreOffice or pandoc",
    extensions: &["docx", "docm"],
    open,
    read,
};

/// Whether a file looks like a package, as a DOCX is one.
pub fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Opens a DOCX: the text of its page, and what it knows beyond that.
///
/// # Errors
/// [`Error::NotOfForm`] for what is no DOCX, [`Error::BrokenPart`] for what is a broken one, [`Error::Bomb`] for what
/// unpacks to more than any article has, [`Error::TooLong`] for a text over [`crate::source::MAX_BYTES`].
pub fn open(path: PathBuf, bytes: Vec<u8>) -> Result<Source, Error> {
    if bytes.len() as u64 > crate::source::MAX_BYTES {
        return Err(Error::TooLong { path, bytes: bytes.len() as u64, limit: crate::source::MAX_BYTES });
    }
    let (text, aside) = {
        let mut package = Package::open(&path, &bytes)?;
        document(&path, &mut package)?
    };
    Source::made(path, text, aside)
}

fn document(path: &std::path::Path, package: &mut Package<'_>) -> Result<(String, Aside), Error> {
    let refuse = |message: String| Error::NotOfForm { path: path.into(), form: "DOCX", message };
    let main = main_part(package)?;
    let Some(text) = package.xml(&main)? else {
        let message = if package.has("mimetype") {
            "it is an OpenDocument or EPUB file. Open it in a word processor and save it as .docx".to_owned()
        } else {
            format!("there is no {main} in it, where the text of a DOCX is. Save it from the word processor again")
        };
        return Err(refuse(message));
    };
    let tree = package.parse(&main, &text)?;
    let Some(top) = tree.top().filter(|top| top.is(Ns::Word, "document")) else {
        let name = tree.top().map_or("nothing", Node::name);
        return Err(refuse(format!("its main part is `{name}`, not a Word document. Is it a spreadsheet or slides?")));
    };
    let relationships = package.relationships(&main)?;
    let related = |kind: &str| {
        relationships.values().find(|r| r.kind == kind).and_then(|r| match &r.target {
            Target::Part(part) => Some(part.clone()),
            _ => None,
        })
    };
    let xml = |package: &mut Package<'_>, kind: &str| -> Result<Option<(String, String)>, Error> {
        let Some(part) = related(kind) else { return Ok(None) };
        Ok(package.xml(&part)?.map(|text| (part, text)))
    };
    let mut styles = Styles::default();
    if let Some((part, text)) = xml(package, "styles")? {
        styles = Styles::read(&package.parse(&part, &text)?);
    }
    let mut numbering = Numbering::default();
    if let Some((part, text)) = xml(package, "numbering")? {
        numbering = Numbering::read(&package.parse(&part, &text)?);
    }
    let settings = xml(package, "settings")?;
    let settings = match &settings {
        Some((part, text)) => Some(package.parse(part, text)?),
        None => None,
    };
    let footnotes = xml(package, "footnotes")?;
    let endnotes = xml(package, "endnotes")?;
    let footnote_tree = notes_tree(package, &footnotes)?;
    let endnote_tree = notes_tree(package, &endnotes)?;
    let format = |kind: &str, default: &str| {
        let here = tree.root().descendants().filter(|n| n.is(Ns::Word, kind));
        let there = settings.iter().flat_map(|s| s.root().descendants()).filter(|n| n.is(Ns::Word, kind));
        let mut all = here.chain(there).filter_map(|n| n.word("numFmt")).filter_map(Node::val);
        all.next().unwrap_or(default).to_owned()
    };
    let footnotes = notes(package, footnote_tree.as_ref(), "footnote", format("footnotePr", "decimal"), &footnotes)?;
    let endnotes = notes(package, endnote_tree.as_ref(), "endnote", format("endnotePr", "lowerRoman"), &endnotes)?;

    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let names: &Package<'_> = package;
    let has_part = |name: &str| names.has(name);
    let mut collector = Collector::new(&styles, numbering, &relationships, &folder, &has_part, [&footnotes, &endnotes]);
    let mut items = Vec::new();
    for body in top.elements().filter(|n| n.is(Ns::Word, "body")) {
        collector.blocks(body, &mut items);
    }
    let mut collected = collector.out;
    collected.items = items;

    let mut headers = Paragraph::default();
    for relationship in relationships.values().filter(|r| matches!(r.kind.as_str(), "header" | "footer")) {
        let Target::Part(part) = &relationship.target else { continue };
        let Some(text) = package.xml(part)? else { continue };
        let tree = package.parse(part, &text)?;
        let texts = tree.root().descendants().filter(|n| n.is(Ns::Word, "t"));
        // A page number is nothing lost.
        if texts.map(Node::all_text).any(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 2) {
            headers.losses.push(Loss::Header);
        }
    }
    collected.items.insert(0, Item::Paragraph(headers));

    let mut files = BTreeMap::new();
    for (name, part) in &collected.pictures {
        if let Some(bytes) = package.picture(part)? {
            files.insert(name.clone(), bytes);
        }
    }
    let (text, known) = emit::emit(collected);
    Ok((text, Aside { files, known: Box::new(known) }))
}

/// The name of the part that is the document.
fn main_part(package: &mut Package<'_>) -> Result<String, Error> {
    let relationships = package.relationships("")?;
    let main = relationships.values().find(|r| r.kind == "officeDocument").and_then(|r| match &r.target {
        Target::Part(part) => Some(part.clone()),
        _ => None,
    });
    Ok(main.unwrap_or_else(|| "word/document.xml".into()))
}

fn notes_tree<'s>(package: &Package<'_>, part: &'s Option<(String, String)>) -> Result<Option<Tree<'s>>, Error> {
    part.as_ref().map(|(part, text)| package.parse(part, text)).transpose()
}

fn notes<'t>(
    package: &mut Package<'_>,
    tree: Option<&'t Tree<'t>>,
    name: &str,
    format: String,
    part: &Option<(String, String)>,
) -> Result<Notes<'t>, Error> {
    let mut notes = Notes { format, ..Notes::default() };
    let (Some(tree), Some((part, _))) = (tree, part) else { return Ok(notes) };
    for node in tree.root().descendants().filter(|n| n.is(Ns::Word, name)) {
        // Separators have a type.
        if node.attribute("type").is_none_or(|t| t == "normal")
            && let Some(id) = node.attribute("id")
        {
            notes.notes.insert(id, node);
        }
    }
    let relationships: BTreeMap<String, Relationship> = package.relationships(part)?;
    notes.relationships = relationships;
    Ok(notes)
}

/// Reads a DOCX that [`open`] opened. Text that was not is read as that of a page.
pub fn read(source: &Source) -> Reading {
    let mut reading = page::read(source);
    if let Some(known) = source.known::<Known>() {
        apply::apply(known, source, &mut reading.article);
        reading.diagnostics.extend(known.diagnostics.iter().cloned());
        reading.diagnostics.sort_by_key(|d| (d.span, d.severity));
    }
    reading
}
