//! Where and when a work was read online, and its numbers in databases: addresses, DOI, PMID, ISBN, ISSN, medium, access
//! date.

use super::dates;
use super::lexicon::phrases;
use super::links;
use super::tokens::{Class, Draft, Mark};
use crate::article::PartKind;

phrases! {
    /// What stands before an address.
    LINK_LABELS,
    "url|doi|available at|available from|available online|available online at|available in|available|\
     disponível em|disponivel em|disponible en|disponible à|disponible sur|retrieved from|retrieved at|from|at|\
     режим доступа|доступно по|доступно на|доступно|доступна па|рэжым доступу|даступна па|режим доступу|\
     access mode|mode of access|abrufbar unter|verfügbar unter|unter|dostępne na|dostępne|dostępny|dostęp|\
     recuperado de|retirado de|obtenido de|en ligne|online|web|адрес доступа|доступ|электронный адрес|see|\
     accessible at|em|en|website|url адрес|https doi org|doi doi|dostupno|доступний з|доступно за|pdf"
}

phrases! {
    /// What stands before the date on which a page was read.
    ACCESS_LABELS,
    "date of access|date accessed|access date|accessed|last accessed|last access|last visited|cited|retrieved|\
     viewed|visited|data obrashcheniya|дата обращения|дата доступа|дата звернення|дата доступу|дата звароту|\
     дата зварота|дата просмотра|процитировано|цитировано|обращение|просмотрено|процитовано|працытавана|цытавана|цыт|цит|\
     acesso em|acessado em|acesso|acedido em|consultado em|consultado el|consultado|citado em|citado|consulta|\
     consulta el|consulté le|page consultée le|consultée le|abgerufen am|zugriff am|zugriff|aufgerufen am|\
     data dostępu|dostęp z dnia|dostęp|dostęp dnia|fecha de consulta|fecha de acceso|recuperado el|recuperado em|\
     acceso|accessed on|cited on|retrieved on|checked|updated and cited"
}

phrases! {
    /// The names of media in brackets.
    MEDIA,
    "internet|the internet|electronic resource|electronic edition|electronic publication|online|on-line|web|\
     website|web page|электронный ресурс|электрон ресурс|эл ресурс|электронное издание|интернет|інтэрнэт|інтернет|\
     электронны рэсурс|електронний ресурс|текст|text|dvd|cd-rom|cd|film|video|видео|видеозапись|motion picture|\
     computer software|software|data set|dataset|periódico na internet|recurso eletrônico|recurso electrónico|\
     en línea|en ligne|ressource électronique|elektronische ressource|elektronnyi resurs|elektronnyj resurs|\
     dokument elektroniczny|podcast|blog|blog post|powerpoint slides|mobile app|video file|audio|homepage|\
     serial on the internet|serial online|monograph on the internet|homepage on the internet|\
     document sur internet|mimeo|tv series|television series|television program|ressource en ligne|\
     dokument elektronowy|print"
}

/// Claims addresses and database numbers with their labels, media, access dates.
pub(super) fn claim(draft: &mut Draft<'_>) {
    for i in 0..draft.len() {
        if draft.class(i) == Class::Link && draft.free(i) {
            link(draft, i);
        }
    }
    let mut i = 0;
    while i < draft.len() {
        i = if draft.free(i) {
            unknown_place(draft, i)
                .or_else(|| medium(draft, i))
                .or_else(|| access_date(draft, i))
                .or_else(|| database_number(draft, i))
                .unwrap_or(i + 1)
        } else {
            i + 1
        };
    }
}

fn link(draft: &mut Draft<'_>, i: usize) {
    let text = draft.word(i);
    match links::doi(text) {
        Some(doi) => {
            let value = (doi.len() != text.len()).then(|| doi.to_owned());
            draft.add_value(PartKind::Doi, i..i + 1, value);
        }
        None => draft.add(PartKind::Url, i..i + 1),
    }
    let mut start = i;
    if draft.sign(start.wrapping_sub(1)) == '<' {
        start -= 1;
    }
    // The label: `Available at:`, `DOI:`, `Retrieved from`, two of them in `DOI: URL:`.
    for _ in 0..2 {
        let base = start;
        for back in 1..=7 {
            let Some(at) = base.checked_sub(back).filter(|&at| draft.free(at)) else { break };
            if let Some(end) = draft.any_phrase(at, &LINK_LABELS) {
                let end = draft.past_stop(end);
                if end + usize::from(draft.sign(end) == ':') == base {
                    start = at;
                }
            }
        }
    }
    let mut end = i + 1;
    if draft.sign(end) == '>' {
        end += 1;
    }
    if matches!(draft.sign(start.wrapping_sub(1)), '(' | '[') && start > 0 && matches!(draft.sign(end), ')' | ']') {
        start -= 1;
        end += 1;
    }
    draft.claim(start..end, Mark::Link);
}

