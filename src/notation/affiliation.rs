//! Affiliations: which part is the institution, the division, the street, the town, the postal code, the country.
//!
//! An affiliation is pieces between commas (or stops and dashes, where it has no commas). Each piece is judged by its
//! words; the country stands last, the institution is the first that names a place of work of the highest rank.

use std::ops::Range;

use super::email;
use crate::article::{AffiliationPart, AffiliationPartKind as Kind};

/// Longer text is no affiliation and has no parts.
const LONGEST: usize = 1000;

/// Countries by name, in lower case, with the ISO 3166-1 alpha-2 code: those where the journals of the field have authors.
const COUNTRIES: &[(&str, &[&str])] = &[
    (
        "BY",
        &[
            "belarus",
            "беларусь",
            "республика беларусь",
            "рэспубліка беларусь",
            "republic of belarus",
            "білорусь",
            "białoruś",
            "bielorrusia",
            "bielorrússia",
            "weißrussland",
            "biélorussie",
        ],
    ),
    (
        "RU",
        &[
            "russia",
            "russian federation",
            "россия",
            "российская федерация",
            "расія",
            "росія",
            "rosja",
            "russland",
            "russie",
            "rusia",
            "rússia",
        ],
    ),
    ("UA", &["ukraine", "украина", "україна", "украіна", "ukraina", "ucrania", "ucrânia"]),
    ("PL", &["poland", "польша", "польшча", "польща", "polska", "polen", "pologne", "polonia", "polônia", "polónia"]),
    ("LT", &["lithuania", "литва", "літва", "литва", "lietuva", "litwa", "litauen", "lituanie", "lituania"]),
    ("LV", &["latvia", "латвия", "латвія", "łotwa", "lettland", "lettonie"]),
    ("EE", &["estonia", "эстония", "эстонія", "естонія", "estland", "estonie"]),
    (
        "DE",
        &["germany", "германия", "германія", "німеччина", "niemcy", "deutschland", "allemagne", "alemania", "alemanha"],
    ),
    ("FR", &["france", "франция", "францыя", "франція", "francja", "frankreich", "francia", "frança"]),
    (
        "GB",
        &[
            "united kingdom",
            "uk",
            "great britain",
            "england",
            "scotland",
            "wales",
            "великобритания",
            "вялікабрытанія",
            "велика британія",
            "wielka brytania",
            "großbritannien",
            "vereinigtes königreich",
            "royaume-uni",
            "reino unido",
        ],
    ),
    (
        "US",
        &[
            "usa",
            "united states",
            "united states of america",
            "u.s.a.",
            "сша",
            "злучаныя штаты амерыкі",
            "stany zjednoczone",
            "vereinigte staaten",
            "états-unis",
            "estados unidos",
            "eua",
        ],
    ),
    ("BR", &["brazil", "brasil", "бразилия", "бразілія", "brazylia", "brasilien", "brésil"]),
    ("PT", &["portugal", "португалия", "партугалія", "portugalia"]),
    ("ES", &["spain", "españa", "испания", "іспанія", "hiszpania", "spanien", "espagne", "espanha"]),
    ("IT", &["italy", "italia", "италия", "італія", "włochy", "italien", "italie", "itália"]),
    ("CZ", &["czech republic", "czechia", "чехия", "чэхія", "чехія", "czechy", "tschechien", "chequia"]),
    ("SK", &["slovakia", "словакия", "славакія", "словаччина", "słowacja", "slowakei"]),
    ("KZ", &["kazakhstan", "казахстан", "казахстан", "kazachstan", "kasachstan"]),
    ("UZ", &["uzbekistan", "узбекистан"]),
    ("GE", &["georgia", "грузия", "грузія", "gruzja", "georgien"]),
    ("AM", &["armenia", "армения", "арменія"]),
    ("AZ", &["azerbaijan", "азербайджан"]),
    ("MD", &["moldova", "молдова"]),
    ("CN", &["china", "people’s republic of china", "people's republic of china", "китай", "кітай", "chiny", "chine"]),
    ("JP", &["japan", "япония", "японія", "japón", "japon", "japão"]),
    ("IN", &["india", "индия", "індыя", "indie", "indien", "inde", "índia"]),
    ("TR", &["turkey", "türkiye", "турция", "турцыя", "turcja", "türkei", "turquie", "turquía"]),
    ("IL", &["israel", "израиль", "ізраіль", "izrael", "israël"]),
    ("CA", &["canada", "канада", "kanada", "canadá"]),
    ("AU", &["australia", "австралия", "аўстралія", "australien"]),
    ("NL", &["netherlands", "the netherlands", "нидерланды", "нідэрланды", "holandia", "niederlande", "pays-bas"]),
    ("BE", &["belgium", "бельгия", "бельгія", "belgia", "belgien", "belgique", "bélgica"]),
    ("CH", &["switzerland", "швейцария", "швейцарыя", "szwajcaria", "schweiz", "suisse", "suiza", "suíça"]),
    ("AT", &["austria", "австрия", "аўстрыя", "österreich", "autriche", "áustria"]),
    ("SE", &["sweden", "швеция", "швецыя", "szwecja", "schweden", "suède", "suecia"]),
    ("NO", &["norway", "норвегия", "нарвегія", "norwegia", "norwegen", "norvège"]),
    ("FI", &["finland", "финляндия", "фінляндыя", "finlandia", "finnland", "finlande"]),
    ("DK", &["denmark", "дания", "данія", "dania", "dänemark", "danemark", "dinamarca"]),
    ("HU", &["hungary", "венгрия", "венгрыя", "węgry", "ungarn", "hongrie", "hungría"]),
    ("RO", &["romania", "румыния", "румынія", "rumunia", "rumänien", "roumanie"]),
    ("BG", &["bulgaria", "болгария", "балгарыя", "bułgaria", "bulgarien"]),
    ("RS", &["serbia", "сербия", "сербія", "serbien"]),
    ("MX", &["mexico", "méxico", "мексика", "meksyk", "mexiko", "mexique"]),
    ("AR", &["argentina", "аргентина", "argentyna", "argentinien", "argentine"]),
    ("CO", &["colombia", "колумбия", "kolumbia", "kolumbien"]),
    ("CL", &["chile", "чили"]),
    ("CU", &["cuba", "куба", "kuba"]),
    ("PE", &["peru", "perú", "перу"]),
    ("VE", &["venezuela", "венесуэла"]),
    ("UY", &["uruguay", "уругвай"]),
];

