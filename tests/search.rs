//! The search index: the same bytes each time, of what participants read and of nothing else.

mod support;

use std::collections::BTreeMap;
use std::io::Read;

use curricle::build;
use curricle::files::Files;
use curricle::site::Part;
use support::{fixture, lesson};

/// The files of the index by address, as a browser unpacks them.
fn index(files: &Files) -> BTreeMap<String, Vec<u8>> {
    let (plan, _) = support::plan(files);
    let index = plan.search_index().expect("the index can be made").clone();
    index
        .into_iter()
        .map(|(path, bytes)| (path, unpacked(bytes)))
        .collect()
}

fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    let mut text = Vec::new();
    match flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut text) {
        Ok(_) => text,
        Err(_) => bytes,
    }
}

/// What a search shows of each thing that can be found: address and text.
fn found(files: &Files) -> Vec<(String, String)> {
    let fragments = index(files)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".pf_fragment"));
    let mut found: Vec<(String, String)> = fragments
        .map(|(_, bytes)| {
            let text = std::str::from_utf8(&bytes)
                .unwrap()
                .trim_start_matches("pagefind_dcd");
            let fragment: serde_json::Value = serde_json::from_str(text).unwrap();
            let part = |key: &str| fragment[key].as_str().unwrap_or_default().to_owned();
            (part("url"), part("content"))
        })
        .collect();
    found.sort();
    found
}

fn text_at(files: &Files, address: &str) -> String {
    let found = found(files).into_iter().find(|(url, _)| url == address);
    found.unwrap_or_else(|| panic!("{address} cannot be found")).1
}

#[test]
fn pages_words_and_help_can_be_found() {
    let files = fixture(
        "-- glossary.yaml --\nurge:\n  term: urge\n  definition: A strong wish to use.\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\n---\n\nOn [urges](term:urge).\n",
    );
    let addresses: Vec<String> = found(&files).into_iter().map(|(address, _)| address).collect();
    assert_eq!(
        addresses,
        [
            "glossary/index.html#term-urge",
            "help/index.html#help-988",
            "triggers/index.html",
            "triggers/lesson/index.html",
            "triggers/what-is-a-trigger/index.html",
        ]
    );
}

#[test]
fn all_that_a_participant_reads_is_searched() {
    let body = "Alder.\n\n## Birch {.exercise}\n\n- Cedar\n- [ ] Damson: ____\n\n| Elder | Fir |\n|---|---|\n| Gorse | |\n\n\
                > [!tip]\n> Hazel\n\nIvy.[^1]\n\n[^1]: Juniper.\n\n\
                ## Larch {.self-check}\n\n- (x) Maple\n  > Oak\n- ( ) Pine\n";
    let text = text_at(&lesson(body), "triggers/lesson/index.html");
    let words = [
        "Alder", "Birch", "Cedar", "Damson", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch",
        "Maple", "Oak", "Pine",
    ];
    for word in words {
        assert!(text.contains(word), "{word} is not in: {text}");
    }
}

#[test]
fn a_staff_note_cannot_be_found() {
    let files = lesson(
        "For all.\n\n> [!facilitator]\n> Zwischenzug.\n\n- One\n  > [!facilitator]\n  > Zwischenzug.\n",
    );
    for (path, bytes) in index(&files) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("zwischenzug"), "{path} holds a staff note");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let files = support::site("kitchen-sink");
    assert!(index(&files) == index(&files));
}

#[test]
fn only_what_a_search_loads_is_published() {
    let kinds = [
        ".js",
        ".json",
        ".pf_meta",
        ".pf_index",
        ".pf_fragment",
        "wasm.en.pagefind",
        "licence.txt",
    ];
    for (path, _) in index(&support::site("tiny")) {
        assert!(kinds.iter().any(|kind| path.ends_with(kind)), "{path}");
        assert!(
            !path.contains("ui"),
            "{path} belongs to an interface that no page here shows"
        );
    }
}

#[test]
fn without_the_site_there_is_no_index() {
    let (plan, _) = build::plan(&support::site("tiny"), &[Part::Print], None);
    assert!(plan.search_index().unwrap().is_empty());
}
