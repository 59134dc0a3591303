//! Author lines and affiliations: which lines are them, and what stands in them.

use std::ops::Range;

use super::marks;
use crate::notation::name;

/// An author as the author line has it. Ranges are of the line's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineAuthor {
    /// The name, without keys.
    pub name: Range<usize>,
    /// Affiliation keys.
    pub keys: Vec<String>,
    /// Whether an asterisk marks the corresponding author.
    pub corresponding: bool,
}

/// Reads an author line: names parted by commas, semicolons or "and", keys after the names in any form. `None` if some
/// part of the line cannot be a name.
pub(super) fn author_line(text: &str) -> Option<Vec<LineAuthor>> {
    if text.len() > 2000 {
        return None;
    }
    let mut authors: Vec<LineAuthor> = Vec::new();
    for piece in pieces(text) {
        let (name, keys, corresponding) = strip_keys(text, piece.clone());
        if name.is_empty() {
            // Keys on their own belong to the author before them.
            let last = authors.last_mut()?;
            if keys.is_empty() && !corresponding {
                return None;
            }
            last.keys.extend(keys);
            last.corresponding |= corresponding;
            continue;
        }
        if !can_be_name(&text[name.clone()]) {
            return None;
        }
        authors.push(LineAuthor { name, keys, corresponding });
    }
    (!authors.is_empty() && authors.len() <= 200).then_some(authors)
}

/// How sure it is that the line is an author line: initials or keys make it sure, words in capitals alone do not.
pub(super) fn is_sure(text: &str, authors: &[LineAuthor]) -> bool {
    authors.iter().filter(|a| !a.keys.is_empty() || has_initial(&text[a.name.clone()])).count() * 2 >= authors.len()
}

/// Whether a word of the name is an initial: a capital and a stop.
pub(super) fn has_initial(name: &str) -> bool {
    let mut before = ' ';
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_uppercase() && !before.is_alphabetic() && chars.peek() == Some(&'.') {
            return true;
        }
        before = c;
    }
    false
}

/// The parts of an author line between commas, semicolons and the word "and" in its languages.
fn pieces(text: &str) -> Vec<Range<usize>> {
    const AND: &[&str] = &["and", "&", "и", "і", "i", "y", "e", "et", "und", "та", "ды"];
    let mixed = text.chars().any(char::is_lowercase);
    let mut out = Vec::new();
    let mut from = 0;
    let mut word = 0;
    let mut bytes = text.char_indices().peekable();
    let mut depth = 0usize;
    while let Some((i, c)) = bytes.next() {
        match c {
            '{' | '(' => depth += 1,
            '}' | ')' => depth = depth.saturating_sub(1),
            '<' if text[i..].starts_with("<sup>") => depth += 1,
            '>' if text[..i].ends_with("</sup") => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => {
                // `¹,²`: a comma between keys parts nothing.
                let key_before = text[from..i].chars().next_back().is_some_and(is_key_char);
                let key_after = text[i + 1..].chars().next().is_some_and(|n| marks::superscript_digit(n).is_some());
                if !(key_before && key_after) {
                    out.push(from..i);
                    from = i + 1;
                }
                word = i + 1;
            }
            _ if c.is_whitespace() => word = i + c.len_utf8(),
            _ => {}
        }
        let end = i + c.len_utf8();
        let ends_word = bytes.peek().is_none_or(|(_, n)| n.is_whitespace());
        // A capital alone is an initial: `John E Gimnig`.
        let initial = c.is_uppercase() && word + c.len_utf8() == end && mixed;
        if ends_word && word < end && word > from && !initial && AND.contains(&text[word..end].to_lowercase().as_str())
        {
            out.push(from..word);
            from = end;
        }
    }
    out.push(from..text.len());
    out.retain(|r| !text[r.clone()].trim().is_empty());
    out.into_iter().map(|r| super::lines::trim(text, r)).collect()
}

fn is_key_char(c: char) -> bool {
    marks::superscript_digit(c).is_some() || matches!(c, '⁾' | '>')
}

