//! Which block became what: every piece of text in the article knows the bytes that it came from.

use std::collections::HashMap;

use super::kind::Kind;
use crate::article::{Article, BackMatterKind, Block, HistoryEvent, Lang, PersonName, Run, Section, Text};
use crate::diagnostic::Diagnostic;
use crate::notation::labels;
use crate::read::page::asides::letters;
use crate::read::page::lines::{Shape, Unit};
use crate::source::Span;

/// Something in the article, with the places that it came from.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// What it is called as a field; empty if it is none.
    pub field: &'static str,
    /// Its place in the article's JSON.
    pub pointer: String,
    pub lang: Option<Lang>,
    pub value: String,
    /// Where its pieces stand.
    pub spans: Vec<Span>,
    /// What blocks became it; `None` for what stands inside of something else.
    pub kind: Option<Kind>,
    /// The level, mark or number.
    pub number: Option<String>,
}

impl Draft {
    pub fn span(&self) -> Span {
        self.spans.iter().copied().fold(Span::NONE, Span::join)
    }
}

/// What a unit became.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub kind: Kind,
    pub number: Option<String>,
    /// The draft that took the most of it.
    pub field: Option<usize>,
    /// For the rest of a paragraph: the unit where it began.
    pub first: Option<usize>,
}

/// Everything in the article, in its order.
pub(super) fn drafts(article: &Article) -> Vec<Draft> {
    let mut out = Drafts { all: Vec::new() };
    let front = &article.front;
    for (n, code) in front.classifications.iter().enumerate() {
        let at = format!("/front/classifications/{n}");
        let spans = vec![code.label.span, code.written.span];
        out.add(scheme(&code.scheme), at, None, code.code.clone(), spans, Some(Kind::Code), None);
    }
    for (n, id) in front.identifiers.iter().enumerate() {
        let at = format!("/front/identifiers/{n}");
        out.add(scheme(&id.scheme), at, None, id.value.text.clone(), vec![id.value.span], Some(Kind::Code), None);
    }
    for (n, heading) in front.headings.iter().enumerate() {
        out.text("rubric", format!("/front/headings/{n}"), Some(heading.lang), &heading.value, Kind::Rubric, None);
    }
    for (n, title) in front.titles.iter().enumerate() {
        out.text("title", format!("/front/titles/{n}"), Some(title.lang), &title.value, Kind::Title, None);
    }
    for (n, author) in front.contributors.iter().enumerate() {
        let at = format!("/front/contributors/{n}");
        for (m, name) in author.names.iter().enumerate() {
            let value = person(&name.value);
            let spans = vec![name.value.written.span];
            out.add("author", format!("{at}/names/{m}"), Some(name.lang), value, spans, Some(Kind::Authors), None);
        }
        for (field, run) in [("email", &author.email), ("orcid", &author.orcid)] {
            if let Some(run) = run {
                let at = format!("{at}/{field}");
                out.add(field, at, None, run.text.clone(), vec![run.span], Some(Kind::Contact), None);
            }
        }
    }
    for (n, affiliation) in front.affiliations.iter().enumerate() {
        for (m, variant) in affiliation.variants.iter().enumerate() {
            let at = format!("/front/affiliations/{n}/variants/{m}");
            out.text("affiliation", at, Some(variant.lang), &variant.value.text, Kind::Affiliation, None);
            if let (Some(last), Some(label)) = (out.all.last_mut(), &variant.value.label) {
                last.spans.push(label.span);
            }
        }
    }
    for (n, summary) in front.abstracts.iter().enumerate() {
        let mut text = Collected::default();
        text.blocks(&summary.value);
        let at = format!("/front/abstracts/{n}");
        out.add("abstract", at, Some(summary.lang), text.value, text.spans, Some(Kind::Abstract), None);
    }
    for (n, keywords) in front.keywords.iter().enumerate() {
        let mut text = Collected::default();
        keywords.items.iter().for_each(|item| text.text(item, "; "));
        text.spans.push(keywords.label.span);
        let at = format!("/front/keywords/{n}");
        out.add("keywords", at, Some(keywords.lang), text.value, text.spans, Some(Kind::Keywords), None);
    }
    for (n, date) in front.history.iter().enumerate() {
        let field = match date.event {
            HistoryEvent::Received => "received",
            HistoryEvent::Revised => "revised",
            HistoryEvent::Accepted => "accepted",
            HistoryEvent::Published => "published",
        };
        let at = format!("/front/history/{n}");
        out.add(field, at, None, date.written.text.clone(), vec![date.written.span], Some(Kind::Date), None);
    }
    let issue = &front.issue;
    for (n, journal) in issue.journal.iter().enumerate() {
        let at = format!("/front/issue/journal/{n}");
        out.add("journal", at, Some(journal.lang), journal.value.text.clone(), vec![journal.value.span], None, None);
    }
    let parts: [(&'static str, &Option<Run>); 6] = [
        ("year", &issue.year),
        ("volume", &issue.volume),
        ("issue", &issue.issue),
        ("first_page", &issue.first_page),
        ("last_page", &issue.last_page),
        ("elocation_id", &issue.elocation_id),
    ];
    for (field, run) in parts {
        if let Some(run) = run {
            out.add(field, format!("/front/issue/{field}"), None, run.text.clone(), vec![run.span], None, None);
        }
    }
    for (n, block) in front.self_citations.iter().enumerate() {
        let at = format!("/front/self_citations/{n}");
        out.text("citation", at, Some(block.lang), &block.text, Kind::Citation, None);
        out.also(&block.label);
    }
    for (n, note) in front.author_notes.iter().enumerate() {
        let mut text = Collected::default();
        note.paragraphs.iter().for_each(|p| text.text(p, "\n"));
        let at = format!("/front/author_notes/{n}");
        out.add("author_note", at, Some(note.lang), text.value, text.spans, Some(Kind::AuthorNote), None);
        out.also(&note.label);
    }
    out.blocks(&article.body.blocks);
    out.sections(&article.body.sections, "/body", 1);
    for (n, back) in article.back.iter().enumerate() {
        let kind = match back.kind {
            BackMatterKind::Acknowledgements => Kind::Acknowledgements,
            BackMatterKind::Funding => Kind::Funding,
            BackMatterKind::ConflictOfInterest => Kind::Conflict,
            BackMatterKind::Appendix => Kind::Appendix,
        };
        let mut text = Collected::default();
        text.text(&back.title, "\n");
        text.blocks(&back.blocks);
        out.add("back_matter", format!("/back/{n}"), Some(back.lang), text.value, text.spans, Some(kind), None);
    }
    for (n, note) in article.notes.iter().enumerate() {
        let mut text = Collected::default();
        note.paragraphs.iter().for_each(|p| text.text(p, "\n"));
        text.spans.push(note.label.span);
        let number = Some(note.label.text.clone());
        out.add("note", format!("/notes/{n}"), Some(note.lang), text.value, text.spans, Some(Kind::Note), number);
    }
    for (n, list) in article.references.lists.iter().enumerate() {
        let at = format!("/references/lists/{n}");
        out.text("reference_list", at, Some(list.lang), &list.title, Kind::ReferenceList, None);
    }
    for (n, item) in article.references.items.iter().enumerate() {
        for (m, form) in item.forms.iter().enumerate() {
            let number = item.label.as_ref().map(|l| l.text.clone()).or_else(|| Some((n + 1).to_string()));
            let at = format!("/references/items/{n}/forms/{m}");
            out.text("reference", at, Some(form.lang), &form.text, Kind::Reference, number);
        }
        if let (Some(label), Some(last)) = (&item.label, item.forms.len().checked_sub(1)) {
            let first = out.all.len() - 1 - last;
            out.all[first].spans.push(label.span);
        }
    }
    out.all
}

fn scheme(scheme: &str) -> &'static str {
    match scheme {
        "udc" => "udc",
        "doi" => "doi",
        "edn" => "edn",
        _ => "code",
    }
}

