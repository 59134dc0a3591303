//! Languages: which one a text is in, which script, and which one a name names.
//!
//! Letters that only one language has decide first, then the little words and endings of each language, so that a title
//! of five words is enough; whatlang is asked about longer text that these say too little of. No more than the first
//! [`LOOK`] bytes are looked at.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::fold;
use crate::article::Lang;

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
    let text = fold::head(text, LOOK);
    let (latin, cyrillic) = count_scripts(text);
    if cyrillic > latin {
        guess_cyrillic(text, cyrillic, &CYRILLIC)
    } else if latin > 0 {
        guess_latin(text, latin)
    } else {
        None
    }
}

/// The language of a text that is one of `langs`: the script leaves out those that it cannot be, and where only one is
/// left, that is the answer.
pub fn guess_among(text: &str, langs: &[Lang]) -> Option<Lang> {
    let text = fold::head(text, LOOK);
    let (latin, cyrillic) = count_scripts(text);
    if latin + cyrillic < 2 {
        return None;
    }
    let in_script: Vec<Lang> = langs.iter().copied().filter(|l| l.is_cyrillic() == (cyrillic > latin)).collect();
    match in_script[..] {
        [] => None,
        [only] => Some(only),
        _ if cyrillic > latin => guess_cyrillic(text, cyrillic, &in_script).filter(|lang| in_script.contains(lang)),
        _ => {
            let scores = latin_scores(text);
            let mut best: Option<(i32, Lang)> = None;
            let mut tie = false;
            for &lang in &in_script {
                let score = LATIN.iter().position(|l| *l == lang).map_or(0, |i| scores[i]);
                match best {
                    Some((top, _)) if score < top => {}
                    Some((top, _)) if score == top => tie = true,
                    _ => (best, tie) = (Some((score, lang)), false),
                }
            }
            let decided = best.filter(|(score, _)| *score > 0 && !tie).map(|(_, lang)| lang);
            decided.or_else(|| ask_whatlang(text, latin).filter(|lang| in_script.contains(lang)))
        }
    }
}

const CYRILLIC: [Lang; 3] = [Lang::RU, Lang::BE, Lang::UK];

/// Among Russian, Belarusian and Ukrainian the one whose alphabet and words the text goes against least.
fn guess_cyrillic(text: &str, letters: usize, among: &[Lang]) -> Option<Lang> {
    // Letters against and words for: ru, be, uk.
    let mut against = [0usize; 3];
    let mut words_for = [0usize; 3];
    let (mut serbian, mut macedonian, mut kazakh, mut bulgarian, mut east) = (0usize, 0usize, 0usize, 0usize, 0usize);
    let mut before = ' ';
    for c in text.chars().map(fold::lower) {
        let wrong: [usize; 3] = match c {
            'ў' => [1, 0, 1],
            'ї' | 'є' | 'ґ' => [1, 1, 0],
            'і' => [1, 0, 0],
            'и' | 'щ' => [0, 1, 0],
            'ъ' => [0, 1, 1],
            'ы' | 'э' | 'ё' => [0, 0, 1],
            _ => [0; 3],
        };
        for (sum, w) in against.iter_mut().zip(wrong) {
            *sum += w;
        }
        match c {
            'љ' | 'њ' | 'џ' | 'ј' => serbian += 1,
            'ћ' | 'ђ' => serbian += 2,
            'ѓ' | 'ќ' | 'ѕ' => macedonian += 2,
            'қ' | 'ғ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'ә' => kazakh += 1,
            'ы' | 'э' | 'і' | 'ё' => east += 1,
            _ => {}
        }
        // In Bulgarian ъ is a vowel; in Russian it stands before е, ё, ю, я only.
        if before == 'ъ' && c.is_alphabetic() && !matches!(c, 'е' | 'ё' | 'ю' | 'я') {
            bulgarian += 1;
        }
        before = c;
    }
    let other =
        |tag| Lang::parse(tag).filter(|_| among == CYRILLIC || Lang::parse(tag).is_some_and(|l| among.contains(&l)));
    if kazakh >= 2 {
        return other("kk");
    }
    if macedonian + serbian >= 2 && east == 0 {
        return other(if macedonian > 0 { "mk" } else { "sr" });
    }
    if bulgarian > 0 && east == 0 {
        return other("bg");
    }
    for_each_word(text, |word| {
        for (i, list) in [RU_WORDS, BE_WORDS, UK_WORDS].iter().enumerate() {
            words_for[i] += usize::from(list.contains(&word));
        }
    });
    let score = |i: usize| 3 * words_for[i] as i64 - 4 * against[i] as i64;
    let candidates = || (0..3).filter(|&i| among.contains(&CYRILLIC[i]));
    let best = candidates().max_by_key(|&i| (score(i), std::cmp::Reverse(i)))?;
    let tied = candidates().any(|i| i != best && score(i) == score(best));
    // Twenty letters of Belarusian or Ukrainian without an і hardly exist, so a tie is Russian then.
    if tied && (letters < 20 || CYRILLIC[best] != Lang::RU) { None } else { Some(CYRILLIC[best]) }
}

