//! Articles inside the article: translations, reviews, responses. Each is a section after what stands after the body, with
//! its own title, authors, abstract, body, notes and references, its headings a level below its title.

use super::{Renderer, clean, language, tag, title, words};
use crate::article::{Article, Lang, SubArticle};

/// Deeper articles in articles are written beside what holds them.
const MAX_DEPTH: usize = 2;

/// What of a renderer belongs to one article.
pub(super) struct Own<'a> {
    article: &'a Article,
    words: &'static words::Words,
    body: String,
    bibliography: Option<String>,
}

impl<'a> Renderer<'a> {
    /// Writes the articles inside the one that is being written.
    pub(super) fn sub_articles(&mut self) {
        for inner in &self.article.sub_articles {
            self.sub_article(inner);
        }
    }

    fn sub_article(&mut self, inner: &'a SubArticle) {
        let article = &inner.article;
        let lang = if language(article) == Lang::UND { self.lang() } else { language(article) };
        let own = Own {
            article,
            words: words::words(lang),
            body: self.body.clone(),
            bibliography: self.bibliography.clone(),
        };
        self.may_end_page(false);
        let outer = self.exchange(own);
        let id = self.ids.define(&inner.id, if inner.id.is_empty() { "article" } else { &inner.id });
        let titles = &article.front.titles;
        let own_title = title(article).and_then(|chosen| {
            titles.iter().find(|t| t.lang == chosen.lang && clean(&t.value.plain_without_marks()) == chosen.value)
        });
        let kind = clean(&inner.kind.replace('-', " "));
        self.section(
            tag("section").class("sub-article").lang(lang),
            &id,
            1,
            own_title.map(|title| &title.value),
            (&kind, Lang::EN),
        );
        let deeper = usize::from(self.base < MAX_DEPTH);
        self.base += deeper;
        self.sub_front(lang);
        self.blocks(&article.body.blocks);
        self.sections(&article.body.sections, 1);
        self.blocks(&article.floats);
        self.matter();
        self.sub_articles();
        self.base -= deeper;
        self.close();
        self.xml.newline();
        self.exchange(outer);
    }

    /// Puts another article in the place of the one that is being written.
    fn exchange(&mut self, mut other: Own<'a>) -> Own<'a> {
        std::mem::swap(&mut self.article, &mut other.article);
        std::mem::swap(&mut self.words, &mut other.words);
        std::mem::swap(&mut self.body, &mut other.body);
        std::mem::swap(&mut self.bibliography, &mut other.bibliography);
        other
    }
}
