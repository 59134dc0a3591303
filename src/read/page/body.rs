//! The body: what no other phase took, as headings, paragraphs and other blocks. A paragraph that a column, a page, a
//! footnote or a figure cuts in two is one paragraph again.

use std::ops::Range;

use super::blocks::{self, Maker};
use super::flow::Flow;
use super::lines::Shape;
use super::sections::{self, Heading, Style};
use super::{Role, first_sign, inline, is_capitals, is_ended, last_sign};
use crate::article::{Block, Body, Inline, Lang, List, ListItem, ListKind, Paragraph, Run, Text};
use crate::diagnostic::Diagnostic;
use crate::notation::labels::LabelKind;
use crate::notation::language::{self, Script};
use crate::source::Span;

/// A paragraph being put together.
struct Open {
    pieces: Vec<Range<usize>>,
    /// Figures and tables that stood inside; they follow the paragraph.
    floats: Vec<Block>,
}

/// What the body is a list of, before sections nest.
pub(super) enum Element {
    Heading(Heading),
    Block(Block),
}

/// Reads the body from unit `from` up to unit `to`.
pub(super) fn read(maker: &mut Maker<'_, '_>, from: usize, to: usize) -> Body {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Option<Open> = None;
    maker.numbered = numbers_run_on(maker, from, to);
    let marked = (from..to)
        .any(|i| matches!(maker.page.units[i].shape, Shape::Heading(_)) && maker.page.roles[i] == Role::Unread);
    let mut i = from;
    while i < to {
        if maker.page.roles[i] != Role::Unread {
            i += 1;
            continue;
        }
        let shape = maker.page.units[i].shape;
        match shape {
            Shape::Rule => {}
            Shape::Table => {
                let caption = take_caption_before(maker, &mut elements, &mut open, LabelKind::Table, i);
                let block = maker.table(i, caption);
                float(&mut elements, &mut open, block);
            }
            Shape::Formula => {
                close(maker, &mut elements, &mut open);
                let block = maker.formula(i);
                let block = block.unwrap_or_else(|| {
                    let range = maker.page.range(i);
                    blocks::paragraph(maker.text(range))
                });
                elements.push(Element::Block(block));
            }
            Shape::Fence => {
                close(maker, &mut elements, &mut open);
                let block = maker.preformatted(i);
                elements.push(Element::Block(block));
            }
            Shape::Quote => {
                close(maker, &mut elements, &mut open);
                let block = maker.quotation(i);
                elements.push(Element::Block(block));
            }
            Shape::Bullet => {
                close(maker, &mut elements, &mut open);
                let (block, next) = maker.list(i);
                elements.push(Element::Block(block));
                i = next;
                continue;
            }
            Shape::Numbered if is_tight_list(maker, i, to) => {
                let first = first_item_before(maker, &mut open, i);
                close(maker, &mut elements, &mut open);
                let (mut block, next) = maker.list(i);
                if let (Some((label, range)), Block::List(list)) = (first, &mut block) {
                    let text = maker.text(range);
                    let label = Some(maker.run(label));
                    list.items.insert(0, ListItem { label, blocks: vec![blocks::paragraph(text)] });
                }
                elements.push(Element::Block(block));
                i = next;
                continue;
            }
            Shape::Heading(_) | Shape::Text | Shape::Numbered => {
                i = text(maker, i, to, marked, &mut elements, &mut open);
                continue;
            }
        }
        i += 1;
    }
    close(maker, &mut elements, &mut open);
    sections::nest(elements)
}

/// Whether the short lines with a plain number run on without repeats, as the numbers of sections do.
fn numbers_run_on(maker: &Maker<'_, '_>, from: usize, to: usize) -> bool {
    let mut last = 0;
    for i in from..to {
        let text = maker.page.text(i);
        if maker.page.roles[i] != Role::Unread || text.len() > 300 || is_ended(text) {
            continue;
        }
        let Some((1, _)) = heading_number(text) else { continue };
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(number) = text[..digits].parse::<u32>() else { continue };
        // A number may be missing: the introduction's own, or that of a heading that was not recognised.
        if number <= last || number > last + 2 {
            return false;
        }
        last = number;
    }
    true
}

