//! Any text, and any journal.toml and issue.toml, are deposited everywhere or refused: the text before the first line
//! `%%%%` is the manuscript, what follows it journal.toml, and after another one issue.toml.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use offprint::context::Context;
use offprint::deposit::{Batch, DEPOSITS, Options, Record, Supplied, make, supply::supply};
use offprint::issue::checks::{Checked, check};
use offprint::issue::{IssueFile, order, parse};
use offprint::journal::Journal;
use offprint::read::READERS;
use offprint::source::Source;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut parts = text.split("\n%%%%\n");
    let manuscript = parts.next().unwrap_or_default();
    let journal = Journal::parse(Path::new("journal.toml"), parts.next().unwrap_or_default()).unwrap_or_default();
    let issue = Source::from_text("issue.toml", parts.next().unwrap_or_default());
    let issue = parse(&issue).unwrap_or_else(|_| IssueFile::default());

    let source = Source::from_text("article.md", manuscript);
    let mut article = (READERS[0].read)(&source).article;
    let supplied = issue.articles.first().map_or_else(Supplied::default, |entry| entry.supplied());
    supply(&mut article, &supplied, &issue.supplied());
    let checked = [Checked { name: "a", article: &article }, Checked { name: "b", article: &article }];
    for (_, finding) in check(&checked, &issue.supplied()) {
        assert!(source.text().get(finding.span.range()).is_some(), "a span outside the text: {finding:?}");
    }
    assert_eq!(order(&[&article, &article]).len(), 2);

    let records = [Record::new(&article, &journal, "a b/../c", supplied)];
    for zip in [false, true] {
        let options = Options { zip, ..Options::default() };
        let context = Context::default();
        let title = &issue.title;
        let batch =
            Batch { name: "a", records: &records, journal: &journal, issue_title: title, context: &context, options: &options };
        for deposit in DEPOSITS {
            let made = make(deposit, &batch).expect("a deposit is made or refused");
            assert_eq!(made.files.is_empty(), made.is_refused(), "{}: {:?}", deposit.name, made.findings);
            for (_, finding) in &made.findings {
                assert!(source.text().get(finding.span.range()).is_some(), "a span outside the text: {finding:?}");
            }
            for file in &made.files {
                let inside = !file.path.starts_with('/') && file.path.split('/').all(|part| part != "..");
                assert!(inside, "{}", file.path);
                if file.path.ends_with(".xml") {
                    let text = std::str::from_utf8(&file.bytes).expect("XML is UTF-8");
                    roxmltree::Document::parse(text).expect("a deposit is well formed");
                }
            }
        }
    }
});
