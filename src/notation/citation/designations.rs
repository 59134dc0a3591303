//! What names a document by its number: an act of law (`Указ Президента Респ. Беларусь от 9 нояб. 2010 г. № 575`), a standard
//! (`ГОСТ 7.1–2003`), a patent (`пат. 2187888 Рос. Федерация`).

use super::dates::{self, DateMatch};
use super::head;
use super::tokens::{Class, Draft, Mark, Tokens};
use crate::article::{PartKind, PublicationType};

/// Claims designations from token `from` on. Gives the date of an act, which is the date of publication where there is no
/// other.
pub(super) fn claim(draft: &mut Draft<'_>, from: usize) -> Option<DateMatch> {
    for i in from..draft.len() {
        if !draft.free(i) {
            continue;
        }
        if standard(draft, i, from) || patent(draft, i) {
            return None;
        }
        if let Some(date) = act(draft, i, from) {
            return date;
        }
    }
    None
}

/// What acts of law are called.
pub(super) fn is_act(word: &str) -> bool {
    matches!(
        word,
        "указ"
            | "закон"
            | "постановление"
            | "декрет"
            | "кодекс"
            | "распоряжение"
            | "приказ"
            | "пастанова"
            | "пастанаўленне"
            | "указанне"
            | "постанова"
            | "загад"
            | "наказ"
            | "директива"
            | "resolução"
            | "lei"
            | "decreto"
            | "decreto-lei"
            | "portaria"
            | "ley"
            | "resolución"
            | "loi"
            | "gesetz"
            | "ustawa"
            | "ukaz"
            | "zakon"
            | "postanovlenie"
            | "dekret"
            | "decree"
            | "law"
            | "resolution"
            | "соглашение"
            | "договор"
            | "протокол"
            | "решение"
            | "федер"
            | "указание"
            | "директивы"
    )
}

/// An act at `i`: its name up to the day or the number. `Some(None)` is an act without a day.
#[allow(clippy::option_option)]
fn act(draft: &mut Draft<'_>, i: usize, from: usize) -> Option<Option<DateMatch>> {
    let before = i.checked_sub(1);
    let subtitle = before.is_some_and(|b| draft.sign(b) == ':');
    if !is_act(draft.lower(i)) || !(draft.capital(i) || subtitle) {
        return None;
    }
    let starts =
        i == from || before.is_some_and(|b| matches!(draft.sign(b), ':' | '.' | ',' | '(' | ';') || !draft.free(b));
    if !starts {
        return None;
    }
    // Its day: `от 9 нояб. 2010 г.`, `, de 13 de outubro de 1995`; its number: `№ 575`, `nº 41`.
    let number_sign = |t: usize| {
        draft.sign(t) == '№'
            || matches!(draft.lower(t), "nº" | "n°" | "no" | "nr")
            || draft.lower(t) == "n" && matches!(draft.sign(t + 1), '°' | 'º' | '.')
    };
    let limit = draft.len().min(i + 40);
    let mut date: Option<DateMatch> = None;
    let mut number: Option<Tokens> = None;
    let mut name_end = None;
    let mut end = i + 1;
    let mut t = i + 1;
    while t < limit && draft.free(t) {
        if number.is_none() && number_sign(t) {
            let mut at = t + 1;
            while matches!(draft.sign(at), '°' | 'º' | '.') {
                at += 1;
            }
            if !matches!(draft.class(at), Class::Number | Class::Mixed) {
                return None;
            }
            let mut stop = at + 1;
            while stop < draft.len()
                && !draft.spaced(stop)
                && (draft.is_dash(stop) || matches!(draft.sign(stop), '/' | '.') || draft.class(stop) != Class::Sign)
                && !(draft.class(stop) == Class::Sign && (stop + 1 >= draft.len() || draft.spaced(stop + 1)))
            {
                stop += 1;
            }
            name_end.get_or_insert(t);
            number = Some(t..stop);
            end = stop;
            t = stop;
            continue;
        }
        if date.is_none()
            && let Some(found) =
                dates::date(draft, t).filter(|d| d.year.is_some() && (d.month.is_some() || number.is_some()))
        {
            let prefix = t - usize::from(matches!(
                draft.lower(t - 1),
                "от" | "ад" | "від" | "de" | "of" | "vom" | "du" | "from" | "ot"
            ));
            let prefix = prefix - usize::from(draft.sign(prefix - 1) == ',');
            name_end.get_or_insert(prefix.max(i + 1));
            end = found.range.end;
            t = end;
            date = Some(found);
            continue;
        }
        if number.is_some() && date.is_some() {
            break;
        }
        let stop = matches!(draft.sign(t), '/' | '[' | ';' | ':' | '?')
            || draft.sign(t) == '.' && head::sentence_stop(draft, t);
        if stop {
            break;
        }
        t += 1;
    }
    let name_end = name_end?;
    // `(BR)`
    if draft.sign(end) == '('
        && let Some(close) = draft.closing(end, 4)
    {
        end = close + 1;
    }
    if number.is_none() && date.as_ref().is_none_or(|d| d.day.is_none()) {
        return None;
    }
    if i == from && (end >= draft.len() || matches!(draft.sign(end), '/' | '[') || !draft.free(end)) {
        // `Договор о дружбе от 5 мая 1995 г. // Ведомости`: the designation is the title.
        draft.title = Some(i..end);
    } else {
        draft.add(PartKind::Genre, i..name_end);
        if let Some(number) = number {
            draft.add(PartKind::Comment, number);
        }
    }
    draft.claim(i..end, Mark::Genre);
    draft.kind = Some(PublicationType::Legal);
    Some(date)
}

