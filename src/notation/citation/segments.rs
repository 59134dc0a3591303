//! Which chunks are the title, the source, the publisher, the place: the labelling of the chunks that fits best.
//!
//! Every run of chunks is weighed as each kind of element, by what is in it and what stands around it (`weights`); the best
//! sequence of runs is found by dynamic programming.

use super::chunks::Chunks;
use super::head::Head;
use super::seen::Seen;
use super::tokens::Tokens;
use super::weights::Run;

/// What a run of chunks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    Title,
    /// A translation in brackets of what stands before it.
    Translation,
    Source,
    Series,
    Publisher,
    Place,
    Other,
}

const LABELS: [Label; 7] =
    [Label::Title, Label::Translation, Label::Source, Label::Series, Label::Publisher, Label::Place, Label::Other];

/// A labelled run.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub label: Label,
    pub tokens: Tokens,
}

/// Chunks beyond this many are not weighed: no citation has so many, and time stays linear.
const MAX_CHUNKS: usize = 56;
/// The longest run of chunks.
const MAX_RUN: usize = 18;

/// What is known of the citation as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    pub head: Head,
    pub host: bool,
    pub volume: bool,
    pub pages: bool,
    pub genre: bool,
    pub italics: bool,
    pub link: bool,
    pub count: bool,
    pub archive: bool,
    /// Whether the title is known already.
    pub titled: bool,
}

/// A state of the search: the label of the last run and which elements have been seen.
#[derive(Clone, Copy)]
struct Cell {
    score: i32,
    from: u16,
    state: u8,
}

pub(super) const SEEN_TITLE: u8 = 1;
pub(super) const SEEN_SOURCE: u8 = 2;
pub(super) const SEEN_PUBLISHER: u8 = 4;
pub(super) const SEEN_PLACE: u8 = 8;
const SEEN_MASKS: usize = 16;
const STATES: usize = 7 * SEEN_MASKS;
const UNREACHED: i32 = i32::MIN / 2;

/// Labels the chunks.
pub(super) fn label(chunks: &Chunks, facts: &Facts) -> Vec<Segment> {
    let all = &chunks.chunks;
    let n = all.len().min(MAX_CHUNKS);
    if n == 0 {
        return Vec::new();
    }
    let start = Label::Other as usize * SEEN_MASKS + if facts.titled { SEEN_TITLE as usize } else { 0 };
    let mut table = vec![[Cell { score: UNREACHED, from: 0, state: 0 }; STATES]; n + 1];
    // The states that are reached at each place, of which there are few.
    let mut reached: Vec<Vec<u8>> = vec![Vec::new(); n + 1];
    table[0][start].score = 0;
    reached[0].push(start as u8);
    for i in 0..n {
        let mut sum = Seen::default();
        let states = std::mem::take(&mut reached[i]);
        for j in i..n.min(i + MAX_RUN) {
            // A run does not go over what is claimed.
            if j > i && !all[j].gap.is_empty() {
                break;
            }
            sum.add(&all[j].seen);
            let run = Run::new(chunks, facts, i, j, sum);
            for label in LABELS {
                let Some(own) = run.weigh(label) else { continue };
                for &state in &states {
                    let before = table[i][state as usize].score;
                    let mask = state % SEEN_MASKS as u8;
                    let last = (i > 0).then(|| LABELS[state as usize / SEEN_MASKS]);
                    let Some(step) = run.follow(label, last, mask) else { continue };
                    let seen = match label {
                        Label::Title => SEEN_TITLE,
                        Label::Source => SEEN_SOURCE,
                        Label::Publisher => SEEN_PUBLISHER,
                        Label::Place => SEEN_PLACE,
                        _ => 0,
                    };
                    let next = label as usize * SEEN_MASKS + usize::from(mask | seen);
                    let score = before + own + step;
                    let cell = &mut table[j + 1][next];
                    if cell.score == UNREACHED {
                        reached[j + 1].push(next as u8);
                    }
                    if score > cell.score {
                        *cell = Cell { score, from: i as u16, state };
                    }
                }
            }
        }
    }
    // The best end, and back from it.
    let best =
        (0..STATES).max_by_key(|&s| (table[n][s].score + ending(s as u8 % SEEN_MASKS as u8), std::cmp::Reverse(s)));
    let Some(mut state) = best.filter(|&s| table[n][s].score > UNREACHED) else { return Vec::new() };
    let mut at = n;
    let mut out = Vec::new();
    while at > 0 {
        let cell = table[at][state];
        let from = cell.from as usize;
        let run = &all[from..at];
        out.push(Segment {
            label: LABELS[state / SEEN_MASKS],
            tokens: run[0].tokens.start..run[run.len() - 1].tokens.end,
        });
        state = cell.state as usize;
        at = from;
    }
    out.reverse();
    out
}

/// A citation without a title is not well read.
fn ending(mask: u8) -> i32 {
    if mask & SEEN_TITLE != 0 { 10 } else { 0 }
}
