//! The citation block names other authors than the author line.
//!
//! ## What it does
//! Holds the authors in each citation block against the author line in that language: one who is left out or added,
//! another order, a surname spelled in another way, other initials. "et al." may stand for any number; a second name or
//! patronymic may be lacking.
//!
//! ## Why it matters
//! Citations are counted by the names in the block. An author who is not in it, or under another name, gets none.
//!
//! ## Example
//! ```text
//! A. B. AUTHOR, C. D. OTHER
//! …
//! For citation: Author BA, Other CD. The rivers. Journal of Rivers. 2020;2:47–53.
//! ```
//! Use instead:
//! ```text
//! A. B. AUTHOR, C. D. OTHER
//! …
//! For citation: Author AB, Other CD. The rivers. Journal of Rivers. 2020;2:47–53.
//! ```

use super::{Block, blocks};
use crate::article::{PartKind, PersonName};
use crate::check::people::{self, Person};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::language;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "citation-authors",
    severity: Severity::Error,
    summary: [
        "The citation block names other authors than the author line",
        "Авторы в образце цитирования не те, что в строке авторов",
    ],
    supersedes: &["agreement-author"],
    check,
};

/// Longer lists are of collaborations, which no block names in full.
const MOST: usize = 200;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for block in blocks(subject) {
        let cited = people::of_citation(&block.own.citation, &block.piece, &[PartKind::Authors]);
        let line = author_line(subject, &block);
        let script = |people: &[Person]| people.first().map(|p| language::script(&p.surname));
        if script(&cited) != script(&line) || !is_own(&block, &line) {
            continue;
        }
        if !cited.is_empty() && !line.is_empty() && line.len() <= MOST && cited.len() <= MOST {
            compare(subject, &block, &line, &cited, findings);
        }
    }
}

/// The authors as the author line in the block's language has them.
fn author_line(subject: &Subject<'_>, block: &Block<'_>) -> Vec<Person> {
    let contributors = &subject.article.front.contributors;
    let named = |name: &PersonName| {
        let span = name.written.span;
        // Without an author line the names come from the block itself.
        let inside = block.piece.whole();
        let from_block = span.is_empty() || inside.start <= span.start && span.end <= inside.end;
        if from_block { None } else { people::of_line(name, block.own.lang) }
    };
    let in_lang = |c: &crate::article::Contributor| {
        c.names.iter().find(|n| n.lang == block.own.lang).and_then(|n| named(&n.value))
    };
    let exact: Vec<Person> = contributors.iter().filter_map(in_lang).collect();
    if !exact.is_empty() || block.own.lang.is_cyrillic() {
        return exact;
    }
    // The language of a block may be a guess: any name in Latin letters will do, if there is but one.
    let latin = |c: &crate::article::Contributor| {
        let mut names = c.names.iter().filter(|n| !n.lang.is_cyrillic()).map(|n| &n.value);
        let first = names.next()?;
        names.all(|other| other.written.text == first.written.text).then(|| named(first)).flatten()
    };
    contributors.iter().map(latin).collect::<Option<Vec<Person>>>().unwrap_or_default()
}

