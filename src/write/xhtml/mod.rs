//! The content of an article as XHTML: what EPUB and HTML have in common. In the HTML flavour `epub:type` and `xml:lang`
//! are left out, and the markup is such that an HTML parser reads it as an XML parser does.
//!
//! The article is gone through twice. The first time, with nothing kept of the markup, tells which places call each note
//! and each reference and what every identifier becomes; the second time writes the links in both directions.

mod back;
mod block;
mod front;
mod group;
mod ids;
mod inline;
mod link;
pub mod outline;
mod pages;
mod picture;
mod sub_article;
pub mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use self::ids::Ids;
use self::words::Words;
use super::Job;
use crate::article::{Article, Graphic, Lang, Localised, Run, Text};
use crate::diagnostic::Diagnostic;
use crate::notation::date::Date;
use crate::source::Span;
use crate::xml::Xml;

pub use block::plain;
pub use front::{author, display, filed};
pub use link::{doi, href};
pub use pages::{Page, page_name};

/// The stylesheet of the content, for both flavours.
pub const STYLE: &str = include_str!("content.css");

/// Deeper than any article nests; what lies deeper in a made-up one is written as plain text.
const MAX_DEPTH: usize = 64;

/// Bytes of pictures that a page of HTML holds. One named many times would make a page without end.
const MAX_EMBEDDED: usize = 64 << 20;

/// For which format the content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// XHTML of EPUB; pictures are files in `img/`.
    Epub,
    /// HTML; pictures are `data:` addresses.
    Html,
}

/// What [`render`] gives.
pub struct Rendered {
    /// The `article` element, well-formed; of an article on several pages the first.
    pub markup: String,
    /// The pages after the first, where an article is too long for one.
    pub more: Vec<Page>,
    /// Whether there is MathML on the first page.
    pub math_first: bool,
    /// The headings, in reading order.
    pub outline: Vec<Heading>,
    /// Where the text begins.
    pub body: String,
    /// Where the first list of references is, and on which page.
    pub bibliography: Option<(usize, String)>,
    /// The pictures that the markup names, in order.
    pub pictures: Vec<Picture>,
    /// Whether every picture has a description of its own.
    pub described: bool,
    /// Whether there is MathML in it.
    pub math: bool,
    /// What could not be carried.
    pub diagnostics: Vec<Diagnostic>,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 for the parts of the article, 2 for what is in them.
    pub level: usize,
    /// What it is, for [`Rendered`]'s readers: the identifier to link to.
    pub id: String,
    /// The page that it stands on, from 0.
    pub page: usize,
    /// Its text.
    pub title: String,
    /// Its language.
    pub lang: Lang,
}

