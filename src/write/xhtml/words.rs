//! The words that the published pages say themselves, by language. Where the manuscript has a label of its own
//! (`Keywords`, `References`), that stands and not the word here. A new language is a constant and a line in [`words`].

use crate::article::Lang;

/// The words of one language.
pub struct Words {
    /// The language.
    pub lang: &'static str,
    /// The language's own name, for the link to an item's form in it.
    pub name: &'static str,
    /// The title of an article that has none.
    pub untitled: &'static str,
    /// The heading of the table of contents.
    pub contents: &'static str,
    /// The cover.
    pub cover: &'static str,
    /// The heading of the list of landmarks.
    pub landmarks: &'static str,
    /// The landmark at which the text begins.
    pub text: &'static str,
    /// The heading of an abstract.
    pub summary: &'static str,
    /// The label of keywords.
    pub keywords: &'static str,
    /// The heading of the footnotes.
    pub notes: &'static str,
    /// The heading of a list of references.
    pub references: &'static str,
    /// The heading of what is said of the article itself: dates, citation, authors.
    pub about: &'static str,
    /// The label of the citation block.
    pub citation: &'static str,
    /// The label of what is said of the authors.
    pub authors: &'static str,
    /// The label of the received date.
    pub received: &'static str,
    /// The label of the date of revision.
    pub revised: &'static str,
    /// The label of the date of acceptance.
    pub accepted: &'static str,
    /// The label of the date of publication.
    pub published: &'static str,
    /// The label of the licence.
    pub licence: &'static str,
    /// The label of the publisher.
    pub publisher: &'static str,
    /// The heading of acknowledgements.
    pub acknowledgements: &'static str,
    /// The heading of the statement of funding.
    pub funding: &'static str,
    /// The heading of the statement of interests.
    pub interests: &'static str,
    /// The heading of an appendix.
    pub appendix: &'static str,
    /// The name of a link back to a note's mark; the number follows.
    pub back_to_note: &'static str,
    /// The name of a link back to a citation; the number follows.
    pub back_to_citation: &'static str,
    /// A picture without a description.
    pub picture: &'static str,
    /// A table without a caption.
    pub table: &'static str,
    /// Before a volume's number.
    pub volume: &'static str,
    /// Before an issue's number.
    pub issue: &'static str,
    /// Before page numbers.
    pub pages: &'static str,
    /// The accessibility summary of every article.
    pub access: &'static str,
    /// Its sentence on formulas.
    pub access_math: &'static str,
    /// Its sentence where every picture has a description.
    pub access_pictures: &'static str,
    /// Its sentence where a picture has none.
    pub access_undescribed: &'static str,
}

impl Words {
    /// The language, for `lang` on what these words say.
    pub fn lang(&self) -> Lang {
        Lang::parse(self.lang).unwrap_or_default()
    }
}

/// The words of a language; English for a language that is not here (see [`Words::lang`]).
pub fn words(lang: Lang) -> &'static Words {
    ALL.iter().find(|w| w.lang == lang.as_str()).unwrap_or(&ALL[0])
}

/// The name of a language in itself, or its tag.
pub fn name(lang: Lang) -> String {
    ALL.iter().find(|w| w.lang == lang.as_str()).map_or_else(|| lang.as_str().to_uppercase(), |w| w.name.to_owned())
}