/// `ГОСТ Р 7.0.5–2008`, `ISO 690:2010`, `СТБ 1234`, at the start or after a sign.
fn standard(draft: &mut Draft<'_>, i: usize, from: usize) -> bool {
    let label = matches!(
        draft.word(i),
        "ГОСТ"
            | "СТБ"
            | "ТКП"
            | "ДСТУ"
            | "СНиП"
            | "GOST"
            | "ISO"
            | "IEC"
            | "DIN"
            | "ANSI"
            | "NBR"
            | "ASTM"
            | "RFC"
            | "IEEE"
            | "PN"
            | "BS"
            | "EN"
            | "ABNT"
    );
    let boundary = i == from || draft.class(i - 1) == Class::Sign || !draft.free(i - 1);
    if !label || !boundary {
        return false;
    }
    let mut at = i + 1;
    // `ГОСТ Р`, `ISO/IEC`, `ABNT NBR`
    while at < i + 5
        && (draft.sign(at) == '/'
            || draft.class(at) == Class::Word && draft.word(at).chars().count() <= 4 && draft.capital(at))
    {
        at += 1;
    }
    if draft.class(at) != Class::Number {
        return false;
    }
    let mut end = at + 1;
    while end < draft.len()
        && end < at + 14
        && (matches!(draft.class(end), Class::Number | Class::Mixed) && !draft.spaced(end)
            || (draft.is_dash(end) || matches!(draft.sign(end), '.' | ':' | '/'))
                && matches!(draft.class(end + 1), Class::Number | Class::Mixed)
                && !draft.spaced(end + 1))
    {
        end += 1;
    }
    // `IEEE 1995 Conference` is none.
    if matches!(draft.word(i), "IEEE" | "EN" | "BS" | "PN") && end == at + 1 {
        return false;
    }
    draft.add(PartKind::Standard, i..end);
    draft.claim(i..end, Mark::Genre);
    draft.kind = Some(PublicationType::Standard);
    true
}

/// `пат. 2187888 Рос. Федерация`, `US Patent 3,712,959`, `USA Patent № 5351122`.
fn patent(draft: &mut Draft<'_>, i: usize) -> bool {
    let label = matches!(draft.lower(i), "пат" | "patent" | "патент" | "а" | "pat");
    if !label || draft.lower(i) == "а" && draft.phrase(i, "а с").is_none() {
        return false;
    }
    let mut at = draft.past_stop(i + 1);
    if draft.lower(i) == "а" {
        at = draft.past_stop(at + 1);
    }
    if draft.sign(at) == '№' || matches!(draft.lower(at), "no" | "nr" | "number") {
        at = draft.past_stop(at + 1);
    }
    let digits = |t: usize| draft.lower(t).bytes().filter(u8::is_ascii_digit).count();
    let mut end = at;
    while end < draft.len()
        && end < at + 9
        && (matches!(draft.class(end), Class::Number | Class::Mixed)
            || matches!(draft.sign(end), ',' | '/' | '.')
                && draft.class(end + 1) == Class::Number
                && !draft.spaced(end + 1))
    {
        end += 1;
    }
    if end == at || (at..end).map(digits).sum::<usize>() < 4 {
        return false;
    }
    let mut start = i;
    // `US Patent`, `USA Patent`, `U.S. Patent`
    while start > 0
        && draft.free(start - 1)
        && (matches!(draft.lower(start - 1), "us" | "usa" | "u" | "s" | "united" | "states" | "european" | "ep")
            || draft.sign(start - 1) == '.' && matches!(draft.lower(start.saturating_sub(2)), "s" | "u"))
    {
        start -= 1;
    }
    // The country after the number.
    if draft.lower(i) == "пат" || draft.lower(i) == "патент" {
        while end < draft.len()
            && end < at + 8
            && draft.free(end)
            && (draft.class(end) == Class::Word || draft.sign(end) == '.' && !head::sentence_stop(draft, end))
        {
            end += 1;
        }
    }
    draft.add(PartKind::Patent, start..end);
    draft.claim(start..end, Mark::Genre);
    draft.kind = Some(PublicationType::Patent);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut draft = Draft::new(text, &[]);
        let date = claim(&mut draft, 0).and_then(|d| d.iso(&draft)).unwrap_or_default();
        let parts: Vec<String> = draft.parts.iter().map(|p| format!("{:?}={}", p.kind, p.text(text))).collect();
        format!("{} {date}", parts.join(" "))
    }

    #[test]
    fn acts_standards_patents() {
        for (text, want) in [
            (
                "О безопасности : Указ Президента Респ. Беларусь от 9 нояб. 2010 г. № 575 [",
                "Genre=Указ Президента Респ. Беларусь Comment=№ 575 2010-11-09",
            ),
            (
                "О доктрине : Закон Респ. Беларусь от 20 июля 2016 г. № 412-3",
                "Genre=Закон Респ. Беларусь Comment=№ 412-3 2016-07-20",
            ),
            ("Lei nº 9.394, de 20 de dezembro de 1996. Estabelece", "Genre=Lei Comment=nº 9.394 1996-12-20"),
            ("ГОСТ Р 7.0.5–2008. Библиографическая ссылка", "Standard=ГОСТ Р 7.0.5–2008 "),
            ("ISO 690:2010. Information", "Standard=ISO 690:2010 "),
            ("Устройство : пат. 2187888 Рос. Федерация. № 20", "Patent=пат. 2187888 Рос. Федерация "),
            ("Brush. US Patent 3,712,959", "Patent=US Patent 3,712,959 "),
            ("Закон и порядок. Минск, 2001", " "),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
