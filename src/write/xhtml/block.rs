//! Sections and blocks: paragraphs, lists, quotations, tables, figures, formulas.

use super::inline::is_heard;
use super::{MAX_DEPTH, Renderer, Tag, clean, tag};
use crate::article::{
    Align, Block, Cell, Credit, Figure, Formula, Lang, List, ListKind, Localised, Paragraph, Row, Run, Section,
    SectionKind, Table, TableNote, Text, formula_run,
};

/// A table of more columns is set smaller, and scrolls where the reader lets it.
const MANY_COLUMNS: usize = 5;

impl<'a> Renderer<'a> {
    /// Writes sections; `level` is 1 for those of the article.
    pub fn sections(&mut self, sections: &'a [Section], level: usize) {
        self.depth += 1;
        for section in sections {
            if self.depth > MAX_DEPTH {
                self.leaf(tag("p"), &plain_section(section));
                continue;
            }
            if level == 1 && self.depth == 1 {
                self.may_end_page(true);
            }
            let id = self.ids.define(&section.id, if section.id.is_empty() { "sec" } else { &section.id });
            let mut element = tag("section");
            match section.kind {
                Some(SectionKind::Introduction) => element = element.means("introduction").role("doc-introduction"),
                Some(SectionKind::Conclusions) => element = element.means("conclusion").role("doc-conclusion"),
                _ => {}
            }
            if let Some(lang) = section.lang {
                element = element.lang(lang);
            }
            let had = self.outline.len();
            self.section(element, &id, level, Some(&section.title), ("", Lang::UND));
            let titled = self.outline.len() > had;
            self.blocks(&section.blocks);
            self.sections(&section.sections, level + usize::from(titled));
            self.close();
            self.xml.newline();
        }
        self.depth -= 1;
    }

