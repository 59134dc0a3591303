//! JATS (ANSI/NISO Z39.96, versions 1.0 to 1.4, Publishing and Archiving) and its forerunner NLM 3.0.
//!
//! A file need not be valid, nor even well formed, to be read: [`tree`] makes a tree of whatever there is. [`front`] reads
//! `front`, with [`people`] and [`dates`]; [`body`], [`blocks`], [`table`] and [`inlines`] what holds text; [`back`] and
//! [`references`], with [`citation`], what stands after it. [`ids`] knows what every mark points at. What the model does
//! not carry is noted in [`losses`]: nothing is left out in silence, and what stands in an unknown element is kept.
//!
//! White space is as it shows (see [`line`](mod@line)); labels of sections are part of their titles; a citation in elements alone
//! is displayed with a simple punctuation.

mod back;
mod blocks;
mod body;
mod citation;
mod dates;
mod entities;
mod front;
mod groups;
mod ids;
mod inlines;
mod kept;
mod line;
mod losses;
mod math;
mod people;
mod references;
mod table;
mod tree;

use std::collections::{HashMap, HashSet};

use self::ids::Ids;
use self::losses::{Fate, Losses};
use self::tree::{Node, Tree};
use super::Reading;
use crate::article::{Article, Id, Lang, SubArticle};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// The entry in [`super::READERS`].
pub const READER: super::Reader = super::Reader {
    name: "jats",
    description: "JATS XML: 1.0 to 1.4, Publishing and Archiving, and NLM 3.0",
    extensions: &["xml", "nxml", "jats"],
    open: super::open_text,
    read,
};

/// Reads a JATS document.
pub fn read(source: &Source) -> Reading {
    let mut diagnostics = Vec::new();
    let tree = Tree::read(source, &mut diagnostics);
    let Some(root) = tree.root().elements().next() else {
        return Reading { article: Article::default(), diagnostics };
    };
    let article = if root.is("article") { root } else { root.find("article").unwrap_or(root) };
    if !article.is("article") {
        let message = format!("this is no JATS article: its outermost element is `{}`", root.name());
        diagnostics.push(Diagnostic::error("jats-no-article", losses::opening(root), message));
    }
    let mut jats = Jats {
        source: source.text(),
        ids: Ids::read(article),
        article: Article { lang: lang(article).unwrap_or_default(), ..Article::default() },
        losses: Losses::default(),
        marks: HashMap::new(),
        letters: Vec::new(),
        dangling: HashSet::new(),
        diagnostics,
    };
    jats.document(article);
    jats.finish()
}

/// A document in the reading.
struct Jats<'t> {
    source: &'t str,
    ids: Ids<'t>,
    article: Article,
    losses: Losses<'t>,
    /// Where each note is called.
    marks: HashMap<Id, Vec<Span>>,
    /// Authors, by their place, that point at a `corresp`.
    letters: Vec<(usize, &'t str)>,
    /// What pointed nowhere.
    dangling: HashSet<&'t str>,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Jats<'t> {
    fn document(&mut self, article: Node<'t>) {
        for part in article.elements() {
            match part.local() {
                "front" => self.front(part),
                "body" => self.body(part),
                "back" => self.back(part),
                // Figures and tables that stand apart from the text.
                "floats-group" | "floats-wrap" => {
                    let lang = self.lang_of(part, self.article.lang);
                    let mut blocks = self.blocks(part, lang);
                    self.article.floats.append(&mut blocks);
                }
                "front-stub" => self.front_stub(part),
                "processing-meta" => self.losses.note(part, Fate::Left),
                "sub-article" | "response" => self.sub_article(part),
                _ => {
                    self.losses.note(part, Fate::Kept);
                    let mut blocks = Vec::new();
                    self.block(part, &mut blocks, self.article.lang);
                    self.article.body.blocks.append(&mut blocks);
                }
            }
        }
    }

    /// An article inside the article. Identifiers, and what marks call, are those of the whole file.
    fn sub_article(&mut self, node: Node<'t>) {
        let lang = self.lang_of(node, self.article.lang);
        let outer = std::mem::replace(&mut self.article, Article { lang, ..Article::default() });
        let letters = std::mem::take(&mut self.letters);
        self.document(node);
        self.letters = letters;
        let article = std::mem::replace(&mut self.article, outer);
        let kind = node.attribute("article-type").or(node.attribute("response-type")).unwrap_or(node.local());
        let id = node.attribute("id").unwrap_or_default().to_owned();
        self.article.sub_articles.push(SubArticle { id, kind: kind.to_owned(), article });
    }

    fn finish(mut self) -> Reading {
        fn place(article: &mut Article, marks: &mut HashMap<Id, Vec<Span>>) {
            for note in &mut article.notes {
                if let Some(marks) = marks.remove(&note.id) {
                    note.marks = marks;
                }
            }
            article.sub_articles.iter_mut().for_each(|inner| place(&mut inner.article, marks));
        }
        place(&mut self.article, &mut self.marks);
        self.losses.findings(&mut self.diagnostics);
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        Reading { article: self.article, diagnostics: self.diagnostics }
    }

    /// The language of an element in text of the language `around`.
    fn lang_of(&self, node: Node<'t>, around: Lang) -> Lang {
        lang(node).unwrap_or(around)
    }
}

/// The language that an element says it is in.
fn lang(node: Node<'_>) -> Option<Lang> {
    node.attribute("xml:lang").and_then(Lang::parse)
}
