//! Text with its place: languages, runs and inlines.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Id;
use crate::source::Span;

/// A language as a BCP 47 primary subtag of two or three letters (`en`, `ru`, `be`), the form that `xml:lang` takes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 3]);

impl Lang {
    /// English.
    pub const EN: Lang = Lang(*b"en\0");
    /// Russian.
    pub const RU: Lang = Lang(*b"ru\0");
    /// Belarusian.
    pub const BE: Lang = Lang(*b"be\0");
    /// Ukrainian.
    pub const UK: Lang = Lang(*b"uk\0");
    /// Polish.
    pub const PL: Lang = Lang(*b"pl\0");
    /// German.
    pub const DE: Lang = Lang(*b"de\0");
    /// French.
    pub const FR: Lang = Lang(*b"fr\0");
    /// Spanish.
    pub const ES: Lang = Lang(*b"es\0");
    /// Portuguese.
    pub const PT: Lang = Lang(*b"pt\0");
    /// Undetermined (ISO 639-2 `und`).
    pub const UND: Lang = Lang(*b"und");

    /// A language from its tag; region and script subtags are left off. `None` if it is not a tag.
    pub fn parse(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next()?.as_bytes();
        if !(2..=3).contains(&primary.len()) || !primary.iter().all(u8::is_ascii_alphabetic) {
            return None;
        }
        let mut code = [0; 3];
        for (to, from) in code.iter_mut().zip(primary) {
            *to = from.to_ascii_lowercase();
        }
        Some(Lang(code))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        let len = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..len]).unwrap_or("und")
    }

    /// Whether the language is written in Cyrillic.
    pub fn is_cyrillic(&self) -> bool {
        self.0[2] == 0
            && matches!(&self.0[..2], b"ru" | b"be" | b"uk" | b"bg" | b"sr" | b"mk" | b"kk" | b"ky" | b"mn" | b"tg")
    }
}

impl Default for Lang {
    fn default() -> Lang {
        Lang::UND
    }
}

impl std::fmt::Debug for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Lang, D::Error> {
        let tag = std::borrow::Cow::<str>::deserialize(d)?;
        Lang::parse(&tag).ok_or_else(|| serde::de::Error::custom(format!("`{tag}` is not a language tag such as `en`")))
    }
}

/// Plain text from one place. When the lengths of `text` and `span` are equal, byte n of one is byte n of the other;
/// otherwise the text was rewritten (an entity, a run of white space) and stands for the span as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Where it came from.
    pub span: Span,
}

impl Run {
    /// A run of text from a place.
    pub fn new(text: impl Into<String>, span: Span) -> Run {
        Run { text: text.into(), span }
    }

    /// The place of the bytes `range` of the text. A space at the end that joins the text to what follows, and stands
    /// nowhere itself, takes no place from the rest.
    pub fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        let len = self.span.len();
        if len == self.text.len() {
            self.span.slice(range)
        } else if len + 1 == self.text.len() && self.text.ends_with(' ') {
            self.span.slice(range.start.min(len)..range.end.min(len))
        } else {
            self.span
        }
    }
}

/// How a stretch of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Italic, `*…*`.
    Italic,
    /// Bold, `**…**`.
    Bold,
    /// Superscript that is not a note mark.
    Superscript,
    /// Subscript.
    Subscript,
    /// Code, in a fixed pitch.
    Code,
    /// Small capitals.
    SmallCaps,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
}

/// A part of a line of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Run(Run),
    /// Text set in another style.
    Styled {
        /// The style.
        style: Style,
        /// What is set in it.
        content: Text,
    },
    /// Text in another language than what is around it.
    Foreign {
        /// Its language.
        lang: Lang,
        /// What is in it.
        content: Text,
    },
    /// A link to outside the article. `href` has passed [`crate::notation::url::is_safe`]: http, https, mailto, ftp or doi only.
    Link {
        /// Where it goes.
        href: String,
        /// What is shown.
        content: Text,
    },
    /// A footnote mark.
    NoteMark {
        /// The note it calls, by [`super::Note::id`].
        note: Id,
        /// The mark as it stands, without `^` or brackets.
        label: Run,
    },
    /// A citation of one item of the reference list: the number alone, the brackets around it are plain text.
    Citation {
        /// The item, by [`super::Reference::id`].
        target: Id,
        /// The number as it stands.
        label: Run,
        /// Items between the one before and this one that a range (`[3–7]`) cites without showing.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        through: Vec<Id>,
    },
    /// A cross-reference to a figure, table, formula or section.
    CrossReference {
        /// The target's id.
        target: Id,
        /// What it is, for `xref/@ref-type`.
        kind: CrossReferenceKind,
        /// What is shown.
        content: Text,
    },
    /// A formula in the line.
    Formula {
        /// LaTeX source; empty where the manuscript has MathML alone.
        tex: Run,
        /// The manuscript's own MathML.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mathml: Option<Box<MathMl>>,
    },
    /// A picture in the line.
    Graphic(super::Graphic),
    /// A forced line break.
    Break,
}

/// A formula in MathML 3 (presentation markup), as [`crate::notation::mathml`] lets it through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MathMl {
    /// What stands inside `math`: well-formed XML in the MathML namespace, written without prefixes.
    pub markup: String,
    /// What is read in it, without markup.
    pub plain: Run,
}

