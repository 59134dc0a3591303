//! Volume, issue, pages, page count: with labels (`vol. 39, no. 9, pp. 1175–1185`, `Т. 2, № 3. С. 45–67`) and without
//! (`2009;30(3):192-9`, `12(3), 45–67`, `51, 320 (2005) 354`).

use super::dates;
use super::lexicon::word_class;
use super::tokens::{Class, Draft, Mark, Tokens};
use crate::article::{Part, PartKind};

word_class! {
    /// Labels of a volume.
    is_volume_word,
    "vol vols volume volumes v bd band jg jahrgang t tom tome tomo т том r rocz"
}
word_class! {
    /// Labels of an issue.
    is_issue_word,
    "no nos nr nº n núm num number issue iss № вып выпуск h heft z zesz zeszyt fasc ed numéro número"
}
word_class! {
    /// Labels of a part.
    is_part_word,
    "part pt ч часть parte кн книга teil cz tl"
}
word_class! {
    /// Labels of a supplement.
    is_supplement_word,
    "suppl supplement supl suplemento прил приложение beiheft"
}
word_class! {
    /// Labels of pages.
    is_pages_word,
    "pp p pages page pgs pg pág págs pag с стр s ss seiten seite str бб б"
}
word_class! {
    /// What stands after a number of pages.
    is_count_word,
    "p pp pages с стр s seiten str págs pág pgs л f бал"
}

/// A page range.
struct Range {
    first: Tokens,
    last: Option<Tokens>,
    end: usize,
}

/// Marks what carries a label. Goes first, for it is certain.
pub(super) fn labelled(draft: &mut Draft<'_>, from: usize) {
    let mut i = from;
    while i < draft.len() {
        i = labelled_at(draft, i).unwrap_or(i + 1);
    }
}

fn labelled_at(draft: &mut Draft<'_>, i: usize) -> Option<usize> {
    if !draft.free(i) {
        return None;
    }
    // `22. Jg.`, `19.Jg. H.3`
    if draft.class(i) == Class::Number
        && draft.lower(i).len() <= 3
        && matches!(draft.lower(draft.past_stop(i + 1)), "jg" | "jahrgang")
    {
        let end = draft.past_stop(draft.past_stop(i + 1) + 1);
        draft.add(PartKind::Volume, i..i + 1);
        draft.claim(i..end, Mark::Volume);
        return Some(end);
    }
    if let Some(end) = page_count(draft, i) {
        return Some(end);
    }
    let lower = draft.lower(i);
    let short = lower.chars().count() == 1;
    let at = value_after_label(draft, i)?;
    // A single letter is a label only right before a number, and not inside a name (`P. 3` but not `Smith, P.`).
    if short && draft.sign(i + 1) != '.' && draft.spaced(i + 1) && lower != "№" && !matches!(lower, "p" | "с") {
        return None;
    }
    let kind = if is_volume_word(lower) && !(lower == "r" && short) {
        PartKind::Volume
    } else if is_pages_word(lower) {
        return labelled_pages(draft, i, at);
    } else if is_issue_word(lower) && (lower != "ed") || draft.sign(i) == '№' {
        PartKind::Issue
    } else if is_part_word(lower) {
        PartKind::Issue
    } else if is_supplement_word(lower) {
        PartKind::Supplement
    } else {
        return None;
    };
    let end = value(draft, at, kind)?;
    // `Volume` of a title: `Volume of fluid`. A value is a number, a Roman numeral or a letter.
    if kind == PartKind::Supplement {
        draft.add(kind, i..end);
    } else if is_part_word(lower) {
        // `Vol. 3. Pt. 6`, `no. 134, Part 3`: a part of a volume; alone it belongs to a title.
        let before =
            i.checked_sub(1).map(|b| if matches!(draft.sign(b), ',' | '.' | ';') { b.saturating_sub(1) } else { b });
        if before.is_none_or(|b| draft.marks[b] != Mark::Volume) {
            return None;
        }
        let taken = draft.parts.iter().any(|p| p.kind == PartKind::Issue);
        draft.add(if taken { PartKind::Supplement } else { kind }, if taken { i..end } else { at..end });
    } else {
        let repeated = draft.parts.iter().any(|p| p.kind == kind);
        if !repeated {
            draft.add(kind, at..end);
        }
    }
    draft.claim(i..end, Mark::Volume);
    Some(end)
}

