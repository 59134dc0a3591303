//! Running text: a [`Line`] and the marks over it, written as mixed content. Marks and styles may cross: a mark is never
//! split, so a style is closed before the mark and opened again inside it and after it. No character is lost, moved or
//! written twice.

use std::borrow::Cow;

use super::content::Content;
use super::line::{Href, Leaf, Line, Mark, What, Wrap};
use super::{Doc, Loss};
use crate::article::{CrossReferenceKind, Graphic, Inline, Lang, MathMl, Run, Style, Text};
use crate::notation::{mathml, tex, url};
use crate::source::Span;

/// What is open at the moment inside a mark: a wrapper, and what may stand in it.
struct Open {
    wrapper: u32,
    elements: usize,
    content: Content,
    lang: Lang,
}

type Attributes<'a> = Vec<(&'static str, Cow<'a, str>)>;

/// The elements that a wrapper is written as, outermost first, and what stands inside them.
struct Elements<'a> {
    open: Vec<(&'static str, Attributes<'a>)>,
    content: Content,
    lang: Lang,
}

/// Where the writing of a line has come to.
struct Cursor<'l, 'a> {
    line: &'l Line<'a>,
    /// The next piece, and how many bytes of it are written.
    leaf: usize,
    offset: usize,
    open: Vec<Open>,
    chain: Vec<u32>,
    /// Whether the text of the element is to be the plain text: formulas are written as their source alone, and line
    /// ends as spaces.
    literal: bool,
    /// Whether only the marks are written, each an element: text that stands nowhere in the manuscript is left out, and
    /// other text between them is a `comment`.
    elements: bool,
}

impl Cursor<'_, '_> {
    /// Whether there is anything of the manuscript between here and the byte `end`.
    fn is_said(&self, end: usize) -> bool {
        let leaves = self.line.leaves[self.leaf.min(self.line.leaves.len())..].iter();
        let mut before = leaves.take_while(|leaf| leaf.start < end);
        before.any(|leaf| leaf.what.run().is_none_or(|run| !run.span.is_empty() && !run.text.trim().is_empty()))
    }
}

/// What stands around a mark's content.
#[derive(Clone, Copy)]
struct Around {
    content: Content,
    lang: Lang,
    /// Italic is left out: all of it is italic, and the element says so.
    roman: bool,
}

impl<'a> Doc<'a> {
    /// Writes a text where `content` may stand, inside text in `lang`.
    pub(super) fn line(&mut self, text: &'a Text, content: Content, lang: Lang) {
        self.inlines(&text.inlines, content, lang);
    }

