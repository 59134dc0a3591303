//! Small DOCX, made in memory.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use offprint::article::{Article, Block, Inline, Text};
use offprint::error::Error;
use offprint::read::{Reading, docx};
use offprint::source::Source;
use zip::write::SimpleFileOptions;

/// Namespaces of a document, transitional.
pub const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#;

/// A package in the making.
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
    body: String,
    relationships: String,
}

impl Package {
    /// A document with this in its body.
    pub fn of(body: impl Into<String>) -> Package {
        let styles = r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
            <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
            <w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
            <w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
            <w:style w:type="paragraph" w:styleId="Code"><w:name w:val="Source Code"/></w:style>
            <w:style w:type="paragraph" w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>
            <w:style w:type="character" w:styleId="Emph"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>"#;
        Package { parts: Vec::new(), body: body.into(), relationships: String::new() }.related(
            "styles",
            "styles.xml",
            &format!("<w:styles {NAMESPACES}>{styles}</w:styles>"),
        )
    }

    /// Adds a part with the kind of its relationship, named from the folder of the document.
    pub fn related(mut self, kind: &str, name: &str, text: &str) -> Package {
        self = self.relationship(&format!("r-{name}"), kind, name, false);
        self.part(&format!("word/{name}"), text.as_bytes())
    }