/// Reads one unit of text: a picture, a caption, a heading or a paragraph. Gives the next unit.
fn text(
    maker: &mut Maker<'_, '_>,
    i: usize,
    to: usize,
    marked: bool,
    elements: &mut Vec<Element>,
    open: &mut Option<Open>,
) -> usize {
    let unit_text = maker.page.text(i);
    if blocks::picture(unit_text).is_some() {
        // The caption stands under the picture, or above it.
        let below =
            maker.page.next_unread(i + 1).filter(|&j| j < to).and_then(|j| Some((j, blocks::caption(maker.page, j)?)));
        let (caption, next) = match below.filter(|(_, c)| c.kind == LabelKind::Figure) {
            Some((j, caption)) => (Some(caption), j + 1),
            None => (take_caption_before(maker, elements, open, LabelKind::Figure, i), i + 1),
        };
        if let Some(block) = maker.figure(Some(i), caption) {
            float(elements, open, block);
            return second_caption(maker, next, to, elements, open);
        }
    }
    if let Some(caption) = blocks::caption(maker.page, i) {
        let next = maker.page.next_unread(i + 1).filter(|&j| j < to);
        let table_follows = next.is_some_and(|j| maker.page.units[j].shape == Shape::Table);
        let picture_follows = next.is_some_and(|j| blocks::picture(maker.page.text(j)).is_some());
        if caption.kind == LabelKind::Table && table_follows || caption.kind == LabelKind::Figure && picture_follows {
            // What follows takes it.
            if caption.kind == LabelKind::Table {
                let block = maker.table(next.unwrap_or(i), Some(caption));
                float(elements, open, block);
                return next.unwrap_or(i) + 1;
            }
            if let Some(block) = maker.figure(next, Some(caption)) {
                float(elements, open, block);
                return next.unwrap_or(i) + 1;
            }
        } else if caption.kind == LabelKind::Figure
            && unit_text.chars().count() < 300
            && open_is_cut(maker, open, i, to)
        {
            // A caption alone, where its picture was lost.
            if let Some(block) = maker.figure(None, Some(caption)) {
                float(elements, open, block);
                return i + 1;
            }
        }
    }
    if let Some(mut heading) = heading(maker, i, to, marked, open) {
        close(maker, elements, open);
        heading.title = maker.text(heading.range.clone());
        elements.push(Element::Heading(heading));
        return i + 1;
    }
    if let Some(next) = dash_list(maker, i, to, elements, open) {
        return next;
    }
    let range = maker.page.range(i);
    if let Some(open) = open
        && goes_on(maker, &open.pieces, i)
    {
        open.pieces.push(range);
        return i + 1;
    }
    close(maker, elements, open);
    *open = Some(Open { pieces: vec![range], floats: Vec::new() });
    i + 1
}

/// A list whose items begin with a dash, after a paragraph that ends with a colon. Items run together in one line are cut
/// at `; –`. Gives the unit after the list.
fn dash_list(
    maker: &mut Maker<'_, '_>,
    i: usize,
    to: usize,
    elements: &mut Vec<Element>,
    open: &mut Option<Open>,
) -> Option<usize> {
    let is_item = |text: &str| text.starts_with("– ") || text.starts_with("— ");
    let announced =
        open.as_ref().and_then(|o| o.pieces.last()).is_some_and(|r| maker.page.source[r.clone()].ends_with(':'));
    if !announced || !is_item(maker.page.text(i)) {
        return None;
    }
    close(maker, elements, open);
    let mut list = List { kind: ListKind::Bullet, items: Vec::new() };
    let mut j = i;
    while j < to && maker.page.roles[j] == Role::Unread && is_item(maker.page.text(j)) {
        let range = maker.page.range(j);
        let text = maker.page.text(j);
        let mut cuts: Vec<usize> = text
            .match_indices(['–', '—'])
            .filter(|(at, _)| *at > 0 && is_item(&text[*at..]) && text[..*at].trim_end().ends_with(';'))
            .map(|(at, _)| at)
            .collect();
        cuts.push(text.len());
        let mut from = 0;
        for cut in cuts {
            let body = super::lines::trim(maker.page.source, range.start + from..range.start + cut);
            let skip = maker.page.source[body.clone()].chars().next().map_or(0, char::len_utf8);
            let body = super::lines::trim(maker.page.source, body.start + skip..body.end);
            let text = maker.text(body);
            list.items.push(ListItem { label: None, blocks: vec![blocks::paragraph(text)] });
            from = cut;
        }
        j += 1;
    }
    elements.push(Element::Block(Block::List(list)));
    Some(j)
}

