//! The article from what the phases found: facts that stand in several places are brought together.

use super::asides::{Asides, Labelled, letters};
use super::blocks::{Maker, paragraph};
use super::front::Front;
use super::resolve::{Resolver, note_id};
use super::{Page, Role, authors, body, codes, flow, inline, is_capitals, references};
use crate::article::{
    Article, AuthorNote, BackMatter, BackMatterKind, Block, Citation, Front as ArticleFront, Inline, IssueData,
    Keywords, Lang, Localised, Note, PartKind, Reference, ReferenceForm, ReferenceList, References, Run, SelfCitation,
    Style, Text,
};
use crate::diagnostic::Diagnostic;
use crate::notation::citation::{self, Hints};
use crate::notation::labels;
use crate::notation::{language, name};
use crate::parallel;
use crate::source::Span;

/// Makes the article.
pub(super) fn article(page: &mut Page<'_>, front: Front, lists: references::Lists, asides: Asides) -> Article {
    let lang = article_lang(page, &front, lists.start);
    let references = references_of(page, &lists);
    let main_list =
        lists.lists.iter().position(|l| l.lang == lang).unwrap_or(lists.lists.len().saturating_sub(1)) as u32;
    let numbers = references.items.iter().filter_map(|item| {
        let in_main = item.forms.iter().any(|f| f.list == main_list);
        let number = item.label.as_ref()?.text.parse().ok()?;
        in_main.then(|| (number, item.id.clone()))
    });
    let labels: Vec<(String, u32)> = asides.notes.iter().map(|n| (n.label.clone(), n.at.start as u32)).collect();
    let resolver = Resolver::new(&labels, numbers.collect::<Vec<_>>());
    let mut maker = Maker { page, resolver, tables: 0, figures: 0, formulas: 0, lang, numbered: true };

    let mut article = Article { lang, references, ..Article::default() };
    let self_citations: Vec<SelfCitation> =
        asides.citations.iter().filter_map(|c| self_citation(&mut maker, c)).collect();
    article.front = front_of(&mut maker, &front, &asides, self_citations, lang);
    article.body = body::read(&mut maker, front.end.min(lists.start), lists.start);
    let strange: Vec<Block> = front.strange.iter().map(|&i| strange_line(&mut maker, i)).collect();
    article.body.blocks.splice(0..0, strange);
    tail(&mut maker, &lists, &mut article);
    for (kind, labelled) in &asides.back {
        let title = Text::from_run(maker.run(labelled.label.clone()));
        let blocks = labelled.paragraphs.iter().map(|r| paragraph(maker.text(r.clone()))).collect();
        article.back.push(BackMatter { kind: *kind, lang: labelled.lang, title, blocks });
    }
    let mut langs: Vec<Lang> = vec![lang];
    langs.extend(front.blocks.iter().map(|b| b.lang));
    langs.extend(lists.lists.iter().map(|l| l.lang));
    langs.sort_unstable();
    langs.dedup();
    langs.retain(|l| *l != Lang::UND);
    article.notes = notes(&mut maker, &asides, &langs);
    let Maker { resolver, page, .. } = maker;
    page.diagnostics.extend(resolver.diagnostics);
    article
}

/// A line of the front matter that was not understood, as a paragraph.
fn strange_line(maker: &mut Maker<'_, '_>, i: usize) -> Block {
    let range = maker.page.range(i);
    let message = "this line of the front matter was not understood; it is kept at the start of the body";
    maker.page.diagnostics.push(
        Diagnostic::warning("read-front-line", Span::new(range.start, range.end), message)
            .help("begin it with a label (“Keywords:”, “DOI:”), or move it"),
    );
    paragraph(maker.text(range))
}

/// The language of the body, among those of the front blocks where it is one of them.
fn article_lang(page: &Page<'_>, front: &Front, to: usize) -> Lang {
    let mut sample = String::new();
    for i in front.end..to {
        if page.roles[i] == Role::Unread && page.text(i).len() > 120 {
            sample.push_str(page.text(i));
            sample.push(' ');
            if sample.len() > 6000 {
                break;
            }
        }
    }
    let langs: Vec<Lang> = front.blocks.iter().map(|b| b.lang).filter(|l| *l != Lang::UND).collect();
    let guessed = if sample.len() > 100 {
        language::guess_among(&sample, &langs).or_else(|| language::guess(&sample))
    } else {
        None
    };
    guessed.or_else(|| langs.first().copied()).unwrap_or_default()
}

