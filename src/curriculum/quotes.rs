//! Quotation marks as they are set: authors write `"so"` and `don't`, readers see “so” and don’t.
//!
//! What is checked is the text as it is written, because findings point into files; what is published is this.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Curriculum, Lesson, Page, note_key};
use crate::document::{
    Answer, Block, Cell, Document, Inline, Link, Target, VisitMut, plain_text, visit_blocks_mut,
};

/// The marks that authors write.
const MARKS: [char; 2] = ['"', '\''];

/// An apostrophe.
const APOSTROPHE: char = '’';

/// Stands in a line for what is no text and is not looked into, such as a citation.
const THING: char = '\u{fffc}';

/// Words that begin with an apostrophe: English, Dutch and German.
const ELISIONS: [&str; 14] = [
    "tis", "twas", "til", "em", "n", "cause", "bout", "round", "s", "t", "m", "ne", "nen", "nem",
];

/// The marks of a language: those of a quotation, then those of one inside it.
struct Marks {
    outer: [char; 2],
    inner: [char; 2],
}

impl Marks {
    /// As the Unicode Common Locale Data Repository has them; Spanish as in the Americas, Arabic and French with other marks inside, and
    /// no space within.
    fn of(language: &str) -> Self {
        let language = language.to_ascii_lowercase();
        let base = language.split('-').next().unwrap_or_default();
        let is_traditional = ["-hant", "-tw", "-hk", "-mo"]
            .iter()
            .any(|part| language.contains(part));
        let (outer, inner) = match base {
            "ar" | "ca" | "el" | "fr" | "hy" | "it" => (['«', '»'], ['“', '”']),
            "be" | "ru" | "uk" => (['«', '»'], ['„', '“']),
            "fa" => (['«', '»'], ['‹', '›']),
            "nb" | "nn" | "no" => (['«', '»'], ['‘', '’']),
            "bg" | "cs" | "de" | "et" | "hr" | "is" | "lt" | "sk" | "sl" | "sr" => (['„', '“'], ['‚', '‘']),
            "pl" | "ro" => (['„', '”'], ['«', '»']),
            "hu" => (['„', '”'], ['»', '«']),
            "fi" | "sv" => (['”', '”'], ['’', '’']),
            "ja" => (['「', '」'], ['『', '』']),
            "zh" if is_traditional => (['「', '」'], ['『', '』']),
            _ => (['“', '”'], ['‘', '’']),
        };
        Self { outer, inner }
    }

    /// Sets the marks of a line: each letter stays where it is.
    fn set(&self, line: &mut [char]) {
        let (mut quotes, mut inside) = (false, false);
        for at in 0..line.len() {
            let before = at.checked_sub(1).map(|before| line[before]);
            let rest = &line[at + 1..];
            let set = match line[at] {
                '"' => {
                    quotes = self.opens(before, rest.first().copied(), quotes);
                    self.outer[usize::from(!quotes)]
                }
                '\'' if self.opens_inside(before, rest) => {
                    inside = true;
                    self.inner[0]
                }
                '\'' if inside && !rest.first().is_some_and(|next| next.is_alphanumeric()) => {
                    inside = false;
                    self.inner[1]
                }
                '\'' => APOSTROPHE,
                _ => continue,
            };
            line[at] = set;
        }
    }

    /// Whether a double mark opens a quotation; `is_open` says whether one is open already.
    fn opens(&self, before: Option<char>, next: Option<char>, is_open: bool) -> bool {
        let begins = self.begins(before);
        if next.is_none_or(char::is_whitespace) {
            false
        } else if next.is_some_and(|next| ").,;:!?…]}".contains(next)) {
            begins && !is_open
        } else {
            // After a dash, and in scripts and languages that put no space before it; what follows a number is inches.
            let stands_behind = |before: char| before.is_ascii_digit() || before == THING;
            begins || !is_open && !before.is_some_and(stands_behind)
        }
    }

