//! Whether two written names can be one person's: initials against full names, with diacritics or without, in Cyrillic or
//! romanised in one way or another.

use super::lists;

/// Whether two ways of giving the given names agree: `O. S.`, `OS`, `Olga S.`, `Olga`, `О. С.`. One may leave out what
/// the other has at its end, and the particles that Portuguese usage puts there (`Clara Braz dos`, `CBd`). Full names
/// agree only if one is the other or its shortening. Empty agrees with everything.
pub fn initials_agree(a: &str, b: &str) -> bool {
    let (a, b) = (given_words(a), given_words(b));
    let mut one = a.iter().filter(|w| !w.particle);
    let mut two = b.iter().filter(|w| !w.particle);
    loop {
        match (one.next(), two.next()) {
            (Some(x), Some(y)) => {
                if !word_agrees(x, y) {
                    return false;
                }
            }
            _ => return true,
        }
    }
}

/// Whether two surnames are one: case, diacritics, hyphens, particles and, across scripts, the manner of romanisation set
/// aside. A double surname agrees with its first or its last half.
pub fn same_surname(a: &str, b: &str) -> bool {
    let (one, two) = (surname_words(a), surname_words(b));
    if one.is_empty() || two.is_empty() {
        return false;
    }
    let (whole_a, whole_b) = (one.concat(), two.concat());
    if whole_a == whole_b {
        return true;
    }
    if is_cyrillic(a) != is_cyrillic(b) {
        return near(&skeleton(&whole_a), &skeleton(&whole_b));
    }
    let (short, long) = if one.len() <= two.len() { (&one, &two) } else { (&two, &one) };
    short.len() == 1 && long.len() > 1 && (short.first() == long.first() || short.first() == long.last())
}

/// Whether two names, each a surname and given names or initials, can be one person's.
pub fn same_person(a_surname: &str, a_given: &str, b_surname: &str, b_given: &str) -> bool {
    same_surname(a_surname, b_surname) && initials_agree(a_given, b_given)
}

/// One given name or initial, folded.
struct Given {
    /// Lower case, without diacritics, in Latin letters.
    folded: String,
    initial: bool,
    particle: bool,
    cyrillic: bool,
}

fn given_words(text: &str) -> Vec<Given> {
    let mut out = Vec::new();
    for chunk in text.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '‐' | '‑' | ',')) {
        if chunk.is_empty() {
            continue;
        }
        let letters = chunk.chars().count();
        let cyrillic = is_cyrillic(chunk);
        if let Some(initials) = lists::split_initials(chunk).filter(|i| i.len() > 1) {
            out.extend(initials.iter().map(|i| Given { folded: fold(i), initial: true, particle: false, cyrillic }));
            continue;
        }
        let glued = letters > 1
            && letters <= 6
            && chunk.chars().all(|c| c.is_uppercase() || "dev".contains(c))
            && chunk.chars().skip(1).any(char::is_uppercase)
            || letters == 3 && chunk.ends_with('d') && chunk.chars().filter(|c| c.is_uppercase()).count() == 2;
        if glued || letters == 1 {
            for c in chunk.chars() {
                let particle = c.is_lowercase();
                out.push(Given { folded: fold(c.encode_utf8(&mut [0; 4])), initial: true, particle, cyrillic });
            }
        } else {
            let particle = lists::is_particle(chunk);
            // `Yu.`, `Дж.`: an initial of two letters.
            let initial = letters == 2 && !particle;
            out.push(Given { folded: fold(chunk), initial, particle, cyrillic });
        }
    }
    out
}

fn word_agrees(a: &Given, b: &Given) -> bool {
    let across = a.cyrillic != b.cyrillic;
    if a.initial || b.initial {
        let (x, y) = (a.folded.chars().next(), b.folded.chars().next());
        return x == y || across && x.zip(y).is_some_and(|(x, y)| initial_class(x) == initial_class(y));
    }
    if across {
        return near(&skeleton(&a.folded), &skeleton(&b.folded));
    }
    a.folded == b.folded
        || a.folded.len() >= 3 && b.folded.starts_with(&a.folded)
        || b.folded.len() >= 3 && a.folded.starts_with(&b.folded)
}

/// Letters by which one Cyrillic initial is romanised.
fn initial_class(c: char) -> char {
    match c {
        'y' | 'j' | 'i' | 'e' => 'i',
        'k' | 'h' | 'x' => 'h',
        't' | 'c' => 'c',
        'w' | 'v' | 'u' => 'v',
        'g' => 'h',
        c => c,
    }
}

fn surname_words(text: &str) -> Vec<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | ','))
        .filter(|w| !w.is_empty() && !lists::is_suffix(w))
        .collect();
    let bare: Vec<String> = words
        .iter()
        .filter(|w| !lists::is_particle(&w.to_lowercase()))
        .map(|w| fold(w))
        .filter(|w| !w.is_empty())
        .collect();
    if bare.is_empty() { words.iter().map(|w| fold(w)).filter(|w| !w.is_empty()).collect() } else { bare }
}

