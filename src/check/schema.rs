//! Runs the rules of schemas/ over the JATS document, and brings what fires back to the manuscript.
//!
//! Of page text the document is what the JATS writer would publish; its source map leads from an element to the words that it
//! came from. A JATS manuscript is the document itself.

use std::ops::Range;
use std::sync::OnceLock;

use roxmltree::{Document, Node, ParsingOptions};

use super::{Options, Ui, grammar};
use crate::article::Article;
use crate::context::Context;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::schema::relax_ng::Grammar;
use crate::schema::schematron::{self, Fired, Schema};
use crate::source::{Source, Span};
use crate::write::{self, Job, jats};
use crate::xml::SourceMap;

/// What journals require, as it stands in schemas/.
pub const REQUIREMENTS: &str = include_str!("../../schemas/journal-article.sch");

/// A document of more nodes than this is none.
const MOST_NODES: u32 = 20_000_000;

/// The schemas that a manuscript is held against.
pub struct Schemas {
    /// That of offprint, read when it is first needed, unless the user names others.
    requirements: Option<OnceLock<Result<Schema, String>>>,
    schematron: Vec<(String, Schema)>,
    /// Those that the user named; without any the one of offprint, for JATS manuscripts.
    grammars: Vec<Grammar>,
    own_grammar: bool,
}

impl Schemas {
    /// What stands in schemas/.
    pub fn embedded() -> Schemas {
        Schemas { requirements: Some(OnceLock::new()), schematron: Vec::new(), grammars: Vec::new(), own_grammar: true }
    }

    /// No schema at all.
    pub fn none() -> Schemas {
        Schemas { requirements: None, schematron: Vec::new(), grammars: Vec::new(), own_grammar: false }
    }

