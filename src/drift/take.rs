//! What `--apply` writes: all that upstream changed and that breaks nothing here, in an order in which nothing is lost when it stops midway.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Change, Drift, Kind, Sides};
use crate::build;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::files::Files;
use crate::overlay::{self, Lock, UPSTREAM};
use crate::site::Part;

/// What a lock says is coming in the place of a file that goes.
const GONE: &str = "gone";

/// One file to write, or to remove.
#[derive(Clone, Debug)]
pub struct Write {
    /// From the root.
    pub path: String,
    /// What stands there now; anything else there is somebody's work.
    pub before: Option<Arc<[u8]>>,
    /// What shall stand there.
    pub after: Option<Arc<[u8]>>,
}

/// What will be taken.
#[derive(Debug, Default)]
pub struct Taking {
    /// In the order in which they are to be done.
    pub writes: Vec<Write>,
    /// The paths of the changes that are taken.
    pub taken: BTreeSet<String>,
    /// The paths of the changes that are left, because the curriculum would have errors with them.
    pub withheld: BTreeSet<String>,
    /// Those errors.
    pub faults: Vec<Diagnostic>,
    /// The files after all, for the faults.
    pub files: Files,
}

/// Makes of `drift` what can be taken of the upstream `theirs`, which the programme calls `source`.
///
/// What would break the curriculum is left, and all else taken.
pub fn take(disk: &Files, theirs: &Files, source: &str, drift: &Drift) -> Taking {
    let known: BTreeSet<Fault> = errors(disk).1.iter().map(fault).collect();
    let new_errors = |taken: &[&Change]| {
        let (files, mut found) = errors(&with(disk, theirs, taken));
        found.retain(|finding| !known.contains(&fault(finding)));
        (files, found)
    };
    let mut taken: Vec<&Change> = drift
        .changes
        .iter()
        .filter(|change| change.kind.is_taken())
        .collect();
    let mut left: Vec<&Change> = Vec::new();
    let mut taking = Taking::default();
    loop {
        let (files, new) = new_errors(&taken);
        if new.is_empty() {
            break;
        }
        let blamed = blamed(&taken, &new);
        if taking.faults.is_empty() {
            (taking.files, taking.faults) = (files, new);
        }
        left.extend(taken.extract_if(.., |change| blamed.contains(&change.path)));
        if blamed.is_empty() {
            break;
        }
    }
    // The blame is a guess: whoever does no harm alone is taken after all.
    for change in left {
        taken.push(change);
        if !new_errors(&taken).1.is_empty() {
            taken.pop();
            taking.withheld.insert(change.path.clone());
        }
    }
    taking.taken = taken.iter().map(|change| change.path.clone()).collect();
    taking.writes = writes(disk, &with(disk, theirs, &taken), theirs, source);
    taking
}

