//! LaTeX on its way in: tidied for the library, and refused where the library would panic, recurse without bound or
//! show commands as text.

use super::MAX_BYTES;

/// Open groups, environments and `\left`s inside one another.
const MAX_DEPTH: usize = 48;
/// Commands whose arguments stand without braces inside one another (`\sqrt\hat x`): the library recurses on each, with
/// some ten kilobytes of stack a level.
const MAX_CHAIN: usize = 8;

/// The LaTeX without the dollar signs or brackets around it.
fn bare(tex: &str) -> &str {
    let tex = tex.trim();
    for (open, close) in [("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)")] {
        if let Some(inner) = tex.strip_prefix(open).and_then(|t| t.strip_suffix(close)) {
            return inner.trim();
        }
    }
    tex
}

/// The source as a reader may see or hear it: without delimiters around it, white space collapsed.
pub fn visible(tex: &str) -> String {
    let legal = crate::xml::legal(bare(tex));
    legal.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// LaTeX that the library takes without harm, or `None`.
pub fn tidy(tex: &str) -> Option<String> {
    let tex = bare(tex);
    if tex.is_empty() || tex.len() > MAX_BYTES {
        return None;
    }
    let mut tidier =
        Tidier { out: String::with_capacity(tex.len() + 16), groups: vec![Group::default()], fresh: false };
    tidier.run(tex)?;
    (tidier.groups.len() == 1 && !tidier.out.trim().is_empty()).then_some(tidier.out)
}

/// A group that is open.
#[derive(Default)]
struct Group {
    /// Arguments still due to each command of the chain that is open.
    chain: Vec<u8>,
    /// Square brackets open in an optional argument, whose content completes nothing.
    brackets: usize,
}

struct Tidier {
    out: String,
    groups: Vec<Group>,
    /// Whether a command that takes an optional argument came just before.
    fresh: bool,
}

impl Tidier {
    fn run(&mut self, tex: &str) -> Option<()> {
        let mut rest = tex;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            if c.is_whitespace() {
                if !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
                continue;
            }
            let fresh = std::mem::take(&mut self.fresh);
            match c {
                '\\' => rest = self.command(rest)?,
                // A comment goes to the end of its line.
                '%' => {
                    rest = rest.split_once('\n').map_or("", |(_, after)| after);
                    self.fresh = fresh;
                }
                '{' => {
                    self.open()?;
                    self.out.push('{');
                }
                '}' => {
                    self.close()?;
                    self.out.push('}');
                }
                // Macro parameters and numeric colours; a shift into the mode we are in.
                '#' | '$' => return None,
                '&' => {
                    self.group().chain.clear();
                    self.out.push('&');
                }
                '^' | '_' => {
                    self.out.push(c);
                    self.takes(1)?;
                }
                '[' if fresh || self.group().brackets > 0 => {
                    self.group().brackets += 1;
                    self.out.push('[');
                }
                ']' if self.group().brackets > 0 => {
                    self.group().brackets -= 1;
                    self.out.push(']');
                }
                c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => self.fresh = fresh,
                c => {
                    self.item();
                    self.out.push(c);
                }
            }
        }
        Some(())
    }

    fn group(&mut self) -> &mut Group {
        // There is always the outermost one: `close` refuses to take it away.
        self.groups.last_mut().expect("a group is open")
    }

    fn open(&mut self) -> Option<()> {
        self.groups.push(Group::default());
        (self.groups.len() <= MAX_DEPTH).then_some(())
    }

    fn close(&mut self) -> Option<()> {
        self.groups.pop();
        if self.groups.is_empty() {
            return None;
        }
        self.item();
        Some(())
    }

    /// A complete argument has passed: one is due less, and a command that has all of its own is an argument in turn.
    fn item(&mut self) {
        let group = self.group();
        if group.brackets > 0 {
            return;
        }
        while let Some(due) = group.chain.last_mut() {
            *due -= 1;
            if *due > 0 {
                break;
            }
            group.chain.pop();
        }
    }

    /// A command that takes `arguments` arguments has come.
    fn takes(&mut self, arguments: u8) -> Option<()> {
        let group = self.group();
        group.chain.push(arguments);
        (group.chain.len() <= MAX_CHAIN).then_some(())
    }

    /// Passes a command, its backslash already taken; gives what is left after it.
    fn command<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let word = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        if word == 0 {
            let symbol = rest.chars().next()?;
            if symbol == '\\' {
                self.group().chain.clear();
            } else {
                self.item();
            }
            let symbol = if symbol.is_whitespace() { ' ' } else { symbol };
            if !symbol.is_ascii_punctuation() && symbol != ' ' {
                return None;
            }
            self.out.extend(['\\', symbol]);
            return Some(&rest[rest.chars().next()?.len_utf8()..]);
        }
        let (name, rest) = rest.split_at(word);
        if let Some(arrow) = arrow(name) {
            self.item();
            self.out.push(arrow);
            return Some(rest);
        }
        match name {
            "def" | "let" | "futurelet" | "newcommand" | "renewcommand" | "providecommand" | "char" => None,
            "relax" | "nonumber" | "notag" | "allowbreak" | "nobreak" => {
                self.out.push(' ');
                Some(rest)
            }
            "label" => Some(braced(rest)?.1),
            "tag" => {
                let (content, rest) = braced(rest.strip_prefix('*').unwrap_or(rest))?;
                self.out.push_str("\\qquad ");
                self.text("text", content)?;
                Some(rest)
            }
            "boxed" | "displaylimits" => Some(rest),
            "text" | "textrm" | "textbf" | "textit" | "textsf" | "texttt" => {
                let (content, rest) = braced(rest)?;
                self.text(name, content)?;
                Some(rest)
            }
            "mbox" | "hbox" | "textnormal" | "textup" => {
                let (content, rest) = braced(rest)?;
                self.text("text", content)?;
                Some(rest)
            }
            "operatorname" => {
                let starred = rest.strip_prefix('*');
                let (content, rest) = braced(starred.unwrap_or(rest))?;
                let content = content.replace("\\,", "\u{2009}");
                if content.contains(|c: char| "\\%#".contains(c) || c.is_control()) {
                    return None;
                }
                // The star has limits under the name in a formula on a line of its own; so has \mathop.
                let limits = starred.is_some() && content.trim().chars().count() > 1;
                self.out.push_str(if limits { "\\mathop{" } else { "\\operatorname{" });
                self.out.push_str(&content);
                self.out.push('}');
                self.item();
                Some(rest)
            }
            "colorbox" | "fcolorbox" => None,
            "begin" => {
                let (environment, after) = braced(rest)?;
                self.open()?;
                self.push(name);
                self.out.push('{');
                self.out.push_str(plain_name(environment)?);
                self.out.push('}');
                if environment.starts_with("aligna") || environment == "alignedat" {
                    let (columns, _) = braced(after)?;
                    let few = matches!(columns.len(), 1 | 2) && columns.bytes().all(|b| b.is_ascii_digit());
                    few.then_some(())?;
                }
                Some(after)
            }
            "end" => {
                let (environment, after) = braced(rest)?;
                self.close()?;
                self.push(name);
                self.out.push('{');
                self.out.push_str(plain_name(environment)?);
                self.out.push('}');
                Some(after)
            }
            "left" | "begingroup" => {
                self.open()?;
                self.push(name);
                Some(rest)
            }
            "right" | "endgroup" => {
                self.close()?;
                self.push(name);
                Some(rest)
            }
            _ => {
                self.push(name);
                match arguments(name) {
                    0 => self.item(),
                    n => {
                        self.takes(n)?;
                        self.fresh = true;
                    }
                }
                // What follows may be a letter where the command ended at a comment.
                if rest.starts_with('%') {
                    self.out.push(' ');
                }
                Some(rest)
            }
        }
    }

    fn push(&mut self, name: &str) {
        self.out.push('\\');
        self.out.push_str(name);
    }

    /// Text inside a formula. Formulas inside that text are set beside it.
    fn text(&mut self, command: &str, content: &str) -> Option<()> {
        if !content.contains('$') {
            self.push(command);
            self.out.push('{');
            plain_text(content, &mut self.out)?;
            self.out.push('}');
            self.item();
            return Some(());
        }
        self.out.push('{');
        self.open()?;
        for (i, piece) in content.split('$').enumerate() {
            if i % 2 == 1 {
                self.out.push('{');
                self.open()?;
                self.run(piece)?;
                self.close()?;
                self.out.push('}');
            } else if !piece.is_empty() {
                self.text(command, piece)?;
            }
        }
        self.close()?;
        self.out.push('}');
        Some(())
    }
}

