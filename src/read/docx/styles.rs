//! Styles (ECMA-376 part 1, 17.7): what a paragraph is by its style, and what a style says of its characters.

use std::collections::BTreeMap;

use super::xml::{Node, Ns, Tree, is_on};

/// How many styles may be based on one another.
const MAX_CHAIN: usize = 32;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text.
    #[default]
    Body,
    /// The title of the article.
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    /// A caption of a figure or a table.
    Caption,
    /// A quotation set apart.
    Quotation,
    /// Lines of code.
    Code,
    /// A line of a table of contents, or its heading.
    Contents,
}

/// What is said of characters: by a style, or by a run itself. `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Characters {
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// 1 raised, -1 lowered, 0 neither.
    pub raised: Option<i8>,
    /// Struck through, once or twice.
    pub strike: Option<bool>,
    /// Underlined.
    pub underline: Option<bool>,
    /// Small capitals.
    pub small_caps: Option<bool>,
    /// Not shown.
    pub hidden: Option<bool>,
    /// In a fixed pitch.
    pub code: Option<bool>,
}

impl Characters {
    /// What the properties `rPr` say.
    pub fn of(properties: Node<'_>) -> Characters {
        let mut out = Characters::default();
        for node in properties.elements().filter(|n| n.ns() == Ns::Word) {
            let on = Some(is_on(node));
            match node.name() {
                "b" => out.bold = on,
                "i" => out.italic = on,
                "strike" | "dstrike" => out.strike = on,
                "u" => out.underline = on,
                "smallCaps" => out.small_caps = on,
                "vanish" => out.hidden = on,
                "vertAlign" => {
                    out.raised = Some(match node.val() {
                        Some("superscript") => 1,
                        Some("subscript") => -1,
                        _ => 0,
                    });
                }
                // LibreOffice writes raised and lowered characters of its own size so; half a point is none.
                "position" if out.raised.is_none() => {
                    out.raised = node.val().and_then(|v| v.parse::<i32>().ok()).map(|half| match half {
                        4.. => 1,
                        ..=-4 => -1,
                        _ => 0,
                    });
                }
                _ => {}
            }
        }
        out
    }

    /// What is said here, or else by `base`.
    pub fn over(self, base: Characters) -> Characters {
        Characters {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            raised: self.raised.or(base.raised),
            strike: self.strike.or(base.strike),
            underline: self.underline.or(base.underline),
            small_caps: self.small_caps.or(base.small_caps),
            hidden: self.hidden.or(base.hidden),
            code: self.code.or(base.code),
        }
    }
}

/// A paragraph's place in a list, by its own properties or its style's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListPlace {
    /// The list (`numId`); `0` for none.
    pub list: Option<String>,
    /// The level, from 0.
    pub level: Option<u8>,
}

impl ListPlace {
    /// What `pPr` says.
    pub fn of(properties: Node<'_>) -> ListPlace {
        let Some(place) = properties.word("numPr") else { return ListPlace::default() };
        let val = |name| place.word(name).and_then(Node::val);
        ListPlace {
            list: val("numId").map(str::to_owned),
            level: val("ilvl").and_then(|v| v.parse().ok()).map(|l: u8| l.min(8)),
        }
    }
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    characters: Characters,
    place: ListPlace,
    default_paragraph: bool,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
}