    /// Adds a relationship.
    pub fn relationship(mut self, id: &str, kind: &str, target: &str, external: bool) -> Package {
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let mode = if external { r#" TargetMode="External""# } else { "" };
        self.relationships += &format!(r#"<Relationship Id="{id}" Type="{base}/{kind}" Target="{target}"{mode}/>"#);
        self
    }

    /// Adds a part.
    pub fn part(mut self, name: &str, bytes: &[u8]) -> Package {
        self.parts.push((name.into(), bytes.to_vec()));
        self
    }

    /// Adds footnotes: id and what is in each.
    pub fn footnotes(self, notes: &[(u32, &str)]) -> Package {
        self.notes("footnote", notes)
    }

    /// Adds notes of a kind.
    pub fn notes(self, kind: &str, notes: &[(u32, &str)]) -> Package {
        let notes: String =
            notes.iter().map(|(id, body)| format!(r#"<w:{kind} w:id="{id}">{body}</w:{kind}>"#)).collect();
        let separator = format!(r#"<w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>"#);
        let text = format!("<w:{kind}s {NAMESPACES}>{separator}{notes}</w:{kind}s>");
        self.related(&format!("{kind}s"), &format!("{kind}s.xml"), &text)
    }

    /// Adds lists: the number 1 counts `1.`, then `a)`; 2 has bullets; 3 counts `[1]`.
    pub fn lists(self) -> Package {
        let level = |at: u8, format: &str, text: &str| {
            format!(
                r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>"#
            )
        };
        let lists = [
            level(0, "decimal", "%1.") + &level(1, "lowerLetter", "%2)"),
            level(0, "bullet", "•") + &level(1, "bullet", "o"),
            level(0, "decimal", "[%1]"),
        ];
        let lists: String = (1..)
            .zip(lists)
            .map(|(n, levels)| format!(r#"<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>"#))
            .collect();
        let uses: String =
            (1..=3).map(|n| format!(r#"<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>"#)).collect();
        self.related("numbering", "numbering.xml", &format!("<w:numbering {NAMESPACES}>{lists}{uses}</w:numbering>"))
    }

    /// The file.
    pub fn bytes(self) -> Vec<u8> {
        let rels = "http://schemas.openxmlformats.org/package/2006/relationships";
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let root = format!(
            r#"<Relationships xmlns="{rels}"><Relationship Id="a" Type="{base}/officeDocument" Target="word/document.xml"/></Relationships>"#
        );
        let own = format!(r#"<Relationships xmlns="{rels}">{}</Relationships>"#, self.relationships);
        let document = format!("<w:document {NAMESPACES}><w:body>{}<w:sectPr/></w:body></w:document>", self.body);
        let mut parts = vec![
            ("_rels/.rels".to_owned(), root.into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), own.into_bytes()),
            ("word/document.xml".to_owned(), document.into_bytes()),
        ];
        parts.extend(self.parts);
        zip(&parts)
    }

    /// What is read of it.
    pub fn read(self) -> Read {
        let source = docx::open(PathBuf::from("article.docx"), self.bytes()).unwrap();
        let reading = docx::read(&source);
        Read { source, reading }
    }
}

/// Why a file is not read.
pub fn refused(bytes: Vec<u8>) -> String {
    let error: Error = docx::open(PathBuf::from("article.docx"), bytes).unwrap_err();
    error.to_string()
}

/// A ZIP file of parts.
pub fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A document that was read.
pub struct Read {
    pub source: Source,
    pub reading: Reading,
}

impl Read {
    /// The article.
    pub fn article(&self) -> &Article {
        &self.reading.article
    }

    /// The blocks of the body, those of sections included.
    pub fn blocks(&self) -> Vec<&Block> {
        fn go<'a>(section: &'a offprint::article::Section, out: &mut Vec<&'a Block>) {
            out.extend(&section.blocks);
            section.sections.iter().for_each(|s| go(s, out));
        }
        let mut out: Vec<&Block> = self.article().body.blocks.iter().collect();
        self.article().body.sections.iter().for_each(|s| go(s, &mut out));
        out
    }

    /// The text of the last paragraph.
    pub fn last(&self) -> &Text {
        self.blocks()
            .into_iter()
            .rev()
            .find_map(|b| if let Block::Paragraph(p) = b { Some(&p.text) } else { None })
            .expect("a paragraph")
    }

    /// Findings of the file itself: rule, and the text at its place.
    pub fn findings(&self) -> Vec<(&str, &str)> {
        let own = self.reading.diagnostics.iter().filter(|d| d.rule.starts_with("docx-"));
        own.map(|d| (d.rule.as_str(), self.source.slice(d.span))).collect()
    }
}

/// A text with its styles and links, for comparison: `[italic:…]`, `[link:address:…]`, `[note:label]`.
pub fn shown(text: &Text) -> String {
    text.inlines
        .iter()
        .map(|inline| match inline {
            Inline::Run(run) => run.text.clone(),
            Inline::Styled { style, content } => {
                format!("[{}:{}]", format!("{style:?}").to_lowercase(), shown(content))
            }
            Inline::Foreign { content, .. } => shown(content),
            Inline::Link { href, content } => format!("[link:{href}:{}]", shown(content)),
            Inline::NoteMark { label, .. } => format!("[note:{}]", label.text),
            Inline::Citation { label, .. } => format!("[cite:{}]", label.text),
            Inline::CrossReference { content, .. } => shown(content),
            Inline::Formula { tex, mathml } => {
                format!("[formula:{}:{}]", tex.text, mathml.as_ref().map_or("", |m| m.markup.as_str()))
            }
            Inline::Graphic(graphic) => format!("[picture:{}:{}]", graphic.href, graphic.alt),
            Inline::Break => "[break]".into(),
        })
        .collect()
}

/// A paragraph of runs.
pub fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A paragraph in a style.
pub fn styled(style: &str, runs: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>"#)
}

/// A paragraph in a list.
pub fn item(list: u8, level: u8, text: &str) -> String {
    let place = format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    format!("<w:p><w:pPr>{place}</w:pPr>{}</w:p>", r(text))
}

/// A run.
pub fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A run with properties.
pub fn rp(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A front and a first section, after which paragraphs are those of the body.
pub fn body(more: &str) -> String {
    let front = [
        p(&r("READING ROOMS OF WORKERS’ CLUBS")),
        p(&r("A. V. LIASNOUSKAYA")),
        p(&r("Minsk Institute for the Humanities, 12 Prykladnaja Street, Minsk 220000, Belarus")),
        p(&r("Abstract. The article considers the reading rooms of the clubs, what was in them and who read it.")),
        p(&r("Keywords: reading room; history of reading; Minsk.")),
    ];
    format!("{}{}{}", front.concat(), styled("H1", &r("Introduction")), more)
}
