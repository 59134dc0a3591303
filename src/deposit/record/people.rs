//! The people of a record and where they work.

use super::{Texts, own_first, pick, texts, value};
use crate::article::{AffiliationPartKind, AffiliationText, Article, Contributor, Lang, Localised};
use crate::notation::email;
use crate::write::xhtml::clean;

/// An author, a person or a body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Author {
    /// The name by language; empty for a body.
    pub names: Vec<Localised<Name>>,
    /// The body's name by language; empty for a person.
    pub body: Texts,
    /// E-mail.
    pub email: Option<String>,
    /// ORCID iD, `0000-0000-0000-0000`.
    pub orcid: Option<String>,
    /// Whether this is the corresponding author.
    pub corresponding: bool,
    /// Degree, position and the like.
    pub bios: Texts,
    /// Indices of [`super::Record::affiliations`].
    pub affiliations: Vec<usize>,
}

/// A person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The surname, or the whole name where its parts are not known; never empty.
    pub surname: String,
    /// Given names or initials; may be empty.
    pub given: String,
}

impl Name {
    /// The surname first, as catalogues file it: `Maker, Ann`.
    pub fn filed(&self) -> String {
        if self.given.is_empty() { self.surname.clone() } else { format!("{}, {}", self.surname, self.given) }
    }

    /// As it is read: `Ann Maker`.
    pub fn read(&self) -> String {
        if self.given.is_empty() { self.surname.clone() } else { format!("{} {}", self.given, self.surname) }
    }
}

impl Author {
    /// The name in a language, else the first one; for a body its name as surname.
    pub fn name(&self, lang: Lang) -> Name {
        let person = self.names.iter().find(|n| n.lang == lang).or(self.names.first());
        let body = || pick(&self.body, lang).cloned().unwrap_or_default();
        person.map_or_else(|| Name { surname: body(), given: String::new() }, |n| n.value.clone())
    }

    /// Whether it is a body.
    pub fn is_body(&self) -> bool {
        self.names.is_empty()
    }

    /// Surname and given names in English, or in Latin letters, or as they are.
    pub fn latin_name(&self) -> (String, String) {
        let english = self.names.iter().find(|n| n.lang == Lang::EN);
        let latin = || self.names.iter().find(|n| n.value.surname.is_ascii());
        match english.or_else(latin) {
            Some(name) => (name.value.surname.clone(), name.value.given.clone()),
            None => {
                let name = self.name(Lang::EN);
                (name.surname, name.given)
            }
        }
    }
}

/// A place of work by language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Affiliation {
    /// In each language, the article's own first.
    pub texts: Vec<Localised<Place>>,
    /// ISO 3166-1 alpha-2 code of the country.
    pub country_code: Option<String>,
}

/// A place of work in one language. What was not recognised is empty; `text` never is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// All of it as displayed.
    pub text: String,
    /// The institution.
    pub institution: String,
    /// Faculty, department.
    pub division: String,
    /// Street, house, postal code, as they stand.
    pub address: String,
    /// Town.
    pub city: String,
    /// Country.
    pub country: String,
}

impl Place {
    /// The institution, or all of it where no institution was recognised.
    pub fn organisation(&self) -> &str {
        if self.institution.is_empty() { &self.text } else { &self.institution }
    }
}

impl Affiliation {
    /// In a language, else the first one.
    pub fn place(&self, lang: Lang) -> Option<&Place> {
        self.texts.iter().find(|t| t.lang == lang).or(self.texts.first()).map(|t| &t.value)
    }
}

/// The authors, in order.
pub(super) fn authors(article: &Article, lang: Lang) -> Vec<Author> {
    let position = |id: &String| article.front.affiliations.iter().position(|a| a.id == *id);
    let author = |contributor: &Contributor| {
        let mut names: Vec<Localised<Name>> = Vec::new();
        for name in &contributor.names {
            let (surname, given) = (clean(&name.value.surname.text), clean(&name.value.given.text));
            let written = if surname.is_empty() {
                Name { surname: clean(&name.value.written.text), given: String::new() }
            } else {
                Name { surname, given }
            };
            if !written.surname.is_empty() && names.iter().all(|n| n.lang != name.lang) {
                names.push(Localised::new(name.lang, written));
            }
        }
        names.sort_by_key(|n| n.lang != lang);
        let body = contributor.collaboration.iter().map(|c| Localised::new(c.lang, clean(&c.value.text))).collect();
        Author {
            body: if names.is_empty() { own_first(body, lang) } else { Vec::new() },
            names,
            email: value(&contributor.email).filter(|text| email::is_valid(text)),
            orcid: value(&contributor.orcid).filter(|id| is_orcid(id)),
            corresponding: contributor.corresponding,
            bios: own_first(texts(&contributor.bios), lang),
            affiliations: contributor.affiliations.iter().filter_map(position).collect(),
        }
    };
    let authors = article.front.contributors.iter().map(author);
    authors.filter(|a| !a.names.is_empty() || !a.body.is_empty()).collect()
}

/// Four groups of four, the last character of which may be X.
fn is_orcid(id: &str) -> bool {
    let figure = |(n, c): (usize, char)| match n {
        4 | 9 | 14 => c == '-',
        18 => c.is_ascii_digit() || c == 'X',
        _ => c.is_ascii_digit(),
    };
    id.len() == 19 && id.chars().enumerate().all(figure)
}

/// The affiliations, in order.
pub(super) fn affiliations(article: &Article, lang: Lang) -> Vec<Affiliation> {
    let affiliation = |affiliation: &crate::article::Affiliation| {
        let mut texts: Vec<_> = affiliation.variants.iter().map(|v| Localised::new(v.lang, place(&v.value))).collect();
        texts.retain(|t| !t.value.text.is_empty());
        texts.sort_by_key(|t| t.lang != lang);
        let parts = affiliation.variants.iter().flat_map(|v| &v.value.parts);
        let country_code = parts.filter(|p| p.kind == AffiliationPartKind::Country).find_map(|p| p.code.clone());
        Affiliation { texts, country_code }
    };
    article.front.affiliations.iter().map(affiliation).collect()
}

fn place(text: &AffiliationText) -> Place {
    use AffiliationPartKind as K;
    let plain = text.text.plain();
    let all = |kinds: &[K]| {
        let parts = text.parts.iter().filter(|p| kinds.contains(&p.kind));
        let words = parts.filter_map(|p| plain.get(p.start as usize..p.end as usize)).map(clean);
        words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ")
    };
    Place {
        text: clean(&text.text.plain_without_marks()).trim_end_matches(['.', ';', ',']).to_owned(),
        institution: all(&[K::Institution]),
        division: all(&[K::Division]),
        address: all(&[K::AddressLine, K::PostalCode]),
        city: all(&[K::City]),
        country: all(&[K::Country]),
    }
}
