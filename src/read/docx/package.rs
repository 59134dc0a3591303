//! The package (ECMA-376 part 2, OPC): a ZIP file whose parts are named, and related to one another. What a stranger's
//! package may come to once unpacked is limited here, before anything of it is read.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;

use super::xml::{Ns, Tree};
use crate::error::Error;

/// How many parts a package may have. A thesis with a thousand pictures has some 1 100.
const MAX_PARTS: usize = 20_000;
/// The longest part of XML, in bytes. A book of 500 pages has 10 MB in one.
const MAX_XML: u64 = if cfg!(test) { 1 << 20 } else { 64 << 20 };
/// The largest picture, in bytes, as of one beside a manuscript.
const MAX_PICTURE: u64 = if cfg!(test) { 2 << 20 } else { 50 << 20 };
/// All parts that are read, together, in bytes.
const MAX_TOTAL: u64 = if cfg!(test) { 4 << 20 } else { 256 << 20 };
/// How many times longer a part may be than it is packed, from [`RATIO_FROM`] bytes on. WordprocessingML packs to a
/// thirtieth, a long empty table to a hundredth.
const MAX_RATIO: u64 = 300;
/// A short part may pack as well as it likes.
const RATIO_FROM: u64 = if cfg!(test) { 64 << 10 } else { 4 << 20 };

/// A package that is open.
pub(super) struct Package<'p> {
    path: &'p Path,
    archive: ZipArchive<Cursor<&'p [u8]>>,
    /// Places of the parts, by their names in small letters: names are the same whatever their case (OPC 6.2.2.3).
    places: BTreeMap<String, usize>,
    left: u64,
}

/// A relationship of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relationship {
    /// The last piece of its type's address: `hyperlink`, `image`, `styles`.
    pub kind: String,
    /// Where it leads.
    pub target: Target,
}

/// Where a relationship leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a part of the package, by its name without the slash at its start.
    Part(String),
    /// To what is outside it, by its address.
    External(String),
    /// Out of the package by a path that no package has.
    Outside,
}

impl<'p> Package<'p> {
    /// Opens a package.
    pub fn open(path: &'p Path, bytes: &'p [u8]) -> Result<Package<'p>, Error> {
        let refuse = |message: &str| Err(Error::NotOfForm { path: path.into(), form: "DOCX", message: message.into() });
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return refuse(
                "it is a Word document of the form before 2007, or one with a password. Open it in a word processor, \
                 take the password off, and save it as .docx",
            );
        }
        if bytes.starts_with(b"{\\rtf") {
            return refuse("it is RTF. Open it in a word processor and save it as .docx");
        }
        if !bytes.starts_with(b"PK") {
            return refuse("it is not even a ZIP file, as every DOCX is. Save it from the word processor again");
        }
        let broken = |message: String| Error::BrokenPart { path: path.into(), part: "the ZIP file".into(), message };
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|e| broken(format!("is broken ({e}). Save it from the word processor again")))?;
        let too_much = |message: String| Error::Bomb { path: path.into(), message };
        if archive.len() > MAX_PARTS {
            return Err(too_much(format!("it has {} parts; at most {MAX_PARTS} are read", archive.len())));
        }
        if archive.has_duplicate_names() {
            return Err(broken("has two parts of the same name, so that nobody can tell which one is meant".into()));
        }
        let mut places = BTreeMap::new();
        for place in 0..archive.len() {
            let Some(name) = archive.name_for_index(place) else { continue };
            let name = name.map_err(|e| broken(format!("is broken ({e})")))?;
            if name.ends_with('/') {
                continue;
            }
            let key = name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase();
            if places.insert(key, place).is_some() {
                let message = format!("has two parts of the name {name}, so that nobody can tell which one is meant");
                return Err(broken(message));
            }
        }
        Ok(Package { path, archive, places, left: MAX_TOTAL })
    }

    /// Whether there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(&name.to_ascii_lowercase())
    }

    /// The bytes of a part; `None` if there is none.
    fn bytes(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Error> {
        let Some(&place) = self.places.get(&name.to_ascii_lowercase()) else { return Ok(None) };
        let broken = |message: String| Error::BrokenPart { path: self.path.into(), part: name.into(), message };
        let bomb = |message: String| Error::Bomb { path: self.path.into(), message };
        let mut file = self.archive.by_index(place).map_err(|e| match e {
            zip::result::ZipError::UnsupportedArchive(what) => broken(format!("cannot be unpacked: {what}")),
            other => broken(format!("cannot be unpacked: {other}")),
        })?;
        let packed = file.compressed_size();
        let mut bytes = Vec::new();
        let most = limit.min(self.left);
        file.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(|e| broken(format!("cannot be unpacked: {e}")))?;
        let len = bytes.len() as u64;
        if len > limit {
            return Err(bomb(format!("{name} in it is longer than {} MB", limit >> 20)));
        }
        if len > self.left {
            return Err(bomb(format!("its parts together are longer than {} MB", MAX_TOTAL >> 20)));
        }
        if len > RATIO_FROM && len / MAX_RATIO > packed {
            return Err(bomb(format!("{name} in it is {} times longer than it is packed", len / packed.max(1))));
        }
        self.left -= len;
        Ok(Some(bytes))
    }

    /// A picture; `None` if there is none.
    pub fn picture(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.bytes(name, MAX_PICTURE)
    }

    /// A part of XML as text; `None` if there is none.
    pub fn xml(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(bytes) = self.bytes(name, MAX_XML)? else { return Ok(None) };
        let broken =
            |message: &str| Error::BrokenPart { path: self.path.into(), part: name.into(), message: message.into() };
        // OPC 6.5.1: UTF-8 or UTF-16.
        let utf16 = |pair: fn([u8; 2]) -> u16| {
            let units = bytes[2..].chunks_exact(2).map(|unit| pair([unit[0], unit[1]]));
            char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| broken("is not UTF-16"))
        };
        match bytes.as_slice() {
            [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes).map(Some),
            [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes).map(Some),
            _ => String::from_utf8(bytes).map(Some).map_err(|_| broken("is not UTF-8")),
        }
    }

    /// A tree of the XML of a part.
    pub fn parse<'s>(&self, name: &str, text: &'s str) -> Result<Tree<'s>, Error> {
        Tree::read(text).map_err(|message| Error::BrokenPart { path: self.path.into(), part: name.into(), message })
    }

    /// The relationships of a part (`""` for the package itself), by their ids.
    pub fn relationships(&mut self, part: &str) -> Result<BTreeMap<String, Relationship>, Error> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(text) = self.xml(&name)? else { return Ok(BTreeMap::new()) };
        let tree = self.parse(&name, &text)?;
        let mut found = BTreeMap::new();
        for node in tree.root().descendants().filter(|n| n.is(Ns::Relationships, "Relationship")) {
            let (Some(id), Some(target)) = (node.attribute("Id"), node.attribute("Target")) else { continue };
            let kind = node.attribute("Type").and_then(|t| t.rsplit('/').next()).unwrap_or("").to_owned();
            let target = match node.attribute("TargetMode") {
                Some("External") => Target::External(target.to_owned()),
                _ => resolve(folder, target).map_or(Target::Outside, Target::Part),
            };
            found.insert(id.to_owned(), Relationship { kind, target });
        }
        Ok(found)
    }
}

