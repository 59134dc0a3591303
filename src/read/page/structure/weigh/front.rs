//! Evidence on blocks of the front matter.

use super::{Kind, Sights, Weighed, quoted, starts_raised};
use crate::notation::labels::LabelKind;
use crate::notation::{doi, email, orcid};
use crate::read::page::asides::letters;
use crate::read::page::lines::Shape;
use crate::read::page::{is_capitals, marks, people};

/// The label of one of `kinds` at the start of unit `i`.
fn label(sights: &Sights<'_>, i: usize, kinds: &[LabelKind]) -> Option<String> {
    let found = sights.labels(i).into_iter().find(|l| kinds.contains(&l.kind))?;
    Some(quoted(sights, i, found.text))
}

pub(super) fn title(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.5);
    let text = sights.text(i);
    let own = letters(text);
    let below = sights.below(i);
    let next = below.map(|j| sights.kind(j));
    let above = sights.above(i);
    w.pro(next == Some(Kind::Authors), 2.0, "it stands right above the line of authors");
    w.pro(next == Some(Kind::Title), 1.5, "the title goes on in the line below");
    w.pro(
        own.chars().count() > 8 && sights.citations.iter().any(|c| c.contains(&own)),
        2.5,
        "the citation block has the same words",
    );
    w.pro(matches!(sights.units[i].shape, Shape::Heading(_)), 1.0, "it has the signs of a heading");
    w.pro(is_capitals(text), 0.7, "it is in capitals");
    w.pro(
        above.is_none_or(|j| matches!(sights.kind(j), Kind::Code | Kind::Rubric | Kind::Keywords | Kind::Abstract)),
        0.8,
        "a block of front matter begins here",
    );
    w.pro(
        above.is_some_and(|j| sights.kind(j) == Kind::Authors) || next == Some(Kind::Abstract),
        1.0,
        "it stands between front matter",
    );
    let rubric_above = above.is_some_and(|j| sights.kind(j) == Kind::Rubric);
    w.con(
        next == Some(Kind::Rubric)
            || rubric_above && !sights.citations.iter().any(|c| c.contains(&own)) && !is_capitals(text),
        0.7,
        Kind::Rubric,
        "other lines stand above the authors as well",
    );
    w.con(starts_raised(text), 3.0, Kind::Affiliation, "it begins with a raised key");
    w.con(text.contains("$^") || text.contains("^{"), 2.0, Kind::Authors, "raised keys are in it");
    w.con(text.ends_with('.'), 0.8, Kind::Abstract, "it ends with a stop");
    w.con(text.chars().count() > 300, 1.5, Kind::Abstract, "it is longer than titles are");
    w.con(
        people::author_line(text).is_some_and(|a| people::is_sure(text, &a)),
        1.5,
        Kind::Authors,
        "it reads like names with initials",
    );
    w.con(
        !matches!(next, Some(Kind::Authors | Kind::Title | Kind::Abstract | Kind::Affiliation | Kind::Keywords)),
        1.0,
        Kind::Heading,
        "no line of authors follows",
    );
    w
}

pub(super) fn authors(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.0);
    let text = sights.text(i);
    let above = sights.above(i).map(|j| sights.kind(j));
    let below = sights.below(i).map(|j| sights.kind(j));
    let read = people::author_line(text);
    let sure = read.as_ref().is_some_and(|a| people::is_sure(text, a));
    let keys = read.as_ref().is_some_and(|a| a.iter().any(|a| !a.keys.is_empty()));
    w.pro(sure && keys, 2.0, "names with the keys of affiliations");
    w.pro(sure && !keys, 1.7, "names with initials");
    w.pro(!sure && read.is_some(), 0.6, "words that can all be names");
    w.pro(above == Some(Kind::Title), 1.3, "it stands right below the title");
    w.pro(below == Some(Kind::Affiliation), 1.0, "an affiliation follows");
    w.pro(above == Some(Kind::Authors) || below == Some(Kind::Authors), 0.5, "it stands among lines of authors");
    let own = sights.claimed[i].field;
    let lang = own.and_then(|n| sights.drafts[n].lang);
    let names = |other: bool| {
        // More than anybody would count.
        let all = sights.article.front.contributors.iter().take(1000);
        all.filter(|c| c.names.iter().any(|n| (Some(n.lang) == lang) != other)).count()
    };
    let (here, there) = (names(false), names(true));
    w.pro(here == there && here > 0, 0.8, "the other language has as many authors");
    w.con(there > 0 && here != there, 1.2, Kind::Title, "the other language has another number of authors");
    let first_surname = own.map(|n| letters(sights.drafts[n].value.split(',').next().unwrap_or("")));
    w.pro(
        first_surname.is_some_and(|s| s.chars().count() > 2 && sights.citations.iter().any(|c| c.contains(&s))),
        1.2,
        "the citation block names the first of them",
    );
    w.con(read.is_none(), 1.5, Kind::Title, "it does not read like names");
    w.con(is_capitals(text) && !sure, 0.5, Kind::Title, "words in capitals without initials may be a title");
    w
}

