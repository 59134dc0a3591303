//! The JATS writer from outside.

#[path = "jats/articles.rs"]
mod articles;
#[path = "jats/sample.rs"]
mod sample;

use std::collections::HashSet;

use offprint::article::*;
use offprint::context::Context;
use offprint::diagnostic::Severity;
use offprint::journal::Journal;
use offprint::source::Span;
use offprint::write::{JatsVersion, Job, Options, Written, jats};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use JatsVersion::{V1_3, V1_4};

fn write(article: &Article, journal: &Journal, jats_version: JatsVersion) -> Written {
    #[allow(clippy::needless_update)] // there will be more options
    let options = Options { jats_version, ..Options::default() };
    let job = Job { article, journal, context: &Context::default(), options: &options, files: &|_| None };
    jats::write(&job).expect("writing never fails")
}

/// The document, without line ends between elements.
fn string(written: &Written) -> String {
    String::from_utf8(written.bytes.clone()).expect("UTF-8").replace(">\n<", "><")
}

fn parse(xml: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(xml, options).unwrap_or_else(|fault| panic!("{fault}\n{xml}"))
}

/// An element's text, without what stands for a picture.
fn text_of(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants()
        .filter(|n| n.is_text() && !n.ancestors().any(|a| a.has_tag_name("alt-text")))
        .filter_map(|n| n.text())
        .collect()
}

#[track_caller]
fn assert_has(xml: &str, fragment: &str) {
    assert!(xml.contains(fragment), "this is not in the document:\n{fragment}\n\n{xml}");
}

fn rules(written: &Written) -> Vec<&str> {
    written.diagnostics.iter().map(|d| d.rule.as_str()).collect()
}

fn made(text: &str) -> Text {
    Text::made(text)
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: made(text), ..Default::default() })
}

/// The citation as a document's only reference.
fn cited(text: Text, parts: Vec<Part>) -> String {
    let citation = Citation { kind: PublicationType::Journal, parts, ..Default::default() };
    let form = ReferenceForm { lang: Lang::EN, text, citation, ..Default::default() };
    let item = Reference { id: "R1".into(), forms: vec![form], ..Default::default() };
    let references = References { items: vec![item], ..Default::default() };
    let article = Article { lang: Lang::EN, references, ..Default::default() };
    let xml = string(&write(&article, &Journal::default(), V1_3));
    let start = xml.find("<mixed-citation").expect("a citation");
    let end = xml.find("</mixed-citation>").expect("its end");
    let start = start + xml[start..].find('>').expect("its tag's end") + 1;
    xml[start..end].to_owned()
}

#[test]
fn an_empty_article_says_nothing_false() {
    let written = write(&Article::default(), &Journal::default(), V1_3);
    let xml = string(&written);
    assert!(xml.ends_with(
        "xml:lang=\"und\"><front><journal-meta><journal-id/><issn/></journal-meta><article-meta><title-group>\
         <article-title/></title-group><pub-date-not-available/></article-meta></front></article>\n"
    ));
    assert_eq!(rules(&written), ["jats-journal", "jats-title", "jats-year"]);
    let worst: Vec<Severity> = written.diagnostics.iter().map(|d| d.severity).collect();
    assert_eq!(worst, [Severity::Warning, Severity::Error, Severity::Warning]);
    assert!(written.diagnostics[0].message.contains("journal.issn-print"));
}

#[test]
fn the_front_matter_of_a_bilingual_article() {
    let written = write(&sample::article(), &sample::journal(), V1_3);
    let xml = string(&written);
    parse(&xml);
    assert_eq!(rules(&written), [""; 0]);
    for fragment in sample::FRONT {
        assert_has(&xml, fragment);
    }
}

#[test]
fn the_body_and_the_back_matter_of_a_bilingual_article() {
    let xml = string(&write(&sample::article(), &sample::journal(), V1_3));
    for fragment in sample::BODY.iter().chain(sample::BACK) {
        assert_has(&xml, fragment);
    }
}

