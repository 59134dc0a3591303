//! What a JATS document says, laid out for comparison.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::compare::{after_digits, fold};

const XML_LANG: (&str, &str) = ("http://www.w3.org/XML/1998/namespace", "lang");

pub fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// Whether a node is MathML beside the LaTeX of the same formula: the formula is then compared by its LaTeX.
pub fn is_second_form(node: Node<'_, '_>) -> bool {
    is(node, "math") && node.parent().is_some_and(|p| is(p, "alternatives"))
}

pub fn collect(node: Node<'_, '_>, skip: &dyn Fn(Node<'_, '_>) -> bool, out: &mut String) {
    for child in node.children() {
        if child.is_text() {
            out.push_str(child.text().unwrap_or(""));
        } else if child.is_element() && !skip(child) {
            collect(child, skip, out);
        }
    }
}

pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn text(node: Option<Node<'_, '_>>) -> String {
    let mut out = String::new();
    if let Some(node) = node {
        collect(node, &is_second_form, &mut out);
    }
    spaced(&out)
}

/// The text of a paragraph without its notes and note marks.
pub fn paragraph(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    let note = |n: Node<'_, '_>| {
        is_second_form(n) || is(n, "fn") || is(n, "sup") || is(n, "xref") && n.attribute("ref-type") == Some("fn")
    };
    collect(node, &note, &mut out);
    out
}

/// The language of a node: its own or the nearest above it.
pub fn lang(node: Node<'_, '_>, default: &str) -> String {
    let tag = node.ancestors().find_map(|n| n.attribute(XML_LANG)).unwrap_or(default);
    tag.chars().take(2).collect()
}

pub fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |n| is(*n, name))
}

pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

/// All elements of a name inside `node`.
pub fn all<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().skip(1).filter(move |n| is(*n, name))
}

/// The form of a reference that the gold holds, or its first: an item may stand there in two languages.
pub fn pick(reference: Node<'_, '_>, gold: &[String]) -> String {
    let unnumbered = |t: String| match after_digits(&t).and_then(|r| r.strip_prefix(['.', ')'])) {
        Some(rest) => rest.trim_start().to_owned(),
        None => t,
    };
    let mut cited: Vec<String> = all(reference, "mixed-citation").map(|c| unnumbered(text(Some(c)))).collect();
    if cited.is_empty() {
        cited.push(text(Some(reference)));
    }
    let found = cited.iter().position(|c| gold.iter().any(|g| fold(g) == fold(c))).unwrap_or(0);
    cited.swap_remove(found)
}

/// What the document says, laid out for comparison.
pub struct Found<'a, 'i> {
    pub root: Node<'a, 'i>,
    pub meta: Node<'a, 'i>,
    pub main: String,
}

impl Found<'_, '_> {
    pub fn titles(&self) -> BTreeMap<String, String> {
        let mut titles = BTreeMap::new();
        let group = child(self.meta, "title-group");
        titles.insert(lang(self.root, "en"), text(group.and_then(|g| child(g, "article-title"))));
        for translated in group.into_iter().flat_map(|g| children(g, "trans-title-group")) {
            titles.insert(lang(translated, ""), text(child(translated, "trans-title")));
        }
        titles
    }

    pub fn keywords(&self) -> BTreeMap<String, Vec<String>> {
        let mut keywords: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for group in children(self.meta, "kwd-group") {
            if !group.attribute("kwd-group-type").unwrap_or("").to_lowercase().contains("udc") {
                let into = keywords.entry(lang(group, &self.main)).or_default();
                into.extend(children(group, "kwd").map(|k| text(Some(k))));
            }
        }
        keywords
    }

    pub fn abstracts(&self) -> BTreeMap<String, String> {
        let mut abstracts = BTreeMap::new();
        for part in children(self.meta, "abstract").chain(children(self.meta, "trans-abstract")) {
            let paragraphs: Vec<String> = all(part, "p").map(|p| text(Some(p))).collect();
            abstracts.insert(lang(part, &self.main), paragraphs.join(" "));
        }
        abstracts
    }

    pub fn surnames(&self) -> Vec<String> {
        let contributors = children(self.meta, "contrib-group").flat_map(|g| children(g, "contrib"));
        contributors
            .filter_map(|c| all(c, "name").find(|n| lang(*n, &self.main) == self.main).or(all(c, "name").next()))
            .map(|name| text(child(name, "surname")))
            .collect()
    }

    pub fn date(&self, kind: &str) -> Option<String> {
        let history = child(self.meta, "history")?;
        let date = children(history, "date").find(|d| d.attribute("date-type") == Some(kind))?;
        let part = |name| text(child(date, name));
        Some(format!("{:0>4}-{:0>2}-{:0>2}", part("year"), part("month"), part("day")))
    }

    pub fn udc(&self) -> String {
        let mut udc = String::new();
        for name in ["subj-group", "kwd-group", "article-id", "custom-meta"] {
            for node in all(self.meta, name) {
                let marked = node.attributes().any(|a| a.value().to_lowercase().contains("udc"))
                    || name == "custom-meta" && text(Some(node)).to_lowercase().contains("udc");
                if marked {
                    let value = ["subject", "kwd", "meta-value"].iter().find_map(|n| child(node, n)).unwrap_or(node);
                    udc = text(Some(value));
                }
            }
        }
        udc
    }

