//! A DOI is not well formed.
//!
//! ## What it does
//! Looks at what stands after “DOI” and after `doi.org/`: a DOI is `10.`, four to nine figures, a slash and a suffix without
//! spaces (ISO 26324). Told are those with a space or a comma inside, without a suffix, with a registrant that is too short,
//! with letters for figures or of another alphabet, and with the resolver twice. Those with the address `dx.doi.org` are
//! noted: they work, but Crossref has asked for `https://doi.org/` since 2017.
//!
//! ## Why it matters
//! A DOI is resolved letter by letter: one that is almost right leads nowhere, and Crossref counts no citation.
//!
//! ## Example
//! ```text
//! https://doi.org/10.33581 /2521-6848-2020-2-47
//! ```
//! Use instead:
//! ```text
//! https://doi.org/10.33581/2521-6848-2020-2-47
//! ```

use std::ops::Range;

use crate::check::{Findings, Rule, Subject, letters, say};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::notation::doi;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "identifier-doi",
    severity: Severity::Error,
    summary: ["A DOI is not well formed", "DOI записан с ошибкой"],
    supersedes: &[],
    check,
};

/// Places that are shown.
const SHOWN: usize = 8;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    old_resolver(subject, findings);
    let ui = subject.ui;
    let text = subject.source.text();
    for (start, resolver) in labelled(text) {
        let rest = &text[start..];
        let Some((fault, range)) = fault(rest, resolver) else { continue };
        let span = Span::new(start + range.start, start + range.end);
        let message = match fault {
            Fault::Space => ui.of("there is a space in this DOI", "внутри DOI пробел"),
            Fault::Comma => ui.of("there is a comma in this DOI, where a point belongs", "в DOI запятая вместо точки"),
            Fault::Suffix => ui.of(
                "this DOI has no suffix: a slash and more follow the registrant",
                "в DOI нет суффикса: после кода регистранта должны идти косая черта и продолжение",
            ),
            Fault::Registrant => ui.of(
                "the registrant of a DOI has at least four figures",
                "в коде регистранта DOI не меньше четырёх цифр",
            ),
            Fault::Figures => ui.of("a letter stands for a figure in this DOI", "в DOI буква вместо цифры"),
            Fault::Letters => ui.of(
                "Cyrillic letters that look like Latin ones stand in this DOI",
                "в DOI попали кириллические буквы, похожие на латинские",
            ),
            Fault::Twice => ui.of("the address of the resolver stands twice", "адрес doi.org указан дважды"),
        };
        let mut finding = findings.at(span, message);
        let right = right(rest, fault, &range);
        let help = match (fault, right.as_deref()) {
            (Fault::Space, _) => ui.of("take it out", "уберите его").to_owned(),
            (Fault::Twice, _) => ui.of("leave one", "оставьте один").to_owned(),
            (Fault::Comma, _) => ui.of("put a point", "поставьте точку").to_owned(),
            (_, Some(right)) => say!(ui, "write {right}", "нужно: {right}"),
            _ => ui.of("look the DOI up at search.crossref.org", "найдите DOI на search.crossref.org").to_owned(),
        };
        finding = finding.help(help);
        let safe = matches!(fault, Fault::Letters | Fault::Comma | Fault::Twice | Fault::Figures);
        finding.fix = right.map(|text| Fix { safe, edits: vec![Edit { span, text }] });
        findings.add(finding);
    }
}

