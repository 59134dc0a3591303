//! Unqualified Dublin Core as OAI-PMH has it (`oai_dc`), a file for each article.

use super::field::Field::{self, *};
use super::markup::{Markup, xml_lang as lang};
use super::record::{Record, Texts};
use super::{Batch, Deposit, Made, Scope};
use crate::article::Lang;
use crate::error::Error;
use crate::write::xhtml;

/// Dublin Core.
pub const DEPOSIT: Deposit = Deposit {
    name: "oai-dc",
    description: "Dublin Core as OAI-PMH has it",
    title: "Dublin Core",
    extension: "xml",
    scope: Scope::Article,
    demands: &[Title],
    lacks: LACKS,
    takes_files: false,
    write,
};

/// What it has no place for.
const LACKS: &[Field] = &[
    AuthorsTranslated,
    Affiliations,
    AffiliationsTranslated,
    Emails,
    Orcids,
    Bios,
    Heading,
    Received,
    Accepted,
    AbbreviatedTitle,
    Place,
    Funding,
    ReferencesTranslated,
];

const ROOT: [(&str, &str); 4] = [
    ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    ),
];

fn write(batch: &Batch<'_>, made: &mut Made) -> Result<(), Error> {
    for record in batch.records {
        made.file(format!("{}.oai-dc.xml", record.name), document(record));
    }
    Ok(())
}

fn document(record: &Record<'_>) -> Vec<u8> {
    let mut xml = Markup::new();
    xml.open("oai_dc:dc", &ROOT);
    texts(&mut xml, "dc:title", &record.titles);
    for author in &record.authors {
        xml.leaf("dc:creator", &[], &author.name(record.lang).filed());
    }
    for keywords in &record.keywords {
        for keyword in &keywords.value {
            xml.leaf("dc:subject", &lang(keywords.lang), keyword);
        }
    }
    for code in &record.udc {
        xml.leaf("dc:subject", &[], &format!("UDC {code}"));
    }
    for (scheme, code) in &record.codes {
        xml.leaf("dc:subject", &[], &format!("{} {code}", scheme.to_uppercase()));
    }
    texts(&mut xml, "dc:description", &record.abstracts);
    texts(&mut xml, "dc:publisher", &record.publisher);
    xml.some("dc:date", &[], record.published.map(|d| d.iso()).as_deref());
    // The vocabulary of OpenAIRE's guidelines, which aggregators of this format read, and that of DCMI.
    xml.leaf("dc:type", &[], "info:eu-repo/semantics/article").leaf("dc:type", &[], "Text");
    // What is known to be at an address, and not what this run happens to make beside it.
    xml.some("dc:format", &[], record.pdf_url.is_some().then_some("application/pdf"));
    let doi = record.doi.as_deref().and_then(xhtml::doi);
    xml.some("dc:identifier", &[], doi.as_deref());
    xml.some("dc:identifier", &[], record.url.as_deref().filter(|url| doi.as_deref() != Some(*url)));
    xml.some("dc:identifier", &[], record.edn.as_ref().map(|edn| format!("EDN {edn}")).as_deref());
    for title in &record.journal_titles {
        xml.leaf("dc:source", &lang(title.lang), &place(record, &title.value));
    }
    for issn in record.issns() {
        xml.leaf("dc:source", &[], &format!("ISSN {issn}"));
    }
    xml.some("dc:language", &[], (record.lang != Lang::UND).then(|| record.lang.as_str()));
    xml.some("dc:relation", &[], record.pdf_url.as_deref());
    for reference in &record.references {
        // What is cited is related; the form in the manuscript's first list is the one in the original script.
        xml.some("dc:relation", &[], reference.forms.first().map(|f| f.value.as_str()));
    }
    xml.some("dc:rights", &[], record.licence_url.as_deref());
    texts(&mut xml, "dc:rights", &record.licence);
    texts(&mut xml, "dc:rights", &record.holder);
    xml.close();
    xml.finish()
}

