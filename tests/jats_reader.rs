//! The JATS reader from outside: what offprint writes is read as it was, and the JATS of others as far as the model goes.

#[allow(dead_code)]
#[path = "support/material.rs"]
mod material;

use std::path::Path;

use offprint::article::*;
use offprint::context::Context;
use offprint::journal::Journal;
use offprint::read::{Reading, jats};
use offprint::source::{Source, Span};
use offprint::write::{self, Job, Options};
use serde_json::Value;

fn read(text: &str) -> Reading {
    jats::read(&Source::from_text("article.xml", text))
}

fn write(article: &Article) -> String {
    let job = Job {
        article,
        journal: &Journal::default(),
        context: &Context::default(),
        options: &Options::default(),
        files: &|_| None,
    };
    String::from_utf8(write::jats::write(&job).unwrap().bytes).unwrap()
}

/// An article with only what JATS carries. Left out are:
/// - places, and where one run ends and the next begins;
/// - the words of the manuscript that JATS has in a normal form only: the label of a classification and its code as
///   written, the name as in the line of authors, a date as written;
/// - where the day of publication stands among the dates;
/// - which notes on the authors say the same as the authors' `bio`s, which are not written again;
/// - where funding told in words stands among the back matter: in JATS it is before the body;
/// - styles in citations, where an element may say the same as italic; a resolver before a DOI; and the normal form of a
///   part, where JATS has no attribute for it.
fn carried(article: &Article) -> Value {
    let mut article = article.clone();
    for classification in &mut article.front.classifications {
        classification.label = Run::default();
        classification.written = Run::new(classification.code.clone(), Span::NONE);
    }
    for name in article.front.contributors.iter_mut().flat_map(|contributor| &mut contributor.names) {
        name.value.written = Run::default();
    }
    article.front.history.iter_mut().for_each(|entry| entry.written = Run::default());
    article.front.history.sort_by_key(|entry| entry.event == HistoryEvent::Published);
    article.front.author_notes.clear();
    article.back.sort_by_key(|matter| matter.kind != BackMatterKind::Funding);
    let citations = article.references.items.iter_mut().flat_map(|item| &mut item.forms);
    let citations = citations.map(|form| (&mut form.text, &mut form.citation));
    for (text, citation) in
        citations.chain(article.front.self_citations.iter_mut().map(|c| (&mut c.text, &mut c.citation)))
    {
        let plain = text.plain();
        *text = Text::made(plain.as_str());
        addresses(&mut citation.parts, &plain);
    }
    let mut value = serde_json::to_value(&article).unwrap();
    normal(&mut value);
    value
}

fn addresses(parts: &mut [Part], plain: &str) {
    for part in parts {
        if part.kind == PartKind::Doi
            && let Some(value) = part.value.take()
        {
            let shown = part.text(plain);
            part.start += (shown.len() - value.len().min(shown.len())) as u32;
        }
        use PartKind as P;
        if !matches!(part.kind, P::Edition | P::Year | P::ConfDate | P::AccessDate | P::LastPage) {
            part.value = None;
        }
        addresses(&mut part.parts, plain);
    }
}

/// Takes places out, and puts runs together that follow one another.
fn normal(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("span");
            if let Some(marks) = fields.get_mut("marks") {
                *marks = marks.as_array().map_or(0, Vec::len).into();
            }
            fields.values_mut().for_each(normal);
        }
        Value::Array(items) => {
            items.iter_mut().for_each(normal);
            let run = |item: &Value| item["type"] == "run";
            let mut kept: Vec<Value> = Vec::new();
            for item in std::mem::take(items) {
                match kept.last_mut().filter(|last| run(last) && run(&item)) {
                    Some(last) => {
                        let text = format!("{}{}", last["text"].as_str().unwrap(), item["text"].as_str().unwrap());
                        last["text"] = text.into();
                    }
                    None => kept.push(item),
                }
            }
            *items = kept;
        }
        _ => {}
    }
}

/// Where two values differ first.
fn difference(a: &Value, b: &Value, path: &str) -> Option<String> {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys: std::collections::BTreeSet<_> = x.keys().chain(y.keys()).collect();
            keys.into_iter().find_map(|key| difference(&a[key], &b[key], &format!("{path}.{key}")))
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            x.iter().zip(y).enumerate().find_map(|(at, (a, b))| difference(a, b, &format!("{path}[{at}]")))
        }
        _ => (a != b).then(|| format!("{path}:\n{a}\nand\n{b}")),
    }
}

