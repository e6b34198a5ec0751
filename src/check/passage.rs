//! The texts of a page as people read them, each with its place in the file: what lints on words look at.

use std::ops::Range;

use crate::curriculum::{Curriculum, WordsOf};
use crate::document::{Block, Cell, Image, Inline, PageId, Section, Span, Target};
use crate::files::Files;

/// A text that is read in one go: a paragraph, a heading, an item of a list, a cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// One line: breaks in the file are spaces. Without citations, footnote marks, code and blanks.
    pub text: String,
    pub role: Role,
    /// Whether only staff read it.
    pub staff: bool,
    /// The parts of `text` that stand in a quote (`> …`) or are the words of a web link, which others chose.
    pub quoted: Vec<Range<usize>>,
    /// The parts of `text` in emphasis (`*…*`), such as titles of works.
    pub emphasis: Vec<Range<usize>>,
    /// Where in `text` a piece begins, and where in the file.
    pieces: Vec<(usize, usize)>,
}

/// What a passage is for a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// The title of a page.
    Title,
    /// Another text of the front matter: the summary, an objective, the notice.
    Front,
    /// The heading of a section.
    Heading,
    /// A paragraph, or an item of a list that holds a sentence.
    #[default]
    Text,
    /// A cell of a table.
    Cell,
    /// The text beside a box to tick or a choice.
    Choice,
    /// What a picture shows, for those who do not see it.
    Picture,
    /// What a word of the glossary means.
    Definition,
}

impl Passage {
    /// The place in the file of a part of `text`.
    pub fn place(&self, part: Range<usize>) -> Span {
        Span {
            start: self.offset(part.start),
            end: self.offset(part.end.saturating_sub(1)) + 1,
        }
    }

    fn offset(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at);
        match piece.checked_sub(1).map(|piece| self.pieces[piece]) {
            Some((start, file)) => file + (at - start),
            None => 0,
        }
    }

    fn push(&mut self, text: &str, file: usize) {
        self.pieces.push((self.text.len(), file));
        self.text.push_str(text);
    }

    /// Adds a text whose breaks are not known, word by word, as `source` has it from `at` on.
    fn push_words(&mut self, text: &str, source: &str, at: usize) {
        let mut at = at;
        for (index, word) in text.split_whitespace().enumerate() {
            if index > 0 {
                self.text.push(' ');
            }
            // Quotation marks, hyphens and breaks may stand between, not much else.
            let rest = source.get(at..).unwrap_or_default();
            let near = rest.find(word).filter(|distance| *distance < FARTHEST);
            at += near.unwrap_or_default();
            self.push(word, at);
            at += near.map_or(0, |_| word.len());
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => self.push(&words.text, words.start),
                Inline::Strong(inner) => self.inlines(inner),
                Inline::Emphasis(inner) => {
                    let start = self.text.len();
                    self.inlines(inner);
                    self.emphasis.push(start..self.text.len());
                }
                Inline::Link(link) => {
                    let start = self.text.len();
                    self.inlines(&link.text);
                    if matches!(link.target, Target::Web(_)) {
                        self.quoted.push(start..self.text.len());
                    }
                }
                Inline::SoftBreak | Inline::HardBreak => self.text.push(' '),
                Inline::Image(_)
                | Inline::Code(_)
                | Inline::Blank { .. }
                | Inline::Scale(_)
                | Inline::Citation(_)
                | Inline::FootnoteReference(_) => {}
            }
        }
    }
}

/// How far the next word of a text may be in its file.
const FARTHEST: usize = 200;

/// The definitions of the glossary.
pub fn definitions(files: &Files, curriculum: &Curriculum) -> Vec<Passage> {
    let source = files
        .text(&curriculum.own_path(WordsOf::Glossary))
        .unwrap_or_default();
    let terms = curriculum.glossary.iter().filter(|(key, _)| {
        let language = curriculum.language_of(WordsOf::Glossary, &format!("{key}.definition"));
        language == curriculum.language
    });
    terms
        .map(|(_, term)| {
            let mut passage = Passage {
                role: Role::Definition,
                ..Passage::default()
            };
            passage.push_words(&term.definition, source, term.defined.start);
            passage
        })
        .collect()
}

