//! A theme: templates for the web, layouts for print, fonts, drawings and the words of the interface.

mod colours;
mod comments;
mod fonts;
mod layers;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use crate::curriculum::{Brand, Settings, WordsOf};
use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::{self, Fields};

pub use colours::{Colour, Colours, Mode, Rgb, Use, contrast, least_contrast};
pub use fonts::Families;
pub use words::Strings;

/// Everything that says how an output looks and sounds, in one language.
#[derive(Clone)]
pub struct Theme {
    pub name: String,
    pub language: String,
    /// By name, with the programme's own in their places.
    pub colours: Colours,
    /// The programme's own fonts that a page asks for before its style sheet, by path among the assets.
    pub own_fonts: Vec<String>,
    /// What is set in which family of fonts.
    pub families: Families,
    /// The words of the interface, by key.
    pub strings: Strings,
    /// Drawings by name: SVG elements that take the colour of the text around them.
    pub icons: BTreeMap<String, String>,
    /// What pages load, by path: the files of the theme's `web/assets/`, its style sheet ([`STYLE`]) and the words of its scripts.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// A name made of all assets, so that a page never meets the assets of another build.
    pub assets_version: String,
    /// What stands in an e-book beside its texts, by path inside the theme's `epub/`: its style sheet.
    pub book: BTreeMap<String, Arc<[u8]>>,
    /// Layouts and what they import, by path inside the theme's `print/`.
    pub print: BTreeMap<String, Arc<[u8]>>,
    /// Font files for print, by name.
    pub fonts: BTreeMap<String, Arc<[u8]>>,
    /// Where the files of its layers stand, by path inside a theme.
    origins: BTreeMap<String, String>,
    folder: String,
    templates: Tera,
}

/// The style sheet of all pages: every file of the theme's `web/styles/`, in the order of their names.
pub const STYLE: &str = "style.css";

/// How the names of an e-book's templates begin, which are those of the theme's `epub/`.
pub const BOOK_TEMPLATES: &str = "epub/";

/// The words that scripts show, as a module: the strings whose key begins with [`SCRIPT_KEY`], without it.
const SCRIPT_WORDS: &str = "scripts/words";
const SCRIPT_KEY: &str = "script_";

/// The colour that a page lies on.
const PAPER: &str = "paper";

/// Reads the programme's theme in each of its languages and in its brand, with everything that is wrong in them.
///
/// What the languages share is the same in all: templates, assets, layouts, fonts and drawings.
pub fn load(files: &Files, settings: &Settings) -> (Vec<Arc<Theme>>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let folders = layers::of(files, settings, &mut findings);
    let mut parts = Files::default();
    let own_fonts = fonts::FOLDER.to_owned();
    for folder in folders.iter().chain([&own_fonts]) {
        for (path, bytes) in files.under(folder) {
            parts.insert(path, Arc::clone(bytes));
        }
    }
    let (themes, wrong) = read(
        &parts,
        &settings.theme,
        &folders,
        &settings.languages,
        &settings.brand,
    );
    // What a theme lacks that is not there, or that cannot be read, follows from that.
    if findings.is_empty() {
        let is_cause = |finding: &Diagnostic| finding.code == "yaml";
        let has_cause = wrong.iter().any(is_cause);
        findings.extend(
            wrong
                .into_iter()
                .filter(|finding| !has_cause || is_cause(finding)),
        );
    }
    (themes, findings)
}

