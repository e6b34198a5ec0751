//! A plan that seems to say who a person is.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{Example, Finder, Lint, Subject};
use crate::curriculum::{FOLDER, IndividualPlan, Wording};
use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::Spot;

pub const LINT: Lint = Lint {
    code: "plan-name",
    finds: "A plan that seems to hold a name, a phone number, an e-mail address, a date of birth or a record number.",
    why: "A plan is a file that is copied and mailed. Who it is for stands in your records alone. What looks so is a guess: two words \
          with capitals that the curriculum does not write together, a capital behind a title or behind a word such as “sister”, a day \
          with its year, six digits in a row.",
    example: Example {
        written: "-- plans/p-01.yaml --\npack: P-01\nneeds: [Picks up the son of Maria Lopez at five]\nlessons: [TR-1]\n",
        better: "-- plans/p-01.yaml --\npack: P-01\nneeds: [Picks up a child at five]\nlessons: [TR-1]\n",
    },
    finder: Finder::Plan(run),
};

/// What gives somebody away, with what it is called.
static SIGNS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    let signs = [
        ("an e-mail address", r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
        (
            "a record number",
            r"(?i)\b(?:mrn|ssn|record|chart|case|client|patient|member|policy|expediente)(?: (?:no\.?|number|n[uú]mero|id))?[ :#]*\d{3,}",
        ),
        ("a record number", r"\b\d{3}-\d{2}-\d{4}\b"),
        (
            "a phone number",
            r"(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\) ?|\b\d{3}[ .-])?\b\d{3}[ .-]\d{4}\b",
        ),
        (
            "a date of birth",
            r"(?i)\b(?:born|d\.?o\.?b\.?|birth ?date|date of birth|birthday|nacid[oa]|fecha de nacimiento)\b[^.;]{0,20}\d+",
        ),
        ("a record number", r"\b\d{6,}\b"),
        (
            "a name",
            r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sr|Sra|Srta|Dra)\.? \p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)?|\b(?:Miss|Don|Doña) \p{Lu}[\p{L}’'-]+",
        ),
    ];
    compiled(&signs)
});

/// A day with its year: no secret where a plan says when something is.
static DAYS: LazyLock<Vec<(&'static str, Regex)>> = LazyLock::new(|| {
    compiled(&[
        ("a date", r"\b\d{4}-\d{1,2}-\d{1,2}\b"),
        ("a date", r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b"),
        (
            "a date",
            r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b",
        ),
    ])
});

/// Somebody's, and then a capital.
static KIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:mother|mom|father|dad|sister|brother|son|daughter|wife|husband|partner|girlfriend|boyfriend|aunt|uncle|cousin|friend|sponsor|boss|neighbo[u]?r|hermana|hermano|madre|padre|hija|hijo|esposa|esposo|amiga|amigo),? (\p{Lu}\p{Ll}+)\b",
    )
});

/// Words with capitals that follow one another; the last may be a letter with a full stop.
static RUNS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b\p{Lu}\p{Ll}+(?:[’'-]\p{Lu}?\p{Ll}+)?(?: \p{Lu}\p{Ll}+(?:[’'-]\p{Lu}?\p{Ll}+)?)*(?: \p{Lu}\.)?",
    )
});

/// Written with a capital, and nobody's name.
const CAPITALS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "january",
    "february",
    "march",
    "july",
    "september",
    "october",
    "november",
    "december",
    "english",
    "spanish",
    "american",
    "christmas",
    "easter",
    "thanksgiving",
    "ramadan",
];

