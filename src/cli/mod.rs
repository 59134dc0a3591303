//! The command line: what may be asked, and one file for each command. Parsing does nothing but validate; acting comes
//! after.

mod check;
mod convert;
mod deposit;
mod doi;
mod environment;
mod formats;
mod generate;
mod init;
mod input;
mod issue;
mod journals;
mod material;
mod output;
mod pictures;
mod rules;
mod shell;
mod structure;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use shell::{Colour, Shell};

/// How a command ended, from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Done.
    Done = 0,
    /// Done, and the article has errors.
    Faulty = 1,
    /// Not done: a file could not be read or written, or what was asked makes no sense.
    Failed = 2,
}

const EXAMPLES: &str = "\
Examples:
  offprint check article.md                   what is wrong, where, and how to mend it
  offprint convert article.md -o out          makes out/article.xml and out/article.epub
  offprint convert --to html article.md       makes article.html here
  offprint convert - --to jats -o - < a.md    from standard input to standard output
  offprint deposit article.md --to doaj       makes article.doaj.xml, for the Directory of Open Access Journals
  offprint init                               writes a journal.toml to fill in

Exit codes:
  0  done
  1  done, but an article has errors
  2  not done: a file could not be read or written, or a wrong argument";

/// Makes JATS XML, EPUB and HTML of a scholarly article as an editor has it
#[derive(Parser)]
#[command(name = "offprint", version, after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
struct Arguments {
    /// Colours in messages
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(["auto", "always", "never"]))]
    color: String,

    /// Say nothing but errors
    #[arg(short, long, global = true)]
    quiet: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read articles and make the forms in which they are published
    Convert(convert::Convert),
    /// Make the files that repositories and indexes take
    Deposit(deposit::Deposit),
    /// Make a whole issue: its EPUB, its JATS, its articles and every deposit
    Issue(issue::Issue),
    /// Propose the DOI of an article by the journal's pattern
    Doi(doi::Doi),
    /// Check articles against good practice and the journal's requirements
    Check(check::Check),
    /// Show what each block of a page was taken for, why, and how sure that is
    #[command(visible_alias = "explain-structure")]
    Structure(structure::Show),
    /// Say what a rule is about, why, and what to write instead
    Explain(rules::Explain),
    /// List the rules
    Rules(rules::Rules),
    /// List the formats that are read and written
    Formats(formats::Formats),
    /// Write a commented journal.toml to fill in
    Init(init::Init),
    /// Print the completions of a shell
    Completions(generate::Completions),
    /// Print a page of the manual
    Man(generate::Man),
}

/// Does what the command line asks.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let colour = match arguments.color.as_str() {
        "always" => Colour::Always,
        "never" => Colour::Never,
        _ => Colour::Auto,
    };
    let mut shell = Shell::new(colour, arguments.quiet);
    let done = match arguments.command {
        Command::Convert(command) => command.run(&mut shell),
        Command::Deposit(command) => command.run(&mut shell),
        Command::Issue(command) => command.run(&mut shell),
        Command::Doi(command) => command.run(&mut shell),
        Command::Check(command) => command.run(&mut shell),
        Command::Structure(command) => command.run(&mut shell),
        Command::Explain(command) => command.run(&mut shell),
        Command::Rules(command) => command.run(&mut shell),
        Command::Formats(command) => command.run(&mut shell),
        Command::Init(command) => command.run(&mut shell),
        Command::Completions(command) => command.run(&mut shell),
        Command::Man(command) => command.run(&mut shell),
    };
    let status = done.unwrap_or_else(|error| {
        shell.error(&error);
        Status::Failed
    });
    ExitCode::from(status as u8)
}
