//! Findings as people and programs read them.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Diagnostic, Severity};

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
            Severity::Note => Level::NOTE,
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
            let place = place(finding, &text_of).map(|(start, _)| start);
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

/// The findings as commands of GitHub's workflows, which show them beside the changed lines.
pub fn to_github<'a>(findings: &[Diagnostic], text_of: impl Fn(&str) -> Option<&'a str>) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut lines = String::new();
    for finding in findings {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = match place(finding, &text_of) {
            Some((start, _)) => format!(",line={},col={}", start.0, start.1),
            None => String::new(),
        };
        let help = finding.help.iter().flat_map(|help| ["\n", help]);
        let message: String = std::iter::once(finding.message.as_str()).chain(help).collect();
        lines.push_str(&format!(
            "::{level} file={}{place},title={}::{}\n",
            property(&finding.path),
            property(finding.code),
            data(&message)
        ));
    }
    lines
}

/// The findings as a SARIF 2.1.0 log, the format of code-scanning services.
///
/// `suppressed` are findings that an author lets pass, each with the reason. `about` says what a code finds and why.
pub fn to_sarif<'a>(
    findings: &[Diagnostic],
    suppressed: &[(Diagnostic, Option<String>)],
    text_of: impl Fn(&str) -> Option<&'a str>,
    about: impl Fn(&str) -> Option<(&'static str, &'static str)>,
) -> String {
    let all = findings
        .iter()
        .chain(suppressed.iter().map(|(finding, _)| finding));
    let codes: std::collections::BTreeSet<&str> = all.map(|finding| finding.code).collect();
    let rules: Vec<Value> = codes
        .into_iter()
        .map(|code| match about(code) {
            Some((finds, why)) => {
                json!({"id": code, "shortDescription": {"text": finds}, "fullDescription": {"text": why}})
            }
            None => json!({"id": code}),
        })
        .collect();
    let mut results: Vec<Value> = findings.iter().map(|finding| result(finding, &text_of)).collect();
    results.extend(suppressed.iter().map(|(finding, reason)| {
        let mut result = result(finding, &text_of);
        result["suppressions"] = json!([{"kind": "inSource", "justification": reason}]);
        result
    }));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "curricle", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("a tree of texts and numbers is JSON")
}

fn result<'a>(finding: &Diagnostic, text_of: &impl Fn(&str) -> Option<&'a str>) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let help = finding.help.iter().flat_map(|help| [" ", help]);
    let message: String = std::iter::once(finding.message.as_str()).chain(help).collect();
    let mut place_in_file = json!({"artifactLocation": {"uri": uri(&finding.path)}});
    if let Some((start, end)) = place(finding, text_of) {
        place_in_file["region"] =
            json!({"startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1});
    }
    json!({
        "ruleId": finding.code,
        "level": level,
        "message": {"text": message},
        "locations": [{"physicalLocation": place_in_file}],
    })
}

/// A path as part of an address.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// The one-based line and column at which a finding begins and ends, where its file's text is known.
fn place<'a>(
    finding: &Diagnostic,
    text_of: &impl Fn(&str) -> Option<&'a str>,
) -> Option<((usize, usize), (usize, usize))> {
    let span = finding.span.as_ref()?;
    let text = text_of(&finding.path)?;
    let span = clamp(span, text);
    Some((line_and_column(text, span.start), line_and_column(text, span.end)))
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
