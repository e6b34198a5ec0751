//! Whether a deployed copy is the site that was built, whole, and sent as it should be.
//!
//! 1. the service worker names the build, and the list of its files with their hashes;
//! 2. each file is fetched, a few at once, and held to its hash, its type and its headers;
//! 3. each page is read for what it would load from elsewhere;
//! 4. what must not be there is asked for: pages that are not, and what is for staff.
//!
//! All that is wrong is told at once; what is wrong in the same way with many files is told once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rayon::prelude::*;
use serde::Deserialize;

use crate::publish::MANIFEST;
use crate::render::offline;

use super::{ASK_AGAIN, ASSETS, HEADERS, Host, KEEP, TRANSPORT, page, path_of, types_of};

/// What a host answered.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub status: u16,
    /// By name in small letters; none for a file in a folder.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(&name.to_lowercase()).map(String::as_str)
    }

    fn is_there(&self) -> bool {
        self.status == 200
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The address of the site itself without the slash at its end, as people type it.
pub const WITHOUT_SLASH: &str = "";

/// A copy to look at.
pub struct Deployed<'a> {
    /// As it was typed.
    pub name: &'a str,
    /// The address that the site was built for or is served at, where it is known.
    pub base: Option<&'a str>,
    /// What is known of how it is sent; nothing of a folder.
    pub sent: Option<Sent>,
    /// All files of a folder; nobody can ask a host for that.
    pub files: Option<Vec<String>>,
    /// The names of the files that stand in `packs/` and among the plans, and in no copy.
    pub private: Vec<String>,
}

/// How a copy is sent.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    pub is_secure: bool,
    /// Whether it is on this computer.
    pub is_here: bool,
}

/// What is wrong, in kinds: each has its own advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    NoSite,
    Missing,
    Mixed,
    Unreachable,
    Foreign,
    Inserted,
    Staff,
    Stray,
    Header,
    Policy,
    Insecure,
    Type,
    Keeping,
    NotFound,
    SubPath,
    Slash,
}

/// One thing that is wrong, with all the places where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it has to be put right; else it is good to know.
    pub is_wrong: bool,
    /// What was expected and what was found.
    pub message: String,
    /// Where, in order; none for the whole site.
    pub places: Vec<String>,
    pub help: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            formatter,
            "{}: {}",
            if self.is_wrong { "wrong" } else { "note" },
            self.message
        )?;
        if let Some((last, first)) = self.places.iter().take(3).collect::<Vec<_>>().split_last() {
            let more = self.places.len().saturating_sub(3);
            let start: String = first.iter().map(|place| format!("{place}, ")).collect();
            let more = if more == 0 {
                String::new()
            } else {
                format!(" and {more} more")
            };
            writeln!(formatter, "   at: {start}{last}{more}")?;
        }
        write!(formatter, " help: {}", self.help)
    }
}

/// What a look at a copy found.
#[derive(Debug)]
pub struct Report {
    /// What has to be put right first.
    pub findings: Vec<Finding>,
    /// The build that it says it is.
    pub version: Option<String>,
    /// How many files were looked at, and how many of them are as they were built.
    pub files: usize,
    pub whole: usize,
    name: String,
}

impl Report {
    /// Whether anything has to be put right.
    pub fn is_wrong(&self) -> bool {
        self.findings.iter().any(|finding| finding.is_wrong)
    }

    /// All of it in one line.
    pub fn summary(&self) -> String {
        let wrong = self.findings.iter().filter(|finding| finding.is_wrong).count();
        let notes = self.findings.len() - wrong;
        let build = self.version.as_deref().unwrap_or("unknown");
        let count =
            |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
        let verdict = if wrong == 0 {
            "nothing wrong".to_owned()
        } else {
            format!("{wrong} wrong")
        };
        format!(
            "{}: build {build}, {} of {} as built; {verdict}, {}.",
            self.name,
            self.whole,
            count(self.files, "file"),
            count(notes, "note")
        )
    }
}

/// The list of a build, as its service worker has it.
#[derive(Deserialize)]
struct List {
    /// The folder of each language, from the root.
    homes: Vec<String>,
    files: BTreeMap<String, (String, usize)>,
}

