//! A formula as MathML 3, presentation markup.

use super::{Bar, Math, Script, Token, TokenKind};
use crate::article::{MathMl, Run};
use crate::notation::mathml::Builder;
use crate::source::Span;

/// The formula, if there is anything in it.
pub(super) fn write(math: &Math) -> Option<MathMl> {
    let mut builder = Builder::default();
    several(&mut builder, math);
    builder.finish()
}

fn element(b: &mut Builder, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Builder)) {
    b.open(name, attributes.iter().copied());
    inside(b);
    b.close();
}

fn text(b: &mut Builder, name: &str, attributes: &[(&str, &str)], text: &str) {
    element(b, name, attributes, |b| b.text(&Run::new(text, Span::NONE)));
}

/// A formula where any number of elements may stand.
fn several(b: &mut Builder, math: &Math) {
    match math {
        Math::Row(row) => row.iter().for_each(|m| several(b, m)),
        one => single(b, one),
    }
}

/// A formula as one element.
fn single(b: &mut Builder, math: &Math) {
    match math {
        Math::Row(row) if row.len() == 1 => single(b, &row[0]),
        Math::Row(_) => element(b, "mrow", &[], |b| several(b, math)),
        Math::Token(token) => self::token(b, token),
        Math::Fraction { top, bottom, bar: Bar::Slash } => element(b, "mrow", &[], |b| {
            single(b, top);
            text(b, "mo", &[], "/");
            single(b, bottom);
        }),
        Math::Fraction { top, bottom, bar } => {
            let attributes: &[(&str, &str)] = if *bar == Bar::None { &[("linethickness", "0")] } else { &[] };
            element(b, "mfrac", attributes, |b| {
                single(b, top);
                single(b, bottom);
            });
        }
        Math::Script { base, sub, sup, under } => {
            let name = match (sub, sup, under) {
                (Some(_), Some(_), false) => "msubsup",
                (Some(_), Some(_), true) => "munderover",
                (Some(_), None, false) => "msub",
                (Some(_), None, true) => "munder",
                (None, Some(_), false) => "msup",
                (None, Some(_), true) => "mover",
                (None, None, _) => return single(b, base),
            };
            element(b, name, &[], |b| {
                single(b, base);
                sub.iter().chain(sup).for_each(|m| single(b, m));
            });
        }
        Math::Before { base, sub, sup } => element(b, "mmultiscripts", &[], |b| {
            single(b, base);
            element(b, "mprescripts", &[], |_| ());
            single(b, sub);
            single(b, sup);
        }),
        Math::Root { degree: None, body } => element(b, "msqrt", &[], |b| several(b, body)),
        Math::Root { degree: Some(degree), body } => element(b, "mroot", &[], |b| {
            single(b, body);
            single(b, degree);
        }),
        Math::Fence { open, close, separator, items } => element(b, "mrow", &[], |b| {
            let fence = |b: &mut Builder, sign: &str, form| {
                if !sign.trim().is_empty() {
                    text(b, "mo", &[("fence", "true"), ("form", form), ("stretchy", "true")], sign);
                }
            };
            fence(b, open, "prefix");
            for (n, item) in items.iter().enumerate() {
                if n > 0 && !separator.is_empty() {
                    text(b, "mo", &[("separator", "true")], separator);
                }
                single(b, item);
            }
            fence(b, close, "postfix");
        }),
        Math::Sign { body, sign, over, accent } => {
            let name = if *over { "mover" } else { "munder" };
            let truth = if *accent { "true" } else { "false" };
            let attribute = if *over { "accent" } else { "accentunder" };
            element(b, name, &[(attribute, truth)], |b| {
                single(b, body);
                text(
                    b,
                    "mo",
                    &[("stretchy", if is_wide(*sign) { "true" } else { "false" })],
                    &spacing(*sign).to_string(),
                );
            });
        }
        Math::Matrix(rows) => element(b, "mtable", &[], |b| {
            for row in rows {
                element(b, "mtr", &[], |b| row.iter().for_each(|cell| element(b, "mtd", &[], |b| several(b, cell))));
            }
        }),
        Math::Equations(rows) => element(b, "mtable", &[("columnalign", "left")], |b| {
            for row in rows {
                element(b, "mtr", &[], |b| element(b, "mtd", &[], |b| several(b, row)));
            }
        }),
        Math::Boxed(body) => element(b, "menclose", &[("notation", "box")], |b| several(b, body)),
        Math::Phantom(body) => element(b, "mphantom", &[], |b| several(b, body)),
    }
}

fn token(b: &mut Builder, token: &Token) {
    let name = match token.kind {
        TokenKind::Identifier => "mi",
        TokenKind::Number => "mn",
        TokenKind::Operator => "mo",
        TokenKind::Text => "mtext",
    };
    let face = token.face;
    let one_letter = token.kind == TokenKind::Identifier && token.text.chars().count() == 1;
    let variant = match (face.script, face.bold, face.plain) {
        (Script::Calligraphic, false, _) => Some("script"),
        (Script::Calligraphic, true, _) => Some("bold-script"),
        (Script::Fraktur, false, _) => Some("fraktur"),
        (Script::Fraktur, true, _) => Some("bold-fraktur"),
        (Script::DoubleStruck, ..) => Some("double-struck"),
        (Script::SansSerif, false, true) => Some("sans-serif"),
        (Script::SansSerif, false, false) => Some("sans-serif-italic"),
        (Script::SansSerif, true, true) => Some("bold-sans-serif"),
        (Script::SansSerif, true, false) => Some("sans-serif-bold-italic"),
        (Script::Monospace, ..) => Some("monospace"),
        (Script::Roman, true, plain) => {
            Some(if plain || token.kind != TokenKind::Identifier { "bold" } else { "bold-italic" })
        }
        // One letter is italic of itself, other tokens are upright.
        (Script::Roman, false, true) if one_letter => Some("normal"),
        (Script::Roman, false, _) => None,
    };
    let attributes: Vec<(&str, &str)> = variant.map(|v| ("mathvariant", v)).into_iter().collect();
    text(b, name, &attributes, &token.text);
}

/// Whether a sign is as wide as what it stands over.
fn is_wide(sign: char) -> bool {
    matches!(sign, '\u{305}' | '\u{332}' | '⏞' | '⏟' | '⏜' | '⏝' | '⎴' | '⎵' | '→' | '←' | '↔' | '⇒' | '⇐' | '⇔')
}

/// The spacing form of a combining sign, as `mo` takes it.
fn spacing(sign: char) -> char {
    match sign {
        '\u{300}' => '`',
        '\u{301}' => '´',
        '\u{302}' => '^',
        '\u{303}' => '~',
        '\u{304}' | '\u{305}' => '¯',
        '\u{306}' => '˘',
        '\u{307}' => '˙',
        '\u{308}' => '¨',
        '\u{30A}' => '˚',
        '\u{30C}' => 'ˇ',
        '\u{332}' => '_',
        '\u{20D6}' => '←',
        '\u{20D7}' => '→',
        '\u{20E1}' => '↔',
        other => other,
    }
}
