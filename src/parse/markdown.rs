//! Markdown events into the document tree, in three steps: flat blocks, then sections under their headings, then the
//! names of the answer spaces.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag};

use super::{AnswerSpaces, answers, inline};
use crate::diagnostic::{Diagnostic, nearest, suggest};
use crate::document::{
    Activity, ActivityKind, Block, Callout, CalloutKind, Cell, Choice, Choices, Document, Footnote, Frame,
    Grouping, Image, Inline, Item, Link, List, Section, Span, Table, Target, Words, plain_text, slug,
};

/// No lesson nests this deep; deeper input is refused before it can fill the stack.
const DEEPEST: usize = 32;

/// `lines=fill`: in print, lines to write on fill what the page has left.
const FILL: &str = "fill";

/// Reads the body of a file, which begins at `start` of `text`.
pub fn parse(
    path: &str,
    text: &str,
    start: usize,
    spaces: AnswerSpaces,
    findings: &mut Vec<Diagnostic>,
) -> Document {
    let hidden = inline::hide_blanks(&text[start..]);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let events: Vec<(Event, Range<usize>)> = Parser::new_ext(&hidden, options)
        .into_offset_iter()
        .map(|(event, span)| (event, span.start + start..span.end + start))
        .collect();
    if let Some(span) = too_deep(&events) {
        findings.push(
            Diagnostic::error("nesting", path, "lists or quotes are nested too deep here")
                .at(span.start..span.start + 1)
                .help(format!(
                    "Use at most {DEEPEST} levels of lists and quotes inside one another."
                )),
        );
        return Document::default();
    }
    let mut reader = Reader {
        path,
        source: text,
        events,
        at: 0,
        findings,
        footnotes: Vec::new(),
        footnote_names: Vec::new(),
    };
    let flat = reader.blocks();
    let mut footnotes = std::mem::take(&mut reader.footnotes);
    footnotes.sort_by_key(|footnote| footnote.number);
    let mut document = Document {
        blocks: nest(flat),
        footnotes,
    };
    answers::name(path, &mut document, spaces, findings);
    document
}

fn too_deep(events: &[(Event, Range<usize>)]) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    for (event, span) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(span.clone());
        }
    }
    None
}

/// Puts every block under the heading that owns it.
fn nest(flat: Vec<Block>) -> Vec<Block> {
    let mut top = Vec::new();
    let mut open: Vec<Section> = Vec::new();
    let close = |open: &mut Vec<Section>, top: &mut Vec<Block>, level: u8| {
        while open.last().is_some_and(|section| section.level >= level) {
            let section = Block::Section(open.pop().expect("one is open"));
            match open.last_mut() {
                Some(parent) => parent.blocks.push(section),
                None => top.push(section),
            }
        }
    };
    for block in flat {
        match block {
            Block::Section(section) => {
                close(&mut open, &mut top, section.level);
                open.push(section);
            }
            other => match open.last_mut() {
                Some(section) => section.blocks.push(other),
                None => top.push(other),
            },
        }
    }
    close(&mut open, &mut top, 0);
    top
}

