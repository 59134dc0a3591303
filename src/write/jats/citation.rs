//! `mixed-citation`: what is displayed, to the letter, with the parts marked inside it.

use super::content::Content;
use super::line::{Href, Line, Mark};
use super::{Doc, given};
use crate::article::{Citation, Lang, Part, PartKind, Text};
use crate::notation::url;

impl<'a> Doc<'a> {
    /// A citation, in `lang`. Its text content is the plain text (a forced line end is a space).
    pub(super) fn mixed_citation(
        &mut self,
        text: &'a Text,
        citation: &'a Citation,
        attributes: &[(&str, Option<&str>)],
        lang: Lang,
    ) {
        let from = self.xml.position();
        let mut all = vec![("publication-type", citation.kind.as_str())];
        all.extend(given(attributes));
        self.xml.open("mixed-citation", &all);
        if citation.parts.is_empty() {
            self.marked(&Line::new(&text.inlines), &[], Content::CITATION, lang, true);
        } else {
            let plain = text.plain();
            let marks = marks(&citation.parts, &plain, 0..plain.len(), None);
            self.marked(&Line::new(&text.inlines), &marks, Content::CITATION, lang, true);
        }
        self.xml.close();
        self.xml.note(from, text.span());
    }
}

impl<'a> Doc<'a> {
    /// `element-citation`: the parts alone, as the manuscript has them.
    pub(super) fn element_citation(
        &mut self,
        text: &'a Text,
        citation: &'a Citation,
        attributes: &[(&str, Option<&str>)],
        lang: Lang,
    ) {
        let from = self.xml.position();
        let mut all = vec![("publication-type", citation.kind.as_str())];
        all.extend(given(attributes));
        self.xml.open("element-citation", &all);
        let inside = self.xml.position();
        let plain = text.plain();
        let marks = marks(&citation.parts, &plain, 0..plain.len(), None);
        self.marks_alone(&Line::new(&text.inlines), &marks, lang);
        if self.xml.position() == inside {
            self.xml.empty("comment", &[]);
        }
        self.xml.close();
        self.xml.note(from, text.span());
    }
}

/// Where a part may stand inside another; directly in a citation all may.
fn may_stand(kind: PartKind, parent: Option<PartKind>) -> bool {
    use PartKind as P;
    match parent {
        None => true,
        Some(P::Authors | P::Editors | P::Translators) => matches!(kind, P::Name | P::Collab | P::EtAl | P::Role),
        Some(P::Name) => matches!(kind, P::Surname | P::GivenNames | P::Suffix),
        Some(P::AccessDate) => matches!(kind, P::Year | P::Month | P::Day),
        Some(P::Standard) => matches!(kind, P::Year | P::Month | P::Day | P::Source | P::Doi),
        Some(_) => false,
    }
}

/// The parts as marks. A part out of order, out of its parent, empty or not at characters is passed over, and so is one
/// that may not stand where it is; what is inside such a part is passed over with it.
fn marks<'a>(
    parts: &'a [Part],
    plain: &str,
    within: std::ops::Range<usize>,
    parent: Option<PartKind>,
) -> Vec<Mark<'a>> {
    let mut end = within.start;
    let mut marks = Vec::with_capacity(parts.len());
    for part in parts {
        let mut range = part.range();
        let legal =
            range.start >= end && range.end <= within.end && !range.is_empty() && plain.get(range.clone()).is_some();
        if !legal || !may_stand(part.kind, parent) {
            continue;
        }
        end = range.end;
        let text = &plain[range.clone()];
        // Only the DOI itself is one; a resolver before it stays outside.
        if let (PartKind::Doi, Some(value)) = (part.kind, &part.value)
            && let Some(resolver) = strip_suffix_ignoring_case(text, value)
        {
            range.start += resolver.len();
        }
        let mut mark = mark(part, text, range.clone());
        mark.children = marks_inside(part, plain, range.clone());
        // A surname alone stands in a name.
        if parent.is_none() && matches!(part.kind, PartKind::Surname | PartKind::GivenNames | PartKind::Suffix) {
            let inner = mark;
            mark = Mark::new("string-name", range, Content::PLAIN);
            mark.children.push(inner);
        }
        marks.push(mark);
    }
    marks
}

fn marks_inside<'a>(part: &'a Part, plain: &str, range: std::ops::Range<usize>) -> Vec<Mark<'a>> {
    // `may_stand` lets three levels through at most, so this ends.
    if part.parts.is_empty() { Vec::new() } else { marks(&part.parts, plain, range, Some(part.kind)) }
}