/// What is read of a formula: its source, or else what its MathML shows.
pub fn formula_run<'a>(tex: &'a Run, mathml: &'a Option<Box<MathMl>>) -> &'a Run {
    match mathml {
        Some(math) if tex.text.is_empty() => &math.plain,
        _ => tex,
    }
}

/// What a cross-reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CrossReferenceKind {
    /// A figure.
    Figure,
    /// A table.
    Table,
    /// A displayed formula.
    Formula,
    /// A section.
    Section,
    /// A note under a table.
    TableNote,
    /// A box.
    Box,
    /// Supplementary material.
    Supplement,
    /// An appendix.
    Appendix,
    /// Something else.
    Other,
}

/// A line of text: its inlines in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text {
    /// The parts.
    pub inlines: Vec<Inline>,
}

impl Text {
    /// Text of one plain run.
    pub fn from_run(run: Run) -> Text {
        Text { inlines: vec![Inline::Run(run)] }
    }

    /// Text that stands nowhere in the manuscript.
    pub fn made(text: impl Into<String>) -> Text {
        Text::from_run(Run::new(text, Span::NONE))
    }

    /// Whether there is nothing to read in it.
    pub fn is_empty(&self) -> bool {
        self.inlines.is_empty()
    }

    /// What is read, without styles: note marks and citations give their labels, formulas their source.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        self.for_each_run(&mut |run| out.push_str(&run.text));
        out
    }

    /// As [`Text::plain`], but note marks are left out: for headings, titles and comparison.
    pub fn plain_without_marks(&self) -> String {
        fn go(text: &Text, out: &mut String) {
            for inline in &text.inlines {
                match inline {
                    Inline::NoteMark { .. } => {}
                    Inline::Styled { content, .. }
                    | Inline::Foreign { content, .. }
                    | Inline::Link { content, .. }
                    | Inline::CrossReference { content, .. } => go(content, out),
                    Inline::Run(run) | Inline::Citation { label: run, .. } => out.push_str(&run.text),
                    Inline::Formula { tex, mathml } => out.push_str(&formula_run(tex, mathml).text),
                    Inline::Graphic(_) => {}
                    Inline::Break => out.push(' '),
                }
            }
        }
        let mut out = String::new();
        go(self, &mut out);
        out
    }

    /// Calls `f` on every run in reading order.
    pub fn for_each_run<'a>(&'a self, f: &mut dyn FnMut(&'a Run)) {
        for inline in &self.inlines {
            match inline {
                Inline::Run(run) | Inline::NoteMark { label: run, .. } | Inline::Citation { label: run, .. } => f(run),
                Inline::Formula { tex, mathml } => f(formula_run(tex, mathml)),
                Inline::Styled { content, .. }
                | Inline::Foreign { content, .. }
                | Inline::Link { content, .. }
                | Inline::CrossReference { content, .. } => content.for_each_run(f),
                Inline::Graphic(_) | Inline::Break => {}
            }
        }
    }

    /// The part of the text whose plain form is the bytes `range` of [`Text::plain`]. Styles around it are kept.
    pub fn slice(&self, range: std::ops::Range<usize>) -> Text {
        fn go(text: &Text, at: &mut usize, range: &std::ops::Range<usize>) -> Text {
            let cut = |run: &Run, at: &mut usize| {
                let own = *at..*at + run.text.len();
                *at = own.end;
                let (from, to) = (range.start.max(own.start), range.end.min(own.end));
                let part = (from < to).then(|| from - own.start..to - own.start)?;
                let words = run.text.get(part.clone())?;
                Some(Run::new(words, run.span_of(part)))
            };
            let mut out = Text::default();
            for inline in &text.inlines {
                match inline {
                    Inline::Run(run) => out.inlines.extend(cut(run, at).map(Inline::Run)),
                    // Part of MathML would be none: it is there as a whole or not at all.
                    Inline::Formula { tex, mathml: Some(math) } => {
                        if cut(formula_run(tex, &Some(math.clone())), at).is_some() {
                            out.inlines.push(inline.clone());
                        }
                    }
                    Inline::Formula { tex, mathml: None } => {
                        out.inlines.extend(cut(tex, at).map(|tex| Inline::Formula { tex, mathml: None }));
                    }
                    Inline::NoteMark { note, label } => {
                        out.inlines.extend(cut(label, at).map(|label| Inline::NoteMark { note: note.clone(), label }));
                    }
                    Inline::Citation { target, label, through } => {
                        out.inlines.extend(cut(label, at).map(|label| Inline::Citation {
                            target: target.clone(),
                            label,
                            through: through.clone(),
                        }))
                    }
                    Inline::Graphic(_) | Inline::Break => {}
                    Inline::Styled { content, .. }
                    | Inline::Foreign { content, .. }
                    | Inline::Link { content, .. }
                    | Inline::CrossReference { content, .. } => {
                        let part = go(content, at, range);
                        if part.is_empty() {
                            continue;
                        }
                        let mut whole = inline.clone();
                        if let Inline::Styled { content, .. }
                        | Inline::Foreign { content, .. }
                        | Inline::Link { content, .. }
                        | Inline::CrossReference { content, .. } = &mut whole
                        {
                            *content = part;
                        }
                        out.inlines.push(whole);
                    }
                }
            }
            out
        }
        go(self, &mut 0, &range)
    }

    /// The smallest span that holds all of it.
    pub fn span(&self) -> Span {
        let mut span = Span::NONE;
        self.for_each_run(&mut |run| span = span.join(run.span));
        span
    }
}
