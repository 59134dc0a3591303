//! A bilingual article with one of everything, built by hand, and what must stand in its JATS document.

use offprint::article::*;
use offprint::journal::Journal;
use offprint::notation::date::Date;
use offprint::source::Span;

/// The manuscript, as far as the test on places needs one.
pub const MANUSCRIPT: &str = "\
UDC 556.5
Rivers under ice
A. NOVIK
Keywords: rivers; *ice*
Text¹.
¹ A note.
1. Novik A. Ice.
Received by editorial board 11 May 2020
";

/// A run at the place where `written` stands in the manuscript.
fn at(text: &str, written: &str) -> Run {
    let start = MANUSCRIPT.find(written).expect("in the manuscript");
    Run::new(text, Span::new(start, start + written.len()))
}

fn run(text: &str) -> Run {
    Run::new(text, Span::NONE)
}

fn text(text: &str) -> Text {
    Text::made(text)
}

fn line(inlines: Vec<Inline>) -> Text {
    Text { inlines }
}

fn plain(text: &str) -> Inline {
    Inline::Run(run(text))
}

fn styled(style: Style, content: &str) -> Inline {
    Inline::Styled { style, content: text(content) }
}

fn en<T>(value: T) -> Localised<T> {
    Localised::new(Lang::EN, value)
}

fn be<T>(value: T) -> Localised<T> {
    Localised::new(Lang::BE, value)
}

fn paragraph(inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { text: line(inlines), ..Default::default() })
}

fn part(kind: PartKind, range: std::ops::Range<usize>, parts: Vec<Part>) -> Part {
    Part { parts, ..Part::new(kind, range) }
}

