//! `vary`: lays every article with a gold out otherwise and reads it again. The layout of a page is not its content, so
//! nothing may be lost that was not lost before.
//!
//! Every change of layout is made alone, and then several at once, chosen by numbers that are the same on every run.

mod layouts;
mod page;
pub mod random;

use std::collections::BTreeMap;

use serde_json::Value;

use self::layouts::{LAYOUTS, Layout};
use self::page::Page;
use self::random::Random;
use crate::material::{self, Article};
use crate::score::{self, Scores};

/// How many mixtures of layouts are tried for each article.
const MIXTURES: u64 = 20;
/// How many layouts are mixed.
const MIXED: usize = 5;

/// Runs the chore: `-v` shows what each article loses, `--save DIR` keeps the manuscripts that lose something.
///
/// # Errors
/// Material that cannot be read, and a mean below `--min`.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (mut folders, mut verbose, mut least, mut save) = (Vec::new(), false, 0.0, None);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "-v" | "--verbose" => verbose = true,
            "--save" => save = Some(std::path::PathBuf::from(arguments.next().ok_or("--save takes a folder")?)),
            "--min" => {
                least = arguments.next().and_then(|v| v.parse().ok()).ok_or("--min takes a number from 0 to 1")?;
            }
            flag if flag.starts_with('-') => return Err(format!("vary has no option {flag}")),
            folder => folders.push(std::path::PathBuf::from(folder)),
        }
    }
    if folders.is_empty() {
        folders = material::folders();
    }
    let mut articles = Vec::new();
    for folder in folders {
        articles.extend(material::articles(&folder)?.into_iter().filter(|a| a.gold.is_some()));
    }
    let mut kept: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for article in &articles {
        let of = |e: String| format!("{}: {e}", article.name);
        let subject = Subject::new(article).map_err(of)?;
        for (name, page) in subject.variants() {
            let lost = subject.lost(&page).map_err(of)?;
            let share = 1.0 - lost.iter().map(|(_, l)| l).sum::<f64>() / subject.scores.len() as f64;
            kept.entry(name).or_default().push(share);
            if lost.is_empty() {
                continue;
            }
            if verbose {
                let lost: Vec<String> = lost.iter().map(|(field, l)| format!("{field} -{l:.2}")).collect();
                println!("{:24} {name:26} {}", article.name, lost.join(", "));
            }
            if let Some(folder) = &save {
                crate::tools::create(folder)?;
                let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
                let path = folder.join(format!("{}.{name}.md", article.name));
                std::fs::write(&path, page.text()).map_err(|e| format!("{}: {e}", path.display()))?;
            }
        }
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    for name in LAYOUTS.iter().map(|l| l.name).chain(["several"]) {
        if let Some(kept) = kept.get(name) {
            println!("{name:26} {:.4}", mean(kept));
        }
    }
    let all: Vec<f64> = kept.values().flatten().copied().collect();
    println!("{} manuscripts of {} articles keep {:.4}", all.len(), articles.len(), mean(&all));
    if mean(&all) < least { Err(format!("below {least}")) } else { Ok(()) }
}

/// The pages of an article: as it stands, under no name, and laid out otherwise, each with its gold.
///
/// # Errors
/// Material that cannot be read.
pub fn pages(article: &Article) -> Result<Vec<(&'static str, String, Value)>, String> {
    let subject = Subject::new(article)?;
    let mut pages = vec![("", subject.page.text(), subject.page.gold.clone())];
    pages.extend(subject.variants().into_iter().map(|(name, page)| (name, page.text(), page.gold)));
    Ok(pages)
}

/// An article as it stands, and how it is read.
struct Subject<'a> {
    article: &'a Article,
    page: Page,
    scores: Scores,
}

impl Subject<'_> {
    fn new(article: &Article) -> Result<Subject<'_>, String> {
        let text = std::fs::read_to_string(&article.path).map_err(|e| e.to_string())?;
        let gold = std::fs::read_to_string(article.gold.as_ref().ok_or("no gold")?).map_err(|e| e.to_string())?;
        let page = Page::new(&text, serde_json::from_str(&gold).map_err(|e| e.to_string())?);
        let scores = scores(article, &text, &page.gold)?;
        Ok(Subject { article, page, scores })
    }

    /// The changed pages: those that a layout does not change are left out.
    fn variants(&self) -> Vec<(&'static str, Page)> {
        let before = self.page.text();
        let mut variants = Vec::new();
        for (seed, layout) in LAYOUTS.iter().enumerate() {
            let mut page = self.page.clone();
            (layout.change)(&mut page, &mut Random::new(seed as u64));
            if page.text() != before {
                variants.push((layout.name, page));
            }
        }
        for seed in 0..MIXTURES {
            let mut random = Random::new(seed);
            let mut page = self.page.clone();
            for _ in 0..MIXED {
                let Layout { change, .. } = LAYOUTS[random.below(LAYOUTS.len())];
                change(&mut page, &mut random);
            }
            variants.push(("several", page));
        }
        variants
    }

    /// What a changed page loses, field by field.
    fn lost(&self, page: &Page) -> Result<Vec<(&'static str, f64)>, String> {
        let now = scores(self.article, &page.text(), &page.gold)?;
        let of = |field: &str| now.iter().find(|(f, _)| *f == field).map_or(0.0, |(_, s)| *s);
        let lost = self.scores.iter().map(|(field, before)| (*field, before - of(field)));
        Ok(lost.filter(|(_, l)| *l > 1e-9).collect())
    }
}

fn scores(article: &Article, text: &str, gold: &Value) -> Result<Scores, String> {
    let reading = material::read_text(&article.path, text)?;
    let written = material::write(&article.path, &reading, "jats")?;
    let jats = String::from_utf8(written.bytes).map_err(|e| e.to_string())?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(&jats, options).map_err(|e| format!("not XML: {e}"))?;
    Ok(score::score(&document, gold))
}
