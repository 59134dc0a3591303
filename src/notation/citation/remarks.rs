//! What a citation says of the work besides where it is: the language, the edition, the genre (a thesis, a report), the
//! place in an archive.

use super::lexicon::{self, Phrases, phrases, word_class};
use super::tokens::{Class, Draft, Mark, Tokens};
use crate::article::PartKind;

phrases! {
    /// Labels of an archive's fonds.
    FUND,
    "ф|фонд|f|fond"
}
phrases! {
    /// Labels of an archive's inventories.
    INVENTORY,
    "оп|воп|опись|op|опис"
}
phrases! {
    /// Labels of an archive's files and leaves.
    FILE,
    "д|дело|спр|ед хр|адз зах|л|лл|арк|d|l|ll|лист|листы|к|кн|об|т"
}

/// `Ф. 7. Оп. 16. Д. 3806. Л. 167`.
pub(super) fn archive(draft: &mut Draft<'_>) {
    for i in 0..draft.len() {
        if !draft.free(i) || draft.any_phrase(i, &FUND).is_none() || !draft.capital(i) {
            continue;
        }
        let Some(mut end) = archive_item(draft, i, &FUND) else { continue };
        let Some(next) = archive_item(draft, past_signs(draft, end), &INVENTORY)
            .or_else(|| archive_item(draft, past_signs(draft, end), &FILE))
        else {
            continue;
        };
        end = next;
        while let Some(next) = archive_item(draft, past_signs(draft, end), &FILE)
            .or_else(|| archive_item(draft, past_signs(draft, end), &INVENTORY))
        {
            end = next;
        }
        draft.add(PartKind::Archive, i..end);
        draft.claim(i..end, Mark::Archive);
        return;
    }
}

fn past_signs(draft: &Draft<'_>, mut i: usize) -> usize {
    while matches!(draft.sign(i), '.' | ',' | ';') && draft.sign(i) != '\0' {
        i += 1;
    }
    i
}

/// A label and its number: `Оп. 16`, `Л. 167–168 об.`
fn archive_item(draft: &Draft<'_>, i: usize, labels: &Phrases) -> Option<usize> {
    let at = draft.past_stop(draft.any_phrase(i, labels)?);
    let at = at + usize::from(draft.sign(at) == '№');
    if !matches!(draft.class(at), Class::Number | Class::Mixed) || at >= draft.len() {
        return None;
    }
    let mut end = at + 1;
    loop {
        let more = (draft.is_dash(end) || matches!(draft.sign(end), ',' | '/'))
            && matches!(draft.class(end + 1), Class::Number | Class::Mixed);
        if more && end < at + 60 {
            end += 2;
        } else if draft.lower(end) == "об" {
            end = draft.past_stop(end + 1);
        } else {
            return Some(end);
        }
    }
}

word_class! {
    /// What an edition is called.
    is_edition_word,
    "ed edn edition éd édition ed. edição edición aufl auflage изд издание выд вид wyd reprint"
}
word_class! {
    /// Which edition it is, in words.
    is_ordinals_word,
    "first second third fourth fifth sixth seventh eighth ninth tenth revised rev new enlarged expanded updated \
     critical zweite dritte 2nde deuxième segunda primeira terceira"
}

/// `2nd ed.`, `2. ed.`, `2ª ed.`, `(3rd edn)`, `Second edition`, `3-е изд., испр. и доп.`, `Изд. 2-е`, `2., überarb. Aufl.`
pub(super) fn edition(draft: &mut Draft<'_>, from: usize) {
    let mut i = from;
    while i < draft.len() {
        match edition_at(draft, i) {
            Some(range) => {
                let mut claimed = range.clone();
                let open = range.start.checked_sub(1).filter(|&o| matches!(draft.sign(o), '(' | '['));
                if open.is_some() && matches!(draft.sign(range.end), ')' | ']') {
                    claimed = range.start - 1..range.end + 1;
                }
                // The stop of `2nd edition.` is the sentence's.
                let last = range.end - 1;
                let stop = draft.sign(last) == '.' && !lexicon::is_abbreviation(draft.lower(last - 1));
                draft.add(PartKind::Edition, range.start..if stop { last } else { range.end });
                draft.claim(claimed, Mark::Edition);
                return;
            }
            None => i += 1,
        }
    }
}

