//! What an editor says of a block in the manuscript itself: each marker where the page reader would have taken the block for
//! something else, and the same block without it.

use offprint::article::{Article, Block};
use offprint::diagnostic::Diagnostic;
use offprint::read::page;
use offprint::source::Source;
use offprint::write::{Job, WRITERS};

const LONG: &str = "The ferry crossed the river twice a day in summer and once a day in winter, and in the weeks of the \
    thaw it did not cross at all, so that the villages on the other bank lived by themselves until the ice was gone.";

fn read(text: &str) -> (Article, Vec<Diagnostic>) {
    let reading = page::read(&Source::from_text("a.md", text));
    (reading.article, reading.diagnostics)
}

fn article(text: &str) -> Article {
    let (article, found) = read(text);
    let of_markers: Vec<_> = found.iter().filter(|d| d.rule.starts_with("read-marker")).collect();
    assert!(of_markers.is_empty(), "{of_markers:?}");
    article
}

/// A page with `body` as its body.
fn page_of(body: &str) -> String {
    format!(
        "River crossings of the lowlands\n\nA. B. Ferryman\n\nInstitute of Rivers, Delta\n\nAbstract: {LONG}\n\n\
         Keywords: ferry; river\n\nIntroduction\n\n{LONG}\n\n{body}\n"
    )
}

fn headings(article: &Article) -> Vec<String> {
    fn go(sections: &[offprint::article::Section], depth: usize, out: &mut Vec<String>) {
        for section in sections {
            out.push(format!("{depth} {}", section.title.plain()));
            go(&section.sections, depth + 1, out);
        }
    }
    let mut out = Vec::new();
    go(&article.body.sections, 1, &mut out);
    out
}

fn paragraphs(article: &Article) -> Vec<String> {
    fn go<'a>(blocks: &'a [Block], sections: &'a [offprint::article::Section], out: &mut Vec<String>) {
        for block in blocks {
            if let Block::Paragraph(p) = block {
                out.push(p.text.plain());
            }
        }
        for section in sections {
            go(&section.blocks, &section.sections, out);
        }
    }
    let mut out = Vec::new();
    go(&article.body.blocks, &article.body.sections, &mut out);
    out
}

fn figures(article: &Article) -> usize {
    let blocks = article.body.blocks.iter().chain(article.body.sections.iter().flat_map(|s| &s.blocks));
    blocks.filter(|b| matches!(b, Block::Figure(_))).count()
}

fn titles(article: &Article) -> Vec<String> {
    article.front.titles.iter().map(|t| t.value.plain()).collect()
}

fn surnames(article: &Article) -> Vec<&str> {
    article.front.contributors.iter().map(|c| c.names[0].value.surname.text.as_str()).collect()
}

#[test]
fn a_line_becomes_a_heading_and_a_heading_a_line() {
    let marked = |marker: &str, line: &str| article(&page_of(&format!("{marker}{line}\n\n{LONG}")));
    let plain = "The harbour and the ferry";
    let sentence = "the harbour, seen from the ferry.";
    assert!(headings(&marked("", plain)).iter().any(|h| h.ends_with(plain)));
    let told = marked("<!-- offprint: paragraph -->\n", plain);
    assert_eq!(headings(&told), ["1 Introduction"]);
    assert!(paragraphs(&told).iter().any(|p| p == plain));

    assert_eq!(headings(&marked("", sentence)), ["1 Introduction"]);
    assert_eq!(
        headings(&marked("<!-- offprint: heading 2 -- as printed -->\n", sentence)),
        ["1 Introduction".to_owned(), format!("2 {sentence}")]
    );
    assert_eq!(headings(&marked("<!-- offprint: heading 1 -->\n", sentence))[1], format!("1 {sentence}"));
    assert!(headings(&marked("<!-- offprint: heading -->\n", sentence))[1].ends_with(sentence));
    // Signs of a heading are no text.
    let signs = marked("<!-- offprint: paragraph -->\n", "## The harbour");
    assert!(paragraphs(&signs).iter().any(|p| p == "The harbour"));
    assert_eq!(headings(&marked("<!-- offprint: heading 1 -->\n", "### The harbour"))[1], "1 The harbour");
}

#[test]
fn a_marker_at_the_end_of_a_block_is_about_that_block() {
    let told = article(&page_of(&format!("The harbour and the ferry <!-- offprint: paragraph -->\n{LONG}")));
    assert_eq!(headings(&told), ["1 Introduction"]);
    let all = paragraphs(&told);
    assert!(all.iter().any(|p| p == "The harbour and the ferry"), "{all:?}");
}