#[track_caller]
fn comes_back(article: &Article) {
    let first = write(article);
    let reading = read(&first);
    let lost: Vec<_> = reading
        .diagnostics
        .iter()
        .filter(|d| d.rule != "jats-not-carried" || !d.message.contains("journal.toml"))
        .map(|d| &d.message)
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    let (a, b) = (carried(article), carried(&reading.article));
    if let Some(difference) = difference(&a, &b, "article") {
        panic!("{difference}");
    }
    let second = write(&reading.article);
    for (a, b) in first.lines().zip(second.lines()) {
        assert_eq!(a, b);
    }
    assert_eq!(first, second);
}

#[test]
fn every_sample_comes_back_as_it_was() {
    let articles = material::articles(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")).unwrap();
    assert!(articles.len() >= 5);
    for article in articles {
        println!("{}", article.name);
        let (_, reading) = material::read(&article.path).unwrap();
        comes_back(&reading.article);
    }
}

#[test]
fn pages_beside_the_checkout_come_back() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join(std::env::var("SHARED").unwrap_or("../shared".into()));
    for folder in ["seed", "corpus/pages"] {
        let Ok(articles) = material::articles(&shared.join(folder)) else { continue };
        for article in articles {
            println!("{}", article.path.display());
            let (_, reading) = material::read(&article.path).unwrap();
            comes_back(&reading.article);
        }
    }
}

const PUBLISHER: &str = include_str!("jats/publisher.xml");

fn plain(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => paragraph.text.plain(),
        other => format!("{other:?}"),
    }
}

#[test]
fn the_front_of_a_publishers_file_is_read() {
    let front = read(PUBLISHER).article.front;
    let titles: Vec<_> = front.titles.iter().map(|t| (t.lang, t.value.plain())).collect();
    assert_eq!(titles, [(Lang::EN, "Honey & Apis at −5\u{A0}°C*: A winter".into()), (Lang::PT, "Mel".into())]);
    assert_eq!(
        (front.identifiers[0].scheme.as_str(), front.identifiers[0].value.text.as_str()),
        ("doi", "10.5555/bees.7")
    );
    assert_eq!((front.classifications[0].scheme.as_str(), front.classifications[0].code.as_str()), ("udc", "638.1"));
    assert_eq!(front.headings[0].value.plain(), "Original article");
    let [author] = front.contributors.as_slice() else { panic!("{:?}", front.contributors) };
    assert_eq!(author.names[0].value.written.text, "Ana B. Garcia");
    assert_eq!(author.orcid.as_ref().unwrap().text, "0000-0002-1825-0097");
    assert_eq!(author.email.as_ref().unwrap().text, "ana@example.org");
    assert!(author.corresponding && author.affiliations == ["a1"]);
    let aff = &front.affiliations[0].variants[0].value;
    assert_eq!(aff.text.plain(), "Hive Institute, Porto, Portugal");
    let parts: Vec<_> =
        aff.parts.iter().map(|p| aff.text.plain()[p.start as usize..p.end as usize].to_owned()).collect();
    assert_eq!(parts, ["Hive Institute", "Porto", "Portugal"]);
    assert_eq!(aff.parts[1].kind, AffiliationPartKind::City);
    let dates: Vec<_> = front.history.iter().map(|entry| (entry.event, entry.date.iso())).collect();
    assert_eq!(dates, [(HistoryEvent::Received, "2020-10-12".into()), (HistoryEvent::Published, "2021-02-03".into())]);
    assert_eq!(front.issue.year.unwrap().text + &front.issue.volume.unwrap().text, "20214");
    let summary: Vec<_> = front.abstracts[0].value.iter().map(plain).collect();
    assert_eq!(summary, ["Aim To keep bees.", "Result Kept."]);
    assert_eq!(front.keywords[0].label.text, "Key words");
    assert_eq!(front.keywords[0].items.len(), 2);
}

