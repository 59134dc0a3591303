//! The systems of romanisation: what each makes of a word.

use crate::notation::fold;

/// A system of romanisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// BS 2979:1958 without diacritics, with `-y` for final `-ий`, `-ый`.
    Bs2979,
    /// BGN/PCGN 1947.
    BgnPcgn,
    /// GOST 7.79-2000 system A, ISO 9:1995: a letter for a letter.
    Gost779A,
    /// GOST 7.79-2000 system B: letters of ASCII only.
    Gost779B,
    /// GOST R 52535.1-2006, of passports.
    Gost52535,
    /// ALA-LC.
    AlaLc,
    /// The Belarusian instruction on geographical names in its wording of 2007.
    Belarusian2007,
    /// The Ukrainian resolution 55 of 2010.
    Ukrainian2010,
}

impl System {
    /// All of them.
    pub const ALL: [System; 8] = [
        System::Bs2979,
        System::BgnPcgn,
        System::Gost779A,
        System::Gost779B,
        System::Gost52535,
        System::AlaLc,
        System::Belarusian2007,
        System::Ukrainian2010,
    ];

    /// The letters that the system writes otherwise than [`COMMON`].
    fn own(self) -> &'static str {
        match self {
            System::Bs2979 => "",
            System::BgnPcgn => "ё:ë й:y",
            System::Gost779A => "ё:ë ж:ž й:j х:h ц:c ч:č ш:š щ:ŝ ъ:ʺ ь:ʹ э:è ю:û я:â і:ì ї:ï є:ê ґ:g̀ ў:ŭ",
            System::Gost779B => "ё:yo й:j х:x ц:cz щ:shh ъ:`` ы:y` ь:` э:e` ґ:g` ў:u` і:i`",
            System::Gost52535 => "ц:tc ъ: ь: ю:iu я:ia",
            System::AlaLc => "ё:ë й:ĭ ц:t͡s ъ:ʺ ь:ʹ э:ė ю:i͡u я:i͡a ў:ŭ ї:ï є:i͡e",
            System::Belarusian2007 => "г:h е:ie ё:io ж:ž й:j х:ch ц:c ч:č ш:š щ:šč ю:iu я:ia ў:ŭ ь: ъ: ’: ':",
            System::Ukrainian2010 => "г:h и:y й:i ь: ъ: ю:iu я:ia є:ie ї:i ’: ':",
        }
    }
}

/// The letters as most systems have them, each with what it becomes.
const COMMON: &str = "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh \
                      ц:ts ч:ch ш:sh щ:shch ъ:” ы:y ь:’ э:e ю:yu я:ya і:i ї:yi є:ye ґ:g ў:u";

/// What a list such as [`COMMON`] has for a letter.
fn lookup(list: &'static str, letter: char) -> Option<&'static str> {
    list.split(' ').find_map(|pair| pair.strip_prefix(letter)?.strip_prefix(':'))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ї' | 'є')
}

/// A text as a system romanises it. What is not Cyrillic stays.
pub fn romanise(system: System, text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let (made, taken) = unit(system, &letters, at);
        if letters[at].is_uppercase() {
            let mut made = made.chars();
            out.extend(made.next().into_iter().flat_map(char::to_uppercase));
            let shout = letters.get(at + 1).or(at.checked_sub(1).and_then(|b| letters.get(b)));
            let shout = shout.is_some_and(|c| c.is_uppercase());
            made.for_each(|c| if shout { out.extend(c.to_uppercase()) } else { out.push(c) });
        } else {
            out.push_str(&made);
        }
        at += taken;
    }
    out
}

