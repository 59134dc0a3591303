//! The tables of contents: `nav.xhtml` with the landmarks, and `toc.ncx` for readers of EPUB 2.

use crate::article::Lang;
use crate::write::xhtml::words::Words;
use crate::write::xhtml::{Heading, Rendered, is_rtl};
use crate::xml::Xml;

/// Deeper headings stand with those of this level.
const MAX_LEVEL: usize = 6;

/// A heading and those under it.
struct Node<'h> {
    heading: &'h Heading,
    under: Vec<Node<'h>>,
}

/// The headings as a tree. A level that is left out does not make a gap.
fn tree(headings: &[Heading]) -> Vec<Node<'_>> {
    fn take<'h>(rest: &mut &'h [Heading], above: usize, depth: usize) -> Vec<Node<'h>> {
        let mut nodes: Vec<Node<'h>> = Vec::new();
        while let Some((heading, after)) = rest.split_first() {
            if heading.level <= above {
                break;
            }
            *rest = after;
            let deeper = depth < MAX_LEVEL;
            let under = if deeper { take(rest, heading.level, depth + 1) } else { Vec::new() };
            nodes.push(Node { heading, under });
        }
        nodes
    }
    take(&mut &*headings, 0, 1)
}

/// The attributes of the root element of a page in a language.
pub fn root(lang: &Lang) -> Vec<(&'static str, &str)> {
    let mut attributes = vec![
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
        ("lang", lang.as_str()),
        ("xml:lang", lang.as_str()),
    ];
    if is_rtl(*lang) {
        attributes.push(("dir", "rtl"));
    }
    attributes
}

/// `head` of a page.
pub fn head(xml: &mut Xml, title: &str) {
    xml.open("head", &[]);
    xml.newline();
    xml.empty("meta", &[("charset", "utf-8")]).newline();
    xml.leaf("title", &[], title).newline();
    xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", "css/article.css")]).newline();
    xml.close().newline();
}

/// `nav.xhtml`.
pub fn navigation(content: &Rendered, title: &str, lang: Lang, words: &Words) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.declaration();
    xml.doctype("html");
    // The page speaks the language of its own words; titles of another are marked.
    let own = words.lang();
    xml.open("html", &root(&own)).newline();
    head(&mut xml, words.contents);
    xml.open("body", &[]).newline();
    xml.open("nav", &[("epub:type", "toc"), ("role", "doc-toc"), ("aria-labelledby", "toc"), ("class", "toc")])
        .newline();
    xml.leaf("h1", &[("id", "toc")], words.contents).newline();
    let nodes = tree(&content.outline);
    if nodes.is_empty() {
        xml.open("ol", &[]).open("li", &[]);
        link(&mut xml, "article.xhtml", title, lang, own);
        xml.close().close();
    } else {
        list(&mut xml, &nodes, own);
    }
    xml.newline();
    xml.close().newline();
    xml.open("nav", &[("epub:type", "landmarks"), ("aria-labelledby", "landmarks"), ("hidden", "hidden")]).newline();
    xml.leaf("h2", &[("id", "landmarks")], words.landmarks).newline();
    xml.open("ol", &[]).newline();
    let body = format!("article.xhtml#{}", content.body);
    let bibliography = content.bibliography.as_ref().map(|id| format!("article.xhtml#{id}"));
    let marks = [
        ("cover", Some("cover.xhtml".to_owned()), words.cover),
        ("toc", Some("nav.xhtml".to_owned()), words.contents),
        ("bodymatter", Some(body), words.text),
        ("bibliography", bibliography, words.references),
    ];
    for (meaning, address, name) in marks {
        if let Some(address) = address {
            xml.open("li", &[]).leaf("a", &[("epub:type", meaning), ("href", &address)], name).close().newline();
        }
    }
    xml.close().newline();
    xml.close().newline();
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}

fn link(xml: &mut Xml, address: &str, title: &str, lang: Lang, around: Lang) {
    let mut attributes = vec![("href", address)];
    if lang != around && lang != Lang::UND {
        attributes.extend([("lang", lang.as_str()), ("xml:lang", lang.as_str())]);
    }
    xml.leaf("a", &attributes, title);
}

fn list(xml: &mut Xml, nodes: &[Node<'_>], around: Lang) {
    xml.open("ol", &[]).newline();
    for node in nodes {
        xml.open("li", &[]);
        link(xml, &format!("article.xhtml#{}", node.heading.id), &node.heading.title, node.heading.lang, around);
        if !node.under.is_empty() {
            xml.newline();
            list(xml, &node.under, around);
        }
        xml.close().newline();
    }
    xml.close();
}

/// `toc.ncx` (DAISY Z39.86-2005, section 8).
pub fn ncx(content: &Rendered, title: &str, lang: Lang, urn: &str) -> Vec<u8> {
    fn depth(nodes: &[Node<'_>]) -> usize {
        nodes.iter().map(|n| 1 + depth(&n.under)).max().unwrap_or(0)
    }
    fn points(xml: &mut Xml, nodes: &[Node<'_>], order: &mut usize) {
        for node in nodes {
            *order += 1;
            point(xml, *order, &node.heading.title, &format!("article.xhtml#{}", node.heading.id));
            points(xml, &node.under, order);
            xml.close().newline();
        }
    }
    fn point(xml: &mut Xml, order: usize, title: &str, address: &str) {
        xml.open("navPoint", &[("id", &format!("n{order}")), ("playOrder", &order.to_string())]);
        xml.open("navLabel", &[]).leaf("text", &[], title).close();
        xml.empty("content", &[("src", address)]);
    }
    let nodes = tree(&content.outline);
    let mut xml = Xml::new();
    xml.declaration();
    let namespace = "http://www.daisy.org/z3986/2005/ncx/";
    xml.open("ncx", &[("xmlns", namespace), ("version", "2005-1"), ("xml:lang", lang.as_str())]).newline();
    xml.open("head", &[]).newline();
    let depth = depth(&nodes).max(1).to_string();
    for (name, value) in
        [("dtb:uid", urn), ("dtb:depth", &depth), ("dtb:totalPageCount", "0"), ("dtb:maxPageNumber", "0")]
    {
        xml.empty("meta", &[("name", name), ("content", value)]).newline();
    }
    xml.close().newline();
    xml.open("docTitle", &[]).leaf("text", &[], title).close().newline();
    xml.open("navMap", &[]).newline();
    let mut order = 0;
    if nodes.is_empty() {
        point(&mut xml, 1, title, "article.xhtml");
        xml.close().newline();
    }
    points(&mut xml, &nodes, &mut order);
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: usize, id: &str) -> Heading {
        Heading { level, id: id.into(), title: id.into(), lang: Lang::EN }
    }

    #[test]
    fn headings_make_a_tree_without_gaps() {
        fn shape(nodes: &[Node<'_>]) -> String {
            nodes.iter().map(|n| format!("{}({})", n.heading.id, shape(&n.under))).collect()
        }
        let headings = [heading(1, "a"), heading(3, "b"), heading(2, "c"), heading(1, "d"), heading(2, "e")];
        assert_eq!(shape(&tree(&headings)), "a(b()c())d(e())");
        let deep: Vec<Heading> = (1..10_000).map(|i| heading(i, "x")).collect();
        assert_eq!(shape(&tree(&deep)).matches("x(").count(), deep.len());
    }
}
