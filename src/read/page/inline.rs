//! Running text to inlines: emphasis, links, note marks, citations, formulas, raised and lowered characters.
//!
//! Page text is hardly Markdown: `^1` is a mark, `[3]` a citation, `1.` at a line start a sentence, and every byte must
//! keep its place. So the scanner is ours. It goes over the text once; every search ahead is remembered, so that the time
//! is linear whatever the text; nesting stops at [`DEPTH`].

use std::ops::Range;

use super::flow::Flow;
use super::marks;
use super::resolve::Resolver;
use crate::article::{Graphic, Inline, Run, Style, Text};
use crate::notation::url;
use crate::source::Span;

/// Emphasis nested deeper than this is shown as it stands.
const DEPTH: usize = 16;

/// Makes the inlines of `flow`; marks and citations are bound by `resolver`.
pub(super) fn parse(flow: &Flow, resolver: &mut Resolver) -> Text {
    parse_range(flow, 0..flow.text.len(), resolver)
}

/// Makes the inlines of the bytes `range` of `flow`.
pub(super) fn parse_range(flow: &Flow, range: Range<usize>, resolver: &mut Resolver) -> Text {
    let text = &flow.text[range.clone()];
    let base = range.start;
    let mut scanner = Scanner {
        flow,
        text,
        base,
        at: 0,
        plain: 0,
        items: Vec::new(),
        open: Vec::new(),
        ahead: Ahead::default(),
        resolver,
    };
    scanner.scan();
    scanner.finish()
}

enum Item {
    /// Bytes of the text as they stand.
    Plain(Range<usize>),
    Inline(Inline),
}

/// An emphasis sign that may still be closed.
struct Open {
    sign: Sign,
    count: usize,
    /// Index of the first item after it.
    item: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Star,
    Underscore,
    Tilde,
    Tag(Style),
}

/// Where the next of each sought character is; each search goes on from the last one.
#[derive(Default)]
struct Ahead {
    found: [Option<(usize, Option<usize>)>; 6],
}

impl Ahead {
    /// The first `needle` at or after `from`. `slot` tells the needles apart.
    fn next(&mut self, slot: usize, text: &str, needle: u8, from: usize) -> Option<usize> {
        if let Some((asked, answer)) = self.found[slot]
            && from >= asked
            && answer.is_none_or(|a| a >= from)
        {
            return answer;
        }
        let answer = memchr::memchr(needle, &text.as_bytes()[from..]).map(|i| from + i);
        self.found[slot] = Some((from, answer));
        answer
    }
}

struct Scanner<'f, 'r> {
    flow: &'f Flow,
    /// The part that is scanned.
    text: &'f str,
    /// Where it starts in the flow.
    base: usize,
    at: usize,
    /// Where the plain text starts that has not been pushed.
    plain: usize,
    items: Vec<Item>,
    open: Vec<Open>,
    ahead: Ahead,
    resolver: &'r mut Resolver,
}

