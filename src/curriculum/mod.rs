//! A programme's curriculum, loaded: immutable values whose links are resolved to typed targets.

mod adopt;
mod arrange;
mod brand;
mod cohorts;
mod help;
mod language;
mod links;
mod local;
mod pages;
mod plans;
mod quotes;
mod settings;
mod sources;
mod topics;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostic, Severity, suggest};
use crate::document::{Document, PageId, Span};
use crate::files::Files;
use crate::overlay;
use crate::parse::yaml::{Exception, Spot};

pub use brand::{Brand, Contact, Logo};
pub use cohorts::{
    Cohort, Entry, Individual, Meeting, Moved, Part, PartKind, People, Session, Skipped, Taken, Week,
};
pub use help::{Resource, TextLine};
pub use language::{Direction, direction};
pub use links::LINK_HIDDEN;
pub use plans::{ChosenLesson, IndividualPlan, Wording, individual_plans};
pub use settings::{Checks, Collection, Paper, Settings, Track};
pub use sources::{Source, Sources};
pub use topics::Topic;
pub use words::{Words, WordsOf, note_key};

/// The folder of a curriculum under the root.
pub const FOLDER: &str = "curriculum";

/// A language of a curriculum, by its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(pub usize);

impl Language {
    /// The one that lessons are written in.
    pub const FIRST: Language = Language(0);
}

/// Everything that a programme teaches and says.
#[derive(Clone, Debug)]
pub struct Curriculum {
    /// The language that this is said in: the first of the settings, or one that [`Curriculum::in_language`] was asked for.
    pub language: String,
    pub settings: Settings,
    /// In order.
    pub modules: Vec<Module>,
    /// By key.
    pub glossary: BTreeMap<String, Term>,
    pub sources: Sources,
    /// The same in the other languages.
    local_sources: BTreeMap<String, Sources>,
    /// In the order of the file.
    pub resources: Vec<Resource>,
    /// The groups that meet, in the order of the file.
    pub cohorts: Vec<Cohort>,
    /// The pages that were translated, by language and then in the order of [`Curriculum::pages`].
    pub translations: Vec<Translation>,
    /// What was translated beside the pages, by file.
    pub words: Vec<Words>,
    /// See [`Curriculum::words_hash`].
    words_hashes: BTreeMap<WordsOf, String>,
    /// Texts beside the pages that are not translated into this language; see [`Curriculum::language_of`].
    untranslated: BTreeSet<(WordsOf, String)>,
    /// Pictures, by path from the root.
    pub images: BTreeMap<String, Arc<[u8]>>,
    /// The pages that the programme does not use; a module's own with all that is in it.
    pub hidden: Vec<Hidden>,
    /// Each place that pointed at one of them; there only the words are left.
    pub hidden_links: Vec<Diagnostic>,
}

/// A page that the programme does not use. Its code is not given to another.
#[derive(Clone, Debug)]
pub struct Hidden {
    pub code: String,
    pub title: String,
    pub path: String,
}

/// What a module, a lesson and a handout have in common.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file, from the root.
    pub path: String,
    /// Its part of the address.
    pub slug: String,
    /// What people say aloud: `TR`, `TR-1`, `TR-H1`.
    pub code: String,
    /// The language of its text, which may differ from that of the curriculum.
    pub language: String,
    pub title: String,
    pub summary: String,
    /// The sources that its front matter names, with their places.
    pub sources: Vec<Spot<String>>,
    /// The tracks it is for; empty means everyone.
    pub tracks: Vec<String>,
    /// The hard topics that it speaks of, by its author's word, with their places. Modules name none.
    ///
    /// The front matter of a lesson or a handout says `topics: [overdose]`; see [`Topic`] for the names.
    pub topics: Vec<Spot<Topic>>,
    /// Whether a device keeps nothing of it: no answers, no mark that it was read. Its author says `private: true`.
    pub private: bool,
    /// When somebody last looked whether it is still right.
    pub reviewed: Option<NaiveDate>,
    /// What its author lets pass.
    pub exceptions: Vec<Exception>,
    /// Where the values of the front matter stand, by key.
    pub front: BTreeMap<String, Span>,
    /// The [`Page::hash`] of the text of upstream that it was made from, where a programme changed one.
    pub adapts: Option<Spot<String>>,
    /// Names this text: the first 12 hexadecimal digits of the SHA-256 of its file, with line ends as `\n` and without its line `adapts`.
    ///
    /// A translation says under `translates` which text it was made of.
    pub hash: String,
    pub body: Arc<Document>,
}

impl Page {
    /// Whether people in this track get it.
    pub fn is_for(&self, track: &str) -> bool {
        self.tracks.is_empty() || self.tracks.iter().any(|known| known == track)
    }
}

/// A page in another language: `01-name.es.md` beside `01-name.md`.
///
/// It holds words only. What is no word (slug, code, minutes, tracks, sources, …) is that of the original.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The page that it stands beside.
    pub of: PageId,
    pub page: Page,
    /// Of a lesson.
    pub objectives: Vec<Spot<String>>,
    /// Of a lesson.
    pub notice: Option<String>,
    /// Of a lesson.
    pub materials: Vec<Spot<String>>,
    /// The [`Page::hash`] of the original that it was made of.
    pub translates: Option<Spot<String>>,
    /// The ids that its own headings would have, with those of the original's headings that they got.
    pub aliases: BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
