//! Any text is read as JATS, every place is in it, and what was read is written; what is written is read again without
//! fault.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::article::Article;
use offprint::context::Context;
use offprint::journal::Journal;
use offprint::read::jats;
use offprint::source::Source;
use offprint::write::{self, Job, Options};

fn write(article: &Article) -> String {
    let job = Job {
        article,
        journal: &Journal::default(),
        context: &Context::default(),
        options: &Options::default(),
        files: &|_| None,
    };
    let bytes = write::jats::write(&job).expect("an article is written").bytes;
    String::from_utf8(bytes).expect("JATS is UTF-8")
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::new("article.xml", bytes.to_vec()) else { return };
    let reading = jats::read(&source);
    for diagnostic in &reading.diagnostics {
        assert!(source.text().get(diagnostic.span.range()).is_some(), "a span outside the text: {diagnostic:?}");
    }
    let written = write(&reading.article);
    let again = jats::read(&Source::from_text("again.xml", written));
    assert!(again.diagnostics.iter().all(|d| d.rule != "jats-not-well-formed"), "{:?}", again.diagnostics);
});
