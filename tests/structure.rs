//! `offprint structure` from outside: the table for people, the JSON for programs, and what both promise for any page.

mod support;

use offprint::read::page::{self, structure};
use offprint::source::Source;
use proptest::prelude::*;
use serde_json::Value;
use support::Folder;

/// A page with something of every kind, and two things that are doubtful.
const PAGE: &str = "\
UDC 94(476)

THE FERRY AND THE HARBOUR

A. B. STONE^a

^aInstitute of Rivers, 4 Quay Street, Delta

The article tells how the ferry and the harbour of a small town were kept from 1900 to 1930, who paid for them, and what became of their books when the bridge was built. It is based on the papers of the guild.

Keywords: ferry; harbour; guild

Introduction

The ferry crossed the river twice a day in summer and once a day in winter,^1 and in the weeks of the thaw it did not cross at all, so that the villages on the other bank lived by them-

^1 Annual report of the harbour, 1926.

The ferry and the harbour 17

selves until the ice was gone.

<!-- offprint: paragraph -- as in the manuscript -->
The old boathouse

He said that the harbour was never kept well, and that all that could be known of it was in the books of the guild, which nobody had read since the fire.

²⁾ Books of the guild.

References

1. Reed A. Boats. Delta: Reed; 1990. 20 p.

2. Reed B. Oars of the
delta. Delta: Reed; 1991. 30 p.
";

const TABLE: &str = "    1  code                    UDC 94(476)
                               its label “UDC”
    3  title                   THE FERRY AND THE HARBOUR
                               it stands right above the line of authors; a block of front
                               matter begins here; it is in capitals
    5  authors                 A. B. STONE^a
                               names with the keys of affiliations; it stands right below
                               the title; an affiliation follows
    7  affiliation             ^aInstitute of Rivers, 4 Quay Street, Delta
                               a key stands before it; it stands below the authors; its
                               parts have commas between them
    9  abstract                The article tells how the ferry and the harbour of a small…
                               the keywords follow; it stands below the authors and
                               affiliations
   11  keywords                Keywords: ferry; harbour; guild
                               its label “Keywords”; short words between commas or
                               semicolons
   13  heading 1               Introduction
                               its label “Introduction”; a paragraph begins below it; the
                               paragraph above it has ended
   15  paragraph               The ferry crossed the river twice a day in summer and once…
                               it goes on further down; it is longer than a line; it
                               begins as a sentence does
   17  footnote 1              ^1 Annual report of the harbour, 1926.
                               a raised mark stands before it; a mark in the text calls
                               it; its number follows that of the note before it
   19  running head, left out  The ferry and the harbour 17
                               it stands between two halves of a sentence; a line with the
                               same words comes again; a number stands at its side
   21  goes on from 15         selves until the ice was gone.
                               what is above it ends within a word; it begins with a small
                               letter; it is cut off by footnotes, a running head
   24  paragraph               The old boathouse
                               its marker says `paragraph`
   26  paragraph               He said that the harbour was never kept well, and that all…
                               it ends as a sentence does; it is longer than a line; it
                               begins as a sentence does
   28  paragraph               ²⁾ Books of the guild.
                               0.43: it ends as a sentence does; it begins as a sentence
                               does
                               or footnote: a raised mark stands before it
   30  list of references      References
                               its label “References”; items follow
   32  reference 1             1. Reed A. Boats. Delta: Reed; 1990. 20 p.
                               its number follows that of the item before it; it has a
                               year
34–35  reference 2             2. Reed B. Oars of the delta. Delta: Reed; 1991. 30 p.
                               its number follows that of the item before it; it has a
                               year
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("page.md", PAGE);
    folder
}

#[test]
fn the_table_shows_each_block_with_its_reasons() {
    let ran = folder().run_with(&["structure", "page.md"], b"", &[("COLUMNS", "90")]);
    ran.code(0).says("page.md: 17 blocks, 1 with a confidence below 0.9; 11 fields, 0 with one");
    assert_eq!(ran.out, TABLE);
}

#[test]
fn it_is_called_explain_structure_as_well_and_reads_standard_input() {
    let folder = folder();
    let named = folder.run_with(&["explain-structure", "page.md"], b"", &[("COLUMNS", "90")]);
    let piped = folder.run_with(&["structure", "-"], PAGE.as_bytes(), &[("COLUMNS", "90")]);
    assert_eq!(named.code(0).out, TABLE);
    assert_eq!(piped.code(0).out, TABLE);
    piped.says("<stdin>: 17 blocks");
}

#[test]
fn only_what_is_doubtful_is_shown_if_that_is_asked_for() {
    let ran = folder().run_with(&["structure", "page.md", "--doubtful", "-q"], b"", &[("COLUMNS", "90")]);
    let shown = ran.code(0).out.clone();
    assert!(shown.contains("²⁾ Books of the guild."), "{shown}");
    assert!(!shown.contains("Introduction"), "{shown}");
    assert_eq!(ran.err, "");
}

