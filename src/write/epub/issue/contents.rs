//! The contents of an issue, a list in each language of the journal. What an article does not say in a language stands in
//! its own, and is marked so.

use super::{Issue, Part};
use crate::article::{Lang, Localised};
use crate::write::epub::{cover, nav, package::value};
use crate::write::xhtml::words::{self, Words};
use crate::write::xhtml::{self, clean, is_rtl};
use crate::xml::Xml;

/// The file.
pub const FILE: &str = "contents.xhtml";

/// A collaboration may have hundreds of authors; so many of them are named here.
const AUTHORS: usize = 24;

/// Writes `contents.xhtml`.
pub fn contents(issue: &Issue<'_>, languages: &[Lang], parts: &[Part<'_>]) -> Vec<u8> {
    let first = languages.first().copied().unwrap_or(Lang::EN);
    let own = words::words(first);
    let around = own.lang();
    let mut xml = Xml::new();
    xml.declaration();
    xml.doctype("html");
    xml.open("html", &nav::root(&around)).newline();
    nav::head(&mut xml, own.contents, "");
    xml.open("body", &[("class", "issue-contents")]).newline();
    let name = issue.name(first);
    leaf(&mut xml, "h1", &[], &name, around);
    if let Some(theme) = issue.theme(first).filter(|theme| *theme != name) {
        leaf(&mut xml, "p", &[("class", "theme")], &theme, around);
    }
    for &lang in languages {
        language(&mut xml, issue, parts, lang, around, &name);
    }
    xml.close().newline();
    xml.close().newline();
    xml.finish().0
}

/// The list in a language.
fn language(xml: &mut Xml, issue: &Issue<'_>, parts: &[Part<'_>], lang: Lang, around: Lang, name: &Localised<String>) {
    let words = words::words(lang);
    let id = format!("contents-{}", lang.as_str());
    let attributes = [("role", "doc-toc"), ("aria-labelledby", id.as_str()), ("class", "toc")];
    xml.open("nav", &marked(&attributes, &lang, around)).newline();
    // Lists without words of their own have the same heading but for the language.
    let heading = if words.lang() == lang {
        words.contents.to_owned()
    } else {
        format!("{} ({})", words.contents, words::name(lang))
    };
    leaf(xml, "h2", &[("id", &id)], &Localised::new(words.lang(), heading), lang);
    let here = issue.name(lang);
    if here != *name {
        leaf(xml, "p", &[("class", "issue")], &here, lang);
        if let Some(theme) = issue.theme(lang).filter(|theme| theme.lang == lang) {
            leaf(xml, "p", &[("class", "theme")], &theme, lang);
        }
    }
    let rubrics: Vec<Option<Localised<String>>> = parts.iter().map(|part| rubric(part, lang)).collect();
    let mut at = 0;
    while at < parts.len() {
        let same = rubrics[at..].iter().take_while(|other| is_same(other, &rubrics[at])).count();
        if let Some(rubric) = &rubrics[at] {
            leaf(xml, "h3", &[], rubric, lang);
        }
        xml.open("ol", &[]).newline();
        for part in &parts[at..at + same] {
            article(xml, part, lang, words);
        }
        xml.close().newline();
        at += same;
    }
    xml.close().newline();
}

/// An article: authors, title, pages.
fn article(xml: &mut Xml, part: &Part<'_>, lang: Lang, words: &Words) {
    let front = &part.job.article.front;
    xml.open("li", &[]);
    let mut named = front.contributors.iter().filter_map(|c| xhtml::author(c, lang, true));
    let names: Vec<(Lang, String)> = named.by_ref().take(AUTHORS).collect();
    if !names.is_empty() {
        xml.open("span", &[("class", "by")]);
        for (i, (of, name)) in names.iter().enumerate() {
            if i > 0 {
                xml.text(", ");
            }
            let attributes = marked(&[], of, lang);
            if attributes.is_empty() {
                xml.text(name);
            } else {
                xml.leaf("span", &attributes, name);
            }
        }
        if named.next().is_some() {
            xml.text(" …");
        }
        xml.close().text(" ");
    }
    let titles = front.titles.iter().filter(|t| t.lang == lang).map(|t| clean(&t.value.plain_without_marks()));
    let title = titles.map(|t| Localised::new(lang, t)).find(|t| !t.value.is_empty());
    let title = title.as_ref().unwrap_or(&part.title);
    xml.leaf("a", &marked(&[("href", &part.address())], &title.lang, lang), &title.value);
    let pages = match cover::pages(&front.issue) {
        Some(pages) => Some(Localised::new(words.lang(), format!("{}\u{A0}{pages}", words.pages))),
        None => value(&front.issue.elocation_id).map(|id| Localised::new(lang, id)),
    };
    if let Some(pages) = pages {
        xml.text(" ");
        xml.leaf("span", &marked(&[("class", "pages")], &pages.lang, lang), &pages.value);
    }
    xml.close().newline();
}

/// The heading under which the journal prints an article, in a language or in another.
fn rubric(part: &Part<'_>, lang: Lang) -> Option<Localised<String>> {
    let headings = &part.job.article.front.headings;
    let filled =
        || headings.iter().map(|h| (h.lang, clean(&h.value.plain_without_marks()))).filter(|h| !h.1.is_empty());
    let found = filled().find(|h| h.0 == lang).or_else(|| filled().next());
    found.map(|(lang, text)| Localised::new(lang, text))
}

/// Whether two headings are one, whatever their capitals.
fn is_same(one: &Option<Localised<String>>, other: &Option<Localised<String>>) -> bool {
    let folded = |h: &Option<Localised<String>>| h.as_ref().map(|h| h.value.to_lowercase());
    folded(one) == folded(other)
}

/// An element of text and a line end.
fn leaf(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &Localised<String>, around: Lang) {
    xml.leaf(name, &marked(attributes, &text.lang, around), &text.value).newline();
}

/// Attributes, and the language where it is another than that around.
fn marked<'l>(attributes: &[(&'l str, &'l str)], lang: &'l Lang, around: Lang) -> Vec<(&'l str, &'l str)> {
    let mut all = attributes.to_vec();
    if *lang != around && *lang != Lang::UND {
        all.extend([("lang", lang.as_str()), ("xml:lang", lang.as_str())]);
        if is_rtl(*lang) != is_rtl(around) {
            all.push(("dir", if is_rtl(*lang) { "rtl" } else { "ltr" }));
        }
    }
    all
}
