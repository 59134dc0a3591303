//! The content: what every article's page must be, and what the rich one's is.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::article::*;
use crate::context::Context;
use crate::journal::Journal;
use crate::write::Options;

/// Checks a page: identifiers once, links inside the page to something, links to outside safe; gives the identifiers.
pub fn check<'d>(document: &'d roxmltree::Document<'_>) -> HashSet<&'d str> {
    let mut ids = HashSet::new();
    let elements = || document.descendants().filter(roxmltree::Node::is_element);
    for id in elements().filter_map(|n| n.attribute("id")) {
        assert!(ids.insert(id), "{id} is there twice");
        assert!(id.starts_with(|c: char| c.is_ascii_alphabetic()) && !id.contains(char::is_whitespace), "{id}");
    }
    for node in elements() {
        if let Some(href) = node.attribute("href").filter(|_| node.tag_name().name() == "a") {
            match href.strip_prefix('#') {
                Some(id) => assert!(ids.contains(id), "{id} is linked to"),
                None => assert!(crate::notation::url::is_safe(href), "{href}"),
            }
            let nested = node.ancestors().skip(1).any(|n| n.has_tag_name("a"));
            assert!(!nested, "a link in a link");
        }
        if let Some(id) = node.attribute("aria-labelledby") {
            assert!(id.split(' ').all(|id| ids.contains(id)), "{id} labels");
        }
        assert!(node.tag_name().name() != "img" || node.attribute("alt").is_some_and(|a| !a.is_empty()));
        assert!(
            !matches!(node.tag_name().name(), "script" | "style") || node.ancestors().any(|n| n.has_tag_name("head"))
        );
        assert!(node.attributes().all(|a| !a.name().starts_with("on")));
        if matches!(node.tag_name().name(), "ul" | "ol" | "tr" | "tbody" | "thead" | "table") {
            assert!(node.children().any(|n| n.is_element()), "an empty {}", node.tag_name().name());
        }
    }
    ids
}

fn rendered(article: &Article, flavour: Flavour) -> Rendered {
    let (journal, context, options) = (Journal::default(), Context::default(), Options::default());
    let job = Job { article, journal: &journal, context: &context, options: &options, files: &sample::files };
    render(&job, flavour)
}

/// The markup with the namespaces that the page around it would bind.
fn bound(rendered: &Rendered) -> String {
    let start = "<article xmlns:epub=\"http://www.idpf.org/2007/ops\">";
    rendered.markup.replacen("<article>", start, 1)
}

fn rich() -> String {
    rendered(&sample::rich(), Flavour::Epub).markup
}

fn has(markup: &str, piece: &str) {
    assert!(markup.contains(piece), "{piece}\nis not in\n{markup}");
}

#[test]
fn a_note_called_twice_leads_back_to_both_places() {
    let markup = rich();
    has(
        &markup,
        "<sup class=\"mark\"><a id=\"fnref1\" href=\"#fn1\" epub:type=\"noteref\" role=\"doc-noteref\">1</a></sup>",
    );
    has(&markup, "<a id=\"fnref1-2\" href=\"#fn1\"");
    has(
        &markup,
        "<aside id=\"fn1\" epub:type=\"footnote\" role=\"doc-footnote\"><p><a href=\"#fnref1\" class=\"back\" \
         epub:type=\"backlink\" role=\"doc-backlink\" aria-label=\"Back to note mark 1\">1</a> <a href=\"#fnref1-2\"",
    );
    // In a Russian note the name of the link is English, and says so.
    has(&markup, "aria-label=\"Back to note mark 2\" lang=\"en\" xml:lang=\"en\">2</a>");
}

