//! A theme: templates for the web, layouts for print, fonts, drawings and the words of the interface.

mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::{self, Fields};

pub use words::Strings;

/// Everything that says how an output looks and sounds, in one language.
#[derive(Clone)]
pub struct Theme {
    pub name: String,
    pub language: String,
    /// The colour of the page, as CSS writes it: what a device shows while the site opens.
    pub background: String,
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

/// Reads the theme `name` in each of `languages`, with everything that is wrong in it.
///
/// What the languages share is the same in all: templates, assets, layouts, fonts and drawings.
pub fn load(files: &Files, name: &str, languages: &[String]) -> (Vec<Arc<Theme>>, Vec<Diagnostic>) {
    read(&files.part(&format!("themes/{name}")), name, languages)
}

/// Remembered by the content: while somebody writes lessons, the theme stays.
#[comemo::memoize]
fn read(files: &Files, name: &str, languages: &[String]) -> (Vec<Arc<Theme>>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let folder = format!("themes/{name}");
    let about = format!("{folder}/theme.yaml");
    let mut background = None;
    match files.text(&about) {
        Some(text) => {
            let node = yaml::parse(&about, text, Span::from(0..text.len()), &mut findings);
            let mut fields = Fields::new(&about, &node, &mut findings);
            fields.required_text("name");
            fields.required_text("version");
            fields.text("summary");
            background = fields.text("background");
            fields.finish();
        }
        None => findings.push(
            Diagnostic::error("theme-missing", &about, format!("there is no theme `{name}`"))
                .help("Name a folder under `themes/` after `theme:` in curriculum.yaml."),
        ),
    }
    let below = |part: &str| -> BTreeMap<String, Arc<[u8]>> {
        let start = format!("{folder}/{part}");
        files
            .under(&start)
            .map(|(path, bytes)| (path[start.len() + 1..].to_owned(), Arc::clone(bytes)))
            .collect()
    };
    let strings: Vec<_> = languages
        .iter()
        .map(|language| words::read(files, &folder, language, &mut findings))
        .collect();
    let mut assets = below("web/assets");
    assets.insert(STYLE.to_owned(), style(&below("web/styles")));
    for (language, strings) in languages.iter().zip(&strings) {
        assets.insert(format!("{SCRIPT_WORDS}.{language}.js"), script_words(strings));
    }
    let fonts = below("fonts").into_iter();
    let shared = Theme {
        name: name.to_owned(),
        language: String::new(),
        background: background.unwrap_or_else(|| "#ffffff".to_owned()),
        strings: Strings::new(),
        icons: icons(&below("icons")),
        assets_version: version(&assets),
        assets,
        book: below("epub")
            .into_iter()
            .filter(|(path, _)| !is_template(path))
            .collect(),
        print: below("print"),
        fonts: fonts
            .filter(|(path, _)| path.ends_with(".ttf") || path.ends_with(".otf"))
            .collect(),
        templates: templates(files, &folder, &mut findings),
        folder,
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
            format!("{}/{part}{template}: {error}", self.folder)
        })
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

fn templates(files: &Files, folder: &str, findings: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::new();
    // Known before the templates are read; each language then gets its own.
    tera.register_function("say", words::for_templates(Strings::new(), String::new()));
    tera.autoescape_on(vec![".html", ".xhtml", ".opf", ".svg"]);
    let web = format!("{folder}/web");
    let pages = files.under(&web).map(|(path, _)| (path, web.len() + 1));
    let book = format!("{folder}/{}", BOOK_TEMPLATES.trim_end_matches('/'));
    let books = files.under(&book).map(|(path, _)| (path, folder.len() + 1));
    let sources: Vec<(String, &str)> = pages
        .filter(|(path, _)| path.ends_with(".html"))
        .chain(books.filter(|(path, _)| is_template(path)))
        .filter_map(|(path, inside)| Some((path[inside..].to_owned(), files.text(path)?)))
        .collect();
    if let Err(error) = tera.add_raw_templates(sources) {
        findings.push(
            Diagnostic::error("theme-template", folder, error.to_string())
                .help("Put right the template that is named here."),
        );
    }
    tera
}

/// Whether a file of the theme's `epub/` is filled in, and not taken as it is.
fn is_template(path: &str) -> bool {
    [".xhtml", ".opf", ".svg"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

fn style(files: &BTreeMap<String, Arc<[u8]>>) -> Arc<[u8]> {
    let sheets = files.iter().filter(|(path, _)| path.ends_with(".css"));
    sheets.flat_map(|(_, bytes)| bytes.iter().copied()).collect()
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
