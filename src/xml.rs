//! XML out. This module alone owns quick-xml's writer, which lets control characters and faulty names through: here
//! characters that XML 1.0 forbids (section 2.2) are left out and counted, and open elements are closed in order.
//! Every run of text written with [`Xml::run`] is noted in a [`SourceMap`].

use std::ops::Range;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesPI, BytesStart, BytesText, Event};

use crate::article::Run;
use crate::source::Span;

/// Which bytes of an output came from which bytes of the manuscript, in order of the output. Two ranges are either one
/// inside the other or apart, as elements are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceMap {
    entries: Vec<(Range<u32>, Span)>,
}

impl SourceMap {
    /// Notes that the output's bytes `range` came from `span`. Ranges may nest; the inner one is added first.
    pub fn add(&mut self, range: Range<usize>, span: Span) {
        if span.is_empty() {
            return;
        }
        let range = range.start as u32..range.end as u32;
        // A writer adds in order of the ends, so this is nearly always the end of the list.
        let at = match self.entries.last() {
            Some((last, _)) if last.end > range.end => self.entries.partition_point(|(r, _)| r.end <= range.end),
            _ => self.entries.len(),
        };
        self.entries.insert(at, (range, span));
    }

    /// The manuscript's place of the output's bytes `range`: the entry for just this range, as a writer makes for an
    /// element whose content comes from several places; else what all entries inside it cover together; else the
    /// smallest entry that holds it.
    pub fn locate(&self, range: Range<usize>) -> Option<Span> {
        let (start, end) = (range.start as u32, range.end as u32);
        let exact = self.entries.partition_point(|(r, _)| r.end <= end);
        let exact =
            self.entries[..exact].iter().rev().take_while(|(r, _)| r.end == end).find(|(r, _)| r.start == start);
        if let Some((_, span)) = exact {
            return Some(*span);
        }
        let from = self.entries.partition_point(|(r, _)| r.end < start);
        let inside = self.entries[from..]
            .iter()
            .take_while(|(r, _)| r.end <= end)
            .filter(|(r, _)| r.start >= start)
            .fold(Span::NONE, |all, (_, span)| all.join(*span));
        if !inside.is_empty() {
            return Some(inside);
        }
        // Of the entries that hold the range, the smallest ends first.
        let from = self.entries.partition_point(|(r, _)| r.end < end);
        self.entries[from..].iter().find(|(r, _)| r.start <= start).map(|(_, span)| *span)
    }

    /// The entries in order of their ends, the inner of two that end together first.
    pub fn entries(&self) -> &[(Range<u32>, Span)] {
        &self.entries
    }
}

/// A writer of one XML document into memory.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<String>,
    map: SourceMap,
    dropped: usize,
}

impl Default for Xml {
    fn default() -> Xml {
        Xml::new()
    }
}

