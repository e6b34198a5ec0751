//! All that a build is made of: read, with the themes of the program where a folder has none, over what the curriculum extends.
//!
//! The one place that does this: `build`, `check`, `print`, `new`, `drift` and `serve` all begin here.

use std::path::{Path, PathBuf};

use crate::build::{self, Plan};
use crate::diagnostic::{self, Diagnostic};
use crate::files::{self, Files};
use crate::overlay::{self, Composed};
use crate::site::Part;
use crate::starter;

/// More changes at once are a branch switch or a copied folder: all is read again.
const FLOOD: usize = 200;

/// The inputs as they were last read, with what cannot be read.
pub struct Inputs {
    root: PathBuf,
    /// As they stand on disk.
    read: Files,
    unreadable: Vec<Diagnostic>,
    composed: Composed,
}

impl Inputs {
    /// Reads all inputs below `root`.
    pub fn read(root: &Path) -> Self {
        let (mut read, unreadable) = files::read(root);
        starter::add_themes(&mut read);
        Self {
            root: root.to_owned(),
            composed: overlay::compose(&read),
            read,
            unreadable,
        }
    }

    /// Reads again what stands at the paths `changed`, on disk.
    pub fn follow(&mut self, changed: &[PathBuf]) {
        if changed.len() > FLOOD {
            self.read_all();
        } else {
            files::read_again(&self.root, changed, &mut self.read, &mut self.unreadable);
            self.composed = overlay::compose(&self.read);
        }
    }

    /// Reads all inputs again.
    pub fn read_all(&mut self) {
        *self = Self::read(&self.root);
    }

    /// The curriculum, whole, and the themes.
    pub fn files(&self) -> &Files {
        &self.composed.files
    }

    /// The files as they stand on disk.
    pub fn on_disk(&self) -> &Files {
        &self.read
    }

    /// The file on disk that stands at `path` of the curriculum.
    pub fn path(&self, path: &str) -> String {
        self.composed.origins.path(path)
    }

    /// The plan of what was read, and everything that is wrong with it by itself; see [`Inputs::all`].
    pub fn plan(&self, parts: &[Part], base_url: Option<&str>) -> (Plan, Vec<Diagnostic>) {
        build::plan(&self.composed.files, parts, base_url)
    }

    /// All there is to say: `found` in the curriculum, told of the files that people can open, and what was wrong before it was one.
    pub fn all(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.composed.origins.place(&mut found);
        found.extend(self.unreadable.iter().cloned());
        found.extend(self.composed.findings.iter().cloned());
        diagnostic::sort(&mut found);
        found
    }
}
