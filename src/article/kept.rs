//! What a manuscript in JATS says of itself that no other part of offprint needs, kept as it stands: awards, counts,
//! related articles, custom metadata.

use serde::{Deserialize, Serialize};

use super::Run;

/// An element of `article-meta`, of those that [`crate::read::jats`] keeps, without identifiers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KeptElement {
    /// Its name.
    pub name: String,
    /// Its attributes, in order; links have the prefix `xlink:`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Kept>,
}

impl KeptElement {
    /// What is read in it, a comma between its parts; identifiers of institutions, which say nothing to a reader, are
    /// left out.
    pub fn plain(&self) -> String {
        fn go(element: &KeptElement, out: &mut Vec<String>) {
            for kept in &element.content {
                match kept {
                    Kept::Text(run) if !run.text.is_empty() => out.push(run.text.clone()),
                    Kept::Element(inner) if inner.name != "institution-id" => go(inner, out),
                    _ => {}
                }
            }
        }
        let mut parts = Vec::new();
        go(self, &mut parts);
        parts.join(", ")
    }
}

/// What is in an element that is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Kept {
    /// Text.
    Text(Run),
    /// An element.
    Element(KeptElement),
}
