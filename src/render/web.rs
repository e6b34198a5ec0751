//! Web pages: one context a page, filled into the theme's page templates.

mod about;
mod downloads;
mod schedule;
mod schema;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::html::{Medium, Prose, escape, plain_line};
use super::{Input, Locale, picture};
use crate::curriculum::{Curriculum, Lesson, Module, Page, Resource, WordsOf, direction};
use crate::document::{Block, PageId, Section, plain_text};
use crate::edition::{self, Audience, Product, Setting, Text};
use crate::site::{self, About, WebPage};

use downloads::DownloadsData;
use schedule::{GroupContext, ScheduleData};

pub use about::render as about;

/// How many modules the navigation shows at most, so that a page does not grow with the curriculum.
const MODULES_SHOWN: usize = 9;

/// The theme's asset that stands beside a link to a page, where links are shown with a picture.
const PICTURE: &str = "icon-512.png";

/// What every page is given.
#[derive(Serialize)]
struct PageContext<'a> {
    language: &'a str,
    /// `ltr` or `rtl`
    direction: &'static str,
    /// The page's own title.
    title: &'a str,
    description: &'a str,
    /// The curriculum's title.
    site: &'a str,
    /// See [`LinkContext::lang`].
    site_lang: String,
    program: &'a str,
    edition: &'a str,
    /// Who may copy it; may be empty.
    licence: &'a str,
    licence_lang: String,
    logo: Option<LogoContext<'a>>,
    /// The way to where the pages in this language begin: empty, or `../` once for each folder.
    root: String,
    /// The way to the root of the whole site.
    site_root: String,
    /// The way to the theme's assets.
    assets: String,
    /// See [`crate::theme::Theme::own_fonts`].
    own_fonts: &'a [String],
    /// The whole address of the page, where it is known.
    canonical: Option<String>,
    /// The whole address of the picture that stands beside a link to this page, where it is known.
    picture: Option<String>,
    /// What the page is, as JSON-LD.
    schema: Option<String>,
    /// Names the text of the page, so that two print-outs can be told apart.
    stamp: Option<&'a str>,
    /// The folder of this language, from the root of the site.
    home: String,
    manifest: String,
    feed: String,
    /// This page in each language; empty where there is one only.
    languages: Vec<LanguageContext<'a>>,
    /// Says in which language the text of the page is, where that is not the page's own; see [`LinkContext::lang`].
    lang: String,
    /// Where this page is: `home`, `help`, `glossary`, `sources`, `downloads`, `schedule`, `my-workbook`, or the code of a module, lesson or
    /// handout.
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
    Glossary {
        letters: Vec<LetterContext<TermContext<'a>>>,
    },
    Sources {
        sources: Vec<SourceContext>,
    },
    Help {
        resources: Vec<ResourceContext<'a>>,
    },
    Downloads(DownloadsData<'a>),
    Schedule(ScheduleData<'a>),
    Search {
        letters: Vec<LetterContext<RowContext<'a>>>,
    },
    MyWorkbook {
        pages: Vec<WorkbookRow<'a>>,
    },
    Plain {},
}

/// The programme's sign.
#[derive(Serialize)]
struct LogoContext<'a> {
    href: String,
    alt: &'a str,
    /// In pixels, where the picture says it.
    width: Option<u32>,
    height: Option<u32>,
}

/// This page in one of the languages.
#[derive(Serialize)]
struct LanguageContext<'a> {
    language: &'a str,
    direction: &'static str,
    /// What the language calls itself.
    name: &'a str,
    href: String,
    /// The whole address, where that is known, the page is translated and not the only one.
    canonical: Option<String>,
    current: bool,
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
    /// The attributes that say the language of title and summary, with a space before; empty where it is that of this page.
    lang: String,
    minutes: Option<u32>,
    /// Whether it is this page.
    current: bool,
}

#[derive(Serialize)]
struct HomeData<'a> {
    summary: &'a str,
    summary_lang: String,
    notice: &'a str,
    notice_lang: String,
    modules: Vec<CardContext<'a>>,
    /// The cohorts, where there are any.
    groups: Vec<GroupContext<'a>>,
    /// What a person may choose, so that what fits them comes first.
    tracks: Vec<WishContext<'a>>,
    goals: Vec<WishContext<'a>>,
}