/// Takes the keys off the end of a part of an author line (and off its start, where only keys are left).
fn strip_keys(text: &str, piece: Range<usize>) -> (Range<usize>, Vec<String>, bool) {
    let part = &text[piece.clone()];
    // `^a,b`: the second key stands alone.
    if part.chars().count() == 1 && part.chars().all(|c| c.is_lowercase() || c.is_ascii_digit()) {
        return (piece.start..piece.start, vec![part.to_owned()], false);
    }
    // The first place from which on there are only keys.
    let mut keys = Vec::new();
    let mut corresponding = false;
    let mut name_end = part.len();
    for (i, c) in part.char_indices() {
        let starts = matches!(c, '^' | '<' | '*' | '†' | '‡' | '[' | '\\') || marks::raised(&part[i..]).is_some();
        let before = part[..i].chars().next_back();
        let glued_digit = c.is_ascii_digit()
            && (before.is_some_and(|b| b.is_alphabetic() || b == '.') || before == Some(' ') && part.ends_with(')'));
        if !starts && !glued_digit {
            continue;
        }
        if let Some(found) = all_keys(&part[i..]) {
            for key in found {
                if key.chars().all(|c| matches!(c, '*' | '†' | '‡' | '✉')) {
                    corresponding = true;
                } else {
                    keys.push(key);
                }
            }
            name_end = i;
            break;
        }
    }
    let name = super::lines::trim(text, piece.start..piece.start + name_end);
    (name, keys, corresponding)
}

