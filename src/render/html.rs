//! Prose as HTML, for every output that is made of it: blocks and inlines here, activities, callouts and answer
//! spaces by the theme's block templates. The outputs differ in those, in their addresses, and in what only they have: a [`Medium`].

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::picture;
use crate::curriculum::Curriculum;
use crate::document::{
    Activity, ActivityKind, Answer, Block, Cell, Choices, Image, Inline, List, Scale, Section, Table, Target,
    Visit, as_set, plain_text, visit_blocks,
};
use crate::edition::Text;
use crate::site::{self, WebPage};
use crate::theme::{BOOK_TEMPLATES, Theme};

/// What the text is rendered for.
#[derive(Clone, Copy)]
pub enum Medium<'a> {
    /// A page of the site, at this address.
    Web { from: &'a str },
    /// A document of the e-book, which is XHTML.
    Book(BookPage<'a>),
}

/// What the documents of an e-book know of each other.
#[derive(Clone, Copy)]
pub struct BookPage<'a> {
    /// Where the pages that are in the book stand.
    pages: &'a BTreeMap<WebPage, String>,
    /// Where the pictures stand, by their paths in the curriculum.
    pictures: &'a BTreeMap<&'a str, String>,
    /// The pages of the printed book that begin before a section, by its id.
    breaks: &'a BTreeMap<String, Vec<usize>>,
}

impl<'a> BookPage<'a> {
    /// See the fields.
    pub fn new(
        pages: &'a BTreeMap<WebPage, String>,
        pictures: &'a BTreeMap<&'a str, String>,
        breaks: &'a BTreeMap<String, Vec<usize>>,
    ) -> Self {
        Self {
            pages,
            pictures,
            breaks,
        }
    }
}

/// Renders the text of one page.
pub struct Prose<'a> {
    curriculum: &'a Curriculum,
    theme: &'a Theme,
    medium: Medium<'a>,
    /// Cited sources, in the order of their numbers.
    cited: Vec<&'a str>,
    /// The heading above, in words, to name what has no name of its own.
    heading: String,
    /// The kind of the activity around.
    kind: Option<ActivityKind>,
    /// How many tables had a name: no two regions of a page may share one.
    table_names: BTreeMap<String, usize>,
    /// What a template said was wrong with it; the first is enough to stop.
    fault: Option<String>,
}

#[derive(Serialize)]
struct ActivityContext<'a> {
    kind: &'a str,
    /// What people do: "Write", "Talk".
    verb: &'a str,
    icon: &'a str,
    id: &'a str,
    level: u8,
    title: &'a str,
    body: &'a str,
    minutes: Option<u32>,
    /// How people sit together, in words.
    group: Option<&'a str>,
    /// The one track that it is for.
    track: Option<TrackContext<'a>>,
    frame: Option<&'a str>,
    t: &'a BTreeMap<String, String>,
}

#[derive(Serialize)]
struct TrackContext<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct AnswerContext<'a> {
    id: &'a str,
    label: &'a str,
    /// Letters wide.
    width: usize,
    /// Lines high.
    count: usize,
    lines: Vec<usize>,
    low_word: &'a str,
    high_word: &'a str,
    steps: Vec<u32>,
    t: &'a BTreeMap<String, String>,
}

#[derive(Serialize)]
struct ChoicesContext<'a> {
    id: &'a str,
    label: &'a str,
    single: bool,
    /// Whether right answers and explanations are shown on demand.
    check: bool,
    choices: Vec<ChoiceContext>,
    t: &'a BTreeMap<String, String>,
}

#[derive(Serialize)]
struct ChoiceContext {
    id: String,
    text: String,
    right: bool,
    explanation: String,
    body: String,
}

#[derive(Serialize)]
struct CalloutContext<'a> {
    kind: &'a str,
    title: &'a str,
    icon: &'a str,
    body: &'a str,
}

impl<'a> Prose<'a> {
    /// A renderer for a text that cites sources by their numbers among `cited`.
    pub fn new(
        curriculum: &'a Curriculum,
        theme: &'a Theme,
        medium: Medium<'a>,
        cited: Vec<&'a str>,
    ) -> Self {
        Self {
            curriculum,
            theme,
            medium,
            cited,
            heading: String::new(),
            kind: None,
            table_names: BTreeMap::new(),
            fault: None,
        }
    }

