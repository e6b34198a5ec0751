//! `curricle pack`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::build::Plan;
use crate::check::{self, Subject};
use crate::curriculum::{FOLDER, IndividualPlan, Language};
use crate::diagnostic::{self, Diagnostic, suggest};
use crate::edition::{Occasion, Product, Setting};
use crate::files::{Files, INPUT_FOLDERS};
use crate::inputs::Inputs;
use crate::publish;
use crate::site::{self, Part};

/// Where packs go under a root, unless another folder is named.
pub(super) const PACKS: &str = "packs";

#[derive(clap::Args)]
pub struct Arguments {
    /// The plan: its file, such as curriculum/plans/p-01.yaml, or its pack number, such as P-01
    #[arg(required = true, value_name = "PLAN")]
    plans: Vec<String>,
    /// The folder where the pack goes; never one that is published [default: ROOT/packs]
    #[arg(short = 'o', long = "out", value_name = "DIR")]
    out: Option<PathBuf>,
    /// With a field of a form for each space to answer, to be filled in on a screen
    #[arg(long)]
    fillable: bool,
    /// The folder that holds `curriculum/` and `themes/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The address of the published site, for the link with the plan in it
    #[arg(long, value_name = "URL", value_parser = super::build::parse_base_url)]
    base_url: Option<String>,
}

/// Prints packs; 1 when something must be put right first.
pub fn run(arguments: &Arguments) -> ExitCode {
    super::show::outcome(pack(arguments), "Nothing was packed.")
}

/// What was written, and the link of each plan.
fn pack(arguments: &Arguments) -> Result<Vec<String>, Vec<String>> {
    let out = folder(arguments).map_err(|message| vec![message])?;
    let (plan, individuals) = read(arguments)?;
    let mut lines = Vec::new();
    for individual in individuals {
        lines.extend(pack_one(arguments, &plan, individual, &out)?);
    }
    Ok(lines)
}

fn pack_one(
    arguments: &Arguments,
    plan: &Plan,
    individual: IndividualPlan,
    out: &Path,
) -> Result<Vec<String>, Vec<String>> {
    let language = individual.language.as_ref();
    let language = language.map_or(Ok(Language::FIRST), |code| plan.language(&code.value));
    let language = language.map_err(|message| vec![message])?;
    let curriculum = plan.curriculum_in(language);
    let usual = Setting::on(individual.paper.unwrap_or(curriculum.settings.paper));
    let workbook = Setting {
        large_print: individual.large_print,
        fillable: arguments.fillable,
        ..usual
    };
    let name = individual.pack.to_lowercase();
    let fragment = site::plan_fragment(&individual);
    let link = match &arguments.base_url {
        Some(base) => {
            let base = format!("{}/", base.trim_end_matches('/'));
            format!(
                "The lessons on a phone: {}",
                site::plan_link(curriculum, &base, &individual)
            )
        }
        None => format!(
            "The lessons on a phone: the address of your site and `{fragment}` behind it; with --base-url it stands on the cover, too."
        ),
    };
    let occasion = Occasion {
        plan: Some(individual),
        ..Occasion::default()
    };
    let mut lines = Vec::new();
    let workbook_ending = if arguments.fillable {
        "workbook-fillable"
    } else {
        "workbook"
    };
    for (product, setting, ending) in [
        (Product::Pack, workbook, workbook_ending),
        (Product::PackPlan, usual, "staff"),
    ] {
        let printed = plan.print(language, &[product], setting, &occasion, |_| None)?;
        let path = out.join(format!("{name}-{ending}.pdf"));
        for pdf in &printed {
            publish::print_out(&path, pdf).map_err(|message| vec![message])?;
        }
        lines.push(path.display().to_string());
    }
    lines.push(link);
    Ok(lines)
}

/// The plans that are asked for, when there is nothing that must be put right first.
fn read(arguments: &Arguments) -> Result<(Plan, Vec<IndividualPlan>), Vec<String>> {
    let inputs = Inputs::read(&arguments.root);
    let (plan, mut findings) = inputs.plan(&[Part::Print], arguments.base_url.as_deref());
    let (individuals, checked) = check::check_plans(&Subject::new(inputs.files(), &plan.curriculum, None));
    let (asked, unknown): (Vec<_>, Vec<_>) = arguments
        .plans
        .iter()
        .map(|word| asked(word, &arguments.root, &individuals))
        .partition(Result::is_ok);
    let asked: Vec<IndividualPlan> = asked.into_iter().filter_map(Result::ok).cloned().collect();
    // What is wrong in the plan of somebody else can wait.
    let is_asked = |finding: &Diagnostic| asked.iter().any(|plan| plan.path == finding.path);
    findings.extend(checked.findings.into_iter().filter(is_asked));
    let findings = inputs.all(&plan.curriculum, findings);
    show(&findings, inputs.files());
    let mut wrong: Vec<String> = unknown.into_iter().filter_map(Result::err).collect();
    if diagnostic::has_errors(&findings) {
        wrong.push(format!(
            "{} in the curriculum or the plan",
            diagnostic::count(&findings)
        ));
    }
    if wrong.is_empty() {
        Ok((plan, asked))
    } else {
        Err(wrong)
    }
}

fn show(findings: &[Diagnostic], files: &Files) {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    eprint!(
        "{}",
        diagnostic::to_text(findings, |path| files.text(path), color)
    );
}

/// The plan that `word` means: its number, or its file as it is seen from here, from the root or from `curriculum/`.
fn asked<'p>(word: &str, root: &Path, plans: &'p [IndividualPlan]) -> Result<&'p IndividualPlan, String> {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let typed = whole(Path::new(word));
    let is_it = |plan: &&IndividualPlan| {
        let inside = plan.path.strip_prefix(FOLDER).unwrap_or(&plan.path);
        plan.pack.eq_ignore_ascii_case(word)
            || word.replace('\\', "/") == inside.trim_start_matches('/')
            || whole(&root.join(&plan.path)) == typed
            || plan.path == word
    };
    plans.iter().find(is_it).ok_or_else(|| {
        let help = if plans.is_empty() {
            format!(
                "There is no plan yet: a plan is a file in `{}/`.",
                IndividualPlan::folder()
            )
        } else {
            suggest(&word.to_uppercase(), plans.iter().map(|plan| plan.pack.as_str()))
        };
        format!("`{word}` is no plan of this programme. {help}")
    })
}

/// Where packs go: a folder that is neither published nor read.
fn folder(arguments: &Arguments) -> Result<PathBuf, String> {
    let out = arguments
        .out
        .clone()
        .unwrap_or_else(|| arguments.root.join(PACKS));
    let whole =
        |path: &Path| std::path::absolute(path).map_err(|error| format!("{}: {error}", path.display()));
    let place = super::build::resolve(&whole(&out)?);
    for taken in INPUT_FOLDERS.iter().chain(&["public", "staff"]) {
        let taken = super::build::resolve(&whole(&arguments.root.join(taken))?);
        if place.starts_with(&taken) {
            return Err(format!(
                "`{}` lies in `{}`, and a pack is for one person. Name another folder with -o.",
                out.display(),
                taken.display()
            ));
        }
    }
    Ok(out)
}
