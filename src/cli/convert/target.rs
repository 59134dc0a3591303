//! Where outputs go, and which of them would get in each other's way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use offprint::error::Error;
use offprint::write::{WRITERS, Writer};

use crate::cli::input::Input;

/// Where outputs go.
pub enum Target {
    /// Into a folder, each under the manuscript's name.
    Folder(PathBuf),
    /// Into one file.
    File(PathBuf),
    /// To standard output.
    Stdout,
}

/// What is made where nothing is said.
const DEFAULT: [&str; 2] = ["jats", "epub"];

impl Target {
    /// From what -o says, the writers of --to (none: not given), and whether the article is asked for as JSON. Gives the
    /// writers that are needed, too.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn choose(
        output: Option<&Path>,
        chosen: &[&'static Writer],
        json: bool,
        inputs: usize,
    ) -> Result<(Target, Vec<&'static Writer>), Error> {
        let usage = |text: String| Err(Error::Usage(text));
        let default = || WRITERS.iter().filter(|w| DEFAULT.contains(&w.name)).collect::<Vec<_>>();
        let or_default = |chosen: &[&'static Writer]| if chosen.is_empty() { default() } else { chosen.to_vec() };

        let Some(output) = output else {
            let writers = if json { chosen.to_vec() } else { or_default(chosen) };
            return Ok((Target::Folder(PathBuf::new()), writers));
        };
        if output == Path::new("-") {
            return match chosen {
                _ if json => usage("--json and -o - would both print to standard output; leave one out".into()),
                _ if inputs != 1 => usage(format!("-o - takes one manuscript, and there are {inputs}")),
                [one] => Ok((Target::Stdout, vec![one])),
                _ => usage("-o - prints one format; say which with --to, such as --to jats".into()),
            };
        }
        if output.is_dir() {
            return Ok((Target::Folder(output.into()), or_default(chosen)));
        }
        // A name that ends as an output does is meant as a file: a folder called a.epub would surprise everyone.
        let extension = output.extension().and_then(|e| e.to_str()).unwrap_or("");
        let alike: Vec<_> = WRITERS.iter().filter(|w| w.extension.eq_ignore_ascii_case(extension)).collect();
        if let Some(first) = alike.first() {
            let name = output.display();
            return match chosen {
                _ if inputs != 1 => {
                    usage(format!("-o {name} is one file, and there are {inputs} manuscripts; give a folder"))
                }
                [] => Ok((Target::File(output.into()), vec![first])),
                [one] if alike.iter().any(|w| w.name == one.name) => Ok((Target::File(output.into()), vec![one])),
                [one] => {
                    usage(format!("-o {name} ends in .{extension}, but {} is written as .{}", one.name, one.extension))
                }
                _ => usage(format!("-o {name} is one file, and --to asks for {} formats; give a folder", chosen.len())),
            };
        }
        if output.exists() {
            return usage(format!("-o {}: this is a file, not a folder", output.display()));
        }
        Ok((Target::Folder(output.into()), or_default(chosen)))
    }

    /// The file that a writer makes of a manuscript; none for standard output.
    pub fn path(&self, input: &Input, writer: &Writer) -> Option<PathBuf> {
        match self {
            Target::Folder(folder) => {
                let mut name = input.stem().to_owned();
                name.push(".");
                name.push(writer.extension);
                Some(folder.join(name))
            }
            Target::File(path) => Some(path.clone()),
            Target::Stdout => None,
        }
    }

    /// Refuses two manuscripts, or two formats, that would be written to one file.
    ///
    /// # Errors
    /// [`Error::SameOutput`], [`Error::Usage`].
    pub fn refuse_clashes(&self, inputs: &[Input], writers: &[&Writer]) -> Result<(), Error> {
        let mut taken: BTreeMap<PathBuf, (&Input, &Writer)> = BTreeMap::new();
        for input in inputs {
            for writer in writers {
                let Some(path) = self.path(input, writer) else { continue };
                let key = if cfg!(any(windows, target_os = "macos")) {
                    // A.xml and a.xml are one file there.
                    path.to_string_lossy().to_lowercase().into()
                } else {
                    path.clone()
                };
                match taken.insert(key, (input, writer)) {
                    Some((other, _)) if other.path != input.path => {
                        return Err(Error::SameOutput { first: other.path.clone(), second: input.path.clone(), path });
                    }
                    Some((_, other)) => {
                        return Err(Error::Usage(format!(
                            "{} and {} would both be written to {}; make one of them at a time",
                            other.name,
                            writer.name,
                            path.display()
                        )));
                    }
                    None => {}
                }
            }
        }
        Ok(())
    }
}
