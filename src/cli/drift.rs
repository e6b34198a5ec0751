//! `curricle drift`

use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::diagnostic;
use crate::drift::take::Taking;
use crate::drift::{self, Change, Drift, KeyKind, Kind, Lines, Region, take};
use crate::files::Files;
use crate::inputs::{self, Inputs};
use crate::overlay::{self, Lock};
use crate::publish;

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder that holds `curriculum/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Take what upstream changed, but for what you changed at the same place
    #[arg(long)]
    apply: bool,
    /// Show each place that changed, not only those under your own texts
    #[arg(long)]
    full: bool,
    /// How it is shown
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Shows what upstream changed, and takes it; 1 when it cannot be read or written, or when something would break the curriculum.
pub fn run(arguments: &Arguments) -> ExitCode {
    match drift(arguments) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn drift(arguments: &Arguments) -> Result<ExitCode, String> {
    let root = &arguments.root;
    let inputs = Inputs::read(root);
    let disk = inputs.on_disk();
    let Some((source, _)) = overlay::extends(disk) else {
        return Err(format!(
            "`{}` extends no curriculum. `extends: starter` in its `curriculum/curriculum.yaml` names the one inside the program.",
            root.display()
        ));
    };
    let theirs = inputs::upstream(root, &source)?;
    let drift = drift::compare(disk, &theirs);
    // To look tells what a taking would do, so it asks the same.
    let taking = take::take(disk, &theirs, &source, &drift);
    if arguments.apply {
        publish::take(root, &taking.writes)?;
    }
    match arguments.format {
        Format::Json => say!("{}", to_json(&source, &drift, &taking, arguments.apply)),
        Format::Text => {
            let style = Style {
                color: std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
                full: arguments.full,
                is_taken: arguments.apply,
            };
            tell!("{}", to_text(&source, disk, &theirs, &drift, &taking, style));
        }
    }
    Ok(if !arguments.apply || taking.withheld.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn to_json(source: &str, drift: &Drift, taking: &Taking, is_taken: bool) -> String {
    let faults = taking.faults.iter();
    let faults: Vec<String> = faults
        .map(|fault| format!("{}: {}", fault.path, fault.message))
        .collect();
    let value = serde_json::json!({
        "extends": source,
        "changes": drift.changes,
        "taken": is_taken.then_some(&taking.taken),
        "withheld": taking.withheld,
        "faults": faults,
    });
    format!("{value:#}")
}

#[derive(Clone, Copy)]
struct Style {
    color: bool,
    full: bool,
    /// Whether what can be taken has been.
    is_taken: bool,
}

/// What a terminal is wide.
const WIDTH: usize = 80;

/// The kinds in the order in which they are shown, with what each is, and what has become of it where it was taken.
const PARTS: [(Kind, &str); 9] = [
    (
        Kind::Conflicts,
        "You and upstream changed the same place. Yours is left as it is",
    ),
    (
        Kind::RemovedUnderOurs,
        "Taken out upstream, and changed by you. Yours is left as it is",
    ),
    (
        Kind::HandChanged,
        "The copy in `upstream/` was changed by hand, and is left as it is",
    ),
    (
        Kind::Merges,
        "You and upstream changed different places. Both go into your file",
    ),
    (
        Kind::Settled,
        "You have put it into yours already, as `adapts` says",
    ),
    (
        Kind::Replaced,
        "Changed upstream, and you have your own. Yours stays",
    ),
    (Kind::Changed, "Changed upstream"),
    (Kind::Added, "New upstream"),
    (Kind::Removed, "Taken out upstream"),
];

fn to_text(
    source: &str,
    disk: &Files,
    theirs: &Files,
    drift: &Drift,
    taking: &Taking,
    style: Style,
) -> String {
    let mut out = String::new();
    let (before, now) = (Lock::read(disk), Lock::of(source, theirs));
    let edition = |lock: &Lock| match lock.edition.as_str() {
        "" => "no edition".to_owned(),
        edition => format!("edition {edition}"),
    };
    if before.files.is_empty() {
        let _ = writeln!(
            out,
            "Upstream: {source}, {}. There is no copy of it here yet.",
            edition(&now)
        );
    } else {
        let _ = writeln!(
            out,
            "Upstream: {source}, {} (you {} {})",
            edition(&now),
            if style.is_taken { "had" } else { "have" },
            edition(&before)
        );
    }
    let withheld = &taking.withheld;
    for (kind, title) in PARTS {
        let changes = drift.changes.iter();
        let changes: Vec<&Change> = changes
            .filter(|change| change.kind == kind && !withheld.contains(&change.path))
            .collect();
        part(title, &changes, style, &mut out);
    }
    let held: Vec<&Change> = drift
        .changes
        .iter()
        .filter(|change| withheld.contains(&change.path))
        .collect();
    part(
        "Not taken: your curriculum would have errors with it",
        &held,
        style,
        &mut out,
    );
    if !taking.faults.is_empty() {
        let text_of = |path: &str| taking.files.text(path);
        let _ = write!(
            out,
            "\n{}",
            diagnostic::to_text(&taking.faults, text_of, style.color)
        );
    }
    let _ = writeln!(out, "\n{}", summary(drift, taking, style));
    out
}

/// What is left to do, in a sentence.
fn summary(drift: &Drift, taking: &Taking, style: Style) -> String {
    let files = |number: usize| format!("{number} file{}", if number == 1 { "" } else { "s" });
    let can = taking.taken.len();
    let left = drift.changes.len() - can;
    if style.is_taken {
        return format!("{} taken, {left} left.", files(can));
    }
    if drift.changes.is_empty() {
        return "Upstream says what it said when you last took it.".to_owned();
    }
    let how = if can == 0 {
        ""
    } else {
        "\nTo take what can be taken: curricle drift --apply"
    };
    format!(
        "{} changed: {can} can be taken, {left} left to you.{how}",
        files(drift.changes.len())
    )
}

fn part(title: &str, changes: &[&Change], style: Style, out: &mut String) {
    if changes.is_empty() {
        return;
    }
    let title = format!("{title} ({})", changes.len());
    let _ = writeln!(out, "\n{}", paint(&title, BOLD, style));
    for change in changes {
        row(change, style, out);
    }
}

fn row(change: &Change, style: Style, out: &mut String) {
    match (&change.code, &change.title) {
        (Some(code), Some(title)) => {
            let hidden = if change.is_hidden { " (you hide it)" } else { "" };
            let _ = writeln!(out, "  {code}  {title}{hidden}");
            let _ = writeln!(out, "    {}", change.path);
        }
        _ => {
            let _ = writeln!(out, "  {}", change.path);
        }
    }
    for key in &change.keys {
        let what = match key.kind {
            KeyKind::Added => "new",
            KeyKind::Changed => "changed",
            KeyKind::Removed => "taken out",
        };
        let stays = if key.ours { "; yours stays" } else { "" };
        let _ = writeln!(out, "    {}: {what}{stays}", key.key);
    }
    let under_ours = matches!(change.kind, Kind::Conflicts | Kind::Merges | Kind::Replaced);
    if style.full || under_ours || !change.translations.is_empty() {
        for place in &change.regions {
            region(place, style, out);
        }
    }
    for translation in &change.translations {
        let text = format!(
            "Your translation {translation} was made of the text before. Put it right; `curricle check` then names the line to write at its top."
        );
        wrapped(&text, "    ", "    ", out);
    }
    let advice = advice(change);
    if !advice.is_empty() {
        wrapped(&advice, "    ", "    ", out);
    }
}

/// What to do about a change that waits for somebody.
fn advice(change: &Change) -> String {
    let hash = change.hash.as_deref().unwrap_or_default();
    match change.kind {
        Kind::Conflicts => format!(
            "Edit your file until it says what you want. Then change the line at its top to `adapts: {hash}`, and run: curricle drift --apply"
        ),
        Kind::RemovedUnderOurs => {
            "If upstream gave it another name, give your file the same. To keep it as your own, take the line `adapts` out; else delete your file. Then run: curricle drift --apply"
                .to_owned()
        }
        Kind::HandChanged => {
            "Put what you changed into the same file under curriculum/, delete the one in upstream/, then run: curricle drift --apply"
                .to_owned()
        }
        _ => String::new(),
    }
}

/// One place, with its lines before, here and upstream.
fn region(region: &Region, style: Style, out: &mut String) {
    let Region { base, ours, theirs } = region;
    let _ = writeln!(out, "    {}", paint(&place(region), DIM, style));
    side("was     ", base, RED, style, out);
    if let Some(ours) = ours {
        side("yours   ", ours, YELLOW, style, out);
    }
    side("upstream", theirs, GREEN, style, out);
}

/// `changed by both: line 12 (yours: line 13, upstream: line 14)`
fn place(region: &Region) -> String {
    let at = |lines: &Lines| match lines.lines.len() {
        0 => format!("before line {}", lines.first),
        1 => format!("line {}", lines.first),
        more => format!("lines {}–{}", lines.first, lines.first + more - 1),
    };
    let (base, theirs) = (at(&region.base), at(&region.theirs));
    match &region.ours {
        Some(ours) => format!(
            "changed by both: {base} (yours: {}, upstream: {theirs})",
            at(ours)
        ),
        None => format!("changed upstream: {base} (there: {theirs})"),
    }
}

fn side(name: &str, lines: &Lines, color: &str, style: Style, out: &mut String) {
    if lines.lines.is_empty() {
        let _ = writeln!(
            out,
            "      {} | {}",
            paint(name, color, style),
            paint("(nothing)", DIM, style)
        );
    }
    for line in &lines.lines {
        let start = format!("      {} | ", paint(name, color, style));
        let more = format!("      {} | ", " ".repeat(name.chars().count()));
        wrapped(&visible(line), &start, &more, out);
    }
}

/// The line without what a terminal would obey.
fn visible(line: &str) -> String {
    let letters = line
        .chars()
        .map(|letter| if letter == '\t' { ' ' } else { letter });
    letters.filter(|letter| !letter.is_control()).collect()
}

/// A text in lines that fit the terminal, the first behind `start` and the others behind `more`, which are equally wide.
fn wrapped(text: &str, start: &str, more: &str, out: &mut String) {
    let room = WIDTH - more.chars().count();
    let mut line = String::new();
    let mut is_first = true;
    let mut end = |line: &mut String| {
        let lead = if std::mem::take(&mut is_first) {
            start
        } else {
            more
        };
        let _ = writeln!(out, "{}", format!("{lead}{line}").trim_end());
        line.clear();
    };
    for word in text.split(' ') {
        let is_full = line.chars().count() + 1 + word.chars().count() > room;
        if is_full && !line.is_empty() {
            end(&mut line);
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    end(&mut line);
}

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";

fn paint(text: &str, color: &str, style: Style) -> String {
    if style.color {
        format!("\u{1b}[{color}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
