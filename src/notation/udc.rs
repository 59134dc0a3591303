//! UDC notation (Universal Decimal Classification): a code in its parts, the place of its fault, and its normal form.
//!
//! ```text
//! udc    ::= term ( ("+" | ":" | "::") term | "/" end )*
//! term   ::= ( "[" udc "]" | number | aux ) aux*
//! number ::= d{1,3} ( "." d+ )* "..."?
//! end    ::= ( "." | "-" | "'" | "`" | "=" )? d+ ( "." d+ )* aux*
//! aux    ::= "=" digits               common auxiliary of language   (table Ic)
//!          | "(0" form ")"            of form                        (Id)
//!          | "(" place ")"            of place                       (Ie)
//!          | "(=" ethnic ")"          of human ancestry              (If)
//!          | '"' time '"'             of time                        (Ig)
//!          | "*" foreign              a notation from elsewhere      (Ih)
//!          | Capitalised              alphabetical extension         (Ih)
//!          | "-" d+ ( "." d+ )*       of properties, or special
//!          | ".0" d* | ("'" | "`") d+ ( "." d+ )*   special
//! ```
//!
//! Time stands between two quotation marks U+0022. What typesetting and text recognition make of a code is mended by
//! [`normalise`]; [`parse`] takes the normal form only.

use std::ops::Range;

use super::fold;

/// How deep brackets may stand in brackets. Real codes have one level.
const DEEPEST: usize = 16;
/// The longest text that is taken for a code, in bytes.
const LONGEST: usize = 2000;

/// A code in its parts. All ranges are bytes of the text given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Udc {
    /// The first term.
    pub first: Term,
    /// The others, each with what connects it to the one before.
    pub rest: Vec<(Connector, Term)>,
}

impl Udc {
    /// All terms in order.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        std::iter::once(&self.first).chain(self.rest.iter().map(|(_, term)| term))
    }
}

/// What connects two terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connector {
    /// `+`: coordination.
    Addition,
    /// `/`: consecutive extension.
    Extension,
    /// `:`: relation.
    Relation,
    /// `::`: order-fixing.
    Order,
}

/// A main number or a group, with its auxiliaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What the auxiliaries stand at.
    pub base: Base,
    /// The auxiliaries in order.
    pub auxiliaries: Vec<Auxiliary>,
    /// All of it.
    pub range: Range<usize>,
}

/// What a term begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// A number of the main tables.
    Number(Range<usize>),
    /// The end of a range: a number, or its last part (`.3` of `336.763.2/.3`).
    End(Range<usize>),
    /// A group in square brackets.
    Group(Box<Udc>),
    /// Nothing: the term is auxiliaries alone.
    Auxiliary,
}

/// An auxiliary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auxiliary {
    /// Of what table.
    pub kind: AuxiliaryKind,
    /// All of it, its sign and brackets included.
    pub range: Range<usize>,
}

/// The tables of auxiliaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuxiliaryKind {
    /// `=…`
    Language,
    /// `(0…)`
    Form,
    /// `(1/9…)`
    Place,
    /// `(=…)`
    Ethnic,
    /// `"…"`
    Time,
    /// `*…`
    Foreign,
    /// `Abc`
    Alphabetical,
    /// `-…`
    Hyphen,
    /// `.0…`
    PointNought,
    /// `'…`
    Apostrophe,
}

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing there.
    Empty,
    /// A number, a bracket or an auxiliary is missing where the text goes on or ends.
    MissingTerm,
    /// A bracket is not closed.
    Unclosed,
    /// A bracket or quotation mark closes nothing.
    Unopened,
    /// Nothing stands between brackets or quotation marks.
    EmptyAuxiliary,
    /// A sign or letter that the notation does not have there.
    Unexpected,
    /// A quotation mark other than `"`.
    Quote,
    /// A space.
    Space,
    /// A number without digits after its point, or with more than three before it.
    Number,
    /// Brackets too deep in brackets, or a text too long.
    TooComplex,
}

/// The first fault of a code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Fault {
    /// The byte at which the notation is left.
    pub at: usize,
    /// What is wrong.
    pub kind: FaultKind,
    /// The same in words.
    pub message: String,
}

