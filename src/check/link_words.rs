//! Links whose words do not say where they lead.

use std::collections::BTreeMap;

use super::lists::{Lists, plain, words};
use super::{Example, Finder, Lint, Subject, places};
use crate::diagnostic::Diagnostic;
use crate::document::{Link, Target, plain_text};

pub const LINT: Lint = Lint {
    code: "link-words",
    finds: "A link named \"here\", \"read more\" or by a long address, or two links of a page with the same words to different places.",
    why: "People who listen to a page often hear a list of its links, without the sentence around each; on paper only the words are left.",
    example: Example {
        written: "For the chain, [click here](01-what-is-a-trigger.md).\n",
        better: "The chain is in [What is a trigger?](01-what-is-a-trigger.md).\n",
    },
    finder: Finder::Text(run),
};

/// A longer address is spelt out letter by letter for half a minute.
const LONGEST_ADDRESS: usize = 30;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let lists = Lists::read(include_str!("lists/access.en.yaml"));
    for (_, page, _) in subject.pages() {
        let mut named: BTreeMap<String, &Target> = BTreeMap::new();
        for link in places::links(page) {
            let text = plain_text(&link.text);
            if let Some((message, help)) = unsaid(&lists, &text) {
                findings.push(
                    Diagnostic::warning(LINT.code, &page.path, message)
                        .at(link.span)
                        .help(help),
                );
                continue;
            }
            let first = named.entry(plain(&text)).or_insert(&link.target);
            if !is_same_place(first, &link.target) {
                findings.push(
                    Diagnostic::warning(
                        LINT.code,
                        &page.path,
                        format!("two links on this page say “{text}” and lead to different places"),
                    )
                    .at(link.span)
                    .help(format!(
                        "Say in one of them what is different; {}.",
                        other(first, link)
                    )),
                );
            }
        }
    }
}

/// What is wrong with the words of a link, and what to do.
fn unsaid(lists: &Lists, text: &str) -> Option<(String, &'static str)> {
    let address = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
    if address && !text.contains(' ') {
        return (text.chars().count() > LONGEST_ADDRESS).then(|| {
            (
                "a bare web address stands for the words of a link".to_owned(),
                "Write the name of the place as the link: `[FindTreatment.gov](https://…)`.",
            )
        });
    }
    let help = "Write the name of what it leads to as the link: `[The trigger chain](…)`.";
    let all = words(text);
    if all.is_empty() {
        return Some(("a link without words".to_owned(), help));
    }
    all.iter()
        .all(|word| lists.has("link", &word.text))
        .then(|| (format!("“{text}” does not say where the link leads"), help))
}

fn is_same_place(a: &Target, b: &Target) -> bool {
    match (a, b) {
        (Target::Web(a), Target::Web(b)) => address(a) == address(b),
        // A word with its meaning is looked up in passing; it is set apart from the links that lead away.
        (Target::Term(_), Target::Page { .. }) | (Target::Page { .. }, Target::Term(_)) => true,
        _ => a == b,
    }
}

/// An address without what makes no difference.
fn address(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.trim_start_matches("www.").trim_end_matches('/')
}

fn other(first: &Target, link: &Link) -> String {
    let name = |target: &Target| match target {
        Target::Path { path, .. } => format!("`{path}`"),
        Target::Page { fragment, .. } => match fragment {
            Some(fragment) => format!("the section `#{fragment}`"),
            None => "a page of the curriculum".to_owned(),
        },
        Target::Term(term) => format!("`term:{term}`"),
        Target::Help(help) => format!("`help:{help}`"),
        Target::Web(address) => format!("`{address}`"),
    };
    format!(
        "the first leads to {}, this one to {}",
        name(first),
        name(&link.target)
    )
}