/// A track or a goal.
#[derive(Serialize)]
struct WishContext<'a> {
    id: &'a str,
    title: &'a str,
    lang: String,
    summary: &'a str,
}

#[derive(Serialize)]
struct CardContext<'a> {
    link: LinkContext<'a>,
    icon: Option<&'a str>,
    lessons: Vec<LessonRow<'a>>,
    handouts: usize,
}

#[derive(Serialize)]
struct LessonRow<'a> {
    link: LinkContext<'a>,
    /// Ids; none is for everyone.
    tracks: &'a [String],
    goals: &'a [String],
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
    tracks: Vec<TrackContext<'a>>,
    contents: Vec<ContentsRow>,
    /// The main idea, before the first heading.
    opening: String,
    body: String,
    handouts: Vec<LinkContext<'a>>,
    workbook: String,
    previous: Option<LinkContext<'a>>,
    next: Option<LinkContext<'a>>,
    sources: Vec<SourceContext>,
    has_answers: bool,
    /// See [`Page::private`].
    private: bool,
    /// `YYYY-MM-DD`
    reviewed: Option<String>,
}

#[derive(Serialize)]
struct TrackContext<'a> {
    title: &'a str,
    lang: String,
}

#[derive(Serialize)]
struct HandoutData<'a> {
    code: &'a str,
    summary: &'a str,
    icon: Option<&'a str>,
    /// `page`, `cards` or `poster`
    layout: &'a str,
    /// See [`Page::private`].
    private: bool,
    /// Whether it has lines for a name and a date on paper.
    names: bool,
    body: String,
    pdf: String,
    /// The PDF to fill in, where there is something to fill in.
    fillable: Option<String>,
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
    lang: String,
    html: String,
}

#[derive(Serialize)]
struct LetterContext<Row> {
    letter: String,
    rows: Vec<Row>,
}

/// Something in the list of everything: a lesson or a handout with its code, or a word.
#[derive(Serialize)]
struct RowContext<'a> {
    href: String,
    title: &'a str,
    /// See [`LinkContext::lang`].
    lang: String,
    code: Option<&'a str>,
}

#[derive(Serialize)]
struct TermContext<'a> {
    key: &'a str,
    term: &'a str,
    definition: &'a str,
    lang: String,
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
    chat: Option<&'a str>,
    hours: Option<&'a str>,
    address: Option<&'a str>,
    email: Option<&'a str>,
    languages: &'a [String],
    interpreters: Option<&'a str>,
    spanish: Option<&'a str>,
    note: Option<&'a str>,
    links: Vec<WebLinkContext<'a>>,
    pinned: bool,
    lang: ResourceLang,
}

