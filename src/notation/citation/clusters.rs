//! Volume, issue, year and pages without labels: `2009;30(3):192-9`, `12(3), 45–67`, `51, 320 (2005) 354`. A citation has
//! one such group of numbers; the one that looks most like it is taken.

use super::dates;
use super::endings::{bracketed_issue, bracketed_year, ends_number, ends_strongly, volume};
use super::numbers::{Range, add_pages, is_pages_word, is_supplement_word, page_range};
use super::tokens::{Class, Draft, Mark, Tokens};
use crate::article::{Part, PartKind};

/// What the numbers of a citation are when they carry no label.
#[derive(Clone, Debug, Default)]
struct Cluster {
    year: Option<Tokens>,
    volume: Option<Tokens>,
    issue: Option<Tokens>,
    pages: Option<usize>,
    range: Tokens,
    score: i32,
}

/// Marks volume, issue and pages that carry no label: the best cluster of numbers from token `from` on.
pub(super) fn unlabelled(draft: &mut Draft<'_>, from: usize) {
    if let Some(found) = best_cluster(draft, from, |_| true) {
        apply(draft, found);
    }
    // `2, no. 7 (1987): 147–165`: the pages stand apart from the volume.
    if !has(draft, PartKind::FirstPage)
        && !has(draft, PartKind::ElocationId)
        && let Some(found) = best_cluster(draft, from, |c| c.volume.is_none() && c.year.is_none() && c.pages.is_some())
    {
        apply(draft, found);
    }
}

fn has(draft: &Draft<'_>, kind: PartKind) -> bool {
    draft.parts.iter().any(|p| p.kind == kind)
}

/// The best of the clusters that pass; the later of two that are equal.
fn best_cluster(draft: &Draft<'_>, from: usize, pass: impl Fn(&Cluster) -> bool) -> Option<Cluster> {
    let mut best: Option<Cluster> = None;
    for i in from..draft.len() {
        if let Some(found) = cluster(draft, i, from).filter(&pass)
            && best.as_ref().is_none_or(|b| found.score + i32::from(found.range.start >= b.range.end) > b.score)
        {
            best = Some(found);
        }
    }
    best
}

/// Adds the parts of a cluster and claims its tokens.
fn apply(draft: &mut Draft<'_>, found: Cluster) {
    if let Some(year) = &found.year {
        draft.add(PartKind::Year, year.clone());
        draft.claim(year.clone(), Mark::Date);
    }
    if let Some(volume) = found.volume.clone().filter(|_| !has(draft, PartKind::Volume)) {
        draft.add(PartKind::Volume, volume.clone());
        draft.claim(volume, Mark::Volume);
    }
    if let Some(issue) = found.issue.clone() {
        add_issue(draft, issue);
    }
    if let Some(page) = found.pages
        && !has(draft, PartKind::FirstPage)
        && let Some(range) = page_range(draft, page)
    {
        add_pages(draft, &range);
        draft.claim(page..range.end, Mark::Pages);
    }
    let sign = if found.volume.is_some() { Mark::Volume } else { Mark::Pages };
    for i in found.range {
        if draft.free(i) && draft.class(i) == Class::Sign {
            draft.claim(i..i + 1, sign);
        }
    }
}

/// `3`, `1–2`, `Suppl. 1`, `6Suppl1`, `Suppl7`: the issue, the supplement, or both.
fn add_issue(draft: &mut Draft<'_>, range: Tokens) {
    let bytes = draft.bytes(range.clone());
    let lower = draft.text[bytes.clone()].to_lowercase();
    draft.claim(range.clone(), Mark::Volume);
    let Some(at) = lower.find("sup").filter(|_| lower.len() == bytes.len()) else {
        draft.add(PartKind::Issue, range);
        return;
    };
    let head = lower[..at].trim_end_matches([' ', ',', '.']).len();
    if head > 0 {
        draft.parts.push(Part::new(PartKind::Issue, bytes.start..bytes.start + head));
    }
    draft.parts.push(Part::new(PartKind::Supplement, bytes.start + at..bytes.end));
}

