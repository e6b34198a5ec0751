//! A deployed copy is held to what was built, and a host is told how to send it.

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use curricle::document::Span;
use curricle::hosting::{ASK_AGAIN, ASSETS, HEADERS, Host, KEEP, files, types_of};
use curricle::parse::yaml;

fn curricle(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_curricle"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

/// Standard output of a command, and whether it ended well.
fn said(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = curricle(folder, arguments);
    let words = String::from_utf8(output.stdout).expect("words") + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), words)
}

/// A programme that was built for `/lessons/` of a host.
fn built() -> tempfile::TempDir {
    let place = support::folder_with("tiny");
    let (is_done, words) = said(
        place.path(),
        &["build", "--base-url", "http://127.0.0.1/lessons/"],
    );
    assert!(is_done, "{words}");
    place
}

/// What a host answers to an address below its root.
#[derive(Clone)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

/// As a host answers that is set up well.
fn well(public: &Path, path: &str) -> Answer {
    if path == "/lessons" {
        return Answer {
            status: 301,
            headers: BTreeMap::from([("Location".to_owned(), "/lessons/".to_owned())]),
            body: Vec::new(),
        };
    }
    let inside = path.strip_prefix("/lessons/").unwrap_or("nowhere");
    let inside = if inside.is_empty() { "index.html" } else { inside };
    let (status, address, body) = match std::fs::read(public.join(inside)) {
        Ok(body) => (200, inside, body),
        Err(_) => (404, "404.html", std::fs::read(public.join("404.html")).unwrap()),
    };
    let mut headers: BTreeMap<String, String> = HEADERS
        .iter()
        .map(|header| (header.name.to_owned(), header.value.to_owned()))
        .collect();
    let kind = types_of(address)
        .first()
        .copied()
        .unwrap_or("application/octet-stream");
    headers.insert("Content-Type".to_owned(), kind.to_owned());
    let keeping = if address.starts_with(ASSETS) {
        KEEP
    } else {
        ASK_AGAIN
    };
    headers.insert("Cache-Control".to_owned(), keeping.to_owned());
    Answer {
        status,
        headers,
        body,
    }
}

/// A host on this computer, which answers as `answer` says; its address.
fn host(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let answer = Arc::clone(&answer);
            std::thread::spawn(move || {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
                let _ = lines.take_while(|line| !line.is_empty()).count();
                let Answer {
                    status,
                    headers,
                    body,
                } = answer(&path);
                let headers: String = headers
                    .iter()
                    .map(|(name, value)| format!("{name}: {value}\r\n"))
                    .collect();
                let head = format!(
                    "HTTP/1.1 {status} As\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                let _ = (&stream)
                    .write_all(head.as_bytes())
                    .and_then(|()| (&stream).write_all(&body));
            });
        }
    });
    format!("http://127.0.0.1:{port}/lessons/")
}

/// What is said of a host that answers well but for what `change` does to an answer.
fn looked_at(place: &Path, change: impl Fn(&str, &mut Answer) + Send + Sync + 'static) -> (bool, String) {
    let public: PathBuf = place.join("public");
    let address = host(move |path| {
        let mut answer = well(&public, path);
        // The site was built for this host at its usual port.
        change(path, &mut answer);
        answer
    });
    said(place, &["publish-check", &address])
}

/// The site that was built says where it is, and the host of a test has a port of its own.
fn built_anywhere() -> tempfile::TempDir {
    let place = built();
    // Without whole addresses in its pages, but with the path in the page for what is not here.
    let missing = std::fs::read(place.path().join("public/404.html")).unwrap();
    let (is_done, words) = said(place.path(), &["build"]);
    assert!(is_done, "{words}");
    std::fs::write(place.path().join("public/404.html"), missing).unwrap();
    place
}