/// The language of each text of a resource; see [`LinkContext::lang`].
#[derive(Serialize)]
struct ResourceLang {
    name: String,
    purpose: String,
    hours: String,
    interpreters: String,
    spanish: String,
    note: String,
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

/// A page that may have spaces to answer.
#[derive(Serialize)]
struct WorkbookRow<'a> {
    link: LinkContext<'a>,
    icon: Option<&'a str>,
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
    let language = &input.curriculum.language;
    let context = PageContext {
        language,
        direction: direction(language).name(),
        title,
        description,
        site: &settings.title,
        site_lang: view.lang_of(WordsOf::Curriculum, "title"),
        program: &settings.program,
        edition: &settings.edition,
        licence: &settings.licence,
        licence_lang: view.lang_of(WordsOf::Curriculum, "licence"),
        logo: view.logo(),
        root: view.root() + &site::home(input.curriculum),
        site_root: view.root(),
        assets: view.to(&site::assets_folder(input.theme)),
        own_fonts: &input.theme.own_fonts,
        canonical: view.canonical(input.curriculum),
        picture: input
            .base_url
            .map(|base| format!("{base}{}/{PICTURE}", site::assets_folder(input.theme))),
        schema: schema::schema(input, page),
        stamp: match page {
            WebPage::Content(id) => Some(&input.curriculum.page(id).hash),
            _ => None,
        },
        home: site::home(input.curriculum),
        manifest: view.to(&site::about_address(input.curriculum, About::Manifest)),
        feed: view.to(&site::about_address(input.curriculum, About::Feed)),
        languages: view.languages(),
        lang: view.lang(view.text_language()),
        here,
        nav: view.nav(),
        breadcrumb: view.breadcrumb(),
        help: input
            .curriculum
            .pinned()
            .map(|resource| view.resource(resource))
            .collect(),
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
                    resources: self
                        .curriculum
                        .resources
                        .iter()
                        .map(|resource| self.resource(resource))
                        .collect(),
                },
            ),
            WebPage::Downloads => (
                "downloads",
                word("downloads"),
                word("downloads_summary"),
                "downloads",
                self.downloads(),
            ),
            WebPage::Schedule => (
                "schedule",
                word("schedule"),
                word("schedule_summary"),
                "schedule",
                self.schedule(),
            ),
            WebPage::Search => (
                "search",
                word("search"),
                word("search_summary"),
                "search",
                self.search(),
            ),
            WebPage::Offline => (
                "offline",
                word("offline"),
                word("offline_summary"),
                "offline",
                PageData::Plain {},
            ),
            WebPage::MyWorkbook => (
                "my-workbook",
                word("my_workbook"),
                word("my_workbook_summary"),
                "my-workbook",
                self.my_workbook(),
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

    fn logo(&self) -> Option<LogoContext<'a>> {
        let logo = self.curriculum.settings.brand.logo.as_ref()?;
        let bytes = self.curriculum.images.get(&logo.path)?;
        let size = picture::size(&logo.path, bytes);
        Some(LogoContext {
            href: self.to(&site::image_address(&logo.path)),
            alt: &logo.alt,
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
        })
    }

    /// This page in each language.
    fn languages(&self) -> Vec<LanguageContext<'a>> {
        let locales = self.input.locales;
        let shown = if locales.len() > 1 { locales } else { &[] };
        let is_translated =
            |locale: &&Locale| language_of(&locale.curriculum, self.page) == locale.curriculum.language;
        let is_alone = shown.iter().filter(is_translated).count() < 2;
        shown
            .iter()
            .map(|locale| {
                let language = locale.curriculum.language.as_str();
                LanguageContext {
                    language,
                    direction: direction(language).name(),
                    name: locale.theme.string("language_name"),
                    href: self.to(&site::address(&locale.curriculum, self.page)),
                    canonical: self
                        .canonical(&locale.curriculum)
                        .filter(|_| is_translated(&locale) && !is_alone),
                    current: language == self.curriculum.language,
                }
            })
            .collect()
    }

    /// The whole address of this page in the language of `curriculum`. What is not translated is the same page as the original.
    fn canonical(&self, curriculum: &Curriculum) -> Option<String> {
        let is_translated = language_of(curriculum, self.page) == curriculum.language;
        let original = self.input.locales.first().filter(|_| !is_translated);
        let curriculum = original.map_or(curriculum, |locale| &locale.curriculum);
        let base = self.input.base_url?;
        Some(format!("{base}{}", site::address(curriculum, self.page)))
    }

    /// The language of the text of this page.
    fn text_language(&self) -> &'a str {
        language_of(self.curriculum, self.page)
    }

    /// The attributes of an element whose words are in `language`; see [`LinkContext::lang`].
    fn lang(&self, language: &str) -> String {
        let own = &self.curriculum.language;
        if language == own {
            return String::new();
        }
        let language_attribute = format!(" lang=\"{}\"", escape(language));
        if direction(language) == direction(own) {
            language_attribute
        } else {
            format!("{language_attribute} dir=\"{}\"", direction(language).name())
        }
    }

    /// The same for what stands under `key` in a file beside the pages.
    fn lang_of(&self, file: WordsOf, key: &str) -> String {
        self.lang(self.curriculum.language_of(file, key))
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
            lang: self.lang(&page.language),
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
        let setting = Setting::of(self.curriculum);
        self.to(&site::pdf_address(self.curriculum, product, setting))
    }

    /// The PDF of `product` to fill in, where there is something to fill in.
    fn fillable(&self, product: Product) -> Option<String> {
        let mut settings = site::settings(self.curriculum, product).into_iter();
        let setting = settings.find(|setting| setting.fillable)?;
        Some(self.to(&site::pdf_address(self.curriculum, product, setting)))
    }

    fn prose(&self, text: &Text) -> Result<String, String> {
        self.writer(text).text(text)
    }

    /// A writer of the page's text, with words of the interface in the language of that text.
    fn writer(&self, text: &'a Text) -> Prose<'a> {
        let theme = self.input.theme_in(self.text_language());
        Prose::new(
            self.curriculum,
            theme,
            Medium::Web { from: self.from },
            text.cited(),
        )
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
                lang: self.lang(&source.language),
                html: plain_line(&source.reference),
            })
            .collect()
    }

    fn home(&self) -> PageData<'a> {
        let settings = &self.curriculum.settings;
        let modules = self.curriculum.modules.iter().enumerate();
        PageData::Home(HomeData {
            summary: &settings.summary,
            summary_lang: self.lang_of(WordsOf::Curriculum, "summary"),
            notice: &settings.notice,
            notice_lang: self.lang_of(WordsOf::Curriculum, "notice"),
            modules: modules
                .map(|(m, module)| CardContext {
                    link: self.link(PageId::Module(m)),
                    icon: module.icon.as_deref(),
                    lessons: self.lesson_rows(m),
                    handouts: module.handouts.len(),
                })
                .collect(),
            tracks: settings
                .tracks
                .iter()
                .map(|track| WishContext {
                    id: &track.id,
                    title: &track.title,
                    lang: self.lang_of(WordsOf::Curriculum, &format!("tracks.{}.title", track.id)),
                    summary: &track.summary,
                })
                .collect(),
            goals: self.goals(),
            groups: self.groups(),
        })
    }

    fn lesson_rows(&self, m: usize) -> Vec<LessonRow<'a>> {
        let lessons = self.curriculum.modules[m].lessons.iter().enumerate();
        lessons
            .map(|(l, lesson)| LessonRow {
                link: self.link(PageId::Lesson(m, l)),
                tracks: &lesson.page.tracks,
                goals: &lesson.goals,
            })
            .collect()
    }

    /// The goals that a lesson helps with: nobody can choose one that leads nowhere.
    fn goals(&self) -> Vec<WishContext<'a>> {
        let lessons = || self.curriculum.modules.iter().flat_map(|module| &module.lessons);
        let goals = self.curriculum.settings.goals.iter();
        goals
            .filter(|(id, _)| lessons().any(|lesson| lesson.goals.contains(id)))
            .map(|(id, title)| WishContext {
                id,
                title,
                lang: self.lang_of(WordsOf::Curriculum, &format!("goals.{id}")),
                summary: "",
            })
            .collect()
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
        let (opening, body) = self.writer(&text).parts(&text)?;
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
            private: lesson.page.private,
            opening,
            body,
            handouts: self.handouts(m),
            workbook: self.pdf(Product::Workbook(m)),
            previous: self.neighbour(PageId::Lesson(m, l), false),
            next: self.neighbour(PageId::Lesson(m, l), true),
            sources: self.cited(&text),
            reviewed: lesson.page.reviewed.map(|date| date.to_string()),
        })))
    }

    fn tracks(&self, page: &'a Page) -> Vec<TrackContext<'a>> {
        page.tracks
            .iter()
            .map(|id| TrackContext {
                title: self.curriculum.track_title(id),
                lang: self.lang_of(WordsOf::Curriculum, &format!("tracks.{id}.title")),
            })
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
            private: handout.page.private,
            names: handout.has_names(),
            body: self.prose(&text)?,
            pdf: self.pdf(Product::Handout(m, h)),
            fillable: self.fillable(Product::Handout(m, h)),
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
        let terms = self.curriculum.glossary.iter().map(|(key, term)| TermContext {
            key,
            term: &term.term,
            definition: &term.definition,
            lang: self.lang_of(WordsOf::Glossary, &format!("{key}.definition")),
        });
        PageData::Glossary {
            letters: by_letter(terms.map(|term| (term.term, term))),
        }
    }

    /// Every lesson, handout and word.
    fn search(&self) -> PageData<'a> {
        let pages = self.curriculum.pages().map(|(id, page)| RowContext {
            href: self.to(&site::address(self.curriculum, WebPage::Content(id))),
            title: &page.title,
            lang: self.lang(&page.language),
            code: Some(&page.code),
        });
        let glossary = self.to(&site::address(self.curriculum, WebPage::Glossary));
        let words = self.curriculum.glossary.iter().map(|(key, term)| RowContext {
            href: format!("{glossary}#term-{key}"),
            title: &term.term,
            lang: self.lang_of(WordsOf::Glossary, &format!("{key}.term")),
            code: None,
        });
        PageData::Search {
            letters: by_letter(pages.chain(words).map(|row| (row.title, row))),
        }
    }

    fn sources(&self) -> PageData<'a> {
        let sources = self.curriculum.sources.iter().enumerate();
        let mut sources: Vec<(String, SourceContext)> = sources
            .map(|(at, (key, source))| {
                let context = SourceContext {
                    number: at + 1,
                    key: key.clone(),
                    lang: self.lang(&source.language),
                    html: plain_line(&source.reference),
                };
                (sorted_as(&plain_text(&source.reference)), context)
            })
            .collect();
        sources.sort_by(|(one, _), (other, _)| one.cmp(other));
        PageData::Sources {
            sources: sources.into_iter().map(|(_, context)| context).collect(),
        }
    }

    fn resource(&self, resource: &'a Resource) -> ResourceContext<'a> {
        let lang = |key: &str| self.lang_of(WordsOf::Resources, &format!("{}.{key}", resource.id));
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
            chat: resource.chat.as_deref(),
            hours: resource.hours.as_deref(),
            address: resource.address.as_deref(),
            email: resource.email.as_deref(),
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
            lang: ResourceLang {
                name: lang("name"),
                purpose: lang("for"),
                hours: lang("hours"),
                interpreters: lang("interpreters"),
                spanish: lang("spanish"),
                note: lang("note"),
            },
        }
    }

    /// By these, a script names and orders what it finds on the device.
    fn my_workbook(&self) -> PageData<'a> {
        let modules = self.curriculum.modules.iter().enumerate();
        let rows = modules.flat_map(|(m, module)| {
            let links = self.lessons(m).into_iter().chain(self.handouts(m));
            let icon = module.icon.as_deref();
            links.map(move |link| WorkbookRow { link, icon })
        });
        PageData::MyWorkbook {
            pages: rows.collect(),
        }
    }
}

