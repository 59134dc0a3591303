//! Citations: what is displayed, and its parts as ranges of it. A citation in elements alone has no punctuation; it is
//! given the simple one that [`separator`] tells.

use super::Jats;
use super::inlines::{How, how};
use super::line::Line;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{Citation, Inline, Lang, Part, PartKind, PublicationType, Text};
use crate::notation::citation::{self, Hints};
use crate::notation::{language, url};

/// `publication-type` and `citation-type` as publishers write them, besides the values that offprint writes.
const TYPES: &[(&str, PublicationType)] = &[
    ("book-chapter", PublicationType::Chapter),
    ("conf-paper", PublicationType::Conference),
    ("conf-proc", PublicationType::Conference),
    ("conference", PublicationType::Conference),
    ("database", PublicationType::Data),
    ("dataset", PublicationType::Data),
    ("gov", PublicationType::Report),
    ("internet", PublicationType::Webpage),
    ("law", PublicationType::Legal),
    ("legal-doc", PublicationType::Legal),
    ("newsletter", PublicationType::Newspaper),
    ("web", PublicationType::Webpage),
    ("website", PublicationType::Webpage),
];

/// The values that offprint writes.
const OWN_TYPES: &[PublicationType] = &[
    PublicationType::Journal,
    PublicationType::Book,
    PublicationType::Chapter,
    PublicationType::Conference,
    PublicationType::Thesis,
    PublicationType::Newspaper,
    PublicationType::Webpage,
    PublicationType::Report,
    PublicationType::Legal,
    PublicationType::Standard,
    PublicationType::Patent,
    PublicationType::Archival,
    PublicationType::Data,
];

fn publication_type(node: Node<'_>) -> PublicationType {
    let value =
        node.attribute("publication-type").or(node.attribute("citation-type")).unwrap_or_default().to_lowercase();
    let own = OWN_TYPES.iter().find(|kind| kind.as_str() == value).copied();
    own.or_else(|| TYPES.iter().find(|(name, _)| *name == value).map(|(_, kind)| *kind)).unwrap_or_default()
}

/// The part that an element is.
fn part_kind(node: Node<'_>) -> Option<PartKind> {
    use PartKind as P;
    let kind = node.attribute("content-type").unwrap_or_default();
    Some(match node.local() {
        "person-group" => match node.attribute("person-group-type").unwrap_or("author") {
            "editor" => P::Editors,
            "translator" => P::Translators,
            _ => P::Authors,
        },
        "name" | "string-name" => P::Name,
        "surname" => P::Surname,
        "given-names" => P::GivenNames,
        "suffix" => P::Suffix,
        "collab" => P::Collab,
        "etal" => P::EtAl,
        "role" => P::Role,
        "article-title" | "part-title" | "data-title" => P::ArticleTitle,
        "chapter-title" => P::ChapterTitle,
        "trans-title" => P::TransTitle,
        "source" => P::Source,
        "trans-source" => P::TransSource,
        "conf-name" => P::ConfName,
        "conf-date" => P::ConfDate,
        "conf-loc" => P::ConfLoc,
        "edition" => P::Edition,
        "series" => P::Series,
        "publisher-name" => P::Publisher,
        "publisher-loc" => P::PublisherLoc,
        "year" => P::Year,
        "month" => P::Month,
        "day" => P::Day,
        "volume" => P::Volume,
        "issue" => P::Issue,
        "supplement" => P::Supplement,
        "fpage" => P::FirstPage,
        "lpage" => P::LastPage,
        "size" if node.says("units", "pages") || node.says("units", "page") => P::PageCount,
        "elocation-id" => P::ElocationId,
        "isbn" => P::Isbn,
        "issn" => P::Issn,
        "pub-id" | "object-id" => match node.attribute("pub-id-type")? {
            "doi" => P::Doi,
            "pmid" => P::Pmid,
            "pmcid" => P::Pmcid,
            _ => return None,
        },
        "ext-link" | "uri" => P::Url,
        "date-in-citation" | "access-date" => P::AccessDate,
        "comment" => match kind {
            "language" => P::Language,
            "medium" => P::Medium,
            "archive" => P::Archive,
            "genre" => P::Genre,
            _ => P::Comment,
        },
        "patent" => P::Patent,
        "std" => P::Standard,
        _ => return None,
    })
}

