//! Blanks and columns that are too narrow to write in.

use super::lists::{Lists, Word, words};
use super::{Example, Finder, Lint, Subject, places};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Cell, Inline, Span, Table, Visit, plain_text};

pub const LINT: Lint = Lint {
    code: "blank-narrow",
    finds: "A blank that is too narrow for what its label asks, or a table with more columns to write in than a sheet holds.",
    why: "People leave it empty, or write over the edge; a blank is at least 25 mm wide on paper, which holds a short word.",
    example: Example {
        written: "## My people {.exercise minutes=5}\n\nMy sponsor's phone number: ___\n",
        better: "## My people {.exercise minutes=5}\n\nMy sponsor's phone number: ________________\n",
    },
    finder: Finder::Check(run),
};

/// What a blank is to hold, and how many letters wide it is drawn for that.
const NAME: (&str, usize) = ("a name or a word or two", 10);
const PHONE: (&str, usize) = ("a phone number", 12);
const LINE: (&str, usize) = ("a sentence", 20);

/// On a portrait sheet a seventh column is narrower than 25 mm.
const MOST_COLUMNS: usize = 6;
/// So many do not fit even for a tick in each.
const MOST_TICKS: usize = 10;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let lists = Lists::read(include_str!("lists/blanks.en.yaml"));
    for (_, page, _) in subject.pages() {
        let mut report = |message: String, place: Span, help: String| {
            findings.push(
                Diagnostic::warning(LINT.code, &page.path, message)
                    .at(place)
                    .help(help),
            );
        };
        places::visit_page(page, &mut |visit| match visit {
            Visit::Block(Block::Paragraph(inlines)) => blanks(&lists, inlines, &mut report),
            Visit::Block(Block::Choices(choices)) => {
                for choice in &choices.choices {
                    blanks(&lists, &choice.text, &mut report);
                }
            }
            Visit::Block(Block::Table(table)) => {
                for cell in table.rows.iter().flatten() {
                    if let Cell::Text(inlines) = cell {
                        blanks(&lists, inlines, &mut report);
                    }
                }
                if let Some(message) = crowded(table) {
                    report(
                        message,
                        places::first_line(subject, &page.path, table.span),
                        "Make two tables of it, or turn rows into columns; a column that only takes a tick or a \
                         number may be headed by a day or a number."
                            .to_owned(),
                    );
                }
            }
            _ => {}
        });
    }
}

fn blanks(lists: &Lists, inlines: &[Inline], report: &mut dyn FnMut(String, Span, String)) {
    for (at, inline) in inlines.iter().enumerate() {
        let Inline::Blank { answer, width } = inline else {
            continue;
        };
        let behind = match inlines.get(at + 1) {
            Some(Inline::Text(words)) => words.text.as_str(),
            _ => "",
        };
        let Some((what, least)) = asked(lists, &answer.label, behind) else {
            continue;
        };
        if *width < least {
            report(
                format!("this blank is {width} letters wide, and its label asks for {what}"),
                answer.span,
                if least == LINE.1 {
                    format!("Draw at least {least} underscores, or a line of underscores below the words.")
                } else {
                    format!("Draw at least {least} underscores.")
                },
            );
        }
    }
}

/// What a blank is to hold, by the words before it and behind it; nothing when a short word or a number will do.
fn asked(lists: &Lists, label: &str, behind: &str) -> Option<(&'static str, usize)> {
    let label = words(label);
    let behind = words(behind);
    let is_small = behind
        .first()
        .is_some_and(|word| lists.has("small-behind", &word.text))
        || lists.any_in("small-before", &label)
        || opening(&label).is_some_and(|word| lists.has("small-start", &word.text))
            && !lists.any_in("phone", &label);
    if is_small {
        None
    } else if lists.any_in("phone", &label)
        && label.iter().all(|word| word.text != "who" && word.text != "whom")
    {
        Some(PHONE)
    } else if lists.any_in("line", &label) {
        Some(LINE)
    } else if lists.any_in("name", &label) {
        Some(NAME)
    } else {
        None
    }
}

/// The first word of a label that says what is asked.
fn opening(label: &[Word]) -> Option<&Word> {
    const PASSED_OVER: [&str; 14] = [
        "a", "an", "the", "my", "our", "your", "this", "that", "one", "first", "next", "best", "start", "end",
    ];
    label
        .iter()
        .find(|word| !PASSED_OVER.contains(&word.text.as_str()))
}

/// More columns to fill in than a portrait sheet holds.
fn crowded(table: &Table) -> Option<String> {
    let to_fill: Vec<bool> = (0..table.head.len())
        .map(|column| {
            let mut cells = table.rows.iter().filter_map(|row| row.get(column));
            cells.any(|cell| matches!(cell, Cell::Answer(_)))
        })
        .collect();
    let all = to_fill.iter().filter(|fill| **fill).count();
    let to_write = table
        .head
        .iter()
        .zip(&to_fill)
        .filter(|(head, fill)| **fill && !is_tick(&plain_text(head)))
        .count();
    (to_write > MOST_COLUMNS || all > MOST_TICKS)
        .then(|| format!("this table has {all} columns to fill in, which are too narrow to write in"))
}

/// Whether a column is headed by a day or a number, so that a tick is all that it takes.
fn is_tick(head: &str) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let head = head.to_lowercase();
    let is_day = head.chars().count() <= 2 || DAYS.iter().any(|day| head.starts_with(day) && head.len() < 10);
    let number = head.trim_start_matches(|letter: char| letter.is_alphabetic() || letter == ' ');
    is_day || !number.is_empty() && number.bytes().all(|letter| letter.is_ascii_digit())
}
