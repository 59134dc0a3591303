//! The pages of the manual: the doc comment at the head of each rule's file, gathered when offprint is built.

// `MANUAL`: (id, page), in order of the ids.
include!(concat!(env!("OUT_DIR"), "/manual.rs"));

/// A page of the manual, in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The rule's id.
    pub rule: &'static str,
    /// What it says: what the rule does, why that matters, an example.
    pub text: &'static str,
}

/// The page of a rule over the article.
pub fn page(rule: &str) -> Option<Page> {
    let at = MANUAL.binary_search_by_key(&rule, |(id, _)| id).ok()?;
    let (rule, text) = MANUAL[at];
    Some(Page { rule, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{FAMILIES, rules};
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_page_with_its_three_parts() {
        for rule in rules() {
            let page = page(rule.id).unwrap_or_else(|| panic!("{} is not the name of its file", rule.id));
            for part in ["\n## What it does\n", "\n## Why it matters\n", "\n## Example\n"] {
                assert!(page.text.contains(part), "{}: {part:?}", rule.id);
            }
            let summaries = rule.summary.map(|s| !s.is_empty() && !s.ends_with('.') && s.chars().count() <= 100);
            assert_eq!(summaries, [true, true], "{}: {:?}", rule.id, rule.summary);
        }
    }

    #[test]
    fn every_page_is_of_a_rule_and_ids_are_unique() {
        let ids: BTreeSet<_> = rules().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), FAMILIES.iter().map(|family| family.len()).sum::<usize>());
        let pages: BTreeSet<_> = MANUAL.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, pages);
    }
}
