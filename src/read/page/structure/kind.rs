//! What a block can be taken for, and how that is called.

use serde::{Serialize, Serializer};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $id:literal $en:literal $ru:literal $marker:literal;)*) => {
        /// What a block was taken for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$name),*];

            /// Its name for programs.
            pub fn id(self) -> &'static str {
                match self { $(Kind::$name => $id,)* }
            }

            /// Its name in English and in Russian.
            pub fn names(self) -> [&'static str; 2] {
                match self { $(Kind::$name => [$en, $ru],)* }
            }

            /// The marker that says it, if there is one.
            pub fn marker(self) -> Option<&'static str> {
                let marker = match self { $(Kind::$name => $marker,)* };
                (!marker.is_empty()).then_some(marker)
            }
        }
    };
}

kinds! {
    /// UDC, DOI and other codes.
    Code "code" "code" "код" "";
    /// The heading under which the journal prints the article.
    Rubric "rubric" "rubric" "рубрика" "rubric";
    /// The title.
    Title "title" "title" "заглавие" "title";
    /// The line of authors.
    Authors "authors" "authors" "авторы" "authors";
    /// An affiliation.
    Affiliation "affiliation" "affiliation" "место работы" "affiliation";
    /// The abstract.
    Abstract "abstract" "abstract" "аннотация" "abstract";
    /// The keywords.
    Keywords "keywords" "keywords" "ключевые слова" "keywords";
    /// When the article was received, accepted, published.
    Date "date" "date" "дата" "";
    /// An e-mail address or ORCID iD.
    Contact "contact" "contact" "контакт" "";
    /// The citation block.
    Citation "citation" "citation block" "образец цитирования" "citation";
    /// A note on an author.
    AuthorNote "author-note" "note on an author" "сведения об авторе" "author-note";
    /// A label alone on its line.
    Label "label" "label" "помета" "";
    /// A heading.
    Heading "heading" "heading" "заголовок" "heading";
    /// A paragraph.
    Paragraph "paragraph" "paragraph" "абзац" "paragraph";
    /// The rest of a paragraph that began above.
    Continuation "continuation" "the rest of a paragraph" "продолжение абзаца" "join";
    /// A footnote.
    Note "note" "footnote" "сноска" "note";
    /// Items of a list.
    List "list" "list" "список" "";
    /// A quotation set apart.
    Quotation "quotation" "quotation" "цитата" "";
    /// A table.
    Table "table" "table" "таблица" "";
    /// A picture.
    Picture "picture" "picture" "рисунок" "";
    /// The caption of a figure or table.
    Caption "caption" "caption" "подпись" "caption";
    /// A displayed formula.
    Formula "formula" "formula" "формула" "";
    /// Text whose lines and spaces matter.
    Preformatted "preformatted" "preformatted text" "текст с сохранением строк" "";
    /// Acknowledgements.
    Acknowledgements "acknowledgements" "acknowledgements" "благодарности" "acknowledgements";
    /// The funding statement.
    Funding "funding" "funding" "финансирование" "funding";
    /// A statement on conflicts of interest.
    Conflict "conflict-of-interest" "conflict of interest" "конфликт интересов" "";
    /// An appendix.
    Appendix "appendix" "appendix" "приложение" "";
    /// The heading of a list of references.
    ReferenceList "reference-list" "list of references" "список литературы" "reference-list";
    /// An item of a list of references.
    Reference "reference" "reference" "пункт списка литературы" "reference";
    /// A running head, left out.
    RunningHead "running-head" "running head, left out" "колонтитул, не взят" "running-head";
    /// A page number, left out.
    PageNumber "page-number" "page number, left out" "номер страницы, не взят" "page-number";
    /// A copyright line, left out.
    Copyright "copyright" "copyright line, left out" "строка ©, не взята" "";
    /// Left out, as its marker says.
    LeftOut "left-out" "left out" "не взято" "leave-out";
    /// A rule.
    Rule "rule" "rule" "линейка" "";
    /// Nothing in the article came from it.
    Lost "lost" "in no part of the article" "не вошло в статью" "";
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
