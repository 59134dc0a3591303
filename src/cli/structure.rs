//! `offprint structure`: what each block of a page was taken for, and why.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use offprint::error::Error;
use offprint::read::page::structure::{Block, Field, Structure, structure};
use offprint::read::{READERS, Reader};
use offprint::report::visible::{replacement, visible};
use offprint::source::Source;
use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Status;
use super::input::{Input, inputs};
use super::shell::Shell;

/// From here on nobody needs to look.
const SURE: f32 = 0.9;

const EXAMPLES: &str = "\
Examples:
  offprint structure article.md              block by block: its lines, what it is, why
  offprint structure article.md --doubtful   only what is not sure
  offprint structure article.md --json | jq '.fields[] | select(.confidence < 0.9)'

Who knows better says so in the manuscript, in a comment above the block or at its end:
  <!-- offprint: heading 2 -->
docs/structure.md has the list of what such a comment can say.

Exit codes:
  0  done
  2  a file could not be read, or a wrong argument";

/// Show what each block of a page was taken for, why, and how sure that is
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Show {
    /// Manuscripts of page text or DOCX, or folders of them; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// As JSON: one line for each manuscript, as schemas/structure.schema.json describes it
    #[arg(long)]
    json: bool,

    /// Only blocks and fields with a confidence below 0.9
    #[arg(long, conflicts_with = "json")]
    doubtful: bool,

    /// The form of the manuscripts [default: by the ending of the file name]
    #[arg(short, long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(["page", "docx"]))]
    from: Option<String>,
}

/// One line of the JSON.
#[derive(Serialize)]
struct Document<'a> {
    manuscript: String,
    lang: &'a str,
    #[serde(flatten)]
    structure: &'a Structure,
}

impl Show {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        shell.findings_are_results();
        let from: Option<&'static Reader> = self.from.as_deref().and_then(|n| READERS.iter().find(|r| r.name == n));
        let inputs = inputs(&self.inputs, from)?;
        let mut worst = Status::Done;
        for input in &inputs {
            let status = self.one(input, inputs.len() > 1, shell).or_else(|error| {
                shell.error(&error);
                if self.json {
                    // Line n stays the structure of manuscript n.
                    shell.print(b"null\n")?;
                }
                Ok::<_, Error>(Status::Failed)
            })?;
            worst = worst.max(status);
        }
        Ok(worst)
    }

    fn one(&self, input: &Input, several: bool, shell: &mut Shell) -> Result<Status, Error> {
        if input.reader.name == "jats" {
            return Err(Error::Usage(format!(
                "{} is read as {}, which itself says what each part is; structure is about page text (--from page)",
                input.path.display(),
                input.reader.name
            )));
        }
        let (source, reader) = input.read()?;
        let reading = (reader.read)(&source);
        let found = structure(&source, &reading.article, &reading.diagnostics);
        if self.json {
            let document =
                Document { manuscript: source.name(), lang: reading.article.lang.as_str(), structure: &found };
            let mut line = serde_json::to_vec(&document)
                .map_err(|e| Error::Internal { what: "JSON document", message: e.to_string() })?;
            line.push(b'\n');
            shell.print(&line)?;
            return Ok(Status::Done);
        }
        let table = Table { source: &source, found: &found, width: shell.human.width, colour: shell.human.colour };
        let mut text = String::new();
        if several {
            text.push_str(&format!("{}\n", table.bold(&visible(&source.name()))));
        }
        text.push_str(&table.draw(self.doubtful));
        if several {
            text.push('\n');
        }
        shell.print(text.as_bytes())?;
        shell.remark(&format!("{}: {}", source.name(), table.summary()));
        Ok(Status::Done)
    }
}

/// The table for a terminal.
struct Table<'a> {
    source: &'a Source,
    found: &'a Structure,
    width: usize,
    colour: bool,
}

