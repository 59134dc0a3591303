//! How well a JATS document holds what the gold of its manuscript says: one score from 0 to 1 a field.
//!
//! A single value scores 1 where it equals the gold's after folding (NFKC, case, all but letters and digits dropped), a
//! list the F1 of its folded items, an abstract the F1 of its words. Fields that the gold does not have are not scored.

#[path = "score/compare.rs"]
mod compare;
#[path = "score/jats.rs"]
mod jats;

use roxmltree::{Document, Node};
use serde_json::Value;

use self::compare::words;
pub use self::compare::{f1, fold, without_marks};
use self::jats::{
    Found, all, child, children, collect, figure_line, is, lang, name_in, pick, table_line, text, works_at,
};

/// The scores of one article, in the order in which they are printed.
pub type Scores = Vec<(&'static str, f64)>;

fn flag(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(Into::into)).collect()
}

/// Whether Python would call it true: what the gold leaves empty is not scored.
fn given(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Number(n) => n.as_f64() != Some(0.0),
        _ => true,
    }
}

/// The scores of a JATS document against a gold. A document without `article-meta` scores nothing (the empty list).
pub fn score(document: &Document<'_>, gold: &Value) -> Scores {
    let root = document.root_element();
    let Some(meta) = child(root, "front").and_then(|f| child(f, "article-meta")) else {
        return Vec::new();
    };
    let main = gold["lang"].as_str().unwrap_or("").to_owned();
    let found = Found { root, meta, main };
    let mut scores = front(&found, gold);
    scores.extend(body(&found, gold));
    scores.extend(extra(&found, gold));
    scores
}

/// The languages besides the article's own: `others`, where the gold names several, else `other`.
fn others(gold: &Value) -> Vec<String> {
    let listed = strings(&gold["others"]);
    if listed.is_empty() { gold["other"].as_str().map(Into::into).into_iter().collect() } else { listed }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn front(found: &Found<'_, '_>, gold: &Value) -> Scores {
    let (meta, main) = (found.meta, found.main.as_str());
    let others = others(gold);
    let (titles, keywords, abstracts) = (found.titles(), found.keywords(), found.abstracts());
    let wanted = |field: &str, lang: &str| gold[field][lang].as_str().unwrap_or("").to_owned();
    let title = |l: &str| flag(fold(titles.get(l).map_or("", String::as_str)) == fold(&wanted("title", l)));
    let summary = |l: &str| f1(&words(&wanted("abstract", l)), &words(abstracts.get(l).map_or("", String::as_str)));
    let kwd = |l: &str| f1(&strings(&gold["keywords"][l]), keywords.get(l).map_or(&[][..], Vec::as_slice));
    let plain = |field: &str| gold[field].as_str().unwrap_or("").to_owned();
    let mut scores: Scores = vec![("lang", flag(lang(found.root, "") == main))];
    let mut add = |key: &str, name: &'static str, value: &dyn Fn() -> f64| {
        if gold.get(key).is_some() {
            scores.push((name, value()));
        }
    };
    add("udc", "udc", &|| flag(fold(&found.udc()) == fold(&plain("udc"))));
    add("title", "title", &|| title(main));
    add("title", "trans-title", &|| mean(others.iter().map(|l| title(l))));
    add("authors", "authors", &|| {
        let surnames = gold["authors"].as_array().into_iter().flatten().filter_map(|a| a["surname"].as_str());
        f1(&surnames.collect::<Vec<_>>(), &found.surnames())
    });
    add("aff", "affs", &|| {
        let texts: std::collections::BTreeSet<String> = all(meta, "aff").map(|a| text(Some(a))).collect();
        (texts.len() as f64 / gold["aff"].as_f64().unwrap_or(0.0).max(1.0)).min(1.0)
    });
    add("abstract", "abstract", &|| summary(main));
    add("abstract", "trans-abstract", &|| mean(others.iter().map(|l| summary(l))));
    add("keywords", "kwd", &|| kwd(main));
    add("keywords", "trans-kwd", &|| mean(others.iter().map(|l| kwd(l))));
    add("received", "received", &|| flag(found.date("received").as_deref() == gold["received"].as_str()));
    if given(&gold["accepted"]) {
        add("accepted", "accepted", &|| flag(found.date("accepted").as_deref() == gold["accepted"].as_str()));
    }
    add("journal", "journal", &|| flag(found.journals().contains(&fold(&plain("journal")))));
    add("year", "year", &|| {
        flag(children(meta, "pub-date").flat_map(|d| children(d, "year")).any(|y| text(Some(y)) == plain("year")))
    });
    if given(&gold["volume"]) {
        add("volume", "volume", &|| flag(text(child(meta, "volume")) == plain("volume")));
    }
    if given(&gold["issue"]) {
        add("issue", "issue", &|| flag(text(child(meta, "issue")) == plain("issue")));
    }
    if given(&gold["lpage"]) {
        add("lpage", "pages", &|| {
            flag(text(child(meta, "fpage")) == plain("fpage") && text(child(meta, "lpage")) == plain("lpage"))
        });
    }
    if given(&gold["doi"]) {
        add("doi", "doi", &|| flag(found.identifier("doi") == plain("doi")));
    }
    scores
}

