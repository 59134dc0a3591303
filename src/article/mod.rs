//! The model: what an article is. Readers make an [`Article`]; writers, checks and deposits take one.
//!
//! Every piece of text is a [`Run`] or a [`Text`] of runs, and every run knows the bytes of the manuscript that it came
//! from, through joins, hyphens taken out and all.

mod body;
mod front;
mod kept;
mod notes;
mod references;
mod text;

pub use body::*;
pub use front::*;
pub use kept::*;
pub use notes::*;
pub use references::*;
pub use text::*;

use serde::{Deserialize, Serialize};

/// An identifier inside the article (`fn1`, `R1`, `aff1`, `sec1`): an XML `NCName`, unique in the article.
pub type Id = String;

/// A scholarly article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The language of the body.
    pub lang: Lang,
    /// Everything before the body.
    pub front: Front,
    /// The sections and paragraphs.
    pub body: Body,
    /// Acknowledgements, funding and appendices after the body, in the manuscript's order.
    pub back: Vec<BackMatter>,
    /// The footnotes, in the manuscript's order.
    pub notes: Vec<Note>,
    /// The lists of references.
    pub references: References,
    /// Figures and tables that the manuscript keeps apart from the text: `floats-group`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub floats: Vec<Block>,
    /// Articles inside this one: translations, responses, letters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_articles: Vec<SubArticle>,
}

/// An article inside another: `sub-article`, `response`. Identifiers are unique over both.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SubArticle {
    /// Its identifier, empty if it has none.
    pub id: Id,
    /// What it is: the value of `@article-type` (`translation`, `reply`, `reviewer-report`).
    pub kind: String,
    /// The article. What its front does not say is as in the article around it.
    pub article: Article,
}

/// A value in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Localised<T> {
    /// The value's language.
    pub lang: Lang,
    /// The value.
    pub value: T,
}

impl<T> Localised<T> {
    /// A value in a language.
    pub fn new(lang: Lang, value: T) -> Localised<T> {
        Localised { lang, value }
    }
}

/// The value in `lang`, if there is one.
pub fn in_lang<T>(values: &[Localised<T>], lang: Lang) -> Option<&T> {
    values.iter().find(|v| v.lang == lang).map(|v| &v.value)
}
