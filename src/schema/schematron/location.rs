//! The XPath of a node, in the notation that the reference implementation uses in SVRL: names, a number where an element
//! has siblings of its name, and a test of local name and namespace for what has a namespace.

use std::collections::HashMap;
use std::fmt::Write;

use roxmltree::{Node, NodeType};

use super::Fault;
use super::scope::failed;
use crate::schema::xpath::{NodeRef, Tree};

/// Makes locations; the children of an element are numbered once.
#[derive(Default)]
pub(super) struct Locations {
    /// For nodes whose siblings were numbered: the number among those of the same kind and name, and whether it is the
    /// only one.
    numbers: HashMap<u32, (usize, bool)>,
}

impl Locations {
    pub(super) fn of(&mut self, tree: &Tree, node: NodeRef) -> Result<String, Fault> {
        if node == NodeRef::ROOT {
            return Ok("/".to_owned());
        }
        let mut location = String::new();
        let owner = tree.owner(node);
        let above: Vec<Node> = owner.ancestors().filter(|n| !n.is_root()).collect();
        for step in above.iter().rev() {
            self.number(tree, *step)?;
            location.push('/');
            match step.node_type() {
                NodeType::Text => location.push_str("text()"),
                NodeType::Comment => location.push_str("comment()"),
                NodeType::PI => {
                    let target = step.pi().map_or("", |pi| pi.target);
                    // A String takes all that is written to it.
                    let _ = write!(location, "processing-instruction('{target}')");
                }
                _ => push_name(&mut location, step.tag_name().name(), step.tag_name().namespace()),
            }
            if let Some((number, false)) = self.numbers.get(&step.id().get()) {
                let _ = write!(location, "[{number}]");
            }
        }
        if let Some(attribute) = tree.attribute(node) {
            location.push_str("/@");
            push_name(&mut location, attribute.name(), attribute.namespace());
        }
        tree.spend(above.len() + location.len()).map_err(failed("a location"))?;
        Ok(location)
    }

    /// Numbers a node and its siblings, unless that was done.
    fn number(&mut self, tree: &Tree, node: Node) -> Result<(), Fault> {
        if self.numbers.contains_key(&node.id().get()) {
            return Ok(());
        }
        let Some(parent) = node.parent() else { return Ok(()) };
        let mut counts = HashMap::new();
        for child in parent.children() {
            let count = counts.entry(kind(child)).or_insert(0);
            *count += 1;
            self.numbers.insert(child.id().get(), (*count, false));
        }
        for child in parent.children().filter(|c| counts.get(&kind(*c)) == Some(&1)) {
            self.numbers.insert(child.id().get(), (1, true));
        }
        tree.spend(2 * parent.children().count()).map_err(failed("a location"))
    }
}

/// What a node is numbered among.
fn kind<'a>(node: Node<'a, '_>) -> (u8, &'a str, &'a str) {
    match node.node_type() {
        NodeType::Text => (0, "", ""),
        NodeType::Comment => (1, "", ""),
        NodeType::PI => (2, node.pi().map_or("", |pi| pi.target), ""),
        _ => (3, node.tag_name().name(), node.tag_name().namespace().unwrap_or_default()),
    }
}

fn push_name(location: &mut String, local: &str, namespace: Option<&str>) {
    match namespace.filter(|n| !n.is_empty()) {
        None => location.push_str(local),
        Some(namespace) => {
            let _ = write!(location, "*[local-name()='{local}' and namespace-uri()='{namespace}']");
        }
    }
}
