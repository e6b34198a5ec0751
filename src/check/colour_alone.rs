//! What is told by colour and by nothing else, in drawings and in the words about them.

use std::collections::BTreeMap;

use kurbo::Rect;

use super::drawing::{Drawing, Paint, Shape, Text};
use super::lists::{Lists, Word, words};
use super::{Example, Finder, Lint, Passage, Subject};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "colour-alone",
    finds: "Shapes that differ in colour only, words that tell a line or a box by its colour, or pale words in a drawing.",
    why: "Many people do not tell red from green, and most sheets are copied in grey.",
    example: Example {
        written: "Look at the red line.\n",
        better: "Look at the dashed line, marked “urge”.\n",
    },
    finder: Finder::Check(run),
};

/// What WCAG asks of words on their ground.
const LEAST_CONTRAST: f64 = 4.5;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let lists = Lists::read(include_str!("lists/access.en.yaml"));
    for path in subject
        .curriculum
        .images
        .keys()
        .filter(|path| path.ends_with(".svg"))
    {
        if let Some(drawing) = subject.files.text(path).and_then(Drawing::read) {
            shapes(path, &drawing, findings);
            pale_words(path, &drawing, findings);
        }
    }
    for (_, page, passages) in subject.pages() {
        for passage in passages {
            for range in named_by_colour(&lists, passage) {
                findings.push(
                    Diagnostic::warning(
                        LINT.code,
                        &page.path,
                        format!("“{}” is told by its colour alone", &passage.text[range.clone()]),
                    )
                    .at(passage.place(range))
                    .help("Add what else tells it apart: a word, a number, a place, dots or dashes (“the dashed red line, marked 2”)."),
                );
            }
        }
    }
}

fn shapes(path: &str, drawing: &Drawing, findings: &mut Vec<Diagnostic>) {
    let mut alike: BTreeMap<String, Vec<&Shape>> = BTreeMap::new();
    for shape in &drawing.shapes {
        alike
            .entry(likeness(shape, drawing.width))
            .or_default()
            .push(shape);
    }
    for group in alike.values().filter(|group| group.len() > 1) {
        let unsaid: Vec<&Shape> = group
            .iter()
            .copied()
            .filter(|shape| !is_marked(shape, drawing))
            .collect();
        let mut colours: Vec<[u8; 3]> = unsaid.iter().filter_map(|shape| colour(shape)).collect();
        colours.sort_unstable();
        colours.dedup();
        // Greys differ in lightness, which everyone sees and which a copy keeps.
        if colours.len() < 2 || !colours.iter().any(is_bright) {
            continue;
        }
        let names: Vec<String> = colours
            .iter()
            .take(4)
            .map(|[red, green, blue]| format!("#{red:02X}{green:02X}{blue:02X}"))
            .collect();
        findings.push(
            Diagnostic::warning(
                LINT.code,
                path,
                format!(
                    "{} shapes (`{}`) differ in colour only: {}",
                    unsaid.len(),
                    unsaid[0].element,
                    names.join(", ")
                ),
            )
            .at(unsaid[0].span.clone())
            .help("Give each a word beside it, or a pattern, dashes or a form of its own; if the colours mean nothing, use one."),
        );
    }
}

/// What shapes have in common that differ in colour only.
fn likeness(shape: &Shape, width: f64) -> String {
    let kind = |paint: &Paint| match paint {
        Paint::None => "none".to_owned(),
        Paint::Color(_) => "colour".to_owned(),
        Paint::Other(name) => name.clone(),
    };
    // The lines of a chart each have a course of their own, and are told apart by their colour all the same.
    let form = if is_chart_line(shape, width) {
        "line"
    } else {
        shape.form.as_str()
    };
    format!(
        "{form} {} {} {} {}",
        kind(&shape.fill),
        kind(&shape.stroke),
        shape.width,
        shape.dash
    )
}

