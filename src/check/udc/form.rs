//! A UDC number says that the article is something else.
//!
//! ## What it does
//! Looks at the auxiliaries of form, `(0…)`, in the article's UDC numbers, and reports those that say that the document is
//! a thesis, a textbook, a report, an abstract, a reference book, a collection, a patent or a whole periodical. A number
//! without an auxiliary of form is right, and so are those that tell how the subject is treated, such as `(091)`.
//!
//! ## Why it matters
//! The form tells the reader of a catalogue what kind of document stands behind the number. An article in a periodical is
//! (045). Another form is often left over from the thesis that the article was made of.
//!
//! ## Example
//! ```text
//! UDC 94(476)"1917/1991"(043.3)
//! ```
//! Use instead:
//! ```text
//! UDC 94(476)"1917/1991"(045)
//! ```

use super::numbers;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::udc::{AuxiliaryKind, Base};

/// The rule.
pub const RULE: Rule = Rule {
    id: "udc-form",
    severity: Severity::Warning,
    summary: [
        "A UDC number says that the article is something else",
        "Определитель формы в индексе УДК относит статью к другому виду документов",
    ],
    supersedes: &[],
    check,
};

/// Forms of documents that are no articles (UDC table Id), the narrower before the wider.
const OTHERS: &[(&str, [&str; 2])] = &[
    ("02", ["a book", "книга"]),
    ("030", ["an encyclopaedia", "энциклопедия"]),
    ("031", ["an encyclopaedia", "энциклопедия"]),
    ("035", ["a handbook", "справочник"]),
    ("036", ["a guidebook", "путеводитель"]),
    ("038", ["a dictionary", "словарь"]),
    ("043", ["a thesis", "диссертация"]),
    ("047", ["a report", "отчёт"]),
    ("048", ["an abstract or a review", "реферат или рецензия"]),
    ("05", ["a periodical as a whole", "периодическое издание в целом"]),
    ("072", ["a document for teaching", "учебный документ"]),
    ("073", ["a curriculum", "учебный план"]),
    ("075", ["a textbook", "учебник"]),
    ("076", ["a book of exercises", "практикум или задачник"]),
    ("078", ["a document for teaching", "учебный документ"]),
    ("079", ["a document on competitions", "документ о конкурсах"]),
    ("082", ["a collection of works", "сборник"]),
    ("088.8", ["a patent", "патент"]),
];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for number in numbers(subject) {
        // A form that stands by itself, as in 81:(038), is what the article is about.
        for term in number.parts.terms().filter(|term| term.base != Base::Auxiliary) {
            for form in term.auxiliaries.iter().filter(|a| a.kind == AuxiliaryKind::Form) {
                let written = number.normal().get(form.range.clone()).unwrap_or_default();
                let inner = written.trim_matches(['(', ')']);
                let Some((_, names)) = OTHERS.iter().find(|(code, _)| inner.starts_with(code)) else { continue };
                let name = subject.ui.of(names[0], names[1]);
                let message = say!(
                    subject.ui,
                    "{} in the UDC number says that this is {}, not an article",
                    "{} в индексе УДК означает, что это {}, а не статья",
                    written,
                    name
                );
                let help = subject.ui.of(
                    "write (045), the form of an article in a periodical, or leave the form out",
                    "напишите (045) — определитель статьи в периодическом издании — или опустите определитель формы",
                );
                findings.add(findings.at(number.span(form.range.clone()), message).help(help));
            }
        }
    }
}
