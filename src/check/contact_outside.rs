//! Numbers and addresses that `resources.yaml` does not know.

use super::contact_texts::{Met, in_glossary, on_page};
use super::contacts::{Known, Scanner, Way, host, words_of};
use super::{Example, Finder, Lint, Subject};
use crate::curriculum::Resource;
use crate::diagnostic::Diagnostic;
use crate::document::Target;

pub const LINT: Lint = Lint {
    code: "contact-outside",
    finds: "A telephone number, a short code, a key to press, or a web or e-mail address that is not in resources.yaml.",
    why: "A wrong crisis number is the worst mistake that a lesson can hold; only what stands in one list is called and checked.",
    example: Example {
        written: "If you may not be safe, call 998 or 1-800-555-0134.\n",
        better: "If you may not be safe, call [988](help:988).\n",
    },
    finder: Finder::Text(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let scanner = Scanner::new();
    let known = Known::of(subject.curriculum, &scanner);
    for (_, page, passages) in subject.pages() {
        for met in on_page(subject, page, passages, &scanner) {
            look(&met, subject, &known, &scanner, findings);
        }
    }
    let (path, met) = in_glossary(subject, &scanner);
    for (contact, written, place) in met {
        if !is_known(&contact.way, &known) {
            findings.push(outside(&path, &contact.way, &written, &known).at(place));
        }
    }
}

fn look(met: &Met, subject: &Subject, known: &Known, scanner: &Scanner, findings: &mut Vec<Diagnostic>) {
    if !is_known(&met.way, known) {
        findings.push(outside(met.path, &met.way, &met.written, known).at(met.place));
        return;
    }
    let Way::Number(number) = &met.way else { return };
    let reached = known.at_number(number);
    let linked = met.link.and_then(|link| match &link.target {
        Target::Help(id) => subject.curriculum.resource(id),
        _ => None,
    });
    if let Some(linked) = linked
        && !reached.iter().any(|resource| resource.id == linked.id)
    {
        findings.push(
            Diagnostic::warning(
                LINT.code,
                met.path,
                format!("this link shows {} and leads to “{}”", met.written, linked.name),
            )
            .at(met.place)
            .help(format!(
                "Link `help:{}`, or write the name of the place.",
                reached.first().map_or("…", |resource| resource.id.as_str())
            )),
        );
    }
    if let Some((keyword, place)) = &met.keyword
        && let Some(right) = right_keyword(&reached, keyword)
    {
        findings.push(
            Diagnostic::warning(
                LINT.code,
                met.path,
                format!(
                    "{keyword} is not the word that resources.yaml has for {}",
                    met.written
                ),
            )
            .at(*place)
            .help(format!(
                "The word there is {right}. Check which is right, and link `help:…`."
            )),
        );
    }
    for (key, place) in &met.keys {
        let says_so = |resource: &&Resource| {
            words_of(resource).any(|words| scanner.keys(words).iter().any(|(known, _)| known == key))
        };
        if !reached.iter().any(says_so) {
            findings.push(
                Diagnostic::warning(
                    LINT.code,
                    met.path,
                    format!("resources.yaml says nothing of pressing {key} after {}", met.written),
                )
                .at(*place)
                .help("Services behind a key come and go: try it, and write it in `note:` there, or take it out."),
            );
        }
    }
}

fn is_known(way: &Way, known: &Known) -> bool {
    match way {
        Way::Number(number) => !known.at_number(number).is_empty(),
        Way::Web(web) => known.has_host(host(web)),
        Way::Mail(mail) => known.has_mail(mail),
    }
}

/// The word that all resources at a number want, where `keyword` is none of theirs.
fn right_keyword<'a>(reached: &[&'a Resource], keyword: &str) -> Option<&'a str> {
    let takes = |resource: &&Resource| {
        let own = resource.text.as_ref().and_then(|line| line.say.as_deref());
        own.is_none_or(|own| own.eq_ignore_ascii_case(keyword))
            || words_of(resource).any(|words| {
                words
                    .split(|letter: char| !letter.is_alphanumeric())
                    .any(|word| word == keyword)
            })
    };
    if reached.iter().any(takes) {
        return None;
    }
    reached
        .iter()
        .find_map(|resource| resource.text.as_ref()?.say.as_deref())
}

fn outside(path: &str, way: &Way, written: &str, known: &Known) -> Diagnostic {
    let (message, help) = match way {
        Way::Number(number) => (
            format!("the number {written} is not in resources.yaml"),
            match known.near(number) {
                Some(near) => format!(
                    "Did you mean “{}”? Write `[…](help:{})`, or add the number to resources.yaml once somebody has called it.",
                    near.name, near.id
                ),
                None => {
                    "Call it, add it to resources.yaml, and link it here with `[…](help:its-id)`.".to_owned()
                }
            },
        ),
        Way::Web(web) => (
            format!("{} is in no resource and in no source", host(web)),
            "Open it, add it to resources.yaml or sources.yaml, and link or cite it here.".to_owned(),
        ),
        Way::Mail(_) => (
            format!("the address {written} is not in resources.yaml"),
            "Write to it, add it to the `note:` of its place in resources.yaml, and link that here."
                .to_owned(),
        ),
    };
    Diagnostic::warning(LINT.code, path, message).help(help)
}
