//! What `curricle init` gives a programme: a whole curriculum and the themes, inside the program itself.

use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::document::Span;
use crate::files::Files;
use crate::overlay::{self, Lock, UPSTREAM};
use crate::parse::yaml::{self, Value};

static CURRICULUM: Dir = include_dir!("$CARGO_MANIFEST_DIR/curriculum");
static THEMES: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes");
static EMPTY: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/starter/empty/curriculum");

const README: &str = include_str!("starter/README.md");

/// What is made and not written stays out of a repository.
const IGNORED: &str = "/public/\n/staff/\n/packs/\n";

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

/// Adds the themes inside the program where a folder has none of its own.
pub fn add_themes(files: &mut Files) {
    if files.under("themes").next().is_none() {
        add(&THEMES, "themes", files);
    }
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
