//! `curricle new`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};

use crate::curriculum::{self, Curriculum, FOLDER, Layout, Module, Page};
use crate::diagnostic::suggest;
use crate::document::slug;
use crate::inputs::Inputs;
use crate::{publish, starter};

/// A longer name is cut: some disks and hosts refuse it.
const LONGEST_NAME: usize = 60;

#[derive(Subcommand)]
pub enum What {
    /// A module, with its introduction
    Module {
        title: String,
        /// What people say aloud, such as TR [default: made of the title]
        #[arg(long)]
        code: Option<String>,
        /// The folder that holds `curriculum/`
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
    /// A lesson, with the parts that a lesson has
    Lesson {
        /// The module's name, number or code
        module: String,
        title: String,
        /// Group time; the parts add up to it
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(i64::from(starter::SHORTEST_LESSON)..=240))]
        minutes: u32,
        /// The folder that holds `curriculum/`
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
    /// A handout, one idea on one sheet
    Handout {
        /// The module's name, number or code
        module: String,
        title: String,
        /// How it lies on its sheet
        #[arg(long, value_enum, default_value = "page")]
        layout: LayoutName,
        /// The folder that holds `curriculum/`
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LayoutName {
    /// A sheet to read and write on
    Page,
    /// Cards to cut out, one for each heading
    Cards,
    /// Few words, large
    Poster,
    /// A booklet of eight small pages, folded from one sheet
    Fold,
}

impl From<LayoutName> for Layout {
    fn from(name: LayoutName) -> Self {
        match name {
            LayoutName::Page => Layout::Page,
            LayoutName::Cards => Layout::Cards,
            LayoutName::Poster => Layout::Poster,
            LayoutName::Fold => Layout::Fold,
        }
    }
}

/// A file to be written.
struct Begun {
    /// From the root.
    path: String,
    code: String,
    text: String,
}

/// Writes one new file; 1 when it cannot be written.
pub fn run(what: &What) -> ExitCode {
    let (What::Module { root, .. } | What::Lesson { root, .. } | What::Handout { root, .. }) = what;
    let (curriculum, _) = curriculum::load(Inputs::read(root).files());
    let written = begin(what, &curriculum).and_then(|begun| {
        publish::new_file(&root.join(&begun.path), &begun.text)?;
        Ok(begun)
    });
    match written {
        Ok(begun) => {
            say!(
                "{} is in {}\nReplace each “Write here”. `curricle serve` shows it while you write, `curricle check` says what is left.",
                begun.code,
                begun.path
            );
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn begin(what: &What, curriculum: &Curriculum) -> Result<Begun, String> {
    match what {
        What::Module { title, code, .. } => {
            let name = name(title)?;
            let hidden = curriculum.hidden.iter().map(|page| folder(&page.path));
            let number = 1 + highest(curriculum.modules.iter().map(folder_of).chain(hidden));
            let code = match code {
                Some(code) => own_code(code, curriculum)?,
                None => free_code(title, curriculum),
            };
            Ok(Begun {
                path: format!("{FOLDER}/modules/{number:02}-{name}/module.md"),
                text: starter::module(title.trim(), &code),
                code,
            })
        }
        What::Lesson {
            module,
            title,
            minutes,
            ..
        } => {
            let module = find(module, curriculum)?;
            let lessons = module.lessons.iter().map(|lesson| &*lesson.page.code);
            let codes = lessons.chain(hidden_codes(curriculum));
            let text = starter::lesson(title.trim(), *minutes);
            begin_page(module, codes, ("", "-"), title, text)
        }
        What::Handout {
            module,
            title,
            layout,
            ..
        } => {
            let module = find(module, curriculum)?;
            let handouts = module.handouts.iter().map(|handout| &*handout.page.code);
            let codes = handouts.chain(hidden_codes(curriculum));
            let text = starter::handout(title.trim(), Layout::from(*layout).name());
            begin_page(module, codes, ("handouts/", "-H"), title, text)
        }
    }
}

/// A file with the next number in a module: below `folder`, with a code in which `mark` parts the module's and the number.
fn begin_page<'a>(
    module: &Module,
    codes: impl Iterator<Item = &'a str>,
    (folder, mark): (&str, &str),
    title: &str,
    text: String,
) -> Result<Begun, String> {
    let number = next_number(&module.page, mark, codes);
    let (module_folder, name) = (folder_of(module), name(title)?);
    Ok(Begun {
        path: format!("{FOLDER}/modules/{module_folder}/{folder}{number:02}-{name}.md"),
        code: format!("{}{mark}{number}", module.page.code),
        text,
    })
}

/// The name of a file or folder, from a title.
fn name(title: &str) -> Result<String, String> {
    if title.chars().any(char::is_control) {
        return Err("a title is one line of letters, digits and marks".to_owned());
    }
    let mut name = slug(title);
    while name.len() > LONGEST_NAME {
        let cut = name.rfind('-').filter(|cut| *cut > 0);
        let end = cut.unwrap_or_else(|| name.floor_char_boundary(LONGEST_NAME));
        name.truncate(end);
    }
    if name.is_empty() {
        return Err(format!(
            "`{title}` holds no letter or digit: the address is made of them"
        ));
    }
    Ok(name)
}

/// The module that is meant by its folder, its name, its number, its code or its title.
fn find<'a>(wanted: &str, curriculum: &'a Curriculum) -> Result<&'a Module, String> {
    let meant = |module: &&Module| {
        let folder = folder_of(module);
        let number = folder.split('-').next().unwrap_or_default();
        [
            folder,
            &module.page.slug,
            &module.page.code,
            &module.page.title,
            number,
            number.trim_start_matches('0'),
        ]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(wanted))
    };
    curriculum.modules.iter().find(meant).ok_or_else(|| {
        let known = curriculum.modules.iter().map(|module| module.page.slug.as_str());
        format!("there is no module `{wanted}`. {}", suggest(wanted, known))
    })
}

/// The codes of what the programme does not use: they stay taken.
fn hidden_codes(curriculum: &Curriculum) -> impl Iterator<Item = &str> {
    curriculum.hidden.iter().map(|page| page.code.as_str())
}

fn folder_of(module: &Module) -> &str {
    folder(&module.page.path)
}

/// The name of the folder of a module, from the path of its introduction; empty for any other path.
fn folder(path: &str) -> &str {
    let inside = path.strip_suffix("/module.md").unwrap_or_default();
    inside.rsplit('/').next().unwrap_or(inside)
}

/// The highest number in front of a name; 0 where there is none.
fn highest<'a>(names: impl Iterator<Item = &'a str>) -> u32 {
    names
        .filter_map(|name| name.split('-').next()?.parse().ok())
        .max()
        .unwrap_or(0)
}