/// A picture that is taken into the publication.
pub struct Picture {
    /// Its path in the publication.
    pub path: String,
    /// Its media type.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The language of the page: the article's, or that of its first title.
pub fn language(article: &Article) -> Lang {
    let titles = article.front.titles.iter().map(|t| t.lang);
    std::iter::once(article.lang).chain(titles).find(|l| *l != Lang::UND).unwrap_or_default()
}

/// The title in the page's language without note marks, or the first there is.
pub fn title(article: &Article) -> Option<Localised<String>> {
    let lang = language(article);
    let titles = || article.front.titles.iter().map(|t| Localised::new(t.lang, clean(&t.value.plain_without_marks())));
    let mut filled = titles().filter(|t| !t.value.is_empty());
    titles().find(|t| t.lang == lang && !t.value.is_empty()).or_else(|| filled.next())
}

/// Text with single spaces and none at its ends, without what XML forbids.
pub fn clean(text: &str) -> String {
    let legal = crate::xml::legal(text);
    let mut out = String::with_capacity(legal.len());
    for word in
        legal.split(|c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}')).filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a language is written from right to left.
pub fn is_rtl(lang: Lang) -> bool {
    matches!(lang.as_str(), "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv")
}

/// Writes the content of an article.
pub fn render(job: &Job<'_>, flavour: Flavour) -> Rendered {
    let found = {
        let mut first = Renderer::new(job, flavour, None);
        first.article();
        Found { ids: first.ids, marks: first.marks, citations: first.citations, cuts: first.cuts }
    };
    let mut second = Renderer::new(job, flavour, Some(found));
    second.article();
    let mut diagnostics = second.diagnostics;
    let dropped = second.dropped + second.xml.dropped();
    if dropped > 0 {
        let message = format!("{dropped} control characters that XML does not allow were left out");
        diagnostics.push(Diagnostic::warning("write-forbidden-character", Span::NONE, message));
    }
    let last = Page::of(second.xml, second.math);
    let mut pages = second.pages.into_iter().chain([last]);
    let first = pages.next().unwrap_or_default();
    let more: Vec<Page> = pages.collect();
    Rendered {
        math: first.math || more.iter().any(|page| page.math),
        math_first: first.math,
        markup: first.markup,
        more,
        outline: second.outline,
        body: second.body,
        bibliography: second.bibliography.map(|id| (second.ids.page_of(&id), id)),
        pictures: second.pictures.into_values().flatten().collect::<BTreeMap<_, _>>().into_values().collect(),
        described: second.described,
        diagnostics,
    }
}

/// The identifiers of the notes of an article and of the articles inside it.
fn notes(article: &Article) -> HashSet<&str> {
    let mut all: HashSet<&str> = article.notes.iter().map(|note| note.id.as_str()).collect();
    article.sub_articles.iter().for_each(|inner| all.extend(notes(&inner.article)));
    all
}

/// The identifiers of the references that have something to show, of all articles: a translation cites those of the
/// article around it.
fn references(article: &Article) -> HashSet<&str> {
    let items = article.references.items.iter();
    let mut all: HashSet<&str> = items.filter(|r| !r.forms.is_empty()).map(|r| r.id.as_str()).collect();
    article.sub_articles.iter().for_each(|inner| all.extend(references(&inner.article)));
    all
}

/// What the first time through tells.
struct Found {
    ids: Ids,
    marks: HashMap<String, Vec<String>>,
    citations: HashMap<String, Vec<String>>,
    /// Of the places where a new page may begin, at which one does.
    cuts: Vec<bool>,
}

/// An element to be opened.
struct Tag<'t> {
    name: &'static str,
    attributes: Vec<(&'static str, Cow<'t, str>)>,
    lang: Option<Lang>,
}

/// An element without attributes.
fn tag<'t>(name: &'static str) -> Tag<'t> {
    Tag { name, attributes: Vec::new(), lang: None }
}

