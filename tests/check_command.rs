//! `offprint check`, `rules` and `explain` from outside: exit codes, formats, fixes, levels, comments.

mod support;

use serde_json::Value;
use support::Folder;

/// Notation that is mended without a person looking, and one that is not.
const QUOTES: &str = "UDC 94(476)“1917/1991»\n\nTHE MILL AT THE RIVER\n\nA. B. SMITH\n";
const BRACKET: &str = "UDC 94(476\n\nTHE MILL AT THE RIVER\n\nA. B. SMITH\n";
const CLEAN: &str = "UDC 94(476)\n\nTHE MILL AT THE RIVER\n\nA. B. SMITH\n";

fn folder(text: &str) -> Folder {
    let folder = Folder::new();
    folder.write("article.md", text);
    folder
}

/// The rules of the findings, in order.
fn rules(out: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(out).expect("JSON");
    let files = document["files"].as_array().expect("files").iter();
    let found = files.flat_map(|file| file["diagnostics"].as_array().expect("findings"));
    found.map(|d| d["rule"].as_str().expect("a rule").to_owned()).collect()
}

#[test]
fn the_exit_code_says_whether_there_are_errors() {
    folder(CLEAN).run(&["check", "article.md", "--select", "udc"]).code(0).says("nothing was found");
    let faulty = folder(BRACKET).run(&["check", "article.md", "--select", "udc"]);
    faulty.code(1).says("1 error");
    assert!(faulty.out.starts_with("error[udc-notation]: this is not UDC notation"), "{}", faulty.out);
    assert!(faulty.out.contains("article.md:1:7"), "{}", faulty.out);
    folder(CLEAN).run(&["check", "nowhere.md"]).code(2).never_says("nothing was found");
    let mixed = folder(BRACKET);
    mixed.write("b.md", b"\xC0\xFF");
    let ran = mixed.run(&["check", "article.md", "b.md", "--format", "json", "--select", "udc"]);
    ran.code(2).says("b.md is not UTF-8");
    assert_eq!(rules(&ran.out), ["udc-notation"]);
    assert!(ran.out.contains("\"path\": \"b.md\""));
}

