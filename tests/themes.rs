//! Themes lie on one another: files of a theme in; pages, words and findings out. Every theme under `themes/` makes all there is.

mod support;

use curricle::build;
use curricle::curriculum::Language;
use curricle::diagnostic;
use curricle::edition::{Occasion, Product, Setting};
use curricle::files::Files;
use curricle::site::{Entry, Part};
use support::{codes, findings, page, plan, print_plan, site, texts};

/// The tiny programme in a theme `mine` that holds `files`, and whose `theme.yaml` goes on with `about`.
fn in_theme(about: &str, files: &[(&str, &str)]) -> Files {
    let mut all = site("tiny");
    all.insert(
        "curriculum/curriculum.yaml",
        *b"title: Tiny\nprogram: P\nedition: \"1\"\ntheme: mine\n",
    );
    let about = format!("name: Mine\nversion: \"1\"\n{about}");
    all.insert("themes/mine/theme.yaml", about.into_bytes());
    for (path, text) in files {
        all.insert(format!("themes/mine/{path}"), text.as_bytes());
    }
    all
}

#[test]
fn what_a_theme_does_not_have_is_that_of_the_one_below() {
    let files = in_theme("extends: calm\n", &[]);
    assert_eq!(findings(&files), "");
    assert!(page(&files, "index.html").contains("class=\"help-now\""));
}

#[test]
fn a_file_takes_the_place_of_the_one_below_and_may_extend_it() {
    let page_of = "{% extends \"calm/pages/404.html\" %}{% block trail %}<p>Ours</p>{% endblock %}";
    let files = in_theme("extends: calm\n", &[("web/pages/404.html", page_of)]);
    let page = page(&files, "404.html");
    assert!(page.contains("<p>Ours</p>") && page.contains("id=\"missing-help\""));
}

#[test]
fn style_sheets_of_both_are_one_in_the_order_of_their_names() {
    let files = in_theme(
        "extends: calm\n",
        &[
            ("web/styles/8-mine.css", ".mine {}\n"),
            ("web/styles/7-leave.css", ""),
        ],
    );
    let (plan, _) = plan(&files);
    let style = String::from_utf8(plan.theme.assets["style.css"].to_vec()).unwrap();
    let at = |text: &str| style.find(text);
    assert!(at(".modules") < at(".mine") && at(".mine") < at("@page"));
    assert_eq!(at(".left body"), None, "an empty file takes away the one below");
}

#[test]
fn words_are_merged_by_their_keys() {
    let files = in_theme(
        "extends: calm\n",
        &[("strings/en.yaml", "get_help: Call somebody\n")],
    );
    let (plan, findings) = plan(&files);
    assert_eq!(findings, []);
    assert_eq!(plan.theme.string("get_help"), "Call somebody");
    assert_eq!(plan.theme.string("menu"), "Menu");
}

#[test]
fn a_value_of_a_colour_takes_the_place_of_the_one_below() {
    let files = in_theme("extends: calm\ncolours:\n  ink: {light: \"#000000\"}\n", &[]);
    let (plan, findings) = plan(&files);
    assert_eq!(findings, []);
    let style = String::from_utf8(plan.theme.assets["style.css"].to_vec()).unwrap();
    assert!(style.contains("--ink: var(--light, #000000) var(--dark, #ecebe6)"));
}

#[test]
fn a_faint_colour_of_a_theme_is_found() {
    let files = in_theme("extends: calm\ncolours:\n  ink: {light: \"#999999\"}\n", &[]);
    assert!(codes(&files).contains(&"colour-faint"));
}

#[test]
fn layouts_lie_on_one_another_too() {
    let layout = "#import \"/calm/looks.typ\": *\n#let table-rules(s) = (9pt, 9pt, 9pt, 9pt)\n";
    let files = in_theme("extends: calm\n", &[("print/looks.typ", layout)]);
    let (plan, _) = plan(&files);
    let handout = plan
        .site
        .public
        .iter()
        .find(|(address, _)| address.ends_with(".pdf"))
        .expect("a PDF");
    assert!(plan.render(handout.0, handout.1).is_ok());
}

#[test]
fn a_fault_names_the_layer_that_has_it() {
    let files = in_theme(
        "extends: calm\n",
        &[("print/looks.typ", "#let x = nothing-of-this-name\n")],
    );
    let (plan, _) = plan(&files);
    let pdf = plan
        .site
        .public
        .iter()
        .find(|(address, _)| address.ends_with(".pdf"))
        .expect("a PDF");
    let fault = plan.render(pdf.0, pdf.1).expect_err("it cannot be laid out");
    assert!(fault.starts_with("themes/mine/print/looks.typ:1"), "{fault}");
}

#[test]
fn a_loop_names_the_chain() {
    let mut files = in_theme("extends: other\n", &[]);
    files.insert(
        "themes/other/theme.yaml",
        *b"name: Other\nversion: \"1\"\nextends: mine\n",
    );
    let found = findings(&files);
    assert!(found.contains("error[theme-loop]"), "{found}");
    assert!(found.contains("mine → other → mine"), "{found}");
}

