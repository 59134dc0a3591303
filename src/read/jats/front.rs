//! `front`: the journal, the article's data, the citation block.

use super::Jats;
use super::line::Line;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{
    BackMatter, BackMatterKind, Block, Classification, HistoryEvent, Identifier, Inline, Keywords, Lang, Localised,
    Paragraph, Run, SelfCitation, Text,
};
use crate::notation::doi;
use crate::source::Span;

/// Values of `subj-group/@subj-group-type` that name a scheme of classification.
const SCHEMES: &[&str] = &["bbk", "grnti", "jel", "msc", "pacs", "udc", "udk"];
/// Values that name the heading under which the journal prints the article.
const HEADINGS: &[&str] = &["", "article-type", "display-channel", "heading", "section", "toc", "toc-heading"];

impl<'t> Jats<'t> {
    pub(super) fn front(&mut self, node: Node<'t>) {
        let lang = self.lang_of(node, self.article.lang);
        for child in node.elements() {
            match child.local() {
                "journal-meta" => self.journal_meta(child, lang),
                "article-meta" => self.article_meta(child, lang),
                "notes" if child.says("notes-type", "for-citation") => self.for_citation(child, lang),
                _ => self.losses.note(child, Fate::Left),
            }
        }
        self.in_order();
    }

    /// The front of an article inside an article: its data alone.
    pub(super) fn front_stub(&mut self, node: Node<'t>) {
        let lang = self.lang_of(node, self.article.lang);
        self.article_meta(node, lang);
        self.in_order();
    }

    fn in_order(&mut self) {
        // The article's own language comes first.
        let own = self.article.lang;
        let front = &mut self.article.front;
        front.titles.sort_by_key(|title| title.lang != own);
        front.abstracts.sort_by_key(|value| value.lang != own);
        front.headings.sort_by_key(|heading| heading.lang != own);
        // Publication is the last event, and `pub-date` stands before `history`.
        front.history.sort_by_key(|entry| entry.event == HistoryEvent::Published);
        front.issue.journal.sort_by_key(|title| title.lang != own);
    }

    fn journal_meta(&mut self, node: Node<'t>, lang: Lang) {
        for child in node.elements() {
            let groups: Vec<_> = match child.local() {
                "journal-title" => vec![child],
                "journal-title-group" => child.elements().collect(),
                _ => {
                    self.losses.note(child, Fate::Journal);
                    continue;
                }
            };
            for title in groups {
                let lang = self.lang_of(title, lang);
                match title.local() {
                    "journal-title" => self.journal_title(title, lang),
                    "trans-title-group" => {
                        title.all("trans-title").for_each(|title| {
                            let lang = self.lang_of(title, lang);
                            self.journal_title(title, lang);
                        });
                    }
                    _ => self.losses.note(title, Fate::Journal),
                }
            }
        }
    }

    fn journal_title(&mut self, node: Node<'t>, lang: Lang) {
        let run = self.run_of(node);
        let journal = &mut self.article.front.issue.journal;
        if !run.text.is_empty() && journal.iter().all(|title| title.lang != lang) {
            journal.push(Localised::new(lang, run));
        }
    }

    fn article_meta(&mut self, node: Node<'t>, around: Lang) {
        for child in node.elements() {
            let lang = self.lang_of(child, around);
            match child.local() {
                "article-id" => self.identifier(child),
                "article-categories" => {
                    for group in child.elements() {
                        if group.is("subj-group") {
                            self.subjects(group, lang)
                        } else {
                            self.losses.note(group, Fate::Left)
                        }
                    }
                }
                "title-group" => self.titles(child, lang),
                "contrib-group" => self.contributors(child, around),
                "aff" | "aff-alternatives" => self.affiliation(child, around),
                "author-notes" => self.author_notes(child, around),
                "pub-date" => self.published(child),
                "pub-date-not-available" | "volume" | "issue" | "fpage" | "lpage" | "elocation-id" => {
                    self.place_in_issue(child);
                }
                "history" => self.history(child),
                "permissions" => child.elements().for_each(|part| self.losses.note(part, Fate::Journal)),
                "abstract" | "trans-abstract" => {
                    let mut blocks = Vec::new();
                    child.all("title").for_each(|title| self.losses.note(title, Fate::Left));
                    if child.attribute("abstract-type").is_some() {
                        self.losses.note(child, Fate::Moved);
                    }
                    self.abstract_blocks(child, lang, &mut blocks);
                    if !blocks.is_empty() {
                        self.article.front.abstracts.push(Localised::new(lang, blocks));
                    }
                }
                "kwd-group" => self.keywords(child, lang),
                "funding-group" => self.funding(child, lang),
                "self-uri" | "related-article" | "related-object" | "counts" | "custom-meta-group" => self.keep(child),
                _ => self.losses.note(child, Fate::Left),
            }
        }
    }

