//! Authors and where they work: `contrib-group`, `aff`, `author-notes`.

use super::Jats;
use super::ids::{Target, is_statement};
use super::line::Line;
use super::losses::Fate;
use super::tree::Node;
use crate::article::{
    Affiliation, AffiliationPart, AffiliationPartKind, AffiliationText, AuthorNote, Contributor, Lang, Localised,
    PersonName, Run, Text,
};
use crate::notation::{email, orcid};
use crate::source::Span;

impl<'t> Jats<'t> {
    pub(super) fn contributors(&mut self, node: Node<'t>, around: Lang) {
        let lang = self.lang_of(node, around);
        for child in node.elements() {
            match child.local() {
                "contrib" => self.contributor(child, lang),
                "aff" | "aff-alternatives" => self.affiliation(child, lang),
                "author-comment" | "bio" => self.losses.note(child, Fate::Left),
                _ => self.losses.note(child, Fate::Left),
            }
        }
    }

    fn contributor(&mut self, node: Node<'t>, around: Lang) {
        let kind = node.attribute("contrib-type").unwrap_or("author").to_lowercase();
        if !kind.starts_with("author") && !matches!(kind.as_str(), "person" | "collab" | "group") {
            self.losses.note(node, Fate::Left);
            return;
        }
        let lang = self.lang_of(node, around);
        let mut author = Contributor { corresponding: node.says("corresp", "yes"), ..Contributor::default() };
        for child in node.elements() {
            match child.local() {
                "name" | "string-name" => author.names.push(self.person(child, lang)),
                "name-alternatives" => {
                    for name in child.elements() {
                        let name = self.person(name, lang);
                        author.names.push(name);
                    }
                }
                "collab" | "collab-name" => self.collaboration(child, &mut author, lang),
                "collab-alternatives" | "collab-name-alternatives" => {
                    child.elements().for_each(|name| self.collaboration(name, &mut author, lang));
                }
                "contrib-id" => self.contributor_id(child, &mut author),
                "email" => self.email_of(child, &mut author),
                "address" => {
                    for part in child.elements() {
                        if part.is("email") {
                            self.email_of(part, &mut author)
                        } else {
                            self.losses.note(part, Fate::Left)
                        }
                    }
                }
                "bio" => self.bio(child, &mut author, lang),
                "xref" => self.contributor_xref(child, &mut author),
                // An affiliation that no other author has.
                "aff" | "aff-alternatives" => {
                    self.affiliation(child, lang);
                    author.affiliations.extend(self.article.front.affiliations.last().map(|aff| aff.id.clone()));
                }
                "uri" | "ext-link" => {
                    let run = self.run_of(child);
                    match Self::orcid(&run).filter(|_| author.orcid.is_none()) {
                        Some(found) => author.orcid = Some(found),
                        None => self.losses.note(child, Fate::Left),
                    }
                }
                _ => self.losses.note(child, Fate::Left),
            }
        }
        self.article.front.contributors.push(author);
    }

    /// An ORCID iD in an address, without the address.
    fn orcid(run: &Run) -> Option<Run> {
        let (found, range) = orcid::find(&run.text)?;
        let start =
            range.end - if run.text[range.clone()].ends_with(&found.value) { found.value.len() } else { range.len() };
        Some(Run::new(found.value, run.span_of(start..range.end)))
    }

    fn contributor_id(&mut self, node: Node<'t>, author: &mut Contributor) {
        let run = self.run_of(node);
        match Self::orcid(&run).filter(|_| author.orcid.is_none()) {
            Some(found) => author.orcid = Some(found),
            // Not an ORCID iD, but said to be one: the checks will tell.
            None if node.says("contrib-id-type", "orcid") && author.orcid.is_none() => {
                let start = run.text.rfind('/').map_or(0, |at| at + 1);
                author.orcid = Some(Run::new(&run.text[start..], run.span_of(start..run.text.len())));
            }
            None => self.losses.note(node, Fate::Left),
        }
    }

    fn email_of(&mut self, node: Node<'t>, author: &mut Contributor) {
        if author.email.is_some() {
            self.losses.note(node, Fate::Left);
            return;
        }
        author.email = Some(self.run_of(node)).filter(|run| !run.text.is_empty());
    }

    fn bio(&mut self, node: Node<'t>, author: &mut Contributor, around: Lang) {
        let lang = self.lang_of(node, around);
        let blocks = self.blocks(node, lang);
        for text in self.lines(blocks, node) {
            author.bios.push(Localised::new(lang, text));
        }
        node.elements()
            .filter(|e| matches!(e.local(), "title" | "label"))
            .for_each(|e| self.losses.note(e, Fate::Left));
    }