/// Items of the lists with their parts, paired where they pair.
fn references_of(page: &mut Page<'_>, lists: &references::Lists) -> References {
    let mut out = References::default();
    let all: Vec<(usize, &references::Item)> =
        lists.lists.iter().enumerate().flat_map(|(n, list)| list.items.iter().map(move |item| (n, item))).collect();
    let read: &Page<'_> = page;
    // Reading an item into its parts is the longest work on an article, and items know nothing of one another.
    let made = parallel::map(&all, 400, Resolver::default, |unbound, (n, item)| {
        let form = reference_form(read, *n as u32, lists.lists[*n].lang, item, unbound);
        (*n, form, std::mem::take(&mut unbound.diagnostics))
    });
    let mut forms: Vec<Vec<ReferenceForm>> = lists.lists.iter().map(|l| Vec::with_capacity(l.items.len())).collect();
    for (n, form, diagnostics) in made {
        forms[n].push(form);
        page.diagnostics.extend(diagnostics);
    }
    for (n, list) in lists.lists.iter().enumerate() {
        let heading = page.range(list.heading);
        let title = heading.start + list.label.text.start..heading.start + list.label.text.end;
        let title_flow = page.flow(title);
        out.lists.push(ReferenceList {
            id: format!("reflist{}", n + 1),
            title: Text::from_run(title_flow.run(0..title_flow.text.len())),
            lang: list.lang,
        });
    }
    let fact = |list: usize, item: usize, kind: PartKind| {
        let form = &forms[list][item];
        form.citation.get(kind, &form.text.plain()).map(str::to_owned)
    };
    let paired = references::pair(page, lists, |list, item| {
        (fact(list, item, PartKind::Year), fact(list, item, PartKind::FirstPage))
    });
    let label = |list: usize, item: usize| {
        lists.lists[list].items[item]
            .number
            .as_ref()
            .map(|(n, at)| Run::new(n.to_string(), Span::new(at.start, at.end)))
    };
    if paired {
        let second = forms.pop().unwrap_or_default();
        let first = forms.pop().unwrap_or_default();
        for (n, (a, b)) in first.into_iter().zip(second).enumerate() {
            out.items.push(Reference {
                id: format!("R{}", n + 1),
                label: label(0, n),
                forms: vec![a, b],
                written_label: None,
            });
        }
        return out;
    }
    let mut id = 0;
    for (list, own) in forms.into_iter().enumerate() {
        for (n, form) in own.into_iter().enumerate() {
            id += 1;
            out.items.push(Reference {
                id: format!("R{id}"),
                label: label(list, n),
                forms: vec![form],
                written_label: None,
            });
        }
    }
    out
}

/// One item as its list has it.
fn reference_form(
    page: &Page<'_>,
    list: u32,
    list_lang: Lang,
    item: &references::Item,
    unbound: &mut Resolver,
) -> ReferenceForm {
    let mut flow = flow::Flow::default();
    for piece in &item.pieces {
        flow.join(page.source, piece.clone(), &page.vocabulary);
    }
    let text = inline::parse(&flow, unbound);
    let plain = text.plain();
    let item_lang = language::guess(&plain);
    let mut citation = citation::parse(&plain, &Hints::of(&text, item_lang));
    let slavonic = item_lang.is_some_and(|l| l.is_cyrillic()) || citation.source_lang.is_some_and(|l| l.is_cyrillic());
    if slavonic {
        count_issues_by_year(&mut citation, &plain);
    }
    ReferenceForm { list, lang: form_lang(&plain, &citation, list_lang), text, citation, ..ReferenceForm::default() }
}

/// The language that an item is written in: of its title, where the item has Latin letters; a list in the original scripts
/// has an item in each author's language.
fn form_lang(plain: &str, citation: &Citation, list: Lang) -> Lang {
    let title = [PartKind::ArticleTitle, PartKind::ChapterTitle, PartKind::Source]
        .into_iter()
        .find_map(|k| citation.find(k))
        .map_or(plain, |p| p.text(plain));
    let cyrillic = matches!(language::script(plain), language::Script::Cyrillic);
    if cyrillic {
        return language::guess(title).filter(Lang::is_cyrillic).or_else(|| language::guess(plain)).unwrap_or(list);
    }
    if list.is_cyrillic() { language::guess(title).unwrap_or(Lang::EN) } else { list }
}

