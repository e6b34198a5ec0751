//! Translations of a text that was changed since.

use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "translation-stale",
    finds: "A translation whose original was changed since, or that does not say what it translates.",
    why: "What was put right in the original may still be wrong in the translation, and nobody would know.",
    example: Example {
        written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n\
                  -- modules/01-triggers/module.md --\n---\ntitle: Triggers\ncode: TR\nsummary: What starts an urge.\n---\n\nAn urge has a start.\n\
                  -- modules/01-triggers/module.es.md --\n---\ntitle: Detonantes\ncode: TR\nsummary: Lo que inicia un impulso.\n\
                  translates: 000000000000\n---\n\nUn impulso tiene un inicio.\n",
        better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n\
                  -- modules/01-triggers/module.md --\n---\ntitle: Triggers\ncode: TR\nsummary: What starts an urge.\n---\n\nAn urge has a start.\n\
                 -- modules/01-triggers/module.es.md --\n---\ntitle: Detonantes\ncode: TR\nsummary: Lo que inicia un impulso.\n\
                 translates: 8eb374b8eba5\n---\n\nUn impulso tiene un inicio.\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for translation in &subject.curriculum.translations {
        let original = subject.curriculum.page(translation.of);
        let path = &translation.page.path;
        let (message, place, help) = match &translation.translates {
            Some(made_of) if made_of.value == original.hash => continue,
            Some(made_of) => (
                format!("`{}` was changed after it was translated", original.path),
                Some(made_of.span),
                format!(
                    "Compare the two, put the translation right, then write `translates: {}`.",
                    original.hash
                ),
            ),
            None => (
                format!(
                    "this does not say which text of `{}` it translates",
                    original.path
                ),
                translation.page.front.get("title").copied(),
                format!(
                    "When it says what the original says today, add `translates: {}` at the top.",
                    original.hash
                ),
            ),
        };
        let finding = Diagnostic::warning(LINT.code, path, message).help(help);
        findings.push(match place {
            Some(place) => finding.at(place),
            None => finding,
        });
    }
}
