//! MathML on its way out: the library's markup, read and written anew with the elements and attributes that MathML 3,
//! EPUBCheck and JATS all take, and nothing else. Colours are left to whoever reads.

use roxmltree::{Document, Node};

const NS: &str = "http://www.w3.org/1998/Math/MathML";

/// Signs that stand over or under their base as accents.
const ACCENTS: &str = "´‾˘ˇ˙¨`^~→˚←⇒↔↼⇀⏜⏠⏞⎴_⏡⏟⏝⎵";

/// Writes the library's markup anew. `alt` is the alternative text.
pub fn rewrite(raw: &str, alt: &str, display: bool, prefix: &str) -> Option<String> {
    let raw = mend(raw);
    let document = Document::parse(&raw).ok()?;
    let mut out = String::with_capacity(raw.len() + alt.len());
    let mut writer = Writer { out: &mut out, prefix };
    let binding = if prefix.is_empty() { "xmlns" } else { "xmlns:mml" };
    let display = if display { "block" } else { "inline" };
    writer.start("math", &[(binding, NS), ("display", display), ("alttext", alt)]);
    writer.out.push('>');
    writer.children(document.root_element())?;
    writer.end("math");
    Some(out)
}

/// Mends what keeps the library's markup from being XML: an entity of HTML, a space left out before an attribute, and
/// the signs `<` and `&` as the content of an element.
fn mend(raw: &str) -> String {
    raw.replace("&nbsp;", "\u{A0}")
        .replace("\"minsize=", "\" minsize=")
        .replace("><</", ">&lt;</")
        .replace("><\u{338}</", ">&lt;\u{338}</")
        .replace(">&</", ">&amp;</")
        .replace(">&\u{338}</", ">&amp;\u{338}</")
}

struct Writer<'o> {
    out: &'o mut String,
    prefix: &'o str,
}

