//! What stands after the body: acknowledgements and appendices, notes, lists of references, and what is said of the
//! article itself.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Renderer, clean, front, label, link, tag, words};
use crate::article::{
    BackMatterKind, Contributor, HistoryDate, HistoryEvent, Lang, Note, PartKind, Reference, ReferenceForm,
    ReferenceList, Run, Text,
};
use crate::notation::date::Date;

/// The sign of a link back, in its text form and not as a coloured picture.
const BACK: &str = "↩\u{FE0E}";

impl<'a> Renderer<'a> {
    /// Writes what stands after the body.
    pub fn back(&mut self) {
        self.matter();
        self.about();
    }

    /// Acknowledgements, appendices, notes and references.
    pub fn matter(&mut self) {
        for matter in &self.article.back {
            let words = words::words(matter.lang);
            let (name, meaning, role, made) = match matter.kind {
                BackMatterKind::Acknowledgements => {
                    ("acknowledgements", "acknowledgments", "doc-acknowledgments", words.acknowledgements)
                }
                BackMatterKind::Funding => ("funding", "", "", words.funding),
                BackMatterKind::ConflictOfInterest => ("interests", "", "", words.interests),
                BackMatterKind::Appendix => ("appendix", "appendix", "doc-appendix", words.appendix),
            };
            let id = self.ids.fresh(name);
            let mut element = tag("section").lang(matter.lang);
            if !meaning.is_empty() {
                element = element.means(meaning).role(role);
            }
            self.section(element, &id, 1, Some(&matter.title), (made, words.lang()));
            self.blocks(&matter.blocks);
            self.close();
            self.xml.newline();
        }
        self.awards();
        self.notes();
        self.lists();
    }

    /// The awards, where no statement tells of them.
    fn awards(&mut self) {
        let told = self.article.back.iter().any(|matter| matter.kind == BackMatterKind::Funding);
        let kept = &self.article.front.kept;
        let awards: Vec<String> =
            kept.iter().filter(|kept| kept.name == "award-group").map(|award| clean(&award.plain())).collect();
        if told || awards.iter().all(String::is_empty) {
            return;
        }
        let id = self.ids.fresh("funding");
        self.section(tag("section"), &id, 1, None, (self.words.funding, self.words.lang()));
        for award in awards.iter().filter(|award| !award.is_empty()) {
            self.leaf(tag("p"), award);
            self.xml.newline();
        }
        self.close();
        self.xml.newline();
    }

    fn notes(&mut self) {
        let notes = &self.article.notes;
        if notes.is_empty() {
            return;
        }
        self.may_end_page(false);
        let id = self.ids.fresh("notes");
        let element = tag("section").class("notes").means("footnotes").role("doc-endnotes");
        self.section(element, &id, 1, None, (self.words.notes, self.words.lang()));
        for (i, note) in notes.iter().enumerate() {
            self.note(note, i);
        }
        self.close();
        self.xml.newline();
    }

    fn note(&mut self, note: &'a Note, index: usize) {
        let id = self.ids.define(&note.id, if note.id.is_empty() { "fn" } else { &note.id });
        self.open(tag("aside").id(&id).means("footnote").role("doc-footnote").lang(note.lang));
        let marks = self.places(&note.id, |found| &found.marks);
        let sign = clean(&note.label.text);
        let sign = if sign.is_empty() { (index + 1).to_string() } else { sign };
        self.open(tag("p"));
        let name = format!("{} {sign}", self.words.back_to_note);
        match marks.split_first() {
            Some((first, others)) => {
                self.backlink(first, &name, &sign);
                for (i, mark) in others.iter().enumerate() {
                    self.xml.text(" ");
                    self.backlink(mark, &format!("{name} ({})", i + 2), &format!("{BACK}{}", i + 2));
                }
            }
            None => self.leaf(tag("span").class("label"), &sign),
        }
        self.xml.text(" ");
        for (i, paragraph) in note.paragraphs.iter().enumerate() {
            if i > 0 {
                self.close();
                self.open(tag("p"));
            }
            self.cited(paragraph, Vec::new());
        }
        self.close();
        self.close();
        self.xml.newline();
    }

