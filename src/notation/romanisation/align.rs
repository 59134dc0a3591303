//! A romanised word beside the word that it was made from: which spelling was chosen for each letter, whatever the system
//! or mixture of systems, and where no system goes.

use crate::notation::fold;

/// A letter in its surroundings. A system may write one letter in two ways, but not in the same surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The letter.
    pub letter: char,
    /// What is around it.
    pub place: Place,
}

/// What is around a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// At the start of a word.
    Start,
    /// After a vowel or a sign.
    Open,
    /// After a consonant.
    Closed,
    /// In a final `-ий`, `-ый`.
    Ending,
    /// With the next letter, the two written as one (`ль` as `ĺ`).
    Pair,
}

/// What was chosen for a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The letter.
    pub key: Key,
    /// What it became, as [`normal`] has it; none where no system writes what stands there.
    pub made: Option<String>,
}

/// How a romanised word goes with its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    /// Letters that are lost, added or wrong in any system.
    pub faults: usize,
    /// Letters that are written otherwise than usual.
    pub departures: usize,
    /// What was chosen for each letter or pair of letters, in order. One that was added has a space for its letter.
    pub choices: Vec<Choice>,
}

/// What each letter may become in one system or another, or in practice. Pairs of letters stand first.
const SPELLINGS: &[(&str, &str)] = &[
    ("ий", "y i ii iy ij iĭ"),
    ("ый", "y yi yy yj yĭ ȳi ȳĭ y`j iy"),
    ("зг", "zgh zg zh"),
    ("зь", "ź"),
    ("ль", "ĺ"),
    ("нь", "ń"),
    ("сь", "ś"),
    ("ць", "ć"),
    ("кс", "ks x"),
    ("а", "a"),
    ("б", "b"),
    ("в", "v w"),
    ("г", "g h"),
    ("д", "d"),
    ("е", "e ye ie je ë"),
    ("ё", "e ë yo jo io yë o ye"),
    ("ж", "zh ž j"),
    ("з", "z"),
    ("и", "i y"),
    ("й", "i y j ĭ"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ф", "f ph"),
    ("х", "kh h x ch"),
    ("ц", "ts c tc cz tz"),
    ("ч", "ch č tch"),
    ("ш", "sh š"),
    ("щ", "shch sch shh ŝ šč sh"),
    ("ъ", "\" ' `` ie"),
    ("ы", "y ȳ y` ui i"),
    ("ь", "' `"),
    ("э", "e é è ė e` eh"),
    ("ю", "yu iu ju û"),
    ("я", "ya ia ja â"),
    ("і", "i ì i`"),
    ("ї", "yi i ï ji"),
    ("є", "ye ie ê je e"),
    ("ґ", "g g` g̀"),
    ("ў", "u w ŭ u` v"),
    ("'", "' \""),
];

/// Letters that may be left out.
const SILENT: &str = "ьъ'";

/// The longest word that is aligned, in letters.
const LONGEST: usize = 40;

/// A word in lower case, with one sign for each that stands for a soft or a hard sign.
pub fn normal(word: &str) -> String {
    let composed = fold::composed(word);
    let mut out = String::with_capacity(composed.len());
    for c in composed.chars() {
        match c {
            '’' | '‘' | 'ʹ' | 'ʼ' | '′' | '´' => out.push('\''),
            '”' | '“' | '″' | 'ʺ' => out.push('"'),
            // The tie of ALA-LC, the middle dot of BGN/PCGN, hyphens of a line end.
            '\u{361}' | '\u{FE20}' | '\u{FE21}' | '·' | '\u{AD}' => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn is_vowel(c: char) -> bool {
    "аеёиоуыэюяіїє".contains(c)
}

/// The letter, or pair of letters, at a place of a word, in its surroundings.
fn key(word: &[char], at: usize, taken: usize) -> Key {
    let place = match (taken, at.checked_sub(1).map(|before| word[before])) {
        (2, _) if at + 2 == word.len() && matches!((word[at], word[at + 1]), ('и' | 'ы', 'й')) => Place::Ending,
        (2, _) => Place::Pair,
        (_, None) => Place::Start,
        (_, Some(c)) if is_vowel(c) || "йьъ'ў".contains(c) => Place::Open,
        (_, Some(_)) => Place::Closed,
    };
    Key { letter: word[at], place }
}

/// Aligns a word in Cyrillic with a word in Latin letters, both as [`normal`] makes them. `usual` says whether a
/// spelling is the usual one of a letter; where it has no opinion it says yes. `None` for words too long to be any.
pub fn align(cyrillic: &str, latin: &str, usual: &dyn Fn(Key, &str) -> bool) -> Option<Alignment> {
    let (word, made): (Vec<char>, Vec<char>) = (cyrillic.chars().collect(), latin.chars().collect());
    if word.len() > LONGEST || made.len() > LONGEST * 3 {
        return None;
    }
    // Most words have no fault, and then few ways lead through them.
    search(&word, &made, usual, false).or_else(|| search(&word, &made, usual, true))
}

/// The alignment with the fewest faults, then departures; with no fault at all unless `faulty`.
fn search(word: &[char], made: &[char], usual: &dyn Fn(Key, &str) -> bool, faulty: bool) -> Option<Alignment> {
    const FAULT: u32 = 100;
    const DEPARTURE: u32 = 8;
    let width = made.len() + 1;
    // cost[i * width + j]: the least for the first i letters and the first j signs; from: the step that led there.
    let mut cost = vec![u32::MAX; (word.len() + 1) * width];
    let mut from: Vec<Option<Step>> = vec![None; cost.len()];
    cost[0] = 0;
    for i in 0..=word.len() {
        let ways: Vec<(usize, Key, &str)> = if i < word.len() { ways(word, i) } else { Vec::new() };
        for j in 0..=made.len() {
            let here = cost[i * width + j];
            if here == u32::MAX {
                continue;
            }
            let mut go = |letters: usize, signs: usize, price: u32, known: bool| {
                let (to, step) = ((i + letters) * width + j + signs, Step { letters, signs, known });
                if here + price < cost[to] {
                    cost[to] = here + price;
                    from[to] = Some(step);
                }
            };
            for &(taken, key, spelling) in &ways {
                let len = spelling.chars().count();
                if made.len() - j >= len && spelling.chars().eq(made[j..j + len].iter().copied()) {
                    let price = if usual(key, spelling) { 0 } else { DEPARTURE };
                    // Of two readings the one that takes letters one by one.
                    go(taken, len, price + u32::from(key.place == Place::Pair), true);
                }
            }
            if faulty && i < word.len() {
                go(1, 0, FAULT, false);
                if j < made.len() {
                    go(1, 1, FAULT, false);
                }
            }
            if faulty && j < made.len() {
                go(0, 1, FAULT, false);
            }
        }
    }
    let mut choices = Vec::new();
    let (mut i, mut j) = (word.len(), made.len());
    while (i, j) != (0, 0) {
        let step = from[i * width + j]?;
        (i, j) = (i - step.letters, j - step.signs);
        let key = if step.letters > 0 { key(word, i, step.letters) } else { Key { letter: ' ', place: Place::Closed } };
        let text = made[j..j + step.signs].iter().collect();
        choices.push(Choice { key, made: step.known.then_some(text) });
    }
    choices.reverse();
    let faults = choices.iter().filter(|choice| choice.made.is_none()).count();
    let departs = |choice: &&Choice| choice.made.as_ref().is_some_and(|made| !usual(choice.key, made));
    let departures = choices.iter().filter(departs).count();
    Some(Alignment { faults, departures, choices })
}

/// What the letter at a place of a word, and it with the next one, may become, and how many letters that takes.
fn ways(word: &[char], at: usize) -> Vec<(usize, Key, &'static str)> {
    let mut out = Vec::new();
    for taken in [2, 1] {
        let Some(spellings) = spellings(&word[at..], taken) else { continue };
        let key = key(word, at, taken);
        if taken == 2 && word[at + 1] == 'й' && key.place != Place::Ending {
            continue;
        }
        out.extend(spellings.split(' ').map(|spelling| (taken, key, spelling)));
    }
    if SILENT.contains(word[at]) {
        out.push((1, key(word, at, 1), ""));
    }
    out
}

#[derive(Clone, Copy)]
struct Step {
    letters: usize,
    signs: usize,
    known: bool,
}

fn spellings(word: &[char], taken: usize) -> Option<&'static str> {
    let unit = word.get(..taken)?;
    SPELLINGS.iter().find(|(letters, _)| letters.chars().eq(unit.iter().copied())).map(|(_, spellings)| *spellings)
}

/// Whether a Latin word may be a romanised form of a Cyrillic one, slips allowed: one in a word of four letters, two in
/// one of nine.
pub fn near(cyrillic: &str, latin: &str) -> bool {
    let letters = cyrillic.chars().count();
    let allowed = match letters {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    };
    // Lengths and first letters tell most words apart without looking at the others.
    let starts = |letters: usize| {
        let word: Vec<char> = cyrillic.chars().take(letters).collect();
        spellings(&word, letters).is_some_and(|all| all.split(' ').any(|s| s.chars().next() == latin.chars().next()))
    };
    if !starts(1) && !starts(2) {
        return false;
    }
    let signs = latin.chars().count();
    if signs + allowed + 2 < letters || signs > letters * 3 + 2 {
        return false;
    }
    align(cyrillic, latin, &|_, _| true).is_some_and(|alignment| alignment.faults <= allowed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{System, romanise};
    use super::*;

    fn faults(cyrillic: &str, latin: &str) -> usize {
        align(&normal(cyrillic), &normal(latin), &|_, _| true).unwrap().faults
    }

    #[test]
    fn words_go_with_their_originals_in_any_system() {
        for (cyrillic, latin) in [
            ("Беларусь", "Belarus’"),
            ("Беларусь", "Belarus"),
            ("европейская", "evropeiskaya"),
            ("европейская", "yevropeyskaya"),
            ("европейская", "evropejskaja"),
            ("Международной", "Mezhdunarodnoi"),
            ("Нормативный", "Normativny"),
            ("материалы", "materialy"),
            ("жыццё", "zhytstsë"),
            ("чытанняў", "chytannyau"),
            ("зошити", "zoshyty"),
            ("Польши", "Pol’shi"),
            ("подъезд", "pod”ezd"),
            ("Русакович", "Rusakovitch"),
        ] {
            assert_eq!(faults(cyrillic, latin), 0, "{cyrillic} {latin}");
        }
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(faults("семинара", "seminar"), 1);
        assert_eq!(faults("материалы", "materily"), 1);
        assert_eq!(faults("конференции", "konfernetsii"), 2);
        assert!(near("семинара", "seminar"));
        assert!(!near("мире", "the"));
        assert!(!near("современном", "modern"));
    }

    #[test]
    fn a_spelling_that_is_not_the_usual_one_departs() {
        let usual = |key: Key, made: &str| key.letter != 'ь' || made == "'";
        let soft = |latin| align("беларусь", latin, &usual).map(|a| (a.faults, a.departures));
        assert_eq!(soft("belarus'"), Some((0, 0)));
        assert_eq!(soft("belarus"), Some((0, 1)));
    }

    proptest! {
        #[test]
        fn what_a_system_makes_goes_with_the_original(word in "[а-яёўіїєґ]{0,12}") {
            for system in System::ALL {
                let latin = romanise(system, &word);
                prop_assert_eq!(faults(&word, &latin), 0, "{:?} {} {}", system, word, latin);
            }
        }

        #[test]
        fn anything_can_be_aligned(cyrillic in "\\PC{0,20}", latin in "\\PC{0,30}") {
            let (cyrillic, latin) = (normal(&cyrillic), normal(&latin));
            if let Some(alignment) = align(&cyrillic, &latin, &|_, _| true) {
                prop_assert!(alignment.choices.len() <= cyrillic.chars().count() + latin.chars().count());
            }
        }
    }
}
