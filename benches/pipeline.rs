//! How long the parts of a conversion take: `cargo bench`. Each line is the least and the median time of one call.
//!
//! `cargo bench -- WORD` runs only the lines whose names hold WORD. Whole processes, pandoc and large manuscripts are
//! measured by `cargo xtask bench`.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use offprint::context::Context;
use offprint::journal::Journal;
use offprint::read::{READERS, Reading};
use offprint::source::Source;
use offprint::write::{Job, Options, WRITERS, Writer};

/// A line is measured for this long, after a third of it to warm up.
const FOR: Duration = Duration::from_secs(2);

fn measure(name: &str, bytes: usize, mut call: impl FnMut()) {
    let filter = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    if filter.is_some_and(|f| !name.contains(&f)) {
        return;
    }
    let warm = Instant::now();
    while warm.elapsed() < FOR / 3 {
        call();
    }
    let mut times = Vec::new();
    let all = Instant::now();
    while all.elapsed() < FOR || times.len() < 5 {
        let start = Instant::now();
        call();
        times.push(start.elapsed());
    }
    times.sort();
    let (least, median) = (times[0], times[times.len() / 2]);
    let speed = bytes as f64 / 1e6 / median.as_secs_f64();
    println!("{name:32} {least:>12.2?} {median:>12.2?} {speed:>8.1} MB/s");
}

fn read(source: &Source) -> Reading {
    (READERS[0].read)(source)
}

fn write(writer: &Writer, reading: &Reading) -> Vec<u8> {
    let job = Job {
        article: &reading.article,
        journal: &Journal::default(),
        context: &Context::default(),
        options: &Options::default(),
        files: &|_| None,
    };
    (writer.write)(&job).expect("an article is written").bytes
}

fn main() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/minsk-humanities/article.md");
    let text = std::fs::read_to_string(&sample).expect("the sample is there");
    let large = text.repeat(1_000_000 / text.len() + 1);
    println!("{:32} {:>12} {:>12} {:>13}", "", "least", "median", "input");
    for (size, text) in [("sample", text), ("1 MB", large)] {
        let bytes = text.len();
        let source = Source::from_text("article.md", text);
        let reading = read(&source);
        measure(&format!("{size}: read"), bytes, || {
            black_box(read(black_box(&source)));
        });
        for writer in WRITERS {
            measure(&format!("{size}: write {}", writer.name), bytes, || {
                black_box(write(writer, black_box(&reading)));
            });
        }
        measure(&format!("{size}: the whole pipeline"), bytes, || {
            let reading = read(black_box(&source));
            for writer in WRITERS {
                black_box(write(writer, &reading));
            }
        });
    }
}
