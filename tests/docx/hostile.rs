//! Packages made to do harm, and files that are no packages: each is refused in words, quickly.

use super::package::{NAMESPACES, Package, body, p, r, refused, zip};

fn document(inside: &str) -> Vec<(String, Vec<u8>)> {
    vec![(
        "word/document.xml".into(),
        format!("<w:document {NAMESPACES}><w:body>{inside}</w:body></w:document>").into_bytes(),
    )]
}

#[test]
fn elements_nested_without_end_are_refused() {
    for name in ["w:sdt", "w:tbl", "m:oMath", "w:p"] {
        let said = refused(zip(&document(&format!("<{name}>").repeat(100_000))));
        assert!(said.contains("nested more than 256 deep"), "{said}");
    }
}

#[test]
fn deep_formulas_and_tables_within_the_limit_are_read() {
    let fraction = |inside: String| format!("<m:f><m:num>{inside}</m:num><m:den/></m:f>");
    let formula = (0..120).fold("<m:r><m:t>x</m:t></m:r>".to_owned(), |inside, _| fraction(inside));
    let read = Package::of(body(&p(&format!("<m:oMath>{formula}</m:oMath>")))).read();
    assert!(read.source.text().contains("\\frac"));
    let table = (0..80).fold(p(&r("deep")), |inside, _| format!("<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"));
    let read = Package::of(body(&table)).read();
    assert!(read.source.text().len() < 10_000);
}

#[test]
fn entities_and_dtds_are_refused() {
    let part = |text: &str| vec![("word/document.xml".to_owned(), text.as_bytes().to_vec())];
    let said = refused(zip(&part("<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>")));
    assert!(said.contains("DTD"), "{said}");
    let said = refused(zip(&part("<d>&a;</d>")));
    assert!(said.contains("entity"), "{said}");
}

#[test]
fn what_is_no_docx_is_refused_in_words() {
    for (bytes, words) in [
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "password"),
        (b"{\\rtf1 text}".to_vec(), "RTF"),
        (b"just text".to_vec(), "not even a ZIP"),
        (Vec::new(), "not even a ZIP"),
        (b"PK\x03\x04 broken".to_vec(), "broken"),
        (zip(&[("mimetype".into(), b"application/vnd.oasis.opendocument.text".to_vec())]), "OpenDocument"),
        (zip(&[("a".into(), Vec::new())]), "no word/document.xml"),
        (zip(&[("word/document.xml".into(), b"<workbook/>".to_vec())]), "workbook"),
        (zip(&[("word/document.xml".into(), b"<d>".to_vec())]), "well-formed"),
        (zip(&[("word/document.xml".into(), b"\xFF\x00".to_vec())]), "UTF-8"),
    ] {
        let said = refused(bytes);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn parts_of_one_name_are_refused() {
    let said =
        refused(zip(&[("word/document.xml".into(), b"<a/>".to_vec()), ("Word/Document.xml".into(), b"<b/>".to_vec())]));
    assert!(said.contains("two parts"), "{said}");
}

#[test]
fn paths_out_of_the_package_lead_nowhere() {
    for target in ["../../../../etc/passwd", "/../etc/passwd", "file:///etc/passwd", "..\\..\\secret"] {
        let read = Package::of(body(&p(&(r("Text.") + r#"<w:r><w:drawing><a:blip r:embed="i"/></w:drawing></w:r>"#))))
            .relationship("i", "image", target, false)
            .related("footnotes", target, "<a/>")
            .read();
        assert_eq!(read.findings().iter().filter(|(rule, _)| *rule == "docx-picture").count(), 1, "{target}");
    }
}

#[test]
fn a_note_called_a_hundred_thousand_times_is_there_once() {
    let mark = r#"<w:r><w:footnoteReference w:id="1"/></w:r>"#.repeat(100_000);
    let read = Package::of(body(&p(&(r("Text") + &mark)))).footnotes(&[(1, &p(&r(&"long ".repeat(2000))))]).read();
    assert_eq!(read.article().notes.len(), 1);
    assert!(read.source.text().len() < 1 << 20);
}

#[test]
fn fields_that_never_end_hide_nothing() {
    let begin = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#;
    let read = Package::of(body(&(p(&(r("Before.") + begin)) + &p(&r("After."))))).read();
    assert!(read.source.text().contains("After."), "{}", read.source.text());
}

#[test]
fn a_wide_row_and_a_thousand_namespaces_are_bounded() {
    let wide = r#"<w:tc><w:tcPr><w:gridSpan w:val="4000000000"/></w:tcPr><w:p/></w:tc>"#.repeat(3);
    let row = format!("<w:tr>{wide}</w:tr>");
    let read = Package::of(body(&format!("<w:tbl>{row}{row}</w:tbl>"))).read();
    assert!(read.source.text().len() < 10_000);
    let bound: String = (0..1000).map(|n| format!(" xmlns:n{n}='u{n}'")).collect();
    let said = refused(zip(&[("word/document.xml".into(), format!("<d{bound}><e/></d>").into_bytes())]));
    assert!(said.contains("namespace bindings"), "{said}");
}

#[test]
fn long_lines_of_nothing_and_of_changes_take_no_longer_than_they_are() {
    let tabs = "<w:r><w:tab/></w:r>".repeat(50_000);
    let changes = "<w:del/>".repeat(50_000) + &r#"<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"#.repeat(20_000);
    let started = std::time::Instant::now();
    let read = Package::of(body(&(p(&(tabs + &r("Text."))) + &p(&(changes + &r("More.")))))).read();
    assert!(read.source.text().ends_with("Text.\n\nMore.\n"));
    // A hundred times what it takes.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