/// What stands between two parts of a citation that has no punctuation of its own, and after the second.
fn separator(before: Option<PartKind>, kind: Option<PartKind>) -> (&'static str, &'static str) {
    use PartKind as P;
    match (before, kind) {
        (None, _) => ("", ""),
        (Some(P::Volume), Some(P::Issue)) => ("(", ")"),
        (Some(P::Year | P::Month | P::Day), Some(P::Volume | P::Issue)) => (";", ""),
        (Some(P::Source), Some(P::Volume)) => (" ", ""),
        (Some(P::Volume | P::Issue | P::Supplement), Some(P::FirstPage | P::ElocationId)) => (":", ""),
        (Some(P::FirstPage), Some(P::LastPage)) => ("–", ""),
        (Some(P::PublisherLoc), Some(P::Publisher)) => (": ", ""),
        (Some(P::Publisher), Some(P::PublisherLoc)) => (", ", ""),
        (Some(P::Publisher | P::PublisherLoc), Some(P::Year)) => ("; ", ""),
        (Some(P::Surname), Some(P::GivenNames)) | (Some(P::GivenNames), Some(P::Surname)) => (" ", ""),
        (Some(P::GivenNames | P::Surname), Some(P::Suffix)) => (" ", ""),
        (Some(P::Name | P::Collab | P::EtAl), Some(P::Name | P::Collab | P::EtAl)) => (", ", ""),
        (Some(P::Name | P::Collab | P::EtAl), Some(P::Role)) => (", ", ""),
        (Some(P::Year), Some(P::Month)) | (Some(P::Month), Some(P::Day | P::Year)) | (Some(P::Day), Some(P::Month)) => {
            (" ", "")
        }
        _ => (". ", ""),
    }
}

/// Whether an element holds elements only, more than one, so that nothing parts them. Where a citation is displayed, a
/// space between two of them is text.
pub(super) fn is_bare(node: Node<'_>) -> bool {
    let in_elements = |node: Node<'_>| matches!(node.local(), "element-citation" | "nlm-citation");
    let white_counts = node.is("string-name") || !in_elements(node) && !node.ancestors().any(in_elements);
    node.elements().nth(1).is_some()
        && node.children().filter_map(Node::text).all(|text| text.trim().is_empty() && !white_counts)
}

impl<'t> Jats<'t> {
    /// A citation, as displayed and in its parts.
    pub(super) fn citation_of(&mut self, node: Node<'t>, lang: Lang) -> (Text, Citation) {
        let mut line = Line::default();
        let mut parts = Vec::new();
        let bare = is_bare(node);
        self.parts(node, &mut line, lang, &mut parts);
        if bare && !line.is_empty() {
            line.made(".");
        }
        let text = line.finish();
        let plain = text.plain();
        tidy(&mut parts, &plain, 0..plain.len());
        if plain.ends_with("..") && bare {
            // The last part ended with a stop of its own.
            let text = text.slice(0..plain.len() - 1);
            let citation = self.citation_with(node, parts, &text, lang);
            return (text, citation);
        }
        let citation = self.citation_with(node, parts, &text, lang);
        (text, citation)
    }

    fn citation_with(&self, node: Node<'t>, mut parts: Vec<Part>, text: &Text, lang: Lang) -> Citation {
        let plain = &text.plain();
        // What is displayed without a mark on it is read as page text is.
        if parts.is_empty() && matches!(node.local(), "mixed-citation" | "citation") {
            let mut citation = citation::parse(plain, &Hints::of(text, Some(lang)));
            if node.attribute("publication-type").or(node.attribute("citation-type")).is_some() {
                citation.kind = publication_type(node);
            }
            return citation;
        }
        last_pages(&mut parts, plain);
        let mut citation = Citation { kind: publication_type(node), source_lang: None, parts };
        citation.source_lang = citation.find(PartKind::Language).and_then(|part| language::by_name(part.text(plain)));
        citation
    }

