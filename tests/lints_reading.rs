//! How hard a text is to read: sentences, syllables, and what the lints say.

mod support;

use curricle::build;
use curricle::check::reading::{Language, Names, Reading, grade, measure, sentences, syllables, words};
use curricle::check::{self, Subject};
use curricle::document::PageId;
use curricle::files::Files;
use curricle::site::Part;
use support::{fixture, lesson};

const LESSON: PageId = PageId::Lesson(0, 1);

fn reading_of(files: &Files) -> Reading {
    let (plan, _) = build::plan(files, &[Part::Web], None);
    let subject = Subject::new(files, &plan.curriculum, None);
    let names = Names::new(&plan.curriculum);
    measure(&subject.passages[&LESSON], &names, Language::English)
}

fn reading(body: &str) -> Reading {
    reading_of(&lesson(body))
}

/// The findings of the two lints: code, the text that they point at, message.
fn found(files: &Files) -> Vec<(&'static str, String, String)> {
    let (plan, _) = build::plan(files, &[Part::Web], None);
    let subject = Subject::new(files, &plan.curriculum, None);
    let findings = check::check(&subject).findings;
    findings
        .into_iter()
        .filter(|finding| ["reading-level", "hard-sentence"].contains(&finding.code))
        .map(|finding| {
            let text = files.text(&finding.path).expect("the file is there");
            let place = finding.span.expect("a place");
            (finding.code, text[place].to_owned(), finding.message)
        })
        .collect()
}

