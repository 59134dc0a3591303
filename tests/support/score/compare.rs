//! How texts are compared: folded, and lists of them by what they have in common.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// `text` as it is compared.
pub fn fold(text: &str) -> String {
    let composed: String = text.nfkc().collect();
    let mut out = String::with_capacity(composed.len());
    for c in composed.chars().flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'ς' => out.push('σ'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

pub fn counts<T: AsRef<str>>(items: &[T]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(fold(item.as_ref())).or_insert(0) += 1;
    }
    counts
}

/// Twice the items in common over all items of both lists.
pub fn f1<A: AsRef<str>, B: AsRef<str>>(gold: &[A], got: &[B]) -> f64 {
    if gold.is_empty() && got.is_empty() {
        return 1.0;
    }
    let (g, h) = (counts(gold), counts(got));
    let hit: usize = g.iter().map(|(item, n)| n.min(h.get(item).unwrap_or(&0))).sum();
    2.0 * hit as f64 / (gold.len() + got.len()) as f64
}

pub fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect()
}

/// A paragraph of the gold without its note marks: `^1`, `<sup>1</sup>`, `¹`.
pub fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('^').and_then(after_digits) {
            rest = after;
        } else if let Some(after) =
            rest.strip_prefix("<sup>").and_then(after_digits).and_then(|r| r.strip_prefix("</sup>"))
        {
            rest = after;
        } else {
            if !"⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c) {
                out.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

pub fn after_digits(text: &str) -> Option<&str> {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (after.len() < text.len()).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_all_but_letters_and_digits() {
        assert_eq!(fold("Straße № 5, “Ёлка”"), "strasseno5ёлка");
        assert_eq!(fold("ﬁve²"), "five2");
    }

    #[test]
    fn f1_counts_repeated_items_as_often_as_they_occur() {
        assert_eq!(f1(&["Ibid.", "Ibid."], &["Ibid."]), 2.0 / 3.0);
        assert_eq!(f1::<&str, &str>(&[], &[]), 1.0);
        assert_eq!(f1(&["a"], &["b"]), 0.0);
    }

    #[test]
    fn note_marks_of_every_kind_are_left_out_of_a_gold_paragraph() {
        assert_eq!(without_marks("a^12, b<sup>3</sup>, c⁴⁵, d^x, <sup>e</sup>"), "a, b, c, d^x, <sup>e</sup>");
    }
}