#[test]
fn citations_lead_to_the_list_in_the_articles_language_and_back() {
    let markup = rich();
    has(&markup, "[<a id=\"cit1\" href=\"#R1\" epub:type=\"biblioref\" role=\"doc-biblioref\">1</a>; ");
    has(&markup, "<li id=\"R1-ru\">Азаренко МВ.");
    has(&markup, "<a class=\"form\" href=\"#R1\" lang=\"en\" xml:lang=\"en\">English</a>");
    has(&markup, "<li id=\"R1\">Azarenka MV.");
    has(&markup, "<a class=\"form\" href=\"#R1-ru\" lang=\"ru\" xml:lang=\"ru\">Русский</a>");
    has(&markup, "<a href=\"#cit1\" class=\"back\"");
    has(&markup, "<a href=\"#cit1-2\" class=\"back\"");
    // Item 2 is cited once by its number and once inside the range 1–3.
    has(&markup, "<a href=\"#cit2\" class=\"back\"");
    assert_eq!(markup.matches("<a href=\"#cit3\" class=\"back\"").count(), 2);
    // The second form is Belarusian in a Russian list.
    has(&markup, "<li id=\"R2-ru\" lang=\"be\" xml:lang=\"be\">");
}

#[test]
fn addresses_are_links_where_they_are_safe() {
    let markup = rich();
    has(&markup, "DOI: <a href=\"https://doi.org/10.5555/ice.2004\">10.5555/ice.2004</a>. Russian.");
    has(&markup, "&lt;<a href=\"http://gauges.example.org/2004/3.html\">http://gauges.example.org/2004/3.html</a>&gt;");
    has(&markup, "URL: <a href=\"http://gauges.example.org/two\">http://gauges.example.org/two</a> (дата");
    has(&markup, "and not at this address.");
    assert!(!markup.contains("javascript"));
}

#[test]
fn both_languages_of_the_front_matter_are_marked() {
    let markup = rich();
    has(
        &markup,
        "<div class=\"other\" lang=\"ru\" xml:lang=\"ru\">\n<p class=\"kind\">Оригинальная статья</p>\n<p class=\"title\"",
    );
    has(&markup, "Maryna V. Azarenka<sup><a href=\"#aff1\">a</a>,\u{202F}<a href=\"#aff2\">b</a></sup>");
    has(&markup, "<a href=\"#aff1-ru\">1</a>");
    has(&markup, "aria-labelledby=\"h-abstract-ru\">\n<h2 id=\"h-abstract-ru\">Аннотация</h2>");
    has(&markup, "<b class=\"label\">Ключевые слова:</b> половодье; ");
    has(&markup, "<time datetime=\"2020-08\">August 2020</time>");
    has(&markup, "<span lang=\"be\" xml:lang=\"be\"><i>разводдзе</i></span>");
}

#[test]
fn tables_lists_and_figures_have_their_structure() {
    let markup = rich();
    has(&markup, "<th scope=\"col\" rowspan=\"2\">Year</th><th scope=\"col\" colspan=\"2\">Low water</th>");
    has(&markup, "<th scope=\"row\">1995</th><td class=\"right\">0.4</td>");
    has(&markup, "<td></td></tr>");
    has(&markup, "<caption id=\"cap-tab1\"><p><b class=\"label\">Table 1</b>. Differences");
    has(&markup, "<ol>\n<li>read the left hand;</li>");
    has(&markup, "<ol class=\"alpha\" type=\"a\">\n<li value=\"3\">a list that goes on;</li>\n<li>from");
    has(&markup, "<ul>\n<li>never before sunrise;</li>");
    has(&markup, "<li><span class=\"label\">Rule A.</span> A wet");
    has(&markup, "<figure id=\"fig1\">\n<img src=\"img/picture-2.png\" alt=\"Two curves");
    has(&markup, "<p class=\"missing\">[A staff in ice]</p>");
    has(&markup, "<div id=\"eq1\" class=\"formula\"><div class=\"set\"><math xmlns");
    has(&markup, "<code class=\"tex\">\\undefinedcommand{x}</code>");
    has(&markup, "<a class=\"xref\" href=\"#eq1\">(1)</a>");
}

#[test]
fn html_has_nothing_of_epub_and_carries_its_pictures() {
    let rendered = rendered(&sample::rich(), Flavour::Html);
    assert!(!rendered.markup.contains("epub:") && !rendered.markup.contains("xml:lang"));
    has(&rendered.markup, "src=\"data:image/png;base64,iVBORw0KGgo");
    has(&rendered.markup, "role=\"region\" tabindex=\"0\" aria-labelledby=\"cap-tab1\"");
    // An HTML parser does not know `<p/>`.
    for (end, _) in rendered.markup.match_indices("/>") {
        let empty = rendered.markup[..end].rsplit_once('<').unwrap().1;
        let name = empty.split(' ').next().unwrap();
        assert!(matches!(name, "br" | "img" | "mspace" | "mtd" | "mrow"), "<{empty}/>");
    }
}

