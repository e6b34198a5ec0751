//! The plan: every address and what stands there, before anything is rendered.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::curriculum::{Curriculum, FOLDER};
use crate::diagnostic::Diagnostic;
use crate::document::PageId;
use crate::edition::{Audience, Product};
use crate::theme::Theme;

/// Which outputs are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The site for participants.
    Web,
    /// Workbooks, handouts and guides as PDF.
    Print,
    /// The report for staff on the quality of the lessons.
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
    Page(WebPage),
    Pdf(Product),
    /// The quality report, for staff.
    Quality,
    /// Bytes that are published as they are.
    File(Arc<[u8]>),
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
    NotFound,
}

/// Every address and its entry: what participants get, and what only staff get. Never one folder.
#[derive(Clone, Debug, Default)]
pub struct Site {
    pub public: BTreeMap<String, Entry>,
    pub staff: BTreeMap<String, Entry>,
}

/// What only pages for staff load.
const STAFF_STYLE: &str = "staff.css";

/// Plans the whole site. Two things at one address are a finding.
pub fn plan(curriculum: &Curriculum, theme: &Theme, parts: &[Part]) -> (Site, Vec<Diagnostic>) {
    let mut planner = Planner {
        site: Site::default(),
        owners: BTreeMap::new(),
        findings: Vec::new(),
    };
    if parts.contains(&Part::Web) {
        planner.web(curriculum, theme);
    }
    if parts.contains(&Part::Quality) {
        planner.quality(theme);
    }
    if parts.contains(&Part::Print) {
        planner.print(curriculum);
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
    fn web(&mut self, curriculum: &Curriculum, theme: &Theme) {
        for page in [
            WebPage::Home,
            WebPage::Glossary,
            WebPage::Sources,
            WebPage::Help,
            WebPage::Downloads,
            WebPage::NotFound,
        ] {
            let owner = format!("{FOLDER}/curriculum.yaml");
            self.public(address(curriculum, page), &owner, Entry::Page(page));
        }
        for (id, page) in curriculum.pages() {
            let web_page = WebPage::Content(id);
            self.public(address(curriculum, web_page), &page.path, Entry::Page(web_page));
        }
        for (path, bytes) in &curriculum.images {
            self.public(image_address(path), path, Entry::File(Arc::clone(bytes)));
        }
        for (path, bytes) in &theme.assets {
            let address = format!("{}/{path}", assets_folder(theme));
            let owner = format!("themes/{}", theme.name);
            if path != STAFF_STYLE {
                self.public(address, &owner, Entry::File(Arc::clone(bytes)));
            }
        }
    }

    fn quality(&mut self, theme: &Theme) {
        for (path, bytes) in &theme.assets {
            let address = format!("{}/{path}", assets_folder(theme));
            self.site.staff.insert(address, Entry::File(Arc::clone(bytes)));
        }
        self.site
            .staff
            .insert("quality/index.html".to_owned(), Entry::Quality);
    }

    fn print(&mut self, curriculum: &Curriculum) {
        for product in products(curriculum) {
            let address = pdf_address(curriculum, product);
            let owner = product_owner(curriculum, product);
            match product.audience() {
                Audience::Participant => self.public(address, &owner, Entry::Pdf(product)),
                Audience::Staff => {
                    self.site.staff.insert(address, Entry::Pdf(product));
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
                    format!("this would stand at `{address}`, where `{other}` stands already"),
                )
                .help("Rename one of the two files or folders."),
            ),
            None => {
                self.owners.insert(folded, owner.to_owned());
                self.site.public.insert(address, entry);
            }
        }
    }
}

/// Everything that is printed.
pub fn products(curriculum: &Curriculum) -> Vec<Product> {
    let mut products = vec![Product::WholeWorkbook];
    for (m, module) in curriculum.modules.iter().enumerate() {
        products.push(Product::Workbook(m));
        products.push(Product::FacilitatorGuide(m));
        products.extend((0..module.handouts.len()).map(|h| Product::Handout(m, h)));
    }
    products
}

/// Where a page stands, from the root of the site. Always a file's name, so that links work from a USB stick.
pub fn address(curriculum: &Curriculum, page: WebPage) -> String {
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
        WebPage::NotFound => "404.html".to_owned(),
    }
}

/// Where a PDF stands, from the root of its folder; by the codes that people say.
pub fn pdf_address(curriculum: &Curriculum, product: Product) -> String {
    match product {
        Product::WholeWorkbook => "print/workbook.pdf".to_owned(),
        Product::Workbook(m) => format!("print/{}-workbook.pdf", curriculum.modules[m].page.slug),
        Product::Handout(m, h) => {
            let page = &curriculum.modules[m].handouts[h].page;
            format!("print/{}-{}.pdf", page.code.to_lowercase(), page.slug)
        }
        Product::FacilitatorGuide(m) => {
            format!("guides/{}-guide.pdf", curriculum.modules[m].page.slug)
        }
    }
}

fn product_owner(curriculum: &Curriculum, product: Product) -> String {
    match product {
        Product::WholeWorkbook => format!("{FOLDER}/curriculum.yaml"),
        Product::Workbook(m) | Product::FacilitatorGuide(m) => curriculum.modules[m].page.path.clone(),
        Product::Handout(m, h) => curriculum.modules[m].handouts[h].page.path.clone(),
    }
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