/// A caption in the second language right under the first goes into the same figure.
fn second_caption(
    maker: &mut Maker<'_, '_>,
    i: usize,
    to: usize,
    elements: &mut [Element],
    open: &mut Option<Open>,
) -> usize {
    let Some(j) = maker.page.next_unread(i).filter(|&j| j < to && j <= i + 1) else { return i };
    let Some(caption) = blocks::caption(maker.page, j).filter(|c| c.kind == LabelKind::Figure) else { return i };
    let text = maker.text(caption.text.clone());
    let last = match open {
        Some(open) => open.floats.last_mut(),
        None => match elements.last_mut() {
            Some(Element::Block(block)) => Some(block),
            _ => None,
        },
    };
    if let Some(Block::Figure(figure)) = last
        && figure.captions.iter().all(|c| c.lang != caption.lang)
    {
        figure.captions.push(crate::article::Localised::new(caption.lang, text));
        return j + 1;
    }
    i
}

/// Whether the open paragraph is cut, so that a caption here is one that floated into it.
fn open_is_cut(maker: &Maker<'_, '_>, open: &Option<Open>, i: usize, to: usize) -> bool {
    let Some(last) = open.as_ref().and_then(|o| o.pieces.last()) else { return true };
    let _ = (i, to);
    !is_ended(&maker.page.source[last.clone()]) || maker.page.text(i).chars().count() < 160
}

/// Puts a figure or table after the open paragraph if that is cut, else right here.
fn float(elements: &mut Vec<Element>, open: &mut Option<Open>, block: Block) {
    match open {
        Some(open) => open.floats.push(block),
        None => elements.push(Element::Block(block)),
    }
}

/// A caption that was read as the paragraph before unit `i`.
fn take_caption_before(
    maker: &mut Maker<'_, '_>,
    elements: &mut [Element],
    open: &mut Option<Open>,
    kind: LabelKind,
    i: usize,
) -> Option<blocks::Caption> {
    let _ = elements;
    let last = open.as_ref()?.pieces.last()?.clone();
    let unit = (0..i).rev().take(4).find(|&j| maker.page.units[j].range == last)?;
    let caption = blocks::caption(maker.page, unit).filter(|c| c.kind == kind)?;
    let open_ref = open.as_mut()?;
    open_ref.pieces.pop();
    if open_ref.pieces.is_empty() && open_ref.floats.is_empty() {
        *open = None;
    }
    Some(caption)
}

fn is_tight_list(maker: &Maker<'_, '_>, i: usize, to: usize) -> bool {
    let next = i + 1;
    next < to
        && maker.page.units[next].shape == Shape::Numbered
        && maker.page.roles[next] == Role::Unread
        && !maker.page.units[next].after_blank
        && maker.page.text(i).chars().count() < 1500
        && heading_number(maker.page.text(i)).is_none_or(|(depth, _)| depth == 1)
}

/// Where a list begins with its second item, the first was run together with the paragraph before: `…: 1) the first;`.
/// Takes it off that paragraph, and gives its mark and its text.
fn first_item_before(maker: &Maker<'_, '_>, open: &mut Option<Open>, i: usize) -> Option<(Range<usize>, Range<usize>)> {
    let label = maker.page.text(i).split([' ', '\u{A0}']).next()?;
    let first = match label.trim_end_matches([')', '.']) {
        "2" => "1",
        "b" => "a",
        "б" => "а",
        _ => return None,
    };
    let last = open.as_mut()?.pieces.last_mut()?;
    let text = &maker.page.source[last.clone()];
    let mark = format!("{first}{}", label.chars().next_back()?);
    let at = text
        .rfind(&format!(": {mark} "))
        .map(|c| c + 2)
        .or_else(|| text.rfind(&format!(":\n{mark} ")).map(|c| c + 2))?;
    let label = last.start + at..last.start + at + mark.len();
    let item = super::lines::trim(maker.page.source, label.end..last.end);
    last.end = last.start + text[..at].trim_end().len();
    Some((label, item))
}

