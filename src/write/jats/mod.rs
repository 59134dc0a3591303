//! JATS Publishing (ANSI/NISO Z39.96), version 1.3 or 1.4, with MathML 3.
//!
//! Every article that the model can express gives a document that is valid by the official DTD. Where the DTD asks for
//! something that neither the article nor journal.toml has, the document says nothing rather than something false: an
//! empty `article-title`, `pub-date-not-available`; and a diagnostic says what to add and where. Text that stands where
//! an element of it may not (a link in a surname) is kept without that element, and a diagnostic says so.
//!
//! [`front`] writes `front` (with [`people`] and [`journal`]), [`body`] `body` and the blocks that stand everywhere, [`back`] `back`:
//! acknowledgements, notes, references, appendices. [`citation`] marks the parts inside a `mixed-citation`; [`text`],
//! with [`line`](mod@line) and [`content`], writes running text and the marks over it. [`ids`] watches over identifiers.

mod back;
mod body;
mod citation;
mod content;
pub(crate) mod front;
mod groups;
mod ids;
mod journal;
mod line;
mod people;
mod text;

use std::collections::{BTreeMap, HashSet};

use self::ids::Ids;
use super::{JatsVersion, Job, Written};
use crate::article::{Article, Id, Lang, SubArticle};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::journal::{ByLang, Journal};
use crate::source::Span;
use crate::xml::Xml;

/// The entry in [`super::WRITERS`].
pub const WRITER: super::Writer =
    super::Writer { name: "jats", description: "JATS Publishing XML", extension: "xml", write };

/// Writes an article as JATS.
///
/// # Errors
/// None: what the format cannot carry is a diagnostic.
pub fn write(job: &Job<'_>) -> Result<Written, Error> {
    let mut doc = Doc::new(job.article, job.journal, job.options.jats_version);
    doc.document();
    Ok(doc.finish())
}

/// What a place in the document cannot carry. The text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    Language,
    Link,
    Formula,
    Picture,
    Nesting,
}

/// How deep articles may stand in one another.
const MAX_ARTICLES: u32 = 8;

/// The document in the making.
struct Doc<'a> {
    xml: Xml,
    article: &'a Article,
    journal: &'a Journal,
    version: JatsVersion,
    ids: Ids<'a>,
    diagnostics: Vec<Diagnostic>,
    /// What was lost, and where first.
    losses: BTreeMap<Loss, Span>,
    /// Targets that were found missing.
    missing: HashSet<&'a str>,
}