/// The texts of a page, in reading order.
pub fn passages(files: &Files, curriculum: &Curriculum, id: PageId) -> Vec<Passage> {
    let page = curriculum.page(id);
    let mut reader = Reader {
        source: files.text(&page.path).unwrap_or_default(),
        passages: Vec::new(),
        staff: false,
        quote: false,
    };
    let place = |key: &str| page.front.get(key).copied().unwrap_or_default();
    reader.front(Role::Title, &page.title, place("title"));
    reader.front(Role::Front, &page.summary, place("summary"));
    if let PageId::Lesson(m, l) = id {
        let lesson = &curriculum.modules[m].lessons[l];
        for objective in &lesson.objectives {
            reader.front(Role::Front, &objective.value, objective.span);
        }
        reader.front(
            Role::Front,
            lesson.notice.as_deref().unwrap_or_default(),
            place("notice"),
        );
    }
    reader.blocks(&page.body.blocks);
    for footnote in &page.body.footnotes {
        reader.blocks(&footnote.blocks);
    }
    reader.passages
}

struct Reader<'a> {
    /// The file.
    source: &'a str,
    passages: Vec<Passage>,
    staff: bool,
    quote: bool,
}

impl Reader<'_> {
    fn front(&mut self, role: Role, text: &str, place: Span) {
        let mut passage = Passage {
            role,
            ..Passage::default()
        };
        passage.push_words(text, self.source, place.start);
        self.keep(passage);
    }

    fn inlines(&mut self, role: Role, inlines: &[Inline]) {
        let mut passage = Passage {
            role,
            staff: self.staff,
            ..Passage::default()
        };
        passage.inlines(inlines);
        if self.quote {
            passage.quoted = std::iter::once(0..passage.text.len()).collect();
        }
        self.keep(passage);
        for inline in inlines {
            if let Inline::Image(image) = inline {
                self.picture(image);
            }
        }
    }

    fn picture(&mut self, image: &Image) {
        let mut passage = Passage {
            role: Role::Picture,
            staff: self.staff,
            ..Passage::default()
        };
        passage.push_words(&image.alt, self.source, image.span.start);
        self.keep(passage);
    }

    fn keep(&mut self, passage: Passage) {
        if !passage.text.trim().is_empty() {
            self.passages.push(passage);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Section(section) => self.section(section),
                Block::Paragraph(inlines) => self.inlines(Role::Text, inlines),
                Block::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.blocks);
                    }
                }
                Block::Choices(choices) => {
                    for choice in &choices.choices {
                        self.inlines(Role::Choice, &choice.text);
                        self.blocks(&choice.blocks);
                        self.blocks(&choice.explanation);
                    }
                }
                Block::Table(table) => {
                    for cell in &table.head {
                        self.inlines(Role::Cell, cell);
                    }
                    for cell in table.rows.iter().flatten() {
                        if let Cell::Text(inlines) = cell {
                            self.inlines(Role::Cell, inlines);
                        }
                    }
                }
                Block::Callout(callout) => self.blocks(&callout.blocks),
                Block::Facilitator(inner) => {
                    let before = std::mem::replace(&mut self.staff, true);
                    self.blocks(inner);
                    self.staff = before;
                }
                Block::Quote(inner) => {
                    let before = std::mem::replace(&mut self.quote, true);
                    self.blocks(inner);
                    self.quote = before;
                }
                Block::Figure(image) => self.picture(image),
                Block::Lines(_) | Block::Code(_) | Block::Rule => {}
            }
        }
    }

    fn section(&mut self, section: &Section) {
        self.inlines(Role::Heading, &section.title);
        self.blocks(&section.blocks);
    }
}
