//! The project's own chores: `cargo xtask <chore>`.

mod accuracy;
mod bench;
mod confidence;
mod conformance;
mod docs;
mod docx;
mod fuzz;
mod golden;
mod references;
mod relax_ng;
mod schematron;
mod tools;
mod udc;
mod vary;

// The tests of the samples use these as well, and a package for crates.io holds tests/ but not xtask/.
#[allow(dead_code)]
#[path = "../../tests/support/cuts.rs"]
mod cuts;
#[path = "../../tests/support/material.rs"]
mod material;
#[path = "../../tests/support/score.rs"]
mod score;

const USAGE: &str = "\
usage: cargo xtask <chore>

  accuracy [DIR…] [-v] [--min SCORE] [--jats DIR]
      scores the reading of articles against their golds, a table of fields and the mean a folder;
      -v also what each article lost, --min fails below a mean, --jats scores ready JATS instead
  accuracy --references FILE [-v]
      scores the reading of labelled references, token by token: precision, recall and F1 of each part
  accuracy --udc FILE
      reads a list of UDC numbers, one a line, and fails if one of them is refused
  bench [--runs N] [--no-pandoc] [--no-growth]
      times the release binary beside pandoc on one article, and on manuscripts of 5 to 40 MB
  bench --check [--runs N]
      times `offprint check` on one article beside Saxon running the same Schematron and jing running RELAX NG
  confidence [DIR…] [-v] [--plain] [--min SHARE]
      holds every block and field that the page reader recovers against the golds, also of pages laid out otherwise,
      and prints how many are right by how sure the reader is; --min fails below a share where it is sure
  conformance [--full]
      converts every article with the release binary and has xmllint (JATS 1.3 and 1.4), EPUBCheck, Ace and the
      Nu Html Checker judge the outputs; --full has Ace check all of them. Runs the Schematron comparison below, too
  docs [--check]
      writes docs/rules.md from the doc comments of the rules, or fails if it is stale
  docx [DIR…] [-v] [--breaks] | docx --text FILE…
      makes DOCX of the articles with pandoc and with LibreOffice, reads them, and prints what differs from the reading
      of the page's text, and what the scores lose; -v shows the differences, -v -v all of them, --breaks has each line
      of the page end as it does; --text prints the text that is made of a DOCX
  golden [--check | --bless]
      compares tests/golden/ with what is made of samples/, or writes it anew
  vary [DIR…] [-v] [--min SHARE] [--save DIR]
      lays every article with a gold out otherwise (note marks, headings, page ends, labels, keys, …), reads it
      again and prints the share of its scores that it keeps; --save keeps the manuscripts that lose something
  relax-ng [--mutations N]
      checks schemas/jats-article.rng: all outputs are valid by it, and of N changes of each (150) the DTD takes what it
      takes; and with the official JATS 1.2 grammar the validator agrees with xmllint and jing, file by file
  fuzz [TARGET…] [--seconds N]
      runs the fuzz targets, each for N seconds (60)
  schematron [--full | SCHEMA DOCUMENT…]
      runs a schema over documents with offprint and with lxml in each phase and prints what differs; by itself,
      SciELO's schemas over the JATS in the folder of test material, --full all of them in each phase
";

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (chore, rest) = match arguments.split_first() {
        Some((chore, rest)) => (chore.as_str(), rest),
        None => ("help", &[][..]),
    };
    let result = match chore {
        "accuracy" => match rest.split_first() {
            Some((option, rest)) if option == "--references" => references::run(rest),
            Some((option, rest)) if option == "--udc" => udc::run(rest),
            _ => accuracy::run(rest),
        },
        "bench" => bench::run(rest),
        "confidence" => confidence::run(rest),
        "conformance" => conformance::run(rest),
        "docs" => docs::run(rest),
        "docx" => docx::run(rest),
        "fuzz" => fuzz::run(rest),
        "golden" => golden::run(rest),
        "schematron" => schematron::run(rest),
        "vary" => vary::run(rest),
        "relax-ng" => relax_ng::run(rest),
        "help" | "-h" | "--help" => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("there is no chore `{chore}`\n\n{USAGE}")),
    };
    match result {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            std::process::ExitCode::FAILURE
        }
    }
}
