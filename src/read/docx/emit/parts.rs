//! The parts of a paragraph that stand in blocks of their own: pictures, and displayed formulas with their numbers. And
//! what its lines are.

use super::super::items::Piece;
use super::super::math::Formula;
use crate::notation::labels;

/// A part of a paragraph.
pub(super) enum Part<'p> {
    /// Text, formulas and pictures in the line among it.
    Text(&'p [Piece]),
    /// Pictures alone.
    Pictures(Vec<Piece>),
    /// A formula alone, a sign after it and its number.
    Formula(&'p Formula, &'static str, String),
}

fn is_white(piece: &Piece) -> bool {
    match piece {
        Piece::Text { text, .. } => text.trim().is_empty(),
        Piece::Break | Piece::Tab => true,
        _ => false,
    }
}

/// Cuts a paragraph into text, displayed formulas, and pictures that stand on a line of their own.
pub(super) fn parts(pieces: &[Piece]) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    if let Some((formula, sign, label)) = formula_alone(pieces) {
        return vec![Part::Formula(formula, sign, label)];
    }
    let mut from = 0;
    let mut at = 0;
    // Lines first: between breaks.
    let mut lines: Vec<std::ops::Range<usize>> = Vec::new();
    while at <= pieces.len() {
        if at == pieces.len() || matches!(pieces[at], Piece::Break) {
            lines.push(from..at);
            from = at + 1;
        }
        at += 1;
    }
    let mut open: Option<std::ops::Range<usize>> = None;
    for line in lines {
        let own = &pieces[line.clone()];
        let pictures = own.iter().any(|p| matches!(p, Piece::Picture { .. }))
            && own.iter().all(|p| is_white(p) || matches!(p, Piece::Picture { .. }));
        let alone =
            formula_alone(own).filter(|_| own.iter().any(|p| matches!(p, Piece::Formula { display: true, .. })));
        if pictures || alone.is_some() {
            if let Some(range) = open.take() {
                push_text(pieces, range, &mut out);
            }
            match alone {
                Some((formula, sign, label)) => out.push(Part::Formula(formula, sign, label)),
                None => out
                    .push(Part::Pictures(own.iter().filter(|p| matches!(p, Piece::Picture { .. })).cloned().collect())),
            }
            continue;
        }
        // A displayed formula inside the line parts it.
        if own.iter().any(|p| matches!(p, Piece::Formula { display: true, .. })) {
            let mut start = open.take().map_or(line.start, |range| range.start);
            let mut n = line.start;
            while n < line.end {
                if let Piece::Formula { formula, display: true } = &pieces[n] {
                    push_text(pieces, start..n, &mut out);
                    // A sign and a number right after it belong to it.
                    let rest_len = (n + 1..line.end)
                        .take_while(|m| !matches!(pieces[*m], Piece::Formula { display: true, .. }))
                        .count();
                    let rest = &pieces[n + 1..n + 1 + rest_len];
                    match sign_and_label(rest) {
                        Some((sign, label)) => {
                            out.push(Part::Formula(formula, sign, label));
                            n += rest_len;
                        }
                        None => out.push(Part::Formula(formula, "", String::new())),
                    }
                    start = n + 1;
                }
                n += 1;
            }
            push_text(pieces, start..line.end, &mut out);
            continue;
        }
        open = Some(match open {
            Some(range) => range.start..line.end,
            None => line,
        });
    }
    if let Some(range) = open {
        push_text(pieces, range, &mut out);
    }
    out
}

fn push_text<'p>(pieces: &'p [Piece], mut range: std::ops::Range<usize>, out: &mut Vec<Part<'p>>) {
    while range.start < range.end && is_white(&pieces[range.start]) {
        range.start += 1;
    }
    while range.start < range.end && is_white(&pieces[range.end - 1]) {
        range.end -= 1;
    }
    if range.start < range.end {
        out.push(Part::Text(&pieces[range]));
    }
}

