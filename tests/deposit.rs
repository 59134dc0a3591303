//! Deposits and issues from outside: what is made, what is refused, what is said.

mod support;

use std::path::Path;

use support::{Folder, Ran};

const JOURNAL: &str = include_str!("../samples/minsk-issue/journal.toml");
const CATALOGUE: &str = include_str!("../samples/minsk-issue/catalogue.md");
const DOI: &str = "DOI: 10.5555/9999-1012-2024-1-5\n\n";

/// Every target.
const TARGETS: [&str; 12] = [
    "dspace", "rinc", "doaj", "crossref", "ojs", "datacite", "oai-dc", "zenodo", "csl-json", "bibtex", "biblatex",
    "ris",
];

/// The manuscript with a DOI and the day of publication, so that no target lacks anything.
fn manuscript() -> String {
    format!("{DOI}{CATALOGUE}\nСтатья опубликована 29.03.2024.\n")
}

fn folder(manuscript: &str, journal: &str) -> Folder {
    let folder = Folder::new();
    folder.write("in/catalogue.md", manuscript);
    folder.write("in/journal.toml", journal);
    folder
}

fn deposit(folder: &Folder) -> Ran {
    folder.run(&["deposit", "in/catalogue.md", "-o", "out"])
}

/// The files of a target among those that were made.
fn of_target(folder: &Folder, target: &str) -> Vec<String> {
    let ending = match target {
        "dspace" => ".dspace/",
        "csl-json" => "catalogue.csl.json",
        "bibtex" => "catalogue.bib",
        "biblatex" => "catalogue.biblatex.bib",
        "ris" => "catalogue.ris",
        other => other,
    };
    let made = folder.files().into_iter().filter(|f| f.starts_with("out/"));
    made.filter(|f| f.contains(&format!(".{ending}.")) || f.contains(ending) && ending.contains('.')).collect()
}

#[test]
fn every_target_is_made_of_a_full_article() {
    let folder = folder(&manuscript(), JOURNAL);
    deposit(&folder).code(0);
    for target in TARGETS {
        assert!(!of_target(&folder, target).is_empty(), "nothing for {target}: {:?}", folder.files());
    }
}

/// Takes one thing out, and expects the named targets to be refused with the text, and all others to be made.
#[track_caller]
fn without(manuscript: &str, journal: &str, refused: &[&str], says: &str) {
    let folder = folder(manuscript, journal);
    let ran = deposit(&folder);
    ran.code(1).says("error[deposit-missing]").says(says);
    for target in TARGETS {
        assert_eq!(of_target(&folder, target).is_empty(), refused.contains(&target), "{target}: {}", ran.err);
    }
}

fn no_key(key: &str) -> String {
    let lines = JOURNAL.lines().filter(|line| !line.starts_with(&format!("{key} =")));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn without_a_doi() {
    let text = manuscript().replace(DOI, "");
    without(&text, JOURNAL, &["crossref", "datacite"], "Crossref demands the DOI");
}

#[test]
fn without_the_address_of_articles() {
    without(&manuscript(), &no_key("article-url"), &["crossref", "doaj"], "set `article-url` under [deposit]");
}

#[test]
fn without_a_depositor() {
    without(&manuscript(), &no_key("depositor"), &["crossref"], "set `depositor` under [crossref]");
    without(&manuscript(), &no_key("email"), &["crossref"], "set `email` under [crossref]");
    without(&manuscript(), &no_key("registrant"), &["crossref"], "set `registrant` under [crossref]");
}

#[test]
fn without_an_issn() {
    let journal = no_key("issn-print").replace("issn-online", "#");
    without(
        &manuscript(),
        &journal,
        &["crossref", "doaj", "rinc"],
        "set `issn-print` or `issn-online` under [journal]",
    );
}

#[test]
fn without_a_publisher() {
    let journal = JOURNAL.replace("\nname = ", "\n# name = ");
    without(&manuscript(), &journal, &["datacite"], "set `name` under [publisher]");
}

#[test]
fn without_a_section() {
    without(&manuscript(), &no_key("section"), &["ojs"], "set `section` under [ojs]");
}

#[test]
fn without_a_licence() {
    let journal = JOURNAL.replace("\nurl = \"https://creativecommons", "\n# url = \"https://creativecommons");
    without(&manuscript(), &journal, &["zenodo"], "set `url` under [licence]");
}

#[test]
fn one_deposit_holds_several_articles() {
    let folder = Folder::new();
    for name in ["catalogue", "waiting-list", "shopping-list"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("samples/minsk-issue/{name}.md"));
        folder.write(&format!("many/{name}.md"), std::fs::read(path).expect("a sample"));
    }
    folder.write("many/journal.toml", JOURNAL);
    folder.run(&["deposit", "many", "-o", "out", "--to", "doaj,bibtex"]).code(0).says("wrote out/many.doaj.xml");
    let bibtex = String::from_utf8(folder.read("out/many.bib")).expect("UTF-8");
    assert_eq!(bibtex.matches("@article{").count(), 3);
}

