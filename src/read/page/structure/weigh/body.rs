//! Evidence on blocks of the body.

use super::{Kind, Sights, Weighed, quoted, starts_raised};
use crate::notation::labels::LabelKind;
use crate::read::page::lines::Shape;
use crate::read::page::{first_sign, headings, is_capitals, is_ended, last_sign, sections};

pub(super) fn heading(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.0);
    let text = sights.text(i);
    let chars = text.chars().count();
    let set = &sights.headings;
    let known = sights.labels(i).into_iter().find(|l| l.whole_line && sections::kind(l.kind).is_some());
    let is_known = known.is_some();
    let marked = matches!(sights.units[i].shape, Shape::Heading(_));
    let numbered = headings::heading_number(text).is_some();
    let capitals = is_capitals(text);
    let bold = text.starts_with(['*', '_']) && text.ends_with(['*', '_']);
    w.pro(marked, 4.0, "it has the signs of a heading (`#`)");
    w.pro(is_known, 3.0, known.map(|l| quoted(sights, i, l.text)).unwrap_or_default());
    w.pro(numbered, 1.2, "a number stands before it");
    w.pro(capitals, 1.2, "it is in capitals");
    w.pro(bold, 1.5, "it is in bold or italics");
    let plain = !(marked || is_known || numbered || capitals || bold);
    w.pro(plain && chars < 80 && !is_ended(text), 1.0, "a short line that is no sentence");
    let alike = match () {
        () if marked => set.marked,
        () if numbered => set.numbered,
        () if capitals => set.capitals,
        () => 0,
    };
    w.pro(!is_known && alike > 1, 1.0, format!("{alike} headings are set like it"));
    let below = (i + 1..sights.units.len()).take(4).find(|&j| sights.kind(j) != Kind::Note);
    let text_below =
        below.is_some_and(|j| matches!(sights.kind(j), Kind::Paragraph | Kind::List | Kind::Table | Kind::Quotation));
    w.pro(text_below, 0.9, "a paragraph begins below it");
    let above = (0..i)
        .rev()
        .take(6)
        .find(|&j| matches!(sights.kind(j), Kind::Paragraph | Kind::Continuation | Kind::Heading | Kind::List));
    let open = above.is_some_and(|j| sights.kind(j) != Kind::Heading && !is_ended(sights.text(j)));
    w.pro(!open, 0.5, "the paragraph above it has ended");
    let bare = !marked && !is_known;
    w.con(open && bare, 1.4, Kind::Continuation, "the paragraph above it ends without a stop");
    w.con(sights.times(i) > 1 && !marked, 1.8, Kind::RunningHead, "a line with the same words comes again");
    w.con(
        bare && sights.repeats(i),
        1.2,
        Kind::RunningHead,
        "it says what the title, the authors or the citation block say",
    );
    let ended = is_ended(text);
    w.con(ended && bare && !numbered, 0.9, Kind::Paragraph, "it ends as a sentence does");
    w.con(bare && chars > 100, 0.9, Kind::Paragraph, "it is longer than headings are");
    w.con(numbered && bare && set.numbered < 2, 0.8, Kind::List, "no other heading has a number");
    w.con(
        plain && set.all > 2 && (set.marked + set.numbered + set.capitals) * 2 > set.all,
        0.7,
        Kind::Paragraph,
        "the other headings are set otherwise",
    );
    let starts_small = below.is_some_and(|j| first_sign(sights.text(j)).is_some_and(char::is_lowercase));
    w.con(bare && starts_small, 1.2, Kind::RunningHead, "what follows begins with a small letter");
    w
}

