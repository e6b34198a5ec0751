//! What an audience gets: the one place that leaves out what is not for it.
//!
//! Every renderer takes [`Text`], which only this file makes, so a staff note cannot reach a participant.

mod ask;
mod material;
mod wish;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::curriculum::{
    self, Cohort, Curriculum, Handout, IndividualPlan, Language, Layout, Lesson, Module, Page, Paper, Track,
    WordsOf,
};
use crate::document::{
    Activity, ActivityKind, Block, Document, Inline, PageId, Section, Target, Visit, blocks_mut, parts,
    plain_text, visit_blocks,
};

pub use ask::asked;
pub use material::{Material, Part, material};
pub use wish::Wish;

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    Participant,
    Staff,
}

/// A document cut for one reader.
#[derive(Clone, Debug)]
pub struct Text(Document);

impl Text {
    pub fn blocks(&self) -> &[Block] {
        &self.0.blocks
    }

    pub fn footnotes(&self) -> &[crate::document::Footnote] {
        &self.0.footnotes
    }

    /// The keys of the cited sources, in the order of their first citation: the first has number 1.
    pub fn cited(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        visit_blocks(&self.0.blocks, &mut |visit| {
            if let Visit::Inline(Inline::Citation(citations)) = visit {
                for citation in citations {
                    if !keys.contains(&citation.key.as_str()) {
                        keys.push(&citation.key);
                    }
                }
            }
        });
        keys
    }
}

/// A page on a screen: without staff notes; a self-check keeps its answers, which open one by one.
pub fn screen(document: &Document) -> Text {
    let mut document = document.clone();
    leave_out_staff(&mut document);
    Text(document)
}

/// A sheet for a participant: without staff notes and without the answers of a self-check.
pub fn sheet(document: &Document) -> Text {
    let mut document = document.clone();
    leave_out_staff(&mut document);
    blocks_mut(&mut document.blocks, &mut |blocks| {
        for block in blocks {
            if let Block::Choices(choices) = block {
                for choice in &mut choices.choices {
                    choice.right = false;
                    choice.explanation.clear();
                }
            }
        }
    });
    Text(document)
}

/// Everything, for staff.
pub fn guide(document: &Document) -> Text {
    Text(document.clone())
}

fn leave_out_staff(document: &mut Document) {
    let mut leave_out =
        |blocks: &mut Vec<Block>| blocks.retain(|block| !matches!(block, Block::Facilitator(_)));
    blocks_mut(&mut document.blocks, &mut leave_out);
    for footnote in &mut document.footnotes {
        blocks_mut(&mut footnote.blocks, &mut leave_out);
    }
}

/// A thing to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Product {
    /// All modules in one book.
    WholeWorkbook,
    /// One module's workbook.
    Workbook(usize),
    /// All that is for everyone and for one track: the track's place in the settings.
    TrackWorkbook(usize),
    /// A workbook that the settings list, by its place there.
    Collection(usize),
    /// One handout: module, handout.
    Handout(usize, usize),
    /// One lesson by itself: module, lesson.
    Lesson(usize, usize),
    /// One activity by itself, as a sheet: module, lesson, and its place among the lesson's activities.
    Activity(usize, usize, usize),
    /// One module's guide for whoever leads the group.
    FacilitatorGuide(usize),
    /// One lesson on a page, for whoever leads the group: module, lesson.
    SessionPlan(usize, usize),
    /// What to print for one lesson, and how often: module, lesson.
    PrintRun(usize, usize),
    /// Who came to a session.
    SignIn,
    /// For whoever has finished.
    Certificate,
    /// All lessons, to mark those that are done.
    ProgressChart,
    /// The sessions of a cohort in a month, to pin up: its place among the cohorts, and the first day of the month.
    MonthSheet(usize, NaiveDate),
    /// What to print for a cohort's sessions of a day, and how often.
    DayRun(usize, NaiveDate),
    /// For whoever missed a cohort's sessions of a day.
    MakeUp(usize, NaiveDate),
    /// The lessons and handouts that were chosen for one person, as a workbook; see [`Occasion::plan`].
    Pack,
    /// Why those, and what comes when.
    PackPlan,
}

