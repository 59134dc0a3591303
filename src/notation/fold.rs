//! Letters compared without regard to case, accents and look-alikes, as the tables of labels and of months need it. The build
//! script shares this file, so it uses nothing of the crate.

use std::borrow::Cow;

/// The lower-case form of a letter; where Unicode gives more than one character, the first.
pub(crate) fn lower(c: char) -> char {
    match c {
        '\0'..='\u{7F}' => c.to_ascii_lowercase(),
        'А'..='Я' => char::from_u32(c as u32 + 32).unwrap_or(c),
        'Ѐ'..='Џ' => char::from_u32(c as u32 + 80).unwrap_or(c),
        'а'..='џ' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// What is left of a lower-case letter when its accents are taken off and Cyrillic letters that look like Latin ones are
/// made Latin; hyphens and apostrophes become `-` and `'`. Text recognition mixes all of these up.
pub(crate) fn base(c: char) -> char {
    match c {
        '\0'..='\u{7F}' => {
            if c == '`' {
                '\''
            } else {
                c
            }
        }
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'а' => 'a',
        'ç' | 'ć' | 'č' | 'с' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' | 'е' | 'ё' | 'ѐ' => 'e',
        'ì'..='ï' | 'ī' | 'ı' | 'і' | 'ї' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'о' => 'o',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' | 'у' | 'ў' => 'y',
        'ł' => 'l',
        'ś' | 'š' | 'ş' | 'ѕ' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        'ď' | 'đ' => 'd',
        'ř' => 'r',
        'ť' => 't',
        'ғ' | 'ґ' => 'г',
        'й' | 'ѝ' => 'и',
        'р' => 'p',
        'х' => 'x',
        'к' => 'k',
        'м' => 'm',
        'т' => 't',
        'в' => 'b',
        'н' => 'h',
        'ј' => 'j',
        '‐' | '‑' | '–' | '−' => '-',
        '’' | '‘' | 'ʼ' | '′' | '´' => '\'',
        _ => c,
    }
}

/// Whether a character is one that combines with the letter before it.
pub(crate) fn combines(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// The letter that a letter makes with the accent that combines with it, for the letters of the languages that offprint
/// knows.
fn composed_letter(letter: char, mark: char) -> Option<char> {
    const PAIRS: [(char, &str); 11] = [
        ('\u{300}', "aàeèiìoòuù"),
        ('\u{301}', "aáeéiíoóuúyýcćnńsśzź"),
        ('\u{302}', "aâeêiîoôuû"),
        ('\u{303}', "aãnñoõ"),
        ('\u{306}', "уўийaă"),
        ('\u{307}', "zżeė"),
        ('\u{308}', "aäeëiïoöuüіїеё"),
        ('\u{30A}', "aåuů"),
        ('\u{30C}', "cčsšzžrřeěnň"),
        ('\u{327}', "cçsş"),
        ('\u{328}', "aąeęiįuų"),
    ];
    let small = lower(letter);
    let (_, pairs) = PAIRS.iter().find(|(m, _)| *m == mark)?;
    let mut pairs = pairs.chars();
    while let (Some(plain), Some(accented)) = (pairs.next(), pairs.next()) {
        if plain == small {
            return if small == letter { Some(accented) } else { accented.to_uppercase().next() };
        }
    }
    None
}

/// The text with letters and the accents that combine with them made one character; as it is where there are none.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    // The accents that combine begin with these two bytes in UTF-8.
    if !text.as_bytes().iter().any(|b| matches!(b, 0xCC | 0xCD)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match out.chars().next_back().filter(|_| combines(c)).and_then(|last| composed_letter(last, c)) {
            Some(whole) => {
                out.pop();
                out.push(whole);
            }
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether a character shows nothing: soft hyphens, zero-width spaces and joiners.
pub(crate) fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Buckets of the index of labels.
pub(crate) const BUCKETS: usize = 1 << 13;
/// The most characters that a label of the table may have.
pub(crate) const LONGEST_LABEL: usize = 95;

/// The bucket of the first word of a text, whatever its case, accents and look-alikes; none if it does not begin with a
/// letter or a figure.
pub(crate) fn bucket(text: &str) -> Option<usize> {
    let mut hash: u32 = 0x811C_9DC5;
    let mut any = false;
    // No label has a first word as long as this.
    for c in text.chars().take(40) {
        if combines(c) || invisible(c) {
            continue;
        }
        if !c.is_alphanumeric() {
            break;
        }
        any = true;
        hash = (hash ^ base(lower(c)) as u32).wrapping_mul(0x0100_0193);
    }
    any.then_some((hash ^ (hash >> 15)) as usize % BUCKETS)
}

/// The text cut to at most `max` bytes, at the end of a character.
pub(crate) fn head(text: &str, max: usize) -> &str {
    &text[..floor(text, max)]
}

/// The end of a character that is nearest at or before the byte `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_case_agrees_with_unicode() {
        for c in ('\0'..='\u{24F}').chain('\u{370}'..='\u{52F}') {
            assert_eq!(lower(c), c.to_lowercase().next().unwrap(), "{c:?}");
        }
    }

    #[test]
    fn accents_are_joined_to_their_letters() {
        assert_eq!(composed("ре\u{301}сю\u{308}"), "ре\u{301}сю\u{308}");
        assert_eq!(composed("У\u{306}, й, Re\u{301}sume\u{301}, c\u{327}a\u{303}o"), "Ў, й, Résumé, ção");
        assert!(matches!(composed("plain й"), Cow::Borrowed(_)));
    }

    #[test]
    fn look_alikes_meet() {
        let fold = |s: &str| s.chars().map(|c| base(lower(c))).collect::<String>();
        assert_eq!(fold("УДК"), fold("YДK"));
        assert_eq!(fold("Références"), "references");
        assert_eq!(fold("Słowa"), "slowa");
    }
}
