//! The sentences that make a lesson hard to read.

use super::reading::{Language, Sentence};
use super::reading_level::{self, is_above, readings};
use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "hard-sentence",
    finds: "The hardest sentences, up to five, of a page that reads above the limit; on any page, a sentence that is far above it.",
    why: "One long sentence can lose a reader who is tired or new to the language.",
    example: Example {
        written: "Take your time. When you have considered the available alternatives and their probable consequences, \
                  which can be done individually or together with another participant, record the situation that you would \
                  consider particularly challenging and the coping strategy that you anticipate using.\n",
        better: "Take your time. Think about what you could do, alone or with a partner. Then write down one hard \
                 situation. Next to it, write what you will try.\n",
    },
    finder: Finder::Text(run),
};

/// The most that are shown of a page.
const MOST: usize = 5;
/// A shorter sentence is not hard, whatever its words: they are names of things, or the only ones there are.
const FEWEST_WORDS: usize = 10;
/// Far above the limit: so many words and grades.
const FAR_WORDS: usize = 25;
const FAR_GRADES: f64 = 6.0;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let limit = subject.curriculum.settings.checks.grade;
    for (page, language, reading) in readings(subject) {
        // Who lets a page be hard has read its sentences.
        let is_allowed = page
            .exceptions
            .iter()
            .any(|exception| exception.code == reading_level::LINT.code);
        let all = is_above(reading, limit) && !is_allowed;
        let mut hard: Vec<&Sentence> = reading
            .sentences
            .iter()
            .filter(|sentence| {
                let above = sentence.grade - f64::from(limit);
                let is_far = sentence.words >= FAR_WORDS && above > FAR_GRADES;
                is_far || all && sentence.words >= FEWEST_WORDS && above > 0.0
            })
            .collect();
        hard.sort_by(|a, b| b.grade.total_cmp(&a.grade));
        for sentence in hard.into_iter().take(MOST) {
            findings.push(
                Diagnostic::note(
                    LINT.code,
                    &page.path,
                    format!(
                        "a hard sentence, grade {:.1}: {}",
                        sentence.grade,
                        reasons(sentence, language)
                    ),
                )
                .at(sentence.span)
                .help("Say one thing in each sentence, in words that you would use when you talk."),
            );
        }
    }
}

/// `27 words; long ones: “considerable”, “consequently”`
fn reasons(sentence: &Sentence, language: Language) -> String {
    let mut long: Vec<&String> = sentence.long.iter().collect();
    long.sort_by_key(|word| std::cmp::Reverse(super::reading::syllables(word, language)));
    let shown: Vec<String> = long.iter().take(4).map(|word| format!("“{word}”")).collect();
    match shown.len() {
        0 => format!("{} words", sentence.words),
        _ => format!("{} words; long ones: {}", sentence.words, shown.join(", ")),
    }
}
