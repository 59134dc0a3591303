//! Input that is broken, or meant to break something: the exit code, what is said, and that nothing is left behind.

mod support;

use support::{ARTICLE, Folder};

/// Converts `article.md` with this content to everything; gives what was said. The exit code must be 0 or 1, and every
/// output must be there.
#[track_caller]
fn converted(content: impl AsRef<[u8]>) -> (Folder, String) {
    let folder = Folder::new();
    folder.write("article.md", content);
    let ran = folder.run(&["convert", "article.md", "--to", "jats,epub,html", "-o", "out"]);
    assert!(matches!(ran.code, Some(0 | 1)), "{:?}\n{}", ran.code, ran.err);
    assert_eq!(folder.files(), ["article.md", "out/article.epub", "out/article.html", "out/article.xml"]);
    well_formed("the JATS", &folder.read("out/article.xml"));
    well_formed("the HTML", &folder.read("out/article.html"));
    let epub = std::io::Cursor::new(folder.read("out/article.epub"));
    let mut epub = zip::ZipArchive::new(epub).expect("the EPUB is an archive");
    for n in 0..epub.len() {
        let mut member = epub.by_index(n).expect("a member");
        let name = member.name().expect("a name").into_owned();
        if [".xhtml", ".opf", ".ncx", ".xml", ".svg"].iter().any(|ending| name.ends_with(ending)) {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut member, &mut bytes).expect("its bytes");
            well_formed(&name, &bytes);
        }
    }
    // Nothing that is said acts on the terminal.
    assert!(!ran.err.contains(|c: char| c.is_control() && c != '\n'), "{:?}", ran.err);
    let err = ran.err;
    checked(&folder);
    (folder, err)
}

/// Checks `article.md` in every style. The exit code must be 0 or 1, the reports documents, and what --fix would make of
/// the manuscript must be there to see.
#[track_caller]
fn checked(folder: &Folder) {
    let before = folder.read("article.md");
    let all = ["human", "json", "sarif", "junit", "github", "html"];
    // What is long takes long in a build for tests; how a report is made does not hang on the length.
    let formats = if before.len() > 64 << 10 { &all[..1] } else { &all[..] };
    for format in formats {
        let ran = folder.run(&["check", "article.md", "--format", *format, "--lang", "ru"]);
        assert!(matches!(ran.code, Some(0 | 1)), "{format}: {:?}\n{}", ran.code, ran.err);
        match *format {
            "json" | "sarif" => drop(serde_json::from_str::<serde_json::Value>(&ran.out).expect("JSON")),
            "junit" | "html" => well_formed(format, ran.out.as_bytes()),
            "human" => assert!(!ran.out.contains(|c: char| c.is_control() && c != '\n'), "{:?}", ran.out),
            _ => {}
        }
    }
    if formats.len() > 1 {
        assert!(matches!(folder.run(&["check", "article.md", "--diff"]).code, Some(0 | 1)));
    }
    assert!(folder.read("article.md") == before, "the manuscript is untouched");
}

#[track_caller]
fn well_formed(what: &str, document: &[u8]) {
    let text = std::str::from_utf8(document).expect("UTF-8");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    if let Err(fault) = roxmltree::Document::parse_with_options(text, options) {
        panic!("{what} is not well formed: {fault}");
    }
}

/// Converts `article.md` with this content; it must be refused and leave nothing.
#[track_caller]
fn refused(content: impl AsRef<[u8]>, message: &str) {
    let folder = Folder::new();
    folder.write("article.md", content);
    folder.run(&["convert", "article.md", "-o", "out"]).code(2).says(message).never_says("wrote");
    assert_eq!(folder.files(), ["article.md"]);
}

fn jats(folder: &Folder) -> String {
    String::from_utf8(folder.read("out/article.xml")).expect("UTF-8")
}

#[test]
fn text_in_windows_1251_is_named() {
    // «Ключевые слова: мельница; река.» and a line before it.
    let bytes = b"UDC 94\n\n\xCA\xEB\xFE\xF7\xE5\xE2\xFB\xE5 \xF1\xEB\xEE\xE2\xE0: \xEC\xE5\xEB\xFC\xED\xE8\xF6\xE0; \xF0\xE5\xEA\xE0.\n";
    refused(bytes, "article.md is not UTF-8: line 3 (byte 8); it looks like Windows-1251");
}

