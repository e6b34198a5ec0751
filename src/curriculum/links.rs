//! Resolves what lessons point at: pages, sections, terms, resources, sources and pictures.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::adopt::Body;
use super::{Curriculum, Page};
use crate::diagnostic::{Diagnostic, gather, suggest};
use crate::document::{
    Block, Document, Inline, Link, PageId, Span, Target, Visit, inlines_mut, lines_mut, visit_blocks,
};

/// Turns every path into the page or picture that it names, and reports what does not exist. `elsewhere` are places to get help that
/// are not in the programme's country, with theirs.
pub fn resolve(
    curriculum: &mut Curriculum,
    elsewhere: BTreeMap<String, String>,
    findings: &mut Vec<Diagnostic>,
) {
    let known = Keyed::new(Known::of(curriculum, elsewhere));
    let wrong: Vec<Vec<Diagnostic>> = curriculum
        .modules
        .par_iter_mut()
        .enumerate()
        .map(|(m, module)| {
            let mut findings = Vec::new();
            known.page(PageId::Module(m), &mut module.page, &mut findings);
            for (l, lesson) in module.lessons.iter_mut().enumerate() {
                known.page(PageId::Lesson(m, l), &mut lesson.page, &mut findings);
            }
            for (h, handout) in module.handouts.iter_mut().enumerate() {
                known.page(PageId::Handout(m, h), &mut handout.page, &mut findings);
            }
            findings
        })
        .collect();
    let mut found: Vec<Diagnostic> = wrong.into_iter().flatten().collect();
    translations(&known.value, curriculum, &mut found);
    leave_out_pictures(curriculum);
    let (hidden, wrong): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|finding| finding.code == LINK_HIDDEN);
    curriculum.hidden_links = hidden;
    // A new `country` makes hundreds.
    findings.extend(gather(wrong, |finding| finding.code == "help-elsewhere"));
}

/// Takes out the pictures that no page shows, in the modules of which something is hidden: they would be published all the same.
fn leave_out_pictures(curriculum: &mut Curriculum) {
    let folder = |path: &str| {
        let parts: Vec<&str> = path.splitn(4, '/').take(3).collect();
        parts.join("/")
    };
    let folders: BTreeSet<String> = curriculum.hidden.iter().map(|page| folder(&page.path)).collect();
    if folders.is_empty() {
        return;
    }
    let mut shown = BTreeSet::new();
    let translations = curriculum
        .translations
        .iter()
        .map(|translation| &translation.page);
    for page in curriculum.pages().map(|(_, page)| page).chain(translations) {
        let notes = page.body.footnotes.iter().map(|footnote| &footnote.blocks);
        for blocks in notes.chain([&page.body.blocks]) {
            visit_blocks(blocks, &mut |visit| match visit {
                Visit::Block(Block::Figure(image)) | Visit::Inline(Inline::Image(image)) => {
                    shown.insert(image.path.clone());
                }
                Visit::Block(_) | Visit::Inline(_) => {}
            });
        }
    }
    let is_kept = |path: &str| shown.contains(path) || !folders.contains(&folder(path));
    curriculum.images.retain(|path, _| is_kept(path));
}

/// The code of a finding on a link to a page that the programme hides.
pub const LINK_HIDDEN: &str = "link-hidden";

/// A value that is known by a hash of its own, so that a memory need not hash all of it at each question.
struct Keyed<T> {
    key: u64,
    value: T,
}

impl<T: Hash> Keyed<T> {
    fn new(value: T) -> Self {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        Self {
            key: hasher.finish(),
            value,
        }
    }
}

/// A translation may name a page by its own file or the original's, and a section by its heading in either.
fn translations(known: &Known, curriculum: &mut Curriculum, findings: &mut Vec<Diagnostic>) {
    let mut translations = std::mem::take(&mut curriculum.translations);
    for of_language in translations.chunk_by_mut(|a, b| a.page.language == b.page.language) {
        let mut known = known.clone();
        for translation in of_language.iter() {
            known.pages.insert(translation.page.path.clone(), translation.of);
            known
                .sections
                .insert(translation.of, section_ids(&translation.page.body));
            known.aliases.insert(translation.of, translation.aliases.clone());
        }
        let known = Keyed::new(known);
        for translation in of_language {
            known.page(translation.of, &mut translation.page, findings);
        }
    }
    curriculum.translations = translations;
}