#[test]
fn version_1_4_repeats_abstracts_and_notes() {
    let xml = string(&write(&sample::article(), &sample::journal(), V1_4));
    assert_has(
        &xml,
        "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.4 20241031//EN\" \"JATS-journalpublishing1-4-mathml3.dtd\">",
    );
    assert_has(&xml, "dtd-version=\"1.4\"");
    assert_has(&xml, "</abstract><abstract xml:lang=\"be\">");
    assert_has(&xml, "</notes><notes notes-type=\"for-citation\" xml:lang=\"be\">");
    assert!(!xml.contains("trans-abstract") && !xml.contains("<collab "));
    assert_has(&xml, "<collab-name xml:lang=\"en\">River Group</collab-name>");
}

#[test]
fn items_that_do_not_pair_stand_in_lists_of_their_own() {
    let form = |list, lang, text: &str| ReferenceForm { list, lang, text: made(text), ..Default::default() };
    let item = |id: &str, forms| Reference { id: id.into(), forms, ..Default::default() };
    let references = References {
        lists: vec![
            ReferenceList { id: "reflist1".into(), title: made("Спіс"), lang: Lang::BE },
            ReferenceList { id: "reflist2".into(), title: made("References"), lang: Lang::EN },
        ],
        items: vec![
            item("R1", vec![form(0, Lang::BE, "Адзін"), form(1, Lang::EN, "Adzin")]),
            item("R2", vec![form(0, Lang::BE, "Два")]),
            item("R3", vec![form(1, Lang::EN, "Three")]),
            item("R4", vec![]),
        ],
    };
    let article = Article { lang: Lang::EN, references, ..Default::default() };
    let xml = string(&write(&article, &Journal::default(), V1_3));
    let other = "publication-type=\"other\"";
    assert_has(
        &xml,
        &format!(
            "<back><ref-list id=\"reflist1\" xml:lang=\"be\"><title>Спіс</title><ref id=\"R1\"><citation-alternatives>\
             <mixed-citation {other} xml:lang=\"be\" specific-use=\"original\">Адзін</mixed-citation>\
             <mixed-citation {other} xml:lang=\"en\" specific-use=\"translation\">Adzin</mixed-citation>\
             </citation-alternatives></ref><ref id=\"R2\"><mixed-citation {other}>Два</mixed-citation></ref>\
             <ref id=\"R4\"><mixed-citation/></ref></ref-list><ref-list id=\"reflist2\"><title>References</title>\
             <ref id=\"R3\"><mixed-citation {other}>Three</mixed-citation></ref></ref-list></back>"
        ),
    );
}

#[test]
fn what_points_at_nothing_and_what_is_there_twice() {
    let mark = |note: &str, at| Inline::NoteMark { note: note.into(), label: Run::new("1", Span::new(at, at + 1)) };
    let text = Text { inlines: vec![mark("fn1", 5), mark("fn9", 8), mark("fn9", 9)] };
    let note = |label: &str| Note { id: "fn1".into(), label: Run::new(label, Span::new(90, 91)), ..Default::default() };
    let article = Article {
        body: Body { blocks: vec![Block::Paragraph(Paragraph { text, ..Default::default() })], sections: vec![] },
        notes: vec![note("1"), note("2")],
        ..Default::default()
    };
    let written = write(&article, &Journal::default(), V1_3);
    let xml = string(&written);
    let nowhere = "<xref ref-type=\"fn\"><sup>1</sup></xref>";
    assert_has(&xml, &format!("<p><xref ref-type=\"fn\" rid=\"fn1\"><sup>1</sup></xref>{nowhere}{nowhere}</p>"));
    assert_has(
        &xml,
        "<fn id=\"fn1\" fn-type=\"other\"><label>1</label><p/></fn><fn fn-type=\"other\"><label>2</label>",
    );
    let found: Vec<(&str, Span)> = written.diagnostics.iter().map(|d| (d.rule.as_str(), d.span)).collect();
    assert!(found.contains(&("jats-dangling", Span::new(8, 9))), "{found:?}");
    assert!(found.contains(&("jats-id", Span::new(90, 91))), "{found:?}");
    assert_eq!(found.iter().filter(|(rule, _)| *rule == "jats-dangling").count(), 1);
}

