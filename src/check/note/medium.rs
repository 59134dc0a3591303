//! The words about an online source are in another language than its note, or are left out.
//!
//! ## What it does
//! Looks at the words that notes have for the medium (`[Electronic resource]`, «[Электронный ресурс]») and for the date of
//! access (`date of access`, «дата обращения»). They are in the language of the source: both in one script, and in the
//! script of the note, where the article keeps to that elsewhere. Where most notes with an address name the medium, one
//! that does not is told too.
//!
//! ## Why it matters
//! A description in two languages is mostly pasted together from two templates, and catalogues that look for the phrase do
//! not find it.
//!
//! ## Example
//! ```text
//! ¹Порты Севера [Electronic resource]. URL: https://example.org/ports (date of access: 01.02.2020).
//! ```
//! Use instead:
//! ```text
//! ¹Порты Севера [Электронный ресурс]. URL: https://example.org/ports (дата обращения: 01.02.2020).
//! ```

use std::ops::Range;

use super::online::{self, Online};
use super::sources;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::language::{self, Script};

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-medium",
    severity: Severity::Warning,
    summary: [
        "“Electronic resource” or “date of access” in another language than the note, or left out",
        "«Электронный ресурс», «дата обращения» не на языке описания источника или пропущены",
    ],
    supersedes: &[],
    check,
};

/// Notes that must name the medium before one that does not is told.
const FEWEST: usize = 3;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let notes = online::notes(subject);
    for script in [Script::Latin, Script::Cyrillic] {
        let of_script: Vec<&Online<'_, '_>> =
            notes.iter().filter(|note| sources::script(&note.piece.plain) == script).collect();
        wrong_script(subject, &of_script, script, findings);
    }
    left_out(subject, &notes, findings);
}

/// The script of the words at a range.
fn script_of(note: &Online<'_, '_>, range: &Option<Range<usize>>) -> Option<Script> {
    let script = language::script(&note.piece.plain[range.clone()?]);
    matches!(script, Script::Latin | Script::Cyrillic).then_some(script)
}

fn wrong_script(subject: &Subject<'_>, notes: &[&Online<'_, '_>], script: Script, findings: &mut Findings) {
    let ui = subject.ui;
    let at_home = (script == Script::Cyrillic) == subject.article.lang.is_cyrillic();
    // Where all notes in a script have the words of the other one, that is the journal's style.
    let words = |note: &Online<'_, '_>| [script_of(note, &note.medium), script_of(note, &note.access_label)];
    let right = notes.iter().flat_map(|note| words(note)).flatten().filter(|s| *s == script).count();
    let wrong = notes.iter().flat_map(|note| words(note)).flatten().filter(|s| *s != script).count();
    let kept = right >= wrong;
    for note in notes {
        let places = [&note.medium, &note.access_label];
        let scripts = words(note);
        let differ = matches!(scripts, [Some(a), Some(b)] if a != b);
        if !(at_home || kept || differ) {
            continue;
        }
        let others = places.iter().zip(scripts).filter(|(_, s)| s.is_some_and(|s| s != script));
        let mut wrong = others.filter_map(|(place, _)| (*place).clone());
        let Some(first) = wrong.next() else { continue };
        let shown = &note.piece.plain[first.clone()];
        let message = match script {
            Script::Cyrillic => {
                say!(ui, "“{shown}” in a note on a source in Cyrillic", "«{shown}» в описании источника на кириллице")
            }
            _ => say!(
                ui,
                "«{shown}» in a note on a source in Latin letters",
                "«{shown}» в описании источника на латинице"
            ),
        };
        let help = ui.of("use the words of the source’s language", "используйте слова на языке источника");
        let mut finding = findings.at(note.piece.span(first), message).help(help);
        for other in wrong {
            finding = finding.related(note.piece.span(other), ui.of("and here", "и здесь"));
        }
        findings.add(finding);
    }
}

fn left_out(subject: &Subject<'_>, notes: &[Online<'_, '_>], findings: &mut Findings) {
    let ui = subject.ui;
    // A remark with an address in it is no description of a source.
    let described = || notes.iter().filter(|note| note.access.is_some());
    let (named, silent): (Vec<_>, Vec<_>) = described().partition(|note| note.medium.is_some());
    if named.len() < FEWEST || silent.len() * 3 > named.len() {
        return;
    }
    for note in silent {
        let Some(address) = note.addresses.first() else { continue };
        let message = ui.of(
            "the medium is not named, as it is in the other notes with an address",
            "не указан вид ресурса, как в других примечаниях с адресом",
        );
        let cyrillic = sources::script(&note.piece.plain) == Script::Cyrillic;
        let like = named.iter().find(|n| (sources::script(&n.piece.plain) == Script::Cyrillic) == cyrillic);
        let mut finding = findings.at(address.span(), message);
        if let Some((like, medium)) = like.and_then(|n| Some((n, n.medium.clone()?))) {
            let words = &like.piece.plain[medium];
            finding = finding.help(say!(ui, "add [{words}]", "добавьте [{words}]"));
        }
        findings.add(finding);
    }
}
