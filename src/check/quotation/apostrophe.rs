//! Straight and curly apostrophes in one language.
//!
//! ## What it does
//! Counts the apostrophes `'` and `’` of each language in the text, titles, abstracts and keywords. Where there are both,
//! the first of the rarer kind is reported, with the others of it. Only what is an apostrophe beyond doubt counts:
//! contractions and possessives of English, elisions of French, Italian, Catalan and Portuguese, the sign inside
//! Belarusian and Ukrainian words. Feet, minutes of arc, single quotation marks and the soft sign of romanised words do
//! not.
//!
//! ## Why it matters
//! The same word in two spellings is found once when it is searched for; in print the two signs are seen to differ.
//!
//! ## Example
//! ```text
//! The town's archive and the museum’s library hold the club’s books.
//! ```
//! Use instead:
//! ```text
//! The town’s archive and the museum’s library hold the club’s books.
//! ```

use std::collections::BTreeMap;

use crate::article::Lang;
use crate::check::{Findings, Piece, Role, Rule, Subject, say};
use crate::diagnostic::{Edit, Fix, Severity};
use crate::notation::fold;

/// The rule.
pub const RULE: Rule = Rule {
    id: "quotation-apostrophe",
    severity: Severity::Warning,
    summary: ["Straight and curly apostrophes in one language", "Прямые и типографские апострофы вперемешку"],
    supersedes: &[],
    check,
};

/// The other places that are shown.
const SHOWN: usize = 12;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let pieces = subject.pieces();
    // By language, straight and curly: piece, byte.
    let mut kinds: BTreeMap<Lang, [Vec<(usize, usize)>; 2]> = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        // References and notes cite what others wrote, and romanise it.
        let cites = matches!(piece.role, Role::Reference | Role::Note | Role::SelfCitation | Role::Affiliation);
        if cites || !piece.plain.contains(['\'', '’', 'ʼ']) {
            continue;
        }
        let singles = piece.plain.contains(['‘', '‚']);
        for (at, sign) in piece.plain.match_indices(['\'', '’', 'ʼ']) {
            let lang = piece.lang_at(at);
            if piece.is_prose(at) && is_apostrophe(piece, at, sign.len(), lang, singles) {
                kinds.entry(lang).or_default()[usize::from(sign != "'")].push((index, at));
            }
        }
    }
    for [straight, curly] in kinds.into_values() {
        let (n, m) = (straight.len(), curly.len());
        let straight_are_few = n <= m;
        let (few, many) = if straight_are_few { (&straight, &curly) } else { (&curly, &straight) };
        let (Some(first), true) = (few.first(), n > 0 && m > 0) else { continue };
        let span = |(piece, at): (usize, usize)| {
            let piece: &Piece<'_> = &pieces[piece];
            piece.span(word(&piece.plain, at))
        };
        let message = say!(
            ui,
            "straight apostrophes ({n}) stand beside curly ones ({m}) in the same language",
            "в тексте на одном языке есть и прямые апострофы ({n}), и типографские ({m})"
        );
        let help = ui
            .of("use one kind throughout: ’ is the rule in print", "используйте один вид апострофа; в печати принят ’");
        let mut finding = findings.at(span(*first), message).help(help);
        for other in few.iter().skip(1).take(SHOWN) {
            finding = finding.related(span(*other), ui.of("here too", "и здесь"));
        }
        if let Some(other) = many.first() {
            finding = finding.related(span(*other), ui.of("the other kind", "апостроф другого вида"));
        }
        // Whichever is rarer, the straight ones are those that print does not have.
        let edits: Option<Vec<Edit>> = straight
            .iter()
            .map(|(piece, at)| {
                let span = pieces[*piece].exact(*at..at + 1, subject.source)?;
                Some(Edit { span, text: "’".into() })
            })
            .collect();
        finding.fix = edits.map(|edits| Fix { safe: true, edits });
        findings.add(finding);
    }
}

/// The word that a byte stands in.
fn word(text: &str, at: usize) -> std::ops::Range<usize> {
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | 'ʼ');
    let start = text[..at].char_indices().rev().take_while(|(_, c)| of_word(*c)).last().map_or(at, |(i, _)| i);
    let end = text[at..].char_indices().find(|(_, c)| !of_word(*c)).map_or(text.len(), |(i, _)| at + i);
    start..end
}

fn is_apostrophe(piece: &Piece<'_>, at: usize, len: usize, lang: Lang, singles: bool) -> bool {
    let text = &piece.plain;
    let (before, after) = (&text[..at], &text[at + len..]);
    let head: Vec<char> = before.chars().rev().take_while(|c| c.is_alphabetic()).take(32).collect();
    let tail: String = after.chars().take_while(|c| c.is_alphabetic()).take(32).collect();
    let Some(last) = head.first() else { return false };
    match lang.as_str() {
        "en" if tail.is_empty() => {
            // The possessive of a plural; a closing single mark looks the same.
            let straight_open = len == 1 && has_straight_open(before);
            let next = after.chars().next();
            *last == 's'
                && !singles
                && !straight_open
                && next.is_some_and(|c| c == ' ')
                && after.trim_start().starts_with(char::is_alphabetic)
        }
        "en" => {
            let contraction =
                matches!(tail.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m") || tail == "t" && *last == 'n';
            contraction && (head.len() > 1 || matches!(last, 'I' | 'A'))
                || head.len() == 1
                    && *last == 'O'
                    && tail.chars().next().is_some_and(char::is_uppercase)
                    && tail.chars().count() > 2
        }
        "fr" | "it" | "ca" | "pt" => {
            let start: String = head.iter().rev().collect::<String>().to_lowercase();
            tail.chars().count() > 1
                && matches!(
                    start.as_str(),
                    "l" | "d"
                        | "n"
                        | "s"
                        | "c"
                        | "j"
                        | "m"
                        | "t"
                        | "qu"
                        | "jusqu"
                        | "lorsqu"
                        | "puisqu"
                        | "dell"
                        | "nell"
                        | "all"
                        | "sull"
                        | "un"
                )
                && tail.chars().next().is_some_and(|c| "aeiouhyàâéèêëíîïóôúœAEIOUHÀÂÉÈÊÍÎÓÔÚŒ".contains(c))
        }
        "be" | "uk" => tail.chars().next().is_some_and(|c| "еёєіїюяЕЁЄІЇЮЯ".contains(c)),
        _ => false,
    }
}

/// Whether a straight single mark opens a quotation shortly before the end of a text.
fn has_straight_open(before: &str) -> bool {
    let mut last = None;
    let mut open = false;
    let start = fold::floor(before, before.len().saturating_sub(400));
    for c in before[start..].chars() {
        if c == '\'' && last.is_none_or(|c: char| c.is_whitespace() || c == '(') {
            open = true;
        }
        last = Some(c);
    }
    open
}
