//! The only writer: puts rendered files into a folder that is ours, and touches nothing else in it.
//!
//! A folder is ours when it holds our manifest, which lists each file of ours with the hash of its content. Files are
//! written beside their place and renamed into it, new ones before old ones are removed, and the manifest is written
//! first (with the old and the new names) and last, so a killed build leaves whole files and knows them all.

mod spool;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::build::Surroundings;
use crate::drift::take::Write;
use crate::files::Files;
use crate::render::{Rendered, hash};

use spool::Spool;

/// The manifest's name inside a published folder.
pub const MANIFEST: &str = ".curricle-manifest.json";

/// What a publishing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
    /// All files, in bytes.
    pub bytes: u64,
}

#[derive(Default, Serialize, Deserialize)]
struct Manifest {
    /// Hash of the content by address.
    files: BTreeMap<String, String>,
    /// Names of all that a file was made of, by address, for those that take long to make.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    keys: BTreeMap<String, String>,
    /// What a publishing that has not ended was about to write; empty after one that has.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    coming: BTreeMap<String, String>,
}

impl Manifest {
    /// The same after a publishing that was killed: of what was coming, what did come.
    fn settle(mut self, root: &Path) -> Self {
        for (address, coming) in std::mem::take(&mut self.coming) {
            if fs::read(root.join(&address)).is_ok_and(|found| hash(&found) == coming) {
                self.files.insert(address, coming);
            }
        }
        self
    }
}

/// A file on disk, beside the one that is wanted in its place.
enum State {
    Same,
    Changed,
    /// Somebody else's work, in a sentence.
    Refused(String),
}

/// Writes `files` into a folder that is new or empty; a lone `.git` counts as empty.
///
/// All is written beside it and then moved into it, so that a failure leaves the folder as it was.
///
/// # Errors
///
/// A sentence when something stands there already, or the disk refuses.
pub fn new_folder(folder: &Path, files: &Files) -> Result<(), String> {
    let name = folder.display();
    let refused = |error: io::Error| format!("`{name}` cannot be written: {error}");
    let standing: Vec<_> = match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<Result<_, _>>().map_err(refused)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(refused(error)),
    };
    if let Some(entry) = standing.iter().find(|entry| entry.file_name() != ".git") {
        return Err(format!(
            "`{name}` holds `{}` already. Name a new folder, or an empty one: nothing of yours is ever overwritten.",
            entry.file_name().to_string_lossy()
        ));
    }
    fs::create_dir_all(folder).map_err(refused)?;
    let beside = folder.join(".curricle-new");
    let written = write_all(&beside, files).and_then(|()| move_into(&beside, folder));
    // What is left beside is ours; the folder itself may be somebody's empty repository.
    let _ = fs::remove_dir_all(&beside);
    written.map_err(refused)
}

fn write_all(folder: &Path, files: &Files) -> io::Result<()> {
    for (path, bytes) in files.all() {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn move_into(from: &Path, folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::rename(entry.path(), folder.join(entry.file_name()))?;
    }
    Ok(())
}

/// Writes one new file; never over another.
///
/// # Errors
///
/// A sentence when something stands there already, or the disk refuses.
pub fn new_file(path: &Path, text: &str) -> Result<(), String> {
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => format!(
            "`{}` is there already, and nothing is ever overwritten",
            path.display()
        ),
        _ => format!("`{}` cannot be written: {error}", path.display()),
    };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(refused)?;
    }
    let mut file = fs::File::create_new(path).map_err(refused)?;
    file.write_all(text.as_bytes()).map_err(refused)
}

