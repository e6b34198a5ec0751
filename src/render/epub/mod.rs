//! The e-book: the whole workbook in one language as EPUB 3.3, with spaces to answer as on paper.
//!
//! 1. the documents in their order, and the pages of the printed workbook that begin in each;
//! 2. each document's prose, filled into the theme's templates in `epub/`;
//! 3. the pictures, fonts and style sheet that they need;
//! 4. what the package says of itself: its files, its contents, its pages;
//! 5. all of it in one archive, without times, so that the same book is the same bytes.

mod archive;
mod package;
mod pages;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Input;
use super::html::{BookPage, Medium, Prose, page_break, plain_line};
use crate::curriculum::{Curriculum, Module, Page, Resource, WordsOf, direction};
use crate::edition::{self, Edition, EditionModule, PageNumbers, Text};
use crate::site::WebPage;
use crate::theme::{BOOK_TEMPLATES, Families, Mode, Strings};
use pages::Breaks;

/// The document that lists the others.
const CONTENTS: &str = "contents.xhtml";

/// A document of the book.
struct Document {
    file: String,
    title: String,
    /// How deep it stands in the contents; nothing where it is not listed there.
    level: Option<u8>,
    /// The code of its page.
    code: String,
    /// The language of its title, where that is not the book's; see [`Book::lang`].
    lang: String,
    /// The pages of the printed book that begin in it.
    pages: Vec<usize>,
    xhtml: String,
}

impl Document {
    fn new(file: &str, title: &str, level: Option<u8>) -> Self {
        Self {
            file: file.to_owned(),
            title: title.to_owned(),
            level,
            code: String::new(),
            lang: String::new(),
            pages: Vec::new(),
            xhtml: String::new(),
        }
    }
}

/// What every template is given.
#[derive(Serialize)]
struct DocumentContext<'a> {
    language: &'a str,
    /// `ltr` or `rtl`
    direction: &'static str,
    title: &'a str,
    /// The curriculum's title.
    book: &'a str,
    book_lang: String,
    program: &'a str,
    edition: &'a str,
    /// Who may copy it; may be empty.
    licence: &'a str,
    licence_lang: String,
    /// The programme's sign: its file in the book, and what it says.
    logo: Option<(String, &'a str)>,
    /// The theme's colours in the light, by name.
    colours: BTreeMap<&'a str, String>,
    fonts: &'a Families,
    t: &'a Strings,
    /// The marks of the printed pages that begin with this document, and of those that begin before its end.
    breaks: String,
    breaks_after: String,
    /// What only this kind of document has.
    page: &'a DocumentData<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum DocumentData<'a> {
    Cover {
        lines: Vec<String>,
        icons: Vec<(&'a str, String)>,
        sign: Option<package::Sign>,
    },
    Start {
        help: Vec<ResourceContext<'a>>,
        notice: &'a str,
        notice_lang: String,
    },
    Text(Box<TextContext<'a>>),
    Glossary {
        terms: Vec<TermContext<'a>>,
    },
    Sources {
        sources: Vec<SourceContext>,
    },
    Help {
        resources: Vec<ResourceContext<'a>>,
    },
}

/// A module, a lesson or a handout.
#[derive(Serialize)]
struct TextContext<'a> {
    /// `module`, `lesson` or `handout`
    kind: &'static str,
    code: &'a str,
    summary: &'a str,
    lang: String,
    icon_name: Option<&'a str>,
    icon: Option<String>,
    minutes: Option<u32>,
    objectives: Vec<&'a str>,
    notice: Option<&'a str>,
    body: String,
    /// What is right in its self-checks.
    answers: String,
    /// The words of the interface in the language of the text.
    words: &'a Strings,
    untranslated: bool,
}

#[derive(Serialize)]
struct TermContext<'a> {
    key: &'a str,
    term: &'a str,
    definition: &'a str,
    lang: String,
}

#[derive(Serialize)]
struct SourceContext {
    lang: String,
    html: String,
}

#[derive(Serialize)]
struct ResourceContext<'a> {
    id: &'a str,
    name: &'a str,
    purpose: &'a str,
    lang: String,
    call: Option<NumberContext<'a>>,
    text_to: Option<&'a str>,
    text_say: Option<&'a str>,
    web: Option<&'a str>,
    hours: Option<&'a str>,
    address: Option<&'a str>,
    email: Option<&'a str>,
    note: Option<&'a str>,
}

