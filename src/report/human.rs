//! Diagnostics for people: each with the line of the manuscript that it is about, in the manner of rustc.

use std::collections::BTreeMap;
use std::fmt;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};

use super::visible::visible;
use super::window::{Window, window};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};

/// How diagnostics are shown to people.
#[derive(Clone, Copy, Debug)]
pub struct Human {
    /// Whether colours may be used.
    pub colour: bool,
    /// Width of the terminal in cells.
    pub width: usize,
    /// Whether only errors are shown.
    pub quiet: bool,
    /// Whether every finding is shown, however many there are like it.
    pub all: bool,
}

/// How many findings of one rule are shown before the rest is only counted.
fn limit(severity: Severity) -> usize {
    match severity {
        Severity::Info => 1,
        Severity::Warning => 5,
        Severity::Error => 50,
    }
}

/// At most so many lines are named where findings are only counted.
const LINES_NAMED: usize = 8;
/// The longest text of an edit that is shown, in bytes.
const LONGEST_EDIT: usize = 200;

/// The findings of one rule that are shown in full, and those that are only counted.
#[derive(Default)]
struct Seen {
    shown: usize,
    last: usize,
    more: Vec<Span>,
}

/// Adds what annotate-snippets made, without the lines that hold only its `:::`. It writes one before a snippet that has
/// no path of its own; a path would make it count the column in the window instead of in the line.
fn push_without_empty_origins(out: &mut String, rendered: &str) {
    for line in rendered.lines() {
        let mut rest = line.trim_start();
        while let Some((_, after)) = rest.strip_prefix("\u{1b}[").and_then(|r| r.split_once('m')) {
            rest = after.trim_start();
        }
        let empty = rest.strip_prefix(":::").is_some_and(|r| matches!(r.trim(), "" | "\u{1b}[0m"));
        if !empty {
            out.push_str(line);
            out.push('\n');
        }
    }
}

impl Human {
    /// The diagnostics as text, in the order of their places in the manuscript; those without a place come last. Ends
    /// with a line end if there is anything to show. Nothing in it acts on a terminal but the colours.
    pub fn render(&self, source: &Source, diagnostics: &[Diagnostic]) -> String {
        let mut sorted: Vec<&Diagnostic> =
            diagnostics.iter().filter(|d| !self.quiet || d.severity == Severity::Error).collect();
        sorted.sort_by_key(|d| (d.span == Span::NONE, d.span, std::cmp::Reverse(d.severity)));

        let mut rules: BTreeMap<(&str, Severity), Seen> = BTreeMap::new();
        for (n, d) in sorted.iter().enumerate() {
            let seen = rules.entry((&d.rule, d.severity)).or_default();
            if self.all || seen.shown < limit(d.severity) {
                seen.shown += 1;
                seen.last = n;
            } else {
                seen.more.push(d.span);
            }
        }

        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        // The windows are cut to the width here, so the renderer has no lines to cut.
        let renderer = renderer.term_width(self.width + 40);
        let mut columns = Columns::default();
        let mut shown: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
        let mut out = String::new();
        for (n, d) in sorted.iter().enumerate() {
            let seen = &rules[&(d.rule.as_str(), d.severity)];
            let shown = shown.entry((&d.rule, d.severity)).or_default();
            if *shown == seen.shown {
                continue;
            }
            *shown += 1;
            let more = (n == seen.last && !seen.more.is_empty()).then(|| self.more(source, &seen.more));
            push_without_empty_origins(&mut out, &renderer.render(&self.groups(source, d, more, &mut columns)));
            out.push('\n');
        }
        out.truncate(out.trim_end_matches('\n').len());
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }

    /// `12 more like this, in lines 41, 57, 80 and others`
    fn more(&self, source: &Source, spans: &[Span]) -> String {
        let mut text = format!("{} more like this", spans.len());
        let mut lines: Vec<usize> =
            spans.iter().filter(|s| **s != Span::NONE).map(|s| source.line_at(s.start).0).collect();
        lines.dedup();
        if lines.is_empty() {
            return text;
        }
        text.push_str(if lines.len() == 1 { ", in line " } else { ", in lines " });
        for (n, line) in lines.iter().take(LINES_NAMED).enumerate() {
            if n > 0 {
                text.push_str(if n + 1 == lines.len() { " and " } else { ", " });
            }
            text.push_str(&line.to_string());
        }
        if lines.len() > LINES_NAMED {
            text.push_str(" and others");
        }
        text
    }

