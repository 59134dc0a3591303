//! Articles of every shape that the model can express, sound or not: what a reader would never give is in it too.

use offprint::article::*;
use offprint::journal::{Identity, Journal, Licence, Publisher};
use offprint::notation::date::Date;
use offprint::source::Span;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn lang() -> BoxedStrategy<Lang> {
    select(vec![Lang::EN, Lang::RU, Lang::BE, Lang::UND, Lang::UK]).boxed()
}

fn string() -> BoxedStrategy<String> {
    prop_oneof![
        4 => "[a-zа-я ]{0,12}",
        1 => Just(String::new()),
        1 => Just(" ".to_owned()),
        1 => any::<String>().prop_map(|s| s.replace('\r', " ")),
        1 => Just("]]> <&\"' \u{1}\u{FFFE}–“”".to_owned()),
    ]
    .boxed()
}

fn run() -> BoxedStrategy<Run> {
    (string(), 0u32..5000)
        .prop_map(|(text, at)| {
            let span = Span { start: at, end: at + text.len() as u32 };
            Run { text, span }
        })
        .boxed()
}

/// Few, so that they are missing, wrong and used twice.
fn id() -> BoxedStrategy<String> {
    select(vec!["", "a b", "1", "fn1", "fn2", "R1", "R2", "aff1", "aff1-en", "sec1", "tab1", "fig1", "раздел", "a:b"])
        .prop_map(str::to_owned)
        .boxed()
}

fn style() -> BoxedStrategy<Style> {
    use Style::*;
    select(vec![Italic, Italic, Bold, Superscript, Subscript, Code, SmallCaps, Underline, Strike]).boxed()
}

fn graphic() -> BoxedStrategy<Graphic> {
    (string(), string()).prop_map(|(href, alt)| Graphic { href, alt, span: Span::NONE }).boxed()
}

fn mathml() -> BoxedStrategy<Option<Box<MathMl>>> {
    let math = run().prop_map(|plain| {
        let mut builder = offprint::notation::mathml::Builder::default();
        builder.open("mi", std::iter::empty());
        builder.text(&plain);
        builder.close();
        builder.finish().map(Box::new)
    });
    prop_oneof![2 => Just(None), 1 => math].boxed()
}

fn inlines(depth: u32) -> BoxedStrategy<Vec<Inline>> {
    let leaf = prop_oneof![
        6 => run().prop_map(Inline::Run),
        1 => (id(), run()).prop_map(|(note, label)| Inline::NoteMark { note, label }),
        1 => (id(), run(), vec(id(), 0..3)).prop_map(|(target, label, through)| Inline::Citation { target, label, through }),
        1 => (run(), mathml()).prop_map(|(tex, mathml)| Inline::Formula { tex, mathml }),
        1 => select(vec!["x^2", "\\frac{a}{b}", "\\begin{matrix}a&b\\\\c&d\\end{matrix}", "\\sqrt[3]{x}", "\\hat a", "a<b"])
            .prop_map(|tex| Inline::Formula { tex: Run::new(tex, Span::NONE), mathml: None }),
        1 => graphic().prop_map(Inline::Graphic),
        1 => Just(Inline::Break),
    ];
    if depth == 0 {
        return vec(leaf, 0..4).boxed();
    }
    let inner = || inlines(depth - 1).prop_map(|inlines| Text { inlines });
    let href = select(vec!["https://example.org/?a=1&b=2", "javascript:alert(1)", "", "mailto:a@b.c"]);
    let kind = select(vec![
        CrossReferenceKind::Figure,
        CrossReferenceKind::Table,
        CrossReferenceKind::Formula,
        CrossReferenceKind::Section,
        CrossReferenceKind::TableNote,
        CrossReferenceKind::Box,
        CrossReferenceKind::Supplement,
    ]);
    let any = prop_oneof![
        5 => leaf,
        3 => (style(), inner()).prop_map(|(style, content)| Inline::Styled { style, content }),
        1 => (lang(), inner()).prop_map(|(lang, content)| Inline::Foreign { lang, content }),
        1 => (href, inner()).prop_map(|(href, content)| Inline::Link { href: href.into(), content }),
        1 => (id(), kind, inner()).prop_map(|(target, kind, content)| Inline::CrossReference { target, kind, content }),
    ];
    vec(any, 0..5).boxed()
}

/// A line of text.
pub fn text() -> BoxedStrategy<Text> {
    inlines(2).prop_map(|inlines| Text { inlines }).boxed()
}

fn localised<T: std::fmt::Debug + 'static>(value: impl Strategy<Value = T> + 'static) -> BoxedStrategy<Localised<T>> {
    (lang(), value).prop_map(|(lang, value)| Localised { lang, value }).boxed()
}