impl<'f> Scanner<'f, '_> {
    fn scan(&mut self) {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let end = match bytes[self.at] {
                b'\\' => self.escape(),
                b'*' => self.emphasis(Sign::Star),
                b'_' => self.emphasis(Sign::Underscore),
                b'~' => self.emphasis(Sign::Tilde),
                b'`' => self.code(),
                b'!' => self.picture(),
                b'[' => self.bracket(),
                b'<' => self.angle(),
                b'&' => self.entity(),
                b'^' | 0xC2 | 0xE2 | 0xE1 | 0xCA => self.raised(),
                b'$' => self.raised().or_else(|| self.formula()),
                b'h' | b'w' => self.bare_url(),
                _ => None,
            };
            match end {
                Some(end) => {
                    self.at = end;
                    self.plain = end;
                }
                None => {
                    self.at += 1;
                    while self.at < bytes.len() && !SPECIAL[bytes[self.at] as usize] {
                        self.at += 1;
                    }
                }
            }
        }
        self.flush();
    }

    /// Pushes the plain text that stands before what is read now.
    fn flush(&mut self) {
        if self.plain < self.at {
            self.items.push(Item::Plain(self.plain..self.at));
            self.plain = self.at;
        }
    }

    /// Pushes an inline that ends at `end`.
    fn push(&mut self, inline: Inline, end: usize) -> Option<usize> {
        self.flush();
        self.items.push(Item::Inline(inline));
        Some(end)
    }

    fn push_made(&mut self, text: String, end: usize) -> Option<usize> {
        let span = self.span(self.at..end);
        self.push(Inline::Run(Run::new(text, span)), end)
    }

    fn rest(&self) -> &'f str {
        &self.text[self.at..]
    }

    fn run(&self, range: Range<usize>) -> Run {
        self.flow.run(self.base + range.start..self.base + range.end)
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.flow.span(self.base + range.start..self.base + range.end)
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn escape(&mut self) -> Option<usize> {
        let c = self.rest()[1..].chars().next()?;
        if !c.is_ascii_punctuation() {
            return None;
        }
        self.push_made(c.to_string(), self.at + 2)
    }

    fn entity(&mut self) -> Option<usize> {
        let rest = self.rest();
        let end = rest.as_bytes().iter().take(12).position(|b| *b == b';')?;
        let name = &rest[1..end];
        let c = match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{A0}',
            "ndash" => '–',
            "mdash" => '—',
            "laquo" => '«',
            "raquo" => '»',
            "hellip" => '…',
            "shy" => {
                self.flush();
                return Some(self.at + end + 1);
            }
            _ => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code).filter(|c| !c.is_control())?
            }
        };
        self.push_made(c.to_string(), self.at + end + 1)
    }

    fn emphasis(&mut self, sign: Sign) -> Option<usize> {
        let byte = self.text.as_bytes()[self.at];
        let count = self.rest().bytes().take_while(|b| *b == byte).count();
        let end = self.at + count;
        if count > 3 || (sign == Sign::Tilde && count != 2) {
            return self.push_plain(end);
        }
        let (before, after) = (self.before(), self.text[end..].chars().next());
        let space_before = before.is_none_or(char::is_whitespace);
        let space_after = after.is_none_or(char::is_whitespace);
        let (mut can_open, mut can_close) = (!space_after, !space_before);
        if sign == Sign::Underscore {
            // Names of files and addresses have underscores inside words.
            can_open &= !before.is_some_and(char::is_alphanumeric);
            can_close &= !after.is_some_and(char::is_alphanumeric);
        }
        self.flush();
        self.signs(sign, count, can_open, can_close);
        Some(end)
    }

    /// Pushes what stands from here to `end` as text that no emphasis starts in.
    fn push_plain(&mut self, end: usize) -> Option<usize> {
        self.flush();
        self.items.push(Item::Plain(self.at..end));
        Some(end)
    }

    /// Closes what the signs at `at` close, and opens what is left of them.
    fn signs(&mut self, sign: Sign, count: usize, can_open: bool, can_close: bool) {
        let at = self.at;
        let mut left = count;
        if can_close {
            while left > 0 {
                let Some(index) = self.open.iter().rposition(|o| o.sign == sign) else { break };
                let Open { count: opened, item, .. } = self.open[index];
                if self.items.len() <= item {
                    // Nothing between the signs: they are text.
                    break;
                }
                let used = opened.min(left).min(2);
                let style = match (sign, used) {
                    (Sign::Tilde, _) => Style::Strike,
                    (_, 2) => Style::Bold,
                    _ => Style::Italic,
                };
                self.open.truncate(index + 1);
                self.wrap(item, style);
                left -= used;
                if opened > used {
                    self.open[index].count -= used;
                    // The signs that are left stand one place before the new item; shorten their text.
                    self.shorten(item - 1, used);
                } else {
                    self.items.remove(item - 1);
                    self.open.pop();
                }
            }
        }
        if left == 0 {
            return;
        }
        let range = at + (count - left)..at + count;
        self.items.push(Item::Plain(range));
        if can_open && self.open.len() < DEPTH {
            self.open.push(Open { sign, count: left, item: self.items.len() });
        }
    }

    fn shorten(&mut self, item: usize, by: usize) {
        if let Some(Item::Plain(range)) = self.items.get_mut(item) {
            range.end -= by;
        }
    }

    /// Puts the items from `from` on into one styled inline.
    fn wrap(&mut self, from: usize, style: Style) {
        let content: Vec<Item> = self.items.drain(from..).collect();
        let content = self.text_of(content);
        self.items.push(Item::Inline(Inline::Styled { style, content }));
    }

    fn code(&mut self) -> Option<usize> {
        let count = self.rest().bytes().take_while(|b| *b == b'`').count();
        if count != 1 {
            return self.push_plain(self.at + count);
        }
        let close = self.ahead.next(0, self.text, b'`', self.at + 1)?;
        if close == self.at + 1 {
            return None;
        }
        let content = Text::from_run(self.run(self.at + 1..close));
        self.push(Inline::Styled { style: Style::Code, content }, close + 1)
    }

    fn picture(&mut self) -> Option<usize> {
        if !self.rest().starts_with("![") {
            return None;
        }
        let close = self.ahead.next(1, self.text, b']', self.at + 2)?;
        let (href, end) = self.target(close + 1)?;
        let graphic = picture_of(&self.text[self.at + 2..close], &self.text[href], self.span(self.at..end))?;
        self.push(Inline::Graphic(graphic), end)
    }

    /// `(target)` or `(target "title")` at `at`: the range of the target, and the end.
    fn target(&mut self, at: usize) -> Option<(Range<usize>, usize)> {
        if self.text.as_bytes().get(at) != Some(&b'(') {
            return None;
        }
        let close = self.ahead.next(2, self.text, b')', at + 1)?;
        if close - at > 4096 {
            return None;
        }
        let inner = &self.text[at + 1..close];
        let end = inner.find(' ').unwrap_or(inner.len());
        (end > 0).then_some((at + 1..at + 1 + end, close + 1))
    }

    fn bracket(&mut self) -> Option<usize> {
        if self.rest().starts_with("[^") {
            return self.raised();
        }
        let close = self.ahead.next(1, self.text, b']', self.at + 1)?;
        if self.ahead.next(3, self.text, b'[', self.at + 1).is_some_and(|next| next < close) {
            return None;
        }
        let inner = self.at + 1..close;
        if let Some((href, end)) = self.target(close + 1) {
            let href = &self.text[href];
            if href.contains([':', '/', '.', '#']) || self.text[inner.clone()].chars().any(char::is_alphabetic) {
                let flow_range = self.base + inner.start..self.base + inner.end;
                let content = Text { inlines: self.flow.runs(flow_range).into_iter().map(Inline::Run).collect() };
                if content.is_empty() {
                    return None;
                }
                let inline = if url::is_safe(href) {
                    Inline::Link { href: href.to_owned(), content }
                } else {
                    // A relative link leads nowhere outside the manuscript, and a script nowhere good: the words stay.
                    self.resolver.unsafe_link(href, self.span(self.at..end));
                    Inline::Styled { style: Style::Underline, content }
                };
                return self.push(inline, end);
            }
        }
        if inner.len() > 120 {
            return None;
        }
        self.citations(inner)
    }

    /// `1`, `1, 2`, `3–5`, `1, p. 5; 2` in brackets: the numbers become citations. The brackets and what is between stay.
    fn citations(&mut self, inner: Range<usize>) -> Option<usize> {
        let numbers = citation_numbers(&self.text[inner.clone()])?;
        let mut found = Vec::with_capacity(numbers.len());
        let mut before: Option<u32> = None;
        for number in &numbers {
            found.push(self.resolver.citation(number.value, before.filter(|_| number.ends_range))?);
            before = Some(number.value);
        }
        self.flush();
        let mut from = self.at;
        for (number, (target, through)) in numbers.iter().zip(found) {
            let range = inner.start + number.range.start..inner.start + number.range.end;
            self.items.push(Item::Plain(from..range.start));
            let label = self.run(range.clone());
            self.items.push(Item::Inline(Inline::Citation { target, label, through }));
            from = range.end;
        }
        self.items.push(Item::Plain(from..inner.end + 1));
        Some(inner.end + 1)
    }

    fn angle(&mut self) -> Option<usize> {
        let rest = self.rest();
        if rest.starts_with("<http")
            || rest.starts_with("<ftp")
            || rest.starts_with("<mailto:")
            || rest.starts_with("<www.")
        {
            let close = self.ahead.next(4, self.text, b'>', self.at)?;
            let inner = self.at + 1..close;
            let shown = &self.text[inner.clone()];
            let href = with_scheme(shown);
            if !url::is_safe(&href) {
                return None;
            }
            let content = Text::from_run(self.run(inner));
            return self.push(Inline::Link { href, content }, close + 1);
        }
        if rest.starts_with("<sup>")
            && let Some(step) = self.raised()
        {
            return Some(step);
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").filter(|&e| e <= 4096)?;
            self.flush();
            return Some(self.at + 4 + end + 3);
        }
        const TAGS: &[(&str, Style)] = &[
            ("i", Style::Italic),
            ("em", Style::Italic),
            ("b", Style::Bold),
            ("strong", Style::Bold),
            ("sup", Style::Superscript),
            ("sub", Style::Subscript),
            ("u", Style::Underline),
            ("s", Style::Strike),
            ("code", Style::Code),
        ];
        let head: &str = &rest[..rest.as_bytes().iter().take(10).position(|b| *b == b'>')?];
        let name = head[1..].trim_end_matches(['/', ' ']).to_ascii_lowercase();
        let end = self.at + head.len() + 1;
        if name == "br" {
            return self.push(Inline::Break, end);
        }
        let (name, closing) = name.strip_prefix('/').map_or((name.as_str(), false), |n| (n, true));
        let style = TAGS.iter().find(|t| t.0 == name)?.1;
        if closing {
            let index = self.open.iter().rposition(|o| o.sign == Sign::Tag(style))?;
            self.flush();
            // What is open inside was never closed.
            self.open.truncate(index + 1);
            let item = self.open.pop()?.item;
            self.wrap(item, style);
            self.items.remove(item - 1);
            return Some(end);
        }
        self.flush();
        self.items.push(Item::Plain(self.at..end));
        if self.open.len() < DEPTH {
            self.open.push(Open { sign: Sign::Tag(style), count: 1, item: self.items.len() });
        }
        Some(end)
    }

    fn raised(&mut self) -> Option<usize> {
        let mark = marks::raised(self.rest())?;
        if mark.bracket {
            return None;
        }
        let end = self.at + mark.len;
        let label_range = self.at + mark.at.start..self.at + mark.at.end;
        let span = self.span(label_range.clone());
        let before = self.before();
        if let Some(note) = self.resolver.note(&mark.label, span, before, &self.text[..self.at]) {
            let label = Run::new(mark.label, span);
            return self.push(Inline::NoteMark { note, label }, end);
        }
        if self.rest().starts_with("[^") {
            self.resolver.mark_without_note(&mark.label, self.span(self.at..end));
            return None;
        }
        let digits = mark.label.chars().all(|c| c.is_ascii_digit());
        if !digits || before.is_none_or(char::is_whitespace) {
            return None;
        }
        let content = Text::from_run(Run::new(mark.label, span));
        self.push(Inline::Styled { style: Style::Superscript, content }, end)
    }

    fn formula(&mut self) -> Option<usize> {
        let rest = &self.rest()[1..];
        let first = rest.chars().next()?;
        // In braces of its own (`5${x}$`) it can be nothing else.
        let braced = first == '{';
        if first.is_whitespace() || first == '$' || !braced && self.before().is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let close = self.ahead.next(5, self.text, b'$', self.at + 1)?;
        let inner = &self.text[self.at + 1..close];
        let after = self.text[close + 1..].chars().next();
        if braced && inner.ends_with('}') {
            let tex = self.run(self.at + 1..close);
            return self.push(Inline::Formula { tex, mathml: None }, close + 1);
        }
        if inner.len() > 2000 || inner.ends_with(' ') || after.is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        // `$5 and $6`: money, not mathematics.
        if first.is_ascii_digit() && !inner.contains(['\\', '^', '_', '=', '+']) {
            return None;
        }
        let tex = self.run(self.at + 1..close);
        self.push(Inline::Formula { tex, mathml: None }, close + 1)
    }

    fn bare_url(&mut self) -> Option<usize> {
        let rest = self.rest();
        if !(rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www."))
            || self.before().is_some_and(char::is_alphanumeric)
        {
            return None;
        }
        // No address is longer; and so the time stays linear.
        let mut window = rest.len().min(2048);
        while !rest.is_char_boundary(window) {
            window -= 1;
        }
        let (found, _) = url::find(&rest[..window]).filter(|(found, _)| found.written.start == 0)?;
        let range = self.at..self.at + found.written.end;
        let href = found.href;
        let content = Text::from_run(self.run(range.clone()));
        self.push(Inline::Link { href, content }, range.end)
    }

    fn finish(mut self) -> Text {
        let items = std::mem::take(&mut self.items);
        self.text_of(items)
    }

    /// Items to text; plain ranges that touch become one.
    fn text_of(&self, items: Vec<Item>) -> Text {
        let mut inlines = Vec::with_capacity(items.len());
        let mut pending: Option<Range<usize>> = None;
        let flush = |pending: &mut Option<Range<usize>>, inlines: &mut Vec<Inline>| {
            if let Some(range) = pending.take() {
                let range = self.base + range.start..self.base + range.end;
                inlines.extend(self.flow.runs(range).into_iter().map(Inline::Run));
            }
        };
        for item in items {
            match item {
                Item::Plain(range) => match &mut pending {
                    Some(open) if open.end == range.start => open.end = range.end,
                    _ => {
                        flush(&mut pending, &mut inlines);
                        pending = (!range.is_empty()).then_some(range);
                    }
                },
                Item::Inline(inline) => {
                    flush(&mut pending, &mut inlines);
                    inlines.push(inline);
                }
            }
        }
        flush(&mut pending, &mut inlines);
        Text { inlines }
    }
}