    fn groups<'a>(
        &self,
        source: &'a Source,
        d: &'a Diagnostic,
        more: Option<String>,
        columns: &mut Columns,
    ) -> Vec<Group<'a>> {
        let level = match d.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::NOTE,
        };
        let name = visible(&source.name()).into_owned();
        let mut elements: Vec<Element<'a>> = Vec::new();
        let mut edit = None;
        if d.span == Span::NONE {
            elements.push(Origin::path(name.clone()).into());
        } else {
            let last = source.line_at(d.span.end.saturating_sub(1).max(d.span.start)).0;
            let label = (last > source.line_at(d.span.start).0).then(|| format!("from here to line {last}"));
            let place = self.place(source, d.span, label.as_ref().map_or(0, |l| l.len() + 1));
            let column = columns.column(source, &place, d.span.start as usize);
            elements.push(Origin::path(name.clone()).line(place.line).char_column(column).into());
            edit = self.edit(d, &place);
            let mut primary = AnnotationKind::Primary.span(place.window.mark.clone());
            if let Some(label) = label {
                primary = primary.label(label);
            }
            let mut snippet = Snippet::source(place.window.text.clone()).line_start(place.line).annotation(primary);
            let mut apart = Vec::new();
            for (span, message) in &d.related {
                match inside(&place, *span) {
                    Some(mark) => {
                        snippet =
                            snippet.annotation(AnnotationKind::Context.span(mark).label(visible(message).into_owned()));
                    }
                    None => apart.push((*span, message)),
                }
            }
            elements.push(snippet.into());
            for (span, message) in apart {
                elements.extend(self.elsewhere(source, &name, span, message));
            }
        }
        if d.span == Span::NONE {
            for (span, message) in &d.related {
                elements.extend(self.elsewhere(source, &name, *span, message));
            }
        }
        if let Some(help) = &d.help
            && edit.is_none()
        {
            elements.push(Level::HELP.message(visible(help).into_owned()).into());
        }
        if let Some(more) = more {
            elements.push(Level::NOTE.message(more).into());
        }
        let title = level.primary_title(visible(&d.message)).id(visible(&d.rule));
        let mut groups = vec![title.elements(elements)];
        if let Some((text, line, patches)) = edit {
            let help = d.help.as_deref().unwrap_or("it could read");
            groups.push(
                Level::HELP
                    .secondary_title(visible(help).into_owned())
                    .element(Snippet::source(text).line_start(line).patches(patches)),
            );
        }
        groups
    }

    /// Another place that matters, with its own line.
    fn elsewhere<'a>(&self, source: &Source, name: &str, span: Span, message: &str) -> Vec<Element<'a>> {
        let message = visible(message).into_owned();
        if span == Span::NONE {
            return vec![Level::NOTE.message(message).into()];
        }
        let place = self.place(source, span, message.len().min(self.width / 2));
        let column = source.position(span.start).column;
        vec![
            Origin::path(name.to_owned()).line(place.line).char_column(column).into(),
            Snippet::source(place.window.text)
                .line_start(place.line)
                .annotation(AnnotationKind::Context.span(place.window.mark).label(message))
                .into(),
        ]
    }

    /// The line of a span, with `room` cells kept for what is written after the mark.
    fn place(&self, source: &Source, span: Span, room: usize) -> Place {
        let (line, range) = source.line_at(span.start);
        let text = &source.text()[range.clone()];
        let mark = (span.start as usize).saturating_sub(range.start)..(span.end as usize).saturating_sub(range.start);
        // The line number, a space, the rule and a space stand before the text.
        let gutter = line.to_string().len() + 3;
        Place { line, start: range.start, window: window(text, mark, self.width.saturating_sub(gutter + room)) }
    }

    /// The line, and what of it a fix replaces, where all of that is in view.
    fn edit<'a>(&self, d: &Diagnostic, place: &Place) -> Option<(String, usize, Vec<Patch<'a>>)> {
        let mut patches = Vec::new();
        let mut done = 0;
        for edit in &d.fix.as_ref()?.edits {
            if edit.text.len() > LONGEST_EDIT || edit.text.contains('\n') {
                return None;
            }
            let mark = inside(place, edit.span).filter(|mark| mark.start >= done)?;
            done = mark.end;
            patches.push(Patch::new(mark, visible(&edit.text).into_owned()));
        }
        (!patches.is_empty()).then(|| (place.window.text.clone(), place.line, patches))
    }
}

