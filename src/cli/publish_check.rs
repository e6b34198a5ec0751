//! `curricle publish-check`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::pack::PACKS;
use crate::curriculum::IndividualPlan;
use crate::hosting::check::{self, Deployed, Reply, Report, Sent};
use crate::hosting::{Host, Web};
use crate::publish;

#[derive(clap::Args)]
pub struct Arguments {
    /// The address of the published site, or the folder that holds it
    #[arg(value_name = "URL|DIR")]
    place: String,
    /// The host, for advice that fits it
    #[arg(long, value_name = "HOST", value_parser = host_parser())]
    host: Option<Host>,
    /// The address that a folder is meant for
    #[arg(long, value_name = "URL", value_parser = super::build::parse_base_url)]
    base_url: Option<String>,
    /// The folder that holds `curriculum/` and `packs/`: what is private there is looked for in the copy, by its name
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// A host by its name.
pub fn host_parser() -> impl clap::builder::TypedValueParser<Value = Host> {
    PossibleValuesParser::new(Host::ALL.map(Host::name))
        .try_map(|name| Host::from_name(&name).ok_or_else(|| format!("`{name}` is no host")))
}

/// Looks at a copy; 1 when something has to be put right.
pub fn run(arguments: &Arguments) -> ExitCode {
    let place = arguments.place.as_str();
    let report = if place.starts_with("http://") || place.starts_with("https://") {
        web(arguments, place)
    } else {
        folder(arguments, place)
    };
    match report {
        Ok(report) => {
            for finding in &report.findings {
                say!("{finding}\n");
            }
            say!("{}", report.summary());
            ExitCode::from(u8::from(report.is_wrong()))
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// How many files are asked for at once: a host is not to be pressed.
const AT_ONCE: usize = 4;

fn web(arguments: &Arguments, address: &str) -> Result<Report, String> {
    let web = Web::new(address)?;
    let copy = Deployed {
        name: address,
        base: Some(address),
        sent: Some(Sent {
            is_secure: web.is_secure(),
            is_here: web.is_here(),
        }),
        files: None,
        private: private(&arguments.root),
    };
    let few = rayon::ThreadPoolBuilder::new()
        .num_threads(AT_ONCE)
        .build()
        .map_err(|error| error.to_string())?;
    Ok(few.install(|| check::check(&copy, arguments.host, |address| web.get(address))))
}

/// The names of all plans and packs below `root`.
fn private(root: &Path) -> Vec<String> {
    let folders = [IndividualPlan::folder(), PACKS.to_owned()];
    let names = folders
        .iter()
        .filter_map(|folder| publish::addresses(&root.join(folder)).ok())
        .flatten();
    names
        .filter_map(|name| Some(name.rsplit('/').next()?.to_owned()))
        .collect()
}

fn folder(arguments: &Arguments, name: &str) -> Result<Report, String> {
    let root = Path::new(name);
    let files = publish::addresses(root).map_err(|error| {
        format!("`{name}` cannot be read: {error}. Name a folder, or an address that begins with https://.")
    })?;
    let copy = Deployed {
        name,
        base: arguments.base_url.as_deref(),
        sent: None,
        files: Some(files),
        private: private(&arguments.root),
    };
    let get = |address: &str| {
        let body = publish::read(root, address).map_err(|error| error.to_string())?;
        Ok(body.map_or_else(
            || Reply {
                status: 404,
                ..Reply::default()
            },
            |body| Reply {
                status: 200,
                body,
                ..Reply::default()
            },
        ))
    };
    Ok(check::check(&copy, arguments.host, get))
}
