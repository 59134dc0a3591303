//! `confidence`: how often the page reader is right where it says how sure it is. Every article with a gold is read, as it
//! stands and laid out otherwise, and each block and field is held against the gold. What is read in the same way on several
//! layouts of an article counts once.

use std::collections::{BTreeMap, HashSet};

use offprint::read::page::structure::{Block, Field, Kind, structure};
use offprint::source::Source;
use serde_json::Value;

use crate::{material, vary};

/// The lower ends of the bands that are shown.
const BANDS: [f32; 6] = [0.0, 0.25, 0.5, 0.75, 0.9, 0.95];

/// Right ones and all of them, by band and by name.
#[derive(Default)]
struct Counts {
    bands: [(usize, usize); BANDS.len()],
    /// Of those from 0.9 on.
    sure: BTreeMap<String, (usize, usize)>,
    all: BTreeMap<String, (usize, usize)>,
    /// What was counted.
    seen: HashSet<String>,
}

impl Counts {
    fn add(&mut self, article: &str, name: &str, text: &str, confidence: f32, right: bool) {
        let band = BANDS.iter().rposition(|from| confidence >= *from).unwrap_or(0);
        if !self.seen.insert(format!("{article} {name} {band} {right} {}", fold(text))) {
            return;
        }
        let add = |(good, all): &mut (usize, usize)| {
            *good += usize::from(right);
            *all += 1;
        };
        add(&mut self.bands[band]);
        add(self.all.entry(name.to_owned()).or_default());
        if confidence >= 0.9 {
            add(self.sure.entry(name.to_owned()).or_default());
        }
    }

    fn print(&self, what: &str) {
        println!("{what}");
        for (n, (good, all)) in self.bands.iter().enumerate() {
            let to = BANDS.get(n + 1).map_or("1.00".to_owned(), |b| format!("{b:.2}"));
            println!("  {:.2}–{to}  {:>6} of {all:>6} right  {}", BANDS[n], good, share(*good, *all));
        }
        for (name, (good, all)) in &self.all {
            let (sure, of) = self.sure.get(name).copied().unwrap_or_default();
            println!(
                "  {name:18} {:>6} of {all:>6} {}   from 0.9 on {sure:>6} of {of:>6} {}",
                good,
                share(*good, *all),
                share(sure, of)
            );
        }
    }

    /// The share of right ones among those from 0.9 on.
    fn sure(&self) -> f64 {
        let (good, all) = self.sure.values().fold((0, 0), |(g, a), (good, all)| (g + good, a + all));
        good as f64 / all.max(1) as f64
    }
}

fn share(good: usize, all: usize) -> String {
    if all == 0 { "–".into() } else { format!("{:.3}", good as f64 / all as f64) }
}

/// Runs the chore: `--plain` only as the articles stand, `-v` shows what is wrong or doubtful.
///
/// # Errors
/// Material that cannot be read, and fewer right ones than `--min` where the reader is sure.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (mut folders, mut verbose, mut plain, mut least) = (Vec::new(), false, false, 0.0);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-v" | "--verbose" => verbose = true,
            "--plain" => plain = true,
            "--min" => {
                least = arguments.next().and_then(|v| v.parse().ok()).ok_or("--min takes a number from 0 to 1")?;
            }
            flag if flag.starts_with('-') => return Err(format!("confidence has no option {flag}")),
            folder => folders.push(std::path::PathBuf::from(folder)),
        }
    }
    if folders.is_empty() {
        folders = material::folders();
    }
    let (mut blocks, mut fields, mut pages) = (Counts::default(), Counts::default(), 0);
    for folder in folders {
        for article in material::articles(&folder)?.iter().filter(|a| a.gold.is_some()) {
            for (layout, text, gold) in vary::pages(article)?.into_iter().filter(|p| !plain || p.0.is_empty()) {
                pages += 1;
                let reading = material::read_text(&article.path, &text)?;
                let source = Source::from_text(&article.path, text);
                let found = structure(&source, &reading.article, &reading.diagnostics);
                let gold = Gold::new(&gold);
                let tell = |what: &str, confidence: f32, right: bool, lines: usize, shown: &str| {
                    if verbose && (!right || confidence < 0.75) {
                        let shown: String = shown.chars().take(70).collect();
                        let verdict = if right { "right" } else { "WRONG" };
                        println!("{} {layout}:{lines} {verdict} {confidence:.2} {what} {shown}", article.name);
                    }
                };
                for block in &found.blocks {
                    let text = source.slice(block.span);
                    if let Some(right) = gold.block(block, text) {
                        blocks.add(&article.name, block.kind.id(), text, block.confidence, right);
                        tell(block.kind.id(), block.confidence, right, block.lines[0], text);
                    }
                }
                for field in &found.fields {
                    if let Some(right) = gold.field(field) {
                        fields.add(&article.name, field.field, &field.value, field.confidence, right);
                        tell(&format!("field {}", field.field), field.confidence, right, 0, &field.value);
                    }
                }
            }
        }
    }
    blocks.print("blocks");
    fields.print("fields");
    println!(
        "{pages} pages; of what the reader is sure of (0.9 and more) {:.4} of blocks and {:.4} of fields are right",
        blocks.sure(),
        fields.sure()
    );
    if blocks.sure().min(fields.sure()) < least { Err(format!("below {least}")) } else { Ok(()) }
}