/// A line in view.
struct Place {
    line: usize,
    /// First byte of the line.
    start: usize,
    window: Window,
}

/// The bytes of the window's text that show `span`, if all of it is in view.
fn inside(place: &Place, span: Span) -> Option<std::ops::Range<usize>> {
    let start = (span.start as usize).checked_sub(place.start)?;
    let end = (span.end as usize).checked_sub(place.start)?;
    place.window.locate(start..end)
}

/// Counts columns forwards, so that many findings in one long line are counted through once.
#[derive(Default)]
struct Columns {
    line: usize,
    at: usize,
    column: usize,
}

impl Columns {
    fn column(&mut self, source: &Source, place: &Place, offset: usize) -> usize {
        if self.line != place.line || offset < self.at {
            *self = Columns { line: place.line, at: place.start, column: 1 };
        }
        let mut offset = offset.min(source.text().len());
        while !source.text().is_char_boundary(offset) {
            offset -= 1;
        }
        self.column += source.text().get(self.at..offset).map_or(0, |t| t.chars().count());
        self.at = offset.max(self.at);
        self.column
    }
}

/// How many findings there are, in words: `1 error, 2 warnings, 3 notes`; empty if there are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts the findings.
    pub fn of(diagnostics: &[Diagnostic]) -> Counts {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        Counts { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Info) }
    }
}

