//! The ways in which a page may be laid out otherwise and still say the same. Each changes what it finds to change; one
//! that does not apply to a page leaves it alone.

use super::page::{Block, Page, Role, note_mark, superscript};
use super::random::Random;

/// A change of layout.
pub struct Layout {
    /// Its name in the table.
    pub name: &'static str,
    /// Makes the change.
    pub change: fn(&mut Page, &mut Random),
}

/// Every change of layout.
pub const LAYOUTS: &[Layout] = &[
    Layout { name: "notes ^1", change: |page, _| marks(page, "^", "", "^", " ") },
    Layout { name: "notes <sup>1</sup>", change: |page, _| marks(page, "<sup>", "</sup>", "<sup>", "</sup>") },
    Layout { name: "notes [^1]", change: |page, _| marks(page, "[^", "]", "[^", "]: ") },
    Layout { name: "notes $^{1}$", change: |page, _| marks(page, "$^{", "}$", "$^{", "}$") },
    Layout { name: "notes ¹ then a space", change: |page, _| superscript_marks(page, " ") },
    Layout { name: "headings ##", change: |page, _| headings(page, |h| format!("## {h}")) },
    Layout { name: "headings ###", change: |page, _| headings(page, |h| format!("### {h}")) },
    Layout { name: "headings **", change: |page, _| headings(page, |h| format!("**{h}**")) },
    Layout { name: "headings CAPITALS", change: |page, _| headings(page, |h| h.to_uppercase()) },
    Layout { name: "headings plain", change: |page, _| headings(page, |h| h.to_owned()) },
    Layout { name: "running heads", change: |page, random| between(page, random, running_head) },
    Layout { name: "running heads, CAPITALS", change: |page, random| between(page, random, capital_head) },
    Layout { name: "page numbers", change: |page, random| between(page, random, page_number) },
    Layout { name: "heads with numbers", change: |page, random| between(page, random, numbered_head) },
    Layout { name: "cuts", change: |page, random| cuts(page, random, false, &[]) },
    Layout { name: "cuts in words", change: |page, random| cuts(page, random, true, &[]) },
    Layout {
        name: "cuts round a page end",
        change: |page, random| cuts(page, random, false, &[page_number, running_head]),
    },
    Layout {
        name: "cuts in words, page end",
        change: |page, random| cuts(page, random, true, &[running_head, page_number]),
    },
    Layout { name: "cuts round notes", change: cuts_round_notes },
    Layout { name: "labels in bold", change: |page, _| labels(page, |label| format!("**{label}**")) },
    Layout { name: "labels in italic", change: |page, _| labels(page, |label| format!("*{label}*")) },
    Layout { name: "other labels", change: |page, random| other_labels(page, random) },
    Layout { name: "keys <sup>", change: |page, _| keys(page, "<sup>", "</sup>") },
    Layout { name: "keys $^{a}$", change: |page, _| keys(page, "$^{", "}$") },
    Layout { name: "keys in brackets", change: |page, _| keys(page, "^(", ")") },
    Layout { name: "title #", change: |page, _| titles(page, |t| format!("# {t}")) },
    Layout { name: "title CAPITALS", change: |page, _| titles(page, |t| t.to_uppercase()) },
    Layout { name: "title **", change: |page, _| titles(page, |t| format!("**{t}**")) },
    Layout { name: "keywords with commas", change: |page, _| keywords(page, ", ", ".") },
    Layout { name: "keywords, no stop", change: |page, _| keywords(page, "; ", "") },
    Layout { name: "hard-wrapped", change: |page, _| wrap(page) },
    Layout {
        name: "spaces at line ends",
        change: |page, _| page.blocks.iter_mut().for_each(|b| b.text.push_str("  ")),
    },
    Layout { name: "no-break spaces", change: no_break_spaces },
    Layout { name: "Windows line ends", change: |page, _| page.line_end = "\r\n" },
];

/// Rewrites every note mark of the body and every mark at the start of a note.
fn marks(page: &mut Page, open: &str, close: &str, note_open: &str, note_close: &str) {
    if page.gold["formulas"].is_array() {
        return; // `^2` of a formula is no mark
    }
    for block in &mut page.blocks {
        match block.role {
            Role::Note => {
                if let Some((n, rest)) = note_mark(&block.text) {
                    block.text = format!("{note_open}{n}{note_close}{rest}");
                }
            }
            Role::Paragraph | Role::Other => block.text = marks_in(&block.text, open, close),
            Role::Front | Role::Heading | Role::Back => {}
        }
    }
}

