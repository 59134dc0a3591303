//! One HTML page for reading and for sending on: the findings of each manuscript, each with its lines, the fault marked.
//! Nothing is fetched and nothing runs.

use super::{Places, Report, Reporter};
use crate::check::Ui;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};
use crate::xml::Xml;

/// The style.
pub const REPORTER: Reporter = Reporter {
    name: "html",
    description: "one HTML page to read",
    begin: |ui| Box::new(Page { ui, ..Page::default() }),
};

const STYLE: &str = include_str!("html.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// So many characters are shown before and after a fault; a paragraph may be one line of thousands.
const AROUND: usize = 120;
/// The longest fault that is shown whole, in characters.
const LONGEST: usize = 300;

#[derive(Default)]
struct Page {
    ui: Ui,
    body: Xml,
    counts: [usize; 3],
}

impl Page {
    fn severity(&self, severity: Severity) -> (&'static str, &'static str) {
        match severity {
            Severity::Error => ("error", self.ui.of("error", "ошибка")),
            Severity::Warning => ("warning", self.ui.of("warning", "предупреждение")),
            Severity::Info => ("info", self.ui.of("note", "замечание")),
        }
    }

    fn finding(&mut self, source: &Source, finding: &Diagnostic, places: &Places) {
        let (class, word) = self.severity(finding.severity);
        self.body.open("article", &[("class", class)]).newline();
        self.body.open("h3", &[]);
        self.body.leaf("span", &[("class", "severity")], word).text(" ").text(&finding.message);
        self.body.close().newline();
        let place = places.at(finding.span.start);
        let at = match self.ui {
            Ui::En => format!("line {}, column {}", place.line, place.column),
            Ui::Ru => format!("строка {}, столбец {}", place.line, place.column),
        };
        self.body.open("p", &[("class", "where")]);
        self.body.leaf("code", &[], &finding.rule);
        if !finding.span.is_empty() {
            self.body.text(" · ").text(&at);
        }
        self.body.close().newline();
        self.excerpt(source, finding.span);
        if let Some(help) = &finding.help {
            self.body.open("p", &[("class", "help")]);
            self.body.leaf("b", &[], self.ui.of("How to mend it: ", "Как исправить: ")).text(help);
            self.body.close().newline();
        }
        for (span, message) in &finding.related {
            let line = places.at(span.start).line;
            let at = match self.ui {
                Ui::En => format!("line {line}: "),
                Ui::Ru => format!("строка {line}: "),
            };
            self.body.open("div", &[("class", "related")]).newline();
            self.body.open("p", &[]).text(&at).text(message).close().newline();
            self.excerpt(source, *span);
            self.body.close().newline();
        }
        if let Some(fix) = &finding.fix {
            let word = if fix.safe {
                self.ui.of("--fix mends this.", "--fix исправит это.")
            } else {
                self.ui.of("A possible correction:", "Возможное исправление:")
            };
            self.body.leaf("p", &[("class", "fix")], word).newline();
            for edit in fix.edits.iter().take(10) {
                self.body.open("pre", &[("class", "edit")]);
                self.body.leaf("del", &[], &short(source.slice(edit.span)));
                self.body.text(" → ").leaf("ins", &[], &short(&edit.text));
                self.body.close().newline();
            }
        }
        self.body.close().newline();
    }

    /// The words around a fault, the fault marked.
    fn excerpt(&mut self, source: &Source, span: Span) {
        let text = source.text();
        let (start, end) = (span.start as usize, span.end as usize);
        if span.is_empty() || text.get(start..end).is_none() {
            return;
        }
        let before = &text[..start];
        let from = before.char_indices().rev().take(AROUND).take_while(|(_, c)| *c != '\n').last();
        let from = from.map_or(start, |(at, _)| at);
        let after = &text[end..];
        let to = after.char_indices().take(AROUND).take_while(|(_, c)| *c != '\n').last();
        let to = to.map_or(end, |(at, c)| end + at + c.len_utf8());
        let cut = |whole: bool| if whole { "" } else { "…" };
        let begins = from == 0 || text[..from].ends_with('\n');
        let ends = to == text.len() || text[to..].starts_with(['\n', '\r']);
        self.body.open("pre", &[]);
        self.body.text(cut(begins)).text(&text[from..start]);
        self.body.leaf("mark", &[], &short(&text[start..end]));
        self.body.text(&text[end..to]).text(cut(ends));
        self.body.close().newline();
    }
}

/// Text that is shown whole if it is short, else its beginning and its end.
fn short(text: &str) -> String {
    if text.chars().take(LONGEST + 1).count() <= LONGEST {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONGEST / 2).collect();
    let tail = text.char_indices().rev().take(LONGEST / 2).last().map_or(text.len(), |(at, _)| at);
    format!("{head} … {}", &text[tail..])
}

impl Report for Page {
    fn manuscript(&mut self, source: &Source, found: &[Diagnostic]) {
        let places = Places::of(source, found);
        self.body.open("section", &[]).newline();
        self.body.leaf("h2", &[], &source.name()).newline();
        if found.is_empty() {
            let clean = self.ui.of("Nothing was found.", "Ничего не найдено.");
            self.body.leaf("p", &[("class", "clean")], clean).newline();
        }
        for finding in found {
            self.counts[finding.severity as usize] += 1;
            self.finding(source, finding, &places);
        }
        self.body.close().newline();
    }

    fn failure(&mut self, path: &str, why: &str) {
        self.body.open("section", &[]).newline();
        self.body.leaf("h2", &[], path).newline();
        self.body.leaf("p", &[("class", "failure")], why).newline();
        self.body.close().newline();
    }

    fn finish(self: Box<Self>) -> String {
        let mut xml = Xml::new();
        let ui = self.ui;
        xml.doctype("html");
        xml.open("html", &[("lang", ui.as_str())]).newline();
        xml.open("head", &[]).newline();
        xml.empty("meta", &[("charset", "utf-8")]).newline();
        xml.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]).newline();
        xml.empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]).newline();
        xml.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]).newline();
        let title = ui.of("What offprint found", "Что нашёл offprint");
        xml.leaf("title", &[], title).newline();
        xml.open("style", &[]).newline().raw(STYLE).close().newline();
        xml.close().newline();
        xml.open("body", &[]).newline();
        xml.leaf("h1", &[], title).newline();
        let [notes, warnings, errors] = self.counts;
        let counts = match ui {
            Ui::En => format!("Errors: {errors}. Warnings: {warnings}. Notes: {notes}."),
            Ui::Ru => format!("Ошибок: {errors}. Предупреждений: {warnings}. Замечаний: {notes}."),
        };
        xml.leaf("p", &[("class", "counts")], &counts).newline();
        xml.open("main", &[]).newline();
        xml.raw(&String::from_utf8_lossy(&self.body.finish().0));
        xml.close().newline().close().newline().close().newline();
        String::from_utf8_lossy(&xml.finish().0).into_owned()
    }
}
