//! The tokens of a citation and the draft that the grammars fill in: which tokens are claimed by what, and the parts
//! found so far.

use std::ops::Range;

use super::lexicon::{self, Phrases};
use super::links;
use crate::article::{Lang, Part, PartKind, PublicationType};

/// A range of tokens, half open.
pub(super) type Tokens = Range<usize>;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Letters, with hyphens and apostrophes inside: `Garcia-Molina`, `O’Toole`.
    Word,
    /// Digits alone.
    Number,
    /// Digits and letters: `e1002`, `3B`, `21st`, `1991a`.
    Mixed,
    /// An address or a DOI, whole.
    Link,
    /// One sign.
    Sign,
}

/// A token: where it stands, and its text in lower case.
#[derive(Debug)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub class: Class,
    /// The first character as it stands.
    pub first: char,
    /// Lower case.
    pub lower: String,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it is set in italics.
    pub italic: bool,
}

/// What has claimed a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing yet.
    Free,
    Authors,
    Editors,
    Translators,
    /// `In:`, `//`
    Host,
    /// The date of publication.
    Date,
    Volume,
    Pages,
    Count,
    Edition,
    Genre,
    Medium,
    Access,
    /// A URL, a DOI, a number of a database, with the label before it.
    Link,
    Language,
    Archive,
    /// A note or remark that is no part of the description.
    Remark,
    /// The slash of a statement of responsibility and what follows it.
    Responsibility,
}

/// A citation being read.
pub(super) struct Draft<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub marks: Vec<Mark>,
    pub parts: Vec<Part>,
    pub source_lang: Option<Lang>,
    /// The title, where it was found before the rest was labelled.
    pub title: Option<Tokens>,
    /// The kind of publication, where a designation tells it.
    pub kind: Option<PublicationType>,
}

impl<'a> Draft<'a> {
    /// Cuts a text into tokens. `italic` are byte ranges.
    pub fn new(text: &'a str, italic: &[Range<usize>]) -> Draft<'a> {
        let tokens = tokens(text, italic);
        let marks = vec![Mark::Free; tokens.len()];
        Draft { text, tokens, marks, parts: Vec::new(), source_lang: None, title: None, kind: None }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// A token's class; a sign past the end.
    pub fn class(&self, i: usize) -> Class {
        self.tokens.get(i).map_or(Class::Sign, |t| t.class)
    }

    /// The sign at a place: `\0` for a word or a number and past the end.
    pub fn sign(&self, i: usize) -> char {
        self.tokens.get(i).map_or('\0', |t| if t.class == Class::Sign { t.first } else { '\0' })
    }

    /// The token in lower case, empty past the end.
    pub fn lower(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &t.lower)
    }

    /// The token as it stands, empty past the end.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    /// Whether the token is free.
    pub fn free(&self, i: usize) -> bool {
        self.marks.get(i) == Some(&Mark::Free)
    }

    /// Whether all tokens of a range are free.
    pub fn all_free(&self, range: Tokens) -> bool {
        range.end <= self.len() && self.marks[range].iter().all(|m| *m == Mark::Free)
    }

    /// Whether a token is a word with a capital first, or second, as names of journals have it: `eLife`, `mBio`.
    pub fn capital(&self, i: usize) -> bool {
        let second = |i| self.word(i).chars().nth(1).is_some_and(char::is_uppercase);
        self.tokens.get(i).is_some_and(|t| t.class == Class::Word && (t.first.is_uppercase() || second(i)))
    }

    /// Whether the token is `and` in some language; a capital letter alone (`E`, `И`) is an initial.
    pub fn conjunction(&self, i: usize) -> bool {
        lexicon::is_conjunction(self.lower(i)) && (!self.capital(i) || self.word(i).chars().count() > 1)
    }

    /// Whether white space stands before the token.
    pub fn spaced(&self, i: usize) -> bool {
        self.tokens.get(i).is_none_or(|t| t.spaced)
    }

    /// Whether a token is a dash between numbers.
    pub fn is_dash(&self, i: usize) -> bool {
        matches!(self.sign(i), '-' | '–' | '—' | '‑' | '‒' | '−' | '‐')
    }

    /// The bytes of a range of tokens.
    pub fn bytes(&self, range: Tokens) -> Range<usize> {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|e| self.tokens.get(e))) {
            (Some(a), Some(b)) if !range.is_empty() => a.start..b.end,
            _ => 0..0,
        }
    }

    /// Marks tokens as claimed.
    pub fn claim(&mut self, range: Tokens, mark: Mark) {
        let end = range.end.min(self.marks.len());
        if range.start < end {
            self.marks[range.start..end].fill(mark);
        }
    }

    /// Adds a part that covers a range of tokens.
    pub fn add(&mut self, kind: PartKind, range: Tokens) {
        let bytes = self.bytes(range);
        if !bytes.is_empty() {
            self.parts.push(Part::new(kind, bytes));
        }
    }

    /// Adds a part with a normal form.
    pub fn add_value(&mut self, kind: PartKind, range: Tokens, value: Option<String>) {
        let bytes = self.bytes(range);
        if !bytes.is_empty() {
            let mut part = Part::new(kind, bytes);
            part.value = value;
            self.parts.push(part);
        }
    }

    /// Whether the words from `i` on are those of `phrase`, which is in lower case with single spaces; stops in the text
    /// are passed over. Gives the token after them.
    pub fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        for (n, want) in phrase.split(' ').enumerate() {
            if n > 0 && self.sign(at) == '.' {
                at += 1;
            }
            if self.lower(at) != want {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The longest of the phrases that stands at `i`; gives the token after it.
    pub fn any_phrase(&self, i: usize, phrases: &Phrases) -> Option<usize> {
        phrases.get(self.lower(i))?.iter().filter_map(|p| self.phrase(i, p)).max()
    }

    /// Passes over a stop.
    pub fn past_stop(&self, i: usize) -> usize {
        if self.sign(i) == '.' { i + 1 } else { i }
    }

    /// The closing bracket of the bracket at `i`, at most `limit` tokens on, nested ones passed over.
    pub fn closing(&self, i: usize, limit: usize) -> Option<usize> {
        let close = match self.sign(i) {
            '(' => ')',
            '[' => ']',
            '<' => '>',
            '{' => '}',
            _ => return None,
        };
        let open = self.sign(i);
        let mut depth = 0usize;
        for j in i..self.len().min(i.saturating_add(limit)) {
            if self.sign(j) == open {
                depth += 1;
            } else if self.sign(j) == close {
                depth -= 1;
                if depth == 0 {
                    return Some(j);
                }
            }
        }
        None
    }
}

/// Cuts a text into tokens.
fn tokens(text: &str, italic: &[Range<usize>]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let links = links::find(text);
    // A romanised soft sign at the end of a word (`Belarus’`) looks like a closing quotation mark; it is none where no
    // quotation opens.
    let soft_signs = !text.contains('‘');
    let mut next_link = 0;
    let mut next_italic = 0;
    let mut at = 0;
    let mut spaced = false;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') {
            at += c.len_utf8();
            spaced |= c.is_whitespace();
            continue;
        }
        while next_link < links.len() && links[next_link].start < at {
            next_link += 1;
        }
        let (end, class) = match links.get(next_link) {
            Some(link) if link.start == at => (link.end, Class::Link),
            _ => token_end(text, at, c),
        };
        let end = match text[end..].strip_prefix('’') {
            Some(rest) if soft_signs && class == Class::Word && !rest.starts_with(char::is_alphanumeric) => {
                end + '’'.len_utf8()
            }
            _ => end,
        };
        while next_italic < italic.len() && italic[next_italic].end <= at {
            next_italic += 1;
        }
        let is_italic = italic.get(next_italic).is_some_and(|r| r.start <= at);
        out.push(Token {
            start: at,
            end,
            class,
            first: c,
            lower: text[at..end].to_lowercase(),
            spaced,
            italic: is_italic,
        });
        at = end;
        spaced = false;
    }
    out
}

