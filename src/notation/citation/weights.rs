//! The weights of the labelling: how much a run of chunks looks like a title, a source, a publisher, a place, and what it is
//! worth that one follows another. They are set by hand, in tenths: about ten for what a reader would take as good evidence.

use super::chunks::{Chunk, Chunks, Sep};
use super::head::Style;
use super::seen::Seen;
use super::segments::{Facts, Label, SEEN_PLACE, SEEN_PUBLISHER, SEEN_SOURCE, SEEN_TITLE};
use super::tokens::Mark;

/// A run of chunks in its surroundings.
pub(super) struct Run<'c> {
    chunks: &'c [Chunk],
    facts: &'c Facts,
    seen: Seen,
    /// The first of the citation.
    first: bool,
    /// The marks before and after.
    before: &'c [Mark],
    after: &'c [Mark],
    sep_before: Sep,
    sep_after: Sep,
    /// How many times each sign stands inside.
    inner: [i32; 13],
    next: Option<&'c Chunk>,
    /// Whether what stands right before it is a quotation.
    after_quoted: bool,
    /// Whether only a place or a translation in brackets stands between it and the volume.
    volume_beyond: bool,
}

impl<'c> Run<'c> {
    pub fn new(all: &'c Chunks, facts: &'c Facts, i: usize, j: usize, seen: Seen) -> Run<'c> {
        let chunks = &all.chunks[i..=j];
        let next = all.chunks.get(j + 1);
        let mut inner = [0; 13];
        for (before, chunk) in chunks.iter().zip(&chunks[1..]) {
            // A comma before a word in lower case parts nothing; in `Rev. Pesqui. Qual.` no stop is a sentence's.
            let abbreviated = before.sep == Sep::WeakStop && before.seen.words == 1 && chunk.seen.words == 1;
            let sep = if chunk.sep == Sep::Stop && abbreviated { Sep::WeakStop } else { chunk.sep };
            if !(chunk.low && sep == Sep::Comma) {
                inner[sep as usize] += 1;
            }
        }
        // Past a place (`Educação e Pesquisa, São Paulo, v. 34`) or a translation in brackets.
        let beyond = next.is_some_and(|c| {
            let place = matches!(c.sep, Sep::Comma | Sep::Stop) && c.seen.words > 0 && c.seen.place >= c.seen.words;
            let gap = all.chunks.get(j + 2).map_or(&all.end_gap, |c| &c.gap);
            c.gap.is_empty() && (place || c.bracket) && is_volume(gap)
        });
        Run {
            chunks,
            facts,
            seen,
            first: i == 0,
            before: &chunks[0].gap,
            after: next.map_or(&all.end_gap, |c| &c.gap),
            sep_before: chunks[0].sep,
            sep_after: next.map_or(all.end_sep, |c| c.sep),
            inner,
            next,
            after_quoted: i > 0 && all.chunks[i - 1].quoted,
            volume_beyond: beyond,
        }
    }

    fn has(&self, sep: Sep) -> i32 {
        self.inner[sep as usize]
    }

    fn before(&self, mark: Mark) -> bool {
        self.before.contains(&mark)
    }

    /// The first mark after it.
    fn after(&self, mark: Mark) -> bool {
        self.after.first() == Some(&mark)
    }

    /// Volume, or the year with the volume after it.
    fn before_volume(&self) -> bool {
        is_volume(self.after)
    }

    fn quoted(&self) -> bool {
        self.chunks.len() == 1 && self.chunks[0].quoted
    }

    fn italic(&self) -> bool {
        self.chunks.iter().all(|c| c.italic)
    }

    fn round(&self) -> bool {
        self.chunks[0].round
    }

    /// Share of words with a capital among those that could have one, in hundredths.
    fn capital_share(&self) -> i32 {
        let could = self.seen.capitals + self.seen.lower;
        if could == 0 { 100 } else { self.seen.capitals * 100 / could }
    }

    /// The weight of the run as an element; none where it cannot be one.
    pub fn weigh(&self, label: Label) -> Option<i32> {
        // Names begin with a capital; `and the Forging of a Company Town` goes on with what is before it.
        let low = self.chunks[0].low && !self.before(Mark::Host) && !self.italic() && !self.chunks[0].quoted;
        let low = if low { 14 } else { 0 };
        if self.chunks.iter().skip(1).any(|c| c.bracket) || self.chunks.len() > 1 && self.chunks[0].bracket {
            return None;
        }
        // Round brackets are not cut open from one side.
        if self.chunks[0].round
            && self.chunks.len() > 1
            && !self.chunks[self.chunks.len() - 1].round
            && label != Label::Title
        {
            return None;
        }
        let translation = self.chunks[0].bracket && !self.before(Mark::Host);
        if translation && matches!(label, Label::Source | Label::Publisher | Label::Place | Label::Series) {
            return None;
        }
        match label {
            Label::Title => Some(self.title()),
            Label::Translation => self.chunks[0].bracket.then_some(20),
            Label::Source => Some(self.source() - low),
            Label::Series => self.series(),
            Label::Publisher => self.publisher().map(|w| w - low),
            Label::Place => self.place(),
            Label::Other => {
                let bare = self.chunks.iter().filter(|c| c.seen.words == 0).count() as i32;
                Some(-6 * self.chunks.len() as i32 - 4 * bare - self.seen.words / 2 - if self.first { 8 } else { 0 })
            }
        }
    }

    fn title(&self) -> i32 {
        let seen = &self.seen;
        let mut w = 10;
        if self.first || self.before(Mark::Authors) {
            w += 25;
        } else if self.before(Mark::Editors) {
            w += 2;
        } else {
            w -= 10;
        }
        if self.quoted() {
            w += 35;
        } else if self.chunks.iter().skip(1).any(|c| c.quoted) {
            w -= 10;
        } else if self.chunks[0].quoted {
            w -= 25;
        }
        w += match seen.words {
            0 => -20,
            1 => -12,
            2 => -4,
            3 | 4 => 4,
            _ => 10,
        };
        let comma = self.facts.head.style == Style::Comma;
        w -= 18 * self.has(Sep::Stop)
            + 10 * self.has(Sep::WeakStop)
            + 8 * self.has(Sep::Question)
            + 9 * self.has(Sep::Semicolon);
        w -= if comma { 9 } else { 3 } * self.has(Sep::Comma) + self.has(Sep::Colon) + 3 * self.has(Sep::Dash);
        w -= 3 * self.has(Sep::Open) + 3 * self.has(Sep::Close) + 4 * self.has(Sep::Italic) + 3 * self.has(Sep::Slash);
        w += match self.sep_after {
            Sep::Stop | Sep::Question => 8,
            Sep::Comma if comma => 5,
            Sep::Comma => -4,
            Sep::Quote => 6,
            Sep::Colon => -6,
            Sep::WeakStop => -3,
            Sep::Dash => -2,
            Sep::Open => 2,
            _ => 0,
        };
        if self.after(Mark::Host) {
            w += 20;
        }
        if self.after(Mark::Medium)
            || self.after(Mark::Genre)
            || self.after(Mark::Responsibility)
            || self.after(Mark::Edition)
            || self.after(Mark::Translators)
        {
            w += 8;
        }
        if self.before_volume() && self.facts.head.people {
            w -= 12;
        }
        w -= 10 * (seen.proceedings.min(1)) + 6 * seen.publisher.min(2);
        if !self.quoted()
            && self.chunks[self.chunks.len() - 1].italic
            && !self.chunks[0].italic
            && self.chunks.len() > 1
        {
            // It runs into what is set in italics, the source.
            w -= 12;
        }
        w += (seen.lower * 2).min(12);
        // `J. M. Maldacena, Adv. Theor. Math. Phys. 2`: a title is not all abbreviations.
        if seen.abbreviations * 2 >= seen.words
            && (self.sep_after == Sep::WeakStop || self.facts.volume && seen.journal > 0 && seen.words <= 3)
        {
            w -= 40;
        }
        w
    }

    fn source(&self) -> i32 {
        let seen = &self.seen;
        let mut w = 0;
        let mut evidence = false;
        if self.before(Mark::Host) {
            w += 40;
            evidence = true;
        }
        if self.before_volume() || self.volume_beyond {
            w += 40;
            evidence = true;
        } else if self.after(Mark::Pages) {
            w += 14;
            evidence = true;
        } else if self.after(Mark::Date) && self.facts.pages && !self.facts.count {
            w += 8;
        }
        if seen.journal > 0 {
            w += 14 + 4 * seen.journal.min(3);
            evidence = true;
        }
        if seen.journal_name > 0 && seen.words <= 2 {
            w += 16;
            evidence = true;
        }
        if self.after_quoted && self.before.is_empty() {
            w += 20;
            evidence = true;
        }
        if seen.proceedings > 0 {
            w += 26 + 3 * seen.proceedings.min(3);
            evidence = true;
        }
        if seen.newspaper > 0 && seen.words <= 6 {
            w += 10;
            evidence = true;
        }
        if self.italic() {
            w += 25;
            evidence = true;
        }
        w += 4 * seen.abbreviations.min(4);
        if seen.words > 0 && seen.abbreviations * 2 >= seen.words {
            evidence = true;
        }
        if self.quoted() {
            w -= if self.before(Mark::Host) { 0 } else { 30 };
        }
        if !evidence {
            w -= 22;
        }
        let long = seen.words - if seen.proceedings > 0 { 24 } else { 12 };
        w -= 3 * long.max(0);
        w -= 20 * self.has(Sep::Stop)
            + 2 * self.has(Sep::WeakStop)
            + 14 * self.has(Sep::Semicolon)
            + 12 * self.has(Sep::Question);
        let hosted = self.before(Mark::Host);
        w -= if seen.proceedings > 0 || hosted { 3 } else { 9 } * self.has(Sep::Comma);
        w -= if hosted { 1 } else { 6 } * self.has(Sep::Colon) + 8 * self.has(Sep::Dash);
        w -= 6 * self.has(Sep::Open) + 10 * self.has(Sep::Italic) + 12 * self.has(Sep::Quote);
        if !hosted {
            w += (self.capital_share() - 60) / 5;
        }
        if seen.words > 0 && seen.place >= seen.words && !self.italic() {
            w -= if self.before_volume() { 40 } else { 30 };
        }
        if seen.publisher > 0 && !self.before_volume() && seen.journal == 0 && seen.proceedings == 0 {
            w -= 14;
        }
        if self.round() {
            w -= 14;
        }
        if seen.words == 0 {
            w -= 25;
        }
        w
    }

    fn publisher(&self) -> Option<i32> {
        let seen = &self.seen;
        if self.chunks.len() > 5 {
            return None;
        }
        let mut w = -12;
        if seen.publisher > 0 {
            w += 26 + 3 * seen.publisher.min(3);
        }
        if seen.school > 0 {
            w += if self.facts.genre { 26 } else { 8 };
        } else if seen.organisation > 0 {
            w += 8;
        }
        if self.before(Mark::Genre) && seen.words > 0 {
            w += 12;
        }
        if self.after(Mark::Date) || self.after(Mark::Count) {
            w += 10;
        }
        if self.sep_before == Sep::Colon {
            w += 6;
        }
        w -= 4 * (seen.words - 8).max(0);
        w -= 30 * self.has(Sep::Stop)
            + 3 * self.has(Sep::WeakStop)
            + 7 * self.has(Sep::Comma)
            + 20 * self.has(Sep::Colon)
            + 12 * self.has(Sep::Semicolon);
        w -= 12 * self.has(Sep::Open) + 15 * self.has(Sep::Quote) + 8 * self.has(Sep::Dash);
        if self.italic() && self.facts.italics {
            w -= 25;
        }
        if self.chunks[0].quoted {
            w -= 25;
        }
        if seen.words > 0 && seen.place >= seen.words {
            w -= 22;
        }
        // `(ICML)` belongs to the name of the conference before it.
        if self.round() && seen.words == 1 && self.sep_after == Sep::Close {
            w -= 14;
        }
        // `Charles Griffin, London`: what a known place follows.
        let place = self.next.is_some_and(|c| {
            c.gap.is_empty() && c.sep == Sep::Comma && c.seen.words > 0 && c.seen.place >= c.seen.words
        });
        if place && self.capital_share() == 100 && seen.words <= 5 && !self.facts.volume {
            w += 10;
        }
        if self.capital_share() < 40 {
            w -= 14;
        }
        if self.before_volume() {
            w -= 20;
        }
        if seen.words == 0 {
            w -= 30;
        }
        if seen.journal > 0 && seen.publisher == 0 {
            w -= 10;
        }
        Some(w)
    }

    fn place(&self) -> Option<i32> {
        let seen = &self.seen;
        if self.chunks.len() > 4 || seen.words == 0 || seen.words > 9 {
            return None;
        }
        let mut w = -14;
        // Every chunk must look like a place for the run to be one.
        let known = self.chunks.iter().all(|c| c.seen.place > 0);
        // `Murray Hill, NJ`: what is before the name of a state is a place.
        let (first, rest) = (&self.chunks[0].seen, &self.chunks[1..]);
        let state = !rest.is_empty()
            && rest.iter().all(|c| c.seen.region > 0 && c.seen.region >= c.seen.words)
            && first.words <= 3
            && first.lower == 0
            && first.words > 0;
        let all = known || state;
        if all {
            w += 26;
        } else if self.chunks[0].seen.place > 0 {
            w += 2;
        }
        if known && !state && seen.place * 2 < seen.words {
            w -= 14;
        }
        if self.sep_after == Sep::Colon && self.after.is_empty() && self.next.is_some() {
            w += 14;
        }
        if self.after(Mark::Date) || all && self.after.is_empty() && self.next.is_none() {
            w += 6;
        }
        if self.sep_before == Sep::WeakStop && self.before.is_empty() && self.sep_after != Sep::Colon {
            // `Нац. арх. Респ. Беларусь`
            w -= if self.facts.archive { 40 } else { 8 };
        }
        if self.round() && self.sep_before == Sep::Open {
            w += 4;
        }
        w -= if all { 5 * (seen.words - 5).max(0) } else { 6 * (seen.words - 3).max(0) };
        w -= 30 * self.has(Sep::Stop)
            + 25 * self.has(Sep::Colon)
            + 3 * self.has(Sep::WeakStop)
            + 4 * self.has(Sep::Semicolon)
            + 20 * self.has(Sep::Quote);
        w -= if all { 0 } else { 14 } * self.has(Sep::Comma) + 25 * (self.has(Sep::Open) + self.has(Sep::Dash));
        if self.capital_share() < 100 {
            w -= 12;
        }
        if self.italic() && self.facts.italics {
            w -= 25;
        }
        if self.chunks[0].quoted {
            w -= 30;
        }
        if seen.publisher > 0 || seen.journal > 0 || seen.proceedings > 0 || seen.school > 0 {
            w -= 12;
        }
        if self.before_volume() && !known {
            w -= 10;
        }
        Some(w)
    }

    fn series(&self) -> Option<i32> {
        let seen = &self.seen;
        if self.chunks.len() > 4 || seen.series == 0 || self.first {
            return None;
        }
        let mut w = -14 + 12 * seen.series.min(2);
        if self.round() {
            w += 14;
        }
        if self.before(Mark::Volume) || self.after(Mark::Volume) && !self.facts.pages {
            w += 10;
        }
        w -= 20 * self.has(Sep::Stop) + 8 * self.has(Sep::Comma) + 8 * self.has(Sep::Colon);
        w -= 2 * (seen.words - 8).max(0);
        Some(w)
    }

    /// What it is worth that the run comes after another, with what has been seen before; none where it cannot.
    pub fn follow(&self, label: Label, last: Option<Label>, mask: u8) -> Option<i32> {
        let title = mask & SEEN_TITLE != 0;
        let source = mask & SEEN_SOURCE != 0;
        let colon = self.sep_before == Sep::Colon && self.before.is_empty();
        Some(match label {
            Label::Title if title => return None,
            Label::Title => {
                let late = match last {
                    None => 0,
                    Some(Label::Other) => -10,
                    Some(_) => -30,
                };
                late + if source { -20 } else { 0 }
            }
            Label::Translation => match last {
                Some(Label::Title | Label::Source) if self.before.is_empty() => 15,
                _ => return None,
            },
            Label::Source => {
                let mut w = 0;
                if source {
                    w -= 45;
                }
                if !title {
                    // `A. Müller, Cerâmica 51, 320 (2005) 354`: a source and no title.
                    let short = self.seen.words <= 8
                        && self.before_volume()
                        && (self.seen.lower == 0 || self.seen.abbreviations > 0);
                    w -= if self.before(Mark::Host) {
                        8
                    } else if short {
                        4
                    } else {
                        30
                    };
                }
                if mask & (SEEN_PUBLISHER | SEEN_PLACE) != 0 {
                    w -= if self.facts.volume { 25 } else { 12 };
                }
                if last == Some(Label::Title) {
                    w += 3;
                    if colon {
                        w -= 14;
                    }
                    if self.sep_before == Sep::None || self.sep_before == Sep::Open {
                        w -= if self.before.is_empty() { 10 } else { 0 };
                    }
                }
                w
            }
            Label::Series => {
                if !title {
                    return None;
                }
                0
            }
            Label::Publisher => {
                let mut w = 0;
                if mask & SEEN_PUBLISHER != 0 {
                    w -= 22;
                }
                if !title && !source {
                    w -= 40;
                }
                if last == Some(Label::Place) && self.before.is_empty() {
                    w += if colon { 24 } else { 10 };
                }
                if last == Some(Label::Title) && colon {
                    w -= 20;
                }
                w
            }
            Label::Place => {
                let mut w = 0;
                if mask & SEEN_PLACE != 0 {
                    w -= 20;
                }
                if !title && !source {
                    w -= 40;
                }
                if last == Some(Label::Publisher) {
                    w += 6;
                }
                if last == Some(Label::Title) && colon {
                    w -= 20;
                }
                w
            }
            Label::Other => 0,
        })
    }
}

/// Whether marks begin with a volume, or with the year or the medium and the volume after it.
fn is_volume(marks: &[Mark]) -> bool {
    marks.first() == Some(&Mark::Volume)
        || marks.first() == Some(&Mark::Date) && marks.get(1) == Some(&Mark::Volume)
        || marks.first() == Some(&Mark::Medium) && marks.contains(&Mark::Volume)
}
