//! A formula as LaTeX, on one line and without a dollar sign, so that it can stand between two.

use super::chars::{self, FUNCTIONS};
use super::{Bar, Math, Script, Token, TokenKind};

/// The source, empty if there is nothing in the formula.
pub(super) fn write(math: &Math) -> String {
    let mut tex = Tex::default();
    tex.math(math);
    tex.out.trim().to_owned()
}

#[derive(Default)]
struct Tex {
    out: String,
    /// Whether a letter that follows would be read as part of a command.
    after_command: bool,
}

impl Tex {
    fn push(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        if self.after_command && first.is_alphabetic() {
            self.out.push(' ');
        }
        self.after_command = false;
        self.out.push_str(text);
    }

    fn command(&mut self, name: &str) {
        self.after_command = false;
        self.out.push('\\');
        self.out.push_str(name);
        self.after_command = name.ends_with(|c: char| c.is_ascii_alphabetic());
    }

    /// What stands in braces.
    fn group(&mut self, math: &Math) {
        self.push("{");
        self.math(math);
        self.push("}");
    }

    fn with(&mut self, command: &str, math: &Math) {
        self.command(command);
        self.group(math);
    }

    fn math(&mut self, math: &Math) {
        match math {
            Math::Row(row) => row.iter().for_each(|m| self.math(m)),
            Math::Token(token) => self.token(token),
            Math::Fraction { top, bottom, bar: Bar::Slash } => {
                for (n, part) in [top, bottom].into_iter().enumerate() {
                    if n > 0 {
                        self.push("/");
                    }
                    if matches!(**part, Math::Row(_)) { self.group(part) } else { self.math(part) }
                }
            }
            Math::Fraction { top, bottom, bar } => {
                self.command(if *bar == Bar::None { "binom" } else { "frac" });
                self.group(top);
                self.group(bottom);
            }
            Math::Script { base, sub, sup, under } => self.script(base, sub.as_deref(), sup.as_deref(), *under),
            Math::Before { base, sub, sup } => {
                self.push("{}");
                self.push("_");
                self.group(sub);
                self.push("^");
                self.group(sup);
                self.math(base);
            }
            Math::Root { degree, body } => {
                self.command("sqrt");
                if let Some(degree) = degree {
                    self.push("[");
                    self.math(degree);
                    self.push("]");
                }
                self.group(body);
            }
            Math::Fence { open, close, separator, items } => {
                let tall = items.iter().any(is_tall) || ![open, close].iter().all(|s| is_simple_fence(s));
                if tall {
                    self.command("left");
                }
                self.fence(open);
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        separator.chars().for_each(|c| self.character(c));
                    }
                    self.math(item);
                }
                if tall {
                    self.command("right");
                }
                self.fence(close);
            }
            Math::Sign { body, sign, over, .. } => self.sign(body, *sign, *over),
            Math::Matrix(rows) => self.rows("matrix", rows.iter().map(|row| row.iter().collect())),
            Math::Equations(rows) => self.rows("aligned", rows.iter().map(|row| vec![row])),
            Math::Boxed(body) => self.with("boxed", body),
            Math::Phantom(body) => self.with("phantom", body),
        }
    }

    fn script(&mut self, base: &Math, sub: Option<&Math>, sup: Option<&Math>, under: bool) {
        let operator =
            matches!(base, Math::Token(t) if t.kind == TokenKind::Operator || FUNCTIONS.contains(&t.text.as_str()));
        if under && !operator {
            // Above and below something that does not take limits of itself.
            let mut close = 0;
            if let Some(sup) = sup {
                self.with("overset", sup);
                self.push("{");
                close += 1;
            }
            if let Some(sub) = sub {
                self.with("underset", sub);
                self.push("{");
                close += 1;
            }
            self.math(base);
            (0..close).for_each(|_| self.push("}"));
            return;
        }
        let simple = match base {
            Math::Token(t) => t.text.chars().count() == 1 || operator,
            Math::Fence { .. } | Math::Sign { .. } => true,
            other => super::is_nothing(other),
        };
        if simple {
            self.math(base)
        } else {
            self.group(base)
        }
        let large = matches!(base, Math::Token(t) if matches!(t.text.as_str(), "∫" | "∬" | "∭" | "∮"));
        if under && large {
            self.command("limits");
        }
        for (sign, part) in [("_", sub), ("^", sup)] {
            if let Some(part) = part {
                self.push(sign);
                match part {
                    // One letter or figure needs no braces.
                    Math::Token(t) if t.text.chars().count() == 1 && t.kind != TokenKind::Text => self.math(part),
                    _ => self.group(part),
                }
            }
        }
    }

    fn sign(&mut self, body: &Math, sign: char, over: bool) {
        let command = match (sign, over) {
            ('\u{300}', true) => "grave",
            ('\u{301}', true) => "acute",
            ('\u{302}' | '^', true) => "hat",
            ('\u{303}' | '~', true) => "tilde",
            ('\u{304}', true) => "bar",
            ('\u{305}' | '¯', true) => "overline",
            ('\u{306}', true) => "breve",
            ('\u{307}', true) => "dot",
            ('\u{308}', true) => "ddot",
            ('\u{30C}', true) => "check",
            ('\u{20D7}', true) => "vec",
            ('→', true) => "overrightarrow",
            ('←', true) => "overleftarrow",
            ('⏞', true) => "overbrace",
            ('⏟', false) => "underbrace",
            ('\u{332}' | '_', false) => "underline",
            _ => {
                self.command(if over { "overset" } else { "underset" });
                self.push("{");
                self.character(sign);
                self.push("}");
                return self.group(body);
            }
        };
        self.with(command, body);
    }

    fn rows<'m>(&mut self, environment: &str, rows: impl Iterator<Item = Vec<&'m Math>>) {
        self.push(&format!("\\begin{{{environment}}}"));
        for (n, row) in rows.enumerate() {
            if n > 0 {
                self.push(" \\\\ ");
            }
            for (n, cell) in row.into_iter().enumerate() {
                if n > 0 {
                    self.push(" & ");
                }
                self.math(cell);
            }
        }
        self.push(&format!("\\end{{{environment}}}"));
    }

    fn fence(&mut self, sign: &str) {
        match sign.chars().next() {
            None | Some(' ') => self.push("."),
            Some(c) => self.character(c),
        }
    }

    fn token(&mut self, token: &Token) {
        let face = token.face;
        let one = token.text.chars().count() == 1;
        if token.kind == TokenKind::Text {
            self.command("text");
            self.push("{");
            for c in token.text.chars() {
                match c {
                    '\\' | '{' | '}' | '$' => {}
                    '&' | '#' | '%' | '_' => self.push(&format!("\\{c}")),
                    '^' | '~' => {}
                    c if c.is_whitespace() => self.push(" "),
                    c => self.push(c.encode_utf8(&mut [0; 4])),
                }
            }
            return self.push("}");
        }
        if token.kind == TokenKind::Identifier && face.plain && !face.bold && FUNCTIONS.contains(&token.text.as_str()) {
            return self.command(&token.text);
        }
        let alphabet = match (face.script, face.bold, face.plain) {
            (Script::Calligraphic, ..) => Some("mathcal"),
            (Script::Fraktur, ..) => Some("mathfrak"),
            (Script::DoubleStruck, ..) => Some("mathbb"),
            (Script::SansSerif, ..) => Some("mathsf"),
            (Script::Monospace, ..) => Some("mathtt"),
            (Script::Roman, true, true) => Some("mathbf"),
            (Script::Roman, true, false) => Some("boldsymbol"),
            (Script::Roman, false, true) if token.kind == TokenKind::Identifier => {
                // Capitals of Greek are upright of themselves.
                (!(one && token.text.chars().all(|c| ('Α'..='Ω').contains(&c)))).then_some("mathrm")
            }
            _ => None,
        };
        let alphabet = alphabet.filter(|_| token.kind != TokenKind::Operator);
        if let Some(alphabet) = alphabet {
            self.command(alphabet);
            self.push("{");
        }
        let relation = token.kind == TokenKind::Operator && token.text.chars().all(is_relation);
        if relation && !self.out.is_empty() && !self.out.ends_with([' ', '{']) {
            self.after_command = false;
            self.out.push(' ');
        }
        token.text.chars().for_each(|c| self.character(c));
        if relation {
            self.after_command = false;
            self.out.push(' ');
        }
        if alphabet.is_some() {
            self.push("}");
        }
    }

    fn character(&mut self, c: char) {
        match c {
            '\\' => self.command("backslash"),
            '{' | '}' | '#' | '%' | '&' | '_' => self.command(c.encode_utf8(&mut [0; 4])),
            '^' => self.command("wedge"),
            '~' => self.command("sim"),
            // The formula stands between dollar signs.
            '$' => self.push("\u{FF04}"),
            '−' => self.push("-"),
            '‖' => self.command("|"),
            '⁡' | '⁢' | '⁣' => {}
            c if c.is_whitespace() || c.is_control() => self.push(" "),
            c => match chars::command(c) {
                Some(name) => self.command(name),
                None => self.push(c.encode_utf8(&mut [0; 4])),
            },
        }
    }
}

