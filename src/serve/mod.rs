//! The site on this computer while it is written: read, plan, swap, wait. Entries are rendered when asked for.
//!
//! A plan with errors never replaces a good one: the last good site stays, and the page says what is wrong.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, RwLock, mpsc};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use notify_debouncer_full::notify::RecursiveMode;
use notify_debouncer_full::{DebounceEventResult, new_debouncer};
use tokio::sync::watch;

use crate::build::Plan;
use crate::check::{self, Subject};
use crate::curriculum::Curriculum;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::files::{Files, INPUT_FOLDERS};
use crate::inputs::Inputs;
use crate::overlay::UPSTREAM;
use crate::site::{self, Language, Part, WebPage};

/// How long the disk must be quiet before the site is read again: a branch switch is one change, not thousands.
const QUIET: Duration = Duration::from_millis(100);

/// How long a browser's question after news is held open.
const HOLD: Duration = Duration::from_secs(25);

const RELOAD_SCRIPT: &str = include_str!("reload.js");

/// Documents that Typst remembers for so many rebuilds are forgotten, so that memory does not grow.
const REMEMBERED_REBUILDS: usize = 5;

/// What is shown now.
#[derive(Default)]
struct Shown {
    /// The last plan without errors.
    good: Option<Arc<Plan>>,
    /// What was read last, with or without errors.
    now: Option<Arc<Read>>,
}

/// One reading of the inputs.
struct Read {
    files: Files,
    plan: Arc<Plan>,
    /// The addresses of the pages whose files differ from the reading before.
    changed: Vec<String>,
    /// What is wrong with the files, by itself.
    findings: Vec<Diagnostic>,
    /// What `curricle check` says of it; found when a page first asks, because that takes longer than a reload.
    checked: OnceLock<Vec<Diagnostic>>,
}

struct Server {
    inputs: Mutex<Inputs>,
    shown: RwLock<Shown>,
    /// Counts the readings of the disk.
    version: watch::Sender<u64>,
    port: u16,
}

/// Serves the curriculum below `root` on 127.0.0.1 until the process ends. Port 0 takes a free one.
///
/// # Errors
///
/// A sentence when the port cannot be had or the folders cannot be watched.
pub fn run(root: &Path, port: u16) -> Result<(), String> {
    // Changes are told with whole paths.
    let root = &std::path::absolute(root).map_err(|error| error.to_string())?;
    let listener =
        std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).map_err(|error| {
            format!("port {port} cannot be used: {error}. Choose another with --port, or 0 for any.")
        })?;
    let port = listener.local_addr().map_err(|error| error.to_string())?.port();
    let server = Arc::new(Server {
        inputs: Mutex::new(Inputs::read(root)),
        shown: RwLock::default(),
        version: watch::Sender::new(0),
        port,
    });
    server.show();
    watch_folders(root, &server)?;
    println!("Your curriculum is at http://127.0.0.1:{port}/ — it follows your changes. Stop with Ctrl+C.");
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(async move {
        listener
            .set_nonblocking(true)
            .map_err(|error| error.to_string())?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(|error| error.to_string())?;
        axum::serve(listener, router(server))
            .await
            .map_err(|error| error.to_string())
    })
}

/// Reads again whenever a file of the inputs changes, until the process ends. A folder of them that is not there yet is followed
/// from when it appears.
fn watch_folders(root: &Path, server: &Arc<Server>) -> Result<(), String> {
    let reader = Arc::clone(server);
    let inputs = INPUT_FOLDERS.map(|input| root.join(input));
    let (of_root, folders) = (root.to_owned(), inputs.clone());
    let (appear, appeared) = mpsc::channel();
    let mut debouncer = new_debouncer(QUIET, None, move |result: DebounceEventResult| {
        match result {
            Ok(events) => {
                let rescan = events.iter().any(|event| event.need_rescan());
                let changes = events.into_iter().filter(|event| !event.kind.is_access());
                let paths = changes.flat_map(|event| event.event.paths);
                // What else stands beside the inputs changes with each build.
                let changed: BTreeSet<PathBuf> = paths
                    .filter(|path| path.parent() != Some(&of_root) || folders.contains(path))
                    .collect();
                for folder in folders.iter().filter(|folder| changed.contains(*folder)) {
                    // Nobody listens any more when the process ends.
                    let _ = appear.send(folder.clone());
                }
                if rescan {
                    reader.inputs().read_all();
                    reader.show();
                } else if !changed.is_empty() {
                    reader.inputs().follow(&changed.into_iter().collect::<Vec<_>>());
                    reader.show();
                }
            }
            // The system lost count of the changes.
            Err(_) => {
                reader.inputs().read_all();
                reader.show();
            }
        }
    })
    .map_err(|error| format!("changes cannot be watched: {error}"))?;
    let mut watch = move |folder: &Path, mode| {
        debouncer
            .watch(folder, mode)
            .map_err(|error| format!("{}: cannot be watched: {error}", folder.display()))
    };
    watch(root, RecursiveMode::NonRecursive)?;
    for folder in inputs.iter().filter(|folder| folder.is_dir()) {
        watch(folder, RecursiveMode::Recursive)?;
    }
    let reader = Arc::clone(server);
    std::thread::spawn(move || {
        for folder in appeared {
            if !folder.is_dir() {
                continue;
            }
            if let Err(fault) = watch(&folder, RecursiveMode::Recursive) {
                eprintln!("{fault}");
            }
            // What came into it before it was watched.
            reader.inputs().read_all();
            reader.show();
        }
    });
    Ok(())
}

