//! The remark on an item's language does not agree with the language of its title.
//!
//! ## What it does
//! Compares the remark at the end of an item (“Russian.”, «Украинский.») with the language that the letters and words of
//! its title show, where the title stands in its own language. Of a title that is translated or romanised nothing is
//! said, but its form in the other list is looked at.
//!
//! ## Why it matters
//! The remark tells readers what they will find. It is mostly copied from another item.
//!
//! ## Example
//! ```text
//! Amsel K. Die Brücken am See. Wasser und Stein. 2009;3:11–19. French.
//! ```
//! Use instead:
//! ```text
//! Amsel K. Die Brücken am See. Wasser und Stein. 2009;3:11–19. German.
//! ```

use std::collections::BTreeMap;

use super::items::{self, Item};
use crate::article::{Lang, PartKind};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Diagnostic, Severity};
use crate::notation::language::{self, Script};

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-language",
    severity: Severity::Warning,
    summary: ["The language remark does not fit the title", "Указание языка не соответствует заглавию"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let lists = items::lists(subject);
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<Diagnostic> = Vec::new();
    for item in lists.iter().flatten() {
        let (Some(part), Some(said)) = (item.part(PartKind::Language), item.citation().source_lang) else { continue };
        // Two remarks that differ are told as that.
        if item.reference.forms.iter().any(|form| form.citation.source_lang.is_some_and(|other| other != said)) {
            continue;
        }
        let Some((shown, title)) = shown(item, said) else { continue };
        let remark = part.text(item.plain());
        if let Some(at) = told.get(&*item.reference.id) {
            let related = ui.of("the other list says so too", "то же в другом списке");
            out[*at].related.push((item.span(part), related.to_owned()));
            continue;
        }
        let message = say!(
            ui,
            "{} says “{remark}”, but its title is {}",
            "{}: указано «{remark}», но заглавие {}",
            item.name(ui),
            ui.of(in_english(shown), in_russian(shown))
        );
        let help = say!(ui, "the title is “{title}”", "заглавие: «{title}»");
        told.insert(&item.reference.id, out.len());
        out.push(findings.at(item.span(part), message).help(help));
    }
    out.into_iter().for_each(|finding| findings.add(finding));
}

/// The language of an item's title in whichever list has it in the original, if that is another one than is `said`.
fn shown(item: &Item<'_>, said: Lang) -> Option<(Lang, String)> {
    for form in &item.reference.forms {
        let plain = form.text.plain();
        let title = [PartKind::ArticleTitle, PartKind::ChapterTitle, PartKind::Source]
            .into_iter()
            .find_map(|kind| form.citation.find(kind))?;
        let text = title.text(&plain);
        let cyrillic = language::script(text) == Script::Cyrillic;
        // A title in Latin letters beside a Cyrillic language is a translation or romanised.
        // Letters that a language does not have need fewer words than a guess.
        let least = if cyrillic { 6 } else { 12 };
        if text.chars().filter(|c| c.is_alphabetic()).count() < least || !cyrillic && said.is_cyrillic() {
            continue;
        }
        // In brackets it is a translation.
        let before = plain[..title.range().start].trim_end();
        if before.ends_with(['[', '(']) || form.citation.find(PartKind::TransTitle).is_some() {
            continue;
        }
        let guess = language::guess(text)?;
        let known = [Lang::RU, Lang::BE, Lang::UK, Lang::EN, Lang::DE, Lang::FR, Lang::PL, Lang::ES, Lang::PT];
        // English stands for a translation into the language of the list.
        if cyrillic && !rules_out(said, text) {
            continue;
        }
        if guess != said && known.contains(&guess) && guess != Lang::EN && (cyrillic || known.contains(&said)) {
            return Some((guess, text.to_owned()));
        }
    }
    None
}

/// Whether letters or little words of a Cyrillic title cannot be of a language.
fn rules_out(lang: Lang, title: &str) -> bool {
    let lower = title.to_lowercase();
    let has = |letters: &[char]| lower.contains(letters);
    let words = || lower.split(|c: char| !c.is_alphabetic());
    match lang.as_str() {
        "ru" => has(&['і', 'ї', 'є', 'ґ', 'ў']),
        "be" => has(&['и', 'щ', 'ъ', 'ї', 'є', 'ґ']),
        "uk" => {
            has(&['ы', 'э', 'ъ', 'ё', 'ў'])
                || words().any(|word| {
                    matches!(word, "и" | "или" | "как" | "что" | "о" | "из" | "от" | "при")
                        || ["ие", "ия", "ии", "ию", "ией"].iter().any(|end| word.ends_with(end))
                })
        }
        _ => true,
    }
}

fn in_english(lang: Lang) -> &'static str {
    match lang.as_str() {
        "ru" => "in Russian",
        "be" => "in Belarusian",
        "uk" => "in Ukrainian",
        "pl" => "in Polish",
        "de" => "in German",
        "fr" => "in French",
        "es" => "in Spanish",
        "pt" => "in Portuguese",
        _ => "in another language",
    }
}

fn in_russian(lang: Lang) -> &'static str {
    match lang.as_str() {
        "ru" => "на русском языке",
        "be" => "на белорусском языке",
        "uk" => "на украинском языке",
        "pl" => "на польском языке",
        "de" => "на немецком языке",
        "fr" => "на французском языке",
        "es" => "на испанском языке",
        "pt" => "на португальском языке",
        _ => "на другом языке",
    }
}
