//! DOCX as word processors write them: what is read of each feature, and that nothing is lost without a word.

#[path = "docx/package.rs"]
mod package;

#[path = "docx/command.rs"]
mod command;
#[path = "docx/hostile.rs"]
mod hostile;

use offprint::article::{Align, Block, ListKind};
use package::{Package, body, item, p, r, rp, shown, styled};

fn one(runs: &str) -> package::Read {
    Package::of(body(&p(runs))).read()
}

#[test]
fn the_front_is_recovered_as_from_a_page() {
    let read = Package::of(body(&p(&r("The first paragraph of the text.")))).read();
    let front = &read.article().front;
    assert_eq!(front.titles[0].value.plain(), "Reading rooms of workers’ clubs");
    assert_eq!(front.contributors[0].names[0].value.surname.text, "Liasnouskaya");
    assert_eq!(front.keywords[0].items.len(), 3);
    assert_eq!(read.article().body.sections[0].title.plain(), "Introduction");
    assert_eq!(read.findings(), []);
}

#[test]
fn runs_keep_their_styles_and_space_stays_outside_of_emphasis() {
    let read = one(&[
        r("One "),
        rp("<w:b/>", "two "),
        rp("<w:b/><w:i/>", "three"),
        rp(r#"<w:rStyle w:val="Emph"/>"#, " four"),
        rp("<w:strike/>", "five"),
        rp("<w:smallCaps/>", "six"),
        rp(r#"<w:u w:val="single"/>"#, "seven"),
        rp(r#"<w:u w:val="none"/>"#, "."),
    ]
    .concat());
    assert_eq!(
        shown(read.last()),
        "One [bold:two [italic:three]] [italic:four][strike:five][smallcaps:six][underline:seven]."
    );
}

#[test]
fn emphasis_inside_words_and_beside_itself_is_told_apart() {
    let read =
        one(&[rp("<w:i/>", "a"), rp("<w:b/>", "b"), rp("<w:i/>", "c"), rp("<w:b/><w:i/>", "d"), r("e")].concat());
    assert_eq!(shown(read.last()), "[italic:a][bold:b][italic:c[bold:d]]e");
}

#[test]
fn raised_figures_and_lowered_letters_keep_their_places() {
    let up = r#"<w:vertAlign w:val="superscript"/>"#;
    let down = r#"<w:vertAlign w:val="subscript"/>"#;
    let runs =
        [r("CO"), rp(down, "2"), r(" and 10"), rp(up, "−3"), r(" m"), rp(up, "2"), r(" of the 20"), rp(up, "th")];
    let read = one(&runs.concat());
    assert_eq!(shown(read.last()), "CO[subscript:2] and 10[superscript:−3] m[superscript:2] of the 20[superscript:th]");
}

#[test]
fn characters_that_are_marks_on_a_page_are_characters() {
    let text = "# 5 * 6 * 7 | a_b _c_ `d` \\* ~~e~~ &amp;amp; f";
    let read = one(&(r(text) + &rp("<w:b/>", "g")));
    assert_eq!(shown(read.last()), "# 5 * 6 * 7 | a_b _c_ `d` \\* ~~e~~ &amp; f[bold:g]");
}

#[test]
fn tabs_hyphens_breaks_and_symbols_are_read() {
    let sym = r#"<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>"#;
    let read = one(&format!(
        "{}<w:r><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:br w:type=\"page\"/><w:br/><w:t>e</w:t></w:r>{sym}",
        r("The first line a")
    ));
    assert_eq!(shown(read.last()), "The first line a b-cd[break]eα");
}

#[test]
fn a_symbol_of_an_unknown_font_is_told() {
    let read = one(&(r("A sign: ") + r#"<w:r><w:sym w:font="Own Signs" w:char="F061"/></w:r>"#));
    assert_eq!(read.findings(), [("docx-symbol", "A sign: \u{FFFD}")]);
}

#[test]
fn tracked_changes_are_accepted_and_told() {
    let runs = r("The ")
        + "<w:ins w:id='1'>"
        + &r("new ")
        + "</w:ins><w:del w:id='2'><w:r><w:delText>old </w:delText></w:r></w:del>"
        + "<w:moveFrom w:id='3'>"
        + &r("moved ")
        + "</w:moveFrom>"
        + &r("word.");
    let read = one(&runs);
    assert_eq!(shown(read.last()), "The new word.");
    assert_eq!(read.findings(), [("docx-tracked-change", "The new word."), ("docx-tracked-change", "The new word.")]);
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on_in_the_next() {
    let first = format!("<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{}</w:p>", r("One and "));
    let read = Package::of(body(&(first + &p(&r("the same."))))).read();
    assert_eq!(shown(read.last()), "One and the same.");
}

#[test]
fn comments_are_left_out_and_told() {
    let runs = format!(
        "<w:commentRangeStart w:id='0'/>{}<w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>",
        r("A claim.")
    );
    let read = one(&runs);
    assert_eq!(shown(read.last()), "A claim.");
    assert_eq!(read.findings(), [("docx-comment", "A claim.")]);
}

#[test]
fn hidden_text_is_left_out_and_told() {
    let read = one(&(r("Seen.") + &rp("<w:vanish/>", " Unseen.")));
    assert_eq!(shown(read.last()), "Seen.");
    assert_eq!(read.findings(), [("docx-hidden-text", "Seen.")]);
}

#[test]
fn links_are_kept_by_relationship_and_by_field() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code =
        r#"<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.org/b" \o "tip" </w:instrText></w:r>"#;
    let runs = [
        r("See "),
        format!(r#"<w:hyperlink r:id="l">{}{}</w:hyperlink>"#, r("the "), rp(r#"<w:i/><w:u w:val="single"/>"#, "site")),
        r(", "),
        format!("{}{code}{}{}{}", field("begin"), field("separate"), r("there"), field("end")),
        r(" and "),
        format!(r#"<w:fldSimple w:instr="HYPERLINK &quot;mailto:a@example.org&quot;">{}</w:fldSimple>"#, r("write")),
        r(", not "),
        format!(r#"<w:hyperlink r:id="f">{}</w:hyperlink>"#, r("here")),
        r("."),
    ];
    let read = Package::of(body(&p(&runs.concat())))
        .relationship("l", "hyperlink", "https://example.org/a", true)
        .relationship("f", "hyperlink", "file:///C:/secret.txt", true)
        .read();
    assert_eq!(
        shown(read.last()),
        "See [link:https://example.org/a:the [italic:site]], [link:https://example.org/b:there] and \
         [link:mailto:a@example.org:write], not here."
    );
    assert_eq!(read.findings().len(), 1);
    assert_eq!(read.findings()[0].0, "docx-link");
}

#[test]
fn a_link_shown_as_an_address_is_one_link() {
    let runs =
        r("At ") + &format!(r#"<w:hyperlink r:id="l">{}</w:hyperlink>"#, r("https://example.org/a_b_c")) + &r(".");
    let read = Package::of(body(&p(&runs))).relationship("l", "hyperlink", "https://example.org/a_b_c", true).read();
    assert_eq!(shown(read.last()), "At [link:https://example.org/a_b_c:https://example.org/a_b_c].");
}

#[test]
fn fields_show_their_results_and_a_table_of_contents_is_left_out() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let result =
        [r("As in "), field("begin"), code("REF fig1"), field("separate"), r("Fig. 1"), field("end"), r(" above.")];
    let contents = [
        styled("Toc1", &[field("begin"), code("TOC \\o"), field("separate"), r("Introduction 3")].concat()),
        p(&field("end")),
    ];
    let read = Package::of(body(&(contents.concat() + &p(&result.concat())))).read();
    assert_eq!(shown(read.last()), "As in Fig. 1 above.");
    assert!(!read.source.text().contains("Introduction 3"));
    assert!(read.findings().iter().any(|(rule, _)| *rule == "docx-contents"));
}

#[test]
fn footnotes_are_notes_with_all_their_paragraphs_and_links() {
    let mark = |id: u32| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let second = format!(r#"{}<w:hyperlink r:id="l">{}</w:hyperlink>"#, p(&r("First part.")), "");
    let note = second.replace(r#"<w:hyperlink r:id="l"></w:hyperlink>"#, &p(&rp("<w:i/>", "Second part.")));
    let read = Package::of(body(&p(&(r("A claim") + &mark(7) + &r(" and another") + &mark(3) + &r(".")))))
        .footnotes(&[(3, &p(&("<w:r><w:footnoteRef/></w:r>".to_owned() + &r(" See there.")))), (7, &note)])
        .read();
    assert_eq!(shown(read.last()), "A claim[note:1] and another[note:2].");
    let notes: Vec<Vec<String>> =
        read.article().notes.iter().map(|n| n.paragraphs.iter().map(shown).collect()).collect();
    assert_eq!(notes, [vec!["First part.".to_owned(), "[italic:Second part.]".into()], vec!["See there.".into()]]);
    assert!(read.article().notes.iter().all(|n| n.marks.len() == 1));
}

#[test]
fn endnotes_count_apart_and_a_mark_of_ones_own_is_kept() {
    let end = r#"<w:r><w:endnoteReference w:id="1"/></w:r>"#;
    let own = r#"<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>"#;
    let read = Package::of(body(&p(&(r("One") + end + &r(" two") + own + &r(" three.")))))
        .notes("endnote", &[(1, &p(&r("At the end.")))])
        .footnotes(&[(2, &p(&r("* Of its own.")))])
        .read();
    assert_eq!(shown(read.last()), "One[note:i] two[note:*] three.");
    let notes: Vec<String> = read.article().notes.iter().map(|n| n.paragraphs[0].plain()).collect();
    assert_eq!(notes, ["At the end.", "Of its own."]);
}

#[test]
fn a_mark_without_its_note_is_told() {
    let read = one(&(r("A claim.") + r#"<w:r><w:footnoteReference w:id="9"/></w:r>"#));
    assert_eq!(read.findings(), [("docx-note", "A claim.")]);
}

#[test]
fn lists_count_by_themselves_and_stand_in_one_another() {
    let items = [
        item(1, 0, "One"),
        item(1, 1, "One a"),
        item(1, 1, "One b"),
        item(1, 0, "Two"),
        item(2, 0, "Point"),
        item(2, 1, "Deeper"),
    ];
    let read = Package::of(body(&(p(&r("As follows:")) + &items.concat()))).lists().read();
    let lists: Vec<_> =
        read.blocks().into_iter().filter_map(|b| if let Block::List(list) = b { Some(list) } else { None }).collect();
    assert_eq!(lists.len(), 2, "{}", read.source.text());
    let labels: Vec<_> = lists[0].items.iter().map(|i| i.label.as_ref().unwrap().text.as_str()).collect();
    assert_eq!((lists[0].kind, labels), (ListKind::Order, vec!["1.", "2."]));
    let Block::List(inner) = &lists[0].items[0].blocks[1] else { panic!("{:?}", lists[0].items[0]) };
    let labels: Vec<_> = inner.items.iter().map(|i| i.label.as_ref().unwrap().text.as_str()).collect();
    assert_eq!((inner.kind, labels), (ListKind::AlphaLower, vec!["a)", "b)"]));
    assert_eq!((lists[1].kind, lists[1].items.len()), (ListKind::Bullet, 1));
    assert!(matches!(&lists[1].items[0].blocks[1], Block::List(deeper) if deeper.items.len() == 1));
}

#[test]
fn a_list_with_marks_that_no_page_has_is_a_list() {
    let items = [item(3, 0, "The first of them"), item(3, 0, "The second of them")];
    let read = Package::of(body(&(p(&r("As follows.")) + &items.concat()))).lists().read();
    let Some(Block::List(list)) = read.blocks().into_iter().find(|b| matches!(b, Block::List(_))) else {
        panic!("{:?}", read.article().body)
    };
    let items: Vec<_> = list
        .items
        .iter()
        .map(|i| {
            let Block::Paragraph(p) = &i.blocks[0] else { panic!() };
            (i.label.as_ref().unwrap().text.as_str(), p.text.plain())
        })
        .collect();
    assert_eq!(items, [("[1]", "The first of them".to_owned()), ("[2]", "The second of them".into())]);
}

#[test]
fn references_that_count_by_themselves_have_their_numbers() {
    let entries = [
        item(1, 0, "Petrov AB. Reading rooms. Minsk: Navuka; 2001. 120 p."),
        item(1, 0, "Ivanov CD. Clubs. Minsk: Navuka; 2003. 88 p."),
    ];
    let text = p(&r("As was shown [2].")) + &styled("H1", &r("References")) + &entries.concat();
    let read = Package::of(body(&text)).lists().read();
    let items = &read.article().references.items;
    assert_eq!(items.iter().map(|i| i.label.as_ref().unwrap().text.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(shown(read.last()), "As was shown [[cite:2]].");
}

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

#[test]
fn quotations_and_code_are_blocks_of_their_kind() {
    let text = p(&r("He wrote:"))
        + &styled("Quote", &r("Reading is work."))
        + &styled("Code", &r("let x = 1;"))
        + &styled("Code", &r("  x"));
    let read = Package::of(body(&text)).read();
    let blocks = read.blocks();
    assert!(matches!(blocks[1], Block::Quotation(q) if q.blocks.len() == 1), "{}", read.source.text());
    assert!(matches!(blocks[2], Block::Preformatted(run) if run.text == "let x = 1;\n  x"), "{blocks:?}");
}

#[test]
fn content_controls_tags_and_insertions_of_blocks_are_looked_through() {
    let text = format!(
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>{}",
        p(&(r("In a ") + &format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", r("control")) + &r("."))),
        p(&format!("<w:smartTag>{}</w:smartTag>", r("Tagged.")))
    );
    let read = Package::of(body(&text)).read();
    let texts: Vec<String> = read
        .blocks()
        .iter()
        .filter_map(|b| if let Block::Paragraph(p) = b { Some(p.text.plain()) } else { None })
        .collect();
    assert_eq!(texts, ["In a control.", "Tagged."]);
}

#[test]
fn a_line_in_bold_is_a_heading_in_the_body_and_only_bold_in_the_front() {
    let long = "A paragraph that is long enough to be one: it has words, and more words, and it ends with a stop after still more of them, as paragraphs do.";
    let front = [
        p(&rp("<w:b/>", "READING ROOMS OF WORKERS’ CLUBS")),
        p(&rp("<w:i/>", "A. V. LIASNOUSKAYA")),
        p(&r("Minsk Institute for the Humanities, 12 Prykladnaja Street, Minsk 220000, Belarus")),
        p(&(rp("<w:b/>", "Abstract.")
            + &r(" The article considers the reading rooms of the clubs, and who read in them."))),
        p(&(rp("<w:b/>", "Keywords:") + &r(" reading room; history of reading; Minsk."))),
        p(&r(long)),
        p(&rp("<w:b/>", "What was read")),
        p(&r(long)),
    ];
    let read = Package::of(front.concat()).read();
    assert_eq!(read.article().front.titles[0].value.plain(), "Reading rooms of workers’ clubs");
    assert_eq!(read.article().front.contributors[0].names[0].value.surname.text, "Liasnouskaya");
    let sections = &read.article().body.sections;
    assert_eq!(sections.iter().map(|s| s.title.plain()).collect::<Vec<_>>(), ["What was read"]);
}

#[test]
fn headers_and_footers_with_words_are_told_and_page_numbers_are_not() {
    let part = |text: &str| format!("<w:hdr {}>{}</w:hdr>", package::NAMESPACES, p(&r(text)));
    let read = Package::of(body(&p(&r("Text."))))
        .related("header", "header1.xml", &part("Journal of Reading"))
        .related("footer", "footer1.xml", &part("12"))
        .read();
    assert_eq!(read.findings(), [("docx-header", "READING ROOMS OF WORKERS’ CLUBS")]);
    assert!(!read.source.text().contains("Journal of Reading"));
}

#[test]
fn strict_documents_are_read() {
    let strict = |text: String| {
        text.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    };
    let document =
        format!("<w:document {}><w:body>{}</w:body></w:document>", package::NAMESPACES, body(&p(&r("Strictly."))));
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"
        Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/main.xml"/></Relationships>"#;
    let bytes =
        package::zip(&[("_rels/.rels".into(), rels.into()), ("word/main.xml".into(), strict(document).into_bytes())]);
    let source = offprint::read::docx::open("a.docx".into(), bytes).unwrap();
    assert!(source.text().ends_with("Strictly.\n"), "{}", source.text());
}

#[test]
fn what_an_editor_says_of_a_block_is_said_in_a_word_processor_too() {
    let long =
        "The ferry crossed the river twice a day in summer and once a day in winter, and in the thaw not at all.";
    let headings = |comment: &str| {
        let said = if comment.is_empty() { String::new() } else { p(&r(comment)) };
        let read = Package::of(body(&[p(&r(long)), said, p(&r("the harbour.")), p(&r(long))].concat())).read();
        let sections = &read.article().body.sections;
        let titles: Vec<String> = sections.iter().map(|s| s.title.plain()).collect();
        assert!(!format!("{:?}", read.article()).contains("offprint:"), "{comment}");
        titles
    };
    assert!(!headings("").contains(&"the harbour.".to_owned()));
    // Word processors make dashes of two hyphens.
    for comment in
        ["<!-- offprint: heading 1 -->", "<!– offprint: heading 1 –>", "<!— offprint: heading 1 -- as printed —>"]
    {
        let comment = comment.replace('<', "&lt;").replace('>', "&gt;");
        assert!(headings(&comment).contains(&"the harbour.".to_owned()), "{comment}");
    }
}