#[test]
fn deposits_are_no_manuscripts_of_the_folder_they_lie_in() {
    let folder = folder(&manuscript(), JOURNAL);
    folder.run(&["deposit", "in", "-o", "in"]).code(0);
    let once = folder.files();
    folder.run(&["deposit", "in", "-o", "in"]).code(0);
    assert_eq!(folder.files(), once);
}

#[test]
fn an_issue_is_made_in_the_order_of_its_pages() {
    let folder = Folder::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/minsk-issue");
    for file in std::fs::read_dir(sample).expect("a sample").map(|e| e.expect("an entry").path()) {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        folder.write(&format!("in/{name}"), std::fs::read(file).expect("a file"));
    }
    folder.run(&["issue", "in", "-o", "out"]).code(0);
    let made = folder.files();
    for file in
        ["out/mhr-2024-1.epub", "out/mhr-2024-1.jats.zip", "out/mhr-2024-1.crossref.xml", "out/articles/catalogue.xml"]
    {
        assert!(made.iter().any(|m| m == file), "{file} is not in {made:?}");
    }
    let csl: serde_json::Value = serde_json::from_slice(&folder.read("out/mhr-2024-1.csl.json")).expect("JSON");
    let pages: Vec<_> = csl.as_array().expect("a list").iter().map(|item| item["page"].clone()).collect();
    assert_eq!(pages, ["5-8", "9-12", "13-16"]);
    // The DOI of issue.toml is in the article's own JATS.
    let jats = String::from_utf8(folder.read("out/articles/catalogue.xml")).expect("UTF-8");
    assert!(jats.contains(">10.5555/9999-1012-2024-1-5<"));

    // The same bytes again; and what is wrong between articles is told.
    let before: Vec<_> = made.iter().map(|name| folder.read(name)).collect();
    folder.run(&["issue", "in", "-o", "out"]).code(0);
    assert!(made.iter().map(|name| folder.read(name)).eq(before), "another run gives other bytes");
    let overlapping = String::from_utf8(folder.read("in/waiting-list.md")).expect("UTF-8").replace("9–12", "8–12");
    folder.write("in/waiting-list.md", overlapping);
    folder.run(&["issue", "in", "-o", "out"]).code(1).says("error[issue-pages-overlap]: the pages 8–12 overlap");
}

