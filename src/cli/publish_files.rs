//! `curricle publish-files`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::hosting::{Host, files};
use crate::publish;
use crate::starter::IGNORED;

#[derive(clap::Args)]
pub struct Arguments {
    /// The host that the site goes to
    #[arg(value_name = "HOST", value_parser = super::publish_check::host_parser())]
    host: Host,
    /// The folder that holds `curriculum/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The address of the published site, for what depends on its path
    #[arg(long, value_name = "URL", value_parser = super::build::parse_base_url)]
    base_url: Option<String>,
}

/// Writes the settings for a host; 1 when one of them is there already.
pub fn run(arguments: &Arguments) -> ExitCode {
    let files = files::files(arguments.host, arguments.base_url.as_deref());
    let mut is_wrong = false;
    for file in &files {
        let path = arguments.root.join(file.path);
        match publish::new_file(&path, &file.text)
            .and_then(|()| publish::make_program(&path, file.is_program))
        {
            Ok(()) => say!("{}", path.display()),
            Err(message) => {
                eprintln!("error: {message}. Move it away to get the new one.");
                is_wrong = true;
            }
        }
    }
    keep_out(&arguments.root);
    if !is_wrong {
        say!(
            "Read what stands at the top of each. When the site is up: curricle publish-check ADDRESS --host {}",
            arguments.host
        );
    }
    ExitCode::from(u8::from(is_wrong))
}

const GITIGNORE: &str = ".gitignore";

/// Sees to it that plans and packs stay out of a repository: by a file of our own, or by a word about the one that is there.
fn keep_out(root: &Path) {
    let path = root.join(GITIGNORE);
    if publish::new_file(&path, IGNORED).is_ok() {
        say!("{}", path.display());
        return;
    }
    let known = publish::read(root, GITIGNORE).ok().flatten().unwrap_or_default();
    let known = String::from_utf8_lossy(&known);
    let is_known = |line: &str| {
        known
            .lines()
            .any(|own| own.trim().trim_matches('/') == line.trim_matches('/'))
    };
    let lacking: Vec<String> = IGNORED
        .lines()
        .filter(|line| !is_known(line))
        .map(|line| format!("`{line}`"))
        .collect();
    if !lacking.is_empty() {
        say!(
            "Write into `{}`, each on a line of its own: {}. Else plans or packs may get into your repository.",
            path.display(),
            lacking.join(", ")
        );
    }
}
