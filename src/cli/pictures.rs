//! Pictures that stand beside a manuscript. A manuscript is a stranger's: it gets what lies in its own folder, and nothing
//! else of the machine.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

/// The largest picture that is taken, in bytes.
const LARGEST: u64 = 50 << 20;

/// The pictures beside one manuscript.
pub struct Pictures {
    folder: PathBuf,
    asked: Mutex<BTreeMap<String, Outcome>>,
}

/// What became of a picture that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    /// It was read; where it is.
    Taken(PathBuf),
    /// There is none.
    Absent,
    /// It is there, or may be, and is not taken; why.
    Refused(String),
}

impl Pictures {
    /// The pictures in a folder and in the folders below it.
    pub fn beside(folder: &Path) -> Pictures {
        Pictures { folder: folder.into(), asked: Mutex::default() }
    }

    /// The bytes of the file at `path` (relative to the folder, `/` between folders), or none.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        let (outcome, bytes) = match self.read(path) {
            Ok((real, bytes)) => (Outcome::Taken(real), Some(bytes)),
            Err(outcome) => (outcome, None),
        };
        self.asked.lock().unwrap_or_else(|fault| fault.into_inner()).insert(path.to_owned(), outcome);
        bytes
    }

    fn read(&self, path: &str) -> Result<(PathBuf, Vec<u8>), Outcome> {
        let refused = |why: &str| Outcome::Refused(why.into());
        let relative = Path::new(path);
        let inside = relative.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        if path.is_empty() || path.contains('\0') || !inside || path.contains('\\') {
            return Err(refused("only files in the manuscript's folder are taken"));
        }
        // Links are followed first, so that a link out of the folder is seen as what it is.
        let real = std::fs::canonicalize(self.folder.join(relative)).map_err(|_| Outcome::Absent)?;
        let folder = std::fs::canonicalize(&self.folder).map_err(|_| Outcome::Absent)?;
        if !real.starts_with(&folder) {
            return Err(refused("it is a link out of the manuscript's folder"));
        }
        let metadata = std::fs::metadata(&real).map_err(|_| Outcome::Absent)?;
        // A pipe or a device would never end.
        if !metadata.is_file() {
            return Err(refused("it is not a file"));
        }
        let failed = |cause: std::io::Error| Outcome::Refused(format!("it cannot be read: {cause}"));
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&real).map_err(failed)?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > LARGEST {
            return Err(refused("it is larger than 50 MB"));
        }
        Ok((real, bytes))
    }

    /// The files that were read.
    pub fn taken(&self) -> Vec<PathBuf> {
        let asked = self.asked.lock().unwrap_or_else(|fault| fault.into_inner());
        asked.values().filter_map(|o| if let Outcome::Taken(path) = o { Some(path.clone()) } else { None }).collect()
    }

    /// The paths that were refused, and why.
    pub fn refused(&self) -> Vec<(String, String)> {
        let asked = self.asked.lock().unwrap_or_else(|fault| fault.into_inner());
        asked
            .iter()
            .filter_map(
                |(path, o)| if let Outcome::Refused(why) = o { Some((path.clone(), why.clone())) } else { None },
            )
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let outer = tempfile::tempdir().unwrap();
        std::fs::write(outer.path().join("secret.png"), "secret").unwrap();
        std::fs::create_dir_all(outer.path().join("in/figures")).unwrap();
        std::fs::write(outer.path().join("in/figures/a.png"), "picture").unwrap();
        outer
    }

    #[test]
    fn a_picture_beside_or_below_is_taken() {
        let outer = folder();
        let pictures = Pictures::beside(&outer.path().join("in"));
        assert_eq!(pictures.get("figures/a.png").as_deref(), Some(&b"picture"[..]));
        assert_eq!(pictures.get("./figures/a.png").as_deref(), Some(&b"picture"[..]));
        assert_eq!((pictures.taken().len(), pictures.refused().len()), (2, 0));
    }

    #[test]
    fn nothing_outside_is_taken() {
        let outer = folder();
        let pictures = Pictures::beside(&outer.path().join("in"));
        let absolute = outer.path().join("secret.png");
        for path in
            ["../secret.png", "figures/../../secret.png", absolute.to_str().unwrap(), "", "a\0b", "..\\secret.png"]
        {
            assert_eq!(pictures.get(path), None, "{path}");
        }
        assert_eq!((pictures.taken().len(), pictures.refused().len()), (0, 6));
    }

    #[test]
    fn what_is_not_there_is_absent_and_a_folder_is_refused() {
        let outer = folder();
        let pictures = Pictures::beside(&outer.path().join("in"));
        assert_eq!(pictures.get("figures/b.png"), None);
        assert_eq!(pictures.get("figures"), None);
        assert_eq!(pictures.refused(), [("figures".to_owned(), "it is not a file".to_owned())]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_refused() {
        let outer = folder();
        std::os::unix::fs::symlink(outer.path().join("secret.png"), outer.path().join("in/link.png")).unwrap();
        std::os::unix::fs::symlink(outer.path(), outer.path().join("in/up")).unwrap();
        let pictures = Pictures::beside(&outer.path().join("in"));
        assert_eq!((pictures.get("link.png"), pictures.get("up/secret.png")), (None, None));
        assert_eq!(pictures.refused().len(), 2);
    }

    #[test]
    fn a_picture_that_is_too_large_is_refused() {
        let outer = folder();
        let file = std::fs::File::create(outer.path().join("in/big.png")).unwrap();
        file.set_len(LARGEST + 1).unwrap();
        let pictures = Pictures::beside(&outer.path().join("in"));
        assert_eq!(pictures.get("big.png"), None);
        assert!(pictures.refused()[0].1.contains("50 MB"));
    }
}
