//! Any text is taken apart as a citation; its parts are in order, in the text, and inside one another.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::article::{Lang, Part};
use offprint::notation::citation::{self, Hints};

fn check(parts: &[Part], text: &str, within: std::ops::Range<usize>) {
    let mut end = within.start;
    for part in parts {
        let range = part.range();
        assert!(range.start >= end && range.end <= within.end, "{parts:?} in {within:?}");
        assert!(text.get(range.clone()).is_some(), "{part:?} cuts a character");
        check(&part.parts, text, range.clone());
        end = range.end;
    }
}

fuzz_target!(|text: &str| {
    for lang in [None, Some(Lang::EN), Some(Lang::RU)] {
        let cited = citation::parse(text, &Hints { lang, ..Default::default() });
        check(&cited.parts, text, 0..text.len());
    }
});
