//! A programme's curriculum over the one that it extends: files in, pages and findings out.

mod support;

use curricle::build;
use curricle::check::{self, Subject};
use curricle::diagnostic;
use curricle::files::Files;
use curricle::overlay::{self, Composed, Lock};
use curricle::site::Part;

/// A programme's files over an upstream: each part of `text` begins with a line `-- path --`, from the root.
fn over(text: &str) -> Files {
    let mut files = support::themes();
    for part in text.split("-- ").skip(1) {
        let (path, content) = part.split_once(" --\n").expect("a part begins with `-- path --`");
        files.insert(path, content.as_bytes());
    }
    let mut upstream = Files::default();
    for (path, bytes) in files.under("upstream/curriculum") {
        upstream.insert(&path["upstream/".len()..], bytes.clone());
    }
    files.insert(Lock::path(), Lock::of("starter", &upstream).to_text().as_bytes());
    files
}

const UPSTREAM: &str = "\
-- upstream/curriculum/curriculum.yaml --
title: Steady
program: Their name
languages: [en, es]
tracks:
  early: {title: Early}
-- upstream/curriculum/curriculum.es.yaml --
translates: 000000000000
title: Firme
program: Su nombre
-- upstream/curriculum/glossary.yaml --
# Words.
urge: {term: urge, definition: A strong wish.}

calm:
  term: calm
  definition: At rest.
-- upstream/curriculum/resources.yaml --
- id: \"988\"
  name: 988 Lifeline
  call: \"988\"
  pinned: true
- id: programme
  name: Your programme
-- upstream/curriculum/modules/01-triggers/module.md --
---
title: Triggers
code: TR
summary: What starts an urge.
---
-- upstream/curriculum/modules/01-triggers/01-one.md --
---
title: One
summary: The first.
---

