//! Office Math (ECMA-376 part 1, 22.1) as a formula in a form of its own, of which [`mathml`](mod@mathml) and [`tex`] are written.

mod chars;
mod mathml;
mod tex;

use super::xml::{Node, Ns, is_on};
use crate::article::MathMl;

/// A formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Math {
    /// One after another.
    Row(Vec<Math>),
    /// A letter, a name, a number, a sign or words.
    Token(Token),
    /// A fraction.
    Fraction { top: Box<Math>, bottom: Box<Math>, bar: Bar },
    /// What is raised or lowered after a base; `under` where it stands above and below it.
    Script { base: Box<Math>, sub: Option<Box<Math>>, sup: Option<Box<Math>>, under: bool },
    /// What is raised or lowered before a base.
    Before { base: Box<Math>, sub: Box<Math>, sup: Box<Math> },
    /// A root.
    Root { degree: Option<Box<Math>>, body: Box<Math> },
    /// What stands between brackets.
    Fence { open: String, close: String, separator: String, items: Vec<Math> },
    /// A sign over, or under, a body: an accent, a brace.
    Sign { body: Box<Math>, sign: char, over: bool, accent: bool },
    /// Rows and columns.
    Matrix(Vec<Vec<Math>>),
    /// Equations one above another.
    Equations(Vec<Math>),
    /// In a frame.
    Boxed(Box<Math>),
    /// Takes its place and is not seen.
    Phantom(Box<Math>),
}

/// How a fraction is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bar {
    Line,
    None,
    Slash,
}

/// A letter, a name, a number, a sign or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub text: String,
    pub kind: TokenKind,
    pub face: Face,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Identifier,
    Number,
    Operator,
    Text,
}

/// How a token is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    /// Upright.
    pub plain: bool,
    pub bold: bool,
    pub script: Script,
}

/// An alphabet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Script {
    #[default]
    Roman,
    Calligraphic,
    Fraktur,
    DoubleStruck,
    SansSerif,
    Monospace,
}

/// A formula in the two forms in which the article has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Formula {
    /// LaTeX, without dollar signs and line ends; empty if there is nothing in the formula.
    pub tex: String,
    /// MathML.
    pub mathml: Option<MathMl>,
}

/// Reads `oMath`, or `oMathPara` with one formula in it or several.
pub(super) fn read(node: Node<'_>) -> Formula {
    let math = if node.name() == "oMathPara" {
        let mut all: Vec<Math> =
            node.elements().filter(|n| n.is(Ns::Math, "oMath")).map(|n| Math::Row(row(n))).collect();
        if all.len() == 1 { all.remove(0) } else { Math::Equations(all) }
    } else {
        Math::Row(row(node))
    };
    Formula { tex: tex::write(&math), mathml: mathml::write(&math) }
}

/// What is in an element, one after another.
fn row(node: Node<'_>) -> Vec<Math> {
    let mut out = Vec::new();
    for child in node.elements() {
        one(child, &mut out);
    }
    out
}

/// The argument of this name.
fn argument(node: Node<'_>, name: &str) -> Box<Math> {
    let mut row = node.child(Ns::Math, name).map(row).unwrap_or_default();
    Box::new(if row.len() == 1 { row.remove(0) } else { Math::Row(row) })
}

