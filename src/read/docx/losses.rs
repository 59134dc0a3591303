//! What of a document is not carried: each kind is told once, with how often and where first.

use std::collections::BTreeMap;

use super::items::Loss;
use crate::diagnostic::Diagnostic;
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
    let n = |one: &str, many: &str| if count == 1 { format!("one {one}") } else { format!("{count} {many}") };
    let were = if count == 1 { "was" } else { "were" };
    let are = if count == 1 { "is" } else { "are" };
    match loss {
        Loss::Inserted => Diagnostic::warning(
            "docx-tracked-change",
            span,
            format!("{} that nobody had accepted {were} accepted", n("insertion", "insertions")),
        )
        .help("accept or reject the tracked changes in the word processor; this is the first of them"),
        Loss::Deleted => Diagnostic::warning(
            "docx-tracked-change",
            span,
            format!("{} that nobody had accepted {were} accepted: the text is left out", n("deletion", "deletions")),
        )
        .help("accept or reject the tracked changes in the word processor; this is the first of them"),
        Loss::Comment => {
            Diagnostic::warning("docx-comment", span, format!("{} {are} left out", n("comment", "comments")))
                .help("see to them and delete them; a comment is for the editor, not for the reader")
        }
        Loss::Header => Diagnostic::info(
            "docx-header",
            span,
            format!("{} {are} left out", n("header or footer", "headers and footers")),
        )
        .help("what is in them and nowhere else must stand in the text"),
        Loss::Chart => {
            Diagnostic::warning("docx-not-carried", span, format!("{} {are} left out", n("chart", "charts")))
                .help("save each chart as a picture and put that into the document")
        }
        Loss::Diagram => Diagnostic::warning(
            "docx-not-carried",
            span,
            format!("{} {are} left out", n("diagram (SmartArt)", "diagrams (SmartArt)")),
        )
        .help("save each diagram as a picture and put that into the document"),
        Loss::Shape => Diagnostic::warning(
            "docx-not-carried",
            span,
            format!("{} {are} left out", n("drawing of lines and shapes", "drawings of lines and shapes")),
        )
        .help("group what belongs together, save it as a picture and put that into the document"),
        Loss::Object => Diagnostic::warning(
            "docx-object",
            span,
            format!("{} {are} kept as pictures only", n("object of another program", "objects of other programs")),
        )
        .help("write formulas with the word processor's own formula editor, so that they can be set and read aloud"),
        Loss::ObjectWithout => Diagnostic::warning(
            "docx-not-carried",
            span,
            format!("{} {are} left out", n("object of another program", "objects of other programs")),
        )
        .help("put it into the document as a picture or as text"),
        Loss::ExternalPicture => Diagnostic::warning(
            "docx-picture",
            span,
            format!("{} {are} left out: the document only names where to find them", n("picture", "pictures")),
        )
        .help("put the pictures into the document instead of linking to them"),
        Loss::MissingPicture => Diagnostic::warning(
            "docx-picture",
            span,
            format!("{} {are} named and not in the file", n("picture", "pictures")),
        )
        .help("put the pictures into the document again"),
        Loss::Document => Diagnostic::warning(
            "docx-not-carried",
            span,
            format!("{} in this one {are} left out", n("document", "documents")),
        )
        .help("copy its text into this document"),
        Loss::Hidden => Diagnostic::warning(
            "docx-hidden-text",
            span,
            format!(
                "hidden text is left out, {}",
                if count == 1 { "in one place".into() } else { format!("in {count} places") }
            ),
        )
        .help("delete it, or show it"),
        Loss::Symbol => Diagnostic::warning(
            "docx-symbol",
            span,
            format!("{} of a font of signs cannot be told", n("character", "characters")),
        )
        .help("write the character itself, not with a font of signs"),
        Loss::Contents => Diagnostic::info("docx-contents", span, "a table of contents is left out")
            .help("the published forms make their own"),
        Loss::TextBox => Diagnostic::info(
            "docx-text-box",
            span,
            format!(
                "{} {were} put into the text where {} anchored",
                n("text box", "text boxes"),
                if count == 1 { "it is" } else { "they are" }
            ),
        )
        .help("if the text is in the wrong place, move it out of the box"),
        Loss::NestedTable => Diagnostic::warning(
            "docx-table",
            span,
            format!("{} in a cell of another {are} kept as text", n("table", "tables")),
        )
        .help("make one table of the two"),
        Loss::Layout => Diagnostic::info(
            "docx-table",
            span,
            format!("{} that only put text side by side {were} read as that text", n("table", "tables")),
        )
        .help("if it is a table, give it a row of headings and a caption"),
        Loss::Link => Diagnostic::warning(
            "docx-link",
            span,
            format!(
                "{} not kept, only the words",
                if count == 1 { "one link is".into() } else { format!("{count} links are") }
            ),
        )
        .help("links must start with http://, https://, ftp:// or mailto:"),
        Loss::Field => Diagnostic::warning(
            "docx-not-carried",
            span,
            format!("{} without a result {are} left out", n("field", "fields")),
        )
        .help("write formulas with the word processor's own formula editor; update other fields"),
        Loss::Ruby => Diagnostic::warning(
            "docx-not-carried",
            span,
            format!("{} above a line {are} left out", n("reading", "readings")),
        )
        .help("write the reading in brackets after the word"),
        Loss::Formula => Diagnostic::warning(
            "docx-formula",
            span,
            format!("{} nothing in {}", n("formula has", "formulas have"), if count == 1 { "it" } else { "them" }),
        )
        .help("write it anew, or delete it"),
        Loss::MissingNote => Diagnostic::warning(
            "docx-note",
            span,
            format!("{} a note that is not in the file", n("mark calls", "marks call")),
        )
        .help("write the note anew, or delete the mark"),
    }
}