const RU_WORDS: &[&str] = &[
    "и",
    "в",
    "не",
    "что",
    "с",
    "как",
    "по",
    "из",
    "от",
    "для",
    "при",
    "его",
    "это",
    "или",
    "под",
    "между",
    "во",
    "со",
    "об",
    "его",
    "их",
    "также",
    "был",
    "была",
    "были",
    "области",
    "университет",
    "государственный",
    "республика",
];
const BE_WORDS: &[&str] = &[
    "і",
    "ў",
    "у",
    "не",
    "што",
    "з",
    "як",
    "па",
    "са",
    "ад",
    "для",
    "пры",
    "яго",
    "гэта",
    "або",
    "пад",
    "паміж",
    "аб",
    "іх",
    "таксама",
    "быў",
    "была",
    "былі",
    "да",
    "яе",
    "універсітэт",
    "дзяржаўны",
    "рэспубліка",
    "беларусі",
    "мовы",
];
const UK_WORDS: &[&str] = &[
    "і",
    "й",
    "та",
    "в",
    "у",
    "не",
    "що",
    "з",
    "із",
    "як",
    "по",
    "від",
    "для",
    "при",
    "його",
    "це",
    "або",
    "під",
    "між",
    "про",
    "їх",
    "також",
    "був",
    "була",
    "були",
    "до",
    "щодо",
    "університет",
    "державний",
    "україни",
    "мови",
];

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
    for c in text.chars().map(fold::lower) {
        //    en pl de fr es pt
        add(match c {
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
        });
    }
    for_each_word(text, |word| {
        if let Some(which) = little.get(word) {
            // A word of one or two letters may be an initial or an abbreviation.
            let weight = if word.len() <= 1 { 1 } else { 3 };
            add(which.map(|is| if is { weight } else { 0 }));
        } else if word.len() > 5 {
            add(ENDINGS
                .map(|list| list.iter().filter(|(end, _)| word.ends_with(end)).map(|(_, w)| *w).max().unwrap_or(0)));
        }
    });
    scores
}

fn guess_latin(text: &str, letters: usize) -> Option<Lang> {
    let scores = latin_scores(text);
    let best = (0..6).max_by_key(|&i| (scores[i], std::cmp::Reverse(i)))?;
    let second = (0..6).filter(|&i| i != best).map(|i| scores[i]).max()?;
    // A text with the words of a language in every line is not romanised.
    if scores[best] * 12 < letters as i32 && romanised_score(text) > scores[best].max(2) {
        return None;
    }
    // Less than one sign in forty letters is too little for a text that is long enough to ask whatlang.
    let clear = scores[best] > 0 && scores[best] > second;
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

/// Whether a text in Latin letters is a Cyrillic language romanised (`problemy transformatsii i rasshireniya`).
pub fn is_romanised(text: &str) -> bool {
    let text = fold::head(text, LOOK);
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
            score += if ENDINGS.iter().any(|end| word.ends_with(end)) { 3 } else { 0 };
            score += if INSIDE.iter().any(|part| word.contains(part)) { 2 } else { 0 };
        }
    });
    score
}

