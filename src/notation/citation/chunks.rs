//! What the other grammars left free, cut into chunks at every sign that can part two elements of a citation.

use super::head;
use super::seen::{Seen, ends_region, seen};
use super::tokens::{Class, Draft, Mark, Tokens};

/// What stands between a chunk and the one before it, the strongest of several signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sep {
    /// Nothing: the first chunk, or claimed tokens only.
    #[default]
    None,
    /// The setting changes to italics or back.
    Italic,
    Quote,
    Open,
    Close,
    Slash,
    /// A stop after an abbreviation or an initial.
    WeakStop,
    Comma,
    Dash,
    Colon,
    Semicolon,
    Question,
    Stop,
}

/// A chunk and what can be seen in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    pub tokens: Tokens,
    pub sep: Sep,
    /// The marks of claimed tokens between this chunk and the one before it.
    pub gap: Vec<Mark>,
    /// In quotation marks from end to end.
    pub quoted: bool,
    pub italic: bool,
    /// In square brackets.
    pub bracket: bool,
    /// In round brackets.
    pub round: bool,
    /// Begins with a word in lower case.
    pub low: bool,
    pub seen: Seen,
}

/// The chunks of a citation, and the marks after the last of them.
pub(super) struct Chunks {
    pub chunks: Vec<Chunk>,
    pub end_gap: Vec<Mark>,
    /// The sign after the last chunk.
    pub end_sep: Sep,
}

/// Cuts the free tokens from `from` on into chunks.
pub(super) fn cut(draft: &Draft<'_>, from: usize) -> Chunks {
    let mut cutter = Cutter { draft, out: Vec::new(), start: None, sep: Sep::None, gap: Vec::new(), round: 0 };
    // The marks of the head stand before the first chunk.
    for i in 0..from {
        if !draft.free(i) {
            cutter.mark(draft.marks[i]);
        }
    }
    let mut i = from;
    while i < draft.len() {
        i = cutter.step(i);
    }
    cutter.flush(draft.len());
    Chunks { chunks: cutter.out, end_gap: cutter.gap, end_sep: cutter.sep }
}

struct Cutter<'d, 'a> {
    draft: &'d Draft<'a>,
    out: Vec<Chunk>,
    start: Option<usize>,
    sep: Sep,
    gap: Vec<Mark>,
    round: usize,
}

impl Cutter<'_, '_> {
    fn mark(&mut self, mark: Mark) {
        if self.gap.last() != Some(&mark) && self.gap.len() < 16 {
            self.gap.push(mark);
        }
    }

    /// Ends the chunk under way before token `end`.
    fn flush(&mut self, end: usize) {
        if let Some(start) = self.start.take() {
            self.push(start..end, |_| {});
        }
    }

    fn push(&mut self, tokens: Tokens, set: impl FnOnce(&mut Chunk)) {
        let mut tokens = tokens;
        let draft = self.draft;
        let stray = |i: usize| {
            matches!(
                draft.sign(i),
                ',' | ';'
                    | ':'
                    | '"'
                    | '“'
                    | '”'
                    | '«'
                    | '»'
                    | '„'
                    | '’'
                    | '‘'
                    | '\''
                    | '`'
                    | '—'
                    | '–'
                    | '-'
                    | '/'
                    | '*'
            )
        };
        let closing_quote = |range: &Tokens| {
            let part = &draft.text[draft.bytes(range.clone())];
            let opens = part.matches(['“', '«', '„', '‘']).count();
            let closes = part.matches(['”', '»', '’']).count();
            let straight = part.matches('"').count();
            straight.is_multiple_of(2) && (closes <= opens && opens > 0 || straight > 0)
        };
        while tokens.start < tokens.end
            && stray(tokens.start)
            && !(matches!(draft.sign(tokens.start), '“' | '«' | '„' | '"' | '‘') && closing_quote(&tokens))
        {
            tokens.start += 1;
        }
        while tokens.start < tokens.end
            && (stray(tokens.end - 1)
                || draft.sign(tokens.end - 1) == '.' && head::sentence_stop(draft, tokens.end - 1))
            && !closing_quote(&tokens)
        {
            tokens.end -= 1;
        }
        if tokens.is_empty() || !tokens.clone().any(|t| draft.class(t) != Class::Sign) {
            return;
        }
        let mut chunk = Chunk {
            seen: seen(draft, tokens.clone()),
            tokens,
            sep: self.sep,
            gap: std::mem::take(&mut self.gap),
            round: self.round > 0,
            ..Chunk::default()
        };
        chunk.italic = chunk.tokens.clone().filter(|&t| draft.class(t) == Class::Word).all(|t| draft.tokens[t].italic)
            && chunk.seen.words > 0;
        let first = chunk.tokens.start;
        chunk.low = draft.class(first) == Class::Word && draft.word(first).starts_with(char::is_lowercase);
        set(&mut chunk);
        self.out.push(chunk);
        self.sep = Sep::None;
    }