pub struct Module {
    pub page: Page,
    /// The name of a drawing of the theme.
    pub icon: Option<String>,
    /// The group time of all its lessons together, where somebody planned it.
    pub minutes: Option<u32>,
    pub lessons: Vec<Lesson>,
    pub handouts: Vec<Handout>,
}

#[derive(Clone, Debug)]
pub struct Lesson {
    pub page: Page,
    /// Group time.
    pub minutes: Option<u32>,
    /// What a person can do afterwards, with their places.
    pub objectives: Vec<Spot<String>>,
    pub goals: Vec<String>,
    /// A topic notice, shown before the lesson.
    pub notice: Option<String>,
    /// What is needed, with their places.
    pub materials: Vec<Spot<String>>,
}

#[derive(Clone, Debug)]
pub struct Handout {
    pub page: Page,
    pub layout: Layout,
    /// Whether it goes without lines for a name and a date, because it leaves the room. Its author says `no-names: true`.
    pub no_names: bool,
    /// Whether it is cut or torn, with what stands on its back. Its author says `cut-out: true`.
    pub cut_out: bool,
}

impl Handout {
    /// Whether it has lines for a name and a date: where it may be handed in, and a name on it is no risk.
    pub fn has_names(&self) -> bool {
        matches!(self.layout, Layout::Page | Layout::Fold) && !self.no_names && !self.page.private
    }

    /// What whoever prints it is told of it: what is cut out is like cards.
    pub fn printed_as(&self) -> Layout {
        if self.cut_out { Layout::Cards } else { self.layout }
    }

    /// Whether a workbook has it as a page. Cards, posters and what is cut out are printed by themselves; what is folded stands there
    /// unfolded.
    pub fn stands_in_a_book(&self) -> bool {
        matches!(self.layout, Layout::Page | Layout::Fold) && !self.cut_out
    }
}

/// How a handout lies on its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One sheet to read and write on.
    Page,
    /// Cards to cut out, one for each heading; a rule (`---`) in a card begins its back.
    Cards,
    /// Few words, large.
    Poster,
    /// A booklet of eight small pages, folded from one sheet.
    Fold,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 4] = [Layout::Page, Layout::Cards, Layout::Poster, Layout::Fold];

    /// The name that authors write.
    pub fn name(self) -> &'static str {
        match self {
            Layout::Page => "page",
            Layout::Cards => "cards",
            Layout::Poster => "poster",
            Layout::Fold => "fold",
        }
    }
}

/// An entry of the glossary.
#[derive(Clone, Debug)]
pub struct Term {
    pub term: String,
    pub definition: String,
    /// Its place in `glossary.yaml`.
    pub span: Span,
    /// The place of the definition, in the file of its language.
    pub defined: Span,
}

impl Curriculum {
    /// Whether this is the language that the curriculum is written in.
    pub fn is_original(&self) -> bool {
        self.settings.written_in() == self.language
    }

    /// Every page with text of its own, in reading order: a module, its lessons, its handouts.
    pub fn pages(&self) -> impl Iterator<Item = (PageId, &Page)> {
        pages(&self.modules)
    }

    /// The page at `id`.
    ///
    /// # Panics
    ///
    /// When `id` is of another curriculum.
    pub fn page(&self, id: PageId) -> &Page {
        match id {
            PageId::Module(m) => &self.modules[m].page,
            PageId::Lesson(m, l) => &self.modules[m].lessons[l].page,
            PageId::Handout(m, h) => &self.modules[m].handouts[h].page,
        }
    }

    /// The title of a track, or its id where it has none.
    pub fn track_title<'a>(&'a self, id: &'a str) -> &'a str {
        let mut tracks = self.settings.tracks.iter();
        tracks
            .find(|track| track.id == id)
            .map_or(id, |track| &track.title)
    }

    /// What to say of a `code` that is none of `known`, the codes of every `what`, and what to do.
    fn unknown_code<'a>(
        &self,
        what: &str,
        code: &str,
        known: impl Iterator<Item = &'a str> + Clone,
    ) -> (String, String) {
        if self.hidden.iter().any(|page| page.code == code) {
            (
                format!("`{code}` is hidden by `hide` in curriculum.yaml"),
                "Name another one here, or take the code out of `hide`.".to_owned(),
            )
        } else {
            (
                format!("`{code}` is not the code of a {what}"),
                suggest(code, known),
            )
        }
    }

    /// The code of the page, or of the page that is translated, in the file at `path`.
    pub fn code_of(&self, path: &str) -> Option<&str> {
        let translations = self.translations.iter().map(|translation| &translation.page);
        let mut pages = self.pages().map(|(_, page)| page).chain(translations);
        pages
            .find(|page| page.path == path)
            .map(|page| page.code.as_str())
    }

    /// The resource with this id.
    pub fn resource(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id == id)
    }

    /// The cohort with this id, by its place.
    pub fn cohort(&self, id: &str) -> Option<usize> {
        self.cohorts.iter().position(|cohort| cohort.id == id)
    }

    /// The resources that every page shows, in their order.
    pub fn pinned(&self) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(|resource| resource.pinned)
    }
}