impl Table<'_> {
    fn paint(&self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    fn draw(&self, doubtful: bool) -> String {
        let blocks: Vec<&Block> = self.found.blocks.iter().filter(|b| !doubtful || b.confidence < SURE).collect();
        let fields: Vec<&Field> = self.found.fields.iter().filter(|f| f.confidence < SURE).collect();
        let lines = blocks.iter().map(|b| lines(b).width()).max().unwrap_or(0).max(4);
        let kinds = blocks.iter().map(|b| kind(b).width()).max().unwrap_or(0).max(8);
        let indent = lines + kinds + 4;
        let mut out = String::new();
        for block in blocks {
            let sure = block.confidence >= SURE;
            let name = format!("{:kinds$}", kind(block));
            out.push_str(&self.paint("2", &format!("{:>lines$}", self::lines(block))));
            out.push_str("  ");
            out.push_str(&self.paint(if sure { "1" } else { "1;33" }, &name));
            out.push_str("  ");
            out.push_str(&shorten(self.source.slice(block.span), self.width.saturating_sub(indent)));
            out.push('\n');
            let mut why = String::new();
            if !sure {
                why.push_str(&format!("{:.2}: ", block.confidence));
            }
            why.push_str(&block.why.join("; "));
            self.note(&mut out, &why, indent, "2");
            if !sure {
                for rival in &block.otherwise {
                    self.note(&mut out, &format!("or {}: {}", rival.kind.names()[0], rival.why), indent, "33");
                }
            }
        }
        if !fields.is_empty() {
            out.push_str(&format!("\n{}\n", self.bold("Fields with a confidence below 0.9")));
            let line = |f: &Field| match f.span.is_empty() {
                true => String::new(),
                false => self.source.position(f.span.start).line.to_string(),
            };
            let lines = fields.iter().map(|f| line(f).len()).max().unwrap_or(0).max(4);
            let names = fields.iter().map(|f| name(f).width()).max().unwrap_or(0);
            let indent = lines + names + 4;
            for field in fields {
                out.push_str(&self.paint("2", &format!("{:>lines$}", line(field))));
                out.push_str("  ");
                out.push_str(&self.bold(&format!("{:names$}", name(field))));
                out.push_str("  ");
                out.push_str(&shorten(&field.value, self.width.saturating_sub(indent)));
                out.push('\n');
                let why = if field.why.is_empty() { "as its block".to_owned() } else { field.why.join("; ") };
                self.note(&mut out, &format!("{:.2}: {why}", field.confidence), indent, "2");
                for other in &field.otherwise {
                    let value = shorten(&other.value, 60);
                    self.note(&mut out, &format!("or “{value}”: {}", other.why), indent, "33");
                }
            }
        }
        out
    }

    /// Lines of a note below a block, as wide as the terminal.
    fn note(&self, out: &mut String, text: &str, indent: usize, code: &str) {
        // On a narrow terminal notes take the whole width.
        let indent = if self.width < indent + 24 { 4 } else { indent };
        let room = self.width.saturating_sub(indent).max(16);
        let mut line = String::new();
        let mut put = |line: &mut String| {
            out.push_str(&" ".repeat(indent));
            out.push_str(&self.paint(code, line));
            out.push('\n');
            line.clear();
        };
        for word in visible(text).split(' ') {
            if !line.is_empty() && line.width() + 1 + word.width() > room {
                put(&mut line);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        put(&mut line);
    }

    fn summary(&self) -> String {
        let (blocks, fields) = (&self.found.blocks, &self.found.fields);
        let doubtful = blocks.iter().filter(|b| b.confidence < SURE).count();
        let unsure = fields.iter().filter(|f| f.confidence < SURE).count();
        format!(
            "{} blocks, {doubtful} with a confidence below 0.9; {} fields, {unsure} with one",
            blocks.len(),
            fields.len()
        )
    }
}

fn lines(block: &Block) -> String {
    match block.lines {
        [first, last] if first == last => first.to_string(),
        [first, last] => format!("{first}–{last}"),
    }
}

/// What a block is called: with its level, mark or number.
fn kind(block: &Block) -> String {
    let name = block.kind.names()[0];
    match &block.number {
        Some(line) if block.kind.id() == "continuation" => format!("goes on from {line}"),
        Some(number) => format!("{name} {}", shorten(number, 8)),
        None => name.to_owned(),
    }
}

fn name(field: &Field) -> String {
    let name = field.field.replace('_', " ");
    match field.lang {
        Some(lang) => format!("{name} [{}]", lang.as_str()),
        None => name,
    }
}

/// The first words of a text, in at most `width` cells.
fn shorten(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    let mut space = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        let c = replacement(c).unwrap_or(c);
        let wide = c.width().unwrap_or(0) + usize::from(space);
        if used + wide > width.saturating_sub(1) {
            out.push('…');
            break;
        }
        if space {
            out.push(' ');
            space = false;
        }
        out.push(c);
        used += wide;
    }
    out
}
