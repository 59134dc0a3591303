//! JSON for programs, as schemas/findings.schema.json describes it.

use serde::Serialize;

use super::{Place, Places, Report, Reporter};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};

/// The style.
pub const REPORTER: Reporter = Reporter {
    name: "json",
    description: "one JSON document; schemas/findings.schema.json describes it",
    begin: |_| Box::new(Document::default()),
};

#[derive(Default, Serialize)]
struct Document {
    files: Vec<File>,
    failures: Vec<Failure>,
    summary: Summary,
}

#[derive(Serialize)]
struct File {
    path: String,
    diagnostics: Vec<Finding>,
}

#[derive(Serialize)]
struct Failure {
    path: String,
    message: String,
}

#[derive(Default, Serialize)]
struct Summary {
    files: usize,
    failures: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    fixable: usize,
}

#[derive(Serialize)]
struct Finding {
    rule: String,
    severity: Severity,
    message: String,
    help: Option<String>,
    span: Ends,
    fix: Option<Mend>,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Ends {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Mend {
    safe: bool,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
struct Edit {
    start: Place,
    end: Place,
    text: String,
}

#[derive(Serialize)]
struct Related {
    span: Ends,
    message: String,
}

impl Report for Document {
    fn manuscript(&mut self, source: &Source, found: &[Diagnostic]) {
        let places = Places::of(source, found);
        let ends = |span: Span| {
            let (start, end) = places.ends(span);
            Ends { start, end }
        };
        for finding in found {
            match finding.severity {
                Severity::Error => self.summary.errors += 1,
                Severity::Warning => self.summary.warnings += 1,
                Severity::Info => self.summary.infos += 1,
            }
            self.summary.fixable += usize::from(finding.fix.as_ref().is_some_and(|fix| fix.safe));
        }
        let diagnostics = found.iter().map(|finding| Finding {
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: finding.message.clone(),
            help: finding.help.clone(),
            span: ends(finding.span),
            fix: finding.fix.as_ref().map(|fix| Mend {
                safe: fix.safe,
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| {
                        let (start, end) = places.ends(edit.span);
                        Edit { start, end, text: edit.text.clone() }
                    })
                    .collect(),
            }),
            related: finding
                .related
                .iter()
                .map(|(span, message)| Related { span: ends(*span), message: message.clone() })
                .collect(),
        });
        self.files.push(File { path: source.name(), diagnostics: diagnostics.collect() });
        self.summary.files += 1;
    }

    fn failure(&mut self, path: &str, why: &str) {
        self.failures.push(Failure { path: path.into(), message: why.into() });
        self.summary.failures += 1;
    }

    fn finish(self: Box<Self>) -> String {
        let mut text = serde_json::to_string_pretty(&self).unwrap_or_default();
        text.push('\n');
        text
    }
}
