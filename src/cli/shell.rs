//! What is said, and where: results to standard output, everything else to standard error. A reader that went away (a
//! broken pipe) is no error.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};
use offprint::error::Error;
use offprint::report::human::Human;
use offprint::report::visible::visible;

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The width taken where there is no terminal and no `COLUMNS`.
const WIDTH: usize = 100;
/// Lines longer than this are hard to read on any terminal.
const WIDEST: usize = 160;

/// Standard output and standard error.
pub struct Shell {
    /// How diagnostics are shown.
    pub human: Human,
    colour: Colour,
    /// How far a long run is, on a terminal.
    progress: Option<ProgressBar>,
}

/// From this many manuscripts on a run shows how far it is.
const MANY: usize = 10;

fn has_colours(wanted: Colour, terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    match wanted {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if set("NO_COLOR") => false,
        Colour::Auto if std::env::var_os("CLICOLOR_FORCE").is_some_and(|v| !v.is_empty() && v != "0") => true,
        Colour::Auto => terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}

fn width(terminal: Option<(terminal_size::Width, terminal_size::Height)>) -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
    columns.or_else(|| terminal.map(|(width, _)| usize::from(width.0))).unwrap_or(WIDTH).clamp(40, WIDEST)
}

impl Shell {
    /// Takes the terminal's width and whether it has colours from the environment (`COLUMNS`, `NO_COLOR`,
    /// `CLICOLOR_FORCE`, `TERM`) and from the terminal.
    pub fn new(colour: Colour, quiet: bool) -> Shell {
        let human = Human {
            colour: has_colours(colour, io::stderr().is_terminal()),
            width: width(terminal_size::terminal_size_of(io::stderr())),
            quiet,
            all: false,
        };
        Shell { human, colour, progress: None }
    }

    /// From now on findings are results: they are shown on standard output, in its width, and in colours only if it has
    /// them.
    pub fn findings_are_results(&mut self) {
        self.human.colour = has_colours(self.colour, io::stdout().is_terminal());
        self.human.width = width(terminal_size::terminal_size_of(io::stdout()));
    }

    /// Begins a run over so many manuscripts: on a terminal, a long one shows how far it is.
    pub fn begin(&mut self, manuscripts: usize) {
        if manuscripts < MANY || self.human.quiet || !io::stderr().is_terminal() {
            return;
        }
        let bar = ProgressBar::new(manuscripts as u64);
        if let Ok(style) = ProgressStyle::with_template("{pos} of {len} manuscripts [{bar:32}] {per_sec}, {eta} left") {
            bar.set_style(style.progress_chars("=> "));
        }
        self.progress = Some(bar);
    }

    /// One manuscript is done.
    pub fn step(&mut self) {
        if let Some(bar) = &self.progress {
            bar.inc(1);
        }
    }

    /// The run is over.
    pub fn end(&mut self) {
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
    }

    /// Does something to the terminal while the bar is out of the way.
    fn beside_progress<R>(&self, f: impl FnOnce() -> R) -> R {
        match &self.progress {
            Some(bar) => bar.suspend(f),
            None => f(),
        }
    }

    /// Writes a result to standard output.
    pub fn print(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let written = self.beside_progress(|| {
            let mut out = io::stdout().lock();
            out.write_all(bytes).and_then(|()| out.flush())
        });
        match written {
            Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::Write { path: "standard output".into(), cause })
            }
            _ => Ok(()),
        }
    }

    /// Says something that was made safe to show. There is nobody left to tell if it cannot be said.
    pub fn say(&mut self, text: &str) {
        if !text.is_empty() {
            let _ = self.beside_progress(|| io::stderr().lock().write_all(text.as_bytes()));
        }
    }

    /// Says a line, unless it was asked to be quiet.
    pub fn remark(&mut self, line: &str) {
        if !self.human.quiet {
            self.say(&format!("{}\n", visible(line)));
        }
    }

    /// Says why nothing was done.
    pub fn error(&mut self, error: &Error) {
        let text = error.to_string();
        let mut lines = text.lines().map(visible);
        let label = if self.human.colour { "\u{1b}[1m\u{1b}[91merror\u{1b}[0m" } else { "error" };
        let mut said = format!("{label}: {}\n", lines.next().unwrap_or_default());
        for line in lines {
            said.push_str(&line);
            said.push('\n');
        }
        self.say(&said);
    }
}
