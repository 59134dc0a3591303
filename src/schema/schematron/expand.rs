//! Abstract patterns, with their parameters filled in, and abstract rules, put where they are extended.

use std::collections::HashMap;

use super::SchemaFault;
use super::raw::{Piece, RawItem, RawLet, RawPattern, RawRule, RawSchema, RawValue, Written};
use crate::schema::xpath::is_name_char;

/// How many assertions, reports and variables there may be once all is expanded.
const MOST_ITEMS: usize = 100_000;

/// How much text filling in parameters may give, in bytes: once, and in the whole schema.
const LONGEST: usize = 1 << 20;
const LONGEST_IN_ALL: usize = 1 << 24;

/// How deep abstract rules may extend each other.
const DEEPEST: usize = 32;

/// Makes everything concrete: what is left has no abstract pattern or rule, and no `extends`.
pub(super) fn schema(mut raw: RawSchema) -> Result<RawSchema, SchemaFault> {
    let written = std::mem::take(&mut raw.patterns);
    let (mut size, mut length) = (0, 0);
    let mut patterns = Vec::new();
    // Abstract rules can be extended from anywhere; those of the same pattern come first.
    let everywhere: HashMap<&str, &RawRule> = written
        .iter()
        .rev()
        .flat_map(|p| p.rules.iter().rev())
        .filter_map(|rule| rule.id.as_deref().filter(|_| rule.is_abstract).map(|id| (id, rule)))
        .collect();
    for pattern in &written {
        if pattern.is_abstract {
            continue;
        }
        let Some(is_a) = &pattern.is_a else {
            let pattern = expanded(&raw, pattern, &everywhere, &mut size)?;
            patterns.push(pattern);
            continue;
        };
        let Some(of) = written.iter().find(|p| p.is_abstract && p.id.as_deref() == Some(is_a.value.as_str())) else {
            return Err(raw.fault(&is_a.place, format!("there is no abstract pattern \"{}\"", is_a.value)));
        };
        let mut concrete = expanded(&raw, of, &everywhere, &mut size)?;
        concrete.is_abstract = false;
        concrete.id.clone_from(&pattern.id);
        let too_long = || raw.fault(&is_a.place, "the parameters fill in more text than a schema may have");
        fill_in(&mut concrete, &pattern.parameters, &mut length).ok_or_else(too_long)?;
        patterns.push(concrete);
    }
    raw.patterns = patterns;
    Ok(raw)
}

/// A pattern without its abstract rules, the others with what they extend.
fn expanded(
    raw: &RawSchema,
    pattern: &RawPattern,
    everywhere: &HashMap<&str, &RawRule>,
    size: &mut usize,
) -> Result<RawPattern, SchemaFault> {
    let mut rules = Vec::new();
    for rule in pattern.rules.iter().filter(|r| !r.is_abstract) {
        let mut items = Vec::new();
        let mut open = Vec::new();
        collect(raw, rule, pattern, everywhere, &mut open, &mut items, size)?;
        rules.push(RawRule { items, ..shell(rule) });
    }
    let (id, is_a, parameters) = (pattern.id.clone(), None, Vec::new());
    Ok(RawPattern { is_abstract: false, is_a, id, parameters, lets: pattern.lets.clone(), rules })
}

/// A rule without what is in it.
fn shell(rule: &RawRule) -> RawRule {
    RawRule {
        is_abstract: rule.is_abstract,
        id: rule.id.clone(),
        context: rule.context.clone(),
        role: rule.role.clone(),
        flag: rule.flag.clone(),
        subject: rule.subject.clone(),
        items: Vec::new(),
        place: rule.place.clone(),
    }
}

