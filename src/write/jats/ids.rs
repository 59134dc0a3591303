//! The identifiers of one document: each is written once, and only what is written is pointed at. A DTD makes both
//! conditions of validity (`ID` and `IDREF`, XML 1.0 section 3.3.1).

use std::collections::HashSet;

use crate::article::{Article, Block, Id, Section};

/// Which identifiers the document will hold, and which it holds already.
pub(super) struct Ids<'a> {
    known: HashSet<&'a str>,
    written: HashSet<&'a str>,
    made: HashSet<String>,
}

impl<'a> Ids<'a> {
    /// The identifiers of all that the document will hold.
    pub fn new(article: &'a Article) -> Ids<'a> {
        let mut ids = Ids { known: HashSet::new(), written: HashSet::new(), made: HashSet::new() };
        ids.article(article);
        ids
    }

    fn article(&mut self, article: &'a Article) {
        article.front.affiliations.iter().for_each(|a| self.know(&a.id));
        article.front.abstracts.iter().for_each(|a| self.blocks(&a.value));
        self.blocks(&article.body.blocks);
        article.body.sections.iter().for_each(|s| self.section(s));
        article.back.iter().for_each(|b| self.blocks(&b.blocks));
        article.notes.iter().for_each(|n| self.know(&n.id));
        article.references.items.iter().for_each(|r| self.know(&r.id));
        self.blocks(&article.floats);
        for inner in &article.sub_articles {
            self.know(&inner.id);
            self.article(&inner.article);
        }
    }

    fn know(&mut self, id: &'a Id) {
        if is_ncname(id) {
            self.known.insert(id);
        }
    }

    fn section(&mut self, section: &'a Section) {
        self.know(&section.id);
        self.blocks(&section.blocks);
        section.sections.iter().for_each(|s| self.section(s));
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match block {
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Quotation(quotation) => self.blocks(&quotation.blocks),
                Block::Table(table) => {
                    self.know(&table.id);
                    table.legends.iter().for_each(|legend| self.blocks(&legend.value));
                    table.notes.iter().for_each(|note| self.know(&note.id));
                }
                Block::Figure(figure) => {
                    self.know(&figure.id);
                    figure.legends.iter().for_each(|legend| self.blocks(&legend.value));
                }
                Block::Formula(formula) => self.know(&formula.id),
                Block::Definitions(definitions) => definitions.items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Group(group) => {
                    self.know(&group.id);
                    self.blocks(&group.blocks);
                    group.sections.iter().for_each(|section| self.section(section));
                }
                Block::Paragraph(_) | Block::Preformatted(_) | Block::Verse(_) => {}
            }
        }
    }

    /// Takes an identifier for an element that is written now. `None` if it is no XML name or was taken before.
    pub fn take(&mut self, id: &'a str) -> Option<&'a str> {
        (is_ncname(id) && !self.made.contains(id) && self.written.insert(id)).then_some(id)
    }

    /// Takes an identifier that is made for the document, such as `aff1-en`, if nothing else has it.
    pub fn make(&mut self, id: String) -> Option<String> {
        let free = is_ncname(&id) && !self.known.contains(id.as_str()) && !self.written.contains(id.as_str());
        (free && self.made.insert(id.clone())).then_some(id)
    }

    /// Whether the document holds, or will hold, the identifier.
    pub fn holds(&self, id: &str) -> bool {
        self.known.contains(id)
    }
}

/// Whether `name` is an `NCName` (Namespaces in XML 1.0, section 3).
fn is_ncname(name: &str) -> bool {
    let start = |c: char| {
        matches!(c, 'A'..='Z' | 'a'..='z' | '_'
            | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
            | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
    };
    let rest = |c: char| start(c) || matches!(c, '0'..='9' | '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}');
    let mut chars = name.chars();
    chars.next().is_some_and(start) && chars.all(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_taken_once_and_only_if_it_is_a_name() {
        let article = Article::default();
        let mut ids = Ids::new(&article);
        assert_eq!(ids.take("fn1"), Some("fn1"));
        assert_eq!(ids.take("fn1"), None);
        assert_eq!(ids.make("fn1".into()), None);
        assert_eq!(ids.take("1"), None);
        assert_eq!(ids.take(""), None);
        assert_eq!(ids.take("a b"), None);
        assert_eq!(ids.make("aff1-en".into()), Some("aff1-en".into()));
        assert_eq!(ids.take("aff1-en"), None);
        assert!(is_ncname("раздел1") && !is_ncname("a:b"));
    }
}
