//! Elements of `article-meta` that are kept as they stand (see [`KeptElement`]), with what JATS Publishing 1.3 lets into
//! them. What else is in them is noted.

use super::Jats;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{Kept, KeptElement, Run};

/// The elements, in order of the names, each with the attributes that it keeps.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("award-group", &["award-type"]),
    ("award-id", &["award-type"]),
    ("count", &["count", "count-type"]),
    ("counts", &[]),
    ("custom-meta", &["specific-use"]),
    ("custom-meta-group", &["specific-use"]),
    ("equation-count", &["count"]),
    ("fig-count", &["count"]),
    ("funding-source", &["country", "source-type"]),
    ("given-names", &["initials"]),
    ("institution", &["content-type"]),
    ("institution-id", &["institution-id-type"]),
    ("institution-wrap", &[]),
    ("meta-name", &[]),
    ("meta-value", &[]),
    ("name", &["name-style"]),
    ("page-count", &["count"]),
    ("principal-award-recipient", &[]),
    ("principal-investigator", &[]),
    ("ref-count", &["count"]),
    ("related-article", &["related-article-type", "ext-link-type", "href"]),
    ("related-object", &["ext-link-type", "href"]),
    ("self-uri", &["content-type", "href"]),
    ("surname", &["initials"]),
    ("table-count", &["count"]),
    ("word-count", &["count"]),
];

/// Deeper than any of them nests.
const MAX_DEPTH: usize = 6;

impl<'t> Jats<'t> {
    /// Keeps an element of `article-meta`, or notes that it is left out.
    pub(super) fn keep(&mut self, node: Node<'t>) {
        match self.kept(node, 0) {
            Some(element) => self.article.front.kept.push(element),
            None => self.losses.note(node, Fate::Left),
        }
    }

    fn kept(&mut self, node: Node<'t>, depth: usize) -> Option<KeptElement> {
        let at = ELEMENTS.binary_search_by_key(&node.local(), |(name, _)| name).ok().filter(|_| depth < MAX_DEPTH)?;
        let (name, known) = ELEMENTS[at];
        let mut element = KeptElement { name: name.to_owned(), ..KeptElement::default() };
        for key in known {
            if let Some(value) = node.attribute(key).filter(|value| !value.to_lowercase().starts_with("javascript:")) {
                let key = if *key == "href" { "xlink:href" } else { key };
                element.attributes.push((key.to_owned(), value.to_owned()));
            }
        }
        let has_text = !matches!(
            name,
            "award-group" | "counts" | "custom-meta" | "custom-meta-group" | "institution-wrap" | "name"
        );
        for child in node.children() {
            if let Some(text) = child.text() {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if has_text && !text.is_empty() {
                    element.content.push(Kept::Text(Run::new(text, child.span())));
                }
            } else if let Some(inner) = self.kept(child, depth + 1) {
                element.content.push(Kept::Element(inner));
            } else if has_text {
                // A style, mostly: its words count.
                self.losses.note(child, Fate::Kept);
                let run = self.run_of(child);
                if !run.text.is_empty() {
                    element.content.push(Kept::Text(run));
                }
            } else {
                self.losses.note(child, Fate::Left);
            }
        }
        is_sound(&element).then_some(element)
    }
}

/// Whether an element has what the DTD asks of it.
fn is_sound(element: &KeptElement) -> bool {
    let has = |key: &str| element.attributes.iter().any(|(name, _)| name == key);
    let inside: Vec<&str> = element
        .content
        .iter()
        .filter_map(|kept| if let Kept::Element(inner) = kept { Some(inner.name.as_str()) } else { None })
        .collect();
    match element.name.as_str() {
        "count" => has("count") && has("count-type"),
        "custom-meta" => inside == ["meta-name", "meta-value"],
        "custom-meta-group" | "counts" => !inside.is_empty(),
        "name" => matches!(inside.as_slice(), ["surname"] | ["surname", "given-names"] | ["given-names"]),
        "related-article" => has("related-article-type"),
        name if name.ends_with("-count") => has("count"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_in_order() {
        assert!(super::ELEMENTS.is_sorted());
    }
}
