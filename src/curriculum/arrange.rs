//! What a programme hides of a curriculum, and in which order it takes the rest: `hide` and `order` of `curriculum.yaml`.
//!
//! A code is the number in a file's name, so that none changes here.

use std::collections::BTreeSet;

use super::pages::known_names;
use super::{FOLDER, Hidden, Module, Page, Settings};
use crate::diagnostic::Diagnostic;

/// The modules that the programme uses, in its order, and what it hides.
pub fn arrange(
    mut modules: Vec<Module>,
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Module>, Vec<Hidden>) {
    if settings.hide.is_empty() && settings.order.is_empty() {
        return (modules, Vec::new());
    }
    let path = format!("{FOLDER}/curriculum.yaml");
    let codes: BTreeSet<String> = super::pages(&modules)
        .map(|(_, page)| page.code.clone())
        .collect();
    for named in [&settings.hide, &settings.order] {
        let what = "the code of a module, a lesson or a handout";
        known_names(&path, what, named, codes.iter().map(String::as_str), findings);
    }
    let place = |page: &Page| {
        let mut order = settings.order.iter();
        order
            .position(|code| code.value == page.code)
            .unwrap_or(usize::MAX)
    };
    modules.sort_by_key(|module| place(&module.page));
    for module in &mut modules {
        module.lessons.sort_by_key(|lesson| place(&lesson.page));
        module.handouts.sort_by_key(|handout| place(&handout.page));
    }
    let names: BTreeSet<&str> = settings.hide.iter().map(|code| code.value.as_str()).collect();
    let mut hidden = Vec::new();
    let mut hides = |page: &Page, is_whole: bool| {
        let is_hidden = is_whole || names.contains(page.code.as_str());
        if is_hidden {
            hidden.push(Hidden {
                code: page.code.clone(),
                title: page.title.clone(),
                path: page.path.clone(),
            });
        }
        is_hidden
    };
    modules.retain_mut(|module| {
        let is_whole = hides(&module.page, false);
        module.lessons.retain(|lesson| !hides(&lesson.page, is_whole));
        module.handouts.retain(|handout| !hides(&handout.page, is_whole));
        !is_whole
    });
    (modules, hidden)
}

/// Whether the file at `path` is a translation, into `language`, of a page that is hidden.
pub fn is_of_hidden(hidden: &[Hidden], path: &str, language: &str) -> bool {
    let original = path.strip_suffix(&format!(".{language}.md"));
    original.is_some_and(|stem| {
        hidden
            .iter()
            .any(|page| page.path.strip_suffix(".md") == Some(stem))
    })
}