/// What the letter at a place becomes, and how many letters that takes.
fn unit(system: System, letters: &[char], at: usize) -> (String, usize) {
    let lower = |at: usize| letters.get(at).copied().map(fold::lower);
    let Some(letter) = lower(at) else { return (String::new(), 1) };
    let before = at.checked_sub(1).and_then(lower);
    let next = lower(at + 1);
    let in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || matches!(c, '’' | '\''));
    let starts = !in_word(before);
    // Where е, ё, ю and я have a sound of y before them.
    let open = starts || before.is_some_and(|c| is_vowel(c) || matches!(c, 'й' | 'ь' | 'ъ' | '’' | '\'' | 'ў'));
    let made = match (system, letter) {
        (System::Bs2979, 'и' | 'ы') if next == Some('й') && !in_word(lower(at + 2)) && !starts => {
            return ("y".into(), 2);
        }
        (System::BgnPcgn, 'е') if open => "ye",
        (System::BgnPcgn, 'ё') if open => "yë",
        (System::Gost779B, 'ц') if matches!(next, Some('е' | 'и' | 'й' | 'ы' | 'і' | 'є')) => "c",
        (System::Belarusian2007, 'е') if open => "je",
        (System::Belarusian2007, 'ё') if open => "jo",
        (System::Belarusian2007, 'ю') if open => "ju",
        (System::Belarusian2007, 'я') if open => "ja",
        // After л the letters keep nothing of the y before them.
        (System::Belarusian2007, 'е') if before == Some('л') => "ie",
        (System::Belarusian2007, 'з' | 'л' | 'н' | 'с' | 'ц') if next == Some('ь') => {
            let made = match letter {
                'з' => "ź",
                'л' => "ĺ",
                'н' => "ń",
                'с' => "ś",
                _ => "ć",
            };
            return (made.into(), 2);
        }
        (System::Ukrainian2010, 'є') if starts => "ye",
        (System::Ukrainian2010, 'ї') if starts => "yi",
        (System::Ukrainian2010, 'й') if starts => "y",
        (System::Ukrainian2010, 'ю') if starts => "yu",
        (System::Ukrainian2010, 'я') if starts => "ya",
        (System::Ukrainian2010, 'з') if next == Some('г') => return ("zgh".into(), 2),
        _ => match lookup(system.own(), letter).or_else(|| lookup(COMMON, letter)) {
            Some(made) => made,
            None => return (letters[at].to_lowercase().collect(), 1),
        },
    };
    (made.to_owned(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_has_its_own_spelling() {
        use System::{AlaLc, Belarusian2007, BgnPcgn, Bs2979, Gost779A, Gost779B, Gost52535, Ukrainian2010};
        for (system, word, expected) in [
            (Bs2979, "Великий объезд", "Veliky ob”ezd"),
            (Bs2979, "Общественный журнал", "Obshchestvenny zhurnal"),
            (Bs2979, "область хлебной цены", "oblast’ khlebnoi tseny"),
            (Bs2979, "ЯЩИК ХЛЕБА", "YASHCHIK KHLEBA"),
            (BgnPcgn, "Елизово", "Yelizovo"),
            (BgnPcgn, "Чапаевск", "Chapayevsk"),
            (BgnPcgn, "Бийск", "Biysk"),
            (BgnPcgn, "ёлка", "yëlka"),
            (Gost779A, "щука ячмень чаща", "ŝuka âčmenʹ čaŝa"),
            (Gost779B, "цирк цапля щука эхо", "cirk czaplya shhuka e`xo"),
            (Gost52535, "Юлия Щеглова", "Iuliia Shcheglova"),
            (Gost52535, "Цапля", "Tcaplia"),
            (AlaLc, "йод ящик цех", "ĭod i͡ashchik t͡sekh"),
            (Belarusian2007, "Незалежнасці", "Niezaliežnasci"),
            (Belarusian2007, "Гродна", "Hrodna"),
            (Belarusian2007, "Магілёў", "Mahilioŭ"),
            (Belarusian2007, "Бярэзіна", "Biarezina"),
            (Belarusian2007, "Нясвіж", "Niasviž"),
            (Belarusian2007, "Любань", "Liubań"),
            (Belarusian2007, "Ельск", "Jeĺsk"),
            (Ukrainian2010, "Запоріжжя", "Zaporizhzhia"),
            (Ukrainian2010, "Згорани", "Zghorany"),
            (Ukrainian2010, "Єнакієве", "Yenakiieve"),
            (Ukrainian2010, "Їжакевич", "Yizhakevych"),
            (Ukrainian2010, "Яготин Знам’янка", "Yahotyn Znamianka"),
        ] {
            assert_eq!(romanise(system, word), expected, "{system:?}");
        }
    }

    #[test]
    fn what_is_not_cyrillic_stays() {
        for system in System::ALL {
            assert_eq!(romanise(system, "V, 12–14 (NATO)"), "V, 12–14 (NATO)");
            assert_eq!(romanise(system, ""), "");
        }
    }
}
