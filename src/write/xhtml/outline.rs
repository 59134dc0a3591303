//! The outline of a page as nested lists of links.

use super::{Flavour, Heading, page_name};
use crate::article::Lang;
use crate::xml::Xml;

/// Deeper headings stand with those of this level.
const MAX_LEVEL: usize = 6;

/// A heading and those under it.
pub struct Node<'h> {
    /// The heading.
    pub heading: &'h Heading,
    /// The headings of a deeper level that follow it.
    pub under: Vec<Node<'h>>,
}

/// The headings as a tree. A level that is left out does not make a gap.
pub fn tree(headings: &[Heading]) -> Vec<Node<'_>> {
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

/// A link to a heading, with its language where that is not the one around.
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

/// Links to headings, from the same page in HTML, those under them in lists of their own.
pub fn list(xml: &mut Xml, nodes: &[Node<'_>], around: Lang, flavour: Flavour) {
    xml.open("ol", &[]).newline();
    for node in nodes {
        xml.open("li", &[]);
        let heading = node.heading;
        let page = if flavour == Flavour::Epub { page_name(heading.page) } else { String::new() };
        link(xml, &format!("{page}#{}", heading.id), &heading.title, heading.lang, around, flavour);
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
            nodes.iter().map(|n| format!("{}({})", n.heading.id, shape(&n.under))).collect()
        }
        let headings = [heading(1, "a"), heading(3, "b"), heading(2, "c"), heading(1, "d"), heading(2, "e")];
        assert_eq!(shape(&tree(&headings)), "a(b()c())d(e())");
        let deep: Vec<Heading> = (1..10_000).map(|i| heading(i, "x")).collect();
        assert_eq!(shape(&tree(&deep)).matches("x(").count(), deep.len());
    }
}
