//! How hard a text is to read, as a school grade: a pure function of the text and its language.
//!
//! **English**: the Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975, *Derivation of new readability formulas
//! for Navy enlisted personnel*, Research Branch Report 8-75): `0.39 × words per sentence + 11.8 × syllables per word − 15.59`.
//!
//! **Spanish**: the ease of Fernández Huerta (1959, *Medidas sencillas de lecturabilidad*, Consigna 214, 29–32), as Gwillim Law
//! corrected it (2011, *Error in the Fernandez Huerta Readability Formula*):
//! `206.84 − 0.60 × syllables per 100 words − 1.02 × words per sentence`. It says 100 for the easiest. His table names the school
//! grade of each band of points (as <https://legible.es/blog/lecturabilidad-fernandez-huerta/> reproduces it): 90–100 the 4th, 80–90
//! the 5th, 70–80 the 6th, 60–70 the 7th and 8th, 50–60 *preuniversitario*, 30–50 *cursos selectivos* (the first year of
//! university), below 30 *universitario (especialización)*. The middle of each band stands for its grade here, with straight lines
//! between, so that one limit serves both languages: *preuniversitario* as 10.5 of the grades 9 to 12, the two last as 14 and 17.
//! Grade 6 is an ease of 75.
//!
//! The bands of the INFLESZ scale (Barrio-Cantalejo and others 2008, *Validación de la Escala INFLESZ*, Anales del Sistema Sanitario de
//! Navarra 31(2), 135–152), from 40, 55, 65 and 80 points of Szigriszt Pazos (1993), name the ease in words.

mod sentences;
mod syllables;

use std::collections::HashMap;
use std::ops::Range;

pub use sentences::{sentences, words};
pub use syllables::syllables;

use super::passage::{Passage, Role};
use crate::curriculum::Curriculum;
use crate::document::Span;

/// A language whose texts can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    Spanish,
}

impl Language {
    /// The language with this code, such as `en` or `es-US`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split(['-', '_']).next()? {
            "en" => Some(Self::English),
            "es" => Some(Self::Spanish),
            _ => None,
        }
    }
}

/// How hard a text is to read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The school grade in the United States; 0 for a text without words.
    pub grade: f64,
    /// 100 for the easiest, about 0 for the hardest: Flesch for English, Fernández Huerta for Spanish.
    pub ease: f64,
    /// The counts behind both.
    pub size: Size,
    /// Each sentence, in order.
    pub sentences: Vec<Sentence>,
}

/// What the formulas count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub sentences: usize,
    pub words: usize,
    pub syllables: usize,
}

/// A sentence that was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its place in the file.
    pub span: Span,
    /// The grade of a text that is all like it.
    pub grade: f64,
    pub words: usize,
    pub syllables: usize,
    /// Its words of four syllables or more (five in Spanish), once each.
    pub long: Vec<String>,
}

/// The grade and the ease of a text of this size.
///
/// ```
/// use curricle::check::reading::{Language, Size, grade};
/// let size = Size { sentences: 10, words: 100, syllables: 130 };
/// let (grade, ease) = grade(size, Language::English);
/// assert_eq!((format!("{grade:.2}"), format!("{ease:.1}")), ("3.65".to_owned(), "86.7".to_owned()));
/// ```
pub fn grade(size: Size, language: Language) -> (f64, f64) {
    if size.words == 0 || size.sentences == 0 {
        return (0.0, 100.0);
    }
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let length = count(size.words) / count(size.sentences);
    let syllables = count(size.syllables) / count(size.words);
    match language {
        Language::English => (
            0.39 * length + 11.8 * syllables - 15.59,
            206.835 - 1.015 * length - 84.6 * syllables,
        ),
        Language::Spanish => {
            let ease = 206.84 - 60.0 * syllables - 1.02 * length;
            (grade_of_ease(ease), ease)
        }
    }
}

/// The grade of an ease of Fernández Huerta, as the head of this module tells.
fn grade_of_ease(ease: f64) -> f64 {
    const MIDDLES: [(f64, f64); 7] = [
        (95.0, 4.0),
        (85.0, 5.0),
        (75.0, 6.0),
        (65.0, 7.5),
        (55.0, 10.5),
        (40.0, 14.0),
        (15.0, 17.0),
    ];
    let line = MIDDLES
        .windows(2)
        .find(|pair| ease >= pair[1].0)
        .unwrap_or(&MIDDLES[5..]);
    let ((high, low_grade), (low, high_grade)) = (line[0], line[1]);
    low_grade + (high - ease) / (high - low) * (high_grade - low_grade)
}

/// How easy it is, in the words of the INFLESZ scale; only for Spanish.
pub fn inflesz(size: Size) -> &'static str {
    let count = |number: usize| f64::from(u32::try_from(number.max(1)).unwrap_or(u32::MAX));
    let ease = 206.835
        - 62.3 * count(size.syllables) / count(size.words)
        - count(size.words) / count(size.sentences);
    match ease {
        ..40.0 => "muy difícil",
        ..55.0 => "algo difícil",
        ..65.0 => "normal",
        ..80.0 => "bastante fácil",
        _ => "muy fácil",
    }
}

