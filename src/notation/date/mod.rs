//! Dates: a year, perhaps a month and a day, in the forms in which journals of nine languages write them.

mod grammar;
mod months;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::fold;
pub use months::month_by_name;

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
    let mut cursor = grammar::Cursor::new(fold::head(text, 80));
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

#[cfg(test)]
mod tests {
    use super::months::MONTHS;
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
