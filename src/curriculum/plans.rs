//! `plans/*.yaml`: lessons chosen for one person, under a pack number.
//!
//! A [`Curriculum`] holds none of them. Whoever needs one reads it with [`individual_plans`], and a build does not: so nothing of a
//! plan can stand in what is published.

use std::collections::BTreeMap;

use super::pages::known_names;
use super::settings::file;
use super::{Curriculum, FOLDER, Lesson, Paper};
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::parse::yaml::{Exception, Fields, Node, Spot, Value};

/// What staff chose for one person, whom it does not name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IndividualPlan {
    /// The file, from the root.
    pub path: String,
    /// The number that stands on the pack, such as `P-01`.
    pub pack: String,
    /// The id of a track.
    pub track: Option<Spot<String>>,
    /// The code of a language of the curriculum.
    pub language: Option<Spot<String>>,
    pub large_print: bool,
    pub paper: Option<Paper>,
    /// The group that the person comes to.
    pub cohort: Option<Spot<String>>,
    /// Each the key of a goal of `curriculum.yaml`, or the person's own words.
    pub goals: Vec<Spot<String>>,
    pub strengths: Vec<Spot<String>>,
    pub needs: Vec<Spot<String>>,
    /// In the order in which they come.
    pub lessons: Vec<ChosenLesson>,
    /// Codes of handouts.
    pub handouts: Vec<Spot<String>>,
    /// What its author lets pass.
    pub exceptions: Vec<Exception>,
}

/// A lesson of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChosenLesson {
    pub code: Spot<String>,
    /// Why this person gets it; for staff.
    pub why: Option<Spot<String>>,
    /// When, in a few words; for staff.
    pub when: Option<Spot<String>>,
}

impl IndividualPlan {
    /// The folder of plans under the root.
    pub fn folder() -> String {
        format!("{FOLDER}/plans")
    }

    /// Every text that staff wrote in their own words, with what kind it is.
    pub fn words(&self) -> impl Iterator<Item = (Wording, &Spot<String>)> {
        let lists = [&self.goals, &self.strengths, &self.needs];
        let lists = lists.into_iter().flatten().map(|text| (Wording::Sentence, text));
        let of_lessons = self.lessons.iter().flat_map(|lesson| {
            let why = lesson.why.iter().map(|text| (Wording::Sentence, text));
            why.chain(lesson.when.iter().map(|text| (Wording::Time, text)))
        });
        let cohort = self.cohort.iter().map(|text| (Wording::Time, text));
        cohort.chain(lists).chain(of_lessons)
    }

    /// The lesson that stands under `code`.
    pub fn lesson<'c>(curriculum: &'c Curriculum, code: &str) -> Option<&'c Lesson> {
        let mut lessons = curriculum.modules.iter().flat_map(|module| &module.lessons);
        lessons.find(|lesson| lesson.page.code == code)
    }
}

/// What a text of a plan says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// Something about the person.
    Sentence,
    /// When or with whom something is, where a day is no secret.
    Time,
}

/// Reads every plan in `files`, with everything that is wrong in them.
pub fn individual_plans(
    files: &Files,
    curriculum: &Curriculum,
    findings: &mut Vec<Diagnostic>,
) -> Vec<IndividualPlan> {
    let mut plans = Vec::new();
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (path, _) in files.under(&IndividualPlan::folder()) {
        if !path.ends_with(".yaml") {
            findings.push(
                Diagnostic::warning("file-unused", path, "this file is no plan")
                    .help("A plan is a file `plans/NAME.yaml`. Keep other files elsewhere."),
            );
            continue;
        }
        let Some(node) = file(files, path, findings) else {
            continue;
        };
        let plan = plan(path, &node, curriculum, findings);
        let owner = owners.get(&plan.pack.to_lowercase());
        if let Some(wrong) = owner.map_or_else(
            || (!is_number(&plan.pack)).then(|| format!("`{}` is no pack number", plan.pack)),
            |owner| Some(format!("`{}` is the pack number of `{owner}` already", plan.pack)),
        ) {
            let finding = Diagnostic::error("plan-pack", path, wrong).help(
                "Give each plan a number of its own, of letters, digits and hyphens, such as `P-01`. Who it is for stands in your records alone.",
            );
            let place = node.get("pack").map(|node| node.span);
            findings.push(match place {
                Some(place) => finding.at(place),
                None => finding,
            });
        }
        owners.insert(plan.pack.to_lowercase(), path.to_owned());
        plans.push(plan);
    }
    plans
}

/// Whether it can stand in a file's name anywhere.
fn is_number(pack: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    (1..=20).contains(&pack.len())
        && pack.chars().all(is_plain)
        && pack.contains(|letter: char| letter.is_ascii_digit())
}

