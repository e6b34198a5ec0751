//! A programme's brand: `curriculum.yaml` in; pages, a style sheet and findings out.

mod support;

use curricle::check::Subject;
use curricle::files::Files;
use support::{codes, findings, fixture, main_of, page, plan};

const LOGO: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path d=\"M0 0h40v20z\"/></svg>";

/// The tiny programme with `brand` at the end of its settings, and a logo beside them.
fn branded(brand: &str) -> Files {
    fixture(&format!(
        "-- logo.svg --\n{LOGO}\n-- curriculum.yaml --\ntitle: Tiny\nprogram: Harbor House\nedition: \"1\"\n{brand}"
    ))
}

/// The style sheet of the pages.
fn style(files: &Files) -> String {
    let (plan, found) = plan(files);
    assert!(
        found
            .iter()
            .all(|finding| finding.severity != curricle::diagnostic::Severity::Error),
        "{found:?}"
    );
    String::from_utf8(plan.theme.assets["style.css"].to_vec()).expect("a style sheet is text")
}

#[test]
fn the_logo_stands_on_every_page_with_what_it_says() {
    let files = branded("logo: {file: logo.svg, alt: A lighthouse}\n");
    let page = page(&files, "index.html");
    assert!(
        page.contains("<img class=\"logo\" src=\"pictures/curriculum/logo.svg\" alt=\"A lighthouse\" width=\"40\" height=\"20\">")
    );
}

#[test]
fn a_page_without_a_brand_has_none_of_it() {
    let page = page(&branded(""), "index.html");
    assert!(!page.contains("logo"));
}

#[test]
fn a_logo_that_is_not_there_is_found() {
    let found = findings(&branded("logo: {file: loge.svg, alt: A lighthouse}\n"));
    assert!(found.contains("there is no picture `loge.svg`"), "{found}");
    assert!(found.contains("Did you mean `logo.svg`?"), "{found}");
}

#[test]
fn a_logo_with_a_script_is_refused() {
    let files = fixture(
        "-- logo.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"a()\"/>\n-- curriculum.yaml --\n\
         title: Tiny\nprogram: P\nlogo: {file: logo.svg, alt: A lighthouse}\n",
    );
    assert_eq!(codes(&files), ["picture-unsafe"]);
}

#[test]
fn a_colour_takes_the_place_of_the_themes_and_has_a_lighter_one_in_the_dark() {
    let style = style(&branded("colours: {accent: \"#5b2a86\"}\n"));
    let line = style
        .lines()
        .find(|line| line.contains("--accent:"))
        .expect("the accent");
    assert!(line.contains("var(--light, #5b2a86)"), "{line}");
    assert!(
        !line.contains("#8fd0cb") && !line.contains("var(--dark, #5b2a86)"),
        "{line}"
    );
    assert!(line.contains("var(--high, #ffe14d)"), "{line}");
}

#[test]
fn a_faint_colour_is_an_error_that_names_one_that_can_be_read() {
    let found = findings(&branded("colours: {accent: \"#e8590c\"}\n"));
    assert!(found.contains("error[colour-faint]"), "{found}");
    assert!(
        found.contains("The nearest colour of the same hue that can be read is \"#"),
        "{found}"
    );
    let near = found.split("can be read is \"").nth(1).expect("a colour");
    let near = &near[..7];
    assert_eq!(
        codes(&branded(&format!("colours: {{accent: \"{near}\"}}\n"))),
        [""; 0]
    );
}

#[test]
fn what_is_no_colour_of_the_theme_is_named() {
    let found = findings(&branded(
        "colours: {acent: \"#5b2a86\", paper: \"#ffffff\", wave: blue}\n",
    ));
    assert!(found.contains("the theme has no colour `acent`"), "{found}");
    assert!(found.contains("Did you mean `accent`?"), "{found}");
    assert!(found.contains("`paper` is the theme's own"), "{found}");
    assert!(found.contains("`blue` is not a colour"), "{found}");
}

#[test]
fn a_font_of_the_programme_is_first_on_pages_and_on_paper() {
    let mut files = branded("fonts: {text: Literata}\n");
    let (all, _) = curricle::files::read(support::project());
    for weight in ["400Regular", "700Bold"] {
        let path = format!("themes/almanac/fonts/Literata_{weight}.ttf");
        let bytes = all.bytes(&path).expect("a font of the theme").clone();
        files.insert(format!("curriculum/fonts/Literata_{weight}.ttf"), bytes);
    }
    let style = style(&files);
    assert!(
        style.contains(
            "@font-face { font-family: \"Literata\"; src: url(\"fonts/own/Literata_400Regular.ttf\")"
        )
    );
    assert!(style.contains(":root { --font-text: \"Literata\" }"));
    let (plan, _) = plan(&files);
    assert_eq!(plan.theme.families["text"], ["Literata", "Atkinson Hyperlegible"]);
    assert!(plan.theme.fonts.contains_key("Literata_700Bold.ttf"));
}

