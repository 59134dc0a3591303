//! Running text in the making: inlines as they are read, with white space as it shows. A run of white space with a line
//! end or a tab in it is one space; white space at both ends of a line is dropped; plain spaces stay as they are.

use crate::article::{Inline, Run, Text, formula_run};
use crate::source::Span;

/// A line of text in the making.
pub struct Line {
    /// What is open, the line itself at the bottom.
    stack: Vec<Vec<Inline>>,
    /// Bytes of plain text so far.
    len: usize,
    /// Whether what was written last is white space; so at the start.
    white: bool,
}

impl Default for Line {
    fn default() -> Line {
        Line { stack: vec![Vec::new()], len: 0, white: true }
    }
}

fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

impl Line {
    /// Bytes of plain text so far.
    pub fn len(&self) -> usize {
        self.len
    }

    /// How many inlines there are at the level that is open.
    pub fn count(&self) -> usize {
        self.stack.last().map_or(0, Vec::len)
    }

    /// Adds text that stands at `span`.
    pub fn text(&mut self, text: &str, span: Span) {
        let whole = Run::new("", span);
        let exact = text.len() == span.len();
        let place = |range: std::ops::Range<usize>| if exact { span.slice(range) } else { whole.span };
        let mut from = 0;
        let mut at = 0;
        let mut piece = String::new();
        while at < text.len() {
            let rest = &text[at..];
            let word = rest.find(is_white).unwrap_or(rest.len());
            if word > 0 {
                self.white = false;
                piece.push_str(&rest[..word]);
                at += word;
                continue;
            }
            let gap = rest.find(|c| !is_white(c)).unwrap_or(rest.len());
            let broken = rest[..gap].contains(['\n', '\t', '\r']);
            let start = self.len == 0 && piece.is_empty();
            if (self.white && broken) || start {
                self.flush(&mut piece, place(from..at));
                from = at + gap;
            } else if !broken {
                piece.push_str(&rest[..gap]);
                self.white = true;
            } else if gap == 1 {
                piece.push(' ');
                self.white = true;
            } else {
                self.flush(&mut piece, place(from..at));
                self.push(Inline::Run(Run::new(" ", place(at..at + gap))));
                from = at + gap;
                self.white = true;
            }
            at += gap;
        }
        self.flush(&mut piece, place(from..at));
    }

    fn flush(&mut self, piece: &mut String, span: Span) {
        if !piece.is_empty() {
            let run = Run::new(std::mem::take(piece), span);
            self.push(Inline::Run(run));
        }
    }

    /// Adds text that stands nowhere.
    pub fn made(&mut self, text: &str) {
        self.push(Inline::Run(Run::new(text, Span::NONE)));
        self.white = text.ends_with(is_white);
    }

    /// As [`Line::made`], if there is anything to add.
    pub fn made_if(&mut self, text: &str) {
        if !text.is_empty() {
            self.made(text);
        }
    }

    /// Adds an inline as it is.
    pub fn push(&mut self, inline: Inline) {
        self.len += len(&inline);
        self.white = matches!(inline, Inline::Break);
        if let Some(open) = self.stack.last_mut() {
            open.push(inline);
        }
    }

    /// Whether what was written last is white space.
    pub fn is_white(&self) -> bool {
        self.white
    }

    /// Opens a wrapper; [`Line::close`] says which.
    pub fn open(&mut self) {
        self.stack.push(Vec::new());
    }

    /// Closes what was opened last. Nothing is left of a wrapper with nothing in it.
    pub fn close(&mut self, wrap: impl FnOnce(Text) -> Inline) {
        if self.stack.len() > 1
            && let Some(inlines) = self.stack.pop()
            && !inlines.is_empty()
            && let Some(open) = self.stack.last_mut()
        {
            open.push(wrap(Text { inlines }));
        }
    }

    /// Puts what is in `content` in the place of the last inline.
    pub fn replace_last(&mut self, content: Text) {
        if let Some(open) = self.stack.last_mut() {
            open.pop();
            open.extend(content.inlines);
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.stack.iter().all(Vec::is_empty)
    }

    /// The text, without white space at its end.
    pub fn finish(&mut self) -> Text {
        let line = std::mem::take(self);
        let mut text = Text { inlines: line.stack.into_iter().next().unwrap_or_default() };
        trim_end(&mut text.inlines);
        text
    }
}

fn len(inline: &Inline) -> usize {
    match inline {
        Inline::Run(run) | Inline::NoteMark { label: run, .. } | Inline::Citation { label: run, .. } => run.text.len(),
        Inline::Formula { tex, mathml } => formula_run(tex, mathml).text.len(),
        Inline::Graphic(_) | Inline::Break => 0,
        Inline::Styled { content, .. }
        | Inline::Foreign { content, .. }
        | Inline::Link { content, .. }
        | Inline::CrossReference { content, .. } => content.inlines.iter().map(len).sum(),
    }
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Run(run) => {
                let kept = run.text.trim_end_matches(is_white).len();
                if kept == run.text.len() {
                    return;
                }
                if run.text.len() == run.span.len() {
                    run.span = run.span.slice(0..kept);
                }
                run.text.truncate(kept);
                if kept > 0 {
                    return;
                }
            }
            Inline::Styled { content, .. } | Inline::Foreign { content, .. } | Inline::Link { content, .. } => {
                trim_end(&mut content.inlines);
                if !content.is_empty() {
                    return;
                }
            }
            _ => return,
        }
        inlines.pop();
    }
}

/// The text of a run, white space at its ends left out and inside it a single space.
pub fn squeeze(run: &Run) -> Run {
    let text = &run.text;
    let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
    if start >= end {
        return Run::new("", Span::NONE);
    }
    let inner = &text[start..end];
    let span = run.span_of(start..end);
    if inner.split([' ', '\n', '\t', '\r']).any(str::is_empty) || inner.contains(['\n', '\t', '\r']) {
        let words: Vec<_> = inner.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect();
        return Run::new(words.join(" "), span);
    }
    Run::new(inner, span)
}