/// The token of the value after a label at `i`: past a stop, `°`, `º`, `#`.
fn value_after_label(draft: &Draft<'_>, i: usize) -> Option<usize> {
    let lower = draft.lower(i);
    let known =
        [is_volume_word, is_issue_word, is_part_word, is_supplement_word, is_pages_word].iter().any(|f| f(lower))
            || draft.sign(i) == '№';
    if !known {
        return None;
    }
    let mut at = draft.past_stop(i + 1);
    if matches!(draft.sign(at), '°' | 'º' | '#' | 'ᵒ' | ':') {
        at += 1;
    }
    at = draft.past_stop(at);
    (at < draft.len() && draft.free(at)).then_some(at)
}

/// The end of a volume's or issue's value at `at`: `39`, `1/2`, `1–3`, `XII`, `A27`, `ii`, `12–15`, `43-44`.
fn value(draft: &Draft<'_>, at: usize, kind: PartKind) -> Option<usize> {
    let word = draft.word(at);
    let fits = match draft.class(at) {
        Class::Number => word.len() <= 6,
        Class::Mixed => word.chars().count() <= 8,
        Class::Word => {
            is_roman(word)
                || word.chars().count() == 1 && word.chars().all(char::is_uppercase) && kind != PartKind::Issue
        }
        _ => false,
    };
    if !fits {
        return None;
    }
    let mut end = at + 1;
    while (draft.is_dash(end) || draft.sign(end) == '/')
        && !draft.spaced(end + 1)
        && matches!(draft.class(end + 1), Class::Number | Class::Mixed)
        && draft.lower(end + 1).len() <= 6
        && end < at + 8
    {
        end += 2;
    }
    Some(end)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 8
        && (word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
            || word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l' | b'c')))
        && !matches!(word, "l" | "c" | "C" | "L" | "v")
}

/// `320 с.`, `XII, 320 p.`, `216 pp,`: a number of pages.
fn page_count(draft: &mut Draft<'_>, i: usize) -> Option<usize> {
    if draft.class(i) == Class::Mixed {
        return glued_count(draft, i);
    }
    if draft.class(i) != Class::Number
        || draft.lower(i).len() > 5
        || !is_count_word(draft.lower(i + 1))
        || !draft.free(i + 1)
    {
        return None;
    }
    let end = draft.past_stop(i + 2);
    let single = draft.lower(i + 1).chars().count() == 1;
    let number_follows = matches!(draft.class(end), Class::Number | Class::Mixed) && end < draft.len();
    let ends = matches!(draft.sign(end), ',' | ';' | '.' | ')' | ']' | '(' | '[' | '—' | '–' | '-' | ':')
        || end >= draft.len()
        || draft.sign(end - 1) == '.'
            && (draft.capital(end)
                || draft.class(end) == Class::Link
                || draft.tokens.get(end).is_some_and(|t| t.class == Class::Word));
    // `vol. 12 p. 45` counts nothing, nor does `30 S. Smith`.
    let previous = i.checked_sub(1).map_or('.', |p| draft.sign(p));
    let starts = matches!(previous, '.' | ',' | ';' | '—' | '–' | '-' | ')' | ']' | ':' | '(' | '\0') && i > 0;
    if number_follows
        || !ends
        || !starts
        || single && draft.lower(i + 1) == "s" && draft.spaced(i + 1) && draft.word(i + 1) == "S" && draft.capital(end)
    {
        return None;
    }
    draft.add(PartKind::PageCount, i..i + 1);
    draft.claim(i..end, Mark::Count);
    Some(end)
}

/// `248p.`, `320с.`
fn glued_count(draft: &mut Draft<'_>, i: usize) -> Option<usize> {
    let lower = draft.lower(i);
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    let end = draft.past_stop(i + 1);
    let ends = end >= draft.len()
        || matches!(draft.sign(end), ',' | ';' | ')' | '.' | '—' | '–')
        || draft.sign(end - 1) == '.';
    if !(2..=4).contains(&digits) || !matches!(&lower[digits..], "p" | "pp" | "с" | "стр") || !ends {
        return None;
    }
    let start = draft.tokens[i].start;
    draft.parts.push(Part::new(PartKind::PageCount, start..start + digits));
    draft.claim(i..end, Mark::Count);
    Some(end)
}

fn labelled_pages(draft: &mut Draft<'_>, i: usize, at: usize) -> Option<usize> {
    let range = page_range(draft, at)?;
    let numeric = draft.lower(at).chars().any(|c| c.is_ascii_digit()) || is_roman(draft.word(at));
    if !numeric {
        return None;
    }
    if draft.parts.iter().any(|p| p.kind == PartKind::FirstPage) {
        draft.claim(i..range.end, Mark::Pages);
        return Some(range.end);
    }
    let mut end = range.end;
    add_pages(draft, &range);
    // Further ranges: `pp. 27–39, 171–172`.
    while draft.sign(end) == ','
        && draft.class(end + 1) == Class::Number
        && !dates::is_year(draft, end + 1)
        && page_range(draft, end + 1).is_some_and(|r| r.last.is_some())
        && end < i + 40
    {
        end = page_range(draft, end + 1)?.end;
    }
    draft.claim(i..end, Mark::Pages);
    Some(end)
}

/// A page or a range of pages at `at`: `192-9`, `S3–S9`, `e1002`, `vii–x`, `82--96`.
fn page_range(draft: &Draft<'_>, at: usize) -> Option<Range> {
    let page = |i: usize| match draft.class(i) {
        Class::Number | Class::Mixed => draft.lower(i).chars().count() <= 14 && draft.free(i),
        Class::Word => is_roman(draft.word(i)) && draft.free(i),
        _ => false,
    };
    if !page(at) {
        return None;
    }
    let mut dash = at + 1;
    while draft.is_dash(dash) && dash < at + 4 {
        dash += 1;
    }
    if dash > at + 1 && page(dash) && (draft.class(at) == Class::Word) == (draft.class(dash) == Class::Word) {
        return Some(Range { first: at..at + 1, last: Some(dash..dash + 1), end: dash + 1 });
    }
    Some(Range { first: at..at + 1, last: None, end: at + 1 })
}

fn add_pages(draft: &mut Draft<'_>, range: &Range) {
    let first = draft.lower(range.first.start).to_owned();
    // A single "page" that is no page: an article number.
    let digits = first.bytes().filter(u8::is_ascii_digit).count();
    if range.last.is_none() && (first.starts_with('e') && digits > 1 || digits >= 6) {
        draft.add(PartKind::ElocationId, range.first.clone());
        return;
    }
    draft.add(PartKind::FirstPage, range.first.clone());
    if let Some(last) = &range.last {
        let value = expand(&first, draft.lower(last.start));
        draft.add_value(PartKind::LastPage, last.clone(), value);
    }
}

/// The last page in full where it is shortened: 192, 9 → 199; none where it is whole.
fn expand(first: &str, last: &str) -> Option<String> {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    (digits(first) && digits(last) && last.len() < first.len())
        .then(|| format!("{}{last}", &first[..first.len() - last.len()]))
}

/// What the numbers of a citation are when they carry no label.
#[derive(Debug, Default)]
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
    // `(841–889)`
    if draft.sign(i) == '(' {
        let range = page_range(draft, i + 1)
            .filter(|r| r.last.is_some() && draft.sign(r.end) == ')' && draft.class(i + 1) == Class::Number)?;
        let years = dates::is_year(draft, i + 1)
            && range.last.as_ref().is_some_and(|l| dates::is_year(draft, l.start) || draft.lower(l.start).len() == 2);
        return (!years).then(|| Cluster {
            pages: Some(i + 1),
            range: i..range.end + 1,
            score: 3,
            ..Cluster::default()
        });
    }
    let volume_end = volume(draft, i)?;
    if draft.is_dash(volume_end) {
        return bare_range(draft, i);
    }
    // `April 30, 1956` holds no volume.
    if (i.saturating_sub(2)..i).any(|t| dates::date(draft, t).is_some_and(|d| d.month.is_some() && d.range.end > i)) {
        return None;
    }
    // A volume follows words, a year or a sign after them, not another number.
    let before = i.checked_sub(1)?;
    if matches!(draft.sign(before), '(' | '/' | '-' | '–' | '$' | '€' | '%' | '№' | '#')
        || draft.class(before) == Class::Number && draft.free(before)
    {
        return None;
    }
    let yearlike = dates::is_year(draft, i);
    let volume = || (!yearlike).then_some(i..volume_end);
    let mut found = Cluster { volume: volume(), range: i..volume_end, ..Cluster::default() };
    let mut at = volume_end;
    // The issue: `12(3)`, `45/4`, `33:3:`, `51, 320 (2005) 354`
    let mut issue = None;
    if let Some((inner, end)) = bracketed_issue(draft, at).filter(|(_, end)| {
        !yearlike
            || matches!(draft.sign(*end), ':' | ',') && page_range(draft, end + 1).is_some_and(|r| r.last.is_some())
    }) {
        issue = Some(inner);
        at = end;
    } else if draft.sign(at) == '.'
        && !draft.spaced(at + 1)
        && draft.class(at + 1) == Class::Number
        && draft.lower(at + 1).len() <= 3
        && (bracketed_year(draft, at + 2).is_some() || draft.sign(at + 2) == ':')
    {
        // `13.2 (1989)`
        issue = Some(at + 1..at + 2);
        at += 2;
    } else if matches!(draft.sign(at), '/' | ':')
        && draft.class(at + 1) == Class::Number
        && draft.lower(at + 1).len() <= 3
        && matches!(draft.sign(at + 2), ':' | ',')
        && page_range(draft, at + 3).is_some_and(|r| r.last.is_some())
    {
        issue = Some(at + 1..at + 2);
        at += 2;
    }
    if let Some(issue) = issue {
        found.volume = Some(i..volume_end);
        found.issue = Some(issue);
        let sep = matches!(draft.sign(at), ':' | ',' | ';' | '.');
        let page = at + usize::from(sep);
        // `12(3) (2004), 45`: the year between.
        let (page, year) = match bracketed_year(draft, page) {
            Some((year, end)) => (end + usize::from(matches!(draft.sign(end), ':' | ',')), Some(year)),
            None => (page, None),
        };
        found.year = year;
        if let Some(range) = page_range(draft, page)
            && !(range.last.is_none() && dates::is_year(draft, page) && !matches!(draft.sign(at), ':'))
            && (draft.sign(at) != '.' || range.last.is_some())
            && ends_number(draft, range.end)
        {
            found.pages = Some(page);
            found.range.end = range.end;
            found.score = 10;
        } else {
            found.range.end = at;
            found.score = if ends_number(draft, at) { 7 } else { 4 };
        }
        return Some(found);
    }
    // `53 (1930), 573–77`, `106 (2017) 443`, `20 (1987),`
    if let Some((year, end)) = bracketed_year(draft, at).filter(|_| !yearlike) {
        let page = end + usize::from(matches!(draft.sign(end), ':' | ','));
        found.year = Some(year);
        found.range.end = end;
        found.score = if draft.marks.get(page) == Some(&Mark::Pages) { 9 } else { 6 };
        if let Some(range) =
            page_range(draft, page).filter(|r| ends_number(draft, r.end) && draft.class(page) != Class::Word)
        {
            found.pages = Some(page);
            found.range.end = range.end;
            found.score = 9;
        }
        return Some(found);
    }
    let sign = draft.sign(at);
    let page = at + usize::from(matches!(sign, ':' | ',' | '.'));
    // `39, no. 9`, `5, pp. 12–15`, `7 pp. 387-393`
    if !yearlike
        && matches!(sign, ',' | '\0' | '.' | ':')
        && page < draft.len()
        && matches!(draft.marks[page], Mark::Volume | Mark::Pages)
        && draft.lower(page) != "("
    {
        let weak = draft.marks[page] == Mark::Pages && sign == '.';
        found.score = if weak { 3 } else { 8 };
        return Some(found);
    }
    // `Review, 8.`: a volume at the end, or before the date.
    let after = draft.past_stop(at);
    if !yearlike
        && draft.sign(before) == ','
        && draft.class(i) == Class::Number
        && draft.lower(i).len() <= 3
        && after >= draft.len()
    {
        found.score = 1;
        return Some(found);
    }
    let range = page_range(draft, page).filter(|r| ends_number(draft, r.end) && draft.class(page) != Class::Word)?;
    let spread = range.last.is_some();
    // `51, 320 (2005) 354`: volume, issue, year, page.
    if !spread
        && sign == ','
        && !yearlike
        && let Some((year, end)) = bracketed_year(draft, range.end)
    {
        found.year = Some(year);
        // `8, 4 (Dec. 1995), 343-356`
        let spread = |at| page_range(draft, at).is_some_and(|r| r.last.is_some());
        let end = end + usize::from(matches!(draft.sign(end), ',' | ':') && spread(end + 1));
        if let Some(last) =
            page_range(draft, end).filter(|r| ends_number(draft, r.end) && draft.class(end) != Class::Word)
        {
            found.issue = Some(page..range.end);
            found.pages = Some(end);
            found.range.end = last.end;
        } else {
            found.pages = Some(page);
            found.range.end = end;
        }
        found.score = 10;
        return Some(found);
    }
    if dates::is_year(draft, page) && !spread {
        // `Econometrica 5, 1937`: a volume and a year, if nothing better is there.
        if sign == ','
            && !yearlike
            && draft.class(i) == Class::Number
            && draft.lower(i).len() <= 3
            && draft.class(before) == Class::Word
        {
            found.score = 2;
            return Some(found);
        }
        return None;
    }
    found.pages = Some(page);
    found.range.end = range.end;
    found.score = match (sign, spread, yearlike) {
        (':', true, false) => 9,
        (',', true, false) => 8,
        ('\0', true, false) => 7,
        (':', false, false) => 7,
        (':' | ',', true, true) => 5,
        // `ApJ, 607, 200`; `10, 1012.`
        (',', false, false) => 4 + i32::from(draft.class(i) == Class::Number && ends_strongly(draft, range.end)),
        _ => return bare_range(draft, i),
    };
    if yearlike {
        found.year = Some(i..i + 1);
    }
    Some(found)
}