fn cell() -> BoxedStrategy<Cell> {
    let align = option::of(select(vec![Align::Left, Align::Center, Align::Right]));
    (text(), any::<bool>(), 0u32..4, 0u32..4, align)
        .prop_map(|(text, header, colspan, rowspan, align)| Cell { text, header, colspan, rowspan, align })
        .boxed()
}

fn rows() -> BoxedStrategy<Vec<Row>> {
    vec(vec(cell(), 0..3).prop_map(|cells| Row { cells }), 0..3).boxed()
}

fn blocks(depth: u32) -> BoxedStrategy<Vec<Block>> {
    let paragraph = (text(), 0u32..4, option::of(lang()), any::<bool>())
        .prop_map(|(text, run_in, lang, continues)| Block::Paragraph(Paragraph { text, run_in, lang, continues }));
    let note = (id(), option::of(run()), text()).prop_map(|(id, label, text)| TableNote { id, label, text });
    let table =
        (id(), option::of(run()), vec(localised(text()), 0..3), rows(), rows(), vec(note, 0..2), vec(graphic(), 0..2))
            .prop_map(|(id, label, captions, head, body, notes, graphics)| {
                Block::Table(Table { id, label, captions, head, body, notes, graphics, ..Table::default() })
            });
    let legend = text().prop_map(|text| vec![Block::Paragraph(Paragraph { text, ..Paragraph::default() })]);
    let object_id = run().prop_map(|value| ObjectId { scheme: Some("doi".into()), value });
    let credit = prop_oneof![
        text().prop_map(|text| Credit::Attribution { text }),
        (select(vec!["copyright-holder", "copyright-statement", "license", "x"]), text())
            .prop_map(|(element, text)| Credit::Permission { element: element.into(), text, href: None }),
    ];
    let figure = (
        (id(), option::of(run()), vec(localised(text()), 0..3), option::of(graphic())),
        (vec(localised(legend), 0..2), vec(object_id, 0..2), vec(credit, 0..3)),
    )
        .prop_map(|((id, label, captions, graphic), (legends, object_ids, credits))| {
            Block::Figure(Figure { id, label, captions, graphic, legends, object_ids, credits, ..Figure::default() })
        });
    let formula = (id(), option::of(run()), run(), mathml(), option::of(graphic()))
        .prop_map(|(id, label, tex, mathml, graphic)| Block::Formula(Formula { id, label, tex, mathml, graphic }));
    let verse = (text(), vec(vec(text(), 0..3), 0..3))
        .prop_map(|(title, stanzas)| Block::Verse(Verse { title, stanzas, ..Verse::default() }));
    let leaf = prop_oneof![
        4 => paragraph,
        1 => table,
        1 => figure,
        1 => formula,
        1 => run().prop_map(Block::Preformatted),
        1 => verse,
    ];
    if depth == 0 {
        return vec(leaf, 0..3).boxed();
    }
    use ListKind::*;
    let item = (option::of(run()), blocks(depth - 1)).prop_map(|(label, blocks)| ListItem { label, blocks });
    let list = (select(vec![Bullet, Order, AlphaLower, RomanLower, Simple]), vec(item, 0..3))
        .prop_map(|(kind, items)| Block::List(List { kind, items }));
    let quotation = blocks(depth - 1).prop_map(|blocks| Block::Quotation(Quotation { blocks }));
    let definition = (option::of(run()), text(), blocks(depth - 1)).prop_map(|(label, term, blocks)| Definition {
        label,
        term,
        blocks,
    });
    let definitions =
        (text(), vec(definition, 0..3)).prop_map(|(title, items)| Block::Definitions(Definitions { title, items }));
    use GroupKind::*;
    let kind = select(vec![BoxedText, Statement, Speech, Figures, Tables, Formulas, Supplement, Media]);
    let group =
        (id(), kind, option::of(run()), text(), blocks(depth - 1)).prop_map(|(id, kind, label, title, blocks)| {
            Block::Group(Group { id, kind, label, title, blocks, ..Group::default() })
        });
    vec(prop_oneof![4 => leaf, 1 => list, 1 => quotation, 1 => definitions, 1 => group], 0..4).boxed()
}

fn sections(depth: u32) -> BoxedStrategy<Vec<Section>> {
    use SectionKind::*;
    let kind = option::of(select(vec![Introduction, Methods, Results, Discussion, Conclusions]));
    let inner = if depth == 0 { Just(Vec::new()).boxed() } else { sections(depth - 1) };
    let section = (id(), text(), kind, option::of(lang()), blocks(1), inner)
        .prop_map(|(id, title, kind, lang, blocks, sections)| Section { id, title, kind, lang, blocks, sections });
    vec(section, 0..3).boxed()
}