/// Words by their beginning that name an institution.
const INSTITUTIONS: &[&str] = &[
    "univers",
    "uniwers",
    "académ",
    "academ",
    "akadem",
    "institut",
    "instytut",
    "college",
    "museum",
    "museu",
    "museo",
    "muzeum",
    "hospital",
    "ministr",
    "ministér",
    "fundaç",
    "fundac",
    "foundation",
    "hochschule",
    "politech",
    "polytech",
    "библиот",
    "бібліят",
    "бібліот",
    "library",
    "универс",
    "уніве",
    "ўніве",
    "акадэм",
    "академ",
    "інстыт",
    "інстит",
    "инстит",
    "музе",
    "министер",
    "міністэр",
    "міністер",
    "больниц",
    "архив",
    "архіў",
    "архів",
    "общество",
    "таварыс",
    "товариств",
    "observator",
    "обсерватор",
    "агентств",
    "company",
    "школа",
    "school",
    "laborator",
    "лаборатор",
    "лабаратор",
    "pracown",
    "centre",
    "center",
    "centro",
    "центр",
    "цэнтр",
    "zentrum",
];

/// Words that name a division of an institution.
const DIVISIONS: &[&str] = &[
    "depart",
    "facul",
    "fakult",
    "факульт",
    "кафедр",
    "chair",
    "division",
    "отдел",
    "аддзел",
    "відділ",
    "laborator",
    "лаборатор",
    "лабаратор",
    "section",
    "group",
    "programa",
    "program",
    "ppg",
    "katedra",
    "wydział",
    "zakład",
    "lehrstuhl",
    "abteilung",
    "сектор",
    "сэктар",
    "escola",
    "curso",
    "centre",
    "center",
    "центр",
    "цэнтр",
    "pracown",
];

/// Words that name a street.
const STREETS: &[&str] = &[
    "street",
    "st.",
    "avenue",
    "ave",
    "ave.",
    "road",
    "rd.",
    "lane",
    "square",
    "sq.",
    "boulevard",
    "prospect",
    "prospekt",
    "ул.",
    "пр.",
    "пр-т",
    "просп.",
    "пер.",
    "пл.",
    "наб.",
    "вул.",
    "праспект",
    "пр-кт",
    "завулак",
    "rua",
    "avenida",
    "av.",
    "calle",
    "ul.",
    "al.",
    "straße",
    "strasse",
    "weg",
    "platz",
    "rue",
    "allée",
    "place",
    "пав.",
    "корп.",
    "д.",
    "plac",
    "building",
];