impl Writer<'_> {
    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(self.prefix);
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&quick_xml::escape::escape(*value));
            self.out.push('"');
        }
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(self.prefix);
        self.out.push_str(name);
        self.out.push('>');
    }

    fn children(&mut self, node: Node<'_, '_>) -> Option<()> {
        node.children().try_for_each(|child| self.node(child))
    }

    /// Elements nest no deeper than the source did, so recursion is bounded by [`super::source`].
    fn node(&mut self, node: Node<'_, '_>) -> Option<()> {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            // The micro sign is what the library has for \mu; a per cent sign in text comes with its backslash.
            let text = text.replace('\u{B5}', "\u{3BC}").replace("\\%", "%");
            self.out.push_str(&quick_xml::escape::partial_escape(text.as_str()));
            return Some(());
        }
        let name = NAMES.iter().copied().find(|n| node.has_tag_name((NS, *n)))?;
        // A change of style where an argument was due leaves a script or a fraction without one of its parts.
        let due = match name {
            "msub" | "msup" | "mover" | "munder" | "mfrac" | "mroot" => Some(2),
            "msubsup" | "munderover" => Some(3),
            _ => None,
        };
        if due.is_some_and(|due| node.children().filter(Node::is_element).count() != due) {
            return None;
        }
        // `displaystyle` and `scriptlevel` belong to mstyle in MathML 3.
        let style = [node.attribute("displaystyle"), node.attribute("scriptlevel")];
        if let [Some(display), Some(level)] = style {
            self.start("mstyle", &[("displaystyle", display), ("scriptlevel", level)]);
            self.out.push('>');
        }
        let accent = self.accent(node, name);
        let name = if accent == Accent::Sign { "mo" } else { name };
        let kept = attributes(node, name, accent);
        let kept: Vec<(&str, &str)> = kept.iter().map(|(n, v)| (*n, v.as_str())).collect();
        self.start(name, &kept);
        if node.has_children() || !matches!(name, "mspace" | "mtd" | "mrow") {
            self.out.push('>');
            self.children(node)?;
            self.end(name);
        } else {
            self.out.push_str("/>");
        }
        if style[0].is_some() && style[1].is_some() {
            self.end("mstyle");
        }
        Some(())
    }

    fn accent(&self, node: Node<'_, '_>, name: &str) -> Accent {
        let is_sign = |sign: Node<'_, '_>| {
            sign.text().is_some_and(|t| t.chars().count() == 1 && ACCENTS.contains(t))
                && (sign.has_tag_name((NS, "mi")) || sign.has_tag_name((NS, "mo")))
        };
        let is_over = |n: Node<'_, '_>| {
            (n.has_tag_name((NS, "mover")) || n.has_tag_name((NS, "munder")))
                && n.last_element_child().is_some_and(is_sign)
        };
        match name {
            "mover" if is_over(node) => Accent::Over,
            "munder" if is_over(node) => Accent::Under,
            "mi" | "mo" if node.parent().is_some_and(|p| is_over(p) && p.last_element_child() == Some(node)) => {
                Accent::Sign
            }
            _ => Accent::None,
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Accent {
    None,
    /// A base with an accent over it.
    Over,
    /// A base with an accent under it.
    Under,
    /// The accent itself.
    Sign,
}

const NAMES: &[&str] = &[
    "mi",
    "mo",
    "mn",
    "mrow",
    "msup",
    "msub",
    "mfrac",
    "msubsup",
    "mtext",
    "mspace",
    "msqrt",
    "mroot",
    "mover",
    "munder",
    "munderover",
    "mtable",
    "mtr",
    "mtd",
];

/// The attributes that are kept, in a fixed order.
fn attributes(node: Node<'_, '_>, name: &str, accent: Accent) -> Vec<(&'static str, String)> {
    let mut kept = Vec::new();
    let mut keep = |name: &'static str, value: Option<String>| {
        if let Some(value) = value {
            kept.push((name, value));
        }
    };
    let get = |name| node.attribute(name);
    let truth = |name| get(name).filter(|v| matches!(*v, "true" | "false")).map(str::to_owned);
    match name {
        "mi" => keep("mathvariant", get("mathvariant").filter(|v| *v == "normal").map(str::to_owned)),
        "mo" => {
            // A bar is as long as what it stands over; a hat or a dot is not, unless it is a wide one.
            let bar = matches!(node.text(), Some("‾" | "_"));
            let stretchy = truth("stretchy").or_else(|| (accent == Accent::Sign).then(|| bar.to_string()));
            keep("stretchy", stretchy);
            keep("symmetric", truth("symmetric"));
            keep("largeop", truth("largeop"));
            keep("movablelimits", truth("movablelimits"));
            keep("minsize", get("minsize").and_then(length));
            keep("maxsize", get("maxsize").and_then(length));
        }
        "mspace" => {
            keep("width", get("width").and_then(length));
            keep("height", get("height").and_then(length));
            keep("depth", get("depth").and_then(length));
        }
        "mfrac" => keep("linethickness", get("linethickness").and_then(length)),
        "mover" if accent == Accent::Over => keep("accent", Some("true".into())),
        "munder" if accent == Accent::Under => keep("accentunder", Some("true".into())),
        "mtable" => keep("columnalign", column_align(get("class").unwrap_or_default()).map(str::to_owned)),
        "mtd" => keep("columnalign", cell_align(get("class").unwrap_or_default()).map(str::to_owned)),
        _ => {}
    }
    let class = get("class").map(|class| {
        let known = |c: &&str| c.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        class.split_whitespace().filter(known).collect::<Vec<_>>().join(" ")
    });
    keep("class", class.filter(|c| !c.is_empty()));
    kept
}

fn column_align(class: &str) -> Option<&'static str> {
    let has = |c| class.split_whitespace().any(|x| x == c);
    if has("menv-alignlike") {
        Some("right left")
    } else if has("menv-cells-left") {
        Some("left")
    } else if has("menv-cells-right") {
        Some("right")
    } else {
        None
    }
}

fn cell_align(class: &str) -> Option<&'static str> {
    class.split_whitespace().find_map(|c| match c {
        "cell-left" => Some("left"),
        "cell-right" => Some("right"),
        _ => None,
    })
}

/// A length in CSS, if it is one and of a size that does no harm. The library writes `mu` where it means `em`.
fn length(value: &str) -> Option<String> {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &value[digits.len()..] {
        "mu" => "em",
        unit @ ("em" | "ex" | "pt" | "mm" | "cm" | "in") => unit,
        _ => return None,
    };
    let number: f32 = digits.parse().ok()?;
    // Four decimals are finer than anyone sees.
    (number.abs() <= 100.0).then(|| format!("{}{unit}", (number * 1e4).round() / 1e4))
}
