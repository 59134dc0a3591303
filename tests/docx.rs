//! DOCX as word processors write them: what is read of each feature, and that nothing is lost without a word.

#[path = "docx/package.rs"]
mod package;

#[path = "docx/blocks.rs"]
mod blocks;
#[path = "docx/command.rs"]
mod command;
#[path = "docx/hostile.rs"]
mod hostile;
#[path = "docx/property.rs"]
mod property;

use offprint::article::{Block, ListKind};
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