    /// Adds a Schematron schema. `name` is for messages, `include` gives the text of what it includes.
    ///
    /// # Errors
    /// [`Error::Schema`] with the place of the fault.
    pub fn add_schematron(
        &mut self,
        name: &str,
        text: &str,
        include: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(), Error> {
        let schema = Schema::parse(text, include).map_err(|fault| {
            let place = match fault.included {
                Some(included) => format!("in {included}"),
                None => {
                    let at = Source::from_text(name, text).position(fault.range.start as u32);
                    format!("line {}, column {}", at.line, at.column)
                }
            };
            Error::Schema { name: name.into(), message: format!("{place}: {}", fault.message) }
        })?;
        self.schematron.push((name.into(), schema));
        Ok(())
    }

    /// Adds a RELAX NG grammar in the XML syntax. `name` is its path, against which the `href`s in it are resolved before
    /// `include` is asked for their text.
    ///
    /// # Errors
    /// [`Error::Schema`] with the place of the fault.
    pub fn add_relax_ng(
        &mut self,
        name: &str,
        text: &str,
        include: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(), Error> {
        let grammar = Grammar::parse(text, name, include).map_err(|fault| {
            let read = if fault.file == name { Some(text.to_owned()) } else { include(&fault.file) };
            let place = read.map_or_else(String::new, |text| {
                let at = Source::from_text(&fault.file, text).position(fault.range.start as u32);
                format!("line {}, column {}: ", at.line, at.column)
            });
            Error::Schema { name: fault.file, message: format!("{place}{}", fault.message) }
        })?;
        self.grammars.push(grammar);
        Ok(())
    }

    /// Runs the schemas over a manuscript.
    ///
    /// # Errors
    /// [`Error::Schema`] if an expression of a schema cannot be evaluated.
    pub(super) fn run(
        &self,
        source: &Source,
        is_jats: bool,
        article: &Article,
        options: &Options<'_>,
    ) -> Result<Vec<Diagnostic>, Error> {
        let wanted = |id: &str| options.selection.severity(id, Severity::Error, options.journal).is_some();
        let grammar_wanted = grammar::RULES.iter().any(|rule| wanted(rule.id));
        let mut schematron: Vec<(&str, &Schema)> = self.schematron.iter().map(|(n, s)| (n.as_str(), s)).collect();
        if let Some(requirements) = &self.requirements {
            let parse = || Schema::parse(REQUIREMENTS, &|_| None).map_err(|fault| fault.to_string());
            match requirements.get_or_init(parse) {
                Ok(schema) => schematron.push(("schemas/journal-article.sch", schema)),
                Err(message) => {
                    return Err(Error::Internal { what: "Schematron schema", message: message.clone() });
                }
            }
        }
        let schematron_wanted =
            options.selection.select.is_empty() || schematron.iter().any(|(_, schema)| schema.checks().any(wanted));
        if !grammar_wanted && !schematron_wanted {
            return Ok(Vec::new());
        }
        let written;
        let (text, map) = if is_jats {
            (source.text(), None)
        } else {
            written = jats::write(&Job {
                article,
                journal: options.journal,
                context: &Context::default(),
                options: &write::Options::default(),
                files: &|_| None,
            })?;
            let text = std::str::from_utf8(&written.bytes)
                .map_err(|e| Error::Internal { what: "JATS document", message: e.to_string() })?;
            (text, Some(&written.map))
        };
        let parsing = || ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let known;
        let document = match Document::parse_with_options(text, parsing()) {
            Ok(document) => document,
            // A manuscript that is no XML is told by its reader.
            Err(_) => {
                known = without_entities(text);
                let Ok(document) = Document::parse_with_options(&known, parsing()) else { return Ok(Vec::new()) };
                document
            }
        };
        let variables = variables(options);
        let variables: Vec<(&str, String)> = variables.iter().map(|(n, v)| (n.as_str(), v.clone())).collect();
        let run = schematron::Options { variables: &variables, ..schematron::Options::default() };
        let mut found = Vec::new();
        let locate = |range: Range<usize>| place(&document, map, range);
        let own;
        let mut grammars: Vec<&Grammar> = self.grammars.iter().collect();
        if self.own_grammar && is_jats && grammar_wanted {
            own = Grammar::jats_article()
                .map_err(|fault| Error::Internal { what: "RELAX NG grammar", message: fault.message })?;
            grammars.push(&own);
        }
        for one in grammars {
            found.extend(grammar::run(one, &document, self.own_grammar, options.ui, &locate));
        }
        for (name, schema) in schematron {
            let fired = schema
                .run(&document, &run)
                .map_err(|fault| Error::Schema { name: name.to_owned(), message: fault.to_string() })?;
            for fired in fired {
                let span = locate(fired.range.clone());
                found.push(finding(&fired, span, options.ui));
            }
        }
        Ok(found)
    }
}

/// A document with references to named characters that only its DTD declares (`&nbsp;`), each replaced by as many letters as it
/// is long, so that every place stays what it is. The reader knows what they stand for; a grammar asks only whether there is text.
fn without_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let name = rest[at + 1..].find(';').map(|end| &rest[at + 1..at + 1 + end]);
        match name.filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric())) {
            Some(name) if !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") => {
                out.extend(std::iter::repeat_n('x', name.len() + 2));
                rest = &rest[at + name.len() + 2..];
            }
            _ => {
                out.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The variables of the schema that journal.toml gives a value.
fn variables(options: &Options<'_>) -> Vec<(String, String)> {
    let journal = options.journal;
    let requirements = serde_json::to_value(&journal.requirements).unwrap_or_default();
    let given = requirements.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let mut variables: Vec<_> = given.map(|(name, value)| (name.clone(), value.to_string())).collect();
    let languages: Vec<&str> = journal.journal.languages.iter().map(|lang| lang.as_str()).collect();
    if !languages.is_empty() {
        variables.push(("languages".into(), languages.join(" ")));
    }
    if *journal != crate::journal::Journal::default() {
        variables.push(("journal-file".into(), "true".into()));
    }
    variables
}

/// The manuscript's place of a node: that of the node itself, of what is in it, or of the nearest thing around it.
fn place(document: &Document<'_>, map: Option<&SourceMap>, range: Range<usize>) -> Span {
    let Some(map) = map else {
        return start_tag(document, range);
    };
    if let Some(span) = map.locate(range.clone()) {
        return span;
    }
    let holds = |node: &Node| node.range().start <= range.start && node.range().end >= range.end;
    let mut node = Some(document.root_element()).filter(holds);
    let mut around = Vec::new();
    while let Some(inner) = node {
        around.push(inner.range());
        node = inner.children().find(holds);
    }
    // Of an element around it the first words: all of it would mean nothing.
    let first = |range: &Range<usize>| {
        let inside =
            map.entries().iter().filter(|(r, _)| r.start as usize >= range.start && r.end as usize <= range.end);
        inside.min_by_key(|(r, _)| (r.start, r.end)).map(|(_, span)| *span)
    };
    around.iter().rev().find_map(first).unwrap_or(Span::NONE)
}

/// Of an element in a JATS manuscript its start tag: a section of many pages is no place to look at.
fn start_tag(document: &Document<'_>, range: Range<usize>) -> Span {
    let text = document.input_text();
    let whole = Span::new(range.start, range.end);
    let Some(element) = text.get(range.clone()).filter(|t| t.starts_with('<')) else { return whole };
    let mut quote = None;
    for (at, byte) in element.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Span::new(range.start, range.start + at + 1),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    whole
}

fn severity(role: Option<&str>) -> Severity {
    match role {
        Some("info" | "information" | "note") => Severity::Info,
        Some("warning" | "warn") => Severity::Warning,
        _ => Severity::Error,
    }
}

/// What fired, as a finding. The messages are where schemas/journal-article.sch says that they are; another schema needs
/// none of it: its text is the message, and diagnostics in the editor's language are the help.
fn finding(fired: &Fired<'_>, span: Span, ui: Ui) -> Diagnostic {
    let rule = fired.id.or(fired.pattern).unwrap_or("schema");
    let named = |ending: &str| {
        let mut named = fired.diagnostics.iter();
        named.find(|d| d.id.strip_prefix(rule) == Some(ending)).map(|d| d.text.clone()).filter(|t| !t.is_empty())
    };
    let own = ui.of(None, named(".ru"));
    let message = own.unwrap_or_else(|| match fired.message.is_empty() {
        true => fired.test.to_owned(),
        false => fired.message.clone(),
    });
    let help = ui.of(None, named(".help.ru")).or_else(|| named(".help")).or_else(|| {
        let others = fired.diagnostics.iter().filter(|d| !d.id.starts_with(rule));
        let mut others = others.filter(|d| d.lang.is_none_or(|lang| lang.starts_with(ui.as_str())));
        others.next().map(|d| d.text.clone())
    });
    let mut finding = Diagnostic::new(rule, severity(fired.role), span, message);
    finding.help = help;
    finding
}

/// A rule of schemas/journal-article.sch, for the list of rules and the manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaRule {
    /// Its id.
    pub id: String,
    /// How bad it is.
    pub severity: Severity,
    /// Its message, `…` where a value stands, in English and in Russian.
    pub summary: [String; 2],
    /// Its page of the manual, in Markdown.
    pub page: String,
}