/// A cluster of numbers that starts at `i`.
fn cluster(draft: &Draft<'_>, i: usize, from: usize) -> Option<Cluster> {
    if !draft.free(i) || i == from && from == 0 {
        return None;
    }
    // `2009;30(3):192-9`, `2010 Mar 5;30(3)`, `2013 [cited …];29(3):566-78`
    if let Some(found) = year_semicolon(draft, i) {
        return Some(found);
    }
    if draft.sign(i) == '(' {
        return bracketed_pages(draft, i);
    }
    let end = volume(draft, i)?;
    if draft.is_dash(end) {
        return bare_range(draft, i);
    }
    if !may_be_volume(draft, i) {
        return None;
    }
    let start = Cluster { volume: Some(i..end), range: i..end, ..Cluster::default() };
    if dates::is_year(draft, i) {
        return yearlike(draft, start);
    }
    if let Some((issue, end)) = issue_after(draft, end) {
        return Some(with_issue(draft, start, issue, end));
    }
    with_year_in_brackets(draft, &start).or_else(|| with_year(draft, &start)).or_else(|| with_pages(draft, start))
}

/// `(841–889)`
fn bracketed_pages(draft: &Draft<'_>, i: usize) -> Option<Cluster> {
    let range = page_range(draft, i + 1)
        .filter(|r| r.last.is_some() && draft.sign(r.end) == ')' && draft.class(i + 1) == Class::Number)?;
    (!are_years(draft, &range)).then(|| Cluster {
        pages: Some(i + 1),
        range: i..range.end + 1,
        score: 3,
        ..Cluster::default()
    })
}

/// Whether a range is one of years: `1914–1918`, `1998–99`.
fn are_years(draft: &Draft<'_>, range: &Range) -> bool {
    dates::is_year(draft, range.first.start)
        && range.last.as_ref().is_some_and(|l| dates::is_year(draft, l.start) || draft.lower(l.start).len() == 2)
}

/// Whether what stands before a number lets it be a volume: words, a year or a sign, not another number nor a month.
fn may_be_volume(draft: &Draft<'_>, i: usize) -> bool {
    // `April 30, 1956` holds no volume.
    let dated = |t: usize| dates::date(draft, t).is_some_and(|d| d.month.is_some() && d.range.end > i);
    let Some(before) = i.checked_sub(1) else { return false };
    let sign = matches!(draft.sign(before), '(' | '/' | '-' | '–' | '$' | '€' | '%' | '№' | '#');
    let number = draft.class(before) == Class::Number && draft.free(before);
    let in_date = (i.saturating_sub(2)..i).any(dated);
    !(sign || number || in_date)
}

/// A page or a range that may be one: not a word, and where a number can end.
fn pages_at(draft: &Draft<'_>, at: usize) -> Option<Range> {
    page_range(draft, at).filter(|r| ends_number(draft, r.end) && draft.class(at) != Class::Word)
}

fn spread_at(draft: &Draft<'_>, at: usize) -> bool {
    pages_at(draft, at).is_some_and(|r| r.last.is_some())
}

/// Past `:` or `,`.
fn past_sign(draft: &Draft<'_>, at: usize) -> usize {
    at + usize::from(matches!(draft.sign(at), ':' | ','))
}

/// A number that looks like a year where a volume may be: `1995: 35–50`, `1808, 259–273` where there is another year,
/// `2010(3): 5–9`.
fn yearlike(draft: &Draft<'_>, mut found: Cluster) -> Option<Cluster> {
    let (i, end) = (found.range.start, found.range.end);
    if let Some((issue, end)) = bracketed_issue(draft, end)
        && matches!(draft.sign(end), ':' | ',')
        && spread_at(draft, end + 1)
    {
        return Some(with_issue(draft, found, issue, end));
    }
    if !matches!(draft.sign(end), ':' | ',') {
        return None;
    }
    let range = pages_at(draft, end + 1)?;
    if range.last.is_none() || are_years(draft, &range) {
        return bare_range(draft, i);
    }
    let other = (0..draft.len()).any(|t| {
        (t < i || t >= range.end)
            && dates::is_year(draft, t)
            && (draft.free(t) || draft.marks[t] == Mark::Date)
            && matches!(draft.sign(t.wrapping_sub(1)), '(' | ',' | '.' | ';')
    });
    if !other {
        found.volume = None;
        found.year = Some(i..i + 1);
    }
    found.pages = Some(end + 1);
    found.range.end = range.end;
    found.score = 5;
    Some(found)
}

