//! The program `curricle`; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    curricle::cli::run()
}
