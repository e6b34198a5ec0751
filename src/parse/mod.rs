//! Bytes into front matter and a document tree: the only place that names Markdown or YAML.
//!
//! A pure function of one file, so that a result can be remembered under the hash of its input.

mod answers;
mod inline;
mod markdown;
pub mod yaml;

use std::borrow::Cow;
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
    /// Names this text; see [`page_hash`].
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
            hash: page_hash(text),
        };
        return (parsed, findings);
    }
    let (front, body_start) = split_front_matter(text);
    let front = match front {
        Some(span) => yaml::parse(path, text, span, &mut findings),
        None => Node::empty_map(),
    };
    let body = markdown::parse(path, text, body_start, spaces, &mut findings);
    let (body, hash) = (Arc::new(body), page_hash(text));
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
    first_digits(&Sha256::digest(text.replace("\r\n", "\n")))
}

fn first_digits(hash: &[u8]) -> String {
    hash[..6].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Names the text of a page: its [`fingerprint`] without the line that says which text of upstream it was made from. So a page that was
/// copied to be adapted is still the text that its translations were made of.
pub fn page_hash(text: &str) -> String {
    fingerprint(&adapted(text).0)
}

/// Names a file: the [`fingerprint`] of a text, and of any other file the same of its bytes.
pub fn file_hash(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => fingerprint(text),
        Err(_) => first_digits(&Sha256::digest(bytes)),
    }
}

/// The key of the front matter that names the text of upstream that a page was made from.
const ADAPTS: &str = "adapts:";

/// A page without its line `adapts`, and what that line says.
pub fn adapted(text: &str) -> (Cow<'_, str>, Option<&str>) {
    let line = split_front_matter(text).0.and_then(|front| {
        let mut at = front.start;
        let mut lines = text[front.start..front.end].split_inclusive('\n').map(|line| {
            at += line.len();
            (at - line.len(), line)
        });
        lines.find(|(_, line)| line.starts_with(ADAPTS))
    });
    match line {
        None => (Cow::Borrowed(text), None),
        Some((start, line)) => {
            let rest = format!("{}{}", &text[..start], &text[start + line.len()..]);
            (
                Cow::Owned(rest),
                Some(line[ADAPTS.len()..].trim().trim_matches(['"', '\''])),
            )
        }
    }
}

/// A page whose front matter says that it was made from the text of upstream with this hash.
pub fn adapting(text: &str, hash: &str) -> String {
    let (text, _) = adapted(text);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("{ADAPTS} {hash}{line_end}");
    match split_front_matter(&text) {
        (Some(front), _) => format!("{}{line}{}", &text[..front.end], &text[front.end..]),
        (None, body) => format!(
            "{}---{line_end}{line}---{line_end}{}",
            &text[..body],
            &text[body..]
        ),
    }
}

/// The front matter of a page alone; an empty mapping where there is none or where it cannot be read.
pub fn front(path: &str, text: &str) -> Node {
    match split_front_matter(text).0 {
        Some(span) => yaml::parse(path, text, span, &mut Vec::new()),
        None => Node::empty_map(),
    }
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