/// Reads one code in normal form.
///
/// # Errors
/// [`Fault`] with the first place at which the text is not UDC notation.
pub fn parse(text: &str) -> Result<Udc, Fault> {
    let mut parser = Parser { text, at: 0 };
    if text.is_empty() {
        return parser.fault(FaultKind::Empty, "there is no code");
    }
    if text.len() > LONGEST {
        return parser.fault(FaultKind::TooComplex, "this is too long to be one code");
    }
    let udc = parser.udc(0)?;
    match parser.peek() {
        None => Ok(udc),
        Some(')' | ']') => parser.fault(FaultKind::Unopened, "this bracket closes nothing"),
        Some(_) => parser.unexpected(),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn peek_second(&self) -> Option<char> {
        self.text[self.at..].chars().nth(1)
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn fault<T>(&self, kind: FaultKind, message: impl Into<String>) -> Result<T, Fault> {
        Err(Fault { at: self.at, kind, message: message.into() })
    }

    /// The fault of whatever stands where the parser is.
    fn unexpected<T>(&self) -> Result<T, Fault> {
        match self.peek() {
            None => self.fault(FaultKind::MissingTerm, "the code stops where a number must follow"),
            Some(c) if c.is_whitespace() => self.fault(FaultKind::Space, "a code has no spaces inside"),
            Some(c) if is_quote(c) => {
                self.fault(FaultKind::Quote, format!("time stands between two straight marks \", not {c}"))
            }
            Some(c) => self.fault(FaultKind::Unexpected, format!("UDC notation has no {c} here")),
        }
    }

    fn udc(&mut self, depth: usize) -> Result<Udc, Fault> {
        let first = self.term(depth)?;
        let mut rest = Vec::new();
        loop {
            let connector = match self.peek() {
                Some('+') => Connector::Addition,
                Some('/') => Connector::Extension,
                Some(':') if self.peek_second() == Some(':') => Connector::Order,
                Some(':') => Connector::Relation,
                _ => return Ok(Udc { first, rest }),
            };
            self.at += if connector == Connector::Order { 2 } else { 1 };
            let term = if connector == Connector::Extension { self.range_end()? } else { self.term(depth)? };
            rest.push((connector, term));
        }
    }

    fn term(&mut self, depth: usize) -> Result<Term, Fault> {
        let start = self.at;
        let base = match self.peek() {
            Some('[') => {
                if depth >= DEEPEST {
                    return self.fault(FaultKind::TooComplex, "there are too many brackets in brackets");
                }
                let open = self.at;
                self.at += 1;
                if self.peek() == Some(']') {
                    return self.fault(FaultKind::EmptyAuxiliary, "there is nothing between the brackets");
                }
                let inner = self.udc(depth + 1)?;
                if !self.eat(']') {
                    return match self.peek() {
                        None => {
                            self.at = open;
                            self.fault(FaultKind::Unclosed, "this bracket is not closed")
                        }
                        Some(_) => self.unexpected(),
                    };
                }
                Base::Group(Box::new(inner))
            }
            Some('0'..='9') => {
                self.number(3)?;
                if self.text[self.at..].starts_with("...") {
                    self.at += 3;
                }
                Base::Number(start..self.at)
            }
            // A letter extends a number; it is no code by itself.
            Some(c) if c.is_alphabetic() => return self.unexpected(),
            _ => Base::Auxiliary,
        };
        let auxiliaries = self.auxiliaries()?;
        if base == Base::Auxiliary && auxiliaries.is_empty() {
            return match self.peek() {
                Some(')' | ']') => self.fault(FaultKind::MissingTerm, "a number must stand before this bracket"),
                Some('+' | '/' | ':') => self.fault(FaultKind::MissingTerm, "a number must stand before this sign"),
                _ => self.unexpected(),
            };
        }
        Ok(Term { base, auxiliaries, range: start..self.at })
    }

    /// What stands after `/`.
    fn range_end(&mut self) -> Result<Term, Fault> {
        let start = self.at;
        if let Some('.' | '-' | '\'' | '`' | '=') = self.peek() {
            self.at += 1;
        }
        self.number(usize::MAX)?;
        let base = Base::End(start..self.at);
        let auxiliaries = self.auxiliaries()?;
        Ok(Term { base, auxiliaries, range: start..self.at })
    }

    fn digits(&mut self) -> usize {
        let digits = self.text[self.at..].bytes().take_while(u8::is_ascii_digit).count();
        self.at += digits;
        digits
    }

    /// `d+ ( "." d+ )*`, at most `most` digits before the first point.
    fn number(&mut self, most: usize) -> Result<(), Fault> {
        let start = self.at;
        match self.digits() {
            0 => return self.unexpected(),
            digits if digits > most => {
                self.at = start + most;
                return self.fault(FaultKind::Number, "a point stands after every third figure");
            }
            _ => {}
        }
        while self.peek() == Some('.') && !self.text[self.at..].starts_with("...") {
            match self.peek_second() {
                Some('0'..='9') => {
                    self.at += 1;
                    self.digits();
                }
                _ => {
                    self.at += 1;
                    return self.fault(FaultKind::Number, "figures must follow the point");
                }
            }
        }
        Ok(())
    }

    fn auxiliaries(&mut self) -> Result<Vec<Auxiliary>, Fault> {
        let mut found = Vec::new();
        loop {
            let start = self.at;
            let kind = match self.peek() {
                Some('=') => {
                    self.at += 1;
                    self.number(usize::MAX)?;
                    if self.text[self.at..].starts_with("...") {
                        self.at += 3;
                    }
                    AuxiliaryKind::Language
                }
                Some('(') => self.bracketed()?,
                Some('"') => {
                    self.time()?;
                    AuxiliaryKind::Time
                }
                Some('-') => {
                    self.at += 1;
                    self.number(usize::MAX)?;
                    AuxiliaryKind::Hyphen
                }
                Some('.') if self.peek_second() == Some('0') => {
                    self.at += 1;
                    self.number(usize::MAX)?;
                    AuxiliaryKind::PointNought
                }
                Some('\'' | '`') => {
                    self.at += 1;
                    self.number(usize::MAX)?;
                    AuxiliaryKind::Apostrophe
                }
                Some('*') => {
                    self.at += 1;
                    let len = self.take(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
                    if len == 0 {
                        return self.unexpected();
                    }
                    AuxiliaryKind::Foreign
                }
                Some(c) if c.is_uppercase() => {
                    self.take(|c| c.is_alphabetic() || c == '-');
                    AuxiliaryKind::Alphabetical
                }
                _ => return Ok(found),
            };
            found.push(Auxiliary { kind, range: start..self.at });
        }
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[self.at..];
        let len = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += len;
        len
    }

    /// `(…)`: form, ethnic group or place by its first sign.
    fn bracketed(&mut self) -> Result<AuxiliaryKind, Fault> {
        let open = self.at;
        self.at += 1;
        let kind = match self.peek() {
            Some('=') => AuxiliaryKind::Ethnic,
            Some('0') => AuxiliaryKind::Form,
            Some('1'..='9') => AuxiliaryKind::Place,
            Some(')') => return self.fault(FaultKind::EmptyAuxiliary, "there is nothing between the brackets"),
            None => {
                self.at = open;
                return self.fault(FaultKind::Unclosed, "this bracket is not closed");
            }
            Some(_) => return self.unexpected(),
        };
        self.eat('=');
        let mut square = 0usize;
        let mut named = false;
        // What stands before decides what may follow: a sign needs figures after it.
        let mut expects = true;
        loop {
            match self.peek() {
                Some('0'..='9') => {
                    expects = false;
                    self.at += 1;
                }
                Some('.') if self.text[self.at..].starts_with("...") && !expects => self.at += 3,
                Some('.' | '/' | ':' | '+' | '-' | '\'' | '`' | '=') => {
                    let c = self.peek();
                    // After / and : another sign may begin the second part: (474/-25), (7::8), (1/=8).
                    let after = self.text[..self.at].chars().next_back();
                    let chained = matches!(
                        (after, c),
                        (Some('/' | ':' | '+' | '['), Some('-' | '=' | '.' | '\'' | '`')) | (Some(':'), Some(':'))
                    );
                    if expects && !chained {
                        return self.fault(FaultKind::Number, "figures must stand between these signs");
                    }
                    expects = true;
                    self.at += 1;
                }
                Some('[') => {
                    square += 1;
                    if square > DEEPEST {
                        return self.fault(FaultKind::TooComplex, "there are too many brackets in brackets");
                    }
                    expects = true;
                    self.at += 1;
                }
                Some(']') if square > 0 && !expects => {
                    square -= 1;
                    self.at += 1;
                }
                Some(')') => {
                    if expects {
                        return self.fault(FaultKind::Number, "figures must stand before this bracket");
                    }
                    if square > 0 {
                        return self.fault(FaultKind::Unclosed, "a square bracket is not closed");
                    }
                    self.at += 1;
                    return Ok(kind);
                }
                Some(c) if c.is_alphabetic() && (!expects || named) => {
                    named = true;
                    self.at += c.len_utf8();
                }
                // A name of several words: (73 New York).
                Some(' ') if !expects && self.peek_second().is_some_and(char::is_alphabetic) => self.at += 1,
                None => {
                    self.at = open;
                    return self.fault(FaultKind::Unclosed, "this bracket is not closed");
                }
                Some(_) => return self.unexpected(),
            }
        }
    }

    fn time(&mut self) -> Result<(), Fault> {
        let open = self.at;
        self.at += 1;
        let mut any = false;
        loop {
            match self.peek() {
                Some('0'..='9' | 'X') => any = true,
                Some('.' | '-' | '/' | ':' | '+' | '\'' | '=') => {}
                Some('"') if any => {
                    self.at += 1;
                    return Ok(());
                }
                Some('"') => return self.fault(FaultKind::EmptyAuxiliary, "there is no time between the marks"),
                None => {
                    self.at = open;
                    return self.fault(FaultKind::Unclosed, "this mark of time is not closed");
                }
                Some(_) => return self.unexpected(),
            }
            self.at += 1;
        }
    }
}

/// Whether a character is a quotation mark that is not `"`.
fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' | '＂' | '〝' | '〞' | 'ˮ')
}

/// Why a code was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Time stands between two straight marks `"`.
    Quote,
    /// The apostrophe is `'`.
    Apostrophe,
    /// A code has no spaces inside, nor characters that cannot be seen.
    Space,
    /// A hyphen, or a stroke between the ends of a range.
    Dash,
    /// No stop or comma after a code.
    Stop,
    /// A sign or letter stood in for one that looks like it.
    LookAlike,
    /// A backslash that kept a sign from being read as markup.
    Escape,
}

impl Reason {
    /// In words.
    pub fn message(self) -> &'static str {
        match self {
            Reason::Quote => "time in a UDC code stands between two straight marks \"",
            Reason::Apostrophe => "the apostrophe of a UDC code is '",
            Reason::Space => "a UDC code has no spaces inside",
            Reason::Dash => "a UDC code has hyphens, and a stroke between the ends of a range, but no dashes",
            Reason::Stop => "no stop or comma stands after a UDC code",
            Reason::LookAlike => "this sign only looks like the one of UDC notation",
            Reason::Escape => "a UDC code has no backslashes",
        }
    }
}

