//! What each construct of RELAX NG takes.

use super::{messages, of, parse, verdicts};
use crate::schema::relax_ng::Grammar;

const A: &str = "<element name='a'><empty/></element>";
const B: &str = "<element name='b'><empty/></element>";
const C: &str = "<element name='c'><empty/></element>";

#[test]
fn groups_keep_their_order() {
    verdicts(&format!("{A}{B}"), &["<a/><b/>", " <a/> <!-- x --> <b/>\n"], &["<b/><a/>", "<a/>", "<a/><b/><b/>", ""]);
    verdicts(
        &format!("<optional>{A}</optional><optional>{B}</optional>"),
        &["", "<a/>", "<b/>", "<a/><b/>"],
        &["<b/><a/>"],
    );
}

#[test]
fn choices_take_one() {
    verdicts(
        &format!("<choice>{A}{B}<group>{A}{C}</group></choice>"),
        &["<a/>", "<b/>", "<a/><c/>"],
        &["", "<b/><c/>", "<a/><b/>"],
    );
}

#[test]
fn interleaves_take_any_order() {
    verdicts(
        &format!("<interleave>{A}<oneOrMore>{B}</oneOrMore><optional><group>{C}{C}</group></optional></interleave>"),
        &["<a/><b/>", "<b/><a/><b/>", "<c/><b/><a/><c/><b/>"],
        &["<a/>", "<b/>", "<a/><b/><c/>", "<a/><a/><b/>"],
    );
}

#[test]
fn repetitions() {
    verdicts(&format!("<oneOrMore>{A}{B}</oneOrMore>"), &["<a/><b/>", "<a/><b/><a/><b/>"], &["", "<a/><b/><a/>"]);
    verdicts(&format!("<zeroOrMore>{A}</zeroOrMore>"), &["", "<a/><a/><a/>"], &["<b/>"]);
}

#[test]
fn text_and_mixed_content() {
    verdicts("<text/>", &["", "x", " x <!-- y --> z "], &["<a/>"]);
    verdicts(&format!("<mixed>{A}{B}</mixed>"), &["<a/><b/>", "x<a/>y<b/>z"], &["x", "<b/>x<a/>"]);
    verdicts(&format!("<empty/>{A}"), &["<a/>", " <a/> "], &["x<a/>", "<a/>x"]);
    verdicts("<empty/>", &["", "  ", "<!-- x -->"], &["x", "<![CDATA[x]]>"]);
}

#[test]
fn attributes() {
    verdicts(
        "<attribute name='x'/><optional><attribute name='y'><value>1</value></attribute></optional>",
        &["<r x=''/>", "<r y='1' x='z'/>", "<r y=' 1 ' x='z'/>"],
        &["<r/>", "<r x='' y='2'/>", "<r x='' z=''/>", "<r y='1'/>"],
    );
    // What an element may hold depends on an attribute, wherever it stands.
    verdicts(
        &format!(
            "<choice><group><attribute name='t'><value>a</value></attribute>{A}</group>\
             <group>{B}<attribute name='t'><value>b</value></attribute></group></choice>"
        ),
        &["<r t='a'><a/></r>", "<r t='b'><b/></r>"],
        &["<r t='a'><b/></r>", "<r t='b'><a/></r>", "<r><a/></r>", "<r t='c'><a/></r>"],
    );
}

#[test]
fn several_elements_of_one_name_are_told_apart_by_what_they_hold() {
    let grammar = format!(
        "<choice><group><element name='x'>{A}</element>{B}</group><group><element name='x'>{C}</element>{C}</group>\
         <group><element name='x'><text/></element></group></choice>"
    );
    verdicts(
        &grammar,
        &["<x><a/></x><b/>", "<x><c/></x><c/>", "<x>t</x>", "<x/>"],
        &["<x><a/></x><c/>", "<x><c/></x><b/>", "<x><a/></x>", "<x>t</x><b/>"],
    );
}

