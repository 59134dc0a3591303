//! What can be seen in a stretch of words: capitals, abbreviations, cues of journals, publishers and places.

use super::cues;
use super::lexicon;
use super::places;
use super::tokens::{Class, Draft, Tokens};

/// Counts of what is in a stretch of words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub words: i32,
    /// Words with a capital or all in capitals.
    pub capitals: i32,
    /// Words in lower case that are no particles or prepositions.
    pub lower: i32,
    pub numbers: i32,
    pub abbreviations: i32,
    pub journal: i32,
    /// Words that are the whole title of a journal.
    pub journal_name: i32,
    pub proceedings: i32,
    pub publisher: i32,
    pub school: i32,
    pub organisation: i32,
    pub series: i32,
    pub newspaper: i32,
    /// Words of cities and regions.
    pub place: i32,
    /// Words of regions alone.
    pub region: i32,
}

impl Seen {
    /// Adds what is in another stretch.
    pub fn add(&mut self, other: &Seen) {
        self.words += other.words;
        self.capitals += other.capitals;
        self.lower += other.lower;
        self.numbers += other.numbers;
        self.abbreviations += other.abbreviations;
        self.journal += other.journal;
        self.journal_name += other.journal_name;
        self.proceedings += other.proceedings;
        self.publisher += other.publisher;
        self.school += other.school;
        self.organisation += other.organisation;
        self.series += other.series;
        self.newspaper += other.newspaper;
        self.place += other.place;
        self.region += other.region;
    }
}

/// States and countries in initials.
const REGIONS_WITH_STOPS: &[(&str, &str)] = &[
    ("d", "c"),
    ("u", "s"),
    ("u", "k"),
    ("n", "y"),
    ("n", "j"),
    ("n", "c"),
    ("s", "c"),
    ("n", "h"),
    ("n", "m"),
    ("r", "i"),
    ("b", "c"),
    ("g", "b"),
];

/// Whether the stop at `i` ends `D. C.`, `U. K.`
pub(super) fn ends_region(draft: &Draft<'_>, i: usize) -> bool {
    i >= 3
        && draft.sign(i - 2) == '.'
        && REGIONS_WITH_STOPS.iter().any(|(a, b)| *a == draft.lower(i - 3) && *b == draft.lower(i - 1))
}

/// What is in a stretch of tokens.
pub(super) fn seen(draft: &Draft<'_>, tokens: Tokens) -> Seen {
    let mut seen = Seen::default();
    let mut place_end = 0;
    for i in tokens.clone() {
        let lower = draft.lower(i);
        match draft.class(i) {
            Class::Word => {
                seen.words += 1;
                let word = draft.word(i);
                let abbreviated = draft.sign(i + 1) == '.'
                    && i + 1 < tokens.end.max(i + 2)
                    && (i + 1 < tokens.end || lexicon::is_abbreviation(lower));
                if word.starts_with(char::is_uppercase) {
                    seen.capitals += 1;
                } else if !lexicon::is_particle(lower)
                    && !lexicon::is_conjunction(lower)
                    && !is_preposition(lower)
                    && !abbreviated
                {
                    seen.lower += 1;
                }
                seen.abbreviations += i32::from(abbreviated && (lower.chars().count() > 1 || lower == "j"));
                seen.journal += i32::from(cues::is_journal(lower));
                seen.journal_name += i32::from(cues::is_journal_name(lower) && word.starts_with(char::is_uppercase));
                seen.proceedings += i32::from(cues::is_proceedings(lower));
                let capital = word.starts_with(char::is_uppercase);
                // `l’Harmattan`: the name's capital stands after the article.
                let after_article = word.split(['\'', '’']).nth(1).is_some_and(|w| w.starts_with(char::is_uppercase));
                seen.publisher += i32::from(cues::is_publisher(lower) && (capital || after_article));
                seen.school += i32::from(cues::is_school(lower) && capital);
                seen.organisation += i32::from(cues::is_organisation(lower) && capital);
                seen.series += i32::from(cues::is_series(lower));
                seen.newspaper += i32::from(cues::is_newspaper(lower) && capital);
                if i >= place_end {
                    if let Some(end) = places::city(draft, i) {
                        place_end = end;
                        seen.place += (i..end.min(tokens.end.max(i + 1)))
                            .filter(|&t| draft.class(t) == Class::Word)
                            .count() as i32;
                    } else if draft.sign(i + 1) == '.'
                        && REGIONS_WITH_STOPS.iter().any(|(a, b)| *a == lower && *b == draft.lower(i + 2))
                        && capital
                    {
                        // `D. C.`, `U.K.`: both letters.
                        seen.place += 2;
                        seen.region += 2;
                        place_end = i + 3;
                    } else if capital && cues::is_region(lower) {
                        seen.place += 1;
                        seen.region += 1;
                    }
                }
            }
            Class::Number => seen.numbers += 1,
            Class::Mixed => {
                seen.words += 1;
                seen.numbers += 1;
            }
            _ => {}
        }
    }
    seen
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "and"
            | "the"
            | "for"
            | "in"
            | "on"
            | "to"
            | "with"
            | "from"
            | "by"
            | "at"
            | "a"
            | "an"
            | "as"
            | "et"
            | "und"
            | "für"
            | "der"
            | "die"
            | "das"
            | "zur"
            | "zum"
            | "im"
            | "da"
            | "para"
            | "em"
            | "no"
            | "na"
            | "ao"
            | "à"
            | "au"
            | "aux"
            | "en"
            | "sur"
            | "pour"
            | "dans"
            | "con"
            | "por"
            | "и"
            | "в"
            | "на"
            | "по"
            | "о"
            | "об"
            | "с"
            | "для"
            | "из"
            | "к"
            | "от"
            | "у"
            | "і"
            | "та"
            | "й"
            | "про"
            | "w"
            | "z"
            | "i"
            | "do"
            | "po"
    )
}
