//! The fixtures of the rules: `tests/check/<family>/<rule>-<case>-<verdict>.md` (or `.xml`), where the verdict is
//! `valid`, or `error`, `warning` or `info` as the rule's severity is. A valid one has no finding at all; the others have
//! findings of their rule and no other, as they are shown in the file of the same name that ends in `.txt`.
//! `SNAPSHOTS=overwrite cargo test --test check` writes those anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use offprint::check::{Options, Origin, Schemas, Selection, Ui, catalogue, check};
use offprint::diagnostic::Severity;
use offprint::journal::{FILE_NAME, Journal};
use offprint::read::READERS;
use offprint::report::human::Human;
use offprint::source::Source;

const VERDICTS: [(&str, Option<Severity>); 4] = [
    ("valid", None),
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("info", Some(Severity::Info)),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

/// The manuscripts among the fixtures, in order.
fn fixtures() -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        let mut all: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        all.sort();
        all
    };
    let families = entries(&folder()).into_iter().filter(|p| p.is_dir());
    let files = families.flat_map(|family| entries(&family));
    files.filter(|p| p.extension().is_some_and(|e| e == "md" || e == "xml")).collect()
}

fn journal(fixture: &Path) -> Journal {
    let file = fixture.ancestors().skip(1).map(|f| f.join(FILE_NAME)).find(|f| f.is_file()).unwrap();
    Journal::parse(&file, &std::fs::read_to_string(&file).unwrap()).unwrap()
}

/// The ids of the rules over the article and of those of the schemas.
fn ids() -> BTreeSet<String> {
    catalogue(Ui::En).into_iter().filter(|rule| rule.origin != Origin::Conversion).map(|rule| rule.id).collect()
}

/// The rule and the verdict that a fixture's name says.
fn named(fixture: &Path) -> (String, Option<Severity>) {
    let stem = fixture.file_stem().unwrap().to_str().unwrap();
    let (rest, verdict) = stem.rsplit_once('-').unwrap();
    let verdict = VERDICTS.iter().find(|(name, _)| *name == verdict);
    let verdict = verdict.unwrap_or_else(|| panic!("{stem} does not end in a verdict")).1;
    let rule = ids().into_iter().filter(|id| rest.strip_prefix(id.as_str()).is_some_and(|r| r.starts_with('-')));
    let rule = rule.max_by_key(String::len).unwrap_or_else(|| panic!("{stem} does not begin with a rule and a case"));
    (rule, verdict)
}

#[test]
fn each_fixture_has_the_findings_that_its_name_says_and_no_other() {
    let human = Human { colour: false, width: 100, quiet: false, all: true };
    let schemas = Schemas::embedded();
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let (rule, verdict) = named(&fixture);
        let name = fixture.strip_prefix(folder()).unwrap().display().to_string();
        let text = std::fs::read_to_string(&fixture).unwrap();
        let source = Source::from_text(fixture.file_name().unwrap(), text);
        let extension = fixture.extension().unwrap().to_str().unwrap();
        let reader = READERS.iter().find(|r| r.extensions.contains(&extension)).unwrap();
        let journal = journal(&fixture);
        let options = Options { journal: &journal, ui: Ui::En, selection: &Selection::default(), schemas: &schemas };
        let found = check(&source, reader, &options).unwrap();
        let shown = human.render(&source, &found);
        let others = found.iter().any(|d| d.rule != rule || Some(d.severity) != verdict);
        if others || found.is_empty() != verdict.is_none() {
            wrong.push(format!("{name}:\n{shown}"));
        } else if verdict.is_some() {
            let snapshot =
                snapbox::Data::read_from(&fixture.with_extension("txt"), Some(snapbox::data::DataFormat::Text));
            snapbox::assert_data_eq!(shown, snapshot);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_fixture_with_findings_and_one_without() {
    let mut verdicts: BTreeMap<String, BTreeSet<bool>> = BTreeMap::new();
    for fixture in fixtures() {
        let (rule, verdict) = named(&fixture);
        verdicts.entry(rule).or_default().insert(verdict.is_some());
    }
    let lacking: Vec<_> = ids().into_iter().filter(|id| verdicts.get(id).is_none_or(|v| v.len() < 2)).collect();
    assert!(lacking.is_empty(), "fixtures with and without findings are lacking for {lacking:?}");
}
