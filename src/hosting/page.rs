//! What a page loads, read from its text: enough to see what would be asked of another host.

use std::sync::LazyLock;

use regex::Regex;

static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?is)<(script|link|img|source|video|audio|track|iframe|frame|embed|object|input|use|image|meta|base|form)\b([^>]*)>",
    )
});
static ATTRIBUTES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?is)([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))"#));
static STYLE_LOADS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)(?:url\(\s*|@import\s+)["']?([^"')\s;]+)"#));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this program is right")
}

/// What a page says of itself that a host is held to.
#[derive(Default)]
pub struct Page {
    /// What it loads, as it is written.
    pub loads: Vec<String>,
    /// Its own policy.
    pub policy: Option<String>,
    /// Where it says that it stands.
    pub canonical: Option<String>,
    /// Whether a script stands in it, which its policy forbids: a host has put it there.
    pub has_script_inside: bool,
}

/// Reads a page.
pub fn read(html: &str) -> Page {
    let mut page = Page::default();
    for tag in TAGS.captures_iter(html) {
        let name = tag[1].to_lowercase();
        let attributes: Vec<(String, String)> = ATTRIBUTES
            .captures_iter(&tag[2])
            .map(|attribute| {
                let value = (2..=4).find_map(|group| attribute.get(group));
                let value = value.map_or("", |value| value.as_str()).replace("&amp;", "&");
                (attribute[1].to_lowercase(), value)
            })
            .collect();
        let get = |key: &str| {
            attributes
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value.clone())
        };
        let rel = get("rel").unwrap_or_default();
        let is = |kind: &str| rel.split_whitespace().any(|word| word.eq_ignore_ascii_case(kind));
        match name.as_str() {
            "meta" => {
                if get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
                {
                    page.policy = get("content");
                }
            }
            "link" if is("canonical") => page.canonical = get("href"),
            "link" if is("alternate") => {}
            "link" => page.loads.extend(get("href")),
            "base" => page.loads.extend(get("href")),
            "form" => page.loads.extend(get("action")),
            "object" => page.loads.extend(get("data")),
            "use" | "image" => page.loads.extend(get("href").or_else(|| get("xlink:href"))),
            "script" if get("src").is_none() => {
                let is_data = get("type").is_some_and(|kind| kind.contains("json"));
                page.has_script_inside |= !is_data;
            }
            _ => {
                page.loads.extend(get("src"));
                page.loads.extend(get("poster"));
                let several = get("srcset").unwrap_or_default();
                let several = several.split(',').filter_map(|one| one.split_whitespace().next());
                page.loads.extend(several.map(str::to_owned));
            }
        }
    }
    page
}

/// What a style sheet loads.
pub fn of_style(css: &str) -> Vec<String> {
    STYLE_LOADS
        .captures_iter(css)
        .map(|load| load[1].to_owned())
        .collect()
}

/// Whether an address leads to another host.
pub fn is_foreign(address: &str, own: Option<&str>) -> bool {
    let is_whole = address.starts_with("//") || address.starts_with("http:") || address.starts_with("https:");
    is_whole && own.is_none_or(|own| !address.starts_with(own))
}

/// The sources that a policy names for a directive; for a kind of loading without one, those of `default-src`.
fn sources<'p>(policy: &'p str, directive: &str) -> Option<Vec<&'p str>> {
    let of = |name: &str| {
        policy.split(';').find_map(|part| {
            let mut words = part.split_whitespace();
            words
                .next()
                .is_some_and(|word| word.eq_ignore_ascii_case(name))
                .then(|| words.collect())
        })
    };
    let falls_back = directive.ends_with("-src");
    of(directive).or_else(|| falls_back.then(|| of("default-src")).flatten())
}

/// What a page is allowed by itself and not by the policy that its host sends: browsers hold it to both.
pub fn forbidden<'p>(own: &'p str, sent: &str) -> Vec<&'p str> {
    let mut missing = Vec::new();
    for part in own.split(';') {
        let mut words = part.split_whitespace();
        let Some(directive) = words.next() else { continue };
        let Some(allowed) = sources(sent, directive) else {
            continue;
        };
        missing.extend(
            words.filter(|word| *word != "'none'" && !allowed.contains(word) && !allowed.contains(&"*")),
        );
    }
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// Whether a policy keeps a page out of frames, and from what nobody named.
pub fn is_strict(policy: &str) -> bool {
    let is_none = |directive: &str| {
        sources(policy, directive).is_some_and(|sources| sources == ["'none'"] || sources == ["'self'"])
    };
    let scripts = sources(policy, "script-src").unwrap_or_else(|| vec!["*"]);
    let is_loose = |source: &&str| {
        [
            "*",
            "'unsafe-inline'",
            "'unsafe-eval'",
            "https:",
            "http:",
            "data:",
        ]
        .contains(source)
    };
    is_none("frame-ancestors") && is_none("default-src") && !scripts.iter().any(is_loose)
}

#[cfg(test)]
mod tests {
    use super::{forbidden, is_foreign, is_strict, read};

    #[test]
    fn what_a_page_loads_is_seen_and_where_it_only_leads_is_not() {
        let page = read(
            "<link rel=stylesheet href='a.css'><link rel=\"canonical\" href=\"https://a.org/\"><a href=\"https://b.org/\">b</a>\
             <img src=\"//c.org/p.png\" srcset=\"d.png 1x, e.png 2x\"><script type=\"application/ld+json\">{}</script>",
        );
        assert_eq!(page.loads, ["a.css", "//c.org/p.png", "d.png", "e.png"]);
        assert_eq!(page.canonical.as_deref(), Some("https://a.org/"));
        assert!(!page.has_script_inside && read("<script>1</script>").has_script_inside);
        assert!(is_foreign("//c.org/p.png", None) && !is_foreign("a.css", None));
        assert!(!is_foreign("https://a.org/x", Some("https://a.org/")));
    }

    #[test]
    fn a_policy_that_is_sent_must_allow_what_the_page_allows() {
        let own = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:";
        assert_eq!(forbidden(own, super::super::POLICY), [""; 0]);
        assert_eq!(
            forbidden(own, "default-src 'self'"),
            ["'wasm-unsafe-eval'", "data:"]
        );
        assert!(is_strict(super::super::POLICY));
        assert!(!is_strict(
            "default-src 'none'; frame-ancestors 'none'; script-src 'self' 'unsafe-inline'"
        ));
        assert!(!is_strict("default-src 'self'"));
    }
}
