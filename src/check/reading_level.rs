//! Lessons and handouts that are harder to read than the programme wants.

use super::reading::{self, Language, Reading};
use super::{Example, Finder, Lint, Subject};
use crate::curriculum::Page;
use crate::diagnostic::Diagnostic;
use crate::document::PageId;

pub const LINT: Lint = Lint {
    code: "reading-level",
    finds: "A lesson or handout whose reading grade is above `grade` in `checks` of `curriculum.yaml` (6 when it is left out).",
    why: "Stress, poor sleep and withdrawal make reading hard; a text that is too hard is not read.",
    example: Example {
        written: "Individuals who are experiencing considerable psychological difficulties frequently discover that \
                  participating in regular physical activities contributes significantly to emotional stability. \
                  Professional organisations consequently recommend incorporating appropriate exercise into \
                  individual recovery planning whenever participants are medically capable of undertaking it.\n",
        better: "Hard days wear you out. Moving your body can help. A short walk is enough. You can go with a friend, \
                 or on your own. Ask your doctor first if you have been ill. Pick a time that fits your day, and put \
                 it in your plan.\n",
    },
    finder: Finder::Text(run),
};

/// A grade of fewer words than this says little.
const FEWEST_WORDS: usize = 20;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let limit = subject.curriculum.settings.checks.grade;
    for (page, language, reading) in readings(subject) {
        if is_above(reading, limit) {
            findings.push(
                Diagnostic::warning(LINT.code, &page.path, message(reading, language, limit))
                    .at(page.front.get("title").copied().unwrap_or_default())
                    .help(
                        "Cut long sentences in two and use shorter words, the sentences noted below first; \
                         or raise `grade` under `checks` in curriculum.yaml.",
                    ),
            );
        }
    }
}

fn message(reading: &Reading, language: Language, limit: u32) -> String {
    let grade = reading.grade;
    match language {
        Language::English => format!("this reads at grade {grade:.1}; the limit is grade {limit}"),
        Language::Spanish => format!(
            "this reads at grade {grade:.1} (Fernández Huerta {:.0}, INFLESZ “{}”); the limit is grade {limit}",
            reading.ease,
            reading::inflesz(reading.size)
        ),
    }
}

/// Whether a text is above the limit, as far as its length lets one tell. What shows as `6.0` is not above 6.
pub fn is_above(reading: &Reading, limit: u32) -> bool {
    reading.size.words >= FEWEST_WORDS && (reading.grade * 10.0).round() > f64::from(limit) * 10.0
}

/// How hard each lesson and each handout is; nothing for a language that cannot be measured.
pub fn readings<'a>(subject: &'a Subject) -> impl Iterator<Item = (&'a Page, Language, &'a Reading)> {
    let language = Language::from_code(&subject.curriculum.language);
    subject
        .pages()
        .filter(|(id, _, _)| !matches!(id, PageId::Module(_)))
        .filter_map(move |(id, page, _)| Some((page, language?, subject.reading(id)?)))
}
