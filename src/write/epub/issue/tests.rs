//! The EPUB of an issue: the archive as a whole, and what it says of its articles.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use proptest::prelude::*;

use super::*;
use crate::article::{Article, Contributor, PersonName, Run, Text};
use crate::write::Options;
use crate::write::epub::tests::{JOURNAL, parse, text_of, unpack};
use crate::write::xhtml::{sample, tests::articles};

/// What a test changes of an issue.
#[derive(Default)]
struct Said {
    title: ByLang,
    languages: Vec<Lang>,
    published: Option<Date>,
    epoch: Option<i64>,
    nothing: bool,
}

fn written_for(articles: &[Article], journal: &str, said: &Said) -> Result<Written, Error> {
    let journal = Journal::parse("journal.toml".as_ref(), journal).unwrap();
    let (context, options) = (Context { source_date_epoch: said.epoch }, Options::default());
    let job = |article| Job { article, journal: &journal, context: &context, options: &options, files: &sample::files };
    let jobs: Vec<Job<'_>> = articles.iter().map(job).collect();
    let value = |text: &str| (!said.nothing).then(|| text.to_owned());
    write(&Issue {
        articles: &jobs,
        journal: &journal,
        context: &context,
        year: value("2020"),
        volume: value("3"),
        number: value("2"),
        title: &said.title,
        published: said.published,
        languages: &said.languages,
    })
}

fn written(articles: &[Article], said: &Said) -> BTreeMap<String, Vec<u8>> {
    unpack(&written_for(articles, JOURNAL, said).unwrap().bytes)
}

fn both() -> Said {
    Said { languages: vec![Lang::EN, Lang::RU], ..Said::default() }
}

fn titled(lang: Lang, title: &str) -> Article {
    let mut article = Article { lang, ..Article::default() };
    article.front.titles = vec![Localised::new(lang, Text::made(title))];
    article
}

fn author(names: &[(Lang, &str, &str)], orcid: Option<&str>) -> Contributor {
    let run = |text: &str| Run::new(text, Span::NONE);
    let name = |(lang, given, surname): &(Lang, &str, &str)| {
        let name = PersonName { surname: run(surname), given: run(given), ..PersonName::default() };
        Localised::new(*lang, name)
    };
    Contributor { names: names.iter().map(name).collect(), orcid: orcid.map(run), ..Contributor::default() }
}

/// A path from the folder of another.
fn resolve(from: &str, path: &str) -> String {
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in path.split('/') {
        if step == ".." {
            assert!(steps.pop().is_some(), "{path} leads out");
        } else {
            steps.push(step);
        }
    }
    steps.join("/")
}

