//! `front`: the journal, the article's data in the order of the DTD, and the citation block.

use super::body::Place;
use super::content::Content;
use super::{Doc, JatsVersion, changed};
use crate::article::{
    BackMatter, BackMatterKind, Block, HistoryDate, HistoryEvent, Kept, KeptElement, Lang, Localised, Run, Text,
};
use crate::diagnostic::Diagnostic;
use crate::notation::date::Date;
use crate::source::Span;

/// The values of `article-id/@pub-id-type` that the DTD has; every other scheme is `custom`.
const ID_TYPES: &[&str] = &[
    "accession",
    "archive",
    "ark",
    "art-access-id",
    "arxiv",
    "coden",
    "doaj",
    "doi",
    "handle",
    "index",
    "isbn",
    "manuscript",
    "medline",
    "mr",
    "other",
    "pii",
    "pmcid",
    "pmid",
    "publisher-id",
    "sici",
    "std-designation",
    "zbl",
];

/// Words in a heading that tell `article/@article-type`, in small letters.
const ARTICLE_TYPES: &[(&str, &[&str])] = &[
    ("book-review", &["book review", "рецензи", "рэцэнзі", "рецензі", "resenha", "reseña", "recenzja", "rezension"]),
    ("editorial", &["editorial", "от редакции", "от редактора", "ад рэдакцыі", "від редакції"]),
    ("review-article", &["review", "обзор", "агляд", "огляд", "revisão", "revisión", "przegląd", "übersicht"]),
    ("case-report", &["case report", "клинический случай", "relato de caso", "reporte de caso"]),
    ("letter", &["letter to the editor", "письмо в редакцию", "ліст у рэдакцыю", "carta ao editor", "carta al editor"]),
    (
        "brief-report",
        &[
            "short communication",
            "brief communication",
            "краткое сообщение",
            "кароткае паведамленне",
            "коротке повідомлення",
            "comunicação breve",
            "comunicación breve",
        ],
    ),
];

/// The article's type by the heading under which the journal prints it; a research article where that says nothing.
pub(crate) fn article_type(headings: &[Localised<Text>]) -> &'static str {
    let headings: Vec<String> = headings.iter().map(|h| h.value.plain_without_marks().to_lowercase()).collect();
    let says = |words: &[&str]| headings.iter().any(|heading| words.iter().any(|word| heading.contains(word)));
    ARTICLE_TYPES.iter().find(|(_, words)| says(words)).map_or("research-article", |(kind, _)| kind)
}

impl<'a> Doc<'a> {
    /// `front`.
    pub(super) fn front(&mut self) {
        let from_front = self.xml.position();
        self.open_block("front", &[]);
        self.journal_meta();
        let from = self.xml.position();
        self.article_meta();
        self.note_at_title(from);
        self.xml.newline();
        self.self_citations();
        self.xml.close();
        self.note_at_title(from_front);
        self.xml.newline();
    }

    /// Notes what was written since `from` as standing at the title: what a part of the document lacks as a whole is
    /// missed there.
    pub(super) fn note_at_title(&mut self, from: usize) {
        self.xml.note(from, self.article.front.titles.first().map_or(Span::NONE, |title| title.value.span()));
    }

    /// `front-stub`: the data of an article inside the article. The journal is that of the article around it.
    pub(super) fn front_stub(&mut self) {
        self.meta("front-stub");
        self.xml.newline();
    }

    fn article_meta(&mut self) {
        self.meta("article-meta");
    }

