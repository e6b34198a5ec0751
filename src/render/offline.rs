//! What a browser needs to keep the site on a device: a service worker that names the build, and the list of what it published.
//!
//! The worker itself is a script of the theme. It takes a file for this build's only if its hash is the one in the list, so that
//! pages of two builds never mix.

use std::collections::BTreeMap;

use serde::Serialize;

use super::rendered::{Rendered, hash};
use crate::site::{self, Entry, Site, WebPage};
use crate::theme::Theme;

/// Where the service worker stands: at the root, because it can keep only what stands below it.
pub const WORKER: &str = "sw.js";

/// The theme's script that the worker is made of.
const WORKER_SCRIPT: &str = "scripts/worker.js";

/// All that can be kept.
#[derive(Serialize)]
struct List<'a> {
    /// The folder of each language, from the root; the first one's is empty.
    homes: &'a [String],
    /// What is kept from the first visit on.
    always: Vec<&'a str>,
    /// Hash and bytes by address.
    files: BTreeMap<&'a str, (String, usize)>,
}

/// The worker and its list, by address, for the rendered files of `site`; `homes` are the folders of its languages.
pub fn files(
    site: &Site,
    theme: &Theme,
    homes: &[String],
    public: &BTreeMap<String, Rendered>,
) -> [(String, Vec<u8>); 2] {
    let entries = || {
        site.public
            .iter()
            .map(|(address, entry)| (address.as_str(), entry))
    };
    let assets = format!("{}/", site::assets_folder(theme));
    let list = List {
        homes,
        always: entries()
            .filter(|(address, entry)| {
                is_always_kept(entry) || address.starts_with(&assets) && is_loaded(address)
            })
            .map(|(address, _)| address)
            .collect(),
        files: public
            .iter()
            .filter(|(address, _)| site.public.get(*address).is_none_or(is_for_readers))
            .map(|(address, file)| (address.as_str(), (short(&file.hash), file.length)))
            .collect(),
    };
    let list = serde_json::to_vec(&list).expect("a list is text and numbers");
    let version = short_hash(&list);
    let worker =
        format!("self.BUILD = {{ version: \"{version}\" }};\nimportScripts(\"{assets}{WORKER_SCRIPT}\");\n");
    [
        (WORKER.to_owned(), worker.into_bytes()),
        (format!("offline/{version}.json"), list),
    ]
}

/// The pages that are on a device after one visit: the way in, help, what a person wrote, and the way on where there is no
/// network.
fn is_always_kept(entry: &Entry) -> bool {
    use WebPage::{Help, Home, MyWorkbook, Offline, Search};
    matches!(entry, Entry::Page(_, Home | Help | MyWorkbook | Search | Offline))
}

/// Whether a page loads an asset: pictures for a home screen and licences are for others.
fn is_loaded(asset: &str) -> bool {
    [".css", ".js", ".svg", ".woff2", ".ttf", ".otf"]
        .iter()
        .any(|ending| asset.ends_with(ending))
}

/// What programs ask for, and what a host shows for what is not there, no page needs. A PDF to fill in and the e-book are taken
/// along by those who want them: they hold once more what is here as a page.
fn is_for_readers(entry: &Entry) -> bool {
    match entry {
        Entry::Page(_, WebPage::NotFound) | Entry::About(..) | Entry::EBook(_) => false,
        Entry::Pdf(_, _, setting) => !setting.fillable,
        _ => true,
    }
}

/// The hash by which the list of a build knows a file.
pub fn short_hash(bytes: &[u8]) -> String {
    short(&hash(bytes))
}

/// The first 12 hexadecimal digits of a hash: enough to tell two builds apart.
fn short(hash: &str) -> String {
    hash[..12].to_owned()
}
