//! Parses the expressions of a schema and resolves the names in it.

use std::collections::{HashMap, HashSet};

use super::message::{DiagnosticText, Message};
use super::raw::{Piece, RawCheck, RawItem, RawLet, RawRule, RawSchema, RawValue, Written};
use super::{Schema, SchemaFault};
use crate::schema::xpath::{self, Expression};

/// A variable.
#[derive(Clone, Debug)]
pub(super) struct Let {
    pub(super) name: String,
    pub(super) value: LetValue,
}

#[derive(Clone, Debug)]
pub(super) enum LetValue {
    Expression(Expression),
    Text(String),
}

#[derive(Clone, Debug)]
pub(super) struct Phase {
    pub(super) id: String,
    pub(super) lets: Vec<Let>,
    pub(super) active: HashSet<String>,
}

#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) id: Option<String>,
    pub(super) lets: Vec<Let>,
    pub(super) rules: Vec<Rule>,
}

#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) id: Option<String>,
    pub(super) context: xpath::Pattern,
    /// The context as it is written.
    pub(super) written: String,
    pub(super) lets: Vec<Let>,
    pub(super) checks: Vec<Check>,
}

/// An assertion or a report.
#[derive(Clone, Debug)]
pub(super) struct Check {
    pub(super) is_report: bool,
    pub(super) id: Option<String>,
    pub(super) role: Option<String>,
    pub(super) flag: Option<String>,
    pub(super) see: Option<String>,
    pub(super) test: Expression,
    /// The test as it is written.
    pub(super) written: String,
    pub(super) subject: Option<Expression>,
    pub(super) message: Message,
    /// Indexes into the diagnostics of the schema.
    pub(super) diagnostics: Vec<usize>,
}

/// `xsl:key`
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) matches: xpath::Pattern,
    pub(super) uses: Expression,
}

struct Compiler {
    raw: RawSchema,
    diagnostics: HashMap<String, usize>,
}

/// Compiles a schema in which all is concrete.
pub(super) fn schema(mut raw: RawSchema) -> Result<Schema, SchemaFault> {
    let (lets, phases, patterns) =
        (std::mem::take(&mut raw.lets), std::mem::take(&mut raw.phases), std::mem::take(&mut raw.patterns));
    let (diagnostics, keys) = (std::mem::take(&mut raw.diagnostics), std::mem::take(&mut raw.keys));
    let ids = diagnostics.iter().enumerate().rev().map(|(index, d)| (d.id.clone(), index)).collect();
    let compiler = Compiler { raw, diagnostics: ids };

    // Variables of phases are in scope everywhere, as they are to the reference implementation.
    let mut names: HashSet<String> = lets.iter().map(|l| l.name.clone()).collect();
    names.extend(phases.iter().flat_map(|p| &p.lets).map(|l| l.name.clone()));
    let scope = Scope { names: &names, above: None };

    if let Some(phase) = &compiler.raw.default_phase
        && phase.value != "#ALL"
        && !phases.iter().any(|p| p.id == phase.value)
    {
        return Err(compiler.raw.fault(&phase.place, format!("there is no phase \"{}\"", phase.value)));
    }
    let mut compiled = Schema {
        title: compiler.raw.title.clone(),
        lang: compiler.raw.lang.clone(),
        default_phase: compiler.raw.default_phase.as_ref().map(|p| p.value.clone()),
        lets: compiler.lets(&lets, &scope)?,
        phases: Vec::new(),
        patterns: Vec::new(),
        diagnostics: Vec::new(),
        keys: Vec::new(),
    };
    for phase in phases {
        let lets = compiler.lets(&phase.lets, &scope)?;
        // Of patterns that are not there the reference implementation only says so.
        let active = phase.active.into_iter().map(|a| a.value).collect();
        compiled.phases.push(Phase { id: phase.id, lets, active });
    }
    for key in keys {
        let none = Scope { names: &HashSet::new(), above: None };
        let matches = compiler.context(&key.matches, &none)?;
        let uses = compiler.expression(&key.uses, &none)?;
        compiled.keys.push(Key { name: key.name, matches, uses });
    }
    for pattern in patterns {
        let names = pattern.lets.iter().map(|l| l.name.clone()).collect();
        let scope = Scope { names: &names, above: Some(&scope) };
        let lets = compiler.lets(&pattern.lets, &scope)?;
        let rules = pattern.rules.into_iter().map(|rule| compiler.rule(rule, &scope)).collect::<Result<_, _>>()?;
        compiled.patterns.push(Pattern { id: pattern.id, lets, rules });
    }
    for diagnostic in diagnostics {
        // It may use variables of the rules that refer to it: whether they are there is seen when it is needed.
        let message = compiler.message(diagnostic.message, None)?;
        let (id, lang, role) = (diagnostic.id, diagnostic.lang, diagnostic.role);
        compiled.diagnostics.push(DiagnosticText { id, lang, role, message });
    }
    Ok(compiled)
}

/// The variables that an expression may refer to.
struct Scope<'s> {
    names: &'s HashSet<String>,
    above: Option<&'s Scope<'s>>,
}

impl Scope<'_> {
    fn has(&self, name: &str) -> bool {
        self.names.contains(name) || self.above.is_some_and(|above| above.has(name))
    }
}

