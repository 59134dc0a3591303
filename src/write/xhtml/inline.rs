//! Text: runs, styles, links, note marks, citations, formulas in the line.

use std::ops::Range;

use super::{clean, link, tag};
use crate::article::{Graphic, Id, Inline, MathMl, Run, Style, Text, formula_run};
use crate::diagnostic::Diagnostic;
use crate::notation::{mathml, tex};

/// Addresses that lie over a text: ranges of its plain form and where each leads.
pub struct Overlay {
    links: Vec<(Range<usize>, String)>,
    /// The first link that is not yet past.
    next: usize,
    /// Bytes of the plain form already written.
    at: usize,
}

impl<'a> super::Renderer<'a> {
    /// Writes a text.
    pub fn text(&mut self, text: &'a Text) {
        self.depth += 1;
        if self.depth > super::MAX_DEPTH {
            self.xml.text(&text.plain_without_marks());
        } else {
            self.inlines(&text.inlines);
        }
        self.depth -= 1;
    }

    /// Writes parts of a text.
    pub fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    /// Writes a text in which `links`, ranges of its plain form, lead to addresses.
    pub fn text_with_links(&mut self, text: &'a Text, mut links: Vec<(Range<usize>, String)>) {
        links.sort_by_key(|(range, _)| (range.start, range.end));
        // What leads to one place and stands together is one link: a DOI and the resolver before it.
        links.dedup_by(|next, known| {
            let one = next.1 == known.1 && next.0.start == known.0.end;
            if one {
                known.0.end = next.0.end;
            }
            one
        });
        self.overlay = Some(Overlay { links, next: 0, at: 0 });
        self.text(text);
        self.overlay = None;
    }

    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Run(run) => self.run(&run.text),
            Inline::Styled { style, content } => {
                self.open(match style {
                    Style::Italic => tag("i"),
                    Style::Bold => tag("b"),
                    Style::Superscript => tag("sup"),
                    Style::Subscript => tag("sub"),
                    Style::Code => tag("code"),
                    Style::SmallCaps => tag("span").class("small-caps"),
                    Style::Underline => tag("span").class("underline"),
                    Style::Strike => tag("s"),
                });
                self.text(content);
                self.close();
            }
            Inline::Foreign { lang, content } => {
                self.open(tag("span").lang(*lang));
                self.text(content);
                self.close();
            }
            Inline::Link { href, content } => match link::href(href).filter(|_| !self.in_link) {
                Some(address) => {
                    self.open(named(tag("a").attr("href", address), content));
                    self.in_link = true;
                    if !is_heard(content) {
                        self.plain(href);
                    }
                    self.text(content);
                    self.in_link = false;
                    self.close();
                }
                None => self.text(content),
            },
            Inline::NoteMark { note, label } => self.note_mark(note, label),
            Inline::Citation { target, label, through } => self.citation(target, label, through),
            Inline::CrossReference { target, content, .. } => {
                let id = self.found.as_ref().and_then(|f| f.ids.find(target)).map(|id| self.address(id));
                let address = id.filter(|_| !self.in_link && is_heard(content));
                let is_link = address.is_some();
                if let Some(address) = address {
                    self.open(named(tag("a").class("xref").attr("href", address), content));
                }
                // Whether there is a target is not known the first time, so that what is in it is no link either way.
                let outside = std::mem::replace(&mut self.in_link, true);
                self.text(content);
                self.in_link = outside;
                if is_link {
                    self.close();
                }
            }
            Inline::Formula { tex, mathml } => {
                self.formula(tex, mathml.as_deref(), false);
                self.pass(formula_run(tex, mathml).text.len());
            }
            Inline::Graphic(graphic) => self.inline_graphic(graphic),
            Inline::Break => self.empty(tag("br")),
        }
    }

    /// A formula as MathML, its own or made of its source, or the source where that cannot be made.
    pub fn formula(&mut self, source: &'a Run, own: Option<&'a MathMl>, display: bool) {
        if !self.is_final() {
            self.count_formula(source.text.len(), own.map_or(0, |own| own.markup.len()));
            return;
        }
        if let Some(own) = own {
            let alt = tex::alternative(&source.text);
            let alt = if alt.is_empty() { clean(&own.plain.text) } else { alt };
            self.math = true;
            self.xml.raw(&mathml::element(own, display, &alt, false));
            return;
        }
        match tex::to_mathml(&source.text, display) {
            Some(math) => {
                self.math = true;
                self.xml.raw(&math);
            }
            None => {
                let message =
                    format!("the formula `{}` could not be set; its LaTeX stands instead", brief(&source.text));
                self.tell(Diagnostic::warning("write-formula-not-set", source.span, message));
                self.leaf(tag("code").class("tex"), &source.text);
            }
        }
    }

    fn inline_graphic(&mut self, graphic: &'a Graphic) {
        match self.picture(graphic) {
            Some(address) => {
                let alt = self.alternative(graphic, "");
                self.empty(tag("img").class("inline").attr("src", address).attr("alt", alt));
            }
            None => {
                self.xml.text(&graphic.alt);
            }
        }
    }

    /// The alternative text of a picture; where it has none, its caption, and at last the mere word.
    pub fn alternative(&mut self, graphic: &Graphic, caption: &str) -> String {
        let alt = clean(&graphic.alt);
        if !alt.is_empty() {
            return alt;
        }
        self.described = false;
        let message = format!("the picture {} has no description for those who cannot see it", graphic.href);
        let finding = Diagnostic::warning("write-picture-undescribed", graphic.span, message);
        self.tell(finding.help("say in the manuscript what it shows: ![what it shows](file)"));
        if caption.is_empty() { self.words.picture.to_owned() } else { caption.to_owned() }
    }

    fn note_mark(&mut self, note: &'a Id, label: &'a Run) {
        self.open(tag("sup").class("mark"));
        // A note may have no mark of its own; a link needs one.
        let unmarked = label.text.trim().is_empty();
        if self.in_link || unmarked && !label.text.is_empty() || !self.notes.contains(note.as_str()) {
            self.plain(&label.text);
        } else {
            let id = self.anchor("fnref", "fn", note);
            self.marks.entry(note.clone()).or_default().push(id.clone());
            let target = self.found.as_ref().and_then(|f| f.ids.find(note)).unwrap_or_default().to_owned();
            let link = tag("a").id(&id).attr("href", self.address(&target)).means("noteref").role("doc-noteref");
            self.open(link);
            if unmarked {
                self.xml.text("*");
            } else {
                self.plain(&label.text);
            }
            self.close();
        }
        self.pass(label.text.len());
        self.close();
    }

    fn citation(&mut self, target: &'a Id, label: &'a Run, through: &'a [Id]) {
        if self.in_link || label.text.trim().is_empty() || !self.references.contains(target.as_str()) {
            self.plain(&label.text);
            self.pass(label.text.len());
            return;
        }
        let id = self.anchor("cit", "R", target);
        for cited in std::iter::once(target).chain(through) {
            self.citations.entry(cited.clone()).or_default().push(id.clone());
        }
        let item = self.found.as_ref().and_then(|f| f.ids.find(target)).unwrap_or_default().to_owned();
        self.open(tag("a").id(&id).attr("href", self.address(&item)).means("biblioref").role("doc-biblioref"));
        self.plain(&label.text);
        self.close();
        self.pass(label.text.len());
    }

    /// The identifier of a place that points at `target`: `fnref1` for `fn1`, then `fnref1-2`.
    fn anchor(&mut self, start: &str, prefix: &str, target: &str) -> String {
        self.ids.fresh(&format!("{start}{}", target.strip_prefix(prefix).unwrap_or(target)))
    }

    /// Text in which no address is looked for.
    fn plain(&mut self, text: &str) {
        self.xml.text(text);
    }

    /// Text from the manuscript, with the links that lie over it.
    fn run(&mut self, text: &str) {
        let Some(overlay) = self.overlay.as_ref().filter(|_| !self.in_link) else {
            self.xml.text(text);
            self.pass(text.len());
            return;
        };
        let (start, mut next, mut done) = (overlay.at, overlay.next, 0);
        let mut pieces: Vec<(Range<usize>, Option<String>)> = Vec::new();
        while let Some((range, address)) = overlay.links.get(next) {
            let from = range.start.max(start + done) - start;
            if from >= text.len() {
                break;
            }
            let to = (range.end.max(start) - start).min(text.len());
            if from < to && text.is_char_boundary(from) && text.is_char_boundary(to) {
                pieces.push((done..from, None));
                pieces.push((from..to, Some(address.clone())));
                done = to;
            }
            if range.end > start + text.len() {
                break;
            }
            next += 1;
        }
        pieces.push((done..text.len(), None));
        for (range, address) in pieces.into_iter().filter(|(range, _)| !range.is_empty()) {
            match address {
                Some(address) => self.leaf(tag("a").attr("href", address), &text[range]),
                None => {
                    self.xml.text(&text[range]);
                }
            }
        }
        if let Some(overlay) = &mut self.overlay {
            overlay.next = next;
        }
        self.pass(text.len());
    }

    /// So many bytes of the plain form are written.
    fn pass(&mut self, bytes: usize) {
        if let Some(overlay) = &mut self.overlay {
            overlay.at += bytes;
        }
    }
}

