//! What is wrong with an input, as values: every stage returns them, `cli` and `serve` show them.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

/// Whether a finding stops publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published until it is put right.
    Error,
    /// Worth a look; publishing goes on.
    Warning,
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

/// Puts findings in the order in which people read them: by file, then by place; repeated ones once.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    let key = |finding: &Diagnostic| {
        let start = finding.span.as_ref().map_or(0, |span| span.start);
        (finding.path.clone(), start, finding.code, finding.message.clone())
    };
    findings.sort_by_cached_key(key);
    findings.dedup();
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
    let parts: Vec<String> = [of(Severity::Error, "error"), of(Severity::Warning, "warning")]
        .into_iter()
        .flatten()
        .collect();
    if parts.is_empty() {
        "no errors".to_owned()
    } else {
        parts.join(" and ")
    }
}

/// The findings as people read them: file, line, the source line and a caret under the place.
///
/// `text_of` gives the text of a file by its path; a finding in a file without text is shown without its line.
/// `color` adds terminal colours.
pub fn to_text<'a>(
    findings: &[Diagnostic],
    text_of: impl Fn(&str) -> Option<&'a str>,
    color: bool,
) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for finding in findings {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(&*finding.message).id(finding.code);
        let source = text_of(&finding.path);
        let group = match (&finding.span, source) {
            (Some(span), Some(source)) => Group::with_title(title).element(
                Snippet::source(source)
                    .path(&*finding.path)
                    .annotation(AnnotationKind::Primary.span(clamp(span, source))),
            ),
            _ => Group::with_title(title).element(annotate_snippets::Origin::path(&*finding.path)),
        };
        let group = match &finding.help {
            Some(help) => group.element(Level::HELP.message(&**help)),
            None => group,
        };
        text.push_str(&renderer.render(&[group]));
        text.push_str("\n\n");
    }
    text
}

/// The findings for programs: a JSON list with one-based lines and columns (columns in characters).
pub fn to_json<'a>(findings: &[Diagnostic], text_of: impl Fn(&str) -> Option<&'a str>) -> String {
    #[derive(Serialize)]
    struct Row<'a> {
        severity: Severity,
        code: &'a str,
        file: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<usize>,
        #[serde(skip_serializing_if = "Option::is_none")]
        column: Option<usize>,
        message: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        help: Option<&'a str>,
    }
    let rows: Vec<Row> = findings
        .iter()
        .map(|finding| {
            let place = finding
                .span
                .as_ref()
                .and_then(|span| Some(line_and_column(text_of(&finding.path)?, span.start)));
            Row {
                severity: finding.severity,
                code: finding.code,
                file: &finding.path,
                line: place.map(|(line, _)| line),
                column: place.map(|(_, column)| column),
                message: &finding.message,
                help: finding.help.as_deref(),
            }
        })
        .collect();
    serde_json::to_string_pretty(&rows).expect("rows of strings and numbers are JSON")
}

/// The one-based line and column (in characters) of a byte offset.
///
/// ```
/// assert_eq!(curricle::diagnostic::line_and_column("one\ntwo", 5), (2, 2));
/// ```
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
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

/// A span that a renderer can draw: inside the text, on character boundaries, on one line.
fn clamp(span: &Range<usize>, text: &str) -> Range<usize> {
    let start = floor(text, span.start);
    let line_end = text[start..]
        .find('\n')
        .map_or(text.len(), |length| start + length);
    let end = floor(text, span.end).clamp(start, line_end);
    start..end
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
