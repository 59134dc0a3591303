//! How sure what was recovered is: as sure as the blocks that it came from, and surer, or less so, by what the article says
//! elsewhere.

use super::claims::{Claim, Draft};
use super::kind::Kind;
use super::{Field, Reading, confidence};
use crate::article::{Article, PartKind, ReferenceForm};
use crate::notation::name;
use crate::read::page::asides::letters;
use crate::read::page::lines::Unit;
use crate::read::page::people;
use crate::source::Span;

/// No block says more for what was read in it.
const CLEAR: f32 = 6.0;

/// Every field of the article.
pub(super) fn fields(
    article: &Article,
    drafts: &[Draft],
    units: &[Unit],
    claimed: &[Claim],
    weights: &[f32],
) -> Vec<Field> {
    // The least sure block of each draft.
    let mut least: Vec<Option<f32>> = vec![None; drafts.len()];
    for (claim, weight) in claimed.iter().zip(weights) {
        if let Some(n) = claim.field {
            least[n] = Some(least[n].map_or(*weight, |known: f32| known.min(*weight)));
        }
    }
    let cited = Cited::of(article);
    let mut out = Vec::new();
    for (n, draft) in drafts.iter().enumerate() {
        if draft.field.is_empty() {
            continue;
        }
        let blocks = least[n].unwrap_or_else(|| of_block(draft, units, weights));
        // What an editor says of the block is certain; what was read in it is as sure as in any clear block.
        let mut weighed = Weighed { weight: blocks.min(CLEAR), why: Vec::new(), otherwise: Vec::new() };
        weighed.weigh(article, &cited, draft);
        out.push(Field {
            field: draft.field,
            pointer: draft.pointer.clone(),
            lang: draft.lang,
            value: draft.value.clone(),
            span: draft.span(),
            why: weighed.why,
            confidence: confidence(weighed.weight),
            otherwise: weighed.otherwise,
        });
    }
    out
}

/// The weight of the block in which it stands, which may be another field's: authors in one line, the year in the citation
/// block.
fn of_block(draft: &Draft, units: &[Unit], weights: &[f32]) -> f32 {
    let weight_at = |span: &Span| {
        let unit = units.partition_point(|u| u.range.end <= span.start as usize);
        weights.get(unit).copied()
    };
    draft.spans.iter().filter_map(weight_at).reduce(f32::min).unwrap_or(0.8)
}

/// What the citation blocks say, each with its place.
struct Cited {
    parts: Vec<(PartKind, String, Span)>,
    letters: Vec<String>,
}

impl Cited {
    fn of(article: &Article) -> Cited {
        let mut parts = Vec::new();
        let mut all = Vec::new();
        for block in &article.front.self_citations {
            let plain = block.text.plain();
            for part in &block.citation.parts {
                let text = part.value.clone().unwrap_or_else(|| part.text(&plain).to_owned());
                parts.push((part.kind, text, block.text.slice(part.range()).span()));
            }
            all.push(letters(&plain));
        }
        Cited { parts, letters: all }
    }

    fn says(&self, value: &str) -> bool {
        let value = letters(value);
        value.chars().count() > 2 && self.letters.iter().any(|l| l.contains(&value))
    }
}

struct Weighed {
    weight: f32,
    why: Vec<String>,
    otherwise: Vec<Reading>,
}

impl Weighed {
    fn pro(&mut self, is_so: bool, weight: f32, why: &str) {
        if is_so {
            self.weight += weight;
            self.why.push(why.to_owned());
        }
    }

    fn con(&mut self, is_so: bool, weight: f32, why: &str) {
        if is_so {
            self.weight -= weight;
            self.why.push(format!("but {why}"));
        }
    }

    fn weigh(&mut self, article: &Article, cited: &Cited, draft: &Draft) {
        let front = &article.front;
        match draft.field {
            "title" => {
                self.pro(cited.says(&draft.value), 0.5, "the citation block has the same words");
                let restored = draft.spans.is_empty();
                self.con(restored, 0.5, "it stands nowhere");
            }
            "author" => {
                let surname = draft.value.split(',').next().unwrap_or("");
                self.pro(cited.says(surname), 0.5, "the citation block has the surname");
                let known = name::parse_person(&draft.value).is_some() || people::has_initial(&draft.value);
                self.con(!known && !draft.value.contains(", "), 1.0, "surname and given name cannot be told apart");
                self.con(
                    draft.value.contains(|c: char| c.is_ascii_digit() || "$^{}[]<>@".contains(c)),
                    7.0,
                    "it has signs in it that names have not",
                );
            }
            "keywords" => {
                let others = front.keywords.iter().map(|k| k.items.len()).collect::<Vec<_>>();
                let same = others.len() > 1 && others.windows(2).all(|w| w[0] == w[1]);
                self.pro(same, 0.3, "the other language has as many");
                self.con(others.contains(&1), 0.7, "there is only one");
            }
            "journal" => {
                self.con(letters(&draft.value).chars().count() < 4, 3.0, "it is shorter than names of journals are")
            }
            "year" => self.part(cited, draft, PartKind::Year),
            "volume" => self.part(cited, draft, PartKind::Volume),
            "issue" => self.part(cited, draft, PartKind::Issue),
            "first_page" => self.part(cited, draft, PartKind::FirstPage),
            "last_page" => self.part(cited, draft, PartKind::LastPage),
            "elocation_id" => self.part(cited, draft, PartKind::ElocationId),
            "doi" => self.part(cited, draft, PartKind::Doi),
            "reference" => {
                let form = reference(article, &draft.pointer);
                let parts = form.map_or(0, |f| f.citation.parts.len());
                self.pro(parts > 3, 0.3, "its parts were recognised");
                self.con(parts == 0, 0.7, "none of its parts was recognised");
                self.con(draft.value.chars().count() > 900, 1.2, "it may be several items");
                self.con(draft.value.chars().count() < 25, 0.8, "it is shorter than items are");
            }
            "note" => self.con(draft.value.chars().count() < 3, 1.0, "hardly anything is in it"),
            _ => {}
        }
        if draft.kind == Some(Kind::Heading) {
            self.con(draft.value.trim().is_empty(), 2.0, "it is empty");
        }
    }

    /// A number that the citation blocks have: they should agree.
    fn part(&mut self, cited: &Cited, draft: &Draft, kind: PartKind) {
        let all: Vec<_> = cited.parts.iter().filter(|p| p.0 == kind).collect();
        let same = |text: &str| text.trim_end_matches('.').eq_ignore_ascii_case(draft.value.trim_end_matches('.'));
        let agree = all.iter().filter(|p| same(&p.1)).count();
        self.pro(agree > 1, 0.7, "the citation blocks agree");
        for (_, value, span) in all.into_iter().filter(|p| !same(&p.1)) {
            self.weight -= 1.8;
            let why = "another citation block says this".to_owned();
            self.otherwise.push(Reading { value: value.clone(), span: *span, why });
        }
    }
}

/// The form of an item by its pointer: `/references/items/3/forms/0`.
fn reference<'a>(article: &'a Article, pointer: &str) -> Option<&'a ReferenceForm> {
    let mut parts = pointer.strip_prefix("/references/items/")?.split("/forms/");
    let item: usize = parts.next()?.parse().ok()?;
    let form: usize = parts.next()?.parse().ok()?;
    article.references.items.get(item)?.forms.get(form)
}