fn edition_at(draft: &Draft<'_>, i: usize) -> Option<Tokens> {
    if !draft.free(i) || i == 0 {
        return None;
    }
    let numeral = |i: usize| {
        let word = draft.lower(i);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits)
            && matches!(
                &word[digits..],
                "" | "st" | "nd" | "rd" | "th" | "ª" | "º" | "e" | "a" | "ed" | "ème" | "er" | "re" | "nde"
            )
    };
    let word_is = |i: usize, list: &[&str]| list.contains(&draft.lower(i));
    let boundary = i
        .checked_sub(1)
        .is_none_or(|b| draft.class(b) == Class::Sign && !matches!(draft.sign(b), '-' | '–') || !draft.free(b));
    if !boundary {
        return None;
    }
    // `Изд. 2-е, испр. и доп.`, `Wyd. 2`
    if matches!(draft.lower(i), "изд" | "выд" | "вид" | "wyd" | "издание") {
        let at = draft.past_stop(i + 1);
        if numeral(at) && draft.lower(at).len() <= 2 {
            let mut end = at + 1;
            if draft.is_dash(end) && draft.class(end + 1) == Class::Word && draft.lower(end + 1).chars().count() <= 2 {
                end += 2;
            }
            return Some(i..edition_remark(draft, end));
        }
    }
    let mut at = i;
    if numeral(at) {
        at += 1;
        if draft.is_dash(at) && draft.class(at + 1) == Class::Word && draft.lower(at + 1).chars().count() <= 2 {
            at += 2;
        }
        at = draft.past_stop(at);
        if matches!(draft.sign(at), 'ª' | 'º' | '°') {
            at += 1;
        }
        // `2., überarb. Aufl.`, `2nd rev. ed.`
        for _ in 0..4 {
            if draft.sign(at) == ','
                || draft.class(at) == Class::Word
                    && !is_edition_word(draft.lower(at))
                    && draft.lower(at).chars().count() <= 12
                    && is_edition_word(draft.lower(draft.past_stop(at + 1)))
            {
                at = draft.past_stop(at + 1);
            }
        }
    } else if is_ordinals_word(draft.lower(at)) {
        at = draft.past_stop(at + 1);
        if word_is(at, &["and", "et", "und"]) {
            at = draft.past_stop(at + 2);
        } else if is_ordinals_word(draft.lower(at)) {
            at = draft.past_stop(at + 1);
        }
    } else {
        return None;
    }
    if !is_edition_word(draft.lower(at)) || !draft.free(at) {
        return None;
    }
    let end = draft.past_stop(at + 1);
    Some(i..edition_remark(draft, end))
}

phrases! {
    /// What is said of a later edition.
    REMARKS,
    "испр и доп|перераб и доп|доп и перераб|испр|доп|стер|перераб|исправленное и дополненное|rev|revised|rev ampl|\
     rev e ampl|rev e atual|випр і доп|исправ и доп|стереотип|дапрац|выпр і дап"
}

/// `, испр. и доп.`, `, revised`, `, стер.`
fn edition_remark(draft: &Draft<'_>, end: usize) -> usize {
    let mut end = draft.past_stop(end);
    while draft.sign(end) == ','
        && let Some(next) = draft.any_phrase(end + 1, &REMARKS)
    {
        end = draft.past_stop(next);
    }
    end
}

