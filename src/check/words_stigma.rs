//! Words that stigmatise people.

use std::ops::Range;

use super::reading::Language;
use super::words::{Found, Token, WordList, tokens, tokens_in};
use super::{Example, Finder, Lint, Passage, Role, Subject};
use crate::curriculum::{FOLDER, WordsOf};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Span;
use crate::parse::yaml;

pub const LINT: Lint = Lint {
    code: "words-stigma",
    finds: "Words that stigmatise people who use substances or live with a mental health condition, after NIDA's “Words Matter”; a programme \
            adds to the list, or allows phrases, in `curriculum/words.en.yaml`.",
    why: "A word can make a person feel judged, and people who feel judged stay away from help.",
    example: Example {
        written: "Many addicts want to stay clean. Substance abuse can be treated.\n",
        better: "Many people with a substance use disorder want to stay in recovery. It can be treated. Alcoholics Anonymous meets here. \
                 Some people dislike the word “addict”.\n",
    },
    finder: Finder::Text(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let Some((language, list)) = list(subject, &subject.curriculum.language, findings) else {
        return;
    };
    let glossary = subject.curriculum.own_path(WordsOf::Glossary);
    let pages = subject
        .pages()
        .map(|(_, page, passages)| (page.path.as_str(), passages));
    for (path, passages) in pages.chain([(glossary.as_str(), subject.definitions.as_slice())]) {
        for passage in passages {
            look(passage, path, language, &list, findings);
        }
    }
}

/// The words to avoid in a language: ours, then the programme's own.
fn list(subject: &Subject, code: &str, findings: &mut Vec<Diagnostic>) -> Option<(Language, WordList)> {
    let language = Language::from_code(code)?;
    let (name, ours) = match language {
        Language::English => ("en", include_str!("words/en.yaml")),
        Language::Spanish => ("es", include_str!("words/es.yaml")),
    };
    let mut list = WordList::default();
    let mut add = |path: &str, text: &str| {
        let whole = Span::from(0..text.len());
        let node = yaml::parse(path, text, whole, findings);
        list.add(path, &node, findings);
    };
    add(&format!("words/{name}.yaml"), ours);
    let own = format!("{FOLDER}/words.{name}.yaml");
    if let Some(text) = subject.files.text(&own) {
        add(&own, text);
    }
    Some((language, list))
}

/// A passage with what tells whether words in it are meant.
struct Context<'a> {
    passage: &'a Passage,
    tokens: Vec<Token>,
    /// What stands in quotation marks, in order.
    quotations: Vec<Range<usize>>,
    /// Whether every longer word has a capital letter.
    is_title_case: bool,
}

fn look(passage: &Passage, path: &str, language: Language, list: &WordList, findings: &mut Vec<Diagnostic>) {
    let tokens = tokens(&passage.text, language);
    let all = list.find(&tokens);
    if all.is_empty() {
        return;
    }
    let mut long = tokens.iter().filter(|token| token.written.chars().count() > 3);
    let context = Context {
        passage,
        is_title_case: long.all(Token::is_capital),
        quotations: quotations(&passage.text),
        tokens,
    };
    for found in all {
        let entry = found.entry;
        if entry.participants_only && passage.staff || context.is_right(&found) {
            continue;
        }
        let range = context.range(&found);
        let words = &passage.text[range.clone()];
        let finding = match entry.severity {
            Severity::Warning if !passage.staff => {
                Diagnostic::warning(LINT.code, path, format!("“{words}” may hurt or label people"))
            }
            Severity::Warning => Diagnostic::note(
                LINT.code,
                path,
                format!("“{words}”, for staff, may hurt or label people"),
            ),
            _ => Diagnostic::note(
                LINT.code,
                path,
                format!("there may be a better word here than “{words}”"),
            ),
        };
        let help = format!("Write instead: {}.", entry.instead.trim_end_matches('.'));
        findings.push(finding.at(passage.place(range)).help(help));
    }
}

/// The one of `parts`, which are in order and apart, that holds `range`.
fn holds<'a>(parts: &'a [Range<usize>], range: &Range<usize>) -> Option<&'a Range<usize>> {
    let after = parts.partition_point(|part| part.start <= range.start);
    parts[..after].last().filter(|part| range.end <= part.end)
}