/// `Surname, Given`.
fn person(name: &PersonName) -> String {
    match name.given.text.as_str() {
        "" => name.surname.text.clone(),
        given => format!("{}, {given}", name.surname.text),
    }
}

/// Text that is put together, with its places.
#[derive(Default)]
struct Collected {
    value: String,
    spans: Vec<Span>,
}

impl Collected {
    fn text(&mut self, text: &Text, between: &str) {
        if !self.value.is_empty() && !text.is_empty() {
            self.value.push_str(between);
        }
        self.value.push_str(&text.plain_without_marks());
        text.for_each_run(&mut |run| self.spans.push(run.span));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(p) => self.text(&p.text, "\n"),
                Block::List(list) => list.items.iter().for_each(|item| {
                    self.spans.extend(item.label.as_ref().map(|l| l.span));
                    self.blocks(&item.blocks);
                }),
                Block::Quotation(quotation) => self.blocks(&quotation.blocks),
                Block::Table(table) => self.spans.push(table.span),
                Block::Figure(figure) => self.spans.push(figure.span),
                Block::Formula(formula) => self.spans.push(formula.tex.span),
                Block::Preformatted(run) => self.spans.push(run.span),
                // Only other forms than page text have the others.
                _ => {}
            }
        }
    }
}

struct Drafts {
    all: Vec<Draft>,
}

