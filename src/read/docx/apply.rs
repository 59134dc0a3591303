//! What a document knows beyond its text, put into the article that the page reader recovered.

use super::known::{Known, Stretch};
use super::lists;
use crate::article::{
    Article, Block, Cell, Figure, Graphic, Inline, Lang, Localised, MathMl, Row, Run, Section, Table, Text,
};
use crate::source::{Source, Span};

/// Puts everything into its place.
pub(super) fn apply(known: &Known, source: &Source, article: &mut Article) {
    let mut dresser = Dresser { known, source, lang: article.lang };
    let front = &mut article.front;
    // Ranges of these texts are told elsewhere, so their characters must stay.
    const FIXED: bool = true;
    for localised in front.titles.iter_mut().chain(&mut front.headings) {
        dresser.text(&mut localised.value, !FIXED);
    }
    for affiliation in &mut front.affiliations {
        affiliation.variants.iter_mut().for_each(|v| dresser.text(&mut v.value.text, FIXED));
    }
    for contributor in &mut front.contributors {
        contributor.bios.iter_mut().for_each(|bio| dresser.text(&mut bio.value, !FIXED));
    }
    front.abstracts.iter_mut().for_each(|a| dresser.blocks(&mut a.value));
    front.keywords.iter_mut().flat_map(|k| &mut k.items).for_each(|item| dresser.text(item, !FIXED));
    front.self_citations.iter_mut().for_each(|c| dresser.text(&mut c.text, FIXED));
    front.author_notes.iter_mut().flat_map(|n| &mut n.paragraphs).for_each(|p| dresser.text(p, !FIXED));

    dresser.blocks(&mut article.body.blocks);
    dresser.sections(&mut article.body.sections);
    for back in &mut article.back {
        dresser.text(&mut back.title, !FIXED);
        dresser.blocks(&mut back.blocks);
    }
    for note in &mut article.notes {
        note.paragraphs = std::mem::take(&mut note.paragraphs).into_iter().flat_map(|p| paragraphs(known, p)).collect();
        note.paragraphs.iter_mut().for_each(|p| dresser.text(p, !FIXED));
    }
    article.references.lists.iter_mut().for_each(|list| dresser.text(&mut list.title, !FIXED));
    article.references.items.iter_mut().flat_map(|i| &mut i.forms).for_each(|f| dresser.text(&mut f.text, FIXED));
    dresser.blocks(&mut article.floats);
}

struct Dresser<'k> {
    known: &'k Known,
    source: &'k Source,
    lang: Lang,
}

