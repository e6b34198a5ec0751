//! An edition as plain data for a layout: texts stay texts, so that there is nothing to escape.

mod text;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::curriculum::{
    ChosenLesson, Curriculum, IndividualPlan, Lesson, Page, Resource, WordsOf, direction,
};
use crate::document::{Block, plain_text};
use crate::edition::{Audience, Edition, EditionModule, Occasion, Part, Setting, Sheet, Text, material};
use crate::parse::yaml::Spot;
use crate::render::{Input, unbroken};
use crate::site::{self, WebPage};
use crate::theme::{Families, Mode, Strings, Theme};

use super::beside::{self, Pair};
use super::days::{self, DayData, MonthData};
use super::height;
use super::qr::{self, Qr};
use super::shapes::{self, Shape};
use text::{BlockData, InlineData, TextData};

/// All that a layout is given.
#[derive(Serialize)]
pub struct Book<'a> {
    /// The name of its layout, such as `workbook`.
    product: &'a str,
    audience: &'a str,
    title: &'a str,
    summary: &'a str,
    /// Of title and summary.
    title_language: &'a str,
    /// The curriculum's title.
    curriculum: &'a str,
    program: &'a str,
    edition: &'a str,
    /// Who may copy it; may be empty.
    licence: &'a str,
    logo: Option<LogoData<'a>>,
    /// The theme's colours on paper, by name.
    colours: BTreeMap<&'a str, String>,
    /// Families of fonts by what is set in them; the first that has a letter draws it.
    fonts: &'a Families,
    /// What kind of text this is, and is not.
    notice: &'a str,
    notice_language: &'a str,
    language: &'a str,
    /// `ltr` or `rtl`
    direction: &'a str,
    /// `letter` or `a4`
    paper: &'a str,
    large_print: bool,
    /// Whether the layout marks the spaces to answer, each by its `field`; see `form`.
    fillable: bool,
    /// Whether nothing is filled, no shape is large, and all is black and grey.
    low_ink: bool,
    /// Whether there is room for holes at the side where pages are bound.
    punch: bool,
    /// The language that stands beside, or nothing.
    with: Option<&'a str>,
    /// What the book says of itself in that language.
    other: Option<OtherData<'a>>,
    /// Whether lessons begin on a right-hand page.
    begins_right: bool,
    occasion: OccasionData<'a>,
    /// Of what is printed for a day of a cohort.
    day: Option<DayData<'a>>,
    /// Of a month sheet.
    month: Option<MonthData<'a>>,
    /// Whose pack it is; nothing for what is printed for many.
    pack: Option<PackData<'a>>,
    /// Whether the layout marks how it came out; see `proof`.
    proof: bool,
    modules: Vec<ModuleData<'a>>,
    /// The numbers on every page, in their order.
    help: Vec<HelpData<'a>>,
    /// Cited sources, in the order of their numbers.
    sources: Vec<SourceData<'a>>,
    /// The words of the interface, in the language of the book and in those of texts that are not translated.
    words: BTreeMap<&'a str, &'a Strings>,
    /// The theme's drawings, as curves; nothing for one that is more than that, which stands at `icons/<name>.svg`.
    icons: BTreeMap<&'a str, Option<Vec<Shape>>>,
}

#[derive(Serialize)]
struct SourceData<'a> {
    language: &'a str,
    inlines: Vec<InlineData<'a>>,
}

/// The programme's sign.
#[derive(Serialize)]
struct LogoData<'a> {
    path: &'a str,
    alt: &'a str,
}

/// What a book says of itself in the language that stands beside.
#[derive(Serialize)]
struct OtherData<'a> {
    title: &'a str,
    summary: &'a str,
    /// Of title and summary.
    title_language: &'a str,
    curriculum: &'a str,
    notice: &'a str,
    notice_language: &'a str,
    /// The numbers on every page, in the order of the book's own.
    help: Vec<HelpData<'a>>,
}

/// What was typed for one occasion.
#[derive(Serialize)]
struct OccasionData<'a> {
    /// Minutes from midnight.
    starts: Option<u32>,
    people: Option<u32>,
    /// How many people, in words.
    group: Option<String>,
    names: &'a [String],
    date: Option<&'a str>,
}

