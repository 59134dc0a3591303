//! BibTeX and the data model of biblatex: UTF-8, what TeX reads as commands escaped.

use super::item::{Item, Kind, Name};
use super::line;
use crate::article::Lang;
use crate::notation::date::Date;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// The entry types and fields of the standard styles, with `doi`, `url`, `isbn`, `issn`, `keywords` and `abstract`,
    /// which other styles read and these pass over.
    BibTex,
    /// Those of biblatex.
    BibLatex,
}

use Dialect::{BibLatex, BibTex};

/// The items as BibTeX.
pub fn bibtex(items: &[Item]) -> Vec<u8> {
    write(BibTex, items)
}

/// The items as biblatex. A title in the other language is the `titleaddon`.
pub fn biblatex(items: &[Item]) -> Vec<u8> {
    write(BibLatex, items)
}

/// What the dialect has no place for.
pub(super) fn lost(dialect: Dialect, item: &Item) -> Vec<&'static str> {
    let classic = dialect == BibTex;
    let day = item.issued.is_some_and(|i| i.date.day.is_some());
    let checks = [
        (classic && !item.other_titles.is_empty(), "the title in the other language"),
        (item.other_titles.len() > 1 && !classic, "the title in a third language"),
        (!item.other_containers.is_empty(), "the journal's or book's title in the other language"),
        (!item.other_summaries.is_empty(), "the abstract in the other language"),
        (!item.other_keywords.is_empty(), "the keywords in the other language"),
        (classic && day, "the day of publication"),
        (classic && !item.event.is_empty() && item.event != item.title, "the name of the conference"),
        (classic && !item.event_place.is_empty(), "the place of the conference"),
        (item.lang.is_some() && babel(item.lang).is_none(), "the language"),
        (!item.medium.is_empty(), "the medium"),
        (classic && !item.translators.is_empty(), "the translators"),
        (!item.issue.is_empty() && !item.number.is_empty(), "its number beside the issue"),
    ];
    checks.into_iter().filter(|(gone, _)| *gone).map(|(_, what)| what).collect()
}

fn write(dialect: Dialect, items: &[Item]) -> Vec<u8> {
    let mut out = String::new();
    for (n, item) in items.iter().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let key: String = item.id.chars().filter(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
        let (entry, fields) = entry(dialect, item);
        out.push_str(&format!("@{entry}{{{},\n", if key.is_empty() { "item" } else { &key }));
        for (name, value) in fields {
            out.push_str(&format!("  {name} = {value},\n"));
        }
        out.push_str("}\n");
    }
    out.into_bytes()
}

/// The fields of an entry, each with its value in braces.
struct Fields {
    fields: Vec<(&'static str, String)>,
}

impl Fields {
    /// A field of plain text.
    fn text(&mut self, name: &'static str, text: &str) {
        self.value(name, &escape(&line(text)));
    }