fn one(node: Node<'_>, out: &mut Vec<Math>) {
    let (ns, name) = node.tag();
    // Properties have a name of their own: `fPr` for `f`.
    let properties = node.elements().find(|n| n.ns() == Ns::Math && n.name().ends_with("Pr") && n.name() != "ctrlPr");
    let property = |name: &str| properties.and_then(|p| p.child(Ns::Math, name));
    let value = |name: &str| property(name).map(|p| p.val().unwrap_or(""));
    let switch = |name: &str| property(name).is_some_and(is_on);
    let sign = |default: char| value("chr").map_or(default, |v| v.chars().next().unwrap_or('\u{2061}'));
    let arg = |name: &str| argument(node, name);
    let shown = |name: &str, hide: &str| {
        let math = argument(node, name);
        (!switch(hide) && !is_nothing(&math)).then_some(math)
    };
    if ns == Ns::Word {
        match name {
            // What tracked changes take out.
            "del" | "moveFrom" | "rPr" | "pPr" => {}
            "t" => tokens(&node.all_text(), Face { plain: true, ..Face::default() }, true, out),
            _ => out.extend(row(node)),
        }
        return;
    }
    if ns == Ns::Compatibility {
        let best = node.child(ns, "Choice").or_else(|| node.child(ns, "Fallback"));
        out.extend(best.map(row).unwrap_or_default());
        return;
    }
    if ns != Ns::Math || name.ends_with("Pr") {
        return;
    }
    match name {
        "r" => run(node, out),
        "f" => {
            let bar = match value("type") {
                Some("noBar") => Bar::None,
                Some("lin" | "skw") => Bar::Slash,
                _ => Bar::Line,
            };
            out.push(Math::Fraction { top: arg("num"), bottom: arg("den"), bar });
        }
        "sSup" => out.push(Math::Script { base: arg("e"), sub: None, sup: Some(arg("sup")), under: false }),
        "sSub" => out.push(Math::Script { base: arg("e"), sub: Some(arg("sub")), sup: None, under: false }),
        "sSubSup" => {
            out.push(Math::Script { base: arg("e"), sub: Some(arg("sub")), sup: Some(arg("sup")), under: false });
        }
        "sPre" => out.push(Math::Before { base: arg("e"), sub: arg("sub"), sup: arg("sup") }),
        "limLow" => out.push(Math::Script { base: arg("e"), sub: Some(arg("lim")), sup: None, under: true }),
        "limUpp" => out.push(Math::Script { base: arg("e"), sub: None, sup: Some(arg("lim")), under: true }),
        "rad" => out.push(Math::Root { degree: shown("deg", "degHide"), body: arg("e") }),
        "d" => {
            let items = node.elements().filter(|n| n.is(Ns::Math, "e")).map(|n| Math::Row(row(n))).collect();
            let text = |name: &str, default: &str| value(name).unwrap_or(default).to_owned();
            let (open, close) = (text("begChr", "("), text("endChr", ")"));
            out.push(Math::Fence { open, close, separator: text("sepChr", "|"), items });
        }
        "nary" => {
            let sign =
                Math::Token(Token { text: sign('∫').to_string(), kind: TokenKind::Operator, face: Face::default() });
            let under = value("limLoc") == Some("undOvr");
            let (sub, sup) = (shown("sub", "subHide"), shown("sup", "supHide"));
            out.push(if sub.is_none() && sup.is_none() {
                sign
            } else {
                Math::Script { base: Box::new(sign), sub, sup, under }
            });
            out.push(*arg("e"));
        }
        "func" => {
            out.push(*arg("fName"));
            out.push(*arg("e"));
        }
        "acc" => out.push(Math::Sign { body: arg("e"), sign: sign('\u{302}'), over: true, accent: true }),
        "bar" => {
            let over = value("pos") == Some("top");
            out.push(Math::Sign { body: arg("e"), sign: if over { '\u{305}' } else { '\u{332}' }, over, accent: true });
        }
        "groupChr" => {
            let over = value("pos") == Some("top");
            out.push(Math::Sign { body: arg("e"), sign: sign('⏟'), over, accent: false });
        }
        "m" => {
            let rows = node.elements().filter(|n| n.is(Ns::Math, "mr"));
            let cells = |r: Node<'_>| r.elements().filter(|n| n.is(Ns::Math, "e")).map(|n| Math::Row(row(n))).collect();
            out.push(Math::Matrix(rows.map(cells).collect()));
        }
        "eqArr" => {
            let rows = node.elements().filter(|n| n.is(Ns::Math, "e")).map(|n| Math::Row(row(n)));
            out.push(Math::Equations(rows.collect()));
        }
        "borderBox" => out.push(Math::Boxed(arg("e"))),
        "phant" if property("show").is_some_and(|p| !is_on(p)) => out.push(Math::Phantom(arg("e"))),
        // `box`, `e` and whatever else: what is in it.
        _ => out.extend(row(node)),
    }
}

fn is_nothing(math: &Math) -> bool {
    matches!(math, Math::Row(row) if row.iter().all(is_nothing))
}

/// A run of characters that are set in one way.
fn run(node: Node<'_>, out: &mut Vec<Math>) {
    let properties = node.child(Ns::Math, "rPr");
    let value = |name: &str| properties.and_then(|p| p.child(Ns::Math, name)).and_then(Node::val);
    let normal = properties.and_then(|p| p.child(Ns::Math, "nor")).is_some_and(is_on);
    let mut face = Face::default();
    match value("sty") {
        Some("p") => face.plain = true,
        Some("b") => (face.plain, face.bold) = (true, true),
        Some("bi") => face.bold = true,
        _ => {}
    }
    face.script = match value("scr") {
        Some("script") => Script::Calligraphic,
        Some("fraktur") => Script::Fraktur,
        Some("double-struck") => Script::DoubleStruck,
        Some("sans-serif") => Script::SansSerif,
        Some("monospace") => Script::Monospace,
        _ => Script::Roman,
    };
    let mut text = String::new();
    for child in node.elements() {
        match child.name() {
            "t" => text.push_str(&child.all_text()),
            "tab" | "br" => text.push(' '),
            "noBreakHyphen" => text.push('-'),
            "sym" => text.extend(super::symbols::of(child)),
            _ => {}
        }
    }
    tokens(&text, face, normal, out);
}

/// Cuts characters into numbers, letters, names and signs.
fn tokens(text: &str, face: Face, words: bool, out: &mut Vec<Math>) {
    let token = |text: &str, kind, face| Math::Token(Token { text: text.to_owned(), kind, face });
    if words && text.chars().any(|c| c.is_alphabetic() || c.is_whitespace()) {
        out.push(token(text, TokenKind::Text, Face { plain: true, ..face }));
        return;
    }
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let take = |test: &dyn Fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let mut kind = TokenKind::Operator;
        let mut own = face;
        let mut len = c.len_utf8();
        let mut letter = None;
        if c.is_ascii_digit() {
            kind = TokenKind::Number;
            len = take(&|c| c.is_ascii_digit() || matches!(c, '.' | ','));
            // `1, 2` has a comma of its own.
            len = rest[..len].trim_end_matches(['.', ',']).len();
        } else if let Some((plain, styled)) = chars::plain_letter(c) {
            kind = if plain.is_ascii_digit() { TokenKind::Number } else { TokenKind::Identifier };
            own = Face { script: if styled.script == Script::Roman { face.script } else { styled.script }, ..styled };
            letter = Some(plain);
        } else if c.is_alphabetic() {
            kind = TokenKind::Identifier;
            if face.plain {
                len = take(&|c| c.is_alphabetic() && chars::plain_letter(c).is_none());
            }
        } else if c.is_whitespace() || matches!(c, '&' | '\u{200B}' | '\u{2061}' | '\u{2062}') {
            // Space is the formula's own affair; & lines equations up.
            rest = &rest[len..];
            continue;
        }
        let text = letter.map_or_else(|| rest[..len].to_owned(), |l| l.to_string());
        out.push(token(&text, kind, own));
        rest = &rest[len..];
    }
}

#[cfg(test)]
mod tests;
