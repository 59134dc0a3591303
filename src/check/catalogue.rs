//! Every rule that a finding may name, for the list of rules, the manual and reports: the rules over the article, those of
//! schemas/journal-article.sch, and what readers and writers say, from docs/findings.md.

use std::sync::OnceLock;

use super::{Ui, page, rules};
use crate::diagnostic::Severity;

/// What is told of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Who finds it.
    pub origin: Origin,
    /// How bad it is, unless journal.toml says otherwise.
    pub severity: Severity,
    /// What it is, in a line.
    pub summary: String,
    /// Its page of the manual, in Markdown, in English.
    pub page: String,
}

/// Who finds a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A rule over the article.
    Article,
    /// A rule of schemas/journal-article.sch or schemas/jats-article.rng.
    Schema,
    /// A reader or a writer, or the file of the journal.
    Conversion,
}

const FINDINGS: &str = include_str!("../../docs/findings.md");

/// What readers say, in Russian: for the whole of a rule, since their messages are English.
const READING: &[(&str, &str)] = &[
    (
        "read-authors-differ",
        "в строках авторов на двух языках разное число авторов: нужны те же авторы в том же порядке",
    ),
    (
        "read-contact",
        "адрес или ORCID iD нельзя отнести ни к одному из авторов: впишите перед ним в той же строке фамилию",
    ),
    ("read-copyright-line", "строка со знаком © не взята: права указываются в journal.toml"),
    (
        "read-front-line",
        "строка перед текстом не опознана и оставлена в начале текста: начните её с пометы или перенесите",
    ),
    (
        "read-hyphen-taken-out",
        "слово, разорванное на конце строки, соединено; больше ничто не говорит, нужен ли в нём дефис",
    ),
    ("read-label-without-text", "под пометой ничего нет: впишите то, о чём она, или уберите её"),
    ("read-left-out", "блок не взят: так сказано в пометке"),
    ("read-link-not-kept", "ссылка ведёт не на http, https, ftp или mailto; слова её сохранены"),
    ("read-lists-do-not-pair", "два списка литературы не совпадают по пунктам и публикуются порознь"),
    ("read-mark-without-note", "у знака сноски нет сноски"),
    (
        "read-marker-misplaced",
        "пометка не относится ни к какому блоку: она стоит одна в строке над ним или в его конце",
    ),
    (
        "read-marker-unknown",
        "такой пометки нет; есть title, authors, affiliation, rubric, abstract, keywords, citation, author-note, \
         acknowledgements, funding, heading [1–6], paragraph, join, no-join, note [знак], caption [figure|table], \
         reference-list, reference, running-head, page-number, leave-out",
    ),
    ("read-note-without-mark", "на сноску в тексте нет знака"),
    ("read-page-number", "номер страницы убран"),
    ("read-run-in-heading", "первые слова абзаца приняты за его заголовок"),
    ("read-running-head", "колонтитул убран"),
    ("read-text-after-references", "то, что стоит после списка литературы, оставлено как приложение"),
    ("read-title-case", "заглавие, набранное прописными, записано как предложение: проверьте имена собственные"),
    ("read-udc-malformed", "индекс УДК записан не по правилам и оставлен как есть"),
    ("read-udc-normalised", "в индексе УДК исправлены кавычки или апострофы"),
];

/// Puts what a reader says into the language of the editor.
pub(super) fn translate(finding: &mut crate::diagnostic::Diagnostic, ui: Ui) {
    if ui == Ui::Ru
        && let Ok(at) = READING.binary_search_by_key(&finding.rule.as_str(), |(id, _)| id)
    {
        finding.message = READING[at].1.to_owned();
        finding.help = None;
    }
}

