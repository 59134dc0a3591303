//! JUnit XML, the form in which servers for continuous integration take the results of tests: a suite for each
//! manuscript, a case for each finding. Errors are failures; warnings and notes are told in the output of cases that
//! pass, so that a server fails where `offprint check` does.

use super::{Places, Report, Reporter};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;
use crate::xml::Xml;

/// The style.
pub const REPORTER: Reporter = Reporter {
    name: "junit",
    description: "JUnit XML for servers of continuous integration",
    begin: |_| Box::new(Suites::default()),
};

#[derive(Default)]
struct Suites {
    suites: Xml,
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Report for Suites {
    fn manuscript(&mut self, source: &Source, found: &[Diagnostic]) {
        let places = Places::of(source, found);
        let name = source.name();
        let failures = found.iter().filter(|d| d.severity == Severity::Error).count();
        let tests = found.len().max(1);
        let xml = &mut self.suites;
        let count = |n: usize| n.to_string();
        xml.open(
            "testsuite",
            &[
                ("name", &name),
                ("tests", &count(tests)),
                ("failures", &count(failures)),
                ("errors", "0"),
                ("skipped", "0"),
                ("time", "0"),
            ],
        );
        xml.newline();
        if found.is_empty() {
            xml.empty("testcase", &[("name", "no finding"), ("classname", &name), ("time", "0")]).newline();
        }
        for finding in found {
            let place = places.at(finding.span.start);
            let case = format!("{} at {}:{}", finding.rule, place.line, place.column);
            xml.open("testcase", &[("name", &case), ("classname", &name), ("time", "0")]).newline();
            let mut text = format!("{name}:{}:{}: {}", place.line, place.column, finding.message);
            if let Some(help) = &finding.help {
                text.push_str(&format!("\n{help}"));
            }
            for (span, message) in &finding.related {
                text.push_str(&format!("\n{name}:{}: {message}", places.at(span.start).line));
            }
            if finding.severity == Severity::Error {
                xml.leaf("failure", &[("type", &finding.rule), ("message", &finding.message)], &text);
            } else {
                xml.leaf("system-out", &[], &text);
            }
            xml.newline().close().newline();
        }
        xml.close().newline();
        self.tests += tests;
        self.failures += failures;
    }

    fn failure(&mut self, path: &str, why: &str) {
        let xml = &mut self.suites;
        let suite =
            [("name", path), ("tests", "1"), ("failures", "0"), ("errors", "1"), ("skipped", "0"), ("time", "0")];
        xml.open("testsuite", &suite).newline();
        xml.open("testcase", &[("name", "check"), ("classname", path), ("time", "0")]).newline();
        xml.leaf("error", &[("type", "not-checked"), ("message", why)], why).newline();
        xml.close().newline().close().newline();
        self.tests += 1;
        self.errors += 1;
    }

    fn finish(self: Box<Self>) -> String {
        let mut xml = Xml::new();
        let count = |n: usize| n.to_string();
        xml.declaration();
        xml.open(
            "testsuites",
            &[
                ("name", "offprint"),
                ("tests", &count(self.tests)),
                ("failures", &count(self.failures)),
                ("errors", &count(self.errors)),
                ("time", "0"),
            ],
        );
        xml.newline();
        xml.raw(&String::from_utf8_lossy(&self.suites.finish().0));
        xml.close().newline();
        String::from_utf8_lossy(&xml.finish().0).into_owned()
    }
}
