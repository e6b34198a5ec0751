//! The lints: one file each, and one table that lists them.
//!
//! `build` runs those that stop publishing, and warns of what may cost a life; `curricle check` runs all. An author may let a lint's finding pass, with a
//! reason that every report shows; a fault that stops publishing cannot be let pass.

mod activity_minutes;
mod activity_split;
mod adapts_unclear;
mod age;
mod alt_empty_words;
mod blank_narrow;
mod code_mentioned;
mod codes;
mod colour_alone;
mod contact_outside;
mod contact_texts;
mod contact_typed;
mod contacts;
mod disclosure_required;
mod drawing;
mod glossary;
mod grid_lesson_missing;
mod handout_large_print;
mod handout_too_long;
mod handout_unused;
mod hard_sentence;
mod hard_topics;
mod heading_order;
mod help_missing;
mod hint_left;
mod hours_low;
mod lesson_minutes;
mod link_hidden;
mod link_words;
mod lists;
mod name_left;
mod notice_missing;
mod objective_missing;
mod objective_unmet;
mod objective_verb;
mod passage;
mod phrases;
mod picture_alt;
mod picture_heavy;
mod picture_safe;
mod picture_unused;
mod places;
mod plan_name;
mod plan_track;
mod reader;
pub mod reading;
mod reading_level;
mod resource_old;
mod reviewed_missing;
mod reviewed_old;
mod source_incomplete;
mod source_listed;
mod source_needed;
mod source_unused;
mod table_head;
mod term_early;
mod term_unused;
mod track_missing;
mod translation_differs;
mod translation_missing;
mod translation_orphan;
mod translation_stale;
pub mod words;
mod words_stigma;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::curriculum::{Curriculum, FOLDER, IndividualPlan, Page, WordsOf, individual_plans};
use crate::diagnostic::{self, Diagnostic, suggest};
use crate::document::PageId;
use crate::edition::Proof;
use crate::files::Files;
use crate::parse::yaml::Exception;

use hard_topics::{Found, Topics};
pub use passage::{Passage, Role};
use reading::{Language, Names, Reading};

/// One kind of thing that is found, as the manual tells it.
pub struct Lint {
    /// The stable name, which its findings carry.
    pub code: &'static str,
    /// What it finds, in one sentence.
    pub finds: &'static str,
    /// Why that matters to a reader.
    pub why: &'static str,
    /// A lesson, or files, in which it is found; see [`Example`].
    pub example: Example,
    pub finder: Finder,
}

/// What an author wrote, and what to write instead.
///
/// Each is the body of a lesson, a lesson with its front matter, or files below `curriculum/` that each begin with a line
/// `-- path --`. The tests run every lint on both.
///
/// What no text can show, such as a file that is too large, is told [in words](Example::in_words).
#[derive(Clone, Copy)]
pub struct Example {
    pub written: &'static str,
    pub better: &'static str,
}

impl Example {
    /// What to do about something that no text can show, in a sentence.
    pub const fn in_words(better: &'static str) -> Self {
        Self { written: "", better }
    }

    /// Whether it is a sentence and no text that a test could run.
    pub fn is_in_words(&self) -> bool {
        self.written.is_empty()
    }
}

/// Who looks for it.
#[derive(Clone, Copy)]
pub enum Finder {
    /// Whoever reads, resolves or plans: it is found in every build and every check.
    Reader,
    /// Every build: it stops publishing.
    Build(fn(&Curriculum, &mut Vec<Diagnostic>)),
    /// Every build and every check, on the day of it: a programme may let it pass.
    Warning(fn(&Curriculum, Option<NaiveDate>, &mut Vec<Diagnostic>)),
    /// `curricle check`: an author may let it pass.
    Check(fn(&Subject, &mut Vec<Diagnostic>)),
    /// The same, of the words of a page: it reads each translation too, as a page of the curriculum in its language.
    Text(fn(&Subject, &mut Vec<Diagnostic>)),
    /// `curricle check`, once the pages are laid out: an author may let it pass.
    Print(fn(&Subject, &[Proof], &mut Vec<Diagnostic>)),
    /// `curricle check` and `curricle pack`, of the plans of single people: an author may let it pass.
    Plan(fn(&Subject, &[IndividualPlan], &mut Vec<Diagnostic>)),
}

impl Finder {
    /// Whether an author may let its findings pass.
    pub fn is_allowable(&self) -> bool {
        matches!(
            self,
            Finder::Warning(_) | Finder::Check(_) | Finder::Text(_) | Finder::Print(_) | Finder::Plan(_)
        )
    }
}