/// The resolver’s address of before 2017.
fn old_resolver(subject: &Subject<'_>, findings: &mut Findings) {
    const OLD: &str = "dx.doi.org/";
    let ui = subject.ui;
    let text = subject.source.text();
    let mut edits = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), OLD) {
        let protocol = ["https://", "http://"].into_iter().find(|protocol| text[..at].ends_with(protocol));
        let Some(protocol) = protocol else { continue };
        let span = Span::new(at - protocol.len(), at + OLD.len());
        edits.push(Edit { span, text: "https://doi.org/".to_owned() });
    }
    let Some(first) = edits.first() else { return };
    let count = edits.len();
    let message = if count == 1 {
        ui.of("this DOI has the old address dx.doi.org", "у этого DOI старый адрес dx.doi.org").to_owned()
    } else {
        say!(ui, "{count} DOIs have the old address dx.doi.org", "у {count} DOI старый адрес dx.doi.org")
    };
    let help = ui.of("Crossref asks for https://doi.org/", "Crossref просит указывать https://doi.org/");
    let mut finding = findings.at(first.span, message).help(help);
    finding.severity = Severity::Info;
    for edit in edits.iter().skip(1).take(SHOWN) {
        finding = finding.related(edit.span, ui.of("and this one", "и этот"));
    }
    finding.fix = Some(Fix { safe: true, edits });
    findings.add(finding);
}

/// What is wrong with a DOI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Space,
    Comma,
    Suffix,
    Registrant,
    Figures,
    Letters,
    Twice,
}

/// Where a DOI should begin, and whether that is after `doi.org/` (else after the label).
fn labelled(text: &str) -> Vec<(usize, bool)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memchr2(b'd', b'D', &bytes[from..]).map(|at| from + at) {
        from = at + 1;
        let inside = text[..at].ends_with(|c: char| c.is_alphanumeric());
        if inside || !bytes[at..].get(..3).is_some_and(|word| word.eq_ignore_ascii_case(b"doi")) {
            continue;
        }
        let after = at + 3;
        let resolver = bytes[after..].get(..5).is_some_and(|org| org.eq_ignore_ascii_case(b".org/"));
        let start = if resolver {
            after + 5
        } else {
            let rest = text[after..].trim_start_matches([':', ' ', '\u{a0}', '.', '*']);
            let start = text.len() - rest.len();
            // In prose a DOI is announced by more than the word.
            if start == after { continue } else { start }
        };
        found.push((start, resolver));
        from = start.max(from);
    }
    found
}

/// What is wrong with the DOI at the start of a text, and with which bytes; none where no DOI was meant.
fn fault(text: &str, resolver: bool) -> Option<(Fault, Range<usize>)> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”');
    let word = |text: &str| {
        let end = text
            .char_indices()
            .take(512)
            .find(|(_, c)| ends(*c))
            .map_or_else(|| text.char_indices().nth(512).map_or(text.len(), |(at, _)| at), |(at, _)| at);
        text[..end].trim_end_matches(['.', ',', ';', ':', ')', ']', '*', '_']).len()
    };
    let end = word(text);
    let shown = &text[..end];
    let lower = shown.get(..24).unwrap_or(shown).to_ascii_lowercase();
    if resolver {
        const AGAIN: [&str; 6] =
            ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi.org/", "doi:"];
        let again = AGAIN.iter().find(|again| lower.starts_with(**again));
        if let Some(again) = again.filter(|again| lower[again.len()..].starts_with("10.")) {
            return Some((Fault::Twice, 0..again.len()));
        }
    }
    if ["1O.", "l0.", "I0."]
        .iter()
        .any(|head| shown.strip_prefix(head).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())))
    {
        return Some((Fault::Figures, 0..2));
    }
    let registrant = |text: &str| text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    if let Some(rest) = shown.strip_prefix("10,") {
        let figures = registrant(rest);
        return (figures >= 4 && rest[figures..].starts_with('/')).then_some((Fault::Comma, 2..3));
    }
    // `10. 1000/182`: the registrant after a space.
    if shown == "10" && text.starts_with("10. ") {
        let rest = text[4..].trim_start();
        let figures = registrant(rest);
        let at = text.len() - rest.len();
        return ((4..=9).contains(&figures) && rest[figures..].starts_with('/')).then_some((Fault::Space, 3..at));
    }
    let rest = shown.strip_prefix("10.")?;
    let figures = registrant(rest);
    let code = rest[..figures].trim_end_matches('.');
    let after = &rest[figures..];
    if after.starts_with('/') && code.split('.').next().is_some_and(|first| first.len() < 4) {
        return (!code.is_empty()).then_some((Fault::Registrant, 3..3 + code.len()));
    }
    let follows = &text[end..];
    let gap = follows.len() - follows.trim_start_matches([' ', '\u{a0}']).len();
    let next = &follows[gap..];
    // A line that goes on on the next one.
    if gap == 0 && follows.starts_with(['\n', '\r']) && (after.is_empty() || after == "/") {
        return None;
    }
    if after.is_empty() && code.len() >= 4 {
        // `10.33581 /2521`, `10.33581/ 2521`.
        return if gap > 0 && next.starts_with('/') && next[1..].starts_with(|c: char| c.is_alphanumeric()) {
            Some((Fault::Space, end..end + gap))
        } else {
            Some((Fault::Suffix, 0..end))
        };
    }
    if after == "/" {
        let digit = next.starts_with(|c: char| c.is_ascii_alphanumeric());
        return Some(if gap > 0 && digit { (Fault::Space, end..end + gap) } else { (Fault::Suffix, 0..end) });
    }
    let mixed = after.chars().any(|c| c.is_ascii_alphanumeric());
    let strange = after.chars().any(|c| letters::latin_for(c).is_some());
    let others = after.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && letters::latin_for(c).is_none());
    (after.starts_with('/') && mixed && strange && !others).then_some((Fault::Letters, 0..end))
}