#[test]
fn paragraphs_are_joined_and_kept_apart() {
    let (first, second) = (format!("{LONG} The boats of the"), format!("guild were counted. {LONG}"));
    let joined = |marker: &str, first: &str, second: &str| {
        paragraphs(&article(&page_of(&format!("{first}\n\n^1 A note on boats.\n\n{marker}{second}")))).len()
    };
    assert_eq!(joined("", &first, &second), 2);
    assert_eq!(joined("<!-- offprint: no-join -->\n", &first, &second), 3);
    assert_eq!(joined("", LONG, "Guilds were counted."), 3);
    assert_eq!(joined("<!-- offprint: join -->\n", LONG, "Guilds were counted."), 2);
    let (_, found) = read(&page_of(&format!("The Harbour\n\n<!-- offprint: join -->\n{LONG}")));
    assert!(found.iter().any(|d| d.rule == "read-marker-misplaced"), "{found:?}");
}

#[test]
fn lines_are_left_out_by_their_markers() {
    for (marker, rule) in
        [("running-head", "read-running-head"), ("page-number", "read-page-number"), ("leave-out", "read-left-out")]
    {
        let line = "A line that would be text. And another one.";
        let text = page_of(&format!("<!-- offprint: {marker} -->\n{line}\n\n{LONG}"));
        let (told, found) = read(&text);
        assert!(!paragraphs(&told).iter().any(|p| p.contains(line)), "{marker}");
        assert!(found.iter().any(|d| d.rule == rule && &text[d.span.range()] == line), "{marker}: {found:?}");
        assert!(paragraphs(&article(&page_of(&format!("{line}\n\n{LONG}")))).iter().any(|p| p.contains(line)));
    }
    // And a line that would be left out is kept.
    let body = |marker: &str| {
        page_of(&format!(
            "{LONG} The boats of the\n\n{marker}DELTA 2020\n\nguild were counted.\n\nDELTA 2020\n\n{LONG}"
        ))
    };
    assert!(!paragraphs(&article(&body(""))).iter().any(|p| p.contains("DELTA")));
    assert!(paragraphs(&article(&body("<!-- offprint: paragraph -->\n"))).iter().any(|p| p.contains("DELTA")));
}

#[test]
fn the_front_matter_is_what_its_markers_say() {
    let front = |title: &str, authors: &str| {
        article(&format!(
            "{title}\n\n{authors}\n\nInstitute of Rivers, Delta\n\nAbstract: {LONG}\n\nKeywords: ferry; river\n\n\
             Introduction\n\n{LONG}\n"
        ))
    };
    // A line that is no name of the usual form.
    let odd = "the Ferryman of Delta; the Widow Reed";
    assert!(front("River crossings", odd).front.contributors.is_empty());
    assert_eq!(front("River crossings", &format!("<!-- offprint: authors -->\n{odd}")).front.contributors.len(), 2);
    // Two lines over the authors, of which the first is the title.
    let told = front("<!-- offprint: title -->\nRiver crossings\n\nNotes from the delta", "A. B. Ferryman");
    assert_eq!(titles(&told), ["River crossings"]);
    assert_ne!(titles(&front("River crossings\n\nNotes from the delta", "A. B. Ferryman")), ["River crossings"]);
    // A title that looks like an author line.
    let told = front("<!-- offprint: title -->\nA. B. Ferryman", "C. D. Widow");
    assert_eq!((titles(&told), surnames(&told)), (vec!["A. B. Ferryman".to_owned()], vec!["Widow"]));
    let told = front("River crossings\n\n<!-- offprint: rubric -->\nOf boats and men", "A. B. Ferryman");
    assert_eq!(told.front.headings[0].value.plain(), "Of boats and men");
}

#[test]
fn an_affiliation_is_one_by_its_marker() {
    let with = |marker: &str| {
        article(&format!(
            "River crossings\n\nA. B. Ferryman\n\n{marker}The old boathouse\n\nAbstract: {LONG}\n\nKeywords: ferry\n\n\
             Introduction\n\n{LONG}\n"
        ))
    };
    assert!(with("").front.affiliations.is_empty());
    assert_eq!(with("<!-- offprint: affiliation -->\n").front.affiliations.len(), 1);
}