    /// As [`Doc::line`], for inlines.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline], content: Content, lang: Lang) {
        // Most text is one run.
        if let [Inline::Run(run)] = inlines {
            self.xml.run(run);
            return;
        }
        self.marked(&Line::new(inlines), &[], content, lang, false);
    }

    /// Writes a line with marks over it. `literal`: so that its text is the plain text.
    pub(super) fn marked(&mut self, line: &Line<'a>, marks: &[Mark<'_>], content: Content, lang: Lang, literal: bool) {
        let mut cursor =
            Cursor { line, leaf: 0, offset: 0, open: Vec::new(), chain: Vec::new(), literal, elements: false };
        self.content(&mut cursor, marks, line.len, Around { content, lang, roman: false });
    }

    /// Writes the marks over a line, and what of the manuscript stands between them.
    pub(super) fn marks_alone(&mut self, line: &Line<'a>, marks: &[Mark<'_>], lang: Lang) {
        let mut cursor =
            Cursor { line, leaf: 0, offset: 0, open: Vec::new(), chain: Vec::new(), literal: true, elements: true };
        for mark in marks {
            self.between_elements(&mut cursor, mark.start, lang);
            self.mark(&mut cursor, mark, Around { content: Content::PLAIN, lang, roman: false });
        }
        self.between_elements(&mut cursor, line.len, lang);
    }

    fn between_elements(&mut self, cursor: &mut Cursor<'_, 'a>, end: usize, lang: Lang) {
        let said = cursor.is_said(end);
        let content = if said { Content::PARAGRAPH } else { Content::PLAIN };
        if said {
            self.xml.open("comment", &[]);
        }
        self.up_to(cursor, end, Around { content, lang, roman: false });
        self.close_to(cursor, 0);
        if said {
            self.xml.close();
        }
    }

    /// Writes up to the byte `end`, marks and all, and closes what it opened.
    fn content(&mut self, cursor: &mut Cursor<'_, 'a>, marks: &[Mark<'_>], end: usize, around: Around) {
        for mark in marks {
            self.up_to(cursor, mark.start, around);
            self.close_to(cursor, 0);
            self.mark(cursor, mark, around);
        }
        self.up_to(cursor, end, around);
        self.close_to(cursor, 0);
    }

    fn mark(&mut self, cursor: &mut Cursor<'_, 'a>, mark: &Mark<'_>, around: Around) {
        let linked =
            || cursor.line.leaves.get(cursor.leaf).and_then(|l| cursor.line.href(l)).filter(|h| url::is_safe(h));
        let href: Option<Cow<'_, str>> = match &mark.href {
            Href::None => None,
            Href::Optional(own) | Href::Required(own) => match own {
                Some(own) => Some(own.as_str().into()),
                None => linked().map(Cow::from),
            },
        };
        if href.is_none() && matches!(mark.href, Href::Required(_)) {
            self.content(cursor, &mark.children, mark.end, around);
            return;
        }
        let mut attributes: Vec<(&str, &str)> = mark.attributes.iter().map(|(n, v)| (*n, v.as_ref())).collect();
        if let Some(href) = &href {
            attributes.push(("xlink:href", href));
        }
        let roman = mark.plain_face && cursor.line.is_italic(cursor.leaf, mark.start, mark.end);
        let element = if cursor.elements && is_name(mark) { "name" } else { mark.element };
        self.xml.open(element, &attributes);
        let content = if href.is_some() { mark.content.linked() } else { mark.content };
        let inside = Around { content, lang: around.lang, roman };
        self.content(cursor, &mark.children, mark.end, inside);
        self.xml.close();
    }

    /// Writes the pieces before the byte `end`.
    fn up_to(&mut self, cursor: &mut Cursor<'_, 'a>, end: usize, around: Around) {
        let line = cursor.line;
        while let Some(leaf) = line.leaves.get(cursor.leaf) {
            let len = leaf.what.run().map_or(0, |run| run.text.len());
            let last = len.min(end.saturating_sub(leaf.start));
            if leaf.start > end || (len > 0 && last <= cursor.offset) {
                return;
            }
            let range = cursor.offset..last;
            if last == len {
                cursor.leaf += 1;
                cursor.offset = 0;
            } else {
                cursor.offset = last;
            }
            self.piece(cursor, leaf, range, around);
        }
    }

    /// Writes a piece, or the bytes `range` of it.
    fn piece(&mut self, cursor: &mut Cursor<'_, 'a>, leaf: &Leaf<'a>, range: std::ops::Range<usize>, around: Around) {
        if let What::Break = leaf.what
            && around.content.has(Content::BREAK)
            && !cursor.literal
        {
            self.close_to(cursor, 0);
            self.xml.empty("break", &[]);
            return;
        }
        if cursor.elements && leaf.what.run().is_some_and(|run| run.span.is_empty()) {
            return;
        }
        let text = leaf.what.run().and_then(|run| run.text.get(range.clone()));
        if matches!(leaf.what, What::Run(_)) && text.is_none_or(str::is_empty) {
            return;
        }
        let blank = text.is_some_and(|text| text.trim().is_empty());
        let content = self.wrap(cursor, leaf, blank, around);
        match (leaf.what, text) {
            (What::Run(run), Some(text)) => self.part_of(run, text, range),
            (What::NoteMark { note, label }, Some(text)) => {
                let rid = self.target(note, label.span, "note");
                self.note_mark(content, rid, label, text, range);
            }
            (What::Citation { target, label, through }, Some(text)) => {
                let mut rid = self.target(target, label.span, "reference").unwrap_or_default().to_owned();
                for id in through {
                    if let Some(id) = self.target(id, label.span, "reference") {
                        rid.push_str(if rid.is_empty() { "" } else { " " });
                        rid.push_str(id);
                    }
                }
                self.citation_mark(content, &rid, label, text, range);
            }
            (What::Formula(source, mathml), Some(text)) => {
                if text.len() == formula_len(source, mathml) {
                    self.inline_formula(content, source, mathml, cursor.literal);
                } else {
                    self.part_of(source, text, range);
                }
            }
            (What::Graphic(graphic), _) => self.inline_graphic(content, graphic),
            (What::Break, _) => {
                // A paragraph has no element for a line end.
                if content.has(Content::NAMED) {
                    self.xml.leaf("named-content", &[("content-type", "line-break")], " ");
                } else {
                    self.xml.text(" ");
                }
            }
            _ => {}
        }
    }

    fn part_of(&mut self, run: &'a Run, text: &str, range: std::ops::Range<usize>) {
        let from = self.xml.position();
        self.xml.text(text);
        self.xml.note(from, run.span_of(range));
    }

    /// Closes and opens wrappers until those around the piece are open that may be. Gives what may stand inside.
    fn wrap(&mut self, cursor: &mut Cursor<'_, 'a>, leaf: &Leaf<'a>, blank: bool, around: Around) -> Content {
        let mut chain = std::mem::take(&mut cursor.chain);
        cursor.line.chain(leaf, &mut chain);
        let mut state = (around.content, around.lang);
        let mut depth = 0;
        for &number in &chain {
            let wrap = cursor.line.wrap_of(number);
            if let Some(open) = cursor.open.get(depth)
                && open.wrapper == number
                && !(leaf.what.is_link() && matches!(wrap, Wrap::Link(_) | Wrap::CrossReference { .. }))
            {
                state = (open.content, open.lang);
                depth += 1;
                continue;
            }
            if leaf.what.is_link() && matches!(wrap, Wrap::Link(_) | Wrap::CrossReference { .. }) {
                continue;
            }
            // White space shows neither italics nor a language, and is no link.
            if blank && !matches!(wrap, Wrap::Style(Style::Underline | Style::Strike | Style::Code)) {
                continue;
            }
            if around.roman && matches!(wrap, Wrap::Style(Style::Italic)) {
                continue;
            }
            let span = leaf.what.run().map_or(Span::NONE, |run| run.span);
            if let Some(elements) = self.elements(wrap, state, span) {
                self.close_to(cursor, depth);
                for (name, attributes) in &elements.open {
                    let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, value.as_ref())).collect();
                    self.xml.open(name, &attributes);
                }
                state = (elements.content, elements.lang);
                cursor.open.push(Open {
                    wrapper: number,
                    elements: elements.open.len(),
                    content: elements.content,
                    lang: elements.lang,
                });
                depth += 1;
            }
        }
        self.close_to(cursor, depth);
        cursor.chain = chain;
        state.0
    }

    fn close_to(&mut self, cursor: &mut Cursor<'_, 'a>, depth: usize) {
        while cursor.open.len() > depth {
            if let Some(open) = cursor.open.pop() {
                for _ in 0..open.elements {
                    self.xml.close();
                }
            }
        }
    }

    /// The elements of a wrapper where it may stand. `None` if it may not, or says nothing.
    fn elements(&mut self, wrap: Wrap<'a>, (content, lang): (Content, Lang), span: Span) -> Option<Elements<'a>> {
        match wrap {
            Wrap::Style(style) => {
                let (element, needs) = style_element(style);
                let mut open = vec![(element, vec![])];
                if !content.has(needs) {
                    if !content.has(Content::NAMED) {
                        return None;
                    }
                    open.insert(0, ("named-content", vec![("content-type", "style".into())]));
                }
                Some(Elements { open, content: content.inside(), lang })
            }
            Wrap::Foreign(own) if own == lang => None,
            Wrap::Foreign(own) => {
                if !content.has(Content::NAMED) {
                    self.lose(Loss::Language, span);
                    return None;
                }
                let attributes = vec![("content-type", Cow::from("foreign")), ("xml:lang", own.to_string().into())];
                Some(Elements { open: vec![("named-content", attributes)], content: content.inside(), lang: own })
            }
            // A link in a link goes where the outer one goes.
            Wrap::Link(_) | Wrap::CrossReference { .. } if content.is_linked() => None,
            Wrap::Link(href) => {
                if !url::is_safe(href) || !(content.has(Content::LINK) || content.can_link()) {
                    self.lose(Loss::Link, span);
                    return None;
                }
                let attributes = vec![("ext-link-type", Cow::from("uri")), ("xlink:href", href.into())];
                let mut open = vec![("ext-link", attributes)];
                if !content.has(Content::LINK) {
                    open.insert(0, ("named-content", vec![("content-type", "link".into())]));
                }
                Some(Elements { open, content: Content::LINKED, lang })
            }
            Wrap::CrossReference { target, kind } => {
                if !(content.has(Content::XREF) || content.can_link()) {
                    self.lose(Loss::Link, span);
                    return None;
                }
                let (ref_type, what) = match kind {
                    CrossReferenceKind::Figure => ("fig", "figure"),
                    CrossReferenceKind::Table => ("table", "table"),
                    CrossReferenceKind::Formula => ("disp-formula", "formula"),
                    CrossReferenceKind::Section => ("sec", "section"),
                    CrossReferenceKind::TableNote => ("table-fn", "note"),
                    CrossReferenceKind::Box => ("boxed-text", "box"),
                    CrossReferenceKind::Supplement => ("supplementary-material", "supplement"),
                    CrossReferenceKind::Appendix => ("app", "appendix"),
                    CrossReferenceKind::Other => ("other", "place"),
                };
                let mut attributes = vec![("ref-type", Cow::from(ref_type))];
                attributes.extend(self.target(target, span, what).map(|rid| ("rid", rid.into())));
                let mut open = vec![("xref", attributes)];
                if !content.has(Content::XREF) {
                    open.insert(0, ("named-content", vec![("content-type", "xref".into())]));
                }
                Some(Elements { open, content: Content::LINKED, lang })
            }
        }
    }

    /// Opens an `xref`; without a target (an empty `rid`) it points nowhere, which is valid.
    pub(super) fn open_xref(&mut self, ref_type: &str, rid: &str) {
        let attributes = [("ref-type", ref_type), ("rid", rid)];
        self.xml.open("xref", if rid.is_empty() { &attributes[..1] } else { &attributes });
    }

    fn note_mark(
        &mut self,
        content: Content,
        rid: Option<&str>,
        label: &'a Run,
        text: &str,
        range: std::ops::Range<usize>,
    ) {
        let rid = rid.unwrap_or_default();
        let direct = content.has(Content::XREF);
        if direct || content.can_link() && !content.has(Content::SCRIPT) {
            if !direct {
                self.xml.open("named-content", &[("content-type", "xref")]);
            }
            self.open_xref("fn", rid);
            if !text.is_empty() {
                self.xml.open("sup", &[]);
                self.part_of(label, text, range);
                self.xml.close();
            }
            self.xml.close();
            if !direct {
                self.xml.close();
            }
        } else if content.has(Content::SCRIPT) {
            // Where `xref` may not stand, it still may inside `sup`.
            self.xml.open("sup", &[]);
            self.open_xref("fn", rid);
            self.part_of(label, text, range);
            self.xml.close().close();
        } else {
            self.lose(Loss::Link, label.span);
            self.part_of(label, text, range);
        }
    }

    fn citation_mark(
        &mut self,
        content: Content,
        rid: &str,
        label: &'a Run,
        text: &str,
        range: std::ops::Range<usize>,
    ) {
        let direct = content.has(Content::XREF);
        if !direct && !content.can_link() {
            self.lose(Loss::Link, label.span);
            self.part_of(label, text, range);
            return;
        }
        if !direct {
            self.xml.open("named-content", &[("content-type", "xref")]);
        }
        self.open_xref("bibr", rid);
        self.part_of(label, text, range);
        self.xml.close();
        if !direct {
            self.xml.close();
        }
    }

    fn inline_formula(&mut self, content: Content, source: &'a Run, mathml: Option<&'a MathMl>, literal: bool) {
        let direct = content.has(Content::FORMULA);
        if !direct && !content.has(Content::NAMED) {
            let shown = mathml.filter(|_| source.text.is_empty()).map_or(source, |math| &math.plain);
            self.lose(Loss::Formula, shown.span);
            self.xml.run(shown);
            return;
        }
        if !direct {
            self.xml.open("named-content", &[("content-type", "formula")]);
        }
        self.xml.open("inline-formula", &[]);
        self.formula_alternatives(source, mathml, None, false, literal);
        self.xml.close();
        if !direct {
            self.xml.close();
        }
    }

    /// A formula in all its forms: source, MathML (its own, or made of the source where that can be done), picture.
    pub(super) fn formula_alternatives(
        &mut self,
        source: &'a Run,
        mathml: Option<&'a MathMl>,
        graphic: Option<&'a Graphic>,
        display: bool,
        literal: bool,
    ) {
        let math = match mathml {
            Some(_) if literal && !source.text.is_empty() => None,
            Some(math) => Some(mathml::element(math, display, &tex::alternative(&source.text), true)),
            None if literal || source.text.is_empty() => None,
            None => tex::to_mathml_prefixed(&source.text, display),
        };
        let forms = usize::from(!source.text.is_empty()) + usize::from(math.is_some()) + usize::from(graphic.is_some());
        if forms > 1 {
            self.xml.open("alternatives", &[]);
        }
        if !source.text.is_empty() || forms == 0 {
            self.xml.leaf_run("tex-math", &[], source);
        }
        if let Some(math) = math {
            let from = self.xml.position();
            self.xml.raw(&math);
            if let Some(own) = mathml.filter(|_| source.text.is_empty()) {
                self.xml.note(from, own.plain.span);
            }
        }
        if let Some(graphic) = graphic {
            self.picture(if display { "graphic" } else { "inline-graphic" }, graphic);
        }
        if forms > 1 {
            self.xml.close();
        }
    }

    fn inline_graphic(&mut self, content: Content, graphic: &'a Graphic) {
        let direct = content.has(Content::GRAPHIC);
        if !direct && !content.has(Content::NAMED) {
            self.lose(Loss::Picture, graphic.span);
            return;
        }
        if !direct {
            self.xml.open("named-content", &[("content-type", "graphic")]);
        }
        self.picture("inline-graphic", graphic);
        if !direct {
            self.xml.close();
        }
    }

    /// `graphic` or `inline-graphic`, with its words.
    pub(super) fn picture(&mut self, element: &str, graphic: &'a Graphic) {
        let from = self.xml.position();
        let attributes = [("xlink:href", graphic.href.as_str())];
        if graphic.alt.is_empty() {
            self.xml.empty(element, &attributes);
        } else {
            self.xml.open(element, &attributes);
            self.xml.leaf("alt-text", &[], &graphic.alt);
            self.xml.close();
        }
        self.xml.note(from, graphic.span);
    }
}

