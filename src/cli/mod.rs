//! The command line: a thin shell around the library.

mod build;

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
    /// Show the site on this computer while you write; it follows every change
    Serve(serve::Arguments),
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

mod serve;

/// Runs the command line that the process was started with.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
    }
}