/// The next number after the highest: a gap stays, because the old code may be on somebody's paper.
fn next_number<'a>(module: &Page, mark: &str, codes: impl Iterator<Item = &'a str>) -> u32 {
    let start = format!("{}{mark}", module.code);
    let numbers = codes.filter_map(|code| code.strip_prefix(&start)?.parse::<u32>().ok());
    1 + numbers.max().unwrap_or(0)
}

fn own_code(code: &str, curriculum: &Curriculum) -> Result<String, String> {
    let code = code.to_uppercase();
    if code.is_empty() || code.len() > 4 || !code.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return Err(format!(
            "`{code}` is not a code that people can say: use two or three letters"
        ));
    }
    if hidden_codes(curriculum).any(|hidden| hidden.eq_ignore_ascii_case(&code)) {
        return Err(format!(
            "`{code}` is the code of a module that `curriculum.yaml` hides"
        ));
    }
    match curriculum
        .modules
        .iter()
        .find(|module| module.page.code.eq_ignore_ascii_case(&code))
    {
        Some(module) => Err(format!("`{code}` is the code of “{}” already", module.page.title)),
        None => Ok(code),
    }
}

/// Two letters that no module has: the initials, else the first letters, else with a digit.
fn free_code(title: &str, curriculum: &Curriculum) -> String {
    let words: Vec<String> = slug(title).split('-').map(|word| word.to_uppercase()).collect();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect();
    let letters: String = words.concat().chars().filter(char::is_ascii_alphabetic).collect();
    let start = letters.chars().next().unwrap_or('M');
    let others = letters.chars().skip(1).map(|letter| format!("{start}{letter}"));
    let numbered = (2..).map(|number| format!("{start}{number}"));
    let is_free = |code: &String| {
        code.len() == 2
            && code.is_ascii()
            && curriculum
                .modules
                .iter()
                .all(|module| !module.page.code.eq_ignore_ascii_case(code))
            && hidden_codes(curriculum).all(|hidden| !hidden.eq_ignore_ascii_case(code))
    };
    let first = (words.len() > 1).then_some(initials);
    let mut candidates = first.into_iter().chain(others).chain(numbered);
    candidates
        .find(is_free)
        .unwrap_or_else(|| format!("{start}{}", curriculum.modules.len() + 1))
}