/// Does what `--apply` of `curricle drift` found, one file after the other, in their order; each is written whole or not at all.
///
/// # Errors
///
/// A sentence when a file is not as it was read, so that somebody is at work on it, or the disk refuses. What is done is done: the next
/// taking goes on from there.
pub fn take(root: &Path, writes: &[Write]) -> Result<(), String> {
    for Write { path, before, after } in writes {
        let name = root.join(path);
        let refused = |error: io::Error| format!("`{}` cannot be written: {error}", name.display());
        if let Some(link) = link_on_the_way(root, path) {
            return Err(format!(
                "`{}` is a symbolic link. Put the file itself there.",
                link.display()
            ));
        }
        let found = match fs::read(&name) {
            Ok(found) => Some(found),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(refused(error)),
        };
        if found.as_deref() != before.as_deref() {
            return Err(format!(
                "`{}` was changed meanwhile, and is left as it is. Run the command again.",
                name.display()
            ));
        }
        match after {
            Some(bytes) => write_beside(&name, bytes).map_err(refused)?,
            None => {
                fs::remove_file(&name).map_err(refused)?;
                remove_empty_parents(&name, root);
            }
        }
    }
    Ok(())
}

/// Lets a file be started, where disks know that.
///
/// # Errors
///
/// A sentence when the disk refuses.
pub fn make_program(path: &Path, is_program: bool) -> Result<(), String> {
    #[cfg(unix)]
    if is_program {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))
            .map_err(|error| format!("`{}` cannot be made a program: {error}", path.display()))?;
    }
    #[cfg(not(unix))]
    let _ = (path, is_program);
    Ok(())
}

/// The address of every file in a published folder, in order; our own list is none of them.
///
/// # Errors
///
/// When the folder cannot be read.
pub fn addresses(root: &Path) -> io::Result<Vec<String>> {
    fs::read_dir(root)?;
    let mut addresses = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry?;
        let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        if !entry.file_type().is_dir() && inside != Path::new(MANIFEST) {
            addresses.push(parts.join("/"));
        }
    }
    Ok(addresses)
}