    fn meta(&mut self, element: &str) {
        let article = self.article;
        self.open_block(element, &[]);
        for identifier in &article.front.identifiers {
            let scheme = identifier.scheme.to_lowercase();
            if ID_TYPES.contains(&scheme.as_str()) {
                self.xml.leaf_run("article-id", &[("pub-id-type", &scheme)], &identifier.value);
            } else {
                let attributes = [("pub-id-type", "custom"), ("custom-type", identifier.scheme.as_str())];
                self.xml.leaf_run("article-id", &attributes, &identifier.value);
            }
            self.xml.newline();
        }
        self.categories();
        self.titles();
        self.people();
        self.author_notes();
        self.published();
        self.place_in_issue();
        self.history();
        if element == "article-meta" {
            self.permissions();
        }
        self.kept(&["self-uri"]);
        self.kept(&["related-article", "related-object"]);
        self.abstracts();
        self.keywords();
        self.funding();
        if self.article.front.kept.iter().any(|kept| kept.name == "award-group") {
            self.open_block("funding-group", &[]);
            self.kept(&["award-group"]);
            self.close_block();
        }
        self.kept(&["counts"]);
        self.kept(&["custom-meta-group"]);
        self.xml.close();
    }

    fn categories(&mut self) {
        let front = &self.article.front;
        if front.headings.is_empty() && front.classifications.is_empty() {
            return;
        }
        self.open_block("article-categories", &[]);
        for Localised { lang, value } in &front.headings {
            let own = changed(lang, self.article.lang);
            self.open("subj-group", &[("subj-group-type", Some("heading")), ("xml:lang", own)]);
            self.xml.open("subject", &[]);
            self.line(value, Content::SUBJECT, *lang);
            self.xml.close();
            self.close_block();
        }
        for classification in &front.classifications {
            let from = self.xml.position();
            let code = if classification.code.is_empty() { &classification.written.text } else { &classification.code };
            self.xml.open("subj-group", &[("subj-group-type", &classification.scheme.to_lowercase())]);
            let subject = self.xml.position();
            self.xml.leaf("subject", &[], code);
            self.xml.note(subject, classification.written.span);
            self.xml.close();
            self.xml.note(from, classification.label.span.join(classification.written.span));
            self.xml.newline();
        }
        self.close_block();
    }

    fn titles(&mut self) {
        let article = self.article;
        let titles = &article.front.titles;
        let main = titles.iter().position(|title| title.lang == article.lang).unwrap_or(0);
        self.open_block("title-group", &[]);
        match titles.get(main) {
            Some(title) => {
                self.open("article-title", &[("xml:lang", changed(&title.lang, article.lang))]);
                self.line(&title.value, Content::TITLE, title.lang);
                self.xml.close().newline();
            }
            None => {
                self.xml.empty("article-title", &[]).newline();
            }
        }
        if titles.get(main).is_none_or(|title| title.value.plain_without_marks().trim().is_empty()) {
            let diagnostic = Diagnostic::error("jats-title", Span::NONE, "the article has no title")
                .help("give it one before the authors' names, on a line of its own");
            self.diagnostics.push(diagnostic);
        }
        for (at, title) in titles.iter().enumerate() {
            if at != main {
                self.xml.open("trans-title-group", &[("xml:lang", title.lang.as_str())]);
                self.xml.open("trans-title", &[]);
                self.line(&title.value, Content::TITLE, title.lang);
                self.xml.close().close().newline();
            }
        }
        self.close_block();
    }

    /// `pub-date`: the day the article names, or the year of the issue.
    fn published(&mut self) {
        let front = &self.article.front;
        let mut any = false;
        for entry in front.history.iter().filter(|entry| entry.event == HistoryEvent::Published) {
            self.date("pub-date", "pub", entry);
            any = true;
        }
        match front.issue.year.as_ref().filter(|year| !year.text.trim().is_empty()) {
            Some(year) => {
                let text = year.text.trim();
                let iso = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
                // With a day of its own known, the year is that of the issue that collects it.
                let kind = if any { "collection" } else { "pub" };
                self.open("pub-date", &[("date-type", Some(kind)), ("iso-8601-date", iso.then_some(text))]);
                self.xml.leaf_run("year", &[], year).close().newline();
            }
            None if any => {}
            None => {
                self.xml.empty("pub-date-not-available", &[]).newline();
                let message = "the article does not say in which year it is published";
                let diagnostic = Diagnostic::warning("jats-year", Span::NONE, message)
                    .help("give the year in the citation block (“For citation: …”)");
                self.diagnostics.push(diagnostic);
            }
        }
    }

