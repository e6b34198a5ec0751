//! Input that nobody means well by, or that broke on its way: findings in bounded time and memory, never a panic.

mod support;

use support::{codes, fixture, lesson};

#[test]
fn quotes_ten_thousand_deep() {
    assert_eq!(codes(&lesson(&"> ".repeat(10_000))), ["nesting"]);
    assert_eq!(
        codes(&lesson(&format!("{}deep", "> ".repeat(10_000)))),
        ["nesting"]
    );
}

#[test]
fn lists_and_brackets_ten_thousand_deep() {
    let list: String = (0..2_000)
        .map(|depth| format!("{}- x\n", "  ".repeat(depth)))
        .collect();
    assert_eq!(codes(&lesson(&list)), ["nesting"]);
    for pattern in ["[", "*a **a ", "![", "[@", "`", "<", "[^a]: "] {
        let _ = codes(&lesson(&pattern.repeat(10_000)));
    }
}

#[test]
fn a_million_underscores() {
    let _ = codes(&lesson(&format!(
        "## A {{.exercise}}\n\nName: {}\n",
        "_".repeat(1_000_000)
    )));
}

#[test]
fn paragraphs_that_all_lead_on_to_the_next() {
    let files = support::lesson(&format!("## Read {{.exercise}}\n\n{}", "a:\n\n".repeat(60_000)));
    let (plan, _) = curricle::build::plan(&files, &[curricle::site::Part::Print], None);
    let data = plan.data(
        curricle::curriculum::Language::FIRST,
        curricle::edition::Product::Lesson(0, 1),
        curricle::edition::Setting::of(&plan.curriculum),
    );
    assert!(data.len() > 60_000);
}

#[test]
fn an_alias_bomb() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let refs = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{refs}]\n"));
    }
    let files = fixture(&format!("-- curriculum.yaml --\n{bomb}"));
    assert!(codes(&files).contains(&"yaml"));
}

#[test]
fn brackets_in_yaml_ten_thousand_deep() {
    let files = fixture(&format!("-- curriculum.yaml --\ntitle: {}\n", "[".repeat(10_000)));
    assert!(codes(&files).contains(&"yaml"));
}

#[test]
fn front_matter_that_never_ends() {
    let files =
        fixture("-- modules/01-triggers/02-x.md --\n---\ntitle: X\nsummary: Y\n\nText without a fence.\n");
    assert!(codes(&files).contains(&"yaml"));
}

#[test]
fn odd_bytes() {
    let mut files = support::site("tiny");
    let path = "curriculum/modules/01-triggers/02-x.md";
    files.insert(path, *b"\xff\xfe\x00a");
    assert_eq!(codes(&files), ["encoding"]);
    files.insert(
        path,
        *b"---\ntitle: X\nsummary: Y\n---\n\nA \x01 hidden letter.\n",
    );
    assert!(codes(&files).contains(&"control-character"));
    files.insert(
        path,
        *b"\xef\xbb\xbf---\r\ntitle: X\r\nsummary: Y\r\n---\r\n\r\nWindows.\r\n",
    );
    assert_eq!(codes(&files), Vec::<&str>::new());
    files.insert(path, *b"");
    assert_eq!(codes(&files), ["front-matter-missing", "front-matter-missing"]);
}

#[test]
fn pictures_that_could_do_harm() {
    for svg in [
        "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><image xlink:href='https://example.org/x.png'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><rect fill='url(https://example.org/#a)'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject/></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
        "not a picture",
    ] {
        let files = fixture(&format!("-- modules/01-triggers/images/x.svg --\n{svg}"));
        assert_eq!(codes(&files), ["picture-unsafe"], "{svg}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_and_loops_of_links() {
    let folder = support::folder_with("tiny");
    let modules = folder.path().join("curriculum/modules");
    std::os::unix::fs::symlink("/etc/passwd", modules.join("01-triggers/03-passwd.md")).unwrap();
    std::os::unix::fs::symlink(&modules, modules.join("loop")).unwrap();
    let (files, findings) = curricle::files::read(folder.path());
    let found: Vec<_> = findings
        .iter()
        .map(|finding| (finding.code, finding.path.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("file-link", "curriculum/modules/01-triggers/03-passwd.md"),
            ("file-link", "curriculum/modules/loop"),
        ]
    );
    assert!(
        files
            .bytes("curriculum/modules/01-triggers/03-passwd.md")
            .is_none()
    );
}
