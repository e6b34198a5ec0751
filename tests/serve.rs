//! The site while it is written: what a browser on this computer gets, and nobody else.

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running server, stopped when the test ends.
struct Served {
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(root: &Path) -> Served {
    let mut child = Command::new(env!("CARGO_BIN_EXE_curricle"))
        .args(["serve", "--port", "0"])
        .current_dir(root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let address = line.split("127.0.0.1:").nth(1).expect("the address is said");
    let port = address.split('/').next().unwrap().parse().unwrap();
    Served { child, port }
}

/// The whole answer to a GET, head and body.
fn get_as(served: &Served, host: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(served: &Served, path: &str) -> String {
    get_as(served, &format!("127.0.0.1:{}", served.port), path)
}

/// The body of an answer that waits until the version differs from `known`.
fn news(served: &Served, known: &str) -> serde_json::Value {
    let answer = get(served, &format!("/__curricle/news?{known}"));
    let body = answer.split("\r\n\r\n").nth(1).expect("an answer has a body");
    serde_json::from_str(body).expect("news are JSON")
}

#[test]
fn pages_and_pdfs_are_rendered_when_they_are_asked_for() {
    let folder = support::folder_with("tiny");
    let served = serve(folder.path());
    let page = get(&served, "/triggers/what-is-a-trigger/");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("What is a trigger?"),
        "{page}"
    );
    assert!(page.contains("/__curricle/reload.js"), "{page}");
    let pdf = get(&served, "/print/triggers-workbook.pdf");
    assert!(pdf.starts_with("HTTP/1.1 200") && pdf.contains("application/pdf") && pdf.contains("%PDF"));
    assert!(get(&served, "/nowhere/").starts_with("HTTP/1.1 404"));
    assert!(!folder.path().join("public").exists(), "serving writes nothing");
}

#[test]
fn nothing_outside_the_site_and_nobody_elses_name() {
    let folder = support::folder_with("tiny");
    let served = serve(folder.path());
    for path in [
        "/../curriculum/curriculum.yaml",
        "/..%2fcurriculum/curriculum.yaml",
        "/guides/triggers-guide.pdf",
    ] {
        let answer = get(&served, path);
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
    for path in [
        "/",
        "/__curricle/news",
        "/__curricle/findings?/",
        "/__curricle/reload.js",
    ] {
        let answer = get_as(&served, "evil.example", path);
        assert!(answer.starts_with("HTTP/1.1 403"), "{path}: {answer}");
    }
}

#[test]
fn an_edit_is_shown_and_an_error_keeps_the_last_good_page() {
    let folder = support::folder_with("tiny");
    let served = serve(folder.path());
    let lesson = folder
        .path()
        .join("curriculum/modules/01-triggers/01-what-is-a-trigger.md");
    let good = std::fs::read_to_string(&lesson).unwrap();
    let before = news(&served, "");
    std::fs::write(
        &lesson,
        good.replace("A trigger is a start.", "A trigger is a beginning."),
    )
    .unwrap();
    let after = news(&served, &before["version"].to_string());
    assert_eq!(after["faults"], "");
    assert!(get(&served, "/triggers/what-is-a-trigger/").contains("A trigger is a beginning."));
    // An editor that saves by rename, and a mistake.
    let beside = lesson.with_extension("tmp");
    std::fs::write(&beside, good.replace("summary:", "sumary:")).unwrap();
    std::fs::rename(&beside, &lesson).unwrap();
    let mut broken = news(&served, &after["version"].to_string());
    while broken["faults"] == "" {
        broken = news(&served, &broken["version"].to_string());
    }
    assert!(
        broken["faults"]
            .as_str()
            .unwrap()
            .contains("Did you mean `summary`?"),
        "{broken}"
    );
    assert!(get(&served, "/triggers/what-is-a-trigger/").contains("A trigger is a beginning."));
}

#[test]
fn a_page_is_told_what_was_edited_and_what_a_check_says_of_it() {
    let folder = support::folder_with("tiny");
    let served = serve(folder.path());
    let lesson = folder
        .path()
        .join("curriculum/modules/01-triggers/01-what-is-a-trigger.md");
    let before = news(&served, "");
    assert_eq!(before["changed"], serde_json::json!([]));
    let text = std::fs::read_to_string(&lesson).unwrap();
    std::fs::write(&lesson, text.replace("minutes: ", "minutes: 1")).unwrap();
    let after = news(&served, &before["version"].to_string());
    assert_eq!(
        after["changed"],
        serde_json::json!(["triggers/what-is-a-trigger/index.html"])
    );
    let answer = get(&served, "/__curricle/findings?/triggers/what-is-a-trigger/");
    assert!(answer.contains("lesson-minutes"), "{answer}");
    let elsewhere = get(&served, "/__curricle/findings?/help/");
    assert!(elsewhere.ends_with("[]"), "{elsewhere}");
}

#[test]
fn a_folder_that_is_moved_or_deleted_is_followed() {
    let folder = support::folder_with("tiny");
    let served = serve(folder.path());
    let modules = folder.path().join("curriculum/modules");
    let before = news(&served, "");
    std::fs::rename(modules.join("01-triggers"), modules.join("01-starts")).unwrap();
    let mut now = news(&served, &before["version"].to_string());
    while !get(&served, "/starts/").starts_with("HTTP/1.1 200") {
        now = news(&served, &now["version"].to_string());
    }
    assert!(get(&served, "/triggers/").starts_with("HTTP/1.1 404"));
}

#[test]
fn what_upstream_says_and_what_stands_in_its_place_are_followed() {
    let folder = support::folder_with("tiny");
    let root = folder.path();
    std::fs::create_dir(root.join("upstream")).unwrap();
    std::fs::rename(root.join("curriculum"), root.join("upstream/curriculum")).unwrap();
    std::fs::create_dir_all(root.join("curriculum/modules/01-triggers")).unwrap();
    std::fs::write(
        root.join("curriculum/curriculum.yaml"),
        "extends: starter\nprogram: Our house\n",
    )
    .unwrap();
    let served = serve(root);
    let page = get(&served, "/triggers/what-is-a-trigger/");
    assert!(page.contains("A trigger is a start."), "{page}");
    let lesson = "curriculum/modules/01-triggers/01-what-is-a-trigger.md";
    let theirs = root.join("upstream").join(lesson);
    let text = std::fs::read_to_string(&theirs).unwrap();
    let version = news(&served, "")["version"].to_string();
    std::fs::write(&theirs, text.replace("is a start", "is a beginning")).unwrap();
    let version = news(&served, &version)["version"].to_string();
    assert!(get(&served, "/triggers/what-is-a-trigger/").contains("A trigger is a beginning."));
    std::fs::write(root.join(lesson), text.replace("is a start", "is our start")).unwrap();
    news(&served, &version);
    assert!(get(&served, "/triggers/what-is-a-trigger/").contains("A trigger is our start."));
}

#[test]
fn a_folder_of_inputs_that_first_appears_is_followed_and_one_that_comes_again() {
    let folder = support::folder_with("tiny");
    let root = folder.path();
    // Those inside the program stand in their place, after each change too.
    std::fs::remove_dir_all(root.join("themes")).unwrap();
    let upstream = root.join("upstream");
    let lesson = "curriculum/modules/01-triggers/01-what-is-a-trigger.md";
    let served = serve(root);
    let mut version = news(&served, "")["version"].to_string();
    let mut shown = |text: &str| {
        while !get(&served, "/triggers/what-is-a-trigger/").contains(text) {
            version = news(&served, &version)["version"].to_string();
        }
    };
    shown("A trigger is a start.");
    // The whole curriculum becomes the upstream of a new one.
    std::fs::create_dir(&upstream).unwrap();
    std::fs::rename(root.join("curriculum"), upstream.join("curriculum")).unwrap();
    std::fs::create_dir(root.join("curriculum")).unwrap();
    std::fs::write(
        root.join("curriculum/curriculum.yaml"),
        "extends: starter\nprogram: Our house\n",
    )
    .unwrap();
    shown("Our house");
    let text = std::fs::read_to_string(upstream.join(lesson)).unwrap();
    std::fs::write(
        upstream.join(lesson),
        text.replace("is a start", "is a beginning"),
    )
    .unwrap();
    shown("A trigger is a beginning.");
    // And another copy of it takes its place.
    std::fs::rename(&upstream, root.join("before")).unwrap();
    std::fs::create_dir_all(upstream.join(lesson).parent().unwrap()).unwrap();
    for file in [
        "curriculum.yaml",
        "resources.yaml",
        "modules/01-triggers/module.md",
    ] {
        let file = format!("curriculum/{file}");
        std::fs::copy(root.join("before").join(&file), upstream.join(&file)).unwrap();
    }
    std::fs::write(
        upstream.join(lesson),
        text.replace("is a start", "is a first step"),
    )
    .unwrap();
    shown("A trigger is a first step.");
    std::fs::write(
        upstream.join(lesson),
        text.replace("is a start", "is a second step"),
    )
    .unwrap();
    shown("A trigger is a second step.");
}