fn self_citation(maker: &mut Maker<'_, '_>, labelled: &Labelled) -> Option<SelfCitation> {
    let label = maker.run(labelled.label.clone());
    let text = maker.joined(&labelled.paragraphs);
    if text.is_empty() {
        return None;
    }
    let plain = text.plain();
    let citation = citation::parse(&plain, &Hints::of(&text, Some(labelled.lang)));
    Some(SelfCitation { lang: labelled.lang, label, text, citation })
}

fn front_of(
    maker: &mut Maker<'_, '_>,
    front: &Front,
    asides: &Asides,
    mut self_citations: Vec<SelfCitation>,
    lang: Lang,
) -> ArticleFront {
    let mut out = ArticleFront::default();
    let mut order: Vec<usize> = (0..front.blocks.len()).collect();
    order.sort_by_key(|&n| (front.blocks[n].lang != lang, n));

    for &i in front.codes.iter().chain(&asides.codes) {
        codes::read(maker.page, i, &mut out);
    }
    for &i in &front.rubrics {
        let range = maker.page.range(i);
        let text = maker.text(range);
        let own = language::guess(&text.plain()).unwrap_or(lang);
        if !text.is_empty() {
            out.headings.push(Localised::new(own, text));
        }
    }
    for &n in &order {
        let block = &front.blocks[n];
        if let Some(title) = title(maker, &block.title, block.lang, &self_citations) {
            out.titles.push(Localised::new(block.lang, title));
        }
    }
    for &n in &order {
        let block = &front.blocks[n];
        let blocks: Vec<Block> = block.abstract_paragraphs.iter().map(|r| paragraph(maker.text(r.clone()))).collect();
        if !blocks.is_empty() {
            out.abstracts.push(Localised::new(block.lang, blocks));
        }
        if let Some((unit, label)) = &block.keywords {
            out.keywords.push(keywords(maker, *unit, label, block.lang));
        }
    }
    for &i in front.dates.iter().chain(&asides.dates) {
        history(maker, i, &mut out);
    }
    issue_data(&mut self_citations, &mut out, lang);
    for note in &asides.author_notes {
        let label = maker.run(note.label.clone());
        let paragraphs = note.paragraphs.iter().map(|r| maker.text(r.clone())).collect();
        out.author_notes.push(AuthorNote { lang: note.lang, label, paragraphs });
    }
    authors::contributors(maker, front, &order, asides, &self_citations, &mut out);
    out.self_citations = self_citations;
    out
}

/// A title. One in capitals takes its case from the citation block, where that has the same words, else from how the
/// document writes each word.
fn title(maker: &mut Maker<'_, '_>, units: &[usize], lang: Lang, citations: &[SelfCitation]) -> Option<Text> {
    let ranges: Vec<_> = units
        .iter()
        .map(|&i| {
            let range = maker.page.range(i);
            let text = maker.page.text(i);
            let skip = text.len() - text.trim_start_matches(['#', ' ']).len();
            range.start + skip..range.end
        })
        .collect();
    let mut text = maker.joined(&ranges);
    strip_bold(&mut text);
    let plain = text.plain_without_marks();
    if plain.trim().is_empty() {
        return None;
    }
    if !is_capitals(&plain) {
        return Some(text);
    }
    let span = text.span();
    let own = letters(&plain);
    let marks: Vec<Inline> = text.inlines.iter().filter(|i| matches!(i, Inline::NoteMark { .. })).cloned().collect();
    for citation in citations.iter().filter(|c| c.lang == lang).chain(citations.iter()) {
        let shown = citation.text.plain();
        let found = [PartKind::ArticleTitle, PartKind::ChapterTitle, PartKind::Source]
            .into_iter()
            .find_map(|k| citation.citation.find(k).filter(|p| letters(p.text(&shown)) == own));
        if let Some(part) = found {
            let mut restored = citation.text.slice(part.range());
            let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let shown = restored.plain();
            // What the title over the article says counts; the block gives its capitals, and italics that have to be
            // kept with them.
            let styled = restored.inlines.iter().any(|i| !matches!(i, Inline::Run(_)));
            if styled && figures(&shown) == figures(&plain) {
                restored.inlines.extend(marks);
                return Some(restored);
            }
            take_case(&mut text, &mut shown.chars().filter(|c| c.is_alphabetic()));
            return Some(text);
        }
    }
    let restored = restore_case(maker.page, &plain);
    maker.page.diagnostics.push(
        Diagnostic::info(
            "read-title-case",
            span,
            format!("the title is in capitals; its case is restored: “{restored}”"),
        )
        .help("write the title with capitals only where they belong, here or in the citation block"),
    );
    let mut text = Text::from_run(Run::new(restored, span));
    text.inlines.extend(marks);
    Some(text)
}