/// A number as it is shown, and as a phone dials it.
#[derive(Serialize)]
struct NumberContext<'a> {
    shown: &'a str,
    dial: String,
}

/// The bytes of the e-book; `numbers` are the pages of the printed workbook.
///
/// # Errors
///
/// A sentence with the theme's file and line when a template cannot be filled in.
pub fn render(input: Input, numbers: &PageNumbers) -> Result<Vec<u8>, String> {
    let edition = edition::e_book(input.curriculum);
    let files = files(input.curriculum, &edition);
    let pictures = package::pictures(&edition, input.curriculum);
    let breaks = pages::breaks(numbers);
    let book = Book {
        input,
        cited: edition.cited(),
        files: &files,
        pictures: &pictures.names,
        breaks: &breaks,
    };
    let documents = book.documents(&edition)?;
    let cover = book.fill("cover.svg", &book.cover(), &Breaks::default(), "")?;
    archive::archive(&package::files(input, documents, pictures, cover)?)
}

/// The file of each page that is in the book.
fn files(curriculum: &Curriculum, edition: &Edition) -> BTreeMap<WebPage, String> {
    let texts = edition.modules.iter().flat_map(EditionModule::texts);
    let codes: BTreeSet<&str> = texts.map(|(page, _)| page.code.as_str()).collect();
    let mut files: BTreeMap<WebPage, String> = [
        (WebPage::Glossary, "glossary.xhtml"),
        (WebPage::Sources, "sources.xhtml"),
        (WebPage::Help, "help.xhtml"),
    ]
    .map(|(page, file)| (page, file.to_owned()))
    .into();
    let pages = curriculum
        .pages()
        .filter(|(_, page)| codes.contains(page.code.as_str()));
    files.extend(pages.map(|(id, page)| (WebPage::Content(id), file_of(page))));
    files
}

/// By the code that people say.
fn file_of(page: &Page) -> String {
    format!("{}.xhtml", page.code.to_lowercase())
}

struct Book<'a> {
    input: Input<'a>,
    /// In the order of their numbers.
    cited: Vec<&'a str>,
    files: &'a BTreeMap<WebPage, String>,
    pictures: &'a BTreeMap<&'a str, String>,
    /// By the code of a page, and the name of a part that has none.
    breaks: &'a BTreeMap<(String, String), Breaks>,
}

impl<'a> Book<'a> {
    /// All documents in reading order. The one that lists the others is empty yet: it is filled in with the package.
    fn documents(&self, edition: &'a Edition<'a>) -> Result<Vec<Document>, String> {
        let curriculum = self.input.curriculum;
        let title = curriculum.settings.title.as_str();
        let word = |key| self.input.theme.string(key);
        let mut documents = vec![
            self.part("cover", title, None, self.cover())?,
            self.part("start", word("print_how_to_use"), Some(1), self.start())?,
            Document {
                pages: self.breaks("", "contents").all(),
                ..Document::new(CONTENTS, word("print_contents"), None)
            },
        ];
        for module in &edition.modules {
            for (page, text) in module.texts() {
                documents.push(self.page(module, page, text)?);
            }
        }
        let resources = curriculum.resources.iter();
        let help = DocumentData::Help {
            resources: resources.map(|resource| self.resource(resource)).collect(),
        };
        let (terms, sources) = (self.terms(), self.sources());
        documents.extend([
            self.part(
                "glossary",
                word("glossary"),
                Some(1),
                DocumentData::Glossary { terms },
            )?,
            self.part(
                "sources",
                word("sources"),
                Some(1),
                DocumentData::Sources { sources },
            )?,
            self.part("help", word("help_title"), Some(1), help)?,
        ]);
        Ok(documents)
    }

