//! SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), for the services that keep and show findings.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Places, Report, Reporter, uri};
use crate::check::{Entry, Ui, catalogue};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};

/// The style.
pub const REPORTER: Reporter = Reporter {
    name: "sarif",
    description: "SARIF 2.1.0 for services that keep findings",
    begin: |ui| Box::new(Run { ui, ..Run::default() }),
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Default)]
struct Run {
    ui: Ui,
    results: Vec<Value>,
    /// The rules that were named, by id, with their index.
    rules: BTreeMap<String, usize>,
    order: Vec<(String, Severity)>,
    failures: Vec<Value>,
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

impl Report for Run {
    fn manuscript(&mut self, source: &Source, found: &[Diagnostic]) {
        let places = Places::of(source, found);
        let artifact = json!({ "uri": uri(&source.name()) });
        let region = |span: Span| {
            let (start, end) = places.ends(span);
            json!({
                "startLine": start.line, "startColumn": start.column,
                "endLine": end.line, "endColumn": end.column,
                "byteOffset": start.offset, "byteLength": span.len(),
            })
        };
        for finding in found {
            let next = self.rules.len();
            let index = *self.rules.entry(finding.rule.clone()).or_insert(next);
            if index == next {
                self.order.push((finding.rule.clone(), finding.severity));
            }
            let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
            let physical = json!({ "artifactLocation": artifact, "region": region(finding.span) });
            let mut result = json!({
                "ruleId": finding.rule,
                "ruleIndex": index,
                "level": level(finding.severity),
                "message": { "text": format!("{}{help}", finding.message) },
                "locations": [{ "physicalLocation": physical }],
            });
            if !finding.related.is_empty() {
                let related = finding.related.iter().enumerate().map(|(id, (span, message))| {
                    json!({
                        "id": id,
                        "physicalLocation": { "artifactLocation": artifact, "region": region(*span) },
                        "message": { "text": message },
                    })
                });
                result["relatedLocations"] = related.collect();
            }
            if let Some(fix) = &finding.fix {
                let replacements = fix.edits.iter().map(
                    |edit| json!({ "deletedRegion": region(edit.span), "insertedContent": { "text": edit.text } }),
                );
                let replacements: Value = replacements.collect();
                result["fixes"] = json!([{
                    "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements }],
                }]);
            }
            self.results.push(result);
        }
    }

    fn failure(&mut self, path: &str, why: &str) {
        self.failures.push(json!({
            "level": "error",
            "message": { "text": why },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(path) } } }],
        }));
    }

    fn finish(self: Box<Self>) -> String {
        let known: BTreeMap<String, Entry> = catalogue(self.ui).into_iter().map(|e| (e.id.clone(), e)).collect();
        let rules = self.order.iter().map(|(id, severity)| {
            let entry = known.get(id);
            let mut rule = json!({
                "id": id,
                "defaultConfiguration": { "level": level(entry.map_or(*severity, |e| e.severity)) },
            });
            if let Some(entry) = entry {
                rule["shortDescription"] = json!({ "text": entry.summary });
                rule["help"] = json!({ "text": entry.page, "markdown": entry.page });
            }
            rule
        });
        let rules: Value = rules.collect();
        let document = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "offprint",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                } },
                "columnKind": "unicodeCodePoints",
                "language": self.ui.of("en-US", "ru-RU"),
                "invocations": [{
                    "executionSuccessful": self.failures.is_empty(),
                    "toolExecutionNotifications": self.failures,
                }],
                "results": self.results,
            }],
        });
        format!("{document:#}\n")
    }
}
