//! `package.opf` of an issue.

use std::collections::{BTreeMap, BTreeSet};

use super::{Issue, Part, contents, filled};
use crate::article::{Contributor, Lang, Localised};
use crate::write::epub::opf::{Access, Item, Opf, Place};
use crate::write::epub::{identity, package};
use crate::write::xhtml::{self, clean, page_name};

/// Writes `package.opf`.
pub fn package(issue: &Issue<'_>, parts: &[Part<'_>], urn: &str) -> Vec<u8> {
    let languages = issue.languages();
    let lang = languages[0];
    let titles = issue.journal_titles();
    let name = issue.name(lang);
    let mut opf = Opf::new(lang, urn);
    // A name in a language is one with the journal's title in it.
    opf.title("title", "main", "1", &name, titles.keys().map(|other| issue.name(*other)));
    if let Some(theme) = issue.theme(lang).filter(|theme| *theme != name) {
        let others = issue.title.iter().map(|(lang, text)| Localised::new(*lang, clean(text)));
        opf.title("theme", "subtitle", "2", &theme, others);
    }
    opf.authors(authors(issue).iter());
    let mut all: BTreeSet<Lang> = parts.iter().flat_map(|part| package::languages(part.job.article)).collect();
    all.retain(|other| !languages.contains(other) && *other != Lang::UND);
    for lang in languages.into_iter().chain(all) {
        opf.dc("dc:language", &[], lang.as_str());
    }
    let published = issue.published.filter(|date| xhtml::civil(date).is_some());
    let place = Place {
        title: issue.pick(&titles, lang),
        published: published.map(|date| date.iso()),
        year: filled(&issue.year),
        volume: filled(&issue.volume),
        issue: filled(&issue.number),
        ..Place::default()
    };
    opf.journal(issue.journal, &place, &identity::issue_modified(issue));
    opf.access(&Access::of(parts.iter().map(|part| &part.content)));

    let mut items = vec![Item::page("contents", contents::FILE, false)];
    for part in parts {
        let folder = part.folder.trim_end_matches('/');
        items.push(Item::page(folder, part.address(), part.content.math_first));
        for (n, more) in part.content.more.iter().enumerate() {
            let path = format!("{}{}", part.folder, page_name(n + 1));
            items.push(Item::page(format!("{folder}-{}", n + 2), path, more.math));
        }
    }
    let pages = items.len();
    for part in parts {
        let folder = part.folder.trim_end_matches('/');
        for (i, picture) in part.content.pictures.iter().enumerate() {
            let path = format!("{}{}", part.folder, picture.path);
            items.push(Item::new(format!("{folder}-picture-{}", i + 1), path, picture.media_type, ""));
        }
    }
    let spine: Vec<&str> = items[..pages].iter().map(|item| item.id.as_ref()).collect();
    opf.files(&items, &spine)
}

/// The authors of all articles in their order, each once: who has the same ORCID iD or, unless their ORCID iDs tell them
/// apart, the same name in one language. The names of one author in different languages are brought together.
fn authors(issue: &Issue<'_>) -> Vec<Contributor> {
    let mut all: Vec<Contributor> = Vec::new();
    let mut known: BTreeMap<(Option<Lang>, String), usize> = BTreeMap::new();
    for person in issue.articles.iter().flat_map(|job| &job.article.front.contributors) {
        let orcid = person.orcid.as_ref().map(|o| o.text.trim().to_uppercase()).filter(|o| !o.is_empty());
        let names = person.names.iter().map(|n| (n.lang, xhtml::display(&n.value)));
        let bodies = person.collaboration.iter().map(|c| (c.lang, clean(&c.value.text)));
        let names = names.chain(bodies).filter(|(_, name)| !name.is_empty());
        let names: Vec<_> = names.map(|(lang, name)| (Some(lang), name.to_lowercase())).collect();
        let same = orcid.as_ref().and_then(|o| known.get(&(None, o.clone()))).copied();
        let same = same.or_else(|| {
            let namesakes = names.iter().filter_map(|key| known.get(key)).copied();
            namesakes.into_iter().find(|at| orcid.is_none() || all[*at].orcid.is_none())
        });
        let at = same.unwrap_or(all.len());
        if at == all.len() {
            all.push(Contributor::default());
        }
        let one = &mut all[at];
        for name in &person.names {
            if !one.names.iter().any(|n| n.lang == name.lang) {
                one.names.push(name.clone());
            }
        }
        for body in &person.collaboration {
            if !one.collaboration.iter().any(|c| c.lang == body.lang) {
                one.collaboration.push(body.clone());
            }
        }
        one.orcid = one.orcid.take().or_else(|| person.orcid.clone());
        for key in names.into_iter().chain(orcid.map(|o| (None, o))) {
            known.entry(key).or_insert(at);
        }
    }
    all
}