/// What was chosen for one person.
#[derive(Serialize)]
struct PackData<'a> {
    /// The number of the pack, which stands for the person.
    number: &'a str,
    goals: Vec<&'a str>,
    /// The site with these lessons as the plan, where the site's address is known.
    online: Option<OnlineData>,
    /// For staff; nothing for the person.
    reasons: Option<ReasonsData<'a>>,
}

/// Why a person gets what is in a pack.
#[derive(Serialize)]
struct ReasonsData<'a> {
    track: Option<&'a str>,
    cohort: Option<&'a str>,
    large_print: bool,
    strengths: Vec<&'a str>,
    needs: Vec<&'a str>,
    /// The lessons, in the order in which they come.
    lessons: Vec<ReasonData<'a>>,
    handouts: Vec<ReasonData<'a>>,
    /// How long all lessons take, in words.
    length: String,
}

#[derive(Serialize)]
struct ReasonData<'a> {
    code: &'a str,
    language: &'a str,
    title: &'a str,
    length: Option<String>,
    why: Option<&'a str>,
    when: Option<&'a str>,
}

#[derive(Serialize)]
struct ModuleData<'a> {
    code: &'a str,
    /// Of title, summary and introduction.
    language: &'a str,
    title: &'a str,
    summary: &'a str,
    icon: Option<&'a str>,
    introduction: Option<TextData<'a>>,
    lessons: Vec<LessonData<'a>>,
    handouts: Vec<HandoutData<'a>>,
    /// What the book names and does not hold.
    apart: Vec<ApartData<'a>>,
    /// Title, summary and introduction in the language that stands beside, where they are translated.
    beside: Option<BesideData<'a>>,
}

/// A handout that is printed by itself.
#[derive(Serialize)]
struct ApartData<'a> {
    code: &'a str,
    language: &'a str,
    title: &'a str,
    /// `cards` or `poster`
    layout: &'a str,
    /// Its title in the language that stands beside, where it is translated.
    beside: Option<&'a str>,
}

#[derive(Serialize)]
struct LessonData<'a> {
    code: &'a str,
    language: &'a str,
    title: &'a str,
    summary: &'a str,
    /// How long it takes, in words.
    length: Option<String>,
    objectives: Vec<&'a str>,
    notice: Option<&'a str>,
    /// For staff; empty for participants.
    materials: Vec<MaterialData<'a>>,
    /// The minute-by-minute plan, for staff; empty for participants.
    agenda: Vec<AgendaRow<'a>>,
    /// Titles of the tracks; empty means everyone.
    tracks: Vec<&'a str>,
    online: Option<OnlineData>,
    text: TextData<'a>,
    /// The same in the language that stands beside, where it is translated.
    beside: Option<BesideData<'a>>,
}

/// Where a page is on the web.
#[derive(Serialize)]
struct OnlineData {
    /// In words, as short as people may type it.
    address: String,
    qr: Qr,
}

/// A page in the language that stands beside.
#[derive(Serialize)]
struct BesideData<'a> {
    language: &'a str,
    title: String,
    summary: &'a str,
    objectives: Vec<&'a str>,
    notice: Option<&'a str>,
    text: TextData<'a>,
    /// Both texts, part by part; nothing where they have not the same parts.
    pairs: Option<Vec<PairData<'a>>>,
}

/// What stands beside one another.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum PairData<'a> {
    Blocks {
        one: Vec<BlockData<'a>>,
        other: Vec<BlockData<'a>>,
    },
    /// Each without its blocks, and what stands in both.
    Sections {
        one: Box<BlockData<'a>>,
        other: Box<BlockData<'a>>,
        pairs: Vec<PairData<'a>>,
    },
}

/// What is brought.
#[derive(Serialize)]
struct MaterialData<'a> {
    /// The lesson's words, and the handouts that they name, in their order.
    parts: Vec<MaterialPart<'a>>,
    /// What is said of the handouts beside how many.
    note: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum MaterialPart<'a> {
    Words(&'a str),
    Handout {
        code: &'a str,
        language: &'a str,
        title: &'a str,
        /// How many of it each person gets.
        copies: u32,
    },
}

#[derive(Serialize)]
struct AgendaRow<'a> {
    /// Minutes from the start.
    from: u32,
    minutes: u32,
    kind: Option<&'a str>,
    title: String,
}