const PART_KINDS: &[PartKind] = {
    use PartKind::*;
    &[
        Authors,
        Editors,
        Translators,
        Name,
        Surname,
        GivenNames,
        Suffix,
        Collab,
        EtAl,
        Role,
        ArticleTitle,
        ChapterTitle,
        TransTitle,
        Source,
        TransSource,
        ConfName,
        ConfDate,
        ConfLoc,
        Edition,
        Series,
        Publisher,
        PublisherLoc,
        Year,
        Month,
        Day,
        Volume,
        Issue,
        Supplement,
        FirstPage,
        LastPage,
        PageCount,
        ElocationId,
        Isbn,
        Issn,
        Doi,
        Pmid,
        Pmcid,
        Url,
        AccessDate,
        Language,
        Medium,
        Archive,
        Genre,
        Patent,
        Standard,
        Comment,
    ]
};

fn part(depth: u32) -> BoxedStrategy<Part> {
    let values = vec![None, Some("2020-05-11"), Some("10.1/abc"), Some("https://example.org/"), Some("x\"y")];
    let inner = if depth == 0 { Just(Vec::new()).boxed() } else { vec(part(depth - 1), 0..4).boxed() };
    (select(PART_KINDS), 0u32..40, 0u32..30, select(values), inner)
        .prop_map(|(kind, start, len, value, parts)| Part {
            kind,
            start,
            end: start + len,
            value: value.map(str::to_owned),
            parts,
        })
        .boxed()
}

/// Parts as a reader gives them, in order and inside one another, cut from `0..len`; now and then also parts of any kind.
pub fn parts() -> BoxedStrategy<Vec<Part>> {
    let wild = vec(part(2), 0..6);
    let sorted = vec(part(2), 0..8).prop_map(|mut parts| {
        fn tile(parts: &mut [Part], from: u32, to: u32) {
            let step = (to - from) / (parts.len() as u32 + 1).max(1);
            for (at, part) in parts.iter_mut().enumerate() {
                part.start = from + at as u32 * step;
                part.end = part.start + part.end % (step + 1);
                tile(&mut part.parts, part.start, part.end);
            }
        }
        tile(&mut parts, 0, 60);
        parts
    });
    prop_oneof![1 => wild, 3 => sorted].boxed()
}

fn citation() -> BoxedStrategy<Citation> {
    use PublicationType::*;
    let kind = select(vec![
        Journal, Book, Chapter, Conference, Thesis, Newspaper, Webpage, Report, Legal, Standard, Patent, Archival,
        Data, Other,
    ]);
    (kind, option::of(lang()), parts())
        .prop_map(|(kind, source_lang, parts)| Citation { kind, source_lang, parts })
        .boxed()
}

fn contributor() -> BoxedStrategy<Contributor> {
    let name = (run(), run(), run()).prop_map(|(surname, given, written)| PersonName { surname, given, written });
    (
        vec(localised(name), 0..3),
        vec(localised(run()), 0..3),
        vec(id(), 0..3),
        option::of(run()),
        option::of(run()),
        any::<bool>(),
        vec(localised(text()), 0..3),
    )
        .prop_map(|(names, collaboration, affiliations, email, orcid, corresponding, bios)| Contributor {
            names,
            collaboration,
            affiliations,
            email,
            orcid,
            corresponding,
            bios,
        })
        .boxed()
}

fn affiliation() -> BoxedStrategy<Affiliation> {
    use AffiliationPartKind::*;
    let kind = select(vec![Institution, Division, AddressLine, City, PostalCode, State, Country, Email]);
    let part = (kind, 0u32..30, 0u32..20, option::of(Just("BY".to_owned())))
        .prop_map(|(kind, start, len, code)| AffiliationPart { kind, start, end: start + len, code });
    let variant = (option::of(run()), text(), vec(part, 0..5)).prop_map(|(label, text, mut parts)| {
        parts.sort_by_key(|part| part.start);
        AffiliationText { label, text, parts }
    });
    (id(), vec(localised(variant), 0..3)).prop_map(|(id, variants)| Affiliation { id, variants }).boxed()
}