    /// Adds what is in an element, and the parts that it makes.
    fn parts(&mut self, node: Node<'t>, line: &mut Line, lang: Lang, out: &mut Vec<Part>) {
        let bare = is_bare(node) && !matches!(how(node.local()), How::Style(_));
        let mut before = None;
        let mut first = true;
        // Whether what came last ends with a stop of its own.
        let mut stopped = false;
        for child in node.children() {
            if let Some(text) = child.text() {
                if !bare {
                    line.text(text, child.span());
                }
                continue;
            }
            let kind = part_kind(child);
            let mut after = "";
            if bare && !child.is_blank() {
                let (between, end) = separator(before, kind);
                let between = if first {
                    ""
                } else if before.is_none() {
                    ". "
                } else {
                    between
                };
                // What ends with a stop gets no other.
                let stop = between.starts_with(". ") && stopped;
                line.made_if(if stop { " " } else { between });
                after = end;
                before = kind;
                first = false;
                let last = child.descendants().filter_map(Node::text).filter(|text| !text.trim().is_empty()).last();
                stopped = last.is_some_and(|text| text.trim_end().ends_with(['.', '?', '!']));
            }
            self.part(child, kind, line, lang, out);
            line.made_if(after);
        }
    }

    fn part(&mut self, node: Node<'t>, kind: Option<PartKind>, line: &mut Line, around: Lang, out: &mut Vec<Part>) {
        let lang = self.lang_of(node, around);
        let Some(kind) = kind else {
            match (how(node.local()), node.local()) {
                (How::Style(style), _) => {
                    line.open();
                    self.parts(node, line, lang, out);
                    line.close(|content| Inline::Styled { style, content });
                }
                (_, "date" | "person" | "string-date" | "page-range") => self.parts(node, line, lang, out),
                _ => self.inline(node, line, around),
            }
            return;
        };
        let foreign = lang != around;
        if foreign {
            line.open();
        }
        let start = line.len();
        let href = node.attribute("href").filter(|href| url::is_safe(href));
        if href.is_some() {
            line.open();
        }
        let mut inner = Vec::new();
        self.parts(node, line, lang, &mut inner);
        if let Some(href) = href {
            line.close(|content| Inline::Link { href: href.to_owned(), content });
        }
        if foreign {
            line.close(|content| Inline::Foreign { lang, content });
        }
        let end = line.len();
        if kind == PartKind::Name
            && out.is_empty()
            && node.parent().is_some_and(|p| p.is("person-group"))
            && start == end
        {
            self.losses.note(node, Fate::Left);
        }
        let shown = self.run_of(node).text;
        let value = match kind {
            PartKind::Url => {
                let address = shown.contains("://") || shown.starts_with("www.") || shown.starts_with("doi.org/");
                // A resolver alone stands before a DOI.
                if !address || shown.ends_with("doi.org/") {
                    return;
                }
                href.filter(|href| *href != shown).map(str::to_owned)
            }
            PartKind::Edition => node.attribute("designator").map(str::to_owned),
            PartKind::Year | PartKind::ConfDate | PartKind::AccessDate => {
                node.attribute("iso-8601-date").map(str::to_owned)
            }
            _ => None,
        };
        // A surname alone stands in a name only because JATS wants it so.
        if kind == PartKind::Name
            && !node.ancestors().next().is_some_and(|p| p.is("person-group"))
            && let [only] = inner.as_slice()
            && (only.start as usize, only.end as usize) == (start, end)
        {
            out.append(&mut inner);
            return;
        }
        if end > start {
            out.push(Part { kind, start: start as u32, end: end as u32, value, parts: inner });
        }
    }
}

/// Gives a last page that leaves off what it shares with the first (`194–9`) its whole number.
fn last_pages(parts: &mut [Part], plain: &str) {
    let mut first = "";
    for part in parts {
        let text = part.text(plain);
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match part.kind {
            PartKind::FirstPage => first = text,
            PartKind::LastPage if digits(text) && digits(first) && text.len() < first.len() => {
                part.value = Some(format!("{}{text}", &first[..first.len() - text.len()]));
            }
            _ => {}
        }
    }
}

/// Cuts white space off the ends of parts, and parts that lie outside their parent or are empty.
fn tidy(parts: &mut Vec<Part>, plain: &str, within: std::ops::Range<usize>) {
    parts.retain_mut(|part| {
        let range = part.range();
        let range = range.start.max(within.start)..range.end.min(within.end);
        let Some(text) = plain.get(range.clone()).filter(|text| !text.trim().is_empty()) else { return false };
        let start = range.start + (text.len() - text.trim_start().len());
        let end = range.start + text.trim_end().len();
        (part.start, part.end) = (start as u32, end as u32);
        tidy(&mut part.parts, plain, start..end);
        true
    });
}
