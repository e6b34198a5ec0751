//! The files that Typst sees: none of them on disk.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use ttf_parser::Face;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontStyle, FontWeight};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use super::form::{self, Letters};
use crate::edition::Setting;
use crate::render::Input;
use crate::theme::Theme;

/// What all documents of a theme share: its fonts, and its layouts as Typst reads them.
pub struct Kit {
    fonts: Arc<Fonts>,
    layouts: Arc<Layouts>,
}

/// The fonts of a theme, read once for all documents.
struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    library: LazyHash<Library>,
    /// Of the files.
    hash: Vec<u8>,
}

/// The layouts of a theme, parsed once for all documents.
struct Layouts {
    sources: HashMap<FileId, Source>,
    /// Of the files, and of the drawings that they show.
    hash: Vec<u8>,
}

impl Kit {
    /// Reads the fonts and layouts of `theme`; no font of the machine is ever used, so that every machine makes the same pages.
    pub fn of(theme: &Theme) -> Self {
        Self {
            fonts: read_fonts(&theme.fonts),
            layouts: read_layouts(&theme.print, &theme.icons),
        }
    }

    /// They name the files that it was read from.
    pub fn hashes(&self) -> [&[u8]; 2] {
        [&self.fonts.hash, &self.layouts.hash]
    }

    /// Whether any of the fonts can draw `letter`.
    pub fn draws(&self, letter: char) -> bool {
        let mut fonts = self.fonts.fonts.iter();
        fonts.any(|font| font.info().coverage.contains(u32::from(letter)))
    }

    /// The font in which forms are filled in: the first of regular weight with Latin letters, as TrueType.
    pub fn for_forms(&self) -> Option<Letters> {
        self.fonts.fonts.iter().find_map(|font| {
            let info = font.info();
            let is_regular =
                info.variant.style == FontStyle::Normal && info.variant.weight == FontWeight::REGULAR;
            let has = |letter: char| info.coverage.contains(u32::from(letter));
            let face = Face::parse(font.data(), 0).ok()?;
            (is_regular && ('a'..='z').all(has) && face.tables().glyf.is_some()).then(|| letters(font, &face))
        })
    }
}

fn letters(font: &Font, face: &Face) -> Letters {
    let thousandths = |units: i16| i64::from(units) * 1000 / i64::from(face.units_per_em());
    let width = |letter: char| {
        let glyph = face.glyph_index(letter)?;
        Some(i64::from(face.glyph_hor_advance(glyph)?) * 1000 / i64::from(face.units_per_em()))
    };
    let bounds = face.global_bounding_box();
    Letters {
        name: font
            .post_script_name()
            .unwrap_or_else(|| font.info().family.replace(' ', "")),
        data: font.data().to_vec(),
        widths: form::codes()
            .map(|(_, letter)| letter.and_then(width).unwrap_or_default())
            .collect(),
        bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(thousandths),
        ascent: thousandths(face.ascender()),
        descent: thousandths(face.descender()),
        capitals: thousandths(face.capital_height().unwrap_or(face.ascender())),
    }
}

/// Remembered by the content: reading fonts takes longer than most edits of a lesson.
#[comemo::memoize]
fn read_fonts(files: &BTreeMap<String, Arc<[u8]>>) -> Arc<Fonts> {
    let fonts: Vec<Font> = files
        .values()
        .flat_map(|bytes| Font::iter(Bytes::new(Arc::clone(bytes))))
        .collect();
    Arc::new(Fonts {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        library: LazyHash::new(Library::default()),
        hash: hash(files.iter().map(|(path, bytes)| (path, &**bytes))),
    })
}

/// Remembered by the content too, for the next plan while serving.
#[comemo::memoize]
fn read_layouts(files: &BTreeMap<String, Arc<[u8]>>, icons: &BTreeMap<String, String>) -> Arc<Layouts> {
    let sources = files.iter().filter_map(|(path, bytes)| {
        let text = std::str::from_utf8(bytes).ok()?;
        let id = file_id(path);
        Some((id, Source::new(id, text.to_owned())))
    });
    let layouts = files.iter().map(|(path, bytes)| (path, &**bytes));
    let drawings = icons.iter().map(|(name, svg)| (name, svg.as_bytes()));
    Arc::new(Layouts {
        sources: sources.collect(),
        hash: hash(layouts.chain(drawings)),
    })
}