/// Gives each letter of a text the case of the same letter of another one.
fn take_case(text: &mut Text, letters: &mut dyn Iterator<Item = char>) {
    for inline in &mut text.inlines {
        match inline {
            Inline::Run(run) => {
                let cased = run.text.chars().map(|c| if c.is_alphabetic() { letters.next().unwrap_or(c) } else { c });
                run.text = cased.collect();
            }
            Inline::Formula { tex: run, .. } | Inline::Citation { label: run, .. } => {
                let passed = run.text.chars().filter(|c| c.is_alphabetic()).count();
                letters.take(passed).for_each(|_| {});
            }
            Inline::Styled { content, .. }
            | Inline::Foreign { content, .. }
            | Inline::Link { content, .. }
            | Inline::CrossReference { content, .. } => take_case(content, letters),
            _ => {}
        }
    }
}

/// Bold around a whole title says nothing.
fn strip_bold(text: &mut Text) {
    if let [Inline::Styled { style: Style::Bold, content }] = text.inlines.as_slice() {
        *text = content.clone();
    }
}

/// A text in capitals, each word as the document otherwise writes it; the first word with a capital.
fn restore_case(page: &Page<'_>, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut sentence_start = true;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'');
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if !is_part(c) {
            sentence_start |= matches!(c, '.' | '!' | '?');
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        let short = word.chars().count();
        let restored = page.vocabulary.restore_case(word).unwrap_or_else(|| {
            let roman = short > 1 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
            if roman || word.chars().any(|c| c.is_ascii_digit()) { word.to_owned() } else { word.to_lowercase() }
        });
        if sentence_start && word.chars().any(char::is_alphabetic) {
            let mut chars = restored.chars();
            if let Some(first) = chars.next() {
                out.extend(first.to_uppercase());
                out.push_str(chars.as_str());
            }
        } else {
            out.push_str(&restored);
        }
        sentence_start = false;
        rest = &rest[end..];
    }
    out
}

fn keywords(maker: &mut Maker<'_, '_>, unit: usize, label: &labels::Label, lang: Lang) -> Keywords {
    let unit_range = maker.page.range(unit);
    let range = maker.page.rest(unit, label.len);
    let flow = maker.page.flow(range);
    let label_range = unit_range.start + label.text.start..unit_range.start + label.text.end;
    let label = if label.len > 0 { maker.run(label_range) } else { Run::default() };
    let text = flow.text.as_str();
    let separator = if text.contains(';') { ';' } else { ',' };
    let mut items = Vec::new();
    let mut from = 0;
    let ends: Vec<usize> = text.match_indices(separator).map(|(i, _)| i).chain([text.len()]).collect();
    for end in ends {
        let piece = &text[from..end];
        let start = from + (piece.len() - piece.trim_start().len());
        let mut stop = from + piece.trim_end().len();
        from = end + 1;
        if end == text.len() && stop > start && text[..stop].ends_with('.') && !text[start..stop - 1].ends_with("etc") {
            stop -= 1;
        }
        if start < stop && items.len() < 200 {
            items.push(inline::parse_range(&flow, start..stop, &mut maker.resolver));
        }
    }
    Keywords { lang, label, items }
}

fn history(maker: &mut Maker<'_, '_>, i: usize, out: &mut ArticleFront) {
    let range = maker.page.range(i);
    let text = maker.page.text(i);
    for (event, _, date, at) in labels::history(text) {
        let written = Run::new(&text[at.clone()], Span::new(range.start + at.start, range.start + at.end));
        if out.history.iter().any(|h| h.event == event && h.date == date) {
            continue;
        }
        out.history.push(crate::article::HistoryDate { event, date, written });
    }
}

/// `2020;2:47`: one number after the year is a volume, unless the journal counts its issues by the year, as journals in
/// Slavonic languages do. Numbers up to twelve are taken for such issues.
fn count_issues_by_year(citation: &mut Citation, plain: &str) {
    if citation.find(PartKind::Issue).is_some() {
        return;
    }
    for part in &mut citation.parts {
        let small = part.text(plain).parse::<u32>().is_ok_and(|n| n <= 12);
        let after_year = plain[..part.start as usize].trim_end().ends_with(';');
        if part.kind == PartKind::Volume && small && after_year {
            part.kind = PartKind::Issue;
        }
    }
}

