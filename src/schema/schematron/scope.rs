//! Variables and keys while a schema runs: each is computed when it is first asked for, and once in its scope.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::Fault;
use super::compile::{Key, Let, LetValue};
use crate::schema::xpath::{self, Expression, Focus, Host, NoHost, NodeRef, Tree, Value, parse_number};

/// Says in which expression a fault came up.
pub(super) fn failed(expression: &str) -> impl FnOnce(xpath::Fault) -> Fault {
    move |fault| Fault { message: fault.message, expression: expression.to_owned() }
}

/// The variables of a schema with its phase, of a pattern, or of a rule for one node.
pub(super) struct Scope<'s, 'a> {
    lets: Vec<&'s Let>,
    values: RefCell<Vec<Option<Value<'a>>>>,
    focus: Focus,
    above: Option<&'s Scope<'s, 'a>>,
    keys: &'s Keys<'s, 'a>,
}

impl<'s, 'a> Scope<'s, 'a> {
    pub(super) fn new(
        lets: impl Iterator<Item = &'s Let>,
        focus: Focus,
        above: Option<&'s Scope<'s, 'a>>,
        keys: &'s Keys<'s, 'a>,
    ) -> Scope<'s, 'a> {
        let lets: Vec<&Let> = lets.collect();
        let values = RefCell::new(vec![None; lets.len()]);
        Scope { lets, values, focus, above, keys }
    }

    /// Gives variables of this scope other values.
    pub(super) fn replace(&self, values: &[(&str, String)]) {
        for (name, value) in values {
            if let Some(index) = self.index(name) {
                let replaced = match &self.lets[index].value {
                    LetValue::Expression(expression) => of_kind(expression, value),
                    LetValue::Text(_) => Value::String(value.clone().into()),
                };
                self.values.borrow_mut()[index] = Some(replaced);
            }
        }
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.lets.iter().position(|l| l.name == name)
    }

    fn get(&self, index: usize) -> Option<Value<'a>> {
        self.values.borrow()[index].clone()
    }

    fn is_known(&self, index: usize) -> bool {
        self.values.borrow()[index].is_some()
    }

    /// Computes a variable and, before it, those of this scope that it needs. There is no recursion, since the chain
    /// may be long.
    fn compute(&self, tree: &Tree<'a>, wanted: usize) -> Result<(), xpath::Fault> {
        let mut open = vec![wanted];
        while let Some(index) = open.last().copied() {
            let value = match &self.lets[index].value {
                LetValue::Text(text) => Value::String(text.clone().into()),
                LetValue::Expression(expression) => {
                    tree.spend(1 + expression.variables().len() * (1 + self.lets.len() / 16))?;
                    let needed = expression.variables().iter().filter_map(|name| self.index(name));
                    if let Some(needed) = needed.into_iter().find(|index| !self.is_known(*index)) {
                        if open.contains(&needed) {
                            let name = &self.lets[needed].name;
                            return Err(xpath::Fault::evaluation(format!("the variable \"{name}\" needs itself")));
                        }
                        tree.spend(open.len())?;
                        open.push(needed);
                        continue;
                    }
                    expression.evaluate(tree, self.focus, self).map_err(|fault| {
                        let name = &self.lets[index].name;
                        xpath::Fault::evaluation(format!("{}, in the variable \"{name}\"", fault.message))
                    })?
                }
            };
            self.values.borrow_mut()[index] = Some(value);
            open.pop();
        }
        Ok(())
    }
}

/// A value that is given from outside, of the kind of the one that it replaces.
fn of_kind<'a>(replaced: &Expression, value: &str) -> Value<'a> {
    let number = parse_number(value);
    if replaced.is_number() && !number.is_nan() {
        return Value::Number(number);
    }
    match value {
        "true" if replaced.is_boolean() => Value::Boolean(true),
        "false" if replaced.is_boolean() => Value::Boolean(false),
        _ => Value::String(value.to_owned().into()),
    }
}

impl<'a> Host<'a> for Scope<'_, 'a> {
    fn variable(&self, tree: &Tree<'a>, name: &str) -> Result<Value<'a>, xpath::Fault> {
        tree.spend(self.lets.len() / 16)?;
        let Some(index) = self.index(name) else {
            return match self.above {
                Some(above) => above.variable(tree, name),
                None => NoHost.variable(tree, name),
            };
        };
        if !self.is_known(index) {
            self.compute(tree, index)?;
        }
        self.get(index).map_or_else(|| NoHost.variable(tree, name), Ok)
    }

    fn key(&self, tree: &Tree<'a>, name: &str, value: &str) -> Result<Vec<NodeRef>, xpath::Fault> {
        self.keys.look_up(tree, name, value)
    }
}

type Table = HashMap<String, Vec<NodeRef>>;

/// The keys of a schema, each with its table once it was asked for.
pub(super) struct Keys<'s, 'a> {
    keys: &'s [Key],
    tables: Vec<(&'s str, OnceCell<Table>)>,
    document: std::marker::PhantomData<&'a ()>,
}

impl<'s, 'a> Keys<'s, 'a> {
    pub(super) fn new(keys: &'s [Key]) -> Keys<'s, 'a> {
        let mut tables: Vec<(&str, OnceCell<Table>)> = Vec::new();
        for key in keys {
            if !tables.iter().any(|(name, _)| *name == key.name) {
                tables.push((&key.name, OnceCell::new()));
            }
        }
        Keys { keys, tables, document: std::marker::PhantomData }
    }

    fn look_up(&self, tree: &Tree<'a>, name: &str, value: &str) -> Result<Vec<NodeRef>, xpath::Fault> {
        let Some((_, table)) = self.tables.iter().find(|(n, _)| *n == name) else {
            return NoHost.key(tree, name, value);
        };
        let table = match table.get() {
            Some(table) => table,
            None => {
                let made = self.make(tree, name)?;
                table.get_or_init(|| made)
            }
        };
        Ok(table.get(value).cloned().unwrap_or_default())
    }

    /// The table of all keys of one name. Neither their patterns nor what they use may ask for variables or keys.
    fn make(&self, tree: &Tree<'a>, name: &str) -> Result<Table, xpath::Fault> {
        let mut table = Table::new();
        for key in self.keys.iter().filter(|k| k.name == name) {
            for node in key.matches.select(tree, &NoHost)? {
                match key.uses.evaluate(tree, Focus::on(node), &NoHost)? {
                    Value::Nodes(values) => {
                        for value in values {
                            table.entry(tree.string_value(value)?.into_owned()).or_default().push(node);
                        }
                    }
                    value => table.entry(value.string(tree)?.into_owned()).or_default().push(node),
                }
            }
        }
        for nodes in table.values_mut() {
            nodes.sort_unstable();
            nodes.dedup();
        }
        Ok(table)
    }
}