/// Closes the open paragraph.
fn close(maker: &mut Maker<'_, '_>, elements: &mut Vec<Element>, open: &mut Option<Open>) {
    let Some(Open { pieces, floats }) = open.take() else { return };
    if let Some(paragraph) = paragraph(maker, &pieces) {
        elements.push(Element::Block(Block::Paragraph(paragraph)));
    }
    elements.extend(floats.into_iter().map(Element::Block));
}

/// Makes a paragraph of its pieces; none if nothing but marks is in it.
fn paragraph(maker: &mut Maker<'_, '_>, pieces: &[Range<usize>]) -> Option<Paragraph> {
    let mut flow = Flow::default();
    for (n, piece) in pieces.iter().enumerate() {
        if n > 0 && flow.text.ends_with('-') {
            note_hyphen(maker, &flow, piece);
        }
        flow.join(maker.page.source, piece.clone(), &maker.page.vocabulary);
    }
    if flow.is_empty() {
        return None;
    }
    let mut text = inline::parse(&flow, &mut maker.resolver);
    let run_in = run_in_heading(maker, &mut text);
    let lang = paragraph_lang(&flow.text, maker.lang);
    if lang.is_none() {
        mark_foreign(&mut text, maker.lang);
    }
    Some(Paragraph { text, run_in, lang })
}

/// Says what became of a hyphen at a column's or page's end, where only the guess that recognised text breaks words decided.
fn note_hyphen(maker: &mut Maker<'_, '_>, flow: &Flow, next: &Range<usize>) {
    let head = flow.text[..flow.text.len() - 1].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let rest = &maker.page.source[next.clone()];
    let tail = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    let joined = format!("{head}{tail}");
    let known = maker.page.vocabulary.knows(&joined) || maker.page.vocabulary.knows(&format!("{head}-{tail}"));
    if !known && tail.starts_with(char::is_lowercase) && !maker.page.vocabulary.keeps_hyphen(head, tail) {
        let at = flow.span(flow.text.len() - 1..flow.text.len());
        maker.page.diagnostics.push(
            Diagnostic::info("read-hyphen-taken-out", at, format!("read as one word, “{joined}”"))
                .related(Span::new(next.start, next.start + tail.len()), "its second half")
                .help("if the word has a hyphen, write it on one line"),
        );
    }
}

/// Whether unit `i` goes on with the paragraph of `pieces`.
fn goes_on(maker: &Maker<'_, '_>, pieces: &[Range<usize>], i: usize) -> bool {
    let Some(last) = pieces.last() else { return false };
    let before = &maker.page.source[last.clone()];
    let after = maker.page.text(i);
    let Some(first) = first_sign(after) else { return false };
    let sign = last_sign(before);
    if before.ends_with('-') && before.chars().rev().nth(1).is_some_and(char::is_alphanumeric) {
        return first.is_alphanumeric();
    }
    // Counted no further than needed: a paragraph may have thousands of pieces, and this is asked of each.
    let mut length = 0;
    let long = pieces.iter().any(|piece| {
        length += piece.len();
        length > 250
    });
    if is_ended(before) {
        // An enumeration inside a paragraph; members of a list set apart are short, and do not start with a capital.
        return sign == Some(';')
            && long
            && before.matches(';').count() > 3
            && !starts_list_item(before)
            && !starts_list_item(after);
    }
    let last_word = before.trim_end().rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let open_word = is_linking_word(last_word);
    // Two short lines are lines, not halves: a cut leaves at least one long piece.
    if before.chars().count() < 100 && after.chars().count() < 100 && !open_word && sign != Some(',') {
        return false;
    }
    if first.is_lowercase() {
        return true;
    }
    if maker.page.units[i].shape == Shape::Numbered && !open_word {
        return false;
    }
    match sign {
        // Nothing ends with these: whatever follows belongs to it.
        Some(',' | '(' | '[' | '–' | '—' | '«' | '„' | '/' | '&' | '-') => true,
        // A bracket may close a paragraph whose stop was left out; only a name goes on after it.
        Some(')' | ']') => starts_with_name(maker, after) && !first.is_ascii_digit(),
        Some(sign) => {
            let bracketed = after.starts_with(['(', '[', '«', '“', '"', '„']);
            open_word
                || starts_with_name(maker, after)
                || long && first.is_ascii_digit()
                || bracketed && sign.is_alphabetic() && before.len() > 80
                // A long paragraph without a stop is a cut one, unless a word that is no name begins the next.
                || long && sign.is_alphanumeric() && !bracketed && !maker.page.vocabulary.is_plain_word(first_word(after))
        }
        None => false,
    }
}

