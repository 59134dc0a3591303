//! Dates: a year, perhaps a month and a day.

use serde::{Deserialize, Serialize};

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
