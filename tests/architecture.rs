//! The tree reads like the design: imports run one way, and only the ends touch the disk.

use std::path::Path;

/// The stages, in the order in which imports may run: each may name those before it.
const ORDER: [&str; 20] = [
    "diagnostic",
    "parallel",
    "files",
    "document",
    "parse",
    "overlay",
    "curriculum",
    "edition",
    "check",
    "theme",
    "site",
    "render",
    "build",
    "drift",
    "starter",
    "inputs",
    "publish",
    "hosting",
    "serve",
    "cli",
];

/// Every Rust file of `src/` with its stage.
fn sources() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let stage = path.split(['/', '.']).next().unwrap().to_owned();
            (stage, path, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn every_stage_is_in_the_order() {
    for (stage, path, _) in sources() {
        let known = ORDER.contains(&stage.as_str()) || ["lib", "main"].contains(&stage.as_str());
        assert!(
            known,
            "src/{path} is in no stage: add `{stage}` to the order here and in ARCHITECTURE.md"
        );
    }
}

#[test]
fn imports_run_one_way() {
    let place = |stage: &str| ORDER.iter().position(|known| *known == stage);
    let mut wrong = Vec::new();
    for (stage, path, text) in sources() {
        let Some(from) = place(&stage) else { continue };
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            let name: String = rest
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            if let Some(to) = place(&name)
                && to > from
            {
                wrong.push(format!("src/{path} ({stage}) uses {name}, which comes later"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_renderer_knows_another() {
    for (stage, path, text) in sources() {
        if stage == "render" && path != "render/mod.rs" {
            for other in ["web", "print", "epub"] {
                let own = path.contains(other);
                let names =
                    text.contains(&format!("render::{other}")) || text.contains(&format!("super::{other}::"));
                assert!(own || !names, "src/{path} names the renderer {other}");
            }
        }
    }
}

#[test]
fn only_the_ends_touch_the_disk() {
    for (stage, path, text) in sources() {
        let may = ["files", "publish"].contains(&stage.as_str());
        assert!(
            may || !text.contains("std::fs"),
            "src/{path} touches the disk: only `files` reads and `publish` writes"
        );
    }
}

#[test]
fn only_parse_names_markdown_and_yaml() {
    for (stage, path, text) in sources() {
        for library in ["pulldown_cmark", "serde_saphyr"] {
            assert!(
                stage == "parse" || !text.contains(library),
                "src/{path} names {library}: only `parse` may"
            );
        }
    }
}