An [urge](term:urge). Then [the second](02-two.md), and **[again](02-two.md#more)**.
-- upstream/curriculum/modules/01-triggers/01-one.es.md --
---
title: Uno
summary: El primero.
translates: 0bad0bad0bad
---

Un impulso.
-- upstream/curriculum/modules/01-triggers/02-two.md --
---
title: Two
summary: The second.
---

Text of two.

## More

Back to [one](01-one.md).
-- upstream/curriculum/modules/02-calm/module.md --
---
title: Calm
code: CA
summary: To rest.
---
-- upstream/curriculum/modules/02-calm/01-rest.md --
---
title: Rest
summary: A rest.
---

Rest, [calm](term:calm).
";

fn with(local: &str) -> Composed {
    overlay::compose(&over(&format!("{UPSTREAM}{local}")))
}

/// What a build says, as people read it.
fn said(composed: &Composed) -> String {
    let (_, mut findings) = build::plan(&composed.files, &[Part::Web], None);
    composed.origins.place(&mut findings);
    findings.extend(composed.findings.iter().cloned());
    diagnostic::to_text(&findings, |path| composed.files.text(path), false)
}

/// What a check says, a line for each finding.
fn checked(composed: &Composed) -> Vec<String> {
    let (plan, _) = build::plan(&composed.files, &[Part::Web], None);
    let mut findings = check::check(&Subject::new(&composed.files, &plan.curriculum, None)).findings;
    composed.origins.place(&mut findings);
    let rows = findings.iter().map(|finding| {
        format!(
            "{:?} {} {}: {}",
            finding.severity, finding.code, finding.path, finding.message
        )
    });
    rows.collect()
}

const SETTINGS: &str =
    "-- curriculum/curriculum.yaml --\nextends: starter\nprogram: Our house\nlanguages: [en, es]\n";

#[test]
fn a_programmes_files_stand_in_the_place_of_upstreams() {
    let composed = with(&format!(
        "{SETTINGS}-- curriculum/resources.yaml --\n- id: programme\n  name: Our house\n  call: 555-0100\n\
         -- curriculum/glossary.yaml --\ncalm: {{term: calm, definition: Quiet.}}\n\
         -- curriculum/modules/01-triggers/02-two.md --\n---\ntitle: Our two\nsummary: Ours.\n---\n\nOurs.\n\n## More\n\nText.\n\
         -- curriculum/modules/01-triggers/03-three.md --\n---\ntitle: Three\nsummary: New.\n---\n\nNew.\n"
    ));
    assert_eq!(said(&composed), "");
    let (plan, _) = build::plan(&composed.files, &[Part::Web], None);
    let curriculum = &plan.curriculum;
    let titles: Vec<&str> = curriculum.modules[0]
        .lessons
        .iter()
        .map(|lesson| &*lesson.page.title)
        .collect();
    assert_eq!(titles, ["One", "Our two", "Three"]);
    assert_eq!(
        (&*curriculum.settings.title, &*curriculum.settings.program),
        ("Steady", "Our house")
    );
    assert_eq!(curriculum.glossary["calm"].definition, "Quiet.");
    assert_eq!(curriculum.glossary["urge"].definition, "A strong wish.");
    let resources: Vec<&str> = curriculum
        .resources
        .iter()
        .map(|resource| &*resource.name)
        .collect();
    assert_eq!(resources, ["Our house", "988 Lifeline"]);
}

#[test]
fn words_of_upstream_in_another_language_never_stand_for_the_programmes_own() {
    let composed = with(SETTINGS);
    let (plan, _) = build::plan(&composed.files, &[Part::Web], None);
    let spanish = plan.curriculum.in_language("es");
    // The title is upstream's and so is its translation; the programme's name is its own, in every language.
    assert_eq!(
        (&*spanish.settings.title, &*spanish.settings.program),
        ("Firme", "Our house")
    );
}

#[test]
fn a_language_that_the_programme_does_not_have_is_left_out_without_a_word() {
    let composed = with(&SETTINGS.replace("[en, es]", "[en]"));
    assert_eq!(said(&composed), "");
    assert!(
        composed
            .files
            .bytes("curriculum/modules/01-triggers/01-one.es.md")
            .is_none()
    );
    let other = with(&SETTINGS.replace("[en, es]", "[es, en]"));
    assert!(said(&other).contains("is written in `en`"), "{}", said(&other));
}

#[test]
fn a_fault_is_told_of_the_file_that_holds_it() {
    // In a page of upstream, and in an entry of upstream behind the programme's own.
    let text = UPSTREAM
        .replace("[calm](term:calm)", "[calm](term:clam)")
        .replace("  term: calm\n", "  trem: calm\n");
    let composed = overlay::compose(&over(&format!(
        "{text}{SETTINGS}-- curriculum/glossary.yaml --\nours: {{term: ours, definition: Of us.}}"
    )));
    insta::assert_snapshot!(said(&composed));
}

#[test]
fn what_is_hidden_leaves_its_words() {
    let composed = with(&format!(
        "{SETTINGS}hide: [TR-2]\norder: [CA, TR]\nworkbooks:\n  w: {{title: W, parts: [TR-2, TR-1]}}\n"
    ));
    assert_eq!(said(&composed), "");
    let (plan, _) = build::plan(&composed.files, &[Part::Web], None);
    let codes: Vec<&str> = plan.curriculum.pages().map(|(_, page)| &*page.code).collect();
    assert_eq!(codes, ["CA", "CA-1", "TR", "TR-1"]);
    assert_eq!(plan.curriculum.settings.workbooks[0].parts.len(), 1);
    let page = support::page(&composed.files, "triggers/one/index.html");
    let page = support::main_of(&page);
    assert!(
        page.contains("Then the second, and <strong>again</strong>."),
        "{page}"
    );
    let rows = checked(&composed);
    let hidden: Vec<&String> = rows.iter().filter(|row| row.contains("link-hidden")).collect();
    assert_eq!(hidden.len(), 2, "{rows:?}");
    assert!(
        hidden[0].starts_with(
            "Note link-hidden upstream/curriculum/modules/01-triggers/01-one.md: this link leads to TR-2"
        ),
        "{}",
        hidden[0]
    );
}

#[test]
fn a_translation_that_leads_to_what_is_hidden_keeps_its_words_too() {
    let text = UPSTREAM.replace("Un impulso.", "Un impulso. Luego [la segunda](02-two.es.md).");
    let two = "-- upstream/curriculum/modules/01-triggers/02-two.es.md --\n---\ntitle: Dos\nsummary: La segunda.\n---\n\nTexto.\n";
    let composed = overlay::compose(&over(&format!("{text}{two}{SETTINGS}hide: [TR-2]\n")));
    assert_eq!(said(&composed), "");
    let page = support::page(&composed.files, "es/triggers/one/index.html");
    assert!(support::main_of(&page).contains("Luego la segunda."), "{page}");
}

#[test]
fn pictures_of_what_is_hidden_are_not_published() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let text = UPSTREAM
        .replace(
            "Text of two.",
            "![Two dots](images/two.svg)\n\n![](images/both.svg){.decorative}",
        )
        .replace("An [urge]", "![](images/both.svg){.decorative}\n\nAn [urge]");
    let composed = overlay::compose(&over(&format!(
        "{text}-- upstream/curriculum/modules/01-triggers/images/two.svg --\n{picture}\n\
         -- upstream/curriculum/modules/01-triggers/images/both.svg --\n{picture}\n{SETTINGS}hide: [TR-2]\n"
    )));
    assert_eq!(said(&composed), "");
    let (plan, _) = build::plan(&composed.files, &[Part::Web], None);
    let addresses: Vec<&String> = plan
        .site
        .public
        .keys()
        .filter(|address| address.ends_with(".svg") && address.contains("triggers"))
        .collect();
    assert_eq!(addresses.len(), 1, "{addresses:?}");
    assert!(addresses[0].ends_with("both.svg"));
}

