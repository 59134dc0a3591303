//! The cover: an SVG picture of the journal, the titles, the authors and the place in the journal. What is set must fit:
//! widths are reckoned for a wide serif, so that any font of the reader's stays inside.

use super::package::{journal_title, value};
use crate::article::{IssueData, Lang, Localised};
use crate::write::Job;
use crate::write::xhtml::words::{self, Words};
use crate::write::xhtml::{self, clean, is_rtl};
use crate::xml::Xml;

/// The page, in user units.
const WIDTH: f32 = 1600.0;
const HEIGHT: f32 = 2560.0;
/// The margin at either side.
const MARGIN: f32 = 130.0;
/// The width of the text.
const MEASURE: f32 = WIDTH - 2.0 * MARGIN;
/// Longer texts are cut before they are broken into lines.
const MAX_CHARS: usize = 500;

const INK: &str = "#1d2733";
const GREY: &str = "#4b5560";
const BAND: &str = "#21405c";
const PAPER: &str = "#fdfcf9";
const SERIF: &str = "'Noto Serif', Georgia, 'PT Serif', 'DejaVu Serif', serif";
const SANS: &str = "'Noto Sans', Helvetica, Arial, 'DejaVu Sans', sans-serif";

/// What the cover says, as alternative text.
pub fn description(job: &Job<'_>, title: &str) -> String {
    let words = words::words(xhtml::language(job.article));
    let journal = journal_title(job).map(|j| j.value);
    let parts = [Some(title.to_owned()), journal, Some(place(job)).filter(|p| !p.is_empty())];
    clean(&format!("{}: {}", words.cover, parts.into_iter().flatten().collect::<Vec<_>>().join(". ")))
}

/// Year, volume, issue and pages.
fn place(job: &Job<'_>) -> String {
    let issue = &job.article.front.issue;
    let words = words::words(xhtml::language(job.article));
    let pages = pages(issue).map(|p| format!("{} {p}", words.pages));
    let numbers = numbers(words, value(&issue.year), value(&issue.volume), value(&issue.issue));
    numbers.into_iter().chain(pages).collect::<Vec<_>>().join(" · ")
}

/// The pages, or the one page.
pub fn pages(issue: &IssueData) -> Option<String> {
    match (value(&issue.first_page), value(&issue.last_page)) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}–{last}")),
        (first, last) => first.or(last),
    }
}

/// Of year, volume and issue those that are there, in the words of a language.
pub fn numbers(words: &Words, year: Option<String>, volume: Option<String>, issue: Option<String>) -> Vec<String> {
    let volume = volume.map(|v| format!("{} {v}", words.volume));
    let issue = issue.map(|i| format!("{} {i}", words.issue));
    [year, volume, issue].into_iter().flatten().collect()
}

/// How a text is set.
pub struct Setting<'s> {
    family: &'s str,
    weight: &'s str,
    fill: &'s str,
    /// Sizes to try, the largest first.
    sizes: &'s [f32],
    /// The height that it may take.
    height: f32,
    /// From line to line, in sizes.
    leading: f32,
}

impl Setting<'_> {
    /// The same, of another height at most.
    pub fn within(self, height: f32) -> Self {
        Setting { height, ..self }
    }
}

/// The journal's title, in the band.
pub const JOURNAL: Setting<'_> = Setting {
    family: SANS,
    weight: "bold",
    fill: "#ffffff",
    sizes: &[76.0, 68.0, 60.0, 52.0, 46.0],
    height: 270.0,
    leading: 1.25,
};

/// A line under it.
pub const SMALL: Setting<'_> =
    Setting { weight: "normal", fill: "#dfe8f0", sizes: &[50.0, 44.0], height: 60.0, ..JOURNAL };

/// The title of what is in the publication.
pub const MAIN: Setting<'_> = Setting {
    family: SERIF,
    weight: "bold",
    fill: INK,
    sizes: &[136.0, 124.0, 112.0, 102.0, 92.0, 84.0, 76.0, 68.0],
    height: 900.0,
    leading: 1.2,
};

/// Its title in another language.
pub const SECOND: Setting<'_> =
    Setting { weight: "normal", fill: GREY, sizes: &[60.0, 54.0, 50.0, 46.0], height: 330.0, leading: 1.3, ..MAIN };

/// What stands at the foot.
const FOOT: Setting<'_> =
    Setting { family: SANS, weight: "bold", fill: INK, sizes: &[64.0, 56.0, 50.0, 44.0], height: 250.0, leading: 1.3 };

