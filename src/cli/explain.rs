//! `curricle explain`

use std::process::ExitCode;

use super::show;
use crate::check;
use crate::diagnostic::suggest;

#[derive(clap::Args)]
pub struct Arguments {
    /// A code as it stands in brackets in a finding; without one, all codes are listed
    code: Option<String>,
    /// All codes, as the page of the manual
    #[arg(long, conflicts_with = "code")]
    all: bool,
}

/// Prints what a code means; 1 when there is no such code.
pub fn run(arguments: &Arguments) -> ExitCode {
    if arguments.all {
        tell!("{}", show::manual());
        return ExitCode::SUCCESS;
    }
    let Some(code) = &arguments.code else {
        say!("{}", show::lints());
        return ExitCode::SUCCESS;
    };
    match check::lint(code) {
        Some(lint) => {
            say!("{}", show::lint(lint));
            ExitCode::SUCCESS
        }
        None => {
            let known = check::all().map(|lint| lint.code);
            eprintln!(
                "error: there is no finding with the code `{code}`. {}",
                suggest(code, known)
            );
            ExitCode::FAILURE
        }
    }
}
