//! Tasks that make people tell what is theirs to keep.

use std::ops::Range;

use super::phrases::{Lists, Phrases, Word, sentences, words};
use super::places::{Part, answers, parts};
use super::{Example, Finder, Lint, Passage, Role, Subject, is_english};
use crate::curriculum::Page;
use crate::diagnostic::Diagnostic;
use crate::document::{PageId, Span};

pub const LINT: Lint = Lint {
    code: "disclosure-required",
    finds: "A task that makes people tell of use, trauma, legal, immigration, sexual or health matters, with no way to pass.",
    why: "What is told under pressure can harm a person in the group, at home and in court, and it ends trust.",
    example: Example {
        written: "## Our pasts {.discussion minutes=10}\n\nEach person tells the group about their arrests.\n",
        better: "## Our pasts {.discussion minutes=10}\n\nIf you like, tell the group about something that helped you. You may pass.\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    if !is_english(subject) {
        return;
    }
    let rules = Rules::read();
    for (id, page, passages) in subject.pages() {
        if matches!(id, PageId::Module(_)) {
            continue;
        }
        look(page, passages, &rules, findings);
    }
}

struct Rules {
    required: Phrases,
    order: Phrases,
    tell: Phrases,
    private: Phrases,
    label: Phrases,
    choice: Phrases,
    must: Phrases,
    aloud: Phrases,
    own: Phrases,
    no: Phrases,
    skill: Phrases,
}

impl Rules {
    fn read() -> Self {
        let lists = Lists::read(include_str!("lists/disclosure.en.yaml"));
        Self {
            required: lists.phrases("required"),
            order: lists.phrases("order"),
            tell: lists.phrases("tell"),
            private: lists.phrases("private"),
            label: lists.phrases("label"),
            choice: lists.phrases("choice"),
            must: lists.phrases("must"),
            aloud: lists.phrases("aloud"),
            own: lists.phrases("own"),
            no: lists.phrases("no"),
            skill: lists.phrases("skill"),
        }
    }
}

/// Where a choice counts: the activity around a place, else the page.
struct Scope<'a> {
    range: Range<usize>,
    title: Option<&'a str>,
}

fn look(page: &Page, passages: &[Passage], rules: &Rules, findings: &mut Vec<Diagnostic>) {
    let parts = parts(page);
    let mut free: Vec<usize> = passages
        .iter()
        .filter(|passage| !passage.staff && !matches!(passage.role, Role::Title | Role::Cell))
        .filter(|passage| {
            let mut all = sentences(&passage.text).into_iter();
            all.any(|sentence| offers(&words(&passage.text[sentence]), rules))
        })
        .map(|passage| passage.place(0..1).start)
        .collect();
    free.sort_unstable();
    let is_free = |at: usize| {
        let scope = scope(&parts, at);
        let next = free.partition_point(|place| *place < scope.range.start);
        free.get(next).is_some_and(|place| *place < scope.range.end)
    };
    for passage in passages
        .iter()
        .filter(|passage| !passage.staff && matches!(passage.role, Role::Text | Role::Choice))
    {
        for sentence in sentences(&passage.text) {
            let place = passage.place(sentence.clone());
            let all = words(&passage.text[sentence]);
            let title = scope(&parts, place.start).title;
            match demand(&all, title, rules) {
                Some(Demand::Must) => findings.push(told(page, place)),
                Some(Demand::Asked) if !is_free(place.start) => findings.push(told(page, place)),
                _ => {}
            }
        }
    }
    for answer in answers(&page.body.blocks) {
        if rules.label.are_in(&answer.label)
            && !rules.skill.are_in(&answer.label)
            && !is_free(answer.span.start)
        {
            findings.push(asked(page, &answer.label, answer.span));
        }
    }
}

fn scope<'a>(parts: &[Part<'a>], at: usize) -> Scope<'a> {
    let activity = parts
        .iter()
        .find(|part| part.range.contains(&at) && part.section.activity.is_some());
    match activity {
        Some(part) => Scope {
            range: part.range.clone(),
            title: part.section.title.iter().find_map(|inline| match inline {
                crate::document::Inline::Text(words) => Some(words.text.as_str()),
                _ => None,
            }),
        },
        None => Scope {
            range: 0..usize::MAX,
            title: None,
        },
    }
}

enum Demand {
    /// Nobody may pass, whatever else the page says.
    Must,
    /// It reads as if nobody could.
    Asked,
}

fn demand(words: &[Word], title: Option<&str>, rules: &Rules) -> Option<Demand> {
    if offers(words, rules) || words.last().is_none() {
        return None;
    }
    let order = rules.order.at(words, 0).is_some();
    let required = rules.required.find(words);
    if (!order && required.is_none())
        || rules.tell.find(words).is_none()
        || rules.no.find(words).is_some()
        || rules.skill.find(words).is_some()
    {
        return None;
    }
    let is_private = rules.private.find(words).is_some()
        || title.is_some_and(|title| rules.private.are_in(title)) && rules.own.find(words).is_some();
    let reads_out = rules.aloud.find(words).is_some() && rules.own.find(words).is_some();
    let must = rules.must.find(words).is_some();
    match (is_private, reads_out, must) {
        (true, _, true) => Some(Demand::Must),
        (true, ..) | (_, true, _) => Some(Demand::Asked),
        _ => None,
    }
}

/// Whether a sentence leaves a way out.
fn offers(words: &[Word], rules: &Rules) -> bool {
    let Some(found) = rules.choice.find(words) else {
        return false;
    };
    // "No one may pass" and "you may not skip" are no offers.
    let before = &words[found.start.saturating_sub(2)..found.end];
    let denies = before
        .iter()
        .any(|word| ["not", "cannot", "nobody", "never"].contains(&word.text.as_str()));
    let frees = words[found.clone()].iter().any(|word| {
        [
            "have", "need", "has", "needs", "must", "see", "sees", "look", "looks", "read", "reads",
        ]
        .contains(&word.text.as_str())
    });
    let no_one_may = words[..found.end].windows(3).any(|three| {
        three[0].text == "no" && three[1].text == "one" && ["may", "can"].contains(&three[2].text.as_str())
    });
    (!denies || frees) && !no_one_may
}

fn told(page: &Page, place: Span) -> Diagnostic {
    Diagnostic::warning(
        LINT.code,
        &page.path,
        "this makes people tell something private, with no way to pass",
    )
    .at(place)
    .help("Offer a choice here, such as “You may share, listen or pass”, or ask for something that is safe to say.")
}

fn asked(page: &Page, label: &str, place: Span) -> Diagnostic {
    let label: String = label.chars().take(60).collect();
    Diagnostic::warning(
        LINT.code,
        &page.path,
        format!("“{label}” asks for something private, with no way to skip it"),
    )
    .at(place)
    .help("Write near it “Skip any line you like”, or leave it out.")
}
