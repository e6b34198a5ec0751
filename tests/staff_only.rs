//! What is for staff reaches no participant, in any output. The decompressed PDFs are searched in `tests/pdf/` too.

mod support;

use std::io::{Cursor, Read};

use curricle::curriculum::Language;
use curricle::site::Entry;

const CANARY: &str = "Zwischenzug";

#[test]
fn a_staff_note_is_in_no_participant_output() {
    let note = format!("> [!facilitator]\n> {CANARY}\n");
    let body = format!(
        "{note}\nText.[^1]\n\n[^1]: A footnote.\n    {}\n\n## A {{.exercise}}\n\n{note}\n### Deeper\n\n1. One\n   {}\n\n- [ ] Tick\n  {}\n",
        note.replace('\n', "\n    "),
        note.replace('\n', "\n   "),
        note.replace('\n', "\n  "),
    );
    let text = format!(
        "-- modules/01-triggers/02-lesson.md --\n---\ntitle: L\nsummary: L.\nmaterials: [{CANARY}]\n---\n\n{body}\
         -- modules/01-triggers/handouts/01-sheet.md --\n---\ntitle: S\nsummary: S.\nlayout: page\n---\n\n{body}\
         -- modules/01-triggers/module.md --\n---\ntitle: Triggers\ncode: TR\nsummary: T.\n---\n\n{note}"
    );
    let files = support::fixture(&text);
    let (plan, findings) = support::plan(&files);
    assert!(!curricle::diagnostic::has_errors(&findings), "{findings:?}");
    for (address, entry) in &plan.site.public {
        match entry {
            Entry::Pdf(_, product, setting) => {
                let data = plan.data(Language::FIRST, *product, *setting);
                assert!(!data.contains(CANARY), "{address} holds a staff note");
            }
            Entry::EBook(_) => {
                let book = plan.render(address, entry).unwrap();
                let mut book = zip::ZipArchive::new(Cursor::new(book)).unwrap();
                for at in 0..book.len() {
                    let mut file = book.by_index(at).unwrap();
                    let mut bytes = Vec::new();
                    file.read_to_end(&mut bytes).unwrap();
                    let name = file.name().unwrap().into_owned();
                    assert!(!holds_canary(&bytes), "{address}: {name} holds a staff note");
                }
            }
            _ => {
                let bytes = plan.render(address, entry).unwrap();
                assert!(!holds_canary(&bytes), "{address} holds a staff note");
            }
        }
    }
}

fn holds_canary(bytes: &[u8]) -> bool {
    let mut windows = bytes.windows(CANARY.len());
    windows.any(|window| window == CANARY.as_bytes())
}

#[test]
fn no_guide_is_planned_for_the_public_folder() {
    use curricle::edition::Audience;
    let (plan, _) = support::plan(&support::site("kitchen-sink"));
    let audience = |entry: &Entry| match entry {
        Entry::Pdf(_, product, _) => Some(product.audience()),
        _ => None,
    };
    assert!(
        plan.site
            .public
            .values()
            .filter_map(audience)
            .all(|audience| audience == Audience::Participant)
    );
    let mut staff = plan.site.staff.values().filter_map(audience);
    assert!(staff.next().is_some() && staff.all(|audience| audience == Audience::Staff));
}