/// How hard it is to read what participants read of `passages`: paragraphs, items, choices and callouts. `names` are left out, and so is
/// every word with a capital letter that does not begin a sentence.
///
/// A list item and a paragraph end a sentence, with or without a stop; only a paragraph that ends in a colon goes on in an item that
/// begins with a small letter ("You may: / - write").
pub fn measure(passages: &[Passage], names: &Names, language: Language) -> Reading {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut lead_in = false;
    let read = passages
        .iter()
        .filter(|passage| !passage.staff && matches!(passage.role, Role::Text | Role::Choice));
    for passage in read {
        let goes_on = lead_in && passage.text.trim_start().starts_with(char::is_lowercase);
        for (index, mut sentence) in measured(passage, names, language).into_iter().enumerate() {
            match sentences.last_mut() {
                Some(last) if goes_on && index == 0 => last.append(&mut sentence, language),
                _ => sentences.push(sentence),
            }
        }
        lead_in = passage.text.trim_end().ends_with(':');
    }
    let size = Size {
        sentences: sentences.len(),
        words: sentences.iter().map(|sentence| sentence.words).sum(),
        syllables: sentences.iter().map(|sentence| sentence.syllables).sum(),
    };
    let (grade, ease) = grade(size, language);
    Reading {
        grade,
        ease,
        size,
        sentences,
    }
}

impl Sentence {
    fn append(&mut self, more: &mut Sentence, language: Language) {
        self.span.end = more.span.end;
        self.words += more.words;
        self.syllables += more.syllables;
        self.long.append(&mut more.long);
        self.grade = grade(self.size(), language).0;
    }

    fn size(&self) -> Size {
        Size {
            sentences: 1,
            words: self.words,
            syllables: self.syllables,
        }
    }
}

/// The sentences of a passage that hold words.
fn measured(passage: &Passage, names: &Names, language: Language) -> Vec<Sentence> {
    sentences(&passage.text, language)
        .into_iter()
        .filter_map(|range| {
            let text = &passage.text[range.clone()];
            let counted = names.without(text, &words(text));
            let mut sentence = Sentence {
                span: passage.place(range),
                grade: 0.0,
                words: counted.len(),
                syllables: 0,
                long: Vec::new(),
            };
            for word in counted {
                let word = &text[word];
                let length = syllables(word, language);
                sentence.syllables += length;
                if length >= long(language)
                    && sentence.long.len() < MOST_LONG
                    && !sentence.long.iter().any(|known| known == word)
                {
                    sentence.long.push(word.to_owned());
                }
            }
            sentence.grade = grade(sentence.size(), language).0;
            (sentence.words > 0).then_some(sentence)
        })
        .collect()
}

/// More long words of a sentence are not kept.
const MOST_LONG: usize = 20;

/// From how many syllables on a word is long.
fn long(language: Language) -> usize {
    match language {
        Language::English => 4,
        Language::Spanish => 5,
    }
}

/// The names that a curriculum knows: of places to get help, and in the glossary.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The words of each, by the first.
    names: HashMap<String, Vec<Vec<String>>>,
}

impl Names {
    /// The names of the resources, and those terms of the glossary that are names, such as "Narcotics Anonymous".
    pub fn new(curriculum: &Curriculum) -> Self {
        let resources = curriculum.resources.iter().map(|resource| &resource.name);
        let terms = curriculum.glossary.values().map(|term| &term.term);
        let mut names = Self::default();
        for name in resources.chain(terms) {
            let parts: Vec<String> = words(name)
                .into_iter()
                .map(|range| name[range].to_owned())
                .collect();
            let capital = |word: &str| word.starts_with(|letter: char| !letter.is_lowercase());
            let is_name =
                parts.len() > 1 && parts.iter().all(|word| capital(word) || word.chars().count() < 4);
            if is_name && let Some(first) = parts.first() {
                names.names.entry(first.clone()).or_default().push(parts);
            }
        }
        names
    }

    /// The words of a sentence that are no part of a name.
    fn without(&self, text: &str, words: &[Range<usize>]) -> Vec<Range<usize>> {
        let word = |index: usize| &text[words[index].clone()];
        let capital = |index: usize| word(index).starts_with(char::is_uppercase);
        // A sentence of capitals only is loud; it is not all names.
        let shouts =
            (0..words.len()).all(|index| capital(index) || !word(index).starts_with(char::is_alphabetic));
        let mut counted = Vec::new();
        let mut index = 0;
        while index < words.len() {
            let known = self
                .names
                .get(word(index))
                .into_iter()
                .flatten()
                .filter(|name| {
                    index + name.len() <= words.len()
                        && name.iter().enumerate().all(|(i, part)| part == word(index + i))
                })
                .map(Vec::len)
                .max();
            if let Some(length) = known {
                index += length;
                continue;
            }
            let is_name = capital(index)
                && !shouts
                && index > 0
                && !begins(text, words[index].start)
                && !matches!(word(index).split(['\'', '’']).next(), Some("I"));
            if !is_name {
                counted.push(words[index].clone());
            }
            index += 1;
        }
        counted
    }
}

/// Whether a capital letter is due at `at`, inside a sentence: a quotation or what a colon announces begins there.
fn begins(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before.ends_with(['"', '“', '‘', '«', '¿', '¡', '(', '['])
        || before.trim_end().ends_with([':', '.', '!', '?', '…', '–', '—'])
}