/// The issue after a volume that ends at `at`: `12(3)`, `13.2 (1989)`, `45/4 (1950)`, `33:3:`, `XIV:4 (1994)`. Gives its
/// tokens and the token after it.
fn issue_after(draft: &Draft<'_>, at: usize) -> Option<(Tokens, usize)> {
    if let Some(found) = bracketed_issue(draft, at) {
        return Some(found);
    }
    let number = draft.class(at + 1) == Class::Number && draft.lower(at + 1).len() <= 3 && draft.free(at + 1);
    let after = at + 2;
    let year = bracketed_year(draft, after).is_some() || draft.sign(after) == ',' && dates::is_year(draft, after + 1);
    let follows = match draft.sign(at) {
        '.' => !draft.spaced(at + 1) && (year || draft.sign(after) == ':'),
        '/' => year || matches!(draft.sign(after), ':' | ',') && spread_at(draft, after + 1),
        ':' => {
            bracketed_year(draft, after).is_some()
                || matches!(draft.sign(after), ':' | ',') && spread_at(draft, after + 1)
        }
        _ => false,
    };
    (number && follows).then_some((at + 1..at + 2, after))
}

/// Year and pages after volume and issue.
fn with_issue(draft: &Draft<'_>, mut found: Cluster, issue: Tokens, end: usize) -> Cluster {
    found.issue = Some(issue);
    let sep = draft.sign(end);
    let mut page = end + usize::from(matches!(sep, ':' | ',' | ';' | '.'));
    // `12(3) (2004), 45`: the year between.
    if let Some((year, after)) = bracketed_year(draft, page) {
        page = past_sign(draft, after);
        found.year = Some(year);
    }
    match page_range(draft, page) {
        Some(range)
            if ends_number(draft, range.end)
                && (range.last.is_some() || sep == ':' || sep != '.' && !dates::is_year(draft, page)) =>
        {
            found.pages = Some(page);
            found.range.end = range.end;
            found.score = 10;
        }
        _ => {
            found.range.end = end;
            found.score = if ends_number(draft, end) { 7 } else { 4 };
        }
    }
    found
}

/// `53 (1930), 573–77`, `106 (2017) 443`, `20 (1987),`, `347, (1995), 2235-2243`, `51, 320 (2005) 354`,
/// `1, 13 (2002), pp. 69–86`.
fn with_year_in_brackets(draft: &Draft<'_>, start: &Cluster) -> Option<Cluster> {
    let mut found = start.clone();
    let comma = past_sign(draft, found.range.end);
    let (number, year) = match bracketed_year(draft, comma) {
        Some(year) => (None, year),
        None => {
            // Two numbers: volume and issue, or volume and page.
            let range = pages_at(draft, comma).filter(|r| r.last.is_none() && draft.sign(comma - 1) == ',')?;
            let bracket = range.end + usize::from(draft.sign(range.end) == ',' && draft.sign(range.end + 1) == '(');
            (Some(range), bracketed_year(draft, bracket)?)
        }
    };
    let (year, end) = year;
    found.year = Some(year);
    found.range.end = end;
    let page = past_sign(draft, end);
    let labelled = draft.marks.get(page) == Some(&Mark::Pages);
    let pages = pages_at(draft, page).filter(|r| number.is_none() || page == end || r.last.is_some());
    found.score = 6;
    if let Some(range) = &pages {
        found.pages = Some(page);
        found.range.end = range.end;
        found.score = 9;
    }
    match number {
        Some(number) if pages.is_some() || labelled => found.issue = Some(number.first),
        Some(number) => found.pages = Some(number.first.start),
        None => {
            found.score += if labelled { 3 } else { 0 };
            return Some(found);
        }
    }
    found.score = 10;
    Some(found)
}

