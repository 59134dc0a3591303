//! EPUB: the archive as a whole.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::*;
use crate::article::{Article, Lang, Run, Text};
use crate::context::Context;
use crate::journal::Journal;
use crate::source::Span;
use crate::write::Options;
use crate::write::xhtml::{sample, tests::articles};

pub(super) const JOURNAL: &str = r#"
[journal]
title = { en = "Annals of Inland Waters. Hydrology", ru = "Анналы внутренних вод. Гидрология" }
issn-print = "2521-6848"
[publisher]
name = { en = "River Press" }
[licence]
url = "https://creativecommons.org/licenses/by-nc/4.0/"
holder = { en = "The authors" }
"#;

fn job_for<T>(article: &Article, journal: &str, f: impl FnOnce(&Job<'_>) -> T) -> T {
    let journal = Journal::parse("journal.toml".as_ref(), journal).unwrap();
    let (context, options) = (Context::default(), Options::default());
    f(&Job { article, journal: &journal, context: &context, options: &options, files: &sample::files })
}

fn written(article: &Article) -> Written {
    job_for(article, JOURNAL, |job| write(job).unwrap())
}

/// The files of an archive, each parsed if it is XML.
pub(super) fn unpack(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(file.name().unwrap().into_owned(), content);
    }
    files
}

pub(super) fn text_of(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// `<!DOCTYPE html>` has nothing in it that roxmltree would have to refuse.
pub(super) fn parse(text: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options).unwrap()
}

fn check(bytes: &[u8]) {
    let files = unpack(bytes);
    let package = text_of(&files, "EPUB/package.opf");
    let package = parse(&package);
    let manifest: Vec<&str> = package
        .descendants()
        .filter(|n| n.has_tag_name(("http://www.idpf.org/2007/opf", "item")))
        .filter_map(|n| n.attribute("href"))
        .collect();
    for path in files.keys().filter_map(|p| p.strip_prefix("EPUB/")).filter(|p| *p != "package.opf") {
        assert!(manifest.contains(&path), "{path} is in the manifest");
    }
    for href in manifest {
        assert!(files.contains_key(&format!("EPUB/{href}")), "{href} is in the archive");
    }
    let article = text_of(&files, "EPUB/article.xhtml");
    let article = parse(&article);
    let ids = crate::write::xhtml::tests::check(&article);
    for path in ["EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/cover.xhtml", "EPUB/img/cover.svg"] {
        let text = text_of(&files, path);
        let document = parse(&text);
        for link in document.descendants().filter_map(|n| n.attribute("href").or(n.attribute("src"))) {
            if let Some(id) = link.strip_prefix("article.xhtml#") {
                assert!(ids.contains(id), "{path} links to {id}");
            }
        }
        for heading in document.descendants().filter(|n| n.tag_name().name() == "a") {
            assert!(heading.text().is_some_and(|t| !t.trim().is_empty()), "{path}");
        }
    }
}

#[test]
fn the_rich_article_is_a_sound_archive() {
    let written = written(&sample::rich());
    check(&written.bytes);
    assert_eq!(&written.bytes[30..58], b"mimetypeapplication/epub+zip");
    let rules: Vec<&str> = written.diagnostics.iter().map(|d| d.rule.as_str()).collect();
    assert_eq!(rules, ["write-formula-not-set", "write-picture-missing"]);
    assert_eq!(written.diagnostics[1].span, Span::new(5, 9));
}

#[test]
fn the_package_says_what_the_article_is() {
    let files = unpack(&written(&sample::rich()).bytes);
    let package = text_of(&files, "EPUB/package.opf");
    for line in [
        "<dc:identifier id=\"doi\">https://doi.org/10.5555/river.2020-2-47</dc:identifier>",
        "<meta refines=\"#author-1\" property=\"file-as\">Azarenka, Maryna V.</meta>",
        "<meta refines=\"#author-1\" property=\"alternate-script\" xml:lang=\"ru\">Марина Викторовна Азаренко</meta>",
        "<dc:creator id=\"author-3\">Gauge Network Group</dc:creator>",
        "<dc:language>en</dc:language>\n<dc:language>ru</dc:language>",
        "<dc:subject id=\"subject-1\">556.53(476)&quot;1995/2016&quot;</dc:subject>",
        "<dc:subject xml:lang=\"ru\">ледоход</dc:subject>",
        "<meta refines=\"#journal\" property=\"group-position\">2020.2</meta>",
        "<meta property=\"dcterms:modified\">2020-08-01T00:00:00Z</meta>",
        "<dc:rights>© 2020 The authors</dc:rights>",
        "<dc:source>urn:issn:2521-6848</dc:source>",
        "<meta property=\"schema:accessMode\">visual</meta>",
        "<meta property=\"schema:accessibilityFeature\">alternativeText</meta>",
        "<meta property=\"schema:accessibilityFeature\">MathML</meta>",
        "<meta property=\"schema:accessibilityHazard\">none</meta>",
        "<item id=\"article\" href=\"article.xhtml\" media-type=\"application/xhtml+xml\" properties=\"mathml\"/>",
        "<item id=\"picture-1\" href=\"img/picture-1.svg\" media-type=\"image/svg+xml\"/>",
    ] {
        let line = line.replace("&quot;", "\"");
        assert!(package.contains(&line), "{line} in {package}");
    }
    assert!(!package.contains("conformsTo") && !package.contains("certif"), "that is for a person to say");
}