/// Languages by name: tag; names and abbreviations in full; stems of Cyrillic adjectives.
const NAMES: &[(&str, &str, &str)] = &[
    (
        "en",
        "english engl eng inglés inglês ingles anglais englisch angielski angielsku англ анг англійск",
        "английск англійськ ангельск англійск",
    ),
    (
        "ru",
        "russian russ rus ruso russo russe russisch rosyjski rosyjsku рус росс",
        "русск російськ рускай рускаюмоваю расійск расейск рускі",
    ),
    (
        "be",
        "belarusian belorussian belarussian byelorussian belar belarus bel bielorruso bielorrusso biélorusse belarussisch białoruski białorusku бел беларус белар белорус белор",
        "белорусск беларуск білоруськ",
    ),
    (
        "uk",
        "ukrainian ukr ucraniano ukrainien ukrainisch ukraiński ukraińsku укр украін",
        "украинск українськ украінск",
    ),
    ("pl", "polish pol polski polsku polonais polnisch polaco polonês polonés пол польск", "польск польськ"),
    ("de", "german germ ger alemán alemão allemand deutsch niemiecki niemiecku нем ням", "немецк німецьк нямецк"),
    ("fr", "french fre fr francés francês français französisch francuski francusku фр франц", "французск французьк"),
    (
        "es",
        "spanish spa español espanhol espagnol spanisch hiszpański hiszpańsku castellano исп",
        "испанск іспанськ іспанск",
    ),
    (
        "pt",
        "portuguese port português portugués portugais portugiesisch portugalski порт",
        "португальск португальськ партугальск",
    ),
    ("it", "italian ital italiano italien italienisch włoski włosku итал", "итальянск італійськ італьянск"),
    ("lt", "lithuanian lith litewski litewsku litauisch lituanien lituano лит літ", "литовск литовськ літоўск"),
    ("lv", "latvian latv łotewski lettisch letton letón латыш лат", "латышск латиськ"),
    ("et", "estonian eston эст", "эстонск естонськ"),
    ("cs", "czech tschechisch czeski czesku tchèque checo чешск", "чешск чеськ чэшск"),
    ("sk", "slovak slowakisch słowacki slovaque eslovaco словац", "словацк словацьк славацк"),
    ("bg", "bulgarian bulg bulgarisch bułgarski bulgare búlgaro болг", "болгарск болгарськ балгарск"),
    ("sr", "serbian serb serbisch serbski serbe серб", "сербск сербськ"),
    ("hr", "croatian kroatisch chorwacki croate croata хорв", "хорватск хорватськ харвацк"),
    ("mk", "macedonian макед", "македонск македонськ"),
    ("sl", "slovenian slovene slowenisch словен", "словенск словенськ славенск"),
    ("ro", "romanian rumänisch rumuński roumain rumano рум", "румынск румунськ"),
    ("hu", "hungarian ungarisch węgierski hongrois húngaro венг", "венгерск угорськ венгерск"),
    ("tr", "turkish türkisch turecki turc turco турец", "турецк турецьк"),
    ("nl", "dutch niederländisch holenderski néerlandais нидерл", "нидерландск голландск нідерландськ"),
    ("sv", "swedish schwedisch szwedzki suédois sueco швед", "шведск шведськ"),
    ("fi", "finnish finnisch fiński finnois finés фин", "финск фінськ фінск"),
    ("no", "norwegian norwegisch норв", "норвежск норвезьк нарвежск"),
    ("da", "danish dänisch дат", "датск данськ дацк"),
    ("el", "greek griechisch grecki grec griego греч", "греческ грецьк грэчаск"),
    ("la", "latin lateinisch łaciński latín latim латин", "латинск латинськ лацінск"),
    ("zh", "chinese chin chinesisch chiński chinois chino chinês кит", "китайск китайськ кітайск"),
    ("ja", "japanese japan japanisch japoński japonais japonés japonês яп", "японск японськ"),
    ("ko", "korean koreanisch koreański кор", "корейск корейськ карэйск"),
    ("ar", "arabic arab arabisch arabski arabe árabe араб", "арабск арабськ"),
    ("fa", "persian farsi перс", "персидск перськ"),
    ("he", "hebrew иврит", "еврейск єврейськ"),
    ("kk", "kazakh kasachisch казах каз", "казахск казахськ"),
    ("uz", "uzbek узб", "узбекск узбецьк"),
    ("ky", "kyrgyz kirghiz кирг", "киргизск кыргызск киргизьк"),
    ("tg", "tajik тадж", "таджикск таджицьк"),
    ("az", "azerbaijani azeri азерб", "азербайджанск азербайджанськ"),
    ("hy", "armenian арм", "армянск вірменськ"),
    ("ka", "georgian груз", "грузинск грузинськ грузінск"),
    ("tt", "tatar тат", "татарск татарськ"),
];

