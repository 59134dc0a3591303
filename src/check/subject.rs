//! What a rule looks at: the article, its journal, and every piece of its text as a plain string that knows the
//! manuscript's bytes.

use std::ops::Range;
use std::sync::OnceLock;

use super::Ui;
use crate::article::{Article, Block, Inline, Lang, Run, Section, Text, formula_run};
use crate::diagnostic::Diagnostic;
use crate::journal::Journal;
use crate::source::{Source, Span};

/// What a rule looks at.
pub struct Subject<'a> {
    /// The manuscript.
    pub source: &'a Source,
    /// The article that was read from it.
    pub article: &'a Article,
    /// Its journal.
    pub journal: &'a Journal,
    /// The language of messages.
    pub ui: Ui,
    /// The name of the reader that read it; empty if that is not known.
    pub reader: &'a str,
    /// What the reader said.
    pub told: &'a [Diagnostic],
    pieces: OnceLock<Vec<Piece<'a>>>,
}

/// What a piece of text is in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The article's title.
    Title,
    /// The heading of the kind of article.
    Kind,
    /// An affiliation.
    Affiliation,
    /// A paragraph of an abstract.
    Abstract,
    /// A keyword.
    Keyword,
    /// The citation block.
    SelfCitation,
    /// A paragraph on the authors.
    AuthorNote,
    /// The heading of a section or of back matter.
    Heading,
    /// A paragraph of the body: prose, an item of a list, a quotation.
    Paragraph,
    /// A cell of a table, or a note under it.
    Table,
    /// The caption of a table or a figure.
    Caption,
    /// A paragraph of back matter.
    BackMatter,
    /// A paragraph of a footnote.
    Note,
    /// An item of a list of references, as one list has it.
    Reference,
}

/// A piece of the article's text: one paragraph, title, keyword, note or reference.
pub struct Piece<'a> {
    /// What it is.
    pub role: Role,
    /// Its language; parts in another one are told by [`Piece::lang_at`].
    pub lang: Lang,
    /// The id of the note or reference it belongs to; empty for anything else.
    pub id: &'a str,
    /// As the model has it.
    pub text: &'a Text,
    /// What is read, as [`Text::plain`].
    pub plain: String,
    runs: Vec<Placed<'a>>,
    words: OnceLock<Vec<Range<usize>>>,
}

/// A run of a piece.
struct Placed<'a> {
    start: usize,
    run: &'a Run,
    lang: Lang,
    /// Whether it is prose: no mark, no formula, no code.
    prose: bool,
}

impl<'a> Subject<'a> {
    /// What the rules look at.
    pub fn new(source: &'a Source, article: &'a Article, journal: &'a Journal, ui: Ui) -> Subject<'a> {
        Subject { source, article, journal, ui, reader: "", told: &[], pieces: OnceLock::new() }
    }

    /// Adds who read the article, and what was said of it.
    #[must_use]
    pub fn read_by(self, reader: &'a str, told: &'a [Diagnostic]) -> Subject<'a> {
        Subject { reader, told, ..self }
    }

    /// Every piece of text: the front matter, the body, back matter, notes, references, each in its own order.
    pub fn pieces(&self) -> &[Piece<'a>] {
        self.pieces.get_or_init(|| pieces(self.article))
    }

    /// The pieces of one role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Piece<'a>> {
        self.pieces().iter().filter(move |piece| piece.role == role)
    }

    /// The line of a place, from 1.
    pub fn line(&self, span: Span) -> usize {
        self.source.line_at(span.start).0
    }
}