#[test]
fn abstract_and_keywords_need_no_label_that_is_known() {
    let late = |abstract_marker: &str, keywords_marker: &str| {
        article(&page_of(&format!(
            "{LONG}\n\n{abstract_marker}De veerboot stak de rivier in de zomer twee keer per dag over en in de winter een keer.\n\n\
             {keywords_marker}Sleutelwoorden: veerboot; rivier\n\nReferences\n\n1. Reed A. Boats. Delta: Reed; 1990. 20 p."
        )))
    };
    let plain = late("", "");
    assert_eq!((plain.front.abstracts.len(), plain.front.keywords.len()), (1, 1));
    let told = late("<!-- offprint: abstract -->\n", "<!-- offprint: keywords -->\n");
    assert_eq!((told.front.abstracts.len(), told.front.keywords.len()), (2, 2));
    let keywords = &told.front.keywords[1];
    assert_eq!(keywords.label.text, "Sleutelwoorden");
    assert_eq!(keywords.items.iter().map(|k| k.plain()).collect::<Vec<_>>(), ["veerboot", "rivier"]);
    assert!(!paragraphs(&told).iter().any(|p| p.contains("veerboot")));
    // And what has the label is text.
    let text = page_of(LONG).replace("Keywords: ferry", "<!-- offprint: paragraph -->\nKeywords: ferry");
    let told = article(&text);
    assert!(told.front.keywords.is_empty());
    assert!(paragraphs(&told).iter().any(|p| p.starts_with("Keywords: ferry")));
}

#[test]
fn a_note_is_one_by_its_marker_and_none_without() {
    let with = |marker: &str, line: &str| article(&page_of(&format!("Boats^1 were counted. {LONG}\n\n{marker}{line}")));
    assert!(with("", "1 Annual report.").notes.is_empty());
    for (marker, line) in [
        ("<!-- offprint: note -->\n", "1 Annual report."),
        ("<!-- offprint: note 1 -->\n", "Annual report."),
        ("<!-- offprint: note -->\n", "Annual report."),
    ] {
        let told = with(marker, line);
        assert_eq!(told.notes.len(), 1, "{marker}{line}");
        assert_eq!((told.notes[0].label.text.as_str(), told.notes[0].marks.len()), ("1", 1));
        assert_eq!(told.notes[0].paragraphs[0].plain(), "Annual report.");
    }
    assert_eq!(with("", "^1 Annual report.").notes.len(), 1);
    let told = with("<!-- offprint: paragraph -->\n", "^1 Annual report.");
    assert!(told.notes.is_empty());
    assert!(paragraphs(&told).iter().any(|p| p.contains("Annual report.")));
}

#[test]
fn references_are_items_by_their_markers() {
    let list = |heading: &str, between: &str| {
        article(&page_of(&format!(
            "{LONG}\n\n{heading}\n\n1. Reed A. Boats. Delta: Reed; 1990. 20 p.\n\n{between}\n\n2. Reed B. Oars. Delta: Reed; 1991. 30 p."
        )))
    };
    let count = |article: &Article| article.references.items.len();
    assert_eq!(count(&list("References", "")), 2);
    assert_eq!(count(&list("What was read for this article", "")), 0);
    let told = list("<!-- offprint: reference-list -->\nWhat was read for this article", "");
    assert_eq!(
        (count(&told), told.references.lists[0].title.plain()),
        (2, "What was read for this article".to_owned())
    );
    // Without a number it would go on the item before, after a stop it would end the list.
    let odd = "Anonymous leaflet, Delta, no year.";
    assert_eq!(count(&list("References", odd)), 1);
    assert_eq!(count(&list("References", &format!("<!-- offprint: reference -->\n{odd}"))), 3);
    let rest = list("References", &format!("<!-- offprint: join -->\n{odd}"));
    assert_eq!(count(&rest), 2);
    assert!(rest.references.items[0].forms[0].text.plain().ends_with(odd));
    let (_, found) = read(&page_of(&format!("{LONG}\n\n<!-- offprint: reference -->\n{odd}")));
    assert!(found.iter().any(|d| d.rule == "read-marker-misplaced"));
}

#[test]
fn what_a_label_announces_needs_none() {
    let with = |marker: &str, line: &str| article(&page_of(&format!("{LONG}\n\n{marker}{line}")));
    let line = "Ferryman AB. River crossings of the lowlands. Delta. 2020;3:4–9.";
    assert!(with("", line).front.self_citations.is_empty());
    let told = with("<!-- offprint: citation -->\n", line);
    assert_eq!(told.front.self_citations[0].text.plain(), line);
    assert_eq!(told.front.issue.year.as_ref().map(|y| y.text.as_str()), Some("2020"));

    let line = "Anna B. Ferryman, lecturer at the Institute of Rivers.";
    assert!(with("", line).front.author_notes.is_empty());
    assert_eq!(with("<!-- offprint: author-note -->\n", line).front.author_notes.len(), 1);
    let line = "We thank the guild.";
    assert!(with("", line).back.is_empty());
    for marker in ["acknowledgements", "funding"] {
        let told = with(&format!("<!-- offprint: {marker} -->\n"), line);
        assert_eq!(told.back.len(), 1, "{marker}");
    }
}

