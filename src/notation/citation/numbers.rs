//! Volume, issue, pages and page count with labels: `vol. 39, no. 9, pp. 1175–1185`, `Т. 2, № 3. С. 45–67`, `320 с.`

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
pub(super) struct Range {
    pub first: Tokens,
    pub last: Option<Tokens>,
    /// The token after it.
    pub end: usize,
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
    if let Some(end) = page_count(draft, i).or_else(|| volume_count(draft, i)) {
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
    } else if is_issue_word(lower) && lower != "ed" || is_part_word(lower) || draft.sign(i) == '№' {
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

pub(super) fn is_roman(word: &str) -> bool {
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
    let number_follows =
        matches!(draft.class(end), Class::Number | Class::Mixed) && end < draft.len() && !dates::is_year(draft, end);
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

/// `2 vols.`, `в 3 т.`: how many volumes there are, which is no volume.
fn volume_count(draft: &mut Draft<'_>, i: usize) -> Option<usize> {
    let preposition = matches!(draft.lower(i), "в" | "у" | "in" | "w" | "en" | "em");
    let at = i + usize::from(preposition);
    let counted = draft.lower(at + 1);
    let fits = draft.class(at) == Class::Number
        && draft.lower(at).len() <= 2
        && (matches!(counted, "vols" | "volumes" | "bde" | "bände" | "tomes" | "tomos")
            || preposition && matches!(counted, "т" | "тт" | "ч" | "кн" | "t" | "bd" | "томах" | "частях"));
    if !fits || !draft.all_free(i..at + 2) {
        return None;
    }
    let end = draft.past_stop(at + 2);
    draft.add(PartKind::Comment, i..end);
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
pub(super) fn page_range(draft: &Draft<'_>, at: usize) -> Option<Range> {
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

pub(super) fn add_pages(draft: &mut Draft<'_>, range: &Range) {
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
