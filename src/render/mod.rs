//! Renders one entry of the plan; no renderer knows another.

mod calendar;
mod dates;
mod epub;
mod hours;
mod html;
pub mod offline;
mod picture;
pub mod print;
mod quality;
mod rendered;
pub mod search;
pub mod web;

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::curriculum::{Curriculum, Language};
use crate::edition::{Occasion, PageNumbers, Product, Setting};
use crate::files::Files;
use crate::site::Entry;
use crate::theme::Theme;

pub use rendered::{Rendered, hash};

/// What is said in one language.
pub struct Locale {
    /// As it is published.
    pub curriculum: Arc<Curriculum>,
    /// As it is written: what is checked, and what identities are made of.
    pub written: Arc<Curriculum>,
    pub theme: Arc<Theme>,
}

/// What an entry is rendered from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    pub files: &'a Files,
    /// In the language of the entry, as it is published.
    pub curriculum: &'a Curriculum,
    /// The same as it is written; see [`Locale`].
    pub written: &'a Curriculum,
    /// In the language of the entry.
    pub theme: &'a Theme,
    /// Both in every language, to lead from one to the other.
    pub locales: &'a [Locale],
    /// The address of the published site, with a slash at its end, where it is known.
    pub base_url: Option<&'a str>,
    /// The fonts and layouts of `theme`, read once.
    pub kit: &'a print::Kit,
    /// How long the PDFs and e-books of the public site are, by address, where that is known.
    pub facts: &'a BTreeMap<String, Facts>,
}

impl<'a> Input<'a> {
    /// Where nothing is known of the PDFs yet.
    pub fn no_facts() -> &'static BTreeMap<String, Facts> {
        static NONE: BTreeMap<String, Facts> = BTreeMap::new();
        &NONE
    }

    /// The curriculum in another of its languages.
    fn curriculum_in(&self, language: Language) -> Option<&'a Curriculum> {
        let locale = self.locales.get(language.0)?;
        Some(&locale.curriculum)
    }

    /// The theme in `language`, for a text that is not translated.
    fn theme_in(&self, language: &str) -> &'a Theme {
        let mut locales = self.locales.iter();
        locales
            .find(|locale| locale.theme.language == language)
            .map_or(self.theme, |locale| &locale.theme)
    }
}

/// What a reader wants to know of a file before it is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub bytes: usize,
    /// Of a PDF.
    pub pages: Option<u32>,
}

impl Facts {
    /// Of the file at `address`; nothing of what is no file to fetch.
    pub fn of(address: &str, bytes: &[u8]) -> Option<Self> {
        let pages = match address.rsplit_once('.')?.1 {
            "pdf" => print::page_count(bytes),
            "epub" => None,
            _ => return None,
        };
        Some(Self {
            bytes: bytes.len(),
            pages,
        })
    }
}

/// A name of all that a PDF or an e-book is made of: while it is the same, so is the book. All else is made faster than asked for.
///
/// # Errors
///
/// A sentence that names the theme's file and line.
pub fn key(input: Input, entry: &Entry) -> Result<Option<String>, String> {
    match entry {
        Entry::Pdf(_, product, setting) => Ok(Some(print::key(input, *product, *setting))),
        Entry::EBook(_) => {
            // Its page numbers come from the printed book, which takes most of the time.
            let book = print::key(input, Product::WholeWorkbook, Setting::of(input.curriculum));
            let text = epub::render(input, &PageNumbers::default())?;
            let hash = Sha256::new().chain_update(book).chain_update(text).finalize();
            Ok(Some(rendered::hexadecimal(&hash)))
        }
        _ => Ok(None),
    }
}

/// The bytes that stand at `address`; an error is a sentence that names the theme's file and line.
pub fn render(input: Input, address: &str, entry: &Entry) -> Result<Vec<u8>, String> {
    match entry {
        Entry::Page(_, page) => web::render(input, address, *page).map(String::into_bytes),
        Entry::Pdf(_, product, setting) => print::render(input, *product, *setting, &Occasion::default()),
        Entry::EBook(_) => epub::render(input, &print::page_numbers(input)?),
        Entry::About(_, about) => Ok(web::about(input, address, *about).into_bytes()),
        Entry::Quality => quality::render(input, address).map(String::into_bytes),
        Entry::Hours => hours::render(input, address).map(String::into_bytes),
        Entry::Calendar(place) => Ok(calendar::render(input, &input.curriculum.cohorts[*place]).into_bytes()),
        Entry::File(bytes) => Ok(bytes.to_vec()),
    }
}

/// Words that stay on one line, such as a number and what it counts.
fn unbroken(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}