impl Product {
    /// Who gets it.
    pub fn audience(self) -> Audience {
        match self {
            Product::WholeWorkbook
            | Product::Workbook(_)
            | Product::TrackWorkbook(_)
            | Product::Collection(_)
            | Product::Handout(..)
            | Product::Lesson(..)
            | Product::Activity(..)
            | Product::MonthSheet(..)
            | Product::MakeUp(..)
            | Product::Pack => Audience::Participant,
            Product::FacilitatorGuide(_)
            | Product::SessionPlan(..)
            | Product::PrintRun(..)
            | Product::DayRun(..)
            | Product::SignIn
            | Product::Certificate
            | Product::ProgressChart
            | Product::PackPlan => Audience::Staff,
        }
    }

    /// Whether it is a bound book for participants, with a cover.
    pub fn is_workbook(self) -> bool {
        self.template() == "workbook"
    }

    /// Whether it may hold the text of a page.
    pub fn holds(self, page: PageId) -> bool {
        match (self, page) {
            (
                Product::WholeWorkbook | Product::TrackWorkbook(_) | Product::Collection(_) | Product::Pack,
                _,
            ) => true,
            (Product::Handout(m, h), page) => page == PageId::Handout(m, h),
            (
                Product::Lesson(m, l)
                | Product::Activity(m, l, _)
                | Product::SessionPlan(m, l)
                | Product::PrintRun(m, l),
                page,
            ) => page == PageId::Lesson(m, l),
            (Product::SignIn | Product::Certificate | Product::MonthSheet(..), _) => false,
            (Product::DayRun(..) | Product::MakeUp(..), page) => !matches!(page, PageId::Module(_)),
            (Product::ProgressChart | Product::PackPlan, page) => matches!(page, PageId::Lesson(..)),
            (
                Product::Workbook(module) | Product::FacilitatorGuide(module),
                PageId::Module(m) | PageId::Lesson(m, _) | PageId::Handout(m, _),
            ) => m == module,
        }
    }

    /// Whether there is anything in it that a participant fills in.
    pub fn has_answers(self, curriculum: &Curriculum) -> bool {
        self.audience() == Audience::Participant
            && curriculum.pages().any(|(id, page)| {
                self.holds(id) && parts(&page.body).iter().any(|part| !part.spaces.is_empty())
            })
    }

    /// The theme's file that lays it out.
    pub fn template(self) -> &'static str {
        match self {
            Product::WholeWorkbook
            | Product::Workbook(_)
            | Product::TrackWorkbook(_)
            | Product::Collection(_)
            | Product::Pack => "workbook",
            Product::Handout(..) | Product::Activity(..) => "handout",
            Product::Lesson(..) => "lesson",
            Product::FacilitatorGuide(_) => "facilitator-guide",
            Product::SessionPlan(..) => "session-plan",
            Product::PrintRun(..) => "print-run",
            Product::SignIn => "sign-in",
            Product::Certificate => "certificate",
            Product::ProgressChart => "progress",
            Product::MonthSheet(..) => "month",
            Product::DayRun(..) => "day-run",
            Product::MakeUp(..) => "make-up",
            Product::PackPlan => "pack-plan",
        }
    }
}

/// How a thing is set on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Setting {
    pub paper: Paper,
    /// Letters of 18 pt, and as many pages as they need.
    pub large_print: bool,
    /// With a field of a form for each space to answer, to be filled in on a screen.
    pub fillable: bool,
    /// Nothing filled, no large shape, all in black and grey.
    pub low_ink: bool,
    /// Room for holes at the side where pages are bound.
    pub punch: bool,
    /// The language that stands beside the first, section by section.
    pub with: Option<Language>,
}

impl Setting {
    /// What the programme prints.
    pub fn of(curriculum: &Curriculum) -> Self {
        Self::on(curriculum.settings.paper)
    }

    /// The usual print on this paper.
    pub fn on(paper: Paper) -> Self {
        Self {
            paper,
            large_print: false,
            fillable: false,
            low_ink: false,
            punch: false,
            with: None,
        }
    }

