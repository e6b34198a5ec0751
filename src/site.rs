//! The plan: every address and what stands there, before anything is rendered.

use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::curriculum::Language;
use crate::curriculum::{Cohort, Curriculum, FOLDER, IndividualPlan, Page};
use crate::diagnostic::Diagnostic;
use crate::document::PageId;
use crate::edition::{Audience, Product, Setting, activities};
use crate::theme::Theme;

/// Which outputs are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The site for participants.
    Web,
    /// Workbooks, handouts and guides as PDF.
    Print,
    /// The reports for staff: on the quality of the lessons, and on the hours of each cohort.
    Quality,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 3] = [Part::Web, Part::Print, Part::Quality];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Part::Web => "web",
            Part::Print => "print",
            Part::Quality => "quality",
        }
    }
}

/// What stands at an address.
#[derive(Clone, Debug)]
pub enum Entry {
    Page(Language, WebPage),
    Pdf(Language, Product, Setting),
    /// The e-book of the whole curriculum.
    EBook(Language),
    /// What the site tells programs about itself.
    About(Language, About),
    /// The quality report, for staff.
    Quality,
    /// The hours of each cohort, for staff.
    Hours,
    /// The sessions of a cohort for calendar programs: its place among the cohorts.
    Calendar(usize),
    /// Bytes that are published as they are.
    File(Arc<[u8]>),
}

impl Entry {
    /// The language that it is said in.
    pub fn language(&self) -> Language {
        match self {
            Entry::Page(language, _)
            | Entry::Pdf(language, ..)
            | Entry::EBook(language)
            | Entry::About(language, _) => *language,
            Entry::Quality | Entry::Hours | Entry::Calendar(_) | Entry::File(_) => Language::FIRST,
        }
    }
}

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WebPage {
    Home,
    /// A module, lesson or handout.
    Content(PageId),
    Glossary,
    Sources,
    Help,
    Downloads,
    /// Where a person finds all that they wrote; filled in by a script from what their own device keeps.
    MyWorkbook,
    /// When each cohort meets; only where there are cohorts.
    Schedule,
    /// Search; without script, everything from A to Z.
    Search,
    /// What is kept on the device, and what is shown where a page is not.
    Offline,
    NotFound,
}

/// What browsers, search engines and readers of feeds ask a site for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Its name and sign on a home screen.
    Manifest,
    /// Every page.
    Sitemap,
    /// Where the sitemap is.
    Robots,
    /// What was looked at again last.
    Feed,
}

/// Every address and its entry: what participants get, and what only staff get. Never one folder.
#[derive(Clone, Debug, Default)]
pub struct Site {
    pub public: BTreeMap<String, Entry>,
    pub staff: BTreeMap<String, Entry>,
    /// Whether the public site has a search index for each language: its files, in [`SEARCH_INDEX`], are known only when they are
    /// made.
    pub search: bool,
}

/// The folder of a search index, in the folder of its language.
pub const SEARCH_INDEX: &str = "search/pagefind/";

/// What only pages for staff load.
const STAFF_STYLE: &str = "staff.css";

/// Plans the whole site from a curriculum in each of its languages. Two things at one address are a finding.
///
/// What must hold whole addresses is made only where the base URL `is_known`.
pub fn plan(
    curricula: &[Arc<Curriculum>],
    theme: &Theme,
    parts: &[Part],
    is_known: bool,
) -> (Site, Vec<Diagnostic>) {
    let mut planner = Planner {
        site: Site::default(),
        owners: BTreeMap::new(),
        findings: Vec::new(),
    };
    let languages = || (0..).map(Language).zip(curricula);
    if parts.contains(&Part::Web) {
        planner.site.search = true;
        for (language, curriculum) in languages() {
            planner.pages(language, curriculum);
            planner.about(language, curriculum, is_known);
        }
        if let Some(original) = curricula.first() {
            planner.files(original, theme);
        }
    }
    if parts.contains(&Part::Quality) {
        planner.reports(theme, curricula);
    }
    if parts.contains(&Part::Print) {
        for (language, curriculum) in languages() {
            planner.print(language, curriculum);
        }
    }
    (planner.site, planner.findings)
}

struct Planner {
    site: Site,
    /// The file that an address of the public site comes from, folded to lower case: some hosts and disks take
    /// `A` and `a` for the same.
    owners: BTreeMap<String, String>,
    findings: Vec<Diagnostic>,
}

impl Planner {
    /// The pages in one language.
    fn pages(&mut self, language: Language, curriculum: &Curriculum) {
        for page in pages(curriculum) {
            let owner = match page {
                WebPage::Content(id) => curriculum.page(id).path.clone(),
                WebPage::Schedule => cohorts_file(),
                _ => format!("{FOLDER}/curriculum.yaml"),
            };
            self.public(address(curriculum, page), &owner, Entry::Page(language, page));
        }
    }

