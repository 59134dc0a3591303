//! What the tests of the command line share: a folder to work in, and the program run in it.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of its own for one test, removed afterwards.
pub struct Folder(tempfile::TempDir);

/// What the program did.
pub struct Ran {
    /// The exit code; none if it was killed (a crash).
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Checks the exit code, showing what was said.
    #[track_caller]
    pub fn code(&self, code: i32) -> &Ran {
        assert_eq!(self.code, Some(code), "standard error:\n{}", self.err);
        self
    }

    /// Checks that standard error has a text.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Ran {
        assert!(self.err.contains(text), "`{text}` is not in standard error:\n{}", self.err);
        self
    }

    /// Checks that standard error does not have a text.
    #[track_caller]
    pub fn never_says(&self, text: &str) -> &Ran {
        assert!(!self.err.contains(text), "`{text}` is in standard error:\n{}", self.err);
        self
    }
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A folder with one manuscript, `article.md`.
    pub fn with_article() -> Folder {
        let folder = Folder::new();
        folder.write("article.md", ARTICLE);
        folder
    }

    /// The path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, making the folders it stands in.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, content).expect("a file");
    }

    /// The content of a file.
    #[track_caller]
    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// Every file in the folder and below it, hidden ones too, in order, `/` between folders.
    pub fn files(&self) -> Vec<String> {
        fn go(folder: &Path, prefix: &str, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry")) {
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                if entry.file_type().expect("a type").is_dir() {
                    go(&entry.path(), &format!("{name}/"), found);
                } else {
                    found.push(name);
                }
            }
        }
        let mut found = Vec::new();
        go(self.0.path(), "", &mut found);
        found.sort();
        found
    }

    /// Runs the program in the folder.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        self.run_with(arguments, b"", &[])
    }

    /// Runs the program in the folder with this standard input and these variables.
    pub fn run_with<S: AsRef<OsStr>>(&self, arguments: &[S], input: &[u8], variables: &[(&str, &str)]) -> Ran {
        let mut child = self
            .command(arguments)
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("standard input");
        let output = std::thread::scope(|scope| {
            // The program may end before it has read everything.
            scope.spawn(move || {
                let _ = std::io::Write::write_all(&mut stdin, input);
            });
            child.wait_with_output().expect("the program ends")
        });
        Ran {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The program, to be run in the folder, with nothing of the environment that would change what it does.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
        command.args(arguments).current_dir(self.0.path());
        for variable in ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG"]
        {
            command.env_remove(variable);
        }
        command
    }
}

/// A small article in the form of a page.
pub const ARTICLE: &str = "\
UDC 94(476)

THE MILL AT THE RIVER

A. B. SMITH^a

^aExample University, 1 Mill Street, Minsk 220000, Belarus

The article describes a mill and the river at which it stood.

Keywords: mill; river; history; water; grain.

Introduction

The mill stood at the river for a hundred years [1]. It ground the grain of three villages.

Conclusion

The mill is gone, the river flows.

References

1. Smith AB. Mills of the north. *Journal of Mills*. 2001;2:3–14.

Received by editorial board 11.05.2020.
";