impl Xml {
    /// An empty document or fragment.
    pub fn new() -> Xml {
        Xml {
            writer: Writer::new(Vec::with_capacity(64 << 10)),
            open: Vec::new(),
            map: SourceMap::default(),
            dropped: 0,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing into a Vec cannot fail.
        let _ = self.writer.write_event(event);
    }

    /// `<?xml version="1.0" encoding="UTF-8"?>` and a line end.
    pub fn declaration(&mut self) {
        self.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        self.newline();
    }

    /// A document type declaration: `doctype("html")` writes `<!DOCTYPE html>` and a line end.
    pub fn doctype(&mut self, content: &str) {
        self.event(Event::DocType(BytesText::from_escaped(content)));
        self.newline();
    }

    /// A processing instruction.
    pub fn instruction(&mut self, content: &str) {
        self.event(Event::PI(BytesPI::new(content)));
    }

    /// A line end between elements. Never call it where white space counts.
    pub fn newline(&mut self) -> &mut Xml {
        self.event(Event::Text(BytesText::from_escaped("\n")));
        self
    }

    fn start<'a>(&mut self, name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            let value = self.legal(value);
            start.push_attribute((*key, value.as_ref()));
        }
        start
    }

    /// Opens an element. Attributes with no value to give are the caller's to leave out.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        let start = self.start(name, attributes);
        self.event(Event::Start(start));
        self.open.push(name.to_owned());
        self
    }

    /// Closes the element opened last.
    ///
    /// # Panics
    /// If none is open: a fault of the caller.
    pub fn close(&mut self) -> &mut Xml {
        let name = self.open.pop().expect("an element is open");
        self.event(Event::End(BytesEnd::new(name)));
        self
    }

    /// An empty element.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        let start = self.start(name, attributes);
        self.event(Event::Empty(start));
        self
    }

    /// An element that holds only text.
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Xml {
        self.open(name, attributes);
        self.text(text);
        self.close()
    }

    /// An element that holds only a run; the whole element is noted in the map.
    pub fn leaf_run(&mut self, name: &str, attributes: &[(&str, &str)], run: &Run) -> &mut Xml {
        let from = self.position();
        self.leaf(name, attributes, &run.text);
        self.note(from, run.span);
        self
    }

    /// Text.
    pub fn text(&mut self, text: &str) -> &mut Xml {
        let legal = self.legal(text);
        let escaped = quick_xml::escape::partial_escape(legal.as_ref());
        self.event(Event::Text(BytesText::from_escaped(escaped.as_ref())));
        self
    }

    /// Text from the manuscript, noted in the map.
    pub fn run(&mut self, run: &Run) -> &mut Xml {
        let from = self.position();
        self.text(&run.text);
        self.note(from, run.span);
        self
    }

    /// Notes that what was written since `from` (a [`Xml::position`]) came from `span`.
    pub fn note(&mut self, from: usize, span: Span) {
        let to = self.position();
        self.map.add(from..to, span);
    }

    /// Markup that is already well-formed XML: MathML from a library that was parsed, never an author's text.
    pub fn raw(&mut self, markup: &str) -> &mut Xml {
        self.event(Event::Text(BytesText::from_escaped(markup)));
        self
    }

    /// Whether what was written last is a line end.
    pub fn at_line_start(&self) -> bool {
        self.writer.get_ref().last() == Some(&b'\n')
    }

    /// Bytes written so far.
    pub fn position(&self) -> usize {
        self.writer.get_ref().len()
    }

    /// How many forbidden characters were left out.
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// The document and its map.
    ///
    /// # Panics
    /// If an element is still open: a fault of the caller.
    pub fn finish(self) -> (Vec<u8>, SourceMap) {
        assert!(self.open.is_empty(), "elements still open: {:?}", self.open);
        (self.writer.into_inner(), self.map)
    }

    fn legal<'t>(&mut self, text: &'t str) -> std::borrow::Cow<'t, str> {
        let kept = legal(text);
        if let std::borrow::Cow::Owned(kept) = &kept {
            self.dropped += text.chars().count() - kept.chars().count();
        }
        kept
    }
}

/// `text` without the characters that XML 1.0 does not allow (section 2.2, `Char`).
pub fn legal(text: &str) -> std::borrow::Cow<'_, str> {
    let allowed =
        |c: char| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    // U+FFFE and U+FFFF begin with the byte EF; without it and without control characters all is well.
    let plain = |b: &u8| (*b >= 0x20 && *b != 0xEF) || matches!(b, b'\t' | b'\n' | b'\r');
    if text.as_bytes().iter().all(plain) || text.chars().all(allowed) {
        text.into()
    } else {
        text.chars().filter(|&c| allowed(c)).collect::<String>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_left_out_and_counted() {
        let mut xml = Xml::new();
        xml.leaf("p", &[("title", "a\u{0}b")], "x\u{1}<&>");
        assert_eq!(xml.dropped(), 2);
        let (bytes, _) = xml.finish();
        assert_eq!(String::from_utf8(bytes).unwrap(), "<p title=\"ab\">x&lt;&amp;&gt;</p>");
    }

    #[test]
    fn the_map_finds_the_place_of_an_element_and_of_a_byte_in_it() {
        let mut xml = Xml::new();
        xml.open("p", &[]);
        xml.run(&Run::new("one", Span::new(10, 13)));
        xml.run(&Run::new(" two", Span::new(20, 24)));
        xml.close();
        let (bytes, map) = xml.finish();
        assert_eq!(map.locate(0..bytes.len()), Some(Span::new(10, 24)));
        assert_eq!(map.locate(4..5), Some(Span::new(10, 13)));
        assert_eq!(map.locate(0..1), None);
    }

    #[test]
    fn the_map_falls_back_on_the_smallest_element_around() {
        let mut map = SourceMap::default();
        map.add(12..15, Span::new(3, 6));
        map.add(40..50, Span::new(7, 8));
        map.add(10..20, Span::new(1, 9));
        map.add(0..60, Span::new(0, 99));
        assert_eq!(map.locate(16..17), Some(Span::new(1, 9)));
        assert_eq!(map.locate(10..20), Some(Span::new(1, 9)), "the element's own entry");
        assert_eq!(map.locate(9..20), Some(Span::new(1, 9)), "all that is inside");
        assert_eq!(map.locate(12..14), Some(Span::new(3, 6)));
        assert_eq!(map.locate(20..30), Some(Span::new(0, 99)));
        assert_eq!(map.locate(39..50), Some(Span::new(7, 8)));
        assert_eq!(map.locate(60..61), None);
        let ends: Vec<u32> = map.entries().iter().map(|(r, _)| r.end).collect();
        assert!(ends.is_sorted(), "{ends:?}");
    }
}