impl Dresser<'_> {
    fn sections(&mut self, sections: &mut [Section]) {
        for section in sections {
            self.text(&mut section.title, false);
            self.blocks(&mut section.blocks);
            self.sections(&mut section.sections);
        }
    }

    fn blocks(&mut self, blocks: &mut Vec<Block>) {
        for block in blocks.iter_mut() {
            match block {
                Block::Paragraph(paragraph) => self.text(&mut paragraph.text, false),
                Block::List(list) => list.items.iter_mut().for_each(|item| self.blocks(&mut item.blocks)),
                Block::Quotation(quotation) => self.blocks(&mut quotation.blocks),
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => self.figure(figure),
                Block::Formula(formula) => {
                    let Some(known) = self.known.formula(formula.tex.span) else { continue };
                    formula.mathml = known.mathml.as_ref().map(|math| Box::new(set(math, formula.tex.span)));
                }
                Block::Preformatted(_) | Block::Definitions(_) | Block::Verse(_) | Block::Group(_) => {}
            }
        }
        self.captions(blocks);
        lists::nest(self.known, self.source, blocks);
    }

    /// A paragraph in the style of captions that has no label the page reader would know it by: it belongs to the table
    /// under it, or to the figure above it, if that has no caption of its own.
    fn captions(&self, blocks: &mut Vec<Block>) {
        let is_caption = |block: &Block| matches!(block, Block::Paragraph(paragraph) if self.known.is_caption(paragraph.text.span()));
        if !blocks.iter().any(is_caption) {
            return;
        }
        let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut rest = std::mem::take(blocks).into_iter().peekable();
        while let Some(block) = rest.next() {
            let captions = match (out.last_mut(), rest.peek_mut()) {
                _ if !is_caption(&block) => None,
                (_, Some(Block::Table(table))) if table.captions.is_empty() => Some(&mut table.captions),
                (Some(Block::Figure(figure)), _) if figure.captions.is_empty() => Some(&mut figure.captions),
                _ => None,
            };
            match (captions, block) {
                (Some(captions), Block::Paragraph(paragraph)) => {
                    captions.push(Localised::new(self.lang, paragraph.text));
                }
                (_, block) => out.push(block),
            }
        }
        *blocks = out;
    }

    fn figure(&mut self, figure: &mut Figure) {
        figure.captions.iter_mut().for_each(|caption| self.text(&mut caption.value, false));
        let Some(graphic) = &mut figure.graphic else { return };
        let Some(picture) = self.known.picture(graphic.span) else { return };
        if let Some(span) = picture.caption.filter(|_| figure.captions.is_empty()) {
            // What is its caption need not be said a second time.
            graphic.alt.clone_from(&picture.alt);
            let text = Text::from_run(Run::new(self.source.slice(span), span));
            figure.captions.push(Localised::new(self.lang, text));
        } else {
            self.graphic(graphic);
        }
    }

    fn graphic(&mut self, graphic: &mut Graphic) {
        if let Some(picture) = self.known.picture(graphic.span).filter(|p| p.caption.is_none()) {
            graphic.alt.clone_from(&picture.alt);
        }
    }

    fn table(&mut self, table: &mut Table) {
        table.captions.iter_mut().for_each(|caption| self.text(&mut caption.value, false));
        table.notes.iter_mut().for_each(|note| self.text(&mut note.text, false));
        for cell in table.head.iter_mut().chain(&mut table.body).flat_map(|row| &mut row.cells) {
            self.text(&mut cell.text, false);
        }
        let Some(known) = self.known.table(table.span) else { return };
        let mut rows: Vec<Row> = table.head.drain(..).chain(table.body.drain(..)).collect();
        let whole = rows.len() == known.rows.len()
            && rows.iter().zip(&known.rows).all(|(row, known)| {
                known.cells.last().is_none_or(|cell| ((cell.column + cell.colspan) as usize) <= row.cells.len())
            });
        if whole {
            for (row, known) in rows.iter_mut().zip(&known.rows) {
                let mut flat: Vec<Cell> = std::mem::take(&mut row.cells);
                row.cells = known
                    .cells
                    .iter()
                    .map(|place| {
                        let cell = std::mem::take(&mut flat[place.column as usize]);
                        let one = |n: u32| if n > 1 { n } else { 0 };
                        Cell {
                            header: cell.header || known.header,
                            colspan: one(place.colspan),
                            rowspan: one(place.rowspan),
                            align: place.align.or(cell.align),
                            text: cell.text,
                        }
                    })
                    .collect();
            }
        }
        let head = known.rows.iter().take_while(|row| row.header).count().min(rows.len());
        table.body = rows.split_off(head);
        table.head = rows;
    }

    /// Dresses a text; one that is `fixed` keeps its characters.
    fn text(&mut self, text: &mut Text, fixed: bool) {
        self.inlines(text, fixed);
        let span = text.span();
        for (style, stretches) in &self.known.styles {
            if touches(stretches, span) {
                wrap(text, stretches, &|_, content| Inline::Styled { style: *style, content });
            }
        }
        if touches(&self.known.links, span) {
            wrap(text, &self.known.links, &|id, content| {
                let href = self.known.addresses.get(id as usize).cloned().unwrap_or_default();
                Inline::Link { href, content: without_links(content) }
            });
        }
    }

    fn inlines(&mut self, text: &mut Text, fixed: bool) {
        for inline in &mut text.inlines {
            match inline {
                Inline::Formula { tex, mathml } => {
                    let Some(known) = self.known.formula(tex.span) else { continue };
                    *mathml = known.mathml.as_ref().map(|math| Box::new(set(math, tex.span)));
                    // Braces that kept the dollar sign from being money.
                    if known.braces && !fixed && tex.text.len() > 2 && tex.span.len() == tex.text.len() {
                        let inner = 1..tex.text.len() - 1;
                        *tex = Run::new(&tex.text[inner.clone()], tex.span.slice(inner));
                    }
                }
                Inline::Graphic(graphic) => self.graphic(graphic),
                Inline::Styled { content, .. }
                | Inline::Foreign { content, .. }
                | Inline::Link { content, .. }
                | Inline::CrossReference { content, .. } => self.inlines(content, fixed),
                Inline::Run(_) | Inline::NoteMark { .. } | Inline::Citation { .. } | Inline::Break => {}
            }
        }
    }
}

fn set(math: &MathMl, span: Span) -> MathMl {
    MathMl { markup: math.markup.clone(), plain: Run::new(math.plain.text.clone(), span) }
}

/// The paragraphs of a note that were put out as one.
fn paragraphs(known: &Known, text: Text) -> Vec<Text> {
    let mut out = vec![Text::default()];
    let mut cuts = known.cuts(text.span());
    for inline in text.inlines {
        let span = span_of(&inline);
        let cut = cuts.first().is_some_and(|cut| !span.is_empty() && span.start >= *cut);
        if cut {
            while cuts.first().is_some_and(|cut| span.start >= *cut) {
                cuts = &cuts[1..];
            }
            if let Some(last) = out.last_mut()
                && matches!(last.inlines.last(), Some(Inline::Break))
            {
                last.inlines.pop();
                out.push(Text::default());
            }
        }
        out.last_mut().expect("never empty").inlines.push(inline);
    }
    out
}