/// Whether a text starts as a member of a list does.
fn starts_list_item(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || matches!(c, '–' | '—' | '•' | '-'))
        || text.split([' ', '\u{A0}']).next().is_some_and(|w| w.len() <= 8 && w.ends_with([')', '.']))
}

fn first_word(text: &str) -> &str {
    let from = text.find(char::is_alphanumeric).unwrap_or(0);
    text[from..].split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\'')).next().unwrap_or("")
}

/// Whether a text starts with a name: a word that the document writes with a capital inside sentences, an abbreviation,
/// an initial.
fn starts_with_name(maker: &Maker<'_, '_>, text: &str) -> bool {
    let word = first_word(text);
    let chars = word.chars().count();
    maker.page.vocabulary.is_name(word)
        || chars > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        || chars == 1 && text[text.find(word).unwrap_or(0) + word.len()..].starts_with('.')
}

/// Articles, prepositions and conjunctions: no paragraph ends with one.
fn is_linking_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "and",
        "or",
        "as",
        "is",
        "are",
        "was",
        "were",
        "that",
        "which",
        "who",
        "its",
        "their",
        "his",
        "her",
        "this",
        "these",
        "into",
        "than",
        "between",
        "through",
        "under",
        "de",
        "da",
        "do",
        "das",
        "dos",
        "e",
        "em",
        "no",
        "na",
        "nos",
        "nas",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "por",
        "para",
        "com",
        "ao",
        "aos",
        "à",
        "às",
        "que",
        "se",
        "ou",
        "el",
        "la",
        "los",
        "las",
        "en",
        "y",
        "un",
        "una",
        "con",
        "del",
        "al",
        "su",
        "sus",
        "como",
        "le",
        "les",
        "des",
        "du",
        "et",
        "dans",
        "par",
        "pour",
        "sur",
        "der",
        "die",
        "das",
        "und",
        "den",
        "dem",
        "des",
        "von",
        "mit",
        "im",
        "zu",
        "ein",
        "eine",
        "einer",
        "w",
        "z",
        "ze",
        "na",
        "do",
        "od",
        "o",
        "i",
        "oraz",
        "przez",
        "dla",
        "в",
        "во",
        "на",
        "с",
        "со",
        "к",
        "ко",
        "о",
        "об",
        "от",
        "до",
        "из",
        "по",
        "за",
        "у",
        "и",
        "или",
        "а",
        "но",
        "для",
        "при",
        "что",
        "как",
        "не",
        "его",
        "их",
        "ее",
        "её",
        "это",
        "между",
        "под",
        "над",
        "без",
        "через",
        "которые",
        "который",
        "которая",
        "у",
        "ў",
        "з",
        "са",
        "і",
        "й",
        "аб",
        "ад",
        "да",
        "па",
        "пры",
        "што",
        "як",
        "для",
        "яго",
        "іх",
        "не",
        "не",
        "та",
        "що",
        "від",
        "про",
        "із",
        "зі",
        "за",
        "під",
        "до",
    ];
    let lower = word.to_lowercase();
    WORDS.contains(&lower.as_str())
}