/// A page of the cover in a language, with a band of a height at its top; the `svg` element is open.
pub fn open(lang: Lang, description: &str, band: f32) -> Xml {
    let mut xml = Xml::new();
    xml.declaration();
    let (width, height) = (WIDTH.to_string(), HEIGHT.to_string());
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", &format!("0 0 {width} {height}")),
            ("width", &width),
            ("height", &height),
            ("role", "img"),
            ("aria-labelledby", "title"),
            ("xml:lang", lang.as_str()),
        ],
    );
    xml.newline();
    xml.leaf("title", &[("id", "title")], description).newline();
    let mut rect = |x: f32, y: f32, w: f32, h: f32, fill: &str| {
        let [x, y, w, h] = [x, y, w, h].map(|n| n.to_string());
        xml.empty("rect", &[("x", &x), ("y", &y), ("width", &w), ("height", &h), ("fill", fill)]).newline();
    };
    rect(0.0, 0.0, WIDTH, HEIGHT, PAPER);
    rect(0.0, 0.0, WIDTH, band, BAND);
    xml
}

/// Sets a text at the foot, under a rule; ends the picture.
pub fn finish(mut xml: Xml, text: &str, lang: Lang) -> Vec<u8> {
    let (size, lines) = fit(&shorten(text), &FOOT);
    let top = HEIGHT - 150.0 - size * FOOT.leading * lines.len() as f32;
    if !text.is_empty() {
        let (x, y) = (if is_rtl(lang) { WIDTH - MARGIN - 220.0 } else { MARGIN }.to_string(), (top - 70.0).to_string());
        xml.empty("rect", &[("x", &x), ("y", &y), ("width", "220"), ("height", "10"), ("fill", BAND)]).newline();
        set(&mut xml, text, lang, top, &FOOT);
    }
    xml.close().newline();
    xml.finish().0
}

/// The cover as SVG.
pub fn cover(job: &Job<'_>, title: &Localised<String>) -> Vec<u8> {
    let article = job.article;
    let lang = xhtml::language(article);
    let mut xml = open(lang, &description(job, &title.value), 560.0);
    if let Some(journal) = journal_title(job) {
        set(&mut xml, &journal.value, journal.lang, 120.0, &JOURNAL);
    }
    set(&mut xml, &place(job), lang, 440.0, &SMALL);
    let below = set(&mut xml, &title.value, title.lang, 690.0, &MAIN);
    let others = article.front.titles.iter().filter(|t| t.lang != title.lang);
    let mut others = others.map(|t| (t.lang, clean(&t.value.plain_without_marks()))).filter(|(_, t)| !t.is_empty());
    if let Some((lang, text)) = others.next() {
        set(&mut xml, &text, lang, below + 70.0, &SECOND);
    }
    let people = &article.front.contributors;
    let names = people.iter().take(40).filter_map(|c| xhtml::author(c, lang, true));
    // A name stays on one line.
    let names: Vec<String> = names.map(|(_, name)| name.replace(' ', "\u{A0}")).collect();
    finish(xml, &names.join(", "), lang)
}

/// Sets a text with its top at `top`; gives where it ends.
pub fn set(xml: &mut Xml, text: &str, lang: Lang, top: f32, setting: &Setting<'_>) -> f32 {
    let text = shorten(text);
    if text.is_empty() {
        return top;
    }
    let (size, lines) = fit(&text, setting);
    let rtl = is_rtl(lang);
    let mut attributes = vec![
        ("font-family", setting.family.to_owned()),
        ("font-size", size.to_string()),
        ("font-weight", setting.weight.to_owned()),
        ("fill", setting.fill.to_owned()),
    ];
    if lang != Lang::UND {
        attributes.push(("xml:lang", lang.as_str().to_owned()));
    }
    if rtl {
        attributes.push(("direction", "rtl".to_owned()));
    }
    let attributes: Vec<(&str, &str)> = attributes.iter().map(|(n, v)| (*n, v.as_str())).collect();
    xml.open("text", &attributes);
    let x = if rtl { WIDTH - MARGIN } else { MARGIN }.to_string();
    for (i, line) in lines.iter().enumerate() {
        // The first base line lies below the top by what rises above it.
        let y = (top + size * (0.8 + setting.leading * i as f32)).round().to_string();
        xml.leaf("tspan", &[("x", &x), ("y", &y)], line);
    }
    xml.close().newline();
    top + size * setting.leading * lines.len() as f32
}

/// The largest size in which the text fits, and its lines; at the smallest it is cut.
fn fit(text: &str, setting: &Setting<'_>) -> (f32, Vec<String>) {
    let mut size = 0.0;
    let mut lines = Vec::new();
    for &next in setting.sizes {
        size = next;
        let measure = MEASURE / size;
        lines = wrap(text, measure);
        // A word that is broken asks for a smaller size.
        let whole = text.split(' ').all(|word| width(word) <= measure);
        if whole && lines.len() as f32 * size * setting.leading <= setting.height {
            return (size, balance(text, measure, lines));
        }
    }
    let room = ((setting.height / (size * setting.leading)) as usize).max(1);
    if lines.len() > room {
        lines.truncate(room);
        if let Some(last) = lines.last_mut() {
            while width(last) + width("…") > MEASURE / size && last.pop().is_some() {}
            last.push('…');
        }
    }
    (size, lines)
}

