//! A line of the page's text: emphasis in the marks that the page reader knows, and characters that it would take for
//! marks with a `\` before them.

use super::items::{Format, Note, Piece};
use super::known::{Formula, Known, Picture, Stretch};
use crate::article::Style;
use crate::source::Span;

/// How a line is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mode {
    /// What becomes of breaks.
    pub breaks: Breaks,
    /// Whether emphasis of the whole line is left out.
    pub plain: bool,
    /// Whether it stands in a cell of a pipe table.
    pub cell: bool,
    /// Whether it is in the front, where raised letters are keys of affiliations.
    pub front: bool,
}

/// What becomes of breaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Line ends.
    Line,
    /// `<br>`.
    #[default]
    Tag,
    /// Spaces.
    Space,
}

/// Writes a line.
pub(super) struct Line<'a> {
    pub out: &'a mut String,
    pub known: &'a mut Known,
    pub notes: &'a [Note],
    pub waiting: &'a mut Vec<usize>,
    pub mode: Mode,
}

/// A piece, or a part of one, with the emphasis that is written.
#[derive(Clone, Copy)]
struct Atom<'p> {
    piece: &'p Piece,
    /// The characters of a piece of text.
    text: &'p str,
    bold: bool,
    italic: bool,
    /// Space and things without letters are set as what is around them.
    neutral: bool,
}

/// What of a line's characters must not be taken for marks.
#[derive(Clone, Copy, Default)]
struct Escapes {
    star: bool,
    underscore: bool,
    backtick: bool,
    tilde: bool,
    dollar: bool,
}

/// Whether all the letters of pieces are bold.
pub(super) fn is_bold(pieces: &[Piece]) -> bool {
    all(pieces, |format| format.bold)
}

fn all(pieces: &[Piece], test: impl Fn(&Format) -> bool) -> bool {
    let mut any = false;
    let good = pieces.iter().all(|piece| match piece {
        Piece::Text { text, format, .. } if !text.trim().is_empty() => {
            any = true;
            test(format)
        }
        _ => true,
    });
    any && good
}