    fn identifier(&mut self, node: Node<'t>) {
        let kind = node.attribute("pub-id-type").unwrap_or("publisher-id");
        let scheme = if kind == "custom" { node.attribute("custom-type").unwrap_or(kind) } else { kind }.to_owned();
        let mut value = self.run_of(node);
        if scheme == "doi"
            && let Some((found, range)) = doi::find(&value.text)
        {
            value = Run::new(found.value, value.span_of(range));
        }
        if !value.text.is_empty() {
            self.article.front.identifiers.push(Identifier { scheme, value });
        }
    }

    fn subjects(&mut self, node: Node<'t>, around: Lang) {
        let lang = self.lang_of(node, around);
        let kind = node.attribute("subj-group-type").unwrap_or_default().to_lowercase();
        for child in node.elements() {
            let is_scheme = SCHEMES.contains(&kind.as_str());
            if child.is("subj-group") {
                self.losses.note(child, Fate::Left);
            } else if child.is("subject") && is_scheme {
                let written = self.run_of(child);
                let code = written.text.clone();
                let scheme = if kind == "udk" { "udc".to_owned() } else { kind.clone() };
                let label = if scheme == "udc" { udc_label(lang).to_owned() } else { kind.to_uppercase() };
                let label = Run::new(label, Span::NONE);
                self.article.front.classifications.push(Classification { scheme, label, written, code });
            } else if child.is("subject") && HEADINGS.contains(&kind.as_str()) {
                let text = self.line_of(child, lang);
                if !text.is_empty() {
                    self.article.front.headings.push(Localised::new(lang, text));
                }
            } else {
                self.losses.note(child, Fate::Left);
            }
        }
    }

    fn titles(&mut self, node: Node<'t>, around: Lang) {
        let mut last = None;
        for child in node.elements() {
            let lang = self.lang_of(child, around);
            match child.local() {
                "article-title" => last = self.title(child, lang),
                "subtitle" | "trans-subtitle" => self.subtitle(child, lang, last),
                "trans-title" => last = self.title(child, lang),
                "trans-title-group" => {
                    let mut own = None;
                    for part in child.elements() {
                        let lang = self.lang_of(part, lang);
                        match part.local() {
                            "trans-title" => own = self.title(part, lang),
                            "trans-subtitle" => self.subtitle(part, lang, own),
                            _ => self.losses.note(part, Fate::Left),
                        }
                    }
                }
                "fn-group" => child.all("fn").for_each(|note| drop(self.footnote(note, lang))),
                _ => self.losses.note(child, Fate::Left),
            }
        }
    }

    /// Adds a title; gives its index.
    fn title(&mut self, node: Node<'t>, lang: Lang) -> Option<usize> {
        let text = self.line_of(node, lang);
        let titles = &mut self.article.front.titles;
        (!text.is_empty()).then(|| {
            titles.push(Localised::new(lang, text));
            titles.len() - 1
        })
    }

    /// A subtitle follows its title, after a colon where the title has no sign of its own at the end.
    fn subtitle(&mut self, node: Node<'t>, lang: Lang, title: Option<usize>) {
        self.losses.note(node, Fate::Moved);
        let text = self.line_of(node, lang);
        match title.and_then(|at| self.article.front.titles.get_mut(at)) {
            Some(title) if !text.is_empty() => {
                let ended = title.value.plain_without_marks().trim_end().ends_with(['.', ':', '?', '!', '—', '–', '-']);
                let between = if ended { " " } else { ": " };
                title.value.inlines.push(Inline::Run(Run::new(between, Span::NONE)));
                title.value.inlines.extend(text.inlines);
            }
            _ => self.article.front.titles.push(Localised::new(lang, text)),
        }
    }