struct Reader<'a> {
    path: &'a str,
    source: &'a str,
    events: Vec<(Event<'a>, Range<usize>)>,
    at: usize,
    findings: &'a mut Vec<Diagnostic>,
    footnotes: Vec<Footnote>,
    footnote_names: Vec<String>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let event = self.events.get(self.at).cloned();
        self.at += 1;
        event
    }

    fn peek(&self) -> Option<&Event<'a>> {
        self.events.get(self.at).map(|(event, _)| event)
    }

    fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    fn error(&self, code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.path, message)
    }

    /// Blocks up to the end of what encloses them. Loose inlines (a tight list's items) become paragraphs.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(event) = self.peek() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(tag) => {
                    let tag = tag.clone();
                    let span = self.events[self.at].1.clone();
                    self.at += 1;
                    self.block(tag, span, &mut blocks);
                }
                Event::Rule => {
                    self.next();
                    blocks.push(Block::Rule);
                }
                Event::Html(_) => {
                    let (html, span) = self.html();
                    self.raw_html(&html, span.clone());
                    blocks.push(Block::Paragraph(vec![written(html, span.start)]));
                }
                _ => {
                    let inlines = self.inlines();
                    paragraph(inlines, &mut blocks);
                }
            }
        }
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, span: Range<usize>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                let inlines = self.inlines();
                paragraph(inlines, blocks);
            }
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let title = self.inlines();
                blocks.push(Block::Section(
                    self.section(level, id, &classes, &attrs, title, span),
                ));
            }
            Tag::BlockQuote(_) => {
                let inner = self.blocks();
                blocks.push(self.quote(inner, span));
            }
            Tag::CodeBlock(_) => {
                let mut code = String::new();
                while let Some(Event::Text(text)) = self.peek() {
                    code.push_str(&inline::restore_blanks(text));
                    self.at += 1;
                }
                blocks.push(Block::Code(code));
            }
            Tag::HtmlBlock => {
                let (html, span) = self.html();
                self.raw_html(&html, span.clone());
                blocks.push(Block::Paragraph(vec![written(html, span.start)]));
            }
            Tag::List(start) => blocks.push(self.list(start, span)),
            Tag::Table(_) => blocks.push(self.table(span)),
            Tag::FootnoteDefinition(name) => {
                let number = self.footnote_number(&name);
                let inner = self.blocks();
                self.footnotes.push(Footnote {
                    number,
                    blocks: inner,
                });
            }
            _ => {
                // Extensions that are not turned on: their content is kept.
                blocks.extend(self.blocks());
            }
        }
        self.next(); // the end of this block
    }

    fn html(&mut self) -> (String, Range<usize>) {
        let mut html = String::new();
        let mut span = self.events[self.at].1.clone();
        while let Some(Event::Html(text)) = self.peek() {
            html.push_str(&inline::restore_blanks(text));
            span.end = self.events[self.at].1.end;
            self.at += 1;
        }
        (html, span)
    }

    fn raw_html(&mut self, html: &str, span: Range<usize>) {
        let shown: String = html.trim().chars().take(40).collect();
        self.report(
            Diagnostic::warning("raw-html", self.path, format!("HTML is shown as text: `{shown}`"))
                .at(span)
                .help("Write it in Markdown, or delete it; even a comment is shown to every reader."),
        );
    }

    fn section(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr>,
        classes: &[CowStr],
        attrs: &[(CowStr, Option<CowStr>)],
        title: Vec<Inline>,
        span: Range<usize>,
    ) -> Section {
        let level = level as u8;
        if level == 1 {
            self.report(
                self.error("heading-level", "a level-1 heading in the text")
                    .at(span.clone())
                    .help(
                        "The title in the front matter is the page's only level-1 heading; write `##` here.",
                    ),
            );
        }
        let kind = self.kind(classes, &span);
        let mut section = Section {
            level: level.max(2),
            id: id.map_or_else(|| slug(&plain_text(&title)), |id| id.to_string()),
            title,
            minutes: None,
            track: None,
            activity: None,
            blocks: Vec::new(),
            span: span.clone().into(),
        };
        let (mut group, mut frame, mut fill) = (None, None, None);
        for (name, value) in attrs {
            let value = value.as_deref().unwrap_or_default();
            match name.as_ref() {
                "minutes" => section.minutes = self.minutes(value, &span),
                "track" => section.track = Some(value.to_owned()),
                "group" => group = self.named(name, value, Grouping::from_name, Grouping::names(), &span),
                "frame" => frame = self.named(name, value, Frame::from_name, Frame::names(), &span),
                "lines" => {
                    let is_fill = |word: &str| (word == FILL).then_some(());
                    fill = self.named(name, value, is_fill, [FILL].into_iter(), &span);
                }
                _ => self.unknown_attribute(name, &span),
            }
        }
        match kind {
            Some(kind) => {
                section.activity = Some(Activity {
                    kind,
                    group,
                    frame,
                    fills_page: fill.is_some(),
                });
            }
            None if group.is_some() || frame.is_some() || fill.is_some() => {
                self.report(
                    self.error(
                        "attribute-outside-activity",
                        "`group`, `frame` and `lines` belong to an activity",
                    )
                    .at(span)
                    .help("Add a kind to the heading, such as `{.exercise …}`."),
                );
            }
            None => {}
        }
        section
    }

    fn kind(&mut self, classes: &[CowStr], span: &Range<usize>) -> Option<ActivityKind> {
        let mut kinds = Vec::new();
        let mut meant = None;
        for class in classes {
            match ActivityKind::from_name(class) {
                Some(kind) => kinds.push(kind),
                None => {
                    self.report(
                        self.error("unknown-kind", format!("`.{class}` is not a kind of activity"))
                            .at(self.inside(span, class))
                            .help(suggest(class, ActivityKind::names())),
                    );
                    let near = nearest(class, ActivityKind::names());
                    meant = near
                        .and_then(ActivityKind::from_name)
                        .or(Some(ActivityKind::Exercise));
                }
            }
        }
        if kinds.len() > 1 {
            self.report(
                self.error("two-kinds", "this heading has more than one kind of activity")
                    .at(span.clone())
                    .help("Keep one kind; split the section when it holds two activities."),
            );
        }
        // Below a misspelt kind an activity was meant: its spaces to answer are no fault of their own.
        kinds.first().copied().or(meant)
    }

    fn minutes(&mut self, value: &str, span: &Range<usize>) -> Option<u32> {
        let minutes = value.parse().ok();
        if minutes.is_none() {
            self.report(
                self.error(
                    "attribute-value",
                    format!("`minutes` should be a whole number, found `{value}`"),
                )
                .at(self.inside(span, "minutes"))
                .help("Write it without spaces, such as `minutes=10`."),
            );
        }
        minutes
    }

    fn named<T>(
        &mut self,
        name: &str,
        value: &str,
        read: impl Fn(&str) -> Option<T>,
        known: impl Iterator<Item = &'static str> + Clone,
        span: &Range<usize>,
    ) -> Option<T> {
        let found = read(value);
        if found.is_none() {
            let names: Vec<&str> = known.clone().collect();
            self.report(
                self.error(
                    "attribute-value",
                    format!("`{name}` is `{value}`, expected one of {}", names.join(", ")),
                )
                .at(self.inside(span, name))
                .help(suggest(value, known)),
            );
        }
        found
    }

    fn unknown_attribute(&mut self, name: &str, span: &Range<usize>) {
        const KNOWN: [&str; 5] = ["minutes", "track", "group", "frame", "lines"];
        let help = match ActivityKind::from_name(name) {
            Some(_) => format!("A kind begins with a dot: `.{name}`."),
            None => match nearest(name, KNOWN) {
                Some(near) => format!("Did you mean `{near}=`?"),
                None => {
                    "Known here: minutes, track, group, frame, lines. Attributes hold no spaces.".to_owned()
                }
            },
        };
        self.report(
            self.error(
                "unknown-attribute",
                format!("`{name}` is not an attribute that a heading has"),
            )
            .at(self.inside(span, name))
            .help(help),
        );
    }

    /// The place of `word` inside `span`, or the whole span.
    fn inside(&self, span: &Range<usize>, word: &str) -> Range<usize> {
        match self.source[span.clone()].rfind(word) {
            Some(at) => span.start + at..span.start + at + word.len(),
            None => span.clone(),
        }
    }

    /// A quote, or the callout that it opens with.
    fn quote(&mut self, mut inner: Vec<Block>, span: Range<usize>) -> Block {
        let Some(Block::Paragraph(inlines)) = inner.first_mut() else {
            return Block::Quote(inner);
        };
        let Some(Inline::Text(Words { text, start })) = inlines.first_mut() else {
            return Block::Quote(inner);
        };
        let Some((kind, rest)) = text.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else {
            return Block::Quote(inner);
        };
        let kind = kind.to_lowercase();
        let rest = rest.trim_start().to_owned();
        if rest.is_empty() {
            inlines.remove(0);
            if matches!(inlines.first(), Some(Inline::SoftBreak)) {
                inlines.remove(0);
            }
        } else {
            *start += text.len() - rest.len();
            *text = rest;
        }
        if inlines.is_empty() {
            inner.remove(0);
        }
        if kind == "facilitator" {
            return Block::Facilitator(inner);
        }
        match CalloutKind::from_name(&kind) {
            Some(kind) => Block::Callout(Callout { kind, blocks: inner }),
            None => {
                let known = CalloutKind::names().chain(["facilitator"]);
                self.report(
                    self.error("unknown-callout", format!("`[!{kind}]` is not a callout"))
                        .at(span.start..span.start + 4 + kind.len())
                        .help(suggest(&kind, known)),
                );
                // What was meant for staff must not reach anybody else, so an unknown callout is staff's.
                Block::Facilitator(inner)
            }
        }
    }

    fn list(&mut self, start: Option<u64>, span: Range<usize>) -> Block {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.peek() {
            let (_, span) = self.next().expect("it was seen");
            let mut blocks = self.blocks();
            let mark = take_mark(&mut blocks);
            self.next(); // the end of the item
            items.push((mark, blocks, span));
        }
        let marked = items.iter().filter(|(mark, ..)| mark.is_some()).count();
        if marked == 0 {
            let items = items.into_iter().map(|(_, mut blocks, _)| {
                let seconds = match blocks.last_mut() {
                    Some(Block::Paragraph(inlines)) => inline::take_seconds(inlines),
                    _ => None,
                };
                Item { blocks, seconds }
            });
            return Block::List(List {
                start,
                items: items.collect(),
            });
        }
        let single = items.iter().any(|(mark, ..)| matches!(mark, Some((true, _))));
        if marked < items.len()
            || items
                .iter()
                .any(|(mark, ..)| mark.is_some_and(|(one, _)| one != single))
        {
            self.report(
                self.error(
                    "mixed-choices",
                    "this list mixes boxes to tick, choices of one, or plain items",
                )
                .at(span.clone())
                .help("Begin every item with `[ ]` (tick any), or every item with `( )` (choose one)."),
            );
        }
        let choices = items
            .into_iter()
            .map(|(mark, blocks, _)| choice(mark.is_some_and(|(_, right)| right), blocks))
            .collect();
        Block::Choices(Choices {
            answer: inline::unnamed(span.start, span.len()),
            single,
            choices,
        })
    }

    fn table(&mut self, span: Range<usize>) -> Block {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::TableHead) => head = self.cells(),
                Event::Start(Tag::TableRow) => rows.push(self.cells()),
                _ => break, // the end of the table
            }
        }
        let is_empty = |cell: &(Vec<Inline>, Range<usize>)| cell.0.is_empty();
        let rows = rows
            .into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|cell| {
                        if is_empty(&cell) {
                            Cell::Answer(inline::unnamed(cell.1.start, cell.1.len()))
                        } else {
                            Cell::Text(cell.0)
                        }
                    })
                    .collect()
            })
            .collect();
        // `block` takes one more event, the end of the table, which is taken already.
        self.at -= 1;
        Block::Table(Table {
            head: head.into_iter().map(|(inlines, _)| inlines).collect(),
            rows,
            span: span.into(),
        })
    }

    fn cells(&mut self) -> Vec<(Vec<Inline>, Range<usize>)> {
        let mut cells = Vec::new();
        while let Some((Event::Start(Tag::TableCell), span)) = self.next() {
            cells.push((self.inlines(), span));
            self.next(); // the end of the cell
        }
        cells
    }

    fn footnote_number(&mut self, name: &str) -> usize {
        match self.footnote_names.iter().position(|known| known == name) {
            Some(at) => at + 1,
            None => {
                self.footnote_names.push(name.to_owned());
                self.footnote_names.len()
            }
        }
    }

    /// Inlines up to the end of what encloses them, or the next block.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some(event) = self.peek() {
            match event {
                Event::End(_) | Event::Rule | Event::Html(_) => break,
                Event::Start(tag) if is_block(tag) => break,
                Event::Text(_) => self.text(&mut inlines),
                _ => self.inline(&mut inlines),
            }
        }
        mark_decorative(&mut inlines);
        inlines
    }

    /// Neighbouring texts as one, because Markdown cuts a text at every bracket.
    fn text(&mut self, inlines: &mut Vec<Inline>) {
        let start = self.events[self.at].1.start;
        let mut text = String::new();
        while let Some(Event::Text(part)) = self.peek() {
            text.push_str(part);
            self.at += 1;
        }
        inline::scan(&text, start, inlines);
    }

    fn inline(&mut self, inlines: &mut Vec<Inline>) {
        let Some((event, span)) = self.next() else {
            return;
        };
        match event {
            Event::Code(code) => inlines.push(Inline::Code(inline::restore_blanks(&code))),
            // As it is written: `list` takes it off again, as it does with a choice of one.
            Event::TaskListMarker(done) => {
                inlines.push(written(if done { "[x] " } else { "[ ] " }.to_owned(), span.start))
            }
            Event::SoftBreak => inlines.push(Inline::SoftBreak),
            Event::HardBreak => inlines.push(Inline::HardBreak),
            Event::InlineHtml(html) => {
                let html = inline::restore_blanks(&html);
                self.raw_html(&html, span.clone());
                inlines.push(written(html, span.start));
            }
            Event::FootnoteReference(name) => {
                let number = self.footnote_number(&name);
                inlines.push(Inline::FootnoteReference(number));
            }
            Event::Start(tag) => {
                let inner = self.inlines();
                self.next(); // its end
                inlines.extend(self.enclosing(tag, inner, span));
            }
            _ => {}
        }
    }

    fn enclosing(&mut self, tag: Tag<'a>, inner: Vec<Inline>, span: Range<usize>) -> Vec<Inline> {
        match tag {
            Tag::Emphasis => vec![Inline::Emphasis(inner)],
            Tag::Strong => vec![Inline::Strong(inner)],
            Tag::Link { dest_url, .. } => {
                let address = inline::restore_blanks(&dest_url);
                match self.target(&address, &span) {
                    Some(target) => vec![Inline::Link(Link {
                        target,
                        text: inner,
                        span: span.into(),
                    })],
                    None => inner,
                }
            }
            Tag::Image { dest_url, .. } => vec![Inline::Image(Image {
                path: inline::restore_blanks(&dest_url),
                alt: plain_text(&inner),
                decorative: false,
                span: span.into(),
            })],
            _ => inner,
        }
    }

    fn target(&mut self, address: &str, span: &Range<usize>) -> Option<Target> {
        if let Some(term) = address.strip_prefix("term:") {
            return Some(Target::Term(term.to_owned()));
        }
        if let Some(resource) = address.strip_prefix("help:") {
            return Some(Target::Help(resource.to_owned()));
        }
        if address.starts_with("https://") || address.starts_with("http://") {
            return Some(Target::Web(address.to_owned()));
        }
        let scheme = address
            .split_once(':')
            .filter(|(scheme, _)| scheme.chars().all(|letter| letter.is_ascii_alphanumeric()));
        if scheme.is_some() || address.starts_with('/') {
            self.report(
                self.error(
                    "link-kind",
                    format!("`{address}` is not a kind of link that is allowed"),
                )
                .at(span.clone())
                .help(
                    "Link to a lesson by its path (`02-x.md`), to a word (`term:craving`), \
                         to help (`help:988`) or to a web address (`https://…`).",
                ),
            );
            return None;
        }
        let (path, fragment) = match address.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment.to_owned())),
            None => (address, None),
        };
        Some(Target::Path {
            path: path.to_owned(),
            fragment,
        })
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn written(text: String, start: usize) -> Inline {
    Inline::Text(Words { text, start })
}