impl Drafts {
    #[allow(clippy::too_many_arguments, reason = "the parts of one record")]
    fn add(
        &mut self,
        field: &'static str,
        pointer: String,
        lang: Option<Lang>,
        value: String,
        mut spans: Vec<Span>,
        kind: Option<Kind>,
        number: Option<String>,
    ) {
        spans.retain(|span| !span.is_empty());
        self.all.push(Draft { field, pointer, lang, value, spans, kind, number });
    }

    fn text(
        &mut self,
        field: &'static str,
        pointer: String,
        lang: Option<Lang>,
        text: &Text,
        kind: Kind,
        number: Option<String>,
    ) {
        let mut collected = Collected::default();
        collected.text(text, "");
        self.add(field, pointer, lang, collected.value, collected.spans, Some(kind), number);
    }

    fn also(&mut self, run: &Run) {
        if let Some(last) = self.all.last_mut()
            && !run.span.is_empty()
        {
            last.spans.push(run.span);
        }
    }

    /// What has no name of its own.
    fn unnamed(&mut self, spans: Vec<Span>, kind: Kind) {
        self.add("", String::new(), None, String::new(), spans, Some(kind), None);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            let mut text = Collected::default();
            text.blocks(std::slice::from_ref(block));
            let kind = match block {
                Block::Paragraph(_) => Kind::Paragraph,
                Block::List(_) => Kind::List,
                Block::Quotation(_) => Kind::Quotation,
                Block::Formula(_) => Kind::Formula,
                Block::Preformatted(_) => Kind::Preformatted,
                Block::Table(table) => {
                    self.captions(&table.captions, table.label.as_ref());
                    Kind::Table
                }
                Block::Figure(figure) => {
                    self.captions(&figure.captions, figure.label.as_ref());
                    text.spans = figure.graphic.iter().map(|g| g.span).collect();
                    Kind::Picture
                }
                _ => continue,
            };
            self.unnamed(text.spans, kind);
        }
    }

    fn captions(&mut self, captions: &[crate::article::Localised<Text>], label: Option<&Run>) {
        let mut text = Collected::default();
        captions.iter().for_each(|c| text.text(&c.value, ""));
        text.spans.extend(label.map(|l| l.span));
        self.unnamed(text.spans, Kind::Caption);
    }

    /// Sections nest six deep at most.
    fn sections(&mut self, sections: &[Section], at: &str, level: usize) {
        for (n, section) in sections.iter().enumerate() {
            let pointer = format!("{at}/sections/{n}");
            let number = Some(level.to_string());
            self.text("section", format!("{pointer}/title"), section.lang, &section.title, Kind::Heading, number);
            self.blocks(&section.blocks);
            self.sections(&section.sections, &pointer, level + 1);
        }
    }
}

