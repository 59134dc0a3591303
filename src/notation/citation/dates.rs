//! Dates as citations write them, in the languages that citations are written in.

use super::lexicon::WordMap;
use super::tokens::{Class, Draft, Tokens};

/// A date found in the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DateMatch {
    /// All its tokens.
    pub range: Tokens,
    /// The year.
    pub year: Option<Tokens>,
    /// The month or months, and the number of the first.
    pub month: Option<(Tokens, u8)>,
    /// The day or days.
    pub day: Option<Tokens>,
}

impl DateMatch {
    /// ISO 8601, as exact as the date is.
    pub fn iso(&self, draft: &Draft<'_>) -> Option<String> {
        let year = number(draft, self.year.as_ref()?.start)?;
        let day = self.day.as_ref().and_then(|d| number(draft, d.start));
        Some(match (&self.month, day) {
            (Some((_, m)), Some(d)) if (1..=31).contains(&d) => format!("{year:04}-{m:02}-{d:02}"),
            (Some((_, m)), _) => format!("{year:04}-{m:02}"),
            _ => format!("{year:04}"),
        })
    }
}

/// The names of the months and their abbreviations: en, de, fr, es, pt, pl, ru, be, uk, romanised Russian.
const MONTHS: [&str; 12] = [
    "jan january januar janv janvier ene enero janeiro stycznia styczeń янв январь января студзень студзеня січень січня yanvarya ianvaria gennaio січ студз sty",
    "feb febr february februar févr fév février fevrier febrero fev fevereiro lutego luty фев февр февраль февраля люты лютага лютий лютого fevralya fevralia febbraio лют lut",
    "mar march märz mrz mars marzo março marco marca marzec мар март марта сакавік сакавіка березень березня marta берез сак",
    "apr april avr avril abr abril kwietnia kwiecień апр апрель апреля красавік красавіка квітень квітня aprelya aprelia aprile квіт крас kwi",
    "may mai mayo maio maj maja май мая травень травня maya maia maggio трав",
    "jun june juni juin junio junho czerwca czerwiec июнь июня июн чэрвень чэрвеня червень червня iyunya iiunia giugno черв чэрв cze",
    "jul july juli juillet juil julio julho lipca lipiec июль июля июл ліпень ліпеня липень липня iyulya iiulia luglio лип ліп lip",
    "aug august août aout ago agosto sierpnia sierpień авг август августа жнівень жніўня жніўень серпень серпня avgusta серп жн sie",
    "sep sept september septembre septiembre set setembro września wrzesień сен сент сентябрь сентября верасень верасня вересень вересня sentyabrya sentiabria settembre верес вер wrz",
    "oct october okt oktober octobre octubre out outubro października październik окт октябрь октября кастрычнік кастрычніка жовтень жовтня oktyabrya oktiabria ottobre жовт кастр paź",
    "nov november novembre noviembre novembro listopada listopad ноя нояб ноябрь ноября лістапад лістапада листопад листопада noyabrya noiabria листоп ліст lis",
    "dec december dez dezember déc décembre decembre dic diciembre dezembro grudnia grudzień дек декабрь декабря снежань снежня грудень грудня dekabrya dekabria dicembre груд снеж gru",
];

/// The number of a month's name in lower case.
pub(super) fn month(word: &str) -> Option<u8> {
    static TABLE: std::sync::LazyLock<WordMap<u8>> = std::sync::LazyLock::new(|| {
        (1..).zip(MONTHS).flat_map(|(number, names)| names.split(' ').map(move |name| (name, number))).collect()
    });
    TABLE.get(word).copied()
}

/// A Roman numeral from I to XII in capitals, as in `18-V-2020`.
fn roman_month(word: &str) -> Option<u8> {
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
        .iter()
        .position(|r| *r == word)
        .map(|i| i as u8 + 1)
}

fn season(word: &str) -> bool {
    matches!(
        word,
        "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "automne"
            | "hiver"
            | "été"
            | "printemps"
            | "sommer"
            | "herbst"
            | "весна"
            | "лето"
            | "осень"
            | "зима"
    )
}

/// The number at a token of up to four digits.
pub(super) fn number(draft: &Draft<'_>, i: usize) -> Option<u16> {
    let word = draft.lower(i);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && digits <= 4).then(|| word[..digits].parse().ok())?
}

/// Whether a token is a year: four digits from 1400 to 2099, perhaps with a letter (`1991a`).
pub(super) fn is_year(draft: &Draft<'_>, i: usize) -> bool {
    let word = draft.lower(i);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let letters = &word[digits..];
    digits == 4
        && (letters.is_empty() || letters.len() == 1 && letters.bytes().all(|b| b.is_ascii_lowercase()))
        && number(draft, i).is_some_and(|n| (1400..=2099).contains(&n))
}

