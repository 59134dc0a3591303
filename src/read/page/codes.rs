//! Codes above the title: UDC and other classifications, DOI and other identifiers of the article.

use super::Page;
use crate::article::{Classification, Front, Identifier, Run};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::notation::labels::{self, Label, LabelKind};
use crate::notation::{doi, udc};
use crate::source::Span;

/// Reads the codes of unit `i`, one or more with a label each.
pub(super) fn read(page: &mut Page<'_>, i: usize, out: &mut Front) {
    let range = page.range(i);
    let text = page.text(i);
    let mut at = 0;
    // A DOI as an address, without a label.
    if doi::find(text).is_some_and(|(_, found)| found.start == 0) {
        at = article_doi(text, range.start, out);
    }
    while at < text.len() {
        let rest = &text[at..];
        let Some(label) = labels::at_start(rest).into_iter().find(|l| super::front::CODES.contains(&l.kind)) else {
            // The next word may be a label.
            match rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|')) {
                Some(space) => at += space + rest[space..].chars().next().map_or(1, char::len_utf8),
                None => break,
            }
            continue;
        };
        let from = range.start + at;
        let label_run = Run::new(&rest[label.text.clone()], Span::new(from + label.text.start, from + label.text.end));
        let taken = match label.kind {
            LabelKind::Udc => udc_codes(page, &rest[label.len..], from + label.len, &label_run, out),
            LabelKind::Doi => article_doi(&rest[label.len..], from + label.len, out),
            _ => other(&rest[label.len..], from + label.len, &label, label_run, out),
        };
        at += label.len + taken.max(1);
        while !text.is_char_boundary(at.min(text.len())) {
            at += 1;
        }
    }
}

fn udc_codes(page: &mut Page<'_>, text: &str, from: usize, label: &Run, out: &mut Front) -> usize {
    let (codes, taken) = udc::codes_at(text);
    for code in codes {
        let span = Span::new(from + code.range.start, from + code.range.end);
        let written = Run::new(&text[code.range.clone()], span);
        if let Some(first) = code.changes.first() {
            let edits: Vec<Edit> = code
                .changes
                .iter()
                .map(|c| Edit { span: Span::new(from + c.range.start, from + c.range.end), text: c.to.clone() })
                .collect();
            let place = edits.iter().fold(Span::NONE, |all, e| all.join(e.span));
            let mut diagnostic = Diagnostic::warning("read-udc-normalised", place, first.why.message())
                .help(format!("write {}", code.normal));
            diagnostic.fix = Some(Fix { safe: code.parsed.is_ok(), edits });
            page.diagnostics.push(diagnostic);
        }
        if let Err(fault) = &code.parsed {
            page.diagnostics.push(
                Diagnostic::warning("read-udc-malformed", span, format!("not UDC notation: {}", fault.message))
                    .help("correct the code; it is kept as it stands"),
            );
        }
        out.classifications.push(Classification {
            scheme: "udc".into(),
            label: label.clone(),
            written,
            code: code.normal,
        });
    }
    taken
}

fn article_doi(text: &str, from: usize, out: &mut Front) -> usize {
    let Some((value, range)) = doi::find(text) else { return 0 };
    if !out.identifiers.iter().any(|i| i.scheme == "doi") {
        let span = Span::new(from + value.written.start, from + value.written.end);
        out.identifiers.push(Identifier { scheme: "doi".into(), value: Run::new(value.value, span) });
    }
    range.end
}

/// A code of another scheme: up to the end of the unit or the next label.
fn other(text: &str, from: usize, label: &Label, label_run: Run, out: &mut Front) -> usize {
    let mut end = text.len();
    let mut word = 0;
    for (i, c) in text.char_indices() {
        if c.is_whitespace() {
            word = i + c.len_utf8();
        } else if i == word
            && i > 0
            && c.is_alphabetic()
            && labels::at_start(&text[i..]).iter().any(|l| super::front::CODES.contains(&l.kind))
        {
            end = i;
            break;
        }
    }
    let shown = text[..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | '|'));
    let skip = shown.len() - shown.trim_start().len();
    let shown = shown.trim_start();
    if shown.is_empty() {
        return end;
    }
    let span = Span::new(from + skip, from + skip + shown.len());
    let written = Run::new(shown, span);
    let scheme = match label.kind {
        LabelKind::Edn => {
            out.identifiers.push(Identifier { scheme: "edn".into(), value: written });
            return end;
        }
        LabelKind::Jel => "jel",
        LabelKind::Msc => "msc",
        LabelKind::Pacs => "pacs",
        LabelKind::Grnti => "grnti",
        LabelKind::Bbk => "bbk",
        _ => return end,
    };
    out.classifications.push(Classification {
        scheme: scheme.into(),
        label: label_run,
        code: shown.to_owned(),
        written,
    });
    end
}
