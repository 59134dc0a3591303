//! schemas/journal-article.sch over small JATS documents: what counts as being in a language, what counts as a word, what
//! journal.toml changes.

use std::path::Path;

use offprint::check::{Options, Schemas, Selection, Ui, check};
use offprint::journal::{FILE_NAME, Journal};
use offprint::read::READERS;
use offprint::source::Source;

/// The rules of a family that are told of JATS, in order of their places.
fn found(family: &str, toml: &str, jats: &str) -> Vec<String> {
    let journal = Journal::parse(Path::new(FILE_NAME), toml).unwrap();
    let source = Source::from_text("article.xml", jats);
    let selection = Selection { select: vec![family.into()], ignore: Vec::new() };
    let options = Options { journal: &journal, ui: Ui::En, selection: &selection, schemas: &Schemas::embedded() };
    let reader = READERS.iter().find(|reader| reader.name == "jats").unwrap();
    let found = check(&source, reader, &options).unwrap();
    found.into_iter().map(|d| format!("{}: {}", d.rule, d.message)).collect()
}

/// A document with `root` in its start tag, and `meta` in `article-meta`.
fn article(root: &str, meta: &str, after: &str) -> String {
    format!(
        "<article{root}><front><article-meta>{meta}</article-meta></front><body><p>Text.</p></body>{after}</article>"
    )
}

/// The requirements without those that the documents here do not meet.
const LAX: &str =
    "[requirements]\nudc = false\nreceived = false\ncitation = false\nreferences = false\npages = false\n";

const ENGLISH: &str = "<title-group><article-title>A mill</article-title></title-group>\
    <contrib-group><contrib><name><surname>Smith</surname></name></contrib><aff>University</aff></contrib-group>\
    <abstract><p>Of a mill.</p></abstract><kwd-group><kwd>mill</kwd></kwd-group>";

#[test]
fn an_article_that_says_no_language_is_in_english() {
    assert_eq!(found("required", LAX, &article("", ENGLISH, "")), Vec::<String>::new());
    let bare = article("", "<title-group><article-title/></title-group>", "");
    let lacking = found("required", LAX, &bare);
    assert!(lacking.iter().any(|l| l == "required-title: there is no title in English"), "{lacking:?}");
    assert!(lacking.iter().any(|l| l == "required-abstract: there is no abstract in English"), "{lacking:?}");
}

#[test]
fn of_a_tag_only_the_language_counts() {
    for root in [" xml:lang=\"en-GB\"", " xml:lang=\"EN\""] {
        assert_eq!(found("required", LAX, &article(root, ENGLISH, "")), Vec::<String>::new(), "{root}");
        let other = ENGLISH.replace("<abstract>", "<abstract xml:lang=\"en-US\">");
        assert_eq!(found("required", LAX, &article(root, &other, "")), Vec::<String>::new(), "{root}");
    }
}

#[test]
fn a_name_without_a_language_serves_all_languages_in_the_same_letters() {
    let second =
        "<trans-title-group xml:lang=\"LANG\"><trans-title>Título</trans-title></trans-title-group></title-group>";
    let abstracts = "</abstract><trans-abstract xml:lang=\"LANG\"><p>Resumo.</p></trans-abstract>\
        <kwd-group xml:lang=\"LANG\"><kwd>moinho</kwd></kwd-group>";
    let meta = ENGLISH.replace("</title-group>", second).replace("</abstract>", abstracts);
    let portuguese = article(" xml:lang=\"en\"", &meta.replace("LANG", "pt"), "");
    assert_eq!(found("required", LAX, &portuguese), Vec::<String>::new());
    let russian = article(" xml:lang=\"en\"", &meta.replace("LANG", "ru"), "");
    let lacking = [
        "required-affiliations: there is no affiliation in Russian",
        "required-names: the authors are not named in Russian",
    ];
    let mut told = found("required", LAX, &russian);
    told.sort();
    assert_eq!(told, lacking);
}