/// Reads unit `i` as a heading.
fn heading(maker: &Maker<'_, '_>, i: usize, to: usize, marked: bool, open: &Option<Open>) -> Option<Heading> {
    let page = &*maker.page;
    let text = page.text(i);
    let chars = text.chars().count();
    let found = page.labels(i);
    let kind = found.iter().filter(|l| l.whole_line).find_map(|l| sections::kind(l.kind));
    let range = page.range(i);
    if let Shape::Heading(level) = page.units[i].shape {
        let skip = text.len() - text.trim_start_matches(['#', ' ', '\t']).len();
        let end = text.trim_end_matches(['#', ' ']).len().max(skip);
        let inner = range.start + skip..range.start + end;
        let style = Style::Marked(level);
        return (!inner.is_empty()).then(|| make_heading(maker, inner, style, kind));
    }
    if chars > 170 || chars < 2 {
        return None;
    }
    // Emphasis around the whole line.
    let mut inner = range.clone();
    let mut bold = false;
    for mark in ["**", "__", "*", "_"] {
        let shown = &page.source[inner.clone()];
        if shown.len() > 2 * mark.len() + 1
            && shown.starts_with(mark)
            && shown.ends_with(mark)
            && !shown[mark.len()..shown.len() - mark.len()].contains(mark)
        {
            inner = inner.start + mark.len()..inner.end - mark.len();
            bold = true;
            break;
        }
    }
    let shown = &page.source[inner.clone()];
    let number = heading_number(shown);
    let words = number.map_or(shown, |(_, len)| &shown[len..]);
    let style = match number {
        _ if bold && number.is_none() => Style::Bold,
        Some((depth, _)) => Style::Numbered(depth),
        None if is_capitals(shown) => Style::Capitals,
        None => Style::Plain,
    };
    let cut = open.as_ref().and_then(|o| o.pieces.last()).is_some_and(|r| {
        let before = &page.source[r.clone()];
        !is_ended(before) && before.ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | '-'))
    });
    if kind.is_some() && !cut {
        return Some(make_heading(maker, inner, style, kind));
    }
    let last = shown.chars().next_back()?;
    if matches!(last, '.' | ',' | ';' | ':' | '!' | '-' | '–') && !(style == Style::Capitals && last == '.') {
        return None;
    }
    let starts = words.chars().next()?;
    if starts.is_lowercase() || !words.chars().any(char::is_alphabetic) {
        return None;
    }
    let next = page.next_unread(i + 1).filter(|&j| j < to)?;
    let next_text = page.text(next);
    let next_starts_upper = first_sign(next_text).is_some_and(|c| !c.is_lowercase());
    let before_text = next_text.chars().count() > 120
        && next_text.len() > text.len()
        && next_starts_upper
        && matches!(page.units[next].shape, Shape::Text | Shape::Numbered);
    // A heading right above another: the text comes after both.
    let before_heading = next_text.chars().count() < 120
        && next_starts_upper
        && !next_text.ends_with(['.', ',', ';', ':', '!', '-'])
        && matches!(page.units[next].shape, Shape::Text)
        && page.next_unread(next + 1).filter(|&j| j < to).is_some_and(|j| {
            page.text(j).chars().count() > 160 && first_sign(page.text(j)).is_some_and(char::is_uppercase)
        });
    // A figure's or table's line is none, nor is one with a note mark, a citation or an address in it.
    if found
        .iter()
        .any(|l| matches!(l.kind, LabelKind::Figure | LabelKind::Table | LabelKind::Formula | LabelKind::Email))
        || words.contains("](")
        || words.contains("http")
        || words.contains('@')
        || words.contains('$')
        || words.contains('|')
    {
        return None;
    }
    let sentence_inside = words.contains(". ") && !words.contains("vs. ");
    let is_heading = match style {
        Style::Bold | Style::Capitals => !cut && next_starts_upper && !sentence_inside,
        // Numbers that repeat or leap are those of a list or a key.
        Style::Numbered(_) if !maker.numbered => false,
        Style::Numbered(_) => !cut && !sentence_inside && (before_text || is_deeper_heading(page.text(next), number)),
        _ => {
            !cut && !marked
                && !sentence_inside
                && (before_text || before_heading && !words.contains(','))
                && starts.is_uppercase()
                && chars <= 140
                && !words.contains("](")
                && !is_citation_end(words)
                && open_is_ended(maker, open)
                && !reads_like_sentence(words)
        }
    };
    is_heading.then(|| make_heading(maker, inner, style, kind))
}

fn open_is_ended(maker: &Maker<'_, '_>, open: &Option<Open>) -> bool {
    open.as_ref().and_then(|o| o.pieces.last()).is_none_or(|r| {
        let before = &maker.page.source[r.clone()];
        is_ended(before) || matches!(last_sign(before), Some(')' | ']'))
    })
}

/// Whether a line ends in a citation: a paragraph that lost its stop.
fn is_citation_end(text: &str) -> bool {
    text.ends_with(']') && text.rfind('[').is_some_and(|i| text[i + 1..].starts_with(|c: char| c.is_ascii_digit()))
}

