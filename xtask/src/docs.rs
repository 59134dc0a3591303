//! `docs`: docs/rules.md, the manual of all rules, made from their doc comments.

use offprint::check::{Entry, Origin, Ui, catalogue};
use offprint::diagnostic::Severity;

use crate::material;

/// Runs the chore: `--check` compares, without it the page is written.
///
/// # Errors
/// With `--check`, a page that is not what would be written; without it, one that cannot be written.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => return Err("docs takes --check or nothing".into()),
    };
    let path = material::root().join("docs/rules.md");
    let wanted = page();
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    match check {
        _ if found == wanted => Ok(()),
        true => Err("docs/rules.md is stale: run `cargo xtask docs`".into()),
        false => std::fs::write(&path, wanted).map_err(|e| format!("cannot write {}: {e}", path.display())),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn page() -> String {
    let rules: Vec<Entry> = catalogue(Ui::En).into_iter().filter(|e| e.origin != Origin::Conversion).collect();
    let russian: Vec<Entry> = catalogue(Ui::Ru).into_iter().filter(|e| e.origin != Origin::Conversion).collect();
    let mut out = format!(
        "<!-- Made by `cargo xtask docs` from the rules themselves; changes here are lost. -->\n\n# Rules\n\n\
         The {} rules of `offprint check`. What readers, writers and journal.toml give cause to say is in \
         [findings.md](findings.md).\n\n\
         A rule's level is changed under `[rules]` in [journal.toml](journal.md#rules), for a run by `--select` and \
         `--ignore`, for a place by a comment in the manuscript ([command-line.md](command-line.md#check)).\n\n\
         | rule | level | | |\n|---|---|---|---|\n",
        rules.len()
    );
    for (rule, russian) in rules.iter().zip(&russian) {
        let id = &rule.id;
        out.push_str(&format!(
            "| [`{id}`](#{id}) | {} | {} | {} |\n",
            level(rule.severity),
            rule.summary,
            russian.summary
        ));
    }
    for rule in &rules {
        out.push_str(&format!("\n## {}\n\n{}, {}.\n\n", rule.id, rule.summary, level(rule.severity)));
        // The page begins with a line that says the same as the summary; its headings stand a level deeper here.
        let body = rule.page.find("\n## ").map_or("", |at| &rule.page[at + 1..]);
        out.push_str(&body.replace("\n## ", "\n### ").replacen("## ", "### ", usize::from(body.starts_with("## "))));
    }
    out
}
