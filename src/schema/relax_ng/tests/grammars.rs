//! Grammars that are refused, and what is said of them.

use super::{parse, wrap};
use crate::schema::relax_ng::{Grammar, GrammarFault};

fn fault(body: &str) -> GrammarFault {
    parse(body).unwrap_err()
}

#[test]
fn faults_are_named_at_their_places() {
    for (body, at, message) in [
        ("<start><ref name='x'/></start>", "<ref name='x'/>", "`x` is not defined"),
        ("<define name='x'><empty/></define>", "<grammar", "the grammar has no <start>"),
        ("<start><element><empty/></element></start>", "<empty/>", "<empty> is no name class of RELAX NG"),
        ("<start><element name='a'/></start>", "<element name='a'/>", "<element> holds no pattern"),
        ("<start><elment name='a'/></start>", "<elment name='a'/>", "<elment> is no pattern of RELAX NG"),
        (
            "<start><element name='p:a'><empty/></element></start>",
            "<element name='p:a'>",
            "no namespace is bound to the prefix `p`",
        ),
        (
            "<start><element name='a'><data type='foo'/></element></start>",
            "<data type='foo'/>",
            "there is no datatype `foo` in http://www.w3.org/2001/XMLSchema-datatypes",
        ),
        (
            "<start><element name='a'><data type='integer'><param name='pattern'>(</param></data></element></start>",
            "<param name='pattern'>",
            "`(` is no pattern: a `(` is not closed",
        ),
        (
            "<start><element name='a'><empty/></element></start><start><element name='b'><empty/></element></start>",
            "<start>",
            "<start> is defined twice; one of the two needs `combine`",
        ),
        ("<start><include href='a'/></start>", "<include href='a'/>", "<include> is no pattern of RELAX NG"),
        ("<include href='a.rng'/>", "<include href='a.rng'/>", "a.rng cannot be read"),
        ("<include/>", "<include/>", "<include> needs `href`"),
    ] {
        let found = fault(body);
        assert_eq!(found.message, message, "{body}");
        assert_eq!(found.file, "main.rng");
        let text = wrap(body);
        assert!(text[found.range.start..].starts_with(at), "{body}: {:?}", &text[found.range]);
    }
}

#[test]
fn what_the_specification_prohibits_is_refused() {
    let element = |content: &str| format!("<start><element name='a'>{content}</element></start>");
    for (body, message) in [
        (
            "<start><ref name='x'/></start><define name='x'><ref name='y'/></define><define name='y'><choice><empty/><ref name='x'/></choice></define>".to_owned(),
            "refers to itself without an element between",
        ),
        (element("<attribute name='x'><attribute name='y'/></attribute>"), "an attribute cannot hold"),
        (element("<list><text/></list>"), "a <list> may hold only"),
        (element("<oneOrMore><group><attribute name='x'/><text/></group></oneOrMore>"), "cannot be repeated"),
        (element("<data type='integer'><except><text/></except></data>"), "the <except> of <data>"),
        (element("<data type='integer'/><element name='b'><empty/></element>"), "beside other content"),
        ("<start><attribute name='x'/></start>".to_owned(), "<start> must be"),
        (element("<attribute name='x'><text/><text/></attribute>"), "<attribute> takes one pattern"),
    ] {
        let found = fault(&body);
        assert!(found.message.contains(message), "{body}: {}", found.message);
    }
}

#[test]
fn files_may_not_include_themselves() {
    let rng = "xmlns='http://relaxng.org/ns/structure/1.0'";
    let include = |name: &str| match name {
        "b.rng" => Some(format!("<grammar {rng}><include href='c.rng'/></grammar>")),
        "c.rng" => Some(format!("<grammar {rng}><include href='b.rng'/></grammar>")),
        _ => None,
    };
    let found =
        Grammar::parse(&format!("<grammar {rng}><include href='b.rng'/></grammar>"), "a.rng", &include).unwrap_err();
    assert_eq!((found.file.as_str(), found.message.as_str()), ("c.rng", "b.rng includes itself"));
    let main = format!("<grammar {rng}><include href='b.rng'><start><empty/></start></include></grammar>");
    let found = Grammar::parse(&main, "a.rng", &|_| Some(format!("<grammar {rng}/>"))).unwrap_err();
    assert_eq!(found.message, "the included grammar has no <start> to replace");
}

#[test]
fn what_is_not_xml_or_not_relax_ng_is_refused() {
    let found = Grammar::parse("<grammar><a></grammar>", "a.rng", &|_| None).unwrap_err();
    assert!(found.message.starts_with("not well-formed XML"), "{found}");
    assert_eq!(found.range, 12..12);
    let found = Grammar::parse("<schema/>", "a.rng", &|_| None).unwrap_err();
    assert!(found.message.starts_with("the root is <schema>"), "{found}");
}
