//! Telephone numbers, short codes, web and e-mail addresses in a text, and which of them `resources.yaml` knows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use regex::Regex;

use super::phrases::{Lists, Phrases, Word, words};
use crate::curriculum::{Curriculum, Resource};

/// A way to reach somebody, in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub way: Way,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// A number to call or to text, as the digits that are dialled; letters are digits, and the 1 of North America is left out.
    Number(String),
    /// A web address without `https://`, `www.` and the slash at its end.
    Web(String),
    Mail(String),
}

/// Finds contacts.
pub struct Scanner {
    web: Regex,
    mail: Regex,
    /// Numbers that are long enough to be known by their form.
    long: Regex,
    /// Numbers that only their words tell apart from a count.
    short: Regex,
    before: Phrases,
    after: Phrases,
    units: Phrases,
    names: Phrases,
    press: Phrases,
}

impl Scanner {
    pub fn new() -> Self {
        let lists = Lists::read(include_str!("lists/contacts.yaml"));
        let regex = |pattern: &str| Regex::new(pattern).expect("a pattern of this program is right");
        // A soft-wrapped number has a space beside its hyphen.
        let gap = r"[\s.\-‐‑‒–—·/]{1,2}";
        Self {
            web: regex(
                r"(?i)(?:https?://|www\.)[^\s<>\x22“”)\]]+|(?:[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.)+(?:org|com|gov|net|edu|info|mil|int|uk|ca)\b(?:/[^\s<>\x22“”)\]]*)?",
            ),
            mail: regex(r"[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+"),
            long: regex(&format!(
                r"(?x)
                \+?(?:1{gap}?)?(?:\(\d{{3}}\)\s{{0,2}}|\d{{3}}{gap})\d{{3}}{gap}\d{{4}}     # 1-800-662-4357, (800) 662-4357
                | (?:\+?1{gap})?8\d\d{gap}(?:[A-Z0-9]{{3}}{gap}[A-Z0-9]{{4,8}}|[A-Z0-9]{{7,12}}) # 1-800-662-HELP
                | \+\d{{1,3}}(?:{gap}?\(?\d{{1,5}}\)?){{2,6}}                               # +44 20 7946 0958
                | 0\d{{1,4}}{gap}\d{{2,4}}{gap}\d{{2,4}}(?:{gap}\d{{2,4}})?                 # 0800 123 4567
                | \d{{7,15}}
                | \d{{3}}[.\-‑–]\s?\d{{4}}                                                  # 555-0134
                "
            )),
            short: regex(r"\d{3}[-‑–]\d{3}|\d{3}\s\d{3,4}|\d{3,6}|\d[-‑]\d[-‑]\d"),
            before: lists.phrases("before"),
            after: lists.phrases("after"),
            units: lists.phrases("units"),
            names: lists.phrases("names"),
            press: lists.phrases("press"),
        }
    }

    /// The contacts of a text, in order. `heading` are words that stand before the text, such as the cell to its left.
    pub fn contacts(&self, text: &str, heading: &str) -> Vec<Contact> {
        let mut found = BTreeMap::new();
        let mails = self.mail.find_iter(text).map(|part| (part.range(), true));
        let webs = self.web.find_iter(text).map(|part| (part.range(), false));
        for (range, is_mail) in mails.chain(webs) {
            let address =
                text[range.clone()].trim_end_matches(['.', ',', ';', ':', '!', '?', '’', '\'', '*']);
            let range = range.start..range.start + address.len();
            if overlaps(&found, &range) {
                continue;
            }
            let way = if is_mail {
                Way::Mail(address.to_lowercase())
            } else {
                Way::Web(web(address))
            };
            found.insert(range.start, Contact { way, range });
        }
        let words = words(text);
        for part in self.long.find_iter(text) {
            let range = part.range();
            let digits = dialled(part.as_str());
            let is_number = (7..=15).contains(&digits.len())
                && stands_alone(text, &range)
                && !self.is_a_name(&words, &range)
                && !is_a_date(part.as_str());
            if is_number && !overlaps(&found, &range) {
                let way = Way::Number(digits);
                found.insert(range.start, Contact { way, range });
            }
        }
        let mut at = 0;
        while let Some(part) = self.short.find_at(text, at) {
            let mut range = part.range();
            // "988 211" are two numbers, "741 741" is one.
            if part.as_str().contains(char::is_whitespace) && matches!(&part.as_str()[..3], "988" | "911") {
                range.end = range.start + 3;
            }
            at = range.end;
            if !overlaps(&found, &range) && self.is_dialled(text, heading, &words, &range) {
                let way = Way::Number(dialled(&text[range.clone()]));
                found.insert(range.start, Contact { way, range });
            }
        }
        found.into_values().collect()
    }

