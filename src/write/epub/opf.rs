//! What every `package.opf` has: metadata, manifest and spine (EPUB 3.3, section 5). What accessibility metadata says is
//! computed from the content; that the publication conforms to anything is for a person to say.

use std::borrow::Cow;

use crate::article::{Contributor, Lang, Localised, in_lang};
use crate::journal::{ByLang, Journal};
use crate::write::xhtml::{self, Rendered, clean, words};
use crate::xml::Xml;

/// The media type of a page.
pub const PAGE: &str = "application/xhtml+xml";

/// The text in a language, or in the first there is.
pub fn pick(by: &ByLang, lang: Lang) -> Option<Localised<String>> {
    let (lang, text) = by.get_key_value(&lang).or_else(|| by.iter().next())?;
    Some(Localised::new(*lang, clean(text))).filter(|t| !t.value.is_empty())
}

/// Where a publication stands: of its journal and its place in it, what is known, without empty values.
#[derive(Default)]
pub struct Place {
    /// The journal's title.
    pub title: Option<Localised<String>>,
    /// The day, month or year of publication (ISO 8601).
    pub published: Option<String>,
    /// Year.
    pub year: Option<String>,
    /// Volume.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// First page.
    pub first_page: Option<String>,
    /// Last page.
    pub last_page: Option<String>,
}

/// What a reader must be able to perceive, over all content (EPUB Accessibility 1.1, section 2.2).
pub struct Access {
    /// Whether there are pictures.
    pictures: bool,
    /// Whether every picture has a description.
    described: bool,
    /// Whether there are formulas.
    math: bool,
    /// Whether anything could move.
    moving: bool,
}

impl Access {
    /// What the contents have together.
    pub fn of<'c>(contents: impl IntoIterator<Item = &'c Rendered>) -> Access {
        let mut access = Access { pictures: false, described: true, math: false, moving: false };
        for content in contents {
            access.pictures |= !content.pictures.is_empty();
            access.described &= content.described;
            access.math |= content.math;
            // Only a GIF could.
            access.moving |= content.pictures.iter().any(|p| p.media_type == "image/gif");
        }
        access
    }
}

/// A file of the publication.
pub struct Item<'i> {
    /// Its identifier in the package.
    pub id: Cow<'i, str>,
    /// Its path from the package.
    pub href: Cow<'i, str>,
    /// Its media type.
    pub media_type: &'static str,
    /// Its properties, or nothing.
    pub properties: &'static str,
}

impl<'i> Item<'i> {
    /// A file.
    pub fn new(
        id: impl Into<Cow<'i, str>>,
        href: impl Into<Cow<'i, str>>,
        media_type: &'static str,
        properties: &'static str,
    ) -> Item<'i> {
        Item { id: id.into(), href: href.into(), media_type, properties }
    }

    /// A page of text, with or without MathML.
    pub fn page(id: impl Into<Cow<'i, str>>, href: impl Into<Cow<'i, str>>, math: bool) -> Item<'i> {
        Item::new(id, href, PAGE, if math { "mathml" } else { "" })
    }
}

/// The files that every publication has.
pub const COMMON: [(&str, &str, &str, &str); 5] = [
    ("nav", "nav.xhtml", PAGE, "nav"),
    ("ncx", "toc.ncx", "application/x-dtbncx+xml", ""),
    ("css", "css/article.css", "text/css", ""),
    ("cover-image", "img/cover.svg", "image/svg+xml", "cover-image"),
    ("cover", "cover.xhtml", PAGE, ""),
];

/// Writes a package; the metadata in the order of the calls, then [`Opf::files`].
pub struct Opf {
    xml: Xml,
    lang: Lang,
}

impl Opf {
    /// A package in a language, and its identifier (`urn:uuid:…`).
    pub fn new(lang: Lang, urn: &str) -> Opf {
        let mut xml = Xml::new();
        xml.declaration();
        let mut attributes = vec![
            ("xmlns", "http://www.idpf.org/2007/opf"),
            ("version", "3.0"),
            ("unique-identifier", "pub-id"),
            ("xml:lang", lang.as_str()),
            ("prefix", "prism: http://prismstandard.org/namespaces/basic/3.0/"),
        ];
        if xhtml::is_rtl(lang) {
            attributes.push(("dir", "rtl"));
        }
        xml.open("package", &attributes).newline();
        xml.open("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]).newline();
        let mut opf = Opf { xml, lang };
        opf.dc("dc:identifier", &[("id", "pub-id")], urn);
        opf
    }

    /// An element of metadata.
    pub fn dc(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.xml.leaf(name, attributes, text).newline();
    }

    /// An element of metadata in a language.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &Localised<String>) {
        let mut attributes = attributes.to_vec();
        if text.lang != Lang::UND && text.lang != self.lang {
            attributes.push(("xml:lang", text.lang.as_str()));
        }
        self.dc(name, &attributes, &text.value);
    }