phrases! {
    /// No place, no publisher.
    UNKNOWN,
    "s l|s n|б и|б м|n p|o o"
}

phrases! {
    /// A remark on a translation.
    TRANSLATION,
    "trad cast|trad port|trad esp|trad it|trad fr|trad bras|trad ingl|trad personal"
}

/// `[S.l.: s.n.]`, `[б. и.]`: no place, no publisher; `(Trad. cast. …)`: a remark on a translation with a source of its own.
fn unknown_place(draft: &mut Draft<'_>, i: usize) -> Option<usize> {
    let close = match draft.sign(i) {
        '[' => draft.closing(i, 10).filter(|_| draft.any_phrase(i + 1, &UNKNOWN).is_some())?,
        '(' => draft.closing(i, 120).filter(|_| draft.any_phrase(i + 1, &TRANSLATION).is_some())?,
        _ => return None,
    };
    if draft.sign(i) == '(' {
        draft.add(PartKind::Comment, i + 1..close);
    }
    draft.claim(i..close + 1, Mark::Remark);
    Some(close + 1)
}

/// `[Internet; cited 2020 February 1]`, `[Electronic resource]`, `(Электронный ресурс)`.
fn medium(draft: &mut Draft<'_>, i: usize) -> Option<usize> {
    if !matches!(draft.sign(i), '[' | '(') {
        return None;
    }
    let close = draft.closing(i, 40)?;
    let end = draft.any_phrase(i + 1, &MEDIA)?;
    let end = draft.past_stop(end);
    let round = draft.sign(i) == '(';
    if end != close && (round || !matches!(draft.sign(end), ';' | ',' | ':' | '.')) {
        return None;
    }
    draft.add(PartKind::Medium, i + 1..end);
    draft.claim(i..close + 1, Mark::Medium);
    let mut at = end;
    while at < close {
        if let Some(date) = labelled_date(draft, at) {
            let value = date.iso(draft);
            draft.add_value(PartKind::AccessDate, date.range.clone(), value);
            break;
        }
        at += 1;
    }
    Some(close + 1)
}

/// The date after a label at `i`.
fn labelled_date(draft: &Draft<'_>, i: usize) -> Option<dates::DateMatch> {
    let mut at = draft.past_stop(draft.any_phrase(i, &ACCESS_LABELS)?);
    for _ in 0..2 {
        if matches!(draft.sign(at), ':' | ',' | '–' | '-')
            || matches!(draft.lower(at), "on" | "em" | "el" | "le" | "am" | "online" | "the" | "dia" | "in" | "em:")
        {
            at += 1;
        }
    }
    dates::date(draft, at).filter(|d| d.year.is_some())
}

/// `(date of access: 01.02.2020)`, `Acesso em: 19 out. 2018.`, `Retrieved October 20, 2008, from`.
fn access_date(draft: &mut Draft<'_>, i: usize) -> Option<usize> {
    let date = labelled_date(draft, i)?;
    // `cited 1999` in a title is none: a date by itself needs a month or brackets.
    let open = i.checked_sub(1).filter(|&o| matches!(draft.sign(o), '(' | '['));
    if date.month.is_none() && open.is_none() {
        return None;
    }
    let mut start = i;
    let mut end = date.range.end;
    if draft.sign(end) == ',' && draft.lower(end + 1) == "from" {
        end += 2;
    }
    if let Some(open) = open
        && let Some(close) = draft.closing(open, 40)
    {
        start = open;
        end = close + 1;
    } else if draft.lower(i.wrapping_sub(1)) == "last" {
        start -= 1;
    }
    if draft.parts.iter().all(|p| p.kind != PartKind::AccessDate) {
        let value = date.iso(draft);
        draft.add_value(PartKind::AccessDate, date.range, value);
    }
    draft.claim(start..end, Mark::Access);
    Some(end)
}

