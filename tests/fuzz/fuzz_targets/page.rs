//! Any text is read, and what was read is written by every writer and weighed block by block; the JATS is well formed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::context::Context;
use offprint::journal::Journal;
use offprint::read::READERS;
use offprint::read::page::structure::structure;
use offprint::source::Source;
use offprint::write::{JatsVersion, Job, Options, WRITERS};

fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::new("article.md", bytes.to_vec()) else { return };
    for reader in READERS {
        let reading = (reader.read)(&source);
        for diagnostic in &reading.diagnostics {
            assert!(source.text().get(diagnostic.span.range()).is_some(), "a span outside the text: {diagnostic:?}");
        }
        let told = structure(&source, &reading.article, &reading.diagnostics);
        assert!(told.blocks.iter().all(|block| source.text().get(block.span.range()).is_some()), "{told:?}");
        for jats_version in [JatsVersion::V1_3, JatsVersion::V1_4] {
            let job = Job {
                article: &reading.article,
                journal: &Journal::default(),
                context: &Context::default(),
                options: &Options { jats_version },
                files: &|_| None,
            };
            for writer in WRITERS {
                let written = (writer.write)(&job).expect("an article is written");
                if writer.name == "jats" {
                    let text = std::str::from_utf8(&written.bytes).expect("JATS is UTF-8");
                    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
                    roxmltree::Document::parse_with_options(text, options).expect("JATS is well formed");
                }
            }
        }
    }
});