/// See [`Curriculum::pages`].
fn pages(modules: &[Module]) -> impl Iterator<Item = (PageId, &Page)> {
    modules.iter().enumerate().flat_map(|(m, module)| {
        let lessons = module.lessons.iter().enumerate();
        let handouts = module.handouts.iter().enumerate();
        std::iter::once((PageId::Module(m), &module.page))
            .chain(lessons.map(move |(l, lesson)| (PageId::Lesson(m, l), &lesson.page)))
            .chain(handouts.map(move |(h, handout)| (PageId::Handout(m, h), &handout.page)))
    })
}

/// Reads the curriculum in `files`, with everything that is wrong in it.
///
/// A curriculum with errors is whole enough to be looked at, but nothing may be published from it.
pub fn load(files: &Files) -> (Curriculum, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let settings = settings::read(files, &mut findings);
    let glossary = help::glossary(files, &mut findings);
    let resources = help::resources(files, &mut findings);
    // The two that take time, at the same time.
    let ((sources, wrong), pages) = rayon::join(
        || sources::read(files, &settings.languages),
        || pages::read(files, &settings, &mut findings),
    );
    findings.extend(wrong);
    let mut sources: BTreeMap<String, Sources> = settings.languages.iter().cloned().zip(sources).collect();
    let mut curriculum = Curriculum {
        language: settings.written_in().to_owned(),
        modules: pages.modules,
        glossary,
        sources: sources.remove(settings.written_in()).unwrap_or_default(),
        local_sources: sources,
        settings,
        resources,
        cohorts: Vec::new(),
        translations: pages.translations,
        words: Vec::new(),
        words_hashes: BTreeMap::new(),
        untranslated: BTreeSet::new(),
        images: pages.images,
        hidden: pages.hidden,
        hidden_links: Vec::new(),
    };
    leave_out_hidden(&mut curriculum);
    findings.extend(hidden_adapted(files, &curriculum.hidden));
    known_parts(&curriculum, &mut findings);
    curriculum.cohorts = cohorts::read(files, &curriculum, &mut findings);
    brand::take_logo(files, &mut curriculum, &mut findings);
    brand::reach(&mut curriculum);
    curriculum.words = words::read(files, &curriculum, &mut findings);
    // What is left out from here on is still said by its file, and is no change of it.
    curriculum.words_hashes = WordsOf::ALL.map(|of| (of, words::hash(&curriculum, of))).into();
    brand::leave_out_of_date(&mut curriculum);
    let elsewhere = brand::stay_in_country(&mut curriculum, &mut findings);
    links::resolve(&mut curriculum, elsewhere, &mut findings);
    // What is not the programme's own text is not its to put right.
    for finding in &mut curriculum.hidden_links {
        if !overlay::is_upstreams(files, &finding.path) {
            finding.severity = Severity::Warning;
        }
    }
    (curriculum, findings)
}

/// Warns of each page of the upstream that the programme changed and hides.
fn hidden_adapted(files: &Files, hidden: &[Hidden]) -> Vec<Diagnostic> {
    let changed = hidden
        .iter()
        .filter(|page| overlay::is_replaced(files, &page.path));
    let findings = changed.map(|page| {
        let message = format!(
            "{} is hidden by `curriculum.yaml`, and this is your own text of it",
            page.code
        );
        Diagnostic::warning("hidden-adapted", &page.path, message)
            .help(format!("Take {} out of `hide`, or delete this file.", page.code))
    });
    findings.collect()
}

/// Takes what is hidden out of the workbooks that name it, and a workbook of which nothing is left.
fn leave_out_hidden(curriculum: &mut Curriculum) {
    let hidden: BTreeSet<&str> = curriculum.hidden.iter().map(|page| page.code.as_str()).collect();
    curriculum.settings.workbooks.retain_mut(|workbook| {
        let count = workbook.parts.len();
        workbook
            .parts
            .retain(|part| !hidden.contains(part.value.as_str()));
        !workbook.parts.is_empty() || count == 0
    });
}

/// Reports each part of a workbook of `curriculum.yaml` that is no code.
fn known_parts(curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) {
    let path = format!("{FOLDER}/curriculum.yaml");
    let codes = curriculum.pages().map(|(_, page)| page.code.as_str());
    let codes: Vec<&str> = codes.collect();
    for workbook in &curriculum.settings.workbooks {
        let what = "the code of a module, a lesson or a handout";
        pages::known_names(&path, what, &workbook.parts, codes.iter().copied(), findings);
        if workbook.parts.is_empty() {
            let empty = format!("the workbook `{}` has no parts", workbook.id);
            findings.push(
                Diagnostic::error("front-matter-missing", &path, empty)
                    .at(workbook.span)
                    .help("List the codes of its modules and lessons: `parts: [WE-1, TR]`."),
            );
        }
    }
}
