//! Each format of made-up items as expected text, and items of any text that keep to each format's syntax.

use proptest::prelude::*;

use super::*;
use crate::article::*;
use crate::journal::Journal;
use crate::notation::citation::{self, Hints};
use crate::notation::date::Date;
use crate::source::Span;

fn run(text: &str) -> Run {
    Run::new(text, Span::NONE)
}

fn text(words: &str) -> Text {
    Text { inlines: vec![Inline::Run(run(words))] }
}

fn name(surname: &str, given: &str) -> PersonName {
    PersonName { surname: run(surname), given: run(given), written: run(&format!("{given} {surname}")) }
}

/// An article in Russian with an English title page.
fn article() -> Article {
    let mut article = Article { lang: Lang::RU, ..Article::default() };
    let front = &mut article.front;
    front.titles = vec![
        Localised::new(Lang::RU, text("Тихие границы: опыт")),
        Localised::new(Lang::EN, text("Quiet borders: an experience of the EU")),
    ];
    front.contributors = vec![Contributor {
        names: vec![
            Localised::new(Lang::RU, name("Щукина", "Анна Б.")),
            Localised::new(Lang::EN, name("Shchukina", "Anna B.")),
        ],
        ..Contributor::default()
    }];
    front.keywords = vec![
        Keywords { lang: Lang::RU, label: run(""), items: vec![text("граница"), text("мир, война")] },
        Keywords { lang: Lang::EN, label: run(""), items: vec![text("border")] },
    ];
    front.identifiers = vec![Identifier { scheme: "doi".into(), value: run("10.5555/a_b(1)") }];
    front.history = vec![HistoryDate {
        event: HistoryEvent::Published,
        date: Date { year: 2021, month: Some(5), day: Some(3) },
        written: run("3 мая 2021"),
    }];
    front.issue = IssueData {
        year: Some(run("2021")),
        volume: Some(run("7")),
        issue: Some(run("2")),
        first_page: Some(run("11")),
        last_page: Some(run("19")),
        ..IssueData::default()
    };
    article
}

fn journal() -> Journal {
    let toml = "[journal]\ntitle = { ru = \"Вестник тишины\", en = \"Bulletin of Silence\" }\nissn-print = \"1234-5679\"\n\
                [publisher]\nname = { ru = \"Изд-во А & Б\" }\nplace = { ru = \"Минск\" }\n";
    Journal::parse(std::path::Path::new("journal.toml"), toml).unwrap()
}

fn article_item() -> Item {
    of_article(&article(), &journal(), Some("https://example.org/x_1?a=%20"))
}