    /// Whether a single mark opens a quotation, and is no apostrophe: `rest` stands behind it.
    fn opens_inside(&self, before: Option<char>, rest: &[char]) -> bool {
        let after_dash = before.is_some_and(|before| "—–-/:".contains(before));
        if !(self.begins(before) || after_dash) || rest.first().is_none_or(|next| next.is_whitespace()) {
            return false;
        }
        let letters = |from: &[char]| from.iter().take_while(|letter| letter.is_alphanumeric()).count();
        let word: String = rest[..letters(rest)].iter().collect();
        let is_year =
            word.len() >= 2 && word.len() <= 3 && word[..2].bytes().all(|byte| byte.is_ascii_digit());
        let is_elision = ELISIONS.contains(&word.to_lowercase().as_str());
        // In 'n' both marks are apostrophes; any other short word may be quoted.
        let is_quoted = rest.get(letters(rest)) == Some(&'\'') && !word.eq_ignore_ascii_case("n");
        if (is_year || is_elision) && !is_quoted {
            return false;
        }
        // What closes it: behind a letter or a stop, and before none.
        rest.iter().enumerate().skip(1).any(|(at, mark)| {
            let is_last = !rest.get(at + 1).is_some_and(|next| next.is_alphanumeric());
            *mark == '\'' && !rest[at - 1].is_whitespace() && is_last
        })
    }

    /// Whether what comes behind this letter begins something.
    fn begins(&self, before: Option<char>) -> bool {
        before.is_none_or(|before| {
            let is_closing = before == self.outer[1] || before == self.inner[1];
            before.is_whitespace()
                || "([{¿¡".contains(before)
                || [self.outer[0], self.inner[0]].contains(&before)
                || "«‹„‚“‘「『".contains(before) && !is_closing
        })
    }
}

/// Sets a text that is a line by itself.
fn alone(marks: &Marks, text: &mut String) {
    if text.contains(MARKS) {
        let mut letters: Vec<char> = text.chars().collect();
        marks.set(&mut letters);
        *text = letters.into_iter().collect();
    }
}

fn label(marks: &Marks, answer: &mut Answer) {
    alone(marks, &mut answer.label);
}

/// Sets a line that emphasis and links cut into pieces.
fn line(marks: &Marks, inlines: &mut [Inline]) {
    let mut letters = Vec::new();
    gather(inlines, &mut letters);
    marks.set(&mut letters);
    put_back(marks, inlines, &mut letters.into_iter());
}

/// Whether a link shows nothing but its address.
fn is_address(link: &Link) -> bool {
    matches!(&link.target, Target::Web(address) if plain_text(&link.text) == *address)
}

/// The letters of a line; what is no text is one sign.
fn gather(inlines: &[Inline], letters: &mut Vec<char>) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => letters.extend(words.text.chars()),
            Inline::Emphasis(inner) | Inline::Strong(inner) => gather(inner, letters),
            Inline::Link(link) if !is_address(link) => gather(&link.text, letters),
            Inline::SoftBreak | Inline::HardBreak | Inline::Scale(_) => letters.push(' '),
            Inline::Blank { .. } | Inline::Code(_) | Inline::Link(_) => letters.push('_'),
            Inline::Image(_) | Inline::Citation(_) | Inline::FootnoteReference(_) => letters.push(THING),
        }
    }
}

