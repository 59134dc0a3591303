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
