//! References of every shape, read whole; and what holds for any text.

use proptest::prelude::*;

use super::*;

/// The invariants of [`Citation`]: ranges inside the text at character boundaries, siblings in order and apart, children
/// inside their parent.
fn check(text: &str, parts: &[Part], within: Range<usize>) {
    let mut end = within.start;
    for part in parts {
        let range = part.range();
        assert!(end <= range.start && range.start < range.end && range.end <= within.end, "{part:?} in {text:?}");
        assert!(text.get(range.clone()).is_some(), "{part:?} cuts a character of {text:?}");
        check(text, &part.parts, range.clone());
        end = range.end;
    }
}

fn parse_checked(text: &str, italic: Vec<Range<usize>>) -> Citation {
    let hints = Hints { italic, lang: None };
    let citation = parse(text, &hints);
    check(text, &citation.parts, 0..text.len());
    assert_eq!(citation, parse(text, &hints), "not deterministic: {text:?}");
    citation
}

/// Pieces that the grammars look for, so that random texts reach them.
const PIECES: &[&str] = &[
    "Surname II",
    "Иванов И. И.",
    "Smith, J. A., & Jones, B.",
    "et al.",
    "и др.",
    "(2004).",
    "2009;30(3):192-9",
    "12(3), 45–67",
    "In:",
    "//",
    " / ",
    "В:",
    "(Eds.),",
    "editors.",
    "под ред.",
    ". ",
    ", ",
    "; ",
    ": ",
    " : ",
    "[Internet; cited 2020 May 1]",
    "https://doi.org/10.1234/ab(c)d",
    "<http://a.by/b c>",
    "URL:",
    "DOI:",
    "PMID: 123",
    "ISBN 978-0-5",
    "Ф. 7. Оп. 16. Д. 3",
    "Russian.",
    "(на англ.)",
    "“Quoted,”",
    "«Ёлки»",
    "[bracket",
    "(round",
    ")",
    "]",
    "’",
    "Москва : Наука, 2001. — 320 с.",
    "London: Press;",
    "vol. 5, no. 3",
    "pp. 1–",
    "2nd ed.",
    "Изд. 2-е",
    "дис. … канд. наук : 07.00.02",
    "PhD thesis",
    "Technical Report CS-1",
    "от 9 нояб. 2010 г. № 575",
    "ГОСТ 7.1–2003",
    "US Patent 3,712,959",
    "—",
    "\u{301}",
    "𝒜",
    "ß",
    "İ",
    "中文",
    "\u{200d}",
    "  ",
    "\n",
    "1",
    "Ibid.",
    "*",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        parse_checked(&text, Vec::new());
    }

    #[test]
    fn texts_of_the_pieces_of_references(picks in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..24), cut in any::<prop::sample::Index>()) {
        let mut text = String::new();
        let mut italic = Vec::new();
        for (pick, set) in picks {
            let start = text.len();
            text.push_str(PIECES[pick]);
            if set {
                italic.push(start..text.len());
            }
            text.push(' ');
        }
        parse_checked(&text, italic);
        let mut at = cut.index(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        parse_checked(&text[..at], Vec::new());
        parse_checked(&text[at..], Vec::new());
    }

    #[test]
    fn italics_may_be_anywhere(text in "[a-zA-Zа-я .,:;()0-9]{0,80}", a in 0usize..90, b in 0usize..90, c in 0usize..90) {
        parse_checked(&text, vec![a..b, b..c, c..a]);
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in [
        "(",
        "[",
        "“",
        "a. ",
        "A. B, ",
        "edited by ",
        "1, ",
        "// ",
        "(2001) ",
        "http://",
        "Ф. 1. ",
        "in ",
        "и др. ",
        "A B, C D (eds.), ",
    ] {
        let text = piece.repeat(3000 / piece.len());
        parse_checked(&text, Vec::new());
    }
    let text = "a ".repeat(MAX_BYTES);
    assert_eq!(parse(&text, &Hints::default()), Citation::default());
}

/// Every part in short: its name and its normal form or text; parts inside it in brackets.
fn show(part: &Part, text: &str) -> String {
    if part.parts.is_empty() {
        return format!("{:?}={}", part.kind, part.value.as_deref().unwrap_or(part.text(text)));
    }
    let inside: Vec<String> = part.parts.iter().map(|p| show(p, text)).collect();
    format!("{:?}({})", part.kind, inside.join(" "))
}

/// References of every shape and what they are read as. `*…*` is set in italics.
const SHAPES: &[(&str, &str)] = &[
    (
        "Kavalenka AB, Hrynko CD. Small states in large alliances. *Journal of Regional Studies*. 2004;12(3):192–9. Russian.",
        "journal [ru] Authors(Name(Surname=Kavalenka GivenNames=AB) Name(Surname=Hrynko GivenNames=CD)) ArticleTitle=Small states in large alliances Source=Journal of Regional Studies Year=2004 Volume=12 Issue=3 FirstPage=192 LastPage=199 Language=Russian",
    ),
    (
        "Каваленко АБ. *Малые государства: опыт и уроки*. Минск: Пример; 2006. 166 с.",
        "book Authors(Name(Surname=Каваленко GivenNames=АБ)) Source=Малые государства: опыт и уроки PublisherLoc=Минск Publisher=Пример Year=2006 PageCount=166",
    ),
    (
        "Каваленко АБ. Нейтралитет и право. В: Грынько СД, Сокол ЕЖ, редакторы. *Право и мир: материалы III Международной конференции; 5–6 мая 2010 г.; Брест, Беларусь*. Минск: Пример; 2011. с. 83–86.",
        "confproc Authors(Name(Surname=Каваленко GivenNames=АБ)) ChapterTitle=Нейтралитет и право Editors(Name(Surname=Грынько GivenNames=СД) Name(Surname=Сокол GivenNames=ЕЖ) Role=редакторы) Source=Право и мир ConfName=III Международной конференции ConfDate=5–6 мая 2010 г. ConfLoc=Брест, Беларусь PublisherLoc=Минск Publisher=Пример Year=2011 FirstPage=83 LastPage=86",
    ),
    (
        "Kavalenka AB. [Neutrality and law]. In: Hrynko SD, editor. *Pravo i mir: materialy III Mezhdunarodnoi konferentsii; 5 maya 2010 g.; Brest, Belarus’* [Law and peace: materials of the 3rd International conference; 5 May 2010; Brest, Belarus]. Minsk: Primer; 2011. p. 83–86. Belarusian.",
        "confproc [be] Authors(Name(Surname=Kavalenka GivenNames=AB)) ChapterTitle=Neutrality and law Editors(Name(Surname=Hrynko GivenNames=SD) Role=editor) Source=Pravo i mir ConfName=III Mezhdunarodnoi konferentsii ConfDate=5 maya 2010 g. ConfLoc=Brest, Belarus’ TransSource=Law and peace: materials of the 3rd International conference; 5 May 2010; Brest, Belarus PublisherLoc=Minsk Publisher=Primer Year=2011 FirstPage=83 LastPage=86 Language=Belarusian",
    ),
    (
        "Kavalenka AB. *Malye gosudarstva* [Small states]. Minsk: Primer; 2006. 166 p. Russian.",
        "book [ru] Authors(Name(Surname=Kavalenka GivenNames=AB)) Source=Malye gosudarstva TransSource=Small states PublisherLoc=Minsk Publisher=Primer Year=2006 PageCount=166 Language=Russian",
    ),
    (
        "Kavalenka AB. Yazyk dogovora [The language of a treaty]. *Pravo*. 2001;4:5–9. Russian.",
        "journal [ru] Authors(Name(Surname=Kavalenka GivenNames=AB)) ArticleTitle=Yazyk dogovora TransTitle=The language of a treaty Source=Pravo Year=2001 Volume=4 FirstPage=5 LastPage=9 Language=Russian",
    ),
    (
        "Sokol EZh. A quiet border [Internet; cited 2020 February 1]. Available at: <http://example.org/a/b.html>. Ukrainian.",
        "webpage [uk] Authors(Name(Surname=Sokol GivenNames=EZh)) ArticleTitle=A quiet border Medium=Internet AccessDate=2020-02-01 Url=http://example.org/a/b.html Language=Ukrainian",
    ),
    (
        "Сокал ЕЖ. Ціхая мяжа [Інтэрнэт; працытавана 1 лютага 2020 г.]. Даступна па: <http://example.org/a>. На бел.",
        "webpage [be] Authors(Name(Surname=Сокал GivenNames=ЕЖ)) ArticleTitle=Ціхая мяжа Medium=Інтэрнэт AccessDate=2020-02-01 Url=http://example.org/a Language=На бел.",
    ),
    (
        "Petrov P. P., Sidorova A. B. Борьба за мир // Вопросы мира. 2015. Т. 2, № 3. С. 45–67.",
        "journal Authors(Name(Surname=Petrov GivenNames=P. P.) Name(Surname=Sidorova GivenNames=A. B.)) ArticleTitle=Борьба за мир Source=Вопросы мира Year=2015 Volume=2 Issue=3 FirstPage=45 LastPage=67",
    ),
    (
        "Петров П. П. Основы права : учеб. пособие / П. П. Петров, А. Б. Сидорова ; под ред. В. Г. Иванова. — 2-е изд., испр. и доп. — Минск : Пример, 2010. — 320 с.",
        "book Authors(Name(Surname=Петров GivenNames=П. П.)) Source=Основы права : учеб. пособие Editors(Role=под ред. Name(GivenNames=В. Г. Surname=Иванова)) Edition=2-е изд., испр. и доп. PublisherLoc=Минск Publisher=Пример Year=2010 PageCount=320",
    ),
    (
        "Сидорова А. Б. Политика мира : дис. … канд. ист. наук : 07.00.02 / А. Б. Сидорова. — Минск, 2012. — 145 л.",
        "thesis Authors(Name(Surname=Сидорова GivenNames=А. Б.)) Source=Политика мира Genre=дис. … канд. ист. наук PublisherLoc=Минск Year=2012 PageCount=145",
    ),
    (
        "О мирных договорах // Нац. арх. Респ. Беларусь. Ф. 7. Оп. 16. Д. 3806. Л. 167–168 об.",
        "archival ArticleTitle=О мирных договорах Source=Нац. арх. Респ. Беларусь. Archive=Ф. 7. Оп. 16. Д. 3806. Л. 167–168 об.",
    ),
    (
        "О мерах доверия : Указ Президента Респ. Беларусь от 9 нояб. 2011 г. № 575 [Электронный ресурс]. URL: https://example.by/x (дата обращения: 01.02.2020).",
        "legal Source=О мерах доверия Genre=Указ Президента Респ. Беларусь Day=9 Month=11 Year=2011 Comment=№ 575 Medium=Электронный ресурс Url=https://example.by/x AccessDate=2020-02-01",
    ),
    (
        "ГОСТ 7.1–2003. Библиографическая запись. М. : Изд-во стандартов, 2004. 166 с.",
        "standard Standard=ГОСТ 7.1–2003 Source=Библиографическая запись PublisherLoc=М. Publisher=Изд-во стандартов Year=2004 PageCount=166",
    ),
    (
        "Мальцев Л. В. Граница // Минская правда. 2003. 12 февр. С. 3.",
        "newspaper Authors(Name(Surname=Мальцев GivenNames=Л. В.)) ArticleTitle=Граница Source=Минская правда Year=2003 Day=12 Month=02 FirstPage=3",
    ),
    (
        "Smith, J. A., & Jones, B. (2004). Quiet borders: A study. *Peace Quarterly*, *48*(3), 345–367. https://doi.org/10.1234/pq.2004.003",
        "journal Authors(Name(Surname=Smith GivenNames=J. A.) Name(Surname=Jones GivenNames=B.)) Year=2004 ArticleTitle=Quiet borders: A study Source=Peace Quarterly Volume=48 Issue=3 FirstPage=345 LastPage=367 Doi=10.1234/pq.2004.003",
    ),
    (
        "Smith, J. A. (2004). Borders. In B. Jones & C. D. Brown (Eds.), *Handbook of quiet places* (2nd ed., pp. 12–34). Cambridge, MA: Example Press.",
        "chapter Authors(Name(Surname=Smith GivenNames=J. A.)) Year=2004 ChapterTitle=Borders Editors(Name(GivenNames=B. Surname=Jones) Name(GivenNames=C. D. Surname=Brown) Role=Eds.) Source=Handbook of quiet places Edition=2nd ed. FirstPage=12 LastPage=34 PublisherLoc=Cambridge, MA Publisher=Example Press",
    ),
    (
        "Brown, Carol D., and Adam E. Green. *The Border: A Life*. Chicago: Example University Press, 1979.",
        "book Authors(Name(Surname=Brown GivenNames=Carol D.) Name(GivenNames=Adam E. Surname=Green)) Source=The Border: A Life PublisherLoc=Chicago Publisher=Example University Press Year=1979",
    ),
    (
        "Carol D. Brown and Adam E. Green. Fast borders. In Proceedings of the 22nd International Symposium on Borders, pages 24–36, June 1995.",
        "confproc Authors(Name(GivenNames=Carol D. Surname=Brown) Name(GivenNames=Adam E. Surname=Green)) ChapterTitle=Fast borders Source=Proceedings of the 22nd International Symposium on Borders FirstPage=24 LastPage=36 Month=06 Year=1995",
    ),
    (
        "SILVA, M. T.; SOUSA, J. F. da. O efeito das fronteiras: um estudo. Educação e Mundo, São Paulo, v. 34, n. 3, p. 527-544, 2008. DOI: https://doi.org/10.1590/abc.2008.",
        "journal Authors(Name(Surname=SILVA GivenNames=M. T.) Name(Surname=SOUSA GivenNames=J. F. da)) ArticleTitle=O efeito das fronteiras: um estudo Source=Educação e Mundo PublisherLoc=São Paulo Volume=34 Issue=3 FirstPage=527 LastPage=544 Year=2008 Doi=10.1590/abc.2008",
    ),
    (
        "SILVA, M. T. Fronteiras. 2. ed. São Paulo: Exemplo, 2006. Disponível em: <http://example.br/x>. Acesso em: 19 out. 2018.",
        "book Authors(Name(Surname=SILVA GivenNames=M. T.)) Source=Fronteiras Edition=2. ed. PublisherLoc=São Paulo Publisher=Exemplo Year=2006 Url=http://example.br/x AccessDate=2018-10-19",
    ),
    (
        "SOUSA, J. F. Fronteiras do sul. Tese (Doutorado em História) – Universidade de Lisboa, Lisboa, 2017.",
        "thesis Authors(Name(Surname=SOUSA GivenNames=J. F.)) Source=Fronteiras do sul Genre=Tese (Doutorado em História) Publisher=Universidade de Lisboa PublisherLoc=Lisboa Year=2017",
    ),
    (
        "1 Alves M, Pinto AA, et al. Saúde na fronteira. Rev Exemplo Enferm. 2009;30(3):192-9. doi:10.1590/S1983-1447(09)2. PMid:26932913.",
        "journal Authors(Name(Surname=Alves GivenNames=M) Name(Surname=Pinto GivenNames=AA) EtAl=et al.) ArticleTitle=Saúde na fronteira Source=Rev Exemplo Enferm Year=2009 Volume=30 Issue=3 FirstPage=192 LastPage=199 Doi=10.1590/S1983-1447(09)2 Pmid=26932913",
    ),
    (
        "A. Meier, O.E. Salas, A.P.N. de Castro, Argila 41, 210 (2003) 154.",
        "journal Authors(Name(GivenNames=A. Surname=Meier) Name(GivenNames=O.E. Surname=Salas) Name(GivenNames=A.P.N. Surname=de Castro)) Source=Argila Volume=41 Issue=210 Year=2003 FirstPage=154",
    ),
    (
        "W.R.S. Costa e D.P. Lima, Rev. Ensaio. Qual. 9, 128 (2017).",
        "journal Authors(Name(GivenNames=W.R.S. Surname=Costa) Name(GivenNames=D.P. Surname=Lima)) Source=Rev. Ensaio. Qual. Volume=9 FirstPage=128 Year=2017",
    ),
    (
        "Bastos, F. & Hill, C.F. 2016. Lista das plantas do sul. Plantae 63: 187-196.",
        "journal Authors(Name(Surname=Bastos GivenNames=F.) Name(Surname=Hill GivenNames=C.F.)) Year=2016 ArticleTitle=Lista das plantas do sul Source=Plantae Volume=63 FirstPage=187 LastPage=196",
    ),
    (
        "Ministério da Saúde (BR). Manual de fronteira. Brasília: Ministério da Saúde; 2017.",
        "book Authors(Collab=Ministério da Saúde (BR)) Source=Manual de fronteira PublisherLoc=Brasília Publisher=Ministério da Saúde Year=2017",
    ),
    (
        "García Pérez, A. y Ruiz, B. (2001). La frontera. Revista de Ejemplo, 12(3), 5-9.",
        "journal Authors(Name(Surname=García Pérez GivenNames=A.) Name(Surname=Ruiz GivenNames=B.)) Year=2001 ArticleTitle=La frontera Source=Revista de Ejemplo Volume=12 Issue=3 FirstPage=5 LastPage=9",
    ),
    (
        "Müller, H. (2003): Stille Grenzen. In: Schmidt, M.; Weber, K. (Hrsg.): Handbuch der Grenzen. 2. Aufl. Berlin: Springer, S. 45–67.",
        "chapter Authors(Name(Surname=Müller GivenNames=H.)) Year=2003 ChapterTitle=Stille Grenzen Editors(Name(Surname=Schmidt GivenNames=M.) Name(Surname=Weber GivenNames=K.) Role=Hrsg.) Source=Handbuch der Grenzen Edition=2. Aufl. PublisherLoc=Berlin Publisher=Springer FirstPage=45 LastPage=67",
    ),
    (
        "Nowak A. Granica w XXI wieku. Sprawy Graniczne. 2010, nr 3, s. 15–30.",
        "journal Authors(Name(Surname=Nowak GivenNames=A)) ArticleTitle=Granica w XXI wieku Source=Sprawy Graniczne Year=2010 Issue=3 FirstPage=15 LastPage=30",
    ),
    (
        "Шевченко О. В. Тихий кордон. Київ : Приклад, 2009. 320 с.",
        "book Authors(Name(Surname=Шевченко GivenNames=О. В.)) Source=Тихий кордон PublisherLoc=Київ Publisher=Приклад Year=2009 PageCount=320",
    ),
    (
        "Ministry of Quiet Affairs [Electronic resource]. URL: https://example.org/en_ (date of access: 01.02.2020).",
        "webpage Source=Ministry of Quiet Affairs Medium=Electronic resource Url=https://example.org/en_ AccessDate=2020-02-01",
    ),
    (
        "North Quiet Organisation. Silence and cooperation [Electronic resource]. URL: http://example.org/c (date of access: 01.02.2020).",
        "webpage Authors(Collab=North Quiet Organisation) ArticleTitle=Silence and cooperation Medium=Electronic resource Url=http://example.org/c AccessDate=2020-02-01",
    ),
    (
        "Green A. Brush and method. US Patent 3,712,959. 1973 January 23.",
        "patent Authors(Name(Surname=Green GivenNames=A)) Source=Brush and method Patent=US Patent 3,712,959 Year=1973 Month=01 Day=23",
    ),
    ("Там же. С. 45–47.", "other Comment=Там же. FirstPage=45 LastPage=47"),
];

#[test]
fn shapes() {
    for (item, want) in SHAPES {
        let mut text = String::new();
        let mut italic: Vec<Range<usize>> = Vec::new();
        for (n, piece) in item.split('*').enumerate() {
            let start = text.len();
            text.push_str(piece);
            if n % 2 == 1 {
                italic.push(start..text.len());
            }
        }
        let citation = parse_checked(&text, italic);
        let lang = citation.source_lang.map(|l| format!(" [{l}]")).unwrap_or_default();
        let parts: Vec<String> = citation.parts.iter().map(|p| show(p, &text)).collect();
        assert_eq!(format!("{}{lang} {}", citation.kind.as_str(), parts.join(" ")), *want, "{item}");
    }
}