/// Journal, year, volume, issue and pages from the citation blocks, that of the article's language first.
fn issue_data(citations: &mut [SelfCitation], out: &mut ArticleFront, lang: Lang) {
    if citations.iter().any(|c| c.lang.is_cyrillic()) {
        for c in citations.iter_mut() {
            let plain = c.text.plain();
            count_issues_by_year(&mut c.citation, &plain);
        }
    }
    let mut order: Vec<&SelfCitation> = citations.iter().collect();
    order.sort_by_key(|c| c.lang != lang);
    let mut issue = IssueData::default();
    for c in order {
        let plain = c.text.plain();
        let run = |kind: PartKind| {
            let part = c.citation.find(kind)?;
            let text = c.text.slice(part.range());
            Some(Run::new(part.value.clone().unwrap_or_else(|| part.text(&plain).to_owned()), text.span()))
        };
        if let Some(source) = run(PartKind::Source)
            && !issue.journal.iter().any(|j| j.lang == c.lang)
        {
            issue.journal.push(Localised::new(c.lang, source));
        }
        issue.year = issue.year.or_else(|| run(PartKind::Year));
        issue.volume = issue.volume.or_else(|| run(PartKind::Volume));
        issue.issue = issue.issue.or_else(|| run(PartKind::Issue));
        issue.first_page = issue.first_page.or_else(|| run(PartKind::FirstPage));
        issue.last_page = issue.last_page.or_else(|| run(PartKind::LastPage));
        issue.elocation_id = issue.elocation_id.or_else(|| run(PartKind::ElocationId));
        if let Some(doi) = run(PartKind::Doi)
            && !out.identifiers.iter().any(|i| i.scheme == "doi")
        {
            out.identifiers.push(crate::article::Identifier { scheme: "doi".into(), value: doi });
        }
    }
    out.issue = issue;
}

fn notes(maker: &mut Maker<'_, '_>, asides: &Asides, langs: &[Lang]) -> Vec<Note> {
    let mut notes = Vec::with_capacity(asides.notes.len());
    for (n, unit) in asides.notes.iter().enumerate() {
        let paragraphs: Vec<Text> = unit.paragraphs.iter().map(|r| maker.text(r.clone())).collect();
        let plain = paragraphs.first().map(Text::plain).unwrap_or_default();
        let label = Run::new(unit.label.clone(), Span::new(unit.at.start, unit.at.end));
        // A short note in a script of the article's languages is in one of them.
        let lang = language::guess_among(&plain, langs)
            .filter(|l| l.is_cyrillic() == (language::script(&plain) == language::Script::Cyrillic))
            .or_else(|| language::guess(&plain))
            .unwrap_or(maker.lang);
        let marks = std::mem::take(&mut maker.resolver.marks[n]);
        if marks.is_empty() {
            maker.page.diagnostics.push(
                Diagnostic::warning(
                    "read-note-without-mark",
                    label.span,
                    format!("no mark in the text calls note {}", unit.label),
                )
                .help("put the mark where the note belongs, or take the note out"),
            );
        }
        notes.push(Note { id: note_id(n), label, lang, paragraphs, marks });
    }
    notes
}

/// What is left after the references: an appendix, or text that stands where no text should.
fn tail(maker: &mut Maker<'_, '_>, lists: &references::Lists, article: &mut Article) {
    if lists.lists.is_empty() {
        return;
    }
    // Between the lists and after them.
    let to = maker.page.units.len();
    let Some(first) = maker.page.next_unread(lists.start) else { return };
    let body = body::read(maker, lists.start, to);
    let range = maker.page.range(first);
    let mut place = |title: Text, blocks: Vec<Block>| {
        article.back.push(BackMatter { kind: BackMatterKind::Appendix, lang: article.lang, title, blocks });
    };
    let stray = !body.blocks.is_empty();
    if stray {
        place(Text::default(), body.blocks);
    }
    for section in body.sections {
        let mut blocks = section.blocks;
        for inner in section.sections {
            blocks.push(paragraph(inner.title));
            blocks.extend(inner.blocks);
        }
        place(section.title, blocks);
    }
    if stray {
        maker.page.diagnostics.push(
            Diagnostic::warning(
                "read-text-after-references",
                Span::new(range.start, range.end),
                "text stands after the list of references; it is kept as an appendix",
            )
            .help("if it is an item of the list, number it; if it belongs to the body, move it up"),
        );
    }
}

/// A name in capitals in ordinary case.
pub(super) fn name_case(text: &str) -> String {
    if !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_alphabetic()).count() > 1 {
        name::in_ordinary_case(text)
    } else {
        text.to_owned()
    }
}