#[derive(Serialize)]
struct HandoutData<'a> {
    code: &'a str,
    language: &'a str,
    title: &'a str,
    summary: &'a str,
    /// `page`, `cards`, `poster` or `fold`
    layout: &'a str,
    /// The same for whoever prints it: what is cut out is like cards.
    printed_as: &'a str,
    /// Whether it may be bound in a book.
    bound: bool,
    /// Whether it has lines for a name and a date.
    names: bool,
    /// What it asks people to do, where it is one activity of a lesson.
    kind: Option<&'a str>,
    frame: Option<&'a str>,
    /// Whether lines to write on fill what its page has left.
    fill: bool,
    /// About as many lines of a book's text as it is high.
    lines: f64,
    online: Option<OnlineData>,
    text: TextData<'a>,
    /// The same in the language that stands beside, where it is translated.
    beside: Option<BesideData<'a>>,
}

#[derive(Serialize)]
struct HelpData<'a> {
    id: &'a str,
    /// Of purpose, hours, note and what is said of Spanish.
    language: &'a str,
    name: &'a str,
    purpose: &'a str,
    call: Option<&'a str>,
    text_to: Option<&'a str>,
    text_say: Option<&'a str>,
    hours: Option<&'a str>,
    address: Option<&'a str>,
    email: Option<&'a str>,
    /// How to be helped in Spanish.
    spanish: Option<&'a str>,
    note: Option<&'a str>,
}

/// The data of one edition, and of what stands `beside` it in another language.
pub fn book<'a>(
    input: Input<'a>,
    edition: &'a Edition<'a>,
    beside: Option<&'a Edition<'a>>,
    setting: Setting,
    occasion: &'a Occasion,
    proof: bool,
) -> Book<'a> {
    let curriculum = input.curriculum;
    let settings = &curriculum.settings;
    let cited = edition.cited();
    let writer = Writer {
        input,
        theme: input.theme,
        curriculum,
        base_url: input.base_url,
        cited: &cited,
        setting,
        page: "",
    };
    let with = setting.with.and_then(|language| input.curriculum_in(language));
    let other = with.zip(beside).map(|(curriculum, edition)| OtherData {
        title: edition.title,
        summary: edition.summary,
        title_language: edition.language,
        curriculum: &curriculum.settings.title,
        notice: &curriculum.settings.notice,
        notice_language: curriculum.language_of(WordsOf::Curriculum, "notice"),
        help: curriculum
            .pinned()
            .map(|resource| help(curriculum, resource))
            .collect(),
    });
    let beside = beside.map_or(&[][..], |edition| &edition.modules);
    let staff = edition.product.audience() == Audience::Staff;
    Book {
        product: edition.product.template(),
        audience: if staff { "staff" } else { "participant" },
        title: edition.title,
        summary: edition.summary,
        title_language: edition.language,
        curriculum: &settings.title,
        program: &settings.program,
        edition: &settings.edition,
        licence: &settings.licence,
        logo: settings.brand.logo.as_ref().map(|logo| LogoData {
            path: &logo.path,
            alt: &logo.alt,
        }),
        colours: input.theme.colours_in(Mode::Print),
        fonts: &input.theme.families,
        notice: &settings.notice,
        notice_language: curriculum.language_of(WordsOf::Curriculum, "notice"),
        language: &curriculum.language,
        direction: direction(&curriculum.language).name(),
        paper: setting.paper.name(),
        large_print: setting.large_print,
        fillable: setting.fillable,
        low_ink: setting.low_ink,
        punch: setting.punch,
        begins_right: settings.begins_right,
        occasion: OccasionData {
            starts: occasion.starts,
            people: occasion.people,
            group: occasion
                .people
                .map(|people| input.theme.say("people", &[("n", people.to_string())])),
            names: &occasion.names,
            date: occasion.date.as_deref(),
        },
        pack: occasion.plan.as_ref().map(|plan| writer.pack(plan, staff)),
        with: with.map(|curriculum| curriculum.language.as_str()),
        other,
        day: days::day(input, edition.product),
        month: days::month(input, edition.product),
        proof,
        modules: edition
            .modules
            .iter()
            .enumerate()
            .map(|(m, module)| writer.module(module, beside.get(m), staff))
            .collect(),
        help: curriculum
            .pinned()
            .map(|resource| help(curriculum, resource))
            .collect(),
        sources: cited
            .iter()
            .filter_map(|key| curriculum.sources.get(*key))
            .map(|source| SourceData {
                language: &source.language,
                inlines: writer.inlines(&source.reference),
            })
            .collect(),
        words: languages(edition)
            .chain([curriculum.language.as_str()])
            .chain(with.map(|curriculum| curriculum.language.as_str()))
            .map(|language| (language, &input.theme_in(language).strings))
            .collect(),
        icons: input
            .theme
            .icons
            .iter()
            .map(|(name, svg)| (name.as_str(), shapes::shapes(svg)))
            .collect(),
    }
}

