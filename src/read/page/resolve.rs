//! Binding: a raised number to its note, a number in brackets to its item of the reference list.

use std::collections::HashMap;

use crate::article::Id;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Which notes and reference items there are, and which marks have called them.
#[derive(Debug, Default)]
pub(super) struct Resolver {
    /// Notes by label: place in the manuscript and index, in the order of the manuscript.
    notes: HashMap<String, Vec<(u32, usize)>>,
    /// The marks that called each note.
    pub marks: Vec<Vec<Span>>,
    /// The number called last, for telling a mark from an exponent.
    last: u32,
    /// Reference ids by number.
    references: HashMap<u32, Id>,
    /// What could not be bound.
    pub diagnostics: Vec<Diagnostic>,
}

/// Signs of units after which a raised 2 or 3 is an exponent.
const UNITS: &[&str] = &[
    "m", "km", "cm", "dm", "mm", "µm", "μm", "nm", "ha", "s", "м", "км", "см", "дм", "мм", "мкм", "нм", "га", "с",
    "in", "ft",
];

impl Resolver {
    /// A resolver of `notes` (label, first byte in the manuscript) and of `references` (number, id).
    pub fn new(notes: &[(String, u32)], references: impl IntoIterator<Item = (u32, Id)>) -> Resolver {
        let mut by_label: HashMap<String, Vec<(u32, usize)>> = HashMap::new();
        for (index, (label, at)) in notes.iter().enumerate() {
            by_label.entry(label.clone()).or_default().push((*at, index));
        }
        let references: HashMap<u32, Id> = references.into_iter().collect();
        Resolver { notes: by_label, marks: vec![Vec::new(); notes.len()], references, ..Resolver::default() }
    }

    /// For tests: items 1 to `items`, and notes with the given labels after all marks.
    #[cfg(test)]
    pub fn of_numbers(items: u32, labels: &[&str]) -> Resolver {
        let notes: Vec<(String, u32)> =
            labels.iter().enumerate().map(|(i, l)| ((*l).into(), 10_000 + i as u32)).collect();
        Resolver::new(&notes, (1..=items).map(|n| (n, format!("R{n}"))))
    }

    /// The note that a mark at `span` calls: the next one after it with this label, since notes stand at the foot of the
    /// page, else the last one before. `None` if there is none, or if the mark is an exponent: after a figure or a unit,
    /// unless the sequence of the notes calls for just this number.
    pub fn note(&mut self, label: &str, span: Span, before: Option<char>, text_before: &str) -> Option<Id> {
        let candidates = self.notes.get(label)?;
        let number: Option<u32> = label.parse().ok();
        if let Some(number) = number {
            let in_sequence = number == self.last + 1 || number == self.last;
            let after_figure = before.is_some_and(|c| c.is_ascii_digit());
            let word = text_before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            let after_unit = matches!(number, 2 | 3)
                && UNITS.contains(&word)
                && text_before[..text_before.len() - word.len()].ends_with([' ', '\u{A0}', '/']);
            if after_unit && number != self.last + 1 || after_figure && !in_sequence {
                return None;
            }
        }
        let next = candidates.partition_point(|(at, _)| *at <= span.start);
        let (_, index) = candidates.get(next).or_else(|| candidates.last())?;
        self.marks[*index].push(span);
        if let Some(number) = number {
            self.last = number;
        }
        Some(note_id(*index))
    }

    /// The item that a number cites, and the items between the start of a range and it.
    pub fn citation(&self, number: u32, range_from: Option<u32>) -> Option<(Id, Vec<Id>)> {
        let target = self.references.get(&number)?.clone();
        let through = match range_from {
            Some(from) if from < number && number - from <= 200 => {
                (from + 1..number).filter_map(|n| self.references.get(&n).cloned()).collect()
            }
            _ => Vec::new(),
        };
        Some((target, through))
    }

    /// Notes a `[^mark]` that no note answers.
    pub fn mark_without_note(&mut self, label: &str, span: Span) {
        self.diagnostics.push(
            Diagnostic::warning("read-mark-without-note", span, format!("no note answers the mark “{label}”"))
                .help("add the note, or take the mark out"),
        );
    }

    /// Notes a link that is not followed.
    pub fn unsafe_link(&mut self, href: &str, span: Span) {
        let shown: String = href.chars().take(60).collect();
        self.diagnostics.push(
            Diagnostic::warning(
                "read-link-not-kept",
                span,
                format!("the link to “{shown}” is not kept, only its words"),
            )
            .help("links must start with http://, https://, ftp:// or mailto:"),
        );
    }
}

/// The id of the note with this index.
pub(super) fn note_id(index: usize) -> Id {
    format!("fn{}", index + 1)
}