#[test]
fn captions_are_captions_by_their_markers() {
    let with = |marker: &str, line: &str| article(&page_of(&format!("{LONG}\n\n{marker}{line}\n\n{LONG}")));
    let odd = "Riverside view 1. The river and its ferries.";
    assert_eq!(figures(&with("", odd)), 0);
    let told = with("<!-- offprint: caption -->\n", odd);
    assert_eq!(figures(&told), 1);
    let sure = "Figure 1. The river and its ferries";
    assert_eq!(figures(&with("", sure)), 1);
    assert_eq!(figures(&with("<!-- offprint: paragraph -->\n", sure)), 0);
    let table = article(&page_of(&format!(
        "<!-- offprint: caption table -->\nList 1. Ferries\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n{LONG}"
    )));
    let blocks = &table.body.sections[0].blocks;
    let Some(Block::Table(found)) = blocks.iter().find(|b| matches!(b, Block::Table(_))) else { panic!("{blocks:?}") };
    assert_eq!(found.label.as_ref().map(|l| l.text.as_str()), Some("List 1"));
    assert_eq!(found.captions[0].value.plain(), "Ferries");
}

#[test]
fn a_marker_that_says_nothing_is_told() {
    for (comment, rule, said) in [
        ("<!-- offprint: headline -->", "read-marker-unknown", "headline"),
        ("<!-- offprint: heading 9 -->", "read-marker-unknown", "LEVEL"),
        ("<!-- offprint: title 2 -->", "read-marker-unknown", "nothing"),
        ("<!-- offprint: -->", "read-marker-unknown", "no marker"),
    ] {
        let (_, found) = read(&page_of(&format!("{comment}\n{LONG}")));
        let found: Vec<_> = found.iter().filter(|d| d.rule == rule).collect();
        assert_eq!(found.len(), 1, "{comment}");
        assert!(found[0].message.contains(said), "{}", found[0].message);
        assert!(found[0].help.as_ref().is_some_and(|h| h.contains("no-join") && h.contains("running-head")));
    }
    let many = [
        format!("{LONG}\n\n<!-- offprint: paragraph -->\n"),
        format!("A line <!-- offprint: paragraph --> that goes on. {LONG}"),
        "<!-- offprint: heading -->\n| a | b |\n|---|---|\n| 1 | 2 |".to_owned(),
        format!("<!-- offprint: heading -->\n<!-- offprint: paragraph -->\n{LONG}"),
        format!("<!-- offprint: heading --> <!-- offprint: paragraph -->\n{LONG}"),
        format!("{LONG} <!-- offprint: heading --> <!-- offprint: paragraph -->\n{LONG}"),
    ];
    for body in many {
        let (_, found) = read(&page_of(&body));
        assert_eq!(found.iter().filter(|d| d.rule == "read-marker-misplaced").count(), 1, "{body}");
    }
    // In a code fence it is code.
    let (_, found) = read(&page_of(&format!("```\n<!-- offprint: nonsense -->\n```\n\n{LONG}")));
    assert!(found.iter().all(|d| !d.rule.starts_with("read-marker")));
}

#[test]
fn no_output_shows_a_marker() {
    let text = page_of(&format!(
        "<!-- offprint: heading 2 -->\nthe harbour.\n\nA line <!-- offprint: join --> cut. {LONG}\n\n\
         <!-- offprint: nonsense -->\n{LONG} <!-- offprint: no-join -->\n\n<!-- offprint: citation -->\nFerryman AB. Rivers. Delta. 2020;3:4–9.\n\n\
         <!-- offprint: note --> <!-- another -->\nA note.\n\n<!-- offprint: caption -->\nMap 1. A map\n\n{LONG}"
    ));
    let source = Source::from_text("a.md", text);
    let reading = page::read(&source);
    let json = serde_json::to_string(&reading.article).expect("JSON");
    assert!(!json.contains("offprint:"), "{json}");
    for writer in WRITERS.iter().filter(|w| w.name != "epub") {
        let journal = offprint::journal::Journal::default();
        let (context, options) = (offprint::context::Context::default(), offprint::write::Options::default());
        let article = &reading.article;
        let job = Job { article, journal: &journal, context: &context, options: &options, files: &|_| None };
        let written = (writer.write)(&job).expect("an output");
        let shown = String::from_utf8(written.bytes).expect("text");
        assert!(!shown.contains("offprint:"), "{}", writer.name);
    }
}
