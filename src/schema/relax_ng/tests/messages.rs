//! What findings say, and that one fault gives one finding.

use super::validate;
use crate::schema::relax_ng::{Grammar, Invalid};

/// An article of which each test makes a faulty one.
const ARTICLE: &str = "<article article-type='research-article' dtd-version='1.3' xml:lang='en' \
    xmlns:xlink='http://www.w3.org/1999/xlink'><front><journal-meta><journal-id/><issn/></journal-meta><article-meta>\
    <title-group><article-title>T</article-title></title-group><contrib-group content-type='authors'>\
    <contrib contrib-type='author'><name xml:lang='en'><surname>S</surname></name><xref ref-type='aff' rid='aff1'/>\
    </contrib><aff id='aff1'>A</aff></contrib-group><pub-date-not-available/></article-meta></front><body><sec id='s1'>\
    <title>One</title><p>Text <italic>a</italic> and <xref ref-type='fn' rid='fn1'>1</xref>.</p></sec></body>\
    <back><fn-group><fn id='fn1' fn-type='other'><p>Note</p></fn></fn-group></back></article>";

fn jats(from: &str, to: &str) -> (String, Vec<Invalid>) {
    let grammar = Grammar::jats_article().unwrap();
    assert!(ARTICLE.contains(from), "{from}");
    let text = ARTICLE.replacen(from, to, 1);
    let found = validate(&grammar, &text);
    (text, found)
}

/// Findings as `place: message (help)`, the place being what the range covers.
fn shown(from: &str, to: &str, ui: &str) -> Vec<String> {
    let (text, found) = jats(from, to);
    let one = |i: &Invalid| {
        let help = i.help(ui).map_or(String::new(), |h| format!(" ({h})"));
        format!("{}: {}{help}", &text[i.range.clone()], i.message(ui))
    };
    found.iter().map(one).collect()
}

#[test]
fn the_article_is_valid() {
    assert_eq!(shown("", "", "en"), [""; 0]);
}

#[test]
fn one_fault_gives_one_finding() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "<title>One</title>",
            "<titel>One</titel>",
            &["<titel>: <titel> is not an element that the schema knows (did you mean <title>?)"],
        ),
        ("<title>One</title>", "", &["<p>: <title> is missing in <sec> before <p>"]),
        (
            "<title>One</title><p>",
            "<p/><title>One</title><p>",
            &[
                "<title>: <title> may stand in <sec>, but not in this place (expected: <disp-formula>, <disp-quote>, <fig>, <list>, <p>, <preformat>, <sec>, <table-wrap> or the end of the element)",
            ],
        ),
        (
            "<p>Text",
            "<para>x</para><p>Text",
            &[
                "<para>: <para> is not an element that the schema knows (expected: <disp-formula>, <disp-quote>, <fig>, <list>, <p>, <preformat>, <sec>, <table-wrap> or the end of the element)",
            ],
        ),
        (
            "<p>Text",
            "<zzz/><p>Text",
            &[
                "<zzz/>: <zzz> is not an element that the schema knows (expected: <disp-formula>, <disp-quote>, <fig>, <list>, <p>, <preformat>, <sec>, <table-wrap> or the end of the element)",
            ],
        ),
        (
            "<p>Text",
            "stray <p>Text",
            &[
                "stray: text may not stand here in <sec> (expected: <disp-formula>, <disp-quote>, <fig>, <list>, <p>, <preformat>, <sec>, <table-wrap> or the end of the element)",
            ],
        ),
        (
            "<p>Text",
            "<surname>x</surname><p>Text",
            &[
                "<surname>: <surname> may not stand in <sec> (expected: <disp-formula>, <disp-quote>, <fig>, <list>, <p>, <preformat>, <sec>, <table-wrap> or the end of the element)",
            ],
        ),
        (
            "<journal-id/>",
            "<journal-id/><journal-id/>",
            &[
                "<journal-id/>: <journal-id> may stand in <journal-meta>, but not in this place (expected: <issn> or <journal-title-group>)",
            ],
        ),
        (
            "<journal-id/><issn/>",
            "<issn/><journal-id/>",
            &[
                "<journal-id/>: <journal-id> may stand in <journal-meta>, but not in this place (expected: <issn>, <publisher>, <self-uri> or the end of the element)",
            ],
        ),
        ("<journal-id/><issn/>", "<journal-id/>", &["<journal-meta>: <issn> is missing in <journal-meta>"]),
        (
            "<journal-id/>",
            "<journal-id journal-id-typ='issn'/>",
            &[
                "journal-id-typ='issn': <journal-id> has no attribute `journal-id-typ` in the schema (did you mean `journal-id-type`?)",
            ],
        ),
        (
            "<pub-date-not-available/>",
            "",
            &["<article-meta>: <pub-date> or <pub-date-not-available> is missing in <article-meta>"],
        ),
        (
            "<pub-date-not-available/>",
            "<pub-date date-type='pub'><year>2020</year></pub-date><pub-date date-type='epub'><year>2020</year></pub-date>",
            &[
                "epub: `epub` is not a value that `date-type` of <pub-date> may have (did you mean `pub`? expected: `collection` or `pub`)",
            ],
        ),
        (" xml:lang='en'>", ">", &["<name>: <name> has no attribute `xml:lang`"]),
        (
            "dtd-version='1.3'",
            "dtd-version='1.1'",
            &[
                "1.1: `1.1` is not a value that `dtd-version` of <article> may have (did you mean `1.3`? expected: `1.3` or `1.4`)",
            ],
        ),
        (
            "dtd-version='1.3'",
            "",
            &[
                "<article article-type='research-article'  xml:lang='en' xmlns:xlink='http://www.w3.org/1999/xlink'>: <article> has no attribute `dtd-version`",
            ],
        ),
        (
            "<name xml:lang='en'>",
            "<name name-style='given-only' xml:lang='en'>",
            &["<surname>: <surname> may not stand in <name> (expected: <given-names>)"],
        ),
        (
            "fn-type='other'",
            "fn-type='othr'",
            &[
                "othr: `othr` is not a value that `fn-type` of <fn> may have (did you mean `other`? expected: `coi-statement` or `other`)",
            ],
        ),
        (
            "fn-type='other'",
            "fn-type='other' symbol='x'",
            &["symbol='x': <fn> has no attribute `symbol` in the schema (expected: `xml:lang`)"],
        ),
        ("rid='fn1'", "rid='fn2'", &["rid='fn2': no element has the identifier `fn2` (did you mean `fn1`?)"]),
        (
            "rid='fn1'",
            "rid='1 2'",
            &["1 2: `1 2` is not a value that `rid` of <xref> may have (expected: a value of the type IDREFS)"],
        ),
        (
            "id='aff1'>",
            "id='fn1'>",
            &["rid='aff1': no element has the identifier `aff1`", "id='fn1': the identifier `fn1` stands twice"],
        ),
        (
            "<italic>a</italic>",
            "<italic><p>a</p></italic>",
            &[
                "<p>: <p> may not stand in <italic> (expected: <bold>, <ext-link>, <inline-formula>, <inline-graphic>, <italic>, <monospace>, <named-content>, <sc> or one of 5 more)",
            ],
        ),
        (
            "<sec id='s1'>",
            "<sec id='s1'><sec-meta/>",
            &["<sec-meta/>: <sec-meta> is not an element that the schema knows (expected: <title>)"],
        ),
        (
            "<fn-group>",
            "<fn-group><title>T</title><label>x</label>",
            &["<label>: <label> may not stand in <fn-group> (expected: <fn>)"],
        ),
        (
            "<article-title>T</article-title>",
            "<article-title>T</article-title><article-title>U</article-title>",
            &[
                "<article-title>: <article-title> may stand in <title-group>, but not in this place (expected: <trans-title-group> or the end of the element)",
            ],
        ),
        ("<p>Note</p>", "", &["<fn id='fn1' fn-type='other'>: <p> is missing in <fn>"]),
    ];
    for (from, to, expected) in cases {
        assert_eq!(shown(from, to, "en"), *expected, "{from} → {to}");
    }
}