/// Puts letters back where [`gather`] took them from.
fn put_back(marks: &Marks, inlines: &mut [Inline], letters: &mut impl Iterator<Item = char>) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => {
                let set = letters.by_ref().take(words.text.chars().count());
                if words.text.contains(MARKS) {
                    words.text = set.collect();
                } else {
                    set.for_each(drop);
                }
                continue;
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) => {
                put_back(marks, inner, letters);
                continue;
            }
            Inline::Link(link) if !is_address(link) => {
                put_back(marks, &mut link.text, letters);
                continue;
            }
            Inline::Image(image) => alone(marks, &mut image.alt),
            Inline::Blank { answer, .. } => label(marks, answer),
            Inline::Scale(scale) => {
                label(marks, &mut scale.answer);
                alone(marks, &mut scale.low_word);
                alone(marks, &mut scale.high_word);
            }
            _ => {}
        }
        letters.next();
    }
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
        set.modules.par_iter_mut().for_each(|module| {
            page(&mut module.page);
            module.lessons.iter_mut().for_each(lesson);
            module
                .handouts
                .iter_mut()
                .for_each(|handout| page(&mut handout.page));
        });
        let here = Marks::of(&self.language);
        for source in set.sources.values_mut() {
            line(&here, &mut source.reference);
            source.title.iter_mut().for_each(|title| alone(&here, title));
        }
        // What is the same in every language.
        let titles = set
            .cohorts
            .iter_mut()
            .flat_map(|cohort| &mut cohort.calendar_title);
        let places = set.resources.iter_mut().flat_map(|resource| {
            let names = resource.links.iter_mut().map(|(name, _)| name);
            resource.address.iter_mut().chain(names)
        });
        titles.chain(places).for_each(|text| alone(&here, text));
        let mut renamed = Vec::new();
        set.change_words(|of, key, text| {
            // What is sent is not read: a help line may answer to nothing else.
            if key.ends_with(".text.say") {
                return;
            }
            let is_own_key = key == note_key(text);
            alone(&Marks::of(self.language_of(of, key)), text);
            if is_own_key && self.untranslated.contains(&(of, key.to_owned())) {
                renamed.push((of, note_key(text)));
            }
        });
        set.untranslated.extend(renamed);
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

#[cfg(test)]
mod tests {
    use super::{Marks, alone};

    fn set(language: &str, text: &str) -> String {
        let mut text = text.to_owned();
        alone(&Marks::of(language), &mut text);
        text
    }

    #[test]
    fn a_mark_opens_or_closes_by_what_stands_around_it() {
        for (typed, shown) in [
            (r#"She said: "Go.""#, "She said: “Go.”"),
            (r#"("yes") and "no"?"#, "(“yes”) and “no”?"),
            (r#"said—"no"—and left"#, "said—“no”—and left"),
            (r#"a "!" or "..." here"#, "a “!” or “...” here"),
            (r#"" and I need"#, "” and I need"),
            (r#"say "" or 6" long"#, "say “” or 6” long"),
            (r#""Was 'it looks sad' seen?""#, "“Was ‘it looks sad’ seen?”"),
        ] {
            assert_eq!(set("en", typed), shown);
        }
    }

    #[test]
    fn an_apostrophe_is_no_quotation_mark() {
        for (typed, shown) in [
            ("Don't, the twins' bed", "Don’t, the twins’ bed"),
            (
                "'Tis so. Wait 'til noon, give 'em time.",
                "’Tis so. Wait ’til noon, give ’em time.",
            ),
            ("rock 'n' roll in the '90s", "rock ’n’ roll in the ’90s"),
            ("call '988', then '5-4-3-2-1'", "call ‘988’, then ‘5-4-3-2-1’"),
            ("the 'never' and the dogs' bowl", "the ‘never’ and the dogs’ bowl"),
        ] {
            assert_eq!(set("en", typed), shown);
        }
    }

    #[test]
    fn each_language_has_its_own_marks() {
        for (language, typed, shown) in [
            ("de-AT", r#"Er sagt: "Nein, 'nie'.""#, "Er sagt: „Nein, ‚nie‘.“"),
            ("ja", "'日本' の", "『日本』 の"),
            ("fi", r#"Hän sanoi "ei"."#, "Hän sanoi ”ei”."),
            ("zh-Hans", r#"他说"不"。"#, "他说“不”。"),
            ("zh-TW", r#"他說"不"。"#, "他說「不」。"),
            ("ar", r#""نعم" و"لا""#, "«نعم» و«لا»"),
            ("es-US", r#"—"¿Cómo está?""#, "—“¿Cómo está?”"),
            ("es", r#"«"No", dijo»"#, "«“No”, dijo»"),
        ] {
            assert_eq!(set(language, typed), shown, "{language}");
        }
    }
}
