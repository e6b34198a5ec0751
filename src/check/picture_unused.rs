//! Pictures that no page shows.

use super::{Example, Finder, Lint, Subject, places};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "picture-unused",
    finds: "A picture that no page shows.",
    why: "It may be that a page was meant to show it, and readers miss it; if not, it is only in the way.",
    example: Example {
        written: "-- modules/01-triggers/images/new.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
        better: "-- modules/01-triggers/images/new.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n\
                 -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\n![A chain of four links](images/new.svg)\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let shown = places::shown_pictures(subject);
    for path in subject.curriculum.images.keys() {
        if !shown.contains(path.as_str()) {
            findings.push(
                Diagnostic::warning(LINT.code, path, "no page shows this picture")
                    .help("Show it where it belongs, `![What it shows](images/…)`, or delete the file."),
            );
        }
    }
}
