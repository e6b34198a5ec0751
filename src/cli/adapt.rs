//! `curricle adapt`

use std::path::PathBuf;
use std::process::ExitCode;

use crate::curriculum::{self, Curriculum};
use crate::diagnostic::suggest;
use crate::files::Files;
use crate::inputs::Inputs;
use crate::overlay::UPSTREAM;
use crate::{parse, publish};

#[derive(clap::Args)]
pub struct Arguments {
    /// The codes of modules, lessons and handouts, such as TR, TR-3 or TR-H1; of a module, its introduction alone
    #[arg(value_name = "CODE", required = true)]
    codes: Vec<String>,
    /// The folder that holds `curriculum/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// Copies pages of the upstream into the programme's own curriculum; 1 when one cannot be.
pub fn run(arguments: &Arguments) -> ExitCode {
    let inputs = Inputs::read(&arguments.root);
    let (curriculum, _) = curriculum::load(inputs.files());
    let found: Result<Vec<Vec<Copied>>, String> = arguments
        .codes
        .iter()
        .map(|code| copies(code, &curriculum, inputs.on_disk()))
        .collect();
    let written = found.and_then(|found| {
        let copies: Vec<Copied> = found.into_iter().flatten().collect();
        for copy in &copies {
            publish::new_file(&arguments.root.join(&copy.path), &copy.text)?;
        }
        Ok(copies)
    });
    match written {
        Ok(copies) => {
            for copy in copies {
                say!("{} is in {}", copy.code, copy.path);
            }
            say!(
                "Change what you like, and leave the line `adapts`: `curricle drift` needs it to tell what upstream changed since."
            );
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// A page to be written.
struct Copied {
    code: String,
    path: String,
    text: String,
}

/// The page with this code and its translations, as far as the programme has none of its own.
fn copies(code: &str, curriculum: &Curriculum, disk: &Files) -> Result<Vec<Copied>, String> {
    if curriculum.settings.extends.is_none() {
        return Err(
            "this curriculum extends no other: each page in `curriculum/` is yours to change".to_owned(),
        );
    }
    if let Some(hidden) = curriculum
        .hidden
        .iter()
        .find(|page| page.code.eq_ignore_ascii_case(code))
    {
        return Err(format!(
            "{} is hidden: take it out of `hide` in `curriculum.yaml` first",
            hidden.code
        ));
    }
    let mut pages = curriculum.pages();
    let Some((id, page)) = pages.find(|(_, page)| page.code.eq_ignore_ascii_case(code)) else {
        let known = curriculum
            .pages()
            .map(|(_, page)| page.code.as_str())
            .collect::<Vec<_>>();
        return Err(format!("no page has the code `{code}`. {}", suggest(code, known)));
    };
    let translations = curriculum
        .translations
        .iter()
        .filter(|translation| translation.of == id)
        .map(|translation| &translation.page);
    let copies: Vec<Copied> = std::iter::once(page)
        .chain(translations)
        .filter(|page| disk.bytes(&page.path).is_none())
        .filter_map(|page| {
            let theirs = disk.text(&format!("{UPSTREAM}/{}", page.path))?;
            Some(Copied {
                code: page.code.clone(),
                path: page.path.clone(),
                text: parse::adapting(theirs, &parse::page_hash(theirs)),
            })
        })
        .collect();
    if copies.is_empty() {
        return Err(format!(
            "{} is yours already, in `{}`: nothing is ever overwritten",
            page.code, page.path
        ));
    }
    Ok(copies)
}