    /// A document that is no page of the curriculum; its template has its name.
    fn part(
        &self,
        name: &str,
        title: &str,
        level: Option<u8>,
        data: DocumentData<'a>,
    ) -> Result<Document, String> {
        let file = format!("{name}.xhtml");
        let breaks = self.breaks("", name);
        Ok(Document {
            pages: breaks.all(),
            xhtml: self.fill(&file, &data, &breaks, title)?,
            ..Document::new(&file, title, level)
        })
    }

    /// The document of a module, a lesson or a handout.
    fn page(
        &self,
        module: &'a EditionModule<'a>,
        page: &'a Page,
        text: &'a Text,
    ) -> Result<Document, String> {
        let mut lessons = module.lessons.iter().map(|(lesson, _)| *lesson);
        let lesson = lessons.find(|lesson| std::ptr::eq(&lesson.page, page));
        let (kind, level) = match lesson {
            _ if std::ptr::eq(&module.module.page, page) => ("module", 1),
            Some(_) => ("lesson", 2),
            None => ("handout", 2),
        };
        let breaks = self.breaks(&page.code, "");
        let data = DocumentData::Text(Box::new(TextContext {
            kind,
            minutes: lesson.and_then(|lesson| lesson.minutes),
            objectives: lesson.map_or(Vec::new(), |lesson| {
                lesson.objectives.iter().map(|spot| spot.value.as_str()).collect()
            }),
            notice: lesson.and_then(|lesson| lesson.notice.as_deref()),
            ..self.text(module.module, page, text, &breaks)?
        }));
        Ok(Document {
            code: page.code.clone(),
            lang: self.lang(&page.language),
            pages: breaks.all(),
            xhtml: self.fill("text.xhtml", &data, &breaks, &page.title)?,
            ..Document::new(&file_of(page), &page.title, Some(level))
        })
    }

