//! Paragraphs and tables as the text of a page: in the marks that the page reader knows. What these marks cannot say is
//! noted beside the text.

use std::collections::BTreeMap;

use super::collect::Collected;
use super::items::{Item, Loss, Paragraph, Piece};
use super::known::{self, Known};
use super::line::{Breaks, Line, Mode};
use super::losses::Losses;
use super::styles::Kind;
use super::tables;
use crate::notation::labels::{self, LabelKind};
use crate::source::Span;

/// The text of a document, and what is known beside it.
pub(super) fn emit(collected: Collected) -> (String, Known) {
    let front_end = front_end(&collected.items);
    let known = Known { addresses: collected.links, ..Known::default() };
    let mut emitter = Emitter {
        out: String::new(),
        known,
        losses: Losses::default(),
        notes: collected.notes,
        told: Vec::new(),
        waiting: Vec::new(),
        in_front: true,
        last: Last::None,
        lists: BTreeMap::new(),
        picture: None,
    };
    for (n, item) in collected.items.iter().enumerate() {
        emitter.in_front = n <= front_end;
        if let Item::Paragraph(paragraph) = item
            && !emitter.in_front
            && is_references(paragraph)
        {
            emitter.notes();
        }
        emitter.item(item);
        if n > front_end && !matches!(emitter.last, Last::List { .. }) {
            emitter.notes();
        }
    }
    emitter.notes();
    let Emitter { mut out, mut known, losses, .. } = emitter;
    out.push('\n');
    known.diagnostics = losses.findings();
    (out, known)
}

/// The last block of the front matter: the keywords that follow one another without much between them. Emphasis of whole
/// lines says nothing there, and no note stands there.
fn front_end(items: &[Item]) -> usize {
    const FAR: usize = 25;
    let mut end = None;
    let mut seen = 0;
    let mut since = 0;
    for (n, item) in items.iter().enumerate() {
        let Item::Paragraph(paragraph) = item else { continue };
        if paragraph.is_blank() {
            continue;
        }
        seen += 1;
        since += 1;
        if since > FAR {
            break;
        }
        let plain = paragraph.plain();
        let label = labels::at_start_of(plain.trim_start(), &[LabelKind::Keywords]);
        if label.is_some_and(|l| l.has_colon || l.whole_line || l.separator != labels::Separator::None) {
            end = Some(n);
            since = 0;
        }
        // Without keywords the front ends before the first long paragraph that is no abstract.
        if end.is_none() && seen > 15 {
            break;
        }
    }
    end.unwrap_or_else(|| {
        let long = |item: &Item| matches!(item, Item::Paragraph(p) if p.plain().chars().count() > 400);
        items.iter().position(long).unwrap_or(0)
    })
}

fn is_references(paragraph: &Paragraph) -> bool {
    let plain = paragraph.plain();
    plain.len() < 200 && labels::at_start_of(plain.trim(), &[LabelKind::References]).is_some_and(|l| l.whole_line)
}

/// What blocks are joined in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// A note.
    Note,
    /// A cell of a table, in its head or not.
    Cell { head: bool },
}

/// What was put out last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    None,
    Block,
    /// An item of a list that the next may follow without an empty line.
    List {
        list: u32,
        level: u8,
    },
    Quotation,
    Code,
    /// A formula that has no number yet.
    Formula,
}

/// Puts out the text.
pub(super) struct Emitter {
    pub out: String,
    pub known: Known,
    pub losses: Losses,
    notes: Vec<super::items::Note>,
    /// The notes that were put out.
    told: Vec<bool>,
    /// Notes that were called and not yet put out.
    waiting: Vec<usize>,
    in_front: bool,
    last: Last,
    /// The lists by their ids, numbered in the order in which they were met.
    lists: BTreeMap<String, u32>,
    /// The picture that was put out last, by its place, while nothing stands after it.
    picture: Option<usize>,
}

impl Emitter {
    /// Puts out a block.
    pub fn item(&mut self, item: &Item) {
        match item {
            Item::Paragraph(paragraph) => self.paragraph(paragraph),
            Item::Table(table) => {
                self.picture = None;
                tables::table(self, table);
            }
        }
    }

    /// Begins a block of its own.
    pub fn begin(&mut self) {
        if !self.out.is_empty() {
            let ends = self.out.bytes().rev().take_while(|b| *b == b'\n').count();
            (ends..2).for_each(|_| self.out.push('\n'));
        }
        self.last = Last::Block;
    }