    /// The identifiers of the places that point at something.
    fn places(&self, model: &str, of: fn(&super::Found) -> &HashMap<String, Vec<String>>) -> Vec<String> {
        self.found.as_ref().and_then(|f| of(f).get(model)).cloned().unwrap_or_default()
    }

    fn backlink(&mut self, target: &str, name: &str, shown: &str) {
        let element = tag("a").attr("href", self.address(target)).class("back").means("backlink").role("doc-backlink");
        self.leaf(element.attr("aria-label", name).lang(self.words.lang()), shown);
    }

    /// Text with bibliographic data in it: bare addresses in it are links.
    fn cited(&mut self, text: &'a Text, mut links: Vec<(Range<usize>, String)>) {
        links.extend(link::addresses(&text.plain()));
        self.text_with_links(text, links);
    }

    fn lists(&mut self) {
        let references = &self.article.references;
        let known = references.lists.len();
        let mut items: Vec<Vec<(&'a Reference, &'a ReferenceForm)>> = vec![Vec::new(); known + 1];
        for item in &references.items {
            for form in &item.forms {
                items[(form.list as usize).min(known)].push((item, form));
            }
        }
        // Items of a list that the model does not have are shown all the same.
        let unlisted = items.pop().unwrap_or_default();
        for (list, items) in references.lists.iter().zip(items) {
            self.list_of_references(Some(list), items);
        }
        if !unlisted.is_empty() {
            self.list_of_references(None, unlisted);
        }
    }

    fn list_of_references(&mut self, list: Option<&'a ReferenceList>, items: Vec<(&'a Reference, &'a ReferenceForm)>) {
        self.may_end_page(false);
        let lang = list.map_or(self.page_lang(), |l| l.lang);
        let wish = list.map(|l| l.id.as_str()).filter(|id| !id.is_empty()).unwrap_or("references");
        let id = self.ids.define(wish, wish);
        self.bibliography.get_or_insert_with(|| id.clone());
        let words = words::words(lang);
        let element = tag("section").class("references").means("bibliography").role("doc-bibliography").lang(lang);
        self.section(element, &id, 1, list.map(|l| &l.title), (words.references, words.lang()));
        let numbers: Option<Vec<usize>> = items
            .iter()
            .map(|(item, _)| item.label.as_ref()?.text.trim().parse().ok().filter(|n| *n < 100_000))
            .collect();
        if items.is_empty() {
            self.close();
            self.xml.newline();
            return;
        }
        self.open(if numbers.is_some() { tag("ol") } else { tag("ul").class("plain").role("list") });
        self.xml.newline();
        let mut expected = 1;
        for (i, (item, form)) in items.into_iter().enumerate() {
            let number = numbers.as_ref().map(|n| n[i]);
            self.item(item, form, number.filter(|n| *n != expected), number.is_none());
            expected = number.unwrap_or_default() + 1;
        }
        self.close();
        self.close();
        self.xml.newline();
    }

    fn item(&mut self, item: &'a Reference, form: &'a ReferenceForm, value: Option<usize>, labelled: bool) {
        let wish = if item.id.is_empty() { "ref" } else { &item.id };
        let is_target = self.target(item).is_some_and(|target| std::ptr::eq(target, form));
        let id = if is_target {
            self.ids.define(&item.id, wish)
        } else {
            let lang = self.article.references.lists.get(form.list as usize).map_or(form.lang, |l| l.lang);
            self.ids.fresh(&format!("{wish}-{lang}"))
        };
        self.ids.alias(&form_key(item, form), &id);
        let mut element = tag("li").id(&id).lang(form.lang);
        if let Some(value) = value {
            element = element.attr("value", value.to_string());
        }
        self.open(element);
        if let Some(label) = item.label.as_ref().filter(|_| labelled) {
            self.leaf(tag("span").class("label"), label.text.trim());
            self.xml.text(" ");
        }
        self.cited(&form.text, links(form));
        let citations = if is_target { self.places(&item.id, |found| &found.citations) } else { Vec::new() };
        let sign = item.label.as_ref().map(|l| clean(&l.text)).unwrap_or_default();
        let name = clean(&format!("{} {sign}", self.words.back_to_citation));
        let many = citations.len() > 1;
        for (i, citation) in citations.iter().enumerate() {
            self.xml.text(" ");
            if many {
                self.backlink(citation, &format!("{name} ({})", i + 1), &format!("{BACK}{}", i + 1));
            } else {
                self.backlink(citation, &name, BACK);
            }
        }
        for other in item.forms.iter().filter(|f| f.list != form.list) {
            let Some(target) = self.found.as_ref().and_then(|f| f.ids.find(&form_key(item, other))) else { continue };
            let address = self.address(target);
            let lang = self.article.references.lists.get(other.list as usize).map_or(other.lang, |l| l.lang);
            self.xml.text(" ");
            self.leaf(tag("a").class("form").attr("href", address).lang(lang), &words::name(lang));
        }
        self.close();
        self.xml.newline();
    }

