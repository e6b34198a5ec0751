//! SVG pictures that could run a script or call another computer.

use std::ops::Range;

use roxmltree::{Document, ParsingOptions};

use super::{Example, Finder, Lint};
use crate::curriculum::Curriculum;
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "picture-unsafe",
    finds: "An SVG picture that cannot be read, or that holds a script, a foreign part or an outside address.",
    why: "Opened by itself, such a picture could run a program on a reader's phone, or tell somebody that they read it.",
    example: Example {
        written: "-- modules/01-triggers/images/new.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"start()\"/>\n",
        better: "-- modules/01-triggers/images/new.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    },
    finder: Finder::Build(run),
};

fn run(curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) {
    for (path, bytes) in &curriculum.images {
        if !path.ends_with(".svg") {
            continue;
        }
        if let Some((fault, place)) = fault(bytes) {
            let finding = Diagnostic::error(LINT.code, path, fault)
                .help("Save it again as a plain SVG: shapes and words only.");
            findings.push(match place {
                Some(place) => finding.at(place),
                None => finding,
            });
        }
    }
}

/// What is wrong with a picture, in words, and where.
fn fault(bytes: &[u8]) -> Option<(String, Option<Range<usize>>)> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(("this picture is not UTF-8 text".to_owned(), None));
    };
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: 100_000,
        ..ParsingOptions::default()
    };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => return Some((format!("this picture cannot be read: {error}"), None)),
    };
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        if ["script", "foreignObject", "iframe", "style", "animate", "set"].contains(&name) {
            return Some((
                format!("this picture holds a `{name}` element"),
                Some(node.range()),
            ));
        }
        for attribute in node.attributes() {
            let name = attribute.name().to_ascii_lowercase();
            let value = attribute.value().trim();
            if name.starts_with("on") {
                return Some((
                    format!("this picture holds a script, in `{name}`"),
                    Some(attribute.range()),
                ));
            }
            let outside = name == "href" && !value.starts_with('#')
                || value.contains("url(") && !value.contains("url(#");
            if outside {
                return Some((
                    format!("this picture points outside itself, in `{name}`"),
                    Some(attribute.range()),
                ));
            }
        }
    }
    None
}
