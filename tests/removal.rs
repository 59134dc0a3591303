//! Each thing that a journal requires, taken out of an article one at a time, and from all languages at once: it is found
//! missing, once for each language that lacks it, and nothing else changes. The articles are those of samples/, and the one of
//! the material beside the checkout, where it is there; then the same of the JATS that is written of them.

#[allow(dead_code)]
#[path = "support/cuts.rs"]
mod cuts;
#[allow(dead_code)]
#[path = "support/material.rs"]
mod material;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use offprint::check::{Options, Schemas, Selection, Ui, check};
use offprint::diagnostic::Diagnostic;
use offprint::journal::{FILE_NAME, Journal};
use offprint::read::READERS;
use offprint::source::Source;

/// What is taken out together, by how its blocks begin, then the rule that misses it and how often. A label alone takes the block
/// under it along, a heading of a list the items of the list.
type Removal = (&'static [&'static str], &'static str, usize);

struct Checker {
    path: PathBuf,
    text: String,
    journal: Journal,
    schemas: Schemas,
}

/// How often each rule is told.
type Counts = BTreeMap<String, usize>;

fn counts(found: &[Diagnostic]) -> Counts {
    let mut counts = Counts::new();
    for finding in found {
        *counts.entry(finding.rule.clone()).or_default() += 1;
    }
    counts
}

/// What `a` has more of than `b`.
fn more(a: &Counts, b: &Counts) -> Counts {
    let more = a.iter().map(|(rule, n)| (rule.clone(), n.saturating_sub(b.get(rule).copied().unwrap_or(0))));
    more.filter(|(_, n)| *n > 0).collect()
}

impl Checker {
    fn new(path: &Path) -> Checker {
        let journal = match std::fs::read_to_string(path.with_file_name(FILE_NAME)) {
            Ok(text) => Journal::parse(Path::new(FILE_NAME), &text).unwrap(),
            Err(_) => Journal::default(),
        };
        let text = std::fs::read_to_string(path).unwrap();
        Checker { path: path.into(), text, journal, schemas: Schemas::embedded() }
    }

    fn found(&self, text: &str, reader: &str) -> Vec<Diagnostic> {
        let source = Source::from_text(&self.path, text);
        let selection = Selection::default();
        let options = Options { journal: &self.journal, ui: Ui::En, selection: &selection, schemas: &self.schemas };
        let reader = READERS.iter().find(|r| r.name == reader).unwrap();
        check(&source, reader, &options).unwrap()
    }

    /// The places of the blocks that begin with one of `starts`.
    fn places(&self, starts: &[&str]) -> Vec<Range<usize>> {
        let mut blocks: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        for block in self.text.split("\n\n") {
            blocks.push(at..(at + block.len() + 2).min(self.text.len()));
            at += block.len() + 2;
        }
        let text = |n: usize| blocks.get(n).map_or("", |range: &Range<usize>| self.text[range.clone()].trim());
        let numbered = |n: usize| text(n).starts_with(|c: char| c.is_ascii_digit());
        let place = |start: &&str| {
            let at = (0..blocks.len()).find(|&n| text(n).starts_with(start));
            let at = at.unwrap_or_else(|| panic!("{}: no block begins with {start:?}", self.path.display()));
            let mut end = if text(at).ends_with(':') { at + 2 } else { at + 1 };
            while text(at) == *start && numbered(end) {
                end += 1;
            }
            blocks[at].start..blocks[end - 1].end
        };
        let mut places: Vec<Range<usize>> = starts.iter().map(place).collect();
        places.sort_by_key(|place| place.start);
        places
    }

    fn removals(&self, removals: &[Removal]) {
        let whole = self.found(&self.text, "page");
        for (starts, rule, times) in removals {
            let places = self.places(starts);
            let mut text = self.text.clone();
            for place in places.iter().rev() {
                text.replace_range(place.clone(), "");
            }
            let left = counts(&self.found(&text, "page"));
            let new = more(&left, &counts(&whole));
            let name = format!("{} without {starts:?}", self.path.display());
            assert_eq!(new, Counts::from([((*rule).to_owned(), *times)]), "{name}");
            // What was found before and is not any more was about what was taken out.
            for (gone, times) in more(&counts(&whole), &left) {
                let touches = |span: &offprint::source::Span| {
                    places.iter().any(|p| (span.start as usize) < p.end && p.start < span.end as usize)
                };
                let about = |d: &&Diagnostic| touches(&d.span) || d.related.iter().any(|(span, _)| touches(span));
                let about = whole.iter().filter(|d| d.rule == gone).filter(about).count();
                assert!(about >= times, "{name}: {gone} is told less often by {times}");
            }
        }
    }