/// Whether there is anything in a text to be read or heard.
pub fn is_heard(text: &Text) -> bool {
    any(text, &|inline| matches!(inline, Inline::Graphic(_))) || !clean(&text.plain()).is_empty()
}

fn any(text: &Text, is: &dyn Fn(&Inline) -> bool) -> bool {
    text.inlines.iter().any(|inline| match inline {
        Inline::Styled { content, .. }
        | Inline::Foreign { content, .. }
        | Inline::Link { content, .. }
        | Inline::CrossReference { content, .. } => any(content, is),
        inline => is(inline),
    })
}

/// A link with a name of its own, where its content is a mere formula: MathML does not name a link.
fn named<'t>(link: super::Tag<'t>, content: &Text) -> super::Tag<'t> {
    let speaks = |inline: &Inline| match inline {
        Inline::Run(run) | Inline::NoteMark { label: run, .. } | Inline::Citation { label: run, .. } => {
            !run.text.trim().is_empty()
        }
        Inline::Graphic(_) => true,
        _ => false,
    };
    if any(content, &speaks) || !is_heard(content) { link } else { link.attr("aria-label", clean(&content.plain())) }
}

/// The beginning of a text, for a message.
fn brief(text: &str) -> String {
    let text = clean(text);
    if text.chars().count() <= 40 { text } else { text.chars().take(40).chain(['…']).collect() }
}