/// Where the token that starts at `start` with `c` ends, and its class.
fn token_end(text: &str, start: usize, c: char) -> (usize, Class) {
    if !c.is_alphanumeric() {
        return (start + c.len_utf8(), Class::Sign);
    }
    let (mut letters, mut digits) = (false, false);
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let joins = match c {
            c if c.is_ascii_digit() => {
                digits = true;
                true
            }
            c if c.is_alphanumeric() => {
                letters = true;
                true
            }
            // Combining marks, and the zero-width joiners that stay inside a word.
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' => true,
            // Between letters: `O’Toole`, `Garcia-Molina`, `Pol’shi`; after one: `Belarus’` is left without its sign.
            '\'' | '’' | 'ʼ' | '‘' | '`' | '´' | '-' | '‐' | '‑' => {
                letters && !digits && next.is_some_and(char::is_alphabetic) && i > 0
            }
            '\u{201d}' => letters && !digits && next.is_some_and(char::is_lowercase),
            _ => false,
        };
        if !joins {
            break;
        }
        end = start + i + c.len_utf8();
    }
    let class = match (letters, digits) {
        (true, true) => Class::Mixed,
        (false, true) => Class::Number,
        _ => Class::Word,
    };
    (end, class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_links() {
        let draft = Draft::new("O’Toole RV, 2009;30(3):e192-9. <http://a.b/c_(d)>. J.-P. 21st", &[]);
        let words: Vec<&str> = (0..draft.len()).map(|i| draft.word(i)).collect();
        assert_eq!(
            words,
            [
                "O’Toole",
                "RV",
                ",",
                "2009",
                ";",
                "30",
                "(",
                "3",
                ")",
                ":",
                "e192",
                "-",
                "9",
                ".",
                "<",
                "http://a.b/c_(d)",
                ">",
                ".",
                "J",
                ".",
                "-",
                "P",
                ".",
                "21st"
            ]
        );
        assert_eq!(draft.class(0), Class::Word);
        assert_eq!(draft.class(15), Class::Link);
        assert_eq!(draft.class(23), Class::Mixed);
    }

    #[test]
    fn italics_are_looked_up() {
        let text = "Title. Journal. 2004";
        let draft = Draft::new(text, std::slice::from_ref(&(7..14)));
        let italic: Vec<&str> = (0..draft.len()).filter(|&i| draft.tokens[i].italic).map(|i| draft.word(i)).collect();
        assert_eq!(italic, ["Journal"]);
    }

    #[test]
    fn brackets_close() {
        let draft = Draft::new("[a [b] c] (d", &[]);
        assert_eq!(draft.closing(0, 50), Some(6));
        assert_eq!(draft.closing(7, 50), None);
    }
}
