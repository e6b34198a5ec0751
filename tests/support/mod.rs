//! Little curriculums in, pages out: what the tests of the library share.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::path::{Path, PathBuf};

use curricle::build::{self, Plan};
use curricle::diagnostic::{self, Diagnostic};
use curricle::files::{self, Files};
use curricle::site::Part;

/// The project's folder, where the themes are.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The real themes and no curriculum.
pub fn themes() -> Files {
    let (all, _) = files::read(project());
    let mut themes = Files::default();
    for (path, bytes) in all.under("themes") {
        themes.insert(path, bytes.clone());
    }
    themes
}

/// The names of the real themes.
pub fn theme_names() -> Vec<String> {
    let themes = themes();
    let names = themes
        .under("themes")
        .filter_map(|(path, _)| path.strip_suffix("/theme.yaml")?.strip_prefix("themes/"));
    names.map(str::to_owned).collect()
}

/// A site of `tests/sites/` with the real themes.
pub fn site(name: &str) -> Files {
    let (mut site, findings) = files::read(&project().join("tests/sites").join(name));
    assert_eq!(findings, []);
    for (path, bytes) in themes().under("themes") {
        site.insert(path, bytes.clone());
    }
    site
}

/// The site `tiny` with files replaced or added: each part of `text` begins with a line `-- path --`, where `path`
/// stands below `curriculum/`.
pub fn fixture(text: &str) -> Files {
    let mut files = site("tiny");
    let mut parts = text.split("-- ").skip(1);
    for part in &mut parts {
        let (path, content) = part.split_once(" --\n").expect("a part begins with `-- path --`");
        files.insert(format!("curriculum/{path}"), content.as_bytes());
    }
    files
}

/// A lesson body in the site `tiny`, at `/triggers/lesson/`.
pub fn lesson(body: &str) -> Files {
    fixture(&format!(
        "-- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\n---\n\n{body}"
    ))
}

/// The plan and everything that is wrong.
pub fn plan(files: &Files) -> (Plan, Vec<Diagnostic>) {
    build::plan(files, &Part::ALL, None)
}

/// What is wrong, as people read it.
pub fn findings(files: &Files) -> String {
    let (_, findings) = plan(files);
    diagnostic::to_text(&findings, |path| files.text(path), false)
}

/// The codes of what is wrong, in order.
pub fn codes(files: &Files) -> Vec<&'static str> {
    let (_, findings) = plan(files);
    findings.iter().map(|finding| finding.code).collect()
}

/// A page of the site, whole.
pub fn page(files: &Files, address: &str) -> String {
    let (plan, findings) = plan(files);
    assert!(
        !diagnostic::has_errors(&findings),
        "{}",
        diagnostic::to_text(&findings, |path| files.text(path), false)
    );
    let entry = &plan.site.public[address];
    let bytes = plan
        .render(address, entry)
        .unwrap_or_else(|fault| panic!("{address}: {fault}"));
    String::from_utf8(bytes).expect("a page is text")
}

/// What stands between `<main` and `</main>` of a page.
pub fn main_of(html: &str) -> &str {
    let start = html.find("<main").expect("a page has a main part");
    let end = html.find("</main>").expect("the main part ends");
    &html[start..end]
}

/// A folder for one test, with a curriculum of `tests/sites/` and the real themes in it.
pub fn folder_with(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&site(name), folder.path());
    folder
}

/// Writes inputs to disk.
pub fn write(files: &Files, root: &Path) {
    for part in files::INPUT_FOLDERS {
        for (path, bytes) in files.under(part) {
            let path: PathBuf = root.join(path);
            std::fs::create_dir_all(path.parent().expect("inputs stand in folders")).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}

/// The plan of all that `files` print, which have no errors.
pub fn print_plan(files: &Files) -> Plan {
    let (plan, findings) = build::plan(files, &[Part::Print], None);
    assert!(
        !diagnostic::has_errors(&findings),
        "{}",
        diagnostic::to_text(&findings, |path| files.text(path), false)
    );
    plan
}

/// The words of each page of a PDF, without breaks.
pub fn texts(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages = document.get_pages().into_keys();
    pages
        .map(|page| {
            let text = document.extract_text(&[page]).expect("its text");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}