fn body(found: &Found<'_, '_>, gold: &Value) -> Scores {
    let mut scores = Scores::new();
    let list = |key: &str| strings(&gold[key]);
    if given(&gold["sections"]) {
        scores.push(("sections", f1(&list("sections"), &found.sections())));
    }
    if !gold["paragraphs"].is_null() {
        let wanted: Vec<String> = list("paragraphs").iter().map(|p| without_marks(p)).collect();
        scores.push(("paragraphs", f1(&wanted, &found.paragraphs())));
    }
    if given(&gold["footnotes"]) {
        let wanted = list("footnotes");
        scores.push(("footnotes", f1(&wanted, &found.footnotes())));
        let marks: Vec<String> = (1..=wanted.len()).map(|i| i.to_string()).collect();
        scores.push(("note-marks", f1(&marks, &found.note_marks())));
    }
    let references: Vec<Node<'_, '_>> = all(found.root, "ref").collect();
    let picked = |wanted: &[String]| -> Vec<String> { references.iter().map(|r| pick(*r, wanted)).collect() };
    if !gold["refs"].is_null() {
        let wanted = list("refs");
        scores.push(("refs", f1(&wanted, &picked(&wanted))));
        scores.push(("ref-count", flag(references.len() == wanted.len())));
    }
    if given(&gold["cites"]) {
        let cites = all(found.root, "xref").filter(|x| x.attribute("ref-type") == Some("bibr")).count() as f64;
        let wanted = gold["cites"].as_f64().unwrap_or(0.0);
        scores.push(("cites", 1.0 - ((cites - wanted).abs() / wanted.max(1.0)).min(1.0)));
    }
    if given(&gold["refs_original"]) {
        let wanted = list("refs_original");
        scores.push(("refs-original", f1(&wanted, &picked(&wanted))));
    }
    scores
}