fn string(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

fn form(list: u32, lang: Lang, words: &str) -> ReferenceForm {
    let citation = citation::parse(words, &Hints { lang: Some(lang), ..Hints::default() });
    ReferenceForm { list, lang, text: text(words), citation, ..ReferenceForm::default() }
}

fn references(items: Vec<Vec<ReferenceForm>>) -> Vec<Item> {
    let item = |(n, forms)| Reference { id: format!("R{}", n + 1), forms, ..Reference::default() };
    let items = items.into_iter().enumerate().map(item).collect();
    of_references(&Article { references: References { lists: Vec::new(), items }, ..Article::default() })
}

#[test]
fn article_as_bibtex() {
    let expected = "\
@article{Shchukina2021,
  author = {Щукина, Анна Б.},
  title = {Тихие границы: {опыт}},
  journal = {Вестник тишины},
  year = {2021},
  month = may,
  volume = {7},
  number = {2},
  pages = {11--19},
  publisher = {Изд-во А \\& Б},
  address = {Минск},
  doi = {10.5555/a_b(1)},
  url = {https://example.org/x_1?a=%20},
  issn = {1234-5679},
  language = {russian},
  keywords = {граница, {мир, война}},
}
";
    assert_eq!(string(bibtex(&[article_item()])), expected);
    let lost = lost(Format::BibTex, &article_item());
    assert_eq!(
        lost,
        [
            "the title in the other language",
            "the journal's or book's title in the other language",
            "the keywords in the other language",
            "the day of publication"
        ]
    );
}

#[test]
fn article_as_biblatex() {
    let written = string(biblatex(&[article_item()]));
    for line in [
        "  title = {Тихие границы: опыт},",
        "  titleaddon = {Quiet borders: an experience of the EU},",
        "  journaltitle = {Вестник тишины},",
        "  date = {2021-05-03},",
        "  location = {Минск},",
        "  langid = {russian},",
    ] {
        assert!(written.lines().any(|l| l == line), "{line} is not in\n{written}");
    }
    assert!(!lost(Format::BibLatex, &article_item()).contains(&"the title in the other language"));
}

#[test]
fn article_as_ris() {
    let expected = "\
TY  - JOUR
ID  - Shchukina2021
AU  - Щукина, Анна Б.
TI  - Тихие границы: опыт
TT  - Quiet borders: an experience of the EU
T2  - Вестник тишины
JO  - Вестник тишины
PY  - 2021
DA  - 2021/05/03/
VL  - 7
IS  - 2
SP  - 11
EP  - 19
PB  - Изд-во А & Б
CY  - Минск
DO  - 10.5555/a_b(1)
SN  - 1234-5679
UR  - https://example.org/x_1?a=%20
LA  - ru
KW  - граница
KW  - мир, война
KW  - border
ER  - 

";
    assert_eq!(string(ris(&[article_item()])), expected.replace('\n', "\r\n"));
    assert_eq!(lost(Format::Ris, &article_item()), ["the journal's or book's title in the other language"]);
}

#[test]
fn article_as_csl_json() {
    let expected = serde_json::json!([{
        "id": "Shchukina2021",
        "type": "article-journal",
        "language": "ru",
        "title": "Тихие границы: опыт",
        "container-title": "Вестник тишины",
        "author": [{ "family": "Щукина", "given": "Анна Б." }],
        "issued": { "date-parts": [[2021, 5, 3]] },
        "volume": "7",
        "issue": "2",
        "page": "11-19",
        "publisher": "Изд-во А & Б",
        "publisher-place": "Минск",
        "DOI": "10.5555/a_b(1)",
        "URL": "https://example.org/x_1?a=%20",
        "ISSN": "1234-5679",
        "keyword": "граница; мир, война",
        "custom": {
            "translated-title": { "en": "Quiet borders: an experience of the EU" },
            "translated-container-title": { "en": "Bulletin of Silence" },
            "translated-keyword": { "en": "border" },
        },
    }]);
    let written: serde_json::Value = serde_json::from_slice(&csl_json(&[article_item()])).unwrap();
    assert_eq!(written, expected);
    assert_eq!(lost(Format::CslJson, &article_item()), [""; 0]);
}

#[test]
fn nothing_is_made_up() {
    let item = of_article(&Article::default(), &Journal::default(), None);
    assert_eq!((item.doi.as_str(), item.url.as_str(), item.issns.len()), ("", "", 0));
    assert_eq!(string(bibtex(&[item])), "@article{article,\n}\n");
}

#[test]
fn pair_of_forms_is_one_item_in_the_language_of_the_work() {
    let items = references(vec![vec![
        form(0, Lang::EN, "Arynov AB, Belov VG. [Peace and quiet]. Vestnik BGU. 2010;1:5–12. DOI: 10.5555/x. Russian."),
        form(1, Lang::RU, "Арынов АБ, Белов ВГ. Мир и тишина. Вестник БГУ. 2010;1:5–12."),
    ]]);
    let [item] = items.as_slice() else { panic!("{items:#?}") };
    assert_eq!(item.id, "Arynov2010");
    assert_eq!(item.lang, Some(Lang::RU));
    assert_eq!(item.title, "Мир и тишина");
    assert_eq!(
        item.other_titles.iter().map(|t| t.value.trim_matches(['[', ']'])).collect::<Vec<_>>(),
        ["Peace and quiet"]
    );
    assert_eq!(item.container, "Вестник БГУ");
    assert_eq!(item.doi, "10.5555/x");
    let names: Vec<_> = item.authors.iter().map(|n| format!("{}, {}", n.family, n.given)).collect();
    assert_eq!(names, ["Арынов, А. Б.", "Белов, В. Г."]);
}

#[test]
fn keys_are_told_apart_by_letters() {
    let item = |words: &str| vec![form(0, Lang::EN, words)];
    let items = references(vec![
        item("Müller A. One thing. Journal of Things. 2010;1:5–12."),
        item("Muller B. Another thing. Journal of Things. 2010;2:5–12."),
        item("Petrov C. A third thing. Journal of Things. 2010;2:5–12."),
    ]);
    assert_eq!(items.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["Muller2010a", "Muller2010b", "Petrov2010"]);

    let mut many = vec![Item { id: "X1".into(), ..Item::default() }; 28];
    many.push(Item { id: "x1A".into(), ..Item::default() });
    make_unique(&mut many);
    let mut ids: Vec<_> = many.iter().map(|i| i.id.to_lowercase()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 29);
    assert_eq!((many[0].id.as_str(), many[28].id.as_str()), ("X1b", "x1A"));
}

#[test]
fn item_without_parts_is_its_text() {
    let form = ReferenceForm { text: text("Same place."), ..ReferenceForm::default() };
    let items = references(vec![vec![form]]);
    assert_eq!(string(bibtex(&items)), "@misc{R1,\n  note = {Same place.},\n}\n");
}

#[test]
fn tex_specials_in_a_title() {
    let title = "50% of {C_1} & \\cite~x^2 #1 $5 -- ``DNA'' } (the NATO): the end";
    let item = Item { id: "k".into(), title: title.into(), ..Item::default() };
    let expected = "@misc{k,\n  title = {50\\% of \\textbraceleft{}{C\\_1}\\textbraceright{} \\& \
                    \\textbackslash{}cite\\textasciitilde{}x\\textasciicircum{}2 \\#1 \\$5 -{}- \
                    `{}`{DNA}'{}' \\textbraceright{} (the {NATO}): {the} end},\n}\n";
    assert_eq!(string(bibtex(&[item])), expected);
}

#[test]
fn names_in_bibtex() {
    let person = |family: &str, given: &str, suffix: &str| Name {
        family: family.into(),
        given: given.into(),
        suffix: suffix.into(),
        ..Name::default()
    };
    let authors = vec![
        person("de la Cruz", "Juan", "Jr."),
        person("Plato", "", ""),
        Name { literal: "Ministry of Peace and Quiet, Minsk".into(), ..Name::default() },
    ];
    let item = Item { id: "k".into(), authors, more_authors: true, ..Item::default() };
    let expected = "@misc{k,\n  author = {de la Cruz, Jr., Juan and {Plato} and {Ministry of Peace and Quiet, Minsk} and \
                    others},\n}\n";
    assert_eq!(string(bibtex(std::slice::from_ref(&item))), expected);
    assert!(string(ris(&[item])).contains("AU  - de la Cruz, Juan, Jr.\r\nAU  - Plato\r\nAU  - Ministry of Peace"));
}

#[test]
fn years_and_dates() {
    let items = |year: &str| {
        let plain = format!("A book. {year}");
        let mut citation = Citation { kind: PublicationType::Book, ..Citation::default() };
        citation.parts = vec![Part::new(PartKind::Source, 0..6), Part::new(PartKind::Year, 8..plain.len())];
        let form = ReferenceForm { text: text(&plain), citation, ..ReferenceForm::default() };
        references(vec![vec![form]])
    };
    let issued = |year: &str| items(year)[0].issued.map(|i| (i.date.year, i.until));
    assert_eq!(issued("2010a"), Some((2010, None)));
    assert_eq!(issued("[2010]"), Some((2010, None)));
    assert_eq!(issued("2005–2007"), Some((2005, Some(2007))));
    assert_eq!(issued("б. г."), None);
    assert!(string(biblatex(&items("2005–2007"))).contains("date = {2005/2007}"));
    assert!(string(csl_json(&items("2005–2007"))).replace([' ', '\n'], "").contains("[[2005],[2007]]"));
}

/// The entries of a BibTeX file as its own scanner takes them: braces are counted, a backslash or not. `None` if they do
/// not come out even or something stands between entries.
fn entries(text: &str) -> Option<usize> {
    let (mut depth, mut count) = (0usize, 0);
    for c in text.chars() {
        match c {
            '@' if depth == 0 => count += 1,
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            c if depth == 0 && !c.is_whitespace() && !c.is_ascii_alphabetic() => return None,
            _ => {}
        }
    }
    (depth == 0).then_some(count)
}

/// Text that a manuscript may well hold, and text that breaks formats.
fn any_text() -> impl Strategy<Value = String> {
    let nasty = "(ER  - |TY  - JOUR|\r\n|\n|[{}\\\\]|@book\\{x,|\\u{2028}|\\u{85}|\\u{0}|\\u{1F}|\"| and |,|%|--|[a-zА-я ]){0,12}";
    prop_oneof![nasty, any::<String>()]
}

prop_compose! {
    fn any_item()(t in prop::collection::vec(any_text(), 16), kind in 0..14usize, more: bool, m in 0..14u8) -> Item {
        use Kind::*;
        let kinds = [ArticleJournal, ArticleNewspaper, Book, Chapter, PaperConference, Thesis, Webpage, Report,
            Legislation, Standard, Patent, Manuscript, Dataset, Document];
        let person = Name { family: t[0].clone(), given: t[1].clone(), suffix: t[2].clone(), literal: String::new() };
        let body = Name { literal: t[3].clone(), ..Name::default() };
        let date = Date { year: 2020, month: Some(m), day: None };
        Item {
            id: t[4].clone(), kind: kinds[kind], title: t[5].clone(), container: t[6].clone(),
            other_titles: vec![Localised::new(Lang::EN, t[7].clone())], authors: vec![person.clone(), body.clone()],
            editors: vec![body], translators: vec![person], more_authors: more, issued: Some(Issued { date, until: None }),
            volume: t[8].clone(), first_page: t[9].clone(), last_page: t[10].clone(), publisher: t[11].clone(),
            doi: t[12].clone(), url: t[13].clone(), keywords: vec![t[14].clone()], summary: t[15].clone(),
            note: t[0].clone(), issns: vec![t[1].clone()], page_count: t[2].clone(), edition: t[3].clone(),
            archive_location: t[4].clone(), genre: t[5].clone(), pmid: t[6].clone(), place: t[7].clone(),
            ..Item::default()
        }
    }
}

proptest! {
    #[test]
    fn no_text_breaks_a_format(items in prop::collection::vec(any_item(), 1..4)) {
        let json: serde_json::Value = serde_json::from_slice(&csl_json(&items)).unwrap();
        prop_assert_eq!(json.as_array().unwrap().len(), items.len());

        for written in [string(bibtex(&items)), string(biblatex(&items))] {
            prop_assert_eq!(entries(&written), Some(items.len()), "{}", written);
            prop_assert!(!written.chars().any(|c| c.is_control() && c != '\n'), "{:?}", written);
        }

        let written = string(ris(&items));
        let mut open = false;
        let mut count = 0;
        for line in written.split("\r\n").filter(|l| !l.is_empty()) {
            prop_assert!(!line.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')), "{:?}", line);
            let (tag, _) = line.split_once("  - ").unwrap();
            prop_assert!(tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()), "{}", line);
            prop_assert_eq!(open, tag != "TY", "{}", &written);
            open = tag != "ER";
            count += usize::from(!open);
        }
        prop_assert_eq!((open, count), (false, items.len()));
    }

    #[test]
    fn no_reference_breaks_the_items(words in any_text(), other in any_text()) {
        let items = references(vec![vec![form(0, Lang::EN, &words), form(1, Lang::RU, &other)]]);
        prop_assert_eq!(items.len(), 1);
        prop_assert!(items[0].id.bytes().all(|b| b.is_ascii_alphanumeric()) && !items[0].id.is_empty());
    }
}
