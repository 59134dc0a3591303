//! What the notes say: a source, a repeat of the note before, a remark.

use std::ops::Range;

use crate::article::{Lang, Note};
use crate::check::{Piece, Role, Subject};
use crate::notation::language::{self, Script};
use crate::notation::{doi, url};

/// A note, with what it says.
pub(super) struct Said<'s, 'a> {
    /// The note.
    pub note: &'a Note,
    /// Its text: the first of its paragraphs.
    pub piece: &'s Piece<'a>,
    /// What it is.
    pub what: What,
}

/// What a note is.
pub(super) enum What {
    /// `Ibid.`, `Там же`: a repeat of the note before.
    Repeat(Repeat),
    /// It cites one source.
    Source,
    /// It cites several.
    Several,
    /// It surely cites nothing.
    Remark,
    /// It cites something, or says something about it.
    Unclear,
}

/// A repeat of the note before.
pub(super) struct Repeat {
    /// Its words in the note's text, without the stop.
    pub word: Range<usize>,
    /// Whose words they are.
    pub words: &'static Words,
    /// Whether another source follows in the same note.
    pub more: bool,
}

/// The words for a repeat in a language.
pub(super) struct Words {
    /// In lower case, the usual form first.
    pub forms: &'static [&'static str],
    /// As they begin a note.
    pub shown: &'static str,
    /// The language; Latin ones are undetermined, since each language may use them.
    pub lang: Lang,
}

/// Latin and Cyrillic words that stand for the source before, by the script of that source.
const LATIN: Words = Words { forms: &["ibid", "ibidem", "ib"], shown: "Ibid.", lang: Lang::UND };
const CYRILLIC: [Words; 3] = [
    Words { forms: &["там же"], shown: "Там же", lang: Lang::RU },
    Words { forms: &["тамсама", "там жа"], shown: "Тамсама", lang: Lang::BE },
    Words { forms: &["там само"], shown: "Там само", lang: Lang::UK },
];
/// Words of a language, whatever the script of the source.
const OTHER: [Words; 3] = [
    Words { forms: &["ebenda", "ebd"], shown: "Ebd.", lang: Lang::DE },
    Words { forms: &["tamże", "tamze"], shown: "Tamże", lang: Lang::PL },
    Words { forms: &["idem", "eadem", "id"], shown: "Idem", lang: Lang::UND },
];

impl Repeat {
    /// The script that its source should have; none where the word stands after any.
    pub fn script(&self) -> Option<Script> {
        if std::ptr::eq(self.words, &LATIN) || self.words.forms[0] == LATIN.forms[0] {
            Some(Script::Latin)
        } else if self.words.lang.is_cyrillic() {
            Some(Script::Cyrillic)
        } else {
            None
        }
    }
}

/// The words that repeat a source of this script: in an article in Cyrillic those of its language, else those of the
/// source's. None for a Cyrillic language whose words are not known.
pub(super) fn due(script: Script, article: Lang, source: Lang) -> Option<&'static Words> {
    if script == Script::Latin {
        return Some(&LATIN);
    }
    let lang = if article.is_cyrillic() { article } else { source };
    CYRILLIC.iter().find(|words| words.lang == lang)
}

/// Every note with a text, in order.
pub(super) fn notes<'s, 'a>(subject: &'s Subject<'a>) -> Vec<Said<'s, 'a>> {
    let mut pieces = subject.of(Role::Note).peekable();
    let mut all = Vec::with_capacity(subject.article.notes.len());
    for note in &subject.article.notes {
        let mut first = None;
        let mut paragraphs = 0;
        while let Some(piece) = pieces.next_if(|piece| piece.id == note.id) {
            first = first.or(Some(piece));
            paragraphs += 1;
        }
        let Some(piece) = first else { continue };
        let mut what = what(&piece.plain);
        if paragraphs > 1 && !matches!(what, What::Repeat(_)) {
            what = What::Unclear;
        }
        all.push(Said { note, piece, what });
    }
    all
}

fn what(text: &str) -> What {
    if let Some(repeat) = repeat(text) {
        return What::Repeat(repeat);
    }
    let sources = text.split("; ").filter(|part| cites(part)).count();
    let hosts = without_addresses(text).matches("//").count();
    if sources > 1 || hosts > 1 {
        What::Several
    } else if cites(text) {
        What::Source
    } else if is_remark(text) {
        What::Remark
    } else {
        What::Unclear
    }
}

/// `Ibid. P. 5.`, `См.: Там же. С. 7.`
fn repeat(text: &str) -> Option<Repeat> {
    const BEFORE: [&str; 12] =
        ["see also", "see", "cf", "quoted in", "см также", "см", "ср", "цит по", "гл", "глядзі", "див", "пор"];
    let skip = |at: usize| {
        let rest = &text[at..];
        at + rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ',')).len()
    };
    let start = skip(0);
    let start = BEFORE.iter().find_map(|word| phrase(text, start, word)).map_or(start, skip);
    let all = CYRILLIC.iter().chain([&LATIN]).chain(&OTHER);
    let (words, end) = all
        .flat_map(|words| words.forms.iter().map(move |form| (words, form)))
        .find_map(|(words, form)| phrase(text, start, form).map(|end| (words, end)))?;
    let rest = &text[end..];
    // Pages, a place in an archive: no words of a title.
    let long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let more = rest.split_whitespace().filter(|word| long(word)).count() > 2;
    Some(Repeat { word: start..end, words, more })
}