pub(super) fn paragraph(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.6);
    let text = sights.text(i);
    let chars = text.chars().count();
    let ended = is_ended(text);
    let first = first_sign(text);
    let capital = first.is_some_and(|c| !c.is_lowercase());
    let goes_on = (i + 1..sights.units.len())
        .take(12)
        .any(|j| sights.kind(j) == Kind::Continuation && sights.claimed[j].first == Some(i));
    w.pro(chars > 200, 1.8, "it is long");
    w.pro((80..=200).contains(&chars), 0.7, "it is longer than a line");
    w.pro(ended, 1.2, "it ends as a sentence does");
    w.pro(goes_on, 1.2, "it goes on further down");
    w.pro(capital, 0.5, "it begins as a sentence does");
    let above = sights.above(i);
    // Short lines end without a stop and go on nowhere.
    let open = sights.prose_above(i).is_some_and(|j| sights.text(j).len() > 80 && !is_ended(sights.text(j)));
    let under_heading = above.is_some_and(|j| sights.kind(j) == Kind::Heading);
    // `where x is …` goes on after a formula.
    let after_block =
        above.is_some_and(|j| matches!(sights.kind(j), Kind::Formula | Kind::List | Kind::Table | Kind::Quotation));
    w.con(
        !capital && !under_heading,
        if after_block || text.contains(" = ") {
            0.5
        } else if open {
            2.4
        } else {
            2.0
        },
        Kind::Continuation,
        "it begins with a small letter",
    );
    w.con(
        capital
            && open
            && !under_heading
            && above.is_some_and(|j| matches!(sights.kind(j), Kind::Paragraph | Kind::Continuation)),
        0.9,
        Kind::Continuation,
        "the paragraph above it ends without a stop",
    );
    w.con(starts_raised(text), 2.6, Kind::Note, "a raised mark stands before it");
    let next = sights.below(i);
    let long_below =
        next.is_some_and(|j| matches!(sights.kind(j), Kind::Paragraph) && sights.text(j).chars().count() > 160);
    let figure = sights.labels(i).iter().any(|l| matches!(l.kind, LabelKind::Figure | LabelKind::Table));
    let heading_like = chars < 100 && !ended && !goes_on && capital && !figure;
    let number = headings::heading_number(text).is_some();
    w.con(heading_like && long_below, 1.3, Kind::Heading, "it is a short line without a stop, above a paragraph");
    w.con(heading_like && is_capitals(text), 1.0, Kind::Heading, "it is in capitals");
    w.con(heading_like && number, 0.8, Kind::Heading, "a number stands before it");
    w.con(figure && chars < 120, 0.9, Kind::Caption, "it begins as a caption does");
    w.con(!figure && !ended && sights.times(i) > 1, 1.5, Kind::RunningHead, "a line with the same words comes again");
    w.con(
        chars < 120 && !ended && sights.cuts(i),
        1.5,
        Kind::RunningHead,
        "it stands between two halves of a sentence",
    );
    w.con(
        chars < 120 && !ended && sights.repeats(i),
        1.2,
        Kind::RunningHead,
        "it says what the title, the authors or the citation block say",
    );
    let announced = sights.labels(i).into_iter().find(|l| l.kind.announces_block() && (l.has_colon || l.whole_line));
    if let Some(label) = announced {
        let kind = match label.kind {
            LabelKind::Abstract => Kind::Abstract,
            LabelKind::Keywords => Kind::Keywords,
            LabelKind::Citation => Kind::Citation,
            LabelKind::References => Kind::ReferenceList,
            LabelKind::AuthorNotes => Kind::AuthorNote,
            LabelKind::Funding => Kind::Funding,
            _ => Kind::Acknowledgements,
        };
        w.con(true, 1.5, kind, quoted(sights, i, label.text));
    }
    let after_front = above.is_none_or(|j| {
        matches!(sights.kind(j), Kind::Title | Kind::Authors | Kind::Affiliation | Kind::Keywords | Kind::Contact)
    });
    w.con(after_front && chars < 120, 1.2, Kind::Rubric, "it stands in the front matter, and nothing says what it is");
    w
}

