//! Tests of validation: by construct, by message, and with hostile input.

mod constructs;
mod grammars;
mod hostile;
mod messages;
mod values;

use super::{Grammar, GrammarFault, Invalid};

/// A grammar written without the namespaces that all have: `body` stands in a `grammar`.
fn wrap(body: &str) -> String {
    format!(
        "<grammar xmlns='http://relaxng.org/ns/structure/1.0' \
         datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>{body}</grammar>"
    )
}

fn parse(body: &str) -> Result<Grammar, GrammarFault> {
    Grammar::parse(&wrap(body), "main.rng", &|_| None)
}

/// A grammar whose root is `<r>` with `content`.
fn of(content: &str) -> Grammar {
    parse(&format!("<start><element name='r'>{content}</element></start>")).unwrap()
}

fn validate(grammar: &Grammar, document: &str) -> Vec<Invalid> {
    grammar.validate(&roxmltree::Document::parse(document).unwrap())
}

fn messages(grammar: &Grammar, document: &str) -> Vec<String> {
    validate(grammar, document).iter().map(|i| i.message("en")).collect()
}

/// Asserts that the documents are valid or not: each is what stands in `<r>`, or a whole `<r …`.
fn verdicts(content: &str, valid: &[&str], invalid: &[&str]) {
    let grammar = of(content);
    let whole = |inside: &str| if inside.starts_with("<r") { inside.to_owned() } else { format!("<r>{inside}</r>") };
    for inside in valid {
        assert_eq!(messages(&grammar, &whole(inside)), [""; 0], "{inside} in {content}");
    }
    for inside in invalid {
        assert!(!messages(&grammar, &whole(inside)).is_empty(), "{inside} is taken in {content}");
    }
}