#[test]
fn values_and_data() {
    verdicts("<value>a b</value>", &[" a  b ", "a<!-- x --> b"], &["", "ab", "a"]);
    verdicts("<value type='string'>a b</value>", &["a b"], &["a  b", " a b"]);
    verdicts("<value type='integer'>1</value>", &["01", " +1 "], &["2", "1.0"]);
    verdicts("<data type='NMTOKEN'/>", &["1.3", " a "], &["", "a b", "<a/>"]);
    verdicts("<data type='string'/>", &["", "  ", "x"], &["<a/>"]);
    verdicts(
        "<data type='string'><param name='pattern'>\\d{4}-\\d{3}[\\dX]</param></data>",
        &["1234-567X"],
        &["1234-567", "1234-5678 "],
    );
    verdicts("<data type='integer'><except><value type='integer'>0</value></except></data>", &["1"], &["0", "00", "x"]);
    verdicts("<data type='anyURI'/>", &["http://example.org/?a=1#b", ""], &["%zz"]);
    verdicts(&format!("<choice><data type='integer'/>{A}</choice>"), &["1", "<a/>", " <a/> "], &["x", "1<a/>", ""]);
}

#[test]
fn lists() {
    verdicts(
        "<list><data type='integer'/><oneOrMore><choice><value>x</value><value>y</value></choice></oneOrMore></list>",
        &["1 x", " 2\ty  x "],
        &["", "1", "x 1", "1 z"],
    );
    verdicts(
        "<attribute name='l'><list><zeroOrMore><data type='NMTOKEN'/></zeroOrMore></list></attribute>",
        &["<r l=''/>", "<r l='a b'/>"],
        &["<r l='/'/>"],
    );
}

#[test]
fn not_allowed_takes_its_group_with_it() {
    verdicts(&format!("<choice><group>{A}<notAllowed/></group>{B}</choice>"), &["<b/>"], &["<a/>"]);
    verdicts(
        &format!("<optional><attribute name='x'><notAllowed/></attribute></optional>{B}"),
        &["<b/>"],
        &["<r x=''><b/></r>"],
    );
}

#[test]
fn name_classes() {
    verdicts(
        "<zeroOrMore><element><anyName/><empty/></element></zeroOrMore>",
        &["<x/><y:z xmlns:y='u'/>"],
        &["<x>t</x>"],
    );
    verdicts(
        "<zeroOrMore><element><anyName><except><name>x</name><nsName ns='u'/></except></anyName><empty/></element></zeroOrMore>",
        &["<y/>", "<z xmlns='v'/>"],
        &["<x/>", "<z xmlns='u'/>"],
    );
    verdicts(
        "<element><nsName ns='u'><except><name ns='u'>x</name></except></nsName><empty/></element>",
        &["<y xmlns='u'/>"],
        &["<x xmlns='u'/>", "<y/>"],
    );
    verdicts(
        "<element><choice><name>x</name><name ns='u'>y</name></choice><empty/></element>",
        &["<x/>", "<y xmlns='u'/>"],
        &["<y/>"],
    );
    verdicts(
        "<oneOrMore><attribute><anyName><except><name>z</name></except></anyName></attribute></oneOrMore>",
        &["<r a='' b='' c=''/>", "<r xmlns:u='u' u:z=''/>"],
        &["<r/>", "<r a='' z=''/>"],
    );
}

#[test]
fn namespaces_are_inherited_by_elements_and_not_by_attributes() {
    let grammar = parse(
        "<start><element name='r' ns='u' xmlns:p='v'><attribute name='a'/><attribute name='p:b'/><attribute name='xml:lang'/>\
         <element name='c'><empty/></element><element name='p:d'><empty/></element></element></start>",
    )
    .unwrap();
    let valid = "<r xmlns='u' xmlns:q='v' a='' q:b='' xml:lang=''><c/><q:d/></r>";
    assert_eq!(messages(&grammar, valid), [""; 0]);
    assert_eq!(messages(&grammar, "<r xmlns='u' xmlns:q='v' q:a='' q:b='' xml:lang=''><c/><q:d/></r>").len(), 1);
    assert_eq!(messages(&grammar, "<r xmlns='u' xmlns:q='v' a='' q:b='' xml:lang=''><q:c/><q:d/></r>").len(), 1);
}

