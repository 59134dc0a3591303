//! What of a document is not carried: each kind is told once, with how often and where first.

use std::collections::BTreeMap;

use super::items::Loss;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// What was met so far.
#[derive(Debug, Default)]
pub(super) struct Losses {
    met: BTreeMap<Loss, (u32, Option<Span>)>,
    /// Whether something was met that has no place yet.
    waiting: bool,
    last: Span,
}

impl Losses {
    /// Notes losses; their place is that of the next text.
    pub fn meet(&mut self, losses: &[Loss]) {
        for loss in losses {
            self.met.entry(*loss).or_default().0 += 1;
            self.waiting = true;
        }
    }

    /// Says where the text is that was put out last.
    pub fn place(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        self.last = span;
        if std::mem::take(&mut self.waiting) {
            self.met.values_mut().filter(|(_, place)| place.is_none()).for_each(|(_, place)| *place = Some(span));
        }
    }

    /// The findings.
    pub fn findings(&self) -> Vec<Diagnostic> {
        self.met.iter().map(|(loss, (count, span))| finding(*loss, *count, span.unwrap_or(self.last))).collect()
    }
}

fn finding(loss: Loss, count: u32, span: Span) -> Diagnostic {
    use Severity::{Info, Warning};
    let n = |one: &str, many: &str| if count == 1 { format!("one {one}") } else { format!("{count} {many}") };
    let were = if count == 1 { "was" } else { "were" };
    let are = if count == 1 { "is" } else { "are" };
    let (rule, severity, message, help) = match loss {
        Loss::Inserted => (
            "docx-tracked-change",
            Warning,
            format!("{} that nobody had accepted {were} accepted", n("insertion", "insertions")),
            "accept or reject the tracked changes in the word processor; this is the first of them",
        ),
        Loss::Deleted => (
            "docx-tracked-change",
            Warning,
            format!("{} that nobody had accepted {were} accepted: the text is left out", n("deletion", "deletions")),
            "accept or reject the tracked changes in the word processor; this is the first of them",
        ),
        Loss::Comment => (
            "docx-comment",
            Warning,
            format!("{} {are} left out", n("comment", "comments")),
            "see to them and delete them; a comment is for the editor, not for the reader",
        ),
        Loss::Chart => (
            "docx-not-carried",
            Warning,
            format!("{} {are} left out", n("chart", "charts")),
            "save each chart as a picture and put that into the document",
        ),
        Loss::Diagram => (
            "docx-not-carried",
            Warning,
            format!("{} {are} left out", n("diagram (SmartArt)", "diagrams (SmartArt)")),
            "save each diagram as a picture and put that into the document",
        ),
        Loss::Shape => (
            "docx-not-carried",
            Warning,
            format!("{} {are} left out", n("drawing of lines and shapes", "drawings of lines and shapes")),
            "group what belongs together, save it as a picture and put that into the document",
        ),
        Loss::Object => (
            "docx-object",
            Warning,
            format!("{} {are} kept as pictures only", n("object of another program", "objects of other programs")),
            "write formulas with the word processor's own formula editor, so that they can be set and read aloud",
        ),
        Loss::ObjectWithout => (
            "docx-not-carried",
            Warning,
            format!("{} {are} left out", n("object of another program", "objects of other programs")),
            "put it into the document as a picture or as text",
        ),
        Loss::ExternalPicture => (
            "docx-picture",
            Warning,
            format!("{} {are} left out: the document only names where to find them", n("picture", "pictures")),
            "put the pictures into the document instead of linking to them",
        ),
        Loss::MissingPicture => (
            "docx-picture",
            Warning,
            format!("{} {are} named and not in the file", n("picture", "pictures")),
            "put the pictures into the document again",
        ),
        Loss::Document => (
            "docx-not-carried",
            Warning,
            format!("{} in this one {are} left out", n("document", "documents")),
            "copy its text into this document",
        ),
        Loss::Hidden => (
            "docx-hidden-text",
            Warning,
            format!(
                "hidden text is left out, {}",
                if count == 1 { "in one place".into() } else { format!("in {count} places") }
            ),
            "delete it, or show it",
        ),
        Loss::Symbol => (
            "docx-symbol",
            Warning,
            format!("{} of a font of signs cannot be told", n("character", "characters")),
            "write the character itself, not with a font of signs",
        ),
        Loss::Contents => {
            ("docx-contents", Info, "a table of contents is left out".into(), "the published forms make their own")
        }
        Loss::TextBox => (
            "docx-text-box",
            Info,
            format!(
                "{} {were} put into the text where {} anchored",
                n("text box", "text boxes"),
                if count == 1 { "it is" } else { "they are" }
            ),
            "if the text is in the wrong place, move it out of the box",
        ),
        Loss::NestedTable => (
            "docx-table",
            Warning,
            format!("{} in a cell of another {are} kept as text", n("table", "tables")),
            "make one table of the two",
        ),
        Loss::Layout => (
            "docx-table",
            Info,
            format!("{} that only put text side by side {were} read as that text", n("table", "tables")),
            "if it is a table, give it a row of headings and a caption",
        ),
        Loss::Link => (
            "docx-link",
            Warning,
            format!(
                "{} not kept, only the words",
                if count == 1 { "one link is".into() } else { format!("{count} links are") }
            ),
            "links must start with http://, https://, ftp:// or mailto:",
        ),
        Loss::Field => (
            "docx-not-carried",
            Warning,
            format!("{} without a result {are} left out", n("field", "fields")),
            "write formulas with the word processor's own formula editor; update other fields",
        ),
        Loss::Ruby => (
            "docx-not-carried",
            Warning,
            format!("{} above a line {are} left out", n("reading", "readings")),
            "write the reading in brackets after the word",
        ),
        Loss::Formula => (
            "docx-formula",
            Warning,
            format!("{} nothing in {}", n("formula has", "formulas have"), if count == 1 { "it" } else { "them" }),
            "write it anew, or delete it",
        ),
        Loss::MissingNote => (
            "docx-note",
            Warning,
            format!("{} a note that is not in the file", n("mark calls", "marks call")),
            "write the note anew, or delete the mark",
        ),
    };
    Diagnostic::new(rule, severity, span, message).help(help)
}
