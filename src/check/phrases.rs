//! Words, sentences and lists of phrases: what lints on meaning share.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::document::Span;
use crate::parse::yaml::{self, Node, Value};

/// How many words may stand where a phrase has `..`.
const GAP: usize = 5;

/// A word in lower case and its place in the text.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    pub range: Range<usize>,
}

/// The words of a text. A number with its point is one word, `%` is a word, and a hyphen parts two.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut open: Option<usize> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let joins = match letter {
            '\'' | '’' => open.is_some() && next.is_some_and(char::is_alphabetic),
            '.' | ',' => {
                text[..at].ends_with(|before: char| before.is_ascii_digit())
                    && next.is_some_and(|next| next.is_ascii_digit())
            }
            _ => letter.is_alphanumeric(),
        };
        match (joins, open) {
            (true, None) => open = Some(at),
            (false, Some(start)) => {
                words.push(word(text, start..at));
                open = None;
            }
            _ => {}
        }
        if letter == '%' {
            words.push(word(text, at..at + 1));
        }
    }
    if let Some(start) = open {
        words.push(word(text, start..text.len()));
    }
    words
}

/// The word that stands at `range`, ready to be compared.
pub fn word(text: &str, range: Range<usize>) -> Word {
    Word {
        text: text[range.clone()].to_lowercase().replace('’', "'"),
        range,
    }
}

/// The sentences of a text, without the space around them.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '.' | '?' | '!' => ended = true,
            '"' | '”' | '’' | '\'' | ')' | '…' => {}
            _ if letter.is_whitespace() && ended => {
                sentences.push(trimmed(text, start..at));
                (start, ended) = (at, false);
            }
            _ => ended = false,
        }
    }
    sentences.push(trimmed(text, start..text.len()));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// A list of phrases, as the data files write them.
///
/// `stem*` is any word that begins so, `one|other` is either, `#` is a number, `##` one of three digits or more, and
/// `..` is up to five words of any kind.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    phrases: Vec<Vec<Part>>,
    /// Those that begin with whole words, by these words: each word of a text asks only for its own.
    by_first: HashMap<String, Vec<usize>>,
    /// Those that begin in another way.
    others: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Part {
    Word(Vec<Choice>),
    Gap,
}

#[derive(Clone, Debug)]
enum Choice {
    Whole(String),
    Stem(String),
    Number,
    LargeNumber,
}

impl Phrases {
    /// The phrases that `lines` write.
    pub fn new<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for phrase in lines.into_iter().map(phrase).filter(|phrase| !phrase.is_empty()) {
            let number = all.phrases.len();
            match whole_words(&phrase[0]) {
                Some(words) => {
                    for word in words {
                        all.by_first.entry(word.to_owned()).or_default().push(number);
                    }
                }
                None => all.others.push(number),
            }
            all.phrases.push(phrase);
        }
        all
    }

    /// The first place in `words` at which one of them stands, by position in `words`.
    pub fn find(&self, words: &[Word]) -> Option<Range<usize>> {
        (0..words.len()).find_map(|at| self.at(words, at))
    }

    /// The words from `at` on that one of them takes in.
    pub fn at(&self, words: &[Word], at: usize) -> Option<Range<usize>> {
        let own = words.get(at).and_then(|word| self.by_first.get(&word.text));
        let candidates = own.into_iter().flatten().chain(&self.others);
        let ends = candidates.filter_map(|number| end(&self.phrases[*number], words, at));
        ends.max().map(|end| at..end)
    }

    /// Whether one of them stands in `text`.
    pub fn are_in(&self, text: &str) -> bool {
        self.find(&words(text)).is_some()
    }
}

/// The words with which a phrase begins, when they are all whole.
fn whole_words(first: &Part) -> Option<Vec<&str>> {
    let Part::Word(choices) = first else { return None };
    let words = choices.iter().map(|choice| match choice {
        Choice::Whole(word) => Some(word.as_str()),
        _ => None,
    });
    words.collect()
}

fn phrase(line: &str) -> Vec<Part> {
    let tokens = line.split([' ', '-']).filter(|token| !token.is_empty());
    tokens
        .map(|token| match token {
            ".." => Part::Gap,
            _ => Part::Word(token.split('|').map(choice).collect()),
        })
        .collect()
}

fn choice(token: &str) -> Choice {
    match token.strip_suffix('*') {
        Some(stem) => Choice::Stem(stem.to_lowercase()),
        None if token == "#" => Choice::Number,
        None if token == "##" => Choice::LargeNumber,
        None => Choice::Whole(token.to_lowercase()),
    }
}

fn end(phrase: &[Part], words: &[Word], at: usize) -> Option<usize> {
    match phrase.split_first() {
        None => Some(at),
        Some((Part::Gap, rest)) => (at..=at + GAP).find_map(|at| end(rest, words, at)),
        Some((Part::Word(choices), rest)) => {
            let word = words.get(at)?;
            choices
                .iter()
                .any(|choice| choice.fits(&word.text))
                .then(|| end(rest, words, at + 1))?
        }
    }
}

