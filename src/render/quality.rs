//! The quality report for staff: what an auditor or a board asks of each lesson, and every exception with its reason.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use serde::Serialize;

use super::Input;
use crate::check::{self, Subject};
use crate::curriculum::{Curriculum, Lesson, Module, direction};
use crate::diagnostic::Severity;
use crate::document::{Block, PageId, Section};
use crate::edition;
use crate::site;

/// A grade that fills the plot from edge to edge.
const HIGHEST_GRADE: f64 = 12.0;

#[derive(Serialize)]
struct Report<'a> {
    language: &'a str,
    /// `ltr` or `rtl`
    direction: &'static str,
    site: &'a str,
    program: &'a str,
    edition: &'a str,
    assets: String,
    t: &'a BTreeMap<String, String>,
    icons: &'a BTreeMap<String, String>,
    /// The highest grade that the programme allows.
    limit: u32,
    /// How far along the plot of grades the limit stands, in percent.
    limit_at: f64,
    review_months: u32,
    lessons: usize,
    hours: String,
    /// How many lessons are within the limit.
    within: usize,
    warnings: usize,
    notes: usize,
    modules: Vec<ModuleRow<'a>>,
    exceptions: Vec<ExceptionRow>,
}

#[derive(Serialize)]
struct ModuleRow<'a> {
    code: &'a str,
    title: &'a str,
    icon: Option<&'a str>,
    lessons: Vec<LessonRow<'a>>,
}

#[derive(Serialize)]
struct LessonRow<'a> {
    code: &'a str,
    title: &'a str,
    /// The reading grade, with one decimal.
    grade: Option<String>,
    /// How far along the plot the grade stands, in percent.
    grade_at: f64,
    /// Whether the grade is within the limit.
    within: bool,
    minutes: Option<u32>,
    /// The lesson's minutes by kind of activity, for the plot.
    parts: Vec<PartRow>,
    activities: usize,
    sources: usize,
    languages: String,
    /// `YYYY-MM-DD`
    reviewed: Option<String>,
    /// The day by which somebody should look again.
    due: Option<String>,
    warnings: usize,
}

/// A stretch of a lesson's time.
#[derive(Serialize)]
struct PartRow {
    kind: &'static str,
    minutes: u32,
    /// From the start of the lesson, in percent of its time.
    from: f64,
    /// In percent of its time.
    width: f64,
}

#[derive(Serialize)]
struct ExceptionRow {
    code: &'static str,
    path: String,
    /// How many findings it lets pass.
    findings: usize,
    message: String,
    reason: Option<String>,
}

/// The page at `from`, in the folder for staff.
///
/// # Errors
///
/// A sentence with the template's file and line when the theme cannot be filled in.
pub fn render(input: Input, from: &str) -> Result<String, String> {
    let curriculum = input.written;
    let settings = &curriculum.settings;
    // No day: the same curriculum gives the same report for ever, so it says when a review is due, not that it is late.
    let subject = Subject::new(input.files, curriculum, None);
    let checked = check::check(&subject);
    let modules: Vec<ModuleRow> = curriculum
        .modules
        .iter()
        .enumerate()
        .map(|(m, module)| module_row(&subject, &checked, m, module))
        .collect();
    let rows = || modules.iter().flat_map(|module| &module.lessons);
    let minutes: u32 = rows().filter_map(|row| row.minutes).sum();
    let count = |severity| {
        checked
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let report = Report {
        language: &curriculum.language,
        direction: direction(&curriculum.language).name(),
        site: &settings.title,
        program: &settings.program,
        edition: &settings.edition,
        assets: site::relative(from, &site::assets_folder(input.theme)),
        t: &input.theme.strings,
        icons: &input.theme.icons,
        limit: settings.checks.grade,
        limit_at: along(f64::from(settings.checks.grade)),
        review_months: settings.checks.review_months,
        lessons: rows().count(),
        hours: format!("{:.1}", f64::from(minutes) / 60.0),
        within: rows().filter(|row| row.within).count(),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        exceptions: exceptions(&checked),
        modules,
    };
    input.theme.render("pages/quality.html", &report)
}

fn module_row<'a>(
    subject: &Subject<'a>,
    checked: &check::Checked,
    m: usize,
    module: &'a Module,
) -> ModuleRow<'a> {
    let lessons = module.lessons.iter().enumerate();
    ModuleRow {
        code: &module.page.code,
        title: &module.page.title,
        icon: module.icon.as_deref(),
        lessons: lessons
            .map(|(l, lesson)| {
                let reading = subject.reading(PageId::Lesson(m, l));
                let grade = reading
                    .filter(|reading| reading.size.words > 0)
                    .map(|reading| reading.grade);
                lesson_row(subject.curriculum, lesson, grade, checked)
            })
            .collect(),
    }
}