    /// What the pages of all languages share.
    fn files(&mut self, curriculum: &Curriculum, theme: &Theme) {
        for (path, bytes) in &curriculum.images {
            self.public(image_address(path), path, Entry::File(Arc::clone(bytes)));
        }
        for (place, cohort) in curriculum.cohorts.iter().enumerate() {
            self.public(calendar_address(cohort), &cohorts_file(), Entry::Calendar(place));
        }
        for (path, bytes) in &theme.assets {
            let address = format!("{}/{path}", assets_folder(theme));
            let owner = format!("themes/{}", theme.name);
            if path != STAFF_STYLE {
                self.public(address, &owner, Entry::File(Arc::clone(bytes)));
            }
        }
    }

    /// What programs ask for, in one language; of the whole site, with the first one.
    fn about(&mut self, language: Language, curriculum: &Curriculum, base_url_is_known: bool) {
        let all = [About::Manifest, About::Feed, About::Sitemap, About::Robots];
        for about in all {
            let is_planned = match about {
                About::Manifest => true,
                About::Feed => base_url_is_known,
                About::Sitemap | About::Robots => base_url_is_known && language == Language::FIRST,
            };
            if is_planned {
                let owner = format!("{FOLDER}/curriculum.yaml");
                let address = about_address(curriculum, about);
                self.public(address, &owner, Entry::About(language, about));
            }
        }
    }

    fn reports(&mut self, theme: &Theme, curricula: &[Arc<Curriculum>]) {
        for (path, bytes) in &theme.assets {
            let address = format!("{}/{path}", assets_folder(theme));
            self.site.staff.insert(address, Entry::File(Arc::clone(bytes)));
        }
        self.site
            .staff
            .insert("quality/index.html".to_owned(), Entry::Quality);
        if curricula
            .first()
            .is_some_and(|original| !original.cohorts.is_empty())
        {
            self.site
                .staff
                .insert("hours/index.html".to_owned(), Entry::Hours);
        }
    }

    fn print(&mut self, language: Language, curriculum: &Curriculum) {
        if has_e_book(curriculum) {
            let owner = format!("{FOLDER}/curriculum.yaml");
            self.public(e_book_address(curriculum), &owner, Entry::EBook(language));
        }
        for product in products(curriculum) {
            let owner = product_owner(curriculum, product);
            for setting in settings(curriculum, product) {
                let address = pdf_address(curriculum, product, setting);
                let entry = Entry::Pdf(language, product, setting);
                match product.audience() {
                    Audience::Participant => self.public(address, &owner, entry),
                    Audience::Staff => {
                        self.site.staff.insert(address, entry);
                    }
                }
            }
        }
    }

    fn public(&mut self, address: String, owner: &str, entry: Entry) {
        let folded = address.to_lowercase();
        match self.owners.get(&folded) {
            Some(other) => self.findings.push(
                Diagnostic::error(
                    "address-twice",
                    owner,
                    format!("`{owner}` would stand at `{address}`, where `{other}` stands already"),
                )
                .help(
                    "Rename one of the two files or folders: yours, where the other stands in `upstream/`.",
                ),
            ),
            None => {
                self.owners.insert(folded, owner.to_owned());
                self.site.public.insert(address, entry);
            }
        }
    }
}

/// Every page: those of every curriculum, then those with texts of its own.
pub fn pages(curriculum: &Curriculum) -> impl Iterator<Item = WebPage> {
    let of_every_site = [
        WebPage::Home,
        WebPage::Glossary,
        WebPage::Sources,
        WebPage::Help,
        WebPage::Downloads,
        WebPage::MyWorkbook,
        WebPage::Search,
        WebPage::Offline,
        WebPage::NotFound,
    ];
    let own = curriculum.pages().map(|(id, _)| WebPage::Content(id));
    let schedule = (!curriculum.cohorts.is_empty()).then_some(WebPage::Schedule);
    of_every_site.into_iter().chain(schedule).chain(own)
}

/// Whether there is an e-book in the language of `curriculum`: where there is a workbook.
pub fn has_e_book(curriculum: &Curriculum) -> bool {
    is_in_own_language(curriculum, Product::WholeWorkbook)
}

/// Where the e-book stands: beside the workbook that it is made of.
pub fn e_book_address(curriculum: &Curriculum) -> String {
    format!("{}print/workbook.epub", home(curriculum))
}