    /// The form to which citations lead: that in the list in the page's language, else the first.
    fn target(&self, item: &'a Reference) -> Option<&'a ReferenceForm> {
        let lang = self.page_lang();
        let lists = &self.article.references.lists;
        let own = item.forms.iter().find(|f| lists.get(f.list as usize).is_some_and(|l| l.lang == lang));
        own.or_else(|| item.forms.first())
    }

    fn about(&mut self) {
        let front = &self.article.front;
        let rights = self.rights();
        let details: Vec<&'a Contributor> =
            front.contributors.iter().filter(|c| c.email.is_some() || c.orcid.is_some()).collect();
        let bios = front.author_notes.is_empty() && front.contributors.iter().any(|c| !c.bios.is_empty());
        if front.history.is_empty()
            && front.self_citations.is_empty()
            && front.author_notes.is_empty()
            && details.is_empty()
            && !bios
            && rights.is_empty()
        {
            return;
        }
        let id = self.ids.fresh("about");
        self.section(tag("section").class("about"), &id, 1, None, (self.words.about, self.words.lang()));
        for date in &front.history {
            self.date(date);
        }
        for citation in &front.self_citations {
            let words = words::words(citation.lang);
            self.open(tag("p").class("citation").lang(citation.lang));
            self.label(&citation.label, words.citation, words.lang());
            self.cited(&citation.text, Vec::new());
            self.close();
            self.xml.newline();
        }
        let mut said = HashSet::new();
        for note in &front.author_notes {
            let words = words::words(note.lang);
            for (i, paragraph) in note.paragraphs.iter().enumerate() {
                self.open(tag("p").lang(note.lang));
                if i == 0 {
                    self.label(&note.label, words.authors, words.lang());
                }
                self.cited(paragraph, Vec::new());
                self.close();
                self.xml.newline();
                said.extend(words_of(&paragraph.plain()));
            }
        }
        if bios {
            for bio in front.contributors.iter().flat_map(|c| &c.bios) {
                self.leaf_text(tag("p").lang(bio.lang), &bio.value);
                self.xml.newline();
                said.extend(words_of(&bio.value.plain()));
            }
        }
        for person in details {
            self.contact(person, &said);
        }
        for (lang, text, address) in rights {
            self.open(tag("p").class("rights").lang(lang));
            match address {
                Some(address) => self.leaf(tag("a").attr("rel", "license").attr("href", address), &text),
                None => {
                    self.xml.text(&text);
                }
            }
            self.close();
            self.xml.newline();
        }
        self.close();
        self.xml.newline();
    }

    /// A label as it stands in the manuscript, or the word for it.
    fn label(&mut self, run: &Run, word: &str, lang: Lang) {
        match label(run) {
            "" => self.leaf(tag("b").class("label").lang(lang), &format!("{word}:")),
            own => self.leaf(tag("b").class("label"), &format!("{own}:")),
        }
        self.xml.text(" ");
    }

    fn date(&mut self, date: &'a HistoryDate) {
        let words = self.words;
        self.open(tag("p").class("date").lang(words.lang()));
        let word = match date.event {
            HistoryEvent::Received => words.received,
            HistoryEvent::Revised => words.revised,
            HistoryEvent::Accepted => words.accepted,
            HistoryEvent::Published => words.published,
        };
        self.leaf(tag("b").class("label"), &format!("{word}:"));
        self.xml.text(" ");
        let written = clean(&date.written.text);
        let shown = if written.is_empty() { date.date.iso() } else { written };
        if is_sound(&date.date) {
            self.leaf(tag("time").attr("datetime", date.date.iso()), &shown);
        } else {
            self.xml.text(&shown);
        }
        self.close();
        self.xml.newline();
    }

    /// E-mail and ORCID of an author, where the notes on the authors have not said them.
    fn contact(&mut self, person: &'a Contributor, said: &HashSet<String>) {
        let new =
            |run: &'a Option<Run>| run.as_ref().map(|r| r.text.trim()).filter(|t| !t.is_empty() && !said.contains(*t));
        let (email, orcid) = (new(&person.email), new(&person.orcid));
        if email.is_none() && orcid.is_none() {
            return;
        }
        self.open(tag("p").class("contact"));
        if let Some((lang, name)) = front::author(person, self.page_lang(), true) {
            self.leaf(tag("b").class("label").lang(lang), &format!("{name}:"));
            self.xml.text(" ");
        }
        if let Some(email) = email {
            self.linked(link::href(&format!("mailto:{email}")), email);
        }
        if let Some(orcid) = orcid {
            if email.is_some() {
                self.xml.text(", ");
            }
            self.xml.text("ORCID ");
            self.linked(link::href(&format!("https://orcid.org/{orcid}")), orcid);
        }
        self.close();
        self.xml.newline();
    }

    fn linked(&mut self, address: Option<String>, text: &str) {
        match address {
            Some(address) => self.leaf(tag("a").attr("href", address), text),
            None => {
                self.xml.text(text);
            }
        }
    }

    /// Copyright and licence as the journal's file gives them: language, text, address.
    fn rights(&self) -> Vec<(Lang, String, Option<String>)> {
        let licence = &self.job.journal.licence;
        let lang = self.page_lang();
        let mut rights = Vec::new();
        let pick = |by: &crate::journal::ByLang| {
            by.get_key_value(&lang).or_else(|| by.iter().next()).map(|(l, text)| (*l, clean(text)))
        };
        if let Some((lang, holder)) = pick(&licence.holder).filter(|(_, holder)| !holder.is_empty()) {
            let year = self.article.front.issue.year.as_ref().map(|y| clean(&y.text)).unwrap_or_default();
            rights.push((lang, clean(&format!("© {year} {holder}")), None));
        }
        let address = licence.url.as_deref().and_then(link::href);
        match pick(&licence.statement).filter(|(_, statement)| !statement.is_empty()) {
            Some((lang, statement)) => rights.push((lang, statement, address)),
            None => {
                rights.extend(address.map(|a| (self.words.lang(), format!("{}: {a}", self.words.licence), Some(a))))
            }
        }
        rights
    }
}

/// The words of a text, addresses cut at their slashes: what an e-mail or an ORCID iD is found among.
fn words_of(plain: &str) -> impl Iterator<Item = String> {
    let ends = |c: char| c.is_whitespace() || "<>()[],;/".contains(c);
    plain.split(ends).map(|word| word.trim_matches(['.', ':']).to_owned()).filter(|word| !word.is_empty())
}

/// Under what name an item's form is found again.
fn form_key(item: &Reference, form: &ReferenceForm) -> String {
    format!("{}\u{1}{}", item.id, form.list)
}

/// The addresses and DOIs among the parts of an item.
fn links(form: &ReferenceForm) -> Vec<(Range<usize>, String)> {
    fn go(parts: &[crate::article::Part], plain: &str, depth: usize, out: &mut Vec<(Range<usize>, String)>) {
        for part in parts {
            let value = part.value.as_deref().unwrap_or_else(|| part.text(plain));
            let address = match part.kind {
                PartKind::Doi => link::doi(value),
                PartKind::Url => link::href(value),
                _ => None,
            };
            if let Some(address) = address.filter(|_| plain.get(part.range()).is_some_and(|t| !t.is_empty())) {
                out.push((part.range(), address));
            }
            if depth < super::MAX_DEPTH {
                go(&part.parts, plain, depth + 1, out);
            }
        }
    }
    let mut out = Vec::new();
    go(&form.citation.parts, &form.text.plain(), 0, &mut out);
    out
}

/// Whether a date is a valid date string of HTML.
fn is_sound(date: &Date) -> bool {
    super::civil(date).is_some()
}
