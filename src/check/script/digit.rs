//! A figure stands for a letter, or a letter for a figure.
//!
//! ## What it does
//! Looks for the mark of a law with a figure in it (`№ 60-3` of a Belarusian law, which is `№ 60-З`, and `№ 131-Ф3` of a
//! Russian one), for words that begin with a figure or have one inside (`3акон`, `наро0д`) where the article has the word
//! itself elsewhere, and for years and dates with a letter in them (`2О19`, `l995`, `01.О2.2020`).
//!
//! ## Why it matters
//! A law is found by its number, and an electronic one by nothing else; a year that is none is sorted nowhere.
//!
//! ## Example
//! ```text
//! Закон Респ. Беларусь от 14 нояб. 2005 г. № 60-3.
//! ```
//! Use instead:
//! ```text
//! Закон Респ. Беларусь от 14 нояб. 2005 г. № 60-З.
//! ```

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::words::{LetterScript, prose, script_of};
use crate::check::{Findings, Piece, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::fold;

/// The rule.
pub const RULE: Rule = Rule {
    id: "script-digit",
    severity: Severity::Error,
    summary: [
        "A figure stands for a letter, or a letter for a figure",
        "Цифра стоит вместо буквы или буква вместо цифры",
    ],
    supersedes: &[],
    check,
};

/// Letters of a word that are compared with the other words of the article.
const STEM: usize = 4;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // The beginnings of the words that have no figures; only needed once a suspect turns up.
    let mut stems: Option<BTreeSet<String>> = None;
    for piece in subject.pieces() {
        laws(subject, piece, findings);
        dates(subject, piece, findings);
        for (range, word) in prose(piece) {
            if !word.bytes().any(|b| b.is_ascii_digit()) || !word.contains(char::is_alphabetic) {
                continue;
            }
            let mended = year(word, piece, &range).or_else(|| {
                let mended = letters_for(word)?;
                let stems = stems.get_or_insert_with(|| stems_of(subject));
                stems.contains(&stem(&mended)?).then_some(mended)
            });
            let Some(mended) = mended else { continue };
            report(subject, piece, range, &mended, findings);
        }
    }
}

fn report(subject: &Subject<'_>, piece: &Piece<'_>, range: Range<usize>, mended: &str, findings: &mut Findings) {
    let word = piece.plain.get(range.clone()).unwrap_or_default();
    let letter = mended.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let message = if letter {
        say!(subject.ui, "{word} has a letter where a figure should stand", "в числе «{word}» буква вместо цифры")
    } else {
        say!(subject.ui, "{word} has a figure where a letter should stand", "в слове «{word}» цифра вместо буквы")
    };
    let mut finding = findings.at(piece.span(range.clone()), message);
    finding = finding.help(say!(subject.ui, "write {mended}", "нужно: {mended}"));
    if let Some(span) = piece.exact(range, subject.source) {
        finding = finding.replace(true, span, mended);
    }
    findings.add(finding);
}

/// `№ 60-3` of a law of Belarus; `№ 131-Ф3` of a law of Russia.
fn laws(subject: &Subject<'_>, piece: &Piece<'_>, findings: &mut Findings) {
    let text = &piece.plain;
    for (at, sign) in text.match_indices(['№', 'N']) {
        let rest = &text[at + sign.len()..];
        let rest = rest.strip_prefix('o').map_or(rest, |r| r.strip_prefix('.').unwrap_or(r));
        let rest = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let start = text.len() - rest.len();
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        if figures == 0 || figures > 4 {
            continue;
        }
        let Some(dash) = rest[figures..].chars().next().filter(|c| matches!(c, '-' | '–' | '‑' | '—')) else {
            continue;
        };
        let mark = start + figures + dash.len_utf8();
        let tail = &text[mark..];
        let len = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
        let right = match &tail[..len] {
            "3" if is_law_of_belarus(text, at) => {
                if sign == "№" || piece.lang_at(at).is_cyrillic() {
                    "З"
                } else {
                    "Z"
                }
            }
            "Ф3" | "ф3" => "ФЗ",
            "Ф3Г" => "ФЗГ",
            "3-3" if is_law_of_belarus(text, at) => continue,
            _ => continue,
        };
        let whole = start..mark + len;
        let number = &text[start..mark];
        let message = say!(
            subject.ui,
            "the number of the law, {}, ends in the figure 3 where the letter should stand",
            "в номере закона {} цифра 3 вместо буквы",
            &text[whole.clone()]
        );
        let help = say!(subject.ui, "write {number}{right}", "нужно: {number}{right}");
        let mut finding = findings.at(piece.span(whole), message).help(help);
        if let Some(span) = piece.exact(mark..mark + len, subject.source) {
            finding = finding.replace(true, span, right);
        }
        findings.add(finding);
    }
}

/// Whether the number at a byte is that of a law or code of Belarus: the act named nearest before it is one, and the
/// country is named beside it.
fn is_law_of_belarus(text: &str, at: usize) -> bool {
    const REACH: usize = 400;
    let before = text[..at].len().saturating_sub(REACH);
    let before = text.get(fold::floor(text, before)..at).unwrap_or_default().to_lowercase();
    let after = fold::head(&text[at..], REACH / 4).to_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let law = last(&["закон", "кодекс", "кодэкс", " law", "law of", "code of", "zakon"]);
    let other = last(&[
        "указ",
        "декрет",
        "дэкрэт",
        "постановлен",
        "пастанов",
        "приказ",
        "загад",
        "decree",
        "resolution",
        "order of",
    ]);
    let belarus = |text: &str| text.contains("беларус") || text.contains("belarus") || text.contains("рб");
    law.is_some_and(|law| other.is_none_or(|other| other < law)) && (belarus(&before) || belarus(&after))
}

