//! `curricle man`

use std::process::ExitCode;

use crate::diagnostic::suggest;

#[derive(clap::Args)]
pub struct Arguments {
    /// The command that the page is about [default: the program]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints a page of the system's manual, in its own format.
pub fn run(arguments: &Arguments, command: clap::Command) -> ExitCode {
    let command = match &arguments.command {
        None => command,
        Some(name) => match page_of(name, &command) {
            Ok(command) => command,
            Err(message) => {
                eprintln!("error: {message}");
                return ExitCode::FAILURE;
            }
        },
    };
    let mut page = Vec::new();
    match clap_mangen::Man::new(command).render(&mut page) {
        Ok(()) => {
            tell!("{}", String::from_utf8_lossy(&page));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn page_of(name: &str, command: &clap::Command) -> Result<clap::Command, String> {
    let mut command = command.clone();
    // Gives each command its whole name, such as `curricle-build`.
    command.build();
    command.find_subcommand(name).cloned().ok_or_else(|| {
        let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        format!("`{name}` is no command. {}", suggest(name, known))
    })
}