impl<'a> Piece<'a> {
    /// A text by itself.
    pub fn new(role: Role, lang: Lang, id: &'a str, text: &'a Text) -> Piece<'a> {
        let mut piece = Piece { role, lang, id, text, plain: String::new(), runs: Vec::new(), words: OnceLock::new() };
        piece.take(text, lang, true);
        piece
    }

    fn take(&mut self, text: &'a Text, lang: Lang, prose: bool) {
        for inline in &text.inlines {
            match inline {
                Inline::Run(run) => self.push(run, lang, prose),
                Inline::NoteMark { label, .. } | Inline::Citation { label, .. } => self.push(label, lang, false),
                Inline::Formula { tex, mathml } => self.push(formula_run(tex, mathml), lang, false),
                Inline::Styled { style, content } => {
                    self.take(content, lang, prose && *style != crate::article::Style::Code);
                }
                Inline::Link { content, .. } | Inline::CrossReference { content, .. } => {
                    self.take(content, lang, prose);
                }
                Inline::Foreign { lang, content } => self.take(content, *lang, prose),
                Inline::Graphic(_) | Inline::Break => {}
            }
        }
    }

    fn push(&mut self, run: &'a Run, lang: Lang, prose: bool) {
        self.runs.push(Placed { start: self.plain.len(), run, lang, prose });
        self.plain.push_str(&run.text);
    }

    fn index(&self, at: usize) -> usize {
        self.runs.partition_point(|placed| placed.start <= at).saturating_sub(1)
    }

    /// The manuscript's place of the bytes `range` of the plain text. Where the manuscript has something in between (a
    /// hyphen that was taken out, a note cut in at the foot of the page) the place spans it.
    pub fn span(&self, range: Range<usize>) -> Span {
        let mut span = Span::NONE;
        for placed in self.runs.iter().skip(self.index(range.start)) {
            if placed.start >= range.end.max(range.start + 1) {
                break;
            }
            let from = range.start.max(placed.start) - placed.start;
            let to = (range.end.max(range.start) - placed.start).min(placed.run.text.len());
            if from <= to && (from < to || range.is_empty()) {
                span = span.join(placed.run.span_of(from..to));
            }
        }
        span
    }

    /// The manuscript's place of `range` if the manuscript has just these bytes there, so that an edit may replace
    /// them: nothing in between, nothing rewritten.
    pub fn exact(&self, range: Range<usize>, source: &Source) -> Option<Span> {
        let span = self.span(range.clone());
        (!span.is_empty() && source.slice(span) == self.plain.get(range)?).then_some(span)
    }

    /// The language of the text at a byte of the plain text.
    pub fn lang_at(&self, at: usize) -> Lang {
        self.runs.get(self.index(at)).map_or(self.lang, |placed| placed.lang)
    }

    /// Whether the byte is prose: not in a note mark, the number of a citation, a formula or code.
    pub fn is_prose(&self, at: usize) -> bool {
        self.runs.get(self.index(at)).is_none_or(|placed| placed.prose)
    }

    /// The words of it, looked for by `find` when they are first asked for.
    pub(super) fn prose_words(&self, find: impl FnOnce(&Piece<'a>) -> Vec<Range<usize>>) -> &[Range<usize>] {
        self.words.get_or_init(|| find(self))
    }

    /// Whether a range that is not empty lies in one run.
    pub(super) fn is_one_run(&self, range: &Range<usize>) -> bool {
        let index = self.index(range.start);
        self.runs.get(index + 1).is_none_or(|next| next.start >= range.end)
    }

    /// The place of all of it.
    pub fn whole(&self) -> Span {
        self.text.span()
    }
}

fn pieces(article: &Article) -> Vec<Piece<'_>> {
    let mut all = Vec::new();
    let front = &article.front;
    for kind in &front.headings {
        all.push(Piece::new(Role::Kind, kind.lang, "", &kind.value));
    }
    for title in &front.titles {
        all.push(Piece::new(Role::Title, title.lang, "", &title.value));
    }
    for affiliation in &front.affiliations {
        for variant in &affiliation.variants {
            all.push(Piece::new(Role::Affiliation, variant.lang, "", &variant.value.text));
        }
    }
    for part in &front.abstracts {
        blocks(&part.value, part.lang, Role::Abstract, &mut all);
    }
    for keywords in &front.keywords {
        all.extend(keywords.items.iter().map(|item| Piece::new(Role::Keyword, keywords.lang, "", item)));
    }
    for citation in &front.self_citations {
        all.push(Piece::new(Role::SelfCitation, citation.lang, "", &citation.text));
    }
    for note in &front.author_notes {
        all.extend(note.paragraphs.iter().map(|p| Piece::new(Role::AuthorNote, note.lang, "", p)));
    }
    blocks(&article.body.blocks, article.lang, Role::Paragraph, &mut all);
    for section in &article.body.sections {
        sections(section, article.lang, &mut all);
    }
    for back in &article.back {
        all.push(Piece::new(Role::Heading, back.lang, "", &back.title));
        blocks(&back.blocks, back.lang, Role::BackMatter, &mut all);
    }
    for note in &article.notes {
        all.extend(note.paragraphs.iter().map(|p| Piece::new(Role::Note, note.lang, &note.id, p)));
    }
    for item in &article.references.items {
        all.extend(item.forms.iter().map(|form| Piece::new(Role::Reference, form.lang, &item.id, &form.text)));
    }
    all
}