    /// What it is called in the name of a file, where it is not what the programme prints: `-a4-large-print`.
    pub fn suffix(self, curriculum: &Curriculum) -> String {
        let usual = Self::of(curriculum);
        let with = self.with.map(|language| {
            format!(
                "with-{}",
                curriculum.settings.languages[language.0].to_lowercase()
            )
        });
        let words = [
            (self.paper != usual.paper).then(|| self.paper.name().to_owned()),
            self.large_print.then(|| "large-print".to_owned()),
            self.fillable.then(|| "fillable".to_owned()),
            self.low_ink.then(|| "low-ink".to_owned()),
            self.punch.then(|| "punch".to_owned()),
            with,
        ];
        words
            .into_iter()
            .flatten()
            .map(|word| format!("-{word}"))
            .collect()
    }
}

/// What was typed for one occasion. Nothing of it is ever published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Occasion {
    /// When the session begins, in minutes from midnight.
    pub starts: Option<u32>,
    /// How many people come.
    pub people: Option<u32>,
    pub names: Vec<String>,
    /// As it was typed.
    pub date: Option<String>,
    /// The person whose pack it is: without one, [`Product::Pack`] and [`Product::PackPlan`] hold nothing.
    pub plan: Option<IndividualPlan>,
}

/// How a print-out came out, for the lints that ask.
#[derive(Clone, Debug)]
pub struct Proof {
    pub language: String,
    pub product: Product,
    pub setting: Setting,
    pub pages: usize,
    /// For each sheet that was fitted to its page.
    pub sheets: Vec<Fit>,
    /// For each activity of a book, in its order.
    pub activities: Vec<Extent>,
}

/// How a sheet was fitted to its page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The size of its letters, in points.
    pub letters: f64,
    /// Whether all of it is on the page.
    pub fits: bool,
}

/// Where an activity stands in a book.
#[derive(Clone, Debug, PartialEq)]
pub struct Extent {
    /// The code of its lesson.
    pub code: String,
    /// The id of its section.
    pub id: String,
    /// The pages that it begins and ends on, from 1.
    pub pages: (usize, usize),
    /// The page of its heading: a later one than it begins on when only its edge is left there.
    pub heading: usize,
    /// How much of the first page is left when it begins, and how much of the last it takes: shares of a page's height.
    pub first: f64,
    pub last: f64,
}

/// On which pages a printed book begins its parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageNumbers {
    pub count: usize,
    /// In their order; none where the layout does not say.
    pub begins: Vec<Begin>,
}

/// Where a part of a printed book begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Begin {
    /// The code of the module, lesson or handout; empty for a part that has none.
    pub code: String,
    /// The id of the section, the name of a part without a code, or nothing for the whole of a page.
    pub id: String,
    pub page: usize,
}

/// What a printed thing contains, in order.
pub struct Edition<'a> {
    pub product: Product,
    pub title: &'a str,
    pub summary: &'a str,
    /// Of title and summary.
    pub language: &'a str,
    pub modules: Vec<EditionModule<'a>>,
}

pub struct EditionModule<'a> {
    pub module: &'a Module,
    /// `None` for a handout, which stands alone.
    pub introduction: Option<Text>,
    pub lessons: Vec<(&'a Lesson, Text)>,
    pub handouts: Vec<Sheet<'a>>,
    /// Handouts that a book names and does not hold, since they are printed by themselves.
    pub apart: Vec<&'a Handout>,
}

/// What is printed as a sheet by itself: a handout, or one activity of a lesson.
pub struct Sheet<'a> {
    /// Of the handout, or of the activity's lesson.
    pub page: &'a Page,
    pub title: String,
    pub summary: &'a str,
    pub layout: Layout,
    /// The same for whoever prints it.
    pub printed_as: Layout,
    /// Whether it may be bound in a book.
    pub bound: bool,
    /// Whether it has lines for a name and a date.
    pub names: bool,
    /// What the activity asks people to do; nothing for a handout.
    pub activity: Option<&'a Activity>,
    pub text: Text,
}