    /// A property of the publication.
    pub fn property(&mut self, property: &str, text: &str) {
        self.dc("meta", &[("property", property)], text);
    }

    /// A property of the element `refines`.
    pub fn refine(&mut self, refines: &str, property: &str, more: &[(&str, &str)], text: &str) {
        let refines = format!("#{refines}");
        let mut attributes = vec![("refines", refines.as_str()), ("property", property)];
        attributes.extend(more);
        self.dc("meta", &attributes, text);
    }

    /// The forms in other languages than `lang` of the element `refines`.
    fn others(&mut self, refines: &str, lang: Lang, others: impl Iterator<Item = Localised<String>>) {
        for other in others.filter(|o| o.lang != lang && o.lang != Lang::UND && !o.value.is_empty()) {
            self.refine(refines, "alternate-script", &[("xml:lang", other.lang.as_str())], &other.value);
        }
    }

    /// A title with its forms in other languages; `kind` and `seq` as in EPUB 3.3, section D.3.14.
    pub fn title(
        &mut self,
        id: &str,
        kind: &str,
        seq: &str,
        title: &Localised<String>,
        others: impl Iterator<Item = Localised<String>>,
    ) {
        self.text("dc:title", &[("id", id)], title);
        self.refine(id, "title-type", &[], kind);
        self.refine(id, "display-seq", &[], seq);
        self.others(id, title.lang, others);
    }

