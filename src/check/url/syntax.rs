//! An address is not well formed.
//!
//! ## What it does
//! Finds addresses that no browser opens: the protocol misspelled or twice (`htpp://`, `http//`, `http://https://`), a space
//! inside, a host with a comma or with two points in a row, letters of another alphabet that look like Latin ones, and
//! punctuation caught between the angle brackets. Words in Cyrillic in an address are no fault: whole words can be part of it.
//!
//! ## Why it matters
//! The link is dead in every electronic form of the article, and the source cannot be found.
//!
//! ## Example
//! ```text
//! ¹The harbour today. URL: htpp://example.org/today.
//! ²The harbour plan. URL: <https://example.org/ plan>.
//! ```
//! Use instead:
//! ```text
//! ¹The harbour today. URL: http://example.org/today.
//! ²The harbour plan. URL: <https://example.org/plan>.
//! ```

use std::ops::Range;

use super::ROLES;
use crate::check::addresses::{Address, addresses};
use crate::check::letters;
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "url-syntax",
    severity: Severity::Error,
    summary: ["A web address is not well formed", "Адрес в интернете записан с ошибкой"],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for piece in subject.pieces().iter().filter(|piece| ROLES.contains(&piece.role)) {
        protocols(subject, piece, findings);
    }
    for address in addresses(subject, &ROLES) {
        look_alikes(subject, &address, findings);
        space(subject, &address, findings);
        host(subject, &address, findings);
        caught(subject, &address, findings);
    }
}

/// The words for which `http` and `https` are misspelled.
const MISSPELLED: [(&str, &str); 14] = [
    ("htp", "http"),
    ("htpp", "http"),
    ("hhtp", "http"),
    ("htttp", "http"),
    ("hptt", "http"),
    ("ttp", "http"),
    ("thtp", "http"),
    ("httpp", "http"),
    ("ttps", "https"),
    ("htps", "https"),
    ("htpps", "https"),
    ("hhtps", "https"),
    ("httpps", "https"),
    ("htttps", "https"),
];

/// Protocols that are misspelled, doubled, or without their colon or slash.
fn protocols(subject: &Subject<'_>, piece: &Piece<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let plain = piece.plain.as_str();
    let mut passed = 0;
    for at in memchr::memchr_iter(b'/', plain.as_bytes()) {
        if at < passed {
            continue;
        }
        let before = plain[..at].strip_suffix(':').unwrap_or(&plain[..at]);
        let start = before
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + plain[at..].chars().next().map_or(1, char::len_utf8));
        // An address inside an address (that of a web archive, say) is written as that site writes it.
        if plain[..start].ends_with(['/', '=', '.']) {
            continue;
        }
        let word = &before[start..];
        let slashes = plain[at..].len() - plain[at..].trim_start_matches('/').len();
        let end = at + slashes;
        passed = end;
        let colon = before.len() < at;
        let lower = word.to_ascii_lowercase();
        let known = matches!(lower.as_str(), "http" | "https");
        let misspelled = MISSPELLED.iter().find(|(wrong, _)| *wrong == lower && colon).map(|(_, right)| *right);
        let follows = plain[end..].chars().next();
        let right = match (known, colon, slashes) {
            // `https://https://`, `http://http:`.
            (true, true, 2) if doubled(&plain[end..]) => {
                let inner = &plain[end..];
                let message = ui.of("the protocol stands twice", "протокол указан дважды");
                let finding = findings.at(piece.span(start..end), message);
                let help = ui.of("leave one", "оставьте один");
                let finding = finding.help(help);
                // The second one counts if it is whole.
                let whole = inner.contains("://");
                findings.add(with_fix(subject, piece, finding, start..end, if whole { "" } else { continue }));
                continue;
            }
            (true, true, 2) => continue,
            (true, false, 2) | (true, true, 1 | 3..) => lower.as_str(),
            _ => match misspelled {
                Some(right) if slashes == 2 => right,
                _ => continue,
            },
        };
        if !follows.is_some_and(|c| c.is_alphanumeric()) {
            continue;
        }
        let shown = &plain[start..end];
        let message = say!(ui, "“{shown}” is no protocol", "«{shown}» — не протокол");
        let finding = findings.at(piece.span(start..end), message);
        let finding = finding.help(say!(ui, "write {right}://", "нужно: {right}://"));
        findings.add(with_fix(subject, piece, finding, start..end, &format!("{right}://")));
    }
}

