//! `//x[@id = current()/@rid]`: a step over all descendants whose first predicate asks for the value of an attribute.
//! Going through the document for each node that a rule looks at would take the square of its length, so the elements
//! with each value of the attribute are noted once. So are the values of `//ref/@id` in `@rid = //ref/@id`.

use std::borrow::Cow;

use super::Fault;
use super::evaluate::{Evaluator, Focus};
use super::syntax::{Axis, Expr, Function, Kind, Operator, Predicate, Start, Step, Test};
use super::tree::NodeRef;
use super::value::Value;

impl Predicate {
    /// Namespace and local name of an attribute, and what it must be equal to, if that is all that the predicate says and
    /// it is the same for every node.
    fn wanted_attribute(&self) -> Option<(&str, &str, &Expr)> {
        let Expr::Chain(left, rest) = &self.condition else { return None };
        let [(Operator::Equal, right)] = rest.as_slice() else { return None };
        let is_attribute = |expr: &Expr| match expr {
            Expr::Path(path) => match (&path.start, path.steps.as_slice()) {
                (Start::Context, [step]) => step.axis == Axis::Attribute && step.predicates.is_empty(),
                _ => false,
            },
            _ => false,
        };
        let (attribute, value) = match (is_attribute(left), is_attribute(right)) {
            (true, false) => (&**left, right),
            (false, true) => (right, &**left),
            _ => return None,
        };
        let Expr::Path(path) = attribute else { return None };
        match &path.steps.first()?.test {
            Test::Name(namespace, local) if value.is_same_everywhere() => Some((namespace, local, value)),
            _ => None,
        }
    }
}

impl Expr {
    /// Whether its value does not depend on the context node, but for `current()`.
    fn is_same_everywhere(&self) -> bool {
        match self {
            Expr::Literal(_) | Expr::Number(_) | Expr::Variable(_) | Expr::Call(Function::Current, _) => true,
            Expr::Path(path) => match &path.start {
                Start::Context => false,
                Start::Root => true,
                Start::Filter(expr, _) => expr.is_same_everywhere(),
            },
            Expr::Call(Function::Lang, _) => false,
            Expr::Call(_, arguments) => !arguments.is_empty() && arguments.iter().all(Expr::is_same_everywhere),
            _ => false,
        }
    }
}

impl Evaluator<'_, '_> {
    /// Whether a node of `left` has the value of one of `right`, if `right` is made of paths whose values are the same
    /// wherever they are evaluated, and `left` gives nodes.
    pub(super) fn equals_constant(&self, left: &Expr, right: &Expr, focus: &Focus) -> Result<Option<bool>, Fault> {
        let paths = match right {
            Expr::Union(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut sets = Vec::new();
        for expr in paths {
            let Expr::Path(path) = expr else { return Ok(None) };
            let Some(key) = &path.constant else { return Ok(None) };
            sets.push((key, expr));
        }
        if left.kind() != Kind::Nodes {
            return Ok(None);
        }
        let nodes = self.value(left, focus)?.nodes()?;
        if nodes.is_empty() {
            return Ok(Some(false));
        }
        let mut strings = Vec::new();
        for node in nodes {
            strings.push(self.tree.string_value(node)?);
        }
        for (key, expr) in sets {
            let values = match self.tree.known_values(key) {
                Some(values) => values,
                None => {
                    let nodes = self.value(expr, focus)?.nodes()?;
                    let values = nodes.iter().map(|n| self.tree.string_value(*n)).collect::<Result<_, Fault>>()?;
                    self.tree.spend(8 * nodes.len())?;
                    self.tree.know_values(key, values)
                }
            };
            self.tree.spend(strings.len())?;
            if strings.iter().any(|string| values.contains(string)) {
                return Ok(Some(true));
            }
        }
        Ok(Some(false))
    }

    /// The descendants of `from` that pass the test and the first predicate of a step, in document order, if they can be
    /// looked up.
    pub(super) fn looked_up(
        &self,
        from: NodeRef,
        step: &Step,
        current: NodeRef,
    ) -> Result<Option<Vec<NodeRef>>, Fault> {
        if step.axis != Axis::Descendant || from.part != 0 {
            return Ok(None);
        }
        let Some((namespace, local, value)) = step.predicates.first().and_then(Predicate::wanted_attribute) else {
            return Ok(None);
        };
        let values: Vec<Cow<str>> = match self.value(value, &Focus { node: from, position: 1, size: 1, current })? {
            Value::String(string) => vec![string],
            Value::Nodes(nodes) => nodes.iter().map(|n| self.tree.string_value(*n)).collect::<Result<_, _>>()?,
            // Numbers and truth values are compared otherwise.
            Value::Number(_) | Value::Boolean(_) => return Ok(None),
        };
        let index = self.tree.with_attribute(namespace, local)?;
        let end = from.id + self.tree.owner(from).descendants().len() as u32;
        let mut found = Vec::new();
        for value in values {
            let Some(owners) = index.get(&*value) else { continue };
            let first = owners.partition_point(|id| *id <= from.id);
            for id in owners[first..].iter().take_while(|id| **id < end) {
                self.tree.spend(1)?;
                let node = NodeRef::tree(*id);
                if self.tree.passes(node, step.axis, &step.test) {
                    found.push(node);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(Some(found))
    }
}