#[test]
fn text_in_utf_16_is_named_with_and_without_its_mark() {
    let plain: Vec<u8> = "UDC 94 Мельница".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused([&b"\xFF\xFE"[..], &plain].concat(), "UTF-16");
    let big: Vec<u8> = "UDC 94 Мельница".encode_utf16().flat_map(u16::to_be_bytes).collect();
    refused([&b"\xFE\xFF"[..], &big].concat(), "UTF-16");
}

#[test]
fn a_file_that_is_not_text_is_refused() {
    let picture: Vec<u8> = b"\x89PNG\r\n\x1A\n".iter().copied().chain((0..=255).cycle().take(5000)).collect();
    refused(picture, "is not UTF-8: line 1 (byte 0)");
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let (with, _) = converted(format!("\u{FEFF}{ARTICLE}"));
    let (without, _) = converted(ARTICLE);
    assert_eq!(jats(&with), jats(&without));
}

#[test]
fn line_ends_of_windows_make_the_same_article() {
    let (windows, _) = converted(ARTICLE.replace('\n', "\r\n"));
    let (unix, _) = converted(ARTICLE);
    assert_eq!(jats(&windows), jats(&unix));
}

#[test]
fn control_characters_reach_neither_the_output_nor_the_terminal() {
    let every: String = (0..0x20).chain(0x7F..0xA0).filter_map(char::from_u32).collect();
    let evil = format!("\u{1b}]0;title\u{7}\u{9b}2J\u{202e}{every}\u{FFFE}\u{FFFF}");
    let (folder, _) = converted(ARTICLE.replace("mill stood", &format!("mill {evil} stood")).replace("94(476)", &evil));
    let jats = jats(&folder);
    assert!(!jats.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{7F}'..='\u{9F}')));
    assert!(jats.contains("stood"));
}

#[test]
fn nul_bytes_are_left_out() {
    let (folder, _) = converted(ARTICLE.replace("three villages", "three\0 vill\0ages"));
    assert!(jats(&folder).contains("three villages"));
}

#[test]
fn a_script_is_no_link() {
    let links = "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(2)) <javascript:alert(3)> [z](data:text/html,<script>alert(4)</script>) <script>alert(5)</script> <img src=x onerror=alert(6)>";
    let (folder, _) = converted(ARTICLE.replace("It ground", &format!("{links} It ground")));
    let lower = |name| String::from_utf8_lossy(&folder.read(name)).to_lowercase();
    let (jats, html) = (lower("out/article.xml"), lower("out/article.html"));
    for output in [&jats, &html] {
        assert!(!output.contains("href=\"javascript:") && !output.contains("href=\"data:"), "a script is linked");
        assert!(!output.contains("<script>alert") && !output.contains("<img src=x"), "markup got through");
    }
    assert!(jats.contains("it ground"));
}

#[test]
fn a_picture_outside_the_folder_is_not_taken() {
    let folder = Folder::new();
    folder.write("secret.png", b"\x89PNG\r\n\x1A\nSECRET");
    let outside = folder.path("secret.png");
    let paths = [
        "../secret.png",
        "../../../../../../etc/passwd",
        "/etc/passwd",
        "a/../../secret.png",
        outside.to_str().unwrap(),
        "file:///etc/passwd",
        "%2e%2e/secret.png",
    ];
    let pictures: String = paths.iter().map(|p| format!("![A picture]({p})\n\nFig. 1. The mill.\n\n")).collect();
    folder.write("in/article.md", ARTICLE.replace("Conclusion\n", &format!("{pictures}Conclusion\n")));
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, folder.path("in/link.png")).unwrap();
    folder.write(
        "in/b.md",
        ARTICLE.replace("Conclusion\n", "![A picture](link.png)\n\nFig. 1. The mill.\n\nConclusion\n"),
    );
    let ran = folder.run(&["convert", "in", "--to", "jats,epub,html", "-o", "out"]);
    assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.err);
    for name in folder.files().iter().filter(|f| f.starts_with("out/")) {
        let bytes = folder.read(name);
        for secret in [&b"SECRET"[..], b"root:x:", b"../secret", b"etc/passwd\""] {
            assert!(
                !bytes.windows(secret.len()).any(|w| w == secret),
                "{name} has {:?}",
                String::from_utf8_lossy(secret)
            );
        }
    }
    assert_eq!(folder.files().iter().filter(|f| f.starts_with("out/")).count(), 6);
}