/// One change that [`normalise`] made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The bytes of the text given that are replaced.
    pub range: Range<usize>,
    /// What stands there in the normal form.
    pub to: String,
    /// Why.
    pub why: Reason,
}

/// One character of a code on its way to the normal form.
struct Sign {
    /// What it is now; none if it was taken out.
    now: Option<char>,
    from: Range<usize>,
    why: Option<Reason>,
}

/// The normal form of a code, and what was changed: any quotation marks around time become `"`, inner spaces, invisible
/// characters and a stop at the end go, dashes become hyphens or, between the ends of a range, strokes. What is not known
/// to be wrong stays, so the result need not be valid. Text too long to be a code is left as it is.
pub fn normalise(text: &str) -> (String, Vec<Change>) {
    if text.len() > LONGEST {
        return (text.to_owned(), Vec::new());
    }
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let (now, why) = plain(c);
        signs.push(Sign { now, from: at..end, why });
        if c == '…' {
            signs.extend((0..2).map(|_| Sign { now: Some('.'), from: end..end, why }));
        }
    }
    // Each pass may make room for another; every one that changes anything leaves less to change.
    while pass(&mut signs) {}
    let mut changes: Vec<Change> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for sign in &signs {
        if let Some(why) = sign.why {
            match changes.last_mut() {
                Some(last) if last.why == why && last.range.end == sign.from.start => {
                    last.range.end = sign.from.end;
                    last.to.extend(sign.now);
                }
                _ => changes.push(Change {
                    range: sign.from.clone(),
                    to: sign.now.map_or_else(String::new, String::from),
                    why,
                }),
            }
        }
        out.extend(sign.now);
    }
    (out, changes)
}