fn plan(path: &str, node: &Node, curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) -> IndividualPlan {
    let mut fields = Fields::new(path, node, findings);
    let pack = fields.required_text("pack");
    let track = fields.spot("track");
    let language = fields.spot("language");
    let large_print = fields.flag("large-print");
    let paper = fields.one_of("paper", Paper::from_name, Paper::ALL.map(Paper::name));
    let cohort = fields.spot("cohort");
    let goals = fields.texts("goals");
    let strengths = fields.texts("strengths");
    let needs = fields.texts("needs");
    let lessons = fields.list("lessons");
    let handouts = fields.texts("handouts");
    let exceptions = fields.exceptions();
    fields.finish();
    let lessons: Vec<ChosenLesson> = lessons.iter().map(|item| chosen(path, item, findings)).collect();
    if lessons.is_empty() && handouts.is_empty() {
        findings.push(
            Diagnostic::error("front-matter-missing", path, "this plan chooses no lesson")
                .help("List their codes: `lessons: [TR-1, ST-2]`."),
        );
    }
    let settings = &curriculum.settings;
    let mut known = |what: &str, name: &Option<Spot<String>>, known: &[&str]| {
        let name: Vec<_> = name.iter().cloned().collect();
        known_names(path, what, &name, known.iter().copied(), findings);
    };
    let tracks: Vec<&str> = settings.tracks.iter().map(|track| track.id.as_str()).collect();
    known("a track of curriculum.yaml", &track, &tracks);
    let languages: Vec<&str> = settings.languages.iter().map(String::as_str).collect();
    known("a language of curriculum.yaml", &language, &languages);
    // Where no cohort is written down, it is a word for staff.
    let cohorts: Vec<&str> = curriculum
        .cohorts
        .iter()
        .map(|cohort| cohort.id.as_str())
        .collect();
    if !cohorts.is_empty() {
        known("a cohort of cohorts.yaml", &cohort, &cohorts);
    }
    known_goals(path, &goals, curriculum, findings);
    let codes: Vec<Spot<String>> = lessons.iter().map(|lesson| lesson.code.clone()).collect();
    let modules = || curriculum.modules.iter();
    let of_lessons = modules().flat_map(|module| &module.lessons);
    let of_lessons: Vec<&str> = of_lessons.map(|lesson| lesson.page.code.as_str()).collect();
    known_codes(curriculum, path, "lesson", &codes, &of_lessons, findings);
    let of_handouts = modules().flat_map(|module| &module.handouts);
    let of_handouts: Vec<&str> = of_handouts.map(|handout| handout.page.code.as_str()).collect();
    known_codes(curriculum, path, "handout", &handouts, &of_handouts, findings);
    IndividualPlan {
        path: path.to_owned(),
        pack,
        track,
        language,
        large_print,
        paper,
        cohort,
        goals,
        strengths,
        needs,
        lessons,
        handouts,
        exceptions,
    }
}

/// A lesson as its code alone, or with why and when.
fn chosen(path: &str, item: &Node, findings: &mut Vec<Diagnostic>) -> ChosenLesson {
    if let Value::Scalar(code) = &item.value {
        return ChosenLesson {
            code: Spot {
                value: code.trim().to_owned(),
                span: item.span,
            },
            why: None,
            when: None,
        };
    }
    let mut fields = Fields::new(path, item, findings);
    let code = fields.required_text("code");
    let place = item.get("code").map_or(item.span, |node| node.span);
    let lesson = ChosenLesson {
        code: Spot {
            value: code,
            span: place,
        },
        why: fields.spot("why"),
        when: fields.spot("when"),
    };
    fields.finish();
    lesson
}

/// A single word is meant as a key; a sentence is the person's own.
fn known_goals(path: &str, goals: &[Spot<String>], curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) {
    let known = curriculum.settings.goals.iter().map(|(key, _)| key.as_str());
    let keys: Vec<Spot<String>> = goals
        .iter()
        .filter(|goal| !goal.value.contains(' '))
        .cloned()
        .collect();
    known_names(path, "a goal of curriculum.yaml", &keys, known, findings);
}

fn known_codes(
    curriculum: &Curriculum,
    path: &str,
    what: &str,
    codes: &[Spot<String>],
    known: &[&str],
    findings: &mut Vec<Diagnostic>,
) {
    for code in codes.iter().filter(|code| !code.value.is_empty()) {
        if !known.contains(&code.value.as_str()) {
            let (message, help) = curriculum.unknown_code(what, &code.value, known.iter().copied());
            findings.push(
                Diagnostic::error("plan-lesson-unknown", path, message)
                    .at(code.span)
                    .help(help),
            );
        }
    }
}