    fn contributor_xref(&mut self, node: Node<'t>, author: &mut Contributor) {
        let mut known = false;
        for rid in node.attribute("rid").unwrap_or_default().split_whitespace() {
            if let Some(Target::Affiliation(id)) = self.ids.get(rid) {
                if !author.affiliations.contains(id) {
                    author.affiliations.push(id.clone());
                }
                known = true;
            } else if node.says("ref-type", "corresp") {
                author.corresponding = true;
                self.letters.push((self.article.front.contributors.len(), rid));
                known = true;
            }
        }
        if !known {
            self.losses.note(node, Fate::Left);
        }
    }

    fn collaboration(&mut self, node: Node<'t>, author: &mut Contributor, around: Lang) {
        let lang = self.lang_of(node, around);
        if !node
            .elements()
            .any(|e| matches!(e.local(), "contrib-group" | "named-content" | "institution" | "xref" | "fn"))
        {
            let run = self.run_of(node);
            author.collaboration.push(Localised::new(lang, run));
            return;
        }
        // Its members stand in it.
        let mut run = Run::default();
        for child in node.children() {
            match child.local() {
                "" | "named-content" | "institution" => {
                    let piece = child.text().map_or_else(|| self.run_of(child), |text| Run::new(text, child.span()));
                    run.text.push_str(&piece.text);
                    run.span = run.span.join(piece.span);
                }
                _ => self.losses.note(child, Fate::Left),
            }
        }
        let run = super::line::squeeze(&run);
        if !run.text.is_empty() {
            author.collaboration.push(Localised::new(lang, run));
        }
    }

    /// A name. The whole of it is put together where JATS has only its parts.
    fn person(&mut self, node: Node<'t>, around: Lang) -> Localised<PersonName> {
        let lang = self.lang_of(node, around);
        let part = |name| node.child(name).map(|part| self.run_of(part)).unwrap_or_default();
        let (surname, given) = (part("surname"), part("given-names"));
        let extra: Vec<_> = node.elements().filter(|e| matches!(e.local(), "prefix" | "suffix")).collect();
        let written = if node.is("string-name") {
            self.run_of(node)
        } else {
            let (first, second) =
                if node.says("name-style", "eastern") { (&surname, &given) } else { (&given, &surname) };
            let text = [first.text.as_str(), second.text.as_str()].join(" ").trim().to_owned();
            Run::new(text, surname.span.join(given.span))
        };
        for extra in extra {
            self.losses.note(extra, Fate::Left);
        }
        Localised::new(lang, PersonName { surname, given, written })
    }

    pub(super) fn affiliation(&mut self, node: Node<'t>, around: Lang) {
        let lang = self.lang_of(node, around);
        let id = self.ids.of(node, "aff");
        let mut variants = Vec::new();
        if node.is("aff-alternatives") {
            for variant in node.all("aff") {
                variants.push(self.affiliation_text(variant, lang));
            }
            // The article's own language comes first.
            let own = self.article.lang;
            variants.sort_by_key(|variant| variant.lang != own);
        } else {
            variants.push(self.affiliation_text(node, lang));
        }
        self.article.front.affiliations.push(Affiliation { id, variants });
    }

    fn affiliation_text(&mut self, node: Node<'t>, around: Lang) -> Localised<AffiliationText> {
        let lang = self.lang_of(node, around);
        let mut text = AffiliationText { label: self.label(node), ..AffiliationText::default() };
        let mut line = Line::default();
        let children: Vec<_> = node.children().filter(|child| !child.is("label")).collect();
        let bare = children.iter().filter_map(|child| child.text()).all(|text| text.trim().is_empty());
        let mut parts = Vec::new();
        // A raised key at the start is the label.
        let mut rest = children.as_slice();
        if text.label.is_none()
            && let Some(at) = rest.iter().position(|child| child.text().is_none_or(|text| !text.trim().is_empty()))
            && rest[at].is("sup")
        {
            text.label = Some(self.run_of(rest[at]));
            rest = &rest[at + 1..];
        }
        for child in rest {
            if bare && child.is_element() && !child.is_blank() && !line.is_empty() {
                line.made(", ");
            }
            if !(bare && child.text().is_some()) {
                self.affiliation_part(*child, &mut line, lang, &mut parts);
            }
        }
        text.text = line.finish();
        let plain = text.text.plain();
        parts.retain_mut(|part: &mut AffiliationPart| {
            let range = part.start as usize..(part.end as usize).min(plain.len());
            let Some(shown) = plain.get(range.clone()).filter(|shown| !shown.trim().is_empty()) else { return false };
            part.start = (range.start + shown.len() - shown.trim_start().len()) as u32;
            part.end = (range.start + shown.trim_end().len()) as u32;
            true
        });
        text.parts = parts;
        Localised::new(lang, text)
    }