    fn start(&self) -> DocumentData<'a> {
        let curriculum = self.input.curriculum;
        let pinned = curriculum.pinned();
        DocumentData::Start {
            help: pinned.map(|resource| self.resource(resource)).collect(),
            notice: &curriculum.settings.notice,
            notice_lang: self.lang(curriculum.language_of(WordsOf::Curriculum, "notice")),
        }
    }

    /// The pages of the printed book that begin in the document of a code, or a part.
    fn breaks(&self, code: &str, part: &str) -> Breaks {
        let key = (code.to_owned(), part.to_owned());
        self.breaks.get(&key).cloned().unwrap_or_default()
    }

    fn fill(
        &self,
        template: &str,
        data: &DocumentData<'a>,
        breaks: &Breaks,
        title: &str,
    ) -> Result<String, String> {
        let curriculum = self.input.curriculum;
        let marks = |pages: &[usize]| pages.iter().map(|page| page_break(*page)).collect();
        let context = DocumentContext {
            language: &curriculum.language,
            direction: direction(&curriculum.language).name(),
            title,
            book: &curriculum.settings.title,
            book_lang: self.lang(curriculum.language_of(WordsOf::Curriculum, "title")),
            program: &curriculum.settings.program,
            edition: &curriculum.settings.edition,
            licence: &curriculum.settings.licence,
            licence_lang: self.lang(curriculum.language_of(WordsOf::Curriculum, "licence")),
            logo: package::logo(curriculum).map(|(file, logo)| (file, logo.alt.as_str())),
            colours: self.input.theme.colours_in(Mode::Light),
            fonts: &self.input.theme.families,
            t: &self.input.theme.strings,
            breaks: marks(&breaks.first),
            breaks_after: marks(&breaks.last),
            page: data,
        };
        self.input
            .theme
            .render(&format!("{BOOK_TEMPLATES}{template}"), &context)
    }

    fn text(
        &self,
        module: &'a Module,
        page: &'a Page,
        text: &'a Text,
        breaks: &Breaks,
    ) -> Result<TextContext<'a>, String> {
        let theme = self.input.theme_in(&page.language);
        let prose = || {
            let medium = Medium::Book(BookPage::new(self.files, self.pictures, &breaks.sections));
            Prose::new(self.input.curriculum, theme, medium, self.cited.clone())
        };
        Ok(TextContext {
            kind: "",
            code: &page.code,
            summary: &page.summary,
            lang: self.lang(&page.language),
            icon_name: module.icon.as_deref(),
            icon: module.icon.as_deref().map(|name| self.icon(name)),
            minutes: None,
            objectives: Vec::new(),
            notice: None,
            body: prose().text(text)?,
            answers: prose().answers(text)?,
            words: &theme.strings,
            untranslated: page.language != self.input.curriculum.language,
        })
    }

    fn cover(&self) -> DocumentData<'a> {
        let curriculum = self.input.curriculum;
        let names = curriculum
            .modules
            .iter()
            .filter_map(|module| module.icon.as_deref());
        DocumentData::Cover {
            lines: lines(&curriculum.settings.title, COVER_LETTERS),
            icons: names.map(|name| (name, self.icon(name))).collect(),
            sign: package::sign(curriculum),
        }
    }

    /// A drawing of the theme, as it may stand in a book.
    fn icon(&self, name: &str) -> String {
        // An attribute of browsers that are gone, which SVG does not know.
        let drawing = self.input.theme.icons.get(name).map_or("", String::as_str);
        drawing.replace(" focusable=\"false\"", "")
    }

    fn terms(&self) -> Vec<TermContext<'a>> {
        let curriculum = self.input.curriculum;
        let mut terms: Vec<TermContext> = curriculum
            .glossary
            .iter()
            .map(|(key, term)| TermContext {
                key,
                term: &term.term,
                definition: &term.definition,
                lang: self.lang(curriculum.language_of(WordsOf::Glossary, key)),
            })
            .collect();
        terms.sort_by_key(|term| term.term.to_lowercase());
        terms
    }

    fn sources(&self) -> Vec<SourceContext> {
        let known = self
            .cited
            .iter()
            .filter_map(|key| self.input.curriculum.sources.get(*key));
        known
            .map(|source| SourceContext {
                lang: self.lang(&source.language),
                html: plain_line(&source.reference).replace(" rel=\"noopener noreferrer\"", ""),
            })
            .collect()
    }

    fn resource(&self, resource: &'a Resource) -> ResourceContext<'a> {
        let curriculum = self.input.curriculum;
        ResourceContext {
            id: &resource.id,
            name: &resource.name,
            purpose: &resource.purpose,
            lang: self.lang(curriculum.language_of(WordsOf::Resources, &format!("{}.for", resource.id))),
            call: resource.call.as_deref().map(number),
            text_to: resource.text.as_ref().map(|line| line.to.as_str()),
            text_say: resource.text.as_ref().and_then(|line| line.say.as_deref()),
            web: resource.web.as_deref(),
            hours: resource.hours.as_deref(),
            address: resource.address.as_deref(),
            email: resource.email.as_deref(),
            note: resource.note.as_deref(),
        }
    }

    /// Attributes that say in which language a text is, where that is not the book's.
    fn lang(&self, language: &str) -> String {
        if language == self.input.curriculum.language {
            return String::new();
        }
        let direction = direction(language).name();
        format!(" lang=\"{language}\" xml:lang=\"{language}\" dir=\"{direction}\"")
    }
}

/// So many letters fit a line of the cover's title.
const COVER_LETTERS: usize = 14;

/// A text in lines of at most so many letters, as far as its words allow.
fn lines(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn number(shown: &str) -> NumberContext<'_> {
    let dialled = |letter: &char| letter.is_ascii_digit() || *letter == '+';
    NumberContext {
        shown,
        dial: shown.chars().filter(dialled).collect(),
    }
}
