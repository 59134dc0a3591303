//! Authors and affiliations.

use std::collections::{HashMap, HashSet};

use super::content::Content;
use super::line::{Line, Mark};
use super::{Doc, JatsVersion, changed};
use crate::article::{
    Affiliation, AffiliationPartKind, AffiliationText, AuthorNote, Contributor, Localised, PersonName, Run, Text,
};
use crate::source::Span;

impl<'a> Doc<'a> {
    /// `contrib-group`, and the affiliations: inside it where there is one.
    pub(super) fn people(&mut self) {
        let front = &self.article.front;
        if front.contributors.is_empty() {
            front.affiliations.iter().for_each(|affiliation| self.affiliation(affiliation));
            return;
        }
        let affiliations: HashMap<&str, &'a Affiliation> =
            front.affiliations.iter().map(|affiliation| (affiliation.id.as_str(), affiliation)).collect();
        self.open_block("contrib-group", &[("content-type", Some("authors"))]);
        for contributor in &front.contributors {
            self.contributor(contributor, &affiliations);
        }
        for affiliation in &front.affiliations {
            self.affiliation(affiliation);
        }
        self.close_block();
    }

    fn contributor(&mut self, contributor: &'a Contributor, affiliations: &HashMap<&str, &'a Affiliation>) {
        let corresponding = contributor.corresponding.then_some("yes");
        let span = contributor.names.first().map_or(Span::NONE, |name| name.value.written.span);
        let from = self.xml.position();
        self.open_block("contrib", &[("contrib-type", Some("author")), ("corresp", corresponding)]);
        if let Some(orcid) = &contributor.orcid {
            let from = self.xml.position();
            let address = format!("https://orcid.org/{}", orcid.text.trim());
            self.xml.leaf("contrib-id", &[("contrib-id-type", "orcid")], &address);
            self.xml.note(from, orcid.span);
            self.xml.newline();
        }
        self.names(&contributor.names);
        self.collaboration(&contributor.collaboration);
        if let Some(email) = &contributor.email {
            self.xml.leaf_run("email", &[], email).newline();
        }
        for Localised { lang, value } in &contributor.bios {
            let from = self.xml.position();
            self.open("bio", &[("xml:lang", Some(lang.as_str()))]);
            self.xml.open("p", &[]);
            self.line(value, Content::PARAGRAPH, *lang);
            self.xml.close().close();
            self.xml.note(from, value.span());
            self.xml.newline();
        }
        for id in &contributor.affiliations {
            let affiliation = affiliations.get(id.as_str());
            let rid = self.target(id, span, "affiliation");
            if affiliation.is_none() && rid.is_none() {
                continue;
            }
            self.open_xref("aff", rid.unwrap_or_default());
            let label = affiliation.and_then(|a| a.variants.iter().find_map(|v| v.value.label.as_ref()));
            if let Some(label) = label {
                self.xml.text(&label.text);
            }
            self.close_block();
        }
        self.xml.close();
        self.xml.note(from, span);
        self.xml.newline();
    }

    fn names(&mut self, names: &'a [Localised<PersonName>]) {
        match names {
            [] => {}
            [only] => {
                self.name(only, None);
                self.xml.newline();
            }
            [first, others @ ..] => {
                let from = self.xml.position();
                self.xml.open("name-alternatives", &[]);
                self.name(first, Some("primary"));
                for other in others {
                    self.name(other, Some("alternative"));
                }
                self.xml.close();
                self.xml.note(from, first.value.written.span);
                self.xml.newline();
            }
        }
    }

    fn name(&mut self, Localised { lang, value }: &'a Localised<PersonName>, specific_use: Option<&str>) {
        let from = self.xml.position();
        let attributes = [("xml:lang", Some(lang.as_str())), ("specific-use", specific_use)];
        match (value.surname.text.is_empty(), value.given.text.is_empty()) {
            (true, true) => {
                self.open("string-name", &attributes);
                self.xml.text(&value.written.text);
            }
            (true, false) => {
                self.open("name", &[attributes[0], attributes[1], ("name-style", Some("given-only"))]);
                self.xml.leaf_run("given-names", &[], &value.given);
            }
            (false, given) => {
                self.open("name", &attributes);
                self.xml.leaf_run("surname", &[], &value.surname);
                if !given {
                    self.xml.leaf_run("given-names", &[], &value.given);
                }
            }
        }
        self.xml.close();
        self.xml.note(from, value.written.span.join(value.surname.span).join(value.given.span));
    }

    fn collaboration(&mut self, names: &'a [Localised<Run>]) {
        // JATS 1.4 has new names for both elements, and deprecates the old ones.
        let (element, wrapper) = match self.version {
            JatsVersion::V1_3 => ("collab", "collab-alternatives"),
            JatsVersion::V1_4 => ("collab-name", "collab-name-alternatives"),
        };
        if names.len() > 1 {
            self.xml.open(wrapper, &[]);
        }
        for Localised { lang, value } in names {
            self.xml.leaf_run(element, &[("xml:lang", lang.as_str())], value);
        }
        if names.len() > 1 {
            self.xml.close();
        }
        if !names.is_empty() {
            self.xml.newline();
        }
    }