#[test]
fn a_theme_below_that_is_not_there_names_the_chain() {
    let found = findings(&in_theme("extends: clam\n", &[]));
    assert!(found.contains("mine → clam"), "{found}");
    assert!(found.contains("Did you mean `calm`?"), "{found}");
}

#[test]
fn a_theme_on_one_inside_the_program_finds_it_there() {
    let mut files = Files::default();
    for (path, bytes) in in_theme("extends: calm\n", &[]).all() {
        if !path.starts_with("themes/calm/") {
            files.insert(path, bytes.clone());
        }
    }
    curricle::starter::add_themes(&mut files);
    assert_eq!(findings(&files), "");
}

#[test]
fn every_theme_makes_all_pages_and_pdfs_without_a_finding() {
    for theme in support::theme_names() {
        let mut files = site("kitchen-sink");
        let settings = files.text("curriculum/curriculum.yaml").unwrap();
        let settings = settings.replace("theme: calm", &format!("theme: {theme}"));
        files.insert("curriculum/curriculum.yaml", settings.into_bytes());
        let (plan, found) = build::plan(&files, &Part::ALL, None);
        assert_eq!(
            diagnostic::to_text(&found, |path| files.text(path), false),
            "",
            "{theme}"
        );
        let output = plan.render_all(&(), || ()).expect("all can be rendered");
        assert!(output.rendered > 10, "{theme}");
        let proofs = plan.proofs().expect("all can be laid out");
        assert!(!proofs.is_empty());
        for (address, entry) in &plan.site.public {
            let Entry::Page(..) = entry else { continue };
            let html = output.public[address].bytes().expect("in memory");
            let html = String::from_utf8_lossy(&html);
            let place = |class: &str| {
                html.find(class)
                    .unwrap_or_else(|| panic!("{theme}: {address} has no {class}"))
            };
            assert!(
                place("class=\"skip leave\"") < place("class=\"help-now\"")
                    && place("class=\"help-now\"") < place("class=\"leave\""),
                "{theme}: {address}"
            );
        }
    }
}

#[test]
fn a_new_theme_and_the_components_have_no_finding() {
    let (plan, _) = plan(&site("tiny"));
    let colours = &plan.theme.colours;
    let mut files = curricle::starter::components("mine", colours);
    for (path, bytes) in support::themes().all() {
        files.insert(path, bytes.clone());
    }
    for (path, bytes) in curricle::starter::theme("mine", "calm", colours).all() {
        files.insert(format!("themes/mine/{path}"), bytes.clone());
    }
    assert_eq!(findings(&files), "");
    let page = page(&files, "components/colours/index.html");
    assert!(page.contains("#1d2b2f 12.7:1"));
}

/// The first workbook of the tiny programme in a theme with this layout of its own.
fn workbook_in(path: &str, layout: &str) -> Result<Vec<String>, String> {
    let plan = print_plan(&in_theme("extends: calm\n", &[(path, layout)]));
    let setting = Setting::of(&plan.curriculum);
    let printed = plan.print(
        Language::FIRST,
        &[Product::Workbook(0)],
        setting,
        &Occasion::default(),
        |_| None,
    );
    match printed {
        Ok(pdfs) => Ok(texts(&pdfs[0])),
        Err(faults) => Err(faults.join("\n")),
    }
}

#[test]
fn a_layout_without_parts_is_set_as_a_whole() {
    let layout = "#set document(title: \"Mine\")\n#set text(font: \"Atkinson Hyperlegible\", lang: \"en\")\n\
        #set page(footer: context [Side #counter(page).get().first() / #counter(page).final().first()])\n\
        = One <one>\n#context [See #query(<two>).first().body.]\n#link(<two>)[There]\n#pagebreak()\n= Two <two>\nThe end.\n";
    let pages = workbook_in("print/workbook.typ", layout).expect("what is not known yet is no error");
    assert_eq!(pages.len(), 2);
    assert!(
        pages[0].contains("See Two.") && pages[0].contains("Side 1 / 2"),
        "{pages:?}"
    );
    assert!(pages[1].contains("Side 2 / 2"), "{pages:?}");
}

#[test]
fn a_label_that_is_nowhere_is_told_once() {
    let layout = "#set document(title: \"Mine\")\n#set text(font: \"Atkinson Hyperlegible\", lang: \"en\")\n= One\n#link(<nowhere>)[There]\n";
    let fault = workbook_in("print/workbook.typ", layout).expect_err("there is no such label");
    assert!(fault.starts_with("themes/mine/print/workbook.typ:4: "), "{fault}");
    assert_eq!(fault.matches("nowhere").count(), 1, "{fault}");
}

#[test]
fn a_fault_in_what_stands_around_pages_is_told_once() {
    let layout = "#import \"/calm/running.typ\": *\n#let foot(page, of) = nothing-of-this-name\n";
    let fault = workbook_in("print/running.typ", layout).expect_err("it cannot be laid out");
    assert!(fault.starts_with("themes/mine/print/running.typ:2: "), "{fault}");
    assert_eq!(fault.lines().count(), 1, "{fault}");
}
