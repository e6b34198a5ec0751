//! YAML as a tree with spans, and a reader of its fields that finds everything wrong at once.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use crate::diagnostic::{Diagnostic, suggest};
use crate::document::Span;

/// A value and where it stands in its file.
#[derive(Clone, Debug)]
pub struct Node {
    pub value: Value,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum Value {
    Null,
    /// There is a finding on it already; nothing more is said of what it lacks.
    Unreadable,
    /// A text, number, date or truth value, as it is written.
    Scalar(String),
    List(Vec<Node>),
    /// Keys in the order of the file.
    Map(Vec<(Key, Node)>),
}

#[derive(Clone, Debug)]
pub struct Key {
    pub name: String,
    pub span: Span,
}

impl Node {
    /// A mapping without keys.
    pub fn empty_map() -> Self {
        Self {
            value: Value::Map(Vec::new()),
            span: Span::default(),
        }
    }

    /// The node under `key` of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Value::Map(entries) = &self.value else {
            return None;
        };
        let entry = entries.iter().find(|(name, _)| name.name == key);
        entry.map(|(_, node)| node)
    }

    /// Whether it says the same as `other`, wherever the two stand.
    pub fn says(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Scalar(ours), Value::Scalar(theirs)) => ours.trim() == theirs.trim(),
            (Value::List(ours), Value::List(theirs)) => {
                ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| ours.says(theirs))
            }
            (Value::Map(ours), Value::Map(theirs)) => {
                ours.len() == theirs.len()
                    && ours
                        .iter()
                        .all(|(key, node)| other.get(&key.name).is_some_and(|theirs| node.says(theirs)))
            }
            (Value::Null, Value::Null) => true,
            _ => false,
        }
    }

    /// What it is, in words for a message.
    fn describe(&self) -> &'static str {
        match self.value {
            Value::Null | Value::Unreadable => "nothing",
            Value::Scalar(_) => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of keys",
        }
    }
}

/// Reads the YAML at `span` of `text`. What cannot be read becomes a finding, and the result [`Value::Unreadable`].
pub fn parse(path: &str, text: &str, span: Span, findings: &mut Vec<Diagnostic>) -> Node {
    let yaml = &text[span.start..span.end];
    if yaml.trim().is_empty() {
        return Node::empty_map();
    }
    // A lesson's front matter has some dozens of nodes and the largest glossary some thousands, so these
    // limits end an alias bomb or a tower of brackets in milliseconds.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 200_000,
            max_nodes: 100_000,
            max_depth: 32,
            max_aliases: 100,
            max_anchors: 100,
        },
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Spanned<Raw>>(yaml, options) {
        Ok(raw) => to_node(raw, yaml, span.start),
        Err(error) => {
            let at = error.location().map_or(span.start, |location| {
                span.start + offset(yaml, location.line(), location.column())
            });
            let message = error.to_string();
            let message = message.lines().next().unwrap_or("it is not valid YAML");
            findings.push(
                Diagnostic::error("yaml", path, format!("this cannot be read: {message}"))
                    .at(at..at + 1)
                    .help(
                        "Check the indentation, the colons and the quotation marks here; \
                         put quotation marks around a text that holds a colon.",
                    ),
            );
            Node {
                value: Value::Unreadable,
                span,
            }
        }
    }
}

/// What [`parse`] returns for a whole file, remembered by its content.
#[comemo::memoize]
pub fn remembered(path: &str, text: &str) -> (Arc<Node>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let node = parse(path, text, Span::from(0..text.len()), &mut findings);
    (Arc::new(node), findings)
}

/// The byte at a one-based line and column (columns count characters).
fn offset(text: &str, line: u64, column: u64) -> usize {
    let skip = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    let start: usize = text.split_inclusive('\n').take(skip).map(str::len).sum();
    let column = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
    let inside: usize = text[start..].chars().take(column).map(char::len_utf8).sum();
    start + inside
}

enum Raw {
    Null,
    /// A text as YAML reads it.
    Text(String),
    /// A number or truth value: its source is taken as it is written, so that `1.10` stays `1.10`.
    Literal(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn to_node(raw: Spanned<Raw>, yaml: &str, base: usize) -> Node {
    let span = span_of(raw.referenced, yaml, base);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Text(text) => Value::Scalar(text),
        Raw::Literal(parsed) => {
            let written = yaml
                .get(span.start - base..span.end - base)
                .map(str::trim)
                .filter(|written| !written.is_empty() && !written.contains('\n'));
            Value::Scalar(written.map_or(parsed, str::to_owned))
        }
        Raw::List(items) => Value::List(items.into_iter().map(|item| to_node(item, yaml, base)).collect()),
        Raw::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let key = Key {
                        span: span_of(key.referenced, yaml, base),
                        name: key.value,
                    };
                    (key, to_node(value, yaml, base))
                })
                .collect(),
        ),
    };
    Node { value, span }
}

