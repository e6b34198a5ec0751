//! What the book says of itself, and all files that it is made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{CONTENTS, Document};
use crate::curriculum::{Curriculum, Logo, direction};
use crate::document::{Block, Inline, Visit, visit_blocks};
use crate::edition::{Edition, EditionModule};
use crate::render::{Input, picture};
use crate::theme::{BOOK_TEMPLATES, Strings};

/// The pictures that the texts show.
pub struct Pictures<'a> {
    /// Their files in the book, by their paths in the curriculum.
    pub names: BTreeMap<&'a str, String>,
    bytes: Vec<(String, &'a Arc<[u8]>)>,
}

/// The pictures of an edition, numbered as they first appear: no path of a disk has to be an address.
pub fn pictures<'a>(edition: &Edition, curriculum: &'a Curriculum) -> Pictures<'a> {
    let mut pictures = Pictures {
        names: BTreeMap::new(),
        bytes: Vec::new(),
    };
    let mut take = |path: &str| {
        let Some((path, bytes)) = curriculum.images.get_key_value(path) else {
            return;
        };
        let number = pictures.names.len() + 1;
        let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
        pictures.names.entry(path).or_insert_with(|| {
            let file = format!("picture-{number}.{ending}");
            pictures.bytes.push((file.clone(), bytes));
            file
        });
    };
    let texts = edition.modules.iter().flat_map(EditionModule::texts);
    for (_, text) in texts {
        let mut see = |visit: Visit| {
            if let Visit::Block(Block::Figure(image)) | Visit::Inline(Inline::Image(image)) = visit {
                take(&image.path);
            }
        };
        visit_blocks(text.blocks(), &mut see);
        for footnote in text.footnotes() {
            visit_blocks(&footnote.blocks, &mut see);
        }
    }
    pictures
}

/// The programme's sign with its file in the book.
pub fn logo(curriculum: &Curriculum) -> Option<(String, &Logo)> {
    let logo = curriculum.settings.brand.logo.as_ref()?;
    let ending = logo.path.rsplit('.').next()?;
    Some((format!("logo.{ending}"), logo))
}

/// The programme's sign on the cover.
#[derive(Serialize)]
pub struct Sign {
    /// An address that holds the picture itself: the cover is a picture too, and a picture loads no other.
    href: String,
    /// How many times as wide as high.
    ratio: f32,
}

/// A sign that is wider than this is smaller than others.
const WIDEST: f32 = 8.0;

/// The programme's sign, where it has one.
pub fn sign(curriculum: &Curriculum) -> Option<Sign> {
    let logo = curriculum.settings.brand.logo.as_ref()?;
    let bytes = curriculum.images.get(&logo.path)?;
    let kind = if logo.path.ends_with(".svg") {
        "svg+xml"
    } else {
        "png"
    };
    let ratio =
        picture::size(&logo.path, bytes).map_or(WIDEST, |(width, height)| width as f32 / height as f32);
    Some(Sign {
        href: format!("data:image/{kind};base64,{}", BASE64_STANDARD.encode(bytes)),
        ratio: ratio.min(WIDEST),
    })
}

/// What `package.opf` and the contents are filled in with.
#[derive(Serialize)]
struct PackageContext<'a> {
    language: &'a str,
    direction: &'static str,
    /// A name that no other book has, and that this one keeps.
    id: String,
    title: &'a str,
    summary: &'a str,
    program: &'a str,
    edition: &'a str,
    licence: &'a str,
    /// When it was changed last, as far as its texts say.
    modified: String,
    t: &'a Strings,
    items: &'a [Item],
    /// The ids of the documents in reading order.
    spine: Vec<&'a str>,
    /// Whether the pages of the printed book are marked.
    has_pages: bool,
    contents: Vec<Row<'a>>,
    pages: Vec<PageRow<'a>>,
    /// The pages that begin with the contents.
    breaks: String,
    /// The document that the lessons begin with.
    body: &'a str,
}

/// A file of the book.
#[derive(Serialize)]
struct Item {
    id: String,
    href: String,
    media_type: &'static str,
    properties: Option<&'static str>,
}

/// A line of the contents, with those below it.
#[derive(Serialize)]
struct Row<'a> {
    href: &'a str,
    code: &'a str,
    title: &'a str,
    lang: &'a str,
    rows: Vec<Row<'a>>,
}

/// Where a page of the printed book begins.
#[derive(Serialize)]
struct PageRow<'a> {
    href: &'a str,
    number: usize,
}