/// Every rule: those over the article in the order of their families, those of the schema, then the others.
pub fn catalogue(ui: Ui) -> Vec<Entry> {
    let article = rules().map(|rule| Entry {
        id: rule.id.to_owned(),
        origin: Origin::Article,
        severity: rule.severity,
        summary: ui.of(rule.summary[0], rule.summary[1]).to_owned(),
        page: page(rule.id).map(|page| page.text.to_owned()).unwrap_or_default(),
    });
    let conversion = FINDINGS.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.strip_suffix(" |")?.splitn(3, " | ");
        let id = cells.next()?.strip_suffix('`')?;
        let severity = match cells.next()?.split(" or ").next()? {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => Severity::Info,
        };
        let told = cells.next()?;
        let english = told.split(". ").next().unwrap_or(told).trim_end_matches('.');
        let russian = READING.iter().find(|(known, _)| *known == id).map(|(_, russian)| *russian);
        let summary = ui.of(english, russian.unwrap_or(english));
        Some(Entry {
            id: id.to_owned(),
            origin: Origin::Conversion,
            severity,
            summary: summary.to_owned(),
            page: format!("{told}\n"),
        })
    });
    let schema = super::schema::rules().into_iter().map(|rule| {
        let [english, russian] = rule.summary;
        Entry {
            id: rule.id,
            origin: Origin::Schema,
            severity: rule.severity,
            summary: ui.of(english, russian),
            page: rule.page,
        }
    });
    let grammar = super::grammar::RULES.iter().map(|rule| Entry {
        id: rule.id.to_owned(),
        origin: Origin::Schema,
        severity: Severity::Warning,
        summary: ui.of(rule.summary[0], rule.summary[1]).to_owned(),
        page: rule.page.to_owned(),
    });
    article.chain(schema).chain(grammar).chain(conversion).collect()
}

/// The rule of an id.
pub fn entry(id: &str, ui: Ui) -> Option<Entry> {
    catalogue(ui).into_iter().find(|entry| entry.id == id)
}

/// The rule, or family of rules, whose name is most like what was written.
pub fn nearest(written: &str) -> Option<String> {
    // The measure takes the square of the length; no id is longer than this.
    if written.len() > 64 {
        return None;
    }
    let written = written.to_ascii_lowercase().replace('_', "-");
    let names = catalogue(Ui::En).into_iter().map(|entry| entry.id);
    let scored = names.map(|name| (strsim::jaro_winkler(&name, &written), name)).filter(|(score, _)| *score > 0.8);
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1))).map(|(_, name)| name)
}

/// Whether a name means at least one rule.
pub fn is_known(name: &str) -> bool {
    // The schemas are read for it: once is enough for a run over many manuscripts.
    static IDS: OnceLock<Vec<String>> = OnceLock::new();
    let all = || catalogue(Ui::En).into_iter().map(|entry| entry.id).collect();
    rules().any(|rule| super::select::covers(name, rule.id))
        || IDS.get_or_init(all).iter().any(|id| super::select::covers(name, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_in_the_catalogue_once() {
        let all = catalogue(Ui::En);
        let mut ids: Vec<_> = all.iter().map(|e| &e.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all.len());
        assert!(all.iter().all(|e| !e.summary.is_empty() && !e.page.is_empty()));
        assert_eq!(entry("read-page-number", Ui::En).unwrap().severity, Severity::Info);
    }

    #[test]
    fn what_readers_say_is_there_in_russian() {
        assert!(READING.is_sorted_by_key(|(id, _)| *id));
        let ids: Vec<_> = catalogue(Ui::En).into_iter().map(|e| e.id).filter(|id| id.starts_with("read-")).collect();
        assert_eq!(ids.iter().filter(|id| READING.iter().all(|(known, _)| id != known)).count(), 0, "{ids:?}");
        let mut finding = crate::diagnostic::Diagnostic::info("read-page-number", crate::source::Span::NONE, "x");
        translate(&mut finding, Ui::Ru);
        assert_eq!(finding.message, "номер страницы убран");
    }

    #[test]
    fn a_misspelt_rule_finds_its_neighbour() {
        assert_eq!(nearest("udc_notatoin").as_deref(), Some("udc-notation"));
        assert_eq!(nearest("zzzz"), None);
        assert!(is_known("udc") && is_known("all") && !is_known("ud"));
    }
}
