//! An item lacks a part that an item of its kind needs.
//!
//! ## What it does
//! An article of a journal has its year and its pages (or the number that stands for them, or a DOI or an address); a
//! book has its publisher or place, and its year; a chapter and a paper of a conference have their pages where most
//! others of the list have them. What an item has in one of two lists is not asked for by this rule in the other.
//!
//! ## Why it matters
//! Without pages an article can be found only by leafing through the issue, and citation indexes cannot match it.
//!
//! ## Example
//! ```text
//! Amsel K. Bridges of glass. Water and Stone. 2009;3.
//! ```
//! Use instead:
//! ```text
//! Amsel K. Bridges of glass. Water and Stone. 2009;3:11–19.
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::items::{self, Item};
use crate::article::{PartKind, PublicationType};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "reference-parts",
    severity: Severity::Warning,
    summary: ["An item lacks a part that its kind needs", "В описании источника нет обязательного элемента"],
    supersedes: &[],
    check,
};

/// Where a source is found without pages.
const ONLINE: [PartKind; 5] = [PartKind::Url, PartKind::Doi, PartKind::Pmid, PartKind::Pmcid, PartKind::ElocationId];

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let lists = items::lists(subject);
    let mut told: BTreeSet<(&str, Lack)> = BTreeSet::new();
    for list in &lists {
        let usage = Usage::of(list);
        let lacks: Vec<(&Item<'_>, Lack)> = list.iter().filter_map(|item| Some((item, lack(item, &usage)?))).collect();
        let mut same: BTreeMap<Lack, usize> = BTreeMap::new();
        lacks.iter().for_each(|(_, lack)| *same.entry(*lack).or_default() += 1);
        // A list whose items mostly lack it is of a journal that does not ask for it.
        for &(item, lack) in &lacks {
            let (same, of_kind) = (same[&lack], usage.of_kind(item.kind()));
            if same > 1 && same * 2 > of_kind || partner_has(item, lack) || !told.insert((&item.reference.id, lack)) {
                continue;
            }
            let place = item.part(lack.after()).or_else(|| item.citation().parts.last());
            let place = place.map_or_else(|| item.piece.whole(), |part| item.span(part));
            let message = say!(ui, "{} has {}", "{}: {}", item.name(ui), ui.of(lack.in_english(), lack.in_russian()));
            let help = ui.of(lack.help(), lack.help_in_russian());
            findings.add(findings.at(place, message).help(help));
        }
    }
}

/// How many items of a list have what.
#[derive(Default)]
struct Usage {
    kinds: BTreeMap<&'static str, usize>,
    /// Chapters and papers of conferences, and those of them that have pages.
    papers: (usize, usize),
    /// Books that have a publisher or a place.
    published: usize,
}

impl Usage {
    fn of(list: &[Item<'_>]) -> Usage {
        use PublicationType::{Book, Chapter, Conference};
        let mut usage = Usage::default();
        for item in list {
            *usage.kinds.entry(item.kind().as_str()).or_default() += 1;
            if matches!(item.kind(), Chapter | Conference) {
                usage.papers.0 += 1;
                usage.papers.1 += usize::from(item.has(Lack::Pages.parts()));
            }
            usage.published += usize::from(item.kind() == Book && item.has(Lack::Publisher.parts()));
        }
        usage
    }

    fn of_kind(&self, kind: PublicationType) -> usize {
        self.kinds.get(kind.as_str()).copied().unwrap_or_default()
    }
}

/// What is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lack {
    Pages,
    PageRange,
    Year,
    Publisher,
}

impl Lack {
    fn in_english(self) -> &'static str {
        match self {
            Lack::Pages | Lack::PageRange => "no pages",
            Lack::Year => "no year",
            Lack::Publisher => "neither place nor publisher",
        }
    }

    fn in_russian(self) -> &'static str {
        match self {
            Lack::Pages | Lack::PageRange => "не указаны страницы",
            Lack::Year => "не указан год",
            Lack::Publisher => "не указаны ни место издания, ни издательство",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Lack::Pages | Lack::PageRange => "add the first and the last page",
            Lack::Year => "add the year of publication",
            Lack::Publisher => "add the place of publication and the publisher",
        }
    }

    fn help_in_russian(self) -> &'static str {
        match self {
            Lack::Pages | Lack::PageRange => "добавьте первую и последнюю страницы",
            Lack::Year => "добавьте год издания",
            Lack::Publisher => "добавьте место издания и издательство",
        }
    }

    /// The part after which it is missed.
    fn after(self) -> PartKind {
        match self {
            Lack::Pages => PartKind::Issue,
            Lack::PageRange => PartKind::Year,
            Lack::Year | Lack::Publisher => PartKind::Source,
        }
    }

    /// The parts of which one is enough.
    fn parts(self) -> &'static [PartKind] {
        match self {
            Lack::Pages | Lack::PageRange => &[PartKind::FirstPage, PartKind::ElocationId, PartKind::PageCount],
            Lack::Year => &[PartKind::Year],
            Lack::Publisher => &[PartKind::Publisher, PartKind::PublisherLoc],
        }
    }
}