    fn affiliation_part(&mut self, node: Node<'t>, line: &mut Line, lang: Lang, parts: &mut Vec<AffiliationPart>) {
        use AffiliationPartKind as K;
        let content = node.attribute("content-type").unwrap_or_default();
        let kind = match node.local() {
            "institution" if content.starts_with("orgdiv") || content == "dept" => K::Division,
            "institution" => K::Institution,
            "addr-line" | "named-content" => match (content, node.child("named-content"), node.elements().count()) {
                ("city", ..) => K::City,
                ("state", ..) => K::State,
                ("postal-code" | "postcode", ..) => K::PostalCode,
                ("addr-line", ..) => K::AddressLine,
                (_, Some(only), 1) if node.is("addr-line") => {
                    self.affiliation_part(only, line, lang, parts);
                    return;
                }
                _ if node.is("addr-line") => K::AddressLine,
                _ => {
                    self.inline(node, line, lang);
                    return;
                }
            },
            "city" => K::City,
            "postal-code" => K::PostalCode,
            "state" => K::State,
            "country" => K::Country,
            "email" => K::Email,
            "institution-wrap" => {
                for child in node.children() {
                    if child.is("institution-id") {
                        self.losses.note(child, Fate::Left);
                    } else {
                        self.affiliation_part(child, line, lang, parts);
                    }
                }
                return;
            }
            "institution-id" => {
                self.losses.note(node, Fate::Left);
                return;
            }
            _ => {
                self.inline(node, line, lang);
                return;
            }
        };
        let start = line.len() as u32;
        self.inlines(node, line, lang);
        let code = node.attribute("country").filter(|_| kind == K::Country).map(str::to_owned);
        let end = line.len() as u32;
        if end > start {
            parts.push(AffiliationPart { kind, start, end, code });
        }
    }

    /// `author-notes`: addresses of corresponding authors, and notes on the authors.
    pub(super) fn author_notes(&mut self, node: Node<'t>, around: Lang) {
        let lang = self.lang_of(node, around);
        for child in node.elements() {
            let lang = self.lang_of(child, lang);
            match child.local() {
                "fn" if is_statement(child) => self.statement(child, Text::default(), lang),
                "fn" | "corresp" | "p" => {
                    let label = self.label(child).unwrap_or_default();
                    let paragraphs = if child.is("fn") {
                        let blocks = self.blocks(child, lang);
                        self.lines(blocks, child)
                    } else {
                        let mut line = Line::default();
                        child
                            .children()
                            .filter(|part| !part.is("label"))
                            .for_each(|part| self.inline(part, &mut line, lang));
                        vec![line.finish()]
                    };
                    if child.is("corresp") {
                        self.corresponding(child, &paragraphs);
                    }
                    let paragraphs: Vec<_> = paragraphs.into_iter().filter(|text| !text.is_empty()).collect();
                    if !paragraphs.is_empty() {
                        self.article.front.author_notes.push(AuthorNote { lang, label, paragraphs });
                    }
                }
                _ => self.losses.note(child, Fate::Left),
            }
        }
    }

    /// Gives the address in a `corresp` to the one author that it is of.
    fn corresponding(&mut self, node: Node<'t>, paragraphs: &[Text]) {
        let id = node.attribute("id").unwrap_or_default();
        let mut of = self.letters.iter().filter(|(_, rid)| *rid == id).map(|(author, _)| *author);
        let author = match (of.next(), of.next()) {
            (Some(author), None) => author,
            _ => return,
        };
        let plain: String = paragraphs.iter().map(|text| text.plain() + " ").collect();
        let mut found = email::find_all(&plain);
        if let (Some((address, _)), None) = (found.next(), found.next())
            && let Some(author) = self.article.front.contributors.get_mut(author)
            && author.email.is_none()
        {
            let own = node.descendants().find(|n| n.text().is_some_and(|text| text.contains(address.as_str())));
            let span = own.map_or(Span::NONE, |own| {
                let text = own.text().unwrap_or_default();
                let at = text.find(address.as_str()).unwrap_or(0);
                Run::new(text, own.span()).span_of(at..at + address.len())
            });
            author.email = Some(Run::new(address, span));
        }
    }
}
