//! Each thing that a journal requires, taken out of an article one at a time: it is found missing, and nothing else changes.
//! The articles are those of samples/, and the one of the material beside the checkout, where it is there.

#[allow(dead_code)]
#[path = "support/material.rs"]
mod material;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use offprint::check::{Options, Schemas, Selection, Ui, check};
use offprint::journal::{FILE_NAME, Journal};
use offprint::read::READERS;
use offprint::source::Source;

/// What is taken out, by how its block begins; a label alone takes the block under it along. Then the rule that misses it.
type Removal = (&'static str, &'static str);

struct Checker {
    path: PathBuf,
    text: String,
    journal: Journal,
    schemas: Schemas,
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

    /// The rules of the findings: places move, and messages may count what is there.
    fn found(&self, text: &str) -> BTreeSet<String> {
        let source = Source::from_text(&self.path, text);
        let selection = Selection::default();
        let options = Options { journal: &self.journal, ui: Ui::En, selection: &selection, schemas: &self.schemas };
        let found = check(&source, &READERS[0], &options).unwrap();
        found.into_iter().map(|d| d.rule).collect()
    }

    /// The text without the block that begins with `start`.
    fn without(&self, start: &str) -> String {
        let blocks: Vec<&str> = self.text.split("\n\n").collect();
        let at = blocks.iter().position(|b| b.trim_start().starts_with(start));
        let at = at.unwrap_or_else(|| panic!("{}: no block begins with {start:?}", self.path.display()));
        let end = if blocks[at].trim_end().ends_with(':') { at + 2 } else { at + 1 };
        [&blocks[..at], &blocks[end..]].concat().join("\n\n")
    }

    fn removals(&self, removals: &[Removal]) {
        let whole = self.found(&self.text);
        for (start, rule) in removals {
            let left = self.found(&self.without(start));
            let new: Vec<_> = left.difference(&whole).collect();
            assert_eq!(new, [*rule], "{} without {start:?}", self.path.display());
        }
        // What was found before and is not any more was about what was taken out.
        let gone = |start: &str| whole.difference(&self.found(&self.without(start))).cloned().collect::<Vec<_>>();
        for (start, _) in removals {
            assert!(gone(start).len() <= 2, "{} without {start:?}: gone is {:?}", self.path.display(), gone(start));
        }
    }
}

fn sample(name: &str, removals: &[Removal]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let articles = material::articles(&folder).unwrap();
    Checker::new(&articles[0].path).removals(removals);
}

#[test]
fn the_belarusian_article() {
    sample(
        "minsk-humanities",
        &[
            ("УДК", "required-udc"),
            ("ЧЫТАЛЬНІ", "required-title"),
            ("ЧИТАЛЬНИ", "required-title"),
            ("READING ROOMS", "required-title"),
            ("А. В. ЛЯСНОЎСКАЯ", "author-line"),
            ("A. V. LIASNOUSKAYA", "author-line"),
            ("Разглядаюцца", "required-abstract"),
            ("Рассматриваются", "required-abstract"),
            ("Ключавыя", "required-keywords"),
            ("Ключевые", "required-keywords"),
            ("Образец", "required-citation"),
            ("For citation", "required-citation"),
            ("Артыкул паступіў", "required-received"),
        ],
    );
}

#[test]
fn the_russian_article() {
    sample(
        "river-city",
        &[
            ("УДК", "required-udc"),
            ("ОБЩЕСТВЕННОЕ", "required-title"),
            ("PUBLIC", "required-title"),
            ("И. С. Ветлугина", "author-line"),
            ("I. S. Vetlugina", "author-line"),
            ("Аннотация", "required-abstract"),
            ("Abstract", "required-abstract"),
            ("Ключевые", "required-keywords"),
            ("Keywords", "required-keywords"),
            ("Для цитирования", "required-citation"),
            ("For citation", "required-citation"),
        ],
    );
}

#[test]
fn the_ukrainian_article() {
    sample(
        "kyiv-linguistics",
        &[
            ("УДК", "required-udc"),
            ("НАКАЗ", "required-title"),
            ("COMMAND", "required-title"),
            ("Ірина", "author-line"),
            ("¹⁾Інститут", "required-affiliations"),
            ("¹⁾Institute", "required-affiliations"),
            ("Анотація", "required-abstract"),
            ("Summary", "required-abstract"),
            ("Ключові", "required-keywords"),
            ("Keywords", "required-keywords"),
            ("Як цитувати", "required-citation"),
            ("For citation", "required-citation"),
            ("Надійшла", "required-received"),
        ],
    );
}

#[test]
fn the_english_article() {
    sample(
        "bench-physics",
        &[
            ("UDC", "required-udc"),
            ("# A two-time", "required-title"),
            ("# Une loi", "required-title"),
            ("**Abstract", "required-abstract"),
            ("**Résumé", "required-abstract"),
            ("**Keywords", "required-keywords"),
            ("Received", "required-received"),
        ],
    );
}

#[test]
fn the_german_article() {
    sample(
        "everyday-geography",
        &[
            ("UDK", "required-udc"),
            ("DER FAHRPLAN", "required-title"),
            ("THE TIMETABLE", "required-title"),
            ("Zusammenfassung", "required-abstract"),
            ("Abstract", "required-abstract"),
            ("Schlüsselwörter", "required-keywords"),
            ("Keywords", "required-keywords"),
            ("Eingegangen", "required-received"),
        ],
    );
}

#[test]
fn the_article_of_the_material() {
    let path = material::beside().join("seed/article.md");
    if !path.is_file() {
        return;
    }
    Checker::new(&path).removals(&[
        ("UDC", "required-udc"),
        ("THE REPUBLIC", "required-title"),
        ("УЧАСТИЕ", "required-title"),
        ("O. S. ZH", "author-line"),
        ("О. С. ЖУ", "author-line"),
        ("^aBel", "required-affiliations"),
        ("¹⁾Бел", "required-affiliations"),
        ("The present", "required-abstract"),
        ("Анализ", "required-abstract"),
        ("Keywords", "required-keywords"),
        ("Ключевые", "required-keywords"),
        ("Образец", "required-citation"),
        ("For citation", "required-citation"),
        ("Received", "required-received"),
    ]);
}
