//! A theme: templates for the web, layouts for print, fonts, drawings and the words of the interface.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::{self, Fields, Value};

/// Everything that says how an output looks and sounds.
#[derive(Clone)]
pub struct Theme {
    pub name: String,
    /// The words of the interface, by key.
    pub strings: BTreeMap<String, String>,
    /// Drawings by name: SVG elements that take the colour of the text around them.
    pub icons: BTreeMap<String, String>,
    /// What pages load, by path inside the theme's `web/assets/`.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// A name made of all assets, so that a page never meets the assets of another build.
    pub assets_version: String,
    /// Layouts and what they import, by path inside the theme's `print/`.
    pub print: BTreeMap<String, Arc<[u8]>>,
    /// Font files for print, by name.
    pub fonts: BTreeMap<String, Arc<[u8]>>,
    folder: String,
    templates: Tera,
}

/// Reads the theme `name`, with everything that is wrong in it.
pub fn load(files: &Files, name: &str, language: &str) -> (Arc<Theme>, Vec<Diagnostic>) {
    read(&files.part(&format!("themes/{name}")), name, language)
}

/// Remembered by the content: while somebody writes lessons, the theme stays.
#[comemo::memoize]
fn read(files: &Files, name: &str, language: &str) -> (Arc<Theme>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let folder = format!("themes/{name}");
    let about = format!("{folder}/theme.yaml");
    match files.text(&about) {
        Some(text) => {
            let node = yaml::parse(&about, text, Span::from(0..text.len()), &mut findings);
            let mut fields = Fields::new(&about, &node, &mut findings);
            fields.required_text("name");
            fields.required_text("version");
            fields.text("summary");
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
    let assets = below("web/assets");
    let theme = Theme {
        name: name.to_owned(),
        strings: strings(files, &format!("{folder}/strings/{language}.yaml"), &mut findings),
        icons: icons(&below("icons")),
        assets_version: version(&assets),
        assets,
        print: below("print"),
        fonts: below("fonts")
            .into_iter()
            .filter(|(path, _)| path.ends_with(".ttf") || path.ends_with(".otf"))
            .collect(),
        templates: templates(files, &folder, &mut findings),
        folder,
    };
    (Arc::new(theme), findings)
}

impl Theme {
    /// Fills in a template of the theme's `web/`; an error is a sentence with the template's file and line.
    pub fn render(&self, template: &str, context: &impl Serialize) -> Result<String, String> {
        let context = Context::from_serialize(context).map_err(|error| error.to_string())?;
        self.templates
            .render(template, &context)
            .map_err(|error| format!("{}/web/{template}: {error}", self.folder))
    }

    /// A word or sentence of the interface; its key where the theme has none.
    pub fn string<'a>(&'a self, key: &'a str) -> &'a str {
        self.strings.get(key).map_or(key, String::as_str)
    }
}

fn templates(files: &Files, folder: &str, findings: &mut Vec<Diagnostic>) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml"]);
    let web = format!("{folder}/web");
    let sources: Vec<(String, &str)> = files
        .under(&web)
        .filter(|(path, _)| path.ends_with(".html"))
        .filter_map(|(path, _)| Some((path[web.len() + 1..].to_owned(), files.text(path)?)))
        .collect();
    if let Err(error) = tera.add_raw_templates(sources) {
        findings.push(
            Diagnostic::error("theme-template", &web, error.to_string())
                .help("Put right the template that is named here."),
        );
    }
    tera
}

fn strings(files: &Files, path: &str, findings: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let Some(text) = files.text(path) else {
        findings.push(
            Diagnostic::error("theme-strings", path, "the theme has no words for this language")
                .help("Copy the file of another language and translate it."),
        );
        return BTreeMap::new();
    };
    let node = yaml::parse(path, text, Span::from(0..text.len()), findings);
    let Value::Map(entries) = node.value else {
        return BTreeMap::new();
    };
    entries
        .into_iter()
        .filter_map(|(key, node)| match node.value {
            Value::Scalar(text) => Some((key.name, text)),
            _ => None,
        })
        .collect()
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
