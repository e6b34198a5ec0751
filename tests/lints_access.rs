//! Lints on access, consistency, translations and paper: given this text, these findings.

mod support;

use curricle::build;
use curricle::check::{self, Subject};
use curricle::files::Files;
use curricle::site::Part;
use support::{fixture, lesson};

/// What one lint found, as `message` texts with the words at their place.
fn found(files: &Files, code: &str) -> Vec<(String, String)> {
    let (plan, mut findings) = build::plan(files, &[Part::Web], None);
    let subject = Subject::new(files, &plan.curriculum, None);
    findings.extend(check::check(&subject).findings);
    curricle::diagnostic::sort(&mut findings);
    findings
        .into_iter()
        .filter(|finding| finding.code == code)
        .map(|finding| {
            let text = files.text(&finding.path).unwrap_or_default();
            let place = finding.span.map_or("", |span| &text[span]);
            (finding.message, place.trim().to_owned())
        })
        .collect()
}

fn places(files: &Files, code: &str) -> Vec<String> {
    found(files, code).into_iter().map(|(_, place)| place).collect()
}

const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 200\">";

/// A lesson with the picture `chain.svg`.
fn with_picture(body: &str) -> Files {
    fixture(&format!(
        "-- modules/01-triggers/images/chain.svg --\n{PICTURE}</svg>\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\n---\n\n{body}"
    ))
}

#[test]
fn an_alternative_text_says_what_the_picture_shows() {
    let alt = |text: &str| {
        places(
            &with_picture(&format!("![{text}](images/chain.svg)\n")),
            "alt-empty-words",
        )
    };
    for empty in [
        "Image",
        "photo",
        "Picture of a chart",
        "chart 2",
        "chain.svg",
        "IMG_1234",
        "img-0042",
        "chain",
        "…",
    ] {
        assert_eq!(alt(empty), [empty], "{empty}");
    }
    for says in [
        "Four links",
        "A bench by a stream",
        "A drawing of a hand with five fingers",
        "Hand: five, four, three",
    ] {
        assert!(alt(says).is_empty(), "{says}");
    }
    assert_eq!(alt("Image of a chain with four links").len(), 1);
    assert!(alt("Imagery of a chain").is_empty());
    assert!(alt(&"a link and ".repeat(20)).is_empty());
    assert_eq!(alt(&"a link and ".repeat(24)).len(), 1);
}

#[test]
fn an_alternative_text_does_not_repeat_what_stands_beside_it() {
    let body = "## The chain of four\n\n![The chain of four](images/chain.svg)\n";
    assert_eq!(found(&with_picture(body), "alt-empty-words").len(), 1);
    let body = "![Four links, the third is open](images/chain.svg)\n\n*Four links, the third is open.*\n";
    assert_eq!(found(&with_picture(body), "alt-empty-words").len(), 1);
    let body =
        "## The chain\n\n![Four links, the third is open](images/chain.svg)\n\nThe third link is open.\n";
    assert!(found(&with_picture(body), "alt-empty-words").is_empty());
    assert!(
        found(
            &with_picture("![](images/chain.svg){.decorative}\n"),
            "alt-empty-words"
        )
        .is_empty()
    );
}

#[test]
fn the_words_of_a_link_say_where_it_leads() {
    let link = |text: &str| {
        found(
            &lesson(&format!("See [{text}](01-what-is-a-trigger.md) now.\n")),
            "link-words",
        )
        .len()
    };
    for empty in [
        "here",
        "Click here",
        "click\nhere",
        "this page",
        "Read more",
        "link",
        "**here**",
        "see this link",
    ] {
        assert_eq!(link(empty), 1, "{empty}");
    }
    for says in [
        "What is a trigger?",
        "Grounding",
        "the place where it began",
        "TR-1",
        "read the chain again",
    ] {
        assert_eq!(link(says), 0, "{says}");
    }
    let web = |text: &str| found(&lesson(&format!("{text}\n")), "link-words").len();
    assert_eq!(web("<https://www.samhsa.gov/find-help/national-helpline>"), 1);
    assert_eq!(web("<https://988lifeline.org/>"), 0);
    // Staff follow links too.
    assert_eq!(
        web("> [!facilitator]\n> More is [here](01-what-is-a-trigger.md)."),
        1
    );
}

