//! Every target on articles of every shape: what is made is sound, what is demanded is demanded, and the same is made twice.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRng, TestRunner};

use super::record::Galley;
use super::*;
use crate::article::{Article, Contributor, Identifier, Lang, Localised, PersonName, Run, Text};
use crate::write::xhtml::tests::articles;

/// A journal of which nothing is missing.
const JOURNAL: &str = r#"
[journal]
id = "ej"
title = { en = "Example Journal", ru = "Пример журнала" }
abbreviated-title = { en = "Ex. J." }
issn-print = "1234-5679"
issn-online = "2434-561X"
[publisher]
name = { en = "Example University", ru = "Примерный университет" }
place = { en = "Minsk", ru = "Минск" }
[licence]
url = "https://creativecommons.org/licenses/by/4.0/"
statement = { en = "It may be shared." }
holder = { en = "The authors" }
[deposit]
article-url = "https://journal.example/a/{name}"
pdf-url = "https://journal.example/a/{name}.pdf"
[crossref]
depositor = "Editorial office"
email = "doi@journal.example"
registrant = "Example University"
[rinc]
title-id = 12345
[ojs]
section = "ART"
[zenodo]
communities = ["example"]
"#;

pub fn journal() -> Journal {
    Journal::parse(std::path::Path::new("journal.toml"), JOURNAL).unwrap()
}

fn run(text: &str) -> Option<Run> {
    Some(Run::new(text, Span::NONE))
}

/// Gives an article what every target demands, where it lacks it.
pub fn filled(mut article: Article) -> Article {
    if article.lang == Lang::UND {
        article.lang = Lang::RU;
    }
    let front = &mut article.front;
    front.titles.push(Localised::new(Lang::EN, Text::made("A title")));
    front
        .abstracts
        .push(Localised::new(Lang::EN, vec![crate::article::Block::Preformatted(Run::new("Text.", Span::NONE))]));
    front.identifiers.insert(0, Identifier { scheme: "doi".into(), value: Run::new("10.5555/x", Span::NONE) });
    front.issue.year = run("2020");
    front.issue.issue = run("2");
    front.issue.first_page = run("47");
    let name = PersonName {
        surname: Run::new("Maker", Span::NONE),
        given: Run::new("Ann", Span::NONE),
        ..PersonName::default()
    };
    front.contributors.push(Contributor { names: vec![Localised::new(Lang::EN, name)], ..Contributor::default() });
    article
}

fn galleys() -> Vec<Galley> {
    let galley = |label, ending: &str, media_type| Galley {
        label,
        file_name: format!("a.{ending}"),
        media_type,
        bytes: ending.as_bytes().to_vec(),
    };
    vec![galley("EPUB", "epub", "application/epub+zip"), galley("PDF", "pdf", "application/pdf")]
}

/// Everything that is made of articles, by target.
pub fn all(articles: &[&Article], journal: &Journal, options: &Options) -> Vec<(&'static str, Made)> {
    let galleys = galleys();
    let mut records: Vec<Record<'_>> =
        articles.iter().map(|article| Record::new(article, journal, "a", Supplied::default())).collect();
    records.iter_mut().for_each(|r| r.galleys = &galleys);
    let context = Context::default();
    let batch =
        Batch { name: "batch", records: &records, journal, issue_title: &ByLang::new(), context: &context, options };
    DEPOSITS.iter().map(|deposit| (deposit.name, make(deposit, &batch).unwrap())).collect()
}

pub fn one(article: &Article, journal: &Journal) -> Vec<(&'static str, Made)> {
    all(&[article], journal, &Options::default())
}

/// The deposit of one article at Crossref.
pub fn crossref(article: &Article, options: &Options, context: &Context) -> Made {
    let journal = journal();
    let records = [Record::new(article, &journal, "a", Supplied::default())];
    let batch =
        Batch { name: "a", records: &records, journal: &journal, issue_title: &ByLang::new(), context, options };
    make(find("crossref").unwrap(), &batch).unwrap()
}

