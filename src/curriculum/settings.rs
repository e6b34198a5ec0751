//! `curriculum.yaml`: what the programme is called and how its curriculum is published.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::brand::{self, Brand, Contact};
use super::{FOLDER, language};
use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::{self, Exception, Fields, Node, Spot, Value};

/// The language of a curriculum that names none.
const ENGLISH: &str = "en";

/// The theme of a curriculum that names none.
const CALM: &str = "calm";

/// Where a lesson of a workbook begins: on any new page, or on a right-hand one.
const LESSONS_BEGIN: [&str; 2] = ["any", "right"];
const RIGHT: usize = 1;

/// The settings of a programme.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub title: String,
    pub program: String,
    pub summary: String,
    /// Language codes; the first is the one that lessons are written in.
    pub languages: Vec<String>,
    /// The name of a folder under `themes/`.
    pub theme: String,
    pub paper: Paper,
    /// Printed at the foot of every sheet.
    pub edition: String,
    /// What kind of text this is and is not; on the front page and in the guides.
    pub notice: String,
    /// Who may copy this, in one line: beside the edition.
    pub licence: String,
    pub brand: Brand,
    /// How the programme is reached, where it says so here.
    pub contact: Option<Contact>,
    /// The country whose places to get help are shown; nothing for all.
    pub country: Option<Spot<String>>,
    pub tracks: Vec<Track>,
    /// Workbooks that the programme puts together itself, in the order of the file.
    pub workbooks: Vec<Collection>,
    /// Whether a lesson, and a handout, of a workbook begins on a right-hand page.
    pub begins_right: bool,
    pub checks: Checks,
    /// Keys of the goals that lessons and plans may name, with their titles.
    pub goals: Vec<(String, String)>,
    /// The curriculum that this one extends: `starter`, or the path of a folder.
    pub extends: Option<String>,
    /// The codes of the modules, lessons and handouts that the programme does not use, with their places.
    pub hide: Vec<Spot<String>>,
    /// The codes of what comes first among modules, and among the lessons and handouts of a module, with their places.
    pub order: Vec<Spot<String>>,
    /// Where the values stand in `curriculum.yaml`, by key.
    pub places: BTreeMap<String, Span>,
}

/// What `curricle check` holds a curriculum to.
#[derive(Clone, Debug)]
pub struct Checks {
    /// The highest reading grade of a lesson (school years in the United States).
    pub grade: u32,
    /// After so many months a lesson or a handout should be looked at again.
    pub review_months: u32,
    /// After so many months somebody should call or open each place to get help.
    pub resource_months: u32,
    /// What the programme lets pass everywhere.
    pub exceptions: Vec<Exception>,
}

impl Default for Checks {
    fn default() -> Self {
        Self {
            grade: 6,
            review_months: 24,
            resource_months: 6,
            exceptions: Vec::new(),
        }
    }
}

/// A way through the curriculum for some of its readers.
#[derive(Clone, Debug)]
pub struct Track {
    pub id: String,
    pub title: String,
    pub summary: String,
    /// Its place in `curriculum.yaml`.
    pub span: Span,
}

/// A workbook of chosen modules and lessons.
#[derive(Clone, Debug)]
pub struct Collection {
    pub id: String,
    pub title: String,
    pub summary: String,
    /// The codes of modules, lessons and handouts, with their places.
    pub parts: Vec<Spot<String>>,
    /// Its place in `curriculum.yaml`.
    pub span: Span,
}

/// The sheet that is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Paper {
    #[default]
    Letter,
    A4,
}

impl Paper {
    pub const ALL: [Self; 2] = [Paper::Letter, Paper::A4];

    /// The name that authors write.
    pub fn name(self) -> &'static str {
        match self {
            Paper::Letter => "letter",
            Paper::A4 => "a4",
        }
    }

    /// The paper with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Paper::Letter, Paper::A4]
            .into_iter()
            .find(|paper| paper.name() == name)
    }
}

impl Settings {
    /// The language that lessons are written in.
    pub fn written_in(&self) -> &str {
        self.languages.first().map_or(ENGLISH, String::as_str)
    }
}