fn is_cyrillic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

/// Lower case, diacritics taken off, Cyrillic in Latin letters; everything but letters left out.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => out.push('c'),
            'ď' | 'đ' => out.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ё' | 'е' | 'э' => out.push('e'),
            'ì'..='ï' | 'ī' | 'ĭ' | 'į' | 'ı' | 'и' | 'і' => out.push('i'),
            'ł' | 'ľ' | 'ĺ' => out.push('l'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'о' => out.push('o'),
            'ř' | 'ŕ' => out.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => out.push('s'),
            'ť' | 'ţ' | 'ț' => out.push('t'),
            'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ў' | 'у' => out.push('u'),
            'ý' | 'ÿ' | 'й' | 'ы' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            'ğ' | 'г' | 'ґ' => out.push('g'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'а' => out.push('a'),
            'б' => out.push('b'),
            'в' => out.push('v'),
            'д' => out.push('d'),
            'ж' => out.push_str("zh"),
            'з' => out.push('z'),
            'к' => out.push('k'),
            'л' => out.push('l'),
            'м' => out.push('m'),
            'н' => out.push('n'),
            'п' => out.push('p'),
            'р' => out.push('r'),
            'с' => out.push('s'),
            'т' => out.push('t'),
            'ф' => out.push('f'),
            'х' => out.push_str("kh"),
            'ц' => out.push_str("ts"),
            'ч' => out.push_str("ch"),
            'ш' => out.push_str("sh"),
            'щ' => out.push_str("shch"),
            'ю' => out.push_str("yu"),
            'я' => out.push_str("ya"),
            'ї' => out.push_str("yi"),
            'є' => out.push_str("ye"),
            'ъ' | 'ь' => {}
            c if c.is_alphabetic() => out.push(c),
            _ => {}
        }
    }
    out
}

/// What is left of a folded name when the differences between romanisations are taken out: the consonants, with those
/// that stand for one Cyrillic letter made one.
fn skeleton(folded: &str) -> String {
    let mut text = String::with_capacity(folded.len());
    for c in folded.chars() {
        let c = match c {
            'y' | 'j' | 'i' | 'e' | 'a' | 'o' | 'u' => continue,
            'w' => 'v',
            'x' => 's',
            'k' | 'g' => 'h',
            'c' => 's',
            'z' => 's',
            't' | 'd' => 't',
            c => c,
        };
        if !text.ends_with(c) {
            text.push(c);
        }
    }
    text.replace("sh", "s").replace("hs", "s").replace("ts", "s")
}

/// Whether two skeletons differ by one letter at most, two where they are long.
fn near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(40).collect(), b.chars().take(40).collect());
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short == 0 {
        return long == 0;
    }
    let allowed = match short {
        1..=2 => 0,
        3..=6 => 1,
        _ => 2,
    };
    if long - short > allowed {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()] <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials() {
        for (a, b) in [
            ("O. S.", "OS"),
            ("Olga S.", "OS"),
            ("Olga", "O. S."),
            ("Ольга Сергеевна", "О. С."),
            ("Ольга Сергеевна", "O. S."),
            ("Clara Braz dos", "CBd"),
            ("C. B. d.", "CBd"),
            ("Jean-Pierre", "J.-P."),
            ("Юрий", "Yu."),
            ("Егор Жанович", "EZh"),
            ("E. Zh.", "EZh"),
            ("Lívia Maria", "Livia M"),
            ("", "A."),
        ] {
            assert!(initials_agree(a, b), "{a} / {b}");
            assert!(initials_agree(b, a), "{b} / {a}");
        }
        assert!(!initials_agree("O. S.", "OV"));
        assert!(!initials_agree("Olga", "Irina"));
        assert!(!initials_agree("Ольга", "Irina"));
    }

    #[test]
    fn persons() {
        assert!(same_person("VERBITSKAYA", "O. S.", "Verbitskaya", "Olga S."));
        assert!(same_person("Вербицкая", "О. С.", "Verbitskaya", "Olga S."));
        assert!(same_person("Дамброўскі", "У. Е.", "Dambrouski", "UE"));
        assert!(same_person("Кашинский", "В. Г.", "Kashinsky", "VG"));
        assert!(same_person("Хрущёв", "Н. С.", "Khrushchev", "NS"));
        assert!(same_person("PACHE-DURÁN", "M.", "Pache Durán", "María"));
        assert!(same_person("dos Santos", "C. B.", "Santos", "CBd"));
        assert!(same_person("Müller", "A.", "Muller", "A"));
        assert!(!same_person("Verbitskaya", "OS", "Verbitsky", "VS"));
        assert!(!same_person("Морозов", "А. А.", "Tarasevich", "AV"));
        assert!(!same_person("Козлова", "А.", "Kazakova", "IV"));
    }
}