/// Every lint, in the order of the manual.
pub const LINTS: &[Lint] = &[
    heading_order::LINT,
    picture_alt::LINT,
    picture_safe::LINT,
    hint_left::LINT,
    name_left::LINT,
    lesson_minutes::LINT,
    activity_minutes::LINT,
    objective_missing::LINT,
    objective_verb::LINT,
    objective_unmet::LINT,
    source_needed::LINT,
    source_listed::LINT,
    source_unused::LINT,
    source_incomplete::LINT,
    reviewed_missing::LINT,
    reviewed_old::LINT,
    resource_old::LINT,
    notice_missing::LINT,
    help_missing::LINT,
    disclosure_required::LINT,
    contact_outside::LINT,
    contact_typed::LINT,
    reading_level::LINT,
    hard_sentence::LINT,
    words_stigma::LINT,
    alt_empty_words::LINT,
    link_words::LINT,
    table_head::LINT,
    colour_alone::LINT,
    picture_heavy::LINT,
    picture_unused::LINT,
    term_unused::LINT,
    term_early::LINT,
    track_missing::LINT,
    code_mentioned::LINT,
    handout_unused::LINT,
    hours_low::LINT,
    grid_lesson_missing::LINT,
    translation_missing::LINT,
    translation_stale::LINT,
    translation_orphan::LINT,
    translation_differs::LINT,
    link_hidden::LINT,
    adapts_unclear::LINT,
    blank_narrow::LINT,
    handout_too_long::LINT,
    handout_large_print::LINT,
    activity_split::LINT,
    plan_name::LINT,
    plan_track::LINT,
];

/// Everything that can be found: the lints, and what the other stages find.
pub fn all() -> impl Iterator<Item = &'static Lint> + Clone {
    LINTS.iter().chain(reader::LINTS)
}

/// What has this code.
pub fn lint(code: &str) -> Option<&'static Lint> {
    all().find(|lint| lint.code == code)
}

/// What lints look at.
pub struct Subject<'a> {
    pub files: &'a Files,
    pub curriculum: &'a Curriculum,
    /// The day from which ages are counted; without one, no age is looked at.
    pub today: Option<NaiveDate>,
    /// The texts of each page, in the order in which they are read; none of a page that is not in the curriculum's language.
    pub passages: BTreeMap<PageId, Vec<Passage>>,
    /// How hard each page is to read; none in a language that cannot be measured.
    readings: BTreeMap<PageId, Reading>,
    topics: Topics,
    /// The hard topics that each page speaks of.
    hard_topics: BTreeMap<PageId, Vec<Found>>,
    /// The definitions of the glossary, with their places in `glossary.yaml`.
    pub definitions: Vec<Passage>,
    /// How the printed things came out; `None` where they were not laid out.
    pub proofs: Option<Vec<Proof>>,
}

impl<'a> Subject<'a> {
    /// A curriculum to look at.
    pub fn new(files: &'a Files, curriculum: &'a Curriculum, today: Option<NaiveDate>) -> Self {
        let passages: BTreeMap<PageId, Vec<Passage>> = pages(curriculum)
            .map(|id| {
                let is_own = curriculum.page(id).language == curriculum.language;
                let passages = is_own.then(|| passage::passages(files, curriculum, id));
                (id, passages.unwrap_or_default())
            })
            .collect();
        let topics = Topics::read(curriculum);
        let hard_topics = pages(curriculum)
            .map(|id| (id, topics.of(curriculum.page(id), &passages[&id])))
            .collect();
        Self {
            files,
            curriculum,
            today,
            readings: readings(curriculum, &passages),
            topics,
            hard_topics,
            passages,
            definitions: passage::definitions(files, curriculum),
            proofs: None,
        }
    }

    /// With the printed things looked at too.
    pub fn with_proofs(self, proofs: Vec<Proof>) -> Self {
        Self {
            proofs: Some(proofs),
            ..self
        }
    }

    /// How hard the page is to read; `None` in a language that cannot be measured.
    pub fn reading(&self, id: PageId) -> Option<&Reading> {
        self.readings.get(&id)
    }

    /// Every page with its texts.
    pub fn pages(&self) -> impl Iterator<Item = (PageId, &Page, &[Passage])> {
        let pages = self.curriculum.pages();
        pages.map(|(id, page)| (id, page, self.passages[&id].as_slice()))
    }
}

/// Whether a curriculum is in English, for lints whose words are English only.
fn is_english(subject: &Subject) -> bool {
    subject.curriculum.language.starts_with("en")
}

fn resources_file() -> String {
    format!("{FOLDER}/resources.yaml")
}

fn cohorts_file() -> String {
    format!("{FOLDER}/cohorts.yaml")
}

fn sources_file() -> String {
    format!("{FOLDER}/sources.yaml")
}

