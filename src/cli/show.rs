//! Findings and lints in the words of the terminal.

use crate::check::{Finder, LINTS, Lint};
use crate::diagnostic::{Diagnostic, line_and_column};

/// One line about a finding that an author lets pass.
pub fn exception<'a>(
    finding: &Diagnostic,
    reason: Option<&str>,
    text_of: impl Fn(&str) -> Option<&'a str>,
) -> String {
    let line = finding
        .span
        .as_ref()
        .and_then(|span| Some(line_and_column(text_of(&finding.path)?, span.start).0));
    let place = line.map_or_else(|| finding.path.clone(), |line| format!("{}:{line}", finding.path));
    format!(
        "allowed[{}]: {place}: {}\n  because: {}",
        finding.code,
        finding.message,
        reason
            .filter(|reason| !reason.is_empty())
            .unwrap_or("no reason is given"),
    )
}

/// What a code finds, and why that matters.
pub fn about(code: &str) -> Option<(&'static str, &'static str)> {
    crate::check::lint(code).map(|lint| (lint.finds, lint.why))
}

/// The page of the manual about one lint, for a terminal.
pub fn lint(lint: &Lint) -> String {
    let indented = |text: &str| {
        let lines = text.trim_end().lines();
        lines
            .map(|line| format!("    {line}").trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!(
        "{}\n\n{}\n\nWhy it matters\n{}\n\nInstead of\n{}\n\nWrite\n{}\n\n{}",
        lint.code,
        lint.finds,
        lint.why,
        indented(lint.example.written),
        indented(lint.example.better),
        how_to_allow(lint)
    )
}

fn how_to_allow(lint: &Lint) -> String {
    match lint.finder {
        Finder::Reader | Finder::Build(_) => {
            "This cannot be allowed: it would mislead or harm a reader, or cannot be read at all.".to_owned()
        }
        Finder::Check(_) => format!(
            "To let it pass, with a reason that every report shows, write at the top of the file\n\n    \
             allow:\n      {}: why it is right here\n\nor the same under `checks:` in curriculum.yaml, for all files.",
            lint.code
        ),
    }
}

/// Every code with what it finds, a line each.
pub fn lints() -> String {
    let width = LINTS.iter().map(|lint| lint.code.len()).max().unwrap_or_default();
    let lines: Vec<String> = LINTS
        .iter()
        .map(|lint| format!("{:width$}  {}", lint.code, lint.finds))
        .collect();
    lines.join("\n")
}
