//! Which hard topics a page speaks of: what `notice-missing` and `help-missing` share.

use super::phrases::{Lists, Phrases, Word, sentences, words};
use super::places::{link_at, links};
use super::reading::Language;
use super::{Passage, Role};
use crate::curriculum::{Curriculum, Page, Resource, Topic};
use crate::document::{Link, Span, Target};

/// How sure it is that a page speaks of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A word in one place: a person decides.
    Mention,
    /// Its author says so, or its words do.
    Topic,
}

/// A topic that a page speaks of, and where it first does.
pub struct Found {
    pub topic: Topic,
    pub weight: Weight,
    pub place: Span,
}

/// The words of every topic in the language of a curriculum.
pub struct Topics(Vec<Words>);

struct Words {
    topic: Topic,
    strong: Phrases,
    weak: Phrases,
    not: Phrases,
    help: Vec<String>,
}

/// What a strong word in a paragraph counts, and in a title twice that.
const STRONG: u32 = 2;
const WEAK: u32 = 1;
/// From here on a page is about a topic; below, and from `STRONG` on, it mentions it.
const ABOUT: u32 = 4;

impl Topics {
    pub fn read(curriculum: &Curriculum) -> Self {
        let lists = Lists::read(match Language::from_code(&curriculum.language) {
            Some(Language::Spanish) => include_str!("topics/es.yaml"),
            Some(Language::English) | None => include_str!("topics/en.yaml"),
        });
        let words = |topic: &Topic| {
            let own = lists.below(topic.name());
            Words {
                topic: *topic,
                strong: own.phrases("strong"),
                weak: own.phrases("weak"),
                not: own.phrases("not"),
                help: own.texts("help").into_iter().map(str::to_owned).collect(),
            }
        };
        Self(Topic::ALL.iter().map(words).collect())
    }

    /// The topics that a page speaks of to participants, by its author's word or by its own words.
    pub fn of(&self, page: &Page, passages: &[Passage]) -> Vec<Found> {
        // Links that only point, to another page or to help, are no words of this page.
        let mut pointers = links(page);
        pointers.retain(|link| !matches!(link.target, Target::Term(_) | Target::Web(_)));
        let mut help = pointers.clone();
        help.retain(|link| matches!(link.target, Target::Help(_)));
        let participants = passages.iter().filter(|passage| !passage.staff);
        let cut: Vec<Cut> = participants.map(|passage| Cut::new(passage, &help)).collect();
        self.0
            .iter()
            .filter_map(|words| words.found(page, &cut, &pointers))
            .collect()
    }

    /// Whether somebody at `resource` helps with `topic`.
    pub fn helps(&self, topic: Topic, resource: &Resource) -> bool {
        self.0.iter().filter(|words| words.topic == topic).any(|words| {
            let about = format!("{}. {}", resource.name, resource.purpose);
            words.help.contains(&resource.id) || words.strong.are_in(&about)
        })
    }
}

/// A passage cut into the sentences that count, each with its start and its words; cut once for all topics.
struct Cut<'a> {
    passage: &'a Passage,
    sentences: Vec<(usize, Vec<Word>)>,
}

impl<'a> Cut<'a> {
    fn new(passage: &'a Passage, help: &[&Link]) -> Self {
        let all = sentences(&passage.text);
        let counting = all.iter().enumerate().filter(|(number, sentence)| {
            // "If you may hurt yourself, you are not alone. Tell staff. Call 988." says where help is.
            let last = &all[(number + 2).min(all.len() - 1)];
            let whole = passage.place(sentence.start..last.end);
            let after = help.partition_point(|link| link.span.end <= whole.start);
            help.get(after).is_none_or(|link| link.span.start >= whole.end)
        });
        Self {
            passage,
            sentences: counting
                .map(|(_, sentence)| (sentence.start, words(&passage.text[sentence.clone()])))
                .collect(),
        }
    }
}

impl Words {
    fn found(&self, page: &Page, passages: &[Cut], pointers: &[&Link]) -> Option<Found> {
        if let Some(named) = page.topics.iter().find(|named| named.value == self.topic) {
            return Some(Found {
                topic: self.topic,
                weight: Weight::Topic,
                place: named.span,
            });
        }
        let mut total = 0;
        let mut first: Option<(u32, Span)> = None;
        for passage in passages {
            let Some((counts, place)) = self.weigh(passage, pointers) else {
                continue;
            };
            total += counts;
            if first.is_none_or(|(most, _)| counts > most) {
                first = Some((counts, place));
            }
        }
        let weight = match total {
            ABOUT.. => Weight::Topic,
            STRONG.. => Weight::Mention,
            _ => return None,
        };
        first.map(|(_, place)| Found {
            topic: self.topic,
            weight,
            place,
        })
    }

    /// What a passage counts, and where its word stands.
    fn weigh(&self, cut: &Cut, pointers: &[&Link]) -> Option<(u32, Span)> {
        let passage = cut.passage;
        let twice = match passage.role {
            Role::Title | Role::Heading | Role::Front => 2,
            Role::Text | Role::Cell | Role::Choice | Role::Picture | Role::Definition => 1,
        };
        let mut best: Option<(u32, Span)> = None;
        for (start, words) in &cut.sentences {
            for at in 0..words.len() {
                let counts = if self.strong.at(words, at).is_some() {
                    STRONG
                } else if self.weak.at(words, at).is_some() {
                    WEAK
                } else {
                    continue;
                };
                let range = words[at].range.clone();
                let place = passage.place(start + range.start..start + range.end);
                let is_pointer = link_at(pointers, place.start).is_some();
                if is_pointer || self.is_something_else(words, at) {
                    continue;
                }
                if best.is_none_or(|(most, _)| counts * twice > most) {
                    best = Some((counts * twice, place));
                }
            }
        }
        best
    }

    /// Whether the word stands in a phrase that only sounds like the topic.
    fn is_something_else(&self, words: &[Word], at: usize) -> bool {
        (at.saturating_sub(6)..=at)
            .any(|start| self.not.at(words, start).is_some_and(|range| range.contains(&at)))
    }
}

/// A topic in words for a message.
pub fn in_words(topic: Topic) -> &'static str {
    match topic {
        Topic::Overdose => "overdose",
        Topic::SelfHarm => "self-harm or suicide",
        Topic::Violence => "violence or abuse",
        Topic::Trauma => "trauma",
        Topic::SexualHarm => "sexual harm",
    }
}
