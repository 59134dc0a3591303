//! An article with everything that the model can hold, for tests.

use crate::article::*;
use crate::notation::date::Date;
use crate::source::Span;

fn run(text: &str) -> Run {
    Run::new(text, Span::NONE)
}

fn some(text: &str) -> Option<Run> {
    Some(run(text))
}

fn text(inlines: Vec<Inline>) -> Text {
    Text { inlines }
}

fn t(text: &str) -> Inline {
    Inline::Run(run(text))
}

fn styled(style: Style, content: &str) -> Inline {
    Inline::Styled { style, content: Text::made(content) }
}

fn mark(n: usize) -> Inline {
    Inline::NoteMark { note: format!("fn{n}"), label: run(&n.to_string()) }
}

fn cite(n: usize) -> Inline {
    Inline::Citation { target: format!("R{n}"), label: run(&n.to_string()), through: Vec::new() }
}

fn tex(tex: &str) -> Inline {
    Inline::Formula { tex: run(tex), mathml: None }
}

fn p(inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { text: text(inlines), ..Paragraph::default() })
}

fn both<T>(en: T, ru: T) -> Vec<Localised<T>> {
    vec![Localised::new(Lang::EN, en), Localised::new(Lang::RU, ru)]
}

fn cell(words: &str, header: bool) -> Cell {
    Cell { text: Text::made(words), header, ..Cell::default() }
}

/// A chart of two curves.
pub const PNG: &[u8] = include_bytes!("sample.png");

/// A drawing of nothing but lines.
pub const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40"><title>A tick</title><path d="M6 22l10 10L34 8" fill="none" stroke="#2a7" stroke-width="5"/></svg>"##;

