//! What there is to fetch: the usual prints of each workbook, handout and month, with how long each is.

use serde::Serialize;

use super::{LinkContext, PageData, View};
use crate::curriculum::WordsOf;
use crate::document::PageId;
use crate::edition::Product;
use crate::render::dates;
use crate::site;

#[derive(Serialize)]
pub struct DownloadsData<'a> {
    whole: Vec<PrintContext>,
    e_book: Option<DownloadContext>,
    collections: Vec<CollectionContext<'a>>,
    modules: Vec<DownloadModule<'a>>,
    cohorts: Vec<DownloadCohort<'a>>,
}

/// The month sheets of a cohort.
#[derive(Serialize)]
struct DownloadCohort<'a> {
    id: &'a str,
    title: &'a str,
    lang: String,
    months: Vec<DownloadMonth>,
}

#[derive(Serialize)]
struct DownloadMonth {
    /// In words.
    name: String,
    prints: Vec<PrintContext>,
}

#[derive(Serialize)]
struct DownloadModule<'a> {
    code: &'a str,
    title: &'a str,
    lang: String,
    icon: Option<&'a str>,
    workbook: Vec<PrintContext>,
    handouts: Vec<HandoutDownload<'a>>,
}

#[derive(Serialize)]
struct HandoutDownload<'a> {
    link: LinkContext<'a>,
    prints: Vec<PrintContext>,
}

/// A workbook that the programme put together itself.
#[derive(Serialize)]
struct CollectionContext<'a> {
    title: &'a str,
    summary: &'a str,
    prints: Vec<PrintContext>,
}

/// A file to fetch.
#[derive(Serialize)]
struct DownloadContext {
    href: String,
    /// How large it is, in words, where that is known.
    facts: Option<String>,
}

/// A PDF to fetch.
#[derive(Serialize)]
struct PrintContext {
    href: String,
    large_print: bool,
    /// Whether it is a form, to be filled in on a screen.
    fillable: bool,
    /// How many pages and how large, in words, where that is known.
    facts: Option<String>,
}

impl<'a> View<'a> {
    pub(super) fn downloads(&self) -> PageData<'a> {
        let modules = self.curriculum.modules.iter().enumerate();
        let workbooks = self.curriculum.settings.workbooks.iter().enumerate();
        PageData::Downloads(DownloadsData {
            whole: self.prints(Product::WholeWorkbook),
            e_book: site::has_e_book(self.curriculum).then(|| {
                let address = site::e_book_address(self.curriculum);
                DownloadContext {
                    href: self.to(&address),
                    facts: self.facts(&address),
                }
            }),
            collections: workbooks
                .map(|(n, workbook)| CollectionContext {
                    title: &workbook.title,
                    summary: &workbook.summary,
                    prints: self.prints(Product::Collection(n)),
                })
                .collect(),
            modules: modules
                .map(|(m, module)| DownloadModule {
                    code: &module.page.code,
                    title: &module.page.title,
                    lang: self.lang(&module.page.language),
                    icon: module.icon.as_deref(),
                    workbook: self.prints(Product::Workbook(m)),
                    handouts: (0..module.handouts.len())
                        .map(|h| HandoutDownload {
                            link: self.link(PageId::Handout(m, h)),
                            prints: self.prints(Product::Handout(m, h)),
                        })
                        .collect(),
                })
                .collect(),
            cohorts: self.month_sheets(),
        })
    }

    /// The month sheets of each cohort.
    fn month_sheets(&self) -> Vec<DownloadCohort<'a>> {
        let cohorts = self.curriculum.cohorts.iter().enumerate();
        cohorts
            .map(|(c, cohort)| DownloadCohort {
                id: &cohort.id,
                title: &cohort.title,
                lang: self.lang_of(WordsOf::Cohorts, &format!("{}.title", cohort.id)),
                months: cohort
                    .months()
                    .into_iter()
                    .map(|month| DownloadMonth {
                        name: dates::month(self.input.theme, month),
                        prints: self.prints(Product::MonthSheet(c, month)),
                    })
                    .collect(),
            })
            .collect()
    }

    /// The usual prints of a product.
    fn prints(&self, product: Product) -> Vec<PrintContext> {
        let settings = site::settings(self.curriculum, product).into_iter();
        let prints = settings.map(|setting| {
            let address = site::pdf_address(self.curriculum, product, setting);
            PrintContext {
                href: self.to(&address),
                large_print: setting.large_print,
                fillable: setting.fillable,
                facts: self.facts(&address),
            }
        });
        prints.collect()
    }

    /// How long the file at `address` is, in words, where that is known.
    fn facts(&self, address: &str) -> Option<String> {
        let facts = self.input.facts.get(address)?;
        let say = |key, number: String| self.input.theme.say(key, &[("n", number)]);
        let size = if facts.bytes < 1_000_000 {
            say("kilobytes", facts.bytes.div_ceil(1000).to_string())
        } else {
            say("megabytes", facts.bytes.div_ceil(1_000_000).to_string())
        };
        let pages = facts.pages.map(|pages| say("pages", pages.to_string()));
        Some(pages.into_iter().chain([size]).collect::<Vec<_>>().join(", "))
    }
}