fn help<'a>(curriculum: &'a Curriculum, resource: &'a Resource) -> HelpData<'a> {
    HelpData {
        id: &resource.id,
        language: curriculum.language_of(WordsOf::Resources, &format!("{}.for", resource.id)),
        name: &resource.name,
        purpose: &resource.purpose,
        call: resource.call.as_deref(),
        text_to: resource.text.as_ref().map(|line| line.to.as_str()),
        text_say: resource.text.as_ref().and_then(|line| line.say.as_deref()),
        hours: resource.hours.as_deref(),
        address: resource.address.as_deref(),
        email: resource.email.as_deref(),
        spanish: resource.spanish.as_deref(),
        note: resource.note.as_deref(),
    }
}

/// The languages of all pages of an edition.
fn languages<'a>(edition: &'a Edition) -> impl Iterator<Item = &'a str> {
    edition.modules.iter().flat_map(|module| {
        let lessons = module.lessons.iter().map(|(lesson, _)| &lesson.page);
        let handouts = module.handouts.iter().map(|sheet| sheet.page);
        let pages = std::iter::once(&module.module.page)
            .chain(lessons)
            .chain(handouts);
        pages.map(|page| page.language.as_str())
    })
}

#[derive(Clone, Copy)]
struct Writer<'a, 'c> {
    input: Input<'a>,
    /// In the language of the text.
    theme: &'a Theme,
    curriculum: &'a Curriculum,
    base_url: Option<&'a str>,
    cited: &'c [&'a str],
    setting: Setting,
    /// The code of the page that the text stands on.
    page: &'c str,
}

