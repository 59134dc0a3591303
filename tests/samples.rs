//! Every article of samples/ is read as its gold says, to the last paragraph, through the JATS that is written of it.

#[allow(dead_code)]
#[path = "support/material.rs"]
mod material;
#[allow(dead_code)]
#[path = "support/score.rs"]
mod score;

use std::path::Path;

use offprint::diagnostic::Severity;

/// Reads, writes and scores a sample; gives what was lost.
fn lost(name: &str) -> Vec<String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let articles = material::articles(&samples.join(name)).unwrap();
    let [article] = articles.as_slice() else { panic!("one manuscript in samples/{name}") };
    let gold = std::fs::read_to_string(article.gold.as_ref().expect("a gold")).unwrap();
    let gold = serde_json::from_str(&gold).unwrap();
    let (source, reading) = material::read(&article.path).unwrap();
    let written = material::write(&article.path, &reading, "jats").unwrap();
    let jats = String::from_utf8(written.bytes).unwrap();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(&jats, options).unwrap();
    let scores = score::score(&document, &gold);
    assert!(scores.len() >= 20, "{name} is hardly scored at all: {scores:?}");
    let errors = reading.diagnostics.iter().chain(&written.diagnostics).filter(|d| d.severity == Severity::Error);
    let errors = errors.map(|d| format!("line {}: {}", source.position(d.span.start).line, d.message));
    let lost = scores.iter().filter(|(_, s)| *s < 1.0).map(|(field, s)| format!("{field} {s:.3}"));
    lost.chain(errors).collect()
}

fn meets_its_gold(name: &str) {
    assert_eq!(lost(name), Vec::<String>::new(), "samples/{name}");
}

#[test]
fn the_belarusian_article_in_three_languages() {
    meets_its_gold("minsk-humanities");
}

#[test]
fn the_russian_article_of_three_authors() {
    meets_its_gold("river-city");
}

#[test]
fn the_ukrainian_article_with_two_styles_of_references() {
    meets_its_gold("kyiv-linguistics");
}

#[test]
fn the_english_article_with_formulas_a_table_and_figures() {
    meets_its_gold("bench-physics");
}

#[test]
fn the_german_article_in_hard_wrapped_lines() {
    meets_its_gold("everyday-geography");
}

#[test]
fn every_sample_has_a_test_here() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let tests = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples.rs")).unwrap();
    for article in material::articles(&samples).unwrap() {
        assert!(tests.contains(&format!("(\"{}\")", article.name)), "no test for samples/{}", article.name);
    }
}
