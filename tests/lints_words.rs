//! Words that stigmatise: what is found, and what must not be.

mod support;

use curricle::build;
use curricle::check::{self, Subject};
use curricle::diagnostic::Severity;
use curricle::files::Files;
use curricle::site::Part;
use support::{fixture, lesson};

/// What `words-stigma` finds: how severe, and the words in the file.
fn found_in(files: &Files) -> Vec<(Severity, String, String)> {
    let (plan, wrong) = build::plan(files, &[Part::Web], None);
    // No theme speaks Spanish yet.
    assert!(
        wrong
            .iter()
            .all(|finding| finding.severity != Severity::Error || finding.code == "theme-strings"),
        "{wrong:?}"
    );
    let checked = check::check(&Subject::new(files, &plan.curriculum, None));
    let unexpected: Vec<_> = checked
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
    checked
        .findings
        .iter()
        .filter(|finding| finding.code == "words-stigma")
        .map(|finding| {
            let text = files.text(&finding.path).expect("the file is there");
            let span = finding.span.clone().expect("a finding has its place");
            let help = finding.help.clone().unwrap_or_default();
            (finding.severity, text[span].to_owned(), help)
        })
        .collect()
}

fn words(files: &Files) -> Vec<String> {
    found_in(files).into_iter().map(|(_, words, _)| words).collect()
}

fn in_english(text: &str) -> Vec<String> {
    words(&lesson(text))
}

fn in_spanish(text: &str) -> Vec<String> {
    words(&fixture(&format!(
        "-- curriculum.yaml --\ntitle: Tiny\nprogram: A\nsummary: A.\nlanguages: [es]\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\n{text}\n"
    )))
}

