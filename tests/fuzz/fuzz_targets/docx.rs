//! Any bytes are opened as a DOCX or refused; what is opened is read, every place is in its text, and what was read is
//! written. Bytes that are no package stand for the parts of one: the document, and after a line `%%` each the styles, the
//! lists and the footnotes.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use offprint::context::Context;
use offprint::journal::Journal;
use offprint::read::docx;
use offprint::write::{self, Job, Options};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

const PARTS: &[&str] = &["document", "styles", "numbering", "footnotes"];
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn package(text: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut related = format!(
        "<Relationship Id='i' Type='{KINDS}/image' Target='media/a.png'/>\
         <Relationship Id='l' Type='{KINDS}/hyperlink' Target='https://example.org/' TargetMode='External'/>"
    );
    let mut put = |name: &str, bytes: &[u8]| {
        writer.start_file(name, options).expect("a part begins");
        writer.write_all(bytes).expect("a part is written");
    };
    for (name, part) in PARTS.iter().zip(text.split("\n%%\n")) {
        put(&format!("word/{name}.xml"), part.as_bytes());
        related += &format!("<Relationship Id='{name}' Type='{KINDS}/{name}' Target='{name}.xml'/>");
    }
    put("word/media/a.png", b"picture");
    let related = format!("<Relationships xmlns='{RELATIONSHIPS}'>{related}</Relationships>");
    put("word/_rels/document.xml.rels", related.as_bytes());
    writer.finish().expect("a package").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let file = match std::str::from_utf8(bytes) {
        Ok(text) if !docx::is_package(bytes) => package(text),
        _ => bytes.to_vec(),
    };
    let Ok(source) = docx::open("article.docx".into(), file) else { return };
    let reading = docx::read(&source);
    for diagnostic in &reading.diagnostics {
        assert!(source.text().get(diagnostic.span.range()).is_some(), "a span outside the text: {diagnostic:?}");
    }
    let job = Job {
        article: &reading.article,
        journal: &Journal::default(),
        context: &Context::default(),
        options: &Options::default(),
        files: &|path| source.file(path).map(<[u8]>::to_vec),
    };
    let jats = String::from_utf8(write::jats::write(&job).expect("an article is written").bytes).expect("JATS is UTF-8");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(&jats, options).expect("JATS is well-formed");
});