/// A paragraph as the blocks that it stands for: a figure, lines to write on, or text.
fn paragraph(inlines: Vec<Inline>, blocks: &mut Vec<Block>) {
    if let [Inline::Image(image)] = inlines.as_slice() {
        blocks.push(Block::Figure(image.clone()));
        return;
    }
    let mut text: Vec<Inline> = Vec::new();
    let mut lines: Vec<Span> = Vec::new();
    let flush_lines = |lines: &mut Vec<Span>, blocks: &mut Vec<Block>| {
        if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
            blocks.push(Block::Lines(crate::document::Lines {
                answer: inline::unnamed(first.start, last.end - first.start),
                count: lines.len(),
            }));
            lines.clear();
        }
    };
    let flush_text = |text: &mut Vec<Inline>, blocks: &mut Vec<Block>| {
        while matches!(text.last(), Some(Inline::SoftBreak | Inline::HardBreak)) {
            text.pop();
        }
        if !text.is_empty() {
            blocks.push(Block::Paragraph(std::mem::take(text)));
        }
    };
    for line in split_lines(inlines) {
        let only_blank = match line.content.as_slice() {
            [Inline::Blank { answer, .. }] => Some(answer.span),
            _ => None,
        };
        match only_blank {
            Some(span) => {
                flush_text(&mut text, blocks);
                lines.push(span);
            }
            None => {
                flush_lines(&mut lines, blocks);
                text.extend(line.content);
                text.extend(line.end);
            }
        }
    }
    flush_text(&mut text, blocks);
    flush_lines(&mut lines, blocks);
}