/// A finite verb of "to be" and the like, where a heading has none.
fn reads_like_sentence(text: &str) -> bool {
    const VERBS: &[&str] = &[
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "been",
        "são",
        "foram",
        "foi",
        "é",
        "era",
        "eram",
        "está",
        "fue",
        "fueron",
        "es",
        "son",
        "był",
        "była",
        "jest",
        "są",
        "ist",
        "sind",
        "war",
        "wurde",
        "était",
        "sont",
        "является",
        "были",
        "был",
        "была",
    ];
    text.split_whitespace().count() > 8 && text.split(|c: char| !c.is_alphabetic()).any(|w| VERBS.contains(&w))
}

fn is_deeper_heading(text: &str, number: Option<(u8, usize)>) -> bool {
    match (heading_number(text), number) {
        (Some((deeper, _)), Some((depth, _))) => deeper > depth && text.chars().count() < 170,
        _ => false,
    }
}

/// The number of a heading (`2`, `2.1.`, `IV.`): its depth and its bytes with the space after.
fn heading_number(text: &str) -> Option<(u8, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut depth = 0u8;
    loop {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || digits > 2 {
            break;
        }
        depth += 1;
        at += digits;
        if bytes.get(at) == Some(&b'.') {
            at += 1;
        } else {
            break;
        }
        if depth >= 6 {
            break;
        }
    }
    if depth == 0 {
        let roman = bytes.iter().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
        if !(1..=5).contains(&roman) || bytes.get(roman) != Some(&b'.') {
            return None;
        }
        depth = 1;
        at = roman + 1;
    }
    if bytes.get(at) == Some(&b')') {
        return None;
    }
    let rest = &text[at..];
    let trimmed = rest.trim_start();
    (trimmed.len() < rest.len()
        && trimmed.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '«' | '“' | '"')))
    .then_some((depth, text.len() - trimmed.len()))
}

fn make_heading(
    maker: &Maker<'_, '_>,
    range: Range<usize>,
    style: Style,
    kind: Option<crate::article::SectionKind>,
) -> Heading {
    let _ = maker;
    Heading { range, style, kind, title: Text::default() }
}

/// Finds the run-in heading of a paragraph and gives the number of its inlines: words in emphasis that end with a stop or
/// colon, or a short plain phrase that ends with a stop and is no sentence.
fn run_in_heading(maker: &mut Maker<'_, '_>, text: &mut Text) -> u32 {
    match text.inlines.first() {
        Some(Inline::Styled { content, style: crate::article::Style::Italic | crate::article::Style::Bold }) => {
            let inner = content.plain();
            let after = match text.inlines.get(1) {
                Some(Inline::Run(run)) => run.text.as_str(),
                _ => return 0,
            };
            let ends = inner.trim_end().ends_with(['.', ':'])
                || after.starts_with(['.', ':'])
                || after.starts_with(" – ")
                || after.starts_with(" — ")
                || after.starts_with(" - ");
            u32::from(ends && inner.chars().count() <= 90 && after.trim_start_matches(['.', ':']).chars().count() > 20)
        }
        Some(Inline::Run(run)) => {
            let Some(end) = plain_run_in(&run.text) else { return 0 };
            let (head, tail) = (run.text[..end].to_owned(), run.text[end..].to_owned());
            let (head_span, tail_span) = (run.span_of(0..end), run.span_of(end..run.text.len()));
            maker.page.diagnostics.push(Diagnostic::info(
                "read-run-in-heading",
                head_span,
                format!("read as a run-in heading: “{}”", head.trim_end()),
            ));
            text.inlines[0] = Inline::Run(Run::new(head, head_span));
            text.inlines.insert(1, Inline::Run(Run::new(tail, tail_span)));
            1
        }
        _ => 0,
    }
}