#[test]
fn every_format_is_a_document_on_standard_output() {
    for format in ["json", "sarif", "junit", "github", "html"] {
        let ran = folder(BRACKET).run(&["check", "article.md", "--format", format, "--select", "udc"]);
        ran.code(1);
        assert!(ran.out.contains("udc-notation") && ran.out.ends_with('\n'), "{format}: {}", ran.out);
        assert!(!ran.out.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn messages_are_in_the_language_that_is_asked_for_or_that_of_the_environment() {
    let asked = folder(BRACKET).run(&["check", "article.md", "--lang", "ru", "--select", "udc"]);
    assert!(asked.out.contains("это не запись УДК"), "{}", asked.out);
    asked.says("1 ошибка");
    let environment = [("LC_ALL", ""), ("LC_MESSAGES", "ru_RU.UTF-8"), ("LANG", "en_GB.UTF-8")];
    let found = folder(BRACKET).run_with(&["check", "article.md", "--select", "udc"], b"", &environment);
    assert!(found.out.contains("это не запись УДК"), "{}", found.out);
}

#[test]
fn a_fix_mends_the_manuscript_and_leaves_nothing_to_mend() {
    let folder = folder(QUOTES);
    let before = folder.run(&["check", "article.md", "--select", "udc", "--diff"]);
    assert_eq!(folder.read("article.md"), QUOTES.as_bytes(), "--diff changes nothing");
    let expected =
        "--- a/article.md\n+++ b/article.md\n@@ -1,4 +1,4 @@\n-UDC 94(476)“1917/1991»\n+UDC 94(476)\"1917/1991\"\n";
    assert!(before.out.starts_with(expected), "{}", before.out);
    folder.run(&["check", "article.md", "--select", "udc", "--fix"]).code(0).says("article.md: 1 mended");
    assert_eq!(folder.read("article.md"), QUOTES.replace(['“', '»'], "\"").as_bytes());
    folder.run(&["check", "article.md", "--select", "udc"]).code(0);
    assert_eq!(folder.files(), ["article.md"], "nothing is left behind");
}

#[test]
fn standard_input_is_mended_to_standard_output() {
    let ran = Folder::new().run_with(&["check", "-", "--fix", "--select", "udc"], QUOTES.as_bytes(), &[]);
    ran.code(0);
    assert_eq!(ran.out, QUOTES.replace(['“', '»'], "\""));
    let ran = Folder::new().run_with(&["check", "-", "--fix", "--format", "json"], QUOTES.as_bytes(), &[]);
    ran.code(2).says("cannot hold both");
}

#[cfg(unix)]
#[test]
fn a_fix_keeps_permissions_and_follows_a_link() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(QUOTES);
    let path = folder.path("article.md");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(&path, folder.path("link.md")).unwrap();
    folder.run(&["check", "link.md", "--fix", "--select", "udc"]).code(0);
    assert!(std::fs::symlink_metadata(folder.path("link.md")).unwrap().is_symlink());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(!String::from_utf8(folder.read("article.md")).unwrap().contains('“'));
}

#[test]
fn the_journal_says_how_bad_a_rule_is() {
    let folder = folder(BRACKET);
    folder.write("journal.toml", "[rules]\nudc = \"warning\"\n");
    let ran = folder.run(&["check", "article.md", "--select", "udc"]);
    ran.code(0).says("1 warning");
    folder.write("journal.toml", "[rules]\nudc-notation = \"off\"\n");
    let ran = folder.run(&["check", "article.md", "--format", "json"]);
    assert!(!rules(&ran.out).contains(&"udc-notation".into()), "{}", ran.out);
    folder.write("journal.toml", "[rules]\nudc-notatoin = \"off\"\n");
    folder.run(&["check", "article.md"]).code(2).says("did you mean `udc-notation`?");
}

#[test]
fn rules_are_chosen_by_name_and_by_family() {
    let folder = folder(BRACKET);
    folder.run(&["check", "article.md", "--select", "udc-notation"]).code(1);
    folder.run(&["check", "article.md", "--select", "udc", "--ignore", "udc-notation"]).code(0);
    folder.run(&["check", "article.md", "--select", "ucd"]).code(2).says("there is no rule or family of rules `ucd`");
}

#[test]
fn a_comment_keeps_a_finding_from_being_told_and_is_not_in_the_article() {
    let text = BRACKET.replace("UDC", "<!-- offprint-ignore udc -- as the author has it -->\n\nUDC");
    let folder = folder(&text);
    folder.run(&["check", "article.md", "--select", "udc"]).code(0);
    folder.run(&["convert", "article.md", "--to", "jats"]).code(0);
    let jats = String::from_utf8(folder.read("article.xml")).unwrap();
    assert!(jats.contains("94(476") && !jats.contains("offprint-ignore"), "{jats}");
}

#[test]
fn rules_are_listed_and_explained() {
    let list = Folder::new().run(&["rules"]);
    assert!(list.out.contains("udc-notation") && list.out.contains("read-page-number"), "{}", list.out);
    let list: Value = serde_json::from_str(&Folder::new().run(&["rules", "--json"]).out).unwrap();
    assert!(list.as_array().unwrap().iter().any(|r| r["rule"] == "udc-notation" && r["severity"] == "error"));
    let page = Folder::new().run(&["explain", "udc-notation"]);
    assert!(page.out.starts_with("# udc-notation (error)\n") && page.out.contains("## Why it matters"), "{}", page.out);
    Folder::new().run(&["explain", "udc"]).code(2).says("family of rules: udc-");
    Folder::new().run(&["explain", "udc-notatino"]).code(2).says("did you mean `udc-notation`?");
}