    fn date(&mut self, element: &str, kind: &str, entry: &HistoryDate) {
        let HistoryDate { date, written, .. } = entry;
        let Date { year, month, day } = date;
        let from = self.xml.position();
        self.xml.open(element, &[("date-type", kind), ("iso-8601-date", &date.iso())]);
        if let (Some(day), Some(_)) = (day, month) {
            self.xml.leaf("day", &[], &format!("{day:02}"));
        }
        if let Some(month) = month {
            self.xml.leaf("month", &[], &format!("{month:02}"));
        }
        self.xml.leaf("year", &[], &format!("{year:04}"));
        self.xml.close();
        self.xml.note(from, written.span);
        self.xml.newline();
    }

    fn place_in_issue(&mut self) {
        let issue = &self.article.front.issue;
        let some = |run: &'a Option<Run>| run.as_ref().filter(|run| !run.text.trim().is_empty());
        for (element, run) in [("volume", some(&issue.volume)), ("issue", some(&issue.issue))] {
            if let Some(run) = run {
                self.xml.leaf_run(element, &[], run).newline();
            }
        }
        let (first, last, number) = (some(&issue.first_page), some(&issue.last_page), some(&issue.elocation_id));
        let (left_out, why) = match (first, number) {
            (Some(first), _) => {
                self.xml.leaf_run("fpage", &[], first);
                if let Some(last) = last {
                    self.xml.leaf_run("lpage", &[], last);
                }
                self.xml.newline();
                (number, "JATS takes pages or an article number, not both; the article number is left out")
            }
            (None, Some(number)) => {
                self.xml.leaf_run("elocation-id", &[], number).newline();
                (last, "a last page without a first page is left out")
            }
            (None, None) => (last, "a last page without a first page is left out"),
        };
        if let Some(run) = left_out {
            self.diagnostics.push(Diagnostic::warning("jats-pages", run.span, why));
        }
    }

    fn history(&mut self) {
        let history = &self.article.front.history;
        let mut open = false;
        for entry in history {
            let kind = match entry.event {
                HistoryEvent::Received => "received",
                HistoryEvent::Revised => "rev-recd",
                HistoryEvent::Accepted => "accepted",
                HistoryEvent::Published => continue,
            };
            if !open {
                self.open_block("history", &[]);
                open = true;
            }
            self.date("date", kind, entry);
        }
        if open {
            self.close_block();
        }
    }

    fn abstracts(&mut self) {
        let article = self.article;
        // From 1.4 on `trans-abstract` is deprecated: `abstract` is repeated.
        let repeated = self.version == JatsVersion::V1_4;
        let (own, translated): (Vec<_>, Vec<_>) =
            article.front.abstracts.iter().partition(|value| value.lang == article.lang || repeated);
        for (element, values) in [("abstract", own), ("trans-abstract", translated)] {
            for Localised { lang, value } in values {
                self.open_block(element, &[("xml:lang", Some(lang.as_str()))]);
                self.blocks(value, Place::Paragraphs, *lang, 0);
                self.close_block();
            }
        }
    }

    fn keywords(&mut self) {
        for keywords in &self.article.front.keywords {
            if keywords.items.iter().all(Text::is_empty) {
                continue;
            }
            let from = self.xml.position();
            let lang = keywords.lang;
            self.open_block("kwd-group", &[("kwd-group-type", Some("author")), ("xml:lang", Some(lang.as_str()))]);
            if !keywords.label.text.trim().is_empty() {
                self.xml.leaf_run("title", &[], &keywords.label).newline();
            }
            let mut span = keywords.label.span;
            for item in keywords.items.iter().filter(|item| !item.is_empty()) {
                self.xml.open("kwd", &[]);
                self.line(item, Content::KEYWORD, lang);
                self.xml.close().newline();
                span = span.join(item.span());
            }
            self.xml.close();
            self.xml.note(from, span);
            self.xml.newline();
        }
    }