/// A title as it is sorted: without accents and apostrophes, but ñ is a letter of its own, after n.
fn sorted_as(term: &str) -> String {
    const TILDE: char = '\u{303}';
    let from_first_letter = term.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    from_first_letter
        .to_lowercase()
        .nfd()
        .filter(|letter| *letter != '’' && (!is_combining_mark(*letter) || *letter == TILDE))
        .collect()
}

/// Rows in the order of their titles, under the letters that they begin with.
fn by_letter<'a, Row>(titled: impl Iterator<Item = (&'a str, Row)>) -> Vec<LetterContext<Row>> {
    let mut titled: Vec<(String, Row)> = titled.map(|(title, row)| (sorted_as(title), row)).collect();
    titled.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut letters: Vec<LetterContext<Row>> = Vec::new();
    for (title, row) in titled {
        let first = title.nfc().find(|letter| letter.is_alphanumeric());
        let letter: String = first.into_iter().flat_map(char::to_uppercase).collect();
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.rows.push(row),
            _ => letters.push(LetterContext {
                letter,
                rows: vec![row],
            }),
        }
    }
    letters
}

/// The language of the text of a page.
fn language_of(curriculum: &Curriculum, page: WebPage) -> &str {
    match page {
        WebPage::Content(id) => &curriculum.page(id).language,
        _ => &curriculum.language,
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
