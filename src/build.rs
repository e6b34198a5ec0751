//! The pure part of a build, from files to rendered files: `cli` publishes what it returns, `serve` shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::check;
use crate::curriculum::Paper;
use crate::curriculum::{self, Curriculum};
use crate::diagnostic::{self, Diagnostic};
use crate::edition::{Product, Proof, Setting};
use crate::files::Files;
use crate::render::{self, Input, Locale, offline, print, search};
use crate::site::{self, Entry, Language, Part, Site};
use crate::theme::{self, Theme};

/// A curriculum ready to be rendered: everything that could be found wrong before rendering has been looked for.
pub struct Plan {
    /// As it is written.
    pub curriculum: Arc<Curriculum>,
    /// In the language that it is written in.
    pub theme: Arc<Theme>,
    pub site: Site,
    pub files: Files,
    /// In each of its languages, that first one too.
    locales: Vec<Locale>,
    fonts: Arc<print::Fonts>,
    base_url: Option<String>,
    search_index: OnceLock<Result<BTreeMap<String, Vec<u8>>, String>>,
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
    let settings = &curriculum.settings;
    let (themes, wrong) = theme::load(files, &settings.theme, &settings.languages);
    findings.extend(wrong);
    let curricula = curricula(curriculum);
    findings.extend(curricula.iter().flat_map(|curriculum| check::faults(curriculum)));
    let theme = Arc::clone(&themes[0]);
    let (site, wrong) = site::plan(&curricula, &theme, parts, base_url.is_some());
    findings.extend(wrong);
    let fonts = print::Fonts::of(&theme);
    if parts.contains(&Part::Print) {
        let locales = curricula.iter().zip(&themes);
        findings.extend(
            locales.filter_map(|(curriculum, theme)| print::missing_letters(&fonts, curriculum, theme)),
        );
    }
    diagnostic::sort(&mut findings);
    let plan = Plan {
        fonts,
        base_url: base_url.map(|base| format!("{}/", base.trim_end_matches('/'))),
        curriculum: Arc::clone(&curricula[0]),
        theme,
        locales: curricula
            .into_iter()
            .zip(themes)
            .map(|(curriculum, theme)| Locale { curriculum, theme })
            .collect(),
        site,
        files: files.clone(),
        search_index: OnceLock::new(),
    };
    (plan, findings)
}

/// A curriculum in each of its languages.
fn curricula(original: Curriculum) -> Vec<Arc<Curriculum>> {
    let languages = original.settings.languages.clone();
    let others: Vec<_> = languages
        .par_iter()
        .skip(1)
        .map(|language| Arc::new(original.in_language(language)))
        .collect();
    std::iter::once(Arc::new(original)).chain(others).collect()
}

impl Plan {
    /// Renders one entry; an error names the theme's file and line.
    pub fn render(&self, address: &str, entry: &Entry) -> Result<Vec<u8>, String> {
        render::render(self.input(entry.language()), address, entry)
    }

    /// The files of the search index of each language by address, made when they are first asked for; none where the plan has no
    /// search.
    ///
    /// # Errors
    ///
    /// A sentence when one cannot be made.
    pub fn search_index(&self) -> Result<&BTreeMap<String, Vec<u8>>, String> {
        let made = self.search_index.get_or_init(|| {
            let mut files = BTreeMap::new();
            for Locale { curriculum, .. } in self.locales.iter().filter(|_| self.site.search) {
                let folder = format!("{}{}", site::home(curriculum), site::SEARCH_INDEX);
                let index = search::index(curriculum)?.into_iter();
                files.extend(index.map(|(path, bytes)| (format!("{folder}{path}"), bytes)));
            }
            Ok(files)
        });
        made.as_ref().map_err(String::clone)
    }

