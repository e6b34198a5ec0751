//! The families of fonts: those of the theme, and those that a programme puts above them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use typst::text::{FontInfo, FontStyle};

use crate::diagnostic::{Diagnostic, suggest};
use crate::files::Files;
use crate::parse::yaml::{self, Fields, Spot};

use super::layers;

/// Where a programme keeps its fonts.
pub const FOLDER: &str = "curriculum/fonts";

/// The folder of a programme's fonts among the assets of pages and of the e-book.
const ASSETS: &str = "fonts/own";

/// Families by what is set in them, the first that has a letter draws it.
pub type Families = BTreeMap<String, Vec<String>>;

/// What a theme sets in which family: an upper layer's choice takes the place of that below.
pub fn read(files: &Files, folders: &[String]) -> Families {
    let mut families = Families::new();
    for folder in folders.iter().rev() {
        let path = layers::about(folder);
        let Some(text) = files.text(&path) else { continue };
        let (node, _) = yaml::remembered(&path, text);
        // What is wrong is reported where the whole file is read.
        let chosen = Fields::new(&path, &node, &mut Vec::new()).pairs("fonts");
        families.extend(
            chosen
                .into_iter()
                .map(|(role, family)| (role.value, vec![family.value])),
        );
    }
    families
}

/// A programme's fonts.
#[derive(Default)]
pub struct Own {
    /// For paper, by name.
    pub print: BTreeMap<String, Arc<[u8]>>,
    /// For pages and the e-book, by path among their assets.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// Where a style sheet finds them.
    pub faces: String,
    /// Those that the first paint of a page may wait for, because they are light and upright; by path among the assets.
    pub first: Vec<String>,
}

struct Face {
    path: String,
    family: String,
    weight: u16,
    italic: bool,
}

/// Puts the families that a programme chose above those of the theme.
pub fn own(
    families: &mut Families,
    chosen: &[(Spot<String>, Spot<String>)],
    files: &Files,
    path: &str,
    findings: &mut Vec<Diagnostic>,
) -> Own {
    let mut own = Own::default();
    let faces: Vec<Face> = files
        .under(FOLDER)
        .filter(|(path, _)| path.ends_with(".ttf") || path.ends_with(".otf"))
        .filter_map(|(path, bytes)| face(path, bytes))
        .collect();
    for (role, family) in chosen {
        let Some(list) = families.get_mut(&role.value) else {
            findings.push(
                Diagnostic::error(
                    "unknown-font",
                    path,
                    format!("the theme sets nothing in a font for `{}`", role.value),
                )
                .at(role.span)
                .help(suggest(&role.value, families.keys().map(String::as_str))),
            );
            continue;
        };
        let of_family: Vec<&Face> = faces.iter().filter(|face| face.family == family.value).collect();
        let has_regular = of_family.iter().any(|face| face.weight == 400 && !face.italic);
        if !has_regular {
            findings.push(missing(&faces, family, path));
            continue;
        }
        list.insert(0, family.value.clone());
        for face in of_family {
            add(&mut own, face, files);
        }
    }
    own
}

fn add(own: &mut Own, face: &Face, files: &Files) {
    let name = |path: &str| path[FOLDER.len() + 1..].to_owned();
    if own.print.contains_key(&name(&face.path)) {
        return;
    }
    let Some(bytes) = files.bytes(&face.path) else {
        return;
    };
    own.print.insert(name(&face.path), Arc::clone(bytes));
    // The same for the web is smaller, where it stands beside.
    let small = format!("{}.woff2", &face.path[..face.path.len() - ".ttf".len()]);
    let (on_web, bytes) = files
        .bytes(&small)
        .map_or((&face.path, bytes), |bytes| (&small, bytes));
    let asset = format!("{ASSETS}/{}", name(on_web));
    let format = match asset.rsplit('.').next() {
        Some("woff2") => "woff2",
        Some("otf") => "opentype",
        _ => "truetype",
    };
    let style = if face.italic { " font-style: italic;" } else { "" };
    let _ = writeln!(
        own.faces,
        "@font-face {{ font-family: \"{}\"; src: url(\"{asset}\") format(\"{format}\"); font-weight: {};{style} font-display: optional }}",
        face.family, face.weight
    );
    if format == "woff2" && !face.italic {
        own.first.push(asset.clone());
    }
    own.assets.insert(asset, Arc::clone(bytes));
}

fn face(path: &str, bytes: &[u8]) -> Option<Face> {
    let info = FontInfo::new(bytes, 0)?;
    // A name that would end the text that it stands in is no name.
    let is_plain = |letter: char| letter.is_alphanumeric() || " -_.".contains(letter);
    if !info.family.chars().all(is_plain) || path.contains(['"', '\\', '(', ')']) {
        return None;
    }
    Some(Face {
        path: path.to_owned(),
        weight: info.variant.weight.to_number(),
        italic: info.variant.style != FontStyle::Normal,
        family: info.family,
    })
}

fn missing(faces: &[Face], family: &Spot<String>, path: &str) -> Diagnostic {
    let mut known: Vec<&str> = faces.iter().map(|face| face.family.as_str()).collect();
    known.dedup();
    let help = if known.is_empty() {
        format!(
            "Put its files (TTF or OTF: regular, bold, italic) into `{FOLDER}/`, with their licence; a WOFF2 of the same name beside each \
             makes pages lighter."
        )
    } else {
        format!(
            "{} There: {}.",
            suggest(&family.value, known.iter().copied()),
            known.join(", ")
        )
    };
    Diagnostic::error(
        "font-missing",
        path,
        format!(
            "no font of regular weight in `{FOLDER}/` is of the family `{}`",
            family.value
        ),
    )
    .at(family.span)
    .help(help)
}

/// The families as custom properties, for those that a programme chose: the first of each list.
pub fn style(families: &Families, chosen: &[(Spot<String>, Spot<String>)]) -> String {
    let mut style = String::new();
    for (role, _) in chosen {
        if let Some([first, _, ..]) = families.get(&role.value).map(Vec::as_slice) {
            let _ = writeln!(style, ":root {{ --font-{}: \"{first}\" }}", role.value);
        }
    }
    style
}

/// The same for an e-book, whose readers know no custom properties.
pub fn book_style(families: &Families, chosen: &[(Spot<String>, Spot<String>)]) -> String {
    let is_chosen = chosen.iter().any(|(role, _)| role.value == "text");
    let Some(list) = families.get("text").filter(|list| is_chosen && list.len() > 1) else {
        return String::new();
    };
    let names: Vec<String> = list.iter().map(|name| format!("\"{name}\"")).collect();
    format!("body {{ font-family: {} }}\n", names.join(", "))
}