    /// Whether the words around a short number say that it is dialled.
    fn is_dialled(&self, text: &str, heading: &str, all: &[Word], range: &Range<usize>) -> bool {
        let number = &text[range.clone()];
        let digits = dialled(number);
        if !stands_alone(text, range) || is_a_year(number) || self.is_a_name(all, range) {
            return false;
        }
        let first = all.partition_point(|word| word.range.end <= range.start);
        let next = all.partition_point(|word| word.range.start < range.end);
        if self.units.at(all, next).is_some() {
            return false;
        }
        if matches!(digits.as_str(), "988" | "911") {
            return true;
        }
        let window = first.saturating_sub(4);
        let start = all
            .get(window)
            .map_or(0, |word| word.range.start.min(range.start));
        let sentence = text[start..range.start]
            .rfind(['.', '?', '!', ';'])
            .map_or(start, |at| start + at);
        let near = (window..first)
            .filter(|at| all[*at].range.start >= sentence)
            .any(|at| self.before.at(all, at).is_some_and(|found| found.end <= first));
        let alone = first == 0 && {
            let heading = words(heading);
            (heading.len().saturating_sub(4)..heading.len()).any(|at| self.before.at(&heading, at).is_some())
        };
        let named = (next..next + 1).any(|at| self.after.at(all, at).is_some());
        near || alone || named
    }

    /// Whether the number is part of the name of a publication or a place.
    fn is_a_name(&self, all: &[Word], range: &Range<usize>) -> bool {
        let first = all.partition_point(|word| word.range.end <= range.start);
        (first.saturating_sub(3)..first)
            .any(|at| self.names.at(all, at).is_some_and(|found| found.end == first))
    }

    /// The keys that a text says to press, with their places.
    pub fn keys(&self, text: &str) -> Vec<(String, Range<usize>)> {
        let words = words(text);
        (0..words.len())
            .filter_map(|at| {
                let found = self.press.at(&words, at)?;
                let key = &words[found.end - 1];
                (key.text.len() == 1)
                    .then(|| (key.text.clone(), words[found.start].range.start..key.range.end))
            })
            .collect()
    }

    /// The word in capitals that a text says to send to the number at `number`, as in `text HOME to 741741`.
    pub fn keyword<'a>(&self, text: &'a str, number: &Range<usize>) -> Option<(&'a str, Range<usize>)> {
        let not_word = |letter: char| !letter.is_alphanumeric();
        let before = text[..number.start].trim_end();
        let (before, to) = before.rsplit_once(char::is_whitespace)?;
        let before = before.trim_end_matches(not_word);
        let keyword = before.rsplit(not_word).next()?;
        let is_shouted = keyword.chars().count() > 1 && keyword.chars().all(char::is_uppercase);
        (is_shouted && ["to", "al", "a"].contains(&to))
            .then(|| (keyword, before.len() - keyword.len()..before.len()))
    }
}

/// Whether a range lies over one that was found; those lie beside each other.
fn overlaps(found: &BTreeMap<usize, Contact>, range: &Range<usize>) -> bool {
    let mut before = found.range(..range.end);
    before
        .next_back()
        .is_some_and(|(_, last)| range.start < last.range.end)
}

/// Whether a number is whole: no part of a decimal, a code, a date or a sum.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let before_fits = match before.next() {
        Some(letter) if letter.is_alphanumeric() || "$#£€_@=".contains(letter) => false,
        Some('-' | '‑' | '–') => !before.next().is_some_and(char::is_alphanumeric),
        Some('.' | ',') => !before.next().is_some_and(|letter| letter.is_ascii_digit()),
        _ => true,
    };
    let mut after = text[range.end..].chars();
    let after_fits = match after.next() {
        Some(letter) if letter.is_alphanumeric() || "%_@°".contains(letter) => false,
        Some('-' | '‑' | '–') => !after.next().is_some_and(char::is_alphanumeric),
        Some('.' | ',' | ':') => !after.next().is_some_and(|letter| letter.is_ascii_digit()),
        _ => true,
    };
    before_fits && after_fits
}

fn is_a_year(number: &str) -> bool {
    number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
}

/// `20261123` and the like.
fn is_a_date(number: &str) -> bool {
    number.len() == 8 && number.chars().all(|letter| letter.is_ascii_digit()) && is_a_year(&number[..4])
}

/// The digits that are dialled for a number as it is written.
pub fn dialled(number: &str) -> String {
    let mut digits: String = number.chars().filter_map(key).collect();
    let has_letters = number.chars().any(|letter| letter.is_ascii_alphabetic());
    if digits.len() >= 11 && digits.starts_with('1') && (digits.len() == 11 || has_letters) {
        digits.remove(0);
    }
    // Behind the tenth letter of a word nobody needs to dial.
    if has_letters {
        digits.truncate(10);
    }
    digits
}

