//! What a fix changes, as a unified diff that `patch` and `git apply` take.

use similar::TextDiff;

/// The difference of two texts of one file, with three lines around each change; nothing if they are alike. Lines keep
/// their ends, and a file without one at its end says so.
pub fn diff(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let (from, to) = (format!("a/{path}"), format!("b/{path}"));
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(&from, &to).to_string()
}