/// Remembered by the content: while somebody writes lessons, the theme stays.
#[comemo::memoize]
fn read(
    files: &Files,
    name: &str,
    folders: &[String],
    languages: &[String],
    brand: &Brand,
) -> (Vec<Arc<Theme>>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    for folder in folders {
        about(files, folder, &mut findings);
    }
    let settings = WordsOf::Curriculum.path();
    let mut colours = colours::read(files, folders, &mut findings);
    colours::own(&mut colours, &brand.colours, &settings, &mut findings);
    let mut families = fonts::read(files, folders);
    let own_fonts = fonts::own(&mut families, &brand.fonts, files, &settings, &mut findings);
    let all = files.layers(folders);
    let below = |part: &str| -> BTreeMap<String, Arc<[u8]>> {
        let inside = |path: &str| Some(path.strip_prefix(part)?.strip_prefix('/')?.to_owned());
        all.iter()
            .filter_map(|(path, (_, bytes))| Some((inside(path)?, Arc::clone(bytes))))
            .collect()
    };
    let strings: Vec<_> = languages
        .iter()
        .map(|language| words::read(files, folders, language, &mut findings))
        .collect();
    let published = |part: &str| -> BTreeMap<String, Arc<[u8]>> {
        let files = below(part).into_iter();
        files
            .map(|(path, bytes)| {
                let bytes = comments::taken_out(&path, &bytes);
                (path, bytes)
            })
            .collect()
    };
    let mut assets = published("web/assets");
    let own_style = own_fonts.faces.clone() + &fonts::style(&families, &brand.fonts);
    let style = style(&colours::style(&colours), &published("web/styles"), &own_style);
    assets.insert(STYLE.to_owned(), style);
    for (language, strings) in languages.iter().zip(&strings) {
        assets.insert(format!("{SCRIPT_WORDS}.{language}.js"), script_words(strings));
    }
    assets.extend(own_fonts.assets);
    let mut book = below("epub");
    book.retain(|path, _| !is_template(path));
    let own_style = own_fonts.faces + &fonts::book_style(&families, &brand.fonts);
    if let Some(style) = book.get_mut(STYLE) {
        *style = style.iter().copied().chain(own_style.bytes()).collect();
    }
    let mut fonts = below("fonts");
    fonts.extend(own_fonts.print);
    fonts.retain(|path, _| path.ends_with(".ttf") || path.ends_with(".otf"));
    let mut print = below("print");
    // What a layer replaces can still be imported, by the name of the theme that has it, to be changed in part.
    print.extend(replaced(files, folders, "print"));
    let shared = Theme {
        name: name.to_owned(),
        language: String::new(),
        colours,
        own_fonts: own_fonts.first,
        families,
        strings: Strings::new(),
        icons: icons(&below("icons")),
        assets_version: version(&assets),
        assets,
        book,
        print,
        fonts,
        templates: templates(files, folders, &mut findings),
        origins: all
            .iter()
            .map(|(inside, (path, _))| ((*inside).to_owned(), (*path).to_owned()))
            .collect(),
        folder: layers::folder(name),
    };
    let themes = languages.iter().zip(strings).map(|(language, strings)| {
        let mut theme = Theme {
            language: language.clone(),
            strings: strings.clone(),
            ..shared.clone()
        };
        let say = words::for_templates(strings, language.clone());
        theme.templates.register_function("say", say);
        Arc::new(theme)
    });
    (themes.collect(), findings)
}

/// Reads what a layer says of itself; its colours and fonts are read with those of the other layers.
fn about(files: &Files, folder: &str, findings: &mut Vec<Diagnostic>) {
    let path = layers::about(folder);
    let Some(text) = files.text(&path) else { return };
    let node = yaml::parse(&path, text, Span::from(0..text.len()), findings);
    let mut fields = Fields::new(&path, &node, findings);
    fields.required_text("name");
    fields.required_text("version");
    fields.text("summary");
    fields.text("extends");
    fields.map("colours");
    fields.pairs("fonts");
    fields.finish();
}

/// The files below `part` that an upper layer replaces, by the name of their theme and their path inside `part`: `calm/base.typ`.
fn replaced(files: &Files, folders: &[String], part: &str) -> BTreeMap<String, Arc<[u8]>> {
    let all = files.layers(folders);
    let is_replaced =
        |inside: &str, path: &str| all.get(inside).is_some_and(|(uppermost, _)| *uppermost != path);
    let mut found = BTreeMap::new();
    for folder in folders.iter().skip(1) {
        for (path, bytes) in files.under(folder) {
            let inside = &path[folder.len() + 1..];
            let of_part = inside.strip_prefix(part).and_then(|rest| rest.strip_prefix('/'));
            if let Some(name) = of_part.filter(|_| is_replaced(inside, path)) {
                found.insert(format!("{}/{name}", layers::name(folder)), Arc::clone(bytes));
            }
        }
    }
    found
}

impl Theme {
    /// Fills in a template of the theme's `web/`, or of its `epub/` if its name begins so; an error is a sentence with the template's file and line.
    pub fn render(&self, template: &str, context: &impl Serialize) -> Result<String, String> {
        let context = Context::from_serialize(context).map_err(|error| error.to_string())?;
        self.templates.render(template, &context).map_err(|error| {
            let part = if template.starts_with(BOOK_TEMPLATES) {
                ""
            } else {
                "web/"
            };
            format!("{}: {error}", self.origin(&format!("{part}{template}")))
        })
    }

    /// Where a file of the theme stands, from the root: in the layer that has it.
    pub fn origin(&self, inside: &str) -> String {
        let known = self.origins.get(inside).cloned();
        known.unwrap_or_else(|| format!("{}/{inside}", self.folder))
    }