fn lack(item: &Item<'_>, usage: &Usage) -> Option<Lack> {
    use PublicationType::{Book, Chapter, Conference, Journal};
    let pages = Lack::Pages.parts();
    match item.kind() {
        Journal if !item.has(&[PartKind::Source]) || !item.has(&[PartKind::ArticleTitle]) => None,
        // A figure that was not understood may be what is missed; a report is no article.
        Journal if linked(item) || item.has(&[PartKind::Publisher]) || figure_left(item) => None,
        Journal | Book if undated(item) => None,
        Journal if !item.has(&[PartKind::Year]) => Some(Lack::Year),
        Journal if !item.has(pages) && counted(item) => Some(Lack::Pages),
        Chapter | Conference if !linked(item) && !item.has(pages) && !figure_left(item) && hosted(item) => {
            let (all, with) = usage.papers;
            (with >= 3 && with * 4 >= all * 3).then_some(Lack::PageRange)
        }
        // Editors without a chapter may be a publisher.
        Book if !linked(item) && item.has(&[PartKind::Authors]) && !item.has(&[PartKind::Editors]) => {
            if !item.has(&[PartKind::Year]) && !figure_left(item) {
                return Some(Lack::Year);
            }
            let title = item.text(PartKind::Source).unwrap_or_default();
            let bare = !item.has(Lack::Publisher.parts()) && words_left(item) == 0 && !title.contains([',', '.']);
            (bare && usage.published >= 3).then_some(Lack::Publisher)
        }
        _ => None,
    }
}

/// Whether it is well known in what a chapter or a paper stands.
fn hosted(item: &Item<'_>) -> bool {
    let source = item.text(PartKind::Source).unwrap_or_default();
    item.has(&[PartKind::ChapterTitle]) && source.chars().filter(|c| c.is_alphabetic()).count() > 7
}

/// Whether a volume or an issue is given in figures.
fn counted(item: &Item<'_>) -> bool {
    let figure = |kind| item.text(kind).is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    figure(PartKind::Volume) || figure(PartKind::Issue)
}

/// Whether an item is found by an address or a number that is not among its parts.
fn linked(item: &Item<'_>) -> bool {
    let plain = item.plain();
    item.has(&ONLINE) || ["doi", "DOI", "://", "www."].iter().any(|sign| plain.contains(sign))
}

/// Whether the item says that it bears no date, or is still to come out.
fn undated(item: &Item<'_>) -> bool {
    const SAID: [&str; 14] = [
        "s.d.",
        "s. d.",
        "n.d.",
        "n. d.",
        "o.j.",
        "o. j.",
        "б. г.",
        "б.г.",
        "in press",
        "forthcoming",
        "в печати",
        "no prelo",
        "en prensa",
        "im druck",
    ];
    let plain = item.plain().to_lowercase();
    SAID.iter().any(|said| plain.contains(said))
}

/// Whether the other list has what this one lacks.
fn partner_has(item: &Item<'_>, lack: Lack) -> bool {
    let forms = item.reference.forms.iter().filter(|form| form.list != item.form.list);
    forms.into_iter().any(|form| lack.parts().iter().any(|kind| form.citation.find(*kind).is_some()))
}

/// The text of an item that is in none of its parts.
fn left(item: &Item<'_>) -> String {
    let mut out = String::new();
    let mut at = 0;
    for part in &item.citation().parts {
        out.push_str(item.plain().get(at..part.range().start).unwrap_or_default());
        out.push(' ');
        at = part.range().end;
    }
    out.push_str(item.plain().get(at..).unwrap_or_default());
    out
}

fn figure_left(item: &Item<'_>) -> bool {
    left(item).contains(|c: char| c.is_numeric())
}

fn words_left(item: &Item<'_>) -> usize {
    left(item).split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2).count()
}
