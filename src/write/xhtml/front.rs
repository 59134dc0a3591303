//! The front matter: classification, then title, authors, affiliations, abstract and keywords, a block a language, the
//! page's language first.

use std::collections::HashMap;

use super::{Renderer, clean, label, link, tag, words};
use crate::article::{AffiliationText, Contributor, Id, Keywords, Lang, Localised, PersonName, Text, in_lang};

impl<'a> Renderer<'a> {
    /// Writes the front matter.
    pub fn front(&mut self) {
        let front = &self.article.front;
        let lang = self.page_lang();
        self.open(tag("header"));
        self.xml.newline();
        self.issue_line();
        let kinds = || front.headings.iter().filter(|h| is_filled(&h.value));
        let own = kinds().find(|h| h.lang == lang).or_else(|| kinds().next());
        if let Some(kind) = own {
            self.leaf_text(tag("p").class("kind").lang(kind.lang), &kind.value);
            self.xml.newline();
        }
        self.codes();
        let title = in_lang(&front.titles, lang).filter(|t| is_filled(t)).map(|t| (lang, t));
        let title = title.or_else(|| front.titles.iter().find(|t| is_filled(&t.value)).map(|t| (t.lang, &t.value)));
        match title {
            Some((lang, title)) => self.leaf_text(tag("h1").means("fulltitle").lang(lang), title),
            None => self.leaf(tag("h1").means("fulltitle").lang(self.words.lang()), self.words.untitled),
        }
        self.xml.newline();
        self.authors(lang);
        self.close();
        self.xml.newline();
        self.summary(lang);
        for other in self.languages().into_iter().skip(1) {
            self.open(tag("div").class("other").lang(other));
            self.xml.newline();
            for kind in kinds().filter(|h| h.lang == other && own.is_none_or(|own| own.lang != other)) {
                self.leaf_text(tag("p").class("kind"), &kind.value);
                self.xml.newline();
            }
            let own = title.is_none_or(|(lang, _)| lang != other);
            if let Some(title) = in_lang(&front.titles, other).filter(|t| own && is_filled(t)) {
                self.leaf_text(tag("p").class("title").means("title"), title);
                self.xml.newline();
            }
            self.authors(other);
            self.summary(other);
            self.close();
            self.xml.newline();
        }
    }

    /// Authors, abstracts and keywords of an article inside another, after its title.
    pub(super) fn sub_front(&mut self, lang: Lang) {
        self.authors(lang);
        self.summary(lang);
        let front = &self.article.front;
        let told = |other: Lang| {
            front.abstracts.iter().any(|a| a.lang == other && !a.value.is_empty())
                || front.keywords.iter().any(|k| k.lang == other && !k.items.is_empty())
        };
        for other in self.languages().into_iter().filter(|other| *other != lang && told(*other)) {
            self.open(tag("div").class("other").lang(other));
            self.xml.newline();
            self.summary(other);
            self.close();
            self.xml.newline();
        }
    }

    /// The languages of the front matter, the page's first.
    fn languages(&self) -> Vec<Lang> {
        fn all<T>(values: &[Localised<T>]) -> impl Iterator<Item = Lang> {
            values.iter().map(|v| v.lang)
        }
        let front = &self.article.front;
        let mut languages = vec![self.page_lang()];
        let found = all(&front.titles)
            .chain(all(&front.headings))
            .chain(front.contributors.iter().flat_map(|c| all(&c.names).chain(all(&c.collaboration))))
            .chain(front.affiliations.iter().flat_map(|a| all(&a.variants)))
            .chain(all(&front.abstracts))
            .chain(front.keywords.iter().map(|k| k.lang));
        for lang in found {
            // An article has a handful; a made-up one may have any number.
            if languages.len() < 64 && !languages.contains(&lang) {
                languages.push(lang);
            }
        }
        languages
    }

