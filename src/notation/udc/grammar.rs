//! The grammar of UDC notation, one function a rule.

use super::normal::is_quote;
use super::{Auxiliary, AuxiliaryKind, Base, Connector, DEEPEST, Fault, FaultKind, Term, Udc};

/// A code, read from left to right.
pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    /// At the start of the text.
    pub(super) fn new(text: &'a str) -> Parser<'a> {
        Parser { text, at: 0 }
    }

    pub(super) fn peek(&self) -> Option<char> {
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

    /// A fault where the parser is, in English and in Russian.
    pub(super) fn fault<T>(
        &self,
        kind: FaultKind,
        message: impl Into<String>,
        in_russian: impl Into<String>,
    ) -> Result<T, Fault> {
        Err(Fault { at: self.at, kind, message: message.into(), in_russian: in_russian.into() })
    }

    /// The fault of whatever stands where the parser is.
    pub(super) fn unexpected<T>(&self) -> Result<T, Fault> {
        match self.peek() {
            None => self.fault(
                FaultKind::MissingTerm,
                "the code stops where a number must follow",
                "индекс обрывается там, где должно стоять число",
            ),
            Some(c) if c.is_whitespace() => {
                self.fault(FaultKind::Space, "a code has no spaces inside", "внутри индекса нет пробелов")
            }
            Some(c) if is_quote(c) => {
                let message = format!("time stands between two straight marks \", not {c}");
                self.fault(FaultKind::Quote, message, format!("время стоит между двумя прямыми кавычками \", а не {c}"))
            }
            Some(c) => {
                let message = format!("UDC notation has no {c} here");
                self.fault(FaultKind::Unexpected, message, format!("знак {c} здесь в записи УДК не стоит"))
            }
        }
    }

    pub(super) fn udc(&mut self, depth: usize) -> Result<Udc, Fault> {
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
                    return self.fault(
                        FaultKind::TooComplex,
                        "there are too many brackets in brackets",
                        "слишком много скобок в скобках",
                    );
                }
                let open = self.at;
                self.at += 1;
                if self.peek() == Some(']') {
                    return self.fault(
                        FaultKind::EmptyAuxiliary,
                        "there is nothing between the brackets",
                        "между скобками ничего нет",
                    );
                }
                let inner = self.udc(depth + 1)?;
                if !self.eat(']') {
                    return match self.peek() {
                        None => {
                            self.at = open;
                            self.fault(FaultKind::Unclosed, "this bracket is not closed", "эта скобка не закрыта")
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
                Some(')' | ']') => self.fault(
                    FaultKind::MissingTerm,
                    "a number must stand before this bracket",
                    "перед этой скобкой должно стоять число",
                ),
                Some('+' | '/' | ':') => self.fault(
                    FaultKind::MissingTerm,
                    "a number must stand before this sign",
                    "перед этим знаком должно стоять число",
                ),
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
                return self.fault(
                    FaultKind::Number,
                    "a point stands after every third figure",
                    "после каждой третьей цифры ставится точка",
                );
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
                    return self.fault(
                        FaultKind::Number,
                        "figures must follow the point",
                        "после точки должны стоять цифры",
                    );
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
                    // Stops and hyphens stand inside a foreign notation; one of them alone is none.
                    if self.take(char::is_alphanumeric) == 0 {
                        return self.unexpected();
                    }
                    self.take(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
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
            Some(')') => {
                return self.fault(
                    FaultKind::EmptyAuxiliary,
                    "there is nothing between the brackets",
                    "между скобками ничего нет",
                );
            }
            None => {
                self.at = open;
                return self.fault(FaultKind::Unclosed, "this bracket is not closed", "эта скобка не закрыта");
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
                        return self.fault(
                            FaultKind::Number,
                            "figures must stand between these signs",
                            "между этими знаками должны стоять цифры",
                        );
                    }
                    expects = true;
                    self.at += 1;
                }
                Some('[') => {
                    square += 1;
                    if square > DEEPEST {
                        return self.fault(
                            FaultKind::TooComplex,
                            "there are too many brackets in brackets",
                            "слишком много скобок в скобках",
                        );
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
                        return self.fault(
                            FaultKind::Number,
                            "figures must stand before this bracket",
                            "перед этой скобкой должны стоять цифры",
                        );
                    }
                    if square > 0 {
                        return self.fault(
                            FaultKind::Unclosed,
                            "a square bracket is not closed",
                            "квадратная скобка не закрыта",
                        );
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
                    return self.fault(FaultKind::Unclosed, "this bracket is not closed", "эта скобка не закрыта");
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
                Some('"') => {
                    return self.fault(
                        FaultKind::EmptyAuxiliary,
                        "there is no time between the marks",
                        "между кавычками нет времени",
                    );
                }
                None => {
                    self.at = open;
                    return self.fault(
                        FaultKind::Unclosed,
                        "this mark of time is not closed",
                        "эта кавычка времени не закрыта",
                    );
                }
                Some(_) => return self.unexpected(),
            }
            self.at += 1;
        }
    }
}
