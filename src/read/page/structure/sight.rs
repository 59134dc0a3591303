//! What can be seen of the blocks of a page and of what stands around them.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::claims::{Claim, Draft};
use super::kind::Kind;
use crate::article::Article;
use crate::notation::labels::{self, Label};
use crate::read::page::asides::letters;
use crate::read::page::lines::{Shape, Unit};
use crate::read::page::vocabulary::Vocabulary;
use crate::read::page::{first_sign, is_ended};

/// Nothing longer is a running head, and nothing that heads repeat is looked at further.
const SHORT: usize = 260;
const LONGEST: usize = 4000;
/// As many bytes are kept of what running heads repeat; an article has a tenth of it.
const ROOM: usize = 40_000;

/// The page as it was read.
pub(super) struct Sights<'a> {
    pub source: &'a str,
    pub units: &'a [Unit],
    pub claimed: &'a [Claim],
    pub drafts: &'a [Draft],
    pub article: &'a Article,
    vocabulary: OnceCell<Vocabulary>,
    /// How often each short unit comes, by its letters.
    times: HashMap<String, usize>,
    /// Letters of what running heads repeat: titles, authors, citation blocks, rubrics.
    known: Vec<String>,
    /// Letters of the citation blocks.
    pub citations: Vec<String>,
    /// Surnames, in small letters.
    pub surnames: HashSet<String>,
    /// Whether some headings of the body have `#`, and which numbers and looks headings have.
    pub headings: Headings,
}

/// How the headings of a page are set.
#[derive(Debug, Default)]
pub(super) struct Headings {
    pub all: usize,
    pub marked: usize,
    pub numbered: usize,
    pub capitals: usize,
}

impl<'a> Sights<'a> {
    pub fn new(
        source: &'a str,
        units: &'a [Unit],
        claimed: &'a [Claim],
        drafts: &'a [Draft],
        article: &'a Article,
    ) -> Sights<'a> {
        let cut = |text: &str| letters(text).chars().take(LONGEST).collect::<String>();
        let of = |field: &str| -> Vec<String> {
            drafts.iter().filter(|d| d.field == field).take(40).map(|d| cut(&d.value)).collect()
        };
        let (titles, citations) = (of("title"), of("citation"));
        let mut known: Vec<String> = titles.into_iter().chain(citations.iter().cloned()).chain(of("rubric")).collect();
        let mut times = HashMap::new();
        let mut headings = Headings::default();
        for (unit, claim) in units.iter().zip(claimed) {
            let text = unit.text(source);
            if text.len() <= SHORT {
                *times.entry(letters(text)).or_default() += 1;
            }
            match claim.kind {
                Kind::Heading => {
                    headings.all += 1;
                    headings.marked += usize::from(matches!(unit.shape, Shape::Heading(_)));
                    headings.numbered += usize::from(text.starts_with(|c: char| c.is_ascii_digit()));
                    headings.capitals += usize::from(crate::read::page::is_capitals(text));
                }
                Kind::Authors if known.len() < 200 => known.push(cut(text)),
                _ => {}
            }
        }
        known.retain(|k| k.chars().count() > 5);
        // Each short line is looked for in them.
        let mut room = ROOM;
        known.retain(|k| {
            let fits = k.len() <= room;
            room -= if fits { k.len() } else { 0 };
            fits
        });
        let names = article.front.contributors.iter().flat_map(|c| &c.names);
        let surnames = names.map(|n| n.value.surname.text.to_lowercase()).filter(|s| !s.is_empty()).collect();
        Sights {
            source,
            units,
            claimed,
            drafts,
            article,
            vocabulary: OnceCell::new(),
            times,
            known,
            citations,
            surnames,
            headings,
        }
    }

    pub fn text(&self, i: usize) -> &'a str {
        self.units[i].text(self.source)
    }

    /// Whether the article writes a word with a capital inside of sentences.
    pub fn is_name(&self, word: &str) -> bool {
        self.vocabulary.get_or_init(|| Vocabulary::of(self.source)).is_name(word)
    }

    pub fn kind(&self, i: usize) -> Kind {
        self.claimed[i].kind
    }

    pub fn labels(&self, i: usize) -> Vec<Label> {
        labels::at_start(self.text(i))
    }

    /// The nearest unit above that is part of the article's text, at most twelve away.
    pub fn above(&self, i: usize) -> Option<usize> {
        (0..i).rev().take(12).find(|&j| self.counts(j))
    }

    /// The nearest unit below that is part of the article's text, at most twelve away.
    pub fn below(&self, i: usize) -> Option<usize> {
        (i + 1..self.units.len()).take(12).find(|&j| self.counts(j))
    }

    /// The nearest paragraph, or piece of one, above.
    pub fn prose_above(&self, i: usize) -> Option<usize> {
        (0..i).rev().take(40).find(|&j| matches!(self.kind(j), Kind::Paragraph | Kind::Continuation))
    }

    fn counts(&self, j: usize) -> bool {
        !matches!(
            self.kind(j),
            Kind::RunningHead
                | Kind::PageNumber
                | Kind::Copyright
                | Kind::LeftOut
                | Kind::Rule
                | Kind::Note
                | Kind::Lost
        )
    }

    /// How often this line comes on the page.
    pub fn times(&self, i: usize) -> usize {
        let text = self.text(i);
        if text.len() > SHORT {
            return 1;
        }
        let key = letters(text);
        if key.chars().count() < 4 { 1 } else { self.times.get(&key).copied().unwrap_or(1) }
    }

    /// Whether the line says again what the title, the authors or the citation block say.
    pub fn repeats(&self, i: usize) -> bool {
        let text = self.text(i);
        if text.len() > SHORT {
            return false;
        }
        let repeated = |side: &str| {
            let side = letters(side);
            side.chars().count() >= 8 && self.known.iter().any(|k| k.contains(side.as_str()) && *k != side)
        };
        text.split(['/', '|']).any(repeated)
    }

    /// Whether the line stands between two halves of a sentence.
    pub fn cuts(&self, i: usize) -> bool {
        let prose = |j: &usize| matches!(self.kind(*j), Kind::Paragraph | Kind::Continuation);
        let before = (0..i).rev().take(12).find(prose);
        let after = (i + 1..self.units.len()).take(12).find(prose);
        let (Some(before), Some(after)) = (before, after) else { return false };
        let before = self.text(before);
        before.len() > 60
            && !is_ended(before)
            && (before.ends_with('-') || first_sign(self.text(after)).is_some_and(char::is_lowercase))
    }

    /// Whether an author's surname is in a text.
    pub fn names_author(&self, text: &str) -> bool {
        text.len() < LONGEST
            && text
                .to_lowercase()
                .split(|c: char| !c.is_alphabetic() && !matches!(c, '-' | '’' | '\''))
                .any(|word| self.surnames.contains(word))
    }
}