/// The journal.
pub fn journal() -> Journal {
    let toml = "
[journal]
id = \"water\"
title = { en = \"Journal of Water\", be = \"Часопіс вады\" }
abbreviated-title = { en = \"J Water\" }
issn-print = \"1234-5679\"
issn-online = \"2049-3630\"
url = \"https://example.org/water\"
[publisher]
name = { en = \"River Press\", be = \"Рака\" }
place = { en = \"Minsk\" }
[licence]
url = \"https://creativecommons.org/licenses/by/4.0/\"
statement = { en = \"Open to all.\", be = \"Для ўсіх.\" }
holder = { en = \"A. Novik\" }
";
    Journal::parse(std::path::Path::new("journal.toml"), toml).expect("a journal")
}

/// The article.
pub fn article() -> Article {
    Article {
        lang: Lang::EN,
        front: front(),
        body: body(),
        back: back(),
        notes: notes(),
        references: references(),
        ..Article::default()
    }
}

fn front() -> Front {
    let name = |surname: Run, given: &str, written: Run| PersonName { surname, given: run(given), written };
    let author = Contributor {
        names: vec![
            en(name(at("Novik", "NOVIK"), "Ala", at("A. NOVIK", "A. NOVIK"))),
            be(name(run("Новік"), "А.", run("А. НОВІК"))),
        ],
        affiliations: vec!["aff1".into()],
        email: Some(run("novik@example.org")),
        orcid: Some(run("0000-0002-1825-0097")),
        corresponding: true,
        bios: vec![en(text("Ala Novik, lecturer."))],
        ..Default::default()
    };
    let group = Contributor { collaboration: vec![en(run("River Group"))], ..Default::default() };
    let place =
        |kind, start, end, code: Option<&str>| AffiliationPart { kind, start, end, code: code.map(str::to_owned) };
    let affiliation = Affiliation {
        id: "aff1".into(),
        variants: vec![
            en(AffiliationText {
                label: Some(run("a")),
                text: text("River University, 4 Bank Street, Minsk 220030, Belarus"),
                parts: vec![
                    place(AffiliationPartKind::Institution, 0, 16, None),
                    place(AffiliationPartKind::AddressLine, 18, 31, None),
                    place(AffiliationPartKind::City, 33, 38, None),
                    place(AffiliationPartKind::PostalCode, 39, 45, None),
                    place(AffiliationPartKind::Country, 47, 54, Some("BY")),
                ],
            }),
            be(AffiliationText { label: Some(run("1")), text: text("Універсітэт рэк"), parts: vec![] }),
        ],
    };
    let mark = Inline::NoteMark { note: "fn1".into(), label: run("*") };
    let history = |event, month, day, written| HistoryDate { event, date: Date { year: 2020, month, day }, written };
    let citation = "Novik A. Rivers under ice. Journal of Water. 2020;2:47–53.";
    let parts = vec![part(PartKind::ArticleTitle, 9..25, vec![]), part(PartKind::Source, 27..43, vec![])];
    Front {
        classifications: vec![Classification {
            scheme: "udc".into(),
            label: at("UDC", "UDC"),
            written: at("556.5", "556.5"),
            code: "556.5".into(),
        }],
        identifiers: vec![
            Identifier { scheme: "doi".into(), value: run("10.5555/water.2") },
            Identifier { scheme: "edn".into(), value: run("ABCDEF") },
        ],
        headings: vec![en(text("Original article"))],
        titles: vec![
            en(Text::from_run(at("Rivers under ice", "Rivers under ice"))),
            be(line(vec![plain("Рэкі пад лёдам"), mark])),
        ],
        contributors: vec![author, group],
        affiliations: vec![affiliation],
        abstracts: vec![
            en(vec![paragraph(vec![plain("Ice is told of.")])]),
            be(vec![paragraph(vec![plain("Пра лёд.")])]),
        ],
        keywords: vec![
            Keywords {
                lang: Lang::EN,
                label: at("Keywords", "Keywords"),
                items: vec![
                    Text::from_run(at("rivers", "rivers;")),
                    line(vec![Inline::Styled { style: Style::Italic, content: Text::from_run(at("ice", "*ice*")) }]),
                ],
            },
            Keywords { lang: Lang::BE, label: run("Ключавыя словы"), items: vec![text("рэкі")] },
        ],
        history: vec![
            history(HistoryEvent::Received, Some(5), Some(11), at("11 May 2020", "11 May 2020")),
            history(HistoryEvent::Accepted, Some(6), None, run("June 2020")),
        ],
        issue: IssueData {
            journal: vec![en(run("J. of Water"))],
            year: Some(run("2020")),
            issue: Some(run("2")),
            first_page: Some(run("47")),
            last_page: Some(run("53")),
            ..Default::default()
        },
        self_citations: vec![
            SelfCitation {
                lang: Lang::EN,
                label: run("For citation"),
                text: text(citation),
                citation: Citation { kind: PublicationType::Journal, parts, ..Default::default() },
            },
            SelfCitation {
                lang: Lang::BE,
                label: run("Для цытавання"),
                text: text("Новік А. Рэкі пад лёдам."),
                citation: Citation { kind: PublicationType::Journal, ..Default::default() },
            },
        ],
        author_notes: vec![AuthorNote {
            lang: Lang::EN,
            label: run("Author"),
            paragraphs: vec![text("Ala Novik, lecturer."), text("Both wrote.")],
        }],
        ..Front::default()
    }
}

/// What stands in `front`.
pub const FRONT: &[&str] = &[
    "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD with MathML3 v1.3 20210610//EN\" \
     \"JATS-journalpublishing1-3-mathml3.dtd\">",
    "article-type=\"research-article\" dtd-version=\"1.3\" xml:lang=\"en\">",
    "<journal-id journal-id-type=\"publisher-id\">water</journal-id><journal-title-group><journal-title \
     xml:lang=\"en\">Journal of Water</journal-title><trans-title-group xml:lang=\"be\"><trans-title>Часопіс вады\
     </trans-title></trans-title-group><abbrev-journal-title xml:lang=\"en\">J Water</abbrev-journal-title>\
     </journal-title-group><issn pub-type=\"ppub\">1234-5679</issn><issn pub-type=\"epub\">2049-3630</issn><publisher>\
     <publisher-name>River Press</publisher-name><publisher-loc>Minsk</publisher-loc><publisher-name xml:lang=\"be\">\
     Рака</publisher-name></publisher><self-uri xlink:href=\"https://example.org/water\"/></journal-meta>",
    "<article-id pub-id-type=\"doi\">10.5555/water.2</article-id><article-id pub-id-type=\"custom\" \
     custom-type=\"edn\">ABCDEF</article-id><article-categories><subj-group subj-group-type=\"heading\"><subject>\
     Original article</subject></subj-group><subj-group subj-group-type=\"udc\"><subject>556.5</subject></subj-group>\
     </article-categories>",
    "<title-group><article-title>Rivers under ice</article-title><trans-title-group xml:lang=\"be\"><trans-title>\
     Рэкі пад лёдам<xref ref-type=\"fn\" rid=\"fn1\"><sup>*</sup></xref></trans-title></trans-title-group>\
     </title-group>",
    "<contrib-group content-type=\"authors\"><contrib contrib-type=\"author\" corresp=\"yes\"><contrib-id \
     contrib-id-type=\"orcid\">https://orcid.org/0000-0002-1825-0097</contrib-id><name-alternatives><name \
     xml:lang=\"en\" specific-use=\"primary\"><surname>Novik</surname><given-names>Ala</given-names></name><name \
     xml:lang=\"be\" specific-use=\"alternative\"><surname>Новік</surname><given-names>А.</given-names></name>\
     </name-alternatives><email>novik@example.org</email><bio xml:lang=\"en\"><p>Ala Novik, lecturer.</p></bio>\
     <xref ref-type=\"aff\" rid=\"aff1\">a</xref></contrib><contrib contrib-type=\"author\"><collab xml:lang=\"en\">\
     River Group</collab></contrib>",
    "<aff-alternatives id=\"aff1\"><aff id=\"aff1-en\" xml:lang=\"en\"><label>a</label><institution>River University\
     </institution>, <addr-line>4 Bank Street</addr-line>, <city>Minsk</city> <postal-code>220030</postal-code>, \
     <country country=\"BY\">Belarus</country></aff><aff id=\"aff1-be\" xml:lang=\"be\"><label>1</label>Універсітэт \
     рэк</aff></aff-alternatives></contrib-group>",
    "<author-notes><fn fn-type=\"other\"><label>Author</label><p>Both wrote.</p></fn></author-notes>",
    "<pub-date date-type=\"pub\" iso-8601-date=\"2020\"><year>2020</year></pub-date><issue>2</issue><fpage>47</fpage>\
     <lpage>53</lpage><history><date date-type=\"received\" iso-8601-date=\"2020-05-11\"><day>11</day><month>05</month>\
     <year>2020</year></date><date date-type=\"accepted\" iso-8601-date=\"2020-06\"><month>06</month><year>2020</year>\
     </date></history>",
    "<permissions><copyright-statement>© A. Novik, 2020</copyright-statement><copyright-year>2020</copyright-year>\
     <copyright-holder>A. Novik</copyright-holder><license \
     xlink:href=\"https://creativecommons.org/licenses/by/4.0/\"><ali:license_ref>\
     https://creativecommons.org/licenses/by/4.0/</ali:license_ref><license-p>Open to all.</license-p></license>\
     <license xml:lang=\"be\" xlink:href=\"https://creativecommons.org/licenses/by/4.0/\"><ali:license_ref>\
     https://creativecommons.org/licenses/by/4.0/</ali:license_ref><license-p>Для ўсіх.</license-p></license>\
     </permissions>",
    "<abstract xml:lang=\"en\"><p>Ice is told of.</p></abstract><trans-abstract xml:lang=\"be\"><p>Пра лёд.</p>\
     </trans-abstract><kwd-group kwd-group-type=\"author\" xml:lang=\"en\"><title>Keywords</title><kwd>rivers</kwd><kwd>\
     <italic>ice</italic></kwd></kwd-group>",
    "<funding-group xml:lang=\"be\"><funding-statement><named-content content-type=\"run-in-heading\">Фінансаванне\
     </named-content> Без грошай.</funding-statement></funding-group></article-meta>",
    "<notes notes-type=\"for-citation\"><sec><title>For citation</title><p><mixed-citation \
     publication-type=\"journal\" specific-use=\"self-citation\">Novik A. <article-title>Rivers under ice\
     </article-title>. <source>Journal of Water</source>. 2020;2:47–53.</mixed-citation></p></sec><sec \
     xml:lang=\"be\"><title>Для цытавання</title><p><mixed-citation publication-type=\"journal\" \
     specific-use=\"self-citation\">Новік А. Рэкі пад лёдам.</mixed-citation></p></sec></notes></front>",
];

fn body() -> Body {
    let citation = Inline::Citation { target: "R2".into(), label: run("2"), through: vec!["R1".into()] };
    let first = vec![
        plain("Text"),
        Inline::NoteMark { note: "fn1".into(), label: at("1", "¹.") },
        plain(" ["),
        citation,
        plain("], "),
        Inline::Foreign { lang: Lang::RU, content: line(vec![styled(Style::Italic, "лед"), plain("!")]) },
        plain(" H"),
        styled(Style::Subscript, "2"),
        plain("O "),
        Inline::Formula { tex: run("unclosed{"), mathml: None },
        plain(" & "),
        Inline::CrossReference { target: "tab1".into(), kind: CrossReferenceKind::Table, content: text("table 1") },
        Inline::Break,
        Inline::Graphic(Graphic { href: "i.png".into(), alt: "an icon".into(), span: Span::NONE }),
    ];
    // The mark's run is the sign alone.
    let first = first
        .into_iter()
        .map(|inline| match inline {
            Inline::NoteMark { note, label } => {
                let start = label.span.start as usize;
                Inline::NoteMark { note, label: Run::new("1", Span::new(start, start + "¹".len())) }
            }
            inline => inline,
        })
        .collect();
    let run_in = Block::Paragraph(Paragraph {
        text: line(vec![styled(Style::Bold, "Method."), plain(" We looked.")]),
        run_in: 1,
        ..Paragraph::default()
    });
    let foreign =
        Block::Paragraph(Paragraph {
            text: text("Па-беларуску."), lang: Some(Lang::BE), ..Paragraph::default()
        });
    let cell = |content: &str, header, colspan| Cell { text: text(content), header, colspan, ..Default::default() };
    let table = Block::Table(Table {
        id: "tab1".into(),
        label: Some(run("Table 1")),
        captions: vec![en(text("Ice")), be(text("Лёд"))],
        head: vec![Row { cells: vec![cell("Year", true, 0), cell("Ice, cm", true, 2)] }],
        body: vec![
            Row { cells: vec![] },
            Row {
                cells: vec![
                    cell("2019", true, 0),
                    cell("3", false, 0),
                    Cell { align: Some(Align::Right), ..cell("4", false, 0) },
                ],
            },
        ],
        notes: vec![text("By eye.").into()],
        ..Table::default()
    });
    let figure = |id: &str, graphic| {
        Block::Figure(Figure {
            id: id.into(),
            label: Some(run("Fig. 1")),
            captions: vec![en(text("A river"))],
            graphic,
            ..Figure::default()
        })
    };
    let graphic = Graphic { href: "a&b.png".into(), alt: "A river".into(), span: Span::NONE };
    let item = |label: &str| ListItem { label: Some(run(label)), blocks: vec![paragraph(vec![plain("item")])] };
    let blocks = vec![
        paragraph(first),
        run_in,
        foreign,
        Block::List(List { kind: ListKind::AlphaLower, items: vec![item("a)")] }),
        Block::Quotation(Quotation { blocks: vec![paragraph(vec![plain("Quoted.")])] }),
        table,
        figure("fig1", Some(graphic)),
        figure("fig2", None),
        Block::Formula(Formula {
            id: "eq1".into(),
            label: Some(run("(1)")),
            tex: run("unclosed{"),
            ..Formula::default()
        }),
        Block::Preformatted(run("a\n  b")),
    ];
    let inner =
        Section { id: "sec1.1".into(), title: text("Вынікі"), lang: Some(Lang::BE), ..Default::default() };
    let section = Section {
        id: "sec1".into(),
        title: text("Introduction"),
        kind: Some(SectionKind::Introduction),
        blocks,
        sections: vec![inner],
        ..Default::default()
    };
    Body { blocks: vec![], sections: vec![section] }
}

/// What stands in `body`.
pub const BODY: &[&str] = &[
    "<body><sec id=\"sec1\" sec-type=\"intro\"><title>Introduction</title><p>Text<xref ref-type=\"fn\" rid=\"fn1\"><sup>1\
     </sup></xref> [<xref ref-type=\"bibr\" rid=\"R2 R1\">2</xref>], <named-content content-type=\"foreign\" \
     xml:lang=\"ru\"><italic>лед</italic>!</named-content> H<sub>2</sub>O <inline-formula><tex-math>unclosed{</tex-math>\
     </inline-formula> &amp; <xref ref-type=\"table\" rid=\"tab1\">table 1</xref><named-content \
     content-type=\"line-break\"> </named-content><inline-graphic xlink:href=\"i.png\"><alt-text>an icon</alt-text>\
     </inline-graphic></p>",
    "<p><named-content content-type=\"run-in-heading\"><bold>Method.</bold></named-content> We looked.</p><p \
     xml:lang=\"be\">Па-беларуску.</p><list list-type=\"alpha-lower\"><list-item><label>a)</label><p>item</p>\
     </list-item></list><disp-quote><p>Quoted.</p></disp-quote>",
    "<table-wrap id=\"tab1\"><label>Table 1</label><caption><title>Ice</title></caption><caption xml:lang=\"be\"><title>\
     Лёд</title></caption><table><thead><tr><th scope=\"col\">Year</th><th scope=\"colgroup\" colspan=\"2\">Ice, cm</th>\
     </tr></thead><tbody><tr><th scope=\"row\">2019</th><td>3</td><td align=\"right\">4</td></tr></tbody></table>\
     <table-wrap-foot><p>By eye.</p></table-wrap-foot></table-wrap>",
    "<fig id=\"fig1\"><label>Fig. 1</label><caption><title>A river</title></caption><graphic xlink:href=\"a&amp;b.png\">\
     <alt-text>A river</alt-text></graphic></fig><fig id=\"fig2\"><label>Fig. 1</label><caption><title>A river</title>\
     </caption></fig><disp-formula id=\"eq1\"><label>(1)</label><tex-math>unclosed{</tex-math></disp-formula><preformat>\
     a\n  b</preformat><sec id=\"sec1.1\" xml:lang=\"be\"><title>Вынікі</title></sec></sec></body>",
];

fn back() -> Vec<BackMatter> {
    let matter = |kind, lang, title: &str, content: &str| BackMatter {
        kind,
        lang,
        title: text(title),
        blocks: vec![paragraph(vec![plain(content)])],
    };
    vec![
        matter(BackMatterKind::Acknowledgements, Lang::EN, "Acknowledgements", "Thanks."),
        matter(BackMatterKind::Funding, Lang::BE, "Фінансаванне", "Без грошай."),
        matter(BackMatterKind::ConflictOfInterest, Lang::EN, "Conflict of interest", "None."),
        matter(BackMatterKind::Appendix, Lang::EN, "Appendix 1", "One."),
        matter(BackMatterKind::Appendix, Lang::EN, "", "Two."),
    ]
}

fn notes() -> Vec<Note> {
    let paragraph = Text::from_run(at("A note.", "A note."));
    let start = MANUSCRIPT.find("¹ A note").expect("in the manuscript");
    let label = Run::new("1", Span::new(start, start + "¹".len()));
    vec![
        Note { id: "fn1".into(), label, lang: Lang::EN, paragraphs: vec![paragraph], marks: vec![] },
        Note {
            id: "fn2".into(), label: run("2"), lang: Lang::RU, paragraphs: vec![text("Там же.")], marks: vec![]
        },
    ]
}

fn references() -> References {
    let form = |list, lang, text: Text, parts| ReferenceForm {
        list,
        lang,
        text,
        citation: Citation { kind: PublicationType::Book, source_lang: None, parts },
        ..ReferenceForm::default()
    };
    let name = part(
        PartKind::Name,
        0..7,
        vec![part(PartKind::Surname, 0..5, vec![]), part(PartKind::GivenNames, 6..7, vec![])],
    );
    let parts = vec![part(PartKind::Authors, 0..7, vec![name]), part(PartKind::Source, 9..12, vec![])];
    References {
        lists: vec![
            ReferenceList { id: "reflist1".into(), title: text("Спіс"), lang: Lang::BE },
            ReferenceList { id: "reflist2".into(), title: text("References"), lang: Lang::EN },
        ],
        items: vec![
            Reference {
                id: "R1".into(),
                label: Some(at("1", "1. Novik")),
                forms: vec![
                    form(0, Lang::EN, Text::from_run(at("Novik A. Ice.", "Novik A. Ice.")), parts),
                    form(1, Lang::EN, text("Novik A. Ice."), vec![]),
                ],
                ..Reference::default()
            },
            Reference {
                id: "R2".into(),
                label: Some(run("2")),
                forms: vec![form(0, Lang::BE, text("Лёд."), vec![]), form(1, Lang::EN, text("[Ice]."), vec![])],
                ..Reference::default()
            },
        ],
    }
}

/// What stands in `back`.
pub const BACK: &[&str] = &[
    "<back><ack><title>Acknowledgements</title><p>Thanks.</p></ack><fn-group><title>Conflict of interest</title><fn \
     fn-type=\"coi-statement\"><p>None.</p></fn></fn-group><app-group><app><title>Appendix 1</title><p>One.</p></app>\
     <app><title></title><p>Two.</p></app></app-group><fn-group><fn id=\"fn1\" fn-type=\"other\"><label>1</label><p>A \
     note.</p></fn><fn id=\"fn2\" fn-type=\"other\"><label>2</label><p xml:lang=\"ru\">Там же.</p></fn></fn-group>",
    "<ref-list id=\"reflist1\" xml:lang=\"be\"><title>Спіс</title><p content-type=\"trans-title\" xml:lang=\"en\">\
     References</p><ref id=\"R1\"><label>1</label><citation-alternatives><mixed-citation publication-type=\"book\" \
     xml:lang=\"en\" specific-use=\"original\"><person-group person-group-type=\"author\"><string-name><surname>Novik\
     </surname> <given-names>A</given-names></string-name></person-group>. <source>Ice</source>.</mixed-citation>\
     <mixed-citation publication-type=\"book\" xml:lang=\"en\" specific-use=\"translation\">Novik A. Ice.\
     </mixed-citation></citation-alternatives></ref>",
    "<mixed-citation publication-type=\"book\" xml:lang=\"be\" specific-use=\"original\">Лёд.</mixed-citation>\
     <mixed-citation publication-type=\"book\" xml:lang=\"en\" specific-use=\"translation\">[Ice].</mixed-citation>\
     </citation-alternatives></ref></ref-list></back></article>",
];
