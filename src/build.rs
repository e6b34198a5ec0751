//! The pure part of a build, from files to rendered files: `cli` publishes what it returns, `serve` shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::check;
use crate::curriculum::{self, Curriculum, Direction, Paper, direction};
use crate::diagnostic::{self, Diagnostic};
use crate::edition::{Occasion, Product, Proof, Setting};
use crate::files::Files;
use crate::parallel::in_parallel;
use crate::render::print::impose::Imposition;
use crate::render::{self, Facts, Input, Locale, Rendered, offline, print, search};
use crate::site::{self, Entry, Language, Part, Site, WebPage};
use crate::theme::{self, Theme};

/// A curriculum ready to be rendered: everything that could be found wrong before rendering has been looked for.
pub struct Plan {
    /// As it is written.
    pub curriculum: Arc<Curriculum>,
    /// In the language that it is written in.
    pub theme: Arc<Theme>,
    pub site: Site,
    pub files: Files,
    /// As it is published, in each of its languages, that first one too.
    locales: Vec<Locale>,
    kit: print::Kit,
    base_url: Option<String>,
    search_index: OnceLock<Result<BTreeMap<String, Vec<u8>>, String>>,
}

/// Rendered files by address.
#[derive(Default)]
pub struct Output {
    pub public: BTreeMap<String, Rendered>,
    pub staff: BTreeMap<String, Rendered>,
    /// How many PDFs were rendered: the others were made of the same before.
    pub rendered: usize,
}

/// What a build has beside its inputs.
pub trait Surroundings: Sync {
    /// The book that stands at an address of one of the two folders already, if it was made of what the key names: it is not rendered
    /// again.
    fn made_of(&self, _is_public: bool, _address: &str, _key: &str) -> Option<Rendered> {
        None
    }

    /// Holds a book until it is published.
    fn put(&self, book: Vec<u8>) -> Rendered {
        book.into()
    }
}

/// A build that begins with nothing, and holds all in memory.
impl Surroundings for () {}

