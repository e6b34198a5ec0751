//! Web pages: one context a page, filled into the theme's page templates.

use serde::Serialize;

use super::Input;
use super::html::{Prose, plain_line};
use crate::curriculum::{Curriculum, Lesson, Module, Page, Resource};
use crate::document::{Block, PageId, Section, plain_text};
use crate::edition::{self, Audience, Product, Text};
use crate::site::{self, WebPage};

/// How many modules the navigation shows at most, so that a page does not grow with the curriculum.
const MODULES_SHOWN: usize = 9;

/// What every page is given.
#[derive(Serialize)]
struct PageContext<'a> {
    language: &'a str,
    /// The page's own title.
    title: &'a str,
    description: &'a str,
    /// The curriculum's title.
    site: &'a str,
    program: &'a str,
    edition: &'a str,
    /// The way to the root of the site: empty, or `../` once for each folder.
    root: String,
    /// The way to the theme's assets.
    assets: String,
    /// The whole address of the page, where it is known.
    canonical: Option<String>,
    /// Where this page is: `home`, `help`, `glossary`, `sources`, `downloads`, or the code of a module, lesson or handout.
    here: &'a str,
    nav: Vec<NavModule<'a>>,
    breadcrumb: Vec<LinkContext<'a>>,
    /// The help that every page shows.
    help: Vec<ResourceContext<'a>>,
    /// The grounding practice to do at once, where the curriculum has one.
    t: &'a std::collections::BTreeMap<String, String>,
    icons: &'a std::collections::BTreeMap<String, String>,
    /// What only this kind of page has.
    page: PageData<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PageData<'a> {
    Home(HomeData<'a>),
    Module(ModuleData<'a>),
    Lesson(Box<LessonData<'a>>),
    Handout(HandoutData<'a>),
    Glossary { letters: Vec<LetterContext<'a>> },
    Sources { sources: Vec<SourceContext> },
    Help { resources: Vec<ResourceContext<'a>> },
    Downloads(DownloadsData<'a>),
    Plain {},
}

#[derive(Serialize)]
struct NavModule<'a> {
    link: LinkContext<'a>,
    icon: Option<&'a str>,
    /// Whether it holds this page; only then are its lessons listed.
    open: bool,
    lessons: Vec<LinkContext<'a>>,
}

#[derive(Clone, Serialize)]
struct LinkContext<'a> {
    href: String,
    code: &'a str,
    title: &'a str,
    summary: &'a str,
    minutes: Option<u32>,
    /// Whether it is this page.
    current: bool,
}

#[derive(Serialize)]
struct HomeData<'a> {
    summary: &'a str,
    notice: &'a str,
    modules: Vec<CardContext<'a>>,
}

#[derive(Serialize)]
struct CardContext<'a> {
    link: LinkContext<'a>,
    icon: Option<&'a str>,
    lessons: usize,
    handouts: usize,
}

#[derive(Serialize)]
struct ModuleData<'a> {
    code: &'a str,
    summary: &'a str,
    icon: Option<&'a str>,
    body: String,
    lessons: Vec<LinkContext<'a>>,
    handouts: Vec<LinkContext<'a>>,
    workbook: String,
    next: Option<LinkContext<'a>>,
    sources: Vec<SourceContext>,
}

#[derive(Serialize)]
struct LessonData<'a> {
    code: &'a str,
    summary: &'a str,
    icon: Option<&'a str>,
    minutes: Option<u32>,
    objectives: Vec<&'a str>,
    notice: Option<&'a str>,
    tracks: Vec<&'a str>,
    contents: Vec<ContentsRow>,
    body: String,
    handouts: Vec<LinkContext<'a>>,
    workbook: String,
    previous: Option<LinkContext<'a>>,
    next: Option<LinkContext<'a>>,
    sources: Vec<SourceContext>,
    has_answers: bool,
    /// `YYYY-MM-DD`
    reviewed: Option<String>,
}