    fn separate(&mut self, at: usize, sep: Sep) {
        self.flush(at);
        self.sep = self.sep.max(sep);
    }

    /// Takes the token at `i`; gives the next.
    fn step(&mut self, i: usize) -> usize {
        let draft = self.draft;
        if !draft.free(i) {
            self.flush(i);
            self.mark(draft.marks[i]);
            return i + 1;
        }
        let italic = draft.tokens[i].italic;
        let italic_before = i > 0 && draft.tokens[i - 1].italic;
        if italic && !italic_before && draft.class(i) != Class::Sign {
            // All that is in italics together, up to what is claimed.
            let end = (i..draft.len()).find(|&t| !draft.tokens[t].italic || !draft.free(t)).unwrap_or(draft.len());
            if end > i + 1 || draft.word(i).chars().count() > 2 {
                self.separate(i, Sep::Italic);
                self.push(i..end, |c| c.italic = true);
                self.sep = Sep::Italic;
                return end;
            }
        }
        let sign = draft.sign(i);
        let spaced_after = i + 1 >= draft.len() || draft.spaced(i + 1);
        match sign {
            '\0' => {
                self.start.get_or_insert(i);
            }
            '.' => {
                if head::sentence_stop(draft, i) {
                    self.separate(i, Sep::Stop);
                } else if initials_go_on(draft, i, self.start) && !ends_region(draft, i) {
                    // `A. D. Clarke`, `D. C.`
                } else if spaced_after
                    && (draft.capital(i + 1)
                        || draft.class(i + 1) == Class::Sign && !matches!(draft.sign(i + 1), ',' | ';' | ':'))
                    || i + 1 < draft.len() && !draft.free(i + 1)
                {
                    // The stop belongs to the abbreviation before it.
                    if self.start.is_some() {
                        self.flush(i + 1);
                    }
                    self.sep = self.sep.max(Sep::WeakStop);
                } else if self.start.is_none() {
                    self.sep = self.sep.max(Sep::Stop);
                }
            }
            ',' if !spaced_after
                && draft.class(i + 1) == Class::Number
                && i > 0
                && draft.class(i - 1) == Class::Number => {}
            ',' => self.separate(i, Sep::Comma),
            ';' => self.separate(i, Sep::Semicolon),
            ':' if !spaced_after && !draft.spaced(i) && self.start.is_some() && draft.class(i + 1) == Class::Number => {
            }
            ':' => self.separate(i, Sep::Colon),
            '?' | '!' => {
                if self.start.is_some() {
                    self.flush(i + 1);
                }
                self.sep = self.sep.max(Sep::Question);
            }
            '—' | '–' | '-' | '−' if draft.spaced(i) && spaced_after => self.separate(i, Sep::Dash),
            '—' if self.start.is_none() => {}
            '/' if draft.spaced(i) && spaced_after => self.separate(i, Sep::Slash),
            '(' => {
                self.separate(i, Sep::Open);
                self.round += 1;
            }
            ')' => {
                self.separate(i, Sep::Close);
                self.round = self.round.saturating_sub(1);
            }
            '[' => {
                if let Some(close) = draft.closing(i, 200).filter(|&c| draft.all_free(i..c + 1)) {
                    // `The [Northern Alliance …]` is one title.
                    let article = i > 0
                        && matches!(
                            draft.lower(i - 1),
                            "the" | "a" | "an" | "la" | "le" | "el" | "die" | "der" | "das"
                        );
                    if article && self.start == Some(i - 1) {
                        let start = self.start.take().unwrap_or(i);
                        self.push(start..close + 1, |_| {});
                    } else {
                        self.separate(i, Sep::Open);
                        self.push(i + 1..close, |c| c.bracket = true);
                    }
                    self.sep = Sep::Close;
                    return close + 1;
                }
                self.separate(i, Sep::Open);
            }
            ']' => self.separate(i, Sep::Close),
            '“' | '"' | '«' | '„' | '‘' | '\'' | '`' if self.start.is_none() => {
                if let Some((inner, next)) = quotation(draft, i) {
                    self.sep = self.sep.max(Sep::Quote);
                    self.push(inner.clone(), |c| c.quoted = true);
                    // What ended inside the marks: `“Title,” Journal`, `“Title.” Journal`.
                    self.sep = match draft.sign(inner.end) {
                        ',' => Sep::Comma,
                        '.' => Sep::Stop,
                        '?' | '!' => Sep::Question,
                        _ => Sep::Quote,
                    };
                    return next;
                }
                self.start = Some(i);
            }
            _ => {
                if self.start.is_none()
                    && matches!(sign, '#' | '$' | '€' | '£' | '¿' | '¡' | '№' | '&' | '…' | '<' | '>' | '+')
                {
                    self.start = Some(i);
                }
            }
        }
        i + 1
    }
}

