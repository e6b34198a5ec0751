//! The command line: a thin shell around the library.

mod build;
mod check;
mod explain;
mod init;
mod new;
mod print;
mod serve;
mod show;
mod theme;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Turns a folder of Markdown lessons into a recovery programme's site, workbooks, handouts and guides.
#[derive(Parser)]
#[command(name = "curricle", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site, the workbooks and handouts, and the guides for staff
    Build(build::Arguments),
    /// Say what would confuse, exclude or harm a reader, before it is published
    Check(check::Arguments),
    /// Say what a finding means, why it matters and what to write instead
    Explain(explain::Arguments),
    /// Make a programme's own folder, ready to be built
    Init(init::Arguments),
    /// Begin a module, a lesson or a handout in the right place
    #[command(subcommand)]
    New(new::What),
    /// Print a workbook, a lesson, a handout or a guide, set as you need it
    Print(print::Arguments),
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

/// Runs the command line that the process was started with.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::New(what) => new::run(&what),
        Command::Print(arguments) => print::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Theme(what) => theme::run(&what),
    }
}
