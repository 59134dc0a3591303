//! Making all targets of a batch, telling what is to be told, and putting the files where they belong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use offprint::check::Ui;
use offprint::deposit::{Batch, Deposit, File, Made, listed, make};
use offprint::diagnostic::{Diagnostic, Severity};
use offprint::error::Error;
use offprint::parallel;
use offprint::report::human::Counts;
use offprint::report::{REPORTERS, Reporter};

use crate::cli::Status;
use crate::cli::material::Material;
use crate::cli::output::{Protected, write_all};
use crate::cli::shell::Shell;

/// From this many targets on they are made side by side.
const SEVERAL: usize = 2;

/// What is told of which target has no place for what; it is shown to people as a table of its own.
const NOT_CARRIED: &str = "deposit-not-carried";

/// For so many targets what they have no place for is shown without being asked for.
const FEW: usize = 3;
/// So many files are named one by one.
const NAMED: usize = 8;

/// How findings are shown.
pub struct Findings {
    reporter: Option<&'static Reporter>,
    reading: bool,
}

impl Findings {
    /// By the name of a reporter, `human` for none; `reading` adds what was found in reading.
    pub fn of(format: &str, reading: bool) -> Findings {
        Findings { reporter: REPORTERS.iter().find(|r| r.name == format), reading }
    }
}

/// What was found and made before the deposits, and belongs with them.
#[derive(Default)]
pub struct Told {
    /// Findings, each with the index of its manuscript.
    pub found: Vec<(usize, Diagnostic)>,
    /// Files that are no deposits.
    pub files: Vec<File>,
}

/// Where deposits go.
pub struct Delivery {
    /// The folder; empty for the current one.
    pub folder: PathBuf,
    /// Whether the one file goes to standard output.
    pub to_stdout: bool,
    /// How findings are shown.
    pub findings: Findings,
}

impl Delivery {
    /// Refuses what cannot go to standard output.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn check(&self, targets: &[&Deposit]) -> Result<(), Error> {
        if self.to_stdout && targets.len() != 1 {
            return Err(Error::Usage("-o - prints one target; say which with --to, such as --to bibtex".into()));
        }
        Ok(())
    }

    /// Makes every target, writes the files with those of `before` in front of them, and tells what was found.
    ///
    /// # Errors
    /// What cannot be written, and faults of offprint.
    pub fn deliver(
        &self,
        targets: &[&'static Deposit],
        batch: &Batch<'_>,
        materials: &[Material],
        before: Told,
        protected: &Protected,
        shell: &mut Shell,
    ) -> Result<Status, Error> {
        let made = parallel::map(targets, SEVERAL, || (), |(), target| make(target, batch));
        let made = made.into_iter().collect::<Result<Vec<Made>, Error>>()?;

        let mut found: Vec<Vec<Diagnostic>> = vec![Vec::new(); materials.len()];
        let faulty = before.found.iter().any(|(_, finding)| finding.severity == Severity::Error);
        let table = self.findings.reporter.is_none();
        for (at, finding) in before.found.iter().chain(made.iter().flat_map(|made| &made.findings)) {
            let elsewhere = table && finding.rule == NOT_CARRIED;
            if !elsewhere && found[*at].iter().all(|known| known != finding) {
                found[*at].push(finding.clone());
            }
        }
        if self.findings.reading {
            for (found, material) in found.iter_mut().zip(materials) {
                let mut all = material.diagnostics.clone();
                all.append(found);
                *found = all;
            }
        }
        self.tell(&found, materials, shell)?;
        if table {
            tell_not_carried(targets, &made, self.findings.reading, shell);
        }

        let files: Vec<&File> = before.files.iter().chain(made.iter().flat_map(|made| &made.files)).collect();
        let refused: Vec<&str> =
            targets.iter().zip(&made).filter(|(_, made)| made.is_refused()).map(|(target, _)| target.name).collect();
        if self.to_stdout {
            match files.as_slice() {
                [] => {}
                [one] => shell.print(&one.bytes)?,
                more => {
                    let message = format!("-o - prints one file, and there are {}; give a folder", more.len());
                    return Err(Error::Usage(message));
                }
            }
        } else {
            self.keep(&files, protected)?;
            self.tell_strangers(&files, shell);
        }
        self.sum_up(&files, &refused, shell);
        Ok(if refused.is_empty() && !faulty { Status::Done } else { Status::Faulty })
    }

    fn tell(&self, found: &[Vec<Diagnostic>], materials: &[Material], shell: &mut Shell) -> Result<(), Error> {
        if let Some(reporter) = self.findings.reporter {
            let mut report = (reporter.begin)(Ui::default());
            for (found, material) in found.iter().zip(materials) {
                report.manuscript(&material.source, found);
            }
            return shell.print(report.finish().as_bytes());
        }
        let (mut counts, mut first) = (Counts::default(), true);
        for (found, material) in found.iter().zip(materials) {
            let of_one = Counts::of(found);
            counts.errors += of_one.errors;
            counts.warnings += of_one.warnings;
            counts.notes += of_one.notes;
            // What has no place in the manuscript does not say of which one it is.
            let said: Vec<Diagnostic> = found.iter().map(|d| named(d, material, materials.len())).collect();
            let shown = shell.human.render(&material.source, &said);
            if !shown.is_empty() && !std::mem::replace(&mut first, false) {
                shell.say("\n");
            }
            shell.say(&shown);
        }
        if counts != Counts::default() {
            shell.remark("");
            shell.remark(&counts.to_string());
        }
        Ok(())
    }

    fn keep(&self, files: &[&File], protected: &Protected) -> Result<(), Error> {
        let mut paths = Vec::with_capacity(files.len());
        for file in files {
            let path = self.folder.join(&file.path);
            protected.check(&path)?;
            paths.push((path, file.bytes.as_slice()));
        }
        write_all(&paths)
    }

    /// Tells what an earlier run, or somebody, left in a folder that is imported whole.
    fn tell_strangers(&self, files: &[&File], shell: &mut Shell) {
        let folders: BTreeSet<&str> = files.iter().filter_map(|f| Some(f.path.split_once('/')?.0)).collect();
        for folder in folders.into_iter().filter(|f| f.ends_with(".dspace")) {
            let ours: BTreeSet<PathBuf> = files.iter().map(|f| self.folder.join(&f.path)).collect();
            let mut strangers = Vec::new();
            for item in entries(&self.folder.join(folder)) {
                let inside = entries(&item);
                let all = if inside.is_empty() { vec![item] } else { inside };
                strangers.extend(all.into_iter().filter(|path| !ours.contains(path)));
            }
            if let Some(first) = strangers.first() {
                shell.remark(&format!(
                    "note: {folder}/ also holds {} that this run did not make, such as {}; DSpace would import it, so take it away",
                    if strangers.len() == 1 { "a file".to_owned() } else { format!("{} files", strangers.len()) },
                    first.display()
                ));
            }
        }
    }

    fn sum_up(&self, files: &[&File], refused: &[&str], shell: &mut Shell) {
        let mut shown: Vec<String> = Vec::new();
        for file in files.iter().filter(|_| !self.to_stdout) {
            // A folder stands for what is in it.
            let top = file.path.split_once('/').map_or(file.path.as_str(), |(top, _)| top);
            let path = self.folder.join(top).display().to_string();
            let path = if top == file.path { path } else { format!("{path}/") };
            if shown.last() != Some(&path) && !shown.contains(&path) {
                shown.push(path);
            }
        }
        if shown.len() > NAMED {
            let folder =
                if self.folder.as_os_str().is_empty() { ".".into() } else { self.folder.display().to_string() };
            shell.remark(&format!("wrote {} files into {folder}", files.len()));
        } else if !shown.is_empty() {
            shell.remark(&format!("wrote {}", shown.join(", ")));
        }
        if !refused.is_empty() {
            shell.remark(&format!("nothing was made for {}", refused.join(", ")));
        }
    }
}

