//! Running text: what stands inside paragraphs, titles and cells. [`INLINES`] says for each element what becomes of it.

use super::ids::{Target, is_note};
use super::line::{Line, squeeze};
use super::losses::Fate;
use super::tree::Node;
use super::{Jats, losses};
use crate::article::{CrossReferenceKind, Graphic, Inline, Lang, Run, Style, Text};
use crate::diagnostic::Diagnostic;
use crate::notation::url;
use crate::source::Span;

/// What becomes of an element in running text.
#[derive(Clone, Copy)]
pub(super) enum How {
    /// It is a style.
    Style(Style),
    /// Only what is in it counts.
    Through,
    /// What is in it is kept, and it is noted.
    Kept,
    /// It is left out, and noted.
    Left,
    /// It is left out: nothing of it is the article's text.
    Skip,
    /// It has a reader of its own.
    Own(for<'j, 't> fn(&'j mut Jats<'t>, Node<'t>, &'j mut Line, Lang)),
}

/// What becomes of each element, in order of the names. One that is not here is [`How::Kept`].
pub(super) const INLINES: &[(&str, How)] = &[
    ("alt-text", How::Skip),
    ("alternatives", How::Own(|jats, node, line, lang| jats.alternatives(node, line, lang))),
    ("bold", How::Style(Style::Bold)),
    ("break", How::Own(|_, _, line, _| line.push(Inline::Break))),
    ("code", How::Style(Style::Code)),
    ("email", How::Own(|jats, node, line, lang| jats.email(node, line, lang))),
    ("ext-link", How::Own(|jats, node, line, lang| jats.link(node, line, lang))),
    ("fn", How::Own(|jats, node, line, lang| jats.note_in_text(node, line, lang))),
    ("graphic", How::Own(|jats, node, line, lang| jats.inline_graphic(node, line, lang))),
    ("index-term", How::Left),
    ("inline-formula", How::Own(|jats, node, line, lang| jats.inline_formula(node, line, lang))),
    ("inline-graphic", How::Own(|jats, node, line, lang| jats.inline_graphic(node, line, lang))),
    ("inline-supplementary-material", How::Own(|jats, node, line, lang| jats.link(node, line, lang))),
    ("italic", How::Style(Style::Italic)),
    ("long-desc", How::Skip),
    ("math", How::Own(|jats, node, line, lang| jats.inline_formula(node, line, lang))),
    ("monospace", How::Style(Style::Code)),
    ("named-content", How::Own(|jats, node, line, lang| jats.named_content(node, line, lang))),
    ("p", How::Own(|jats, node, line, lang| jats.paragraph_in_line(node, line, lang))),
    ("sc", How::Style(Style::SmallCaps)),
    ("strike", How::Style(Style::Strike)),
    ("styled-content", How::Own(|jats, node, line, lang| jats.named_content(node, line, lang))),
    ("sub", How::Style(Style::Subscript)),
    ("sup", How::Own(|jats, node, line, lang| jats.superscript(node, line, lang))),
    ("tex-math", How::Own(|jats, node, line, lang| jats.inline_formula(node, line, lang))),
    ("underline", How::Style(Style::Underline)),
    ("uri", How::Own(|jats, node, line, lang| jats.link(node, line, lang))),
    ("x", How::Through),
    ("xref", How::Own(|jats, node, line, lang| jats.xref(node, line, lang))),
];

/// `content-type`s that the JATS writer wraps around what may not stand somewhere by itself.
const WRAPPERS: &[&str] = &["xref", "link", "formula", "graphic", "style", "foreign"];

pub(super) fn how(name: &str) -> How {
    INLINES.binary_search_by_key(&name, |(known, _)| known).map_or(How::Kept, |at| INLINES[at].1)
}

impl<'t> Jats<'t> {
    /// All that is in an element, as a line of text.
    pub(super) fn line_of(&mut self, node: Node<'t>, lang: Lang) -> Text {
        let mut line = Line::default();
        self.inlines(node, &mut line, lang);
        line.finish()
    }

    /// Adds all that is in an element.
    pub(super) fn inlines(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        for child in node.children() {
            self.inline(child, line, lang);
        }
    }

    /// Adds a piece of text or an element.
    pub(super) fn inline(&mut self, node: Node<'t>, line: &mut Line, around: Lang) {
        if let Some(text) = node.text() {
            line.text(text, node.span());
            return;
        }
        let lang = self.lang_of(node, around);
        let foreign = lang != around;
        if foreign {
            line.open();
        }
        match how(node.local()) {
            How::Style(style) => {
                line.open();
                self.inlines(node, line, lang);
                line.close(|content| Inline::Styled { style, content });
            }
            How::Through => self.inlines(node, line, lang),
            How::Kept => {
                self.losses.note(node, Fate::Kept);
                self.inlines(node, line, lang);
            }
            How::Left => self.losses.note(node, Fate::Left),
            How::Skip => {}
            How::Own(read) => read(self, node, line, lang),
        }
        if foreign {
            line.close(|content| Inline::Foreign { lang, content });
        }
    }

