//! Sources that nobody could look up.

use super::{Example, Finder, Lint, Subject, sources_file};
use crate::curriculum::Source;
use crate::diagnostic::{Diagnostic, Severity};

pub const LINT: Lint = Lint {
    code: "source-incomplete",
    finds: "A source without a title, an author or an organisation, or a date.",
    why: "A source that nobody can find is no source, and one without a date may be long out of use.",
    example: Example {
        written: "-- sources.yaml --\nmanual:\n  type: book\n  title: A manual\n",
        better: "-- sources.yaml --\nmanual:\n  type: book\n  title: A manual\n  author: {name: Center for Substance Abuse Treatment}\n  date: 2006\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for (key, source) in &subject.curriculum.sources {
        let lacks = lacks(source);
        let Some(severity) = lacks.iter().map(|(_, severity)| *severity).min() else {
            continue;
        };
        let names: Vec<&str> = lacks.iter().map(|(what, _)| *what).collect();
        findings.push(
            Diagnostic {
                severity,
                ..Diagnostic::note(
                    LINT.code,
                    &sources_file(),
                    format!("`{key}` has no {}", names.join(" and no ")),
                )
            }
            .at(source.span)
            .help("Add it as `title:`, `author:` (for an organisation: `author: {name: …}`) or `date:` below the key."),
        );
    }
}

/// What an entry lacks, and how bad that is.
fn lacks(source: &Source) -> Vec<(&'static str, Severity)> {
    let mut lacks = Vec::new();
    if source.title.is_none() {
        lacks.push(("title", Severity::Warning));
    }
    if !source.has_author && !source.is_law {
        lacks.push(("author", Severity::Warning));
    }
    if !source.has_date {
        // Many web pages of agencies show no date.
        let severity = match source.web {
            Some(_) => Severity::Note,
            None => Severity::Warning,
        };
        lacks.push(("date", severity));
    }
    lacks
}