/// The key of a telephone on which a letter stands.
fn key(letter: char) -> Option<char> {
    const KEYS: &[u8; 26] = b"22233344455566677778889999";
    match letter.to_ascii_uppercase() {
        digit @ '0'..='9' => Some(digit),
        letter @ 'A'..='Z' => Some(char::from(KEYS[letter as usize - 'A' as usize])),
        _ => None,
    }
}

/// A web address as it is compared.
pub fn web(address: &str) -> String {
    let address = address.to_lowercase();
    let address = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(&address);
    address
        .strip_prefix("www.")
        .unwrap_or(address)
        .trim_end_matches('/')
        .to_owned()
}

/// The host of a web address as `web` gives it.
pub fn host(web: &str) -> &str {
    web.split(['/', '?', '#', ':']).next().unwrap_or(web)
}

/// What `resources.yaml` and `sources.yaml` know.
pub struct Known<'a> {
    curriculum: &'a Curriculum,
    /// The resources at a number, by position.
    numbers: BTreeMap<String, Vec<usize>>,
    hosts: BTreeSet<String>,
    /// Whole addresses of resources.
    webs: BTreeMap<String, usize>,
    mails: BTreeSet<String>,
}

impl<'a> Known<'a> {
    pub fn of(curriculum: &'a Curriculum, scanner: &Scanner) -> Self {
        let mut known = Self {
            curriculum,
            numbers: BTreeMap::new(),
            hosts: BTreeSet::new(),
            webs: BTreeMap::new(),
            mails: BTreeSet::new(),
        };
        for (at, resource) in curriculum.resources.iter().enumerate() {
            known.resource(at, resource, scanner);
        }
        for source in curriculum.sources.values() {
            if let Some(address) = &source.web {
                known.hosts.insert(host(&web(address)).to_owned());
            }
        }
        known
    }

    fn resource(&mut self, at: usize, resource: &Resource, scanner: &Scanner) {
        let text = resource.text.as_ref().map(|line| &line.to);
        let numbers = [
            resource.call.as_ref(),
            text,
            resource.tty.as_ref(),
            resource.videophone.as_ref(),
        ];
        for number in numbers.into_iter().flatten() {
            self.number(dialled(number), at);
        }
        let webs = resource
            .web
            .iter()
            .chain(resource.links.iter().map(|(_, web)| web));
        for address in webs.map(|address| web(address)) {
            self.hosts.insert(host(&address).to_owned());
            self.webs.entry(address).or_insert(at);
        }
        for words in words_of(resource) {
            for contact in scanner.contacts(words, "call") {
                match contact.way {
                    Way::Number(number) => self.number(number, at),
                    Way::Web(address) => {
                        self.hosts.insert(host(&address).to_owned());
                    }
                    Way::Mail(mail) => {
                        self.mails.insert(mail);
                    }
                }
            }
        }
    }

    fn number(&mut self, number: String, at: usize) {
        let resources = self.numbers.entry(number).or_default();
        if !resources.contains(&at) {
            resources.push(at);
        }
    }

    /// The resources that a number reaches.
    pub fn at_number(&self, number: &str) -> Vec<&'a Resource> {
        let found = self.numbers.get(number).map_or(&[][..], Vec::as_slice);
        found.iter().map(|at| &self.curriculum.resources[*at]).collect()
    }

    /// The resource with this whole web address.
    pub fn at_web(&self, web: &str) -> Option<&'a Resource> {
        self.webs.get(web).map(|at| &self.curriculum.resources[*at])
    }

    /// Whether a host, or one above it, is that of a resource or a source.
    pub fn has_host(&self, host: &str) -> bool {
        let above = std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, rest)| rest));
        above.into_iter().any(|host| self.hosts.contains(host))
    }

    pub fn has_mail(&self, mail: &str) -> bool {
        self.mails.contains(mail)
    }

    /// A known number that differs in one or two digits, or in their order.
    pub fn near(&self, number: &str) -> Option<&'a Resource> {
        let differs = |known: &str| known.chars().zip(number.chars()).filter(|(a, b)| a != b).count();
        self.numbers
            .iter()
            .filter(|(known, _)| known.len() == number.len() && known.len() >= 3)
            .map(|(known, resources)| (differs(known), resources[0]))
            .filter(|(differs, _)| (1..=2).contains(differs))
            .min()
            .map(|(_, at)| &self.curriculum.resources[at])
    }
}

/// The sentences of a resource.
pub fn words_of(resource: &Resource) -> impl Iterator<Item = &str> {
    let optional = [
        resource.hours.as_deref(),
        resource.interpreters.as_deref(),
        resource.spanish.as_deref(),
        resource.note.as_deref(),
    ];
    [resource.name.as_str(), resource.purpose.as_str()]
        .into_iter()
        .chain(optional.into_iter().flatten())
}