/// Fields that only the golds of samples/ have.
fn extra(found: &Found<'_, '_>, gold: &Value) -> Scores {
    let mut scores = Scores::new();
    let plain = |value: &Value| value.as_str().unwrap_or("").to_owned();
    if given(&gold["elocation"]) {
        scores.push(("elocation", flag(text(child(found.meta, "elocation-id")) == plain(&gold["elocation"]))));
    }
    let contributors = || children(found.meta, "contrib-group").flat_map(|g| children(g, "contrib"));
    if given(&gold["emails"]) {
        let emails: Vec<String> = contributors().flat_map(|c| all(c, "email")).map(|e| text(Some(e))).collect();
        scores.push(("emails", f1(&strings(&gold["emails"]), &emails)));
    }
    if given(&gold["orcids"]) {
        let ids = contributors().flat_map(|c| all(c, "contrib-id"));
        let orcids: Vec<String> = ids
            .filter(|i| i.attribute("contrib-id-type") == Some("orcid"))
            .map(|i| text(Some(i)).rsplit('/').next().unwrap_or("").to_owned())
            .collect();
        scores.push(("orcids", f1(&strings(&gold["orcids"]), &orcids)));
    }
    if let Some(names) = gold["names"].as_object() {
        let got = |l: &str| contributors().map(|c| name_in(c, l)).collect::<Vec<_>>();
        scores.push(("names", mean(names.iter().map(|(l, wanted)| f1(&strings(wanted), &got(l))))));
    }
    if let Some(affiliations) = gold["affiliations"].as_object() {
        let label = |n: Node<'_, '_>| is(n, "label");
        let got = |l: &str| {
            let here = all(found.meta, "aff").filter(|a| lang(*a, &found.main) == l);
            let texts = here.map(|a| {
                let mut text = String::new();
                collect(a, &label, &mut text);
                text
            });
            texts.collect::<Vec<_>>()
        };
        scores.push(("affiliations", mean(affiliations.iter().map(|(l, wanted)| f1(&strings(wanted), &got(l))))));
    }
    if let Some(works) = gold["works"].as_array() {
        let wanted: Vec<String> = works.iter().map(|w| w.to_string()).collect();
        let got: Vec<String> = contributors().map(|c| works_at(found.meta, c)).collect();
        scores.push(("works", flag(wanted == got)));
    }
    if let Some(tables) = gold["tables"].as_array() {
        let found: Vec<String> = all(found.root, "table-wrap").map(table_line).collect();
        let wanted: Vec<String> = tables
            .iter()
            .map(|t| format!("{} {} {} {}", plain(&t["label"]), plain(&t["caption"]), t["rows"], t["columns"]))
            .collect();
        scores.push(("tables", f1(&wanted, &found)));
    }
    if let Some(figures) = gold["figures"].as_array() {
        let found: Vec<String> = all(found.root, "fig").map(figure_line).collect();
        let wanted: Vec<String> = figures
            .iter()
            .map(|f| format!("{} {} {}", plain(&f["label"]), plain(&f["caption"]), plain(&f["href"])))
            .collect();
        scores.push(("figures", f1(&wanted, &found)));
    }
    if given(&gold["formulas"]) {
        let labels: Vec<String> = all(found.root, "disp-formula").map(|f| text(child(f, "label"))).collect();
        scores.push(("formulas", f1(&strings(&gold["formulas"]), &labels)));
    }
    if let Some(back) = gold["back"].as_object() {
        let one = |(kind, wanted): (&String, &Value)| {
            let got: String = found.back(kind).iter().map(|t| fold(t)).collect();
            let wanted: String = strings(wanted).iter().map(|t| fold(t)).collect();
            flag(!wanted.is_empty() && got.ends_with(&wanted))
        };
        scores.push(("back", mean(back.iter().map(one))));
    }
    scores
}

/// The fields that count as 0 where nothing could be read at all.
pub const FIELDS: &[&str] = &[
    "lang",
    "udc",
    "title",
    "trans-title",
    "authors",
    "affs",
    "abstract",
    "trans-abstract",
    "kwd",
    "trans-kwd",
    "received",
    "accepted",
    "journal",
    "year",
    "volume",
    "issue",
    "pages",
    "sections",
    "paragraphs",
    "footnotes",
    "note-marks",
    "refs",
    "ref-count",
    "cites",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_scores_what_its_gold_asks_for_and_nothing_else() {
        let xml = "<article xml:lang='en'><front><journal-meta><journal-title-group><journal-title>J</journal-title>\
            </journal-title-group></journal-meta><article-meta><title-group><article-title>A title</article-title>\
            </title-group><history><date date-type='received'><day>1</day><month>2</month><year>2020</year></date>\
            </history></article-meta></front><body><sec><title>One</title><p>Text.</p></sec></body></article>";
        let gold = serde_json::json!({
            "lang": "en", "title": {"en": "a Title"}, "received": "2020-02-01", "journal": "j",
            "sections": ["One", "Two"], "paragraphs": ["Text"], "accepted": null, "volume": ""
        });
        let scores = score(&Document::parse(xml).unwrap(), &gold);
        let of = |field: &str| scores.iter().find(|(f, _)| *f == field).map(|(_, s)| *s);
        assert_eq!(of("title"), Some(1.0));
        assert_eq!(of("received"), Some(1.0));
        assert_eq!(of("journal"), Some(1.0));
        assert_eq!(of("sections"), Some(2.0 / 3.0));
        assert_eq!(of("paragraphs"), Some(1.0));
        assert_eq!(of("accepted"), None);
        assert_eq!(of("volume"), None);
        assert_eq!(of("refs"), None);
    }
}