#[test]
fn styles_and_parts_may_cross() {
    let run = |text: &str| Inline::Run(Run::new(text, Span::NONE));
    let italic = |text: &str| Inline::Styled { style: Style::Italic, content: made(text) };
    let text = Text { inlines: vec![run("Smith J. Rivers. "), italic("Water. 2019"), run(";7.")] };
    let part = |kind, range| Part::new(kind, range);
    let mut authors = part(PartKind::Authors, 0..7);
    let mut name = part(PartKind::Name, 0..7);
    name.parts = vec![part(PartKind::Surname, 0..5), part(PartKind::GivenNames, 6..7)];
    authors.parts = vec![name];
    // The title ends inside the italic; the journal is all italic, and the year may not be.
    let parts = vec![
        authors,
        part(PartKind::ArticleTitle, 9..21),
        part(PartKind::Source, 21..22),
        part(PartKind::Year, 24..28),
        part(PartKind::Volume, 29..30),
        part(PartKind::Issue, 29..30),
        part(PartKind::Publisher, 30..90),
    ];
    assert_eq!(
        cited(text, parts),
        "<person-group person-group-type=\"author\"><string-name><surname>Smith</surname> <given-names>J</given-names>\
         </string-name></person-group>. <article-title>Rivers. <italic>Wate</italic></article-title><source>r</source>\
         <italic>. </italic><year>2019</year>;<volume>7</volume>."
    );
}

#[test]
fn addresses_and_identifiers_in_a_citation() {
    let text = "doi: https://doi.org/10.1/Ab. Available at: example.org/x, https://example.org/?a&b (11 May 2020)";
    let at = |kind, part: &str, value: Option<&str>| {
        let start = text.find(part).unwrap();
        Part { value: value.map(str::to_owned), ..Part::new(kind, start..start + part.len()) }
    };
    let parts = vec![
        at(PartKind::Doi, "https://doi.org/10.1/Ab", Some("10.1/ab")),
        at(PartKind::Url, "example.org/x", None),
        at(PartKind::Url, "https://example.org/?a&b", None),
        at(PartKind::AccessDate, "11 May 2020", Some("2020-05-11")),
    ];
    assert_eq!(
        cited(made(text), parts),
        "doi: https://doi.org/<pub-id pub-id-type=\"doi\">10.1/Ab</pub-id>. Available at: example.org/x, \
         <ext-link ext-link-type=\"uri\" xlink:href=\"https://example.org/?a&amp;b\">https://example.org/?a&amp;b\
         </ext-link> (<date-in-citation content-type=\"access-date\" iso-8601-date=\"2020-05-11\">11 May 2020\
         </date-in-citation>)"
    );
}

#[test]
fn no_link_stands_inside_a_link() {
    let mark = Inline::NoteMark { note: "fn1".into(), label: Run::new("1", Span::NONE) };
    let run = |text: &str| Inline::Run(Run::new(text, Span::NONE));
    let href = "https://example.org/";
    let inner = Inline::Link { href: href.into(), content: made("inner") };
    let content = Text { inlines: vec![run("a"), mark, run("b"), inner] };
    let unsafe_link = Inline::Link { href: "javascript:x".into(), content: made("script") };
    let text = Text { inlines: vec![Inline::Link { href: href.into(), content }, unsafe_link] };
    let article = Article {
        body: Body { blocks: vec![Block::Paragraph(Paragraph { text, ..Default::default() })], sections: vec![] },
        notes: vec![Note { id: "fn1".into(), ..Default::default() }],
        ..Default::default()
    };
    let written = write(&article, &Journal::default(), V1_3);
    let link = "<ext-link ext-link-type=\"uri\" xlink:href=\"https://example.org/\">";
    assert_has(
        &string(&written),
        &format!(
            "<p>{link}a</ext-link><xref ref-type=\"fn\" rid=\"fn1\"><sup>1</sup></xref>{link}binner</ext-link>script</p>"
        ),
    );
    assert!(rules(&written).contains(&"jats-no-place"));
}