impl Line<'_> {
    /// Writes pieces; space at either end is left out.
    pub fn write(&mut self, pieces: &[Piece]) {
        // A raised figure at the start is the mark of a note: emphasis of all of it would hide that.
        let first = pieces.iter().find(|p| !matches!(p, Piece::Text { text, .. } if text.trim().is_empty()));
        let note = matches!(first, Some(Piece::Text { format: Format { raised: 1, .. }, .. }));
        let plain = self.mode.plain || note;
        let no_bold = plain && all(pieces, |f| f.bold);
        let no_italic = plain && all(pieces, |f| f.italic);
        let mut first = true;
        for line in pieces.split(|piece| matches!(piece, Piece::Break)) {
            let mut atoms = atoms(line);
            let Some(start) = atoms.iter().position(|atom| !is_white(atom)) else { continue };
            atoms.drain(..start);
            while atoms.last().is_some_and(is_white) {
                atoms.pop();
            }
            if !std::mem::take(&mut first) {
                self.out.push_str(match self.mode.breaks {
                    Breaks::Line => "\n",
                    Breaks::Tag => "<br>",
                    Breaks::Space => " ",
                });
            }
            for atom in &mut atoms {
                atom.bold &= !no_bold;
                atom.italic &= !no_italic;
            }
            settle(&mut atoms);
            let escapes = escapes(&atoms);
            let starts = self.out.is_empty() || self.out.ends_with('\n');
            if starts && !self.mode.cell {
                self.escape_start(&atoms);
            }
            self.range(&atoms, false, false, escapes);
        }
    }

    /// A `\` before a character that would make the line something else than text.
    fn escape_start(&mut self, atoms: &[Atom<'_>]) {
        let Some(first) = atoms.first().filter(|a| !a.bold && !a.italic) else { return };
        let rest = first.text;
        // A lone asterisk is a mark of a note or of an author's address; lists have marks of their own.
        let star = rest == "*" || rest.starts_with("* ") || rest.starts_with("+ ");
        let marks = star || rest.starts_with(['#', '>']) || rest.starts_with("```");
        let table = rest.starts_with('|');
        if marks || table {
            self.out.push('\\');
        }
    }

    fn range(&mut self, atoms: &[Atom<'_>], bold: bool, italic: bool, escapes: Escapes) {
        let mut n = 0;
        while n < atoms.len() {
            // An address is no text; marks in it would change it.
            let address = in_address(self.out);
            let wants_bold = atoms[n].bold && !bold && !address;
            let wants_italic = atoms[n].italic && !italic && !address;
            // Signs of emphasis stand beside letters.
            if !wants_bold && !wants_italic || is_white(&atoms[n]) {
                self.atom(&atoms[n], atoms.get(n + 1), escapes);
                n += 1;
                continue;
            }
            let run = |test: fn(&Atom<'_>) -> bool| atoms[n..].iter().take_while(|a| test(a)).count();
            let bolds = if wants_bold { run(|a| a.bold) } else { 0 };
            let italics = if wants_italic { run(|a| a.italic) } else { 0 };
            let outer_bold = bolds >= italics;
            let mut len = bolds.max(italics);
            while len > 1 && is_white(&atoms[n + len - 1]) {
                len -= 1;
            }
            // Signs beside signs, or inside a word that is emphasised already, would be read otherwise.
            let sign = if outer_bold { "**" } else { "*" };
            let before = self.out.chars().rev().take_while(|c| *c == '*').count();
            let inside = (bold || italic) && before == 0 && !self.out.ends_with(char::is_whitespace);
            let tag = before + sign.len() > 3 || inside || self.out.ends_with("\\*");
            let (open, close) = match (tag, outer_bold) {
                (false, _) => (sign, sign),
                (true, true) => ("<b>", "</b>"),
                (true, false) => ("<i>", "</i>"),
            };
            self.out.push_str(open);
            self.range(&atoms[n..n + len], bold || outer_bold, italic || !outer_bold, escapes);
            self.out.push_str(close);
            n += len;
        }
    }

    fn atom(&mut self, atom: &Atom<'_>, next: Option<&Atom<'_>>, escapes: Escapes) {
        match atom.piece {
            Piece::Text { format, link, .. } => {
                let start = self.out.len();
                let raised = if format.raised == 1 { self.raised(atom.text, next) } else { None };
                match &raised {
                    Some(raised) => self.out.push_str(raised),
                    None => self.text(atom.text, escapes),
                }
                let span = Span::new(start, self.out.len());
                if span.is_empty() {
                    return;
                }
                for (set, style) in [
                    (format.raised == 1 && raised.is_none(), Style::Superscript),
                    (format.raised == -1, Style::Subscript),
                    (format.strike, Style::Strike),
                    (format.underline, Style::Underline),
                    (format.small_caps, Style::SmallCaps),
                    (format.code, Style::Code),
                ] {
                    if set && !atom.text.trim().is_empty() {
                        self.known.style(style, span);
                    }
                }
                if let Some(link) = link {
                    self.known.links.push(Stretch { span, id: *link });
                }
            }
            Piece::Tab => self.out.push(' '),
            Piece::Break => {}
            Piece::Note(place) => {
                if let Some(note) = self.notes.get(*place) {
                    self.out.push_str("[^");
                    self.out.push_str(&note.label);
                    self.out.push(']');
                    self.waiting.push(*place);
                }
            }
            Piece::Formula { formula, .. } => {
                let tex = if self.mode.cell {
                    formula.tex.replace("\\|", "\\Vert ").replace('|', "\\vert ")
                } else {
                    formula.tex.clone()
                };
                // Beside a figure, a dollar sign is one of money.
                let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let braces = figure(self.out.chars().next_back())
                    || figure(next.and_then(|n| n.text.chars().next()))
                    || figure(tex.chars().next())
                    || tex.len() > 1900;
                self.out.push('$');
                let at = self.out.len() as u32;
                self.known.formulas.push(Formula { at, mathml: formula.mathml.clone(), braces });
                if braces {
                    self.out.push('{');
                }
                self.out.push_str(&tex);
                if braces {
                    self.out.push('}');
                }
                self.out.push('$');
            }
            Piece::Picture { path, alt } => {
                let at = self.out.len() as u32;
                let shown: String = alt
                    .chars()
                    .map(|c| match c {
                        '[' => '(',
                        ']' => ')',
                        '|' if self.mode.cell => '/',
                        c => c,
                    })
                    .collect();
                self.out.push_str("![");
                self.out.push_str(shown.trim());
                self.out.push_str("](");
                self.out.push_str(path);
                self.out.push(')');
                self.known.pictures.push(Picture { at, alt: alt.trim().to_owned(), caption: None });
            }
        }
    }

    /// Raised characters as a mark: figures, and in the front the letters that are keys. Others are raised beside the
    /// text.
    fn raised(&self, text: &str, next: Option<&Atom<'_>>) -> Option<String> {
        const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return None;
        }
        let figures = trimmed.chars().any(|c| c.is_ascii_digit())
            && trimmed.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ';' | ' ' | ')'))
            && trimmed.split(|c: char| !c.is_ascii_digit()).all(|n| n.len() <= 3);
        if figures {
            let raise = |c: char| c.to_digit(10).map_or(c, |d| FIGURES[d as usize]);
            return Some(text.chars().map(raise).collect());
        }
        // `A. B. Petrov^a, ^b`, `^aMinsk`: letters, each a key, at the start of a line or after a name.
        let keys = trimmed.split([',', ' ', ';']).filter(|k| !k.is_empty());
        let letters = keys.clone().all(|key| {
            let mut chars = key.trim_end_matches([')', '*']).chars();
            chars.next().is_some_and(|c| c.is_alphanumeric()) && chars.next().is_none()
        });
        if !self.mode.front || !letters {
            return None;
        }
        let line = self.out.rsplit('\n').next().unwrap_or("");
        let word = line.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        let after = next.and_then(|n| n.text.chars().next());
        let at_start = line.trim().is_empty();
        let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
        let after_name = word.chars().filter(|c| c.is_alphabetic()).count() > 2
            && !roman
            && after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';'));
        (at_start || after_name).then(|| {
            let mut out = String::new();
            let mut fresh = true;
            for c in text.chars() {
                if c.is_alphanumeric() && std::mem::take(&mut fresh) {
                    out.push('^');
                }
                fresh |= matches!(c, ',' | ';' | ' ');
                out.push(c);
            }
            out
        })
    }

    fn text(&mut self, text: &str, escapes: Escapes) {
        let mut chars = text.char_indices().peekable();
        let mut address = in_address(self.out);
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() {
                address = false;
            } else if matches!(c, 'h' | 'w') && !address {
                address = begins_address(&text[at..]);
            }
            let next = chars.peek().map(|(_, n)| *n);
            let before = || text[..at].chars().next_back().or_else(|| self.out.chars().next_back());
            let escape = match c {
                '|' => self.mode.cell,
                _ if address => false,
                '*' => escapes.star,
                '_' => {
                    escapes.underscore
                        && !(before().is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric))
                }
                '`' => escapes.backtick,
                '~' => escapes.tilde,
                '$' => escapes.dollar,
                '\\' => next.is_none_or(|n| n.is_ascii_punctuation()),
                // What an editor says to offprint is said in a word processor, too.
                '<' => text[at..].starts_with("<!--") && !is_said_to_offprint(&text[at..]),
                '&' => is_entity(&text[at..]),
                _ => false,
            };
            if escape {
                self.out.push('\\');
            }
            match c {
                '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}' => self.out.push(' '),
                // Where a word may be parted is the layout's.
                '\u{AD}' => {}
                // Word processors make one dash of two.
                '–' | '—' if text[..at].ends_with("<!") && is_said_to_offprint(&text[at - "<!".len()..]) => {
                    self.out.push_str("--");
                }
                '–' | '—' if next == Some('>') && is_said_to_the_end(self.out) => self.out.push_str("--"),
                c => self.out.push(c),
            }
        }
    }
}

