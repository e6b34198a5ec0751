//! Pages on hard topics from which the right help is out of reach.

use super::hard_topics::{Topics, Weight, in_words};
use super::places::links;
use super::{Example, Finder, Lint, Subject};
use crate::curriculum::{Page, Topic};
use crate::diagnostic::Diagnostic;
use crate::document::Target;

pub const LINT: Lint = Lint {
    code: "help-missing",
    finds: "A page that speaks of a hard topic and neither links nor shows a place that helps with it.",
    why: "Whoever reads it in danger needs the right number there and then, not on another page.",
    example: Example {
        written: "---\ntitle: Safe at home\nsummary: Signs of violence by a partner.\ntopics: [violence]\nnotice: Talks about violence by a partner.\n---\n\nIt is never your fault.\n",
        better: "-- resources.yaml --\n- id: domestic-violence\n  name: Hotline\n  for: When a partner hurts you.\n  call: \"1-800-799-7233\"\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: Safe at home\nsummary: Signs of violence by a partner.\ntopics: [violence]\nnotice: Talks about violence by a partner.\n---\n\nIt is never your fault. Here is [help](help:domestic-violence).\n",
    },
    finder: Finder::Text(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let topics = &subject.topics;
    for (id, page, _) in subject.pages() {
        for found in &subject.hard_topics[&id] {
            if is_in_reach(subject, topics, page, found.topic) {
                continue;
            }
            let about = in_words(found.topic);
            let message = format!("this page speaks of {about} and links no place that helps with it");
            let finding = match found.weight {
                Weight::Topic => Diagnostic::warning(LINT.code, &page.path, message),
                Weight::Mention => Diagnostic::note(LINT.code, &page.path, message),
            };
            findings.push(finding.at(found.place).help(advice(subject, topics, found.topic)));
        }
    }
}

/// Whether a place that helps is linked on the page, or shown on every page.
fn is_in_reach(subject: &Subject, topics: &Topics, page: &Page, topic: Topic) -> bool {
    let links = links(page);
    let linked = links.iter().filter_map(|link| match &link.target {
        Target::Help(id) => subject.curriculum.resource(id),
        _ => None,
    });
    linked
        .chain(subject.curriculum.pinned())
        .any(|resource| topics.helps(topic, resource))
}

fn advice(subject: &Subject, topics: &Topics, topic: Topic) -> String {
    let resources = subject.curriculum.resources.iter();
    let known: Vec<String> = resources
        .filter(|resource| topics.helps(topic, resource))
        .take(3)
        .map(|resource| format!("`[{}](help:{})`", resource.name, resource.id))
        .collect();
    if known.is_empty() {
        "Add a place that helps with this to resources.yaml, and link it here with `[its name](help:its-id)`."
            .to_owned()
    } else {
        format!("Write where people see it: {}.", known.join(" or "))
    }
}