fn compare(subject: &Subject<'_>, block: &Block<'_>, line: &[Person], cited: &[Person], findings: &mut Findings) {
    let ui = subject.ui;
    let related = ui.of("the author line", "строка авторов");
    let help = ui.of(
        "name the authors as the author line does, in its order",
        "назовите авторов так же и в том же порядке, что в строке авторов",
    );
    // Who is who: by surname and initials, then by surname alone.
    let mut partner: Vec<Option<usize>> = vec![None; cited.len()];
    let mut taken = vec![false; line.len()];
    for strict in [true, false] {
        for (n, one) in cited.iter().enumerate() {
            let same = |author: &Person| match strict {
                true => one.same_surname(author) && one.same_initials(author),
                false => one.same_surname(author) || is_inverted(one, author),
            };
            let free = |m: &usize| !taken[*m] && same(&line[*m]);
            if partner[n].is_none()
                && let Some(m) = Some(n).filter(|n| *n < line.len()).into_iter().chain(0..line.len()).find(free)
            {
                partner[n] = Some(m);
                taken[m] = true;
            }
        }
    }
    // Names that were not read for what they are stand in the block all the same, and make others of the words around.
    let words = block.piece.plain.to_lowercase();
    let is_there = |author: &Person| words.contains(&author.surname.to_lowercase());
    let mut out_of_order = None;
    for (n, one) in cited.iter().enumerate() {
        let place = one.span;
        match partner[n] {
            Some(m) => {
                let author = &line[m];
                if one.same_surname(author) && !one.same_initials(author) {
                    let message = say!(
                        ui,
                        "{} here, {} in the author line: other initials",
                        "здесь {}, в строке авторов {}: инициалы не совпадают",
                        one.written,
                        author.written
                    );
                    findings.add(findings.at(place, message).help(help).related(author.span, related));
                }
                if m != n && cited.len() == line.len() && out_of_order.is_none() {
                    out_of_order = Some((one, author));
                }
            }
            None => match line.get(n).filter(|_| !taken.get(n).copied().unwrap_or(true)) {
                Some(author) if is_there(author) => {}
                Some(author) => {
                    let message = say!(
                        ui,
                        "{} here, {} in the author line",
                        "здесь {}, в строке авторов {}",
                        one.written,
                        author.written
                    );
                    taken[n] = true;
                    findings.add(findings.at(place, message).help(help).related(author.span, related));
                }
                None if !is_author(one) || !taken.iter().all(|taken| *taken) => {}
                None => {
                    let message = say!(ui, "{} is not in the author line", "{} нет в строке авторов", one.written);
                    let line = line.iter().fold(Span::NONE, |span, author| span.join(author.span));
                    findings.add(findings.at(place, message).help(help).related(line, related));
                }
            },
        }
    }
    if let Some((one, author)) = out_of_order.filter(|_| partner.iter().all(Option::is_some)) {
        let message = say!(
            ui,
            "{} stands in another place in the author line",
            "в строке авторов {} стоит на другом месте",
            one.written
        );
        findings.add(findings.at(one.span, message).help(help).related(author.span, related));
    }
    let abridged = block.own.citation.find(PartKind::EtAl).is_some();
    let lacking = line.iter().zip(&taken).filter(|(author, taken)| !**taken && !abridged && !is_there(author));
    let group = cited.iter().fold(Span::NONE, |span, one| span.join(one.span));
    for (author, _) in lacking {
        let message =
            say!(ui, "the citation block leaves {} out", "в образце цитирования нет автора {}", author.written);
        findings.add(findings.at(group, message).help(help).related(author.span, related));
    }
}

/// Whether what was read as an author is certainly one: a surname and initials.
fn is_author(person: &Person) -> bool {
    people::is_surname(&person.surname)
        && (people::is_initials(&person.given.replace(' ', ""))
            || person.given.chars().all(char::is_uppercase) && (1..=3).contains(&person.given.chars().count()))
}

/// Whether the surname of one is a given name of the other: which comes first is not known of every name.
fn is_inverted(one: &Person, author: &Person) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 1).map(str::to_lowercase).collect()
    };
    let all = words(&author.written);
    let own = words(&one.surname);
    !own.is_empty() && own.iter().all(|word| all.contains(word))
}

/// Whether a block cites the article: it names an author of the line, or has a year and pages.
fn is_own(block: &Block<'_>, line: &[Person]) -> bool {
    let text = block.piece.plain.to_lowercase();
    let named = line.iter().any(|author| text.contains(&author.surname.to_lowercase()));
    named || block.part(PartKind::Year).is_some() && block.part(PartKind::FirstPage).is_some()
}
