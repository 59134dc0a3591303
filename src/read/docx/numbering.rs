//! Lists that count by themselves (ECMA-376 part 1, 17.9): what stands before each paragraph.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::{Node, Ns, Tree};
use crate::article::ListKind;

const LEVELS: usize = 9;
/// The longest mark that is made, in characters: `1.1.1.1.1.1.1.1.1.` and words around it.
const MAX_MARK: usize = 64;

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    /// How its number is written (`ST_NumberFormat`).
    format: String,
    /// The mark: `%1` is the number of the first level.
    text: String,
    /// Whether numbers of the levels above are written in Arabic figures.
    legal: bool,
}

impl Default for Level {
    fn default() -> Level {
        Level { start: 1, format: "decimal".into(), text: String::new(), legal: false }
    }
}

#[derive(Clone, Debug, Default)]
struct List {
    levels: [Option<Level>; LEVELS],
    /// The paragraph style that says what the list is, instead of the list itself.
    link: Option<String>,
    /// The same, seen from the other side: the style that this list is.
    style: Option<String>,
}

/// A use of a list: it may begin anew, and write levels otherwise.
#[derive(Clone, Debug, Default)]
struct Use {
    list: String,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, List>,
    uses: BTreeMap<String, Use>,
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: BTreeSet<String>,
}

/// What stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The mark as it shows; empty for a bullet.
    pub text: String,
    /// The kind of list.
    pub kind: ListKind,
}

impl Numbering {
    /// The lists of numbering.xml.
    pub fn read(tree: &Tree<'_>) -> Numbering {
        let mut out = Numbering::default();
        let Some(top) = tree.top() else { return out };
        for node in top.elements() {
            match node.tag() {
                (Ns::Word, "abstractNum") => {
                    let Some(id) = node.attribute("abstractNumId") else { continue };
                    let val = |name| node.word(name).and_then(Node::val).map(str::to_owned);
                    let mut list = List { link: val("numStyleLink"), style: val("styleLink"), ..List::default() };
                    for level in node.elements().filter(|n| n.is(Ns::Word, "lvl")) {
                        if let Some(at) = place(level) {
                            list.levels[at] = Some(level_of(level));
                        }
                    }
                    out.lists.insert(id.to_owned(), list);
                }
                (Ns::Word, "num") => {
                    let Some(id) = node.attribute("numId") else { continue };
                    let list = node.word("abstractNumId").and_then(Node::val).unwrap_or("").to_owned();
                    let mut one = Use { list, ..Use::default() };
                    for change in node.elements().filter(|n| n.is(Ns::Word, "lvlOverride")) {
                        let Some(at) = place(change) else { continue };
                        one.starts[at] = change.word("startOverride").and_then(Node::val).and_then(|v| v.parse().ok());
                        one.levels[at] = change.word("lvl").map(level_of);
                    }
                    out.uses.insert(id.to_owned(), one);
                }
                _ => {}
            }
        }
        // A list that is what a style says it is.
        let by_style: BTreeMap<String, String> =
            out.lists.iter().filter_map(|(id, list)| Some((list.style.clone()?, id.clone()))).collect();
        let links: Vec<(String, String)> = out
            .lists
            .iter()
            .filter_map(|(id, list)| Some((id.clone(), by_style.get(list.link.as_ref()?)?.clone())))
            .collect();
        for (id, from) in links {
            let levels = out.lists.get(&from).map(|list| list.levels.clone()).unwrap_or_default();
            if let Some(list) = out.lists.get_mut(&id) {
                list.levels = levels;
            }
        }
        out
    }

