//! Languages written in Latin letters, and Cyrillic ones romanised.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{LOOK, for_each_word};
use crate::article::Lang;
use crate::notation::fold;

const LATIN: [Lang; 6] = [Lang::EN, Lang::PL, Lang::DE, Lang::FR, Lang::ES, Lang::PT];

/// The little words of each language of [`LATIN`].
const LITTLE_WORDS: [&str; 6] = [
    "the of and in to is for on with by from at that this as are was were be an its their which between during under \
     into or not has have new using based",
    "i w z na do się jest oraz dla przez od po za przy o nie w we ze jako są był była było które który która między \
     ich jego jej",
    "der die das und ist nicht mit für von im zur zum den dem des ein eine einer eines auf als aus bei nach über unter \
     zwischen sich werden wird durch am",
    "le la les des et du une un est dans pour sur de au aux par en avec entre son sa ses qui que dont ne pas ou sous \
     chez leur l d",
    "el la los las y del una un es en para con por que de al su sus entre se como más desde sobre e o lo",
    "o a os as do da dos das e em para uma um com não na no nas nos ao à aos às de que por entre se como sobre ou \
     pela pelo sua seu",
];

/// Endings of words that tell a language, with their weight.
const ENDINGS: [&[(&str, i32)]; 6] = [
    &[
        ("ing", 2),
        ("tion", 1),
        ("ness", 3),
        ("ship", 3),
        ("ity", 2),
        ("ies", 1),
        ("ed", 1),
        ("ence", 1),
        ("ly", 1),
        ("ical", 2),
        ("ogy", 2),
        ("phy", 2),
        ("istry", 2),
        ("ism", 2),
        ("isms", 2),
        ("ics", 2),
        ("ance", 1),
        ("ous", 2),
        ("ure", 1),
        ("al", 1),
    ],
    &[
        ("ość", 4),
        ("ości", 4),
        ("ego", 2),
        ("owych", 3),
        ("ych", 2),
        ("ski", 2),
        ("skie", 2),
        ("skiej", 3),
        ("nia", 1),
        ("ach", 1),
        ("owej", 3),
    ],
    &[
        ("ung", 3),
        ("ungen", 3),
        ("keit", 4),
        ("heit", 4),
        ("isch", 3),
        ("ische", 3),
        ("ischen", 3),
        ("schaft", 4),
        ("lich", 3),
        ("lichen", 3),
        ("en", 1),
    ],
    &[
        ("eux", 3),
        ("ement", 2),
        ("ique", 3),
        ("iques", 3),
        ("eur", 2),
        ("aux", 2),
        ("elle", 2),
        ("ées", 3),
        ("ée", 3),
        ("tion", 1),
        ("tions", 1),
    ],
    &[
        ("ción", 4),
        ("ciones", 4),
        ("dad", 3),
        ("dades", 2),
        ("encia", 2),
        ("ancia", 2),
        ("ía", 2),
        ("ico", 1),
        ("ica", 1),
        ("ario", 1),
        ("ión", 3),
        ("iento", 3),
    ],
    &[
        ("ção", 4),
        ("ções", 4),
        ("dade", 3),
        ("dades", 2),
        ("ência", 3),
        ("ância", 3),
        ("ologia", 3),
        ("grafia", 3),
        ("mica", 1),
        ("ico", 1),
        ("ica", 1),
        ("agem", 3),
        ("ões", 4),
        ("ão", 4),
        ("imento", 3),
    ],
];

/// How much each language of [`LATIN`] the text looks like.
fn latin_scores(text: &str) -> [i32; 6] {
    static LITTLE: OnceLock<HashMap<&str, [bool; 6]>> = OnceLock::new();
    let little = LITTLE.get_or_init(|| {
        let mut map: HashMap<&str, [bool; 6]> = HashMap::new();
        for (i, list) in LITTLE_WORDS.iter().enumerate() {
            for word in list.split_whitespace() {
                map.entry(word).or_default()[i] = true;
            }
        }
        map
    });
    let mut scores = [0i32; 6];
    let mut add = |more: [i32; 6]| {
        for (score, m) in scores.iter_mut().zip(more) {
            *score += m;
        }
    };
    let mut letters = text.chars().peekable();
    let (mut in_word, mut in_name, mut words) = (false, false, 0);
    while let Some(letter) = letters.next() {
        if !letter.is_alphabetic() && !matches!(letter, '¿' | '¡') {
            in_word = false;
            continue;
        }
        if !in_word {
            in_word = true;
            // A name may keep the letters of its own language: one with a capital and not first weighs less.
            in_name = words > 0 && letter.is_uppercase() && letters.peek().is_some_and(|c| c.is_lowercase());
            words += 1;
        }
        if letter.is_ascii() {
            continue;
        }
        //                      en pl de fr es pt
        let weights = match fold::lower(letter) {
            'ą' | 'ę' | 'ł' | 'ś' | 'ź' | 'ż' | 'ć' | 'ń' => [-4, 5, -4, -4, -4, -4],
            'ß' => [-4, -4, 5, -4, -4, -4],
            'ä' | 'ö' => [-3, -3, 4, -3, -3, -3],
            'ü' => [-3, -3, 3, 0, 0, -1],
            'ñ' | '¿' | '¡' => [-4, -4, -4, -4, 5, -4],
            'ã' | 'õ' => [-4, -4, -4, -4, -4, 5],
            'ç' => [-3, -3, -3, 2, -4, 2],
            'œ' | 'ë' | 'ï' | 'î' | 'û' | 'ù' | 'è' => [-3, -3, -3, 4, -3, -3],
            'ê' | 'â' | 'ô' => [-3, -3, -3, 2, -3, 2],
            'à' => [-3, -3, -3, 2, -3, 1],
            'é' => [-2, -3, -3, 2, 1, 1],
            'ó' => [-3, 1, -3, -3, 1, 1],
            'á' | 'í' | 'ú' => [-3, -3, -3, -3, 2, 2],
            _ => continue,
        };
        add(if in_name { weights.map(|w| w / 3) } else { weights });
    }
    for_each_word(text, |word| {
        if let Some(which) = little.get(word) {
            // A word of one or two letters may be an initial or an abbreviation.
            let weight = if word.len() <= 1 { 1 } else { 3 };
            add(which.map(|is| if is { weight } else { 0 }));
        } else if word.len() > 5 {
            add(ENDINGS
                .map(|list| list.iter().filter(|(end, _)| ends_with(word, end)).map(|(_, w)| *w).max().unwrap_or(0)));
        }
    });
    scores
}

