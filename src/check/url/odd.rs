//! An address looks as if it were broken off or broken in two.
//!
//! ## What it does
//! Finds what the end of a line leaves in an address: a hyphen inside a long hexadecimal number that makes it unlike the
//! other numbers of the same site (`b14224ef64e9-7089` beside `c6eaf2b20c037582`), and an address that ends in a hyphen, a
//! low line, `/?` or `&`, where something surely followed.
//!
//! ## Why it matters
//! The address leads nowhere, and nobody sees that by looking at it.
//!
//! ## Example
//! ```text
//! ¹News of 2 May. URL: https://example.org/news/c6eaf2b20c037582.html.
//! ²News of 7 May. URL: https://example.org/news/b14224ef64e9-7089.html.
//! ³News of 9 May. URL: https://example.org/news_
//! ```
//! Use instead:
//! ```text
//! ¹News of 2 May. URL: https://example.org/news/c6eaf2b20c037582.html.
//! ²News of 7 May. URL: https://example.org/news/b14224ef64e97089.html.
//! ³News of 9 May. URL: https://example.org/news_may.
//! ```

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::ROLES;
use crate::check::addresses::{Address, addresses};
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "url-odd",
    severity: Severity::Warning,
    summary: ["An address that looks broken off or broken in two", "Адрес, похоже, оборван или разорван переносом"],
    supersedes: &[],
    check,
};

/// The shortest number that a hyphen can have broken, in characters.
const LONG: usize = 10;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let all = addresses(subject, &ROLES);
    // The lengths that unbroken hexadecimal numbers have, by site.
    let mut lengths: HashMap<String, HashSet<usize>> = HashMap::new();
    for address in &all {
        let Some(host) = host(address) else { continue };
        let whole = address.path().split(['/', '?', '=', '&', '.', '#', '_']).filter(|word| is_hexadecimal(word));
        for word in whole.filter(|word| word.len() >= LONG) {
            lengths.entry(host.clone()).or_default().insert(word.len());
        }
    }
    for address in &all {
        let known = host(address).and_then(|host| lengths.get(&host));
        if let Some(known) = known {
            broken(subject, address, known, findings);
        }
        broken_off(subject, address, findings);
    }
}

fn host(address: &Address<'_, '_>) -> Option<String> {
    let (_, host) = address.scheme_and_host()?;
    Some(host.strip_prefix("www.").map_or_else(|| host.clone(), str::to_owned))
}

/// Whether a word is a hexadecimal number with figures and letters, or figures alone.
fn is_hexadecimal(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_hexdigit()) && word.bytes().any(|b| b.is_ascii_digit())
}

fn broken(subject: &Subject<'_>, address: &Address<'_, '_>, known: &HashSet<usize>, findings: &mut Findings) {
    let ui = subject.ui;
    let shown = address.shown();
    for (range, hyphen) in hyphenated(shown) {
        let word = &shown[range.clone()];
        let joined = word.replacen('-', "", 1);
        let figures = joined.bytes().any(|b| b.is_ascii_alphabetic());
        if joined.len() < LONG || !figures || !known.contains(&joined.len()) {
            continue;
        }
        let at = address.written.start;
        let message = say!(
            ui,
            "the hyphen in “{word}” seems to be left from the end of a line: other numbers of this site have none",
            "дефис в «{word}», похоже, остался от переноса: в других номерах этого сайта дефиса нет"
        );
        let help = say!(ui, "check the page; most likely it is {joined}", "проверьте адрес: скорее всего, {joined}");
        let mut finding = findings.at(address.piece.span(at + range.start..at + range.end), message).help(help);
        let edit = address.piece.exact(at + hyphen..at + hyphen + 1, subject.source);
        finding.fix = edit.map(|span| Fix { safe: false, edits: vec![Edit { span, text: String::new() }] });
        findings.add(finding);
    }
}

/// The words of an address that are hexadecimal numbers but for one hyphen inside, each with the place of that hyphen.
fn hyphenated(text: &str) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(['/', '?', '=', '&', '.', '#', '_', ':']) {
        let inner = word.trim_end_matches(['/', '?', '=', '&', '.', '#', '_', ':']);
        if let Some((first, second)) = inner.split_once('-')
            && first.len() >= 4
            && second.len() >= 2
            && is_hexadecimal(first)
            && second.bytes().all(|b| b.is_ascii_hexdigit())
        {
            found.push((start..start + inner.len(), start + first.len()));
        }
        start += word.len();
    }
    found
}

/// An address that ends in a sign after which something must follow.
fn broken_off(subject: &Subject<'_>, address: &Address<'_, '_>, findings: &mut Findings) {
    let ui = subject.ui;
    let plain = &address.piece.plain;
    // What is taken for emphasis or for the sentence's question mark is not part of the address that was found.
    let rest = &plain[address.written.end..];
    let more = rest.len() - rest.trim_start_matches(['_', '\\', '?', '-', '&']).len();
    let range = address.written.start..address.written.end + more;
    let after = plain[range.end..].chars().next();
    let whole = plain[range.clone()].replace('\\', "");
    let ends = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '>' | ')' | ']' | ';' | ',' | '.'));
    let emphasis = plain[..address.written.start].trim_end_matches('<').ends_with('_');
    let Some(last) = whole.chars().next_back().filter(|_| ends(after)) else { return };
    let broken = match last {
        '-' => true,
        '_' => !emphasis,
        '&' => whole.contains('?'),
        // In prose a question may end so.
        '?' => whole.ends_with("/?") && !matches!(address.piece.role, crate::check::Role::Paragraph),
        _ => false,
    };
    if !broken {
        return;
    }
    // A line that goes on shows where the address went.
    let message = say!(
        ui,
        "the address ends in “{last}” and seems to be broken off",
        "адрес кончается знаком «{last}» и, похоже, оборван"
    );
    let help =
        ui.of("compare it with the page, and give the whole address", "сверьте адрес со страницей и дайте его целиком");
    let end = range.end;
    findings.add(findings.at(address.piece.span(range.start..end), message).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_with_one_hyphen() {
        let found = |text: &str| hyphenated(text).into_iter().map(|(r, _)| text[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("http://a.by/press/b14224ef64e9-7089.html"), ["b14224ef64e9-7089"]);
        assert!(found("http://a.by/docu/49-95/c940110a.htm").is_empty());
        assert!(found("http://a.by/6e892b75-2594-4901-a036-46d0dec1e753").is_empty());
        assert!(found("http://a.by/deed-of-trust").is_empty());
    }

    proptest! {
        #[test]
        fn any_address(text in "(http://|[a-f0-9]{1,9}|[-/._?&=]|\\PC){0,20}") {
            for (range, hyphen) in hyphenated(&text) {
                prop_assert!(range.contains(&hyphen));
                prop_assert!(text[hyphen..].starts_with('-'));
            }
        }
    }
}