/// The files beside the manuscript.
pub fn files(path: &str) -> Option<Vec<u8>> {
    match path {
        "img/chart.png" => Some(PNG.to_vec()),
        "img/tick.svg" => Some(SVG.as_bytes().to_vec()),
        "img/bad.svg" => Some(b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>".to_vec()),
        _ => None,
    }
}

fn front() -> Front {
    Front {
        classifications: vec![
            Classification {
                scheme: "udc".into(),
                label: run("UDC"),
                written: run("556.53(476)“1995/2016”"),
                code: "556.53(476)\"1995/2016\"".into(),
            },
            Classification { scheme: "jel".into(), label: Run::default(), written: run("Q25"), code: "Q25".into() },
        ],
        identifiers: vec![Identifier { scheme: "doi".into(), value: run("10.5555/river.2020-2-47") }],
        headings: both(Text::made("Original article"), Text::made("Оригинальная статья")),
        titles: both(
            text(vec![
                t("Spring floods of lowland rivers and what gauges at two hands tell of them (1995–2016)"),
                mark(1),
            ]),
            Text::made("Весенние половодья равнинных рек и показания водомерных постов на двух берегах (1995–2016)"),
        ),
        contributors: vec![
            Contributor {
                names: both(
                    PersonName { surname: run("Azarenka"), given: run("Maryna V."), written: run("M. V. AZARENKA") },
                    PersonName {
                        surname: run("Азаренко"),
                        given: run("Марина Викторовна"),
                        written: run("М. В. АЗАРЕНКО"),
                    },
                ),
                affiliations: vec!["aff1".into(), "aff2".into()],
                email: some("azarenka@example.org"),
                orcid: some("0000-0002-1825-0097"),
                corresponding: true,
                ..Contributor::default()
            },
            Contributor {
                names: both(
                    PersonName { surname: run("Lis"), given: run("Piotr"), written: run("P. LIS") },
                    PersonName { surname: run("Лис"), given: run("Пётр"), written: run("П. ЛИС") },
                ),
                affiliations: vec!["aff2".into()],
                ..Contributor::default()
            },
            Contributor {
                collaboration: both(run("Gauge Network Group"), run("Группа сети постов")),
                ..Contributor::default()
            },
        ],
        affiliations: vec![
            Affiliation {
                id: "aff1".into(),
                variants: both(
                    AffiliationText {
                        label: some("a"),
                        text: Text::made("Institute of Lowland Waters, 3 Embankment Street, Pinsk 225710, Belarus"),
                        parts: Vec::new(),
                    },
                    AffiliationText {
                        label: some("1"),
                        text: Text::made("Институт равнинных вод, ул. Набережная, 3, 225710, г. Пинск, Беларусь"),
                        parts: Vec::new(),
                    },
                ),
            },
            Affiliation {
                id: "aff2".into(),
                variants: both(
                    AffiliationText {
                        label: some("b"),
                        text: Text::made("River Station, Brest, Belarus"),
                        parts: Vec::new(),
                    },
                    AffiliationText {
                        label: some("2"),
                        text: Text::made("Речная станция, г. Брест, Беларусь"),
                        parts: Vec::new(),
                    },
                ),
            },
        ],
        abstracts: both(
            vec![p(vec![t(
                "Twenty-two years of readings from paired gauges are compared. The two hands agree within a centimetre in low \
                 water, and part by as much as a hand's breadth when ice moves. A correction is given that needs no more than \
                 the air temperature of the day before.",
            )])],
            vec![p(vec![t(
                "Сопоставлены показания парных водомерных постов за двадцать два года. В межень показания двух наблюдателей \
                 совпадают с точностью до сантиметра, а при подвижке льда расходятся на ширину ладони. Предложена поправка, \
                 для которой достаточно температуры воздуха за предыдущий день.",
            )])],
        ),
        keywords: vec![
            Keywords {
                lang: Lang::EN,
                label: run("Keywords:"),
                items: ["spring flood", "gauge", "ice drift", "correction"].map(Text::made).to_vec(),
            },
            Keywords {
                lang: Lang::RU,
                label: run("Ключевые слова"),
                items: ["половодье", "водомерный пост", "ледоход", "поправка"].map(Text::made).to_vec(),
            },
        ],
        history: vec![
            HistoryDate {
                event: HistoryEvent::Received,
                date: Date { year: 2020, month: Some(5), day: Some(11) },
                written: run("11.05.2020"),
            },
            HistoryDate {
                event: HistoryEvent::Accepted,
                date: Date { year: 2020, month: Some(8), day: None },
                written: run("August 2020"),
            },
        ],
        issue: IssueData {
            journal: both(run("Annals of Inland Waters. Hydrology"), run("Анналы внутренних вод. Гидрология")),
            year: some("2020"),
            volume: None,
            issue: some("2"),
            first_page: some("47"),
            last_page: some("53"),
            elocation_id: None,
        },
        self_citations: vec![
            SelfCitation {
                lang: Lang::RU,
                label: run("Образец цитирования"),
                text: text(vec![
                    t("Азаренко МВ, Лис П. Весенние половодья равнинных рек. "),
                    styled(Style::Italic, "Анналы внутренних вод. Гидрология"),
                    t(". 2020;2:47–53 (на англ.)."),
                ]),
                citation: Citation::default(),
            },
            SelfCitation {
                lang: Lang::EN,
                label: run("For citation"),
                text: text(vec![
                    t("Azarenka MV, Lis P. Spring floods of lowland rivers. "),
                    styled(Style::Italic, "Annals of Inland Waters. Hydrology"),
                    t(". 2020;2:47–53."),
                ]),
                citation: Citation::default(),
            },
        ],
        author_notes: vec![
            AuthorNote {
                lang: Lang::RU,
                label: run("Авторы"),
                paragraphs: vec![
                    text(vec![
                        styled(Style::Italic, "Марина Викторовна Азаренко"),
                        t(" – кандидат географических наук."),
                    ]),
                    text(vec![styled(Style::Italic, "Пётр Лис"), t(" – наблюдатель.")]),
                ],
            },
            AuthorNote {
                lang: Lang::EN,
                label: run("Authors"),
                paragraphs: vec![text(vec![
                    styled(Style::Italic, "Maryna V. Azarenka"),
                    t(", PhD (geography). "),
                    Inline::Link {
                        href: "mailto:azarenka@example.org".into(),
                        content: Text::made("azarenka@example.org"),
                    },
                ])],
            },
        ],
        ..Front::default()
    }
}

fn table() -> Block {
    let row = |cells: Vec<Cell>| Row { cells };
    let number = |words: &str| Cell { align: Some(Align::Right), ..cell(words, false) };
    Block::Table(Table {
        id: "tab1".into(),
        label: some("Table 1"),
        captions: both(
            text(vec![t("Differences between the hands, cm"), mark(2)]),
            Text::made("Расхождения между постами, см"),
        ),
        head: vec![
            row(vec![
                Cell { rowspan: 2, ..cell("Year", true) },
                Cell { colspan: 2, ..cell("Low water", true) },
                Cell { colspan: 3, ..cell("Ice drift", true) },
            ]),
            row(["left", "right", "left", "right", "greatest"].map(|c| cell(c, true)).to_vec()),
        ],
        body: vec![
            row(vec![cell("1995", true), number("0.4"), number("0.6"), number("4.1"), number("7.9"), number("11.3")]),
            row(vec![cell("2006", true), number("0.5"), number("0.5"), number("3.8"), number("8.4"), number("12.0")]),
            row(vec![cell("2016", true), number("0.3"), number("0.7"), number("4.4"), number("9.2"), cell("", true)]),
        ],
        notes: vec![text(vec![styled(Style::Italic, "Note."), t(" Ice did not drift freely in 2016.")]).into()],
        ..Table::default()
    })
}

fn small_table() -> Block {
    let row = |a: &str, b: &str| Row { cells: vec![cell(a, true), cell(b, false)] };
    Block::Table(Table {
        id: "tab2".into(),
        label: some("Table 2."),
        captions: Vec::new(),
        body: vec![row("Gauges", "14 pairs"), row("Readings", "161 002")],
        ..Table::default()
    })
}

fn list(kind: ListKind, items: &[(&str, &str)]) -> Block {
    let item = |(label, words): &(&str, &str)| ListItem {
        label: (!label.is_empty()).then(|| run(label)),
        blocks: vec![p(vec![t(words)])],
    };
    Block::List(List { kind, items: items.iter().map(item).collect() })
}

fn figure(id: &str, label: &str, captions: Vec<Localised<Text>>, href: &str, alt: &str) -> Block {
    Block::Figure(Figure {
        id: id.into(),
        label: some(label),
        captions,
        graphic: Some(Graphic { href: href.into(), alt: alt.into(), span: Span::new(5, 9) }),
        ..Figure::default()
    })
}

fn body() -> Body {
    let section = |id: &str, title: &str, kind, blocks, sections| Section {
        id: id.into(),
        title: Text::made(title),
        kind,
        lang: None,
        blocks,
        sections,
    };
    let introduction = vec![
        p(vec![
            t(
                "A river is read from a staff, and a staff has two sides. Readings by the left hand and the right were long \
               taken for one and the same",
            ),
            mark(2),
            t(", as M. Azarenka ["),
            cite(1),
            t("; "),
            cite(2),
            t("] and others ["),
            cite(1),
            t("–"),
            Inline::Citation { target: "R3".into(), label: run("3"), through: vec!["R2".into()] },
            t("] held. The old word for the flood, "),
            Inline::Foreign { lang: Lang::BE, content: text(vec![styled(Style::Italic, "разводдзе")]) },
            t(", is still in use; see "),
            Inline::CrossReference {
                target: "fig1".into(),
                kind: CrossReferenceKind::Figure,
                content: Text::made("Fig. 1"),
            },
            t(" and "),
            Inline::CrossReference {
                target: "tab1".into(),
                kind: CrossReferenceKind::Table,
                content: Text::made("Table 1"),
            },
            t("."),
        ]),
        Block::Paragraph(Paragraph {
            text: text(vec![
                styled(Style::Bold, "What was measured."),
                t(" The level "),
                tex("h"),
                t(" in centimetres over the zero of the gauge, twice a day"),
                mark(1),
                t(". Where "),
                tex(r"\Delta h = h_{\mathrm{l}} - h_{\mathrm{r}}"),
                t(" is small, nothing was corrected. H"),
                styled(Style::Subscript, "2"),
                t("O at 4 °C weighs 10"),
                styled(Style::Superscript, "3"),
                t(" kg m"),
                styled(Style::Superscript, "−3"),
                t("; the code "),
                styled(Style::Code, "gauge --pair 7"),
                t(" gives "),
                styled(Style::SmallCaps, "ad"),
                t(" and "),
                styled(Style::Underline, "marks"),
                t(" what was "),
                styled(Style::Strike, "struck out"),
                t("."),
            ]),
            run_in: 1,
            ..Paragraph::default()
        }),
        Block::Quotation(Quotation {
            blocks: vec![Block::Paragraph(Paragraph {
                text: Text::made("Вода пришла ночью, и утром пост стоял в ней по шестую отметку."),
                lang: Some(Lang::RU),
                ..Paragraph::default()
            })],
        }),
    ];
    let methods = vec![
        list(
            ListKind::Order,
            &[("1)", "read the left hand;"), ("2)", "read the right hand;"), ("3)", "write both down.")],
        ),
        list(ListKind::Bullet, &[("–", "never before sunrise;"), ("–", "never from memory.")]),
        list(ListKind::AlphaLower, &[("c)", "a list that goes on;"), ("d)", "from another page.")]),
        list(ListKind::Simple, &[("Rule A.", "A wet staff is wiped."), ("Rule B.", "A bent one is replaced.")]),
        Block::Formula(Formula {
            id: "eq1".into(),
            label: some("(1)"),
            tex: run(r"h^{*} = h + \sum_{k=1}^{n} \frac{\alpha_k \, T_{k}^{2}}{1 + \sqrt{\beta_k}}, \qquad T_k < 0"),
            ..Formula::default()
        }),
        p(vec![
            t("Equation "),
            Inline::CrossReference {
                target: "eq1".into(),
                kind: CrossReferenceKind::Formula,
                content: Text::made("(1)"),
            },
            t(" holds for "),
            tex(r"T_k \in \mathbb{R}"),
            t(", and not for "),
            tex(r"\undefinedcommand{x}"),
            t(". A tick "),
            Inline::Graphic(Graphic { href: "img/tick.svg".into(), alt: "tick".into(), span: Span::NONE }),
            t(" stands for a reading that both hands confirm."),
        ]),
        Block::Formula(Formula {
            id: "eq2".into(),
            label: None,
            tex: run(r"\begin{cases} h_l = h_r, & T > 0 \\ h_l > h_r, & T \leq 0 \end{cases}"),
            ..Formula::default()
        }),
        Block::Preformatted(run("1995-04-02  left 312  right 304\n1995-04-03  left 318  right 309")),
    ];
    let results = vec![
        figure(
            "fig1",
            "Fig. 1",
            both(
                Text::made("Levels at the two hands, April 1995"),
                Text::made("Уровни на двух берегах, апрель 1995 г."),
            ),
            "img/chart.png",
            "Two curves that part in the first week of April and meet again in the third.",
        ),
        table(),
        small_table(),
        figure(
            "fig2",
            "Fig. 2.",
            both(Text::made("A gauge that was lost"), Text::made("Утраченный пост")),
            "img/lost.png",
            "A staff in ice",
        ),
        p(vec![
            t("Further readings are at "),
            Inline::Link {
                href: "https://www.example.org/gauges?pair=7&year=1995".into(),
                content: Text::made("https://www.example.org/gauges?pair=7&year=1995"),
            },
            t(", and not at "),
            Inline::Link { href: "javascript:alert(1)".into(), content: Text::made("this address") },
            t("."),
            Inline::Break,
            t("Each was read twice."),
        ]),
    ];
    Body {
        blocks: Vec::new(),
        sections: vec![
            section("sec1", "Introduction", Some(SectionKind::Introduction), introduction, Vec::new()),
            section(
                "sec2",
                "Methods",
                Some(SectionKind::Methods),
                Vec::new(),
                vec![section("sec2.1", "Reading a staff", None, methods, Vec::new())],
            ),
            section("sec3", "Results", Some(SectionKind::Results), results, Vec::new()),
            section(
                "sec4",
                "Conclusion",
                Some(SectionKind::Conclusions),
                vec![p(vec![t("Both hands are to be read, and both written down.")])],
                Vec::new(),
            ),
        ],
    }
}

fn references() -> References {
    let part = |plain: &str, kind, words: &str| {
        let start = plain.find(words).unwrap();
        Part::new(kind, start..start + words.len())
    };
    let form = |list, lang, words: &str, parts: &[(PartKind, &str)]| ReferenceForm {
        list,
        lang,
        text: Text::made(words),
        citation: Citation { parts: parts.iter().map(|(k, w)| part(words, *k, w)).collect(), ..Citation::default() },
        ..ReferenceForm::default()
    };
    let item =
        |n: usize, forms| Reference { id: format!("R{n}"), label: some(&n.to_string()), forms, written_label: None };
    References {
        lists: vec![
            ReferenceList {
                id: "reflist1".into(), title: Text::made("Библиографические ссылки"), lang: Lang::RU
            },
            ReferenceList { id: "reflist2".into(), title: Text::made("References"), lang: Lang::EN },
        ],
        items: vec![
            item(
                1,
                vec![
                    form(0, Lang::RU, "Азаренко МВ. Лёд и рейка. Анналы внутренних вод. 2004;2:3–9.", &[]),
                    form(
                        1,
                        Lang::EN,
                        "Azarenka MV. [Ice and staff]. Annals of Inland Waters. 2004;2:3–9. DOI: 10.5555/ice.2004. Russian.",
                        &[(PartKind::Doi, "10.5555/ice.2004")],
                    ),
                ],
            ),
            item(
                2,
                vec![
                    form(0, Lang::BE, "Ліс П. Вада і мера ў Палессі. Мінск: Рака; 1996. 66 с.", &[]),
                    form(
                        1,
                        Lang::EN,
                        "Lis P. Vada i miera u Paliessi [Water and measure in Palesse]. Minsk: Raka; 1996. 66 p. Belarusian.",
                        &[],
                    ),
                ],
            ),
            item(
                3,
                vec![
                    form(
                        0,
                        Lang::RU,
                        "Сеть постов [Интернет; процитировано 1 февраля 2020 г.]. Доступно по: <http://gauges.example.org/2004/3.html>.",
                        &[(PartKind::Url, "http://gauges.example.org/2004/3.html")],
                    ),
                    form(
                        1,
                        Lang::EN,
                        "Network of gauges [Internet; cited 2020 February 1]. Available at: <http://gauges.example.org/2004/3.html>. Russian.",
                        &[(PartKind::Url, "http://gauges.example.org/2004/3.html")],
                    ),
                ],
            ),
        ],
    }
}

/// An article with everything in it.
pub fn rich() -> Article {
    let note = |n: usize, lang, paragraphs: &[&str]| Note {
        id: format!("fn{n}"),
        label: run(&n.to_string()),
        lang,
        paragraphs: paragraphs.iter().map(|w| Text::made(*w)).collect(),
        marks: Vec::new(),
    };
    let back = |kind, lang, title: &str, words: &str| BackMatter {
        kind,
        lang,
        title: Text::made(title),
        blocks: vec![p(vec![t(words)])],
    };
    Article {
        lang: Lang::EN,
        front: front(),
        body: body(),
        back: vec![
            back(BackMatterKind::Acknowledgements, Lang::EN, "Acknowledgements", "To those who went out in the rain."),
            back(BackMatterKind::Funding, Lang::RU, "Финансирование", "Исследование не имело финансирования."),
            back(BackMatterKind::ConflictOfInterest, Lang::EN, "", "None."),
            back(BackMatterKind::Appendix, Lang::EN, "Appendix A. Zeros of the gauges", "All zeros are those of 1994."),
        ],
        notes: vec![
            note(1, Lang::EN, &["First read at the meeting of gauge readers in 2019."]),
            note(
                2,
                Lang::RU,
                &[
                    "О двух берегах [Электронный ресурс]. URL: http://gauges.example.org/two (дата обращения: 01.02.2020).",
                    "Второй абзац того же примечания.",
                ],
            ),
        ],
        references: references(),
        ..Article::default()
    }
}
