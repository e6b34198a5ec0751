//! What the upstream says today beside what it said when it was last taken, and beside what the programme made of it.
//!
//! [`compare`] says what has changed and what can be done about it; [`take`](take::take) makes of that the files to write.

pub mod take;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::curriculum;
use crate::files::Files;
use crate::overlay::{self, Lock, UPSTREAM};
use crate::parse;

pub use view::{Lines, Region};

/// All that has changed, in the order of the paths.
#[derive(Debug, Default)]
pub struct Drift {
    pub changes: Vec<Change>,
}

/// One file that upstream changed, added or took out.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// From the root of a curriculum, such as `curriculum/modules/…`.
    pub path: String,
    /// What people call the page.
    pub code: Option<String>,
    pub title: Option<String>,
    /// Whether the programme hides the page.
    pub is_hidden: bool,
    pub kind: Kind,
    /// The hash of upstream's text today, for `adapts` and `translates`.
    pub hash: Option<String>,
    /// What changed in a page, place by place.
    pub regions: Vec<Region>,
    /// What changed in a table, by key.
    pub keys: Vec<KeyChange>,
    /// The programme's own translations of this page.
    pub translations: Vec<String>,
}

/// What happened to a file, and so what taking it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Upstream changed it; here it is as it was.
    Changed,
    Added,
    Removed,
    /// Both changed it, at places that do not touch.
    Merges,
    /// The programme has put upstream's new text into its own already, and says so under `adapts`.
    Settled,
    /// The programme has its own in this place, which stays: a picture, a page without `adapts`, or some keys of a table.
    Replaced,
    /// Both changed it at the same place: a person decides.
    Conflicts,
    /// Upstream took it out, and here is a changed copy.
    RemovedUnderOurs,
    /// The copy in `upstream/` was changed by hand, so that nobody can tell what is new.
    HandChanged,
}

impl Kind {
    /// Whether `--apply` takes it, as far as this file alone can tell.
    pub fn is_taken(self) -> bool {
        !matches!(self, Kind::Conflicts | Kind::RemovedUnderOurs | Kind::HandChanged)
    }
}

/// One key of a table, or one id of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyChange {
    pub key: String,
    pub kind: KeyKind,
    /// Whether the programme has its own under this key, which stays.
    pub ours: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyKind {
    Added,
    Changed,
    Removed,
}

/// Compares the programme's files on disk, with the copy of the upstream among them, to the upstream `theirs` of today.
pub fn compare(disk: &Files, theirs: &Files) -> Drift {
    let lock = Lock::read(disk);
    let copy = disk.part(&format!("{UPSTREAM}/curriculum"));
    let hand_changed: BTreeSet<String> = overlay::changed_by_hand(&lock, &copy).into_iter().collect();
    let names = Names::of(disk, theirs);
    let prefix = UPSTREAM.len() + 1;
    let paths: BTreeSet<&str> = copy
        .all()
        .map(|(path, _)| &path[prefix..])
        .chain(theirs.all().map(|(path, _)| path))
        .collect();
    let changes = paths.into_iter().filter_map(|path| {
        let file = Sides {
            is_hand_changed: hand_changed.contains(&format!("{UPSTREAM}/{path}")),
            ..Sides::of(disk, theirs, path)
        };
        let change = file.change()?;
        Some(names.name(Change {
            translations: translations(disk, path),
            ..change
        }))
    });
    Drift {
        changes: changes.collect(),
    }
}

/// The programme's own translations of the page at `path`.
fn translations(disk: &Files, path: &str) -> Vec<String> {
    let Some(stem) = path.strip_suffix(".md") else {
        return Vec::new();
    };
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let own = disk.under(folder).map(|(own, _)| own).filter(|own| {
        let language = own.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".md"));
        language.is_some_and(|language| language.starts_with('.') && !language.contains('/'))
    });
    own.map(str::to_owned).collect()
}

/// One file, three times.
struct Sides<'a> {
    path: &'a str,
    base: Option<&'a [u8]>,
    theirs: Option<&'a [u8]>,
    ours: Option<&'a [u8]>,
    /// What ours was made from, where that is not the base: the page had another name.
    renamed: Option<&'a [u8]>,
    is_hand_changed: bool,
}

impl<'a> Sides<'a> {
    /// The file at `path` in the copy of the upstream, in the upstream of today and in the programme.
    fn of(disk: &'a Files, theirs: &'a Files, path: &'a str) -> Self {
        let base = disk.bytes(&format!("{UPSTREAM}/{path}"));
        let adapts = disk.text(path).and_then(|ours| parse::adapted(ours).1);
        let renamed = adapts.filter(|_| base.is_none()).and_then(|adapts| {
            let mut copies = disk.under(UPSTREAM).filter(|(path, _)| path.ends_with(".md"));
            copies.find(|(_, bytes)| text(bytes).is_some_and(|text| parse::page_hash(&text) == adapts))
        });
        Self {
            path,
            base: base.map(|bytes| &**bytes),
            theirs: theirs.bytes(path).map(|bytes| &**bytes),
            ours: disk.bytes(path).map(|bytes| &**bytes),
            renamed: renamed.map(|(_, bytes)| &**bytes),
            is_hand_changed: false,
        }
    }