fn span_of(location: serde_saphyr::Location, yaml: &str, base: usize) -> Span {
    let start = offset(yaml, location.line(), location.column());
    let length = location.span().byte_len().unwrap_or(0);
    let end = start.saturating_add(usize::try_from(length).unwrap_or(0));
    Span::from(base + start..base + end.min(yaml.len()))
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Raw;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a value")
            }
            fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_none<E: de::Error>(self) -> Result<Raw, E> {
                Ok(Raw::Null)
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Raw, E> {
                Ok(Raw::Literal(value.to_string()))
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Raw, E> {
                Ok(Raw::Literal(value.to_string()))
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Raw, E> {
                Ok(Raw::Literal(value.to_string()))
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Raw, E> {
                Ok(Raw::Literal(value.to_string()))
            }
            fn visit_str<E: de::Error>(self, value: &str) -> Result<Raw, E> {
                Ok(Raw::Text(value.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Raw::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Raw::Map(entries))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// A reader of one mapping: each field is asked for by name, and [`Fields::finish`] reports what nobody asked for.
pub struct Fields<'a, 'f> {
    path: &'f str,
    span: Span,
    entries: &'a [(Key, Node)],
    readable: bool,
    asked: Vec<&'static str>,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'a, 'f> Fields<'a, 'f> {
    /// Reads `node`, which must be a mapping; anything else is a finding and reads as an empty one.
    pub fn new(path: &'f str, node: &'a Node, findings: &'f mut Vec<Diagnostic>) -> Self {
        let entries: &[(Key, Node)] = match &node.value {
            Value::Map(entries) => entries,
            Value::Unreadable => &[],
            _ => {
                findings.push(
                    Diagnostic::error(
                        "front-matter-type",
                        path,
                        format!("expected a group of keys, found {}", node.describe()),
                    )
                    .at(node.span)
                    .help("Write one `key: value` on each line."),
                );
                &[]
            }
        };
        Self {
            path,
            span: node.span,
            entries,
            readable: matches!(node.value, Value::Map(_)),
            asked: Vec::new(),
            findings,
        }
    }

    /// The node under `key`, when it is there and holds something.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entries
            .iter()
            .find(|(name, _)| name.name == key)
            .map(|(_, node)| node)
            .filter(|node| !matches!(node.value, Value::Null))
    }

    /// The text under `key`.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.spot(key).map(|spot| spot.value)
    }

    /// The text under `key`, with its place.
    pub fn spot(&mut self, key: &'static str) -> Option<Spot<String>> {
        let node = self.node(key)?;
        match &node.value {
            Value::Scalar(text) => Some(Spot {
                value: text.trim().to_owned(),
                span: node.span,
            }),
            _ => {
                self.wrong(node, key, "a text");
                None
            }
        }
    }

    /// The text under `key`; a finding, and an empty text, where there is none.
    pub fn required_text(&mut self, key: &'static str) -> String {
        let text = self.text(key).unwrap_or_default();
        if text.is_empty() && self.readable && !self.has_finding_on(key) {
            let place = self.span;
            self.findings.push(
                Diagnostic::error("front-matter-missing", self.path, format!("`{key}` is missing"))
                    .at(place.start..place.start + 1)
                    .help(format!("Add a line `{key}: …` at the top of the file.")),
            );
        }
        text
    }

    /// The keys and texts under `key`, with their places.
    pub fn pairs(&mut self, key: &'static str) -> Vec<(Spot<String>, Spot<String>)> {
        let mut pairs = Vec::new();
        for (name, node) in self.map(key) {
            let Value::Scalar(text) = &node.value else {
                self.wrong(node, &name.name, "a text");
                if matches!(node.value, Value::Null)
                    && let Some(finding) = self.findings.last_mut()
                {
                    finding.help = Some(format!(
                        "Write a text after `{0}:`. Put it in quotation marks if it begins with `#`, which begins a comment: `{0}: \"#0b4f75\"`.",
                        name.name
                    ));
                }
                continue;
            };
            let text = Spot {
                value: text.trim().to_owned(),
                span: node.span,
            };
            let name = Spot {
                value: name.name.clone(),
                span: name.span,
            };
            pairs.push((name, text));
        }
        pairs
    }

    /// The texts under `key`; one text counts as a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spot<String>> {
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::new();
        for item in items {
            match &item.value {
                Value::Scalar(text) => texts.push(Spot {
                    value: text.trim().to_owned(),
                    span: item.span,
                }),
                _ => self.wrong(item, key, "a list of texts"),
            }
        }
        texts
    }

    /// The whole number under `key`.
    pub fn number(&mut self, key: &'static str) -> Option<u32> {
        let node = self.node(key)?;
        let number = match &node.value {
            Value::Scalar(text) => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(node, key, "a whole number");
        }
        number
    }

    /// Whether `key` says yes; `false` where it is absent.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(node) = self.node(key) else {
            return false;
        };
        match &node.value {
            Value::Scalar(text) if text == "true" => true,
            Value::Scalar(text) if text == "false" => false,
            _ => {
                self.wrong(node, key, "`true` or `false`");
                false
            }
        }
    }

    /// The date under `key`, written as `YYYY-MM-DD`.
    pub fn date(&mut self, key: &'static str) -> Option<NaiveDate> {
        let node = self.node(key)?;
        let found = match &node.value {
            Value::Scalar(text) => date(text),
            _ => None,
        };
        if found.is_none() {
            self.wrong(node, key, "a date such as 2026-11-23");
        }
        found
    }

    /// The value under `key` that `read` makes of its name; `known` is for the message.
    pub fn one_of<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&str) -> Option<T>,
        known: impl IntoIterator<Item = &'static str> + Clone,
    ) -> Option<T> {
        let node = self.node(key)?;
        let name = match &node.value {
            Value::Scalar(name) => name.as_str(),
            _ => "",
        };
        let value = read(name);
        if value.is_none() {
            let names: Vec<&str> = known.clone().into_iter().collect();
            self.findings.push(
                Diagnostic::error(
                    "front-matter-value",
                    self.path,
                    format!("`{key}` is `{name}`, expected one of {}", names.join(", ")),
                )
                .at(node.span)
                .help(suggest(name, known)),
            );
        }
        value
    }

    /// The keys and nodes under `key`.
    pub fn map(&mut self, key: &'static str) -> &'a [(Key, Node)] {
        let Some(node) = self.node(key) else {
            return &[];
        };
        match &node.value {
            Value::Map(entries) => entries,
            _ => {
                self.wrong(node, key, "a group of keys");
                &[]
            }
        }
    }

    /// The nodes of the list under `key`.
    pub fn list(&mut self, key: &'static str) -> &'a [Node] {
        let Some(node) = self.node(key) else {
            return &[];
        };
        match &node.value {
            Value::List(items) => items,
            _ => {
                self.wrong(node, key, "a list");
                &[]
            }
        }
    }

    /// The exceptions under `allow`: `code: reason`, or a list of codes.
    pub fn exceptions(&mut self) -> Vec<Exception> {
        let Some(node) = self.node("allow") else {
            return Vec::new();
        };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut exceptions = Vec::new();
        for item in items {
            match &item.value {
                Value::Scalar(code) => exceptions.push(Exception {
                    code: code.trim().to_owned(),
                    reason: None,
                    span: item.span,
                }),
                Value::Map(entries) => exceptions.extend(entries.iter().map(|(key, node)| Exception {
                    code: key.name.clone(),
                    reason: match &node.value {
                        Value::Scalar(reason) => Some(reason.trim().to_owned()),
                        _ => None,
                    },
                    span: key.span,
                })),
                _ => self.wrong(item, "allow", "`code: reason`"),
            }
        }
        exceptions
    }

    /// Where the values stand, by key.
    pub fn places(&self) -> BTreeMap<String, Span> {
        let entries = self.entries.iter();
        entries.map(|(key, node)| (key.name.clone(), node.span)).collect()
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        for (key, _) in self.entries {
            if !self.asked.contains(&key.name.as_str()) {
                self.findings.push(
                    Diagnostic::error(
                        "unknown-key",
                        self.path,
                        format!("`{}` is not a key that is known here", key.name),
                    )
                    .at(key.span)
                    .help(suggest(&key.name, self.asked.iter().copied())),
                );
            }
        }
    }

    fn wrong(&mut self, node: &Node, key: &str, expected: &str) {
        let found = match &node.value {
            Value::Scalar(text) => format!("`{text}`"),
            _ => node.describe().to_owned(),
        };
        self.findings.push(
            Diagnostic::error(
                "front-matter-type",
                self.path,
                format!("`{key}` should be {expected}, found {found}"),
            )
            .at(node.span)
            .help(format!("Write {expected} after `{key}:`.")),
        );
    }

    fn has_finding_on(&self, key: &str) -> bool {
        let start = format!("`{key}` ");
        self.findings
            .last()
            .is_some_and(|finding| finding.message.starts_with(&start))
    }
}

/// A kind of finding that an author lets pass, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exception {
    pub code: String,
    pub reason: Option<String>,
    pub span: Span,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spot<T> {
    pub value: T,
    pub span: Span,
}

/// A day that exists, written as `YYYY-MM-DD`.
///
/// ```
/// assert!(curricle::parse::yaml::date("2026-11-23").is_some());
/// assert!(curricle::parse::yaml::date("2026-02-30").is_none());
/// ```
pub fn date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (date.to_string() == text).then_some(date)
}