fn collect<'r>(
    raw: &RawSchema,
    rule: &'r RawRule,
    pattern: &'r RawPattern,
    everywhere: &HashMap<&str, &'r RawRule>,
    open: &mut Vec<&'r str>,
    items: &mut Vec<RawItem>,
    size: &mut usize,
) -> Result<(), SchemaFault> {
    for item in &rule.items {
        *size += 1 + weight(item);
        if *size > MOST_ITEMS {
            return Err(raw.fault(&rule.place, format!("the rules come to more than {MOST_ITEMS} assertions")));
        }
        let RawItem::Extends(name) = item else {
            items.push(item.clone());
            continue;
        };
        let of_pattern = pattern.rules.iter().find(|r| r.is_abstract && r.id.as_deref() == Some(name.value.as_str()));
        let Some(extended) = of_pattern.or_else(|| everywhere.get(name.value.as_str()).copied()) else {
            return Err(raw.fault(&name.place, format!("there is no abstract rule \"{}\"", name.value)));
        };
        if open.contains(&name.value.as_str()) {
            return Err(raw.fault(&name.place, format!("the rule \"{}\" extends itself", name.value)));
        }
        if open.len() == DEEPEST {
            return Err(raw.fault(&name.place, format!("rules extend each other more than {DEEPEST} deep")));
        }
        open.push(&name.value);
        collect(raw, extended, pattern, everywhere, open, items, size)?;
        open.pop();
    }
    Ok(())
}

/// How many ordinary items an item with long texts counts for.
fn weight(item: &RawItem) -> usize {
    let RawItem::Check(check) = item else { return 0 };
    let texts = check.message.iter().map(|piece| match piece {
        Piece::Text(text) => text.len(),
        Piece::Name(_) => 0,
        Piece::Value(select) => select.value.len(),
    });
    (check.test.value.len() + texts.sum::<usize>()) / 256
}

/// Fills parameters into all expressions of a pattern and into its texts, as the reference implementation does.
fn fill_in(pattern: &mut RawPattern, parameters: &[(String, String)], length: &mut usize) -> Option<()> {
    let mut written = |written: &mut Written| -> Option<()> {
        if written.value.contains('$') {
            written.value = filled(&written.value, parameters)?;
            written.place.is_exact = false;
            *length += written.value.len();
        }
        Some(())
    };
    let mut texts = 0;
    for variable in &mut pattern.lets {
        value(variable, &mut written)?;
    }
    for rule in &mut pattern.rules {
        rule.context.as_mut().map_or(Some(()), &mut written)?;
        rule.subject.as_mut().map_or(Some(()), &mut written)?;
        for item in &mut rule.items {
            match item {
                RawItem::Let(variable) => value(variable, &mut written)?,
                RawItem::Extends(_) => {}
                RawItem::Check(check) => {
                    written(&mut check.test)?;
                    check.subject.as_mut().map_or(Some(()), &mut written)?;
                    for piece in &mut check.message {
                        match piece {
                            Piece::Text(text) => {
                                *text = filled(text, parameters)?;
                                texts += text.len();
                            }
                            Piece::Name(path) => path.as_mut().map_or(Some(()), &mut written)?,
                            Piece::Value(select) => written(select)?,
                        }
                    }
                }
            }
        }
    }
    *length += texts;
    (*length <= LONGEST_IN_ALL).then_some(())
}

fn value(variable: &mut RawLet, written: &mut dyn FnMut(&mut Written) -> Option<()>) -> Option<()> {
    match &mut variable.value {
        RawValue::Expression(expression) => written(expression),
        RawValue::Text(_) => Some(()),
    }
}

/// A text with `$name` replaced, one parameter after the other.
fn filled(text: &str, parameters: &[(String, String)]) -> Option<String> {
    let mut text = text.to_owned();
    for (name, value) in parameters.iter().filter(|(name, _)| !name.is_empty()) {
        if !text.contains('$') {
            break;
        }
        let mut result = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find('$') {
            result.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            match rest.strip_prefix(name.as_str()) {
                Some(after) if !after.starts_with(is_name_char) => {
                    result.push_str(value);
                    rest = after;
                }
                _ => result.push('$'),
            }
            if result.len() > LONGEST {
                return None;
            }
        }
        result.push_str(rest);
        text = result;
    }
    Some(text)
}