/// The end of a phrase in lower case that stands at `at`, in whatever case and with any space or stop between its words.
pub(super) fn phrase(text: &str, at: usize, words: &str) -> Option<usize> {
    let mut chars = text.get(at..)?.char_indices().peekable();
    for wanted in words.chars() {
        if wanted == ' ' {
            chars.next_if(|(_, c)| *c == '.');
            chars.next_if(|(_, c)| c.is_whitespace())?;
            while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else {
            chars.next_if(|(_, c)| c.to_lowercase().eq([wanted]))?;
        }
    }
    let end = chars.peek().map_or(text.len(), |(end, _)| at + end);
    (!text[end..].starts_with(char::is_alphanumeric)).then_some(end)
}

/// Words before the number of a page or a sheet, and of an archive's fonds and file, in lower case.
const PAGES: [&str; 12] = ["p", "pp", "с", "стр", "s", "л", "арк", "f", "fol", "bl", "pág", "str"];
const ARCHIVES: [&str; 10] = ["ф", "фонд", "f", "fond", "оп", "воп", "д", "спр", "op", "no"];

/// Whether a text cites: an address, a host after `//`, an archive, or a year with pages, a publisher or an issue.
pub(super) fn cites(text: &str) -> bool {
    if url::find(text).is_some() || doi::find(text).is_some() || text.contains("//") {
        return true;
    }
    let (mut years, mut pages, mut archives) = (0, 0, 0);
    let mut before = "";
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let year = word.len() == 4 && word.parse().is_ok_and(|year: u32| (1500..2100).contains(&year));
            let label = if before.len() <= 8 { before.to_lowercase() } else { String::new() };
            years += usize::from(year);
            pages += usize::from(PAGES.contains(&label.as_str()));
            archives += usize::from(ARCHIVES.contains(&label.as_str()));
        }
        before = word;
    }
    archives > 1 || years > 0 && (pages > 0 || text.contains([':', '№', ';']))
}

/// Whether a text is words alone: no figure, no title in quotation marks, no name with initials.
fn is_remark(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let initials = text.split_whitespace().any(|word| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
    });
    let named = text.contains(['"', '“', '«', '„', '*']) || text.contains(|c: char| c.is_ascii_digit());
    words >= 4 && !initials && !named
}

/// A text whose addresses are taken out.
pub(super) fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (_, range) in url::find_all(text) {
        out.push_str(&text[from..range.start]);
        from = range.end;
    }
    out.push_str(&text[from..]);
    out
}

/// The script of a note's own words: what stands before its address and what is in square brackets does not count.
pub(super) fn script(text: &str) -> Script {
    let end = url::find(text).map_or(text.len(), |(_, range)| range.start);
    let mut depth = 0usize;
    let own = text[..end].chars().filter(|c| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    let own: String = own.take(600).collect();
    // `URL:` is no word of a title.
    language::script(own.trim_end().trim_end_matches("URL:"))
}

/// Whether the article is one of a journal whose notes follow the rules of Cyrillic typography: it is in a language
/// written in Cyrillic, or gives its title or abstract in one.
pub(super) fn is_gost(subject: &Subject<'_>) -> bool {
    let front = &subject.article.front;
    let langs = std::iter::once(subject.article.lang)
        .chain(front.titles.iter().map(|t| t.lang))
        .chain(front.abstracts.iter().map(|a| a.lang))
        .chain(subject.journal.journal.languages.iter().copied());
    langs.into_iter().any(|lang| lang.is_cyrillic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind(text: &str) -> &'static str {
        match what(text) {
            What::Repeat(repeat) if repeat.more => "repeat and more",
            What::Repeat(_) => "repeat",
            What::Source => "source",
            What::Several => "several",
            What::Remark => "remark",
            What::Unclear => "unclear",
        }
    }

    #[test]
    fn what_notes_are() {
        for (text, wanted) in [
            ("Ibid.", "repeat"),
            ("Ibidem, p. 7.", "repeat"),
            ("Там же. С. 5–7.", "repeat"),
            ("См.: Там\u{a0}же. Д. 5. Л. 3.", "repeat"),
            ("Тамсама. Арк. 3.", "repeat"),
            ("Там само.", "repeat"),
            ("Ibid.; Smith J. The history of the lake. London: Harbour Press, 1999. P. 7.", "repeat and more"),
            ("Ibidus, king.", "unclear"),
            ("The page [Electronic resource]. URL: https://example.org/x (date of access: 01.02.2020).", "source"),
            ("Отчет о работе // Нац. арх. Респ. Беларусь. Ф. 7. Оп. 16. Д. 3806. Л. 167.", "source"),
            ("Smith J. The history of the lake. London: Harbour Press, 1999. P. 7.", "source"),
            (
                "Smith J. The lake. London: Harbour Press, 1999. P. 7; Brown A. The hill. Oxford: Hill Press, 2001. P. 3.",
                "several",
            ),
            ("Here and below translated by the author.", "remark"),
            ("The quarter of the old harbour.", "remark"),
        ] {
            assert_eq!(kind(text), wanted, "{text}");
        }
    }

    #[test]
    fn scripts_of_notes() {
        for (text, wanted) in [
            ("Отчет [Electronic resource]. URL: http://example.org/long/latin/path", Script::Cyrillic),
            ("Report. URL: http://example.org/отчет", Script::Latin),
            ("2019. 5.", Script::None),
        ] {
            assert_eq!(script(text), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "(Ibid|Там же|; |//|http://a\\.by|[\\[\\].]|\\PC){0,20}") {
            if let What::Repeat(repeat) = what(&text) {
                prop_assert!(text.get(repeat.word).is_some());
            }
            script(&text);
            without_addresses(&text);
        }
    }
}
