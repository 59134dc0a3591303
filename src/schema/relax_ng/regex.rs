//! Regular expressions of XML Schema (part 2, appendix F), for the facet `pattern`.
//!
//! An expression becomes a set of states that are all followed at once, so the time is the length of the text times the
//! size of the expression, whatever either is. Expressions are written by users; their size is bounded.

use std::iter::Peekable;
use std::str::Chars;

/// How many states an expression may have. Repetitions such as `{1,1000}` are written out.
const MOST: usize = 10_000;
/// How deep parentheses may stand in one another.
const DEEPEST: usize = 100;

/// An expression, ready to be matched.
#[derive(Clone, Debug)]
pub(super) struct Regex {
    states: Vec<State>,
    sets: Vec<Set>,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// Takes a character of a set and goes on with the next state.
    Take(u32),
    /// Goes on with both states.
    Split(u32, u32),
    /// Goes on elsewhere.
    Jump(u32),
    /// The end.
    Match,
}

/// A set of characters.
#[derive(Clone, Debug, Default)]
struct Set {
    negated: bool,
    ranges: Vec<(char, char)>,
    classes: Vec<(char, bool)>,
    minus: Option<Box<Set>>,
}

impl Set {
    fn holds(&self, c: char) -> bool {
        let inside = self.ranges.iter().any(|&(a, b)| a <= c && c <= b)
            || self.classes.iter().any(|&(class, negated)| of_class(class, c) != negated);
        inside != self.negated && !self.minus.as_ref().is_some_and(|m| m.holds(c))
    }
}

/// Classes are named by a letter: those of escapes (`d`, `w`, `s`, `i`, `c`), `.`, and of `\p{…}` `L`, `u`, `l`, `N`.
fn of_class(class: char, c: char) -> bool {
    match class {
        'd' => c.is_ascii_digit() || is_decimal(c),
        's' => matches!(c, ' ' | '\t' | '\n' | '\r'),
        'w' => c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c),
        'i' => is_name_start(c),
        'c' => is_name_char(c),
        '.' => !matches!(c, '\n' | '\r'),
        'L' => c.is_alphabetic(),
        'u' => c.is_uppercase(),
        'l' => c.is_lowercase(),
        'N' => c.is_numeric(),
        _ => false,
    }
}

/// Decimal digits of the scripts that have a run of ten from a multiple of sixteen or six after it.
fn is_decimal(c: char) -> bool {
    const ZEROS: &[u32] =
        &[0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0xff10];
    ZEROS.iter().any(|&zero| (zero..zero + 10).contains(&(c as u32)))
}