#[test]
fn a_whole_module_is_hidden_and_its_own_text_that_points_there_is_warned_of() {
    let composed = with(&format!(
        "{SETTINGS}hide: [TR]\n-- curriculum/modules/02-calm/02-ours.md --\n---\ntitle: Ours\nsummary: Ours.\n---\n\nSee [one](../01-triggers/01-one.md).\n"
    ));
    assert_eq!(said(&composed), "");
    let rows = checked(&composed);
    assert!(
        rows.iter()
            .any(|row| row.starts_with("Warning link-hidden curriculum/modules/02-calm/02-ours.md")),
        "{rows:?}"
    );
    // A word that only a hidden lesson uses is not the programme's to tidy.
    assert!(!rows.iter().any(|row| row.contains("term-unused")), "{rows:?}");
}

#[test]
fn a_page_that_is_hidden_and_changed_is_told() {
    let text = said(&with(&format!(
        "{SETTINGS}hide: [TR-2]\n-- curriculum/modules/01-triggers/02-two.md --\n---\ntitle: Two\nsummary: Ours.\n---\n\nOurs.\n"
    )));
    assert!(
        text.contains("warning[hidden-adapted]") && text.contains("curriculum/modules/01-triggers/02-two.md"),
        "{text}"
    );
}

#[test]
fn a_code_that_does_not_exist_is_an_error_with_the_nearest() {
    let text = said(&with(&format!("{SETTINGS}hide: [TR-3]\norder: [CAL]\n")));
    assert!(
        text.contains("`TR-3` is not the code") && text.contains("Did you mean `CA`?"),
        "{text}"
    );
}

#[test]
fn the_text_that_a_page_was_made_from() {
    let two = "---\ntitle: Two\nsummary: Ours.\n---\n\nOurs.\n\n## More\n\nText.\n";
    let hash = curricle::parse::page_hash(
        "---\ntitle: Two\nsummary: The second.\n---\n\nText of two.\n\n## More\n\nBack to [one](01-one.md).\n",
    );
    let of = |adapts: &str| {
        let text = two.replace("summary: Ours.\n", &format!("summary: Ours.\n{adapts}"));
        let rows = checked(&with(&format!(
            "{SETTINGS}-- curriculum/modules/01-triggers/02-two.md --\n{text}"
        )));
        rows.into_iter()
            .filter(|row| row.contains("adapts-unclear"))
            .collect::<Vec<_>>()
    };
    assert!(of("")[0].starts_with("Note adapts-unclear curriculum/modules/01-triggers/02-two.md"));
    assert!(of("adapts: 0123456789ab\n")[0].starts_with("Warning"));
    assert_eq!(of(&format!("adapts: {hash}\n")), Vec::<String>::new());
    let gone = with(&format!(
        "{SETTINGS}-- curriculum/modules/01-triggers/09-gone.md --\n---\ntitle: T\nsummary: S.\nadapts: 0123456789ab\n---\n\nText.\n"
    ));
    assert!(said(&gone).contains("error[adapts-gone]"), "{}", said(&gone));
}

