//! Zip archives. This module alone owns the zip crate.
//!
//! The same entries give the same bytes on every machine: entries in the order given, a fixed date, fixed permissions,
//! no extra fields.

use std::borrow::Cow;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::error::Error;

/// Pages of an article gain a few per cent from a higher level, at twice the time.
const LEVEL: i64 = 5;

/// A file in an archive.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Its path, `/` between folders, relative.
    pub path: Cow<'a, str>,
    /// What is in it.
    pub bytes: Cow<'a, [u8]>,
    /// Whether it is stored as it is: for `mimetype`, and for pictures that are compressed already.
    pub stored: bool,
}

impl<'a> Entry<'a> {
    /// A file that is compressed.
    pub fn new(path: impl Into<Cow<'a, str>>, bytes: impl Into<Cow<'a, [u8]>>) -> Entry<'a> {
        Entry { path: path.into(), bytes: bytes.into(), stored: false }
    }

    /// A file that is stored as it is.
    pub fn stored(path: impl Into<Cow<'a, str>>, bytes: impl Into<Cow<'a, [u8]>>) -> Entry<'a> {
        Entry { path: path.into(), bytes: bytes.into(), stored: true }
    }
}

/// Packs the entries in their order. Every entry is dated 1 January 1980, the first day that zip knows.
///
/// # Errors
/// [`Error::Internal`] where two entries have one path, or an entry is over 4 GiB.
pub fn pack(entries: &[Entry<'_>]) -> Result<Vec<u8>, Error> {
    let fault = |e: &dyn std::fmt::Display| Error::Internal { what: "archive", message: e.to_string() };
    let size = entries.iter().map(|e| e.path.len() * 2 + 128 + e.bytes.len() / if e.stored { 1 } else { 2 }).sum();
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
    let common =
        SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT).unix_permissions(0o644).system(System::Unix);
    for entry in entries {
        let options = if entry.stored {
            common.compression_method(CompressionMethod::Stored)
        } else {
            common.compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL))
        };
        zip.start_file(entry.path.as_ref(), options).map_err(|e| fault(&e))?;
        zip.write_all(&entry.bytes).map_err(|e| fault(&e))?;
    }
    Ok(zip.finish().map_err(|e| fault(&e))?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_first_entry_can_be_read_at_byte_30_as_epub_asks() {
        // OCF 3.3, section 4.2.1: `mimetype` first, stored, without extra field.
        let bytes = pack(&[Entry::stored("mimetype", b"application/epub+zip"), Entry::new("a", b"aaaa")]).unwrap();
        assert_eq!(&bytes[..4], b"PK\x03\x04");
        assert_eq!(&bytes[8..10], [0, 0], "stored");
        assert_eq!(&bytes[28..30], [0, 0], "no extra field");
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    }

    #[test]
    fn entries_come_back_in_order_and_dated_alike() {
        let long = "much the same ".repeat(1000);
        let entries = [Entry::new("b/one.txt", long.as_bytes()), Entry::new("a.txt", b"two")];
        let bytes = pack(&entries).unwrap();
        assert_eq!(bytes, pack(&entries).unwrap());
        assert!(bytes.len() < long.len() / 10);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(|n| n.unwrap().into_owned()).collect();
        assert_eq!(names, ["b/one.txt", "a.txt"]);
        let mut file = archive.by_index(0).unwrap();
        assert_eq!(file.last_modified(), Some(DateTime::DEFAULT));
        assert_eq!(file.unix_mode(), Some(0o100_644));
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, long);
    }

    #[test]
    fn two_entries_of_one_path_are_a_fault() {
        assert!(pack(&[Entry::new("a", b"1"), Entry::new("a", b"2")]).is_err());
    }
}
