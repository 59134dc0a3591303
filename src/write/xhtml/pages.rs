//! A long article on several pages: reading systems are slow with pages of more than some hundred kilobytes (EPUB 3.3 names
//! no limit). A page ends before a section, notes, a list of references or an article inside the article.

use super::{Flavour, Renderer, tag};
use crate::xml::Xml;

/// A page that has this many bytes takes no further section.
const FULL: usize = 120 << 10;

/// How many bytes of MathML a byte of LaTeX makes, about.
const MATHML: usize = 12;

/// A page of an article: an `article` element, well-formed.
#[derive(Debug, Default)]
pub struct Page {
    /// The element.
    pub markup: String,
    /// Whether there is MathML in it.
    pub math: bool,
}

impl Page {
    pub(super) fn of(xml: Xml, math: bool) -> Page {
        // What `Xml` writes is UTF-8.
        Page { markup: String::from_utf8(xml.finish().0).unwrap_or_default(), math }
    }
}

/// The file of page `number`, from 0.
pub fn page_name(number: usize) -> String {
    if number == 0 { "article.xhtml".to_owned() } else { format!("article-{}.xhtml", number + 1) }
}

impl Renderer<'_> {
    /// Begins a new page where this one is full. `in_body`: whether what comes stands in the body.
    pub(super) fn may_end_page(&mut self, in_body: bool) {
        if self.flavour != Flavour::Epub || self.base > 0 {
            return;
        }
        let ends = match &self.found {
            None => self.xml.position() + self.unset > FULL,
            Some(found) => found.cuts.get(self.cuts.len()).copied().unwrap_or(false),
        };
        self.cuts.push(ends);
        if !ends {
            return;
        }
        if in_body {
            self.close();
        }
        self.close();
        let full = std::mem::take(&mut self.xml);
        self.dropped += full.dropped();
        self.pages.push(Page::of(full, std::mem::take(&mut self.math)));
        self.unset = 0;
        self.ids.page += 1;
        self.open(tag("article"));
        self.xml.newline();
        if in_body {
            self.open(tag("div").class("body").means("bodymatter"));
            self.xml.newline();
        }
    }

    /// Counts a formula that is written the second time only.
    pub(super) fn count_formula(&mut self, tex: usize, markup: usize) {
        self.unset += tex * MATHML + markup;
    }

    /// The address of an identifier from where we are.
    pub(super) fn address(&self, id: &str) -> String {
        let page = self.found.as_ref().map_or(0, |found| found.ids.page_of(id));
        if page == self.ids.page { format!("#{id}") } else { format!("{}#{id}", page_name(page)) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::article::*;
    use crate::context::Context;
    use crate::journal::Journal;
    use crate::source::Span;
    use crate::write::xhtml::render;
    use crate::write::{Job, Options};

    /// An article of `sections` sections of some 10 kB, each of which points at the others, at notes and at references.
    fn long(sections: usize) -> Article {
        let run = |text: String| Inline::Run(Run::new(text, Span::NONE));
        let section = |n: usize| {
            let mut inlines = vec![run("Water comes and goes. ".repeat(450))];
            inlines.push(Inline::NoteMark { note: format!("fn{n}"), label: Run::new(n.to_string(), Span::NONE) });
            inlines.push(Inline::Citation {
                target: format!("R{n}"),
                label: Run::new(n.to_string(), Span::NONE),
                through: Vec::new(),
            });
            inlines.push(Inline::CrossReference {
                target: format!("sec{}", (n + sections / 2) % sections),
                kind: CrossReferenceKind::Section,
                content: Text::made("there"),
            });
            if n == sections - 1 {
                inlines.push(Inline::Formula { tex: Run::new("x^2", Span::NONE), mathml: None });
            }
            let paragraph = Paragraph { text: Text { inlines }, ..Paragraph::default() };
            let title = Text::made(format!("Section {n}"));
            Section { id: format!("sec{n}"), title, blocks: vec![Block::Paragraph(paragraph)], ..Section::default() }
        };
        let note = |n: usize| Note {
            id: format!("fn{n}"),
            label: Run::new(n.to_string(), Span::NONE),
            paragraphs: vec![Text::made("So.")],
            ..Note::default()
        };
        let item = |n: usize| Reference {
            id: format!("R{n}"),
            forms: vec![ReferenceForm { text: Text::made("Novik A. Ice."), ..ReferenceForm::default() }],
            ..Reference::default()
        };
        Article {
            lang: Lang::EN,
            body: Body { blocks: Vec::new(), sections: (0..sections).map(section).collect() },
            notes: (0..sections).map(note).collect(),
            references: References { lists: vec![ReferenceList::default()], items: (0..sections).map(item).collect() },
            ..Article::default()
        }
    }

    fn pages(article: &Article) -> (Vec<Page>, crate::write::xhtml::Rendered) {
        let (journal, context, options) = (Journal::default(), Context::default(), Options::default());
        let job = Job { article, journal: &journal, context: &context, options: &options, files: &|_| None };
        let mut rendered = render(&job, Flavour::Epub);
        let first = Page { markup: std::mem::take(&mut rendered.markup), math: rendered.math_first };
        let more = std::mem::take(&mut rendered.more);
        (std::iter::once(first).chain(more).collect(), rendered)
    }

    #[test]
    fn every_link_of_a_long_article_leads_to_the_page_that_has_its_target() {
        let (pages, rendered) = pages(&long(60));
        assert!((4..=9).contains(&pages.len()), "{}", pages.len());
        let bound =
            |page: &Page| page.markup.replacen("<article>", "<article xmlns:epub=\"http://www.idpf.org/2007/ops\">", 1);
        let texts: Vec<String> = pages.iter().map(bound).collect();
        let documents: Vec<_> = texts.iter().map(|text| roxmltree::Document::parse(text).unwrap()).collect();
        let mut ids: HashMap<&str, usize> = HashMap::new();
        for (number, document) in documents.iter().enumerate() {
            for id in document.descendants().filter_map(|n| n.attribute("id")) {
                assert_eq!(ids.insert(id, number), None, "{id} stands twice");
            }
        }
        let mut across = 0;
        for (number, document) in documents.iter().enumerate() {
            for href in document.descendants().filter_map(|n| n.attribute("href")) {
                let (file, id) = href.split_once('#').unwrap();
                let page =
                    if file.is_empty() { number } else { (0..pages.len()).find(|n| page_name(*n) == file).unwrap() };
                assert_eq!(ids.get(id), Some(&page), "{href} on page {number}");
                across += usize::from(page != number);
            }
        }
        assert!(across > 60, "{across}");
        for heading in &rendered.outline {
            assert_eq!(ids.get(heading.id.as_str()), Some(&heading.page), "{}", heading.title);
        }
        let (page, id) = rendered.bibliography.unwrap();
        assert_eq!(ids.get(id.as_str()), Some(&page));
        // MathML is told of the pages that have it alone.
        assert_eq!(pages.iter().filter(|page| page.math).count(), 1);
        assert!(rendered.math && !rendered.math_first);
    }

    #[test]
    fn a_short_article_is_one_page() {
        assert_eq!(pages(&long(8)).0.len(), 1);
    }
}