#[test]
fn blocks_that_may_not_stand_alone_stand_in_a_paragraph() {
    let item = |blocks| ListItem { label: None, blocks };
    let quotation = Block::Quotation(Quotation { blocks: vec![paragraph("said")] });
    let list = Block::List(List { kind: ListKind::Order, items: vec![item(vec![quotation]), item(vec![])] });
    let empty = Block::List(List::default());
    let abstracts = vec![Localised::new(Lang::EN, vec![paragraph("First."), list, empty])];
    let article = Article { lang: Lang::EN, front: Front { abstracts, ..Default::default() }, ..Default::default() };
    assert_has(
        &string(&write(&article, &Journal::default(), V1_3)),
        "<abstract xml:lang=\"en\"><p>First.</p><p><list list-type=\"order\"><list-item><p><disp-quote><p>said</p>\
         </disp-quote></p></list-item><list-item><p/></list-item></list></p></abstract>",
    );
}

#[test]
fn what_nests_too_deeply_is_kept_and_reported() {
    let mut block = paragraph("deep");
    let mut section = Section { title: made("Bottom"), ..Default::default() };
    let mut text = made("core");
    for _ in 0..300 {
        block = Block::Quotation(Quotation { blocks: vec![block] });
        section = Section { sections: vec![section], ..Default::default() };
        text = Text { inlines: vec![Inline::Styled { style: Style::Italic, content: text }] };
    }
    let blocks = vec![block, Block::Paragraph(Paragraph { text, ..Default::default() })];
    let article = Article { body: Body { blocks, sections: vec![section] }, ..Default::default() };
    let written = write(&article, &Journal::default(), V1_3);
    let xml = string(&written);
    let document = parse(&xml);
    let deepest = document.descendants().map(|node| node.ancestors().count()).max();
    assert!(deepest < Some(100), "{deepest:?}");
    let sections = document.descendants().filter(|n| n.has_tag_name("sec")).count();
    assert_eq!(sections, 301);
    assert_has(&xml, "<title>Bottom</title>");
    assert!(xml.contains("<p>deep</p>") && xml.contains(">core<"));
    assert!(rules(&written).contains(&"jats-no-place"));
}

#[test]
fn the_map_leads_from_elements_to_the_manuscript() {
    let written = write(&sample::article(), &sample::journal(), V1_3);
    let xml = String::from_utf8(written.bytes.clone()).unwrap();
    let document = parse(&xml);
    let place = |what: &dyn Fn(&roxmltree::Node<'_, '_>) -> bool| {
        let node = document.descendants().find(|n| what(n)).expect("the element");
        written.map.locate(node.range()).map(|span| &sample::MANUSCRIPT[span.range()])
    };
    let named = |name: &'static str| place(&move |n| n.has_tag_name(name));
    assert_eq!(named("kwd-group"), Some("Keywords: rivers; *ice*"));
    assert_eq!(named("article-title"), Some("Rivers under ice"));
    assert_eq!(named("article-meta"), Some("Rivers under ice"));
    assert_eq!(named("date"), Some("11 May 2020"));
    assert_eq!(place(&|n| n.attribute("subj-group-type") == Some("udc")), Some("UDC 556.5"));
    assert_eq!(named("surname"), Some("NOVIK"));
    assert_eq!(named("issn"), Some("Rivers under ice"), "what the article does not say is missed at its title");
    assert_eq!(place(&|n| n.has_tag_name("ref")), Some("1. Novik A. Ice."));
    assert_eq!(place(&|n| n.attribute("id") == Some("fn1")), Some("¹ A note."));
    assert_eq!(place(&|n| n.has_tag_name("xref") && n.parent().is_some_and(|p| p.has_tag_name("p"))), Some("¹"));
}

