//! The remark on the article's language in a citation block is wrong or out of place.
//!
//! ## What it does
//! Looks at remarks such as `(на англ.)` and `(In Russ.)`. One that names another language than the article is in is told;
//! so is one in the block of the article's own language, and a block in another language without one where a third
//! language has it.
//!
//! ## Why it matters
//! The remark tells readers of a translated title that they will not find the article in their language. Where the title
//! is not translated it says nothing, and a wrong one misleads.
//!
//! ## Example
//! ```text
//! Автор АБ. Реки озерного края. Журнал рек. 2020;2:47–53 (на нем.).
//!
//! The body of the article is in English.
//! ```
//! Use instead:
//! ```text
//! Автор АБ. Реки озерного края. Журнал рек. 2020;2:47–53 (на англ.).
//!
//! The body of the article is in English.
//! ```

use super::{Block, blocks};
use crate::article::{Lang, PartKind};
use crate::check::{Findings, Role, Rule, Subject};
use crate::diagnostic::Severity;
use crate::notation::language;

/// The rule.
pub const RULE: Rule = Rule {
    id: "citation-language",
    severity: Severity::Warning,
    summary: [
        "The remark on the article's language in a citation block is wrong or out of place",
        "Помета о языке статьи в образце цитирования неверна или не на месте",
    ],
    supersedes: &[],
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let ui = subject.ui;
    let lang = subject.article.lang;
    let blocks = blocks(subject);
    let known: std::collections::BTreeSet<Lang> = blocks.iter().map(|b| b.own.lang).collect();
    // Blocks whose languages are not told apart say nothing.
    if lang == Lang::UND || known.len() != blocks.len() {
        return;
    }
    // The remark is held against what the body is certainly written in.
    let body = subject.of(Role::Paragraph).find(|p| p.plain.len() > 200);
    if body.and_then(|p| language::guess(&p.plain)).is_some_and(|found| found != lang) {
        return;
    }
    let remark = |block: &Block<'_>| Some((block.own.citation.source_lang?, block.part(PartKind::Language)?.1));
    for block in &blocks {
        let Some((named, range)) = remark(block) else { continue };
        let place = block.piece.span(range);
        if named != lang {
            let message = ui.of(
                "the remark names another language than the article is in",
                "в помете назван не тот язык, на котором написана статья",
            );
            let help = ui.of("name the language of the article", "укажите язык статьи");
            findings.add(findings.at(place, message).help(help));
        } else if block.own.lang == lang && blocks.len() > 1 {
            let message = ui.of(
                "the title here is in the language of the article, so the remark says nothing",
                "заглавие здесь на языке статьи, помета о языке не нужна",
            );
            let help = ui.of("move it to the block in the other language", "перенесите ее в образец на другом языке");
            findings.add(findings.at(place, message).help(help));
        }
    }
    let due = || blocks.iter().filter(|b| b.own.lang != lang);
    let Some((_, there)) = due().find_map(|b| Some((b, b.piece.span(remark(b)?.1)))) else { return };
    for block in due().filter(|b| b.own.citation.source_lang.is_none() && b.part(PartKind::Language).is_none()) {
        let message = ui.of(
            "this citation block does not say in which language the article is, another one does",
            "в этом образце не указан язык статьи, а в другом указан",
        );
        let help =
            ui.of("add the remark, or take the other one out", "добавьте помету или уберите ее в другом образце");
        let related = ui.of("the remark", "помета");
        findings.add(findings.at(block.own.label.span, message).help(help).related(there, related));
    }
}
