//! The layers of a theme: its own folder, above those of the themes that it extends.

use crate::curriculum::{Settings, WordsOf};
use crate::diagnostic::{Diagnostic, suggest};
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::{self, Spot, Value};

/// What every theme stands on.
const FOLDER: &str = "themes";

/// The folder of the theme `name`.
pub fn folder(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

/// The name of the theme in `folder`.
pub fn name(folder: &str) -> &str {
    folder.rsplit('/').next().unwrap_or(folder)
}

/// The file that says what a theme is.
pub fn about(folder: &str) -> String {
    format!("{folder}/theme.yaml")
}

/// The folders of the theme `name` and of all that lie under it, the uppermost first.
pub fn of(files: &Files, settings: &Settings, findings: &mut Vec<Diagnostic>) -> Vec<String> {
    let name = &settings.theme;
    let mut names = vec![name.to_owned()];
    if files.bytes(&about(&folder(name))).is_none() {
        let place = settings.places.get("theme").copied();
        findings.push(
            Diagnostic::error(
                "theme-missing",
                &WordsOf::Curriculum.path(),
                format!("there is no theme `{name}`"),
            )
            .at(place.unwrap_or_default())
            .help(format!(
                "{} A theme is a folder under `themes/`.",
                near(files, name)
            )),
        );
    }
    while let Some((path, below)) = below(files, names.last().map_or("", String::as_str)) {
        let chain = format!("{} → {}", names.join(" → "), below.value);
        if names.contains(&below.value) {
            findings.push(
                Diagnostic::error(
                    "theme-loop",
                    &path,
                    format!("a theme cannot lie under itself: {chain}"),
                )
                .at(below.span)
                .help("Name after `extends:` a theme that does not extend this one, or leave the line out."),
            );
            break;
        }
        if files.bytes(&about(&folder(&below.value))).is_none() {
            findings.push(
                Diagnostic::error(
                    "theme-missing",
                    &path,
                    format!(
                        "there is no theme `{}` to lie under this one: {chain}",
                        below.value
                    ),
                )
                .at(below.span)
                .help(near(files, &below.value)),
            );
            break;
        }
        names.push(below.value);
    }
    names.iter().map(|name| folder(name)).collect()
}

/// What a theme extends, with the file that says so.
fn below(files: &Files, name: &str) -> Option<(String, Spot<String>)> {
    let path = about(&folder(name));
    let (node, _) = yaml::remembered(&path, files.text(&path)?);
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let (_, node) = entries.iter().find(|(key, _)| key.name == "extends")?;
    let Value::Scalar(below) = &node.value else {
        return None;
    };
    let span: Span = node.span;
    Some((
        path,
        Spot {
            value: below.trim().to_owned(),
            span,
        },
    ))
}

fn near(files: &Files, name: &str) -> String {
    let known: Vec<&str> = files
        .under(FOLDER)
        .filter_map(|(path, _)| path.strip_suffix("/theme.yaml")?.strip_prefix("themes/"))
        .collect();
    suggest(name, known)
}
