//! Grammars and documents that ask for too much.

use proptest::prelude::*;

use super::{of, parse, validate, wrap};
use crate::schema::relax_ng::{Grammar, Kind};

#[test]
fn deep_documents_are_walked_without_recursion() {
    let grammar = parse("<start><ref name='r'/></start><define name='r'><element name='r'><optional><ref name='r'/></optional></element></define>").unwrap();
    let deep = format!("{}{}", "<r>".repeat(100_000), "</r>".repeat(100_000));
    assert_eq!(validate(&grammar, &deep), []);
    let faulty = format!("{}<x/>{}", "<r>".repeat(100_000), "</r>".repeat(100_000));
    let found = validate(&grammar, &faulty);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, "…/r/r/r/r/x");
    // Nothing fits anywhere.
    let unknown = format!("<r>{}{}</r>", "<y>".repeat(100_000), "</y>".repeat(100_000));
    assert_eq!(validate(&grammar, &unknown).len(), 1);
}

#[test]
fn findings_are_bounded() {
    let found = validate(&of("<empty/>"), &format!("<r>{}</r>", "<x/>t".repeat(100_000)));
    assert_eq!(found.len(), super::super::validate::MOST);
    let ids: String = (0..3_000).map(|i| format!("<x id='a{i}' rid='b{i}'/>")).collect();
    let grammar = of("<zeroOrMore><element name='x'><attribute name='id'><data type='ID'/></attribute>\
         <attribute name='rid'><data type='IDREF'/></attribute><empty/></element></zeroOrMore>");
    assert_eq!(validate(&grammar, &format!("<r>{ids}</r>")).len(), super::super::validate::MOST);
}

#[test]
fn deep_grammars_are_refused() {
    let nested = |open: &str, close: &str, n: usize| {
        parse(&format!("<start><element name='r'>{}<text/>{}</element></start>", open.repeat(n), close.repeat(n)))
    };
    assert!(nested("<optional>", "</optional>", 20).is_ok());
    let found = nested("<optional>", "</optional>", 100_000).unwrap_err();
    assert_eq!(found.message, "the schema is nested too deeply");
    let chain: String = (0..10_000)
        .map(|i| format!("<define name='d{i}'><optional><ref name='d{}'/></optional></define>", i + 1))
        .collect();
    let body = format!(
        "<start><element name='r'><ref name='d0'/></element></start>{chain}<define name='d10000'><text/></define>"
    );
    assert_eq!(parse(&body).unwrap_err().message, "the grammar is nested too deeply");
    let names = format!(
        "<start><element>{}<name>x</name>{}<text/></element></start>",
        "<choice>".repeat(50_000),
        "</choice>".repeat(50_000)
    );
    assert!(parse(&names).is_err());
}

#[test]
fn files_without_end_are_refused() {
    let next = std::cell::Cell::new(0);
    let include = |_: &str| {
        next.set(next.get() + 1);
        Some(format!(
            "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><include href='{}.rng'/></grammar>",
            next.get()
        ))
    };
    assert!(Grammar::parse(&wrap("<include href='x.rng'/>"), "main.rng", &include).is_err());
    assert!(next.get() < 2_000);
}

#[test]
fn entities_that_multiply_are_refused() {
    let mut dtd = String::from("<!ENTITY a0 'lol'>");
    (1..20).for_each(|i| dtd.push_str(&format!("<!ENTITY a{i} '{}'>", format!("&a{};", i - 1).repeat(10))));
    let text = format!(
        "<!DOCTYPE grammar [{dtd}]>{}",
        wrap("<start><element name='r'><value>&a19;</value></element></start>")
    );
    assert!(Grammar::parse(&text, "main.rng", &|_| None).is_err());
}

#[test]
fn large_interleaves_and_choices_take_bounded_work() {
    let names: Vec<String> = (0..600).map(|i| format!("<element name='e{i}'><empty/></element>")).collect();
    let grammar = of(&format!("<interleave>{}</interleave>", names.concat()));
    let inside: String = (0..600).rev().map(|i| format!("<e{i}/>")).collect();
    assert_eq!(validate(&grammar, &format!("<r>{inside}</r>")), []);
    // Every order of the same element: what is prohibited by 7.4, and grows without end.
    let same =
        "<zeroOrMore><element name='x'><empty/></element><element name='x'><text/></element></zeroOrMore>".repeat(40);
    let grammar = of(&format!("<interleave>{same}</interleave>"));
    let found = validate(&grammar, &format!("<r>{}</r>", "<x/>".repeat(400)));
    assert!(found.is_empty() || found.iter().any(|f| f.kind == Kind::TooComplex), "{found:?}");
}

