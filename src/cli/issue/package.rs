//! The JATS package of an issue: a zip with a folder for each article, in it the XML and the pictures that it names.

use offprint::error::Error;
use offprint::write::archive::{Entry, pack};

use crate::cli::material::Material;

/// Packs the JATS of all articles.
///
/// # Errors
/// Faults of offprint only.
pub fn package(materials: &[Material]) -> Result<Vec<u8>, Error> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for material in materials {
        let Some(jats) = material.galleys.iter().find(|g| g.label == "JATS XML") else { continue };
        entries.push(Entry::new(format!("{}/{}", material.name, jats.file_name), jats.bytes.as_slice()));
        for path in pictures(&jats.bytes)? {
            if let Some(bytes) = material.file(&path) {
                // Pictures are compressed already; those that are text are small.
                entries.push(Entry::stored(format!("{}/{path}", material.name), bytes));
            }
        }
    }
    pack(&entries)
}

/// The files beside it that a JATS document names, each once.
fn pictures(jats: &[u8]) -> Result<Vec<String>, Error> {
    let fault = |message: String| Error::Internal { what: "JATS document", message };
    let text = std::str::from_utf8(jats).map_err(|e| fault(e.to_string()))?;
    // Most articles have none, and then the document need not be read again.
    if !text.contains("graphic") && !text.contains("<media") && !text.contains("<supplementary-material") {
        return Ok(Vec::new());
    }
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(|e| fault(e.to_string()))?;
    let mut found: Vec<String> = Vec::new();
    let named = ["graphic", "inline-graphic", "media", "supplementary-material"];
    for node in document.descendants().filter(|n| named.contains(&n.tag_name().name())) {
        let href = node.attribute(("http://www.w3.org/1999/xlink", "href")).unwrap_or_default();
        let inside = !href.is_empty() && !href.contains(':') && !href.starts_with('/') && !href.contains('\\');
        let inside = inside && href.split('/').all(|part| part != ".." && !part.is_empty());
        if inside && !found.iter().any(|known| known == href) {
            found.push(href.to_owned());
        }
    }
    Ok(found)
}