impl Styles {
    /// The styles of styles.xml.
    pub fn read(tree: &Tree<'_>) -> Styles {
        let mut styles = Styles::default();
        for node in tree.root().descendants().filter(|n| n.is(Ns::Word, "style")) {
            let Some(id) = node.attribute("styleId") else { continue };
            let paragraph = node.word("pPr");
            let style = Style {
                name: node.word("name").and_then(Node::val).unwrap_or(id).to_lowercase(),
                based_on: node.word("basedOn").and_then(Node::val).map(str::to_owned),
                outline: paragraph.and_then(outline),
                characters: characters_of(node),
                place: paragraph.map(ListPlace::of).unwrap_or_default(),
                default_paragraph: node.attribute("type") == Some("paragraph")
                    && node.attribute("default").is_some_and(|d| matches!(d, "1" | "true" | "on")),
            };
            if style.default_paragraph {
                styles.default_paragraph = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// A style and those that it is based on.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_deref()?)).take(MAX_CHAIN)
    }

    /// What a paragraph of this style is.
    pub fn kind(&self, id: Option<&str>) -> Kind {
        let Some(id) = id else { return Kind::Body };
        if !self.by_id.contains_key(id) {
            // A style that the document does not have, as programs write it: its id tells.
            return named(&id.to_lowercase()).unwrap_or_default();
        }
        for style in self.chain(Some(id)) {
            if let Some(kind) = named(&style.name) {
                return kind;
            }
            if let Some(level) = style.outline {
                return heading(level).unwrap_or_default();
            }
        }
        Kind::Body
    }

    /// What a style says of characters, those that it is based on included.
    pub fn characters(&self, id: Option<&str>) -> Characters {
        self.chain(id).fold(Characters::default(), |out, style| out.over(style.characters))
    }

    /// What the style of a paragraph says of its characters.
    pub fn paragraph_characters(&self, id: Option<&str>) -> Characters {
        self.characters(id.or(self.default_paragraph.as_deref()))
    }

    /// The list that paragraphs of this style are in.
    pub fn place(&self, id: Option<&str>) -> ListPlace {
        self.chain(id).fold(ListPlace::default(), |out, style| ListPlace {
            list: out.list.or_else(|| style.place.list.clone()),
            level: out.level.or(style.place.level),
        })
    }
}

fn characters_of(style: Node<'_>) -> Characters {
    let mut out = style.word("rPr").map(Characters::of).unwrap_or_default();
    let name = style.word("name").and_then(Node::val).unwrap_or("").to_lowercase();
    if style.attribute("type") == Some("character")
        && matches!(
            name.as_str(),
            "verbatim char" | "html code" | "source text" | "source_text" | "html typewriter" | "html keyboard"
        )
    {
        out.code = Some(true);
    }
    // The look of an automatic note mark, and of a link, is no style of the text.
    if name.contains("hyperlink") || name.contains("internet link") || name == "гиперссылка" {
        out.underline = None;
    }
    out
}

/// The level that `pPr` itself gives a paragraph in the outline.
pub(super) fn outline(properties: Node<'_>) -> Option<u8> {
    properties.word("outlineLvl").and_then(Node::val).and_then(|v| v.parse().ok())
}

/// The heading of an outline level, from 0; 9 is running text.
pub(super) fn heading(level: u8) -> Option<Kind> {
    (level < 9).then(|| Kind::Heading((level + 1).min(6)))
}

/// What a style is by its name, in small letters. Word writes built-in names in English whatever its language; other
/// programs, and templates, write their own.
fn named(name: &str) -> Option<Kind> {
    const HEADINGS: &[&str] = &[
        "heading",
        "заголовок",
        "загаловак",
        "überschrift",
        "titre",
        "título",
        "titulo",
        "nagłówek",
        "encabezado",
        "kop",
        "rubrik",
        "titolo",
        "nadpis",
    ];
    let name = name.trim();
    let short = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if let Some(digits) = name.get(short.len()..).map(str::trim).filter(|d| !d.is_empty())
        && HEADINGS.contains(&short)
    {
        return digits.parse().ok().filter(|n| (1..=9).contains(n)).map(|n: u8| Kind::Heading(n.min(6)));
    }
    Some(match short {
        "toc"
        | "table of contents"
        | "toc heading"
        | "table of figures"
        | "contents"
        | "оглавление"
        | "contents heading" => Kind::Contents,
        "title" | "название" => Kind::Title,
        "caption"
        | "image caption"
        | "imagecaption"
        | "table caption"
        | "название объекта"
        | "illustration"
        | "подрисуночная подпись" => Kind::Caption,
        "quote" | "intense quote" | "block text" | "block quote" | "quotations" | "цитата" => Kind::Quotation,
        "source code" | "html preformatted" | "preformatted text" | "plain text code" => Kind::Code,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(body: &str) -> Styles {
        let uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let text = format!("<w:styles xmlns:w='{uri}'>{body}</w:styles>");
        Styles::read(&Tree::read(&text).unwrap())
    }

    #[test]
    fn a_heading_is_known_by_name_by_outline_and_by_what_it_is_based_on() {
        let styles = styles(
            "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style>\
             <w:style w:type='paragraph' w:styleId='own'><w:name w:val='СТ Раздел'/><w:basedOn w:val='1'/></w:style>\
             <w:style w:type='paragraph' w:styleId='out'><w:name w:val='x'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
             <w:style w:type='paragraph' w:styleId='loc'><w:name w:val='Заголовок 2'/></w:style>\
             <w:style w:type='paragraph' w:styleId='t'><w:name w:val='Title'/></w:style>",
        );
        let kinds = ["1", "own", "out", "loc", "t", "Heading4", "none"].map(|id| styles.kind(Some(id)));
        let expected = [
            Kind::Heading(1),
            Kind::Heading(1),
            Kind::Heading(3),
            Kind::Heading(2),
            Kind::Title,
            Kind::Heading(4),
            Kind::Body,
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn styles_that_are_based_on_each_other_come_to_an_end() {
        let styles = styles(
            "<w:style w:type='paragraph' w:styleId='a'><w:name w:val='a'/><w:basedOn w:val='b'/></w:style>\
             <w:style w:type='paragraph' w:styleId='b'><w:name w:val='b'/><w:basedOn w:val='a'/><w:rPr><w:b/></w:rPr></w:style>",
        );
        assert_eq!(styles.kind(Some("a")), Kind::Body);
        assert_eq!(styles.characters(Some("a")).bold, Some(true));
    }
}
