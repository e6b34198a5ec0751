//! How a web host is set up for a site, and whether what it serves is what was built.
//!
//! The headers, the types and what may be kept for how long stand here once: [`files`] writes them down for a host, [`check`] holds a
//! host to them.

pub mod check;
pub mod files;
mod page;
mod web;

use std::fmt;

pub use web::Web;

/// A kind of host that the program knows to set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    GithubPages,
    GitlabPages,
    Netlify,
    CloudflarePages,
    S3,
    Nginx,
}

impl Host {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Host::GithubPages,
        Host::GitlabPages,
        Host::Netlify,
        Host::CloudflarePages,
        Host::S3,
        Host::Nginx,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Host::GithubPages => "github-pages",
            Host::GitlabPages => "gitlab-pages",
            Host::Netlify => "netlify",
            Host::CloudflarePages => "cloudflare-pages",
            Host::S3 => "s3",
            Host::Nginx => "nginx",
        }
    }

    /// The host with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.name() == name)
    }

    /// Whether a site can say which headers it sends.
    pub fn takes_headers(self) -> bool {
        !matches!(self, Host::GithubPages | Host::GitlabPages)
    }
}

impl fmt::Display for Host {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A header that every answer has, or each page only.
#[derive(Clone, Copy, Debug)]
pub struct Header {
    pub name: &'static str,
    pub value: &'static str,
    /// Whether only pages need it: a viewer of PDFs in a browser may want more than a page is allowed.
    pub pages_only: bool,
}

/// What a page may load: what each page says itself, for all of them at once, and who may show it in a frame, which a page cannot say.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; \
                      img-src 'self' data:; font-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// The headers of a site.
pub const HEADERS: [Header; 4] = [
    Header {
        name: "Content-Security-Policy",
        value: POLICY,
        pages_only: true,
    },
    Header {
        name: "X-Content-Type-Options",
        value: "nosniff",
        pages_only: false,
    },
    Header {
        name: "Referrer-Policy",
        value: "no-referrer",
        pages_only: false,
    },
    Header {
        name: "Permissions-Policy",
        value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
        pages_only: false,
    },
];

/// Tells browsers to ask by HTTPS alone; it counts over HTTPS only.
pub const TRANSPORT: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");

/// What browsers may keep for ever: it stands in a folder that is named after its content.
pub const ASSETS: &str = "assets/";
/// How long they keep that.
pub const KEEP: &str = "public, max-age=31536000, immutable";
/// All else is asked for again, so that two builds never mix.
pub const ASK_AGAIN: &str = "no-cache";

/// The type of a file by the ending of its name, and others that browsers take as well.
pub const TYPES: [(&str, &str, &[&str]); 19] = [
    ("html", "text/html", &[]),
    ("css", "text/css", &[]),
    ("js", "text/javascript", &["application/javascript"]),
    ("json", "application/json", &[]),
    ("webmanifest", "application/manifest+json", &["application/json"]),
    (
        "xml",
        "application/xml",
        &["text/xml", "application/atom+xml", "application/rss+xml"],
    ),
    ("txt", "text/plain", &[]),
    ("svg", "image/svg+xml", &[]),
    ("png", "image/png", &[]),
    ("jpg", "image/jpeg", &[]),
    ("jpeg", "image/jpeg", &[]),
    ("gif", "image/gif", &[]),
    ("webp", "image/webp", &[]),
    ("woff2", "font/woff2", &["application/font-woff2"]),
    ("wasm", "application/wasm", &[]),
    ("pdf", "application/pdf", &[]),
    ("epub", "application/epub+zip", &[]),
    ("ics", "text/calendar", &[]),
    // Parts of the search index, which its own script reads.
    ("pagefind", "application/octet-stream", &["application/wasm"]),
];

/// The types that a file at `address` may have; none where any will do.
pub fn types_of(address: &str) -> Vec<&'static str> {
    let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
    let known = TYPES.iter().find(|(known, ..)| *known == ending);
    known.map_or_else(Vec::new, |(_, usual, others)| {
        if *usual == "application/octet-stream" {
            return Vec::new();
        }
        std::iter::once(*usual).chain(others.iter().copied()).collect()
    })
}

/// The path of an address on the web, with a slash at both ends: `/lessons/` of `https://example.org/lessons`.
///
/// ```
/// assert_eq!(curricle::hosting::path_of("https://example.org/lessons"), "/lessons/");
/// assert_eq!(curricle::hosting::path_of("https://example.org"), "/");
/// ```
pub fn path_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    match path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}