#[test]
fn the_same_words_lead_to_one_place() {
    let two = |a: &str, b: &str| {
        found(
            &lesson(&format!("One: [The sheet]({a}). Two: [the sheet]({b}).\n")),
            "link-words",
        )
        .len()
    };
    assert_eq!(two("01-what-is-a-trigger.md", "module.md"), 1);
    assert_eq!(two("01-what-is-a-trigger.md", "01-what-is-a-trigger.md"), 0);
    assert_eq!(two("https://example.org/a", "https://example.org/b"), 1);
    assert_eq!(two("https://example.org/", "http://www.example.org"), 0);
}

#[test]
fn the_columns_of_a_table_have_heads() {
    let table = |text: &str| found(&lesson(&format!("## A {{.exercise}}\n\n{text}\n")), "table-head");
    assert_eq!(table("| | |\n|---|---|\n| a | b |").len(), 1);
    assert_eq!(
        table("| Link | | Last |\n|---|---|---|\n| a | b | c |")[0].0,
        "column 2 of this table has no head"
    );
    // The corner above the names of the rows.
    assert!(table("| | Before | After |\n|---|---|---|\n| Body | a | b |").is_empty());
    assert!(table("| Day | I did it |\n|---|---|\n| Mon | |").is_empty());
}

fn drawing(parts: &str) -> Files {
    fixture(&format!(
        "-- modules/01-triggers/images/chain.svg --\n{PICTURE}{parts}</svg>\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\n---\n\n\
         ![A chain of four links](images/chain.svg)\n"
    ))
}

#[test]
fn shapes_differ_in_more_than_colour() {
    let count = |parts: &str| found(&drawing(parts), "colour-alone").len();
    let red_and_green = "<circle cx=\"50\" cy=\"50\" r=\"20\" fill=\"#D32F2F\"/><circle cx=\"250\" cy=\"50\" r=\"20\" fill=\"#388E3C\"/>";
    assert_eq!(count(red_and_green), 1);
    // By the group around them, by name, moved.
    assert_eq!(
        count(
            "<g fill=\"red\"><rect width=\"40\" height=\"20\"/></g><g transform=\"translate(200 90)\" fill=\"green\"><rect width=\"40\" height=\"20\"/></g>"
        ),
        1
    );
    // Words beside each.
    assert_eq!(
        count(&format!(
            "{red_and_green}<text x=\"50\" y=\"90\">stop</text><text x=\"250\" y=\"90\" text-anchor=\"middle\">go</text>"
        )),
        0
    );
    // Another size, a dash, a mark inside, a pattern, greys.
    assert_eq!(
        count(
            "<circle cx=\"50\" cy=\"50\" r=\"20\" fill=\"red\"/><circle cx=\"250\" cy=\"50\" r=\"30\" fill=\"green\"/>"
        ),
        0
    );
    assert_eq!(
        count(
            "<path d=\"M0 50H390\" fill=\"none\" stroke=\"red\"/><path d=\"M0 150H390\" fill=\"none\" stroke=\"green\" stroke-dasharray=\"4 4\"/>"
        ),
        0
    );
    assert_eq!(
        count(&format!(
            "{red_and_green}<path d=\"M45 45L55 55\" stroke=\"#000\"/><path d=\"M245 50H255\" stroke=\"#000\"/>"
        )),
        0
    );
    assert_eq!(count(&red_and_green.replace("#388E3C", "url(#dots)")), 0);
    assert_eq!(
        count(
            &red_and_green
                .replace("#388E3C", "#C9C4B5")
                .replace("#D32F2F", "#FFFFFF")
        ),
        0
    );
    // The lines of a chart.
    assert_eq!(
        count(
            "<path d=\"M0 50L200 80L390 20\" fill=\"none\" stroke=\"red\"/><path d=\"M0 150L390 120\" fill=\"none\" stroke=\"green\"/>"
        ),
        1
    );
}

