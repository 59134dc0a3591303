//! A page as a list of blocks whose roles are known from the gold, so that its layout can be changed and its content not.

use serde_json::Value;

use crate::score::{fold, without_marks};

/// What a block of the manuscript is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Before the first heading or paragraph of the body.
    Front,
    /// The heading of a section.
    Heading,
    /// A whole paragraph of the body.
    Paragraph,
    /// A footnote.
    Note,
    /// Anything else in the body: halves of paragraphs, lists, tables, the citation block, running heads.
    Other,
    /// From the first list of references on.
    Back,
}

/// A block: lines without an empty one between them.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its text.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// A page and its gold.
#[derive(Clone)]
pub struct Page {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The gold.
    pub gold: Value,
    /// What ends a line.
    pub line_end: &'static str,
}

fn folded(gold: &Value, key: &str) -> Vec<String> {
    gold[key].as_array().into_iter().flatten().filter_map(Value::as_str).map(|t| fold(&without_marks(t))).collect()
}

/// A mark at the start of a footnote, in any style, and what follows it.
pub fn note_mark(text: &str) -> Option<(String, &str)> {
    let digits = |t: &str| -> Option<(String, usize)> {
        let n: String = t.chars().take_while(char::is_ascii_digit).collect();
        (!n.is_empty()).then(|| (n.clone(), n.len()))
    };
    for (open, close) in [("[^", "]:"), ("<sup>", "</sup>"), ("^", "")] {
        if let Some(rest) = text.strip_prefix(open)
            && let Some((n, len)) = digits(rest)
            && let Some(rest) = rest[len..].strip_prefix(close)
        {
            return Some((n, rest.trim_start()));
        }
    }
    let (n, rest) = superscript(text);
    (!n.is_empty() && !rest.starts_with('⁾')).then(|| (n, rest.trim_start()))
}

/// The superscript digits at the start of a text as a number, and what follows them.
pub fn superscript(text: &str) -> (String, &str) {
    let mut number = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let Some(digit) = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c) else { break };
        number.push_str(&digit.to_string());
        rest = &rest[c.len_utf8()..];
    }
    (number, rest)
}

impl Page {
    /// Takes a manuscript apart.
    pub fn new(text: &str, gold: Value) -> Page {
        let (sections, paragraphs) = (folded(&gold, "sections"), folded(&gold, "paragraphs"));
        let notes: Vec<String> =
            gold["footnotes"].as_array().into_iter().flatten().filter_map(Value::as_str).map(fold).collect();
        let mut lists = folded(&gold, "refs");
        lists.extend(folded(&gold, "refs_original"));
        let mut blocks: Vec<Block> = Vec::new();
        let mut at = Role::Front;
        for text in
            text.replace("\r\n", "\n").split("\n\n").map(|b| b.trim_matches('\n')).filter(|b| !b.trim().is_empty())
        {
            let whole = fold(&without_marks(text));
            let in_body = at != Role::Back;
            let role = if in_body && sections.contains(&whole) {
                Role::Heading
            } else if in_body && paragraphs.contains(&whole) {
                Role::Paragraph
            } else if note_mark(text).is_some_and(|(_, rest)| notes.contains(&fold(rest))) {
                Role::Note
            } else if begins_a_list(text, &lists) {
                Role::Back
            } else {
                at
            };
            // The label of the list stands before it.
            if role == Role::Back
                && in_body
                && let Some(label) = blocks.last_mut().filter(|b| b.role == Role::Other)
            {
                label.role = Role::Back;
            }
            at = match role {
                Role::Heading | Role::Paragraph | Role::Note if in_body => Role::Other,
                Role::Back => Role::Back,
                _ => at,
            };
            blocks.push(Block { text: text.to_owned(), role });
        }
        Page { blocks, gold, line_end: "\n" }
    }

    /// The manuscript.
    pub fn text(&self) -> String {
        let blocks: Vec<&str> = self.blocks.iter().map(|b| b.text.as_str()).collect();
        let text = blocks.join("\n\n") + "\n";
        if self.line_end == "\n" { text } else { text.replace('\n', self.line_end) }
    }

    /// The blocks of a role.
    pub fn of(&mut self, role: Role) -> impl Iterator<Item = &mut Block> {
        self.blocks.iter_mut().filter(move |b| b.role == role)
    }

    /// A text of the gold; `""` if there is none.
    pub fn gold(&self, key: &str) -> &str {
        self.gold[key].as_str().unwrap_or("")
    }
}

/// Whether the first line of a block is an item of a list of references.
fn begins_a_list(text: &str, references: &[String]) -> bool {
    let line = fold(text.lines().next().unwrap_or(""));
    let item = line.trim_start_matches(|c: char| c.is_ascii_digit());
    item.chars().count() > 20 && references.iter().any(|r| r.starts_with(item) || item.starts_with(r.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roles_of_blocks_come_from_the_gold() {
        let text = "TITLE\n\n# One\n\nA paragraph.^1\n\n^1 A note.\n\nHalf a\n\nReferences\n\n\
                    1. Surname AB. A title that is long enough. 2020.\n\nReceived 2020.\n";
        let gold = serde_json::json!({
            "sections": ["One"], "paragraphs": ["A paragraph."], "footnotes": ["A note."],
            "refs": ["Surname AB. A title that is long enough. 2020."]
        });
        let page = Page::new(text, gold);
        let roles: Vec<Role> = page.blocks.iter().map(|b| b.role).collect();
        use Role::*;
        assert_eq!(roles, [Front, Heading, Paragraph, Note, Other, Back, Back, Back]);
        assert_eq!(page.text(), text);
    }

    #[test]
    fn note_marks_are_known_in_every_style_and_keys_are_not_taken_for_them() {
        for text in ["¹²A note", "^12 A note", "<sup>12</sup>A note", "[^12]: A note"] {
            assert_eq!(note_mark(text), Some(("12".into(), "A note")), "{text}");
        }
        assert_eq!(note_mark("¹⁾An institute"), None);
        assert_eq!(note_mark("^aAn institute"), None);
    }
}