#[test]
fn nothing_is_claimed_that_is_not_there() {
    let article = Article { lang: Lang::RU, ..Article::default() };
    let files = unpack(&job_for(&article, "", |job| write(job).unwrap()).bytes);
    let package = text_of(&files, "EPUB/package.opf");
    assert!(!package.contains("MathML") && !package.contains("visual") && !package.contains("alternativeText"));
    assert!(package.contains("<dc:title id=\"title\">Статья без названия</dc:title>"));
    assert!(package.contains("xml:lang=\"ru\""));
    check(&written(&article).bytes);
}

#[test]
fn a_picture_without_a_description_is_said_to_have_none() {
    let mut article = sample::rich();
    for section in &mut article.body.sections {
        for block in &mut section.blocks {
            if let crate::article::Block::Figure(figure) = block {
                figure.graphic.as_mut().unwrap().alt.clear();
            }
        }
    }
    let written = written(&article);
    assert!(written.diagnostics.iter().any(|d| d.rule == "write-picture-undescribed"));
    let package = text_of(&unpack(&written.bytes), "EPUB/package.opf");
    assert!(
        package.contains("accessModeSufficient\">textual,visual<")
            && !package.contains("accessModeSufficient\">textual<")
    );
    assert!(!package.contains("alternativeText"));
}

#[test]
fn hostile_words_reach_every_document_as_words() {
    let mut article = Article { lang: Lang::EN, ..Article::default() };
    let hostile = "\u{0}<script>&\"'\u{fffe}]]> \u{202e}";
    article.front.titles = vec![crate::article::Localised::new(Lang::EN, Text::made(hostile))];
    article.front.issue.journal = vec![crate::article::Localised::new(Lang::EN, Run::new(hostile, Span::NONE))];
    article.front.issue.year = Some(Run::new(hostile, Span::NONE));
    let written = written(&article);
    check(&written.bytes);
    assert!(written.diagnostics.iter().any(|d| d.rule == "write-forbidden-character"));
    for (path, content) in unpack(&written.bytes) {
        assert!(!String::from_utf8_lossy(&content).contains("<script"), "{path}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_article_makes_a_sound_archive_and_the_same_one_twice(article in articles()) {
        let first = written(&article);
        check(&first.bytes);
        prop_assert!(first.bytes == written(&article).bytes);
    }
}

/// For the checkers: `OFFPRINT_OUT=folder cargo test --lib epub -- --ignored`.
#[test]
#[ignore = "writes files for EPUBCheck and Ace"]
fn write_samples_for_the_checkers() {
    let folder = std::path::PathBuf::from(std::env::var_os("OFFPRINT_OUT").expect("OFFPRINT_OUT names a folder"));
    std::fs::write(folder.join("rich.epub"), written(&sample::rich()).bytes).unwrap();
    let empty = Article::default();
    std::fs::write(folder.join("empty.epub"), job_for(&empty, "", |job| write(job).unwrap()).bytes).unwrap();
    let formulas = [
        r"\frac{1}{2}",
        r"\dfrac{a}{b}",
        r"\sqrt[3]{x+1}",
        r"\sum_{i=0}^{n} i",
        r"\int\limits_0^1 f(x)\,dx",
        r"\lim_{x \to 0}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"\begin{array}{|l:c|r|} \hline a & b & c \\[2pt] \hline d & e & f \end{array}",
        r"\begin{align*} a &= b \\ c &= d \end{align*}",
        r"\begin{cases} 1 & x>0 \\ 0 & \text{otherwise} \end{cases}",
        r"\hat{x} \bar{y} \vec{z} \dot{w} \overline{ab} \widehat{abc}",
        r"\underbrace{a+b}_{c} \overbrace{d}^{e}",
        r"\mathbb{R} \mathcal{L} \mathfrak{g} \mathbf{x} \mathrm{d} \boldsymbol{\alpha}",
        r"\left[ \frac{a}{b} \middle| c \right)",
        r"\bigl( \Bigl[ x \Bigr] \bigr)",
        r"\binom{n}{k} \tbinom{n}{k}",
        r"a \not= b \neq c \cancel{abc}",
        r"\displaystyle \sum x \scriptstyle y",
        r"\overset{!}{=} \underset{x}{\max} \stackrel{a}{\to}",
        r"\operatorname*{argmax}_x f",
        r"x\quad y\! z \mkern-3mu w \hspace{1cm}",
        r"\textcolor{red}{x} + \color{blue} y",
        r"f'(x) = f''(x)",
        r"\xrightarrow[b]{a}",
        r"\substack{a \\ b}",
        r"\prod_{\substack{i \\ j}} x",
        r"a < b > c \& d \% e",
        r"\text{если } x > 0 \text{, то } y",
        r"\begin{gather} a \\ b \end{gather}",
        r"\begin{split} a &= b \end{split}",
    ];
    let blocks = formulas.map(|tex| {
        assert!(crate::notation::tex::to_mathml(tex, true).is_some(), "{tex}");
        crate::article::Block::Formula(crate::article::Formula { tex: Run::new(tex, Span::NONE), ..Default::default() })
    });
    let body = crate::article::Body { blocks: blocks.to_vec(), sections: Vec::new() };
    let article = Article { lang: Lang::RU, body, ..Article::default() };
    std::fs::write(folder.join("formulas.epub"), written(&article).bytes).unwrap();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for i in 0..24 {
        let article = articles().new_tree(&mut runner).unwrap().current();
        std::fs::write(folder.join(format!("random-{i}.epub")), written(&article).bytes).unwrap();
    }
}
