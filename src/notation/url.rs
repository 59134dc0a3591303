//! Web addresses: which are followed, and their form.

/// Whether an address may stand in a link that offprint writes: http, https, ftp and mailto. Everything else
/// (`javascript:`, `data:`, `file:`) is shown as text only.
pub fn is_safe(href: &str) -> bool {
    let lower = href.get(..8.min(href.len())).unwrap_or("").to_ascii_lowercase();
    ["http://", "https://", "ftp://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
        && !href.chars().any(|c| c.is_whitespace() || c.is_control())
}
