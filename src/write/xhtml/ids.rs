//! Identifiers of the page: XML names of ASCII letters, each once.

use std::collections::{HashMap, HashSet};

/// The identifiers given so far.
#[derive(Default)]
pub struct Ids {
    used: HashSet<String>,
    /// The next number to try after a name, so that a thousand equal ones do not take a million steps.
    next: HashMap<String, usize>,
    /// What an identifier of the model became when it was first defined.
    map: HashMap<String, String>,
    /// The page that is being written, from 0.
    pub page: usize,
    /// The pages of the identifiers that are not on the first.
    pages: HashMap<String, usize>,
}

impl Ids {
    /// An identifier like `wish`, used nowhere else.
    pub fn fresh(&mut self, wish: &str) -> String {
        let id = self.unused(wish);
        if self.page > 0 {
            self.pages.insert(id.clone(), self.page);
        }
        id
    }

    /// The page on which an identifier stands.
    pub fn page_of(&self, id: &str) -> usize {
        self.pages.get(id).copied().unwrap_or(0)
    }

    fn unused(&mut self, wish: &str) -> String {
        let wish = name(wish);
        if self.used.insert(wish.clone()) {
            return wish;
        }
        let next = self.next.entry(wish.clone()).or_insert(2);
        loop {
            let id = format!("{wish}-{next}");
            *next += 1;
            if self.used.insert(id.clone()) {
                return id;
            }
        }
    }

    /// The identifier for what the model calls `model`. Of several with one name the first is what links find.
    pub fn define(&mut self, model: &str, wish: &str) -> String {
        let id = self.fresh(wish);
        self.map.entry(model.to_owned()).or_insert_with(|| id.clone());
        id
    }

    /// Lets `id` be found under another name too.
    pub fn alias(&mut self, name: &str, id: &str) {
        self.map.entry(name.to_owned()).or_insert_with(|| id.to_owned());
    }

    /// Where a link to what the model calls `model` goes.
    pub fn find(&self, model: &str) -> Option<&str> {
        self.map.get(model).map(String::as_str)
    }
}

/// `wish` as an XML name that also stands in an address as it is.
fn name(wish: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    // Longer ones help nobody and could be anything.
    let name: String = wish.chars().take(64).map(kept).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("x{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_a_name_and_comes_once() {
        let mut ids = Ids::default();
        assert_eq!(ids.fresh("fn1"), "fn1");
        assert_eq!(ids.fresh("fn1-2"), "fn1-2");
        assert_eq!(ids.fresh("fn1"), "fn1-3");
        assert_eq!(ids.fresh(""), "x");
        assert_eq!(ids.fresh("1 а\""), "x1---");
    }

    #[test]
    fn a_link_finds_the_first_of_two() {
        let mut ids = Ids::default();
        assert_eq!(ids.define("tab1", "tab1"), "tab1");
        assert_eq!(ids.define("tab1", "tab1"), "tab1-2");
        assert_eq!(ids.find("tab1"), Some("tab1"));
        assert_eq!(ids.find("tab2"), None);
    }
}