#[test]
fn nesting_without_end_is_read() {
    for open in [
        "[", "(", "**", "*", "_", "> ", "“", "«", "<", "![", "[a](", "`", "$", "^", "- ", "# ", "<b>", "\\", "&", "[^",
        "|",
    ] {
        let (folder, _) = converted(ARTICLE.replace("It ground", &format!("{} It ground", open.repeat(100_000))));
        assert!(jats(&folder).contains("It ground"), "{open}");
    }
}

#[test]
fn nesting_that_is_closed_is_read() {
    for (open, close) in
        [("[", "]"), ("(", ")"), ("**", "**"), ("*a ", " a*"), ("[a](b", ")"), ("“", "”"), ("<i>", "</i>")]
    {
        let text = format!("{}x{} It ground", open.repeat(50_000), close.repeat(50_000));
        let (folder, _) = converted(ARTICLE.replace("It ground", &text));
        assert!(jats(&folder).contains("It ground"), "{open}");
    }
}

#[test]
fn lists_quotations_and_headings_without_end_are_read() {
    let indented: String = (0..2_000).map(|n| format!("{}- item\n", " ".repeat(n))).collect();
    let quoted: String = (1..2_000).map(|n| format!("{}quoted\n\n", "> ".repeat(n))).collect();
    let headed: String = (1..2_000).map(|n| format!("{} Heading\n\nText.\n\n", "1.".repeat(n))).collect();
    for text in [indented, quoted, headed] {
        converted(ARTICLE.replace("Conclusion\n", &format!("{text}\nConclusion\n")));
    }
}

#[test]
fn a_line_of_five_megabytes_is_read_and_shown_in_part() {
    let long = "слово ".repeat(5 << 20).chars().take(5 << 20).collect::<String>();
    let (folder, said) = converted(ARTICLE.replace("It ground", &format!("{long} ^99 [77] It ground")));
    assert!(jats(&folder).contains("It ground"));
    assert!(said.lines().all(|l| l.chars().count() < 1000), "a long line is shown");
}

#[test]
fn a_word_of_five_megabytes_is_read() {
    let (_, said) = converted(ARTICLE.replace("ground", &"w".repeat(5 << 20)));
    assert!(said.lines().all(|l| l.chars().count() < 1000), "a long line is shown");
}

#[test]
fn thousands_of_lines_of_anything_are_read() {
    for line in ["1. Item.\n", "\n", "Heading\n\n", "1 Note.\n\n", "A\n", "Keywords: a.\n\n", "^1\n", "| a |\n", "\r"] {
        converted(format!("{ARTICLE}\n{}", line.repeat(4_000)));
    }
}

#[test]
fn an_empty_manuscript_makes_empty_outputs() {
    for content in ["", " \n\t\r\n \u{FEFF}\u{A0}\n", "\u{FEFF}", "\n"] {
        converted(content);
    }
}

#[test]
fn standard_input_that_is_empty_is_no_crash() {
    let folder = Folder::new();
    let ran = folder.run(&["convert", "-", "--to", "jats", "-o", "-"]);
    assert!(matches!(ran.code, Some(0 | 1)) && ran.out.starts_with("<?xml"), "{}", ran.err);
    assert_eq!(folder.files(), Vec::<String>::new());
}

#[test]
fn the_output_folder_may_not_be_a_file() {
    let folder = Folder::with_article();
    folder.write("out", "mine");
    folder.run(&["convert", "article.md", "-o", "out"]).code(2).says("-o out: this is a file, not a folder");
    folder.run(&["convert", "article.md", "-o", "out/below"]).code(2).says("cannot write out/below");
    assert_eq!(folder.files(), ["article.md", "out"]);
    assert_eq!(folder.read("out"), b"mine");
}

#[test]
fn a_folder_in_the_way_of_one_output_leaves_none_of_them() {
    let folder = Folder::with_article();
    folder.write("out/article.epub/mine", "mine");
    folder.run(&["convert", "article.md", "-o", "out"]).code(2).says("cannot write out/article.epub");
    assert_eq!(folder.files(), ["article.md", "out/article.epub/mine"]);
}

