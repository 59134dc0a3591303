//! What each block of a page was taken for, why, how sure that is, and what else it could be.
//!
//! This looks at a page once more after it is read, and only when somebody asks: [`claims`] finds out from the article
//! which block became what, by the places that every piece of text knows; [`weigh`] weighs what the page says for that and
//! against it; [`fields`] does the same for what was recovered of the blocks, where the article says a thing twice.
//! So the reader pays nothing for it, and a rule that is changed cannot leave a reason behind that no longer holds.
//!
//! Evidence is weighed in log-odds: what speaks for a reading adds, what speaks against it takes off, and the sum is a
//! confidence between 0 and 1. The weights are set by hand and measured: `cargo xtask confidence`.

mod claims;
mod fields;
mod kind;
mod sight;
mod weigh;

use serde::Serialize;

use super::lines;
use super::markers;
use crate::article::{Article, Lang};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

pub use kind::Kind;

/// Below this a reading is doubtful: the page says more against it than for it.
pub const DOUBTFUL: f32 = 0.5;

/// What was made of a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Structure {
    /// Its blocks, in the manuscript's order: every line that is not empty and no comment is in one.
    pub blocks: Vec<Block>,
    /// What was recovered from them, in the order of the article.
    pub fields: Vec<Field>,
}

/// A block: lines that were taken for one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Block {
    /// Its first and last line, from 1.
    pub lines: [usize; 2],
    /// Its bytes in the manuscript.
    pub span: Span,
    /// What it was taken for.
    pub kind: Kind,
    /// The level of a heading, the mark of a note, the number of an item, the line where a paragraph began that goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The first of [`Structure::fields`] that was recovered from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<usize>,
    /// What speaks for it, the strongest first.
    pub why: Vec<String>,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
    /// What else it could be, the likeliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<Rival>,
}

/// What a block could be as well.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rival {
    /// What.
    pub kind: Kind,
    /// What speaks for it.
    pub why: String,
}

/// Something that was recovered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// What it is: `title`, `author`, `year`, `reference`, …
    pub field: &'static str,
    /// Its place in the article's JSON, a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// Its language, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// What it says.
    pub value: String,
    /// Where it stands; empty if it stands nowhere.
    pub span: Span,
    /// What speaks for it beside its blocks.
    pub why: Vec<String>,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
    /// What another place says instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub otherwise: Vec<Reading>,
}

impl Field {
    /// What it is called, in English and in Russian.
    pub fn names(&self) -> [&'static str; 2] {
        let russian = match self.field {
            "udc" => "УДК",
            "title" => "заглавие",
            "author" => "автор",
            "affiliation" => "место работы",
            "abstract" => "аннотация",
            "keywords" => "ключевые слова",
            "journal" => "название журнала",
            "year" => "год",
            "volume" => "том",
            "issue" => "номер",
            "first_page" => "первая страница",
            "last_page" => "последняя страница",
            "section" => "заголовок",
            "note" => "сноска",
            "reference" => "пункт списка литературы",
            "citation" => "образец цитирования",
            "author_note" => "сведения об авторе",
            other => other,
        };
        let english = match self.field {
            "udc" => "UDC",
            "doi" => "DOI",
            "first_page" => "first page",
            "last_page" => "last page",
            "elocation_id" => "article number",
            "author_note" => "note on an author",
            "back_matter" => "back matter",
            "reference_list" => "list of references",
            "section" => "heading",
            other => other,
        };
        [english, russian]
    }
}

/// What another place says of a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// What it says.
    pub value: String,
    /// Where.
    pub span: Span,
    /// What kept it from being taken.
    pub why: String,
}

/// What was made of a page, of the article that was read from it and of what the reader said (of which only what it
/// left out counts).
pub fn structure(source: &Source, article: &Article, diagnostics: &[Diagnostic]) -> Structure {
    let text = source.text();
    let units = lines::units(text);
    let told = markers::told(text, &units);
    let drafts = claims::drafts(article);
    let claimed = claims::claim(text, &units, &drafts, article, diagnostics);
    let sights = sight::Sights::new(text, &units, &claimed, &drafts, article);
    let mut blocks = Vec::with_capacity(units.len());
    let mut weights = Vec::with_capacity(units.len());
    // Some drafts are no fields.
    let mut named = 0..;
    let number = |draft: &claims::Draft| if draft.field.is_empty() { None } else { named.next() };
    let numbers: Vec<Option<usize>> = drafts.iter().map(number).collect();
    for (i, claim) in claimed.iter().enumerate() {
        let mut weighed = weigh::weigh(&sights, i);
        if let Some(said) = told.get(&i) {
            weighed.settle(format!("its marker says `{said}`"));
        }
        weights.push(weighed.weight());
        let mut block = block(source, &sights, i, weighed);
        block.field = claim.field.and_then(|n| numbers[n]);
        blocks.push(block);
    }
    let fields = fields::fields(article, &drafts, &units, &claimed, &weights);
    Structure { blocks, fields }
}

fn block(source: &Source, sights: &sight::Sights<'_>, i: usize, weighed: weigh::Weighed) -> Block {
    let range = &sights.units[i].range;
    let line = |at: usize| source.position(at as u32).line;
    let claim = &sights.claimed[i];
    let number = match claim.kind {
        Kind::Continuation => claim.first.map(|first| line(sights.units[first].range.start).to_string()),
        _ => claim.number.clone(),
    };
    let confidence = confidence(weighed.weight());
    let (why, otherwise) = weighed.into_reasons();
    Block {
        lines: [line(range.start), line(range.end.saturating_sub(1).max(range.start))],
        span: Span::new(range.start, range.end),
        kind: claim.kind,
        number,
        field: None,
        why,
        confidence,
        otherwise,
    }
}

/// The share of readings with this weight that are right, in hundredths. Nothing is certain but what an editor says.
fn confidence(weight: f32) -> f32 {
    if weight >= weigh::CERTAIN {
        return 1.0;
    }
    let share = 1.0 / (1.0 + (-weight).exp());
    (share.clamp(0.05, 0.99) * 100.0).round() / 100.0
}
