//! Activities that no group could do in their minutes.

use super::phrases::{sentences, words};
use super::places::answers;
use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;
use crate::document::{ActivityKind, Block, Grouping, Inline, Section, Visit, plain_text, visit_blocks};

pub const LINT: Lint = Lint {
    code: "activity-minutes",
    finds: "An activity that no group could do in its minutes, or whose minutes are 0 or over an hour.",
    why: "People are cut off in the middle, and the lesson's end, where they calm down, falls away.",
    example: Example {
        written: "## Three minutes of breath {.practice minutes=2}\n\n1. Sit. (60 s)\n2. Breathe in and out. (90 s)\n3. Look up. (30 s)\n",
        better: "## Three minutes of breath {.practice minutes=4}\n\n1. Sit. (60 s)\n2. Breathe in and out. (90 s)\n3. Look up. (30 s)\n",
    },
    finder: Finder::Check(run),
};

/// No activity of a group lasts longer without a break.
const LONGEST: u32 = 60;

// Each of these is less than people need, so that what is found is plainly impossible.

/// Words that are read aloud in a minute.
const WORDS_A_MINUTE: u32 = 130;
/// To write a few words on a line.
const SECONDS_A_LINE: u32 = 15;
/// To write a word into a cell, or to tick a box or a number.
const SECONDS_A_MARK: u32 = 4;
/// To choose and write the answer to a question of a self-check.
const SECONDS_A_CHECK: u32 = 10;
/// For two people to answer a question.
const SECONDS_A_QUESTION: u32 = 45;
/// To play a scene once.
const SECONDS_A_TURN: u32 = 90;
/// To make the smallest picture.
const SECONDS_A_PICTURE: u32 = 120;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for (_, page) in subject.curriculum.pages() {
        visit_blocks(&page.body.blocks, &mut |visit| {
            if let Visit::Block(Block::Section(section)) = visit
                && let Some(minutes) = section.minutes
                && let Some((message, help)) = fault(section, minutes)
            {
                findings.push(
                    Diagnostic::warning(LINT.code, &page.path, message)
                        .at(section.span)
                        .help(help),
                );
            }
        });
    }
}

/// What is wrong with the minutes of a section, and what to do.
fn fault(section: &Section, minutes: u32) -> Option<(String, &'static str)> {
    if section.activity.is_some() && minutes == 0 {
        return Some((
            "this activity has 0 minutes".to_owned(),
            "Write how long it takes, or leave `minutes=` out when it is not done in the group.",
        ));
    }
    if section.activity.is_some() && minutes > LONGEST {
        return Some((
            format!("this activity has {minutes} minutes, which is more than an hour without a break"),
            "Part it into two activities, or put the number right.",
        ));
    }
    let need = Need::of(section);
    let have = minutes.saturating_mul(60);
    if need.steps > have {
        return Some((
            format!(
                "the timed steps take {}, the activity has {minutes} minutes",
                clock(need.steps)
            ),
            "Give the activity more minutes, or shorten a step.",
        ));
    }
    (need.seconds() > have).then(|| {
        (
            format!(
                "this needs at least {} and has {minutes} minutes: {}",
                clock(need.seconds()),
                need.describe()
            ),
            "Give it more minutes, or take something out.",
        )
    })
}

/// What a section asks of a group, at the least.
#[derive(Default)]
struct Need {
    /// Words to read aloud.
    words: u32,
    lines: u32,
    /// Cells, boxes and numbers.
    marks: u32,
    questions: u32,
    checks: u32,
    /// Scenes of a role-play, times the people who each play one.
    turns: u32,
    pictures: u32,
    /// Seconds of timed steps.
    steps: u32,
}

impl Need {
    fn of(section: &Section) -> Self {
        let kind = section.activity.as_ref().map(|activity| activity.kind);
        let mut need = Need::default();
        need.read(&section.blocks);
        match kind {
            None | Some(ActivityKind::KeyPoints | ActivityKind::Practice) => {}
            // What is written and ticked here is written and ticked at home.
            Some(ActivityKind::HomePractice) => {}
            Some(ActivityKind::SelfCheck) => need.checks = count(answers(&section.blocks).len()),
            Some(ActivityKind::Art) => {
                need.write(section);
                need.pictures = 1;
            }
            Some(ActivityKind::Discussion) => {
                need.write(section);
                need.questions = questions(&section.blocks);
            }
            Some(ActivityKind::RolePlay) => {
                need.write(section);
                need.turns = turns(section);
            }
            Some(ActivityKind::Exercise) => need.write(section),
        }
        need
    }