    /// Writes blocks.
    pub fn blocks(&mut self, blocks: &'a [Block]) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.leaf(tag("p"), &plain(blocks));
        } else {
            for block in blocks {
                self.block(block);
                self.xml.newline();
            }
        }
        self.depth -= 1;
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list),
            Block::Quotation(quotation) => {
                self.open(tag("blockquote"));
                self.blocks(&quotation.blocks);
                self.close();
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Formula(formula) => self.displayed(formula),
            Block::Preformatted(run) => self.leaf(tag("pre"), &run.text),
            Block::Definitions(definitions) => self.definitions(definitions),
            Block::Verse(verse) => self.verse(verse),
            Block::Group(group) => self.group(group),
        }
    }

    /// Writes a paragraph.
    pub fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let mut element = if paragraph.continues { tag("p").class("continued") } else { tag("p") };
        if let Some(lang) = paragraph.lang {
            element = element.lang(lang);
        }
        self.open(element);
        let inlines = &paragraph.text.inlines;
        let run_in = (paragraph.run_in as usize).min(inlines.len());
        if run_in > 0 {
            self.open(tag("span").class("run-in"));
            self.inlines(&inlines[..run_in]);
            self.close();
        }
        self.inlines(&inlines[run_in..]);
        self.close();
    }

    fn list(&mut self, list: &'a List) {
        if list.items.is_empty() {
            return;
        }
        // Marks that the page makes by itself are left to it; others stand as they are.
        let numbers: Option<Vec<usize>> =
            list.items.iter().map(|item| number(list.kind, item.label.as_ref())).collect();
        let unmarked =
            list.items.iter().all(|i| i.label.as_ref().is_none_or(|l| !l.text.contains(char::is_alphanumeric)));
        let counted = match list.kind {
            ListKind::Bullet | ListKind::Simple => None,
            _ if list.items.iter().all(|i| i.label.is_none()) => Some((1..=list.items.len()).collect()),
            _ => numbers,
        };
        let labelled = counted.is_none() && !unmarked;
        let element = match (list.kind, &counted) {
            (ListKind::AlphaLower, Some(_)) => tag("ol").class("alpha").attr("type", "a"),
            (ListKind::RomanLower, Some(_)) => tag("ol").class("roman").attr("type", "i"),
            (ListKind::AlphaUpper, Some(_)) => tag("ol").class("alpha-upper").attr("type", "A"),
            (ListKind::RomanUpper, Some(_)) => tag("ol").class("roman-upper").attr("type", "I"),
            (_, Some(_)) => tag("ol"),
            (ListKind::Bullet, None) if !labelled => tag("ul"),
            // Without marks of its own a list loses its role in some readers.
            _ => tag("ul").class("plain").role("list"),
        };
        self.open(element);
        self.xml.newline();
        let mut expected = 1;
        for (i, item) in list.items.iter().enumerate() {
            let mut element = tag("li");
            if let Some(number) = counted.as_ref().map(|n| n[i]) {
                if number != expected {
                    element = element.attr("value", number.to_string());
                }
                expected = number + 1;
            }
            self.open(element);
            if labelled && let Some(label) = &item.label {
                self.leaf(tag("span").class("label"), label.text.trim());
                self.xml.text(" ");
            }
            // A single paragraph needs no element of its own.
            match item.blocks.as_slice() {
                [Block::Paragraph(only)] if only.lang.is_none() && only.run_in == 0 => self.text(&only.text),
                blocks => {
                    self.xml.newline();
                    self.blocks(blocks);
                }
            }
            self.close();
            self.xml.newline();
        }
        self.close();
    }

    fn displayed(&mut self, formula: &'a Formula) {
        let id = self.ids.define(&formula.id, if formula.id.is_empty() { "eq" } else { &formula.id });
        self.open(tag("div").id(&id).class("formula"));
        self.open(tag("div").class("set"));
        let set = formula.mathml.is_some() || !formula.tex.text.is_empty();
        match &formula.graphic {
            // A picture of the formula alone.
            Some(graphic) if !set => match self.picture(graphic) {
                Some(address) => {
                    let label = formula.label.as_ref().map(|label| label.text.as_str()).unwrap_or_default();
                    let alt = self.alternative(graphic, &clean(label));
                    self.empty(tag("img").attr("src", address).attr("alt", alt));
                }
                None => drop(self.xml.text(&clean(&graphic.alt))),
            },
            _ => self.formula(&formula.tex, formula.mathml.as_deref(), true),
        }
        self.close();
        if let Some(label) = &formula.label {
            self.leaf(tag("span").class("label"), label.text.trim());
        }
        self.close();
    }

    fn figure(&mut self, figure: &'a Figure) {
        let id = self.ids.define(&figure.id, if figure.id.is_empty() { "fig" } else { &figure.id });
        self.open(tag("figure").id(&id));
        self.xml.newline();
        for graphic in figure.graphic.iter().chain(&figure.graphics) {
            match self.picture(graphic) {
                Some(address) => {
                    let caption = plain_caption(figure.label.as_ref(), &figure.captions);
                    let alt = self.alternative(graphic, &caption);
                    self.empty(tag("img").attr("src", address).attr("alt", alt));
                }
                None if self.is_final() && !clean(&graphic.alt).is_empty() => {
                    self.leaf(tag("p").class("missing"), &format!("[{}]", clean(&graphic.alt)));
                }
                None => {}
            }
            self.xml.newline();
        }
        if figure.label.is_some() || !figure.captions.is_empty() {
            self.open(tag("figcaption"));
            self.caption(figure.label.as_ref(), &figure.captions);
            self.close();
            self.xml.newline();
        }
        self.legends(&figure.legends);
        self.credits(&figure.credits);
        self.close();
    }

    /// What explains a figure or a table, after its caption.
    fn legends(&mut self, legends: &'a [Localised<Vec<Block>>]) {
        for legend in legends {
            self.open(tag("div").class("legend").lang(legend.lang));
            self.blocks(&legend.value);
            self.close();
            self.xml.newline();
        }
    }

    /// Where a figure, a table or a box is from.
    pub fn credits(&mut self, credits: &'a [Credit]) {
        for credit in credits {
            let (Credit::Attribution { text } | Credit::Permission { text, .. }) = credit;
            if is_heard(text) {
                self.leaf_text(tag("p").class("credit"), text);
                self.xml.newline();
            }
        }
    }

    /// A label and captions, a line a language.
    fn caption(&mut self, label: Option<&'a Run>, captions: &'a [Localised<Text>]) {
        for (i, caption) in captions.iter().enumerate() {
            self.open(tag("p").lang(caption.lang));
            if i == 0 {
                self.caption_label(label);
            }
            self.text(&caption.value);
            self.close();
        }
        if captions.is_empty() && label.is_some() {
            self.open(tag("p"));
            self.caption_label(label);
            self.close();
        }
    }

    fn caption_label(&mut self, label: Option<&'a Run>) {
        if let Some(label) = label.map(|l| l.text.trim()).filter(|l| !l.is_empty()) {
            self.leaf(tag("b").class("label"), label);
            self.xml.text(if label.ends_with(['.', ':', '—', '–']) { " " } else { ". " });
        }
    }

    fn table(&mut self, table: &'a Table) {
        let id = self.ids.define(&table.id, if table.id.is_empty() { "tab" } else { &table.id });
        let caption_id = self.ids.fresh(&format!("cap-{id}"));
        let rows = || table.head.iter().chain(&table.body);
        let columns = rows().map(|r| r.cells.iter().map(|c| span(c.colspan, 1000)).sum::<usize>()).max().unwrap_or(0);
        let captioned = table.label.is_some() || !table.captions.is_empty();
        if columns == 0 {
            // Nothing but words, or a picture of it: a table without cells is none.
            self.open(tag("figure").id(&id));
            for graphic in &table.graphics {
                if let Some(address) = self.picture(graphic) {
                    let caption = plain_caption(table.label.as_ref(), &table.captions);
                    let alt = self.alternative(graphic, &caption);
                    self.empty(tag("img").attr("src", address).attr("alt", alt));
                }
            }
            if captioned {
                self.open(tag("figcaption").id(&caption_id));
                self.caption(table.label.as_ref(), &table.captions);
                self.close();
            }
            self.legends(&table.legends);
            self.table_notes(&table.notes);
            self.credits(&table.credits);
            self.close();
            return;
        }
        self.open(tag("div").id(&id).class("table"));
        self.xml.newline();
        let mut frame = tag("div").class("frame");
        if columns > MANY_COLUMNS && self.flavour == super::Flavour::Html {
            // What scrolls must be reached from the keyboard (WCAG 2.1, success criterion 2.1.1).
            frame = frame.role("region").attr("tabindex", "0");
            frame = if captioned {
                frame.attr("aria-labelledby", caption_id.as_str())
            } else {
                frame.attr("aria-label", self.words.table).lang(self.words.lang())
            };
        }
        self.open(frame);
        self.open(if columns > MANY_COLUMNS { tag("table").class("wide") } else { tag("table") });
        self.xml.newline();
        if captioned {
            self.open(tag("caption").id(&caption_id));
            self.caption(table.label.as_ref(), &table.captions);
            self.close();
            self.xml.newline();
        }
        self.rows("thead", &table.head, true);
        self.rows("tbody", &table.body, false);
        self.close();
        self.close();
        self.xml.newline();
        self.legends(&table.legends);
        self.table_notes(&table.notes);
        self.credits(&table.credits);
        self.close();
    }

    fn table_notes(&mut self, notes: &'a [TableNote]) {
        if notes.is_empty() {
            return;
        }
        self.open(tag("div").class("table-notes"));
        for note in notes {
            let mut element = tag("p");
            let id = (!note.id.is_empty()).then(|| self.ids.define(&note.id, &note.id));
            if let Some(id) = &id {
                element = element.id(id);
            }
            self.open(element);
            if let Some(label) = &note.label {
                self.leaf(tag("sup"), label.text.trim());
                self.xml.text(" ");
            }
            self.text(&note.text);
            self.close();
        }
        self.close();
        self.xml.newline();
    }

    fn rows(&mut self, name: &'static str, rows: &'a [Row], head: bool) {
        if rows.iter().all(|r| r.cells.is_empty()) {
            return;
        }
        self.open(tag(name));
        self.xml.newline();
        for (i, row) in rows.iter().enumerate().filter(|(_, r)| !r.cells.is_empty()) {
            self.open(tag("tr"));
            // No cell reaches below its part of the table.
            row.cells.iter().for_each(|cell| self.cell(cell, head, rows.len() - i));
            self.close();
            self.xml.newline();
        }
        self.close();
        self.xml.newline();
    }

    fn cell(&mut self, cell: &'a Cell, head: bool, below: usize) {
        // An empty header says nothing to those who hear the table.
        let empty = !is_heard(&cell.text);
        let header = (cell.header || head) && !empty;
        let mut element: Tag<'_> =
            if header { tag("th").attr("scope", if head { "col" } else { "row" }) } else { tag("td") };
        let (columns, rows) = (span(cell.colspan, 1000), span(cell.rowspan, 65_534).min(below));
        if columns > 1 {
            element = element.attr("colspan", columns.to_string());
        }
        if rows > 1 {
            element = element.attr("rowspan", rows.to_string());
        }
        match cell.align {
            Some(Align::Left) => element = element.class("left"),
            Some(Align::Center) => element = element.class("center"),
            Some(Align::Right) => element = element.class("right"),
            None => {}
        }
        self.leaf_text(element, &cell.text);
    }
}

