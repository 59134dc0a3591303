//! What docs/pipelines/ and .pre-commit-hooks.yaml tell others to run is run here, with the program on the PATH.
#![cfg(unix)]

mod support;

use std::path::Path;

use support::Folder;

const WORKFLOW: &str = include_str!("../docs/pipelines/github-actions.yml");
const CONFIGURATION: &str = include_str!("../docs/pipelines/pre-commit-config.yaml");
const HOOKS: &str = include_str!("../.pre-commit-hooks.yaml");

/// The values of a key, in order.
fn values<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let key = format!("{key}: ");
    text.lines().filter_map(|l| l.trim_start().trim_start_matches("- ").strip_prefix(&key)).map(str::trim).collect()
}

/// Runs a command line as a runner of workflows does (`bash -e`), and gives its exit code and output.
fn sh(folder: &Folder, command: &str) -> (Option<i32>, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_offprint")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let output = std::process::Command::new("sh")
        .args(["-ec", command])
        .current_dir(folder.path("."))
        .env("PATH", path)
        .output()
        .expect("sh");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

fn folder(udc: &str) -> Folder {
    let folder = Folder::new();
    folder.write("articles/a.md", format!("UDC {udc}\n\nTHE MILL AT THE RIVER\n\nA. B. SMITH\n"));
    folder.write("articles/journal.toml", include_str!("check/journal.toml"));
    folder
}

#[test]
fn the_workflow_fails_on_errors_and_reports_them() {
    let steps: Vec<_> = values(WORKFLOW, "run").into_iter().filter(|run| run.starts_with("offprint ")).collect();
    let [check, report] = steps.as_slice() else { panic!("{steps:?}") };
    let faulty = folder("94(476");
    let (code, out) = sh(&faulty, check);
    assert_eq!(code, Some(1));
    assert!(out.starts_with("::error file=articles/a.md,line=1,endLine=1,col=7,"), "{out}");
    assert_eq!(sh(&faulty, report).0, Some(0), "the report is made even if there are errors");
    let file = values(WORKFLOW, "sarif_file")[0];
    assert!(String::from_utf8(faulty.read(file)).unwrap().contains("\"udc-notation\""));
    let clean = folder("94(476)");
    assert_eq!((sh(&clean, check), sh(&clean, report).0), ((Some(0), String::new()), Some(0)));
}

#[test]
fn the_hooks_run_what_there_is() {
    let entries: Vec<_> = values(HOOKS, "entry").into_iter().chain(values(CONFIGURATION, "entry")).collect();
    assert_eq!(entries, ["offprint check", "offprint check --fix", "offprint check"]);
    for entry in entries {
        // pre-commit gives the files as arguments.
        let faulty = folder("94(476");
        assert_eq!(sh(&faulty, &format!("{entry} articles/a.md")).0, Some(1), "{entry}");
        let clean = folder("94(476)");
        assert_eq!(sh(&clean, &format!("{entry} articles/a.md")).0, Some(0), "{entry}");
    }
}