    /// A field that is TeX already.
    fn value(&mut self, name: &'static str, tex: &str) {
        if !tex.is_empty() {
            self.fields.push((name, format!("{{{tex}}}")));
        }
    }
}

fn entry(dialect: Dialect, item: &Item) -> (&'static str, Vec<(&'static str, String)>) {
    let mut out = Fields { fields: Vec::new() };
    let latex = dialect == BibLatex;
    let kind = item.kind;
    let or = |biblatex: &'static str, bibtex: &'static str| if latex { biblatex } else { bibtex };
    let english = item.lang.is_none_or(|l| l == Lang::EN);
    // Styles set titles in lower case: in BibTeX all, in biblatex those in English.
    let title = |text: &str| if latex && !english { escape(&line(text)) } else { protect(&line(text)) };

    out.value("author", &people(&item.authors, item.more_authors));
    out.value("editor", &people(&item.editors, false));
    if latex {
        out.value("translator", &people(&item.translators, false));
    }
    out.value("title", &title(&item.title));
    if latex {
        // One translated title only: the English one, or the first.
        let other = item.other_titles.iter().find(|t| t.lang == Lang::EN).or(item.other_titles.first());
        out.value("titleaddon", &title(other.map_or("", |t| &t.value)));
    }
    match kind {
        Kind::ArticleJournal | Kind::ArticleNewspaper => {
            out.text(or("journaltitle", "journal"), &item.container);
            if latex && kind == Kind::ArticleNewspaper {
                out.value("entrysubtype", "newspaper");
            }
        }
        Kind::Webpage if latex => out.text("organization", &item.container),
        Kind::Chapter | Kind::PaperConference => out.value("booktitle", &title(&item.container)),
        // The gazette of a law, the series of a standard: no style's field, but reference managers read it there.
        _ => out.text(or("journaltitle", "journal"), &item.container),
    }
    out.text("series", &item.series);
    if latex && item.event != item.title {
        out.value("eventtitle", &title(&item.event));
    }
    if latex {
        out.text("venue", &item.event_place);
    }
    dates(&mut out, dialect, item);
    out.text("volume", &item.volume);
    out.text("number", if item.issue.is_empty() { &item.number } else { &item.issue });
    if item.first_page.is_empty() {
        out.text(or("eid", "pages"), &item.article_number);
    } else {
        // A dash inside a page's own number would be a ligature.
        let [first, last] = [&item.first_page, &item.last_page].map(|p| escape(&line(p)));
        let one = last.is_empty() || last == first;
        out.value("pages", &if one { first } else { format!("{first}--{last}") });
    }
    if latex {
        out.text("pagetotal", &item.page_count);
    }
    publisher(&mut out, dialect, item);
    out.text("edition", &item.edition);
    out.text("type", &item.genre);
    out.value("doi", &verbatim(&item.doi));
    out.value("url", &verbatim(&item.url));
    if let (true, Some(accessed)) = (latex && !item.url.is_empty(), item.accessed) {
        out.value("urldate", &accessed.iso());
    }
    out.text("isbn", &item.isbn);
    out.text("issn", &item.issns.join(", "));
    if latex && !item.pmid.is_empty() {
        out.value("eprinttype", "pubmed");
        out.text("eprint", &item.pmid);
    } else {
        out.text("pmid", &item.pmid);
    }
    out.text("pmcid", &item.pmcid);
    if let Some(babel) = babel(item.lang) {
        out.value(or("langid", "language"), babel);
    }
    let keywords: Vec<String> = item.keywords.iter().map(|k| escape(&line(k))).collect();
    let keywords = keywords.into_iter().map(|k| if k.contains(',') { format!("{{{k}}}") } else { k });
    out.value("keywords", &keywords.collect::<Vec<_>>().join(", "));
    out.text("abstract", &item.summary);
    note(&mut out, dialect, item);
    (entry_type(dialect, item), out.fields)
}

fn dates(out: &mut Fields, dialect: Dialect, item: &Item) {
    let Some(issued) = item.issued else { return };
    let Date { year, month, .. } = issued.date;
    match (dialect, issued.until) {
        (BibLatex, Some(until)) => out.value("date", &format!("{year:04}/{until:04}")),
        (BibLatex, None) => out.value("date", &issued.date.iso()),
        (BibTex, Some(until)) => out.value("year", &format!("{year:04}--{until:04}")),
        (BibTex, None) => {
            out.value("year", &format!("{year:04}"));
            let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
            if let Some(name) = month.and_then(|m| names.get(usize::from(m).wrapping_sub(1))) {
                out.fields.push(("month", (*name).to_owned()));
            }
        }
    }
}

/// The publisher and its town. In biblatex both are lists, in which "and" parts one from the next.
fn publisher(out: &mut Fields, dialect: Dialect, item: &Item) {
    let name = match item.kind {
        Kind::Thesis if dialect == BibTex => "school",
        Kind::Thesis | Kind::Report => "institution",
        Kind::Webpage if dialect == BibLatex && item.container.is_empty() => "organization",
        Kind::Document | Kind::Webpage if dialect == BibTex => "howpublished",
        _ => "publisher",
    };
    let place = if dialect == BibLatex { "location" } else { "address" };
    for (name, text) in [(name, &item.publisher), (place, &item.place)] {
        let text = escape(&line(text));
        let list = dialect == BibLatex && has_and(&text);
        out.value(name, &if list { format!("{{{text}}}") } else { text });
    }
}

fn note(out: &mut Fields, dialect: Dialect, item: &Item) {
    let mut notes = vec![line(&item.note), line(&item.archive_location)];
    if dialect == BibTex {
        if !item.page_count.is_empty() {
            notes.push(format!("{} pages", line(&item.page_count)));
        }
        notes.extend(item.accessed.map(|a| format!("Accessed {}", a.iso())));
    } else if let (true, Some(accessed)) = (item.url.is_empty(), item.accessed) {
        notes.push(format!("Accessed {}", accessed.iso()));
    }
    notes.retain(|n| !n.is_empty());
    out.text("note", &notes.join("; "));
}

fn entry_type(dialect: Dialect, item: &Item) -> &'static str {
    match (item.kind, dialect) {
        (Kind::ArticleJournal | Kind::ArticleNewspaper, _) => "article",
        (Kind::Book, _) => "book",
        (Kind::Chapter, _) => "incollection",
        (Kind::PaperConference, _) => "inproceedings",
        (Kind::Manuscript, _) => "unpublished",
        (Kind::Thesis, BibLatex) => "thesis",
        (Kind::Thesis, BibTex) => "phdthesis",
        (Kind::Report, BibLatex) => "report",
        (Kind::Report, BibTex) => "techreport",
        (Kind::Webpage, BibLatex) => "online",
        (Kind::Legislation, BibLatex) => "legislation",
        (Kind::Standard, BibLatex) => "standard",
        (Kind::Patent, BibLatex) => "patent",
        (Kind::Dataset, BibLatex) => "dataset",
        (Kind::Document, _) | (_, BibTex) => "misc",
    }
}

