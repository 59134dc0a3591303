//! The command line with a DOCX: from a file, from a folder, from standard input; and never to it.

#[path = "../support/mod.rs"]
mod support;

use self::support::Folder;
use super::package::{Package, body, p, r};

/// The smallest PNG that is one: a grey dot.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDAT\x78\x9c\x63\x68\0\0\0\x82\0\x81\x77\xcd\x72\xb6\0\0\0\0IEND\xaeB`\x82";

fn manuscript() -> Vec<u8> {
    let picture =
        r#"<w:r><w:drawing><wp:docPr id="1" name="P" descr="A curve falls"/><a:blip r:embed="i"/></w:drawing></w:r>"#;
    let text = p(&r("The curve falls- as is seen.")) + &p(picture) + &p(&r("Figure 1. The curve"));
    Package::of(body(&text))
        .relationship("i", "image", "media/image1.png", false)
        .part("word/media/image1.png", PNG)
        .bytes()
}

#[test]
fn a_docx_is_converted_with_the_pictures_that_are_in_it() {
    let folder = Folder::new();
    folder.write("in/article.docx", manuscript());
    // A picture beside it is another one.
    folder.write("in/media/image1.png", "other");
    let ran = folder.run(&["convert", "in/article.docx", "--no-journal"]);
    assert!(ran.code.is_some_and(|code| code < 2), "{}", ran.err);
    let jats = String::from_utf8(folder.read("article.xml")).unwrap();
    assert!(jats.contains(r#"xlink:href="media/image1.png""#), "{jats}");
    let bytes = std::fs::read(folder.path("article.epub")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|n| archive.by_index(n).unwrap().name().unwrap().into_owned()).collect();
    let picture = names.iter().find(|name| name.ends_with(".png")).unwrap_or_else(|| panic!("{names:?}"));
    let mut found = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(picture).unwrap(), &mut found).unwrap();
    assert_eq!(found, PNG);
}

#[test]
fn a_docx_in_a_folder_and_on_standard_input_is_read() {
    let folder = Folder::new();
    folder.write("in/one.docx", manuscript());
    folder.write("in/~$one.docx", "a lock");
    folder.run(&["convert", "in", "--to", "jats", "-o", "out"]);
    assert_eq!(folder.files(), ["in/one.docx", "in/~$one.docx", "out/one.xml"]);
    folder.run_with(&["convert", "-", "--to", "jats", "-o", "."], &manuscript(), &[]);
    assert!(String::from_utf8(folder.read("article.xml")).unwrap().contains("The curve falls"));
}

#[test]
fn findings_are_shown_in_the_text_and_the_file_stays_as_it_was() {
    let folder = Folder::new();
    folder.write("article.docx", manuscript());
    let shown = folder.run(&["check", "article.docx"]);
    assert!(shown.out.contains("article.docx:"), "{}{}", shown.out, shown.err);
    for option in ["--fix", "--diff"] {
        folder.run(&["check", "article.docx", option]).code(2).says("is not text").says("word processor");
    }
    assert_eq!(std::fs::read(folder.path("article.docx")).unwrap(), manuscript());
}

#[test]
fn what_is_no_docx_is_refused_by_its_name() {
    let folder = Folder::new();
    folder.write("article.docx", "text");
    folder.run(&["convert", "article.docx"]).code(2).says("article.docx is not a DOCX file");
}