#[test]
fn definitions_are_combined_and_recursive() {
    let grammar = parse(
        "<start><ref name='r'/></start><define name='r'><element name='r'><ref name='x'/></element></define>\
         <define name='x' combine='choice'><empty/></define>\
         <define name='x' combine='choice'><ref name='r'/></define><define name='x'><element name='s'><text/></element></define>",
    )
    .unwrap();
    assert_eq!(messages(&grammar, "<r><r><r><s>t</s></r></r></r>"), [""; 0]);
    assert_eq!(messages(&grammar, "<r><s/><r/></r>").len(), 1);
    let grammar = parse(
        "<start><element name='r'><ref name='x'/></element></start>\
         <define name='x' combine='interleave'><attribute name='a'/></define>\
         <define name='x' combine='interleave'><attribute name='b'/></define>",
    )
    .unwrap();
    assert_eq!(messages(&grammar, "<r b='' a=''/>"), [""; 0]);
    assert_eq!(messages(&grammar, "<r b=''/>").len(), 1);
}

#[test]
fn grammars_nest() {
    let grammar = parse(
        "<start><element name='r'><grammar><start><ref name='x'/><parentRef name='x'/></start>\
         <define name='x'><element name='inner'><empty/></element></define></grammar></element></start>\
         <define name='x'><element name='outer'><empty/></element></define>",
    )
    .unwrap();
    assert_eq!(messages(&grammar, "<r><inner/><outer/></r>"), [""; 0]);
    assert_eq!(messages(&grammar, "<r><outer/><inner/></r>"), ["<inner> may stand in <r>, but not in this place"]);
}

#[test]
fn files_are_included_and_overridden() {
    let rng = "xmlns='http://relaxng.org/ns/structure/1.0'";
    let include = |name: &str| match name {
        "parts/base.rng" => Some(format!(
            "<grammar {rng}><start><element name='old'><empty/></element></start><include href='more.rng'/>\
             <define name='x'><text/></define><define name='kept'><element name='kept'><empty/></element></define></grammar>"
        )),
        "parts/more.rng" => Some(format!("<grammar {rng}><define name='y'><empty/></define></grammar>")),
        "parts/one.rng" => Some(format!("<element name='one' {rng}><text/></element>")),
        _ => None,
    };
    let grammar = Grammar::parse(
        &format!(
            "<grammar {rng} ns='u'><include href='parts/base.rng'>\
             <start><element name='r'><ref name='x'/><ref name='y'/><ref name='kept'/></element></start>\
             <define name='x'><externalRef href='parts/one.rng'/></define>\
             <div><define name='y'><element name='y'><empty/></element></define></div></include></grammar>"
        ),
        "main.rng",
        &include,
    )
    .unwrap();
    assert_eq!(messages(&grammar, "<r xmlns='u'><one>t</one><y/><kept/></r>"), [""; 0]);
    assert_eq!(messages(&grammar, "<r xmlns='u'>t<kept/></r>").len(), 2);
}

#[test]
fn white_space_counts_only_where_a_value_is() {
    let grammar = of("<element name='a'><data type='string'><param name='length'>2</param></data></element>");
    assert_eq!(messages(&grammar, "<r>\n <a>  </a>\n</r>"), [""; 0]);
    assert_eq!(messages(&grammar, "<r><a> </a></r>").len(), 1);
}

#[test]
fn the_jats_of_the_samples_is_valid() {
    let grammar = Grammar::jats_article().unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path().join("article.xml")).unwrap();
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(&text, options).unwrap();
        assert_eq!(grammar.validate(&document), []);
        seen += 1;
    }
    assert!(seen > 3);
}