    /// Puts out the notes that wait, each a block.
    fn notes(&mut self) {
        // A note may call no other; if one does, that one is put out as well.
        let mut at = 0;
        while at < self.waiting.len() {
            let n = self.waiting[at];
            at += 1;
            self.told.resize(self.notes.len(), false);
            if std::mem::replace(&mut self.told[n], true) {
                continue;
            }
            let note = std::mem::take(&mut self.notes[n].items);
            self.begin();
            let start = self.out.len();
            let label = format!("[^{}]: ", self.notes[n].label);
            self.out.push_str(&label);
            let from = self.out.len();
            self.joined(&note, Within::Note);
            if self.out.len() == from {
                self.out.push('–');
            }
            self.losses.place(Span::new(start, self.out.len()));
        }
        self.waiting.clear();
    }

    /// Puts blocks out as one line, a `<br>` between them. In a note the places where they begin are noted.
    pub fn joined(&mut self, items: &[Item], within: Within) {
        let note = within == Within::Note;
        let from = self.out.len();
        for item in items {
            match item {
                Item::Paragraph(paragraph) => {
                    self.losses.meet(&paragraph.losses);
                    if paragraph.is_blank() {
                        continue;
                    }
                    if self.out.len() > from {
                        self.out.push_str("<br>");
                        if note {
                            self.known.note_paragraphs.push(self.out.len() as u32);
                        }
                    }
                    if let Some(list) = &paragraph.list {
                        let mark = if list.mark.text.is_empty() { "•" } else { &list.mark.text };
                        self.out.push_str(mark);
                        self.out.push(' ');
                    }
                    // Cells of the head are bold whatever is in them.
                    let plain = within == Within::Cell { head: true };
                    let mode = Mode { breaks: Breaks::Tag, cell: !note, plain, ..Mode::default() };
                    self.line(&paragraph.pieces, mode);
                }
                Item::Table(table) => {
                    self.losses.meet(&[Loss::NestedTable]);
                    for row in &table.rows {
                        for cell in &row.cells {
                            if self.out.len() > from && !self.out.ends_with("<br>") {
                                self.out.push_str("<br>");
                            }
                            self.joined(&cell.items, within);
                        }
                    }
                }
            }
        }
        while self.out.len() > from && self.out.ends_with("<br>") {
            self.out.truncate(self.out.len() - 4);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.losses.meet(&paragraph.losses);
        if paragraph.is_blank() {
            // An empty line parts lists and quotations.
            if matches!(self.last, Last::Quotation | Last::Code) {
                self.last = Last::Block;
            }
            return;
        }
        let start = self.out.len();
        match paragraph.kind {
            Kind::Heading(level) => self.heading(paragraph, level),
            Kind::Title => self.heading(paragraph, 1),
            Kind::Quotation => self.quotation(paragraph),
            Kind::Code => self.code(paragraph),
            Kind::Caption if self.repeats_picture(paragraph) => {}
            Kind::Caption if paragraph.list.is_none() => {
                self.begin();
                self.known.captions.push(self.out.len() as u32);
                self.body(paragraph, true);
            }
            _ => match &paragraph.list {
                Some(_) => self.list_item(paragraph),
                None => self.body(paragraph, false),
            },
        }
        let start = start.min(self.out.len());
        let empty = self.out[start..].len() - self.out[start..].trim_start().len();
        self.losses.place(Span::new(start + empty, self.out.len()));
    }

    /// Writes pieces on one line.
    fn line(&mut self, pieces: &[Piece], mode: Mode) -> Span {
        let start = self.out.len();
        Line { out: &mut self.out, known: &mut self.known, notes: &self.notes, waiting: &mut self.waiting, mode }
            .write(pieces);
        Span::new(start, self.out.len())
    }

    fn mark(&mut self, paragraph: &Paragraph) {
        if let Some(list) = paragraph.list.as_ref().filter(|l| !l.mark.text.is_empty()) {
            self.out.push_str(&list.mark.text);
            self.out.push(' ');
        }
    }

    fn heading(&mut self, paragraph: &Paragraph, level: u8) {
        self.picture = None;
        // A picture that was given the style of a heading is none.
        if paragraph.plain().trim().is_empty() {
            return self.body(paragraph, false);
        }
        self.begin();
        (0..level.clamp(1, 6)).for_each(|_| self.out.push('#'));
        self.out.push(' ');
        self.mark(paragraph);
        self.line(&paragraph.pieces, Mode { breaks: Breaks::Space, plain: true, ..Mode::default() });
    }

    fn quotation(&mut self, paragraph: &Paragraph) {
        self.picture = None;
        if self.last == Last::Quotation {
            self.out.push_str("\n>\n");
        } else {
            self.begin();
        }
        self.out.push_str("> ");
        self.mark(paragraph);
        self.line(&paragraph.pieces, Mode { breaks: Breaks::Tag, ..Mode::default() });
        self.last = Last::Quotation;
    }

    fn code(&mut self, paragraph: &Paragraph) {
        self.picture = None;
        let mut text = String::new();
        for piece in &paragraph.pieces {
            match piece {
                Piece::Text { text: more, .. } => text.push_str(more),
                Piece::Break => text.push('\n'),
                Piece::Tab => text.push_str("    "),
                Piece::Formula { formula, .. } => text.push_str(&formula.tex),
                Piece::Note(_) | Piece::Picture { .. } => {}
            }
        }
        if text.contains("```") {
            return self.body(paragraph, false);
        }
        const END: &str = "\n```";
        if self.last == Last::Code && self.out.ends_with(END) {
            self.out.truncate(self.out.len() - END.len());
            self.out.push('\n');
        } else {
            self.begin();
            self.out.push_str("```\n");
        }
        self.out.push_str(&text);
        self.out.push_str(END);
        self.last = Last::Code;
    }

    /// Whether a caption only repeats what the picture before it is described with, or describes a picture that has no
    /// description. Then it is noted as both.
    fn repeats_picture(&mut self, paragraph: &Paragraph) -> bool {
        let Some(number) = self.picture.take() else { return false };
        let plain = paragraph.plain();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let only_text = paragraph.pieces.iter().all(|p| matches!(p, Piece::Text { .. } | Piece::Tab | Piece::Break));
        let labelled = labels::at_start_of(&plain, &[LabelKind::Figure, LabelKind::Table]).is_some();
        let Some(picture) = self.known.pictures.get_mut(number).filter(|_| only_text && !labelled) else {
            return false;
        };
        let at = picture.at as usize + "![".len();
        let Some(end) = self.out[at..].find("](").map(|n| at + n) else { return false };
        if picture.alt.is_empty() && end == at {
            let words = plain.replace('[', "(").replace(']', ")");
            self.out.insert_str(at, &words);
            picture.caption = Some(Span::new(at, at + words.len()));
            return true;
        }
        if picture.alt.split_whitespace().eq(plain.split(' ')) {
            // The words stand in the text already.
            picture.caption = Some(Span::new(at, end));
            return true;
        }
        false
    }

    fn list_item(&mut self, paragraph: &Paragraph) {
        self.picture = None;
        let Some(list) = &paragraph.list else { return };
        let next = self.lists.len() as u32;
        let number = *self.lists.entry(list.list.clone()).or_insert(next);
        let (bullet, level) = (list.mark.text.is_empty(), list.level);
        // Marks that the page reader knows may stand without an empty line between them.
        let known = bullet || is_plain_mark(&list.mark.text);
        let goes_on = matches!(self.last, Last::List { list, level: l } if bullet || list == number || l != level);
        if known && goes_on {
            self.out.push('\n');
        } else {
            self.begin();
        }
        let start = self.out.len();
        let short = paragraph.plain().chars().count() <= 170;
        // A number before a bold line is that of a heading.
        if !bullet && short && !self.in_front && super::line::is_bold(&paragraph.pieces) && !goes_on {
            self.begin();
            let mut pieces = paragraph.pieces.clone();
            if let Some(Piece::Text { text, .. }) = pieces.first_mut() {
                *text = format!("{} {}", list.mark.text, text.trim_start());
            }
            self.line(&pieces, Mode { breaks: Breaks::Space, ..Mode::default() });
            return;
        }
        if bullet {
            self.out.push_str("- ");
        } else {
            self.out.push_str(&list.mark.text);
            self.out.push(' ');
        }
        let at = self.out.len();
        let mode = Mode { breaks: Breaks::Tag, front: self.in_front, ..Mode::default() };
        self.line(&paragraph.pieces, mode);
        let item =
            known::Item { at: at as u32, mark: start as u32, level: list.level, kind: list.mark.kind, list: number };
        self.known.items.push(item);
        self.last = if known { Last::List { list: number, level } } else { Last::Block };
    }

    /// `a) …; b) …; c) …` in one paragraph: each on a line of its own, as a page has them. The text stays as long as it is.
    fn part_items(&mut self, span: Span) {
        let text = &self.out[span.range()];
        let mut ends = Vec::new();
        for marks in [["a)", "b)", "c)", "d)", "e)", "f)", "g)"], ["а)", "б)", "в)", "г)", "д)", "е)", "ж)"]] {
            if !text.strip_prefix(marks[0]).is_some_and(|rest| rest.starts_with(' ')) {
                continue;
            }
            let mut from = marks[0].len();
            for mark in &marks[1..] {
                let Some(at) = text[from..].find(&format!("; {mark} ")) else { break };
                ends.push(span.start as usize + from + at + 1);
                from += at + "; ".len() + mark.len();
            }
        }
        for end in ends {
            self.out.replace_range(end..=end, "\n");
        }
    }

    /// A paragraph of the text; emphasis of all of a `plain` one is left out. Pictures and displayed formulas in it stand in blocks of their own where nothing else is
    /// on their line.
    fn body(&mut self, paragraph: &Paragraph, plain: bool) {
        // Pandoc puts the number of a formula into a paragraph of its own.
        if self.last == Last::Formula
            && let Some((_, label)) =
                sign_and_label(&paragraph.pieces).filter(|(sign, label)| sign.is_empty() && !label.is_empty())
        {
            self.out.push(' ');
            self.out.push_str(&label);
            self.last = Last::Block;
            return;
        }
        for part in parts(&paragraph.pieces) {
            self.picture = None;
            self.begin();
            match part {
                Part::Pictures(pictures) => {
                    for (n, picture) in pictures.iter().enumerate() {
                        if n > 0 {
                            self.begin();
                        }
                        self.line(std::slice::from_ref(picture), Mode::default());
                        self.picture = self.known.pictures.len().checked_sub(1);
                    }
                }
                Part::Formula(formula, sign, label) => {
                    self.out.push_str("$$");
                    let at = self.out.len();
                    self.out.push_str(&formula.tex);
                    self.out.push_str(sign);
                    let known = known::Formula { at: at as u32, mathml: formula.mathml.clone(), braces: false };
                    self.known.formulas.push(known);
                    self.out.push_str("$$");
                    if label.is_empty() {
                        self.last = Last::Formula;
                    } else {
                        self.out.push(' ');
                        self.out.push_str(&label);
                    }
                }
                Part::Text(pieces) => {
                    let breaks = if self.in_front || is_labelled(pieces) { Breaks::Line } else { Breaks::Tag };
                    let mode = Mode { breaks, plain: plain || self.in_front, front: self.in_front, ..Mode::default() };
                    let span = self.line(pieces, mode);
                    if !self.in_front {
                        self.part_items(span);
                    }
                }
            }
        }
    }
}

/// `1.`, `12)`, `a)`: marks that make a line an item of a list for the page reader.
fn is_plain_mark(mark: &str) -> bool {
    let Some(body) = mark.strip_suffix(['.', ')']) else { return false };
    let figures = (1..=3).contains(&body.len()) && body.bytes().all(|b| b.is_ascii_digit());
    let mut chars = body.chars();
    let letter = mark.ends_with(')') && chars.next().is_some_and(char::is_lowercase) && chars.next().is_none();
    figures || letter
}

/// Whether a label is at the start: lines under it are lines.
fn is_labelled(pieces: &[Piece]) -> bool {
    let start: String = pieces
        .iter()
        .filter_map(|piece| if let Piece::Text { text, .. } = piece { Some(text.as_str()) } else { None })
        .flat_map(str::chars)
        .take(80)
        .collect();
    labels::at_start(start.trim_start()).iter().any(|l| l.has_colon || l.whole_line)
}

/// A part of a paragraph.
enum Part<'p> {
    /// Text, formulas and pictures in the line among it.
    Text(&'p [Piece]),
    /// Pictures alone.
    Pictures(Vec<Piece>),
    /// A formula alone, a sign after it and its number.
    Formula(&'p super::math::Formula, &'static str, String),
}

fn is_white(piece: &Piece) -> bool {
    match piece {
        Piece::Text { text, .. } => text.trim().is_empty(),
        Piece::Break | Piece::Tab => true,
        _ => false,
    }
}

/// Cuts a paragraph into text, displayed formulas, and pictures that stand on a line of their own.
fn parts(pieces: &[Piece]) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    if let Some((formula, sign, label)) = formula_alone(pieces) {
        return vec![Part::Formula(formula, sign, label)];
    }
    let mut from = 0;
    let mut at = 0;
    // Lines first: between breaks.
    let mut lines: Vec<std::ops::Range<usize>> = Vec::new();
    while at <= pieces.len() {
        if at == pieces.len() || matches!(pieces[at], Piece::Break) {
            lines.push(from..at);
            from = at + 1;
        }
        at += 1;
    }
    let mut open: Option<std::ops::Range<usize>> = None;
    for line in lines {
        let own = &pieces[line.clone()];
        let pictures = own.iter().any(|p| matches!(p, Piece::Picture { .. }))
            && own.iter().all(|p| is_white(p) || matches!(p, Piece::Picture { .. }));
        let alone =
            formula_alone(own).filter(|_| own.iter().any(|p| matches!(p, Piece::Formula { display: true, .. })));
        if pictures || alone.is_some() {
            if let Some(range) = open.take() {
                push_text(pieces, range, &mut out);
            }
            match alone {
                Some((formula, sign, label)) => out.push(Part::Formula(formula, sign, label)),
                None => out
                    .push(Part::Pictures(own.iter().filter(|p| matches!(p, Piece::Picture { .. })).cloned().collect())),
            }
            continue;
        }
        // A displayed formula inside the line parts it.
        if own.iter().any(|p| matches!(p, Piece::Formula { display: true, .. })) {
            let mut start = open.take().map_or(line.start, |range| range.start);
            let mut n = line.start;
            while n < line.end {
                if let Piece::Formula { formula, display: true } = &pieces[n] {
                    push_text(pieces, start..n, &mut out);
                    // A sign and a number right after it belong to it.
                    let rest_len = (n + 1..line.end)
                        .take_while(|m| !matches!(pieces[*m], Piece::Formula { display: true, .. }))
                        .count();
                    let rest = &pieces[n + 1..n + 1 + rest_len];
                    match sign_and_label(rest) {
                        Some((sign, label)) => {
                            out.push(Part::Formula(formula, sign, label));
                            n += rest_len;
                        }
                        None => out.push(Part::Formula(formula, "", String::new())),
                    }
                    start = n + 1;
                }
                n += 1;
            }
            push_text(pieces, start..line.end, &mut out);
            continue;
        }
        open = Some(match open {
            Some(range) => range.start..line.end,
            None => line,
        });
    }
    if let Some(range) = open {
        push_text(pieces, range, &mut out);
    }
    out
}

