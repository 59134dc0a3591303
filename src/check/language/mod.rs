//! Rules on the languages that the parts of the front matter are labelled with.

mod r#abstract;
mod keywords;

use crate::article::Lang;
use crate::check::{Rule, Ui};
use crate::notation::language;

/// The rules of the family.
pub const RULES: &[Rule] = &[r#abstract::RULE, keywords::RULE];

/// The languages that are told apart by their words.
const KNOWN: [Lang; 9] = [Lang::EN, Lang::RU, Lang::BE, Lang::UK, Lang::PL, Lang::DE, Lang::FR, Lang::ES, Lang::PT];

/// The language that a text is in, if that is certainly not `lang`.
pub(super) fn other_language(text: &str, lang: Lang) -> Option<Lang> {
    /// Shorter text says too little.
    const LETTERS: usize = 60;
    if text.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count() < LETTERS || lang == Lang::UND {
        return None;
    }
    // Of other languages only the script is told for certain.
    let sure =
        |found: &Lang| KNOWN.contains(found) && (KNOWN.contains(&lang) || found.is_cyrillic() != lang.is_cyrillic());
    language::guess(text).filter(|found| *found != lang).filter(sure)
}

/// A language by its name: in English, in the Russian prepositional ("на русском").
pub(in crate::check) fn name(lang: Lang, ui: Ui) -> String {
    let names = match lang.as_str() {
        "en" => ("English", "английском"),
        "ru" => ("Russian", "русском"),
        "be" => ("Belarusian", "белорусском"),
        "uk" => ("Ukrainian", "украинском"),
        "pl" => ("Polish", "польском"),
        "de" => ("German", "немецком"),
        "fr" => ("French", "французском"),
        "es" => ("Spanish", "испанском"),
        "pt" => ("Portuguese", "португальском"),
        "it" => ("Italian", "итальянском"),
        tag => return format!("“{tag}”"),
    };
    ui.of(names.0, names.1).to_owned()
}
