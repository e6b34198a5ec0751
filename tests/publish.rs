//! What is written where: only ours, whole, and only what changed.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use curricle::publish::{Folder, Report};
use curricle::render::Rendered;

fn files(rows: &[(&str, &str)]) -> BTreeMap<String, Rendered> {
    rows.iter()
        .map(|(address, text)| ((*address).to_owned(), text.as_bytes().to_vec().into()))
        .collect()
}

fn publish(root: &Path, rows: &[(&str, &str)]) -> Result<Report, Vec<String>> {
    Folder::open(root)
        .map_err(|message| vec![message])?
        .publish(&files(rows), |_| false)
}

fn read(root: &Path, address: &str) -> Option<String> {
    fs::read_to_string(root.join(address)).ok()
}

#[test]
fn only_what_changed_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let first = publish(folder.path(), &[("a.html", "a"), ("b/c.html", "c")]).unwrap();
    assert_eq!(
        first,
        Report {
            written: 2,
            unchanged: 0,
            removed: 0,
            bytes: 2
        }
    );
    let again = publish(folder.path(), &[("a.html", "a"), ("b/c.html", "c")]).unwrap();
    assert_eq!(
        again,
        Report {
            written: 0,
            unchanged: 2,
            removed: 0,
            bytes: 2
        }
    );
    let third = publish(folder.path(), &[("a.html", "A"), ("b/c.html", "c")]).unwrap();
    assert_eq!((third.written, third.unchanged), (1, 1));
}

#[test]
fn a_book_made_of_the_same_is_taken_from_where_it_stands() {
    let made = || {
        let mut book = Rendered::from(b"%PDF".to_vec());
        book.key = Some("a key".to_owned());
        BTreeMap::from([("print/a.pdf".to_owned(), book)])
    };
    let [here, there] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let open = |folder: &tempfile::TempDir| Folder::open(folder.path()).unwrap();
    open(&here).publish(&made(), |_| false).unwrap();
    assert!(open(&here).made_of("print/a.pdf", "another key").is_none());
    let found = || {
        let book = open(&here).made_of("print/a.pdf", "a key").expect("it is there");
        BTreeMap::from([("print/a.pdf".to_owned(), book)])
    };
    let report = open(&here).publish(&found(), |_| false).unwrap();
    assert_eq!((report.written, report.unchanged), (0, 1));
    // One that moves to the other folder is written there.
    let report = open(&there).publish(&found(), |_| false).unwrap();
    assert_eq!((report.written, report.unchanged), (1, 0));
    assert_eq!(read(there.path(), "print/a.pdf").as_deref(), Some("%PDF"));
    // One that somebody has changed is none of ours.
    fs::write(here.path().join("print/a.pdf"), "mine").unwrap();
    assert!(open(&here).made_of("print/a.pdf", "a key").is_none());
}

#[test]
fn stale_files_of_ours_go_and_others_stay() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), &[("a.html", "a"), ("old/b.html", "b")]).unwrap();
    fs::write(folder.path().join("CNAME"), "example.org").unwrap();
    fs::write(folder.path().join("old/mine.txt"), "mine").unwrap();
    let report = publish(folder.path(), &[("a.html", "a")]).unwrap();
    assert_eq!(report.removed, 1);
    assert_eq!(read(folder.path(), "old/b.html"), None);
    assert_eq!(read(folder.path(), "CNAME").as_deref(), Some("example.org"));
    assert_eq!(read(folder.path(), "old/mine.txt").as_deref(), Some("mine"));
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.doc"), "years of work").unwrap();
    let refusal = publish(folder.path(), &[("a.html", "a")]).unwrap_err();
    assert!(
        refusal[0].contains("this folder holds files that Curricle did not make"),
        "{refusal:?}"
    );
    assert_eq!(read(folder.path(), "a.html"), None);
}

#[test]
fn somebody_elses_file_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), &[("a.html", "a")]).unwrap();
    fs::write(folder.path().join("b.html"), "mine").unwrap();
    let refusal = publish(folder.path(), &[("a.html", "A"), ("b.html", "b")]).unwrap_err();
    assert!(refusal[0].contains("will not overwrite it"), "{refusal:?}");
    assert_eq!(
        read(folder.path(), "a.html").as_deref(),
        Some("a"),
        "nothing is written after a refusal"
    );
}

#[test]
fn a_page_changed_by_hand_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), &[("a.html", "a"), ("b.html", "b")]).unwrap();
    fs::write(folder.path().join("a.html"), "mended by hand").unwrap();
    let refusal = publish(folder.path(), &[("a.html", "A"), ("b.html", "b")]).unwrap_err();
    assert!(refusal[0].contains("changed by hand"), "{refusal:?}");
    let report = publish(folder.path(), &[("b.html", "b")]).unwrap();
    assert_eq!(
        report.removed, 0,
        "a stale page that was changed by hand only leaves our list"
    );
    assert_eq!(read(folder.path(), "a.html").as_deref(), Some("mended by hand"));
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    publish(folder.path(), &[("a.html", "a")]).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("b")).unwrap();
    let refusal = publish(folder.path(), &[("a.html", "a"), ("b/c.html", "c")]).unwrap_err();
    assert!(refusal[0].contains("symbolic link"), "{refusal:?}");
    assert!(fs::read_dir(elsewhere.path()).unwrap().next().is_none());
}

#[test]
fn a_part_that_is_not_built_stays() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), &[("a.html", "a"), ("print/a.pdf", "p")]).unwrap();
    let folder_again = Folder::open(folder.path()).unwrap();
    let report = folder_again
        .publish(&files(&[("a.html", "A")]), |address| address.ends_with(".pdf"))
        .unwrap();
    assert_eq!(report.removed, 0);
    assert_eq!(read(folder.path(), "print/a.pdf").as_deref(), Some("p"));
}
