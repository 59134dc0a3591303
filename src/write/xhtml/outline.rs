//! The outline of a page as nested lists of links.

use super::{Flavour, Heading, page_name};
use crate::article::Lang;
use crate::xml::Xml;

/// Deeper headings stand with those of this level.
const MAX_LEVEL: usize = 6;

/// A link and those under it.
pub struct Node<'h> {
    /// Where it leads.
    pub address: String,
    /// What it says.
    pub title: &'h str,
    /// The language of what it says.
    pub lang: Lang,
    /// The links to what is inside it.
    pub under: Vec<Node<'h>>,
}

/// The headings as a tree, each with its address. A level that is left out does not make a gap.
pub fn tree<'h>(headings: &'h [Heading], address: &dyn Fn(&Heading) -> String) -> Vec<Node<'h>> {
    fn take<'h>(
        rest: &mut &'h [Heading],
        above: usize,
        depth: usize,
        address: &dyn Fn(&Heading) -> String,
    ) -> Vec<Node<'h>> {
        let mut nodes: Vec<Node<'h>> = Vec::new();
        while let Some((heading, after)) = rest.split_first() {
            if heading.level <= above {
                break;
            }
            *rest = after;
            let deeper = depth < MAX_LEVEL;
            let under = if deeper { take(rest, heading.level, depth + 1, address) } else { Vec::new() };
            nodes.push(Node { address: address(heading), title: &heading.title, lang: heading.lang, under });
        }
        nodes
    }
    take(&mut &*headings, 0, 1, address)
}

/// The address of a heading from a file beside the article's pages in an EPUB.
pub fn in_epub(heading: &Heading) -> String {
    format!("{}#{}", page_name(heading.page), heading.id)
}

/// The address of a heading from the page that it stands on.
pub fn in_page(heading: &Heading) -> String {
    format!("#{}", heading.id)
}

/// A link, with its language where that is not the one around.
pub fn link(xml: &mut Xml, address: &str, title: &str, lang: Lang, around: Lang, flavour: Flavour) {
    let mut attributes = vec![("href", address)];
    if lang != around && lang != Lang::UND {
        attributes.push(("lang", lang.as_str()));
        if flavour == Flavour::Epub {
            attributes.push(("xml:lang", lang.as_str()));
        }
    }
    xml.leaf("a", &attributes, title);
}

/// A list of links, those under them in lists of their own.
pub fn list(xml: &mut Xml, nodes: &[Node<'_>], around: Lang, flavour: Flavour) {
    xml.open("ol", &[]).newline();
    for node in nodes {
        xml.open("li", &[]);
        link(xml, &node.address, node.title, node.lang, around, flavour);
        if !node.under.is_empty() {
            xml.newline();
            list(xml, &node.under, around, flavour);
        }
        xml.close().newline();
    }
    xml.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: usize, id: &str) -> Heading {
        Heading { level, id: id.into(), page: 0, title: id.into(), lang: Lang::EN }
    }

    #[test]
    fn headings_make_a_tree_without_gaps() {
        fn shape(nodes: &[Node<'_>]) -> String {
            nodes.iter().map(|n| format!("{}({})", n.title, shape(&n.under))).collect()
        }
        let headings = [heading(1, "a"), heading(3, "b"), heading(2, "c"), heading(1, "d"), heading(2, "e")];
        assert_eq!(shape(&tree(&headings, &in_page)), "a(b()c())d(e())");
        let deep: Vec<Heading> = (1..10_000).map(|i| heading(i, "x")).collect();
        assert_eq!(shape(&tree(&deep, &in_page)).matches("x(").count(), deep.len());
    }
}