impl<'a, 'c> Writer<'a, 'c> {
    fn module<'b>(
        &self,
        module: &'b EditionModule<'b>,
        beside: Option<&'b EditionModule<'b>>,
        staff: bool,
    ) -> ModuleData<'b>
    where
        'a: 'b,
    {
        let page = &module.module.page;
        let own = self.of(page);
        ModuleData {
            code: &page.code,
            language: &page.language,
            title: &page.title,
            summary: &page.summary,
            icon: module.module.icon.as_deref(),
            introduction: module.introduction.as_ref().map(|text| own.text(text)),
            lessons: module
                .lessons
                .iter()
                .enumerate()
                .map(|(l, (lesson, text))| {
                    let beside = beside.and_then(|module| module.lessons.get(l));
                    self.lesson(lesson, text, beside, staff)
                })
                .collect(),
            handouts: module
                .handouts
                .iter()
                .enumerate()
                .map(|(h, sheet)| self.sheet(sheet, beside.and_then(|module| module.handouts.get(h))))
                .collect(),
            apart: module
                .apart
                .iter()
                .enumerate()
                .map(|(h, handout)| {
                    let page = &handout.page;
                    let beside = beside.and_then(|module| module.apart.get(h));
                    let other = beside.filter(|other| other.page.language != page.language);
                    ApartData {
                        code: &page.code,
                        language: &page.language,
                        title: &page.title,
                        layout: handout.printed_as().name(),
                        beside: other.map(|other| other.page.title.as_str()),
                    }
                })
                .collect(),
            beside: beside
                .filter(|other| other.module.page.language != page.language)
                .map(|other| {
                    let (text, of_other) = (module.introduction.as_ref(), other.introduction.as_ref());
                    let other = &other.module.page;
                    BesideData {
                        language: &other.language,
                        title: other.title.clone(),
                        summary: &other.summary,
                        objectives: Vec::new(),
                        notice: None,
                        text: of_other.map_or_else(TextData::default, |text| self.of(other).text(text)),
                        pairs: text
                            .zip(of_other)
                            .and_then(|(text, of_other)| self.pairs((page, text), (other, of_other))),
                    }
                }),
        }
    }

    fn pack<'b>(&self, plan: &'b IndividualPlan, staff: bool) -> PackData<'b>
    where
        'a: 'b,
    {
        let settings = &self.curriculum.settings;
        let goals = plan.goals.iter().map(|goal| {
            let known = settings.goals.iter().find(|(key, _)| *key == goal.value);
            known.map_or(goal.value.as_str(), |(_, title)| title)
        });
        PackData {
            number: &plan.pack,
            goals: goals.collect(),
            online: self
                .base_url
                .and_then(|base| online(site::plan_link(self.curriculum, base, plan))),
            reasons: staff.then(|| self.reasons(plan)),
        }
    }

    fn reasons<'b>(&self, plan: &'b IndividualPlan) -> ReasonsData<'b>
    where
        'a: 'b,
    {
        fn texts(spots: &[Spot<String>]) -> Vec<&str> {
            spots.iter().map(|spot| spot.value.as_str()).collect()
        }
        fn text(spot: Option<&Spot<String>>) -> Option<&str> {
            spot.map(|spot| spot.value.as_str())
        }
        let curriculum: &'a Curriculum = self.curriculum;
        let lessons: Vec<(&ChosenLesson, &'a Lesson)> = plan
            .lessons
            .iter()
            .filter_map(|chosen| Some((chosen, IndividualPlan::lesson(curriculum, &chosen.code.value)?)))
            .collect();
        let minutes = lessons.iter().filter_map(|(_, lesson)| lesson.minutes).sum();
        let handouts = plan.handouts.iter().filter_map(|code| {
            let (_, page) = curriculum.pages().find(|(_, page)| page.code == code.value)?;
            Some(ReasonData {
                code: &page.code,
                language: &page.language,
                title: &page.title,
                length: None,
                why: None,
                when: None,
            })
        });
        ReasonsData {
            track: plan
                .track
                .as_ref()
                .map(|track| curriculum.track_title(&track.value)),
            cohort: plan.cohort.as_ref().map(|id| {
                let known = curriculum.cohort(&id.value);
                known.map_or(id.value.as_str(), |at| &curriculum.cohorts[at].title)
            }),
            large_print: plan.large_print,
            strengths: texts(&plan.strengths),
            needs: texts(&plan.needs),
            handouts: handouts.collect(),
            length: self.minutes(minutes),
            lessons: lessons
                .into_iter()
                .map(|(chosen, lesson)| ReasonData {
                    code: &lesson.page.code,
                    language: &lesson.page.language,
                    title: &lesson.page.title,
                    length: lesson.minutes.map(|minutes| self.minutes(minutes)),
                    why: text(chosen.why.as_ref()),
                    when: text(chosen.when.as_ref()),
                })
                .collect(),
        }
    }

    fn sheet<'b>(&self, sheet: &'b Sheet<'b>, beside: Option<&'b Sheet<'b>>) -> HandoutData<'b>
    where
        'a: 'b,
    {
        let activity = sheet.activity;
        HandoutData {
            code: &sheet.page.code,
            language: &sheet.page.language,
            title: &sheet.title,
            summary: sheet.summary,
            layout: sheet.layout.name(),
            printed_as: sheet.printed_as.name(),
            bound: sheet.bound,
            names: sheet.names,
            kind: activity.map(|activity| activity.kind.name()),
            frame: activity.and_then(|activity| Some(activity.frame?.name())),
            fill: activity.is_some_and(|activity| activity.fills_page),
            lines: self.grown(height::of_blocks(sheet.text.blocks())).lines(),
            online: self.online(sheet.page),
            text: self.of(sheet.page).text(&sheet.text),
            beside: beside
                .filter(|other| other.page.language != sheet.page.language)
                .map(|other| BesideData {
                    language: &other.page.language,
                    title: other.title.clone(),
                    summary: other.summary,
                    objectives: Vec::new(),
                    notice: None,
                    text: self.of(other.page).text(&other.text),
                    pairs: self.pairs((sheet.page, &sheet.text), (other.page, &other.text)),
                }),
        }
    }

    fn pairs<'b>(&self, one: (&Page, &'b Text), other: (&Page, &'b Text)) -> Option<Vec<PairData<'b>>>
    where
        'a: 'b,
    {
        let pairs = beside::pairs(one.1.blocks(), other.1.blocks())?;
        let (one, other) = (self.of(one.0), self.of(other.0));
        Some(pairs.into_iter().map(|pair| one.pair(&other, pair)).collect())
    }

    fn pair<'b>(&self, other: &Self, pair: Pair<'b>) -> PairData<'b>
    where
        'a: 'b,
    {
        match pair {
            Pair::Blocks(ones, others) => PairData::Blocks {
                one: self.blocks(ones),
                other: other.blocks(others),
            },
            Pair::Sections(one_section, other_section, inside) => PairData::Sections {
                one: Box::new(self.section(one_section, &[])),
                other: Box::new(other.section(other_section, &[])),
                pairs: inside.into_iter().map(|pair| self.pair(other, pair)).collect(),
            },
        }
    }

    fn lesson<'b>(
        &self,
        lesson: &'b Lesson,
        text: &'b Text,
        beside: Option<&'b (&'b Lesson, Text)>,
        staff: bool,
    ) -> LessonData<'b>
    where
        'a: 'b,
    {
        let own = self.of(&lesson.page);
        LessonData {
            code: &lesson.page.code,
            language: &lesson.page.language,
            title: &lesson.page.title,
            summary: &lesson.page.summary,
            length: lesson.minutes.map(|minutes| own.minutes(minutes)),
            objectives: lesson.objectives.iter().map(|spot| spot.value.as_str()).collect(),
            notice: lesson.notice.as_deref(),
            materials: lesson
                .materials
                .iter()
                .filter(|_| staff)
                .map(|words| brought(self.curriculum, &words.value))
                .collect(),
            agenda: if staff { agenda(text.blocks()) } else { Vec::new() },
            tracks: self.tracks(&lesson.page),
            online: self.online(&lesson.page),
            text: own.text(text),
            beside: beside
                .filter(|(other, _)| other.page.language != lesson.page.language)
                .map(|(other, other_text)| BesideData {
                    language: &other.page.language,
                    title: other.page.title.clone(),
                    summary: &other.page.summary,
                    objectives: other.objectives.iter().map(|spot| spot.value.as_str()).collect(),
                    notice: other.notice.as_deref(),
                    text: self.of(&other.page).text(other_text),
                    pairs: self.pairs((&lesson.page, text), (&other.page, other_text)),
                }),
        }
    }

    /// A writer for the text of `page`.
    fn of<'d>(&self, page: &'d Page) -> Writer<'a, 'd>
    where
        'c: 'd,
    {
        Writer {
            theme: self.input.theme_in(&page.language),
            page: &page.code,
            ..*self
        }
    }

    fn minutes(&self, minutes: u32) -> String {
        unbroken(&self.theme.say("minutes", &[("n", minutes.to_string())]))
    }

    fn tracks<'b>(&self, page: &'b Page) -> Vec<&'b str>
    where
        'a: 'b,
    {
        page.tracks
            .iter()
            .map(|id| self.curriculum.track_title(id))
            .collect()
    }

    /// Where `page` is on the web, where that is known.
    fn online(&self, page: &Page) -> Option<OnlineData> {
        let base = self.base_url?;
        let (id, _) = self
            .curriculum
            .pages()
            .find(|(_, known)| known.path == page.path)?;
        let address = site::address(self.curriculum, WebPage::Content(id));
        online(format!("{base}{}", address.trim_end_matches("index.html")))
    }
}