fn is_chart_line(shape: &Shape, width: f64) -> bool {
    shape.fill == Paint::None
        && shape.bounds.width() > width / 3.0
        && ["path", "line", "polyline"].contains(&shape.element.as_str())
}

/// The colour that tells a shape: of its area, else of its line.
fn colour(shape: &Shape) -> Option<[u8; 3]> {
    match (&shape.fill, &shape.stroke) {
        (Paint::Color(fill), Paint::Color(stroke)) if is_bright(stroke) && !is_bright(fill) => Some(*stroke),
        (Paint::Color(fill), _) => Some(*fill),
        (_, Paint::Color(stroke)) => Some(*stroke),
        _ => None,
    }
}

/// Whether a colour is more than a shade of grey.
fn is_bright([red, green, blue]: &[u8; 3]) -> bool {
    let most = red.max(green).max(blue);
    let least = red.min(green).min(blue);
    most - least >= 48
}

/// Whether words stand in a shape or beside it, or another shape is drawn in it.
fn is_marked(shape: &Shape, drawing: &Drawing) -> bool {
    let near = (drawing.width * 0.06).max(12.0);
    let is_line = is_chart_line(shape, drawing.width);
    let said = drawing.texts.iter().any(|text| {
        if is_line {
            let around = text.bounds.inflate(near, near);
            shape.ends.iter().any(|end| around.contains(*end))
        } else {
            overlap(shape.bounds.inflate(near, near), text.bounds)
        }
    });
    said || !is_line
        && drawing.shapes.iter().any(|inner| {
            inner.order > shape.order
                && inner.form != shape.form
                && inner.bounds.area() < shape.bounds.area()
                && shape.bounds.contains(inner.bounds.center())
        })
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1
}

fn pale_words(path: &str, drawing: &Drawing, findings: &mut Vec<Diagnostic>) {
    for text in &drawing.texts {
        let Paint::Color(fill) = text.fill else {
            continue;
        };
        let contrast = contrast(fill, ground(text, drawing));
        if contrast < LEAST_CONTRAST {
            // Cut off, not rounded: 4.46 is not 4.5.
            let shown = (contrast * 10.0).floor() / 10.0;
            findings.push(
                Diagnostic::warning(
                    LINT.code,
                    path,
                    format!(
                        "“{}” is too pale to read: its contrast is {shown} to 1",
                        text.text
                    ),
                )
                .at(text.span.clone())
                .help("Use a darker colour, such as #1D2B2F: at least 4.5 to 1 on its ground."),
            );
        }
    }
}

/// The colour behind words: of the last shape that was filled there, else of the paper.
fn ground(text: &Text, drawing: &Drawing) -> [u8; 3] {
    let behind = drawing.shapes.iter().rev().find_map(|shape| match shape.fill {
        Paint::Color(fill) if shape.order < text.order && shape.covers(text.bounds.center()) => Some(fill),
        _ => None,
    });
    behind.unwrap_or([255, 255, 255])
}

/// The contrast of two colours as WCAG reckons it: from 1 to 21.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let light = |colour: [u8; 3]| {
        let [red, green, blue] = colour.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (light(a) + 0.05, light(b) + 0.05);
    a.max(b) / a.min(b)
}

/// The parts of a text that name something drawn by its colour.
fn named_by_colour(lists: &Lists, passage: &Passage) -> Vec<std::ops::Range<usize>> {
    let text = passage.text.as_str();
    let all = words(text);
    let mut found = Vec::new();
    for (at, word) in all.iter().enumerate() {
        if !is_colour(lists, &word.text) {
            continue;
        }
        let clue = Clue {
            lists,
            text,
            all: &all,
            at,
        };
        let Some((from, to)) = clue
            .the_red_line()
            .or_else(|| clue.shown_in_red())
            .or_else(|| clue.red_means())
        else {
            continue;
        };
        let range = all[from].range.start..all[to].range.end;
        if !passage
            .quoted
            .iter()
            .any(|quote| quote.start < range.end && range.start < quote.end)
        {
            found.push(range);
        }
    }
    found
}