    /// The whole text, footnotes included.
    pub fn text(self, text: &Text) -> Result<String, String> {
        let (opening, rest) = self.parts(text)?;
        Ok(opening + &rest)
    }

    /// What stands before the first heading, which is the main idea, and the rest, footnotes included.
    pub fn parts(mut self, text: &Text) -> Result<(String, String), String> {
        let blocks = text.blocks();
        let first = blocks.iter().position(|block| matches!(block, Block::Section(_)));
        let (opening, sections) = blocks.split_at(first.unwrap_or(blocks.len()));
        let opening = self.blocks(opening);
        let mut html = self.blocks(sections);
        if !text.footnotes().is_empty() {
            html.push_str("<ol class=\"footnotes\">");
            for footnote in text.footnotes() {
                let body = self.blocks(&footnote.blocks);
                let _ = write!(html, "<li id=\"footnote-{}\">{body}</li>", footnote.number);
            }
            html.push_str("</ol>");
        }
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok((opening, html)),
        }
    }

    fn template(&mut self, name: &str, context: &impl Serialize) -> String {
        let template = match self.medium {
            Medium::Web { .. } => format!("blocks/{name}.html"),
            Medium::Book(_) => format!("{BOOK_TEMPLATES}blocks/{name}.xhtml"),
        };
        match self.theme.render(&template, context) {
            Ok(html) => html,
            Err(fault) => {
                self.fault.get_or_insert(fault);
                String::new()
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> String {
        let mut html = String::new();
        for block in blocks {
            self.block(block, &mut html);
        }
        html
    }

    fn block(&mut self, block: &Block, html: &mut String) {
        match block {
            Block::Section(section) => self.section(section, html),
            Block::Paragraph(inlines) => {
                let _ = writeln!(html, "<p>{}</p>", self.inlines(inlines));
            }
            Block::List(list) => self.list(list, html),
            Block::Choices(choices) => {
                let choices = self.choices(choices);
                html.push_str(&choices);
            }
            Block::Table(table) => self.table(table, html),
            Block::Lines(lines) => {
                let lines = self.answer("lines", &lines.answer, 0, lines.count);
                html.push_str(&lines);
            }
            Block::Callout(callout) => {
                let body = self.blocks(&callout.blocks);
                let kind = callout.kind.name();
                let theme = self.theme;
                let title_key = format!("callout_{kind}");
                let context = CalloutContext {
                    kind,
                    title: theme.string(&title_key),
                    icon: icon(theme, kind),
                    body: &body,
                };
                let callout = self.template("callout", &context);
                html.push_str(&callout);
            }
            Block::Facilitator(inner) => {
                let body = self.blocks(inner);
                let theme = self.theme;
                let context = CalloutContext {
                    kind: "facilitator",
                    title: theme.string("callout_facilitator"),
                    icon: icon(theme, "facilitator"),
                    body: &body,
                };
                let callout = self.template("callout", &context);
                html.push_str(&callout);
            }
            Block::Quote(inner) => {
                let inner = self.blocks(inner);
                let _ = writeln!(html, "<blockquote>{inner}</blockquote>");
            }
            Block::Code(code) => {
                let _ = writeln!(html, "<pre><code>{}</code></pre>", escape(code));
            }
            Block::Figure(image) => {
                let _ = writeln!(html, "<figure>{}</figure>", self.image(image));
            }
            Block::Rule => {
                let _ = writeln!(html, "<hr{}>", self.void());
            }
        }
    }

    /// How an element that holds nothing ends: XHTML has a slash there.
    fn void(&self) -> &'static str {
        match self.medium {
            Medium::Web { .. } => "",
            Medium::Book(_) => "/",
        }
    }

    fn section(&mut self, section: &Section, html: &mut String) {
        if let Medium::Book(book) = self.medium {
            let begun = book.breaks.get(&section.id).map_or(&[][..], Vec::as_slice);
            html.extend(begun.iter().map(|page| page_break(*page)));
        }
        let title = self.inlines(&section.title);
        let heading = std::mem::replace(&mut self.heading, plain_text(&section.title));
        let kind = self.kind;
        self.kind = section.activity.as_ref().map(|activity| activity.kind).or(kind);
        let body = self.blocks(&section.blocks);
        self.heading = heading;
        self.kind = kind;
        let Some(activity) = &section.activity else {
            let level = section.level;
            let id = escape(&section.id);
            let (track, whom) = self.for_track(section.track.as_deref());
            let _ = writeln!(
                html,
                "<section aria-labelledby=\"{id}\" class=\"part\"{track}><h{level} id=\"{id}\">{title}</h{level}>\n{whom}{body}</section>"
            );
            return;
        };
        let activity = self.activity(section, activity, &title, &body);
        html.push_str(&activity);
    }

    /// The attribute and the line that say whom a section is for, where that is not everyone.
    fn for_track(&self, track: Option<&str>) -> (String, String) {
        let Some(id) = track else {
            return (String::new(), String::new());
        };
        let title = escape(self.curriculum.track_title(id));
        let words = escape(self.theme.string("for_track"));
        (
            format!(" data-track=\"{}\"", escape(id)),
            format!("<p class=\"quiet\">{words} {title}</p>\n"),
        )
    }

    fn activity(&mut self, section: &Section, activity: &Activity, title: &str, body: &str) -> String {
        let theme = self.theme;
        let kind = activity.kind.name();
        let verb_key = format!("activity_{}", kind.replace('-', "_"));
        let group_key = activity.group.map(|group| format!("group_{}", group.name()));
        let track = section.track.as_ref().map(|id| TrackContext {
            id,
            title: self.curriculum.track_title(id),
        });
        let context = ActivityContext {
            kind,
            verb: theme.string(&verb_key),
            icon: icon(theme, kind),
            id: &section.id,
            level: section.level,
            title,
            body,
            minutes: section.minutes,
            group: group_key.as_deref().map(|key| theme.string(key)),
            track,
            frame: activity.frame.map(crate::document::Frame::name),
            t: &theme.strings,
        };
        match self.medium {
            Medium::Web { .. } => self.template(kind, &context),
            Medium::Book(_) => self.template("activity", &context),
        }
    }

    fn list(&mut self, list: &List, html: &mut String) {
        let (open, close) = match list.start {
            Some(1) => ("<ol>".to_owned(), "</ol>"),
            Some(start) => (format!("<ol start=\"{start}\">"), "</ol>"),
            None => ("<ul>".to_owned(), "</ul>"),
        };
        html.push_str(&open);
        for item in &list.items {
            let _ = match item.seconds {
                Some(seconds) => write!(html, "<li data-seconds=\"{seconds}\">"),
                None => write!(html, "<li>"),
            };
            self.item(&item.blocks, html);
            if let Some(seconds) = item.seconds {
                let _ = write!(
                    html,
                    " <span class=\"duration\">{}</span>",
                    escape(&self.theme.duration(seconds))
                );
            }
            html.push_str("</li>\n");
        }
        html.push_str(close);
        html.push('\n');
    }

    /// The blocks of a list item; one paragraph alone needs no `<p>`.
    fn item(&mut self, blocks: &[Block], html: &mut String) {
        match blocks {
            [Block::Paragraph(inlines), rest @ ..] => {
                let text = self.inlines(inlines);
                html.push_str(&text);
                for block in rest {
                    self.block(block, html);
                }
            }
            _ => {
                for block in blocks {
                    self.block(block, html);
                }
            }
        }
    }

    fn choices(&mut self, choices: &Choices) -> String {
        self.choices_in("choices", choices)
    }

    fn choices_in(&mut self, template: &str, choices: &Choices) -> String {
        let rows = choices
            .choices
            .iter()
            .map(|choice| ChoiceContext {
                id: choice.id.clone(),
                text: self.inlines(&choice.text),
                right: choice.right,
                explanation: self.blocks(&choice.explanation),
                body: self.blocks(&choice.blocks),
            })
            .collect();
        let theme = self.theme;
        let context = ChoicesContext {
            id: &choices.answer.id,
            label: &choices.answer.label,
            single: choices.single,
            check: has_answers(choices),
            choices: rows,
            t: &theme.strings,
        };
        self.template(template, &context)
    }

    fn answer(&mut self, template: &str, answer: &Answer, width: usize, count: usize) -> String {
        let context = AnswerContext {
            id: &answer.id,
            label: &answer.label,
            width,
            count,
            lines: (1..=count).collect(),
            low_word: "",
            high_word: "",
            steps: Vec::new(),
            t: &self.theme.strings,
        };
        self.template(template, &context)
    }

    fn scale(&mut self, scale: &Scale) -> String {
        let context = AnswerContext {
            id: &scale.answer.id,
            label: &scale.answer.label,
            width: 0,
            count: 0,
            lines: Vec::new(),
            low_word: &scale.low_word,
            high_word: &scale.high_word,
            steps: (scale.low..=scale.high).collect(),
            t: &self.theme.strings,
        };
        self.template("scale", &context)
    }

    fn table(&mut self, table: &Table, html: &mut String) {
        let to_fill = table
            .rows
            .iter()
            .flatten()
            .any(|cell| matches!(cell, Cell::Answer(_)));
        let heads: Vec<String> = table.head.iter().map(|cell| plain_text(cell)).collect();
        let ticked: Vec<bool> = heads.iter().map(|head| self.is_ticked(head)).collect();
        let name = escape(&self.table_name(&heads));
        let class = if to_fill { " class=\"to-fill\"" } else { "" };
        let _ = write!(
            html,
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\"><table{class}><thead><tr>"
        );
        for (cell, words) in table.head.iter().zip(&heads) {
            // The corner above the names of the rows heads nothing, and a head without words would be read as one.
            if words.is_empty() {
                html.push_str("<td></td>");
            } else {
                let cell = self.inlines(cell);
                let _ = write!(html, "<th scope=\"col\">{cell}</th>");
            }
        }
        html.push_str("</tr></thead><tbody>\n");
        for row in &table.rows {
            html.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                match cell {
                    Cell::Text(inlines) => {
                        let inlines = self.inlines(inlines);
                        let _ = if column == 0 {
                            write!(html, "<th scope=\"row\">{inlines}</th>")
                        } else {
                            write!(html, "<td>{inlines}</td>")
                        };
                    }
                    Cell::Answer(answer) => {
                        let template = if ticked[column] { "tick" } else { "cell" };
                        let field = self.answer(template, answer, 0, 0);
                        let _ = write!(html, "<td class=\"field\">{field}</td>");
                    }
                }
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody></table></div>\n");
    }

    /// Whether a column of a home-practice log is one to tick: its head is one of the theme's words for "done".
    fn is_ticked(&self, head: &str) -> bool {
        let done = self.theme.string("log_done").split(',');
        self.kind == Some(ActivityKind::HomePractice)
            && done
                .map(str::trim)
                .any(|word| word.to_lowercase() == head.trim().to_lowercase())
    }

    /// What a screen reader calls a table: the heading above it and its heads, and a number where that is not enough.
    fn table_name(&mut self, heads: &[String]) -> String {
        let heads = heads.join(", ");
        let name = match self.heading.as_str() {
            "" => heads,
            heading => format!("{heading}: {heads}"),
        };
        let count = self.table_names.entry(name.clone()).or_default();
        *count += 1;
        match *count {
            1 => name,
            count => format!("{name} ({count})"),
        }
    }

    /// A line of text.
    pub fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut html = String::new();
        for inline in inlines {
            self.inline(inline, &mut html);
        }
        html
    }

    fn inline(&mut self, inline: &Inline, html: &mut String) {
        match inline {
            Inline::Text(words) => html.push_str(&escape(&as_set(&words.text))),
            Inline::Emphasis(inner) => {
                let inner = self.inlines(inner);
                let _ = write!(html, "<em>{inner}</em>");
            }
            Inline::Strong(inner) => {
                let inner = self.inlines(inner);
                let _ = write!(html, "<strong>{inner}</strong>");
            }
            Inline::Code(code) => {
                let _ = write!(html, "<code>{}</code>", escape(code));
            }
            Inline::Link(link) => {
                let text = self.inlines(&link.text);
                let Some((address, kind)) = self.href(&link.target) else {
                    html.push_str(&text);
                    return;
                };
                let rel = match link.target {
                    Target::Web(_) => " rel=\"noopener noreferrer\"",
                    _ => "",
                };
                let _ = write!(html, "<a href=\"{}\"{kind}{rel}>{text}</a>", escape(&address));
            }
            Inline::Image(image) => html.push_str(&self.image(image)),
            Inline::Blank { answer, width } => {
                let blank = self.answer("blank", answer, *width, 1);
                html.push_str(blank.trim_end());
            }
            Inline::Scale(scale) => {
                let scale = self.scale(scale);
                html.push_str(&scale);
            }
            Inline::Citation(citations) => {
                let links: Vec<String> = citations
                    .iter()
                    .filter_map(|citation| {
                        let number = self.cited.iter().position(|key| *key == citation.key)? + 1;
                        let locator = match &citation.locator {
                            Some(locator) => format!(", {}", escape(locator)),
                            None => String::new(),
                        };
                        let page = match self.medium {
                            Medium::Web { .. } => "",
                            Medium::Book(book) => book.pages.get(&WebPage::Sources)?,
                        };
                        Some(format!(
                            "<a href=\"{page}#source-{number}\">{number}</a>{locator}"
                        ))
                    })
                    .collect();
                let _ = write!(html, "<sup class=\"cite\">[{}]</sup>", links.join("; "));
            }
            Inline::FootnoteReference(number) => {
                let _ = write!(html, "<sup><a href=\"#footnote-{number}\">{number}</a></sup>");
            }
            Inline::SoftBreak => html.push('\n'),
            Inline::HardBreak => {
                let _ = write!(html, "<br{}>", self.void());
            }
        }
    }

    fn image(&self, image: &Image) -> String {
        let address = match self.medium {
            Medium::Web { from } => site::relative(from, &site::image_address(&image.path)),
            Medium::Book(book) => book
                .pictures
                .get(image.path.as_str())
                .cloned()
                .unwrap_or_default(),
        };
        let bytes = self.curriculum.images.get(&image.path);
        let size = match bytes.and_then(|bytes| picture::size(&image.path, bytes)) {
            Some((width, height)) => format!(" width=\"{width}\" height=\"{height}\""),
            None => String::new(),
        };
        format!(
            "<img src=\"{}\" alt=\"{}\"{size}{}>",
            escape(&address),
            escape(&image.alt),
            self.void()
        )
    }

    /// Where a link leads, and its class; nothing where that is not in the book.
    fn href(&self, target: &Target) -> Option<(String, &'static str)> {
        let to = |page| match self.medium {
            Medium::Web { from } => Some(site::relative(from, &site::address(self.curriculum, page))),
            Medium::Book(book) => book.pages.get(&page).cloned(),
        };
        Some(match target {
            Target::Page { page, fragment } => {
                let fragment = fragment.as_ref().map_or(String::new(), |id| format!("#{id}"));
                (format!("{}{fragment}", to(WebPage::Content(*page))?), "")
            }
            Target::Term(term) => (
                format!("{}#term-{term}", to(WebPage::Glossary)?),
                " class=\"term\"",
            ),
            Target::Help(id) => (format!("{}#help-{id}", to(WebPage::Help)?), " class=\"help\""),
            Target::Web(address) => (address.clone(), ""),
            // Only a curriculum with errors holds one, and nothing is published from it.
            Target::Path { path, .. } => (path.clone(), ""),
        })
    }

    /// The answers of all self-checks of a text, to stand behind it; empty where there are none.
    pub fn answers(mut self, text: &Text) -> Result<String, String> {
        let mut checks: Vec<&Choices> = Vec::new();
        visit_blocks(text.blocks(), &mut |visit| {
            if let Visit::Block(Block::Choices(choices)) = visit {
                checks.extend(has_answers(choices).then_some(choices));
            }
        });
        let answers: Vec<String> = checks
            .into_iter()
            .map(|choices| self.choices_in("answers", choices))
            .collect();
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(answers.concat()),
        }
    }
}

