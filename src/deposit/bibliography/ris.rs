//! RIS: one field a line, `TY` to `ER`, CR LF at the end of each line.

use super::item::{Item, Kind, Name};
use super::line;
use crate::article::Lang;
use crate::notation::date::Date;

/// The items as RIS, in UTF-8.
pub fn ris(items: &[Item]) -> Vec<u8> {
    let mut out = String::new();
    for item in items {
        for (tag, text) in fields(item, &mut Vec::new()) {
            out.push_str(&format!("{tag}  - {text}\r\n"));
        }
        out.push_str("ER  - \r\n\r\n");
    }
    out.into_bytes()
}

/// What RIS has no place for.
pub(super) fn lost(item: &Item) -> Vec<&'static str> {
    let mut lost = Vec::new();
    fields(item, &mut lost);
    lost
}

fn fields(item: &Item, lost: &mut Vec<&'static str>) -> Vec<(&'static str, String)> {
    let mut out = vec![("TY", kind(item.kind).to_owned())];
    let mut put = |tag: &'static str, text: &str| {
        let text = line(text);
        if !text.is_empty() {
            out.push((tag, text));
        }
    };
    put("ID", &item.id);
    item.authors.iter().for_each(|n| put("AU", &person(n)));
    item.editors.iter().for_each(|n| put(if item.kind == Kind::Book { "A3" } else { "A2" }, &person(n)));
    item.translators.iter().for_each(|n| put("A4", &person(n)));
    put("TI", &item.title);
    // One translated title only: the first, or the English one.
    let translated = item.other_titles.iter().find(|t| t.lang == Lang::EN).or(item.other_titles.first());
    put("TT", translated.map_or("", |t| &t.value));
    put("T2", &item.container);
    if matches!(item.kind, Kind::ArticleJournal | Kind::ArticleNewspaper) {
        put("JO", &item.container);
    }
    put("T3", &item.series);
    if let Some(issued) = item.issued {
        put("PY", &format!("{:04}", issued.date.year));
        put("DA", &date(issued.date));
    }
    put("VL", &item.volume);
    put("IS", if item.issue.is_empty() { &item.number } else { &item.issue });
    let first = if item.first_page.is_empty() { &item.article_number } else { &item.first_page };
    put("SP", if first.is_empty() { &item.page_count } else { first });
    if !item.first_page.is_empty() {
        put("EP", &item.last_page);
    }
    put("ET", &item.edition);
    put("PB", &item.publisher);
    put("CY", if item.place.is_empty() { &item.event_place } else { &item.place });
    put("DO", &item.doi);
    put("SN", &item.isbn);
    item.issns.iter().for_each(|i| put("SN", i));
    put("UR", &item.url);
    if let Some(accessed) = item.accessed {
        put("Y2", &date(accessed));
    }
    put("LA", item.lang.as_ref().map_or("", |l| l.as_str()));
    put("M3", &item.genre);
    put("AV", &item.archive_location);
    let other = item.other_keywords.iter().flat_map(|k| &k.value);
    item.keywords.iter().chain(other).for_each(|k| put("KW", k));
    put("AB", &item.summary);
    put("N1", &item.note);
    if !item.pmid.is_empty() {
        put("N1", &format!("PMID: {}", item.pmid));
    }
    if !item.pmcid.is_empty() {
        put("N1", &format!("PMCID: {}", item.pmcid));
    }

    for (gone, what) in [
        (item.more_authors, "that there are more authors (“et al.”)"),
        (item.other_titles.len() > 1, "the title in a third language"),
        (!item.other_containers.is_empty(), "the journal's or book's title in the other language"),
        (!item.other_summaries.is_empty(), "the abstract in the other language"),
        (!item.event.is_empty() && item.event != item.title, "the name of the conference"),
        (!item.event_place.is_empty() && !item.place.is_empty(), "the place of the conference"),
        (item.issued.is_some_and(|i| i.until.is_some()), "the last of its years"),
        (!item.number.is_empty() && !item.issue.is_empty(), "its number beside the issue"),
        (!item.page_count.is_empty() && !first.is_empty(), "the number of pages of the whole"),
        (!item.medium.is_empty(), "the medium"),
    ] {
        if gone {
            lost.push(what);
        }
    }
    out
}

fn person(name: &Name) -> String {
    if name.family.is_empty() {
        return name.literal.clone();
    }
    let parts = [&name.family, &name.given, &name.suffix];
    // A suffix without a given name keeps the place of the given name empty.
    let last = parts.iter().rposition(|p| !p.is_empty()).unwrap_or(0);
    parts[..=last].iter().map(|p| p.as_str()).collect::<Vec<_>>().join(", ")
}

/// `YYYY/MM/DD/` with what is not known left empty.
fn date(date: Date) -> String {
    let two = |n: Option<u8>| n.map(|n| format!("{n:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", date.year, two(date.month), two(date.day.filter(|_| date.month.is_some())))
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::ArticleJournal => "JOUR",
        Kind::ArticleNewspaper => "NEWS",
        Kind::Book => "BOOK",
        Kind::Chapter => "CHAP",
        Kind::PaperConference => "CPAPER",
        Kind::Thesis => "THES",
        Kind::Webpage => "ELEC",
        Kind::Report => "RPRT",
        Kind::Legislation => "STAT",
        Kind::Standard => "STAND",
        Kind::Patent => "PAT",
        Kind::Manuscript => "MANSCPT",
        Kind::Dataset => "DATA",
        Kind::Document => "GEN",
    }
}
