//! Dates in any text: where they are found, they are in the text, and are days of their months.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::notation::date;

fuzz_target!(|text: &str| {
    if let Some((found, range)) = date::find(text) {
        assert!(text.get(range).is_some());
        assert!((1..=9999).contains(&found.year));
        assert!(found.month.is_none_or(|m| (1..=12).contains(&m)));
        assert!(found.day.is_none_or(|d| found.month.is_some() && (1..=31).contains(&d)));
    }
    let mut end = 0;
    for (_, range) in date::scan(text) {
        assert!(range.start >= end && range.end > range.start, "dates overlap or stand still");
        assert!(text.get(range.clone()).is_some());
        end = range.end;
    }
    if let Some((_, length)) = date::parse_at(text) {
        assert!(text.is_char_boundary(length));
    }
});
