//! Everything before the body: titles, contributors, abstracts, keywords, dates, journal data, self-citation.

use serde::{Deserialize, Serialize};

use super::{Block, Citation, Id, KeptElement, Lang, Localised, Run, Text};
use crate::notation::date::Date;

/// The front matter. In every list of [`Localised`] values the article's own language comes first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Front {
    /// UDC and other classification codes.
    pub classifications: Vec<Classification>,
    /// Identifiers: DOI, EDN and the like.
    pub identifiers: Vec<Identifier>,
    /// The heading under which the journal prints the article ("Original article"), by language.
    pub headings: Vec<Localised<Text>>,
    /// The title, by language. Note marks in it are [`super::Inline::NoteMark`]s.
    pub titles: Vec<Localised<Text>>,
    /// The authors, in order.
    pub contributors: Vec<Contributor>,
    /// The affiliations, in order.
    pub affiliations: Vec<Affiliation>,
    /// The abstract, by language.
    pub abstracts: Vec<Localised<Vec<Block>>>,
    /// The keywords, by language.
    pub keywords: Vec<Keywords>,
    /// Received, accepted, published and other dates, in the order of the manuscript.
    pub history: Vec<HistoryDate>,
    /// The journal and the issue as the article itself names them.
    pub issue: IssueData,
    /// The citation block ("For citation: …"), one a language.
    pub self_citations: Vec<SelfCitation>,
    /// Blocks on the authors ("Author: …", "Information about the authors"), as they stand; their facts are in the contributors.
    pub author_notes: Vec<AuthorNote>,
    /// Awards, counts, related articles and the like, as a manuscript in JATS has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<KeptElement>,
}

/// A classification code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Classification {
    /// The scheme: `udc`, `jel`, `msc`, `pacs`, `grnti`, `bbk`.
    pub scheme: String,
    /// The label as it stands (`UDC`, `УДК`).
    pub label: Run,
    /// The code as it stands.
    pub written: Run,
    /// The code in its normal form: for UDC the quotes around time are `"`.
    pub code: String,
}

/// An identifier of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identifier {
    /// `doi` (without `https://doi.org/`), `edn`, …
    pub scheme: String,
    /// The value in normal form, and where it stands.
    pub value: Run,
}

/// An author.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contributor {
    /// The name by language, the article's language first.
    pub names: Vec<Localised<PersonName>>,
    /// A body instead of a person, by language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collaboration: Vec<Localised<Run>>,
    /// Affiliations by [`Affiliation::id`].
    pub affiliations: Vec<Id>,
    /// E-mail.
    pub email: Option<Run>,
    /// ORCID iD in its 16-digit form with hyphens, without `https://orcid.org/`.
    pub orcid: Option<Run>,
    /// Whether this is the corresponding author.
    pub corresponding: bool,
    /// What the author notes say of the author, by language: degree, position, department.
    pub bios: Vec<Localised<Text>>,
}

/// A person's name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PersonName {
    /// Surname in ordinary capitalisation.
    pub surname: Run,
    /// Given names or initials with stops (`Olga S.`), empty if there are none.
    pub given: Run,
    /// The name as the author line has it (`O. S. VERBITSKAYA`).
    pub written: Run,
}

/// A place of work, in each language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Affiliation {
    /// `aff1`, …
    pub id: Id,
    /// One by language.
    pub variants: Vec<Localised<AffiliationText>>,
}

/// An affiliation as one language has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AffiliationText {
    /// The key (`a`, `1`), without `^` or bracket.
    pub label: Option<Run>,
    /// All of it as displayed, without the key.
    pub text: Text,
    /// The parts that were recognised: byte ranges of `text.plain()`, in order, not overlapping.
    pub parts: Vec<AffiliationPart>,
}

/// A recognised part of an affiliation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AffiliationPart {
    /// What it is.
    pub kind: AffiliationPartKind,
    /// First byte in the plain text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// For a country its ISO 3166-1 alpha-2 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// What a part of an affiliation is (the JATS elements of `aff`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AffiliationPartKind {
    /// `institution`
    Institution,
    /// `institution content-type="orgdiv1"`: a faculty, a department.
    Division,
    /// `addr-line`: street and house.
    AddressLine,
    /// `city`
    City,
    /// `postal-code`
    PostalCode,
    /// `state`
    State,
    /// `country`
    Country,
    /// `email`
    Email,
}

/// The keywords in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Keywords {
    /// Their language.
    pub lang: Lang,
    /// The label as it stands (`Ключевые слова`).
    pub label: Run,
    /// The keywords.
    pub items: Vec<Text>,
}

/// A date in the article's history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryDate {
    /// What happened.
    pub event: HistoryEvent,
    /// When.
    pub date: Date,
    /// The date as it stands.
    pub written: Run,
}

/// An event of the article's history: the values of `date/@date-type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HistoryEvent {
    /// `received`
    Received,
    /// `rev-recd`
    Revised,
    /// `accepted`
    Accepted,
    /// `pub`
    Published,
}

/// The journal and the place in it, as the article itself says (citation block, running head).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IssueData {
    /// Journal title by language.
    pub journal: Vec<Localised<Run>>,
    /// Year.
    pub year: Option<Run>,
    /// Volume.
    pub volume: Option<Run>,
    /// Issue.
    pub issue: Option<Run>,
    /// First page.
    pub first_page: Option<Run>,
    /// Last page.
    pub last_page: Option<Run>,
    /// Article number instead of pages (`e20210088`).
    pub elocation_id: Option<Run>,
}

/// The citation block of one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SelfCitation {
    /// The language of the label.
    pub lang: Lang,
    /// The label as it stands (`For citation`).
    pub label: Run,
    /// The citation as displayed.
    pub text: Text,
    /// Its parts.
    pub citation: Citation,
}

/// A block on the authors.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AuthorNote {
    /// Its language.
    pub lang: Lang,
    /// The label as it stands (`Author`).
    pub label: Run,
    /// One paragraph an author.
    pub paragraphs: Vec<Text>,
}
