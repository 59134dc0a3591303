//! The items of an article's list of references as bibliographic items.

use super::item::{Issued, Item, Kind, Name};
use super::{key, line};
use crate::article::{Article, Citation, Lang, Localised, Part, PartKind, PublicationType, Reference, ReferenceForm};
use crate::notation::date::{self, Date};
use crate::notation::name::split_initials;
use crate::notation::{doi, language};

/// The items of the list of references, in order. Of an item that two lists have, the form in the language of the work is
/// the item, and the other gives the title and the container in the other language. Of an item without recognised parts
/// the text as it stands is the note.
pub fn of_references(article: &Article) -> Vec<Item> {
    let mut items: Vec<Item> = article.references.items.iter().map(item).collect();
    key::make_unique(&mut items);
    items
}

fn item(reference: &Reference) -> Item {
    let forms: Vec<Form<'_>> = reference.forms.iter().map(Form::new).collect();
    let own = original(&forms);
    let Some(form) = forms.get(own) else { return Item { id: reference.id.clone(), ..Item::default() } };
    let mut item = form.item();
    for (n, other) in forms.iter().enumerate() {
        if n != own {
            join(&mut item, other.item());
        }
    }
    // An author's name is known in Latin letters where a form in Latin letters has it.
    let latin = forms.iter().map(Form::item).find(|i| starts_latin(i) && !i.authors.is_empty());
    item.id = key::key(latin.as_ref().filter(|l| l.issued == item.issued).unwrap_or(&item), &reference.id);
    item
}

/// An address as a program takes it: one that is printed without its scheme gets that which browsers try.
fn whole(url: String) -> String {
    let bare = url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    if bare { format!("http://{url}") } else { url }
}

