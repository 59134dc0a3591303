//! The language of the work, where the item names it: `Russian.`, `На англ.`, `(in Hebrew)`.

use super::lexicon;
use super::tokens::{Class, Draft, Mark, Tokens};
use crate::article::{Lang, PartKind};

/// The names of languages: English, Russian, Belarusian and Ukrainian words, and the usual abbreviations.
const LANGUAGES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "english",
            "engl",
            "англ",
            "английский",
            "английском",
            "англійська",
            "англійською",
            "англійскай",
            "inglés",
            "inglês",
            "anglais",
            "englisch",
        ],
    ),
    (
        "ru",
        &[
            "russian",
            "russ",
            "рус",
            "русский",
            "русском",
            "рос",
            "російська",
            "російською",
            "рускай",
            "руск",
            "russe",
            "russisch",
            "ruso",
            "russo",
        ],
    ),
    (
        "be",
        &[
            "belarusian",
            "belorussian",
            "byelorussian",
            "belarussian",
            "бел",
            "белорус",
            "белорусский",
            "белорусском",
            "беларуская",
            "беларускай",
            "білоруською",
        ],
    ),
    ("uk", &["ukrainian", "укр", "украинский", "украинском", "українська", "українською", "украінскай"]),
    ("pl", &["polish", "польск", "польский", "польском", "польськ", "польская", "polski", "polonais", "polnisch"]),
    ("de", &["german", "нем", "немецкий", "немецком", "німецькою", "нямецкай", "allemand", "deutsch", "alemán"]),
    (
        "fr",
        &[
            "french",
            "фр",
            "франц",
            "французский",
            "французском",
            "французькою",
            "français",
            "französisch",
            "francés",
            "francês",
        ],
    ),
    ("es", &["spanish", "исп", "испанский", "испанском", "español", "espagnol", "espanhol"]),
    ("pt", &["portuguese", "порт", "португальский", "português", "portugués"]),
    ("it", &["italian", "итал", "итальянский", "italien", "italiano"]),
    ("zh", &["chinese", "кит", "китайский", "китайском", "chino", "chinois", "chinês"]),
    ("ja", &["japanese", "яп", "японский"]),
    ("lt", &["lithuanian", "лит", "литовский", "литовском"]),
    ("lv", &["latvian", "латыш", "латышский", "латышском"]),
    ("cs", &["czech", "чеш", "чешский", "чешском"]),
    ("sk", &["slovak", "словацкий"]),
    ("sr", &["serbian", "сербский", "сербском", "серб"]),
    ("bg", &["bulgarian", "болг", "болгарский", "болгарском"]),
    ("ar", &["arabic", "араб", "арабский"]),
    ("he", &["hebrew", "иврит"]),
    ("tr", &["turkish", "турецкий", "тур"]),
    ("kk", &["kazakh", "казахский", "казах"]),
    ("ko", &["korean", "корейский"]),
    ("la", &["latin", "латинский", "лат"]),
    ("hu", &["hungarian", "венгерский"]),
    ("ro", &["romanian", "румынский"]),
    ("fi", &["finnish", "финский"]),
    ("sv", &["swedish", "шведский"]),
    ("et", &["estonian", "эстонский"]),
    ("ka", &["georgian", "грузинский"]),
    ("hy", &["armenian", "армянский"]),
    ("nl", &["dutch", "нидерландский"]),
];

fn language_name(word: &str) -> Option<Lang> {
    LANGUAGES.iter().find(|(_, names)| names.contains(&word)).and_then(|(code, _)| Lang::parse(code))
}

/// The language of the work: `Russian.` or `На англ.` at the end, `(in Hebrew)` anywhere.
pub(super) fn language(draft: &mut Draft<'_>) {
    let mut last = draft.len();
    // The last free token that is no sign.
    while last > 0
        && (!draft.free(last - 1) || draft.class(last - 1) == Class::Sign && !matches!(draft.sign(last - 1), ')' | ']'))
    {
        last -= 1;
    }
    let at_end = match last.checked_sub(1) {
        Some(i) if matches!(draft.sign(i), ')' | ']') => None,
        Some(i) => language_at(draft, i, draft.class(i) == Class::Word),
        None => None,
    };
    let found = at_end.or_else(|| {
        (0..draft.len()).filter(|&i| matches!(draft.sign(i), '(' | '[')).find_map(|open| {
            let close = draft.closing(open, 9)?;
            let from = open + 1;
            let named = from + usize::from(matches!(draft.lower(from), "in" | "на" | "em" | "en" | "на_"));
            let lang = language_name(draft.lower(named))?;
            let rest = draft.past_stop(named + 1);
            let tail = rest == close
                || draft.lower(rest).starts_with("яз")
                || draft.lower(rest).starts_with("мов")
                || matches!(draft.sign(rest), ',' | ';');
            (named > from && tail).then_some((lang, from..close, open..close + 1))
        })
    });
    if let Some((lang, words, claimed)) = found {
        draft.source_lang = Some(lang);
        draft.add(PartKind::Language, words);
        draft.claim(claimed, Mark::Language);
    }
}

/// The language word at the end, with `In`, `На` before it and a stop before that.
fn language_at(draft: &Draft<'_>, i: usize, word: bool) -> Option<(Lang, Tokens, Tokens)> {
    if !word {
        return None;
    }
    // `На русском языке`
    let named = if matches!(draft.lower(i), "языке" | "яз" | "мове" | "мовою" | "language") {
        i.checked_sub(1)?
    } else {
        i
    };
    let lang = language_name(draft.lower(named))?;
    let mut start = named;
    let before = named.checked_sub(1)?;
    if matches!(draft.lower(before), "in" | "на" | "en" | "em") {
        start = before;
    }
    let sign = start.checked_sub(1)?;
    let apart = matches!(draft.sign(sign), '.' | ',' | ';' | ']' | ')' | '>' | '»' | '”' | '"') || !draft.free(sign);
    // `Vladimir Russian` is nobody, but `Journal of Polish` without a stop is a title.
    let mut end = i + 1;
    if lexicon::is_abbreviation(draft.lower(i)) || draft.lower(i).chars().count() <= 4 {
        end = draft.past_stop(end);
    }
    apart.then_some((lang, start..end, start..end))
}