#[test]
fn no_line_is_wider_than_the_terminal_and_nothing_acts_on_it() {
    let folder = folder();
    folder.write("odd.md", format!("{PAGE}\nA line \u{1b}[31m with \u{202e} signs\n"));
    for width in ["40", "60", "120"] {
        let ran = folder.run_with(&["structure", "odd.md"], b"", &[("COLUMNS", width)]);
        let widest = ran.code(0).out.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(widest <= width.parse().expect("a number"), "{width}: {widest}\n{}", ran.out);
        assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}'));
    }
    let coloured = folder.run(&["structure", "page.md", "--color", "always"]);
    assert!(coloured.code(0).out.contains("\u{1b}[1;33mparagraph"));
}

#[test]
fn other_forms_are_refused_with_a_reason() {
    let folder = folder();
    folder.write("a.xml", "<article/>");
    folder.run(&["structure", "a.xml"]).code(2).says("is read as jats");
    folder.run(&["structure", "none.md"]).code(2).says("none.md");
    let several = folder.run(&["structure", "page.md", "none.md", "--json"]);
    let lines: Vec<&str> = several.code(2).out.lines().collect();
    assert_eq!((lines.len(), lines[1]), (2, "null"));
}

/// What JSON Schema says of a value, as far as schemas/structure.schema.json says it.
fn faults(schema: &Value, value: &Value, root: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(reference.trim_start_matches('#')).expect("a reference that leads somewhere");
        faults(target, value, root, at, found);
    }
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("the schema has the type {other}"),
    };
    let right = match &schema["type"] {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    };
    if !right {
        found.push(format!("{at}: not {}", schema["type"]));
    }
    if let Some(all) = schema["enum"].as_array()
        && !all.contains(value)
    {
        found.push(format!("{at}: {value} is none of those that there are"));
    }
    if let (Some(least), Some(most), Some(number)) =
        (schema["minimum"].as_f64(), schema["maximum"].as_f64(), value.as_f64())
        && !(least..=most).contains(&number)
    {
        found.push(format!("{at}: {number}"));
    }
    if let Some(map) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !map.contains_key(name) {
                found.push(format!("{at}: lacks {name}"));
            }
        }
        for (name, inner) in map {
            match schema["properties"].get(name) {
                Some(property) => faults(property, inner, root, &format!("{at}/{name}"), found),
                None if schema["additionalProperties"] == Value::Bool(false) => {
                    found.push(format!("{at}: has {name}"));
                }
                None => {}
            }
        }
    }
    if let Some(items) = value.as_array() {
        if items.len() < schema["minItems"].as_u64().unwrap_or(0) as usize {
            found.push(format!("{at}: too few"));
        }
        for (n, item) in items.iter().enumerate() {
            faults(&schema["items"], item, root, &format!("{at}/{n}"), found);
        }
    }
}

fn samples() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut all = vec![("page.md".to_owned(), PAGE.to_owned())];
    for entry in std::fs::read_dir(folder).expect("samples").map(|e| e.expect("an entry").path()) {
        for name in ["article.md", "article.txt"] {
            if let Ok(text) = std::fs::read_to_string(entry.join(name)) {
                all.push((entry.join(name).display().to_string(), text));
            }
        }
    }
    assert!(all.len() > 4);
    all
}

#[test]
fn the_json_is_as_its_schema_says_and_its_pointers_lead_into_the_article() {
    let schema: Value = serde_json::from_str(include_str!("../schemas/structure.schema.json")).expect("JSON");
    let kinds: Vec<&str> = structure::Kind::ALL.iter().map(|k| k.id()).collect();
    assert_eq!(schema["$defs"]["kind"]["enum"], serde_json::json!(kinds));
    let folder = Folder::new();
    for (name, text) in samples() {
        folder.write("article.md", &text);
        let told: Value =
            serde_json::from_str(&folder.run(&["structure", "article.md", "--json"]).code(0).out).expect("JSON");
        let mut found = Vec::new();
        faults(&schema, &told, &schema, "", &mut found);
        assert!(found.is_empty(), "{name}: {found:#?}");
        assert_eq!(told["manuscript"], "article.md");

        let article: Value = serde_json::from_str(&folder.run(&["convert", "article.md", "--json"]).out).expect("JSON");
        assert_eq!(article["fields"], told["fields"], "{name}");
        assert_eq!(article["lang"], told["lang"], "{name}");
        let fields = told["fields"].as_array().expect("a list");
        assert!(fields.len() > 8, "{name}");
        for field in fields {
            let pointer = field["pointer"].as_str().expect("a pointer");
            assert!(article.pointer(pointer).is_some(), "{name}: {pointer}");
        }
        for block in told["blocks"].as_array().expect("a list") {
            if let Some(field) = block["field"].as_u64() {
                let span = &fields[field as usize]["span"];
                assert!(span["start"].as_u64() < block["span"]["end"].as_u64(), "{name}: {block}");
                assert!(span["end"].as_u64() > block["span"]["start"].as_u64(), "{name}: {block}");
            }
        }
    }
}

