//! The whole way from a manuscript to the files it is published as.

use crate::article::Article;
use crate::context::Context;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::journal::Journal;
use crate::parallel;
use crate::read::{Reader, Reading};
use crate::source::Source;
use crate::write::{Job, Options, Writer, Written};

/// From this many bytes on the writers of a manuscript work side by side; below it threads cost more than they save.
const LONG: usize = 256 << 10;

/// What is done with a manuscript.
pub struct Plan<'a> {
    /// What reads it.
    pub reader: &'a Reader,
    /// What is made of it, in this order.
    pub writers: &'a [&'a Writer],
    /// The journal that publishes it.
    pub journal: &'a Journal,
    /// The world outside.
    pub context: &'a Context,
    /// What the user chose about outputs.
    pub options: &'a Options,
    /// Files that stand beside the manuscript, as in [`Job::files`].
    pub files: &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
}

/// What became of a manuscript.
#[derive(Debug, Default)]
pub struct Conversion {
    /// The article that was read.
    pub article: Article,
    /// What the reader and then the writers have to say. What two of them say alike is there once.
    pub diagnostics: Vec<Diagnostic>,
    /// What was made, in the order of [`Plan::writers`].
    pub outputs: Vec<Written>,
}

/// Reads a manuscript and makes every output of it in memory.
///
/// # Errors
/// Whatever a writer cannot do; then there is no output at all. Faults of the article are never errors: they are among
/// the diagnostics.
pub fn convert(source: &Source, plan: &Plan<'_>) -> Result<Conversion, Error> {
    let Reading { article, mut diagnostics } = (plan.reader.read)(source);
    let job = Job {
        article: &article,
        journal: plan.journal,
        context: plan.context,
        options: plan.options,
        files: plan.files,
    };
    let from_reader = diagnostics.len();
    let mut outputs = Vec::with_capacity(plan.writers.len());
    // Writers know nothing of one another; on a long manuscript each has a core.
    let enough = if source.text().len() < LONG { usize::MAX } else { 2 };
    for written in parallel::map(plan.writers, enough, || (), |(), writer| (writer.write)(&job)) {
        let mut written = written?;
        let mut new = std::mem::take(&mut written.diagnostics);
        // Writers say little, so looking through what the ones before said is cheap.
        new.retain(|d| !diagnostics[from_reader..].contains(d));
        diagnostics.append(&mut new);
        outputs.push(written);
    }
    Ok(Conversion { article, diagnostics, outputs })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn reader() -> Reader {
        Reader {
            name: "test",
            description: "",
            extensions: &[],
            read: |_| Reading {
                diagnostics: vec![Diagnostic::info("read", Span::new(0, 1), "read")],
                ..Reading::default()
            },
        }
    }

    fn writer(name: &'static str, write: fn(&Job<'_>) -> Result<Written, Error>) -> Writer {
        Writer { name, description: "", extension: "x", write }
    }

    fn run(writers: &[&Writer]) -> Result<Conversion, Error> {
        let plan = Plan {
            reader: &reader(),
            writers,
            journal: &Journal::default(),
            context: &Context::default(),
            options: &Options::default(),
            files: &|_| None,
        };
        convert(&Source::from_text("a.md", "text"), &plan)
    }

    fn complaining(_: &Job<'_>) -> Result<Written, Error> {
        let diagnostics = vec![Diagnostic::warning("no-issn", Span::NONE, "no ISSN")];
        Ok(Written { bytes: b"x".to_vec(), diagnostics, ..Written::default() })
    }

    #[test]
    fn what_two_writers_say_alike_is_said_once() {
        let (a, b) = (writer("a", complaining), writer("b", complaining));
        let done = run(&[&a, &b]).unwrap();
        let rules: Vec<_> = done.diagnostics.iter().map(|d| d.rule.as_str()).collect();
        assert_eq!((rules, done.outputs.len()), (vec!["read", "no-issn"], 2));
    }

    #[test]
    fn when_a_writer_fails_there_is_no_output() {
        let a = writer("a", complaining);
        let b = writer("b", |_| Err(Error::Internal { what: "package", message: "full".into() }));
        assert!(matches!(run(&[&a, &b]), Err(Error::Internal { .. })));
    }
}
