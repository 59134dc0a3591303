//! What the world outside says: the one door through which time comes in, so that the same input gives the same bytes.

/// The world outside a run.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Seconds since 1970 from `SOURCE_DATE_EPOCH`, when it is set: the modification date of what is made.
    /// Without it a writer takes the article's own dates, never the clock.
    pub source_date_epoch: Option<i64>,
}

/// Seconds since 1970 as a date and time in UTC; none outside the years 1 to 9999.
pub fn timestamp(seconds: i64) -> Option<String> {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days from the civil calendar, after H. Hinnant, "chrono-compatible low-level date algorithms".
    let z = days.checked_add(719_468)?;
    let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    let year = yoe + era.checked_mul(400)? + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    (1..10_000).contains(&year).then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}
