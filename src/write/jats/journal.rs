//! What journal.toml adds: `journal-meta` and `permissions`.

use super::{Doc, by_lang, changed};
use crate::article::{Lang, Localised};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

impl<'a> Doc<'a> {
    /// `journal-meta`.
    pub(super) fn journal_meta(&mut self) {
        let journal = self.journal;
        let identity = &journal.journal;
        let lang = self.article.lang;
        let issns = [("ppub", identity.issn_print.as_deref()), ("epub", identity.issn_online.as_deref())];
        let issns: Vec<(&str, &str)> = issns.iter().filter_map(|(kind, issn)| issn.map(|issn| (*kind, issn))).collect();
        let mut missing = Vec::new();
        self.open_block("journal-meta", &[]);
        match (&identity.id, issns.first()) {
            (Some(id), _) => self.xml.leaf("journal-id", &[("journal-id-type", "publisher-id")], id),
            (None, Some((_, issn))) => self.xml.leaf("journal-id", &[("journal-id-type", "issn")], issn),
            (None, None) => {
                missing.push("a short name (journal.id)");
                self.xml.empty("journal-id", &[])
            }
        };
        self.xml.newline();
        if !self.journal_titles() {
            missing.push("a title (journal.title)");
        }
        for (kind, issn) in &issns {
            self.xml.leaf("issn", &[("pub-type", kind)], issn);
            self.xml.newline();
        }
        if issns.is_empty() {
            missing.push("an ISSN (journal.issn-print, journal.issn-online)");
            self.xml.empty("issn", &[]);
            self.xml.newline();
        }
        let names = by_lang(&journal.publisher.name, lang);
        let places = &journal.publisher.place;
        if names.is_empty() {
            missing.push("a publisher (publisher.name)");
        } else {
            self.open_block("publisher", &[]);
            for (own, name) in names {
                self.open("publisher-name", &[("xml:lang", changed(&own, lang))]);
                self.xml.text(name).close().newline();
                if let Some(place) = places.get(&own).filter(|place| !place.trim().is_empty()) {
                    self.open("publisher-loc", &[("xml:lang", changed(&own, lang))]);
                    self.xml.text(place).close().newline();
                }
            }
            self.close_block();
        }
        if let Some(url) = identity.url.as_deref().filter(|url| crate::notation::url::is_safe(url)) {
            self.xml.empty("self-uri", &[("xlink:href", url)]).newline();
        }
        self.close_block();
        if !missing.is_empty() {
            let message = format!("the JATS file says too little of its journal: it lacks {}", missing.join(", "));
            let diagnostic = Diagnostic::warning("jats-journal", Span::NONE, message)
                .help("give journal.toml the keys named in brackets; archives refuse files without them");
            self.diagnostics.push(diagnostic);
        }
    }

    /// The journal's titles: those of journal.toml, and in other languages those of the citation block. Whether there
    /// are any.
    fn journal_titles(&mut self) -> bool {
        let identity = &self.journal.journal;
        let lang = self.article.lang;
        let mut titles: Vec<(Lang, &str, Span)> =
            by_lang(&identity.title, lang).into_iter().map(|(own, title)| (own, title, Span::NONE)).collect();
        for Localised { lang: own, value } in &self.article.front.issue.journal {
            if !value.text.trim().is_empty() && titles.iter().all(|(taken, ..)| taken != own) {
                titles.push((*own, &value.text, value.span));
            }
        }
        titles.sort_by_key(|(own, ..)| *own != lang);
        let abbreviated = by_lang(&identity.abbreviated_title, lang);
        if titles.is_empty() && abbreviated.is_empty() {
            return false;
        }
        self.open_block("journal-title-group", &[]);
        for (at, (own, title, span)) in titles.iter().enumerate() {
            let from = self.xml.position();
            if at == 0 {
                self.xml.leaf("journal-title", &[("xml:lang", own.as_str())], title);
            } else {
                self.xml.open("trans-title-group", &[("xml:lang", own.as_str())]);
                self.xml.leaf("trans-title", &[], title).close();
            }
            self.xml.note(from, *span);
            self.xml.newline();
        }
        for (own, title) in abbreviated {
            self.xml.leaf("abbrev-journal-title", &[("xml:lang", own.as_str())], title).newline();
        }
        self.close_block();
        !titles.is_empty()
    }

    /// `permissions`, only of what journal.toml says: the holder, and the licence.
    pub(super) fn permissions(&mut self) {
        let lang = self.article.lang;
        let licence = &self.journal.licence;
        let holders = by_lang(&licence.holder, lang);
        let statements = by_lang(&licence.statement, lang);
        let url = licence.url.as_deref().map(str::trim).filter(|url| !url.is_empty());
        if holders.is_empty() && statements.is_empty() && url.is_none() {
            return;
        }
        let year = self.article.front.issue.year.as_ref().filter(|year| !year.text.trim().is_empty());
        self.open_block("permissions", &[]);
        for (own, holder) in &holders {
            self.open("copyright-statement", &[("xml:lang", changed(own, lang))]);
            self.xml.text(&format!("© {holder}"));
            if let Some(year) = year {
                self.xml.text(", ").run(year);
            }
            self.xml.close().newline();
        }
        if let (Some(year), false) = (year, holders.is_empty()) {
            self.xml.leaf_run("copyright-year", &[], year).newline();
        }
        for (own, holder) in &holders {
            self.open("copyright-holder", &[("xml:lang", changed(own, lang))]);
            self.xml.text(holder).close().newline();
        }
        // `license-p` has no language, so each language of the statement is a licence of its own.
        let statements: Vec<Option<(Lang, &str)>> =
            if statements.is_empty() { vec![None] } else { statements.into_iter().map(Some).collect() };
        for statement in statements {
            if url.is_none() && statement.is_none() {
                continue;
            }
            let own = statement.as_ref().and_then(|(own, _)| changed(own, lang));
            self.open("license", &[("xml:lang", own), ("xlink:href", url)]);
            if let Some(url) = url {
                self.xml.leaf("ali:license_ref", &[], url);
            }
            if let Some((_, text)) = statement {
                self.xml.leaf("license-p", &[], text);
            }
            self.close_block();
        }
        self.close_block();
    }
}