impl<'a> Sheet<'a> {
    fn of(handout: &'a Handout, text: Text) -> Self {
        Self {
            page: &handout.page,
            title: handout.page.title.clone(),
            summary: &handout.page.summary,
            layout: handout.layout,
            printed_as: handout.printed_as(),
            bound: handout.stands_in_a_book(),
            names: handout.has_names(),
            activity: None,
            text,
        }
    }

    fn of_activity(page: &'a Page, section: &'a Section) -> Self {
        let body = Document {
            blocks: section.blocks.clone(),
            footnotes: page.body.footnotes.clone(),
        };
        Self {
            page,
            title: plain_text(&section.title),
            summary: &page.title,
            layout: Layout::Page,
            printed_as: Layout::Page,
            bound: true,
            names: !page.private,
            activity: section.activity.as_ref(),
            text: sheet(&body),
        }
    }
}

/// The sections of a document that ask people to do something, in order.
pub fn activities(document: &Document) -> Vec<&Section> {
    let mut sections = Vec::new();
    visit_blocks(&document.blocks, &mut |visit| {
        if let Visit::Block(Block::Section(section)) = visit
            && section.activity.is_some()
        {
            sections.push(section);
        }
    });
    sections
}

impl Edition<'_> {
    /// The keys of cited sources in the order of their first citation in the whole edition: the first has number 1.
    pub fn cited(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        let texts = self.modules.iter().flat_map(EditionModule::texts);
        for key in texts.flat_map(|(_, text)| text.cited()) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}

impl<'a> EditionModule<'a> {
    /// A module of which nothing is printed yet.
    fn new(module: &'a Module) -> Self {
        Self {
            module,
            introduction: None,
            lessons: Vec::new(),
            handouts: Vec::new(),
            apart: Vec::new(),
        }
    }
}

impl EditionModule<'_> {
    /// Every text with its page, in order.
    pub fn texts(&self) -> impl Iterator<Item = (&Page, &Text)> {
        let introduction = self.introduction.iter().map(|text| (&self.module.page, text));
        let lessons = self.lessons.iter().map(|(lesson, text)| (&lesson.page, text));
        let handouts = self.handouts.iter().map(|sheet| (sheet.page, &sheet.text));
        introduction.chain(lessons).chain(handouts)
    }

    /// Leaves out the sections for people in other tracks.
    fn leave_out_other_tracks(&mut self, track: &str) {
        let texts = self.lessons.iter_mut().map(|(_, text)| text);
        for text in texts.chain(self.handouts.iter_mut().map(|sheet| &mut sheet.text)) {
            blocks_mut(&mut text.0.blocks, &mut |blocks| {
                blocks.retain(|block| match block {
                    Block::Section(Section {
                        track: Some(other), ..
                    }) => other == track,
                    _ => true,
                });
            });
        }
    }
}

/// The contents of the e-book: those of the whole workbook, with the answers of self-checks.
pub fn e_book(curriculum: &Curriculum) -> Edition<'_> {
    whole(curriculum, screen)
}

fn whole(curriculum: &Curriculum, cut: fn(&Document) -> Text) -> Edition<'_> {
    let modules = curriculum.modules.iter();
    let modules = modules.map(|module| book_module(module, cut, Handout::stands_in_a_book));
    of_all(curriculum, Product::WholeWorkbook, modules.collect())
}