fn compiled(signs: &[(&'static str, &str)]) -> Vec<(&'static str, Regex)> {
    signs.iter().map(|(what, text)| (*what, pattern(text))).collect()
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this file")
}

fn run(subject: &Subject, plans: &[IndividualPlan], findings: &mut Vec<Diagnostic>) {
    if plans.is_empty() {
        return;
    }
    let written = Written::of(subject.files);
    for plan in plans {
        let name = plan.path.rsplit('/').next().unwrap_or(&plan.path);
        if !name.eq_ignore_ascii_case(&format!("{}.yaml", plan.pack)) {
            findings.push(
                Diagnostic::warning(
                    LINT.code,
                    &plan.path,
                    format!("the name of this file is not its pack number, `{}`", plan.pack),
                )
                .help(format!(
                    "Call it `{}.yaml`: the name of a file says who it is for, too.",
                    plan.pack.to_lowercase()
                )),
            );
        }
        for (wording, text) in plan.words() {
            for (what, part) in given_away(&text.value, wording, &written) {
                findings.push(
                    Diagnostic::warning(LINT.code, &plan.path, format!("`{part}` seems to be {what}"))
                        .at(place(subject.files, &plan.path, text, part))
                        .help(
                            "Leave it out: a plan has a pack number and no name. If it names nobody, write `allow:` at the top and \
                             below it `plan-name: why`.",
                        ),
                );
            }
        }
    }
}

/// Where `part` stands; a text that YAML joins from several lines may not hold it as it is read.
fn place(files: &Files, path: &str, text: &Spot<String>, part: &str) -> Span {
    let whole = files
        .text(path)
        .and_then(|file| file.get(text.span.start..text.span.end));
    match whole.and_then(|whole| whole.find(part)) {
        Some(at) => Span::from(text.span.start + at..text.span.start + at + part.len()),
        None => text.span,
    }
}

/// What a text seems to say of who somebody is: the first sign at each place.
fn given_away<'t>(text: &'t str, wording: Wording, written: &Written) -> Vec<(&'static str, &'t str)> {
    let mut found: Vec<(&'static str, regex::Match<'t>)> = Vec::new();
    let days = DAYS.iter().filter(|_| wording == Wording::Sentence);
    for (what, sign) in SIGNS.iter().chain(days) {
        for part in sign.find_iter(text) {
            let is_known = written.numbers.contains(&digits(part.as_str()));
            let is_told = found
                .iter()
                .any(|(_, other)| other.start() < part.end() && part.start() < other.end());
            if !is_known && !is_told {
                found.push((what, part));
            }
        }
    }
    let mut told: Vec<(&'static str, &str)> =
        found.iter().map(|(what, part)| (*what, part.as_str())).collect();
    let is_told = |part: &regex::Match| {
        let overlaps = |other: &regex::Match| other.start() < part.end() && part.start() < other.end();
        found.iter().any(|(_, other)| overlaps(other))
    };
    let of_kin = KIN.captures_iter(text).filter_map(|captures| captures.get(1));
    let of_kin = of_kin.filter(|name| !is_told(name) && written.is_strange(name.as_str()));
    let of_kin: Vec<_> = of_kin.map(|name| (name.start(), name.as_str())).collect();
    for run in RUNS.find_iter(text).filter(|run| !is_told(run)) {
        let begins = text[..run.start()]
            .trim_end()
            .chars()
            .next_back()
            .is_none_or(|letter| ".?!:;–—“\"(".contains(letter));
        if let Some(name) = written.name_in(run.as_str(), begins) {
            told.push(("a name", name));
        }
    }
    told.extend(
        of_kin
            .into_iter()
            .filter(|(_, name)| !told.iter().any(|(_, other)| other.contains(name)))
            .map(|(_, name)| ("a name", name))
            .collect::<Vec<_>>(),
    );
    told
}

fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.strip_prefix('1').map_or(digits.clone(), str::to_owned)
}

/// How the curriculum writes words, in all its languages.
struct Written {
    /// Words that it writes with a small letter: they are nobody's name.
    small: HashSet<String>,
    /// Two words with capitals that it writes together: names of places, books and groups.
    pairs: HashSet<String>,
    /// Numbers that everybody may call.
    numbers: HashSet<String>,
}

impl Written {
    fn of(files: &Files) -> Self {
        let own = format!("{}/", IndividualPlan::folder());
        let mut written = Self {
            small: HashSet::new(),
            pairs: HashSet::new(),
            numbers: HashSet::new(),
        };
        for (path, bytes) in files.under(FOLDER).filter(|(path, _)| !path.starts_with(&own)) {
            let is_text = path.ends_with(".md") || path.ends_with(".yaml");
            let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| is_text) else {
                continue;
            };
            let words = text.split(|letter: char| !letter.is_alphabetic());
            let small = words.filter(|word| word.starts_with(char::is_lowercase));
            written.small.extend(small.map(str::to_owned));
            for run in RUNS.find_iter(text) {
                written.pairs.extend(pairs(run.as_str()).map(str::to_owned));
            }
            if path.starts_with(&format!("{FOLDER}/resources")) {
                let numbers = SIGNS.iter().flat_map(|(_, sign)| sign.find_iter(text));
                written
                    .numbers
                    .extend(numbers.map(|number| digits(number.as_str())));
            }
        }
        written
    }

    /// Whether a word is never written small.
    fn is_strange(&self, word: &str) -> bool {
        let small = word.to_lowercase();
        !self.small.contains(&small) && !CAPITALS.contains(&small.as_str())
    }

    /// What of a run of capitals seems to be a name. A usual word that begins a sentence has its capital from there.
    fn name_in<'t>(&self, run: &'t str, begins: bool) -> Option<&'t str> {
        let run = match run.split_once(' ') {
            Some((first, rest)) if begins && !self.is_strange(first) => rest,
            _ => run,
        };
        let is_name = |pair: &str| {
            let words = || pair.split(' ').map(|word| word.trim_end_matches('.'));
            let is_usual = |word: &str| CAPITALS.contains(&word.to_lowercase().as_str());
            !self.pairs.contains(pair)
                && !words().any(is_usual)
                && words().any(|word| word.chars().count() > 1 && self.is_strange(word))
        };
        pairs(run).any(is_name).then_some(run)
    }
}