    /// Takes each required element out of the JATS of the article.
    fn cuts(&self) {
        let reading = material::read_text(&self.path, &self.text).unwrap();
        let written = material::write(&self.path, &reading, "jats").unwrap();
        let jats = String::from_utf8(written.bytes).unwrap();
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(&jats, options).unwrap();
        let whole = counts(&self.found(&jats, "jats"));
        for cut in cuts::CUTS {
            let Some(left) = cut.of(&document) else { continue };
            let left = counts(&self.found(&left, "jats"));
            let mut new = more(&left, &whole);
            // What the grammar asks for is lacking, what pointed at it points at nothing, and notes have lost their marks.
            new.retain(|rule, _| !(rule.starts_with("grammar-") || cut.name == "text" && rule == "note-mark"));
            let rules: Vec<&str> = new.keys().map(String::as_str).collect();
            // Without a journal.toml nothing says that its title and ISSN should be known.
            let known = self.journal != Journal::default() || !matches!(cut.name, "journal-title" | "issn");
            assert_eq!(
                rules,
                if known { vec![cut.rule] } else { vec![] },
                "{} without {}",
                self.path.display(),
                cut.name
            );
        }
    }
}

fn sample(name: &str, removals: &[Removal]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let articles = material::articles(&folder).unwrap();
    let checker = Checker::new(&articles[0].path);
    checker.removals(removals);
    checker.cuts();
}

#[test]
fn the_belarusian_article() {
    sample(
        "minsk-humanities",
        &[
            (&["УДК"], "required-udc", 1),
            (&["ЧЫТАЛЬНІ"], "required-title", 1),
            (&["ЧИТАЛЬНИ"], "required-title", 1),
            (&["READING ROOMS"], "required-title", 1),
            (&["ЧИТАЛЬНИ", "READING ROOMS"], "required-title", 2),
            (&["А. В. ЛЯСНОЎСКАЯ"], "author-line", 1),
            (&["А. В. ЛЕСНОВСКАЯ"], "author-line", 1),
            (&["A. V. LIASNOUSKAYA"], "author-line", 1),
            (&["А. В. ЛЯСНОЎСКАЯ", "А. В. ЛЕСНОВСКАЯ", "A. V. LIASNOUSKAYA"], "author-line", 3),
            (&["^аМінскі"], "affiliation-keys", 1),
            (&["^аМінскі", "^бМузей"], "required-affiliations", 1),
            (&["¹⁾Минский", "²⁾Музей"], "required-affiliations", 1),
            (&["^aMinsk", "^bMuseum"], "required-affiliations", 1),
            (&["Разглядаюцца"], "required-abstract", 1),
            (&["Рассматриваются"], "required-abstract", 1),
            (&["The article considers"], "required-abstract", 1),
            (&["Ключавыя"], "required-keywords", 1),
            (&["Ключевые"], "required-keywords", 1),
            (&["Keywords"], "required-keywords", 1),
            (&["Ключавыя", "Ключевые", "Keywords"], "required-keywords", 3),
            (&["Узор"], "required-citation", 1),
            (&["Образец"], "required-citation", 1),
            (&["For citation"], "required-citation", 1),
            (&["Узор", "Образец", "For citation"], "required-citation", 3),
            (&["Бібліяграфічныя спасылкі", "References"], "required-references", 1),
            (&["Артыкул паступіў"], "required-received", 1),
        ],
    );
}

#[test]
fn the_russian_article() {
    sample(
        "river-city",
        &[
            (&["УДК"], "required-udc", 1),
            (&["ОБЩЕСТВЕННОЕ"], "required-title", 1),
            (&["PUBLIC"], "required-title", 1),
            (&["И. С. Ветлугина"], "author-line", 1),
            (&["I. S. Vetlugina"], "author-line", 1),
            (&["И. С. Ветлугина", "I. S. Vetlugina"], "author-line", 2),
            (&["^2Лаборатория"], "affiliation-keys", 1),
            (&["^1Приволжский", "^2Лаборатория", "^3Южный"], "required-affiliations", 1),
            (&["^1Volga", "^2Laboratory", "^3Southern"], "required-affiliations", 1),
            (&["Аннотация"], "required-abstract", 1),
            (&["Abstract"], "required-abstract", 1),
            (&["Ключевые"], "required-keywords", 1),
            (&["Keywords"], "required-keywords", 1),
            (&["Для цитирования"], "required-citation", 1),
            (&["For citation"], "required-citation", 1),
            (&["Список литературы"], "required-references", 1),
            (&["Статья поступила", "Received"], "required-received", 1),
        ],
    );
}

#[test]
fn the_ukrainian_article() {
    sample(
        "kyiv-linguistics",
        &[
            (&["УДК"], "required-udc", 1),
            (&["НАКАЗ"], "required-title", 1),
            (&["COMMAND"], "required-title", 1),
            (&["Ірина ЗАВ"], "author-line", 1),
            (&["Iryna ZAV"], "author-line", 1),
            (&["¹⁾Інститут"], "required-affiliations", 1),
            (&["¹⁾Institute"], "required-affiliations", 1),
            (&["¹⁾Інститут", "¹⁾Institute"], "required-affiliations", 2),
            (&["Анотація"], "required-abstract", 1),
            (&["Summary"], "required-abstract", 1),
            (&["Анотація", "Summary"], "required-abstract", 2),
            (&["Ключові"], "required-keywords", 1),
            (&["Keywords"], "required-keywords", 1),
            (&["Як цитувати"], "required-citation", 1),
            (&["For citation"], "required-citation", 1),
            (&["Список використаних джерел", "References"], "required-references", 1),
            (&["Надійшла"], "required-received", 1),
        ],
    );
}