/// `Journal; 2020; vol. 7; no. 2; p. 47–55`, as catalogues that harvest this format show it.
fn place(record: &Record<'_>, title: &str) -> String {
    let mut out = title.to_owned();
    let mut add = |text: String| {
        out.push_str("; ");
        out.push_str(&text);
    };
    record.year.into_iter().for_each(|year| add(year.to_string()));
    record.volume.iter().for_each(|volume| add(format!("vol. {volume}")));
    record.issue.iter().for_each(|issue| add(format!("no. {issue}")));
    record.pages("–").into_iter().for_each(|pages| add(format!("p. {pages}")));
    out
}

fn texts(xml: &mut Markup, name: &str, texts: &Texts) {
    for text in texts {
        xml.leaf(name, &lang(text.lang), &text.value);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::article::{Article, Lang, Localised, Text};
    use crate::deposit::tests::{filled, journal, one};
    use crate::write::xhtml::tests::articles;

    /// The elements of the schema, which takes any number of them in any order.
    const ELEMENTS: [&str; 15] = [
        "title",
        "creator",
        "subject",
        "description",
        "publisher",
        "contributor",
        "date",
        "type",
        "format",
        "identifier",
        "source",
        "language",
        "relation",
        "coverage",
        "rights",
    ];

    fn document(article: &Article) -> String {
        let made = one(article, &journal()).into_iter().find(|(name, _)| *name == "oai-dc").unwrap().1;
        String::from_utf8(made.files[0].bytes.clone()).unwrap()
    }

    #[test]
    fn an_article_in_two_languages() {
        let mut article = filled(Article::default());
        article.front.titles.insert(0, Localised::new(Lang::RU, Text::made("Заглавие <и> ещё")));
        let text = document(&article);
        let body: Vec<&str> = text.lines().skip(2).map(str::trim).collect();
        let expected = [
            "<dc:title xml:lang=\"ru\">Заглавие &lt;и&gt; ещё</dc:title>",
            "<dc:title xml:lang=\"en\">A title</dc:title>",
            "<dc:creator>Maker, Ann</dc:creator>",
            "<dc:description xml:lang=\"en\">Text.</dc:description>",
            "<dc:publisher xml:lang=\"ru\">Примерный университет</dc:publisher>",
            "<dc:publisher xml:lang=\"en\">Example University</dc:publisher>",
            "<dc:date>2020</dc:date>",
            "<dc:type>info:eu-repo/semantics/article</dc:type>",
            "<dc:type>Text</dc:type>",
            "<dc:format>application/pdf</dc:format>",
            "<dc:identifier>https://doi.org/10.5555/x</dc:identifier>",
            "<dc:identifier>https://journal.example/a/a</dc:identifier>",
            "<dc:source xml:lang=\"ru\">Пример журнала; 2020; no. 2; p. 47</dc:source>",
            "<dc:source xml:lang=\"en\">Example Journal; 2020; no. 2; p. 47</dc:source>",
            "<dc:source>ISSN 1234-5679</dc:source>",
            "<dc:source>ISSN 2434-561X</dc:source>",
            "<dc:language>ru</dc:language>",
            "<dc:relation>https://journal.example/a/a.pdf</dc:relation>",
            "<dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights>",
            "<dc:rights xml:lang=\"en\">It may be shared.</dc:rights>",
            "<dc:rights xml:lang=\"en\">The authors</dc:rights>",
            "</oai_dc:dc>",
        ];
        assert_eq!(body, expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_article_gives_what_the_schema_takes(article in articles()) {
            let text = document(&filled(article));
            let document = roxmltree::Document::parse(&text).unwrap();
            let root = document.root_element();
            prop_assert!(root.has_tag_name(("http://www.openarchives.org/OAI/2.0/oai_dc/", "dc")));
            for element in root.children().filter(roxmltree::Node::is_element) {
                let name = element.tag_name();
                prop_assert_eq!(name.namespace(), Some("http://purl.org/dc/elements/1.1/"));
                prop_assert!(ELEMENTS.contains(&name.name()), "{}", name.name());
                prop_assert!(element.children().all(|c| c.is_text()) && element.text().is_some_and(|t| !t.is_empty()));
                let lang_only = |a: roxmltree::Attribute<'_, '_>| {
                    a.namespace() == Some("http://www.w3.org/XML/1998/namespace") && a.name() == "lang"
                };
                prop_assert!(element.attributes().all(lang_only));
            }
        }
    }
}