#[test]
fn a_page_asks_for_the_letters_that_it_begins_with_before_its_style_sheet() {
    let asked = |page: &str| -> Vec<String> {
        let before = page.split("<link rel=\"stylesheet\"").next().unwrap_or_default();
        let links = before
            .lines()
            .filter(|line| line.starts_with("<link rel=\"preload\""));
        let name = |line: &str| {
            line.split('"')
                .find_map(|part| part.split_once("/fonts/"))
                .map(|(_, name)| name.to_owned())
        };
        links.filter_map(name).collect()
    };
    let theme = ["400", "700"].map(|weight| format!("atkinson-hyperlegible-latin-{weight}-normal.woff2"));
    assert_eq!(asked(&page(&branded(""), "index.html")), theme);
    let mut files = branded("fonts: {text: Literata}\n");
    let (all, _) = curricle::files::read(support::project());
    for (font, own) in [
        ("fonts/Literata_400Regular.ttf", "Literata_400Regular.ttf"),
        (
            "web/assets/fonts/literata-latin-400-normal.woff2",
            "Literata_400Regular.woff2",
        ),
    ] {
        let bytes = all
            .bytes(&format!("themes/almanac/{font}"))
            .expect("a font of the theme")
            .clone();
        files.insert(format!("curriculum/fonts/{own}"), bytes);
    }
    assert_eq!(
        asked(&page(&files, "index.html")),
        ["own/Literata_400Regular.woff2"]
    );
}

#[test]
fn a_font_that_is_not_there_is_found() {
    let found = findings(&branded("fonts: {text: Literata}\n"));
    assert!(found.contains("error[font-missing]"), "{found}");
    let found = findings(&branded("fonts: {body: Literata}\n"));
    assert!(found.contains("error[unknown-font]"), "{found}");
}

#[test]
fn the_contact_is_the_programmes_place_to_get_help() {
    let files = branded(
        "contact: {phone: 555-0100, address: 1 Pier Road, email: office@example.org, link: \"https://example.org/\", hours: Day and night}\n",
    );
    let page = page(&files, "help/index.html");
    let main = main_of(&page);
    for part in [
        "href=\"tel:5550100\"",
        "1 Pier Road",
        "href=\"mailto:office@example.org\"",
        "https://example.org/",
    ] {
        assert!(main.contains(part), "{part} in {main}");
    }
}

#[test]
fn a_contact_that_reaches_nobody_is_found() {
    let files = branded("contact: {phone: call us, email: office, link: \"http://example.org\"}\n");
    assert_eq!(
        codes(&files),
        ["resource-number", "resource-address", "resource-address"]
    );
}

const LINES: &str = "-- resources.yaml --\n\
    - {id: lifeline, name: Lifeline, call: \"988\", country: US, pinned: true}\n\
    - {id: samaritans, name: Samaritans, call: 116 123, country: GB, pinned: true}\n";

fn in_country(country: &str, lesson: &str) -> Files {
    fixture(&format!(
        "{LINES}-- curriculum.yaml --\ntitle: Tiny\nprogram: P\ncountry: {country}\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\n{lesson}\n"
    ))
}

#[test]
fn only_the_crisis_lines_of_the_country_are_shown() {
    let page = page(&in_country("GB", "Text."), "help/index.html");
    assert!(page.contains("Samaritans") && !page.contains("Lifeline"));
}

#[test]
fn help_is_never_empty() {
    let found = findings(&in_country("MX", "Text."));
    assert!(found.contains("error[help-empty]"), "{found}");
    let found = findings(&in_country("Mexico", "Text."));
    assert!(found.contains("`Mexico` is not the code of a country"), "{found}");
}

#[test]
fn a_link_to_help_in_another_country_is_found() {
    let found = findings(&in_country("GB", "Call [988](help:lifeline)."));
    assert!(found.contains("error[help-elsewhere]"), "{found}");
}

#[test]
fn the_licence_stands_at_the_foot() {
    let page = page(&branded("licence: CC BY 4.0\n"), "index.html");
    assert!(page.contains("<p class=\"quiet\">CC BY 4.0</p>"));
}