fn push_text<'p>(pieces: &'p [Piece], mut range: std::ops::Range<usize>, out: &mut Vec<Part<'p>>) {
    while range.start < range.end && is_white(&pieces[range.start]) {
        range.start += 1;
    }
    while range.start < range.end && is_white(&pieces[range.end - 1]) {
        range.end -= 1;
    }
    if range.start < range.end {
        out.push(Part::Text(&pieces[range]));
    }
}

/// A formula that nothing stands beside but a sign and its number.
fn formula_alone(pieces: &[Piece]) -> Option<(&super::math::Formula, &'static str, String)> {
    let at = pieces.iter().position(|p| matches!(p, Piece::Formula { .. }))?;
    let Piece::Formula { formula, .. } = &pieces[at] else { return None };
    let before: String = plain_of(&pieces[..at])?;
    let before = before.trim();
    let (sign, label) = sign_and_label(&pieces[at + 1..])?;
    if before.is_empty() {
        return Some((formula, sign, label));
    }
    (is_label(before) && label.is_empty()).then(|| (formula, sign, before.to_owned()))
}

/// `,` and `(1)`: what may stand after a displayed formula.
fn sign_and_label(pieces: &[Piece]) -> Option<(&'static str, String)> {
    let text = plain_of(pieces)?;
    let mut rest = text.trim();
    let mut sign = "";
    for known in [",", ".", ";"] {
        if let Some(after) = rest.strip_prefix(known) {
            (sign, rest) = (known, after.trim());
            break;
        }
    }
    let label = rest.trim_end_matches(['.', ',', ';']);
    (label.is_empty() || is_label(label)).then(|| (sign, label.to_owned()))
}

fn is_label(text: &str) -> bool {
    text.starts_with('(')
        && text.ends_with(')')
        && text.len() < 16
        && text[1..text.len() - 1].chars().any(|c| c.is_ascii_digit())
        && text[1..text.len() - 1].chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '–' | '*' | '\''))
}

/// The characters of pieces that are nothing but characters.
fn plain_of(pieces: &[Piece]) -> Option<String> {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text { text, .. } => out.push_str(text),
            Piece::Break | Piece::Tab => out.push(' '),
            Piece::Note(_) | Piece::Formula { .. } | Piece::Picture { .. } => return None,
        }
        if out.len() > 64 {
            return None;
        }
    }
    Some(out)
}