/// Bytes at which a construct may start.
const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"\\*_~`![<&^$hw\xC2\xE2\xE1\xCA";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

fn with_scheme(shown: &str) -> String {
    if shown.starts_with("www.") { format!("http://{shown}") } else { shown.to_owned() }
}

/// A picture, if its path stays inside the manuscript's folder.
pub(super) fn picture_of(alt: &str, href: &str, span: Span) -> Option<Graphic> {
    let inside = !href.starts_with(['/', '\\', '~'])
        && !href.contains([':', '\0', '\\'])
        && href.split('/').all(|part| part != "..")
        && !href.chars().any(char::is_control);
    inside.then(|| Graphic { href: href.trim_start_matches("./").to_owned(), alt: alt.trim().to_owned(), span })
}

/// One number in a citation.
#[derive(Debug, PartialEq)]
struct Number {
    range: Range<usize>,
    value: u32,
    /// Whether a dash joins it to the number before.
    ends_range: bool,
}

/// The numbers of a citation: `1`, `1, 2`, `3–5`, `1, p. 5; 2, с. 7–9`. `None` if the text is something else.
fn citation_numbers(text: &str) -> Option<Vec<Number>> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut at = 0;
    let skip = |at: usize| at + text[at..].len() - text[at..].trim_start().len();
    at = skip(at);
    let mut ends_range = false;
    loop {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        numbers.push(Number { range: at..at + digits, value: text[at..at + digits].parse().ok()?, ends_range });
        at = skip(at + digits);
        let Some(c) = text[at..].chars().next() else { return Some(numbers) };
        ends_range = matches!(c, '–' | '-' | '—' | '−');
        if !ends_range && !matches!(c, ',' | ';') {
            return None;
        }
        let next = skip(at + c.len_utf8());
        // `1, p. 5` and `1, с. 25–27`: a place in the work, up to the next semicolon.
        if !ends_range && text[next..].chars().next().is_some_and(char::is_alphabetic) {
            match text[next..].find(';') {
                Some(semicolon) => at = skip(next + semicolon + 1),
                None => return Some(numbers),
            }
        } else {
            at = next;
        }
    }
}

#[cfg(test)]
mod tests;
