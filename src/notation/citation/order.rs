//! What it is worth that one element of a citation follows another.

use super::chunks::Sep;
use super::segments::{Label, SEEN_PLACE, SEEN_PUBLISHER, SEEN_SOURCE, SEEN_TITLE};
use super::tokens::Mark;
use super::weights::Run;

impl Run<'_> {
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