/// Whether a `string-name` holds what a `name` may, in its order: surname, given names, suffix.
fn is_name(mark: &Mark<'_>) -> bool {
    let inside: Vec<&str> = mark.children.iter().map(|child| child.element).collect();
    let names = ["surname", "given-names", "suffix"];
    mark.element == "string-name"
        && matches!(inside.first(), Some(&("surname" | "given-names")))
        && inside.is_sorted_by_key(|name| names.iter().position(|n| n == name))
        && (1..inside.len()).all(|i| inside[i] != inside[i - 1])
}

/// The length of what is read of a formula, in bytes.
fn formula_len(source: &Run, mathml: Option<&MathMl>) -> usize {
    mathml.filter(|_| source.text.is_empty()).map_or(source.text.len(), |math| math.plain.text.len())
}

fn style_element(style: Style) -> (&'static str, Content) {
    match style {
        Style::Italic => ("italic", Content::STYLE),
        Style::Bold => ("bold", Content::STYLE),
        Style::Superscript => ("sup", Content::SCRIPT),
        Style::Subscript => ("sub", Content::SCRIPT),
        Style::Code => ("monospace", Content::STYLE),
        Style::SmallCaps => ("sc", Content::STYLE),
        Style::Underline => ("underline", Content::STYLE),
        Style::Strike => ("strike", Content::STYLE),
    }
}
