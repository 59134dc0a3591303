//! The abstract of one language is less than a third as long as the other.
//!
//! ## What it does
//! Counts the letters of the abstract in each language. Languages need different space for the same, but not three
//! times as much.
//!
//! ## Why it matters
//! Readers of one language are told a part of what the readers of the other are told; databases that index only that
//! language have only that part. Where a journal asks for a long summary in a second language this is as it should be.
//!
//! ## Example
//! ```text
//! Abstract. The paper estimates the flooding of lakes. The levels of twelve lakes in the years 1990–2020 are compared
//! with the rainfall of the district; a model of the flooding is given and tried on three of the lakes.
//!
//! Аннотация. Оценивается подъем озер.
//! ```
//! Use instead:
//! ```text
//! Abstract. The paper estimates the flooding of lakes. The levels of twelve lakes in the years 1990–2020 are compared
//! with the rainfall of the district; a model of the flooding is given and tried on three of the lakes.
//!
//! Аннотация. Оценивается подъем озер. Уровни двенадцати озер в 1990–2020 гг. сопоставлены с осадками; предложена модель
//! паводка, проверенная на трех озерах.
//! ```

use crate::article::Lang;
use crate::check::{Findings, Role, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "abstract-length-differs",
    severity: Severity::Warning,
    summary: [
        "The abstract of one language is less than a third as long as the other",
        "Аннотация на одном языке более чем втрое короче, чем на другом",
    ],
    supersedes: &[],
    check,
};

/// The abstract of a language.
struct Whole {
    lang: Lang,
    letters: usize,
    place: Span,
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let mut all: Vec<Whole> = Vec::new();
    for piece in subject.of(Role::Abstract) {
        let letters = piece.plain.chars().filter(|c| c.is_alphanumeric()).count();
        match all.iter_mut().find(|whole| whole.lang == piece.lang) {
            Some(whole) => {
                whole.letters += letters;
                whole.place = whole.place.join(piece.whole());
            }
            None => all.push(Whole { lang: piece.lang, letters, place: piece.whole() }),
        }
    }
    let Some(longest) = all.iter().max_by_key(|whole| whole.letters) else { return };
    for short in all.iter().filter(|whole| whole.letters > 0 && whole.letters * 3 < longest.letters) {
        let message = say!(
            ui,
            "this abstract has {} letters, the one in the other language {}",
            "в этой аннотации {} зн., на другом языке — {}",
            short.letters,
            longest.letters
        );
        let help = ui.of("say the same in both", "изложите в обеих одно и то же");
        let related = ui.of("the abstract in the other language", "аннотация на другом языке");
        findings.add(findings.at(short.place, message).help(help).related(longest.place, related));
    }
}
