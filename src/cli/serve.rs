//! `curricle serve`

use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder that holds `curriculum/` and `themes/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 4270)]
    port: u16,
}

/// Serves until it is stopped; 1 when it cannot start.
pub fn run(arguments: &Arguments) -> ExitCode {
    match crate::serve::run(&arguments.root, arguments.port) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
