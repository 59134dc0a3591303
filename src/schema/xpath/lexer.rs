//! Tokens of XPath 1.0 (section 3.7), with the rules by which a name is told from an operator.

use std::ops::Range;

use super::Fault;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'t> {
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Dot,
    DotDot,
    At,
    Comma,
    ColonColon,
    Slash,
    SlashSlash,
    Bar,
    Plus,
    Minus,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Multiply,
    And,
    Or,
    Divide,
    Modulo,
    /// `*` as a test
    Star,
    Number(f64),
    Literal(&'t str),
    Variable(&'t str),
    /// A name that is no operator: prefix, if any, and local part.
    Name(Option<&'t str>, &'t str),
    /// `prefix:*`
    NameOf(&'t str),
}

impl Token<'_> {
    /// Whether `*` or a name after it is an operator.
    fn ends_operand(self) -> bool {
        matches!(
            self,
            Token::CloseParenthesis
                | Token::CloseBracket
                | Token::Dot
                | Token::DotDot
                | Token::Star
                | Token::Number(_)
                | Token::Literal(_)
                | Token::Variable(_)
                | Token::Name(..)
                | Token::NameOf(_)
        )
    }
}

/// Cuts an expression into tokens with their byte ranges.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token<'_>, Range<usize>)>, Fault> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens: Vec<(Token, Range<usize>)> = Vec::new();
    loop {
        lexer.skip_space();
        let start = lexer.at;
        if start == text.len() {
            return Ok(tokens);
        }
        let after_operand = tokens.last().is_some_and(|(t, _)| t.ends_operand());
        let token = lexer.token(after_operand)?;
        tokens.push((token, start..lexer.at));
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    fn skip_space(&mut self) {
        while matches!(self.byte(0), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn token(&mut self, after_operand: bool) -> Result<Token<'t>, Fault> {
        use Token::{
            At, Bar, CloseBracket, CloseParenthesis, ColonColon, Comma, Dot, DotDot, Equal, Greater, GreaterOrEqual,
            Less, LessOrEqual, Minus, Multiply, NotEqual, OpenBracket, OpenParenthesis, Plus, Slash, SlashSlash, Star,
        };
        let (token, length) = match (self.byte(0), self.byte(1)) {
            (b'(', _) => (OpenParenthesis, 1),
            (b')', _) => (CloseParenthesis, 1),
            (b'[', _) => (OpenBracket, 1),
            (b']', _) => (CloseBracket, 1),
            (b'@', _) => (At, 1),
            (b',', _) => (Comma, 1),
            (b':', b':') => (ColonColon, 2),
            (b'/', b'/') => (SlashSlash, 2),
            (b'/', _) => (Slash, 1),
            (b'|', _) => (Bar, 1),
            (b'+', _) => (Plus, 1),
            (b'-', _) => (Minus, 1),
            (b'=', _) => (Equal, 1),
            (b'!', b'=') => (NotEqual, 2),
            (b'<', b'=') => (LessOrEqual, 2),
            (b'<', _) => (Less, 1),
            (b'>', b'=') => (GreaterOrEqual, 2),
            (b'>', _) => (Greater, 1),
            (b'*', _) => (if after_operand { Multiply } else { Star }, 1),
            (b'.', b'.') => (DotDot, 2),
            (b'.', b'0'..=b'9') | (b'0'..=b'9', _) => return Ok(self.number()),
            (b'.', _) => (Dot, 1),
            (quote @ (b'"' | b'\''), _) => return self.literal(quote),
            (b'$', _) => return self.variable(),
            _ => return self.name(after_operand),
        };
        self.at += length;
        Ok(token)
    }

    fn number(&mut self) -> Token<'t> {
        let start = self.at;
        let digits = |lexer: &mut Lexer| {
            while lexer.byte(0).is_ascii_digit() {
                lexer.at += 1;
            }
        };
        digits(self);
        if self.byte(0) == b'.' {
            self.at += 1;
            digits(self);
        }
        // Digits with at most one point are always a number to Rust, but for a point alone, which is no number here.
        Token::Number(self.text[start..self.at].parse().unwrap_or(f64::NAN))
    }

    fn literal(&mut self, quote: u8) -> Result<Token<'t>, Fault> {
        let inside = &self.rest()[1..];
        match memchr::memchr(quote, inside.as_bytes()) {
            Some(length) => {
                self.at += length + 2;
                Ok(Token::Literal(&inside[..length]))
            }
            None => Err(Fault::at(self.at..self.text.len(), "the quotation mark is not closed")),
        }
    }

    fn variable(&mut self) -> Result<Token<'t>, Fault> {
        let start = self.at;
        self.at += 1;
        let name = self.at;
        if self.ncname().is_none() {
            return Err(Fault::at(start..self.at, "a name must follow \"$\""));
        }
        if self.byte(0) == b':' && self.byte(1) != b':' {
            self.at += 1;
            if self.ncname().is_none() {
                return Err(Fault::at(start..self.at, "a name must follow the prefix"));
            }
        }
        Ok(Token::Variable(&self.text[name..self.at]))
    }

    /// A name, or the operator of this name if an operand stands before it.
    fn name(&mut self, after_operand: bool) -> Result<Token<'t>, Fault> {
        let start = self.at;
        let Some(first) = self.ncname() else {
            let length = self.rest().chars().next().map_or(0, char::len_utf8);
            let c = &self.rest()[..length];
            return Err(Fault::at(start..start + length, format!("\"{}\" has no meaning here", c.escape_debug())));
        };
        if after_operand {
            return match first {
                "and" => Ok(Token::And),
                "or" => Ok(Token::Or),
                "div" => Ok(Token::Divide),
                "mod" => Ok(Token::Modulo),
                _ => Err(Fault::at(start..self.at, format!("an operator must stand before \"{first}\""))),
            };
        }
        if self.byte(0) == b':' && self.byte(1) == b'*' {
            self.at += 2;
            return Ok(Token::NameOf(first));
        }
        if self.byte(0) == b':' && self.byte(1) != b':' {
            self.at += 1;
            return match self.ncname() {
                Some(local) => Ok(Token::Name(Some(first), local)),
                None => Err(Fault::at(start..self.at, "a name must follow the prefix")),
            };
        }
        Ok(Token::Name(None, first))
    }

    fn ncname(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        if !rest.chars().next().is_some_and(is_name_start) {
            return None;
        }
        let length = rest.find(|c| !is_name_char(c)).unwrap_or(rest.len());
        self.at += length;
        Some(&rest[..length])
    }
}

/// NameStartChar of XML 1.0 (fifth edition) without the colon.
fn is_name_start(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// NameChar without the colon.
pub(in crate::schema) fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
