//! `curricle init`

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::build::resolve;
use crate::overlay::STARTER;
use crate::starter::{self, Starter};
use crate::{inputs, publish};

#[derive(clap::Args)]
pub struct Arguments {
    /// The folder to make; it must be new or empty
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// What it begins with
    #[arg(long, value_enum, default_value = "starter")]
    from: From,
    /// Hold only what is your own, over this curriculum: `starter`, or the folder of another one. You then get what it improves
    #[arg(long, value_name = "CURRICULUM", conflicts_with = "from")]
    extends: Option<String>,
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
    let folder = &arguments.folder;
    let files = match (&arguments.extends, arguments.from) {
        (Some(source), _) => extending(folder, source),
        (None, From::Starter) => Ok(starter::files(Starter::Curriculum)),
        (None, From::Empty) => Ok(starter::files(Starter::Empty)),
    };
    match files.and_then(|files| publish::new_folder(folder, &files)) {
        Ok(()) => {
            let enter = match folder.to_str() {
                Some(".") => String::new(),
                _ => format!("cd {} && ", folder.display()),
            };
            say!(
                "Your curriculum is in `{0}`. Next:\n  \
                 1. Open {1}: it says where your name and your numbers go.\n  \
                 2. {enter}curricle serve    shows the site while you write.\n  \
                 3. curricle build              makes the site, the workbooks, the handouts and the guides.\n  \
                 4. curricle publish-files HOST writes the settings for your web host.",
                folder.display(),
                folder.join("README.md").display()
            );
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The files of a programme that extends `source`, which is named from here and not from its folder.
fn extending(folder: &Path, source: &str) -> Result<crate::files::Files, String> {
    if source == STARTER {
        let upstream = inputs::upstream(folder, source)?;
        return Ok(starter::extending(source, &upstream));
    }
    let whole = |path: &Path| {
        let whole = std::path::absolute(path).map(|path| resolve(&path));
        whole.map_err(|error| format!("{}: {error}", path.display()))
    };
    let (from, to) = (whole(folder)?, whole(Path::new(source))?);
    // By its whole path: the programme's folder, from which it will be named, is not there yet.
    let upstream = inputs::upstream(&from, &to.to_string_lossy())?;
    Ok(starter::extending(&relative(&from, &to), &upstream))
}

/// How the folder `from` names the folder `to`; the whole path where they are on two drives.
fn relative(from: &Path, to: &Path) -> String {
    let (ours, theirs): (Vec<Component>, Vec<Component>) =
        (from.components().collect(), to.components().collect());
    let shared = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return to.display().to_string();
    }
    let up = std::iter::repeat_n("..".to_owned(), ours.len() - shared);
    let down = theirs[shared..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}