/// `, 163-169.`: pages without anything before them.
fn bare_range(draft: &Draft<'_>, i: usize) -> Option<Cluster> {
    let range = page_range(draft, i)?;
    if dates::date(draft, i).is_some_and(|d| d.month.is_some()) {
        return None;
    }
    let years = dates::is_year(draft, i)
        && range.last.as_ref().is_some_and(|l| dates::is_year(draft, l.start) || draft.lower(l.start).len() == 2);
    let before = i.checked_sub(1).map_or('\0', |b| draft.sign(b));
    (range.last.is_some()
        && !years
        && draft.class(i) == Class::Number
        && (matches!(before, ',' | '.' | ':' | ';') || i > 0 && !draft.free(i - 1))
        && (ends_strongly(draft, range.end) || bracketed_year(draft, range.end).is_some()))
    .then(|| Cluster { pages: Some(i), range: i..range.end, score: 3, ..Cluster::default() })
}

/// The end of a volume at `i`: a number of up to four digits, `A27`, `365L`, `111–112`, a Roman numeral in capitals.
fn volume(draft: &Draft<'_>, i: usize) -> Option<usize> {
    let word = draft.word(i);
    match draft.class(i) {
        Class::Number if word.len() <= 4 => {
            // `111–112, 410`
            if draft.is_dash(i + 1)
                && draft.class(i + 2) == Class::Number
                && matches!(draft.sign(i + 3), ',' | ':' | '(')
                && !draft.spaced(i + 1)
                && page_range(draft, i + 4).is_some()
                && !dates::is_year(draft, i + 4)
                && draft.class(i + 4) == Class::Number
            {
                return Some(i + 3);
            }
            Some(i + 1)
        }
        Class::Mixed if word.chars().count() <= 5 && !dates::is_year(draft, i) => Some(i + 1),
        Class::Word if is_roman(word) && word.len() > 1 && word.starts_with(char::is_uppercase) => Some(i + 1),
        _ => None,
    }
}