/// What tests/deposit/minsk-issue/ holds: the deposits of the sample issue, all but the EPUBs and the zip. `UPDATE=1 cargo
/// test --test deposit` writes it anew.
#[test]
fn deposits_of_the_sample_issue_are_as_they_were() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/deposit/minsk-issue");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/minsk-issue");
    let folder = Folder::new();
    folder.run(&["issue", sample.to_str().expect("UTF-8"), "-o", "out"]).code(0);
    let update = std::env::var_os("UPDATE").is_some();
    let mut kept = 0;
    for file in folder.files() {
        let Some(name) = file.strip_prefix("out/").filter(|f| !f.ends_with(".epub") && !f.ends_with(".zip")) else {
            continue;
        };
        if name.starts_with("articles/")
            && !name.contains(".datacite.")
            && !name.contains(".zenodo.")
            && !name.contains(".oai-dc.")
        {
            continue;
        }
        let made = String::from_utf8(folder.read(&file)).expect("UTF-8").replace("\r\n", "\n");
        // Files inside a file are told by their length.
        let made: String = made
            .lines()
            .map(|line| {
                match line.split_once("<embed ").and_then(|(before, rest)| Some((before, rest.split_once('>')?))) {
                    Some((before, (attributes, content))) => {
                        format!("{before}<embed {attributes}>{} characters\n", content.len())
                    }
                    None => format!("{line}\n"),
                }
            })
            .collect();
        let path = golden.join(name);
        if update {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            std::fs::write(&path, &made).expect("a golden file");
        }
        let wanted = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            made == wanted,
            "{name} is not as it was; look at the difference after UPDATE=1 cargo test --test deposit"
        );
        kept += 1;
    }
    assert!(kept > 20, "{kept} files were compared");
}

/// The rules of the Simple Archive Format, for one item's folder: its files by name.
fn check_item(item: &str, files: &std::collections::BTreeMap<String, Vec<u8>>) {
    let metadata = |name: &str| name == "dublin_core.xml" || (name.starts_with("metadata_") && name.ends_with(".xml"));
    let contents = std::str::from_utf8(&files["contents"]).expect("UTF-8");
    assert!(!contents.contains('\r') && contents.ends_with('\n'));
    let mut listed = Vec::new();
    let mut primary = 0;
    for line in contents.lines() {
        let mut parts = line.split('\t');
        let name = parts.next().expect("a name");
        assert!(!name.contains(['/', '\\']) && name != "." && name != ".." && !name.is_empty(), "{item}: {line}");
        for part in parts {
            let (key, value) = part.split_once(':').expect("key:value");
            assert!(["bundle", "permissions", "description", "primary"].contains(&key) && !value.is_empty(), "{line}");
            primary += usize::from(part == "primary:true");
        }
        assert!(files.contains_key(name), "{item}: {name} is in contents and not there");
        listed.push(name.to_owned());
    }
    assert_eq!(primary, 1, "{item}: one file is shown first");
    let others: Vec<_> = files.keys().filter(|f| *f != "contents" && !metadata(f)).cloned().collect();
    listed.sort();
    assert_eq!(listed, others, "{item}: every file is in contents");
    for (name, bytes) in files.iter().filter(|(name, _)| metadata(name)) {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let document = roxmltree::Document::parse(text).expect("XML");
        let schema = name.strip_prefix("metadata_").and_then(|n| n.strip_suffix(".xml")).unwrap_or("dc");
        assert_eq!(document.root_element().attribute("schema"), Some(schema));
        for value in document.root_element().children().filter(roxmltree::Node::is_element) {
            assert!(value.has_tag_name("dcvalue") && value.attribute("element").is_some(), "{item}: {name}");
            assert!(value.attribute("qualifier").is_some() && value.text().is_some_and(|t| !t.trim().is_empty()));
        }
    }
    // Titles, abstracts and keywords are there in both languages.
    let text = String::from_utf8_lossy(&files["dublin_core.xml"]).into_owned();
    for (element, lang) in ["description", "subject", "title"].iter().flat_map(|e| [(e, "ru"), (e, "en")]) {
        let found = text
            .lines()
            .any(|l| l.contains(&format!("element=\"{element}\"")) && l.contains(&format!("language=\"{lang}\"")));
        assert!(found, "{item}: no {element} in {lang}");
    }
}

