//! The command line from outside: what is made, what is said, and the exit code.

mod support;

use support::{ARTICLE, Folder};

#[test]
fn a_folder_is_converted_again_beside_its_outputs() {
    let folder = Folder::with_article();
    folder.run(&["convert", ".", "--to", "jats", "-o", "."]);
    let again = folder.run(&["convert", ".", "--to", "jats", "-o", "."]);
    assert!(matches!(again.code, Some(0 | 1)), "{}", again.err);
    assert_eq!(folder.files(), ["article.md", "article.xml"]);
}

#[test]
fn jats_and_epub_are_made_in_the_current_folder() {
    let folder = Folder::new();
    folder.write("in/article.md", ARTICLE);
    folder.run(&["convert", "in/article.md"]).code(0).says("wrote article.xml, article.epub");
    assert_eq!(folder.files(), ["article.epub", "article.xml", "in/article.md"]);
}

#[test]
fn formats_and_folder_are_chosen() {
    let folder = Folder::with_article();
    folder.run(&["convert", "article.md", "--to", "html,jats", "--to", "html", "-o", "a/b"]).code(0);
    assert_eq!(folder.files(), ["a/b/article.html", "a/b/article.xml", "article.md"]);
}

#[test]
fn a_file_is_named() {
    let folder = Folder::with_article();
    folder.run(&["convert", "article.md", "-o", "out/x.EPUB"]).code(0).says("wrote out/x.EPUB");
    folder.run(&["convert", "article.md", "-o", "x.xml", "--to", "jats"]).code(0);
    assert_eq!(folder.files(), ["article.md", "out/x.EPUB", "x.xml"]);
    folder.run(&["convert", "article.md", "-o", "y.xml", "--to", "epub"]).code(2).says("epub is written as .epub");
    folder.run(&["convert", "article.md", "-o", "y.xml", "--to", "jats,epub"]).code(2).says("one file");
    folder.run(&["convert", "article.md", "-", "-o", "y.xml"]).code(2).says("2 manuscripts");
    assert_eq!(folder.files(), ["article.md", "out/x.EPUB", "x.xml"]);
}

#[test]
fn from_standard_input_to_standard_output_is_the_same_as_from_file_to_file() {
    let folder = Folder::with_article();
    folder.run(&["convert", "article.md", "--to", "jats"]).code(0);
    let ran = folder.run_with(&["convert", "-", "--to", "jats", "-o", "-"], ARTICLE.as_bytes(), &[]);
    assert_eq!(ran.code(0).out.as_bytes(), folder.read("article.xml"));
    folder.run_with(&["convert", "-", "--to", "jats", "-o", "out"], ARTICLE.as_bytes(), &[]).code(0);
    assert_eq!(folder.files(), ["article.md", "article.xml", "out/article.xml"]);
}

#[test]
fn standard_output_takes_one_format_of_one_manuscript() {
    let folder = Folder::with_article();
    for arguments in [
        &["convert", "article.md", "-o", "-"][..],
        &["convert", "article.md", "-o", "-", "--to", "jats,epub"],
        &["convert", "article.md", "-", "-o", "-", "--to", "jats"],
        &["convert", "article.md", "-o", "-", "--to", "jats", "--json"],
    ] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code(2).out, "", "{arguments:?}");
    }
}

#[test]
fn a_folder_stands_for_its_manuscripts_in_order() {
    let folder = Folder::new();
    folder.write("issue/b.md", ARTICLE);
    folder.write("issue/a.TXT", ARTICLE);
    folder.write("issue/.hidden.md", ARTICLE);
    folder.write("issue/figure.png", "");
    folder.write("issue/below/c.md", ARTICLE);
    let ran = folder.run(&["convert", "issue", "issue/b.md", "-o", "out", "--to", "jats"]);
    ran.code(0).says("wrote out/a.xml").says("wrote out/b.xml");
    assert!(ran.err.find("a.TXT").unwrap() < ran.err.find("b.md").unwrap());
    assert_eq!(folder.files().iter().filter(|f| f.starts_with("out/")).count(), 2);
}

#[test]
fn a_folder_without_manuscripts_says_what_was_looked_for() {
    let folder = Folder::new();
    folder.write("empty/figure.png", "");
    folder.run(&["convert", "empty"]).code(2).says("folder without manuscripts").says(".md");
}