    /// The authors that have a name.
    pub fn authors<'c>(&mut self, people: impl Iterator<Item = &'c Contributor>) {
        let page = self.lang;
        let named = people.filter_map(|c| xhtml::author(c, page, true).map(|(lang, name)| (c, lang, name)));
        for (i, (person, lang, name)) in named.enumerate() {
            let id = format!("author-{}", i + 1);
            self.text("dc:creator", &[("id", &id)], &Localised::new(lang, name));
            self.refine(&id, "role", &[("scheme", "marc:relators")], "aut");
            let filed = in_lang(&person.names, lang).map(xhtml::filed).filter(|f| !f.is_empty());
            if let Some(filed) = filed {
                self.refine(&id, "file-as", &[], &filed);
            }
            self.refine(&id, "display-seq", &[], &(i + 1).to_string());
            let names = person.names.iter().map(|n| Localised::new(n.lang, xhtml::display(&n.value)));
            let bodies = person.collaboration.iter().map(|c| Localised::new(c.lang, clean(&c.value.text)));
            self.others(&id, lang, names.chain(bodies));
        }
    }

    /// Publisher, date, rights, `modified` (`dcterms:modified`), and the place in the journal.
    pub fn journal(&mut self, journal: &Journal, place: &Place, modified: &str) {
        let page = self.lang;
        if let Some(publisher) = pick(&journal.publisher.name, page) {
            self.text("dc:publisher", &[], &publisher);
        }
        let is_year = |y: &String| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()) && y != "0000";
        let year = place.year.clone().filter(is_year);
        if let Some(date) = place.published.as_ref().or(year.as_ref()) {
            self.dc("dc:date", &[], date);
        }
        let issn = [&journal.journal.issn_print, &journal.journal.issn_online].into_iter().flatten();
        let issn = issn.map(|i| clean(i)).find(|i| is_issn(i)).map(|i| format!("urn:issn:{i}"));
        if let Some(issn) = &issn {
            self.dc("dc:source", &[], issn);
        }
        let licence = &journal.licence;
        if let Some(mut holder) = pick(&licence.holder, page) {
            let year = year.map(|y| format!("{y} ")).unwrap_or_default();
            holder.value = format!("© {year}{}", holder.value);
            self.text("dc:rights", &[], &holder);
        }
        if let Some(statement) = pick(&licence.statement, page) {
            self.text("dc:rights", &[], &statement);
        }
        self.property("dcterms:modified", modified);
        if let Some(address) = licence.url.as_deref().and_then(xhtml::href) {
            self.property("dcterms:license", &address);
        }
        if let Some(title) = &place.title {
            self.text("meta", &[("property", "belongs-to-collection"), ("id", "journal")], title);
            self.refine("journal", "collection-type", &[], "series");
            if let Some(issn) = &issn {
                self.refine("journal", "dcterms:identifier", &[], issn);
            }
            // Numbers with stops between (EPUB 3.3, section D.3.7).
            let is_number = |v: &&String| v.len() < 10 && v.bytes().all(|b| b.is_ascii_digit());
            let numbers = [&place.year, &place.volume, &place.issue].into_iter().flatten().filter(is_number);
            let numbers = numbers.map(String::as_str).collect::<Vec<_>>().join(".");
            if !numbers.is_empty() {
                self.refine("journal", "group-position", &[], &numbers);
            }
        }
        for (property, value) in [
            ("prism:volume", &place.volume),
            ("prism:number", &place.issue),
            ("prism:startingPage", &place.first_page),
            ("prism:endingPage", &place.last_page),
        ] {
            if let Some(value) = value {
                self.property(property, value);
            }
        }
    }

    /// EPUB Accessibility 1.1, section 2.2.
    pub fn access(&mut self, access: &Access) {
        let Access { pictures, described, math, moving } = *access;
        self.property("schema:accessMode", "textual");
        if pictures {
            self.property("schema:accessMode", "visual");
            self.property("schema:accessModeSufficient", "textual,visual");
        }
        if described {
            self.property("schema:accessModeSufficient", "textual");
        }
        let features = [
            ("tableOfContents", true),
            ("structuralNavigation", true),
            ("readingOrder", true),
            ("displayTransformability", true),
            ("ARIA", true),
            ("alternativeText", pictures && described),
            ("MathML", math),
            ("describedMath", math),
        ];
        for (feature, _) in features.into_iter().filter(|(_, there)| *there) {
            self.property("schema:accessibilityFeature", feature);
        }
        self.property("schema:accessibilityHazard", if moving { "unknown" } else { "none" });
        let words = words::words(self.lang);
        let mut summary = vec![words.access];
        if math {
            summary.push(words.access_math);
        }
        if pictures {
            summary.push(if described { words.access_pictures } else { words.access_undescribed });
        }
        let summary = Localised::new(words.lang(), summary.join(" "));
        self.text("meta", &[("property", "schema:accessibilitySummary")], &summary);
    }

    /// Ends the metadata and writes the manifest, of the [`COMMON`] files and `items`, and the spine: the cover, the pages
    /// `spine` by their identifiers, and the table of contents. Gives the package.
    pub fn files(mut self, items: &[Item<'_>], spine: &[&str]) -> Vec<u8> {
        let xml = &mut self.xml;
        xml.empty("meta", &[("name", "cover"), ("content", "cover-image")]).newline();
        xml.close().newline();
        xml.open("manifest", &[]).newline();
        let common = COMMON.map(|(id, href, media_type, properties)| Item::new(id, href, media_type, properties));
        for item in common.iter().chain(items) {
            let mut attributes = vec![("id", item.id.as_ref()), ("href", &item.href), ("media-type", item.media_type)];
            if !item.properties.is_empty() {
                attributes.push(("properties", item.properties));
            }
            xml.empty("item", &attributes).newline();
        }
        xml.close().newline();
        xml.open("spine", &[("toc", "ncx")]).newline();
        xml.empty("itemref", &[("idref", "cover"), ("linear", "no")]).newline();
        for id in spine {
            xml.empty("itemref", &[("idref", id)]).newline();
        }
        xml.empty("itemref", &[("idref", "nav"), ("linear", "no")]).newline();
        xml.close().newline();
        xml.close().newline();
        self.xml.finish().0
    }
}

/// Whether a text is an ISSN with its check digit (ISO 3297).
fn is_issn(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 9 || bytes[4] != b'-' {
        return false;
    }
    let digits = bytes.iter().enumerate().filter(|(i, _)| *i != 4).map(|(_, b)| b);
    let mut sum = 0;
    for (i, b) in digits.enumerate() {
        sum += match b {
            b'0'..=b'9' => u32::from(b - b'0') * (8 - i as u32),
            b'X' if i == 7 => 10,
            _ => return false,
        };
    }
    sum % 11 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issn_has_its_check_digit() {
        assert!(is_issn("2521-6848") && is_issn("2617-7501") && is_issn("0000-006X"));
        assert!(!is_issn("2521-6849") && !is_issn("25216848") && !is_issn("") && !is_issn("2521–6848"));
    }
}
