//! Quotation marks that are not those of the language.
//!
//! ## What it does
//! Compares the marks around quotations with those that the language of the text has: `“…”` in English, `«…»` in Russian,
//! Belarusian and Ukrainian, `„…“` or `»…«` in German, `« … »` in French, `„…”` in Polish. Only quotations that stand in no
//! other are looked at, and only in the languages of the article's title, abstract and text; words in another script
//! between the marks count for no language. There is one finding a language, with the other places.
//!
//! ## Why it matters
//! Marks of another language show that the text was typed or recognised with the wrong settings, and a second pair inside
//! a quotation can then not be told from the first.
//!
//! ## Example
//! ```text
//! В программе “Старый город” участвуют три музея.
//! ```
//! Use instead:
//! ```text
//! В программе «Старый город» участвуют три музея.
//! ```

use std::collections::BTreeMap;

use super::marks::{Pair, marks};
use crate::article::Lang;
use crate::check::{Findings, Rule, Subject, say};
use crate::diagnostic::Severity;
use crate::notation::language::{Script, script};

/// The rule.
pub const RULE: Rule = Rule {
    id: "quotation-language",
    severity: Severity::Warning,
    summary: ["Quotation marks that are not those of the language", "Кавычки, не принятые в языке текста"],
    supersedes: &[],
    check,
};

/// The other places that are shown.
const SHOWN: usize = 12;

/// The marks of a language, the usual ones first; none where all are in use or none is known.
fn usual(lang: Lang) -> &'static [(char, char)] {
    match lang.as_str() {
        "en" => &[('“', '”')],
        "ru" | "be" => &[('«', '»')],
        "uk" => &[('«', '»'), ('“', '”'), ('„', '“'), ('„', '”')],
        "de" => &[('„', '“'), ('»', '«'), ('«', '»')],
        "fr" => &[('«', '»')],
        "pl" => &[('„', '”'), ('«', '»')],
        _ => &[],
    }
}

/// Whether a language has such marks around a quotation or around one in a quotation.
pub(super) fn allows(lang: Lang, open: char, close: char) -> bool {
    let usual = usual(lang);
    usual.is_empty() || usual.contains(&(open, close)) || lang == Lang::FR && open == '“'
}

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let pieces = subject.pieces();
    let found = marks(subject);
    let front = &subject.article.front;
    let mut langs: Vec<Lang> = front.titles.iter().map(|t| t.lang).chain([subject.article.lang]).collect();
    langs.extend(front.abstracts.iter().map(|a| a.lang));
    let mut right: BTreeMap<Lang, usize> = BTreeMap::new();
    let mut wrong: BTreeMap<Lang, [Vec<Pair>; 2]> = BTreeMap::new();
    for pair in found.pairs.iter().filter(|pair| pair.depth == 0) {
        let lang = pair.open.lang(pieces);
        let (open, close) = (pair.open.sign, pair.close.sign);
        let quoted = pair.inside(pieces).map_or(Script::None, script);
        let foreign = match quoted {
            Script::Latin => lang.is_cyrillic(),
            Script::Cyrillic => !lang.is_cyrillic(),
            Script::Mixed | Script::None => false,
        };
        if !langs.contains(&lang) || foreign || usual(lang).is_empty() {
            continue;
        }
        if usual(lang).contains(&(open, close)) {
            *right.entry(lang).or_default() += 1;
        } else {
            wrong.entry(lang).or_default()[usize::from(open == '"')].push(*pair);
        }
    }
    for (lang, [curly, straight]) in wrong {
        // Straight marks beside right ones are another rule's; in English they are a matter of taste.
        let straight_too = lang != Lang::EN && !right.contains_key(&lang);
        let mut all = curly;
        all.extend(straight.into_iter().filter(|_| straight_too));
        all.sort_by_key(|pair| (pair.open.piece, pair.open.at));
        let (Some(first), Some((open, close))) = (all.first(), usual(lang).first()) else { continue };
        let span = first.open.span(pieces).join(first.close.span(pieces));
        let (language, [from, to]) = (name(lang), [first.open.sign, first.close.sign]);
        let times = all.len();
        let message = say!(
            ui,
            "{} has other quotation marks than {from} {to} ({times} in the article)",
            "в {} тексте не приняты кавычки {from} {to} (в статье таких пар: {times})",
            ui.of(language[0], language[1])
        );
        let space = if lang == Lang::FR { "\u{a0}" } else { "" };
        let help = say!(ui, "write {open}{space}…{space}{close}", "нужно: {open}{space}…{space}{close}");
        let mut finding = findings.at(span, message).help(help);
        for other in all.iter().skip(1).take(SHOWN) {
            let span = other.open.span(pieces).join(other.close.span(pieces));
            finding = finding.related(span, ui.of("here too", "и здесь"));
        }
        findings.add(finding);
    }
}

fn name(lang: Lang) -> [&'static str; 2] {
    match lang.as_str() {
        "ru" => ["Russian", "русском"],
        "be" => ["Belarusian", "белорусском"],
        "uk" => ["Ukrainian", "украинском"],
        "de" => ["German", "немецком"],
        "fr" => ["French", "французском"],
        "pl" => ["Polish", "польском"],
        _ => ["English", "английском"],
    }
}