#[test]
fn a_host_that_is_set_up_well_has_nothing_wrong() {
    let place = built_anywhere();
    let (is_well, words) = looked_at(place.path(), |_, _| {});
    assert!(is_well && words.contains("nothing wrong, 0 notes."), "{words}");
    // It was looked at at all.
    let count: usize = words
        .split(" of ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .unwrap()
        .parse()
        .unwrap();
    assert!(count > 40, "{words}");
}

#[test]
fn each_fault_of_a_host_is_told() {
    type Change = fn(&str, &mut Answer);
    let faults: [(&str, Change); 19] = [
        (
            "expected the header `Content-Security-Policy`, found none",
            |_, answer| {
                answer.headers.remove("Content-Security-Policy");
            },
        ),
        (
            "expected the header `X-Content-Type-Options`, found none",
            |_, answer| {
                answer.headers.remove("X-Content-Type-Options");
            },
        ),
        (
            "expected `Referrer-Policy: no-referrer`, found `unsafe-url`",
            |_, answer| {
                answer
                    .headers
                    .insert("Referrer-Policy".to_owned(), "unsafe-url".to_owned());
            },
        ),
        (
            "forbids what the page itself allows: 'wasm-unsafe-eval'",
            |_, answer| {
                let policy = answer.headers["Content-Security-Policy"].replace(" 'wasm-unsafe-eval'", "");
                answer
                    .headers
                    .insert("Content-Security-Policy".to_owned(), policy);
            },
        ),
        ("allows frames, scripts in a page or other hosts", |_, answer| {
            let policy = answer.headers["Content-Security-Policy"].replace("frame-ancestors 'none'", "");
            answer
                .headers
                .insert("Content-Security-Policy".to_owned(), policy);
        }),
        (
            "expected the type `font/woff2`, found `application/octet-stream`",
            |path, answer| {
                if path.ends_with(".woff2") {
                    answer
                        .headers
                        .insert("Content-Type".to_owned(), "application/octet-stream".to_owned());
                }
            },
        ),
        (
            "expected the type `application/epub+zip`, found `text/plain`",
            |path, answer| {
                if path.ends_with(".epub") {
                    answer
                        .headers
                        .insert("Content-Type".to_owned(), "text/plain".to_owned());
                }
            },
        ),
        (
            "expected the type `application/manifest+json`, found `text/plain`",
            |path, answer| {
                if path.ends_with(".webmanifest") {
                    answer
                        .headers
                        .insert("Content-Type".to_owned(), "text/plain".to_owned());
                }
            },
        ),
        ("found `max-age=600`", |_, answer| {
            answer
                .headers
                .insert("Cache-Control".to_owned(), "max-age=600".to_owned());
        }),
        (
            "expected status 404 for a page that is not there, found 200",
            |path, answer| {
                if path.contains("no-such-page") {
                    answer.status = 200;
                }
            },
        ),
        (
            "expected the site's own `404.html`, found another page",
            |path, answer| {
                if path.contains("no-such-page") {
                    answer.body = b"<h1>nginx</h1>".to_vec();
                }
            },
        ),
        ("expected a file, found status 404", |path, answer| {
            if path.ends_with("/help/index.html") {
                answer.status = 404;
            }
        }),
        ("of another build, or changed on the way", |path, answer| {
            if path.ends_with("/help/index.html") {
                answer.body.extend(b"<!-- old -->");
            }
        }),
        ("files of two builds are mixed", |path, answer| {
            if path.ends_with("/sw.js") {
                answer.body = b"self.BUILD = { version: \"0123456789ab\" };".to_vec();
            }
        }),
        ("it loads https://tracker.example/p.gif", |path, answer| {
            if path.ends_with("/help/index.html") {
                answer.body.extend(b"<img src=\"https://tracker.example/p.gif\">");
            }
        }),
        (
            "somebody put a script into the page on its way",
            |path, answer| {
                if path.ends_with("/help/index.html") {
                    answer.body.extend(b"<script>count()</script>");
                }
            },
        ),
        ("this is for staff", |path, answer| {
            if path.ends_with("/guides/triggers-guide.pdf") {
                *answer = Answer {
                    status: 200,
                    body: b"%PDF-".to_vec(),
                    ..answer.clone()
                };
            }
        }),
        (
            "`/lessons`, as people type it, does not lead to `/lessons/`",
            |path, answer| {
                if path == "/lessons" {
                    answer.status = 404;
                }
            },
        ),
        (
            "it leads to another address, https://elsewhere.example/",
            |path, answer| {
                if path.ends_with("/help/index.html") {
                    answer.status = 302;
                    answer
                        .headers
                        .insert("Location".to_owned(), "https://elsewhere.example/".to_owned());
                }
            },
        ),
    ];
    let place = built_anywhere();
    for (message, change) in faults {
        let (is_well, words) = looked_at(place.path(), change);
        assert!(!is_well && words.contains(message), "{message}:\n{words}");
        assert!(
            words.contains(" help: ") && words.lines().last().unwrap().contains("wrong"),
            "{words}"
        );
    }
}

#[test]
fn a_host_that_takes_no_headers_is_not_blamed_for_them() {
    let place = built_anywhere();
    let public = place.path().join("public");
    let address = host(move |path| {
        let mut answer = well(&public, path);
        answer
            .headers
            .retain(|name, _| ["Content-Type", "Location"].contains(&name.as_str()));
        answer
    });
    let (is_well, words) = said(
        place.path(),
        &["publish-check", &address, "--host", "github-pages"],
    );
    assert!(
        is_well
            && words.contains("note: expected the header")
            && words.contains("github-pages sends what it likes"),
        "{words}"
    );
    let (is_well, words) = said(place.path(), &["publish-check", &address, "--host", "nginx"]);
    assert!(
        !is_well && words.contains("`curricle publish-files nginx` writes the settings"),
        "{words}"
    );
}

#[test]
fn a_site_that_was_built_for_elsewhere_is_told() {
    let place = built();
    let (is_well, words) = looked_at(place.path(), |_, _| {});
    assert!(
        !is_well && words.contains("the site was built for http://127.0.0.1/lessons/"),
        "{words}"
    );
    assert!(!words.contains("does not lead back"), "{words}");
}

#[test]
fn a_folder_is_looked_at_too() {
    let place = built();
    let look = || {
        said(
            place.path(),
            &[
                "publish-check",
                "public",
                "--base-url",
                "http://127.0.0.1/lessons/",
            ],
        )
    };
    let (is_well, words) = look();
    assert!(is_well && words.contains("nothing wrong, 0 notes."), "{words}");
    let public = place.path().join("public");
    std::fs::write(public.join("old.html"), "<p>old</p>").unwrap();
    std::fs::create_dir_all(public.join("guides")).unwrap();
    std::fs::write(public.join("guides/triggers-guide.pdf"), "%PDF-").unwrap();
    std::fs::remove_file(public.join("help/index.html")).unwrap();
    let (is_well, words) = look();
    for part in [
        "this is for staff",
        "at: guides/triggers-guide.pdf",
        "a file that this build did not make",
        "at: help/index.html",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!is_well && words.contains("2 wrong, 1 note."), "{words}");
    let (is_well, words) = said(place.path(), &["publish-check", "staff"]);
    assert!(
        !is_well && words.contains("expected the site's `sw.js`"),
        "{words}"
    );
    let (is_well, words) = said(place.path(), &["publish-check", "nowhere"]);
    assert!(!is_well && words.contains("`nowhere` cannot be read"), "{words}");
}

/// A plan with a pack of it, and both where they must not be.
fn with_a_plan(place: &Path, copies: &[(&str, &str)]) {
    let plans = place.join("curriculum/plans");
    std::fs::create_dir_all(&plans).unwrap();
    std::fs::create_dir_all(place.join("packs")).unwrap();
    std::fs::write(plans.join("q-7.yaml"), "pack: Q-7\nlessons: [TR-1]\n").unwrap();
    std::fs::write(place.join("packs/q-7-workbook.pdf"), "%PDF-").unwrap();
    for (from, to) in copies {
        std::fs::copy(place.join(from), place.join("public").join(to)).unwrap();
    }
}

#[test]
fn a_pack_is_found_in_a_copy_wherever_it_lies() {
    let place = built_anywhere();
    with_a_plan(
        place.path(),
        &[("packs/q-7-workbook.pdf", "print/q-7-workbook.pdf")],
    );
    let public = place.path().join("public");
    std::fs::write(public.join("print/old-flyer.pdf"), "%PDF-").unwrap();
    // A folder is looked through; a host is asked for what stands in `packs/` here.
    let (_, of_folder) = said(place.path(), &["publish-check", "public"]);
    let (is_well, of_host) = looked_at(place.path(), |_, _| {});
    for words in [&of_folder, &of_host] {
        assert!(words.contains("wrong: this is for staff"), "{words}");
        assert!(words.contains("at: print/q-7-workbook.pdf\n"), "{words}");
    }
    assert!(!is_well, "{of_host}");
    assert!(
        of_folder.contains("note: a file that this build did not make\n   at: print/old-flyer.pdf"),
        "{of_folder}"
    );
}

#[test]
fn a_plan_is_found_on_a_host() {
    let place = built_anywhere();
    with_a_plan(place.path(), &[("curriculum/plans/q-7.yaml", "q-7.yaml")]);
    let (is_well, words) = looked_at(place.path(), |_, _| {});
    assert!(!is_well && words.contains("at: q-7.yaml\n"), "{words}");
}

#[test]
fn plans_and_packs_stay_out_of_the_repository_of_a_programme() {
    let place = tempfile::tempdir().unwrap();
    let ignored = place.path().join(".gitignore");
    let (_, words) = said(place.path(), &["publish-files", "github-pages"]);
    assert!(words.contains(".gitignore\n"), "{words}");
    let text = std::fs::read_to_string(&ignored).unwrap();
    assert!(
        text.contains("/curriculum/plans/\n/") || text.ends_with("/curriculum/plans/\n"),
        "{text}"
    );
    // Somebody's own file is theirs: it is said what it lacks.
    std::fs::write(&ignored, "node_modules\npacks/\n/public/\nstaff\n/components/\n").unwrap();
    let (_, words) = said(place.path(), &["publish-files", "gitlab-pages"]);
    assert!(
        words.contains("each on a line of its own: `/curriculum/plans/`. Else"),
        "{words}"
    );
    assert!(!std::fs::read_to_string(&ignored).unwrap().contains("plans"));
}

#[test]
fn settings_are_written_for_every_host_and_over_nothing() {
    for host in Host::ALL {
        let place = tempfile::tempdir().unwrap();
        let arguments = [
            "publish-files",
            host.name(),
            "--base-url",
            "https://example.org/lessons/",
        ];
        let (is_done, words) = said(place.path(), &arguments);
        assert!(is_done, "{host}: {words}");
        for file in files::files(host, Some("https://example.org/lessons/")) {
            let path = place.path().join(file.path);
            assert_eq!(std::fs::read_to_string(&path).unwrap(), file.text, "{host}");
            assert!(
                !file.text.contains("{install}") && !file.text.contains("{path}"),
                "{host}"
            );
            std::fs::write(&path, "mine").unwrap();
        }
        let (is_done, words) = said(place.path(), &arguments);
        assert!(!is_done && words.contains("is there already"), "{host}: {words}");
        for file in files::files(host, None) {
            assert_eq!(
                std::fs::read_to_string(place.path().join(file.path)).unwrap(),
                "mine"
            );
        }
    }
}

#[test]
fn what_is_written_can_be_read_by_those_whom_it_is_for() {
    for file in Host::ALL.into_iter().flat_map(|host| files::files(host, None)) {
        let name = file.path;
        if name.ends_with(".yml") {
            let mut findings = Vec::new();
            yaml::parse(name, &file.text, Span::from(0..file.text.len()), &mut findings);
            assert!(findings.is_empty(), "{name}: {findings:?}");
            // A runner that shows a script before it starts it would start what stands between two of them.
            assert!(!file.text.contains('`'), "{name}");
            // Each step of others is pinned to a version.
            for line in file.text.lines().filter(|line| line.contains("uses:")) {
                let version = line.rsplit_once("@v").map_or("", |(_, version)| version);
                assert_eq!(version.split('.').count(), 3, "{name}: {line}");
            }
        } else if name.ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(&file.text).unwrap();
        } else if name.ends_with(".sh") {
            let mut shell = Command::new("bash")
                .args(["-n", "-s"])
                .stdin(std::process::Stdio::piped())
                .spawn()
                .unwrap();
            shell
                .stdin
                .take()
                .unwrap()
                .write_all(file.text.as_bytes())
                .unwrap();
            assert!(shell.wait().unwrap().success() && file.is_program, "{name}");
        } else if !name.ends_with("netlify.toml") {
            assert!(file.text.contains("nosniff"), "{name}");
        }
    }
}

#[test]
fn nginx_leads_from_the_path_without_its_last_slash_to_the_site() {
    let of = |base: &str| files::files(Host::Nginx, Some(base))[0].text.clone();
    let below = of("https://example.org/our/lessons/");
    assert!(
        below.contains(
            "location = /our/lessons {\n    absolute_redirect off;\n    return 301 /our/lessons/;\n}"
        ),
        "{below}"
    );
    assert!(!of("https://example.org/").contains("return 301"));
}