phrases! {
    /// What a thesis or a report is called.
    GENRES,
    "phd thesis|ph d thesis|ph d dissertation|phd dissertation|phd diss|ph d diss|ph d|doctoral dissertation|\
     doctoral thesis|unpublished doctoral dissertation|unpublished doctoral thesis|unpublished master's thesis|\
     unpublished phd thesis|unpublished master’s thesis|master's thesis|master’s thesis|masters thesis|m s thesis|\
     m sc thesis|msc thesis|ma thesis|m a thesis|diploma thesis|bachelor's thesis|unpublished dissertation|\
     unpublished manuscript|doctor's dissertation|dissertation|thesis|honors thesis|s m thesis|sc d thesis|\
     dissertação de mestrado|dissertação|dissertação mestrado|tese de doutorado|tese de doutoramento|\
     tese de livre-docência|tese|monografia|trabalho de conclusão de curso|tesis doctoral|tesis de maestría|tesis|\
     thèse de doctorat|thèse|mémoire de master|mémoire de maîtrise|diplomarbeit|doktorarbeit|habilitationsschrift|\
     inaugural-dissertation|masterarbeit|projektarbeit|rozprawa doktorska|praca doktorska|praca magisterska|дис|\
     дисс|дыс|диссертация|автореф дис|автореф дисс|автореферат диссертации|автореферат дис|автореф|аўтарэф дыс|\
     автореферат|avtoref dis|dis|technical report|tech report|tech rep|technical report no|research report|\
     working paper|working papers|discussion paper|technical memorandum|technical note|technical summary report|\
     relatório técnico|rapport technique|rapport de recherche|draft paper|tr|research paper|forschungsbericht|\
     us patent|u s patent|usa patent|patent|white paper|motion picture|exhibition catalogue|personal communication"
}

