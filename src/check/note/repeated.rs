//! A source is cited in full again.
//!
//! ## What it does
//! Finds a note with the very words of the note before it (with another page at most), in an article that writes “Ibid.” or
//! «Там же» elsewhere; and a note that comes again later word for word.
//!
//! ## Why it matters
//! Where repeats are shortened, one that is not is either overlooked or is meant to be another source.
//!
//! ## Example
//! ```text
//! ¹Stone R. The harbours of the north. London: Quay Press, 1999. P. 15.
//! ²Stone R. The harbours of the north. London: Quay Press, 1999. P. 17.
//! ³Ibid. P. 20.
//! ```
//! Use instead:
//! ```text
//! ¹Stone R. The harbours of the north. London: Quay Press, 1999. P. 15.
//! ²Ibid. P. 17.
//! ³Ibid. P. 20.
//! ```

use std::collections::HashMap;

use super::sources::{self, Said, What};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::language::Script;

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-repeated",
    severity: Severity::Warning,
    summary: ["A source is cited in full again", "Источник повторно описан полностью"],
    supersedes: &[],
    check,
};

/// A text shorter than this comes again by itself (`See above.`), in characters.
const SHORTEST: usize = 20;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let notes = sources::notes(subject);
    let shortens = notes.iter().any(|said| matches!(said.what, What::Repeat(_)));
    if !shortens {
        return;
    }
    let mut seen: HashMap<String, &Said<'_, '_>> = HashMap::new();
    let mut before: Option<(&Said<'_, '_>, String)> = None;
    for said in &notes {
        let source = matches!(said.what, What::Source);
        let whole = key(&said.piece.plain);
        let work = key(without_pages(&said.piece.plain));
        let long = work.chars().count() >= SHORTEST;
        let adjacent = before.as_ref().filter(|(_, key)| source && long && *key == work).map(|(said, _)| *said);
        let earlier = seen.get(&whole).copied().filter(|_| source && long);
        if let Some(first) = adjacent.or(earlier) {
            let label = &first.note.label.text;
            let message = if adjacent.is_some() {
                say!(
                    ui,
                    "note {label} just before cites the same source",
                    "этот же источник описан в предыдущем примечании {label}"
                )
            } else {
                say!(ui, "note {label} has the same words", "примечание {label} дословно такое же")
            };
            let due = sources::due(sources::script(&said.piece.plain), subject.article.lang, said.note.lang);
            let help = match due.filter(|_| adjacent.is_some()) {
                Some(words) => say!(ui, "write “{}”", "нужно: «{}»", words.shown),
                None if sources::script(&said.piece.plain) == Script::Cyrillic => {
                    say!(ui, "refer to note {label}", "дайте отсылку: Указ. соч. или «см. примечание {label}»")
                }
                None => say!(ui, "refer to note {label}", "дайте отсылку: Op. cit. или «см. примечание {label}»"),
            };
            let place = said.piece.whole();
            let finding = findings.at(place, message).help(help);
            findings.add(finding.related(first.piece.whole(), ui.of("here it is first", "впервые здесь")));
        }
        if source && long {
            seen.entry(whole).or_insert(said);
        }
        before = source.then_some((said, work));
    }
}

/// The letters and figures of a text in lower case.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text without the pages at its end.
fn without_pages(text: &str) -> &str {
    let rest = text
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '\u{a0}' | '–' | '-' | ',' | '—'));
    for label in ["P", "p", "pp", "Pp", "PP", "S", "С", "с", "Л", "Арк", "Bl", "L"] {
        if let Some(work) = rest.strip_suffix(label)
            && work.ends_with(['.', ' ', ',', '\u{a0}', '—', '–'])
            && rest.len() < text.trim_end().len()
        {
            return work;
        }
    }
    text
}