#[test]
fn a_manuscript_is_never_replaced() {
    let folder = Folder::new();
    folder.write("article.xml", ARTICLE);
    let same = |ran: support::Ran| {
        ran.code(2).says("never writes over a manuscript");
        assert_eq!(folder.read("article.xml"), ARTICLE.as_bytes());
    };
    same(folder.run(&["convert", "--from", "page", "article.xml"]));
    same(folder.run(&["convert", "--from", "page", "article.xml", "-o", "."]));
    same(folder.run(&["convert", "--from", "page", "./article.xml", "-o", "article.xml"]));
    let absolute = folder.path("article.xml");
    same(folder.run(&["convert".as_ref(), "--from".as_ref(), "page".as_ref(), absolute.as_os_str()]));
    // Nor by the output of another one.
    folder.write("in/article.md", ARTICLE);
    folder.write("in/b.xml", "");
    folder
        .run(&["convert", "--from", "page", "in/article.md", "article.xml", "--to", "jats"])
        .code(2)
        .says("both be written");
    folder
        .run(&["convert", "--from", "page", "in/article.md", "./in/../article.xml", "--to", "jats", "-o", "in"])
        .code(2);
    assert_eq!(folder.read("article.xml"), ARTICLE.as_bytes());
    assert_eq!(folder.files(), ["article.xml", "in/article.md", "in/b.xml"]);
}

#[cfg(unix)]
#[test]
fn a_manuscript_is_not_replaced_through_a_link_either() {
    let folder = Folder::with_article();
    std::fs::create_dir(folder.path("soft")).unwrap();
    std::fs::create_dir(folder.path("hard")).unwrap();
    std::os::unix::fs::symlink("../article.md", folder.path("soft/article.xml")).unwrap();
    std::fs::hard_link(folder.path("article.md"), folder.path("hard/article.epub")).unwrap();
    std::os::unix::fs::symlink(".", folder.path("loop")).unwrap();
    folder.write("x.xml", ARTICLE);
    folder.run(&["convert", "article.md", "-o", "soft"]).code(2).says("soft/article.xml is an input");
    folder.run(&["convert", "article.md", "-o", "hard"]).code(2).says("hard/article.epub is an input");
    folder.run(&["convert", "--from", "page", "x.xml", "-o", "loop"]).code(2).says("loop/x.xml is an input");
    assert_eq!(folder.read("article.md"), ARTICLE.as_bytes());
    assert_eq!(folder.read("x.xml"), ARTICLE.as_bytes());
}

#[test]
fn neither_the_journal_file_nor_a_picture_is_replaced() {
    let folder = Folder::with_article();
    folder.write("article.xml", "[journal]\n");
    folder.run(&["convert", "article.md", "--journal", "article.xml"]).code(2).says("article.xml is an input");
    assert_eq!(folder.read("article.xml"), b"[journal]\n");
    assert_eq!(folder.files(), ["article.md", "article.xml"]);
}

#[test]
fn a_folder_or_nothing_in_place_of_a_manuscript_is_told() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("folder.md")).unwrap();
    folder.run(&["convert", "folder.md"]).code(2).says("folder.md is a folder without manuscripts");
    folder.run(&["convert", "missing.md"]).code(2).says("cannot read missing.md");
    folder.run(&["convert", ""]).code(2);
    assert_eq!(folder.files(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with_article();
    std::fs::set_permissions(folder.path("article.md"), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(folder.path("article.md")).is_ok() {
        // The superuser may read anything.
        return;
    }
    folder.run(&["convert", "article.md"]).code(2).says("cannot read article.md: Permission denied");
    assert_eq!(folder.files(), ["article.md"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_without_end_is_refused() {
    let folder = Folder::new();
    folder.run(&["convert", "--from", "page", "/dev/zero"]).code(2).says("are read as one article");
    folder.run(&["convert", "--from", "page", "/proc/self/mem"]).code(2).says("cannot read /proc/self/mem");
    assert_eq!(folder.files(), Vec::<String>::new());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told() {
    let folder = Folder::with_article();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let child = folder.command(&["convert", "article.md", "--to", "jats", "-o", "-"]).stdout(full).output().unwrap();
    assert_eq!(child.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&child.stderr).contains("cannot write standard output"));
}

#[cfg(unix)]
#[test]
fn a_file_name_may_hold_anything() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    for name in
        [&b"-.md"[..], b"a b.md", b"\xFF\xFE.md", b"\x1b[31mred\n.md", "статья.md".as_bytes(), b".md.md", b"a.b.md"]
    {
        let name = std::ffi::OsStr::from_bytes(name);
        std::fs::write(folder.path("x").with_file_name(name), ARTICLE).unwrap();
    }
    let ran = folder.run(&["convert", ".", "-o", "out", "--to", "jats"]);
    ran.code(0);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
    // The hidden one is not taken.
    assert_eq!(folder.files().iter().filter(|f| f.starts_with("out/")).count(), 6);
    assert!(folder.path("out/a.b.xml").exists());
}