#[test]
fn several_faults_are_found_in_one_run() {
    let grammar = Grammar::jats_article().unwrap();
    let text = ARTICLE.replace("<issn/>", "").replace("<title>One", "<titel>One").replace("One</title>", "One</titel>");
    let text = text.replace("fn-type='other'", "").replace("</body>", "x</body>").replace("rid='aff1'", "rid='aff2'");
    let found: Vec<&str> = validate(&grammar, &text).iter().map(|i| i.kind.slug()).collect();
    assert_eq!(
        found,
        ["missing-element", "dangling-idref", "unknown-element", "text-not-allowed", "missing-attribute"]
    );
}

#[test]
fn findings_say_where_they_are() {
    let (text, found) = jats("id='aff1'>", "id='fn1'>");
    let twice = &found[1];
    assert_eq!(&text[twice.range.clone()], "id='fn1' ".trim());
    assert_eq!(twice.related.clone().map(|r| text[r].to_owned()), Some("id='fn1'".to_owned()));
    let (text, found) = jats("<journal-id/>", "<journal-id journal-id-typ='>'/>");
    assert_eq!(&text[found[0].element.clone()], "<journal-id journal-id-typ='>'/>");
    assert_eq!(found[0].path, "article/front/journal-meta/journal-id");
}

#[test]
fn what_comes_from_an_entity_is_shown_at_what_is_around() {
    let grammar = super::of("<element name='a'><empty/></element>");
    let text = "<!DOCTYPE r [<!ENTITY e '<b/>'>]><r><a>&e;</a></r>";
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options).unwrap();
    let found = grammar.validate(&document);
    assert_eq!(found.len(), 1);
    assert!(text.get(found[0].range.clone()).is_some_and(|t| t.starts_with('<')), "{found:?}");
}

#[test]
fn russian() {
    for (from, to, expected) in [
        (
            "<title>One</title>",
            "<titel>One</titel>",
            "элемента <titel> в схеме нет (возможно, имелось в виду <title>?)",
        ),
        ("<p>Note</p>", "", "в <fn> не хватает <p>"),
        (
            "fn-type='other'",
            "fn-type='x'",
            "атрибут `fn-type` элемента <fn> не может иметь значение `x` (ожидается: `coi-statement` или `other`)",
        ),
        ("rid='fn1'", "rid='fn2'", "идентификатора `fn2` нет ни у одного элемента (возможно, имелось в виду `fn1`?)"),
    ] {
        let found = shown(from, to, "ru");
        assert!(found.len() == 1 && found[0].ends_with(expected), "{found:?}");
    }
}