    /// What happened to it; `None` when upstream says what it said.
    fn change(&self) -> Option<Change> {
        if same(self.base, self.theirs) {
            return None;
        }
        let change = |kind| Change {
            path: self.path.to_owned(),
            code: None,
            title: None,
            is_hidden: false,
            kind,
            hash: self.theirs.and_then(text).map(|theirs| parse::page_hash(&theirs)),
            regions: self.regions(),
            keys: Vec::new(),
            translations: Vec::new(),
        };
        Some(if self.is_hand_changed && self.base.is_some() {
            change(Kind::HandChanged)
        } else if overlay::is_table(self.path) {
            let keys = self.keys();
            let kind = if keys.iter().any(|key| key.ours) {
                Kind::Replaced
            } else {
                self.plain()
            };
            Change {
                keys,
                regions: Vec::new(),
                ..change(kind)
            }
        } else {
            change(self.kind())
        })
    }

    /// What happened to a page or a picture.
    fn kind(&self) -> Kind {
        let Some(ours) = self.ours else {
            return self.plain();
        };
        let page = self.path.ends_with(".md").then(|| text(ours)).flatten();
        let adapts = page.as_deref().and_then(|page| parse::adapted(page).1);
        match (adapts, self.theirs.and_then(text)) {
            (Some(_), None) => Kind::RemovedUnderOurs,
            (Some(adapts), Some(theirs)) if adapts == parse::page_hash(&theirs) => Kind::Settled,
            (Some(_), Some(_)) if self.merged().is_some() => Kind::Merges,
            (Some(_), Some(_)) => Kind::Conflicts,
            (None, _) => Kind::Replaced,
        }
    }

    /// What happened to a file that the programme has left as it was.
    fn plain(&self) -> Kind {
        match (self.base, self.theirs) {
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ => Kind::Changed,
        }
    }

    /// The programme's page with what upstream changed, where the two do not touch the same place.
    fn merged(&self) -> Option<String> {
        let (ours, theirs) = (text(self.ours?)?, text(self.theirs?)?);
        let base = text(self.base.or(self.renamed)?)?;
        let (own, adapts) = parse::adapted(&ours);
        if adapts != Some(parse::page_hash(&base).as_str()) {
            // It was made from a text that is not at hand.
            return None;
        }
        let merged = diffy::merge(&base, &own, &theirs).ok()?;
        let merged = parse::adapting(&merged, &parse::page_hash(&theirs));
        let is_windows = self
            .ours
            .is_some_and(|ours| ours.windows(2).any(|end| end == b"\r\n"));
        Some(if is_windows {
            merged.replace('\n', "\r\n")
        } else {
            merged
        })
    }

    fn regions(&self) -> Vec<Region> {
        let is_page = self.path.ends_with(".md");
        match (
            self.base.or(self.renamed).and_then(text),
            self.theirs.and_then(text),
        ) {
            (Some(base), Some(theirs)) if is_page => {
                let ours = self.ours.and_then(text);
                view::regions(&base, ours.as_deref(), &theirs)
            }
            _ => Vec::new(),
        }
    }

    /// What changed in a table, by key.
    fn keys(&self) -> Vec<KeyChange> {
        let entries = |bytes: Option<&[u8]>| -> BTreeMap<String, String> {
            let text = bytes.and_then(text).unwrap_or_default();
            let entries = overlay::entries(self.path, &text).unwrap_or_default();
            let entries = entries.into_iter();
            entries
                .map(|entry| (entry.key, text[entry.span].trim_end().to_owned()))
                .collect()
        };
        let (base, theirs, ours) = (entries(self.base), entries(self.theirs), entries(self.ours));
        let keys: BTreeSet<&String> = base.keys().chain(theirs.keys()).collect();
        keys.into_iter()
            .filter_map(|key| {
                let kind = match (base.get(key), theirs.get(key)) {
                    (before, after) if before == after => return None,
                    (None, _) => KeyKind::Added,
                    (_, None) => KeyKind::Removed,
                    _ => KeyKind::Changed,
                };
                Some(KeyChange {
                    key: key.clone(),
                    kind,
                    ours: ours.contains_key(key),
                })
            })
            .collect()
    }
}

/// Whether two files say the same, however their lines end.
fn same(one: Option<&[u8]>, other: Option<&[u8]>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other || parse::file_hash(one) == parse::file_hash(other),
        (None, None) => true,
        _ => false,
    }
}

/// A file as text with line ends as `\n`; `None` for a picture.
fn text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text.replace("\r\n", "\n"))
}

/// What people call pages, by path, and whether the programme hides them.
struct Names(BTreeMap<String, (String, String, bool)>);

impl Names {
    fn of(disk: &Files, theirs: &Files) -> Self {
        let mut names = BTreeMap::new();
        // Ours last: a page of the programme is called what the programme calls it.
        for files in [theirs, &overlay::compose(disk).files] {
            let (curriculum, _) = curriculum::load(files);
            for (_, page) in curriculum.pages() {
                names.insert(page.path.clone(), (page.code.clone(), page.title.clone(), false));
            }
            for page in &curriculum.hidden {
                names.insert(page.path.clone(), (page.code.clone(), page.title.clone(), true));
            }
        }
        Self(names)
    }

    fn name(&self, mut change: Change) -> Change {
        if let Some((code, title, is_hidden)) = self.0.get(&change.path) {
            change.is_hidden = *is_hidden;
            change.code = Some(code.clone());
            change.title = Some(title.clone());
        }
        change
    }
}