impl<'t> Tag<'t> {
    fn attr(mut self, name: &'static str, value: impl Into<Cow<'t, str>>) -> Tag<'t> {
        self.attributes.push((name, value.into()));
        self
    }

    fn class(self, class: &'t str) -> Tag<'t> {
        self.attr("class", class)
    }

    fn id(self, id: &'t str) -> Tag<'t> {
        self.attr("id", id)
    }

    fn role(self, role: &'t str) -> Tag<'t> {
        self.attr("role", role)
    }

    /// The meaning in EPUB's vocabulary; left out of HTML.
    fn means(self, meaning: &'t str) -> Tag<'t> {
        self.attr("epub:type", meaning)
    }

    /// The language of what is inside; written only where it is another one than outside.
    fn lang(mut self, lang: Lang) -> Tag<'t> {
        self.lang = Some(lang);
        self
    }
}

/// Goes through an article and writes it.
struct Renderer<'a> {
    job: &'a Job<'a>,
    article: &'a Article,
    flavour: Flavour,
    words: &'static Words,
    xml: Xml,
    /// The language around, innermost last.
    langs: Vec<Lang>,
    ids: Ids,
    /// What the first time through told; none during it.
    found: Option<Found>,
    notes: HashSet<&'a str>,
    references: HashSet<&'a str>,
    /// The identifiers of the marks of each note, and of the citations of each reference.
    marks: HashMap<String, Vec<String>>,
    citations: HashMap<String, Vec<String>>,
    /// Addresses in the text that is being written.
    overlay: Option<inline::Overlay>,
    /// Whether we are in a link, in which there can be no other.
    in_link: bool,
    depth: usize,
    /// How many levels deeper headings stand than they do in an article by itself.
    base: usize,
    outline: Vec<Heading>,
    body: String,
    bibliography: Option<String>,
    /// By the manuscript's name for them; none for one that is not taken.
    pictures: BTreeMap<String, Option<(usize, Picture)>>,
    /// How many were taken.
    taken: usize,
    /// Bytes of pictures in the page itself.
    embedded: usize,
    described: bool,
    /// Whether there is MathML on this page.
    math: bool,
    /// The pages that are full.
    pages: Vec<Page>,
    /// At which of the places where a page may end one does.
    cuts: Vec<bool>,
    /// Bytes of formulas that will be on this page, which are not written the first time.
    unset: usize,
    /// Characters left out of the pages that are full.
    dropped: usize,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Renderer<'a> {
    fn new(job: &'a Job<'a>, flavour: Flavour, found: Option<Found>) -> Renderer<'a> {
        let article = job.article;
        let lang = language(article);
        Renderer {
            job,
            article,
            flavour,
            words: words::words(lang),
            xml: Xml::new(),
            langs: vec![lang],
            ids: Ids::default(),
            found,
            notes: notes(article),
            references: references(article),
            marks: HashMap::new(),
            citations: HashMap::new(),
            overlay: None,
            in_link: false,
            depth: 0,
            base: 0,
            outline: Vec::new(),
            body: String::new(),
            bibliography: None,
            pictures: BTreeMap::new(),
            taken: 0,
            embedded: 0,
            described: true,
            math: false,
            pages: Vec::new(),
            cuts: Vec::new(),
            unset: 0,
            dropped: 0,
            diagnostics: Vec::new(),
        }
    }

    /// Whether this time what is written is kept.
    fn is_final(&self) -> bool {
        self.found.is_some()
    }

    /// The language around.
    fn lang(&self) -> Lang {
        self.langs.last().copied().unwrap_or_default()
    }

    /// The language of the page.
    fn page_lang(&self) -> Lang {
        self.langs[0]
    }

    fn open(&mut self, tag: Tag<'_>) {
        let around = self.lang();
        let lang = tag.lang.filter(|l| *l != Lang::UND && *l != around);
        self.element(&tag, lang, false);
        self.langs.push(lang.unwrap_or(around));
    }

    fn close(&mut self) {
        self.xml.close();
        self.langs.pop();
    }

    fn empty(&mut self, tag: Tag<'_>) {
        self.element(&tag, None, true);
    }

    fn element(&mut self, tag: &Tag<'_>, lang: Option<Lang>, empty: bool) {
        let mut attributes: Vec<(&str, &str)> = Vec::with_capacity(tag.attributes.len() + 3);
        let html = self.flavour == Flavour::Html;
        attributes
            .extend(tag.attributes.iter().filter(|(n, _)| !(html && *n == "epub:type")).map(|(n, v)| (*n, v.as_ref())));
        if let Some(lang) = &lang {
            attributes.push(("lang", lang.as_str()));
            if !html {
                attributes.push(("xml:lang", lang.as_str()));
            }
            if is_rtl(*lang) != is_rtl(self.lang()) {
                attributes.push(("dir", if is_rtl(*lang) { "rtl" } else { "ltr" }));
            }
        }
        if empty {
            self.xml.empty(tag.name, &attributes);
        } else {
            self.xml.open(tag.name, &attributes);
        }
    }

    /// An element of plain text.
    fn leaf(&mut self, tag: Tag<'_>, text: &str) {
        self.open(tag);
        self.xml.text(text);
        self.close();
    }

    /// An element of text.
    fn leaf_text(&mut self, tag: Tag<'_>, text: &'a Text) {
        self.open(tag);
        self.text(text);
        self.close();
    }

    /// A section with its heading, which the outline takes up; `close` ends it. `made` is for a heading that the
    /// manuscript has not, and its language; where it is empty too there is none.
    fn section(&mut self, tag: Tag<'_>, id: &str, level: usize, heading: Option<&'a Text>, made: (&str, Lang)) {
        let level = level + self.base;
        let heading = heading.filter(|t| !clean(&t.plain_without_marks()).is_empty());
        if heading.is_none() && made.0.is_empty() {
            self.open(tag.id(id));
            self.xml.newline();
            return;
        }
        let label = self.ids.fresh(&format!("h-{id}"));
        self.open(tag.id(id).attr("aria-labelledby", label.as_str()));
        self.xml.newline();
        let name = ["h1", "h2", "h3", "h4", "h5", "h6"][level.min(5)];
        let (title, lang) = match heading {
            Some(text) => {
                self.leaf_text(self::tag(name).id(&label), text);
                (clean(&text.plain_without_marks()), self.lang())
            }
            None => {
                self.leaf(self::tag(name).id(&label).lang(made.1), made.0);
                (made.0.to_owned(), made.1)
            }
        };
        self.xml.newline();
        self.outline.push(Heading { level, id: id.to_owned(), page: self.ids.page, title, lang });
    }

    fn article(&mut self) {
        self.open(tag("article"));
        self.xml.newline();
        self.front();
        let id = self.ids.fresh("text");
        self.open(tag("div").id(&id).class("body").means("bodymatter"));
        self.xml.newline();
        self.body = id;
        let article = self.article;
        self.blocks(&article.body.blocks);
        self.sections(&article.body.sections, 1);
        self.blocks(&article.floats);
        self.close();
        self.xml.newline();
        self.back();
        self.sub_articles();
        self.close();
        self.xml.newline();
    }

    /// Notes a finding, the second time only.
    fn tell(&mut self, diagnostic: Diagnostic) {
        if self.is_final() {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The address of a picture, if it is taken; says why if it is not.
    fn picture(&mut self, graphic: &'a Graphic) -> Option<String> {
        if !self.is_final() {
            return None;
        }
        if !self.pictures.contains_key(&graphic.href) {
            let number = self.taken + 1;
            let taken = self.take(graphic, number);
            self.taken += usize::from(taken.is_some());
            self.pictures.insert(graphic.href.clone(), taken.map(|picture| (number, picture)));
        }
        let (_, picture) = self.pictures.get(&graphic.href)?.as_ref()?;
        if self.flavour == Flavour::Epub {
            return Some(picture.path.clone());
        }
        if self.embedded + picture.bytes.len() > MAX_EMBEDDED {
            let message = format!("the picture {} was left out: the page would be too long", graphic.href);
            self.tell(Diagnostic::warning("write-picture-refused", graphic.span, message));
            return None;
        }
        let address = format!("data:{};base64,{}", picture.media_type, base64(&picture.bytes));
        self.embedded += picture.bytes.len();
        Some(address)
    }

    /// The file of a picture that JATS names without the ending, or with that of the form in which it was sent in
    /// (`pbio.1001289.g001`, `f1.tif`): of the forms that a reading system shows, the first that is there.
    fn with_ending(&self, href: &str) -> Option<Vec<u8>> {
        const ENDINGS: [&str; 6] = ["svg", "png", "jpg", "jpeg", "webp", "gif"];
        let sent_in = [".tif", ".tiff", ".eps"].iter().find_map(|ending| {
            let at = href.len().checked_sub(ending.len())?;
            href.get(at..).filter(|end| end.eq_ignore_ascii_case(ending)).map(|_| &href[..at])
        });
        let name = href.rsplit('/').next().unwrap_or(href);
        let known = name.rsplit_once('.').is_some_and(|(_, end)| ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(end)));
        if known {
            return None;
        }
        ENDINGS.iter().find_map(|ending| (self.job.files)(&format!("{}.{ending}", sent_in.unwrap_or(href))))
    }

    fn take(&mut self, graphic: &Graphic, number: usize) -> Option<Picture> {
        let href = &graphic.href;
        let is_inside = !href.is_empty()
            && !href.starts_with('/')
            && !href.contains(['\\', ':', '\0'])
            && !href.split('/').any(|step| step == "..");
        let found = is_inside.then(|| (self.job.files)(href).or_else(|| self.with_ending(href))).flatten();
        let Some(bytes) = found else {
            let message = format!("the picture {href} was not found; its description and caption stand alone");
            let finding = Diagnostic::warning("write-picture-missing", graphic.span, message);
            self.tell(finding.help("put the file beside the manuscript, under the name that the manuscript gives"));
            return None;
        };
        match picture::format(&bytes) {
            Ok(format) => Some(Picture {
                path: format!("img/picture-{number}.{}", format.extension()),
                media_type: format.media_type(),
                bytes,
            }),
            Err(why) => {
                let message = format!("the picture {href} was left out: {why}");
                self.tell(Diagnostic::warning("write-picture-refused", graphic.span, message));
                None
            }
        }
    }
}

/// A date as year, month, day, where it is one; what it leaves open is the first.
pub fn civil(date: &Date) -> Option<(u16, u8, u8)> {
    let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
    let leap = date.year.is_multiple_of(4) && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    ((1..=days).contains(&day) && (1..10_000).contains(&date.year)).then_some((date.year, month, day))
}

/// What a label in the manuscript says, without the colon or stop at its end.
fn label(run: &Run) -> &str {
    run.text.trim().trim_end_matches([':', '.']).trim_end()
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().enumerate().fold(0u32, |bits, (i, b)| bits | u32::from(*b) << (16 - 8 * i));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= chunk.len() { sign as char } else { '=' });
        }
    }
    out
}

#[cfg(test)]
pub mod sample;
#[cfg(test)]
pub mod tests;