    fn read(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Facilitator(_) | Block::Quote(_) => {}
                Block::Section(section) => {
                    self.say(&section.title);
                    self.read(&section.blocks);
                }
                Block::Paragraph(inlines) => self.say(inlines),
                Block::List(list) => {
                    for item in &list.items {
                        self.steps = self.steps.saturating_add(item.seconds.unwrap_or_default());
                        self.read(&item.blocks);
                    }
                }
                Block::Choices(choices) => {
                    for choice in &choices.choices {
                        self.say(&choice.text);
                        self.read(&choice.blocks);
                    }
                }
                Block::Callout(callout) => self.read(&callout.blocks),
                // Nobody reads the cells of a table aloud.
                Block::Table(_) | Block::Lines(_) | Block::Code(_) | Block::Figure(_) | Block::Rule => {}
            }
        }
    }

    fn say(&mut self, inlines: &[Inline]) {
        self.words = self
            .words
            .saturating_add(count(words(&plain_text(inlines)).len()));
    }

    fn write(&mut self, section: &Section) {
        visit_participant(&section.blocks, &mut |block| match block {
            Block::Lines(_) => self.lines += 1,
            Block::Choices(_) => self.marks += 1,
            Block::Table(table) => {
                let cells = table.rows.iter().flatten();
                self.marks += count(
                    cells
                        .filter(|cell| matches!(cell, crate::document::Cell::Answer(_)))
                        .count(),
                );
            }
            Block::Paragraph(inlines) => {
                for inline in inlines {
                    match inline {
                        Inline::Blank { .. } => self.lines += 1,
                        Inline::Scale(_) => self.marks += 1,
                        _ => {}
                    }
                }
            }
            _ => {}
        });
    }

    fn seconds(&self) -> u32 {
        let reading = self.words.saturating_mul(60) / WORDS_A_MINUTE;
        [
            // Whoever reads a timed step aloud does so while it lasts.
            reading.max(self.steps),
            self.lines.saturating_mul(SECONDS_A_LINE),
            self.marks.saturating_mul(SECONDS_A_MARK),
            self.questions.saturating_mul(SECONDS_A_QUESTION),
            self.checks.saturating_mul(SECONDS_A_CHECK),
            self.turns.saturating_mul(SECONDS_A_TURN),
            self.pictures.saturating_mul(SECONDS_A_PICTURE),
        ]
        .into_iter()
        .fold(0, u32::saturating_add)
    }

    /// The parts of the need in words: `260 words to read aloud, 12 lines to write`.
    fn describe(&self) -> String {
        let parts = [
            (self.words, "word to read aloud", "words to read aloud"),
            (self.lines, "line to write", "lines to write"),
            (self.marks, "box or cell to fill in", "boxes or cells to fill in"),
            (
                self.questions,
                "question to talk about",
                "questions to talk about",
            ),
            (self.checks, "question to answer", "questions to answer"),
            (self.turns, "turn to play", "turns to play"),
            (self.pictures, "picture to make", "pictures to make"),
        ];
        let parts = parts.into_iter().filter(|(number, _, _)| *number > 0);
        parts
            .map(|(number, one, many)| format!("{number} {}", if number == 1 { one } else { many }))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// `2 minutes`, `2 minutes 30 seconds`, `40 seconds`.
fn clock(seconds: u32) -> String {
    let of = |number: u32, what: &str| {
        (number > 0).then(|| format!("{number} {what}{}", if number == 1 { "" } else { "s" }))
    };
    let parts = [of(seconds / 60, "minute"), of(seconds % 60, "second")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Shows the blocks that participants get, outer before inner.
fn visit_participant(blocks: &[Block], see: &mut dyn FnMut(&Block)) {
    for block in blocks {
        see(block);
        match block {
            Block::Section(section) => visit_participant(&section.blocks, see),
            Block::List(list) => {
                for item in &list.items {
                    visit_participant(&item.blocks, see);
                }
            }
            Block::Choices(choices) => {
                for choice in &choices.choices {
                    visit_participant(&choice.blocks, see);
                }
            }
            Block::Callout(callout) => visit_participant(&callout.blocks, see),
            _ => {}
        }
    }
}

/// The items of lists that ask something: each is talked about. Questions inside one item or paragraph go together.
fn questions(blocks: &[Block]) -> u32 {
    let mut questions = 0;
    visit_participant(blocks, &mut |block| {
        if let Block::List(list) = block {
            let asks = |item: &&crate::document::Item| match item.blocks.first() {
                Some(Block::Paragraph(inlines)) => {
                    let text = plain_text(inlines);
                    let mut all = sentences(&text).into_iter();
                    all.any(|sentence| text[sentence].ends_with('?'))
                }
                _ => false,
            };
            questions += count(list.items.iter().filter(asks).count());
        }
    });
    questions
}

/// How often a scene is played: each scene once, or once by each person where people swap.
fn turns(section: &Section) -> u32 {
    let mut scenes = 0;
    let mut swaps = false;
    visit_participant(&section.blocks, &mut |block| match block {
        Block::Section(inner) => {
            let title = plain_text(&inner.title);
            let is_scene = title
                .strip_prefix("Scene ")
                .is_some_and(|rest| rest.split_once(':').is_some());
            if is_scene {
                let number: String = title[6..].chars().take_while(char::is_ascii_digit).collect();
                scenes = scenes.max(number.parse().unwrap_or(1).min(20));
            }
        }
        Block::Paragraph(inlines) => {
            let all = words(&plain_text(inlines));
            swaps |= all.iter().any(|word| {
                ["swap", "switch", "swaps", "rotate", "cambien", "intercambien"].contains(&word.text.as_str())
            });
        }
        _ => {}
    });
    let people = match section.activity.as_ref().and_then(|activity| activity.group) {
        Some(Grouping::Threes) => 3,
        _ => 2,
    };
    let rounds = if swaps { people } else { 1 };
    // Where there are several scenes, people swap from one to the next.
    scenes.max(rounds)
}