/// A year with what may follow it: `1999/2000`, `1998–99`, `1991a`, `2005b,c`. Gives the token after.
fn year(draft: &Draft<'_>, i: usize) -> Option<usize> {
    if !is_year(draft, i) {
        return None;
    }
    let joined = draft.sign(i + 1) == '/' || draft.is_dash(i + 1);
    if joined && !draft.spaced(i + 1) && !draft.spaced(i + 2) && draft.class(i + 2) == Class::Number {
        let later = draft.lower(i + 2);
        if is_year(draft, i + 2) || later.len() == 2 && later > &draft.lower(i)[2..4] {
            return Some(i + 3);
        }
    }
    Some(i + 1)
}

/// Between the parts of a date: `de`, `of`, `г.`.
fn filler(draft: &Draft<'_>, i: usize) -> usize {
    if matches!(draft.lower(i), "de" | "of" | "do" | "d'") { i + 1 } else { i }
}

fn day(draft: &Draft<'_>, i: usize) -> Option<usize> {
    let word = draft.lower(i);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal = matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "o");
    (ordinal && digits > 0 && digits <= 2 && number(draft, i).is_some_and(|n| (1..=31).contains(&n))).then_some(())?;
    let after = i + 1;
    let after = if matches!(draft.sign(after), 'º' | '°') { after + 1 } else { after };
    // `25–30 April`
    if draft.is_dash(after)
        && number(draft, after + 1).is_some_and(|n| (1..=31).contains(&n))
        && draft.lower(after + 1).len() <= 2
    {
        return Some(after + 2);
    }
    Some(after)
}

/// A month's name with its stop, or two joined: `July–August`, `abr./jun.`. Gives the month and the token after.
fn months(draft: &Draft<'_>, i: usize) -> Option<(u8, usize)> {
    let number = month(draft.lower(i))?;
    let after = draft.past_stop(i + 1);
    if (draft.is_dash(after) || draft.sign(after) == '/') && month(draft.lower(after + 1)).is_some() {
        return Some((number, draft.past_stop(after + 2)));
    }
    // `July-August` is one word.
    Some((number, after))
}

fn hyphenated_months(draft: &Draft<'_>, i: usize) -> Option<(u8, usize)> {
    let (a, b) = draft.lower(i).split_once(['-', '–'])?;
    month(b)?;
    Some((month(a)?, draft.past_stop(i + 1)))
}

/// The date that starts at `i`; the longest form wins. A bare year is one.
pub(super) fn date(draft: &Draft<'_>, i: usize) -> Option<DateMatch> {
    numeric(draft, i)
        .or_else(|| year_first(draft, i))
        .or_else(|| day_first(draft, i))
        .or_else(|| month_first(draft, i))
        .map(|mut m| {
            // `2020 г.`
            if matches!(draft.lower(m.range.end), "г" | "р" | "r")
                && m.year.as_ref().is_some_and(|y| y.end == m.range.end)
            {
                m.range.end = draft.past_stop(m.range.end + 1);
            }
            m
        })
}

/// `01.02.2020`, `1/2/2020`, `2020-02-01`, `18-V-2020`.
fn numeric(draft: &Draft<'_>, i: usize) -> Option<DateMatch> {
    let sign = |i| matches!(draft.sign(i), '.' | '/') || draft.is_dash(i);
    let plain = |i: usize| draft.class(i) == Class::Number;
    if !sign(i + 1) || !sign(i + 3) || draft.sign(i + 1) != draft.sign(i + 3) {
        // `18-V-2020` is a number, a sign and a word with a sign and figures.
        return None;
    }
    let middle = if plain(i + 2) { number(draft, i + 2) } else { roman_month(draft.word(i + 2)).map(u16::from) }?;
    let (first, last) = (number(draft, i)?, number(draft, i + 4)?);
    if !plain(i) || !plain(i + 4) {
        return None;
    }
    let (year, month, day) = if draft.lower(i).len() == 4 && is_year(draft, i) {
        (i, middle, i + 4)
    } else if is_year(draft, i + 4) {
        (i + 4, middle, i)
    } else {
        return None;
    };
    let day_value = if year == i { last } else { first };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day_value) {
        return None;
    }
    let one = |i: usize| i..i + 1;
    Some(DateMatch {
        range: i..i + 5,
        year: Some(one(year)),
        month: Some((one(i + 2), month as u8)),
        day: Some(one(day)),
    })
}