#[test]
fn the_english_article() {
    sample(
        "bench-physics",
        &[
            (&["UDC"], "required-udc", 1),
            (&["# A two-time"], "required-title", 1),
            (&["# Une loi"], "required-title", 1),
            (&["Maud A. Tressider^1,\\*"], "required-names", 1),
            (&["Maud A. Tressider^1, Idris"], "required-names", 1),
            (&["^1 Laboratory"], "affiliation-keys", 1),
            (&["^1 Laboratoire"], "affiliation-keys", 1),
            (&["**Abstract"], "required-abstract", 1),
            (&["**Résumé"], "required-abstract", 1),
            (&["**Keywords"], "required-keywords", 1),
            (&["**Mots-clés"], "required-keywords", 1),
            (&["**Cite this"], "required-citation", 1),
            (&["## References"], "required-references", 1),
            (&["Received"], "required-received", 1),
        ],
    );
}

#[test]
fn the_german_article() {
    sample(
        "everyday-geography",
        &[
            (&["UDK"], "required-udc", 1),
            (&["DER FAHRPLAN"], "required-title", 1),
            (&["THE TIMETABLE"], "required-title", 1),
            (&["HENRIKE"], "author-line", 1),
            (&["1) Institut für"], "affiliation-keys", 1),
            (&["1) Institut für", "2) Pracownia"], "required-affiliations", 1),
            (&["1) Institute", "2) Laboratory"], "required-affiliations", 1),
            (&["Zusammenfassung"], "required-abstract", 1),
            (&["Abstract"], "required-abstract", 1),
            (&["Schlüsselwörter"], "required-keywords", 1),
            (&["Keywords"], "required-keywords", 1),
            (&["Zitiervorschlag"], "required-citation", 1),
            (&["How to cite"], "required-citation", 1),
            (&["Zitiervorschlag", "How to cite"], "required-citation", 2),
            (&["LITERATUR", "Brückenau", "Hartwell", "Lindequist", "Orczykowska"], "required-references", 1),
            (&["Eingegangen"], "required-received", 1),
        ],
    );
}

#[test]
fn a_label_that_announces_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/minsk-humanities");
    let checker = Checker::new(&folder.join("article.md"));
    let whole = counts(&checker.found(&checker.text, "page"));
    let emptied = [
        ("Keywords:", "\n\n", "required-keywords"),
        ("Артыкул паступіў у рэдкалегію", "\n", "required-received"),
        ("For citation:\n\n", "\n\n", "required-citation"),
    ];
    for (label, end, rule) in emptied {
        let from = checker.text.find(label).unwrap() + label.len();
        let to = from + checker.text[from..].find(end).unwrap_or(checker.text.len() - from);
        let text = [&checker.text[..from], &checker.text[to..]].concat();
        let new = more(&counts(&checker.found(&text, "page")), &whole);
        assert_eq!(new, Counts::from([(rule.to_owned(), 1)]), "{label:?}");
    }
}

#[test]
fn the_article_of_the_material() {
    let path = material::beside().join("seed/article.md");
    if !path.is_file() {
        return;
    }
    let checker = Checker::new(&path);
    checker.removals(&[
        (&["UDC"], "required-udc", 1),
        (&["THE REPUBLIC"], "required-title", 1),
        (&["УЧАСТИЕ"], "required-title", 1),
        (&["THE REPUBLIC", "УЧАСТИЕ"], "required-title", 2),
        (&["O. S. ZH"], "author-line", 1),
        (&["О. С. ЖУ"], "author-line", 1),
        (&["O. S. ZH", "О. С. ЖУ"], "author-line", 2),
        (&["^aBel"], "required-affiliations", 1),
        (&["¹⁾Бел"], "required-affiliations", 1),
        (&["^aBel", "¹⁾Бел"], "required-affiliations", 2),
        (&["The present article is"], "required-abstract", 1),
        (&["Анализ"], "required-abstract", 1),
        (&["Keywords"], "required-keywords", 1),
        (&["Ключевые"], "required-keywords", 1),
        (&["Keywords", "Ключевые"], "required-keywords", 2),
        (&["Образец"], "required-citation", 1),
        (&["For citation"], "required-citation", 1),
        (&["Образец", "For citation"], "required-citation", 2),
        (&["Библиографические ссылки", "References"], "required-references", 1),
        (&["Received"], "required-received", 1),
    ]);
    checker.cuts();
}