impl<'a> Doc<'a> {
    fn new(article: &'a Article, journal: &'a Journal, version: JatsVersion) -> Doc<'a> {
        Doc {
            xml: Xml::new(),
            article,
            journal,
            version,
            ids: Ids::new(article),
            diagnostics: Vec::new(),
            losses: BTreeMap::new(),
            missing: HashSet::new(),
        }
    }

    fn document(&mut self) {
        let (doctype, version) = match self.version {
            JatsVersion::V1_3 => (
                "article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.3 20210610//EN\" \
                 \"JATS-journalpublishing1-3-mathml3.dtd\"",
                "1.3",
            ),
            JatsVersion::V1_4 => (
                "article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.4 20241031//EN\" \
                 \"JATS-journalpublishing1-4-mathml3.dtd\"",
                "1.4",
            ),
        };
        self.xml.declaration();
        self.xml.doctype(doctype);
        let article = self.article;
        let from = self.xml.position();
        self.xml.open(
            "article",
            &[
                ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
                ("xmlns:mml", "http://www.w3.org/1998/Math/MathML"),
                ("xmlns:ali", "http://www.niso.org/schemas/ali/1.0/"),
                ("article-type", front::article_type(&article.front.headings)),
                ("dtd-version", version),
                // Always: the DTD's default is English.
                ("xml:lang", article.lang.as_str()),
            ],
        );
        self.xml.newline();
        self.front();
        self.parts(0);
        self.xml.close();
        self.note_at_title(from);
        self.xml.newline();
    }

    /// What stands after the front: body, back, figures apart from the text, and articles inside this one. `depth`
    /// counts the articles around it.
    fn parts(&mut self, depth: u32) {
        self.body();
        self.back();
        let article = self.article;
        if !article.floats.is_empty() {
            self.open_block("floats-group", &[]);
            self.blocks(&article.floats, body::Place::Floats, article.lang, 0);
            self.close_block();
        }
        for inner in &article.sub_articles {
            if depth >= MAX_ARTICLES {
                self.lose(Loss::Nesting, Span::NONE);
                break;
            }
            self.sub_article(inner, depth);
        }
    }

    /// `sub-article`: its data stand in a `front-stub`.
    fn sub_article(&mut self, inner: &'a SubArticle, depth: u32) {
        let article = &inner.article;
        let from = self.xml.position();
        let outer = std::mem::replace(&mut self.article, article);
        let id = self.id(&inner.id, Span::NONE);
        let kind = if inner.kind.is_empty() { "other" } else { inner.kind.as_str() };
        let attributes = [("id", id), ("article-type", Some(kind)), ("xml:lang", Some(article.lang.as_str()))];
        self.open_block("sub-article", &attributes);
        self.front_stub();
        self.parts(depth + 1);
        self.xml.close();
        self.note_at_title(from);
        self.xml.newline();
        self.article = outer;
    }

    fn finish(mut self) -> Written {
        for (loss, span) in &self.losses {
            let what = match loss {
                Loss::Language => "the language of some words",
                Loss::Link => "a link",
                Loss::Formula => "the markup of a formula",
                Loss::Picture => "a picture",
                Loss::Nesting => "nesting as deep as this",
            };
            let message = format!("JATS has no place here for {what}; the text is kept without it");
            self.diagnostics.push(Diagnostic::warning("jats-no-place", *span, message));
        }
        match self.xml.dropped() {
            0 => {}
            dropped => self.diagnostics.push(Diagnostic::info(
                "jats-characters",
                Span::NONE,
                format!("{dropped} control character(s) that XML does not allow were left out"),
            )),
        }
        let (bytes, map) = self.xml.finish();
        Written { bytes, diagnostics: self.diagnostics, map }
    }

    /// Notes that something at `span` has no place in the document.
    fn lose(&mut self, loss: Loss, span: Span) {
        self.losses.entry(loss).or_insert(span);
    }

    /// The identifier of a target that the document holds.
    fn target(&mut self, id: &'a Id, span: Span, what: &str) -> Option<&'a str> {
        if self.ids.holds(id) {
            return Some(id);
        }
        if self.missing.insert(id) {
            let message = format!("this points at a {what} that the article does not have");
            let diagnostic = Diagnostic::warning("jats-dangling", span, message)
                .help(format!("add the {what}, or take the mark out; the text is written without a link"));
            self.diagnostics.push(diagnostic);
        }
        None
    }

    /// Takes an identifier for the element that is written now.
    fn id(&mut self, id: &'a Id, span: Span) -> Option<&'a str> {
        let taken = self.ids.take(id);
        if taken.is_none() && !id.is_empty() {
            let message = format!("the identifier `{id}` is no XML name, or is used twice; it is left out here");
            self.diagnostics.push(Diagnostic::warning("jats-id", span, message));
        }
        taken
    }

    /// Opens an element with the attributes that have a value.
    fn open(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.xml.open(name, &given(attributes));
    }

    /// As [`Doc::open`], for an element that holds elements only.
    fn open_block(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.open(name, attributes);
        self.xml.newline();
    }

    /// Closes an element between elements.
    fn close_block(&mut self) {
        self.xml.close();
        self.xml.newline();
    }
}

/// The attributes that have a value.
fn given<'s>(attributes: &[(&'s str, Option<&'s str>)]) -> Vec<(&'s str, &'s str)> {
    attributes.iter().filter_map(|(name, value)| value.map(|value| (*name, value))).collect()
}

/// The value of `xml:lang` for `lang` inside text in `around`: none where nothing changes.
fn changed(lang: &Lang, around: Lang) -> Option<&str> {
    (*lang != around).then(|| lang.as_str())
}

/// Texts of journal.toml, the article's language first.
fn by_lang(texts: &ByLang, first: Lang) -> Vec<(Lang, &str)> {
    let mut list: Vec<(Lang, &str)> =
        texts.iter().filter(|(_, t)| !t.trim().is_empty()).map(|(lang, text)| (*lang, text.as_str())).collect();
    list.sort_by_key(|(lang, _)| *lang != first);
    list
}