fn cut(text: &str, language: Language) -> Vec<&str> {
    sentences(text, language)
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

const HARD: &str = "Individuals experiencing considerable psychological difficulties frequently discover that participating in regular \
    physical activities contributes significantly to emotional stability. Professional organisations recommend incorporating appropriate \
    exercise into individual recovery planning whenever participants are medically capable of undertaking it safely.";
const EASY: &str = "Hard days wear you out. A short walk can help. You can go with a friend. Pick a time that fits. Put it in your \
    plan, so that you will not forget it. It is fine to stop when you want to.";

#[test]
fn sentences_end_where_a_reader_stops() {
    let table = [
        ("It ends. It goes on.", 2),
        ("Ask Dr. Diaz or Mrs. Lee. They know.", 2),
        ("Come at 9 a.m. or 5 p.m. on Monday.", 1),
        ("Come at 9 a.m. Bring a pen.", 2),
        ("The U.S. Department pays. It is in the U.S. You may ask.", 3),
        ("Use a sound, e.g. a bell, i.e. what is near. Then stop.", 2),
        ("J. R. Smith wrote it. I did not.", 2),
        ("About 3.5 of 10 rest. Room no. 4 is free.", 2),
        ("Wait … then breathe. Wait... then breathe.", 2),
        ("Wait … Then breathe.", 2),
        ("“Who can help?” is a fair question. Ask it.", 2),
        ("\"Stop!\" he said. Then he left.", 2),
        ("He asked, “Why? What now?” Then he left.", 3),
        ("She said: “Stop. I mean it.” We stopped.", 3),
        ("What helps? What does not?", 2),
        ("No stop at the end", 1),
        ("", 0),
        ("… – …", 0),
    ];
    for (text, count) in table {
        let found = cut(text, Language::English);
        let with_words = found.iter().filter(|text| !words(text).is_empty()).count();
        assert_eq!(with_words, count, "{text}: {found:?}");
    }
    assert_eq!(
        cut("¿Qué ayuda? La Dra. Ruiz lo sabe. ¡Pregunte!", Language::Spanish).len(),
        3
    );
}

#[test]
fn words_are_what_spaces_part() {
    let of = |text: &str| {
        words(text)
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("Don't stop self-care – it’s 3.5, and/or 9."),
        ["Don't", "stop", "self-care", "it’s", "3.5", "and", "or", "9"]
    );
}

#[test]
fn english_syllables_are_as_people_say_them() {
    let table = [
        "1 a cat home walked stopped straight through breathe eyes league don't you're we'll strengths",
        "2 table people breathing wanted boxes doing trigger craving player didn't someone something careful quiet naked",
        "3 medicine idea area another counsellor overdose self-esteem everything naloxone opioid mindfulness happening",
        "4 recovery's anxiety activity relaxation society automatic",
        "5 communication alcoholism",
        "1 988 7",
        "6 benzodiazepines responsibility",
    ];
    let mut wrong = Vec::new();
    for line in table {
        let (count, words) = line.split_once(' ').expect("a number and words");
        for word in words.split(' ') {
            let found = syllables(word, Language::English);
            if found.to_string() != count {
                wrong.push(format!("{word}: {found}, not {count}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn spanish_syllables_follow_the_orthography() {
    let table = [
        "1 y yo muy hoy bien quien buey dios sol más",
        "2 casa ciudad hielo guía vía leer caos ruido huía búho país cuidar aire piensa riesgo baúl",
        "3 ahora alcohol poeta actitud prohíben vergüenza oía día-sol situación consejo maestro chiíta teatro héroe",
        "4 recaída paranoia vehículo averiguáis cooperar apoyo-yo consejera sobredosis alegría",
        "5 recuperación psicología emocionales",
        "6 desencadenante",
    ];
    let mut wrong = Vec::new();
    for line in table {
        let (count, words) = line.split_once(' ').expect("a number and words");
        for word in words.split(' ') {
            let found = syllables(word, Language::Spanish);
            if found.to_string() != count {
                wrong.push(format!("{word}: {found}, not {count}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_same_text_has_the_same_grade_however_it_is_wrapped() {
    let wrap = |width: usize| {
        let mut lines = vec![String::new()];
        for word in format!(
            "{HARD} {EASY} Say “it is *hard*, Dr. Ruiz, e.g. on [a Monday](https://example.org/) at 9 a.m.”"
        )
        .split(' ')
        {
            let last = lines.last_mut().expect("a line");
            if !last.is_empty() && last.len() + word.len() >= width {
                lines.push(word.to_owned());
            } else {
                last.push_str(if last.is_empty() { "" } else { " " });
                last.push_str(word);
            }
        }
        reading(&lines.join("\n"))
    };
    let (narrow, wide) = (wrap(40), wrap(200));
    assert_eq!((narrow.grade, narrow.size), (wide.grade, wide.size));
    assert!(narrow.size.words > 70);
}

#[test]
fn items_and_paragraphs_end_a_sentence_and_a_lead_in_goes_on() {
    assert_eq!(reading("One two\n\nThree four\n").size.sentences, 2);
    assert_eq!(reading("- One two\n- Three four\n").size.sentences, 2);
    // "You may write or draw" and "just think".
    let lead_in = reading("You may:\n\n- write or draw\n- just think\n");
    assert_eq!((lead_in.size.sentences, lead_in.size.words), (2, 7));
    let heads = reading("You may:\n\n- Write or draw\n- Just think\n");
    assert_eq!(heads.size.sentences, 3);
}

#[test]
fn what_participants_do_not_read_as_text_is_left_out() {
    let plain = reading("Take a short walk.\n");
    let around = reading(
        "## Considerable psychological difficulties\n\nTake a short walk [@key p. 12].\n\n> [!facilitator]\n> Individual responsibility.\n\n\
         | Considerable | Difficulties |\n|---|---|\n| psychological | individual |\n\n```\nresponsibility\n```\n\n`responsibility`\n\n\
         ![Considerable psychological difficulties.](a.svg)\n",
    );
    assert_eq!(plain.size, around.size);
    assert_eq!(reading("> [!tip]\n> Take a short walk.\n").size, plain.size);
}

#[test]
fn names_are_left_out() {
    let words = |body| reading(body).size.words;
    assert_eq!(words("You can call Alcoholics Anonymous on Monday.\n"), 4);
    assert_eq!(words("I know that I can.\n"), 5);
    assert_eq!(words("Say: “You can stop.” (It is fine.)\n"), 7);
    assert_eq!(words("CALL FOR HELP NOW\n"), 4);
    // A name that the curriculum knows is one at the start too.
    assert_eq!(words("Lifeline staff listen.\n"), 3);
    let files = fixture(
        "-- glossary.yaml --\nna: {term: Narcotics Anonymous, definition: A group.}\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\nNarcotics Anonymous meets here.\n",
    );
    assert_eq!(reading_of(&files).size.words, 2);
}

#[test]
fn the_grades_are_those_of_the_publications() {
    let size = |sentences, words, syllables| curricle::check::reading::Size {
        sentences,
        words,
        syllables,
    };
    let near = |a: f64, b: f64| (a - b).abs() < 0.005;
    let (english, ease) = grade(size(5, 100, 150), Language::English);
    assert!(
        near(english, 0.39 * 20.0 + 11.8 * 1.5 - 15.59) && near(ease, 59.635),
        "{english} {ease}"
    );
    // P = 200, F = 11.608: 206.84 − 120 − 11.84 = 75, which is sixth grade.
    let (spanish, ease) = grade(size(1000, 11_608, 23_216), Language::Spanish);
    assert!(near(spanish, 6.0) && near(ease, 75.0), "{spanish} {ease}");
    // Harder is higher, and a text without words has a grade.
    let harder = grade(size(1, 40, 120), Language::Spanish);
    assert!(harder.0 > 17.0, "{harder:?}");
    assert_eq!(grade(size(0, 0, 0), Language::English), (0.0, 100.0));
}

#[test]
fn a_hard_lesson_gets_its_grade_and_its_hardest_sentences() {
    let found = found(&lesson(&format!("{EASY}\n\n{HARD}\n\n{HARD} {HARD}\n")));
    let (code, at, message) = found
        .iter()
        .find(|(code, ..)| *code == "reading-level")
        .expect("it is found");
    assert_eq!((*code, at.as_str()), ("reading-level", "Lesson"));
    assert!(message.contains("; the limit is grade 6"), "{message}");
    let hard: Vec<_> = found
        .iter()
        .filter(|(code, ..)| *code == "hard-sentence")
        .collect();
    assert_eq!(hard.len(), 5);
    assert!(hard.iter().all(|(_, at, _)| at.ends_with('.') && at.len() > 100));
    assert!(hard[0].2.contains("words; long ones: “"), "{}", hard[0].2);
}

#[test]
fn an_easy_lesson_gets_nothing_but_for_one_sentence_that_is_far_off() {
    assert_eq!(found(&lesson(EASY)), []);
    let few_words = "Documentation responsibilities.\n";
    assert_eq!(found(&lesson(few_words)), []);
    let a_bit_long = "You can go out with a friend, or with your sister, or on your own, and you can come home when you want to.";
    assert_eq!(found(&lesson(&format!("{EASY}\n\n{a_bit_long}\n"))), []);
}

#[test]
fn the_limit_is_the_programme_s() {
    let with = |settings: &str| {
        found(&fixture(&format!(
            "-- curriculum.yaml --\ntitle: T\nprogram: A\nsummary: A.\n{settings}\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\n{HARD}\n"
        )))
    };
    assert!(with("checks: {grade: 40}").is_empty());
    assert!(!with("checks: {grade: 9}").is_empty());
    assert!(with("languages: [fr]").is_empty());
}

#[test]
fn spanish_is_measured_by_its_own_formula() {
    let spanish = |text: &str| {
        found(&fixture(&format!(
            "-- curriculum.yaml --\ntitle: T\nprogram: A\nsummary: A.\nlanguages: [es]\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\n{text}\n"
        )))
    };
    let easy = "Los días duros cansan. Un paseo corto ayuda. Puede ir con un amigo. Elija una hora. Ponga el paseo en su plan. \
        Puede parar cuando quiera. No pasa nada si hoy no puede. Mañana es otro día.";
    assert_eq!(spanish(easy), []);
    let hard = "Las personas que experimentan dificultades psicológicas considerables descubren frecuentemente que la participación en \
        actividades físicas regulares contribuye significativamente a la estabilidad emocional durante el tratamiento ambulatorio intensivo.";
    let found = spanish(hard);
    assert_eq!(found[0].0, "reading-level");
    assert!(found[0].2.contains("INFLESZ “muy difícil”"), "{}", found[0].2);
}
