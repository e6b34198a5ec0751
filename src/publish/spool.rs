//! Where books wait until all is rendered: the PDFs of a build are more than what it needs to make them.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use super::Folder;
use crate::render::Rendered;

/// One file without a name: it is gone with the program, however that ends.
pub struct Spool {
    file: Option<Arc<Mutex<File>>>,
}

impl Spool {
    /// A new one on the disk of `folder`, since the folder for temporary files may be memory; in that one, if the disk refuses.
    pub fn beside(folder: &Folder) -> Self {
        let root = std::path::absolute(&folder.root).unwrap_or_default();
        let standing = root.ancestors().find(|path| path.is_dir());
        let file = standing.and_then(|path| tempfile::tempfile_in(path).ok());
        let file = file.or_else(|| tempfile::tempfile().ok());
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
    use super::{Folder, Spool};

    #[test]
    fn what_is_put_away_is_had_again_in_any_order() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::beside(&Folder::open(&folder.path().join("public")).unwrap());
        assert!(spool.file.is_some());
        for spool in [spool, Spool { file: None }] {
            let first = spool.put("first".into());
            assert_eq!(*first.bytes().unwrap(), *b"first");
            let others = ["", "third"].map(|text| spool.put(text.into()));
            assert_eq!(*others[1].bytes().unwrap(), *b"third");
            assert_eq!(*others[0].bytes().unwrap(), *b"");
            assert_eq!(*first.bytes().unwrap(), *b"first");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
