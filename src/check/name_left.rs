//! The words of the starter that stand for a programme's name, left where the name should be.

use super::{Example, Finder, Lint, Subject};
use crate::curriculum::WordsOf;
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "name-left",
    finds: "“Your programme's name” in `curriculum.yaml`, or “Your programme” in `resources.yaml`, where the name should be.",
    why: "It stands on every page and every sheet, beside the number.",
    example: Example {
        written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: Your programme's name\n",
        better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: River House\n",
    },
    finder: Finder::Text(run),
};

/// What the starter says in place of a name, in its own language and in its translation.
const PROGRAMS: [&str; 2] = ["Your programme's name", "El nombre de su programa"];
const OFFICES: [&str; 2] = ["Your programme", "Su programa"];

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    let file = |of: WordsOf| {
        if curriculum.is_original() {
            of.path()
        } else {
            of.path_in(&curriculum.language)
        }
    };
    let left = |of: WordsOf, name: &str, key: &str| {
        Diagnostic::warning(
            LINT.code,
            &file(of),
            format!("“{name}” still stands here in place of a name"),
        )
        .help(format!("Write after `{key}:` what people call you."))
    };
    let settings = &curriculum.settings;
    // A name that has no translation is told where it stands.
    let at = usize::from(!curriculum.is_original());
    if settings.program == PROGRAMS[at] {
        let finding = left(WordsOf::Curriculum, &settings.program, "program");
        let place = settings
            .places
            .get("program")
            .filter(|_| curriculum.is_original());
        findings.push(match place {
            Some(place) => finding.at(*place),
            None => finding,
        });
    }
    let own = curriculum.resource("programme");
    if let Some(own) = own.filter(|own| own.name == OFFICES[at]) {
        let finding = left(WordsOf::Resources, &own.name, "name");
        findings.push(if curriculum.is_original() {
            finding.at(own.span)
        } else {
            finding
        });
    }
}