impl Compiler {
    /// A fault of an expression, at its place in the schema as well as can be told.
    fn located(&self, written: &Written, fault: &xpath::Fault) -> SchemaFault {
        let mut place = written.place.clone();
        if place.is_exact {
            place.range = place.range.start + fault.range.start..place.range.start + fault.range.end;
        }
        self.raw.fault(&place, format!("{} (in the expression {:?})", fault.message, written.value))
    }

    fn check_variables(&self, names: &[Box<str>], written: &Written, scope: &Scope) -> Result<(), SchemaFault> {
        match names.iter().find(|name| !scope.has(name)) {
            None => Ok(()),
            Some(name) => {
                let message = format!("there is no variable \"{name}\" (in the expression {:?})", written.value);
                Err(self.raw.fault(&written.place, message))
            }
        }
    }

    fn expression(&self, written: &Written, scope: &Scope) -> Result<Expression, SchemaFault> {
        let parsed = self.unscoped(written)?;
        self.check_variables(parsed.variables(), written, scope)?;
        Ok(parsed)
    }

    fn unscoped(&self, written: &Written) -> Result<Expression, SchemaFault> {
        Expression::parse(&written.value, &self.raw.namespaces).map_err(|fault| self.located(written, &fault))
    }

    fn context(&self, written: &Written, scope: &Scope) -> Result<xpath::Pattern, SchemaFault> {
        let pattern = xpath::Pattern::parse(&written.value, &self.raw.namespaces);
        let pattern = pattern.map_err(|fault| self.located(written, &fault))?;
        self.check_variables(pattern.variables(), written, scope)?;
        Ok(pattern)
    }

    fn lets(&self, lets: &[RawLet], scope: &Scope) -> Result<Vec<Let>, SchemaFault> {
        let mut names = HashSet::new();
        let mut compiled = Vec::new();
        for variable in lets {
            if !names.insert(variable.name.as_str()) {
                let message = format!("the variable \"{}\" is defined twice", variable.name);
                return Err(self.raw.fault(&variable.place, message));
            }
            let value = match &variable.value {
                RawValue::Expression(written) => LetValue::Expression(self.expression(written, scope)?),
                RawValue::Text(text) => LetValue::Text(text.clone()),
            };
            compiled.push(Let { name: variable.name.clone(), value });
        }
        Ok(compiled)
    }

    fn rule(&self, rule: RawRule, scope: &Scope) -> Result<Rule, SchemaFault> {
        let Some(written) = rule.context else {
            return Err(self.raw.fault(&rule.place, "a rule that is not abstract needs an attribute \"context\""));
        };
        let context = self.context(&written, scope)?;
        let (mut lets, mut checks) = (Vec::new(), Vec::new());
        for item in rule.items {
            match item {
                RawItem::Let(variable) => lets.push(variable),
                RawItem::Check(check) => checks.push(check),
                RawItem::Extends(_) => {}
            }
        }
        let names = lets.iter().map(|l| l.name.clone()).collect();
        let scope = Scope { names: &names, above: Some(scope) };
        let lets = self.lets(&lets, &scope)?;
        let inherited = (rule.role.as_ref(), rule.flag.as_ref(), rule.subject.as_ref());
        let checks = checks.into_iter().map(|check| self.check(check, inherited, &scope)).collect::<Result<_, _>>()?;
        Ok(Rule { id: rule.id, context, written: written.value, lets, checks })
    }

    fn check(
        &self,
        check: RawCheck,
        (role, flag, subject): (Option<&String>, Option<&String>, Option<&Written>),
        scope: &Scope,
    ) -> Result<Check, SchemaFault> {
        let mut diagnostics = Vec::new();
        if let Some(written) = &check.diagnostics {
            for id in written.value.split_whitespace() {
                let Some(index) = self.diagnostics.get(id) else {
                    return Err(self.raw.fault(&written.place, format!("there is no diagnostic \"{id}\"")));
                };
                diagnostics.push(*index);
            }
        }
        let subject = check.subject.as_ref().or(subject);
        Ok(Check {
            is_report: check.is_report,
            id: check.id,
            role: check.role.or_else(|| role.cloned()),
            flag: check.flag.or_else(|| flag.cloned()),
            see: check.see,
            test: self.expression(&check.test, scope)?,
            subject: subject.map(|s| self.expression(s, scope)).transpose()?,
            message: self.message(check.message, Some(scope))?,
            written: check.test.value,
            diagnostics,
        })
    }

    fn message(&self, pieces: Vec<Piece<Written>>, scope: Option<&Scope>) -> Result<Message, SchemaFault> {
        let parse = |written: Written| {
            let parsed = match scope {
                Some(scope) => self.expression(&written, scope)?,
                None => self.unscoped(&written)?,
            };
            Ok((parsed, written.value))
        };
        let pieces = pieces.into_iter().map(|piece| {
            Ok(match piece {
                Piece::Text(text) => Piece::Text(text),
                Piece::Name(path) => Piece::Name(path.map(parse).transpose()?),
                Piece::Value(select) => Piece::Value(parse(select)?),
            })
        });
        Ok(Message { pieces: pieces.collect::<Result<_, SchemaFault>>()? })
    }
}