#[test]
fn the_body_of_a_publishers_file_is_read() {
    let article = read(PUBLISHER).article;
    let section = &article.body.sections[0];
    assert_eq!((section.title.plain().as_str(), section.kind), ("1 Introduction", Some(SectionKind::Introduction)));
    let Block::Paragraph(first) = &section.blocks[0] else { panic!() };
    assert_eq!(first.text.plain(), "Bees [1–3] and wasps fly; see Fig. 1.");
    let cited = first.text.inlines.iter().find_map(|inline| match inline {
        Inline::Citation { target, through, .. } if !through.is_empty() => Some((target.as_str(), through.as_slice())),
        _ => None,
    });
    assert_eq!(cited, Some(("b3", &["b2".to_owned()][..])));
    let Block::Formula(formula) = &section.blocks[1] else { panic!("{:?}", section.blocks[1]) };
    assert_eq!((formula.tex.text.as_str(), formula.label.as_ref().unwrap().text.as_str()), ("a<b", "(1)"));
    assert_eq!(&PUBLISHER[formula.tex.span.range()], "a<b");
    let Block::Paragraph(more) = &section.blocks[2] else { panic!() };
    assert_eq!((more.text.plain().as_str(), more.continues), ("So it is.", true));
    let Block::Group(group) = &section.blocks[3] else { panic!() };
    assert_eq!((group.title.plain(), plain(&group.blocks[0])), ("Box".to_owned(), "In a box.".to_owned()));
    let Block::Figure(figure) = &section.blocks[4] else { panic!() };
    assert_eq!(
        (figure.captions[0].value.plain(), plain(&figure.legends[0].value[0])),
        ("A bee.".into(), "From the left.".into())
    );
    assert_eq!(figure.graphic.as_ref().unwrap().href, "bee.png");
    let Block::Table(table) = &section.blocks[5] else { panic!() };
    assert_eq!((table.head[0].cells[0].colspan, table.body[0].cells[0].align), (2, Some(Align::Right)));
    assert_eq!(
        (table.notes[0].label.as_ref().unwrap().text.as_str(), table.notes[0].text.plain().as_str()),
        ("a", "Counted.")
    );
    let notes: Vec<_> = article.notes.iter().map(|n| (n.id.as_str(), n.paragraphs[0].plain(), n.marks.len())).collect();
    assert_eq!(notes, [("n2", "Not in winter.".to_owned(), 1), ("n1", "Read in Porto.".to_owned(), 1)]);
    let back: Vec<_> = article.back.iter().map(|matter| matter.kind).collect();
    assert_eq!(back, [BackMatterKind::Acknowledgements, BackMatterKind::ConflictOfInterest]);
}

#[test]
fn references_in_elements_are_displayed_and_keep_their_parts() {
    let references = read(PUBLISHER).article.references;
    let form = &references.items[0].forms[0];
    let plain = form.text.plain();
    assert_eq!(plain, "Lee C, Ray D. Wings. Bee J. 2001;7(3):120–9. 10.5555/w.1.");
    let get = |kind| form.citation.get(kind, &plain).unwrap();
    assert_eq!((get(PartKind::Surname), get(PartKind::Source), get(PartKind::LastPage)), ("Lee", "Bee J.", "129"));
    assert_eq!((get(PartKind::Issue), get(PartKind::Doi)), ("3", "10.5555/w.1"));
    let displayed = &references.items[1].forms[0];
    assert_eq!(displayed.text.plain(), "Poe E. Hives. Porto, 1999.");
    assert_eq!(displayed.citation.get(PartKind::Year, &displayed.text.plain()), Some("1999"));
    assert_eq!(references.items[2].label.as_ref().unwrap().text, "3");
}

#[test]
fn what_is_not_carried_is_told_at_its_place() {
    let reading = read(PUBLISHER);
    let told: Vec<_> = reading.diagnostics.iter().map(|d| &PUBLISHER[d.span.range()]).collect();
    for element in ["<overline", "<subtitle", "<copyright-year", "<title", "<contrib"] {
        assert!(told.contains(&element), "{element} is not among {told:?}");
    }
    assert!(reading.diagnostics.iter().all(|d| d.rule == "jats-not-carried"), "{:?}", reading.diagnostics);
}

#[test]
fn every_run_knows_its_bytes() {
    let article = read(PUBLISHER).article;
    let title = &article.front.titles[0].value;
    title.for_each_run(&mut |run| {
        if !run.span.is_empty() {
            let there = &PUBLISHER[run.span.range()];
            let known = [("&amp;", "&"), ("&#8722;", "−"), ("&nbsp;", "\u{A0}"), ("&deg;", "°")];
            let reference = known.contains(&(there, run.text.as_str()));
            assert!(there == run.text || reference || there.trim().is_empty() && run.text == " ", "{there:?} {run:?}");
        }
    });
    assert_eq!(&PUBLISHER[article.front.contributors[0].orcid.as_ref().unwrap().span.range()], "0000-0002-1825-0097");
}