    /// The colour of the page, as CSS writes it: what a device shows while the site opens.
    pub fn background(&self) -> String {
        let paper = self.colours.get(PAPER);
        paper
            .map_or(Rgb::WHITE, |paper| paper.in_mode(Mode::Light))
            .to_string()
    }

    /// The values that the colours have in a mode, by name.
    pub fn colours_in(&self, mode: Mode) -> BTreeMap<&str, String> {
        let colours = self.colours.iter();
        colours
            .map(|(name, colour)| (name.as_str(), colour.in_mode(mode).to_string()))
            .collect()
    }

    /// Its folder, from the root.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// A word or sentence of the interface; its key where the theme has none.
    pub fn string<'a>(&'a self, key: &'a str) -> &'a str {
        self.strings.get(key).map_or(key, String::as_str)
    }

    /// A sentence of the interface with its holes filled. A number for the hole `n` chooses the form: "1 minute", "2 minutes".
    ///
    /// Templates say it as `say(key="minutes", n=10)`.
    pub fn say(&self, key: &str, values: &[(&str, String)]) -> String {
        words::say(&self.strings, &self.language, key, values)
    }

    /// A time in words: `30 seconds`, `2 minutes`.
    pub fn duration(&self, seconds: u32) -> String {
        let (key, number) = if seconds >= 60 && seconds.is_multiple_of(60) {
            ("minutes", seconds / 60)
        } else {
            ("seconds", seconds)
        };
        self.say(key, &[("n", number.to_string())])
    }
}

fn templates(files: &Files, folders: &[String], findings: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::new();
    // Known before the templates are read; each language then gets its own.
    tera.register_function("say", words::for_templates(Strings::new(), String::new()));
    tera.autoescape_on(vec![".html", ".xhtml", ".opf", ".svg"]);
    let mut sources: BTreeMap<String, &str> = BTreeMap::new();
    for folder in folders {
        for (path, _) in files.under(folder) {
            let Some((name, text)) = template(&path[folder.len() + 1..]).zip(files.text(path)) else {
                continue;
            };
            if sources.contains_key(name) {
                // What a layer replaces can still be extended, by the name of the theme that has it.
                sources.insert(format!("{}/{name}", layers::name(folder)), text);
            } else {
                sources.insert(name.to_owned(), text);
            }
        }
    }
    if let Err(error) = tera.add_raw_templates(sources) {
        let folder = folders.first().map_or("", String::as_str);
        findings.push(
            Diagnostic::error("theme-template", folder, error.to_string())
                .help("Put right the template that is named here."),
        );
    }
    tera
}

/// The name of a file of a theme as a template; none for what is no template.
fn template(inside: &str) -> Option<&str> {
    if inside.starts_with(BOOK_TEMPLATES) {
        return Some(inside).filter(|path| is_template(path));
    }
    inside.strip_prefix("web/").filter(|path| path.ends_with(".html"))
}

/// Whether a file of the theme's `epub/` is filled in, and not taken as it is.
fn is_template(path: &str) -> bool {
    [".xhtml", ".opf", ".svg"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// The colours first: on paper, a style sheet may give them other values. The programme's own fonts last.
fn style(colours: &str, files: &BTreeMap<String, Arc<[u8]>>, own: &str) -> Arc<[u8]> {
    let sheets = files.iter().filter(|(path, _)| path.ends_with(".css"));
    let sheets = sheets.map(|(_, bytes)| &bytes[..]);
    let all: Vec<&[u8]> = std::iter::once(colours.as_bytes())
        .chain(sheets)
        .chain([own.as_bytes()])
        .collect();
    all.concat().into()
}

fn script_words(strings: &Strings) -> Arc<[u8]> {
    let words: BTreeMap<&str, &str> = strings
        .iter()
        .filter_map(|(key, text)| Some((key.strip_prefix(SCRIPT_KEY)?, text.as_str())))
        .collect();
    let words = serde_json::to_string_pretty(&words).expect("words are text");
    format!("export default {words};\n").into_bytes().into()
}

fn icons(files: &BTreeMap<String, Arc<[u8]>>) -> BTreeMap<String, String> {
    files
        .iter()
        .filter_map(|(path, bytes)| {
            let name = path.strip_suffix(".svg")?;
            let text = std::str::from_utf8(bytes).ok()?;
            Some((name.to_owned(), text.trim().to_owned()))
        })
        .collect()
}

fn version(assets: &BTreeMap<String, Arc<[u8]>>) -> String {
    let mut hash = Sha256::new();
    for (path, bytes) in assets {
        hash.update(path.as_bytes());
        hash.update([0]);
        hash.update(bytes);
    }
    let hash = hash.finalize();
    hash[..6].iter().map(|byte| format!("{byte:02x}")).collect()
}