/// A line for each target that has no place for something of any of the manuscripts.
fn tell_not_carried(targets: &[&Deposit], made: &[Made], all: bool, shell: &mut Shell) {
    let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
    for (target, made) in targets.iter().zip(made).filter(|(_, made)| !made.files.is_empty()) {
        let mut lost: Vec<&str> = Vec::new();
        for (_, what) in &made.lost {
            if !lost.contains(&what.as_str()) {
                lost.push(what);
            }
        }
        if !lost.is_empty() {
            rows.push((target.title, lost));
        }
    }
    if rows.len() > FEW && !all {
        shell.remark(&format!("{} targets have no place for something; --verbose shows for what", rows.len()));
        return;
    }
    let widest = rows.iter().map(|(title, _)| title.chars().count()).max().unwrap_or(0);
    let room = shell.human.width.saturating_sub(widest + 4).max(30);
    if !rows.is_empty() {
        shell.remark("has no place for:");
    }
    for (title, lost) in rows {
        for (n, line) in wrap(&listed(&lost), room).iter().enumerate() {
            let head = if n == 0 { title } else { "" };
            shell.remark(&format!("  {head:widest$}  {line}"));
        }
    }
}

/// What is in a folder, in order; nothing if it is none.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    found.sort();
    found
}

/// The finding with the manuscript's name in it, where nothing else says it.
fn named(finding: &Diagnostic, material: &Material, of: usize) -> Diagnostic {
    let mut finding = finding.clone();
    if of > 1 && finding.span.is_empty() && finding.severity != Severity::Info {
        finding.message = format!("{}: {}", material.shown_name(), finding.message);
    }
    finding
}

/// Lines of at most `width` characters, cut at spaces.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let long = lines.last().is_some_and(|l| !l.is_empty() && l.chars().count() + 1 + word.chars().count() > width);
        if long {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