struct Line {
    content: Vec<Inline>,
    end: Option<Inline>,
}

fn split_lines(inlines: Vec<Inline>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut content = Vec::new();
    for inline in inlines {
        if matches!(inline, Inline::SoftBreak | Inline::HardBreak) {
            lines.push(Line {
                content: std::mem::take(&mut content),
                end: Some(inline),
            });
        } else {
            content.push(inline);
        }
    }
    lines.push(Line { content, end: None });
    lines
}

/// Takes `[ ]`, `[x]`, `( )` or `(x)` off the start of an item: whether only one may be chosen, and whether it is right.
fn take_mark(blocks: &mut [Block]) -> Option<(bool, bool)> {
    let Some(Block::Paragraph(inlines)) = blocks.first_mut() else {
        return None;
    };
    let Some(Inline::Text(Words { text, start })) = inlines.first_mut() else {
        return None;
    };
    let mark = match text.get(..4)? {
        "[ ] " => (false, false),
        "[x] " => (false, true),
        "( ) " => (true, false),
        "(x) " | "(X) " => (true, true),
        _ => return None,
    };
    text.drain(..4);
    *start += 4;
    if text.is_empty() {
        inlines.remove(0);
    }
    Some(mark)
}

fn choice(right: bool, mut blocks: Vec<Block>) -> Choice {
    let text = match blocks.first() {
        Some(Block::Paragraph(_)) => match blocks.remove(0) {
            Block::Paragraph(inlines) => inlines,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    let mut explanation = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match block {
            Block::Quote(inner) => explanation.extend(inner),
            other => rest.push(other),
        }
    }
    Choice {
        id: String::new(),
        text,
        right,
        explanation,
        blocks: rest,
    }
}

/// `![](x.svg){.decorative}`: the mark stands as text behind its image.
fn mark_decorative(inlines: &mut Vec<Inline>) {
    const MARK: &str = "{.decorative}";
    let mut at = 0;
    while at + 1 < inlines.len() {
        if let [Inline::Image(image), Inline::Text(Words { text, start })] = &mut inlines[at..at + 2]
            && text.starts_with(MARK)
        {
            image.decorative = true;
            text.drain(..MARK.len());
            *start += MARK.len();
            if text.is_empty() {
                inlines.remove(at + 1);
            }
        }
        at += 1;
    }
}