/// The contents of `product`, for this occasion.
pub fn edition<'a>(curriculum: &'a Curriculum, product: Product, occasion: &'a Occasion) -> Edition<'a> {
    let settings = &curriculum.settings;
    match product {
        Product::WholeWorkbook => whole(curriculum, sheet),
        Product::Workbook(m) => book(product, &curriculum.modules[m], sheet, Handout::stands_in_a_book),
        Product::TrackWorkbook(t) => for_track(curriculum, product, &settings.tracks[t]),
        Product::Collection(n) => collection(curriculum, product, &settings.workbooks[n]),
        Product::FacilitatorGuide(m) => book(product, &curriculum.modules[m], guide, |_| true),
        Product::Handout(m, h) => {
            let handout = &curriculum.modules[m].handouts[h];
            let sheet = Sheet::of(handout, sheet(&handout.page.body));
            alone(
                product,
                &curriculum.modules[m],
                &handout.page,
                Vec::new(),
                vec![sheet],
            )
        }
        Product::Lesson(m, l) => {
            let lesson = &curriculum.modules[m].lessons[l];
            let text = sheet(&lesson.page.body);
            alone(
                product,
                &curriculum.modules[m],
                &lesson.page,
                vec![(lesson, text)],
                Vec::new(),
            )
        }
        Product::Activity(m, l, n) => {
            let page = &curriculum.modules[m].lessons[l].page;
            let sheets = activities(&page.body).into_iter().skip(n).take(1);
            let sheets = sheets.map(|section| Sheet::of_activity(page, section)).collect();
            alone(product, &curriculum.modules[m], page, Vec::new(), sheets)
        }
        Product::SessionPlan(m, l) | Product::PrintRun(m, l) => {
            let lesson = &curriculum.modules[m].lessons[l];
            let lessons = vec![(lesson, guide(&lesson.page.body))];
            let sheets = handouts_of(curriculum, lesson);
            let sheets = sheets.map(|handout| Sheet::of(handout, sheet(&handout.page.body)));
            alone(
                product,
                &curriculum.modules[m],
                &lesson.page,
                lessons,
                sheets.collect(),
            )
        }
        Product::MonthSheet(c, _) => of_cohort(curriculum, product, c, Vec::new()),
        Product::DayRun(c, date) => {
            let lessons = lessons_on(&curriculum.cohorts[c], date).into_iter();
            let modules = lessons.map(|(m, l)| with_handouts(curriculum, m, l, guide));
            of_cohort(curriculum, product, c, modules.collect())
        }
        Product::MakeUp(c, date) => {
            let lessons = lessons_on(&curriculum.cohorts[c], date).into_iter();
            let modules = lessons.map(|(m, l)| with_handouts(curriculum, m, l, missed));
            of_cohort(curriculum, product, c, modules.collect())
        }
        Product::Pack => match &occasion.plan {
            Some(plan) => pack(curriculum, product, plan),
            None => of_all(curriculum, product, Vec::new()),
        },
        // Its rows say all.
        Product::PackPlan | Product::SignIn | Product::Certificate => of_all(curriculum, product, Vec::new()),
        Product::ProgressChart => {
            let modules = curriculum.modules.iter().map(|module| EditionModule {
                // Titles are enough.
                lessons: module
                    .lessons
                    .iter()
                    .map(|lesson| (lesson, Text(Document::default())))
                    .collect(),
                ..EditionModule::new(module)
            });
            of_all(curriculum, product, modules.collect())
        }
    }
}

/// The handouts that a lesson names as its material or leads to, in the order of the curriculum.
fn handouts_of<'a>(curriculum: &'a Curriculum, lesson: &'a Lesson) -> impl Iterator<Item = &'a Handout> {
    let mut linked = BTreeSet::new();
    visit_blocks(&lesson.page.body.blocks, &mut |visit| {
        if let Visit::Inline(Inline::Link(link)) = visit
            && let Target::Page { page, .. } = &link.target
        {
            linked.insert(*page);
        }
    });
    let is_brought = |page: &Page| {
        lesson
            .materials
            .iter()
            .any(|words| material::place_of(&page.code, &words.value).is_some())
    };
    let modules = curriculum.modules.iter().enumerate();
    modules
        .flat_map(|(m, module)| (0..).map(move |h| PageId::Handout(m, h)).zip(&module.handouts))
        .filter(move |(id, handout)| linked.contains(id) || is_brought(&handout.page))
        .map(|(_, handout)| handout)
}

/// The lessons of a cohort on a day: module, lesson.
fn lessons_on(cohort: &Cohort, date: NaiveDate) -> Vec<(usize, usize)> {
    let sessions = cohort.sessions().into_iter();
    let lessons = sessions
        .filter(|session| session.date() == date)
        .flat_map(|session| session.lessons().collect::<Vec<_>>());
    lessons
        .filter_map(|id| match id {
            PageId::Lesson(m, l) => Some((m, l)),
            _ => None,
        })
        .collect()
}

