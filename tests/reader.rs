//! The page reader from outside: short pages, each with one thing that pages do, and what must be read in them.

use offprint::article::{Article, Block, Inline, Lang, Text};
use offprint::read::{READERS, Reading};
use offprint::source::Source;

const FRONT: &str = "UDC 327\n\nA STUDY OF SAMPLES\n\nA. B. Maker^a\n\n^aUniversity of Samples, Minsk, Belarus\n\n\
    The abstract of the article says what it is about, and does so in one sentence of some length.\n\n\
    Keywords: one; two; three.\n\nIntroduction\n\n";

fn read(text: &str) -> Reading {
    (READERS[0].read)(&Source::from_text("page.md", text))
}

/// The article of a page with the usual front matter before `body`.
fn page(body: &str) -> Article {
    read(&format!("{FRONT}{body}")).article
}

fn rules(reading: &Reading) -> Vec<&str> {
    reading.diagnostics.iter().map(|d| d.rule.as_str()).collect()
}

fn paragraphs(blocks: &[Block]) -> Vec<String> {
    blocks.iter().filter_map(|b| if let Block::Paragraph(p) = b { Some(p.text.plain()) } else { None }).collect()
}

fn marks(text: &Text) -> Vec<String> {
    text.inlines
        .iter()
        .filter_map(|i| if let Inline::NoteMark { note, .. } = i { Some(note.clone()) } else { None })
        .collect()
}

#[test]
fn quotes_of_two_kinds_around_the_time_of_a_udc_become_one_and_are_told() {
    let reading = read(&FRONT.replace("UDC 327", "UDC 94(476)“1991/2020»(043)"));
    assert_eq!(reading.article.front.classifications[0].code, "94(476)\"1991/2020\"(043)");
    assert_eq!(reading.article.front.classifications[0].written.text, "94(476)“1991/2020»(043)");
    assert!(rules(&reading).contains(&"read-udc-normalised"));
}

#[test]
fn an_affiliation_is_one_though_the_authors_above_it_are_missing() {
    let abstract_ = "The abstract of the article says what it is about. ".repeat(10);
    for affiliations in
        ["University of Samples, Minsk, Belarus", "1) University of Samples, Minsk\n\n2) Mill of the River, Lida"]
    {
        let source =
            format!("THE STUDY\n\n{affiliations}\n\n{abstract_}\n\nKeywords: one; two.\n\nIntroduction\n\nText.\n");
        let reading = read(&source);
        let front = &reading.article.front;
        assert_eq!(front.titles[0].value.plain(), "The study", "{affiliations}");
        let read: Vec<String> = front.affiliations.iter().map(|a| a.variants[0].value.text.plain()).collect();
        let plain: Vec<&str> = affiliations.split("\n\n").map(|a| a.trim_start_matches(['1', '2', ')', ' '])).collect();
        assert_eq!(read, plain);
        assert!(!rules(&reading).contains(&"read-front-line"));
    }
}

#[test]
fn what_stands_under_a_label_of_keywords_that_announces_nothing_is_no_keyword() {
    let reading = read(&FRONT.replace("Keywords: one; two; three.", "Keywords:"));
    assert!(reading.article.front.keywords.iter().all(|k| k.items.is_empty()));
    let reading = read(&FRONT.replace("Keywords: one; two; three.", "Keywords:\n\none; two"));
    assert_eq!(reading.article.front.keywords[0].items.len(), 2);
}

#[test]
fn a_paragraph_cut_by_a_footnote_and_a_page_number_is_one() {
    let long =
        "This paragraph is long enough to reach the end of the column, where the page breaks in the middle of a sen-";
    let article = page(&format!("{long}\n\n¹The first note.\n\n48\n\ntence and goes on¹ below the note.\n"));
    let found = paragraphs(&article.body.sections[0].blocks);
    assert_eq!(found.len(), 1);
    assert!(found[0].ends_with("in the middle of a sentence and goes on1 below the note."), "{}", found[0]);
    assert_eq!(article.notes[0].paragraphs[0].plain(), "The first note.");
}

