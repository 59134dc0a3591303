//! What the world outside says: the one door through which time comes in, so that the same input gives the same bytes.

/// The world outside a run.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Seconds since 1970 from `SOURCE_DATE_EPOCH`, when it is set: the modification date of what is made.
    /// Without it a writer takes the article's own dates, never the clock.
    pub source_date_epoch: Option<i64>,
}
