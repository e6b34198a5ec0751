//! `curricle check`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::pack::PACKS;
use super::{Format, show};
use crate::check::{self, Checked, Subject};
use crate::curriculum::{Curriculum, IndividualPlan};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::files::Files;
use crate::inputs::Inputs;
use crate::parse::yaml;
use crate::site::Part;
use crate::starter;

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder that holds `curriculum/` and `themes/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// How findings are shown
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Fail on these too
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Do not lay out the printed pages: nothing is said about sheets that are too full
    #[arg(long)]
    quick: bool,
    /// The day from which ages are counted [default: the day of the newest commit]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    today: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings; notes never fail
    Warnings,
}

pub fn parse_date(text: &str) -> Result<NaiveDate, String> {
    yaml::date(text).ok_or_else(|| "expected a day such as 2026-11-23".to_owned())
}

/// Checks; 0 when nothing must be put right, 1 when something must.
pub fn run(arguments: &Arguments) -> ExitCode {
    let inputs = Inputs::read(&arguments.root);
    let files = inputs.files();
    let (plan, mut findings) = inputs.plan(&Part::ALL, None);
    let today = arguments.today.or_else(|| newest_commit(&arguments.root));
    let mut subject = Subject::new(files, &plan.curriculum, today);
    // A faulty curriculum may not be printable at all.
    if !arguments.quick && !diagnostic::has_errors(&inputs.all(&plan.curriculum, findings.clone())) {
        match plan.proofs() {
            Ok(proofs) => subject = subject.with_proofs(proofs),
            Err(faults) => {
                for fault in faults {
                    eprintln!("error: {fault}");
                }
                return ExitCode::FAILURE;
            }
        }
    }
    let Checked {
        findings: found,
        mut allowed,
    } = check::check(&subject);
    findings.extend(found);
    let (_, of_plans) = check::check_plans(&subject);
    findings.extend(of_plans.findings);
    findings.extend(plans_in_repository(&arguments.root, files));
    allowed.extend(of_plans.allowed);
    findings.extend(inputs.source());
    let findings = inputs.all(&plan.curriculum, findings);
    let text_of = |path: &str| files.text(path);
    match arguments.format {
        Format::Text => {
            let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            tell!("{}", diagnostic::to_text(&findings, text_of, color));
            for (finding, reason) in &allowed {
                say!("{}", show::exception(finding, reason.as_deref(), text_of));
            }
            if !allowed.is_empty() {
                say!("");
            }
            say!(
                "{}",
                summary(&plan.curriculum, &diagnostic::count(&findings), today)
            );
        }
        Format::Json => say!("{}", diagnostic::to_json(&findings, text_of)),
        Format::Github => tell!("{}", diagnostic::to_github(&findings, text_of)),
        Format::Sarif => say!(
            "{}",
            diagnostic::to_sarif(&findings, &allowed, text_of, show::about)
        ),
    }
    let fails = |severity| match severity {
        Severity::Error => true,
        Severity::Warning => arguments.deny == Some(Deny::Warnings),
        Severity::Note => false,
    };
    if findings.iter().any(|finding| fails(finding.severity)) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// `18 lessons and 12 handouts checked as of 2026-11-23: 2 warnings. …`
fn summary(curriculum: &Curriculum, count: &str, today: Option<NaiveDate>) -> String {
    let lessons: usize = curriculum.modules.iter().map(|module| module.lessons.len()).sum();
    let handouts: usize = curriculum
        .modules
        .iter()
        .map(|module| module.handouts.len())
        .sum();
    let of = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let (date, hint) = match today {
        Some(today) => (format!(", as of {today}"), ""),
        None => (
            String::new(),
            "\nNo ages were checked: this folder has no commit. Say the day with --today YYYY-MM-DD.",
        ),
    };
    let explain = if count == "no errors" {
        ""
    } else {
        "\nWhat a finding means: curricle explain CODE"
    };
    format!(
        "{} and {} checked{date}: {count}.{explain}{hint}",
        of(lessons, "lesson"),
        of(handouts, "handout")
    )
}

/// The day of the newest commit of the repository that `root` is in, where there is one.
///
/// The day comes from git and not from the clock, so that the same commit gets the same findings for ever.
pub fn newest_commit(root: &Path) -> Option<NaiveDate> {
    let output = std::process::Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["log", "-1", "--format=%cs"])
        .output()
        .ok()?;
    yaml::date(std::str::from_utf8(&output.stdout).ok()?.trim())
}

/// The plans and packs that the repository of `root` holds; the samples of the starter are of nobody.
fn plans_in_repository(root: &Path, files: &Files) -> Option<Diagnostic> {
    let output = std::process::Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["ls-files", "--", &IndividualPlan::folder(), PACKS])
        .output()
        .ok()?;
    let listed = String::from_utf8_lossy(&output.stdout);
    let samples = starter::curriculum();
    let is_sample = |path: &&str| {
        files
            .bytes(path)
            .is_some_and(|own| samples.bytes(path) == Some(own))
    };
    let held: Vec<&str> = listed.lines().filter(|path| !is_sample(path)).collect();
    let (first, more) = held.split_first()?;
    let more = if more.is_empty() {
        String::new()
    } else {
        format!(", and {} more like it", more.len())
    };
    Some(
        Diagnostic::warning(
            "plan-in-repository",
            first,
            format!("the repository holds this{more}: whoever can read it learns what was chosen for a person"),
        )
        .help(
            "Write `/curriculum/plans/` and `/packs/` into `.gitignore`, then run `git rm --cached -r --ignore-unmatch curriculum/plans packs`. \
             What was pushed before stays in the history.",
        ),
    )
}