/// The content of the group at the start of `rest` and what stands after it.
fn braced(rest: &str) -> Option<(&str, &str)> {
    let inner = rest.trim_start().strip_prefix('{')?;
    let (mut depth, mut escaped) = (0usize, false);
    for (i, b) in inner.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some((&inner[..i], &inner[i + 1..])),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The name of an environment, if it is one.
fn plain_name(name: &str) -> Option<&str> {
    let letters = name.strip_suffix('*').unwrap_or(name);
    (!letters.is_empty() && letters.bytes().all(|b| b.is_ascii_alphabetic())).then_some(name)
}

/// LaTeX text as plain characters; `None` if it has commands that are more than an escaped sign.
fn plain_text(tex: &str, out: &mut String) -> Option<()> {
    let mut chars = tex.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next()? {
                c @ ('&' | '#' | '_' | '$') => out.push(c),
                // Unescaped it would begin a comment; the backslash goes when the markup is written.
                '%' => out.push_str("\\%"),
                ' ' | ',' | ';' | ':' | '\\' => out.push(' '),
                _ => return None,
            },
            '{' | '}' => {}
            '%' => return None,
            '~' => out.push('\u{A0}'),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    Some(())
}

/// Arrows whose names begin like `\left` or `\right`, which the library then takes for delimiters.
fn arrow(name: &str) -> Option<char> {
    Some(match name {
        "leftarrow" => '←',
        "rightarrow" => '→',
        "leftrightarrow" => '↔',
        "leftharpoonup" => '↼',
        "leftharpoondown" => '↽',
        "rightharpoonup" => '⇀',
        "rightharpoondown" => '⇁',
        "leftrightharpoons" => '⇋',
        "rightleftharpoons" => '⇌',
        "leftleftarrows" => '⇇',
        "rightrightarrows" => '⇉',
        "leftrightarrows" => '⇆',
        "rightleftarrows" => '⇄',
        "leftarrowtail" => '↢',
        "rightarrowtail" => '↣',
        "rightsquigarrow" => '⇝',
        _ => return None,
    })
}

/// How many arguments a command takes of those on which the library recurses when they stand without braces.
fn arguments(name: &str) -> u8 {
    match name {
        "frac" | "dfrac" | "tfrac" | "cfrac" | "binom" | "dbinom" | "tbinom" | "overset" | "underset" | "stackrel"
        | "buildrel" | "textcolor" => 2,
        "sideset" => 3,
        "genfrac" => 6,
        "sqrt" | "not" | "cancel" | "pmod" | "substack" | "xleftarrow" | "xrightarrow" | "boldsymbol" => 1,
        "acute" | "bar" | "overline" | "underbar" | "underline" | "breve" | "check" | "dot" | "ddot" | "grave"
        | "hat" | "tilde" | "vec" | "mathring" | "wideparen" => 1,
        // \mathbf, \symbf, \mathbin, \overleftarrow, \underbrace, \widehat: no command of theirs takes none but a few
        // signs, and one level too many does no harm.
        _ if ["math", "sym", "over", "Over", "under", "wide"].iter().any(|start| name.starts_with(start)) => 1,
        _ => 0,
    }
}
