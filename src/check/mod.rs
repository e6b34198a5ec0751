//! The lints: one file each, and one table that lists them.

mod heading_order;
mod lesson_minutes;
mod picture_alt;
mod picture_safe;

use crate::curriculum::Curriculum;
use crate::diagnostic::Diagnostic;

/// One thing that is looked for.
pub struct Lint {
    /// The stable name, which its findings carry.
    pub code: &'static str,
    /// What it finds, in one sentence.
    pub finds: &'static str,
    /// Why that matters to a reader.
    pub why: &'static str,
    run: fn(&Curriculum, &mut Vec<Diagnostic>),
}

/// Every lint, in the order of the manual.
pub const LINTS: &[Lint] = &[
    heading_order::LINT,
    picture_alt::LINT,
    picture_safe::LINT,
    lesson_minutes::LINT,
];

/// Runs every lint.
pub fn check(curriculum: &Curriculum) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for lint in LINTS {
        (lint.run)(curriculum, &mut findings);
    }
    findings
}
