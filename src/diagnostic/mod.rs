//! What is wrong with an input, as values: every stage returns them, `cli` and `serve` show them.

mod show;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

pub use show::{line_and_column, to_github, to_json, to_sarif, to_text};

/// Whether a finding stops publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published until it is put right.
    Error,
    /// Worth putting right; publishing goes on.
    Warning,
    /// A person decides whether anything is wrong.
    Note,
}

/// One finding: where it is, what was expected, what was found and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// A stable, hyphenated name of the kind of finding, such as `link-broken`.
    pub code: &'static str,
    /// The file, relative to the root, with forward slashes.
    pub path: String,
    /// The place in the file, in bytes; `None` when the finding is about the file as a whole.
    pub span: Option<Range<usize>>,
    pub message: String,
    /// What the author can do about it, in one sentence.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error in `path`.
    pub fn error(code: &'static str, path: &str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            path: path.to_owned(),
            span: None,
            message: message.into(),
            help: None,
        }
    }

    /// A warning in `path`.
    pub fn warning(code: &'static str, path: &str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, path, message)
        }
    }

    /// A remark on `path`.
    pub fn note(code: &'static str, path: &str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::error(code, path, message)
        }
    }

    /// The same finding, at `span` (bytes of the file).
    #[must_use]
    pub fn at(mut self, span: impl Into<Range<usize>>) -> Self {
        self.span = Some(span.into());
        self
    }

    /// The same finding, with a sentence that says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Puts findings in the order in which people read them: by file, a translation behind its original, then by place; repeated ones once.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    let key = |finding: &Diagnostic| {
        let start = finding.span.as_ref().map_or(0, |span| span.start);
        let (file, language) = original(&finding.path);
        (file, language, start, finding.code, finding.message.clone())
    };
    findings.sort_by_cached_key(key);
    findings.dedup();
}

/// The file that a file translates, and the language: `a/b.md` and `es` for `a/b.es.md`; itself and nothing for an original.
fn original(path: &str) -> (String, String) {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.split('.').collect::<Vec<_>>().as_slice() {
        [stem, language, ending] => {
            let folder = &path[..path.len() - name.len()];
            (format!("{folder}{stem}.{ending}"), (*language).to_owned())
        }
        _ => (path.to_owned(), String::new()),
    }
}

/// So many findings that say the same are told one by one.
const ALIKE: usize = 3;

/// Makes one of many findings that say the same, of those that `is_one` names: the first, with how many more there are and where.
pub fn gather(findings: Vec<Diagnostic>, is_one: impl Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
    let mut alike: BTreeMap<(&'static str, String), Vec<Diagnostic>> = BTreeMap::new();
    let (many, mut told): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_one);
    for finding in many {
        let key = (finding.code, finding.message.clone());
        alike.entry(key).or_default().push(finding);
    }
    for mut group in alike.into_values() {
        if group.len() > ALIKE {
            let more = group.split_off(1);
            let files: BTreeSet<&str> = more.iter().map(|finding| finding.path.as_str()).collect();
            let places = match (files.first(), files.len()) {
                (Some(file), 1) => format!("`{file}`"),
                (_, count) => format!("{count} files"),
            };
            for first in &mut group {
                first.message = format!(
                    "{}; the same {} times more, in {places}",
                    first.message,
                    more.len()
                );
            }
        }
        told.extend(group);
    }
    told
}

/// Whether any finding stops publishing.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// A sentence that counts findings, such as `2 errors and 1 warning`.
pub fn count(findings: &[Diagnostic]) -> String {
    let of = |severity, one: &str| {
        let number = findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count();
        (number > 0).then(|| format!("{number} {one}{}", if number == 1 { "" } else { "s" }))
    };
    let parts: Vec<String> = [
        of(Severity::Error, "error"),
        of(Severity::Warning, "warning"),
        of(Severity::Note, "note"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.as_slice() {
        [] => "no errors".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The name in `known` that is nearest to `name`, when one is near enough to be what was meant.
///
/// ```
/// let nearest = curricle::diagnostic::nearest("excercise", ["exercise", "discussion"]);
/// assert_eq!(nearest, Some("exercise"));
/// ```
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// Whether `name` is `meant` with a slip of the pen in it: one or two letters wrong, missing, too many, or in each other's place.
///
/// ```
/// assert!(curricle::diagnostic::is_slip("startr", "starter"));
/// assert!(!curricle::diagnostic::is_slip("America/Boston", "America/Boise"));
/// ```
pub fn is_slip(name: &str, meant: &str) -> bool {
    strsim::osa_distance(&name.to_lowercase(), &meant.to_lowercase()) <= 2
}

/// "Did you mean …?" where a known name is near, else the list of what is known.
pub fn suggest<'a>(name: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => {
            let all: Vec<&str> = known.into_iter().collect();
            if all.is_empty() {
                "Nothing of this kind is defined yet.".to_owned()
            } else if all.len() > 12 {
                format!("Known here, among others: {}.", all[..12].join(", "))
            } else {
                format!("Known here: {}.", all.join(", "))
            }
        }
    }
}
