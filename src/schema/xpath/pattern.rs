//! Patterns of XSLT 1.0 (section 5.2): expressions that are matched against a node instead of selecting from one.

use roxmltree::NodeType;

use super::evaluate::{Evaluator, Focus, Host, in_order};
use super::syntax::{Axis, Expr, Function, Path, Start, Step, Test};
use super::tree::{NodeRef, Tree};
use super::{Fault, Namespaces, parser};

/// A parsed pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    alternatives: Vec<Alternative>,
    variables: Vec<Box<str>>,
}

/// One path of a pattern, as stretches of steps from parent to child; between two stretches stands `//`.
#[derive(Clone, Debug)]
struct Alternative {
    anchor: Anchor,
    /// Whether `//` stands between the anchor and the first stretch.
    far: bool,
    stretches: Vec<Vec<Step>>,
}

#[derive(Clone, Debug)]
enum Anchor {
    Anywhere,
    Root,
    /// `id()` or `key()`
    Nodes(Expr),
}

impl Pattern {
    /// Parses a pattern.
    ///
    /// # Errors
    /// What is no expression ([`super::Expression::parse`]), and expressions that are no patterns: anything but paths
    /// along `child` and `attribute`, joined by `|`.
    pub fn parse(text: &str, namespaces: &Namespaces) -> Result<Pattern, Fault> {
        let (expr, variables) = parser::for_pattern(text, namespaces)?;
        let refuse = |message: &str| Fault::at(0..text.len(), message);
        let all = match expr {
            Expr::Union(all) => all,
            one => vec![one],
        };
        let alternatives = all.into_iter().map(|e| alternative(e).map_err(refuse)).collect::<Result<_, _>>()?;
        Ok(Pattern { alternatives, variables })
    }

    /// The names of the variables that it refers to.
    pub fn variables(&self) -> &[Box<str>] {
        &self.variables
    }

    /// Whether it matches a node.
    ///
    /// # Errors
    /// As [`super::Expression::evaluate`].
    pub fn matches<'a>(&self, tree: &Tree<'a>, node: NodeRef, host: &dyn Host<'a>) -> Result<bool, Fault> {
        let evaluator = Evaluator { tree, host };
        for alternative in &self.alternatives {
            if alternative.matches(&evaluator, node)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// All nodes that it matches, in document order. Only nodes that the last step may mean are looked at.
    ///
    /// # Errors
    /// As [`super::Expression::evaluate`].
    pub fn select<'a>(&self, tree: &Tree<'a>, host: &dyn Host<'a>) -> Result<Vec<NodeRef>, Fault> {
        let evaluator = Evaluator { tree, host };
        let mut selected = Vec::new();
        for alternative in &self.alternatives {
            alternative.select(&evaluator, &mut selected)?;
        }
        in_order(&mut selected);
        Ok(selected)
    }
}

fn alternative(expr: Expr) -> Result<Alternative, &'static str> {
    const NO_PATTERN: &str = "a context is a path, or several with \"|\" between them";
    let Path { start, steps, .. } = match expr {
        Expr::Path(path) => *path,
        Expr::Call(Function::Id | Function::Key, _) => Path::new(Start::Filter(expr, Vec::new()), Vec::new()),
        _ => return Err(NO_PATTERN),
    };
    let anchor = match start {
        Start::Context => Anchor::Anywhere,
        Start::Root => Anchor::Root,
        Start::Filter(call @ Expr::Call(Function::Id | Function::Key, _), predicates) if predicates.is_empty() => {
            Anchor::Nodes(call)
        }
        Start::Filter(..) => return Err(NO_PATTERN),
    };
    let (mut far, mut stretches) = (false, Vec::<Vec<Step>>::new());
    let mut joined = false;
    for step in steps {
        if step.is_any_depth() {
            far |= stretches.is_empty();
            joined = false;
        } else if !matches!(step.axis, Axis::Child | Axis::Attribute) {
            return Err("a context goes along the axes child and attribute only");
        } else if let Some(stretch) = stretches.last_mut().filter(|_| joined) {
            stretch.push(step);
        } else {
            stretches.push(vec![step]);
            joined = true;
        }
    }
    Ok(Alternative { anchor, far, stretches })
}