/// `66, 1991, 27-42`, `22, 2000, p. 47`, `32, 1987.`: volume and year, parted by commas.
fn with_year(draft: &Draft<'_>, start: &Cluster) -> Option<Cluster> {
    let mut found = start.clone();
    let (i, at) = (found.range.start, found.range.end);
    let year = at + 1;
    if draft.sign(at) != ',' || !dates::is_year(draft, year) || !draft.free(year) || draft.class(i) != Class::Number {
        return None;
    }
    if draft.lower(i).len() > 3 || page_range(draft, year).is_some_and(|r| r.last.is_some()) {
        return None;
    }
    let before = i - 1;
    let page = past_sign(draft, year + 1);
    let spread = page > year + 1 && spread_at(draft, page);
    let labelled = draft.marks.get(page) == Some(&Mark::Pages);
    if spread || labelled {
        found.year = Some(year..year + 1);
        found.range.end = year + 1;
        found.score = 8;
        if spread {
            found.pages = Some(page);
            found.range.end = page_range(draft, page)?.end;
        }
        return Some(found);
    }
    let ends = draft.sign(year + 1) == '.' || year + 1 >= draft.len();
    found.score = 2;
    (draft.class(before) == Class::Word || draft.sign(before) == ',' && ends).then_some(found)
}

/// A volume and pages, or a volume alone.
fn with_pages(draft: &Draft<'_>, mut found: Cluster) -> Option<Cluster> {
    let (i, at) = (found.range.start, found.range.end);
    let sign = draft.sign(at);
    let page = at + usize::from(matches!(sign, ':' | ',' | '.'));
    // `39, no. 9`, `5, pp. 12–15`, `7 pp. 387-393`
    if matches!(sign, ',' | '\0' | '.' | ':')
        && page < draft.len()
        && matches!(draft.marks[page], Mark::Volume | Mark::Pages)
        && draft.lower(page) != "("
    {
        let weak = draft.marks[page] == Mark::Pages && sign == '.';
        found.score = if weak { 3 } else { 8 };
        return Some(found);
    }
    let number = draft.class(i) == Class::Number;
    // `Review, 8.`: a volume at the end.
    if draft.sign(i - 1) == ',' && number && draft.lower(i).len() <= 3 && draft.past_stop(at) >= draft.len() {
        found.score = 1;
        return Some(found);
    }
    let range = pages_at(draft, page)?;
    let spread = range.last.is_some();
    if !spread && dates::is_year(draft, page) {
        return None;
    }
    // `Appl. Numer. Math., 1 273, 1985`
    let dated = draft.sign(range.end) == ',' && dates::is_year(draft, range.end + 1)
        || bracketed_year(draft, range.end).is_some();
    found.pages = Some(page);
    found.range.end = range.end;
    found.score = match (sign, spread) {
        (':', true) => 9,
        (',', true) => 8,
        ('\0', true) | (':', false) => 7,
        ('\0', false) if dated && number && draft.class(page) == Class::Number => 5,
        // `ApJ, 607, 200`; `10, 1012.`
        (',', false) => 4 + i32::from(number && ends_strongly(draft, range.end)),
        _ => return bare_range(draft, i),
    };
    Some(found)
}

/// `, 163-169.`: pages without anything before them.
fn bare_range(draft: &Draft<'_>, i: usize) -> Option<Cluster> {
    let range = page_range(draft, i)?;
    // `April 6–8, 2023`, `26–27 April 2012`
    let dated = |t: usize| dates::date(draft, t).is_some_and(|d| d.month.is_some() && d.range.end > i);
    if (i.saturating_sub(2)..=i).any(dated) {
        return None;
    }
    let years = are_years(draft, &range);
    let before = i.checked_sub(1).map_or('\0', |b| draft.sign(b));
    (range.last.is_some()
        && !years
        && draft.class(i) == Class::Number
        && (matches!(before, ',' | '.' | ':' | ';') || i > 0 && !draft.free(i - 1))
        && (ends_strongly(draft, range.end) || bracketed_year(draft, range.end).is_some()))
    .then(|| Cluster { pages: Some(i), range: i..range.end, score: 3, ..Cluster::default() })
}

