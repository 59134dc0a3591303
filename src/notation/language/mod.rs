//! Languages: which one a text is in, which script, and which one a name names.
//!
//! Letters that only one language has decide first, then the little words and endings of each language, so that a title
//! of five words is enough; whatlang is asked about longer text that these say too little of. No more than the first
//! kibibyte of a text is looked at.

mod cyrillic;
mod iso_639;
mod latin;
mod names;

use super::fold;
use crate::article::Lang;
pub use iso_639::{iso_639_1, iso_639_2b, iso_639_3};
pub use latin::is_romanised;
pub use names::by_name;

/// Bytes of a text that are looked at.
const LOOK: usize = 1024;

/// The script that a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Both, neither less than a quarter.
    Mixed,
    /// No letters of either.
    None,
}

/// The script of a text.
pub fn script(text: &str) -> Script {
    let (latin, cyrillic) = count_scripts(fold::head(text, LOOK));
    match (latin, cyrillic) {
        (0, 0) => Script::None,
        _ if latin.min(cyrillic) * 4 >= latin + cyrillic => Script::Mixed,
        _ if latin > cyrillic => Script::Latin,
        _ => Script::Cyrillic,
    }
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && c.is_alphabetic())
}

/// Letters of each script.
fn count_scripts(text: &str) -> (usize, usize) {
    text.chars()
        .fold((0, 0), |(latin, cyrillic), c| (latin + usize::from(is_latin(c)), cyrillic + usize::from(is_cyrillic(c))))
}

/// The language of a text: one of the nine that offprint knows well (en, ru, be, uk, pl, de, fr, es, pt), or another where
/// its letters or a longer text leave no doubt. `None` where nothing decides, and for Cyrillic languages written in Latin
/// letters (see [`is_romanised`]).
pub fn guess(text: &str) -> Option<Lang> {
    let text = &*fold::composed(fold::head(text, LOOK));
    let (in_latin, in_cyrillic) = count_scripts(text);
    if in_cyrillic > in_latin {
        cyrillic::guess(text, in_cyrillic, &cyrillic::KNOWN)
    } else if in_latin > 0 {
        latin::guess(text, in_latin)
    } else {
        None
    }
}

/// The language of a text that is one of `langs`: the script leaves out those that it cannot be, and where only one is
/// left, that is the answer.
pub fn guess_among(text: &str, langs: &[Lang]) -> Option<Lang> {
    let text = &*fold::composed(fold::head(text, LOOK));
    let (in_latin, in_cyrillic) = count_scripts(text);
    if in_latin + in_cyrillic < 2 {
        return None;
    }
    let in_script: Vec<Lang> = langs.iter().copied().filter(|l| l.is_cyrillic() == (in_cyrillic > in_latin)).collect();
    match in_script[..] {
        [] => None,
        [only] => Some(only),
        _ if in_cyrillic > in_latin => {
            cyrillic::guess(text, in_cyrillic, &in_script).filter(|lang| in_script.contains(lang))
        }
        _ => latin::guess_among(text, in_latin, &in_script),
    }
}

