//! Months by name in nine languages, and as Roman numerals.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::notation::fold;

/// Months by name: nominative, genitive and abbreviations, in en, ru, be, uk, pl, de, fr, es, pt.
pub(super) const MONTHS: [&str; 12] = [
    "january jan январь января янв студзень студзеня студз студ січень січня січ styczeń stycznia stycz sty januar jänner jan janvier janv enero ene janeiro jan",
    "february feb febr февраль февраля февр фев люты лютага лют лютий лютого luty lutego lut februar feber février févr fév febrero fevereiro fev",
    "march mar март марта мар сакавік сакавіка сак березень березня берез бер marzec marca märz mär mrz maerz mars marzo março",
    "april apr апрель апреля апр красавік красавіка крас квітень квітня квіт кві kwiecień kwietnia kwiec kwi avril avr abril abr",
    "may май мая травень траўня травеня трав травня maj maja mai mayo maio",
    "june jun июнь июня июн чэрвень чэрвеня чэрв червень червня черв czerwiec czerwca czerw cze juni juin junio junho",
    "july jul июль июля июл ліпень ліпеня ліп липень липня лип lipiec lipca lip juli juillet juil juill julio julho",
    "august aug август августа авг жнівень жніўня жнів серпень серпня серп sierpień sierpnia sierp sie août aout agosto ago",
    "september sep sept сентябрь сентября сент сен верасень верасня верас вер вересень вересня верес wrzesień września wrzes wrz septembre septiembre setiembre setembro set",
    "october oct октябрь октября окт кастрычнік кастрычніка кастр каст жовтень жовтня жовт październik października paźdz paź oktober okt octobre octubre outubro out",
    "november nov ноябрь ноября нояб ноя лістапад лістапада ліст листопад листопада листоп лист listopad listopada listop lis novembre noviembre novembro",
    "december dec декабрь декабря дек снежань снежня снеж сн грудень грудня груд гру grudzień grudnia grudz gru dezember dez décembre déc diciembre dic dezembro",
];

/// Abbreviations that are common words: without a day before them they are months only with a stop.
const DOUBTFUL: [&str; 14] =
    ["out", "set", "ago", "sie", "lis", "lip", "gru", "cze", "mar", "sty", "may", "лист", "лип", "вер"];

/// The month that a word names, whatever its case and accents.
pub fn month_by_name(word: &str) -> Option<u8> {
    static TABLE: OnceLock<HashMap<String, u8>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = HashMap::with_capacity(400);
        for (month, names) in (1u8..).zip(MONTHS) {
            for name in names.split(' ') {
                table.insert(name.chars().map(fold::base).collect(), month);
            }
        }
        table
    });
    let mut key = [0u8; 48];
    let mut len = 0;
    for c in word.chars() {
        if fold::combines(c) || fold::invisible(c) {
            continue;
        }
        let c = fold::base(fold::lower(c));
        if len + c.len_utf8() > key.len() {
            return None;
        }
        len += c.encode_utf8(&mut key[len..]).len();
    }
    table.get(std::str::from_utf8(&key[..len]).ok()?).copied()
}

/// A month as a Roman numeral, Cyrillic look-alikes allowed.
pub(super) fn roman_month(word: &str) -> Option<u8> {
    let mut key = [0u8; 4];
    let mut len = 0;
    for c in word.chars() {
        *key.get_mut(len)? = match c {
            'I' | 'І' => b'I',
            'V' => b'V',
            'X' | 'Х' => b'X',
            _ => return None,
        };
        len += 1;
    }
    const ROMAN: [&[u8]; 12] = [b"I", b"II", b"III", b"IV", b"V", b"VI", b"VII", b"VIII", b"IX", b"X", b"XI", b"XII"];
    (1u8..).zip(ROMAN).find(|(_, numeral)| *numeral == &key[..len]).map(|(month, _)| month)
}

/// Whether a word may be a month's abbreviation only by accident. "May" with its capital is the month.
pub(super) fn doubtful(word: &str) -> bool {
    word != "May" && word != "Mar" && {
        let lower: String = word.chars().take(6).map(fold::lower).collect();
        DOUBTFUL.contains(&lower.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_in_every_language() {
        for (month, names) in (1u8..).zip(MONTHS) {
            for name in names.split(' ') {
                assert_eq!(month_by_name(name), Some(month), "{name}");
                assert_eq!(month_by_name(&name.to_uppercase()), Some(month), "{name}");
            }
        }
        assert_eq!(month_by_name("Monday"), None);
    }
}