/// Claims the genre: `PhD thesis`, `[dissertação de mestrado]`, `дис. … канд. ист. наук : 07.00.02`, `Technical Report CS-90-25`.
pub(super) fn genre(draft: &mut Draft<'_>, from: usize) {
    for i in from..draft.len() {
        if !draft.free(i) || draft.class(i) != Class::Word {
            continue;
        }
        let before = i.checked_sub(1);
        let open = before.filter(|&b| matches!(draft.sign(b), '(' | '['));
        let boundary = before.is_some_and(|b| {
            matches!(
                draft.sign(b),
                '.' | ',' | ':' | ';' | '(' | '[' | '?' | '!' | '”' | '"' | '»' | '—' | '–' | '\'' | '’'
            ) || !draft.free(b)
        });
        if !boundary {
            continue;
        }
        let Some(mut end) = draft.any_phrase(i, &GENRES) else { continue };
        if matches!(draft.lower(i), "tr" | "dis" | "patent")
            && (draft.class(draft.past_stop(end)) == Class::Word && draft.lower(i) != "dis"
                || draft.sign(end) != '.' && draft.lower(i) == "dis")
        {
            continue;
        }
        // A thesis in a title goes on: `Dissertation sur la …`; one that is a genre ends at a sign, a number or a field.
        let word_follows = draft.class(end) == Class::Word && draft.free(end);
        if let Some(open) = open
            && let Some(close) = draft.closing(open, 24)
        {
            draft.add(PartKind::Genre, i..close);
            draft.claim(open..close + 1, Mark::Genre);
            return;
        }
        let cyrillic = draft.lower(i).chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'));
        if cyrillic || draft.lower(i) == "avtoref" || draft.lower(i) == "dis" {
            // To the field code: `дис. … канд. ист. наук : 07.00.02`.
            while end < draft.len()
                && end < i + 24
                && draft.free(end)
                && !matches!(draft.sign(end), ':' | '/' | '—' | '–' | ';' | '[')
                && !(draft.sign(end) == '.'
                    && draft.capital(end + 1)
                    && matches!(draft.lower(end - 1), "наук" | "nauk" | "навук"))
            {
                end += 1;
            }
            draft.add(PartKind::Genre, i..end);
            if draft.sign(end) == ':' && draft.class(end + 1) == Class::Number {
                let mut code = end + 1;
                while code < end + 16
                    && (draft.class(code) == Class::Number
                        || draft.sign(code) == '.' && draft.class(code + 1) == Class::Number
                        || draft.sign(code) == ',' && draft.class(code + 1) == Class::Number)
                {
                    code += 1;
                }
                draft.claim(end..code, Mark::Genre);
                end = code;
            }
            draft.claim(i..end, Mark::Genre);
            return;
        }
        let report = (i..end).any(|t| {
            matches!(draft.lower(t), "report" | "rep" | "paper" | "papers" | "memorandum" | "tr" | "patent" | "note")
        });
        let several = (i..end).filter(|&t| draft.class(t) == Class::Word).count() > 1;
        if word_follows && !report && !several {
            // `Tese (Doutorado em …)` comes below; `PhD thesis Universite Paris` is rare.
            continue;
        }
        if draft.sign(end) == '.' && !report && draft.sign(end + 1) != '(' {
            draft.add(PartKind::Genre, i..end);
            draft.claim(i..end, Mark::Genre);
            return;
        }
        // `Technical Report CS-90-25`, `Tech. rep. MIT/LCS/TR-340`, `Working Paper No. 12`: as far as there are figures.
        if report {
            let mut at = end;
            while at < draft.len()
                && at < i + 16
                && draft.free(at)
                && !matches!(draft.sign(at), ',' | ';' | '(' | ')' | '[' | ']' | ':' | '“' | '"')
                && !(draft.sign(at) == '.'
                    && (draft.spaced(at + 1) || at + 1 == draft.len())
                    && !matches!(draft.lower(at - 1), "no" | "rep" | "tech" | "nr"))
                && !super::dates::date(draft, at).is_some_and(|d| d.month.is_some() || super::dates::is_year(draft, at))
            {
                at += 1;
                if matches!(draft.class(at - 1), Class::Number | Class::Mixed) {
                    end = at;
                }
            }
        } else if draft.sign(end) == '('
            && super::dates::date(draft, end + 1).is_none()
            && let Some(close) = draft.closing(end, 16)
        {
            end = close + 1;
        }
        draft.add(PartKind::Genre, i..end);
        draft.claim(i..end, Mark::Genre);
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut draft = Draft::new(text, &[]);
        super::super::languages::language(&mut draft);
        archive(&mut draft);
        genre(&mut draft, 1);
        edition(&mut draft, 1);
        draft.parts.sort_by_key(|p| p.start);
        let parts: Vec<String> = draft.parts.iter().map(|p| format!("{:?}={}", p.kind, p.text(text))).collect();
        format!("{} {}", parts.join(" "), draft.source_lang.map(|l| l.to_string()).unwrap_or_default())
    }

    #[test]
    fn remarks() {
        for (text, want) in [
            ("T. J. 2003;2:42–50. Russian.", "Language=Russian ru"),
            ("Т. Ж. 2020;2:47–53 (на англ.).", "Language=на англ. en"),
            ("T. Magnes (in Hebrew). 1990", "Language=in Hebrew he"),
            ("Т. Минск; 2001. На бел.", "Language=На бел. be"),
            ("Отношения // Нац. арх. Ф. 7. Оп. 16. Д. 3806. Л. 167.", "Archive=Ф. 7. Оп. 16. Д. 3806. Л. 167 "),
            ("T : дис. … канд. ист. наук : 07.00.02 / А. А. Б", "Genre=дис. … канд. ист. наук "),
            ("Title [dissertação de mestrado]. Brasília", "Genre=dissertação de mestrado "),
            ("Definition. Technical Report CS-90-25, Univ", "Genre=Technical Report CS-90-25 "),
            ("Languages. PhD thesis, Univ", "Genre=PhD thesis "),
            ("Models. 2. ed. New York", "Edition=2. ed. "),
            ("Manual. 2ª ed. Brasília", "Edition=2ª ed. "),
            ("Курс. 3-е изд., испр. и доп. М.", "Edition=3-е изд., испр. и доп. "),
            ("Курс. Изд. 2-е. М.", "Edition=Изд. 2-е "),
            ("Methods (2nd ed.). London", "Edition=2nd ed. "),
            ("Computers, second edition, 1994", "Edition=second edition "),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
