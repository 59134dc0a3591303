//! The project's own chores: `cargo xtask <chore>`.

mod accuracy;
mod material;
mod score;

const USAGE: &str = "\
usage: cargo xtask <chore>

  accuracy [DIR…] [-v] [--min SCORE] [--jats DIR]
      scores the reading of articles against their golds, a table of fields and the mean a folder;
      -v also what each article lost, --min fails below a mean, --jats scores ready JATS instead
";

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (chore, rest) = match arguments.split_first() {
        Some((chore, rest)) => (chore.as_str(), rest),
        None => ("help", &[][..]),
    };
    let result = match chore {
        "accuracy" => accuracy::run(rest),
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