#[derive(Serialize)]
struct HandoutData<'a> {
    code: &'a str,
    summary: &'a str,
    icon: Option<&'a str>,
    /// `page`, `cards` or `poster`
    layout: &'a str,
    body: String,
    pdf: String,
    previous: Option<LinkContext<'a>>,
    next: Option<LinkContext<'a>>,
    sources: Vec<SourceContext>,
}

#[derive(Serialize)]
struct ContentsRow {
    id: String,
    title: String,
    minutes: Option<u32>,
}

#[derive(Serialize)]
struct SourceContext {
    number: usize,
    key: String,
    html: String,
}

#[derive(Serialize)]
struct LetterContext<'a> {
    letter: String,
    terms: Vec<TermContext<'a>>,
}

#[derive(Serialize)]
struct TermContext<'a> {
    key: &'a str,
    term: &'a str,
    definition: &'a str,
}

#[derive(Serialize)]
struct ResourceContext<'a> {
    id: &'a str,
    name: &'a str,
    purpose: &'a str,
    call: Option<NumberContext<'a>>,
    text: Option<NumberContext<'a>>,
    text_say: Option<&'a str>,
    tty: Option<NumberContext<'a>>,
    videophone: Option<NumberContext<'a>>,
    web: Option<&'a str>,
    hours: Option<&'a str>,
    languages: &'a [String],
    interpreters: Option<&'a str>,
    spanish: Option<&'a str>,
    note: Option<&'a str>,
    links: Vec<WebLinkContext<'a>>,
    pinned: bool,
}

#[derive(Serialize)]
struct WebLinkContext<'a> {
    name: &'a str,
    href: &'a str,
}

/// A number as it is read and as it is dialled.
#[derive(Serialize)]
struct NumberContext<'a> {
    shown: &'a str,
    dial: String,
}

#[derive(Serialize)]
struct DownloadsData<'a> {
    whole: String,
    modules: Vec<DownloadModule<'a>>,
}

#[derive(Serialize)]
struct DownloadModule<'a> {
    code: &'a str,
    title: &'a str,
    icon: Option<&'a str>,
    workbook: String,
    handouts: Vec<LinkContext<'a>>,
}

/// The page that stands at `from`.
///
/// # Errors
///
/// A sentence with the template's file and line when the theme cannot be filled in.
pub fn render(input: Input, from: &str, page: WebPage) -> Result<String, String> {
    let view = View {
        input,
        curriculum: input.curriculum,
        from,
        page,
    };
    let (template, title, description, here, data) = view.data()?;
    let settings = &input.curriculum.settings;
    let context = PageContext {
        language: settings.languages.first().map_or("en", String::as_str),
        title,
        description,
        site: &settings.title,
        program: &settings.program,
        edition: &settings.edition,
        root: view.root(),
        assets: view.to(&site::assets_folder(input.theme)),
        canonical: input.base_url.map(|base| format!("{base}{from}")),
        here,
        nav: view.nav(),
        breadcrumb: view.breadcrumb(),
        help: input.curriculum.pinned().map(resource).collect(),
        t: &input.theme.strings,
        icons: &input.theme.icons,
        page: data,
    };
    input.theme.render(&format!("pages/{template}.html"), &context)
}

struct View<'a> {
    input: Input<'a>,
    curriculum: &'a Curriculum,
    from: &'a str,
    page: WebPage,
}

type Parts<'a> = (&'static str, &'a str, &'a str, &'a str, PageData<'a>);

