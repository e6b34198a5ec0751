//! Bytes into front matter and a document tree: the only place that names Markdown or YAML.
//!
//! A pure function of one file, so that a result can be remembered under the hash of its input.

mod answers;
mod inline;
mod markdown;
pub mod yaml;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Span};
use yaml::Node;

/// A Markdown file, read.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The front matter; an empty mapping where there is none.
    pub front: Node,
    pub body: Arc<Document>,
    /// The first 12 hexadecimal digits of the SHA-256 of the file, with line ends as `\n`: names this text.
    pub hash: String,
}

/// Whether a whole body is one sheet to fill in, or only its activities are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerSpaces {
    /// A handout: anywhere.
    Anywhere,
    /// A lesson or a module's introduction: inside an activity.
    InActivities,
}

/// Reads one Markdown file, with everything that is wrong in it.
///
/// `path` is for the findings only. Spans are bytes of `text`.
pub fn markdown(path: &str, text: &str, spaces: AnswerSpaces) -> (Parsed, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    if let Some(at) = text.find(inline::is_reserved) {
        findings.push(
            Diagnostic::error("control-character", path, "this file holds a control character")
                .at(at..at + 1)
                .help("Delete the invisible character here, or type the line again."),
        );
        let parsed = Parsed {
            front: Node::empty_map(),
            body: Arc::default(),
            hash: fingerprint(text),
        };
        return (parsed, findings);
    }
    let (front, body_start) = split_front_matter(text);
    let front = match front {
        Some(span) => yaml::parse(path, text, span, &mut findings),
        None => Node::empty_map(),
    };
    let body = markdown::parse(path, text, body_start, spaces, &mut findings);
    let (body, hash) = (Arc::new(body), fingerprint(text));
    (Parsed { front, body, hash }, findings)
}

/// What [`markdown`] returns, remembered by the content: while somebody writes, one file of a thousand changes.
#[comemo::memoize]
pub fn remembered(path: &str, text: &str, spaces: AnswerSpaces) -> (Arc<Parsed>, Vec<Diagnostic>) {
    let (parsed, findings) = markdown(path, text, spaces);
    (Arc::new(parsed), findings)
}

/// The first 12 hexadecimal digits of the SHA-256 of a text, with line ends as `\n`.
pub fn fingerprint(text: &str) -> String {
    let hash = Sha256::digest(text.replace("\r\n", "\n"));
    hash[..6].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The front matter's span, without its fences, and where the body begins.
fn split_front_matter(text: &str) -> (Option<Span>, usize) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return (None, start);
    };
    let front = start + first.len();
    let mut at = front;
    for line in lines {
        if line.trim_end() == "---" {
            return (Some(Span::from(front..at)), at + line.len());
        }
        at += line.len();
    }
    // No closing fence: all of it is front matter, and its reader will say what is wrong.
    (Some(Span::from(front..text.len())), text.len())
}
