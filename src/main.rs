//! The program `curricle`; all of it is in the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Layout is made of small things that come and go: a build takes a fifth less time with it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    curricle::cli::run()
}
