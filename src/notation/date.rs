//! Dates: a year, perhaps a month and a day, in the forms in which journals of nine languages write them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::fold;

/// A date of the Gregorian calendar, as exact as it was given. Made by the grammar in this file only, so a day is always
/// a day of its month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    /// Year, 1–9999.
    pub year: u16,
    /// Month, 1–12.
    pub month: Option<u8>,
    /// Day, 1–31.
    pub day: Option<u8>,
}

impl Date {
    /// ISO 8601: `2020`, `2020-05`, `2020-05-11`.
    pub fn iso(&self) -> String {
        match (self.month, self.day) {
            (Some(m), Some(d)) => format!("{:04}-{m:02}-{d:02}", self.year),
            (Some(m), None) => format!("{:04}-{m:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

/// Why there is no date at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// What stands there does not have the form of a date.
    #[error("not a date")]
    NotADate,
    /// It has the form of a date with a month that does not exist.
    #[error("there is no month {month}")]
    NoSuchMonth {
        /// The month as given.
        month: u8,
        /// Bytes that the impossible date takes.
        len: usize,
    },
    /// It has the form of a date with a day that its month does not have.
    #[error("month {month} of {year} has no day {day}")]
    NoSuchDay {
        /// The year.
        year: u16,
        /// The month.
        month: u8,
        /// The day as given.
        day: u8,
        /// Bytes that the impossible date takes.
        len: usize,
    },
}

/// The date at the start of `text` and the bytes that it takes, a word for "year" after it (`г.`, `року`, `r.`) included.
///
/// Forms: `11.05.2020`, `11/05/2020` (day first, unless only month first is possible), `18-V-2020`, `2020-05-11`,
/// `11 May 2020`, `May 11, 2020`, `11 de mayo de 2020`, `11. Mai 2020`, `11 мая 2020 г.`, `2020 May 11`, `May 2020`,
/// `05.2020`, `2020-05`, `2020`.
///
/// # Errors
/// [`Fault`]: not a date, or an impossible one.
pub fn read_at(text: &str) -> Result<(Date, usize), Fault> {
    // No form of date is longer than this, so a long line costs no more than a short one.
    let mut cursor = Cursor { text: fold::head(text, 80), at: 0 };
    match text.chars().next() {
        Some('0'..='9') => cursor.read_from_number(),
        Some(c) if c.is_alphabetic() => cursor.read_from_month(),
        _ => Err(Fault::NotADate),
    }
}

/// As [`read_at`], without the reason.
pub fn parse_at(text: &str) -> Option<(Date, usize)> {
    read_at(text).ok()
}

/// The first date in `text` that has a day; else the first with a month; else the first lone year.
pub fn find(text: &str) -> Option<(Date, Range<usize>)> {
    let mut best: Option<(Date, Range<usize>)> = None;
    for (found, range) in scan(text) {
        let Ok(date) = found else { continue };
        if date.day.is_some() {
            return Some((date, range));
        }
        if best.as_ref().is_none_or(|(b, _)| b.month.is_none() && date.month.is_some()) {
            best = Some((date, range));
        }
    }
    best
}

/// Everything in `text` that has the form of a date, in order, impossible dates with their fault. Takes time in
/// proportion to the text's length.
pub fn scan(text: &str) -> impl Iterator<Item = (Result<Date, Fault>, Range<usize>)> + '_ {
    let mut at = 0;
    let mut before = ' ';
    let mut before_that = ' ';
    std::iter::from_fn(move || {
        while let Some(c) = text[at..].chars().next() {
            let start = at;
            // A number inside a longer notation (a DOI, a range of pages) is not a date.
            let joined = before.is_alphanumeric()
                || (c.is_ascii_digit()
                    && matches!(before, '.' | '/' | '-' | ':' | '_')
                    && before_that.is_alphanumeric());
            if !joined && c.is_alphanumeric() {
                let (found, len) = match read_at(&text[start..]) {
                    Ok((date, len)) => (Some(Ok(date)), len),
                    Err(fault @ (Fault::NoSuchMonth { len, .. } | Fault::NoSuchDay { len, .. })) => {
                        (Some(Err(fault)), len)
                    }
                    Err(Fault::NotADate) => (None, 0),
                };
                if let Some(found) = found {
                    at = start + len;
                    before_that = ' ';
                    before = text[..at].chars().next_back().unwrap_or(' ');
                    return Some((found, start..at));
                }
            }
            before_that = before;
            before = c;
            at += c.len_utf8();
        }
        None
    })
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

/// Months by name: nominative, genitive and abbreviations, in en, ru, be, uk, pl, de, fr, es, pt.
const MONTHS: [&str; 12] = [
    "january jan январь января янв студзень студзеня студз студ січень січня січ styczeń stycznia stycz sty januar jänner jan janvier janv enero ene janeiro jan",
    "february feb febr февраль февраля февр фев люты лютага лют лютий лютого luty lutego lut februar feber février févr fév febrero fevereiro fev",
    "march mar март марта мар сакавік сакавіка сак березень березня берез бер marzec marca märz mär mrz maerz mars marzo março",
    "april apr апрель апреля апр красавік красавіка крас квітень квітня квіт кві kwiecień kwietnia kwiec kwi avril avr abril abr",
    "may май мая травень траўня травеня трав травня maj maja mai mayo maio",
    "june jun июнь июня июн чэрвень чэрвеня чэрв червень червня черв czerwiec czerwca czerw cze juni juin junio junho",
    "july jul июль июля июл ліпень ліпеня ліп липень липня лип lipiec lipca lip juli juillet juil juill julio julho",
    "august aug август августа авг жнівень жніўня жнів серпень серпня серп sierpień sierpnia sierp sie août aout agosto ago",
    "september sep sept сентябрь сентября сент сен верасень верасня верас вер вересень вересня верес wrzesień września wrzes wrz septembre septiembre setiembre setembro set",
    "october oct октябрь октября окт кастрычнік кастрычніка кастр каст жовтень жовтня жовт październik października paźdz paź oktober okt octobre octubre outubro out",
    "november nov ноябрь ноября нояб ноя лістапад лістапада ліст листопад листопада листоп лист listopad listopada listop lis novembre noviembre novembro",
    "december dec декабрь декабря дек снежань снежня снеж сн грудень грудня груд гру grudzień grudnia grudz gru dezember dez décembre déc diciembre dic dezembro",
];

/// Abbreviations that are common words: without a day before them they are months only with a stop.
const DOUBTFUL: [&str; 14] =
    ["out", "set", "ago", "sie", "lis", "lip", "gru", "cze", "mar", "sty", "may", "лист", "лип", "вер"];

/// The month that a word names, whatever its case and accents.
pub fn month_by_name(word: &str) -> Option<u8> {
    static TABLE: OnceLock<HashMap<String, u8>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = HashMap::with_capacity(400);
        for (month, names) in (1u8..).zip(MONTHS) {
            for name in names.split(' ') {
                table.insert(name.chars().map(fold::base).collect(), month);
            }
        }
        table
    });
    let mut key = [0u8; 48];
    let mut len = 0;
    for c in word.chars() {
        if fold::combines(c) || fold::invisible(c) {
            continue;
        }
        let c = fold::base(fold::lower(c));
        if len + c.len_utf8() > key.len() {
            return None;
        }
        len += c.encode_utf8(&mut key[len..]).len();
    }
    table.get(std::str::from_utf8(&key[..len]).ok()?).copied()
}

/// A month as a Roman numeral, Cyrillic look-alikes allowed.
fn roman_month(word: &str) -> Option<u8> {
    let mut key = [0u8; 4];
    let mut len = 0;
    for c in word.chars() {
        *key.get_mut(len)? = match c {
            'I' | 'І' => b'I',
            'V' => b'V',
            'X' | 'Х' => b'X',
            _ => return None,
        };
        len += 1;
    }
    const ROMAN: [&[u8]; 12] = [b"I", b"II", b"III", b"IV", b"V", b"VI", b"VII", b"VIII", b"IX", b"X", b"XI", b"XII"];
    (1u8..).zip(ROMAN).find(|(_, numeral)| *numeral == &key[..len]).map(|(month, _)| month)
}

/// A place in the text, going forward only.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
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
    fn read_from_number(&mut self) -> Result<(Date, usize), Fault> {
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
    fn read_from_month(&mut self) -> Result<(Date, usize), Fault> {
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

/// Whether a word may be a month's abbreviation only by accident. "May" with its capital is the month.
fn doubtful(word: &str) -> bool {
    word != "May" && word != "Mar" && {
        let lower: String = word.chars().take(6).map(fold::lower).collect();
        DOUBTFUL.contains(&lower.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn iso(text: &str) -> String {
        match read_at(text) {
            Ok((date, len)) => format!("{}|{}", date.iso(), &text[len..]),
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn every_form() {
        for (text, wanted) in [
            ("11.05.2020.", "2020-05-11|."),
            ("1.5.2020", "2020-05-01|"),
            ("11. 05. 2020", "2020-05-11|"),
            ("11 . 05 . 2020 г.", "2020-05-11|"),
            ("11/05/2020", "2020-05-11|"),
            ("05/21/2020", "2020-05-21|"),
            ("11-05-2020", "2020-05-11|"),
            ("2020-05-11;", "2020-05-11|;"),
            ("2020.05.11", "2020-05-11|"),
            ("2020/05/11", "2020-05-11|"),
            ("2020-May-11", "2020-05-11|"),
            ("2020 May 11", "2020-05-11|"),
            ("2020 February 1]", "2020-02-01|]"),
            ("2020 May", "2020-05|"),
            ("18-V-2020", "2020-05-18|"),
            ("18.XII.2020", "2020-12-18|"),
            ("18 ІХ 2020", "2020-09-18|"),
            ("11 May 2020", "2020-05-11|"),
            ("11th of May, 2020", "2020-05-11|"),
            ("11-May-2020", "2020-05-11|"),
            ("May 11, 2020.", "2020-05-11|."),
            ("MAY 11th 2020", "2020-05-11|"),
            ("May 2020", "2020-05|"),
            ("11 мая 2020 г.", "2020-05-11|"),
            ("11 мая 2020 года, ", "2020-05-11|, "),
            ("11 мая 2020 г", "2020-05-11|"),
            ("9 нояб. 2010 г. № 575", "2010-11-09| № 575"),
            ("11 траўня 2020", "2020-05-11|"),
            ("14 лістапада 2005 г.", "2005-11-14|"),
            ("11 травня 2020 р.", "2020-05-11|"),
            ("11 листопада 2020 року", "2020-11-11|"),
            ("11 maja 2020 r.", "2020-05-11|"),
            ("2 września 2019 roku", "2019-09-02|"),
            ("11. Mai 2020", "2020-05-11|"),
            ("3. MÄRZ 2020", "2020-03-03|"),
            ("11 mai 2020", "2020-05-11|"),
            ("1er août 2020", "2020-08-01|"),
            ("1er aou\u{302}t 2020", "2020-08-01|"),
            ("11 de mayo de 2020", "2020-05-11|"),
            ("11 de mayo del 2020", "2020-05-11|"),
            ("1º de março de 2020", "2020-03-01|"),
            ("19 out. 2018", "2018-10-19|"),
            ("mayo de 2020", "2020-05|"),
            ("05.2020", "2020-05|"),
            ("2020-05", "2020-05|"),
            ("2020 г.", "2020|"),
            ("2020;2:47", "2020|;2:47"),
            ("29.02.2000", "2000-02-29|"),
            ("11\u{a0}мая\u{a0}2020\u{a0}г.", "2020-05-11|"),
        ] {
            assert_eq!(iso(text), wanted, "{text}");
        }
    }

    #[test]
    fn impossible_dates_say_why() {
        assert_eq!(read_at("31.02.2020"), Err(Fault::NoSuchDay { year: 2020, month: 2, day: 31, len: 10 }));
        assert_eq!(read_at("29.02.1900"), Err(Fault::NoSuchDay { year: 1900, month: 2, day: 29, len: 10 }));
        assert_eq!(read_at("31 ноября 2020 г."), Err(Fault::NoSuchDay { year: 2020, month: 11, day: 31, len: 24 }));
        assert_eq!(read_at("11.13.2020"), Err(Fault::NoSuchMonth { month: 13, len: 10 }));
        assert_eq!(read_at("0.01.2020"), Err(Fault::NoSuchDay { year: 2020, month: 1, day: 0, len: 9 }));
    }

    #[test]
    fn what_is_not_a_date() {
        for text in
            ["", "11", "11.05.20", "11.05.20201", "327.7", "May", "out 2020", "мая", "2020a", "11 May", "123", "0999"]
        {
            assert_eq!(read_at(text), Err(Fault::NotADate), "{text}");
        }
    }

    #[test]
    fn every_month_in_every_language() {
        for (month, names) in (1u8..).zip(MONTHS) {
            for name in names.split(' ') {
                assert_eq!(month_by_name(name), Some(month), "{name}");
                assert_eq!(month_by_name(&name.to_uppercase()), Some(month), "{name}");
            }
        }
        assert_eq!(month_by_name("Monday"), None);
    }

    #[test]
    fn the_most_exact_date_is_found() {
        let text = "In 2019, by May 2020 and on 11 May 2020";
        assert_eq!(find(text).map(|(d, r)| (d.iso(), &text[r])), Some(("2020-05-11".into(), "11 May 2020")));
        assert_eq!(find("(2019, May 2020)").map(|(d, _)| d.iso()), Some("2020-05".into()));
        assert_eq!(find("in 2019 and 2020").map(|(d, _)| d.iso()), Some("2019".into()));
        assert_eq!(find("10.33581/2521-6848-2020-2-47"), None);
        assert_eq!(find("nothing"), None);
        assert_eq!(scan("31.02.2020, 01.02.2020").map(|(d, _)| d.is_ok()).collect::<Vec<_>>(), [false, true]);
    }

    proptest! {
        #[test]
        fn any_text_is_scanned(text in "\\PC{0,60}") {
            for (found, range) in scan(&text) {
                prop_assert!(!text[range.clone()].is_empty());
                if let Ok(date) = found {
                    prop_assert_eq!(parse_at(&text[range]).map(|(d, _)| d), Some(date));
                }
            }
        }

        #[test]
        fn what_is_written_is_read(year in 1000u16..2199, month in 1u8..=12, day in 1u8..=31) {
            let numeric = format!("{day:02}.{month:02}.{year}");
            let name = MONTHS[month as usize - 1].split(' ').next().unwrap();
            for text in [numeric, format!("{year}-{month:02}-{day:02}"), format!("{day} {name} {year}"), format!("{name} {day}, {year}")] {
                match read_at(&text) {
                    Ok((date, len)) => {
                        prop_assert_eq!(date, Date { year, month: Some(month), day: Some(day) });
                        prop_assert_eq!(len, text.len());
                    }
                    Err(fault) => prop_assert_eq!(fault, Fault::NoSuchDay { year, month, day, len: text.len() }),
                }
            }
        }
    }
}