pub(super) fn continuation(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.0);
    let text = sights.text(i);
    let first = sights.claimed[i].first.unwrap_or(0);
    let before = (first..i)
        .rev()
        .find(|&j| j == first || sights.kind(j) == Kind::Continuation && sights.claimed[j].first == Some(first));
    let Some(before) = before else { return w };
    let last = sights.text(before);
    let sign = last_sign(last);
    let between: Vec<Kind> = (before + 1..i).map(|j| sights.kind(j)).filter(|k| *k != Kind::Rule).collect();
    w.pro(last.ends_with('-'), 2.5, "what is above it ends within a word");
    let open = !is_ended(last);
    w.pro(open && !last.ends_with('-'), 1.3, "what is above it ends without a stop");
    w.pro(matches!(sign, Some(',' | '(' | '–' | '—')), 1.0, "what is above it ends with a sign that ends nothing");
    let small = first_sign(text).is_some_and(char::is_lowercase);
    w.pro(small, 2.0, "it begins with a small letter");
    let word = text.split(|c: char| !c.is_alphanumeric() && c != '-').find(|w| !w.is_empty()).unwrap_or("");
    w.pro(!small && sights.is_name(word), 1.0, "it begins with a name");
    w.pro(!between.is_empty(), 0.7, over(&between));
    w.con(!small && !last.ends_with('-'), 0.7, Kind::Paragraph, "it begins as a sentence does");
    w.con(!open, 1.5, Kind::Paragraph, "what is above it ends as a sentence does");
    w.con(starts_raised(text), 2.6, Kind::Note, "a raised mark stands before it");
    w.con(between.contains(&Kind::Heading), 1.0, Kind::Paragraph, "a heading stands between");
    let short = text.chars().count() < 100 && !is_ended(text) && !small;
    w.con(short, 0.8, Kind::Heading, "it is a short line without a stop");
    w
}

/// What stands between the two parts of a paragraph.
fn over(between: &[Kind]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for kind in between {
        let name = match kind {
            Kind::Note => "footnotes",
            Kind::RunningHead => "a running head",
            Kind::PageNumber => "a page number",
            Kind::Table => "a table",
            Kind::Picture | Kind::Caption => "a figure",
            _ => kind.names()[0],
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    format!("it is cut off by {}", names.join(", "))
}

pub(super) fn caption(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.5);
    let text = sights.text(i);
    let picture = text.starts_with("![");
    w.pro(picture, 5.0, "it names a picture");
    let found = sights.labels(i).into_iter().find(|l| matches!(l.kind, LabelKind::Figure | LabelKind::Table));
    w.pro(found.is_some() && !picture, 2.5, found.map(|l| quoted(sights, i, l.text)).unwrap_or_default());
    let beside = [i.checked_sub(1), Some(i + 1)];
    let beside = beside
        .into_iter()
        .flatten()
        .filter_map(|j| sights.claimed.get(j))
        .any(|c| matches!(c.kind, Kind::Table | Kind::Picture | Kind::Caption));
    w.pro(beside && !picture, 1.5, "its table or figure stands beside it");
    w.con(text.chars().count() > 300 && !picture, 1.0, Kind::Paragraph, "it is as long as a paragraph");
    w
}

/// What the first characters of a line make it.
pub(super) fn shaped(sights: &Sights<'_>, i: usize) -> Weighed {
    let mut w = Weighed::from(0.5);
    let why = match sights.units[i].shape {
        Shape::Table => "lines with `|` between cells",
        Shape::Formula => "`$$` around it",
        Shape::Fence => "a code fence around it",
        Shape::Quote => "`>` before it",
        Shape::Bullet => "a bullet before it",
        Shape::Numbered => "a number of a list before it",
        Shape::Rule => "a line of dashes or asterisks",
        _ => "",
    };
    w.pro(!why.is_empty(), 4.0, why);
    w.pro(why.is_empty(), 1.8, "it belongs to the list");
    let number = sights.units[i].shape == Shape::Numbered && headings::heading_number(sights.text(i)).is_some();
    let short = sights.text(i).chars().count() < 90 && !is_ended(sights.text(i));
    w.con(number && short, 1.0, Kind::Heading, "it is short and ends without a stop");
    w
}
