//! `package.opf`: metadata, manifest and spine (EPUB 3.3, section 5). What accessibility metadata says is computed from
//! the content; that the publication conforms to anything is for a person to say.

use std::collections::BTreeSet;

use crate::article::{Article, Lang, Localised, Run, in_lang};
use crate::journal::ByLang;
use crate::write::Job;
use crate::write::xhtml::{self, Rendered, clean, page_name, words};
use crate::xml::Xml;

/// What the package says beside what the job and the content say.
pub struct Package<'a> {
    /// The article, the journal.
    pub job: &'a Job<'a>,
    /// The content.
    pub content: &'a Rendered,
    /// `urn:uuid:…`
    pub urn: &'a str,
    /// The title, never empty, and its language.
    pub title: &'a Localised<String>,
    /// `dcterms:modified`.
    pub modified: &'a str,
}

/// The journal's title: as the article says it, else as the journal's file does; in the page's language if it is there.
pub fn journal_title(job: &Job<'_>) -> Option<Localised<String>> {
    let lang = xhtml::language(job.article);
    let own = &job.article.front.issue.journal;
    let named = own.iter().find(|j| j.lang == lang).or_else(|| own.first());
    let named = named.map(|j| Localised::new(j.lang, clean(&j.value.text)));
    named.filter(|j| !j.value.is_empty()).or_else(|| pick(&job.journal.journal.title, lang))
}

fn pick(by: &ByLang, lang: Lang) -> Option<Localised<String>> {
    let (lang, text) = by.get_key_value(&lang).or_else(|| by.iter().next())?;
    Some(Localised::new(*lang, clean(text))).filter(|t| !t.value.is_empty())
}

/// A value of the issue, none if it is empty.
pub fn value(run: &Option<Run>) -> Option<String> {
    run.as_ref().map(|r| clean(&r.text)).filter(|t| !t.is_empty())
}

/// The languages of the publication: the page's first, then the others in the order of their tags.
fn languages(article: &Article) -> Vec<Lang> {
    let page = xhtml::language(article);
    let front = &article.front;
    let mut all: BTreeSet<Lang> = BTreeSet::new();
    all.extend(front.titles.iter().map(|t| t.lang));
    all.extend(front.abstracts.iter().map(|t| t.lang));
    all.extend(front.keywords.iter().map(|t| t.lang));
    all.extend(article.references.lists.iter().map(|l| l.lang));
    all.extend(article.body.sections.iter().filter_map(|s| s.lang));
    all.remove(&page);
    all.remove(&Lang::UND);
    std::iter::once(page).chain(all).collect()
}

struct Writer<'a> {
    xml: Xml,
    package: &'a Package<'a>,
}

/// Writes `package.opf`.
pub fn package(package: &Package<'_>) -> Vec<u8> {
    let lang = xhtml::language(package.job.article);
    let mut writer = Writer { xml: Xml::new(), package };
    let xml = &mut writer.xml;
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
    writer.identifiers();
    writer.titles();
    writer.authors();
    writer.subjects();
    writer.journal();
    writer.access();
    writer.xml.empty("meta", &[("name", "cover"), ("content", "cover-image")]).newline();
    writer.xml.close().newline();
    writer.manifest();
    writer.xml.close().newline();
    writer.xml.finish().0
}

