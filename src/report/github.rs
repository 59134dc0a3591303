//! Workflow commands of GitHub Actions: each finding becomes an annotation at its line.

use super::{Places, Report, Reporter};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;

/// The style.
pub const REPORTER: Reporter = Reporter {
    name: "github",
    description: "annotations of GitHub Actions",
    begin: |_| Box::new(Commands(String::new())),
};

struct Commands(String);

impl Report for Commands {
    fn manuscript(&mut self, source: &Source, found: &[Diagnostic]) {
        let places = Places::of(source, found);
        let file = property(&source.name());
        for finding in found {
            let (start, end) = places.ends(finding.span);
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            self.0.push_str(&format!("::{command} file={file},line={}", start.line));
            self.0.push_str(&format!(",endLine={}", end.line.max(start.line)));
            // Columns count only within one line.
            if start.line == end.line {
                self.0.push_str(&format!(",col={},endColumn={}", start.column, end.column));
            }
            let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
            let message = data(&format!("{}{help}", finding.message));
            self.0.push_str(&format!(",title={}::{message}\n", property(&finding.rule)));
        }
    }

    fn failure(&mut self, path: &str, why: &str) {
        self.0.push_str(&format!("::error file={}::{}\n", property(path), data(why)));
    }

    fn finish(self: Box<Self>) -> String {
        self.0
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