#[test]
fn words_in_a_drawing_can_be_read() {
    let count = |parts: &str| found(&drawing(parts), "colour-alone").len();
    assert_eq!(count("<text x=\"10\" y=\"50\" fill=\"#999999\">calm</text>"), 1);
    assert_eq!(
        count("<g fill=\"#AAA\"><text x=\"10\" y=\"50\">calm</text></g>"),
        1
    );
    assert_eq!(count("<text x=\"10\" y=\"50\" fill=\"#1D2B2F\">calm</text>"), 0);
    assert_eq!(count("<text x=\"10\" y=\"50\">calm</text>"), 0);
    // A dark corner that the words do not stand on.
    assert_eq!(
        count(
            "<path d=\"M0 0H200V20H20V90H0Z\" fill=\"#1D2B2F\"/><text x=\"80\" y=\"60\" fill=\"#1D2B2F\">calm</text>"
        ),
        0
    );
    // White on dark.
    assert_eq!(
        count(
            "<rect width=\"200\" height=\"90\" fill=\"#1D2B2F\"/><text x=\"10\" y=\"50\" fill=\"#fff\">calm</text>"
        ),
        0
    );
}

#[test]
fn a_text_names_a_drawing_by_more_than_its_colour() {
    let text = |text: &str| places(&lesson(&format!("{text}\n")), "colour-alone");
    assert_eq!(text("Look at the red line, and go on."), ["the red line"]);
    assert_eq!(text("Look at the\nred line."), ["the\nred line"]);
    assert_eq!(text("Your signs are shown in green."), ["shown in green"]);
    assert_eq!(text("The exits are marked red."), ["marked red"]);
    assert_eq!(text("Write in the light-blue boxes."), ["the light-blue boxes"]);
    assert_eq!(text("The words in red are the exits."), ["The words in red"]);
    assert_eq!(text("Red means stop."), ["Red means"]);
    assert_eq!(
        text("> [!facilitator]\n> Point to the green zone."),
        ["the green zone"]
    );
    for fine in [
        "A grey coat, a yellow mug, the rough wall.",
        "She drives a red car, and feels blue.",
        "Draw a red line round it.",
        "The dashed red line is the urge.",
        "The red line marked 2 is the urge.",
        "Red may be angry, or warm, or a football team.",
        "Red means what you say it means.",
        "It is not black and white.",
        "Blue or grey lips",
        "The green tea box is empty.",
        "Use the black pen. Line by line, you fill it.",
    ] {
        assert_eq!(text(fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn a_picture_is_light_enough_for_a_phone() {
    let picture = |name: &str, bytes: Vec<u8>| {
        let mut files = fixture("");
        files.insert(format!("curriculum/modules/01-triggers/images/{name}"), bytes);
        found(&files, "picture-heavy")
            .into_iter()
            .map(|(message, _)| message)
            .collect::<Vec<_>>()
    };
    let svg = |size: usize| format!("{PICTURE}<title>{}</title></svg>", "a".repeat(size)).into_bytes();
    assert_eq!(picture("a.svg", svg(61_000)), ["this picture weighs 62 kB"]);
    assert!(picture("a.svg", svg(50_000)).is_empty());
    let gif = |width: u16, size: usize| {
        let mut bytes = b"GIF89a".to_vec();
        bytes.extend(width.to_le_bytes());
        bytes.resize(size, 1);
        bytes
    };
    assert_eq!(
        picture("a.gif", gif(2000, 100)),
        ["this picture is 2000 pixels across"]
    );
    assert!(picture("a.gif", gif(1600, 149_000)).is_empty());
    assert_eq!(
        picture("a.gif", gif(1601, 151_000)),
        ["this picture weighs 151 kB and is 1601 pixels across"]
    );
    // What is no picture at all has a weight only.
    assert!(picture("a.png", b"not a picture".to_vec()).is_empty());
}

#[test]
fn every_picture_is_shown() {
    assert!(
        found(
            &with_picture("![Four links](images/chain.svg)\n"),
            "picture-unused"
        )
        .is_empty()
    );
    assert!(
        found(
            &with_picture("> [!facilitator]\n> See ![four links](images/chain.svg) here.\n"),
            "picture-unused"
        )
        .is_empty()
    );
    assert_eq!(found(&with_picture("Text.\n"), "picture-unused").len(), 1);
}

fn with_glossary(body: &str) -> Files {
    fixture(&format!(
        "-- glossary.yaml --\n\
         urge: A strong pull.\n\
         halt: {{term: HALT, definition: A check.}}\n\
         cbt: {{term: cognitive behavioural therapy (CBT), definition: Talk therapy.}}\n\
         goal: What you want to reach.\n\
         -- modules/01-triggers/module.md --\n---\ntitle: Triggers\ncode: TR\nsummary: What starts it.\n---\n\n[x](term:halt) [x](term:cbt)\n\
         -- modules/01-triggers/01-what-is-a-trigger.md --\n---\ntitle: A\nsummary: A.\n---\n\nText.\n\
         -- modules/02-other/module.md --\n---\ntitle: Other\ncode: OT\nsummary: Other.\n---\n\nText.\n\
         -- modules/02-other/01-first.md --\n---\ntitle: Urge and HALT\nsummary: A.\n---\n\n{body}\n\
         -- modules/02-other/02-second.md --\n---\ntitle: B\nsummary: B.\n---\n\nAn urge, a goal, and a long way to go in small steps with someone beside you all along. [Goal](term:goal).\n"
    ))
}

#[test]
fn a_word_is_linked_where_it_is_first_read() {
    let early = |body: &str| places(&with_glossary(body), "term-early");
    assert_eq!(
        early(
            "Urges come, and in most people they go again in a while, like waves on a sea. An [urge](term:urge) goes."
        ),
        ["Urges", "goal"]
    );
    assert_eq!(early("An [urge](term:urge) goes. Urges come."), ["goal"]);
    // A lead word with its link right behind it.
    assert_eq!(early("**Urges.** An [urge](term:urge) goes."), ["goal"]);
    // A hard word that is not linked at all; a plain one is not asked for.
    assert_eq!(early("We use HALT and CBT. Halt there."), ["HALT", "CBT", "goal"]);
    assert_eq!(
        early("Cognitive behavioural\ntherapy helps."),
        ["Cognitive behavioural\ntherapy", "goal"]
    );
    // Not in headings, staff notes, quotes of others, the words of a link, or as a part of a word.
    for fine in [
        "## HALT\n\nText.",
        "> [!facilitator]\n> HALT first.",
        "[HALT first](02-second.md) helps.",
        "A re-urge, an urgent thing, a halt.",
    ] {
        assert_eq!(early(fine), ["goal"], "{fine}");
    }
    // A link that only staff get explains nothing to participants.
    assert_eq!(
        early("> [!facilitator]\n> The [check](term:halt).\n\nUse HALT."),
        ["HALT", "goal"]
    );
}

#[test]
fn what_an_earlier_lesson_explained_is_known() {
    let files = fixture(
        "-- glossary.yaml --\nhalt: {term: HALT, definition: A check.}\n\
         -- modules/01-triggers/01-what-is-a-trigger.md --\n---\ntitle: A\nsummary: A.\n---\n\nUse [HALT](term:halt).\n\
         -- modules/01-triggers/02-second.md --\n---\ntitle: B\nsummary: B.\n---\n\nUse HALT.\n",
    );
    assert!(found(&files, "term-early").is_empty());
}

#[test]
fn every_word_of_the_glossary_is_linked() {
    let files = with_glossary("Urges come.");
    assert_eq!(places(&files, "term-unused"), ["urge"]);
    let many: String = (0..7).map(|n| format!("word{n}: A word.\n")).collect();
    let files = fixture(&format!("-- glossary.yaml --\n{many}"));
    let found = found(&files, "term-unused");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "no page links or uses 7 words of the glossary");
}

fn with_tracks(front: &str, body: &str) -> Files {
    fixture(&format!(
        "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\ntracks:\n  days: {{title: Days}}\n  nights: {{title: Nights}}\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n{front}---\n\n{body}\n"
    ))
}

#[test]
fn every_lesson_and_section_is_in_a_track() {
    let count = |front: &str, body: &str| found(&with_tracks(front, body), "track-missing").len();
    assert_eq!(count("", "Text."), 0);
    assert_eq!(count("tracks: [days]\n", "## A {track=days}\n\nText."), 0);
    assert_eq!(count("tracks: []\n", "Text."), 1);
    assert_eq!(count("tracks:\n", "Text."), 1);
    assert_eq!(count("tracks: [dayz]\n", "Text."), 1);
    assert_eq!(count("tracks: [dayz, days]\n", "Text."), 0);
    assert_eq!(count("tracks: [days]\n", "## A {track=nights}\n\nText."), 1);
    assert_eq!(count("", "## A {track=days}\n\n### B {track=nights}\n\nText."), 1);
    // Without tracks, nothing is missing.
    assert!(found(&lesson("Text.\n"), "track-missing").is_empty());
}

#[test]
fn every_track_has_a_lesson() {
    let files = fixture(
        "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\ntracks:\n  days: {title: Days}\n  nights: {title: Nights}\n\
         -- modules/01-triggers/01-what-is-a-trigger.md --\n---\ntitle: A\nsummary: A.\ntracks: [days]\n---\n\nText.\n",
    );
    assert_eq!(places(&files, "track-missing"), ["nights"]);
}

#[test]
fn a_code_names_a_lesson_or_a_handout() {
    let codes = |body: &str| places(&lesson(&format!("{body}\n")), "code-mentioned");
    assert_eq!(codes("Take TR-9, TR-H1 and\nWE-4."), ["TR-9", "TR-H1", "WE-4"]);
    assert_eq!(codes("> [!facilitator]\n> See TR-12."), ["TR-12"]);
    assert!(codes("TR-1 and TR-2 go on. Then TR-1, and (TR-1).").is_empty());
    for other in [
        "The PHQ-9 and the GAD-7.",
        "COVID-19 and HIV-1",
        "A PG-13 film.",
        "Use B-12, tr-9 and x-TR-9.",
        "https://example.org/TR-9/",
    ] {
        assert!(codes(other).is_empty(), "{other}");
    }
    let files = fixture(
        "-- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\nmaterials: [pens, TR-H7, TR-1]\n---\n\n[TR-2](01-what-is-a-trigger.md)\n",
    );
    assert_eq!(
        places(&files, "code-mentioned"),
        ["TR-H7", "[TR-2](01-what-is-a-trigger.md)"]
    );
}

#[test]
fn every_handout_is_mentioned() {
    let with = |body: &str| {
        found(
            &fixture(&format!(
                "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: Card\nsummary: A.\n---\n\nSee TR-H2.\n\
                 -- modules/01-triggers/handouts/02-sheet.md --\n---\ntitle: Sheet\nsummary: A.\n---\n\nText.\n\
                 -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\n{body}\n"
            )),
            "handout-unused",
        )
        .into_iter()
        .map(|(message, _)| message)
        .collect::<Vec<_>>()
    };
    // One handout that names another does not hand it out.
    assert_eq!(with("Take TR-H1."), ["no lesson mentions TR-H2"]);
    assert!(with("Take TR-H1 and [the sheet](handouts/02-sheet.md).").is_empty());
}

/// The site `tiny` in English and Spanish.
fn translated(files: &str) -> Files {
    fixture(&format!(
        "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n{files}"
    ))
}

const SPANISH: &str = "---\ntitle: Detonantes\ncode: TR\nsummary: Lo que inicia un impulso.\n";

#[test]
fn a_translation_says_which_text_it_translates() {
    let stale = |line: &str| {
        found(
            &translated(&format!(
                "-- modules/01-triggers/module.es.md --\n{SPANISH}{line}---\n\nTexto.\n"
            )),
            "translation-stale",
        )
        .len()
    };
    let (plan, _) = build::plan(&fixture(""), &[Part::Web], None);
    let hash = plan.curriculum.modules[0].page.hash.clone();
    assert_eq!(hash.len(), 12);
    assert_eq!(stale(&format!("translates: {hash}\n")), 0);
    assert_eq!(stale("translates: 0123456789ab\n"), 1);
    assert_eq!(stale(""), 1);
}

#[test]
fn the_hash_of_a_page_is_of_its_text_with_any_line_ends() {
    let hash = |text: &str| {
        let mut files = fixture("");
        files.insert("curriculum/modules/01-triggers/02-lesson.md", text.as_bytes());
        let (plan, _) = build::plan(&files, &[Part::Web], None);
        plan.curriculum.modules[0].lessons[1].page.hash.clone()
    };
    let text = "---\ntitle: A\nsummary: A.\n---\n\nText.\n";
    assert_eq!(hash(text), hash(&text.replace('\n', "\r\n")));
    assert_ne!(hash(text), hash(&text.replace("Text", "Texts")));
}

#[test]
fn pages_without_a_translation_are_named_or_counted() {
    assert_eq!(found(&translated(""), "translation-missing").len(), 2);
    let lessons: String = (2..8)
        .map(|n| {
            format!("-- modules/01-triggers/0{n}-l{n}.md --\n---\ntitle: L{n}\nsummary: A.\n---\n\nText.\n")
        })
        .collect();
    let many = found(&translated(&lessons), "translation-missing");
    assert_eq!(many.len(), 1);
    assert!(
        many[0]
            .0
            .starts_with("8 of 8 pages have no translation into `es`: TR, TR-1"),
        "{}",
        many[0].0
    );
    assert!(found(&fixture(""), "translation-missing").is_empty());
}

#[test]
fn a_translation_has_a_page_and_a_language() {
    let orphan =
        translated("-- modules/01-triggers/07-gone.es.md --\n---\ntitle: A\nsummary: A.\n---\n\nTexto.\n");
    assert_eq!(found(&orphan, "translation-orphan").len(), 1);
    let french = translated(&format!(
        "-- modules/01-triggers/module.fr.md --\n{SPANISH}---\n\nTexte.\n"
    ));
    assert_eq!(
        found(&french, "translation")[0].0,
        "`fr` is not a language of this curriculum"
    );
    let spanish = translated(&format!(
        "-- modules/01-triggers/module.es.md --\n{SPANISH}---\n\nTexto.\n"
    ));
    assert!(found(&spanish, "translation").is_empty());
}

#[test]
fn a_translation_may_name_pages_and_sections_of_its_own_language() {
    let files = translated(&format!(
        "-- modules/01-triggers/module.es.md --\n{SPANISH}---\n\n\
         [Uno](01-what-is-a-trigger.es.md#mis-lugares) [dos](01-what-is-a-trigger.md#my-places) [tres](#aqui)\n\n## Aqui\n\nTexto.\n\
         -- modules/01-triggers/01-what-is-a-trigger.es.md --\n---\ntitle: A\nsummary: A.\n---\n\n## Mis lugares {{.exercise minutes=10}}\n\nEl lugar: ____\n"
    ));
    assert!(found(&files, "link-broken").is_empty());
    assert!(found(&files, "anchor-broken").is_empty());
    let (plan, _) = build::plan(&files, &[Part::Web], None);
    assert_eq!(plan.curriculum.translations.len(), 2);
}

#[test]
fn a_translation_asks_for_the_same_answers() {
    let differs = |body: &str| {
        found(
            &translated(&format!(
                "-- modules/01-triggers/01-what-is-a-trigger.md --\n---\ntitle: A\nsummary: A.\n---\n\n\
                 ## One {{.exercise}}\n\nA: ____ B: [0-10 none … much]\n\n- ( ) Yes\n- ( ) No\n\n## Two {{.discussion}}\n\nText.\n\
                 -- modules/01-triggers/01-what-is-a-trigger.es.md --\n---\ntitle: A\nsummary: A.\n---\n\n{body}\n"
            )),
            "translation-differs",
        )
        .into_iter()
        .map(|(message, _)| message)
        .collect::<Vec<_>>()
    };
    let one = "## Uno {.exercise}\n\nA: ____ B: [0-10 nada … mucho]\n\n- ( ) Sí\n- ( ) No\n\n";
    let two = "## Dos {.discussion}\n\nTexto.\n";
    assert!(differs(&format!("{one}{two}")).is_empty());
    // Plain sections may differ.
    assert!(differs(&format!("{one}{two}\n## Más\n\nTexto.\n")).is_empty());
    assert_eq!(
        differs(one),
        ["there are 1 activities here, and 2 in the original"]
    );
    assert_eq!(
        differs(&format!(
            "{}{two}",
            one.replace("- ( ) No", "- ( ) No\n- ( ) No sé")
        )),
        [
            "the spaces to answer are 1 × blank, 1 × scale 0–10, 1 × choice of one of 3; in the original they are 1 × blank, 1 × scale 0–10, 1 × choice of one of 2"
        ]
    );
    assert_eq!(
        differs(&format!("{one}{}", two.replace("discussion", "practice"))),
        ["this is a `.practice`; in the original it is a `.discussion`"]
    );
}

#[test]
fn a_blank_is_as_wide_as_what_it_asks_for() {
    let narrow = |line: &str| {
        found(
            &lesson(&format!("## A {{.exercise}}\n\n{line}\n")),
            "blank-narrow",
        )
        .len()
    };
    for wrong in [
        "My sponsor's phone number: ___",
        "Their number: ________",
        "My name: ____",
        "A person I trust: _____",
        "Why I came today: __________",
        "Who can help me?\n\n____ or ____________",
        "- [ ] Other: ___",
    ] {
        assert_eq!(narrow(wrong), 1, "{wrong}");
    }
    for right in [
        "My sponsor's phone number: ________________",
        "My name: ____________________",
        "Why I came today: ______________________________",
        "Why did I come?\n____________________________________\n____________________________________",
        "A number from 0 to 10: ___",
        "How many people did I call? ___",
        "The day I call my sponsor: ___",
        "I called my sponsor ___ times.",
        "My score: ___ out of 10",
        "I feel ____ today.",
        "How strong is it? [0-10 none … strongest]",
    ] {
        assert_eq!(narrow(right), 0, "{right}");
    }
}

#[test]
fn a_table_to_fill_in_fits_on_a_sheet() {
    let crowded = |heads: &str| {
        let columns = heads.split(' ').count();
        let head = heads.replace(' ', " | ");
        let text = format!(
            "## A {{.exercise}}\n\n| What | {head} |\n|{}\n| a {}|\n",
            "---|".repeat(columns + 1),
            "| ".repeat(columns)
        );
        found(&lesson(&text), "blank-narrow").len()
    };
    assert_eq!(crowded("Place Person Feeling Thought Urge Skill"), 0);
    assert_eq!(crowded("Place Person Feeling Thought Urge Skill Result"), 1);
    // A tick for each day.
    assert_eq!(crowded("Mon Tue Wed Thu Fri Sat Sun"), 0);
    assert_eq!(crowded("1 2 3 4 5 6 7 8 9 10 11"), 1);
}

#[test]
fn hostile_drawings_take_no_time() {
    let shapes: String = (0..20_000)
        .map(|n| format!("<circle cx=\"{n}\" cy=\"5\" r=\"2\" fill=\"#{n:06x}\"/><text x=\"{n}\" y=\"9\" fill=\"#999\">a</text>"))
        .collect();
    let deep = format!("{}{}", "<g>".repeat(3000), "</g>".repeat(3000));
    let start = std::time::Instant::now();
    found(&drawing(&shapes), "colour-alone");
    found(&drawing(&deep), "colour-alone");
    found(
        &drawing("<path d=\"M0 0 L1e400 1\"/><rect width=\"NaN\" height=\"inf\"/><polygon points=\"1\"/>"),
        "colour-alone",
    );
    assert!(start.elapsed().as_secs() < 20);
}
