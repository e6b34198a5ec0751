//! What the site tells programs about itself: browsers, search engines, readers of feeds.

use std::cmp::Reverse;
use std::fmt::Write;

use chrono::NaiveDate;
use serde::Serialize;

use super::language_of;
use crate::curriculum::{Curriculum, Page, direction};
use crate::document::PageId;
use crate::render::Input;
use crate::render::html::escape;
use crate::site::{self, About, WebPage};

const XML: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// So many entries a feed holds at most.
const FEED_LENGTH: usize = 30;

/// The file for programs that stands at `from`.
pub fn render(input: Input, from: &str, about: About) -> String {
    match about {
        About::Manifest => manifest(input, from),
        About::Sitemap => sitemap(input),
        About::Robots => robots(input),
        About::Feed => feed(input),
    }
}

/// <https://www.w3.org/TR/appmanifest/>. All addresses are relative, so that the site works from any folder.
#[derive(Serialize)]
struct Manifest<'a> {
    start_url: &'a str,
    /// The whole site: the other languages are no other app.
    scope: String,
    /// A name that says nothing of recovery: it stands on a home screen that others see.
    name: &'a str,
    short_name: &'a str,
    lang: &'a str,
    dir: &'a str,
    display: &'a str,
    background_color: String,
    theme_color: String,
    icons: Vec<Icon>,
}

#[derive(Serialize)]
struct Icon {
    src: String,
    sizes: &'static str,
    r#type: &'static str,
    purpose: &'static str,
}

/// The pictures that a theme may have for a home screen.
const ICONS: [(&str, &str, &str, &str); 4] = [
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
];

fn manifest(input: Input, from: &str) -> String {
    let theme = input.theme;
    let language = &input.curriculum.language;
    let folder = site::assets_folder(theme);
    let icons = ICONS
        .into_iter()
        .filter(|(name, ..)| theme.assets.contains_key(*name));
    let manifest = Manifest {
        start_url: "index.html",
        scope: format!("./{}", site::relative(from, "")),
        name: theme.string("app_name"),
        short_name: theme.string("app_name"),
        lang: language,
        dir: direction(language).name(),
        display: "standalone",
        background_color: theme.background(),
        theme_color: theme.background(),
        icons: icons
            .map(|(name, sizes, r#type, purpose)| Icon {
                src: site::relative(from, &format!("{folder}/{name}")),
                sizes,
                r#type,
                purpose,
            })
            .collect(),
    };
    serde_json::to_string_pretty(&manifest).expect("a manifest is text")
}

/// Every page that a stranger may come in by, in each language that its text is in. <https://www.sitemaps.org/protocol.html>
fn sitemap(input: Input) -> String {
    let mut xml = format!("{XML}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for locale in input.locales {
        let curriculum = &locale.curriculum;
        let pages = site::pages(curriculum).filter(|page| {
            !matches!(page, WebPage::NotFound | WebPage::Offline | WebPage::MyWorkbook)
                && language_of(curriculum, *page) == curriculum.language
        });
        for page in pages {
            let url = url(input, curriculum, page);
            let reviewed = match page {
                WebPage::Content(id) => curriculum.page(id).reviewed,
                _ => None,
            };
            let date = reviewed.map_or(String::new(), |date| format!("<lastmod>{date}</lastmod>"));
            let _ = writeln!(xml, "<url><loc>{url}</loc>{date}</url>");
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

fn robots(input: Input) -> String {
    let sitemap = format!(
        "{}{}",
        base(input),
        site::about_address(input.curriculum, About::Sitemap)
    );
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
}

/// What was looked at again last, the newest first. <https://www.rfc-editor.org/rfc/rfc4287>
fn feed(input: Input) -> String {
    let curriculum = input.curriculum;
    let settings = &curriculum.settings;
    let mut pages: Vec<(NaiveDate, PageId, &Page)> = curriculum
        .pages()
        .filter_map(|(id, page)| Some((page.reviewed?, id, page)))
        .collect();
    // Those of one day stay in the order of the lessons.
    pages.sort_by_key(|(date, ..)| Reverse(*date));
    pages.truncate(FEED_LENGTH);
    let newest = pages.first().map_or(NaiveDate::MIN, |(date, ..)| *date);
    let home = url(input, curriculum, WebPage::Home);
    let own = format!(
        "{}{}",
        base(input),
        site::about_address(input.curriculum, About::Feed)
    );
    let mut xml = format!(
        "{XML}<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{home}</id>\n<title>{}</title>\n<subtitle>{}</subtitle>\n<author><name>{}</name></author>\n\
         <link href=\"{home}\"/>\n<link rel=\"self\" href=\"{own}\"/>\n<updated>{}</updated>\n",
        curriculum.language,
        escape(&settings.title),
        escape(&settings.summary),
        escape(&settings.program),
        moment(newest),
    );
    for (date, id, page) in pages {
        let url = url(input, curriculum, WebPage::Content(id));
        let _ = writeln!(
            xml,
            "<entry><id>{url}</id><title>{} {}</title><link href=\"{url}\"/><updated>{}</updated><summary>{}</summary></entry>",
            escape(&page.code),
            escape(&page.title),
            moment(date),
            escape(&page.summary),
        );
    }
    xml.push_str("</feed>\n");
    xml
}

/// These files are planned only where the base URL is known.
fn base(input: Input<'_>) -> &str {
    input.base_url.unwrap_or_default()
}

fn url(input: Input, curriculum: &Curriculum, page: WebPage) -> String {
    escape(&format!("{}{}", base(input), site::address(curriculum, page)))
}

/// The beginning of a day: nobody writes down the hour of a review.
fn moment(date: NaiveDate) -> String {
    format!("{date}T00:00:00Z")
}
