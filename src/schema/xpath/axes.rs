//! The axes (section 2.2) and node tests (2.3). An axis gives nodes one by one, nearest first, until told to stop.

use std::ops::ControlFlow;

use roxmltree::{Node, NodeType};

use super::Fault;
use super::syntax::{Axis, Test};
use super::tree::{Content, NodeRef, Tree};

/// What a visitor says: go on, or enough, perhaps since something went wrong.
pub(super) type Visit = ControlFlow<Result<(), Fault>>;

fn done(visit: Visit) -> Result<(), Fault> {
    match visit {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(result) => result,
    }
}

impl Axis {
    /// Whether the axis runs against document order.
    pub(super) fn is_reverse(self) -> bool {
        matches!(self, Axis::Ancestor | Axis::AncestorOrSelf | Axis::Preceding | Axis::PrecedingSibling)
    }
}

impl<'a> Tree<'a> {
    /// Whether a node passes the test, where `axis` tells which kind of node a name means.
    pub(super) fn passes(&self, node: NodeRef, axis: Axis, test: &Test) -> bool {
        match self.content(node) {
            Content::Tree(tree) => {
                let may_be_named = !matches!(axis, Axis::Attribute | Axis::Namespace);
                passes_in_tree(&tree, test, may_be_named)
            }
            Content::Attribute(attribute) => match test {
                Test::Node => true,
                Test::AnyName => axis == Axis::Attribute,
                Test::AnyNameOf(namespace) => {
                    axis == Axis::Attribute && attribute.namespace().unwrap_or_default() == &**namespace
                }
                Test::Name(namespace, local) => {
                    axis == Axis::Attribute
                        && attribute.name() == &**local
                        && attribute.namespace().unwrap_or_default() == &**namespace
                }
                _ => false,
            },
            Content::Namespace(prefix, _) => match test {
                Test::Node => true,
                Test::AnyName => axis == Axis::Namespace,
                Test::Name(namespace, local) => {
                    axis == Axis::Namespace && namespace.is_empty() && prefix.unwrap_or_default() == &**local
                }
                _ => false,
            },
        }
    }

    /// Gives `visit` the nodes on an axis that pass a test, nearest first.
    pub(super) fn walk(
        &self,
        from: NodeRef,
        axis: Axis,
        test: &Test,
        visit: &mut dyn FnMut(NodeRef) -> Visit,
    ) -> Result<(), Fault> {
        // Attributes and namespaces have a parent and no children or siblings.
        let in_tree = Tree::is_tree(from);
        let owner = self.owner(from);
        match axis {
            Axis::Itself => self.one(from, axis, test, visit),
            Axis::Parent => match self.parent(from) {
                Some(parent) => self.one(parent, axis, test, visit),
                None => Ok(()),
            },
            Axis::Attribute if in_tree => self.attributes(owner, test, visit),
            Axis::Namespace if in_tree => self.namespaces(owner, test, visit),
            Axis::Child if in_tree => self.each(owner.children(), test, visit),
            Axis::Descendant if in_tree => match test {
                Test::Name(namespace, local) => self.descendants_named(owner, namespace, local, visit),
                _ => self.each(owner.descendants().skip(1), test, visit),
            },
            Axis::DescendantOrSelf if in_tree => self.each(owner.descendants(), test, visit),
            Axis::DescendantOrSelf => self.one(from, axis, test, visit),
            Axis::FollowingSibling if in_tree => self.each(owner.next_siblings().skip(1), test, visit),
            Axis::PrecedingSibling if in_tree => self.each(owner.prev_siblings().skip(1), test, visit),
            Axis::Ancestor if in_tree => self.each(owner.ancestors().skip(1), test, visit),
            Axis::Ancestor => self.each(owner.ancestors(), test, visit),
            Axis::AncestorOrSelf if in_tree => self.each(owner.ancestors(), test, visit),
            Axis::AncestorOrSelf => {
                let mut enough = false;
                self.one(from, axis, test, &mut |node| {
                    let visited = visit(node);
                    enough = visited.is_break();
                    visited
                })?;
                if enough { Ok(()) } else { self.each(owner.ancestors(), test, visit) }
            }
            Axis::Following => {
                // The children of an attribute's element come after the attribute.
                let first = if in_tree { from.id as usize + owner.descendants().len() } else { from.id as usize + 1 };
                self.each(self.document().descendants().skip(first), test, visit)
            }
            Axis::Preceding => {
                let mut above = owner.parent();
                let before = (1..from.id).rev().map(|id| self.owner(NodeRef::tree(id)));
                let before = before.filter(|node| {
                    let is_above = above == Some(*node);
                    if is_above {
                        above = node.parent();
                    }
                    !is_above
                });
                self.each(before, test, visit)
            }
            _ => Ok(()),
        }
    }

