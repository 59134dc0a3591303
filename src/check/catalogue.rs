//! Every rule that a finding may name, for the list of rules, the manual and reports: the rules over the article, and what
//! readers and writers say, from docs/findings.md.

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
    /// A reader or a writer, or the file of the journal.
    Conversion,
}

const FINDINGS: &str = include_str!("../../docs/findings.md");

/// Every rule: those over the article in the order of their families, then the others.
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
        let summary = told.split(". ").next().unwrap_or(told).trim_end_matches('.');
        Some(Entry {
            id: id.to_owned(),
            origin: Origin::Conversion,
            severity,
            summary: summary.to_owned(),
            page: format!("{told}\n"),
        })
    });
    article.chain(conversion).collect()
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
    catalogue(Ui::En).iter().any(|entry| super::select::covers(name, &entry.id))
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
    fn a_misspelt_rule_finds_its_neighbour() {
        assert_eq!(nearest("udc_notatoin").as_deref(), Some("udc-notation"));
        assert_eq!(nearest("zzzz"), None);
        assert!(is_known("udc") && is_known("all") && !is_known("ud"));
    }
}