/// The mark of a place at which a page of the printed book begins.
pub fn page_break(page: usize) -> String {
    format!(
        "<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-{page}\" aria-label=\"{page}\"></span>"
    )
}

/// Whether a self-check tells what is right.
fn has_answers(choices: &Choices) -> bool {
    let mut all = choices.choices.iter();
    all.any(|choice| choice.right || !choice.explanation.is_empty())
}

/// A line of text that has no citations and stands on no page of its own, such as a reference.
pub fn plain_line(inlines: &[Inline]) -> String {
    let mut html = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) => html.push_str(&escape(&as_set(&words.text))),
            Inline::Emphasis(inner) => {
                let _ = write!(html, "<em>{}</em>", plain_line(inner));
            }
            Inline::Link(link) => {
                let Target::Web(address) = &link.target else {
                    html.push_str(&plain_line(&link.text));
                    continue;
                };
                let _ = write!(
                    html,
                    "<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
                    escape(address),
                    plain_line(&link.text)
                );
            }
            other => html.push_str(&escape(&plain_text(std::slice::from_ref(other)))),
        }
    }
    html
}

/// Makes a text safe in HTML, also inside an attribute.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}

fn icon<'a>(theme: &'a Theme, name: &str) -> &'a str {
    theme.icons.get(name).map_or("", String::as_str)
}