impl Writer<'_> {
    fn dc(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.xml.leaf(name, attributes, text).newline();
    }

    /// A property of the publication.
    fn property(&mut self, property: &str, text: &str) {
        self.dc("meta", &[("property", property)], text);
    }

    /// A property of the element `refines`.
    fn refine(&mut self, refines: &str, property: &str, more: &[(&str, &str)], text: &str) {
        let refines = format!("#{refines}");
        let mut attributes = vec![("refines", refines.as_str()), ("property", property)];
        attributes.extend(more);
        self.dc("meta", &attributes, text);
    }

    /// The language of a text, if it is another than the package's.
    fn lang<'l>(&self, lang: &'l Lang) -> Vec<(&'static str, &'l str)> {
        if *lang == Lang::UND || *lang == xhtml::language(self.package.job.article) {
            Vec::new()
        } else {
            vec![("xml:lang", lang.as_str())]
        }
    }

    fn identifiers(&mut self) {
        let package = self.package;
        self.dc("dc:identifier", &[("id", "pub-id")], package.urn);
        let dois = package.job.article.front.identifiers.iter().filter(|i| i.scheme == "doi");
        if let Some(doi) = dois.filter_map(|i| xhtml::doi(&i.value.text)).next() {
            self.dc("dc:identifier", &[("id", "doi")], &doi);
            self.refine("doi", "identifier-type", &[("scheme", "onix:codelist5")], "06");
        }
    }

    fn titles(&mut self) {
        let title = self.package.title;
        let mut attributes = vec![("id", "title")];
        attributes.extend(self.lang(&title.lang));
        self.dc("dc:title", &attributes, &title.value);
        self.refine("title", "title-type", &[], "main");
        self.refine("title", "display-seq", &[], "1");
        for other in &self.package.job.article.front.titles {
            let text = clean(&other.value.plain_without_marks());
            if other.lang != title.lang && other.lang != Lang::UND && !text.is_empty() {
                self.refine("title", "alternate-script", &[("xml:lang", other.lang.as_str())], &text);
            }
        }
    }

    fn authors(&mut self) {
        let article = self.package.job.article;
        let page = xhtml::language(article);
        let people = article.front.contributors.iter();
        let named = people.filter_map(|c| xhtml::author(c, page, true).map(|(lang, name)| (c, lang, name)));
        for (i, (person, lang, name)) in named.enumerate() {
            let id = format!("author-{}", i + 1);
            let mut attributes = vec![("id", id.as_str())];
            attributes.extend(self.lang(&lang));
            self.dc("dc:creator", &attributes, &name);
            self.refine(&id, "role", &[("scheme", "marc:relators")], "aut");
            let filed = in_lang(&person.names, lang).map(xhtml::filed).filter(|f| !f.is_empty());
            if let Some(filed) = filed {
                self.refine(&id, "file-as", &[], &filed);
            }
            self.refine(&id, "display-seq", &[], &(i + 1).to_string());
            let others = person.names.iter().map(|n| (n.lang, xhtml::display(&n.value)));
            let bodies = person.collaboration.iter().map(|c| (c.lang, clean(&c.value.text)));
            for (other, name) in others.chain(bodies) {
                if other != lang && other != Lang::UND && !name.is_empty() {
                    self.refine(&id, "alternate-script", &[("xml:lang", other.as_str())], &name);
                }
            }
        }
    }

    fn subjects(&mut self) {
        let article = self.package.job.article;
        for lang in languages(article) {
            self.dc("dc:language", &[], lang.as_str());
        }
        for summary in &article.front.abstracts {
            let text = xhtml::plain(&summary.value);
            if !text.is_empty() {
                let attributes = self.lang(&summary.lang);
                self.dc("dc:description", &attributes, &text);
            }
        }
        let codes = article.front.classifications.iter().map(|c| (c.scheme.as_str(), clean(&c.code)));
        for (i, (scheme, code)) in codes.filter(|(_, code)| !code.is_empty()).enumerate() {
            let id = format!("subject-{}", i + 1);
            self.dc("dc:subject", &[("id", &id)], &code);
            // A scheme without a reserved name is given by its address (EPUB 3.3, section D.3.2).
            let authority = match scheme {
                "udc" => "https://udcsummary.info",
                "jel" => "https://www.aeaweb.org/econlit/jelCodes.php",
                "msc" => "https://mathscinet.ams.org/mathscinet/msc/msc2020.html",
                "pacs" => "https://publishing.aip.org/publishing/pacs",
                "grnti" => "https://grnti.ru",
                "bbk" => "https://www.rsl.ru",
                _ => continue,
            };
            self.refine(&id, "authority", &[], authority);
            self.refine(&id, "term", &[], &code);
        }
        for keywords in &article.front.keywords {
            for keyword in keywords.items.iter().map(|k| clean(&k.plain_without_marks())).filter(|k| !k.is_empty()) {
                let attributes = self.lang(&keywords.lang);
                self.dc("dc:subject", &attributes, &keyword);
            }
        }
    }

    fn journal(&mut self) {
        let job = self.package.job;
        let (article, journal) = (job.article, job.journal);
        let page = xhtml::language(article);
        let issue = &article.front.issue;
        if let Some(publisher) = pick(&journal.publisher.name, page) {
            let attributes = self.lang(&publisher.lang);
            self.dc("dc:publisher", &attributes, &publisher.value);
        }
        let published = article.front.history.iter().filter(|h| h.event == crate::article::HistoryEvent::Published);
        let published = published.filter(|h| xhtml::civil(&h.date).is_some()).map(|h| h.date.iso()).next();
        let year = value(&issue.year).filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()) && y != "0000");
        if let Some(date) = published.or(year.clone()) {
            self.dc("dc:date", &[], &date);
        }
        let issn = [&journal.journal.issn_print, &journal.journal.issn_online].into_iter().flatten();
        let issn = issn.map(|i| clean(i)).find(|i| is_issn(i)).map(|i| format!("urn:issn:{i}"));
        if let Some(issn) = &issn {
            self.dc("dc:source", &[], issn);
        }
        let licence = &journal.licence;
        if let Some(holder) = pick(&licence.holder, page) {
            let attributes = self.lang(&holder.lang);
            let year = year.map(|y| format!("{y} ")).unwrap_or_default();
            self.dc("dc:rights", &attributes, &format!("© {year}{}", holder.value));
        }
        if let Some(statement) = pick(&licence.statement, page) {
            let attributes = self.lang(&statement.lang);
            self.dc("dc:rights", &attributes, &statement.value);
        }
        self.property("dcterms:modified", self.package.modified);
        if let Some(address) = licence.url.as_deref().and_then(xhtml::href) {
            self.property("dcterms:license", &address);
        }
        if let Some(title) = journal_title(job) {
            let mut attributes = vec![("property", "belongs-to-collection"), ("id", "journal")];
            attributes.extend(self.lang(&title.lang));
            self.dc("meta", &attributes, &title.value);
            self.refine("journal", "collection-type", &[], "series");
            if let Some(issn) = &issn {
                self.refine("journal", "dcterms:identifier", &[], issn);
            }
            // Numbers with stops between (EPUB 3.3, section D.3.7).
            let number = |run| value(run).filter(|v| v.len() < 10 && v.bytes().all(|b| b.is_ascii_digit()));
            let place = [number(&issue.year), number(&issue.volume), number(&issue.issue)];
            let place = place.into_iter().flatten().collect::<Vec<_>>().join(".");
            if !place.is_empty() {
                self.refine("journal", "group-position", &[], &place);
            }
        }
        for (property, run) in [
            ("prism:volume", &issue.volume),
            ("prism:number", &issue.issue),
            ("prism:startingPage", &issue.first_page),
            ("prism:endingPage", &issue.last_page),
        ] {
            if let Some(value) = value(run) {
                self.property(property, &value);
            }
        }
    }

    /// EPUB Accessibility 1.1, section 2.2.
    fn access(&mut self) {
        let content = self.package.content;
        let pictures = !content.pictures.is_empty();
        self.property("schema:accessMode", "textual");
        if pictures {
            self.property("schema:accessMode", "visual");
            self.property("schema:accessModeSufficient", "textual,visual");
        }
        if content.described {
            self.property("schema:accessModeSufficient", "textual");
        }
        let features = [
            ("tableOfContents", true),
            ("structuralNavigation", true),
            ("readingOrder", true),
            ("displayTransformability", true),
            ("ARIA", true),
            ("alternativeText", pictures && content.described),
            ("MathML", content.math),
            ("describedMath", content.math),
        ];
        for (feature, _) in features.into_iter().filter(|(_, there)| *there) {
            self.property("schema:accessibilityFeature", feature);
        }
        // Only a GIF could move.
        let moving = content.pictures.iter().any(|p| p.media_type == "image/gif");
        self.property("schema:accessibilityHazard", if moving { "unknown" } else { "none" });
        let words = words::words(xhtml::language(self.package.job.article));
        let mut summary = vec![words.access];
        if content.math {
            summary.push(words.access_math);
        }
        if pictures {
            summary.push(if content.described { words.access_pictures } else { words.access_undescribed });
        }
        let lang = words.lang();
        let mut attributes = vec![("property", "schema:accessibilitySummary")];
        attributes.extend(self.lang(&lang));
        self.dc("meta", &attributes, &summary.join(" "));
    }

    fn manifest(&mut self) {
        let content = self.package.content;
        let page = "application/xhtml+xml";
        let mut items = vec![
            ("nav".to_owned(), "nav.xhtml", page, "nav"),
            ("ncx".to_owned(), "toc.ncx", "application/x-dtbncx+xml", ""),
            ("css".to_owned(), "css/article.css", "text/css", ""),
            ("cover-image".to_owned(), "img/cover.svg", "image/svg+xml", "cover-image"),
            ("cover".to_owned(), "cover.xhtml", page, ""),
            ("article".to_owned(), "article.xhtml", page, if content.math_first { "mathml" } else { "" }),
        ];
        let more: Vec<(String, String, bool)> = content
            .more
            .iter()
            .enumerate()
            .map(|(n, more)| (format!("article-{}", n + 2), page_name(n + 1), more.math))
            .collect();
        for (id, name, math) in &more {
            items.push((id.clone(), name.as_str(), page, if *math { "mathml" } else { "" }));
        }
        for (i, picture) in content.pictures.iter().enumerate() {
            items.push((format!("picture-{}", i + 1), &picture.path, picture.media_type, ""));
        }
        let xml = &mut self.xml;
        xml.open("manifest", &[]).newline();
        for (id, href, media_type, properties) in &items {
            let mut attributes = vec![("id", id.as_str()), ("href", href), ("media-type", media_type)];
            if !properties.is_empty() {
                attributes.push(("properties", properties));
            }
            xml.empty("item", &attributes).newline();
        }
        xml.close().newline();
        xml.open("spine", &[("toc", "ncx")]).newline();
        xml.empty("itemref", &[("idref", "cover"), ("linear", "no")]).newline();
        xml.empty("itemref", &[("idref", "article")]).newline();
        for (id, ..) in &more {
            xml.empty("itemref", &[("idref", id)]).newline();
        }
        xml.empty("itemref", &[("idref", "nav"), ("linear", "no")]).newline();
        xml.close().newline();
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
