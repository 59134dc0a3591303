//! journal.toml: the code, the template, the documentation and the JSON Schema say the same.

use std::path::Path;

use offprint::journal::keys::{ANY, KEYS, Kind, tables};
use offprint::journal::{Journal, Level, TEMPLATE};
use serde_json::{Map, Value, json};

const DOCUMENTATION: &str = include_str!("../docs/journal.md");
const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/journal.schema.json");

fn parse(text: &str) -> Result<Journal, String> {
    Journal::parse(Path::new("journal.toml"), text).map_err(|e| e.to_string())
}

/// The template with every key in use.
fn filled() -> String {
    let lines = TEMPLATE.lines().map(|line| match line.strip_prefix("# ") {
        Some(key) if key.contains(" = ") => key,
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The value of a key as the model has it, as JSON.
fn value(journal: &Journal, table: &str, name: &str) -> Value {
    serde_json::to_value(journal).expect("JSON")[table][name].clone()
}

#[test]
fn the_template_says_nothing_until_it_is_filled_in() {
    assert_eq!(parse(TEMPLATE), Ok(Journal::default()));
}

#[test]
fn the_template_has_every_key_and_every_key_reaches_the_model() {
    let journal = parse(&filled()).expect("the template is right");
    for key in KEYS {
        let name = if key.name == ANY { "udc-form" } else { key.name };
        let value = value(&journal, key.table, name);
        assert!(!value.is_null() && value != json!([]) && value != json!({}), "{}.{}", key.table, key.name);
    }
}

#[test]
fn the_model_has_no_key_that_the_table_lacks() {
    let model = serde_json::to_value(Journal::default()).expect("JSON");
    for (table, keys) in model.as_object().expect("tables") {
        for name in keys.as_object().expect("keys").keys() {
            assert!(KEYS.iter().any(|k| k.table == table && k.name == name), "{table}.{name} is not in KEYS");
        }
    }
}

#[test]
fn the_documentation_has_every_key_under_its_table_and_its_example_is_right() {
    for key in KEYS {
        let after = DOCUMENTATION.split(&format!("\n## [{}]\n", key.table)).nth(1).expect(key.table);
        let section = after.split("\n## ").next().expect("a section");
        assert!(section.contains(&format!("\n| `{}` |", key.name)), "{}.{}", key.table, key.name);
    }
    let example = DOCUMENTATION.split("```toml\n").nth(1).and_then(|t| t.split("```").next()).expect("an example");
    assert!(parse(example).is_ok());
}

#[test]
fn a_byte_order_mark_and_line_ends_of_windows_do_not_matter() {
    let journal = parse("\u{FEFF}[journal]\r\nissn-print = \"2521-6848\"\r\n").expect("right");
    assert_eq!(journal.journal.issn_print.as_deref(), Some("2521-6848"));
    assert_eq!(parse("\u{FEFF}"), Ok(Journal::default()));
}

#[test]
fn faults_are_all_told_with_line_and_column() {
    for (text, told) in [
        ("[journal]\nissn-print = \"2521-6849\"", "line 2, column 14: `issn-print`: `2521-6849` is not an ISSN"),
        (
            "\u{FEFF}[journal]\nisn-print = \"2521-6848\"",
            "line 2, column 1: there is no key `isn-print` in [journal]; did you mean `issn-print`?",
        ),
        ("[journal]\nISSN_Print = \"2521-6848\"", "did you mean `issn-print`?"),
        ("[journal]\nholder = { en = \"x\" }", "`holder` stands under [licence]"),
        ("[license]\n", "did you mean [licence]?"),
        ("title = \"x\"", "line 1, column 1: there is no table or key `title`; `title` stands under [journal]"),
        ("journal = 1", "`journal` is a table"),
        ("[journal]\ntitle = \"A \\\"B\\\"\"", "such as title = { en = \"A \\\"B\\\"\" }"),
        ("[journal]\ntitle = { english = \"x\" }", "`english` is not a language tag"),
        ("[journal]\ntitle = { en = \"x\", en-GB = \"y\" }", "`title` is given twice in `en`"),
        ("[journal]\ntitle = { en = \" \" }", "`title` is empty"),
        ("[journal]\nlanguages = [\"en\", \"English\", 5, \"EN\"]", "`English` is not a language tag"),
        ("[journal]\nlanguages = \"en\"", "a list such as"),
        ("[journal]\nid = \"\"", "it is empty"),
        (
            "[licence]\nurl = \"creativecommons.org/licenses/by/4.0/\"",
            "did you mean `https://creativecommons.org/licenses/by/4.0/`?",
        ),
        ("[requirements]\nudc = \"no\"", "this takes true or false, not a text"),
        ("[requirements]\nkeywords-min = -1", "`keywords-min` is a whole number from 0"),
        ("[requirements]\nkeywords-min = 99999999999999999999", "`keywords-min` is a whole number from 0"),
        ("[rules]\nudc-form = \"fatal\"", "`fatal` is not a level; the levels are off, info, warning, error"),
        ("[doi]\nprefix = \"https://doi.org/10.33581/x\"", "did you mean `10.33581`?"),
        ("[doi]\nsuffix = \"{isn}\"", "there is no placeholder {isn}; the placeholders are {doi}"),
        ("[doi]\nsuffix = \"{issn\"", "has a { without its }"),
        ("[deposit]\ntargets = [\"crosref\"]", "`crosref` is no target of deposits; did you mean `crossref`?"),
        ("[deposit]\ntargets = \"doaj\"", "a list such as"),
        ("[deposit]\narticle-url = \"journal.example/{doi}\"", "did you mean `https://journal.example/{doi}`?"),
        ("[crossref]\nemail = \"editor\"", "`editor` is not an e-mail address"),
        ("[dspace]\nudc = \"subject\"", "`subject` is not a metadata field; schema, element"),
        ("[dspace]\nudk = \"dc.subject\"", "did you mean `udc`?"),
        ("[zenodo]\ncommunities = [\"a b\"]", "`a b` has white space in it"),
        ("[journal\n", "line 1"),
        ("[journal]\nid = \"a\"\nid = \"b\"", "line 3, column 1"),
        ("id = \"\u{0}\"", "line 1"),
    ] {
        let said = parse(text).expect_err(text);
        assert!(said.contains(told), "{text:?}: {said}");
    }
    let both = parse("[journal]\nx = 1\n[nothing]\n").expect_err("two faults");
    assert!(both.contains("line 2") && both.contains("line 3"), "{both}");
}

#[test]
fn nesting_without_end_is_refused() {
    let said = parse(&format!("id = {}", "[".repeat(100_000))).expect_err("not a journal");
    assert!(said.contains("line 1"), "{said}");
    let tables = format!("[journal.title{}]\n", ".a".repeat(100_000));
    assert!(parse(&tables).is_err());
}

/// The JSON Schema of the file, from the table of keys.
fn schema() -> Value {
    let by_language = json!({
        "type": "object",
        "description": "A text for each language, by its tag (BCP 47)",
        "propertyNames": { "pattern": "^[A-Za-z]{2,3}([-_].*)?$" },
        "additionalProperties": { "type": "string", "pattern": "\\S" }
    });
    let mut properties = Map::new();
    for table in tables() {
        let mut keys = Map::new();
        for key in KEYS.iter().filter(|k| k.table == table) {
            let mut value = match key.kind {
                Kind::Word => json!({ "type": "string", "pattern": "^\\S+$" }),
                Kind::ByLang => json!({ "$ref": "#/$defs/by-language" }),
                Kind::Issn => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{3}[0-9X]$" }),
                Kind::Languages => json!({
                    "type": "array", "items": { "type": "string", "pattern": "^[A-Za-z]{2,3}([-_].*)?$" }, "uniqueItems": true
                }),
                Kind::Url => json!({ "type": "string", "pattern": "^https?://\\S+$" }),
                Kind::DoiPrefix => json!({ "type": "string", "pattern": "^10\\.[0-9]{4,9}(\\.[0-9]+)*$" }),
                Kind::Text => json!({ "type": "string", "pattern": "\\S" }),
                Kind::Words => json!({ "type": "array", "items": { "type": "string", "pattern": "^\\S+$" } }),
                Kind::Email => json!({ "type": "string", "pattern": "^[^@\\s]+@[^@\\s]+$" }),
                Kind::Suffix => json!({ "type": "string", "pattern": "^[^{}]*([{][a-z-]+[}][^{}]*)*$" }),
                Kind::UrlPattern => json!({ "type": "string", "pattern": "^https?://\\S+$" }),
                Kind::Targets => json!({
                    "type": "array", "items": { "enum": offprint::deposit::names().collect::<Vec<_>>() }
                }),
                Kind::MetadataField => json!({
                    "type": "string", "pattern": "^(none|[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+){1,2})$"
                }),
                Kind::Flag => json!({ "type": "boolean" }),
                Kind::Count => json!({ "type": "integer", "minimum": 0, "maximum": 10_000_000 }),
                Kind::Level => json!({ "type": "string", "enum": Level::NAMES }),
            };
            value["description"] = key.description.into();
            keys.insert(key.name.into(), value);
        }
        let open = keys.remove(ANY).unwrap_or(Value::Bool(false));
        let table_schema = json!({ "type": "object", "properties": keys, "additionalProperties": open });
        properties.insert(table.into(), table_schema);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "journal.toml of offprint",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": { "by-language": by_language }
    })
}

/// `UPDATE=1 cargo test --test journal` writes the schema anew.
#[test]
fn the_json_schema_is_up_to_date() {
    let wanted = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(SCHEMA, &wanted).expect("the schema is written");
    }
    let found = std::fs::read_to_string(SCHEMA).unwrap_or_default().replace("\r\n", "\n");
    assert!(found == wanted, "schemas/journal.schema.json is stale: run UPDATE=1 cargo test --test journal");
}