impl List {
    /// Every file of the build, with its hash where that is known: the list has what a phone keeps, and a folder the names of all.
    fn all(
        &self,
        copy: &Deployed,
        get: &impl Fn(&str) -> Result<Reply, String>,
    ) -> BTreeMap<String, Option<String>> {
        #[derive(Deserialize)]
        struct Manifest {
            files: BTreeMap<String, String>,
        }
        let published = copy.files.as_ref().and_then(|_| get(MANIFEST).ok());
        let published = published.and_then(|reply| serde_json::from_slice::<Manifest>(&reply.body).ok());
        let mut all: BTreeMap<String, Option<String>> = BTreeMap::from([("sw.js".to_owned(), None)]);
        for home in &self.homes {
            let of_home = |name: &str| format!("{home}{name}");
            all.insert(of_home("manifest.webmanifest"), None);
            if self.files.contains_key(&of_home("print/workbook.pdf")) {
                all.insert(of_home("print/workbook.epub"), None);
            }
        }
        for (address, hash) in published.map(|manifest| manifest.files).unwrap_or_default() {
            all.insert(address, Some(hash));
        }
        let listed = self.files.iter();
        all.extend(listed.map(|(address, (hash, _))| (address.clone(), Some(hash.clone()))));
        all
    }
}

/// What was found so far, by what is wrong.
#[derive(Default)]
struct Found(BTreeMap<(Kind, String), BTreeSet<String>>);

impl Found {
    fn add(&mut self, kind: Kind, message: impl Into<String>, place: &str) {
        let places = self.0.entry((kind, message.into())).or_default();
        if !place.is_empty() {
            places.insert(place.to_owned());
        }
    }

    fn merge(mut self, other: Self) -> Self {
        for (key, places) in other.0 {
            self.0.entry(key).or_default().extend(places);
        }
        self
    }
}

/// Looks at a copy through `get`, which gives what stands at an address from its root, and advises for `host`.
pub fn check(
    copy: &Deployed,
    host: Option<Host>,
    get: impl Fn(&str) -> Result<Reply, String> + Sync,
) -> Report {
    let mut found = Found::default();
    let mut report = Report {
        findings: Vec::new(),
        version: None,
        files: 0,
        whole: 0,
        name: copy.name.to_owned(),
    };
    if let Some((version, list)) = list_of(&get, &mut found) {
        let missing_page = get("404.html").unwrap_or_default();
        let all = list.all(copy, &get);
        let looked: Vec<(bool, Found)> = all
            .par_iter()
            .map(|(address, hash)| file(copy, address, hash.as_deref(), &get))
            .collect();
        report.files = looked.len();
        report.whole = looked.iter().filter(|(is_whole, _)| *is_whole).count();
        found = looked
            .into_iter()
            .fold(found, |found, (_, more)| found.merge(more));
        not_found(copy, &missing_page, &get, &mut found);
        match &copy.files {
            Some(files) => strangers(copy, files, &all, &version, &mut found),
            None => staff(copy, &list, &missing_page, &get, &mut found),
        }
        sub_path(copy, &missing_page, &get, &mut found);
        report.version = Some(version);
    }
    if copy.sent.is_some_and(|sent| !sent.is_secure && !sent.is_here) {
        found.add(
            Kind::Insecure,
            "expected HTTPS, found HTTP: whoever is on the same network reads along",
            "",
        );
    }
    report.findings = findings(found, host);
    report
}