/// The rules of schemas/journal-article.sch, in its order.
pub fn rules() -> Vec<SchemaRule> {
    let Ok(document) = Document::parse(REQUIREMENTS) else { return Vec::new() };
    let words = |node: Node| {
        let parts = node.children().map(|child| match child.is_text() {
            true => child.text().unwrap_or_default(),
            false => "…",
        });
        parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let diagnostic = |id: String| {
        let mut all = document.descendants().filter(|n| n.tag_name().name() == "diagnostic");
        all.find(|n| n.attribute("id") == Some(&id)).map(words).unwrap_or_default()
    };
    let checks = document.descendants().filter(|n| matches!(n.tag_name().name(), "assert" | "report"));
    let rule = |check: Node| {
        let id = check.attribute("id")?.to_owned();
        let about = check.ancestors().find(|n| n.tag_name().name() == "pattern")?;
        let about = about.children().find(|n| n.tag_name().name() == "p").map(words).unwrap_or_default();
        let (message, help) = (words(check), diagnostic(format!("{id}.help")));
        let test = check.attribute("test").unwrap_or_default();
        let test = test.split_whitespace().collect::<Vec<_>>().join(" ");
        let page = format!(
            "\n## What it does\n{about}{}Holds, over the JATS of the article (schemas/journal-article.sch):\n\
             ```text\n{test}\n```\n\n## Why it matters\n\
             The journal requires it. `[requirements]` in journal.toml says what is required, and how long things are.\n\n\
             ## Example\n```text\n{message}\n```\nHow to mend it: {help}.\n",
            if about.is_empty() { "" } else { " " },
        );
        let summary = [message, diagnostic(format!("{id}.ru"))];
        Some(SchemaRule { id, severity: severity(check.attribute("role")), summary, page })
    };
    checks.filter_map(rule).collect()
}