/// `2020 February 1`, `2006, June 29`, `2013 Jan`, `2009`.
fn year_first(draft: &Draft<'_>, i: usize) -> Option<DateMatch> {
    let end = year(draft, i)?;
    let mut found = DateMatch { range: i..end, year: Some(i..end), ..DateMatch::default() };
    let after = if draft.sign(end) == ',' { end + 1 } else { end };
    if let Some((m, month_end)) = months(draft, after).or_else(|| hyphenated_months(draft, after)) {
        // `2009. Mar Drugs` has no month: a name is one only where a day or the end of the group follows.
        let day_end = day(draft, month_end);
        let closed = matches!(draft.sign(month_end), ')' | ']' | ';' | ':' | '.' | ',') || month_end >= draft.len();
        if day_end.is_some() || closed {
            found.month = Some((after..month_end.max(after + 1), m));
            found.range.end = month_end;
            if let Some(e) = day_end
                && !matches!(draft.sign(e), '(' | ':')
            {
                found.day = Some(month_end..e);
                found.range.end = e;
            }
        }
    } else if season(draft.lower(after)) && matches!(draft.sign(after + 1), ')' | ']' | ';') {
        found.range.end = after + 1;
    }
    Some(found)
}

/// `1 февраля 2020 г.`, `29 de setembro de 2014`, `3. März 2012`, `19 out. 2018`, `30 October`.
fn day_first(draft: &Draft<'_>, i: usize) -> Option<DateMatch> {
    let day_end = day(draft, i)?;
    let at = filler(draft, draft.past_stop(day_end));
    let (m, month_end) = months(draft, at)?;
    let comma = if draft.sign(month_end) == ',' { month_end + 1 } else { month_end };
    let at_year = filler(draft, comma);
    let mut found =
        DateMatch { range: i..month_end, month: Some((at..month_end, m)), day: Some(i..day_end), year: None };
    if let Some(end) = year(draft, at_year) {
        found.year = Some(at_year..end);
        found.range.end = end;
    }
    Some(found)
}

/// `February 1, 2020`, `April 1–5, 1990`, `Sept. 1995`, `October, 1994`, `septembre 2014`, `Spring 1994`.
fn month_first(draft: &Draft<'_>, i: usize) -> Option<DateMatch> {
    let (m, month_end) = match months(draft, i).or_else(|| hyphenated_months(draft, i)) {
        Some((m, end)) => (Some(m), end),
        None if season(draft.lower(i)) => (None, i + 1),
        None => return None,
    };
    let comma = |i: usize| if draft.sign(i) == ',' { i + 1 } else { i };
    let month = m.map(|m| (i..month_end, m));
    if let Some(day_end) = day(draft, month_end).filter(|_| m.is_some()) {
        let at = comma(day_end);
        return Some(match year(draft, at) {
            Some(end) => DateMatch { range: i..end, year: Some(at..end), month, day: Some(month_end..day_end) },
            None => DateMatch { range: i..day_end, year: None, month, day: Some(month_end..day_end) },
        });
    }
    let at = filler(draft, comma(month_end));
    let end = year(draft, at)?;
    Some(DateMatch { range: i..end, year: Some(at..end), month, day: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> (String, usize) {
        let draft = Draft::new(text, &[]);
        let found = date(&draft, 0).unwrap_or_else(|| panic!("no date: {text}"));
        (found.iso(&draft).unwrap_or_default(), draft.bytes(found.range.clone()).end)
    }

    #[test]
    fn dates_in_every_dress() {
        for (text, want) in [
            ("01.02.2020", "2020-02-01"),
            ("2010-08-07", "2010-08-07"),
            ("18-V-2020", "2020-05-18"),
            ("1 февраля 2020 г.", "2020-02-01"),
            ("2020 February 1", "2020-02-01"),
            ("29 de setembro de 2014", "2014-09-29"),
            ("19 out. 2018", "2018-10-19"),
            ("Jan. 14, 2024", "2024-01-14"),
            ("2020 dez 23", "2020-12-23"),
            ("2006, June 29", "2006-06-29"),
            ("15 Feb. 1993", "1993-02-15"),
            ("April 1-5, 1990", "1990-04-01"),
            ("27–28 июня 2002 г.", "2002-06-27"),
            ("July-August, 1964", "1964-07"),
            ("abr./jun. 2017", "2017-04"),
            ("October, 1994", "1994-10"),
            ("2013 Jan", "2013-01"),
            ("1999/2000", "1999"),
            ("1991a", "1991"),
        ] {
            assert_eq!(iso(text), (want.to_owned(), text.len()), "{text}");
        }
        assert_eq!(iso("2009. Mar Drugs"), ("2009".into(), 4));
        assert_eq!(iso("2009 Mar 5;30(3)").0, "2009-03-05");
    }

    #[test]
    fn no_dates() {
        for text in ["45.67.2020", "Marx 1990", "12", "3. Auflage"] {
            assert_eq!(date(&Draft::new(text, &[]), 0), None, "{text}");
        }
    }
}
