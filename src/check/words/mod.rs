//! Lists of words to avoid, as data, and finding their phrases in a text.
//!
//! A list is a YAML file; the head of `en.yaml` tells its keys. A programme adds its own list of the same form.

mod tokens;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::yaml::{Fields, Node, Spot, Value};

pub use tokens::{Token, tokens, tokens_in};

/// A list of words to avoid.
#[derive(Default)]
pub struct WordList {
    sets: HashMap<String, Vec<String>>,
    /// What is right wherever it stands: names, mostly.
    allow: Phrases,
    entries: Vec<Entry>,
    /// The phrases of all entries.
    avoid: Phrases,
}

/// Words to avoid for one reason, and what to write instead.
pub struct Entry {
    pub instead: String,
    pub severity: Severity,
    /// Whether texts that only staff read are left alone.
    pub participants_only: bool,
    except: Phrases,
    unless: HashSet<String>,
    with: HashSet<String>,
    ends: bool,
    statement: bool,
}

/// Words to avoid that were found.
pub struct Found<'a> {
    pub entry: &'a Entry,
    /// The tokens.
    pub tokens: Range<usize>,
}

/// Phrases, each with a number, by their first words.
#[derive(Default)]
struct Phrases {
    phrases: Vec<(usize, Vec<Part>)>,
    /// The phrases that begin with a word.
    by_first: HashMap<String, Vec<usize>>,
}

/// A part of a phrase.
#[derive(Clone)]
enum Part {
    /// One of these words.
    Word(HashSet<String>),
    /// No more than [`GAP`] words.
    Gap,
}

/// How many words `…` stands for at most.
const GAP: usize = 3;

/// How many words a phrase of a list may have, so that looking for it stays quick.
const LONGEST_PHRASE: usize = 12;

/// How many words before and after the found ones are looked at for another sense: a long sentence.
const AROUND: usize = 40;

/// How many words before or after the found ones an exception may begin or end.
const REACH: usize = 6;

/// The set of words that may follow a phrase that `ends`: no noun, so that "get clean and" is found and "get clean sheets" is not.
const SMALL: &str = "small";

impl WordList {
    /// Adds the list in `node`, of the file at `path`; what cannot be read becomes a finding.
    pub fn add(&mut self, path: &str, node: &Node, findings: &mut Vec<Diagnostic>) {
        let mut fields = Fields::new(path, node, findings);
        let sets = fields.map("sets");
        let allow = fields.texts("allow");
        let entries = fields.list("entries");
        fields.finish();
        for (key, node) in sets {
            if let Value::List(words) = &node.value {
                let words = words.iter().filter_map(|word| match &word.value {
                    Value::Scalar(word) => Some(word.to_lowercase()),
                    _ => None,
                });
                self.sets.insert(key.name.clone(), words.collect());
            }
        }
        for phrase in &allow {
            self.allow.add(0, phrase, &self.sets, path, findings);
        }
        for node in entries {
            self.entry(path, node, findings);
        }
    }

    fn entry(&mut self, path: &str, node: &Node, findings: &mut Vec<Diagnostic>) {
        let severities = |name: &str| match name {
            "warning" => Some(Severity::Warning),
            "note" => Some(Severity::Note),
            _ => None,
        };
        let mut fields = Fields::new(path, node, findings);
        let avoid = fields.texts("avoid");
        let except = fields.texts("except");
        let mut words = |key| -> HashSet<String> {
            let words = fields.texts(key).into_iter();
            words.map(|word| word.value.to_lowercase()).collect()
        };
        let (unless, with) = (words("unless"), words("with"));
        let mut entry = Entry {
            instead: fields.required_text("use"),
            severity: fields
                .one_of("severity", severities, ["warning", "note"])
                .unwrap_or(Severity::Warning),
            participants_only: fields
                .one_of(
                    "for",
                    |name| (name == "participants").then_some(true),
                    ["participants"],
                )
                .unwrap_or(false),
            except: Phrases::default(),
            unless,
            with,
            ends: fields.flag("ends"),
            statement: fields.flag("statement"),
        };
        fields.finish();
        for phrase in &except {
            entry.except.add(0, phrase, &self.sets, path, findings);
        }
        for phrase in &avoid {
            self.avoid
                .add(self.entries.len(), phrase, &self.sets, path, findings);
        }
        self.entries.push(entry);
    }