/// The addresses of the pages of `after` that `before` has not, or has with another text; a few of them.
fn changed_pages(before: &Curriculum, after: &Curriculum) -> Vec<String> {
    const A_FEW: usize = 5;
    let known: BTreeSet<(&str, &str)> = before
        .pages()
        .map(|(_, page)| (page.path.as_str(), page.hash.as_str()))
        .collect();
    let changed = after
        .pages()
        .filter(|(_, page)| !known.contains(&(&*page.path, &*page.hash)));
    changed
        .map(|(id, _)| site::address(after, WebPage::Content(id)))
        .take(A_FEW)
        .collect()
}

impl Read {
    /// The errors, as people read them; empty when the site can be shown.
    fn faults(&self) -> String {
        let errors = self
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let errors: Vec<Diagnostic> = errors.cloned().collect();
        diagnostic::to_text(&errors, |path| self.files.text(path), false)
    }

    /// What there is to say of the page at `address`, a row each.
    fn findings_of(&self, address: &str) -> Vec<serde_json::Value> {
        let curriculum = &self.plan.curriculum;
        let mut pages = curriculum.pages();
        let Some((_, page)) =
            pages.find(|(id, _)| site::address(curriculum, WebPage::Content(*id)) == address)
        else {
            return Vec::new();
        };
        let checked = self.checked.get_or_init(|| {
            // No day: how old a page is does not change while it is written.
            check::check(&Subject::new(&self.files, curriculum, None)).findings
        });
        let all = self.findings.iter().chain(checked);
        let copy = format!("{UPSTREAM}/{}", page.path);
        all.filter(|finding| finding.path == page.path || finding.path == copy)
            .map(|finding| {
                let start = finding.span.as_ref().map_or(0, |span| span.start);
                let line = self
                    .files
                    .text(&page.path)
                    .map(|text| diagnostic::line_and_column(text, start).0);
                serde_json::json!({
                    "severity": finding.severity,
                    "code": finding.code,
                    "line": line,
                    "message": finding.message,
                    "help": finding.help,
                })
            })
            .collect()
    }
}

impl Server {
    /// Plans what was read, and tells the pages that wait for news.
    fn show(&self) {
        let (files, plan, findings) = {
            let inputs = self.inputs();
            let (plan, found) = inputs.plan(&Part::ALL, None);
            let found = inputs.all(&plan.curriculum, found);
            (inputs.files().clone(), plan, found)
        };
        eprint!(
            "{}",
            diagnostic::to_text(&findings, |path| files.text(path), false)
        );
        let changed = match &self.shown().now {
            Some(before) => changed_pages(&before.plan.curriculum, &plan.curriculum),
            None => Vec::new(),
        };
        let read = Arc::new(Read {
            files,
            changed,
            plan: Arc::new(plan),
            findings,
            checked: OnceLock::new(),
        });
        let before = {
            let mut shown = self
                .shown
                .write()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            if !diagnostic::has_errors(&read.findings) {
                shown.good = Some(Arc::clone(&read.plan));
            }
            shown.now.replace(read)
        };
        self.version.send_modify(|version| *version += 1);
        // Only now: nobody needs to wait until what was remembered is forgotten.
        drop(before);
        comemo::evict(REMEMBERED_REBUILDS);
    }

    fn inputs(&self) -> MutexGuard<'_, Inputs> {
        self.inputs
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn shown(&self) -> std::sync::RwLockReadGuard<'_, Shown> {
        self.shown
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Whether a request names this computer: another name would be a page elsewhere that reads us through DNS.
    fn is_own_host(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let names = ["127.0.0.1", "localhost"];
        names
            .iter()
            .any(|name| host == Some(&format!("{name}:{}", self.port)))
    }

    /// The bytes at `address` of the last good site.
    fn entry(&self, address: &str) -> (StatusCode, Vec<u8>) {
        let Some(plan) = self.shown().good.clone() else {
            let page = "<!doctype html><title>Curricle</title><body></body>";
            return (StatusCode::SERVICE_UNAVAILABLE, page.into());
        };
        let (status, address, entry) = match plan.site.public.get(address) {
            Some(entry) => (StatusCode::OK, address, entry.clone()),
            None if address.contains(site::SEARCH_INDEX) => return search_file(&plan, address),
            None => {
                let page = site::Entry::Page(Language::FIRST, WebPage::NotFound);
                (StatusCode::NOT_FOUND, "404.html", page)
            }
        };
        match plan.render(address, &entry) {
            Ok(bytes) => (status, bytes),
            Err(fault) => {
                let fault = fault.replace('&', "&amp;").replace('<', "&lt;");
                let page = format!("<!doctype html><title>Curricle</title><body><pre>{fault}</pre></body>");
                (StatusCode::INTERNAL_SERVER_ERROR, page.into())
            }
        }
    }
}