/// Whether the stop at `i` is that of an initial among others or at the start of a chunk, which parts nothing.
fn initials_go_on(draft: &Draft<'_>, i: usize, start: Option<usize>) -> bool {
    let single = |t: usize| draft.capital(t) && draft.word(t).chars().count() == 1;
    let Some(before) = i.checked_sub(1).filter(|&b| single(b)) else { return false };
    let first = start == Some(before)
        || before >= 2 && draft.sign(before - 1) == '.' && single(before - 2)
        || single(i + 1) && draft.sign(i + 2) == '.';
    first && draft.capital(i + 1) && draft.free(i + 1)
}

/// A quotation that starts at `i`: what is inside the marks without its last stop or comma, and the token after the marks.
/// None where the quotation is only the beginning of what it stands in (`"Drozdy" and after`).
fn quotation(draft: &Draft<'_>, i: usize) -> Option<(Tokens, usize)> {
    let open = draft.sign(i);
    let mut start = i + 1;
    // `''Title''`, ``` ``Title'' ```
    while matches!(draft.sign(start), '\'' | '`') && matches!(open, '\'' | '`') && start < i + 3 {
        start += 1;
    }
    if start == i + 1 && open == '`' {
        return None;
    }
    let limit = draft.len().min(i + 150);
    let mut close = None;
    let mut depth = 0usize;
    for t in start..limit {
        if !draft.free(t) {
            break;
        }
        let sign = draft.sign(t);
        if matches!(sign, '“' | '«' | '„') && matches!(open, '“' | '«' | '„') && t > start {
            // German opens with “ what English closes with it.
            if open == '„' && sign == '“' && depth == 0 {
                close = Some(t);
                break;
            }
            depth += 1;
        }
        let closes = match open {
            '"' => matches!(sign, '"' | '”'),
            '‘' | '\'' | '`' => {
                matches!(sign, '’' | '\'')
                    && (t + 1 >= draft.len() || draft.class(t + 1) == Class::Sign || draft.spaced(t + 1))
            }
            _ => matches!(sign, '”' | '»' | '"'),
        };
        if closes {
            if depth > 0 {
                depth -= 1;
                continue;
            }
            close = Some(t);
            // A quotation that a sign does not end goes on: `"X" and "Y", …`
            let ended = matches!(draft.sign(t.wrapping_sub(1)), ',' | '.' | '?' | '!');
            let sign_after = t + 1 >= draft.len()
                || draft.class(t + 1) == Class::Sign && !draft.is_dash(t + 1)
                || !draft.free(t + 1);
            let capital_after = draft.capital(t + 1) || draft.tokens.get(t + 1).is_some_and(|x| x.italic);
            let conj = draft.conjunction(t + 1);
            if !(ended || sign_after || capital_after || draft.lower(t + 1) == "in") || conj {
                return None;
            }
            break;
        }
    }
    let close = close?;
    let mut end = close;
    if matches!(draft.sign(end.wrapping_sub(1)), ',' | '.' | ';') {
        end -= 1;
    }
    let mut next = close + 1;
    while matches!(draft.sign(next), '\'' | '’') && matches!(open, '\'' | '`') && next < close + 3 {
        next += 1;
    }
    let words = (start..end).filter(|&t| draft.class(t) == Class::Word).count();
    (start < end && words > 0).then_some((start..end, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(text: &str) -> Vec<String> {
        let draft = Draft::new(text, &[]);
        cut(&draft, 0).chunks.iter().map(|c| format!("{:?} {}", c.sep, &text[draft.bytes(c.tokens.clone())])).collect()
    }

    #[test]
    fn signs_cut() {
        assert_eq!(
            cuts("Title of it: a part. J. Exp. Biol., London: Press (Paris). Why? Because"),
            [
                "None Title of it",
                "Colon a part",
                "Stop J. Exp.",
                "WeakStop Biol.",
                "Comma London",
                "Colon Press",
                "Open Paris",
                "Stop Why?",
                "Question Because"
            ]
        );
    }

    #[test]
    fn quotations_and_brackets_are_whole() {
        assert_eq!(cuts("“Title, first. Second,” Journal"), ["Quote Title, first. Second", "Comma Journal"]);
        assert_eq!(
            cuts("Romanised: it [The translation: of it; 2001]. City"),
            ["None Romanised", "Colon it", "Open The translation: of it; 2001", "Stop City"]
        );
        assert_eq!(cuts("The [North Alliance: it]. J"), ["None The [North Alliance: it]", "Stop J"]);
        assert_eq!(cuts("«Один» и два. Три"), ["None «Один» и два", "Stop Три"]);
    }
}