/// Each line is `text`, or `text => found | found`.
fn assert_lines(table: &str, find: fn(&str) -> Vec<String>) {
    let wrong: Vec<String> = table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .filter_map(|line| {
            let (text, expected) = line.split_once(" => ").unwrap_or((line, ""));
            let expected: Vec<&str> = expected.split(" | ").filter(|words| !words.is_empty()).collect();
            let found = find(text);
            (found != expected).then(|| format!("{text}\n    expected {expected:?}\n    found    {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn words_that_label_people_are_found() {
    assert_lines(
        "An addict can change. => addict
         Addicts can change. => Addicts
         The addict's family came. => addict
         The addict’s family came. => addict
         ADDICTS CAN CHANGE. => ADDICTS
         Many drug addicts came. => drug addicts
         Drug users and heroin users came. => Drug users | heroin users
         Other users may offer it. => users
         The alcoholic and the drunk came. => alcoholic | the drunk
         He is an alcoholic and his brother is a junkie. => alcoholic | junkie
         Alcoholism runs in families. => Alcoholism
         A recovering addict and an ex-addict spoke. => recovering addict | ex-addict
         Reformed alcoholics spoke. => Reformed alcoholics
         A crack baby and addicted babies need care. => crack baby | addicted babies
         Substance abuse is common. => Substance abuse
         Substance-abuse groups meet here. => Substance-abuse
         Drug and alcohol abuse hurts. => alcohol abuse
         He abused drugs and abuses prescription pills. => abused drugs | abuses prescription pills
         Prescription drug abuse is common. => Prescription drug abuse
         Chemical dependency is old. => Chemical dependency
         He has a drug habit, and his drug of choice is wine. => drug habit | drug of choice
         You can kick the habit. => kick the habit
         Smoking is my only vice. => my only vice
         The mentally ill need care. => The mentally ill
         That is crazy. => crazy
         He is schizophrenic, she is bipolar. => schizophrenic | she is bipolar
         She's bipolar. => She's bipolar
         Borderlines need care. => Borderlines
         A convict, a felon, an ex-con and an inmate met. => convict | felon | ex-con | inmate
         Help the homeless. => the homeless
         A battered woman came. => battered woman
         Why didn't you leave? => Why didn't you leave
         Why didn’t she leave? => Why didn’t she leave
         Normal people do not think so. => Normal people
         He committed suicide. => committed suicide
         A failed suicide attempt is a sign. => failed suicide attempt
         Frequent flyers and relapsers return. => Frequent flyers | relapsers
         The client was manipulative and attention-seeking. => The client | manipulative | attention-seeking
         Drug seeking is a sign. => Drug seeking",
        in_english,
    );
}

#[test]
fn words_about_treatment_are_found() {
    assert_lines(
        "I want to stay clean. => stay clean
         She got clean in May. => got clean
         He has clean time, and is clean and sober. => clean time | clean and sober
         He has been clean for six months. => clean for six months
         She has ninety days clean. => days clean
         I am clean now. => I am clean
         The test was dirty. => test was dirty
         A clean UA helps. => clean UA
         He failed his drug test. => failed his drug test
         He tested dirty. => tested dirty
         She popped a urine test. => popped a urine test
         You drop a UA on Monday. => drop a UA
         Do not use dirty needles. => dirty needles
         It is not trading one addiction for another. => trading one addiction for another
         Opioid substitution therapy helps. => Opioid substitution therapy
         Medication-assisted treatment helps. => Medication-assisted treatment
         They offer MAT here. => MAT
         Treatment failure is common. => Treatment failure
         He failed treatment twice. => failed treatment
         She is in denial. => in denial
         He hit rock bottom. => hit rock bottom
         The person is unmotivated and non-compliant. => unmotivated | non-compliant
         The person is noncompliant. => noncompliant
         He refuses treatment. => refuses treatment
         A relapse can happen; many relapsed. => relapse | relapsed
         One slip is not the end. => One slip
         A lapse is not the end. => A lapse
         He fell off the wagon. => fell off the wagon
         She suffers from depression. => suffers from
         A victim of addiction spoke. => victim of addiction
         Dual diagnosis is common. => Dual diagnosis
         Enabling and codependency hurt. => Enabling | codependency
         Call the dealer. => dealer
         Marijuana is legal here. => Marijuana
         He got high and shot up heroin. => got high | shot up heroin
         They shoot up. => shoot up
         He went to score. => went to score
         We fight addiction in a war on drugs. => fight addiction | war on drugs
         Do your homework. => homework
         You should call. => You should
         You have to call, and you must go. => You have to | you must
         Patients and clients sit here. => Patients | clients
         I was triggered and angry. => triggered
         Staying clean takes work, and getting clean takes time. => Staying clean | getting clean takes
         She got clean years ago, and he's been clean 90 days. => got clean | he's been clean
         Drug-abusing parents came. You shouldn’t rush. => Drug-abusing | You shouldn’t
         A slip happens. => A slip
         A patient waits. The patient waits. => The patient",
        in_english,
    );
}

#[test]
fn other_senses_are_left_alone() {
    assert_lines(
        "Drop by at noon, and drop the bag. A drop of water fell. Take eye drops.
         Clean the kitchen. Wear clean clothes. Drink clean water. A clean plate helps. Clean up.
         Keep the room clean. Get clean sheets. Stay clean with soap. The kitchen is clean. Wash your hands until they are clean.
         Wash the dirty dishes. The dishes are dirty.
         High blood pressure, a high wall, high school, high-risk situations, a high shelf, stress is high.
         She came clean about it. The phone buzzed. A cost can be high. A low and a high. Write on a slip.
         The high point of the day. Your number is high. My energy was high.
         Read the user manual. Choose a username. Wheelchair users enter here. The user name is yours.
         Fight or flight is a body state. A pillow fight is fun.
         This works well. Her score of 8 is fine. Score your mood from 0 to 10.
         Child abuse is a crime. Domestic abuse and emotional abuse hurt. He abused her. She was abused. Abuse of a child is a crime.
         The lapse of time. A memory lapse is common. A lapse in coverage can happen.
         A slip of paper. Slip on your shoes. A wet floor makes people slip. It slips away. A permission slip helps.
         What should you do? Should you call? A \"should\" is a rule. Notice each should.
         You do not have to share. You don't have to share. Do what you have to do.
         Brush your teeth: a good habit. Build a walking habit. Habits take time.
         Be patient with yourself. A patient friend helps.
         An alcoholic drink. A non-alcoholic beer. Alcoholic hepatitis.
         Nicotine replacement therapy helps.
         Refuse a drink. You can refuse treatment. Refusal skills help. He refuses an offer.
         Water-resistant paint. Treatment-resistant depression has treatments.
         A car dealer came. Card dealers work nights.
         Eat some nuts and seeds. A failed attempt to quit the job.
         The homeless shelter is open. A transient feeling passes.
         They convicted him. A crazy quilt is an art form.
         Bipolar disorder is a condition. Borderline personality disorder too.
         He was drunk. She drove a rig. Physical dependence is a body state.
         A mat and a MATTRESS. Vice versa. The vice president spoke. Dig clean through.
         Relapse prevention is a module. Prevent relapse. A relapse prevention plan helps.
         He passed the driving test. She failed the school test. A loud test of nerves.
         Testing hot water first. The screen is clean. The phone screen is dirty.",
        in_english,
    );
}

#[test]
fn names_titles_and_quotations_are_left_alone() {
    assert_lines(
        "Alcoholics Anonymous meets here. Adult Children of Alcoholics too. Marijuana Anonymous too.
         The National Institute on Drug Abuse says so.
         The Substance Abuse and Mental Health Services Administration says so. Substance Abuse and Mental Health Services Administration.
         National Institute on Drug Abuse pages say so.
         It stood in the Journal of Substance Abuse Treatment. Read *Journal of Drug Abuse*.
         The Drug Abuse Warning Network counts visits.
         Some people dislike the word “addict”. The words \"clean\" and “dirty” hurt. Some say ‘junkie’.
         The word addict can hurt. Words such as junkie hurt. Say *person*, not *addict*.
         “I'm an alcoholic,” says a man at his meeting. A letter said “your substance abuse counsellor will call you soon”.
         You may call yourself an addict. I am an alcoholic.
         > Addicts can change, wrote a poet.
         See [Facts on drug abuse](https://example.org/).
         Many Addicts came. => Addicts
         Say: “We will all help you to stay clean.” => stay clean",
        in_english,
    );
}

#[test]
fn all_that_is_read_is_looked_at() {
    let files = fixture(
        "-- glossary.yaml --\nurge: {term: urge, definition: \"What an addict feels.\"}\nuse: A drug habit.\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: \"Addicts\"\nsummary: >-\n  How to\n  stay clean.\n\
         objectives:\n  - Say why a junkie\n    came.\nnotice: Talks about drug abuse.\n---\n\n\
         ## Substance Abuse\n\nMany have a substance\nabuse problem.\n\n- an alcoholic\n\n\
         | Addicts | Others |\n|---|---|\n| a felon | one |\n\n![A druggie on a bench.](a.png)\n\n> [!tip]\n> Ask an inmate.\n\n\
         A text.[^1]\n\n[^1]: The homeless.\n",
    );
    let mut files = files;
    files.insert("curriculum/modules/01-triggers/a.png", &b"\x89PNG\r\n\x1a\n"[..]);
    let found = words(&files);
    let expected = [
        "addict",
        "drug habit",
        "Addicts",
        "stay clean",
        "junkie",
        "drug abuse",
        "Substance Abuse",
        "substance\nabuse",
        "alcoholic",
        "Addicts",
        "felon",
        "druggie",
        "inmate",
        "The homeless",
    ];
    assert_eq!(found, expected);
}

#[test]
fn staff_texts_get_a_note_and_help_says_what_to_write() {
    let files =
        lesson("An addict came.\n\n> [!facilitator]\n> Patients and an addict came. You should wait.\n");
    let found = found_in(&files);
    let severities: Vec<_> = found
        .iter()
        .map(|(severity, words, _)| (*severity, words.as_str()))
        .collect();
    assert_eq!(
        severities,
        [(Severity::Warning, "addict"), (Severity::Note, "addict")]
    );
    assert!(found[0].2.contains("a person who uses drugs"), "{}", found[0].2);
}

#[test]
fn a_person_decides_on_what_may_be_right() {
    let found = found_in(&lesson("Marijuana and a relapse.\n"));
    assert!(
        found.iter().all(|(severity, _, _)| *severity == Severity::Note),
        "{found:?}"
    );
    assert_eq!(found.len(), 2);
}

#[test]
fn a_programme_has_words_of_its_own() {
    let files = fixture(
        "-- words.en.yaml --\nallow: [clean slate house, addict to athlete]\nentries:\n  - avoid: [bad|poor attitude]\n    use: what the person did\n    severity: note\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\nA poor attitude at Addict to Athlete.\n",
    );
    assert_eq!(words(&files), ["poor attitude"]);
}

#[test]
fn a_fault_in_a_programme_s_own_words_is_told() {
    let files = fixture(
        "-- words.en.yaml --\nentries:\n  - avoid: ['{folk} bad', '… end', one two three four five six seven eight nine ten eleven twelve thirteen]\n    use: good\n    severty: note\n",
    );
    let (plan, _) = build::plan(&files, &[Part::Web], None);
    let checked = check::check(&Subject::new(&files, &plan.curriculum, None));
    let codes: Vec<_> = checked.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(
        codes.iter().filter(|code| **code == "words-phrase").count(),
        2,
        "{codes:?}"
    );
    for code in ["words-set", "words-phrase", "unknown-key"] {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
}

#[test]
fn spanish_words_are_found() {
    assert_lines(
        "Un adicto puede cambiar. => adicto
         Los drogadictos y las alcohólicas. => drogadictos | alcohólicas
         El abuso de sustancias es común. => abuso de sustancias
         El abuso de medicamentos recetados. => abuso de medicamentos recetados
         Está limpio desde mayo. => Está limpio
         Quiero mantenerme limpia. => mantenerme limpia
         La prueba salió sucia. => prueba salió sucia
         Tiene un vicio. => vicio
         La recaída es común. => recaída
         Cometió suicidio. => Cometió suicidio
         Un enfermo mental y un loco. => enfermo mental | loco
         Sufre de depresión. => Sufre de
         Un indigente y un preso. => indigente | preso
         Alcohólicos Anónimos se reúne aquí. El abuso infantil es un delito. Beba agua limpia.
         Prevención de recaídas. Un círculo vicioso. Una bebida alcohólica. La palabra «adicto» duele.
         La cocina está limpia. Soy alcohólico.",
        in_spanish,
    );
}

#[test]
fn a_text_without_end_takes_no_time() {
    for text in [
        "clean and for the drug of \"a ",
        "Addict ",
        "*addict* “user” ",
        "the word junkie, say: \"a\" ",
    ] {
        let files = lesson(&text.repeat(400_000 / text.len()));
        let (plan, _) = build::plan(&files, &[Part::Web], None);
        let subject = Subject::new(&files, &plan.curriculum, None);
        let start = std::time::Instant::now();
        let found = check::check(&subject).findings.len();
        assert!(
            start.elapsed().as_secs() < 5,
            "{text}: {:?} for {found} findings",
            start.elapsed()
        );
    }
}