/// Whether a comment about how offprint reads is open at the end of what is written.
fn is_said_to_the_end(out: &str) -> bool {
    const LONGEST: usize = 1000;
    let tail = &out.as_bytes()[out.len().saturating_sub(LONGEST)..];
    let open = memchr::memmem::rfind(tail, b"<!--");
    let close = memchr::memmem::rfind(tail, b"-->");
    open.is_some_and(|open| {
        close.is_none_or(|close| close < open)
            && tail[open + "<!--".len()..].trim_ascii_start().starts_with(b"offprint")
    })
}

/// Whether a text begins as a comment that is about how offprint reads: `<!-- offprint`, whatever became of its dashes.
fn is_said_to_offprint(text: &str) -> bool {
    let rest = text.strip_prefix("<!").map(|rest| rest.trim_start_matches(['-', '–', '—']));
    rest.is_some_and(|rest| rest.trim_start().starts_with("offprint"))
}

fn begins_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")
}

/// Whether a text ends inside an address.
fn in_address(text: &str) -> bool {
    const LONGEST: usize = 300;
    let mut from = text.len().saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let end = &text[from..];
    let word = &end[end.rfind(char::is_whitespace).map_or(0, |at| at + 1)..];
    ["http://", "https://", "www."].iter().any(|start| word.contains(start))
}

