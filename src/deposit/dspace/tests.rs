//! The table of fields, and what journal.toml does to it.

use super::fields::DEFAULTS;
use crate::article::Article;
use crate::deposit::tests::{filled, journal, one};
use crate::journal::keys::KEYS;

#[test]
fn the_keys_of_journal_toml_are_those_of_the_table_with_its_defaults() {
    let keys: Vec<_> = KEYS.iter().filter(|key| key.table == "dspace").collect();
    assert_eq!(keys.len(), DEFAULTS.len());
    for key in keys {
        let (_, field, _) = DEFAULTS.iter().find(|(name, _, _)| *name == key.name).expect(key.name);
        assert!(key.description.ends_with(&format!("; {field}")), "{}: {}", key.name, key.description);
    }
}

#[test]
fn a_field_is_moved_and_left_out() {
    let (mut journal, article) = (journal(), filled(Article::default()));
    journal.dspace.insert("title".into(), "local.title.main".into());
    journal.dspace.insert("issn".into(), "none".into());
    let made = one(&article, &journal).into_iter().find(|(name, _)| *name == "dspace").unwrap().1;
    let file = |name: &str| {
        let file = made.files.iter().find(|f| f.path.ends_with(name)).unwrap();
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    assert!(
        file("metadata_local.xml").contains("<dcvalue element=\"title\" qualifier=\"main\" language=\"en\">A title<")
    );
    assert!(!file("dublin_core.xml").contains("A title<") && !file("dublin_core.xml").contains("1234-5679"));
    assert!(made.lost.iter().any(|(_, what)| what == "the ISSN"));
}

#[test]
fn two_items_of_one_name_are_two_folders() {
    let (journal, article) = (journal(), filled(Article::default()));
    let options = crate::deposit::Options::default();
    let all = crate::deposit::tests::all(&[&article, &article], &journal, &options);
    let made = &all.iter().find(|(name, _)| *name == "dspace").unwrap().1;
    let folders: std::collections::BTreeSet<&str> =
        made.files.iter().filter_map(|f| f.path.split('/').nth(1)).collect();
    assert_eq!(folders.len(), 2);
}
