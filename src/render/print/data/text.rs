//! A text as data: blocks and inlines as a layout reads them, with what paper needs in place of links.

use std::borrow::Cow;

use serde::Serialize;

use crate::document::{
    Answer, Block, Cell, Choice, Inline, Link, PageId, Section, Target, as_set, plain_text,
};
use crate::edition::Text;
use crate::render::print::height::{self, Height};
use crate::render::unbroken;
use crate::site::{self, WebPage};

use super::Writer;

#[derive(Default, Serialize)]
pub(super) struct TextData<'a> {
    blocks: Vec<BlockData<'a>>,
    footnotes: Vec<Vec<BlockData<'a>>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(super) enum BlockData<'a> {
    Section {
        level: u8,
        id: &'a str,
        title: Vec<InlineData<'a>>,
        minutes: Option<u32>,
        /// The same in words.
        length: Option<String>,
        track: Option<&'a str>,
        /// One of the kinds of activity, or nothing.
        kind: Option<&'a str>,
        group: Option<&'a str>,
        frame: Option<&'a str>,
        /// Whether lines to write on fill what its page has left.
        fill: bool,
        /// About as many lines of a book's text as it is high.
        lines: f64,
        /// About as many when its text is set a tenth closer.
        closer_lines: f64,
        /// About as many from its top to the first place at which a page may end.
        opening_lines: f64,
        blocks: Vec<BlockData<'a>>,
    },
    Paragraph {
        inlines: Vec<InlineData<'a>>,
    },
    List {
        start: Option<u64>,
        items: Vec<ItemData<'a>>,
    },
    Choices {
        label: &'a str,
        field: Option<String>,
        single: bool,
        choices: Vec<ChoiceData<'a>>,
    },
    Table {
        head: Vec<Vec<InlineData<'a>>>,
        rows: Vec<Vec<CellData<'a>>>,
        /// Whether any cell is to be filled in.
        to_fill: bool,
    },
    Lines {
        label: &'a str,
        field: Option<String>,
        count: usize,
    },
    Callout {
        kind: &'a str,
        blocks: Vec<BlockData<'a>>,
    },
    Quote {
        blocks: Vec<BlockData<'a>>,
    },
    Code {
        text: &'a str,
    },
    Figure {
        path: &'a str,
        /// Nothing when it is decorative.
        alt: Option<&'a str>,
    },
    Rule,
}