fn brought<'a>(curriculum: &'a Curriculum, words: &'a str) -> MaterialData<'a> {
    let material = material(curriculum, words);
    let parts = material.parts.into_iter().map(|part| match part {
        Part::Words(words) => MaterialPart::Words(words),
        Part::Handout { page, copies } => MaterialPart::Handout {
            code: &page.code,
            language: &page.language,
            title: &page.title,
            copies,
        },
    });
    MaterialData {
        parts: parts.collect(),
        note: material.note,
    }
}

/// Where an address leads; nothing where it is too long for squares.
fn online(address: String) -> Option<OnlineData> {
    let words = address
        .split_once("://")
        .map_or(address.as_str(), |(_, rest)| rest);
    Some(OnlineData {
        address: words.trim_end_matches('/').to_owned(),
        qr: qr::of(&address)?,
    })
}

/// The outermost sections that take time, with the minute at which each begins.
fn agenda(blocks: &[Block]) -> Vec<AgendaRow<'_>> {
    let mut rows = Vec::new();
    let mut from = 0;
    for block in blocks {
        let Block::Section(section) = block else {
            continue;
        };
        let Some(minutes) = section.minutes else {
            continue;
        };
        rows.push(AgendaRow {
            from,
            minutes,
            kind: section.activity.as_ref().map(|activity| activity.kind.name()),
            title: plain_text(&section.title),
        });
        from += minutes;
    }
    rows
}
