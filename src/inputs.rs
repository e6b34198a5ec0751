//! All that a build is made of: read, with the themes of the program where a folder has none, over what the curriculum extends.
//!
//! The one place that does this: `build`, `check`, `print`, `new`, `drift` and `serve` all begin here.

use std::path::{Path, PathBuf};

use crate::build::{self, Plan};
use crate::curriculum::Curriculum;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::files::{self, Files};
use crate::overlay::{self, Composed, Lock, STARTER};
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
    pub fn all(&self, curriculum: &Curriculum, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.composed.origins.place(&mut found);
        advise(curriculum, &mut found);
        found.extend(self.unreadable.iter().cloned());
        found.extend(self.composed.findings.iter().cloned());
        leave_causes(&mut found);
        diagnostic::sort(&mut found);
        found
    }

    /// What is wrong with the place that the curriculum names as its upstream: a build reads the copy, so nobody else would say it before
    /// the next `drift`.
    pub fn source(&self) -> Option<Diagnostic> {
        let (source, place) = overlay::extends(&self.read)?;
        let fault = upstream(&self.root, &source).err()?;
        let help = if diagnostic::is_slip(&source, STARTER) {
            format!("Did you mean `{STARTER}`?")
        } else {
            "Put the path right. A build goes on with the copy in `upstream/`; `curricle drift` needs the place itself.".to_owned()
        };
        Some(
            Diagnostic::warning("upstream-source", SETTINGS, fault)
                .at(place)
                .help(help),
        )
    }
}

/// Says of what is wrong in the upstream's texts how to put it right without touching them. Remarks on them are for whoever keeps them: they
/// are only counted.
fn advise(curriculum: &Curriculum, found: &mut Vec<Diagnostic>) {
    // These come of what the programme itself hides or speaks.
    let is_ours = |finding: &Diagnostic| ["link-hidden", "translation-missing"].contains(&finding.code);
    let count = found.len();
    found.retain(|finding| {
        finding.severity != Severity::Note
            || is_ours(finding)
            || overlay::of_upstream(&finding.path).is_none()
    });
    let left_out = count - found.len();
    diagnostic::sort(found);
    *found = diagnostic::gather(std::mem::take(found), |finding| {
        finding.code == "contact-outside" || overlay::of_upstream(&finding.path).is_some()
    });
    for finding in found.iter_mut().filter(|finding| !is_ours(finding)) {
        let Some(inside) = overlay::of_upstream(&finding.path) else {
            continue;
        };
        let first = match curriculum.code_of(inside) {
            Some(code) => format!("run `curricle adapt {code}` first and change your copy"),
            None => format!("write the entry into `{inside}`, where yours replaces it"),
        };
        let help = finding
            .help
            .as_deref()
            .map_or_else(String::new, |help| format!("{help} "));
        finding.help = Some(format!(
            "{help}This file is upstream's: {first}, or tell upstream."
        ));
    }
    if left_out > 0 {
        let remarks = if left_out == 1 { "remark" } else { "remarks" };
        found.push(
            Diagnostic::note(
                "upstream-remarks",
                &Lock::path(),
                format!("{left_out} {remarks} on upstream's own texts left out"),
            )
            .help("Whoever keeps upstream sees them with `curricle check` there."),
        );
    }
}

/// Where something is wrong from which all else follows, leaves that, and what files say by themselves.
fn leave_causes(found: &mut Vec<Diagnostic>) {
    let is_of_table = |path: &str| overlay::is_table(overlay::of_upstream(path).unwrap_or(path));
    let is_cause = |finding: &Diagnostic| match finding.code {
        "upstream-missing" | "file-missing" => true,
        "yaml" | "encoding" | "overlay-layout" => is_of_table(&finding.path),
        _ => false,
    };
    let stands_alone = |finding: &Diagnostic| {
        let code = finding.code;
        code == "yaml" || code == "encoding" || code.starts_with("file-") && code != "file-unused"
    };
    if found.iter().any(is_cause) {
        found.retain(|finding| is_cause(finding) || stands_alone(finding));
    }
}
