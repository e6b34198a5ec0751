//! What `curricle init` gives a programme: a whole curriculum and the themes, inside the program itself.

use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::document::Span;
use crate::files::Files;
use crate::overlay::{self, Lock, UPSTREAM};
use crate::parse::yaml::{self, Value};
use crate::theme::{Colours, Mode, Rgb, Use, least_contrast};

static CURRICULUM: Dir = include_dir!("$CARGO_MANIFEST_DIR/curriculum");
static THEMES: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes");
static COMPONENTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/starter/components/curriculum");
static EMPTY: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/starter/empty/curriculum");

const README: &str = include_str!("starter/README.md");

/// What stays out of a repository: what is made and not written, and the plans of single people, which whoever reads it would see.
pub const IGNORED: &str = "/public/\n/staff/\n/packs/\n/components/\n/curriculum/plans/\n";

/// What a new folder begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Starter {
    /// The starter curriculum, whole.
    Curriculum,
    /// One short lesson and one handout, to be replaced.
    Empty,
}

/// Every file of a new programme's folder, by its path there.
pub fn files(starter: Starter) -> Files {
    let mut files = Files::default();
    files.insert("README.md", README.as_bytes());
    files.insert(".gitignore", IGNORED.as_bytes());
    add(&THEMES, "themes", &mut files);
    match starter {
        Starter::Curriculum => add(&CURRICULUM, "curriculum", &mut files),
        Starter::Empty => {
            add(&EMPTY, "curriculum", &mut files);
            // Help stands on every page of every curriculum.
            if let Some(resources) = CURRICULUM.get_file("resources.yaml") {
                files.insert("curriculum/resources.yaml", resources.contents());
            }
        }
    }
    files
}

/// The starter curriculum by itself.
pub fn curriculum() -> Files {
    let mut files = Files::default();
    add(&CURRICULUM, "curriculum", &mut files);
    files
}

/// Every file of the folder of a programme that extends `source`, of which `upstream` is the copy.
pub fn extending(source: &str, upstream: &Files) -> Files {
    let mut files = Files::default();
    files.insert(
        "README.md",
        include_bytes!("starter/extending/README.md").as_slice(),
    );
    files.insert(".gitignore", IGNORED.as_bytes());
    add(&THEMES, "themes", &mut files);
    for (path, bytes) in upstream.all() {
        files.insert(format!("{UPSTREAM}/{path}"), Arc::clone(bytes));
    }
    files.insert(Lock::path(), Lock::of(source, upstream).to_text().into_bytes());
    let settings = include_str!("starter/extending/curriculum.yaml");
    let languages = overlay::languages(upstream);
    let is_plain = |letter: char| letter.is_alphanumeric() || "./-_".contains(letter);
    let named = if source.chars().all(is_plain) {
        source.to_owned()
    } else {
        quoted(source)
    };
    let settings = fill(settings, "extends", &named);
    let settings = fill(&settings, "languages", &languages.join(", "));
    files.insert("curriculum/curriculum.yaml", settings.into_bytes());
    let resources = include_str!("starter/extending/resources.yaml");
    files.insert("curriculum/resources.yaml", resources.as_bytes());
    files
}

/// The theme inside the program that a curriculum gets which names none, with its version: `calm 0.1`.
pub fn theme_version() -> String {
    let name = "calm";
    let about = THEMES.get_file(format!("{name}/theme.yaml"));
    let text = about.and_then(|file| file.contents_utf8()).unwrap_or_default();
    let node = yaml::parse(name, text, Span::from(0..text.len()), &mut Vec::new());
    let version = node.get("version").map(|node| &node.value);
    match version {
        Some(Value::Scalar(version)) => format!("{name} {version}"),
        _ => name.to_owned(),
    }
}

/// Adds those themes inside the program of which a folder has none of that name: a theme may lie on one of them.
pub fn add_themes(files: &mut Files) {
    for theme in THEMES.dirs() {
        let folder = format!("themes/{}", slashes(theme.path()));
        if files.under(&folder).next().is_none() {
            add(theme, "themes", files);
        }
    }
}

/// A curriculum that holds every component once, in the theme `name`, with a lesson on its `colours`.
pub fn components(name: &str, colours: &Colours) -> Files {
    let mut files = Files::default();
    add(&COMPONENTS, "curriculum", &mut files);
    let path = "curriculum/curriculum.yaml";
    let settings = format!("{}theme: {name}\n", files.text(path).unwrap_or_default());
    files.insert(path, settings.into_bytes());
    let module = "curriculum/modules/01-components";
    for (name, colour) in colours {
        let shown = Mode::ALL.map(|mode| colour.in_mode(mode));
        files.insert(format!("{module}/images/{name}.svg"), swatch(shown).into_bytes());
    }
    files.insert(
        format!("{module}/02-colours.md"),
        colour_lesson(colours).into_bytes(),
    );
    files
}

