//! `curricle build`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::check::{newest_commit, parse_date};
use super::{Format, show};
use crate::build::{self, Output, Plan};
use crate::check;
use crate::diagnostic::{self, Diagnostic};
use crate::files::{Files, INPUT_FOLDERS};
use crate::inputs::Inputs;
use crate::publish::{Folder, Folders, Report};
use crate::site::Part;

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder that holds `curriculum/` and `themes/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where the participants' site is written [default: ROOT/public]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where staff's guides are written [default: ROOT/staff]
    #[arg(long, value_name = "DIR")]
    staff_out: Option<PathBuf>,
    /// Build only these parts; the others stay as they are
    #[arg(long, value_enum, value_name = "PART", value_delimiter = ',')]
    only: Vec<PartName>,
    /// The address of the published site, such as https://example.org/lessons/
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    base_url: Option<String>,
    /// The day from which the age of places to get help is counted [default: the day of the newest commit]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    today: Option<NaiveDate>,
    /// How findings are shown
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PartName {
    /// The site
    Web,
    /// Workbooks, handouts and guides as PDF
    Print,
    /// The report for staff on the quality of the lessons
    Quality,
}

impl From<PartName> for Part {
    fn from(name: PartName) -> Self {
        match name {
            PartName::Web => Part::Web,
            PartName::Print => Part::Print,
            PartName::Quality => Part::Quality,
        }
    }
}

pub(super) fn parse_base_url(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .ok_or("expected an address that begins with https://")?;
    if rest.is_empty() || rest.contains(char::is_whitespace) || rest.contains(['"', '<', '>', '#', '?']) {
        return Err("expected an address such as https://example.org/lessons/".to_owned());
    }
    Ok(text.to_owned())
}

/// Builds and publishes; 0 when all is well, 1 when something must be put right first.
pub fn run(arguments: &Arguments) -> ExitCode {
    let start = Instant::now();
    let public = arguments
        .out
        .clone()
        .unwrap_or_else(|| arguments.root.join("public"));
    let staff = arguments
        .staff_out
        .clone()
        .unwrap_or_else(|| arguments.root.join("staff"));
    if let Err(message) = keep_apart(&arguments.root, &public, &staff) {
        return refuse(&[message]);
    }
    let parts: Vec<Part> = if arguments.only.is_empty() {
        Part::ALL.to_vec()
    } else {
        arguments.only.iter().copied().map(Part::from).collect()
    };
    let inputs = Inputs::read(&arguments.root);
    let (plan, mut findings) = inputs.plan(&parts, arguments.base_url.as_deref());
    let today = arguments.today.or_else(|| newest_commit(&arguments.root));
    findings.extend(check::warnings(&plan.curriculum, today));
    let findings = inputs.all(&plan.curriculum, findings);
    show_findings(&findings, inputs.files(), arguments.format);
    if diagnostic::has_errors(&findings) {
        eprintln!(
            "Nothing was published: {}. What was published before is as it was.",
            diagnostic::count(&findings)
        );
        return ExitCode::FAILURE;
    }
    let folders = Folder::open(&public).and_then(|public| Ok((public, Folder::open(&staff)?)));
    let (public, staff) = match folders {
        Ok(folders) => folders,
        Err(message) => return refuse(&[message]),
    };
    let output = match render(&plan, &public, &staff) {
        Ok(output) => output,
        Err(faults) => return refuse(&faults),
    };
    let keep = |address: &str| !parts.contains(&build::part_of(address));
    let keep_staff = |address: &str| !parts.contains(&build::staff_part_of(address));
    let reports = public
        .publish(&output.public, keep)
        .and_then(|public| Ok((public, staff.publish(&output.staff, keep_staff)?)));
    match reports {
        Ok((public, staff)) => {
            if arguments.format == Format::Text {
                say!("{}", summary(&output, public, staff, start.elapsed()));
            }
            ExitCode::SUCCESS
        }
        Err(refusals) => refuse(&refusals),
    }
}

/// Shows findings: where programs read, on standard output; text for people, on standard error.
fn show_findings(findings: &[Diagnostic], files: &Files, format: Format) {
    let text_of = |path: &str| files.text(path);
    match format {
        Format::Text => {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            eprint!("{}", diagnostic::to_text(findings, text_of, color));
        }
        Format::Json => say!("{}", diagnostic::to_json(findings, text_of)),
        Format::Sarif => say!("{}", diagnostic::to_sarif(findings, &[], text_of, show::about)),
        Format::Github => tell!("{}", diagnostic::to_github(findings, text_of)),
    }
}

fn refuse(messages: &[String]) -> ExitCode {
    for message in messages {
        eprintln!("error: {message}");
    }
    eprintln!("Nothing was published.");
    ExitCode::FAILURE
}

fn render(plan: &Plan, public: &Folder, staff: &Folder) -> Result<Output, Vec<String>> {
    let count = plan.site.public.len() + plan.site.staff.len();
    // On a terminal only: a log file is no place for a moving bar.
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("Building {bar:32} {pos} of {len}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let output = plan.render_all(&Folders::new(public, staff), || bar.inc(1));
    bar.finish_and_clear();
    output
}

/// `112 pages, 22 PDFs, 4.1 MB; 130 files unchanged, 4 written, 0 removed; 1.9 s`
fn summary(output: &Output, public: Report, staff: Report, time: Duration) -> String {
    let count = |ending: &str| {
        let addresses = output.public.keys().chain(output.staff.keys());
        addresses.filter(|address| address.ends_with(ending)).count()
    };
    let bytes = public.bytes + staff.bytes;
    format!(
        "{} pages, {} PDFs ({} new), {}.{} MB; {} files written, {} unchanged, {} removed; {}.{} s",
        count(".html"),
        count(".pdf"),
        output.rendered,
        bytes / 1_000_000,
        bytes / 100_000 % 10,
        public.written + staff.written,
        public.unchanged + staff.unchanged,
        public.removed + staff.removed,
        time.as_secs(),
        time.subsec_millis() / 100,
    )
}

/// The two output folders must not hold one another, nor any input.
fn keep_apart(root: &Path, public: &Path, staff: &Path) -> Result<(), String> {
    let whole = |path: &Path| {
        std::path::absolute(path)
            .map(|path| resolve(&path))
            .map_err(|error| format!("{}: {error}", path.display()))
    };
    let (out, staff_out) = (whole(public)?, whole(staff)?);
    if out.starts_with(&staff_out) || staff_out.starts_with(&out) {
        return Err(format!(
            "`{}` and `{}` lie one inside the other: what is for staff would be published. \
             Name two separate folders with --out and --staff-out.",
            public.display(),
            staff.display()
        ));
    }
    for (folder, name) in [(&out, public), (&staff_out, staff)] {
        for input in INPUT_FOLDERS {
            let input = whole(&root.join(input))?;
            if folder.starts_with(&input) || input.starts_with(folder) {
                return Err(format!(
                    "`{}` would hold the curriculum or be held by it. Name another folder for the output.",
                    name.display()
                ));
            }
        }
    }
    Ok(())
}

/// The path with its links followed as far as it exists, and `..` taken away.
pub(super) fn resolve(path: &Path) -> PathBuf {
    for ancestor in path.ancestors() {
        if let Ok(real) = ancestor.canonicalize() {
            let rest = path.strip_prefix(ancestor).unwrap_or(Path::new(""));
            let mut resolved = real;
            for part in rest.components() {
                match part {
                    std::path::Component::ParentDir => {
                        resolved.pop();
                    }
                    part => resolved.push(part),
                }
            }
            return resolved;
        }
    }
    path.to_owned()
}
