//! `curricle completions`

use std::process::ExitCode;

use clap_complete::Shell;

#[derive(clap::Args)]
pub struct Arguments {
    /// The shell that you type in
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the words that a shell can finish.
pub fn run(arguments: &Arguments, mut command: clap::Command) -> ExitCode {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    tell!("{}", String::from_utf8_lossy(&script));
    ExitCode::SUCCESS
}
