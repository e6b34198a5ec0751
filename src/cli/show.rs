//! Findings and lints in the words of the terminal.

use std::process::ExitCode;

use crate::check::{self, Example, Finder, Lint};
use crate::diagnostic::{Diagnostic, line_and_column};

/// Says what was written, or what was wrong and that `nothing` came of it.
pub fn outcome(done: Result<Vec<String>, Vec<String>>, nothing: &str) -> ExitCode {
    match done {
        Ok(lines) => {
            for line in lines {
                say!("{line}");
            }
            ExitCode::SUCCESS
        }
        Err(messages) => {
            for message in messages {
                eprintln!("error: {message}");
            }
            eprintln!("{nothing}");
            ExitCode::FAILURE
        }
    }
}

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
    check::lint(code).map(|lint| (lint.finds, lint.why))
}

/// The page of the manual about one lint, for a terminal.
pub fn lint(lint: &Lint) -> String {
    format!(
        "{}\n\n{}\n\nWhy it matters\n{}\n\n{}\n\n{}",
        lint.code,
        lint.finds,
        lint.why,
        example(&lint.example),
        how_to_allow(lint)
    )
}

fn example(example: &Example) -> String {
    if example.is_in_words() {
        return format!("What to do\n{}", example.better);
    }
    let indented = |text: &str| {
        let lines = text.trim_end().lines();
        lines
            .map(|line| format!("    {}", visible(line)).trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!(
        "Instead of\n{}\n\nWrite\n{}",
        indented(example.written),
        indented(example.better)
    )
}

/// The line with a sign in the place of each control character, which a terminal would obey.
fn visible(line: &str) -> String {
    let sign = |letter: char| char::from_u32(0x2400 + u32::from(letter)).filter(|_| letter < ' ');
    line.chars()
        .map(|letter| sign(letter).unwrap_or(letter))
        .collect()
}

fn how_to_allow(lint: &Lint) -> String {
    match lint.finder {
        Finder::Reader => "This cannot be allowed: put it right where it stands.".to_owned(),
        Finder::Build(_) => "This cannot be allowed: it would mislead or harm a reader.".to_owned(),
        Finder::Warning(_) => format!(
            "To let it pass, with a reason that every report shows, write in curriculum.yaml\n\n    \
             checks:\n      allow:\n        {}: why it is right here",
            lint.code
        ),
        Finder::Check(_) | Finder::Text(_) | Finder::Print(_) | Finder::Plan(_) => format!(
            "To let it pass, with a reason that every report shows, write at the top of the file\n\n    \
             allow:\n      {}: why it is right here\n\nor the same under `checks:` in curriculum.yaml, for all files.",
            lint.code
        ),
    }
}

/// Every code with what it finds, a line each.
pub fn lints() -> String {
    let width = check::all().map(|lint| lint.code.len()).max().unwrap_or_default();
    let lines: Vec<String> = check::all()
        .map(|lint| format!("{:width$}  {}", lint.code, lint.finds))
        .collect();
    lines.join("\n")
}

/// The page of the manual that lists every check, in Markdown.
pub fn manual() -> String {
    let part = |title: &str, lead: &str, is_part: fn(&Finder) -> bool| {
        let rows = check::all().filter(|lint| is_part(&lint.finder));
        let rows: String = rows
            .map(|lint| {
                format!(
                    "| `{}` | {} | {} |\n",
                    lint.code,
                    cell(lint.finds),
                    cell(lint.why)
                )
            })
            .collect();
        format!("## {title}\n\n{lead}\n\n| Code | What it finds | Why it matters |\n|---|---|---|\n{rows}")
    };
    format!(
        "---\ntitle: What is checked\nsummary: Every finding by its code, what it means, and whether it can be allowed.\n\
         reviewed: 2026-11-24\nallow:\n  code-mentioned: It speaks of codes in general.\n---\n\n`curricle explain CODE` shows an example of each, and what to write instead.\n\n{}\n{}",
        part(
            "What stops a build",
            "Nothing is published until it is right.",
            |finder| !finder.is_allowable(),
        ),
        part(
            "What a check tells you",
            "A build goes on. You can allow each of these, with a reason.",
            |finder| finder.is_allowable(),
        ),
    )
}

/// A text as a cell of a table: a bar would end it, and brackets or underscores would be read as marks.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for letter in text.chars() {
        if "|[]*<>\\".contains(letter) {
            cell.push('\\');
        }
        cell.push(letter);
    }
    cell
}
