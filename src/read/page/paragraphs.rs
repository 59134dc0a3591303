//! What is set apart inside a paragraph: its run-in heading, and words in another language.

use super::blocks::Maker;
use super::first_sign;
use crate::article::{Inline, Lang, Run, Text};
use crate::diagnostic::Diagnostic;
use crate::notation::language::{self, Script};

/// Finds the run-in heading of a paragraph and gives the number of its inlines: words in emphasis that end with a stop or
/// colon, or a short plain phrase that ends with a stop and is no sentence.
pub(super) fn run_in_heading(maker: &mut Maker<'_, '_>, text: &mut Text) -> u32 {
    match text.inlines.first() {
        Some(Inline::Styled { content, style: crate::article::Style::Italic | crate::article::Style::Bold }) => {
            let inner = content.plain();
            let after = match text.inlines.get(1) {
                Some(Inline::Run(run)) => run.text.as_str(),
                _ => return 0,
            };
            let ends = inner.trim_end().ends_with(['.', ':'])
                || after.starts_with(['.', ':'])
                || after.starts_with(" – ")
                || after.starts_with(" — ")
                || after.starts_with(" - ");
            u32::from(ends && inner.chars().count() <= 90 && after.trim_start_matches(['.', ':']).chars().count() > 20)
        }
        Some(Inline::Run(run)) => {
            let Some(end) = plain_run_in(&run.text) else { return 0 };
            let (head, tail) = (run.text[..end].to_owned(), run.text[end..].to_owned());
            let (head_span, tail_span) = (run.span_of(0..end), run.span_of(end..run.text.len()));
            maker.page.diagnostics.push(Diagnostic::info(
                "read-run-in-heading",
                head_span,
                format!("read as a run-in heading: “{}”", head.trim_end()),
            ));
            text.inlines[0] = Inline::Run(Run::new(head, head_span));
            text.inlines.insert(1, Inline::Run(Run::new(tail, tail_span)));
            1
        }
        _ => 0,
    }
}

/// The end of a phrase of one to four words before a stop and a capital: a run-in heading in plain type.
fn plain_run_in(text: &str) -> Option<usize> {
    const NOT: &[&str] = &[
        "is", "are", "was", "were", "has", "have", "had", "it", "this", "that", "these", "we", "they", "he", "she",
        "i", "you", "there", "not", "yes", "no", "so", "это", "есть", "был", "была", "было", "были", "он", "она",
        "они", "мы", "не", "да", "нет", "гэта", "яны", "мы", "це", "вони", "ми", "é", "são", "foi", "não", "sim", "es",
        "son", "fue", "no", "sí", "ist", "sind", "war", "nicht", "ja", "nein", "est", "sont", "jest", "są", "nie",
    ];
    let stop = text.find(". ").filter(|&s| s <= 80)?;
    let phrase = &text[..stop];
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let last = words.last()?;
    let plain = phrase.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\'' | '–'));
    let shaped = (2..=4).contains(&words.len())
        && first_sign(phrase)?.is_uppercase()
        && last.chars().count() >= 4
        && last.starts_with(char::is_lowercase);
    let sentence = words.iter().any(|w| NOT.contains(&w.to_lowercase().as_str()));
    let after = text[stop + 2..].chars().next()?;
    (plain && shaped && !sentence && after.is_uppercase() && text.len() > stop + 60).then_some(stop + 2)
}

/// The language of a paragraph that is not in the article's: another script, or surely another language.
pub(super) fn paragraph_lang(text: &str, lang: Lang) -> Option<Lang> {
    if lang == Lang::UND || text.len() < 12 {
        return None;
    }
    let expected = if lang.is_cyrillic() { Script::Cyrillic } else { Script::Latin };
    let script = language::script(text);
    let other_script =
        matches!((script, expected), (Script::Cyrillic, Script::Latin) | (Script::Latin, Script::Cyrillic));
    (other_script && text.len() > 30).then(|| language::guess(text)).flatten().filter(|l| *l != lang)
}

/// Sets words in Cyrillic inside a text of a language with Latin letters apart, with their language.
pub(super) fn mark_foreign(text: &mut Text, lang: Lang) {
    if lang.is_cyrillic() || lang == Lang::UND {
        return;
    }
    let mut inlines = Vec::with_capacity(text.inlines.len());
    for inline in std::mem::take(&mut text.inlines) {
        match inline {
            Inline::Run(run) if run.text.chars().any(is_cyrillic) => split_foreign(run, &mut inlines),
            Inline::Styled { style, mut content } => {
                mark_foreign(&mut content, lang);
                inlines.push(Inline::Styled { style, content });
            }
            other => inlines.push(other),
        }
    }
    text.inlines = inlines;
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

fn split_foreign(run: Run, inlines: &mut Vec<Inline>) {
    let text = run.text.as_str();
    let mut from = 0;
    while let Some((start, _)) = text[from..].char_indices().find(|(_, c)| is_cyrillic(*c)) {
        let start = from + start;
        // Up to the last Cyrillic letter before a Latin one.
        let mut end = start;
        for (i, c) in text[start..].char_indices() {
            if is_cyrillic(c) {
                end = start + i + c.len_utf8();
            } else if c.is_alphabetic() {
                break;
            }
        }
        let words = &text[start..end];
        if from < start {
            inlines.push(Inline::Run(Run::new(&text[from..start], run.span_of(from..start))));
        }
        let piece = Run::new(words, run.span_of(start..end));
        // A letter or two inside a Latin word is a slip of the keyboard, not a language.
        match language::guess(words).filter(|_| words.chars().count() > 2) {
            Some(lang) => inlines.push(Inline::Foreign { lang, content: Text::from_run(piece) }),
            None => inlines.push(Inline::Run(piece)),
        }
        from = end;
    }
    if from < text.len() {
        inlines.push(Inline::Run(Run::new(&text[from..], run.span_of(from..text.len()))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_phrase_before_a_stop_is_a_run_in_heading_and_a_sentence_is_not() {
        let rest = "It can be concluded that the matter is regarded in many ways by many people.";
        assert_eq!(plain_run_in(&format!("Public opinion. {rest}")), Some(16));
        assert_eq!(plain_run_in(&format!("This is so. {rest}")), None);
        assert_eq!(plain_run_in(&format!("Visit of A. Smith. {rest}")), None);
    }
}
