//! The document's own words: what it writes with and without a hyphen, and with which case. Questions that no grammar
//! answers (is `peace-` at a line end one half of `peace-keeping`?) are put to the rest of the text.

use std::collections::HashMap;

/// How often the document writes a word, and how.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    lower: u32,
    /// With a capital, not at the start of a sentence.
    capital: u32,
    /// All in capitals, two letters or more.
    upper: u32,
}

/// The words of a document.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashMap<Box<str>, Uses>,
}

impl Vocabulary {
    /// The words of a text. Lines wholly in capitals say nothing about case and are left out.
    pub fn of(text: &str) -> Vocabulary {
        // Beyond this much text nothing new is learnt that would change a decision; it bounds memory.
        const ENOUGH: usize = 2 << 20;
        let mut end = text.len().min(ENOUGH);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut vocabulary = Vocabulary { words: HashMap::with_capacity(end / 24) };
        let mut folded = String::new();
        for line in text[..end].lines() {
            if !line.chars().any(char::is_lowercase) {
                continue;
            }
            let mut from = None;
            let mut sentence_start = true;
            let is_part = |c: char| is_letter(c) || c.is_ascii_digit();
            let mut chars = line.char_indices().peekable();
            while let Some((i, c)) = chars.next() {
                let inner =
                    matches!(c, '-' | '\'' | '’') && from.is_some() && chars.peek().is_some_and(|(_, n)| is_letter(*n));
                if is_part(c) || inner {
                    from.get_or_insert(i);
                    if chars.peek().is_some() {
                        continue;
                    }
                }
                let Some(start) = from.take() else {
                    sentence_start |= matches!(c, '.' | '!' | '?' | ':' | '“' | '"' | '«');
                    continue;
                };
                let word_end = if is_part(c) { i + c.len_utf8() } else { i };
                vocabulary.count(&line[start..word_end], sentence_start, &mut folded);
                sentence_start = matches!(c, '.' | '!' | '?' | ':' | '“' | '"' | '«');
            }
        }
        vocabulary
    }

    fn count(&mut self, word: &str, sentence_start: bool, folded: &mut String) {
        fold_into(word, folded);
        if folded.len() > 64 {
            return;
        }
        let uses = match self.words.get_mut(folded.as_str()) {
            Some(uses) => uses,
            None => self.words.entry(folded.as_str().into()).or_default(),
        };
        let mut letters = word.chars().filter(|c| is_letter(*c));
        let first_upper = letters.next().is_some_and(char::is_uppercase);
        let mut rest = letters.peekable();
        let longer = rest.peek().is_some();
        if !first_upper {
            uses.lower += 1;
        } else if longer && rest.all(char::is_uppercase) {
            uses.upper += 1;
        } else if !sentence_start {
            uses.capital += 1;
        }
        // The parts of a hyphenated word are words too.
        if word.contains('-') {
            for part in word.split('-').filter(|p| !p.is_empty()) {
                let mut own = String::new();
                fold_into(part, &mut own);
                let entry = self.words.entry(own.into_boxed_str()).or_default();
                if part.chars().next().is_some_and(char::is_uppercase) { entry.capital += 1 } else { entry.lower += 1 }
            }
        }
    }

    fn uses(&self, word: &str) -> Option<Uses> {
        let mut folded = String::new();
        fold_into(word, &mut folded);
        self.words.get(folded.as_str()).copied()
    }

    /// Whether the document has the word in any form.
    pub fn knows(&self, word: &str) -> bool {
        self.uses(word).is_some()
    }

    /// Whether `head-` at a break and `tail` after it keep the hyphen between them.
    pub fn keeps_hyphen(&self, head: &str, tail: &str) -> bool {
        let (Some(last), Some(first)) = (head.chars().next_back(), tail.chars().next()) else { return true };
        if !last.is_alphabetic() || !first.is_lowercase() {
            // `COVID-` `19`, `Euro-` `Atlantic`, `1995-` `2016`
            return true;
        }
        let (joined, hyphenated) = (format!("{head}{tail}"), format!("{head}-{tail}"));
        match (self.knows(&joined), self.knows(&hyphenated)) {
            (true, _) => false,
            (false, true) => true,
            // Recognised text breaks words far oftener than it breaks at a hyphen that belongs; only when both halves are
            // long words of the document's own does the hyphen stay.
            (false, false) => {
                head.chars().count() > 3 && tail.chars().count() > 3 && self.is_common(head) && self.is_common(tail)
            }
        }
    }

    fn is_common(&self, word: &str) -> bool {
        self.uses(word).is_some_and(|u| u.lower >= 2)
    }

    /// Whether the document capitalises the word inside sentences and never writes it in lower case: a name.
    pub fn is_name(&self, word: &str) -> bool {
        self.uses(word).is_some_and(|u| u.lower == 0 && u.capital + u.upper > 0)
    }

    /// Whether the document writes the word in lower case oftener than as a name.
    pub fn is_plain_word(&self, word: &str) -> bool {
        self.uses(word).is_some_and(|u| u.lower > u.capital + u.upper)
    }

    /// A word that stands in capitals, in the case that the document otherwise gives it; `None` if it never does.
    pub fn restore_case(&self, word: &str) -> Option<String> {
        let uses = self.uses(word)?;
        if uses.upper > 0 && uses.upper >= uses.lower + uses.capital {
            return Some(word.to_owned());
        }
        let lower = word.to_lowercase();
        if uses.lower >= uses.capital { Some(lower) } else { Some(capitalise(&lower)) }
    }
}

/// `word` with its first letter, and the first after each hyphen, in upper case.
pub(super) fn capitalise(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for c in word.chars() {
        if start && c.is_alphabetic() {
            out.extend(c.to_uppercase());
            start = false;
        } else {
            out.push(c);
            start |= c == '-';
        }
    }
    out
}

fn fold_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
    } else {
        for c in word.chars() {
            match c {
                'а'..='я' | 'a'..='z' => out.push(c),
                // Capitals of the Russian alphabet stand 32 places before their small letters.
                'А'..='Я' => out.push(char::from_u32(c as u32 + 32).unwrap_or(c)),
                _ => out.extend(c.to_lowercase()),
            }
        }
    }
}

/// As `char::is_alphabetic`, without its table for the letters that most of the text is made of.
fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'А'..='я' => true,
        '\0'..='\u{7F}' => false,
        _ => c.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_tells_names_from_words() {
        let v =
            Vocabulary::of("We know that Minsk is large. Cities are large. NATO is not in it; the cities of Minsk.");
        assert!(v.is_name("Minsk") && v.is_name("NATO"));
        assert!(!v.is_name("Cities"), "only at the start of a sentence");
        assert_eq!(v.restore_case("CITIES").as_deref(), Some("cities"));
        assert_eq!(v.restore_case("MINSK").as_deref(), Some("Minsk"));
        assert_eq!(v.restore_case("NATO").as_deref(), Some("NATO"));
        assert_eq!(v.restore_case("OTHER"), None);
    }

    #[test]
    fn a_hyphen_before_a_capital_or_a_figure_stays() {
        let v = Vocabulary::of("");
        assert!(v.keeps_hyphen("Euro", "Atlantic"));
        assert!(v.keeps_hyphen("COVID", "19"));
        assert!(!v.keeps_hyphen("especial", "istas"));
    }
}