#[derive(Serialize)]
pub(super) struct ItemData<'a> {
    blocks: Vec<BlockData<'a>>,
    /// How long a step lasts, in words.
    length: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ChoiceData<'a> {
    id: &'a str,
    text: Vec<InlineData<'a>>,
    /// Only ever true for staff.
    right: bool,
    explanation: Vec<BlockData<'a>>,
    blocks: Vec<BlockData<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(super) enum CellData<'a> {
    Text { inlines: Vec<InlineData<'a>> },
    Answer { label: &'a str, field: Option<String> },
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(super) enum InlineData<'a> {
    Text {
        text: Cow<'a, str>,
    },
    Emphasis {
        inlines: Vec<InlineData<'a>>,
    },
    Strong {
        inlines: Vec<InlineData<'a>>,
    },
    Code {
        text: &'a str,
    },
    Link {
        inlines: Vec<InlineData<'a>>,
        /// Where it leads on the web, where that is known.
        url: Option<String>,
        /// The code of the page it leads to, to print behind it.
        code: Option<&'a str>,
        /// How to reach whom it leads to, to print behind it.
        reach: Option<ReachData<'a>>,
    },
    Image {
        path: &'a str,
        alt: Option<&'a str>,
    },
    Blank {
        label: &'a str,
        field: Option<String>,
        /// Letters wide.
        width: usize,
    },
    Scale {
        label: &'a str,
        field: Option<String>,
        low: u32,
        high: u32,
        low_word: &'a str,
        high_word: &'a str,
    },
    Citation {
        numbers: Vec<CitationData<'a>>,
    },
    Footnote {
        number: usize,
    },
    Space,
    Break,
}

/// The one way to reach a place to get help that a sheet has room for.
#[derive(Serialize)]
#[serde(tag = "way", rename_all = "kebab-case")]
pub(super) enum ReachData<'a> {
    Call { number: &'a str },
    Text { number: &'a str, word: Option<&'a str> },
    Web { address: &'a str },
}

#[derive(Serialize)]
pub(super) struct CitationData<'a> {
    number: usize,
    locator: Option<&'a str>,
}

impl<'a> Writer<'a, '_> {
    pub(super) fn text<'b>(&self, text: &'b Text) -> TextData<'b>
    where
        'a: 'b,
    {
        TextData {
            blocks: self.blocks(text.blocks()),
            footnotes: text
                .footnotes()
                .iter()
                .map(|footnote| self.blocks(&footnote.blocks))
                .collect(),
        }
    }

    pub(super) fn blocks<'b>(&self, blocks: &'b [Block]) -> Vec<BlockData<'b>>
    where
        'a: 'b,
    {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block<'b>(&self, block: &'b Block) -> BlockData<'b>
    where
        'a: 'b,
    {
        match block {
            Block::Section(section) => self.section(section, &section.blocks),
            Block::Paragraph(inlines) => BlockData::Paragraph {
                inlines: self.inlines(inlines),
            },
            Block::List(list) => BlockData::List {
                start: list.start,
                items: list
                    .items
                    .iter()
                    .map(|item| ItemData {
                        blocks: self.blocks(&item.blocks),
                        length: item
                            .seconds
                            .map(|seconds| unbroken(&self.theme.duration(seconds))),
                    })
                    .collect(),
            },
            Block::Choices(choices) => BlockData::Choices {
                label: &choices.answer.label,
                field: self.field(&choices.answer),
                single: choices.single,
                choices: choices.choices.iter().map(|choice| self.choice(choice)).collect(),
            },
            Block::Table(table) => BlockData::Table {
                head: table.head.iter().map(|cell| self.inlines(cell)).collect(),
                to_fill: table
                    .rows
                    .iter()
                    .flatten()
                    .any(|cell| matches!(cell, Cell::Answer(_))),
                rows: table
                    .rows
                    .iter()
                    .map(|row| row.iter().map(|cell| self.cell(cell)).collect())
                    .collect(),
            },
            Block::Lines(lines) => BlockData::Lines {
                label: &lines.answer.label,
                field: self.field(&lines.answer),
                count: lines.count,
            },
            Block::Callout(callout) => BlockData::Callout {
                kind: callout.kind.name(),
                blocks: self.blocks(&callout.blocks),
            },
            Block::Facilitator(inner) => BlockData::Callout {
                kind: "facilitator",
                blocks: self.blocks(inner),
            },
            Block::Quote(inner) => BlockData::Quote {
                blocks: self.blocks(inner),
            },
            Block::Code(text) => BlockData::Code { text },
            Block::Figure(image) => BlockData::Figure {
                path: &image.path,
                alt: (!image.decorative).then_some(image.alt.as_str()),
            },
            Block::Rule => BlockData::Rule,
        }
    }

    /// A section with these blocks in it.
    pub(super) fn section<'b>(&self, section: &'b Section, blocks: &'b [Block]) -> BlockData<'b>
    where
        'a: 'b,
    {
        let activity = section.activity.as_ref();
        let height = self.grown(height::of_section(section));
        BlockData::Section {
            level: section.level,
            id: &section.id,
            title: self.inlines(&section.title),
            minutes: section.minutes,
            length: section.minutes.map(|minutes| self.minutes(minutes)),
            track: section.track.as_deref().map(|id| self.curriculum.track_title(id)),
            kind: activity.map(|activity| activity.kind.name()),
            group: activity.and_then(|activity| Some(activity.group?.name())),
            frame: activity.and_then(|activity| Some(activity.frame?.name())),
            fill: activity.is_some_and(|activity| activity.fills_page),
            lines: height.lines(),
            closer_lines: height.text * 0.9 + height.fixed,
            opening_lines: self.grown(height::of_opening(section)).lines(),
            blocks: self.blocks(blocks),
        }
    }

    /// A height of usual print, in this one.
    pub(super) fn grown(&self, height: Height) -> Height {
        if self.setting.large_print {
            // Fewer letters stand on a line, and the lines are higher; spaces to write grow less.
            height.grown(1.9, 1.3)
        } else {
            height
        }
    }

    fn choice<'b>(&self, choice: &'b Choice) -> ChoiceData<'b>
    where
        'a: 'b,
    {
        ChoiceData {
            id: &choice.id,
            text: self.inlines(&choice.text),
            right: choice.right,
            explanation: self.blocks(&choice.explanation),
            blocks: self.blocks(&choice.blocks),
        }
    }

    fn cell<'b>(&self, cell: &'b Cell) -> CellData<'b>
    where
        'a: 'b,
    {
        match cell {
            Cell::Text(inlines) => CellData::Text {
                inlines: self.inlines(inlines),
            },
            Cell::Answer(answer) => CellData::Answer {
                label: &answer.label,
                field: self.field(answer),
            },
        }
    }

    /// The name of an answer's field, which no other page has.
    fn field(&self, answer: &Answer) -> Option<String> {
        self.setting
            .fillable
            .then(|| format!("{}-{}", self.page, answer.id))
    }

    pub(super) fn inlines<'b>(&self, inlines: &'b [Inline]) -> Vec<InlineData<'b>>
    where
        'a: 'b,
    {
        let nexts = inlines.iter().skip(1).map(Some).chain([None]);
        let tied = inlines
            .iter()
            .zip(nexts)
            .map(|(inline, next)| match (inline, next) {
                // A citation is never alone in a line.
                (Inline::Text(words), Some(Inline::Citation(_))) if words.text.ends_with(' ') => {
                    InlineData::Text {
                        text: Cow::Owned(format!("{}\u{a0}", as_set(words.text.trim_end_matches(' ')))),
                    }
                }
                (Inline::SoftBreak, Some(Inline::Citation(_))) => InlineData::Text {
                    text: Cow::Borrowed("\u{a0}"),
                },
                _ => self.inline(inline),
            });
        tied.collect()
    }

    fn inline<'b>(&self, inline: &'b Inline) -> InlineData<'b>
    where
        'a: 'b,
    {
        match inline {
            Inline::Text(words) => InlineData::Text {
                text: as_set(&words.text),
            },
            Inline::Emphasis(inner) => InlineData::Emphasis {
                inlines: self.inlines(inner),
            },
            Inline::Strong(inner) => InlineData::Strong {
                inlines: self.inlines(inner),
            },
            Inline::Code(text) => InlineData::Code { text },
            Inline::Link(link) => InlineData::Link {
                inlines: self.inlines(&link.text),
                url: self.url(&link.target),
                code: self.code(&link.target),
                reach: self.reach(link),
            },
            Inline::Image(image) => InlineData::Image {
                path: &image.path,
                alt: (!image.decorative).then_some(image.alt.as_str()),
            },
            Inline::Blank { answer, width } => InlineData::Blank {
                label: &answer.label,
                field: self.field(answer),
                width: *width,
            },
            Inline::Scale(scale) => InlineData::Scale {
                label: &scale.answer.label,
                field: self.field(&scale.answer),
                low: scale.low,
                high: scale.high,
                low_word: &scale.low_word,
                high_word: &scale.high_word,
            },
            Inline::Citation(citations) => InlineData::Citation {
                numbers: citations
                    .iter()
                    .filter_map(|citation| {
                        let at = self.cited.iter().position(|key| *key == citation.key)?;
                        Some(CitationData {
                            number: at + 1,
                            locator: citation.locator.as_deref(),
                        })
                    })
                    .collect(),
            },
            Inline::FootnoteReference(number) => InlineData::Footnote { number: *number },
            Inline::SoftBreak => InlineData::Space,
            Inline::HardBreak => InlineData::Break,
        }
    }

    /// Paper cannot be pressed: a link to the site is worth printing only where the site's address is known.
    fn url(&self, target: &Target) -> Option<String> {
        match target {
            Target::Web(address) => Some(address.clone()),
            Target::Page { page, .. } => Some(format!(
                "{}{}",
                self.base_url?,
                site::address(self.curriculum, WebPage::Content(*page))
            )),
            _ => None,
        }
    }

    /// How to reach the place to get help that `link` leads to, unless its words say it already: paper cannot be pressed.
    fn reach<'b>(&self, link: &Link) -> Option<ReachData<'b>>
    where
        'a: 'b,
    {
        let Target::Help(id) = &link.target else {
            return None;
        };
        let resource = self.curriculum.resource(id)?;
        let words = plain_text(&link.text);
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        // The 1 of North America is often left out.
        let says_number = |number: &str| digits(&words).contains(digits(number).trim_start_matches('1'));
        if let Some(number) = resource.call.as_deref() {
            (!says_number(number)).then_some(ReachData::Call { number })
        } else if let Some(line) = &resource.text {
            (!says_number(&line.to)).then_some(ReachData::Text {
                number: &line.to,
                word: line.say.as_deref(),
            })
        } else {
            let address = resource.web.as_deref()?.trim_start_matches("https://");
            let address = address.trim_start_matches("www.").trim_end_matches('/');
            let is_said = words.to_lowercase().contains(&address.to_lowercase());
            (!is_said).then_some(ReachData::Web { address })
        }
    }

    fn code<'b>(&self, target: &Target) -> Option<&'b str>
    where
        'a: 'b,
    {
        match target {
            Target::Page { page, .. } if !matches!(page, PageId::Module(_)) => {
                Some(&self.curriculum.page(*page).code)
            }
            _ => None,
        }
    }
}