fn errors(made: &Made) -> Vec<String> {
    made.findings.iter().filter(|(_, d)| d.severity == Severity::Error).map(|(_, d)| d.message.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_made_is_sound(article in articles()) {
        let (journal, article) = (journal(), filled(article));
        for (name, made) in one(&article, &journal) {
            // What is refused is told, and has no file; what is made has one at least.
            prop_assert_eq!(made.files.is_empty(), made.is_refused(), "{}: {:?}", name, errors(&made));
            for file in &made.files {
                prop_assert!(!file.path.contains("..") && !file.path.starts_with('/'), "{}", file.path);
                if file.path.ends_with(".xml") {
                    let text = std::str::from_utf8(&file.bytes).unwrap();
                    let parsed = roxmltree::Document::parse(text);
                    prop_assert!(parsed.is_ok(), "{}: {:?}\n{}", name, parsed.err(), text);
                } else if file.path.ends_with(".json") {
                    prop_assert!(serde_json::from_slice::<serde_json::Value>(&file.bytes).is_ok());
                }
            }
        }
    }

    #[test]
    fn an_article_with_nothing_in_it_is_refused_or_made(article in articles()) {
        for (name, made) in one(&article, &Journal::default()) {
            prop_assert_eq!(made.files.is_empty(), made.is_refused(), "{}: {:?}", name, errors(&made));
        }
    }
}

#[test]
fn each_demand_is_told_with_where_to_set_it_and_the_others_are_made() {
    let (journal, article) = (journal(), filled(Article::default()));
    for (name, made) in one(&article, &journal) {
        assert!(!made.is_refused(), "{name}: {:?}", errors(&made));
    }
    type TakeOut = fn(&mut Article, &mut Journal);
    let cases: [(Field, TakeOut); 12] = [
        (Field::Title, |a, _| a.front.titles.clear()),
        (Field::Authors, |a, _| a.front.contributors.clear()),
        (Field::Abstract, |a, _| a.front.abstracts.clear()),
        (Field::Doi, |a, _| a.front.identifiers.clear()),
        (Field::Url, |_, j| j.deposit.article_url = None),
        (Field::Year, |a, _| a.front.issue.year = None),
        (Field::VolumeOrIssue, |a, _| a.front.issue.issue = None),
        (Field::Pages, |a, _| a.front.issue.first_page = None),
        (Field::JournalTitle, |_, j| j.journal.title.clear()),
        (Field::Publisher, |_, j| j.publisher.name.clear()),
        (Field::LicenceUrl, |_, j| j.licence.url = None),
        (Field::CrossrefEmail, |_, j| j.crossref.email = None),
    ];
    for (field, take_out) in cases {
        let (mut article, mut journal) = (article.clone(), journal.clone());
        take_out(&mut article, &mut journal);
        for ((name, made), deposit) in one(&article, &journal).into_iter().zip(DEPOSITS) {
            let demanded = deposit.demands.contains(&field);
            assert_eq!(made.is_refused(), demanded, "{name} without {}: {:?}", field.name(), errors(&made));
            if demanded {
                let (_, finding) = &made.findings[0];
                assert_eq!(finding.rule, "deposit-missing");
                assert!(finding.message.contains(field.name()), "{}", finding.message);
                assert_eq!(finding.help.as_deref(), Some(field.set_in()));
            }
        }
    }
    let mut undetermined = article.clone();
    undetermined.front.titles.iter_mut().for_each(|t| t.lang = Lang::UND);
    undetermined.lang = Lang::UND;
    let refused = one(&undetermined, &journal).into_iter().filter(|(_, made)| made.is_refused());
    assert_eq!(refused.map(|(name, _)| name).collect::<Vec<_>>(), ["ojs"], "OJS files everything by locale");
}

#[test]
fn numbers_of_a_byte_are_not_overrun() {
    let journal = journal();
    let mut article = filled(Article::default());
    let author = article.front.contributors[0].clone();
    article.front.contributors = vec![author.clone(); 127];
    let rinc = |article: &Article| one(article, &journal).into_iter().find(|(name, _)| *name == "rinc").unwrap().1;
    let text = String::from_utf8(rinc(&article).files[0].bytes.clone()).unwrap();
    assert!(text.contains("<author num=\"127\">"));
    article.front.contributors.push(author);
    let made = rinc(&article);
    assert_eq!((made.files.len(), made.findings[0].1.rule.as_str()), (0, "deposit-value"));
}

#[test]
fn an_issue_for_rinc_is_one_issue() {
    let journal = journal();
    let (one, mut two) = (filled(Article::default()), filled(Article::default()));
    two.front.issue.issue = run("3");
    two.front.identifiers[0].value.text = "10.5555/y".into();
    for (name, made) in all(&[&one, &two], &journal, &Options::default()) {
        assert_eq!(made.is_refused(), name == "rinc", "{name}: {:?}", errors(&made));
    }
}

#[test]
fn no_file_says_what_nobody_said() {
    let mut article = filled(Article::default());
    article.front.identifiers.clear();
    for (name, made) in one(&article, &Journal::default()) {
        for file in made.files.iter().filter(|f| f.path.ends_with("xml") || f.path.ends_with("json")) {
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            for made_up in ["10.", "ISSN", "issn", "creativecommons"] {
                assert!(!text.contains(made_up), "{name} makes up {made_up}:\n{text}");
            }
        }
    }
}

#[test]
fn what_is_listed_of_the_other_language_is_said_once() {
    let items = ["the UDC number", "the title in the other language", "the abstract in the other language", "the EDN"];
    assert_eq!(listed(&items), "the title and the abstract in the other language, the UDC number and the EDN");
    assert_eq!(listed(&["the keywords in the other language", "the keywords"]), "the keywords");
    assert_eq!(listed(&["the EDN"]), "the EDN");
    assert_eq!(listed(&[]), "");
}

/// `DEPOSITS_OUT=folder cargo test --lib write_deposits -- --ignored` writes deposits of a few hundred articles of every
/// shape, for xmllint.
#[test]
#[ignore = "writes files for the schemas of the targets"]
fn write_deposits_for_the_checkers() {
    let folder = std::path::PathBuf::from(std::env::var_os("DEPOSITS_OUT").expect("DEPOSITS_OUT names a folder"));
    let journal = journal();
    let rng = TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for n in 0..400 {
        let article = filled(articles().new_tree(&mut runner).unwrap().current());
        for (name, made) in one(&article, &journal) {
            for file in made.files.iter().filter(|f| f.path.ends_with(".xml") && !f.path.contains('/')) {
                std::fs::write(folder.join(format!("{n}.{name}.xml")), &file.bytes).unwrap();
            }
        }
    }
}
