//! Quotation marks as they are set: authors write `"so"` and `don't`, readers see “so” and don’t.
//!
//! What is checked is the text as it is written, because findings point into files; what is published is this.

use std::sync::Arc;

use super::{Curriculum, Lesson, Page};
use crate::document::{Answer, Block, Cell, Document, Inline, VisitMut, visit_blocks_mut};

/// An apostrophe.
const APOSTROPHE: char = '’';

/// The marks of a language: those of a quotation, then those of one inside it.
struct Marks {
    outer: [char; 2],
    inner: [char; 2],
}

impl Marks {
    /// As the Unicode Common Locale Data Repository has them; in Spanish and Portuguese as in the Americas, and in French without
    /// the space inside.
    fn of(language: &str) -> Self {
        let language = language.split('-').next().unwrap_or_default();
        let (outer, inner) = match language.to_ascii_lowercase().as_str() {
            "ar" | "el" | "fa" | "fr" | "it" | "ps" | "ru" | "uk" => (['«', '»'], ['“', '”']),
            "bg" | "cs" | "de" | "sk" | "sl" => (['„', '“'], ['‚', '‘']),
            "hu" | "pl" | "ro" => (['„', '”'], ['«', '»']),
            "fi" | "sv" => (['”', '”'], ['’', '’']),
            "ja" | "zh" => (['「', '」'], ['『', '』']),
            _ => (['“', '”'], ['‘', '’']),
        };
        Self { outer, inner }
    }
}

/// A line of text while it is set: what stands before a mark says whether it opens or closes, and emphasis cuts a line into pieces.
struct Line<'a> {
    marks: &'a Marks,
    /// The letter before, as it is set; none at the beginning.
    before: Option<char>,
    /// Whether a quotation inside another is open: else the same sign is an apostrophe.
    is_inside: bool,
}

impl<'a> Line<'a> {
    fn new(marks: &'a Marks) -> Self {
        Self {
            marks,
            before: None,
            is_inside: false,
        }
    }

    /// Sets the next piece.
    fn set(&mut self, text: &mut String) {
        let mut set = String::with_capacity(text.len());
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let letter = match letter {
                '"' => self.marks.outer[usize::from(!self.opens(letters.peek()))],
                '\'' => self.single(letters.peek()),
                _ => letter,
            };
            set.push(letter);
            self.before = Some(letter);
        }
        *text = set;
    }

    fn single(&mut self, next: Option<&char>) -> char {
        let is_year = next.is_some_and(char::is_ascii_digit);
        if self.opens(next) && !is_year {
            self.is_inside = true;
            self.marks.inner[0]
        } else if self.is_inside && next.is_none_or(|next| !next.is_alphanumeric()) {
            self.is_inside = false;
            self.marks.inner[1]
        } else {
            APOSTROPHE
        }
    }

    /// Whether a mark here stands before what it encloses.
    fn opens(&self, next: Option<&char>) -> bool {
        match self.before {
            None => true,
            Some('—' | '–' | '-' | '/' | ':') => next.is_some_and(|next| next.is_alphanumeric()),
            Some(before) => {
                let [outer, inner] = [self.marks.outer[0], self.marks.inner[0]];
                before.is_whitespace() || "([{¿¡".contains(before) || before == outer || before == inner
            }
        }
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => self.set(&mut words.text),
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.inlines(inner),
                Inline::Link(link) => self.inlines(&mut link.text),
                Inline::Image(image) => alone(self.marks, &mut image.alt),
                Inline::Blank { answer, .. } => {
                    label(self.marks, answer);
                    self.before = Some('_');
                }
                Inline::Scale(scale) => {
                    label(self.marks, &mut scale.answer);
                    alone(self.marks, &mut scale.low_word);
                    alone(self.marks, &mut scale.high_word);
                    self.before = None;
                }
                Inline::Code(code) => self.before = code.chars().last().or(self.before),
                Inline::SoftBreak | Inline::HardBreak => self.before = Some(' '),
                Inline::Citation(_) | Inline::FootnoteReference(_) => {}
            }
        }
    }
}

/// Sets a text that is a line by itself.
fn alone(marks: &Marks, text: &mut String) {
    Line::new(marks).set(text);
}

fn label(marks: &Marks, answer: &mut Answer) {
    alone(marks, &mut answer.label);
}

fn line(marks: &Marks, inlines: &mut [Inline]) {
    Line::new(marks).inlines(inlines);
}

fn document(marks: &Marks, document: &mut Document) {
    let mut see = |visit: VisitMut| {
        let VisitMut::Block(block) = visit else {
            // As part of its line.
            return;
        };
        match block {
            Block::Section(section) => line(marks, &mut section.title),
            Block::Paragraph(inlines) => line(marks, inlines),
            Block::Choices(choices) => {
                label(marks, &mut choices.answer);
                choices
                    .choices
                    .iter_mut()
                    .for_each(|choice| line(marks, &mut choice.text));
            }
            Block::Table(table) => {
                table.head.iter_mut().for_each(|cell| line(marks, cell));
                for cell in table.rows.iter_mut().flatten() {
                    match cell {
                        Cell::Text(inlines) => line(marks, inlines),
                        Cell::Answer(answer) => label(marks, answer),
                    }
                }
            }
            Block::Lines(lines) => label(marks, &mut lines.answer),
            Block::Figure(image) => alone(marks, &mut image.alt),
            Block::List(_)
            | Block::Callout(_)
            | Block::Facilitator(_)
            | Block::Quote(_)
            | Block::Code(_)
            | Block::Rule => {}
        }
    };
    visit_blocks_mut(&mut document.blocks, &mut see);
    for footnote in &mut document.footnotes {
        visit_blocks_mut(&mut footnote.blocks, &mut see);
    }
}

impl Curriculum {
    /// The same curriculum with its quotation marks and apostrophes as they are set in the language of each text.
    pub fn with_set_quotes(&self) -> Curriculum {
        let mut set = self.clone();
        for module in &mut set.modules {
            page(&mut module.page);
            module.lessons.iter_mut().for_each(lesson);
            module
                .handouts
                .iter_mut()
                .for_each(|handout| page(&mut handout.page));
        }
        let here = Marks::of(&self.language);
        for source in set.sources.values_mut() {
            line(&here, &mut source.reference);
            source.title.iter_mut().for_each(|title| alone(&here, title));
        }
        set.change_words(|of, key, text| alone(&Marks::of(self.language_of(of, key)), text));
        set
    }
}

fn page(page: &mut Page) {
    let marks = Marks::of(&page.language);
    alone(&marks, &mut page.title);
    alone(&marks, &mut page.summary);
    document(&marks, Arc::make_mut(&mut page.body));
}

fn lesson(lesson: &mut Lesson) {
    page(&mut lesson.page);
    let marks = Marks::of(&lesson.page.language);
    let lists = [&mut lesson.objectives, &mut lesson.materials];
    lists
        .into_iter()
        .flatten()
        .for_each(|text| alone(&marks, &mut text.value));
    lesson.notice.iter_mut().for_each(|notice| alone(&marks, notice));
}
