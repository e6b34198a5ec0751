//! Pages in the place of one of the upstream that do not say which text of it they were made from.

use super::{Example, Finder, Lint, Subject, places};
use crate::curriculum::Page;
use crate::diagnostic::Diagnostic;
use crate::overlay::{self, UPSTREAM};
use crate::parse;

pub const LINT: Lint = Lint {
    code: "adapts-unclear",
    finds: "A page that replaces one of the curriculum that is extended, and does not say under `adapts` from which text of it \
            it was made, or names another text than the one in `upstream/`.",
    why: "Nothing that upstream puts right can be merged into it.",
    example: Example::in_words(
        "Make changed pages with `curricle adapt CODE`: it copies the page and writes the line `adapts`. After you have put \
         something right by hand, write the hash that `curricle drift` names.",
    ),
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    if curriculum.settings.extends.is_none() {
        return;
    }
    let translations = curriculum
        .translations
        .iter()
        .map(|translation| &translation.page);
    let pages = curriculum.pages().map(|(_, page)| page).chain(translations);
    findings.extend(pages.filter_map(|page| unclear(subject, page)));
}

fn unclear(subject: &Subject, page: &Page) -> Option<Diagnostic> {
    if !overlay::is_replaced(subject.files, &page.path) {
        return None;
    }
    let theirs = subject.files.text(&format!("{UPSTREAM}/{}", page.path))?;
    let hash = parse::page_hash(theirs);
    match &page.adapts {
        Some(adapts) if adapts.value == hash => None,
        Some(adapts) => Some(
            Diagnostic::warning(LINT.code, &page.path, "`adapts` names another text than the one in `upstream/`")
                .at(adapts.span)
                .help(format!("`curricle drift` shows what differs. Made from the text in `upstream/`, it is `adapts: {hash}`.")),
        ),
        None => {
            let finding = Diagnostic::note(
                LINT.code,
                &page.path,
                "this replaces a page of upstream, and does not say which text it was made from",
            )
            .help(format!(
                "If it was made from the text in `upstream/`, add `adapts: {hash}` at the top: what upstream changes can then be merged."
            ));
            Some(places::at_title(finding, page))
        }
    }
}