/// Everything that is printed in the language of `curriculum`: what holds no text in it is printed in the first language only.
pub fn products(curriculum: &Curriculum) -> Vec<Product> {
    let mut products = vec![Product::WholeWorkbook];
    products.extend((0..curriculum.settings.workbooks.len()).map(Product::Collection));
    for (m, module) in curriculum.modules.iter().enumerate() {
        products.push(Product::Workbook(m));
        products.push(Product::FacilitatorGuide(m));
        products.extend((0..module.lessons.len()).map(|l| Product::SessionPlan(m, l)));
        products.extend((0..module.handouts.len()).map(|h| Product::Handout(m, h)));
    }
    products.extend([Product::SignIn, Product::Certificate, Product::ProgressChart]);
    for (c, cohort) in curriculum.cohorts.iter().enumerate() {
        products.extend(
            cohort
                .months()
                .into_iter()
                .map(|month| Product::MonthSheet(c, month)),
        );
    }
    products.retain(|product| is_in_own_language(curriculum, *product));
    products
}

/// The usual settings of a product, which are published: the one that the programme prints first.
pub fn settings(curriculum: &Curriculum, product: Product) -> Vec<Setting> {
    let usual = Setting::of(curriculum);
    let mut settings = vec![usual];
    if matches!(
        product,
        Product::Workbook(_) | Product::Handout(..) | Product::MonthSheet(..)
    ) {
        settings.push(Setting {
            large_print: true,
            ..usual
        });
        if product.has_answers(curriculum) {
            settings.push(Setting {
                fillable: true,
                ..usual
            });
        }
    }
    settings
}

/// Whether any text of a product is in the language of `curriculum`.
pub fn is_in_own_language(curriculum: &Curriculum, product: Product) -> bool {
    let mut pages = curriculum.pages().filter(|(id, _)| product.holds(*id));
    // These hold words of the interface, and hardly others.
    let is_form = matches!(
        product,
        Product::SignIn | Product::Certificate | Product::MonthSheet(..)
    );
    is_form || curriculum.is_original() || pages.any(|(_, page)| page.language == curriculum.language)
}

/// The folder of all that is in the language of `curriculum`, with a slash at its end; the first language stands at the root.
pub fn home(curriculum: &Curriculum) -> String {
    if curriculum.is_original() {
        String::new()
    } else {
        format!("{}/", curriculum.language.to_lowercase())
    }
}

/// Where a page stands, from the root of the site. Always a file's name, so that links work from a USB stick.
pub fn address(curriculum: &Curriculum, page: WebPage) -> String {
    format!("{}{}", home(curriculum), address_at_home(curriculum, page))
}

fn address_at_home(curriculum: &Curriculum, page: WebPage) -> String {
    match page {
        WebPage::Home => "index.html".to_owned(),
        WebPage::Content(PageId::Module(m)) => {
            format!("{}/index.html", curriculum.modules[m].page.slug)
        }
        WebPage::Content(PageId::Lesson(m, l)) => {
            let module = &curriculum.modules[m];
            format!("{}/{}/index.html", module.page.slug, module.lessons[l].page.slug)
        }
        WebPage::Content(PageId::Handout(m, h)) => {
            let module = &curriculum.modules[m];
            let slug = &module.handouts[h].page.slug;
            format!("{}/handouts/{slug}/index.html", module.page.slug)
        }
        WebPage::Glossary => "glossary/index.html".to_owned(),
        WebPage::Sources => "sources/index.html".to_owned(),
        WebPage::Help => "help/index.html".to_owned(),
        WebPage::Downloads => "downloads/index.html".to_owned(),
        WebPage::MyWorkbook => "my-workbook/index.html".to_owned(),
        WebPage::Schedule => "schedule/index.html".to_owned(),
        WebPage::Search => "search/index.html".to_owned(),
        WebPage::Offline => "offline/index.html".to_owned(),
        WebPage::NotFound => "404.html".to_owned(),
    }
}

/// The front page of the site at `base`, with the lessons of a plan behind a `#`: what stands there is sent to no server.
pub fn plan_link(curriculum: &Curriculum, base: &str, plan: &IndividualPlan) -> String {
    format!("{base}{}{}", home(curriculum), plan_fragment(plan))
}

/// What a link ends in that brings a plan along: `#plan=TR-2,RP-3`.
pub fn plan_fragment(plan: &IndividualPlan) -> String {
    let codes: Vec<&str> = plan
        .lessons
        .iter()
        .map(|lesson| lesson.code.value.as_str())
        .collect();
    format!("#plan={}", codes.join(","))
}

/// Where a file for programs stands, from the root of the site.
pub fn about_address(curriculum: &Curriculum, about: About) -> String {
    let name = match about {
        About::Manifest => "manifest.webmanifest",
        About::Sitemap => "sitemap.xml",
        About::Robots => "robots.txt",
        About::Feed => "feed.xml",
    };
    format!("{}{name}", home(curriculum))
}