    fn keywords(&mut self, node: Node<'t>, around: Lang) {
        let lang = self.lang_of(node, around);
        let label = node.child("title").or(node.child("label")).map(|title| self.run_of(title)).unwrap_or_default();
        let mut items = Vec::new();
        self.keyword_items(node, lang, &mut items);
        if !items.is_empty() {
            self.article.front.keywords.push(Keywords { lang, label, items });
        }
    }

    fn keyword_items(&mut self, node: Node<'t>, lang: Lang, items: &mut Vec<Text>) {
        for child in node.elements() {
            let text = match child.local() {
                "title" | "label" => continue,
                "kwd" | "unstructured-kwd-group" => self.line_of(child, lang),
                "compound-kwd" => {
                    self.losses.note(child, Fate::Kept);
                    let mut line = Line::default();
                    for part in child.elements() {
                        if !line.is_empty() {
                            line.made(" ");
                        }
                        self.inlines(part, &mut line, lang);
                    }
                    line.finish()
                }
                "nested-kwd" => {
                    self.losses.note(child, Fate::Kept);
                    self.keyword_items(child, lang, items);
                    continue;
                }
                _ => {
                    self.losses.note(child, Fate::Kept);
                    self.line_of(child, lang)
                }
            };
            if !text.is_empty() {
                items.push(text);
            }
        }
    }

    fn funding(&mut self, node: Node<'t>, lang: Lang) {
        let statements: Vec<_> = node.all("funding-statement").collect();
        let mut matter = BackMatter { kind: BackMatterKind::Funding, lang, title: Text::default(), blocks: Vec::new() };
        for statement in &statements {
            let own = self.lang_of(*statement, lang);
            let mut line = Line::default();
            for child in statement.children() {
                let heading =
                    child.says("content-type", "run-in-heading") && line.is_empty() && matter.title.is_empty();
                if heading && matter.blocks.is_empty() {
                    matter.title = self.line_of(child, own);
                } else {
                    self.inline(child, &mut line, own);
                }
            }
            let text = line.finish();
            if !text.is_empty() {
                let lang = (own != lang).then_some(own);
                matter.blocks.push(Block::Paragraph(Paragraph { text, lang, ..Paragraph::default() }));
            }
        }
        for child in node.elements().filter(|child| !child.is("funding-statement")) {
            if child.is("award-group") {
                self.keep(child);
            } else {
                self.losses.note(child, Fate::Left);
            }
        }
        if !matter.title.is_empty() || !matter.blocks.is_empty() {
            self.article.back.push(matter);
        }
    }

    /// The citation block, one a language.
    fn for_citation(&mut self, node: Node<'t>, around: Lang) {
        let lang = self.lang_of(node, around);
        let mut own = SelfCitation { lang, ..SelfCitation::default() };
        for child in node.elements() {
            match child.local() {
                "sec" => self.for_citation(child, lang),
                "title" => own.label = self.run_of(child),
                "p" => match child.child("mixed-citation").filter(|_| own.text.is_empty()) {
                    Some(citation) => (own.text, own.citation) = self.citation_of(citation, lang),
                    None if own.text.is_empty() => own.text = self.line_of(child, lang),
                    None => self.losses.note(child, Fate::Left),
                },
                _ => self.losses.note(child, Fate::Left),
            }
        }
        if !own.text.is_empty() {
            self.article.front.self_citations.push(own);
        }
    }
}

/// What a UDC number is called in a language: JATS has a place for the number alone.
fn udc_label(lang: Lang) -> &'static str {
    match lang.as_str() {
        _ if lang.is_cyrillic() => "УДК",
        "es" | "fr" | "it" | "pt" | "ro" => "CDU",
        "de" => "UDK",
        "pl" => "UKD",
        _ => "UDC",
    }
}
