//! Languages written in Cyrillic.

use super::for_each_word;
use crate::article::Lang;
use crate::notation::fold;

/// The languages that are told apart by their alphabets.
pub(super) const KNOWN: [Lang; 3] = [Lang::RU, Lang::BE, Lang::UK];

/// Among Russian, Belarusian and Ukrainian the one whose alphabet and words the text goes against least.
pub(super) fn guess(text: &str, letters: usize, among: &[Lang]) -> Option<Lang> {
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
        |tag| Lang::parse(tag).filter(|_| among == KNOWN || Lang::parse(tag).is_some_and(|l| among.contains(&l)));
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
    let candidates = || (0..3).filter(|&i| among.contains(&KNOWN[i]));
    let best = candidates().max_by_key(|&i| (score(i), std::cmp::Reverse(i)))?;
    let tied = candidates().any(|i| i != best && score(i) == score(best));
    // Twenty letters of Belarusian or Ukrainian without an і hardly exist, so a tie is Russian then.
    if tied && (letters < 20 || KNOWN[best] != Lang::RU) { None } else { Some(KNOWN[best]) }
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