impl Choice {
    fn fits(&self, word: &str) -> bool {
        match self {
            Choice::Whole(whole) => word == whole,
            Choice::Stem(stem) => word.starts_with(stem.as_str()),
            Choice::Number => word.starts_with(|letter: char| letter.is_ascii_digit()),
            Choice::LargeNumber => {
                let whole = word.split('.').next().unwrap_or_default();
                whole.chars().filter(char::is_ascii_digit).count() >= 3
            }
        }
    }
}

/// A data file of lists by name, or of maps of such lists.
///
/// # Panics
///
/// When a file of this program is not such YAML.
pub struct Lists(BTreeMap<String, Node>);

impl Lists {
    pub fn read(yaml: &str) -> Self {
        let mut findings = Vec::new();
        let node = yaml::parse("lists", yaml, Span::from(0..yaml.len()), &mut findings);
        assert!(findings.is_empty(), "a list of this program cannot be read");
        Self::of(&node)
    }

    fn of(node: &Node) -> Self {
        match &node.value {
            Value::Map(entries) => Self(
                entries
                    .iter()
                    .map(|(key, node)| (key.name.clone(), node.clone()))
                    .collect(),
            ),
            _ => Self(BTreeMap::new()),
        }
    }

    /// The lists below `name`.
    pub fn below(&self, name: &str) -> Self {
        self.0.get(name).map_or(Self(BTreeMap::new()), Self::of)
    }

    /// The texts of the list `name`.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        let Some(Value::List(items)) = self.0.get(name).map(|node| &node.value) else {
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Scalar(text) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    /// The phrases of the list `name`.
    pub fn phrases(&self, name: &str) -> Phrases {
        Phrases::new(self.texts(name))
    }
}

/// The first part of a word that its forms share: `triggers` and `trigger` are one, `sorted` and `sorting` are one.
pub fn stem(word: &str) -> String {
    let mut stem = word.strip_suffix("'s").unwrap_or(word).to_owned();
    if let Some(shorter) = stem.strip_suffix("ies") {
        stem = format!("{shorter}y");
    } else if ["sses", "shes", "ches", "xes"]
        .iter()
        .any(|ending| stem.ends_with(ending))
    {
        stem.truncate(stem.len() - 2);
    } else if stem.ends_with('s') && !stem.ends_with("ss") {
        cut(&mut stem, "s");
    }
    if cut(&mut stem, "ing") || cut(&mut stem, "ed") {
        // `planned` is `plan`.
        let mut last = stem.chars().rev();
        if let (Some(a), Some(b)) = (last.next(), last.next())
            && a == b
            && !"aeiouls".contains(a)
        {
            stem.pop();
        }
    } else {
        cut(&mut stem, "ly");
    }
    // `breathing` is `breathe`, `tried` is `try`.
    if stem.chars().count() > 3 && stem.ends_with(['e', 'y', 'i']) {
        stem.pop();
    }
    stem
}

/// Takes an ending off a word that stays a word; whether it did.
fn cut(word: &mut String, ending: &str) -> bool {
    let Some(shorter) = word.strip_suffix(ending) else {
        return false;
    };
    let fits = shorter.chars().count() >= 3;
    if fits {
        word.truncate(shorter.len());
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Option<String> {
        let words = words(text);
        let found = Phrases::new(phrases.iter().copied()).find(&words)?;
        let range = words[found.start].range.start..words[found.end - 1].range.end;
        Some(text[range].to_owned())
    }

    #[test]
    fn phrases_know_stems_choices_numbers_and_gaps() {
        assert_eq!(
            found(&["overdos*"], "An Overdose, fast").as_deref(),
            Some("Overdose")
        );
        assert_eq!(
            found(&["self-harm*"], "no self harming").as_deref(),
            Some("self harming")
        );
        assert_eq!(
            found(&["hurt|harm my|your self|selves"], "hurt your self").as_deref(),
            Some("hurt your self")
        );
        assert_eq!(
            found(&["# in #"], "about 7 in 10 people").as_deref(),
            Some("7 in 10")
        );
        assert_eq!(found(&["# %"], "72.2% say so").as_deref(), Some("72.2%"));
        assert_eq!(
            found(
                &["tell .. arrest*"],
                "Tell the whole of the group of your arrests"
            )
            .as_deref(),
            None
        );
        assert_eq!(
            found(&["tell .. arrest*"], "Tell us of your arrests").as_deref(),
            Some("Tell us of your arrests")
        );
    }

    #[test]
    fn sentences_end_at_their_mark_and_not_at_a_number() {
        let text = "About 7.2 of ten. “Is it?” she said. Yes";
        let all: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(all, ["About 7.2 of ten.", "“Is it?”", "she said.", "Yes"]);
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (a, b) in [
            ("trigger", "triggers"),
            ("plan", "planned"),
            ("breathe", "breathing"),
            ("try", "tries"),
            ("body", "bodies"),
            ("name", "named"),
            ("craving", "cravings"),
            ("class", "classes"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} and {b}");
        }
    }
}
