//! The JATS writer from outside.

#[path = "jats/articles.rs"]
mod articles;

use std::collections::HashSet;

use offprint::article::*;
use offprint::context::Context;
use offprint::journal::Journal;
use offprint::write::{JatsVersion, Job, Options, Written, jats};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn write(article: &Article, journal: &Journal, jats_version: JatsVersion) -> Written {
    let options = Options { jats_version, ..Default::default() };
    let job = Job { article, journal, context: &Context::default(), options: &options, files: &|_| None };
    jats::write(&job).expect("writing never fails")
}

fn string(written: &Written) -> String {
    String::from_utf8(written.bytes.clone()).expect("UTF-8")
}

fn parse(xml: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(xml, options).unwrap_or_else(|fault| panic!("{fault}\n{xml}"))
}

proptest! {
    #![proptest_config(Config { cases: 64, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_article_is_well_formed_with_each_id_once_and_no_link_into_nothing(
        article in articles::article(), journal in articles::journal(), new in any::<bool>(),
    ) {
        let version = if new { JatsVersion::V1_4 } else { JatsVersion::V1_3 };
        let xml = string(&write(&article, &journal, version));
        let document = parse(&xml);
        let mut ids = HashSet::new();
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                prop_assert!(ids.insert(id), "{id} stands twice");
            }
        }
        for node in document.descendants() {
            for rid in node.attribute("rid").unwrap_or_default().split_whitespace() {
                prop_assert!(ids.contains(rid), "{rid} is nowhere");
            }
        }
    }
}

/// Writes a batch of articles of every shape into the folder OFFPRINT_JATS_OUT, for a validator:
/// `OFFPRINT_JATS_OUT=/tmp/x cargo test --test jats -- --ignored`, then `xmllint --noout --valid /tmp/x/*.xml`.
#[test]
#[ignore = "writes files for a validator"]
fn a_batch_for_a_validator() {
    let folder = std::path::PathBuf::from(std::env::var("OFFPRINT_JATS_OUT").expect("OFFPRINT_JATS_OUT is set"));
    let count: u64 = std::env::var("OFFPRINT_JATS_COUNT").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    std::fs::create_dir_all(&folder).unwrap();
    for seed in 0..count {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let (article, journal) = (articles::article(), articles::journal()).new_tree(&mut runner).unwrap().current();
        for (name, version) in [("1.3", JatsVersion::V1_3), ("1.4", JatsVersion::V1_4)] {
            let written = write(&article, &journal, version);
            std::fs::write(folder.join(format!("{seed:05}-{name}.xml")), written.bytes).unwrap();
        }
    }
}
