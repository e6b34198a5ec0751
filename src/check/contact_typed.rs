//! Numbers and addresses that are typed by hand although `resources.yaml` has them.

use std::collections::BTreeSet;

use super::contact_texts::{Met, on_page};
use super::contacts::{Known, Scanner, Way};
use super::places::links;
use super::{Example, Finder, Lint, Subject};
use crate::curriculum::{Page, Resource};
use crate::diagnostic::Diagnostic;
use crate::document::Target;

pub const LINT: Lint = Lint {
    code: "contact-typed",
    finds: "A number or a web address of resources.yaml that is typed by hand and is no `help:` link.",
    why: "Numbers change. In resources.yaml one is changed once, and every page is right.",
    example: Example {
        written: "If you may not be safe, call 988.\n",
        better: "If you may not be safe, call [988](help:988).\n",
    },
    finder: Finder::Text(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let scanner = Scanner::new();
    let known = Known::of(subject.curriculum, &scanner);
    for (_, page, passages) in subject.pages() {
        let linked = linked(page);
        let mut told = BTreeSet::new();
        for met in on_page(subject, page, passages, &scanner) {
            let Some(resource) = resource(&met, &known, &linked) else {
                continue;
            };
            if told.insert(resource.id.clone()) {
                findings.push(typed(&met, resource));
            }
        }
    }
}

/// The resources that a page links.
fn linked(page: &Page) -> BTreeSet<&str> {
    links(page)
        .into_iter()
        .filter_map(|link| match &link.target {
            Target::Help(id) => Some(id.as_str()),
            _ => None,
        })
        .collect()
}

/// The resource that should be linked in place of what is typed.
fn resource<'a>(met: &Met, known: &Known<'a>, linked: &BTreeSet<&str>) -> Option<&'a Resource> {
    let is_help = met
        .link
        .is_some_and(|link| matches!(link.target, Target::Help(_)));
    if is_help || !met.can_link {
        return None;
    }
    match &met.way {
        Way::Number(number) => {
            let reached = known.at_number(number);
            // "Ask 911 how", on a page that links it, is good English.
            let is_linked = reached
                .iter()
                .any(|resource| linked.contains(resource.id.as_str()));
            let first = reached.first().copied();
            first.filter(|_| number.len() > 3 || !is_linked)
        }
        Way::Web(web) => known.at_web(web),
        Way::Mail(_) => None,
    }
}

fn typed(met: &Met, resource: &Resource) -> Diagnostic {
    Diagnostic::note(
        LINT.code,
        met.path,
        format!(
            "{} is typed here; resources.yaml has it as `{}`",
            met.written, resource.id
        ),
    )
    .at(met.place)
    .help(format!("Write `[{}](help:{})`.", met.written, resource.id))
}
