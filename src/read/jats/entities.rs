//! Entities: the characters that the DTDs of JATS give a name (the sets of ISO 8879 and ISO 9573-13, and those of
//! MathML), and the entities that a document declares itself. Nothing is ever fetched.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Name and code points, in hexadecimal, of every character that the DTDs of JATS 1.0 to 1.4 name: facts taken from
/// their entity sets, a line each, in order of the names. `amp`, `lt`, `gt`, `apos` and `quot` are XML's own.
const TABLE: &str = include_str!("../../../schemas/entities.txt");

static NAMED: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| TABLE.lines().filter_map(|line| line.split_once(' ')).collect());

/// How deep entities may stand in one another.
const MAX_DEPTH: u8 = 8;
/// The longest that the text of one entity may become, in bytes.
const MAX_LEN: usize = 64 << 10;
/// How many references one entity may come to.
const MAX_REFERENCES: u32 = 10_000;

/// The entities of a document.
#[derive(Default)]
pub struct Entities<'s> {
    own: HashMap<&'s str, &'s str>,
    /// What the document's own entities stand for, of those that were asked for.
    expanded: HashMap<&'s str, Option<String>>,
}

impl<'s> Entities<'s> {
    /// Takes the general entities that a document type declaration declares by a literal value (XML 1.0, section
    /// 4.2.1). The first declaration of a name counts; external entities are passed over.
    pub fn declare(&mut self, doctype: &'s str) {
        let mut rest = doctype;
        while let Some(at) = rest.find("<!") {
            rest = &rest[at + 2..];
            if let Some(comment) = rest.strip_prefix("--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
            } else if let Some((name, value, after)) = rest.strip_prefix("ENTITY").and_then(declaration) {
                self.own.entry(name).or_insert(value);
                rest = after;
            }
        }
    }

    /// What `&name;` stands for: `None` if nothing declares it or it cannot be expanded.
    pub fn expand(&mut self, name: &str) -> Option<Cow<'_, str>> {
        if let Some((&name, value)) = self.own.get_key_value(name) {
            if !self.expanded.contains_key(name) {
                let mut out = String::new();
                let known = self.text(value, 0, &mut 0, &mut out);
                self.expanded.insert(name, known.then_some(out));
            }
            return self.expanded[name].as_deref().map(Cow::from);
        }
        named(name)
    }

    /// Adds the text of an entity's value: its references resolved, its markup left out.
    fn text(&self, value: &str, depth: u8, references: &mut u32, out: &mut String) -> bool {
        let mut rest = value;
        while let Some(at) = rest.find(['&', '<']) {
            out.push_str(&rest[..at]);
            let close = if rest.as_bytes()[at] == b'&' { ';' } else { '>' };
            let Some(end) = rest[at..].find(close).map(|end| at + end) else { break };
            if close == ';' {
                *references += 1;
                let name = &rest[at + 1..end];
                let known = match self.own.get(name) {
                    Some(value) => depth < MAX_DEPTH && self.text(value, depth + 1, references, out),
                    None => named(name).map(|text| out.push_str(&text)).is_some(),
                };
                if !known || *references > MAX_REFERENCES {
                    return false;
                }
            }
            if out.len() > MAX_LEN {
                return false;
            }
            rest = &rest[end + 1..];
        }
        out.push_str(rest);
        out.len() <= MAX_LEN
    }
}

/// What a name that the document does not declare itself stands for.
fn named(name: &str) -> Option<Cow<'static, str>> {
    match name {
        "amp" => return Some("&".into()),
        "lt" => return Some("<".into()),
        "gt" => return Some(">".into()),
        "apos" => return Some("'".into()),
        "quot" => return Some("\"".into()),
        _ => {}
    }
    if let Some(reference) = name.strip_prefix('#') {
        return character(reference).map(|c| c.to_string().into());
    }
    let code = |code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    NAMED.get(name)?.split(' ').map(code).collect::<Option<String>>().map(Cow::from)
}

/// Name, value and rest of what follows `<!ENTITY`.
fn declaration(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.strip_prefix([' ', '\t', '\n', '\r'])?.trim_start();
    let (name, text) = text.split_at(text.find([' ', '\t', '\n', '\r'])?);
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = text[1..].split_once(quote)?;
    Some((name, value, after))
}

/// The character of `#946` or `#x3B2`, without the `#`, if XML allows it (section 2.2, `Char`).
fn character(reference: &str) -> Option<char> {
    let code = match reference.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => reference.parse(),
    };
    let c = char::from_u32(code.ok()?)?;
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..).then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_name_and_its_characters() {
        let mut entities = Entities::default();
        assert!(TABLE.lines().is_sorted());
        for line in TABLE.lines() {
            let name = line.split(' ').next().unwrap();
            let text = entities.expand(name).unwrap_or_else(|| panic!("{line}"));
            assert!((1..=3).contains(&text.chars().count()), "{line}");
        }
    }

    #[test]
    fn named_characters_are_those_of_the_standard() {
        let mut entities = Entities::default();
        let all = ["alpha", "agr", "IEcy", "nbsp", "ndash", "eacute", "afr", "#946", "#x3B2"];
        let texts: Vec<_> = all.iter().map(|name| entities.expand(name).unwrap().into_owned()).collect();
        assert_eq!(texts, ["α", "α", "Е", "\u{A0}", "–", "é", "𝔞", "β", "β"]);
        assert!(["nosuch", "#0", "#x1F", "#xD800", "#", "#x"].iter().all(|name| entities.expand(name).is_none()));
    }

    #[test]
    fn a_document_declares_its_own() {
        let mut entities = Entities::default();
        entities.declare(
            "article [<!-- <!ENTITY no 'x'> --><!ENTITY a \"A &b; &amp;\"><!ENTITY b 'B<i>i</i>'>\
             <!ENTITY a 'second'><!ENTITY ext SYSTEM \"file:///etc/passwd\"><!ENTITY % p 'x'>]",
        );
        assert_eq!(entities.expand("a").as_deref(), Some("A Bi &"));
        assert!(["no", "ext", "p", "%"].iter().all(|name| entities.expand(name).is_none()));
    }

    #[test]
    fn entities_that_grow_without_end_are_not_expanded() {
        let mut bomb = String::from("<!ENTITY a0 'ha ha ha ha'>");
        for n in 1..9 {
            bomb += &format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(100));
        }
        for n in 1..9 {
            bomb += &format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(100));
        }
        bomb += "<!ENTITY e0 ''><!ENTITY x '&y;'><!ENTITY y '&x;'>";
        let mut entities = Entities::default();
        entities.declare(&bomb);
        assert!(entities.expand("a1").is_some());
        assert!(["a4", "a8", "e8", "x"].iter().all(|name| entities.expand(name).is_none()));
    }
}