/// As [`str::ends_with`], but faster where the last bytes differ, as they nearly always do here.
fn ends_with(word: &str, end: &str) -> bool {
    word.as_bytes().last() == end.as_bytes().last() && word.ends_with(end)
}

/// The language of a text with so many Latin letters.
pub(super) fn guess(text: &str, letters: usize) -> Option<Lang> {
    let scores = latin_scores(text);
    let best = (0..6).max_by_key(|&i| (scores[i], std::cmp::Reverse(i)))?;
    let second = (0..6).filter(|&i| i != best).map(|i| scores[i]).max()?;
    // A text with the words of a language in every line is not romanised.
    if scores[best] * 12 < letters as i32 && romanised_score(text) > scores[best].max(2) {
        return None;
    }
    // Less than one sign in forty letters is too little for a text that is long enough to ask whatlang.
    // One point more may be chance in a word or two.
    let clear = scores[best] > 0 && scores[best] > second + i32::from(letters < 16);
    if clear && (letters < 80 || scores[best] * 20 >= letters as i32) {
        return Some(LATIN[best]);
    }
    ask_whatlang(text, letters).or_else(|| clear.then_some(LATIN[best]))
}

/// What whatlang says of a text of at least eighty letters in one of these languages, where it is sure.
fn ask_whatlang(text: &str, letters: usize) -> Option<Lang> {
    use whatlang::Lang::*;
    if letters < 80 {
        return None;
    }
    const KNOWN: [(whatlang::Lang, &str); 16] = [
        (Eng, "en"),
        (Pol, "pl"),
        (Deu, "de"),
        (Fra, "fr"),
        (Spa, "es"),
        (Por, "pt"),
        (Ita, "it"),
        (Nld, "nl"),
        (Lit, "lt"),
        (Lav, "lv"),
        (Ces, "cs"),
        (Slk, "sk"),
        (Ron, "ro"),
        (Hun, "hu"),
        (Tur, "tr"),
        (Fin, "fi"),
    ];
    let detector = whatlang::Detector::with_allowlist(KNOWN.iter().map(|(lang, _)| *lang).collect());
    let info = detector.detect(text).filter(whatlang::Info::is_reliable)?;
    KNOWN.iter().find(|(lang, _)| *lang == info.lang()).and_then(|(_, tag)| Lang::parse(tag))
}

/// The language of a text with so many Latin letters that is one of `langs`.
pub(super) fn guess_among(text: &str, letters: usize, langs: &[Lang]) -> Option<Lang> {
    let scores = latin_scores(text);
    let mut best: Option<(i32, Lang)> = None;
    let mut tie = false;
    for &lang in langs {
        let score = LATIN.iter().position(|l| *l == lang).map_or(0, |i| scores[i]);
        match best {
            Some((top, _)) if score < top => {}
            Some((top, _)) if score == top => tie = true,
            _ => (best, tie) = (Some((score, lang)), false),
        }
    }
    let decided = best.filter(|(score, _)| *score > 0 && !tie).map(|(_, lang)| lang);
    decided.or_else(|| ask_whatlang(text, letters).filter(|lang| langs.contains(lang)))
}

/// Whether a text in Latin letters is a Cyrillic language romanised (`problemy transformatsii i rasshireniya`).
pub fn is_romanised(text: &str) -> bool {
    let text = &*fold::composed(fold::head(text, LOOK));
    let score = romanised_score(text);
    score >= 3 && score > latin_scores(text).into_iter().max().unwrap_or(0)
}

/// How much a text looks like romanised Russian, Belarusian or Ukrainian.
fn romanised_score(text: &str) -> i32 {
    const WORDS: [&str; 16] =
        ["i", "v", "na", "po", "iz", "ob", "ot", "dlya", "kak", "pri", "vo", "pod", "mezhdu", "ta", "pra", "pro"];
    const ENDINGS: [&str; 26] = [
        "iya", "iyi", "ii", "ogo", "ego", "ykh", "ikh", "skoi", "skoy", "skii", "skiy", "skaya", "skogo", "nykh",
        "ost", "osti", "ovaniya", "ovanie", "eniya", "enie", "aniya", "anie", "stva", "stvo", "noi", "noy",
    ];
    const INSIDE: [&str; 8] = ["shch", "zh", "kh", "iya", "yu", "tsi", "lya", "nya"];
    let mut score = 0;
    for_each_word(text, |word| {
        if WORDS.contains(&word) {
            score += if word.len() == 1 { 2 } else { 1 };
        } else if word.len() > 4 {
            score += if ENDINGS.iter().any(|end| ends_with(word, end)) { 3 } else { 0 };
            score += if INSIDE.iter().any(|part| word.contains(part)) { 2 } else { 0 };
        }
    });
    score
}
