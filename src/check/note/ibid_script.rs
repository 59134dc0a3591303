//! A repeat of the source before is in the wrong script.
//!
//! ## What it does
//! Follows each “Ibid.” and «Там же» back to the source that it repeats, through other repeats, and looks at the script
//! of that source. After one in Latin letters “Ibid.” stands; after one in Cyrillic «Там же» (in Belarusian «Тамсама», in
//! Ukrainian «Там само»). The source is shown with the finding. Only articles that have Cyrillic in their own title or
//! abstract, or whose journal does, are held to this; journals elsewhere write “Ibid.” after any source.
//!
//! ## Why it matters
//! GOST R 7.0.5 and DSTU 8302 have the repeat in the language of the source. A wrong word here is the most frequent slip in
//! notes, since an editor must look up the page to see it.
//!
//! ## Example
//! ```text
//! ¹Отчет о работе // Нац. арх. Респ. Беларусь. Ф. 7. Оп. 16. Д. 3806. Л. 167.
//! ²Ibid.
//! ```
//! Use instead:
//! ```text
//! ¹Отчет о работе // Нац. арх. Респ. Беларусь. Ф. 7. Оп. 16. Д. 3806. Л. 167.
//! ²Там же.
//! ```

use super::sources::{self, Said, What};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::notation::language::Script;

/// The rule.
pub const RULE: Rule = Rule {
    id: "note-ibid-script",
    severity: Severity::Error,
    summary: [
        "“Ibid.” after a source in Cyrillic, or «Там же» after one in Latin letters",
        "«Ibid.» после источника на кириллице или «Там же» после источника на латинице",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if !sources::is_gost(subject) {
        return;
    }
    let notes = sources::notes(subject);
    // The note that a repeat would go back to, if that is clear.
    let mut source: Option<&Said<'_, '_>> = None;
    for said in &notes {
        match &said.what {
            What::Source | What::Unclear => source = Some(said),
            What::Several | What::Remark => source = None,
            What::Repeat(repeat) => {
                if let Some(source) = source {
                    repeats(subject, said, repeat, source, findings);
                }
                if repeat.more {
                    source = None;
                }
            }
        }
    }
}

fn repeats(
    subject: &Subject<'_>,
    said: &Said<'_, '_>,
    repeat: &sources::Repeat,
    source: &Said<'_, '_>,
    findings: &mut Findings,
) {
    let ui = subject.ui;
    let script = sources::script(&source.piece.plain);
    let wrong = matches!(
        (script, repeat.script()),
        (Script::Latin, Some(Script::Cyrillic)) | (Script::Cyrillic, Some(Script::Latin))
    );
    if !wrong {
        return;
    }
    let stop = said.piece.plain[repeat.word.end..].starts_with('.') && script == Script::Cyrillic;
    let written = &said.piece.plain[repeat.word.start..repeat.word.end + usize::from(stop)];
    let due = sources::due(script, subject.article.lang, source.note.lang);
    let message = match script {
        Script::Latin => say!(
            ui,
            "“{written}” repeats a source in Latin letters",
            "«{written}» повторяет ссылку на источник, описанный на латинице"
        ),
        _ => say!(
            ui,
            "“{written}” repeats a source in Cyrillic",
            "«{written}» повторяет ссылку на источник, описанный на кириллице"
        ),
    };
    let label = &source.note.label.text;
    let place = said.piece.span(repeat.word.clone());
    let mut finding = findings.at(place, message).related(
        source.piece.whole(),
        say!(ui, "the source it repeats, note {label}", "повторяемый источник: примечание {label}"),
    );
    if let Some(due) = due {
        let word = due.shown.trim_end_matches('.');
        let shown = due.shown;
        finding = finding.help(say!(ui, "write “{shown}”", "нужно: «{shown}»"));
        finding.fix = fix(subject, said, repeat, script, word);
    }
    findings.add(finding);
}

/// The other word, and with it the letter that stands for pages (`Ibid. P. 5.` is `Там же. С. 5.`).
fn fix(
    subject: &Subject<'_>,
    said: &Said<'_, '_>,
    repeat: &sources::Repeat,
    script: Script,
    word: &str,
) -> Option<Fix> {
    let plain = &said.piece.plain;
    let end = repeat.word.end;
    let word_place = said.piece.exact(repeat.word.clone(), subject.source)?;
    // After “Ibid.” there is always a stop, after «Там же» only before another part.
    let stop = if plain[end..].starts_with('.') { "" } else { "." };
    let mut edits =
        vec![Edit { span: word_place, text: format!("{word}{}", if script == Script::Latin { stop } else { "" }) }];
    let rest = plain[end..].trim_start_matches(['.', ',', ' ', '\u{a0}']);
    let at = plain.len() - rest.len();
    let mut safe = rest.trim().is_empty() && !repeat.more;
    let pages: &[(&str, &str)] = if script == Script::Latin {
        &[("С. ", "P. "), ("с. ", "p. "), ("Т. ", "Vol. ")]
    } else {
        &[("Pp. ", "С. "), ("PP. ", "С. "), ("P. ", "С. "), ("pp. ", "с. "), ("p. ", "с. "), ("Vol. ", "Т. ")]
    };
    if let Some((from, to)) = pages.iter().find(|(from, _)| rest.starts_with(from)) {
        edits.push(Edit { span: said.piece.exact(at..at + from.len(), subject.source)?, text: (*to).to_owned() });
        let numbers = &rest[from.len()..];
        safe = numbers.chars().all(|c| !c.is_alphabetic());
    }
    Some(Fix { safe, edits })
}
