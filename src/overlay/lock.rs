//! `upstream/upstream.yaml`: what the copy of the upstream is a copy of, and a hash of each of its files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{CURRICULUM, UPSTREAM};
use crate::files::Files;
use crate::parse;
use crate::parse::yaml::{self, Node, Value};

/// What is written above the entries.
const HEAD: &str = "# The curriculum that this one extends, as it was last taken. Written by `curricle`; change nothing in this folder.\n\
                    # What upstream says today: curricle drift. Your own texts stand in `curriculum/`.\n";

/// What the copy is a copy of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// What `extends` said when it was taken.
    pub source: String,
    /// The edition that the upstream calls itself.
    pub edition: String,
    /// The hash of each file, by its path from the upstream's root.
    pub files: BTreeMap<String, String>,
    /// What a taking that has not ended was about to write; empty after one that has.
    pub coming: BTreeMap<String, String>,
}

impl Lock {
    /// Its path from the root.
    pub fn path() -> String {
        format!("{UPSTREAM}/upstream.yaml")
    }

    /// Reads what stands in `files`; an empty one where there is none.
    pub fn read(files: &Files) -> Self {
        let path = Self::path();
        let (node, _) = yaml::remembered(&path, files.text(&path).unwrap_or_default());
        Self {
            source: text(&node, "source"),
            edition: text(&node, "edition"),
            files: texts(&node, "files"),
            coming: texts(&node, "coming"),
        }
    }

    /// The lock of `upstream`, whole, as it is taken from `source`.
    pub fn of(source: &str, upstream: &Files) -> Self {
        let settings = format!("{CURRICULUM}/curriculum.yaml");
        let (node, _) = yaml::remembered(&settings, upstream.text(&settings).unwrap_or_default());
        let hashes = upstream
            .under(CURRICULUM)
            .map(|(path, bytes)| (path.to_owned(), parse::file_hash(bytes)));
        Self {
            source: source.to_owned(),
            edition: text(&node, "edition"),
            files: hashes.collect(),
            coming: BTreeMap::new(),
        }
    }

    /// Whether a file with this hash was taken, or was about to be.
    pub fn knows(&self, path: &str, hash: &str) -> bool {
        [&self.files, &self.coming]
            .into_iter()
            .any(|known| known.get(path).is_some_and(|known| known == hash))
    }

    /// As the file says it.
    pub fn to_text(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut out = format!(
            "{HEAD}source: {}\nedition: {}\n",
            quoted(&self.source),
            quoted(&self.edition)
        );
        for (name, hashes) in [("files", &self.files), ("coming", &self.coming)] {
            if !hashes.is_empty() {
                let _ = writeln!(out, "{name}:");
            }
            for (path, hash) in hashes {
                // In quotation marks: a hash of digits alone would be a number.
                let _ = writeln!(out, "  {}: \"{hash}\"", quoted(path));
            }
        }
        out
    }
}

fn text(node: &Node, key: &str) -> String {
    match node.get(key).map(|node| &node.value) {
        Some(Value::Scalar(text)) => text.clone(),
        _ => String::new(),
    }
}

fn texts(node: &Node, key: &str) -> BTreeMap<String, String> {
    let Some(Node {
        value: Value::Map(entries),
        ..
    }) = node.get(key)
    else {
        return BTreeMap::new();
    };
    let texts = entries.iter().filter_map(|(key, node)| match &node.value {
        Value::Scalar(text) => Some((key.name.clone(), text.clone())),
        _ => None,
    });
    texts.collect()
}
