//! Runs RELAX NG over a JATS document: of a JATS manuscript the grammar of what offprint writes (schemas/jats-article.rng),
//! of any document the grammar that the user names.

use std::ops::Range;

use super::Ui;
use crate::diagnostic::{Diagnostic, Severity};
use crate::schema::relax_ng::{Grammar, Invalid, Kind};
use crate::source::Span;

/// From so many faults on a document is not one that offprint wrote and somebody changed: it is JATS of another make, and
/// what is told of it is only that.
const OF_ANOTHER_MAKE: usize = 12;

/// A rule of the grammar, for the list of rules and the manual.
pub(super) struct GrammarRule {
    pub id: &'static str,
    pub summary: [&'static str; 2],
    pub page: &'static str,
}

macro_rules! rule {
    ($id:literal, $en:literal, $ru:literal, $does:literal, $wrong:literal, $right:literal) => {
        GrammarRule {
            id: $id,
            summary: [$en, $ru],
            page: concat!(
                "\n## What it does\n",
                $does,
                " JATS manuscripts are held against schemas/jats-article.rng, the JATS that offprint writes, and any document \
                 against the grammar that `--schema` names.\n\n## Why it matters\nWhat the grammar does not have, archives and \
                 indexes refuse or pass over. If a JATS file is in many places not as offprint writes it, it comes from \
                 elsewhere, and only that is told.\n\n## Example\n```xml\n",
                $wrong,
                "\n```\nUse instead:\n```xml\n",
                $right,
                "\n```\n"
            ),
        }
    };
}

/// The rules of the grammar.
pub(super) const RULES: &[GrammarRule] = &[
    rule!(
        "grammar-element",
        "An element that the grammar does not have, or not there",
        "Элемент, которого нет в грамматике или нет в этом месте",
        "Tells each element that the grammar does not have, or does not have where it stands, with what may stand there.",
        "<article-titel>The mill</article-titel>",
        "<article-title>The mill</article-title>"
    ),
    rule!(
        "grammar-missing",
        "An element without another that belongs in it",
        "В элементе нет того, что в нём должно быть",
        "Tells what is missing in an element.",
        "<title-group></title-group>",
        "<title-group><article-title>The mill</article-title></title-group>"
    ),
    rule!(
        "grammar-attribute",
        "An attribute that an element does not have, or one that it lacks",
        "Лишний или недостающий атрибут",
        "Tells attributes that an element does not have, and those that it must have and has not.",
        "<xref ref-type=\"bibr\" ridd=\"R1\">1</xref>",
        "<xref ref-type=\"bibr\" rid=\"R1\">1</xref>"
    ),
    rule!(
        "grammar-value",
        "A value that is not allowed",
        "Недопустимое значение",
        "Tells values of attributes and elements that are not among those allowed.",
        "<date date-type=\"recieved\">",
        "<date date-type=\"received\">"
    ),
    rule!(
        "grammar-text",
        "Text where only elements may stand",
        "Текст там, где могут быть только элементы",
        "Tells text that stands outside of the elements that hold text.",
        "<front>The mill<article-meta>",
        "<front><article-meta>"
    ),
    rule!(
        "grammar-id",
        "An identifier that is there twice, or a reference to none",
        "Повторный идентификатор или ссылка на несуществующий",
        "Tells identifiers that two elements have, and references to identifiers that no element has.",
        "<xref ref-type=\"fn\" rid=\"fn99\">9</xref>",
        "<xref ref-type=\"fn\" rid=\"fn9\">9</xref>"
    ),
];

fn rule_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::UnknownElement { .. } | Kind::NotAllowedHere { .. } => "grammar-element",
        Kind::MissingElement { .. } => "grammar-missing",
        Kind::MissingAttribute { .. } | Kind::UnknownAttribute { .. } => "grammar-attribute",
        Kind::BadValue { .. } => "grammar-value",
        Kind::TextNotAllowed { .. } => "grammar-text",
        Kind::DuplicateId { .. } | Kind::DanglingIdref { .. } => "grammar-id",
        Kind::TooComplex => "grammar-element",
    }
}

/// Validates a document. `own` says that the grammar is that of offprint and not one that the user named; `place` leads
/// from the bytes of the document to the manuscript.
pub(super) fn run(
    grammar: &Grammar,
    document: &roxmltree::Document<'_>,
    own: bool,
    ui: Ui,
    place: &dyn Fn(Range<usize>) -> Span,
) -> Vec<Diagnostic> {
    let found = grammar.validate(document);
    if own && found.len() >= OF_ANOTHER_MAKE {
        let message = ui.of(
            "this JATS is not in the form that offprint writes, so its grammar is not looked at more closely",
            "этот JATS не такой, какой пишет offprint; грамматика подробно не проверяется",
        );
        let help = ui.of(
            "--schema holds it against another grammar, such as the official one",
            "ключ --schema задаёт другую грамматику, например официальную",
        );
        return vec![
            Diagnostic::new("grammar-element", Severity::Info, place(found[0].range.clone()), message).help(help),
        ];
    }
    let severity = if own { Severity::Warning } else { Severity::Error };
    found.iter().map(|invalid| finding(invalid, severity, ui, place)).collect()
}

fn finding(invalid: &Invalid, severity: Severity, ui: Ui, place: &dyn Fn(Range<usize>) -> Span) -> Diagnostic {
    let message = invalid.message(ui.as_str());
    let mut finding = Diagnostic::new(rule_of(&invalid.kind), severity, place(invalid.range.clone()), message);
    finding.help = invalid.help(ui.as_str());
    if let Some(first) = &invalid.related {
        finding = finding.related(place(first.clone()), ui.of("the first one", "первый"));
    }
    finding
}