    /// Journal, year, volume, issue, pages.
    fn issue_line(&mut self) {
        let issue = &self.article.front.issue;
        let lang = self.page_lang();
        let own = in_lang(&issue.journal, lang).or_else(|| issue.journal.first().map(|j| &j.value));
        let own_lang = issue.journal.iter().find(|j| Some(&j.value) == own).map(|j| j.lang);
        let named = own.map(|r| clean(&r.text)).filter(|t| !t.is_empty()).map(|t| (t, own_lang.unwrap_or(lang)));
        let titles = &self.job.journal.journal.title;
        let given = || titles.get(&lang).map(|t| (lang, t)).or_else(|| titles.iter().next().map(|(l, t)| (*l, t)));
        let journal = named.or_else(|| given().map(|(lang, title)| (clean(title), lang)));
        let words = self.words;
        let mut place = Vec::new();
        let mut add = |before: &str, value: String| {
            if !value.is_empty() {
                place.push(format!("{before}{value}"));
            }
        };
        let value = |run: &Option<crate::article::Run>| run.as_ref().map(|r| clean(&r.text)).unwrap_or_default();
        add("", value(&issue.year));
        add(&format!("{}\u{A0}", words.volume), value(&issue.volume));
        add(&format!("{}\u{A0}", words.issue), value(&issue.issue));
        let pages = match (value(&issue.first_page), value(&issue.last_page)) {
            (first, last) if last.is_empty() || first == last => first,
            (first, last) => format!("{first}–{last}"),
        };
        add(&format!("{}\u{A0}", words.pages), pages);
        add("", value(&issue.elocation_id));
        if journal.is_none() && place.is_empty() {
            return;
        }
        self.open(tag("p").class("issue"));
        if let Some((title, lang)) = &journal {
            self.leaf(tag("cite").lang(*lang), title);
            if !place.is_empty() {
                self.xml.text(", ");
            }
        }
        if !place.is_empty() {
            self.leaf(tag("span").lang(words.lang()), &place.join(", "));
        }
        self.close();
        self.xml.newline();
    }

    /// UDC and other classifications, DOI and other identifiers.
    fn codes(&mut self) {
        let front = &self.article.front;
        for class in &front.classifications {
            self.open(tag("p").class("code"));
            let name =
                if label(&class.label).is_empty() { class.scheme.to_uppercase() } else { label(&class.label).into() };
            self.leaf(tag("b").class("label"), &name);
            self.xml.text(" ");
            // The normal form: the mistakes of the manuscript are not published.
            self.xml.text(&class.code);
            self.close();
            self.xml.newline();
        }
        for identifier in &front.identifiers {
            let value = identifier.value.text.trim();
            self.open(tag("p").class("code"));
            self.leaf(tag("b").class("label"), &identifier.scheme.to_uppercase());
            self.xml.text(" ");
            match link::doi(value).filter(|_| identifier.scheme == "doi") {
                Some(address) => self.leaf(tag("a").attr("href", address.as_str()), &address),
                None => {
                    self.xml.text(value);
                }
            }
            self.close();
            self.xml.newline();
        }
    }

