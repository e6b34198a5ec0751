//! `curricle init`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::publish;
use crate::starter::{self, Starter};

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder to make; it must be new or empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What it begins with
    #[arg(long, value_enum, default_value = "starter")]
    from: From,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum From {
    /// The starter curriculum, whole: change what you like
    Starter,
    /// One short lesson and one handout, to be replaced by your own
    Empty,
}

/// Makes a programme's folder; 1 when it cannot be made.
pub fn run(arguments: &Arguments) -> ExitCode {
    let starter = match arguments.from {
        From::Starter => Starter::Curriculum,
        From::Empty => Starter::Empty,
    };
    let folder = &arguments.folder;
    match publish::new_folder(folder, &starter::files(starter)) {
        Ok(()) => {
            println!(
                "Your curriculum is in `{0}`. Next:\n  \
                 1. Open {0}/README.md: it says where your name and your numbers go.\n  \
                 2. cd {0} && curricle serve    shows the site while you write.\n  \
                 3. curricle build              makes the site, the workbooks, the handouts and the guides.\n  \
                 4. curricle publish-files HOST writes the settings for your web host.",
                folder.display()
            );
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
