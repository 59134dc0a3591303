//! Any text as a grammar and any text as a document, split at a line of three hyphens: no panic, and every finding lies
//! in the document. A document alone is judged by the grammar of the JATS that is written.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use offprint::schema::relax_ng::Grammar;

static JATS: LazyLock<Option<Grammar>> = LazyLock::new(|| Grammar::jats_article().ok());

fn judge(grammar: &Grammar, text: &str) {
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: 100_000, ..Default::default() };
    let Ok(document) = roxmltree::Document::parse_with_options(text, options) else { return };
    for found in grammar.validate(&document) {
        assert!(text.get(found.range.clone()).is_some() && text.get(found.element.clone()).is_some());
        assert!(!found.message("en").is_empty() && !found.message("ru").is_empty());
        found.help("en");
    }
}

fuzz_target!(|text: &str| {
    match text.split_once("\n---\n") {
        None => {
            if let Some(grammar) = &*JATS {
                judge(grammar, text);
            }
        }
        Some((schema, document)) => {
            let include = |name: &str| (name == "self.rng").then(|| schema.to_owned());
            if let Ok(grammar) = Grammar::parse(schema, "main.rng", &include) {
                judge(&grammar, document);
            }
        }
    }
});