#[test]
fn fields_say_what_another_place_says_instead() {
    let text = PAGE.replace(
        "He said",
        "For citation: Stone AB. The ferry and the harbour. River Papers. 2020;3(1):4–9.\n\n\
         Для цитирования: Стоун АБ. Паром и гавань. Речные записки. 2021;3(1):4–9.\n\nHe said",
    );
    let source = Source::from_text("a.md", &text);
    let reading = page::read(&source);
    let told = structure::structure(&source, &reading.article, &reading.diagnostics);
    let year = told.fields.iter().find(|f| f.field == "year").expect("a year");
    assert_eq!(year.value, "2020");
    assert!(year.confidence < 0.95, "{year:?}");
    let other: Vec<(&str, &str)> = year.otherwise.iter().map(|o| (o.value.as_str(), source.slice(o.span))).collect();
    assert_eq!(other, [("2021", "2021")]);
    let volume = told.fields.iter().find(|f| f.field == "volume").expect("a volume");
    assert!(volume.confidence > year.confidence && volume.otherwise.is_empty(), "{volume:?}");
}

#[test]
fn what_speaks_against_a_reading_makes_it_less_sure() {
    let confidence = |text: &str, block: &str| {
        let source = Source::from_text("a.md", text);
        let reading = page::read(&source);
        let told = structure::structure(&source, &reading.article, &reading.diagnostics);
        let found = told.blocks.iter().find(|b| source.slice(b.span).contains(block)).expect("the block");
        (found.kind.id(), found.confidence)
    };
    // A note that nothing calls.
    let (kind, called) = confidence(PAGE, "Annual report");
    let (same, alone) = confidence(&PAGE.replace("winter,^1", "winter,"), "Annual report");
    assert_eq!((kind, same), ("note", "note"));
    assert!(alone < called, "{alone} {called}");
    // An author line without initials or keys, in a block without affiliation.
    let (_, with) = confidence(PAGE, "STONE");
    let (kind, without) =
        confidence(&PAGE.replace("STONE^a", "STONE").replace("^aInstitute", "Institute"), "A. B. STONE");
    assert_eq!(kind, "authors");
    assert!(without < with || with > 0.98, "{without} {with}");
    // What an editor says is certain, whatever the line looks like.
    assert_eq!(confidence(PAGE, "boathouse"), ("paragraph", 1.0));
}

#[test]
fn clear_pages_have_nothing_doubtful() {
    for (name, text) in samples().into_iter().skip(1) {
        let source = Source::from_text("a.md", &text);
        let reading = page::read(&source);
        let told = structure::structure(&source, &reading.article, &reading.diagnostics);
        let doubtful: Vec<_> = told.blocks.iter().filter(|b| b.confidence < structure::DOUBTFUL).collect();
        assert!(doubtful.is_empty(), "{name}: {doubtful:#?}");
    }
}

/// Lines as pages have them, and others.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[A-Z][a-z]{2,9}( [a-z]{2,9}){0,12}[.,]?",
        "[A-ZА-Я ]{4,30}",
        Just(String::new()),
        Just("Keywords: a; b".to_owned()),
        Just("References".to_owned()),
        Just("1. Reed A. Boats. 1990.".to_owned()),
        Just("^1 A note".to_owned()),
        Just("A. B. Stone, C. D. Reed".to_owned()),
        Just("<!-- offprint: heading 2 -->".to_owned()),
        Just("<!-- offprint: join -->".to_owned()),
        Just("<!-- offprint: leave-out -->".to_owned()),
        Just("<!-- offprint: note -->".to_owned()),
        Just("<!-- offprint: title -->".to_owned()),
        Just("<!-- offprint: authors -->".to_owned()),
        Just("<!-- offprint: abstract -->".to_owned()),
        Just("<!-- offprint: reference -->".to_owned()),
        Just("<!-- offprint: caption -->".to_owned()),
        Just("<!-- a comment -->".to_owned()),
        Just("| a | b |".to_owned()),
        Just("```".to_owned()),
        Just("## Heading".to_owned()),
        "\\PC{0,40}",
    ];
    proptest::collection::vec(line, 0..24).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_line_is_in_one_block_of_any_page(text in lines()) {
        let source = Source::from_text("a.md", &text);
        let reading = page::read(&source);
        let told = structure::structure(&source, &reading.article, &reading.diagnostics);
        let mut at = 0;
        for block in &told.blocks {
            // Between blocks is nothing but comments, white space and marks that are no text.
            let between = &text[at..block.span.start as usize];
            prop_assert!(!between.contains("Reed A. Boats"), "{between:?}");
            prop_assert!(block.lines[0] <= block.lines[1]);
            prop_assert!(block.confidence > 0.0 && block.confidence <= 1.0);
            prop_assert!(!block.why.is_empty());
            if let Some(field) = block.field {
                prop_assert!(field < told.fields.len());
            }
            at = block.span.end as usize;
        }
        prop_assert!(!text[at..].contains("Reed A. Boats"));
        let article = serde_json::to_value(&reading.article).expect("JSON");
        for field in &told.fields {
            prop_assert!(article.pointer(&field.pointer).is_some(), "{}", field.pointer);
        }
        // In a fence it is code.
        prop_assert!(text.contains("```") || !article.to_string().contains("offprint:"));
    }
}
