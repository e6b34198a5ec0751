//! Alternative texts that do not say what a picture shows.

use super::lists::{Lists, plain, words};
use super::{Example, Finder, Lint, Subject};
use crate::curriculum::Page;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Image, Inline, Span, plain_text, slug};

pub const LINT: Lint = Lint {
    code: "alt-empty-words",
    finds: "An alternative text that says nothing, says \"image of\", repeats the words beside it, or is very long.",
    why: "Whoever listens to the page hears these words in place of the picture, and cannot skim them.",
    example: Example {
        written: "![Picture 1](images/chain.svg)\n",
        better: "![A chain of four links; the third is open](images/chain.svg)\n",
    },
    finder: Finder::Text(run),
};

/// A screen reader reads a longer text in one go, without a pause or a way back.
const LONGEST: usize = 250;

const ENDINGS: [&str; 6] = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"];

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let lists = Lists::read(include_str!("lists/access.en.yaml"));
    for (_, page, _) in subject.pages() {
        let mut reader = Reader {
            lists: &lists,
            subject,
            page,
            findings,
        };
        reader.blocks(&page.body.blocks, &page.title);
        for footnote in &page.body.footnotes {
            reader.blocks(&footnote.blocks, "");
        }
    }
}

struct Reader<'a, 'f> {
    lists: &'a Lists,
    subject: &'a Subject<'a>,
    page: &'a Page,
    findings: &'f mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    fn blocks(&mut self, blocks: &[Block], heading: &str) {
        for (at, block) in blocks.iter().enumerate() {
            let beside = || {
                let before = at.checked_sub(1).and_then(|at| blocks.get(at));
                let around = [before, blocks.get(at + 1)].into_iter().flatten();
                let texts = around.filter_map(|block| match block {
                    Block::Paragraph(inlines) => Some(plain_text(inlines)),
                    Block::Section(section) => Some(plain_text(&section.title)),
                    _ => None,
                });
                texts.chain([heading.to_owned()]).collect::<Vec<_>>()
            };
            match block {
                Block::Figure(image) => self.image(image, &beside()),
                Block::Paragraph(inlines) => self.inlines(inlines, &[heading.to_owned()]),
                Block::Section(section) => {
                    let title = plain_text(&section.title);
                    self.inlines(&section.title, &[]);
                    self.blocks(&section.blocks, &title);
                }
                Block::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.blocks, heading);
                    }
                }
                Block::Choices(choices) => {
                    for choice in &choices.choices {
                        self.inlines(&choice.text, &[]);
                        self.blocks(&choice.blocks, heading);
                        self.blocks(&choice.explanation, heading);
                    }
                }
                Block::Table(table) => {
                    for cell in &table.head {
                        self.inlines(cell, &[]);
                    }
                    for cell in table.rows.iter().flatten() {
                        if let crate::document::Cell::Text(inlines) = cell {
                            self.inlines(inlines, &[]);
                        }
                    }
                }
                Block::Callout(callout) => self.blocks(&callout.blocks, heading),
                Block::Facilitator(inner) | Block::Quote(inner) => self.blocks(inner, heading),
                Block::Lines(_) | Block::Code(_) | Block::Rule => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], beside: &[String]) {
        for inline in inlines {
            match inline {
                Inline::Image(image) => self.image(image, beside),
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.inlines(inner, beside),
                Inline::Link(link) => self.inlines(&link.text, beside),
                _ => {}
            }
        }
    }

    fn image(&mut self, image: &Image, beside: &[String]) {
        let alt = image.alt.trim();
        // Without any, `alt-missing` stops publishing.
        if alt.is_empty() || image.decorative {
            return;
        }
        let place = self.place(image);
        let path = &self.page.path;
        let warning = |message: String| Diagnostic::warning(LINT.code, path, message).at(place);
        let says_nothing = words(alt).iter().all(|word| {
            self.lists.has("picture", &word.text) || word.text.bytes().all(|letter| letter.is_ascii_digit())
        });
        let help = "Say what a reader should learn from it, as you would by phone: \
                    “A chain of four links; the third is open”.";
        if says_nothing {
            self.findings
                .push(warning(format!("`{alt}` does not say what the picture shows")).help(help));
        } else if is_file_name(alt, &image.path) {
            self.findings.push(
                warning(format!(
                    "`{alt}` is the name of a file, not what the picture shows"
                ))
                .help(help),
            );
        } else if let Some(same) = beside.iter().find(|text| plain(text) == plain(alt)) {
            self.findings.push(
                warning("the alternative text says the same as the words beside the picture".to_owned())
                    .help(format!(
                        "Say what the picture shows of “{}”, or mark it: `![](…){{.decorative}}`.",
                        same.trim()
                    )),
            );
        } else if let Some(start) = self.start(alt) {
            self.findings.push(
                Diagnostic::note(
                    LINT.code,
                    path,
                    format!("the alternative text begins with “{start}”"),
                )
                .at(place)
                .help("Leave these words out: a screen reader says “image” by itself."),
            );
        }
        let length = alt.chars().count();
        if length > LONGEST {
            self.findings.push(
                Diagnostic::note(
                    LINT.code,
                    path,
                    format!("the alternative text has {length} letters; it is heard in one go"),
                )
                .at(place)
                .help(format!(
                    "Keep what matters, in at most {LONGEST} letters; say the rest in the text beside the picture."
                )),
            );
        }
    }

    /// The words with which an alternative text need not begin.
    fn start<'t>(&self, alt: &'t str) -> Option<&'t str> {
        let all = words(alt);
        let longest = self.lists.of("picture-start").iter().filter(|start| {
            let count = start.split(' ').count();
            all.len() > count && super::lists::join(&all[..count]) == **start
        });
        let count = longest.map(|start| start.split(' ').count()).max()?;
        Some(&alt[..all[count - 1].range.end])
    }

    /// The alternative text inside `![…](…)`, where it is written as it is read.
    fn place(&self, image: &Image) -> Span {
        let text = self.subject.files.text(&self.page.path).unwrap_or_default();
        let inside = text.get(image.span.start + 2..image.span.end).unwrap_or_default();
        if inside.starts_with(&image.alt) {
            Span::from(image.span.start + 2..image.span.start + 2 + image.alt.len())
        } else {
            image.span
        }
    }
}

/// Whether an alternative text is a file's name: this one's, or one that a camera or a program gave.
fn is_file_name(alt: &str, path: &str) -> bool {
    let lower = alt.to_lowercase();
    let stem = path.rsplit('/').next().unwrap_or(path);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let one_word = !lower.contains(char::is_whitespace);
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || slug(alt) == slug(stem)
        || one_word && (lower.contains('_') || lower.matches('-').count() > 1)
        || one_word && is_camera_name(&lower)
}

/// `img1234`, `dsc-0042`, `pxl20260101`.
fn is_camera_name(name: &str) -> bool {
    let rest = ["img", "dsc", "dscn", "pxl", "image", "picture", "photo"]
        .iter()
        .filter_map(|start| name.strip_prefix(start))
        .map(|rest| rest.trim_start_matches('-'));
    rest.into_iter()
        .any(|rest| !rest.is_empty() && rest.bytes().all(|letter| letter.is_ascii_digit()))
}