    /// The authors and their affiliations in one language.
    fn authors(&mut self, lang: Lang) {
        let front = &self.article.front;
        let is_page = lang == self.page_lang();
        // The affiliations that this block shows: identifier in the model, on the page, key and text.
        let mut places: Vec<(&'a Id, String, String, Lang, &'a AffiliationText)> = Vec::new();
        for affiliation in &front.affiliations {
            let own = in_lang(&affiliation.variants, lang).map(|v| (lang, v));
            let any = || affiliation.variants.first().filter(|_| is_page).map(|v| (v.lang, &v.value));
            if let Some((its, text)) = own.or_else(any) {
                let wish = if is_page { affiliation.id.clone() } else { format!("{}-{lang}", affiliation.id) };
                let id = self.ids.define(&format!("{}\u{1}{lang}", affiliation.id), &wish);
                let key = text.label.as_ref().map(|l| clean(&l.text)).filter(|l| !l.is_empty());
                let key = key.unwrap_or_else(|| (places.len() + 1).to_string());
                places.push((&affiliation.id, id, key, its, text));
            }
        }
        let keyed = places.len() > 1;
        let by_id: HashMap<&Id, usize> = places.iter().enumerate().map(|(i, p)| (p.0, i)).collect();
        let people: Vec<(Lang, String, &'a Contributor)> =
            front.contributors.iter().filter_map(|c| author(c, lang, is_page).map(|(l, name)| (l, name, c))).collect();
        if !people.is_empty() {
            self.open(tag("p").class("authors"));
            for (i, (its, name, person)) in people.iter().enumerate() {
                if i > 0 {
                    self.xml.text(", ");
                }
                self.open(tag("span").class("author").lang(*its));
                self.xml.text(name);
                let mut of: Vec<usize> = person.affiliations.iter().filter_map(|id| by_id.get(id).copied()).collect();
                of.sort_unstable();
                of.dedup();
                if keyed && !of.is_empty() {
                    self.open(tag("sup"));
                    for (i, place) in of.into_iter().enumerate() {
                        if i > 0 {
                            self.xml.text(",\u{202F}");
                        }
                        let (_, id, key, ..) = &places[place];
                        self.leaf(tag("a").attr("href", self.address(id)), key);
                    }
                    self.close();
                }
                self.close();
            }
            self.close();
            self.xml.newline();
        }
        for (_, id, key, its, place) in &places {
            self.open(tag("p").class("affiliation").id(id).lang(*its));
            if keyed {
                self.leaf(tag("sup"), key);
                self.xml.text("\u{202F}");
            }
            self.text(&place.text);
            self.close();
            self.xml.newline();
        }
    }

    /// The abstract and the keywords in one language.
    fn summary(&mut self, lang: Lang) {
        let front = &self.article.front;
        for summary in front.abstracts.iter().filter(|a| a.lang == lang && !a.value.is_empty()) {
            let id = self.ids.fresh(&format!("abstract-{lang}"));
            let words = words::words(lang);
            let element = tag("section").class("abstract").means("abstract").role("doc-abstract");
            self.section(element, &id, 1, None, (words.summary, words.lang()));
            self.blocks(&summary.value);
            self.close();
            self.xml.newline();
        }
        for keywords in front.keywords.iter().filter(|k| k.lang == lang) {
            self.keywords(keywords);
        }
    }

    fn keywords(&mut self, keywords: &'a Keywords) {
        if keywords.items.is_empty() {
            return;
        }
        self.open(tag("p").class("keywords"));
        let words = words::words(keywords.lang);
        match label(&keywords.label) {
            "" => self.leaf(tag("b").class("label").lang(words.lang()), &format!("{}:", words.keywords)),
            own => self.leaf(tag("b").class("label"), &format!("{own}:")),
        }
        self.xml.text(" ");
        for (i, keyword) in keywords.items.iter().enumerate() {
            if i > 0 {
                self.xml.text("; ");
            }
            self.text(keyword);
        }
        self.close();
        self.xml.newline();
    }
}

fn is_filled(text: &Text) -> bool {
    !clean(&text.plain_without_marks()).is_empty()
}

/// An author's name in a language, or with `any` in the first there is.
pub fn author(person: &Contributor, lang: Lang, any: bool) -> Option<(Lang, String)> {
    let names = person.names.iter().map(|n| (n.lang, display(&n.value)));
    let bodies = person.collaboration.iter().map(|c| (c.lang, clean(&c.value.text)));
    let mut all = names.chain(bodies).filter(|(_, name)| !name.is_empty());
    let first = all.clone().next();
    all.find(|(l, _)| *l == lang).or(first.filter(|_| any))
}

/// A name as it is read: given names first.
pub fn display(name: &PersonName) -> String {
    let name_of = format!("{} {}", name.given.text, name.surname.text);
    let written = clean(&name_of);
    if clean(&name.surname.text).is_empty() { clean(&name.written.text) } else { written }
}

/// A name as it is filed: the surname first.
pub fn filed(name: &PersonName) -> String {
    match (clean(&name.surname.text), clean(&name.given.text)) {
        (surname, _) if surname.is_empty() => clean(&name.written.text),
        (surname, given) if given.is_empty() => surname,
        (surname, given) => format!("{surname}, {given}"),
    }
}
