//! Evaluation. Paths go step by step over whole node-sets; where only a truth value, the first node or a count is asked
//! for, no more is made than that takes.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::Fault;
use super::axes::Visit;
use super::compare::compare;
use super::syntax::{Axis, Expr, Function, Operator, Path, Predicate, Start, Step};
use super::tree::{NodeRef, Tree};
use super::value::Value;

/// Where an expression is evaluated (section 1).
#[derive(Clone, Copy, Debug)]
pub struct Focus {
    /// The context node.
    pub node: NodeRef,
    /// The context position, from 1.
    pub position: usize,
    /// The context size.
    pub size: usize,
    /// What `current()` gives.
    pub current: NodeRef,
}

impl Focus {
    /// A node by itself.
    pub fn on(node: NodeRef) -> Focus {
        Focus { node, position: 1, size: 1, current: node }
    }
}

/// What is outside the expression and the document.
pub trait Host<'a> {
    /// The value of a variable.
    ///
    /// # Errors
    /// There is none of this name, or its value cannot be computed.
    fn variable(&self, tree: &Tree<'a>, name: &str) -> Result<Value<'a>, Fault>;

    /// The nodes that have a value for a key of XSLT (12.2).
    ///
    /// # Errors
    /// There is no key of this name, or it cannot be computed.
    fn key(&self, tree: &Tree<'a>, name: &str, value: &str) -> Result<Vec<NodeRef>, Fault> {
        let _ = (tree, value);
        Err(Fault::evaluation(format!("there is no key \"{name}\"")))
    }
}

/// No variables and no keys.
pub struct NoHost;