/// What a character is in a code, whatever is around it.
fn plain(c: char) -> (Option<char>, Option<Reason>) {
    let (now, why) = match c {
        c if is_quote(c) => ('"', Reason::Quote),
        '’' | '‘' | '‛' | 'ʼ' | '′' | '´' | '＇' | 'ʹ' => ('\'', Reason::Apostrophe),
        '：' | '∶' => (':', Reason::LookAlike),
        '（' => ('(', Reason::LookAlike),
        '）' => (')', Reason::LookAlike),
        '⁄' | '∕' | '／' => ('/', Reason::LookAlike),
        '＋' => ('+', Reason::LookAlike),
        '＝' => ('=', Reason::LookAlike),
        '∗' | '＊' => ('*', Reason::LookAlike),
        '…' => ('.', Reason::LookAlike),
        '‐' | '‑' => ('-', Reason::Dash),
        '\\' => return (None, Some(Reason::Escape)),
        c if fold::invisible(c) => return (None, Some(Reason::Space)),
        c => return (Some(c), None),
    };
    (Some(now), Some(why))
}

/// Makes every change that the neighbours of a sign call for; whether there was one.
fn pass(signs: &mut [Sign]) -> bool {
    let live: Vec<usize> = (0..signs.len()).filter(|&i| signs[i].now.is_some()).collect();
    let chars: Vec<char> = live.iter().filter_map(|&i| signs[i].now).collect();
    let mut edits: Vec<(usize, Option<char>, Reason)> = Vec::new();
    let is_digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    // Outer spaces, and a stop, comma or semicolon at the end.
    let end = chars.len();
    if let Some(&last) = chars.last() {
        let ellipsis = end >= 3 && chars[end - 3..] == ['.', '.', '.'] && (end == 3 || chars[end - 4] != '.');
        if last.is_whitespace() {
            edits.push((end - 1, None, Reason::Space));
        } else if matches!(last, '.' | ',' | ';') && !ellipsis {
            edits.push((end - 1, None, Reason::Stop));
        }
    }
    let mut i = 0;
    let mut round = 0i32;
    let mut in_time = false;
    while i < end {
        let c = chars[i];
        match c {
            '(' => round += 1,
            ')' => round -= 1,
            '"' => in_time = !in_time,
            c if c.is_whitespace() && i + 1 < end => {
                let named = i > 0 && chars[i - 1].is_alphanumeric() && chars[i + 1].is_alphabetic();
                // Only one plain space before a word stays, and only in brackets: (73 New York).
                if !(named && round > 0) {
                    edits.push((i, None, Reason::Space));
                } else if c != ' ' {
                    edits.push((i, Some(' '), Reason::Space));
                }
            }
            // '' and ,, for one quotation mark.
            '\'' | ',' if chars.get(i + 1) == Some(&c) => {
                edits.push((i, Some('"'), Reason::Quote));
                edits.push((i + 1, None, Reason::Quote));
                i += 1;
            }
            // '1995/2016' for "1995/2016".
            '\'' => {
                let mut close = i + 1;
                while chars.get(close).is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '/' | '-' | '–' | 'X'))
                {
                    close += 1;
                }
                if close > i + 1 && chars.get(close) == Some(&'\'') && !is_digit(close + 1) {
                    edits.push((i, Some('"'), Reason::Quote));
                    edits.push((close, Some('"'), Reason::Quote));
                    i = close;
                }
            }
            '–' | '—' | '−' => {
                let to = if is_range(&chars, i, round, in_time) { '/' } else { '-' };
                edits.push((i, Some(to), Reason::Dash));
            }
            '-' if in_time && is_range(&chars, i, round, true) => edits.push((i, Some('/'), Reason::Dash)),
            // The letter O for nought, Cyrillic X for an unknown figure of a year.
            'O' | 'О' if (i > 0 && (is_digit(i - 1) || matches!(chars[i - 1], '(' | '.'))) && is_digit(i + 1) => {
                edits.push((i, Some('0'), Reason::LookAlike));
            }
            'Х' | 'х' | 'x' if in_time => edits.push((i, Some('X'), Reason::LookAlike)),
            _ => {}
        }
        i += 1;
    }
    let changed = !edits.is_empty();
    for (i, now, why) in edits {
        let sign = &mut signs[live[i]];
        sign.now = now;
        sign.why = Some(why);
    }
    changed
}