/// The parts of an affiliation as displayed, in order: byte ranges of `text`, not overlapping.
pub fn parts(text: &str) -> Vec<AffiliationPart> {
    let mut parts: Vec<AffiliationPart> = Vec::new();
    if text.len() > LONGEST {
        return parts;
    }
    let mut end = text.len();
    if let Some((_, range)) = email::find(text) {
        end = range.start;
        parts.push(part(Kind::Email, range));
    }
    let pieces = pieces(text, end);
    let country = country_at_end(text, &pieces);
    let mut institution = false;
    let mut city = false;
    for (n, piece) in pieces.iter().enumerate() {
        let shown = &text[piece.clone()];
        if let Some((index, range, code)) = &country
            && *index == n
        {
            parts.push(AffiliationPart { code: Some((*code).to_owned()), ..part(Kind::Country, range.clone()) });
            // `Minsk 220030 Belarus`: what stands before the country in its piece.
            let before = trimmed(text, piece.start..range.start);
            if !before.is_empty() {
                town(text, before, &mut city, &mut parts);
            }
            continue;
        }
        let lower = shown.to_lowercase();
        let starts = |list: &[&str]| {
            lower.split(|c: char| !c.is_alphabetic() && c != '.').any(|w| list.iter().any(|s| w.starts_with(s)))
        };
        let street = lower.split([' ', '\u{A0}']).any(|w| STREETS.contains(&w));
        if street {
            // The house stands in the next piece: `ул. Ленина, 4`.
            let mut whole = piece.clone();
            if let Some(next) = pieces.get(n + 1)
                && is_house(&text[next.clone()])
            {
                whole.end = next.end;
            }
            parts.push(part(Kind::AddressLine, whole));
        } else if is_house(shown)
            && parts.last().is_some_and(|p| p.kind == Kind::AddressLine && p.end as usize == piece.end)
        {
            // Taken with the street.
        } else if !institution && starts(INSTITUTIONS) {
            // A division before its institution (`Faculty of Law, State University`) leaves the name to the next piece.
            let division = starts(DIVISIONS);
            let better = division
                && pieces[n + 1..].iter().any(|p| {
                    let l = text[p.clone()].to_lowercase();
                    l.split(|c: char| !c.is_alphabetic()).any(|w| INSTITUTIONS.iter().any(|s| w.starts_with(s)))
                });
            institution |= !better;
            parts.push(part(if better { Kind::Division } else { Kind::Institution }, piece.clone()));
        } else if starts(DIVISIONS) || starts(INSTITUTIONS) {
            parts.push(part(Kind::Division, piece.clone()));
        } else if n > 0 {
            town(text, piece.clone(), &mut city, &mut parts);
        }
    }
    parts.sort_by_key(|p| p.start);
    let mut last = 0;
    parts.retain(|p| {
        let keep = p.start >= last && p.start < p.end;
        if keep {
            last = p.end;
        }
        keep
    });
    parts
}

fn part(kind: Kind, range: Range<usize>) -> AffiliationPart {
    AffiliationPart { kind, start: range.start as u32, end: range.end as u32, code: None }
}

/// A town, a postal code, or both in either order, with `г.` before the town or a state after it.
fn town(text: &str, piece: Range<usize>, city: &mut bool, parts: &mut Vec<AffiliationPart>) {
    let shown = &text[piece.clone()];
    let mut code: Option<Range<usize>> = None;
    for word in words(shown) {
        let w = &shown[word.clone()];
        let digits = w.chars().filter(char::is_ascii_digit).count();
        if (5..=8).contains(&digits) && w.chars().all(|c| c.is_ascii_digit() || c == '-') {
            code = Some(word);
            break;
        }
    }
    let mut rest = 0..shown.len();
    if let Some(code) = code {
        rest = if code.start == 0 { code.end..shown.len() } else { 0..code.start };
        parts.push(part(Kind::PostalCode, piece.start + code.start..piece.start + code.end));
    }
    let mut name = trimmed(text, piece.start + rest.start..piece.start + rest.end);
    for prefix in ["г. ", "г.", "м. ", "м.", "гор. ", "c. "] {
        if text[name.clone()].starts_with(prefix) {
            name = trimmed(text, name.start + prefix.len()..name.end);
            break;
        }
    }
    let shown = &text[name.clone()];
    let plain = !shown.is_empty()
        && shown.chars().count() <= 40
        && shown.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\'' | '.' | '\u{A0}'))
        && shown.starts_with(char::is_uppercase);
    if !plain {
        return;
    }
    let state = shown.chars().count() <= 3 && shown.chars().all(char::is_uppercase);
    if state && *city {
        parts.push(part(Kind::State, name));
    } else if !*city && !state {
        *city = true;
        parts.push(part(Kind::City, name));
    }
}

/// A house number: figures, perhaps with a letter.
fn is_house(text: &str) -> bool {
    let text = text.trim_start_matches("д. ");
    text.len() <= 8
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().filter(u8::is_ascii_digit).count() <= 4
}

