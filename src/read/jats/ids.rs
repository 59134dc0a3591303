//! What the identifiers of the document stand at, found before anything is read, so that a mark knows what it calls.

use std::collections::{HashMap, HashSet};

use super::tree::Node;
use crate::article::Id;

/// What an identifier stands at.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A footnote of the article.
    Note,
    /// A reference.
    Reference(Id),
    /// A figure.
    Figure(Id),
    /// A table.
    Table,
    /// A displayed formula.
    Formula(Id),
    /// A section of the body.
    Section,
    /// A note under a table.
    TableNote,
    /// A box.
    Box,
    /// Supplementary material.
    Supplement,
    /// An affiliation.
    Affiliation(Id),
    /// Something else.
    Other,
}

/// The identifiers of a document.
#[derive(Default)]
pub struct Ids<'t> {
    targets: HashMap<&'t str, Target>,
    made: HashSet<Id>,
    counts: HashMap<&'static str, usize>,
}

impl<'t> Ids<'t> {
    /// Reads every identifier of an article and of the articles inside it.
    pub fn read(article: Node<'t>) -> Ids<'t> {
        let mut ids = Ids::default();
        for node in article.descendants().filter(|node| node.is_element()) {
            if let Some(id) = node.attribute("id") {
                let target = target(node, id);
                ids.targets.entry(id).or_insert(target);
            }
        }
        ids
    }

    /// What an identifier stands at.
    pub fn get(&self, id: &str) -> Option<&Target> {
        self.targets.get(id)
    }

    /// The identifier of an element, or one made of `stem` and a number that nothing has.
    pub fn of(&mut self, node: Node<'t>, stem: &'static str) -> Id {
        match node.attribute("id") {
            Some(id) => id.to_owned(),
            None => self.make(stem),
        }
    }

    /// An identifier made of `stem` and a number that nothing has.
    pub fn make(&mut self, stem: &'static str) -> Id {
        let count = self.counts.entry(stem).or_default();
        loop {
            *count += 1;
            let id = format!("{stem}{count}");
            if !self.targets.contains_key(id.as_str()) && !self.made.contains(&id) {
                self.made.insert(id.clone());
                return id;
            }
        }
    }
}

fn target(node: Node<'_>, id: &str) -> Target {
    let inside = |names: &[&str]| node.ancestors().find(|around| names.contains(&around.local()));
    let own = |node: Node<'_>| node.attribute("id").map(str::to_owned);
    match node.local() {
        "fn" if is_note(node) => Target::Note,
        "ref" => Target::Reference(id.to_owned()),
        "mixed-citation" | "element-citation" | "citation" | "nlm-citation" | "citation-alternatives" => {
            inside(&["ref"]).and_then(own).map_or(Target::Other, Target::Reference)
        }
        "fn" if inside(&["table-wrap-foot"]).is_some() => Target::TableNote,
        "fig" | "fig-group" => Target::Figure(id.to_owned()),
        "table-wrap" | "table-wrap-group" => Target::Table,
        "disp-formula" if is_set(node) => Target::Formula(id.to_owned()),
        "disp-formula-group" => Target::Formula(id.to_owned()),
        "boxed-text" | "statement" | "speech" => Target::Box,
        "supplementary-material" | "media" => Target::Supplement,
        "sec" if inside(&["body"]).is_some() && inside(&["app", "statement"]).is_none() => Target::Section,
        "aff" | "aff-alternatives" => {
            Target::Affiliation(inside(&["aff-alternatives"]).and_then(own).unwrap_or_else(|| id.to_owned()))
        }
        _ => Target::Other,
    }
}

/// Whether a `fn` is a footnote of the text: not a note on the authors, under a table, or a statement.
pub fn is_note(node: Node<'_>) -> bool {
    !is_statement(node)
        && !node.ancestors().any(|around| matches!(around.local(), "author-notes" | "table-wrap" | "fig" | "fig-group"))
}

/// Whether a `fn` states competing interests.
pub fn is_statement(node: Node<'_>) -> bool {
    let kind = node.attribute("fn-type").unwrap_or_default().to_lowercase();
    matches!(kind.as_str(), "coi-statement" | "conflict")
        && node.ancestors().any(|n| matches!(n.local(), "fn-group" | "author-notes"))
}

/// Whether a formula is one that the model carries: LaTeX, MathML or a picture, and no text beside it.
pub fn is_set(node: Node<'_>) -> bool {
    const SETS: [&str; 5] = ["tex-math", "math", "graphic", "inline-graphic", "alternatives"];
    let beside =
        |n: Node<'_>| n.is("label") || n.is("object-id") || n.text().is_some_and(|text| text.trim().is_empty());
    let mut sets = node.children().filter(|child| !beside(*child)).peekable();
    sets.peek().is_some() && sets.all(|child| SETS.contains(&child.local()))
}

/// Whether a formula has LaTeX source.
pub fn has_tex(node: Node<'_>) -> bool {
    node.descendants().any(|inner| inner.is("tex-math") || is_tex_annotation(inner))
}

/// Whether this is the LaTeX source that stands inside MathML.
pub fn is_tex_annotation(node: Node<'_>) -> bool {
    node.is("annotation") && node.attribute("encoding").is_some_and(|kind| kind.to_lowercase().contains("tex"))
}