impl<'a> Host<'a> for NoHost {
    fn variable(&self, _: &Tree<'a>, name: &str) -> Result<Value<'a>, Fault> {
        Err(Fault::evaluation(format!("there is no variable \"{name}\"")))
    }
}

pub(super) struct Evaluator<'e, 'a> {
    pub(super) tree: &'e Tree<'a>,
    pub(super) host: &'e dyn Host<'a>,
}

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn value(&self, expr: &Expr, focus: &Focus) -> Result<Value<'a>, Fault> {
        self.tree.spend(1)?;
        Ok(match expr {
            Expr::Or(_) | Expr::And(_) | Expr::Matches(..) => Value::Boolean(self.boolean(expr, focus)?),
            Expr::Chain(first, rest) => self.chain(first, rest, focus)?,
            Expr::Negate(expr, odd) => {
                let number = self.number(expr, focus)?;
                Value::Number(if *odd { -number } else { number })
            }
            Expr::Union(all) => {
                let mut nodes = Vec::new();
                for expr in all {
                    nodes.append(&mut self.value(expr, focus)?.nodes()?);
                }
                in_order(&mut nodes);
                Value::Nodes(nodes)
            }
            Expr::Path(path) => Value::Nodes(self.path(path, focus)?),
            Expr::Literal(text) => {
                self.tree.spend(text.len() / 64)?;
                Value::String(Cow::Owned(String::from(&**text)))
            }
            Expr::Number(number) => Value::Number(*number),
            Expr::Variable(name) => {
                let value = self.host.variable(self.tree, name)?;
                self.tree.spend(match &value {
                    Value::Nodes(nodes) => nodes.len() / 8,
                    Value::String(string) => string.len() / 64,
                    _ => 0,
                })?;
                value
            }
            Expr::Call(function, arguments) => self.call(*function, arguments, focus)?,
        })
    }

    pub(super) fn boolean(&self, expr: &Expr, focus: &Focus) -> Result<bool, Fault> {
        match expr {
            Expr::Or(all) => {
                for expr in all {
                    if self.boolean(expr, focus)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Expr::And(all) => {
                for expr in all {
                    if !self.boolean(expr, focus)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Expr::Union(all) => {
                // Each is evaluated until one has a node; all must be node-sets, though.
                let mut any = false;
                for expr in all {
                    any = any || self.first(expr, focus)?.is_some();
                }
                Ok(any)
            }
            Expr::Path(path) => Ok(self.first_of_path(path, focus, true)?.is_some()),
            Expr::Matches(text, regex) => {
                let text = self.string(text, focus)?;
                self.tree.spend(1 + text.len() * (1 + regex.as_str().len() / 16))?;
                Ok(regex.is_match(&text))
            }
            Expr::Call(Function::Not, arguments) => Ok(!self.boolean(&arguments[0], focus)?),
            Expr::Chain(first, rest) => match (&**first, rest.as_slice()) {
                (left, [(operator @ (Operator::Equal | Operator::NotEqual), Expr::Literal(text))]) => {
                    self.equals_text(left, focus, *operator == Operator::Equal, text)
                }
                (left, [(Operator::Equal, right)]) => match self.equals_constant(left, right, focus)? {
                    Some(equals) => Ok(equals),
                    None => Ok(self.chain(first, rest, focus)?.boolean()),
                },
                _ => Ok(self.chain(first, rest, focus)?.boolean()),
            },
            _ => Ok(self.value(expr, focus)?.boolean()),
        }
    }

    /// `left = 'text'`, the commonest of conditions, without making a value of the text.
    fn equals_text(&self, left: &Expr, focus: &Focus, equal: bool, text: &str) -> Result<bool, Fault> {
        if let Expr::Path(path) = left
            && matches!(path.start, Start::Context)
            && let [step] = path.steps.as_slice()
            && step.predicates.is_empty()
        {
            let mut holds = false;
            self.tree.walk(focus.node, step.axis, &step.test, &mut |node| match self.tree.string_value(node) {
                Ok(string) if (string == text) == equal => {
                    holds = true;
                    ControlFlow::Break(Ok(()))
                }
                Ok(_) => ControlFlow::Continue(()),
                Err(fault) => ControlFlow::Break(Err(fault)),
            })?;
            return Ok(holds);
        }
        let operator = if equal { Operator::Equal } else { Operator::NotEqual };
        let value = self.value(left, focus)?;
        match value {
            Value::String(string) => Ok((string == text) == equal),
            value => compare(self.tree, &value, operator, &Value::String(Cow::Owned(text.to_owned()))),
        }
    }

    pub(super) fn string(&self, expr: &Expr, focus: &Focus) -> Result<Cow<'a, str>, Fault> {
        match expr {
            Expr::Path(path) => match self.first_of_path(path, focus, false)? {
                Some(node) => self.tree.string_value(node),
                None => Ok(Cow::Borrowed("")),
            },
            _ => self.value(expr, focus)?.string(self.tree),
        }
    }

    pub(super) fn number(&self, expr: &Expr, focus: &Focus) -> Result<f64, Fault> {
        match expr {
            Expr::Number(number) => Ok(*number),
            _ => self.value(expr, focus)?.number(self.tree),
        }
    }

    pub(super) fn count(&self, expr: &Expr, focus: &Focus) -> Result<usize, Fault> {
        Ok(self.value(expr, focus)?.nodes()?.len())
    }

    /// The first node in document order.
    pub(super) fn first(&self, expr: &Expr, focus: &Focus) -> Result<Option<NodeRef>, Fault> {
        match expr {
            Expr::Path(path) => self.first_of_path(path, focus, false),
            _ => Ok(self.value(expr, focus)?.nodes()?.first().copied()),
        }
    }

    fn chain(&self, first: &Expr, rest: &[(Operator, Expr)], focus: &Focus) -> Result<Value<'a>, Fault> {
        let mut left = self.value(first, focus)?;
        for (operator, right) in rest {
            left = match operator {
                Operator::Plus | Operator::Minus | Operator::Multiply | Operator::Divide | Operator::Modulo => {
                    let (a, b) = (left.number(self.tree)?, self.number(right, focus)?);
                    Value::Number(match operator {
                        Operator::Plus => a + b,
                        Operator::Minus => a - b,
                        Operator::Multiply => a * b,
                        Operator::Divide => a / b,
                        _ => a % b,
                    })
                }
                _ => Value::Boolean(compare(self.tree, &left, *operator, &self.value(right, focus)?)?),
            };
        }
        Ok(left)
    }

    /// Where a path begins.
    fn start(&self, path: &Path, focus: &Focus) -> Result<Vec<NodeRef>, Fault> {
        Ok(match &path.start {
            Start::Context => vec![focus.node],
            Start::Root => vec![NodeRef::ROOT],
            Start::Filter(expr, predicates) => {
                let mut nodes = self.value(expr, focus)?.nodes()?;
                for predicate in predicates {
                    self.filter(&mut nodes, predicate, focus.current)?;
                }
                nodes
            }
        })
    }

    fn path(&self, path: &Path, focus: &Focus) -> Result<Vec<NodeRef>, Fault> {
        self.steps(self.start(path, focus)?, &path.steps, focus.current)
    }

    fn steps(&self, mut nodes: Vec<NodeRef>, steps: &[Step], current: NodeRef) -> Result<Vec<NodeRef>, Fault> {
        for step in steps {
            if nodes.is_empty() {
                break;
            }
            nodes = self.step(&nodes, step, current)?;
        }
        Ok(nodes)
    }

    /// The first node of a path in document order, or any (`any`) if only that there is one matters.
    fn first_of_path(&self, path: &Path, focus: &Focus, any: bool) -> Result<Option<NodeRef>, Fault> {
        let Some((last, before)) = path.steps.split_last() else {
            return Ok(self.start(path, focus)?.first().copied());
        };
        if last.is_positional() || (!any && last.axis.is_reverse()) {
            return Ok(self.path(path, focus)?.first().copied());
        }
        if before.is_empty() && matches!(path.start, Start::Context) {
            return self.first_of_step(focus.node, last, focus.current);
        }
        let nodes = self.steps(self.start(path, focus)?, before, focus.current)?;
        let mut first: Option<NodeRef> = None;
        for node in nodes {
            // What is selected from a node may come before what is selected from one before it, so all must be asked,
            // unless they only lead downwards and the next node comes after the first that was found.
            let downwards = matches!(last.axis, Axis::Child | Axis::Attribute | Axis::Descendant | Axis::Itself);
            if first.is_some_and(|first| downwards && node > first) {
                break;
            }
            if let Some(found) = self.first_of_step(node, last, focus.current)? {
                first = Some(first.map_or(found, |first| first.min(found)));
                if any {
                    break;
                }
            }
        }
        Ok(first)
    }

    fn first_of_step(&self, from: NodeRef, step: &Step, current: NodeRef) -> Result<Option<NodeRef>, Fault> {
        let mut first = None;
        self.walk(from, step, current, |node| {
            first = Some(node);
            ControlFlow::Break(Ok(()))
        })?;
        Ok(first)
    }

    /// Goes along a step, none of whose predicates is positional, nearest first.
    fn walk(
        &self,
        from: NodeRef,
        step: &Step,
        current: NodeRef,
        mut visit: impl FnMut(NodeRef) -> Visit,
    ) -> Result<(), Fault> {
        let mut visit_unless_refused = |node, predicates: &[Predicate]| {
            let focus = Focus { node, position: 1, size: 1, current };
            for predicate in predicates {
                match self.boolean(&predicate.condition, &focus) {
                    Ok(true) => {}
                    Ok(false) => return ControlFlow::Continue(()),
                    Err(fault) => return ControlFlow::Break(Err(fault)),
                }
            }
            visit(node)
        };
        let Some(found) = self.looked_up(from, step, current)? else {
            let mut visit = |node| visit_unless_refused(node, &step.predicates);
            return self.tree.walk(from, step.axis, &step.test, &mut visit);
        };
        for node in found {
            if let ControlFlow::Break(result) = visit_unless_refused(node, &step.predicates[1..]) {
                return result;
            }
        }
        Ok(())
    }

    /// What a step selects from a node-set, in document order.
    pub(super) fn step(&self, from: &[NodeRef], step: &Step, current: NodeRef) -> Result<Vec<NodeRef>, Fault> {
        let mut selected = Vec::new();
        // Selecting the same nodes from each of many would need memory that is the square of the document.
        let mut tidy_at = 1024;
        for node in from {
            let start = selected.len();
            if step.is_positional() {
                let mut on_axis = Vec::new();
                self.tree.walk(*node, step.axis, &step.test, &mut |node| {
                    on_axis.push(node);
                    ControlFlow::Continue(())
                })?;
                for predicate in &step.predicates {
                    self.filter(&mut on_axis, predicate, current)?;
                }
                selected.append(&mut on_axis);
            } else {
                self.walk(*node, step, current, |node| {
                    selected.push(node);
                    ControlFlow::Continue(())
                })?;
            }
            if step.axis.is_reverse() {
                selected[start..].reverse();
            }
            if selected.len() > tidy_at {
                in_order(&mut selected);
                tidy_at = 1024 + 2 * selected.len();
            }
        }
        in_order(&mut selected);
        Ok(selected)
    }

    /// Keeps the nodes that a predicate lets through (2.4); they are in order of their proximity.
    fn filter(&self, nodes: &mut Vec<NodeRef>, predicate: &Predicate, current: NodeRef) -> Result<(), Fault> {
        let size = nodes.len();
        if let Expr::Number(wanted) = predicate.condition {
            let at = wanted as usize;
            let only = if at as f64 == wanted && at >= 1 { nodes.get(at - 1).copied() } else { None };
            nodes.clear();
            nodes.extend(only);
            return Ok(());
        }
        let mut kept = 0;
        for index in 0..size {
            let focus = Focus { node: nodes[index], position: index + 1, size, current };
            let keeps = if predicate.positional {
                match self.value(&predicate.condition, &focus)? {
                    Value::Number(wanted) => wanted == (index + 1) as f64,
                    other => other.boolean(),
                }
            } else {
                self.boolean(&predicate.condition, &focus)?
            };
            if keeps {
                nodes[kept] = nodes[index];
                kept += 1;
            }
        }
        nodes.truncate(kept);
        Ok(())
    }
}

/// Document order, each node once.
pub(super) fn in_order(nodes: &mut Vec<NodeRef>) {
    if !nodes.is_sorted_by(|a, b| a < b) {
        nodes.sort_unstable();
        nodes.dedup();
    }
}
