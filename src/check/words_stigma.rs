//! Words that stigmatise people.

use std::ops::Range;

use super::reading::Language;
use super::words::{Found, Token, WordList, tokens};
use super::{Example, Finder, Lint, Passage, Role, Subject};
use crate::curriculum::FOLDER;
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
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let first = subject.curriculum.settings.languages.first();
    let Some((language, list)) = first.and_then(|code| list(subject, code, findings)) else {
        return;
    };
    let glossary = format!("{FOLDER}/glossary.yaml");
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

fn look(passage: &Passage, path: &str, language: Language, list: &WordList, findings: &mut Vec<Diagnostic>) {
    let tokens = tokens(&passage.text, language);
    let found = list.find(&tokens);
    if found.is_empty() {
        return;
    }
    let quotations = quotations(&passage.text);
    for found in found {
        let entry = found.entry;
        let range = tokens[found.tokens.start].range.start..tokens[found.tokens.end - 1].range.end;
        let is_right = entry.participants_only && passage.staff
            || is_inside(&range, &passage.quoted)
            || is_name(passage, &tokens, &found)
            || is_mentioned(&tokens, &found)
            || is_title_or_mention(passage, &tokens, &range)
            || quotations.iter().any(|quotation| {
                is_inside(&range, std::slice::from_ref(quotation)) && !is_script(passage, &tokens, quotation)
            });
        if is_right {
            continue;
        }
        let message = format!("“{}” may hurt or label people", &passage.text[range.clone()]);
        let finding = match entry.severity {
            Severity::Warning if !passage.staff => Diagnostic::warning(LINT.code, path, message),
            _ => Diagnostic::note(LINT.code, path, message),
        };
        let help = format!("Write instead: {}.", entry.instead.trim_end_matches('.'));
        findings.push(finding.at(passage.place(range)).help(help));
    }
}

fn is_inside(range: &Range<usize>, parts: &[Range<usize>]) -> bool {
    parts
        .iter()
        .any(|part| part.start <= range.start && range.end <= part.end)
}

/// Whether the words are part of a name: capitals, in a row of capitals that goes on ("National Institute on Drug Abuse").
fn is_name(passage: &Passage, tokens: &[Token], found: &Found) -> bool {
    let is_capital = |token: &Token| token.is_capital() && token.word != "i";
    let counts = |token: &Token| token.written.chars().count() > 3;
    // In a line of capitals a name looks like all else.
    let is_title_case = tokens.iter().filter(|token| counts(token)).all(is_capital);
    let own = &tokens[found.tokens.clone()];
    let is_written_so = own.iter().all(is_capital);
    if passage.role != Role::Text && is_title_case || !is_written_so {
        return false;
    }
    let sentence = own[0].sentence;
    let is_link = |token: &Token| {
        matches!(
            token.word.as_str(),
            "of" | "on"
                | "for"
                | "and"
                | "the"
                | "in"
                | "de"
                | "del"
                | "la"
                | "los"
                | "las"
                | "y"
                | "para"
                | "sobre"
                | "'s"
        )
    };
    let near = |token: &&Token| token.sentence == sentence && (is_capital(token) || is_link(token));
    let before = tokens[..found.tokens.start].iter().rev().take_while(near);
    let after = tokens[found.tokens.end..]
        .iter()
        .take_while(|token| near(token) && token.linked);
    let linked = own[0].linked;
    let shouts =
        |token: &Token| token.written.chars().count() > 1 && token.written == token.written.to_uppercase();
    let all_loud = own.iter().all(shouts);
    let is_of_name = |token: &Token| is_capital(token) && !token.begins && !(all_loud && shouts(token));
    before.take_while(|_| linked).any(is_of_name) || after.into_iter().any(is_of_name) || {
        // "Substance Abuse and Mental Health …" begins the sentence itself.
        let first_of_name = tokens[..found.tokens.start].iter().rev().take_while(near).last();
        linked && first_of_name.is_some_and(|token| token.begins && is_known_head(token))
    }
}

/// Whether a word that begins a sentence is one that names of bodies begin with.
fn is_known_head(token: &Token) -> bool {
    const HEADS: [&str; 12] = [
        "national",
        "american",
        "center",
        "centre",
        "journal",
        "institute",
        "office",
        "society",
        "instituto",
        "centro",
        "revista",
        "college",
    ];
    HEADS.contains(&token.word.as_str())
}

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

/// Whether it stands in emphasis that is a title ("*Living with Addicts*") or a word that is talked about ("not *addict*").
fn is_title_or_mention(passage: &Passage, tokens: &[Token], range: &Range<usize>) -> bool {
    let Some(part) = passage
        .emphasis
        .iter()
        .find(|part| is_inside(range, std::slice::from_ref(part)))
    else {
        return false;
    };
    let inside = || {
        tokens
            .iter()
            .filter(|token| is_inside(&token.range, std::slice::from_ref(part)))
    };
    let long = || inside().filter(|token| token.written.chars().count() > 3);
    let is_title = inside().count() > 1 && long().all(Token::is_capital);
    let cues = [
        "word", "words", "term", "terms", "label", "labels", "say", "saying", "said", "write", "avoid",
        "instead", "rather", "not", "palabra", "palabras", "decir", "diga", "evite", "término",
    ];
    let is_mention = inside().count() <= GREATEST_MENTION
        && tokens
            .iter()
            .filter(|token| token.range.end <= part.start)
            .rev()
            .take(6)
            .any(|token| cues.contains(&token.word.as_str()));
    is_title || is_mention
}

/// A quotation of no more words talks about them; a longer one is somebody's speech.
const GREATEST_MENTION: usize = 4;

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

/// Whether a quotation is what the lesson tells somebody to say ("Say: “We will help you stay clean.”"), and so its own voice.
fn is_script(passage: &Passage, tokens: &[Token], quotation: &Range<usize>) -> bool {
    let inside = tokens
        .iter()
        .filter(|token| is_inside(&token.range, std::slice::from_ref(quotation)));
    let announced = passage.text[..quotation.start]
        .trim_end_matches(['"', '“', '«', '‘', ' '])
        .ends_with(':');
    let mut before = tokens
        .iter()
        .rev()
        .skip_while(|token| token.range.end > quotation.start);
    let is_told = before.next().is_some_and(|verb| {
        let says = matches!(
            verb.word.as_str(),
            "say"
                | "ask"
                | "answer"
                | "reply"
                | "read"
                | "respond"
                | "add"
                | "explain"
                | "diga"
                | "pregunte"
                | "responda"
                | "lea"
        );
        says && (verb.begins
            || before.next().is_some_and(|token| {
                !token.linked && !verb.linked
                    || matches!(
                        token.word.as_str(),
                        "and" | "then" | "can" | "may" | "could" | "to" | "you" | "or" | "y"
                    )
            }))
    });
    inside.count() > GREATEST_MENTION && announced && is_told
}