fn pages(curriculum: &Curriculum) -> impl ParallelIterator<Item = PageId> {
    let pages: Vec<PageId> = curriculum.pages().map(|(id, _)| id).collect();
    pages.into_par_iter()
}

fn readings(curriculum: &Curriculum, passages: &BTreeMap<PageId, Vec<Passage>>) -> BTreeMap<PageId, Reading> {
    let Some(language) = Language::from_code(&curriculum.language) else {
        return BTreeMap::new();
    };
    let names = Names::new(curriculum);
    pages(curriculum)
        .map(|id| (id, reading::measure(&passages[&id], &names, language)))
        .collect()
}

/// What the lints found.
#[derive(Default)]
pub struct Checked {
    pub findings: Vec<Diagnostic>,
    /// What an author lets pass, with the reason.
    pub allowed: Vec<(Diagnostic, Option<String>)>,
}

/// What stops publishing a curriculum in its language.
pub fn faults(curriculum: &Curriculum) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for lint in LINTS {
        if let Finder::Build(run) = lint.finder {
            run(curriculum, &mut findings);
        }
    }
    of_own_files(curriculum, findings)
}

/// What does not stop publishing, and is too grave to wait for a check: places to get help that nobody has tried for long.
///
/// `today` is the day from which ages are counted.
pub fn warnings(curriculum: &Curriculum, today: Option<NaiveDate>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for lint in LINTS {
        if let Finder::Warning(run) = lint.finder {
            run(curriculum, today, &mut findings);
        }
    }
    let allowed = &curriculum.settings.checks.exceptions;
    findings.retain(|finding| !allowed.iter().any(|exception| exception.code == finding.code));
    findings
}

/// What a person should look at: every lint but those of [`faults`], on the original and on each translation.
pub fn check(subject: &Subject) -> Checked {
    let languages = subject.curriculum.settings.languages.par_iter().skip(1);
    let of_translations = languages.flat_map_iter(|language| translation(subject, language));
    let found = original(subject).chain(of_translations).collect();
    in_order(allow(subject, found))
}

/// The plans of single people, with what a person should look at in them. They are looked at apart, so that nothing that is rendered
/// from findings holds any of them.
pub fn check_plans(subject: &Subject) -> (Vec<IndividualPlan>, Checked) {
    let mut found = Vec::new();
    let plans = individual_plans(subject.files, subject.curriculum, &mut found);
    for lint in LINTS {
        if let Finder::Plan(run) = lint.finder {
            run(subject, &plans, &mut found);
        }
    }
    let everywhere = &subject.curriculum.settings.checks.exceptions;
    let mut checked = Checked::default();
    for finding in found {
        let own = plans.iter().filter(|plan| plan.path == finding.path);
        let mut exceptions = own.flat_map(|plan| &plan.exceptions).chain(everywhere);
        match exceptions.find(|exception| exception.code == finding.code) {
            Some(exception) => checked.allowed.push((finding, exception.reason.clone())),
            None => checked.findings.push(finding),
        }
    }
    for plan in &plans {
        for exception in &plan.exceptions {
            let is_used = checked
                .allowed
                .iter()
                .any(|(finding, _)| finding.path == plan.path && finding.code == exception.code);
            checked.findings.extend(doubt(&plan.path, exception, is_used));
        }
    }
    (plans, in_order(checked))
}

fn in_order(mut checked: Checked) -> Checked {
    diagnostic::sort(&mut checked.findings);
    checked.allowed.sort_by(|(a, _), (b, _)| {
        let key = |finding: &Diagnostic| {
            (
                finding.path.clone(),
                finding.code,
                finding.span.as_ref().map(|span| span.start),
            )
        };
        key(a).cmp(&key(b))
    });
    checked
}

fn original(subject: &Subject) -> impl ParallelIterator<Item = Diagnostic> {
    LINTS.par_iter().flat_map_iter(|lint| {
        let mut findings = Vec::new();
        match lint.finder {
            Finder::Check(run) | Finder::Text(run) => run(subject, &mut findings),
            Finder::Print(run) => printed(run, subject, subject, &mut findings),
            Finder::Warning(run) => run(subject.curriculum, subject.today, &mut findings),
            Finder::Reader | Finder::Build(_) | Finder::Plan(_) => {}
        }
        findings
    })
}

/// What the lints on words and on print say of the curriculum in another language; what is not translated was looked at already.
fn translation(subject: &Subject, language: &str) -> Vec<Diagnostic> {
    let original = subject.curriculum;
    let is_begun = original
        .translations
        .iter()
        .any(|translation| translation.page.language == language)
        || original.words.iter().any(|words| words.language == language);
    if !is_begun {
        return Vec::new();
    }
    let curriculum = original.in_language(language);
    let local = Subject::new(subject.files, &curriculum, subject.today);
    let mut findings = Vec::new();
    for lint in LINTS {
        match lint.finder {
            Finder::Text(run) => run(&local, &mut findings),
            Finder::Print(run) => printed(run, subject, &local, &mut findings),
            Finder::Reader | Finder::Build(_) | Finder::Warning(_) | Finder::Check(_) | Finder::Plan(_) => {}
        }
    }
    of_own_files(&curriculum, findings)
}