impl Alternative {
    fn matches(&self, evaluator: &Evaluator, node: NodeRef) -> Result<bool, Fault> {
        let tree = evaluator.tree;
        let mut rest = self.stretches.iter().rev();
        let Some(last) = rest.next() else {
            return match &self.anchor {
                Anchor::Nodes(expr) => Ok(nodes(evaluator, expr)?.binary_search(&node).is_ok()),
                _ => Ok(node == NodeRef::ROOT),
            };
        };
        let Some(mut top) = stretch_from(evaluator, last, node)? else { return Ok(false) };
        let mut is_first = self.stretches.len() == 1;
        if is_first {
            return self.is_anchored(evaluator, top);
        }
        // Of the places where a stretch could stand, the lowest leaves most room to those before it. Only the first
        // may have to be at one place in particular.
        for (index, stretch) in rest.enumerate() {
            is_first = index + 2 == self.stretches.len();
            let mut above = tree.parent(top);
            loop {
                let Some(candidate) = above else { return Ok(false) };
                if let Some(reached) = stretch_from(evaluator, stretch, candidate)?
                    && (!is_first || self.is_anchored(evaluator, reached)?)
                {
                    top = reached;
                    break;
                }
                above = tree.parent(candidate);
            }
        }
        Ok(true)
    }

    /// Whether the topmost node of the first stretch is where the anchor wants it.
    fn is_anchored(&self, evaluator: &Evaluator, top: NodeRef) -> Result<bool, Fault> {
        let tree = evaluator.tree;
        match &self.anchor {
            Anchor::Anywhere => Ok(true),
            Anchor::Root => Ok(self.far || tree.parent(top) == Some(NodeRef::ROOT)),
            Anchor::Nodes(expr) => {
                let nodes = nodes(evaluator, expr)?;
                let mut above = tree.parent(top);
                while let Some(node) = above {
                    tree.spend(1)?;
                    if nodes.binary_search(&node).is_ok() {
                        return Ok(true);
                    }
                    above = if self.far { tree.parent(node) } else { None };
                }
                Ok(false)
            }
        }
    }

    fn select(&self, evaluator: &Evaluator, selected: &mut Vec<NodeRef>) -> Result<(), Fault> {
        let tree = evaluator.tree;
        let Some(step) = self.stretches.last().and_then(|s| s.last()) else {
            match &self.anchor {
                Anchor::Nodes(expr) => selected.extend(nodes(evaluator, expr)?),
                _ => selected.push(NodeRef::ROOT),
            }
            return Ok(());
        };
        let mut take_if_matching = |node: NodeRef| -> Result<(), Fault> {
            tree.spend(1)?;
            if self.matches(evaluator, node)? {
                selected.push(node);
            }
            Ok(())
        };
        if let (Axis::Child, Test::Name(_, local)) = (step.axis, &step.test) {
            return tree.named(local).iter().try_for_each(|id| take_if_matching(NodeRef::tree(*id)));
        }
        for node in tree.document().descendants().skip(1) {
            tree.spend(1)?;
            let is_wanted = match (&step.test, node.node_type()) {
                _ if step.axis == Axis::Attribute => {
                    for index in 0..node.attributes().len() {
                        take_if_matching(NodeRef::attribute(node.id().get(), index))?;
                    }
                    false
                }
                (Test::Text, NodeType::Text) | (Test::Comment, NodeType::Comment) => true,
                (Test::Instruction(_), NodeType::PI) | (Test::Node, _) => true,
                (Test::AnyName | Test::AnyNameOf(_), NodeType::Element) => true,
                _ => false,
            };
            if is_wanted {
                take_if_matching(NodeRef::from(node))?;
            }
        }
        Ok(())
    }
}

fn nodes(evaluator: &Evaluator, expr: &Expr) -> Result<Vec<NodeRef>, Fault> {
    evaluator.value(expr, &Focus::on(NodeRef::ROOT))?.nodes()
}

/// The topmost node, if the steps lead down from it to `node`.
fn stretch_from(evaluator: &Evaluator, stretch: &[Step], node: NodeRef) -> Result<Option<NodeRef>, Fault> {
    let tree = evaluator.tree;
    let mut at = node;
    for (index, step) in stretch.iter().enumerate().rev() {
        tree.spend(1)?;
        if !step_matches(evaluator, step, at)? {
            return Ok(None);
        }
        if index > 0 {
            match tree.parent(at) {
                Some(parent) => at = parent,
                None => return Ok(None),
            }
        }
    }
    Ok(Some(at))
}

fn step_matches(evaluator: &Evaluator, step: &Step, node: NodeRef) -> Result<bool, Fault> {
    let tree = evaluator.tree;
    let on_axis = match step.axis {
        Axis::Attribute => tree.is_attribute(node),
        _ => Tree::is_tree(node) && node != NodeRef::ROOT,
    };
    if !on_axis || !tree.passes(node, step.axis, &step.test) {
        return Ok(false);
    }
    if step.is_positional() {
        let Some(parent) = tree.parent(node) else { return Ok(false) };
        return Ok(evaluator.step(&[parent], step, node)?.binary_search(&node).is_ok());
    }
    for predicate in &step.predicates {
        if !evaluator.boolean(&predicate.condition, &Focus::on(node))? {
            return Ok(false);
        }
    }
    Ok(true)
}