impl<T> Hash for Keyed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// The body of the page `id` with its links resolved; remembered, because an edit seldom changes what can be pointed at.
#[comemo::memoize]
fn resolved(id: PageId, path: &str, body: &Body, known: &Keyed<Known>) -> (Arc<Document>, Vec<Diagnostic>) {
    let mut body = body.body.clone();
    let mut findings = Vec::new();
    known.value.body(id, path, &mut body, &mut findings);
    (Arc::new(body), findings)
}

/// The ids of the sections of a document.
fn section_ids(document: &Document) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    visit_blocks(&document.blocks, &mut |visit| {
        if let Visit::Block(Block::Section(section)) = visit {
            ids.insert(section.id.clone());
        }
    });
    ids
}

/// What can be pointed at.
#[derive(Clone, Hash)]
struct Known {
    pages: BTreeMap<String, PageId>,
    /// The codes of the pages that the programme hides, by path.
    hidden: BTreeMap<String, String>,
    sections: BTreeMap<PageId, BTreeSet<String>>,
    /// What else sections of a translation may be called, with their ids.
    aliases: BTreeMap<PageId, BTreeMap<String, String>>,
    terms: BTreeSet<String>,
    resources: BTreeSet<String>,
    /// Places to get help in other countries than the programme's, with their country.
    elsewhere: BTreeMap<String, String>,
    sources: BTreeSet<String>,
    images: BTreeSet<String>,
}

impl Keyed<Known> {
    fn page(&self, id: PageId, page: &mut Page, findings: &mut Vec<Diagnostic>) {
        for source in &page.sources {
            self.value
                .source(&page.path, &source.value, source.span, findings);
        }
        let (body, wrong) = resolved(id, &page.path, &Body::of(page), self);
        page.body = body;
        findings.extend(wrong);
    }
}

impl Known {
    fn of(curriculum: &Curriculum, elsewhere: BTreeMap<String, String>) -> Self {
        Self {
            elsewhere,
            pages: curriculum
                .pages()
                .map(|(id, page)| (page.path.clone(), id))
                .collect(),
            hidden: curriculum
                .hidden
                .iter()
                .map(|page| (page.path.clone(), page.code.clone()))
                .collect(),
            sections: curriculum
                .pages()
                .map(|(id, page)| (id, section_ids(&page.body)))
                .collect(),
            aliases: BTreeMap::new(),
            terms: curriculum.glossary.keys().cloned().collect(),
            resources: curriculum
                .resources
                .iter()
                .map(|resource| resource.id.clone())
                .collect(),
            sources: curriculum.sources.keys().cloned().collect(),
            images: curriculum.images.keys().cloned().collect(),
        }
    }

    fn body(&self, id: PageId, path: &str, body: &mut Document, findings: &mut Vec<Diagnostic>) {
        if !self.hidden.is_empty() {
            lines_mut(body, &mut |line| self.unlink_hidden(path, line, findings));
        }
        inlines_mut(body, &mut |inline| match inline {
            Inline::Link(link) => {
                if let Some(target) = self.target(id, path, &link.target, link.span, findings) {
                    link.target = target;
                }
            }
            Inline::Image(image) => {
                match join(path, &image.path).filter(|joined| self.images.contains(joined)) {
                    Some(joined) => image.path = joined,
                    None => findings.push(
                        Diagnostic::error(
                            "image-missing",
                            path,
                            format!("there is no picture `{}`", image.path),
                        )
                        .at(image.span)
                        .help(near_file(path, &image.path, &self.images)),
                    ),
                }
            }
            Inline::Citation(citations) => {
                for citation in citations {
                    self.source(path, &citation.key, citation.span, findings);
                }
            }
            _ => {}
        });
    }

    /// The code of the hidden page at `path`, or of which a translation stands there.
    fn hidden_code(&self, path: &str) -> Option<&String> {
        let of_translation = || {
            let (stem, _) = path.strip_suffix(".md")?.rsplit_once('.')?;
            self.hidden.get(&format!("{stem}.md"))
        };
        self.hidden.get(path).or_else(of_translation)
    }

