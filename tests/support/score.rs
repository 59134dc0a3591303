//! How well a JATS document holds what the gold of its manuscript says: one score from 0 to 1 a field.
//!
//! A single value scores 1 where it equals the gold's after folding (NFKC, case, all but letters and digits dropped), a
//! list the F1 of its folded items, an abstract the F1 of its words. Fields that the gold does not have are not scored.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

const XML_LANG: (&str, &str) = ("http://www.w3.org/XML/1998/namespace", "lang");

/// The scores of one article, in the order in which they are printed.
pub type Scores = Vec<(&'static str, f64)>;

/// `text` as it is compared.
pub fn fold(text: &str) -> String {
    let composed: String = text.nfkc().collect();
    let mut out = String::with_capacity(composed.len());
    for c in composed.chars().flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'ς' => out.push('σ'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

fn counts<T: AsRef<str>>(items: &[T]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(fold(item.as_ref())).or_insert(0) += 1;
    }
    counts
}

/// Twice the items in common over all items of both lists.
pub fn f1<A: AsRef<str>, B: AsRef<str>>(gold: &[A], got: &[B]) -> f64 {
    if gold.is_empty() && got.is_empty() {
        return 1.0;
    }
    let (g, h) = (counts(gold), counts(got));
    let hit: usize = g.iter().map(|(item, n)| n.min(h.get(item).unwrap_or(&0))).sum();
    2.0 * hit as f64 / (gold.len() + got.len()) as f64
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect()
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// Whether a node is MathML beside the LaTeX of the same formula: the formula is then compared by its LaTeX.
fn is_second_form(node: Node<'_, '_>) -> bool {
    is(node, "math") && node.parent().is_some_and(|p| is(p, "alternatives"))
}

fn collect(node: Node<'_, '_>, skip: &dyn Fn(Node<'_, '_>) -> bool, out: &mut String) {
    for child in node.children() {
        if child.is_text() {
            out.push_str(child.text().unwrap_or(""));
        } else if child.is_element() && !skip(child) {
            collect(child, skip, out);
        }
    }
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(node: Option<Node<'_, '_>>) -> String {
    let mut out = String::new();
    if let Some(node) = node {
        collect(node, &is_second_form, &mut out);
    }
    spaced(&out)
}

/// The text of a paragraph without its notes and note marks.
fn paragraph(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    let note = |n: Node<'_, '_>| {
        is_second_form(n) || is(n, "fn") || is(n, "sup") || is(n, "xref") && n.attribute("ref-type") == Some("fn")
    };
    collect(node, &note, &mut out);
    out
}

/// A paragraph of the gold without its note marks: `^1`, `<sup>1</sup>`, `¹`.
pub fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('^').and_then(after_digits) {
            rest = after;
        } else if let Some(after) =
            rest.strip_prefix("<sup>").and_then(after_digits).and_then(|r| r.strip_prefix("</sup>"))
        {
            rest = after;
        } else {
            if !"⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c) {
                out.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

fn after_digits(text: &str) -> Option<&str> {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (after.len() < text.len()).then_some(after)
}

/// The language of a node: its own or the nearest above it.
fn lang(node: Node<'_, '_>, default: &str) -> String {
    let tag = node.ancestors().find_map(|n| n.attribute(XML_LANG)).unwrap_or(default);
    tag.chars().take(2).collect()
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |n| is(*n, name))
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

/// All elements of a name inside `node`.
fn all<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().skip(1).filter(move |n| is(*n, name))
}

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

/// The form of a reference that the gold holds, or its first: an item may stand there in two languages.
fn pick(reference: Node<'_, '_>, gold: &[String]) -> String {
    let unnumbered = |t: String| match after_digits(&t).and_then(|r| r.strip_prefix(['.', ')'])) {
        Some(rest) => rest.trim_start().to_owned(),
        None => t,
    };
    let mut cited: Vec<String> = all(reference, "mixed-citation").map(|c| unnumbered(text(Some(c)))).collect();
    if cited.is_empty() {
        cited.push(text(Some(reference)));
    }
    let found = cited.iter().position(|c| gold.iter().any(|g| fold(g) == fold(c))).unwrap_or(0);
    cited.swap_remove(found)
}

/// What the document says, laid out for comparison.
struct Found<'a, 'i> {
    root: Node<'a, 'i>,
    meta: Node<'a, 'i>,
    main: String,
}

impl Found<'_, '_> {
    fn titles(&self) -> BTreeMap<String, String> {
        let mut titles = BTreeMap::new();
        let group = child(self.meta, "title-group");
        titles.insert(lang(self.root, "en"), text(group.and_then(|g| child(g, "article-title"))));
        for translated in group.into_iter().flat_map(|g| children(g, "trans-title-group")) {
            titles.insert(lang(translated, ""), text(child(translated, "trans-title")));
        }
        titles
    }

    fn keywords(&self) -> BTreeMap<String, Vec<String>> {
        let mut keywords: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for group in children(self.meta, "kwd-group") {
            if !group.attribute("kwd-group-type").unwrap_or("").to_lowercase().contains("udc") {
                let into = keywords.entry(lang(group, &self.main)).or_default();
                into.extend(children(group, "kwd").map(|k| text(Some(k))));
            }
        }
        keywords
    }

    fn abstracts(&self) -> BTreeMap<String, String> {
        let mut abstracts = BTreeMap::new();
        for part in children(self.meta, "abstract").chain(children(self.meta, "trans-abstract")) {
            let paragraphs: Vec<String> = all(part, "p").map(|p| text(Some(p))).collect();
            abstracts.insert(lang(part, &self.main), paragraphs.join(" "));
        }
        abstracts
    }

    fn surnames(&self) -> Vec<String> {
        let contributors = children(self.meta, "contrib-group").flat_map(|g| children(g, "contrib"));
        contributors
            .filter_map(|c| all(c, "name").find(|n| lang(*n, &self.main) == self.main).or(all(c, "name").next()))
            .map(|name| text(child(name, "surname")))
            .collect()
    }

    fn date(&self, kind: &str) -> Option<String> {
        let history = child(self.meta, "history")?;
        let date = children(history, "date").find(|d| d.attribute("date-type") == Some(kind))?;
        let part = |name| text(child(date, name));
        Some(format!("{:0>4}-{:0>2}-{:0>2}", part("year"), part("month"), part("day")))
    }

    fn udc(&self) -> String {
        let mut udc = String::new();
        for name in ["subj-group", "kwd-group", "article-id", "custom-meta"] {
            for node in all(self.meta, name) {
                let marked = node.attributes().any(|a| a.value().to_lowercase().contains("udc"))
                    || name == "custom-meta" && text(Some(node)).to_lowercase().contains("udc");
                if marked {
                    let value = ["subject", "kwd", "meta-value"].iter().find_map(|n| child(node, n)).unwrap_or(node);
                    udc = text(Some(value));
                }
            }
        }
        udc
    }

    fn journals(&self) -> Vec<String> {
        let meta = child(self.root, "front").and_then(|f| child(f, "journal-meta"));
        let titles = meta.into_iter().flat_map(|m| m.descendants());
        titles.filter(|n| is(*n, "journal-title") || is(*n, "trans-title")).map(|n| fold(&text(Some(n)))).collect()
    }

    fn body(&self) -> impl Iterator<Item = Node<'_, '_>> {
        children(self.root, "body").flat_map(|b| b.descendants().skip(1))
    }

    fn sections(&self) -> Vec<String> {
        let sections = self.body().filter(|n| is(*n, "sec"));
        sections.flat_map(|s| children(s, "title")).map(|t| text(Some(t))).collect()
    }

    fn paragraphs(&self) -> Vec<String> {
        let apart = |n: Node<'_, '_>| n.is_element() && matches!(n.tag_name().name(), "fn" | "td" | "th" | "caption");
        self.body().filter(|n| is(*n, "p") && !n.ancestors().any(apart)).map(paragraph).collect()
    }

    fn footnotes(&self) -> Vec<String> {
        all(self.root, "fn")
            .filter(|n| !n.parent().is_some_and(|p| is(p, "author-notes")))
            .filter(|n| matches!(n.attribute("fn-type"), None | Some("other")))
            .map(|n| all(n, "p").map(|p| text(Some(p))).collect::<Vec<_>>().join(" "))
            .collect()
    }

    fn note_marks(&self) -> Vec<String> {
        let marks: Vec<String> = all(self.root, "xref")
            .filter(|x| x.attribute("ref-type") == Some("fn"))
            .map(|x| text(Some(x)).chars().filter(char::is_ascii_digit).collect())
            .collect();
        if marks.is_empty() {
            let notes = self.body().filter(|n| is(*n, "fn")).count();
            return (1..=notes).map(|i| i.to_string()).collect();
        }
        marks
    }

    fn identifier(&self, kind: &str) -> String {
        text(children(self.meta, "article-id").find(|i| i.attribute("pub-id-type") == Some(kind)))
    }

    /// What back matter of a kind says; a label before it is left alone.
    fn back(&self, kind: &str) -> Vec<String> {
        let nodes: Vec<Node<'_, '_>> = match kind {
            "funding" => all(self.root, "funding-statement").collect(),
            "acknowledgements" => all(self.root, "ack").flat_map(|n| all(n, "p")).collect(),
            "conflict-of-interest" => {
                let notes = all(self.root, "fn").filter(|n| n.attribute("fn-type") == Some("coi-statement"));
                notes.flat_map(|n| all(n, "p")).collect()
            }
            _ => Vec::new(),
        };
        nodes.into_iter().map(|n| text(Some(n))).collect()
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

/// A contributor's name in a language, `Surname, Given`.
fn name_in(contributor: Node<'_, '_>, lang_wanted: &str) -> String {
    let name = all(contributor, "name").find(|n| lang(*n, "") == lang_wanted);
    let part = |part| text(name.and_then(|n| child(n, part)));
    format!("{}, {}", part("surname"), part("given-names"))
}

/// The places of the affiliations that a contributor refers to, from 1, as a JSON list.
fn works_at(meta: Node<'_, '_>, contributor: Node<'_, '_>) -> String {
    let is_affiliation = |n: &Node<'_, '_>| {
        is(*n, "aff-alternatives") || is(*n, "aff") && n.parent().is_some_and(|p| !is(p, "aff-alternatives"))
    };
    let order: Vec<&str> = meta.descendants().filter(is_affiliation).filter_map(|n| n.attribute("id")).collect();
    let marks = children(contributor, "xref").filter(|x| x.attribute("ref-type") == Some("aff"));
    let places =
        marks.filter_map(|x| order.iter().position(|id| x.attribute("rid") == Some(id))).map(|p| (p + 1).to_string());
    format!("[{}]", places.collect::<Vec<_>>().join(","))
}

fn label_and_caption(node: Node<'_, '_>) -> String {
    format!("{} {}", text(child(node, "label")), text(child(node, "caption")))
}

fn table_line(wrap: Node<'_, '_>) -> String {
    let rows: Vec<usize> =
        all(wrap, "tr").map(|r| r.children().filter(|c| is(*c, "td") || is(*c, "th")).count()).collect();
    format!("{} {} {}", label_and_caption(wrap), rows.len(), rows.iter().max().unwrap_or(&0))
}

fn figure_line(figure: Node<'_, '_>) -> String {
    let href = |g: Node<'_, '_>| g.attribute(("http://www.w3.org/1999/xlink", "href")).unwrap_or("").to_owned();
    let picture = all(figure, "graphic").next().map(href).unwrap_or_default();
    format!("{} {}", label_and_caption(figure), picture.rsplit('/').next().unwrap_or(""))
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
    fn folding_drops_all_but_letters_and_digits() {
        assert_eq!(fold("Straße № 5, “Ёлка”"), "strasseno5ёлка");
        assert_eq!(fold("ﬁve²"), "five2");
    }

    #[test]
    fn f1_counts_repeated_items_as_often_as_they_occur() {
        assert_eq!(f1(&["Ibid.", "Ibid."], &["Ibid."]), 2.0 / 3.0);
        assert_eq!(f1::<&str, &str>(&[], &[]), 1.0);
        assert_eq!(f1(&["a"], &["b"]), 0.0);
    }

    #[test]
    fn note_marks_of_every_kind_are_left_out_of_a_gold_paragraph() {
        assert_eq!(without_marks("a^12, b<sup>3</sup>, c⁴⁵, d^x, <sup>e</sup>"), "a, b, c, d^x, <sup>e</sup>");
    }

    #[test]
    fn a_paragraph_is_compared_without_its_notes_but_with_what_follows_them() {
        let xml = "<p>One<xref ref-type='fn'><sup>1</sup></xref> two<fn><p>note</p></fn>, <alternatives>\
                   <tex-math>x</tex-math><math>y</math></alternatives>.</p>";
        let document = Document::parse(xml).unwrap();
        assert_eq!(paragraph(document.root_element()), "One two, x.");
    }

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
