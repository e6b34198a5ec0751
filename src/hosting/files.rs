//! What a host is told: workflows, settings and scripts, made from the one table of headers, types and times.

use std::fmt::Write as _;

use super::{ASK_AGAIN, ASSETS, HEADERS, Host, KEEP, TRANSPORT, TYPES, path_of};

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostFile {
    /// From the root of the programme's folder.
    pub path: &'static str,
    pub text: String,
    /// Whether it is started.
    pub is_program: bool,
}

impl HostFile {
    fn new(path: &'static str, text: String) -> Self {
        Self {
            path,
            text,
            is_program: false,
        }
    }
}

/// The files for `host`; `base` is the address of the site, where it is known.
pub fn files(host: Host, base: Option<&str>) -> Vec<HostFile> {
    match host {
        Host::GithubPages => vec![HostFile::new(
            ".github/workflows/publish.yml",
            with_install(include_str!("github-pages.yml"), 10),
        )],
        Host::GitlabPages => vec![HostFile::new(
            ".gitlab-ci.yml",
            with_install(include_str!("gitlab-pages.yml"), 6),
        )],
        Host::Netlify => vec![HostFile::new(
            "netlify.toml",
            format!("{}{}", include_str!("netlify.toml"), netlify_headers()),
        )],
        Host::CloudflarePages => vec![
            HostFile::new("deploy/cloudflare-pages/_headers", cloudflare_headers(base)),
            HostFile {
                is_program: true,
                ..HostFile::new(
                    "deploy/cloudflare-pages/publish.sh",
                    include_str!("cloudflare-pages.sh").to_owned(),
                )
            },
        ],
        Host::S3 => vec![
            HostFile {
                is_program: true,
                ..HostFile::new(
                    "deploy/s3/publish.sh",
                    format!("{}{}", include_str!("s3.sh"), s3_sends()),
                )
            },
            HostFile::new("deploy/s3/response-headers.json", s3_headers()),
        ],
        Host::Nginx => vec![HostFile::new("deploy/nginx/curricle.conf", nginx(base))],
    }
}

/// How a workflow gets the program, in its place in the YAML.
fn with_install(workflow: &str, indent: usize) -> String {
    let lines = include_str!("install.sh").lines();
    let lines: Vec<String> = lines
        .map(|line| format!("{}{line}", " ".repeat(indent)).trim_end().to_owned())
        .collect();
    workflow.replace("{install}", lines.join("\n").trim_start())
}

/// Every header, that of transport too.
fn all_headers() -> impl Iterator<Item = (&'static str, &'static str)> {
    HEADERS
        .iter()
        .map(|header| (header.name, header.value))
        .chain([TRANSPORT])
}

/// Netlify sends both where two parts name one header; what no part speaks of is asked for again each time.
fn netlify_headers() -> String {
    let mut text = String::new();
    let mut part = |path: &str, headers: &mut dyn Iterator<Item = (&str, &str)>| {
        let _ = write!(text, "\n[[headers]]\n  for = \"{path}\"\n  [headers.values]\n");
        for (name, value) in headers {
            let _ = writeln!(text, "    {name} = \"{value}\"");
        }
    };
    part("/*", &mut all_headers());
    part(&format!("/{ASSETS}*"), &mut [("Cache-Control", KEEP)].into_iter());
    text
}

/// Cloudflare lets browsers ask again each time, where nothing else is said; a `!` takes back what an earlier part says.
fn cloudflare_headers(base: Option<&str>) -> String {
    let path = base.map_or_else(|| "/".to_owned(), path_of);
    let mut text = format!("{path}*\n");
    for (name, value) in all_headers() {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = write!(
        text,
        "\n{path}{ASSETS}*\n  Cache-Control: {KEEP}\n\n{path}*.pdf\n  ! {}\n",
        HEADERS[0].name
    );
    text
}

fn s3_sends() -> String {
    let mut text = String::new();
    for (ending, kind, _) in TYPES {
        let _ = writeln!(text, "send '{ASSETS}*.{ending}' '{kind}' '{KEEP}'");
    }
    text.push_str("\n# What is asked for again each time.\n");
    // The parts of a search index have many endings. Pages lead to all else, so they come last.
    let index = [("pf_*", "application/octet-stream", &[][..])];
    let (pages, others): (Vec<_>, Vec<_>) = TYPES
        .iter()
        .chain(&index)
        .partition(|(ending, ..)| *ending == "html");
    for (ending, kind, _) in others.into_iter().chain(pages) {
        let _ = writeln!(
            text,
            "send '*.{ending}' '{kind}' '{ASK_AGAIN}' --exclude '{ASSETS}*'"
        );
    }
    text.push_str(
        "\n# What this build has no more goes at the end: until then old pages find their files.\n",
    );
    text.push_str("aws s3 sync public/ \"s3://$BUCKET/$PREFIX\" --delete --size-only --exclude '.*'\n");
    text
}

/// What `aws cloudfront create-response-headers-policy` reads.
fn s3_headers() -> String {
    let value = |name: &str| {
        all_headers()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, value)| value)
    };
    let age: u32 = TRANSPORT
        .1
        .trim_start_matches("max-age=")
        .parse()
        .unwrap_or_default();
    let policy = serde_json::json!({
        "Name": "curricle",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"Override": true, "ContentSecurityPolicy": value("Content-Security-Policy")},
            "ContentTypeOptions": {"Override": true},
            "ReferrerPolicy": {"Override": true, "ReferrerPolicy": value("Referrer-Policy")},
            "StrictTransportSecurity": {"Override": true, "AccessControlMaxAgeSec": age},
        },
        "CustomHeadersConfig": {
            "Quantity": 1,
            "Items": [{"Header": "Permissions-Policy", "Value": value("Permissions-Policy"), "Override": true}],
        },
    });
    format!("{policy:#}\n")
}

fn nginx(base: Option<&str>) -> String {
    let path = base.map_or_else(|| "/".to_owned(), path_of);
    let headers = |indent: &str, for_pages: bool| {
        let mut text = String::new();
        for header in HEADERS.iter().filter(|header| for_pages || !header.pages_only) {
            let _ = writeln!(
                text,
                "{indent}add_header {} \"{}\" always;",
                header.name, header.value
            );
        }
        let _ = writeln!(
            text,
            "{indent}add_header {} \"{}\" always;",
            TRANSPORT.0, TRANSPORT.1
        );
        text
    };
    let types = TYPES.iter().fold(String::new(), |mut text, (ending, kind, _)| {
        let _ = writeln!(text, "        {kind} {ending};");
        text
    });
    // People leave out the last slash when they type an address.
    let without_slash = match path.trim_end_matches('/') {
        "" => String::new(),
        bare => {
            format!("location = {bare} {{\n    absolute_redirect off;\n    return 301 {path};\n}}\n\n")
        }
    };
    let inside = "        ";
    include_str!("nginx.conf")
        .replace("{without_slash}", &without_slash)
        .replace("{path}", &path)
        .replace("{types}", types.trim_end())
        .replace("{assets}", ASSETS)
        .replace("{ask_again}", ASK_AGAIN)
        .replace("{keep}", KEEP)
        .replace("{page_headers}", headers("    ", true).trim_end())
        .replace("{asset_headers}", headers(inside, true).trim_end())
        .replace("{file_headers}", headers(inside, false).trim_end())
}