#[test]
fn json_is_one_line_a_manuscript_and_makes_no_files() {
    let folder = Folder::with_article();
    folder.write("b.md", ARTICLE);
    folder.write("bad.md", b"\xFF\xC0");
    let ran = folder.run(&["convert", "article.md", "bad.md", "b.md", "--json"]);
    let lines: Vec<serde_json::Value> =
        ran.code(2).out.lines().map(|l| serde_json::from_str(l).expect("a line is JSON")).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0]["front"].is_object() && lines[1].is_null() && lines[2] == lines[0]);
    let article: offprint::article::Article = serde_json::from_value(lines[0].clone()).expect("an article");
    assert_eq!(article.references.lists.len(), 1);
    assert_eq!(folder.files(), ["article.md", "b.md", "bad.md"]);
}

#[test]
fn json_and_files_can_be_had_at_once() {
    let folder = Folder::with_article();
    let ran = folder.run(&["convert", "article.md", "--json", "-o", "out"]);
    assert!(ran.code(0).out.starts_with('{') && ran.out.ends_with("}\n"));
    assert_eq!(folder.files(), ["article.md", "out/article.epub", "out/article.xml"]);
}

#[test]
fn the_others_are_converted_when_one_fails() {
    let folder = Folder::with_article();
    let ran = folder.run(&["convert", "missing.md", "article.md", "-o", "out"]);
    ran.code(2).says("cannot read missing.md").says("wrote out/article.xml");
    assert_eq!(folder.files(), ["article.md", "out/article.epub", "out/article.xml"]);
}

#[test]
fn two_manuscripts_of_one_name_are_refused_before_anything_is_written() {
    let folder = Folder::new();
    folder.write("a/article.md", ARTICLE);
    folder.write("b/article.txt", ARTICLE);
    let ran = folder.run(&["convert", "a/article.md", "b/article.txt", "-o", "out"]);
    ran.code(2).says("a/article.md and b/article.txt would both be written to out/article.xml");
    assert_eq!(folder.files(), ["a/article.md", "b/article.txt"]);
}

#[test]
fn an_unknown_ending_is_not_guessed() {
    let folder = Folder::new();
    folder.write("article.odt", "PK");
    folder.write("article", ARTICLE);
    folder.run(&["convert", "article.odt"]).code(2).says("--from").says("page (.md");
    folder.run(&["convert", "article.odt", "--from", "page", "-o", "out"]).code(0);
    folder.run(&["convert", "article"]).code(0);
}

#[test]
fn misspellings_are_answered_with_what_was_meant() {
    let folder = Folder::with_article();
    folder.run(&["convrt"]).code(2).says("convert");
    folder.run(&["convert", "article.md", "--to", "jat"]).code(2).says("'jats'");
    folder.run(&["convert", "article.md", "--jorunal", "x"]).code(2).says("--journal");
    folder.run(&["convert", "article.md", "--jats-version", "2"]).code(2).says("1.3, 1.4");
    folder.run(&["convert"]).code(2).says("<INPUT>");
}

#[test]
fn quiet_says_nothing_of_a_good_article() {
    let folder = Folder::with_article();
    assert_eq!(folder.run(&["convert", "article.md", "-q"]).code(0).err, "");
}

#[test]
fn the_date_comes_from_the_environment_and_must_be_one() {
    let folder = Folder::with_article();
    let run = |epoch| folder.run_with(&["convert", "article.md", "--to", "epub"], b"", &[("SOURCE_DATE_EPOCH", epoch)]);
    for bad in ["tomorrow", "-1", "1.5", "99999999999999999999", "253402300800", " 1"] {
        run(bad).code(2).says("SOURCE_DATE_EPOCH");
    }
    assert_eq!(folder.files(), ["article.md"]);
    run("1577836800").code(0);
    let first = folder.read("article.epub");
    run("1577836800").code(0);
    assert_eq!(folder.read("article.epub"), first);
    run("1577836801").code(0);
    assert_ne!(folder.read("article.epub"), first);
}

#[test]
fn formats_are_listed_for_people_and_for_programs() {
    let folder = Folder::new();
    let table = folder.run(&["formats"]);
    let json: serde_json::Value = serde_json::from_str(&folder.run(&["formats", "--json"]).code(0).out).unwrap();
    for list in ["readers", "writers"] {
        for format in json[list].as_array().unwrap() {
            assert!(table.code(0).out.contains(format["description"].as_str().unwrap()));
        }
    }
    assert_eq!(json["readers"][0]["extensions"][0], "md");
    assert!(json["writers"].as_array().unwrap().iter().any(|w| w["name"] == "jats" && w["extension"] == "xml"));
}

