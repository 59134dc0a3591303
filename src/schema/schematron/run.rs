//! Runs the patterns of a schema over a document.

use roxmltree::Document;

use super::compile::{Check, Pattern, Rule};
use super::location::Locations;
use super::scope::{Keys, Scope, failed};
use super::{Diagnostic, Fault, Fired, Options, Schema};
use crate::schema::xpath::{Focus, NodeRef, Tree, Value};

pub(super) fn run<'s>(schema: &'s Schema, document: &Document, options: &Options) -> Result<Vec<Fired<'s>>, Fault> {
    let tree = Tree::new(document, options.budget);
    let wanted = options.phase.or(schema.default_phase.as_deref()).unwrap_or("#ALL");
    let wanted = if wanted == "#DEFAULT" { schema.default_phase.as_deref().unwrap_or("#ALL") } else { wanted };
    let phase = match schema.phases.iter().find(|p| p.id == wanted) {
        None if wanted != "#ALL" => {
            let message = format!("there is no phase \"{wanted}\"");
            return Err(Fault { message, expression: wanted.to_owned() });
        }
        phase => phase,
    };

    let keys = Keys::new(&schema.keys);
    // The variables of the phase first, since the first of a name counts.
    let others = schema.phases.iter().filter(|p| Some(p.id.as_str()) != phase.map(|p| p.id.as_str()));
    let lets = phase.into_iter().chain(others).flat_map(|p| &p.lets);
    let globals = Scope::new(schema.lets.iter().chain(lets), Focus::on(NodeRef::ROOT), None, &keys);
    globals.replace(options.variables);

    let mut runner = Runner { schema, tree: &tree, keys: &keys, locations: Locations::default(), fired: Vec::new() };
    for pattern in &schema.patterns {
        let is_active = phase.is_none_or(|phase| pattern.id.as_ref().is_some_and(|id| phase.active.contains(id)));
        if is_active {
            runner.pattern(pattern, &globals)?;
        }
    }
    Ok(runner.fired)
}

struct Runner<'r, 's, 'a> {
    schema: &'s Schema,
    tree: &'r Tree<'a>,
    keys: &'r Keys<'r, 'a>,
    locations: Locations,
    fired: Vec<Fired<'s>>,
}

impl<'s, 'a> Runner<'_, 's, 'a> {
    fn pattern(&mut self, pattern: &'s Pattern, globals: &Scope<'_, 'a>) -> Result<(), Fault> {
        let scope = Scope::new(pattern.lets.iter(), Focus::on(NodeRef::ROOT), Some(globals), self.keys);
        let mut taken: Vec<(NodeRef, usize)> = Vec::new();
        for (index, rule) in pattern.rules.iter().enumerate() {
            let nodes = rule.context.select(self.tree, &scope).map_err(failed(&rule.written))?;
            taken.extend(nodes.into_iter().map(|node| (node, index)));
        }
        if pattern.rules.len() > 1 {
            taken.sort_unstable();
            taken.dedup_by_key(|(node, _)| *node);
        }
        for (node, index) in taken {
            self.rule(pattern, &pattern.rules[index], node, &scope)?;
        }
        Ok(())
    }

    fn rule(
        &mut self,
        pattern: &'s Pattern,
        rule: &'s Rule,
        node: NodeRef,
        above: &Scope<'_, 'a>,
    ) -> Result<(), Fault> {
        let focus = Focus::on(node);
        self.tree.spend(1 + rule.lets.len()).map_err(failed(&rule.written))?;
        let scope = Scope::new(rule.lets.iter(), focus, Some(above), self.keys);
        for check in &rule.checks {
            if check.test.is_true(self.tree, focus, &scope).map_err(failed(&check.written))? == check.is_report {
                let fired = self.fire(pattern, rule, check, focus, &scope)?;
                self.fired.push(fired);
            }
        }
        Ok(())
    }

    fn fire(
        &mut self,
        pattern: &'s Pattern,
        rule: &'s Rule,
        check: &'s Check,
        focus: Focus,
        scope: &Scope<'_, 'a>,
    ) -> Result<Fired<'s>, Fault> {
        let mut subject = focus.node;
        if let Some(expression) = &check.subject
            && let Value::Nodes(nodes) =
                expression.evaluate(self.tree, focus, scope).map_err(failed("the subject of an assertion"))?
        {
            subject = nodes.first().copied().unwrap_or(subject);
        }
        let diagnostics = check.diagnostics.iter().map(|index| {
            let diagnostic = &self.schema.diagnostics[*index];
            Ok(Diagnostic {
                id: &diagnostic.id,
                lang: diagnostic.lang.as_deref(),
                role: diagnostic.role.as_deref(),
                text: diagnostic.message.fill(self.tree, focus, scope)?,
            })
        });
        Ok(Fired {
            id: check.id.as_deref(),
            pattern: pattern.id.as_deref(),
            rule: rule.id.as_deref(),
            context: &rule.written,
            is_report: check.is_report,
            role: check.role.as_deref(),
            flag: check.flag.as_deref(),
            see: check.see.as_deref(),
            test: &check.written,
            range: self.tree.range(subject),
            location: self.locations.of(self.tree, focus.node)?,
            message: check.message.fill(self.tree, focus, scope)?,
            diagnostics: diagnostics.collect::<Result<_, Fault>>()?,
        })
    }
}