/// Manifest and archive have the same files, identifiers are there once, and every link leads to something.
fn check(files: &BTreeMap<String, Vec<u8>>) {
    let package = text_of(files, "EPUB/package.opf");
    let package = parse(&package);
    let items: Vec<_> = package.descendants().filter(|n| n.tag_name().name() == "item").collect();
    let listed: BTreeSet<String> =
        items.iter().filter_map(|n| n.attribute("href")).map(|href| format!("EPUB/{href}")).collect();
    assert_eq!(listed.len(), items.len(), "no file is listed twice");
    let there: BTreeSet<String> =
        files.keys().filter(|p| p.starts_with("EPUB/") && *p != "EPUB/package.opf").cloned().collect();
    assert_eq!(listed, there);
    let ids: BTreeSet<&str> = items.iter().filter_map(|n| n.attribute("id")).collect();
    assert_eq!(ids.len(), items.len());
    for place in package.descendants().filter_map(|n| n.attribute("idref")) {
        assert!(ids.contains(place), "{place} is in the spine");
    }
    let of = |kind: fn(&str) -> bool| files.keys().filter(move |path| kind(path));
    let texts: Vec<(&String, String)> = of(|p| p.ends_with(".xhtml") || p.ends_with(".ncx") || p.ends_with(".svg"))
        .map(|path| (path, text_of(files, path)))
        .collect();
    let documents: Vec<(&String, roxmltree::Document<'_>)> =
        texts.iter().map(|(path, text)| (*path, parse(text))).collect();
    let mut targets: HashSet<(String, String)> = HashSet::new();
    for (path, document) in &documents {
        for id in document.descendants().filter_map(|n| n.attribute("id")) {
            assert!(targets.insert(((*path).clone(), id.to_owned())), "{id} is twice in {path}");
        }
    }
    for (path, document) in &documents {
        for node in document.descendants() {
            for link in [node.attribute("href"), node.attribute("src")].into_iter().flatten() {
                if crate::notation::url::is_safe(link) {
                    continue;
                }
                let (file, id) = link.split_once('#').map_or((link, None), |(file, id)| (file, Some(id)));
                let file = if file.is_empty() { (*path).clone() } else { resolve(path, file) };
                assert!(files.contains_key(&file), "{path} links to {link}");
                if let Some(id) = id {
                    assert!(targets.contains(&(file, id.to_owned())), "{path} links to {link}");
                }
            }
            // What an article's own pages hold, the tests of articles say.
            let is_link = node.tag_name().name() == "a" && !path.contains("/article");
            assert!(!is_link || node.text().is_some_and(|t| !t.trim().is_empty()), "{path}");
        }
    }
    let orders = parse(&texts.iter().find(|(path, _)| *path == "EPUB/toc.ncx").unwrap().1)
        .descendants()
        .filter_map(|n| n.attribute("playOrder").and_then(|n| n.parse().ok()))
        .collect::<Vec<usize>>();
    assert_eq!(orders, (1..=orders.len()).collect::<Vec<_>>());
}

/// The paths of the pages in the order in which they are read.
fn spine(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let package = text_of(files, "EPUB/package.opf");
    let package = parse(&package);
    let path = |id: &str| {
        let item = package.descendants().find(|n| n.attribute("id") == Some(id) && n.tag_name().name() == "item");
        item.and_then(|n| n.attribute("href")).unwrap().to_owned()
    };
    package.descendants().filter_map(|n| n.attribute("idref")).map(path).collect()
}

fn has(text: &str, piece: &str) {
    assert!(text.contains(piece), "{piece}\nis not in\n{text}");
}

#[test]
fn two_articles_with_the_same_pictures_and_notes_do_not_clash() {
    let files = written(&[sample::rich(), titled(Lang::RU, "Лёд"), sample::rich()], &both());
    check(&files);
    for folder in ["a01", "a03"] {
        assert_eq!(files[&format!("EPUB/{folder}/img/picture-2.png")], sample::PNG);
        has(&text_of(&files, &format!("EPUB/{folder}/article.xhtml")), "href=\"../css/article.css\"");
    }
    assert_eq!(
        spine(&files),
        ["cover.xhtml", "contents.xhtml", "a01/article.xhtml", "a02/article.xhtml", "a03/article.xhtml", "nav.xhtml"]
    );
    has(&text_of(&files, "EPUB/a01/article.xhtml"), "lang=\"en\" xml:lang=\"en\">\n<head>");
    has(&text_of(&files, "EPUB/a02/article.xhtml"), "lang=\"ru\" xml:lang=\"ru\">\n<head>");
}

#[test]
fn a_long_article_has_its_pages_one_after_the_other() {
    let mut long = titled(Lang::EN, "Long");
    let section = |n: usize| crate::article::Section {
        id: format!("sec{n}"),
        title: Text::made(format!("Section {n}")),
        blocks: vec![crate::article::Block::Paragraph(crate::article::Paragraph {
            text: Text::made("Water comes and goes. ".repeat(2000)),
            ..Default::default()
        })],
        ..Default::default()
    };
    long.body.sections = (0..9).map(section).collect();
    let files = written(&[long, titled(Lang::EN, "Short")], &both());
    check(&files);
    let pages = spine(&files);
    assert_eq!(pages[2..4], ["a01/article.xhtml", "a01/article-2.xhtml"]);
    assert_eq!(pages[pages.len() - 2], "a02/article.xhtml");
    has(&text_of(&files, "EPUB/nav.xhtml"), "href=\"a01/article-2.xhtml#sec");
}

#[test]
fn the_contents_are_in_each_language_and_what_is_not_said_in_it_is_marked() {
    let files = written(&[sample::rich(), titled(Lang::RU, "Лёд")], &both());
    let contents = text_of(&files, "EPUB/contents.xhtml");
    for piece in [
        "<h1>Annals of Inland Waters. Hydrology, 2020, vol. 3, no. 2</h1>",
        "<h2 id=\"contents-en\">Contents</h2>",
        "<h3>Original article</h3>",
        "<a href=\"a02/article.xhtml\" lang=\"ru\" xml:lang=\"ru\">Лёд</a>",
        "aria-labelledby=\"contents-ru\" class=\"toc\" lang=\"ru\" xml:lang=\"ru\">",
        "<h2 id=\"contents-ru\">Содержание</h2>",
        "<p class=\"issue\">Анналы внутренних вод. Гидрология, 2020, т. 3, № 2</p>",
        "<h3>Оригинальная статья</h3>",
        "<a href=\"a02/article.xhtml\">Лёд</a>",
        "Марина Викторовна Азаренко",
        "Maryna V. Azarenka",
        "<span class=\"pages\">pp.\u{A0}47",
        "<span class=\"pages\">с.\u{A0}47",
    ] {
        has(&contents, piece);
    }
    let nav = text_of(&files, "EPUB/nav.xhtml");
    has(&nav, "<li><a href=\"a02/article.xhtml\" lang=\"ru\" xml:lang=\"ru\">Лёд</a>");
    has(&nav, "epub:type=\"bodymatter\" href=\"a01/article.xhtml#text\"");
}

#[test]
fn neighbours_under_one_heading_share_it() {
    let under = |heading: &str, title: &str| {
        let mut article = titled(Lang::EN, title);
        if !heading.is_empty() {
            article.front.headings = vec![Localised::new(Lang::EN, Text::made(heading))];
        }
        article
    };
    let articles = [under("Ice", "A"), under("ICE", "B"), under("", "C"), under("Water", "D"), under("Ice", "E")];
    let said = Said { languages: vec![Lang::EN], ..Said::default() };
    let contents = text_of(&written(&articles, &said), "EPUB/contents.xhtml");
    let document = parse(&contents);
    let of_interest = document.descendants().filter(|n| matches!(n.tag_name().name(), "h3" | "a" | "ol"));
    let shape: Vec<String> = of_interest
        .map(|n| if n.tag_name().name() == "ol" { "|".into() } else { n.text().unwrap_or("").to_owned() })
        .collect();
    assert_eq!(shape.join(" "), "Ice | A B | C Water | D Ice | E");
}

#[test]
fn a_language_without_words_has_a_heading_of_its_own() {
    let said = Said { languages: ["fi", "sv", "ar", "fi"].iter().filter_map(|l| Lang::parse(l)).collect(), ..both() };
    let files = written(&[titled(Lang::EN, "Ice")], &said);
    check(&files);
    let contents = text_of(&files, "EPUB/contents.xhtml");
    has(&contents, "<h2 id=\"contents-fi\" lang=\"en\" xml:lang=\"en\">Contents (FI)</h2>");
    has(&contents, "<h2 id=\"contents-ar\" lang=\"en\" xml:lang=\"en\" dir=\"ltr\">Contents (AR)</h2>");
    assert_eq!(contents.matches("<nav").count(), 3);
}

#[test]
fn without_languages_they_are_those_of_at_least_half_the_titles() {
    let mut second = titled(Lang::RU, "Лёд");
    second.front.titles.push(Localised::new(Lang::EN, Text::made("Ice")));
    let articles = [sample::rich(), second.clone(), second, titled(Lang::DE, "Eis")];
    let contents = text_of(&written(&articles, &Said::default()), "EPUB/contents.xhtml");
    let document = parse(&contents);
    let ids: Vec<&str> = document.descendants().filter_map(|n| n.attribute("id")).collect();
    assert_eq!(ids, ["contents-en", "contents-ru"]);
}

#[test]
fn the_package_says_what_the_issue_is() {
    let title = [(Lang::EN, "Ice and its end".to_owned()), (Lang::RU, "Лёд и его конец".to_owned())].into();
    let files = written(&[sample::rich(), titled(Lang::DE, "Eis")], &Said { title, ..both() });
    check(&files);
    let package = text_of(&files, "EPUB/package.opf");
    for line in [
        "<dc:title id=\"title\">Annals of Inland Waters. Hydrology, 2020, vol. 3, no. 2</dc:title>",
        "<meta refines=\"#title\" property=\"alternate-script\" xml:lang=\"ru\">Анналы внутренних вод. Гидрология, \
         2020, т. 3, № 2</meta>",
        "<dc:title id=\"theme\">Ice and its end</dc:title>",
        "<meta refines=\"#theme\" property=\"alternate-script\" xml:lang=\"ru\">Лёд и его конец</meta>",
        "<dc:language>en</dc:language>\n<dc:language>ru</dc:language>\n<dc:language>de</dc:language>",
        "<dc:publisher>River Press</dc:publisher>\n<dc:date>2020</dc:date>\n<dc:source>urn:issn:2521-6848</dc:source>",
        "<dc:rights>© 2020 The authors</dc:rights>",
        "<meta property=\"dcterms:license\">https://creativecommons.org/licenses/by-nc/4.0/</meta>",
        "<meta refines=\"#journal\" property=\"group-position\">2020.3.2</meta>",
        "<meta property=\"prism:number\">2</meta>",
        "<meta property=\"schema:accessibilityFeature\">MathML</meta>",
        "<meta property=\"schema:accessibilityFeature\">alternativeText</meta>",
        "<item id=\"a01\" href=\"a01/article.xhtml\" media-type=\"application/xhtml+xml\" properties=\"mathml\"/>",
        "<item id=\"a02\" href=\"a02/article.xhtml\" media-type=\"application/xhtml+xml\"/>",
        "<item id=\"a01-picture-1\" href=\"a01/img/picture-1.svg\" media-type=\"image/svg+xml\"/>",
    ] {
        has(&package, line);
    }
    let cover = text_of(&files, "EPUB/img/cover.svg");
    for text in ["Hydrology", "Гидрология", "Ice and", "2020 · vol. 3 · no. 2", "River Press"] {
        has(&cover, text);
    }
}

#[test]
fn one_undescribed_picture_anywhere_is_told() {
    let mut undescribed = sample::rich();
    for section in &mut undescribed.body.sections {
        for block in &mut section.blocks {
            if let crate::article::Block::Figure(figure) = block {
                figure.graphic.as_mut().unwrap().alt.clear();
            }
        }
    }
    let articles = [sample::rich(), undescribed, titled(Lang::EN, "Ice")];
    let written = written_for(&articles, JOURNAL, &both()).unwrap();
    let package = text_of(&unpack(&written.bytes), "EPUB/package.opf");
    assert!(!package.contains("accessModeSufficient\">textual<") && !package.contains("alternativeText"));
    let told = written.diagnostics.iter().find(|d| d.rule == "write-picture-undescribed").unwrap();
    assert!(told.message.starts_with('“') && told.span == Span::NONE, "{}", told.message);
}

#[test]
fn every_author_is_named_once() {
    let ivanov = [(Lang::RU, "Иван П.", "Иванов"), (Lang::EN, "Ivan P.", "Ivanov")];
    let mut articles = [titled(Lang::EN, "A"), titled(Lang::EN, "B"), titled(Lang::EN, "C")];
    articles[0].front.contributors =
        vec![author(&ivanov[..1], Some("0000-0002-1825-0097")), author(&[(Lang::EN, "Ann", "Lee")], Some("0000-1"))];
    articles[1].front.contributors = vec![author(&ivanov, None), author(&[(Lang::EN, "Ann", "Lee")], Some("0000-2"))];
    articles[2].front.contributors =
        vec![author(&[(Lang::EN, "I.", "Ivanoff")], Some("0000-0002-1825-0097")), author(&ivanov[1..], None)];
    let package = text_of(&written(&articles, &both()), "EPUB/package.opf");
    let document = parse(&package);
    let creators: Vec<&str> =
        document.descendants().filter(|n| n.tag_name().name() == "creator").filter_map(|n| n.text()).collect();
    // Two of one name with an ORCID iD each are two.
    assert_eq!(creators, ["Ivan P. Ivanov", "Ann Lee", "Ann Lee"]);
    has(&package, "<meta refines=\"#author-1\" property=\"file-as\">Ivanov, Ivan P.</meta>");
    has(&package, "<meta refines=\"#author-1\" property=\"alternate-script\" xml:lang=\"ru\">Иван П. Иванов</meta>");
}

/// The text of an element of the package that begins with `start`.
fn line(articles: &[Article], said: &Said, start: &str) -> String {
    let package = text_of(&written(articles, said), "EPUB/package.opf");
    package.lines().find(|line| line.starts_with(start)).unwrap().to_owned()
}

#[test]
fn the_place_in_the_journal_identifies_an_issue_and_its_articles_do_not() {
    let urn = |articles: &[Article], said: &Said| line(articles, said, "<dc:identifier id=\"pub-id\"");
    let (one, two) = (titled(Lang::EN, "One"), titled(Lang::EN, "Two"));
    let placed = urn(std::slice::from_ref(&one), &both());
    assert_eq!(placed, urn(&[two.clone(), one.clone()], &Said::default()));
    let nothing = Said { nothing: true, ..Said::default() };
    let unplaced = urn(&[one.clone(), two.clone()], &nothing);
    assert_ne!(placed, unplaced);
    assert_eq!(unplaced, urn(&[two, one.clone()], &nothing), "the order may change");
    assert_ne!(unplaced, urn(&[one], &nothing));
}

#[test]
fn an_issue_is_dated_by_the_world_then_by_itself_then_by_its_articles() {
    let modified = |articles: &[Article], said: &Said| line(articles, said, "<meta property=\"dcterms:modified\"");
    let articles = [titled(Lang::EN, "Ice"), sample::rich()];
    let published = Some(Date { year: 2021, month: Some(2), day: None });
    let of = |day: &str| format!("<meta property=\"dcterms:modified\">{day}T00:00:00Z</meta>");
    let dated = Said { published, epoch: Some(1_582_934_400), ..both() };
    assert_eq!(modified(&articles, &dated), of("2020-02-29"));
    assert_eq!(modified(&articles, &Said { epoch: None, ..dated }), of("2021-02-01"));
    assert_eq!(modified(&articles, &both()), of("2020-08-01"));
    assert_eq!(modified(&articles[..1], &both()), of("2020-01-01"));
    assert_eq!(line(&articles, &Said { published, ..both() }, "<dc:date>"), "<dc:date>2021-02</dc:date>");
}

#[test]
fn an_issue_without_articles_is_refused_and_one_of_nothing_is_not() {
    let refused = written_for(&[], JOURNAL, &both()).unwrap_err();
    assert!(refused.to_string().contains("without articles"), "{refused}");
    let nothing = Said { nothing: true, ..Said::default() };
    let files = unpack(&written_for(&[Article::default()], "", &nothing).unwrap().bytes);
    check(&files);
    has(&text_of(&files, "EPUB/package.opf"), "<dc:title id=\"title\">Contents</dc:title>");
}

#[test]
fn hostile_words_reach_every_document_as_words() {
    let hostile = "\u{0}<script>&\"'\u{fffe}]]> \u{202e}../";
    let mut article = titled(Lang::EN, hostile);
    article.front.headings = vec![Localised::new(Lang::RU, Text::made(hostile))];
    article.front.contributors = vec![author(&[(Lang::EN, hostile, hostile)], Some(hostile))];
    article.front.issue.first_page = Some(Run::new(hostile, Span::NONE));
    article.front.issue.journal = vec![Localised::new(Lang::EN, Run::new(hostile, Span::NONE))];
    let said = Said { title: [(Lang::EN, hostile.to_owned())].into(), ..Said::default() };
    let files = unpack(&written_for(&[article], "", &said).unwrap().bytes);
    check(&files);
    for (path, content) in files {
        assert!(!String::from_utf8_lossy(&content).contains("<script"), "{path}");
    }
}

#[test]
fn a_hundred_articles_have_folders_in_order() {
    let articles: Vec<Article> = (0..100).map(|n| titled(Lang::EN, &format!("Number {n}"))).collect();
    let files = written(&articles, &both());
    check(&files);
    let pages = spine(&files);
    assert_eq!((pages[2].as_str(), pages[101].as_str()), ("a001/article.xhtml", "a100/article.xhtml"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_issue_makes_a_sound_archive_and_the_same_one_twice(
        articles in prop::collection::vec(articles(), 1..5),
        nothing: bool,
    ) {
        let said = Said { nothing, ..Said::default() };
        let first = written_for(&articles, JOURNAL, &said).unwrap().bytes;
        check(&unpack(&first));
        prop_assert!(first == written_for(&articles, JOURNAL, &said).unwrap().bytes);
    }
}

/// For the checkers: `OFFPRINT_OUT=folder cargo test --lib epub -- --ignored`.
#[test]
#[ignore = "writes files for EPUBCheck and Ace"]
fn write_issues_for_the_checkers() {
    use proptest::strategy::ValueTree;
    let folder = std::path::PathBuf::from(std::env::var_os("OFFPRINT_OUT").expect("OFFPRINT_OUT names a folder"));
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for i in 0..8 {
        let mut all = prop::collection::vec(articles(), 1..5).new_tree(&mut runner).unwrap().current();
        all.push(sample::rich());
        let said = Said { nothing: i % 2 == 0, ..Said::default() };
        std::fs::write(folder.join(format!("issue-{i}.epub")), written_for(&all, JOURNAL, &said).unwrap().bytes)
            .unwrap();
    }
}
