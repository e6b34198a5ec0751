//! The only reader of disk: everything a build reads, as (path, bytes), before anything is parsed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostic::Diagnostic;

/// The folders under a root that are read.
pub const INPUT_FOLDERS: [&str; 3] = ["curriculum", "themes", "upstream"];

/// A larger file is not read: no lesson, picture or font comes near it.
const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// All inputs of a build, by path relative to the root, with forward slashes, in order.
#[derive(Clone, Debug, Default, Hash)]
pub struct Files {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Files {
    /// The bytes of one file.
    pub fn bytes(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// One file as text, or `None` when it is absent or not UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(path)?).ok()
    }

    /// The files below `folder`, with paths from the root, in order.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Arc<[u8]>)> {
        self.files
            .range(folder.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .filter(move |(path, _)| path[folder.len()..].starts_with('/'))
            .map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// Every file, by path, in order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes))
    }

    /// The files below `folder` alone, with the same paths.
    #[must_use]
    pub fn part(&self, folder: &str) -> Self {
        let files = self.under(folder);
        Self {
            files: files
                .map(|(path, bytes)| (path.to_owned(), Arc::clone(bytes)))
                .collect(),
        }
    }

    /// The files of several folders as those of one, by their paths inside it: each with its path from the root and its bytes.
    /// The first of `folders` lies uppermost: what two of them have at the same path is that of the one named first. An empty file
    /// takes away what lies under it.
    pub fn layers<'a>(&'a self, folders: &'a [String]) -> BTreeMap<&'a str, (&'a str, &'a Arc<[u8]>)> {
        let from_below = folders.iter().rev();
        let mut layers: BTreeMap<_, _> = from_below
            .flat_map(|folder| {
                let inside = folder.len() + 1;
                self.under(folder)
                    .map(move |(path, bytes)| (&path[inside..], (path, bytes)))
            })
            .collect();
        layers.retain(|_, (_, bytes)| !bytes.is_empty());
        layers
    }

    /// Adds or replaces one file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Takes away the file at `path`, and all files below it.
    pub fn remove(&mut self, path: &str) {
        self.files.retain(|known, _| !is_at_or_below(known, path));
    }
}

/// Reads every input below `root`.
///
/// Hidden files and editors' leftovers are passed over. What cannot be read (a link, a huge file, a name that is not
/// Unicode, a folder without permission) becomes a finding, and the rest is read all the same.
pub fn read(root: &Path) -> (Files, Vec<Diagnostic>) {
    let mut files = Files::default();
    let mut findings = Vec::new();
    for folder in INPUT_FOLDERS {
        let start = root.join(folder);
        if start.exists() {
            walk(root, &start, &mut files, &mut findings);
        }
    }
    (files, findings)
}

/// Reads the one file at `path` below `root`; `None` where it cannot be read.
pub fn read_one(root: &Path, path: &str) -> Option<Files> {
    let (path, bytes) = read_file(root, &root.join(path)).ok()?;
    let mut files = Files::default();
    files.insert(path, bytes);
    Some(files)
}

/// Reads again what stands at `changed`, files or folders on disk, and leaves all else as it was read before.
///
/// Afterwards `files` and `findings` are what [`read`] would return, without reading a large curriculum for one letter.
pub fn read_again(root: &Path, changed: &[PathBuf], files: &mut Files, findings: &mut Vec<Diagnostic>) {
    for path in changed {
        let Ok(inside) = path.strip_prefix(root) else {
            (*files, *findings) = read(root);
            return;
        };
        let mut parts = inside.components().map(std::path::Component::as_os_str);
        let is_input = parts
            .next()
            .is_some_and(|first| INPUT_FOLDERS.iter().any(|folder| first == *folder));
        if !is_input || parts.any(is_leftover) {
            continue;
        }
        let name = relative(root, path);
        files.remove(&name);
        findings.retain(|finding| !is_at_or_below(&finding.path, &name));
        if std::fs::symlink_metadata(path).is_ok() {
            walk(root, path, files, findings);
        }
    }
}

fn is_at_or_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn walk(root: &Path, start: &Path, files: &mut Files, findings: &mut Vec<Diagnostic>) {
    let is_input_folder = INPUT_FOLDERS.contains(&relative(root, start).as_str());
    let walk = WalkDir::new(start)
        .follow_root_links(is_input_folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_leftover(entry.file_name()));
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                findings.push(unreadable(root, error.path().unwrap_or(start), &error));
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        match read_file(root, entry.path()) {
            Ok((path, bytes)) => files.insert(path, bytes),
            Err(finding) => findings.push(finding),
        }
    }
}

fn read_file(root: &Path, path: &Path) -> Result<(String, Vec<u8>), Diagnostic> {
    let name = relative(root, path);
    if path.to_str().is_none() {
        return Err(
            Diagnostic::error("file-name", &name, "this file's name is not valid Unicode")
                .help("Rename the file with plain letters, digits and hyphens."),
        );
    }
    let about = std::fs::symlink_metadata(path).map_err(|error| unreadable(root, path, &error))?;
    if !about.is_file() {
        return Err(Diagnostic::error(
            "file-link",
            &name,
            "expected a file, found a symbolic link or a special file",
        )
        .help("Copy the file itself into the folder: links may lead out of the curriculum."));
    }
    if about.len() > LARGEST_FILE {
        return Err(Diagnostic::error(
            "file-too-large",
            &name,
            format!(
                "this file has {} MiB; at most {} MiB are read",
                about.len() / 1024 / 1024,
                LARGEST_FILE / 1024 / 1024
            ),
        )
        .help("Make it smaller, or keep it outside the curriculum."));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(root, path, &error))?;
    Ok((name, bytes))
}

fn unreadable(root: &Path, path: &Path, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error(
        "file-unreadable",
        &relative(root, path),
        format!("this cannot be read: {error}"),
    )
    .help("Check that the file is there and that you may read it.")
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// Hidden files, and what editors leave behind while they save.
fn is_leftover(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || name.starts_with('#')
}