fn span(written: u32, most: usize) -> usize {
    (written as usize).clamp(1, most)
}

/// The number that a list's mark stands for, where the mark is one that a page makes by itself: `3.`, `3)`, `c)`, `iii`.
fn number(kind: ListKind, label: Option<&Run>) -> Option<usize> {
    let sign = label?.text.trim().trim_start_matches('(').trim_end_matches(['.', ')']);
    match kind {
        ListKind::Order => sign.parse().ok().filter(|n| *n < 100_000),
        ListKind::AlphaLower => match sign.as_bytes() {
            [b @ b'a'..=b'z'] => Some(usize::from(b - b'a') + 1),
            _ => None,
        },
        ListKind::RomanLower => {
            const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
            ROMAN.iter().position(|r| *r == sign).map(|i| i + 1)
        }
        ListKind::Bullet | ListKind::Simple | ListKind::AlphaUpper | ListKind::RomanUpper => None,
    }
}

fn plain_caption(label: Option<&Run>, captions: &[Localised<Text>]) -> String {
    let label = label.map(|l| l.text.as_str()).unwrap_or_default();
    let caption = captions.first().map(|c| c.value.plain_without_marks()).unwrap_or_default();
    clean(&format!("{label} {caption}"))
}

/// Blocks as plain text, a space between them.
pub fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        let text = match block {
            Block::Paragraph(paragraph) => paragraph.text.plain_without_marks(),
            Block::List(list) => list.items.iter().map(|i| plain(&i.blocks)).collect::<Vec<_>>().join(" "),
            Block::Quotation(quotation) => plain(&quotation.blocks),
            Block::Table(table) => {
                let cells = table.head.iter().chain(&table.body).flat_map(|r| &r.cells);
                cells.map(|c| c.text.plain_without_marks()).collect::<Vec<_>>().join(" ")
            }
            Block::Figure(figure) => plain_caption(figure.label.as_ref(), &figure.captions),
            Block::Formula(formula) => formula_run(&formula.tex, &formula.mathml).text.clone(),
            Block::Preformatted(run) => run.text.clone(),
            Block::Definitions(definitions) => {
                let items = definitions.items.iter();
                items
                    .map(|i| format!("{} {}", i.term.plain_without_marks(), plain(&i.blocks)))
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            Block::Verse(verse) => {
                verse.stanzas.iter().flatten().map(Text::plain_without_marks).collect::<Vec<_>>().join(" ")
            }
            Block::Group(group) => {
                let inner = group.sections.iter().map(plain_section).collect::<Vec<_>>().join(" ");
                format!("{} {} {inner}", group.title.plain_without_marks(), plain(&group.blocks))
            }
        };
        out.push_str(&text);
        out.push(' ');
    }
    clean(&out)
}

fn plain_section(section: &Section) -> String {
    let inner = section.sections.iter().map(plain_section).collect::<Vec<_>>().join(" ");
    clean(&format!("{} {} {inner}", section.title.plain_without_marks(), plain(&section.blocks)))
}