/// A gold, folded: letters alone, since marks of notes and breaks of words are no part of what a block is.
struct Gold<'a> {
    value: &'a Value,
    titles: Vec<String>,
    abstracts: Vec<String>,
    keywords: Vec<String>,
    sections: Vec<String>,
    paragraphs: Vec<String>,
    notes: Vec<String>,
    references: Vec<String>,
    surnames: Vec<String>,
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

fn strings(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(fold(text)),
        Value::Array(items) => items.iter().for_each(|item| strings(item, into)),
        Value::Object(map) => map.values().for_each(|item| strings(item, into)),
        _ => {}
    }
}

impl<'a> Gold<'a> {
    fn new(value: &'a Value) -> Gold<'a> {
        let all = |keys: &[&str]| {
            let mut out = Vec::new();
            keys.iter().for_each(|key| strings(&value[*key], &mut out));
            out.retain(|text| !text.is_empty());
            out
        };
        let mut surnames = all(&["names"]);
        if let Some(authors) = value["authors"].as_array() {
            surnames.extend(authors.iter().filter_map(|a| a["surname"].as_str()).map(fold));
        }
        Gold {
            value,
            titles: all(&["title"]),
            abstracts: all(&["abstract"]),
            keywords: all(&["keywords"]),
            sections: all(&["sections"]),
            paragraphs: all(&["paragraphs"]),
            notes: all(&["footnotes"]),
            references: all(&["refs", "refs_original"]),
            surnames,
        }
    }

    /// Whether a block is what the gold says; `None` where the gold says nothing of such blocks.
    fn block(&self, block: &Block, text: &str) -> Option<bool> {
        let own = fold(text);
        if own.chars().count() < 3 {
            return None;
        }
        let holds = |all: &[String]| all.iter().any(|gold| gold.contains(&own));
        let begins = |all: &[String]| all.iter().any(|gold| gold.starts_with(&own));
        let inside = |all: &[String]| all.iter().any(|gold| own.contains(gold.as_str()));
        // A running head has words of the article; what is lost is a section, a reference, or a good part of a paragraph.
        let told = self.sections.contains(&own)
            || begins(&self.references)
            || own.chars().count() > 50 && holds(&self.paragraphs);
        let elsewhere = || told || holds(&self.titles) || holds(&self.abstracts);
        Some(match block.kind {
            Kind::Title => holds(&self.titles) || inside(&self.titles),
            Kind::Abstract => {
                let tail: String = own.chars().skip(own.chars().count() / 3).collect();
                self.abstracts.iter().any(|gold| gold.contains(&tail))
            }
            Kind::Keywords => self.keywords.iter().any(|gold| own.contains(gold.as_str())),
            // Most golds have the names in one language only.
            Kind::Authors => match self.surnames.iter().any(|name| own.contains(name.as_str())) {
                false if !elsewhere() => return None,
                right => right,
            },
            Kind::Heading => self.sections.contains(&own) || self.sections.iter().any(|s| own.ends_with(s.as_str())),
            Kind::Paragraph => begins(&self.paragraphs),
            // What was joined wrongly begins a paragraph of its own.
            Kind::Continuation => holds(&self.paragraphs) && !begins(&self.paragraphs),
            Kind::Note => holds(&self.notes) || inside(&self.notes),
            Kind::Reference => holds(&self.references) || inside(&self.references),
            Kind::RunningHead | Kind::PageNumber | Kind::Lost => !told,
            _ => return None,
        })
    }

    /// Whether a field says what the gold says; `None` where the gold has nothing like it.
    fn field(&self, field: &Field) -> Option<bool> {
        let own = fold(&field.value);
        let lang = field.lang.map(|lang| lang.as_str().to_owned()).unwrap_or_default();
        let by_lang = |key: &str| self.value[key].get(&lang).cloned();
        let same = |key: &str| self.value[key].as_str().filter(|v| !v.is_empty()).map(|v| v == field.value);
        match field.field {
            "title" => Some(by_lang("title")?.as_str().map(fold)? == own),
            "author" => {
                let surname = fold(field.value.split(',').next().unwrap_or(""));
                let at_main = self.value["lang"].as_str() == Some(lang.as_str());
                at_main
                    .then(|| self.surnames.contains(&surname) || self.surnames.iter().any(|s| s.starts_with(&surname)))
            }
            "abstract" => Some(by_lang("abstract")?.as_str().map(fold)? == own),
            "keywords" => {
                let mut gold = Vec::new();
                strings(&by_lang("keywords")?, &mut gold);
                let got: Vec<String> = field.value.split("; ").map(fold).collect();
                Some(gold == got)
            }
            "section" => Some(self.sections.contains(&own) || self.sections.iter().any(|s| own.ends_with(s.as_str()))),
            "note" => Some(self.notes.contains(&own)),
            "reference" => Some(self.references.contains(&own)),
            "year" => same("year"),
            "volume" => same("volume"),
            "issue" => same("issue"),
            "first_page" => same("fpage"),
            "last_page" => same("lpage"),
            "doi" => same("doi"),
            "udc" => {
                let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                self.value["udc"].as_str().filter(|v| !v.is_empty()).map(|v| plain(v) == plain(&field.value))
            }
            "journal" => {
                let gold = self.value["journal"].as_str().map(fold)?;
                (self.value["lang"].as_str() == Some(lang.as_str())).then_some(gold == own)
            }
            _ => None,
        }
    }
}
