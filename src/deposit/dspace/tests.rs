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

#[test]
fn a_manuscript_named_like_the_metadata_takes_no_place_of_it() {
    use crate::deposit::record::{Galley, Record, Supplied};
    let (journal, article) = (journal(), filled(Article::default()));
    for name in ["dublin_core.xml", "Dublin_Core.xml", "metadata_local.xml", "contents"] {
        let galley = Galley {
            label: "JATS XML",
            file_name: name.into(),
            media_type: "application/xml",
            bytes: b"JATS".to_vec(),
        };
        let galleys = [galley];
        let mut records = [Record::new(&article, &journal, "a", Supplied::default())];
        records[0].galleys = &galleys;
        for zip in [false, true] {
            let options = crate::deposit::Options { zip, ..Default::default() };
            let batch = crate::deposit::Batch {
                name: "b",
                records: &records,
                journal: &journal,
                issue_title: &Default::default(),
                context: &Default::default(),
                options: &options,
            };
            let made = crate::deposit::make(&super::DEPOSIT, &batch).unwrap();
            if !zip {
                let paths: Vec<&str> = made.files.iter().map(|f| f.path.as_str()).collect();
                let own = format!("b.dspace/a/article-{name}");
                assert_eq!(paths, ["b.dspace/a/dublin_core.xml", "b.dspace/a/contents", &own]);
                assert!(made.files[0].bytes.starts_with(b"<?xml") && made.files[2].bytes == b"JATS");
                assert!(made.files[1].bytes.starts_with(format!("article-{name}\t").as_bytes()));
            }
        }
    }
}

#[test]
fn an_address_that_is_the_dois_is_said_once() {
    let (mut journal, article) = (journal(), filled(Article::default()));
    journal.deposit.article_url = Some("https://doi.org/{doi}".into());
    let made = one(&article, &journal).into_iter().find(|(name, _)| *name == "dspace").unwrap().1;
    let file = made.files.iter().find(|f| f.path.ends_with("dublin_core.xml")).unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert_eq!(text.matches("https://doi.org/10.5555/x").count(), 1, "{text}");
}