    /// The words to avoid among `tokens`, in order; of those that overlap, the longest.
    pub fn find(&self, tokens: &[Token]) -> Vec<Found<'_>> {
        let mut found: Vec<Found> = (0..tokens.len())
            .flat_map(|start| self.avoid.at(tokens, start))
            .map(|(number, tokens)| Found {
                entry: &self.entries[number],
                tokens,
            })
            .filter(|found| self.is_meant(found, tokens))
            .collect();
        found.sort_by_key(|found| (std::cmp::Reverse(found.tokens.len()), found.tokens.start));
        let mut taken = vec![false; tokens.len()];
        found.retain(|found| {
            let is_free = !taken[found.tokens.clone()].contains(&true);
            taken[found.tokens.clone()].fill(true);
            is_free
        });
        found.sort_by_key(|found| found.tokens.start);
        found
    }

    fn is_small(&self, token: &Token) -> bool {
        let small = self
            .sets
            .get(SMALL)
            .is_some_and(|words| words.contains(&token.word));
        small || token.is_number()
    }

    /// Whether the found words have the sense that is to be avoided.
    fn is_meant(&self, found: &Found, tokens: &[Token]) -> bool {
        let Found { entry, tokens: range } = found;
        let sentence = tokens[range.start].sentence;
        let around = || {
            let near = range.start.saturating_sub(AROUND)..(range.end + AROUND).min(tokens.len());
            tokens[near]
                .iter()
                .filter(move |token| token.sentence == sentence)
        };
        let last = &tokens[range.end - 1];
        let first = &tokens[range.start];
        // "High-risk" and "self-abuse" are words of their own; "drug-abuse clinic" is two.
        let is_compound = range.len() == 1 && (first.after_hyphen || last.before_hyphen);
        let goes_on = tokens
            .get(range.end)
            .is_some_and(|next| next.linked && !self.is_small(next));
        let excepted = |phrases: &Phrases| {
            let from = range.start.saturating_sub(REACH);
            (from..range.end)
                .flat_map(|start| phrases.at(tokens, start))
                .any(|(_, phrase)| phrase.start < range.end && phrase.end > range.start)
        };
        let has_other_form = is_compound || entry.ends && goes_on || entry.statement && first.in_question;
        !has_other_form
            && !around().any(|token| entry.unless.contains(&token.word))
            && (entry.with.is_empty() || around().any(|token| entry.with.contains(&token.word)))
            && !excepted(&entry.except)
            && !excepted(&self.allow)
    }
}

impl Phrases {
    fn add(
        &mut self,
        number: usize,
        phrase: &Spot<String>,
        sets: &HashMap<String, Vec<String>>,
        path: &str,
        findings: &mut Vec<Diagnostic>,
    ) {
        if phrase.value.split_whitespace().count() > LONGEST_PHRASE {
            findings.push(
                Diagnostic::error("words-phrase", path, "a phrase may have 12 words at most")
                    .at(phrase.span)
                    .help("Write the few words that make the phrase what it is, and `…` between."),
            );
            return;
        }
        let mut phrases: Vec<Vec<Part>> = vec![Vec::new()];
        for part in phrase.value.split_whitespace() {
            let ways = ways(part, sets, phrase, path, findings);
            phrases = phrases
                .into_iter()
                .flat_map(|before| {
                    ways.iter()
                        .map(move |way| before.iter().chain(way).cloned().collect())
                })
                .collect();
        }
        for parts in phrases {
            let Some(Part::Word(first)) = parts.first() else {
                findings.push(
                    Diagnostic::error(
                        "words-phrase",
                        path,
                        format!("`{}` has no first word", phrase.value),
                    )
                    .at(phrase.span)
                    .help("Begin each phrase with a word."),
                );
                return;
            };
            for word in first {
                let known = self.by_first.entry(word.to_lowercase()).or_default();
                known.push(self.phrases.len());
            }
            self.phrases.push((number, parts));
        }
    }

    /// The phrases that begin at a token, with their numbers and the tokens of each.
    fn at<'a>(
        &'a self,
        tokens: &'a [Token],
        start: usize,
    ) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        let known = self.by_first.get(&tokens[start].word);
        known.into_iter().flatten().filter_map(move |index| {
            let (number, parts) = &self.phrases[*index];
            let end = ends_at(parts, tokens, start, true)?;
            Some((*number, start..end))
        })
    }
}

/// The ways to say one part of a phrase: what hyphens join is several words, here and in a text.
fn ways(
    part: &str,
    sets: &HashMap<String, Vec<String>>,
    phrase: &Spot<String>,
    path: &str,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Vec<Part>> {
    if matches!(part, "…" | "...") {
        return vec![vec![Part::Gap]];
    }
    let mut single = HashSet::new();
    let mut ways = Vec::new();
    for word in part.split('|') {
        match word.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => match sets.get(name) {
                Some(set) => single.extend(set.iter().cloned()),
                None => findings.push(
                    Diagnostic::error("words-set", path, format!("there is no set `{name}`"))
                        .at(phrase.span)
                        .help("Name a set that stands under `sets` above it."),
                ),
            },
            None => {
                let mut pieces = tokens::pieces(word);
                if pieces.len() == 1 {
                    single.extend(pieces.pop());
                } else {
                    ways.push(
                        pieces
                            .into_iter()
                            .map(|piece| Part::Word(HashSet::from([piece])))
                            .collect(),
                    );
                }
            }
        }
    }
    if !single.is_empty() {
        ways.push(vec![Part::Word(single)]);
    }
    ways
}

/// Where a phrase that begins at a token ends. The words of a phrase stand in one sentence, with no comma between them.
fn ends_at(parts: &[Part], tokens: &[Token], at: usize, is_first: bool) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else {
        return Some(at);
    };
    match part {
        Part::Word(words) => {
            let token = tokens.get(at).filter(|token| is_first || token.linked)?;
            let is_it = words.contains(&token.word) || words.contains(&token.written);
            is_it.then(|| ends_at(rest, tokens, at + 1, false)).flatten()
        }
        Part::Gap => (0..=GAP)
            .take_while(|length| {
                *length == 0 || tokens.get(at + length - 1).is_some_and(|token| token.linked)
            })
            .find_map(|length| ends_at(rest, tokens, at + length, false)),
    }
}