/// `PMID: 26932913`, `PMCID: PMC3653709`, `ISBN 978-0-…`, `ISSN 2521-6848`, `arXiv:1412.7054`.
fn database_number(draft: &mut Draft<'_>, i: usize) -> Option<usize> {
    let open = i.checked_sub(1).filter(|&o| matches!(draft.sign(o), '[' | '('));
    let lower = draft.lower(i);
    let mut at = i + 1;
    if draft.sign(at) == ':' || draft.sign(at) == '.' {
        at += 1;
    }
    let (kind, from, end) = match lower {
        "pmid" | "pubmed" if draft.class(at) == Class::Number => (PartKind::Pmid, at, at + 1),
        "pmcid" if draft.lower(at).starts_with("pmc") => (PartKind::Pmcid, at, at + 1),
        _ if lower.starts_with("pmc") && lower.len() > 5 && lower[3..].bytes().all(|b| b.is_ascii_digit()) => {
            (PartKind::Pmcid, i, i + 1)
        }
        "isbn" | "issn" | "isbn-13" | "isbn-10" | "eissn" | "e-issn" => {
            if matches!(draft.lower(at), "10" | "13" | "print" | "online") && draft.sign(at + 1) == ':' {
                at += 2;
            }
            let mut end = at;
            while end < at + 12
                && (draft.class(end) == Class::Number
                    || draft.class(end) == Class::Mixed
                    || draft.is_dash(end)
                    || draft.lower(end) == "x")
            {
                end += 1;
            }
            let digits = (at..end).map(|t| draft.lower(t).len()).sum::<usize>();
            if digits < 8 {
                return None;
            }
            (if lower.contains("sb") { PartKind::Isbn } else { PartKind::Issn }, at, end)
        }
        "edn" if draft.class(at) == Class::Word && draft.lower(at).len() == 6 => (PartKind::Comment, i, at + 1),
        "arxiv" => {
            let mut end = at;
            while end < at + 12
                && !draft.spaced(end)
                && end < draft.len()
                && !matches!(draft.sign(end), ',' | ';' | ']' | ')')
            {
                end += 1;
            }
            if draft.lower(at) == "preprint" {
                return None;
            }
            if end == at {
                end = at + 3;
            }
            if draft.sign(end - 1) == '.' {
                end -= 1;
            }
            (PartKind::Comment, i, end.min(draft.len()))
        }
        _ => return None,
    };
    if from >= draft.len() || end <= from {
        return None;
    }
    if !draft.parts.iter().any(|p| p.kind == kind && kind != PartKind::Isbn) {
        draft.add(kind, from..end);
    }
    let mut range = i..end;
    if let Some(open) = open
        && let Some(close) = draft.closing(open, 16)
    {
        range = open..close + 1;
    }
    draft.claim(range.clone(), Mark::Link);
    Some(range.end.max(i + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut draft = Draft::new(text, &[]);
        claim(&mut draft);
        draft.parts.sort_by_key(|p| p.start);
        let free: Vec<&str> = (0..draft.len())
            .filter(|&i| draft.free(i) && draft.class(i) == Class::Word)
            .map(|i| draft.word(i))
            .collect();
        let parts: Vec<String> = draft
            .parts
            .iter()
            .map(|p| format!("{:?}={}", p.kind, p.value.as_deref().unwrap_or(p.text(text))))
            .collect();
        format!("{} | {}", parts.join(" "), free.join(" "))
    }

    #[test]
    fn online() {
        for (text, want) in [
            (
                "Title [Internet; cited 2020 February 1]. Available at: <http://a.b/c.html>. Ukrainian.",
                "Medium=Internet AccessDate=2020-02-01 Url=http://a.b/c.html | Title Ukrainian",
            ),
            (
                "Тема [Интернет; процитировано 1 февраля 2020 г.]. Доступно по: <http://a.b/c>.",
                "Medium=Интернет AccessDate=2020-02-01 Url=http://a.b/c | Тема",
            ),
            (
                "Page [Electronic resource]. URL: https://a.b/en_ (date of access: 01.02.2020).",
                "Medium=Electronic resource Url=https://a.b/en_ AccessDate=2020-02-01 | Page",
            ),
            (
                "T. Disponível em: <https://a.b/>. Acesso em: 19 out. 2018.",
                "Url=https://a.b/ AccessDate=2018-10-19 | T",
            ),
            ("T. Retrieved October 20, 2008, from https://a.b/x", "AccessDate=2008-10-20 Url=https://a.b/x | T"),
            ("T. DOI: https://doi.org/10.1177/00208. PMid:26932913.", "Doi=10.1177/00208 Pmid=26932913 | T"),
            ("T. Режим доступа: http://a.b. – Дата доступа: 12.03.2019.", "Url=http://a.b AccessDate=2019-03-12 | T"),
            ("T. ISBN 978-0-521-88068-8.", "Isbn=978-0-521-88068-8 | T"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
