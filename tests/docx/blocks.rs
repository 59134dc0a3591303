//! Tables, formulas and pictures.

use offprint::article::{Align, Block};

use super::package::{Package, body, p, r, rp, shown, styled};

fn cell(properties: &str, paragraphs: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>")
}

fn row(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

#[test]
fn tables_keep_cells_that_cover_several_columns_and_rows() {
    let right = format!(r#"<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{}</w:p>"#, r("12 | 3"));
    let table = [
        row(
            "<w:tblHeader/>",
            &[cell("", &p(&rp("<w:b/>", "Year"))), cell(r#"<w:gridSpan w:val="2"/>"#, &p(&rp("<w:b/>", "Books")))],
        ),
        row(
            "",
            &[
                cell(r#"<w:vMerge w:val="restart"/>"#, &p(&r("1922"))),
                cell("", &(p(&r("one")) + &p(&r("two")))),
                cell("", &right),
            ],
        ),
        row("", &[cell("<w:vMerge/>", "<w:p/>"), cell("", &p(&r("-"))), cell("", &p(&rp("<w:i/>", "five")))]),
    ];
    let caption = styled("Cap", &r("Table 1. Books by year"));
    let read =
        Package::of(body(&(p(&r("See Table 1.")) + &caption + &format!("<w:tbl>{}</w:tbl>", table.concat())))).read();
    let Some(Block::Table(table)) = read.blocks().into_iter().find(|b| matches!(b, Block::Table(_))) else {
        panic!("{}", read.source.text())
    };
    assert_eq!(table.label.as_ref().unwrap().text, "Table 1");
    assert_eq!(table.captions[0].value.plain(), "Books by year");
    let cells = |row: &offprint::article::Row| -> Vec<(String, u32, u32, bool)> {
        row.cells.iter().map(|c| (shown(&c.text), c.colspan, c.rowspan, c.header)).collect()
    };
    let head: Vec<_> = table.head.iter().map(cells).collect();
    assert_eq!(head, [[("Year".to_owned(), 0, 0, true), ("Books".into(), 2, 0, true)]]);
    let rows: Vec<_> = table.body.iter().map(cells).collect();
    assert_eq!(
        rows,
        [
            vec![
                ("1922".to_owned(), 0, 2, false),
                ("one[break]two".into(), 0, 0, false),
                ("12 | 3".into(), 0, 0, false)
            ],
            vec![("-".into(), 0, 0, false), ("[italic:five]".into(), 0, 0, false)]
        ]
    );
    assert_eq!(table.body[0].cells[2].align, Some(Align::Right));
}

#[test]
fn a_table_that_puts_text_side_by_side_is_text_and_is_told() {
    let table = format!(
        "<w:tbl>{}</w:tbl>",
        row("", &[cell("", &p(&r("On the left side."))), cell("", &p(&r("On the right side.")))])
    );
    let read = Package::of(body(&table)).read();
    assert_eq!(shown(read.last()), "On the right side.");
    assert_eq!(read.findings()[0].0, "docx-table");
}

fn math(text: &str) -> String {
    format!("<m:r><m:t>{text}</m:t></m:r>")
}

#[test]
fn formulas_are_latex_and_mathml_in_the_line_and_apart() {
    let power = format!("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", math("x"), math("2"));
    let apart = format!("<w:p><m:oMathPara><m:oMath>{}</m:oMath></m:oMathPara>{}</w:p>", math("a=b"), r(", (3)"));
    let text = p(&(r("Here ")
        + &format!("<m:oMath>{power}</m:oMath>")
        + &r(" is 5")
        + &format!("<m:oMath>{}</m:oMath>", math("7"))
        + &r(".")))
        + &apart;
    let read = Package::of(body(&text)).read();
    assert_eq!(shown(read.last()), "Here [formula:x^2:<msup><mi>x</mi><mn>2</mn></msup>] is 5[formula:7:<mn>7</mn>].");
    let Some(Block::Formula(formula)) = read.blocks().into_iter().find(|b| matches!(b, Block::Formula(_))) else {
        panic!("{}", read.source.text())
    };
    assert_eq!(formula.tex.text, "a = b,");
    assert_eq!(formula.label.as_ref().unwrap().text, "(3)");
    assert_eq!(formula.mathml.as_ref().unwrap().markup, "<mi>a</mi><mo>=</mo><mi>b</mi>");
}

#[test]
fn a_formula_and_its_number_in_a_table_are_a_formula_with_a_number() {
    let formula = p(&format!("<m:oMath>{}</m:oMath>", math("c=d")));
    let table =
        format!("<w:tbl>{}</w:tbl>", row("", &[cell("", "<w:p/>"), cell("", &formula), cell("", &p(&r("(12)")))]));
    let read = Package::of(body(&(p(&r("It follows that")) + &table))).read();
    let labels: Vec<_> = read
        .blocks()
        .into_iter()
        .filter_map(|b| if let Block::Formula(f) = b { f.label.as_ref().map(|l| l.text.as_str()) } else { None })
        .collect();
    assert_eq!(labels, ["(12)"]);
}

fn drawing(id: &str, alt: &str) -> String {
    format!(
        r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="P" descr="{alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>
           <a:blip r:embed="{id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
    )
}

#[test]
fn pictures_are_figures_and_their_files_come_with_the_manuscript() {
    let vml = r#"<w:r><w:pict><v:shape><v:imagedata r:id="i2" o:title="old" xmlns:o="urn:schemas-microsoft-com:office:office"/></v:shape></w:pict></w:r>"#;
    let text = p(&drawing("i1", "A [curve] falls"))
        + &styled("Cap", &r("Figure 1. The curve"))
        + &p(&(r("In the line ") + vml + &r(" too.")));
    let read = Package::of(body(&text))
        .relationship("i1", "image", "media/image1.png", false)
        .relationship("i2", "image", "/word/media/my picture.png", false)
        .part("word/media/image1.png", b"one")
        .part("word/media/my picture.png", b"two")
        .read();
    let Some(Block::Figure(figure)) = read.blocks().into_iter().find(|b| matches!(b, Block::Figure(_))) else {
        panic!("{}", read.source.text())
    };
    let graphic = figure.graphic.as_ref().unwrap();
    assert_eq!((graphic.href.as_str(), graphic.alt.as_str()), ("media/image1.png", "A [curve] falls"));
    assert_eq!(figure.captions[0].value.plain(), "The curve");
    assert_eq!(shown(read.last()), "In the line [picture:media/picture-2.png:old] too.");
    assert_eq!(read.source.file("media/image1.png"), Some(&b"one"[..]));
    assert_eq!(read.source.file("media/picture-2.png"), Some(&b"two"[..]));
}

#[test]
fn a_caption_that_only_repeats_the_description_is_the_caption() {
    let text = p(&drawing("i1", "A curve falls")) + &styled("Cap", &r("A curve falls")) + &p(&r("The text goes on."));
    let read = Package::of(body(&text))
        .relationship("i1", "image", "media/image1.png", false)
        .part("word/media/image1.png", b"one")
        .read();
    let Some(Block::Figure(figure)) = read.blocks().into_iter().find(|b| matches!(b, Block::Figure(_))) else {
        panic!("{}", read.source.text())
    };
    assert_eq!(figure.captions[0].value.plain(), "A curve falls");
    assert_eq!(read.source.text().matches("A curve falls").count(), 1);
}

#[test]
fn a_caption_without_a_label_belongs_to_the_table_under_it_and_the_figure_above_it() {
    let rows = [
        row("<w:tblHeader/>", &[cell("", &p(&r("Year"))), cell("", &p(&r("Books")))]),
        row("", &[cell("", &p(&r("1922"))), cell("", &p(&r("12")))]),
    ];
    let table = styled("Cap", &rp("<w:i/>", "Books by year")) + &format!("<w:tbl>{}</w:tbl>", rows.concat());
    let figure = p(&drawing("i1", "A curve falls")) + &styled("Cap", &r("How the number fell"));
    let read = Package::of(body(&(p(&r("It fell.")) + &table + &p(&r("It fell again.")) + &figure)))
        .relationship("i1", "image", "media/image1.png", false)
        .part("word/media/image1.png", b"one")
        .read();
    let captions: Vec<String> = read
        .blocks()
        .into_iter()
        .filter_map(|block| match block {
            Block::Table(table) => table.captions.first().map(|c| shown(&c.value)),
            Block::Figure(figure) => figure.captions.first().map(|c| shown(&c.value)),
            _ => None,
        })
        .collect();
    assert_eq!(captions, ["Books by year", "How the number fell"]);
}

#[test]
fn pictures_that_are_elsewhere_or_nowhere_are_told() {
    let link = r#"<w:r><w:drawing><a:blip r:link="i1"/></w:drawing></w:r>"#;
    let read = Package::of(body(&p(&(r("Two pictures. ") + link + &drawing("i2", "")))))
        .relationship("i1", "image", "https://example.org/a.png", true)
        .relationship("i2", "image", "../../etc/passwd", false)
        .read();
    assert_eq!(read.findings(), [("docx-picture", "Two pictures."), ("docx-picture", "Two pictures.")]);
    assert_eq!(read.source.file("../../etc/passwd"), None);
}

#[test]
fn of_alternative_contents_one_is_read() {
    let inside = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(&r(text)));
    let boxed = format!(
        r#"<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></w:drawing></mc:Choice>
           <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#,
        inside("In a box stands this."),
        inside("In a box stands this.")
    );
    let read = Package::of(body(&p(&(r("Around it.") + &boxed)))).read();
    assert_eq!(read.source.text().matches("In a box stands this.").count(), 1);
    assert_eq!(shown(read.last()), "In a box stands this.");
    assert_eq!(read.findings(), [("docx-text-box", "Around it.")]);
}

#[test]
fn what_has_no_place_is_told() {
    let chart = r#"<w:r><w:drawing><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></w:drawing></w:r>"#;
    let shape = "<w:r><w:drawing><wps:wsp/></w:drawing></w:r>";
    let object = "<w:r><w:object/></w:r>";
    let read = Package::of(body(&p(&(r("The text.") + chart + shape + object)))).read();
    assert_eq!(read.findings(), [("docx-not-carried", "The text."); 3]);
}