/// The file at `address` of a published folder, if there is one.
///
/// # Errors
///
/// When it is there and cannot be read.
pub fn read(root: &Path, address: &str) -> io::Result<Option<Vec<u8>>> {
    let is_inside = Path::new(address)
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)));
    if !is_inside {
        return Ok(None);
    }
    match fs::read(root.join(address)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a print-out, over an earlier one of ours but over nothing else.
///
/// # Errors
///
/// A sentence when something else stands there, when it would stand in a published folder, or when the disk refuses.
pub fn print_out(path: &Path, pdf: &[u8]) -> Result<(), String> {
    let refused = |error: io::Error| format!("`{}` cannot be written: {error}", path.display());
    let whole = std::path::absolute(path).map_err(refused)?;
    if let Some(file) = path.ancestors().skip(1).find(|part| part.is_file()) {
        return Err(format!(
            "`{}` cannot be written: `{}` is a file, and no folder. Name another place with -o.",
            path.display(),
            file.display()
        ));
    }
    if let Some(folder) = whole.ancestors().find(|folder| folder.join(MANIFEST).exists()) {
        return Err(format!(
            "`{}` lies in the published folder `{}`. Name another place with -o: what is printed by hand is not published.",
            path.display(),
            folder.display()
        ));
    }
    match fs::read(path) {
        Ok(found) if !is_print_out(&found) => {
            return Err(format!(
                "`{}` is there already, and Curricle did not make it. Move it away, or name another place with -o.",
                path.display()
            ));
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(refused(error)),
    }
    write_beside(&whole, pdf).map_err(refused)
}

/// Whether these are the bytes of a PDF that says it was made by us.
fn is_print_out(bytes: &[u8]) -> bool {
    // One to fill in says it in its metadata alone: the rest is compressed.
    let marks: [&[u8]; 2] = [b"(Curricle)", b"<xmp:CreatorTool>Curricle<"];
    let is_marked = |mark: &&[u8]| bytes.windows(mark.len()).any(|window| window == *mark);
    bytes.starts_with(b"%PDF-") && marks.iter().any(is_marked)
}

/// A folder that may be published into.
pub struct Folder {
    root: PathBuf,
    manifest: Manifest,
}

impl Folder {
    /// Opens `root` for publishing, without changing anything yet.
    ///
    /// # Errors
    ///
    /// A sentence when the folder holds files but no manifest of ours, or cannot be read.
    pub fn open(root: &Path) -> Result<Self, String> {
        let name = root.display();
        let manifest_path = root.join(MANIFEST);
        let manifest: Manifest = match fs::read(&manifest_path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                format!(
                    "{}: this list of published files is damaged ({error}). \
                     Move the folder `{name}` away and build again.",
                    manifest_path.display()
                )
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !is_empty_or_absent(root).map_err(|error| format!("{name}: {error}"))? {
                    return Err(format!(
                        "{name}: this folder holds files that Curricle did not make. \
                         Name another folder, or empty this one yourself."
                    ));
                }
                Manifest::default()
            }
            Err(error) => return Err(format!("{}: {error}", manifest_path.display())),
        };
        Ok(Self {
            root: root.to_owned(),
            manifest: manifest.settle(root),
        })
    }

    /// The file at `address`, if it was made of what `key` names and is still as it was made.
    pub fn made_of(&self, address: &str, key: &str) -> Option<Rendered> {
        if self.manifest.keys.get(address)? != key {
            return None;
        }
        let path = self.root.join(address);
        let mut found = Rendered::away(&fs::read(&path).ok()?, move || fs::read(&path));
        found.is_published = true;
        found.key = Some(key.to_owned());
        (*self.manifest.files.get(address)? == found.hash).then_some(found)
    }

    /// Makes the folder hold exactly `files` of ours: by address, and what stands there.
    ///
    /// `keep` says of an address that is not in `files` whether it belongs to a part that was not built, and stays.
    ///
    /// # Errors
    ///
    /// A sentence for each file that would overwrite somebody's work, before anything is written; or the first write
    /// that failed.
    pub fn publish(
        self,
        files: &BTreeMap<String, Rendered>,
        keep: impl Fn(&str) -> bool,
    ) -> Result<Report, Vec<String>> {
        let changes = self.changes(files)?;
        let stale: BTreeSet<&String> = self
            .manifest
            .files
            .keys()
            .filter(|address| !files.contains_key(*address) && !keep(address))
            .collect();
        let mut report = Report {
            written: changes.len(),
            unchanged: files.len() - changes.len(),
            removed: stale.len(),
            bytes: files.values().map(|file| file.length as u64).sum(),
        };
        let mut new = self.manifest.files.clone();
        new.retain(|address, _| !stale.contains(address));
        new.extend(
            files
                .iter()
                .map(|(address, file)| (address.clone(), file.hash.clone())),
        );
        let mut new_keys = self.manifest.keys.clone();
        new_keys.retain(|address, _| new.contains_key(address) && !files.contains_key(address));
        new_keys
            .extend((files.iter()).filter_map(|(address, file)| Some((address.clone(), file.key.clone()?))));
        if changes.is_empty()
            && stale.is_empty()
            && new == self.manifest.files
            && new_keys == self.manifest.keys
        {
            return Ok(report);
        }
        let fail =
            |what: &str, path: &Path, error: &io::Error| vec![format!("{}: {what}: {error}", path.display())];
        // Until all is written, either content of a file may be on disk, and both are ours.
        self.write_manifest(&Manifest {
            files: self.manifest.files.clone(),
            keys: BTreeMap::new(),
            coming: new.clone(),
        })
        .map_err(|error| fail("cannot be written", &self.root, &error))?;
        changes.par_iter().try_for_each(|address| {
            let path = self.root.join(address);
            let bytes = files[*address].bytes();
            let bytes =
                bytes.map_err(|error| fail("cannot be read from where it was kept", &path, &error))?;
            write_beside(&path, &bytes).map_err(|error| fail("cannot be written", &path, &error))
        })?;
        for address in &stale {
            let path = self.root.join(address);
            match fs::read(&path) {
                // Changed by hand since: it is somebody's work now, and only leaves our list.
                Ok(bytes) if hash(&bytes) != self.manifest.files[*address] => report.removed -= 1,
                Ok(_) => {
                    fs::remove_file(&path).map_err(|error| fail("cannot be removed", &path, &error))?;
                    remove_empty_parents(&path, &self.root);
                }
                Err(_) => report.removed -= 1,
            }
        }
        self.write_manifest(&Manifest {
            files: new,
            keys: new_keys,
            coming: BTreeMap::new(),
        })
        .map_err(|error| fail("cannot be written", &self.root, &error))?;
        Ok(report)
    }

    /// The addresses whose files differ from what is wanted.
    fn changes<'a>(&self, files: &'a BTreeMap<String, Rendered>) -> Result<Vec<&'a str>, Vec<String>> {
        let states: Vec<(&str, State)> = files
            .par_iter()
            .map(|(address, file)| (address.as_str(), self.state(address, file)))
            .collect();
        let mut changes = Vec::new();
        let mut refusals = Vec::new();
        for (address, state) in states {
            match state {
                State::Same => {}
                State::Changed => changes.push(address),
                State::Refused(sentence) => refusals.push(sentence),
            }
        }
        if refusals.is_empty() {
            Ok(changes)
        } else {
            Err(refusals)
        }
    }

    /// How the file at `address` on disk stands to what is wanted there.
    fn state(&self, address: &str, wanted: &Rendered) -> State {
        if let Some(link) = link_on_the_way(&self.root, address) {
            return State::Refused(format!(
                "{}: a symbolic link stands in the published folder. Remove it, and build again.",
                link.display()
            ));
        }
        // It was read in this build. What somebody does to it meanwhile is found by the next one.
        if wanted.is_published && self.manifest.files.get(address) == Some(&wanted.hash) {
            return State::Same;
        }
        let path = self.root.join(address);
        let Ok(found) = fs::read(&path) else {
            return State::Changed;
        };
        let found = hash(&found);
        if found == wanted.hash {
            return State::Same;
        }
        match self.manifest.files.get(address) {
            Some(ours) if *ours == found => State::Changed,
            Some(_) => State::Refused(format!(
                "{}: this file was changed by hand since the last build. \
                 Move it away to keep your change, and build again.",
                path.display()
            )),
            None => State::Refused(format!(
                "{}: Curricle did not make this file and will not overwrite it. \
                 Move it away, and build again.",
                path.display()
            )),
        }
    }

    fn write_manifest(&self, manifest: &Manifest) -> io::Result<()> {
        let text = serde_json::to_string_pretty(manifest).map_err(io::Error::other)?;
        write_beside(&self.root.join(MANIFEST), text.as_bytes())
    }
}