/// Runs a lint on what was printed in the language of `local`, where anything was.
fn printed(
    run: fn(&Subject, &[Proof], &mut Vec<Diagnostic>),
    subject: &Subject,
    local: &Subject,
    findings: &mut Vec<Diagnostic>,
) {
    if let Some(proofs) = &subject.proofs {
        let proofs = proofs.iter();
        let own: Vec<Proof> = proofs
            .filter(|proof| proof.language == local.curriculum.language)
            .cloned()
            .collect();
        run(local, &own, findings);
    }
}

/// Of what was found in a translated curriculum, what is in the files of its own language.
fn of_own_files(curriculum: &Curriculum, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if !curriculum.is_original() {
        let pages = curriculum.pages().map(|(_, page)| page);
        let own: BTreeSet<String> = pages
            .filter(|page| page.language == curriculum.language)
            .map(|page| page.path.clone())
            .chain(WordsOf::ALL.map(|of| of.path_in(&curriculum.language)))
            .collect();
        findings.retain(|finding| own.contains(&finding.path));
    }
    findings
}

/// Sets apart what an author lets pass, and reports exceptions that are unknown, without a reason, or not needed.
fn allow(subject: &Subject, found: Vec<Diagnostic>) -> Checked {
    let curriculum = subject.curriculum;
    let settings = format!("{FOLDER}/curriculum.yaml");
    let everywhere = &curriculum.settings.checks.exceptions;
    let translations = curriculum
        .translations
        .iter()
        .map(|translation| &translation.page);
    let of_pages: BTreeMap<&str, &[Exception]> = curriculum
        .pages()
        .map(|(_, page)| page)
        .chain(translations)
        .map(|page| (page.path.as_str(), page.exceptions.as_slice()))
        .collect();
    // What is right in the original is right in its translations.
    let of_originals: BTreeMap<&str, &[Exception]> = curriculum
        .translations
        .iter()
        .map(|translation| {
            let original = curriculum.page(translation.of);
            (translation.page.path.as_str(), original.exceptions.as_slice())
        })
        .collect();
    let mut checked = Checked::default();
    let mut used: Vec<*const Exception> = Vec::new();
    for finding in found {
        let own = of_pages.get(finding.path.as_str()).copied().unwrap_or_default();
        let original = of_originals.get(finding.path.as_str()).copied();
        match own
            .iter()
            .chain(original.unwrap_or_default())
            .chain(everywhere)
            .find(|exception| exception.code == finding.code)
        {
            Some(exception) => {
                used.push(exception);
                checked.allowed.push((finding, exception.reason.clone()));
            }
            None => checked.findings.push(finding),
        }
    }
    let exceptions = of_pages
        .into_iter()
        .chain([(settings.as_str(), everywhere.as_slice())])
        .flat_map(|(path, exceptions)| exceptions.iter().map(move |exception| (path, exception)));
    for (path, exception) in exceptions {
        let is_looked_at = match lint(&exception.code).map(|lint| lint.finder) {
            Some(Finder::Print(_)) => subject.proofs.is_some(),
            Some(Finder::Plan(_)) => false,
            _ => true,
        };
        let is_used = !is_looked_at || used.iter().any(|known| std::ptr::eq(*known, exception));
        checked.findings.extend(doubt(path, exception, is_used));
    }
    checked
}

/// What is wrong with an exception itself.
fn doubt(path: &str, exception: &Exception, is_used: bool) -> Option<Diagnostic> {
    let code = &exception.code;
    let known = LINTS.iter().filter(|lint| lint.finder.is_allowable());
    let finding = if !known.clone().any(|lint| lint.code == code) {
        Diagnostic::error(
            "exception-unknown",
            path,
            format!("`{code}` is not a check that can be allowed"),
        )
        .help(suggest(code, known.map(|lint| lint.code)))
    } else if !is_used {
        Diagnostic::warning(
            "exception-unused",
            path,
            format!("nothing here needs `{code}` to be allowed"),
        )
        .help("Delete this line of `allow`.")
    } else if exception.reason.as_ref().is_none_or(String::is_empty) {
        Diagnostic::note(
            "exception-reason",
            path,
            format!("`{code}` is allowed without a reason"),
        )
        .help(format!(
            "Write `allow:` and below it `{code}: why it is right here`."
        ))
    } else {
        return None;
    };
    Some(finding.at(exception.span))
}
