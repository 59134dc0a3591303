//! Any text is judged as a UDC number; the normal form of what is valid is valid, and its own normal form.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::notation::udc;

fuzz_target!(|text: &str| {
    let (normal, _) = udc::normalise(text);
    assert_eq!(udc::normalise(&normal).0, normal);
    if udc::parse(text).is_ok() {
        assert!(udc::parse(&normal).is_ok(), "{text:?} is valid, its normal form {normal:?} is not");
    }
    let (_, end) = udc::codes_at(text);
    assert!(text.is_char_boundary(end));
});