/// The end of a phrase of one to four words before a stop and a capital: a run-in heading in plain type.
fn plain_run_in(text: &str) -> Option<usize> {
    const NOT: &[&str] = &[
        "is", "are", "was", "were", "has", "have", "had", "it", "this", "that", "these", "we", "they", "he", "she",
        "i", "you", "there", "not", "yes", "no", "so", "это", "есть", "был", "была", "было", "были", "он", "она",
        "они", "мы", "не", "да", "нет", "гэта", "яны", "мы", "це", "вони", "ми", "é", "são", "foi", "não", "sim", "es",
        "son", "fue", "no", "sí", "ist", "sind", "war", "nicht", "ja", "nein", "est", "sont", "jest", "są", "nie",
    ];
    let stop = text.find(". ").filter(|&s| s <= 80)?;
    let phrase = &text[..stop];
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let last = words.last()?;
    let plain = phrase.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\'' | '–'));
    let shaped = (2..=4).contains(&words.len())
        && first_sign(phrase)?.is_uppercase()
        && last.chars().count() >= 4
        && last.starts_with(char::is_lowercase);
    let sentence = words.iter().any(|w| NOT.contains(&w.to_lowercase().as_str()));
    let after = text[stop + 2..].chars().next()?;
    (plain && shaped && !sentence && after.is_uppercase() && text.len() > stop + 60).then_some(stop + 2)
}

/// The language of a paragraph that is not in the article's: another script, or surely another language.
fn paragraph_lang(text: &str, lang: Lang) -> Option<Lang> {
    if lang == Lang::UND || text.len() < 12 {
        return None;
    }
    let expected = if lang.is_cyrillic() { Script::Cyrillic } else { Script::Latin };
    let script = language::script(text);
    let other_script =
        matches!((script, expected), (Script::Cyrillic, Script::Latin) | (Script::Latin, Script::Cyrillic));
    (other_script && text.len() > 30).then(|| language::guess(text)).flatten().filter(|l| *l != lang)
}

/// Sets words in Cyrillic inside a text of a language with Latin letters apart, with their language.
pub(super) fn mark_foreign(text: &mut Text, lang: Lang) {
    if lang.is_cyrillic() || lang == Lang::UND {
        return;
    }
    let mut inlines = Vec::with_capacity(text.inlines.len());
    for inline in std::mem::take(&mut text.inlines) {
        match inline {
            Inline::Run(run) if run.text.chars().any(is_cyrillic) => split_foreign(run, &mut inlines),
            Inline::Styled { style, mut content } => {
                mark_foreign(&mut content, lang);
                inlines.push(Inline::Styled { style, content });
            }
            other => inlines.push(other),
        }
    }
    text.inlines = inlines;
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

fn split_foreign(run: Run, inlines: &mut Vec<Inline>) {
    let text = run.text.as_str();
    let mut from = 0;
    while let Some((start, _)) = text[from..].char_indices().find(|(_, c)| is_cyrillic(*c)) {
        let start = from + start;
        // Up to the last Cyrillic letter before a Latin one.
        let mut end = start;
        for (i, c) in text[start..].char_indices() {
            if is_cyrillic(c) {
                end = start + i + c.len_utf8();
            } else if c.is_alphabetic() {
                break;
            }
        }
        let words = &text[start..end];
        if from < start {
            inlines.push(Inline::Run(Run::new(&text[from..start], run.span_of(from..start))));
        }
        let piece = Run::new(words, run.span_of(start..end));
        // A letter or two inside a Latin word is a slip of the keyboard, not a language.
        match language::guess(words).filter(|_| words.chars().count() > 2) {
            Some(lang) => inlines.push(Inline::Foreign { lang, content: Text::from_run(piece) }),
            None => inlines.push(Inline::Run(piece)),
        }
        from = end;
    }
    if from < text.len() {
        inlines.push(Inline::Run(Run::new(&text[from..], run.span_of(from..text.len()))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_carry_numbers_of_any_depth() {
        assert_eq!(heading_number("2.1. Method"), Some((2, 5)));
        assert_eq!(heading_number("3 Results"), Some((1, 2)));
        assert_eq!(heading_number("IV. Results"), Some((1, 4)));
        assert_eq!(heading_number("1) item"), None);
        assert_eq!(heading_number("1995 was"), None);
    }

    #[test]
    fn a_short_phrase_before_a_stop_is_a_run_in_heading_and_a_sentence_is_not() {
        let rest = "It can be concluded that the matter is regarded in many ways by many people.";
        assert_eq!(plain_run_in(&format!("Public opinion. {rest}")), Some(16));
        assert_eq!(plain_run_in(&format!("This is so. {rest}")), None);
        assert_eq!(plain_run_in(&format!("Visit of A. Smith. {rest}")), None);
    }
}
