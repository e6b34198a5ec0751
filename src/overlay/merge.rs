//! Tables: the programme's own entries, then those of the upstream that it does not have.
//!
//! The text is put together, not the values: what reads it afterwards sees one file, and places in the programme's part stay right.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::parse::yaml::{self, Value};

/// One entry of a table: a key with all below it, or an item of a list with its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    /// Its lines, up to those of the next entry.
    pub span: Range<usize>,
    is_item: bool,
}

/// A table put together of two.
#[derive(Clone, Debug)]
pub struct Merged {
    pub text: String,
    /// How much of it is the programme's own.
    own: usize,
    /// Where each entry of the upstream begins in the text, and where in its own file.
    taken: Vec<(usize, usize)>,
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Ours,
    Theirs,
}

/// Why two tables cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// One is no YAML; whoever reads it says so.
    Unreadable,
    /// The entries do not stand on lines of their own, or are of another form than those of the other side.
    Layout(Side),
}

impl Merged {
    /// Where a place of the text stands in the upstream's file; `None` when it is the programme's own.
    pub fn place(&self, span: Option<&Range<usize>>) -> Option<Option<Range<usize>>> {
        let Some(span) = span else {
            return (self.own == 0).then_some(None);
        };
        let (start, at) = self.taken.iter().rev().find(|(start, _)| *start <= span.start)?;
        Some(Some(span.start - start + at..span.end - start + at))
    }
}

/// The entries of `ours`, then those of `theirs` whose keys are neither there nor in `replaced`.
pub fn merge(path: &str, ours: &str, theirs: &str, replaced: &BTreeSet<String>) -> Result<Merged, Refused> {
    let own = entries(path, ours).map_err(|refused| refused.of(Side::Ours))?;
    let upstream = entries(path, theirs).map_err(|refused| refused.of(Side::Theirs))?;
    if let (Some(first), Some(other)) = (own.first(), upstream.first())
        && first.is_item != other.is_item
    {
        return Err(Refused::Layout(Side::Ours));
    }
    let known: BTreeSet<&str> = own.iter().map(|entry| entry.key.as_str()).collect();
    let mut text = ours.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let own = text.len();
    let mut taken = Vec::new();
    let new = upstream.iter().filter(|entry| {
        !known.contains(entry.key.as_str()) && !replaced.contains(&entry.key) && !is_its_own(&entry.key)
    });
    for entry in new {
        taken.push((text.len(), entry.span.start));
        text.push_str(&theirs[entry.span.clone()]);
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    Ok(Merged { text, own, taken })
}

/// What a file says of itself, and of no other: what it extends, and which text it translates.
fn is_its_own(key: &str) -> bool {
    ["extends", "translates"].contains(&key)
}

/// A table without one of its entries.
pub fn without(path: &str, text: &str, key: &str) -> String {
    let entries = entries(path, text).unwrap_or_default();
    match entries.into_iter().find(|entry| entry.key == key) {
        Some(Entry { span, .. }) => format!("{}{}", &text[..span.start], &text[span.end..]),
        None => text.to_owned(),
    }
}

impl Refused {
    fn of(self, side: Side) -> Self {
        match self {
            Refused::Unreadable => Refused::Unreadable,
            Refused::Layout(_) => Refused::Layout(side),
        }
    }
}

/// The entries of a table, in the order of the file.
///
/// # Errors
///
/// When it is no YAML, or an entry does not begin at the left of a line of its own.
pub fn entries(path: &str, text: &str) -> Result<Vec<Entry>, Refused> {
    let (node, _) = yaml::remembered(path, text);
    let starts: Vec<(String, usize, bool)> = match &node.value {
        Value::Null => Vec::new(),
        Value::Unreadable => return Err(Refused::Unreadable),
        Value::Map(entries) => entries
            .iter()
            .map(|(key, _)| (key.name.clone(), key.span.start, false))
            .collect(),
        Value::List(items) => {
            let id = |item: &yaml::Node| match item.get("id").map(|id| &id.value) {
                Some(Value::Scalar(id)) => Some(id.trim().to_owned()),
                _ => None,
            };
            items
                .iter()
                .map(|item| (id(item).unwrap_or_default(), item.span.start, true))
                .collect()
        }
        Value::Scalar(_) => return Err(Refused::Layout(Side::Ours)),
    };
    let mut found: Vec<Entry> = Vec::new();
    for (key, at, is_item) in starts {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let lead = text[start..at].trim_start_matches('\u{feff}');
        let begins_right = if is_item {
            lead.starts_with('-')
        } else {
            lead.is_empty()
        };
        let is_new_line = found.last().is_none_or(|before| before.span.start < start);
        if !begins_right || !is_new_line {
            return Err(Refused::Layout(Side::Ours));
        }
        if let Some(before) = found.last_mut() {
            before.span.end = start;
        }
        found.push(Entry {
            key,
            span: start..text.len(),
            is_item,
        });
    }
    Ok(found)
}
