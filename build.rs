//! Tells the program which commit it is made of, where that is known: `curricle --version` says it.
//!
//! Whoever builds from an archive can say it in `CURRICLE_COMMIT`. Without git and without that, the program says its version alone.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=CURRICLE_COMMIT");
    let said = std::env::var("CURRICLE_COMMIT").ok();
    let commit = said.filter(|said| !said.is_empty()).or_else(of_repository);
    if let Some(commit) = commit {
        println!("cargo:rustc-env=CURRICLE_COMMIT={commit}");
    }
}

/// The commit of the repository that is this package's own, and not one that an archive of it was unpacked in.
fn of_repository() -> Option<String> {
    let top = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?);
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    if top.canonicalize().ok()? != own.canonicalize().ok()? {
        return None;
    }
    // What git writes each time HEAD moves; a missing file would mean asking in each build.
    for name in ["logs/HEAD", "HEAD"] {
        let path = git(&["rev-parse", "--git-path", name])?;
        if Path::new(&path).exists() {
            println!("cargo:rerun-if-changed={path}");
            break;
        }
    }
    git(&["rev-parse", "--short=12", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