    pub fn journals(&self) -> Vec<String> {
        let meta = child(self.root, "front").and_then(|f| child(f, "journal-meta"));
        let titles = meta.into_iter().flat_map(|m| m.descendants());
        titles.filter(|n| is(*n, "journal-title") || is(*n, "trans-title")).map(|n| fold(&text(Some(n)))).collect()
    }

    pub fn body(&self) -> impl Iterator<Item = Node<'_, '_>> {
        children(self.root, "body").flat_map(|b| b.descendants().skip(1))
    }

    pub fn sections(&self) -> Vec<String> {
        let sections = self.body().filter(|n| is(*n, "sec"));
        sections.flat_map(|s| children(s, "title")).map(|t| text(Some(t))).collect()
    }

    pub fn paragraphs(&self) -> Vec<String> {
        let apart = |n: Node<'_, '_>| n.is_element() && matches!(n.tag_name().name(), "fn" | "td" | "th" | "caption");
        self.body().filter(|n| is(*n, "p") && !n.ancestors().any(apart)).map(paragraph).collect()
    }

    pub fn footnotes(&self) -> Vec<String> {
        all(self.root, "fn")
            .filter(|n| !n.parent().is_some_and(|p| is(p, "author-notes")))
            .filter(|n| matches!(n.attribute("fn-type"), None | Some("other")))
            .map(|n| all(n, "p").map(|p| text(Some(p))).collect::<Vec<_>>().join(" "))
            .collect()
    }

    pub fn note_marks(&self) -> Vec<String> {
        let marks: Vec<String> = all(self.root, "xref")
            .filter(|x| x.attribute("ref-type") == Some("fn"))
            .map(|x| text(Some(x)).chars().filter(char::is_ascii_digit).collect())
            .collect();
        if marks.is_empty() {
            let notes = self.body().filter(|n| is(*n, "fn")).count();
            return (1..=notes).map(|i| i.to_string()).collect();
        }
        marks
    }

    pub fn identifier(&self, kind: &str) -> String {
        text(children(self.meta, "article-id").find(|i| i.attribute("pub-id-type") == Some(kind)))
    }

    /// What back matter of a kind says; a label before it is left alone.
    pub fn back(&self, kind: &str) -> Vec<String> {
        let nodes: Vec<Node<'_, '_>> = match kind {
            "funding" => all(self.root, "funding-statement").collect(),
            "acknowledgements" => all(self.root, "ack").flat_map(|n| all(n, "p")).collect(),
            "conflict-of-interest" => {
                let notes = all(self.root, "fn").filter(|n| n.attribute("fn-type") == Some("coi-statement"));
                notes.flat_map(|n| all(n, "p")).collect()
            }
            _ => Vec::new(),
        };
        nodes.into_iter().map(|n| text(Some(n))).collect()
    }
}

/// A contributor's name in a language, `Surname, Given`.
pub fn name_in(contributor: Node<'_, '_>, lang_wanted: &str) -> String {
    let name = all(contributor, "name").find(|n| lang(*n, "") == lang_wanted);
    let part = |part| text(name.and_then(|n| child(n, part)));
    format!("{}, {}", part("surname"), part("given-names"))
}

/// The places of the affiliations that a contributor refers to, from 1, as a JSON list.
pub fn works_at(meta: Node<'_, '_>, contributor: Node<'_, '_>) -> String {
    let is_affiliation = |n: &Node<'_, '_>| {
        is(*n, "aff-alternatives") || is(*n, "aff") && n.parent().is_some_and(|p| !is(p, "aff-alternatives"))
    };
    let order: Vec<&str> = meta.descendants().filter(is_affiliation).filter_map(|n| n.attribute("id")).collect();
    let marks = children(contributor, "xref").filter(|x| x.attribute("ref-type") == Some("aff"));
    let places =
        marks.filter_map(|x| order.iter().position(|id| x.attribute("rid") == Some(id))).map(|p| (p + 1).to_string());
    format!("[{}]", places.collect::<Vec<_>>().join(","))
}

pub fn label_and_caption(node: Node<'_, '_>) -> String {
    format!("{} {}", text(child(node, "label")), text(child(node, "caption")))
}

pub fn table_line(wrap: Node<'_, '_>) -> String {
    let rows: Vec<usize> =
        all(wrap, "tr").map(|r| r.children().filter(|c| is(*c, "td") || is(*c, "th")).count()).collect();
    format!("{} {} {}", label_and_caption(wrap), rows.len(), rows.iter().max().unwrap_or(&0))
}

pub fn figure_line(figure: Node<'_, '_>) -> String {
    let href = |g: Node<'_, '_>| g.attribute(("http://www.w3.org/1999/xlink", "href")).unwrap_or("").to_owned();
    let picture = all(figure, "graphic").next().map(href).unwrap_or_default();
    format!("{} {}", label_and_caption(figure), picture.rsplit('/').next().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    #[test]
    fn a_paragraph_is_compared_without_its_notes_but_with_what_follows_them() {
        let xml = "<p>One<xref ref-type='fn'><sup>1</sup></xref> two<fn><p>note</p></fn>, <alternatives>\
                   <tex-math>x</tex-math><math>y</math></alternatives>.</p>";
        let document = Document::parse(xml).unwrap();
        assert_eq!(paragraph(document.root_element()), "One two, x.");
    }
}