#[test]
fn every_run_of_a_joined_paragraph_knows_its_place() {
    let first = "This paragraph is long enough to reach the end of its column and be cut there, without a stop and";
    let source = format!("{FRONT}{first}\n\n49\n\ngoes on here, on the other side of the page number.\n");
    let article = read(&source).article;
    let Block::Paragraph(paragraph) = &article.body.sections[0].blocks[0] else { panic!("a paragraph") };
    let mut runs = 0;
    paragraph.text.for_each_run(&mut |run| {
        runs += 1;
        assert_eq!(source[run.span.range()].trim_end(), run.text.trim_end());
    });
    assert_eq!(runs, 2);
}

#[test]
fn two_paragraphs_that_end_are_not_joined() {
    let article = page(
        "The first paragraph ends with a stop.\n\nit begins in lower case by a slip of the pen, and is another.\n",
    );
    assert_eq!(paragraphs(&article.body.sections[0].blocks).len(), 2);
}

#[test]
fn notes_that_start_anew_on_each_page_are_bound_to_their_own_page() {
    let article = page(
        "The first page has a mark¹ in it, and its note below.\n\n¹The note of the first page.\n\n\
         The second page has a mark¹ in it too, and its own note.\n\n¹The note of the second page.\n",
    );
    let blocks = &article.body.sections[0].blocks;
    let of = |n: usize| if let Block::Paragraph(p) = &blocks[n] { marks(&p.text) } else { Vec::new() };
    assert_eq!((of(0), of(1)), (vec!["fn1".to_string()], vec!["fn2".to_string()]));
}

#[test]
fn an_exponent_is_no_note() {
    let article = page("The plot has 12 m² of ground¹ and 10⁵ grains of sand² in all.\n\n¹One.\n\n²Two.\n");
    let Block::Paragraph(paragraph) = &article.body.sections[0].blocks[0] else { panic!("a paragraph") };
    assert_eq!(marks(&paragraph.text), ["fn1", "fn2"]);
}

#[test]
fn running_heads_are_left_out_and_told() {
    let body = "The text of the first page is cut here in the middle of what it has to say about the\n\nSample Studies. 2020;2:1–9\n\n\
         matter, and goes on.\n\nThe second paragraph of the article is long enough to be cut as well, just as\n\n\
         Sample Studies. 2020;2:1–9\n\nthe first one was.\n";
    let reading = read(&format!("{FRONT}{body}"));
    assert_eq!(paragraphs(&reading.article.body.sections[0].blocks).len(), 2);
    assert_eq!(rules(&reading).iter().filter(|r| **r == "read-running-head").count(), 2);
}

#[test]
fn the_second_block_is_found_without_its_author_line_or_keywords() {
    let second = "ДАСЛЕДАВАННЕ ЎЗОРАЎ\n\nМ. М. МАЙСТАР¹⁾\n\n¹⁾Універсітэт узораў, г. Мінск, Беларусь\n\n\
         Артыкул прысвечаны ўзорам, якія разглядаюцца з розных бакоў, і таму, што з гэтага вынікае для навукі.\n\n\
         Ключавыя словы: адзін; два; тры.\n\n";
    let whole = FRONT.replace("Introduction", &format!("{second}Introduction"));
    for (without, kept) in [("М. М. МАЙСТАР¹⁾\n\n", 3), ("Ключавыя словы: адзін; два; тры.\n\n", 0), ("", 3)]
    {
        let article = read(&format!("{}Text.\n", whole.replace(without, ""))).article;
        let languages: Vec<Lang> = article.front.titles.iter().map(|t| t.lang).collect();
        assert_eq!(languages.len(), 2, "without {without:?}: {languages:?}");
        assert_eq!(article.front.abstracts.len(), 2, "without {without:?}");
        let keywords = article.front.keywords.iter().find(|k| k.lang == Lang::BE).map_or(0, |k| k.items.len());
        assert_eq!(keywords, kept, "without {without:?}");
        assert_eq!(article.front.affiliations[0].variants.len(), 2, "without {without:?}");
    }
}

#[test]
fn a_label_without_text_is_told_and_what_follows_stays_in_the_body() {
    let body = "For citation:\n\nAuthor:\n\nMaker A. B. is the author.\n\nthe rest of the page.\n";
    let reading = read(&format!("{FRONT}{body}"));
    assert!(rules(&reading).contains(&"read-label-without-text"));
    assert!(paragraphs(&reading.article.body.sections[0].blocks).iter().any(|p| p == "the rest of the page."));
}