#[test]
fn a_picture_outside_the_folder_is_not_read() {
    let asked = std::sync::Mutex::new(Vec::new());
    let files = |path: &str| {
        asked.lock().unwrap().push(path.to_owned());
        None
    };
    let (journal, context, options) = (Journal::default(), Context::default(), Options::default());
    let figure = |href: &str| {
        let graphic = Graphic { href: href.into(), alt: "x".into(), span: Default::default() };
        Block::Figure(Figure { graphic: Some(graphic), ..Figure::default() })
    };
    let hrefs = ["../a.png", "/etc/passwd", "a/../../b", "C:\\x", "http://e.org/x.png", "", "in/side.png"];
    let body = Body { blocks: hrefs.iter().map(|h| figure(h)).collect(), sections: Vec::new() };
    let article = Article { body, ..Article::default() };
    let job = Job { article: &article, journal: &journal, context: &context, options: &options, files: &files };
    let rendered = render(&job, Flavour::Epub);
    assert_eq!(asked.into_inner().unwrap(), ["in/side.png"]);
    assert_eq!(rendered.diagnostics.len(), hrefs.len());
}

#[test]
fn links_lie_over_runs_and_styles_alike() {
    let plain = "see http://e.org/ab now";
    let text = Text {
        inlines: vec![
            Inline::Run(Run::new("see http://", Span::NONE)),
            Inline::Styled { style: Style::Italic, content: Text::made("e.org") },
            Inline::Run(Run::new("/ab now", Span::NONE)),
        ],
    };
    let note = Note { id: "fn1".into(), paragraphs: vec![text], ..Note::default() };
    assert_eq!(note.paragraphs[0].plain(), plain);
    let article = Article { notes: vec![note], ..Article::default() };
    let to = "<a href=\"http://e.org/ab\">";
    has(&rendered(&article, Flavour::Epub).markup, &format!("see {to}http://</a><i>{to}e.org</a></i>{to}/ab</a> now"));
}

#[test]
fn nesting_without_end_is_written_flat() {
    let mut text = Text::made("deep");
    let mut block = Block::Paragraph(Paragraph::default());
    for _ in 0..500 {
        text = Text { inlines: vec![Inline::Styled { style: Style::Italic, content: text }] };
        block = Block::Quotation(Quotation { blocks: vec![block] });
    }
    let blocks = vec![block, Block::Paragraph(Paragraph { text, ..Paragraph::default() })];
    let mut section = Section { title: Text::made("bottom"), ..Section::default() };
    for _ in 0..500 {
        section = Section { title: Text::made("s"), sections: vec![section], ..Section::default() };
    }
    let article = Article { body: Body { blocks, sections: vec![section] }, ..Article::default() };
    let rendered = rendered(&article, Flavour::Epub);
    let markup = bound(&rendered);
    check(&roxmltree::Document::parse(&markup).unwrap());
    assert!(markup.contains("deep") && markup.contains("bottom"));
}

#[test]
fn base64_is_that_of_the_rfc() {
    for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
        assert_eq!(base64(plain.as_bytes()), coded);
    }
}

// Articles of every shape, sound or not: identifiers that clash or are empty, links to nothing, ranges out of bounds.

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zа-я <&\"'>]{0,12}",
        1 => Just("see https://e.org/a?b=c&d, http://e.org/<x>".to_owned()),
        1 => "\\PC{0,8}",
        1 => "[\u{0}-\u{20}\u{fffe}\u{202e}x]{0,6}",
    ]
}

fn runs() -> impl Strategy<Value = Run> {
    words().prop_map(|w| Run::new(w, Span::NONE))
}

fn langs() -> impl Strategy<Value = Lang> {
    prop::sample::select(vec!["en", "ru", "be", "und", "ar", "fi", "pt"]).prop_map(|l| Lang::parse(l).unwrap())
}

fn ids() -> impl Strategy<Value = String> {
    prop_oneof![4 => "(fn|R|aff|sec|fig|tab|eq)[1-3]", 1 => "text|notes|about|h-sec1|fnref1|cit1|R1-2|[ <1я]{0,3}"]
}