impl<'a> View<'a> {
    fn data(&self) -> Result<Parts<'a>, String> {
        let settings = &self.curriculum.settings;
        let word = |key: &'static str| self.input.theme.string(key);
        Ok(match self.page {
            WebPage::Home => ("home", &settings.title, &settings.summary, "home", self.home()),
            WebPage::Content(PageId::Module(m)) => {
                let page = &self.curriculum.modules[m].page;
                ("module", &page.title, &page.summary, &page.code, self.module(m)?)
            }
            WebPage::Content(PageId::Lesson(m, l)) => {
                let page = &self.curriculum.modules[m].lessons[l].page;
                (
                    "lesson",
                    &page.title,
                    &page.summary,
                    &page.code,
                    self.lesson(m, l)?,
                )
            }
            WebPage::Content(PageId::Handout(m, h)) => {
                let page = &self.curriculum.modules[m].handouts[h].page;
                (
                    "handout",
                    &page.title,
                    &page.summary,
                    &page.code,
                    self.handout(m, h)?,
                )
            }
            WebPage::Glossary => (
                "glossary",
                word("glossary"),
                word("glossary_summary"),
                "glossary",
                self.glossary(),
            ),
            WebPage::Sources => (
                "sources",
                word("sources"),
                word("sources_summary"),
                "sources",
                self.sources(),
            ),
            WebPage::Help => (
                "help",
                word("help_title"),
                word("help_summary"),
                "help",
                PageData::Help {
                    resources: self.curriculum.resources.iter().map(resource).collect(),
                },
            ),
            WebPage::Downloads => (
                "downloads",
                word("downloads"),
                word("downloads_summary"),
                "downloads",
                self.downloads(),
            ),
            WebPage::NotFound => (
                "404",
                word("not_found"),
                word("not_found_summary"),
                "404",
                PageData::Plain {},
            ),
        })
    }

    /// The way to the root. A host shows the 404 page at any depth, so its links begin at the site's own path.
    fn root(&self) -> String {
        if self.page == WebPage::NotFound {
            return self.input.base_url.map_or("/", path_of).to_owned();
        }
        site::relative(self.from, "")
    }

    fn to(&self, address: &str) -> String {
        format!("{}{address}", self.root())
    }

    fn link(&self, id: PageId) -> LinkContext<'a> {
        let page = self.curriculum.page(id);
        let minutes = match id {
            PageId::Lesson(m, l) => self.curriculum.modules[m].lessons[l].minutes,
            _ => None,
        };
        LinkContext {
            href: self.to(&site::address(self.curriculum, WebPage::Content(id))),
            code: &page.code,
            title: &page.title,
            summary: &page.summary,
            minutes,
            current: self.page == WebPage::Content(id),
        }
    }

    fn module_of_page(&self) -> Option<usize> {
        match self.page {
            WebPage::Content(PageId::Module(m) | PageId::Lesson(m, _) | PageId::Handout(m, _)) => Some(m),
            _ => None,
        }
    }

    /// The modules near this page, its own one open.
    fn nav(&self) -> Vec<NavModule<'a>> {
        let here = self.module_of_page();
        let count = self.curriculum.modules.len();
        let first = here
            .unwrap_or(0)
            .saturating_sub(MODULES_SHOWN / 2)
            .min(count.saturating_sub(MODULES_SHOWN));
        let shown = self.curriculum.modules.iter().enumerate();
        shown
            .skip(first)
            .take(MODULES_SHOWN)
            .map(|(m, module)| NavModule {
                link: self.link(PageId::Module(m)),
                icon: module.icon.as_deref(),
                open: here == Some(m),
                lessons: if here == Some(m) {
                    self.lessons(m)
                } else {
                    Vec::new()
                },
            })
            .collect()
    }

    fn breadcrumb(&self) -> Vec<LinkContext<'a>> {
        match self.page {
            WebPage::Content(PageId::Lesson(m, _) | PageId::Handout(m, _)) => {
                vec![self.link(PageId::Module(m))]
            }
            _ => Vec::new(),
        }
    }

    fn lessons(&self, m: usize) -> Vec<LinkContext<'a>> {
        let count = self.curriculum.modules[m].lessons.len();
        (0..count).map(|l| self.link(PageId::Lesson(m, l))).collect()
    }

    fn handouts(&self, m: usize) -> Vec<LinkContext<'a>> {
        let count = self.curriculum.modules[m].handouts.len();
        (0..count).map(|h| self.link(PageId::Handout(m, h))).collect()
    }

    fn pdf(&self, product: Product) -> String {
        debug_assert_eq!(product.audience(), Audience::Participant);
        self.to(&site::pdf_address(self.curriculum, product))
    }

    fn prose(&self, text: &Text) -> Result<String, String> {
        Prose::new(self.curriculum, self.input.theme, self.from, text).text(text)
    }

    fn cited(&self, text: &Text) -> Vec<SourceContext> {
        let cited = text.cited();
        let known = cited
            .iter()
            .filter_map(|key| Some((*key, self.curriculum.sources.get(*key)?)));
        known
            .enumerate()
            .map(|(at, (key, source))| SourceContext {
                number: at + 1,
                key: key.to_owned(),
                html: plain_line(&source.reference),
            })
            .collect()
    }

    fn home(&self) -> PageData<'a> {
        let settings = &self.curriculum.settings;
        let modules = self.curriculum.modules.iter().enumerate();
        PageData::Home(HomeData {
            summary: &settings.summary,
            notice: &settings.notice,
            modules: modules
                .map(|(m, module)| CardContext {
                    link: self.link(PageId::Module(m)),
                    icon: module.icon.as_deref(),
                    lessons: module.lessons.len(),
                    handouts: module.handouts.len(),
                })
                .collect(),
        })
    }

    fn module(&self, m: usize) -> Result<PageData<'a>, String> {
        let module: &Module = &self.curriculum.modules[m];
        let text = edition::screen(&module.page.body);
        Ok(PageData::Module(ModuleData {
            code: &module.page.code,
            summary: &module.page.summary,
            icon: module.icon.as_deref(),
            body: self.prose(&text)?,
            lessons: self.lessons(m),
            handouts: self.handouts(m),
            workbook: self.pdf(Product::Workbook(m)),
            next: (m + 1 < self.curriculum.modules.len()).then(|| self.link(PageId::Module(m + 1))),
            sources: self.cited(&text),
        }))
    }

    fn lesson(&self, m: usize, l: usize) -> Result<PageData<'a>, String> {
        let module = &self.curriculum.modules[m];
        let lesson: &Lesson = &module.lessons[l];
        let text = edition::screen(&lesson.page.body);
        let body = self.prose(&text)?;
        Ok(PageData::Lesson(Box::new(LessonData {
            code: &lesson.page.code,
            summary: &lesson.page.summary,
            icon: module.icon.as_deref(),
            minutes: lesson.minutes,
            objectives: lesson.objectives.iter().map(|spot| spot.value.as_str()).collect(),
            notice: lesson.notice.as_deref(),
            tracks: self.tracks(&lesson.page),
            contents: contents(&text),
            has_answers: body.contains("class=\"answer"),
            body,
            handouts: self.handouts(m),
            workbook: self.pdf(Product::Workbook(m)),
            previous: self.neighbour(PageId::Lesson(m, l), false),
            next: self.neighbour(PageId::Lesson(m, l), true),
            sources: self.cited(&text),
            reviewed: lesson.page.reviewed.map(|date| date.to_string()),
        })))
    }

    fn tracks(&self, page: &'a Page) -> Vec<&'a str> {
        page.tracks
            .iter()
            .map(|id| self.curriculum.track_title(id))
            .collect()
    }

    fn handout(&self, m: usize, h: usize) -> Result<PageData<'a>, String> {
        let module = &self.curriculum.modules[m];
        let handout = &module.handouts[h];
        let text = edition::screen(&handout.page.body);
        Ok(PageData::Handout(HandoutData {
            code: &handout.page.code,
            summary: &handout.page.summary,
            icon: module.icon.as_deref(),
            layout: handout.layout.name(),
            body: self.prose(&text)?,
            pdf: self.pdf(Product::Handout(m, h)),
            previous: self.neighbour(PageId::Handout(m, h), false),
            next: self.neighbour(PageId::Handout(m, h), true),
            sources: self.cited(&text),
        }))
    }

    /// The lesson before or after a lesson, the handout before or after a handout, across modules.
    fn neighbour(&self, id: PageId, after: bool) -> Option<LinkContext<'a>> {
        let same_kind = |other: &PageId| {
            matches!(
                (id, other),
                (PageId::Lesson(..), PageId::Lesson(..)) | (PageId::Handout(..), PageId::Handout(..))
            )
        };
        let mut pages = self.curriculum.pages().map(|(id, _)| id).filter(same_kind);
        let mut before = None;
        while let Some(other) = pages.next() {
            if other == id {
                let found = if after { pages.next() } else { before };
                return found.map(|found| self.link(found));
            }
            before = Some(other);
        }
        None
    }

    fn glossary(&self) -> PageData<'a> {
        let mut terms: Vec<_> = self.curriculum.glossary.iter().collect();
        terms.sort_by_key(|(_, term)| term.term.to_lowercase());
        let mut letters: Vec<LetterContext> = Vec::new();
        for (key, term) in terms {
            let letter: String = term.term.chars().take(1).flat_map(char::to_uppercase).collect();
            if letters.last().is_none_or(|last| last.letter != letter) {
                letters.push(LetterContext {
                    letter,
                    terms: Vec::new(),
                });
            }
            if let Some(last) = letters.last_mut() {
                last.terms.push(TermContext {
                    key,
                    term: &term.term,
                    definition: &term.definition,
                });
            }
        }
        PageData::Glossary { letters }
    }

    fn sources(&self) -> PageData<'a> {
        let mut sources: Vec<SourceContext> = self
            .curriculum
            .sources
            .iter()
            .enumerate()
            .map(|(at, (key, source))| SourceContext {
                number: at + 1,
                key: key.clone(),
                html: plain_line(&source.reference),
            })
            .collect();
        sources.sort_by_key(|source| source.html.to_lowercase());
        PageData::Sources { sources }
    }

    fn downloads(&self) -> PageData<'a> {
        let modules = self.curriculum.modules.iter().enumerate();
        PageData::Downloads(DownloadsData {
            whole: self.pdf(Product::WholeWorkbook),
            modules: modules
                .map(|(m, module)| DownloadModule {
                    code: &module.page.code,
                    title: &module.page.title,
                    icon: module.icon.as_deref(),
                    workbook: self.pdf(Product::Workbook(m)),
                    handouts: (0..module.handouts.len())
                        .map(|h| LinkContext {
                            href: self.pdf(Product::Handout(m, h)),
                            ..self.link(PageId::Handout(m, h))
                        })
                        .collect(),
                })
                .collect(),
        })
    }
}

