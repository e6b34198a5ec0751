//! The files that Typst sees: none of them on disk.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use ttf_parser::Face;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontStyle, FontWeight};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use super::form::{self, Letters};
use crate::render::Input;
use crate::theme::Theme;

/// The fonts of a theme, read once for all documents.
pub struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    library: LazyHash<Library>,
}

impl Fonts {
    /// Reads the fonts of `theme`; no font of the machine is ever used, so that every machine makes the same pages.
    pub fn of(theme: &Theme) -> Arc<Self> {
        read_fonts(&theme.fonts)
    }

    /// Whether any of them can draw `letter`.
    pub fn have(&self, letter: char) -> bool {
        let mut fonts = self.fonts.iter();
        fonts.any(|font| font.info().coverage.contains(u32::from(letter)))
    }

    /// The one in which forms are filled in: the first of regular weight with Latin letters, as TrueType.
    pub fn for_forms(&self) -> Option<Letters> {
        self.fonts.iter().find_map(|font| {
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
    })
}

/// One document's files: the theme's layouts, `/data.json`, and the curriculum's pictures by their paths.
pub struct World<'a> {
    input: Input<'a>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    data: (FileId, Bytes),
}

impl<'a> World<'a> {
    /// A world whose main file is the theme's layout `template`.
    ///
    /// Paths are the same in every world: Typst keeps each one for ever.
    pub fn new(input: Input<'a>, template: &str, data: String) -> Self {
        let sources = input
            .theme
            .print
            .iter()
            .filter_map(|(path, bytes)| {
                let text = std::str::from_utf8(bytes).ok()?;
                let id = file_id(path);
                Some((id, Source::new(id, text.to_owned())))
            })
            .collect();
        Self {
            input,
            main: file_id(&format!("{template}.typ")),
            sources,
            data: (file_id("data.json"), Bytes::from_string(data)),
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
        let theme = &self.input.theme.name;
        let Some(id) = error.span.id() else {
            return format!("themes/{theme}/print");
        };
        let path = id.get().vpath().get_without_slash();
        let line = typst::WorldExt::range(self as &dyn typst::World, error.span)
            .zip(self.sources.get(&id))
            .and_then(|(range, source)| source.lines().byte_to_line(range.start));
        match line {
            Some(line) => format!("themes/{theme}/print/{path}:{}", line + 1),
            None => format!("themes/{theme}/print/{path}"),
        }
    }
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).unwrap_or_else(|_| VirtualPath::new("unnamed").expect("a plain name"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.input.fonts.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.input.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| not_found(id))
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
            return Ok(Bytes::new(Arc::clone(bytes)));
        }
        let icon = path
            .strip_prefix("icons/")
            .and_then(|name| name.strip_suffix(".svg"))
            .and_then(|name| self.input.theme.icons.get(name));
        icon.map(|svg| Bytes::from_string(svg.clone()))
            .ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.input.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        // The same input gives the same bytes: no clock.
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
