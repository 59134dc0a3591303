//! JATS with one required thing taken out, for each thing that schemas/journal-article.sch requires.

use std::ops::Range;

use roxmltree::{Document, Node};

/// One thing that is taken out.
pub struct Cut {
    /// Its name.
    pub name: &'static str,
    /// The rule that misses it.
    pub rule: &'static str,
    /// The element that goes.
    goes: fn(&Node<'_, '_>) -> bool,
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name(name)
}

fn within(node: &Node<'_, '_>, name: &str) -> bool {
    node.parent_element().is_some_and(|parent| parent.has_tag_name(name))
}

/// Whether `node` is the element of its name number `n`, from 0, in its parent.
fn is_number(node: &Node<'_, '_>, n: usize) -> bool {
    node.prev_siblings().skip(1).filter(|other| other.tag_name() == node.tag_name()).count() == n
}

/// What is taken out.
#[rustfmt::skip]
pub const CUTS: &[Cut] = &[
    Cut { name: "udc", rule: "required-udc", goes: |n| n.attribute("subj-group-type") == Some("udc") },
    Cut { name: "title", rule: "required-title", goes: |n| n.is_text() && within(n, "article-title") && within(&n.parent().unwrap(), "title-group") },
    Cut { name: "other-title", rule: "required-title", goes: |n| is(n, "trans-title-group") && within(n, "title-group") && is_number(n, 0) },
    Cut { name: "authors", rule: "required-author", goes: |n| is(n, "contrib") },
    Cut { name: "names", rule: "required-names", goes: |n| is(n, "name") && within(n, "name-alternatives") && is_number(n, 0) },
    Cut { name: "other-names", rule: "required-names", goes: |n| is(n, "name") && within(n, "name-alternatives") && is_number(n, 1) },
    Cut { name: "affiliations", rule: "required-affiliations", goes: |n| is(n, "aff") && within(n, "aff-alternatives") && is_number(n, 0) },
    Cut { name: "other-affiliations", rule: "required-affiliations", goes: |n| is(n, "aff") && within(n, "aff-alternatives") && is_number(n, 1) },
    Cut { name: "abstract", rule: "required-abstract", goes: |n| is(n, "abstract") },
    Cut { name: "other-abstract", rule: "required-abstract", goes: |n| is(n, "trans-abstract") && is_number(n, 0) },
    Cut { name: "keywords", rule: "required-keywords", goes: |n| is(n, "kwd-group") && is_number(n, 0) },
    Cut { name: "other-keywords", rule: "required-keywords", goes: |n| is(n, "kwd-group") && is_number(n, 1) },
    Cut { name: "received", rule: "required-received", goes: |n| n.attribute("date-type") == Some("received") },
    Cut { name: "citation", rule: "required-citation", goes: |n| is(n, "sec") && within(n, "notes") && is_number(n, 0) || is(n, "notes") && !n.children().any(|c| is(&c, "sec")) },
    Cut { name: "other-citation", rule: "required-citation", goes: |n| is(n, "sec") && within(n, "notes") && is_number(n, 1) },
    Cut { name: "pages", rule: "required-pages", goes: |n| matches!(n.tag_name().name(), "fpage" | "lpage" | "elocation-id") && within(n, "article-meta") },
    Cut { name: "year", rule: "required-year", goes: |n| is(n, "pub-date") },
    Cut { name: "journal-title", rule: "required-journal-title", goes: |n| is(n, "journal-title-group") },
    Cut { name: "issn", rule: "required-issn", goes: |n| is(n, "issn") && within(n, "journal-meta") },
    Cut { name: "text", rule: "required-text", goes: |n| is(n, "body") },
    Cut { name: "references", rule: "required-references", goes: |n| is(n, "ref-list") },
];

impl Cut {
    /// The document without it; nothing if it does not have it.
    pub fn of(&self, document: &Document<'_>) -> Option<String> {
        let text = document.input_text();
        let mut gone: Vec<Range<usize>> = document.descendants().filter(self.goes).map(|n| n.range()).collect();
        gone.sort_by_key(|range| range.start);
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for range in gone.iter().filter(|range| !range.is_empty()) {
            if range.start >= from {
                out.push_str(&text[from..range.start]);
                from = range.end;
            }
        }
        out.push_str(&text[from..]);
        (from > 0).then_some(out)
    }
}
