//! Gives every answer space its label and its identity, every choice its name, and every heading an id of its own.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::AnswerSpaces;
use crate::diagnostic::Diagnostic;
use crate::document::{
    ActivityKind, Answer, Block, Cell, Choices, Document, Inline, Section, Table, plain_text,
};

/// Names all answer spaces of `document`, and reports those that have no name or stand where none may.
pub fn name(path: &str, document: &mut Document, spaces: AnswerSpaces, findings: &mut Vec<Diagnostic>) {
    let mut namer = Namer {
        path,
        findings,
        headings: HashMap::new(),
        counts: HashMap::new(),
        scope: String::new(),
        allowed: spaces == AnswerSpaces::Anywhere,
        kind: None,
        prompt: None,
    };
    namer.blocks(&mut document.blocks);
}

struct Namer<'a> {
    path: &'a str,
    findings: &'a mut Vec<Diagnostic>,
    headings: HashMap<String, usize>,
    /// How often a label was met in a scope.
    counts: HashMap<String, usize>,
    /// The id of the section that answers belong to.
    scope: String,
    allowed: bool,
    kind: Option<ActivityKind>,
    /// The paragraph before, which names the answer spaces that have no words of their own.
    prompt: Option<String>,
}

impl Namer<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Section(section) => self.section(section),
                Block::Paragraph(inlines) => {
                    self.line(inlines);
                    self.prompt = Some(plain_text(inlines)).filter(|text| !text.is_empty());
                }
                Block::List(list) => {
                    let prompt = self.prompt.clone();
                    for item in &mut list.items {
                        self.prompt.clone_from(&prompt);
                        self.blocks(&mut item.blocks);
                    }
                    self.prompt = prompt;
                }
                Block::Choices(choices) => self.choices(choices),
                Block::Table(table) => self.table(table),
                Block::Lines(lines) => {
                    let label = self.prompt.clone().unwrap_or_default();
                    self.answer(&mut lines.answer, &label);
                }
                Block::Callout(callout) => self.blocks(&mut callout.blocks),
                Block::Facilitator(inner) | Block::Quote(inner) => {
                    let prompt = self.prompt.take();
                    self.blocks(inner);
                    self.prompt = prompt;
                }
                Block::Code(_) | Block::Figure(_) | Block::Rule => {}
            }
        }
    }

    fn section(&mut self, section: &mut Section) {
        let seen = self.headings.entry(section.id.clone()).or_default();
        *seen += 1;
        if *seen > 1 || section.id.is_empty() {
            self.findings.push(
                Diagnostic::error(
                    "heading-twice",
                    self.path,
                    format!("two headings of this page share the name `{}`", section.id),
                )
                .at(section.span)
                .help("Give each heading words of its own, or one of them an id: `{#another-name}`."),
            );
        }
        let outer = (self.scope.clone(), self.allowed, self.kind);
        if let Some(activity) = &section.activity {
            self.scope.clone_from(&section.id);
            self.allowed = true;
            self.kind = Some(activity.kind);
        }
        self.prompt = None;
        self.blocks(&mut section.blocks);
        (self.scope, self.allowed, self.kind) = outer;
        self.prompt = None;
    }

    /// Blanks and scales of a line: the words before each on its line are its label.
    fn line(&mut self, inlines: &mut [Inline]) {
        let mut start = 0;
        for at in 0..inlines.len() {
            match &inlines[at] {
                Inline::SoftBreak | Inline::HardBreak => start = at + 1,
                Inline::Blank { .. } | Inline::Scale(_) => {
                    let before = plain_text(&inlines[start..at]);
                    let label = if before.chars().any(char::is_alphanumeric) {
                        before.trim_end_matches(':').to_owned()
                    } else {
                        self.prompt.clone().unwrap_or_default()
                    };
                    if let Inline::Blank { answer, .. }
                    | Inline::Scale(crate::document::Scale { answer, .. }) = &mut inlines[at]
                    {
                        self.answer(answer, &label);
                    }
                    start = at + 1;
                }
                _ => {}
            }
        }
    }

    fn choices(&mut self, choices: &mut Choices) {
        let label = self
            .prompt
            .clone()
            .or_else(|| choices.choices.first().map(|choice| plain_text(&choice.text)))
            .unwrap_or_default();
        self.answer(&mut choices.answer, &label);
        let prompt = self.prompt.clone();
        for choice in &mut choices.choices {
            let text = plain_text(&choice.text);
            choice.id = identity(&choices.answer.id, &text, 1);
            if text.is_empty() {
                self.unlabelled(&choices.answer);
            }
            if choice.right && self.kind != Some(ActivityKind::SelfCheck) {
                self.findings.push(
                    Diagnostic::error(
                        "right-answer",
                        self.path,
                        format!("`{text}` is marked as a right answer outside a self-check"),
                    )
                    .at(choices.answer.span)
                    .help("Leave the mark empty, or give the section's heading `{.self-check}`."),
                );
            }
            self.line(&mut choice.text);
            self.prompt = Some(text).filter(|text| !text.is_empty());
            self.blocks(&mut choice.blocks);
        }
        self.prompt = prompt;
    }

    fn table(&mut self, table: &mut Table) {
        let heads: Vec<String> = table.head.iter().map(|cell| plain_text(cell)).collect();
        for row in &mut table.rows {
            let row_head = match row.first() {
                Some(Cell::Text(inlines)) => plain_text(inlines),
                _ => String::new(),
            };
            for (column, cell) in row.iter_mut().enumerate() {
                let head = heads.get(column).map_or("", String::as_str);
                match cell {
                    Cell::Answer(answer) => {
                        let label = match (head.is_empty(), column > 0 && !row_head.is_empty()) {
                            (true, _) => String::new(),
                            (false, true) => format!("{head}: {row_head}"),
                            (false, false) => head.to_owned(),
                        };
                        self.answer(answer, &label);
                    }
                    Cell::Text(inlines) => {
                        let outer = self.prompt.replace(format!("{head}: {row_head}"));
                        self.line(inlines);
                        self.prompt = outer;
                    }
                }
            }
        }
        self.prompt = None;
    }

    fn answer(&mut self, answer: &mut Answer, label: &str) {
        if label.is_empty() {
            self.unlabelled(answer);
        }
        if !self.allowed {
            self.findings.push(
                Diagnostic::error(
                    "answer-outside-activity",
                    self.path,
                    "a space to answer outside an activity",
                )
                .at(answer.span)
                .help("Give the section's heading a kind, such as `{.exercise minutes=10}`."),
            );
        }
        let count = self.counts.entry(format!("{}\n{label}", self.scope)).or_default();
        *count += 1;
        answer.id = identity(&self.scope, label, *count);
        label.clone_into(&mut answer.label);
    }

    fn unlabelled(&mut self, answer: &Answer) {
        self.findings.push(
            Diagnostic::error(
                "answer-unlabelled",
                self.path,
                "this space to answer has no name that a screen reader could say",
            )
            .at(answer.span)
            .help(
                "Put words before it on its line, a paragraph before it, \
                 or a head on its column and words in the first cell of its row.",
            ),
        );
    }
}

/// A short name made of where an answer stands and what it is called, and of nothing else.
fn identity(scope: &str, label: &str, count: usize) -> String {
    let hash = Sha256::digest(format!("{scope}\n{label}\n{count}"));
    let mut id = String::from("a");
    for byte in &hash[..6] {
        id.push_str(&format!("{byte:02x}"));
    }
    id
}
