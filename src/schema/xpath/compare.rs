//! Comparisons (section 3.4), in linear time also between node-sets.

use std::borrow::Cow;
use std::collections::HashSet;

use super::Fault;
use super::syntax::Operator;
use super::tree::{NodeRef, Tree};
use super::value::{Value, parse_number};

/// Compares two values.
pub(super) fn compare<'a>(
    tree: &Tree<'a>,
    left: &Value<'a>,
    operator: Operator,
    right: &Value<'a>,
) -> Result<bool, Fault> {
    match (left, right) {
        (Value::Nodes(left), Value::Nodes(right)) => node_sets(tree, left, operator, right),
        (Value::Nodes(nodes), other) => with_nodes(tree, nodes, operator, other),
        (other, Value::Nodes(nodes)) => with_nodes(tree, nodes, mirrored(operator), other),
        _ if !is_equality(operator) => Ok(numbers(left.number(tree)?, operator, right.number(tree)?)),
        (Value::Boolean(_), _) | (_, Value::Boolean(_)) => {
            Ok((left.boolean() == right.boolean()) == (operator == Operator::Equal))
        }
        (Value::Number(_), _) | (_, Value::Number(_)) => Ok(numbers(left.number(tree)?, operator, right.number(tree)?)),
        (Value::String(left), Value::String(right)) => Ok((left == right) == (operator == Operator::Equal)),
    }
}

fn is_equality(operator: Operator) -> bool {
    matches!(operator, Operator::Equal | Operator::NotEqual)
}

/// The operator for which `b operator a` is what `a operator b` was.
fn mirrored(operator: Operator) -> Operator {
    match operator {
        Operator::Less => Operator::Greater,
        Operator::LessOrEqual => Operator::GreaterOrEqual,
        Operator::Greater => Operator::Less,
        Operator::GreaterOrEqual => Operator::LessOrEqual,
        other => other,
    }
}

fn numbers(left: f64, operator: Operator, right: f64) -> bool {
    match operator {
        Operator::Equal => left == right,
        Operator::NotEqual => left != right,
        Operator::Less => left < right,
        Operator::LessOrEqual => left <= right,
        Operator::Greater => left > right,
        Operator::GreaterOrEqual => left >= right,
        _ => false,
    }
}

/// Compares nodes, on the left, with what is no node-set.
fn with_nodes<'a>(tree: &Tree<'a>, nodes: &[NodeRef], operator: Operator, other: &Value<'a>) -> Result<bool, Fault> {
    if let Value::Boolean(boolean) = other {
        let has_nodes = !nodes.is_empty();
        return Ok(match operator {
            Operator::Equal => has_nodes == *boolean,
            Operator::NotEqual => has_nodes != *boolean,
            _ => numbers(f64::from(u8::from(has_nodes)), operator, f64::from(u8::from(*boolean))),
        });
    }
    for node in nodes {
        let string = tree.string_value(*node)?;
        let holds = match other {
            Value::String(other) if is_equality(operator) => (string == *other) == (operator == Operator::Equal),
            other => numbers(parse_number(&string), operator, other.number(tree)?),
        };
        if holds {
            return Ok(true);
        }
    }
    Ok(false)
}

fn node_sets(tree: &Tree, left: &[NodeRef], operator: Operator, right: &[NodeRef]) -> Result<bool, Fault> {
    if left.is_empty() || right.is_empty() {
        return Ok(false);
    }
    match operator {
        Operator::Equal => {
            let (few, many) = if left.len() < right.len() { (left, right) } else { (right, left) };
            if let [one] = few {
                let one = tree.string_value(*one)?;
                for node in many {
                    if tree.string_value(*node)? == one {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
            let few = few.iter().map(|n| tree.string_value(*n)).collect::<Result<HashSet<Cow<str>>, Fault>>()?;
            for node in many {
                if few.contains(&tree.string_value(*node)?) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        // Some pair differs, unless all are the same.
        Operator::NotEqual => {
            let one = tree.string_value(left[0])?;
            for node in left.iter().chain(right) {
                if tree.string_value(*node)? != one {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        // Some pair is in order, if the extremes are.
        _ => {
            let extremes = |nodes: &[NodeRef]| -> Result<(f64, f64), Fault> {
                nodes.iter().try_fold((f64::NAN, f64::NAN), |(least, most), node| {
                    let number = parse_number(&tree.string_value(*node)?);
                    // `min` and `max` pass over NaN, which is in no order with anything.
                    Ok((least.min(number), most.max(number)))
                })
            };
            let ((left_least, left_most), (right_least, right_most)) = (extremes(left)?, extremes(right)?);
            Ok(match operator {
                Operator::Less | Operator::LessOrEqual => numbers(left_least, operator, right_most),
                _ => numbers(left_most, operator, right_least),
            })
        }
    }
}
