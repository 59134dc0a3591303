//! The kinds of labels. The build script shares this file, so it uses nothing of the crate.

/// What a label announces. The names in schemas/labels.xml are the kebab-case forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// A UDC code.
    Udc,
    /// A DOI.
    Doi,
    /// An EDN (eLIBRARY document number).
    Edn,
    /// An ORCID iD.
    Orcid,
    /// A SPIN code of the Russian author index.
    Spin,
    /// A JEL code.
    Jel,
    /// A code of the Mathematics Subject Classification.
    Msc,
    /// A PACS code.
    Pacs,
    /// A GRNTI code.
    Grnti,
    /// A code of the Library-Bibliographic Classification.
    Bbk,
    /// An e-mail address.
    Email,
    /// The abstract.
    Abstract,
    /// The keywords.
    Keywords,
    /// The citation block.
    Citation,
    /// A block on the authors.
    AuthorNotes,
    /// The corresponding author.
    Correspondence,
    /// A list of references.
    References,
    /// The article's history as a whole.
    History,
    /// The date received.
    Received,
    /// The date of the revised version.
    Revised,
    /// The date accepted.
    Accepted,
    /// The date published.
    Published,
    /// Acknowledgements.
    Acknowledgements,
    /// Funding.
    Funding,
    /// A statement on conflicts of interest.
    ConflictOfInterest,
    /// What each author did.
    Contributions,
    /// Where the data are.
    DataAvailability,
    /// Copyright and licence.
    Licence,
    /// An appendix.
    Appendix,
    /// The introduction.
    Introduction,
    /// The methods.
    Methods,
    /// The results.
    Results,
    /// The discussion.
    Discussion,
    /// The conclusions.
    Conclusions,
    /// A figure.
    Figure,
    /// A table.
    Table,
    /// A formula.
    Formula,
    /// A repeat of the reference before.
    Ibid,
    /// The type of article, as the journal heads it.
    Heading,
    /// A page number.
    Page,
    /// A title that is labelled as one.
    Title,
    /// An affiliation that is labelled as one.
    Affiliation,
}

/// Every kind and its name in the table.
pub(crate) const KINDS: [(&str, LabelKind); 42] = [
    ("udc", LabelKind::Udc),
    ("doi", LabelKind::Doi),
    ("edn", LabelKind::Edn),
    ("orcid", LabelKind::Orcid),
    ("spin", LabelKind::Spin),
    ("jel", LabelKind::Jel),
    ("msc", LabelKind::Msc),
    ("pacs", LabelKind::Pacs),
    ("grnti", LabelKind::Grnti),
    ("bbk", LabelKind::Bbk),
    ("email", LabelKind::Email),
    ("abstract", LabelKind::Abstract),
    ("keywords", LabelKind::Keywords),
    ("citation", LabelKind::Citation),
    ("author-notes", LabelKind::AuthorNotes),
    ("correspondence", LabelKind::Correspondence),
    ("references", LabelKind::References),
    ("history", LabelKind::History),
    ("received", LabelKind::Received),
    ("revised", LabelKind::Revised),
    ("accepted", LabelKind::Accepted),
    ("published", LabelKind::Published),
    ("acknowledgements", LabelKind::Acknowledgements),
    ("funding", LabelKind::Funding),
    ("conflict-of-interest", LabelKind::ConflictOfInterest),
    ("contributions", LabelKind::Contributions),
    ("data-availability", LabelKind::DataAvailability),
    ("licence", LabelKind::Licence),
    ("appendix", LabelKind::Appendix),
    ("introduction", LabelKind::Introduction),
    ("methods", LabelKind::Methods),
    ("results", LabelKind::Results),
    ("discussion", LabelKind::Discussion),
    ("conclusions", LabelKind::Conclusions),
    ("figure", LabelKind::Figure),
    ("table", LabelKind::Table),
    ("formula", LabelKind::Formula),
    ("ibid", LabelKind::Ibid),
    ("heading", LabelKind::Heading),
    ("page", LabelKind::Page),
    ("title-label", LabelKind::Title),
    ("affiliation", LabelKind::Affiliation),
];

impl LabelKind {
    /// Whether a block of its own stands under the label: a citation block, notes on the authors, keywords and the like.
    pub fn announces_block(self) -> bool {
        matches!(
            self,
            LabelKind::Citation
                | LabelKind::AuthorNotes
                | LabelKind::Correspondence
                | LabelKind::Abstract
                | LabelKind::Keywords
                | LabelKind::References
                | LabelKind::Acknowledgements
                | LabelKind::Funding
                | LabelKind::ConflictOfInterest
        )
    }

    /// Whether a section of the body or of the back matter is headed so; such a label may have a number before it
    /// ("5. Conclusion").
    pub fn heads_section(self) -> bool {
        use LabelKind::*;
        matches!(
            self,
            Introduction
                | Methods
                | Results
                | Discussion
                | Conclusions
                | References
                | Acknowledgements
                | Funding
                | ConflictOfInterest
                | Contributions
                | DataAvailability
                | Appendix
                | Abstract
        )
    }
}