    /// The elements of these names that were kept as they stand.
    fn kept(&mut self, names: &[&str]) {
        fn write(doc: &mut Doc<'_>, element: &KeptElement) {
            let attributes: Vec<_> = element.attributes.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            doc.xml.open(&element.name, &attributes);
            for (at, kept) in element.content.iter().enumerate() {
                match kept {
                    Kept::Text(run) => {
                        if at > 0 {
                            doc.xml.text(" ");
                        }
                        doc.xml.run(run);
                    }
                    Kept::Element(inner) => write(doc, inner),
                }
            }
            doc.xml.close();
        }
        let article = self.article;
        let kept = article.front.kept.iter().filter(|kept| names.contains(&kept.name.as_str()));
        // One of each of these may stand there.
        let once = matches!(names, ["counts"] | ["custom-meta-group"]);
        for element in kept.take(if once { 1 } else { usize::MAX }) {
            write(self, element);
            self.xml.newline();
        }
    }

    fn funding(&mut self) {
        let lang = self.article.lang;
        for matter in self.article.back.iter().filter(|matter| is_statement(matter)) {
            let from = self.xml.position();
            self.open("funding-group", &[("xml:lang", changed(&matter.lang, lang))]);
            let mut heading = (!matter.title.is_empty()).then_some(&matter.title);
            let paragraphs: Vec<_> = matter
                .blocks
                .iter()
                .filter_map(|block| if let Block::Paragraph(paragraph) = block { Some(paragraph) } else { None })
                .collect();
            let mut statement = |doc: &mut Doc<'a>, text: Option<&'a Text>, own: Lang| {
                doc.open("funding-statement", &[("xml:lang", changed(&own, matter.lang))]);
                if let Some(heading) = heading.take() {
                    doc.xml.open("named-content", &[("content-type", "run-in-heading")]);
                    doc.line(heading, Content::STATEMENT.inside(), own);
                    doc.xml.close();
                    if text.is_some() {
                        doc.xml.text(" ");
                    }
                }
                if let Some(text) = text {
                    doc.line(text, Content::STATEMENT, own);
                }
                doc.xml.close();
            };
            for paragraph in &paragraphs {
                statement(self, Some(&paragraph.text), paragraph.lang.unwrap_or(matter.lang));
            }
            if paragraphs.is_empty() {
                statement(self, None, matter.lang);
            }
            self.xml.close();
            self.xml.note(from, matter.title.span());
            self.xml.newline();
        }
    }

    /// The citation block: one `notes` a language; JATS 1.3 has room for one `notes`, so there the languages are its
    /// sections.
    fn self_citations(&mut self) {
        let citations = &self.article.front.self_citations;
        let type_of = ("notes-type", Some("for-citation"));
        let one = self.version == JatsVersion::V1_3 && citations.len() > 1;
        if one {
            self.open_block("notes", &[type_of]);
        }
        for citation in citations {
            let from = self.xml.position();
            let own = ("xml:lang", changed(&citation.lang, self.article.lang));
            if one {
                self.open("sec", &[own])
            } else {
                self.open("notes", &[type_of, own])
            }
            self.xml.leaf_run("title", &[], &citation.label);
            self.xml.open("p", &[]);
            let attributes = [("specific-use", Some("self-citation"))];
            self.mixed_citation(&citation.text, &citation.citation, &attributes, citation.lang);
            self.xml.close();
            self.xml.close();
            self.xml.note(from, citation.label.span.join(citation.text.span()));
            self.xml.newline();
        }
        if one {
            self.close_block();
        }
    }
}

/// Whether a piece of back matter is a funding statement, which stands in `article-meta`: `funding-statement` holds
/// running text only, so funding told with lists or tables stays in `back`.
pub(super) fn is_statement(matter: &BackMatter) -> bool {
    matter.kind == BackMatterKind::Funding && matter.blocks.iter().all(|block| matches!(block, Block::Paragraph(_)))
}