    /// Counts a paragraph of the list `id` at `level`, and gives what stands before it. `None` if there is no such list.
    pub fn next(&mut self, id: &str, level: u8) -> Option<Mark> {
        let one = self.uses.get(id)?;
        let list = self.lists.get(&one.list)?;
        let at = usize::from(level).min(LEVELS - 1);
        let level_at = |n: usize| one.levels[n].as_ref().or(list.levels[n].as_ref());
        let counts = self.counts.entry(one.list.clone()).or_default();
        if self.begun.insert(id.to_owned()) {
            for (count, start) in counts.iter_mut().zip(one.starts) {
                if start.is_some() {
                    *count = None;
                }
            }
        }
        let start = |n: usize| one.starts[n].or(level_at(n).map(|l| l.start)).unwrap_or(1);
        for (n, count) in counts.iter_mut().enumerate() {
            match n.cmp(&at) {
                std::cmp::Ordering::Less => *count = Some(count.unwrap_or_else(|| start(n))),
                std::cmp::Ordering::Equal => *count = Some(count.map_or_else(|| start(n), |c| c.saturating_add(1))),
                std::cmp::Ordering::Greater => *count = None,
            }
        }
        let level = level_at(at)?;
        let kind = match level.format.as_str() {
            "bullet" => ListKind::Bullet,
            "none" => ListKind::Simple,
            "lowerLetter" | "russianLower" => ListKind::AlphaLower,
            "upperLetter" | "russianUpper" => ListKind::AlphaUpper,
            "lowerRoman" => ListKind::RomanLower,
            "upperRoman" => ListKind::RomanUpper,
            _ => ListKind::Order,
        };
        if kind == ListKind::Bullet {
            return Some(Mark { text: String::new(), kind });
        }
        let mut text = String::new();
        let mut chars = level.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = (c == '%').then(|| chars.peek().and_then(|d| d.to_digit(10))).flatten();
            match digit {
                Some(n @ 1..=9) => {
                    chars.next();
                    let n = n as usize - 1;
                    let format = level_at(n).map_or("decimal", |l| l.format.as_str());
                    let format = if level.legal && n != at { "decimal" } else { format };
                    text.push_str(&written(counts[n].unwrap_or_else(|| start(n)), format));
                }
                _ => text.push(c),
            }
            if text.chars().count() > MAX_MARK {
                break;
            }
        }
        Some(Mark { text: text.trim().to_owned(), kind })
    }
}

fn place(node: Node<'_>) -> Option<usize> {
    node.attribute("ilvl")?.parse().ok().filter(|n| *n < LEVELS)
}

fn level_of(node: Node<'_>) -> Level {
    let val = |name| node.word(name).and_then(Node::val);
    Level {
        start: val("start").and_then(|v| v.parse().ok()).unwrap_or(1),
        format: val("numFmt").unwrap_or("decimal").to_owned(),
        text: val("lvlText").unwrap_or("").chars().take(MAX_MARK).collect(),
        legal: node.word("isLgl").is_some_and(super::xml::is_on),
    }
}

/// A number as it is written in a format (`ST_NumberFormat`); in figures where the format is none of the usual ones.
pub(super) fn written(number: u32, format: &str) -> String {
    const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
    let letters = |alphabet: &str| {
        // a … z, aa, bb, …
        let len = alphabet.chars().count() as u32;
        let Some(at) = number.checked_sub(1) else { return String::new() };
        let letter = alphabet.chars().nth((at % len) as usize).unwrap_or('?');
        std::iter::repeat_n(letter, (at / len + 1).min(8) as usize).collect::<String>()
    };
    match format {
        "lowerLetter" => letters("abcdefghijklmnopqrstuvwxyz"),
        "upperLetter" => letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "russianLower" => letters(RUSSIAN),
        "russianUpper" => letters(RUSSIAN).to_uppercase(),
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        "decimalZero" => format!("{number:02}"),
        "none" | "bullet" => String::new(),
        _ => number.to_string(),
    }
}

fn roman(mut number: u32) -> String {
    if number == 0 || number > 4000 {
        return number.to_string();
    }
    const SIGNS: &[(u32, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= *value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbering(body: &str) -> Numbering {
        let uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let text = format!("<w:numbering xmlns:w='{uri}'>{body}</w:numbering>");
        Numbering::read(&Tree::read(&text).unwrap())
    }

    fn level(at: u8, format: &str, text: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
        )
    }

    #[test]
    fn levels_count_and_begin_anew_below_a_new_number() {
        let levels = level(0, "decimal", "%1.") + &level(1, "lowerLetter", "%1.%2)");
        let mut lists = numbering(&format!(
            "<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num>"
        ));
        let marks: Vec<String> = [0, 1, 1, 0, 1].iter().map(|level| lists.next("5", *level).unwrap().text).collect();
        assert_eq!(marks, ["1.", "1.a)", "1.b)", "2.", "2.a)"]);
        assert_eq!(lists.next("6", 0), None);
    }

    #[test]
    fn a_use_of_a_list_goes_on_or_begins_anew() {
        let list = level(0, "decimal", "%1)");
        let mut lists = numbering(&format!(
            "<w:abstractNum w:abstractNumId='0'>{list}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>\
             <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"
        ));
        let marks: Vec<String> = ["1", "2", "3", "3"].iter().map(|id| lists.next(id, 0).unwrap().text).collect();
        assert_eq!(marks, ["1)", "2)", "7)", "8)"]);
    }

    #[test]
    fn numbers_are_written_as_the_list_says() {
        let all = ["lowerLetter", "upperRoman", "russianLower", "decimalZero", "chicago"].map(|f| written(4, f));
        assert_eq!(all, ["d", "IV", "г", "04", "4"]);
        assert_eq!((written(28, "lowerLetter").as_str(), written(9999, "lowerRoman").as_str()), ("bb", "9999"));
    }
}