fn hrefs() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "https://e.org/x?y#z",
        "http://e.org/a b",
        "javascript:x",
        "mailto:a@b.by",
        "http://",
        "https://ю.by/я|[",
        "data:x",
        "",
    ])
    .prop_map(str::to_owned)
}

fn graphics() -> impl Strategy<Value = Graphic> {
    let files = vec!["img/chart.png", "img/tick.svg", "img/bad.svg", "none.png", "../x", ""];
    (prop::sample::select(files), words()).prop_map(|(href, alt)| Graphic { href: href.into(), alt, span: Span::NONE })
}

fn texts() -> impl Strategy<Value = Text> {
    let formulas = prop::sample::select(vec!["x^2", "\\frac{1}{2}", "\\bad", "", "a<b"]);
    let leaf = prop_oneof![
        4 => runs().prop_map(Inline::Run),
        1 => (ids(), runs()).prop_map(|(note, label)| Inline::NoteMark { note, label }),
        1 => (ids(), runs(), prop::collection::vec(ids(), 0..2))
            .prop_map(|(target, label, through)| Inline::Citation { target, label, through }),
        1 => formulas.prop_map(|tex| Inline::Formula { tex: Run::new(tex, Span::NONE), mathml: None }),
        1 => graphics().prop_map(Inline::Graphic),
        1 => Just(Inline::Break),
    ];
    let styles =
        prop::sample::select(vec![Style::Italic, Style::Bold, Style::Superscript, Style::Code, Style::SmallCaps]);
    let inline = leaf.prop_recursive(3, 12, 3, move |inner| {
        let content = prop::collection::vec(inner, 0..3).prop_map(|inlines| Text { inlines });
        prop_oneof![
            (styles.clone(), content.clone()).prop_map(|(style, content)| Inline::Styled { style, content }),
            (langs(), content.clone()).prop_map(|(lang, content)| Inline::Foreign { lang, content }),
            (hrefs(), content.clone()).prop_map(|(href, content)| Inline::Link { href, content }),
            (ids(), content).prop_map(|(target, content)| {
                Inline::CrossReference { target, kind: CrossReferenceKind::Section, content }
            }),
        ]
    });
    prop::collection::vec(inline, 0..4).prop_map(|inlines| Text { inlines })
}