/// All files of the book beside each other, the package first.
///
/// # Errors
///
/// A sentence with the theme's file and line.
pub fn files(
    input: Input,
    documents: Vec<Document>,
    pictures: Pictures,
    cover: String,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let curriculum = input.curriculum;
    let settings = &curriculum.settings;
    let mut files: Vec<(String, Vec<u8>)> = vec![("cover.svg".to_owned(), cover.into_bytes())];
    files.extend(
        input
            .theme
            .book
            .iter()
            .map(|(path, bytes)| (path.clone(), bytes.to_vec())),
    );
    let fonts = input
        .theme
        .assets
        .iter()
        .filter(|(path, _)| path.starts_with("fonts/"));
    files.extend(fonts.map(|(path, bytes)| (path.clone(), bytes.to_vec())));
    files.extend(
        pictures
            .bytes
            .into_iter()
            .map(|(file, bytes)| (file, bytes.to_vec())),
    );
    let logo =
        logo(curriculum).and_then(|(file, logo)| Some((file, curriculum.images.get(&logo.path)?.to_vec())));
    files.extend(logo);
    let mut items: Vec<Item> = Vec::new();
    for document in &documents {
        let properties = if document.file == CONTENTS {
            Some("nav")
        } else {
            document.xhtml.contains("<svg").then_some("svg")
        };
        items.push(item(&document.file, items.len(), properties));
    }
    for (file, _) in &files {
        let properties = (file == "cover.svg").then_some("cover-image");
        items.push(item(file, items.len(), properties));
    }
    let pages: Vec<PageRow> = documents.iter().flat_map(page_rows).collect();
    let own = documents.iter().find(|document| document.file == CONTENTS);
    let context = PackageContext {
        language: &curriculum.language,
        direction: direction(&curriculum.language).name(),
        id: identity(input.written),
        title: &settings.title,
        summary: &settings.summary,
        program: &settings.program,
        edition: &settings.edition,
        licence: &settings.licence,
        modified: modified(curriculum),
        t: &input.theme.strings,
        spine: items
            .iter()
            .take(documents.len())
            .map(|item| item.id.as_str())
            .collect(),
        items: &items,
        has_pages: !pages.is_empty(),
        contents: contents(&documents),
        body: documents
            .iter()
            .find(|document| !document.code.is_empty())
            .map_or(CONTENTS, |first| &first.file),
        pages,
        breaks: own.map_or(String::new(), |own| {
            own.pages.iter().map(|page| super::page_break(*page)).collect()
        }),
    };
    let fill = |template: &str| {
        input
            .theme
            .render(&format!("{BOOK_TEMPLATES}{template}"), &context)
    };
    let package = fill("package.opf")?;
    let contents = fill(CONTENTS)?;
    let mut all = vec![("package.opf".to_owned(), package.into_bytes())];
    all.extend(documents.into_iter().map(|document| {
        let xhtml = if document.file == CONTENTS {
            contents.clone()
        } else {
            document.xhtml
        };
        (document.file, xhtml.into_bytes())
    }));
    all.append(&mut files);
    Ok(all)
}

fn page_rows(document: &Document) -> impl Iterator<Item = PageRow<'_>> {
    let href = document.file.as_str();
    document.pages.iter().map(move |&number| PageRow { href, number })
}

fn item(file: &str, number: usize, properties: Option<&'static str>) -> Item {
    Item {
        id: format!("f{number}"),
        href: file.to_owned(),
        media_type: media_type(file),
        properties,
    }
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit('.').next().unwrap_or_default() {
        "xhtml" => "application/xhtml+xml",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        _ => "text/plain",
    }
}

/// Modules, with their lessons and handouts below them.
fn contents(documents: &[Document]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = Vec::new();
    for document in documents {
        let row = Row {
            href: &document.file,
            code: &document.code,
            title: &document.title,
            lang: &document.lang,
            rows: Vec::new(),
        };
        match (document.level, rows.last_mut()) {
            (None, _) => {}
            (Some(2), Some(module)) => module.rows.push(row),
            (Some(_), _) => rows.push(row),
        }
    }
    rows
}

/// A UUID (version 8) made of what names the book: its title, its programme and its language.
fn identity(curriculum: &Curriculum) -> String {
    let settings = &curriculum.settings;
    let named = [&settings.title, &settings.program, &curriculum.language];
    let hash = Sha256::digest(named.map(String::as_str).join("\n"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = 0x80 | bytes[6] & 0x0f;
    bytes[8] = 0x80 | bytes[8] & 0x3f;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let groups = [
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    ];
    format!("urn:uuid:{}", groups.join("-"))
}

/// The day on which a page was looked at last: a build knows no clock.
fn modified(curriculum: &Curriculum) -> String {
    let newest = curriculum.pages().filter_map(|(_, page)| page.reviewed).max();
    let day = newest.map_or("2000-01-01".to_owned(), |day| day.to_string());
    format!("{day}T00:00:00Z")
}
