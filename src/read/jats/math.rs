//! Formulas: LaTeX, MathML, pictures, and the same formula in several of these forms.

use super::Jats;
use super::ids::{has_tex, is_set, is_tex_annotation};
use super::line::Line;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{Block, Formula, Inline, Lang, MathMl, Run};
use crate::notation::{mathml, tex};

impl<'t> Jats<'t> {
    /// A formula on a line of its own. One that is partly set as text is a paragraph.
    pub(super) fn formula(&mut self, node: Node<'t>, out: &mut Vec<Block>, lang: Lang) {
        let label = self.label(node);
        if is_set(node) {
            let (tex, mathml) = self.formula_forms(node);
            let graphic = node.descendants().find(|n| matches!(n.local(), "graphic" | "inline-graphic"));
            let graphic = graphic.and_then(|graphic| self.picture(graphic));
            if !tex.text.is_empty() || mathml.is_some() || graphic.is_some() {
                node.all("object-id").for_each(|id| self.losses.note(id, Fate::Left));
                let id = self.ids.of(node, "eq");
                out.push(Block::Formula(Formula { id, label, tex, mathml, graphic }));
                return;
            }
        }
        self.losses.note(node, Fate::Kept);
        let mut line = Line::default();
        // The label stands where it stood.
        for child in node.children() {
            if child.is("label") {
                line.made_if(if line.is_empty() || line.is_white() { "" } else { " " });
                self.inlines(child, &mut line, lang);
                line.made(" ");
            } else {
                self.inline(child, &mut line, lang);
            }
        }
        super::blocks::push_line(&mut line, out, None);
    }

    /// A formula in the line.
    pub(super) fn inline_formula(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        let whole = node.is("tex-math") || node.is("math") || node.is("alternatives") || is_set(node);
        if whole {
            let (tex, mathml) = self.formula_forms(node);
            if !tex.text.is_empty() || mathml.is_some() {
                let pictures = node.descendants().filter(|n| matches!(n.local(), "graphic" | "inline-graphic"));
                pictures.for_each(|picture| self.losses.note(picture, Fate::Left));
                line.push(Inline::Formula { tex, mathml });
                return;
            }
        }
        if node.is("tex-math") || node.is("math") {
            return;
        }
        self.inlines(node, line, lang);
    }

    /// The same thing in several forms: the best that the model can carry.
    pub(super) fn alternatives(&mut self, node: Node<'t>, line: &mut Line, lang: Lang) {
        if node.find("math").is_some() || has_tex(node) {
            self.inline_formula(node, line, lang);
            return;
        }
        let order = ["textual-form", "inline-graphic", "graphic"];
        let best = order.iter().find_map(|name| node.elements().find(|e| e.is(name)));
        let best = best.or_else(|| node.elements().next());
        for other in node.elements().filter(|e| Some(e.id()) != best.map(Node::id)) {
            self.losses.note(other, Fate::Left);
        }
        if let Some(best) = best {
            self.inline(best, line, lang);
        }
    }

    /// The LaTeX source of a formula, empty if it has none, and its MathML where that says more than is made of the
    /// source anyway.
    pub(super) fn formula_forms(&mut self, node: Node<'t>) -> (Run, Option<Box<MathMl>>) {
        let tex = self.tex(node).unwrap_or_default();
        let math = if node.is("math") { Some(node) } else { node.find("math") };
        let made = |math: Node<'_>| {
            let written = self.source.get(math.span().range()).unwrap_or_default();
            let display = math.says("display", "block");
            // A formula that is only its source has no more than that.
            !tex.text.is_empty() && tex::to_mathml_prefixed(&tex.text, display).is_some_and(|made| made == written)
        };
        let math = math.filter(|math| !made(*math)).and_then(mathml_of);
        (tex, math.map(Box::new))
    }

    /// The LaTeX source of a formula, without the document that some publishers wrap around it.
    fn tex(&mut self, node: Node<'t>) -> Option<Run> {
        if !node.is("tex-math") && !has_tex(node) {
            return None;
        }
        let source =
            std::iter::once(node).chain(node.descendants()).find(|n| n.is("tex-math") || is_tex_annotation(*n))?;
        let mut run = Run::default();
        let mut exact = true;
        for piece in source.descendants() {
            if let Some(text) = piece.text() {
                exact &=
                    (run.text.is_empty() || run.span.end == piece.span().start) && text.len() == piece.span().len();
                run.text.push_str(text);
                run.span = run.span.join(piece.span());
            }
        }
        let text = run.text.as_str();
        let mut inner = text;
        if let Some((_, after)) = inner.split_once("\\begin{document}") {
            inner = after.split_once("\\end{document}").map_or(after, |(inner, _)| inner);
        }
        inner = inner.trim();
        for (open, close) in [("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")] {
            if let Some(bare) = inner.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
                inner = bare.trim();
                break;
            }
        }
        let start = inner.as_ptr() as usize - text.as_ptr() as usize;
        let span = if exact { run.span_of(start..start + inner.len()) } else { run.span };
        Some(Run::new(inner, span))
    }
}

/// MathML as the model has it. Without recursion: whoever wrote it may have nested it as deeply as a file goes.
fn mathml_of(math: Node<'_>) -> Option<MathMl> {
    let mut builder = mathml::Builder::default();
    let mut open: Vec<u32> = Vec::new();
    for node in math.descendants() {
        let around = node.parent().map_or(0, Node::id);
        // What is not around this node is over.
        while open.last().is_some_and(|last| *last != around) {
            open.pop();
            builder.close();
        }
        let silent = |n: &Node<'_>| matches!(n.local(), "annotation" | "annotation-xml");
        if silent(&node) || node.ancestors().take_while(|n| n.id() != math.id()).any(|n| silent(&n)) {
            continue;
        }
        if let Some(text) = node.text() {
            builder.text(&Run::new(text, node.span()));
        } else {
            builder.open(node.local(), node.attributes());
            open.push(node.id());
        }
    }
    builder.finish()
}