/// Each two neighbours of a run of words.
fn pairs(run: &str) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = run
        .match_indices(' ')
        .map(|(at, _)| at)
        .chain([run.len()])
        .collect();
    let starts: Vec<usize> = [0]
        .into_iter()
        .chain(run.match_indices(' ').map(|(at, _)| at + 1))
        .collect();
    (1..ends.len()).map(move |at| &run[starts[at - 1]..ends[at]])
}

#[cfg(test)]
mod tests {
    use super::{Wording, Written, given_away};
    use crate::files::Files;

    fn told(text: &str) -> Vec<&str> {
        let mut files = Files::default();
        files.insert(
            "curriculum/modules/01-a/01-b.md",
            *b"Narcotics Anonymous is one group. She wants to walk, asked a friend, speaks and works. Read the Big Book.",
        );
        files.insert("curriculum/resources.yaml", *b"- call: 1-800-662-4357");
        let written = Written::of(&files);
        given_away(text, Wording::Sentence, &written)
            .into_iter()
            .map(|(_, part)| part)
            .collect()
    }

    #[test]
    fn what_names_somebody_is_told() {
        for (text, part) in [
            ("Maria Lopez drives her here.", "Maria Lopez"),
            ("Wants to write to Ana María Ruiz", "Ana María Ruiz"),
            ("Lives with Maria L. and a dog", "Maria L."),
            ("Her sister Carmen helps", "Carmen"),
            ("Sees Dr. Osei on Mondays", "Dr. Osei"),
            ("Call 555-201-4477 first", "555-201-4477"),
            ("a.b@example.org", "a.b@example.org"),
            ("Born in 1984", "Born in 1984"),
            ("Came on 2026-03-02", "2026-03-02"),
            ("MRN 44812", "MRN 44812"),
            ("number 00448812", "00448812"),
        ] {
            assert_eq!(told(text), [part], "{text}");
        }
    }

    #[test]
    fn what_names_nobody_is_not() {
        for text in [
            "Goes to Narcotics Anonymous on Tuesday Evening",
            "Asked Suboxone questions",
            "Reads the Big Book. Wants Mondays free.",
            "Speaks Spanish and English",
            "Calls 1-800-662-4357 at night, or 988",
            "Works 9 to 5, 12 weeks, 50 minutes",
            "Wakes at 3:30, sleeps at 1",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