/// The name of the part that `target` leads to from a part in `folder`; `None` if it leads out of the package.
fn resolve(folder: &str, target: &str) -> Option<String> {
    // A target may have a fragment, and characters written as %20.
    let target = decoded(target.split(['#', '?']).next()?)?;
    if target.is_empty() || target.contains('\\') || target.chars().any(char::is_control) || target.contains("://") {
        return None;
    }
    let (mut parts, target): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(absolute) => (Vec::new(), absolute),
        None => (folder.split('/').filter(|p| !p.is_empty()).collect(), &target),
    };
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            piece => parts.push(piece),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |b: u8| (b as char).to_digit(16);
        bytes.push((digit(rest.next()?)? * 16 + digit(rest.next()?)?) as u8);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_inside_the_package() {
        assert_eq!(resolve("word", "media/image1.png").as_deref(), Some("word/media/image1.png"));
        assert_eq!(resolve("word", "../media/a%20b.png").as_deref(), Some("media/a b.png"));
        assert_eq!(resolve("word", "/word/styles.xml").as_deref(), Some("word/styles.xml"));
        for outside in ["../../etc/passwd", "/../x", "file:///etc/passwd", "a\\b", "%zz", "", ".."] {
            assert_eq!(resolve("word", outside), None, "{outside}");
        }
    }

    fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_to_more_than_any_article_has_is_refused() {
        // Bytes that do not pack well, and bytes that do.
        let mut seed = 1u32;
        let mut noise = |len: usize| -> Vec<u8> {
            let mut next = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 24) as u8
            };
            (0..len).map(|_| next()).collect()
        };
        let (long, large) = (noise((1 << 20) + 1), noise(3 << 19));
        let flat = vec![b' '; 128 << 10];
        let bytes =
            zip(&[("long.xml", &long), ("a.png", &large), ("b.png", &large), ("c.png", &large), ("flat.xml", &flat)]);
        let open = || Package::open(Path::new("a.docx"), &bytes).unwrap();
        let said = |fault: Error| {
            assert!(matches!(fault, Error::Bomb { .. }), "{fault}");
            fault.to_string()
        };
        assert!(said(open().xml("long.xml").unwrap_err()).contains("long.xml in it is longer than 1 MB"));
        assert!(said(open().xml("flat.xml").unwrap_err()).contains("times longer than it is packed"));
        let mut package = open();
        assert!(package.picture("a.png").unwrap().is_some() && package.picture("b.png").unwrap().is_some());
        assert!(said(package.picture("c.png").unwrap_err()).contains("together are longer than 4 MB"));
        assert_eq!(open().picture("d.png").unwrap(), None);
    }
}