fn superscript_marks(page: &mut Page, space: &str) {
    for block in page.of(Role::Note) {
        let (n, rest) = superscript(&block.text);
        if !n.is_empty() && !rest.starts_with('⁾') {
            block.text = format!("{}{space}{}", &block.text[..block.text.len() - rest.len()], rest.trim_start());
        }
    }
}

fn marks_in(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after_word = out.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let (mut n, mut after) = superscript(rest);
        if n.is_empty()
            && let Some(caret) = rest.strip_prefix('^')
        {
            n = caret.chars().take_while(char::is_ascii_digit).collect();
            after = &caret[n.len()..];
        }
        if !n.is_empty() && after_word && !after.starts_with('⁾') {
            out.push_str(&format!("{open}{n}{close}"));
            rest = after;
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// A heading or title without Markdown.
fn bare(text: &str) -> String {
    text.trim_start_matches('#').trim().trim_matches('*').to_owned()
}

fn headings(page: &mut Page, form: impl Fn(&str) -> String) {
    for block in page.of(Role::Heading) {
        if !block.text.contains('\n') {
            block.text = form(&bare(&block.text));
        }
    }
}

fn titles(page: &mut Page, form: impl Fn(&str) -> String) {
    let titles: Vec<String> = page.gold["title"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(_, t)| t.as_str())
        .map(crate::score::fold)
        .collect();
    for block in page.of(Role::Front) {
        if titles.contains(&crate::score::fold(&block.text)) {
            block.text = form(&bare(&block.text));
        }
    }
}

/// A line that stands at a page end: the number of the page from 0 says which.
type PageEnd = fn(&Page, usize) -> String;

fn running_head(page: &Page, _: usize) -> String {
    let (journal, year) = (page.gold("journal"), page.gold("year"));
    format!("{journal}. {year};{}:{}–{}", page.gold("issue"), page.gold("fpage"), page.gold("lpage"))
}

fn capital_head(page: &Page, _: usize) -> String {
    page.gold("journal").to_uppercase()
}

fn page_number(page: &Page, n: usize) -> String {
    (page.gold("fpage").parse::<usize>().unwrap_or(1) + n).to_string()
}

fn numbered_head(page: &Page, n: usize) -> String {
    let (number, journal) = (page_number(page, n), page.gold("journal"));
    if n.is_multiple_of(2) { format!("{number} {journal}") } else { format!("{journal} {number}") }
}

/// Puts a line after some of the paragraphs, as if a page ended there.
fn between(page: &mut Page, random: &mut Random, line: PageEnd) {
    let (mut n, mut at) = (0, 0);
    while at < page.blocks.len() {
        at += 1;
        if page.blocks[at - 1].role == Role::Paragraph && random.one_in(4) {
            let text = line(page, n);
            page.blocks.insert(at, Block { text, role: Role::Other });
            n += 1;
            at += 1;
        }
    }
}

/// Where a paragraph may be cut between words: after a small letter and before one, far from both ends.
fn places(text: &str) -> Vec<usize> {
    let far = |i: usize| i > 120 && i + 120 < text.len();
    let small = |c: Option<char>| c.is_some_and(|c| c.is_lowercase());
    let plain = !text.contains(['$', '\n', '<', '[']);
    let cut =
        |i: &usize| plain && far(*i) && small(text[..*i].chars().next_back()) && small(text[*i + 1..].chars().next());
    text.match_indices(' ').map(|(i, _)| i).filter(cut).collect()
}

/// Cuts some paragraphs in two, with lines of a page end between the halves.
fn cuts(page: &mut Page, random: &mut Random, in_words: bool, ends: &[PageEnd]) {
    let (mut n, mut at) = (0, 0);
    while at < page.blocks.len() {
        let halves = if page.blocks[at].role == Role::Paragraph && random.one_in(3) {
            cut(&page.blocks[at].text, random, in_words)
        } else {
            None
        };
        at += 1;
        let Some((first, second)) = halves else { continue };
        page.blocks[at - 1] = Block { text: first, role: Role::Other };
        let mut put: Vec<Block> = ends.iter().map(|end| Block { text: end(page, n), role: Role::Other }).collect();
        put.push(Block { text: second, role: Role::Other });
        n += 1;
        let count = put.len();
        page.blocks.splice(at..at, put);
        at += count;
    }
}

fn cut(text: &str, random: &mut Random, in_words: bool) -> Option<(String, String)> {
    let mut places = places(text);
    if in_words {
        places.retain(|place| middle(&text[place + 1..]).is_some());
    }
    let place = *places.get(random.below(places.len()))?;
    if !in_words {
        return Some((text[..place].to_owned(), text[place + 1..].to_owned()));
    }
    let middle = place + 1 + middle(&text[place + 1..])?;
    Some((format!("{}-", &text[..middle]), text[middle..].to_owned()))
}

/// Where the first word of a text is cut, if it is one long word of small letters.
fn middle(text: &str) -> Option<usize> {
    let word: Vec<char> = text.chars().take_while(|c| c.is_alphabetic()).collect();
    let long = word.len() >= 8 && word.iter().all(|c| c.is_lowercase());
    long.then(|| word[..word.len() / 2].iter().map(|c| c.len_utf8()).sum())
}

/// Moves the notes that follow a paragraph into a cut of it.
fn cuts_round_notes(page: &mut Page, random: &mut Random) {
    let mut at = 0;
    while at + 1 < page.blocks.len() {
        let notes = page.blocks[at + 1..].iter().take_while(|b| b.role == Role::Note).count();
        if page.blocks[at].role == Role::Paragraph
            && notes > 0
            && let Some((first, second)) = cut(&page.blocks[at].text, random, false)
        {
            page.blocks[at] = Block { text: first, role: Role::Other };
            page.blocks.insert(at + 1 + notes, Block { text: second, role: Role::Other });
        }
        at += 1 + notes;
    }
}

/// Labels that may stand for each other.
const LABELS: &[&[&str]] = &[
    &["Keywords:", "Key words:", "Keywords."],
    &["Ключевые слова:", "Ключевые слова."],
    &["Ключавыя словы:", "Ключавыя словы."],
    &["Ключові слова:", "Ключові слова."],
    &["Palavras-chave:", "Palavras chave:"],
    &["Palabras clave:", "Palabras claves:"],
    &["For citation:", "How to cite:", "Cite this article:", "To cite this article:"],
    &["Образец цитирования:", "Для цитирования:", "Ссылка для цитирования:", "Как цитировать:"],
    &["Узор цытавання:", "Для цытавання:"],
    &["Як цитувати:", "Для цитування:"],
    &["References", "REFERENCES", "Bibliography"],
    &["Referências", "REFERÊNCIAS", "Referências bibliográficas"],
    &["Referencias", "REFERENCIAS", "Referencias bibliográficas"],
    &["Библиографические ссылки", "Список литературы", "Литература", "СПИСОК ИСТОЧНИКОВ"],
    &["Бібліяграфічныя спасылкі", "Спіс выкарыстаных крыніц", "Літаратура"],
    &["Список використаних джерел", "Список літератури", "Література"],
    &["Received by editorial board", "Received"],
];

/// The label that a block begins with: one with a colon before anything, another alone, or before its date.
fn label_of(text: &str) -> Option<(&'static [&'static str], &'static str)> {
    let is_label = |label: &&str| {
        text.strip_prefix(*label).is_some_and(|rest| match rest.chars().next() {
            None | Some('\n') => true,
            Some(' ') => label.ends_with(':') || label.starts_with("Received"),
            Some(_) => false,
        })
    };
    LABELS.iter().find_map(|same| same.iter().find(|l| is_label(l)).map(|label| (*same, *label)))
}

fn labels(page: &mut Page, form: impl Fn(&str) -> String) {
    for block in &mut page.blocks {
        if let Some((_, label)) = label_of(&block.text).filter(|(_, l)| l.ends_with(':')) {
            block.text = format!("{}{}", form(label), &block.text[label.len()..]);
        }
    }
}

fn other_labels(page: &mut Page, random: &mut Random) {
    for block in &mut page.blocks {
        if let Some((same, label)) = label_of(&block.text) {
            block.text = format!("{}{}", same[random.below(same.len())], &block.text[label.len()..]);
        }
    }
}

/// Rewrites the keys of affiliations: `^a` and `¹⁾`.
fn keys(page: &mut Page, open: &str, close: &str) {
    for block in page.of(Role::Front) {
        let mut out = String::with_capacity(block.text.len());
        let mut rest = block.text.as_str();
        while let Some(c) = rest.chars().next() {
            let (n, after) = superscript(rest);
            if !n.is_empty()
                && let Some(after) = after.strip_prefix('⁾')
            {
                out.push_str(&format!("{open}{n}{close}"));
                rest = after;
            } else if let Some(caret) = rest.strip_prefix('^')
                && let Some(key) = caret.chars().next().filter(|k| k.is_alphanumeric())
            {
                out.push_str(&format!("{open}{key}{close}"));
                rest = &caret[key.len_utf8()..];
            } else {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        block.text = out;
    }
}

fn keywords(page: &mut Page, separator: &str, end: &str) {
    let lists: Vec<Vec<String>> = page.gold["keywords"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, l)| l.as_array().into_iter().flatten().filter_map(|k| k.as_str()).map(Into::into).collect())
        .filter(|l: &Vec<String>| !l.iter().any(|k| k.contains([',', ';'])))
        .collect();
    for block in page.of(Role::Front) {
        for list in &lists {
            let folded = crate::score::fold(&list.concat());
            let Some((label, items)) = block.text.split_once(':') else { continue };
            if crate::score::fold(items) == folded {
                block.text = format!("{label}: {}{end}", list.join(separator));
                break;
            }
        }
    }
}

/// Breaks long lines at 76 characters, as a copy out of a PDF has them.
fn wrap(page: &mut Page) {
    for block in page.blocks.iter_mut().filter(|b| b.role != Role::Heading && !b.text.contains('\n')) {
        let mut lines = vec![String::new()];
        for word in block.text.split(' ') {
            if let Some(line) =
                lines.last_mut().filter(|l| l.is_empty() || l.chars().count() + word.chars().count() < 76)
            {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            } else {
                lines.push(word.to_owned());
            }
        }
        block.text = lines.join("\n");
    }
}

fn no_break_spaces(page: &mut Page, random: &mut Random) {
    for block in page.of(Role::Paragraph) {
        block.text = block.text.chars().map(|c| if c == ' ' && random.one_in(10) { '\u{A0}' } else { c }).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::fold;

    const PAGE: &str = "A Title\n\nA. B. SURNAME^a\n\n^aAn institute\n\nKeywords: one; two.\n\nHeading\n\n\
        The first paragraph is long enough to be cut somewhere between its words, which are mostly small letters and hardly \
        anything else, so that there are numerous places for a cut to be made in¹. It goes on for a while after that, and says \
        what was said before in other words, because a paragraph is cut only far from both of its ends.\n\n\
        ¹A note that stands below.\n\nReferences\n\n1. Surname CD. Another title of some length. 2020.\n";

    fn page() -> Page {
        let gold = serde_json::json!({
            "title": {"en": "A title"}, "keywords": {"en": ["one", "two"]}, "sections": ["Heading"],
            "paragraphs": [PAGE.split("\n\n").nth(5).unwrap()], "footnotes": ["A note that stands below."],
            "refs": ["Surname CD. Another title of some length. 2020."],
            "journal": "A Journal", "year": "2020", "issue": "2", "fpage": "7", "lpage": "9"
        });
        Page::new(PAGE, gold)
    }

    fn laid_out(name: &str) -> String {
        let layout = LAYOUTS.iter().find(|l| l.name == name).unwrap();
        let mut page = page();
        // The first seed with which anything is changed: some layouts leave most paragraphs alone.
        for seed in 0..50 {
            (layout.change)(&mut page, &mut Random::new(seed));
            if page.text() != PAGE {
                break;
            }
        }
        page.text()
    }

    #[test]
    fn every_layout_changes_a_page_that_has_something_of_everything() {
        for layout in LAYOUTS.iter().filter(|l| !["headings plain", "keywords, no stop"].contains(&l.name)) {
            assert_ne!(laid_out(layout.name), PAGE, "{}", layout.name);
        }
    }

    #[test]
    fn cuts_and_page_ends_leave_the_words_as_they_are() {
        assert_eq!(fold(&laid_out("cuts")), fold(PAGE));
        assert_eq!(fold(&laid_out("cuts round notes")).len(), fold(PAGE).len());
        let cut = laid_out("cuts in words, page end").replace("-\n\nA Journal. 2020;2:7–9\n\n7\n\n", "");
        assert_eq!(cut, PAGE);
    }

    #[test]
    fn marks_labels_and_keys_are_rewritten_where_they_stand() {
        assert!(laid_out("notes [^1]").contains("to be made in[^1]. It"));
        assert!(laid_out("notes [^1]").contains("\n\n[^1]: A note"));
        assert!(laid_out("keys <sup>").contains("SURNAME<sup>a</sup>\n\n<sup>a</sup>An institute"));
        assert!(laid_out("labels in bold").contains("**Keywords:** one; two."));
        assert!(laid_out("keywords with commas").contains("Keywords: one, two."));
        assert!(laid_out("title #").starts_with("# A Title\n"));
    }
}