/// An issue in brackets at `at`: its tokens and the token after the bracket.
fn bracketed_issue(draft: &Draft<'_>, at: usize) -> Option<(Tokens, usize)> {
    // `288, (5465)`
    let open = if draft.sign(at) == ',' && draft.sign(at + 1) == '(' { at + 1 } else { at };
    if draft.sign(open) != '(' {
        return None;
    }
    let close = draft.closing(open, 12)?;
    let inner = open + 1..close;
    if inner.is_empty() || !draft.all_free(inner.clone()) {
        return None;
    }
    let first = draft.lower(inner.start);
    let digit = draft.lower(inner.start).starts_with(|c: char| c.is_ascii_digit());
    let number = matches!(draft.class(inner.start), Class::Number | Class::Mixed)
        && (digit || draft.lower(inner.start).len() <= 4)
        && !(dates::is_year(draft, inner.start) && inner.len() <= 3);
    let labelled = (first.starts_with("sup") || is_supplement_word(first))
        || is_part_word(first)
        || matches!(first, "spec" | "special" | "serial")
        || is_roman(draft.word(inner.start)) && inner.len() == 1;
    let short = inner.len() <= 7 && draft.bytes(inner.clone()).len() <= 24;
    let from = if is_issue_word(first) { inner.start + 1 } else { inner.start };
    ((number || labelled) && short).then_some((from..close, close + 1))
}