/// The name by which babel knows a language.
fn babel(lang: Option<Lang>) -> Option<&'static str> {
    Some(match lang?.as_str() {
        "en" => "english",
        "ru" => "russian",
        "be" => "belarusian",
        "uk" => "ukrainian",
        "pl" => "polish",
        "de" => "ngerman",
        "fr" => "french",
        "es" => "spanish",
        "pt" => "portuguese",
        "it" => "italian",
        "cs" => "czech",
        "sk" => "slovak",
        "bg" => "bulgarian",
        "sr" => "serbian",
        "lt" => "lithuanian",
        "lv" => "latvian",
        "nl" => "dutch",
        "la" => "latin",
        "tr" => "turkish",
        "sv" => "swedish",
        "fi" => "finnish",
        "hu" => "hungarian",
        "ro" => "romanian",
        _ => return None,
    })
}

/// Names as BibTeX lists them, surname first.
fn people(names: &[Name], more: bool) -> String {
    let names = names.iter().map(|name| {
        if name.family.is_empty() {
            return format!("{{{}}}", escape(&line(&name.literal)));
        }
        let part = |text: &str| {
            let text = escape(&line(text));
            if text.contains(',') || has_and(&text) { format!("{{{text}}}") } else { text }
        };
        let (family, given, suffix) = (part(&name.family), part(&name.given), part(&name.suffix));
        match (given.as_str(), suffix.as_str()) {
            ("", "") => format!("{{{family}}}"),
            (given, "") => format!("{family}, {given}"),
            (given, suffix) => format!("{family}, {suffix}, {given}"),
        }
    });
    names.chain(more.then(|| "others".to_owned())).collect::<Vec<_>>().join(" and ")
}

/// Whether "and" would part a list there.
fn has_and(text: &str) -> bool {
    text.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"))
}

/// Text for TeX. Braces become commands, since BibTeX counts them even after a backslash; marks that TeX would join to
/// one (`--`, ` `` `) are kept apart.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = '\0';
    for c in text.chars() {
        match c {
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '&' | '#' | '_' | '$' => out.extend(['\\', c]),
            _ => {
                let joins = (c == before && matches!(c, '-' | '`' | '\'' | '<' | '>' | ','))
                    || (c == '`' && matches!(before, '?' | '!'));
                if joins {
                    out.push_str("{}");
                }
                out.push(c);
            }
        }
        before = c;
    }
    out
}

/// A title for TeX, with the words in braces that would not survive being set as a sentence: those with a capital, but for
/// the first letter of the first word, and those that begin without one where a sentence would.
fn protect(title: &str) -> String {
    let mut out = String::with_capacity(title.len() + 16);
    let mut start = true;
    for (n, word) in title.split(' ').enumerate() {
        if n > 0 {
            out.push(' ');
        }
        let at = word.find(char::is_alphanumeric).unwrap_or(word.len());
        let first = word[at..].chars().next();
        let skip = if n == 0 { at + first.map_or(0, char::len_utf8) } else { 0 };
        let lower = start && first.is_some_and(char::is_lowercase);
        if lower || word[skip..].chars().any(char::is_uppercase) {
            // Punctuation stays outside, for a style to see.
            let last = word.char_indices().rfind(|(_, c)| c.is_alphanumeric());
            let end = last.map_or(word.len(), |(at, c)| at + c.len_utf8());
            let (head, middle, tail) = (&word[..at.min(end)], &word[at.min(end)..end], &word[end..]);
            out.push_str(&format!("{}{{{}}}{}", escape(head), escape(middle), escape(tail)));
        } else {
            out.push_str(&escape(word));
        }
        // A dash or a mark alone between spaces leaves it as it is.
        if first.is_some() || word.ends_with(SENTENCE) {
            start = word.trim_end_matches(['”', '"', '»', '’', ')', ']', ',']).ends_with(SENTENCE);
        }
    }
    out
}

/// The marks after which a style sets a capital.
const SENTENCE: [char; 5] = [':', ';', '.', '?', '!'];

/// A DOI or an address, which biblatex and the styles that set it take as it stands: only what would break the entry is
/// written as in an address.
fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            ' ' => out.push_str("%20"),
            _ => out.push(c),
        }
    }
    out
}