fn sections<'a>(section: &'a Section, lang: Lang, all: &mut Vec<Piece<'a>>) {
    let lang = section.lang.unwrap_or(lang);
    all.push(Piece::new(Role::Heading, lang, "", &section.title));
    blocks(&section.blocks, lang, Role::Paragraph, all);
    for inner in &section.sections {
        sections(inner, lang, all);
    }
}

fn blocks<'a>(list: &'a [Block], lang: Lang, role: Role, all: &mut Vec<Piece<'a>>) {
    for block in list {
        match block {
            Block::Paragraph(p) => all.push(Piece::new(role, p.lang.unwrap_or(lang), "", &p.text)),
            Block::List(list) => list.items.iter().for_each(|item| blocks(&item.blocks, lang, role, all)),
            Block::Quotation(quotation) => blocks(&quotation.blocks, lang, role, all),
            Block::Table(table) => {
                all.extend(table.captions.iter().map(|c| Piece::new(Role::Caption, c.lang, "", &c.value)));
                table.legends.iter().for_each(|legend| blocks(&legend.value, legend.lang, Role::Caption, all));
                for cell in table.head.iter().chain(&table.body).flat_map(|row| &row.cells) {
                    all.push(Piece::new(Role::Table, lang, "", &cell.text));
                }
                all.extend(table.notes.iter().map(|note| Piece::new(Role::Table, lang, "", &note.text)));
            }
            Block::Figure(figure) => {
                all.extend(figure.captions.iter().map(|c| Piece::new(Role::Caption, c.lang, "", &c.value)));
                figure.legends.iter().for_each(|legend| blocks(&legend.value, legend.lang, Role::Caption, all));
            }
            Block::Definitions(definitions) => {
                for item in &definitions.items {
                    all.push(Piece::new(role, lang, "", &item.term));
                    blocks(&item.blocks, lang, role, all);
                }
            }
            Block::Verse(verse) => {
                all.extend(verse.stanzas.iter().flatten().map(|line| Piece::new(role, lang, "", line)));
            }
            Block::Group(group) => {
                all.push(Piece::new(Role::Caption, lang, "", &group.title));
                blocks(&group.blocks, lang, role, all);
                group.sections.iter().for_each(|section| sections(section, lang, all));
            }
            Block::Formula(_) | Block::Preformatted(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_knows_the_bytes_of_any_part_of_it() {
        let text = Text {
            inlines: vec![
                Inline::Run(Run::new("Belaru", Span::new(10, 16))),
                Inline::Run(Run::new("sian ", Span::new(30, 35))),
                Inline::Foreign { lang: Lang::RU, content: Text::from_run(Run::new("мир", Span::new(35, 41))) },
                Inline::NoteMark { note: "fn1".into(), label: Run::new("1", Span::new(41, 42)) },
            ],
        };
        let piece = Piece::new(Role::Paragraph, Lang::EN, "", &text);
        assert_eq!(piece.plain, "Belarusian мир1");
        assert_eq!(piece.span(0..6), Span::new(10, 16));
        assert_eq!(piece.span(4..8), Span::new(14, 32));
        assert_eq!(piece.span(11..17), Span::new(35, 41));
        assert_eq!(piece.span(17..18), Span::new(41, 42));
        assert_eq!((piece.lang_at(3), piece.lang_at(12)), (Lang::EN, Lang::RU));
        assert!(piece.is_prose(12) && !piece.is_prose(17));
    }
}
