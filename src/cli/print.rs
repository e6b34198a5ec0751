//! `curricle print`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use crate::build::Plan;
use crate::curriculum::{Curriculum, Language, Paper};
use crate::diagnostic;
use crate::document::PageId;
use crate::edition::{self, Occasion, Product, Setting, Wish};
use crate::inputs::Inputs;
use crate::publish;
use crate::render::print::impose::Imposition;
use crate::site::{self, Part};

#[derive(clap::Args)]
pub struct Arguments {
    /// What to print, by its code: TR is the workbook of a module, TR-1 a lesson, TR-1#an-id one activity of it, TR-H1 a handout;
    /// `workbook` is all modules, and a track or a workbook of curriculum.yaml goes by its name; `handouts TR` is all handouts of a
    /// module. For a day of a cohort: `run evening:2027-01-11` (what to print), `makeup evening:2027-01-11` (for who missed it),
    /// `calendar evening:2027-01` (a month to pin up). For staff: `guide TR`, `plan TR-1`, `run TR-1`, `sign-in`, `certificate`, `progress`
    #[arg(required = true, value_name = "WHAT")]
    what: Vec<String>,
    /// The paper [default: that of curriculum.yaml]
    #[arg(long, value_enum)]
    paper: Option<PaperName>,
    /// Letters of 18 points, on as many pages as they need
    #[arg(long)]
    large_print: bool,
    /// With a field of a form for each space to answer, to be filled in on a screen
    #[arg(long, conflicts_with_all = ["booklet", "two_up"])]
    fillable: bool,
    /// Nothing filled, no large shape, all in black and grey
    #[arg(long)]
    low_ink: bool,
    /// Room for holes at the side where pages are bound
    #[arg(long)]
    punch: bool,
    /// The language to print in, such as `es` [default: the first of curriculum.yaml]
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// The language that stands beside it, section by section
    #[arg(long, value_name = "LANGUAGE")]
    with: Option<String>,
    /// As a booklet: two pages on each side, to be printed on both sides (turned on the short edge), folded and stapled
    #[arg(long, conflicts_with = "two_up")]
    booklet: bool,
    /// Two pages on each side
    #[arg(long)]
    two_up: bool,
    /// When the session begins, such as 18:00: for the times in a plan or a guide
    #[arg(long, value_name = "HH:MM", value_parser = parse_time)]
    starts: Option<u32>,
    /// How many people come, for `run` and `sign-in`
    #[arg(long, value_name = "N", value_parser = parse_people, allow_negative_numbers = true)]
    people: Option<u32>,
    /// A name for `sign-in` or `certificate`; say it again for each person. It stands in this print-out and nowhere else
    #[arg(long = "name", value_name = "NAME")]
    names: Vec<String>,
    /// A date for `sign-in` or `certificate`, as you write dates
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The file, or the folder where several go [default: the folder that you are in]
    #[arg(short = 'o', long = "out", value_name = "FILE|DIR")]
    out: Option<PathBuf>,
    /// The folder that holds `curriculum/` and `themes/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The address of the published site, for what leads there from paper
    #[arg(long, value_name = "URL", value_parser = super::build::parse_base_url)]
    base_url: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PaperName {
    Letter,
    A4,
}

impl From<PaperName> for Paper {
    fn from(name: PaperName) -> Self {
        match name {
            PaperName::Letter => Paper::Letter,
            PaperName::A4 => Paper::A4,
        }
    }
}

/// A time of day in minutes from midnight.
fn parse_time(text: &str) -> Result<u32, String> {
    let time = text.split_once(':').and_then(|(hours, minutes)| {
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
    });
    time.ok_or_else(|| "expected a time such as 18:00".to_owned())
}

/// How many people come.
fn parse_people(text: &str) -> Result<u32, String> {
    let people = text.parse().ok().filter(|people| (1..=200).contains(people));
    people.ok_or_else(|| "expected how many people come, from 1 to 200, such as 12".to_owned())
}

/// Prints into files; 1 when something must be put right first.
pub fn run(arguments: &Arguments) -> ExitCode {
    super::show::outcome(print(arguments), "Nothing was printed.")
}

/// What was written, a line for each file.
fn print(arguments: &Arguments) -> Result<Vec<String>, Vec<String>> {
    let plan = read(arguments)?;
    let code = arguments.language.as_deref();
    let language = code.map_or(Ok(Language::FIRST), |code| plan.language(code));
    let language = language.map_err(|message| vec![message])?;
    let curriculum = plan.curriculum_in(language);
    let mut products = edition::asked(curriculum, &arguments.what)?;
    let mut seen = std::collections::BTreeSet::new();
    products.retain(|product| seen.insert(*product));
    let setting = setting(arguments, &plan, curriculum).map_err(|message| vec![message])?;
    let occasion = Occasion {
        starts: arguments.starts,
        people: arguments.people,
        names: arguments.names.clone(),
        date: arguments.date.clone(),
        plan: None,
    };
    let wrong: Vec<String> = products
        .iter()
        .filter_map(|product| not_translated(&plan, curriculum, *product, setting))
        .collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let paths = paths(arguments, curriculum, &products, setting).map_err(|message| vec![message])?;
    warn(arguments, &products);
    let printed = plan.print(language, &products, setting, &occasion, |product| {
        imposition(arguments, product)
    })?;
    let mut lines = Vec::new();
    for (path, pdf) in paths.iter().zip(&printed) {
        publish::print_out(path, pdf).map_err(|message| vec![message])?;
        lines.push(path.display().to_string());
    }
    if arguments.booklet {
        lines.push("Print on both sides, turned on the short edge; fold all sheets together, and staple in the fold.".to_owned());
    }
    Ok(lines)
}

/// The curriculum, when there is nothing that must be put right first.
fn read(arguments: &Arguments) -> Result<Plan, Vec<String>> {
    let inputs = Inputs::read(&arguments.root);
    let (plan, found) = inputs.plan(&[Part::Print], arguments.base_url.as_deref());
    let findings = inputs.all(&plan.curriculum, found);
    if !diagnostic::has_errors(&findings) {
        return Ok(plan);
    }
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    eprint!(
        "{}",
        diagnostic::to_text(&findings, |path| inputs.files().text(path), color)
    );
    Err(vec![format!(
        "{} in the curriculum",
        diagnostic::count(&findings)
    )])
}

fn setting(arguments: &Arguments, plan: &Plan, curriculum: &Curriculum) -> Result<Setting, String> {
    let with = arguments
        .with
        .as_deref()
        .map(|code| plan.language(code))
        .transpose()?;
    if with.is_some_and(|with| plan.curriculum_in(with).language == curriculum.language) {
        return Err("--with names the language that is printed already. Name another one.".to_owned());
    }
    Ok(Setting {
        paper: arguments.paper.map_or(curriculum.settings.paper, Paper::from),
        large_print: arguments.large_print,
        fillable: arguments.fillable,
        low_ink: arguments.low_ink,
        punch: arguments.punch,
        with,
    })
}

/// Says which options change nothing on any of the products.
fn warn(arguments: &Arguments, products: &[Product]) {
    let options = [
        (Wish::Starts, arguments.starts.is_some(), "--starts"),
        (Wish::People, arguments.people.is_some(), "--people"),
        (Wish::Names, !arguments.names.is_empty(), "--name"),
        (Wish::Date, arguments.date.is_some(), "--date"),
        (Wish::With, arguments.with.is_some(), "--with"),
        (Wish::Fillable, arguments.fillable, "--fillable"),
        (Wish::LargePrint, arguments.large_print, "--large-print"),
        (Wish::Punch, arguments.punch, "--punch"),
        (Wish::BaseUrl, arguments.base_url.is_some(), "--base-url"),
    ];
    for (wish, is_given, option) in options {
        if !is_given || products.iter().any(|product| wish.changes(*product)) {
            continue;
        }
        let more = match (wish, &arguments.with) {
            (Wish::With, Some(with)) => format!(
                " Nothing else can be printed in two languages side by side: print it once more with --language {with}."
            ),
            _ => String::new(),
        };
        eprintln!(
            "warning: {option} changes nothing here. It is for {}.{more}",
            wish.is_for()
        );
    }
}

/// Says it when a product holds no text in the language that is asked for, or in the one that is to stand beside it.
fn not_translated(
    plan: &Plan,
    curriculum: &Curriculum,
    product: Product,
    setting: Setting,
) -> Option<String> {
    let name = site::pdf_address(curriculum, product, Setting::of(curriculum));
    let name = name
        .rsplit('/')
        .next()
        .unwrap_or(&name)
        .trim_end_matches(".pdf")
        .to_owned();
    if !site::is_in_own_language(curriculum, product) {
        let language = &curriculum.language;
        return Some(format!(
            "nothing of `{name}` is in `{language}` yet. Print it without --language, or translate it first."
        ));
    }
    let other = plan.curriculum_in(setting.on_product(product).with?);
    let is_text = |id: &PageId| !matches!(id, PageId::Module(_));
    let mut pages = curriculum.pages().zip(other.pages());
    let stands_beside = pages
        .any(|((id, page), (_, other))| product.holds(id) && is_text(&id) && page.language != other.language);
    (!stands_beside).then(|| {
        format!(
            "nothing of `{name}` is in both `{}` and `{}`. Print it without --with, or translate it first.",
            curriculum.language, other.language
        )
    })
}

fn imposition(arguments: &Arguments, product: Product) -> Option<Imposition> {
    if arguments.booklet {
        let back_cover = product.is_workbook();
        Some(Imposition::Booklet { back_cover })
    } else {
        arguments.two_up.then_some(Imposition::TwoUp)
    }
}

/// Where each goes.
fn paths(
    arguments: &Arguments,
    curriculum: &Curriculum,
    products: &[Product],
    setting: Setting,
) -> Result<Vec<PathBuf>, String> {
    let out = arguments.out.as_deref().unwrap_or(Path::new("."));
    let is_folder = out.is_dir() || out.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    let ending = out.extension().filter(|ending| !is_folder && !ending.is_empty());
    match (ending, products) {
        (None, _) => {}
        (Some(ending), [_]) if ending.eq_ignore_ascii_case("pdf") => return Ok(vec![out.to_owned()]),
        (Some(ending), _) if ending.eq_ignore_ascii_case("pdf") => {
            return Err(format!(
                "`{}` is one file, and {} are to be printed. Name a folder with -o.",
                out.display(),
                products.len()
            ));
        }
        (Some(ending), _) => {
            return Err(format!(
                "`{}` ends in `.{}`, and what is printed is a PDF. Write `{}` for a file, or `{}/` for a folder.",
                out.display(),
                ending.display(),
                out.with_extension("pdf").display(),
                out.display()
            ));
        }
    }
    let folds = match (arguments.booklet, arguments.two_up) {
        (true, _) => "-booklet",
        (_, true) => "-two-up",
        _ => "",
    };
    let language = if curriculum.is_original() {
        String::new()
    } else {
        format!("-{}", curriculum.language.to_lowercase())
    };
    let names = products.iter().map(|product| {
        let address = site::pdf_address(curriculum, *product, Setting::of(curriculum));
        let name = address
            .rsplit('/')
            .next()
            .unwrap_or(&address)
            .trim_end_matches(".pdf");
        let set = setting.on_product(*product).suffix(curriculum);
        out.join(format!("{name}{language}{set}{folds}.pdf"))
    });
    Ok(names.collect())
}