    /// Leaves the words of each link to a page that the programme hides, and says where.
    fn unlink_hidden(&self, path: &str, line: &mut Vec<Inline>, findings: &mut Vec<Diagnostic>) {
        let mut at = 0;
        while let Some(inline) = line.get_mut(at) {
            if let Inline::Link(Link {
                target: Target::Path { path: to, .. },
                text,
                span,
            }) = inline
                && let Some(code) = join(path, to).and_then(|joined| self.hidden_code(&joined))
            {
                let message = format!(
                    "this link leads to {code}, which `curriculum.yaml` hides: only its words are shown"
                );
                findings.push(
                    Diagnostic::note(LINK_HIDDEN, path, message)
                        .at(*span)
                        .help(format!("Read the sentence without the link. To change it, copy the page (`curricle adapt`), or take {code} out of `hide`.")),
                );
                let words = std::mem::take(text);
                line.splice(at..=at, words);
            } else {
                at += 1;
            }
        }
    }

    fn source(&self, path: &str, key: &str, span: Span, findings: &mut Vec<Diagnostic>) {
        if !self.sources.contains(key) {
            let what = ("unknown-source", "sources.yaml");
            findings.push(unknown(what, path, key, span, &self.sources));
        }
    }

    fn target(
        &self,
        id: PageId,
        path: &str,
        target: &Target,
        span: Span,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Target> {
        match target {
            Target::Term(term) if !self.terms.contains(term) => {
                let what = ("unknown-term", "glossary.yaml");
                findings.push(unknown(what, path, term, span, &self.terms));
                None
            }
            Target::Help(resource) if !self.resources.contains(resource) => {
                if let Some(country) = self.elsewhere.get(resource) {
                    findings.push(
                        Diagnostic::error(
                            "help-elsewhere",
                            path,
                            format!("`{resource}` is a place to get help in `{country}`, and `country` in curriculum.yaml is another"),
                        )
                        .at(span)
                        .help(format!(
                            "Write under `{resource}` in resources.yaml who gives the same help where the programme is, with that country: every link \
                             then leads there. Or change the words here."
                        )),
                    );
                    return None;
                }
                let what = ("unknown-resource", "resources.yaml");
                findings.push(unknown(what, path, resource, span, &self.resources));
                None
            }
            Target::Path { path: to, fragment } => {
                let page = if to.is_empty() {
                    Some(id)
                } else {
                    join(path, to).and_then(|joined| self.pages.get(&joined).copied())
                };
                let Some(page) = page else {
                    let pages = self.pages.keys().cloned().collect();
                    findings.push(
                        Diagnostic::error(
                            "link-broken",
                            path,
                            format!("this link leads nowhere: there is no lesson or handout `{to}`"),
                        )
                        .at(span)
                        .help(near_file(path, to, &pages)),
                    );
                    return None;
                };
                let fragment = fragment.as_ref().map(|name| {
                    let alias = self.aliases.get(&page).and_then(|aliases| aliases.get(name));
                    let id = alias.unwrap_or(name);
                    let ids = &self.sections[&page];
                    if !ids.contains(id) {
                        findings.push(
                            Diagnostic::error(
                                "anchor-broken",
                                path,
                                format!("the page has no section `#{name}`"),
                            )
                            .at(span)
                            .help(suggest(name, ids.iter().map(String::as_str))),
                        );
                    }
                    id.clone()
                });
                Some(Target::Page { page, fragment })
            }
            _ => None,
        }
    }
}

/// Help for a path that leads nowhere: the nearest that exists, as it would be written here.
fn near_file(from: &str, to: &str, known: &BTreeSet<String>) -> String {
    let Some(joined) = join(from, to) else {
        return "A link may not leave the curriculum's folder.".to_owned();
    };
    match crate::diagnostic::nearest(&joined, known.iter().map(String::as_str)) {
        Some(near) => format!("Did you mean `{}`?", relative(from, near)),
        None => "Check the folder and the name; paths begin at this file's folder.".to_owned(),
    }
}

fn unknown(
    (code, file): (&'static str, &str),
    path: &str,
    name: &str,
    span: Span,
    known: &BTreeSet<String>,
) -> Diagnostic {
    Diagnostic::error(code, path, format!("`{name}` is not in {file}"))
        .at(span)
        .help(suggest(name, known.iter().map(String::as_str)))
}

/// The path that `to` names in the file `from`; `None` when it leaves the root.
fn join(from: &str, to: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// How the file `from` writes the path of the file `to`.
fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}