/// The same number of lines, of lengths as equal as may be; no word is broken for that.
fn balance(text: &str, measure: f32, lines: Vec<String>) -> Vec<String> {
    let longest = text.split(' ').map(width).fold(0.0, f32::max);
    let narrower = (10..20).map(|n| measure * n as f32 / 20.0).filter(|measure| longest <= *measure);
    narrower.map(|measure| wrap(text, measure)).find(|l| l.len() == lines.len()).unwrap_or(lines)
}

/// Lines no longer than `measure`, in sizes of the font; words that are longer are broken.
fn wrap(text: &str, measure: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut long) = (String::new(), 0.0);
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        if !line.is_empty() && long + advance(' ') + width(word) > measure {
            lines.push(std::mem::take(&mut line));
            long = 0.0;
        }
        if !line.is_empty() {
            line.push(' ');
            long += advance(' ');
        }
        for c in word.chars() {
            if long + advance(c) > measure && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                long = 0.0;
            }
            line.push(c);
            long += advance(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn width(text: &str) -> f32 {
    text.chars().map(advance).sum()
}

/// How far a bold serif goes on for a character, in sizes of the font; rather too far than not far enough.
fn advance(c: char) -> f32 {
    match c {
        ' ' | '\u{A0}' => 0.36,
        'i' | 'l' | 'j' | '.' | ',' | ';' | ':' | '!' | '|' | '\'' | '’' | '‘' | 'і' | 'ї' | 'ј' => 0.42,
        't' | 'f' | 'r' | 'I' | 'J' | 'І' | 'Ї' | '(' | ')' | '[' | ']' | '-' | 's' | 'г' | 'т' => 0.54,
        'm' | 'w' => 1.05,
        'M' | 'W' | 'Ж' | 'Ш' | 'Щ' | 'Ю' | 'М' | 'Ф' | 'Ы' | 'Љ' | 'Њ' | '—' | '…' | '%' | '@' => 1.22,
        'ж' | 'ш' | 'щ' | 'ю' | 'м' | 'ф' | 'ы' => 1.04,
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' => 0.0,
        'a'..='z' | '0'..='9' | '–' | '“' | '”' | '«' | '»' | '"' => 0.67,
        'а'..='џ' => 0.71,
        'A'..='Z' | 'Ё' | 'Ў' | 'Є' | 'Ґ' | 'А'..='Я' => 0.87,
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{FFEF}' | '\u{1F000}'..='\u{3FFFF}' => 1.1,
        _ if c.is_uppercase() => 0.95,
        _ => 0.8,
    }
}

/// The text, cut at a word if it is longer than any cover holds.
fn shorten(text: &str) -> String {
    let text = clean(text);
    match text.char_indices().nth(MAX_CHARS) {
        None => text,
        Some((end, _)) => {
            let head = &text[..end];
            format!("{}…", head.rsplit_once(' ').map_or(head, |(head, _)| head))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_stays_inside_whatever_the_text() {
        for text in [
            "Short",
            "THE SMALL TOWNS OF THE LAKE DISTRICT IN THE PROGRAMME “READING FOR EVERYBODY” (1995–2016)",
            "УЧАСТИЕ РЕСПУБЛИКИ БЕЛАРУСЬ В ПРОГРАММЕ НАТО “ПАРТНЕРСТВО РАДИ МИРА” (1995–2016)",
            &"Щ".repeat(400),
            &"щука ".repeat(200),
            &"a".repeat(100_000),
        ] {
            let text = shorten(text);
            let (size, lines) = fit(&text, &MAIN);
            assert!(!lines.is_empty());
            assert!(lines.len() as f32 * size * MAIN.leading <= MAIN.height, "{} lines of {size}", lines.len());
            for line in &lines {
                assert!(width(line) * size <= MEASURE + 0.01, "{line}");
            }
        }
    }

    #[test]
    fn a_short_title_is_large_and_its_lines_are_alike() {
        let (size, lines) = fit("Reading for everybody and what came of it", &MAIN);
        assert_eq!(size, 136.0);
        let widths: Vec<f32> = lines.iter().map(|l| width(l)).collect();
        assert!(widths.iter().all(|w| *w > widths.iter().fold(0.0f32, |a, b| a.max(*b)) / 3.0), "{lines:?}");
    }

    #[test]
    fn no_word_is_broken_to_make_lines_alike() {
        let (_, lines) = fit("Повседневность: город, река и скамья", &MAIN);
        assert!(lines[0].starts_with("Повседневность:"), "{lines:?}");
    }
}