/// The keys of a text that is nothing but keys.
fn all_keys(text: &str) -> Option<Vec<String>> {
    let mut keys = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([',', ' ', ';', '\u{A0}', '⁾', ')', '\\']);
        let Some(c) = rest.chars().next() else { return Some(keys) };
        if let Some(mark) = marks::raised(rest) {
            keys.extend(mark.label.split([',', ' ']).filter(|k| !k.is_empty()).map(|k| k.to_lowercase()));
            rest = &rest[mark.len..];
        } else if c.is_ascii_digit() {
            let len = rest.bytes().take_while(u8::is_ascii_digit).count();
            if len > 2 {
                return None;
            }
            keys.push(rest[..len].into());
            rest = &rest[len..];
        } else if matches!(c, '*' | '†' | '‡' | '✉') {
            keys.push(c.into());
            rest = &rest[c.len_utf8()..];
        } else if keys.is_empty() {
            return None;
        } else {
            // A letter after a comma: `^a,b`.
            let alone = c.is_alphabetic() && rest[c.len_utf8()..].chars().next().is_none_or(|n| !n.is_alphanumeric());
            if !alone {
                return None;
            }
            keys.push(c.to_lowercase().collect());
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// Whether a text has the form of one person's name: two to six words, all capitalised but for particles.
fn can_be_name(text: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "van", "von", "der", "den",
        "ter", "el", "al", "bin", "ibn", "af", "zu", "y", "e", "д’", "d'", "d’", "d.", "ван", "фон", "де", "оглы",
        "кызы",
    ];
    if text.chars().count() > 70
        || text.chars().any(|c| c.is_numeric() || matches!(c, ':' | '"' | '“' | '«' | '?' | '!' | '(' | '/' | '@'))
    {
        return None::<()>.is_some();
    }
    let mut words = 0;
    let mut long = 0;
    for word in text.split_whitespace() {
        words += 1;
        let first = word.chars().next().unwrap_or(' ');
        let lower = word.to_lowercase();
        if first.is_uppercase() {
            long += usize::from(word.chars().filter(|c| c.is_alphabetic()).count() > 1);
        } else if !PARTICLES.contains(&lower.as_str()) {
            return false;
        }
        // A stop inside a name ends an initial or a title of one to four letters.
        if word.ends_with('.')
            && word.trim_end_matches('.').chars().filter(|c| c.is_alphabetic()).count() > 4
            && !word[..word.len() - 1].contains('.')
        {
            return false;
        }
    }
    (2..=7).contains(&words) && long >= 1 && name::parse_person(text).is_some()
}

/// Whether a text starts with a person's name before a dash or a comma, as a note on an author does.
pub(super) fn starts_with_person(text: &str) -> bool {
    let end = [" – ", " — ", ", "].iter().filter_map(|e| text.find(e)).min();
    end.is_some_and(|end| end <= 120 && can_be_name(&text[..end])) && text.chars().count() < 700
}

/// Words that name a place of work, as the start of a word in lower case.
const INSTITUTIONS: &[&str] = &[
    "univers",
    "uniwers",
    "institut",
    "instytut",
    "academ",
    "akadem",
    "faculdade",
    "facult",
    "fakult",
    "departament",
    "departament",
    "department",
    "school",
    "college",
    "escola",
    "escuela",
    "centre",
    "center",
    "centro",
    "laborator",
    "hospital",
    "museum",
    "museu",
    "museo",
    "fundaç",
    "fundac",
    "ministér",
    "ministry",
    "hochschule",
    "zentrum",
    "école",
    "ecole",
    "katedra",
    "wydział",
    "szkoła",
    "politech",
    "polytech",
    "техн",
    "универс",
    "уніве",
    "ўніве",
    "універ",
    "инстит",
    "інстыт",
    "інстит",
    "академ",
    "акадэм",
    "кафедр",
    "факульт",
    "лаборатор",
    "лабаратор",
    "центр",
    "цэнтр",
    "музе",
    "школ",
    "колледж",
    "каледж",
    "бибилиот",
    "библиот",
    "бібліят",
    "бібліот",
    "library",
    "bibliot",
    "archiv",
    "архив",
    "архіў",
    "архів",
    "министер",
    "міністэр",
    "міністер",
    "больниц",
    "клиник",
    "clinic",
    "предприят",
    "company",
    "ltd",
    "организац",
    "společ",
    "society",
    "общество",
    "таварыс",
    "товариств",
    "фонд",
    "агентств",
    "observator",
    "обсерватор",
];

/// Whether a line without a key has the form of an affiliation: it names a place of work and is not running text.
pub(super) fn is_affiliation(text: &str) -> bool {
    if text.len() > 600 {
        return false;
    }
    let lower = text.to_lowercase();
    let names_place = lower.split(|c: char| !c.is_alphabetic()).any(|w| INSTITUTIONS.iter().any(|i| w.starts_with(i)));
    names_place && (text.contains(',') || text.len() < 120) && !reads_as_sentences(text)
}

/// Whether a text has two sentences or more: a stop, a space and a capital after a word in lower case of some length.
pub(super) fn reads_as_sentences(text: &str) -> bool {
    let mut ends = 0;
    let mut word = 0usize;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_lowercase() || c.is_ascii_digit() {
            word += 1;
        } else {
            if c == '.' && word >= 4 && chars.peek().is_some_and(|n| n.is_whitespace()) {
                ends += 1;
            }
            word = 0;
        }
    }
    ends >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Option<Vec<(&str, String)>> {
        author_line(text).map(|a| a.into_iter().map(|a| (&text[a.name.clone()], a.keys.join("+"))).collect())
    }

    #[test]
    fn keys_of_every_style_are_taken_off_the_names() {
        assert_eq!(names("O. S. VERBITSKAYA^a"), Some(vec![("O. S. VERBITSKAYA", "a".into())]));
        assert_eq!(names("О. С. ВЕРБИЦКАЯ¹⁾"), Some(vec![("О. С. ВЕРБИЦКАЯ", "1".into())]));
        assert_eq!(
            names("A. Petrova¹,², B. Smith^a,b and C. D. Jones<sup>3,*</sup>").unwrap(),
            [("A. Petrova", "1+2".into()), ("B. Smith", "a+b".into()), ("C. D. Jones", "3,*".into())]
                .map(|(n, k): (&str, String)| (n, k.replace(",*", "")))
        );
        assert_eq!(names("J. H. D. MOREIRA^a, ^b").unwrap(), [("J. H. D. MOREIRA", "a+b".to_string())]);
        assert_eq!(names("Maria da Silva1,2; João Souza2").unwrap().len(), 2);
        assert_eq!(names("HENRIKE VOSSKAMP 1), JULE ARENDHOLT 2)").unwrap()[1], ("JULE ARENDHOLT", "2".to_string()));
        assert_eq!(names("I. Prado¹⁾, R. Marchetti²⁾").unwrap()[1], ("R. Marchetti", "2".to_string()));
    }

    #[test]
    fn titles_and_sentences_are_no_author_lines() {
        for text in [
            "The small towns of the lake district in the memory of their people",
            "Reading habits in the small towns of the lake district",
            "UDC 327",
            "Introduction",
            "In 2015 we went there.",
        ] {
            assert_eq!(author_line(text), None, "{text}");
        }
    }

    #[test]
    fn a_note_on_an_author_starts_with_a_name() {
        assert!(starts_with_person("Ольга Сергеевна Петрова – старший преподаватель кафедры."));
        assert!(starts_with_person("Olga S. Petrova, senior lecturer."));
        assert!(!starts_with_person("sian side. In other words, the objective"));
        assert!(!starts_with_person("Moreover, the country expresses concern."));
    }

    #[test]
    fn affiliations_name_a_place_of_work() {
        assert!(is_affiliation("State University of Samples, 4 Freedom Avenue, Minsk 220000, Belarus"));
        assert!(is_affiliation("Государственный университет образцов, пр. Свободы, 4, г. Минск"));
        assert!(!is_affiliation(
            "The university was founded in 1921. It has many faculties. Its students come from afar."
        ));
        assert!(!is_affiliation("A cut above"));
    }
}
