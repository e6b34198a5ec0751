//! Objectives that begin with something that nobody can see.

use super::phrases::{Lists, Phrases, Word, stem, words};
use super::{Example, Finder, Lint, Subject, is_english};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "objective-verb",
    finds: "An objective that does not begin with something a person can be seen or heard to do.",
    why: "Nobody can tell whether somebody understands; all can tell whether they said it, and so can they.",
    example: Example {
        written: "---\ntitle: Triggers\nsummary: What starts an urge.\nobjectives:\n  - Understand what a trigger is.\n---\n\n## My triggers {.exercise}\n\nA trigger of mine: ______\n",
        better: "---\ntitle: Triggers\nsummary: What starts an urge.\nobjectives:\n  - Say in your own words what a trigger is.\n---\n\n## My triggers {.exercise}\n\nA trigger of mine: ______\n",
    },
    finder: Finder::Check(run),
};

/// The data file of this lint, which `objective-unmet` reads too.
pub const LISTS: &str = include_str!("lists/objectives.en.yaml");

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    if !is_english(subject) {
        return;
    }
    let verbs = Verbs::read();
    for lesson in subject
        .curriculum
        .modules
        .iter()
        .flat_map(|module| &module.lessons)
    {
        for objective in &lesson.objectives {
            let finding = match verbs.kind(&objective.value) {
                Kind::Seen => continue,
                Kind::Hidden(verb) => Diagnostic::warning(
                    LINT.code,
                    &lesson.page.path,
                    format!("“{verb}” is nothing that others can see or hear a person do"),
                ),
                Kind::Unknown(word) => Diagnostic::note(
                    LINT.code,
                    &lesson.page.path,
                    format!("this objective begins with “{word}”, which may not say what people do"),
                ),
            };
            findings.push(
                finding
                    .at(objective.span)
                    .help("Begin with what people do: say, name, list, show, point, choose, write, draw, try, plan, ask."),
            );
        }
    }
}

/// What an objective begins with.
pub enum Kind {
    Seen,
    Hidden(String),
    Unknown(String),
}

pub struct Verbs {
    before: Phrases,
    hidden: Phrases,
    seen: Phrases,
}

impl Verbs {
    pub fn read() -> Self {
        let lists = Lists::read(LISTS);
        Self {
            before: lists.phrases("before"),
            hidden: lists.phrases("hidden"),
            seen: lists.phrases("seen"),
        }
    }

    fn kind(&self, objective: &str) -> Kind {
        let words = words(objective);
        let at = self.start(&words);
        let Some(first) = words.get(at) else {
            return Kind::Seen;
        };
        if let Some(found) = self.hidden.at(&words, at) {
            let verb = words[found.start].range.start..words[found.end - 1].range.end;
            return Kind::Hidden(objective[verb].to_lowercase());
        }
        // `Names` and `naming` are `name`.
        let forms: Vec<Word> = [
            first.text.clone(),
            stem(&first.text),
            format!("{}e", stem(&first.text)),
        ]
        .into_iter()
        .map(|text| Word { text, range: 0..0 })
        .collect();
        if (0..forms.len()).any(|form| self.seen.at(&forms, form).is_some()) {
            Kind::Seen
        } else {
            Kind::Unknown(objective[first.range.clone()].to_owned())
        }
    }

    /// The position of the verb: after `you can`, and after an adverb.
    pub fn start(&self, words: &[Word]) -> usize {
        let mut at = 0;
        while at < words.len() {
            let is_adverb = words[at].text.ends_with("ly") && self.seen.at(words, at).is_none();
            match self.before.at(words, at) {
                Some(found) if found.end > at => at = found.end,
                _ if is_adverb => at += 1,
                _ => break,
            }
        }
        at
    }
}
