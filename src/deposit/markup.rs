//! XML as deposits write it: an element a line, two spaces for each level, nothing but text in the leaves.

use crate::article::Lang;
use crate::notation::language::iso_639_1;
use crate::xml::Xml;

/// Attributes: a name and a value.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// The attribute `xml:lang`; none where the language is not known.
pub fn xml_lang(lang: Lang) -> Vec<(&'static str, &'static str)> {
    iso_639_1(lang).map(|tag| ("xml:lang", tag)).into_iter().collect()
}

/// A document being written.
pub struct Markup {
    xml: Xml,
    /// For each open element whether something stands in it.
    open: Vec<bool>,
}

impl Markup {
    /// A document with its declaration.
    pub fn new() -> Markup {
        let mut xml = Xml::new();
        xml.declaration();
        Markup { xml, open: Vec::new() }
    }

    fn indent(&mut self) {
        if let Some(filled) = self.open.last_mut()
            && !std::mem::replace(filled, true)
        {
            self.xml.newline();
        }
        // Levels are few; this is text and no markup.
        self.xml.raw(&"  ".repeat(self.open.len()));
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) -> &mut Markup {
        self.indent();
        self.xml.open(name, attributes);
        self.open.push(false);
        self
    }

    /// Closes the element opened last.
    ///
    /// # Panics
    /// If none is open: a fault of the caller.
    pub fn close(&mut self) -> &mut Markup {
        if self.open.pop() == Some(true) {
            self.xml.raw(&"  ".repeat(self.open.len()));
        }
        self.xml.close();
        self.xml.newline();
        self
    }

    /// An element with text in it.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> &mut Markup {
        self.indent();
        self.xml.leaf(name, attributes, text);
        self.xml.newline();
        self
    }

    /// An element with text in it, or nothing where there is no text.
    pub fn some(&mut self, name: &str, attributes: Attributes<'_>, text: Option<&str>) -> &mut Markup {
        if let Some(text) = text.filter(|t| !t.is_empty()) {
            self.leaf(name, attributes, text);
        }
        self
    }

    /// An empty element.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> &mut Markup {
        self.indent();
        self.xml.empty(name, attributes);
        self.xml.newline();
        self
    }

    /// The document.
    ///
    /// # Panics
    /// If an element is still open: a fault of the caller.
    pub fn finish(self) -> Vec<u8> {
        self.xml.finish().0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_a_line() {
        let mut markup = Markup::new();
        markup.open("a", &[("b", "<")]).leaf("c", &[], "d & e").some("f", &[], None).open("g", &[]).close();
        markup.empty("h", &[]).close();
        let expected =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"&lt;\">\n  <c>d &amp; e</c>\n  <g></g>\n  <h/>\n</a>\n";
        assert_eq!(String::from_utf8(markup.finish()).unwrap(), expected);
    }
}
