//! `resources.yaml` and `glossary.yaml`: where help is, and what hard words mean.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::settings::file;
use super::{FOLDER, Term};
use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::{Fields, Node, Value};

/// A place to get help. Numbers are texts, as people dial them.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    pub id: String,
    pub name: String,
    /// Whom or what it is for, in one sentence.
    pub purpose: String,
    pub call: Option<String>,
    pub text: Option<TextLine>,
    pub tty: Option<String>,
    pub videophone: Option<String>,
    pub web: Option<String>,
    /// Where one can write to somebody on the web.
    pub chat: Option<String>,
    pub hours: Option<String>,
    /// Where people can come to.
    pub address: Option<String>,
    pub email: Option<String>,
    pub languages: Vec<String>,
    pub interpreters: Option<String>,
    /// How to reach it in Spanish, in one sentence.
    pub spanish: Option<String>,
    pub country: Option<String>,
    pub note: Option<String>,
    pub reviewed: Option<NaiveDate>,
    /// Shown on every page.
    pub pinned: bool,
    /// Web addresses of several, by name.
    pub links: Vec<(String, String)>,
    /// Its place in `resources.yaml`.
    pub span: Span,
}

/// A number to send a message to, and the word to send.
#[derive(Clone, Debug)]
pub struct TextLine {
    pub to: String,
    pub say: Option<String>,
}

/// Reads `resources.yaml`, a list.
pub fn resources(files: &Files, findings: &mut Vec<Diagnostic>) -> Vec<Resource> {
    let path = format!("{FOLDER}/resources.yaml");
    let Some(node) = file(files, &path, findings) else {
        return Vec::new();
    };
    let Value::List(items) = &node.value else {
        findings.push(
            Diagnostic::error("resources-list", &path, "expected a list of resources")
                .help("Begin each resource with `- id: …`."),
        );
        return Vec::new();
    };
    let mut resources: Vec<Resource> = Vec::new();
    for item in items {
        let resource = resource(&path, item, findings);
        if resources.iter().any(|known| known.id == resource.id) {
            findings.push(
                Diagnostic::error(
                    "resource-twice",
                    &path,
                    format!("two resources have the id `{}`", resource.id),
                )
                .at(item.span)
                .help("Give each resource an id of its own."),
            );
        }
        resources.push(resource);
    }
    resources
}

fn resource(path: &str, item: &Node, findings: &mut Vec<Diagnostic>) -> Resource {
    let mut fields = Fields::new(path, item, findings);
    let resource = Resource {
        id: fields.required_text("id"),
        name: fields.required_text("name"),
        purpose: fields.text("for").unwrap_or_default(),
        call: fields.text("call"),
        tty: fields.text("tty"),
        videophone: fields.text("videophone"),
        web: fields.text("web"),
        chat: fields.text("chat"),
        hours: fields.text("hours"),
        address: fields.text("address"),
        email: fields.text("email"),
        languages: fields
            .texts("languages")
            .into_iter()
            .map(|spot| spot.value)
            .collect(),
        interpreters: fields.text("interpreters"),
        spanish: fields.text("spanish"),
        country: fields.text("country"),
        note: fields.text("note"),
        reviewed: fields.date("reviewed"),
        pinned: fields.flag("pinned"),
        text: None,
        links: Vec::new(),
        span: item.span,
    };
    let text = fields.node("text");
    let links = fields.list("links");
    let places = fields.places();
    fields.finish();
    let at = |key: &str| places.get(key).copied().unwrap_or(item.span);
    let text = text.map(|node| {
        let mut fields = Fields::new(path, node, findings);
        let line = TextLine {
            to: fields.required_text("to"),
            say: fields.text("say"),
        };
        fields.finish();
        line
    });
    let links: Vec<(String, String)> = links
        .iter()
        .map(|node| {
            let mut fields = Fields::new(path, node, findings);
            let link = (fields.required_text("name"), fields.required_text("web"));
            fields.finish();
            link
        })
        .collect();
    for (number, what) in [
        (&resource.call, "call"),
        (&resource.tty, "tty"),
        (&resource.videophone, "videophone"),
    ] {
        check_number(path, at(what), number.as_deref(), what, findings);
    }
    check_number(
        path,
        at("text"),
        text.as_ref().map(|line| line.to.as_str()),
        "text",
        findings,
    );
    let web = resource.web.iter().map(|address| (address, "web"));
    let chat = resource.chat.iter().map(|address| (address, "chat"));
    let others = links.iter().map(|(_, address)| (address, "links"));
    for (address, key) in web.chain(chat).chain(others) {
        check_address(path, at(key), address, findings);
    }
    if let Some(email) = &resource.email {
        check_email(path, at("email"), email, findings);
    }
    Resource {
        text,
        links,
        ..resource
    }
}

/// An address that is not secure could be read, or changed, on its way.
pub(super) fn check_address(path: &str, span: Span, address: &str, findings: &mut Vec<Diagnostic>) {
    if !address.starts_with("https://") {
        findings.push(
            Diagnostic::error(
                "resource-address",
                path,
                format!("`{address}` is not a secure web address"),
            )
            .at(span)
            .help("Write the whole address, beginning with `https://`."),
        );
    }
}

/// An address that no letter would reach.
pub(super) fn check_email(path: &str, span: Span, email: &str, findings: &mut Vec<Diagnostic>) {
    let is_whole = email
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    if !is_whole
        || email
            .chars()
            .any(|letter| letter.is_whitespace() || "<>\"?&".contains(letter))
    {
        findings.push(
            Diagnostic::error(
                "resource-address",
                path,
                format!("`{email}` is not an e-mail address"),
            )
            .at(span)
            .help("Write it as people type it: `office@example.org`."),
        );
    }
}

/// A number that a phone could not dial would be the worst mistake of all.
pub(super) fn check_number(
    path: &str,
    span: Span,
    number: Option<&str>,
    what: &str,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(number) = number else { return };
    let dials = number.chars().filter(char::is_ascii_digit).count() >= 3
        && number
            .chars()
            .all(|letter| letter.is_ascii_digit() || " +-().".contains(letter));
    if !dials {
        findings.push(
            Diagnostic::error(
                "resource-number",
                path,
                format!("`{number}` after `{what}` is not a number that a phone can dial"),
            )
            .at(span)
            .help("Write digits and hyphens only, such as `1-800-662-4357`; put words under `note`."),
        );
    }
}

/// Reads `glossary.yaml`: `key: {term, definition}` or `key: definition`.
pub fn glossary(files: &Files, findings: &mut Vec<Diagnostic>) -> BTreeMap<String, Term> {
    let path = format!("{FOLDER}/glossary.yaml");
    let Some(node) = file(files, &path, findings) else {
        return BTreeMap::new();
    };
    let Value::Map(entries) = &node.value else {
        findings.push(
            Diagnostic::error("glossary-map", &path, "expected words with their definitions")
                .help("Write each as `word: {term: …, definition: …}`."),
        );
        return BTreeMap::new();
    };
    let mut glossary = BTreeMap::new();
    for (key, node) in entries {
        let term = match &node.value {
            Value::Scalar(definition) => Term {
                term: key.name.clone(),
                definition: definition.clone(),
                span: key.span,
                defined: node.span,
            },
            _ => {
                let mut fields = Fields::new(&path, node, findings);
                let term = Term {
                    term: fields.required_text("term"),
                    definition: fields.required_text("definition"),
                    span: key.span,
                    defined: fields.places().get("definition").copied().unwrap_or_default(),
                };
                fields.finish();
                term
            }
        };
        glossary.insert(key.name.clone(), term);
    }
    glossary
}
