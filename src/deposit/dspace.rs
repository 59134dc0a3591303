//! DSpace's Simple Archive Format: a folder for each item, with its metadata, its files, and `contents`, which lists them.

mod fields;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::field::Field::*;
use super::markup::Markup;
use super::record::{Galley, Record};
use super::{Batch, Deposit, File, Made, Scope};
use crate::error::Error;
use crate::write::archive::{Entry, pack};
use fields::{Value, values};

/// DSpace.
pub const DEPOSIT: Deposit = Deposit {
    name: "dspace",
    description: "DSpace Simple Archive Format, a folder or a zip, with the article's files",
    title: "DSpace",
    extension: "dspace",
    scope: Scope::Batch,
    demands: &[Title, Authors, Year],
    lacks: &[],
    takes_files: true,
    write,
};

/// The files that `dspace import` looks for in the folder of an item.
const RESERVED: [&str; 5] = ["dublin_core.xml", "contents", "handle", "collections", "relationships"];

fn write(batch: &Batch<'_>, made: &mut Made) -> Result<(), Error> {
    let mut files = Vec::new();
    let mut taken = BTreeSet::new();
    for (at, record) in batch.records.iter().enumerate() {
        // Two items of one name would become one.
        let mut folder = record.name.clone();
        let mut n = 1;
        while !taken.insert(folder.to_lowercase()) {
            n += 1;
            folder = format!("{}-{n}", record.name);
        }
        item(&folder, at, record, made, &mut files);
    }
    if batch.options.zip {
        let entries: Vec<Entry<'_>> =
            files.iter().map(|file| Entry::new(file.path.as_str(), file.bytes.as_slice())).collect();
        made.file(format!("{}.dspace.zip", batch.name), pack(&entries)?);
    } else {
        for file in files {
            made.file(format!("{}.dspace/{}", batch.name, file.path), file.bytes);
        }
    }
    Ok(())
}

/// One item: the files of its folder.
fn item(folder: &str, at: usize, record: &Record<'_>, made: &mut Made, files: &mut Vec<File>) {
    let mut by_schema: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    // An item without Dublin Core is none.
    by_schema.entry("dc".into()).or_default();
    for value in values(at, record, made) {
        by_schema.entry(value.schema.clone()).or_default().push(value);
    }
    let mut file = |name: &str, bytes: Vec<u8>| files.push(File { path: format!("{folder}/{name}"), bytes });
    for (schema, values) in &by_schema {
        let name = if schema == "dc" { "dublin_core.xml".to_owned() } else { format!("metadata_{schema}.xml") };
        file(&name, metadata(schema, values));
    }
    file("contents", contents(record).into_bytes());
    for galley in record.galleys {
        file(&bitstream(&galley.file_name), galley.bytes.clone());
    }
}

fn metadata(schema: &str, values: &[Value]) -> Vec<u8> {
    let mut xml = Markup::new();
    xml.open("dublin_core", &[("schema", schema)]);
    for value in values {
        let mut attributes = vec![("element", value.element.as_str()), ("qualifier", value.qualifier.as_str())];
        attributes.extend(value.lang.as_deref().map(|lang| ("language", lang)));
        xml.leaf("dcvalue", &attributes, &value.text);
    }
    xml.close();
    xml.finish()
}

/// The name of an article's file in its folder. A file of a name that means something there, such as that of the metadata,
/// would take its place, or be read as metadata.
fn bitstream(name: &str) -> Cow<'_, str> {
    let small = name.to_lowercase();
    let is_metadata = small.starts_with("metadata_") && small.ends_with(".xml");
    if is_metadata || RESERVED.contains(&small.as_str()) { format!("article-{name}").into() } else { name.into() }
}

/// A line for each file: its name, then after TABs its bundle, what it is, and whether it is the one that is shown.
fn contents(record: &Record<'_>) -> String {
    // What readers open first.
    let shown = ["PDF", "EPUB"].iter().find_map(|label| record.galleys.iter().position(|g| g.label == *label));
    let line = |(n, galley): (usize, &Galley)| {
        let primary = if Some(n) == shown { "\tprimary:true" } else { "" };
        format!("{}\tbundle:ORIGINAL{primary}\tdescription:{}\n", bitstream(&galley.file_name), galley.label)
    };
    record.galleys.iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests;