    fn one(
        &self,
        node: NodeRef,
        axis: Axis,
        test: &Test,
        visit: &mut dyn FnMut(NodeRef) -> Visit,
    ) -> Result<(), Fault> {
        self.spend(1)?;
        if self.passes(node, axis, test) { done(visit(node)) } else { Ok(()) }
    }

    fn each(
        &self,
        nodes: impl Iterator<Item = Node<'a, 'a>>,
        test: &Test,
        visit: &mut dyn FnMut(NodeRef) -> Visit,
    ) -> Result<(), Fault> {
        for node in nodes {
            self.spend(1)?;
            if passes_in_tree(&node, test, true)
                && let ControlFlow::Break(result) = visit(NodeRef::from(node))
            {
                return result;
            }
        }
        Ok(())
    }

    fn descendants_named(
        &self,
        owner: Node<'a, 'a>,
        namespace: &str,
        local: &str,
        visit: &mut dyn FnMut(NodeRef) -> Visit,
    ) -> Result<(), Fault> {
        let named = self.named(local);
        let id = owner.id().get();
        let end = id + owner.descendants().len() as u32;
        let from = named.partition_point(|n| *n <= id);
        self.spend(1)?;
        for id in named[from..].iter().take_while(|n| **n < end) {
            self.spend(1)?;
            let node = NodeRef::tree(*id);
            if self.owner(node).tag_name().namespace().unwrap_or_default() == namespace
                && let ControlFlow::Break(result) = visit(node)
            {
                return result;
            }
        }
        Ok(())
    }

    fn attributes(
        &self,
        owner: Node<'a, 'a>,
        test: &Test,
        visit: &mut dyn FnMut(NodeRef) -> Visit,
    ) -> Result<(), Fault> {
        let id = owner.id().get();
        for (index, attribute) in owner.attributes().enumerate() {
            self.spend(1)?;
            let passes = match test {
                Test::Node | Test::AnyName => true,
                Test::Name(namespace, local) => {
                    attribute.name() == &**local && attribute.namespace().unwrap_or_default() == &**namespace
                }
                Test::AnyNameOf(namespace) => attribute.namespace().unwrap_or_default() == &**namespace,
                _ => false,
            };
            if passes && let ControlFlow::Break(result) = visit(NodeRef::attribute(id, index)) {
                return result;
            }
        }
        Ok(())
    }

    fn namespaces(
        &self,
        owner: Node<'a, 'a>,
        test: &Test,
        visit: &mut dyn FnMut(NodeRef) -> Visit,
    ) -> Result<(), Fault> {
        let id = owner.id().get();
        let declared = owner.namespaces().enumerate();
        // xmlns="" takes the default namespace away and is none.
        let declared = declared.filter(|(_, n)| !n.uri().is_empty() && n.name() != Some("xml"));
        let declared = declared.map(|(index, _)| NodeRef::namespace(id, index));
        let all = std::iter::once(NodeRef::xml_namespace(id)).chain(declared);
        for node in all.filter(|_| owner.is_element()) {
            self.spend(1)?;
            if self.passes(node, Axis::Namespace, test)
                && let ControlFlow::Break(result) = visit(node)
            {
                return result;
            }
        }
        Ok(())
    }
}

/// Whether a node passes the test, on an axis whose principal node type is element (`may_be_named`) or not.
fn passes_in_tree(node: &Node, test: &Test, may_be_named: bool) -> bool {
    match test {
        Test::Node => true,
        Test::Name(namespace, local) => {
            may_be_named && node.is_element() && {
                let name = node.tag_name();
                name.name() == &**local && name.namespace().unwrap_or_default() == &**namespace
            }
        }
        Test::AnyName => may_be_named && node.is_element(),
        Test::AnyNameOf(namespace) => {
            may_be_named && node.is_element() && node.tag_name().namespace().unwrap_or_default() == &**namespace
        }
        Test::Text => node.node_type() == NodeType::Text,
        Test::Comment => node.node_type() == NodeType::Comment,
        Test::Instruction(target) => {
            node.pi().is_some_and(|pi| target.as_ref().is_none_or(|target| pi.target == &**target))
        }
    }
}