    /// The text of an element as one run.
    pub(super) fn run_of(&self, node: Node<'t>) -> Run {
        let mut run = Run::default();
        let mut exact = true;
        for piece in node.descendants() {
            let Some(text) = piece.text() else { continue };
            let skipped =
                piece.ancestors().take_while(|n| n.id() != node.id()).any(|n| matches!(how(n.local()), How::Skip));
            if text.is_empty() || skipped {
                continue;
            }
            let follows = run.text.is_empty() || run.span.end == piece.span().start;
            exact &= follows && text.len() == piece.span().len();
            run.text.push_str(text);
            run.span = run.span.join(piece.span());
        }
        if exact {
            return squeeze(&run);
        }
        // Spaces at the ends have places of their own, which count as the run's.
        let text = squeeze(&Run::new(run.text, Span::NONE)).text;
        let span = if text.is_empty() { Span::NONE } else { run.span };
        Run::new(text, span)
    }

    fn named_content(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        match node.attribute("content-type") {
            Some("line-break") => line.push(Inline::Break),
            Some("run-in-heading") => {
                self.run_in_heading(node, line, lang);
            }
            Some(kind) if WRAPPERS.contains(&kind) => self.inlines(node, line, lang),
            _ => {
                self.losses.note(node, Fate::Kept);
                self.inlines(node, line, lang);
            }
        }
    }

    /// Adds a run-in heading; gives the number of inlines that it has at this level.
    pub(super) fn run_in_heading(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) -> u32 {
        let before = line.count();
        self.inlines(node, line, lang);
        (line.count() - before) as u32
    }

    /// A paragraph where only a line may stand.
    fn paragraph_in_line(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        if !line.is_empty() && !line.is_white() {
            line.made(" ");
        }
        self.inlines(node, line, lang);
    }

    fn superscript(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        // A mark of a note is raised anyway.
        let mut filled = node.children().filter(|child| !(child.text().is_some_and(|text| text.trim().is_empty())));
        if let (Some(only), None) = (filled.next(), filled.next())
            && only.is("xref")
            && self.note_called(only).is_some()
        {
            self.xref(only, line, lang);
            return;
        }
        line.open();
        self.inlines(node, line, lang);
        line.close(|content| Inline::Styled { style: Style::Superscript, content });
    }

    /// A link that the model can keep, or its words.
    fn link(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        let href = node.attribute("href").map(str::to_owned);
        let href = href.unwrap_or_else(|| self.run_of(node).text);
        line.open();
        self.inlines(node, line, lang);
        if url::is_safe(&href) {
            line.close(|content| Inline::Link { href, content });
        } else {
            self.losses.note(node, Fate::Kept);
            unwrap(line);
        }
    }

    fn email(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        let href = format!("mailto:{}", self.run_of(node).text);
        line.open();
        self.inlines(node, line, lang);
        if url::is_safe(&href) { line.close(|content| Inline::Link { href, content }) } else { unwrap(line) }
    }

