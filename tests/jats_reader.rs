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