/// A file of the search index, which is made when a search first asks for it.
fn search_file(plan: &Plan, address: &str) -> (StatusCode, Vec<u8>) {
    match plan.search_index() {
        Ok(files) => match files.get(address) {
            Some(bytes) => (StatusCode::OK, bytes.clone()),
            None => (StatusCode::NOT_FOUND, Vec::new()),
        },
        Err(fault) => (StatusCode::INTERNAL_SERVER_ERROR, fault.into_bytes()),
    }
}

fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/__curricle/reload.js", get(script))
        .route("/__curricle/news", get(news))
        .route("/__curricle/findings", get(findings))
        .fallback(page)
        .with_state(server)
}

async fn script(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    if !server.is_own_host(&headers) {
        return refused();
    }
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        RELOAD_SCRIPT,
    )
        .into_response()
}

/// Answers when the version is no longer the one in the query, or after a while.
async fn news(State(server): State<Arc<Server>>, request: Request<Body>) -> Response {
    if !server.is_own_host(request.headers()) {
        return refused();
    }
    let known: Option<u64> = request.uri().query().and_then(|query| query.parse().ok());
    let mut version = server.version.subscribe();
    // A time-out is an answer too: nothing new.
    let _ = tokio::time::timeout(HOLD, version.wait_for(|version| Some(*version) != known)).await;
    let now = server.shown().now.clone();
    let (faults, changed) = match &now {
        Some(read) => (read.faults(), read.changed.as_slice()),
        None => (String::new(), [].as_slice()),
    };
    answer(&serde_json::json!({"version": *server.version.borrow(), "faults": faults, "changed": changed}))
}

/// What there is to say of the page whose path is the query.
async fn findings(State(server): State<Arc<Server>>, request: Request<Body>) -> Response {
    if !server.is_own_host(request.headers()) {
        return refused();
    }
    let address = address(request.uri().query().unwrap_or_default());
    let now = server.shown().now.clone();
    let findings =
        tokio::task::spawn_blocking(move || now.map_or_else(Vec::new, |read| read.findings_of(&address)))
            .await;
    answer(&serde_json::json!(findings.unwrap_or_default()))
}

fn answer(value: &serde_json::Value) -> Response {
    (
        [
            (header::CONTENT_TYPE, "application/json"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        value.to_string(),
    )
        .into_response()
}

async fn page(State(server): State<Arc<Server>>, request: Request<Body>) -> Response {
    if !server.is_own_host(request.headers()) {
        return refused();
    }
    let address = address(request.uri().path());
    let rendered = tokio::task::spawn_blocking(move || {
        let (status, bytes) = server.entry(&address);
        // Whatever is not found is answered by a page.
        let kind = if status == StatusCode::OK {
            content_type(&address)
        } else {
            HTML
        };
        (status, kind, bytes)
    })
    .await;
    let Ok((status, kind, bytes)) = rendered else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let bytes = if kind == HTML { with_reload(&bytes) } else { bytes };
    (
        status,
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")],
        bytes,
    )
        .into_response()
}

fn refused() -> Response {
    (
        StatusCode::FORBIDDEN,
        "This server answers only to this computer.",
    )
        .into_response()
}

/// The address in the plan that a request path names: a folder is its `index.html`.
fn address(path: &str) -> String {
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else if path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        path.to_owned()
    } else {
        format!("{path}/index.html")
    }
}

const HTML: &str = "text/html; charset=utf-8";

fn content_type(address: &str) -> &'static str {
    match address.rsplit('.').next().unwrap_or_default() {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "ics" => "text/calendar; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// The page with the script that follows changes, and a sign that it is not to be kept; only here, never in a published page.
fn with_reload(html: &[u8]) -> Vec<u8> {
    let html = String::from_utf8_lossy(html);
    html.replacen("<html ", "<html data-serving ", 1)
        .replace(
            "</body>",
            "<script src=\"/__curricle/reload.js\"></script></body>",
        )
        .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_index() {
        assert_eq!(address("/"), "index.html");
        assert_eq!(address("/triggers/"), "triggers/index.html");
        assert_eq!(address("/triggers"), "triggers/index.html");
        assert_eq!(address("/print/workbook.pdf"), "print/workbook.pdf");
    }

    #[test]
    fn the_script_is_added_and_nothing_is_kept() {
        let html = with_reload(b"<html lang=\"en\"><body></body>");
        let html = String::from_utf8(html).unwrap();
        assert!(html.contains("<html data-serving lang=\"en\">"));
        assert!(html.contains("<script src=\"/__curricle/reload.js\"></script></body>"));
    }
}