/// The top sections of a text.
fn contents(text: &Text) -> Vec<ContentsRow> {
    let row = |section: &Section| ContentsRow {
        id: section.id.clone(),
        title: plain_text(&section.title),
        minutes: section.minutes,
    };
    text.blocks()
        .iter()
        .filter_map(|block| match block {
            Block::Section(section) => Some(row(section)),
            _ => None,
        })
        .collect()
}

fn resource(resource: &Resource) -> ResourceContext<'_> {
    ResourceContext {
        id: &resource.id,
        name: &resource.name,
        purpose: &resource.purpose,
        call: resource.call.as_deref().map(number),
        text: resource.text.as_ref().map(|line| number(&line.to)),
        text_say: resource.text.as_ref().and_then(|line| line.say.as_deref()),
        tty: resource.tty.as_deref().map(number),
        videophone: resource.videophone.as_deref().map(number),
        web: resource.web.as_deref(),
        hours: resource.hours.as_deref(),
        languages: &resource.languages,
        interpreters: resource.interpreters.as_deref(),
        spanish: resource.spanish.as_deref(),
        note: resource.note.as_deref(),
        links: resource
            .links
            .iter()
            .map(|(name, href)| WebLinkContext { name, href })
            .collect(),
        pinned: resource.pinned,
    }
}

fn number(shown: &str) -> NumberContext<'_> {
    NumberContext {
        shown,
        dial: shown
            .chars()
            .filter(|letter| letter.is_ascii_digit() || *letter == '+')
            .collect(),
    }
}

/// The path of a web address: `https://host/a/` is `/a/`.
fn path_of(base: &str) -> &str {
    let after_scheme = base.find("://").map_or(0, |at| at + 3);
    base[after_scheme..]
        .find('/')
        .map_or("/", |at| &base[after_scheme + at..])
}