fn hash<'a>(files: impl Iterator<Item = (&'a String, &'a [u8])>) -> Vec<u8> {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        hash.update(path);
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize().to_vec()
}

/// One document's files: the theme's layouts, `/data.json`, and the curriculum's pictures by their paths.
pub struct World<'a> {
    input: Input<'a>,
    main: FileId,
    data: (FileId, Bytes),
    /// Whether pictures are in black and grey.
    is_grey: bool,
}

impl<'a> World<'a> {
    /// A world whose main file is the theme's layout `template`.
    ///
    /// Paths are the same in every world: Typst keeps each one for ever.
    pub fn new(input: Input<'a>, template: &str, data: String, setting: Setting) -> Self {
        Self {
            input,
            main: file_id(&format!("{template}.typ")),
            data: (file_id("data.json"), Bytes::from_string(data)),
            is_grey: setting.low_ink,
        }
    }

    /// What went wrong, each with the theme's file and line.
    pub fn explain(&self, errors: &[SourceDiagnostic]) -> String {
        let lines: Vec<String> = errors
            .iter()
            .map(|error| super::sentence(&self.place(error), error))
            .collect();
        lines.join("\n")
    }

    fn place(&self, error: &SourceDiagnostic) -> String {
        let Some(id) = error.span.id() else {
            return format!("{}/print", self.input.theme.folder());
        };
        let path = id.get().vpath().get_without_slash();
        let file = self.input.theme.origin(&format!("print/{path}"));
        let line = typst::WorldExt::range(self as &dyn typst::World, error.span)
            .zip(self.input.kit.layouts.sources.get(&id))
            .and_then(|(range, source)| source.lines().byte_to_line(range.start));
        match line {
            Some(line) => format!("{file}:{}", line + 1),
            None => file,
        }
    }
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).unwrap_or_else(|_| VirtualPath::new("unnamed").expect("a plain name"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.input.kit.fonts.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.input.kit.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.input
            .kit
            .layouts
            .sources
            .get(&id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 {
            return Ok(self.data.1.clone());
        }
        let path = id.get().vpath().get_without_slash();
        let images = &self.input.curriculum.images;
        let bytes = images.get(path).or_else(|| {
            let theme = self.input.theme;
            theme.print.get(path)
        });
        if let Some(bytes) = bytes {
            let is_drawing = std::path::Path::new(path)
                .extension()
                .is_some_and(|ending| ending == "svg");
            return Ok(match std::str::from_utf8(bytes) {
                Ok(svg) if self.is_grey && is_drawing => Bytes::from_string(in_grey(svg)),
                _ => Bytes::new(Arc::clone(bytes)),
            });
        }
        let icon = path
            .strip_prefix("icons/")
            .and_then(|name| name.strip_suffix(".svg"))
            .and_then(|name| self.input.theme.icons.get(name));
        icon.map(|svg| Bytes::from_string(svg.clone()))
            .ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.input.kit.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        // The same input gives the same bytes: no clock.
        None
    }
}

/// A drawing with each of its colours (`#1D2B2F`) as the grey that is as light.
fn in_grey(svg: &str) -> String {
    let mut grey = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find('#') {
        let (before, colour) = rest.split_at(at);
        grey.push_str(before);
        let digits = colour[1..].bytes().take_while(u8::is_ascii_hexdigit).count();
        let value = (digits == 6)
            .then(|| u32::from_str_radix(&colour[1..7], 16).ok())
            .flatten();
        if let Some(value) = value {
            let [_, red, green, blue] = value.to_be_bytes().map(u32::from);
            let light = (red * 299 + green * 587 + blue * 114) / 1000;
            let _ = write!(grey, "#{light:02x}{light:02x}{light:02x}");
            rest = &colour[7..];
        } else {
            grey.push('#');
            rest = &colour[1..];
        }
    }
    grey.push_str(rest);
    grey
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

#[cfg(test)]
mod tests {
    use super::in_grey;

    #[test]
    fn a_colour_becomes_the_grey_that_is_as_light() {
        let svg = "<path id=\"a\" fill=\"#ffffff\" stroke=\"#8F3514\"/><use href=\"#a\"/>";
        let grey = "<path id=\"a\" fill=\"#ffffff\" stroke=\"#4c4c4c\"/><use href=\"#a\"/>";
        assert_eq!(in_grey(svg), grey);
    }
}
