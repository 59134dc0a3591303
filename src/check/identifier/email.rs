//! An e-mail address is not well formed.
//!
//! ## What it does
//! Finds words with `@` that cannot be reached: Cyrillic letters that look like Latin ones, a comma for a point, two points
//! in a row, a space beside the sign; and after the label “E-mail” anything with `@` that is no address.
//!
//! ## Why it matters
//! The address is the only way to the author. A Cyrillic `с` in it is not to be seen, and each letter comes back.
//!
//! ## Example
//! ```text
//! E-mail: stone@example,org
//! ```
//! Use instead:
//! ```text
//! E-mail: stone@example.org
//! ```

use crate::check::{Findings, Rule, Subject, letters, say};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::notation::email;
use crate::source::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "identifier-email",
    severity: Severity::Error,
    summary: ["An e-mail address is not well formed", "Адрес электронной почты записан с ошибкой"],
    supersedes: &[],
    check,
};

/// The longest address that is looked at, in bytes (RFC 5321, section 4.5.3.1).
const LONGEST: usize = 320;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let text = subject.source.text();
    let mut passed = 0;
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        if at < passed {
            continue;
        }
        let (start, end) = word(text, at);
        passed = end;
        let written = &text[start..end];
        let (local, domain) = (&text[start..at], &text[at + 1..end]);
        let labelled = is_labelled(&text[..start]);
        let latin: String = written.chars().map(|c| letters::latin_for(c).unwrap_or(c)).collect();
        let plain = latin.replace('\\', "");
        let cyrillic = latin != *written;
        // `почта@пример.бел` is an address as well.
        let other_letters = plain.contains(|c: char| !c.is_ascii());
        let span = Span::new(start, end);
        let finding = if local.is_empty() || domain.is_empty() {
            // Names on social networks begin with the sign.
            if !(labelled && beside_space(text, at, start, end)) {
                continue;
            }
            let message =
                ui.of("a space stands beside the @ of this address", "рядом со знаком @ в этом адресе пробел");
            findings.at(Span::new(at, at + 1), message).help(ui.of("take it out", "уберите его"))
        } else if cyrillic && !other_letters && email::is_valid(&plain) {
            let message = say!(
                ui,
                "Cyrillic letters that look like Latin ones stand in the address {plain}",
                "в адрес {plain} попали кириллические буквы, похожие на латинские"
            );
            let mut finding = findings.at(span, message).help(ui.of("type them in Latin", "наберите их латиницей"));
            let edits = written.char_indices().filter_map(|(offset, c)| {
                let place = Span::new(start + offset, start + offset + c.len_utf8());
                letters::latin_for(c).map(|latin| Edit { span: place, text: latin.into() })
            });
            finding.fix = Some(Fix { safe: true, edits: edits.collect() });
            finding
        } else if email::is_valid(&plain) || other_letters {
            continue;
        } else if comma_for_point(domain) && email::is_valid(&plain.replace(',', ".")) {
            let message = ui.of("there is a comma in this address", "в этом адресе запятая вместо точки");
            let right = plain.replace(',', ".");
            findings.at(span, message).help(say!(ui, "most likely it is {right}", "скорее всего, {right}"))
        } else if written.contains("..") && email::is_valid(&plain.replace("..", ".")) {
            let message = ui.of("two points in a row stand in this address", "в этом адресе две точки подряд");
            findings.at(span, message).help(ui.of("take one out", "уберите одну"))
        } else if labelled && email::find(&plain).is_none() {
            let message = say!(ui, "“{written}” is no e-mail address", "«{written}» — не адрес электронной почты");
            findings.at(span, message).help(ui.of("ask the author for the address", "уточните адрес у автора"))
        } else {
            continue;
        };
        findings.add(finding);
    }
}

/// Whether a comma stands in a domain where a point belongs: something short follows it, and no other address.
fn comma_for_point(domain: &str) -> bool {
    domain.split_once(',').is_some_and(|(_, after)| {
        let top = after.rsplit(['.', ',']).next().unwrap_or("");
        (2..=6).contains(&top.len()) && top.bytes().all(|b| b.is_ascii_lowercase()) && !after.contains('@')
    })
}

/// The word around the `@` at a byte, without the punctuation of the sentence.
fn word(text: &str, at: usize) -> (usize, usize) {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '{'
                    | '}'
                    | '"'
                    | '«'
                    | '»'
                    | '“'
                    | '”'
                    | '„'
                    | ';'
                    | '*'
                    | '|'
                    | '/'
                    | ':'
            )
    };
    let mut from = at.saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (at + LONGEST).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let start = text[from..at]
        .char_indices()
        .rev()
        .find(|(_, c)| ends(*c) || *c == ',')
        .map_or(from, |(i, c)| from + i + c.len_utf8());
    let end = at + text[at..to].find(ends).unwrap_or(to - at);
    let end = at + text[at..end].trim_end_matches(['.', ',', '!', '?', '\'', '’', '_', '-', '\\']).len();
    (start, end.max(at + 1))
}

/// Whether a label for an e-mail address stands right before.
fn is_labelled(before: &str) -> bool {
    const LABELS: [&str; 9] =
        ["e-mail", "email", "e-mail address", "mail", "e–mail", "почта", "пошта", "почты", "correo"];
    let before = before.trim_end_matches(['*', ':', ' ', '\u{a0}', '.', '_', '—', '–']);
    LABELS.iter().any(|label| {
        before
            .len()
            .checked_sub(label.len())
            .is_some_and(|at| before.get(at..).is_some_and(|end| end.to_lowercase() == **label))
    })
}

/// Whether a word stands a space away from the lone sign on its open side.
fn beside_space(text: &str, at: usize, start: usize, end: usize) -> bool {
    let domain = || {
        let rest = text[at + 1..].trim_start_matches([' ', '\u{a0}']);
        let word = rest.split(|c: char| c.is_whitespace() || c == ',' || c == ';').next().unwrap_or("");
        word.trim_end_matches('.').contains('.') && word.is_ascii()
    };
    start < at && end == at + 1 && domain()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_around_the_sign() {
        for (text, wanted) in [
            ("E-mail: stone@example.org.", "stone@example.org"),
            ("(mailto:stone@example.org)", "stone@example.org"),
            ("relations. stone@example,org, and", "stone@example,org"),
            ("a@b.by,c@d.by", "a@b.by,c@d.by"),
            ("@name", "@name"),
        ] {
            let (start, end) = word(text, text.find('@').unwrap());
            assert_eq!(&text[start..end], wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "(e-mail: |[a-zа-я.,]{1,5}|@| |\\PC){0,20}") {
            for at in memchr::memchr_iter(b'@', text.as_bytes()) {
                let (start, end) = word(&text, at);
                prop_assert!(start <= at && at < end && text.get(start..end).is_some());
                is_labelled(&text[..start]);
                beside_space(&text, at, start, end);
            }
        }
    }
}