/// `red`, `dark-red`, `reddish` is not looked for.
fn is_colour(lists: &Lists, word: &str) -> bool {
    lists.has("colour", word.rsplit('-').next().unwrap_or(word))
}

/// A word of colour among the words around it.
struct Clue<'a> {
    lists: &'a Lists,
    text: &'a str,
    all: &'a [Word],
    at: usize,
}

impl Clue<'_> {
    fn word(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |word| &word.text)
    }

    /// Whether the words from one to the other stand in one sentence.
    fn joined(&self, from: usize, to: usize) -> bool {
        let between = &self.text[self.all[from].range.end..self.all[to].range.start];
        !between.contains(['.', '!', '?', ':', ';', '—', '|'])
    }

    fn is_drawn(&self, at: usize) -> bool {
        let word = self.word(at);
        self.lists.has("drawn", word) || self.lists.has("drawn", word.trim_end_matches('s'))
    }

    /// The place of the `the` in front of a word, over words of colour and size; nothing when a pattern is named.
    fn determiner(&self, before: usize) -> Option<usize> {
        let passed = |at: &usize| {
            let word = self.word(*at);
            ["and", "or", "small", "other"].contains(&word)
                || self.lists.has("shade", word)
                || is_colour(self.lists, word)
        };
        let first = (0..before).rev().take(5).find(|at| !passed(at))?;
        let determines = self.lists.has("determiner", self.word(first)) && self.joined(first, before);
        determines.then_some(first)
    }

    /// Whether another mark than the colour is told behind a word.
    fn has_cue(&self, after: usize) -> bool {
        (after + 1..(after + 4).min(self.all.len()))
            .any(|at| self.lists.has("cue", self.word(at)) && self.joined(after, at))
    }

    /// `the red line`, `the red and green boxes`
    fn the_red_line(&self) -> Option<(usize, usize)> {
        let noun = self.at + 1;
        if noun >= self.all.len() || !self.is_drawn(noun) || !self.joined(self.at, noun) || self.has_cue(noun)
        {
            return None;
        }
        Some((self.determiner(self.at)?, noun))
    }

    /// `shown in green`, `the boxes in green`
    fn shown_in_red(&self) -> Option<(usize, usize)> {
        let shade = self.at.checked_sub(1)?;
        // `marked red`; a door that is painted red is no drawing.
        if self.lists.has("marked", self.word(shade)) && self.joined(shade, self.at) && !self.has_cue(self.at)
        {
            return Some((shade, self.at));
        }
        let preposition = if self.lists.has("shade", self.word(shade)) {
            shade.checked_sub(1)?
        } else {
            shade
        };
        let before = preposition.checked_sub(1)?;
        let in_two = self.word(self.at + 1) == "and" && self.word(self.at) == "black";
        if self.word(preposition) != "in" || in_two || !self.joined(before, self.at) || self.has_cue(self.at)
        {
            return None;
        }
        if self.lists.has("shown", self.word(before)) {
            return Some((before, self.at));
        }
        let determiner = self.is_drawn(before).then(|| self.determiner(before))??;
        Some((determiner, self.at))
    }

    /// `Red means stop`; not what it means to somebody.
    fn red_means(&self) -> Option<(usize, usize)> {
        let verb = self.at + 1;
        let said = match self.word(verb) {
            "means" => verb,
            "stands" if self.word(verb + 1) == "for" => verb + 1,
            _ => return None,
        };
        let about_people = (said + 1..(said + 10).min(self.all.len()))
            .take_while(|at| self.joined(said, *at))
            .any(|at| {
                [
                    "you", "your", "person", "people", "someone", "me", "my", "i", "they", "us",
                ]
                .contains(&self.word(at))
            });
        let is_open = self.at == 0
            || !self.joined(self.at - 1, self.at)
            || ["and", "the", "while"].contains(&self.word(self.at - 1));
        (!about_people && is_open && self.joined(self.at, said)).then_some((self.at, said))
    }
}