/// Whether another protocol begins a text.
fn doubled(text: &str) -> bool {
    let head: String = text.chars().take(8).collect::<String>().to_ascii_lowercase();
    ["http://", "https://", "http:/", "https:/"].iter().any(|protocol| head.starts_with(protocol))
}

fn with_fix(
    subject: &Subject<'_>,
    piece: &Piece<'_>,
    mut finding: crate::diagnostic::Diagnostic,
    range: Range<usize>,
    text: &str,
) -> crate::diagnostic::Diagnostic {
    let span = piece.exact(range, subject.source);
    finding.fix = span.map(|span| Fix { safe: true, edits: vec![Edit { span, text: text.to_owned() }] });
    finding
}

/// Letters of another alphabet in a word of Latin letters.
fn look_alikes(subject: &Subject<'_>, address: &Address<'_, '_>, findings: &mut Findings) {
    let ui = subject.ui;
    let shown = address.shown();
    // The rule on DOIs looks at those.
    if address.href.contains("doi.org/") {
        return;
    }
    let mut edits = Vec::new();
    let mut place: Option<Range<usize>> = None;
    let mut at = 0;
    for word in shown.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let range = at..at + word.len();
        at = range.end;
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        let latin = letters.iter().any(char::is_ascii_alphabetic);
        let strange: Vec<_> = word.char_indices().filter(|(_, c)| letters::latin_for(*c).is_some()).collect();
        let others = letters.iter().any(|c| !c.is_ascii_alphabetic() && letters::latin_for(*c).is_none());
        if !latin || strange.is_empty() || others {
            continue;
        }
        for (offset, c) in strange {
            let from = address.written.start + range.start + offset;
            let span = address.piece.exact(from..from + c.len_utf8(), subject.source);
            let latin = letters::latin_for(c).map(String::from).unwrap_or_default();
            edits.push(span.map(|span| Edit { span, text: latin }));
        }
        let whole = address.written.start + range.start..address.written.start + range.end;
        place = Some(place.map_or(whole.clone(), |place| place.start..whole.end));
    }
    let Some(place) = place else { return };
    let message = ui.of(
        "Cyrillic letters that look like Latin ones stand in this address",
        "в адрес попали кириллические буквы, похожие на латинские",
    );
    let mut finding = findings.at(address.piece.span(place), message);
    finding = finding.help(ui.of("type them in Latin", "наберите их латиницей"));
    finding.fix = edits.into_iter().collect::<Option<Vec<_>>>().map(|edits| Fix { safe: true, edits });
    findings.add(finding);
}

/// A space inside the angle brackets, or after the protocol.
fn space(subject: &Subject<'_>, address: &Address<'_, '_>, findings: &mut Findings) {
    let ui = subject.ui;
    let shown = address.shown();
    let piece = address.piece;
    let trimmed = shown.trim();
    let offset = address.written.start + (shown.len() - shown.trim_start().len());
    let inside = trimmed.char_indices().find(|(_, c)| c.is_whitespace()).map(|(at, _)| {
        let rest = &trimmed[at..];
        let len = rest.len() - rest.trim_start().len();
        offset + at..offset + at + len
    });
    // `http:// www.example.org`: the address begins at the second word.
    let before = piece.plain[..address.written.start].trim_end();
    let after_protocol = (before.len() < address.written.start
        && (before.ends_with("http://") || before.ends_with("https://")))
    .then_some(before.len()..address.written.start);
    let Some(range) = inside.or_else(|| after_protocol.clone()).or_else(|| broken(address)) else { return };
    let message = ui.of("there is a space in this address", "внутри адреса пробел");
    // Between two words a low line was lost, whose place looks empty where addresses are underlined.
    let between = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let low_line = between(piece.plain[..range.start].chars().next_back())
        && between(piece.plain[range.end..].chars().next())
        && after_protocol.is_none();
    let (help, text) = if low_line {
        let en = "check the page: most likely a low line (_) was lost here";
        (ui.of(en, "сверьте со страницей: скорее всего, здесь потеряно подчёркивание (_)"), "_")
    } else {
        (ui.of("take it out, and check that the address opens", "уберите его и проверьте, открывается ли адрес"), "")
    };
    let mut finding = findings.at(piece.span(range.clone()), message).help(help);
    let span = piece.exact(range, subject.source);
    finding.fix = span.map(|span| Fix { safe: false, edits: vec![Edit { span, text: text.to_owned() }] });
    findings.add(finding);
}