    fn input(&self, language: Language) -> Input<'_> {
        let locale = &self.locales[language.0];
        Input {
            files: &self.files,
            curriculum: &locale.curriculum,
            theme: &locale.theme,
            locales: &self.locales,
            base_url: self.base_url.as_deref(),
            fonts: &self.fonts,
        }
    }

    /// Everything that is printed, in each language.
    fn products(&self) -> impl Iterator<Item = (Language, Product)> {
        let locales = (0..).map(Language).zip(&self.locales);
        locales.flat_map(|(language, locale)| {
            let products = site::products(&locale.curriculum).into_iter();
            products.map(move |product| (language, product))
        })
    }

    /// Lays out every handout on both papers and in large print, and every module's workbook on both papers, in each language, for the
    /// lints of print.
    ///
    /// # Errors
    ///
    /// What is wrong with the theme, each sentence once.
    pub fn proofs(&self) -> Result<Vec<Proof>, Vec<String>> {
        let mut jobs: Vec<(Language, Product, Setting)> = Vec::new();
        for (language, product) in self.products() {
            let prints: &[bool] = match product {
                Product::Workbook(_) => &[false],
                Product::Handout(..) => &[false, true],
                Product::WholeWorkbook | Product::FacilitatorGuide(_) => &[],
            };
            for &large_print in prints {
                jobs.extend(Paper::ALL.map(|paper| {
                    let setting = Setting {
                        paper,
                        large_print,
                        fillable: false,
                    };
                    (language, product, setting)
                }));
            }
        }
        let proofs = in_parallel(&jobs, |&(language, product, setting)| {
            print::proof(self.input(language), product, setting)
        });
        let (proofs, faults): (Vec<_>, Vec<_>) = proofs.into_iter().partition(Result::is_ok);
        let faults: BTreeSet<String> = faults.into_iter().filter_map(Result::err).collect();
        if faults.is_empty() {
            Ok(proofs.into_iter().filter_map(Result::ok).collect())
        } else {
            Err(faults.into_iter().collect())
        }
    }

    /// Renders every entry in parallel, then what is made of all of them; `done` is called after each entry.
    ///
    /// # Errors
    ///
    /// What is wrong with the theme, each sentence once.
    pub fn render_all(&self, done: impl Fn() + Sync) -> Result<Output, Vec<String>> {
        let (output, index) = std::thread::scope(|scope| {
            let index = scope.spawn(|| self.search_index());
            let output = self.render_entries(&done);
            (
                output,
                index
                    .join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            )
        });
        let (mut output, index) = (output?, index.map_err(|fault| vec![fault])?);
        let index = index
            .iter()
            .map(|(address, bytes)| (address.clone(), bytes.clone()));
        output.public.extend(index);
        if self.site.search {
            let homes: Vec<String> = self
                .locales
                .iter()
                .map(|locale| site::home(&locale.curriculum))
                .collect();
            let made = offline::files(&self.site, &self.theme, &homes, &output.public);
            output.public.extend(made);
        }
        Ok(output)
    }

    fn render_entries(&self, done: &(impl Fn() + Sync)) -> Result<Output, Vec<String>> {
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
        let (fillable, others): (Vec<_>, Vec<_>) =
            jobs.into_iter().partition(|(_, _, entry)| is_fillable(entry));
        let job = |&(public, address, entry): &(bool, &String, &Entry)| {
            let result = self.render(address, entry);
            done();
            (public, address.clone(), result)
        };
        let mut rendered = in_parallel(&others, job);
        // What is to be filled in shares no layout with what is printed: both need not be remembered at once.
        comemo::evict(0);
        rendered.extend(in_parallel(&fillable, job));
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

/// As much room as the first thread of a program has: layouts are nested calls.
const STACK: usize = 8 << 20;

/// The results of `job` for each of `items`, in their order; the first are begun first.
///
/// Typst lays out the parts of a document in rayon's threads. One of those that waits for a part begins another job meanwhile, on the
/// same stack: document in document, until it overflows. These threads only wait.
fn in_parallel<T: Sync, R: Send>(items: &[T], job: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let work = || -> Vec<(usize, R)> {
        std::iter::from_fn(|| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            items.get(at).map(|item| (at, job(item)))
        })
        .collect()
    };
    let mut results: Vec<(usize, R)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(items.len()))
            .map(|_| {
                let thread = std::thread::Builder::new().stack_size(STACK);
                thread.spawn_scoped(scope, work).expect("a system with threads")
            })
            .collect();
        let finished = workers.into_iter().map(|worker| {
            let result = worker.join();
            result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        finished.flatten().collect()
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Smaller is earlier.
fn weight(entry: &Entry) -> u8 {
    match entry {
        Entry::Pdf(_, Product::WholeWorkbook, _) => 0,
        Entry::Pdf(_, Product::Workbook(_) | Product::FacilitatorGuide(_), _) => 1,
        // It asks for the pages of the workbook, which are laid out by then.
        Entry::EBook(_) => 2,
        Entry::Pdf(_, Product::Handout(..), _) => 3,
        Entry::Page(..) | Entry::About(..) | Entry::Quality => 4,
        Entry::File(_) => 5,
    }
}

/// Whether it is a PDF to fill in.
fn is_fillable(entry: &Entry) -> bool {
    matches!(entry, Entry::Pdf(_, _, setting) if setting.fillable)
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
    if [".pdf", ".epub"].iter().any(|ending| address.ends_with(ending)) {
        Part::Print
    } else {
        Part::Web
    }
}
