//! The fields of a [`Record`]: what an editor calls each, whether an article has it, and where it is set if it has not.
//! Deposits name by these what they demand and what they have no place for.

use super::Record;
use crate::article::{AffiliationPartKind, Lang, Localised};
use crate::source::Span;

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Field {
    Title,
    TitleTranslated,
    Language,
    Authors,
    AuthorsTranslated,
    Affiliations,
    AffiliationsTranslated,
    Emails,
    Orcids,
    Bios,
    Abstract,
    AbstractTranslated,
    Keywords,
    KeywordsTranslated,
    Udc,
    Codes,
    Edn,
    Heading,
    Doi,
    Url,
    PdfUrl,
    Received,
    Accepted,
    Published,
    Year,
    VolumeOrIssue,
    Pages,
    JournalTitle,
    JournalTitleTranslated,
    AbbreviatedTitle,
    Issn,
    Publisher,
    Place,
    LicenceUrl,
    Licence,
    Holder,
    Funding,
    References,
    ReferencesTranslated,
    Galleys,
    CrossrefDepositor,
    CrossrefEmail,
    CrossrefRegistrant,
    OjsSection,
}

impl Field {
    /// What an editor calls it ("the DOI").
    pub fn name(self) -> &'static str {
        use Field::*;
        match self {
            Title => "the title",
            TitleTranslated => "the title in the other language",
            Language => "the language",
            Authors => "the authors",
            AuthorsTranslated => "the authors' names in the other language",
            Affiliations => "the affiliations",
            AffiliationsTranslated => "the affiliations in the other language",
            Emails => "the authors' e-mail addresses",
            Orcids => "the authors' ORCID iDs",
            Bios => "what is said of the authors",
            Abstract => "the abstract",
            AbstractTranslated => "the abstract in the other language",
            Keywords => "the keywords",
            KeywordsTranslated => "the keywords in the other language",
            Udc => "the UDC number",
            Codes => "the classification codes other than UDC",
            Edn => "the EDN",
            Heading => "the heading under which the article is printed",
            Doi => "the DOI",
            Url => "the address at which the article is read",
            PdfUrl => "the address of the PDF",
            Received => "the date received",
            Accepted => "the date of acceptance",
            Published => "the date of publication",
            Year => "the year",
            VolumeOrIssue => "the volume or the issue",
            Pages => "the pages",
            JournalTitle => "the journal's title",
            JournalTitleTranslated => "the journal's title in the other language",
            AbbreviatedTitle => "the journal's abbreviated title",
            Issn => "the ISSN",
            Publisher => "the publisher",
            Place => "the publisher's town",
            LicenceUrl => "the licence",
            Licence => "the statement of the licence",
            Holder => "the holder of the copyright",
            Funding => "the funding",
            References => "the list of references",
            ReferencesTranslated => "the list of references in the other language",
            Galleys => "the article's files",
            CrossrefDepositor => "the depositor",
            CrossrefEmail => "the depositor's e-mail address",
            CrossrefRegistrant => "the registrant",
            OjsSection => "the section of the journal's site",
        }
    }

    /// Where it is set: a key of journal.toml or a line of the manuscript.
    pub fn set_in(self) -> &'static str {
        use Field::*;
        match self {
            Title => "write the title on a line of its own before the authors",
            TitleTranslated => "add the title block in the other language to the manuscript",
            Language => "write the article's title page; its language is read from it",
            Authors => "write the authors on a line of their own after the title",
            AuthorsTranslated => "add the title block in the other language to the manuscript",
            Affiliations | AffiliationsTranslated => "write the affiliations on lines of their own after the authors",
            Emails => "write the address in the block on the authors, such as `E-mail: name@example.org`",
            Orcids => "write the iD in the block on the authors, such as `ORCID: 0000-0000-0000-0000`",
            Bios => "add a block `Author:` to the manuscript",
            Abstract | AbstractTranslated => "add a paragraph that begins with `Abstract.` to the manuscript",
            Keywords | KeywordsTranslated => "add a line that begins with `Keywords:` to the manuscript",
            Udc => "add a line `UDC …` at the head of the manuscript",
            Codes => "add a line such as `JEL: …` at the head of the manuscript",
            Edn => "add a line `EDN: …` at the head of the manuscript",
            Heading => "print the heading above the title",
            Doi => {
                "add a line `DOI: 10.…/…` at the head of the manuscript, once it is assigned; `offprint doi` proposes one if journal.toml gives `prefix` and `suffix` under [doi]"
            }
            Url => "set `article-url` under [deposit] in journal.toml, with placeholders such as {doi}",
            PdfUrl => "set `pdf-url` under [deposit] in journal.toml, with placeholders such as {doi}",
            Received => "add a line such as `Received 11.05.2020` to the manuscript",
            Accepted => "add a line such as `Accepted 11.05.2020` to the manuscript",
            Published => "add a line such as `Published 11.05.2020` to the manuscript",
            Year | VolumeOrIssue => "add it to the line `For citation: …` of the manuscript",
            Pages => "end the line `For citation: …` of the manuscript with the pages, such as `P. 47–55.`",
            JournalTitle | JournalTitleTranslated => "set `title` under [journal] in journal.toml",
            AbbreviatedTitle => "set `abbreviated-title` under [journal] in journal.toml",
            Issn => "set `issn-print` or `issn-online` under [journal] in journal.toml",
            Publisher => "set `name` under [publisher] in journal.toml",
            Place => "set `place` under [publisher] in journal.toml",
            LicenceUrl => "set `url` under [licence] in journal.toml",
            Licence => "set `statement` under [licence] in journal.toml",
            Holder => "set `holder` under [licence] in journal.toml",
            Funding => "add a section `Funding` after the text",
            References | ReferencesTranslated => "add a list with the heading `References` to the manuscript",
            Galleys => "leave out nothing: they are made of the manuscript",
            CrossrefDepositor => "set `depositor` under [crossref] in journal.toml",
            CrossrefEmail => "set `email` under [crossref] in journal.toml",
            CrossrefRegistrant => "set `registrant` under [crossref] in journal.toml",
            OjsSection => "set `section` under [ojs] in journal.toml",
        }
    }

    /// Whether it is the journal that says it, and not the article.
    pub fn is_of_journal(self) -> bool {
        self.set_in().contains("journal.toml") && self != Field::Doi
    }

    /// Whether there is something to say in it.
    pub fn is_in(self, record: &Record<'_>) -> bool {
        use Field::*;
        let lang = record.lang;
        let crossref = &record.journal.crossref;
        match self {
            Title => !record.titles.is_empty(),
            TitleTranslated => more_than(&record.titles),
            Language => lang != Lang::UND,
            Authors => !record.authors.is_empty(),
            AuthorsTranslated => record.authors.iter().any(|a| a.names.len() > 1),
            Affiliations => record.authors.iter().any(|a| !a.affiliations.is_empty()),
            AffiliationsTranslated => record.affiliations.iter().any(|a| a.texts.len() > 1),
            Emails => record.authors.iter().any(|a| a.email.is_some()),
            Orcids => record.authors.iter().any(|a| a.orcid.is_some()),
            Bios => record.authors.iter().any(|a| !a.bios.is_empty()),
            Abstract => !record.abstracts.is_empty(),
            AbstractTranslated => more_than(&record.abstracts),
            Keywords => !record.keywords.is_empty(),
            KeywordsTranslated => more_than(&record.keywords),
            Udc => !record.udc.is_empty(),
            Codes => !record.codes.is_empty(),
            Edn => record.edn.is_some(),
            Heading => !record.headings.is_empty(),
            Doi => record.doi.is_some(),
            Url => record.url.is_some(),
            PdfUrl => record.pdf_url.is_some(),
            Received => record.received.is_some(),
            Accepted => record.accepted.is_some(),
            Published => record.published.is_some(),
            Year => record.year.is_some(),
            VolumeOrIssue => record.volume.is_some() || record.issue.is_some(),
            Pages => record.first_page.is_some() || record.elocation_id.is_some(),
            JournalTitle => !record.journal_titles.is_empty(),
            JournalTitleTranslated => more_than(&record.journal_titles),
            AbbreviatedTitle => !record.abbreviated_titles.is_empty(),
            Issn => record.issn_print.is_some() || record.issn_online.is_some(),
            Publisher => !record.publisher.is_empty(),
            Place => !record.place.is_empty(),
            LicenceUrl => record.licence_url.is_some(),
            Licence => !record.licence.is_empty(),
            Holder => !record.holder.is_empty(),
            Funding => !record.funding.is_empty(),
            References => !record.references.is_empty(),
            ReferencesTranslated => record.references.iter().any(|r| r.forms.len() > 1),
            Galleys => !record.galleys.is_empty(),
            CrossrefDepositor => crossref.depositor.is_some(),
            CrossrefEmail => crossref.email.is_some(),
            CrossrefRegistrant => crossref.registrant.is_some(),
            OjsSection => record.journal.ojs.section.is_some(),
        }
    }

    /// Where in the manuscript it stands, or what it would stand beside; [`Span::NONE`] if that is nowhere.
    pub fn span(self, record: &Record<'_>) -> Span {
        use Field::*;
        let front = &record.article.front;
        let text = |texts: &[Localised<crate::article::Text>]| texts.first().map_or(Span::NONE, |t| t.value.span());
        let run = |run: &Option<crate::article::Run>| run.as_ref().map_or(Span::NONE, |r| r.span);
        let title = || text(&front.titles);
        match self {
            _ if self.is_of_journal() => Span::NONE,
            Year | VolumeOrIssue | Pages => {
                let issue = &front.issue;
                let known = [&issue.volume, &issue.issue, &issue.year, &issue.first_page].into_iter().map(run);
                let citation = || front.self_citations.first().map_or(Span::NONE, |c| c.text.span());
                Some(known.fold(Span::NONE, Span::join)).filter(|s| !s.is_empty()).unwrap_or_else(citation)
            }
            Affiliations => {
                let parts = front.affiliations.iter().flat_map(|a| &a.variants).map(|v| v.value.text.span());
                parts.fold(Span::NONE, Span::join)
            }
            _ => title(),
        }
    }
}

fn more_than<T>(texts: &[Localised<T>]) -> bool {
    texts.len() > 1
}

/// Whether an affiliation says its country in any language.
pub fn has_country(record: &Record<'_>) -> bool {
    let parts = record.article.front.affiliations.iter().flat_map(|a| &a.variants).flat_map(|v| &v.value.parts);
    parts.into_iter().any(|p| p.kind == AffiliationPartKind::Country)
}