impl Counts {
    /// As [`fmt::Display`], in Russian: `1 ошибка, 2 предупреждения, 3 замечания`.
    pub fn in_russian(&self) -> String {
        let parts = [
            (self.errors, ["ошибка", "ошибки", "ошибок"]),
            (self.warnings, ["предупреждение", "предупреждения", "предупреждений"]),
            (self.notes, ["замечание", "замечания", "замечаний"]),
        ];
        let parts = parts.into_iter().filter(|(n, _)| *n > 0);
        parts.map(|(n, forms)| format!("{n} {}", crate::check::plural(n, forms))).collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut comma = "";
        for (n, one, many) in
            [(self.errors, "error", "errors"), (self.warnings, "warning", "warnings"), (self.notes, "note", "notes")]
        {
            if n > 0 {
                write!(f, "{comma}{n} {}", if n == 1 { one } else { many })?;
                comma = ", ";
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLAIN: Human = Human { colour: false, width: 60, quiet: false, all: false };

    fn source(text: &str) -> Source {
        Source::from_text("article.md", text)
    }

    #[test]
    fn a_finding_is_shown_with_its_part_of_a_long_line() {
        let text = format!("UDC 94\n\n{}misspeled{}\n", "слово и дело ".repeat(100), " and so on".repeat(100));
        let at = text.find("misspeled").unwrap();
        let finding = Diagnostic::warning("spelling", Span::new(at, at + 9), "a word is misspelt").help("misspelled");
        let shown = PLAIN.render(&source(&text), &[finding]);
        snapbox::assert_data_eq!(
            shown,
            snapbox::str![[r#"
warning[spelling]: a word is misspelt
 --> article.md:3:1301
  |
3 | …слово и дело misspeled and so on and so on and so on…
  |               ^^^^^^^^^
  |
  = help: misspelled

"#]]
        );
    }

    #[test]
    fn other_places_an_edit_and_several_lines() {
        let text = "one two\nthree four\nfive\n";
        let findings = [
            Diagnostic::error("a", Span::new(0, 3), "first")
                .related(Span::new(4, 7), "this")
                .related(Span::new(8, 13), "that"),
            Diagnostic::warning("b", Span::new(8, 13), "second")
                .replace(true, Span::new(8, 13), "3")
                .help("write a number"),
            Diagnostic::info("c", Span::new(14, 22), "third"),
            Diagnostic::info("d", Span::NONE, "fourth"),
        ];
        snapbox::assert_data_eq!(
            PLAIN.render(&source(text), &findings),
            snapbox::str![[r#"
error[a]: first
 --> article.md:1:1
  |
1 | one two
  | ^^^ --- this
 ::: article.md:2:1
  |
2 | three four
  | ----- that

warning[b]: second
 --> article.md:2:1
  |
2 | three four
  | ^^^^^
  |
help: write a number
  |
2 - three four
2 + 3 four
  |

note[c]: third
 --> article.md:2:7
  |
2 | three four
  |       ^^^^ from here to line 3

note[d]: fourth
--> article.md

"#]]
        );
    }

    #[test]
    fn findings_that_are_alike_are_counted() {
        let text = "word\n".repeat(12);
        let note = |n: usize| Diagnostic::info("note", Span::new(n * 5, n * 5 + 4), "a note");
        let notes: Vec<_> = (0..12).map(note).collect();
        let shown = PLAIN.render(&source(&text), &notes);
        assert!(shown.contains("11 more like this, in lines 2, 3, 4, 5, 6, 7, 8, 9 and others"), "{shown}");
        assert_eq!(shown.matches("a note").count(), 1);
        assert!(PLAIN.render(&source(&text), &notes[..3]).contains("2 more like this, in lines 2 and 3\n"));
        assert!(PLAIN.render(&source(&text), &notes[..2]).contains("1 more like this, in line 2\n"));
        assert_eq!(Human { all: true, ..PLAIN }.render(&source(&text), &notes).matches("a note").count(), 12);
        assert_eq!(Human { quiet: true, ..PLAIN }.render(&source(&text), &notes), "");
    }

    #[test]
    fn many_findings_in_one_long_line_are_shown_in_no_time() {
        let text = "слово ".repeat(200_000);
        let source = source(&text);
        let notes: Vec<_> =
            (0..3_000).map(|n| Diagnostic::info("note", Span::new(n * 550, n * 550 + 10), "a note")).collect();
        let shown = Human { all: true, ..PLAIN }.render(&source, &notes);
        assert!(shown.contains(&format!("article.md:1:{}\n", 2_999 * 300 + 1)));
    }

    #[test]
    fn counts_are_told_in_words() {
        let one = |severity| Diagnostic::new("x", severity, Span::NONE, "");
        let all = [one(Severity::Error), one(Severity::Info), one(Severity::Info), one(Severity::Warning)];
        assert_eq!(Counts::of(&all).to_string(), "1 error, 1 warning, 2 notes");
        assert_eq!(Counts::default().to_string(), "");
    }

    proptest! {
        #[test]
        fn anything_can_be_shown_and_nothing_acts_on_the_terminal(
            text in "([ a-zа-я\u{0}-\u{1f}\u{7f}-\u{9f}漢\u{301}\u{202e}\u{feff}😀\n]{0,80}\n?){0,4}",
            places in prop::collection::vec((0usize..400, 0usize..400, "\\PC{0,8}[\u{1b}\n]?"), 0..6),
            width in 0usize..120,
            colour: bool,
        ) {
            let source = source(&text);
            let span = |a: usize, b: usize| Span::new(a.min(b).min(text.len()), a.max(b).min(text.len()));
            let findings: Vec<_> = places
                .iter()
                .enumerate()
                .map(|(n, (a, b, words))| {
                    let severity = [Severity::Error, Severity::Warning, Severity::Info][n % 3];
                    let finding = Diagnostic::new(words, severity, span(*a, *b), words.as_str())
                        .related(span(*b, *b + n), words.as_str())
                        .related(span(*a, *a + 3), words.as_str());
                    if n % 2 == 1 {
                        return finding;
                    }
                    let mut finding = finding.replace(true, span(*a, *b), words.as_str()).help(words.as_str());
                    let second = crate::diagnostic::Edit { span: span(*b, *b + n), text: words.clone() };
                    finding.fix.as_mut().unwrap().edits.push(second);
                    finding
                })
                .collect();
            let shown = Human { colour, width, quiet: false, all: true }.render(&source, &findings);
            let mut rest = shown.as_str();
            while let Some((before, after)) = rest.split_once('\u{1b}') {
                prop_assert!(colour && !before.contains(|c: char| c.is_control() && c != '\n'));
                rest = after.strip_prefix('[').unwrap().trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
                rest = rest.strip_prefix('m').expect("only colours");
            }
            prop_assert!(!rest.contains(|c: char| c.is_control() && c != '\n'));
            prop_assert_eq!(findings.is_empty(), shown.is_empty());
        }
    }
}