fn front() -> BoxedStrategy<Front> {
    use HistoryEvent::*;
    let classification = (select(vec!["udc", "jel", "МРНТИ", ""]), run(), run(), string())
        .prop_map(|(scheme, label, written, code)| Classification { scheme: scheme.into(), label, written, code });
    let identifier = (select(vec!["doi", "edn", "PMID", ""]), run())
        .prop_map(|(scheme, value)| Identifier { scheme: scheme.into(), value });
    let keywords = (lang(), run(), vec(text(), 0..4)).prop_map(|(lang, label, items)| Keywords { lang, label, items });
    let date =
        (1u16..9999, option::of(1u8..12), option::of(1u8..28)).prop_map(|(year, month, day)| Date { year, month, day });
    let history = (select(vec![Received, Revised, Accepted, Published]), date, run())
        .prop_map(|(event, date, written)| HistoryDate { event, date, written });
    let run_if = || option::of(run());
    let issue = (vec(localised(run()), 0..3), run_if(), run_if(), run_if(), run_if(), run_if(), run_if()).prop_map(
        |(journal, year, volume, issue, first_page, last_page, elocation_id)| IssueData {
            journal,
            year,
            volume,
            issue,
            first_page,
            last_page,
            elocation_id,
        },
    );
    let self_citation = (lang(), run(), text(), citation()).prop_map(|(lang, label, text, citation)| SelfCitation {
        lang,
        label,
        text,
        citation,
    });
    let author_note =
        (lang(), run(), vec(text(), 0..3)).prop_map(|(lang, label, paragraphs)| AuthorNote { lang, label, paragraphs });
    let codes =
        (vec(classification, 0..3), vec(identifier, 0..3), vec(localised(text()), 0..3), vec(localised(text()), 0..4));
    let people = (vec(contributor(), 0..3), vec(affiliation(), 0..3));
    let matter = (vec(localised(blocks(1)), 0..3), vec(keywords, 0..3), vec(history, 0..4), issue);
    let notes = (vec(self_citation, 0..3), vec(author_note, 0..3));
    (codes, people, matter, notes)
        .prop_map(|(codes, people, matter, notes)| Front {
            classifications: codes.0,
            identifiers: codes.1,
            headings: codes.2,
            titles: codes.3,
            contributors: people.0,
            affiliations: people.1,
            abstracts: matter.0,
            keywords: matter.1,
            history: matter.2,
            issue: matter.3,
            self_citations: notes.0,
            author_notes: notes.1,
            ..Front::default()
        })
        .boxed()
}

fn references() -> BoxedStrategy<References> {
    let list = (id(), text(), lang()).prop_map(|(id, title, lang)| ReferenceList { id, title, lang });
    let form =
        (0u32..4, lang(), text(), citation(), any::<bool>()).prop_map(|(list, lang, text, citation, in_elements)| {
            let again = in_elements.then(|| Box::new(ReferenceForm { in_elements, ..ReferenceForm::default() }));
            ReferenceForm { list, lang, text, citation, in_elements, again }
        });
    let item = (id(), option::of(run()), vec(form, 0..3)).prop_map(|(id, label, forms)| Reference {
        id,
        label,
        forms,
        written_label: None,
    });
    (vec(list, 0..4), vec(item, 0..4)).prop_map(|(lists, items)| References { lists, items }).boxed()
}

/// An article.
pub fn article() -> BoxedStrategy<Article> {
    use BackMatterKind::*;
    let matter = (select(vec![Acknowledgements, Funding, ConflictOfInterest, Appendix]), lang(), text(), blocks(1))
        .prop_map(|(kind, lang, title, blocks)| BackMatter { kind, lang, title, blocks });
    let note = (id(), run(), lang(), vec(text(), 0..3)).prop_map(|(id, label, lang, paragraphs)| Note {
        id,
        label,
        lang,
        paragraphs,
        marks: Vec::new(),
    });
    let body = (blocks(2), sections(2)).prop_map(|(blocks, sections)| Body { blocks, sections });
    (lang(), front(), body, vec(matter, 0..4), vec(note, 0..3), references())
        .prop_map(|(lang, front, body, back, notes, references)| {
            let inner = Article { lang, body: body.clone(), notes: notes.clone(), ..Article::default() };
            let sub_articles = vec![SubArticle { id: "sa1".into(), kind: "translation".into(), article: inner }];
            let floats = body.blocks.clone();
            Article { lang, front, body, back, notes, references, floats, sub_articles }
        })
        .boxed()
}

/// A journal.
pub fn journal() -> BoxedStrategy<Journal> {
    let by_lang = || proptest::collection::btree_map(lang(), string(), 0..3);
    let identity = (
        option::of(string()),
        by_lang(),
        by_lang(),
        option::of(string()),
        option::of(string()),
        option::of(Just("https://example.org".to_owned())),
    )
        .prop_map(|(id, title, abbreviated_title, issn_print, issn_online, url)| Identity {
            id,
            title,
            abbreviated_title,
            issn_print,
            issn_online,
            url,
            ..Default::default()
        });
    let licence = (option::of(string()), by_lang(), by_lang()).prop_map(|(url, statement, holder)| Licence {
        url,
        statement,
        holder,
    });
    let publisher = (by_lang(), by_lang()).prop_map(|(name, place)| Publisher { name, place });
    (identity, publisher, licence)
        .prop_map(|(journal, publisher, licence)| Journal { journal, publisher, licence, ..Default::default() })
        .boxed()
}