/// A year in brackets at `at`, with or without a month.
fn bracketed_year(draft: &Draft<'_>, at: usize) -> Option<(Tokens, usize)> {
    if draft.sign(at) != '(' {
        return None;
    }
    let close = draft.closing(at, 10)?;
    let found = dates::date(draft, at + 1)?;
    (found.range.end == close && draft.free(at + 1)).then_some((found.year?, close + 1))
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

/// Whether a number may end here.
fn ends_number(draft: &Draft<'_>, end: usize) -> bool {
    end >= draft.len()
        || draft.sign(end) != '\0' && !matches!(draft.sign(end), '%' | '$' | '/' | '+')
        || !draft.free(end)
        || draft.capital(end)
        || draft.class(end) == Class::Link
        || dates::date(draft, end).is_some()
}

/// Whether a number ends where a group of numbers does.
fn ends_strongly(draft: &Draft<'_>, end: usize) -> bool {
    end >= draft.len()
        || matches!(draft.sign(end), '.' | ')' | ',' | ';' | '[' | '(') && !draft.free(end + 1)
        || matches!(draft.sign(end), '.' | ')' | ';')
        || end + 1 >= draft.len()
        || !draft.free(end)
        || dates::date(draft, end + usize::from(draft.sign(end) == ',')).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut draft = Draft::new(text, &[]);
        labelled(&mut draft, 0);
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
            ("Завигар; 1996. 66 с.", "PageCount 66"),
            ("Gemeinsam leben. 22. Jg. Heft 3, S. 88-97", "Volume 22, Issue 3, FirstPage 88, LastPage 97"),
            ("American Literature 20, no. 3 (1995): 571–610", "Volume 20, Issue 3, FirstPage 571, LastPage 610"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