/// A formula that nothing stands beside but a sign and its number.
fn formula_alone(pieces: &[Piece]) -> Option<(&Formula, &'static str, String)> {
    let at = pieces.iter().position(|p| matches!(p, Piece::Formula { .. }))?;
    let Piece::Formula { formula, .. } = &pieces[at] else { return None };
    let before: String = plain_of(&pieces[..at])?;
    let before = before.trim();
    let (sign, label) = sign_and_label(&pieces[at + 1..])?;
    if before.is_empty() {
        return Some((formula, sign, label));
    }
    (is_label(before) && label.is_empty()).then(|| (formula, sign, before.to_owned()))
}

/// `,` and `(1)`: what may stand after a displayed formula.
pub(super) fn sign_and_label(pieces: &[Piece]) -> Option<(&'static str, String)> {
    let text = plain_of(pieces)?;
    let mut rest = text.trim();
    let mut sign = "";
    for known in [",", ".", ";"] {
        if let Some(after) = rest.strip_prefix(known) {
            (sign, rest) = (known, after.trim());
            break;
        }
    }
    let label = rest.trim_end_matches(['.', ',', ';']);
    (label.is_empty() || is_label(label)).then(|| (sign, label.to_owned()))
}

fn is_label(text: &str) -> bool {
    text.starts_with('(')
        && text.ends_with(')')
        && text.len() < 16
        && text[1..text.len() - 1].chars().any(|c| c.is_ascii_digit())
        && text[1..text.len() - 1].chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '–' | '*' | '\''))
}

/// The characters of pieces that are nothing but characters.
fn plain_of(pieces: &[Piece]) -> Option<String> {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text { text, .. } => out.push_str(text),
            Piece::Break | Piece::Tab => out.push(' '),
            Piece::Note(_) | Piece::Formula { .. } | Piece::Picture { .. } => return None,
        }
        if out.len() > 64 {
            return None;
        }
    }
    Some(out)
}

/// `1.`, `12)`, `a)`: marks that make a line an item of a list for the page reader.
pub(super) fn is_plain_mark(mark: &str) -> bool {
    let Some(body) = mark.strip_suffix(['.', ')']) else { return false };
    let figures = (1..=3).contains(&body.len()) && body.bytes().all(|b| b.is_ascii_digit());
    let mut chars = body.chars();
    let letter = mark.ends_with(')') && chars.next().is_some_and(char::is_lowercase) && chars.next().is_none();
    figures || letter
}

/// Whether a label is at the start: lines under it are lines.
pub(super) fn is_labelled(pieces: &[Piece]) -> bool {
    let start: String = pieces
        .iter()
        .filter_map(|piece| if let Piece::Text { text, .. } = piece { Some(text.as_str()) } else { None })
        .flat_map(str::chars)
        .take(80)
        .collect();
    labels::at_start(start.trim_start()).iter().any(|l| l.has_colon || l.whole_line)
}

/// Whether lines are those of a page, for the page reader to join or to part: as long as a column is wide, or items of a
/// list. Others, as those of verses, end where they do.
pub(super) fn is_lines(pieces: &[Piece]) -> bool {
    const COLUMN: usize = 45;
    let lines: Vec<String> = pieces
        .split(|piece| matches!(piece, Piece::Break))
        .map(|line| {
            line.iter().filter_map(|p| if let Piece::Text { text, .. } = p { Some(text.as_str()) } else { None })
        })
        .map(|texts| texts.collect())
        .collect();
    let Some((_, first)) = lines.split_last() else { return false };
    let long = !first.is_empty() && first.iter().all(|line| line.chars().count() >= COLUMN);
    let item = |line: &String| {
        let mark = line.trim_start().split([' ', '\u{A0}']).next().unwrap_or("");
        is_plain_mark(mark) || matches!(mark, "-" | "–" | "—" | "•")
    };
    long || lines.iter().skip(1).any(item)
}
