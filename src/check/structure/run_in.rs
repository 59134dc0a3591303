//! The only run-in heading of the article.
//!
//! ## What it does
//! Finds a heading that stands in the first line of its paragraph (“Public health. It can be seen …”), where no other
//! paragraph of the article has one. Words such as Theorem, Proof, Note and Example are no headings, nor are labels of
//! acknowledgements and the like.
//!
//! ## Why it matters
//! A division has at least two parts. One run-in heading alone is a heading that lost its line in typesetting, or the rest of
//! an earlier outline; it is missing from the contents.
//!
//! ## Example
//! ```text
//! The ferry went on for two years.
//!
//! Public opinion. Most people of the town were for the harbour, and said so.
//! ```
//! Use instead:
//! ```text
//! The ferry went on for two years.
//!
//! ## Public opinion
//!
//! Most people of the town were for the harbour, and said so.
//! ```

use super::parts;
use crate::article::Text;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::labels;

/// The rule.
pub const RULE: Rule = Rule {
    id: "structure-run-in",
    severity: Severity::Warning,
    summary: ["The only run-in heading of the article", "Единственный заголовок в подбор"],
    supersedes: &[],
    check,
};

/// Beginnings of words that open a paragraph of a certain kind, in lower case.
const KINDS: &[&str] = &[
    "theorem",
    "lemma",
    "proposition",
    "corollary",
    "proof",
    "definition",
    "remark",
    "example",
    "note",
    "case",
    "step",
    "algorithm",
    "problem",
    "exercise",
    "hypothes",
    "question",
    "answer",
    "solution",
    "claim",
    "axiom",
    "statement",
    "теорема",
    "лемма",
    "лема",
    "утвержд",
    "следствие",
    "доказательство",
    "определени",
    "замечани",
    "пример",
    "случай",
    "шаг",
    "алгоритм",
    "задача",
    "упражнени",
    "гипотеза",
    "вопрос",
    "ответ",
    "решение",
    "тэарэма",
    "доказ",
    "заўваг",
    "прыклад",
    "доведення",
    "зауваження",
    "приклад",
    "означення",
    "satz",
    "beweis",
    "beispiel",
    "bemerkung",
    "anmerkung",
    "théorème",
    "lemme",
    "preuve",
    "exemple",
    "remarque",
    "teorema",
    "prueba",
    "ejemplo",
    "demostraci",
    "demonstraç",
    "exemplo",
    "nota",
    "dowód",
    "przykład",
    "twierdzenie",
    "uwaga",
    "source",
    "источник",
    "fonte",
    "fuente",
    "quelle",
];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let all = parts::parts(subject);
    let mut headed = all.paragraphs.iter().filter(|paragraph| paragraph.run_in > 0);
    let (Some(only), None) = (headed.next(), headed.next()) else { return };
    let heading = Text { inlines: only.text.inlines.iter().take(only.run_in as usize).cloned().collect() };
    let plain = heading.plain_without_marks();
    let shown = plain.trim().trim_end_matches(['.', ':', ' ', '–', '—']);
    let lower = shown.to_lowercase();
    let kind = KINDS.iter().any(|kind| lower.starts_with(kind));
    // What ends in a colon opens a list or is a label.
    let label = plain.trim_end().ends_with(':') || labels::at_start(shown).iter().any(|label| label.whole_line);
    if kind || label || shown.is_empty() || shown.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let message = say!(
        ui,
        "“{shown}” is the only run-in heading of the article",
        "«{shown}» — единственный заголовок в подбор во всей статье"
    );
    let help = ui.of(
        "set it on a line of its own, as the other headings are, or take it out",
        "вынесите его в отдельную строку, как остальные заголовки, или снимите",
    );
    findings.add(findings.at(heading.span(), message).help(help));
}