/// Whether the dash at `i` stands between the ends of a range: years in time, numbers of three figures in the main tables.
fn is_range(chars: &[char], i: usize, round: i32, in_time: bool) -> bool {
    let before = chars[..i].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let after = chars[i + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    if in_time {
        return before == 4 && after == 4;
    }
    round == 0
        && before == 3
        && after == 3
        && !matches!(chars.get(i.wrapping_sub(4)), Some('.' | '\'' | '-' | '='))
        && chars[i - 3..i] < chars[i + 1..i + 4]
}

/// One code on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its bytes in the text given, without spaces around it.
    pub range: Range<usize>,
    /// Its normal form.
    pub normal: String,
    /// What the normal form changes; ranges are bytes of the text given.
    pub changes: Vec<Change>,
    /// The parts of the normal form, or its fault; ranges are bytes of the normal form.
    pub parsed: Result<Udc, Fault>,
}

/// The codes at the start of what follows a label (`327(476):061.1; 94 DOI: …`), one or more with `;`, `,` and a space,
/// or a line's end between them, and the bytes that they take. Ends before words that are not notation.
pub fn codes_at(text: &str) -> (Vec<Code>, usize) {
    let end = notation_end(text);
    let mut codes = Vec::new();
    let mut start = 0;
    let mut round = 0i32;
    let bytes = &text.as_bytes()[..end];
    for at in 0..=end {
        let split = match bytes.get(at) {
            None => true,
            Some(b'(') => {
                round += 1;
                false
            }
            Some(b')') => {
                round -= 1;
                false
            }
            Some(b';' | b'\n') => true,
            Some(b',') => round <= 0 && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace),
            _ => false,
        };
        if !split {
            continue;
        }
        let piece = &text[start..at];
        let range = start + (piece.len() - piece.trim_start().len())..start + piece.trim_end().len();
        if !range.is_empty() && range.start < range.end {
            let (normal, mut changes) = normalise(&text[range.clone()]);
            for change in &mut changes {
                change.range = range.start + change.range.start..range.start + change.range.end;
            }
            let parsed = parse(&normal);
            codes.push(Code { range, normal, changes, parsed });
        }
        start = at + 1;
    }
    let taken = codes.last().map_or(0, |code| code.range.end);
    (codes, taken)
}