#[test]
fn definitions_that_double_take_bounded_work() {
    let doubled: String = (0..60)
        .map(|i| format!("<define name='d{i}'><group><ref name='d{0}'/><ref name='d{0}'/></group></define>", i + 1))
        .collect();
    let body = format!(
        "<start><element name='r'><ref name='d0'/></element></start>{doubled}\
         <define name='d60'><choice><data type='integer'/><element name='x'><text/></element></choice></define>"
    );
    // 7.2 refuses data beside other content; without it the grammar stands.
    assert!(parse(&body).is_err());
    let body = body.replace("<data type='integer'/>", "<empty/>");
    let grammar = parse(&body).unwrap();
    let _ = validate(&grammar, &format!("<r>{}</r>", "<x>1</x>".repeat(50)));
}

/// Fragments from which grammars and documents are thrown together.
const PIECES: &[&str] = &[
    "<start>",
    "</start>",
    "<define name='a'>",
    "<define name='b'>",
    "</define>",
    "<ref name='a'/>",
    "<ref name='b'/>",
    "<element name='r'>",
    "<element name='x'>",
    "</element>",
    "<attribute name='id'>",
    "</attribute>",
    "<text/>",
    "<empty/>",
    "<notAllowed/>",
    "<choice>",
    "</choice>",
    "<interleave>",
    "</interleave>",
    "<oneOrMore>",
    "</oneOrMore>",
    "<group>",
    "</group>",
    "<list>",
    "</list>",
    "<data type='ID'/>",
    "<data type='integer'/>",
    "<value>1</value>",
    "<mixed>",
    "</mixed>",
    "<anyName/>",
    "<optional>",
    "</optional>",
    "<r>",
    "</r>",
    "<x id='1'>",
    "<x>",
    "</x>",
    "1",
    " ",
    "<r id='a'>",
];

/// A grammar that is well formed, from numbers.
fn grown(numbers: &mut impl Iterator<Item = u8>, depth: usize) -> String {
    let n = numbers.next().unwrap_or(0);
    let inner = |numbers: &mut _| if depth == 0 { "<text/>".to_owned() } else { grown(numbers, depth - 1) };
    match n % 16 {
        0 => "<text/>".into(),
        1 => "<empty/>".into(),
        2 => "<ref name='a'/>".into(),
        3 => "<notAllowed/>".into(),
        4 => "<attribute name='id'><data type='ID'/></attribute>".into(),
        5 => format!("<attribute><anyName/>{}</attribute>", inner(numbers)),
        6 => format!("<element name='x'>{}</element>", inner(numbers)),
        7 => format!("<element name='y'>{}{}</element>", inner(numbers), inner(numbers)),
        8 => format!("<element><anyName/>{}</element>", inner(numbers)),
        9 => format!("<choice>{}{}</choice>", inner(numbers), inner(numbers)),
        10 => format!("<interleave>{}{}</interleave>", inner(numbers), inner(numbers)),
        11 => format!("<oneOrMore>{}</oneOrMore>", inner(numbers)),
        12 => format!("<optional>{}</optional>", inner(numbers)),
        13 => format!("<list>{}</list>", inner(numbers)),
        14 => "<data type='integer'/>".into(),
        _ => format!("<group>{}{}</group>", inner(numbers), inner(numbers)),
    }
}

fn document(numbers: &mut impl Iterator<Item = u8>, depth: usize) -> String {
    let mut text = String::new();
    for _ in 0..numbers.next().unwrap_or(0) % 4 {
        let n = numbers.next().unwrap_or(0);
        let name = ["x", "y", "z"][usize::from(n % 3)];
        match n % 7 {
            0 => text.push_str("12"),
            1 => text.push_str(" word "),
            2 => text.push_str(&format!("<{name} id='a{}'/>", n % 5)),
            _ if depth == 0 => {}
            _ => text.push_str(&format!("<{name}>{}</{name}>", document(numbers, depth - 1))),
        }
    }
    text
}

proptest! {
    #[test]
    fn any_grammar_and_document_is_judged(
        pattern in proptest::collection::vec(any::<u8>(), 0..60),
        define in proptest::collection::vec(any::<u8>(), 0..30),
        content in proptest::collection::vec(any::<u8>(), 0..60),
    ) {
        let body = format!(
            "<start><element name='r'>{}</element></start><define name='a'>{}</define>",
            grown(&mut pattern.into_iter(), 5),
            grown(&mut define.into_iter(), 3),
        );
        if let Ok(grammar) = parse(&body) {
            let text = format!("<r>{}</r>", document(&mut content.into_iter(), 4));
            for found in validate(&grammar, &text) {
                prop_assert!(text.get(found.range.clone()).is_some());
                prop_assert!(!found.message("en").is_empty() && !found.message("ru").is_empty());
                found.help("en");
            }
        }
    }

    #[test]
    fn any_text_as_a_grammar_is_no_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let body: String = pieces.iter().map(|p| PIECES[*p]).collect();
        let _ = parse(&body);
        let _ = Grammar::parse(&body, "main.rng", &|name| Some(name.into()));
    }
}
