//! `offprint formats`: what is read and written, and deposited, from the tables.

use offprint::deposit::DEPOSITS;
use offprint::error::Error;
use offprint::read::READERS;
use offprint::write::WRITERS;
use serde_json::json;

use super::Status;
use super::shell::Shell;

/// List the formats that are read and written
#[derive(clap::Args)]
pub struct Formats {
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Formats {
    pub fn run(&self, shell: &mut Shell) -> Result<Status, Error> {
        let text = if self.json { as_json() } else { as_table() };
        shell.print(text.as_bytes())?;
        Ok(Status::Done)
    }
}

fn as_json() -> String {
    let readers: Vec<_> = READERS
        .iter()
        .map(|r| json!({"name": r.name, "description": r.description, "extensions": r.extensions}))
        .collect();
    let writers: Vec<_> = WRITERS
        .iter()
        .map(|w| json!({"name": w.name, "description": w.description, "extension": w.extension}))
        .collect();
    let deposits: Vec<_> = DEPOSITS
        .iter()
        .map(|d| json!({"name": d.name, "description": d.description, "extension": d.extension}))
        .collect();
    format!("{:#}\n", json!({"readers": readers, "writers": writers, "deposits": deposits}))
}

fn as_table() -> String {
    let endings = |list: &[&str]| list.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(" ");
    let readers: Vec<_> = READERS.iter().map(|r| (r.name, endings(r.extensions), r.description)).collect();
    let writers: Vec<_> = WRITERS.iter().map(|w| (w.name, endings(&[w.extension]), w.description)).collect();
    let deposits: Vec<_> = DEPOSITS.iter().map(|d| (d.name, endings(&[d.extension]), d.description)).collect();
    let all = || readers.iter().chain(&writers).chain(&deposits);
    let widest = |f: fn(&(&str, String, &str)) -> usize| all().map(f).max().unwrap_or(0);
    let (name, ending) = (widest(|row| row.0.len()), widest(|row| row.1.len()));
    let mut out = String::new();
    for (heading, rows) in
        [("Read (--from):", &readers), ("Written (convert --to):", &writers), ("Deposited (deposit --to):", &deposits)]
    {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(heading);
        out.push('\n');
        for (n, e, description) in rows {
            out.push_str(&format!("  {n:name$}  {e:ending$}  {description}\n"));
        }
    }
    out
}