/// Calls `f` on each word of a text in lower case, but for words too long to be any.
fn for_each_word(text: &str, mut f: impl FnMut(&str)) {
    let mut word = String::new();
    for c in text.chars().map(fold::lower).chain([' ']) {
        if c.is_alphabetic() || fold::combines(c) {
            word.push(c);
        } else if !word.is_empty() {
            if word.len() <= 64 {
                f(&word);
            }
            word.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tag(text: &str) -> String {
        guess(text).map_or_else(|| "-".into(), |lang| lang.as_str().to_owned())
    }

    #[test]
    fn languages_of_short_text() {
        for (wanted, text) in [
            ("en", "The small towns of the lake district in the memory of their people"),
            ("en", "READING HABITS IN THE SMALL TOWNS OF THE LAKE DISTRICT"),
            ("ru", "Участие Республики Беларусь в программе НАТО"),
            ("ru", "УЧАСТИЕ РЕСПУБЛИКИ БЕЛАРУСЬ В ПРОГРАММЕ НАТО “ПАРТНЕРСТВО РАДИ МИРА”"),
            ("ru", "Белорусский журнал международного права и международных отношений"),
            ("ru", "объявление"),
            ("be", "Некалькі заўваг да Закона"),
            ("be", "Гісторыя беларускай мовы"),
            ("be", "Беларуская дзяржаўная акадэмія музыкі"),
            ("uk", "Історія української літератури"),
            ("uk", "Аналіз впливу політичних чинників на розвиток міжнародних відносин"),
            ("pl", "Bezpieczeństwo międzynarodowe w Europie Środkowej"),
            ("pl", "Polityka zagraniczna i stosunki dwustronne"),
            ("de", "Die Außenpolitik der Republik Belarus"),
            ("de", "Zur Frage der Sicherheit in Europa"),
            ("fr", "La politique étrangère de la Russie"),
            ("fr", "Les relations internationales et le droit"),
            ("es", "Compromiso de los Ayuntamientos Malagueños con la divulgación de información responsable"),
            ("es", "Funcionalidad familiar en los residentes longevos en el hogar"),
            ("es", "La huella de Glucksmann en El coraje de la verdad de Foucault"),
            ("pt", "Funcionalidade familiar em longevos residentes em domicílio"),
            ("pt", "ANÁLISE REGIONAL DOS RESULTADOS DO SARESP: UMA ABORDAGEM COM MODELOS HIERÁRQUICOS"),
            ("pt", "Sintomas depressivos em idosos institucionalizados"),
            ("bg", "България и Европейският съюз"),
            ("sr", "Србија и њени суседи"),
            ("be", "Кароткая гісторыя у\u{306}ладароу\u{306}"),
            ("fr", "Re\u{301}sume\u{301} de la the\u{300}se"),
            ("en", "Secondary forests of the Parque Estadual da Cantareira, São Paulo State, Brasil: structure"),
            ("pt", "2.1. Softwares utilizados na região"),
            ("-", "MÉTODOS"),
            ("-", "Автор"),
            ("-", "NATO"),
            ("-", "12 345"),
            ("-", ""),
            ("-", "NATO: problemy transformatsii i rasshireniya"),
            ("-", "materialy Mezhdunarodnoi nauchnoi konferentsii"),
        ] {
            assert_eq!(tag(text), wanted, "{text}");
        }
    }

    #[test]
    fn one_of_the_journals_languages() {
        let langs = [Lang::EN, Lang::RU];
        assert_eq!(guess_among("NATO", &langs), Some(Lang::EN));
        assert_eq!(guess_among("НАТО", &langs), Some(Lang::RU));
        assert_eq!(guess_among("1995", &langs), None);
        assert_eq!(guess_among("Гісторыя мовы", &[Lang::RU, Lang::BE, Lang::EN]), Some(Lang::BE));
        assert_eq!(guess_among("Funcionalidad familiar en los residentes", &[Lang::PT, Lang::ES]), Some(Lang::ES));
        assert_eq!(guess_among("Haus", &[Lang::RU]), None);
    }

    #[test]
    fn scripts() {
        assert_eq!(script("Belarus"), Script::Latin);
        assert_eq!(script("Беларусь (Belarus’ etc.)"), Script::Mixed);
        assert_eq!(script("Республика Беларусь, NATO"), Script::Cyrillic);
        assert_eq!(script("12 — 34"), Script::None);
    }

    #[test]
    fn romanised_text_is_seen() {
        assert!(is_romanised("Zhenshchiny-uchenye Belarusi i Pol’shi: materialy konferentsii"));
        assert!(is_romanised("NATO: problemy transformatsii i rasshireniya"));
        assert!(!is_romanised("The problem of source classification in Belarus"));
        assert!(!is_romanised("Polityka zagraniczna i bezpieczeństwo"));
    }

    proptest! {
        #[test]
        fn any_text_is_guessed_at(text in "\\PC{0,200}") {
            if let Some(lang) = guess_among(&text, &[Lang::EN, Lang::RU, Lang::BE]) {
                prop_assert!([Lang::EN, Lang::RU, Lang::BE].contains(&lang));
            }
            guess(&text);
            by_name(&text);
            is_romanised(&text);
            prop_assert_eq!(script(&text) == Script::None, count_scripts(&text) == (0, 0));
        }
    }
}