    fn affiliation(&mut self, affiliation: &'a Affiliation) {
        // The languages stand apart in the manuscript; the first is the place.
        let span = affiliation.variants.first().map_or(Span::NONE, |variant| variant.value.text.span());
        let from = self.xml.position();
        let id = self.id(&affiliation.id, span);
        match affiliation.variants.as_slice() {
            [] => self.open("aff", &[("id", id)]),
            [only] => self.variant(only, id),
            variants => {
                self.open_block("aff-alternatives", &[("id", id)]);
                for variant in variants {
                    let own = id.and_then(|id| self.ids.make(format!("{id}-{}", variant.lang)));
                    self.variant(variant, own.as_deref());
                    self.close_block();
                }
            }
        }
        self.xml.close();
        self.xml.note(from, span);
        self.xml.newline();
    }

    /// Opens an `aff` and writes what is in it; the caller closes it.
    fn variant(&mut self, Localised { lang, value }: &'a Localised<AffiliationText>, id: Option<&str>) {
        self.open("aff", &[("id", id), ("xml:lang", Some(lang.as_str()))]);
        if let Some(label) = &value.label {
            self.xml.leaf_run("label", &[], label);
        }
        let line = Line::new(&value.text.inlines);
        self.marked(&line, &parts(value), Content::AFFILIATION, *lang, false);
    }

    /// `author-notes`: what the blocks on the authors say that no author's `bio` does.
    pub(super) fn author_notes(&mut self) {
        let front = &self.article.front;
        let lang = self.article.lang;
        let told = Told::new(&front.contributors);
        let untold: Vec<(&AuthorNote, Vec<&Text>)> = front
            .author_notes
            .iter()
            .map(|note| (note, note.paragraphs.iter().filter(|p| !p.is_empty() && !told.has(p)).collect::<Vec<_>>()))
            .filter(|(_, paragraphs)| !paragraphs.is_empty())
            .collect();
        if untold.is_empty() {
            return;
        }
        self.open_block("author-notes", &[]);
        for (note, paragraphs) in untold {
            let own = changed(&note.lang, lang);
            self.open("fn", &[("fn-type", Some("other")), ("xml:lang", own)]);
            if !note.label.text.is_empty() {
                self.xml.leaf_run("label", &[], &note.label);
            }
            for paragraph in paragraphs {
                self.xml.open("p", &[]);
                self.line(paragraph, Content::PARAGRAPH, note.lang);
                self.xml.close();
            }
            self.close_block();
        }
        self.close_block();
    }
}

/// What the authors' `bio`s say.
struct Told {
    /// First bytes in the manuscript, in order, each with the furthest end so far.
    places: Vec<(u32, u32)>,
    /// Texts that have no place.
    texts: HashSet<String>,
}

impl Told {
    fn new(contributors: &[Contributor]) -> Told {
        let mut told = Told { places: Vec::new(), texts: HashSet::new() };
        for bio in contributors.iter().flat_map(|contributor| &contributor.bios) {
            match bio.value.span() {
                span if span.is_empty() => drop(told.texts.insert(bio.value.plain())),
                span => told.places.push((span.start, span.end)),
            }
        }
        told.places.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut told.places {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        told
    }

    fn has(&self, text: &Text) -> bool {
        let span = text.span();
        if span.is_empty() {
            return self.texts.contains(&text.plain());
        }
        let before = self.places.partition_point(|(start, _)| *start < span.end);
        before > 0 && self.places[before - 1].1 > span.start
    }
}

/// The recognised parts of an affiliation as marks. Parts out of order or not at characters are passed over.
fn parts(text: &AffiliationText) -> Vec<Mark<'_>> {
    let plain = text.text.plain();
    let mut end = 0;
    let mut marks = Vec::new();
    for part in &text.parts {
        let range = part.start as usize..part.end as usize;
        if range.start < end || range.is_empty() || plain.get(range.clone()).is_none() {
            continue;
        }
        end = range.end;
        let mark = match part.kind {
            AffiliationPartKind::Institution => Mark::new("institution", range, Content::SCRIPTS),
            AffiliationPartKind::Division => {
                Mark::new("institution", range, Content::SCRIPTS).with("content-type", "orgdiv1")
            }
            AffiliationPartKind::AddressLine => Mark::new("addr-line", range, Content::SUBJECT),
            AffiliationPartKind::City => Mark::new("city", range, Content::PLAIN),
            AffiliationPartKind::PostalCode => Mark::new("postal-code", range, Content::PLAIN),
            AffiliationPartKind::State => Mark::new("state", range, Content::PLAIN),
            AffiliationPartKind::Email => Mark::new("email", range, Content::PLAIN),
            AffiliationPartKind::Country => {
                let mark = Mark::new("country", range, Content::PLAIN);
                match &part.code {
                    Some(code) => mark.with("country", code.as_str()),
                    None => mark,
                }
            }
        };
        marks.push(mark);
    }
    marks
}