/// Signs that stand between two sides, with space around them.
fn is_relation(c: char) -> bool {
    matches!(
        c,
        '=' | '<'
            | '>'
            | '≠'
            | '≡'
            | '≤'
            | '≥'
            | '≪'
            | '≫'
            | '≈'
            | '≃'
            | '≅'
            | '∼'
            | '∝'
            | '∈'
            | '∉'
            | '→'
            | '⇒'
            | '⇔'
            | '≔'
    )
}

fn is_simple_fence(sign: &str) -> bool {
    matches!(sign, "(" | ")" | "[" | "]")
}

/// Whether a formula is taller than a line, so that brackets around it must grow.
fn is_tall(math: &Math) -> bool {
    match math {
        Math::Row(row) => row.iter().any(is_tall),
        Math::Token(token) => matches!(token.text.as_str(), "∑" | "∏" | "∫" | "∬" | "∭" | "∮" | "⋃" | "⋂"),
        Math::Fraction { bar: Bar::Slash, top, bottom } => is_tall(top) || is_tall(bottom),
        Math::Script { base, under, sub, sup } => {
            *under || [sub, sup].into_iter().flatten().any(|m| is_tall(m)) || is_tall(base)
        }
        Math::Before { base, .. } => is_tall(base),
        Math::Fence { items, .. } => items.iter().any(is_tall),
        Math::Sign { body, accent, .. } => !accent || is_tall(body),
        Math::Boxed(body) | Math::Phantom(body) => is_tall(body),
        Math::Fraction { .. } | Math::Root { .. } | Math::Matrix(_) | Math::Equations(_) => true,
    }
}