fn span_of(inline: &Inline) -> Span {
    match inline {
        Inline::Run(run) | Inline::NoteMark { label: run, .. } | Inline::Citation { label: run, .. } => run.span,
        Inline::Formula { tex, .. } => tex.span,
        Inline::Graphic(graphic) => graphic.span,
        Inline::Styled { content, .. }
        | Inline::Foreign { content, .. }
        | Inline::Link { content, .. }
        | Inline::CrossReference { content, .. } => content.span(),
        Inline::Break => Span::NONE,
    }
}

fn touches(stretches: &[Stretch], span: Span) -> bool {
    let next = stretches.partition_point(|s| s.span.end <= span.start);
    !span.is_empty() && stretches.get(next).is_some_and(|s| s.span.start < span.end)
}

/// The number of the stretch that a byte is in, and where that stretch ends; or where the next one begins.
fn at(stretches: &[Stretch], byte: u32) -> (Option<u32>, u32) {
    let next = stretches.partition_point(|s| s.span.end <= byte);
    match stretches.get(next) {
        Some(s) if s.span.start <= byte => (Some(s.id), s.span.end),
        Some(s) => (None, s.span.start),
        None => (None, u32::MAX),
    }
}

/// The stretch that all of a text is in.
fn whole(stretches: &[Stretch], text: &Text) -> Option<u32> {
    let mut found: Option<Option<u32>> = None;
    text.for_each_run(&mut |run| {
        let (id, end) = at(stretches, run.span.start);
        let id = id.filter(|_| end >= run.span.end || run.span.len() != run.text.len());
        found = Some(match found {
            None => id,
            Some(before) if before == id => id,
            Some(_) => None,
        });
    });
    found.flatten()
}

/// Puts what is in a stretch into one inline.
fn wrap(text: &mut Text, stretches: &[Stretch], make: &dyn Fn(u32, Text) -> Inline) {
    let mut pieces: Vec<(Option<u32>, Inline)> = Vec::with_capacity(text.inlines.len());
    for inline in text.inlines.drain(..) {
        match inline {
            Inline::Run(run) if run.span.len() == run.text.len() => {
                let mut from = 0;
                while from < run.text.len() {
                    let (id, until) = at(stretches, run.span.start + from as u32);
                    let mut to = ((until - run.span.start) as usize).min(run.text.len());
                    // A stretch ends between characters; whatever happens, go on.
                    while to < run.text.len() && !run.text.is_char_boundary(to) {
                        to += 1;
                    }
                    let to = to.max(from + 1);
                    let words = run.text.get(from..to).unwrap_or(&run.text[from..]);
                    pieces.push((id, Inline::Run(Run::new(words, run.span.slice(from..from + words.len())))));
                    from += words.len();
                }
            }
            Inline::Styled { .. } | Inline::Foreign { .. } | Inline::Link { .. } | Inline::CrossReference { .. } => {
                let mut inline = inline;
                let (Inline::Styled { content, .. }
                | Inline::Foreign { content, .. }
                | Inline::Link { content, .. }
                | Inline::CrossReference { content, .. }) = &mut inline
                else {
                    continue;
                };
                let id = whole(stretches, content);
                if id.is_none() {
                    wrap(content, stretches, make);
                }
                pieces.push((id, inline));
            }
            other => {
                let span = span_of(&other);
                let id = if span.is_empty() { None } else { at(stretches, span.start).0 };
                pieces.push((id, other));
            }
        }
    }
    let mut pieces = pieces.into_iter().peekable();
    while let Some((id, first)) = pieces.next() {
        let Some(id) = id else {
            text.inlines.push(first);
            continue;
        };
        let mut content = Text { inlines: vec![first] };
        while let Some((_, inline)) = pieces.next_if(|(next, _)| *next == Some(id)) {
            content.inlines.push(inline);
        }
        text.inlines.push(make(id, content));
    }
}

/// No link stands in a link.
fn without_links(text: Text) -> Text {
    let mut out = Text::default();
    for inline in text.inlines {
        match inline {
            Inline::Link { content, .. } => out.inlines.extend(without_links(content).inlines),
            Inline::Styled { style, content } => {
                out.inlines.push(Inline::Styled { style, content: without_links(content) });
            }
            Inline::Foreign { lang, content } => {
                out.inlines.push(Inline::Foreign { lang, content: without_links(content) });
            }
            other => out.inlines.push(other),
        }
    }
    out
}