/// The pieces between commas, or between stops and dashes where there are no commas; white space and a last stop taken off.
fn pieces(text: &str, end: usize) -> Vec<Range<usize>> {
    let commas = text[..end].contains(',');
    let mut pieces = Vec::new();
    let mut from = 0;
    let cut = |from: usize, to: usize, pieces: &mut Vec<Range<usize>>| {
        let range = trimmed(text, from..to);
        if !range.is_empty() {
            pieces.push(range);
        }
    };
    for (at, c) in text[..end].char_indices() {
        let next = text[at + c.len_utf8()..end].chars().next();
        let parts = match c {
            ',' | ';' => true,
            // A stop after a word of some length; `г. Минск` and `ул. Ленина` have short ones.
            '.' => {
                let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").chars().count();
                word > 4 && next.is_none_or(char::is_whitespace)
            }
            '–' | '—' => !commas && text[..at].ends_with(' ') && next == Some(' '),
            _ => false,
        };
        if parts {
            cut(from, at, &mut pieces);
            from = at + c.len_utf8();
        }
    }
    cut(from, end, &mut pieces);
    pieces
}

/// The country in the last piece (or the last but one, where a postal code follows): the piece, the range, the code.
fn country_at_end(text: &str, pieces: &[Range<usize>]) -> Option<(usize, Range<usize>, &'static str)> {
    for (n, piece) in pieces.iter().enumerate().rev().take(2) {
        let shown = text[piece.clone()].trim_end_matches('.');
        let lower = shown.to_lowercase();
        for (code, names) in COUNTRIES {
            for name in *names {
                if lower == *name {
                    return Some((n, piece.start..piece.start + shown.len(), code));
                }
                // The name at the end of a piece: the same bytes from its end, since only case was folded.
                if lower.len() == shown.len()
                    && lower.ends_with(name)
                    && lower[..lower.len() - name.len()].ends_with([' ', '\u{A0}', '-', '–'])
                {
                    let start = piece.start + shown.len() - name.len();
                    return Some((n, start..piece.start + shown.len(), code));
                }
            }
        }
    }
    None
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
        let end = text[start..].find(char::is_whitespace).map_or(text.len(), |n| start + n);
        at = end;
        Some(start..end)
    })
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let shown = &text[range.clone()];
    let inner = shown.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '–' | '—'));
    if inner.is_empty() {
        return range.start..range.start;
    }
    let start = range.start + (inner.as_ptr() as usize - shown.as_ptr() as usize);
    start..start + inner.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(Kind, &str)> {
        parts(text).iter().map(|p| (p.kind, &text[p.start as usize..p.end as usize])).collect()
    }

    #[test]
    fn an_english_affiliation_has_its_parts() {
        use Kind::*;
        assert_eq!(
            shown("State University of Sampleton, 4 Freedom Avenue, Minsk 220000, Belarus"),
            [
                (Institution, "State University of Sampleton"),
                (AddressLine, "4 Freedom Avenue"),
                (City, "Minsk"),
                (PostalCode, "220000"),
                (Country, "Belarus")
            ]
        );
        assert_eq!(parts("University, Minsk, Belarus").last().unwrap().code.as_deref(), Some("BY"));
    }

    #[test]
    fn a_russian_affiliation_has_its_parts() {
        use Kind::*;
        assert_eq!(
            shown("Институт образцов, пр. Свободы, 4, 220000, г. Минск, Беларусь"),
            [
                (Institution, "Институт образцов"),
                (AddressLine, "пр. Свободы, 4"),
                (PostalCode, "220000"),
                (City, "Минск"),
                (Country, "Беларусь")
            ]
        );
    }

    #[test]
    fn a_division_may_stand_before_its_institution_and_an_address_after_all() {
        use Kind::*;
        assert_eq!(
            shown("Department of Examples, Northmere University, Northmere, United Kingdom. a.b@example.org"),
            [
                (Division, "Department of Examples"),
                (Institution, "Northmere University"),
                (City, "Northmere"),
                (Country, "United Kingdom"),
                (Email, "a.b@example.org")
            ]
        );
        assert_eq!(
            shown("Universidade de Exemplo, Faculdade de Letras. Goiânia-GO, Brasil")[..2],
            [(Institution, "Universidade de Exemplo"), (Division, "Faculdade de Letras")]
        );
    }

    proptest::proptest! {
        #[test]
        fn parts_are_in_order_and_on_characters(text in "\\PC{0,80}") {
            let mut last = 0;
            for p in parts(&text) {
                proptest::prop_assert!(p.start as usize >= last && p.start < p.end);
                proptest::prop_assert!(text.get(p.start as usize..p.end as usize).is_some());
                last = p.end as usize;
            }
        }
    }
}