/// The space after a bare address whose other half follows: `https://example.org/en/ news/today.htm (date of access …)`.
fn broken(address: &Address<'_, '_>) -> Option<Range<usize>> {
    const ENDINGS: [&str; 8] = [".htm", ".html", ".pdf", ".php", ".aspx", ".asp", ".shtml", ".jsp"];
    if !matches!(address.piece.role, Role::Note | Role::Reference) || address.bracketed {
        return None;
    }
    let plain = &address.piece.plain;
    let end = address.written.end;
    let rest = plain[end..].strip_prefix([' ', '\u{a0}'])?;
    let start = plain.len() - rest.len();
    let word = rest.split(char::is_whitespace).next()?.trim_end_matches(['.', ',', ';']);
    let half = word.is_ascii()
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && ENDINGS.iter().any(|ending| word.ends_with(ending))
        && !word.contains("://");
    let whole = ENDINGS.iter().any(|ending| address.shown().ends_with(ending));
    (half && !whole).then_some(end..start)
}

/// What cannot be a host.
fn host(subject: &Subject<'_>, address: &Address<'_, '_>, findings: &mut Findings) {
    let ui = subject.ui;
    let Some((_, host)) = address.scheme_and_host() else { return };
    // `user@host` and IPv6 are not what articles cite.
    if host.contains(['@', '[', '%']) {
        return;
    }
    let at = address.shown().to_lowercase().find(&host).filter(|at| address.shown().is_char_boundary(at + host.len()));
    let range =
        at.map_or(address.written.clone(), |at| address.written.start + at..address.written.start + at + host.len());
    let labels = || host.trim_end_matches('.').split('.');
    let message = if host.contains(',') {
        ui.of("there is a comma in the host of this address", "в имени сайта запятая")
    } else if host.contains("..") {
        ui.of("two points in a row stand in the host of this address", "в имени сайта две точки подряд")
    } else if labels().any(|label| label.starts_with('-') || label.ends_with('-')) {
        ui.of(
            "a part of the host of this address begins or ends with a hyphen",
            "часть имени сайта начинается или кончается дефисом",
        )
    } else {
        return;
    };
    let finding = findings.at(address.piece.span(range), message);
    findings.add(finding.help(ui.of("check the address", "проверьте адрес")));
}

/// Punctuation between the end of an address and its closing angle bracket.
fn caught(subject: &Subject<'_>, address: &Address<'_, '_>, findings: &mut Findings) {
    let ui = subject.ui;
    let within = address.shown().len() - address.shown().trim_end_matches(['.', ',', ';', ':']).len();
    let range = if address.bracketed && within > 0 {
        address.written.end - within..address.written.end
    } else if !address.caught.is_empty() {
        address.caught.clone()
    } else {
        return;
    };
    let message = ui.of("this mark does not belong to the address", "этот знак не относится к адресу");
    let mut finding = findings.at(address.piece.span(range.clone()), message);
    finding = finding.help(ui.of("set it after the bracket", "поставьте его после скобки"));
    let span = address.piece.exact(range, subject.source);
    finding.fix = span.map(|span| Fix { safe: false, edits: vec![Edit { span, text: String::new() }] });
    findings.add(finding);
}