const ALL: &[Words] = &[
    Words {
        lang: "en",
        name: "English",
        untitled: "Untitled article",
        contents: "Contents",
        cover: "Cover",
        landmarks: "Landmarks",
        text: "Start of the text",
        summary: "Abstract",
        keywords: "Keywords",
        notes: "Notes",
        references: "References",
        about: "About the article",
        citation: "For citation",
        authors: "Authors",
        received: "Received",
        revised: "Revised",
        accepted: "Accepted",
        published: "Published",
        licence: "Licence",
        publisher: "Publisher",
        acknowledgements: "Acknowledgements",
        funding: "Funding",
        interests: "Conflict of interest",
        appendix: "Appendix",
        back_to_note: "Back to note mark",
        back_to_citation: "Back to citation",
        picture: "Picture",
        table: "Table",
        volume: "vol.",
        issue: "no.",
        pages: "pp.",
        access: "Reflowable text with headings, a table of contents, and links between notes, references and the places that cite them.",
        access_math: "Formulas are MathML with alternative text.",
        access_pictures: "Pictures have descriptions.",
        access_undescribed: "Some pictures have no description.",
    },
    Words {
        lang: "ru",
        name: "Русский",
        untitled: "Статья без названия",
        contents: "Содержание",
        cover: "Обложка",
        landmarks: "Ориентиры",
        text: "Начало текста",
        summary: "Аннотация",
        keywords: "Ключевые слова",
        notes: "Примечания",
        references: "Библиографические ссылки",
        about: "О статье",
        citation: "Для цитирования",
        authors: "Авторы",
        received: "Поступила в редакцию",
        revised: "Доработана",
        accepted: "Принята к публикации",
        published: "Опубликована",
        licence: "Лицензия",
        publisher: "Издатель",
        acknowledgements: "Благодарности",
        funding: "Финансирование",
        interests: "Конфликт интересов",
        appendix: "Приложение",
        back_to_note: "Назад к знаку сноски",
        back_to_citation: "Назад к ссылке",
        picture: "Рисунок",
        table: "Таблица",
        volume: "т.",
        issue: "№",
        pages: "с.",
        access: "Перекомпонуемый текст с заголовками, оглавлением и ссылками между примечаниями, источниками и местами, где они упомянуты.",
        access_math: "Формулы записаны в MathML и снабжены замещающим текстом.",
        access_pictures: "Рисунки снабжены описаниями.",
        access_undescribed: "Некоторые рисунки не имеют описания.",
    },
    Words {
        lang: "be",
        name: "Беларуская",
        untitled: "Артыкул без назвы",
        contents: "Змест",
        cover: "Вокладка",
        landmarks: "Арыенціры",
        text: "Пачатак тэксту",
        summary: "Анатацыя",
        keywords: "Ключавыя словы",
        notes: "Заўвагі",
        references: "Бібліяграфічныя спасылкі",
        about: "Пра артыкул",
        citation: "Для цытавання",
        authors: "Аўтары",
        received: "Паступіў у рэдакцыю",
        revised: "Дапрацаваны",
        accepted: "Прыняты да друку",
        published: "Апублікаваны",
        licence: "Ліцэнзія",
        publisher: "Выдавец",
        acknowledgements: "Падзяка",
        funding: "Фінансаванне",
        interests: "Канфлікт інтарэсаў",
        appendix: "Дадатак",
        back_to_note: "Назад да знака зноскі",
        back_to_citation: "Назад да спасылкі",
        picture: "Малюнак",
        table: "Табліца",
        volume: "т.",
        issue: "№",
        pages: "с.",
        access: "Тэкст з загалоўкамі, зместам і спасылкамі паміж заўвагамі, крыніцамі і месцамі, дзе яны згаданыя; выгляд тэксту можна змяняць.",
        access_math: "Формулы запісаны ў MathML і маюць тэкст на замену.",
        access_pictures: "Малюнкі маюць апісанні.",
        access_undescribed: "Некаторыя малюнкі не маюць апісання.",
    },
    Words {
        lang: "uk",
        name: "Українська",
        untitled: "Стаття без назви",
        contents: "Зміст",
        cover: "Обкладинка",
        landmarks: "Орієнтири",
        text: "Початок тексту",
        summary: "Анотація",
        keywords: "Ключові слова",
        notes: "Примітки",
        references: "Список використаних джерел",
        about: "Про статтю",
        citation: "Для цитування",
        authors: "Автори",
        received: "Надійшла до редакції",
        revised: "Доопрацьована",
        accepted: "Прийнята до друку",
        published: "Опублікована",
        licence: "Ліцензія",
        publisher: "Видавець",
        acknowledgements: "Подяка",
        funding: "Фінансування",
        interests: "Конфлікт інтересів",
        appendix: "Додаток",
        back_to_note: "Назад до знака виноски",
        back_to_citation: "Назад до посилання",
        picture: "Рисунок",
        table: "Таблиця",
        volume: "т.",
        issue: "№",
        pages: "с.",
        access: "Текст із заголовками, змістом і посиланнями між примітками, джерелами та місцями, де їх згадано; вигляд тексту можна змінювати.",
        access_math: "Формули записано в MathML, вони мають текст на заміну.",
        access_pictures: "Рисунки мають описи.",
        access_undescribed: "Деякі рисунки не мають опису.",
    },
    Words {
        lang: "pl",
        name: "Polski",
        untitled: "Artykuł bez tytułu",
        contents: "Spis treści",
        cover: "Okładka",
        landmarks: "Punkty orientacyjne",
        text: "Początek tekstu",
        summary: "Streszczenie",
        keywords: "Słowa kluczowe",
        notes: "Przypisy",
        references: "Bibliografia",
        about: "O artykule",
        citation: "Jak cytować",
        authors: "Autorzy",
        received: "Otrzymano",
        revised: "Poprawiono",
        accepted: "Przyjęto do druku",
        published: "Opublikowano",
        licence: "Licencja",
        publisher: "Wydawca",
        acknowledgements: "Podziękowania",
        funding: "Finansowanie",
        interests: "Konflikt interesów",
        appendix: "Załącznik",
        back_to_note: "Wróć do odsyłacza",
        back_to_citation: "Wróć do cytowania",
        picture: "Ilustracja",
        table: "Tabela",
        volume: "t.",
        issue: "nr",
        pages: "s.",
        access: "Tekst dopasowujący się do ekranu, z nagłówkami, spisem treści oraz łączami między przypisami, pozycjami bibliografii i miejscami, w których je przywołano.",
        access_math: "Wzory zapisano w MathML z tekstem zastępczym.",
        access_pictures: "Ilustracje mają opisy.",
        access_undescribed: "Niektóre ilustracje nie mają opisu.",
    },
    Words {
        lang: "de",
        name: "Deutsch",
        untitled: "Artikel ohne Titel",
        contents: "Inhalt",
        cover: "Umschlag",
        landmarks: "Orientierungspunkte",
        text: "Beginn des Textes",
        summary: "Zusammenfassung",
        keywords: "Schlagwörter",
        notes: "Anmerkungen",
        references: "Literaturverzeichnis",
        about: "Zum Artikel",
        citation: "Zitiervorschlag",
        authors: "Autoren",
        received: "Eingegangen",
        revised: "Überarbeitet",
        accepted: "Angenommen",
        published: "Veröffentlicht",
        licence: "Lizenz",
        publisher: "Verlag",
        acknowledgements: "Danksagung",
        funding: "Förderung",
        interests: "Interessenkonflikt",
        appendix: "Anhang",
        back_to_note: "Zurück zum Anmerkungszeichen",
        back_to_citation: "Zurück zum Beleg",
        picture: "Abbildung",
        table: "Tabelle",
        volume: "Bd.",
        issue: "Nr.",
        pages: "S.",
        access: "Umfließbarer Text mit Überschriften, Inhaltsverzeichnis und Verweisen zwischen Anmerkungen, Literatur und den Stellen, die sie nennen.",
        access_math: "Formeln sind MathML mit Alternativtext.",
        access_pictures: "Abbildungen haben Beschreibungen.",
        access_undescribed: "Einige Abbildungen haben keine Beschreibung.",
    },
    Words {
        lang: "fr",
        name: "Français",
        untitled: "Article sans titre",
        contents: "Sommaire",
        cover: "Couverture",
        landmarks: "Points de repère",
        text: "Début du texte",
        summary: "Résumé",
        keywords: "Mots-clés",
        notes: "Notes",
        references: "Références",
        about: "À propos de l’article",
        citation: "Pour citer cet article",
        authors: "Auteurs",
        received: "Reçu",
        revised: "Révisé",
        accepted: "Accepté",
        published: "Publié",
        licence: "Licence",
        publisher: "Éditeur",
        acknowledgements: "Remerciements",
        funding: "Financement",
        interests: "Conflit d’intérêts",
        appendix: "Annexe",
        back_to_note: "Retour à l’appel de note",
        back_to_citation: "Retour à la citation",
        picture: "Illustration",
        table: "Tableau",
        volume: "vol.",
        issue: "nᵒ",
        pages: "p.",
        access: "Texte recomposable avec titres, sommaire et liens entre les notes, les références et les passages qui y renvoient.",
        access_math: "Les formules sont en MathML avec un texte de remplacement.",
        access_pictures: "Les illustrations ont une description.",
        access_undescribed: "Certaines illustrations n’ont pas de description.",
    },
    Words {
        lang: "es",
        name: "Español",
        untitled: "Artículo sin título",
        contents: "Contenido",
        cover: "Portada",
        landmarks: "Puntos de referencia",
        text: "Inicio del texto",
        summary: "Resumen",
        keywords: "Palabras clave",
        notes: "Notas",
        references: "Referencias",
        about: "Sobre el artículo",
        citation: "Cómo citar",
        authors: "Autores",
        received: "Recibido",
        revised: "Revisado",
        accepted: "Aceptado",
        published: "Publicado",
        licence: "Licencia",
        publisher: "Editorial",
        acknowledgements: "Agradecimientos",
        funding: "Financiación",
        interests: "Conflicto de intereses",
        appendix: "Anexo",
        back_to_note: "Volver a la llamada de nota",
        back_to_citation: "Volver a la cita",
        picture: "Imagen",
        table: "Tabla",
        volume: "vol.",
        issue: "n.º",
        pages: "pp.",
        access: "Texto adaptable con encabezados, índice y enlaces entre las notas, las referencias y los pasajes que las citan.",
        access_math: "Las fórmulas están en MathML con texto alternativo.",
        access_pictures: "Las imágenes tienen descripción.",
        access_undescribed: "Algunas imágenes no tienen descripción.",
    },
    Words {
        lang: "pt",
        name: "Português",
        untitled: "Artigo sem título",
        contents: "Sumário",
        cover: "Capa",
        landmarks: "Pontos de referência",
        text: "Início do texto",
        summary: "Resumo",
        keywords: "Palavras-chave",
        notes: "Notas",
        references: "Referências",
        about: "Sobre o artigo",
        citation: "Como citar",
        authors: "Autores",
        received: "Recebido",
        revised: "Revisado",
        accepted: "Aceito",
        published: "Publicado",
        licence: "Licença",
        publisher: "Editora",
        acknowledgements: "Agradecimentos",
        funding: "Financiamento",
        interests: "Conflito de interesses",
        appendix: "Apêndice",
        back_to_note: "Voltar à chamada da nota",
        back_to_citation: "Voltar à citação",
        picture: "Imagem",
        table: "Tabela",
        volume: "v.",
        issue: "n.",
        pages: "p.",
        access: "Texto adaptável com títulos, sumário e ligações entre as notas, as referências e os trechos que as citam.",
        access_math: "As fórmulas estão em MathML com texto alternativo.",
        access_pictures: "As imagens têm descrição.",
        access_undescribed: "Algumas imagens não têm descrição.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_there_once_under_a_tag_that_parses() {
        let tags: std::collections::BTreeSet<&str> =
            ALL.iter().map(|w| w.lang().as_str().to_owned().leak() as &str).collect();
        assert_eq!(tags, ["be", "de", "en", "es", "fr", "pl", "pt", "ru", "uk"].into());
        assert_eq!(tags.len(), ALL.len());
    }

    #[test]
    fn a_language_that_is_not_here_has_english_words_and_says_so() {
        let finnish = Lang::parse("fi").unwrap();
        assert_eq!(words(finnish).lang(), Lang::EN);
        assert_eq!(name(finnish), "FI");
        assert_eq!(words(Lang::BE).contents, "Змест");
    }
}