#[test]
fn a_translation_in_the_same_file_has_the_other_language() {
    let translation = "<sub-article article-type=\"translation\" xml:lang=\"pt\"><front-stub>\
        <title-group><article-title>Um moinho</article-title></title-group>\
        <abstract><p>De um moinho.</p></abstract>KWD</front-stub></sub-article>";
    let whole = translation.replace("KWD", "<kwd-group><kwd>moinho</kwd></kwd-group>");
    assert_eq!(found("required", LAX, &article(" xml:lang=\"en\"", ENGLISH, &whole)), Vec::<String>::new());
    let lacking = found("required", LAX, &article(" xml:lang=\"en\"", ENGLISH, &translation.replace("KWD", "")));
    assert_eq!(lacking, ["required-keywords: there are no keywords in Portuguese"]);
}

#[test]
fn one_citation_block_that_is_enough_is_missed_once() {
    let toml = |once: bool| {
        let languages =
            "[journal]\ntitle = { en = \"Mills\" }\nissn-print = \"1234-5679\"\nlanguages = [\"en\", \"fr\"]\n";
        format!("{languages}{}citation-once = {once}\n", LAX.replace("citation = false", "citation = true"))
    };
    let document = article(" xml:lang=\"en\"", ENGLISH, "");
    assert_eq!(found("required-citation", &toml(true), &document).len(), 1);
    assert_eq!(found("required-citation", &toml(false), &document).len(), 2);
}

#[test]
fn pages_are_missed_where_no_citation_block_has_to_give_them() {
    let document = article(" xml:lang=\"en\"", ENGLISH, "");
    let toml = LAX.replace("pages = false", "pages = true");
    assert_eq!(found("required-pages", &toml, &document).len(), 1);
    // A citation block that is missing is told instead.
    assert_eq!(found("required-pages", &toml.replace("citation = false", "citation = true"), &document).len(), 0);
    let paged = document.replace("<abstract>", "<fpage>1</fpage><abstract>");
    assert_eq!(found("required-pages", &toml, &paged).len(), 0);
}

#[test]
fn signs_between_spaces_are_no_words() {
    let title = |title: &str| article(" xml:lang=\"en\"", &ENGLISH.replace("A mill", title), "");
    let toml = "[requirements]\ntitle-words-max = 4\n";
    assert_eq!(found("length-title", toml, &title("Mill – river – pond, 1995–2016")), Vec::<String>::new());
    let long = found("length-title", toml, &title("Mill and river and pond"));
    assert_eq!(long, ["length-title-max: the title is long, in words: 5, the journal allows 4"]);
}

#[test]
fn all_notes_and_all_lists_of_references_are_of_the_article() {
    let list = |words: &str| format!("<ref-list><ref><mixed-citation>{words}</mixed-citation></ref></ref-list>");
    let back = format!(
        "<back><ack><p>Many thanks to all.</p></ack><fn-group><fn><p>1234567890</p></fn></fn-group>{}{}</back>",
        list("1234567890"),
        list("1234567890")
    );
    let document = article(" xml:lang=\"en\"", ENGLISH, &back);
    // Five in the body, thirty behind it; the thanks do not count.
    assert_eq!(found("length-article", "[requirements]\ncharacters-max = 35\n", &document), Vec::<String>::new());
    assert_eq!(found("length-article", "[requirements]\ncharacters-max = 34\n", &document).len(), 1);
    assert_eq!(found("length-references", "[requirements]\nreferences-min = 3\n", &document).len(), 1);
}

#[test]
fn each_key_of_the_requirements_is_a_variable_of_the_schema() {
    let schema = include_str!("../schemas/journal-article.sch");
    let keys = include_str!("../schemas/journal.schema.json");
    let keys: serde_json::Value = serde_json::from_str(keys).unwrap();
    let keys = keys["properties"]["requirements"]["properties"].as_object().unwrap();
    assert!(keys.len() > 15);
    for key in keys.keys() {
        assert!(schema.contains(&format!("<let name=\"{key}\" value=\"")), "{key}");
    }
}