/// The stale translations of a programme with `more` at the end of its settings, in whose Spanish words `hash` is what they translate.
fn stale(more: &str, hash: &str) -> Vec<String> {
    let files = fixture(&format!(
        "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n{more}\
         -- curriculum.es.yaml --\ntitle: Tiny\n\
         -- resources.yaml --\n\
         - {{id: programme, name: Your programme, for: Staff, note: Ask staff for the number, reviewed: 2026-11-23}}\n\
         - {{id: line, name: A line, for: You can talk, call: \"0800 111\", country: GB, pinned: true, reviewed: 2026-11-23}}\n\
         - {{id: other, name: Another, for: You can talk, call: \"988\", country: US, pinned: true, reviewed: 2026-11-23}}\n\
         -- resources.es.yaml --\ntranslates: {hash}\nprogramme: {{name: Su programa, for: Personal, note: Pida el número}}\n"
    ));
    let (plan, found) = plan(&files);
    assert!(!curricle::diagnostic::has_errors(&found), "{found:?}");
    let found = curricle::check::check(&Subject::new(&files, &plan.curriculum, None)).findings;
    let stale = found
        .into_iter()
        .filter(|finding| finding.code == "translation-stale" && finding.path.contains("resources"));
    stale
        .map(|finding| format!("{} {}", finding.message, finding.help.unwrap_or_default()))
        .collect()
}

#[test]
fn a_number_in_the_brand_and_a_country_make_no_translation_stale_and_hours_do() {
    let told = stale("", "000000000000");
    let hash = told[0].rsplit('`').nth(1).expect("it says what to write");
    let hash = hash.trim_start_matches("translates: ");
    for more in [
        "",
        "contact: {phone: \"555-0100\"}\n",
        "contact: {text: \"555-0100\", email: a@example.org}\n",
        "country: GB\ncontact: {phone: \"555-0100\"}\n",
    ] {
        assert_eq!(stale(more, hash), [""; 0], "{more}");
    }
    let told = stale("contact: {phone: \"555-0100\", hours: Day and night}\n", hash);
    assert!(
        told[0].starts_with(
            "`curriculum/resources.yaml` or `contact` in curriculum.yaml was changed after it was translated"
        ),
        "{told:?}"
    );
}

/// The line of the settings at which something is said, with its words.
fn line_of(files: &Files, code: &str) -> Vec<usize> {
    let (_, found) = plan(files);
    let text = files.text("curriculum/curriculum.yaml").expect("settings");
    let own = found.iter().filter(|finding| finding.code == code);
    own.filter_map(|finding| {
        Some(curricle::diagnostic::line_and_column(text, finding.span.as_ref()?.start).0)
    })
    .collect()
}

#[test]
fn a_fault_in_the_contact_is_told_at_its_own_line() {
    let files = branded("contact:\n  phone: 555-0100\n  email: office at example\n  link: example.org\n");
    assert_eq!(line_of(&files, "resource-address"), [6, 7]);
    let files = branded("contact:\n  address: 1 Pier Road\n  phone: our desk\n");
    assert_eq!(line_of(&files, "resource-number"), [6]);
}

#[test]
fn a_colour_without_quotation_marks_is_a_comment() {
    let found = findings(&branded("colours:\n  accent: #0b4f75\n"));
    assert!(
        found.contains("Put it in quotation marks if it begins with `#`, which begins a comment"),
        "{found}"
    );
}

#[test]
fn a_picture_with_a_new_name_is_no_other_picture() {
    let mut files = branded("logo: {file: photo.png, alt: A lighthouse}\n");
    files.insert(
        "curriculum/photo.png",
        b"\xff\xd8\xff\xe0 a photograph".as_slice(),
    );
    let found = findings(&files);
    assert!(found.contains("error[logo]"), "{found}");
    assert!(
        found.contains("`photo.png` has the ending of a picture, and is none of that kind inside"),
        "{found}"
    );
    assert!(!found.contains("Did you mean"), "{found}");
}

#[test]
fn many_links_to_one_place_in_another_country_are_told_once() {
    let found = findings(&in_country(
        "GB",
        "[a](help:lifeline) [b](help:lifeline) [c](help:lifeline) [d](help:lifeline)",
    ));
    assert_eq!(found.matches("error[help-elsewhere]").count(), 1, "{found}");
    assert!(
        found.contains("; the same 3 times more, in `curriculum/modules/01-triggers/02-lesson.md`"),
        "{found}"
    );
}
