//! What comes from the environment.

use offprint::context::Context;
use offprint::error::Error;

/// Time, from `SOURCE_DATE_EPOCH` (<https://reproducible-builds.org/specs/source-date-epoch/>): whole seconds since 1970.
pub fn context() -> Result<Context, Error> {
    /// 9999-12-31T23:59:59Z; no format has a place for a later year.
    const LAST: i64 = 253_402_300_799;
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|v| !v.is_empty()) else {
        return Ok(Context::default());
    };
    let seconds = value.to_str().and_then(|v| v.parse().ok()).filter(|s| (0..=LAST).contains(s));
    match seconds {
        Some(seconds) => Ok(Context { source_date_epoch: Some(seconds) }),
        None => Err(Error::Usage(format!(
            "SOURCE_DATE_EPOCH is `{}`; it must be a whole number of seconds since 1970, such as 1577836800",
            value.to_string_lossy()
        ))),
    }
}

/// The clock, as a timestamp `YYYYMMDDhhmmss` in UTC.
///
/// # Errors
/// [`Error::Usage`] if the clock stands before 1970 or after 9999.
pub fn now() -> Result<String, Error> {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok().map(|d| d.as_secs());
    let stamp = seconds.and_then(|s| i64::try_from(s).ok()).and_then(offprint::context::timestamp);
    let stamp = stamp
        .ok_or_else(|| Error::Usage("the clock of this machine is wrong; give --timestamp YYYYMMDDhhmmss".into()))?;
    Ok(stamp.chars().filter(char::is_ascii_digit).collect())
}