    /// The note that an `xref` calls.
    fn note_called(&self, node: Node<'t>) -> Option<&'t str> {
        let rid = node.attribute("rid")?.split_whitespace().next()?;
        (self.ids.get(rid) == Some(&Target::Note)).then_some(rid)
    }

    fn xref(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        let rids = node.attribute("rid").unwrap_or_default();
        let mut targets = rids.split_whitespace().map(|rid| self.ids.get(rid).cloned());
        let first = targets.next().flatten();
        let label = self.run_of(node);
        match first {
            Some(Target::Note) => {
                let note = self.note_called(node).unwrap_or_default();
                let label = bare(&label);
                self.marks.entry(note.to_owned()).or_default().push(label.span);
                line.push(Inline::NoteMark { note: note.to_owned(), label });
            }
            Some(Target::Reference(target)) => {
                let through = targets
                    .filter_map(|target| if let Some(Target::Reference(id)) = target { Some(id) } else { None })
                    .filter(|id| *id != target)
                    .collect();
                self.citation(node, label, line, |label| Inline::Citation { target, label, through });
            }
            Some(Target::Figure(target)) => self.cross_reference(node, line, lang, target, CrossReferenceKind::Figure),
            Some(Target::Table) => self.cross_reference(node, line, lang, rids.to_owned(), CrossReferenceKind::Table),
            Some(Target::Formula(target)) => {
                self.cross_reference(node, line, lang, target, CrossReferenceKind::Formula);
            }
            Some(Target::Section) => {
                self.cross_reference(node, line, lang, rids.to_owned(), CrossReferenceKind::Section);
            }
            Some(Target::TableNote) => {
                self.cross_reference(node, line, lang, rids.to_owned(), CrossReferenceKind::TableNote);
            }
            Some(Target::Box) => self.cross_reference(node, line, lang, rids.to_owned(), CrossReferenceKind::Box),
            Some(Target::Supplement) => {
                self.cross_reference(node, line, lang, rids.to_owned(), CrossReferenceKind::Supplement);
            }
            Some(Target::Affiliation(_) | Target::Other) => {
                self.losses.note(node, Fate::Kept);
                self.inlines(node, line, lang);
            }
            None => {
                // Without a target it points nowhere, and says so.
                if !rids.is_empty() && self.dangling.len() < 50 && self.dangling.insert(rids) {
                    let message = format!("this points at `{rids}`, which the article does not have");
                    let help = "add what it points at, or take the mark out; its text is kept";
                    self.diagnostics
                        .push(Diagnostic::warning("jats-dangling", losses::opening(node), message).help(help));
                }
                self.inlines(node, line, lang);
            }
        }
    }

    fn cross_reference(&mut self, node: Node<'t>, line: &mut Line, lang: Lang, rids: String, kind: CrossReferenceKind) {
        let target = rids.split_whitespace().next().unwrap_or_default().to_owned();
        line.open();
        self.inlines(node, line, lang);
        line.close(|content| Inline::CrossReference { target, kind, content });
    }

    /// A citation: brackets around its number are plain text, and raised if it is.
    fn citation(&mut self, node: Node<'t>, label: Run, line: &mut Line, inline: impl FnOnce(Run) -> Inline) {
        let mut styled = node.elements().filter(|e| matches!(how(e.local()), How::Style(_)));
        let raised = node.elements().next().is_some_and(|e| e.is("sup")) && node.elements().count() == 1;
        if let Some(style) = styled.next() {
            self.losses.note(style, Fate::Kept);
        }
        let number = bare(&label);
        let at = label.text.find(&number.text).unwrap_or(0);
        let (before, after) = (0..at, at + number.text.len()..label.text.len());
        // White space around the label is the line's.
        let pieces = || node.descendants().filter_map(|n| n.text().map(|text| (text, n.span())));
        let (first, last) = (pieces().next(), pieces().last());
        if let Some((text, span)) = first.filter(|(text, _)| text.starts_with([' ', '\n', '\t', '\r'])) {
            let white = text.len() - text.trim_start().len();
            line.text(&text[..white], if text.len() == span.len() { span.slice(0..white) } else { span });
        }
        if raised {
            line.open();
        }
        if !before.is_empty() {
            line.text(&label.text[before.clone()], label.span_of(before));
        }
        if !number.text.is_empty() {
            line.push(inline(number));
        }
        if !after.is_empty() {
            line.text(&label.text[after.clone()], label.span_of(after));
        }
        if raised {
            line.close(|content| Inline::Styled { style: Style::Superscript, content });
        }
        if let Some((text, span)) = last.filter(|(text, _)| !text.trim().is_empty()) {
            let end = text.trim_end().len();
            if end < text.len() {
                line.text(&text[end..], if text.len() == span.len() { span.slice(end..text.len()) } else { span });
            }
        }
    }

    /// A note that stands where it is called.
    fn note_in_text(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        if !is_note(node) {
            self.losses.note(node, Fate::Kept);
            self.inlines(node, line, lang);
            return;
        }
        let (note, label) = self.footnote(node, lang);
        self.marks.entry(note.clone()).or_default().push(losses::opening(node));
        line.push(Inline::NoteMark { note, label });
    }

    fn inline_graphic(&mut self, node: Node<'t>, line: &mut Line, _: Lang) {
        match self.picture(node) {
            Some(graphic) => line.push(Inline::Graphic(graphic)),
            None => self.losses.note(node, Fate::Left),
        }
    }

    /// A picture, if its address is a file beside the manuscript.
    pub(super) fn picture(&self, node: Node<'t>) -> Option<Graphic> {
        let href = beside(node.attribute("href")?)?.to_owned();
        let alt = node.child("alt-text").map(|alt| self.run_of(alt).text).unwrap_or_default();
        Some(Graphic { href, alt, span: node.span() })
    }
}

/// The path of a file beside the manuscript or below it; none for an address, and for what lies elsewhere.
pub(super) fn beside(href: &str) -> Option<&str> {
    let href = href.trim_start_matches("./");
    let outside = href.starts_with(['/', '\\', '#', '~'])
        || href.contains([':', '\\', '\0'])
        || href.split('/').any(|step| step == "..");
    (!outside && !href.is_empty()).then_some(href)
}

/// Closes a wrapper that is none after all: what is in it stays.
fn unwrap(line: &mut Line) {
    let mut inner = Text::default();
    line.close(|content| {
        inner = content;
        Inline::Break
    });
    // The place of the wrapper is taken by what was in it.
    if !inner.is_empty() {
        line.replace_last(inner);
    }
}

/// A label without the brackets around it.
fn bare(label: &Run) -> Run {
    let text = &label.text;
    let start = text.len() - text.trim_start_matches(['[', '(']).len();
    let end = text.trim_end_matches([']', ')']).len();
    // `(a)2(b)` has brackets of its own.
    if start >= end || text[start..end].contains(['[', ']', '(', ')']) {
        return label.clone();
    }
    Run::new(&text[start..end], label.span_of(start..end))
}