/// What should stand at `range` instead, where that is known.
fn right(text: &str, fault: Fault, range: &Range<usize>) -> Option<String> {
    match fault {
        Fault::Space | Fault::Twice => Some(String::new()),
        Fault::Comma => Some(".".to_owned()),
        Fault::Figures => Some("10".to_owned()),
        Fault::Letters => {
            let latin: String = text[range.clone()].chars().map(|c| letters::latin_for(c).unwrap_or(c)).collect();
            doi::is_valid(&latin).then_some(latin)
        }
        Fault::Suffix | Fault::Registrant => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(Fault, &str)> {
        labelled(text)
            .into_iter()
            .filter_map(|(at, resolver)| {
                fault(&text[at..], resolver).map(|(fault, range)| (fault, &text[at + range.start..at + range.end]))
            })
            .collect()
    }

    #[test]
    fn faults() {
        for (text, wanted, place) in [
            ("https://doi.org/10.33581 /2521-6848", Fault::Space, " "),
            ("doi: 10.1590/ 0034-7167.", Fault::Space, " "),
            ("DOI: 10. 1000/182.", Fault::Space, " "),
            ("DOI: 10,1000/182.", Fault::Comma, ","),
            ("DOI: 10.1000.", Fault::Suffix, "10.1000"),
            ("doi:10.1000/.", Fault::Suffix, "10.1000/"),
            ("DOI: 10.10/182", Fault::Registrant, "10"),
            ("DOI: 1O.1000/182", Fault::Figures, "1O"),
            ("https://doi.org/10.1000/аbс", Fault::Letters, "10.1000/аbс"),
            ("https://doi.org/doi:10.1000/182", Fault::Twice, "doi:"),
            ("https://doi.org/https://doi.org/10.1000/182", Fault::Twice, "https://doi.org/"),
        ] {
            assert_eq!(found(text), [(wanted, place)], "{text}");
        }
    }

    #[test]
    fn dois_without_fault() {
        for text in [
            "https://doi.org/10.33581/2521-6848-2020-2-47.",
            "DOI: https://doi.org/10.1000/182",
            "doi: 10.1000/182, and doi:10.1000/a(b)c;",
            "The DOI is a name. A doi of 10 figures.",
            "DOI 10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "doi.org/10.1000/статья",
            "<pub-id pub-id-type=\"doi\">10.1000/182</pub-id>",
            "https://doi.org/10.1000/\n182",
            "Oidoi 10.1",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "(doi|: |\\.org/|10[.,]|[0-9]{1,5}|[/ ]|[а-яa-z]|\\PC){0,20}") {
            for (fault, shown) in found(&text) {
                prop_assert!(!shown.is_empty(), "{fault:?}");
            }
        }
    }
}
