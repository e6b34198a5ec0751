//! PDFs, by Typst in this process: the edition as data, laid out by the theme's `.typ` files.
//!
//! 1. `data` turns an edition into one JSON value;
//! 2. a world of virtual files holds it beside the theme's layouts and the curriculum's pictures;
//! 3. Typst lays it out, part by part (`parts`);
//! 4. Typst exports PDF/UA-1: tagged, with a fixed identity and no date, so the same each time;
//! 5. `form` puts fields into it, where it is to be filled in.

mod beside;
mod data;
mod days;
mod form;
mod height;
pub mod impose;
mod known;
mod letters;
mod links;
mod numbers;
mod parts;
mod proof;
mod qr;
mod shapes;
mod split;
mod typesetter;
mod world;

use std::collections::HashSet;

use sha2::{Digest, Sha256};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Input;
use super::rendered::hexadecimal;
use crate::curriculum::{Direction, direction};
use crate::edition::{self, Occasion, PageNumbers, Product, Proof, Setting};
use crate::parallel::is_beside_others;
use crate::site;
use world::World;

pub use letters::missing as missing_letters;
pub use world::Kit;

/// The PDF of `product` in `setting`, with what was typed for the occasion.
///
/// # Errors
///
/// A sentence with the theme's file and line when a layout cannot be compiled or exported.
pub fn render(
    input: Input,
    product: Product,
    setting: Setting,
    occasion: &Occasion,
) -> Result<Vec<u8>, String> {
    let data = data(input, product, setting, occasion);
    let world = World::new(input, product.template(), data, setting);
    let document = laid_out(&world)?;
    let options = options(input, product, setting, occasion);
    let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| world.explain(&errors))?;
    if !setting.fillable {
        return Ok(pdf);
    }
    let fonts = format!("{}/fonts", input.theme.folder());
    let from_right = direction(&input.curriculum.language) == Direction::RightToLeft;
    let letters = input.kit.for_forms().ok_or_else(|| {
        format!("{fonts}: a PDF to fill in needs a TrueType font of regular weight with Latin letters, and none is there")
    })?;
    form::filled_in(&pdf, &letters, from_right)
        .map_err(|fault| format!("{}/print: {fault}", input.theme.folder()))
}

/// How `product` comes out in `setting`.
///
/// # Errors
///
/// A sentence with the theme's file and line when a layout cannot be compiled.
pub fn proof(input: Input, product: Product, setting: Setting) -> Result<Proof, String> {
    let data = json(input, product, setting, &Occasion::default(), true);
    let world = World::new(input, product.template(), data, setting);
    let document = laid_out(&world)?;
    Ok(proof::read(
        &document,
        &input.curriculum.language,
        product,
        setting,
    ))
}

/// On which pages the printed workbook begins its parts.
///
/// # Errors
///
/// A sentence with the theme's file and line when a layout cannot be compiled.
pub fn page_numbers(input: Input) -> Result<PageNumbers, String> {
    let product = Product::WholeWorkbook;
    let setting = Setting::of(input.curriculum);
    let occasion = Occasion::default();
    let data = data(input, product, setting, &occasion);
    let document = laid_out(&World::new(input, product.template(), data, setting))?;
    Ok(numbers::read(
        &document,
        &edition::edition(input.curriculum, product, &occasion),
    ))
}

/// What the theme's layout is given, as JSON text: the shape is that of `data::Book`.
pub fn data(input: Input, product: Product, setting: Setting, occasion: &Occasion) -> String {
    json(input, product, setting, occasion, false)
}

fn json(input: Input, product: Product, setting: Setting, occasion: &Occasion, proof: bool) -> String {
    let edition = edition::edition(input.curriculum, product, occasion);
    let beside = setting.with.and_then(|language| input.curriculum_in(language));
    let beside = beside.map(|curriculum| edition::edition(curriculum, product, occasion));
    let book = data::book(input, &edition, beside.as_ref(), setting, occasion, proof);
    serde_json::to_string(&book).expect("a book of texts and numbers is JSON")
}

fn laid_out(world: &World) -> Result<PagedDocument, String> {
    let document = parts::laid_out(world).map_err(|errors| world.explain(&errors));
    if is_beside_others() {
        forget_layouts();
    }
    document
}

fn options(input: Input, product: Product, setting: Setting, occasion: &Occasion) -> PdfOptions {
    let settings = &input.curriculum.settings;
    let pack = occasion.plan.as_ref().map(|plan| plan.pack.as_str());
    let words = [
        settings.title.as_str(),
        &settings.edition,
        &site::pdf_address(input.curriculum, product, setting),
    ];
    let words: Vec<&str> = words.into_iter().chain(pack).collect();
    PdfOptions {
        ident: Smart::Custom(words.join(" ")),
        creator: Smart::Custom(Some("Curricle".to_owned())),
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard agrees with itself"),
        ..PdfOptions::default()
    }
}

/// Forgets what Typst remembers of layouts, one or two megabytes a page: an export asks for none of it, and the next document for little.
/// What another thread is laying out is forgotten as well, and made again.
fn forget_layouts() {
    comemo::evict(0);
}

/// How many pages a PDF has, where it can be read.
pub fn page_count(pdf: &[u8]) -> Option<u32> {
    let read = lopdf::Document::load_metadata_mem(pdf);
    read.ok().map(|metadata| metadata.page_count)
}

/// A name of all that a PDF is made of: while it is the same, the PDF is the same.
pub fn key(input: Input, product: Product, setting: Setting) -> String {
    let data = data(input, product, setting, &Occasion::default());
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    add(site::pdf_address(input.curriculum, product, setting).as_bytes());
    add(data.as_bytes());
    input.kit.hashes().into_iter().for_each(&mut add);
    let shown: HashSet<&str> = (data.split("\"path\":\"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    // Whether a name that JSON writes in another way is shown is not looked up: one picture too many does no harm.
    let may_be_shown = |path: &str| shown.contains(path) || path.contains(['"', '\\']);
    let pictures = input.curriculum.images.iter();
    for (path, bytes) in pictures.filter(|(path, _)| may_be_shown(path)) {
        add(path.as_bytes());
        add(bytes);
    }
    hexadecimal(&hash.finalize())
}

/// A diagnostic of Typst in one line.
fn sentence(place: &str, error: &SourceDiagnostic) -> String {
    let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
    let hints = if hints.is_empty() {
        String::new()
    } else {
        format!(" ({})", hints.join("; "))
    };
    format!("{place}: {}{hints}", error.message)
}
