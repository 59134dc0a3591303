//! The forms of a date.

use super::months::{doubtful, month_by_name, roman_month};
use super::{Date, Fault};
use crate::notation::fold;

/// A place in the text, going forward only.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of the text.
    pub(super) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|&c| wanted(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Takes at most three spaces of any width; whether there was one.
    fn spaces(&mut self) -> bool {
        let start = self.at;
        for _ in 0..3 {
            if self.eat(|c| c.is_whitespace() && c != '\n').is_none() {
                break;
            }
        }
        self.at > start
    }

    /// A number and how many digits it has, at most four.
    fn number(&mut self) -> Option<(u16, usize)> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        let value = self.rest()[..digits].parse().ok()?;
        self.at += digits;
        Some((value, digits))
    }

    /// A year of four digits that ends there.
    fn year(&mut self) -> Option<u16> {
        let (year, digits) = self.number()?;
        (digits == 4 && (1000..=2199).contains(&year) && self.at_end_of_word()).then_some(year)
    }

    fn at_end_of_word(&self) -> bool {
        let mut rest = self.rest().chars();
        match rest.next() {
            Some(c) if c.is_alphanumeric() => false,
            Some('.' | '/' | '-') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
            _ => true,
        }
    }

    fn word(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphabetic() || fold::combines(c) || fold::invisible(c)));
        &rest[..end.unwrap_or(rest.len())]
    }

    /// A month's name, with the stop of an abbreviation.
    fn month(&mut self) -> Option<(u8, &'a str, bool)> {
        let word = self.word();
        let month = month_by_name(word)?;
        self.at += word.len();
        let stop = self.eat(|c| c == '.').is_some();
        Some((month, word, stop))
    }

    /// A joining word of the Romance languages and of English (`11 de mayo del 2020`, `11th of May`).
    fn joining_word(&mut self) {
        let word = self.word();
        if ["de", "del", "do", "of"].iter().any(|w| word.eq_ignore_ascii_case(w)) {
            self.at += word.len();
            self.spaces();
        }
    }

    /// The word for "year" after a year.
    fn year_word(&mut self) {
        let mut ahead = *self;
        ahead.spaces();
        let word = ahead.word();
        let lower: String = word.chars().take(6).map(fold::lower).collect();
        let whole = matches!(lower.as_str(), "года" | "год" | "году" | "року" | "рік" | "roku");
        let short = matches!(lower.as_str(), "г" | "р" | "r");
        ahead.at += word.len();
        if whole || (short && (ahead.eat(|c| c == '.').is_some() || ahead.at == ahead.text.len())) {
            *self = ahead;
        }
    }

    /// Checks the numbers and makes the date.
    fn finish(&mut self, year: u16, month: Option<u8>, day: Option<u8>) -> Result<(Date, usize), Fault> {
        self.year_word();
        let len = self.at;
        match (month, day) {
            (Some(month), _) if !(1..=12).contains(&month) => Err(Fault::NoSuchMonth { month, len }),
            (Some(month), Some(day)) if day == 0 || day > days(year, month) => {
                Err(Fault::NoSuchDay { year, month, day, len })
            }
            _ => Ok((Date { year, month, day }, len)),
        }
    }

    /// A date that begins with digits.
    pub(super) fn read_from_number(&mut self) -> Result<(Date, usize), Fault> {
        let (first, digits) = self.number().ok_or(Fault::NotADate)?;
        match digits {
            4 if (1000..=2199).contains(&first) => self.read_from_year(first),
            1 | 2 => self.read_from_day(first as u8, digits),
            _ => Err(Fault::NotADate),
        }
    }

    /// After a year: `-05-11`, `.05.11`, ` May 11`, `-05`, or nothing.
    fn read_from_year(&mut self, year: u16) -> Result<(Date, usize), Fault> {
        let alone = *self;
        if let Some(separator) = self.eat(|c| matches!(c, '-' | '.' | '/')) {
            if let Some((month, 1..=2)) = self.number() {
                let after_month = *self;
                if self.eat(|c| c == separator).is_some()
                    && let Some((day, 1..=2)) = self.number()
                    && self.at_end_of_word()
                {
                    return self.finish(year, Some(month as u8), Some(day as u8));
                }
                *self = after_month;
                if separator == '-' && self.at_end_of_word() && (1..=12).contains(&month) {
                    return self.finish(year, Some(month as u8), None);
                }
            } else if let Some((month, ..)) = self.month()
                && self.eat(|c| c == separator).is_some()
                && let Some((day, 1..=2)) = self.number()
                && self.at_end_of_word()
            {
                return self.finish(year, Some(month), Some(day as u8));
            }
        } else {
            self.eat(|c| c == ',');
            if self.spaces()
                && let Some((month, word, stop)) = self.month()
            {
                let after_month = *self;
                self.spaces();
                if let Some((day, 1..=2)) = self.number()
                    && self.at_end_of_word()
                {
                    return self.finish(year, Some(month), Some(day as u8));
                }
                // In "2019, May 2020" the month belongs to the second year.
                *self = after_month;
                self.spaces();
                self.joining_word();
                let own_year = self.year().is_some();
                *self = after_month;
                if !own_year && (stop || !doubtful(word)) {
                    return self.finish(year, Some(month), None);
                }
            }
        }
        *self = alone;
        if self.peek().is_some_and(char::is_alphanumeric) {
            return Err(Fault::NotADate);
        }
        self.finish(year, None, None)
    }

    /// After one or two digits that are the day (or, before a year, the month).
    fn read_from_day(&mut self, first: u8, digits: usize) -> Result<(Date, usize), Fault> {
        let after_day = *self;
        // 11.05.2020, 11 . 05 . 2020, 18-V-2020, 05.2020, 11-May-2020
        self.spaces();
        if let Some(separator) = self.eat(|c| matches!(c, '.' | '/' | '-' | '‑' | '–')) {
            self.spaces();
            if let Some((second, second_digits)) = self.number() {
                if second_digits == 4 {
                    let month_first = digits == 2
                        && (1..=12).contains(&first)
                        && matches!(separator, '.' | '/')
                        && (1000..=2199).contains(&second)
                        && self.at_end_of_word();
                    return if month_first { self.finish(second, Some(first), None) } else { Err(Fault::NotADate) };
                }
                self.spaces();
                if second_digits <= 2 && self.eat(|c| c == separator).is_some() {
                    self.spaces();
                    if let Some(year) = self.year() {
                        let second = second as u8;
                        // With a slash the American order is meant where the other cannot be.
                        let american = separator == '/' && second > 12 && (1..=12).contains(&first);
                        let (day, month) = if american { (second, first) } else { (first, second) };
                        return self.finish(year, Some(month), Some(day));
                    }
                }
                return Err(Fault::NotADate);
            }
            let word = self.word();
            if let Some(month) = roman_month(word) {
                self.at += word.len();
                self.spaces();
                if self.eat(|c| c == separator).is_some() {
                    self.spaces();
                    if let Some(year) = self.year() {
                        return self.finish(year, Some(month), Some(first));
                    }
                }
                return Err(Fault::NotADate);
            }
            if let Some((month, ..)) = self.month() {
                if self.eat(|c| c == separator).is_none() {
                    self.spaces();
                }
                self.spaces();
                if let Some(year) = self.year() {
                    return self.finish(year, Some(month), Some(first));
                }
            }
            return Err(Fault::NotADate);
        }
        // 11 May 2020, 1er mai 2020, 11th of May, 2020, 11 de mayo de 2020, 18 V 2020
        *self = after_day;
        self.ordinal();
        let spaced = self.spaces();
        self.joining_word();
        let word = self.word();
        if let Some(month) = roman_month(word).filter(|_| spaced) {
            self.at += word.len();
            self.spaces();
            if let Some(year) = self.year() {
                return self.finish(year, Some(month), Some(first));
            }
            return Err(Fault::NotADate);
        }
        let Some((month, ..)) = self.month() else { return Err(Fault::NotADate) };
        self.eat(|c| c == ',');
        self.spaces();
        self.joining_word();
        match self.year() {
            Some(year) => self.finish(year, Some(month), Some(first)),
            None => Err(Fault::NotADate),
        }
    }

    /// The ending of an ordinal number.
    fn ordinal(&mut self) {
        let mut ahead = *self;
        ahead.eat(|c| c == '-');
        if ahead.eat(|c| matches!(c, 'º' | '°' | 'ª')).is_some() {
            *self = ahead;
            return;
        }
        let word = ahead.word();
        if matches!(word, "st" | "nd" | "rd" | "th" | "er" | "re" | "го" | "е" | "га") {
            ahead.at += word.len();
            *self = ahead;
        }
    }

    /// A date that begins with a month's name.
    pub(super) fn read_from_month(&mut self) -> Result<(Date, usize), Fault> {
        let (month, word, stop) = self.month().ok_or(Fault::NotADate)?;
        let after_month = *self;
        // May 11, 2020
        if self.spaces()
            && let Some((day, 1..=2)) = self.number()
        {
            self.ordinal();
            self.eat(|c| c == ',');
            self.spaces();
            self.joining_word();
            if let Some(year) = self.year() {
                return self.finish(year, Some(month), Some(day as u8));
            }
            return Err(Fault::NotADate);
        }
        // May 2020, mayo de 2020
        *self = after_month;
        self.eat(|c| c == ',');
        let spaced = self.spaces();
        self.joining_word();
        match self.year().filter(|_| spaced && (stop || !doubtful(word))) {
            Some(year) => self.finish(year, Some(month), None),
            None => Err(Fault::NotADate),
        }
    }
}

/// Days of a month.
fn days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}
