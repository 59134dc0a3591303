//! What the page says for each reading and against it, with weights.
//!
//! A weight is in log-odds: 3 alone is a confidence of 0.95, 1 of 0.73. What speaks against a reading names what the block
//! would be then, and is shown as such if it is not outweighed by far.

mod body;
mod front;
mod rest;

use super::Rival;
use super::kind::Kind;
use super::sight::Sights;
use crate::read::page::marks;

/// The weight of what an editor says.
pub(super) const CERTAIN: f32 = 100.0;

/// The evidence on a block.
#[derive(Debug, Default)]
pub(super) struct Weighed {
    start: f32,
    pros: Vec<(f32, String)>,
    cons: Vec<(f32, Kind, String)>,
}

impl Weighed {
    /// Evidence on a reading that is likely by so much before anything is looked at.
    fn from(start: f32) -> Weighed {
        Weighed { start, ..Weighed::default() }
    }

    /// What speaks for it, if it is so.
    fn pro(&mut self, is_so: bool, weight: f32, why: impl Into<String>) {
        if is_so {
            self.pros.push((weight, why.into()));
        }
    }

    /// What speaks for something else, if it is so.
    fn con(&mut self, is_so: bool, weight: f32, kind: Kind, why: impl Into<String>) {
        if is_so {
            self.cons.push((weight, kind, why.into()));
        }
    }

    /// An editor said what it is.
    pub fn settle(&mut self, why: String) {
        *self = Weighed { start: 0.0, pros: vec![(CERTAIN, why)], cons: Vec::new() };
    }

    /// All of it together.
    pub fn weight(&self) -> f32 {
        let pros: f32 = self.pros.iter().map(|p| p.0).sum();
        let cons: f32 = self.cons.iter().map(|c| c.0).sum();
        self.start + pros - cons
    }

    /// What speaks for the reading, and the other readings.
    pub fn into_reasons(mut self) -> (Vec<String>, Vec<Rival>) {
        self.pros.sort_by(|a, b| b.0.total_cmp(&a.0));
        self.cons.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut why: Vec<String> = self.pros.into_iter().map(|p| p.1).collect();
        if why.is_empty() {
            why.push("nothing says what else it could be".to_owned());
        }
        let mut otherwise: Vec<Rival> = Vec::new();
        for (_, kind, why) in self.cons {
            match otherwise.iter_mut().find(|r| r.kind == kind) {
                Some(known) => {
                    known.why.push_str("; ");
                    known.why.push_str(&why);
                }
                None => otherwise.push(Rival { kind, why }),
            }
        }
        (why, otherwise)
    }
}

/// Weighs what speaks for the reading of unit `i` and against it.
pub(super) fn weigh(sights: &Sights<'_>, i: usize) -> Weighed {
    match sights.kind(i) {
        Kind::Title => front::title(sights, i),
        Kind::Authors => front::authors(sights, i),
        Kind::Affiliation => front::affiliation(sights, i),
        Kind::Abstract => front::summary(sights, i),
        Kind::Keywords => front::keywords(sights, i),
        Kind::Rubric => front::rubric(sights, i),
        Kind::Code | Kind::Date | Kind::Contact => front::code(sights, i),
        Kind::Heading => body::heading(sights, i),
        Kind::Paragraph => body::paragraph(sights, i),
        Kind::Continuation => body::continuation(sights, i),
        Kind::Caption | Kind::Picture => body::caption(sights, i),
        Kind::List | Kind::Quotation | Kind::Table | Kind::Formula | Kind::Preformatted | Kind::Rule => {
            body::shaped(sights, i)
        }
        Kind::Note => rest::note(sights, i),
        Kind::ReferenceList => rest::list(sights, i),
        Kind::Reference => rest::reference(sights, i),
        Kind::Citation
        | Kind::AuthorNote
        | Kind::Label
        | Kind::Acknowledgements
        | Kind::Funding
        | Kind::Conflict
        | Kind::Appendix => rest::labelled(sights, i),
        Kind::RunningHead | Kind::PageNumber | Kind::Copyright | Kind::LeftOut | Kind::Lost => {
            rest::left_out(sights, i)
        }
    }
}

/// A label as it is quoted.
fn quoted(sights: &Sights<'_>, i: usize, range: std::ops::Range<usize>) -> String {
    let shown: String = sights.text(i).get(range).unwrap_or("").chars().take(40).collect();
    format!("its label “{shown}”")
}

/// Whether a text begins with a sign that is raised, however that is written.
fn starts_raised(text: &str) -> bool {
    marks::raised(text).is_some() || text.starts_with("$^") || text.starts_with('^')
}
