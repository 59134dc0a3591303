//! The lists of references, each item as displayed and in its parts.

use serde::{Deserialize, Serialize};

use super::{Id, Lang, Run, Text};

/// The lists of references. A bilingual journal has two: item n of one is item n of the other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct References {
    /// The lists, in the manuscript's order.
    pub lists: Vec<ReferenceList>,
    /// The items. One that pairs across the lists has two forms.
    pub items: Vec<Reference>,
}

/// One list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReferenceList {
    /// `reflist1`, …
    pub id: Id,
    /// The heading as it stands (`Библиографические ссылки`).
    pub title: Text,
    /// The language of the heading.
    pub lang: Lang,
}

/// One item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// `R1`, …
    pub id: Id,
    /// The number as it stands, without its stop; none in an unnumbered list.
    pub label: Option<Run>,
    /// The number with its stop or brackets, where the manuscript marks these as part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_label: Option<Run>,
    /// The item in each list that has it; never empty.
    pub forms: Vec<ReferenceForm>,
}

/// An item as one list has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReferenceForm {
    /// Which list: index into [`References::lists`].
    pub list: u32,
    /// The language that it is written in.
    pub lang: Lang,
    /// As displayed, without the number.
    pub text: Text,
    /// Its parts.
    pub citation: Citation,
    /// Whether the manuscript has the parts alone (`element-citation`): what parts them in `text` stands nowhere in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_elements: bool,
    /// The same item once more, in its parts alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<Box<ReferenceForm>>,
}

/// A bibliographic citation in parts. The parts are ranges of the displayed text (`text.plain()`), so what is shown is
/// never rewritten, only marked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// What is cited.
    pub kind: PublicationType,
    /// The language of the cited work, where the item names it ("Russian.", "На англ.").
    pub source_lang: Option<Lang>,
    /// The parts in order; siblings do not overlap, children lie inside their parent.
    pub parts: Vec<Part>,
}

/// One part of a citation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// First byte in the displayed plain text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The value in a normal form where the displayed one is not: a DOI without its resolver, an ISO 8601 date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Parts inside: names in a person group, surname and given names in a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

impl Part {
    /// A part without children.
    pub fn new(kind: PartKind, range: std::ops::Range<usize>) -> Part {
        Part { kind, start: range.start as u32, end: range.end as u32, value: None, parts: Vec::new() }
    }

    /// The range in the displayed plain text.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text of the part.
    pub fn text<'a>(&self, plain: &'a str) -> &'a str {
        plain.get(self.range()).unwrap_or("")
    }
}

impl Citation {
    /// The first part of a kind, at any depth.
    pub fn find(&self, kind: PartKind) -> Option<&Part> {
        fn go(parts: &[Part], kind: PartKind) -> Option<&Part> {
            parts.iter().find_map(|p| if p.kind == kind { Some(p) } else { go(&p.parts, kind) })
        }
        go(&self.parts, kind)
    }

    /// The text of the first part of a kind, in its normal form where it has one.
    pub fn get<'a>(&'a self, kind: PartKind, plain: &'a str) -> Option<&'a str> {
        self.find(kind).map(|p| p.value.as_deref().unwrap_or_else(|| p.text(plain)))
    }
}

/// What is cited: the values of `mixed-citation/@publication-type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublicationType {
    /// `journal`
    Journal,
    /// `book`
    Book,
    /// `chapter` (in an edited book)
    Chapter,
    /// `confproc`
    Conference,
    /// `thesis`
    Thesis,
    /// `newspaper`
    Newspaper,
    /// `webpage`
    Webpage,
    /// `report`
    Report,
    /// `legal`: a law, a decree
    Legal,
    /// `standard`
    Standard,
    /// `patent`
    Patent,
    /// `archival`: a file in an archive
    Archival,
    /// `data`
    Data,
    /// `other`
    #[default]
    Other,
}

impl PublicationType {
    /// The attribute's value.
    pub fn as_str(self) -> &'static str {
        match self {
            PublicationType::Journal => "journal",
            PublicationType::Book => "book",
            PublicationType::Chapter => "chapter",
            PublicationType::Conference => "confproc",
            PublicationType::Thesis => "thesis",
            PublicationType::Newspaper => "newspaper",
            PublicationType::Webpage => "webpage",
            PublicationType::Report => "report",
            PublicationType::Legal => "legal",
            PublicationType::Standard => "standard",
            PublicationType::Patent => "patent",
            PublicationType::Archival => "archival",
            PublicationType::Data => "data",
            PublicationType::Other => "other",
        }
    }
}

/// What a part of a citation is. Each names the JATS element that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// `person-group person-group-type="author"`
    Authors,
    /// `person-group person-group-type="editor"`
    Editors,
    /// `person-group person-group-type="translator"`
    Translators,
    /// `name`, inside a person group
    Name,
    /// `surname`, inside a name
    Surname,
    /// `given-names`, inside a name
    GivenNames,
    /// `suffix`, inside a name
    Suffix,
    /// `collab`, inside a person group
    Collab,
    /// `etal`, inside a person group
    EtAl,
    /// `role`: "editor", "редакторы", inside a person group
    Role,
    /// `article-title`: of an article
    ArticleTitle,
    /// `chapter-title`: of a chapter or a paper in proceedings
    ChapterTitle,
    /// `trans-title`: the translation in brackets after a romanised title
    TransTitle,
    /// `source`: journal, book, proceedings, site
    Source,
    /// `trans-source`
    TransSource,
    /// `conf-name`
    ConfName,
    /// `conf-date`
    ConfDate,
    /// `conf-loc`
    ConfLoc,
    /// `edition`
    Edition,
    /// `series`
    Series,
    /// `publisher-name`
    Publisher,
    /// `publisher-loc`
    PublisherLoc,
    /// `year`
    Year,
    /// `month`
    Month,
    /// `day`
    Day,
    /// `volume`
    Volume,
    /// `issue`
    Issue,
    /// `supplement`
    Supplement,
    /// `fpage`
    FirstPage,
    /// `lpage`
    LastPage,
    /// `size units="pages"`
    PageCount,
    /// `elocation-id`
    ElocationId,
    /// `isbn`
    Isbn,
    /// `issn`
    Issn,
    /// `pub-id pub-id-type="doi"`
    Doi,
    /// `pub-id pub-id-type="pmid"`
    Pmid,
    /// `pub-id pub-id-type="pmcid"`
    Pmcid,
    /// `ext-link ext-link-type="uri"`
    Url,
    /// `date-in-citation content-type="access-date"`
    AccessDate,
    /// `comment content-type="language"`: "Russian"
    Language,
    /// `comment content-type="medium"`: "Internet", "Electronic resource"
    Medium,
    /// `comment content-type="archive"`: "Ф. 7. Оп. 16. Д. 3806. Л. 167"
    Archive,
    /// `comment content-type="genre"`: "dissertation", "Tese de Doutorado"
    Genre,
    /// `patent`
    Patent,
    /// `std`
    Standard,
    /// `comment`
    Comment,
}