/// Reads `curriculum.yaml`.
pub fn read(files: &Files, findings: &mut Vec<Diagnostic>) -> Settings {
    let path = format!("{FOLDER}/curriculum.yaml");
    let Some(node) = file(files, &path, findings) else {
        if files.bytes(&path).is_none() {
            findings.push(
                Diagnostic::error("file-missing", &path, "there is no curriculum here").help(
                    "Run the command in the folder that holds `curriculum/`, or name it with `--root`.",
                ),
            );
        }
        return Settings {
            languages: vec![ENGLISH.to_owned()],
            theme: CALM.to_owned(),
            ..Settings::default()
        };
    };
    let mut fields = Fields::new(&path, &node, findings);
    let title = fields.required_text("title");
    let program = fields.required_text("program");
    let summary = fields.text("summary").unwrap_or_default();
    let languages = fields.texts("languages");
    let theme = fields.text("theme").unwrap_or_else(|| CALM.to_owned());
    let paper = fields.one_of("paper", Paper::from_name, ["letter", "a4"]);
    let edition = fields.text("edition").unwrap_or_default();
    let notice = fields.text("notice").unwrap_or_default();
    let licence = fields.text("licence").unwrap_or_default();
    let (colours, fonts) = (fields.pairs("colours"), fields.pairs("fonts"));
    let (logo, contact) = (fields.node("logo"), fields.node("contact"));
    let country = fields.spot("country");
    let tracks = fields.map("tracks");
    let workbooks = fields.map("workbooks");
    let begins = fields.one_of(
        "lessons-begin",
        |name| LESSONS_BEGIN.iter().position(|known| *known == name),
        LESSONS_BEGIN,
    );
    let goals = fields.map("goals");
    let checks = fields.node("checks");
    let extends = fields.text("extends");
    let hide = fields.texts("hide");
    let order = fields.texts("order");
    let places = fields.places();
    fields.finish();
    let tracks = tracks
        .iter()
        .map(|(key, node)| {
            let mut fields = Fields::new(&path, node, findings);
            let track = Track {
                id: key.name.clone(),
                title: fields.required_text("title"),
                summary: fields.text("summary").unwrap_or_default(),
                span: key.span,
            };
            fields.finish();
            track
        })
        .collect();
    let workbooks = workbooks
        .iter()
        .map(|(key, node)| {
            let mut fields = Fields::new(&path, node, findings);
            let workbook = Collection {
                id: key.name.clone(),
                title: fields.required_text("title"),
                summary: fields.text("summary").unwrap_or_default(),
                parts: fields.texts("parts"),
                span: key.span,
            };
            fields.finish();
            workbook
        })
        .collect();
    let goals = goals
        .iter()
        .map(|(key, node)| {
            let title = match &node.value {
                Value::Scalar(title) => title.clone(),
                _ => key.name.clone(),
            };
            (key.name.clone(), title)
        })
        .collect();
    let checks = checks.map_or_else(Checks::default, |node| read_checks(&path, node, findings));
    let brand = Brand {
        logo: logo.and_then(|node| brand::logo(&path, node, findings)),
        colours,
        fonts,
    };
    let contact = contact.map(|node| brand::contact(&path, node, findings));
    let languages = known_languages(&path, languages, findings);
    Settings {
        title,
        program,
        summary,
        languages,
        theme,
        paper: paper.unwrap_or_default(),
        edition,
        notice,
        licence,
        brand,
        contact,
        country,
        tracks,
        workbooks,
        begins_right: begins == Some(RIGHT),
        checks,
        goals,
        extends,
        hide,
        order,
        places,
    }
}

/// The languages, each once; English where none is named.
fn known_languages(path: &str, named: Vec<Spot<String>>, findings: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut languages: Vec<String> = Vec::new();
    for Spot { value, span } in named {
        let wrong = if !language::is_code(&value) {
            Some((
                format!("`{value}` is not the code of a language"),
                "Write the code that web pages use: `en` for English, `es` for Spanish, `pt-BR` for Portuguese in Brazil.",
            ))
        } else if languages.iter().any(|known| known.eq_ignore_ascii_case(&value)) {
            Some((
                format!("`{value}` is named twice"),
                "Name each language once; the first is the one that lessons are written in.",
            ))
        } else {
            None
        };
        match wrong {
            Some((message, help)) => {
                findings.push(Diagnostic::error("language", path, message).at(span).help(help));
            }
            None => languages.push(value),
        }
    }
    if languages.is_empty() {
        languages.push(ENGLISH.to_owned());
    }
    languages
}

fn read_checks(path: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Checks {
    let default = Checks::default();
    let mut fields = Fields::new(path, node, findings);
    let checks = Checks {
        grade: fields.number("grade").unwrap_or(default.grade),
        review_months: fields.number("review-months").unwrap_or(default.review_months),
        resource_months: fields
            .number("resource-months")
            .unwrap_or(default.resource_months),
        exceptions: fields.exceptions(),
    };
    fields.finish();
    checks
}

/// One YAML file as a tree, or `None` when it is absent or cannot be read (which is then a finding).
pub fn file(files: &Files, path: &str, findings: &mut Vec<Diagnostic>) -> Option<Arc<Node>> {
    files.bytes(path)?;
    let Some(text) = files.text(path) else {
        findings.push(not_utf8(path));
        return None;
    };
    let (node, mut wrong) = yaml::remembered(path, text);
    findings.append(&mut wrong);
    Some(node)
}

/// A file in another encoding.
pub fn not_utf8(path: &str) -> Diagnostic {
    Diagnostic::error("encoding", path, "this file is not UTF-8 text")
        .help("Save it again as UTF-8: in most editors, “Save with encoding”.")
}