#[test]
fn init_writes_a_journal_file_that_is_read_and_never_replaces_one() {
    let folder = Folder::with_article();
    folder.run(&["init", "there"]).code(0).says("wrote there/journal.toml");
    folder.run(&["init"]).code(0).says("wrote journal.toml");
    folder.run(&["convert", "article.md"]).code(0).never_says("no journal.toml");
    folder.write("journal.toml", "[journal]\n");
    folder.run(&["init"]).code(2).says("there already");
    assert_eq!(folder.read("journal.toml"), b"[journal]\n");
}

#[test]
fn the_nearest_journal_file_is_used() {
    let folder = Folder::new();
    folder.write("journal.toml", "[journal]\nissn-print = \"1234-5679\"\n");
    folder.write("2020/article.md", ARTICLE);
    folder.write("2021/article.md", ARTICLE);
    folder.write("2021/journal.toml", "[journal]\nissn-print = \"9876-5434\"\n");
    folder.write("other.toml", "[journal]\nissn-print = \"2434-561X\"\n");
    let issn = |arguments: &[&str]| {
        let all = [&["convert", "--to", "jats", "-o", "-"], arguments].concat();
        let out = folder.run(&all).code(0).out.clone();
        ["1234-5679", "9876-5434", "2434-561X"].into_iter().filter(|i| out.contains(i)).collect::<Vec<_>>()
    };
    assert_eq!(issn(&["2020/article.md"]), ["1234-5679"]);
    assert_eq!(issn(&["2021/article.md"]), ["9876-5434"]);
    assert_eq!(issn(&["2021/article.md", "--journal", "other.toml"]), ["2434-561X"]);
    assert_eq!(issn(&["2021/article.md", "--no-journal"]), Vec::<&str>::new());
}

#[test]
fn faults_of_a_journal_file_are_shown_at_their_place_once() {
    let folder = Folder::with_article();
    folder.write("b.md", ARTICLE);
    folder
        .write("journal.toml", "\u{FEFF}[journal]\nissn_print = \"1234-5679\"\nissn-online = \"1234-5678\"\nurl = 5\n");
    let ran = folder.run(&["convert", "article.md", "b.md"]);
    ran.code(2).says("journal.toml:2:1").says("did you mean `issn-print`?");
    ran.says("journal.toml:3:15").says("would be `9`").says("journal.toml:4:7").says("a text in quotes");
    assert_eq!(ran.err.matches("did you mean").count(), 1);
    assert_eq!(folder.files(), ["article.md", "b.md", "journal.toml"]);
    folder.run(&["convert", "b.md", "--journal", "no.toml"]).code(2).says("cannot read no.toml");
}

#[test]
fn every_key_of_the_template_is_read() {
    let folder = Folder::with_article();
    let all: String = offprint::journal::TEMPLATE
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(key) if key.contains(" = ") => format!("{key}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    folder.write("journal.toml", all);
    folder.run(&["convert", "article.md"]).code(0).never_says("journal.toml");
}

#[test]
fn completions_and_manual_know_every_option() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(folder.run(&["completions", shell]).code(0).out.contains("jats-version"), "{shell}");
    }
    assert!(folder.run(&["man"]).code(0).out.contains("offprint\\-convert(1)"));
    let page = folder.run(&["man", "convert"]);
    assert!(page.code(0).out.contains(".TH offprint-convert 1") && page.out.contains("jats\\-version"), "{}", page.out);
    folder.run(&["man", "nothing"]).code(2).says("there is no command nothing");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    // More than a pipe holds, so that the program is still writing when nobody reads any more.
    folder.write("article.md", ARTICLE.replace("three villages.", &"three villages. ".repeat(40_000)));
    let mut child = folder
        .command(&["convert", "article.md", "--json", "--quiet"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[cfg(unix)]
#[test]
fn outputs_can_be_read_by_others_as_any_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with_article();
    folder.run(&["convert", "article.md"]).code(0);
    let mode = |name| std::fs::metadata(folder.path(name)).unwrap().permissions().mode();
    assert_eq!(mode("article.xml"), mode("article.md"));
}

#[test]
fn colours_are_used_when_asked_for() {
    let folder = Folder::new();
    let run = |arguments: &[&str], variables: &[(&str, &str)]| {
        folder.run_with(&[&["convert", "missing.md"], arguments].concat(), b"", variables).err.contains('\u{1b}')
    };
    assert!(!run(&[], &[]));
    assert!(run(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(run(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!run(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!run(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}