/// The two folders that a build is published into: what stands in them is taken again, and books wait beside them.
pub struct Folders<'a> {
    public: &'a Folder,
    staff: &'a Folder,
    spool: Spool,
}

impl<'a> Folders<'a> {
    pub fn new(public: &'a Folder, staff: &'a Folder) -> Self {
        Self {
            public,
            staff,
            spool: Spool::beside(public),
        }
    }
}

impl Surroundings for Folders<'_> {
    fn made_of(&self, is_public: bool, address: &str, key: &str) -> Option<Rendered> {
        let folder = if is_public { self.public } else { self.staff };
        folder.made_of(address, key)
    }

    fn put(&self, book: Vec<u8>) -> Rendered {
        self.spool.put(book)
    }
}

fn is_empty_or_absent(root: &Path) -> io::Result<bool> {
    match fs::read_dir(root) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// The first symbolic link between the root and the file, which would lead the writing elsewhere.
fn link_on_the_way(root: &Path, address: &str) -> Option<PathBuf> {
    let mut path = root.to_owned();
    for part in Path::new(address).components() {
        path.push(part);
        if fs::symlink_metadata(&path).is_ok_and(|about| about.file_type().is_symlink()) {
            return Some(path);
        }
    }
    None
}

/// Writes a file whole or not at all.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.curricle-new"));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn remove_empty_parents(path: &Path, root: &Path) {
    let parents = path.ancestors().skip(1).take_while(|parent| *parent != root);
    for parent in parents {
        // A folder that still holds something is not removed, and that is what is wanted.
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}