pub(super) fn affiliation(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.0);
    let text = sights.text(i);
    let above = sights.above(i).map(|j| sights.kind(j));
    w.pro(marks::affiliation_key(text).is_some(), 1.8, "a key stands before it");
    w.pro(people::is_affiliation(text), 1.8, "it names a place of work");
    w.pro(matches!(above, Some(Kind::Authors | Kind::Affiliation | Kind::Contact)), 1.2, "it stands below the authors");
    w.pro(text.contains(','), 0.4, "its parts have commas between them");
    w.con(text.chars().count() > 400, 1.0, Kind::Abstract, "it is longer than affiliations are");
    w.con(people::reads_as_sentences(text), 1.5, Kind::Abstract, "it reads as sentences");
    w
}

pub(super) fn summary(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.0);
    let above = sights.above(i);
    let labelled = label(sights, i, &[LabelKind::Abstract]);
    let below = sights.below(i).map(|j| sights.kind(j));
    let under_label = above.is_some_and(|j| sights.kind(j) == Kind::Label);
    let after_another = above.is_some_and(|j| sights.kind(j) == Kind::Abstract);
    let is_labelled = labelled.is_some();
    w.pro(is_labelled, 3.5, labelled.unwrap_or_default());
    w.pro(under_label, 3.0, "its label stands in the line above");
    w.pro(after_another && !is_labelled, 0.8, "it follows a paragraph of the abstract");
    w.pro(below == Some(Kind::Keywords), 1.8, "the keywords follow");
    w.pro(
        above.is_some_and(|j| matches!(sights.kind(j), Kind::Affiliation | Kind::Authors | Kind::Contact)),
        1.5,
        "it stands below the authors and affiliations",
    );
    let bare = !is_labelled && !under_label && !after_another;
    w.con(starts_raised(sights.text(i)), 3.0, Kind::Affiliation, "it begins with a raised key");
    w.pro(bare && sights.text(i).chars().count() > 250, 0.5, "it is as long as abstracts are");
    w.con(
        bare && below != Some(Kind::Keywords),
        0.7,
        Kind::Paragraph,
        "neither a label nor keywords say that it is one",
    );
    w.con(
        after_another && !is_labelled && !matches!(below, Some(Kind::Keywords | Kind::Abstract)),
        1.0,
        Kind::Paragraph,
        "the abstract may have ended above",
    );
    w
}

pub(super) fn keywords(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.0);
    let text = sights.text(i);
    let labelled = label(sights, i, &[LabelKind::Keywords]);
    let under_label = sights.above(i).is_some_and(|j| sights.kind(j) == Kind::Label);
    let is_labelled = labelled.is_some();
    w.pro(is_labelled, 3.5, labelled.unwrap_or_default());
    w.pro(under_label && !is_labelled, 2.0, "its label stands in the line above");
    w.pro(text.contains([';', ',']), 0.8, "short words between commas or semicolons");
    w.con(people::reads_as_sentences(text), 2.0, Kind::Abstract, "it reads as sentences");
    w.con(
        !text.contains([';', ',']) && text.len() > 60,
        1.0,
        Kind::Abstract,
        "nothing parts one keyword from the next",
    );
    w
}

pub(super) fn rubric(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.6);
    let text = sights.text(i);
    let labelled = label(sights, i, &[LabelKind::Heading]);
    let is_labelled = labelled.is_some();
    w.pro(is_labelled, 2.5, "journals print articles under this heading");
    w.pro(text.chars().count() < 60, 0.7, "a short line");
    let above_title = (i + 1..sights.units.len()).take(4).any(|j| sights.kind(j) == Kind::Title);
    w.pro(above_title, 1.0, "it stands above the title");
    w.con(!is_labelled && above_title, 0.6, Kind::Title, "it may be the first line of the title");
    w.con(sights.times(i) > 1, 1.5, Kind::RunningHead, "a line with the same words comes again");
    w.con(sights.repeats(i) && !is_labelled, 0.8, Kind::RunningHead, "it says what the citation block says");
    w
}

/// Codes, dates, contacts.
pub(super) fn code(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.8);
    let text = sights.text(i);
    let found = sights.labels(i).into_iter().find(|l| {
        l.kind.event().is_some()
            || matches!(l.kind, LabelKind::History | LabelKind::Correspondence | LabelKind::Email | LabelKind::Orcid)
            || crate::read::page::front::CODES.contains(&l.kind)
    });
    let is_labelled = found.is_some();
    w.pro(is_labelled, 2.7, found.map(|l| quoted(sights, i, l.text)).unwrap_or_default());
    w.pro(doi::find(text).is_some(), 1.5, "a DOI");
    w.pro(email::find(text).is_some() || orcid::find(text).is_some(), 1.8, "an e-mail address or ORCID iD");
    w.con(text.chars().count() > 300, 1.5, Kind::Paragraph, "it is as long as a paragraph");
    w.con(!is_labelled && people::reads_as_sentences(text), 1.0, Kind::Paragraph, "it reads as sentences");
    w
}