proptest! {
    #![proptest_config(Config { cases: 256, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_citation_shows_every_character_once_and_in_order(text in articles::text(), parts in articles::parts()) {
        let plain = plain_with_breaks(&text);
        let citation = cited(text, parts);
        let xml = format!("<c xmlns:xlink=\"x\">{citation}</c>");
        prop_assert_eq!(text_of(parse(&xml).root_element()), plain);
    }

    #[test]
    fn a_part_of_a_citation_is_marked_at_its_place(
        text in articles::text(), cuts in proptest::collection::vec(0usize..60, 2..8),
    ) {
        let text = without_pictures(text);
        let plain = text.plain();
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|cut| plain.is_char_boundary(*cut)).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let ranges: Vec<_> = cuts.windows(2).map(|pair| pair[0]..pair[1]).step_by(2).collect();
        let parts = ranges.iter().map(|range| Part::new(PartKind::Volume, range.clone())).collect();
        let xml = format!("<c xmlns:xlink=\"x\">{}</c>", cited(text, parts));
        let document = parse(&xml);
        let marked: Vec<String> = document.descendants().filter(|n| n.has_tag_name("volume")).map(text_of).collect();
        let expected: Vec<String> = ranges.into_iter().map(|r| offprint::xml::legal(&plain[r]).into_owned()).collect();
        prop_assert_eq!(marked, expected);
    }
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_article_is_well_formed_with_each_id_once_and_no_link_into_nothing(
        article in articles::article(), journal in articles::journal(), new in any::<bool>(),
    ) {
        let xml = string(&write(&article, &journal, if new { V1_4 } else { V1_3 }));
        let document = parse(&xml);
        let mut ids = HashSet::new();
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                prop_assert!(ids.insert(id), "{id} stands twice");
            }
        }
        for node in document.descendants() {
            for rid in node.attribute("rid").unwrap_or_default().split_whitespace() {
                prop_assert!(ids.contains(rid), "{rid} is nowhere");
            }
        }
    }
}

/// What is read of a text, a forced line end being a space, without what XML does not allow.
fn plain_with_breaks(text: &Text) -> String {
    fn go(text: &Text, out: &mut String) {
        for inline in &text.inlines {
            match inline {
                Inline::Break => out.push(' '),
                Inline::Styled { content, .. }
                | Inline::Foreign { content, .. }
                | Inline::Link { content, .. }
                | Inline::CrossReference { content, .. } => go(content, out),
                inline => out.push_str(&Text { inlines: vec![inline.clone()] }.plain()),
            }
        }
    }
    let mut out = String::new();
    go(text, &mut out);
    offprint::xml::legal(&out).into_owned()
}

/// A text without line ends and pictures, which have no place in the plain text.
fn without_pictures(text: Text) -> Text {
    let keep = |inline| match inline {
        Inline::Break | Inline::Graphic(_) => None,
        Inline::Styled { style, content } => Some(Inline::Styled { style, content: without_pictures(content) }),
        Inline::Foreign { lang, content } => Some(Inline::Foreign { lang, content: without_pictures(content) }),
        Inline::Link { href, content } => Some(Inline::Link { href, content: without_pictures(content) }),
        Inline::CrossReference { target, kind, content } => {
            Some(Inline::CrossReference { target, kind, content: without_pictures(content) })
        }
        inline => Some(inline),
    };
    Text { inlines: text.inlines.into_iter().filter_map(keep).collect() }
}

/// Writes a batch of articles of every shape into the folder OFFPRINT_JATS_OUT, for a validator:
/// `OFFPRINT_JATS_OUT=/tmp/x cargo test --test jats -- --ignored`, then `xmllint --noout --valid /tmp/x/*.xml`.
#[test]
#[ignore = "writes files for a validator"]
fn a_batch_for_a_validator() {
    let folder = std::path::PathBuf::from(std::env::var("OFFPRINT_JATS_OUT").expect("OFFPRINT_JATS_OUT is set"));
    let count: u64 = std::env::var("OFFPRINT_JATS_COUNT").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    std::fs::create_dir_all(&folder).unwrap();
    let save = |name: String, article: &Article, journal: &Journal| {
        for (version, number) in [(V1_3, "1.3"), (V1_4, "1.4")] {
            std::fs::write(folder.join(format!("{name}-{number}.xml")), write(article, journal, version).bytes)
                .unwrap();
        }
    };
    save("empty".into(), &Article::default(), &Journal::default());
    save("sample".into(), &sample::article(), &sample::journal());
    for seed in 0..count {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let (article, journal) = (articles::article(), articles::journal()).new_tree(&mut runner).unwrap().current();
        save(format!("{seed:05}"), &article, &journal);
    }
}
