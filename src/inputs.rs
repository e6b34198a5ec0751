//! All that a build is made of: read, with the themes of the program where a folder has none, over what the curriculum extends.
//!
//! The one place that does this: `build`, `check`, `print`, `new`, `drift` and `serve` all begin here.

use std::path::{Path, PathBuf};

use crate::build::{self, Plan};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::files::{self, Files};
use crate::overlay::{self, Composed, STARTER};
use crate::site::Part;
use crate::starter;

/// The upstream that the curriculum at `root` calls `source`, as it is today: the curriculum inside the program, or that of a folder, with all
/// that this one extends itself.
///
/// # Errors
///
/// A sentence when there is no curriculum, when it cannot be read whole, or when what extends what goes round in a circle.
pub fn upstream(root: &Path, source: &str) -> Result<Files, String> {
    if source == STARTER {
        let composed = overlay::compose(&starter::curriculum());
        return Ok(overlay::offered(&composed));
    }
    no_circle(root, source)?;
    let folder = root.join(source);
    let name = folder.display();
    let (files, unreadable) = files::read(&folder);
    if files.bytes(SETTINGS).is_none() {
        let inside = folder.join("curriculum.yaml").is_file();
        let hint = if inside {
            " Name the folder above it."
        } else {
            " Name the folder that holds `curriculum/`, from your own folder, or `starter` for the one inside the program."
        };
        return Err(format!(
            "`extends: {source}` names `{name}`, which holds no `{SETTINGS}`.{hint}"
        ));
    }
    let composed = overlay::compose(&files);
    let mut wrong = unreadable.iter().chain(&composed.findings);
    match wrong.find(|finding| finding.severity == Severity::Error) {
        Some(finding) => Err(format!(
            "the curriculum in `{name}` cannot be taken: {}: {}",
            finding.path, finding.message
        )),
        None => Ok(overlay::offered(&composed)),
    }
}

/// Follows `extends` from folder to folder.
fn no_circle(root: &Path, source: &str) -> Result<(), String> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut chain = vec![real(root)];
    let mut next = Some(root.join(source));
    while let Some(folder) = next.take() {
        let folder = real(&folder);
        let is_known = chain.contains(&folder);
        chain.push(folder.clone());
        if is_known {
            let names: Vec<String> = chain.iter().map(|folder| folder.display().to_string()).collect();
            return Err(format!(
                "`extends` goes round in a circle: {}. One of these curriculums must extend nothing.",
                names.join(" → ")
            ));
        }
        next = files::read_one(&folder, SETTINGS)
            .and_then(|files| overlay::extends(&files))
            .filter(|(source, _)| source != STARTER)
            .map(|(source, _)| folder.join(source));
    }
    Ok(())
}

/// What every curriculum has.
const SETTINGS: &str = "curriculum/curriculum.yaml";

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
            starter::add_themes(&mut self.read);
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