fn starts_latin(item: &Item) -> bool {
    item.authors.first().is_some_and(|n| n.family.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Which form is in the language of the work: the one whose language another names ("Russian."), else the first.
fn original(forms: &[Form<'_>]) -> usize {
    let named = forms.iter().find_map(|f| f.citation.source_lang);
    named.and_then(|lang| forms.iter().position(|f| f.form.lang == lang)).unwrap_or(0)
}

/// Adds what another form of the same item says: titles in its language, and the numbers that are the same in any.
fn join(item: &mut Item, other: Item) {
    let lang = other.lang_of_title();
    let add = |to: &mut Vec<Localised<String>>, own: &str, text: String, lang: Lang| {
        if !text.is_empty() && text != own && to.iter().all(|t| t.value != text) {
            to.push(Localised::new(lang, text));
        }
    };
    // The translation in brackets is a title in the language of the form; the romanised title beside it is none.
    match other.other_titles.into_iter().next() {
        Some(translation) => add(&mut item.other_titles, &item.title, translation.value, translation.lang),
        None => add(&mut item.other_titles, &item.title, other.title, lang),
    }
    match other.other_containers.into_iter().next() {
        Some(translation) => add(&mut item.other_containers, &item.container, translation.value, translation.lang),
        None => add(&mut item.other_containers, &item.container, other.container, lang),
    }
    for (own, other) in [(&mut item.doi, other.doi), (&mut item.pmid, other.pmid), (&mut item.pmcid, other.pmcid)] {
        if own.is_empty() {
            *own = other;
        }
    }
}

impl Item {
    /// The language that the title reads in, where it can be told.
    fn lang_of_title(&self) -> Lang {
        let text = format!("{} {}", self.title, self.container);
        let read = language::guess(&text);
        read.or(self.lang).unwrap_or_default()
    }
}

/// A form of an item with its displayed text.
struct Form<'a> {
    form: &'a ReferenceForm,
    citation: &'a Citation,
    plain: String,
}

impl<'a> Form<'a> {
    fn new(form: &'a ReferenceForm) -> Form<'a> {
        let parts = match &form.again {
            Some(again) if form.citation.parts.is_empty() => again,
            _ => form,
        };
        Form { form, citation: &parts.citation, plain: parts.text.plain() }
    }

    fn text(&self, part: &Part) -> String {
        line(part.value.as_deref().unwrap_or_else(|| part.text(&self.plain)))
    }

    /// The first part of a kind outside a date of access and the like.
    fn get(&self, kind: PartKind) -> String {
        self.citation.parts.iter().find(|p| p.kind == kind).map(|p| self.text(p)).unwrap_or_default()
    }

    fn all(&self, kind: PartKind) -> Vec<String> {
        let parts = self.citation.parts.iter().filter(|p| p.kind == kind);
        parts.map(|p| self.text(p)).filter(|t| !t.is_empty()).collect()
    }

    fn item(&self) -> Item {
        use PartKind as P;
        let lang = self.citation.source_lang.unwrap_or(self.form.lang);
        let of_part = [self.get(P::ArticleTitle), self.get(P::ChapterTitle)].into_iter().find(|t| !t.is_empty());
        let (source, trans_source) = (self.get(P::Source), self.get(P::TransSource));
        let trans_title = self.get(P::TransTitle);
        let other = |text: String| match text.is_empty() {
            true => Vec::new(),
            false => vec![Localised::new(language::guess(&text).unwrap_or_default(), text)],
        };
        // Without a title of its own the item is the source.
        let alone = of_part.is_none();
        let (title, container) = (of_part.unwrap_or(source.clone()), if alone { String::new() } else { source });
        let (other_titles, other_containers) = match alone {
            true if trans_title.is_empty() => (other(trans_source), Vec::new()),
            true => (other(trans_title), Vec::new()),
            false => (other(trans_title), other(trans_source)),
        };
        let (authors, more_authors) = self.people(P::Authors);
        let supplement = self.get(P::Supplement);
        let mut notes = self.all(P::Comment);
        notes.extend(self.all(P::ConfDate));
        let named = self.citation.source_lang.is_some();
        let mut item = Item {
            kind: kind(self.citation.kind, alone),
            lang: Some(lang).filter(|l| *l != Lang::UND),
            title,
            other_titles,
            container,
            other_containers,
            series: self.get(P::Series),
            event: self.get(P::ConfName),
            event_place: self.get(P::ConfLoc),
            authors,
            more_authors,
            editors: self.people(P::Editors).0,
            translators: self.people(P::Translators).0,
            issued: self.issued(),
            accessed: date::parse_at(&self.get(P::AccessDate)).map(|(date, _)| date),
            volume: self.get(P::Volume),
            issue: [self.get(P::Issue), supplement].join(" ").trim().to_owned(),
            first_page: self.get(P::FirstPage),
            last_page: self.get(P::LastPage),
            article_number: self.get(P::ElocationId),
            page_count: self.get(P::PageCount),
            number: [self.get(P::Patent), self.get(P::Standard)]
                .into_iter()
                .find(|n| !n.is_empty())
                .unwrap_or_default(),
            publisher: self.get(P::Publisher),
            place: self.get(P::PublisherLoc),
            edition: self.get(P::Edition),
            doi: doi::normalise(&self.get(P::Doi)).unwrap_or_default(),
            url: whole(self.get(P::Url)),
            isbn: self.get(P::Isbn),
            issns: self.all(P::Issn),
            pmid: self.get(P::Pmid),
            pmcid: self.get(P::Pmcid),
            genre: self.get(P::Genre),
            medium: self.get(P::Medium),
            archive_location: self.get(P::Archive),
            note: notes.join("; "),
            ..Item::default()
        };
        // A list holds items in many languages, and says of few in which.
        if !named && let Some(read) = language::guess(&item.title) {
            item.lang = Some(read);
        }
        if item.title.is_empty() && !item.event.is_empty() {
            item.title = item.event.clone();
        }
        if self.citation.parts.is_empty() {
            item.note = line(&self.plain);
        }
        item
    }

    fn issued(&self) -> Option<Issued> {
        let year = self.get(PartKind::Year);
        let digits = |text: &str| text.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?.parse::<u16>().ok();
        let from = year.find(|c: char| c.is_ascii_digit())?;
        let first = digits(&year[from..])?;
        let rest = year[from + 4..].trim_start_matches([' ', '-', '–', '—', '/']);
        let until = digits(rest).filter(|last| rest.len() + from + 4 < year.len() && *last > first);
        let number = |text: String| text.parse::<u8>().ok();
        let month = Some(self.get(PartKind::Month)).filter(|m| !m.is_empty() && until.is_none());
        let month = month.and_then(|m| {
            let name = m.trim_end_matches('.');
            number(name.to_owned()).filter(|m| (1..=12).contains(m)).or_else(|| date::month_by_name(name))
        });
        let day = month.and_then(|_| number(self.get(PartKind::Day)));
        // A day that its month does not have is left out.
        let whole = day.zip(month).and_then(|(d, m)| date::parse_at(&format!("{first:04}-{m:02}-{d:02}")));
        let date = match whole {
            Some((date, _)) => date,
            None => Date { year: first, month, day: None },
        };
        Some(Issued { date, until })
    }

    /// The names in a group of persons, and whether there are more.
    fn people(&self, group: PartKind) -> (Vec<Name>, bool) {
        let (mut names, mut more) = (Vec::new(), false);
        for part in self.citation.parts.iter().filter(|p| p.kind == group).flat_map(|p| &p.parts) {
            match part.kind {
                PartKind::Name => names.push(self.name(part)),
                PartKind::Collab => names.push(Name { literal: self.text(part), ..Name::default() }),
                PartKind::EtAl => more = true,
                _ => {}
            }
        }
        names.retain(|n| *n != Name::default());
        (names, more)
    }

    fn name(&self, part: &Part) -> Name {
        let get = |kind| part.parts.iter().find(|p| p.kind == kind).map(|p| self.text(p)).unwrap_or_default();
        match get(PartKind::Surname) {
            family if family.is_empty() => Name { literal: self.text(part), ..Name::default() },
            family => Name {
                family: lower(&family),
                given: initials(&get(PartKind::GivenNames)),
                suffix: get(PartKind::Suffix),
                literal: String::new(),
            },
        }
    }
}

/// A surname in ordinary capitalisation, where it stands in capitals.
fn lower(family: &str) -> String {
    let letters = family.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || family.chars().any(char::is_lowercase) {
        return family.to_owned();
    }
    let mut start = true;
    let mut out = String::with_capacity(family.len());
    for c in family.chars() {
        if start {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        start = !c.is_alphabetic();
    }
    out
}

/// Given names as they stand; initials without stops (`АБ`, `EZh`) get them (`А. Б.`, `E. Zh.`).
fn initials(given: &str) -> String {
    let capitals = given.chars().all(|c| c.is_alphabetic() && c.is_uppercase()) && given.chars().count() <= 3;
    let letters: Vec<String> = match split_initials(given) {
        Some(parts) => parts.into_iter().map(str::to_owned).collect(),
        None if capitals => given.chars().map(String::from).collect(),
        // A stop belongs to the initial before it.
        None => return given.replace(" .", "."),
    };
    letters.into_iter().map(|l| l + ".").collect::<Vec<_>>().join(" ")
}

/// What is cited. `alone`: it has no title beside that of the source.
fn kind(kind: PublicationType, alone: bool) -> Kind {
    match kind {
        PublicationType::Journal => Kind::ArticleJournal,
        PublicationType::Newspaper => Kind::ArticleNewspaper,
        PublicationType::Book => Kind::Book,
        PublicationType::Chapter | PublicationType::Conference if alone => Kind::Book,
        PublicationType::Chapter => Kind::Chapter,
        PublicationType::Conference => Kind::PaperConference,
        PublicationType::Thesis => Kind::Thesis,
        PublicationType::Webpage => Kind::Webpage,
        PublicationType::Report => Kind::Report,
        PublicationType::Legal => Kind::Legislation,
        PublicationType::Standard => Kind::Standard,
        PublicationType::Patent => Kind::Patent,
        PublicationType::Archival => Kind::Manuscript,
        PublicationType::Data => Kind::Dataset,
        PublicationType::Other => Kind::Document,
    }
}
