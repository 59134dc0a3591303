//! What the model does not carry. Every element that is left out, or kept as something else, is noted with its place;
//! elements of one name in one kind of place that fare alike make one finding.

use std::collections::BTreeMap;

use super::tree::Node;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What becomes of an element that the model has no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is left out with all its text.
    Left,
    /// Its text is kept as plain text or paragraphs.
    Kept,
    /// It is kept, but not at the place or in the shape that it had.
    Moved,
    /// What it says comes from journal.toml.
    Journal,
}

/// How many places a finding names besides the first.
const PLACES: usize = 20;

struct Group {
    span: Span,
    count: usize,
    others: Vec<Span>,
}

/// What was noted.
#[derive(Default)]
pub struct Losses<'t> {
    groups: BTreeMap<(&'t str, &'t str, Fate), Group>,
}

impl<'t> Losses<'t> {
    /// Notes an element.
    pub fn note(&mut self, node: Node<'t>, fate: Fate) {
        let around = node.parent().map_or("", Node::local);
        let span = opening(node);
        let group = self.groups.entry((node.local(), around, fate));
        let group = group.or_insert(Group { span, count: 0, others: Vec::new() });
        group.count += 1;
        if group.count > 1 && group.others.len() < PLACES {
            group.others.push(span);
        }
    }

    /// The findings.
    pub fn findings(self, out: &mut Vec<Diagnostic>) {
        for ((name, around, fate), group) in self.groups {
            let what = match (name, around) {
                ("", around) => format!("text in `{around}`"),
                (name, "") => format!("`{name}`"),
                (name, around) => format!("`{name}` in `{around}`"),
            };
            let times = if group.count > 1 { format!(" ({} times, here first)", group.count) } else { String::new() };
            let mut finding = match fate {
                Fate::Left => {
                    let message = format!("{what} has no place in the article, and is left out{times}");
                    Diagnostic::warning("jats-not-carried", group.span, message)
                }
                Fate::Kept => {
                    let message = format!("{what} has no place in the article; its text is kept without it{times}");
                    Diagnostic::info("jats-not-carried", group.span, message)
                }
                Fate::Moved => {
                    let message = format!("{what} is kept, but not as it stands there{times}");
                    Diagnostic::info("jats-not-carried", group.span, message)
                }
                Fate::Journal => {
                    let message = format!("{what} is left out: journal.toml says it{times}");
                    Diagnostic::info("jats-not-carried", group.span, message)
                }
            };
            finding.related = group.others.into_iter().map(|span| (span, "and here".to_owned())).collect();
            out.push(finding);
        }
    }
}

/// The beginning of an element's start tag: `<name`; of text all of it.
pub fn opening(node: Node<'_>) -> Span {
    let span = node.span();
    if !node.is_element() {
        return span;
    }
    Span::new(span.start as usize, (span.start as usize + 1 + node.name().len()).min(span.end as usize))
}
