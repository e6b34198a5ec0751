//! A lesson in a plan that is for others.

use super::{Example, Finder, Lint, Subject};
use crate::curriculum::IndividualPlan;
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "plan-track",
    finds: "A plan with a lesson that is not in the plan's track.",
    why: "It was written for other people: its examples may not fit, and parts of it may be left out of the pack.",
    example: Example {
        written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\ntracks:\n  days: {title: Days}\n  nights: {title: Nights}\n\
                  -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\ntracks: [days]\n---\n\nText.\n\
                  -- plans/p-01.yaml --\npack: P-01\ntrack: nights\nlessons: [TR-2]\n",
        better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\ntracks:\n  days: {title: Days}\n  nights: {title: Nights}\n\
                 -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\ntracks: [days]\n---\n\nText.\n\
                 -- plans/p-01.yaml --\npack: P-01\ntrack: days\nlessons: [TR-2]\n",
    },
    finder: Finder::Plan(run),
};

fn run(subject: &Subject, plans: &[IndividualPlan], findings: &mut Vec<Diagnostic>) {
    for plan in plans {
        let Some(track) = &plan.track else { continue };
        for chosen in &plan.lessons {
            let Some(lesson) = IndividualPlan::lesson(subject.curriculum, &chosen.code.value) else {
                continue;
            };
            if lesson.page.is_for(&track.value) {
                continue;
            }
            findings.push(
                Diagnostic::warning(
                    LINT.code,
                    &plan.path,
                    format!(
                        "{}, “{}”, is for {}, and this plan is in the track `{}`",
                        lesson.page.code,
                        lesson.page.title,
                        lesson.page.tracks.join(", "),
                        track.value
                    ),
                )
                .at(chosen.code.span)
                .help("Choose another lesson, or write `allow:` at the top and below it `plan-track: why this one`."),
            );
        }
    }
}