/// What each unit became.
pub(super) fn claim(
    source: &str,
    units: &[Unit],
    drafts: &[Draft],
    article: &Article,
    diagnostics: &[Diagnostic],
) -> Vec<Claim> {
    // How many bytes of each unit each draft has; the units of a paragraph in their order.
    let mut shares: Vec<Vec<(usize, usize)>> = vec![Vec::new(); units.len()];
    for (n, draft) in drafts.iter().enumerate().filter(|(_, d)| d.kind.is_some()) {
        for span in &draft.spans {
            let whole = span.range();
            let first = units.partition_point(|u| u.range.end <= whole.start);
            let last = units.partition_point(|u| u.range.start < whole.end).saturating_sub(1);
            // A run over several units has only its ends in them: what is between them may be anything.
            for unit in if first == last { vec![first] } else { vec![first, last] } {
                let Some(range) = units.get(unit).map(|u| u.range.clone()) else { continue };
                let covered = whole.end.min(range.end).saturating_sub(whole.start.max(range.start));
                if covered == 0 {
                    continue;
                }
                match shares[unit].last_mut().filter(|(draft, _)| *draft == n) {
                    Some((_, bytes)) => *bytes += covered,
                    None => shares[unit].push((n, covered)),
                }
            }
        }
    }
    let left_out: HashMap<u32, &str> = diagnostics
        .iter()
        .filter(|d| {
            matches!(
                d.rule.as_str(),
                "read-running-head" | "read-page-number" | "read-copyright-line" | "read-left-out"
            )
        })
        .map(|d| (d.span.start, d.rule.as_str()))
        .collect();
    let mut first_of: HashMap<usize, usize> = HashMap::new();
    let titles: Vec<String> = article.front.titles.iter().map(|t| letters(&t.value.plain_without_marks())).collect();
    units
        .iter()
        .enumerate()
        .map(|(i, unit)| {
            // The first of those with the most.
            let best = shares[i].iter().fold(None::<(usize, usize)>, |best, share| match best {
                Some(best) if best.1 >= share.1 => Some(best),
                _ => Some(*share),
            });
            if let Some((n, _)) = best {
                let draft = &drafts[n];
                let first = *first_of.entry(n).or_insert(i);
                let mut kind = draft.kind.unwrap_or(Kind::Lost);
                if kind == Kind::Paragraph && first != i {
                    kind = Kind::Continuation;
                }
                let field = (!draft.field.is_empty()).then_some(n);
                return Claim { kind, number: draft.number.clone(), field, first: (first != i).then_some(first) };
            }
            let kind = match left_out.get(&(unit.range.start as u32)) {
                Some(&"read-running-head") => Kind::RunningHead,
                Some(&"read-page-number") => Kind::PageNumber,
                Some(&"read-copyright-line") => Kind::Copyright,
                Some(_) => Kind::LeftOut,
                None => unclaimed(source, unit, &titles),
            };
            Claim { kind, number: None, field: None, first: None }
        })
        .collect()
}

/// A unit that gave the article nothing.
fn unclaimed(source: &str, unit: &Unit, titles: &[String]) -> Kind {
    let text = unit.text(source);
    let own = letters(text);
    if unit.shape == Shape::Rule {
        Kind::Rule
    } else if own.chars().count() > 12 && titles.iter().any(|title| title.contains(&own)) {
        // A title may have taken its capitals, and with them its place, from the citation block.
        Kind::Title
    } else if text.len() < 400 && !labels::history(text).is_empty() {
        // Said before, in another language.
        Kind::Date
    } else if text.len() < 200 && crate::notation::doi::find(text).is_some() {
        Kind::Code
    } else if labels::at_start(text).iter().any(|l| l.whole_line && l.kind.announces_block() || l.has_colon) {
        Kind::Label
    } else if crate::notation::email::find(text).is_some() || crate::notation::orcid::find(text).is_some() {
        Kind::Contact
    } else {
        Kind::Lost
    }
}
