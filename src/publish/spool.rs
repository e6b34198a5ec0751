//! Where long documents wait until all is rendered: the PDFs of a build are more than what it needs to make them.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use crate::render::Rendered;

/// One file without a name in the folder for temporary files: it is gone with the program, however that ends.
pub struct Spool {
    file: Option<Arc<Mutex<File>>>,
}

impl Spool {
    /// A new one.
    pub fn new() -> Self {
        let file = tempfile::tempfile().ok();
        Self {
            file: file.map(|file| Arc::new(Mutex::new(file))),
        }
    }

    /// Puts a document away; where the disk refuses, it stays in memory.
    pub fn put(&self, document: Vec<u8>) -> Rendered {
        let place = self
            .file
            .as_ref()
            .and_then(|file| Some((file, append(file, &document).ok()?)));
        let Some((file, place)) = place else {
            return document.into();
        };
        let (file, length) = (Arc::clone(file), document.len());
        Rendered::away(&document, move || read(&file, place, length))
    }
}

impl Default for Spool {
    fn default() -> Self {
        Self::new()
    }
}

fn append(file: &Mutex<File>, bytes: &[u8]) -> io::Result<u64> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    let place = file.seek(SeekFrom::End(0))?;
    file.write_all(bytes)?;
    Ok(place)
}

fn read(file: &Mutex<File>, place: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(place))?;
    let mut bytes = vec![0; length];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::Spool;

    #[test]
    fn what_is_put_away_is_had_again_in_any_order() {
        let spool = Spool::new();
        let documents = ["first", "", "third"].map(|text| spool.put(text.into()));
        for (document, text) in documents.iter().zip(["first", "", "third"]).rev() {
            assert_eq!(*document.bytes().unwrap(), *text.as_bytes());
            assert_eq!(document.length, text.len());
        }
    }
}
