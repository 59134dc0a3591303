//! Every style holds any findings of any manuscript, and says the same places.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::diagnostic::{Edit, Fix};
use crate::source::Span;

fn styles() -> Vec<&'static str> {
    REPORTERS.iter().map(|r| r.name).collect()
}

fn report(style: &str, files: &[(&Source, &[Diagnostic])], ui: Ui) -> String {
    let mut report = (REPORTERS.iter().find(|r| r.name == style).unwrap().begin)(ui);
    for (source, found) in files {
        report.manuscript(source, found);
    }
    report.failure("c,d.md", "not UTF-8: 100%\nat all");
    report.finish()
}

fn example() -> (Source, Vec<Diagnostic>) {
    let source = Source::from_text("папка/a b.md", "Первая строка.\nВторая “строка».\n");
    let text = source.text();
    let quote = text.find('“').unwrap();
    let close = text.find('»').unwrap();
    let mut finding =
        Diagnostic::error("udc-notation", Span::new(quote, quote + 3), "a <mark> & \u{1} of, 100%: one\nkind")
            .help("write «")
            .related(Span::new(close, close + 2), "its partner");
    finding.fix = Some(Fix { safe: true, edits: vec![Edit { span: Span::new(quote, quote + 3), text: "«".into() }] });
    (source, vec![finding, Diagnostic::warning("no-such-rule", Span::NONE, "nowhere")])
}

#[test]
fn json_has_lines_columns_and_bytes() {
    let (source, found) = example();
    let document: Value = serde_json::from_str(&report("json", &[(&source, &found)], Ui::En)).unwrap();
    let finding = &document["files"][0]["diagnostics"][0];
    assert_eq!(document["files"][0]["path"], "папка/a b.md");
    assert_eq!(finding["span"]["start"], serde_json::json!({"line": 2, "column": 8, "offset": 40}));
    assert_eq!(finding["fix"]["edits"][0]["end"]["offset"], 43);
    assert_eq!(finding["related"][0]["span"]["start"]["column"], 15);
    assert_eq!(document["files"][0]["diagnostics"][1]["fix"], Value::Null);
    assert_eq!(document["summary"]["errors"], 1);
    assert_eq!(document["failures"][0]["path"], "c,d.md");
}

#[test]
fn sarif_names_its_rules_and_encodes_paths() {
    let (source, found) = example();
    let document: Value = serde_json::from_str(&report("sarif", &[(&source, &found)], Ui::Ru)).unwrap();
    let run = &document["runs"][0];
    let result = &run["results"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], result["ruleId"]);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%D0%BF%D0%B0%D0%BF%D0%BA%D0%B0/a%20b.md");
    assert_eq!((&place["region"]["startLine"], &place["region"]["byteLength"]), (&2.into(), &3.into()));
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "«");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn paths_become_addresses() {
    for (path, address) in [
        ("a b.md", "a%20b.md"),
        ("../x/ы.md", "../x/%D1%8B.md"),
        ("/a/../../b/./c.md", "file:///b/c.md"),
        ("C:/a.md", "file:///C:/a.md"),
        ("a:b.md", "a%3Ab.md"),
    ] {
        assert_eq!(uri(path), address);
    }
}

#[test]
fn junit_fails_where_the_check_does() {
    let (source, found) = example();
    let clean = Source::from_text("b.md", "b");
    let text = report("junit", &[(&source, &found), (&clean, &[])], Ui::En);
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!((root.attribute("tests"), root.attribute("failures")), (Some("4"), Some("1")));
    let failures = root.descendants().filter(|n| n.has_tag_name("failure"));
    assert_eq!(failures.map(|n| n.attribute("type").unwrap()).collect::<Vec<_>>(), ["udc-notation"]);
    assert_eq!(root.descendants().filter(|n| n.has_tag_name("testcase")).count(), 4);
}

#[test]
fn github_commands_stay_on_their_line() {
    let (source, found) = example();
    let text = report("github", &[(&source, &found)], Ui::En);
    let first = text.lines().next().unwrap();
    assert!(
        first.starts_with("::error file=папка/a b.md,line=2,endLine=2,col=8,endColumn=9,title=udc-notation::a <mark>")
    );
    assert!(first.ends_with("of, 100%25: one%0Akind%0Awrite «"), "{first}");
    assert_eq!(text.lines().count(), 3);
    assert!(text.ends_with("::error file=c%2Cd.md::not UTF-8: 100%25%0Aat all\n"));
}

#[test]
fn html_shows_the_fault_in_its_line() {
    let (source, found) = example();
    let text = report("html", &[(&source, &found)], Ui::Ru);
    assert!(text.contains("<pre>Вторая <mark>“</mark>строка».</pre>"), "{text}");
    assert!(text.contains("Ошибок: 1. Предупреждений: 1."));
    assert!(text.contains("a &lt;mark&gt; &amp; "));
}

proptest! {
    #[test]
    fn places_are_those_of_the_source(text in "[aя\n\r𝄞]{0,40}", ends in proptest::collection::vec(0usize..60, 2)) {
        let source = Source::from_text("a.md", text.clone());
        let (start, end) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        let finding = Diagnostic::error("r", Span::new(start, end), "");
        let places = Places::of(&source, std::slice::from_ref(&finding));
        let (from, to) = places.ends(finding.span);
        for (place, offset) in [(from, start), (to, end)] {
            let expected = source.position(offset as u32);
            prop_assert_eq!((place.line, place.column), (expected.line, expected.column));
        }
    }

    #[test]
    fn any_finding_can_be_reported(text in ".{0,60}", message in ".{0,30}", name in ".{0,10}", ends in proptest::collection::vec(0usize..80, 2)) {
        let source = Source::from_text(name, text);
        let span = Span::new(ends[0].min(ends[1]), ends[0].max(ends[1]));
        let finding = Diagnostic::warning("rule", span, message.clone()).help(message).replace(false, span, "x");
        for style in styles() {
            let report = report(style, &[(&source, std::slice::from_ref(&finding))], Ui::En);
            match style {
                "json" | "sarif" => { serde_json::from_str::<Value>(&report).unwrap(); }
                "junit" | "html" => {
                    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
                    roxmltree::Document::parse_with_options(&report, options).unwrap();
                }
                "github" => prop_assert_eq!(report.lines().filter(|l| l.starts_with("::")).count(), report.matches('\n').count()),
                other => panic!("{other} is not looked at"),
            }
        }
    }
}