impl Context<'_> {
    fn range(&self, found: &Found) -> Range<usize> {
        self.tokens[found.tokens.start].range.start..self.tokens[found.tokens.end - 1].range.end
    }

    /// Whether the words are somebody else's, or a name, or what is talked about.
    fn is_right(&self, found: &Found) -> bool {
        let range = self.range(found);
        let is_quoted =
            || holds(&self.quotations, &range).is_some_and(|quotation| !self.is_script(quotation));
        holds(&self.passage.quoted, &range).is_some()
            || self.is_name(found)
            || is_mentioned(&self.tokens, found)
            || self.is_title_or_mention(&range)
            || is_quoted()
    }

    /// Whether the words are part of a name: capitals, in a row of capitals that goes on ("National Institute on Drug Abuse").
    fn is_name(&self, found: &Found) -> bool {
        let own = &self.tokens[found.tokens.clone()];
        let is_capital = |token: &Token| token.is_capital() && token.word != "i";
        // In a line of capitals a name looks like all else.
        let is_headline = self.passage.role != Role::Text && self.is_title_case;
        if is_headline || !own.iter().all(is_capital) {
            return false;
        }
        let all_loud = own.iter().all(Token::is_loud);
        let is_of_name = |token: &&Token| {
            let is_head = !token.begins || NAME_HEADS.contains(&token.word.as_str());
            is_capital(token) && is_head && !(all_loud && token.is_loud())
        };
        let near = |token: &&Token| {
            token.sentence == own[0].sentence
                && (is_capital(token) || NAME_LINKS.contains(&token.word.as_str()))
        };
        let before = self.tokens[..found.tokens.start].iter().rev();
        let after = self.tokens[found.tokens.end..].iter();
        own[0].linked
            && before
                .take(LONGEST_NAME)
                .take_while(near)
                .any(|token| is_of_name(&token))
            || after
                .take(LONGEST_NAME)
                .take_while(|token| token.linked && near(token))
                .any(|token| is_of_name(&token))
    }

    /// Whether it stands in emphasis that is a title ("*Living with Addicts*") or a word that is talked about ("not *addict*").
    fn is_title_or_mention(&self, range: &Range<usize>) -> bool {
        let Some(part) = holds(&self.passage.emphasis, range) else {
            return false;
        };
        let inside = tokens_in(&self.tokens, part);
        let mut long = inside.iter().filter(|token| token.written.chars().count() > 3);
        let is_title = inside.len() > 1 && long.all(Token::is_capital);
        let before = self.tokens.partition_point(|token| token.range.end <= part.start);
        let mut cues = self.tokens[..before].iter().rev().take(6);
        is_title
            || inside.len() <= LONGEST_MENTION
                && cues.any(|token| MENTION_CUES.contains(&token.word.as_str()))
    }

    /// Whether a quotation is what the lesson tells somebody to say ("Say: “We will help you stay clean.”"), and so its own voice.
    fn is_script(&self, quotation: &Range<usize>) -> bool {
        let announced = self.passage.text[..quotation.start]
            .trim_end_matches(['"', '“', '«', '‘', ' '])
            .ends_with(':');
        let at = self
            .tokens
            .partition_point(|token| token.range.end <= quotation.start);
        let mut before = self.tokens[..at].iter().rev();
        let is_told = before.next().is_some_and(|verb| {
            let follows = before
                .next()
                .is_some_and(|token| SAY_AFTER.contains(&token.word.as_str()));
            SAY.contains(&verb.word.as_str()) && (verb.begins || !verb.linked || follows)
        });
        announced && is_told && tokens_in(&self.tokens, quotation).len() > LONGEST_MENTION
    }
}

/// More words than any name has.
const LONGEST_NAME: usize = 12;
/// A quotation of no more words talks about them; a longer one is somebody's speech.
const LONGEST_MENTION: usize = 4;
/// Small words inside names.
const NAME_LINKS: &[&str] = &[
    "of", "on", "for", "and", "the", "in", "de", "del", "la", "los", "las", "y", "para", "sobre", "'s",
];
/// Words with which names of bodies and journals begin, so that a capital at the start of a sentence counts.
const NAME_HEADS: &[&str] = &[
    "national",
    "american",
    "center",
    "centre",
    "journal",
    "institute",
    "office",
    "society",
    "college",
    "instituto",
    "centro",
    "revista",
];
/// What stands before a word that is talked about.
const MENTION_CUES: &[&str] = &[
    "word", "words", "term", "terms", "label", "labels", "say", "saying", "said", "write", "avoid",
    "instead", "rather", "not", "palabra", "palabras", "término", "decir", "diga", "evite",
];
/// What tells somebody to speak.
const SAY: &[&str] = &[
    "say", "ask", "answer", "reply", "read", "respond", "add", "explain", "diga", "pregunte", "responda",
    "lea",
];
/// After these it tells somebody to; after "people" it tells what they say.
const SAY_AFTER: &[&str] = &["and", "then", "can", "may", "could", "to", "you", "or", "y"];

/// Whether it is the word that is talked about: "the word addict", "terms such as clean time".
fn is_mentioned(tokens: &[Token], found: &Found) -> bool {
    let before: Vec<&str> = tokens[..found.tokens.start]
        .iter()
        .rev()
        .take(3)
        .map(|token| token.word.as_str())
        .collect();
    let is_word = |word: &&str| {
        matches!(
            *word,
            "word"
                | "words"
                | "term"
                | "terms"
                | "label"
                | "labels"
                | "palabra"
                | "palabras"
                | "término"
                | "términos"
        )
    };
    match before.as_slice() {
        ["like" | "as" | "como", "such" | "tales", word, ..] => is_word(word),
        ["like" | "as" | "como", word, ..] => is_word(word),
        [word, ..] => is_word(word),
        [] => false,
    }
}

/// The parts of a text in quotation marks.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        match open {
            Some((close, start)) if letter == close => {
                let in_word = letter == '’' && text[end..].starts_with(char::is_alphanumeric);
                if !in_word {
                    found.push(start..at);
                    open = None;
                }
            }
            Some(_) => {}
            None => {
                let close = match letter {
                    '“' => '”',
                    '"' => '"',
                    '«' => '»',
                    '‘' => '’',
                    _ => continue,
                };
                open = Some((close, end));
            }
        }
    }
    found
}
