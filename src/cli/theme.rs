//! `curricle theme`

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use crate::build;
use crate::curriculum::{self, Settings};
use crate::diagnostic;
use crate::document::slug;
use crate::files::{self, Files};
use crate::publish::{self, Folder};
use crate::site::Part;
use crate::starter;
use crate::theme::{self, Colours};

#[derive(Subcommand)]
pub enum What {
    /// Begin a theme that lies on another: what you do not change stays as it is there
    New {
        /// Its folder under `themes/`: letters, digits and hyphens
        name: String,
        /// The theme below
        #[arg(long, value_name = "THEME", default_value = "calm")]
        extends: String,
        /// The folder that holds `themes/`
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
    /// Make pages and PDFs that hold every component of a theme, and its colours with their contrast
    Show {
        /// The theme [default: that of the curriculum]
        name: Option<String>,
        /// Where they are written
        #[arg(short, long, value_name = "DIR", default_value = "components")]
        out: PathBuf,
        /// The folder that holds `themes/`
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
}

/// Does it; 1 when it cannot be done.
pub fn run(what: &What) -> ExitCode {
    let done = match what {
        What::New { name, extends, root } => begin(name, extends, &root.join("themes"), &themes(root)),
        What::Show { name, out, root } => show(name.as_deref(), out, &themes(root)),
    };
    match done {
        Ok(said) => {
            say!("{said}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// What stands below `root`, with the themes inside the program.
fn themes(root: &std::path::Path) -> Files {
    let (mut files, _) = files::read(root);
    starter::add_themes(&mut files);
    files
}

fn begin(name: &str, below: &str, folder: &std::path::Path, files: &Files) -> Result<String, String> {
    if name.is_empty() || slug(name) != name {
        return Err(format!(
            "error: `{name}` cannot be the name of a folder here. Use small letters, digits and hyphens, such as `harbor`."
        ));
    }
    let colours = colours(below, files)?;
    if files.under(&format!("themes/{name}")).next().is_some() {
        return Err(format!(
            "error: there is a theme `{name}` already, and nothing is ever overwritten. Choose another name."
        ));
    }
    let folder = folder.join(name);
    publish::new_folder(&folder, &starter::theme(name, below, &colours))
        .map_err(|message| format!("error: {message}"))?;
    Ok(format!(
        "The theme `{name}` is in {0}; {0}/README.md says what can stand there. Next:\n  \
         1. Write `theme: {name}` in curriculum.yaml.\n  \
         2. curricle theme show {name}    makes pages that hold every component.",
        folder.display()
    ))
}

/// The colours of a theme.
fn colours(name: &str, files: &Files) -> Result<Colours, String> {
    let settings = Settings {
        theme: name.to_owned(),
        languages: vec!["en".to_owned()],
        ..Settings::default()
    };
    let (themes, findings) = theme::load(files, &settings);
    if diagnostic::has_errors(&findings) {
        return Err(as_text(&findings, files));
    }
    let first = themes.first();
    Ok(first.map(|theme| theme.colours.clone()).unwrap_or_default())
}

fn show(name: Option<&str>, out: &std::path::Path, files: &Files) -> Result<String, String> {
    let own = || curriculum::load(files).0.settings.theme;
    let name = name.map_or_else(own, str::to_owned);
    let mut shown = starter::components(&name, &colours(&name, files)?);
    for (path, bytes) in files.under("themes") {
        shown.insert(path, bytes.clone());
    }
    let (plan, findings) = build::plan(&shown, &[Part::Web, Part::Print], None);
    if diagnostic::has_errors(&findings) {
        return Err(as_text(&findings, &shown));
    }
    let sentences = |faults: Vec<String>| -> String {
        let faults = faults.iter().map(|fault| format!("error: {fault}"));
        faults.collect::<Vec<_>>().join("\n")
    };
    let folder = Folder::open(out).map_err(|message| format!("error: {message}"))?;
    let output = plan.render_all(&(), || ()).map_err(sentences)?;
    folder.publish(&output.public, |_| false).map_err(sentences)?;
    Ok(format!(
        "The theme `{name}` is shown in {0}: open {0}/index.html, and the PDFs in {0}/print/.",
        out.display()
    ))
}

fn as_text(findings: &[diagnostic::Diagnostic], files: &Files) -> String {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    diagnostic::to_text(findings, |path| files.text(path), color)
}
