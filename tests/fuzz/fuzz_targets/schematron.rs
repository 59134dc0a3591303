//! A schema: neither parsing it, with inclusions of itself, nor running it panics, recurses or goes on for ever.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::schema::schematron::{Options, Schema};

const DOCUMENT: &str = "<article xmlns:x='urn:x' xml:lang='en'><front><title>T</title><kwd id='a'>k</kwd><kwd>l</kwd>\
    </front><!--c--><?p i?><body><p x:y='1'>Text <b rid='a'>b</b></p></body></article>";

fuzz_target!(|data: &str| {
    let document = roxmltree::Document::parse(DOCUMENT).expect("the document is well formed");
    let include = |href: &str| match href {
        "none" => None,
        _ => Some(data.to_owned()),
    };
    match Schema::parse(data, &include) {
        Err(fault) => assert!(data.get(fault.range).is_some()),
        Ok(schema) => {
            let phases: Vec<&str> = schema.phases().take(3).chain(["#ALL"]).collect();
            for phase in phases {
                let variables = [("n", "1".to_owned())];
                let options = Options { phase: Some(phase), variables: &variables, budget: 200_000 };
                for fired in schema.run(&document, &options).unwrap_or_default() {
                    assert!(DOCUMENT.get(fired.range).is_some());
                }
            }
        }
    }
});