/// Reads what is broken, and writes what was read.
fn survives(text: &str) -> Reading {
    let reading = read(text);
    for diagnostic in &reading.diagnostics {
        assert!(text.get(diagnostic.span.range()).is_some(), "{diagnostic:?}");
    }
    write(&reading.article);
    reading
}

#[track_caller]
fn is_faulty(reading: &Reading) {
    let first = reading.diagnostics.iter().find(|d| d.rule == "jats-not-well-formed");
    assert!(first.is_some_and(|d| d.severity == offprint::diagnostic::Severity::Error), "{:?}", reading.diagnostics);
}

#[test]
fn xml_that_is_not_well_formed_is_read_as_far_as_it_goes() {
    for (text, kept) in [
        ("<article><body><p>One <b>two</p><p>Three</p></body></article>", "One two|Three"),
        ("<article><body><p>One</p><p>Two", "One|Two"),
        ("<article><body><p>One</italic> two</p></body></article>", "One two"),
        ("<article><body><p>A & B &nosuch; C</p></body></article>", "A & B &nosuch; C"),
        ("<article><body><p a=1 a='2' a='3'>One</p></body></article>", "One"),
        ("<article><body><p>One</p></body></article><article/>", "One"),
        ("<article><body><p>One\u{1}</p></body></article>", "One\u{1}"),
        ("<article><body><p>One</p><!-- ", "One"),
    ] {
        let reading = survives(text);
        is_faulty(&reading);
        let blocks: Vec<_> = reading.article.body.blocks.iter().map(plain).collect();
        assert!(blocks.join("|").starts_with(kept), "{text}: {blocks:?}");
    }
}

#[test]
fn what_is_no_jats_is_read() {
    for text in [
        "",
        " ",
        "\u{FEFF}",
        "Just text.",
        "<",
        "<>",
        "</a>",
        "&",
        "<!DOCTYPE",
        "<?xml?>",
        "<a/>",
        "]]>",
        "<html><p>x</p></html>",
    ] {
        let reading = survives(text);
        assert!(!reading.diagnostics.is_empty(), "{text:?}");
    }
}

#[test]
fn a_hundred_thousand_elements_deep_or_wide_are_read() {
    for name in
        ["sec", "p", "italic", "list", "disp-quote", "x:y", "ref-list", "person-group", "fn", "table-wrap", "td"]
    {
        let n = 100_000;
        let deep = format!(
            "<article><body>{}word{}</body></article>",
            format!("<{name}>").repeat(n),
            format!("</{name}>").repeat(n)
        );
        is_faulty(&survives(&deep));
        let wide = format!("<article><body>{}</body></article>", format!("<{name}>w</{name}>").repeat(n / 5));
        survives(&wide);
    }
    let attributes: String = (0..100_000).map(|n| format!(" a{n}='1'")).collect();
    survives(&format!("<article{attributes}><body{attributes}/></article>"));
}

#[test]
fn entities_that_grow_without_end_stop() {
    let mut doctype = String::from("<!ENTITY a0 'ha ha ha ha ha ha'>");
    for n in 1..12 {
        doctype += &format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10));
    }
    let text = format!(
        "<!DOCTYPE article [{doctype}]><article><body><p>{} {}</p></body></article>",
        "&a11;".repeat(1000),
        "&a3;".repeat(100_000)
    );
    let reading = survives(&text);
    is_faulty(&reading);
    assert!(reading.article.body.blocks.iter().map(plain).map(|text| text.len()).sum::<usize>() < 20 << 20);
}

#[test]
fn no_file_is_read() {
    let text = "<!DOCTYPE article [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><article><body><p>&e;</p><fig><graphic xlink:href='../../etc/passwd'/></fig></body></article>";
    let reading = survives(text);
    is_faulty(&reading);
    assert_eq!(plain(&reading.article.body.blocks[0]), "&e;");
    assert!(!write(&reading.article).contains("etc/passwd"));
}

/// Blocks that only JATS has, written for this project.
const BLOCKS: &str = include_str!("jats/blocks.xml");