/// The part of `text` before `suffix`, where `suffix` ends it but for the case of ASCII letters.
fn strip_suffix_ignoring_case<'t>(text: &'t str, suffix: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(suffix.len()).filter(|_| !suffix.is_empty())?;
    (text.is_char_boundary(at) && text[at..].eq_ignore_ascii_case(suffix)).then(|| &text[..at])
}

/// The element of a part. The names are those that [`PartKind`] gives.
fn mark<'a>(part: &'a Part, text: &str, range: std::ops::Range<usize>) -> Mark<'a> {
    use PartKind as P;
    let new = |element, content| Mark::new(element, range.clone(), content);
    let value = part.value.as_deref();
    let group = |kind: &'static str| new("person-group", Content::PLAIN).with("person-group-type", kind);
    let comment = |kind: &'static str| new("comment", Content::PARAGRAPH).with("content-type", kind);
    let iso = |mark: Mark<'a>| match value.filter(|value| is_iso_date(value)) {
        Some(value) => mark.with("iso-8601-date", value),
        None => mark,
    };
    let mut mark = match part.kind {
        P::Authors => group("author"),
        P::Editors => group("editor"),
        P::Translators => group("translator"),
        // `name` has no room for the space between its parts.
        P::Name => new("string-name", Content::PLAIN),
        P::Surname => new("surname", Content::PLAIN),
        P::GivenNames => new("given-names", Content::PLAIN),
        P::Suffix => new("suffix", Content::PLAIN),
        P::Collab => new("collab", Content::SUBJECT),
        P::EtAl => new("etal", Content::PLAIN),
        P::Role => new("role", Content::KEYWORD),
        P::ArticleTitle => new("article-title", Content::TITLE),
        P::ChapterTitle => new("chapter-title", Content::SOURCE),
        P::TransTitle => new("trans-title", Content::TITLE),
        P::Source => new("source", Content::SOURCE),
        P::TransSource => new("trans-source", Content::SOURCE),
        P::ConfName => new("conf-name", Content::PLAIN),
        P::ConfDate => iso(new("conf-date", Content::PLAIN)),
        P::ConfLoc => new("conf-loc", Content::PLAIN),
        P::Edition => match value {
            Some(value) => new("edition", Content::SCRIPTS).with("designator", value),
            None => new("edition", Content::SCRIPTS),
        },
        P::Series => new("series", Content::KEYWORD),
        P::Publisher => new("publisher-name", Content::PLAIN),
        P::PublisherLoc => new("publisher-loc", Content::PLAIN),
        P::Year => iso(new("year", Content::PLAIN)),
        P::Month => new("month", Content::PLAIN),
        P::Day => new("day", Content::PLAIN),
        P::Volume => new("volume", Content::PLAIN),
        P::Issue => new("issue", Content::PLAIN),
        P::Supplement => new("supplement", Content::SUBJECT),
        P::FirstPage => new("fpage", Content::PLAIN),
        P::LastPage => new("lpage", Content::PLAIN),
        P::PageCount => new("size", Content::PLAIN).with("units", "pages"),
        P::ElocationId => new("elocation-id", Content::PLAIN),
        P::Isbn => new("isbn", Content::PLAIN),
        P::Issn => new("issn", Content::PLAIN),
        P::Doi => new("pub-id", Content::PLAIN).with("pub-id-type", "doi"),
        P::Pmid => new("pub-id", Content::PLAIN).with("pub-id-type", "pmid"),
        P::Pmcid => new("pub-id", Content::PLAIN).with("pub-id-type", "pmcid"),
        P::Url => new("ext-link", Content::LINKED).with("ext-link-type", "uri"),
        P::AccessDate => iso(new("date-in-citation", Content::PLAIN).with("content-type", "access-date")),
        P::Language => comment("language"),
        P::Medium => comment("medium"),
        P::Archive => comment("archive"),
        P::Genre => comment("genre"),
        P::Patent => new("patent", Content::PLAIN),
        P::Standard => new("std", Content::STANDARD),
        P::Comment => new("comment", Content::PARAGRAPH),
    };
    mark.plain_face = mark.element != "comment";
    let safe = |address: &str| url::is_safe(address).then(|| address.to_owned());
    mark.href = match part.kind {
        P::Url => Href::Required(value.and_then(safe).or_else(|| safe(text))),
        P::Doi | P::Pmid | P::Pmcid => Href::Optional(None),
        _ => Href::None,
    };
    mark
}

/// Whether a value is a date of ISO 8601 as far as it goes: `2020`, `2020-05`, `2020-05-11`.
fn is_iso_date(value: &str) -> bool {
    value.len() >= 4
        && value
            .split('-')
            .zip([4, 2, 2])
            .all(|(part, len)| part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
        && value.split('-').count() <= 3
}
