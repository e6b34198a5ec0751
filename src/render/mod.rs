//! Renders one entry of the plan; no renderer knows another.

mod html;
pub mod print;
mod quality;
pub mod web;

use crate::curriculum::Curriculum;
use crate::files::Files;
use crate::site::Entry;
use crate::theme::Theme;

/// What an entry is rendered from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    pub files: &'a Files,
    pub curriculum: &'a Curriculum,
    pub theme: &'a Theme,
    /// The address of the published site, with a slash at its end, where it is known.
    pub base_url: Option<&'a str>,
    /// The fonts of the theme, read once.
    pub fonts: &'a print::Fonts,
}

/// The bytes that stand at `address`; an error is a sentence that names the theme's file and line.
pub fn render(input: Input, address: &str, entry: &Entry) -> Result<Vec<u8>, String> {
    match entry {
        Entry::Page(page) => web::render(input, address, *page).map(String::into_bytes),
        Entry::Pdf(product) => print::render(input, *product),
        Entry::Quality => quality::render(input, address).map(String::into_bytes),
        Entry::File(bytes) => Ok(bytes.to_vec()),
    }
}