#[test]
fn lists_that_pair_are_one_and_lists_that_do_not_stay_apart() {
    let original = "Список литературы\n\n1. Петров АБ. Узоры. *Наука*. 2001;5:1–9.\n2. Иванов ВГ. Ткани. *Наука*. 2003;5:10–19.\n\n";
    let same = "References\n\n1. Petrov AB. [Patterns]. *Nauka*. 2001;5:1–9. Russian.\n2. Ivanov VG. [Fabrics]. *Nauka*. 2003;5:10–19. Russian.\n";
    let paired = page(&format!("It is known [1; 2].\n\n{original}{same}"));
    assert!(paired.references.items.iter().all(|i| i.forms.len() == 2));
    let fewer = same.lines().take(3).collect::<Vec<_>>().join("\n");
    let apart = read(&format!("{FRONT}It is known [1; 2].\n\n{original}{fewer}\n"));
    assert_eq!(apart.article.references.items.len(), 3);
    assert!(rules(&apart).contains(&"read-lists-do-not-pair"));
}

#[test]
fn items_run_together_in_one_line_are_cut_apart() {
    let article = page(
        "Text.\n\nReferences\n\n1. One A. First title. Minsk: Press; 2001. 10 p. 2. Two B. Second title. Minsk: Press; 2002. 20 p.\n3. Three C. Third title. Minsk: Press; 2003. 30 p.\n",
    );
    assert_eq!(article.references.items.len(), 3);
    assert!(article.references.items[1].forms[0].text.plain().starts_with("Two B."));
}

#[test]
fn the_front_matter_in_capitals_takes_its_case_and_names_from_where_they_are_written_out() {
    let source = "UDC 327\n\nA STUDY OF NATO SAMPLES\n\nA. B. MAKER^a\n\n^aUniversity of Samples, Minsk, Belarus\n\n\
         The abstract of the article says what it is about, and does so in one sentence of some length.\n\n\
         Keywords: one; two.\n\nIntroduction\n\nText.\n\nFor citation:\n\nMaker AB. A study of NATO samples. *Sample Studies*. 2020;7(2):1–9.\n\n\
         Author:\n\nAnna B. Maker, senior lecturer. maker@example.org\n";
    let article = read(source).article;
    assert_eq!(article.front.titles[0].value.plain(), "A study of NATO samples");
    let author = &article.front.contributors[0];
    assert_eq!(
        (author.names[0].value.surname.text.as_str(), author.names[0].value.given.text.as_str()),
        ("Maker", "Anna B.")
    );
    assert_eq!(author.email.as_ref().map(|e| e.text.as_str()), Some("maker@example.org"));
    let issue = &article.front.issue;
    let text = |r: &Option<offprint::article::Run>| r.as_ref().map(|r| r.text.clone()).unwrap_or_default();
    assert_eq!(
        (text(&issue.volume), text(&issue.issue), text(&issue.first_page)),
        ("7".into(), "2".into(), "1".into())
    );
}

#[test]
fn a_picture_that_is_not_taken_leaves_its_caption_where_it_stood() {
    for order in [
        "Fig. 1. A view of the river.\n\n![view](../../river.png)",
        "![view](../../river.png)\n\nFig. 1. A view of the river.",
    ] {
        let reading = read(&format!("{FRONT}The text of the article.\n\n{order}\n\nThe text goes on.\n"));
        let json = format!("{:?}", reading.article.body);
        assert!(json.contains("A view of the river."), "{order}");
    }
}

#[test]
fn the_notes_on_the_authors_are_read_once() {
    let note = "Author:\n\nA. B. Maker, senior lecturer, [page](javascript:alert(1)).\n\n";
    let reading = read(&format!("{FRONT}Text.\n\n{note}"));
    assert_eq!(rules(&reading).iter().filter(|r| **r == "read-link-not-kept").count(), 1);
}

#[test]
fn a_title_in_capitals_takes_only_its_capitals_from_the_citation_block() {
    let title = "THE “BELARUS – NATO” STUDY (1995–2016)";
    let front = FRONT.replace("A STUDY OF SAMPLES", title);
    let block = "For citation: Maker AB. The Belarus – NATO study (1995–2015). *Journal*. 2020;2:4–5.\n";
    let source = format!("{front}Text.\n\n{block}");
    let article = read(&source).article;
    let found = &article.front.titles[0].value;
    assert_eq!(found.plain(), "The “Belarus – NATO” study (1995–2016)");
    assert_eq!(&source[found.span().range()], title);
}
