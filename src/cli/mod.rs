//! The command line: a thin shell around the library.

/// Writes words to standard output, as `print!` does; whoever has read enough, such as `head`, ends the program without a word.
macro_rules! tell {
    ($($words:tt)*) => {
        $crate::cli::write_out(format_args!($($words)*))
    };
}

/// The same, with an end of line.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::cli::write_out(format_args!("{}\n", format_args!($($words)*)))
    };
}

mod adapt;
mod build;
mod check;
mod completions;
mod drift;
mod explain;
mod init;
mod man;
mod new;
mod pack;
mod print;
mod publish_check;
mod publish_files;
mod serve;
mod show;
mod theme;

use std::fmt;
use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;
use std::sync::LazyLock;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::starter;

/// What the program is made of: `0.1.0 (commit a1b2c3d4e5f6, theme calm 0.1)`.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let commit = option_env!("CURRICLE_COMMIT").map(|commit| format!("commit {commit}, "));
    format!(
        "{} ({}theme {})",
        env!("CARGO_PKG_VERSION"),
        commit.unwrap_or_default(),
        starter::theme_version()
    )
});

/// Turns a folder of Markdown lessons into a recovery programme's site, workbooks, handouts and guides.
#[derive(Parser)]
#[command(name = "curricle", version = VERSION.as_str())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Copy a page of the curriculum that yours extends, to change it
    Adapt(adapt::Arguments),
    /// Build the site, the workbooks and handouts, and the guides for staff
    Build(build::Arguments),
    /// Say what would confuse, exclude or harm a reader, before it is published
    Check(check::Arguments),
    /// Show what changed in the curriculum that yours extends, and take it
    Drift(drift::Arguments),
    /// Print what a shell needs to finish the words that you type
    Completions(completions::Arguments),
    /// Say what a finding means, why it matters and what to write instead
    Explain(explain::Arguments),
    /// Make a programme's own folder, ready to be built
    Init(init::Arguments),
    /// Print a page of the system's manual
    Man(man::Arguments),
    /// Begin a module, a lesson or a handout in the right place
    #[command(subcommand)]
    New(new::What),
    /// Print the lessons that were chosen for one person, and why, from a plan that is never published
    Pack(pack::Arguments),
    /// Print a workbook, a lesson, a handout or a guide, set as you need it
    Print(print::Arguments),
    /// Look at a published copy: whether it is whole, and sent as it should be
    PublishCheck(publish_check::Arguments),
    /// Write the settings and workflows for a web host
    PublishFiles(publish_files::Arguments),
    /// Show the site on this computer while you write; it follows every change
    Serve(serve::Arguments),
    /// Begin a theme of your own, or see all that one draws
    #[command(subcommand)]
    Theme(theme::What),
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code-scanning services
    Sarif,
    /// Commands of GitHub's workflows, shown beside the changed lines
    Github,
}

/// Writes to standard output; the program ends where nobody reads it any more.
fn write_out(words: fmt::Arguments) {
    let mut out = std::io::stdout().lock();
    if let Err(error) = out.write_fmt(words).and_then(|()| out.flush()) {
        if error.kind() != ErrorKind::BrokenPipe {
            eprintln!("error: standard output cannot be written: {error}");
        }
        std::process::exit(i32::from(error.kind() != ErrorKind::BrokenPipe));
    }
}

/// Runs the command line that the process was started with.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Adapt(arguments) => adapt::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Drift(arguments) => drift::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments, Arguments::command()),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Man(arguments) => man::run(&arguments, Arguments::command()),
        Command::New(what) => new::run(&what),
        Command::Pack(arguments) => pack::run(&arguments),
        Command::Print(arguments) => print::run(&arguments),
        Command::PublishCheck(arguments) => publish_check::run(&arguments),
        Command::PublishFiles(arguments) => publish_files::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Theme(what) => theme::run(&what),
    }
}