/// `&amp;`, `&#160;`: what the page reader would read as a character.
fn is_entity(text: &str) -> bool {
    let rest = &text[1..];
    let len = rest.bytes().take(12).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    // What follows in another run may end it.
    rest[len..].is_empty() || len > 0 && rest[len..].starts_with(';')
}

fn is_white(atom: &Atom<'_>) -> bool {
    match atom.piece {
        Piece::Text { .. } => atom.text.trim().is_empty(),
        Piece::Tab | Piece::Break => true,
        _ => false,
    }
}

/// Cuts pieces so that space at the ends of each is an atom of its own.
fn atoms(pieces: &[Piece]) -> Vec<Atom<'_>> {
    let mut out = Vec::with_capacity(pieces.len() * 2);
    for piece in pieces {
        let Piece::Text { text, format, .. } = piece else {
            out.push(Atom { piece, text: "", bold: false, italic: false, neutral: true });
            continue;
        };
        let inner = text.trim();
        if inner.is_empty() {
            out.push(Atom { piece, text, bold: false, italic: false, neutral: true });
            continue;
        }
        let start = text.len() - text.trim_start().len();
        let space = |text| Atom { piece, text, bold: false, italic: false, neutral: true };
        if start > 0 {
            out.push(space(&text[..start]));
        }
        // A raised or lowered sign is no reason to part emphasis.
        let neutral = false;
        out.push(Atom { piece, text: inner, bold: format.bold, italic: format.italic, neutral });
        if start + inner.len() < text.len() {
            out.push(space(&text[start + inner.len()..]));
        }
    }
    out
}

/// Sets neutral atoms as both their neighbours are.
fn settle(atoms: &mut [Atom<'_>]) {
    let mut n = 0;
    while n < atoms.len() {
        if !atoms[n].neutral {
            n += 1;
            continue;
        }
        let len = atoms[n..].iter().take_while(|a| a.neutral).count();
        let of = |at: Option<&Atom<'_>>| at.map_or((false, false), |a| (a.bold, a.italic));
        let before = of(n.checked_sub(1).map(|b| &atoms[b]));
        let after = of(atoms.get(n + len));
        for atom in &mut atoms[n..n + len] {
            (atom.bold, atom.italic) = (before.0 && after.0, before.1 && after.1);
        }
        n += len;
    }
}

fn escapes(atoms: &[Atom<'_>]) -> Escapes {
    let marks = atoms.iter().any(|a| a.bold || a.italic);
    let count = |c: char| atoms.iter().flat_map(|a| a.text.chars()).filter(|x| *x == c).take(4).count();
    let stars = count('*');
    Escapes {
        star: stars > 1 || marks && stars > 0,
        underscore: count('_') > 1,
        backtick: count('`') > 1,
        tilde: count('~') > 3,
        // Beside formulas one of money must not pair with one of theirs.
        dollar: count('$') > 0 && atoms.iter().any(|a| matches!(a.piece, Piece::Formula { .. })),
    }
}