/// Loads and checks the curriculum and theme in `files` and plans the site, with everything that is wrong.
///
/// `base_url` is the address of the published site, where it is known.
pub fn plan(files: &Files, parts: &[Part], base_url: Option<&str>) -> (Plan, Vec<Diagnostic>) {
    let (curriculum, mut findings) = curriculum::load(files);
    let settings = &curriculum.settings;
    let (themes, wrong) = theme::load(files, settings);
    let has_theme = !diagnostic::has_errors(&wrong);
    findings.extend(wrong);
    let curricula = curricula(curriculum);
    findings.extend(curricula.iter().flat_map(|curriculum| check::faults(curriculum)));
    let theme = Arc::clone(&themes[0]);
    let (site, wrong) = site::plan(&curricula, &theme, parts, base_url.is_some());
    findings.extend(wrong);
    let kit = print::Kit::of(&theme);
    if parts.contains(&Part::Print) && has_theme {
        let locales = curricula.iter().zip(&themes);
        findings.extend(
            locales.filter_map(|(curriculum, theme)| print::missing_letters(&kit, curriculum, theme)),
        );
    }
    diagnostic::sort(&mut findings);
    let plan = Plan {
        kit,
        base_url: base_url.map(|base| format!("{}/", base.trim_end_matches('/'))),
        curriculum: Arc::clone(&curricula[0]),
        theme,
        locales: curricula
            .into_iter()
            .zip(themes)
            .map(|(curriculum, theme)| Locale {
                curriculum: Arc::new(curriculum.with_set_quotes()),
                written: curriculum,
                theme,
            })
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
    ///
    /// # Errors
    ///
    /// A sentence that names the theme's file and line.
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

    /// The language with this code.
    ///
    /// # Errors
    ///
    /// A sentence when the curriculum has no such language.
    pub fn language(&self, code: &str) -> Result<Language, String> {
        let languages = &self.curriculum.settings.languages;
        let place = languages
            .iter()
            .position(|known| known.eq_ignore_ascii_case(code));
        place.map(Language).ok_or_else(|| {
            format!(
                "`{code}` is no language of this curriculum. {}",
                diagnostic::suggest(code, languages.iter().map(String::as_str))
            )
        })
    }

    /// The curriculum in one of its languages.
    pub fn curriculum_in(&self, language: Language) -> &Curriculum {
        &self.locales[language.0].curriculum
    }

    /// Prints `products` in parallel, each in what `setting` changes on it and then laid side by side as `imposition` says; each with its
    /// PDF.
    ///
    /// # Errors
    ///
    /// What is wrong with the theme, each sentence once.
    pub fn print(
        &self,
        language: Language,
        products: &[Product],
        setting: Setting,
        occasion: &Occasion,
        imposition: impl Fn(Product) -> Option<Imposition> + Sync,
    ) -> Result<Vec<Vec<u8>>, Vec<String>> {
        let input = self.input(language);
        let from_right = direction(&input.curriculum.language) == Direction::RightToLeft;
        let printed = in_parallel(products, |&product| {
            let pdf = print::render(input, product, setting.on_product(product), occasion)?;
            match imposition(product) {
                None => Ok(pdf),
                Some(imposition) => print::impose::impose(&pdf, imposition, from_right),
            }
        });
        all_or_faults(printed)
    }

    /// What a layout is given for `product` in what `setting` changes on it, as JSON text.
    pub fn data(&self, language: Language, product: Product, setting: Setting) -> String {
        let setting = setting.on_product(product);
        print::data(self.input(language), product, setting, &Occasion::default())
    }

    fn input(&self, language: Language) -> Input<'_> {
        let locale = &self.locales[language.0];
        Input {
            files: &self.files,
            curriculum: &locale.curriculum,
            written: &locale.written,
            theme: &locale.theme,
            locales: &self.locales,
            base_url: self.base_url.as_deref(),
            kit: &self.kit,
            facts: Input::no_facts(),
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
                // Their texts are those of the workbooks of modules.
                _ => &[],
            };
            for &large_print in prints {
                jobs.extend(Paper::ALL.map(|paper| {
                    let setting = Setting {
                        large_print,
                        ..Setting::on(paper)
                    };
                    (language, product, setting)
                }));
            }
        }
        let proofs = in_parallel(&jobs, |&(language, product, setting)| {
            print::proof(self.input(language), product, setting)
        });
        all_or_faults(proofs)
    }

    /// Renders every entry in parallel, then what is made of all of them; `done` is called after each entry.
    ///
    /// # Errors
    ///
    /// What is wrong with the theme, each sentence once.
    pub fn render_all(
        &self,
        around: &impl Surroundings,
        done: impl Fn() + Sync,
    ) -> Result<Output, Vec<String>> {
        let (output, index) = std::thread::scope(|scope| {
            let index = scope.spawn(|| self.search_index());
            let output = self.render_entries(around, &done);
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
            .map(|(address, bytes)| (address.clone(), bytes.clone().into()));
        output.public.extend(index);
        if self.site.search {
            let homes: Vec<String> = self
                .locales
                .iter()
                .map(|locale| site::home(&locale.curriculum))
                .collect();
            let made = offline::files(&self.site, &self.theme, &homes, &output.public);
            output
                .public
                .extend(made.map(|(address, bytes)| (address, bytes.into())));
        }
        Ok(output)
    }

    fn render_entries(
        &self,
        around: &impl Surroundings,
        done: &(impl Fn() + Sync),
    ) -> Result<Output, Vec<String>> {
        let public = self.site.public.iter();
        let staff = self.site.staff.iter();
        let mut jobs: Vec<(bool, &String, &Entry)> = public
            .map(|(address, entry)| (true, address, entry))
            .chain(staff.map(|(address, entry)| (false, address, entry)))
            .collect();
        jobs.sort_by_key(|(_, _, entry)| weight(entry));
        // A page that says how long PDFs are is made after them.
        let (of_facts, others): (Vec<_>, Vec<_>) =
            jobs.into_iter().partition(|(_, _, entry)| names_facts(entry));
        let mut output = Output::default();
        let facts = self.render_jobs(&others, Input::no_facts(), around, done, &mut output)?;
        self.render_jobs(&of_facts, &facts, around, done, &mut output)?;
        Ok(output)
    }

    /// Adds what jobs make to `output`, and returns the size and the pages of each public book.
    fn render_jobs(
        &self,
        jobs: &[(bool, &String, &Entry)],
        facts: &BTreeMap<String, Facts>,
        around: &impl Surroundings,
        done: &(impl Fn() + Sync),
        output: &mut Output,
    ) -> Result<BTreeMap<String, Facts>, Vec<String>> {
        let rendered = in_parallel(jobs, |&(is_public, address, entry)| {
            let input = Input {
                facts,
                ..self.input(entry.language())
            };
            let made = rendered(input, is_public, address, entry, around);
            done();
            made
        });
        let rendered = all_or_faults(rendered)?;
        let mut facts = BTreeMap::new();
        for (&(is_public, address, entry), (file, known)) in jobs.iter().zip(rendered) {
            output.rendered += usize::from(!file.is_published && matches!(entry, Entry::Pdf(..)));
            let folder = if is_public {
                &mut output.public
            } else {
                &mut output.staff
            };
            folder.insert(address.clone(), file);
            facts.extend(known.map(|known| (address.clone(), known)));
        }
        Ok(facts)
    }
}

/// What stands at an address; of a public book its size and pages too.
fn rendered(
    input: Input,
    is_public: bool,
    address: &str,
    entry: &Entry,
    around: &impl Surroundings,
) -> Result<(Rendered, Option<Facts>), String> {
    let Some(key) = render::key(input, entry)? else {
        return Ok((render::render(input, address, entry)?.into(), None));
    };
    let facts = |bytes: &[u8]| Facts::of(address, bytes).filter(|_| is_public);
    // One that went away meanwhile is made again.
    if let Some(book) = around.made_of(is_public, address, &key)
        && let Ok(bytes) = book.bytes()
    {
        let facts = facts(&bytes);
        drop(bytes);
        return Ok((book, facts));
    }
    let bytes = render::render(input, address, entry)?;
    let facts = facts(&bytes);
    let mut book = around.put(bytes);
    book.key = Some(key);
    Ok((book, facts))
}

/// Whether a page says how long PDFs are.
fn names_facts(entry: &Entry) -> bool {
    matches!(entry, Entry::Page(_, WebPage::Downloads))
}

/// All results, or what is wrong, each sentence once.
fn all_or_faults<T>(results: Vec<Result<T, String>>) -> Result<Vec<T>, Vec<String>> {
    let (done, faults): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    let faults: BTreeSet<String> = faults.into_iter().filter_map(Result::err).collect();
    if faults.is_empty() {
        Ok(done.into_iter().filter_map(Result::ok).collect())
    } else {
        Err(faults.into_iter().collect())
    }
}

/// Smaller is longer.
fn weight(entry: &Entry) -> u8 {
    match entry {
        Entry::Pdf(_, Product::WholeWorkbook, _) | Entry::EBook(_) => 0,
        Entry::Pdf(_, product, _) if product.is_workbook() => 1,
        Entry::Pdf(_, Product::FacilitatorGuide(_), _) => 1,
        Entry::Pdf(..) => 2,
        Entry::Page(..) | Entry::About(..) | Entry::Quality | Entry::Hours | Entry::Calendar(_) => 3,
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
    if [".pdf", ".epub"].iter().any(|ending| address.ends_with(ending)) {
        Part::Print
    } else {
        Part::Web
    }
}
