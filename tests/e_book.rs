//! The e-book: the workbook's texts, its spaces to answer as lines and boxes, its pages, and nothing that needs a script.

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use curricle::files::Files;

const ADDRESS: &str = "print/workbook.epub";

/// The files of the e-book, by their paths in it.
fn book(files: &Files) -> BTreeMap<String, String> {
    let (plan, findings) = support::plan(files);
    assert!(!curricle::diagnostic::has_errors(&findings), "{findings:?}");
    let bytes = plan.render(ADDRESS, &plan.site.public[ADDRESS]).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (
                file.name().unwrap().into_owned(),
                String::from_utf8_lossy(&bytes).into_owned(),
            )
        })
        .collect()
}

fn lesson(body: &str) -> String {
    book(&support::lesson(body))["EPUB/tr-2.xhtml"].clone()
}

#[test]
fn spaces_to_answer_are_lines_and_boxes() {
    let page = lesson(
        "## Write {.exercise}\n\nI call: ____________\n\nWhat happened?\n____________\n____________\n\nHow strong? [0-3 none … strong]\n\n\
         Was it new?\n\n- ( ) Yes\n- ( ) No\n\n| Day | What I did |\n|---|---|\n| Mon |  |\n",
    );
    for control in ["<input", "<textarea", "<button", "<script"] {
        assert!(!page.contains(control), "{control}:\n{page}");
    }
    assert!(page.contains("<span class=\"blank\""));
    assert_eq!(page.matches("<div class=\"line\">").count(), 2);
    assert_eq!(page.matches("<span class=\"step\">").count(), 4);
    assert_eq!(page.matches("<span class=\"circle\"").count(), 2);
    assert!(page.contains("<td class=\"field\">"));
}

#[test]
fn answers_of_a_self_check_stand_at_the_end() {
    let page = lesson(
        "## Check {.self-check}\n\nWhat is a trigger?\n\n- (x) A start\n  > It starts an urge.\n- ( ) A rule\n\n## Later {.discussion}\n\nTalk.\n",
    );
    let answers = page.find("<details>").expect("answers are folded");
    assert!(page.find("It starts an urge.").unwrap() > answers);
    assert!(page.find("Later").unwrap() < answers);
}

#[test]
fn every_page_of_the_workbook_is_listed_once() {
    let files = book(&support::site("kitchen-sink"));
    let contents = &files["EPUB/contents.xhtml"];
    let listed: Vec<usize> = contents
        .split("#page-")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect();
    assert!(listed.len() > 5, "{contents}");
    assert_eq!(listed, (1..=listed.len()).collect::<Vec<_>>());
    let texts: String = files.values().cloned().collect();
    for page in listed {
        assert_eq!(
            texts.matches(&format!("id=\"page-{page}\"")).count(),
            1,
            "page {page}"
        );
    }
}

#[test]
fn links_lead_to_documents_of_the_book() {
    let files = book(&support::site("kitchen-sink"));
    let lesson = &files["EPUB/tr-1.xhtml"];
    assert!(
        lesson.contains("href=\"glossary.xhtml#term-craving\""),
        "{lesson}"
    );
    assert!(lesson.contains("href=\"help.xhtml#help-988\""));
    assert!(lesson.contains("href=\"ca-1.xhtml#slow-steps\""));
    assert!(lesson.contains("href=\"sources.xhtml#source-1\""));
    assert!(lesson.contains("src=\"picture-1.svg\""));
}

#[test]
fn the_programmes_sign_stands_on_the_cover_and_is_loaded_from_nowhere() {
    let sign =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path d=\"M0 0h40v20z\"/></svg>";
    let with = |brand: &str| {
        let files = support::fixture(&format!(
            "-- logo.svg --\n{sign}\n-- curriculum.yaml --\ntitle: Tiny\nprogram: Harbor House\n{brand}"
        ));
        book(&files)["EPUB/cover.svg"].clone()
    };
    let cover = with("logo: {file: logo.svg, alt: A lighthouse}\n");
    let encoded = BASE64_STANDARD.encode(format!("{sign}\n"));
    assert!(
        cover.contains(&format!("xlink:href=\"data:image/svg+xml;base64,{encoded}\"")),
        "{cover}"
    );
    let of_program = |cover: &str| {
        let line = cover.lines().find(|line| line.contains("Harbor House</text>"));
        line.unwrap_or_default().trim().to_owned()
    };
    assert!(!with("").contains("<image"));
    // It has room of its own above the name.
    assert_ne!(of_program(&cover), of_program(&with("")));
}