#[test]
fn dspace_gets_its_layout_as_a_folder_and_as_a_zip() {
    use std::collections::BTreeMap;
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/minsk-issue");
    let folder = Folder::new();
    let journal = JOURNAL.replace("udc = \"dc.subject.other\"", "udc = \"local.udc\"\nemail = \"local.email\"");
    for name in ["catalogue", "waiting-list", "shopping-list"] {
        folder.write(&format!("in/{name}.md"), std::fs::read(sample.join(format!("{name}.md"))).expect("a sample"));
    }
    folder.write("in/journal.toml", journal);
    folder.write("in/catalogue.pdf", "%PDF-1.7\n%%EOF\n");
    folder.run(&["deposit", "in", "--to", "dspace", "-o", "out"]).code(0);
    folder.run(&["deposit", "in", "--to", "dspace", "--zip", "-o", "zip"]).code(0);

    let mut items: BTreeMap<String, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
    for path in folder.files().iter().filter_map(|f| f.strip_prefix("out/in.dspace/")) {
        let (item, name) = path.split_once('/').expect("a file in an item");
        items.entry(item.into()).or_default().insert(name.into(), folder.read(&format!("out/in.dspace/{path}")));
    }
    assert_eq!(items.keys().collect::<Vec<_>>(), ["catalogue", "shopping-list", "waiting-list"]);
    for (item, files) in &items {
        check_item(item, files);
        assert!(files.contains_key("metadata_local.xml"), "the UDC number goes where journal.toml says");
    }
    let contents = String::from_utf8_lossy(&items["catalogue"]["contents"]).into_owned();
    assert!(contents.contains("catalogue.pdf\tbundle:ORIGINAL\tprimary:true\tdescription:PDF"), "{contents}");

    // What an earlier run left there would be imported, too.
    folder.write("out/in.dspace/catalogue/old.pdf", "%PDF-");
    folder.run(&["deposit", "in", "--to", "dspace", "-o", "out"]).code(0).says("old.pdf; DSpace would import it");

    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(folder.read("zip/in.dspace.zip"))).expect("a zip");
    let mut zipped: BTreeMap<String, BTreeMap<String, Vec<u8>>> = BTreeMap::new();
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).expect("a file");
        let path = file.name().expect("a name").into_owned();
        let (item, name) = path.split_once('/').expect("a file in an item");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).expect("its bytes");
        zipped.entry(item.into()).or_default().insert(name.into(), bytes);
    }
    assert!(zipped == items, "the zip holds what the folder holds");
}

#[test]
fn issue_toml_is_read_with_care() {
    for (text, says) in [
        ("numbr = 1", "unknown field `numbr`"),
        ("year = 24", "`24` is not a year"),
        ("published = \"29. 3.\"", "is not a date such as 2020-06-30"),
        ("[[article]]\nfile = \"../catalogue.md\"", "is not a file in the folder of the issue"),
        ("[[article]]\nfile = \"x.md\"", "x.md is not there; it is article 1"),
        ("[[article]]\nfile = \"catalogue.md\"\ndoi = \"abc\"", "`abc` is not a DOI"),
        ("[[article]]\nfile = \"catalogue.md\"\nurl = \"javascript:x\"", "is not a web address"),
    ] {
        let folder = folder(CATALOGUE, JOURNAL);
        folder.write("in/issue.toml", text);
        folder.run(&["issue", "in", "-o", "out"]).code(2).says(says);
        assert_eq!(folder.files().len(), 3, "nothing is written");
    }
}

#[test]
fn a_doi_is_proposed_and_used_nowhere() {
    let folder = folder(CATALOGUE, JOURNAL);
    let ran = folder.run(&["doi", "in/catalogue.md"]);
    assert_eq!(ran.code(0).out, "10.5555/9999-1012-2024-1-5\n");
    ran.says("it is not registered and used nowhere by itself");
    folder.run(&["deposit", "in/catalogue.md", "-o", "out", "--to", "crossref"]).code(1).says("demands the DOI");
    let nothing = no_key("prefix");
    folder.write("in/journal.toml", nothing);
    folder.run(&["doi", "in/catalogue.md"]).code(2).says("set `prefix` under [doi]");
}