/// Where a PDF stands, from the root of its folder; by the codes that people say.
pub fn pdf_address(curriculum: &Curriculum, product: Product, setting: Setting) -> String {
    let home = if is_in_own_language(curriculum, product) {
        home(curriculum)
    } else {
        String::new()
    };
    let slug = |m: usize| &curriculum.modules[m].page.slug;
    let coded = |page: &Page| format!("{}-{}", page.code.to_lowercase(), page.slug);
    let (folder, name) = match product {
        Product::WholeWorkbook => ("print", "workbook".to_owned()),
        Product::Workbook(m) => ("print", format!("{}-workbook", slug(m))),
        Product::TrackWorkbook(t) => ("print", format!("{}-workbook", curriculum.settings.tracks[t].id)),
        Product::Collection(n) => (
            "print",
            format!("{}-workbook", curriculum.settings.workbooks[n].id),
        ),
        Product::Handout(m, h) => ("print", coded(&curriculum.modules[m].handouts[h].page)),
        Product::Lesson(m, l) => ("print", coded(&curriculum.modules[m].lessons[l].page)),
        Product::Activity(m, l, n) => {
            let page = &curriculum.modules[m].lessons[l].page;
            let sections = activities(&page.body);
            let id = sections.get(n).map_or("activity", |section| &section.id);
            ("print", format!("{}-{id}", page.code.to_lowercase()))
        }
        Product::FacilitatorGuide(m) => ("guides", format!("{}-guide", slug(m))),
        Product::SessionPlan(m, l) => (
            "plans",
            format!("{}-plan", coded(&curriculum.modules[m].lessons[l].page)),
        ),
        Product::PrintRun(m, l) => (
            "plans",
            format!("{}-run", coded(&curriculum.modules[m].lessons[l].page)),
        ),
        Product::SignIn => ("forms", "sign-in".to_owned()),
        Product::Certificate => ("forms", "certificate".to_owned()),
        Product::ProgressChart => ("forms", "progress".to_owned()),
        Product::MonthSheet(c, month) => (
            "print",
            format!("{}-{}", curriculum.cohorts[c].id, month.format("%Y-%m")),
        ),
        Product::DayRun(c, date) => ("plans", format!("{}-{date}-run", curriculum.cohorts[c].id)),
        Product::MakeUp(c, date) => ("print", format!("{}-{date}-make-up", curriculum.cohorts[c].id)),
        Product::Pack => ("packs", "pack-workbook".to_owned()),
        Product::PackPlan => ("packs", "pack-plan".to_owned()),
    };
    format!("{home}{folder}/{name}{}.pdf", setting.suffix(curriculum))
}

fn product_owner(curriculum: &Curriculum, product: Product) -> String {
    match product {
        Product::WholeWorkbook
        | Product::TrackWorkbook(_)
        | Product::Collection(_)
        | Product::SignIn
        | Product::Certificate
        | Product::ProgressChart
        | Product::Pack
        | Product::PackPlan => format!("{FOLDER}/curriculum.yaml"),
        Product::MonthSheet(..) | Product::DayRun(..) | Product::MakeUp(..) => cohorts_file(),
        Product::Workbook(m) | Product::FacilitatorGuide(m) => curriculum.modules[m].page.path.clone(),
        Product::Handout(m, h) => curriculum.modules[m].handouts[h].page.path.clone(),
        Product::Lesson(m, l)
        | Product::Activity(m, l, _)
        | Product::SessionPlan(m, l)
        | Product::PrintRun(m, l) => curriculum.modules[m].lessons[l].page.path.clone(),
    }
}

/// Where the sessions of a cohort stand for calendar programs: one address in all languages, which people subscribe to.
pub fn calendar_address(cohort: &Cohort) -> String {
    format!("calendar/{}.ics", cohort.id)
}

fn cohorts_file() -> String {
    format!("{FOLDER}/cohorts.yaml")
}

/// Where a picture stands, from its path in the curriculum.
pub fn image_address(path: &str) -> String {
    let inside = path
        .strip_prefix(FOLDER)
        .and_then(|path| path.strip_prefix("/modules/"))
        .unwrap_or(path);
    format!("pictures/{inside}")
}

/// The folder of the theme's assets.
pub fn assets_folder(theme: &Theme) -> String {
    format!("assets/{}", theme.assets_version)
}

/// How the page at `from` writes the address `to`; both from the root of the site.
///
/// ```
/// let link = curricle::site::relative("triggers/chain/index.html", "help/index.html");
/// assert_eq!(link, "../../help/index.html");
/// ```
pub fn relative(from: &str, to: &str) -> String {
    format!("{}{to}", "../".repeat(from.matches('/').count()))
}