/// The text of an element, white space left out.
fn letters(xml: &str, element: &str) -> String {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(xml, options).unwrap();
    let found = document.descendants().filter(|n| n.has_tag_name(element));
    let text = found.flat_map(|n| n.descendants()).filter(|n| n.is_text()).filter_map(|n| n.text());
    text.collect::<String>().split_whitespace().collect()
}

#[test]
fn blocks_that_only_jats_has_come_out_as_they_went_in() {
    let reading = read(BLOCKS);
    assert_eq!(reading.diagnostics, []);
    let written = write(&reading.article);
    // The note in the text moves to the notes after it.
    assert_eq!(letters(&written, "body"), letters(BLOCKS, "body").replace("Iniceitstays.", ""));
    for element in [
        "boxed-text",
        "def-list",
        "term",
        "verse-line",
        "statement",
        "fig-group",
        "object-id",
        "attrib",
        "copyright-statement",
        "table-wrap-foot",
        "supplementary-material",
        "floats-group",
        "sub-article",
        "front-stub",
        "list",
    ] {
        let count =
            |xml: &str| xml.matches(&format!("<{element}>")).count() + xml.matches(&format!("<{element} ")).count();
        assert_eq!(count(&written), count(BLOCKS), "{element}\n{written}");
    }
    for markup in [
        "<mml:msup><mml:mi>v</mml:mi><mml:mn>2</mml:mn></mml:msup>",
        "<self-uri xlink:href=\"ferries.pdf\">The PDF</self-uri>",
        "<award-group><funding-source>Ferry Fund</funding-source><award-id>F-12</award-id><principal-award-recipient>",
        "<counts><fig-count count=\"2\"></fig-count><page-count count=\"9\"></page-count></counts>",
        "<custom-meta><meta-name>harbour</meta-name><meta-value>north</meta-value></custom-meta>",
        "related-article-type=\"companion\"",
        "xlink:href=\"log.csv\"",
        "mime-subtype=\"csv\"",
        "<xref ref-type=\"boxed-text\" rid=\"bx1\">Box 1</xref>",
        "<xref ref-type=\"table-fn\" rid=\"tn1\">a</xref>",
        "<xref ref-type=\"supplementary-material\" rid=\"sm1\">the log</xref>",
        "</list>\nand then it leaves",
        "article-type=\"translation\" xml:lang=\"be\"",
    ] {
        assert!(written.contains(markup), "{markup}\n{written}");
    }
    let again = read(&written);
    assert_eq!(write(&again.article), written);
}

#[test]
fn a_picture_is_found_without_its_ending_and_in_the_form_that_shows() {
    const PNG: &[u8] = include_bytes!("../src/write/xhtml/sample.png");
    let xml = BLOCKS.replace("\"a.png\"", "\"a.g001\"").replace("\"b.png\"", "\"b.tif\"");
    let article = read(&xml).article;
    let files = |path: &str| matches!(path, "a.g001.png" | "b.png").then(|| PNG.to_vec());
    let writer = offprint::write::WRITERS.iter().find(|writer| writer.name == "html").unwrap();
    let job = offprint::write::Job {
        article: &article,
        journal: &Journal::default(),
        context: &Default::default(),
        options: &Default::default(),
        files: &files,
    };
    let written = (writer.write)(&job).unwrap();
    assert!(written.diagnostics.iter().all(|d| d.rule != "write-picture-missing"), "{:?}", written.diagnostics);
    let page = String::from_utf8(written.bytes).unwrap();
    assert_eq!(page.matches("data:image/png;base64").count(), 2);
    // What JATS alone has is shown, and so are the article inside the article and the figure kept apart.
    for words in
        ["Nobody jumps.", "<dt>quay</dt>", "Over the water", "Who waits is late.", "A float.", "Паром чакае", "Пошту."]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("<h2 id=\"h-sa1\""), "{page}");
}

#[test]
fn text_that_stands_by_itself_is_kept_and_told_at_its_place() {
    let text = "<article><body><sec><title>A</title><p>b</p></sec>\u{b}я і ты</body></article>";
    let reading = survives(text);
    let told: Vec<_> = reading.diagnostics.iter().map(|d| (&text[d.span.range()], d.message.as_str())).collect();
    assert!(told.iter().any(|(at, what)| at.contains("я і ты") && what.starts_with("text in `body`")), "{told:?}");
    assert!(write(&reading.article).contains("я і ты"));
}
