//! The pure part of a build, from files to rendered files: `cli` publishes what it returns, `serve` shows it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check;
use crate::curriculum::{self, Curriculum};
use crate::diagnostic::{self, Diagnostic};
use crate::files::Files;
use crate::render::{self, Input, print};
use crate::site::{self, Entry, Part, Site};
use crate::theme::{self, Theme};

/// A curriculum ready to be rendered: everything that could be found wrong before rendering has been looked for.
pub struct Plan {
    pub curriculum: Curriculum,
    pub theme: Arc<Theme>,
    pub site: Site,
    pub files: Files,
    fonts: Arc<print::Fonts>,
    base_url: Option<String>,
}

/// Rendered files by address.
#[derive(Default)]
pub struct Output {
    pub public: BTreeMap<String, Vec<u8>>,
    pub staff: BTreeMap<String, Vec<u8>>,
}

/// Loads and checks the curriculum and theme in `files` and plans the site, with everything that is wrong.
///
/// `base_url` is the address of the published site, where it is known.
pub fn plan(files: &Files, parts: &[Part], base_url: Option<&str>) -> (Plan, Vec<Diagnostic>) {
    let (curriculum, mut findings) = curriculum::load(files);
    findings.extend(check::faults(&curriculum));
    let language = curriculum.settings.languages.first().map_or("en", String::as_str);
    let (theme, wrong) = theme::load(files, &curriculum.settings.theme, language);
    findings.extend(wrong);
    let (site, wrong) = site::plan(&curriculum, &theme, parts);
    findings.extend(wrong);
    diagnostic::sort(&mut findings);
    let plan = Plan {
        fonts: print::Fonts::of(&theme),
        base_url: base_url.map(|base| format!("{}/", base.trim_end_matches('/'))),
        curriculum,
        theme,
        site,
        files: files.clone(),
    };
    (plan, findings)
}

impl Plan {
    /// Renders one entry; an error names the theme's file and line.
    pub fn render(&self, address: &str, entry: &Entry) -> Result<Vec<u8>, String> {
        let input = Input {
            files: &self.files,
            curriculum: &self.curriculum,
            theme: &self.theme,
            base_url: self.base_url.as_deref(),
            fonts: &self.fonts,
        };
        render::render(input, address, entry)
    }

    /// Renders every entry in parallel; `done` is called after each.
    ///
    /// # Errors
    ///
    /// What is wrong with the theme, each sentence once.
    pub fn render_all(&self, done: impl Fn() + Sync) -> Result<Output, Vec<String>> {
        let mut jobs: Vec<(bool, &String, &Entry)> = Vec::new();
        jobs.extend(
            self.site
                .public
                .iter()
                .map(|(address, entry)| (true, address, entry)),
        );
        jobs.extend(
            self.site
                .staff
                .iter()
                .map(|(address, entry)| (false, address, entry)),
        );
        // Books first: the longest job must not be the last one.
        jobs.sort_by_key(|(_, _, entry)| weight(entry));
        let rendered: Vec<_> = jobs
            .into_par_iter()
            .with_max_len(1)
            .map(|(public, address, entry)| {
                let result = self.render(address, entry);
                done();
                (public, address.clone(), result)
            })
            .collect();
        let mut output = Output::default();
        let mut faults = Vec::new();
        for (public, address, result) in rendered {
            match result {
                Ok(bytes) => {
                    let folder = if public {
                        &mut output.public
                    } else {
                        &mut output.staff
                    };
                    folder.insert(address, bytes);
                }
                Err(fault) => faults.push(fault),
            }
        }
        faults.sort();
        faults.dedup();
        if faults.is_empty() {
            Ok(output)
        } else {
            Err(faults)
        }
    }
}

/// Smaller is earlier.
fn weight(entry: &Entry) -> u8 {
    match entry {
        Entry::Pdf(crate::edition::Product::WholeWorkbook) => 0,
        Entry::Pdf(crate::edition::Product::Workbook(_) | crate::edition::Product::FacilitatorGuide(_)) => 1,
        Entry::Pdf(crate::edition::Product::Handout(..)) => 2,
        Entry::Page(_) | Entry::Quality => 3,
        Entry::File(_) => 4,
    }
}

/// The part of a build that an address in the folder for staff belongs to.
pub fn staff_part_of(address: &str) -> Part {
    if address.ends_with(".pdf") {
        Part::Print
    } else {
        Part::Quality
    }
}

/// The part of a build that an address of the participants' site belongs to.
pub fn part_of(address: &str) -> Part {
    if address.ends_with(".pdf") {
        Part::Print
    } else {
        Part::Web
    }
}
