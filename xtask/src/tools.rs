//! The programs that the chores run: found, installed at a pinned version, started, and several at a time.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use crate::material;

/// target/, where everything that the chores install and make lies.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| material::root().join("target"), PathBuf::from)
}

/// Runs a command to its end and gives what it printed.
///
/// # Errors
/// A command that does not start.
pub fn output(command: &mut Command) -> Result<Output, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).output().map_err(|e| format!("cannot run {name}: {e}"))
}

/// Runs a command to its end, with what it prints shown, and fails if it fails.
///
/// # Errors
/// A command that does not start or does not succeed.
pub fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.stdin(Stdio::null()).status().map_err(|e| format!("cannot run {name}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status})")) }
}

/// Runs a command quietly; what it printed is in the error only.
///
/// # Errors
/// A command that does not start or does not succeed.
pub fn quietly(command: &mut Command) -> Result<(), String> {
    let done = output(command)?;
    if done.status.success() {
        return Ok(());
    }
    let name = command.get_program().to_string_lossy().into_owned();
    let said = String::from_utf8_lossy(&done.stderr);
    Err(format!("{name} failed ({}): {}", done.status, said.trim()))
}

/// Where a program is in the search path.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|p| p.is_file())
}

/// Sees to it that a program is there, by Debian's package if need be.
///
/// # Errors
/// A program that is not there and cannot be installed.
pub fn require(program: &str, package: &str) -> Result<(), String> {
    if which(program).is_some() {
        Ok(())
    } else {
        debian(package).map_err(|e| format!("{program} is not installed: {e}"))
    }
}

/// Installs a Debian package.
///
/// # Errors
/// A package that cannot be installed.
pub fn debian(package: &str) -> Result<(), String> {
    eprintln!("installing {package}");
    let apt =
        |arguments: &[&str]| quietly(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(arguments));
    let installed = apt(&["install", "-y", "--no-install-recommends", package])
        .or_else(|_| apt(&["update"]).and_then(|()| apt(&["install", "-y", "--no-install-recommends", package])));
    installed.map_err(|e| format!("the Debian package {package} cannot be installed: {e}"))
}

/// Installs npm packages of exact versions into `folder`, once.
///
/// # Errors
/// No npm, no network.
pub fn npm(folder: &Path, packages: &[&str]) -> Result<(), String> {
    let stamp = folder.join("packages.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|s| s == wanted) {
        return Ok(());
    }
    require("npm", "npm")?;
    create(folder)?;
    eprintln!("installing {}", packages.join(" "));
    let mut command = Command::new("npm");
    command.args(["install", "--no-audit", "--no-fund", "--save-exact", "--ignore-scripts", "--prefix"]).arg(folder);
    quietly(command.args(packages))?;
    std::fs::write(&stamp, wanted).map_err(|e| format!("cannot write {}: {e}", stamp.display()))
}

/// Installs PyPI packages of exact versions, with spaces between them, into a virtual environment of their own, and gives
/// the folder of its packages.
///
/// # Errors
/// No Python, no network.
pub fn pip(folder: &Path, packages: &str) -> Result<PathBuf, String> {
    let python = folder.join("bin/python");
    if !python.is_file() {
        require("python3", "python3")?;
        let make = || quietly(Command::new("python3").args(["-m", "venv"]).arg(folder));
        // Debian's python3 has no venv without this package.
        make().or_else(|_| debian("python3-venv").and_then(|()| make()))?;
    }
    let stamp = folder.join("package.txt");
    if !std::fs::read_to_string(&stamp).is_ok_and(|s| s == packages) {
        eprintln!("installing {packages}");
        let mut command = Command::new(&python);
        quietly(
            command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages.split(' ')),
        )?;
        std::fs::write(&stamp, packages).map_err(|e| format!("cannot write {}: {e}", stamp.display()))?;
    }
    let asked = output(Command::new(&python).args(["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]))?;
    Ok(PathBuf::from(String::from_utf8_lossy(&asked.stdout).trim()))
}

/// Makes a folder and those above it.
///
/// # Errors
/// A folder that cannot be made.
pub fn create(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))
}

/// A folder that is there and empty.
///
/// # Errors
/// A folder that cannot be emptied or made.
pub fn empty(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|e| format!("cannot remove {}: {e}", folder.display()))?;
    }
    create(folder)
}

/// Builds the release binary and gives its path.
///
/// # Errors
/// A build that fails.
pub fn release_binary() -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    run(command.current_dir(material::root()).args(["build", "--quiet", "--release", "--package", "offprint"]))?;
    Ok(target().join("release/offprint"))
}

/// Does `job` for every item, `at_once` at a time; the results come in the order of the items.
pub fn parallel<T: Sync, R: Send>(items: &[T], at_once: usize, job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = Mutex::new(0..items.len());
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..at_once.max(1) {
            scope.spawn(|| {
                loop {
                    let taken = next.lock().map_or(None, |mut n| n.next());
                    let Some(index) = taken else { break };
                    let result = job(&items[index]);
                    if let Ok(mut results) = results.lock() {
                        results.push((index, result));
                    }
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_default();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