/// `2009;30(3):192-9`: the year, a semicolon, the volume, perhaps issue and pages.
fn year_semicolon(draft: &Draft<'_>, i: usize) -> Option<Cluster> {
    if !dates::is_year(draft, i) {
        return None;
    }
    let date = dates::date(draft, i)?;
    let mut at = date.range.end;
    if draft.sign(at) == '[' {
        at = draft.closing(at, 30)? + 1;
    }
    if draft.sign(at) != ';' {
        return None;
    }
    at += 1;
    let year = date.year.clone()?;
    let mut found = Cluster { year: Some(year), range: i..at, score: 8, ..Cluster::default() };
    // `2003;Suppl 1:S3`
    if let Some(end) = volume(draft, at) {
        found.volume = Some(at..end);
        at = end;
    } else if !is_supplement_word(draft.lower(at)) && draft.sign(at) != '(' {
        return None;
    }
    found.score = 12;
    if let Some((issue, end)) = bracketed_issue(draft, at) {
        found.issue = Some(issue);
        at = end;
    } else if is_supplement_word(draft.lower(at)) {
        let start = at;
        at = draft.past_stop(at + 1);
        if matches!(draft.class(at), Class::Number | Class::Mixed) {
            at += 1;
        }
        found.issue = Some(start..at);
    }
    found.range.end = at;
    if date.day.is_some() && found.issue.is_none() && draft.sign(at) != ':' {
        // `2015 March 5;A12`: a page of a newspaper.
        found.pages = found.volume.take().map(|v| v.start);
        return Some(found);
    }
    if matches!(draft.sign(at), ':' | ',') {
        let page = at + 1;
        let page = if is_pages_word(draft.lower(page)) { draft.past_stop(page + 1) } else { page };
        if let Some(range) = page_range(draft, page) {
            found.pages = Some(page);
            found.range.end = range.end;
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::numbers;
    use super::*;

    fn read(text: &str) -> String {
        let mut draft = Draft::new(text, &[]);
        numbers::labelled(&mut draft, 0);
        unlabelled(&mut draft, 0);
        draft.parts.sort_by_key(|p| p.start);
        let show = |p: &Part| format!("{:?} {}", p.kind, p.value.as_deref().unwrap_or(p.text(text)));
        draft.parts.iter().map(show).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn without_labels() {
        for (text, want) in [
            ("Lancet. 2005;365(9475):1961-70.", "Year 2005, Volume 365, Issue 9475, FirstPage 1961, LastPage 1970"),
            ("J. 2003; 2:42–50.", "Year 2003, Volume 2, FirstPage 42, LastPage 50"),
            ("Мир. 2004;2.", "Year 2004, Volume 2"),
            ("J. 1996;101(6Suppl1):3-9", "Year 1996, Volume 101, Issue 6, Supplement Suppl1, FirstPage 3, LastPage 9"),
            (
                "J [Internet]. 2013 [cited 2014];29(3):566-78",
                "Year 2013, Volume 29, Issue 3, FirstPage 566, LastPage 578",
            ),
            ("Text. 2019;28:e20170364.", "Year 2019, Volume 28, ElocationId e20170364"),
            ("Cognition, 12(3), 45–67.", "Volume 12, Issue 3, FirstPage 45, LastPage 67"),
            ("Cerâmica 51, 320 (2005) 354.", "Volume 51, Issue 320, Year 2005, FirstPage 354"),
            ("Mater. 156 (2017) 443.", "Volume 156, Year 2017, FirstPage 443"),
            ("Qual. 7, 428 (2019).", "Volume 7, FirstPage 428, Year 2019"),
            ("Journal 6(2): 15-42.", "Volume 6, Issue 2, FirstPage 15, LastPage 42"),
            ("Iheringia 73: 287-296.", "Volume 73, FirstPage 287, LastPage 296"),
            ("Neotropica 6(2). See", "Volume 6, Issue 2"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn with_labels() {
        for (text, want) in [
            ("Comp., vol. 39, no. 9, pp. 1175–1185.", "Volume 39, Issue 9, FirstPage 1175, LastPage 1185"),
            ("Журн. Т. 2, № 3. С. 45–67.", "Volume 2, Issue 3, FirstPage 45, LastPage 67"),
            ("Educação, v. 34, n. 3, p. 527-544, 2008.", "Volume 34, Issue 3, FirstPage 527, LastPage 544"),
            ("História, v.8, supl., p.823-838.", "Volume 8, FirstPage 823, LastPage 838"),
            ("Наука, 2001. — 320 с.", "PageCount 320"),
            ("Ветразь; 1996. 66 с.", "PageCount 66"),
            ("Gemeinsam leben. 22. Jg. Heft 3, S. 88-97", "Volume 22, Issue 3, FirstPage 88, LastPage 97"),
            ("American Literature 20, no. 3 (1995): 571–610", "Volume 20, Issue 3, FirstPage 571, LastPage 610"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