#[test]
fn the_line_that_names_upstream_is_no_part_of_the_text() {
    let text = "---\ntitle: Two\n---\n\nText.\n";
    let adapting = curricle::parse::adapting(text, "0123456789ab");
    assert_eq!(adapting, "---\ntitle: Two\nadapts: 0123456789ab\n---\n\nText.\n");
    assert_eq!(
        curricle::parse::adapted(&adapting),
        (text.into(), Some("0123456789ab"))
    );
    assert_eq!(
        curricle::parse::page_hash(&adapting),
        curricle::parse::page_hash(text)
    );
}

#[test]
fn without_a_copy_of_upstream_nothing_is_built() {
    let files = over(SETTINGS);
    let text = said(&overlay::compose(&files));
    assert!(
        text.contains("error[upstream-missing]") && text.contains("curricle drift --apply"),
        "{text}"
    );
}

#[test]
fn a_copy_that_was_changed_by_hand_is_told() {
    let mut files = over(&format!("{UPSTREAM}{SETTINGS}"));
    files.insert(
        "upstream/curriculum/modules/02-calm/01-rest.md",
        *b"---\ntitle: Mine\nsummary: Mine.\n---\n",
    );
    let text = said(&overlay::compose(&files));
    assert!(
        text.contains("warning[upstream-changed]") && text.contains("02-calm/01-rest.md"),
        "{text}"
    );
}

#[test]
fn tables_that_cannot_be_put_together() {
    let text = said(&with(&format!(
        "{SETTINGS}-- curriculum/glossary.yaml --\n{{calm: Quiet., urge: A wish.}}\n"
    )));
    assert!(
        text.contains("error[overlay-layout]") && text.contains("curriculum/glossary.yaml"),
        "{text}"
    );
}

#[test]
fn a_curriculum_that_extends_nothing_is_as_it_was() {
    let files = support::site("tiny");
    let composed = overlay::compose(&files);
    assert!(composed.files.all().eq(files.all()));
    assert_eq!(composed.findings, []);
}

#[test]
fn what_changed_since_a_page_was_translated() {
    let one = UPSTREAM
        .split("01-one.md --\n")
        .nth(1)
        .unwrap()
        .split("-- upstream")
        .next()
        .unwrap();
    let hash = curricle::parse::page_hash(one);
    let ours = curricle::parse::adapting(one, &hash).replace("An [urge]", "Any [urge]")
        + "\n## A new part\n\nText.\n";
    let text = UPSTREAM.replace("translates: 0bad0bad0bad", &format!("translates: {hash}"));
    let stale = |local: &str| {
        let composed = overlay::compose(&over(&format!("{text}{SETTINGS}{local}")));
        let (plan, _) = build::plan(&composed.files, &[Part::Web], None);
        let found = check::check(&Subject::new(&composed.files, &plan.curriculum, None)).findings;
        let stale = found
            .into_iter()
            .find(|finding| finding.code == "translation-stale");
        stale.and_then(|finding| finding.help)
    };
    assert_eq!(stale(""), None);
    // A copy that is not changed yet is the text that was translated.
    let copy = curricle::parse::adapting(one, &hash);
    assert_eq!(
        stale(&format!("-- curriculum/modules/01-triggers/01-one.md --\n{copy}")),
        None
    );
    let help =
        stale(&format!("-- curriculum/modules/01-triggers/01-one.md --\n{ours}")).expect("it is stale");
    assert!(
        help.ends_with("What changed since: what stands before the first heading, “A new part”."),
        "{help}"
    );
}