/// The id of the section that tells a lesson in five minutes, to somebody who was not there.
const IN_FIVE_MINUTES: &str = "in-five-minutes";

/// What somebody needs who missed a lesson: the lesson in five minutes, then what there is to write and to make. A lesson without that
/// section is given whole.
fn missed(document: &Document) -> Text {
    let is_short = |block: &Block| matches!(block, Block::Section(section) if section.id == IN_FIVE_MINUTES);
    let is_work = |block: &Block| {
        let Block::Section(section) = block else {
            return false;
        };
        let kind = section.activity.as_ref().map(|activity| activity.kind);
        matches!(kind, Some(ActivityKind::Exercise | ActivityKind::Art))
    };
    let Some(short) = document.blocks.iter().find(|block| is_short(block)) else {
        return sheet(document);
    };
    let work = document.blocks.iter().filter(|block| is_work(block));
    sheet(&Document {
        blocks: std::iter::once(short).chain(work).cloned().collect(),
        footnotes: document.footnotes.clone(),
    })
}

/// A lesson, cut for its reader, with the handouts that go with it.
fn with_handouts(
    curriculum: &Curriculum,
    m: usize,
    l: usize,
    cut: fn(&Document) -> Text,
) -> EditionModule<'_> {
    let module = &curriculum.modules[m];
    let lesson = &module.lessons[l];
    let sheets = handouts_of(curriculum, lesson);
    EditionModule {
        lessons: vec![(lesson, cut(&lesson.page.body))],
        handouts: sheets
            .map(|handout| Sheet::of(handout, sheet(&handout.page.body)))
            .collect(),
        ..EditionModule::new(module)
    }
}

/// What is of one cohort.
fn of_cohort<'a>(
    curriculum: &'a Curriculum,
    product: Product,
    c: usize,
    modules: Vec<EditionModule<'a>>,
) -> Edition<'a> {
    let cohort = &curriculum.cohorts[c];
    Edition {
        product,
        title: &cohort.title,
        summary: "",
        language: curriculum.language_of(WordsOf::Cohorts, &format!("{}.title", cohort.id)),
        modules,
    }
}

/// What is of the whole curriculum.
fn of_all<'a>(curriculum: &'a Curriculum, product: Product, modules: Vec<EditionModule<'a>>) -> Edition<'a> {
    Edition {
        product,
        title: &curriculum.settings.title,
        summary: &curriculum.settings.summary,
        language: curriculum.language_of(WordsOf::Curriculum, "title"),
        modules,
    }
}

/// All that is for everyone or for `track`.
fn for_track<'a>(curriculum: &'a Curriculum, product: Product, track: &'a Track) -> Edition<'a> {
    let modules = curriculum.modules.iter().filter_map(|module| {
        let mut part = book_module(module, sheet, Handout::stands_in_a_book);
        part.lessons.retain(|(lesson, _)| lesson.page.is_for(&track.id));
        part.handouts.retain(|sheet| sheet.page.is_for(&track.id));
        part.apart.retain(|handout| handout.page.is_for(&track.id));
        part.leave_out_other_tracks(&track.id);
        (!part.lessons.is_empty()).then_some(part)
    });
    Edition {
        product,
        title: &curriculum.settings.title,
        summary: &track.title,
        language: curriculum.language_of(WordsOf::Curriculum, "title"),
        modules: modules.collect(),
    }
}