/// The values of a colour beside one another.
fn swatch(values: [Rgb; 4]) -> String {
    let squares: Vec<String> = (0..)
        .zip(values)
        .map(|(at, value)| {
            let x = at * 26 + 1;
            format!(
                "<rect x=\"{x}\" y=\"1\" width=\"24\" height=\"24\" fill=\"{value}\" stroke=\"#808080\"/>"
            )
        })
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 104 26\" width=\"104\" height=\"26\">{}</svg>\n",
        squares.concat()
    )
}

/// Each colour with its least contrast on the grounds of the theme.
fn colour_lesson(colours: &Colours) -> String {
    let mut text = String::from(
        "---\ntitle: Colours\nsummary: Each colour of the theme in the light, in the dark, in high contrast and on paper.\n---\n\n\
         A number is the least contrast that a colour has with what it stands on: 7:1 is needed for words, 3:1 for marks.\n\n\
         | | Name | For | Light | Dark | High | Print |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, colour) in colours {
        let is_for = match colour.is_for {
            Use::Ground => "ground",
            Use::Text => "words",
            Use::Mark => "marks",
            Use::Line => "looks",
        };
        let cells = Mode::ALL.map(|mode| {
            let value = colour.in_mode(mode);
            match least_contrast(colours, colour, mode).filter(|_| colour.is_for.least().is_some()) {
                Some(found) => format!("{value} {found:.1}:1"),
                None => value.to_string(),
            }
        });
        text += &format!(
            "| ![](images/{name}.svg){{.decorative}} | {name} | {is_for} | {} |\n",
            cells.join(" | ")
        );
    }
    text
}

/// The files of a new theme that lies on `below`, by their paths in its folder; `colours` are those of that theme.
pub fn theme(name: &str, below: &str, colours: &Colours) -> Files {
    let open = colours
        .iter()
        .filter(|(_, colour)| colour.is_for.least().is_some());
    let lines: Vec<String> = open
        .map(|(name, colour)| {
            let [light, dark] = [Mode::Light, Mode::Dark].map(|mode| colour.in_mode(mode));
            format!("#  {name}: {{light: \"{light}\", dark: \"{dark}\"}}")
        })
        .collect();
    let about = fill(include_str!("starter/theme.yaml"), "name", &quoted(name));
    let about = fill(&fill(&about, "below", below), "colours", &lines.join("\n"));
    let mut files = Files::default();
    files.insert("theme.yaml", about.into_bytes());
    files.insert(
        format!("web/styles/8-{name}.css"),
        include_str!("starter/theme.css").as_bytes(),
    );
    files.insert(
        "README.md",
        fill(include_str!("starter/theme.md"), "below", below).into_bytes(),
    );
    files
}

fn add(dir: &Dir, folder: &str, files: &mut Files) {
    for file in dir.files() {
        files.insert(format!("{folder}/{}", slashes(file.path())), file.contents());
    }
    for inner in dir.dirs() {
        add(inner, folder, files);
    }
}

fn slashes(path: &std::path::Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// How a lesson's minutes are shared out among its parts, of 50: the outline of a lesson.
const SHARES: [(&str, u32); 7] = [
    ("begin", 5),
    ("known", 8),
    ("first", 15),
    ("second", 12),
    ("keep", 2),
    ("home", 3),
    ("check", 5),
];

/// The shortest lesson in which each part has a minute.
pub const SHORTEST_LESSON: u32 = 10;

/// A lesson to be written, whose parts take `minutes` in all (at least [`SHORTEST_LESSON`]).
pub fn lesson(title: &str, minutes: u32) -> String {
    let mut parts: Vec<u32> = SHARES
        .iter()
        .map(|(_, share)| (share * minutes / 50).max(1))
        .collect();
    let sum: u32 = parts.iter().sum();
    // The longest part takes what rounding leaves.
    parts[2] = (parts[2] + minutes).saturating_sub(sum);
    let text = fill(include_str!("starter/lesson.md"), "minutes", &minutes.to_string());
    let text = SHARES.iter().zip(parts).fold(text, |text, ((name, _), part)| {
        fill(&text, name, &part.to_string())
    });
    fill(&text, "title", &quoted(title))
}

/// A handout to be written.
pub fn handout(title: &str, layout: &str) -> String {
    let text = fill(include_str!("starter/handout.md"), "layout", layout);
    fill(&text, "title", &quoted(title))
}

/// The introduction of a module, to be written.
pub fn module(title: &str, code: &str) -> String {
    let text = fill(include_str!("starter/module.md"), "code", code);
    fill(&text, "title", &quoted(title))
}

fn fill(text: &str, name: &str, value: &str) -> String {
    text.replace(&format!("{{{name}}}"), value)
}

/// A text as a YAML value: plain where nothing in it has a meaning of its own.
fn quoted(text: &str) -> String {
    let plain = text
        .chars()
        .all(|letter| letter.is_alphanumeric() || " ,?!()’-".contains(letter))
        && text.starts_with(char::is_alphabetic)
        && !["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str());
    // Every JSON text is a YAML text.
    if plain {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}