/// The build that a copy says it is, with the list of its files.
fn list_of(
    get: &(impl Fn(&str) -> Result<Reply, String> + Sync),
    found: &mut Found,
) -> Option<(String, List)> {
    let worker = match get("sw.js") {
        Ok(reply) if reply.is_there() => reply.text(),
        Ok(reply) => {
            let status = reply.status;
            found.add(
                Kind::NoSite,
                format!("expected the site's `sw.js`, found status {status}"),
                "sw.js",
            );
            return None;
        }
        Err(fault) => {
            found.add(Kind::Unreachable, fault, "sw.js");
            return None;
        }
    };
    let version = worker
        .split_once("version: \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(version, _)| version.to_owned())
        .filter(|version| version.len() == 12 && version.chars().all(|letter| letter.is_ascii_hexdigit()));
    let Some(version) = version else {
        found.add(Kind::NoSite, "`sw.js` names no build of Curricle", "sw.js");
        return None;
    };
    let address = format!("offline/{version}.json");
    let reply = match get(&address) {
        Ok(reply) if reply.is_there() => reply,
        Ok(_) => {
            let message =
                "the list of the build that `sw.js` names is not there: files of two builds are mixed";
            found.add(Kind::Mixed, message, &address);
            return None;
        }
        Err(fault) => {
            found.add(Kind::Unreachable, fault, &address);
            return None;
        }
    };
    let list = serde_json::from_slice(&reply.body).ok();
    let list = list.filter(|_| offline::short_hash(&reply.body) == version);
    if list.is_none() {
        found.add(
            Kind::Mixed,
            "the list of the build is not as it was built",
            &address,
        );
    }
    Some((version, list?))
}

/// Looks at one file of the build.
fn file(
    copy: &Deployed,
    address: &str,
    expected: Option<&str>,
    get: &(impl Fn(&str) -> Result<Reply, String> + Sync),
) -> (bool, Found) {
    let mut found = Found::default();
    let reply = match get(address) {
        Ok(reply) => reply,
        Err(fault) => {
            found.add(Kind::Unreachable, fault, address);
            return (false, found);
        }
    };
    if !reply.is_there() {
        found.add(
            Kind::Missing,
            format!("expected a file, found status {}", reply.status),
            address,
        );
        return (false, found);
    }
    let is_whole = expected.is_none_or(|expected| expected.starts_with(&offline::short_hash(&reply.body)));
    let page = address.ends_with(".html").then(|| page::read(&reply.text()));
    if !is_whole {
        let is_ours = page.as_ref().is_none_or(|page| page.policy.is_some());
        if page.as_ref().is_some_and(|page| page.has_script_inside) {
            found.add(
                Kind::Inserted,
                "somebody put a script into the page on its way",
                address,
            );
        } else if is_ours {
            found.add(
                Kind::Mixed,
                "not as this build made it: of another build, or changed on the way",
                address,
            );
        } else {
            found.add(
                Kind::Missing,
                "expected a page of the site, found another one",
                address,
            );
        }
    }
    let loads = match &page {
        Some(page) => page.loads.clone(),
        None if address.ends_with(".css") => page::of_style(&reply.text()),
        None => Vec::new(),
    };
    for load in loads.iter().filter(|load| page::is_foreign(load, copy.base)) {
        found.add(Kind::Foreign, format!("it loads {load}"), address);
    }
    if copy.sent.is_some() {
        sent(copy, address, &reply, page.as_ref(), &mut found);
    }
    (is_whole, found)
}

/// How a file is sent.
fn sent(copy: &Deployed, address: &str, reply: &Reply, page: Option<&page::Page>, found: &mut Found) {
    let own_policy = page.and_then(|page| page.policy.as_deref());
    for header in HEADERS
        .iter()
        .filter(|header| page.is_some() || !header.pages_only)
    {
        let name = header.name;
        match reply.header(name) {
            None => found.add(
                Kind::Header,
                format!("expected the header `{name}`, found none"),
                address,
            ),
            Some(policy) if name == HEADERS[0].name => {
                let forbidden = page::forbidden(own_policy.unwrap_or_default(), policy);
                if !forbidden.is_empty() {
                    let words = forbidden.join(", ");
                    found.add(
                        Kind::Policy,
                        format!("`{name}` forbids what the page itself allows: {words}"),
                        address,
                    );
                }
                if !page::is_strict(policy) {
                    let message =
                        format!("`{name}` allows frames, scripts in a page or other hosts: `{policy}`");
                    found.add(Kind::Policy, message, address);
                }
            }
            Some(value) if !is_as_good(name, value, header.value) => {
                let message = format!("expected `{name}: {}`, found `{value}`", header.value);
                found.add(Kind::Header, message, address);
            }
            Some(_) => {}
        }
    }
    if copy.sent.is_some_and(|sent| sent.is_secure) && reply.header(TRANSPORT.0).is_none() {
        found.add(
            Kind::Insecure,
            format!("expected the header `{}`, found none", TRANSPORT.0),
            address,
        );
    }
    let types = types_of(address);
    let kind = reply.header("content-type").unwrap_or("nothing");
    let bare = kind.split(';').next().unwrap_or_default().trim().to_lowercase();
    if let Some(usual) = types.first()
        && !types.contains(&bare.as_str())
    {
        found.add(
            Kind::Type,
            format!("expected the type `{usual}`, found `{kind}`"),
            address,
        );
    }
    let keeping = reply.header("cache-control").unwrap_or("nothing").to_lowercase();
    if address.starts_with(ASSETS) {
        if !keeping.contains("immutable")
            || keeping.contains("no-cache")
            || seconds(&keeping).is_none_or(|seconds| seconds < 2_592_000)
        {
            found.add(
                Kind::Keeping,
                format!("expected `Cache-Control: {KEEP}`, found `{keeping}`"),
                address,
            );
        }
    } else if (page.is_some() || address == "sw.js")
        && !["no-cache", "no-store"].iter().any(|word| keeping.contains(word))
        && seconds(&keeping) != Some(0)
    {
        found.add(
            Kind::Keeping,
            format!("expected `Cache-Control: {ASK_AGAIN}`, found `{keeping}`"),
            address,
        );
    }
}

/// Whether another value of a header does what ours does.
fn is_as_good(name: &str, found: &str, expected: &str) -> bool {
    let same = |one: &str, other: &str| one.trim().eq_ignore_ascii_case(other.trim());
    match name {
        "Referrer-Policy" => same(found, expected) || same(found, "same-origin"),
        // Each feature of ours must be off; a host may turn off more.
        "Permissions-Policy" => expected
            .split(',')
            .all(|feature| found.split(',').any(|known| same(known, feature))),
        _ => same(found, expected),
    }
}

fn seconds(keeping: &str) -> Option<u64> {
    let (_, rest) = keeping.split_once("max-age=")?;
    rest.split(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

/// What is shown for a page that is not there.
fn not_found(
    copy: &Deployed,
    page: &Reply,
    get: &(impl Fn(&str) -> Result<Reply, String> + Sync),
    found: &mut Found,
) {
    if !page.is_there() {
        found.add(
            Kind::NotFound,
            "the page that says that a page is not here is missing",
            "404.html",
        );
    }
    if copy.sent.is_none() {
        return;
    }
    let address = "no-such-page/at-all/index.html";
    match get(address) {
        Err(fault) => found.add(Kind::Unreachable, fault, address),
        Ok(reply) if reply.status != 404 => {
            let message = format!(
                "expected status 404 for a page that is not there, found {}",
                reply.status
            );
            found.add(Kind::NotFound, message, address);
        }
        Ok(reply) if page.is_there() && reply.body != page.body => {
            found.add(
                Kind::NotFound,
                "expected the site's own `404.html`, found another page",
                address,
            );
        }
        Ok(_) => {}
    }
}

/// What is wrong with a file that nobody outside may have.
const PRIVATE: &str = "this is for staff, or is what the site is made of";

/// What stands in a folder and is not of the build that `all` lists.
fn strangers(
    copy: &Deployed,
    files: &[String],
    all: &BTreeMap<String, Option<String>>,
    version: &str,
    found: &mut Found,
) {
    let list = format!("offline/{version}.json");
    for address in files
        .iter()
        .filter(|address| !all.contains_key(*address) && **address != list)
    {
        let mut parts = address.split('/').skip_while(|part| is_language(part));
        let first = parts.next().unwrap_or_default();
        let name = address.rsplit('/').next().unwrap_or_default();
        if STAFF_FOLDERS.contains(&first) || copy.private.iter().any(|private| private == name) {
            found.add(Kind::Staff, PRIVATE, address);
        } else {
            found.add(Kind::Stray, "a file that this build did not make", address);
        }
    }
}

/// Asks for what is for staff, and for what the site is made of: none of it may be there.
fn staff(
    copy: &Deployed,
    list: &List,
    missing: &Reply,
    get: &(impl Fn(&str) -> Result<Reply, String> + Sync),
    found: &mut Found,
) {
    let modules: BTreeSet<&str> = list
        .files
        .keys()
        .filter_map(|address| address.split('/').next())
        .filter(|folder| list.files.contains_key(&format!("{folder}/index.html")))
        .collect();
    let guides = modules.iter().map(|module| format!("guides/{module}-guide.pdf"));
    let roots = ["", "staff/"].map(|root| {
        let fixed = [
            "quality/index.html",
            "forms/sign-in.pdf",
            "guides/",
            "plans/",
            "packs/",
        ];
        fixed.map(|address| format!("{root}{address}"))
    });
    let sources = [
        "curriculum/curriculum.yaml",
        "curriculum/plans/p-01.yaml",
        ".git/HEAD",
    ]
    .map(str::to_owned);
    let places = ["", "packs/", "print/", "plans/", "curriculum/plans/"];
    let private = places
        .iter()
        .flat_map(|place| copy.private.iter().map(move |name| format!("{place}{name}")));
    let asked: BTreeSet<String> = guides
        .chain(roots.into_iter().flatten())
        .chain(sources)
        .chain(private)
        .collect();
    let there: Vec<&String> = asked
        .par_iter()
        .filter(|address| {
            !list.files.contains_key(*address) && !list.files.contains_key(&format!("{address}index.html"))
        })
        .filter(|address| get(address).is_ok_and(|reply| reply.is_there() && reply.body != missing.body))
        .collect();
    for address in there {
        found.add(Kind::Staff, PRIVATE, address);
    }
}

/// Where only staff's files stand, or sources.
const STAFF_FOLDERS: [&str; 8] = [
    "guides",
    "plans",
    "forms",
    "quality",
    "packs",
    "staff",
    "curriculum",
    ".git",
];

fn is_language(part: &str) -> bool {
    part.len() == 2 || part.as_bytes().get(2) == Some(&b'-')
}

/// Whether the site was built for where it is.
fn sub_path(
    copy: &Deployed,
    missing: &Reply,
    get: &(impl Fn(&str) -> Result<Reply, String> + Sync),
    found: &mut Found,
) {
    let Some(base) = copy.base else { return };
    let path = path_of(base);
    if missing.is_there() {
        let root = format!("data-root=\"{path}\"");
        if !missing.text().contains(&root) {
            let message = format!("the page for what is not here does not lead back to `{path}`");
            found.add(Kind::SubPath, message, "404.html");
        }
    }
    let front = get("index.html").unwrap_or_default();
    if copy.sent.is_some() && path != "/" {
        let typed = path.trim_end_matches('/');
        let led = get(WITHOUT_SLASH).is_ok_and(|reply| reply.is_there() && reply.body == front.body);
        if !led {
            found.add(
                Kind::Slash,
                format!("`{typed}`, as people type it, does not lead to `{path}`"),
                typed,
            );
        }
    }
    let front = page::read(&front.text());
    let own = format!("{}/", base.trim_end_matches('/'));
    if let Some(canonical) = front.canonical.filter(|canonical| !canonical.starts_with(&own)) {
        found.add(
            Kind::SubPath,
            format!("the site was built for {canonical}, and stands at {own}"),
            "index.html",
        );
    }
}

fn findings(found: Found, host: Option<Host>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = found
        .0
        .into_iter()
        .map(|((kind, message), places)| Finding {
            is_wrong: is_wrong(kind, &message, host),
            message,
            places: places.into_iter().collect(),
            help: help(kind, host),
        })
        .collect();
    findings.sort_by_key(|finding| !finding.is_wrong);
    findings
}

fn is_wrong(kind: Kind, message: &str, host: Option<Host>) -> bool {
    match kind {
        // What the host does not let anybody say, nobody can put right.
        Kind::Header | Kind::Policy | Kind::Keeping => host.is_none_or(Host::takes_headers),
        Kind::Insecure => !message.contains(TRANSPORT.0),
        Kind::Stray => false,
        // CloudFront can do it by a function alone.
        Kind::Slash => host != Some(Host::S3),
        _ => true,
    }
}

/// What to do about it.
fn help(kind: Kind, host: Option<Host>) -> String {
    let configured = |what: &str| match host {
        Some(host) if !host.takes_headers() => {
            format!(
                "{host} sends what it likes. Each page carries its own policy; for {what} put another service before it, or choose another host."
            )
        }
        Some(host) => format!(
            "`curricle publish-files {host}` writes the settings with {what}; see whether they are in use."
        ),
        None => format!(
            "`curricle publish-files HOST` writes the settings with {what} for {}; name yours here with --host.",
            Host::ALL.map(Host::name).join(", ")
        ),
    };
    match kind {
        Kind::NoSite => "Name the folder or address that holds the site's front page, and build all of it: `curricle build`.".to_owned(),
        Kind::Missing => "Copy the whole of `public/` again. Hosts that pass over some names or endings say so in their settings.".to_owned(),
        Kind::Mixed => "Copy the whole of `public/` again, and empty what the host or a service before it keeps (“purge the cache”).".to_owned(),
        Kind::Unreachable => "See whether the address is right and the host is up, then ask again.".to_owned(),
        Kind::Foreign => "A reader's phone would tell that host that they were here. Take it out of the theme; if the host put it in, turn that off.".to_owned(),
        Kind::Inserted => "Turn off what does this at your host: analytics, “speed” or “security” scripts, mail protection.".to_owned(),
        Kind::Staff => "Take it off the host now, then copy `public/` alone.".to_owned(),
        Kind::Stray => "If it is yours, leave it. If it is of an older build, remove it.".to_owned(),
        Kind::Header | Kind::Policy => configured("the headers"),
        Kind::Insecure => "Turn on HTTPS at your host, and send people on to it.".to_owned(),
        Kind::Type => configured("the types"),
        Kind::Keeping => configured("what may be kept for how long"),
        Kind::NotFound => match host {
            Some(Host::S3) => "In CloudFront, answer errors 403 and 404 with /404.html and status 404.".to_owned(),
            _ => configured("the page for what is not here"),
        },
        Kind::Slash => match host {
            Some(Host::S3) => "Write the address with its slash wherever you give it to people.".to_owned(),
            _ => configured("the way on from the address without its slash"),
        },
        Kind::SubPath => "Build again with `--base-url` and the address at which the site stands.".to_owned(),
    }
}
