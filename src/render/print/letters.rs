//! Letters that no font of the theme has: they would be printed as boxes.

use std::collections::BTreeSet;

use super::Kit;
use crate::curriculum::{Curriculum, Page};
use crate::diagnostic::Diagnostic;
use crate::document::{Inline, Span, Visit, visit_blocks};
use crate::theme::Theme;

/// More than so many are not listed.
const MOST: usize = 24;

/// One finding for all letters of a language that cannot be printed, at the first of them.
pub fn missing(kit: &Kit, curriculum: &Curriculum, theme: &Theme) -> Option<Diagnostic> {
    let mut missing = Missing {
        kit,
        letters: BTreeSet::new(),
        first: None,
    };
    let own = |page: &&Page| page.language == curriculum.language;
    for page in curriculum.pages().map(|(_, page)| page).filter(own) {
        missing.page(page);
    }
    let strings = format!("{}/strings/{}.yaml", theme.folder(), theme.language);
    for text in theme.strings.values() {
        missing.text(text, &strings, None);
    }
    for file in crate::curriculum::WordsOf::ALL {
        for text in curriculum.words(file).values() {
            missing.text(text, &curriculum.own_path(file), None);
        }
    }
    missing.finding(theme)
}

struct Missing<'a> {
    kit: &'a Kit,
    letters: BTreeSet<char>,
    /// The file of the first letter, and its place there.
    first: Option<(String, Option<Span>)>,
}

impl Missing<'_> {
    fn page(&mut self, page: &Page) {
        let place = |key: &str| page.front.get(key).copied();
        self.text(&page.title, &page.path, place("title"));
        self.text(&page.summary, &page.path, place("summary"));
        let mut see = |visit: Visit| {
            if let Visit::Inline(Inline::Text(words)) = visit {
                let span = Span::from(words.start..words.start + words.text.len());
                self.text(&words.text, &page.path, Some(span));
            }
        };
        visit_blocks(&page.body.blocks, &mut see);
        for footnote in &page.body.footnotes {
            visit_blocks(&footnote.blocks, &mut see);
        }
    }

    fn text(&mut self, text: &str, path: &str, place: Option<Span>) {
        if text.is_ascii() {
            return;
        }
        for letter in text.chars().filter(|letter| is_shown(*letter)) {
            if !self.kit.draws(letter) && self.letters.insert(letter) && self.first.is_none() {
                self.first = Some((path.to_owned(), place));
            }
        }
    }

    fn finding(self, theme: &Theme) -> Option<Diagnostic> {
        let (path, place) = self.first?;
        let fonts = format!("{}/fonts", theme.folder());
        let shown: Vec<String> = self.letters.iter().take(MOST).map(char::to_string).collect();
        let more = if self.letters.len() > MOST { " …" } else { "" };
        let finding = Diagnostic::error(
            "font-letters",
            &path,
            format!(
                "no font in `{fonts}` has these letters, and paper would show boxes: {}{more}",
                shown.join(" ")
            ),
        )
        .help(format!(
            "Put a font (TTF or OTF) that has them into `{fonts}`, with its licence: it is taken for what the other fonts lack. \
             Or write it in other letters, or build without paper: `--only web`."
        ));
        Some(match place {
            Some(place) => finding.at(place),
            None => finding,
        })
    }
}

/// Whether a letter is drawn at all: not a space, and not a sign that only tells how its neighbours are set.
fn is_shown(letter: char) -> bool {
    let tells = matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    );
    !tells && !letter.is_ascii() && !letter.is_whitespace() && !letter.is_control()
}
