//! Every contact on the pages and in the glossary, with its place: what the two lints on contacts look at.

use super::contacts::{Contact, Scanner, Way, web};
use super::places::{images, link_at, links, visit_page};
use super::{Passage, Role, Subject};
use crate::curriculum::{Page, WordsOf};
use crate::document::{Block, Inline, Link, Span, Target, Visit};

/// A contact on a page.
pub struct Met<'a> {
    pub path: &'a str,
    pub way: Way,
    pub place: Span,
    /// As it is written.
    pub written: String,
    /// The link in whose words it stands, or whose address it is.
    pub link: Option<&'a Link>,
    /// Whether it could be a link: no picture's words and no code.
    pub can_link: bool,
    /// The word in capitals to send, as in `text HOME to 741741`, with its place.
    pub keyword: Option<(String, Span)>,
    /// The keys that the text says to press behind it.
    pub keys: Vec<(String, Span)>,
}

/// The contacts of a page, in the order of its texts.
pub fn on_page<'a>(
    subject: &'a Subject,
    page: &'a Page,
    passages: &[Passage],
    scanner: &Scanner,
) -> Vec<Met<'a>> {
    let links = links(page);
    let mut met = Vec::new();
    let mut before = "";
    for passage in passages {
        let heading = if passage.role == Role::Cell { before } else { "" };
        in_passage(page, passage, heading, &links, scanner, &mut met);
        before = &passage.text;
    }
    for image in images(page) {
        for contact in scanner.contacts(&image.alt, "") {
            met.push(Met::plain(page, &image.alt, contact, image.span));
        }
    }
    for link in links {
        if let Target::Web(address) = &link.target {
            met.push(Met {
                path: &page.path,
                way: Way::Web(web(address)),
                place: link.span,
                written: address.clone(),
                link: Some(link),
                can_link: true,
                keyword: None,
                keys: Vec::new(),
            });
        }
    }
    in_code(subject, page, scanner, &mut met);
    met
}

fn in_passage<'a>(
    page: &'a Page,
    passage: &Passage,
    heading: &str,
    links: &[&'a Link],
    scanner: &Scanner,
    met: &mut Vec<Met<'a>>,
) {
    let contacts = scanner.contacts(&passage.text, heading);
    let keys = if contacts.is_empty() {
        Vec::new()
    } else {
        scanner.keys(&passage.text)
    };
    for (at, contact) in contacts.iter().enumerate() {
        let place = passage.place(contact.range.clone());
        let link = link_at(links, place.start);
        let is_web_link = link.is_some_and(|link| matches!(link.target, Target::Web(_)));
        if is_web_link && matches!(contact.way, Way::Web(_)) {
            // The link itself is looked at.
            continue;
        }
        let next = contacts.get(at + 1).map_or(usize::MAX, |next| next.range.start);
        met.push(Met {
            path: &page.path,
            way: contact.way.clone(),
            place,
            written: passage.text[contact.range.clone()].to_owned(),
            link,
            can_link: !matches!(passage.role, Role::Title | Role::Front),
            keyword: scanner
                .keyword(&passage.text, &contact.range)
                .map(|(word, range)| (word.to_owned(), passage.place(range))),
            keys: keys
                .iter()
                .filter(|(_, range)| (contact.range.end..next).contains(&range.start))
                .map(|(key, range)| (key.clone(), passage.place(range.clone())))
                .collect(),
        });
    }
}

/// Contacts in code, which passages leave out.
fn in_code<'a>(subject: &'a Subject, page: &'a Page, scanner: &Scanner, met: &mut Vec<Met<'a>>) {
    let mut codes = Vec::new();
    visit_page(page, &mut |visit| match visit {
        Visit::Block(Block::Code(code)) => codes.extend(code.lines()),
        Visit::Inline(Inline::Code(code)) => codes.push(code.as_str()),
        _ => {}
    });
    let Some(text) = subject.files.text(&page.path) else {
        return;
    };
    let mut from = 0;
    for code in codes {
        // Code has no place of its own in the tree, but stands in the file as it is.
        let Some(start) = text[from..].find(code).map(|at| from + at) else {
            continue;
        };
        from = start + code.len();
        for contact in scanner.contacts(code, "call") {
            let place = Span::from(start + contact.range.start..start + contact.range.end);
            met.push(Met::plain(page, code, contact, place));
        }
    }
}

impl<'a> Met<'a> {
    fn plain(page: &'a Page, text: &str, contact: Contact, place: Span) -> Self {
        Self {
            path: &page.path,
            written: text[contact.range].to_owned(),
            way: contact.way,
            place,
            link: None,
            can_link: false,
            keyword: None,
            keys: Vec::new(),
        }
    }
}

/// The contacts of the glossary: its path, and each with the place of its word.
pub fn in_glossary(subject: &Subject, scanner: &Scanner) -> (String, Vec<(Contact, String, Span)>) {
    let mut met = Vec::new();
    for term in subject.curriculum.glossary.values() {
        for contact in scanner.contacts(&term.definition, "") {
            let written = term.definition[contact.range.clone()].to_owned();
            met.push((contact, written, term.span));
        }
    }
    (subject.curriculum.own_path(WordsOf::Glossary), met)
}
