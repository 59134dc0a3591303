//! `offprint rules` and `offprint explain`: what can be found, from the catalogue of rules.

use clap::builder::PossibleValuesParser;
use offprint::check::{Entry, Origin, Ui, catalogue, entry, nearest};
use offprint::diagnostic::Severity;
use offprint::error::Error;
use serde_json::json;

use super::Status;
use super::check::language;
use super::shell::Shell;

/// List the rules
#[derive(clap::Args)]
pub struct Rules {
    /// As JSON
    #[arg(long)]
    json: bool,

    /// The language of the list [default: by LC_ALL, LC_MESSAGES, LANG]
    #[arg(long, value_name = "LANGUAGE", value_parser = PossibleValuesParser::new(["en", "ru"]))]
    lang: Option<String>,
}

/// Say what a rule is about, why, and what to write instead
#[derive(clap::Args)]
pub struct Explain {
    /// A rule, as findings name it in brackets
    #[arg(required = true, value_name = "RULE")]
    rules: Vec<String>,

    /// The language of the first lines [default: by LC_ALL, LC_MESSAGES, LANG]
    #[arg(long, value_name = "LANGUAGE", value_parser = PossibleValuesParser::new(["en", "ru"]))]
    lang: Option<String>,
}

fn level(severity: Severity, ui: Ui) -> &'static str {
    match severity {
        Severity::Error => ui.of("error", "ошибка"),
        Severity::Warning => ui.of("warning", "предупреждение"),
        Severity::Info => ui.of("note", "замечание"),
    }
}

impl Rules {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        let ui = language(self.lang.as_deref());
        let all = catalogue(ui);
        let text = if self.json {
            let rules: Vec<_> = all
                .iter()
                .map(|e| json!({ "rule": e.id, "severity": e.severity, "origin": origin(e), "summary": e.summary }))
                .collect();
            format!("{:#}\n", json!(rules))
        } else {
            let widest = |f: &dyn Fn(&Entry) -> usize| all.iter().map(f).max().unwrap_or(0);
            let name = widest(&|e| e.id.len());
            let severity = widest(&|e| level(e.severity, ui).chars().count());
            let lines =
                all.iter().map(|e| format!("{:name$}  {:severity$}  {}\n", e.id, level(e.severity, ui), e.summary));
            lines.collect()
        };
        shell.print(text.as_bytes())?;
        Ok(Status::Done)
    }
}

fn origin(entry: &Entry) -> &'static str {
    match entry.origin {
        Origin::Article => "article",
        Origin::Schema => "schema",
        Origin::Conversion => "conversion",
    }
}

impl Explain {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        let ui = language(self.lang.as_deref());
        let mut pages = Vec::new();
        for name in &self.rules {
            let Some(found) = entry(name, ui) else {
                let family: Vec<_> =
                    catalogue(ui).into_iter().filter(|e| e.id.starts_with(&format!("{name}-"))).collect();
                if !family.is_empty() {
                    let ids: Vec<_> = family.into_iter().map(|e| e.id).collect();
                    let message =
                        format!("`{name}` is a family of rules: {}; explain takes one of them", ids.join(", "));
                    return Err(Error::Usage(message));
                }
                let meant =
                    nearest(name).map_or("`offprint rules` lists the rules".into(), |n| format!("did you mean `{n}`?"));
                return Err(Error::Usage(format!("there is no rule `{name}`; {meant}")));
            };
            pages.push(format!(
                "# {} ({})\n\n{}.\n\n{}",
                found.id,
                level(found.severity, ui),
                found.summary,
                body(&found)
            ));
        }
        shell.print(pages.join("\n").as_bytes())?;
        Ok(Status::Done)
    }
}

/// The page without its first line, which says the same as the summary.
fn body(entry: &Entry) -> &str {
    entry.page.find("\n## ").map_or(entry.page.as_str(), |at| &entry.page[at + 1..])
}