/// Whether a name of XML may begin with a character.
pub(super) fn is_name_start(c: char) -> bool {
    matches!(c, ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

/// Whether a character may stand in a name of XML.
pub(super) fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

impl Regex {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub fn parse(text: &str) -> Result<Regex, String> {
        let mut parser =
            Parser { rest: text.chars().peekable(), regex: Regex { states: Vec::new(), sets: Vec::new() }, depth: 0 };
        parser.choice()?;
        if let Some(c) = parser.rest.next() {
            return Err(format!("`{c}` closes nothing"));
        }
        parser.push(State::Match)?;
        Ok(parser.regex)
    }

    /// Whether the whole of a text matches.
    pub fn matches(&self, text: &str) -> bool {
        let mut now = Threads::new(self.states.len());
        let mut next = Threads::new(self.states.len());
        now.add(self, 0);
        for c in text.chars() {
            next.clear();
            for &at in &now.takers {
                if let State::Take(set) = self.states[at as usize]
                    && self.sets[set as usize].holds(c)
                {
                    next.add(self, at + 1);
                }
            }
            if next.takers.is_empty() && !next.matched {
                return false;
            }
            std::mem::swap(&mut now, &mut next);
        }
        now.matched
    }
}

/// The states that are followed.
struct Threads {
    seen: Vec<bool>,
    added: Vec<u32>,
    takers: Vec<u32>,
    matched: bool,
}

impl Threads {
    fn new(states: usize) -> Threads {
        Threads { seen: vec![false; states], added: Vec::new(), takers: Vec::new(), matched: false }
    }

    fn clear(&mut self) {
        for at in self.added.drain(..) {
            self.seen[at as usize] = false;
        }
        self.takers.clear();
        self.matched = false;
    }

    fn add(&mut self, regex: &Regex, at: u32) {
        let mut todo = vec![at];
        while let Some(at) = todo.pop() {
            if std::mem::replace(&mut self.seen[at as usize], true) {
                continue;
            }
            self.added.push(at);
            match regex.states[at as usize] {
                State::Take(_) => self.takers.push(at),
                State::Split(a, b) => todo.extend([b, a]),
                State::Jump(a) => todo.push(a),
                State::Match => self.matched = true,
            }
        }
    }
}

struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
    regex: Regex,
    depth: usize,
}

impl Parser<'_> {
    fn push(&mut self, state: State) -> Result<usize, String> {
        if self.regex.states.len() >= MOST {
            return Err("the expression is too large".into());
        }
        self.regex.states.push(state);
        Ok(self.regex.states.len() - 1)
    }

    fn here(&self) -> u32 {
        self.regex.states.len() as u32
    }

    fn choice(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("the expression is nested too deeply".into());
        }
        let mut ends = Vec::new();
        loop {
            let split = self.push(State::Jump(self.here() + 1))?;
            self.branch()?;
            if self.rest.next_if_eq(&'|').is_none() {
                break;
            }
            ends.push(self.push(State::Match)?);
            self.regex.states[split] = State::Split(split as u32 + 1, self.here());
        }
        for end in ends {
            self.regex.states[end] = State::Jump(self.here());
        }
        self.depth -= 1;
        Ok(())
    }

    fn branch(&mut self) -> Result<(), String> {
        while let Some(&c) = self.rest.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let start = self.regex.states.len();
            self.atom()?;
            self.quantifier(start)?;
        }
        Ok(())
    }

    fn atom(&mut self) -> Result<(), String> {
        let c = self.rest.next().unwrap_or(')');
        let set = match c {
            '(' => {
                self.choice()?;
                return match self.rest.next() {
                    Some(')') => Ok(()),
                    _ => Err("a `(` is not closed".into()),
                };
            }
            '[' => self.set()?,
            '.' => Set { classes: vec![('.', false)], ..Set::default() },
            '\\' => {
                let mut set = Set::default();
                self.escape(&mut set)?;
                set
            }
            '?' | '*' | '+' | '{' | '}' | ']' => return Err(format!("`{c}` needs a backslash before it here")),
            c => Set { ranges: vec![(c, c)], ..Set::default() },
        };
        self.regex.sets.push(set);
        let set = self.regex.sets.len() as u32 - 1;
        self.push(State::Take(set)).map(|_| ())
    }

    /// What a backslash means; the character, if it is one.
    fn escape(&mut self, set: &mut Set) -> Result<Option<char>, String> {
        let c = self.rest.next().ok_or("a backslash ends the expression")?;
        let one = match c {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '\\' | '|' | '.' | '-' | '^' | '?' | '*' | '+' | '{' | '}' | '(' | ')' | '[' | ']' | '$' => c,
            'd' | 's' | 'w' | 'i' | 'c' => {
                set.classes.push((c, false));
                return Ok(None);
            }
            'D' | 'S' | 'W' | 'I' | 'C' => {
                set.classes.push((c.to_ascii_lowercase(), true));
                return Ok(None);
            }
            'p' | 'P' => {
                let name: String = match self.rest.next() {
                    Some('{') => self.rest.by_ref().take_while(|&c| c != '}').collect(),
                    _ => return Err("`\\p` needs a name in braces".into()),
                };
                let class = match name.as_str() {
                    "L" => 'L',
                    "Lu" => 'u',
                    "Ll" => 'l',
                    "N" => 'N',
                    "Nd" => 'd',
                    "IsBasicLatin" => {
                        if c == 'P' {
                            set.ranges.push(('\u{80}', char::MAX));
                        } else {
                            set.ranges.push(('\0', '\u{7f}'));
                        }
                        return Ok(None);
                    }
                    _ => return Err(format!("the class `\\p{{{name}}}` is not supported; L, Lu, Ll, N and Nd are")),
                };
                set.classes.push((class, c == 'P'));
                return Ok(None);
            }
            _ => return Err(format!("`\\{c}` has no meaning")),
        };
        set.ranges.push((one, one));
        Ok(Some(one))
    }

    fn set(&mut self) -> Result<Set, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("the expression is nested too deeply".into());
        }
        let mut set = Set { negated: self.rest.next_if_eq(&'^').is_some(), ..Set::default() };
        let mut first = true;
        loop {
            let c = self.rest.next().ok_or("a `[` is not closed")?;
            let low = match c {
                ']' if !first => break,
                '-' if self.rest.peek() == Some(&'[') => {
                    self.rest.next();
                    set.minus = Some(Box::new(self.set()?));
                    if self.rest.next() != Some(']') {
                        return Err("a subtraction must end its `[`".into());
                    }
                    break;
                }
                '[' | ']' => return Err(format!("`{c}` needs a backslash before it in `[`")),
                '\\' => self.escape(&mut set)?,
                c => {
                    set.ranges.push((c, c));
                    Some(c)
                }
            };
            first = false;
            let (Some(low), Some('-')) = (low, self.rest.peek()) else { continue };
            let mut ahead = self.rest.clone();
            ahead.next();
            if matches!(ahead.peek(), Some('[' | ']') | None) {
                continue;
            }
            self.rest = ahead;
            set.ranges.pop();
            let high = match self.rest.next() {
                Some('\\') => {
                    let high = self.escape(&mut set)?.ok_or("a class cannot end a range")?;
                    set.ranges.pop();
                    high
                }
                Some(c) => c,
                None => return Err("a `[` is not closed".into()),
            };
            if high < low {
                return Err(format!("the range {low}-{high} is the wrong way round"));
            }
            set.ranges.push((low, high));
        }
        self.depth -= 1;
        Ok(set)
    }

    fn quantifier(&mut self, start: usize) -> Result<(), String> {
        let (least, most) = match self.rest.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => {
                self.rest.next();
                let inside: String = self.rest.by_ref().take_while(|&c| c != '}').collect();
                let number = |s: &str| s.parse::<usize>().map_err(|_| format!("`{{{inside}}}` is no quantity"));
                let (least, most) = match inside.split_once(',') {
                    None => (number(&inside)?, Some(number(&inside)?)),
                    Some((least, "")) => (number(least)?, None),
                    Some((least, most)) => (number(least)?, Some(number(most)?)),
                };
                if most.is_some_and(|m| m < least) {
                    return Err(format!("`{{{inside}}}` is the wrong way round"));
                }
                return self.repeat(start, least, most);
            }
            _ => return Ok(()),
        };
        self.rest.next();
        self.repeat(start, least, most)
    }

    /// Writes the states from `start` out `least` to `most` times.
    fn repeat(&mut self, start: usize, least: usize, most: Option<usize>) -> Result<(), String> {
        let piece: Vec<State> = self.regex.states.drain(start..).collect();
        if piece.is_empty() {
            return Ok(());
        }
        let copy = |parser: &mut Self| -> Result<(), String> {
            let by = parser.here() - start as u32;
            for state in &piece {
                parser.push(match *state {
                    State::Split(a, b) => State::Split(a + by, b + by),
                    State::Jump(a) => State::Jump(a + by),
                    other => other,
                })?;
            }
            Ok(())
        };
        for _ in 0..least {
            copy(self)?;
        }
        match most {
            None => {
                let split = self.push(State::Match)?;
                copy(self)?;
                self.push(State::Jump(split as u32))?;
                self.regex.states[split] = State::Split(split as u32 + 1, self.here());
            }
            Some(most) => {
                let mut splits = Vec::new();
                for _ in least..most {
                    splits.push(self.push(State::Match)?);
                    copy(self)?;
                }
                for split in splits {
                    self.regex.states[split] = State::Split(split as u32 + 1, self.here());
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Regex;

    #[test]
    fn expressions_match_whole_texts() {
        for (pattern, yes, no) in [
            (r"\d{4}-\d{3}[\dX]", &["0000-000X", "1234-5678"][..], &["12345678", "1234-56789", "x1234-5678"][..]),
            (r"a|bc?|", &["a", "b", "bc", ""], &["c", "ab"]),
            (r"(ab){2,3}", &["abab", "ababab"], &["ab", "abababab"]),
            (r"[^a-z]+", &["A1"], &["a", ""]),
            (r"[a-z-[aeiou]]*", &["xyz", ""], &["a"]),
            (r"\i\c*", &["a:b-1"], &["1a", ""]),
            (r"[\-+]?\p{Lu}.", &["-AЖ", "Б1"], &["-a1"]),
            (r"[a\-]b", &["-b", "ab"], &["b"]),
            (r"x{0}y{2,}", &["yy", "yyyy"], &["xyy", "y"]),
            (r"^a$", &["^a$"], &["a"]),
            (r"(a*)*", &["", "aaaa"], &["b"]),
        ] {
            let Ok(regex) = Regex::parse(pattern) else { panic!("{pattern} is refused") };
            for text in yes {
                assert!(regex.matches(text), "{pattern} refuses {text}");
            }
            for text in no {
                assert!(!regex.matches(text), "{pattern} takes {text}");
            }
        }
    }

    #[test]
    fn faulty_expressions_are_refused() {
        for pattern in ["(", ")", "a{2,1}", "*", "[a", r"\q", "[z-a]", "((a{1,1000}){1,1000}){1,1000}", r"\p{Greek}"] {
            assert!(Regex::parse(pattern).is_err(), "{pattern} is taken");
        }
        assert!(Regex::parse(&"(".repeat(100_000)).is_err());
    }

    #[test]
    fn time_is_bounded() {
        let regex = Regex::parse("(a?){200}a{200}").unwrap();
        assert!(regex.matches(&"a".repeat(200)));
        assert!(!regex.matches(&"a".repeat(401)));
    }
}