/// `2О19`, `l995`: the year that is meant.
fn year(word: &str, piece: &Piece<'_>, range: &Range<usize>) -> Option<String> {
    if word.chars().count() != 4 || word.bytes().filter(u8::is_ascii_digit).count() < 2 {
        return None;
    }
    let text = &piece.plain;
    let beside = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '‑' | '/' | '_' | '=' | '+'));
    if beside(text[..range.start].chars().next_back()) || beside(text[range.end..].chars().next()) {
        return None;
    }
    let mended: String = word.chars().map(figure_for).collect::<Option<_>>()?;
    let year: u16 = mended.parse().ok()?;
    // Oxygen of a heavy isotope is 18O2.
    let isotope = word.ends_with("O2") && matches!(&mended[..2], "16" | "17" | "18");
    ((1500..2100).contains(&year) && !isotope && mended != word).then_some(mended)
}

/// Dates such as `01.О2.2020`.
fn dates(subject: &Subject<'_>, piece: &Piece<'_>, findings: &mut Findings) {
    let mut start = 0;
    for chunk in piece.plain.split(char::is_whitespace) {
        let inner = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        let at = start + (inner.as_ptr() as usize - chunk.as_ptr() as usize);
        start += chunk.len() + piece.plain[start + chunk.len()..].chars().next().map_or(0, char::len_utf8);
        if inner.len() > 20 || inner.matches('.').count() != 2 || inner.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        {
            continue;
        }
        let mended: Option<String> = inner.chars().map(|c| if c == '.' { Some(c) } else { figure_for(c) }).collect();
        let Some(mended) = mended else { continue };
        let lengths: Vec<usize> = mended.split('.').map(str::len).collect();
        let figures = inner.bytes().filter(u8::is_ascii_digit).count();
        if lengths == [2, 2, 4] && figures >= 6 && piece.is_prose(at) {
            report(subject, piece, at..at + inner.len(), &mended, findings);
        }
    }
}

fn figure_for(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        'O' | 'О' | 'o' | 'о' => Some('0'),
        'l' | 'I' | 'І' => Some('1'),
        'З' | 'з' => Some('3'),
        'б' => Some('6'),
        _ => None,
    }
}

/// The word without figures that one with a figure in it may be.
fn letters_for(word: &str) -> Option<String> {
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let mut scripts = word.chars().filter_map(script_of);
    let script = scripts.next()?;
    if figures != 1 || scripts.any(|other| other != script) || word.chars().count() < STEM + 1 {
        return None;
    }
    let last = word.chars().count() - 1;
    let capitals = word.chars().filter(|c| c.is_uppercase()).count() > 1;
    let mended = word.chars().enumerate().map(|(i, c)| {
        let letter = match (c, script) {
            ('0', LetterScript::Cyrillic) => 'о',
            ('0', LetterScript::Latin) => 'o',
            ('3', LetterScript::Cyrillic) => 'з',
            ('6', LetterScript::Cyrillic) => 'б',
            ('1', LetterScript::Latin) => 'l',
            ('0'..='9', _) => return None,
            (c, _) => return Some(c),
        };
        // At the end a figure is a note mark that lost its place; a 6 or 1 at the start is a number without a space.
        let inside = i > 0 && i < last || i == 0 && matches!(c, '3' | '0');
        let letter =
            if capitals || i == 0 && last > 0 && c == '3' && word.chars().nth(1).is_some_and(char::is_uppercase) {
                letter.to_uppercase().next()?
            } else {
                letter
            };
        inside.then_some(letter)
    });
    mended.collect()
}

/// The beginning of a word by which its forms are known.
fn stem(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let end = lower.char_indices().nth(STEM).map(|(at, _)| at)?;
    Some(lower[..end].to_owned())
}

fn stems_of(subject: &Subject<'_>) -> BTreeSet<String> {
    let words = subject.pieces().iter().flat_map(|piece| prose(piece));
    words.filter(|(_, word)| word.chars().all(char::is_alphabetic)).filter_map(|(_, word)| stem(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_letters_are_told_apart() {
        assert_eq!(letters_for("3акон").as_deref(), Some("закон"));
        assert_eq!(letters_for("3АКОН").as_deref(), Some("ЗАКОН"));
        assert_eq!(letters_for("нар0дный").as_deref(), Some("народный"));
        assert_eq!(letters_for("cooperati0n").as_deref(), Some("cooperation"));
        for word in ["H2O", "закон3", "2летний", "Co2", "x86", "3Dмодель", "b2c"] {
            assert_eq!(letters_for(word), None, "{word}");
        }
    }

    #[test]
    fn laws_are_known_by_what_stands_before() {
        let belarus = "О чтении : Закон Респ. Беларусь от 20 июля 2016 г. № 412-3";
        assert!(is_law_of_belarus(belarus, belarus.find('№').unwrap()));
        for text in
            ["О чтении : Указ Президента Респ. Беларусь. № 4-3", "Вестн. Беларус. ун-та. № 2-3", "Закон Литвы № 5-3"]
        {
            assert!(!is_law_of_belarus(text, text.find('№').unwrap()), "{text}");
        }
    }
}