fn lesson_row<'a>(
    curriculum: &Curriculum,
    lesson: &'a Lesson,
    grade: Option<f64>,
    checked: &check::Checked,
) -> LessonRow<'a> {
    let page = &lesson.page;
    let sections = sections(&page.body.blocks);
    let limit = f64::from(curriculum.settings.checks.grade);
    let warnings = checked.findings.iter();
    LessonRow {
        code: &page.code,
        title: &page.title,
        grade: grade.map(|grade| format!("{grade:.1}")),
        grade_at: along(grade.unwrap_or_default()),
        within: grade.is_none_or(|grade| grade <= limit),
        minutes: lesson.minutes,
        parts: parts(&sections),
        activities: sections
            .iter()
            .filter(|section| section.activity.is_some())
            .count(),
        sources: edition::screen(&page.body).cited().len(),
        languages: languages(curriculum, &page.code),
        reviewed: page.reviewed.map(|day| day.to_string()),
        due: page
            .reviewed
            .and_then(|day| due(day, curriculum.settings.checks.review_months))
            .map(|day| day.to_string()),
        warnings: warnings
            .filter(|finding| finding.path == page.path && finding.severity == Severity::Warning)
            .count(),
    }
}

fn due(reviewed: NaiveDate, months: u32) -> Option<NaiveDate> {
    reviewed.checked_add_months(Months::new(months))
}

/// How far along the plot a grade stands, in percent.
fn along(grade: f64) -> f64 {
    grade.clamp(0.0, HIGHEST_GRADE) / HIGHEST_GRADE * 100.0
}

/// The language that the lesson is written in, and those that it is translated into.
fn languages(curriculum: &Curriculum, code: &str) -> String {
    let own = curriculum.settings.languages.first().map(String::as_str);
    let translations = curriculum.translations.iter();
    let others = translations
        .filter(|translation| translation.page.code == code)
        .map(|translation| translation.page.language.as_str());
    own.into_iter().chain(others).collect::<Vec<_>>().join(", ")
}

/// The outermost sections.
fn sections(blocks: &[Block]) -> Vec<&Section> {
    let sections = blocks.iter().filter_map(|block| match block {
        Block::Section(section) => Some(section),
        _ => None,
    });
    sections.collect()
}

fn parts(sections: &[&Section]) -> Vec<PartRow> {
    let timed = sections
        .iter()
        .filter_map(|section| Some((section, section.minutes?)));
    let whole: u32 = timed.clone().map(|(_, minutes)| minutes).sum();
    let percent = |minutes: u32| f64::from(minutes) / f64::from(whole.max(1)) * 100.0;
    let mut from = 0;
    timed
        .map(|(section, minutes)| {
            let row = PartRow {
                kind: section
                    .activity
                    .as_ref()
                    .map_or("text", |activity| activity.kind.name()),
                minutes,
                from: percent(from),
                width: percent(minutes),
            };
            from += minutes;
            row
        })
        .collect()
}

/// Every exception, with the findings that it lets pass counted.
fn exceptions(checked: &check::Checked) -> Vec<ExceptionRow> {
    let mut rows: Vec<ExceptionRow> = Vec::new();
    for (finding, reason) in &checked.allowed {
        match rows
            .iter_mut()
            .find(|row| row.code == finding.code && row.path == finding.path)
        {
            Some(row) => row.findings += 1,
            None => rows.push(ExceptionRow {
                code: finding.code,
                path: finding.path.clone(),
                findings: 1,
                message: finding.message.clone(),
                reason: reason.clone(),
            }),
        }
    }
    rows
}
