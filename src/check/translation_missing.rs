//! Pages that are not translated yet.

use super::{Example, Finder, Lint, Subject, places};
use crate::curriculum::{Curriculum, FOLDER, Page, WordsOf};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "translation-missing",
    finds: "A page, or a text of `curriculum.yaml`, `glossary.yaml`, `resources.yaml` or `cohorts.yaml`, that is not translated \
            into one of the languages of the curriculum.",
    why: "Somebody who reads in that language gets it in another.",
    example: Example {
        written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n",
        better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en]\n",
    },
    finder: Finder::Check(run),
};

/// More than so many are counted in one finding.
const MOST: usize = 5;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    for language in curriculum.settings.languages.iter().skip(1) {
        let is_there = |id| {
            let mut all = curriculum.translations.iter();
            all.any(|translation| translation.of == id && translation.page.language == *language)
        };
        let missing: Vec<&Page> = curriculum
            .pages()
            .filter(|(id, _)| !is_there(*id))
            .map(|(_, page)| page)
            .collect();
        let missing_pages = missing.len();
        if missing_pages > MOST {
            findings.push(counted(subject, language, &missing));
        } else {
            findings.extend(missing.into_iter().map(|page| one(language, page)));
        }
        // A programme that has not begun with a language hears of its pages first.
        if missing_pages < subject.passages.len() {
            findings.extend(
                WordsOf::ALL
                    .into_iter()
                    .filter_map(|of| words(curriculum, language, of)),
            );
        }
    }
}

/// What is not translated of the words beside the pages.
fn words(curriculum: &Curriculum, language: &str, of: WordsOf) -> Option<Diagnostic> {
    let own = curriculum
        .words
        .iter()
        .find(|words| words.of == of && words.language == language);
    let all = curriculum.words(of);
    let is_missing = |key: &&String| own.is_none_or(|own| !own.texts.contains_key(*key));
    let missing: Vec<&str> = all.keys().filter(is_missing).map(String::as_str).collect();
    let first = missing.first()?;
    let path = own.map_or_else(|| of.path(), |_| of.path_in(language));
    let finding = Diagnostic::note(
        LINT.code,
        &path,
        format!(
            "{} of {} texts of `{}.yaml` have no translation into `{language}`: {}{}",
            missing.len(),
            all.len(),
            of.name(),
            missing[..missing.len().min(MOST)].join(", "),
            if missing.len() > MOST { ", …" } else { "" }
        ),
    );
    Some(finding.help(format!(
        "Write them under the same keys in `{}.{language}.yaml`, and at its top `translates: {}`. In the original `{first}` says: {}",
        of.name(),
        curriculum.words_hash(of),
        all[*first]
    )))
}

fn one(language: &str, page: &Page) -> Diagnostic {
    let finding = Diagnostic::note(
        LINT.code,
        &page.path,
        format!("{} has no translation into `{language}`", page.code),
    )
    .help(format!(
        "Write it in `{}`, and there in the front matter `translates: {}`.",
        file(language, page),
        page.hash
    ));
    places::at_title(finding, page)
}

fn counted(subject: &Subject, language: &str, missing: &[&Page]) -> Diagnostic {
    let settings = &subject.curriculum.settings;
    let codes: Vec<&str> = missing.iter().map(|page| page.code.as_str()).collect();
    let rest = codes.len().saturating_sub(12);
    let finding = Diagnostic::note(
        LINT.code,
        &format!("{FOLDER}/curriculum.yaml"),
        format!(
            "{} of {} pages have no translation into `{language}`: {}{}",
            codes.len(),
            subject.passages.len(),
            codes[..codes.len() - rest].join(", "),
            if rest > 0 {
                format!(" and {rest} more")
            } else {
                String::new()
            }
        ),
    )
    .help(format!(
        "Begin with one: write {} in `{}`, and there in the front matter `translates: {}`.",
        missing[0].code,
        file(language, missing[0]),
        missing[0].hash
    ));
    match settings.places.get("languages") {
        Some(place) => finding.at(*place),
        None => finding,
    }
}

/// The name of the file that would translate a page.
fn file(language: &str, page: &Page) -> String {
    let name = page.path.rsplit('/').next().unwrap_or(&page.path);
    format!("{}.{language}.md", name.strip_suffix(".md").unwrap_or(name))
}