/// Where the signs of UDC notation end.
fn notation_end(text: &str) -> usize {
    let mut round = 0usize;
    let mut end = 0;
    let mut before = ' ';
    let mut letters = 0usize;
    for (at, c) in text.char_indices() {
        let is_notation = match c {
            '0'..='9' => true,
            '(' | '[' | '（' => {
                round += 1;
                true
            }
            ')' | ']' | '）' => {
                round = round.saturating_sub(1);
                true
            }
            c if c.is_alphabetic() => {
                letters += 1;
                // A name in brackets, or a capitalised word that touches what it extends.
                letters <= 40
                    && at > 0
                    && (round > 0
                        || before.is_alphabetic()
                        || (c.is_uppercase() && !before.is_whitespace() && before != '.'))
            }
            c if c.is_whitespace() => c != '\n' || round == 0,
            '.' | ':' | '/' | '+' | '-' | '=' | '"' | '\'' | '`' | '*' | ',' | ';' | '\\' => true,
            '–' | '—' | '−' => true,
            c => is_quote(c) || plain(c).1.is_some(),
        };
        if !is_notation || at > LONGEST {
            break;
        }
        if !c.is_alphabetic() {
            letters = 0;
        }
        before = c;
        end = at + c.len_utf8();
    }
    // What is left at the end without figures is not notation.
    let kept =
        text[..end].rfind(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '"' | '\'' | '`') || is_quote(c));
    let kept = kept.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    // The three points of an open number, or the stop that ends the line.
    let tail = &text[kept..end];
    kept + if tail.starts_with("...") { 3 } else { usize::from(tail.starts_with('.')) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VALID: &[&str] = &[
        "0",
        "327",
        "327(476)",
        "327(476)\"1991/2020\"",
        "327(73:4)\"1995/2016\"(043.4)",
        "811.161.1'373",
        "81'373.46=134.3",
        "[22/28+29]:321",
        "821.161.3.09\"19\"",
        "821.161.1-31.09",
        "025.45UDC",
        "929Кулешов",
        "1(091)",
        "(0.035.22)",
        "(476)",
        "\"19\"",
        "=161.3",
        "(=161.3)",
        "592/599",
        "336.763.2/.3",
        "2-1/-9",
        "004.3`1/`2",
        "(470+571)",
        "(474-25)",
        "(476Минск)",
        "(73 New York)",
        "94(476).01",
        "546.72+669.1",
        "930.2:004",
        "31::32",
        "94(=411.16)(476)\"1941/1944\"",
        "663.12*J2",
        "592...",
        "614.2(81)",
        "94(4/9)\"20XX\"",
        "[[1+2]:3]:4",
        "327(476):061.1(100)",
    ];

    #[test]
    fn valid_codes() {
        for code in VALID {
            let udc = parse(code).unwrap_or_else(|fault| panic!("{code}: {fault:?}"));
            assert_eq!(udc.terms().last().unwrap().range.end, code.len());
            assert_eq!(normalise(code), (code.to_string(), vec![]), "{code} is in normal form");
        }
    }

    #[test]
    fn faults_have_their_place() {
        use FaultKind::*;
        for (code, at, kind) in [
            ("", 0, Empty),
            ("327(476", 3, Unclosed),
            ("327+", 4, MissingTerm),
            ("327::", 5, MissingTerm),
            ("327:::1", 5, MissingTerm),
            ("(476))", 5, Unopened),
            ("327..5", 4, Number),
            ("327.", 4, Number),
            ("3270", 3, Number),
            ("327()", 4, EmptyAuxiliary),
            ("94(476)\"\"", 8, EmptyAuxiliary),
            ("53,51", 2, Unexpected),
            ("53 51", 2, Space),
            ("327“1995”", 3, Quote),
            ("327\"1995”", 8, Quote),
            ("327\"1995", 3, Unclosed),
            ("[327", 0, Unclosed),
            ("[]", 1, EmptyAuxiliary),
            ("327]", 3, Unopened),
            ("UDC", 0, Unexpected),
            ("327abc", 3, Unexpected),
            ("+327", 0, MissingTerm),
            ("327(Минск)", 4, Unexpected),
            ("327(4:)", 6, Number),
            ("327(4..5)", 6, Number),
            ("327=", 4, MissingTerm),
            ("327*", 4, MissingTerm),
            ("327/", 4, MissingTerm),
        ] {
            let fault = parse(code).expect_err(code);
            assert_eq!((fault.at, fault.kind), (at, kind), "{code}: {fault}");
        }
        assert_eq!(parse(&"[".repeat(100)).unwrap_err().kind, TooComplex);
        assert_eq!(parse(&"1+".repeat(2000)).unwrap_err().kind, TooComplex);
    }

    #[test]
    fn parts_are_told_apart() {
        use AuxiliaryKind::*;
        let code = "327(73:4)\"1995/2016\"(043.4)=161.1+94'373-05*XAbc(=1).01";
        let udc = parse(code).unwrap();
        let parts = |term: &Term| {
            term.auxiliaries.iter().map(|a| (a.kind, code[a.range.clone()].to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(udc.first.base, Base::Number(0..3));
        assert_eq!(
            parts(&udc.first),
            [
                (Place, "(73:4)".into()),
                (Time, "\"1995/2016\"".into()),
                (Form, "(043.4)".into()),
                (Language, "=161.1".into())
            ]
        );
        let (connector, second) = &udc.rest[0];
        assert_eq!(*connector, Connector::Addition);
        assert_eq!(
            parts(second),
            [
                (Apostrophe, "'373".into()),
                (Hyphen, "-05".into()),
                (Foreign, "*XAbc".into()),
                (Ethnic, "(=1)".into()),
                (PointNought, ".01".into())
            ]
        );
        let group = parse("[22/28+29]:321").unwrap();
        let Base::Group(inner) = &group.first.base else { panic!("no group") };
        assert_eq!(
            inner.rest[0],
            (Connector::Extension, Term { base: Base::End(4..6), auxiliaries: vec![], range: 4..6 })
        );
        assert_eq!(group.rest[0].0, Connector::Relation);
    }

    #[test]
    fn normal_forms() {
        for (written, normal) in [
            ("327(73:4)“1995/2016»(043.4)", "327(73:4)\"1995/2016\"(043.4)"),
            ("327«1995/2016»", "327\"1995/2016\""),
            ("327„1995/2016“", "327\"1995/2016\""),
            ("327″1995/2016″", "327\"1995/2016\""),
            ("327''1995/2016''", "327\"1995/2016\""),
            ("327’’1995/2016’’", "327\"1995/2016\""),
            ("327,,1995/2016”", "327\"1995/2016\""),
            ("327'1995/2016'", "327\"1995/2016\""),
            ("327 (73:4) \"1995 / 2016\" (043.4)", "327(73:4)\"1995/2016\"(043.4)"),
            ("327(476).", "327(476)"),
            (" 327 : 94 ;", "327:94"),
            ("327\"1995–2016\"", "327\"1995/2016\""),
            ("327\"1995-2016\"", "327\"1995/2016\""),
            ("592–599", "592/599"),
            ("821.161.1–31", "821.161.1-31"),
            ("(474–25)", "(474-25)"),
            ("811.161.1’373", "811.161.1'373"),
            ("(О45)", "(045)"),
            ("592…", "592..."),
            ("611\\*5", "611*5"),
            ("94\"20ХХ\"", "94\"20XX\""),
            ("327\u{a0}(476)", "327(476)"),
            ("(73\u{a0}New York)", "(73 New York)"),
            ("327 . .", "327"),
            ("not a code", "notacode"),
        ] {
            let (got, changes) = normalise(written);
            assert_eq!(got, normal, "{written}");
            assert!(!changes.is_empty());
            let mut rebuilt = String::new();
            let mut at = 0;
            for change in &changes {
                rebuilt.push_str(&written[at..change.range.start]);
                rebuilt.push_str(&change.to);
                at = change.range.end;
            }
            rebuilt.push_str(&written[at..]);
            assert_eq!(rebuilt, normal, "the changes make the normal form of {written}");
        }
        let (_, changes) = normalise("327“1995»");
        assert_eq!(changes.len(), 2);
        assert_eq!(changes[1], Change { range: 10..12, to: "\"".into(), why: Reason::Quote });
    }

    #[test]
    fn codes_on_a_line() {
        let read = |text: &str| {
            let (codes, end) = codes_at(text);
            assert!(codes.iter().all(|c| c.parsed.is_ok()), "{codes:?}");
            (codes.into_iter().map(|c| c.normal).collect::<Vec<_>>().join(" | "), text[end..].to_owned())
        };
        let case = |text, codes: &str, rest: &str| assert_eq!(read(text), (codes.into(), rest.into()), "{text}");
        case("327(476):061.1 ; 94", "327(476):061.1 | 94", "");
        case("327, 94(476)", "327 | 94(476)", "");
        case("327(73:4)“1995/2016»(043.4)", "327(73:4)\"1995/2016\"(043.4)", "");
        case("327.7 DOI: 10.1/2", "327.7", " DOI: 10.1/2");
        case("327.7. И. И. Иванов", "327.7", " И. И. Иванов");
        case("32; ББК 66", "32", "; ББК 66");
        case("025.45UDC", "025.45UDC", "");
        case("321.01 + 316.3", "321.01+316.3", "");
        case("94(476) \"1991/2020\"", "94(476)\"1991/2020\"", "");
        case("94(476)\nТитул", "94(476)", "\nТитул");
        case("nothing", "", "nothing");
        case("", "", "");
        let (codes, _) = codes_at("53,51");
        assert_eq!(codes[0].parsed.as_ref().unwrap_err().at, 2);
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_read(text in "[\\d.:/+=()\\[\\]\"'`*“»–… A-zА-я-]{0,40}") {
            if let Ok(udc) = parse(&text) {
                prop_assert_eq!(udc.terms().last().unwrap().range.end, text.len());
            } else if let Err(fault) = parse(&text) {
                prop_assert!(text.is_char_boundary(fault.at));
            }
            let (codes, end) = codes_at(&text);
            prop_assert!(text.is_char_boundary(end));
            for code in codes {
                prop_assert!(code.range.end <= end);
            }
        }

        #[test]
        fn normal_form_is_stable(text in "[\\d.:/+=()\\[\\]\"'`*“»–…, ;OХ\\\\A-zА-я-]{0,40}") {
            let (normal, changes) = normalise(&text);
            prop_assert_eq!(normalise(&normal), (normal.clone(), vec![]));
            prop_assert_eq!(changes.is_empty(), normal == text);
            let mut rebuilt = String::new();
            let mut at = 0;
            for change in &changes {
                prop_assert!(change.range.start >= at);
                rebuilt.push_str(&text[at..change.range.start]);
                rebuilt.push_str(&change.to);
                at = change.range.end;
            }
            rebuilt.push_str(&text[at..]);
            prop_assert_eq!(rebuilt, normal);
        }

        #[test]
        fn any_unicode(text in "\\PC{0,40}") {
            let (normal, _) = normalise(&text);
            prop_assert_eq!(normalise(&normal).0, normal);
            let _ = parse(&text);
            codes_at(&text);
        }
    }
}