/// Words around the name of a language that say only that it is one.
const AROUND: &[&str] = &[
    "in",
    "the",
    "text",
    "language",
    "lang",
    "article",
    "original",
    "на",
    "у",
    "в",
    "по",
    "па",
    "яз",
    "язык",
    "языке",
    "языком",
    "текст",
    "статья",
    "мова",
    "мове",
    "мовы",
    "мовай",
    "мовою",
    "мові",
    "мови",
    "auf",
    "sprache",
    "text",
    "en",
    "em",
    "langue",
    "lengua",
    "idioma",
    "língua",
    "w",
    "po",
    "język",
    "języku",
    "z",
    "с",
    "з",
    "and",
];

/// The language that a word or a phrase names: `Russian`, `(In Russ.)`, `На англ.`, `на белорусском языке`, `по-русски`,
/// `беларуская`. A phrase that holds anything else, or names two, names none.
pub fn by_name(name: &str) -> Option<Lang> {
    if name.len() > 120 {
        return None;
    }
    let mut found = None;
    let mut other = false;
    for_each_word(name, |word| {
        if !AROUND.contains(&word) {
            let lang = lang_of_word(word);
            other |= lang.is_none() || found.is_some_and(|first| Some(first) != lang);
            found = lang;
        }
    });
    found.filter(|_| !other)
}

fn lang_of_word(word: &str) -> Option<Lang> {
    let row = NAMES.iter().find(|(_, whole, stems)| {
        whole.split(' ').any(|name| name == word)
            || stems.split(' ').any(|stem| word.strip_prefix(stem).is_some_and(|ending| ending.chars().count() <= 3))
    })?;
    Lang::parse(row.0)
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
            ("en", "The Republic of Belarus participation in NATO programme"),
            ("en", "DEPRESSIVE SYMPTOMS IN INSTITUTIONALIZED OLDER ADULTS"),
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

    #[test]
    fn names_of_languages() {
        for (name, wanted) in [
            ("Russian", "ru"),
            ("Ukrainian.", "uk"),
            ("(In Russ.)", "ru"),
            ("in Russian", "ru"),
            ("на англ.", "en"),
            ("На англ. яз.", "en"),
            ("(на белорусском языке)", "be"),
            ("по-русски", "ru"),
            ("беларуская", "be"),
            ("На белорус.", "be"),
            ("Украинский", "uk"),
            ("українською мовою", "uk"),
            ("po polsku", "pl"),
            ("en español", "es"),
            ("Lithuanian", "lt"),
            ("Russian and Russian", "ru"),
            ("Russian, English", ""),
            ("Belarus in the modern world", ""),
            ("Minsk", ""),
            ("in", ""),
        ] {
            assert_eq!(by_name(name).map_or(String::new(), |l| l.as_str().to_owned()), wanted, "{name}");
        }
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