fn localised<T: std::fmt::Debug>(values: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<Localised<T>>> {
    prop::collection::vec((langs(), values).prop_map(|(lang, value)| Localised { lang, value }), 0..3)
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let cell = (texts(), any::<bool>(), 0u32..4, 0u32..4).prop_map(|(text, header, colspan, rowspan)| Cell {
        text,
        header,
        colspan,
        rowspan,
        align: None,
    });
    prop::collection::vec(prop::collection::vec(cell, 0..4).prop_map(|cells| Row { cells }), 0..3)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let paragraph = (texts(), 0u32..3, prop::option::of(langs()))
        .prop_map(|(text, run_in, lang)| Block::Paragraph(Paragraph { text, run_in, lang, ..Paragraph::default() }));
    let table =
        (ids(), prop::option::of(runs()), localised(texts()), rows(), rows(), prop::collection::vec(texts(), 0..2))
            .prop_map(|(id, label, captions, head, body, notes)| {
                Block::Table(Table {
                    notes: notes.into_iter().map(TableNote::from).collect(),
                    id,
                    label,
                    captions,
                    head,
                    body,
                    ..Table::default()
                })
            });
    let figure = (ids(), prop::option::of(runs()), localised(texts()), prop::option::of(graphics())).prop_map(
        |(id, label, captions, graphic)| Block::Figure(Figure { id, label, captions, graphic, ..Figure::default() }),
    );
    let formula = (ids(), prop::option::of(runs()), prop::sample::select(vec!["x", "\\bad", "a&b"])).prop_map(
        |(id, label, tex)| Block::Formula(Formula { id, label, tex: Run::new(tex, Span::NONE), ..Formula::default() }),
    );
    let leaf =
        prop_oneof![3 => paragraph, 1 => table, 1 => figure, 1 => formula, 1 => runs().prop_map(Block::Preformatted)];
    let kinds = vec![ListKind::Bullet, ListKind::Order, ListKind::AlphaLower, ListKind::RomanLower, ListKind::Simple];
    let groups = vec![GroupKind::BoxedText, GroupKind::Statement, GroupKind::Supplement, GroupKind::Figures];
    let block = leaf.prop_recursive(2, 8, 3, move |inner| {
        let inner = prop::collection::vec(inner, 0..3);
        let labels = prop::option::of(prop::sample::select(vec!["1", "2)", "b)", "–", "ii.", "§"]));
        let item = (labels, inner.clone())
            .prop_map(|(label, blocks)| ListItem { label: label.map(|l| Run::new(l, Span::NONE)), blocks });
        prop_oneof![
            inner.clone().prop_map(|blocks| Block::Quotation(Quotation { blocks })),
            (texts(), inner.clone()).prop_map(|(term, blocks)| {
                let items = vec![Definition { term, blocks, ..Definition::default() }];
                Block::Definitions(Definitions { items, ..Definitions::default() })
            }),
            (ids(), prop::sample::select(groups.clone()), texts(), inner).prop_map(|(id, kind, title, blocks)| {
                Block::Group(Group { id, kind, title, blocks, ..Group::default() })
            }),
            (prop::sample::select(kinds.clone()), prop::collection::vec(item, 0..3))
                .prop_map(|(kind, items)| Block::List(List { kind, items })),
        ]
    });
    prop::collection::vec(block, 0..3)
}

fn sections() -> impl Strategy<Value = Vec<Section>> {
    let kinds = prop::option::of(prop::sample::select(vec![
        SectionKind::Introduction,
        SectionKind::Methods,
        SectionKind::Conclusions,
    ]));
    let leaf = (ids(), texts(), kinds, prop::option::of(langs()), blocks())
        .prop_map(|(id, title, kind, lang, blocks)| Section { id, title, kind, lang, blocks, sections: Vec::new() });
    let section = leaf.prop_recursive(3, 6, 2, |inner| {
        (ids(), texts(), prop::collection::vec(inner, 0..3)).prop_map(|(id, title, sections)| Section {
            id,
            title,
            sections,
            ..Section::default()
        })
    });
    prop::collection::vec(section, 0..3)
}

fn fronts() -> impl Strategy<Value = Front> {
    let name = || (runs(), runs(), runs()).prop_map(|(surname, given, written)| PersonName { surname, given, written });
    let contributor = (
        localised(name()),
        localised(runs()),
        prop::collection::vec(ids(), 0..2),
        prop::option::of(runs()),
        localised(texts()),
    )
        .prop_map(|(names, collaboration, affiliations, email, bios)| Contributor {
            names,
            collaboration,
            affiliations,
            orcid: email.clone(),
            email,
            corresponding: false,
            bios,
        });
    let place = (prop::option::of(runs()), texts()).prop_map(|(label, text)| AffiliationText {
        label,
        text,
        parts: Vec::new(),
    });
    let affiliation = (ids(), localised(place)).prop_map(|(id, variants)| Affiliation { id, variants });
    let keywords = (langs(), runs(), prop::collection::vec(texts(), 0..3)).prop_map(|(lang, label, items)| Keywords {
        lang,
        label,
        items,
    });
    let history = (0u16..3000, prop::option::of(0u8..14), prop::option::of(0u8..33), runs()).prop_map(
        |(year, month, day, written)| HistoryDate {
            event: HistoryEvent::Received,
            date: Date { year, month, day },
            written,
        },
    );
    let year = || prop::option::of(prop_oneof![Just(Run::new("2020", Span::NONE)), runs()]);
    let issue = (localised(runs()), year(), year(), year(), year()).prop_map(|(journal, year, issue, first, last)| {
        IssueData { journal, year, issue, first_page: first, last_page: last, ..IssueData::default() }
    });
    let citation = (langs(), runs(), texts()).prop_map(|(lang, label, text)| SelfCitation {
        lang,
        label,
        text,
        citation: Citation::default(),
    });
    let note = (langs(), runs(), prop::collection::vec(texts(), 0..2))
        .prop_map(|(lang, label, paragraphs)| AuthorNote { lang, label, paragraphs });
    let codes = (prop::sample::select(vec!["udc", "doi", "x"]), runs(), runs());
    (
        (
            localised(texts()),
            localised(texts()),
            prop::collection::vec(contributor, 0..3),
            prop::collection::vec(affiliation, 0..3),
        ),
        (localised(blocks()), prop::collection::vec(keywords, 0..3), prop::collection::vec(history, 0..2), issue),
        (prop::collection::vec(citation, 0..2), prop::collection::vec(note, 0..2), prop::collection::vec(codes, 0..2)),
    )
        .prop_map(
            |((headings, titles, contributors, affiliations), (abstracts, keywords, history, issue), rest)| {
                let (self_citations, author_notes, codes) = rest;
                let code = |(scheme, label, written): &(&str, Run, Run)| Classification {
                    scheme: (*scheme).into(),
                    label: label.clone(),
                    code: written.text.clone(),
                    written: written.clone(),
                };
                let identifier = |(scheme, label, _): &(&str, Run, Run)| Identifier {
                    scheme: (*scheme).into(),
                    value: label.clone(),
                };
                Front {
                    classifications: codes.iter().map(code).collect(),
                    identifiers: codes.iter().map(identifier).collect(),
                    headings,
                    titles,
                    contributors,
                    affiliations,
                    abstracts,
                    keywords,
                    history,
                    issue,
                    self_citations,
                    author_notes,
                    ..Front::default()
                }
            },
        )
}

fn lists() -> impl Strategy<Value = References> {
    let list = (ids(), texts(), langs()).prop_map(|(id, title, lang)| ReferenceList { id, title, lang });
    let part = (prop::sample::select(vec![PartKind::Doi, PartKind::Url, PartKind::Year]), 0u32..40, 0u32..40)
        .prop_map(|(kind, start, end)| Part { kind, start, end, value: Some("10.1/x".into()), parts: Vec::new() });
    let form = (0u32..3, langs(), texts(), prop::collection::vec(part, 0..3)).prop_map(|(list, lang, text, parts)| {
        ReferenceForm {
            list,
            lang,
            text,
            citation: Citation { parts, ..Citation::default() },
            ..ReferenceForm::default()
        }
    });
    let label = prop::option::of(prop::sample::select(vec!["1", "2", "3", "a"]));
    let item = (ids(), label, prop::collection::vec(form, 0..3)).prop_map(|(id, label, forms)| Reference {
        id,
        label: label.map(|l| Run::new(l, Span::NONE)),
        forms,
        written_label: None,
    });
    (prop::collection::vec(list, 0..3), prop::collection::vec(item, 0..4))
        .prop_map(|(lists, items)| References { lists, items })
}

/// Articles of every shape.
pub fn articles() -> impl Strategy<Value = Article> {
    let kinds = vec![
        BackMatterKind::Acknowledgements,
        BackMatterKind::Funding,
        BackMatterKind::ConflictOfInterest,
        BackMatterKind::Appendix,
    ];
    let back = (prop::sample::select(kinds), langs(), texts(), blocks())
        .prop_map(|(kind, lang, title, blocks)| BackMatter { kind, lang, title, blocks });
    let note = (ids(), runs(), langs(), prop::collection::vec(texts(), 0..3))
        .prop_map(|(id, label, lang, paragraphs)| Note { id, label, lang, paragraphs, marks: Vec::new() });
    (
        langs(),
        fronts(),
        (blocks(), sections()).prop_map(|(blocks, sections)| Body { blocks, sections }),
        prop::collection::vec(back, 0..2),
        prop::collection::vec(note, 0..3),
        lists(),
    )
        .prop_map(|(lang, front, body, back, notes, references)| Article {
            lang,
            front,
            body,
            back,
            notes,
            references,
            ..Article::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_article_is_a_sound_page(article in articles()) {
        for flavour in [Flavour::Epub, Flavour::Html] {
            let rendered = rendered(&article, flavour);
            let markup = bound(&rendered);
            let document = roxmltree::Document::parse(&markup).map_err(|e| TestCaseError::fail(format!("{e}: {markup}")))?;
            let ids = check(&document);
            for heading in &rendered.outline {
                prop_assert!(ids.contains(heading.id.as_str()) && !heading.title.is_empty());
            }
            prop_assert!(ids.contains(rendered.body.as_str()));
        }
    }
}