/// What tells one error from another, wherever its file stands.
type Fault = (&'static str, String, String);

fn fault(finding: &Diagnostic) -> Fault {
    let path = finding.path.strip_prefix("upstream/").unwrap_or(&finding.path);
    (finding.code, path.to_owned(), finding.message.clone())
}

/// The curriculum that `disk` makes, and what would stop its publishing.
fn errors(disk: &Files) -> (Files, Vec<Diagnostic>) {
    let composed = overlay::compose(disk);
    let (_, mut findings) = build::plan(&composed.files, &Part::ALL, None);
    composed.origins.place(&mut findings);
    findings.extend(composed.findings);
    findings.retain(|finding| finding.severity == Severity::Error);
    diagnostic::sort(&mut findings);
    (composed.files, findings)
}

/// The changes that errors may come from: what they name, else new files beside those, else what upstream took out, else tables, else all.
fn blamed(taken: &[&Change], errors: &[Diagnostic]) -> BTreeSet<String> {
    let folder = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let paths: BTreeSet<&str> = errors
        .iter()
        .map(|error| error.path.strip_prefix("upstream/").unwrap_or(&error.path))
        .collect();
    let folders: BTreeSet<String> = paths.iter().map(|path| folder(path)).collect();
    let guesses: [&dyn Fn(&Change) -> bool; 5] = [
        &|change| paths.contains(change.path.as_str()),
        &|change| change.kind == Kind::Added && folders.contains(&folder(&change.path)),
        &|change| change.kind == Kind::Removed,
        &|change| overlay::is_table(&change.path),
        &|_| true,
    ];
    let blamed = guesses.iter().map(|is_blamed| -> BTreeSet<String> {
        let changes = taken.iter().filter(|change| is_blamed(change));
        changes.map(|change| change.path.clone()).collect()
    });
    blamed
        .into_iter()
        .find(|paths| !paths.is_empty())
        .unwrap_or_default()
}

/// The files on disk after these changes, but for the lock.
fn with(disk: &Files, theirs: &Files, taken: &[&Change]) -> Files {
    let mut after = disk.clone();
    for change in taken {
        let path = &change.path;
        let copy = format!("{UPSTREAM}/{path}");
        if change.kind == Kind::Merges
            && let Some(merged) = Sides::of(disk, theirs, path).merged()
        {
            after.insert(path.as_str(), merged.into_bytes());
        }
        match theirs.bytes(path) {
            Some(bytes) => after.insert(copy, Arc::clone(bytes)),
            None => after.remove(&copy),
        }
    }
    after
}

/// What leads from `disk` to `after`, one file at a time.
///
/// First the lock says what is coming, so that a file that came is known as upstream's after a stop. A merged page stands before its copy:
/// it then says under `adapts` that it holds the new text, and the copy is still there to be taken. The lock is last.
fn writes(disk: &Files, after: &Files, theirs: &Files, source: &str) -> Vec<Write> {
    let copies = format!("{UPSTREAM}/curriculum");
    let old = Lock::read(disk);
    let paths = |folder: &str| -> BTreeSet<String> {
        let here = disk.under(folder).chain(after.under(folder));
        here.map(|(path, _)| path.to_owned()).collect()
    };
    let write = |path: String| {
        let (before, after) = (disk.bytes(&path).cloned(), after.bytes(&path).cloned());
        (before != after).then_some(Write { path, before, after })
    };
    let changed: Vec<Write> = paths("curriculum")
        .into_iter()
        .chain(paths(&copies))
        .filter_map(write)
        .collect();
    let inside = |path: &str| path.strip_prefix("upstream/").map(str::to_owned);
    let mut new = Lock::of(source, theirs);
    // What is not taken stays as the lock had it; a copy that was changed by hand is still told.
    new.files = after
        .under(&copies)
        .filter_map(|(path, bytes)| Some((inside(path)?, crate::parse::file_hash(bytes))))
        .filter_map(|(path, hash)| {
            let is_theirs = theirs
                .bytes(&path)
                .is_some_and(|bytes| crate::parse::file_hash(bytes) == hash);
            if is_theirs || old.knows(&path, &hash) {
                Some((path, hash))
            } else {
                let known = old.files.get(&path).cloned()?;
                Some((path, known))
            }
        })
        .collect();
    let coming = changed.iter().filter_map(|write| {
        let hash = write.after.as_ref().map(|bytes| crate::parse::file_hash(bytes));
        Some((inside(&write.path)?, hash.unwrap_or_else(|| GONE.to_owned())))
    });
    let coming = Lock {
        coming: coming.collect(),
        ..old.clone()
    };
    let path = Lock::path();
    let mut standing = disk.bytes(&path).cloned();
    let mut lock = |lock: &Lock| {
        let after = Some(Arc::from(lock.to_text().into_bytes()));
        let before = std::mem::replace(&mut standing, after.clone());
        let path = path.clone();
        (before != after).then_some(Write { path, before, after })
    };
    let first = if coming.coming.is_empty() {
        None
    } else {
        lock(&coming)
    };
    let last = lock(&new);
    first.into_iter().chain(changed).chain(last).collect()
}
