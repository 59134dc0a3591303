//! Which rules are wanted, and how bad what they find is: what the command line selects and ignores, then what
//! journal.toml says of a rule.

use crate::diagnostic::Severity;
use crate::journal::{Journal, Level};

/// What the command line says of the rules.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Rules or families; if there are any, only these are wanted.
    pub select: Vec<String>,
    /// Rules or families that are not wanted.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether a rule is selected by its name or its family's, not just because everything is.
    pub fn names(&self, rule: &str) -> bool {
        self.select.iter().any(|name| covers(name, rule))
    }

    /// How bad the findings of a rule are that itself says `severity`; none if they are not wanted. A rule that is
    /// selected by name is wanted even if the journal turned it off.
    pub fn severity(&self, rule: &str, severity: Severity, journal: &Journal) -> Option<Severity> {
        if self.ignore.iter().any(|name| covers(name, rule)) || !self.select.is_empty() && !self.names(rule) {
            return None;
        }
        // Of several lines in journal.toml that cover a rule the longest name is the one that means it.
        let level = journal.rules.iter().filter(|(name, _)| covers(name, rule)).max_by_key(|(name, _)| name.len());
        match level.map(|(_, level)| *level) {
            Some(Level::Off) if !self.names(rule) => None,
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
            Some(Level::Off) | None => Some(severity),
        }
    }
}

/// Whether a name means a rule: its id, or the family at the start of it (`udc` means `udc-notation`); `all` means
/// every rule.
pub fn covers(name: &str, rule: &str) -> bool {
    name == "all" || rule.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn severity(select: &[&str], ignore: &[&str], levels: &[(&str, Level)], rule: &str) -> Option<Severity> {
        let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let rules = levels.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect();
        let journal = Journal { rules, ..Journal::default() };
        Selection { select: words(select), ignore: words(ignore) }.severity(rule, Severity::Warning, &journal)
    }

    #[test]
    fn a_family_stands_for_its_rules_and_the_nearest_name_decides() {
        use Severity::{Error, Warning};
        for (select, ignore, levels, rule, expected) in [
            (&[][..], &[][..], &[][..], "udc-form", Some(Warning)),
            (&["udc"], &[], &[], "udc-form", Some(Warning)),
            (&["udc"], &[], &[], "udcx-form", None),
            (&["udc"], &["udc-form"], &[], "udc-form", None),
            (&[], &["all"], &[], "udc-form", None),
            (&[], &[], &[("udc", Level::Off)], "udc-form", None),
            (&["udc-form"], &[], &[("udc", Level::Off)], "udc-form", Some(Warning)),
            (&[], &[], &[("udc", Level::Off), ("udc-form", Level::Error)], "udc-form", Some(Error)),
        ] {
            assert_eq!(severity(select, ignore, levels, rule), expected, "{select:?} {ignore:?} {levels:?} {rule}");
        }
    }
}