#[test]
fn references_are_a_bibliography_of_their_own() {
    let folder = folder(CATALOGUE, JOURNAL);
    let ran = folder.run(&["deposit", "in/catalogue.md", "--references", "--to", "ris", "-o", "-"]);
    assert_eq!(ran.code(0).out.matches("TY  - ").count(), 2);
    folder.run(&["deposit", "in/catalogue.md", "--references", "-o", "out"]).code(0);
    assert_eq!(folder.files().iter().filter(|f| f.starts_with("out/catalogue.references.")).count(), 4);
    folder.run(&["deposit", "in/catalogue.md", "--references", "--to", "doaj"]).code(2).says("doaj takes articles");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = folder(CATALOGUE, JOURNAL);
    folder.write("other/a.md", CATALOGUE);
    folder.write("other/journal.toml", JOURNAL);
    for (arguments, says) in [
        (&["deposit", "in/catalogue.md", "other/a.md"][..], "different journal.toml"),
        (&["deposit", "in/catalogue.md", "-o", "-"], "-o - prints one target"),
        (&["deposit", "in/catalogue.md", "--to", "nowhere"], "invalid value"),
        (&["deposit", "in/catalogue.md", "--timestamp", "20201301000000"], "14 digits"),
        (
            &["deposit", "in", "other", "--journal", "in/journal.toml", "--pdf", "x.pdf"],
            "--pdf is the PDF of one article",
        ),
        (&["deposit", "in/catalogue.md", "--to", "ojs", "--pdf", "in/journal.toml"], "it is not a PDF"),
        (&["issue", "in/catalogue.md"], "is not a folder"),
    ] {
        folder.run(arguments).code(2).says(says);
    }
    assert_eq!(folder.files().len(), 4, "{:?}", folder.files());
}

#[test]
fn jats_gives_the_same_deposits_as_the_page() {
    let folder = folder(&manuscript(), JOURNAL);
    folder.run(&["convert", "in/catalogue.md", "--to", "jats", "-o", "again"]);
    folder.write("again/journal.toml", JOURNAL);
    folder.run(&["convert", "again/catalogue.xml", "--to", "jats", "-o", "third"]);
    assert_eq!(folder.read("again/catalogue.xml"), folder.read("third/catalogue.xml"));
    deposit(&folder).code(0);
    folder.run(&["deposit", "again/catalogue.xml", "-o", "again/out"]).code(0);
    let files = folder.files();
    let made: Vec<_> = files.iter().filter_map(|f| f.strip_prefix("out/")).collect();
    assert!(made.len() > TARGETS.len());
    for file in made {
        let (page, jats) = (folder.read(&format!("out/{file}")), folder.read(&format!("again/out/{file}")));
        assert!(
            page == jats,
            "{file} differs:\n{}\n{}",
            String::from_utf8_lossy(&page),
            String::from_utf8_lossy(&jats)
        );
    }
}

/// docs/deposits.md has a line for each target, with what it demands as the code has it.
#[test]
fn the_documentation_has_every_target_with_its_demands() {
    use offprint::deposit::{DEPOSITS, Scope, listed};
    let documentation = include_str!("../docs/deposits.md");
    for deposit in DEPOSITS {
        let demands: Vec<&str> = deposit.demands.iter().map(|field| field.name()).collect();
        let file = match (deposit.name, deposit.scope) {
            ("dspace", _) => "`NAME.dspace/`, `NAME.dspace.zip`".to_owned(),
            (_, _) if deposit.extension.contains('.') || ["bib", "ris"].contains(&deposit.extension) => {
                format!("`NAME.{}`", deposit.extension)
            }
            (name, Scope::Batch | Scope::Article) => format!("`NAME.{name}.{}`", deposit.extension),
        };
        let line = format!("| `{}` | {} | {file} | {} |", deposit.name, deposit.description, listed(&demands));
        assert!(documentation.contains(&line), "docs/deposits.md lacks\n{line}");
    }
}
