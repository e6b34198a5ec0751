//! PDFs to fill in: each space to answer is a field, whose name stays while its lesson and its question do.

mod support;

use lopdf::{Dictionary, Document, Object, decode_text_string};

const LESSON: &str = "\
## My plan {.exercise}

I call: ____________

What do I say?
____________________
____________________

How strong is it? [0-3 none … strong]

What helps:

- [ ] A walk
- [ ] A friend

Was it new?

- ( ) Yes
- ( ) No

| Day | What I did |
|---|---|
| Mon |  |
";

/// The workbook of the site `tiny` with a lesson, to fill in.
fn workbook(lesson: &str) -> Vec<u8> {
    let (plan, findings) = support::plan(&support::lesson(lesson));
    assert!(!curricle::diagnostic::has_errors(&findings), "{findings:?}");
    let address = "print/triggers-workbook-fillable.pdf";
    plan.render(address, &plan.site.public[address]).unwrap()
}

/// The fields that belong to the lesson, as `kind: label`, and their names.
fn fields(pdf: &[u8]) -> (Vec<String>, Vec<String>) {
    let document = Document::load_mem(pdf).unwrap();
    let form = document
        .catalog()
        .unwrap()
        .get_deref(b"AcroForm", &document)
        .unwrap();
    let form = form.as_dict().unwrap();
    assert!(!form.has(b"NeedAppearances"));
    let fields = form.get(b"Fields").unwrap().as_array().unwrap();
    let fields = fields
        .iter()
        .map(|field| document.get_dictionary(field.as_reference().unwrap()).unwrap());
    let own = fields.filter(|field| words(field, b"T").starts_with("TR-2-a"));
    own.map(|field| {
        (
            format!("{}: {}", kind(field), words(field, b"TU")),
            words(field, b"T"),
        )
    })
    .unzip()
}

fn words(field: &Dictionary, key: &[u8]) -> String {
    decode_text_string(field.get(key).unwrap()).unwrap()
}

fn kind(field: &Dictionary) -> &'static str {
    let flags = field.get(b"Ff").and_then(Object::as_i64).unwrap_or_default();
    match (field.get(b"FT").unwrap().as_name().unwrap(), flags) {
        (b"Tx", 0) => "line",
        (b"Tx", _) => "lines",
        (b"Btn", 0) => "tick",
        _ => "one",
    }
}

#[test]
fn each_space_to_answer_is_a_field_of_its_kind() {
    let (fields, _) = fields(&workbook(LESSON));
    assert_eq!(
        fields,
        [
            "line: I call",
            "lines: What do I say?",
            "one: How strong is it?",
            "tick: What helps: A walk",
            "tick: What helps: A friend",
            "one: Was it new?",
            "lines: What I did: Mon",
        ]
    );
}

#[test]
fn a_name_stays_when_something_else_is_added() {
    let (_, before) = fields(&workbook(LESSON));
    let (_, after) = fields(&workbook(
        &LESSON.replace("I call:", "I write to: ____________\n\nI call:"),
    ));
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|name| after.contains(name)));
}

#[test]
fn the_same_lesson_is_the_same_bytes() {
    assert!(workbook(LESSON) == workbook(LESSON));
}

#[test]
fn what_holds_no_space_to_answer_is_only_printed() {
    let files = support::fixture(
        "-- modules/01-triggers/handouts/01-to-read.md --\n---\ntitle: To read\nsummary: S.\n---\n\nWords.\n\
         -- modules/01-triggers/handouts/02-to-write.md --\n---\ntitle: To write\nsummary: S.\n---\n\n## Write {.exercise}\n\nI call: ________\n",
    );
    let (plan, _) = support::plan(&files);
    let addresses: Vec<&String> = plan
        .site
        .public
        .keys()
        .filter(|address| address.ends_with(".pdf"))
        .collect();
    assert!(
        addresses
            .iter()
            .any(|address| *address == "print/tr-h1-to-read.pdf")
    );
    assert!(
        !addresses
            .iter()
            .any(|address| *address == "print/tr-h1-to-read-fillable.pdf")
    );
    assert!(
        addresses
            .iter()
            .any(|address| *address == "print/tr-h2-to-write-fillable.pdf")
    );
    assert!(!plan.site.staff.keys().any(|address| address.contains("fillable")));
    let page = support::page(&files, "downloads/index.html");
    assert!(page.contains("href=\"../print/tr-h2-to-write-fillable.pdf\""));
    assert!(!page.contains("to-read-fillable"));
}

#[test]
fn the_downloads_page_says_how_long_each_file_is() {
    let files = support::fixture(
        "-- modules/01-triggers/handouts/01-to-write.md --\n---\ntitle: To write\nsummary: S.\n---\n\n## Write {.exercise}\n\nI call: ________\n",
    );
    let (plan, _) = support::plan(&files);
    let output = plan.render_all(&(), || ()).expect("the theme is right");
    let page = output.public["downloads/index.html"].bytes().expect("in memory");
    let page = String::from_utf8_lossy(&page);
    let links: Vec<&str> = page
        .split("<a ")
        .filter(|link| link.contains("tr-h1-to-write"))
        .collect();
    assert_eq!(links.len(), 3, "as usual, in large print, to fill in: {links:?}");
    for link in links {
        assert!(link.contains("1 page, ") && link.contains(" kB"), "{link}");
    }
    let book = page.split("<a ").find(|link| link.contains("workbook.epub"));
    assert!(book.is_some_and(|link| link.contains(" kB")), "{book:?}");
}