/// The modules and lessons of a list, in its order; the lessons of a module that follow one another stand together.
fn collection<'a>(
    curriculum: &'a Curriculum,
    product: Product,
    list: &'a curriculum::Collection,
) -> Edition<'a> {
    let mut modules: Vec<EditionModule> = Vec::new();
    for code in list.parts.iter().map(|part| part.value.as_str()) {
        let Some((id, _)) = curriculum.pages().find(|(_, page)| page.code == code) else {
            continue;
        };
        let (PageId::Module(m) | PageId::Lesson(m, _) | PageId::Handout(m, _)) = id;
        let module = &curriculum.modules[m];
        let is_new = modules
            .last()
            .is_none_or(|last| last.module.page.code != module.page.code);
        if is_new && !matches!(id, PageId::Module(_)) {
            modules.push(EditionModule::new(module));
        }
        match (id, modules.last_mut()) {
            (PageId::Lesson(_, l), Some(part)) => {
                let lesson = &module.lessons[l];
                part.lessons.push((lesson, sheet(&lesson.page.body)));
            }
            (PageId::Handout(_, h), Some(part)) => {
                let handout = &module.handouts[h];
                part.handouts.push(Sheet::of(handout, sheet(&handout.page.body)));
            }
            _ => modules.push(book_module(module, sheet, Handout::stands_in_a_book)),
        }
    }
    Edition {
        product,
        title: &list.title,
        summary: &list.summary,
        language: curriculum.language_of(WordsOf::Curriculum, &format!("workbooks.{}.title", list.id)),
        modules,
    }
}

/// What was chosen for one person: module by module, in the order in which the plan comes to each; every page once.
fn pack<'a>(curriculum: &'a Curriculum, product: Product, plan: &IndividualPlan) -> Edition<'a> {
    let mut modules: Vec<EditionModule> = Vec::new();
    let mut seen = BTreeSet::new();
    let lessons = plan.lessons.iter().map(|lesson| &lesson.code);
    for code in lessons.chain(&plan.handouts) {
        let mut pages = curriculum.pages();
        let Some((id, page)) = pages.find(|(_, page)| page.code == code.value) else {
            continue;
        };
        let (PageId::Module(m) | PageId::Lesson(m, _) | PageId::Handout(m, _)) = id;
        if !seen.insert(id) {
            continue;
        }
        let module = &curriculum.modules[m];
        let at = modules
            .iter()
            .position(|part| part.module.page.code == module.page.code)
            .unwrap_or_else(|| {
                modules.push(EditionModule::new(module));
                modules.len() - 1
            });
        let text = sheet(&page.body);
        match id {
            PageId::Lesson(_, l) => modules[at].lessons.push((&module.lessons[l], text)),
            PageId::Handout(_, h) => modules[at].handouts.push(Sheet::of(&module.handouts[h], text)),
            PageId::Module(_) => {}
        }
    }
    if let Some(track) = &plan.track {
        for part in &mut modules {
            part.leave_out_other_tracks(&track.value);
        }
    }
    of_all(curriculum, product, modules)
}

/// What stands by itself, without the introduction of its module.
fn alone<'a>(
    product: Product,
    module: &'a Module,
    page: &'a Page,
    lessons: Vec<(&'a Lesson, Text)>,
    handouts: Vec<Sheet<'a>>,
) -> Edition<'a> {
    Edition {
        product,
        title: &page.title,
        summary: &page.summary,
        language: &page.language,
        modules: vec![EditionModule {
            lessons,
            handouts,
            ..EditionModule::new(module)
        }],
    }
}

fn book(
    product: Product,
    module: &Module,
    cut: fn(&Document) -> Text,
    takes: fn(&Handout) -> bool,
) -> Edition<'_> {
    Edition {
        product,
        title: &module.page.title,
        summary: &module.page.summary,
        language: &module.page.language,
        modules: vec![book_module(module, cut, takes)],
    }
}

fn book_module(
    module: &Module,
    cut: fn(&Document) -> Text,
    takes: fn(&Handout) -> bool,
) -> EditionModule<'_> {
    let lessons = module.lessons.iter();
    let (handouts, apart): (Vec<_>, Vec<_>) = module.handouts.iter().partition(|handout| takes(handout));
    EditionModule {
        module,
        introduction: Some(cut(&module.page.body)),
        lessons: lessons.map(|lesson| (lesson, cut(&lesson.page.body))).collect(),
        handouts: handouts
            .into_iter()
            .map(|handout| Sheet::of(handout, cut(&handout.page.body)))
            .collect(),
        apart,
    }
}
