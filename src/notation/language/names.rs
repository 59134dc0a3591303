//! Languages by name.

use super::for_each_word;
use crate::article::Lang;

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
}
