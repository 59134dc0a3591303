//! The whole way from a manuscript to the files it is published as.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::article::Article;
use crate::context::Context;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::journal::Journal;
use crate::parallel;
use crate::read::{Reader, Reading};
use crate::source::{Source, Span};
use crate::write::{Job, Options, Writer, Written};

/// From this many bytes on the writers of a manuscript work side by side; below it threads cost more than they save.
const LONG: usize = 256 << 10;

/// All pictures of one output together, in bytes.
const PICTURES: usize = if cfg!(test) { 1000 } else { 500 << 20 };

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
    /// Files that stand beside the manuscript, as in [`Job::files`]; those inside it come before them.
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
    let outputs = write_all(&article, source, plan, &mut diagnostics)?;
    Ok(Conversion { article, diagnostics, outputs })
}

/// Makes every output of an article in memory, in the order of [`Plan::writers`]. What the writers have to say is added to
/// the diagnostics, what two of them say alike once.
///
/// # Errors
/// Whatever a writer cannot do; then there is no output at all.
pub fn write_all(
    article: &Article,
    source: &Source,
    plan: &Plan<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Written>, Error> {
    let mut outputs = Vec::with_capacity(plan.writers.len());
    // Writers know nothing of one another; on a long manuscript each has a core.
    let enough = if source.text().len() < LONG { usize::MAX } else { 2 };
    let mut said = BTreeSet::new();
    for written in parallel::map(plan.writers, enough, || (), |(), writer| write(writer, article, source, plan)) {
        let mut written = written?;
        for new in std::mem::take(&mut written.diagnostics) {
            if said.insert((new.span, new.rule.clone(), new.message.clone())) {
                diagnostics.push(new);
            }
        }
        outputs.push(written);
    }
    Ok(outputs)
}

/// Runs one writer. Each has an allowance of pictures of its own, so that what it gets does not hang on what the others
/// ask for meanwhile.
fn write(writer: &Writer, article: &Article, source: &Source, plan: &Plan<'_>) -> Result<Written, Error> {
    let (left, refused) = (AtomicUsize::new(PICTURES), AtomicUsize::new(0));
    let files = |path: &str| {
        // A picture inside the manuscript wins over one beside it.
        let bytes = source.file(path).map(<[u8]>::to_vec).or_else(|| (plan.files)(path))?;
        let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes.len()));
        if taken.is_err() {
            refused.fetch_add(1, Ordering::Relaxed);
        }
        taken.is_ok().then_some(bytes)
    };
    let (journal, context, options) = (plan.journal, plan.context, plan.options);
    let mut written = (writer.write)(&Job { article, journal, context, options, files: &files })?;
    if refused.into_inner() > 0 {
        let message = "some pictures are left out: all of them together are larger than 500 MB";
        written.diagnostics.push(Diagnostic::warning("picture-refused", Span::NONE, message));
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader() -> Reader {
        Reader {
            name: "test",
            description: "",
            extensions: &[],
            open: crate::read::open_text,
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
            files: &|path| Some(vec![0; path.len() * 100]),
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

    #[test]
    fn each_writer_gets_pictures_up_to_its_allowance() {
        let greedy = |name| {
            writer(name, |job| {
                let got = ["aaaaaa", "bbbbbb", "cccc", "d"].map(|path| u8::from((job.files)(path).is_some()));
                Ok(Written { bytes: got.to_vec(), ..Written::default() })
            })
        };
        let done = run(&[&greedy("a"), &greedy("b")]).unwrap();
        // 600 bytes; 600 more are too many; 400 fill it; nothing is left.
        assert!(done.outputs.iter().all(|o| o.bytes == [1, 0, 1, 0]), "{:?}", done.outputs);
        assert_eq!(done.diagnostics.iter().filter(|d| d.rule == "picture-refused").count(), 1);
    }

    #[test]
    fn a_hundred_thousand_findings_are_compared_in_no_time() {
        fn many(_: &Job<'_>) -> Result<Written, Error> {
            let finding = |n: usize| Diagnostic::warning("missing", Span::new(n, n + 1), "a picture is missing");
            Ok(Written { diagnostics: (0..100_000).map(finding).collect(), ..Written::default() })
        }
        let done = run(&[&writer("a", many), &writer("b", many)]).unwrap();
        assert_eq!(done.diagnostics.len(), 100_001);
    }
}
