//! What an audience gets: the one place that leaves out what is not for it.
//!
//! Every renderer takes [`Text`], which only this file makes, so a staff note cannot reach a participant.

use crate::curriculum::{Curriculum, Handout, Layout, Lesson, Module, Page, Paper, WordsOf};
use crate::document::{Block, Document, Inline, PageId, Visit, blocks_mut, parts, visit_blocks};

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
    /// One handout: module, handout.
    Handout(usize, usize),
    /// One module's guide for whoever leads the group.
    FacilitatorGuide(usize),
}

impl Product {
    /// Who gets it.
    pub fn audience(self) -> Audience {
        match self {
            Product::WholeWorkbook | Product::Workbook(_) | Product::Handout(..) => Audience::Participant,
            Product::FacilitatorGuide(_) => Audience::Staff,
        }
    }

    /// Whether it may hold the text of a page.
    pub fn holds(self, page: PageId) -> bool {
        match (self, page) {
            (Product::WholeWorkbook, _) => true,
            (Product::Handout(m, h), page) => page == PageId::Handout(m, h),
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
            Product::WholeWorkbook | Product::Workbook(_) => "workbook",
            Product::Handout(..) => "handout",
            Product::FacilitatorGuide(_) => "facilitator-guide",
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
}

impl Setting {
    /// What the programme prints.
    pub fn of(curriculum: &Curriculum) -> Self {
        Self {
            paper: curriculum.settings.paper,
            large_print: false,
            fillable: false,
        }
    }
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
    pub handouts: Vec<(&'a Handout, Text)>,
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

impl EditionModule<'_> {
    /// Every text with its page, in order.
    pub fn texts(&self) -> impl Iterator<Item = (&Page, &Text)> {
        let introduction = self.introduction.iter().map(|text| (&self.module.page, text));
        let lessons = self.lessons.iter().map(|(lesson, text)| (&lesson.page, text));
        let handouts = self.handouts.iter().map(|(handout, text)| (&handout.page, text));
        introduction.chain(lessons).chain(handouts)
    }
}

/// The contents of the e-book: those of the whole workbook, with the answers of self-checks.
pub fn e_book(curriculum: &Curriculum) -> Edition<'_> {
    whole(curriculum, screen)
}

fn whole(curriculum: &Curriculum, cut: fn(&Document) -> Text) -> Edition<'_> {
    let settings = &curriculum.settings;
    let modules = curriculum.modules.iter();
    Edition {
        product: Product::WholeWorkbook,
        title: &settings.title,
        summary: &settings.summary,
        language: curriculum.language_of(WordsOf::Curriculum, "title"),
        modules: modules
            .map(|module| book_module(module, cut, stands_in_a_book))
            .collect(),
    }
}

/// The contents of `product`.
pub fn edition(curriculum: &Curriculum, product: Product) -> Edition<'_> {
    match product {
        Product::WholeWorkbook => whole(curriculum, sheet),
        Product::Workbook(m) => book(product, &curriculum.modules[m], sheet, stands_in_a_book),
        Product::FacilitatorGuide(m) => book(product, &curriculum.modules[m], guide, |_| true),
        Product::Handout(m, h) => {
            let module = &curriculum.modules[m];
            let handout = &module.handouts[h];
            Edition {
                product,
                title: &handout.page.title,
                summary: &handout.page.summary,
                language: &handout.page.language,
                modules: vec![EditionModule {
                    module,
                    introduction: None,
                    lessons: Vec::new(),
                    handouts: vec![(handout, sheet(&handout.page.body))],
                }],
            }
        }
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
    let handouts = module.handouts.iter().filter(|handout| takes(handout));
    EditionModule {
        module,
        introduction: Some(cut(&module.page.body)),
        lessons: lessons.map(|lesson| (lesson, cut(&lesson.page.body))).collect(),
        handouts: handouts
            .map(|handout| (handout, cut(&handout.page.body)))
            .collect(),
    }
}

/// Cards and posters are printed by themselves.
fn stands_in_a_book(handout: &Handout) -> bool {
    handout.layout == Layout::Page
}
